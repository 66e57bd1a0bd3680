#include "event/modality.h"

#include <string.h>

enum { SCOPE_TOKENS = 7 };

static bool modality_named(const char *name, isnad_modality *out) {
  for (int k = 0; k < ISNAD_MODALITIES; k++)
    if (strcmp(name, isnad_modality_name((isnad_modality)k)) == 0) return *out = (isnad_modality)k, true;
  return false;
}

isnad_status isn_moods_open(isn_moods *moods, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error) {
  const isn_table *table = moods->table = isn_lexicon_table(lexicon, "modality.tsv");
  moods->count = isn_lexicon_lexemes(lexicon);
  moods->by_lexeme = isn_arena_alloc(arena, (size_t)moods->count + 1);
  moods->next_only = isn_arena_alloc(arena, (size_t)moods->count + 1);
  if (!moods->by_lexeme || !moods->next_only) return isn_nomem(error);
  for (uint32_t i = 0; i < table->rows.count; i++) {
    const isn_row *row = &table->rows.at[i];
    const char *word = row->cells[0], *pos = isn_cell(table, row, "pos"), *scope = isn_cell(table, row, "scope");
    isnad_modality modality;
    if (!modality_named(isn_cell(table, row, "modality"), &modality))
      return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0,
                         "column modality: expected actual, planned, demanded, hypothetical or denied");
    bool verb = strcmp(pos, "verb") == 0, noun = strcmp(pos, "noun") == 0;
    if (verb || noun) {
      uint32_t id = isn_lexicon_find(lexicon, verb ? ISN_LEX_VERB : ISN_LEX_NOUN, word, strlen(word));
      if (id == ISNAD_NONE) continue;
      moods->by_lexeme[id] = (uint8_t)(modality + 1);
      moods->next_only[id] = strcmp(scope, "next") == 0;
      continue;
    }
    size_t n = strcspn(word, " ");
    isn_key key = isn_fold_text(arena, word, n);
    bool fresh;
    uint32_t *slot = key.at ? isn_map_put(&moods->words, arena, key.at, key.length, &fresh) : NULL;
    if (!slot) return isn_nomem(error);
    if (fresh) *slot = i + 1;
  }
  return ISNAD_OK;
}

/* The table row of a particle that begins at token i, all its words matched; rows with the same first word follow each other's search. */
static const isn_row *particle_at(const isn_moods *moods, const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  if (t->kind != ISN_WORD) return NULL;
  uint32_t skip = t->fold1 - t->fold0 >= 3 && (doc->fold[t->fold0] == 0x648 || doc->fold[t->fold0] == 0x641) ? 1 : 0;
  const uint32_t *slot = isn_map_get(&moods->words, doc->fold + t->fold0, t->fold1 - t->fold0);
  if (!slot && skip) slot = isn_map_get(&moods->words, doc->fold + t->fold0 + 1, t->fold1 - t->fold0 - 1);
  if (!slot) return NULL;
  const isn_row *found = NULL;
  const char *first = moods->table->rows.at[*slot - 1].cells[0];
  size_t first_length = strcspn(first, " ");
  for (uint32_t r = *slot - 1; r < moods->table->rows.count && !found; r++) {
    const isn_row *row = &moods->table->rows.at[r];
    const char *word = row->cells[0];
    if (strncmp(word, first, first_length) != 0 || (word[first_length] && word[first_length] != ' ')) continue;
    const char *rest = word + first_length;
    uint32_t k = i;
    bool same = true;
    while (same && *rest == ' ' && ++k < doc->tokens.count) {
      size_t n = strcspn(rest + 1, " ");
      uint16_t letters[64];
      isn_key key = isn_fold_into(letters, 64, rest + 1, n);
      const isn_token *next = &doc->tokens.at[k];
      same = next->fold1 - next->fold0 == key.length && memcmp(doc->fold + next->fold0, key.at, key.length * sizeof *key.at) == 0;
      rest += n + 1;
    }
    if (same && !*rest) found = row;
  }
  return found;
}

static isnad_modality row_modality(const isn_moods *moods, const isn_row *row) {
  isnad_modality m = ISNAD_ACTUAL;
  (void)modality_named(isn_cell(moods->table, row, "modality"), &m);
  return m;
}

static bool adjective(const isn_moods *moods, const isn_row *row) { return strcmp(isn_cell(moods->table, row, "pos"), "adjective") == 0; }

static bool next_scope(const isn_moods *moods, const isn_row *row) { return strcmp(isn_cell(moods->table, row, "scope"), "next") == 0; }

/* An adjective after the noun: الهجوم المرتقب. */
static bool by_adjective(const isn_moods *moods, const isn_doc *doc, uint32_t anchor, isnad_modality *out) {
  uint32_t chunk = doc->tokens.at[anchor].chunk;
  if (chunk == ISNAD_NONE) return false;
  for (uint32_t i = anchor + 1; i < doc->chunks.at[chunk].end; i++) {
    const isn_token *t = &doc->tokens.at[i];
    const uint16_t *w = doc->fold + t->fold0;
    uint32_t n = t->fold1 - t->fold0, from = n > 4 && w[0] == 0x627 && w[1] == 0x644 ? 2 : 0;
    for (uint32_t cut = 0; cut < 2; cut++) {
      if (n < from + cut + 3 || (cut && w[n - 1] != 0x647 && w[n - 1] != 0x627)) continue;
      const uint32_t *slot = isn_map_get(&moods->words, w + from, n - from - cut);
      if (slot && adjective(moods, &moods->table->rows.at[*slot - 1]))
        return *out = row_modality(moods, &moods->table->rows.at[*slot - 1]), true;
    }
  }
  return false;
}

