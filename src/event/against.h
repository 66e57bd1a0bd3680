/* Against whom a protest is (lexicon/against.tsv): the slot `against` of a frame. */
#ifndef ISN_EVENT_AGAINST_H
#define ISN_EVENT_AGAINST_H
#include "event/party.h"

/* Reads the table. An entry whose verb is unknown and a slot that is none are errors with file and line. */
isnad_status isn_against_open(isn_against *out, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error);

/* Adds the party behind the first such word of the act's clause, and notes the row. */
void isn_take_against(isn_act *act, isn_cast cast);
#endif
