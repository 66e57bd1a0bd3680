/* Reading the current documents with their rows (store.h). An archive is a file that may come from anywhere: what would let a reader
 * index outside a table or a text is refused here, once. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "store/points.h"
#include "store/sqlite.h"
#include "store/store.h"

typedef enum sql {
  DOCUMENTS = ISN_SQL_READ,
  DOCUMENT,
  HEADS,
  ENTITIES,
  MENTIONS,
  LABELS,
  TIMES,
  STATEMENTS,
  CONTENTS,
  EVENTS,
  PARTICIPANTS,
  POSITIONS,
  CREDITS,
  SQLS_END
} sql;
_Static_assert((int)SQLS_END <= (int)ISN_SQL_WORDS, "room for every statement");

#define COLUMNS "analysis, id, version, source, source_why, published, dated_from, dated_to, title, url, path, engine, lexicon, text"
/* Does not depend on when documents were added. Two of one day, outlet and id differ in their keys. */
#define ORDER                                                                                                                   \
  " ORDER BY coalesce(substr(published, 1, 10), dated_to, '9999'), coalesce(published, dated_to), coalesce(source, x'ff'), id," \
  " key"

static const char *const texts[ISN_SQL_MAX] = {
    [DOCUMENTS] = "SELECT " COLUMNS " FROM current_documents" ORDER,
    [DOCUMENT] = "SELECT " COLUMNS " FROM analyses JOIN documents USING (document) JOIN runs USING (run) WHERE analysis = ?1",
    [HEADS] = "SELECT analysis, id, version, source, published, dated_from, dated_to, title, url FROM current_documents" ORDER,
    [ENTITIES] = "SELECT type, name_ar, name_en, ref, code, lat, lon, key FROM entities WHERE analysis = ?1 ORDER BY n",
    [MENTIONS] = "SELECT entity, start, stop, why, confidence FROM mentions WHERE analysis = ?1 ORDER BY n",
    [LABELS] = "SELECT entity, start, stop, statement, why, confidence FROM labels WHERE analysis = ?1 ORDER BY n",
    [TIMES] = "SELECT start, stop, type, value, why, confidence FROM times WHERE analysis = ?1 ORDER BY n",
    [STATEMENTS] =
        "SELECT source_start, source_stop, source_entity, kind, cue_start, cue_stop, class, quote, parent, why, confidence"
        " FROM statements WHERE analysis = ?1 ORDER BY n",
    [CONTENTS] = "SELECT start, stop FROM contents WHERE analysis = ?1 AND statement = ?2 ORDER BY n",
    [EVENTS] =
        "SELECT type, mode, cameo, anchor_start, anchor_stop, dead, injured, arrested, place, time, modality, statement, why, confidence,"
        " contexts, casualties, abducted, displaced FROM events WHERE analysis = ?1 ORDER BY n",
    [PARTICIPANTS] = "SELECT start, stop, entity, code FROM participants WHERE analysis = ?1 AND event = ?2 AND role = ?3 ORDER BY n",
    [POSITIONS] =
        "SELECT holder, stance, about_start, about_stop, target, condition_start, condition_stop, statement, event, why, confidence"
        " FROM positions WHERE analysis = ?1 ORDER BY n",
    [CREDITS] = "SELECT outlet, rule, start, stop FROM credits WHERE analysis = ?1 ORDER BY n",
};

/* One reading: where rows go, and the document they belong to. */
typedef struct reading {
  isnad_archive *archive;
  isn_arena *arena;
  isn_stored *doc;
  int64_t analysis;
  int rc; /* what the last step returned */
  bool nomem;
  const char *fault; /* what is wrong with the rows, NULL while nothing is */
  const char *table; /* and where: a table and its row */
  uint32_t row;
} reading;

#define STEP(read, which, ...) isn_sqlite_step((read)->archive, which, texts[which], __VA_ARGS__)

/* ---- columns ---- */

static sqlite3_stmt *at(const reading *read, sql which) { return read->archive->prepared[which]; }

static const char *text(reading *read, sqlite3_stmt *row, int column) {
  const char *value = (const char *)sqlite3_column_text(row, column);
  if (!value) return NULL;
  const char *copy = isn_arena_strdup(read->arena, value);
  if (!copy) read->nomem = true;
  else if (isn_utf8_check(copy, strlen(copy)) != strlen(copy)) read->fault = "a string is not UTF-8";
  return copy;
}

