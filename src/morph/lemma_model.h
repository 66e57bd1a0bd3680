/* Layout of the sections of a lemma model, as train/lemmas.c writes and lemma.c reads it. Numbers are little-endian. */
#ifndef ISN_MORPH_LEMMA_MODEL_H
#define ISN_MORPH_LEMMA_MODEL_H
#include <stdint.h>

/* "lemma.head" */
typedef struct isn_lemma_head {
  uint32_t version, slots, strings, rules, classes, weight_mask;
} isn_lemma_head;

/* "lemma.table": open addressing by the low half of a key; the high half, made odd, is the print; an empty slot has none. Value: a
 * string, a pattern, or 1. */
typedef struct isn_lemma_slot {
  uint32_t print, value;
} isn_lemma_slot;

/* "lemma.classes", by class: rules that words of the class follow, most frequent first, in "lemma.lists". The class of a part of speech
 * alone is ISN_LEMMA_POS_CLASS + upos, that of all words ISN_LEMMA_POS_CLASS. */
typedef struct isn_lemma_bucket {
  uint32_t class, first, count;
} isn_lemma_bucket;

enum { ISN_LEMMA_POS_CLASS = 0x7fffff00 };

/* "lemma.strings": lemmas and roots, each ended in NUL; "lemma.at": offset of each. "lemma.patterns": letters, then a code a letter; a
 * pattern is named by its offset. "lemma.rules": rules one after the other; "lemma.ruleat": where each begins, and the end.
 * "lemma.weights": int16_t. */

static inline uint32_t isn_lemma_slot_of(uint64_t key, uint32_t slots) { return (uint32_t)((key & 0xffffffffu) * slots >> 32); }
static inline uint32_t isn_lemma_print(uint64_t key) { return (uint32_t)(key >> 32) | 1; }
#endif
