/* isnad_archive_check: is the archive what its schema says. Every invariant that the headers of schema/ number is looked at, each fault
 * named with its table and row. What SQLite itself finds damaged ends one step of the check, not the check. */
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "link/profile.h"
#include "store/sqlite.h"
#include "store/store.h"
#include "store/words.h"

static const char doing[] = "cannot check the archive";

typedef struct checking {
  isnad_archive *archive;
  isnad_fault_taker *take;
  void *context;
  uint64_t faults;
  bool stopped, nomem;
} checking;

enum { MAX_FAULTS = 1000, NO_ROW = -1 };

static void found(checking *check, const char *table, int64_t row, int64_t n, const char *what) {
  isnad_fault fault = {table, row, n, what};
  if (check->stopped) return;
  check->faults++;
  if (!check->take(check->context, &fault) || check->faults == MAX_FAULTS) check->stopped = true;
}

/* What a step could not do: for want of memory, or because the file is damaged. */
static void failed(checking *check, const char *table) {
  isnad_error error;
  if (isn_sqlite_fail(check->archive, &error, doing) == ISNAD_E_NOMEM) check->nomem = check->stopped = true;
  else found(check, table, NO_ROW, NO_ROW, error.message);
}

/* ---- faults that SQL finds: rows of (row or NULL, n or NULL, more to say or NULL) ---- */

typedef struct rule {
  const char *table, *what, *sql;
} rule;

static void run_rule(checking *check, const rule *which) {
  sqlite3_stmt *row = NULL;
  int rc = sqlite3_prepare_v2(check->archive->db, which->sql, -1, &row, NULL);
  while (rc == SQLITE_OK && !check->stopped && (rc = sqlite3_step(row)) == SQLITE_ROW) {
    char what[300];
    const char *more = (const char *)sqlite3_column_text(row, 2);
    (void)snprintf(what, sizeof what, "%s%s%.200s", which->what, more ? ": " : "", more ? more : "");
    found(check, which->table, sqlite3_column_type(row, 0) == SQLITE_NULL ? NO_ROW : sqlite3_column_int64(row, 0),
          sqlite3_column_type(row, 1) == SQLITE_NULL ? NO_ROW : sqlite3_column_int64(row, 1), what);
    rc = SQLITE_OK;
  }
  if (rc != SQLITE_OK && rc != SQLITE_DONE) failed(check, which->table);
  (void)sqlite3_finalize(row);
}

