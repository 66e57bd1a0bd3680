/* store/: what goes into the archive comes out of it; versions; refusals; nothing half done. */
#include "unit.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "records.h"
#include "store/store.h"

static const char article[] =
    "هجوم على الجسر\n"
    "\n"
    "قال مصدر عسكري إن قوات القرضاب قصفت الجسر يوم السبت وقتلت ثلاثة جنود.\n"
    "وطالب بوقف القتال بشرط الانسحاب.\n";

static char folder[64];

static int make_folder(void **state) {
  (void)state;
  strcpy(folder, "/tmp/isnad-test-XXXXXX");
  return mkdtemp(folder) && chmod(folder, 0755) == 0 ? 0 : -1;
}

static int remove_folder(void **state) {
  (void)state;
  char command[96];
  (void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
  return system(command); /* NOLINT(cert-env33-c): a path that this file made */
}

static const char *in_folder(const char *name) {
  static char path[160];
  (void)snprintf(path, sizeof path, "%s/%s", folder, name);
  return path;
}

static isnad_archive *opened(const char *path) {
  isnad_archive *archive = NULL;
  isnad_error error;
  if (isnad_archive_open(path, &archive, &error)) fail_msg("%s", error.message);
  return archive;
}

/* A record with a row in every table. */
static isn_doc *full_record(record *made, const char *id, const char *text) {
  isn_doc *doc = record_open(made, id, "albarzakh.example", "2024-11-03", text);
  uint32_t force = record_entity(doc, ISNAD_ORG, "قوات القرضاب", "Qardab's forces", "example:qardab-forces");
  uint32_t bridge = record_entity(doc, ISNAD_LOC, "الجسر", NULL, NULL);
  doc->entities.at[bridge].has_geo = true;
  doc->entities.at[bridge].key = "loc:~جسر";
  doc->entities.at[bridge].lat = 12.5;
  doc->entities.at[bridge].lon = -3.25;
  record_mention(doc, force, "القرضاب");
  uint32_t day = record_time(doc, "يوم السبت", "2024-11-02");
  uint32_t *because = ISN_PUSH(&doc->dated_because, &doc->arena);
  *because = day;
  uint32_t said = record_statement(doc, "مصدر عسكري", ISNAD_NONE, ISNAD_ANONYMOUS, "قال", ISNAD_SAY,
                                   "قوات القرضاب قصفت الجسر يوم السبت وقتلت ثلاثة جنود", ISNAD_NONE);
  uint32_t asked = record_statement(doc, NULL, force, ISNAD_GROUP, "طالب", ISNAD_DEMAND, "وقف القتال", said);
  record_label(doc, force, "قوات القرضاب", said);
  isnad_event *event = record_event(doc, ISNAD_EV_ASSAULT, "قصفت", force, bridge);
  event->mode = "heavy-weapons";
  event->cameo = "19";
  event->dead = 3;
  event->casualties = 7;
  event->contexts = UINT64_C(1) << ISNAD_CX_MILITARY | UINT64_C(1) << ISNAD_CX_TRAFFICKING;
  event->place = bridge;
  event->time = day;
  event->statement = said;
  isnad_position *position = record_position(doc, force, ISNAD_DEMANDS, "وقف القتال");
  position->condition = record_span(doc, "بشرط الانسحاب");
  position->statement = asked;
  isn_credit *credit = ISN_PUSH(&doc->credits, &doc->arena);
  assert_non_null(credit);
  *credit = (isn_credit){"reuters.com", "dateline", {0, 4}};
  return doc;
}

static void add(isnad_archive *archive, const record *made) {
  isnad_error error;
  if (isnad_archive_add(archive, &made->document, &error)) fail_msg("%s", error.message);
}

static const isn_stored *read_all(isnad_archive *archive, isn_arena *arena, uint32_t *count) {
  const isn_stored *documents = NULL;
  isnad_error error;
  if (isn_store_read(archive, arena, &documents, count, &error)) fail_msg("%s", error.message);
  return documents;
}

/* The one number of a query, asked over a connection of its own. */
static int64_t ask(const char *path, const char *sql) {
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL)) fail_msg("%s", sqlite3_errmsg(db));
  assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
  int64_t value = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return value;
}

static void execute(const char *path, const char *sql) {
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  if (sqlite3_exec(db, sql, NULL, NULL, NULL)) fail_msg("%s", sqlite3_errmsg(db));
  sqlite3_close(db);
}

