/* Adding a document: one transaction or a part of a batch, and nothing where nothing is new. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "doc/doc.h"
#include "doc/input.h"
#include "store/indexing.h"
#include "store/link.h"
#include "store/points.h"
#include "store/sqlite.h"
#include "store/words.h"

typedef enum sql {
  FIND_RUN,
  ADD_RUN,
  FIND_CURRENT,
  FIND_MOVED,
  FIND_KNOWN,
  ADD_DOCUMENT,
  RETIRE,
  ADD_ANALYSIS,
  ADD_BECAUSE,
  ADD_ENTITY,
  ADD_MENTION,
  ADD_LABEL,
  ADD_TIME,
  ADD_STATEMENT,
  ADD_CONTENT,
  ADD_EVENT,
  ADD_PARTICIPANT,
  ADD_POSITION,
  ADD_CREDIT,
  ADD_WORDS,
  SQLS
} sql;
_Static_assert(ISN_SQL_ADD == 0 && (int)SQLS <= (int)ISN_SQL_READ, "the slots behind are read.c's");

static const char *const texts[SQLS] = {
    [FIND_RUN] = "SELECT run FROM runs WHERE engine = ?1 AND lexicon = ?2 AND models = ?3",
    [ADD_RUN] = "INSERT INTO runs (engine, lexicon, models, began) VALUES (?1, ?2, ?3, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
    /* Without words it was written by a version that kept none. */
    [FIND_CURRENT] =
        "SELECT d.document, d.version, a.analysis, d.hash = ?2 AND d.text = ?3, a.run = ?4 AND a.source IS ?5 AND a.source_why IS ?6"
        " AND a.published IS ?7 AND a.dated_from IS ?8 AND a.dated_to IS ?9 AND a.title IS ?10 AND a.url IS ?11 AND d.id = ?12"
        " AND EXISTS (SELECT 1 FROM words AS w WHERE w.analysis = a.analysis)"
        " FROM documents AS d JOIN analyses AS a USING (document) WHERE d.key = ?1 AND a.current = 1",
    [FIND_MOVED] =
        "SELECT d.key FROM documents AS d JOIN analyses AS a USING (document)"
        " WHERE d.hash = ?1 AND d.id = ?2 AND d.text = ?3 AND a.current = 1 AND (a.url IS NULL OR ?4 IS NULL OR a.url = ?4)"
        " ORDER BY d.document LIMIT 1",
    [FIND_KNOWN] =
        "SELECT 1 FROM documents AS d JOIN analyses AS a USING (document) JOIN runs AS r USING (run)"
        " WHERE d.key = ?1 AND a.current = 1 AND a.input = ?2 AND r.engine = ?3 AND r.lexicon = ?4 AND r.models = ?5"
        " AND EXISTS (SELECT 1 FROM words AS w WHERE w.analysis = a.analysis)",
    [ADD_DOCUMENT] = "INSERT INTO documents (key, id, version, path, text, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [RETIRE] = "UPDATE analyses SET current = 0 WHERE analysis = ?1",
    [ADD_ANALYSIS] =
        "INSERT INTO analyses (document, run, current, source, source_why, published, dated_from, dated_to, title, url, input)"
        " VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    [ADD_BECAUSE] = "INSERT INTO dated_because VALUES (?1, ?2, ?3)",
    [ADD_ENTITY] =
        "INSERT INTO entities (analysis, n, type, name_ar, name_en, ref, code, lat, lon, key)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    [ADD_MENTION] = "INSERT INTO mentions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [ADD_LABEL] = "INSERT INTO labels VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [ADD_TIME] = "INSERT INTO times VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [ADD_STATEMENT] = "INSERT INTO statements VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    [ADD_CONTENT] = "INSERT INTO contents VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [ADD_EVENT] =
        "INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)",
    [ADD_PARTICIPANT] = "INSERT INTO participants VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [ADD_POSITION] = "INSERT INTO positions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    [ADD_CREDIT] = "INSERT INTO credits VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    [ADD_WORDS] = "INSERT INTO words VALUES (?1, ?2)",
};

