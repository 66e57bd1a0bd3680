/* Words and light stems of a text, and how rare a stem is in news. */
#ifndef ISN_LINK_TERMS_H
#define ISN_LINK_TERMS_H
#include "arabic/letters.h"

/* The next word of a folded text: letters, digits. *at begins at 0; false at the end. */
bool isn_next_word(isn_key text, uint32_t *at, isn_key *word);

/* A folded word without the clitics and endings that letters alone can tell (light stemming after Larkey, Ballesteros and Connell 2002).
 * Two forms of one word mostly meet, and a wrong cut is the same cut everywhere. */
isn_key isn_light_stem(isn_key word);

uint32_t isn_term_hash(isn_key stem);

/* Rarity of a stem, in hundredths of ln(articles / articles with it) of the background table; ISN_UNSEEN where it is not in the table. */
enum { ISN_UNSEEN = 800 };
uint32_t isn_term_rarity(uint32_t hash);

/* The value of a number: digits, or a number word or ordinal from one on (خمسة, الخامسة), with a proclitic or without; -1: it is none. */
int64_t isn_number_of(isn_key word);
#endif
