/* Whether a text reports an act as a happening, or only mentions it (the inquiry into the bombing): a linear model over what the record
 * has of the act and of the words around it. train/events.c trains it with the same features.
 *
 * It speaks of the types that it was trained on, and only where an act stands alone: where another sentence of the text tells of an act
 * of force too, the text is about such acts, and a mention is one more telling. */
#ifndef ISN_EVENT_RANK_H
#define ISN_EVENT_RANK_H
#include "doc/doc.h"

struct isn_model;
struct isn_linear;

enum {
  ISN_RANK_FEATURES = 640,
  ISN_RANK_STEPS = 32, /* of the score, a quarter of a logit each, 0 in the middle */
  ISN_RANK_UNITS = 256 /* section "units" counts in parts of so many */
};

typedef struct isn_rank {
  const struct isn_linear *weights;
  uint32_t units;         /* of the score, a logit, times ISN_RANK_UNITS; 0: there is no model */
  const uint8_t *percent; /* ISNAD_EVENT_TYPES rows of ISN_RANK_STEPS: how often such an act is reported; 0: the type is not judged */
} isn_rank;

/* Sections "weights", "units" (u32) and "percent" of a model "event", which must outlive it, as must the arena; model NULL: *out judges
 * nothing. */
isnad_status isn_rank_open(const struct isn_model *model, isn_arena *arena, isn_rank *out, isnad_error *error);

/* The features of row `event`: at most ISN_RANK_FEATURES; returns how many. */
uint32_t isn_rank_features(const isn_doc *doc, uint32_t event, uint64_t *at);

/* The step of a score. */
uint32_t isn_rank_step(const isn_rank *rank, int32_t score);

/* Gives each act that stands alone its confidence, and says so in its `why` ("|alone"). */
isnad_status isn_rank_events(const isn_rank *rank, isn_doc *doc, isnad_error *error);
#endif
