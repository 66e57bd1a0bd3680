/* store/: queries, packed words, and the check of an archive, from inside. */
#include "unit.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "records.h"
#include "store/query.h"
#include "store/store.h"
#include "store/words.h"

/* ---- queries ---- */

/* A tree as text: words as they are, (all a b), (any a b), (not a), field:value. */
static void write_tree(const isn_query_node *node, isn_buffer *out) {
  static const char *const fields[] = {"who", "whom", "type", "context", "near", "says", "source", "from", "to"};
  static const char *const names[] = {"all", "any", "not"};
  switch (node->kind) {
    case ISN_QUERY_WORD: isn_buffer_text(out, node->value); return;
    case ISN_QUERY_PHRASE: isn_buffer_format(out, "\"%s\"", node->value); return;
    case ISN_QUERY_PREFIX: isn_buffer_format(out, "%s*", node->value); return;
    case ISN_QUERY_FUZZY: isn_buffer_format(out, "%s~", node->value); return;
    case ISN_QUERY_FIELD: isn_buffer_format(out, "%s:%s", fields[node->field], node->value); return;
    default: break;
  }
  isn_buffer_format(out, "(%s", names[node->kind]);
  for (const isn_query_node *part = node->parts; part; part = part->next) {
    isn_buffer_text(out, " ");
    write_tree(part, out);
  }
  isn_buffer_text(out, ")");
}

static void parses(const char *text, const char *tree) {
  isn_arena arena = {0};
  isn_query query;
  isnad_error error;
  isn_buffer out = {0};
  if (isn_query_parse(&arena, text, &query, &error)) fail_msg("%s: %s", text, error.message);
  isn_buffer_text(&out, "");
  if (query.root) write_tree(query.root, &out);
  assert_string_equal(out.at, tree);
  isn_buffer_free(&out);
  isn_arena_free(&arena);
}

static void a_query_is_a_tree(void **state) {
  (void)state;
  parses("", "");
  parses("  ", "");
  parses("a", "a");
  parses("a b", "(all a b)");
  parses("a AND b & c", "(all a b c)");
  parses("a OR b c | d", "(any a (all b c) d)");
  parses("(a OR b) c", "(all (any a b) c)");
  parses("((a))", "a");
  parses("NOT a", "(not a)");
  parses("a -b", "(all a (not b))");
  parses("a -(b c)", "(all a (not (all b c)))");
  parses("NOT NOT a", "a");
  parses("a-b ORa", "(all a-b ORa)");
  parses("\"a b\" c* d~", "(all \"a b\" c* d~)");
  parses("«مجلس القبائل»", "\"مجلس القبائل\"");
  parses("WHO:x whom:\"y z\" Type:assault", "(all who:x whom:y z type:ASSAULT)");
  parses("from:2019 to:2019-08-21", "(all from:2019 to:2019-08-21)");
}

static void refuses(const char *text, const char *says) {
  isn_arena arena = {0};
  isn_query query;
  isnad_error error;
  isnad_status status = isn_query_parse(&arena, text, &query, &error);
  if (!status || !strstr(error.message, says)) fail_msg("%s: %s", text, status ? error.message : "was taken");
  isn_arena_free(&arena);
}

static void what_is_no_query_is_refused_with_its_column(void **state) {
  (void)state;
  refuses("a (b", "column 3: the parenthesis is not closed");
  refuses("a b)", "column 4: no parenthesis to close");
  refuses("()", "column 2: nothing between");
  refuses("مجلس (", "column 6");
  refuses("OR a", "column 1: OR needs");
  refuses("a OR", "column 3: the sign waits");
  refuses("a AND OR b", "column 7: OR needs");
  refuses("a NOT", "column 3: the sign waits");
  refuses("\"a", "column 1: the quotation mark");
  refuses("a who:", "nothing after the colon");
  refuses("from:yesterday", "expected a date");
  refuses("from:2019-00", "expected a date");
  refuses("type:X", "there are AGREE");
  refuses("context:war", "no PLOVER context of that name");
  refuses("near:a,b", "kilometres");
  refuses("near:95,10", "latitude");
  refuses("near:\xd8\xb5\xd9\x88\xd8\xb1:50", "near:PLACE,KM");
  refuses("a \xff", "not UTF-8 at byte 2");
  char deep[400];
  memset(deep, '(', sizeof deep - 1);
  deep[sizeof deep - 1] = 0;
  refuses(deep, "inside one another");
}

