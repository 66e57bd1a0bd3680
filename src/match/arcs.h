/* The trees of the language layer by tokens: what a token hangs on, what hangs on it, through which preposition.
 *
 * A token of several syntactic words has the place of its content word (وبالحكومة: of الحكومة); the words fused to it are no tokens of
 * their own. One arc in four is wrong, so that whoever asks keeps a second opinion from the chunks (match/clause). */
#ifndef ISN_MATCH_ARCS_H
#define ISN_MATCH_ARCS_H
#include "doc/doc.h"

typedef enum isn_relation {
  ISN_REL_OTHER,
  ISN_REL_ROOT,
  ISN_REL_NSUBJ,
  ISN_REL_NSUBJ_PASS,
  ISN_REL_OBJ, /* obj, iobj */
  ISN_REL_OBL, /* obl, obl:arg */
  ISN_REL_NMOD,
  ISN_REL_AMOD,
  ISN_REL_APPOS,
  ISN_REL_FLAT,
  ISN_REL_CONJ,
  ISN_REL_ACL,
  ISN_REL_ADVCL,
  ISN_REL_ADVMOD,
  ISN_REL_CCOMP,
  ISN_REL_XCOMP,
  ISN_REL_CSUBJ,
  ISN_REL_CASE,
  ISN_REL_MARK,
  ISN_REL_NUM, /* nummod */
  ISN_REL_AUX,
  ISN_REL_PARATAXIS
} isn_relation;

enum { ISN_ARC_STEPS = 12, ISN_ARC_CHILDREN = 48 }; /* limits of climbing and of asking, so that no text makes this slow */

typedef struct isn_arcs {
  uint32_t *governor;     /* by token; ISNAD_NONE for a root */
  uint32_t *child, *next; /* the first dependent of a token, and the next one of the same governor, in the order of the text */
  uint8_t *relation;
} isn_arcs;

/* Builds the arcs of a document in its arena. False: no memory. */
bool isn_arcs_build(isn_arcs *arcs, isn_doc *doc);

/* The content word of a token, as a row of doc->words, or ISNAD_NONE. */
uint32_t isn_content_word(const isn_doc *doc, uint32_t token);

/* The first dependent of a token by one of two relations (give one twice for one), behind token `after` (ISNAD_NONE: any). */
uint32_t isn_dependent(const isn_arcs *arcs, uint32_t token, isn_relation one, isn_relation other, uint32_t after);

/* Whether `token` is `top` or hangs below it. */
bool isn_hangs_below(const isn_arcs *arcs, uint32_t token, uint32_t top);

/* Whether a noun's phrase has this preposition (folded), as a word before it or a clitic on it; length 0: none at all. */
bool isn_has_preposition(const isn_doc *doc, const isn_arcs *arcs, uint32_t token, const uint16_t *prep, uint32_t length);

/* The value of a feature ("Gender=") of a token's content word: its first letter in lower case ('f', 'm', 's', 'd', 'p'), 0 for none. */
char isn_feature(const isn_doc *doc, uint32_t token, const char *name);

/* The nearest verb above a token, or ISNAD_NONE; *path_end (may be NULL) is the last token below it on the way. */
uint32_t isn_verb_above(const isn_doc *doc, const isn_arcs *arcs, uint32_t token, uint32_t *path_end);
#endif
