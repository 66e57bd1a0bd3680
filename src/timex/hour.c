/* Parts of the day (مساء أمس الثلاثاء) and clock times (الساعة العاشرة والنصف صباحا بتوقيت غرينتش). */
#include <string.h>

#include "timex/when.h"

enum { ALEF = 0x627, HAA = 0x647, YAA = 0x64a, NOON = 12 * 60, DAY_MINUTES = 24 * 60 };

/* ---- days behind a part of the day ---- */

/* [من] [يوم] day; هذا اليوم, اليوم نفسه, ذلك اليوم. The day's fields join those of *w. */
static uint32_t read_day_of(const isn_scan *s, uint32_t i, isn_when *w) {
  uint32_t at = isn_is_cue(s, i, ISN_FROM) ? i + 1 : i;
  if (at >= s->end || isn_has(s, at, ISN_WA | ISN_FA | ISN_BI | ISN_KA)) return i;
  isn_when day = {0};
  uint32_t end = isn_read_day(s, at, &day), after = isn_read_period(s, at, &day);
  bool pointed = after > end &&
                 (day.shape == ISN_SHAPE_RELATIVE || (day.unit == ISN_DAY && (day.shape == ISN_SHAPE_THEN || day.shape == ISN_SHAPE_UNIT)));
  if (!pointed) {
    day = (isn_when){0};
    end = isn_read_day(s, at, &day);
  } else {
    end = after;
  }
  if (end == at) return i;
  isn_when kept = *w;
  *w = day;
  if (kept.daypart) w->daypart = kept.daypart;
  w->minutes = kept.minutes;
  w->zone = kept.zone;
  w->midnight = kept.midnight;
  return end;
}

/* "ليل السبت الأحد", "ليل السبت/ الأحد": the night between the two. */
static uint32_t read_second_weekday(const isn_scan *s, uint32_t i, isn_when *w) {
  uint32_t at = isn_is_mark(s, i, '/') || isn_is_cue(s, i, ISN_TO) || isn_read_dash(s, i) == i + 1 ? i + 1 : i;
  const isn_time_word *name = w->weekday ? isn_as_value(s, at, ISN_TW_WEEKDAY, w->weekday % 7 + 1) : NULL;
  if (!name || isn_has(s, at, ISN_WA)) return i;
  w->rule = "night-between";
  return isn_after_word(at, name);
}

/* ---- parts of the day ---- */

/* The day is meant by what stands around: هذا الصباح, خلال النهار. */
static uint32_t read_part_alone(const isn_scan *s, uint32_t i, isn_when *w, const isn_time_word *part, bool hour) {
  const isn_time_word *pointer = i > s->first ? isn_as(s, i - 1, ISN_TW_DEMONSTRATIVE) : NULL;
  bool cue = i > s->first && (isn_is_cue(s, i - 1, ISN_IN) || isn_is_cue(s, i - 1, ISN_DURING) || isn_is_cue(s, i - 1, ISN_FOR) ||
                              isn_is_cue(s, i - 1, ISN_SINCE));
  const isn_token *t = &s->doc->tokens.at[i];
  bool era = strcmp(part->text, "AF") == 0 || s->doc->fold[t->fold1 - 1] == HAA; /* العصر الحديث; الليلة is tonight */
  if (!isn_has(s, i, ISN_AL) || era || (!pointer && !cue && !hour) || (pointer && pointer->flag)) return i;
  isn_tense tense = pointer ? ISN_TENSE_PAST : isn_tense_around(s, i, i + 1);
  if (tense != ISN_TENSE_PAST && tense != ISN_TENSE_FUTURE) return i; /* "أثناء الليل" of every night */
  w->shape = pointer ? ISN_SHAPE_RELATIVE : ISN_SHAPE_THEN;
  w->unit = ISN_DAY;
  w->rule = pointer ? "daypart-this" : "daypart-alone";
  return i + 1;
}

static bool can_be_verb(const isn_scan *s, uint32_t i, const isn_time_word *part) {
  return strcmp(part->text, "MI") == 0 && isn_has(s, i, ISN_WA | ISN_FA);
}

