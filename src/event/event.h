/* Events of the PLOVER types, and the positions that statements and events express. */
#ifndef ISN_EVENT_EVENT_H
#define ISN_EVENT_EVENT_H
#include "doc/stage.h"

extern const isn_stage isn_stage_event;
extern const isn_stage isn_stage_position;
#endif
