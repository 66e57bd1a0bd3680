/* The tree of a sentence, by tokens. It errs on one arc in four, so what is read off it is checked against the words or only breaks ties.
 * Walks are bounded, so that a chain of arcs as long as a text costs nothing more. All return ISNAD_NONE or false where nothing is. */
#ifndef ISN_MATCH_TREE_H
#define ISN_MATCH_TREE_H
#include "doc/doc.h"

/* Whether a token hangs below `above`, or is it. */
bool isn_tree_under(const isn_doc *doc, uint32_t token, uint32_t above);

/* The last token on the way up from `token` that lies in [first, end): the head of what begins there. */
uint32_t isn_tree_top(const isn_doc *doc, uint32_t token, uint32_t first, uint32_t end);

/* The first token of its sentence, near it, that hangs on `head` by a relation that begins with `relation` ("nsubj", "nsubj:pass"). */
uint32_t isn_tree_child(const isn_doc *doc, uint32_t head, const char *relation);
#endif
