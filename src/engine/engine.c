#include "engine/engine.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "confidence/confidence.h"
#include "doc/stage.h"
#include "engine/models.h"
#include "entity/entity.h"
#include "event/event.h"
#include "matter/matter.h"
#include "morph/language.h"
#include "morph/morph.h"
#include "morph/splitter.h"
#include "pack/lexicon.h"
#include "segment/segment.h"
#include "source/outlets.h"
#include "statement/statement.h"
#include "syntax/syntax.h"
#include "timex/timex.h"

/* The way of a text through the engine. A stage reads what the ones above it appended to the record, and nothing else. */
static const isn_stage *const stages[] = {
    &isn_stage_segment,    /* folded text, sentences, tokens */
    &isn_stage_outlet,     /* whose text it is */
    &isn_stage_split,      /* syntactic words of each token */
    &isn_stage_language,   /* their tags, and the tree of each sentence */
    &isn_stage_lemma,      /* their lemmas */
    &isn_stage_morph,      /* readings: clitics, lexeme, form */
    &isn_stage_timex,      /* time expressions, their values, the date of the document */
    &isn_stage_entity,     /* names, what they name, how it is styled */
    &isn_stage_syntax,     /* noun phrases, verbs, clauses */
    &isn_stage_statement,  /* who says what, through whom */
    &isn_stage_event,      /* who does what to whom */
    &isn_stage_position,   /* what the parties demand, accept, refuse */
    &isn_stage_point,      /* what clauses are for and against */
    &isn_stage_confidence, /* how sure each row is */
    NULL,
};

_Static_assert(sizeof stages <= (ISN_MAX_STAGES + 1) * sizeof(void *), "doc->stage_times has a place for each stage");

struct isnad_engine {
  isn_lexicon *lexicon;
  isn_models models;
  void *states[ISN_MAX_STAGES];
};

isnad_status isnad_engine_open(const isnad_engine_options *options, isnad_engine **out, isnad_error *error) {
  *out = NULL;
  isnad_engine *engine = calloc(1, sizeof *engine);
  if (!engine) return isn_nomem(error);
  isnad_status status = isn_lexicon_open(options ? options->lexicon_dir : NULL, &engine->lexicon, error);
  if (!status)
    status = isn_models_open(options ? options->models : NULL, isn_embedded_models, isn_embedded_models_count, &engine->models, error);
  isn_resources resources = {.lexicon = engine->lexicon};
  isn_models_give(&engine->models, &resources);
  for (size_t i = 0; !status && stages[i]; i++)
    if (stages[i]->open) status = stages[i]->open(&resources, &engine->states[i], error);
  if (status) isnad_engine_close(engine);
  else *out = engine;
  return status;
}

void isnad_engine_close(isnad_engine *engine) {
  if (!engine) return;
  for (size_t i = 0; stages[i]; i++)
    if (engine->states[i] && stages[i]->close) stages[i]->close(engine->states[i]);
  isn_models_close(&engine->models);
  if (engine->lexicon) isn_lexicon_close(engine->lexicon);
  free(engine);
}

static double seconds_now(void) {
  struct timespec now;
  (void)clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

isnad_status isn_engine_run(const isnad_engine *engine, isn_doc *doc, isnad_error *error) {
  doc->engine_version = ISNAD_VERSION;
  doc->lexicon_id = isn_lexicon_id(engine->lexicon);
  doc->models = engine->models.ids;
  for (size_t i = 0; stages[i]; i++) {
    double start = seconds_now();
    isnad_status status = stages[i]->run(engine->lexicon, engine->states[i], doc, error);
    if (status) return status;
    doc->stage_times[i] = (isnad_stage_time){stages[i]->name, seconds_now() - start};
    doc->stages = i + 1;
  }
  return ISNAD_OK;
}

const char *isnad_engine_lexicon_id(const isnad_engine *engine) { return isn_lexicon_id(engine->lexicon); }
const char *isnad_engine_models(const isnad_engine *engine) { return engine->models.ids; }

/* The outlet stage's state is the table of outlets. */
static const isn_outlets *outlets(const isnad_engine *engine) {
  for (size_t i = 0; stages[i]; i++)
    if (stages[i] == &isn_stage_outlet) return engine->states[i];
  return NULL;
}

const char *isnad_engine_outlet(const isnad_engine *engine, const char *name) {
  const isn_outlet *outlet = name ? isn_outlets_find(outlets(engine), name) : NULL;
  return outlet ? outlet->id : NULL;
}

const char *isnad_engine_outlet_name(const isnad_engine *engine, const char *id, bool english) {
  const isn_outlet *outlet = id ? isn_outlets_find(outlets(engine), id) : NULL;
  if (!outlet) return NULL;
  const char *name = english ? outlet->name_en : outlet->name_ar;
  return *name ? name : NULL;
}

const isnad_place *isnad_engine_place(const isnad_engine *engine, const char *ref, double lat, double lon) {
  for (size_t i = 0; ref && stages[i]; i++)
    if (stages[i] == &isn_stage_entity) return isn_entity_place(engine->states[i], ref, lat, lon);
  return NULL;
}

bool isnad_engine_lexicon_row(const isnad_engine *engine, const char *table, const char *key, uint32_t nth, isnad_lexicon_row *row) {
  const isn_table *rows = table ? isn_lexicon_table(engine->lexicon, table) : NULL;
  for (uint32_t i = 0; rows && i < rows->rows.count; i++) {
    const isn_row *r = &rows->rows.at[i];
    if ((key && strcmp(r->cells[0], key) != 0) || nth--) continue;
    *row = (isnad_lexicon_row){r->file, r->line, rows->columns, r->cells, rows->columns_count};
    return true;
  }
  return false;
}
