/* Against whom a protest is (lexicon/against.tsv): the slot `against` of a frame. */
#ifndef ISN_EVENT_AGAINST_H
#define ISN_EVENT_AGAINST_H
#include "event/party.h"

/* Reads the table. An entry whose verb is unknown and a slot that is none are errors with file and line. */
isnad_status isn_against_open(isn_against *out, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error);

/* Adds the party behind the first such word of the act's clause, and notes the row. */
void isn_take_against(isn_act *act, isn_cast cast);

/* Whether a token is a noun of the table whose genitive suffers (`by`): مقتل, اعتقال. */
bool isn_names_suffering(const isn_act *act, uint32_t token);

/* Adds the body before whose seat the act takes place, or to which it leads (the slot `seat`): أمام السفارة, إلى مقر الحزب. */
void isn_take_seat(isn_act *act, isn_cast cast);
#endif
