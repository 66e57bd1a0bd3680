/* The day on which a document was written, as narrow as its expressions of time support. */
#ifndef ISN_TIMEX_DATING_H
#define ISN_TIMEX_DATING_H
#include "timex/when.h"

typedef struct isn_dating {
  bool has_from, has_to;
  isn_day from, to;
} isn_dating;

/* With `published` both ends are its day. Without, the ends that the expressions bound; the indices of those that bound them go to
 * doc->dated_because. false: out of memory. */
bool isn_date_document(const isn_scan *s, const isn_whens *whens, isn_dating *out);

/* The day that أمس and the like count from: that of the document, unless all weekdays that stand beside them (أمس الثلاثاء) agree on
 * another one near it. Articles are dated by the page that they were seen on, a day or two late. */
isn_day isn_reference_day(const isn_whens *whens, isn_day published);
#endif