static uint32_t number(sqlite3_stmt *row, int column) {
  if (sqlite3_column_type(row, column) == SQLITE_NULL) return ISNAD_NONE;
  int64_t value = sqlite3_column_int64(row, column);
  return value >= 0 && value < (int64_t)ISNAD_NONE ? (uint32_t)value : ISNAD_NONE - 1;
}

/* A row of a table with `count` rows, or none. */
static uint32_t index_in(reading *read, sqlite3_stmt *row, int column, uint32_t count) {
  uint32_t value = number(row, column);
  if (value != ISNAD_NONE && value >= count) return read->fault = "a row points at one that is not there", ISNAD_NONE;
  return value;
}

static isnad_span span_at(reading *read, sqlite3_stmt *row, int column) {
  isnad_span value = {number(row, column), number(row, column + 1)};
  bool none = value.start == ISNAD_NONE && value.end == ISNAD_NONE;
  if (none || (value.start <= value.end && value.end <= read->doc->length)) return value;
  read->fault = "a span does not lie in the text";
  return (isnad_span){ISNAD_NONE, ISNAD_NONE};
}

static isnad_span written_span(reading *read, sqlite3_stmt *row, int column) {
  isnad_span value = span_at(read, row, column);
  if (value.start == ISNAD_NONE) read->fault = "a span is missing", value = (isnad_span){0, 0};
  return value;
}

static isnad_evidence evidence(reading *read, sqlite3_stmt *row, int column) {
  return (isnad_evidence){text(read, row, column), (float)sqlite3_column_double(row, column + 1)};
}

/* The value of an enumeration whose names `name` gives. */
static int named(reading *read, sqlite3_stmt *row, int column, const char *(*name)(int)) {
  const char *value = (const char *)sqlite3_column_text(row, column);
  for (int i = 0; value && *name(i); i++)
    if (strcmp(value, name(i)) == 0) return i;
  read->fault = "a row has a type that this isnad does not know";
  return 0;
}

static const char *entity_type(int i) { return isnad_entity_type_name((isnad_entity_type)i); }
static const char *timex_type(int i) { return isnad_timex_type_name((isnad_timex_type)i); }
static const char *source_kind(int i) { return isnad_source_kind_name((isnad_source_kind)i); }
static const char *cue_class(int i) { return isnad_cue_class_name((isnad_cue_class)i); }
static const char *quote(int i) { return isnad_quote_name((isnad_quote)i); }
static const char *event_type(int i) { return isnad_event_type_name((isnad_event_type)i); }
static const char *modality(int i) { return isnad_modality_name((isnad_modality)i); }
static const char *stance(int i) { return isnad_stance_name((isnad_stance)i); }

/* ---- tables ---- */

static bool sound(const reading *read) { return read->rc == SQLITE_DONE && !read->nomem && !read->fault; }

static const char *const table_names[] = {
    [ENTITIES - DOCUMENTS] = "entities", [MENTIONS - DOCUMENTS] = "mentions",         [LABELS - DOCUMENTS] = "labels",
    [TIMES - DOCUMENTS] = "times",       [STATEMENTS - DOCUMENTS] = "statements",     [CONTENTS - DOCUMENTS] = "contents",
    [EVENTS - DOCUMENTS] = "events",     [PARTICIPANTS - DOCUMENTS] = "participants", [POSITIONS - DOCUMENTS] = "positions",
    [CREDITS - DOCUMENTS] = "credits",
};

/* Fills one item of a table from the row that its statement stands at. */
typedef void fill(reading *read, sqlite3_stmt *row, void *item);

/* Steps through the rows of a statement that has been bound and stepped once, appending an item of `size` bytes for each. */
static bool read_rows(reading *read, sql which, size_t size, const void **out, uint32_t *out_count, fill *filled) {
  void *items = NULL;
  uint32_t count = 0, room = 0;
  while (read->rc == SQLITE_ROW && !read->nomem && !read->fault) {
    sqlite3_stmt *row = at(read, which);
    void *item = isn_vec_push(read->arena, &items, &count, &room, size);
    read->table = table_names[which - DOCUMENTS];
    read->row = count - 1;
    if (item) filled(read, row, item);
    else read->nomem = true;
    if (!read->fault) read->table = NULL;
    read->rc = sqlite3_step(row);
  }
  *out = items;
  *out_count = count;
  return sound(read);
}