static const rule rules[] = {
    {"file", "damaged", "SELECT NULL, NULL, integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'"},
    {"file", "a row points at one that is not there", "SELECT rowid, NULL, \"table\" || ' at ' || parent FROM pragma_foreign_key_check"},
    {"documents", "versions have gaps (001.sql, 3)",
     "SELECT max(document), NULL, key FROM documents GROUP BY key HAVING min(version) <> 1 OR max(version) <> count(*)"},
    {"documents", "no analysis", "SELECT document, NULL, NULL FROM documents WHERE document NOT IN (SELECT document FROM analyses)"},
    {"documents", "not exactly one analysis is current (002.sql, 5)",
     "SELECT max(document), NULL, key FROM documents JOIN analyses USING (document) GROUP BY key HAVING sum(current) <> 1"},
    {"analyses", "the current analysis is not of the last version (002.sql, 5)",
     "SELECT a.analysis, NULL, NULL FROM analyses AS a JOIN documents AS d USING (document) WHERE a.current = 1"
     " AND d.version < (SELECT max(version) FROM documents AS o WHERE o.key = d.key)"},
    {"dated_because", "no such time",
     "SELECT b.analysis, b.n, NULL FROM dated_because AS b WHERE NOT EXISTS"
     " (SELECT 1 FROM times AS t WHERE t.analysis = b.analysis AND t.n = b.time)"},
    {"contents", "no such statement",
     "SELECT c.analysis, c.n, NULL FROM contents AS c WHERE NOT EXISTS"
     " (SELECT 1 FROM statements AS s WHERE s.analysis = c.analysis AND s.n = c.statement)"},
    {"participants", "no such event",
     "SELECT p.analysis, p.n, NULL FROM participants AS p WHERE NOT EXISTS"
     " (SELECT 1 FROM events AS e WHERE e.analysis = p.analysis AND e.n = p.event)"},
    {"credits", "an outlet twice, or rows are not numbered one after another (005.sql, 14)",
     "SELECT analysis, NULL, NULL FROM credits GROUP BY analysis HAVING min(n) <> 0 OR max(n) <> count(*) - 1"
     " OR count(DISTINCT ifnull(outlet, '')) <> count(*)"},
    {"search", "words without an entry (002.sql, 7)",
     "SELECT analysis, NULL, NULL FROM words WHERE analysis NOT IN (SELECT id FROM search_docsize)"},
    {"search", "an entry without words (002.sql, 7)",
     "SELECT id, NULL, NULL FROM search_docsize WHERE id NOT IN (SELECT analysis FROM words)"},
    {"name_words", "an entity that cannot be found by its name (002.sql, 9)",
     "SELECT analysis, n, key FROM entities WHERE key IS NOT NULL AND (name_en IS NOT NULL OR name_ar GLOB '*[ء-ي]*')"
     " AND key NOT IN (SELECT key FROM name_words) AND analysis IN (SELECT analysis FROM words)"},
    {"places", "a place that cannot be found (002.sql, 9)",
     "SELECT analysis, n, key FROM entities WHERE key IS NOT NULL AND lat IS NOT NULL AND lon IS NOT NULL"
     " AND key NOT IN (SELECT key FROM places) AND analysis IN (SELECT analysis FROM words)"},
    {"profiles", "of an analysis that is not current (003.sql, 10)",
     "SELECT analysis, NULL, NULL FROM profiles WHERE analysis NOT IN (SELECT analysis FROM analyses WHERE current = 1)"},
    {"stories", "a document is in one table of linking and not in another (003.sql, 10)",
     "SELECT analysis, NULL, NULL FROM (SELECT analysis FROM profiles UNION ALL SELECT analysis FROM bodies UNION ALL SELECT analysis"
     " FROM stories) GROUP BY analysis HAVING count(*) <> 3"},
    {"stories", "not the day and place of its profile (003.sql, 11)",
     "SELECT s.analysis, NULL, NULL FROM stories AS s JOIN profiles AS p USING (analysis) WHERE s.day <> p.day OR s.tie <> p.tie"},
    {"stories", "a story that its first document does not name (003.sql, 11)",
     "SELECT analysis, NULL, story FROM (SELECT analysis, story, tie, row_number() OVER (PARTITION BY story ORDER BY day, tie, analysis) "
     "AS n"
     " FROM stories) WHERE n = 1 AND story <> tie"},
    {"copies", "names an analysis that is not linked (003.sql, 10)",
     "SELECT a, b, NULL FROM copies WHERE a NOT IN (SELECT analysis FROM profiles) OR b NOT IN (SELECT analysis FROM profiles)"},
    {"neighbours", "names an analysis that is not linked (003.sql, 10)",
     "SELECT analysis, other, NULL FROM neighbours WHERE analysis NOT IN (SELECT analysis FROM profiles)"
     " OR other NOT IN (SELECT analysis FROM profiles)"},
    {"postings", "not the day and order of the profile of a linked analysis (003.sql, 10)",
     "SELECT o.analysis, NULL, o.term FROM postings AS o LEFT JOIN profiles AS p USING (analysis)"
     " WHERE p.analysis IS NULL OR p.day <> o.day OR p.tie <> o.tie"},
    {"postings", "not in the era of its day (003.sql)",
     "SELECT analysis, NULL, term FROM postings WHERE era <> (day - ((day % 16) + 16) % 16) / 16"},
    {"shingles", "names an analysis that is not linked (003.sql, 10)",
     "SELECT analysis, NULL, shingle FROM shingles WHERE analysis NOT IN (SELECT analysis FROM profiles)"},
    {"bodies", "not numbers of four bytes (003.sql)", "SELECT analysis, NULL, NULL FROM bodies WHERE length(words) % 4 <> 0"},
    {"points", "its words do not stand in its clause (004.sql)",
     "SELECT analysis, n, NULL FROM points WHERE anchor_start < start OR anchor_stop > stop OR anchor_start >= anchor_stop"},
    {"sentence_terms", "no numbers of four bytes (004.sql)",
     "SELECT analysis, n, NULL FROM sentence_terms WHERE length(terms) = 0 OR length(terms) % 4 <> 0"},
    {"sentence_terms", "begins before the sentence in front of it ends (004.sql)",
     "SELECT analysis, n, NULL FROM (SELECT analysis, n, start, lag(stop) OVER (PARTITION BY analysis ORDER BY n) AS before"
     " FROM sentence_terms) WHERE start < before"},
    {"marked", "not empty (003.sql, 12)", "SELECT analysis, NULL, NULL FROM marked"},
    {"lexemes", "a form that no document has (002.sql, 8)",
     "SELECT NULL, NULL, form FROM lexemes WHERE form NOT IN (SELECT term FROM temp.isnad_terms)"},
    {"lexemes", "a form of documents is missing (002.sql, 8)",
     "SELECT NULL, NULL, term FROM temp.isnad_terms WHERE term NOT LIKE '=%' AND term NOT IN (SELECT form FROM lexemes)"},
    {"lexemes", "counts do not fit those of the index (002.sql, 8)",
     "SELECT NULL, NULL, form FROM (SELECT form, max(analyses) AS least, sum(analyses) AS most FROM lexemes GROUP BY form) AS l"
     " JOIN temp.isnad_terms AS t ON t.term = l.form WHERE t.doc < l.least OR t.doc > l.most"},
};

