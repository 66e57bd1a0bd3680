#include "morph/lemma.h"

#include <stdlib.h>
#include <string.h>

#include "arabic/letters.h"
#include "base/utf8.h"
#include "morph/language.h"
#include "morph/lemma_model.h"
#include "morph/lemma_rules.h"

struct isn_lemmas {
  const isn_lemma_head *head;
  const isn_lemma_slot *table;
  const char *strings;
  const uint32_t *at;
  const uint8_t *patterns;
  const uint16_t *rules;
  const uint32_t *rule_at;
  const isn_lemma_bucket *classes;
  const uint16_t *lists;
  const int16_t *weights;
  size_t patterns_bytes;
  uint32_t lists_count;
};

/* ---- opening ---- */

static isnad_status damaged(const isn_model *model, const char *what, isnad_error *error) {
  return isn_fail_at(error, ISNAD_E_FORMAT, isn_model_file(model), 0, 0, "model %s: section lemma.%s is missing or damaged",
                     isn_model_id(model), what);
}

/* A section that holds at least `least` items of `size` bytes, and whole ones. */
static const void *section(const isn_model *model, const char *name, size_t size, size_t least, size_t *count) {
  size_t bytes = 0;
  const void *at = isn_model_section(model, name, &bytes);
  *count = bytes / size;
  return at && bytes % size == 0 && *count >= least ? at : NULL;
}

static bool power_of_two(uint32_t mask) { return (mask & (mask + 1)) == 0 && mask < UINT32_MAX; }

static bool table_has_room(const isn_lemma_slot *table, uint32_t slots) {
  for (uint32_t i = 0; i < slots; i++)
    if (!table[i].print) return true;
  return false;
}

static bool strings_are_whole(const isn_lemmas *l, size_t bytes) {
  if (!bytes || l->strings[bytes - 1]) return false;
  for (uint32_t i = 0; i < l->head->strings; i++)
    if (l->at[i] >= bytes) return false;
  return isn_utf8_check(l->strings, bytes) == bytes;
}

static bool rules_are_whole(const isn_lemmas *l, size_t units) {
  for (uint32_t r = 0; r < l->head->rules; r++) {
    uint32_t from = l->rule_at[r], to = l->rule_at[r + 1];
    if (from > to || to > units || !isn_lemma_rule_is_whole(l->rules + from, to - from)) return false;
  }
  return true;
}

static bool lists_are_whole(const isn_lemmas *l) {
  for (uint32_t i = 0; i < l->lists_count; i++)
    if (l->lists[i] >= l->head->rules) return false;
  for (uint32_t i = 0; i < l->head->classes; i++) {
    const isn_lemma_bucket *b = &l->classes[i];
    if (b->first > l->lists_count || b->count > l->lists_count - b->first) return false;
  }
  return true;
}

static isnad_status read_sections(isn_lemmas *l, const isn_model *model, isnad_error *error) {
  size_t n = 0, bytes = 0;
  l->head = section(model, "lemma.head", sizeof *l->head, 1, &n);
  if (!l->head || l->head->version != ISN_LEMMA_VERSION || !l->head->slots || !power_of_two(l->head->weight_mask))
    return damaged(model, "head", error);
  l->table = section(model, "lemma.table", sizeof *l->table, l->head->slots, &n);
  if (!l->table || !table_has_room(l->table, l->head->slots)) return damaged(model, "table", error);
  l->at = section(model, "lemma.at", sizeof *l->at, l->head->strings, &n);
  l->strings = section(model, "lemma.strings", 1, 1, &bytes);
  if (!l->at || !l->strings || !strings_are_whole(l, bytes)) return damaged(model, "strings", error);
  l->patterns = section(model, "lemma.patterns", 1, 0, &l->patterns_bytes);
  if (!l->patterns) return damaged(model, "patterns", error);
  l->rule_at = section(model, "lemma.ruleat", sizeof *l->rule_at, (size_t)l->head->rules + 1, &n);
  l->rules = section(model, "lemma.rules", sizeof *l->rules, 0, &n);
  if (!l->rule_at || !l->rules || !rules_are_whole(l, n)) return damaged(model, "rules", error);
  l->lists = section(model, "lemma.lists", sizeof *l->lists, 0, &n);
  l->lists_count = (uint32_t)n;
  l->classes = section(model, "lemma.classes", sizeof *l->classes, l->head->classes, &n);
  if (!l->lists || !l->classes || !lists_are_whole(l)) return damaged(model, "classes", error);
  l->weights = section(model, "lemma.weights", sizeof *l->weights, (size_t)l->head->weight_mask + 1, &n);
  return l->weights ? ISNAD_OK : damaged(model, "weights", error);
}