static uint32_t read_daypart(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *hour = isn_as(s, i, ISN_TW_HOURPHRASE);
  uint32_t at = hour ? isn_after_word(i, hour) : i, from = hour && isn_is_cue(s, at, ISN_FROM) ? at + 1 : at;
  const isn_time_word *part = isn_as(s, from, ISN_TW_DAYPART);
  w->rule = "daypart";
  if (!part) {
    uint32_t end = hour && from > at ? read_day_of(s, at, w) : i;
    if (end == i || end == at) return i;
    w->daypart = hour->text;
    return end;
  }
  if (can_be_verb(s, from, part)) return i;
  uint32_t after = isn_after_word(from, part), end = after;
  w->daypart = part->text;
  /* with the article it stands alone; "الصباح الباكر" */
  if (!isn_has(s, from, ISN_AL) || part->rest_count) end = read_day_of(s, after, w);
  if (end > after) {
    w->daypart = part->text;
    w->rule = "daypart";
    uint32_t second = strcmp(part->text, "NI") == 0 ? read_second_weekday(s, end, w) : end;
    return second;
  }
  end = read_part_alone(s, from, w, part, hour != NULL);
  return end > from ? end : i;
}

/* م after a year is its era, after an hour the afternoon. */
static bool is_letter(const isn_scan *s, uint32_t i) { return s->doc->tokens.at[i].fold1 - s->doc->tokens.at[i].fold0 == 1; }

/* "السبت مساء", "أمس ليلا" */
static uint32_t read_day_then_part(const isn_scan *s, uint32_t i, isn_when *w) {
  uint32_t end = isn_read_day(s, i, w);
  const isn_time_word *part = end > i ? isn_as(s, end, ISN_TW_DAYADVERB) : NULL;
  if (!part || isn_has(s, end, ISN_WA | ISN_AL | ISN_LI) || is_letter(s, end)) return i;
  uint32_t after = isn_after_word(end, part);
  if (isn_as(s, after, ISN_TW_WEEKDAY) || isn_as(s, after, ISN_TW_RELATIVE)) return i;
  w->daypart = part->text;
  w->rule = "day-daypart";
  return after;
}

/* منتصف الليل, منتصف ليل السبت [الأحد], منتصف الليلة الماضية: it belongs to the day that begins then. */
static uint32_t read_midnight(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *name = isn_as(s, i, ISN_TW_MIDNIGHT);
  if (!name) return i;
  uint32_t at = isn_after_word(i, name);
  const isn_time_word *night = isn_as(s, at - 1, ISN_TW_RELATIVE);
  w->rule = "midnight";
  w->midnight = true;
  w->minutes = 0;
  if (night) { /* الليلة, الليلة الماضية */
    w->shape = ISN_SHAPE_RELATIVE;
    w->amount = night->value;
    return at - 1 + 1 + night->rest_count;
  }
  uint32_t end = isn_has(s, at - 1, ISN_AL) ? at : read_day_of(s, at, w);
  if (end > at) {
    w->rule = "midnight";
    w->midnight = true;
    return read_second_weekday(s, end, w);
  }
  w->shape = ISN_SHAPE_CLOCK;
  w->midnight = false;
  return at;
}

/* ---- clock times ---- */

static int32_t in_24_hours(int32_t minutes, const char *part) {
  int32_t hour = minutes / 60;
  if (!part) return minutes;
  if (strcmp(part, "MI") == 0 && hour < 4) return minutes + NOON;
  if ((strcmp(part, "AF") == 0 || strcmp(part, "EV") == 0) && hour < 12) return minutes + NOON;
  if (strcmp(part, "NI") == 0 && hour >= 6 && hour < 12) return minutes + NOON;
  if ((strcmp(part, "NI") == 0 || strcmp(part, "MO") == 0) && hour == 12) return minutes - NOON;
  return minutes;
}