/* ---- what goes in comes out ---- */

static void check_row(const isn_stored *got, const isn_doc *doc) {
  assert_string_equal(got->id, doc->id);
  assert_string_equal(got->source, "albarzakh.example");
  assert_string_equal(got->published, "2024-11-03");
  assert_string_equal(got->dated_from, "2024-11-03");
  assert_string_equal(got->text, doc->text);
  assert_string_equal(got->engine, "0.1.0");
  assert_string_equal(got->lexicon, "00000000000000ab");
  assert_null(got->title);
  assert_int_equal(got->length, doc->n);
  assert_int_equal(got->lines, doc->lines);
  assert_memory_equal(got->byte_at, doc->byte_at, (doc->n + 1) * sizeof *doc->byte_at);
  for (uint32_t i = 0; i <= doc->n; i++) assert_int_equal(isn_stored_line(got, i), isn_doc_line(doc, i));
}

static void every_row_comes_back_as_it_went_in(void **state) {
  (void)state;
  record made;
  const isn_doc *doc = full_record(&made, "a", article);
  isnad_archive *archive = opened(NULL);
  add(archive, &made);
  isn_arena arena = {0};
  uint32_t count;
  const isn_stored *got = read_all(archive, &arena, &count);
  assert_int_equal(count, 1);
  check_row(got, doc);

  assert_int_equal(got->entities_count, 2);
  assert_string_equal(got->entities[0].ref, "example:qardab-forces");
  assert_string_equal(got->entities[0].name_en, "Qardab's forces");
  assert_false(got->entities[0].has_geo);
  assert_true(got->entities[1].has_geo && got->entities[1].lat == 12.5 && got->entities[1].lon == -3.25);
  assert_null(got->entities[1].name_en);
  assert_null(got->entities[0].key);
  assert_string_equal(got->entities[1].key, "loc:~جسر");
  assert_int_equal(got->mentions[0].span.start, doc->mentions.at[0].span.start);
  assert_string_equal(got->mentions[0].evidence.why, "made");
  assert_true(got->mentions[0].evidence.confidence == 0.5f);
  assert_int_equal(got->labels[0].statement, 0);
  assert_string_equal(got->times[0].value, "2024-11-02");
  assert_int_equal(got->statements_count, 2);
  assert_int_equal(got->statements[0].parent, ISNAD_NONE);
  assert_int_equal(got->statements[0].source_entity, ISNAD_NONE);
  assert_int_equal(got->statements[1].source.start, ISNAD_NONE);
  assert_int_equal(got->statements[1].parent, 0);
  assert_int_equal(got->statements[1].cue_class, ISNAD_DEMAND);
  assert_int_equal(got->statements[1].contents, 1);
  assert_int_equal(got->statements[1].content[0].end, doc->statements.at[1].content[0].end);
  assert_int_equal(got->events[0].dead, 3);
  assert_int_equal(got->events[0].injured, -1);
  assert_int_equal(got->events[0].casualties, 7);
  assert_int_equal(got->events[0].displaced, -1);
  assert_true(got->events[0].contexts == doc->events.at[0].contexts);
  assert_int_equal(got->events[0].actors_count, 1);
  assert_int_equal(got->events[0].recipients[0].entity, 1);
  assert_int_equal(got->events[0].recipients[0].span.start, ISNAD_NONE);
  assert_string_equal(got->events[0].mode, "heavy-weapons");
  assert_int_equal(got->positions[0].condition.end, doc->positions.at[0].condition.end);
  assert_int_equal(got->positions[0].event, ISNAD_NONE);
  assert_int_equal(got->credits_count, 1);
  assert_string_equal(got->credits[0].outlet, "reuters.com");
  assert_string_equal(got->credits[0].rule, "dateline");
  assert_int_equal(got->credits[0].span.end, 4);

  isn_arena_free(&arena);
  isnad_archive_close(archive);
  record_close(&made);
}

static void sql_reads_spans_and_lines(void **state) {
  (void)state;
  record made;
  full_record(&made, "a", article);
  isnad_archive *archive = opened(in_folder("spans.db"));
  add(archive, &made);
  isnad_archive_close(archive);
  assert_int_equal(ask(in_folder("spans.db"),
                       "SELECT count(*) FROM events AS e JOIN current_documents USING (analysis)"
                       " WHERE substr(text, anchor_start + 1, anchor_stop - anchor_start) = 'قصفت' AND line = 3"),
                   1);
  assert_int_equal(ask(in_folder("spans.db"), "SELECT line FROM statements WHERE class = 'DEMAND'"), 4);
  record_close(&made);
}

