/* What several finders ask of each token, asked once. */
#include "entity/mentions.h"

bool isn_see_tokens(const isn_gazetteer *g, isn_doc *doc) {
  doc->names_seen = NULL;
  isn_names_seen *seen = isn_arena_alloc(&doc->arena, ((size_t)doc->tokens.count + 1) * sizeof *seen);
  if (!seen || !isn_entries_see(doc) || !isn_agents_see(&g->agents, doc) || !isn_nisba_see(&g->agents, doc)) return false;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    seen[i] = (isn_names_seen){.words = isn_name_word(g, doc, i, 0),
                               .title = isn_title_at(g, doc, i),
                               .article = isn_has_article(doc, i),
                               .common = isn_vocabulary(g, doc, i)};
    if (!isn_gazetteer_at(g, doc, i, &seen[i].hit)) seen[i].hit.known = ISNAD_NONE;
  }
  doc->names_seen = seen;
  return true;
}
