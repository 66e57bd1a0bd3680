/* Days, months and years. */
#include "timex/when.h"

enum {
  FIRST_YEAR = 1000,
  FIRST_BARE_YEAR = 1900,
  LAST_BARE_YEAR = 2100,
  LAST_COMMON_YEAR = 2040,
  SHORT_YEARS_OF_2000 = 30,
  PAREN = '(',
  CODE_REACH = 4
};

/* ---- years ---- */

/* [من] عام 2011, [من] العام [الدراسي] الماضي: a year by number into year and era, or by modifier into year_which. */
static uint32_t read_named_year(const isn_scan *s, uint32_t i, isn_when *w) {
  uint32_t at = isn_is_cue(s, i, ISN_FROM) ? i + 1 : i;
  const isn_time_word *demonstrative = isn_as(s, at, ISN_TW_DEMONSTRATIVE);
  if (demonstrative) at++;
  const isn_time_word *unit = isn_as_value(s, at, ISN_TW_UNIT, ISN_YEAR), *kind;
  if (!unit || unit->number == 'p' || unit->number == 'a' || s->atoms[at].pronoun) return i;
  if (isn_has(s, at, ISN_AL) && at > s->first && isn_as(s, at - 1, ISN_TW_GENERAL) && isn_has(s, at - 1, ISN_AL)) return i;
  uint32_t after = at + 1;
  if ((kind = isn_as(s, after, ISN_TW_YEARKIND))) after++;
  isn_era era = ISN_ERA_NONE;
  isn_which which = ISN_WHICH_NONE;
  uint32_t end = isn_read_year_number(s, after, 1, &w->year, &era);
  bool short_year = end > after && w->year < 100 && era == ISN_ERA_NONE, too_small = short_year && s->atoms[after].digits < 2;
  if (short_year) w->year += w->year < SHORT_YEARS_OF_2000 ? 2000 : 1900; /* عام 82 */
  if (end > after && !too_small && !isn_as(s, end, ISN_TW_UNIT)) {
    w->era = (uint8_t)(era == ISN_ERA_NONE && ((kind && kind->flag) || (w->year > 1300 && w->year < 1500)) ? ISN_ERA_HIJRI : era);
    return end;
  }
  w->year = 0;
  if (demonstrative) {
    w->year_which = demonstrative->flag ? ISN_SAME : ISN_THIS;
    return after;
  }
  end = isn_read_which(s, after, &which);
  if (end > after && unit->number == 's' && !(kind && kind->flag)) {
    bool said = end < s->end && s->atoms[end].digits == 4 && s->atoms[end].figure == ISN_INTEGER; /* العام الماضي 2018 */
    w->year_which = (uint8_t)which;
    return said ? isn_read_year_number(s, end, FIRST_YEAR, &w->year, &era) : end;
  }
  const isn_time_word *same = isn_as(s, after, ISN_TW_SAME);
  if (same && !same->flag) return w->year_which = ISN_SAME, after + 1;
  return i;
}

uint32_t isn_read_year_tail(const isn_scan *s, uint32_t i, isn_when *w) {
  uint32_t end = read_named_year(s, i, w);
  if (end > i) return end;
  uint32_t at = isn_is_mark(s, i, 0x60c) || isn_is_mark(s, i, '/') || isn_is_mark(s, i, '-') || isn_is_cue(s, i, ISN_FROM) ? i + 1 : i;
  isn_era era;
  int32_t year;
  if (at >= s->end || isn_has(s, at, ISN_WA)) return i;
  end = isn_read_year_number(s, at, FIRST_YEAR, &year, &era);
  bool digits = end > at && s->atoms[at].figure == ISN_INTEGER && s->atoms[at].digits == 4;
  if (!digits || isn_as(s, end, ISN_TW_UNIT)) return i;
  w->year = year;
  w->era = (uint8_t)(w->era == ISN_ERA_HIJRI || era == ISN_ERA_HIJRI ? ISN_ERA_HIJRI : era);
  return end;
}

