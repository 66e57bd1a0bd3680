/* What training (train/lemmas.c) and use (lemma.c) of the lemmatizer share: words as letters, keys, edit rules, features, vowels.
 *
 * Lemmas are found in this order:
 *  1. numbers in digits and what is not Arabic, by PADT's conventions;
 *  2. the table, by form and features, spelled as written or folded;
 *  3. edit rules: of those that words of the same features have followed, the one with the highest sum of weights; then the vowels, by
 *     what is known of the lemma's letters or of lemmas that look like it. */
#ifndef ISN_MORPH_LEMMA_RULES_H
#define ISN_MORPH_LEMMA_RULES_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arabic/grammar.h"

enum {
  ISN_LEMMA_LETTERS = 24, /* longer words keep their form */
  ISN_LEMMA_RULE = 40,    /* 16-bit units of a rule at most */
  ISN_LEMMA_CONTEXT = 17, /* features of a word */
  ISN_LEMMA_RESULT = 6,   /* features of what a rule makes of it */
  ISN_LEMMA_VERSION = 1
};

/* Seeds of the keys of the table. */
typedef enum isn_lemma_level {
  ISN_BY_FORM_READING = 1, /* form as written, its article off; reading */
  ISN_BY_FOLD_READING,
  ISN_BY_FORM_POS,
  ISN_BY_FOLD_POS,
  ISN_BY_LEMMA_POS, /* letters of a lemma: the lemma with its vowels */
  ISN_BY_LEMMA,
  ISN_BY_SHAPE_NEAR, /* patterns of vowels */
  ISN_BY_SHAPE,
  ISN_BY_SHAPE_WIDE,
  ISN_BY_ROOT, /* lemma with vowels: its root */
  ISN_BY_KNOWN /* letters of a lemma that exists, with its part of speech */
} isn_lemma_level;

/* The features that lemmas depend on, as letters of their values; 0: not given. */
typedef struct isn_lemma_tag {
  uint8_t upos, number, gender, aspect, voice, person, definite, mood, foreign;
} isn_lemma_tag;

isn_lemma_tag isn_lemma_read_tag(isn_pos upos, const char *feats);
uint32_t isn_lemma_class(isn_lemma_tag tag);   /* all of it: what a rule depends on */
uint32_t isn_lemma_reading(isn_lemma_tag tag); /* without case, person and the like: what tells two lemmas of one form apart */

typedef struct isn_lemma_word {
  uint16_t at[ISN_LEMMA_LETTERS], fold[ISN_LEMMA_LETTERS]; /* letters without signs; the same folded */
  uint32_t length;
  uint32_t article; /* letters of an article at the beginning that the rules do not see: 0 or 2 */
  isn_lemma_tag tag;
} isn_lemma_word;

/* Letters of an Arabic word; false if it is something else or too long. */
bool isn_lemma_read(isn_lemma_word *word, const char *form, size_t bytes, isn_lemma_tag tag);

uint64_t isn_lemma_key(isn_lemma_level level, const uint16_t *letters, uint32_t length, uint32_t more);

/* A rule: number of edits, then of each (anchor << 8 | offset), (letters off << 8 | letters on), those off, those on. Anchor 0: the edit
 * begins `offset` letters from the start; 1: it ends `offset` letters from the end. Edits stand in the order of the word. */
uint32_t isn_lemma_derive(const uint16_t *form, uint32_t n, const uint16_t *lemma, uint32_t m, uint16_t *rule); /* units, 0: too long */
/* Letters of the lemma, 0 if the rule does not fit. out has room for ISN_LEMMA_LETTERS. */
uint32_t isn_lemma_apply(const uint16_t *rule, const uint16_t *form, uint32_t n, uint16_t *out);
/* Whether `units` 16-bit units are one whole rule. */
bool isn_lemma_rule_is_whole(const uint16_t *rule, uint32_t units);

void isn_lemma_context(const isn_lemma_word *word, uint32_t out[ISN_LEMMA_CONTEXT]);
/* known: 1 the letters are a lemma of that part of speech, 2 that of another reading of the form. */
void isn_lemma_result(const isn_lemma_word *word, const uint16_t *lemma, uint32_t n, unsigned known, uint32_t out[ISN_LEMMA_RESULT]);
static inline uint32_t isn_lemma_weight_at(uint32_t feature, uint32_t rule, uint32_t mask) {
  uint32_t h = (feature ^ rule * 0x9e3779b1u) * 0x85ebca6bu;
  return (h ^ h >> 15) & mask;
}

/* Key of the shape of a lemma's letters at one of the three levels of shapes. */
uint64_t isn_lemma_shape(isn_lemma_level level, const uint16_t *lemma, uint32_t n, uint8_t upos);

/* A lemma in UTF-8 as letters and the code of the signs behind each; false if it holds what has no code or is too long. */
bool isn_lemma_split_vowels(const char *lemma, uint16_t *letters, uint8_t *signs, uint32_t *n);
/* UTF-8 of letters with signs (NULL: none); `out` has room for 6 bytes a letter and a NUL. */
size_t isn_lemma_join_vowels(const uint16_t *letters, const uint8_t *signs, uint32_t n, char *out);
bool isn_lemma_sign_is_known(uint8_t code);
#endif
