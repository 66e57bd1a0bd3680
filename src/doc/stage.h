/* What a stage is: state made once from the lexicon and shared by threads, and a function that appends rows to a record. */
#ifndef ISN_DOC_STAGE_H
#define ISN_DOC_STAGE_H
#include "doc/doc.h"

struct isn_lexicon;

typedef struct isn_stage {
  const char *name;
  isnad_status (*open)(const struct isn_lexicon *lexicon, void **state, isnad_error *error); /* NULL: no state but the lexicon */
  isnad_status (*run)(const struct isn_lexicon *lexicon, const void *state, isn_doc *doc, isnad_error *error);
  void (*close)(void *state);
} isn_stage;
#endif