/* The document that is being added, and the keys of the rows that it hangs on. */
typedef struct adding {
  isnad_archive *archive;
  const isn_doc *doc;
  char *key;
  int64_t run, document, analysis;
  int64_t retired; /* the analysis that was current before, 0 if none */
  bool nomem;
} adding;

#define STEP(add, which, ...) isn_sqlite_step((add)->archive, which, texts[which], __VA_ARGS__)

/* Text of NaN would be NULL, which the schema refuses. */
static double sure(isnad_evidence evidence) { return isfinite(evidence.confidence) ? (double)evidence.confidence : 0; }

static uint32_t line(const adding *add, isnad_span span) { return isn_written(span) ? isn_doc_line(add->doc, span.start) : ISNAD_NONE; }

/* ---- rows: each returns SQLITE_DONE when all of its table is in ---- */

static int add_entities(const adding *add) {
  int rc = SQLITE_DONE;
  for (uint32_t i = 0; i < add->doc->entities.count && rc == SQLITE_DONE; i++) {
    const isnad_entity *row = &add->doc->entities.at[i];
    /* NaN is bound as NULL. */
    double lat = row->has_geo ? row->lat : (double)NAN, lon = row->has_geo ? row->lon : (double)NAN;
    rc = STEP(add, ADD_ENTITY, "kusssssffs", add->analysis, i, isnad_entity_type_name(row->type), row->name_ar, row->name_en, row->ref,
              row->code, lat, lon, row->key);
  }
  return rc;
}

static int add_mentions(const adding *add) {
  int rc = SQLITE_DONE;
  for (uint32_t i = 0; i < add->doc->mentions.count && rc == SQLITE_DONE; i++) {
    const isnad_mention *row = &add->doc->mentions.at[i];
    rc = STEP(add, ADD_MENTION, "kuupusf", add->analysis, i, row->entity, row->span, line(add, row->span), row->evidence.why,
              sure(row->evidence));
  }
  return rc;
}

static int add_labels(const adding *add) {
  int rc = SQLITE_DONE;
  for (uint32_t i = 0; i < add->doc->labels.count && rc == SQLITE_DONE; i++) {
    const isnad_label *row = &add->doc->labels.at[i];
    rc = STEP(add, ADD_LABEL, "kuupuusf", add->analysis, i, row->entity, row->span, line(add, row->span), row->statement, row->evidence.why,
              sure(row->evidence));
  }
  return rc;
}

static int add_times(const adding *add) {
  int rc = SQLITE_DONE;
  for (uint32_t i = 0; i < add->doc->times.count && rc == SQLITE_DONE; i++) {
    const isnad_time *row = &add->doc->times.at[i];
    rc = STEP(add, ADD_TIME, "kupusssf", add->analysis, i, row->span, line(add, row->span), isnad_timex_type_name(row->type), row->value,
              row->evidence.why, sure(row->evidence));
  }
  for (uint32_t i = 0; i < add->doc->dated_because.count && rc == SQLITE_DONE; i++)
    rc = STEP(add, ADD_BECAUSE, "kuu", add->analysis, i, add->doc->dated_because.at[i]);
  return rc;
}

static int add_statement(const adding *add, uint32_t n, const isnad_statement *row) {
  int rc = STEP(add, ADD_STATEMENT, "kupuspssuusf", add->analysis, n, row->source, row->source_entity, isnad_source_kind_name(row->kind),
                row->cue, isnad_cue_class_name(row->cue_class), isnad_quote_name(row->quote), row->parent, line(add, row->cue),
                row->evidence.why, sure(row->evidence));
  for (uint32_t i = 0; i < row->contents && rc == SQLITE_DONE; i++)
    rc = STEP(add, ADD_CONTENT, "kuupu", add->analysis, n, i, row->content[i], line(add, row->content[i]));
  return rc;
}

static int add_participants(const adding *add, uint32_t event, const char *role, const isnad_participant *rows, uint32_t count) {
  int rc = SQLITE_DONE;
  for (uint32_t i = 0; i < count && rc == SQLITE_DONE; i++)
    rc = STEP(add, ADD_PARTICIPANT, "kusupuus", add->analysis, event, role, i, rows[i].span, line(add, rows[i].span), rows[i].entity,
              rows[i].code);
  return rc;
}

