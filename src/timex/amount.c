/* Durations (أكثر من 80 يوما), what they say as distances (قبل ثلاثة أيام), and sets (كل عامين). */
#include <string.h>

#include "timex/when.h"

enum { YAA = 0x64a, FIRST_REACH = 8 };

/* ---- the amount itself ---- */

/* A unit in the singular before a name or a year is the head of that (يوم السبت, عام 2011). */
static bool heads_date(const isn_scan *s, uint32_t i) {
  if (i + 1 >= s->end) return false;
  const isn_atom *next = &s->atoms[i + 1];
  return isn_as(s, i + 1, ISN_TW_WEEKDAY) || isn_as(s, i + 1, ISN_TW_RELATIVE) || isn_as(s, i + 1, ISN_TW_MONTH) ||
         isn_as(s, i + 1, ISN_TW_HIJRI) || isn_as(s, i + 1, ISN_TW_ORDINAL) ||
         (next->figure == ISN_INTEGER && (next->number > 999 || isn_as(s, i + 2, ISN_TW_MONTH)));
}

/* A definite noun behind it makes it that noun's. */
static bool heads_noun(const isn_scan *s, uint32_t i) {
  if (i + 1 >= s->end || s->doc->tokens.at[i + 1].kind != ISN_WORD) return false;
  const isn_reading *r = isn_best(s->doc, i + 1);
  return r && r->pos == ISN_NOUN && r->proclitics == ISN_AL;
}

static const isn_time_word *indefinite_unit(const isn_scan *s, uint32_t i) {
  const isn_time_word *unit = isn_as(s, i, ISN_TW_UNIT);
  return unit && !s->atoms[i].pronoun && !isn_has(s, i, ISN_AL) ? unit : NULL;
}

/* خمس | أو ست [سنوات]: the number behind أو, of which the first is what is said at least. */
static uint32_t read_other_number(const isn_scan *s, uint32_t i) {
  static const uint16_t or_[] = {0x627, 0x648};
  const isn_token *t = i + 1 < s->end ? &s->doc->tokens.at[i] : NULL;
  int32_t number, scale;
  if (!t || t->fold1 - t->fold0 != 2 || memcmp(s->doc->fold + t->fold0, or_, sizeof or_) != 0) return i;
  const uint32_t end = isn_read_number(s, i + 1, &number, &scale);
  return end > i + 1 ? end : i;
}

static uint32_t read_numbered(const isn_scan *s, uint32_t i, isn_when *w) {
  uint32_t at = isn_read_article(s, i), end = isn_read_number(s, at, &w->amount, &w->scale);
  if (end > at) end = read_other_number(s, end);
  const isn_time_word *unit = end > at && !isn_has(s, end, ISN_WA | ISN_FA | ISN_BI | ISN_LI) ? indefinite_unit(s, end) : NULL;
  if (!unit || unit->number == 'd' || w->amount <= 0 || (unit->number == 's' && heads_date(s, end))) return i;
  w->unit = (uint8_t)unit->value;
  return end + 1;
}

static uint32_t read_dual(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *unit = indefinite_unit(s, i);
  const isn_token *t = &s->doc->tokens.at[i];
  /* the construct (يومي, شهري) is also an adjective, and heads a date where it is a dual */
  if (!unit || unit->number != 'd' || s->doc->fold[t->fold1 - 1] == YAA || heads_date(s, i)) return i;
  w->unit = (uint8_t)unit->value;
  w->amount = 2;
  return i + 1;
}

static uint32_t read_few(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *few = isn_as(s, i, ISN_TW_FEW), *unit;
  if (!few) return i;
  uint32_t at = isn_after_word(i, few);
  unit = isn_as(s, at, ISN_TW_UNIT);
  if (!unit || unit->number != 'p' || isn_has(s, at, ISN_WA | ISN_BI | ISN_LI)) return i;
  w->unit = (uint8_t)unit->value;
  w->vague = true;
  return at + 1;
}

