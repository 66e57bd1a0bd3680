/* The archive in SQLite: opening, migration, closing, errors. Adding is in add.c, reading in read.c.
 *
 *  - WAL, so that a report can be read while another process adds. synchronous=NORMAL: what was added survives the death of the
 *    process at any moment; a power cut may lose the last documents, never the archive.
 *  - Every document is one transaction: it is in the archive with all its rows, or not at all.
 *  - A temporary archive is SQLite's own: in memory up to its cache, beyond that in a file that the system forgets with the close. */
#include "store/sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/link.h"
#include "store/query.h"
#include "store/tokenizer.h"

enum {
  APPLICATION_ID = 0x69736e64, /* "isnd", stands in the file's header (sqlite.org/fileformat.html, 1.3.10) */
  BUSY_MS = 10000,
  CACHE_KIB = 128 * 1024, /* the pages that adding comes back to: those of the index and of names */
  TEMPORARY_CACHE_KIB = 64 * 1024
};

extern const char isn_schema_001[], isn_schema_002[], isn_schema_003[], isn_schema_004[], isn_schema_005[], isn_schema_006[],
    isn_schema_007[];
static const char *const migrations[] = {isn_schema_001, isn_schema_002, isn_schema_003, isn_schema_004,
                                         isn_schema_005, isn_schema_006, isn_schema_007};
enum { SCHEMA_VERSION = sizeof migrations / sizeof *migrations };

/* ---- errors ---- */

static isnad_status fail(const isnad_archive *archive, isnad_error *error, isnad_status code, const char *doing, const char *why) {
  return isn_fail_at(error, code, archive->path, 0, 0, "%s: %s", doing, why);
}

isnad_status isn_sqlite_fail(const isnad_archive *archive, isnad_error *error, const char *doing) {
  int system = sqlite3_system_errno(archive->db);
  switch (sqlite3_errcode(archive->db) & 0xff) {
    case SQLITE_NOMEM: return isn_nomem(error);
    case SQLITE_FULL: return fail(archive, error, ISNAD_E_STORE, doing, "the disk is full");
    case SQLITE_READONLY: return fail(archive, error, ISNAD_E_STORE, doing, "the archive is read only");
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return fail(archive, error, ISNAD_E_STORE, doing, "another process is writing to the archive");
    case SQLITE_NOTADB: return fail(archive, error, ISNAD_E_STORE, doing, "not an isnad archive");
    case SQLITE_TOOBIG: return fail(archive, error, ISNAD_E_LIMIT, doing, "too large for SQLite");
    case SQLITE_CANTOPEN: return fail(archive, error, ISNAD_E_IO, doing, system ? strerrordesc_np(system) : sqlite3_errmsg(archive->db));
    case SQLITE_IOERR:
      /* ENOSPC is SQLITE_FULL; a quota or a limit on files ends here, and SQLite has forgotten which of them. */
      if (sqlite3_extended_errcode(archive->db) == SQLITE_IOERR_WRITE)
        return fail(archive, error, ISNAD_E_STORE, doing, "it could not be written: the disk is full or failing, or a quota is used up");
      return fail(archive, error, ISNAD_E_IO, doing, system ? strerrordesc_np(system) : sqlite3_errmsg(archive->db));
    case SQLITE_CORRUPT:
      return isn_fail_at(error, ISNAD_E_STORE, archive->path, 0, 0, "%s: the archive is damaged (%s)", doing, sqlite3_errmsg(archive->db));
    default: return fail(archive, error, ISNAD_E_STORE, doing, sqlite3_errmsg(archive->db));
  }
}

isnad_status isn_sqlite_run(const isnad_archive *archive, const char *sql, isnad_error *error, const char *doing) {
  return sqlite3_exec(archive->db, sql, NULL, NULL, NULL) ? isn_sqlite_fail(archive, error, doing) : ISNAD_OK;
}

/* ---- statements ---- */

