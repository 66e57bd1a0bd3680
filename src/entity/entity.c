/* The stage: candidates from the lexicon and from patterns, the best that do not overlap, then one entity for each thing named. */
#include "entity/entity.h"

#include <stdlib.h>
#include <string.h>

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

/* ---- choice ---- */

static int better_first(const void *a, const void *b) {
  const isn_candidate *x = a, *y = b;
  uint32_t nx = x->end - x->first, ny = y->end - y->first;
  if (nx != ny) return nx > ny ? -1 : 1;
  if (x->weight != y->weight) return y->weight - x->weight;
  if (x->first != y->first) return x->first < y->first ? -1 : 1;
  if (x->type != y->type) return (int)x->type - (int)y->type;
  if (x->known != y->known) return x->known < y->known ? -1 : 1;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return strcmp(x->why ? x->why : "", y->why ? y->why : "");
}

static int in_order(const void *a, const void *b) {
  const isn_candidate *x = a, *y = b;
  return (x->first > y->first) - (x->first < y->first);
}

bool isn_choose(isn_doc *doc, isn_candidates *all, isn_candidates *chosen) {
  bool *taken = isn_arena_alloc(&doc->arena, doc->tokens.count + 1);
  if (!taken) return false;
  for (uint32_t i = 0; i < chosen->count; i++)
    for (uint32_t k = chosen->at[i].first; k < chosen->at[i].end; k++) taken[k] = true;
  if (all->count) qsort(all->at, all->count, sizeof *all->at, better_first);
  for (uint32_t i = 0; i < all->count; i++) {
    const isn_candidate *c = &all->at[i];
    bool free_run = true;
    for (uint32_t k = c->first; k < c->end; k++) free_run = free_run && !taken[k];
    if (!free_run) continue;
    for (uint32_t k = c->first; k < c->end; k++) taken[k] = true;
    isn_candidate *row = ISN_PUSH(chosen, &doc->arena);
    if (!row) return false;
    *row = *c;
  }
  if (chosen->count) qsort(chosen->at, chosen->count, sizeof *chosen->at, in_order);
  return true;
}

static isnad_status run(const struct isn_lexicon *lexicon, const void *state, isn_doc *doc, isnad_error *error) {
  (void)lexicon;
  const isn_gazetteer *g = state;
  isn_candidates all = {0}, chosen = {0}, surnames = {0};
  bool ok = isn_propose_known(g, doc, &all) && isn_propose_persons(g, doc, &all) && isn_propose_organisations(g, doc, &all) &&
            isn_choose(doc, &all, &chosen) && isn_propose_surnames(g, doc, &chosen, &surnames) &&
            isn_propose_short_bodies(g, doc, &chosen, &surnames) && isn_choose(doc, &surnames, &chosen) &&
            isn_link_mentions(g, doc, &chosen) && isn_find_labels(g, doc);
  return ok ? ISNAD_OK : isn_nomem(error);
}

const isn_stage isn_stage_entity = {.name = "entity", .open = open_state, .run = run, .close = close_state};
