/* Export of many documents, one after the other, through one writer (isnad.h). */
#include <stdlib.h>
#include <string.h>

#include "export/export.h"
#include "export/tables.h"

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

const char *isnad_export_format_name(isnad_export_format format) {
  return (unsigned)format < ISNAD_EXPORT_FORMATS ? format_names[format] : "";
}

const char *isnad_table_name(isnad_table table) { return (unsigned)table < ISNAD_TABLES ? tables[table]->name : ""; }

/* Hands over what is in the buffer and empties it. */
static isnad_status flush(isnad_exporter *x, isn_buffer *buffer, isnad_error *error) {
  isnad_status status = buffer->failed ? isn_nomem(error) : ISNAD_OK;
  if (!status && buffer->length && !x->write(x->context, buffer->at, buffer->length))
    status = isn_fail(error, ISNAD_E_IO, "the export cannot be written");
  isn_buffer_free(buffer);
  *buffer = (isn_buffer){0};
  return status;
}

isnad_status isnad_exporter_open(const isnad_export_options *options, isnad_write *write, void *context, isnad_exporter **out,
                                 isnad_error *error) {
  *out = NULL;
  if (!options || !write || (unsigned)options->format >= ISNAD_EXPORT_FORMATS || (unsigned)options->table >= ISNAD_TABLES)
    return isn_fail(error, ISNAD_E_ARG, "isnad_exporter_open: no such format or table, or nothing to write with");
  isnad_exporter *x = calloc(1, sizeof *x);
  if (!x) return isn_nomem(error);
  *x = (isnad_exporter){.options = *options, .write = write, .context = context, .first = true, .table = tables[options->table]};
  x->with = (isn_export_with){options->engine, options->min_confidence};
  isn_buffer head = {0};
  if (options->format == ISNAD_EXPORT_CSV) isn_export_csv_head(x->table, &head);
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

isnad_status isnad_exporter_document(isnad_exporter *exporter, const isnad_document *document, isnad_error *error) {
  isn_buffer buffer = {0};
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
  isnad_document *document;
  isnad_status status = isnad_analyze(x->options.engine, &input, NULL, &document, error);
  if (status) return status;
  status = isnad_exporter_document(x, document, error);
  isnad_document_free(document);
  return status;
}

static isnad_status write_stored(isnad_exporter *x, const isn_stored *documents, uint32_t count, isnad_error *error) {
  isn_buffer buffer = {0};
  isnad_status status = ISNAD_OK;
  for (uint32_t i = 0; i < count && !status; i++) {
    if (whole_record(x)) {
      status = again(x, &documents[i], error);
      continue;
    }
    write_rows(x, &documents[i], &buffer);
    status = flush(x, &buffer, error);
  }
  return status;
}

/* The analyses to be written, in order. */
static isnad_status choose(isnad_archive *archive, isn_arena *arena, const char *query, const int64_t **analyses, uint32_t *count,
                           isnad_error *error) {
  const isn_stored_head *heads;
  if (query && *query) return isn_fail(error, ISNAD_E_ARG, "this isnad exports whole archives only: no query");
  isnad_status status = isn_store_list(archive, arena, &heads, count, error);
  if (status) return status;
  int64_t *own = isn_arena_alloc(arena, *count * sizeof *own);
  for (uint32_t i = 0; own && i < *count; i++) own[i] = heads[i].analysis;
  *analyses = own;
  return own ? ISNAD_OK : isn_nomem(error);
}

isnad_status isnad_exporter_archive(isnad_exporter *exporter, isnad_archive *archive, const char *query, isnad_error *error) {
  if (whole_record(exporter) && !exporter->options.engine)
    return isn_fail(error, ISNAD_E_ARG, "isnad_exporter_archive: json and conllu need an engine");
  isn_arena chosen = {0};
  const int64_t *analyses = NULL;
  uint32_t count = 0;
  isnad_status status = choose(archive, &chosen, query, &analyses, &count, error);
  for (uint32_t i = 0; i < count && !status; i += BATCH) {
    isn_arena arena = {0};
    const isn_stored *documents;
    uint32_t some = count - i < BATCH ? count - i : BATCH;
    status = isn_store_read_analyses(archive, &arena, analyses + i, some, &documents, error);
    if (!status) status = write_stored(exporter, documents, some, error);
    isn_arena_free(&arena);
  }
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
