/* Spellings of names that are made equal before they are looked up, beyond what folding makes equal. */
#ifndef ISN_ENTITY_SPELLING_H
#define ISN_ENTITY_SPELLING_H
#include "pack/lexicon.h"

enum { ISN_NAME_LETTERS = 120 };

/* Appends a folded word to a name's key of n letters: عبد الفتاح and عبدالفتاح, نصر الله and نصرالله, أبو ظبي and أبوظبي, فائز and فايز get
 * one key. Returns the new length, 0 if it has no room. */
uint32_t isn_spell_word(uint16_t key[ISN_NAME_LETTERS], uint32_t n, const uint16_t *word, uint32_t length);

/* The key of a whole folded name, words divided by blanks; 0 if it has no room. */
uint32_t isn_spell_name(uint16_t key[ISN_NAME_LETTERS], isn_key name);

/* The same name with ج for غ: غوردون, جوردون. 0 if it has no غ. */
uint32_t isn_spell_ghain(uint16_t out[ISN_NAME_LETTERS], const uint16_t *key, uint32_t n);

/* What transcribers of a foreign name agree on: letters without ا و ي, and غ ج ق ك, ت ط, ث س ص ز, ف and ڤ, ب and پ as one each
 * (جنتيلوني, جينتيلوني). 0 if that is too little to tell names apart. */
uint32_t isn_spell_loosely(uint16_t out[ISN_NAME_LETTERS], const uint16_t *key, uint32_t n);
uint32_t isn_spell_word_loosely(uint16_t out[ISN_NAME_LETTERS], const uint16_t *word, uint32_t n); /* the same for one word of a name */
#endif
