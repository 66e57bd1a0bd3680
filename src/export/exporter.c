/* Export of many documents, one after the other, through one writer (isnad.h). */
#include <stdlib.h>
#include <string.h>

#include "export/claims.h"
#include "export/export.h"
#include "export/tables.h"
#include "store/query.h"

enum { BATCH = 64 }; /* documents of an archive that are in memory at a time */

struct isnad_exporter {
  isnad_export_options options;
  isnad_write *write;
  void *context;
  isn_export_with with;
  const isn_rows_table *table;
  bool first; /* no feature has been written yet */
};

static const char *const format_names[ISNAD_EXPORT_FORMATS] = {"json", "conllu", "plover", "cameo", "csv", "geojson"};
static const isn_rows_table *const tables[ISNAD_TABLES] = {&isn_events_table, &isn_statements_table, &isn_labels_table,
                                                           &isn_positions_table};
/* Behind these come those of many documents together. */
static const char *const joined_names[ISNAD_TABLES] = {[ISNAD_TABLE_INCIDENTS] = "incidents", [ISNAD_TABLE_CLAIMS] = "claims"};

const char *isnad_export_format_name(isnad_export_format format) {
  return (unsigned)format < ISNAD_EXPORT_FORMATS ? format_names[format] : "";
}

const char *isnad_table_name(isnad_table table) {
  if ((unsigned)table >= ISNAD_TABLES) return "";
  return tables[table] ? tables[table]->name : joined_names[table];
}

/* Hands over what is in the buffer and empties it. */
static isnad_status flush(isnad_exporter *x, isn_buffer *buffer, isnad_error *error) {
  isnad_status status = buffer->failed ? isn_nomem(error) : ISNAD_OK;
  if (!status && buffer->length && !x->write(x->context, buffer->at, buffer->length))
    status = isn_fail(error, ISNAD_E_IO, "the export cannot be written");
  isn_buffer_free(buffer);
  *buffer = (isn_buffer){0};
  return status;
}

static void write_head(const isnad_exporter *x, isn_buffer *out) {
  if (x->table) isn_export_csv_head(x->table, out);
  else if (x->options.table == ISNAD_TABLE_INCIDENTS) isn_export_incidents_head(out);
  else isn_export_claims_head(out);
}

isnad_status isnad_exporter_open(const isnad_export_options *options, isnad_write *write, void *context, isnad_exporter **out,
                                 isnad_error *error) {
  *out = NULL;
  if (!options || !write || (unsigned)options->format >= ISNAD_EXPORT_FORMATS || (unsigned)options->table >= ISNAD_TABLES)
    return isn_fail(error, ISNAD_E_ARG, "isnad_exporter_open: no such format or table, or nothing to write with");
  if (options->format == ISNAD_EXPORT_GEOJSON && options->table == ISNAD_TABLE_CLAIMS)
    return isn_fail(error, ISNAD_E_ARG, "isnad_exporter_open: claims have no place on a map");
  isnad_exporter *x = calloc(1, sizeof *x);
  if (!x) return isn_nomem(error);
  *x = (isnad_exporter){.options = *options, .write = write, .context = context, .first = true, .table = tables[options->table]};
  x->with = (isn_export_with){.engine = options->engine, .min_confidence = options->min_confidence};
  isn_buffer head = {0};
  if (options->format == ISNAD_EXPORT_CSV) write_head(x, &head);
  if (options->format == ISNAD_EXPORT_CAMEO) isn_export_cameo_head(&head);
  if (options->format == ISNAD_EXPORT_GEOJSON) isn_export_geojson_head(&head);
  isnad_status status = flush(x, &head, error);
  if (status) free(x);
  else *out = x;
  return status;
}

static void write_rows(isnad_exporter *x, const isn_stored *rows, isn_buffer *out) {
  switch (x->options.format) {
    case ISNAD_EXPORT_PLOVER: isn_export_plover(&x->with, rows, out); break;
    case ISNAD_EXPORT_CAMEO: isn_export_cameo(&x->with, rows, out); break;
    case ISNAD_EXPORT_CSV: isn_export_csv(x->table, &x->with, rows, out); break;
    case ISNAD_EXPORT_GEOJSON: isn_export_geojson(&x->with, rows, &x->first, out); break;
    default: break;
  }
}

