/* Clues of the expressions of time alone: dates with their year, weekdays, الشهر الجاري, a weekday that stands with a date. */
#include <stdio.h>
#include <string.h>

#include "timex/clue.h"
#include "timex/value.h"

enum {
  FIRST_YEAR = 1985,
  LAST_YEAR = 2029,
  SINCE_REACH = 7,
  KAF = 0x643,
  ALEF = 0x627,
  NUN = 0x646,
  RECENT_YEARS = 45,
  FEW_DAYS = 12,
  SAME_YEAR_MONTHS = 4,
  CROSS_YEAR_COST = 16,
  IN_MONTH_COST = 44,
  NEAR_DAYS = 700 /* a tense that is misread mostly tells of what is near */
};

isn_clue *isn_add_clue(isn_collector *c, isnad_span span, uint32_t time, const char *why, int32_t outside) {
  if (c->failed || !why) return c->failed = true, NULL;
  if (c->clues->count >= ISN_MAX_CLUES) return NULL;
  for (uint32_t i = 0; i < c->clues->count; i++)
    if (strcmp(c->clues->at[i].why, why) == 0) return NULL;
  isn_clue *clue = ISN_PUSH(c->clues, &c->scan->doc->arena);
  if (!clue) return c->failed = true, NULL;
  clue->span = span;
  clue->time = time;
  clue->why = why;
  clue->outside = outside;
  clue->confidence = outside >= ISN_COST_FIRM ? 0.95f : outside >= ISN_COST_SOME ? 0.8f : 0.6f;
  return clue;
}

void isn_stretch_clue(isn_collector *c, isn_clue *clue, isn_day from, isn_day to, int32_t cost) {
  if (!clue || to < ISN_FIRST_DAY || from >= ISN_END_DAY || to < from) return;
  isn_stretch *st = ISN_PUSH(&clue->stretches, &c->scan->doc->arena);
  if (!st) c->failed = true;
  else *st = (isn_stretch){from, to, cost};
}

static isnad_span span_of(const isn_collector *c, const isn_when *w) {
  return isn_span(c->scan->atoms[w->first].start, c->scan->doc->tokens.at[w->end - 1].end);
}

/* "date:RULE|VALUE" */
static isn_clue *add(isn_collector *c, uint32_t time, const char *rule, const char *value, int32_t outside) {
  isn_doc *doc = c->scan->doc;
  if (c->clues->count >= ISN_MAX_CLUES) return NULL;
  return isn_add_clue(c, span_of(c, &c->whens->at[time]), time, isn_arena_printf(&doc->arena, "date:%s|%s", rule, value), outside);
}

/* ---- dates with their year ---- */

bool isn_said_days(const isn_scan *s, const isn_when *w, isn_day *first, isn_day *last) {
  char value[ISN_VALUE_ROOM];
  const char *how;
  isn_resolver r = {.hijri = &s->words->hijri};
  isn_when date = *w;
  if (!w->year || w->era == ISN_ERA_BEFORE) return false;
  if (w->shape == ISN_SHAPE_RELATIVE && w->day && w->month) date.shape = ISN_SHAPE_DAY;
  if (date.shape != ISN_SHAPE_DAY && date.shape != ISN_SHAPE_MONTH && date.shape != ISN_SHAPE_YEAR) return false;
  date.type = ISNAD_DATE;
  return isn_resolve(&r, &date, value, &how) && isn_value_days(value, first, last);
}

static const char *day_text(const isn_collector *c, isn_day day) {
  isn_date d = isn_date_of(day);
  return isn_arena_printf(&c->scan->doc->arena, "%04d-%02d-%02d", d.year, d.month, d.day);
}