static int bind_unsigned(sqlite3_stmt *statement, int column, uint32_t value) {
  return value == ISNAD_NONE ? sqlite3_bind_null(statement, column) : sqlite3_bind_int64(statement, column, value);
}

static int bind(sqlite3_stmt *statement, const char *format, va_list args) {
  int column = 1, rc = SQLITE_OK;
  for (const char *at = format; *at && rc == SQLITE_OK; at++, column++) {
    switch (*at) {
      case 'k': rc = sqlite3_bind_int64(statement, column, va_arg(args, int64_t)); break;
      case 'u': rc = bind_unsigned(statement, column, va_arg(args, uint32_t)); break;
      case 'f': rc = sqlite3_bind_double(statement, column, va_arg(args, double)); break;
      case 'b': {
        const void *bytes = va_arg(args, const void *);
        rc = sqlite3_bind_blob(statement, column, bytes, (int)va_arg(args, uint32_t), SQLITE_STATIC);
        break;
      }
      case 's': rc = sqlite3_bind_text(statement, column, va_arg(args, const char *), -1, SQLITE_STATIC); break;
      case 'i': {
        int32_t value = va_arg(args, int32_t);
        rc = value < 0 ? sqlite3_bind_null(statement, column) : sqlite3_bind_int64(statement, column, value);
        break;
      }
      default: { /* p */
        isnad_span span = va_arg(args, isnad_span);
        rc = bind_unsigned(statement, column++, span.start);
        if (rc == SQLITE_OK) rc = bind_unsigned(statement, column, span.end);
      }
    }
  }
  return rc;
}

int isn_sqlite_step(isnad_archive *archive, unsigned slot, const char *sql, const char *format, ...) {
  sqlite3_stmt **place = &archive->prepared[slot];
  if (*place) (void)sqlite3_reset(*place);
  int rc = *place ? SQLITE_OK : sqlite3_prepare_v3(archive->db, sql, -1, SQLITE_PREPARE_PERSISTENT, place, NULL);
  va_list args;
  va_start(args, format);
  if (rc == SQLITE_OK) rc = bind(*place, format, args);
  va_end(args);
  return rc == SQLITE_OK ? sqlite3_step(*place) : rc;
}

/* ---- one writer ---- */

/* Whether the file that was locked is still the one of that name: its holder takes it away when it is done. */
static bool still_there(int lock, const char *name) {
  struct stat mine, named;
  return fstat(lock, &mine) == 0 && stat(name, &named) == 0 && mine.st_dev == named.st_dev && mine.st_ino == named.st_ino;
}

