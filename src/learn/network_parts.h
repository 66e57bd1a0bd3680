/* The inside of a network, for the three files that make it: opening, encoding and tags, trees. */
#ifndef ISN_LEARN_NETWORK_PARTS_H
#define ISN_LEARN_NETWORK_PARTS_H
#include <stdbool.h>

#include "learn/matrix.h"
#include "learn/network.h"
#include "learn/wide.h"

enum {
  ISN_NET_LAYERS = 4,
  ISN_NET_WIDTH = 256, /* most hidden units of a direction, and of a head */
  ISN_NET_SLOTS = 4,   /* s2 s1 s0 b0 */
  ISN_NET_MOVES = 3,
  ISN_NET_FACTORS = 8, /* factors of a bundle at most */
  ISN_NET_NO_FACTOR = 255,
  ISN_NET_UPOS = 32, /* parts of speech at most */
  ISN_NET_SEEN = 8,  /* classes of how often a word was seen */
};

/* Encodings and hidden values are stored as round(x * 1024). */
#define ISN_NET_ONE 1024.0f
/* Negative values of a hidden layer are divided by eight. */
#define ISN_NET_SLOPE 0.125f

typedef struct isn_net_layer {
  isn_matrix in[2], before[2];
  const float *bias[2];
} isn_net_layer;

struct isn_network {
  uint32_t embedding, hidden, layers, mlp, factors, bundles, relations, rows, slots;
  float embedding_scale;
  const uint32_t *fingerprint; /* slots: upper half of the key of a word, 0 for a free slot */
  const uint16_t *row;         /* slots: its row */
  const int8_t *words, *affixes;
  bool asks_classes;
  /* Of a word that was annotated, by its key: the parts of speech that it was seen with, a bit each, and above them how often. */
  uint32_t evidence_slots;
  const uint32_t *evidence_mark, *evidence;
  isn_net_layer layer[ISN_NET_LAYERS];
  isn_matrix tag;
  const float *tag_bias, *bundle_bias;
  const uint8_t *factor_of; /* bundles x ISN_NET_FACTORS */
  int16_t *sums_at;
  isn_matrix sums; /* factors x bundles (padded): 1 where a bundle has a factor */
  isn_matrix slot[ISN_NET_SLOTS];
  const float *slot_none[ISN_NET_SLOTS], *slot_root[ISN_NET_SLOTS], *move_bias, *move, *move_out_bias; /* move: moves x mlp */
  isn_matrix label_head, label_child, label;
  const float *label_head_bias, *label_root, *label_bias;
  uint8_t *upos_of; /* of a bundle: which part of speech, in the order of the bundles that begin them */
  const char **upos, **feats, **relation;
  char *strings;
};

typedef struct isn_net_state isn_net_state; /* network_tree.c */

struct isn_workspace {
  const isn_network *net;
  uint32_t room; /* words that there is room for */
  int16_t *x;    /* room + 1 times the widest layer */
  int32_t *sums;
  float *gates, *cells;
  float *slot[ISN_NET_SLOTS], *heads, *children;
  int16_t *pair;
  uint32_t *seen; /* evidence of the words of the sentence that was encoded last */
  isn_net_state *states;
  uint32_t states_room;
};

/* evidence: 24 bits of parts of speech, then the class of a count. */
static inline uint32_t isn_net_seen_class(uint32_t count) { return count < 5 ? count : count < 9 ? 5 : count < 20 ? 6 : 7; }

bool isn_workspace_fit(isn_workspace *w, uint32_t words);

/* y = scale * sums + bias (NULL: none), rows of `width`. */
void isn_net_values(float *y, const int32_t *sums, float scale, const float *bias, size_t rows, size_t width);
#endif
