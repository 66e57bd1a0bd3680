/* The words of lexicon/classes.tsv: which classes a stem, a whole word or a lemma is in. */
#ifndef ISN_PACK_CLASSES_H
#define ISN_PACK_CLASSES_H
#include "arabic/classes.h"
#include "arabic/letters.h"
#include "base/hash.h"
#include "base/vec.h"
#include "pack/tsv.h"

typedef struct isn_word_classes {
  isn_class_set stem, word, lemma;
} isn_word_classes;

typedef struct isn_class_index {
  isn_map spellings; /* folded letters → row of words + 1 */
  ISN_VEC(isn_word_classes) words;
} isn_class_index;

/* ISNAD_E_FORMAT with file, line and what was expected for a class or a way to match that the head of the table does not list. */
isnad_status isn_classes_open(isn_class_index *out, isn_arena *arena, const isn_table *table, isnad_error *error);

/* NULL for a word of no class. */
const isn_word_classes *isn_classes_of(const isn_class_index *index, const uint16_t *letters, uint32_t length);
#endif
