#include "store/points.h"

#include <math.h>
#include <string.h>

enum { ADD_POINT = ISN_SQL_CLAIM, ADD_TERMS, READ_POINTS, READ_TERMS };

static const char add_point[] = "INSERT INTO points VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
static const char add_terms[] = "INSERT INTO sentence_terms VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
static const char read_points[] =
    "SELECT matter, focus, sign, anchor_start, anchor_stop, start, stop, side, bloc, statement, why, confidence FROM points"
    " WHERE analysis = ?1 ORDER BY n";
static const char read_terms[] = "SELECT start, stop, statement, terms FROM sentence_terms WHERE analysis = ?1 ORDER BY n";

/* ---- adding ---- */

static int put_point(isnad_archive *archive, int64_t analysis, const isn_doc *doc, uint32_t n) {
  const isn_point *row = &doc->points.at[n];
  double sure = isfinite(row->evidence.confidence) ? (double)row->evidence.confidence : 0;
  return isn_sqlite_step(archive, ADD_POINT, add_point, "kuskkppuususf", analysis, n, row->matter, (int64_t)row->focus, (int64_t)row->sign,
                         row->anchor, row->span, isn_doc_line(doc, row->span.start), row->side, row->bloc, row->statement,
                         row->evidence.why, sure);
}

/* The numbers as bytes, low byte first, whatever the machine. */
static int put_terms(isnad_archive *archive, int64_t analysis, const isn_doc *doc, uint32_t n) {
  const isn_terms *row = &doc->terms.at[n];
  isn_arena arena = {0};
  unsigned char *bytes = isn_arena_alloc(&arena, (size_t)row->count * 4);
  if (!bytes) return SQLITE_NOMEM;
  for (uint32_t i = 0; i < row->count; i++)
    for (unsigned b = 0; b < 4; b++) bytes[(size_t)i * 4 + b] = (unsigned char)(row->at[i] >> (8 * b));
  int rc = isn_sqlite_step(archive, ADD_TERMS, add_terms, "kupub", analysis, n, row->span, row->statement, bytes, row->count * 4);
  isn_arena_free(&arena);
  return rc;
}

int isn_points_add(isnad_archive *archive, int64_t analysis, const isn_doc *doc) {
  int rc = SQLITE_DONE;
  for (uint32_t i = 0; i < doc->points.count && rc == SQLITE_DONE; i++) rc = put_point(archive, analysis, doc, i);
  for (uint32_t i = 0; i < doc->terms.count && rc == SQLITE_DONE; i++) rc = put_terms(archive, analysis, doc, i);
  return rc;
}

/* ---- reading ---- */

typedef struct reading {
  isn_arena *arena;
  const isn_stored *doc;
  int fault; /* SQLITE_OK, SQLITE_NOMEM or SQLITE_CORRUPT */
} reading;

static const char *text(reading *read, sqlite3_stmt *row, int column) {
  const char *value = (const char *)sqlite3_column_text(row, column);
  const char *copy = value ? isn_arena_strdup(read->arena, value) : NULL;
  if (value && !copy) read->fault = SQLITE_NOMEM;
  return copy;
}

static uint32_t row_in(reading *read, sqlite3_stmt *row, int column, uint32_t count) {
  if (sqlite3_column_type(row, column) == SQLITE_NULL) return ISNAD_NONE;
  int64_t value = sqlite3_column_int64(row, column);
  if (value >= 0 && value < (int64_t)count) return (uint32_t)value;
  read->fault = SQLITE_CORRUPT;
  return ISNAD_NONE;
}

static isnad_span span(reading *read, sqlite3_stmt *row, int column) {
  int64_t start = sqlite3_column_int64(row, column), stop = sqlite3_column_int64(row, column + 1);
  if (start >= 0 && start <= stop && stop <= (int64_t)read->doc->length) return (isnad_span){(uint32_t)start, (uint32_t)stop};
  read->fault = SQLITE_CORRUPT;
  return (isnad_span){0, 0};
}

static void fill_point(reading *read, sqlite3_stmt *row, isn_point *out) {
  out->matter = text(read, row, 0);
  out->focus = (uint8_t)row_in(read, row, 1, ISN_FOCUS_THEATRE + 1);
  out->sign = sqlite3_column_int(row, 2) < 0 ? -1 : 1;
  out->anchor = span(read, row, 3);
  out->span = span(read, row, 5);
  out->side = row_in(read, row, 7, read->doc->entities_count);
  out->bloc = text(read, row, 8);
  out->statement = row_in(read, row, 9, read->doc->statements_count);
  out->evidence = (isnad_evidence){text(read, row, 10), (float)sqlite3_column_double(row, 11)};
  if (!out->matter && !read->fault) read->fault = SQLITE_CORRUPT;
}

static void fill_terms(reading *read, sqlite3_stmt *row, isn_terms *out) {
  out->span = span(read, row, 0);
  out->statement = row_in(read, row, 2, read->doc->statements_count);
  const unsigned char *bytes = sqlite3_column_blob(row, 3);
  uint32_t count = (uint32_t)sqlite3_column_bytes(row, 3) / 4;
  uint32_t *terms = isn_arena_alloc(read->arena, (size_t)count * sizeof *terms);
  if (!terms) {
    read->fault = SQLITE_NOMEM;
    return;
  }
  for (uint32_t i = 0; i < count; i++) {
    const unsigned char *at = bytes + (size_t)i * 4;
    terms[i] = at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
  }
  out->at = terms;
  out->count = count;
}

int isn_points_read(isnad_archive *archive, isn_arena *arena, int64_t analysis, isn_stored *document) {
  reading read = {.arena = arena, .doc = document};
  ISN_VEC(isn_point) points = {0};
  ISN_VEC(isn_terms) terms = {0};
  int rc = isn_sqlite_step(archive, READ_POINTS, read_points, "k", analysis);
  for (; rc == SQLITE_ROW && !read.fault; rc = read.fault ? rc : sqlite3_step(archive->prepared[READ_POINTS])) {
    isn_point *row = ISN_PUSH(&points, arena);
    if (row) fill_point(&read, archive->prepared[READ_POINTS], row);
    else read.fault = SQLITE_NOMEM;
  }
  if (!read.fault && rc == SQLITE_DONE) rc = isn_sqlite_step(archive, READ_TERMS, read_terms, "k", analysis);
  for (; rc == SQLITE_ROW && !read.fault; rc = read.fault ? rc : sqlite3_step(archive->prepared[READ_TERMS])) {
    isn_terms *row = ISN_PUSH(&terms, arena);
    if (row) fill_terms(&read, archive->prepared[READ_TERMS], row);
    else read.fault = SQLITE_NOMEM;
  }
  document->points = points.at;
  document->points_count = points.count;
  document->terms = terms.at;
  document->terms_count = terms.count;
  for (unsigned i = READ_POINTS; i <= READ_TERMS; i++)
    if (archive->prepared[i]) sqlite3_reset(archive->prepared[i]);
  return read.fault ? read.fault : rc;
}
