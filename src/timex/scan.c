#include "timex/scan.h"

#include <string.h>

enum {
  ALEF = 0x627,
  BAA = 0x628,
  FAA = 0x641,
  KAF = 0x643,
  LAM = 0x644,
  HAA = 0x647,
  MEEM = 0x645,
  NUN = 0x646,
  WAW = 0x648,
  LAST_YEAR = 2199
};

/* ---- figures ---- */

static void read_figure(const isn_doc *doc, const isn_token *t, isn_atom *a) {
  int32_t part[4] = {0}, parts = 0, marks = 0;
  uint16_t mark = 0;
  for (uint32_t i = t->fold0; i < t->fold1; i++) {
    uint16_t letter = doc->fold[i];
    if (letter >= '0' && letter <= '9') {
      if (++a->digits > 8) return;
      part[parts] = part[parts] * 10 + (letter - '0');
    } else {
      marks++;
      if ((mark && letter != mark) || ++parts > 3) return;
      mark = letter;
    }
  }
  a->minutes = -1;
  uint32_t last = 0;
  while (t->fold1 - last > t->fold0 && doc->fold[t->fold1 - 1 - last] != mark) last++;
  if (!marks) a->figure = ISN_INTEGER, a->number = part[0];
  else if (mark == ':' && marks <= 2 && part[0] <= 24 && part[1] < 60) a->figure = ISN_CLOCK_FIGURE, a->number = part[0] * 60 + part[1];
  else if (mark == '.' && marks == 2 && part[0] > 0 && part[1] > 0 && part[2] > 31)
    a->figure = ISN_DOTTED_DATE, a->number = (part[2] * 100 + part[1]) * 100 + part[0];
  else if (marks == 1 && mark != ':' && last == 3) a->figure = ISN_GROUPED, a->number = part[0] * 1000 + part[1];
  else if (marks == 1 && mark != ':' && last <= 2) a->figure = ISN_DECIMAL, a->number = part[0] * 10 + (last == 1 ? part[1] : part[1] / 10);
  if (a->figure == ISN_DECIMAL && last == 2 && part[0] < 24 && part[1] < 60) a->minutes = part[0] * 60 + part[1];
}

/* ---- words ---- */

typedef struct cut {
  uint8_t clitics;
  uint32_t length; /* letters taken off before the article */
} cut;

/* Proclitics that a word may begin with, the fewest first. */
static uint32_t cuts_of(const uint16_t *word, uint32_t length, cut cuts[6]) {
  uint32_t count = 0;
  cuts[count++] = (cut){0, 0};
  uint32_t conj = length > 2 && (word[0] == WAW || word[0] == FAA) ? 1 : 0;
  uint8_t conj_bit = !conj ? 0 : word[0] == WAW ? ISN_WA : ISN_FA;
  if (conj) cuts[count++] = (cut){conj_bit, 1};
  for (uint32_t at = 0; at <= conj; at++) {
    uint16_t letter = word[at];
    uint8_t prep = letter == LAM ? ISN_LI : letter == BAA ? ISN_BI : letter == KAF ? ISN_KA : 0;
    if (prep && length > at + 2) cuts[count++] = (cut){(uint8_t)(prep | (at ? conj_bit : 0)), at + 1};
  }
  return count;
}

/* Whether any row under a key may stand with or without the article. */
static const isn_time_word *lookup(const isn_scan *s, const uint16_t *word, uint32_t length, bool article) {
  const isn_time_word *first = isn_time_words_find(s->words, word, length);
  for (const isn_time_word *w = first; w; w = w->next ? &s->words->rows.at[w->next - 1] : NULL)
    if (article || !w->article) return first;
  return NULL;
}

