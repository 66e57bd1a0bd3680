/* Other mentions of bodies whose fuller name the document has: a coalition by the word التحالف, a movement by the one word after its head
 * where that stands in quotation marks («الشباب» after حركة الشباب). */
#include <string.h>

#include "entity/mentions.h"

static bool quoted_word(const isn_doc *doc, uint32_t i) {
  return i > 0 && i + 1 < doc->tokens.count && doc->tokens.at[i - 1].kind == ISN_QUOTE_OPEN &&
         doc->tokens.at[i + 1].kind == ISN_QUOTE_CLOSE;
}

enum { TWO_WORDS = 40 };

/* The letters of two words of the text with the article, clitics of the first taken off; 0 if they are none, or too long. */
static uint32_t two_words(const isn_doc *doc, uint32_t i, uint16_t out[TWO_WORDS]) {
  uint32_t n = 0;
  if (i + 1 >= doc->tokens.count || doc->tokens.at[i + 1].sentence != doc->tokens.at[i].sentence || !isn_has_article(doc, i)) return 0;
  for (uint32_t k = i; k < i + 2; k++) {
    const isn_token *t = &doc->tokens.at[k];
    uint32_t from = t->fold0;
    while (k == i && from + 1 < t->fold1 && !(doc->fold[from] == 0x644 && doc->fold[from - (from > t->fold0)] != 0x644)) from++;
    if (k == i) from += doc->fold[from + 1] == 0x644; /* لل */
    if (t->kind != ISN_WORD || (k > i && doc->fold[from] != 0x627) || n + t->fold1 - from > TWO_WORDS) return 0;
    memcpy(out + n, doc->fold + from, (t->fold1 - from) * sizeof *out);
    n += t->fold1 - from;
  }
  return n;
}

/* القيادة العامة للجيش, اللجنة العليا للانتخابات: files what such a body is called for short. */
static bool file_short(isn_doc *doc, const isn_candidate *full, uint32_t c, isn_map *words) {
  uint16_t letters[TWO_WORDS], *own;
  const uint32_t k = full->first + 2;
  if (full->end < k + 1 || doc->fold[doc->tokens.at[k].fold0] != 0x644 || !isn_has_article(doc, k)) return true;
  const uint32_t n = two_words(doc, full->first, letters);
  if (!n) return true;
  own = isn_arena_alloc(&doc->arena, n * sizeof *own);
  if (!own) return false;
  memcpy(own, letters, n * sizeof *own);
  bool fresh;
  uint32_t *slot = isn_map_put(words, &doc->arena, own, n, &fresh);
  if (slot) *slot = c + 1;
  return slot != NULL;
}

/* Files the words that follow a head in the bodies chosen: letters → candidate + 1. */
static bool collect(const isn_gazetteer *g, isn_doc *doc, const isn_candidates *chosen, isn_map *words) {
  for (uint32_t c = 0; c < chosen->count; c++) {
    const isn_candidate *full = &chosen->at[c];
    if (full->type != ISNAD_ORG) continue;
    const isn_reading *r = isn_best(doc, full->first);
    if (!file_short(doc, full, c, &words[1])) return false;
    if (full->end != full->first + 2 || !r || !(isn_lexeme_is(g, r->lexeme) & ISN_LEXEME_HEAD) || !isn_has_article(doc, full->first + 1))
      continue;
    const isn_token *t = &doc->tokens.at[full->first + 1];
    bool fresh;
    uint32_t *slot = isn_map_put(words, &doc->arena, doc->fold + t->fold0, t->fold1 - t->fold0, &fresh);
    if (!slot) return false;
    *slot = c + 1;
  }
  return true;
}

static bool adjective_follows(const isn_doc *doc, uint32_t i) {
  const isn_reading *next = i + 1 < doc->tokens.count ? isn_best(doc, i + 1) : NULL;
  return next && next->pos == ISN_ADJ && isn_has_article(doc, i + 1);
}

/* هذا التحالف: one of which the text has just spoken. */
static bool pointed_at(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_reading *r = i ? isn_best(doc, i - 1) : NULL;
  const isn_lexeme *l = r ? isn_lexicon_lexeme(g->lexicon, r->lexeme) : NULL;
  return l && l->lexeme_class == ISN_LEX_FUNCTION && l->role == ISN_ROLE_DEMONSTRATIVE;
}

/* Whether a coalition that has this short name was named in full; kept in *known after the first time. */
static bool coalition_here(const isn_gazetteer *g, const isn_candidates *chosen, const isn_hit *hit, uint32_t *known) {
  if (*known != ISNAD_NONE) return *known == hit->known;
  for (uint32_t c = 0; c < chosen->count; c++) {
    if (chosen->at[c].type != ISNAD_ORG || chosen->at[c].known == ISNAD_NONE) continue;
    for (uint32_t row = hit->known; row != ISNAD_NONE; row = g->known.at[row].next)
      if (strcmp(g->known.at[row].ref, g->known.at[chosen->at[c].known].ref) == 0) {
        *known = hit->known;
        return true;
      }
  }
  *known = g->known.count; /* none */
  return false;
}

bool isn_propose_short_bodies(const isn_gazetteer *g, isn_doc *doc, const isn_candidates *chosen, isn_candidates *out) {
  isn_map words[2] = {{0}}; /* of one word, of two */
  uint32_t coalition = ISNAD_NONE;
  if (!collect(g, doc, chosen, words)) return false;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const isn_token *t = &doc->tokens.at[i];
    isn_hit hit;
    if (t->kind != ISN_WORD || t->time != ISNAD_NONE) continue;
    isn_candidate c = {i, i + 1, t->start, ISNAD_ORG, ISNAD_NONE, 14, "names:short-body", NULL};
    uint16_t letters[TWO_WORDS];
    const uint32_t n = words[1].count ? two_words(doc, i, letters) : 0;
    const uint32_t *two = n ? isn_map_get(&words[1], letters, n) : NULL;
    if (two && !adjective_follows(doc, i + 1)) {
      c.end = i + 2, c.start = isn_doc_noun_start(doc, i), c.known = chosen->at[*two - 1].known, c.sector = chosen->at[*two - 1].sector;
      isn_candidate *row = ISN_PUSH(out, &doc->arena);
      if (!row) return false;
      *row = c;
      continue;
    }
    bool definite = isn_has_article(doc, i);
    if (definite && isn_gazetteer_at(g, doc, i, &hit) && isn_short_coalition(g, doc, &hit) && coalition_here(g, chosen, &hit, &coalition) &&
        !adjective_follows(doc, i) && !pointed_at(g, doc, i))
      c.known = hit.known, c.start = doc->fold_at[hit.fold_start];
    else if (!quoted_word(doc, i) || !isn_map_get(&words[0], doc->fold + t->fold0, t->fold1 - t->fold0)) continue;
    isn_candidate *row = ISN_PUSH(out, &doc->arena);
    if (!row) return false;
    *row = c;
  }
  return true;
}
