/* A linear model over hashed features: weights of eight bits in one table, a row of `labels` of them for each slot. Features are
 * 64-bit hashes; which slot a feature has depends on its bits alone, so training (train/) and running agree. Collisions are part
 * of the model: they were there when it was trained. Scores are sums of integers: the same on every machine.
 *
 * The bytes: u32 labels, u32 log2 of the number of slots, 8 bytes of 0, then the weights, slot by slot. */
#ifndef ISN_LEARN_LINEAR_H
#define ISN_LEARN_LINEAR_H
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

enum { ISN_MAX_LABELS = 32, ISN_LINEAR_HEADER = 16, ISN_LINEAR_MAX_LOG2 = 26 };

typedef struct isn_linear {
  const int8_t *weights;
  uint32_t labels, mask; /* mask: slots - 1 */
} isn_linear;

/* Reads the table where it stands; `bytes` may hold more behind it, *used tells how much is the table's (may be NULL). `name` is for
 * errors. */
isnad_status isn_linear_open(const void *bytes, size_t size, const char *name, isn_linear *out, size_t *used, isnad_error *error);

/* Mixes a value into a feature: order matters. The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
static inline uint64_t isn_feature(uint64_t seed, uint64_t value) {
  uint64_t h = (seed ^ value) * UINT64_C(0x9e3779b97f4a7c15);
  h = (h ^ (h >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  return h ^ (h >> 27);
}

/* A feature of a template and two values, at the price of one. What is made of the three before it is mixed is its seed: the cheap part,
 * of which much is known when the program is compiled. Many seeds are mixed at once below. */
static inline uint64_t isn_feature_seed(uint64_t template, uint64_t a, uint64_t b) {
  return (template * UINT64_C(0xc2b2ae3d27d4eb4f) + a * UINT64_C(0x165667b19e3779f9)) ^ (b * UINT64_C(0x85ebca77c2b2ae63));
}
static inline uint64_t isn_feature2(uint64_t template, uint64_t a, uint64_t b) { return isn_feature(isn_feature_seed(template, a, b), 0); }

static inline uint32_t isn_linear_slot(uint32_t mask, uint64_t feature) { return (uint32_t)(feature >> 32 ^ feature) & mask; }

/* The weight of a feature in a model with one label. */
static inline int32_t isn_linear_weight(const isn_linear *model, uint64_t feature) {
  return model->weights[isn_linear_slot(model->mask, feature)];
}

/* Where in the table the weights of each feature begin, by their seeds: features are isn_feature(seeds[i], 0). */
void isn_linear_rows(const isn_linear *model, const uint64_t *seeds, size_t n, uint32_t *rows);

/* Adds the weights of a feature to the scores of all labels. */
static inline void isn_linear_add(const isn_linear *model, uint64_t feature, int32_t *scores) {
  const int8_t *row = model->weights + (size_t)isn_linear_slot(model->mask, feature) * model->labels;
  for (uint32_t i = 0; i < model->labels; i++) scores[i] += row[i];
}
#endif