/* Names of contexts by blanks; NULL for none. */
static const char *context_names(uint64_t contexts, char *out, size_t room) {
  size_t length = 0;
  for (int c = 0; c < ISNAD_CONTEXTS && length < room; c++)
    if (contexts >> c & 1)
      length += (size_t)snprintf(out + length, room - length, "%s%s", length ? " " : "", isnad_context_name((isnad_context)c));
  return length ? out : NULL;
}

static int add_event(const adding *add, uint32_t n, const isnad_event *row) {
  char contexts[ISNAD_CONTEXTS * 32];
  int rc = STEP(add, ADD_EVENT, "kussspuiiiuususfsiii", add->analysis, n, isnad_event_type_name(row->type), row->mode, row->cameo,
                row->anchor, line(add, row->anchor), row->dead, row->injured, row->arrested, row->place, row->time,
                isnad_modality_name(row->modality), row->statement, row->evidence.why, sure(row->evidence),
                context_names(row->contexts, contexts, sizeof contexts), row->casualties, row->abducted, row->displaced);
  if (rc == SQLITE_DONE) rc = add_participants(add, n, "actor", row->actors, row->actors_count);
  if (rc == SQLITE_DONE) rc = add_participants(add, n, "recipient", row->recipients, row->recipients_count);
  return rc;
}

static int add_positions(const adding *add) {
  int rc = SQLITE_DONE;
  for (uint32_t i = 0; i < add->doc->positions.count && rc == SQLITE_DONE; i++) {
    const isnad_position *row = &add->doc->positions.at[i];
    rc = STEP(add, ADD_POSITION, "kuuspupuuusf", add->analysis, i, row->holder, isnad_stance_name(row->stance), row->about, row->of,
              row->condition, row->statement, row->event, line(add, row->about), row->evidence.why, sure(row->evidence));
  }
  return rc;
}

static int add_credits(const adding *add) {
  int rc = SQLITE_DONE;
  for (uint32_t i = 0; i < add->doc->credits.count && rc == SQLITE_DONE; i++) {
    const isn_credit *row = &add->doc->credits.at[i];
    rc = STEP(add, ADD_CREDIT, "kusspu", add->analysis, i, row->outlet, row->rule, row->span, line(add, row->span));
  }
  return rc;
}

static int add_rows(const adding *add) {
  int rc = add_entities(add);
  if (rc == SQLITE_DONE) rc = add_credits(add);
  if (rc == SQLITE_DONE) rc = add_mentions(add);
  if (rc == SQLITE_DONE) rc = add_labels(add);
  if (rc == SQLITE_DONE) rc = add_times(add);
  for (uint32_t i = 0; i < add->doc->statements.count && rc == SQLITE_DONE; i++) rc = add_statement(add, i, &add->doc->statements.at[i]);
  for (uint32_t i = 0; i < add->doc->events.count && rc == SQLITE_DONE; i++) rc = add_event(add, i, &add->doc->events.at[i]);
  if (rc == SQLITE_DONE) rc = add_positions(add);
  if (rc == SQLITE_DONE) rc = isn_points_add(add->archive, add->analysis, add->doc);
  return rc;
}

static int add_words(adding *add) {
  isn_buffer words = {0};
  if (isn_words_pack(add->doc, &words, NULL)) {
    isn_buffer_free(&words);
    add->nomem = true;
    return SQLITE_NOMEM;
  }
  int rc = STEP(add, ADD_WORDS, "kb", add->analysis, words.at, (uint32_t)words.length);
  if (rc == SQLITE_DONE) rc = isn_indexing_add(add->archive, add->doc, add->analysis, words.at, words.length);
  isn_buffer_free(&words);
  return rc;
}

/* ---- what a document is known by ---- */

/* What a key is made of (invariant 4 of 002.sql). Strings may be NULL but for id. */
typedef struct known_by {
  const char *url, *source, *id, *path;
  uint64_t line;
} known_by;

