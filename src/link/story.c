/* Stories: what reading the documents in their order gives (isn_order: by day, then by a hash of what they are known by), each of them
 * joining the story that it is most like, or beginning one.
 *
 * The order of reading is not the order of adding. A document that comes late is put in its place, and the documents behind it whose
 * neighbours it changes are decided again, and from there those that have a neighbour in a story that has changed, each at most once, in
 * their order. So the stories are a function of the set of documents, and a document that comes last, as news does, costs itself alone.
 *
 * Whose neighbours it changes (isn_link_late): those that are like it, and those from which it takes one, be it among the nearest with a
 * term or among the candidates. What a document keeps for that is its bar and room. */
#include <math.h>
#include <stdlib.h>

#include "link/link.h"

enum {
  CANDIDATES = 32,  /* of those, by what their key terms share, compared whole */
  LEAST = 50000,    /* likeness, of a million, from which one is a neighbour */
  JOINS = 130000,   /* from which a document joins a story */
  OTHER_PLACE = 80, /* percent that is left where two leads report violence in other places */
  OTHER_DEAD = 70,  /* ... with numbers of dead that differ by more than three in ten */
  OTHER_BOTH = 30,  /* ... with both: two attacks */
  UNDATED_DAYS = 2  /* days that are put between two documents without a date */
};

/* ---- likeness ---- */

static uint64_t product(const isn_profile *a, const isn_profile *b) {
  uint64_t sum = 0;
  for (uint32_t i = 0, j = 0; i < a->terms_count && j < b->terms_count;) {
    if (a->terms[i].hash < b->terms[j].hash) i++;
    else if (a->terms[i].hash > b->terms[j].hash) j++;
    else sum += (uint64_t)a->terms[i++].weight * b->terms[j++].weight;
  }
  return sum;
}

static bool share(const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count) {
  for (uint32_t i = 0; i < a_count; i++)
    for (uint32_t j = 0; j < b_count; j++)
      if (a[i] == b[j]) return true;
  return false;
}

static bool near(uint32_t a, uint32_t b) {
  uint32_t more = a > b ? a : b, less = a > b ? b : a;
  return (uint64_t)(more - less) * 10 <= (uint64_t)more * 3;
}

static bool dead_agree(const isn_profile *a, const isn_profile *b) {
  for (uint32_t i = 0; i < a->dead_count; i++)
    for (uint32_t j = 0; j < b->dead_count; j++)
      if (near(a->dead[i], b->dead[j])) return true;
  return !a->dead_count || !b->dead_count;
}

static int32_t days_between(const isn_profile *a, const isn_profile *b) {
  return a->at.day == ISN_NO_DAY && b->at.day == ISN_NO_DAY ? UNDATED_DAYS : abs(a->at.day - b->at.day);
}

uint32_t isn_likeness(const isn_profile *a, const isn_profile *b) {
  /* exp(-0.15 days), of a million */
  static const uint32_t fading[ISN_WINDOW + 1] = {1000000, 860708, 740818, 637628, 548812, 472367, 406570, 349938, 301194, 259240, 223130};
  int32_t days = days_between(a, b);
  if (days > ISN_WINDOW || !a->norm || !b->norm) return 0;
  /* Multiplied, divided and rooted: what IEEE 754 rounds alike everywhere. */
  double likeness = (double)product(a, b) / sqrt((double)a->norm * (double)b->norm) * fading[days];
  if (a->attack && b->attack) {
    bool elsewhere = a->places_count && b->places_count && !share(a->places, a->places_count, b->places, b->places_count);
    bool others = !dead_agree(a, b);
    if (elsewhere || others) likeness = likeness * (!others ? OTHER_PLACE : !elsewhere ? OTHER_DEAD : OTHER_BOTH) / 100;
  }
  return (uint32_t)likeness;
}

/* ---- neighbours ---- */

typedef struct candidate {
  isn_order at;
  uint64_t shared; /* of key terms alone: for the choice */
} candidate;
typedef ISN_VEC(candidate) candidates;

static int by_document(const void *a, const void *b) {
  const candidate *left = a, *right = b;
  return isn_order_compare(&left->at, &right->at);
}

static int by_shared(const void *a, const void *b) {
  const candidate *left = a, *right = b;
  if (left->shared != right->shared) return left->shared > right->shared ? -1 : 1;
  return -isn_order_compare(&left->at, &right->at);
}

