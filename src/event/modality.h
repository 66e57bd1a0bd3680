/* Whether an act is told as done, planned, demanded, possible or denied: by tense and particles, by what governs it (modality.tsv), and
 * by the class of the statement that holds it. */
#ifndef ISN_EVENT_MODALITY_H
#define ISN_EVENT_MODALITY_H
#include "event/frame.h"

/* A row of the table as the words of a particle. */
typedef struct isn_mood_words {
  const isn_key *rest; /* those behind the first one */
  uint32_t count;
  uint32_t next; /* a later row that begins with the same word, or ISNAD_NONE */
} isn_mood_words;

typedef struct isn_moods {
  uint8_t *by_lexeme;   /* modality + 1 of a verb or noun lexeme */
  uint8_t *scope;       /* of the lexeme: all of its clause, only the word after it, only what hangs on it by a preposition */
  isn_map words;        /* folded particle or adjective, first word of a phrase → row + 1 */
  isn_mood_words *rows; /* one per row of the table */
  const isn_table *table;
  uint32_t count;
} isn_moods;

isnad_status isn_moods_open(isn_moods *moods, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error);

/* The modality of an act that `statement` (ISNAD_NONE: the outlet) tells. *why names what decided, NULL for nothing special. */
isnad_modality isn_modality_of(const isn_moods *moods, const isn_act *act, uint32_t statement, const char **why);
#endif
