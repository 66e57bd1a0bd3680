/* What claims of different documents are compared by: rows of the record that are not written into its JSON. */
#ifndef ISN_DOC_POINT_H
#define ISN_DOC_POINT_H
#include "isnad.h"

/* Who has to be the same for two clauses to be on one claim (column focus of matters.tsv). */
typedef enum isn_focus { ISN_FOCUS_HOLDER, ISN_FOCUS_SIDE, ISN_FOCUS_RIVAL, ISN_FOCUS_THEATRE } isn_focus;

/* What a clause is for or against, in a matter of matters.tsv: what claims of different documents are compared by. */
typedef struct isn_point {
  const char *matter; /* key of matters.tsv */
  uint8_t focus;      /* isn_focus of the matter */
  int8_t sign;        /* +1 or -1, negations counted */
  isnad_span anchor;  /* the words that name the matter */
  isnad_span span;    /* the clause, for a reader */
  uint32_t side;      /* entity whose attitude it is or of whom it is said, ISNAD_NONE */
  const char *bloc;   /* its country by code (LBY) or IGO; NULL if nothing says it */
  uint32_t statement; /* innermost one that says so, ISNAD_NONE: the outlet */
  isnad_evidence evidence;
} isn_point;

/* The words of a sentence by which another one is compared with it: a hash of each lemma, name or number, those of words that mean the
 * same being one, times two; the last bit is set where it is negated or the opposite is said. In the order of the text. */
typedef struct isn_terms {
  isnad_span span;
  uint32_t statement; /* that holds its middle, ISNAD_NONE */
  const uint32_t *at;
  uint32_t count;
} isn_terms;
#endif