/* نصف ساعة, ربع قرن: in the next smaller units. */
static uint32_t read_fraction(const isn_scan *s, uint32_t i, isn_when *w) {
  static const struct {
    isn_unit smaller;
    int32_t count;
  } parts[ISN_UNITS] = {
      [ISN_MINUTE] = {ISN_SECOND, 60}, [ISN_HOUR] = {ISN_MINUTE, 60}, [ISN_DAY] = {ISN_HOUR, 24},     [ISN_MONTH] = {ISN_DAY, 30},
      [ISN_YEAR] = {ISN_MONTH, 12},    [ISN_DECADE] = {ISN_YEAR, 10}, [ISN_CENTURY] = {ISN_YEAR, 100}};
  const isn_time_word *fraction = isn_as(s, i, ISN_TW_FRACTION), *unit = isn_as(s, i + 1, ISN_TW_UNIT);
  if (!fraction || isn_has(s, i, ISN_AL) || !unit || unit->number != 's' || !parts[unit->value].count || heads_date(s, i + 1)) return i;
  w->unit = (uint8_t)parts[unit->value].smaller;
  w->amount = parts[unit->value].count / fraction->value;
  return i + 2;
}

static bool after_duration_cue(const isn_scan *s, uint32_t i, uint32_t unit) {
  const isn_time_word *cue = i > s->first ? isn_as(s, i - 1, ISN_TW_CUE) : NULL;
  if (cue && cue->value <= ISN_FOR) return true;
  return i == unit && isn_has(s, i, ISN_LI) && isn_as(s, i, ISN_TW_UNIT)->number == 'p';
}

/* سنوات, شهر: behind a preposition of time; or one by a word behind (يوم واحد, عام كامل). */
static uint32_t read_unit_alone(const isn_scan *s, uint32_t first, uint32_t i, isn_when *w) {
  const isn_time_word *unit = indefinite_unit(s, i);
  if (!unit || unit->number == 'd' || (unit->number == 's' && heads_date(s, i))) return i;
  if (unit->number == 'p' && heads_noun(s, i)) return i; /* خلال أيام البطولة */
  const isn_time_word *one = unit->number == 's' ? isn_as_value(s, i + 1, ISN_TW_NUMBER, 1) : NULL, *tail = isn_as(s, i + 1, ISN_TW_TAIL);
  bool half = isn_as_value(s, i + 1, ISN_TW_FRACTION, 2) && isn_has(s, i + 1, ISN_WA) && !isn_has(s, i + 1, ISN_AL); /* ساعة ونصف */
  bool whole = half || (unit->number == 's' && tail && tail->value == ISN_TAIL_WHOLE && !isn_has(s, i + 1, ISN_AL));
  bool approximate = first < i && unit->number != 'p'; /* أقل من شهر */
  if (!one && !whole && !approximate && !after_duration_cue(s, first, i)) return i;
  w->unit = (uint8_t)unit->value;
  w->vague = unit->number == 'p';
  w->amount = 1;
  return one ? i + 2 : i + 1;
}

/* "اليوم الثالث على التوالي", "لليوم الثالث", "ثالث يوم على التوالي" */
static uint32_t read_in_a_row(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *unit = isn_as(s, i, ISN_TW_UNIT), *tail;
  uint32_t end;
  bool enough = false;
  if (unit && unit->number == 's' && isn_has(s, i, ISN_AL)) {
    end = isn_read_ordinal(s, i + 1, &w->amount);
    if (end == i + 1 || !isn_has(s, i + 1, ISN_AL)) return i;
    enough = isn_has(s, i, ISN_LI);
  } else {
    end = isn_read_ordinal(s, i, &w->amount);
    unit = end > i ? indefinite_unit(s, end) : NULL;
    end++;
  }
  if (!unit || unit->value < ISN_DAY) return i;
  tail = isn_as(s, end, ISN_TW_TAIL);
  if (!enough && !(tail && tail->value == ISN_TAIL_ROW)) return i;
  w->unit = (uint8_t)unit->value;
  w->rule = "duration-row";
  return tail ? isn_after_word(end, tail) : end;
}

/* ---- what follows an amount ---- */

/* ونصف [الشهر], وثلاثة أشهر behind a year. */
static uint32_t read_addition(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *fraction = isn_as_value(s, i, ISN_TW_FRACTION, 2);
  if (fraction && isn_has(s, i, ISN_WA) && !isn_has(s, i, ISN_AL) && w->scale == 1) {
    w->amount = w->amount * 10 + 5;
    w->scale = 10;
    const isn_time_word *again = isn_as_value(s, i + 1, ISN_TW_UNIT, w->unit);
    return again && isn_has(s, i + 1, ISN_AL) ? i + 2 : i + 1;
  }
  const isn_token *t = i < s->end ? &s->doc->tokens.at[i] : NULL;
  bool lone = t && t->kind == ISN_WORD && t->fold1 - t->fold0 == 1 && s->doc->fold[t->fold0] == 0x648;
  if (!t || (!lone && !isn_has(s, i, ISN_WA))) return i;
  isn_when more = {.scale = 1};
  uint32_t at = lone ? i + 1 : i, end = read_numbered(s, at, &more);
  if (end == at && (end = read_dual(s, at, &more)) == at) return i;
  bool fits = more.scale == 1 && w->scale == 1 && more.unit < w->unit && (w->unit >= ISN_DAY) == (more.unit >= ISN_DAY);
  if (!fits) return i;
  w->extra = more.amount;
  w->extra_unit = more.unit;
  return end;
}

