/* Expressions of time: lexicon/calendar.tsv and timewords.tsv over tokens → TIMEX3 types and values, and the date of the document.
 *
 * A stage in three steps. collect.c finds the expressions of each sentence as isn_when: what the words say and no more ("the Tuesday
 * before", "13 May of the last year"). dating.c finds what is known of the day on which the document was written: its `published`,
 * or what the expressions themselves bound. value.c resolves each expression by that day and by the expressions before it.
 *
 * Values are TIMEX3 (TimeML 1.2.1): 2019-08-20, 2019-08, 2019, 2019-W34, 2019-W34-WE, 2019-SU, 2019-Q1, 2019-H1, 196 (the sixties), 19
 * (the twentieth century), 2019-08-20TEV, 2019-08-20T10:30Z, P3D, PT48H, PXM, PAST_REF, PRESENT_REF, FUTURE_REF. Days and months of the
 * Islamic calendar become Gregorian by ICU's islamic-umalqura; a whole Islamic month becomes the interval of its days (ISO 8601:
 * 2019-05-06/2019-06-03), for TIMEX3 has no other value that says it. A night belongs to the day on which it began. */
#ifndef ISN_TIMEX_TIMEX_H
#define ISN_TIMEX_TIMEX_H
#include "doc/stage.h"

extern const isn_stage isn_stage_timex;
#endif
