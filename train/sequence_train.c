#include "sequence_train.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool isn_row32_add(isn_row32 *row, uint32_t value) {
  if (row->n == row->room) {
    size_t room = row->room ? row->room * 2 : 1024;
    uint32_t *at = realloc(row->at, room * sizeof *at);
    if (!at) return false;
    row->at = at;
    row->room = room;
  }
  row->at[row->n++] = value;
  return true;
}

/* Rows of beginnings start with 0. */
static bool mark(isn_row32 *row, size_t end) { return (row->n || isn_row32_add(row, 0)) && isn_row32_add(row, (uint32_t)end); }

bool isn_choices_candidate(isn_choices *c) { return mark(&c->candidate, c->slots.n); }
bool isn_choices_group(isn_choices *c, uint32_t gold, uint32_t weight) {
  return mark(&c->group, c->candidate.n - 1) && isn_row32_add(&c->gold, gold) && isn_row32_add(&c->weight, weight);
}

void isn_choices_free(isn_choices *c) {
  free(c->slots.at);
  free(c->candidate.at);
  free(c->group.at);
  free(c->gold.at);
  free(c->weight.at);
  *c = (isn_choices){0};
}

static uint32_t *shuffled(uint32_t n) {
  uint32_t *order = malloc((n ? n : 1) * sizeof *order);
  for (uint32_t i = 0; order && i < n; i++) order[i] = i;
  return order;
}

/* xorshift64* (Vigna 2016) */
static void shuffle(uint32_t *order, uint32_t n, uint64_t *state) {
  for (uint32_t i = n; i > 1; i--) {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    uint32_t j = (uint32_t)((*state * UINT64_C(2685821657736338717) >> 32) % i), was = order[i - 1];
    order[i - 1] = order[j];
    order[j] = was;
  }
}

static void update(float *weight, float *squares, double gradient, const isn_training *how) {
  gradient -= how->l2 * (double)*weight;
  *squares += (float)(gradient * gradient);
  *weight += (float)(how->rate * gradient / (sqrt((double)*squares) + 1e-6));
}

static double candidate_score(const isn_choices *c, uint32_t candidate, const float *weights) {
  double sum = 0;
  for (uint32_t f = c->candidate.at[candidate]; f < c->candidate.at[candidate + 1]; f++) sum += (double)weights[c->slots.at[f]];
  return sum;
}

uint32_t isn_choices_best(const isn_choices *c, uint32_t group, uint32_t log2, const float *weights) {
  (void)log2;
  uint32_t best = 0, first = c->group.at[group];
  double top = -INFINITY;
  for (uint32_t i = first; i < c->group.at[group + 1]; i++) {
    double score = candidate_score(c, i, weights);
    if (score > top) top = score, best = i - first;
  }
  return best;
}

enum { MOST_CANDIDATES = 256 };

bool isn_choices_train(const isn_choices *c, const isn_training *how, float *weights) {
  uint32_t n = (uint32_t)c->gold.n, *order = shuffled(n);
  float *squares = calloc((size_t)1 << how->log2, sizeof *squares);
  uint64_t state = 88172645463325252u;
  for (uint32_t epoch = 0; order && squares && epoch < how->epochs; epoch++) {
    shuffle(order, n, &state);
    for (uint32_t k = 0; k < n; k++) {
      uint32_t first = c->group.at[order[k]], count = c->group.at[order[k] + 1] - first, gold = c->gold.at[order[k]];
      double p[MOST_CANDIDATES], top = -INFINITY, sum = 0;
      if (count < 2 || count > MOST_CANDIDATES) continue;
      for (uint32_t i = 0; i < count; i++) {
        p[i] = candidate_score(c, first + i, weights);
        top = p[i] > top ? p[i] : top;
      }
      for (uint32_t i = 0; i < count; i++) sum += p[i] = exp(p[i] - top);
      for (uint32_t i = 0; i < count; i++) {
        double gradient = ((i == gold) - p[i] / sum) * c->weight.at[order[k]] / 100;
        if (fabs(gradient) < 1e-3) continue;
        for (uint32_t f = c->candidate.at[first + i]; f < c->candidate.at[first + i + 1]; f++)
          update(&weights[c->slots.at[f]], &squares[c->slots.at[f]], gradient, how);
      }
    }
  }
  bool done = order && squares;
  free(order);
  free(squares);
  return done;
}

