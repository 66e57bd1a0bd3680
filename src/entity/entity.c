/* The stage: candidates from the lexicon and from patterns, merged (merge.c), then one entity for each thing named. */
#include "entity/entity.h"

#include <stdlib.h>

#include "entity/labels.h"
#include "entity/mentions.h"

static isnad_status open_state(const isn_resources *resources, void **out, isnad_error *error) {
  isn_gazetteer *g = calloc(1, sizeof *g);
  if (!g) return isn_nomem(error);
  isnad_status status = isn_gazetteer_open(g, resources->lexicon, error);
  if (status) {
    isn_arena_free(&g->arena);
    free(g);
    return status;
  }
  *out = g;
  return ISNAD_OK;
}

static void close_state(void *opaque) {
  isn_gazetteer *g = opaque;
  if (g) isn_arena_free(&g->arena);
  free(g);
}

static isnad_status run(const struct isn_lexicon *lexicon, const void *state, isn_doc *doc, isnad_error *error) {
  (void)lexicon;
  const isn_gazetteer *g = state;
  isn_candidates all = {0}, chosen = {0}, surnames = {0};
  bool ok = isn_propose_known(g, doc, &all) && isn_propose_persons(g, doc, &all) && isn_propose_organisations(g, doc, &all) &&
            isn_merge(doc, &all, &chosen) && isn_propose_surnames(g, doc, &chosen, &surnames) &&
            isn_propose_short_bodies(g, doc, &chosen, &surnames) && isn_merge(doc, &surnames, &chosen) &&
            isn_link_mentions(g, doc, &chosen) && isn_find_labels(g, doc);
  return ok ? ISNAD_OK : isn_nomem(error);
}

const isn_stage isn_stage_entity = {.name = "entity", .open = open_state, .run = run, .close = close_state};