static bool find_candidates(isn_index *index, isn_arena *arena, const isn_profile *profile, candidates *list) {
  isn_term keys[ISN_KEY_TERMS];
  uint32_t count = isn_profile_keys(profile, keys), kept = 0;
  for (uint32_t i = 0; i < count; i++) {
    isn_postings found = {0};
    if (!isn_index_before(index, arena, keys[i].hash, profile->at, profile->at.day - ISN_WINDOW, ISN_REACH, &found)) return false;
    for (uint32_t k = 0; k < found.count; k++) {
      candidate *row = ISN_PUSH(list, arena);
      if (!row) return false;
      *row = (candidate){found.at[k].at, (uint64_t)found.at[k].weight * keys[i].weight};
    }
  }
  if (!list->count) return true;
  qsort(list->at, list->count, sizeof *list->at, by_document);
  for (uint32_t i = 0; i < list->count; i++) {
    if (kept && by_document(&list->at[kept - 1], &list->at[i]) == 0) list->at[kept - 1].shared += list->at[i].shared;
    else list->at[kept++] = list->at[i];
  }
  qsort(list->at, kept, sizeof *list->at, by_shared);
  list->count = kept < CANDIDATES ? kept : CANDIDATES;
  return true;
}

/* The candidates are in the order of what they share, so the last that becomes a neighbour has the bar. */
static bool find_neighbours(isn_index *index, isn_arena *arena, const isn_profile *profile, isn_neighbours *neighbours,
                            isn_decision *decision) {
  candidates list = {0};
  decision->bar = 0;
  decision->room = CANDIDATES;
  if (!find_candidates(index, arena, profile, &list)) return false;
  for (uint32_t i = 0; i < list.count; i++) {
    isn_profile other = {0};
    bool found;
    if (!isn_index_profile(index, arena, list.at[i].at.analysis, &other, &found)) return false;
    uint32_t likeness = found ? isn_likeness(profile, &other) : 0;
    if (likeness < LEAST) continue;
    isn_neighbour *row = ISN_PUSH(neighbours, arena);
    if (!row) return false;
    *row = (isn_neighbour){other.at.analysis, likeness};
    decision->bar = list.at[i].shared;
    decision->room = (int32_t)(CANDIDATES - 1 - i);
  }
  return true;
}

/* ---- documents that come late ---- */

typedef struct behind {
  isn_order at;
  bool crowded; /* one of its terms may have more documents in its window than are looked at */
} behind;
typedef ISN_VEC(behind) behinds;

static int by_place(const void *a, const void *b) {
  const behind *left = a, *right = b;
  return isn_order_compare(&left->at, &right->at);
}

/* The documents behind one that have one of its key terms, each once. Of a term, those with ISN_REACH others in between do not see it. */
static bool find_behind(isn_index *index, isn_arena *arena, const isn_profile *profile, behinds *list) {
  isn_term keys[ISN_KEY_TERMS];
  uint32_t count = isn_profile_keys(profile, keys), kept = 0;
  const isn_order *at = &profile->at;
  for (uint32_t i = 0; i < count; i++) {
    isn_postings after = {0}, before = {0};
    if (!isn_index_behind(index, arena, keys[i].hash, *at, at->day + ISN_WINDOW, ISN_REACH, &after)) return false;
    if (after.count && !isn_index_before(index, arena, keys[i].hash, *at, at->day - ISN_WINDOW, ISN_REACH, &before)) return false;
    for (uint32_t k = 0; k < after.count; k++) {
      behind *row = ISN_PUSH(list, arena);
      if (!row) return false;
      *row = (behind){after.at[k].at, before.count + k + 1 > ISN_REACH};
    }
  }
  if (list->count) qsort(list->at, list->count, sizeof *list->at, by_place);
  for (uint32_t i = 0; i < list->count; i++) {
    if (kept && by_place(&list->at[kept - 1], &list->at[i]) == 0) list->at[kept - 1].crowded |= list->at[i].crowded;
    else list->at[kept++] = list->at[i];
  }
  list->count = kept;
  return true;
}

/* What the key terms of two documents share, as find_candidates counts it for `seen` among the candidates of `seeing`. */
static uint64_t shared_keys(const isn_profile *seen, const isn_profile *seeing) {
  isn_term theirs[ISN_KEY_TERMS], its[ISN_KEY_TERMS];
  uint32_t their_count = isn_profile_keys(seen, theirs), its_count = isn_profile_keys(seeing, its);
  uint64_t shared = 0;
  for (uint32_t i = 0; i < its_count; i++)
    for (uint32_t k = 0; k < their_count; k++)
      if (its[i].hash == theirs[k].hash) shared += (uint64_t)isn_profile_share(seen, theirs[k]) * its[i].weight;
  return shared;
}

/* Marks a document if one that came in before it changes its neighbours. If it only comes between its candidates, that is counted. */
static bool look_again(isn_index *index, isn_arena *arena, const isn_profile *late, const behind *it) {
  isn_profile profile = {0};
  isn_decision decision;
  bool found;
  if (it->crowded) return isn_index_mark(index, it->at);
  if (!isn_index_decision(index, it->at.analysis, &decision)) return false;
  if (decision.room < 0) return isn_index_mark(index, it->at);
  if (!isn_index_profile(index, arena, it->at.analysis, &profile, &found)) return false;
  if (!found) return true;
  if (isn_likeness(late, &profile) >= LEAST) return isn_index_mark(index, it->at);
  if (!decision.bar || shared_keys(late, &profile) < decision.bar) return true;
  if (!decision.room) return isn_index_mark(index, it->at);
  decision.room--;
  return isn_index_put_decision(index, it->at, &decision);
}

