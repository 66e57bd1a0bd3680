/* Units with a modifier (الشهر الماضي، الأيام القليلة المقبلة), portions of a year, seasons, feasts, decades and centuries. */
#include <string.h>

#include "timex/when.h"

enum { DEFAULT_CENTURY = 1900, CENTURIES = 21 };

/* ---- centuries and decades ---- */

/* القرن الماضي, القرن التاسع عشر, القرن 21: the first year. */
static uint32_t read_century(const isn_scan *s, uint32_t i, int32_t *year, isn_which *which) {
  const isn_time_word *unit = isn_as_value(s, i, ISN_TW_UNIT, ISN_CENTURY);
  if (!unit || unit->number != 's' || !isn_has(s, i, ISN_AL)) return i;
  int32_t number = 0;
  *which = ISN_WHICH_NONE;
  uint32_t end = isn_read_which(s, i + 1, which);
  if (end > i + 1) return end;
  uint32_t at = isn_read_article(s, i + 1);
  if (at < s->end && s->atoms[at].figure == ISN_INTEGER) number = s->atoms[at].number, end = at + 1;
  else end = isn_read_ordinal(s, at, &number);
  if (number < 1 || number > CENTURIES) return i;
  *year = (number - 1) * 100;
  const isn_time_word *era = isn_as(s, end, ISN_TW_ERA);
  if (!era) return end;
  /* the century in which the middle of an Islamic one falls */
  if (era->value == ISN_ERA_HIJRI) *year = isn_date_of(isn_hijri_month_start(&s->words->hijri, *year + 50, 1)).year / 100 * 100;
  if (era->value == ISN_ERA_BEFORE) return i;
  return isn_after_word(end, era);
}

/* "في الثلاثينيات من عمرها" */
static bool is_age(const isn_scan *s, uint32_t i) {
  static const uint16_t age[] = {0x639, 0x645, 0x631};
  if (i >= s->end) return false;
  const isn_token *t = &s->doc->tokens.at[i];
  uint32_t at = t->fold0 + (isn_has(s, i, ISN_AL) || s->doc->fold[t->fold0] == 0x627 ? 2 : 0);
  return at + 3 <= t->fold1 && memcmp(s->doc->fold + at, age, sizeof age) == 0;
}

/* The years of a named decade: التسعينيات [من القرن الماضي]. w->year: its first year; a century said by modifier stays in year_which. */
static uint32_t read_decade(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *name = isn_as(s, i, ISN_TW_DECADE), *unit = isn_as_value(s, i, ISN_TW_UNIT, ISN_DECADE);
  int32_t tens = name ? name->value : 0, century = DEFAULT_CENTURY;
  uint32_t at = i + 1;
  if (!name) {
    if (!unit || unit->number != 's' || !isn_has(s, i, ISN_AL)) return i;
    at = isn_read_ordinal(s, i + 1, &tens);
    if (at == i + 1 || !isn_is_cue(s, at, ISN_FROM)) return i;
    tens = (tens - 1) * 10;
  }
  isn_which which = ISN_WHICH_NONE;
  if (name && isn_is_cue(s, at, ISN_FROM) && is_age(s, at + 1)) return i;
  uint32_t from = isn_is_cue(s, at, ISN_FROM) ? at + 1 : at, end = read_century(s, from, &century, &which);
  if (end == from) end = at;
  if (!name && end == at) return i;
  if (tens < 0 || tens > 90) return i;
  w->shape = ISN_SHAPE_DECADE;
  w->year = century + tens;
  w->year_which = (uint8_t)which;
  w->rule = "decade";
  return end;
}

/* ---- seasons, portions, feasts ---- */

static bool after_cue(const isn_scan *s, uint32_t i) {
  return i > s->first && (isn_is_cue(s, i - 1, ISN_IN) || isn_is_cue(s, i - 1, ISN_DURING) || isn_is_cue(s, i - 1, ISN_SINCE) ||
                          isn_is_cue(s, i - 1, ISN_AGO) || isn_is_cue(s, i - 1, ISN_TO));
}

