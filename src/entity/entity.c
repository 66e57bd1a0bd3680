/* The stage: candidates from the lexicon and from patterns, merged (merge.c), then one entity for each thing named. */
#include "entity/entity.h"

#include <stdlib.h>

#include "entity/labels.h"
#include "entity/offices.h"
#include "entity/tagger.h"

typedef struct state {
  isn_gazetteer gazetteer;
  isn_tagger tagger;
  bool tags; /* there is a model */
} state;

static void close_state(void *opaque) {
  state *s = opaque;
  if (s) isn_arena_free(&s->gazetteer.arena);
  free(s);
}

static isnad_status open_state(const isn_resources *resources, void **out, isnad_error *error) {
  state *s = calloc(1, sizeof *s);
  if (!s) return isn_nomem(error);
  isnad_status status = isn_gazetteer_open(&s->gazetteer, resources->lexicon, error);
  if (!status) status = isn_offices_open(&s->gazetteer.offices, &s->gazetteer, error);
  if (!status && resources->name) {
    status = isn_tagger_open(resources->name, &s->tagger, error);
    s->tags = status == ISNAD_OK;
  }
  if (status) {
    close_state(s);
    return status;
  }
  *out = s;
  return ISNAD_OK;
}

/* The tagger sees what the finders by rule agree on, and has its say beside them. */
static bool propose(const state *s, isn_doc *doc, isn_candidates *all) {
  const isn_gazetteer *g = &s->gazetteer;
  isn_candidates rules = {0};
  if (!isn_propose_by_rules(g, doc, all)) return false;
  if (!s->tags) return true;
  return isn_merge(doc, all, &rules) && isn_propose_tagged(&s->tagger, g, doc, &rules, all);
}

static isnad_status run(const struct isn_lexicon *lexicon, const void *opaque, isn_doc *doc, isnad_error *error) {
  (void)lexicon;
  const state *s = opaque;
  const isn_gazetteer *g = &s->gazetteer;
  isn_candidates all = {0}, chosen = {0}, surnames = {0};
  bool ok = isn_see_tokens(g, doc) && propose(s, doc, &all) && isn_merge(doc, &all, &chosen) &&
            isn_propose_surnames(g, doc, &chosen, &surnames) && isn_propose_short_bodies(g, doc, &chosen, &surnames) &&
            isn_merge(doc, &surnames, &chosen) && isn_link_mentions(g, doc, &chosen) && isn_find_labels(g, doc) &&
            isn_doc_index_labels(doc);
  return ok ? ISNAD_OK : isn_nomem(error);
}

const isnad_place *isn_entity_place(const void *opaque, const char *ref, double lat, double lon) {
  const state *s = opaque;
  return isn_units_find(&s->gazetteer.units, ref, lat, lon);
}

const isn_stage isn_stage_entity = {.name = "entity", .open = open_state, .run = run, .close = close_state};
