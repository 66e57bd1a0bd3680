/* The best labels of a sentence (Viterbi), and by how much each name in them beats what else could be there (forward and backward). */
#include <stdlib.h>
#include <string.h>

#include "entity/tagger.h"
#include "learn/wide.h"

enum { LABELS = ISN_TAG_LABELS, LANES = 8 /* a row of labels, and one more that keeps it even */, AHEAD = 48 };
enum { LOWEST = -(1 << 28) };

typedef int32_t lanes __attribute__((vector_size(LANES * sizeof(int32_t))));

/* The weight of each move: LOWEST, by the label before and by the label after, for what may not be; for the best labels 0, and a mark. */
typedef struct moves {
  int32_t start[LANES], after[LABELS][LANES], before[LABELS][LANES];
  lanes free[LABELS], never[LABELS];
} moves;

static void moves_of(const isn_sequence *m, moves *out) {
  memset(out, 0, sizeof *out);
  for (uint32_t a = 0; a <= LABELS; a++)
    for (uint32_t b = 0; b < LABELS; b++) {
      const int16_t move = m->moves[a * LABELS + b];
      const bool never = move == ISN_MOVE_NEVER;
      const int32_t value = never ? LOWEST : move;
      if (a == LABELS) {
        out->start[b] = value;
        continue;
      }
      out->after[a][b] = out->before[b][a] = value;
      out->free[a][b] = never ? 0 : move;
      out->never[a][b] = never ? -1 : 0;
    }
}

/* What is worked with: a row of LANES for each token. */
typedef struct rows {
  uint32_t *at; /* where the weights of each feature stand, AHEAD more */
  int32_t (*scores)[LANES], (*sums)[LANES], (*from)[LANES];
  uint8_t (*back)[LANES]; /* the label before, of the best labels up to each */
} rows;

/* A row of weights, and one byte behind it that does not count: behind the table stand the moves. */
typedef int8_t weights __attribute__((vector_size(8)));
typedef int16_t sums __attribute__((vector_size(16)));
_Static_assert(LABELS == 7 && ISN_TAG_FEATURES * 128 < INT16_MAX, "a row fits, and so does what a token's features add up to");

ISN_WIDE static void score(const int8_t *table, const uint32_t *at, const uint32_t *starts, uint32_t n, int32_t (*scores)[LANES]) {
  for (uint32_t i = 0; i < n; i++) {
    sums sum = {0};
    for (uint32_t f = starts[i]; f < starts[i + 1]; f++) {
      weights row;
      __builtin_prefetch(table + at[f + AHEAD]); /* the table is larger than the caches */
      memcpy(&row, table + at[f], sizeof row);
      sum += __builtin_convertvector(row, sums);
    }
    for (uint32_t b = 0; b < LANES; b++) scores[i][b] = b < LABELS ? sum[b] : 0;
  }
}

/* Sums stay inside 32 bits: what counts is the difference to the best label so far. */
static inline void keep_small(int32_t *row) {
  int32_t top = row[0];
  for (uint32_t b = 1; b < LABELS; b++) top = row[b] > top ? row[b] : top;
  for (uint32_t b = 0; b < LABELS; b++) row[b] = row[b] - top < LOWEST ? LOWEST : row[b] - top;
}

/* As isn_sequence_best, a row of labels at a time. */
ISN_WIDE static void best_labels(const moves *m, const rows *r, uint32_t n, uint8_t *labels) {
  for (uint32_t b = 0; b < LANES; b++) r->sums[0][b] = r->scores[0][b] + m->start[b];
  keep_small(r->sums[0]);
  for (uint32_t i = 1; i < n; i++) {
    const int32_t *before = r->sums[i - 1];
    lanes best = (lanes){0} + INT32_MIN, from = {0};
    for (int32_t a = 0; a < LABELS; a++) {
      const lanes sum = (m->never[a] & (-(1 << 29) + before[a] / 4)) | (~m->never[a] & (m->free[a] + before[a])), better = sum > best;
      from = (better & a) | (~better & from);
      best = (better & sum) | (~better & best);
    }
    for (uint32_t b = 0; b < LANES; b++) r->sums[i][b] = r->scores[i][b] + best[b];
    for (uint32_t b = 0; b < LANES; b++) r->back[i][b] = (uint8_t)from[b];
    keep_small(r->sums[i]);
  }
  uint8_t label = 0;
  for (uint32_t b = 1; b < LABELS; b++)
    if (r->sums[n - 1][b] > r->sums[n - 1][label]) label = (uint8_t)b;
  for (uint32_t i = n; i-- > 0;) {
    labels[i] = label;
    if (i) label = r->back[i][label];
  }
}

