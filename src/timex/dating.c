/* Constraints on the day of the document, the firmest first; one that contradicts those before it is left out.
 *
 *   exact    اليوم الأربعاء 21 أغسطس 2019: the day itself, and أمس 20 أغسطس 2019 the day after
 *   year     العام الجاري 2019, العام الماضي 2018
 *   month    يوليو الجاري 2015
 *   not before  a day, month or year with its number that a verb in the past puts behind the document
 *   not after   one that a verb in the future puts ahead of it
 *   filters  within two years: يوليو الجاري, اليوم السبت 12 يوليو */
#include "timex/dating.h"

#include "timex/value.h"

enum { FILTER_DAYS = 800, LATE_DAYS = 3, SINCE_REACH = 7, KAF = 0x643, ALEF = 0x627, NUN = 0x646 };

typedef struct bounds {
  const isn_scan *scan;
  const isn_whens *whens;
  isn_dating *out;
  bool failed;
} bounds;

static void because(bounds *b, uint32_t row) {
  isn_doc *doc = b->scan->doc;
  for (uint32_t i = 0; i < doc->dated_because.count; i++)
    if (doc->dated_because.at[i] == row) return;
  uint32_t *item = ISN_PUSH(&doc->dated_because, &doc->arena);
  if (item) *item = row;
  else b->failed = true;
}

static void not_before(bounds *b, uint32_t row, isn_day day) {
  isn_dating *d = b->out;
  if ((d->has_from && day <= d->from) || (d->has_to && day > d->to)) return;
  d->has_from = true;
  d->from = day;
  because(b, row);
}

static void not_after(bounds *b, uint32_t row, isn_day day) {
  isn_dating *d = b->out;
  if ((d->has_to && day >= d->to) || (d->has_from && day < d->from)) return;
  d->has_to = true;
  d->to = day;
  because(b, row);
}

static void within(bounds *b, uint32_t row, isn_day first, isn_day last) {
  if ((b->out->has_from && last < b->out->from) || (b->out->has_to && first > b->out->to)) return;
  not_before(b, row, first);
  not_after(b, row, last);
}

/* ---- what one expression says ---- */

/* The days that a date with its year covers. */
static bool said_days(const bounds *b, const isn_when *w, isn_day *first, isn_day *last) {
  char value[ISN_VALUE_ROOM];
  const char *how;
  isn_resolver r = {.hijri = &b->scan->words->hijri};
  isn_when date = *w;
  if (!w->year || w->era == ISN_ERA_BEFORE) return false;
  if (w->shape == ISN_SHAPE_RELATIVE && w->day && w->month) date.shape = ISN_SHAPE_DAY;
  if (date.shape != ISN_SHAPE_DAY && date.shape != ISN_SHAPE_MONTH && date.shape != ISN_SHAPE_YEAR) return false;
  date.type = ISNAD_DATE;
  return isn_resolve(&r, &date, value, &how) && isn_value_days(value, first, last);
}

static void add_exact(bounds *b, uint32_t row, const isn_when *w) {
  isn_day first, last;
  if (w->shape == ISN_SHAPE_RELATIVE && w->day && said_days(b, w, &first, &last)) within(b, row, first - w->amount, first - w->amount);
}

