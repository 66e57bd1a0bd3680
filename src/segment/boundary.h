/* Where a sentence ends inside a line: features of a token as the last one of its sentence, for the labeller (learn/sequence.h) that
 * model "sentence" holds. Shared with train/segmenter.c. */
#ifndef ISN_SEGMENT_BOUNDARY_H
#define ISN_SEGMENT_BOUNDARY_H
#include "doc/doc.h"
#include "learn/sequence.h"
#include "pack/lexicon.h"

enum { ISN_BOUNDARY_FEATURES = 48, ISN_BOUNDARY_WITHIN = 0, ISN_BOUNDARY_END = 1, ISN_BOUNDARY_LABELS = 2 };

/* Shapes of tokens that are no marks, and the feature that a token has this shape, in which training keeps its caution. */
enum { ISN_BOUNDARY_SHAPE_NUMBER = 4, ISN_BOUNDARY_SHAPE_WORD = 5, ISN_BOUNDARY_SHAPE_LATIN = 6 };
static inline uint64_t isn_boundary_shape(uint32_t shape) { return isn_feature2(200, shape, 0); }

/* Features of the tokens [first, end), a line, into growing arrays of the caller: `at` holds (end - first) * ISN_BOUNDARY_FEATURES,
 * `starts` one more than there are tokens. */
void isn_boundary_features(const isn_lexicon *lexicon, const isn_doc *doc, uint32_t first, uint32_t end, uint64_t *at, uint32_t *starts);

/* Whether a token ends a sentence by its mark alone: . ؟ ! that belong to no ellipsis and no abbreviation. */
bool isn_boundary_rule(const isn_doc *doc, uint32_t token);

/* ends[i - first] = 1 where a sentence ends with token i. */
isnad_status isn_boundary_find(const isn_sequence *model, const isn_lexicon *lexicon, const isn_doc *doc, uint32_t first, uint32_t end,
                               uint8_t *ends, isnad_error *error);

/* The labeller of a model file. */
struct isn_model;
isnad_status isn_boundary_open(const struct isn_model *model, isn_sequence *out, isnad_error *error);
#endif