static uint32_t read_season(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *name = isn_as(s, i, ISN_TW_SEASON);
  if (!name) return i;
  uint32_t at = isn_after_word(i, name);
  isn_which which = ISN_WHICH_NONE;
  uint32_t end = isn_has(s, i, ISN_AL) || name->rest_count ? isn_read_which(s, at, &which) : at;
  if (end == at) end = isn_read_year_tail(s, at, w);
  bool article_alone = end == at && (isn_has(s, i, ISN_AL) || name->rest_count) && after_cue(s, i);
  if (end == at && !article_alone) return i;
  w->shape = ISN_SHAPE_SEASON;
  w->month = name->value;
  w->which = (uint8_t)which;
  w->rule = "season";
  return end;
}

/* الربع الأول من 2019, النصف الثاني من العام الجاري; halves, thirds and weeks of a month stay the month. */
static uint32_t read_portion(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *name = isn_as(s, i, ISN_TW_FRACTION), *week = isn_as_value(s, i, ISN_TW_UNIT, ISN_WEEK);
  int32_t ordinal = 1;
  if ((!name && !(week && week->number == 's')) || !isn_has(s, i, ISN_AL)) return i;
  uint32_t at = isn_read_ordinal(s, i + 1, &ordinal);
  if (week && at == i + 1 && isn_as_value(s, at, ISN_TW_MODIFIER, ISN_RECENT)) at++;
  if (at == i + 1 || ordinal < 1 || ordinal > (name ? name->value : 5)) return i;
  uint32_t end = name && name->value != 3 ? isn_read_year_tail(s, at, w) : at;
  if (end > at) {
    w->shape = ISN_SHAPE_PORTION;
    w->portion = (uint8_t)name->value;
    w->amount = ordinal;
    w->rule = "portion";
    return end;
  }
  at = isn_is_cue(s, at, ISN_FROM) ? at + 1 : at;
  end = isn_read_month(s, at, w);
  if (end > at) return end;
  isn_which which = ISN_WHICH_NONE;
  const isn_time_word *unit = isn_as_value(s, at, ISN_TW_UNIT, ISN_MONTH);
  if (!unit || (end = isn_read_which(s, at + 1, &which)) == at + 1) return i;
  w->shape = ISN_SHAPE_UNIT;
  w->unit = ISN_MONTH;
  w->which = (uint8_t)which;
  w->rule = "unit";
  return end;
}

/* عيد الأضحى [الماضي], أول أيام عيد الفطر. */
static uint32_t read_feast(const isn_scan *s, uint32_t i, isn_when *w) {
  uint32_t at = isn_read_ordinal(s, i, &w->amount);
  if (at > i && isn_is_cue(s, at, ISN_FROM)) at++;
  const isn_time_word *days = at > i ? isn_as_value(s, at, ISN_TW_UNIT, ISN_DAY) : NULL;
  if (at > i && !days) return i;
  w->amount = at > i ? w->amount - 1 : 0;
  if (days) at++;
  if (at > i && isn_is_cue(s, at, ISN_FROM)) at++;
  const isn_time_word *name = isn_as(s, at, ISN_TW_FEAST);
  if (!name) return i;
  w->shape = ISN_SHAPE_FEAST;
  w->era = name->flag ? ISN_ERA_HIJRI : ISN_ERA_NONE;
  w->month = name->value / 100;
  w->day = name->value % 100;
  w->rule = "feast";
  at = isn_after_word(at, name);
  isn_which which = ISN_WHICH_NONE;
  uint32_t end = isn_read_which(s, at, &which);
  w->which = (uint8_t)which;
  return end > at ? end : isn_read_year_tail(s, at, w);
}

/* ---- units ---- */

static uint32_t set_unit(isn_when *w, isn_unit unit, isn_which which, uint32_t end) {
  w->shape = which == ISN_SAME ? ISN_SHAPE_THEN : ISN_SHAPE_UNIT;
  w->unit = (uint8_t)unit;
  w->which = (uint8_t)which;
  w->rule = which == ISN_SAME ? "same" : "unit";
  if (unit == ISN_DAY && which == ISN_THIS) w->shape = ISN_SHAPE_RELATIVE, w->amount = 0;
  return end;
}

