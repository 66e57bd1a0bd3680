/* A linear-chain labeller: each position of a sequence has features (64-bit hashes, computed by the caller), each pair of neighbouring
 * labels a weight, and decoding finds the best labels of all (Viterbi). A conditional random field at heart (Lafferty, McCallum,
 * Pereira 2001), trained by train/sequence_train.h, run with integers.
 *
 * The bytes: a table of weights (learn/linear.h), then at the next multiple of 16 the moves, int16: row of label a, column of label b
 * is the weight of b after a; a last row has the weights of a sequence's first label. INT16_MIN forbids a move. */
#ifndef ISN_LEARN_SEQUENCE_H
#define ISN_LEARN_SEQUENCE_H
#include "learn/linear.h"

enum { ISN_MOVE_NEVER = INT16_MIN };

typedef struct isn_sequence {
  isn_linear linear;
  const int16_t *moves;
} isn_sequence;

/* Reads the model where it stands; the bytes must be 16-aligned and outlive it. */
isnad_status isn_sequence_open(const void *bytes, size_t size, const char *name, isn_sequence *out, isnad_error *error);

/* Position i has the features at[first[i]] to at[first[i + 1]]. Writes n labels. Of labels that score the same the smaller wins. Time
 * and memory grow with n; fails only for lack of memory. */
isnad_status isn_sequence_decode(const isn_sequence *model, const uint64_t *at, const uint32_t *first, uint32_t n, uint8_t *labels,
                                 isnad_error *error);

/* The same over scores that the caller made: row i of `scores` has the scores of position i's labels, and is overwritten. */
isnad_status isn_sequence_best(const isn_sequence *model, int32_t *scores, uint32_t n, uint8_t *best, isnad_error *error);
#endif