/* A year said with عام or سنة; بين عامي 1978 و1987 begins with the dual. */
uint32_t isn_read_year(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *part = isn_as(s, i, ISN_TW_PART);
  uint32_t at = part && !isn_has(s, i, ISN_AL) ? isn_after_word(i, part) : i, end = at;
  if (part && at < s->end && s->atoms[at].figure == ISN_INTEGER && s->atoms[at].digits == 4) {
    isn_era era;
    end = isn_read_year_number(s, at, FIRST_YEAR, &w->year, &era);
    w->era = (uint8_t)era;
  } else if (!isn_is_cue(s, at, ISN_FROM)) {
    end = read_named_year(s, at, w);
  }
  if (end == at) return i;
  w->type = ISNAD_DATE;
  w->shape = ISN_SHAPE_YEAR;
  w->rule = w->year ? "year" : "year-relative";
  w->which = w->year_which;
  w->year_which = ISN_WHICH_NONE;
  if (w->year) return end;
  w->shape = ISN_SHAPE_UNIT;
  w->unit = ISN_YEAR;
  return end;
}

/* Whether what follows a figure may be what it counts: then it is no year. */
bool isn_is_counted(const isn_scan *s, uint32_t i) {
  if (i >= s->end) return false;
  const isn_token *t = &s->doc->tokens.at[i];
  if (t->kind != ISN_WORD) return t->kind == ISN_LATIN || t->kind == ISN_NUMBER || isn_is_mark(s, i, '%') || isn_is_mark(s, i, 0x66a);
  if (isn_as(s, i, ISN_TW_CUE) || isn_as(s, i, ISN_TW_FUTURE)) return false;
  const isn_reading *r = isn_best(s->doc, i);
  if (!r) return !isn_has(s, i, ISN_WA | ISN_FA);
  if (r->proclitics & (ISN_WA | ISN_FA | ISN_AL | ISN_BI | ISN_LI)) return false;
  return t->pos == ISN_NOUN || t->pos == ISN_ADJ || t->pos == ISN_NUM || t->pos == ISN_PROPN || t->pos == ISN_POS_UNKNOWN;
}

/* A resolution, a law, a flight: the figure is its number. */
static bool numbers_something(const isn_scan *s, uint32_t i) {
  for (uint32_t k = 1; k <= CODE_REACH && i >= s->first + k; k++) {
    if (isn_as(s, i - k, ISN_TW_CODE)) return true;
    if (s->doc->tokens.at[i - k].kind == ISN_MARK && !isn_is_mark(s, i - k, PAREN)) return false;
  }
  return false;
}

uint32_t isn_read_bare_year(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_atom *a = &s->atoms[i];
  bool paren = i > s->first && isn_is_mark(s, i - 1, PAREN); /* (1881) */
  int32_t low = paren ? FIRST_YEAR : FIRST_BARE_YEAR;
  if (a->figure != ISN_INTEGER || a->digits != 4 || a->number < low || a->number >= LAST_BARE_YEAR) return i;
  isn_era era = ISN_ERA_NONE;
  uint32_t end = isn_read_year_number(s, i, low, &w->year, &era);
  /* "في 2005 حسم": what follows cannot be read without its syntax, but في rarely stands before so odd a count */
  bool dated =
      i > s->first && a->number % 100 && a->number < LAST_COMMON_YEAR && (isn_is_cue(s, i - 1, ISN_IN) || isn_is_cue(s, i - 1, ISN_SINCE));
  const bool in_it = i > s->first && isn_is_cue(s, i - 1, ISN_IN); /* قانون صدر في 2003 */
  if (end == i || (!in_it && numbers_something(s, i)) || (isn_is_counted(s, end) && !dated) || isn_as(s, end, ISN_TW_UNIT)) return i;
  w->type = ISNAD_DATE;
  w->shape = ISN_SHAPE_YEAR;
  w->era = (uint8_t)era;
  if (i == s->first) return i;
  const isn_token *before = &s->doc->tokens.at[i - 1];
  w->rule = "year-alone";
  if (era != ISN_ERA_NONE) return end;
  if (isn_is_cue(s, i - 1, ISN_FROM) && !isn_is_cue(s, end, ISN_TO) && isn_read_dash(s, end) == end) return i; /* أكثر من 2000 */
  if (isn_as(s, i - 1, ISN_TW_CUE)) return end;
  if (paren) return isn_is_mark(s, end, ')') || isn_read_dash(s, end) > end ? end : i;
  w->rule = "year-after-noun";
  w->confidence = 0.6f;
  return before->kind == ISN_WORD && before->pos != ISN_VERB && before->fold1 - before->fold0 > 2 && a->number % 100 ? end : i;
}

