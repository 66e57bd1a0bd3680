/* The stage: candidates from the lexicon and from patterns, the best that do not overlap, then one entity for each thing named. */
#include "entity/entity.h"

#include <stdlib.h>
#include <string.h>

#include "entity/labels.h"
#include "entity/mentions.h"

static isnad_status open_state(const struct isn_lexicon *lexicon, void **out, isnad_error *error) {
  isn_gazetteer *g = calloc(1, sizeof *g);
  if (!g) return isn_nomem(error);
  isnad_status status = isn_gazetteer_open(g, lexicon, error);
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
  return (int)x->type - (int)y->type;
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

/* ---- identity ---- */

/* The country that the document's names speak of most, to tell places of one name apart. */
static const char *main_country(const isn_gazetteer *g, const isn_candidates *chosen) {
  const char *best = NULL;
  uint32_t most = 0;
  for (uint32_t i = 0; i < chosen->count; i++) {
    const isn_known *k = chosen->at[i].known == ISNAD_NONE ? NULL : &g->known.at[chosen->at[i].known];
    if (!k || !k->country || k->rank == 2) continue;
    uint32_t votes = 0;
    for (uint32_t j = 0; j < chosen->count; j++) {
      const isn_known *o = chosen->at[j].known == ISNAD_NONE ? NULL : &g->known.at[chosen->at[j].known];
      if (o && o->country && o->rank != 2 && strcmp(o->country, k->country) == 0) votes += o->rank >= 3 ? 2 : 1;
    }
    if (votes > most) most = votes, best = k->country;
  }
  return best;
}

static const isn_known *resolve(const isn_gazetteer *g, const isn_candidate *c, const char *country) {
  const isn_known *best = NULL;
  double score = -1;
  for (uint32_t k = c->known; k != ISNAD_NONE; k = g->known.at[k].next) {
    const isn_known *row = &g->known.at[k];
    if (row->type != c->type) continue;
    double s = row->rank * 10 + (row->population > 0 ? 1 + row->population / 1e7 : 0) + (country && row->country && strcmp(row->country, country) == 0 ? 25 : 0);
    if (s > score) score = s, best = row;
  }
  return best;
}

static isn_key name_key(isn_doc *doc, const isn_candidate *c) {
  uint32_t from = doc->tokens.at[c->first].fold0, end = doc->tokens.at[c->end - 1].fold1;
  while (from < end && doc->fold_at[from] < c->start) from++;
  return (isn_key){doc->fold + from, end - from};
}

/* Whether the words of the shorter name close the longer one, or open and close it. */
static bool same_person(const isn_doc *doc, const isn_candidate *a, const isn_candidate *b) {
  const isn_candidate *longer = a->end - a->first >= b->end - b->first ? a : b, *shorter = longer == a ? b : a;
  uint32_t n = shorter->end - shorter->first;
  const isn_token *x = &doc->tokens.at[longer->end - 1], *y = &doc->tokens.at[shorter->end - 1];
  uint32_t from = y->fold0;
  if (n == 1)
    while (from < y->fold1 && doc->fold_at[from] < shorter->start) from++;
  if (x->fold1 - x->fold0 != y->fold1 - from || memcmp(doc->fold + x->fold0, doc->fold + from, (y->fold1 - from) * sizeof *doc->fold) != 0) return false;
  if (n == 1) return true;
  const isn_token *fx = &doc->tokens.at[longer->first], *fy = &doc->tokens.at[shorter->first];
  return doc->fold[fx->fold1 - 1] == doc->fold[fy->fold1 - 1] && (longer->end - longer->first != n || fx->fold1 - fx->fold0 == fy->fold1 - fy->fold0);
}

typedef struct link {
  uint32_t entity;
  const isn_known *known;
} link;

static const char *sector_of(const char *code) {
  const char *blank = code ? strchr(code, ' ') : NULL;
  return blank ? blank + 1 : code;
}

static bool add_entity(isn_doc *doc, const isn_candidate *c, const isn_known *k) {
  isnad_entity *e = ISN_PUSH(&doc->entities, &doc->arena);
  isn_entity_facts *f = e ? ISN_PUSH(&doc->facts, &doc->arena) : NULL;
  if (!f) return false;
  e->type = (isnad_entity_type)c->type;
  if (k) {
    *e = (isnad_entity){(isnad_entity_type)c->type, k->name_ar, k->name_en, k->ref, k->code, k->has_geo && c->type == ISNAD_LOC, k->lat, k->lon};
    *f = (isn_entity_facts){k->kind, k->country, sector_of(k->code)};
  } else {
    e->name_ar = isn_doc_text(doc, isn_span(c->start, doc->tokens.at[c->end - 1].end));
    *f = (isn_entity_facts){NULL, NULL, c->sector};
    e->code = c->sector;
  }
  return e->name_ar != NULL;
}

static bool link_mentions(const isn_gazetteer *g, isn_doc *doc, const isn_candidates *chosen) {
  link *links = isn_arena_alloc(&doc->arena, ((size_t)chosen->count + 1) * sizeof *links);
  const char *country = main_country(g, chosen);
  if (!links) return false;
  for (uint32_t i = 0; i < chosen->count; i++) links[i].known = resolve(g, &chosen->at[i], country), links[i].entity = ISNAD_NONE;
  /* known names first, so that "بشار الأسد" unknown in full joins the one known by surname only where the words agree */
  for (uint32_t i = 0; i < chosen->count; i++) {
    const isn_candidate *c = &chosen->at[i];
    for (uint32_t j = 0; j < i && links[i].entity == ISNAD_NONE; j++) {
      const isn_candidate *o = &chosen->at[j];
      if (o->type != c->type) continue;
      bool same_ref = links[i].known && links[j].known && strcmp(links[i].known->ref, links[j].known->ref) == 0;
      bool both_known = links[i].known && links[j].known;
      bool same = same_ref || (!both_known && isn_key_equal(name_key(doc, c), name_key(doc, o))) || (!both_known && c->type == ISNAD_PER && same_person(doc, c, o));
      if (same) links[i].entity = links[j].entity;
    }
    if (links[i].entity == ISNAD_NONE) {
      links[i].entity = doc->entities.count;
      if (!add_entity(doc, c, links[i].known)) return false;
    } else if (links[i].known && !doc->entities.at[links[i].entity].ref) { /* the full name came first, unknown; now it is known */
      isnad_entity *e = &doc->entities.at[links[i].entity];
      e->ref = links[i].known->ref;
      e->name_en = links[i].known->name_en;
      e->code = links[i].known->code;
      doc->facts.at[links[i].entity] = (isn_entity_facts){links[i].known->kind, links[i].known->country, sector_of(links[i].known->code)};
    } else if (!doc->entities.at[links[i].entity].ref) { /* keep the fuller name */
      const char *fuller = isn_doc_text(doc, isn_span(c->start, doc->tokens.at[c->end - 1].end));
      if (!fuller) return false;
      if (strlen(fuller) > strlen(doc->entities.at[links[i].entity].name_ar)) doc->entities.at[links[i].entity].name_ar = fuller;
    }
    isnad_mention *m = ISN_PUSH(&doc->mentions, &doc->arena);
    if (!m) return false;
    *m = (isnad_mention){links[i].entity, isn_span(c->start, doc->tokens.at[c->end - 1].end), {c->why, c->known != ISNAD_NONE ? 0.85f : 0.65f}};
    for (uint32_t k = c->first; k < c->end; k++) doc->tokens.at[k].mention = doc->mentions.count - 1;
  }
  return true;
}

static isnad_status run(const struct isn_lexicon *lexicon, const void *state, isn_doc *doc, isnad_error *error) {
  (void)lexicon;
  const isn_gazetteer *g = state;
  isn_candidates all = {0}, chosen = {0}, surnames = {0};
  bool ok = isn_propose_known(g, doc, &all) && isn_propose_persons(g, doc, &all) && isn_propose_organisations(g, doc, &all) && isn_choose(doc, &all, &chosen) &&
            isn_propose_surnames(g, doc, &chosen, &surnames) && isn_choose(doc, &surnames, &chosen) && link_mentions(g, doc, &chosen) && isn_find_labels(g, doc);
  return ok ? ISNAD_OK : isn_nomem(error);
}

const isn_stage isn_stage_entity = {.name = "entity", .open = open_state, .run = run, .close = close_state};
