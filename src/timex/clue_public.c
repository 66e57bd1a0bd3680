/* Clues of what the public knows: a dated event that the text speaks of, best with an expression of time beside it ("بعد 80 يوما على
 * الهجوم"), and a title that somebody bore for so long. */
#include <stdlib.h>
#include <string.h>

#include "timex/clue.h"

enum { DAY_COST = 124, NARROW_COST = 100, YEAR_COST = 64, IN_OFFICE_COST = 64, LEFT_COST = 46, STRAY_COST = 42 };
enum {
  ANCHOR_REACH = 10,
  NEAR_REACH = 4,
  COUNT_REACH = 8,
  CUE_REACH = 4,
  MAX_ROWS = 24,
  TALKED_DAYS = 200,
  LONG_AGO = 7,
  LASTING_DAYS = 14,
  WHEN_TOKENS = 30,
  TOLD_DAYS = 3
};

/* ---- one mention of the rows of a series ---- */

typedef struct mention {
  isn_collector *c;
  const isn_public_row *rows[MAX_ROWS];
  uint32_t count;
  uint32_t first, end; /* tokens */
  isn_scan scan;       /* of the sentence */
  isn_clue draft;
} mention;

static void stretch(mention *m, isn_day from, isn_day to, int32_t cost) { isn_stretch_clue(m->c, &m->draft, from, to, cost); }

static int by_cost(const void *a, const void *b) {
  int32_t x = ((const isn_stretch *)a)->cost, y = ((const isn_stretch *)b)->cost;
  return (x < y) - (x > y);
}

static isn_day open_end(const isn_public_row *p) { return p->to == ISN_OPEN_DAY ? ISN_END_DAY : p->to; }

/* Hands the draft over as a clue; the cheapest stretch of a day wins, for several rows may be meant. */
static void finish(mention *m, uint32_t time, const char *how, int32_t outside) {
  isn_doc *doc = m->c->scan->doc;
  if (!m->draft.stretches.count) return;
  const isn_row *row = m->rows[0]->row;
  const char *why = isn_arena_printf(&doc->arena, "public:%s|%s", row->cells[0], how);
  isnad_span span = isn_span(m->c->scan->atoms[m->first].start, doc->tokens.at[m->end - 1].end);
  isn_clue *clue = isn_add_clue(m->c, span, time, why, outside);
  if (clue) {
    /* what the day or month says by itself is in this clue too */
    for (uint32_t i = 0; time != ISNAD_NONE && i + 1 < m->c->clues->count; i++)
      if (m->c->clues->at[i].time == time && m->c->clues->at[i].bare)
        m->c->clues->at[i].outside = 0, m->c->clues->at[i].stretches.count = 0;
    qsort(m->draft.stretches.at, m->draft.stretches.count, sizeof *m->draft.stretches.at, by_cost);
    clue->known = m->rows[0], clue->how = how;
    clue->stretches.at = m->draft.stretches.at;
    clue->stretches.count = clue->stretches.room = m->draft.stretches.count;
  }
  m->draft.stretches.at = NULL;
  m->draft.stretches.count = m->draft.stretches.room = 0;
}

/* ---- distances ---- */

static isn_day add_units(isn_day day, isn_unit unit, int32_t n) {
  isn_date d = isn_date_of(day);
  switch (unit) {
    case ISN_WEEK: return day + 7 * n;
    case ISN_MONTH: return isn_day_of(d.year, d.month + n, d.day);
    case ISN_YEAR: return isn_day_of(d.year + n, d.month, d.day);
    case ISN_DECADE: return isn_day_of(d.year + 10 * n, d.month, d.day);
    default: return day + n;
  }
}

/* n units after a row's event; more: "أكثر من", about: "نحو". */
static void after_units(mention *m, const isn_public_row *p, isn_unit unit, int32_t n, bool more, bool about) {
  isn_day end = p->to - p->from > LASTING_DAYS ? p->from : p->to; /* what lasts is counted from its beginning */
  isn_day from = add_units(p->from, unit, n), to = add_units(end, unit, n);
  int32_t before = 0, after = 0, loose = 0;
  switch (unit) {
    case ISN_HOUR: from = p->from, to = p->to + 1 + n / 24, loose = 1; break;
    case ISN_DAY: before = n > 15 ? 1 : 0, after = more ? 5 + n / 100 : before, loose = 2 + n / 10; break;
    case ISN_WEEK: before = more ? 1 : 3, after = 4, loose = 7; break;
    case ISN_MONTH: before = more ? 3 : 12, after = 16, loose = 25; break;
    default: before = 100, after = 150, loose = 200;
  }
  if (about) before += loose / 2, after += loose / 2;
  stretch(m, from - before - loose, to + after + loose, unit == ISN_DAY ? ISN_COST_SOME + ISN_COST_HINT : ISN_COST_WEAK);
  stretch(m, from - before, to + after, 0);
}