/* ---- the index ---- */

/* FTS5 compares its index with the words; that is a statement that writes, though it changes nothing. */
static void check_search(checking *check) {
  if (check->stopped || sqlite3_db_readonly(check->archive->db, "main") == 1) return;
  if (sqlite3_exec(check->archive->db, "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)", NULL, NULL, NULL)) {
    if ((sqlite3_errcode(check->archive->db) & 0xff) == SQLITE_CORRUPT)
      found(check, "search", NO_ROW, NO_ROW, "the index is not that of the words (002.sql, 7)");
    else failed(check, "search");
  }
}

/* ---- each analysis ---- */

/* Tables whose rows are numbered and stand in a line: what is checked beside what a reader checks. */
typedef struct lined {
  const char *table, *sql;
} lined;

static const lined lined_tables[] = {
    {"mentions", "SELECT n, start, line FROM mentions WHERE analysis = ?1 ORDER BY n"},
    {"labels", "SELECT n, start, line FROM labels WHERE analysis = ?1 ORDER BY n"},
    {"times", "SELECT n, start, line FROM times WHERE analysis = ?1 ORDER BY n"},
    {"statements", "SELECT n, cue_start, line FROM statements WHERE analysis = ?1 ORDER BY n"},
    {"events", "SELECT n, anchor_start, line FROM events WHERE analysis = ?1 ORDER BY n"},
    {"positions", "SELECT n, about_start, line FROM positions WHERE analysis = ?1 ORDER BY n"},
    {"points", "SELECT n, start, line FROM points WHERE analysis = ?1 ORDER BY n"},
    {"sentence_terms", "SELECT n, NULL, NULL FROM sentence_terms WHERE analysis = ?1 ORDER BY n"},
    {"entities", "SELECT n, NULL, NULL FROM entities WHERE analysis = ?1 ORDER BY n"},
    {"contents", "SELECT NULL, start, line FROM contents WHERE analysis = ?1"},
    {"participants", "SELECT NULL, start, line FROM participants WHERE analysis = ?1"},
};
enum { LINED = sizeof lined_tables / sizeof *lined_tables };

static void check_lines(checking *check, const isn_stored *doc, const lined *table, sqlite3_stmt *rows) {
  int rc = sqlite3_bind_int64(rows, 1, doc->analysis);
  for (int64_t n = 0; rc == SQLITE_OK && !check->stopped && (rc = sqlite3_step(rows)) == SQLITE_ROW; n++, rc = SQLITE_OK) {
    bool numbered = sqlite3_column_type(rows, 0) != SQLITE_NULL, placed = sqlite3_column_type(rows, 1) != SQLITE_NULL;
    if (numbered && sqlite3_column_int64(rows, 0) != n)
      found(check, table->table, doc->analysis, n, "rows are not numbered one after another (001.sql, 2)");
    if (numbered && sqlite3_column_int64(rows, 0) != n) break;
    if (placed && sqlite3_column_int64(rows, 2) != isn_stored_line(doc, (uint32_t)sqlite3_column_int64(rows, 1)))
      found(check, table->table, doc->analysis, n, "not the line of its place (001.sql, 1)");
  }
  if (rc != SQLITE_OK && rc != SQLITE_DONE) failed(check, table->table);
  (void)sqlite3_reset(rows);
}