/* هذا الشهر, ذلك اليوم, نفس العام. */
static uint32_t read_pointed(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *pointer = isn_as(s, i, ISN_TW_DEMONSTRATIVE), *same = isn_as(s, i, ISN_TW_SAME),
                      *unit = isn_as(s, i + 1, ISN_TW_UNIT);
  if (!pointer && !(same && same->flag)) return i;
  if (!unit || unit->number != 's' || !isn_has(s, i + 1, ISN_AL) || isn_has(s, i + 1, ISN_WA | ISN_LI | ISN_BI) || unit->value < ISN_DAY)
    return i;
  return set_unit(w, (isn_unit)unit->value, pointer && !pointer->flag ? ISN_THIS : ISN_SAME, i + 2);
}

/* الأسبوع الماضي, اليوم التالي, العام نفسه. */
static uint32_t read_modified(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *unit = isn_as(s, i, ISN_TW_UNIT), *same = isn_as(s, i + 1, ISN_TW_SAME);
  if (!unit || unit->number != 's' || !isn_has(s, i, ISN_AL) || unit->value < ISN_DAY) return i;
  if (unit->value == ISN_YEAR && i > s->first && isn_as(s, i - 1, ISN_TW_GENERAL) && isn_has(s, i - 1, ISN_AL)) return i;
  if (same && !same->flag) return set_unit(w, (isn_unit)unit->value, ISN_SAME, i + 2);
  isn_which which = ISN_WHICH_NONE;
  const isn_time_word *kind = isn_as(s, i + 1, ISN_TW_YEARKIND);
  uint32_t at = kind && unit->value == ISN_YEAR ? i + 2 : i + 1, end = isn_read_which(s, at, &which);
  if (end == at || (which == ISN_NEW && unit->value != ISN_YEAR)) return i;
  if (which == ISN_RECENT && (unit->value == ISN_DAY || isn_is_cue(s, end, ISN_FROM))) return i;
  if (which == ISN_RECENT) {
    w->shape = ISN_SHAPE_AMOUNT;
    w->type = ISNAD_DURATION;
    w->unit = (uint8_t)unit->value;
    w->amount = w->scale = 1;
    w->rule = "unit-recent";
    return end;
  }
  if (unit->value == ISN_DAY && (which == ISN_LAST || which == ISN_NEXT)) return i;
  set_unit(w, (isn_unit)unit->value, which, end);
  if (kind && kind->flag) w->shape = ISN_SHAPE_UNKNOWN, w->rule = "year-hijri";
  return end;
}

static const char *vague_value(isn_which which) {
  switch (which) {
    case ISN_LAST:
    case ISN_BEFORE_LAST:
    case ISN_RECENT:
    case ISN_PRECEDING: return "PAST_REF";
    case ISN_NEXT:
    case ISN_AFTER_NEXT: return "FUTURE_REF";
    case ISN_THIS: return "PRESENT_REF";
    default: return NULL;
  }
}

/* الأيام [القليلة] المقبلة is a vague date, الأيام الثلاثة الماضية and العامين الماضيين are durations. */
static uint32_t read_several(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *unit = isn_as(s, i, ISN_TW_UNIT);
  if (!unit || (unit->number != 'p' && unit->number != 'd') || !isn_has(s, i, ISN_AL)) return i;
  int32_t number = unit->number == 'd' ? 2 : 0, scale = 1;
  uint32_t at = isn_read_article(s, i + 1), end = isn_read_number(s, at, &number, &scale);
  if (end == at) end = i + 1;
  for (const isn_time_word *few; (few = isn_as(s, end, ISN_TW_FEWADJ));) end = isn_after_word(end, few);
  isn_which which = ISN_WHICH_NONE;
  at = isn_read_which(s, end, &which);
  if (at == end && number && isn_as_value(s, end, ISN_TW_ORDINAL, 1) && isn_has(s, end, ISN_AL)) at = end + 1; /* الأشهر الثلاثة الأولى */
  if (at == end) return i;
  w->unit = (uint8_t)unit->value;
  w->which = (uint8_t)which;
  w->shape = number ? ISN_SHAPE_AMOUNT : vague_value(which) ? ISN_SHAPE_VALUE : ISN_SHAPE_UNKNOWN;
  w->type = number ? ISNAD_DURATION : ISNAD_DATE;
  w->amount = number;
  w->scale = scale;
  w->value = number ? NULL : vague_value(which);
  w->rule = number ? "units-counted" : "units-vague";
  return at;
}