/* اليوم الأربعاء 21 أغسطس 2019: the day itself; أمس 20 أغسطس 2019: the day after. */
static void add_exact(isn_collector *c, uint32_t row, const isn_when *w) {
  isn_day first, last;
  if (w->shape != ISN_SHAPE_RELATIVE || !w->day || !isn_said_days(c->scan, w, &first, &last)) return;
  isn_day day = first - w->amount;
  isn_clue *clue = add(c, row, "exact", day_text(c, day), ISN_COST_SURE);
  isn_stretch_clue(c, clue, day - 2, day + 2, ISN_COST_FIRM);
  isn_stretch_clue(c, clue, day, day, 0);
}

/* العام الجاري 2019, العام الماضي 2018, يوليو الجاري 2015. */
static void add_current(isn_collector *c, uint32_t row, const isn_when *w) {
  if (w->era == ISN_ERA_HIJRI || !w->year) return;
  int32_t step = w->which == ISN_LAST ? 1 : w->which == ISN_NEXT ? -1 : 0;
  if (w->which != ISN_THIS && !step) return;
  isn_day first, last;
  if (w->shape == ISN_SHAPE_YEAR) first = isn_day_of(w->year + step, 1, 1), last = isn_day_of(w->year + step, 12, 31);
  else if (w->shape != ISN_SHAPE_MONTH && w->shape != ISN_SHAPE_DAY) return;
  else if (!step) first = isn_day_of(w->year, w->month, 1), last = isn_day_of(w->year, w->month + 1, 1) - 1;
  else if (step > 0) first = isn_day_of(w->year, w->month, 1), last = isn_day_of(w->year + 1, w->month, 1) - 1;
  else return;
  isn_stretch_clue(c, add(c, row, "current", day_text(c, first), ISN_COST_FIRM), first, last, 0);
}

/* "انتخابات عام 2020", "لعام 2020": the year says which, not when. */
static bool names_something(const isn_scan *s, const isn_when *w) {
  if (isn_has(s, w->first, ISN_LI | ISN_BI | ISN_KA)) return true;
  if (w->shape != ISN_SHAPE_YEAR || !w->first) return false;
  const isn_token *t = &s->doc->tokens.at[w->first];
  if (s->doc->tokens.at[w->first - 1].sentence != t->sentence) return true;
  const isn_reading *r = isn_best(s->doc, w->first - 1);
  return r && r->pos == ISN_NOUN && !(r->proclitics & ISN_AL) && !r->enclitic;
}

/* كان, or a word that denies: what was to come may have passed. */
static bool looks_back(const isn_scan *s, const isn_when *w) {
  const isn_doc *doc = s->doc;
  uint32_t sentence = doc->tokens.at[w->first].sentence;
  for (uint32_t i = doc->sentence_first.at[sentence]; i < doc->sentence_first.at[sentence + 1]; i++) {
    const isn_token *t = &doc->tokens.at[i];
    for (uint32_t k = t->fold0; k + 3 <= t->fold1 && k <= t->fold0 + 1; k++)
      if (doc->fold[k] == KAF && doc->fold[k + 1] == ALEF && doc->fold[k + 2] == NUN) return true;
  }
  return false;
}

/* "منذ سقوط النظام عام 2011" */
static bool is_since(const isn_scan *s, const isn_when *w) {
  for (uint32_t i = w->first; i-- > 0 && w->first - i <= SINCE_REACH;) {
    const isn_token *t = &s->doc->tokens.at[i];
    if (t->kind == ISN_MARK || t->sentence != s->doc->tokens.at[w->first].sentence) return false;
    if (isn_is_cue(s, i, ISN_SINCE)) return true;
  }
  return false;
}

static const isn_time_word *cue_before(const isn_scan *s, const isn_when *w) {
  bool there = w->first && s->doc->tokens.at[w->first - 1].sentence == s->doc->tokens.at[w->first].sentence;
  return there ? isn_as(s, w->first - 1, ISN_TW_CUE) : NULL;
}

typedef enum isn_side { SIDE_UNKNOWN, SIDE_PAST, SIDE_FUTURE } isn_side;