/* In the n-th unit since it began: "دخلت شهرها السادس". Some count the month that it began in. */
static void nth_unit(mention *m, const isn_public_row *p, isn_unit unit, int32_t n) {
  isn_day from = add_units(p->from, unit, n - 1), to = add_units(p->from, unit, n);
  if (unit == ISN_DAY) stretch(m, from - 3, from + 3, ISN_COST_WEAK), stretch(m, from - 1, from + 1, 0);
  else stretch(m, add_units(from, unit, -1), to + 7, ISN_COST_SOME), stretch(m, from - 20, to, ISN_COST_WEAK), stretch(m, from - 3, to, 0);
}

/* ---- expressions of time beside it ---- */

typedef enum fit { FIT_NONE, FIT_AGAINST, FIT_SAID, FIT_GOOD } fit;

static bool covers(const isn_public_row *p, isn_day first, isn_day last) { return first <= p->to + 1 && last >= p->from - 1; }

static bool is_ahead(const isn_when *w) { return w->which == ISN_NEXT || (w->which == ISN_WHICH_NONE && w->tense == ISN_TENSE_FUTURE); }

/* A day or month without its year. */
static fit fit_date(mention *m, const isn_public_row *p, const isn_when *w) {
  isn_date from = isn_date_of(p->from);
  if (w->era == ISN_ERA_HIJRI || !w->month || w->year_which != ISN_WHICH_NONE) return FIT_NONE;
  for (int32_t year = from.year; year <= isn_date_of(p->to).year; year++) {
    isn_day first = isn_day_of(year, w->month, w->day ? w->day : 1), last = w->day ? first : isn_day_of(year, w->month + 1, 1) - 1;
    if (!covers(p, first, last)) continue;
    if (w->which == ISN_THIS) {
      stretch(m, isn_day_of(year, w->month, 1), isn_day_of(year, w->month + 1, 1) - 1, 0);
    } else if (is_ahead(w)) {
      stretch(m, first - 330, first, ISN_COST_WEAK), stretch(m, first - 150, first, 0);
    } else {
      /* "هجوم 7 أكتوبر" becomes a name that needs no year */
      if (w->day && w->which == ISN_WHICH_NONE && p->echo >= ISN_ECHO_MONTHS) stretch(m, first, ISN_END_DAY, ISN_COST_SOME);
      isn_stretch_behind(m->c, &m->draft, w, year);
    }
    return FIT_GOOD;
  }
  return FIT_AGAINST;
}

/* The day that is named may be of another verb of the sentence ("said on Monday that the agreement ..."): then the event is news all the
 * same. */
static void stray(mention *m, const isn_public_row *p, bool day) {
  static const int32_t days[] = {12, 45, 400, 3000};
  static const int32_t costs[] = {38, ISN_COST_SOME, ISN_COST_WEAK, ISN_COST_WEAK};
  stretch(m, p->from - 3, open_end(p) + days[p->echo], day ? costs[p->echo] : STRAY_COST);
}

/* "قال الاثنين إنهم التقوا": told on a weekday soon after the event, and the document is not older than that. */
static fit told_on(mention *m, const isn_public_row *p, const isn_when *w) {
  for (isn_day day = p->to + 1; day <= p->to + TOLD_DAYS; day++) {
    if (isn_weekday(day) != w->weekday) continue;
    stray(m, p, true);
    stretch(m, day, day + 6, ISN_COST_WEAK), stretch(m, day, day + 2, 0);
    return FIT_GOOD;
  }
  return FIT_NONE;
}

static fit fit_weekday(mention *m, const isn_public_row *p, const isn_when *w) {
  for (isn_day day = p->from; day <= p->to && day < p->from + 7; day++) {
    if (isn_weekday(day) != w->weekday) continue;
    stray(m, p, true);
    if (is_ahead(w)) stretch(m, day - 6, day, ISN_COST_HINT), stretch(m, day - 3, day, 0);
    else if (w->which == ISN_LAST) stretch(m, day + 1, day + 9, 0);
    else stretch(m, day, day + 6, ISN_COST_WEAK), stretch(m, day, day + 2, 0);
    return FIT_GOOD;
  }
  return p->echo == ISN_ECHO_DAYS && w->tense == ISN_TENSE_PAST && w->which == ISN_WHICH_NONE ? told_on(m, p, w) : FIT_NONE;
}

