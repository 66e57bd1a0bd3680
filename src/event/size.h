/* How many were killed, injured, arrested: the numbers beside such words near an event's anchor. */
#ifndef ISN_EVENT_SIZE_H
#define ISN_EVENT_SIZE_H
#include "doc/doc.h"

void isn_sizes(const isn_doc *doc, uint32_t anchor, isnad_event *row);
#endif
