/* Adding a document: one transaction, and nothing where nothing is new. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "doc/doc.h"
#include "store/sqlite.h"

typedef enum sql {
  FIND_RUN,
  ADD_RUN,
  FIND_CURRENT,
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
  SQLS
} sql;
_Static_assert((int)SQLS <= (int)ISN_SQL_MAX / 2, "the other half is read.c's");

static const char *const texts[SQLS] = {
    [FIND_RUN] = "SELECT run FROM runs WHERE engine = ?1 AND lexicon = ?2 AND models = ?3",
    [ADD_RUN] = "INSERT INTO runs (engine, lexicon, models, began) VALUES (?1, ?2, ?3, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
    [FIND_CURRENT] =
        "SELECT d.document, d.version, d.hash = ?2 AND d.text = ?3, a.run = ?4 AND a.source IS ?5 AND a.source_why IS ?6"
        " AND a.published IS ?7 AND a.dated_from IS ?8 AND a.dated_to IS ?9 AND a.title IS ?10 AND a.url IS ?11"
        " FROM documents AS d JOIN analyses AS a USING (document) WHERE d.id = ?1 AND a.current = 1",
    [ADD_DOCUMENT] = "INSERT INTO documents (id, version, path, text, hash) VALUES (?1, ?2, ?3, ?4, ?5)",
    [RETIRE] = "UPDATE analyses SET current = 0 WHERE current = 1 AND document IN (SELECT document FROM documents WHERE id = ?1)",
    [ADD_ANALYSIS] =
        "INSERT INTO analyses (document, run, current, source, source_why, published, dated_from, dated_to, title, url)"
        " VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [ADD_BECAUSE] = "INSERT INTO dated_because VALUES (?1, ?2, ?3)",
    [ADD_ENTITY] = "INSERT INTO entities VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [ADD_MENTION] = "INSERT INTO mentions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [ADD_LABEL] = "INSERT INTO labels VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [ADD_TIME] = "INSERT INTO times VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [ADD_STATEMENT] = "INSERT INTO statements VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    [ADD_CONTENT] = "INSERT INTO contents VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [ADD_EVENT] = "INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    [ADD_PARTICIPANT] = "INSERT INTO participants VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    [ADD_POSITION] = "INSERT INTO positions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
};

/* The document that is being added, and the keys of the rows that it hangs on. */
typedef struct adding {
  isnad_archive *archive;
  const isn_doc *doc;
  int64_t run, document, analysis;
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
    rc = STEP(add, ADD_ENTITY, "kusssssff", add->analysis, i, isnad_entity_type_name(row->type), row->name_ar, row->name_en, row->ref,
              row->code, lat, lon);
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

static int add_event(const adding *add, uint32_t n, const isnad_event *row) {
  int rc = STEP(add, ADD_EVENT, "kussspuiiiuususf", add->analysis, n, isnad_event_type_name(row->type), row->mode, row->cameo, row->anchor,
                line(add, row->anchor), row->dead, row->injured, row->arrested, row->place, row->time, isnad_modality_name(row->modality),
                row->statement, row->evidence.why, sure(row->evidence));
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

static int add_rows(const adding *add) {
  int rc = add_entities(add);
  if (rc == SQLITE_DONE) rc = add_mentions(add);
  if (rc == SQLITE_DONE) rc = add_labels(add);
  if (rc == SQLITE_DONE) rc = add_times(add);
  for (uint32_t i = 0; i < add->doc->statements.count && rc == SQLITE_DONE; i++) rc = add_statement(add, i, &add->doc->statements.at[i]);
  for (uint32_t i = 0; i < add->doc->events.count && rc == SQLITE_DONE; i++) rc = add_event(add, i, &add->doc->events.at[i]);
  if (rc == SQLITE_DONE) rc = add_positions(add);
  return rc;
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

/* What the archive holds of this id: nothing, another text, this text with other rows, all of it. */
static int find_document(adding *add, const char *hash, known *found, uint32_t *version) {
  const isn_doc *doc = add->doc;
  *found = NEW;
  *version = 0;
  int rc = STEP(add, FIND_CURRENT, "sssksssssss", doc->id, hash, doc->text, add->run, doc->source, doc->source_why, doc->published,
                doc->dated_from, doc->dated_to, doc->title, doc->url);
  if (rc != SQLITE_ROW) return rc;
  sqlite3_stmt *row = add->archive->prepared[FIND_CURRENT];
  add->document = sqlite3_column_int64(row, 0);
  *version = (uint32_t)sqlite3_column_int64(row, 1);
  bool same_text = sqlite3_column_int(row, 2), same_rows = sqlite3_column_int(row, 3);
  *found = !same_text ? OTHER_TEXT : same_rows ? SAME : SAME_TEXT;
  return sqlite3_reset(row) == SQLITE_OK ? SQLITE_DONE : SQLITE_ERROR;
}

static int add_document(adding *add) {
  const isn_doc *doc = add->doc;
  char hash[17];
  (void)snprintf(hash, sizeof hash, "%016llx", (unsigned long long)isn_hash_bytes(doc->text, doc->text_bytes, 0));
  known found = NEW;
  uint32_t version = 0;
  int rc = find_run(add);
  if (rc == SQLITE_DONE) rc = find_document(add, hash, &found, &version);
  if (rc != SQLITE_DONE || found == SAME) return rc;
  rc = STEP(add, RETIRE, "s", doc->id);
  if (rc == SQLITE_DONE && found != SAME_TEXT) {
    rc = STEP(add, ADD_DOCUMENT, "susss", doc->id, version + 1, doc->path, doc->text, hash);
    add->document = sqlite3_last_insert_rowid(add->archive->db);
  }
  if (rc == SQLITE_DONE)
    rc = STEP(add, ADD_ANALYSIS, "kksssssss", add->document, add->run, doc->source, doc->source_why, doc->published, doc->dated_from,
              doc->dated_to, doc->title, doc->url);
  if (rc != SQLITE_DONE) return rc;
  add->analysis = sqlite3_last_insert_rowid(add->archive->db);
  return add_rows(add);
}

isnad_status isnad_archive_add(isnad_archive *archive, const isnad_document *document, isnad_error *error) {
  if (!archive || !document) return isn_fail(error, ISNAD_E_ARG, "isnad_archive_add: no archive or no document");
  adding add = {.archive = archive, .doc = &document->doc};
  char doing[128];
  (void)snprintf(doing, sizeof doing, "cannot add %.100s", add.doc->id);
  isnad_status status = isn_sqlite_run(archive, "BEGIN IMMEDIATE", error, doing);
  if (status) return status;
  if (add_document(&add) != SQLITE_DONE) status = isn_sqlite_fail(archive, error, doing);
  if (!status) status = isn_sqlite_run(archive, "COMMIT", error, doing);
  /* A failed step may have rolled back by itself; then there is nothing to roll back, and that is no fault. */
  if (status && !sqlite3_get_autocommit(archive->db)) (void)sqlite3_exec(archive->db, "ROLLBACK", NULL, NULL, NULL);
  return status;
}
