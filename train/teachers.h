/* What trained networks say about sentences: the best projective tree by arcs (for training and evaluation), and an ensemble that
 * annotates text for a student to learn from. */
#ifndef ISN_TRAIN_TEACHERS_H
#define ISN_TRAIN_TEACHERS_H
#include <stdio.h>

#include "sentences.h"

enum { MAX_TEACHERS = 8 };

/* Eisner 1996, one word under the root; arcs: head x stride + child, head 0 the root; heads from 1, 0 the root. */
void best_tree(const float *arcs, uint32_t stride, uint32_t n, int32_t *heads);

/* Annotates `words` words of text (a sentence a line, see train-words), taken evenly from the whole, and writes CoNLL-U. */
void teachers_annotate(const network *const *nets, uint32_t count, const tagset *tags, const char *text, uint64_t words,
                       uint32_t (*row_of)(void *context, uint64_t key), void *context, FILE *out);

/* Scores on a bank, printed as one line. */
void network_evaluate(const network *net, const tagset *tags, const treebank *bank, const char *what);
#endif