static bool find_word(const isn_scan *s, const isn_token *t, uint32_t tail, isn_atom *a) {
  const isn_doc *doc = s->doc;
  const uint16_t *word = doc->fold + t->fold0;
  uint32_t length = t->fold1 - t->fold0 - tail;
  cut cuts[6];
  uint32_t count = cuts_of(word, length, cuts);
  for (uint32_t k = 0; k < count; k++) {
    uint32_t at = cuts[k].length;
    bool al = length > at + 2 && word[at] == ALEF && word[at + 1] == LAM;
    /* لل is ل and ال; the record begins such a span at the second ل */
    bool lil = cuts[k].clitics & ISN_LI && length > at + 1 && word[at] == LAM;
    const isn_time_word *w = NULL;
    if (al) w = lookup(s, word + at + 2, length - at - 2, true);
    if (!w && lil) w = lookup(s, word + at + 1, length - at - 1, true), al = w != NULL;
    if (!w) w = lookup(s, word + at, length - at, false), al = false;
    if (!w) continue;
    a->word = w;
    a->clitics = (uint8_t)(cuts[k].clitics | (al ? ISN_AL : 0));
    a->start = at ? doc->fold_at[t->fold0 + at] : t->start;
    return true;
  }
  return false;
}

static void read_word(const isn_scan *s, const isn_token *t, isn_atom *a) {
  if (find_word(s, t, 0, a)) return;
  const uint16_t *word = s->doc->fold + t->fold0;
  uint32_t n = t->fold1 - t->fold0;
  uint32_t tail = n > 4 && word[n - 2] == HAA && (word[n - 1] == ALEF || word[n - 1] == MEEM) ? 2 : n > 3 && word[n - 1] == HAA ? 1 : 0;
  if (!tail || !find_word(s, t, tail, a)) return;
  a->pronoun = 1; /* then isn_as lets it be a unit only: شهرها السادس */
  if (a->clitics & ISN_AL) a->word = NULL;
}

bool isn_scan_open(isn_scan *s, const isn_time_words *words, const isn_lexicon *lexicon, isn_doc *doc) {
  isn_atom *atoms = isn_arena_alloc(&doc->arena, doc->tokens.count * sizeof *atoms);
  *s = (isn_scan){.words = words, .lexicon = lexicon, .doc = doc, .atoms = atoms};
  if (!atoms) return false;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const isn_token *t = &doc->tokens.at[i];
    atoms[i].start = t->start;
    if (t->kind == ISN_NUMBER) read_figure(doc, t, &atoms[i]);
    else if (t->kind == ISN_WORD) read_word(s, t, &atoms[i]);
  }
  return true;
}

static bool spelled(const isn_doc *doc, uint32_t i, isn_key key) {
  const isn_token *t = &doc->tokens.at[i];
  return t->fold1 - t->fold0 == key.length && memcmp(doc->fold + t->fold0, key.at, key.length * sizeof *key.at) == 0;
}

static bool stands(const isn_scan *s, uint32_t i, const isn_time_word *w) {
  const isn_atom *a = &s->atoms[i];
  if (w->article && !(a->clitics & ISN_AL)) return false;
  if (a->pronoun && (w->kind != ISN_TW_UNIT || w->number != 's')) return false;
  if (i + w->rest_count >= s->end) return false;
  for (uint32_t k = 0; k < w->rest_count; k++)
    if (!spelled(s->doc, i + 1 + k, w->rest[k])) return false;
  return true;
}

const isn_time_word *isn_as(const isn_scan *s, uint32_t i, isn_tw kind) {
  if (i >= s->end) return NULL;
  for (const isn_time_word *w = s->atoms[i].word; w; w = w->next ? &s->words->rows.at[w->next - 1] : NULL)
    if (w->kind == kind && stands(s, i, w)) return w;
  return NULL;
}

const isn_time_word *isn_as_value(const isn_scan *s, uint32_t i, isn_tw kind, int32_t value) {
  const isn_time_word *w = isn_as(s, i, kind);
  return w && w->value == value ? w : NULL;
}

bool isn_is_mark(const isn_scan *s, uint32_t i, uint32_t code_point) {
  if (i >= s->end) return false;
  const isn_token *t = &s->doc->tokens.at[i];
  return t->kind == ISN_MARK && s->doc->cp[t->start] == code_point && t->end == t->start + 1;
}

bool isn_is_cue(const isn_scan *s, uint32_t i, isn_cue cue) {
  const isn_time_word *w = isn_as(s, i, ISN_TW_CUE);
  return w && w->value == (int32_t)cue;
}

/* ---- small readers ---- */

uint32_t isn_read_dash(const isn_scan *s, uint32_t i) {
  static const uint32_t dashes[] = {'-', 0x640, 0x2013, 0x2014, 0x2010, 0x2011, 0x2212};
  for (;;) {
    size_t k = 0;
    while (k < sizeof dashes / sizeof *dashes && !isn_is_mark(s, i, dashes[k])) k++;
    if (k == sizeof dashes / sizeof *dashes) return i;
    i++;
  }
}

