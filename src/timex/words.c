#include "timex/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "timex/row.h"

enum { ALEF = 0x627, LAM = 0x644, HAA = 0x647, MAX_FORM = 48 };

static const char *const kind_names[] = {
    "weekday",  "month",    "hijri",  "season",        "feast",   "era",       "dated",      "unit",     "relative", "vague",
    "then",     "modifier", "same",   "demonstrative", "daypart", "dayadverb", "hourphrase", "midnight", "weekend",  "part",
    "fraction", "few",      "fewadj", "approx",        "tail",    "number",    "ordinal",    "decade",   "set",      "every",
    "cue",      "yearkind", "zone",   "namehead",      "code",    "general",   "future",     "notime",   "standing", "anniversary"};
_Static_assert(sizeof kind_names / sizeof *kind_names == ISN_TW_KINDS, "one name a kind");

typedef struct reader {
  isn_row_at in;
  isn_time_words *words;
} reader;

/* ---- values ---- */

static bool number_in(const char *text, int32_t low, int32_t high, int32_t *value) {
  char *end;
  long n = strtol(text, &end, 10);
  *value = (int32_t)n;
  return *text && !*end && n >= low && n <= high;
}

static isnad_status named(const reader *r, isn_time_word *w, const char *column, const char *text, const char *names) {
  w->value = isn_row_choice(text, names);
  return w->value < 0 ? isn_row_expected(&r->in, column, names) : ISNAD_OK;
}

/* "hijri 12-10" */
static isnad_status read_feast(const reader *r, isn_time_word *w, const char *text) {
  const char *blank = strchr(text, ' ');
  w->flag = strncmp(text, "hijri ", 6) == 0;
  if (!blank || (!w->flag && strncmp(text, "gregorian ", 10) != 0) || strlen(blank) != 6 || blank[3] != '-')
    return isn_row_expected(&r->in, "number", "hijri or gregorian, a blank, month and day such as 12-10");
  int32_t month = (blank[1] - '0') * 10 + blank[2] - '0', day = (blank[4] - '0') * 10 + blank[5] - '0';
  if (month < 1 || month > 12 || day < 1 || day > 31)
    return isn_row_expected(&r->in, "number", "a month from 01 to 12 and a day from 01 to 31");
  w->value = month * 100 + day;
  return ISNAD_OK;
}

/* A day with its year: "2001-09-11" */
static isnad_status read_dated(const reader *r, isn_time_word *w, const char *text) {
  isn_day day;
  if (strlen(text) != 10 || !isn_parse_day(text, &day)) return isn_row_expected(&r->in, "number", "a date such as 2001-09-11");
  isn_date d = isn_date_of(day);
  w->value = (d.year * 100 + d.month) * 100 + d.day;
  return ISNAD_OK;
}

/* "day -1" or "day -1 NI" */
static isnad_status read_relative(const reader *r, isn_time_word *w, const char *text) {
  char *end = NULL;
  long days = strncmp(text, "day ", 4) == 0 ? strtol(text + 4, &end, 10) : 0;
  bool good = end && end != text + 4 && days >= -400 && days <= 400 &&
              (!*end || (*end == ' ' && isn_row_choice(end + 1, "MO MI AF EV NI DT") >= 0));
  if (!good) return isn_row_expected(&r->in, "value", "\"day N\", and the part of the day if it means one (day -1 NI)");
  w->value = (int32_t)days;
  w->text = *end ? end + 1 : "";
  return ISNAD_OK;
}

static isnad_status read_vague(const reader *r, isn_time_word *w, const char *text) {
  static const char *const refs[] = {"PAST_REF", "PRESENT_REF", "FUTURE_REF"};
  for (size_t i = 0; i < 3; i++) {
    size_t n = strlen(refs[i]);
    if (strncmp(text, refs[i], n) != 0 || (text[n] && strcmp(text + n, " final") != 0)) continue;
    w->text = refs[i];
    w->flag = text[n] != 0;
    return ISNAD_OK;
  }
  return isn_row_expected(&r->in, "value", "PAST_REF, PRESENT_REF or FUTURE_REF, and \"final\" if no noun may follow");
}

static isnad_status read_number_cell(const reader *r, isn_time_word *w, const char *text, int32_t low, int32_t high) {
  char what[48];
  (void)snprintf(what, sizeof what, "a number from %d to %d", low, high);
  return number_in(text, low, high, &w->value)
             ? ISNAD_OK
             : isn_row_expected(&r->in, isn_table_column(r->in.table, "value") == ISNAD_NONE ? "number" : "value", what);
}