static void check_words(checking *check, const isn_stored *doc, isn_arena *arena) {
  isn_stored_words words;
  isnad_error error;
  isnad_status status = isn_store_words(check->archive, arena, doc->analysis, &words, &error);
  if (status == ISNAD_E_NOMEM) check->nomem = check->stopped = true;
  else if (status) found(check, "words", doc->analysis, NO_ROW, "cannot be unpacked (002.sql, 6)");
  for (uint32_t i = 0; !status && i < words.count; i++) {
    const isn_stored_word *word = &words.at[i];
    if (word->end > doc->length || (i && word->start < words.at[i - 1].start) || word->upos > ISN_X) {
      found(check, "words", doc->analysis, i, "does not lie in the text, or not in its order (002.sql, 6)");
      break;
    }
  }
}

static void check_analysis(checking *check, int64_t analysis, sqlite3_stmt *const lines[LINED]) {
  isn_arena arena = {0};
  const isn_stored *doc;
  isnad_error error;
  isnad_status status = isn_store_read_analyses(check->archive, &arena, &analysis, 1, &doc, &error);
  if (status == ISNAD_E_NOMEM) check->nomem = check->stopped = true;
  else if (status) found(check, "analyses", analysis, NO_ROW, error.message);
  else {
    for (int i = 0; i < LINED; i++) check_lines(check, doc, &lined_tables[i], lines[i]);
    check_words(check, doc, &arena);
  }
  isn_arena_free(&arena);
}

static void check_analyses(checking *check) {
  sqlite3_stmt *all = NULL, *lines[LINED] = {NULL};
  int rc = sqlite3_prepare_v2(check->archive->db, "SELECT analysis FROM analyses ORDER BY analysis", -1, &all, NULL);
  for (int i = 0; i < LINED && rc == SQLITE_OK; i++) rc = sqlite3_prepare_v2(check->archive->db, lined_tables[i].sql, -1, &lines[i], NULL);
  while (rc == SQLITE_OK && !check->stopped && (rc = sqlite3_step(all)) == SQLITE_ROW) {
    check_analysis(check, sqlite3_column_int64(all, 0), lines);
    rc = SQLITE_OK;
  }
  if (rc != SQLITE_OK && rc != SQLITE_DONE) failed(check, "analyses");
  for (int i = 0; i < LINED; i++) (void)sqlite3_finalize(lines[i]);
  (void)sqlite3_finalize(all);
}

/* ---- what documents are linked by ---- */

static const char has_posting[] =
    "SELECT 1 FROM postings WHERE era = (?2 - ((?2 % 16) + 16) % 16) / 16 AND term = ?1 AND day = ?2"
    " AND tie = ?3 AND analysis = ?4";

/* Each key term of a profile stands in the index; whatever else stands there the rules find. */
static void check_keys(checking *check, const isn_profile *profile, sqlite3_stmt *profiles, sqlite3_stmt *posting) {
  isn_term keys[ISN_KEY_TERMS];
  uint32_t count = isn_profile_keys(profile, keys);
  for (uint32_t i = 0; i < count && !check->stopped; i++) {
    (void)sqlite3_bind_int64(posting, 1, keys[i].hash);
    for (int k = 2; k <= 4; k++) (void)sqlite3_bind_int64(posting, k, sqlite3_column_int64(profiles, k == 4 ? 0 : k - 1));
    int rc = sqlite3_step(posting);
    (void)sqlite3_reset(posting);
    if (rc == SQLITE_ROW) continue;
    if (rc != SQLITE_DONE) failed(check, "postings");
    else found(check, "postings", sqlite3_column_int64(profiles, 0), NO_ROW, "a key term of its profile is missing (003.sql)");
    return;
  }
}

