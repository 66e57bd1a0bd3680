/* Points and terms in the archive (schema 004). */
#ifndef ISN_STORE_POINTS_H
#define ISN_STORE_POINTS_H
#include "doc/doc.h"
#include "store/sqlite.h"
#include "store/store.h"

/* Writes those of a document under its analysis. Returns SQLITE_DONE when all is in. */
int isn_points_add(isnad_archive *archive, int64_t analysis, const isn_doc *doc);

/* Reads those of an analysis into a document whose other tables have been read. SQLITE_DONE: done; SQLITE_NOMEM; SQLITE_CORRUPT: a row
 * points outside; else what SQLite returned. */
int isn_points_read(isnad_archive *archive, isn_arena *arena, int64_t analysis, isn_stored *document);
#endif