/* ---- sequences ---- */

bool isn_sequences_position(isn_sequences *s, uint32_t label) { return mark(&s->position, s->slots.n) && isn_row32_add(&s->label, label); }
bool isn_sequences_end(isn_sequences *s) { return mark(&s->sequence, s->label.n); }

void isn_sequences_free(isn_sequences *s) {
  free(s->slots.at);
  free(s->position.at);
  free(s->label.at);
  free(s->sequence.at);
  *s = (isn_sequences){0};
}

typedef struct field {
  const isn_sequences *s;
  const isn_training *how;
  const uint8_t *never;
  float *weights, *squares, *moves, *move_squares;
  double *score, *alpha, *beta; /* rows of labels */
  size_t room;
} field;

static double log_sum(const double *at, uint32_t n) {
  double top = -INFINITY, sum = 0;
  for (uint32_t i = 0; i < n; i++) top = at[i] > top ? at[i] : top;
  if (isinf(top)) return top;
  for (uint32_t i = 0; i < n; i++) sum += exp(at[i] - top);
  return top + log(sum);
}

static double move(const field *f, uint32_t a, uint32_t b) {
  size_t at = (size_t)a * f->s->labels + b;
  return f->never && f->never[at] ? -INFINITY : (double)f->moves[at];
}

static bool room_for(field *f, size_t n) {
  if (n <= f->room) return true;
  size_t bytes = (f->room = n * 2) * f->s->labels * sizeof(double);
  free(f->score);
  free(f->alpha);
  free(f->beta);
  f->score = malloc(bytes);
  f->alpha = malloc(bytes);
  f->beta = malloc(bytes);
  return f->score && f->alpha && f->beta;
}

/* Sums of all ways to and from each label of each position, in logarithms. Returns that of all. */
static double sums(field *f, uint32_t first, uint32_t n) {
  uint32_t L = f->s->labels;
  double t[64];
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t b = 0; b < L; b++) {
      double score = 0;
      for (uint32_t k = f->s->position.at[first + i]; k < f->s->position.at[first + i + 1]; k++)
        score += (double)f->weights[(size_t)f->s->slots.at[k] * L + b];
      f->score[i * L + b] = score;
    }
  for (uint32_t b = 0; b < L; b++) f->alpha[b] = f->score[b] + move(f, L, b);
  for (uint32_t i = 1; i < n; i++)
    for (uint32_t b = 0; b < L; b++) {
      for (uint32_t a = 0; a < L; a++) t[a] = f->alpha[(i - 1) * L + a] + move(f, a, b);
      f->alpha[i * L + b] = log_sum(t, L) + f->score[i * L + b];
    }
  for (uint32_t b = 0; b < L; b++) f->beta[(n - 1) * L + b] = 0;
  for (uint32_t i = n - 1; i-- > 0;)
    for (uint32_t a = 0; a < L; a++) {
      for (uint32_t b = 0; b < L; b++) t[b] = f->beta[(i + 1) * L + b] + f->score[(i + 1) * L + b] + move(f, a, b);
      f->beta[i * L + a] = log_sum(t, L);
    }
  return log_sum(f->alpha + (size_t)(n - 1) * L, L);
}