/* أمس, with its weekday or not; articles and events are a day apart at times. */
static fit fit_relative(mention *m, const isn_public_row *p, const isn_when *w) {
  bool other = w->weekday && isn_weekday(p->from) != w->weekday;
  stray(m, p, true);
  stretch(m, p->from - w->amount - 1, p->to - w->amount + 1, ISN_COST_WEAK);
  stretch(m, p->from - w->amount, p->to - w->amount, other ? ISN_COST_HINT : 0);
  return FIT_GOOD;
}

/* الشهر الماضي, هذا الأسبوع, العام الماضي. */
static fit fit_unit(mention *m, const isn_public_row *p, const isn_when *w) {
  int32_t step = w->which == ISN_LAST ? 1 : w->which == ISN_NEXT ? -1 : w->which == ISN_BEFORE_LAST ? 2 : 0;
  if (!step && w->which != ISN_THIS) return FIT_NONE;
  isn_date d = isn_date_of(p->from);
  isn_day from, to;
  if (w->unit == ISN_MONTH) from = isn_day_of(d.year, d.month + step, 1), to = isn_day_of(d.year, d.month + step + 1, 1) - 1;
  else if (w->unit == ISN_YEAR) from = isn_day_of(d.year + step, 1, 1), to = isn_day_of(d.year + step, 12, 31);
  else if (w->unit == ISN_WEEK) from = p->from + 7 * step - 3, to = p->to + 7 * step + 3;
  else return FIT_NONE;
  if (step == 0 && w->tense != ISN_TENSE_FUTURE && from < p->from) from = p->from;
  stray(m, p, false);
  stretch(m, from, to, 0);
  return FIT_GOOD;
}

/* The cue that an amount hangs on, and what stands between. */
static int32_t amount_cue(const mention *m, const isn_when *w, bool *more, bool *about) {
  int32_t cue = -1;
  *more = *about = false;
  for (uint32_t i = w->first > m->scan.first + CUE_REACH ? w->first - CUE_REACH : m->scan.first; i < w->end; i++) {
    const isn_time_word *word = i < w->first ? isn_as(&m->scan, i, ISN_TW_CUE) : NULL, *approx = isn_as(&m->scan, i, ISN_TW_APPROX);
    if (word && (word->value == ISN_SINCE || word->value == ISN_AFTER || word->value == ISN_AGO)) cue = word->value, *more = *about = false;
    if (approx && approx->value == 1) *more = true;
    if (approx && approx->value != 1) *about = true;
  }
  return cue;
}

static fit fit_amount(mention *m, const isn_public_row *p, const isn_when *w) {
  bool more, about;
  int32_t cue = amount_cue(m, w, &more, &about), n = w->amount / (w->scale ? w->scale : 1);
  bool ago = w->shape == ISN_SHAPE_AGO;
  if (w->vague || (cue < 0 && !ago) || w->tense == ISN_TENSE_FUTURE || n < 1) return FIT_NONE;
  if (cue == ISN_AFTER && (m->first < w->end || (w->unit == ISN_DAY && n < LONG_AGO) || w->unit < ISN_DAY)) return FIT_NONE;
  stray(m, p, false);
  after_units(m, p, (isn_unit)w->unit, n, more, about || w->scale > 1);
  return FIT_GOOD;
}

static uint32_t distance(const mention *m, const isn_when *w) {
  if (w->end <= m->first) return m->first - w->end;
  return w->first >= m->end ? w->first - m->end : 0;
}

static fit fit_when(mention *m, const isn_public_row *p, const isn_when *w, uint32_t far) {
  isn_day first, last;
  bool fresh = p->echo == ISN_ECHO_DAYS || far <= NEAR_REACH;
  if (w->year && (w->shape == ISN_SHAPE_DAY || w->shape == ISN_SHAPE_MONTH || w->shape == ISN_SHAPE_YEAR)) {
    if (!isn_said_days(m->c->scan, w, &first, &last)) return FIT_NONE;
    return covers(p, first, last) ? FIT_SAID : FIT_AGAINST;
  }
  switch (w->shape) {
    case ISN_SHAPE_DAY:
    case ISN_SHAPE_MONTH: return fit_date(m, p, w);
    case ISN_SHAPE_WEEKDAY: return fresh ? fit_weekday(m, p, w) : FIT_NONE;
    case ISN_SHAPE_RELATIVE: return fresh && !w->month ? fit_relative(m, p, w) : FIT_NONE;
    case ISN_SHAPE_UNIT: return fit_unit(m, p, w);
    case ISN_SHAPE_AGO:
    case ISN_SHAPE_AMOUNT: return fit_amount(m, p, w);
    default: return FIT_NONE;
  }
}

