/* Where and when an act is told to happen. */
#ifndef ISN_EVENT_SETTING_H
#define ISN_EVENT_SETTING_H
#include "event/frame.h"

/* The place of an act, an entity or ISNAD_NONE. */
uint32_t isn_place_of(const isn_act *act);

/* The time of an act that is told in this modality, a row of times or ISNAD_NONE. */
uint32_t isn_time_of(const isn_act *act, isnad_modality modality);
#endif