/* Of the whole record, which an archive does not hold. */
static bool whole_record(const isnad_exporter *x) {
  return x->options.format == ISNAD_EXPORT_JSON || x->options.format == ISNAD_EXPORT_CONLLU;
}

/* Of many documents together. */
static bool joined(const isnad_exporter *x) {
  return (x->options.format == ISNAD_EXPORT_CSV || x->options.format == ISNAD_EXPORT_GEOJSON) && !x->table;
}

isnad_status isnad_exporter_document(isnad_exporter *exporter, const isnad_document *document, isnad_error *error) {
  isn_buffer buffer = {0};
  if (joined(exporter))
    return isn_fail(error, ISNAD_E_ARG, "%s are made of an archive, not of one document", isnad_table_name(exporter->options.table));
  if (exporter->options.format == ISNAD_EXPORT_JSON) {
    isn_export_json(&document->doc, &buffer);
    isn_buffer_text(&buffer, "\n");
  } else if (exporter->options.format == ISNAD_EXPORT_CONLLU) {
    isn_export_conllu(&document->doc, &buffer);
  } else {
    isn_stored rows = isn_rows_of(&document->doc);
    write_rows(exporter, &rows, &buffer);
  }
  return flush(exporter, &buffer, error);
}

/* Reads a text of the archive anew, as it came in. */
static isnad_status again(isnad_exporter *x, const isn_stored *rows, isnad_error *error) {
  bool given = rows->source_why && strcmp(rows->source_why, "input") == 0;
  isnad_input input = {.id = rows->id,
                       .source = given ? rows->source : NULL,
                       .published = rows->published,
                       .title = rows->title,
                       .url = rows->url,
                       .text = rows->text,
                       .text_length = rows->text_bytes,
                       .path = rows->path};
  const float least = x->options.min_confidence; /* as the program reads where it is not told otherwise */
  const isnad_analysis_options analysis = {.min_confidence = least, .min_event = least > ISNAD_MIN_EVENT ? least : ISNAD_MIN_EVENT};
  isnad_document *document;
  isnad_status status = isnad_analyze(x->options.engine, &input, &analysis, &document, error);
  if (status) return status;
  status = isnad_exporter_document(x, document, error);
  isnad_document_free(document);
  return status;
}

/* ---- archives ---- */

/* Which rows of a document the fields of the query found; none of a kind: all of it are written. */
static isnad_status mark_rows(isnad_exporter *x, isnad_archive *archive, isn_arena *arena, const isn_query *query, const isn_stored *rows,
                              isnad_error *error) {
  const isn_query_row *found;
  uint32_t count;
  x->with.events = x->with.statements = NULL;
  if (!query->root) return ISNAD_OK;
  isnad_status status = isn_query_rows(archive, arena, query, rows->analysis, &found, &count, error);
  if (status || !count) return status;
  bool *events = isn_arena_alloc(arena, rows->events_count + (size_t)1),
       *statements = isn_arena_alloc(arena, rows->statements_count + (size_t)1);
  if (!events || !statements) return isn_nomem(error);
  for (uint32_t i = 0; i < count; i++) {
    if (found[i].is_event && found[i].n < rows->events_count) events[found[i].n] = true, x->with.events = events;
    if (!found[i].is_event && found[i].n < rows->statements_count) statements[found[i].n] = true, x->with.statements = statements;
  }
  return ISNAD_OK;
}

static isnad_status write_some(isnad_exporter *x, isnad_archive *archive, const isn_query *query, const int64_t *analyses, uint32_t count,
                               isnad_error *error) {
  isn_arena arena = {0};
  const isn_stored *documents;
  isnad_status status = isn_store_read_analyses(archive, &arena, analyses, count, &documents, error);
  for (uint32_t i = 0; i < count && !status; i++) {
    isn_buffer buffer = {0};
    if (whole_record(x)) status = again(x, &documents[i], error);
    else status = mark_rows(x, archive, &arena, query, &documents[i], error);
    if (status || whole_record(x)) continue;
    write_rows(x, &documents[i], &buffer);
    status = flush(x, &buffer, error);
  }
  x->with.events = x->with.statements = NULL;
  isn_arena_free(&arena);
  return status;
}

