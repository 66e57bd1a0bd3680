/* Leaving out the rows of a finished record that are not sure enough. */
#ifndef ISN_DOC_LEAST_H
#define ISN_DOC_LEAST_H
#include "doc/doc.h"

/* Takes the mentions, labels, times, statements, events and positions out whose confidence is under `least`, the
 * events under `least_event` too, and numbers the rest anew.
 * What a row that stays rests on stays with it, however unsure: of a position its statement and event; of an event its time and who says
 * so; of a label and a statement the statement around it; the times that the document is dated by; all mentions of an entity that has no
 * sure one and that such a row names. An entity that no row is left of goes. Clues stay. */
isnad_status isn_doc_leave_out(isn_doc *doc, float least, float least_event, isnad_error *error);
#endif
