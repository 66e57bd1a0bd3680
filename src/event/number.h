/* Whole numbers in figures and in words (ثلاثة وعشرون, 12 ألفا), by the number words of lexicon/words.tsv. */
#ifndef ISN_EVENT_NUMBER_H
#define ISN_EVENT_NUMBER_H
#include "doc/doc.h"
#include "pack/lexicon.h"

typedef struct isn_numbers {
  isn_map values; /* folded word → value + 1 */
} isn_numbers;

isnad_status isn_numbers_open(isn_numbers *out, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error);

/* The number that begins at token i, before token `end`, and the token behind it; -1 for none. What is part of a time is no number here,
 * nor is a share (20 بالمئة). */
int32_t isn_number_at(const isn_numbers *numbers, const isn_doc *doc, uint32_t i, uint32_t end, uint32_t *after);

/* The number that ends right before token i, and its first token, not before `first`; -1 for none. */
int32_t isn_number_before(const isn_numbers *numbers, const isn_doc *doc, uint32_t i, uint32_t first, uint32_t *begin);
#endif