/* best[k] = the highest of table[i][k] + from[i]. */
static inline void highest(const int32_t table[LABELS][LANES], const int32_t *from, int32_t best[LANES]) {
  for (uint32_t k = 0; k < LANES; k++) best[k] = LOWEST;
  for (uint32_t i = 0; i < LABELS; i++)
    for (uint32_t k = 0; k < LANES; k++) {
      const int32_t sum = table[i][k] + from[i];
      best[k] = sum > best[k] ? sum : best[k];
    }
}

/* Small, as only differences count. */
static inline void store(const int32_t sum[LANES], int32_t *best) {
  int32_t top = LOWEST;
  for (uint32_t a = 0; a < LABELS; a++) top = sum[a] > top ? sum[a] : top;
  for (uint32_t a = 0; a < LABELS; a++) best[a] = sum[a] - top < LOWEST ? LOWEST : sum[a] - top;
}

/* sums[i]: the best sums of the labels up to i; from[i]: of those behind i. */
ISN_WIDE static void both_ways(const moves *m, const rows *r, uint32_t n) {
  int32_t best[LANES], start[LANES];
  for (uint32_t b = 0; b < LABELS; b++) r->sums[0][b] = m->start[b] == LOWEST ? LOWEST : m->start[b] + r->scores[0][b];
  for (uint32_t i = 1; i < n; i++) {
    highest(m->after, r->sums[i - 1], best);
    for (uint32_t b = 0; b < LABELS; b++) best[b] += best[b] > LOWEST / 2 ? r->scores[i][b] : 0;
    store(best, r->sums[i]);
  }
  memset(r->from[n - 1], 0, sizeof *r->from);
  for (uint32_t i = n - 1; i-- > 0;) {
    for (uint32_t b = 0; b < LABELS; b++) start[b] = r->scores[i + 1][b] + r->from[i + 1][b];
    highest(m->before, start, best);
    store(best, r->from[i]);
  }
}

/* By how much label `is` at a place beats the best other one there. */
static int32_t lead(const int32_t *to, const int32_t *from, uint32_t is) {
  int32_t other = LOWEST;
  for (uint32_t b = 0; b < LABELS; b++) {
    if (b == is) continue;
    const int32_t sum = to[b] + from[b] < LOWEST ? LOWEST : to[b] + from[b];
    if (sum > other) other = sum;
  }
  const int32_t lead = to[is] + from[is] - other;
  return lead < 0 ? 0 : lead;
}

static void margins_of(const rows *r, uint32_t n, const uint8_t *labels, int32_t *margins) {
  for (uint32_t i = 0; i < n; i++) {
    if (!labels[i] || !isn_tag_is_first(labels[i])) continue;
    int32_t least = lead(r->sums[i], r->from[i], labels[i]);
    uint32_t k = i + 1;
    for (; k < n && labels[k] == labels[i] + 1; k++) {
      const int32_t here = lead(r->sums[k], r->from[k], labels[k]);
      if (here < least) least = here;
    }
    if (k < n) { /* that the name ends here */
      const int32_t here = lead(r->sums[k], r->from[k], labels[k]);
      if (here < least) least = here;
    }
    margins[i] = least;
  }
}

isnad_status isn_tag_decode(const isn_sequence *model, const uint64_t *at, const uint32_t *starts, uint32_t n, uint8_t *labels,
                            int32_t *margins, isnad_error *error) {
  if (!n) return ISNAD_OK;
  const size_t row = LANES * sizeof(int32_t), features = starts[n];
  rows r = {.scores = malloc(n * (3 * row + LANES)), .at = malloc((features + AHEAD) * sizeof *r.at)};
  if (!r.scores || !r.at) {
    free(r.scores);
    free(r.at);
    return isn_nomem(error);
  }
  r.sums = r.scores + n, r.from = r.sums + n, r.back = (uint8_t(*)[LANES])(void *)(r.from + n);
  isn_linear_rows(&model->linear, at, features, r.at);
  memset(r.at + features, 0, AHEAD * sizeof *r.at);
  score(model->linear.weights, r.at, starts, n, r.scores);
  moves m;
  moves_of(model, &m);
  best_labels(&m, &r, n, labels);
  bool any = false;
  for (uint32_t i = 0; i < n; i++) margins[i] = 0, any = any || labels[i];
  if (any) {
    both_ways(&m, &r, n);
    margins_of(&r, n, labels, margins);
  }
  free(r.scores);
  free(r.at);
  return ISNAD_OK;
}
