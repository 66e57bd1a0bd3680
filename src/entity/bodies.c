/* Other mentions of bodies whose fuller name the document has: a coalition by the word التحالف, a movement by the one word after its head
 * where that stands in quotation marks («الشباب» after حركة الشباب). */
#include <string.h>

#include "entity/mentions.h"

static bool quoted_word(const isn_doc *doc, uint32_t i) {
  return i > 0 && i + 1 < doc->tokens.count && doc->tokens.at[i - 1].kind == ISN_QUOTE_OPEN &&
         doc->tokens.at[i + 1].kind == ISN_QUOTE_CLOSE;
}

/* Files the words that follow a head in the bodies chosen: letters → candidate + 1. */
static bool collect(const isn_gazetteer *g, isn_doc *doc, const isn_candidates *chosen, isn_map *words, bool *coalition) {
  for (uint32_t c = 0; c < chosen->count; c++) {
    const isn_candidate *full = &chosen->at[c];
    if (full->type != ISNAD_ORG) continue;
    const isn_known *k = full->known == ISNAD_NONE ? NULL : &g->known.at[full->known];
    *coalition = *coalition || (k && k->rank == 5 && k->code && strcmp(k->code, "IGO MIL") == 0);
    const isn_reading *r = isn_best(doc, full->first);
    if (full->end != full->first + 2 || !r || r->lexeme >= g->lexemes || !g->is_head[r->lexeme] || !isn_has_article(doc, full->first + 1))
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

bool isn_propose_short_bodies(const isn_gazetteer *g, isn_doc *doc, const isn_candidates *chosen, isn_candidates *out) {
  isn_map words = {0};
  bool coalition = false;
  if (!collect(g, doc, chosen, &words, &coalition)) return false;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const isn_token *t = &doc->tokens.at[i];
    isn_hit hit;
    if (t->kind != ISN_WORD || t->time != ISNAD_NONE) continue;
    isn_candidate c = {i, i + 1, t->start, ISNAD_ORG, ISNAD_NONE, 14, "names:short-body", NULL};
    if (coalition && isn_gazetteer_at(g, doc, i, &hit) && isn_short_coalition(g, doc, &hit) && !adjective_follows(doc, i))
      c.known = hit.known, c.start = doc->fold_at[hit.fold_start];
    else if (!quoted_word(doc, i) || !isn_map_get(&words, doc->fold + t->fold0, t->fold1 - t->fold0)) continue;
    isn_candidate *row = ISN_PUSH(out, &doc->arena);
    if (!row) return false;
    *row = c;
  }
  return true;
}