/* How firmly an expression ties an event to the document: the narrower the days that it allows, the less likely that it fits by chance. */
static int32_t firmness(const isn_when *w, uint8_t echo) {
  switch (w->shape) {
    case ISN_SHAPE_DAY:
    case ISN_SHAPE_MONTH: return w->which == ISN_THIS ? NARROW_COST : YEAR_COST;
    case ISN_SHAPE_UNIT: return w->unit == ISN_YEAR ? YEAR_COST : NARROW_COST;
    case ISN_SHAPE_AGO:
    case ISN_SHAPE_AMOUNT: return w->unit >= ISN_YEAR ? YEAR_COST : NARROW_COST;
    default: return echo == ISN_ECHO_DAYS ? DAY_COST + ISN_COST_SOME : NARROW_COST;
  }
}

static const char *shape_name(const isn_when *w) {
  switch (w->shape) {
    case ISN_SHAPE_DAY: return "day";
    case ISN_SHAPE_MONTH: return "month";
    case ISN_SHAPE_WEEKDAY: return "weekday";
    case ISN_SHAPE_RELATIVE: return "relative";
    case ISN_SHAPE_UNIT: return "unit";
    default: return "distance";
  }
}

/* ---- what an event says by itself ---- */

/* What is sudden is not spoken of before; what is planned, awaited or feared (column ahead) is, for a year and more. */
static void echo_of(mention *m, const isn_public_row *p) {
  static const struct {
    int32_t days, cost;
  } fade[4][4] = {{{4, 0}, {10, 18}, {30, 30}, {365, 52}},
                  {{30, 0}, {90, 10}, {365, 28}, {1000, 48}},
                  {{180, 0}, {400, 8}, {800, 20}, {1800, 36}},
                  {{800, 0}, {1800, 4}, {4000, 8}, {10000, 12}}};
  static const int32_t later[] = {80, 72, 56, 14}, announced[] = {14, 30, 30, 10}, announced_cost[] = {40, 26, 26, 30},
                       talked[] = {44, 40, 36, 36};
  isn_day to = open_end(p);
  stretch(m, p->from, ISN_END_DAY, later[p->echo]);
  for (size_t k = 4; k-- > 0;) stretch(m, p->from, to + fade[p->echo][k].days, fade[p->echo][k].cost);
  stretch(m, p->from - TALKED_DAYS, p->from - 1, talked[p->echo]);
  stretch(m, p->from - announced[p->echo], p->from - 1, announced_cost[p->echo]);
  if (!p->ahead) return;
  stretch(m, p->from - 4 * TALKED_DAYS, p->from - 1, 24);
  stretch(m, p->from - TALKED_DAYS, p->from - 1, 12);
}

static void planned(mention *m, const isn_public_row *p) {
  stretch(m, p->from - 400, open_end(p), ISN_COST_SOME);
  stretch(m, p->from - 150, open_end(p), ISN_COST_WEAK);
  stretch(m, p->from - 60, open_end(p), 0);
}

/* "اليوم الـ190 للحرب", "دخلت شهرها السادس": the number and unit nearest to the mention. */
static bool counted(const mention *m, isn_unit *unit, int32_t *n) {
  uint32_t from = m->first > m->scan.first + COUNT_REACH ? m->first - COUNT_REACH : m->scan.first;
  for (uint32_t i = from; i < m->end + COUNT_REACH && i < m->scan.end; i++) {
    const isn_time_word *word = isn_as(&m->scan, i, ISN_TW_UNIT);
    if (!word || word->number != 's' || word->value < ISN_DAY || word->value > ISN_YEAR) {
      if (!isn_as_value(&m->scan, i, ISN_TW_RELATIVE, 0)) continue;
      word = NULL; /* اليوم */
    }
    if (!isn_has(&m->scan, i, ISN_AL) && !m->scan.atoms[i].pronoun) continue;
    uint32_t at = isn_read_article(&m->scan, i + 1), end;
    if (at > i + 1 && m->scan.atoms[at].figure == ISN_INTEGER) *n = m->scan.atoms[at].number, end = at + 1;
    else if (i + 1 < m->scan.end && m->scan.atoms[i + 1].figure == ISN_INTEGER) *n = m->scan.atoms[i + 1].number, end = i + 2;
    else end = isn_read_ordinal(&m->scan, i + 1, n);
    if (end <= i + 1 || *n < 2 || *n > 3000) continue;
    *unit = word ? (isn_unit)word->value : ISN_DAY;
    return true;
  }
  return false;
}

