/* The expressions of a document: at each token the reader that reads farthest wins. */
#include "timex/when.h"

enum { ALEF = 0x627, WAW = 0x648, MAX_LISTED_DAYS = 5, FIRST_LISTED_YEAR = 1000 };

/* ---- words that are expressions by themselves ---- */

/* Whether what follows can be governed by a preposition that stands before it. */
static bool noun_follows(const isn_scan *s, uint32_t i) {
  if (i >= s->end) return false;
  const isn_token *t = &s->doc->tokens.at[i];
  if (t->kind != ISN_WORD) return t->kind == ISN_LATIN || t->kind == ISN_QUOTE_OPEN;
  if (isn_as(s, i, ISN_TW_CUE) || isn_has(s, i, ISN_WA | ISN_FA)) return false;
  return t->pos != ISN_ADP && t->pos != ISN_CCONJ && t->pos != ISN_SCONJ && t->pos != ISN_PART;
}

static uint32_t read_reference(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *word = isn_as(s, i, ISN_TW_VAGUE);
  w->type = ISNAD_DATE;
  if (word) {
    uint32_t end = isn_after_word(i, word);
    if (word->flag && noun_follows(s, end)) return i;
    w->shape = ISN_SHAPE_VALUE;
    w->value = word->text;
    w->rule = "vague";
    bool preposition = isn_is_cue(s, i, ISN_IN) || isn_is_cue(s, i, ISN_SINCE) || isn_is_cue(s, i, ISN_AGO) || isn_is_cue(s, i, ISN_FROM) ||
                       isn_is_cue(s, i, ISN_TO);
    if (preposition && word->rest_count) w->first = i + 1;
    return end;
  }
  word = isn_as(s, i, ISN_TW_THEN);
  if (!word) return i;
  w->shape = ISN_SHAPE_THEN;
  w->unit = ISN_SECOND;
  w->rule = "then";
  return isn_after_word(i, word);
}

static uint32_t read_no_time(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *word = isn_as(s, i, ISN_TW_NOTIME);
  w->shape = ISN_SHAPE_NOTHING;
  if (word) return isn_after_word(i, word);
  /* صحيفة «اليوم» */
  bool quoted = i > s->first + 1 && s->doc->tokens.at[i - 1].kind == ISN_QUOTE_OPEN && isn_as(s, i - 2, ISN_TW_NAMEHEAD) &&
                i + 1 < s->end && s->doc->tokens.at[i + 1].kind == ISN_QUOTE_CLOSE;
  return quoted ? i + 1 : i;
}

/* ---- what joins two expressions ---- */

static bool is_lone_and(const isn_scan *s, uint32_t i) {
  if (i >= s->end) return false;
  const isn_token *t = &s->doc->tokens.at[i];
  return t->kind == ISN_WORD && t->fold1 - t->fold0 == 1 && s->doc->fold[t->fold0] == WAW;
}

static bool is_or(const isn_scan *s, uint32_t i) {
  if (i >= s->end) return false;
  const isn_token *t = &s->doc->tokens.at[i];
  return t->kind == ISN_WORD && t->fold1 - t->fold0 == 2 && s->doc->fold[t->fold0] == ALEF && s->doc->fold[t->fold0 + 1] == WAW;
}

/* The token after what joins the expression that ends at i to the next one (و, إلى, -, /); i where nothing does but the next word's و. */
static uint32_t read_joint(const isn_scan *s, uint32_t i, bool *joined) {
  uint32_t dash = isn_read_dash(s, i);
  *joined = true;
  if (dash > i) return dash;
  if (is_lone_and(s, i) || is_or(s, i) || isn_is_cue(s, i, ISN_TO) || isn_is_mark(s, i, '/')) return i + 1;
  *joined = isn_has(s, i, ISN_WA);
  return i;
}

/* The number of a day without its month. */
static uint32_t read_day_number(const isn_scan *s, uint32_t i, int32_t *day) {
  uint32_t at = isn_read_article(s, i);
  if (at < s->end && s->atoms[at].figure == ISN_INTEGER && s->atoms[at].digits <= 2) *day = s->atoms[at].number, at++;
  else at = isn_read_ordinal(s, i, day);
  return at > i && *day >= 1 && *day <= 31 ? at : i;
}