static isnad_status read_calendar_value(const reader *r, isn_time_word *w, const char *text) {
  switch (w->kind) {
    case ISN_TW_WEEKDAY: return read_number_cell(r, w, text, 1, 7);
    case ISN_TW_SEASON: return read_number_cell(r, w, text, 1, 4);
    case ISN_TW_MONTH:
    case ISN_TW_HIJRI: return read_number_cell(r, w, text, 1, 12);
    case ISN_TW_FEAST: return read_feast(r, w, text);
    case ISN_TW_DATED: return read_dated(r, w, text);
    case ISN_TW_ERA: return named(r, w, "number", text, "- gregorian hijri before");
    default: return isn_row_expected(&r->in, "kind", "weekday month hijri season feast era dated");
  }
}

static isnad_status read_word_value(const reader *r, isn_time_word *w, const char *text) {
  switch (w->kind) {
    case ISN_TW_UNIT: return named(r, w, "value", text, "second minute hour day week month year decade century");
    case ISN_TW_RELATIVE: return read_relative(r, w, text);
    case ISN_TW_VAGUE: return read_vague(r, w, text);
    case ISN_TW_MODIFIER: return named(r, w, "value", text, "- past past2 next next2 this recent following preceding new");
    case ISN_TW_SAME: w->flag = strcmp(text, "before") == 0; return named(r, w, "value", text, "before after");
    case ISN_TW_DEMONSTRATIVE: w->flag = strcmp(text, "that") == 0; return named(r, w, "value", text, "this that");
    case ISN_TW_DAYPART:
    case ISN_TW_DAYADVERB:
    case ISN_TW_HOURPHRASE: w->text = text; return named(r, w, "value", text, "MO MI AF EV NI DT");
    case ISN_TW_PART: return named(r, w, "value", text, "start mid end");
    case ISN_TW_FRACTION: return read_number_cell(r, w, text, 2, 4);
    case ISN_TW_APPROX: return named(r, w, "value", text, "about more less");
    case ISN_TW_NUMBER:
    case ISN_TW_ORDINAL: return read_number_cell(r, w, text, 1, 1000000);
    case ISN_TW_DECADE: return read_number_cell(r, w, text, 10, 90);
    case ISN_TW_SET: w->text = text; return *text == 'P' ? ISNAD_OK : isn_row_expected(&r->in, "value", "a TIMEX3 period such as P1D");
    case ISN_TW_CUE: return named(r, w, "value", text, "since ago after during for in from to between equals dated");
    case ISN_TW_YEARKIND:
      w->flag = strcmp(text, "hijri") == 0;
      return *text && !w->flag ? isn_row_expected(&r->in, "value", "hijri or nothing") : ISNAD_OK;
    case ISN_TW_TAIL: return *text ? named(r, w, "value", text, "- row whole") : ISNAD_OK;
    case ISN_TW_STANDING: return named(r, w, "value", text, "former elect other");
    case ISN_TW_ZONE: w->text = text; return ISNAD_OK;
    case ISN_TW_NAMEHEAD: return named(r, w, "value", text, "place outlet");
    default: return w->kind <= ISN_TW_DATED ? isn_row_expected(&r->in, "kind", "a kind of this file: its head lists them") : ISNAD_OK;
  }
}

/* ---- spellings ---- */

static isn_key copy_key(isn_arena *arena, const uint16_t *at, uint32_t length) {
  uint16_t *copy = isn_arena_alloc(arena, length * sizeof *copy);
  if (copy) memcpy(copy, at, length * sizeof *copy);
  return (isn_key){copy, length};
}

/* Puts a row under the first of its words; rows of more words stand first. */
static bool add_row(isn_time_words *words, isn_key first, isn_time_word row) {
  isn_key key = copy_key(&words->arena, first.at, first.length);
  bool fresh;
  uint32_t *slot = key.at ? isn_map_put(&words->index, &words->arena, key.at, key.length, &fresh) : NULL;
  isn_time_word *w = slot ? ISN_PUSH(&words->rows, &words->arena) : NULL;
  if (!w) return false;
  uint32_t before = 0, at = *slot;
  while (at && words->rows.at[at - 1].rest_count > row.rest_count) before = at, at = words->rows.at[at - 1].next;
  *w = row;
  w->next = at;
  if (before) words->rows.at[before - 1].next = words->rows.count;
  else *slot = words->rows.count;
  return true;
}

static bool inflects(uint8_t kind) {
  return kind == ISN_TW_MODIFIER || kind == ISN_TW_ORDINAL || kind == ISN_TW_FEWADJ || kind == ISN_TW_TAIL || kind == ISN_TW_YEARKIND ||
         kind == ISN_TW_FUTURE || kind == ISN_TW_STANDING;
}

static bool add_with_ending(isn_time_words *words, isn_key stem, const char *ending, const isn_time_word *row) {
  uint16_t form[MAX_FORM];
  isn_arena scratch = {0};
  isn_key tail = isn_fold_text(&scratch, ending, strlen(ending));
  bool good = tail.at && stem.length + tail.length <= MAX_FORM;
  if (good) {
    memcpy(form, stem.at, stem.length * sizeof *form);
    memcpy(form + stem.length, tail.at, tail.length * sizeof *form);
    good = add_row(words, (isn_key){form, stem.length + tail.length}, *row);
  }
  isn_arena_free(&scratch);
  return good;
}

