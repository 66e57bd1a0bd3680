/* A logistic model a kind of row: lexicon/confidence.tsv has a weight for each thing that may hold of one. tools/calibrate makes the table
 * and derives the same features from the record. */
#include "confidence/confidence.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pack/lexicon.h"

enum { MOST_WEIGHT = 2000, FEATURE_ROOM = 96, KEEP = INT32_MIN };

typedef struct weight {
  const char *row, *feature;
  int32_t weight; /* hundredths of a logit; KEEP: such a row keeps the number of its rule */
} weight;

typedef struct state {
  weight *at; /* sorted */
  uint32_t count;
} state;

/* ---- the table ---- */

static int by_name(const void *a, const void *b) {
  const weight *x = a, *y = b;
  const int order = strcmp(x->row, y->row);
  return order ? order : strcmp(x->feature, y->feature);
}

static isnad_status read_weight(const isn_table *table, const isn_row *row, weight *out, isnad_error *error) {
  static const char *const rows[] = {"mention", "label", "time", "statement", "event"};
  const char *cell = isn_cell(table, row, "weight");
  *out = (weight){row->cells[0], isn_cell(table, row, "feature"), KEEP};
  bool known = false;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) known = known || strcmp(out->row, rows[i]) == 0;
  if (!known)
    return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column row: expected mention, label, time, statement or event");
  if (strcmp(cell, "keep") == 0) return ISNAD_OK;
  char *end;
  errno = 0;
  const long value = strtol(cell, &end, 10);
  if (!*cell || *end || errno || value < -MOST_WEIGHT || value > MOST_WEIGHT)
    return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0,
                       "column weight: expected hundredths of a logit, %d to %d, or \"keep\"", -MOST_WEIGHT, MOST_WEIGHT);
  out->weight = (int32_t)value;
  return ISNAD_OK;
}

static void close_state(void *opaque) {
  state *st = opaque;
  if (st) free(st->at);
  free(st);
}

static isnad_status open_state(const isn_resources *resources, void **out, isnad_error *error) {
  const isn_table *table = isn_lexicon_table(resources->lexicon, "confidence.tsv");
  state *st = calloc(1, sizeof *st);
  if (!st) return isn_nomem(error);
  st->at = calloc((size_t)table->rows.count + 1, sizeof *st->at);
  isnad_status status = st->at ? ISNAD_OK : isn_nomem(error);
  for (uint32_t i = 0; i < table->rows.count && !status; i++) status = read_weight(table, &table->rows.at[i], &st->at[st->count++], error);
  if (status) {
    close_state(st);
    return status;
  }
  if (st->count) qsort(st->at, st->count, sizeof *st->at, by_name);
  *out = st;
  return ISNAD_OK;
}

uint32_t isn_confidence_percent(int64_t sum) {
  /* where one percent ends and the next begins: the logit of (percent + 0.5) / 100, in hundredths */
  uint32_t low = 1, high = 99;
  while (low < high) {
    const uint32_t middle = (low + high) / 2;
    const double p = (middle + 0.5) / 100;
    if ((double)sum < 100 * log(p / (1 - p))) high = middle;
    else low = middle + 1;
  }
  return low;
}

/* ---- rows ---- */

typedef struct sum {
  const state *st;
  const char *row;
  int64_t total;
  bool any, keep;
} sum;

static void add(sum *s, const char *feature) {
  const weight wanted = {s->row, feature, 0};
  const weight *found = s->st->count ? bsearch(&wanted, s->st->at, s->st->count, sizeof wanted, by_name) : NULL;
  if (!found) return;
  s->any = true;
  if (found->weight == KEEP) s->keep = true;
  else s->total += found->weight;
}

static void add_pair(sum *s, const char *key, const char *value) {
  char feature[FEATURE_ROOM];
  if (snprintf(feature, sizeof feature, "%s:%s", key, value) < (int)sizeof feature) add(s, feature);
}

/* The parts of a `why`, and the keys of those that have a value: a lexicon row counts by the table that it is of. */
static void add_why(sum *s, isnad_evidence evidence) {
  char part[FEATURE_ROOM], raw[16];
  for (const char *at = evidence.why ? evidence.why : ""; *at; at += *at == '|') {
    const size_t n = strcspn(at, "|");
    if (n && n < sizeof part) {
      memcpy(part, at, n);
      part[n] = 0;
      add(s, part);
      char *colon = strchr(part, ':');
      if (colon) colon[1] = 0, add(s, part);
    }
    at += n;
  }
  const float c = evidence.confidence;
  (void)snprintf(raw, sizeof raw, "%d", c > 0 && c <= 1 ? (int)(c * 100 + 0.5f) / 5 * 5 : 0);
  add_pair(s, "raw", raw);
}

