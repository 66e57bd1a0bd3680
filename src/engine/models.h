/* Which trained models an engine uses: a built-in set, or the files of a folder. */
#ifndef ISN_ENGINE_MODELS_H
#define ISN_ENGINE_MODELS_H
#include "doc/stage.h"
#include "pack/embedded.h"
#include "pack/model.h"

enum { ISN_MODEL_KINDS = 6 };

typedef struct isn_models {
  isn_model *at[ISN_MODEL_KINDS]; /* NULL: the set has none */
  char ids[ISN_MODEL_KINDS * 96]; /* of those that are there, by blanks */
} isn_models;

/* choice: "nc" or "free", a set among the `count` models of `builtin`; any other: a folder; NULL: the first of nc and free that is built
 * in. *out must be zeroed; on failure nothing is left open in it. */
isnad_status isn_models_open(const char *choice, const isn_embedded *builtin, size_t count, isn_models *out, isnad_error *error);
void isn_models_close(isn_models *models);

/* Puts each model in its place for the stages. */
void isn_models_give(const isn_models *models, isn_resources *resources);

#endif
