/* Folding, tokens and sentences. */
#ifndef ISN_SEGMENT_SEGMENT_H
#define ISN_SEGMENT_SEGMENT_H
#include "doc/stage.h"

extern const isn_stage isn_stage_segment;
#endif