/* Minutes behind the hour: والنصف, والربع, و30 دقيقة. */
static uint32_t read_minutes(const isn_scan *s, uint32_t i, int32_t *minutes) {
  const isn_time_word *fraction = isn_as(s, i, ISN_TW_FRACTION);
  if (fraction && isn_has(s, i, ISN_WA) && isn_has(s, i, ISN_AL)) return *minutes += 60 / fraction->value, i + 1;
  const isn_token *t = i < s->end ? &s->doc->tokens.at[i] : NULL;
  bool lone = t && t->kind == ISN_WORD && t->fold1 - t->fold0 == 1 && s->doc->fold[t->fold0] == 0x648;
  int32_t number, scale;
  uint32_t at = lone ? i + 1 : i, end = isn_read_number(s, at, &number, &scale);
  if (end == at || (!lone && !isn_has(s, i, ISN_WA)) || !isn_as_value(s, end, ISN_TW_UNIT, ISN_MINUTE) || number < 1 || number > 59)
    return i;
  *minutes += number;
  return end + 1;
}

/* An hour without الساعة stands behind a preposition or at the head; a figure or ordinal behind a noun counts something else. */
static bool introduced(const isn_scan *s, uint32_t i) {
  return i == s->first || s->doc->tokens.at[i - 1].kind >= ISN_MARK || isn_as(s, i - 1, ISN_TW_CUE) || isn_as(s, i - 1, ISN_TW_APPROX) ||
         isn_as(s, i - 1, ISN_TW_WEEKDAY) || isn_as(s, i - 1, ISN_TW_RELATIVE) || isn_has(s, i, ISN_BI | ISN_LI);
}

/* The hour itself. `said`: الساعة stands before it; else only a form that can be nothing else, or one that needs صباحا behind it. */
static uint32_t read_clock_number(const isn_scan *s, uint32_t i, isn_when *w, bool said, bool *sure) {
  const isn_atom *a = i < s->end ? &s->atoms[i] : NULL;
  int32_t hour;
  *sure = said;
  if (!a) return i;
  if (a->figure == ISN_CLOCK_FIGURE) return w->minutes = a->number, i + 1;
  if (said && a->figure == ISN_DECIMAL && a->minutes >= 0) return w->minutes = a->minutes, i + 1;
  if (said && a->figure == ISN_INTEGER && a->digits == 4 && a->number < 2400 && a->number % 100 < 60) /* الساعة 1159 */
    return w->minutes = a->number / 100 * 60 + a->number % 100, i + 1;
  if (!said && !introduced(s, i)) return i;
  if (a->figure == ISN_INTEGER && a->digits <= 2 && a->number <= 24) {
    w->minutes = a->number * 60;
    return read_minutes(s, i + 1, &w->minutes);
  }
  if (a->figure || !isn_has(s, i, ISN_AL)) return i;
  uint32_t at = isn_read_ordinal(s, i, &hour);
  const isn_time_word *one = at == i ? isn_as_value(s, i, ISN_TW_NUMBER, 1) : NULL;
  if (one) hour = 1, at = i + 1; /* الواحدة */
  if (at == i || hour > 12) return i;
  const isn_token *t = &s->doc->tokens.at[i];
  uint16_t last = s->doc->fold[t->fold1 - 1];
  if (last != HAA && last != YAA) return i; /* hours are feminine */
  w->minutes = hour * 60;
  return read_minutes(s, at, &w->minutes);
}

static uint32_t read_zone(const isn_scan *s, uint32_t i, isn_when *w) {
  bool paren = isn_is_mark(s, i, '(');
  const isn_time_word *zone = isn_as(s, paren ? i + 1 : i, ISN_TW_ZONE);
  if (!zone) return i;
  uint32_t end = isn_after_word(paren ? i + 1 : i, zone);
  if (paren && !isn_is_mark(s, end, ')')) return i;
  w->zone = *zone->text ? zone->text : NULL;
  return paren ? end + 1 : end;
}

/* صباحا, مساء أمس, من فجر الأحد behind an hour; then the zone. */
static uint32_t read_clock_tail(const isn_scan *s, uint32_t i, isn_when *w) {
  uint32_t at = isn_is_cue(s, i, ISN_FROM) ? i + 1 : i, end = i;
  const isn_time_word *part = isn_as(s, at, ISN_TW_DAYPART), *adverb = isn_as(s, i, ISN_TW_DAYADVERB);
  if (part && !isn_has(s, at, ISN_WA)) {
    uint32_t after = isn_after_word(at, part), day = read_day_of(s, after, w);
    if (day > after) {
      w->minutes = in_24_hours(w->minutes, part->text);
      return read_zone(s, day, w);
    }
  }
  if (adverb && !isn_has(s, i, ISN_WA)) {
    w->minutes = in_24_hours(w->minutes, adverb->text);
    end = isn_after_word(i, adverb);
  }
  uint32_t zone = read_zone(s, end, w), day = read_day_of(s, zone, w);
  return day > zone ? read_zone(s, day, w) : zone;
}

