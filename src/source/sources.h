/* sources.tsv: what is known of the files beside it. Header row with the columns path, source, published, url, title in any order
 * (any but path may be missing), tab-separated; empty lines and lines that begin with `#` are passed over. */
#ifndef ISN_SOURCE_SOURCES_H
#define ISN_SOURCE_SOURCES_H
#include "base/hash.h"
#include "base/vec.h"
#include "isnad.h"

typedef struct isn_source_row {
  const char *path, *source, *published, *url, *title; /* NULL where empty */
  uint64_t line;
} isn_source_row;

typedef ISN_VEC(isnad_error) isn_errors;

typedef struct isn_sources {
  isn_map by_path; /* value: row + 1 */
  ISN_VEC(isn_source_row) rows;
} isn_sources;

/* Reads folder/sources.tsv. A missing file is an empty table; what is wrong in it is appended to `errors`, one a row or file, and
 * the other rows are kept. Strings belong to the arena. Fails only for lack of memory. */
isnad_status isn_sources_read(isn_sources *sources, isn_arena *arena, const char *folder, isn_errors *errors, isnad_error *error);

/* The row of a file name, or NULL. */
const isn_source_row *isn_sources_row(const isn_sources *sources, const char *name);
#endif