bool isn_link_late(isn_index *index, const isn_profile *profile) {
  isn_arena arena = {0};
  behinds list = {0};
  bool done = find_behind(index, &arena, profile, &list);
  for (uint32_t i = 0; i < list.count && done; i++) {
    isn_arena scratch = {0};
    done = look_again(index, &scratch, profile, &list.at[i]);
    isn_arena_free(&scratch);
  }
  isn_arena_free(&arena);
  return done;
}

bool isn_link_gone(isn_index *index, const isn_profile *profile) {
  isn_arena arena = {0};
  behinds list = {0};
  bool done = find_behind(index, &arena, profile, &list);
  for (uint32_t i = 0; i < list.count && done; i++) done = isn_index_mark(index, list.at[i].at);
  isn_arena_free(&arena);
  return done;
}

/* ---- the choice ---- */

typedef struct option {
  int64_t story;
  uint64_t likeness;
  uint32_t neighbours;
} option;
typedef ISN_VEC(option) options;

static int by_story(const void *a, const void *b) {
  const option *left = a, *right = b;
  return left->story < right->story ? -1 : left->story > right->story;
}

static bool list_options(isn_index *index, isn_arena *arena, const isn_neighbours *neighbours, options *list) {
  for (uint32_t i = 0; i < neighbours->count; i++) {
    option *row = ISN_PUSH(list, arena);
    isn_decision its;
    if (!row || !isn_index_decision(index, neighbours->at[i].analysis, &its)) return false;
    row->story = its.story;
    row->likeness = neighbours->at[i].likeness;
    row->neighbours = 1;
  }
  if (list->count) qsort(list->at, list->count, sizeof *list->at, by_story);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < list->count; i++) {
    option *row = &list->at[i];
    if (kept && list->at[kept - 1].story == row->story) list->at[kept - 1].likeness += row->likeness, list->at[kept - 1].neighbours++;
    else list->at[kept++] = *row;
  }
  list->count = kept;
  return true;
}

/* The story that a document is like: the sum of the likeness to its neighbours there, over the geometric mean of their number and that of
 * all documents of the story in the window. Dividing by all of them would keep long stories from growing, by the neighbours alone would
 * let one bridge join two stories. */
static bool choose(isn_index *index, isn_arena *arena, const isn_profile *profile, const isn_neighbours *neighbours, int64_t *story) {
  options list = {0};
  if (!list_options(index, arena, neighbours, &list)) return false;
  double best = JOINS;
  *story = profile->at.tie;
  for (uint32_t i = 0; i < list.count; i++) {
    uint32_t size;
    if (!list.at[i].story) continue;
    if (!isn_index_story_size(index, list.at[i].story, profile->at, profile->at.day - ISN_WINDOW, &size)) return false;
    if (size < list.at[i].neighbours) size = list.at[i].neighbours;
    double likeness = (double)list.at[i].likeness / sqrt((double)list.at[i].neighbours * (double)size);
    if (likeness > best) best = likeness, *story = list.at[i].story;
  }
  return true;
}

/* ---- settling ---- */

static bool note(isn_moves *moves, isn_arena *arena, int64_t from, int64_t to) {
  isn_move *row = ISN_PUSH(moves, arena);
  if (row) *row = (isn_move){from, to};
  return row != NULL;
}

static bool decide(isn_index *index, isn_order at, isn_moves *moves, isn_arena *moves_arena, isn_arena *arena) {
  isn_profile profile = {0};
  isn_neighbours neighbours = {0};
  isn_decision was, is;
  bool found;
  if (!isn_index_profile(index, arena, at.analysis, &profile, &found)) return false;
  if (!found) return true;
  if (!find_neighbours(index, arena, &profile, &neighbours, &is) || !isn_index_put_neighbours(index, at.analysis, &neighbours) ||
      !isn_index_decision(index, at.analysis, &was) || !choose(index, arena, &profile, &neighbours, &is.story))
    return false;
  bool same = is.story == was.story && is.bar == was.bar && is.room == was.room;
  if (!same && !isn_index_put_decision(index, at, &is)) return false;
  if (is.story == was.story) return true;
  int32_t until = at.day + ISN_WINDOW;
  return (!was.story || isn_index_mark_story(index, was.story, at, until)) && isn_index_mark_story(index, is.story, at, until) &&
         note(moves, moves_arena, was.story, is.story);
}

bool isn_link_settle(isn_index *index, isn_moves *moves, isn_arena *arena) {
  for (;;) {
    isn_order at;
    bool found;
    isn_arena scratch = {0};
    if (!isn_index_take_marked(index, &at, &found)) return false;
    if (!found) return true;
    bool done = decide(index, at, moves, arena, &scratch);
    isn_arena_free(&scratch);
    if (!done) return false;
  }
}