static void documents_come_by_date_whatever_order_they_went_in(void **state) {
  (void)state;
  static const char *const dates[] = {"2024-11-09", NULL, "2024-11-02T18:00:00Z", "2024-11-02T06:00:00Z"};
  static const char *const ids[] = {"ninth", "unknown", "evening", "morning"};
  isnad_archive *archive = opened(NULL);
  for (int i = 0; i < 4; i++) {
    record made;
    record_open(&made, ids[i], "x", dates[i], article);
    add(archive, &made);
    record_close(&made);
  }
  isn_arena arena = {0};
  uint32_t count;
  const isn_stored *got = read_all(archive, &arena, &count);
  assert_int_equal(count, 4);
  assert_string_equal(got[0].id, "morning");
  assert_string_equal(got[1].id, "evening");
  assert_string_equal(got[2].id, "ninth");
  assert_string_equal(got[3].id, "unknown");
  isn_arena_free(&arena);
  isnad_archive_close(archive);
}

/* ---- versions ---- */

static void the_same_document_twice_is_one_row(void **state) {
  (void)state;
  record made;
  full_record(&made, "a", article);
  for (int i = 0; i < 2; i++) { /* in one opening and in the next */
    isnad_archive *archive = opened(in_folder("same.db"));
    add(archive, &made);
    add(archive, &made);
    isnad_archive_close(archive);
  }
  assert_int_equal(ask(in_folder("same.db"), "SELECT count(*) FROM documents"), 1);
  assert_int_equal(ask(in_folder("same.db"), "SELECT count(*) FROM analyses"), 1);
  assert_int_equal(ask(in_folder("same.db"), "SELECT count(*) FROM events"), 1);
  record_close(&made);
}

static void other_text_is_a_new_version_and_the_old_one_stays(void **state) {
  (void)state;
  record first, second;
  full_record(&first, "a", article);
  record_open(&second, "a", "albarzakh.example", "2024-11-03", "نص آخر");
  isnad_archive *archive = opened(in_folder("versions.db"));
  add(archive, &first);
  add(archive, &second);
  isn_arena arena = {0};
  uint32_t count;
  const isn_stored *got = read_all(archive, &arena, &count);
  assert_int_equal(count, 1);
  assert_string_equal(got->text, "نص آخر");
  assert_int_equal(got->version, 2);
  assert_int_equal(got->events_count, 0);
  isn_arena_free(&arena);
  isnad_archive_close(archive);
  assert_int_equal(ask(in_folder("versions.db"), "SELECT count(*) FROM documents"), 2);
  assert_int_equal(ask(in_folder("versions.db"), "SELECT count(*) FROM events"), 1);
  record_close(&first);
  record_close(&second);
}

static void the_same_text_read_by_another_engine_is_a_new_analysis(void **state) {
  (void)state;
  record first, second;
  full_record(&first, "a", article);
  record_open(&second, "a", "albarzakh.example", "2024-11-03", article)->lexicon_id = "00000000000000cd";
  isnad_archive *archive = opened(in_folder("runs.db"));
  add(archive, &first);
  add(archive, &second);
  isn_arena arena = {0};
  uint32_t count;
  const isn_stored *got = read_all(archive, &arena, &count);
  assert_int_equal(count, 1);
  assert_int_equal(got->version, 1);
  assert_string_equal(got->lexicon, "00000000000000cd");
  assert_int_equal(got->events_count, 0);
  isn_arena_free(&arena);
  isnad_archive_close(archive);
  assert_int_equal(ask(in_folder("runs.db"), "SELECT count(*) FROM documents"), 1);
  assert_int_equal(ask(in_folder("runs.db"), "SELECT count(*) FROM runs"), 2);
  assert_int_equal(ask(in_folder("runs.db"), "SELECT count(*) FROM analyses WHERE current = 0"), 1);
  record_close(&first);
  record_close(&second);
}

/* ---- what a document is known by ---- */

static isnad_added put(isnad_archive *archive, const record *made) {
  isnad_error error;
  isnad_added added;
  if (isnad_archive_put(archive, &made->document, &added, &error)) fail_msg("%s", error.message);
  return added;
}