static isn_side side_of(const isn_scan *s, const isn_when *w) {
  const isn_time_word *cue = cue_before(s, w);
  bool until = cue && (cue->value == ISN_TO || cue->value == ISN_AGO || cue->value == ISN_FOR);
  if (is_since(s, w)) return SIDE_PAST;
  if (w->tense == ISN_TENSE_PAST && !until) return SIDE_PAST;
  bool inside = !cue || cue->value == ISN_IN || cue->value == ISN_DURING;
  return w->tense == ISN_TENSE_FUTURE && inside && !looks_back(s, w) ? SIDE_FUTURE : SIDE_UNKNOWN;
}

static void add_bound(isn_collector *c, uint32_t row, const isn_when *w) {
  const isn_scan *s = c->scan;
  isn_day first, last;
  if (w->shape == ISN_SHAPE_YEAR && w->confidence > 0) return; /* a bare figure behind a noun */
  if (!isn_said_days(s, w, &first, &last) || names_something(s, w)) return;
  isn_side side = side_of(s, w);
  if (side == SIDE_UNKNOWN) return;
  bool past = side == SIDE_PAST;
  if (last < ISN_FIRST_DAY || first >= ISN_END_DAY) return;
  isn_clue *clue = add(c, row, past ? "not-before" : "not-after", day_text(c, past ? first : last), w->day ? ISN_COST_FIRM : ISN_COST_MUCH);
  isn_stretch_clue(c, clue, past ? first - NEAR_DAYS : last, past ? first : last + NEAR_DAYS,
                   is_since(s, w) ? 60
                   : w->day       ? 34
                                  : ISN_COST_SOME - 6);
  isn_stretch_clue(c, clue, past ? first : ISN_FIRST_DAY, past ? ISN_END_DAY : last, 0);
}

/* The latest year that is spoken of as past: news speaks most of its own year. Costs as counted on dated news. */
static void add_latest_year(isn_collector *c) {
  static const uint8_t later[] = {0, 3, 8, 12, 15, 20, 22, 25, 27, 30};
  uint32_t row = ISNAD_NONE;
  isn_day latest = INT32_MIN;
  for (uint32_t i = 0; i < c->whens->count; i++) {
    const isn_when *w = &c->whens->at[i];
    isn_day first, last;
    if (w->tense == ISN_TENSE_FUTURE || w->which == ISN_NEXT || !isn_said_days(c->scan, w, &first, &last)) continue;
    int32_t year = isn_date_of(first).year;
    if (year < FIRST_YEAR || year > LAST_YEAR || (row != ISNAD_NONE && first <= latest)) continue;
    latest = first;
    row = i;
  }
  if (row == ISNAD_NONE) return;
  int32_t year = isn_date_of(latest).year;
  char value[16];
  (void)snprintf(value, sizeof value, "%d", year);
  isn_clue *clue = add(c, row, "latest-year", value, ISN_COST_MUCH + ISN_COST_WEAK);
  bool past = c->whens->at[row].tense == ISN_TENSE_PAST;
  for (int32_t k = -6; k < RECENT_YEARS; k++) { /* before it: a plan that was not known for one */
    int32_t cost = k < 0 ? (past ? 16 : 10) - 3 * k : k < 10 ? later[k] : 38;
    isn_stretch_clue(c, clue, isn_day_of(year + k, 1, 1), isn_day_of(year + k, 12, 31), cost);
  }
}

/* ---- weekdays ---- */