/* The key on the heap; NULL: no memory. */
static char *make_key(const known_by *by) {
  isn_buffer key = {0};
  char *place = !by->url && by->path && !by->line ? realpath(by->path, NULL) : NULL;
  if (by->url) isn_buffer_format(&key, "url:%s", by->url);
  else if (place) isn_buffer_format(&key, "file:%s:%s", place, by->id);
  else isn_buffer_format(&key, "id:%s:%s", by->source ? by->source : "", by->id);
  free(place);
  if (!key.failed) return key.at;
  isn_buffer_free(&key);
  return NULL;
}

static const char *unless_empty(const char *text) { return text && *text ? text : NULL; }

isnad_status isnad_archive_has(isnad_archive *archive, const isnad_engine *engine, const isnad_input *input,
                               const isnad_analysis_options *options, bool *has, isnad_error *error) {
  if (!archive || !engine || !input || !has) return isn_fail(error, ISNAD_E_ARG, "isnad_archive_has: an argument is NULL");
  char hash[17], id[ISN_ID_ROOM];
  *has = false;
  if (!input->text || input->text_length > ISNAD_MAX_TEXT) return ISNAD_OK; /* never taken in, so it has no version there */
  isn_input_id(input, id);
  known_by by = {unless_empty(input->url), unless_empty(input->source), unless_empty(input->id), unless_empty(input->path), input->line};
  if (!by.id) by.id = id;
  char *key = make_key(&by);
  if (!key) return isn_nomem(error);
  (void)snprintf(hash, sizeof hash, "%016llx", (unsigned long long)isn_doc_input_hash(input, options));
  int rc = isn_sqlite_step(archive, FIND_KNOWN, texts[FIND_KNOWN], "sssss", key, hash, ISNAD_VERSION, isnad_engine_lexicon_id(engine),
                           isnad_engine_models(engine));
  free(key);
  *has = rc == SQLITE_ROW;
  if (archive->prepared[FIND_KNOWN]) (void)sqlite3_reset(archive->prepared[FIND_KNOWN]);
  return rc == SQLITE_ROW || rc == SQLITE_DONE ? ISNAD_OK : isn_sqlite_fail(archive, error, "cannot read the archive");
}

/* ---- the document ---- */

static const char *or_empty(const char *text) { return text ? text : ""; }

/* The row of what made the document's rows, made if this is its first. */
static int find_run(adding *add) {
  const char *engine = or_empty(add->doc->engine_version), *lexicon = or_empty(add->doc->lexicon_id);
  const char *models = or_empty(add->doc->models);
  int rc = STEP(add, FIND_RUN, "sss", engine, lexicon, models);
  if (rc == SQLITE_ROW) {
    add->run = sqlite3_column_int64(add->archive->prepared[FIND_RUN], 0);
    return sqlite3_reset(add->archive->prepared[FIND_RUN]) == SQLITE_OK ? SQLITE_DONE : SQLITE_ERROR;
  }
  if (rc == SQLITE_DONE) rc = STEP(add, ADD_RUN, "sss", engine, lexicon, models);
  if (rc == SQLITE_DONE) add->run = sqlite3_last_insert_rowid(add->archive->db);
  return rc;
}

typedef enum known { NEW, OTHER_TEXT, SAME_TEXT, SAME } known;

/* What the archive holds under the key: nothing, another text, this text with other rows, all of it. */
static int find_current(adding *add, const char *hash, known *found, uint32_t *version) {
  const isn_doc *doc = add->doc;
  *found = NEW;
  *version = 0;
  int rc = STEP(add, FIND_CURRENT,
                "sssk"
                "ssssssss",
                add->key, hash, doc->text, add->run, doc->source, doc->source_why, doc->published, doc->dated_from, doc->dated_to,
                doc->title, doc->url, doc->id);
  if (rc != SQLITE_ROW) return rc;
  sqlite3_stmt *row = add->archive->prepared[FIND_CURRENT];
  add->document = sqlite3_column_int64(row, 0);
  *version = (uint32_t)sqlite3_column_int64(row, 1);
  add->retired = sqlite3_column_int64(row, 2);
  bool same_text = sqlite3_column_int(row, 3), same_rows = sqlite3_column_int(row, 4);
  *found = !same_text ? OTHER_TEXT : same_rows ? SAME : SAME_TEXT;
  return sqlite3_reset(row) == SQLITE_OK ? SQLITE_DONE : SQLITE_ERROR;
}

