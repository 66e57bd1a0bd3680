#ifndef ISN_MATTER_TERMS_H
#define ISN_MATTER_TERMS_H
#include "doc/doc.h"
#include "pack/lexicon.h"

/* opposites.tsv by folded lemma: the number of the class times two, and one more for the opposite side; plus two, so that 0 is none. */
typedef struct isn_opposites {
  isn_map classes;
} isn_opposites;

isnad_status isn_opposites_open(isn_opposites *opposites, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error);

/* Appends the terms of every sentence. */
isnad_status isn_find_terms(const isn_opposites *opposites, const isn_lexicon *lexicon, isn_doc *doc, isnad_error *error);
#endif
