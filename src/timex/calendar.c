#include "timex/calendar.h"

#include <unicode/ucal.h>

enum { DAYS_400_YEARS = 146097, DAY_0_TO_1970 = 719468, TABULAR_EPOCH = -492148 /* 16 July 622, Julian: the first day of 1 AH */ };

static int32_t floor_div(int32_t a, int32_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }

/* Years begin in March here, so that the leap day is the last of its year. */
isn_day isn_day_of(int32_t year, int32_t month, int32_t day) {
  year += floor_div(month - 1, 12);
  month -= 12 * floor_div(month - 1, 12);
  int32_t y = month <= 2 ? year - 1 : year, era = floor_div(y, 400), in_era = y - era * 400;
  int32_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * DAYS_400_YEARS + in_era * 365 + in_era / 4 - in_era / 100 + day_of_year - DAY_0_TO_1970;
}

isn_date isn_date_of(isn_day day) {
  int32_t z = day + DAY_0_TO_1970, era = floor_div(z, DAYS_400_YEARS), in_era = z - era * DAYS_400_YEARS;
  int32_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
  int32_t day_of_year = in_era - (365 * year + year / 4 - year / 100), m = (5 * day_of_year + 2) / 153;
  isn_date d = {.day = day_of_year - (153 * m + 2) / 5 + 1, .month = m < 10 ? m + 3 : m - 9};
  d.year = year + era * 400 + (d.month <= 2);
  return d;
}

int32_t isn_month_days(int32_t year, int32_t month) { return isn_day_of(year, month + 1, 1) - isn_day_of(year, month, 1); }

int32_t isn_weekday(isn_day day) {
  int32_t r = (day + 3) % 7; /* 1970-01-01 was a Thursday */
  return (r < 0 ? r + 7 : r) + 1;
}

/* A week belongs to the year of its Thursday (ISO 8601). */
void isn_iso_week(isn_day day, int32_t *year, int32_t *week) {
  isn_day thursday = day - isn_weekday(day) + 4;
  *year = isn_date_of(thursday).year;
  *week = (thursday - isn_day_of(*year, 1, 1)) / 7 + 1;
}

bool isn_parse_digits(const char *text, int count, int32_t *value) {
  *value = 0;
  for (int i = 0; i < count; i++) {
    if (text[i] < '0' || text[i] > '9') return false;
    *value = *value * 10 + (text[i] - '0');
  }
  return true;
}

bool isn_parse_day(const char *text, isn_day *day) {
  isn_date d;
  if (!isn_parse_digits(text, 4, &d.year) || text[4] != '-' || !isn_parse_digits(text + 5, 2, &d.month) || text[7] != '-' ||
      !isn_parse_digits(text + 8, 2, &d.day))
    return false;
  if (d.month < 1 || d.month > 12 || d.day < 1 || d.day > isn_month_days(d.year, d.month)) return false;
  *day = isn_day_of(d.year, d.month, d.day);
  return true;
}

/* ---- the Islamic calendar ---- */

isnad_status isn_hijri_open(isn_hijri *hijri, isnad_error *error) {
  static const UChar utc[] = {'U', 'T', 'C', 0};
  UErrorCode code = U_ZERO_ERROR;
  UCalendar *calendar = ucal_open(utc, 3, "en@calendar=islamic-umalqura", UCAL_DEFAULT, &code);
  for (int32_t i = 0; U_SUCCESS(code) && i <= ISN_HIJRI_MONTHS; i++) {
    ucal_clear(calendar);
    ucal_setDateTime(calendar, ISN_HIJRI_FIRST + i / 12, i % 12, 1, 0, 0, 0, &code);
    hijri->starts[i] = (isn_day)(ucal_getMillis(calendar, &code) / 86400000.0);
    if (i && (hijri->starts[i] - hijri->starts[i - 1] < 29 || hijri->starts[i] - hijri->starts[i - 1] > 30)) code = U_INVALID_STATE_ERROR;
  }
  if (calendar) ucal_close(calendar);
  if (code == U_MEMORY_ALLOCATION_ERROR) return isn_nomem(error);
  return U_SUCCESS(code) ? ISNAD_OK
                         : isn_fail(error, ISNAD_E_NOTFOUND, "ICU does not give the calendar islamic-umalqura: %s", u_errorName(code));
}

/* Months of 30 and 29 days by turns; in a cycle of 30 years, 11 have a day more. */
static isn_day tabular(int32_t year, int32_t month) {
  return TABULAR_EPOCH + (year - 1) * 354 + floor_div(11 * year + 3, 30) + 29 * (month - 1) + month / 2;
}

isn_day isn_hijri_month_start(const isn_hijri *hijri, int32_t year, int32_t month) {
  if (month == 13) year++, month = 1;
  int32_t at = (year - ISN_HIJRI_FIRST) * 12 + month - 1;
  return at >= 0 && at <= ISN_HIJRI_MONTHS ? hijri->starts[at] : tabular(year, month);
}

isn_date isn_hijri_of(const isn_hijri *hijri, isn_day day) {
  int32_t year = (int32_t)((day - TABULAR_EPOCH) / 354.36667) + 1;
  while (isn_hijri_month_start(hijri, year, 1) > day) year--;
  while (isn_hijri_month_start(hijri, year, 13) <= day) year++;
  int32_t month = 1;
  while (month < 12 && isn_hijri_month_start(hijri, year, month + 1) <= day) month++;
  return (isn_date){year, month, day - isn_hijri_month_start(hijri, year, month) + 1};
}