static void check_profiles(checking *check) {
  sqlite3_stmt *all = NULL, *posting = NULL;
  int rc = sqlite3_prepare_v2(check->archive->db, "SELECT analysis, day, tie, profile FROM profiles ORDER BY analysis", -1, &all, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_prepare_v2(check->archive->db, has_posting, -1, &posting, NULL);
  while (rc == SQLITE_OK && !check->stopped && (rc = sqlite3_step(all)) == SQLITE_ROW) {
    isn_arena arena = {0};
    isn_profile profile = {0};
    bool damaged = false;
    const unsigned char *bytes = sqlite3_column_blob(all, 3);
    if (isn_profile_unpack(&profile, &arena, bytes, (size_t)sqlite3_column_bytes(all, 3), &damaged))
      check_keys(check, &profile, all, posting);
    else if (damaged) found(check, "profiles", sqlite3_column_int64(all, 0), NO_ROW, "cannot be unpacked (003.sql)");
    else check->nomem = check->stopped = true;
    isn_arena_free(&arena);
    rc = SQLITE_OK;
  }
  if (rc != SQLITE_OK && rc != SQLITE_DONE) failed(check, "profiles");
  (void)sqlite3_finalize(posting);
  (void)sqlite3_finalize(all);
}

static void check_hashes(checking *check) {
  sqlite3_stmt *all = NULL;
  int rc = sqlite3_prepare_v2(check->archive->db, "SELECT document, text, hash FROM documents", -1, &all, NULL);
  while (rc == SQLITE_OK && !check->stopped && (rc = sqlite3_step(all)) == SQLITE_ROW) {
    char hash[17];
    const void *text = sqlite3_column_text(all, 1);
    const char *says = (const char *)sqlite3_column_text(all, 2);
    uint64_t value = isn_hash_bytes(text, text ? (size_t)sqlite3_column_bytes(all, 1) : 0, 0);
    (void)snprintf(hash, sizeof hash, "%016llx", (unsigned long long)value);
    if (!says || strcmp(hash, says) != 0)
      found(check, "documents", sqlite3_column_int64(all, 0), NO_ROW, "its hash is not that of its text");
    rc = SQLITE_OK;
  }
  if (rc != SQLITE_OK && rc != SQLITE_DONE) failed(check, "documents");
  (void)sqlite3_finalize(all);
}

/* ---- the whole ---- */

isnad_status isnad_archive_check(isnad_archive *archive, isnad_fault_taker *take, void *context, uint64_t *faults, isnad_error *error) {
  if (!archive || !take || !faults) return isn_fail(error, ISNAD_E_ARG, "isnad_archive_check: an argument is NULL");
  if (archive->in_batch) return isn_fail(error, ISNAD_E_ARG, "isnad_archive_check: a batch is open");
  checking check = {.archive = archive, .take = take, .context = context};
  *faults = 0;
  check_search(&check);
  isnad_status status =
      isn_sqlite_run(archive, "CREATE VIRTUAL TABLE IF NOT EXISTS temp.isnad_terms USING fts5vocab(main, search, row)", error, doing);
  if (status == ISNAD_E_NOMEM) return status;
  if (status) failed(&check, "search");
  status = isn_sqlite_run(archive, "BEGIN", error, doing);
  if (status) return status;
  archive->in_batch = true; /* one state, whatever another process adds meanwhile */
  for (size_t i = 0; i < sizeof rules / sizeof *rules && !check.stopped; i++) run_rule(&check, &rules[i]);
  if (!check.stopped) check_hashes(&check);
  if (!check.stopped) check_analyses(&check);
  if (!check.stopped) check_profiles(&check);
  archive->in_batch = false;
  (void)sqlite3_exec(archive->db, "COMMIT; DROP TABLE IF EXISTS temp.isnad_terms", NULL, NULL, NULL);
  *faults = check.faults;
  return check.nomem ? isn_nomem(error) : ISNAD_OK;
}

isnad_status isnad_archive_count(isnad_archive *archive, uint64_t *documents, uint64_t *versions, uint64_t *analyses, isnad_error *error) {
  uint64_t *const out[] = {documents, versions, analyses};
  if (!archive) return isn_fail(error, ISNAD_E_ARG, "isnad_archive_count: no archive");
  sqlite3_stmt *row = NULL;
  int rc = sqlite3_prepare_v2(archive->db,
                              "SELECT (SELECT count(*) FROM analyses WHERE current = 1), (SELECT count(*) FROM documents),"
                              " (SELECT count(*) FROM analyses)",
                              -1, &row, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_step(row);
  for (int i = 0; i < 3 && rc == SQLITE_ROW; i++)
    if (out[i]) *out[i] = (uint64_t)sqlite3_column_int64(row, i);
  isnad_status status = rc == SQLITE_ROW ? ISNAD_OK : isn_sqlite_fail(archive, error, "cannot read the archive");
  (void)sqlite3_finalize(row);
  return status;
}