/* The same id and text under another key: then that is the key. */
static int find_moved(adding *add, const char *hash, bool *moved) {
  const isn_doc *doc = add->doc;
  int rc = STEP(add, FIND_MOVED, "ssss", hash, doc->id, doc->text, doc->url);
  *moved = rc == SQLITE_ROW;
  if (rc != SQLITE_ROW) return rc;
  sqlite3_stmt *row = add->archive->prepared[FIND_MOVED];
  free(add->key);
  add->key = strdup((const char *)sqlite3_column_text(row, 0));
  add->nomem = !add->key;
  return sqlite3_reset(row) == SQLITE_OK && add->key ? SQLITE_DONE : SQLITE_ERROR;
}

static int find_document(adding *add, const char *hash, known *found, uint32_t *version) {
  bool moved = false;
  int rc = find_current(add, hash, found, version);
  if (rc == SQLITE_DONE && *found == NEW) rc = find_moved(add, hash, &moved);
  if (rc == SQLITE_DONE && moved) rc = find_current(add, hash, found, version);
  return rc;
}

static int add_analysis(adding *add) {
  const isn_doc *doc = add->doc;
  char input[17];
  (void)snprintf(input, sizeof input, "%016llx", (unsigned long long)doc->input_hash);
  int rc = STEP(add, ADD_ANALYSIS, "kkssssssss", add->document, add->run, doc->source, doc->source_why, doc->published, doc->dated_from,
                doc->dated_to, doc->title, doc->url, input);
  if (rc != SQLITE_DONE) return rc;
  add->analysis = sqlite3_last_insert_rowid(add->archive->db);
  rc = add_rows(add);
  return rc == SQLITE_DONE ? add_words(add) : rc;
}

static int add_document(adding *add, isnad_added *added) {
  static const isnad_added outcomes[] = {
      [NEW] = ISNAD_ADDED_DOCUMENT, [OTHER_TEXT] = ISNAD_ADDED_VERSION, [SAME_TEXT] = ISNAD_ADDED_ANALYSIS, [SAME] = ISNAD_ADDED_NOTHING};
  const isn_doc *doc = add->doc;
  char hash[17];
  (void)snprintf(hash, sizeof hash, "%016llx", (unsigned long long)isn_hash_bytes(doc->text, doc->text_bytes, 0));
  known found = NEW;
  uint32_t version = 0;
  int rc = find_run(add);
  if (rc == SQLITE_DONE) rc = find_document(add, hash, &found, &version);
  *added = outcomes[found];
  if (rc != SQLITE_DONE || found == SAME) return rc;
  if (found != NEW) rc = STEP(add, RETIRE, "k", add->retired);
  if (rc == SQLITE_DONE && found != SAME_TEXT) {
    rc = STEP(add, ADD_DOCUMENT, "ssusss", add->key, doc->id, version + 1, doc->path, doc->text, hash);
    add->document = sqlite3_last_insert_rowid(add->archive->db);
  }
  return rc == SQLITE_DONE ? add_analysis(add) : rc;
}

static isnad_status put(isnad_archive *archive, const isn_doc *doc, isnad_added *added, isnad_error *error, const char *doing) {
  known_by by = {doc->url, doc->input_source, doc->id, doc->path, doc->input_line};
  adding add = {.archive = archive, .doc = doc, .key = make_key(&by)};
  if (!add.key) return isn_nomem(error);
  int rc = add_document(&add, added);
  free(add.key);
  if (add.nomem) return isn_nomem(error);
  if (rc != SQLITE_DONE) return isn_sqlite_fail(archive, error, doing);
  return *added == ISNAD_ADDED_NOTHING ? ISNAD_OK : isn_store_link(archive, doc, add.analysis, add.retired, error);
}