isnad_status isn_sqlite_lock(isnad_archive *archive, isnad_error *error) {
  char *name = archive->path && archive->lock < 0 ? sqlite3_mprintf("%s-lock", archive->path) : NULL;
  if (!archive->path || archive->lock >= 0) return ISNAD_OK;
  if (!name) return isn_nomem(error);
  bool busy = false;
  while (archive->lock < 0 && !busy) {
    archive->lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (archive->lock < 0) break; /* where no file can be made nothing can be added, and SQLite will say why */
    busy = flock(archive->lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (!busy && still_there(archive->lock, name)) break;
    (void)close(archive->lock);
    archive->lock = -1;
  }
  sqlite3_free(name);
  return busy ? fail(archive, error, ISNAD_E_STORE, "cannot add to the archive", "another process is adding to it") : ISNAD_OK;
}

static void unlock(const isnad_archive *archive) {
  char *name = archive->lock >= 0 ? sqlite3_mprintf("%s-lock", archive->path) : NULL;
  if (name) (void)unlink(name);
  sqlite3_free(name);
  if (archive->lock >= 0) (void)close(archive->lock);
}

/* ---- opening ---- */

static const char opening[] = "cannot open the archive";

/* The one number that a query gives. */
static isnad_status number(const isnad_archive *archive, const char *sql, int64_t *value, isnad_error *error) {
  sqlite3_stmt *statement = NULL;
  int rc = sqlite3_prepare_v2(archive->db, sql, -1, &statement, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_step(statement);
  *value = rc == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
  isnad_status status = rc == SQLITE_ROW || rc == SQLITE_DONE ? ISNAD_OK : isn_sqlite_fail(archive, error, opening);
  sqlite3_finalize(statement);
  return status;
}

/* What stands in the file: our archive of some version, nothing yet, or something else, which is refused. */
static isnad_status identify(const isnad_archive *archive, int64_t *version, isnad_error *error) {
  int64_t application, tables;
  isnad_status status = number(archive, "PRAGMA application_id", &application, error);
  if (!status) status = number(archive, "PRAGMA user_version", version, error);
  if (!status) status = number(archive, "SELECT count(*) FROM sqlite_schema", &tables, error);
  if (status) return status;
  if (application != APPLICATION_ID && (application || *version || tables))
    return fail(archive, error, ISNAD_E_STORE, opening, "not an isnad archive but a SQLite file of another program");
  if (*version > SCHEMA_VERSION)
    return isn_fail_at(error, ISNAD_E_STORE, archive->path, 0, 0,
                       "%s: it is of version %lld, made by a newer isnad; this one knows up to %d", opening, (long long)*version,
                       SCHEMA_VERSION);
  return ISNAD_OK;
}

/* Each step a transaction. Another process may have been faster: ask again inside. */
static isnad_status take_steps(const isnad_archive *archive, isnad_error *error) {
  for (;;) {
    int64_t version = 0;
    isnad_status status = isn_sqlite_run(archive, "BEGIN IMMEDIATE", error, opening);
    if (status) return status;
    status = identify(archive, &version, error);
    if (!status && version >= SCHEMA_VERSION) return isn_sqlite_run(archive, "COMMIT", error, opening);
    char stamp[96];
    (void)snprintf(stamp, sizeof stamp, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, (int)version + 1);
    if (!status) status = isn_sqlite_run(archive, migrations[version], error, opening);
    if (!status) status = isn_sqlite_run(archive, stamp, error, opening);
    if (!status) status = isn_sqlite_run(archive, "COMMIT", error, opening);
    if (status) {
      (void)sqlite3_exec(archive->db, "ROLLBACK", NULL, NULL, NULL);
      return status;
    }
  }
}

/* Brings the schema from `version` to ours. A table that others point at is rebuilt under another name, which SQLite allows only while
 * foreign keys are off (sqlite.org/lang_altertable.html, 7). */
static isnad_status migrate(const isnad_archive *archive, isnad_error *error) {
  isnad_status status = isn_sqlite_run(archive, "PRAGMA foreign_keys = OFF", error, opening);
  if (!status) status = take_steps(archive, error);
  return status ? status : isn_sqlite_run(archive, "PRAGMA foreign_keys = ON", error, opening);
}

static isnad_status connect(isnad_archive *archive, const char *name, int flags, isnad_error *error) {
  sqlite3_close(archive->db);
  int rc = sqlite3_open_v2(name, &archive->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
  if (!archive->db) return isn_nomem(error);
  if (rc) return isn_sqlite_fail(archive, error, opening);
  sqlite3_extended_result_codes(archive->db, 1);
  sqlite3_busy_timeout(archive->db, BUSY_MS);
  if (isn_tokenizer_register(archive->db))
    return fail(archive, error, ISNAD_E_STORE, opening, "this SQLite has no full-text search (FTS5)");
  if (isn_query_register(archive->db)) return isn_sqlite_fail(archive, error, opening);
  return isn_sqlite_run(archive, "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON", error, opening);
}

/* An archive in a folder that may not be written to: there is no place for the files that WAL needs beside it. */
static bool may_not_write(const isnad_archive *archive) { return access(archive->path, R_OK) == 0 && access(archive->path, W_OK) != 0; }

/* If such an archive has no WAL, nobody is writing to it, and the file can be read as it is. */
static isnad_status connect_to_unchanging(isnad_archive *archive, int64_t *version, isnad_error *error) {
  char *wal = sqlite3_mprintf("%s-wal", archive->path), *uri = sqlite3_mprintf("file:%s?immutable=1", archive->path);
  isnad_status status = ISNAD_OK;
  if (!wal || !uri) status = isn_nomem(error);
  else if (access(wal, F_OK) == 0)
    status = fail(archive, error, ISNAD_E_STORE, opening, "it may only be read, and another process is writing to it");
  else if (strpbrk(archive->path, "?#%"))
    status = fail(archive, error, ISNAD_E_STORE, opening, "it may only be read, and its path holds ?, # or %");
  if (!status) status = connect(archive, uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
  if (!status) status = identify(archive, version, error);
  sqlite3_free(wal);
  sqlite3_free(uri);
  return status;
}

/* Says what SQLite's "unable to open database file" leaves out. */
static isnad_status explain(const isnad_archive *archive, isnad_status status, isnad_error *error) {
  struct stat facts;
  if (!archive->path || status != ISNAD_E_IO) return status;
  if (stat(archive->path, &facts) == 0) return S_ISDIR(facts.st_mode) ? fail(archive, error, status, opening, "it is a folder") : status;
  const char *slash = strrchr(archive->path, '/');
  char *folder = slash && slash != archive->path ? strndup(archive->path, (size_t)(slash - archive->path)) : NULL;
  if (folder && stat(folder, &facts) != 0) status = fail(archive, error, status, "cannot make the archive", strerrordesc_np(errno));
  free(folder);
  return status;
}

static isnad_status open_file(isnad_archive *archive, isnad_error *error) {
  int64_t version = 0;
  isnad_status status = connect(archive, archive->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  if (!status) status = identify(archive, &version, error);
  if (status && may_not_write(archive)) status = connect_to_unchanging(archive, &version, error);
  char cache[96];
  (void)snprintf(cache, sizeof cache, "PRAGMA cache_size = -%d; PRAGMA wal_autocheckpoint = 16000", CACHE_KIB);
  if (!status) status = isn_sqlite_run(archive, cache, error, opening);
  if (status || version == SCHEMA_VERSION) return status;
  status = isn_sqlite_run(archive, "PRAGMA journal_mode = WAL", error, opening);
  return status ? status : migrate(archive, error);
}

static isnad_status open_temporary(isnad_archive *archive, isnad_error *error) {
  char cache[64];
  (void)snprintf(cache, sizeof cache, "PRAGMA cache_size = -%d", TEMPORARY_CACHE_KIB);
  isnad_status status = connect(archive, "", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  if (!status) status = isn_sqlite_run(archive, "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF", error, opening);
  if (!status) status = isn_sqlite_run(archive, cache, error, opening);
  return status ? status : migrate(archive, error);
}

isnad_status isnad_archive_open(const char *path, isnad_archive **out, isnad_error *error) {
  if (!out) return isn_fail(error, ISNAD_E_ARG, "isnad_archive_open: no place for the archive");
  *out = NULL;
  isnad_archive *archive = calloc(1, sizeof *archive);
  if (!archive) return isn_nomem(error);
  archive->lock = -1;
  archive->path = path ? strdup(path) : NULL;
  isnad_status status;
  if (path && !archive->path) status = isn_nomem(error);
  else if (path && !*path) status = isn_fail(error, ISNAD_E_ARG, "isnad_archive_open: the path is empty");
  else status = path ? explain(archive, open_file(archive, error), error) : open_temporary(archive, error);
  if (!status) status = isn_sqlite_run(archive, "PRAGMA synchronous = NORMAL", error, opening);
  if (status) isnad_archive_close(archive);
  else *out = archive;
  return status;
}

void isnad_archive_close(isnad_archive *archive) {
  if (!archive) return;
  isn_store_link_forget(archive);
  for (unsigned i = 0; i < ISN_SQL_MAX; i++) sqlite3_finalize(archive->prepared[i]);
  sqlite3_close(archive->db);
  unlock(archive);
  free(archive->path);
  free(archive);
}