static void an_address_is_one_document_whatever_its_id(void **state) {
  (void)state;
  record first, second, third;
  record_open(&first, "a", NULL, NULL, "نص")->url = "https://albarzakh.example/1";
  record_open(&second, "b", NULL, NULL, "نص آخر")->url = "https://albarzakh.example/1";
  record_open(&third, "a", NULL, NULL, "نص ثالث")->url = "https://albarzakh.example/2";
  isnad_archive *archive = opened(in_folder("urls.db"));
  assert_int_equal(put(archive, &first), ISNAD_ADDED_DOCUMENT);
  assert_int_equal(put(archive, &second), ISNAD_ADDED_VERSION);
  assert_int_equal(put(archive, &second), ISNAD_ADDED_NOTHING);
  assert_int_equal(put(archive, &third), ISNAD_ADDED_DOCUMENT);
  isn_arena arena = {0};
  const isn_stored_head *heads;
  uint32_t count;
  assert_int_equal(isn_store_list(archive, &arena, &heads, &count, NULL), ISNAD_OK);
  assert_int_equal(count, 2);
  assert_string_equal(heads[0].id, "a");
  assert_int_equal(heads[0].version, 1);
  assert_string_equal(heads[1].id, "b");
  assert_int_equal(heads[1].version, 2);
  isn_arena_free(&arena);
  isnad_archive_close(archive);
  record_close(&first);
  record_close(&second);
  record_close(&third);
}

static isn_doc *record_from(record *made, const char *path, const char *text) {
  isn_doc *doc = record_open(made, "a", NULL, NULL, text);
  doc->path = isn_arena_strdup(&doc->arena, path);
  return doc;
}

static void write_file(const char *path) {
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fclose(file);
}

static void files_of_one_name_in_two_folders_are_two_documents(void **state) {
  (void)state;
  record first, second, edited;
  assert_int_equal(mkdir(in_folder("one"), 0755), 0);
  assert_int_equal(mkdir(in_folder("other"), 0755), 0);
  write_file(in_folder("one/a.txt"));
  write_file(in_folder("other/a.txt"));
  record_from(&first, in_folder("one/a.txt"), "نص");
  record_from(&second, in_folder("other/a.txt"), "نص آخر");
  record_from(&edited, in_folder("one/../one/a.txt"), "نص منقح");
  isnad_archive *archive = opened(in_folder("folders.db"));
  assert_int_equal(put(archive, &first), ISNAD_ADDED_DOCUMENT);
  assert_int_equal(put(archive, &second), ISNAD_ADDED_DOCUMENT);
  assert_int_equal(put(archive, &edited), ISNAD_ADDED_VERSION);
  /* A folder that was moved brings nothing new. */
  char from[160];
  (void)snprintf(from, sizeof from, "%s", in_folder("one"));
  assert_int_equal(rename(from, in_folder("moved")), 0);
  record_close(&edited);
  record_from(&edited, in_folder("moved/a.txt"), "نص منقح");
  assert_int_equal(put(archive, &edited), ISNAD_ADDED_NOTHING);
  isnad_archive_close(archive);
  record_close(&first);
  record_close(&second);
  record_close(&edited);
}

static void an_archive_of_version_1_is_brought_up_to_date(void **state) {
  (void)state;
  extern const char isn_schema_001[];
  const char *path = in_folder("first.db");
  execute(path, isn_schema_001);
  execute(path,
          "PRAGMA application_id = 0x69736e64; PRAGMA user_version = 1;"
          "INSERT INTO runs VALUES (1, '0.0.9', 'ab', '', '2024-01-01T00:00:00Z');"
          "INSERT INTO documents VALUES (5, 'a', 1, 'a.txt', 'abc', '00');"
          "INSERT INTO documents VALUES (9, 'a', 2, 'a.txt', 'abcd', '01');"
          "INSERT INTO analyses (analysis, document, run, current) VALUES (3, 5, 1, 0), (4, 9, 1, 1);"
          "INSERT INTO entities (analysis, n, type, name_ar) VALUES (4, 0, 'PER', 'x');"
          "INSERT INTO events VALUES (4, 0, 'ASSAULT', NULL, '19', 0, 2, 1, 3, NULL, NULL, NULL, NULL, 'actual', NULL, 'made', 0.5);");
  isnad_archive *archive = opened(in_folder("first.db"));
  isn_arena arena = {0};
  uint32_t count;
  const isn_stored *got = read_all(archive, &arena, &count);
  assert_int_equal(count, 1);
  assert_string_equal(got->text, "abcd");
  assert_int_equal(got->version, 2);
  assert_int_equal(got->entities_count, 1);
  assert_int_equal(got->events_count, 1);
  assert_int_equal(got->events[0].dead, 3);
  assert_int_equal(got->events[0].casualties, -1); /* what later versions added is not known */
  assert_true(got->events[0].contexts == 0);
  isn_stored_words words;
  assert_int_equal(isn_store_words(archive, &arena, got->analysis, &words, NULL), ISNAD_OK);
  assert_int_equal(words.count, 0);
  isn_arena_free(&arena);
  isnad_archive_close(archive);
  assert_int_equal(ask(in_folder("first.db"), "SELECT count(*) FROM documents"), 2);
  assert_int_equal(ask(in_folder("first.db"), "SELECT count(*) FROM pragma_foreign_key_check"), 0);
  /* The table that was rebuilt is the one that the others point at. */
  assert_int_equal(ask(in_folder("first.db"), "SELECT count(*) FROM pragma_foreign_key_list('analyses') WHERE \"table\" = 'documents'"), 1);
}