static const char *const weekday_names[] = {"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

/* A weekday without a date: how many days before the document it may lie (past), or behind it (future). Counted on dated news. */
static void add_weekday(isn_collector *c, uint32_t row, const isn_when *w) {
  static const int32_t past[] = {0, 2, 10, 14, 15, 19, 20}, last[] = {16, 4, 2, 0, 0, 4, 8}, ahead[] = {8, 0, 2, 6, 10, 12, 16};
  if (w->shape != ISN_SHAPE_WEEKDAY || w->pair || w->which == ISN_BEFORE_LAST || w->which == ISN_AFTER_NEXT) return;
  if (w->which == ISN_FOLLOWING || w->which == ISN_PRECEDING || w->which == ISN_SAME) return;
  bool future = w->which == ISN_NEXT || (w->which == ISN_WHICH_NONE && w->tense == ISN_TENSE_FUTURE);
  bool sure = future || w->which == ISN_LAST || w->tense == ISN_TENSE_PAST;
  isn_clue *clue = add(c, row,
                       future                 ? "weekday-ahead"
                       : w->which == ISN_LAST ? "weekday-last"
                       : sure                 ? "weekday-past"
                                              : "weekday",
                       weekday_names[w->weekday], ISN_COST_SOME);
  if (!clue) return;
  clue->cycle = 7;
  for (int32_t day = 1; day <= 7; day++) {
    int32_t after = (day - w->weekday + 7) % 7, before = (w->weekday - day + 7) % 7;
    int32_t cost = future ? ahead[before] : w->which == ISN_LAST ? last[after] : past[after];
    if (!sure && ahead[before] + ISN_COST_WEAK < cost) cost = ahead[before] + ISN_COST_WEAK;
    clue->costs[day - 1] = sure ? cost : cost / 2;
  }
}

/* أمس الثلاثاء */
static void add_relative_weekday(isn_collector *c, uint32_t row, const isn_when *w) {
  if (w->shape != ISN_SHAPE_RELATIVE || !w->weekday || w->month) return;
  char value[24];
  int32_t day = (w->weekday - 1 - w->amount % 7 + 7) % 7;
  (void)snprintf(value, sizeof value, "%s%+d", weekday_names[w->weekday], -w->amount);
  isn_clue *clue = add(c, row, "relative-weekday", value, ISN_COST_FIRM);
  if (!clue) return;
  clue->cycle = 7;
  for (int32_t i = 0; i < 7; i++) clue->costs[i] = i == day ? 0 : i == (day + 1) % 7 ? ISN_COST_MUCH : ISN_COST_FIRM;
}

/* ---- days and months without a year ---- */

static bool bare_date(const isn_when *w) {
  return w->era != ISN_ERA_HIJRI && w->month && !w->year && w->year_which == ISN_WHICH_NONE &&
         (w->shape == ISN_SHAPE_MONTH || w->shape == ISN_SHAPE_DAY || (w->shape == ISN_SHAPE_RELATIVE && w->day));
}

/* اليوم 12 يوليو; الثلاثاء 20 أغسطس: only some years have that weekday on that day. */
static void add_dated_weekday(isn_collector *c, uint32_t row, const isn_when *w) {
  if (!bare_date(w) || !w->day || (w->shape == ISN_SHAPE_DAY && !w->weekday)) return;
  char value[40];
  (void)snprintf(value, sizeof value, "%s %02d-%02d", weekday_names[w->weekday], w->month, w->day);
  bool relative = w->shape == ISN_SHAPE_RELATIVE, ahead = w->tense == ISN_TENSE_FUTURE || w->which == ISN_NEXT;
  isn_clue *clue = add(c, row, relative ? "today" : "dated-weekday", value, relative ? ISN_COST_FIRM + ISN_COST_SOME : ISN_COST_MUCH);
  if (!clue) return;
  clue->recurs = true;
  for (int32_t year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    isn_day day = isn_day_of(year, w->month, w->day);
    if (w->day > isn_month_days(year, w->month) || (w->weekday && isn_weekday(day) != w->weekday)) continue;
    if (relative) {
      isn_stretch_clue(c, clue, day - w->amount - 1, day - w->amount + 1, ISN_COST_FIRM);
      isn_stretch_clue(c, clue, day - w->amount, day - w->amount, 0);
    } else {
      isn_stretch_clue(c, clue, day - 120, day + 240, ISN_COST_SOME);
      isn_stretch_clue(c, clue, ahead ? day - 45 : day - 10, ahead ? day : day + 45, ISN_COST_WEAK);
      isn_stretch_clue(c, clue, ahead ? day - 20 : day, ahead ? day : day + FEW_DAYS, 0);
    }
  }
}

/* How much rarer than at its most frequent a day or month without its year is named so many months later; counted on dated news. */
static int32_t months_later(int32_t months, bool day, bool said) {
  static const int32_t of_month[] = {10, 0, 0, 2, 9, 10, 14, 15, 26, 28, 36, 40}, of_day[] = {0, 5, 9, 11, 12, 14, 14, 15, 19, 20, 22, 24};
  if (months > 11) return ISN_COST_MUCH;
  if (said) return months == 0 && !day ? ISN_COST_MUCH : months > 8 ? ISN_COST_HINT : 0; /* الماضي */
  return day ? of_day[months] : of_month[months];
}

void isn_stretch_behind(isn_collector *c, isn_clue *clue, const isn_when *w, int32_t year) {
  isn_day first = isn_day_of(year, w->month, w->day ? w->day : 1);
  bool said = w->which == ISN_LAST;
  for (int32_t k = 0; k < 12; k++) {
    isn_day from = w->day ? first + k * 30 : isn_day_of(year, w->month + k, 1),
            to = w->day ? from + 29 : isn_day_of(year, w->month + k + 1, 1) - 1;
    int32_t cost = months_later(k, w->day, said);
    /* "في يوليو" is hardly said in July (of 300 in dated news 2 are); "منذ مطلع يوليو" is */
    if (!k && !w->day && !said && w->first && isn_is_cue(c->scan, w->first - 1, ISN_IN)) cost = IN_MONTH_COST;
    /* what lies far back in the year before would have its year */
    if (k > SAME_YEAR_MONTHS && !w->day && isn_date_of(from).year != year) cost += CROSS_YEAR_COST;
    isn_stretch_clue(c, clue, from, to, cost);
  }
  if (w->day && said) isn_stretch_clue(c, clue, first, isn_day_of(year, w->month + 1, 1) - 1, ISN_COST_SOME);
}

/* A day and month, or a month alone, of some year: it lies behind the document by so much, or ahead. */
static void add_bare_date(isn_collector *c, uint32_t row, const isn_when *w) {
  if (!bare_date(w) || w->shape == ISN_SHAPE_RELATIVE || (w->shape == ISN_SHAPE_DAY && w->weekday)) return;
  const isn_time_word *cue = cue_before(c->scan, w);
  bool said = w->which != ISN_WHICH_NONE, now = w->which == ISN_THIS;
  bool ahead = w->which == ISN_NEXT || (!said && w->tense == ISN_TENSE_FUTURE);
  bool behind = w->which == ISN_LAST || (!said && w->tense == ISN_TENSE_PAST && !(cue && cue->value == ISN_TO));
  if (!ahead && !behind && !now) return;
  char value[24];
  (void)snprintf(value, sizeof value, "%02d-%02d", w->month, w->day);
  const char *rule = now ? "this-month" : said ? ahead ? "next" : "last" : ahead ? "ahead" : "behind";
  isn_clue *clue = add(c, row, rule, value, now ? ISN_COST_FIRM : ISN_COST_MUCH);
  if (!clue) return;
  clue->bare = clue->recurs = true;
  for (int32_t year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    isn_day first = isn_day_of(year, w->month, w->day ? w->day : 1);
    isn_day month = isn_day_of(year, w->month, 1), next = isn_day_of(year, w->month + 1, 1), after = isn_day_of(year, w->month + 2, 1);
    if (now) {
      isn_stretch_clue(c, clue, next, after - 1, 64); /* a page that is late */
      isn_stretch_clue(c, clue, month, next - 1, 0);
    } else if (ahead) {
      isn_stretch_clue(c, clue, first - 330, first - 181, ISN_COST_SOME);
      isn_stretch_clue(c, clue, first - 180, first, 0);
    } else {
      isn_stretch_behind(c, clue, w, year);
    }
  }
}

/* "15 من الشهر الجاري" */
static void add_day_of_month(isn_collector *c, uint32_t row, const isn_when *w) {
  if (w->shape != ISN_SHAPE_DAY || w->month || w->which != ISN_THIS || !w->day) return;
  if (w->tense != ISN_TENSE_PAST && w->tense != ISN_TENSE_FUTURE) return;
  bool ahead = w->tense == ISN_TENSE_FUTURE;
  char value[16];
  (void)snprintf(value, sizeof value, "%d", w->day);
  isn_clue *clue = add(c, row, ahead ? "day-ahead" : "day-behind", value, ISN_COST_SOME);
  if (!clue) return;
  clue->cycle = 31;
  for (int32_t day = 1; day <= 31; day++) clue->costs[day - 1] = (ahead ? day <= w->day : day >= w->day) ? 0 : ISN_COST_SOME;
}

/* ---- the Islamic year, seasons ---- */

/* رمضان, عيد الأضحى: spoken of most around their days. */
static void add_feast(isn_collector *c, uint32_t row, const isn_when *w) {
  bool month = w->shape == ISN_SHAPE_MONTH && w->era == ISN_ERA_HIJRI && w->month == 9, feast = w->shape == ISN_SHAPE_FEAST;
  if ((!month && !feast) || w->year || w->year_which != ISN_WHICH_NONE || !w->month) return;
  const isn_hijri *hijri = &c->scan->words->hijri;
  const isn_time_word *cue = cue_before(c->scan, w);
  bool ahead = w->which == ISN_NEXT || (cue && cue->value == ISN_AGO), behind = w->which == ISN_LAST || (cue && cue->value == ISN_SINCE);
  bool now = w->which == ISN_THIS;
  char value[24];
  (void)snprintf(value, sizeof value, "%s %02d-%02d", w->era == ISN_ERA_HIJRI ? "AH" : "AD", w->month, w->day);
  isn_clue *clue = add(c, row,
                       now      ? "feast-now"
                       : ahead  ? "feast-ahead"
                       : behind ? "feast-behind"
                                : "feast",
                       value, now ? ISN_COST_FIRM : 14);
  if (!clue) return;
  clue->recurs = true;
  for (int32_t year = 1404; year <= 1455; year++) {
    isn_day first, last;
    if (w->era == ISN_ERA_HIJRI) {
      first = isn_hijri_month_start(hijri, year, w->month) + (w->day ? w->day - 1 : 0);
      last = w->day ? first + 4 : isn_hijri_month_start(hijri, year, w->month + 1) - 1;
    } else {
      first = last = isn_day_of(year + FIRST_YEAR - 1404, w->month, w->day);
    }
    if (ahead) isn_stretch_clue(c, clue, first - 75, first, 4), isn_stretch_clue(c, clue, first - 45, first, 0);
    else if (behind) isn_stretch_clue(c, clue, last - 3, last + 120, 4), isn_stretch_clue(c, clue, last - 3, last + 45, 0);
    else isn_stretch_clue(c, clue, first - (now ? 0 : 45), last + (now ? 0 : 40), 0);
  }
}

void isn_time_clues(isn_collector *c) {
  static void (*const steps[])(isn_collector *, uint32_t, const isn_when *) = {
      add_exact, add_current, add_bound, add_relative_weekday, add_dated_weekday, add_weekday, add_bare_date, add_day_of_month, add_feast};
  for (size_t k = 0; k < sizeof steps / sizeof *steps; k++)
    for (uint32_t i = 0; i < c->whens->count && !c->failed; i++) steps[k](c, i, &c->whens->at[i]);
  add_latest_year(c);
}