static bool read_table(reading *read, sql which, size_t size, const void **out, uint32_t *count, fill *filled) {
  read->rc = STEP(read, which, "k", read->analysis);
  return read_rows(read, which, size, out, count, filled);
}

/* A table of the document being read. */
#define READ_TABLE(read, which, table, filled) \
  read_table(read, which, sizeof *(read)->doc->table, (const void **)&(read)->doc->table, &(read)->doc->table##_count, filled)

static void fill_entity(reading *read, sqlite3_stmt *row, void *out) {
  isnad_entity *item = out;
  item->type = (isnad_entity_type)named(read, row, 0, entity_type);
  item->name_ar = text(read, row, 1);
  item->name_en = text(read, row, 2);
  item->ref = text(read, row, 3);
  item->code = text(read, row, 4);
  item->has_geo = sqlite3_column_type(row, 5) != SQLITE_NULL && sqlite3_column_type(row, 6) != SQLITE_NULL;
  item->lat = sqlite3_column_double(row, 5);
  item->lon = sqlite3_column_double(row, 6);
  item->key = text(read, row, 7);
}

static void fill_mention(reading *read, sqlite3_stmt *row, void *out) {
  isnad_mention *item = out;
  item->entity = index_in(read, row, 0, read->doc->entities_count);
  item->span = written_span(read, row, 1);
  item->evidence = evidence(read, row, 3);
  if (item->entity == ISNAD_NONE) read->fault = "a mention without an entity";
}

static void fill_label(reading *read, sqlite3_stmt *row, void *out) {
  isnad_label *item = out;
  item->entity = index_in(read, row, 0, read->doc->entities_count);
  item->span = written_span(read, row, 1);
  item->statement = index_in(read, row, 3, read->doc->statements_count);
  item->evidence = evidence(read, row, 4);
  if (item->entity == ISNAD_NONE) read->fault = "a label without an entity";
}

static void fill_time(reading *read, sqlite3_stmt *row, void *out) {
  isnad_time *item = out;
  item->span = written_span(read, row, 0);
  item->type = (isnad_timex_type)named(read, row, 2, timex_type);
  item->value = text(read, row, 3);
  item->evidence = evidence(read, row, 4);
}

static void fill_statement(reading *read, sqlite3_stmt *row, void *out) {
  isnad_statement *item = out;
  item->source = span_at(read, row, 0);
  item->source_entity = index_in(read, row, 2, read->doc->entities_count);
  item->kind = (isnad_source_kind)named(read, row, 3, source_kind);
  item->cue = span_at(read, row, 4);
  item->cue_class = (isnad_cue_class)named(read, row, 6, cue_class);
  item->quote = (isnad_quote)named(read, row, 7, quote);
  item->parent = number(row, 8);
  item->evidence = evidence(read, row, 9);
}

static void fill_content(reading *read, sqlite3_stmt *row, void *out) { *(isnad_span *)out = written_span(read, row, 0); }

static int32_t size_of(sqlite3_stmt *row, int column) {
  uint32_t value = number(row, column);
  return value > INT32_MAX ? -1 : (int32_t)value;
}

/* Names by blanks, each once and in their order. */
static uint64_t contexts_of(reading *read, sqlite3_stmt *row, int column) {
  const char *at = (const char *)sqlite3_column_text(row, column);
  uint64_t contexts = 0;
  for (int c = 0; at && *at && c < ISNAD_CONTEXTS; c++) {
    const char *name = isnad_context_name((isnad_context)c);
    size_t n = strlen(name);
    if (strncmp(at, name, n) != 0 || (at[n] && at[n] != ' ')) continue;
    contexts |= UINT64_C(1) << c;
    at += n + (at[n] == ' ' && at[n + 1]);
  }
  if (at && (*at || !contexts)) read->fault = "contexts that this isnad does not know, or not in their order (006.sql, 15)";
  return contexts;
}

static void fill_event(reading *read, sqlite3_stmt *row, void *out) {
  isnad_event *item = out;
  item->type = (isnad_event_type)named(read, row, 0, event_type);
  item->mode = text(read, row, 1);
  item->cameo = text(read, row, 2);
  item->anchor = written_span(read, row, 3);
  item->dead = size_of(row, 5);
  item->injured = size_of(row, 6);
  item->arrested = size_of(row, 7);
  item->place = index_in(read, row, 8, read->doc->entities_count);
  item->time = index_in(read, row, 9, read->doc->times_count);
  item->modality = (isnad_modality)named(read, row, 10, modality);
  item->statement = index_in(read, row, 11, read->doc->statements_count);
  item->evidence = evidence(read, row, 12);
  item->contexts = contexts_of(read, row, 14);
  item->casualties = size_of(row, 15);
  item->abducted = size_of(row, 16);
  item->displaced = size_of(row, 17);
}

static void fill_participant(reading *read, sqlite3_stmt *row, void *out) {
  isnad_participant *item = out;
  item->span = span_at(read, row, 0);
  item->entity = index_in(read, row, 2, read->doc->entities_count);
  item->code = text(read, row, 3);
}

static void fill_position(reading *read, sqlite3_stmt *row, void *out) {
  isnad_position *item = out;
  item->holder = index_in(read, row, 0, read->doc->entities_count);
  item->stance = (isnad_stance)named(read, row, 1, stance);
  item->about = span_at(read, row, 2);
  item->of = index_in(read, row, 4, read->doc->entities_count);
  item->condition = span_at(read, row, 5);
  item->statement = index_in(read, row, 7, read->doc->statements_count);
  item->event = index_in(read, row, 8, read->doc->events_count);
  item->evidence = evidence(read, row, 9);
  if (item->holder == ISNAD_NONE) read->fault = "a position without a holder";
}

static void fill_credit(reading *read, sqlite3_stmt *row, void *out) {
  isn_credit *item = out;
  *item = (isn_credit){text(read, row, 0), text(read, row, 1), written_span(read, row, 2)};
  if (!item->rule && !read->nomem) read->fault = "a credit without its rule";
}

/* Parents lie in the table, and following them comes to an end: a walk that meets its own marks goes round. */
static bool check_parents(reading *read) {
  uint32_t count = read->doc->statements_count;
  uint32_t *walk = isn_arena_alloc(read->arena, (size_t)count * sizeof *walk);
  if (!walk) return read->nomem = true, false;
  for (uint32_t i = 0; i < count && !read->fault; i++) {
    uint32_t up = i;
    for (; up < count && !walk[up]; up = read->doc->statements[up].parent) walk[up] = i + 1;
    if (up != ISNAD_NONE && (up >= count || walk[up] == i + 1))
      read->table = "statements", read->row = i, read->fault = "a statement is reported inside of itself, or of one that is not there";
  }
  return !read->fault;
}

static bool read_statements(reading *read) {
  if (!READ_TABLE(read, STATEMENTS, statements, fill_statement)) return false;
  isnad_statement *rows = (isnad_statement *)read->doc->statements;
  for (uint32_t i = 0; i < read->doc->statements_count; i++) {
    read->rc = STEP(read, CONTENTS, "ku", read->analysis, i);
    if (!read_rows(read, CONTENTS, sizeof *rows->content, (const void **)&rows[i].content, &rows[i].contents, fill_content)) return false;
  }
  return check_parents(read);
}

static bool read_participants(reading *read, uint32_t event, const char *role, const isnad_participant **out, uint32_t *count) {
  read->rc = STEP(read, PARTICIPANTS, "kus", read->analysis, event, role);
  return read_rows(read, PARTICIPANTS, sizeof **out, (const void **)out, count, fill_participant);
}

static bool read_events(reading *read) {
  if (!READ_TABLE(read, EVENTS, events, fill_event)) return false;
  isnad_event *rows = (isnad_event *)read->doc->events;
  for (uint32_t i = 0; i < read->doc->events_count; i++)
    if (!read_participants(read, i, "actor", &rows[i].actors, &rows[i].actors_count) ||
        !read_participants(read, i, "recipient", &rows[i].recipients, &rows[i].recipients_count))
      return false;
  return true;
}

/* In the order in which tables point at one another. */
static bool read_tables(reading *read) {
  return READ_TABLE(read, ENTITIES, entities, fill_entity) && READ_TABLE(read, MENTIONS, mentions, fill_mention) &&
         READ_TABLE(read, TIMES, times, fill_time) && read_statements(read) && READ_TABLE(read, LABELS, labels, fill_label) &&
         read_events(read) && READ_TABLE(read, POSITIONS, positions, fill_position) && READ_TABLE(read, CREDITS, credits, fill_credit);
}

/* ---- documents ---- */

static void count_text(isn_stored *doc) {
  doc->lines = 1;
  for (size_t i = 0; i < doc->text_bytes; i++) {
    doc->length += ((unsigned char)doc->text[i] & 0xc0) != 0x80;
    doc->lines += doc->text[i] == '\n';
  }
}

/* Copies the text and indexes its code points and lines. */
static void read_text(reading *read, sqlite3_stmt *row, int column) {
  isn_stored *doc = read->doc;
  const char *bytes = (const char *)sqlite3_column_text(row, column);
  doc->text_bytes = (size_t)sqlite3_column_bytes(row, column);
  doc->text = isn_arena_strndup(read->arena, bytes, doc->text_bytes);
  if (doc->text && isn_utf8_check(doc->text, doc->text_bytes) != doc->text_bytes) read->fault = "the text is not UTF-8";
  if (!doc->text || read->fault) {
    read->nomem = !doc->text;
    return;
  }
  count_text(doc);
  uint32_t *byte_at = isn_arena_alloc(read->arena, ((size_t)doc->length + 1) * sizeof *byte_at);
  uint32_t *line_at = isn_arena_alloc(read->arena, (size_t)doc->lines * sizeof *line_at);
  doc->byte_at = byte_at;
  doc->line_at = line_at;
  read->nomem = !byte_at || !line_at;
  if (read->nomem) return;
  uint32_t cp = 0, line = 1;
  for (size_t i = 0; i < doc->text_bytes; i++) {
    if (((unsigned char)doc->text[i] & 0xc0) != 0x80) byte_at[cp++] = (uint32_t)i;
    if (doc->text[i] == '\n') line_at[line++] = cp;
  }
  byte_at[cp] = (uint32_t)doc->text_bytes;
}

static void read_document(reading *read, sqlite3_stmt *row) {
  const char **const strings[] = {&read->doc->source,   &read->doc->source_why, &read->doc->published, &read->doc->dated_from,
                                  &read->doc->dated_to, &read->doc->title,      &read->doc->url,       &read->doc->path,
                                  &read->doc->engine,   &read->doc->lexicon};
  read->analysis = read->doc->analysis = sqlite3_column_int64(row, 0);
  read->doc->id = text(read, row, 1);
  read->doc->version = number(row, 2);
  for (int i = 0; i < (int)(sizeof strings / sizeof *strings); i++) *strings[i] = text(read, row, 3 + i);
  read_text(read, row, 13);
  if (!read->doc->id) read->fault = "a document without an id";
  read->rc = SQLITE_DONE;
  if (!sound(read) || !read_tables(read)) return;
  read->rc = isn_points_read(read->archive, read->arena, read->analysis, read->doc);
  if (read->rc == SQLITE_NOMEM) read->nomem = true;
  if (read->rc == SQLITE_CORRUPT) read->fault = "a point or a sentence's terms do not lie in the text";
}

static isnad_status finish(const reading *read, isnad_error *error) {
  static const char doing[] = "cannot read the archive";
  if (read->nomem) return isn_nomem(error);
  if (!read->fault) return read->rc == SQLITE_DONE ? ISNAD_OK : isn_sqlite_fail(read->archive, error, doing);
  const char *id = read->doc && read->doc->id ? read->doc->id : "?";
  if (!read->table)
    return isn_fail_at(error, ISNAD_E_STORE, read->archive->path, 0, 0, "%s: it is damaged: document %.80s: %s", doing, id, read->fault);
  return isn_fail_at(error, ISNAD_E_STORE, read->archive->path, 0, 0, "%s: it is damaged: document %.80s: %s, row %u: %s", doing, id,
                     read->table, read->row, read->fault);
}

/* Every reading sees one state of the archive, whatever another process adds meanwhile; inside a batch that is the batch's own. */
static isnad_status begin(const isnad_archive *archive, isnad_error *error) {
  return archive->in_batch ? ISNAD_OK : isn_sqlite_run(archive, "BEGIN", error, "cannot read the archive");
}

static void end(const isnad_archive *archive) {
  for (unsigned i = DOCUMENTS; i < SQLS_END; i++) sqlite3_reset(archive->prepared[i]);
  if (!archive->in_batch) (void)sqlite3_exec(archive->db, "COMMIT", NULL, NULL, NULL);
}

isnad_status isn_store_read(isnad_archive *archive, isn_arena *arena, const isn_stored **documents, uint32_t *count, isnad_error *error) {
  reading read = {.archive = archive, .arena = arena};
  ISN_VEC(isn_stored) rows = {0};
  isnad_status status = begin(archive, error);
  if (status) return status;
  int rc = isn_sqlite_step(archive, DOCUMENTS, texts[DOCUMENTS], "");
  for (read.rc = SQLITE_DONE; rc == SQLITE_ROW && sound(&read); rc = sqlite3_step(archive->prepared[DOCUMENTS])) {
    read.doc = ISN_PUSH(&rows, arena);
    if (!read.doc) read.nomem = true;
    else read_document(&read, archive->prepared[DOCUMENTS]);
    if (!sound(&read)) break;
  }
  if (sound(&read)) read.rc = rc;
  status = finish(&read, error);
  end(archive);
  *documents = status ? NULL : rows.at;
  *count = status ? 0 : rows.count;
  return status;
}

isnad_status isn_store_read_analyses(isnad_archive *archive, isn_arena *arena, const int64_t *analyses, uint32_t count,
                                     const isn_stored **documents, isnad_error *error) {
  reading read = {.archive = archive, .arena = arena, .rc = SQLITE_DONE};
  isn_stored *rows = isn_arena_alloc(arena, (size_t)count * sizeof *rows);
  *documents = NULL;
  if (!rows) return isn_nomem(error);
  isnad_status status = begin(archive, error);
  if (status) return status;
  bool found = true;
  for (uint32_t i = 0; i < count && found && sound(&read); i++) {
    read.doc = &rows[i];
    read.rc = STEP(&read, DOCUMENT, "k", analyses[i]);
    found = read.rc == SQLITE_ROW;
    if (found) read_document(&read, archive->prepared[DOCUMENT]);
    else if (read.rc == SQLITE_DONE)
      status = isn_fail_at(error, ISNAD_E_NOTFOUND, archive->path, 0, 0, "no analysis %lld", (long long)analyses[i]);
  }
  if (!status) status = finish(&read, error);
  end(archive);
  if (!status) *documents = rows;
  return status;
}

static void read_head(reading *read, sqlite3_stmt *row, isn_stored_head *head) {
  const char **const strings[] = {&head->source, &head->published, &head->dated_from, &head->dated_to, &head->title, &head->url};
  head->analysis = sqlite3_column_int64(row, 0);
  head->id = text(read, row, 1);
  head->version = number(row, 2);
  for (int i = 0; i < (int)(sizeof strings / sizeof *strings); i++) *strings[i] = text(read, row, 3 + i);
  if (!head->id) read->fault = "a document without an id";
}

isnad_status isn_store_list(isnad_archive *archive, isn_arena *arena, const isn_stored_head **heads, uint32_t *count, isnad_error *error) {
  reading read = {.archive = archive, .arena = arena};
  ISN_VEC(isn_stored_head) rows = {0};
  isnad_status status = begin(archive, error);
  if (status) return status;
  read.rc = isn_sqlite_step(archive, HEADS, texts[HEADS], "");
  while (read.rc == SQLITE_ROW && !read.nomem && !read.fault) {
    isn_stored_head *head = ISN_PUSH(&rows, arena);
    if (!head) read.nomem = true;
    else read_head(&read, archive->prepared[HEADS], head);
    read.rc = sqlite3_step(archive->prepared[HEADS]);
  }
  status = finish(&read, error);
  end(archive);
  *heads = status ? NULL : rows.at;
  *count = status ? 0 : rows.count;
  return status;
}

const char *isn_stored_slice(const isn_stored *document, isnad_span span, size_t *length) {
  *length = 0;
  if (span.start == ISNAD_NONE) return NULL;
  *length = document->byte_at[span.end] - document->byte_at[span.start];
  return document->text + document->byte_at[span.start];
}

uint32_t isn_stored_line(const isn_stored *document, uint32_t offset) { return isn_line_of(document->line_at, document->lines, offset); }