static void some_analyses_are_read_by_number(void **state) {
  (void)state;
  record first, second;
  full_record(&first, "a", article);
  full_record(&second, "b", article);
  isnad_archive *archive = opened(NULL);
  add(archive, &first);
  add(archive, &second);
  isn_arena arena = {0};
  const isn_stored_head *heads;
  const isn_stored *got;
  uint32_t count;
  isnad_error error;
  assert_int_equal(isn_store_list(archive, &arena, &heads, &count, NULL), ISNAD_OK);
  int64_t wanted[] = {heads[1].analysis, heads[0].analysis};
  assert_int_equal(isn_store_read_analyses(archive, &arena, wanted, 2, &got, NULL), ISNAD_OK);
  assert_string_equal(got[0].id, "b");
  assert_string_equal(got[1].id, "a");
  assert_true(got[0].analysis == wanted[0] && got[0].events_count == 1);
  wanted[1] = 77;
  assert_int_equal(isn_store_read_analyses(archive, &arena, wanted, 2, &got, &error), ISNAD_E_NOTFOUND);
  assert_null(got);
  isn_arena_free(&arena);
  isnad_archive_close(archive);
  record_close(&first);
  record_close(&second);
}

/* ---- one writer, batches ---- */

static void a_second_writer_is_told_so(void **state) {
  (void)state;
  record made;
  full_record(&made, "a", article);
  isnad_archive *first = opened(in_folder("writers.db")), *second = opened(in_folder("writers.db"));
  isnad_error error;
  add(first, &made);
  assert_int_equal(isnad_archive_add(second, &made.document, &error), ISNAD_E_STORE);
  assert_non_null(strstr(error.message, "another process is adding to it"));
  isnad_archive_close(first);
  assert_int_equal(put(second, &made), ISNAD_ADDED_NOTHING);
  isnad_archive_close(second);
  assert_int_equal(access(in_folder("writers.db-lock"), F_OK), -1);
  record_close(&made);
}

static void a_batch_is_kept_when_it_is_committed(void **state) {
  (void)state;
  record first, second;
  full_record(&first, "a", article);
  full_record(&second, "b", article);
  isnad_archive *archive = opened(in_folder("batch.db"));
  assert_int_equal(isnad_archive_commit(archive, NULL), ISNAD_E_ARG);
  assert_int_equal(isnad_archive_begin(archive, NULL), ISNAD_OK);
  assert_int_equal(isnad_archive_begin(archive, NULL), ISNAD_E_ARG);
  add(archive, &first);
  assert_int_equal(ask(in_folder("batch.db"), "SELECT count(*) FROM documents"), 0);
  assert_int_equal(isnad_archive_commit(archive, NULL), ISNAD_OK);
  assert_int_equal(ask(in_folder("batch.db"), "SELECT count(*) FROM documents"), 1);
  assert_int_equal(isnad_archive_begin(archive, NULL), ISNAD_OK);
  add(archive, &second);
  isnad_archive_close(archive);
  assert_int_equal(ask(in_folder("batch.db"), "SELECT count(*) FROM documents"), 1);
  record_close(&first);
  record_close(&second);
}

/* ---- refusals ---- */

