/* Points: what a clause is for or against, in matters that the lexicon lists (matters.tsv, matter-words.tsv). They are what claims are
 * compared by across documents, where texts say the same in other words. */
#ifndef ISN_MATTER_MATTER_H
#define ISN_MATTER_MATTER_H
#include "doc/stage.h"

extern const isn_stage isn_stage_point;
#endif
