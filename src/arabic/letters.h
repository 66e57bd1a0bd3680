/* Arabic letters and folding.
 *
 * Folding makes spellings of one word equal: vowel signs, tatweel and direction marks are dropped; alef with hamza, madda or
 * wasla becomes bare alef; hamza on waw or ya becomes bare hamza (مسؤول = مسئول); alef maqsura becomes ya; taa marbuta becomes
 * haa; Persian kaf and ya become Arabic ones; presentation forms become letters; Arabic-Indic digits become ASCII digits and
 * Latin letters lower case. It is lossy on purpose and keeps a map back to the text, so that no offset is ever lost. */
#ifndef ISN_ARABIC_LETTERS_H
#define ISN_ARABIC_LETTERS_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* Writes the folded letters of cp (0, 1 or 2 of them) to out and returns how many. */
unsigned isn_fold_letter(uint32_t cp, uint16_t out[2]);

/* Writes the bare letters of cp (0, 1 or 2 of them): signs and direction marks dropped, presentation forms and Persian kaf and ya as
 * Arabic letters, hamza, ة and ى as they are. As many letters as isn_fold_letter writes. */
unsigned isn_bare_letter(uint32_t cp, uint16_t out[2]);

bool isn_is_letter(uint32_t cp);    /* Arabic letter, vowel signs and tatweel not */
bool isn_is_sign(uint32_t cp);      /* vowel sign, superscript alef, tatweel, Koranic mark: part of a word, dropped in folding */
bool isn_is_invisible(uint32_t cp); /* direction and joining marks, soft hyphen, byte order mark */
bool isn_is_blank(uint32_t cp);     /* blank that is not a line end; no-break blanks too */
bool isn_is_latin(uint32_t cp);     /* letter of a script other than Arabic */
int isn_digit(uint32_t cp);         /* 0 to 9 of ASCII, Arabic-Indic or Persian digits, else -1 */

typedef struct isn_key {
  const uint16_t *at;
  uint32_t length;
} isn_key;

/* A UTF-8 string as folded letters, blanks squeezed to one. at is NULL when memory cannot be had or the text is not UTF-8. */
isn_key isn_fold_text(isn_arena *arena, const char *text, size_t length);

/* The same into the caller's letters: at most `room` of them; longer text is cut, text that is not UTF-8 gives length 0. */
isn_key isn_fold_into(uint16_t *letters, uint32_t room, const char *text, size_t length);

/* A UTF-8 string as letters, only signs and tatweel dropped: what inflection works on. */
isn_key isn_bare_text(isn_arena *arena, const char *text, size_t length);

/* Folds bare letters (one to one but for presentation forms, which lexicons do not hold). */
uint32_t isn_fold_bare(const uint16_t *bare, uint32_t length, uint16_t *out);

bool isn_key_equal(isn_key a, isn_key b);
#endif