isnad_status isn_lemmas_open(const isn_model *model, isn_lemmas **out, isnad_error *error) {
  *out = NULL;
  if (!model) return isn_fail(error, ISNAD_E_NOTFOUND, "there is no lemma model");
  isn_lemmas *l = calloc(1, sizeof *l);
  if (!l) return isn_nomem(error);
  isnad_status status = read_sections(l, model, error);
  if (status) {
    free(l);
    return status;
  }
  *out = l;
  return ISNAD_OK;
}

void isn_lemmas_close(isn_lemmas *lemmas) { free(lemmas); }

/* ---- the table ---- */

static bool look_up(const isn_lemmas *l, uint64_t key, uint32_t *value) {
  uint32_t print = isn_lemma_print(key), slots = l->head->slots;
  for (uint32_t i = isn_lemma_slot_of(key, slots); l->table[i].print; i = i + 1 < slots ? i + 1 : 0) {
    if (l->table[i].print == print) {
      *value = l->table[i].value;
      return true;
    }
  }
  return false;
}

static const char *string_of(const isn_lemmas *l, uint64_t key) {
  uint32_t value;
  return look_up(l, key, &value) && value < l->head->strings ? l->strings + l->at[value] : NULL;
}

static const char *listed(const isn_lemmas *l, const isn_lemma_word *w) {
  const uint16_t *at = w->at + w->article, *fold = w->fold + w->article;
  uint32_t n = w->length - w->article, reading = isn_lemma_reading(w->tag);
  const char *found = string_of(l, isn_lemma_key(ISN_BY_FORM_READING, at, n, reading));
  if (!found) found = string_of(l, isn_lemma_key(ISN_BY_FOLD_READING, fold, n, reading));
  if (!found) found = string_of(l, isn_lemma_key(ISN_BY_FORM_POS, at, n, w->tag.upos));
  if (!found) found = string_of(l, isn_lemma_key(ISN_BY_FOLD_POS, fold, n, w->tag.upos));
  return found;
}

/* Words of the grammar: what one class has, another has too, for treebanks differ in the class (إذا, لكن); they do not inflect. */
static bool is_closed(uint8_t upos) {
  return upos == ISN_ADP || upos == ISN_CCONJ || upos == ISN_SCONJ || upos == ISN_PART || upos == ISN_DET || upos == ISN_PRON ||
         upos == ISN_ADV;
}

static const char *of_other_class(const isn_lemmas *l, const isn_lemma_word *w) {
  static const uint8_t classes[] = {ISN_SCONJ, ISN_CCONJ, ISN_PART, ISN_ADP, ISN_ADV, ISN_DET, ISN_PRON};
  for (int folded = 0; folded < 2; folded++)
    for (size_t i = 0; i < sizeof classes; i++) {
      const uint16_t *at = (folded ? w->fold : w->at) + w->article;
      const char *found = string_of(l, isn_lemma_key(folded ? ISN_BY_FOLD_POS : ISN_BY_FORM_POS, at, w->length - w->article, classes[i]));
      if (found) return found;
    }
  return NULL;
}

/* ---- words that are not known ---- */

static const isn_lemma_bucket *bucket(const isn_lemmas *l, uint32_t class) {
  uint32_t low = 0, high = l->head->classes;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (l->classes[middle].class < class) low = middle + 1;
    else high = middle;
  }
  return low < l->head->classes && l->classes[low].class == class ? &l->classes[low] : NULL;
}

/* The lemma of the same form read as another part of speech: noun and adjective, verb and auxiliary go together. */
static const char *other_reading(const isn_lemmas *l, const isn_lemma_word *w) {
  static const uint8_t others[][2] = {
      {ISN_NOUN, ISN_ADJ}, {ISN_ADJ, ISN_NOUN}, {ISN_VERB, ISN_AUX}, {ISN_AUX, ISN_VERB}, {ISN_NUM, ISN_NOUN}};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (others[i][0] == w->tag.upos)
      return string_of(l, isn_lemma_key(ISN_BY_FOLD_POS, w->fold + w->article, w->length - w->article, others[i][1]));
  return NULL;
}