static void refused(const char *path, isnad_status code, const char *says) {
  isnad_archive *archive = (isnad_archive *)1;
  isnad_error error;
  isnad_status status = isnad_archive_open(path, &archive, &error);
  if (status != code || !strstr(error.message, says)) fail_msg("%s: %s: %s", path, isnad_status_name(status), error.message);
  assert_null(archive);
  assert_string_equal(error.file, path);
}

static void what_is_no_archive_is_refused(void **state) {
  (void)state;
  FILE *file = fopen(in_folder("article.txt"), "w");
  for (int i = 0; i < 100; i++) fputs(article, file);
  fclose(file);
  refused(in_folder("article.txt"), ISNAD_E_STORE, "not an isnad archive");
  execute(in_folder("other.db"), "CREATE TABLE birds (name TEXT)");
  refused(in_folder("other.db"), ISNAD_E_STORE, "another program");
  assert_int_equal(ask(in_folder("other.db"), "SELECT count(*) FROM sqlite_schema"), 1); /* and is left as it was */
  refused(in_folder("no/such/archive.db"), ISNAD_E_IO, "No such file");
  refused(folder, ISNAD_E_IO, "folder");
}

static void an_archive_of_a_newer_version_is_refused(void **state) {
  (void)state;
  isnad_archive_close(opened(in_folder("newer.db")));
  execute(in_folder("newer.db"), "PRAGMA user_version = 99");
  refused(in_folder("newer.db"), ISNAD_E_STORE, "version 99");
}

static void an_empty_path_is_a_wrong_call(void **state) {
  (void)state;
  isnad_archive *archive;
  assert_int_equal(isnad_archive_open("", &archive, NULL), ISNAD_E_ARG);
  assert_int_equal(isnad_archive_open(NULL, NULL, NULL), ISNAD_E_ARG);
  isnad_archive_close(NULL);
}

static void a_damaged_row_is_named_not_followed(void **state) {
  (void)state;
  static const char *const damages[] = {
      "UPDATE events SET anchor_stop = 100000",
      "UPDATE events SET anchor_start = -5",
      "UPDATE events SET place = 77",
      "UPDATE events SET type = 'PICNIC'",
      "UPDATE events SET contexts = 'picnic'",
      "UPDATE events SET contexts = 'military trafficking military'",
      "UPDATE events SET contexts = 'trafficking military'",
      "UPDATE events SET contexts = ''",
      "UPDATE events SET contexts = 'military '",
      "UPDATE mentions SET entity = 2",
      "UPDATE statements SET parent = 1 - n",
      "UPDATE statements SET parent = 9",
      "UPDATE contents SET stop = 0",
      "UPDATE documents SET text = substr(text, 1, 10)",
      "UPDATE credits SET stop = 100000",
      "UPDATE entities SET name_ar = CAST(x'ff' AS TEXT) WHERE n = 0",
  };
  record made;
  full_record(&made, "a", article);
  for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
    (void)unlink(in_folder("damaged.db"));
    isnad_archive *archive = opened(in_folder("damaged.db"));
    add(archive, &made);
    execute(in_folder("damaged.db"), damages[i]);
    isn_arena arena = {0};
    const isn_stored *documents;
    uint32_t count;
    isnad_error error;
    isnad_status status = isn_store_read(archive, &arena, &documents, &count, &error);
    if (status != ISNAD_E_STORE || !strstr(error.message, "damaged: document a: "))
      fail_msg("%s: %s: %s", damages[i], isnad_status_name(status), error.message);
    isn_arena_free(&arena);
    isnad_archive_close(archive);
  }
  record_close(&made);
}

/* ---- nothing half done ---- */

/* In a child, because the limit on the size of files holds for a process. 0: as it should be. */
static int add_until_full(const char *path) {
  struct rlimit limit = {1000000, 1000000};
  isnad_archive *archive = NULL;
  isnad_error error;
  if (isnad_archive_open(path, &archive, &error)) return 1;
  (void)signal(SIGXFSZ, SIG_IGN);
  if (setrlimit(RLIMIT_FSIZE, &limit)) return 2;
  isnad_status status = ISNAD_OK;
  int added = 0;
  for (; added < 500 && !status; added++) {
    char id[16];
    record made;
    (void)snprintf(id, sizeof id, "d%d", added);
    full_record(&made, id, article);
    status = isnad_archive_add(archive, &made.document, &error);
    record_close(&made);
  }
  if (status != ISNAD_E_STORE || !strstr(error.message, "disk is full")) return 3;
  /* What was there before can still be read, and it is whole. */
  isn_arena arena = {0};
  const isn_stored *documents;
  uint32_t count;
  if (isn_store_read(archive, &arena, &documents, &count, &error)) return 4;
  return count == (uint32_t)added - 1 && documents[count - 1].events_count == 1 ? 0 : 5;
}

