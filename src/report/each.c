/* An archive in overviews of a bounded size. What several documents say of one thing they say of one country and within days or weeks, so a
 * large archive is cut where least is lost: stories are never parted, and those of one country stand together in the order of their first
 * days. */
#include <stdlib.h>
#include <string.h>

#include "report/model.h"

enum { AT_ONCE = 600 }; /* documents that are held and compared together */

typedef struct story_row {
  int64_t story;
  uint32_t first, count; /* its first document, and how many it has */
  char country[4];       /* that most of its documents are about */
} story_row;

typedef struct member {
  int64_t story;
  uint32_t row; /* of the links */
} member;

typedef struct walk {
  isn_arena arena;
  isn_links links;
  const char (*countries)[4];
  member *members; /* by story, then in the order of the links */
  story_row *stories;
  uint32_t stories_count;
} walk;

static int by_story(const void *a, const void *b) {
  const member *left = a, *right = b;
  if (left->story != right->story) return left->story < right->story ? -1 : 1;
  return left->row < right->row ? -1 : left->row > right->row;
}

static int by_country(const void *a, const void *b) {
  const story_row *left = a, *right = b;
  int order = strcmp(left->country, right->country);
  if (order) return order;
  return left->first < right->first ? -1 : left->first > right->first;
}

static int by_text(const void *a, const void *b) { return strcmp(a, b); }

/* The country of most documents of a story, the first in the alphabet where several are; none counts as one. */
static bool find_country(walk *w, story_row *row, const member *members) {
  char(*all)[4] = malloc(row->count * sizeof *all);
  if (!all) return false;
  for (uint32_t i = 0; i < row->count; i++) (void)memcpy(all[i], w->countries[members[i].row], sizeof *all);
  qsort(all, row->count, sizeof *all, by_text);
  uint32_t most = 0;
  for (uint32_t from = 0, to; from < row->count; from = to) {
    for (to = from + 1; to < row->count && strcmp(all[to], all[from]) == 0;) to++;
    if (to - from > most) most = to - from, (void)memcpy(row->country, all[from], sizeof row->country);
  }
  free(all);
  return true;
}

static bool list_stories(walk *w) {
  uint32_t count = w->links.documents_count;
  w->members = isn_arena_alloc(&w->arena, ((size_t)count + 1) * sizeof *w->members);
  w->stories = isn_arena_alloc(&w->arena, ((size_t)count + 1) * sizeof *w->stories);
  if (!w->members || !w->stories) return false;
  for (uint32_t i = 0; i < count; i++) w->members[i] = (member){w->links.documents[i].story, i};
  if (count) qsort(w->members, count, sizeof *w->members, by_story);
  for (uint32_t from = 0, to; from < count; from = to) {
    for (to = from + 1; to < count && w->members[to].story == w->members[from].story;) to++;
    story_row *row = &w->stories[w->stories_count++];
    *row = (story_row){w->members[from].story, w->members[from].row, to - from, ""};
    if (!find_country(w, row, w->members + from)) return false;
  }
  if (w->stories_count) qsort(w->stories, w->stories_count, sizeof *w->stories, by_country);
  return true;
}

static const member *members_of(const walk *w, int64_t story) {
  uint32_t low = 0, high = w->links.documents_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (w->members[middle].story < story) low = middle + 1;
    else high = middle;
  }
  return w->members + low;
}

static int by_row(const void *a, const void *b) {
  uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
  return left < right ? -1 : left > right;
}

/* The documents of stories [from, to) in the order of the links. */
static int64_t *list_analyses(walk *w, isn_arena *arena, uint32_t from, uint32_t to, uint32_t count) {
  uint32_t *rows = isn_arena_alloc(arena, ((size_t)count + 1) * sizeof *rows), filled = 0;
  int64_t *analyses = isn_arena_alloc(arena, ((size_t)count + 1) * sizeof *analyses);
  if (!rows || !analyses) return NULL;
  for (uint32_t s = from; s < to; s++) {
    const member *members = members_of(w, w->stories[s].story);
    for (uint32_t i = 0; i < w->stories[s].count; i++) rows[filled++] = members[i].row;
  }
  if (filled) qsort(rows, filled, sizeof *rows, by_row);
  for (uint32_t i = 0; i < filled; i++) analyses[i] = w->links.documents[rows[i]].analysis;
  return analyses;
}

static isnad_status visit_some(walk *w, isnad_archive *archive, const isnad_engine *engine, uint32_t from, uint32_t to, uint32_t count,
                               isn_visit *visit, void *context, isnad_error *error) {
  isn_arena scratch = {0};
  isn_overview model;
  int64_t *analyses = list_analyses(w, &scratch, from, to, count);
  isnad_status status = analyses ? isn_overview_open_some(&model, archive, engine, &w->links, analyses, count, error) : isn_nomem(error);
  isn_arena_free(&scratch);
  if (status) return status;
  status = visit(context, &model, error);
  isn_overview_close(&model);
  return status;
}

static isnad_status in_parts(walk *w, isnad_archive *archive, const isnad_engine *engine, isn_visit *visit, void *context,
                             isnad_error *error) {
  isnad_status status = isn_store_countries(archive, &w->arena, &w->links, &w->countries, error);
  if (!status && !list_stories(w)) status = isn_nomem(error);
  for (uint32_t from = 0, to; from < w->stories_count && !status; from = to) {
    uint32_t count = w->stories[from].count;
    for (to = from + 1; to < w->stories_count && count + w->stories[to].count <= AT_ONCE; to++) {
      if (strcmp(w->stories[to].country, w->stories[from].country) != 0) break;
      count += w->stories[to].count;
    }
    status = visit_some(w, archive, engine, from, to, count, visit, context, error);
  }
  return status;
}

isnad_status isn_each_overview(isnad_archive *archive, const isnad_engine *engine, isn_visit *visit, void *context, isnad_error *error) {
  walk w = {.stories_count = 0};
  isnad_status status = isn_store_links(archive, &w.arena, &w.links, error);
  if (!status && w.links.documents_count > AT_ONCE) {
    status = in_parts(&w, archive, engine, visit, context, error);
  } else if (!status) {
    isn_overview model;
    status = isn_overview_open(&model, archive, engine, error);
    if (!status) status = visit(context, &model, error), isn_overview_close(&model);
  }
  isn_arena_free(&w.arena);
  return status;
}
