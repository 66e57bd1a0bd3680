/* How many were killed, injured, arrested, abducted, driven out: the numbers that belong to such words near an event's anchor. */
#ifndef ISN_EVENT_SIZE_H
#define ISN_EVENT_SIZE_H
#include "event/frame.h"
#include "event/number.h"

void isn_sizes(const isn_numbers *numbers, const isn_act *act, isnad_event *row);
#endif
