/* What the files of this folder share: the connection, its prepared statements, binding and errors. */
#ifndef ISN_STORE_SQLITE_H
#define ISN_STORE_SQLITE_H
#include <sqlite3.h>

#include "base/error.h"

/* Every statement that is run again and again is prepared at its first use and kept in a slot; the slots by file. */
enum {
  ISN_SQL_ADD = 0,
  ISN_SQL_READ = 32,
  ISN_SQL_WORDS = 56,
  ISN_SQL_QUERY = 64,
  ISN_SQL_LINK = 96,   /* copies and stories */
  ISN_SQL_CLAIM = 160, /* claims and incidents */
  ISN_SQL_MAX = 224
};

struct isnad_archive {
  sqlite3 *db;
  char *path;    /* NULL: temporary */
  bool in_batch; /* between isnad_archive_begin and isnad_archive_commit */
  int lock;      /* of the file PATH-lock, held while this connection may write; -1: not held */
  sqlite3_stmt *prepared[ISN_SQL_MAX];
};

/* Turns the connection's last error into an error value. `doing` ends the message: "cannot add document x". */
isnad_status isn_sqlite_fail(const isnad_archive *archive, isnad_error *error, const char *doing);

/* Makes this connection the only one that may add, until it is closed. ISNAD_E_STORE: another one is. */
isnad_status isn_sqlite_lock(isnad_archive *archive, isnad_error *error);

/* Makes the functions and the Arabic order of strings that the SQL of queries needs known to a connection (query_sql.c). */
int isn_query_register(sqlite3 *db);

/* Runs SQL without results. */
isnad_status isn_sqlite_run(const isnad_archive *archive, const char *sql, isnad_error *error, const char *doing);

/* Binds and steps the statement that is kept as archive->prepared[slot], made from sql at its first use. Parameters 1, 2, ... by
 * format, a letter each: k int64_t · u uint32_t, ISNAD_NONE is NULL · i int32_t, negative is NULL · p isnad_span, both ends ·
 * f double · s text that outlives the step, NULL is NULL · b bytes (const void *, uint32_t) that outlive the step. Returns what
 * sqlite3_step returned, or the first failure before it. */
int isn_sqlite_step(isnad_archive *archive, unsigned slot, const char *sql, const char *format, ...);
#endif
