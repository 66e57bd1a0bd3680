/* The day on which a document was written, as narrow as its expressions of time support. */
#ifndef ISN_TIMEX_DATING_H
#define ISN_TIMEX_DATING_H
#include "timex/clue.h"

/* With `published` both ends are its day. Without, the interval that the clues of the text leave: they go to doc->clues, the times among
 * those that it rests on to doc->dated_because. false: out of memory. */
bool isn_date_document(const isn_scan *s, const isn_public *known, const isn_whens *whens, isn_interval *out);

/* The day that أمس and the like count from: that of the document, unless all weekdays that stand beside them (أمس الثلاثاء) agree on
 * another one near it. Articles are dated by the page that they were seen on, a day or two late. */
isn_day isn_reference_day(const isn_whens *whens, isn_day published);
#endif