/* Whatever bytes come in, an answer comes out; sanitizers watch. */
static void no_bytes_break_the_parser(void **state) {
  (void)state;
  static const char letters[] = "ab \"()*~:|&-,.«»OR NOT AND who:type:near:from:19\xd9\x85\xff";
  uint32_t seed = 7;
  for (int i = 0; i < 20000; i++) {
    char text[40];
    size_t length = 0;
    isn_arena arena = {0};
    isn_query query;
    for (; length < sizeof text - 1 && (seed = seed * 1664525u + 1013904223u) >> 24 > 8; length++)
      text[length] = letters[(seed >> 8) % (sizeof letters - 1)];
    text[length] = 0;
    (void)isn_query_parse(&arena, text, &query, NULL);
    isn_arena_free(&arena);
  }
}

/* ---- packed words ---- */

static void pack_some(isn_buffer *packed) {
  record made;
  isn_doc *doc = record_open(&made, "a", NULL, NULL, "وللحكومات 12٪ قرار");
  static const isn_word words[] = {
      {.token = 0, .start = 0, .end = 1, .form = "و", .lemma = "وَ", .upos = ISN_CCONJ},
      {.token = 0, .start = 1, .end = 2, .form = "ل", .lemma = "لِ", .upos = ISN_ADP},
      {.token = 0, .start = 2, .end = 9, .form = "الحكومات", .lemma = "حُكُومَة", .upos = ISN_NOUN},
      {.token = 1, .start = 10, .end = 12, .form = "12", .upos = ISN_NUM},
      {.token = 2, .start = 12, .end = 13, .form = "٪", .lemma = "٪", .upos = ISN_SYM},
  };
  for (size_t i = 0; i < 3; i++) {
    isn_token *token = ISN_PUSH(&doc->tokens, &doc->arena);
    *token = (isn_token){.words_count = i ? 1 : 3};
  }
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    isn_word *word = ISN_PUSH(&doc->words, &doc->arena);
    *word = words[i];
  }
  assert_int_equal(isn_words_pack(doc, packed, NULL), ISNAD_OK);
  record_close(&made);
}

static void packed_words_come_back(void **state) {
  (void)state;
  isn_buffer packed = {0};
  isn_unpack walk;
  isn_packed_string strings[16];
  isn_packed_word word;
  char text[64];
  pack_some(&packed);
  assert_true(isn_unpack_begin(&walk, packed.at, packed.length));
  for (uint32_t i = 0; i < walk.strings; i++) assert_true(isn_unpack_string(&walk, &strings[i]));
  assert_true(isn_unpack_words(&walk));
  assert_int_equal(walk.words, 5);
  for (int i = 0; i < 3; i++) assert_true(isn_unpack_word(&walk, &word));
  assert_int_equal(word.start, 2);
  assert_int_equal(word.end, 9);
  assert_int_equal(word.upos, ISN_NOUN);
  assert_false(word.clitic);
  assert_true(isn_unpack_text(&strings[word.form], text) > 0);
  assert_string_equal(text, "الحكومات");
  assert_true(isn_unpack_text(&strings[word.lemma], text) > 0);
  assert_string_equal(text, "حُكُومَة");
  assert_true(isn_unpack_word(&walk, &word));
  assert_int_equal(word.lemma, ISNAD_NONE);
  assert_true(isn_unpack_text(&strings[word.form], text) > 0);
  assert_string_equal(text, "12");
  isn_buffer_free(&packed);
}

/* Walks as far as it goes; the bytes stand at the end of a block, so that a step beyond is seen. */
static void walk_all(const char *bytes, size_t length) {
  char *copy = malloc(length ? length : 1);
  isn_unpack walk;
  assert_non_null(copy);
  memcpy(copy, bytes, length);
  bool good = isn_unpack_begin(&walk, copy, length);
  for (uint32_t i = 0; good && i < walk.strings; i++) {
    isn_packed_string string;
    char text[4096];
    good = isn_unpack_string(&walk, &string);
    if (good && string.length < 2000) (void)isn_unpack_text(&string, text);
  }
  good = good && isn_unpack_words(&walk);
  for (uint32_t i = 0; good && i < walk.words; i++) {
    isn_packed_word word;
    good = isn_unpack_word(&walk, &word);
  }
  free(copy);
}