/* ---- months ---- */

static const isn_time_word *month_name(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *name = isn_as(s, i, ISN_TW_MONTH);
  if (name) return w->month = name->value, w->era = ISN_ERA_NONE, name;
  name = isn_as(s, i, ISN_TW_HIJRI);
  if (name) w->month = name->value, w->era = ISN_ERA_HIJRI;
  return name;
}

/* The same month in the other naming: أبريل/ نيسان، يوليو (تموز). */
static uint32_t read_double(const isn_scan *s, uint32_t i, int32_t month) {
  uint32_t at = isn_is_mark(s, i, '/') || isn_is_mark(s, i, '-') || isn_is_mark(s, i, PAREN) || isn_is_mark(s, i, '\\') ? i + 1 : i;
  const isn_time_word *name = isn_as_value(s, at, ISN_TW_MONTH, month);
  if (!name || (at == i && isn_has(s, at, ISN_WA))) return i;
  uint32_t end = isn_after_word(at, name);
  return isn_is_mark(s, i, PAREN) && isn_is_mark(s, end, ')') ? end + 1 : end;
}

/* [شهر] month [double] [modifier] [year]. w->supported says whether a day or a part stands before. */
static uint32_t read_month_name(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *unit = isn_as_value(s, i, ISN_TW_UNIT, ISN_MONTH);
  uint32_t at = i;
  if (unit && (unit->number == 's' || unit->number == 'd') && !isn_has(s, i, ISN_AL)) at++, w->supported = true;
  const isn_time_word *name = month_name(s, at, w);
  if (!name || (at > i && isn_has(s, at, ISN_WA))) return i;
  uint32_t end = isn_after_word(at, name), after = read_double(s, end, w->month);
  if (after > end) w->supported = true, end = after;
  isn_which which = ISN_WHICH_NONE;
  after = isn_read_which(s, end, &which);
  if (after > end) w->which = (uint8_t)which, w->supported = true, end = after;
  after = isn_read_year_tail(s, end, w);
  if (after > end) w->supported = true, end = after;
  bool context = i > s->first && (isn_is_cue(s, i - 1, ISN_IN) || isn_is_cue(s, i - 1, ISN_SINCE) || isn_is_cue(s, i - 1, ISN_TO) ||
                                  isn_is_cue(s, i - 1, ISN_BETWEEN) || isn_is_cue(s, i - 1, ISN_DURING) || isn_is_cue(s, i - 1, ISN_AGO) ||
                                  isn_is_cue(s, i - 1, ISN_AFTER) ||
                                  (isn_has(s, i, ISN_WA) && (isn_as(s, i - 1, ISN_TW_MONTH) || isn_as(s, i - 1, ISN_TW_HIJRI))));
  if (name->needs == ISN_NEEDS_NOTHING || w->supported || (context && name->needs == ISN_NEEDS_CONTEXT)) return end;
  return i;
}

/* The year of a date that calendar.tsv knows by the word before it and by its day and month, or by its month alone (day 0) where all rows
 * of that month agree; 0: none. */
static int32_t named_year(const isn_scan *s, uint32_t head, int32_t month, int32_t day) {
  int32_t year = 0;
  for (const isn_time_word *name = s->atoms[head].word; name; name = name->next ? &s->words->rows.at[name->next - 1] : NULL) {
    if (name->kind != ISN_TW_DATED || name->value % 10000 / 100 != month || (day && name->value % 100 != day)) continue;
    if (year && year != name->value / 10000) return 0;
    year = name->value / 10000;
  }
  return year;
}