static void a_full_disk_leaves_what_was_added_before(void **state) {
  (void)state;
  int status = 0;
  pid_t child = fork();
  if (child == 0) _exit(add_until_full(in_folder("full.db")));
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFEXITED(status));
  assert_int_equal(WEXITSTATUS(status), 0);
  assert_int_equal(ask(in_folder("full.db"), "SELECT count(*) = (SELECT count(*) FROM documents) FROM events"), 1);
}

/* The superuser may write anything: become nobody for it. 0: as it should be. */
static int use_what_may_not_be_written(const char *path) {
  if (geteuid() == 0 && setuid(65534)) return 1;
  isnad_archive *archive = NULL;
  isnad_error error;
  if (isnad_archive_open(path, &archive, &error)) return 2;
  isn_arena arena = {0};
  const isn_stored *documents;
  uint32_t count;
  if (isn_store_read(archive, &arena, &documents, &count, &error) || count != 1) return 3;
  record made;
  full_record(&made, "b", article);
  return isnad_archive_add(archive, &made.document, &error) == ISNAD_E_STORE && strstr(error.message, "read only") ? 0 : 4;
}

static void a_read_only_archive_can_be_read(void **state) {
  (void)state;
  record made;
  full_record(&made, "a", article);
  isnad_archive *archive = opened(in_folder("locked.db"));
  add(archive, &made);
  isnad_archive_close(archive);
  record_close(&made);
  assert_int_equal(chmod(in_folder("locked.db"), 0444), 0);
  assert_int_equal(chmod(folder, 0555), 0);
  int status = 0;
  pid_t child = fork();
  if (child == 0) _exit(use_what_may_not_be_written(in_folder("locked.db")));
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_int_equal(chmod(folder, 0755), 0);
  assert_true(WIFEXITED(status));
  assert_int_equal(WEXITSTATUS(status), 0);
}

static void a_report_can_be_read_while_another_adds(void **state) {
  (void)state;
  record first, second;
  full_record(&first, "a", article);
  full_record(&second, "b", article);
  isnad_archive *writer = opened(in_folder("two.db")), *reader = opened(in_folder("two.db"));
  add(writer, &first);
  isn_arena arena = {0};
  uint32_t count;
  (void)read_all(reader, &arena, &count);
  assert_int_equal(count, 1);
  add(writer, &second);
  (void)read_all(reader, &arena, &count);
  assert_int_equal(count, 2);
  isn_arena_free(&arena);
  isnad_archive_close(reader);
  isnad_archive_close(writer);
  record_close(&first);
  record_close(&second);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_row_comes_back_as_it_went_in),
      cmocka_unit_test(sql_reads_spans_and_lines),
      cmocka_unit_test(documents_come_by_date_whatever_order_they_went_in),
      cmocka_unit_test(the_same_document_twice_is_one_row),
      cmocka_unit_test(other_text_is_a_new_version_and_the_old_one_stays),
      cmocka_unit_test(the_same_text_read_by_another_engine_is_a_new_analysis),
      cmocka_unit_test(an_address_is_one_document_whatever_its_id),
      cmocka_unit_test(files_of_one_name_in_two_folders_are_two_documents),
      cmocka_unit_test(an_archive_of_version_1_is_brought_up_to_date),
      cmocka_unit_test(some_analyses_are_read_by_number),
      cmocka_unit_test(a_second_writer_is_told_so),
      cmocka_unit_test(a_batch_is_kept_when_it_is_committed),
      cmocka_unit_test(what_is_no_archive_is_refused),
      cmocka_unit_test(an_archive_of_a_newer_version_is_refused),
      cmocka_unit_test(an_empty_path_is_a_wrong_call),
      cmocka_unit_test(a_damaged_row_is_named_not_followed),
      cmocka_unit_test(a_full_disk_leaves_what_was_added_before),
      cmocka_unit_test(a_read_only_archive_can_be_read),
      cmocka_unit_test(a_report_can_be_read_while_another_adds),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