static uint32_t read_followers(const isn_scan *s, uint32_t i, isn_when *w) {
  uint32_t end = w->vague ? i : read_addition(s, i, w);
  const isn_time_word *next;
  for (;;) {
    if ((next = isn_as(s, end, ISN_TW_TAIL)) && !isn_has(s, end, ISN_AL | ISN_WA)) end = isn_after_word(end, next);
    else if (w->vague && (next = isn_as(s, end, ISN_TW_FEWADJ)) && !isn_has(s, end, ISN_AL | ISN_WA)) end = isn_after_word(end, next);
    else if (w->vague && (next = isn_as(s, end, ISN_TW_FEW)) && !next->rest_count && !isn_has(s, end, ISN_AL | ISN_WA)) end++;
    else break;
  }
  isn_which which = ISN_WHICH_NONE;
  uint32_t after = isn_read_which(s, end, &which);
  w->which = (uint8_t)which;
  return after;
}

/* ---- what the preposition makes of it ---- */

/* أعنف, أكبر: there was none like it for so long. */
static bool is_superlative(const isn_scan *s, uint32_t i) {
  static const char *const words[] = {"أعنف", "أكبر", "أسوأ", "أعلى", "أدنى", "أقوى", "أشد", "أخطر", "أضخم", "أطول", "آخر"};
  uint16_t letters[8];
  const isn_token *t = &s->doc->tokens.at[i];
  const uint16_t *word = s->doc->fold + t->fold0;
  uint32_t n = t->fold1 - t->fold0;
  if (n > 4 && word[0] == 0x627 && word[1] == 0x644) word += 2, n -= 2; /* الأعنف */
  for (size_t k = 0; k < sizeof words / sizeof *words; k++)
    if (isn_key_equal(isn_fold_into(letters, 8, words[k], strlen(words[k])), (isn_key){word, n})) return true;
  return false;
}

/* أول زيارة منذ عشرة أعوام: how long there was none. */
static bool after_first(const isn_scan *s, uint32_t i) {
  for (uint32_t k = 1; k <= FIRST_REACH && i >= s->first + k; k++) {
    if (isn_as_value(s, i - k, ISN_TW_ORDINAL, 1) || is_superlative(s, i - k)) return true;
    if (s->doc->tokens.at[i - k].kind == ISN_MARK) return false;
  }
  return false;
}

/* النزاع المستمر منذ خمس سنوات, المحتجز منذ شهرين: what goes on. */
static bool after_participle(const isn_scan *s, uint32_t i) {
  const isn_reading *r = i > s->first ? isn_best(s->doc, i - 1) : NULL;
  return r && (r->form == ISN_ACTIVE_PART || r->form == ISN_PASSIVE_PART || r->pos == ISN_ADJ);
}

/* قبل: that long ago, unless it goes on "before an event"; منذ: ago behind a finished act, else for so long. */
static void apply_cue(const isn_scan *s, uint32_t i, uint32_t end, bool approximate, isn_when *w) {
  const isn_time_word *cue = i > s->first ? isn_as(s, i - 1, ISN_TW_CUE) : NULL;
  w->type = ISNAD_DURATION;
  w->shape = ISN_SHAPE_AMOUNT;
  if (!w->rule) w->rule = "duration";
  if (!cue || (cue->value != ISN_AGO && cue->value != ISN_SINCE) || w->which != ISN_WHICH_NONE || isn_is_cue(s, end, ISN_FROM)) return;
  if (cue->value == ISN_SINCE &&
      (w->vague || approximate || after_first(s, i - 1) || after_participle(s, i - 1) || isn_tense_before(s, i) != ISN_TENSE_PAST))
    return;
  if (w->unit < ISN_DAY && !(w->unit == ISN_HOUR && w->scale == 1 && w->amount % 24 == 0) && !w->vague) return;
  w->type = ISNAD_DATE;
  w->shape = w->vague ? ISN_SHAPE_VALUE : ISN_SHAPE_AGO;
  w->value = w->vague ? "PAST_REF" : NULL;
  w->rule = cue->value == ISN_AGO ? "ago" : "since-ago";
}