static bool add_endings(isn_time_words *words, isn_key stem, const isn_time_word *row) {
  static const char *const adjective[] = {"ة", "ين", "تين", "ان", "تان", "ات", "ون"};
  if (inflects(row->kind)) {
    for (size_t i = 0; i < sizeof adjective / sizeof *adjective; i++)
      if (!add_with_ending(words, stem, adjective[i], row)) return false;
  }
  if (row->kind == ISN_TW_UNIT && row->number == 's' && stem.at[stem.length - 1] != HAA) {
    isn_time_word accusative = *row;
    accusative.number = 'a';
    return add_with_ending(words, stem, "ا", &accusative);
  }
  return true;
}

/* One alternative of a cell: its words as keys, the article of the first one off. */
static isnad_status add_spelling(const reader *r, const char *text, size_t length, isn_time_word row) {
  isn_arena *arena = &r->words->arena;
  isn_key all = isn_fold_text(arena, text, length);
  if (!all.at) return isn_nomem(r->in.error);
  uint32_t first = 0, count = 0;
  while (first < all.length && all.at[first] != ' ') first++;
  for (uint32_t i = first; i < all.length; i++) count += all.at[i] == ' ';
  isn_key *rest = isn_arena_alloc(arena, count * sizeof *rest);
  if (!rest) return isn_nomem(r->in.error);
  for (uint32_t k = 0, at = first; k < count; k++) {
    uint32_t end = ++at;
    while (end < all.length && all.at[end] != ' ') end++;
    rest[k] = (isn_key){all.at + at, end - at};
    at = end;
  }
  isn_key stem = {all.at, first};
  if (row.kind == ISN_TW_DATED) count = 0; /* the word before the date; the date itself stands in `number` */
  row.article = stem.length > 3 && stem.at[0] == ALEF && stem.at[1] == LAM;
  if (row.article) stem = (isn_key){stem.at + 2, stem.length - 2};
  row.rest = rest;
  row.rest_count = count;
  if (!stem.length || !add_row(r->words, stem, row)) return isn_nomem(r->in.error);
  return count || add_endings(r->words, stem, &row) ? ISNAD_OK : isn_nomem(r->in.error);
}

static isnad_status add_cell(const reader *r, const char *column, isn_time_word row, uint8_t number) {
  const char *at = isn_row_cell(&r->in, column), *item;
  row.number = number;
  isnad_status status = ISNAD_OK;
  for (size_t n; !status && isn_next_alternative(&at, &item, &n);) status = add_spelling(r, item, n, row);
  return status;
}

/* ---- tables ---- */

static isnad_status read_row(const reader *r, bool calendar) {
  isn_time_word w = {.row = r->in.row, .text = ""};
  const char *kind = isn_row_cell(&r->in, "kind"), *needs = isn_row_cell(&r->in, "needs");
  size_t k = 0;
  while (k < ISN_TW_KINDS && strcmp(kind, kind_names[k]) != 0) k++;
  if (k == ISN_TW_KINDS) return isn_row_expected(&r->in, "kind", "one of the kinds that the head of the built-in file lists");
  w.kind = (uint8_t)k;
  isnad_status status =
      calendar ? read_calendar_value(r, &w, isn_row_cell(&r->in, "number")) : read_word_value(r, &w, isn_row_cell(&r->in, "value"));
  if (status) return status;
  if (*needs) {
    int level = isn_row_choice(needs, "- context bound");
    if (level < 1) return isn_row_expected(&r->in, "needs", "context, bound or nothing");
    w.needs = (uint8_t)level;
  }
  uint8_t one = w.kind == ISN_TW_UNIT ? 's' : 0;
  status = add_cell(r, r->in.table->columns[0], w, one);
  if (!status) status = add_cell(r, "also", w, one);
  if (!status) status = add_cell(r, "dual", w, 'd');
  return status ? status : add_cell(r, "plural", w, 'p');
}

isnad_status isn_time_words_open(isn_time_words *words, const isn_lexicon *lexicon, isnad_error *error) {
  static const char *const tables[] = {"calendar.tsv", "timewords.tsv"};
  isnad_status status = isn_hijri_open(&words->hijri, error);
  for (size_t t = 0; !status && t < 2; t++) {
    const isn_table *table = isn_lexicon_table(lexicon, tables[t]);
    for (uint32_t i = 0; !status && i < table->rows.count; i++) {
      reader r = {{table, &table->rows.at[i], error}, words};
      status = read_row(&r, t == 0);
    }
  }
  return status;
}

const isn_time_word *isn_time_words_find(const isn_time_words *words, const uint16_t *key, uint32_t length) {
  const uint32_t *row = isn_map_get(&words->index, key, length);
  return row ? &words->rows.at[*row - 1] : NULL;
}
