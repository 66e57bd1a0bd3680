/* What the language model sees of a word by itself: the key of its folded form, and rows of a hashed table for its affixes, its
 * spelling and its place in the token. The training programs and the run time call this one function. */
#ifndef ISN_LEARN_WORD_ROWS_H
#define ISN_LEARN_WORD_ROWS_H
#include <stdint.h>

enum { ISN_AFFIX_BITS = 13, ISN_AFFIX_ROWS = 1 << ISN_AFFIX_BITS, ISN_MAX_WORD_ROWS = 16 };

/* Where a syntactic word stands in its token. */
enum { ISN_PART_FIRST = 1, ISN_PART_LAST = 2 }; /* both: it is the token */

typedef struct isn_word_rows {
  uint64_t key;   /* of the folded form, digits and Latin letters by shape: what the vocabulary is looked up by */
  uint32_t count; /* rows in use */
  uint16_t row[ISN_MAX_WORD_ROWS];
} isn_word_rows;

/* cp: the form, code points as written. part: ISN_PART_ bits. classes: what a lexicon says of it (morph/classes.h), 0 where none is
 * asked. */
void isn_word_rows_of(const uint32_t *cp, uint32_t n, unsigned part, unsigned classes, isn_word_rows *out);
#endif