static uint32_t read_clock(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *unit = isn_as_value(s, i, ISN_TW_UNIT, ISN_HOUR);
  bool said = unit && unit->number == 's' && isn_has(s, i, ISN_AL), sure;
  uint32_t at = said ? i + 1 : i;
  bool paren = said && isn_is_mark(s, at, '(');
  if (paren) at++;
  uint32_t end = read_clock_number(s, at, w, said, &sure);
  if (end == at || (paren && !isn_is_mark(s, end, ')'))) return i;
  if (paren) end++;
  w->shape = ISN_SHAPE_CLOCK;
  int32_t hour = w->minutes;
  uint32_t after = read_clock_tail(s, end, w);
  if (!sure && after == end) return i;
  bool named = isn_as(s, end, ISN_TW_DAYADVERB) || isn_as(s, end, ISN_TW_DAYPART) || isn_as(s, end + 1, ISN_TW_DAYPART) ||
               isn_as(s, end, ISN_TW_ZONE);
  if (!sure && !named) return i; /* "4 الأحد" is no hour */
  if (w->minutes >= DAY_MINUTES) w->minutes = hour % DAY_MINUTES;
  w->daypart = NULL;
  w->rule = w->shape == ISN_SHAPE_CLOCK ? "clock" : "clock-day";
  return after;
}

/* "24 مارس الساعة 4:23 صباحا", "أمس الساعة الثالثة": one time. */
static uint32_t read_day_then_clock(const isn_scan *s, uint32_t i, isn_when *w) {
  isn_when clock = {.minutes = ISN_NO_HOUR};
  const uint32_t end = isn_read_day(s, i, w);
  if (end == i || !isn_as_value(s, end, ISN_TW_UNIT, ISN_HOUR) || isn_has(s, end, ISN_WA | ISN_FA | ISN_BI | ISN_LI)) return i;
  const uint32_t after = read_clock(s, end, &clock);
  if (after == end || clock.shape != ISN_SHAPE_CLOCK) return i;
  w->minutes = clock.minutes;
  w->zone = clock.zone;
  w->daypart = NULL;
  w->rule = "clock-day";
  return after;
}

/* "قصفت البلدة ليلا": of the day spoken of. */
static uint32_t read_adverb_alone(const isn_scan *s, uint32_t i, isn_when *w) {
  const isn_time_word *part = isn_as(s, i, ISN_TW_DAYADVERB);
  const isn_token *t = &s->doc->tokens.at[i];
  /* only the accusative is an adverb wherever it stands */
  if (!part || part->rest_count || is_letter(s, i) || s->doc->fold[t->fold1 - 1] != ALEF || isn_has(s, i, ISN_WA | ISN_FA)) return i;
  if (isn_tense_around(s, i, i + 1) != ISN_TENSE_PAST) return i;
  w->shape = ISN_SHAPE_THEN;
  w->unit = ISN_DAY;
  w->daypart = part->text;
  w->rule = "daypart-adverb";
  w->confidence = 0.6f;
  return i + 1;
}

uint32_t isn_read_hour(const isn_scan *s, uint32_t i, isn_when *w) {
  static uint32_t (*const readers[])(const isn_scan *, uint32_t, isn_when *) = {read_clock,         read_midnight,     read_daypart,
                                                                                read_day_then_part, read_adverb_alone, read_day_then_clock};
  isn_when best = *w;
  uint32_t longest = i;
  for (size_t k = 0; k < sizeof readers / sizeof *readers; k++) {
    isn_when found = {.minutes = ISN_NO_HOUR};
    uint32_t end = readers[k](s, i, &found);
    if (end > longest) longest = end, best = found;
  }
  *w = best;
  w->type = ISNAD_TIME;
  return longest;
}
