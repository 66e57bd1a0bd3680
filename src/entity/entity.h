/* Named mentions, the entities that they name, and the labels that the text gives them. */
#ifndef ISN_ENTITY_ENTITY_H
#define ISN_ENTITY_ENTITY_H
#include "doc/stage.h"

extern const isn_stage isn_stage_entity;

/* isnad_engine_place by the stage's state. */
const isnad_place *isn_entity_place(const void *opaque, const char *ref, double lat, double lon);
#endif