/* مطلع الشهر, نهاية العام: of this one. `i` is the unit behind the part. */
static uint32_t read_part_of_this(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *unit = isn_as(s, i, ISN_TW_UNIT);
  int32_t ordinal;
  bool good = unit && unit->number == 's' && isn_has(s, i, ISN_AL) && unit->value >= ISN_WEEK && unit->value != ISN_DECADE;
  if (!good || isn_as(s, i + 1, ISN_TW_YEARKIND) || isn_read_ordinal(s, i + 1, &ordinal) > i + 1) return i;
  if (unit->value == ISN_CENTURY && i + 1 < s->end && s->doc->tokens.at[i + 1].glued == 0 && !isn_is_cue(s, i + 1, ISN_FROM)) {
    const isn_token *next = &s->doc->tokens.at[i + 1]; /* القرن ال(14) */
    if (next->kind == ISN_WORD && next->fold1 - next->fold0 == 2) return i;
  }
  return set_unit(w, (isn_unit)unit->value, ISN_THIS, i + 1);
}

/* شهرها السادس: a period counted from an event that only the text knows. */
static uint32_t read_counted(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *unit = isn_as(s, i, ISN_TW_UNIT);
  int32_t ordinal;
  if (!unit || !s->atoms[i].pronoun || unit->value < ISN_DAY || isn_read_ordinal(s, i + 1, &ordinal) == i + 1 || !isn_has(s, i + 1, ISN_AL))
    return i;
  w->shape = ISN_SHAPE_UNKNOWN;
  w->rule = "unit-counted";
  return isn_read_ordinal(s, i + 1, &ordinal);
}

static uint32_t read_weekend(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *name = isn_as(s, i, ISN_TW_WEEKEND);
  if (!name) return i;
  isn_which which = ISN_WHICH_NONE;
  uint32_t at = isn_after_word(i, name), end = isn_read_which(s, at, &which);
  w->weekend = true;
  w->which = (uint8_t)which;
  w->shape = ISN_SHAPE_UNIT;
  w->unit = ISN_WEEK;
  w->rule = "weekend";
  return end;
}

uint32_t isn_read_period(const isn_scan *s, uint32_t i, isn_when *w) {
  static uint32_t (*const readers[])(const isn_scan *, uint32_t, isn_when *) = {read_season,  read_portion,  read_feast,   read_decade,
                                                                                read_pointed, read_modified, read_several, read_counted};
  w->type = ISNAD_DATE;
  uint32_t end = read_weekend(s, i, w);
  if (end > i) return end;
  const isn_time_word *part = isn_as(s, i, ISN_TW_PART);
  uint32_t at = part && !isn_has(s, i, ISN_AL) ? isn_after_word(i, part) : i;
  if (at > i && isn_has(s, at, ISN_WA)) return i;
  isn_which which;
  end = read_century(s, at, &w->year, &which);
  if (end > at) {
    w->shape = which == ISN_WHICH_NONE ? ISN_SHAPE_CENTURY : ISN_SHAPE_UNIT;
    w->unit = ISN_CENTURY;
    w->which = (uint8_t)which;
    w->rule = "century";
    return end;
  }
  isn_when empty = *w;
  for (size_t k = 0; k < sizeof readers / sizeof *readers; k++) {
    *w = empty;
    if ((end = readers[k](s, at, w)) > at) return end;
  }
  *w = empty;
  end = at > i ? read_part_of_this(s, at, w) : at;
  return end > at ? end : i;
}
