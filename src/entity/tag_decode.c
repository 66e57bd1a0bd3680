/* The best labels of a sentence (Viterbi), and by how much each name in them beats what else could be there (forward and backward). */
#include <stdlib.h>
#include <string.h>

#include "entity/tagger.h"
#include "learn/wide.h"

_Static_assert(ISN_TAG_LABELS == 7, "a row of labels fits");
enum { LABELS = ISN_TAG_LABELS, LANES = 8 /* a row of labels, and one more that keeps it even and never wins */ };
enum { LOWEST = -(1 << 28), NEVER = -(1 << 29) };

typedef int32_t lanes __attribute__((vector_size(LANES * sizeof(int32_t)), aligned(sizeof(int32_t))));

/* Lane by lane `a` where the comparison held, else `b`. */
#define PICK(held, a, b) (((held) & (a)) | (~(held) & (b)))

/* The weight of each move, by the label before and by the label after; NEVER for what may not be. */
typedef struct moves {
  lanes start, after[LABELS], before[LABELS];
} moves;

static void moves_of(const isn_sequence *m, moves *out) {
  out->start = (lanes){0} + LOWEST;
  for (uint32_t a = 0; a < LABELS; a++) out->after[a] = out->before[a] = (lanes){0} + NEVER;
  for (uint32_t a = 0; a <= LABELS; a++)
    for (uint32_t b = 0; b < LABELS; b++) {
      const int16_t move = m->moves[a * LABELS + b];
      if (move == ISN_MOVE_NEVER) continue;
      if (a == LABELS) out->start[b] = move;
      else out->after[a][b] = out->before[b][a] = move;
    }
}

/* What is worked with: a row of labels for each token. */
typedef struct desk {
  lanes *scores, *sums, *from;
  lanes *back; /* the label before, of the best labels up to each */
} desk;

ISN_WIDE static void score(const int8_t *table, const uint32_t *at, const uint32_t *starts, uint32_t n, lanes *scores) {
  const lanes labels = {-1, -1, -1, -1, -1, -1, -1, 0};
  for (uint32_t i = 0; i < n; i++) {
    int32_t sum[LANES] = {0};
    for (const uint32_t *feature = at + starts[i], *end = at + starts[i + 1]; feature < end; feature++) {
      const int8_t *row = table + *feature;               /* and one byte behind it that does not count: behind the table stand the moves */
      __builtin_prefetch(table + feature[ISN_TAG_AHEAD]); /* the table is larger than the caches */
      for (uint32_t b = 0; b < LANES; b++) sum[b] += row[b];
    }
    lanes all;
    memcpy(&all, sum, sizeof all);
    scores[i] = all & labels;
  }
}

/* Sums stay inside 32 bits: what counts is the difference to the sum of "no name", which may stand anywhere. */
static inline void keep_small(const lanes *sum, lanes *out) {
  const lanes row = *sum - (*sum)[ISN_TAG_NONE];
  *out = PICK(row < LOWEST, (lanes){0} + LOWEST, row);
}

/* As isn_sequence_best, a row of labels at a time. */
ISN_WIDE static void best_labels(const moves *m, const desk *r, uint32_t n, uint8_t *labels) {
  lanes sum = r->scores[0] + m->start;
  keep_small(&sum, &r->sums[0]);
  for (uint32_t i = 1; i < n; i++) {
    const int32_t *before = (const int32_t *)&r->sums[i - 1];
    lanes best = m->after[0] + before[0], from = {0};
    for (int32_t a = 1; a < LABELS; a++) {
      const lanes here = m->after[a] + before[a], better = here > best;
      from = PICK(better, a, from);
      best = PICK(better, here, best);
    }
    r->back[i] = from;
    sum = r->scores[i] + best;
    keep_small(&sum, &r->sums[i]);
  }
  uint8_t label = 0;
  for (uint32_t b = 1; b < LABELS; b++)
    if (r->sums[n - 1][b] > r->sums[n - 1][label]) label = (uint8_t)b;
  for (uint32_t i = n; i-- > 0;) {
    labels[i] = label;
    if (i) label = (uint8_t)r->back[i][label];
  }
}