static uint32_t best_lemma(const isn_lemmas *l, const isn_lemma_word *w, uint16_t best[ISN_LEMMA_LETTERS]) {
  const isn_lemma_bucket *rules = bucket(l, isn_lemma_class(w->tag));
  if (!rules) rules = bucket(l, ISN_LEMMA_POS_CLASS + w->tag.upos);
  if (!rules) rules = bucket(l, ISN_LEMMA_POS_CLASS);
  uint16_t other[ISN_LEMMA_LETTERS];
  uint8_t signs[ISN_LEMMA_LETTERS];
  uint32_t others = 0, best_n = 0, context[ISN_LEMMA_CONTEXT];
  const char *reading = other_reading(l, w);
  if (!reading || !isn_lemma_split_vowels(reading, other, signs, &others)) others = 0;
  isn_lemma_context(w, context);
  int64_t best_score = 0;
  for (uint32_t k = 0; rules && k < rules->count; k++) {
    uint32_t rule = l->lists[rules->first + k], mask = l->head->weight_mask, value, result[ISN_LEMMA_RESULT];
    uint16_t made[ISN_LEMMA_LETTERS];
    uint32_t n = isn_lemma_apply(l->rules + l->rule_at[rule], w->at + w->article, w->length - w->article, made);
    if (!n) continue;
    unsigned known = look_up(l, isn_lemma_key(ISN_BY_KNOWN, made, n, w->tag.upos), &value) ? 1 : 0;
    if (others == n && !memcmp(made, other, n * sizeof *made)) known |= 2;
    isn_lemma_result(w, made, n, known, result);
    int64_t score = 0;
    for (int i = 0; i < ISN_LEMMA_CONTEXT; i++) score += l->weights[isn_lemma_weight_at(context[i], rule + 1, mask)];
    for (int i = 0; i < ISN_LEMMA_RESULT; i++) score += l->weights[isn_lemma_weight_at(result[i], 0, mask)];
    if (!best_n || score > best_score) {
      best_score = score;
      best_n = n;
      memcpy(best, made, n * sizeof *made);
    }
  }
  return best_n;
}

static const uint8_t *pattern_of(const isn_lemmas *l, const uint16_t *lemma, uint32_t n, uint8_t upos) {
  static const isn_lemma_level shapes[] = {ISN_BY_SHAPE_NEAR, ISN_BY_SHAPE, ISN_BY_SHAPE_WIDE};
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
    uint32_t at;
    if (look_up(l, isn_lemma_shape(shapes[i], lemma, n, upos), &at) && at < l->patterns_bytes && l->patterns[at] == n &&
        n < l->patterns_bytes - at)
      return l->patterns + at + 1;
  }
  return NULL;
}

static const char *with_vowels(const isn_lemmas *l, isn_arena *arena, const uint16_t *lemma, uint32_t n, uint8_t upos) {
  const char *known = string_of(l, isn_lemma_key(ISN_BY_LEMMA_POS, lemma, n, upos));
  if (!known) known = string_of(l, isn_lemma_key(ISN_BY_LEMMA, lemma, n, 0));
  if (known) return known;
  char *out = isn_arena_alloc(arena, (size_t)n * 6 + 1);
  if (out) isn_lemma_join_vowels(lemma, pattern_of(l, lemma, n, upos), n, out);
  return out;
}

/* ---- what is no Arabic word ---- */

/* PADT: a number in digits has its Arabic-Indic digits without separators as lemma (a full stop stays), the Latin comma the Arabic one. */
static const char *of_mark_or_number(isn_arena *arena, const char *form, size_t bytes) {
  if (!strcmp(form, ",")) return "،";
  char *out = isn_arena_alloc(arena, bytes * 2 + 1), *to = out;
  if (!out) return NULL;
  for (size_t at = 0; at < bytes;) {
    uint32_t cp = 0;
    unsigned step = isn_utf8_decode(form + at, bytes - at, &cp);
    int digit = step ? isn_digit(cp) : -1;
    bool between = cp == '.' || cp == ',' || cp == 0x60c || cp == 0x66b || cp == 0x66c || cp == ':' || cp == '/' || cp == '-';
    if (!step || (digit < 0 && !between)) return isn_arena_strndup(arena, form, bytes);
    if (digit >= 0) to += isn_utf8_encode(0x660 + (uint32_t)digit, to);
    if (cp == '.' && to > out) *to++ = '.';
    at += step;
  }
  while (to > out && to[-1] == '.') to--;
  *to = 0;
  return to > out ? out : isn_arena_strndup(arena, form, bytes);
}

/* ---- the interface ---- */