/* ---- transactions ---- */

/* SQLite keeps the pages that a document changes until the document is in (SAVEPOINT), by default in a file from 64 KiB on; a megabyte of
 * memory is a third of all that adding would write. Sorting in memory is for adding only: what reads may sort more than memory has. */
static isnad_status keep_in_memory(isnad_archive *archive, isnad_error *error) {
  return isn_sqlite_run(archive, "PRAGMA temp_store = MEMORY", error, "cannot add to the archive");
}

static void leave_batch(isnad_archive *archive) {
  archive->in_batch = false;
  (void)sqlite3_exec(archive->db, "PRAGMA temp_store = DEFAULT", NULL, NULL, NULL);
}

static void roll_back(isnad_archive *archive) {
  /* A failed step may have rolled back by itself; then there is nothing to roll back, and that is no fault. */
  if (!sqlite3_get_autocommit(archive->db)) (void)sqlite3_exec(archive->db, "ROLLBACK", NULL, NULL, NULL);
  leave_batch(archive);
  isn_store_link_forget(archive);
}

isnad_status isnad_archive_begin(isnad_archive *archive, isnad_error *error) {
  if (!archive || archive->in_batch) return isn_fail(error, ISNAD_E_ARG, "isnad_archive_begin: no archive, or a batch is open");
  isnad_status status = isn_sqlite_lock(archive, error);
  if (!status) status = keep_in_memory(archive, error);
  if (!status) status = isn_sqlite_run(archive, "BEGIN IMMEDIATE", error, "cannot add to the archive");
  archive->in_batch = !status;
  return status;
}

isnad_status isnad_archive_commit(isnad_archive *archive, isnad_error *error) {
  if (!archive || !archive->in_batch) return isn_fail(error, ISNAD_E_ARG, "isnad_archive_commit: no archive, or no batch is open");
  isnad_status status = isn_store_link_end(archive, error);
  if (!status) status = isn_sqlite_run(archive, "COMMIT", error, "cannot add to the archive");
  if (status) roll_back(archive);
  else leave_batch(archive);
  return status;
}

/* One document of a batch goes in whole or not at all, without harm to those before it. */
static isnad_status put_in_batch(isnad_archive *archive, const isn_doc *doc, isnad_added *added, isnad_error *error) {
  char doing[128];
  (void)snprintf(doing, sizeof doing, "cannot add %.100s", doc->id);
  isnad_status status = isn_sqlite_run(archive, "SAVEPOINT document", error, doing);
  if (!status) status = put(archive, doc, added, error, doing);
  if (!status) return isn_sqlite_run(archive, "RELEASE document", error, doing);
  /* A disk that is full takes the whole transaction with it. */
  if (sqlite3_get_autocommit(archive->db) || sqlite3_exec(archive->db, "ROLLBACK TO document; RELEASE document", NULL, NULL, NULL))
    roll_back(archive);
  else isn_store_link_forget(archive);
  return status;
}

isnad_status isnad_archive_put(isnad_archive *archive, const isnad_document *document, isnad_added *added, isnad_error *error) {
  if (!archive || !document) return isn_fail(error, ISNAD_E_ARG, "isnad_archive_add: no archive or no document");
  isnad_added unwanted;
  if (!added) added = &unwanted;
  *added = ISNAD_ADDED_NOTHING;
  if (archive->in_batch) return put_in_batch(archive, &document->doc, added, error);
  isnad_status status = isnad_archive_begin(archive, error);
  if (status) return status;
  status = put_in_batch(archive, &document->doc, added, error);
  if (!status) return isnad_archive_commit(archive, error);
  if (archive->in_batch) roll_back(archive);
  return status;
}

bool isnad_archive_in_batch(const isnad_archive *archive) { return archive && archive->in_batch; }

isnad_status isnad_archive_add(isnad_archive *archive, const isnad_document *document, isnad_error *error) {
  return isnad_archive_put(archive, document, NULL, error);
}
