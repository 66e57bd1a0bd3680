/* The terms of sentences: what makes two sentences of different articles alike, or opposite. */
#include "matter/terms.h"

#include <string.h>

enum { LEMMA = 64, NEGATION_REACH = 3, CLASS_SEED = 7, NAME_SEED = 11, NUMBER_SEED = 13 };

static const uint32_t TURNING = 1u << 30; /* of a class: its word turns what it governs */

/* ---- opposites.tsv ---- */

static bool add_words(isn_opposites *opposites, isn_arena *arena, const char *cell, uint32_t value) {
  const char *at = cell, *item;
  size_t length;
  while (isn_next_alternative(&at, &item, &length)) {
    isn_key key = isn_fold_text(arena, item, length);
    bool fresh;
    uint32_t *place = key.at ? isn_map_put(&opposites->classes, arena, key.at, key.length, &fresh) : NULL;
    if (!place) return false;
    if (fresh) *place = value + 2;
  }
  return true;
}

isnad_status isn_opposites_open(isn_opposites *opposites, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error) {
  const isn_table *table = isn_lexicon_table(lexicon, "opposites.tsv");
  for (uint32_t i = 0; i < table->rows.count; i++) {
    const isn_row *row = &table->rows.at[i];
    if (!*row->cells[0]) return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column same is empty");
    uint32_t turns = strncmp(isn_cell(table, row, "note"), "turns", 5) == 0 ? TURNING : 0;
    if (!add_words(opposites, arena, row->cells[0], i * 2) ||
        !add_words(opposites, arena, isn_cell(table, row, "opposite"), (i * 2 + 1) | turns))
      return isn_nomem(error);
  }
  return ISNAD_OK;
}

/* ---- terms ---- */

typedef struct walk {
  const isn_opposites *opposites;
  const isn_lexicon *lexicon;
  isn_doc *doc;
  uint32_t *terms; /* of the sentence at hand; room for all its words */
  uint32_t count;
  uint32_t negated; /* words that a negation still reaches */
  uint32_t mention; /* last one that was added */
} walk;

static uint32_t term_of(const void *bytes, size_t length, uint64_t seed) {
  uint64_t hash = isn_hash_bytes(bytes, length, seed);
  return (uint32_t)(hash ^ (hash >> 32)) << 1;
}

static void add_name(walk *w, uint32_t mention) {
  const isnad_entity *entity = &w->doc->entities.at[w->doc->mentions.at[mention].entity];
  const char *name = entity->ref ? entity->ref : entity->name_ar ? entity->name_ar : "";
  if (mention == w->mention) return;
  w->mention = mention;
  w->terms[w->count++] = term_of(name, strlen(name), NAME_SEED);
}

static bool is_content(uint8_t upos) {
  return upos == ISN_NOUN || upos == ISN_VERB || upos == ISN_ADJ || upos == ISN_PROPN || upos == ISN_X || upos == ISN_NUM;
}

/* A word's term: of its class in opposites.tsv, else of its folded lemma. */
static void add_word(walk *w, const isn_word *word) {
  uint16_t letters[LEMMA];
  const char *text = word->lemma ? word->lemma : word->form;
  isn_key key = isn_fold_into(letters, LEMMA, text, strlen(text));
  if (key.length < 2) return;
  const uint32_t *side = isn_map_get(&w->opposites->classes, key.at, key.length);
  uint32_t value = side ? *side - 2 : 0, class = (value & ~TURNING) / 2, term;
  if (side) term = term_of(&class, sizeof class, CLASS_SEED) | (value & 1);
  else term = term_of(key.at, key.length * sizeof *key.at, 0);
  if (w->negated && (word->upos == ISN_VERB || word->upos == ISN_NOUN || word->upos == ISN_ADJ)) {
    term ^= 1;
    w->negated = 0;
  }
  if (value & TURNING) w->negated = NEGATION_REACH + 1;
  w->terms[w->count++] = term;
}

static void add_number(walk *w, const isn_token *token) {
  const uint16_t *at = w->doc->fold + token->fold0;
  w->terms[w->count++] = term_of(at, (token->fold1 - token->fold0) * sizeof *at, NUMBER_SEED);
}

static uint8_t role_of(const walk *w, uint32_t token) {
  const isn_reading *r = isn_best(w->doc, token);
  return r && r->lexeme != ISNAD_NONE ? isn_lexicon_lexeme(w->lexicon, r->lexeme)->role : ISN_ROLE_NONE;
}

/* Before a verb or in front of what is said: بدون طيار and من دون طيار are one thing. */
static bool is_negation(const walk *w, uint32_t token) {
  const isn_reading *r = isn_best(w->doc, token);
  return role_of(w, token) == ISN_ROLE_NEG && r->pos != ISN_ADP;
}

static void add_token(walk *w, uint32_t t) {
  const isn_doc *doc = w->doc;
  const isn_token *token = &doc->tokens.at[t];
  if (token->kind == ISN_NUMBER) add_number(w, token);
  else if (token->mention != ISNAD_NONE) add_name(w, token->mention);
  else if (token->kind != ISN_WORD) return;
  else if (is_negation(w, t)) w->negated = NEGATION_REACH + 1;
  else if (role_of(w, t) == ISN_ROLE_RELATIVE) w->negated = 0; /* الرفض الذي جاء: it came */
  else
    for (uint32_t k = 0; k < token->words_count; k++)
      if (is_content(doc->words.at[token->words + k].upos)) add_word(w, &doc->words.at[token->words + k]);
  if (w->negated) w->negated--;
}

static uint32_t words_in(const isn_doc *doc, uint32_t begin, uint32_t end) {
  uint32_t count = 0;
  for (uint32_t t = begin; t < end; t++) count += doc->tokens.at[t].words_count + 1;
  return count;
}

isnad_status isn_find_terms(const isn_opposites *opposites, const isn_lexicon *lexicon, isn_doc *doc, isnad_error *error) {
  for (uint32_t s = 0; s < doc->sentences.count; s++) {
    uint32_t begin = doc->sentence_first.at[s], end = doc->sentence_first.at[s + 1];
    walk w = {.opposites = opposites, .lexicon = lexicon, .doc = doc, .mention = ISNAD_NONE};
    w.terms = isn_arena_alloc(&doc->arena, words_in(doc, begin, end) * sizeof *w.terms);
    if (!w.terms) return isn_nomem(error);
    for (uint32_t t = begin; t < end; t++) add_token(&w, t);
    if (!w.count) continue;
    isn_terms *row = ISN_PUSH(&doc->terms, &doc->arena);
    if (!row) return isn_nomem(error);
    *row = (isn_terms){.span = doc->sentences.at[s].span, .at = w.terms, .count = w.count};
    row->statement = doc->tokens.at[begin + (end - begin) / 2].said;
  }
  return ISNAD_OK;
}