/* "الذكرى العاشرة للثورة": so many years later. */
static bool anniversary(mention *m) {
  for (uint32_t i = m->first > m->scan.first + CUE_REACH ? m->first - CUE_REACH : m->scan.first; i < m->first; i++) {
    if (!isn_as(&m->scan, i, ISN_TW_ANNIVERSARY)) continue;
    int32_t n = 0;
    uint32_t at = i + 1;
    while (at < m->first && isn_read_ordinal(&m->scan, at, &n) == at &&
           !(m->scan.atoms[at].figure == ISN_INTEGER && (n = m->scan.atoms[at].number)))
      at++;
    for (uint32_t k = 0; k < m->count; k++) {
      const isn_public_row *p = m->rows[k];
      for (int32_t year = 1; year <= 40; year++) {
        isn_day day = add_units(p->from, ISN_YEAR, year);
        if (n && n != year) continue;
        stretch(m, day - 40, day + 30, n ? ISN_COST_WEAK : ISN_COST_HINT);
        stretch(m, day - 15, day + 6, 0);
      }
    }
    finish(m, ISNAD_NONE, n ? "anniversary" : "remembered", n ? NARROW_COST : ISN_COST_MUCH);
    return true;
  }
  return false;
}

/* The first expression of the sentence that may be within reach. */
static uint32_t first_when(const mention *m) {
  uint32_t low = 0, high = m->c->whens->count, far = ANCHOR_REACH + WHEN_TOKENS;
  uint32_t from = m->first > m->scan.first + far ? m->first - far : m->scan.first;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (m->c->whens->at[middle].first < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* Whether the same words of time were tied to the same event before: said twice they prove no more. */
static bool tied_before(const mention *m, const isn_when *w) {
  for (uint32_t k = 0; k < m->c->clues->count; k++) {
    const isn_clue *clue = &m->c->clues->at[k];
    if (clue->known != m->rows[0] || clue->time == ISNAD_NONE) continue;
    const isn_when *other = &m->c->whens->at[clue->time];
    if (other->shape == w->shape && other->month == w->month && other->day == w->day && other->weekday == w->weekday &&
        other->amount == w->amount && other->unit == w->unit && other->which == w->which)
      return true;
  }
  return false;
}

/* The nearest expression that agrees with a row. Rows that it speaks against are left out: another event of that kind is meant. */
static bool tie(mention *m) {
  bool against[MAX_ROWS] = {false};
  uint32_t best = ISNAD_NONE, nearest = UINT32_MAX;
  bool said = false;
  for (uint32_t i = first_when(m); i < m->c->whens->count && m->c->whens->at[i].end <= m->scan.end; i++) {
    const isn_when *w = &m->c->whens->at[i];
    uint32_t far = distance(m, w);
    if (w->first > m->end + ANCHOR_REACH) break;
    if (far > ANCHOR_REACH) continue;
    for (uint32_t k = 0; k < m->count; k++) {
      fit f = fit_when(m, m->rows[k], w, far);
      if (f == FIT_AGAINST && far <= (m->rows[k]->echo <= ISN_ECHO_WEEKS ? ANCHOR_REACH : NEAR_REACH)) against[k] = true;
      if (f == FIT_SAID) said = true;
      if (f == FIT_GOOD && far < nearest) nearest = far, best = i;
      m->draft.stretches.count = 0;
    }
  }
  if (best != ISNAD_NONE && !said) {
    const isn_when *w = &m->c->whens->at[best];
    if (tied_before(m, w)) return true;
    for (uint32_t k = 0; k < m->count; k++) (void)fit_when(m, m->rows[k], w, nearest);
    const char *how = isn_arena_printf(&m->c->scan->doc->arena, "%s %u-%u", shape_name(w), m->scan.atoms[w->first].start,
                                       m->scan.doc->tokens.at[w->end - 1].end);
    if (!how) m->c->failed = true;
    else finish(m, best, how, firmness(w, m->rows[0]->echo));
    return true;
  }
  uint32_t kept = 0;
  for (uint32_t k = 0; k < m->count; k++)
    if (!against[k]) m->rows[kept++] = m->rows[k];
  m->count = kept;
  return !kept;
}

static void add_event(mention *m) {
  isn_unit unit;
  int32_t n;
  if (anniversary(m)) return;
  if (counted(m, &unit, &n)) {
    for (uint32_t k = 0; k < m->count; k++) nth_unit(m, m->rows[k], unit, n);
    finish(m, ISNAD_NONE, isn_arena_printf(&m->c->scan->doc->arena, "counted %d", n), NARROW_COST);
    return;
  }
  if (tie(m)) return;
  bool future = isn_tense_around(&m->scan, m->first, m->end) == ISN_TENSE_FUTURE && m->rows[0]->echo != ISN_ECHO_YEARS;
  for (uint32_t k = 0; k < m->count; k++) future ? planned(m, m->rows[k]) : echo_of(m, m->rows[k]);
  static const int32_t outside[] = {DAY_COST, NARROW_COST, 72, 52};
  finish(m, ISNAD_NONE, future ? "planned" : "mentioned",
         future              ? ISN_COST_MUCH
         : m->rows[0]->ahead ? outside[m->rows[0]->echo] / 2
                             : outside[m->rows[0]->echo]);
}

/* ---- terms of office ---- */

static void add_term(isn_collector *c, const isn_known *found) {
  static const char *const how[] = {"in", "former", "elect"};
  isn_doc *doc = c->scan->doc;
  const isn_public_row *p = &c->known->rows.at[found->row];
  const isn_public_row *first = &c->known->rows.at[p->series];
  const char *why = isn_arena_printf(&doc->arena, "term:%s, %s|%s", p->row->cells[0], p->row->cells[1], how[found->standing]);
  isnad_span span = isn_span(c->scan->atoms[found->first].start, doc->tokens.at[found->end - 1].end);
  isn_clue *clue = isn_add_clue(c, span, ISNAD_NONE, why, found->standing == ISN_ELECT ? ISN_COST_MUCH : IN_OFFICE_COST);
  if (!clue) return;
  clue->known = p;
  for (int32_t pass = 0; pass < 2; pass++) /* first the loose stretches, then those inside them */
    for (uint32_t i = p->series; i < c->known->rows.count; i++) {
      const isn_public_row *term = &c->known->rows.at[i];
      if (&c->known->rows.at[term->series] != first) continue;
      isn_day to = open_end(term);
      /* who has left is at times still called by the title */
      if (found->standing == ISN_IN_OFFICE && !pass)
        isn_stretch_clue(c, clue, to, ISN_END_DAY, LEFT_COST), isn_stretch_clue(c, clue, term->from - 25, to + 20, ISN_COST_SOME);
      else if (found->standing == ISN_IN_OFFICE) isn_stretch_clue(c, clue, term->from, to, 0);
      else if (found->standing == ISN_ELECT) isn_stretch_clue(c, clue, term->from - 100, term->from, 0);
      else if (!pass && to < ISN_END_DAY) isn_stretch_clue(c, clue, to, ISN_END_DAY, 0);
    }
}

void isn_public_clues(isn_collector *c) {
  isn_doc *doc = c->scan->doc;
  if (!isn_find_public(c->known, c->scan, &c->knowns)) {
    c->failed = true;
    return;
  }
  for (uint32_t i = 0; i < c->knowns.count && !c->failed; i++) {
    const isn_known *found = &c->knowns.at[i];
    const isn_public_row *p = &c->known->rows.at[found->row];
    if (p->term) {
      add_term(c, found);
      continue;
    }
    uint32_t sentence = doc->tokens.at[found->first].sentence;
    mention m = {.c = c, .first = found->first, .end = found->end, .scan = *c->scan};
    m.scan.first = doc->sentence_first.at[sentence], m.scan.end = doc->sentence_first.at[sentence + 1];
    /* the rows of a series are found together; each is taken once */
    bool again = false;
    for (uint32_t k = 0; k < c->knowns.count; k++) {
      const isn_known *other = &c->knowns.at[k];
      const isn_public_row *q = &c->known->rows.at[other->row];
      if (q->term || q->series != p->series || doc->tokens.at[other->first].sentence != sentence) continue;
      again |= k < i;
      if (m.count < MAX_ROWS) m.rows[m.count++] = q;
    }
    if (!again) add_event(&m);
  }
}
