/* What isnad's lexicon says of a form, for the language network: which classes of words may be written so. */
#ifndef ISN_MORPH_CLASSES_H
#define ISN_MORPH_CLASSES_H
#include "pack/lexicon.h"

/* Bits: 1 it was asked, 2 verb, 4 noun, 8 adjective or participle, 16 function word; 32 ones of 4 and 8 behind the article. Never 0. */
unsigned isn_form_classes(const isn_lexicon *lexicon, const uint32_t *cp, uint32_t n);

/* Whether a verb's past, "he did", may be written so, and no adjective (أكبر، أول). */
bool isn_form_may_be_past(const isn_lexicon *lexicon, const uint32_t *cp, uint32_t n);
#endif
