/* Calendar arithmetic: days, ISO weeks, the Gregorian calendar (proleptic) and the Islamic one of Umm al-Qura. No clock, no time zone. */
#ifndef ISN_TIMEX_CALENDAR_H
#define ISN_TIMEX_CALENDAR_H
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

typedef int32_t isn_day; /* days since 1970-01-01 */

typedef struct isn_date {
  int32_t year, month, day;
} isn_date;

isn_day isn_day_of(int32_t year, int32_t month, int32_t day); /* month and day need not be in range: day 0 is the day before the first */
isn_date isn_date_of(isn_day day);
int32_t isn_month_days(int32_t year, int32_t month);
int32_t isn_weekday(isn_day day); /* 1 Monday to 7 Sunday */
void isn_iso_week(isn_day day, int32_t *year, int32_t *week);

/* `count` ASCII digits. */
bool isn_parse_digits(const char *text, int count, int32_t *value);

/* The day that `text` begins with, YYYY-MM-DD; false if it does not or there is no such day. */
bool isn_parse_day(const char *text, isn_day *day);

/* First days of the Islamic months of 1300 to 1600 AH by ICU's islamic-umalqura, read once and then immutable, so that documents need no
 * ICU object. Other years by the tabular calendar, which may be a day or two off. */
enum { ISN_HIJRI_FIRST = 1300, ISN_HIJRI_LAST = 1600, ISN_HIJRI_MONTHS = (ISN_HIJRI_LAST - ISN_HIJRI_FIRST + 1) * 12 };

typedef struct isn_hijri {
  isn_day starts[ISN_HIJRI_MONTHS + 1];
} isn_hijri;

isnad_status isn_hijri_open(isn_hijri *hijri, isnad_error *error);
isn_day isn_hijri_month_start(const isn_hijri *hijri, int32_t year, int32_t month); /* month may be 13: the next year's first */
isn_date isn_hijri_of(const isn_hijri *hijri, isn_day day);
#endif
