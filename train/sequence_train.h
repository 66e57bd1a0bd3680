/* Training of the models of src/learn. Not linked into the library. One thread, fixed seed: the same input gives the same weights. */
#ifndef ISN_TRAIN_SEQUENCE_TRAIN_H
#define ISN_TRAIN_SEQUENCE_TRAIN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct isn_training {
  uint32_t log2; /* slots of the table of weights, as a power of two */
  uint32_t epochs;
  double rate; /* of AdaGrad (Duchi, Hazan, Singer 2011) */
  double l2;   /* weight decay, an update: each touched weight loses this part of the rate */
} isn_training;

/* A growing row of numbers. */
typedef struct isn_row32 {
  uint32_t *at;
  size_t n, room;
} isn_row32;
bool isn_row32_add(isn_row32 *row, uint32_t value);

/* Choices: group g has the candidates group[g] to group[g + 1]; candidate c the slots slots[candidate[c]] to [candidate[c + 1]];
 * gold[g] is the right candidate, counted from the group's first. */
typedef struct isn_choices {
  isn_row32 slots, candidate, group, gold, weight; /* weight: of a group, in hundredths */
} isn_choices;
/* How to fill them: for each candidate its slots, then isn_choices_candidate; for each group of these, isn_choices_group. */
bool isn_choices_candidate(isn_choices *choices);
bool isn_choices_group(isn_choices *choices, uint32_t gold, uint32_t weight);
void isn_choices_free(isn_choices *choices);

/* Conditional log-likelihood of the right candidates. weights: 1 << log2 of them, begun at 0. */
bool isn_choices_train(const isn_choices *choices, const isn_training *how, float *weights);
/* Which candidate of a group scores best. */
uint32_t isn_choices_best(const isn_choices *choices, uint32_t group, uint32_t log2, const float *weights);

/* Sequences: position p has the slots slots[position[p]] to [position[p + 1]] and the label label[p]; sequence s the positions
 * sequence[s] to [s + 1]. */
typedef struct isn_sequences {
  isn_row32 slots, position, label, sequence;
  uint32_t labels;
} isn_sequences;
bool isn_sequences_position(isn_sequences *sequences, uint32_t label);
bool isn_sequences_end(isn_sequences *sequences);
void isn_sequences_free(isn_sequences *sequences);

/* A conditional random field. weights: labels << log2; moves: (labels + 1) * labels, both begun at 0. `never` (may be NULL): moves that
 * are forbidden, one byte each. */
bool isn_sequences_train(const isn_sequences *sequences, const isn_training *how, const uint8_t *never, float *weights, float *moves);

/* The bytes of a table (src/learn/linear.h), weights rounded to a common step; of a labeller with its moves (sequence.h) where `moves`
 * is given. NULL without memory; to be freed. */
uint8_t *isn_linear_bytes(const float *weights, uint32_t labels, uint32_t log2, const float *moves, const uint8_t *never, size_t *size);
#endif
