/* The language network at run time: one encoder, and what is read off its encodings: tag bundles, the arcs of a tree, relations.
 *
 * Words are sums of embeddings (a vocabulary from unlabelled news, hashed affixes). Layers are two-way QRNNs (Bradbury et al. 2017)
 * with a window of two. The tree is built by the transitions of the arc-hybrid system (Kuhlmann et al. 2011), scored by one hidden
 * layer over the encodings of s2, s1, s0 and b0 (after Kiperwasser and Goldberg 2016), with a beam; each arc is labelled by one hidden
 * layer over the pair. Matrix products are of integers, the rest of floats in a fixed order: the same on every machine.
 *
 * train/language.c trains it and writes the model. */
#ifndef ISN_LEARN_NETWORK_H
#define ISN_LEARN_NETWORK_H
#include <stdbool.h>

#include "base/error.h"
#include "learn/word_rows.h"

struct isn_model;
typedef struct isn_network isn_network; /* immutable; threads may share it; the model must outlive it */

enum { ISN_MAX_BEAM = 16 };

isnad_status isn_network_open(const struct isn_model *model, isn_network **out, isnad_error *error);
void isn_network_close(isn_network *network);

uint32_t isn_network_width(const isn_network *network);    /* numbers of an encoding */
bool isn_network_asks_classes(const isn_network *network); /* its words carry what the lexicon says of them */
uint32_t isn_network_bundles(const isn_network *network);
const char *isn_network_upos(const isn_network *network, uint32_t bundle);
const char *isn_network_feats(const isn_network *network, uint32_t bundle); /* "_" for none */
const char *isn_network_relation(const isn_network *network, uint32_t relation);

/* Working memory of one thread; grows with the longest sentence. */
typedef struct isn_workspace isn_workspace;
isn_workspace *isn_workspace_open(const isn_network *network); /* NULL without memory */
void isn_workspace_close(isn_workspace *w);

/* The encodings of a sentence of n words, n x width. False without memory. */
bool isn_network_encode(isn_workspace *w, const isn_word_rows *words, uint32_t n, int16_t *encodings);

/* The best bundle of each word of the sentence that this workspace encoded last. */
bool isn_network_tags(isn_workspace *w, const int16_t *encodings, uint32_t n, uint16_t *bundles);

/* A tree: heads[i] is the head of word i, from 1, 0 for the one root word; relations[i] its relation. beam: 1 is greedy. */
bool isn_network_tree(isn_workspace *w, const int16_t *encodings, uint32_t n, uint32_t beam, uint32_t *heads, uint8_t *relations);
#endif