/* قرابة السنتين, أكثر من الشهر: behind an approximation the article does not matter. */
static uint32_t read_definite(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *unit = isn_as(s, i, ISN_TW_UNIT);
  isn_which which;
  if (!unit || !isn_has(s, i, ISN_AL) || (unit->number != 's' && unit->number != 'd') || unit->value < ISN_DAY) return i;
  if (isn_read_which(s, i + 1, &which) > i + 1 || heads_date(s, i) || (i + 1 < s->end && s->atoms[i + 1].figure)) return i;
  w->unit = (uint8_t)unit->value;
  w->amount = unit->number == 'd' ? 2 : 1;
  return i + 1;
}

uint32_t isn_read_amount(const isn_scan *s, uint32_t i, isn_when *w) {
  static uint32_t (*const readers[])(const isn_scan *, uint32_t, isn_when *) = {read_numbered, read_dual, read_few, read_fraction,
                                                                                read_in_a_row};
  uint32_t at = i;
  for (const isn_time_word *approx; (approx = isn_as(s, at, ISN_TW_APPROX));) at = isn_after_word(at, approx);
  isn_when empty = *w;
  uint32_t end = at;
  for (size_t k = 0; k < sizeof readers / sizeof *readers && end == at; k++) {
    *w = empty;
    w->scale = 1;
    end = readers[k](s, at, w);
  }
  if (end == at) {
    *w = empty;
    w->scale = 1;
    end = read_unit_alone(s, i, at, w);
    if (end == at && at > i) end = read_definite(s, at, w);
  }
  if (end == at || (at > i && isn_has(s, at, ISN_WA | ISN_FA))) return i;
  end = read_followers(s, end, w);
  apply_cue(s, i, end, at > i, w);
  return end;
}

/* ---- sets ---- */

/* كل جمعة, كل يوم جمعة, يوم الجمعة من كل أسبوع: 1 to 7 of the weekday. */
static uint32_t read_weekly(const isn_scan *s, uint32_t i, int32_t *weekday) {
  bool every = isn_as(s, i, ISN_TW_EVERY) != NULL;
  uint32_t at = every ? i + 1 : i;
  if (isn_as_value(s, at, ISN_TW_UNIT, ISN_DAY)) at++;
  if (at >= s->end) return i;
  const isn_time_word *name = s->atoms[at].word;
  while (name && (name->kind != ISN_TW_WEEKDAY || name->rest_count)) name = name->next ? &s->words->rows.at[name->next - 1] : NULL;
  if (!name) return i;
  *weekday = name->value;
  if (every) return isn_has(s, at, ISN_AL) ? i : at + 1;
  bool weekly = isn_has(s, at, ISN_AL) && isn_is_cue(s, at + 1, ISN_FROM) && isn_as(s, at + 2, ISN_TW_EVERY) &&
                isn_as_value(s, at + 3, ISN_TW_UNIT, ISN_WEEK);
  return weekly ? at + 4 : i;
}

uint32_t isn_read_set(const isn_scan *s, uint32_t i, isn_when *w) {
  static const char *const weekly[] = {"XXXX-WXX-1", "XXXX-WXX-2", "XXXX-WXX-3", "XXXX-WXX-4", "XXXX-WXX-5", "XXXX-WXX-6", "XXXX-WXX-7"};
  const isn_time_word *set = isn_as(s, i, ISN_TW_SET);
  int32_t weekday;
  w->type = ISNAD_SET;
  w->rule = "set";
  uint32_t week = read_weekly(s, i, &weekday);
  if (week > i) {
    w->shape = ISN_SHAPE_VALUE;
    w->value = weekly[weekday - 1];
    return week;
  }
  if (set) {
    w->shape = ISN_SHAPE_VALUE;
    w->value = set->text;
    return isn_after_word(i, set);
  }
  if (!isn_as(s, i, ISN_TW_EVERY) || i + 1 >= s->end) return i;
  w->scale = 1;
  uint32_t end = read_numbered(s, i + 1, w);
  if (end == i + 1) end = read_dual(s, i + 1, w);
  if (end == i + 1) {
    const isn_time_word *unit = indefinite_unit(s, i + 1);
    if (!unit || unit->number != 's' || unit->value > ISN_YEAR || heads_date(s, i + 1)) return i;
    w->unit = (uint8_t)unit->value;
    w->amount = 1;
    end = i + 2;
  }
  w->shape = ISN_SHAPE_AMOUNT;
  return end;
}