static sum begin(const state *st, const char *row, isnad_evidence evidence) {
  sum s = {.st = st, .row = row};
  add(&s, "all");
  add_why(&s, evidence);
  return s;
}

static void finish(const sum *s, isnad_evidence *evidence) {
  if (s->any && !s->keep) evidence->confidence = (float)isn_confidence_percent(s->total) / 100;
}

static void rate_mentions(const state *st, isn_doc *doc) {
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    isnad_mention *row = &doc->mentions.at[i];
    sum s = begin(st, "mention", row->evidence);
    add_pair(&s, "type", isnad_entity_type_name(doc->entities.at[row->entity].type));
    finish(&s, &row->evidence);
  }
}

static void rate_labels(const state *st, isn_doc *doc) {
  for (uint32_t i = 0; i < doc->labels.count; i++) {
    isnad_label *row = &doc->labels.at[i];
    sum s = begin(st, "label", row->evidence);
    add_pair(&s, "type", isnad_entity_type_name(doc->entities.at[row->entity].type));
    finish(&s, &row->evidence);
  }
}

static void rate_times(const state *st, isn_doc *doc) {
  for (uint32_t i = 0; i < doc->times.count; i++) {
    isnad_time *row = &doc->times.at[i];
    sum s = begin(st, "time", row->evidence);
    add_pair(&s, "type", isnad_timex_type_name(row->type));
    if (!row->value) add(&s, "value:none");
    finish(&s, &row->evidence);
  }
}

static void rate_statements(const state *st, isn_doc *doc) {
  for (uint32_t i = 0; i < doc->statements.count; i++) {
    isnad_statement *row = &doc->statements.at[i];
    sum s = begin(st, "statement", row->evidence);
    add_pair(&s, "class", isnad_cue_class_name(row->cue_class));
    add_pair(&s, "kind", isnad_source_kind_name(row->kind));
    add_pair(&s, "quote", isnad_quote_name(row->quote));
    add_pair(&s, "source", isn_written(row->source) ? "written" : "none");
    add_pair(&s, "entity", row->source_entity == ISNAD_NONE ? "none" : "some");
    add_pair(&s, "parent", row->parent == ISNAD_NONE ? "none" : "some");
    add_pair(&s, "spans", row->contents == 0 ? "0" : row->contents == 1 ? "1" : "more");
    finish(&s, &row->evidence);
  }
}

static void rate_events(const state *st, isn_doc *doc) {
  for (uint32_t i = 0; i < doc->events.count; i++) {
    isnad_event *row = &doc->events.at[i];
    sum s = begin(st, "event", row->evidence);
    add_pair(&s, "type", isnad_event_type_name(row->type));
    add_pair(&s, "is", isnad_modality_name(row->modality));
    add_pair(&s, "actors", row->actors_count == 0 ? "0" : row->actors_count == 1 ? "1" : "more");
    add_pair(&s, "recipients", row->recipients_count == 0 ? "0" : row->recipients_count == 1 ? "1" : "more");
    add_pair(&s, "statement", row->statement == ISNAD_NONE ? "none" : "some");
    finish(&s, &row->evidence);
  }
}

/* No annotated article has positions: one is as sure as the less sure of what it rests on. */
static void rate_positions(isn_doc *doc) {
  for (uint32_t i = 0; i < doc->positions.count; i++) {
    isnad_position *row = &doc->positions.at[i];
    float least = row->statement == ISNAD_NONE ? row->evidence.confidence : doc->statements.at[row->statement].evidence.confidence;
    if (row->event != ISNAD_NONE && doc->events.at[row->event].evidence.confidence < least)
      least = doc->events.at[row->event].evidence.confidence;
    row->evidence.confidence = least;
  }
}

static isnad_status run(const struct isn_lexicon *lexicon, const void *opaque, isn_doc *doc, isnad_error *error) {
  const state *st = opaque;
  (void)lexicon;
  (void)error;
  rate_mentions(st, doc);
  rate_labels(st, doc);
  rate_times(st, doc);
  rate_statements(st, doc);
  rate_events(st, doc);
  rate_positions(doc);
  return ISNAD_OK;
}

const isn_stage isn_stage_confidence = {.name = "confidence", .open = open_state, .run = run, .close = close_state};