/* Whether "10 و15" may be days: after a preposition of time or يومي, or one after the other. */
static bool lists_days(const isn_scan *s, uint32_t i, int32_t day, int32_t next) {
  const isn_time_word *cue = i > s->first ? isn_as(s, i - 1, ISN_TW_CUE) : NULL;
  if (isn_as_value(s, i, ISN_TW_UNIT, ISN_DAY)) return true;
  return next == day + 1 ||
         (cue && (cue->value == ISN_BETWEEN || cue->value == ISN_IN || cue->value == ISN_FROM || cue->value == ISN_DURING));
}

/* "25 ــ 28 مايو", "بين 10 و15 أبريل", "15 و16 و17 مارس": all take month and year of the last. Fills whens, how many to *count. */
static uint32_t read_days(const isn_scan *s, uint32_t i, isn_when whens[MAX_LISTED_DAYS], uint32_t *count) {
  uint32_t at = i, n = 0, end = i;
  const isn_time_word *unit = isn_as_value(s, i, ISN_TW_UNIT, ISN_DAY); /* يومي 3 و4 مارس */
  if (unit && !isn_has(s, i, ISN_AL)) at++;
  for (bool joined = true; joined && n + 1 < MAX_LISTED_DAYS; n++) {
    int32_t day;
    uint32_t after = read_day_number(s, at, &day);
    if (after == at) return i;
    uint32_t next = read_joint(s, after, &joined);
    if (!joined || isn_is_mark(s, after, '/')) return i;
    whens[n] = (isn_when){.first = n ? at : i, .end = after, .day = day};
    isn_when last = {0};
    end = isn_read_calendar_day(s, next, &last);
    if (end > next && last.shape == ISN_SHAPE_DAY) {
      bool listed = is_lone_and(s, after) || next == after;
      if (last.day <= day || (listed && !lists_days(s, i, whens[0].day, n ? whens[1].day : last.day))) return i;
      last.first = next;
      last.end = end;
      last.minutes = ISN_NO_HOUR;
      last.rule = "day-range";
      for (uint32_t k = 0; k <= n; k++) {
        isn_when one = whens[k];
        whens[k] = last;
        whens[k].first = one.first, whens[k].end = one.end, whens[k].day = one.day;
      }
      whens[n + 1] = last;
      *count = n + 2;
      return end;
    }
    at = next;
  }
  return i;
}

static uint32_t read_listed_year(const isn_scan *s, uint32_t i, const isn_when *before, isn_when *w) {
  bool joined;
  uint32_t at = read_joint(s, i, &joined);
  if (!joined || at >= s->end || s->atoms[at].figure != ISN_INTEGER || s->atoms[at].digits != 4) return i;
  isn_era era;
  uint32_t end = isn_read_year_number(s, at, FIRST_LISTED_YEAR, &w->year, &era);
  if (end == at) return i;
  if (is_lone_and(s, i) && isn_is_counted(s, end)) return i;
  *w = (isn_when){
      .first = at, .end = end, .type = ISNAD_DATE, .shape = ISN_SHAPE_YEAR, .year = w->year, .minutes = ISN_NO_HOUR, .rule = "year-listed"};
  w->era = era == ISN_ERA_NONE ? before->era : (uint8_t)era;
  return end;
}

/* ---- one place ---- */

static uint32_t read_longest(const isn_scan *s, uint32_t i, isn_when *best) {
  static uint32_t (*const readers[])(const isn_scan *, uint32_t, isn_when *) = {
      read_no_time,  isn_read_hour,  isn_read_day, isn_read_month,  isn_read_period,
      isn_read_year, read_reference, isn_read_set, isn_read_amount, isn_read_bare_year};
  uint32_t longest = i;
  for (size_t k = 0; k < sizeof readers / sizeof *readers; k++) {
    isn_when w = {.minutes = ISN_NO_HOUR, .first = i};
    uint32_t end = readers[k](s, i, &w);
    if (end <= longest) continue;
    longest = end;
    *best = w;
    best->first = w.first > i ? w.first : i; /* a reader may leave out the preposition that it begins with */
    best->end = end;
  }
  return longest;
}