static void learn_moves(field *f, uint32_t first, uint32_t n, double all) {
  uint32_t L = f->s->labels;
  for (uint32_t a = 0; a <= L; a++)
    for (uint32_t b = 0; b < L; b++) {
      if (f->never && f->never[a * L + b]) continue;
      double gradient = 0;
      if (a == L) gradient = (f->s->label.at[first] == b) - exp(f->alpha[b] + f->beta[b] - all);
      for (uint32_t i = 1; a < L && i < n; i++) {
        gradient += f->s->label.at[first + i - 1] == a && f->s->label.at[first + i] == b;
        gradient -= exp(f->alpha[(i - 1) * L + a] + (double)f->moves[a * L + b] + f->score[i * L + b] + f->beta[i * L + b] - all);
      }
      update(&f->moves[a * L + b], &f->move_squares[a * L + b], gradient, f->how);
    }
}

static void learn(field *f, uint32_t first, uint32_t n) {
  uint32_t L = f->s->labels;
  double all = sums(f, first, n);
  learn_moves(f, first, n, all);
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t b = 0; b < L; b++) {
      double gradient = (f->s->label.at[first + i] == b) - exp(f->alpha[i * L + b] + f->beta[i * L + b] - all);
      if (fabs(gradient) < 1e-3) continue;
      for (uint32_t k = f->s->position.at[first + i]; k < f->s->position.at[first + i + 1]; k++) {
        size_t at = (size_t)f->s->slots.at[k] * L + b;
        update(&f->weights[at], &f->squares[at], gradient, f->how);
      }
    }
}

bool isn_sequences_train(const isn_sequences *s, const isn_training *how, const uint8_t *never, float *weights, float *moves) {
  if (s->labels > 64 || s->sequence.n < 2) return false;
  uint32_t n = (uint32_t)s->sequence.n - 1, *order = shuffled(n);
  field f = {.s = s, .how = how, .never = never, .weights = weights, .moves = moves};
  f.squares = calloc((size_t)s->labels << how->log2, sizeof *f.squares);
  f.move_squares = calloc((size_t)(s->labels + 1) * s->labels, sizeof *f.move_squares);
  bool good = order && f.squares && f.move_squares;
  uint64_t state = 88172645463325252u;
  for (uint32_t epoch = 0; good && epoch < how->epochs; epoch++) {
    shuffle(order, n, &state);
    for (uint32_t k = 0; good && k < n; k++) {
      uint32_t first = s->sequence.at[order[k]], length = s->sequence.at[order[k] + 1] - first;
      good = room_for(&f, length);
      if (good && length) learn(&f, first, length);
    }
  }
  free(order);
  free(f.squares);
  free(f.move_squares);
  free(f.score);
  free(f.alpha);
  free(f.beta);
  return good;
}

/* ---- bytes ---- */

static void put32(uint8_t *at, uint32_t value) {
  for (int i = 0; i < 4; i++) at[i] = (uint8_t)(value >> 8 * i);
}

uint8_t *isn_linear_bytes(const float *weights, uint32_t labels, uint32_t log2, const float *moves, const uint8_t *never, size_t *size) {
  size_t n = (size_t)labels << log2, used = 16 + n, at = (used + 15) & ~(size_t)15, move_count = moves ? (size_t)(labels + 1) * labels : 0;
  *size = moves ? at + move_count * 2 : used;
  uint8_t *bytes = calloc(1, *size);
  if (!bytes) return NULL;
  float top = 1e-6f;
  for (size_t i = 0; i < n; i++) top = fabsf(weights[i]) > top ? fabsf(weights[i]) : top;
  float step = 127 / top;
  put32(bytes, labels);
  put32(bytes + 4, log2);
  for (size_t i = 0; i < n; i++) bytes[16 + i] = (uint8_t)(int8_t)lrintf(weights[i] * step);
  for (size_t i = 0; i < move_count; i++) {
    double value = (double)moves[i] * (double)step;
    int16_t rounded = never && never[i] ? INT16_MIN : (int16_t)lrint(value > 32000 ? 32000 : value < -32000 ? -32000 : value);
    bytes[at + 2 * i] = (uint8_t)((uint16_t)rounded & 255);
    bytes[at + 2 * i + 1] = (uint8_t)((uint16_t)rounded >> 8);
  }
  return bytes;
}