static int compare_analyses(const void *a, const void *b) {
  int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;
  return left < right ? -1 : left > right;
}

/* Whether a document that the query found has a voice in a claim; `chosen` is sorted. */
static bool has_voice(const isn_overview *model, const isn_claim *claim, const int64_t *chosen, uint32_t count) {
  for (uint32_t i = 0; i < claim->voices.count; i++) {
    int64_t analysis = model->documents[claim->voices.at[i].cite.document].stored->analysis;
    if (bsearch(&analysis, chosen, count, sizeof *chosen, compare_analyses)) return true;
  }
  return false;
}

typedef struct joining {
  isnad_exporter *x;
  const int64_t *chosen; /* analyses that the query found, sorted */
  uint32_t count;
} joining;

static void write_claim(isnad_exporter *x, const isn_overview *model, const isn_claim *claim, isn_buffer *out) {
  if (x->options.table == ISNAD_TABLE_CLAIMS) isn_export_claim(model, claim, x->options.min_confidence, out);
  else if (claim->kind != ISN_CLAIM_EVENT) return;
  else if (x->options.format == ISNAD_EXPORT_GEOJSON) isn_export_incident_feature(model, claim, &x->first, out);
  else isn_export_incident(model, claim, out);
}

/* Claims and incidents are those of the archive; a query chooses those in which a document that it finds has a voice. */
static isnad_status write_joined(void *context, const isn_overview *model, isnad_error *error) {
  const joining *join = context;
  isnad_status status = ISNAD_OK;
  for (uint32_t i = 0; i < model->claims.count && !status; i++) {
    const isn_claim *claim = &model->claims.at[i];
    isn_buffer buffer = {0};
    if (!has_voice(model, claim, join->chosen, join->count)) continue;
    write_claim(join->x, model, claim, &buffer);
    status = flush(join->x, &buffer, error);
  }
  return status;
}

isnad_status isnad_exporter_archive(isnad_exporter *exporter, isnad_archive *archive, const char *query, isnad_error *error) {
  if (whole_record(exporter) && !exporter->options.engine)
    return isn_fail(error, ISNAD_E_ARG, "isnad_exporter_archive: json and conllu need an engine");
  isn_arena chosen = {0};
  isn_query parsed = {.engine = exporter->options.engine};
  const int64_t *analyses = NULL;
  uint32_t count = 0;
  isnad_status status = isn_query_parse(&chosen, query ? query : "", &parsed, error);
  if (!status) status = isn_query_analyses(archive, &chosen, &parsed, &analyses, &count, error);
  if (!status && joined(exporter)) {
    int64_t *own = isn_arena_alloc(&chosen, (count + (size_t)1) * sizeof *own);
    if (own && count) (void)memcpy(own, analyses, count * sizeof *own), qsort(own, count, sizeof *own, compare_analyses);
    joining join = {exporter, own, count};
    status = own ? isn_each_overview(archive, exporter->options.engine, write_joined, &join, error) : isn_nomem(error);
    count = 0;
  }
  for (uint32_t i = 0; i < count && !status; i += BATCH)
    status = write_some(exporter, archive, &parsed, analyses + i, count - i < BATCH ? count - i : BATCH, error);
  isn_arena_free(&chosen);
  return status;
}

isnad_status isnad_exporter_close(isnad_exporter *exporter, isnad_error *error) {
  if (!exporter) return ISNAD_OK;
  isn_buffer tail = {0};
  if (exporter->options.format == ISNAD_EXPORT_GEOJSON) isn_export_geojson_tail(&tail);
  isnad_status status = flush(exporter, &tail, error);
  free(exporter);
  return status;
}
