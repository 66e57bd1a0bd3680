/* A lexicon file: tab-separated rows under a header, `#` comment lines before and between. The same parser and the same errors
 * serve the built-in tables and those of --lexicon. */
#ifndef ISN_PACK_TSV_H
#define ISN_PACK_TSV_H
#include "base/arena.h"
#include "base/error.h"
#include "base/vec.h"

typedef struct isn_row {
  const char *const *cells; /* one per column, "" where empty */
  uint32_t line;            /* in its file */
  const char *file;         /* for messages and evidence */
} isn_row;

typedef struct isn_table {
  const char *name; /* "cues.tsv" */
  const char **columns;
  uint32_t columns_count;
  ISN_VEC(isn_row) rows;
} isn_table;

enum { ISN_MAX_COLUMNS = 24, ISN_MAX_CELL = 4096 };

/* Appends the rows of `bytes` to `table`. The first file sets the columns; a later one must have the same header. */
isnad_status isn_tsv_parse(isn_table *table, isn_arena *arena, const char *file, const char *bytes, size_t length, isnad_error *error);

/* Index of a column, or ISNAD_NONE. */
uint32_t isn_table_column(const isn_table *table, const char *name);

/* The cell of a row, "" if the table has no such column. */
const char *isn_cell(const isn_table *table, const isn_row *row, const char *column);

/* Walks the alternatives of a cell: "a|b|c". *at starts at the cell; returns false at its end. */
bool isn_next_alternative(const char **at, const char **item, size_t *length);
#endif