/* What governs the anchor from before it in its clause: the nearest governor decides. */
static bool by_governor(const isn_moods *moods, const isn_act *act, isnad_modality *out, const char **why) {
  isn_doc *doc = act->doc;
  uint32_t first = act->match->tokens[0] < act->anchor ? act->match->tokens[0] : act->anchor, sentence = doc->tokens.at[first].sentence;
  for (uint32_t i = first, n = 0; i-- > 0 && n < SCOPE_TOKENS; n++) {
    const isn_token *t = &doc->tokens.at[i];
    if (t->sentence != sentence) break;
    const isn_chunk *c = t->chunk == ISNAD_NONE ? NULL : &doc->chunks.at[t->chunk];
    if (t->kind == ISN_MARK && n) break;
    const isn_row *row = particle_at(moods, doc, i);
    if (row && !adjective(moods, row) && (!next_scope(moods, row) || i + 1 == first)) {
      *out = row_modality(moods, row);
      *why = row->cells[0];
      return true;
    }
    const isn_reading *r = isn_best(doc, i);
    if (r && t->mention == ISNAD_NONE && r->lexeme != ISNAD_NONE && r->lexeme < moods->count && moods->by_lexeme[r->lexeme] &&
        (!moods->next_only[r->lexeme] || i + 1 == first)) {
      *out = (isnad_modality)(moods->by_lexeme[r->lexeme] - 1);
      *why = isn_lexicon_lexeme(act->lexicon, r->lexeme)->lemma;
      return true;
    }
    /* another act's own verb closes the scope, except before أن */
    if (c && c->kind == ISN_CHUNK_VERB && t->pos == ISN_VERB && n > 0) break;
    if (c && c->kind == ISN_CHUNK_COMP && c->relative) break;
    if (c && c->kind == ISN_CHUNK_CONJ && n > 2) break;
  }
  return false;
}

static bool by_statement(const isn_doc *doc, uint32_t statement, uint32_t anchor_start, isnad_modality *out) {
  if (statement == ISNAD_NONE) return false;
  const isnad_statement *st = &doc->statements.at[statement];
  /* what is demanded or refused are the nouns that the content lists, up to the first clause in it */
  uint32_t t = st->contents ? isn_doc_token_at(doc, st->content[0].start) : doc->tokens.count;
  for (uint32_t c = t < doc->tokens.count ? doc->tokens.at[t].chunk : doc->chunks.count; c < doc->chunks.count; c++) {
    const isn_chunk *chunk = &doc->chunks.at[c];
    uint32_t start = doc->tokens.at[chunk->first].start;
    if (start >= anchor_start) break;
    if (start >= st->content[0].start && (chunk->kind == ISN_CHUNK_COMP || (chunk->kind == ISN_CHUNK_VERB && start > st->content[0].start)))
      return false;
  }
  switch (st->cue_class) {
    case ISNAD_DEMAND: return *out = ISNAD_DEMANDED, true;
    case ISNAD_PROMISE: return *out = ISNAD_PLANNED, true;
    case ISNAD_WARN: return *out = ISNAD_HYPOTHETICAL, true;
    case ISNAD_REFUSE:
    case ISNAD_DENY: return *out = ISNAD_DENIED, true;
    default: return false;
  }
}

/* قد before an imperfect: may. */
static bool after_qad(const isn_act *act) {
  uint32_t i = act->match->tokens[0];
  if (!i || act->doc->tokens.at[i - 1].sentence != act->doc->tokens.at[i].sentence) return false;
  const isn_reading *r = isn_best(act->doc, i - 1);
  const isn_lexeme *l = r ? isn_lexicon_lexeme(act->lexicon, r->lexeme) : NULL;
  return l && l->lexeme_class == ISN_LEX_FUNCTION && l->role == ISN_ROLE_PERFECT;
}

isnad_modality isn_modality_of(const isn_moods *moods, const isn_act *act, uint32_t statement, const char **why) {
  const isn_doc *doc = act->doc;
  const isn_reading *r = isn_best(doc, act->match->tokens[0]);
  isnad_modality m;
  *why = NULL;
  if (by_governor(moods, act, &m, why)) {
    if (r && r->proclitics & ISN_SA) return ISNAD_PLANNED;
    return m;
  }
  if (r && r->proclitics & ISN_SA) return *why = "س", ISNAD_PLANNED;
  if (r && r->form == ISN_PRESENT && after_qad(act)) return *why = "قد", ISNAD_HYPOTHETICAL;
  if (r && r->proclitics & ISN_LI && r->pos == ISN_VERB) return *why = "ل", ISNAD_PLANNED;
  if (by_adjective(moods, doc, act->anchor, &m)) return *why = "adjective", m;
  if (by_statement(doc, statement, doc->tokens.at[act->anchor].start, &m)) return *why = "statement", m;
  return ISNAD_ACTUAL;
}
