/* The engine: the lexicon, the stages in their order, and the state that each made from the lexicon. Immutable once open. */
#ifndef ISN_ENGINE_ENGINE_H
#define ISN_ENGINE_ENGINE_H
#include "base/error.h"
#include "doc/doc.h"

/* Runs all stages on an open record and keeps how long each took in doc->stage_times. */
isnad_status isn_engine_run(const isnad_engine *engine, isn_doc *doc, isnad_error *error);

#endif
