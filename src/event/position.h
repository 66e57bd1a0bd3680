/* What the position stage knows of words, from positions.tsv, and where a condition or an object begins and ends. */
#ifndef ISN_EVENT_POSITION_H
#define ISN_EVENT_POSITION_H
#include "match/entry.h"

typedef enum isn_position_role {
  ISN_POSITION_NOTHING, /* "none": asked of nobody */
  ISN_POSITION_CONDITION,
  ISN_POSITION_NEED,
  ISN_POSITION_CONTENT,
  ISN_POSITION_CUE,
  ISN_POSITION_WARNING,
  ISN_POSITION_ROLES
} isn_position_role;

typedef struct isn_position_words {
  isn_entries entries;
  uint8_t *roles;   /* by entry */
  uint8_t *stances; /* by entry: a bit for each stance; 0 for none */
} isn_position_words;

isnad_status isn_position_words_open(isn_position_words *words, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error);

/* The longest entry of a role at a token. */
bool isn_position_word(const isn_position_words *words, const isn_lexicon *lexicon, const isn_doc *doc, uint32_t token,
                       isn_position_role role, isn_entry_match *match);

/* Its stances, and the only one of a role that has one. */
uint8_t isn_position_stances(const isn_position_words *words, const isn_entry_match *match);
isnad_stance isn_position_stance(const isn_position_words *words, const isn_entry_match *match);

/* The token in [from, end) where a condition of such a stance begins, ISNAD_NONE for none. *row is its lexicon row. */
uint32_t isn_condition_at(const isn_position_words *words, const isn_lexicon *lexicon, const isn_doc *doc, uint32_t from, uint32_t end,
                          isnad_stance stance, const isn_row **row);

/* What an event that no statement covers is about: the tokens of its object or of the phrase with a preposition behind it, up to the end
 * of its clause. False: there is none. */
bool isn_event_about(const isn_doc *doc, const isnad_event *event, isnad_stance stance, uint32_t *first, uint32_t *end);
#endif
