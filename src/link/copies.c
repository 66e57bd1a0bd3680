/* Runs of three words decide: how many of the shorter text's the longer has, and of all that both have how many they share. Formulaic
 * reports (the fourth aid plane, the fifth) share as much as copies do; they are told apart by their numbers: the same words around
 * another number. */
#include "link/copies.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "link/profile.h"

enum {
  RUN = 3,
  LEAST_RUNS = 10, /* below that two texts are alike by chance, or one text to the letter */
  LEAST_SAME = 5,  /* words of a text that may be the same text as another */
  SAME_SHARE = 72, /* percent of all runs */
  COPY_SHARE = 42, /* percent of the shorter text's runs, of two that came within NEAR_DAYS */
  LATE_SHARE = 60, /* ... later */
  PART_SHARE = 70, /* ... where the other text is more than three times as long */
  NEAR_DAYS = 3,
  LENGTHS = 3,
  PASSAGE_WORDS = 25, /* in one run */
  NUMBERS = 64
};

const char *isn_copy_name(isn_copy_kind kind) {
  static const char *const names[] = {"none", "same-text", "rewrite", "part", "passage"};
  return (unsigned)kind < sizeof names / sizeof *names ? names[kind] : NULL;
}

typedef struct text {
  const uint32_t *words;
  uint32_t count;
  uint64_t *runs; /* sorted, each once */
  uint32_t runs_count;
} text;

static int by_run(const void *a, const void *b) {
  uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
  return left < right ? -1 : left > right;
}

static uint64_t run_at(const text *of, uint32_t at) { return isn_hash_bytes(of->words + at, RUN * sizeof *of->words, 0); }

static bool make_runs(text *of, isn_arena *arena) {
  uint32_t count = of->count >= RUN ? of->count - RUN + 1 : 0;
  of->runs = isn_arena_alloc(arena, (size_t)count * sizeof *of->runs);
  if (!of->runs) return false;
  for (uint32_t i = 0; i < count; i++) of->runs[i] = run_at(of, i);
  if (count) qsort(of->runs, count, sizeof *of->runs, by_run);
  for (uint32_t i = 0; i < count; i++)
    if (!of->runs_count || of->runs[of->runs_count - 1] != of->runs[i]) of->runs[of->runs_count++] = of->runs[i];
  return true;
}

static uint32_t shared_runs(const text *a, const text *b) {
  uint32_t shared = 0;
  for (uint32_t i = 0, j = 0; i < a->runs_count && j < b->runs_count;) {
    shared += a->runs[i] == b->runs[j];
    if (a->runs[i] < b->runs[j]) i++;
    else if (a->runs[i] > b->runs[j]) j++;
    else i++, j++;
  }
  return shared;
}

/* Words of `shorter` that stand in a shared run; *longest of them one after another. */
static uint32_t covered(const text *shorter, const text *longer, uint32_t *longest) {
  uint32_t words = 0, until = 0, in_row = 0;
  *longest = 0;
  for (uint32_t i = 0; i < shorter->count; i++) {
    if (i + RUN <= shorter->count) {
      uint64_t run = run_at(shorter, i);
      if (bsearch(&run, longer->runs, longer->runs_count, sizeof run, by_run)) until = i + RUN;
    }
    in_row = i < until ? in_row + 1 : 0;
    words += i < until;
    if (in_row > *longest) *longest = in_row;
  }
  return words;
}

/* ---- numbers ---- */

static bool is_number(uint32_t word) { return (word & ISN_NUMBER_BIT) && !(word >> 31); }

static uint32_t list_numbers(const text *of, uint32_t at[NUMBERS]) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < of->count && count < NUMBERS; i++)
    if (is_number(of->words[i])) at[count++] = i;
  return count;
}

static bool has_number(const text *of, const uint32_t *at, uint32_t count, uint32_t number) {
  for (uint32_t i = 0; i < count; i++)
    if (of->words[at[i]] == number) return true;
  return false;
}

