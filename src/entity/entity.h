/* Named mentions, the entities that they name, and the labels that the text gives them. */
#ifndef ISN_ENTITY_ENTITY_H
#define ISN_ENTITY_ENTITY_H
#include "doc/stage.h"

extern const isn_stage isn_stage_entity;
#endif
