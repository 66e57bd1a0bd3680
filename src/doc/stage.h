/* What a stage is: state made once from the lexicon and the models and shared by threads, and a function that appends rows to a
 * record. */
#ifndef ISN_DOC_STAGE_H
#define ISN_DOC_STAGE_H
#include "doc/doc.h"

struct isn_lexicon;
struct isn_model;

/* What an engine has opened before its stages; it lives as long as they do. */
typedef struct isn_resources {
  const struct isn_lexicon *lexicon;
  const struct isn_model *split, *sentence, *language, *lemma, *name,
      *event; /* src/pack/model.h; NULL where the chosen set has no such model */
} isn_resources;

typedef struct isn_stage {
  const char *name;
  isnad_status (*open)(const isn_resources *resources, void **state, isnad_error *error); /* NULL: no state but the lexicon */
  isnad_status (*run)(const struct isn_lexicon *lexicon, const void *state, isn_doc *doc, isnad_error *error);
  void (*close)(void *state);
} isn_stage;
#endif
