#include "timex/value.h"

#include <stdio.h>
#include <string.h>

enum { AHEAD_DAYS = 120, AHEAD_MONTHS = 4, LONG_AGO_DAYS = 285, LONG_AGO_MONTHS = 9, NEW_YEAR_MONTH = 10 };

static void put_day(char value[ISN_VALUE_ROOM], isn_day day) {
  isn_date d = isn_date_of(day);
  (void)snprintf(value, ISN_VALUE_ROOM, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static void put_week(char value[ISN_VALUE_ROOM], isn_day day, bool weekend) {
  int32_t year, week;
  isn_iso_week(day, &year, &week);
  (void)snprintf(value, ISN_VALUE_ROOM, "%04d-W%02d%s", year, week, weekend ? "-WE" : "");
}

static void put_month(char value[ISN_VALUE_ROOM], int32_t month_index) {
  (void)snprintf(value, ISN_VALUE_ROOM, "%04d-%02d", month_index / 12, month_index % 12 + 1);
}

static void put_interval(char value[ISN_VALUE_ROOM], isn_day first, isn_day last) {
  char end[ISN_VALUE_ROOM];
  put_day(value, first);
  put_day(end, last);
  size_t n = strlen(value);
  (void)snprintf(value + n, ISN_VALUE_ROOM - n, "/%.12s", end);
}

/* How many periods from the document's one: الماضي -1, المقبل 1. */
static int32_t steps(isn_which which) {
  switch (which) {
    case ISN_LAST:
    case ISN_PRECEDING:
    case ISN_RECENT: return -1;
    case ISN_BEFORE_LAST: return -2;
    case ISN_NEXT:
    case ISN_FOLLOWING: return 1;
    case ISN_AFTER_NEXT: return 2;
    default: return 0;
  }
}

/* ---- which of the days or months that come again ---- */

/* Picks between the last at or before the document and the first after it. `back` and `ahead`: how far each is. A verb in the present
 * means what is `near` ahead if the other is `far` back; and what lies back more than `long_ago` is not meant without its year. */
static bool points_ahead(const isn_when *w, int32_t back, int32_t ahead, int32_t near, int32_t far, int32_t long_ago) {
  switch ((isn_which)w->which) {
    case ISN_LAST:
    case ISN_BEFORE_LAST:
    case ISN_RECENT:
    case ISN_PRECEDING: return false;
    case ISN_NEXT:
    case ISN_AFTER_NEXT: return true;
    case ISN_THIS: return ahead < back;
    default: break;
  }
  if (back > long_ago || ahead > long_ago) return ahead < back;
  if (w->tense == ISN_TENSE_FUTURE) return true;
  return w->tense == ISN_TENSE_PRESENT && ahead <= near && back > far;
}

static bool strictly(const isn_when *w) {
  return w->which == ISN_LAST || w->which == ISN_NEXT || w->which == ISN_BEFORE_LAST || w->which == ISN_AFTER_NEXT;
}

/* The year that stands beside a month, by number or by modifier; 0: none. */
static int32_t year_beside(const isn_resolver *r, const isn_when *w) {
  if (w->year) return w->year;
  int32_t now = isn_date_of(r->day).year;
  switch ((isn_which)w->year_which) {
    case ISN_WHICH_NONE: return 0;
    case ISN_SAME: return r->anchor.known ? isn_date_of(r->anchor.day).year : 0;
    case ISN_FOLLOWING:
    case ISN_PRECEDING:
      if (r->anchor.known) return isn_date_of(r->anchor.day).year + steps((isn_which)w->year_which);
      return r->known ? now + steps((isn_which)w->year_which) : 0;
    case ISN_NEW: return r->known ? now + (isn_date_of(r->day).month >= NEW_YEAR_MONTH) : 0;
    default: return r->known ? now + steps((isn_which)w->year_which) : 0;
  }
}

/* The day of an expression's month and number in a year of its calendar, false if that month has no such day. */
static bool day_in_year(const isn_resolver *r, const isn_when *w, int32_t year, isn_day *day) {
  if (w->era == ISN_ERA_HIJRI) {
    *day = isn_hijri_month_start(r->hijri, year, w->month) + w->day - 1;
    return w->day <= 30;
  }
  *day = isn_day_of(year, w->month, w->day);
  return w->day <= isn_month_days(year, w->month);
}

static bool recurring_day(const isn_resolver *r, const isn_when *w, isn_day *day, const char **how) {
  int32_t now = w->era == ISN_ERA_HIJRI ? isn_hijri_of(r->hijri, r->day).year : isn_date_of(r->day).year;
  isn_day back = INT32_MIN, ahead = INT32_MAX, d;
  for (int32_t year = now - 4; year <= now + 4; year++) { /* 29 February comes every fourth year */
    if (!day_in_year(r, w, year, &d)) continue;
    if (d < r->day || (d == r->day && !strictly(w))) back = d;
    if ((d > r->day || (d == r->day && !strictly(w))) && d < ahead) ahead = d;
  }
  bool next =
      ahead != INT32_MAX && (back == INT32_MIN || points_ahead(w, r->day - back, ahead - r->day, AHEAD_DAYS, AHEAD_DAYS, LONG_AGO_DAYS));
  *how = next ? "after" : "before";
  *day = next ? ahead : back;
  return *day != INT32_MIN;
}

static bool resolve_weekday(const isn_resolver *r, const isn_when *w, isn_day *day, const char **how) {
  if (!r->known) return false;
  if (w->pair) { /* the second of two decides on what is past, the first on what is to come */
    isn_when other = *w;
    other.pair = 0;
    other.weekday = (uint8_t)((w->weekday + w->pair + 6) % 7 + 1);
    isn_day there;
    bool next = points_ahead(w, 1, 1, 6, 0, INT32_MAX);
    if (next == (w->pair < 0)) return (void)resolve_weekday(r, &other, &there, how), *day = there - w->pair, true;
  }
  int32_t back = (isn_weekday(r->day) - w->weekday + 7) % 7, ahead = (w->weekday - isn_weekday(r->day) + 7) % 7;
  if (strictly(w)) back = back ? back : 7, ahead = ahead ? ahead : 7;
  bool next = points_ahead(w, back, ahead, 6, 1, INT32_MAX);
  *how = next ? "after" : "before";
  *day = next ? r->day + ahead : r->day - back;
  if (w->which == ISN_BEFORE_LAST) *day -= 7;
  if (w->which == ISN_AFTER_NEXT) *day += 7;
  /* said on a Monday of what is past, "the night of Monday" is the one that led to it */
  bool night = w->daypart && strcmp(w->daypart, "NI") == 0 && *day == r->day && w->which == ISN_WHICH_NONE;
  if (night && w->tense != ISN_TENSE_FUTURE && strcmp(w->rule, "night-between") != 0) *day -= 1;
  return true;
}

/* A day by month and number, or by number alone in this or another month. */
static bool resolve_day(const isn_resolver *r, const isn_when *w, isn_day *day, const char **how) {
  *how = "said";
  if (w->month) {
    int32_t year = year_beside(r, w);
    if (year) return day_in_year(r, w, year, day);
    if (w->year_which != ISN_WHICH_NONE || !r->known) return false;
    return recurring_day(r, w, day, how);
  }
  if (w->which == ISN_SAME ? !r->anchor.known || r->anchor.unit == ISN_YEAR : !r->known) return false;
  isn_date d = isn_date_of(w->which == ISN_SAME ? r->anchor.day : r->day);
  isn_date month = isn_date_of(isn_day_of(d.year, d.month + steps((isn_which)w->which), 1));
  *how = "month";
  *day = isn_day_of(month.year, month.month, w->day);
  return w->day <= isn_month_days(month.year, month.month);
}

/* Days from the document's; a weekday or a date beside it decides where the two do not agree. */
static bool resolve_relative(const isn_resolver *r, const isn_when *w, isn_day *day, const char **how) {
  *how = "document";
  if (w->day && w->month && (w->year || r->known)) {
    isn_when date = *w;
    date.shape = ISN_SHAPE_DAY;
    date.which = date.which == ISN_WHICH_NONE ? ISN_THIS : date.which;
    return resolve_day(r, &date, day, how);
  }
  if (!r->known) return false;
  *day = r->day + w->amount;
  for (int32_t k = 0; w->weekday && k <= 3; k++) {
    if (isn_weekday(*day - k) == w->weekday) return *day -= k, *how = k ? "weekday" : "document", true;
    if (isn_weekday(*day + k) == w->weekday) return *day += k, *how = "weekday", true;
  }
  return true;
}

/* ---- months, years, seasons ---- */

static bool resolve_month(const isn_resolver *r, const isn_when *w, char value[ISN_VALUE_ROOM], const char **how) {
  int32_t year = year_beside(r, w);
  *how = "said";
  if (!year && (w->year_which != ISN_WHICH_NONE || !r->known)) return false;
  if (w->era == ISN_ERA_HIJRI) {
    isn_when first = *w;
    isn_day day;
    first.day = 1;
    if (!year && !recurring_day(r, &first, &day, how)) return false;
    if (!year) year = isn_hijri_of(r->hijri, day).year;
    put_interval(value, isn_hijri_month_start(r->hijri, year, w->month), isn_hijri_month_start(r->hijri, year, w->month + 1) - 1);
    return true;
  }
  if (year) return put_month(value, year * 12 + w->month - 1), true;
  isn_date now = isn_date_of(r->day);
  int32_t at = now.year * 12 + now.month - 1, back = ((now.month - w->month) + 12) % 12, ahead = (w->month - now.month + 12) % 12;
  if (strictly(w)) back = back ? back : 12, ahead = ahead ? ahead : 12;
  if (w->which == ISN_NEXT && ahead == 12) ahead = 0; /* said in that month: the page is later than the words */
  bool next = points_ahead(w, back, ahead, AHEAD_MONTHS, AHEAD_MONTHS, LONG_AGO_MONTHS);
  *how = next ? "after" : "before";
  put_month(value, next ? at + ahead : at - back);
  return true;
}

static bool resolve_year(const isn_resolver *r, const isn_when *w, char value[ISN_VALUE_ROOM]) {
  if (w->era == ISN_ERA_HIJRI)
    return put_interval(value, isn_hijri_month_start(r->hijri, w->year, 1), isn_hijri_month_start(r->hijri, w->year, 13) - 1), true;
  (void)snprintf(value, ISN_VALUE_ROOM, w->era == ISN_ERA_BEFORE ? "BC%04d" : "%04d", w->year);
  return true;
}

static bool resolve_season(const isn_resolver *r, const isn_when *w, char value[ISN_VALUE_ROOM], const char **how) {
  static const char *const names[] = {"SP", "SU", "FA", "WI"};
  int32_t year = year_beside(r, w);
  *how = "said";
  if (!year) {
    if (w->year_which != ISN_WHICH_NONE || !r->known) return false;
    isn_date now = isn_date_of(r->day);
    int32_t season = now.month < 3 ? 4 : now.month / 3,
            this_year = now.month < 3 ? now.year - 1 : now.year; /* winter has the year of its December */
    int32_t back = (season - w->month + 4) % 4, ahead = (w->month - season + 4) % 4;
    if (strictly(w)) back = back ? back : 4, ahead = ahead ? ahead : 4;
    bool next = points_ahead(w, back, ahead, 1, 1, INT32_MAX);
    *how = next ? "after" : "before";
    int32_t index = this_year * 4 + season - 1 + (next ? ahead : -back);
    year = index / 4;
  }
  (void)snprintf(value, ISN_VALUE_ROOM, "%04d-%s", year, names[w->month - 1]);
  return true;
}

/* ---- units ---- */

/* The day from which a unit's steps count: the date spoken of last for التالي and السابق where it is another period than the document's. */
static bool unit_base(const isn_resolver *r, const isn_when *w, isn_day *base, const char **how) {
  bool from_anchor = w->which == ISN_FOLLOWING || w->which == ISN_PRECEDING;
  if (from_anchor && r->anchor.known && (w->unit >= r->anchor.unit || r->anchor.unit == ISN_WEEK))
    return *base = r->anchor.day, *how = "anchor", true;
  if (!r->known || (from_anchor && w->unit == ISN_DAY)) return false;
  *base = r->day;
  *how = "document";
  return true;
}

static bool resolve_unit(const isn_resolver *r, const isn_when *w, char value[ISN_VALUE_ROOM], const char **how) {
  isn_day base;
  if (!unit_base(r, w, &base, how)) return false;
  int32_t n = steps((isn_which)w->which);
  isn_date d = isn_date_of(base);
  switch (w->unit) {
    case ISN_DAY: return put_day(value, base + n), true;
    case ISN_WEEK:
      if (w->weekend && w->which == ISN_WHICH_NONE && w->tense != ISN_TENSE_FUTURE && w->tense != ISN_TENSE_PRESENT &&
          isn_weekday(base) < 6)
        n = -1;
      return put_week(value, base + 7 * n, w->weekend), true;
    case ISN_MONTH: return put_month(value, d.year * 12 + d.month - 1 + n), true;
    case ISN_YEAR:
      (void)snprintf(value, ISN_VALUE_ROOM, "%04d", w->which == ISN_NEW ? d.year + (d.month >= NEW_YEAR_MONTH) : d.year + n);
      return true;
    case ISN_DECADE: (void)snprintf(value, ISN_VALUE_ROOM, "%03d", d.year / 10 + n); return true;
    case ISN_CENTURY: (void)snprintf(value, ISN_VALUE_ROOM, "%02d", d.year / 100 + n); return true;
    default: return false;
  }
}

/* That long before the document, as exact as its unit. */
static bool resolve_ago(const isn_resolver *r, const isn_when *w, char value[ISN_VALUE_ROOM]) {
  if (!r->known) return false;
  isn_date d = isn_date_of(r->day);
  int32_t n = w->amount / (w->scale ? w->scale : 1);
  bool whole = w->scale <= 1;
  switch (w->unit) {
    case ISN_HOUR: return put_day(value, r->day - n / 24), whole;
    case ISN_DAY: return put_day(value, r->day - n), whole;
    case ISN_WEEK: return put_week(value, r->day - 7 * n, false), whole;
    case ISN_MONTH: return put_month(value, d.year * 12 + d.month - 1 - n), whole;
    case ISN_YEAR:
      if (!whole) return put_month(value, d.year * 12 + d.month - 1 - w->amount * 12 / w->scale), true;
      if (n >= d.year) return false;
      (void)snprintf(value, ISN_VALUE_ROOM, "%04d", d.year - n);
      return true;
    case ISN_DECADE: (void)snprintf(value, ISN_VALUE_ROOM, "%03d", d.year / 10 - n); return whole && d.year / 10 > n;
    case ISN_CENTURY: (void)snprintf(value, ISN_VALUE_ROOM, "%02d", d.year / 100 - n); return whole && d.year / 100 > n;
    default: return false;
  }
}

void isn_duration_value(const isn_when *w, char value[ISN_VALUE_ROOM]) {
  static const char *const names[ISN_UNITS] = {"S", "M", "H", "D", "W", "M", "Y", "DE", "CE"};
  /* half of a unit in the next smaller one, where that is whole */
  static const struct {
    isn_unit unit;
    int32_t count;
  } smaller[ISN_UNITS] = {[ISN_MINUTE] = {ISN_SECOND, 60}, [ISN_HOUR] = {ISN_MINUTE, 60}, [ISN_DAY] = {ISN_HOUR, 24},
                          [ISN_YEAR] = {ISN_MONTH, 12},    [ISN_DECADE] = {ISN_YEAR, 10}, [ISN_CENTURY] = {ISN_YEAR, 100}};
  isn_unit unit = (isn_unit)w->unit;
  int32_t amount = w->amount, scale = w->scale > 1 ? w->scale : 1;
  if (scale > 1 && amount % scale == 0) amount /= scale, scale = 1;
  if (scale > 1 && smaller[unit].count && amount % scale == 5 && amount < 10000)
    amount = amount * smaller[unit].count / scale, unit = smaller[unit].unit, scale = 1;
  const char *time = unit <= ISN_HOUR ? "T" : "";
  if (w->vague) (void)snprintf(value, ISN_VALUE_ROOM, "P%sX%s", time, names[unit]);
  else if (scale > 1) (void)snprintf(value, ISN_VALUE_ROOM, "P%s%d.%d%s", time, amount / scale, amount % scale, names[unit]);
  else if (w->extra) (void)snprintf(value, ISN_VALUE_ROOM, "P%s%d%s%d%s", time, amount, names[unit], w->extra, names[w->extra_unit]);
  else (void)snprintf(value, ISN_VALUE_ROOM, "P%s%d%s", time, amount, names[unit]);
}

/* ---- the date spoken of last ---- */

bool isn_value_days(const char *value, isn_day *first, isn_day *last) {
  int32_t year, month;
  if (isn_parse_day(value, first)) {
    *last = *first;
    if (value[10] == '/') return isn_parse_day(value + 11, last);
    return true;
  }
  if (strlen(value) == 7 && isn_parse_digits(value, 4, &year) && value[4] == '-' && isn_parse_digits(value + 5, 2, &month)) {
    *first = isn_day_of(year, month, 1);
    *last = isn_day_of(year, month + 1, 1) - 1;
    return true;
  }
  if (strlen(value) == 4 && isn_parse_digits(value, 4, &year)) {
    *first = isn_day_of(year, 1, 1);
    *last = isn_day_of(year, 12, 31);
    return true;
  }
  return false;
}

void isn_remember(isn_resolver *r, const isn_when *w, const char *value, uint32_t sentence) {
  isn_day first, last;
  if (w->type != ISNAD_DATE && w->type != ISNAD_TIME) return;
  if (!isn_value_days(value, &first, &last)) return;
  size_t n = strcspn(value, "T");
  r->anchor.known = true;
  r->anchor.day = first;
  r->anchor.sentence = sentence;
  r->anchor.unit = last == first ? ISN_DAY : value[7] == 0 && value[4] == '-' ? ISN_MONTH : value[4] == 0 ? ISN_YEAR : ISN_WEEK;
  (void)snprintf(r->anchor.value, sizeof r->anchor.value, "%.*s", (int)n, value);
}

static bool resolve_then(const isn_resolver *r, const isn_when *w, char value[ISN_VALUE_ROOM], isn_day *day, bool *is_day,
                         const char **how) {
  const isn_anchor *a = &r->anchor;
  isn_date d = isn_date_of(a->day);
  *how = "anchor";
  *is_day = false;
  if (w->unit == ISN_SECOND) return (void)snprintf(value, ISN_VALUE_ROOM, "%s", a->known ? a->value : "PAST_REF"), true;
  if (w->unit == ISN_DAY) {
    *is_day = true;
    if (a->known && a->unit == ISN_DAY) return *day = a->day, true;
    return *day = r->day, *how = "document", w->daypart && r->known;
  }
  if (!a->known) return false;
  if (w->unit == ISN_WEEK && a->unit == ISN_DAY) return put_week(value, a->day, false), true;
  if (w->unit == ISN_MONTH && a->unit <= ISN_MONTH && a->unit != ISN_WEEK) return put_month(value, d.year * 12 + d.month - 1), true;
  if (w->unit == ISN_YEAR) return (void)snprintf(value, ISN_VALUE_ROOM, "%04d", d.year), true;
  return false;
}

/* ---- all shapes ---- */

static bool resolve_feast(const isn_resolver *r, const isn_when *w, isn_day *day, const char **how) {
  int32_t year = year_beside(r, w);
  *how = "said";
  if (!year && (w->year_which != ISN_WHICH_NONE || !r->known)) return false;
  if (!year) {
    if (!recurring_day(r, w, day, how)) return false;
  } else if (w->era == ISN_ERA_HIJRI && year > 1500) { /* a feast of the Islamic year in a Gregorian one */
    int32_t hijri = isn_hijri_of(r->hijri, isn_day_of(year, 1, 1)).year;
    for (*day = INT32_MIN; hijri < year && (*day == INT32_MIN || isn_date_of(*day).year < year); hijri++)
      if (!day_in_year(r, w, hijri, day)) return false;
  } else if (!day_in_year(r, w, year, day)) {
    return false;
  }
  *day += w->amount;
  return true;
}

/* The shapes that are a single day; false if it cannot be resolved. */
static bool resolve_to_day(const isn_resolver *r, const isn_when *w, isn_day *day, const char **how) {
  switch (w->shape) {
    case ISN_SHAPE_DAY: return resolve_day(r, w, day, how);
    case ISN_SHAPE_WEEKDAY: return resolve_weekday(r, w, day, how);
    case ISN_SHAPE_RELATIVE: return resolve_relative(r, w, day, how);
    case ISN_SHAPE_FEAST: return resolve_feast(r, w, day, how);
    case ISN_SHAPE_CLOCK:
      *how = r->anchor.known && r->anchor.unit == ISN_DAY ? "anchor" : "document";
      *day = **how == 'a' ? r->anchor.day : r->day;
      return **how == 'a' || r->known;
    default: return false;
  }
}

static void put_time(char value[ISN_VALUE_ROOM], isn_day day, const isn_when *w) {
  put_day(value, w->midnight ? day + 1 : day);
  size_t n = strlen(value);
  if (w->type != ISNAD_TIME) return;
  if (w->minutes != ISN_NO_HOUR)
    (void)snprintf(value + n, ISN_VALUE_ROOM - n, "T%02d:%02d%s", w->minutes / 60, w->minutes % 60, w->zone ? w->zone : "");
  else if (w->daypart) (void)snprintf(value + n, ISN_VALUE_ROOM - n, "T%s", w->daypart);
}

bool isn_resolve(const isn_resolver *r, const isn_when *w, char value[ISN_VALUE_ROOM], const char **how) {
  isn_day day = 0;
  bool is_day = true, good = true;
  *how = "said";
  switch (w->shape) {
    case ISN_SHAPE_VALUE: return (void)snprintf(value, ISN_VALUE_ROOM, "%s", w->value), true;
    case ISN_SHAPE_AMOUNT: return isn_duration_value(w, value), true;
    case ISN_SHAPE_MONTH: return resolve_month(r, w, value, how);
    case ISN_SHAPE_YEAR: return resolve_year(r, w, value);
    case ISN_SHAPE_UNIT: good = resolve_unit(r, w, value, how), is_day = w->unit == ISN_DAY; break;
    case ISN_SHAPE_SEASON: return resolve_season(r, w, value, how);
    case ISN_SHAPE_PORTION: {
      int32_t year = year_beside(r, w);
      return (void)snprintf(value, ISN_VALUE_ROOM, "%04d-%c%d", year, w->portion == 4 ? 'Q' : 'H', w->amount), year != 0;
    }
    case ISN_SHAPE_DECADE: {
      if (w->year_which != ISN_WHICH_NONE && !r->known) return false;
      int32_t century = isn_date_of(r->day).year / 100 + steps((isn_which)w->year_which);
      return (void)snprintf(value, ISN_VALUE_ROOM, "%03d",
                            w->year_which == ISN_WHICH_NONE ? w->year / 10 : century * 10 + w->year % 100 / 10),
             true;
    }
    case ISN_SHAPE_CENTURY: return (void)snprintf(value, ISN_VALUE_ROOM, "%02d", w->year / 100), true;
    case ISN_SHAPE_AGO: *how = "document"; return resolve_ago(r, w, value);
    case ISN_SHAPE_THEN: good = resolve_then(r, w, value, &day, &is_day, how); break;
    default: good = resolve_to_day(r, w, &day, how);
  }
  if (good && w->shape == ISN_SHAPE_UNIT && is_day) good = isn_parse_day(value, &day);
  if (good && is_day) put_time(value, day, w);
  return good;
}
