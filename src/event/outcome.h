/* Of a killing and the attack that it is told with in one sentence one act is made. */
#ifndef ISN_EVENT_OUTCOME_H
#define ISN_EVENT_OUTCOME_H
#include "doc/doc.h"

/* قتل تسعة في قصف: gives the victims and their number to the attack behind them, and takes the killing out of doc->events. A killing that
 * names who did it, or in a fight of two sides, stays. It is done when the acts of the sentence have been judged (event/rank), which goes
 * by all its words. False: no memory. */
bool isn_merge_outcomes(isn_doc *doc);
#endif