uint32_t isn_read_article(const isn_scan *s, uint32_t i) {
  static const uint16_t al[] = {ALEF, LAM};
  return i + 1 < s->end && s->doc->tokens.at[i].kind == ISN_WORD && spelled(s->doc, i, (isn_key){al, 2}) && s->atoms[i + 1].figure ? i + 1
                                                                                                                                   : i;
}

/* Words of a number add up (مئة وخمسة وعشرين), multiply before مئة and ألف, and make teens before عشر. */
static uint32_t read_number_words(const isn_scan *s, uint32_t i, int32_t *value) {
  int32_t total = 0, part = 0;
  uint32_t at = i;
  for (const isn_time_word *w; (w = isn_as(s, at, ISN_TW_NUMBER)); at = isn_after_word(at, w)) {
    bool joined = isn_has(s, at, ISN_WA);
    bool multiplies = w->value == 100 || w->value == 1000 || (w->value == 10 && part > 0 && part < 10);
    bool adds = part >= 100 || (total && !part) || (part < 10 && w->value >= 20 && w->value < 100); /* "ثماني وعشر" are two numbers */
    if (at > i && !(joined ? adds : multiplies)) break;
    if (w->value == 1000) total += (part ? part : 1) * 1000, part = 0;
    else if (w->value == 100 && part > 2 && part < 10 && !joined) part *= 100;
    else part += w->value;
    if (total > 1000000) return i;
  }
  if (at > i) *value = total + part;
  return at;
}

uint32_t isn_read_number(const isn_scan *s, uint32_t i, int32_t *value, int32_t *scale) {
  *scale = 1;
  if (i >= s->end) return i;
  const isn_atom *a = &s->atoms[i];
  if (!a->figure) return read_number_words(s, i, value);
  if (a->figure == ISN_CLOCK_FIGURE || a->figure == ISN_DOTTED_DATE) return i;
  *value = a->number;
  if (a->figure == ISN_DECIMAL) *scale = 10;
  return i + 1;
}

uint32_t isn_read_ordinal(const isn_scan *s, uint32_t i, int32_t *value) {
  const isn_time_word *w = isn_as(s, i, ISN_TW_ORDINAL), *next;
  if (!w) {
    w = isn_as(s, i, ISN_TW_NUMBER);
    if (!w || !isn_has(s, i, ISN_AL) || w->value < 20 || w->value > 90) return i;
    *value = w->value;
    return isn_after_word(i, w);
  }
  *value = w->value;
  uint32_t at = isn_after_word(i, w);
  next = isn_as(s, at, ISN_TW_NUMBER);
  if (next && next->value == 10 && !isn_has(s, at, ISN_WA) && w->value < 10) return *value += 10, at + 1;
  if (next && next->value >= 20 && next->value <= 90 && isn_has(s, at, ISN_WA)) return *value += next->value, at + 1;
  return at;
}

uint32_t isn_read_which(const isn_scan *s, uint32_t i, isn_which *which) {
  const isn_time_word *w = isn_as(s, i, ISN_TW_MODIFIER);
  if (!w || isn_has(s, i, ISN_WA | ISN_FA | ISN_LI | ISN_BI | ISN_KA)) return i;
  *which = (isn_which)w->value;
  return isn_after_word(i, w);
}

uint32_t isn_read_year_number(const isn_scan *s, uint32_t i, int32_t low, int32_t *year, isn_era *era) {
  if (i >= s->end) return i;
  int32_t value = 0;
  uint32_t at = i;
  if (s->atoms[i].figure == ISN_INTEGER && s->atoms[i].digits <= 4) value = s->atoms[i].number, at++;
  else if (!s->atoms[i].figure) at = read_number_words(s, i, &value);
  const isn_time_word *w = isn_as(s, at, ISN_TW_ERA);
  bool before = w && w->value == ISN_ERA_BEFORE;
  if (at == i || value < (before ? 1 : low) || value > LAST_YEAR) return i;
  *year = value;
  *era = w ? (isn_era)w->value : ISN_ERA_NONE;
  return w ? isn_after_word(at, w) : at;
}
