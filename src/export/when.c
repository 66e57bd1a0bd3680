/* When an event was: TIMEX3 values as days. */
#include <stdio.h>
#include <string.h>

#include "export/rows.h"

typedef struct day {
  int year, month, day;
} day;

static bool leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

static int days_of(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[month - 1] + (month == 2 && leap(year));
}

/* Days since 1 March of year 0, as a whole number, and back (Howard Hinnant's chrono algorithms). */
static int to_number(day d) {
  int y = d.year - (d.month <= 2), era = y / 400, of_era = y - era * 400;
  int of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year;
}

static day from_number(int number) {
  int era = number / 146097, of_era = number - era * 146097;
  int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
  day d = {year + era * 400, month < 10 ? month + 3 : month - 9, of_year - (153 * month + 2) / 5 + 1};
  if (d.month <= 2) d.year++;
  return d;
}

/* Exactly `count` digits at `at`, else -1. */
static int digits(const char *at, int count) {
  int value = 0;
  for (int i = 0; i < count; i++) {
    if (at[i] < '0' || at[i] > '9') return -1;
    value = value * 10 + (at[i] - '0');
  }
  return value;
}

static void write_day(day d, char out[12]) {
  (void)snprintf(out, 12, "%04u-%02u-%02u", (unsigned)d.year % 10000u, (unsigned)d.month % 100u, (unsigned)d.day % 100u);
}

static void span_of(isn_when *when, day from, day to, const char *precision) {
  write_day(from, when->from);
  write_day(to, when->to);
  when->precision = precision;
}

/* The Monday of an ISO week: the week that holds 4 January is the first. 1 March of year 0 was a Wednesday. */
static int monday(int year, int week) {
  int fourth = to_number((day){year, 1, 4});
  return fourth - (fourth + 2) % 7 + (week - 1) * 7;
}

static bool full_day(const char *value, day *out) {
  if (strlen(value) < 10 || value[4] != '-' || value[7] != '-') return false;
  *out = (day){digits(value, 4), digits(value + 5, 2), digits(value + 8, 2)};
  return out->year > 0 && out->month >= 1 && out->month <= 12 && out->day >= 1 && out->day <= days_of(out->year, out->month);
}

/* The first and last month of what stands behind a year: Q1, H2, SP ... ; 0 for none. */
static int months_of(const char *tail, int *last) {
  static const struct {
    const char *tail;
    int first, last;
  } parts[] = {{"Q1", 1, 3},  {"Q2", 4, 6}, {"Q3", 7, 9}, {"Q4", 10, 12}, {"H1", 1, 6},
               {"H2", 7, 12}, {"SP", 3, 5}, {"SU", 6, 8}, {"FA", 9, 11}};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (strcmp(tail, parts[i].tail) == 0) return *last = parts[i].last, parts[i].first;
  return 0;
}

static bool week(const char *value, int year, isn_when *when) {
  int number = digits(value + 6, 2);
  if (number < 1 || number > 53) return false;
  int first = monday(year, number);
  bool weekend = strcmp(value + 8, "-WE") == 0;
  if (value[8] && !weekend) return false;
  span_of(when, from_number(first + (weekend ? 5 : 0)), from_number(first + 6), "week");
  return true;
}

/* 2019, 2019-08, 2019-W34, 2019-Q3, 2019-WI, 199 */
static bool period(const char *value, isn_when *when) {
  size_t length = strlen(value);
  int decade = length == 3 ? digits(value, 3) : -1, year = length >= 4 ? digits(value, 4) : -1;
  if (decade > 0) return span_of(when, (day){decade * 10, 1, 1}, (day){decade * 10 + 9, 12, 31}, "decade"), true;
  if (year <= 0) return false;
  if (length == 4) return span_of(when, (day){year, 1, 1}, (day){year, 12, 31}, "year"), true;
  if (value[4] != '-') return false;
  if (value[5] == 'W' && value[6] != 'I') return length >= 8 && week(value, year, when);
  if (strcmp(value + 5, "WI") == 0) return span_of(when, (day){year, 12, 1}, (day){year + 1, 2, days_of(year + 1, 2)}, "season"), true;
  int last, first = months_of(value + 5, &last);
  if (first)
    return span_of(when, (day){year, first, 1}, (day){year, last, days_of(year, last)},
                   value[5] == 'Q'   ? "quarter"
                   : value[5] == 'H' ? "half"
                                     : "season"),
           true;
  int month = length == 7 ? digits(value + 5, 2) : -1;
  if (month < 1 || month > 12) return false;
  return span_of(when, (day){year, month, 1}, (day){year, month, days_of(year, month)}, "month"), true;
}

/* 2019-08-20, 2019-08-20T14:30, 2019-08-20TMO, 2019-05-06/2019-06-03 */
static bool resolved(const char *value, isn_when *when) {
  day first, last;
  if (!full_day(value, &first)) return period(value, when);
  const char *rest = value + 10;
  if (*rest == '/' && full_day(rest + 1, &last)) return span_of(when, first, last, "range"), true;
  span_of(when, first, first, "day");
  int hour = *rest == 'T' ? digits(rest + 1, 2) : -1;
  if (hour < 0 || hour > 24) return true;
  int minute = rest[3] == ':' ? digits(rest + 4, 2) : 0;
  if (minute >= 0 && minute < 60)
    (void)snprintf(when->time, sizeof when->time, "%02u:%02u:00", (unsigned)hour % 24u, (unsigned)minute % 60u);
  return true;
}

static void copy_day(const char *iso, char out[12]) {
  day d;
  if (iso && full_day(iso, &d)) write_day(d, out);
}

isn_when isn_event_when(const isn_stored *rows, const isnad_event *event) {
  isn_when when = {"", "", "", ""};
  const isnad_time *time = event->time < rows->times_count ? &rows->times[event->time] : NULL;
  if (time && time->value && (time->type == ISNAD_DATE || time->type == ISNAD_TIME) && resolved(time->value, &when)) return when;
  copy_day(rows->dated_from ? rows->dated_from : rows->dated_to, when.from);
  copy_day(rows->dated_to ? rows->dated_to : rows->dated_from, when.to);
  if (*when.from) when.precision = "document";
  return when;
}