/* "هجمات 11 سبتمبر" has its year in calendar.tsv; another "ثورة 25 يناير" is a name without a date. */
static void set_named_date(const isn_scan *s, uint32_t i, isn_when *w) {
  if (i == s->first || w->era == ISN_ERA_HIJRI) return;
  uint32_t head = s->doc->tokens.at[i - 1].kind == ISN_QUOTE_OPEN && i > s->first + 1 ? i - 2 : i - 1;
  w->year = named_year(s, head, w->month, w->day);
  if (w->year) w->rule = w->day ? "day-named" : "month-named";
  else if (w->day && isn_as(s, head, ISN_TW_NAMEHEAD)) w->shape = ISN_SHAPE_NOTHING;
}

uint32_t isn_read_month(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *part = isn_as(s, i, ISN_TW_PART);
  uint32_t at = part && !isn_has(s, i, ISN_AL) ? isn_after_word(i, part) : i;
  w->supported = at > i;
  uint32_t end = read_month_name(s, at, w);
  if (end == at || (at > i && isn_has(s, at, ISN_WA))) return i;
  w->type = ISNAD_DATE;
  w->shape = ISN_SHAPE_MONTH;
  w->rule = w->era == ISN_ERA_HIJRI ? "month-hijri" : "month";
  if (at == i && !w->year && !w->which && !w->year_which) set_named_date(s, i, w);
  return end;
}

/* ---- days of a month ---- */

/* 4/4/2019, 2019-08-20, 20.8.2019, and day and month alone where `bound` says that a day is meant. */
static uint32_t read_numeric(const isn_scan *s, uint32_t i, isn_when *w, bool bound) {
  const isn_atom *a = &s->atoms[i];
  int32_t part[3] = {0};
  uint32_t at = i, count = 0;
  if (a->figure == ISN_DOTTED_DATE) {
    part[0] = a->number % 100, part[1] = a->number / 100 % 100, part[2] = a->number / 10000;
    count = 3, at++;
  } else {
    for (uint16_t mark = 0; count < 3 && at < s->end && s->atoms[at].figure == ISN_INTEGER && s->atoms[at].digits <= 4; at++) {
      part[count++] = s->atoms[at].number;
      uint16_t next = isn_is_mark(s, at + 1, '/') ? '/' : isn_is_mark(s, at + 1, '-') ? '-' : 0;
      if (count == 3 || !next || (mark && next != mark) || at + 2 >= s->end || s->atoms[at + 2].figure != ISN_INTEGER) {
        at++;
        break;
      }
      mark = next;
      at++;
    }
  }
  if (count == 2 && bound && part[0] >= 1 && part[0] <= 31 && part[1] >= 1 && part[1] <= 12)
    return w->day = part[0], w->month = part[1], at;
  if (count != 3) return i;
  bool year_first = part[0] > 999;
  w->year = year_first ? part[0] : part[2], w->month = part[1], w->day = year_first ? part[2] : part[0];
  if (w->month > 12 && w->day <= 12) w->month = w->day, w->day = part[1];
  const isn_time_word *era = isn_as(s, at, ISN_TW_ERA);
  w->era = (uint8_t)(era ? era->value : w->year < 1500 ? ISN_ERA_HIJRI : ISN_ERA_NONE);
  if (w->year < 1300 || w->year >= LAST_BARE_YEAR + 100 || w->month < 1 || w->month > 12 || w->day < 1 || w->day > 31) return i;
  return era ? isn_after_word(at, era) : at;
}