static bool push(const isn_scan *s, isn_whens *out, const isn_when *w) {
  if (w->shape == ISN_SHAPE_NOTHING) return true;
  isn_when *row = ISN_PUSH(out, &s->doc->arena);
  if (!row) return false;
  *row = *w;
  row->tense = (uint8_t)isn_tense_around(s, w->first, w->end);
  /* "تستمر حتى السبت" */
  const isn_time_word *cue = w->first > s->first ? isn_as(s, w->first - 1, ISN_TW_CUE) : NULL;
  if (cue && cue->value == ISN_TO && row->tense != ISN_TENSE_PAST) row->tense = ISN_TENSE_FUTURE;
  if (cue && cue->value == ISN_SINCE) row->tense = ISN_TENSE_PAST;
  /* "هدنة اعتبارا من صباح الأحد" is announced before it begins */
  const isn_time_word *start = w->first > s->first + 1 ? isn_as(s, w->first - 2, ISN_TW_CUE) : NULL;
  if (start && start->value == ISN_FROM && start->rest_count == 1 && row->tense != ISN_TENSE_FUTURE) row->tense = ISN_TENSE_PRESENT;
  return true;
}

/* "مايو ويونيو الماضيين", "12 أبريل و15 مايو 2011": what is said at the end holds for both. */
static void share(const isn_scan *s, isn_when *a, isn_when *b) {
  bool joined,
      dates = (a->shape == ISN_SHAPE_MONTH || a->shape == ISN_SHAPE_DAY) && (b->shape == ISN_SHAPE_MONTH || b->shape == ISN_SHAPE_DAY);
  bool weekdays = a->shape == ISN_SHAPE_WEEKDAY && b->shape == ISN_SHAPE_WEEKDAY && a->weekday != b->weekday;
  bool years = a->shape == ISN_SHAPE_YEAR && b->shape == ISN_SHAPE_YEAR;
  if (read_joint(s, a->end, &joined) != b->first || !joined || (!dates && !weekdays && !years)) return;
  if (years) { /* "عامي 334 و325 قبل الميلاد" */
    if (b->era == ISN_ERA_BEFORE) a->era = b->era;
    return;
  }
  if (weekdays) {
    a->pair = (int8_t)((b->weekday - a->weekday + 7) % 7);
    b->pair = (int8_t)-a->pair;
    if (a->which == ISN_WHICH_NONE) a->which = b->which;
    a->tense = b->tense;
  }
  if (a->year || a->which != ISN_WHICH_NONE || a->year_which != ISN_WHICH_NONE || a->era != b->era) return;
  if (!isn_is_cue(s, a->end, ISN_TO)) a->which = b->which; /* "من 6 يونيو إلى 18 يوليو المقبل" */
  a->year_which = b->year_which;
  a->year = b->year && a->month > b->month ? b->year - 1 : b->year;
}

static bool collect_sentence(isn_scan *s, isn_whens *out) {
  uint32_t first = out->count;
  for (uint32_t i = s->first; i < s->end;) {
    const isn_atom *a = &s->atoms[i];
    isn_when w = {0}, second = {.minutes = ISN_NO_HOUR}, days[MAX_LISTED_DAYS];
    uint32_t end = i, count = 0;
    bool start = a->word || a->figure || isn_read_article(s, i) > i;
    if (start) end = read_days(s, i, days, &count);
    for (uint32_t k = 0; k < count; k++)
      if (!push(s, out, &days[k])) return false;
    if (end == i) {
      end = start ? read_longest(s, i, &w) : i;
      if (end > i && !push(s, out, &w)) return false;
      for (uint32_t next; end > i && w.shape == ISN_SHAPE_YEAR && (next = read_listed_year(s, end, &w, &second)) > end;
           end = next, w = second)
        if (!push(s, out, &second)) return false;
    }
    i = end > i ? end : i + 1;
  }
  for (uint32_t k = out->count; k-- > first + 1;) share(s, &out->at[k - 1], &out->at[k]);
  return true;
}

bool isn_collect(isn_scan *s, isn_whens *out) {
  const isn_doc *doc = s->doc;
  for (uint32_t k = 0; k < doc->sentences.count; k++) {
    s->first = doc->sentence_first.at[k];
    s->end = doc->sentence_first.at[k + 1];
    if (!collect_sentence(s, out)) return false;
  }
  return true;
}