/* best[k] = the highest of table[i][k] + from[i]. */
static inline void highest(const lanes table[LABELS], const lanes *from, lanes *best) {
  lanes top = (lanes){0} + LOWEST;
  for (uint32_t i = 0; i < LABELS; i++) {
    const lanes sum = table[i] + (*from)[i];
    top = PICK(sum > top, sum, top);
  }
  *best = top;
}

/* sums[i]: the best sums of the labels up to i, for i up to `last`; from[i]: of those behind i, for i from `first` on. */
ISN_WIDE static void both_ways(const moves *m, const desk *r, uint32_t n, uint32_t first, uint32_t last) {
  lanes best;
  r->sums[0] = m->start + (r->scores[0] & (m->start != LOWEST));
  for (uint32_t i = 1; i <= last; i++) {
    highest(m->after, &r->sums[i - 1], &best);
    best += r->scores[i] & (best > LOWEST / 2);
    keep_small(&best, &r->sums[i]);
  }
  r->from[n - 1] = (lanes){0};
  for (uint32_t i = n - 1; i-- > first;) {
    const lanes behind = r->scores[i + 1] + r->from[i + 1];
    highest(m->before, &behind, &best);
    keep_small(&best, &r->from[i]);
  }
}

/* By how much label `is` at a place beats the best other one there. */
static int32_t lead(const lanes *up_to, const lanes *behind, uint32_t is) {
  const int32_t *to = (const int32_t *)up_to, *from = (const int32_t *)behind;
  int32_t other = LOWEST;
  for (uint32_t b = 0; b < LABELS; b++) {
    if (b == is) continue;
    const int32_t sum = to[b] + from[b] < LOWEST ? LOWEST : to[b] + from[b];
    if (sum > other) other = sum;
  }
  const int32_t lead = to[is] + from[is] - other;
  return lead < 0 ? 0 : lead;
}

static void margins_of(const desk *r, uint32_t n, const uint8_t *labels, int32_t *margins) {
  for (uint32_t i = 0; i < n; i++) {
    if (!labels[i] || !isn_tag_is_first(labels[i])) continue;
    int32_t least = lead(&r->sums[i], &r->from[i], labels[i]);
    uint32_t k = i + 1;
    for (; k < n && labels[k] == labels[i] + 1; k++) {
      const int32_t here = lead(&r->sums[k], &r->from[k], labels[k]);
      if (here < least) least = here;
    }
    if (k < n) { /* that the name ends here */
      const int32_t here = lead(&r->sums[k], &r->from[k], labels[k]);
      if (here < least) least = here;
    }
    margins[i] = least;
  }
}

isnad_status isn_tag_decode(const isn_sequence *model, uint32_t *rows, const uint32_t *starts, uint32_t n, uint8_t *labels,
                            int32_t *margins, isnad_error *error) {
  if (!n) return ISNAD_OK;
  lanes *room = malloc((size_t)n * 4 * sizeof *room);
  if (!room) return isn_nomem(error);
  const desk r = {.scores = room, .sums = room + n, .from = room + 2 * (size_t)n, .back = room + 3 * (size_t)n};
  memset(rows + starts[n], 0, ISN_TAG_AHEAD * sizeof *rows);
  score(model->linear.weights, rows, starts, n, r.scores);
  moves m;
  moves_of(model, &m);
  best_labels(&m, &r, n, labels);
  uint32_t first = n, last = 0;
  for (uint32_t i = 0; i < n; i++) {
    margins[i] = 0;
    if (labels[i]) first = first < n ? first : i, last = i + 1 < n ? i + 1 : i;
  }
  if (first < n) {
    both_ways(&m, &r, n, first, last);
    margins_of(&r, n, labels, margins);
  }
  free(room);
  return ISNAD_OK;
}
