/* The language network in floats: embeddings, two-way quasi-recurrent layers, and its heads (tags, biaffine arcs and labels).
 *
 * A layer is the QRNN of Bradbury et al. 2017 with a window of two and fo-pooling; the biaffine arcs are those of Dozat and Manning
 * 2017 with labels scored by one hidden layer over the pair. */
#ifndef ISN_TRAIN_NETWORK_H
#define ISN_TRAIN_NETWORK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "learn/word_rows.h"

enum { MAX_LAYERS = 4, MAX_WORDS = 512 };

typedef struct shape {
  uint32_t vocabulary; /* rows of the word table; row 0: a word that is not in it */
  uint32_t embedding, hidden, layers, mlp;
  uint32_t factors, bundles, relations; /* padded to 16: factors, relations */
} shape;

typedef struct layer_at {
  size_t in[2], before[2], bias[2]; /* forwards, backwards: I x 3H, I x 3H, 3H */
} layer_at;

/* Places of the parameters in one array. */
typedef struct network {
  shape s;
  size_t words, affixes; /* the two embedding tables come first */
  layer_at layer[MAX_LAYERS];
  size_t tag, tag_bias, bundle_bias;
  size_t head, head_bias, head_root, child, child_bias, arc, arc_head;
  size_t slot[4], slot_none[4], slot_root[4], move_bias, move, move_out_bias; /* the transition head: s2 s1 s0 b0 */
  size_t label_head, label_head_bias, label_root, label_child, label, label_bias;
  size_t dense, size; /* where the tables end; all parameters */
  float *w;
  const uint8_t *factor_of; /* bundles x 8: its factors, 255 none */
} network;

typedef struct word {
  isn_word_rows rows;
  uint32_t vocabulary;    /* its row of the word table */
  int32_t head;           /* -1 not known; 0 the root; else 1 + word */
  int16_t relation;       /* -1 not known */
  int16_t upos;           /* -1 not known */
  int16_t bundle;         /* -1 not known */
  const int16_t *allowed; /* bundles that are compatible, -1 ends; NULL: bundle or upos decides */
} word;

typedef struct sentence {
  word *at;
  uint32_t n;
} sentence;

/* One pass over one sentence: activations and gradients. */
typedef struct pass pass;
pass *pass_open(const network *net);
void pass_close(pass *p);

typedef struct losses {
  double arc, label, tag, move;
  uint32_t words;
} losses;

typedef struct options {
  float input_dropout, word_dropout, layer_dropout, head_dropout;
  float tag_weight, tree_weight, move_weight, explore;
  const uint8_t *upos_of; /* of a bundle */
} options;

void network_lay_out(network *net);
void network_start(network *net, uint64_t seed);

/* Scores of a sentence; with `train` dropout by *seed, losses added and gradients added to g (dense part) and to table_g through
 * touched rows. */
typedef struct gradients {
  float *g;          /* as network.w */
  uint32_t *touched; /* rows of both tables, word rows first, affix rows + vocabulary */
  uint32_t touched_count;
  uint8_t *mark;
} gradients;

void pass_train(pass *p, const network *net, const sentence *s, const options *o, uint64_t *seed, gradients *g, losses *loss);
void pass_score(pass *p, const network *net, const sentence *s);

/* What pass_score leaves: */
const float *pass_bundles(const pass *p, uint32_t i); /* scores of the bundles */
const float *pass_arcs(const pass *p);                /* (n + 1) x stride: score of head h for child d at [h * stride + d] */
uint32_t pass_stride(const pass *p);
void pass_labels(pass *p, const network *net, uint32_t head, uint32_t child, float *scores); /* head 0: the root */

/* The tree by transitions (arc-hybrid), with a beam. heads: 0 the root. */
void pass_parse(pass *p, const network *net, uint32_t beam, int32_t *heads);

uint64_t random_next(uint64_t *state);
float random_unit(uint64_t *state);
#endif