/* The number of a day: 4, الـ 4, الرابع; `ordinal` says which. */
static uint32_t read_day_number(const isn_scan *s, uint32_t i, int32_t *day, bool *ordinal) {
  uint32_t at = isn_read_article(s, i);
  *ordinal = false;
  if (at < s->end && s->atoms[at].figure == ISN_INTEGER && s->atoms[at].digits <= 2) {
    *day = s->atoms[at].number;
    return *day >= 1 && *day <= 31 ? at + 1 : i;
  }
  at = isn_read_ordinal(s, i, day);
  *ordinal = true;
  return at > i && *day <= 31 ? at : i;
}

/* "15 الجاري", "الخامس عشر من الشهر الماضي". */
static uint32_t read_day_of_this_month(const isn_scan *s, uint32_t i, isn_when *w) {
  isn_which which = ISN_WHICH_NONE;
  uint32_t at = isn_is_cue(s, i, ISN_FROM) ? i + 1 : i;
  const isn_time_word *demonstrative = isn_as(s, at, ISN_TW_DEMONSTRATIVE);
  if (demonstrative) at++;
  const isn_time_word *unit = isn_as_value(s, at, ISN_TW_UNIT, ISN_MONTH);
  if (unit && unit->number == 's') at++;
  else if (demonstrative || at > i) return i;
  uint32_t end = demonstrative ? at : isn_read_which(s, at, &which);
  const isn_time_word *same = isn_as(s, at, ISN_TW_SAME);
  if (same && !same->flag && unit) end = at + 1, which = ISN_SAME;
  if (demonstrative) which = demonstrative->flag ? ISN_SAME : ISN_THIS;
  if (which != ISN_THIS && !unit) return i;
  if (which == ISN_WHICH_NONE) return i;
  w->which = (uint8_t)which;
  return end;
}

uint32_t isn_read_calendar_day(const isn_scan *s, uint32_t i, isn_when *w) {
  if (i >= s->end) return i;
  bool ordinal,
      bound = i > s->first && (isn_as(s, i - 1, ISN_TW_WEEKDAY) || isn_as(s, i - 1, ISN_TW_RELATIVE) || isn_is_cue(s, i - 1, ISN_DATED) ||
                               isn_as_value(s, i - 1, ISN_TW_UNIT, ISN_DAY) || isn_is_cue(s, i - 1, ISN_EQUALS));
  uint32_t end = read_numeric(s, i, w, bound);
  w->shape = ISN_SHAPE_DAY;
  w->type = ISNAD_DATE;
  w->rule = "day-numeric";
  if (end > i) return end;
  w->rule = "day-month";
  uint32_t at = read_day_number(s, i, &w->day, &ordinal);
  if (at == i) return i;
  end = read_day_of_this_month(s, at, w);
  if (end > at) return w->rule = "day-of-month", w->month = 0, end;
  if (isn_is_cue(s, at, ISN_FROM) || isn_is_mark(s, at, '/') || isn_is_mark(s, at, '-')) at++; /* "10/ شوال/ 1436" */
  w->supported = true;
  end = read_month_name(s, at, w);
  if (end == at || isn_has(s, at, ISN_WA) || w->day > 31) return i;
  return end;
}

/* ---- days ---- */

/* Weekday [modifier]; behind سوق and the like it is a place. */
static uint32_t read_weekday(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *name = isn_as(s, i, ISN_TW_WEEKDAY);
  if (!name) return i;
  w->weekday = (uint8_t)name->value;
  uint32_t end = isn_after_word(i, name);
  isn_which which = ISN_WHICH_NONE;
  uint32_t after = isn_read_which(s, end, &which);
  if (after > end) w->which = (uint8_t)which;
  return after;
}

/* What may stand behind a weekday or أمس: (12 يوليو), الموافق 12 يوليو 2015, 12/7. */
static uint32_t read_joined_date(const isn_scan *s, uint32_t i, isn_when *w) {
  bool paren = isn_is_mark(s, i, PAREN), comma = isn_is_mark(s, i, 0x60c) || isn_is_mark(s, i, ',');
  uint32_t at = paren || comma || isn_is_cue(s, i, ISN_EQUALS) || isn_read_dash(s, i) == i + 1 ? i + 1 : i;
  isn_when date = {0};
  if (at >= s->end || isn_has(s, at, ISN_WA | ISN_FA)) return i;
  uint32_t end = isn_read_calendar_day(s, at, &date);
  if (end == at) return i;
  if (paren && !isn_is_mark(s, end, ')')) return i;
  w->year = date.year, w->month = date.month, w->day = date.day, w->era = date.era, w->year_which = date.year_which;
  if (date.which) w->which = date.which;
  return paren ? end + 1 : end;
}

