/* Copies: found by shingles that two documents share, judged on their words.
 *
 * A shingle that more than COMMON documents have is a phrase of the trade and finds nothing. That is asked of the archive as it is: when
 * a document makes a shingle common, pairs that were found by it and by nothing else are dropped again, so that the pairs do not depend
 * on who came first. */
#include "link/link.h"

#include <stdlib.h>

enum { COMMON = 64, LEAST_SHARED = 2, FEW_SHINGLES = 8 };

static int by_analysis(const void *a, const void *b) {
  int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
  return left < right ? -1 : left > right;
}

static uint32_t enough(const isn_profile *a, uint32_t b_count) {
  return a->shingles_count < FEW_SHINGLES || b_count < FEW_SHINGLES ? 1 : LEAST_SHARED;
}

static bool judge_pair(isn_index *index, isn_arena *arena, const isn_profile *profile, int64_t other, uint32_t shared) {
  isn_profile its = {0};
  isn_copy copy;
  bool found;
  if (!isn_index_profile(index, arena, other, &its, &found)) return false;
  if (!found || shared < enough(profile, its.shingles_count)) return true;
  if (!isn_index_words(index, arena, other, &its.words, &its.words_count)) return false;
  int32_t days = profile->at.day == ISN_NO_DAY || its.at.day == ISN_NO_DAY ? ISN_NO_DAY : abs(profile->at.day - its.at.day);
  if (!isn_copy_compare(&copy, profile->words, profile->words_count, its.words, its.words_count, days)) return false;
  return copy.kind == ISN_COPY_NONE || isn_index_put_copy(index, profile->at.analysis, other, &copy);
}

/* Whether two of the documents still share enough shingles that are not common. */
static bool still_found(isn_index *index, isn_arena *arena, int64_t a, int64_t b, bool *found) {
  isn_profile left = {0}, right = {0};
  bool has_left, has_right;
  if (!isn_index_profile(index, arena, a, &left, &has_left) || !isn_index_profile(index, arena, b, &right, &has_right)) return false;
  uint32_t shared = 0, need = enough(&left, right.shingles_count);
  for (uint32_t i = 0, j = 0; has_left && has_right && shared < need && i < left.shingles_count && j < right.shingles_count;) {
    /* The first stands for the whole text and is not in order with the rest. */
    if (i == 0 || j == 0) {
      if (left.shingles[0] == right.shingles[0]) shared = need;
      i = j = 1;
      continue;
    }
    if (left.shingles[i] < right.shingles[j]) i++;
    else if (left.shingles[i] > right.shingles[j]) j++;
    else {
      isn_analyses having = {0};
      if (!isn_index_sharing(index, arena, left.shingles[i], COMMON + 1, &having)) return false;
      shared += having.count <= COMMON;
      i++, j++;
    }
  }
  *found = shared >= need;
  return true;
}

/* A shingle has just become common. */
static bool drop_pairs(isn_index *index, const isn_analyses *having) {
  isn_arena scratch = {0};
  bool done = true;
  for (uint32_t i = 0; i < having->count && done; i++) {
    isn_analyses others = {0};
    done = isn_index_copies_of(index, &scratch, having->at[i], &others);
    for (uint32_t k = 0; k < others.count && done; k++) {
      bool found = true, both = bsearch(&others.at[k], having->at, having->count, sizeof *having->at, by_analysis) != NULL;
      if (!both || others.at[k] > having->at[i]) continue;
      done = still_found(index, &scratch, having->at[i], others.at[k], &found);
      if (done && !found) done = isn_index_drop_copy(index, having->at[i], others.at[k]);
    }
  }
  isn_arena_free(&scratch);
  return done;
}

/* The documents that share shingles with this one, once for each that they share. */
static bool collect(isn_index *index, isn_arena *arena, const isn_profile *profile, isn_analyses *all) {
  for (uint32_t i = 0; i < profile->shingles_count; i++) {
    isn_analyses having = {0};
    if (!isn_index_sharing(index, arena, profile->shingles[i], COMMON + 2, &having)) return false;
    if (having.count > COMMON) {
      if (having.count == COMMON + 1) {
        qsort(having.at, having.count, sizeof *having.at, by_analysis);
        if (!drop_pairs(index, &having)) return false;
      }
      continue;
    }
    uint32_t times = i == 0 ? LEAST_SHARED : 1; /* the whole text */
    for (uint32_t k = 0; k < having.count; k++)
      for (uint32_t n = 0; n < times && having.at[k] != profile->at.analysis; n++) {
        int64_t *place = ISN_PUSH(all, arena);
        if (!place) return false;
        *place = having.at[k];
      }
  }
  return true;
}

static bool find_copies(isn_index *index, isn_arena *arena, const isn_profile *profile) {
  isn_analyses all = {0};
  if (!collect(index, arena, profile, &all)) return false;
  if (all.count) qsort(all.at, all.count, sizeof *all.at, by_analysis);
  for (uint32_t from = 0, to; from < all.count; from = to) {
    for (to = from + 1; to < all.count && all.at[to] == all.at[from];) to++;
    isn_arena scratch = {0};
    bool done = judge_pair(index, &scratch, profile, all.at[from], to - from);
    isn_arena_free(&scratch);
    if (!done) return false;
  }
  return true;
}

/* ---- in and out ---- */

bool isn_link_add(isn_index *index, isn_arena *arena, const isn_profile *profile) {
  return isn_index_add(index, profile) && find_copies(index, arena, profile) && isn_index_mark(index, profile->at) &&
         isn_link_late(index, profile);
}

bool isn_link_remove(isn_index *index, isn_arena *arena, int64_t analysis, int64_t *story) {
  isn_profile profile = {0};
  bool found;
  *story = 0;
  if (!isn_index_profile(index, arena, analysis, &profile, &found)) return false;
  if (!found) return true;
  isn_decision decision;
  if (!isn_index_decision(index, analysis, &decision)) return false;
  *story = decision.story;
  return isn_link_gone(index, &profile) && (!*story || isn_index_mark_story(index, *story, profile.at, profile.at.day + ISN_WINDOW)) &&
         isn_index_remove(index, &profile);
}