const char *isn_lemma(const isn_lemmas *lemmas, isn_arena *arena, const char *form, isn_pos upos, const char *feats) {
  size_t bytes = strlen(form);
  isn_lemma_word word;
  isn_lemma_tag tag = isn_lemma_read_tag(upos, feats);
  if (!isn_lemma_read(&word, form, bytes, tag)) return of_mark_or_number(arena, form, bytes);
  if (upos == ISN_X && !tag.foreign && !tag.number) return isn_arena_strndup(arena, form, bytes); /* no analysis in PADT: the form */
  const char *found = listed(lemmas, &word);
  if (!found && is_closed(word.tag.upos)) found = of_other_class(lemmas, &word);
  if (found) return found;
  if (is_closed(word.tag.upos) || upos == ISN_PROPN) return isn_arena_strndup(arena, form, bytes);
  uint16_t letters[ISN_LEMMA_LETTERS];
  uint32_t n = best_lemma(lemmas, &word, letters);
  if (!n) return isn_arena_strndup(arena, form, bytes);
  return with_vowels(lemmas, arena, letters, n, word.tag.upos);
}

/* How أن, إن or ان is written: hamza above (1), below (2), none (3); 0: another word. */
static int spelling_of_an(const char *form) {
  uint16_t letters[8];
  isn_key key = isn_fold_into(letters, 8, form, strlen(form));
  if (key.length != 2 || letters[0] != 0x627 || letters[1] != 0x646) return 0;
  return !strncmp(form, "\u0623", 2) ? 1 : !strncmp(form, "\u0625", 2) ? 2 : 3;
}

void isn_lemma_refine(isn_word *words, uint32_t count) {
  bool said = false; /* the last verb is قال, after which it is إنّ */
  for (uint32_t i = 0; i < count; i++) {
    isn_word *w = &words[i];
    if (w->upos == ISN_VERB) said = w->lemma && (!strcmp(w->lemma, "\u0642\u064e\u0627\u0644") || !strcmp(w->lemma, "\u0642\u0627\u0644"));
    int spelling = w->upos == ISN_SCONJ || w->upos == ISN_CCONJ ? spelling_of_an(w->form) : 0;
    if (!spelling) continue;
    uint32_t next = i + 1;
    while (next < count && (words[next].upos == ISN_PUNCT || words[next].upos == ISN_PART)) next++;
    bool verb = next < count && (words[next].upos == ISN_VERB || words[next].upos == ISN_AUX);
    bool below = spelling == 2 || (spelling == 3 && said && !verb);
    if (below) w->lemma = verb ? "\u0625\u0650\u0646" : "\u0625\u0650\u0646\u0651\u064e";
    else w->lemma = verb ? "\u0623\u064e\u0646" : "\u0623\u064e\u0646\u0651\u064e";
  }
}

const char *isn_root(const isn_lemmas *lemmas, isn_arena *arena, const char *lemma) {
  (void)arena;
  uint16_t letters[ISN_LEMMA_LETTERS];
  uint8_t signs[ISN_LEMMA_LETTERS];
  uint32_t n = 0;
  if (!isn_lemma_split_vowels(lemma, letters, signs, &n)) return NULL;
  for (uint32_t i = 0; i < n; i++) letters[i] = (uint16_t)(letters[i] | signs[i] << 11); /* Arabic letters end below U+0800 */
  return string_of(lemmas, isn_lemma_key(ISN_BY_ROOT, letters, n, 0));
}

/* ---- the stage ---- */

static void close_state(void *state) { isn_lemmas_close(state); }

static isnad_status open_state(const isn_resources *resources, void **out, isnad_error *error) {
  isn_lemmas *lemmas = NULL;
  isnad_status status = isn_lemmas_open(resources->lemma, &lemmas, error);
  *out = lemmas;
  return status;
}

static isnad_status run(const struct isn_lexicon *lexicon, const void *state, isn_doc *doc, isnad_error *error) {
  (void)lexicon;
  for (uint32_t i = 0; i < doc->words.count; i++) {
    isn_word *word = &doc->words.at[i];
    word->lemma = isn_lemma(state, &doc->arena, word->form, (isn_pos)word->upos, word->feats);
    if (!word->lemma) return isn_nomem(error);
  }
  for (uint32_t s = 0; s < doc->sentences.count; s++) {
    const isn_token *first = &doc->tokens.at[doc->sentence_first.at[s]], *end = &doc->tokens.at[doc->sentence_first.at[s + 1] - 1];
    isn_lemma_refine(doc->words.at + first->words, end->words + end->words_count - first->words);
  }
  return ISNAD_OK;
}

const isn_stage isn_stage_lemma = {.name = "lemma", .open = open_state, .run = run, .close = close_state};