static void no_bytes_break_the_unpacking(void **state) {
  (void)state;
  isn_buffer packed = {0};
  uint32_t seed = 3;
  pack_some(&packed);
  for (size_t cut = 0; cut <= packed.length; cut++) walk_all(packed.at, cut);
  for (int i = 0; packed.length && i < 50000; i++) {
    seed = seed * 1664525u + 1013904223u;
    size_t at = (seed >> 8) % packed.length;
    char before = packed.at[at];
    packed.at[at] = (char)(seed >> 24);
    walk_all(packed.at, packed.length);
    if (i % 3) packed.at[at] = before;
  }
  isn_buffer_free(&packed);
}

/* ---- the check ---- */

static char path[64];

static void make_archive(void) {
  isnad_engine *engine = NULL;
  isnad_archive *archive = NULL;
  isnad_error error;
  static const char *const texts[] = {
      "قال الوزير سالم الهادي إن ثلاثة جنود قتلوا يوم السبت في هجوم على صيدا.\nوأضاف أن الحكومة طالبت بوقف القتال بشرط الانسحاب.\n",
      "أعلن الرئيس الأميركي جو بايدن أن واشنطن ترفض وقف الهجوم على دمشق.\n",
      "قال الوزير سالم الهادي إن أربعة جنود قتلوا يوم السبت في هجوم على صيدا.\n"};
  (void)unlink(path);
  if (isnad_engine_open(NULL, &engine, &error) || isnad_archive_open(path, &archive, &error)) fail_msg("%s", error.message);
  for (size_t i = 0; i < 3; i++) {
    isnad_document *document = NULL;
    isnad_input input = {.id = i == 1 ? "b" : "a", .published = "2024-11-03", .text = texts[i], .text_length = strlen(texts[i])};
    if (isnad_analyze(engine, &input, NULL, &document, &error) || isnad_archive_add(archive, document, &error))
      fail_msg("%s", error.message);
    isnad_document_free(document);
  }
  isnad_archive_close(archive);
  isnad_engine_close(engine);
}

typedef struct faults {
  char tables[512];
} faults;

static bool take_fault(void *context, const isnad_fault *fault) {
  faults *found = context;
  assert_non_null(fault->what);
  const size_t length = strlen(found->tables);
  if (!strstr(found->tables, fault->table)) (void)snprintf(found->tables + length, sizeof found->tables - length, "%s ", fault->table);
  return true;
}

static void check_tables(const char *database, faults *found) {
  isnad_archive *archive = NULL;
  uint64_t count = 0;
  *found = (faults){""};
  if (isnad_archive_open(database, &archive, NULL)) {
    (void)snprintf(found->tables, sizeof found->tables, "cannot be opened");
    return;
  }
  if (isnad_archive_check(archive, take_fault, found, &count, NULL))
    (void)snprintf(found->tables, sizeof found->tables, "cannot be checked");
  isnad_archive_close(archive);
}