/* Whether the words around two places are the same: the two before, the two behind, or the one before and the one behind. */
static bool same_around(const text *a, uint32_t i, const text *b, uint32_t j) {
  bool before = i && j && a->words[i - 1] == b->words[j - 1];
  bool behind = i + 1 < a->count && j + 1 < b->count && a->words[i + 1] == b->words[j + 1];
  if (before && behind) return true;
  if (before && i > 1 && j > 1) return a->words[i - 2] == b->words[j - 2];
  return behind && i + 2 < a->count && j + 2 < b->count && a->words[i + 2] == b->words[j + 2];
}

/* The two say the same of something else: numbers that only one has stand where the other has its own. A number that was mended or
 * rounded is borne with where most others agree. */
static bool numbers_differ(const text *a, const text *b) {
  uint32_t at_a[NUMBERS], at_b[NUMBERS], count_a = list_numbers(a, at_a), count_b = list_numbers(b, at_b), differ = 0, agree = 0;
  for (uint32_t i = 0; i < count_a; i++) {
    uint32_t number = a->words[at_a[i]];
    if (has_number(a, at_a, i, number)) continue; /* counted once */
    if (has_number(b, at_b, count_b, number)) {
      agree++;
      continue;
    }
    bool other = false;
    for (uint32_t k = i; k < count_a && !other; k++)
      for (uint32_t j = 0; j < count_b && !other; j++)
        other = a->words[at_a[k]] == number && same_around(a, at_a[k], b, at_b[j]) && !has_number(a, at_a, count_a, b->words[at_b[j]]);
    differ += other;
  }
  return differ && differ * 3 >= agree;
}

/* ---- the verdict ---- */

static isn_copy_kind judge(const text *shorter, const text *longer, uint32_t shared, int32_t days) {
  uint32_t least = shorter->runs_count < longer->runs_count ? shorter->runs_count : longer->runs_count;
  uint64_t all = (uint64_t)shorter->runs_count + longer->runs_count - shared, share = least ? 100ull * shared / least : 0;
  if (least < LEAST_RUNS) return ISN_COPY_NONE;
  if (longer->count > (uint64_t)LENGTHS * shorter->count)
    return share >= PART_SHARE && !numbers_differ(shorter, longer) ? ISN_COPY_PART : ISN_COPY_NONE;
  if (share < (uint64_t)(days <= NEAR_DAYS ? COPY_SHARE : LATE_SHARE) || numbers_differ(shorter, longer)) return ISN_COPY_NONE;
  return 100ull * shared >= SAME_SHARE * all ? ISN_COPY_SAME : ISN_COPY_REWRITE;
}

static bool compare(isn_copy *copy, isn_arena *arena, text *shorter, text *longer, int32_t days) {
  if (!make_runs(shorter, arena) || !make_runs(longer, arena)) return false;
  uint32_t shared = shared_runs(shorter, longer), longest = 0, words = covered(shorter, longer, &longest);
  copy->overlap = shorter->count ? (uint32_t)(100ull * words / shorter->count) : 0;
  copy->kind = judge(shorter, longer, shared, days);
  if (copy->kind == ISN_COPY_NONE && longest >= PASSAGE_WORDS) copy->kind = ISN_COPY_PASSAGE;
  return true;
}

bool isn_copy_compare(isn_copy *copy, const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count, int32_t days) {
  *copy = (isn_copy){ISN_COPY_NONE, 0};
  if (a_count == b_count && memcmp(a, b, (size_t)a_count * sizeof *a) == 0) {
    if (a_count >= LEAST_SAME) *copy = (isn_copy){ISN_COPY_SAME, 100};
    return true;
  }
  text left = {a, a_count, NULL, 0}, right = {b, b_count, NULL, 0};
  isn_arena arena = {0};
  /* Of two texts of one length the order of the words decides, so that the verdict is the same from both sides. */
  bool swap = a_count != b_count ? a_count > b_count : memcmp(a, b, (size_t)a_count * sizeof *a) > 0;
  bool done = swap ? compare(copy, &arena, &right, &left, days) : compare(copy, &arena, &left, &right, days);
  isn_arena_free(&arena);
  return done;
}
