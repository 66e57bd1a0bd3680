#include "timex/timex.h"

#include <stdlib.h>
#include <string.h>

#include "timex/dating.h"
#include "timex/value.h"

typedef struct tables {
  isn_time_words words;
  isn_public known;
} tables;

static isnad_status open_stage(const isn_resources *resources, void **state, isnad_error *error) {
  tables *t = calloc(1, sizeof *t);
  *state = t;
  if (!t) return isn_nomem(error);
  isnad_status status = isn_time_words_open(&t->words, resources->lexicon, error);
  return status ? status : isn_public_open(&t->known, resources->lexicon, error);
}

static void close_stage(void *state) {
  tables *t = state;
  isn_arena_free(&t->words.arena);
  isn_arena_free(&t->known.arena);
  free(t);
}

/* Two resolvers, one for each end of the interval in which the document was written: a value holds if both give it. */
typedef struct stage {
  isn_scan scan;
  isn_whens whens;
  isn_interval dating;
  isn_resolver early, late;
} stage;

static bool resolve(stage *t, const isn_when *w, char value[ISN_VALUE_ROOM], const char **how) {
  char other[ISN_VALUE_ROOM];
  const char *ignored;
  bool good = isn_resolve(&t->early, w, value, how), also = isn_resolve(&t->late, w, other, &ignored);
  uint32_t sentence = t->scan.doc->tokens.at[w->first].sentence;
  if (good) isn_remember(&t->early, w, value, sentence);
  if (also) isn_remember(&t->late, w, other, sentence);
  return good && also && strcmp(value, other) == 0;
}

/* How often such an expression has the right value, as counted on annotated news. */
static float confidence_of(const isn_when *w, const char *how, bool resolved) {
  if (w->confidence > 0) return w->confidence;
  if (!resolved) return 0.5f;
  switch (w->shape) {
    case ISN_SHAPE_WEEKDAY: return w->which != ISN_WHICH_NONE || w->tense == ISN_TENSE_PAST ? 0.93f : 0.8f;
    case ISN_SHAPE_DAY:
    case ISN_SHAPE_MONTH: return strcmp(how, "said") == 0 || w->which != ISN_WHICH_NONE ? 0.96f : 0.85f;
    case ISN_SHAPE_THEN:
    case ISN_SHAPE_CLOCK: return 0.7f;
    case ISN_SHAPE_SEASON:
    case ISN_SHAPE_FEAST:
    case ISN_SHAPE_AGO: return 0.8f;
    case ISN_SHAPE_RELATIVE: return w->weekday ? 0.97f : 0.9f;
    case ISN_SHAPE_AMOUNT: return 0.9f;
    default: return 0.92f;
  }
}

static bool add_row(stage *t, const isn_when *w) {
  isn_doc *doc = t->scan.doc;
  char value[ISN_VALUE_ROOM];
  const char *how = "said";
  bool resolved = w->shape != ISN_SHAPE_UNKNOWN && resolve(t, w, value, &how);
  uint32_t index = doc->times.count;
  isnad_time *row = ISN_PUSH(&doc->times, &doc->arena);
  if (!row) return false;
  row->span = isn_span(t->scan.atoms[w->first].start, doc->tokens.at[w->end - 1].end);
  row->type = (isnad_timex_type)w->type;
  row->value = resolved ? isn_arena_strdup(&doc->arena, value) : NULL;
  row->evidence.why = isn_arena_printf(&doc->arena, "timex:%s|%s", w->rule, resolved ? how : "unresolved");
  row->evidence.confidence = confidence_of(w, how, resolved);
  for (uint32_t i = w->first; i < w->end; i++) doc->tokens.at[i].time = index;
  return row->evidence.why && (row->value || !resolved);
}

static const char *date_text(isn_doc *doc, isn_day day) {
  isn_date d = isn_date_of(day);
  return isn_arena_printf(&doc->arena, "%04d-%02d-%02d", d.year, d.month, d.day);
}

/* Values have years of four digits. */
static bool in_range(isn_day day) { return day >= isn_day_of(1100, 1, 1) && day < isn_day_of(9000, 1, 1); }

static bool date_document(stage *t, const isn_public *known) {
  isn_doc *doc = t->scan.doc;
  isn_interval *d = &t->dating;
  if (!isn_date_document(&t->scan, known, &t->whens, d)) return false;
  if (d->has_from && !(doc->dated_from = date_text(doc, d->from))) return false;
  if (d->has_to && !(doc->dated_to = date_text(doc, d->to))) return false;
  isn_resolver r = {
      .hijri = &t->scan.words->hijri, .known = d->has_from && d->has_to && in_range(d->from) && in_range(d->to), .day = d->from};
  t->early = t->late = r;
  t->late.day = d->to;
  if (doc->published && r.known) t->early.day = t->late.day = isn_reference_day(&t->whens, d->from);
  return true;
}

static isnad_status run(const struct isn_lexicon *lexicon, const void *state, isn_doc *doc, isnad_error *error) {
  stage t = {0};
  const tables *with = state;
  bool good = isn_scan_open(&t.scan, &with->words, lexicon, doc) && isn_collect(&t.scan, &t.whens) && date_document(&t, &with->known);
  for (uint32_t i = 0; good && i < t.whens.count; i++) good = add_row(&t, &t.whens.at[i]);
  return good ? ISNAD_OK : isn_nomem(error);
}

const isn_stage isn_stage_timex = {.name = "timex", .open = open_stage, .run = run, .close = close_stage};