static void what_is_damaged_is_named(void **state) {
  (void)state;
  static const struct {
    const char *sql, *table;
  } damages[] = {
      {"UPDATE mentions SET stop = 100000", "analyses"},
      {"UPDATE mentions SET line = line + 1", "mentions"},
      {"UPDATE events SET line = 77", "events"},
      {"DELETE FROM entities WHERE n = 0", "analyses"},
      {"UPDATE statements SET parent = n", "analyses"},
      {"DELETE FROM statements WHERE n = 0", "contents"},
      {"DELETE FROM events", "participants"},
      {"UPDATE documents SET text = text || 'x'", "documents"},
      {"UPDATE analyses SET current = 1", "documents"},
      {"UPDATE documents SET version = 7 WHERE version = 2", "documents"},
      {"DELETE FROM words WHERE analysis = 1", "search"},
      {"UPDATE words SET words = x'0101'", "words"},
      {"INSERT INTO lexemes VALUES ('لايوجد', '', 1)", "lexemes"},
      {"DELETE FROM lexemes", "lexemes"},
      {"UPDATE lexemes SET analyses = analyses + 10", "lexemes"},
      {"DELETE FROM name_words", "name_words"},
      {"DELETE FROM places", "places"},
      {"DELETE FROM stories", "stories"},
      {"DELETE FROM search_docsize WHERE id = 1", "search"},
      {"UPDATE points SET stop = 100000", "analyses"},
      {"UPDATE points SET statement = 99", "analyses"},
      {"UPDATE points SET line = line + 1", "points"},
      {"UPDATE points SET n = n + 1000", "points"},
      {"UPDATE points SET anchor_start = 0, anchor_stop = 0", "points"},
      {"UPDATE sentence_terms SET stop = 100000", "analyses"},
      {"UPDATE sentence_terms SET n = n + 1000", "sentence_terms"},
      {"UPDATE sentence_terms SET terms = x'010203'", "sentence_terms"},
      {"UPDATE sentence_terms SET start = 0", "sentence_terms"},
      {"UPDATE profiles SET day = day + 1", "postings"},
      {"UPDATE profiles SET profile = x'ff'", "profiles"},
      {"UPDATE postings SET era = era + 1", "postings"},
      {"DELETE FROM postings", "postings"},
      {"UPDATE bodies SET words = x'010203'", "bodies"},
      {"INSERT INTO shingles VALUES (7, 99999)", "shingles"},
      {"INSERT INTO postings VALUES (1, 1, 16, 1, 99999, 1)", "postings"},
  };
  strcpy(path, "/tmp/isnad-check-XXXXXX");
  int file = mkstemp(path);
  assert_true(file >= 0);
  (void)close(file);
  make_archive();
  faults found;
  check_tables(path, &found);
  assert_string_equal(found.tables, "");
  char copy[96], command[256];
  (void)snprintf(copy, sizeof copy, "%s-copy", path);
  (void)snprintf(command, sizeof command, "cp '%s' '%s'", path, copy);
  for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
    sqlite3 *db = NULL;
    assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): a path that this file made */
    assert_int_equal(sqlite3_open(copy, &db), SQLITE_OK);
    if (sqlite3_exec(db, damages[i].sql, NULL, NULL, NULL)) fail_msg("%s: %s", damages[i].sql, sqlite3_errmsg(db));
    sqlite3_close(db);
    check_tables(copy, &found);
    if (!strstr(found.tables, damages[i].table)) fail_msg("%s: found %s", damages[i].sql, found.tables);
  }
}

/* Bytes of the file turned about: what comes of it is an answer, never a crash. */
static void a_damaged_file_gives_errors_never_a_crash(void **state) {
  (void)state;
  char copy[96];
  (void)snprintf(copy, sizeof copy, "%s-copy", path);
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  static unsigned char bytes[4 << 20];
  size_t length = fread(bytes, 1, sizeof bytes, file);
  fclose(file);
  uint32_t seed = 11;
  int named = 0;
  for (int round = 0; round < 60; round++) {
    file = fopen(copy, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    for (int i = 0; i < 200; i++) {
      seed = seed * 1664525u + 1013904223u;
      long at = 100 + (long)((seed >> 4) % (uint32_t)(length - 100));
      (void)fseek(file, at, SEEK_SET);
      (void)fputc((int)(seed >> 24), file);
    }
    fclose(file);
    faults found;
    check_tables(copy, &found);
    named += found.tables[0] != 0;
    isnad_archive *archive = NULL;
    char *answer = NULL;
    if (isnad_archive_open(copy, &archive, NULL)) continue;
    (void)isnad_search(archive, "الحكومة OR who:الهادي", NULL, &answer, NULL, NULL);
    isnad_free(answer);
    (void)isnad_report(archive, &(isnad_report_options){0}, &answer, NULL, NULL);
    isnad_free(answer);
    isnad_archive_close(archive);
  }
  assert_true(named >= 50);
  char command[256];
  (void)snprintf(command, sizeof command, "rm -f '%s' '%s'-*", path, path);
  assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): a path that this file made */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_query_is_a_tree),
      cmocka_unit_test(what_is_no_query_is_refused_with_its_column),
      cmocka_unit_test(no_bytes_break_the_parser),
      cmocka_unit_test(packed_words_come_back),
      cmocka_unit_test(no_bytes_break_the_unpacking),
      cmocka_unit_test(what_is_damaged_is_named),
      cmocka_unit_test(a_damaged_file_gives_errors_never_a_crash),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