static void add_current(bounds *b, uint32_t row, const isn_when *w) {
  if (w->era == ISN_ERA_HIJRI || !w->year) return;
  int32_t step = w->which == ISN_LAST ? 1 : w->which == ISN_NEXT ? -1 : 0;
  if (w->which != ISN_THIS && !step) return;
  if (w->shape == ISN_SHAPE_YEAR) within(b, row, isn_day_of(w->year + step, 1, 1), isn_day_of(w->year + step, 12, 31));
  else if (w->shape != ISN_SHAPE_MONTH && w->shape != ISN_SHAPE_DAY) return;
  else if (!step) within(b, row, isn_day_of(w->year, w->month, 1), isn_day_of(w->year, w->month + 1, 1) - 1);
  else if (step > 0) within(b, row, isn_day_of(w->year, w->month, 1), isn_day_of(w->year + 1, w->month, 1) - 1);
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
  static const uint16_t kan[] = {KAF, ALEF, NUN};
  const isn_doc *doc = s->doc;
  uint32_t sentence = doc->tokens.at[w->first].sentence;
  for (uint32_t i = doc->sentence_first.at[sentence]; i < doc->sentence_first.at[sentence + 1]; i++) {
    const isn_token *t = &doc->tokens.at[i];
    for (uint32_t k = t->fold0; k + 3 <= t->fold1 && k <= t->fold0 + 1; k++)
      if (doc->fold[k] == kan[0] && doc->fold[k + 1] == kan[1] && doc->fold[k + 2] == kan[2]) return true;
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

static void add_bound(bounds *b, uint32_t row, const isn_when *w) {
  const isn_scan *s = b->scan;
  isn_day first, last;
  if (w->shape == ISN_SHAPE_YEAR && w->confidence > 0) return; /* a bare figure behind a noun */
  if (!said_days(b, w, &first, &last) || names_something(s, w)) return;
  const isn_time_word *cue = w->first && s->doc->tokens.at[w->first - 1].sentence == s->doc->tokens.at[w->first].sentence
                                 ? isn_as(s, w->first - 1, ISN_TW_CUE)
                                 : NULL;
  bool since = is_since(s, w), until = cue && (cue->value == ISN_TO || cue->value == ISN_AGO || cue->value == ISN_FOR);
  if (since || (w->tense == ISN_TENSE_PAST && !until)) not_before(b, row, first);
  else if (w->tense == ISN_TENSE_FUTURE && !cue && !looks_back(s, w)) not_after(b, row, last);
  else if (w->tense == ISN_TENSE_FUTURE && cue && (cue->value == ISN_IN || cue->value == ISN_DURING) && !looks_back(s, w))
    not_after(b, row, last);
}

/* ---- filters ---- */

/* Whether a day can be the document's by an expression without a year; `applies` says whether it speaks of this at all. */
static bool fits(const isn_when *w, isn_day day, bool *applies) {
  isn_date now = isn_date_of(day);
  *applies = w->era != ISN_ERA_HIJRI && w->month && !w->year && w->year_which == ISN_WHICH_NONE;
  if (!*applies) return true;
  if (w->shape == ISN_SHAPE_RELATIVE && w->day) {
    isn_day that = day + w->amount;
    isn_date d = isn_date_of(that);
    return d.month == w->month && d.day == w->day && (!w->weekday || isn_weekday(that) == w->weekday);
  }
  *applies = (w->shape == ISN_SHAPE_MONTH || w->shape == ISN_SHAPE_DAY) && w->which == ISN_THIS;
  return !*applies || now.month == w->month;
}

static void add_filter(bounds *b, uint32_t row, const isn_when *w) {
  isn_dating *d = b->out;
  bool applies, any = false;
  isn_day first = 0, last = 0;
  (void)fits(w, 0, &applies);
  if (!applies || !d->has_from || !d->has_to || d->to - d->from > FILTER_DAYS) return;
  for (isn_day day = d->from; day <= d->to; day++) {
    if (!fits(w, day, &applies)) continue;
    if (!any) first = day;
    last = day;
    any = true;
  }
  if (any && (first > d->from || last < d->to)) within(b, row, first, last);
}

bool isn_date_document(const isn_scan *s, const isn_whens *whens, isn_dating *out) {
  static void (*const steps[])(bounds *, uint32_t, const isn_when *) = {add_exact, add_current, add_bound, add_filter};
  *out = (isn_dating){0};
  if (s->doc->published && isn_parse_day(s->doc->published, &out->from)) {
    out->to = out->from;
    out->has_from = out->has_to = true;
    return true;
  }
  bounds b = {s, whens, out, false};
  isn_scan scan = *s; /* readers look no farther than the end of the text here */
  scan.first = 0;
  scan.end = s->doc->tokens.count;
  b.scan = &scan;
  for (size_t k = 0; k < sizeof steps / sizeof *steps; k++)
    for (uint32_t i = 0; i < whens->count; i++) steps[k](&b, i, &whens->at[i]);
  return !b.failed;
}

isn_day isn_reference_day(const isn_whens *whens, isn_day published) {
  int32_t shift = 0;
  bool any = false;
  for (uint32_t i = 0; i < whens->count; i++) {
    const isn_when *w = &whens->at[i];
    if (w->shape != ISN_SHAPE_RELATIVE || !w->weekday) continue;
    int32_t late = (isn_weekday(published + w->amount) - w->weekday + 7) % 7;
    if (late == 6) late = -1;
    if (late > LATE_DAYS || (any && late != shift)) return published;
    shift = late;
    any = true;
  }
  return published - shift;
}
