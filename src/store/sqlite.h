/* What the files of this folder share: the connection, its prepared statements, binding and errors. */
#ifndef ISN_STORE_SQLITE_H
#define ISN_STORE_SQLITE_H
#include <sqlite3.h>

#include "base/error.h"

/* Every statement that is run once a row; prepared at its first use and kept. Texts in add.c and read.c. */
enum { ISN_SQL_MAX = 40 };

struct isnad_archive {
  sqlite3 *db;
  char *path; /* NULL: temporary */
  sqlite3_stmt *prepared[ISN_SQL_MAX];
};

/* Turns the connection's last error into an error value. `doing` ends the message: "cannot add document x". */
isnad_status isn_sqlite_fail(const isnad_archive *archive, isnad_error *error, const char *doing);

/* Runs SQL without results. */
isnad_status isn_sqlite_run(const isnad_archive *archive, const char *sql, isnad_error *error, const char *doing);

/* Binds and steps the statement that is kept as archive->prepared[slot], made from sql at its first use. Parameters 1, 2, ... by
 * format, a letter each: k int64_t · u uint32_t, ISNAD_NONE is NULL · i int32_t, negative is NULL · p isnad_span, both ends ·
 * f double · s text that outlives the step, NULL is NULL. Returns what sqlite3_step returned, or the first failure before it. */
int isn_sqlite_step(isnad_archive *archive, unsigned slot, const char *sql, const char *format, ...);
#endif
