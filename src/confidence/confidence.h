/* How sure the rows are: the last stage turns what the rules say of themselves into shares that were measured on annotated articles. */
#ifndef ISN_CONFIDENCE_CONFIDENCE_H
#define ISN_CONFIDENCE_CONFIDENCE_H
#include "doc/stage.h"

/* The probability, in whole percents from 1 to 99, of a sum of weights in hundredths of a logit. */
uint32_t isn_confidence_percent(int64_t sum);

extern const isn_stage isn_stage_confidence;
#endif