/* [يوم] أمس [الثلاثاء] [20 أغسطس]; also اليوم (الاثنين). */
static uint32_t read_relative(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *name = isn_as(s, i, ISN_TW_RELATIVE), *next;
  if (!name || isn_as(s, i, ISN_TW_NOTIME)) return i;
  uint32_t at = isn_after_word(i, name);
  bool today = name->value == 0 && !*name->text;
  if (today && isn_as(s, at, ISN_TW_ORDINAL) && isn_has(s, at, ISN_AL) && !isn_as(s, at, ISN_TW_WEEKDAY)) return i;
  /* قناة روسيا اليوم */
  if (today && i > s->first + 1 && isn_as_value(s, i - 2, ISN_TW_NAMEHEAD, 1)) return i;
  bool per_day = today && i > s->first && isn_is_cue(s, i - 1, ISN_IN) && !isn_as(s, at, ISN_TW_WEEKDAY); /* "ثلاث مرات في اليوم" */
  if (per_day) return i;
  w->shape = ISN_SHAPE_RELATIVE;
  w->amount = name->value;
  w->daypart = *name->text ? name->text : NULL;
  w->type = w->daypart ? ISNAD_TIME : ISNAD_DATE;
  w->rule = "relative";
  bool paren = isn_is_mark(s, at, PAREN), comma = isn_is_mark(s, at, 0x60c);
  uint32_t day = paren || comma ? at + 1 : at;
  if (isn_as_value(s, day, ISN_TW_UNIT, ISN_DAY) && isn_as(s, day + 1, ISN_TW_WEEKDAY)) day++;
  next = isn_has(s, day, ISN_WA) ? NULL : isn_as(s, day, ISN_TW_WEEKDAY);
  uint32_t end = next ? isn_after_word(day, next) : at;
  bool closed = !paren || isn_is_mark(s, end, ')'), listed = comma && !(end >= s->end || s->doc->tokens.at[end].kind == ISN_MARK);
  if (next && closed && !listed) {
    w->weekday = (uint8_t)next->value;
    w->rule = "relative-weekday";
    at = paren ? end + 1 : end;
  }
  return read_joined_date(s, at, w);
}

uint32_t isn_read_day(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *unit = isn_as_value(s, i, ISN_TW_UNIT, ISN_DAY);
  bool day_word = unit && unit->number != 'p' && unit->number != 'a' && !s->atoms[i].pronoun &&
                  !(unit->number == 'd' && !isn_as(s, i + 1, ISN_TW_WEEKDAY));
  w->type = ISNAD_DATE;
  uint32_t end = read_relative(s, i, w);
  if (end > i) return end;
  uint32_t at = day_word ? i + 1 : i;
  if (at > i && isn_has(s, at, ISN_WA)) return i;
  if (at > i && (end = read_relative(s, at, w)) > at) return end;
  if ((end = read_weekday(s, at, w)) > at) {
    bool name = at == i && i > s->first && isn_as(s, i - 1, ISN_TW_NAMEHEAD) && !isn_has(s, i - 1, ISN_AL);
    if (name) return i;
    w->shape = ISN_SHAPE_WEEKDAY;
    w->rule = "weekday";
    uint32_t after = read_joined_date(s, end, w);
    if (after > end) w->shape = ISN_SHAPE_DAY, w->rule = "weekday-date";
    return after;
  }
  end = isn_read_calendar_day(s, at, w);
  if (end == at) return i;
  if (at == i && !w->year) set_named_date(s, i, w);
  return end;
}
