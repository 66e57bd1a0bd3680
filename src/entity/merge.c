/* Merges the proposals of all finders (gazetteer, patterns; a trained tagger is one more): see isn_merge in mentions.h. Whole numbers, so
 * that the outcome is the same everywhere; linear in the tokens but for one sort. */
#include <stdlib.h>
#include <string.h>

#include "entity/mentions.h"

enum { SURE = 100, WORD = 64 }; /* a word of a name counts as much as this sureness: longer names win unless much doubted */

static int by_span(const void *a, const void *b) {
  const isn_candidate *x = a, *y = b;
  if (x->end != y->end) return x->end < y->end ? -1 : 1;
  if (x->first != y->first) return x->first < y->first ? -1 : 1;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  if (x->type != y->type) return (int)x->type - (int)y->type;
  if (x->weight != y->weight) return y->weight - x->weight;
  if (x->known != y->known) return x->known < y->known ? -1 : 1;
  return strcmp(x->why ? x->why : "", y->why ? y->why : "");
}

static bool same(const isn_candidate *x, const isn_candidate *y) {
  return x->first == y->first && x->end == y->end && x->start == y->start && x->type == y->type;
}

/* Independent finders that agree: doubt is multiplied. The surer one says why; what it does not know the other adds. */
static void unite(isn_candidate *into, const isn_candidate *other) {
  if (into->why != other->why) into->weight = SURE - (SURE - into->weight) * (SURE - other->weight) / SURE;
  if (into->known == ISNAD_NONE) into->known = other->known;
  if (!into->sector) into->sector = other->sector;
}

static uint64_t worth(const isn_candidate *c) {
  uint64_t words = c->end - c->first;
  return words * words * WORD + (uint64_t)(c->weight > 0 ? c->weight : 0);
}

static int in_order(const void *a, const void *b) {
  const isn_candidate *x = a, *y = b;
  return (x->first > y->first) - (x->first < y->first);
}

bool isn_merge(isn_doc *doc, isn_candidates *all, isn_candidates *chosen) {
  uint32_t tokens = doc->tokens.count, left = 0;
  bool *taken = isn_arena_alloc(&doc->arena, (size_t)tokens + 1);
  uint64_t *best = isn_arena_alloc(&doc->arena, ((size_t)tokens + 1) * sizeof *best); /* the highest sum over tokens [0, t) */
  uint32_t *last = isn_arena_alloc(&doc->arena, ((size_t)tokens + 1) * sizeof *last); /* candidate + 1 that ends at t in it, or 0 */
  if (!taken || !best || !last) return false;
  for (uint32_t i = 0; i < chosen->count; i++)
    for (uint32_t k = chosen->at[i].first; k < chosen->at[i].end; k++) taken[k] = true;
  if (all->count) qsort(all->at, all->count, sizeof *all->at, by_span);
  for (uint32_t i = 0; i < all->count; i++) {
    bool open = true;
    for (uint32_t k = all->at[i].first; k < all->at[i].end; k++) open = open && !taken[k];
    if (!open) continue;
    if (left && same(&all->at[left - 1], &all->at[i])) unite(&all->at[left - 1], &all->at[i]);
    else all->at[left++] = all->at[i];
  }
  all->count = left;
  for (uint32_t t = 1, i = 0; t <= tokens; t++) {
    best[t] = best[t - 1];
    for (; i < left && all->at[i].end == t; i++) {
      uint64_t sum = best[all->at[i].first] + worth(&all->at[i]);
      if (sum > best[t]) best[t] = sum, last[t] = i + 1;
    }
  }
  for (uint32_t t = tokens; t > 0;) {
    if (!last[t]) {
      t--;
      continue;
    }
    isn_candidate *row = ISN_PUSH(chosen, &doc->arena);
    if (!row) return false;
    *row = all->at[last[t] - 1];
    t = row->first;
  }
  if (chosen->count) qsort(chosen->at, chosen->count, sizeof *chosen->at, in_order);
  return true;
}

bool isn_propose_by_rules(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out) {
  return isn_propose_known(g, doc, out) && isn_propose_persons(g, doc, out) && isn_propose_organisations(g, doc, out);
}
