#include "learn/sequence.h"

#include <stdlib.h>
#include <string.h>

isnad_status isn_sequence_open(const void *bytes, size_t size, const char *name, isn_sequence *out, isnad_error *error) {
  size_t used;
  *out = (isn_sequence){0};
  isnad_status status = isn_linear_open(bytes, size, name, &out->linear, &used, error);
  if (status) return status;
  size_t labels = out->linear.labels, at = (used + 15) & ~(size_t)15, need = at + (labels + 1) * labels * sizeof(int16_t);
  if (size != need) return isn_fail(error, ISNAD_E_FORMAT, "%s: %zu bytes, a labeller of %zu labels has %zu", name, size, labels, need);
  out->moves = (const int16_t *)(const void *)((const uint8_t *)bytes + at);
  return ISNAD_OK;
}

/* Sums stay inside 32 bits on texts of any length: what counts is the difference to the best label so far. */
static void keep_small(int32_t *row, uint32_t labels) {
  int32_t best = row[0];
  for (uint32_t b = 1; b < labels; b++) best = row[b] > best ? row[b] : best;
  for (uint32_t b = 0; b < labels; b++) row[b] = row[b] - best < -(1 << 28) ? -(1 << 28) : row[b] - best;
}

/* Turns a row of scores into the best sums up to it and notes from which label each came. */
static void step(const isn_sequence *model, const int32_t *before, int32_t *row, uint8_t *from) {
  uint32_t labels = model->linear.labels;
  for (uint32_t b = 0; b < labels; b++) {
    int32_t best = INT32_MIN;
    for (uint32_t a = 0; a < labels; a++) {
      int16_t move = model->moves[a * labels + b];
      int32_t sum = move == ISN_MOVE_NEVER ? -(1 << 29) + before[a] / 4 : before[a] + move;
      if (sum > best) best = sum, from[b] = (uint8_t)a;
    }
    row[b] += best;
  }
}

isnad_status isn_sequence_best(const isn_sequence *model, int32_t *scores, uint32_t n, uint8_t *best, isnad_error *error) {
  uint32_t labels = model->linear.labels;
  if (!n) return ISNAD_OK;
  uint8_t *from = malloc((size_t)n * labels);
  if (!from) return isn_nomem(error);
  const int16_t *start = model->moves + (size_t)labels * labels;
  for (uint32_t b = 0; b < labels; b++) scores[b] += start[b] == ISN_MOVE_NEVER ? -(1 << 28) : start[b];
  keep_small(scores, labels);
  for (uint32_t i = 1; i < n; i++) {
    int32_t *row = scores + (size_t)i * labels;
    step(model, row - labels, row, from + (size_t)i * labels);
    keep_small(row, labels);
  }
  const int32_t *last = scores + (size_t)(n - 1) * labels;
  uint8_t label = 0;
  for (uint32_t b = 1; b < labels; b++)
    if (last[b] > last[label]) label = (uint8_t)b;
  for (uint32_t i = n; i-- > 0;) {
    best[i] = label;
    if (i) label = from[(size_t)i * labels + label];
  }
  free(from);
  return ISNAD_OK;
}

isnad_status isn_sequence_decode(const isn_sequence *model, const uint64_t *at, const uint32_t *first, uint32_t n, uint8_t *labels,
                                 isnad_error *error) {
  if (!n) return ISNAD_OK;
  int32_t *scores = calloc((size_t)n * model->linear.labels, sizeof *scores);
  if (!scores) return isn_nomem(error);
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t f = first[i]; f < first[i + 1]; f++) isn_linear_add(&model->linear, at[f], scores + (size_t)i * model->linear.labels);
  isnad_status status = isn_sequence_best(model, scores, n, labels, error);
  free(scores);
  return status;
}
