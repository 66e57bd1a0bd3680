/* source/: reading files, rows and folders; what is wrong with them, each with its place. */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/jsonl.h"
#include "source/stream.h"
#include "unit.h"

/* ---- a folder of the test's own ---- */

static char root[64];

static int make_root(void **state) {
  (void)state;
  (void)snprintf(root, sizeof root, "/tmp/isnad-test-XXXXXX");
  return mkdtemp(root) && chdir(root) == 0 ? 0 : -1;
}

static int drop_root(void **state) {
  (void)state;
  char command[128];
  if (chdir("/") != 0) return -1;
  (void)snprintf(command, sizeof command, "rm -rf '%s'", root);
  return system(command); /* NOLINT(cert-env33-c) */
}

static void put_bytes(const char *name, const char *bytes, size_t length) {
  FILE *file = fopen(name, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, length, file), length);
  assert_int_equal(fclose(file), 0);
}

static void put(const char *name, const char *text) { put_bytes(name, text, strlen(text)); }

static void put_folder(const char *name) { assert_int_equal(mkdir(name, 0700), 0); }

/* ---- reading all there is, as lines "id|source|published|title|url|text" and "! FILE:LINE code message" ---- */

static char report[1 << 16];

static const char *or_dash(const char *text) { return text ? text : "-"; }

static const char *read_with(const isnad_reader_options *options, const char *const *paths, size_t count) {
  isnad_reader *reader;
  isnad_error error;
  isnad_input input;
  size_t at = 0;
  report[0] = 0;
  assert_int_equal(isnad_reader_open(paths, count, options, &reader, &error), ISNAD_OK);
  for (;;) {
    isnad_status status = isnad_reader_next(reader, &input, &error);
    if (status == ISNAD_DONE) break;
    size_t room = sizeof report - at;
    int written =
        status ? snprintf(report + at, room, "! %s:%d %s %s\n", error.file, (int)error.line, isnad_status_name(status), error.message)
               : snprintf(report + at, room, "%s|%s|%s|%s|%s|%.*s\n", input.id, or_dash(input.source), or_dash(input.published),
                          or_dash(input.title), or_dash(input.url), (int)input.text_length, input.text);
    assert_true(written > 0 && (size_t)written < room);
    at += (size_t)written;
  }
  assert_int_equal(isnad_reader_next(reader, &input, &error), ISNAD_DONE); /* and stays so */
  isnad_reader_close(reader);
  return report;
}

#define READ(...) read_with(NULL, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void assert_holds(const char *all, const char *part) {
  if (!strstr(all, part)) fail_msg("\"%s\" is not in:\n%s", part, all);
}

/* ---- files ---- */

static void a_text_file_is_one_document(void **state) {
  (void)state;
  put("a.b.txt", "\xef\xbb\xbfعنوان\r\n\r\nنص\n");
  put("UPPER.TXT", "نص");
  put("bare", "نص");
  assert_string_equal(READ("a.b.txt", "UPPER.TXT", "bare"), "a.b|-|-|-|-|عنوان\r\n\r\nنص\n\nUPPER|-|-|-|-|نص\nbare|-|-|-|-|نص\n");
}

static void what_cannot_be_read_is_named_and_the_rest_is_read(void **state) {
  (void)state;
  put("good.txt", "نص");
  put("empty.txt", "");
  put("blank.txt", " \r\n\t\n");
  put("page.html", "<p>نص");
  put_bytes("nul.txt", "a\n\0b", 4);
  put_bytes("latin.txt", "a\nb\nc \xe9", 7);
  put_bytes("utf16.txt", "\xff\xfe\x41\x06", 4);
  put_bytes("bom-bad.txt", "\xef\xbb\xbfxy\xff", 6);
  const char *all = READ("missing.txt", "empty.txt", "blank.txt", "page.html", "nul.txt", "latin.txt", "utf16.txt", "bom-bad.txt",
                         "good.txt/x", "good.txt");
  assert_holds(all, "! missing.txt:0 input or output failed cannot be opened: No such file or directory\n");
  assert_holds(all, "! empty.txt:0 malformed empty: it holds no text\n");
  assert_holds(all, "! blank.txt:0 malformed empty");
  assert_holds(all, "! page.html:0 malformed expected a .txt or .jsonl file\n");
  assert_holds(all, "! nul.txt:2 not UTF-8 text not text: control character 0x00 at byte 2\n");
  assert_holds(all, "! latin.txt:3 not UTF-8 text not UTF-8 at byte 6 (0xE9)");
  assert_holds(all, "! utf16.txt:1 not UTF-8 text not UTF-8 at byte 0 (0xFF); it looks like UTF-16");
  assert_holds(all, "! bom-bad.txt:1 not UTF-8 text not UTF-8 at byte 5"); /* in the file, the mark counted */
  assert_holds(all, "! good.txt/x:0 input or output failed cannot be opened: Not a directory\n");
  assert_holds(all, "good|-|-|-|-|نص\n");
}

static void a_file_over_the_limit_is_refused_before_it_fills_memory(void **state) {
  (void)state;
  int file = open("huge.txt", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  assert_true(file >= 0);
  assert_int_equal(ftruncate(file, (off_t)1 << 36), 0); /* 64 GiB of nothing */
  assert_int_equal(close(file), 0);
  put("good.txt", "نص");
  assert_string_equal(READ("huge.txt", "good.txt"),
                      "! huge.txt:0 too large larger than 16777216 bytes, the limit for one document\ngood|-|-|-|-|نص\n");
}

static void folders_are_walked_in_byte_order_and_other_files_passed_over(void **state) {
  (void)state;
  put_folder("in");
  put_folder("in/b");
  put_folder("in/.git");
  put_folder("in/b/lexicon");
  put("in/b.txt", "2");
  put("in/a.txt", "1");
  put("in/B.txt", "0");
  put("in/b/z.txt", "4");
  put("in/b/c.jsonl", "{\"id\":\"3\",\"text\":\"3\"}");
  put("in/b/lexicon/cues.tsv", "entry\n");
  put("in/.git/x.txt", "no");
  put("in/.hidden.txt", "no");
  put("in/README.md", "no");
  put("in/README.txt", "no");
  put("in/notes.doc", "no");
  assert_int_equal(symlink("..", "in/b/circle"), 0);
  assert_int_equal(symlink("gone.txt", "in/link.txt"), 0);
  assert_int_equal(mkfifo("in/pipe.txt", 0600), 0); /* nobody writes: it must not be waited for */
  assert_string_equal(READ("in/"),
                      "B|-|-|-|-|0\na|-|-|-|-|1\n3|-|-|-|-|3\nz|-|-|-|-|4\nb|-|-|-|-|2\n"
                      "! in/link.txt:0 input or output failed cannot be opened: No such file or directory\n");
}

static void a_folder_with_nothing_to_read_is_named(void **state) {
  (void)state;
  put_folder("none");
  put_folder("none/deeper");
  put("none/x.pdf", "no");
  put_folder("bad");
  put("bad/x.txt", "");
  assert_string_equal(READ("none", "bad"),
                      "! none:0 not found no .txt or .jsonl file in this folder\n! bad/x.txt:0 malformed empty: it holds no text\n");
}

static void an_id_comes_once(void **state) {
  (void)state;
  put_folder("one");
  put_folder("two");
  put("one/a.txt", "1");
  put("two/a.txt", "2");
  put("rows.jsonl", "{\"id\":\"b\",\"text\":\"1\"}\n{\"id\":\"b\",\"text\":\"2\"}\n{\"id\":\"a\",\"text\":\"3\"}\n");
  assert_string_equal(READ("one", "two", "rows.jsonl"),
                      "a|-|-|-|-|1\n! two/a.txt:0 an id came twice id \"a\" came before in one/a.txt; this one is left out\n"
                      "b|-|-|-|-|1\n! rows.jsonl:2 an id came twice id \"b\" came before in rows.jsonl:1; this one is left out\n"
                      "! rows.jsonl:3 an id came twice id \"a\" came before in one/a.txt; this one is left out\n");
}

static void *write_pipe(void *bytes) {
  put("pipe", bytes);
  return NULL;
}

static void a_pipe_is_rows_if_it_begins_with_a_brace(void **state) {
  (void)state;
  static char rows[] = "\xef\xbb\xbf{\"id\":1,\"text\":\"x\"}\n", text[] = "نص\n";
  pthread_t thread;
  assert_int_equal(mkfifo("pipe", 0600), 0);
  assert_int_equal(pthread_create(&thread, NULL, write_pipe, rows), 0);
  assert_string_equal(READ("pipe"), "1|-|-|-|-|x\n");
  assert_int_equal(pthread_join(thread, NULL), 0);
  assert_int_equal(pthread_create(&thread, NULL, write_pipe, text), 0);
  assert_string_equal(READ("pipe") + 16, "|-|-|-|-|نص\n\n"); /* its id is a hash */
  assert_int_equal(pthread_join(thread, NULL), 0);
}

/* ---- JSON Lines ---- */

static void a_row_gives_what_it_has(void **state) {
  (void)state;
  put("a.jsonl",
      "{\"id\":\"x\",\"source\":\"s\",\"title\":\"عنوان\",\"published\":\"2020-01-02\",\"url\":\"u\",\"text\":\"نص\",\"more\":[{\"id\":7}]}"
      "\r\n"
      "\n"
      "{\"text\":\"\\u0646\\u0635\",\"date\":\"2020-01-03\",\"published\":null,\"title\":\"\",\"id\":null}\n"
      "{\"a\":{\"id\":1},\"b\":\"\\\"id\\\":2\",\"id\" : 12345678901234567890 ,\"text\":\"y\"}\n"
      "{\"id\":-1.50e3,\"text\":\"last, without a line end\"}");
  const char *all = READ("a.jsonl");
  assert_holds(all, "x|s|2020-01-02|عنوان|u|عنوان\n\nنص\n");
  assert_holds(all, "|-|2020-01-03|-|-|نص\n12345678901234567890|-|-|-|-|y\n-1.50e3|-|-|-|-|last, without a line end\n");
}

static void a_bad_row_is_named_with_line_and_byte(void **state) {
  (void)state;
  static const struct {
    const char *row, *says;
  } rows[] = {
      {"nonsense", "not JSON at byte 0 of the line"},
      {"{\"text\":\"a\"", "not JSON at byte 10 of the line"},
      {"{\"text\":\"a\"} x", "not JSON at byte 13 of the line"},
      {"{\"text\":\"a", "not JSON"},
      {"{\"text\":\"\\ud800\"}", "not JSON"},
      {"{\"text\":\"a\\u0000b\"}", "a string holds NUL"},
      {"{\"text\":\"a\\\\\\u0000b\"}", "a string holds NUL"},
      {"[1]", "expected a JSON object"},
      {"\"text\"", "expected a JSON object"},
      {"{}", "field \"text\" is missing or empty"},
      {"{\"text\":\"\"}", "field \"text\" is missing or empty"},
      {"{\"text\":1}", "field \"text\" is not a string"},
      {"{\"id\":true,\"text\":\"a\"}", "field \"id\" is neither a string nor a number"},
      {"{\"id\":[1],\"text\":\"a\"}", "field \"id\" is neither a string nor a number"},
      {"{\"title\":[],\"text\":\"a\"}", "field \"title\" is not a string"},
      {"{\"text\":\"\xff\"}", "not UTF-8 at byte 109"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    isn_arena arena = {0};
    isnad_input input;
    isnad_error error = {.code = ISNAD_OK};
    if (!isn_jsonl_row(&arena, rows[i].row, strlen(rows[i].row), "f.jsonl", 7, 100, &input, &error)) fail_msg("%s was taken", rows[i].row);
    assert_string_equal(error.file, "f.jsonl");
    assert_int_equal(error.line, 7);
    assert_true(error.byte >= 100);
    if (!strstr(error.message, rows[i].says)) fail_msg("%s: %s", rows[i].row, error.message);
    isn_arena_free(&arena);
  }
}

static void what_looks_like_an_escaped_nul_is_none(void **state) {
  (void)state;
  const char *row = "{\"id\":\"a\",\"text\":\"\\\\u0000\"}";
  isn_arena arena = {0};
  isnad_input input;
  isnad_error error = {.code = ISNAD_OK};
  assert_int_equal(isn_jsonl_row(&arena, row, strlen(row), "f", 1, 0, &input, &error), ISNAD_OK);
  assert_string_equal(input.text, "\\u0000");
  isn_arena_free(&arena);
}

static void deep_nesting_is_refused_and_no_row_is_lost_for_it(void **state) {
  (void)state;
  size_t depth = 200000;
  char *row = malloc(depth + 64);
  assert_non_null(row);
  (void)snprintf(row, 64, "{\"text\":\"a\",\"x\":");
  memset(row + strlen(row), '[', depth);
  row[16 + depth] = 0;
  isn_arena arena = {0};
  isnad_input input;
  isnad_error error = {.code = ISNAD_OK};
  assert_int_equal(isn_jsonl_row(&arena, row, 16 + depth, "f", 1, 0, &input, &error), ISNAD_E_FORMAT);
  isn_arena_free(&arena);
  free(row);
}

static void equal_texts_of_two_outlets_are_two_documents(void **state) {
  (void)state;
  put("a.jsonl", "{\"text\":\"a\",\"source\":\"x\"}\n{\"text\":\"a\",\"source\":\"y\"}\n{\"text\":\"a\",\"source\":\"x\"}\n");
  const char *all = READ("a.jsonl");
  assert_holds(all, "|y|-|-|-|a\n! a.jsonl:3 an id came twice");
}

/* ---- lines of a stream ---- */

static void a_line_over_the_limit_is_skipped_whole(void **state) {
  (void)state;
  static char bytes[400000];
  memset(bytes, 'x', sizeof bytes);
  const char first[] = {'o', 'n', 'e', '\n'}, last[] = {'\n', 't', 'h', 'r', 'e', 'e', '\n'};
  memcpy(bytes, first, sizeof first);
  memcpy(bytes + sizeof bytes - sizeof last, last, sizeof last);
  put_bytes("lines", bytes, sizeof bytes);
  isn_stream stream;
  isnad_error error;
  const char *line;
  size_t length;
  assert_int_equal(isn_stream_open(&stream, "lines", &error), ISNAD_OK);
  assert_int_equal(isn_stream_line(&stream, 1000, &line, &length, &error), ISNAD_OK);
  assert_memory_equal(line, "one", 3);
  assert_int_equal(isn_stream_line(&stream, 1000, &line, &length, &error), ISNAD_E_LIMIT);
  assert_int_equal(error.line, 2);
  assert_true(stream.room < 300000); /* it was not kept while it was skipped */
  assert_int_equal(isn_stream_line(&stream, 1000, &line, &length, &error), ISNAD_OK);
  assert_int_equal(length, 5);
  assert_memory_equal(line, "three", 5);
  assert_int_equal(stream.line, 3);
  assert_int_equal(stream.offset, sizeof bytes - 6);
  assert_int_equal(isn_stream_line(&stream, 1000, &line, &length, &error), ISNAD_DONE);
  isn_stream_close(&stream);
}

/* ---- sources.tsv ---- */

static void sources_fill_in_and_options_fill_what_is_left(void **state) {
  (void)state;
  put_folder("in");
  put("in/a.txt", "1");
  put("in/b.txt", "2");
  put("in/c.txt", "3");
  put("in/rows.jsonl", "{\"id\":\"d\",\"text\":\"4\"}\n{\"id\":\"e\",\"text\":\"5\",\"source\":\"own\"}\n");
  put("in/sources.tsv",
      "\xef\xbb\xbf# ours\ntitle\tpublished\tpath\tsource\r\nعنوان\t2020-01-02 10:00\ta.txt\tوكالة\r\n\n\t\tb.txt\t\n\t\trows.jsonl\tof "
      "the file\n");
  const isnad_reader_options options = {.source = "given", .published = "2021-01-01"};
  const char *const paths[] = {"in", "in/a.txt"};
  const char *expected =
      "a|وكالة|2020-01-02T10:00|عنوان|-|1\nb|given|2021-01-01|-|-|2\nc|given|2021-01-01|-|-|3\n"
      "d|of the file|2021-01-01|-|-|4\ne|own|2021-01-01|-|-|5\n";
  assert_string_equal(read_with(&options, paths, 1), expected);
  assert_string_equal(read_with(NULL, paths + 1, 1), "a|وكالة|2020-01-02T10:00|عنوان|-|1\n"); /* a file alone has its folder's too */
}

static void faults_of_sources_are_named_once_and_the_files_read(void **state) {
  (void)state;
  put_folder("in");
  put("in/a.txt", "1");
  put("in/b.txt", "2");
  put("in/sources.tsv",
      "path\tsource\tcolour\tpublished\tsource\n"
      "a.txt\tx\tred\tyesterday\t\n"
      "a.txt\ty\t\t\t\n"
      "../b.txt\ty\t\t\t\n"
      "gone.txt\ty\t\t\t\n"
      "\ty\t\t\t\n"
      "b.txt\n"
      "b\xff.txt\t\t\t\t\n");
  const char *all = READ("in", "in/b.txt");
  assert_holds(all, "a|x|-|-|-|1\n");
  assert_holds(all, "! in/sources.tsv:1 malformed unknown column \"colour\"; expected path, source, published, url, title\n");
  assert_holds(all, "! in/sources.tsv:1 malformed column \"source\" stands twice in the header\n");
  assert_holds(all, "! in/sources.tsv:2 malformed published: \"yesterday\": expected an ISO 8601 date");
  assert_holds(all, "! in/sources.tsv:3 an id came twice path \"a.txt\" came before in line 2; this row is left out\n");
  assert_holds(all, "! in/sources.tsv:4 malformed path \"../b.txt\": expected the name of a file in the same folder\n");
  assert_holds(all, "! in/sources.tsv:5 not found path \"gone.txt\": no such file in this folder\n");
  assert_holds(all, "! in/sources.tsv:6 malformed the row has no path\n");
  assert_holds(all, "! in/sources.tsv:7 malformed 1 cells, expected 5 (tab-separated, as in the header)\n");
  assert_holds(all, "! in/sources.tsv:8 not UTF-8 text not UTF-8 at byte 1");
  assert_holds(all, "b|-|-|-|-|2\n");
  assert_null(strstr(strstr(all, "colour") + 1, "colour"));
}

static void sources_that_cannot_be_used_at_all(void **state) {
  (void)state;
  static const struct {
    const char *bytes, *says;
  } files[] = {{"", "no header row"},
               {"# only this\n", "no header row"},
               {"file\tsource\na.txt\tx\n", "no column \"path\""},
               {"\xff\xfe\n", "not UTF-8"},
               {"a\ta\ta\ta\ta\ta\ta\ta\ta\ta\ta\ta\ta\ta\ta\ta\ta\ta\n", "more than 16 columns"}};
  put_folder("in");
  put("in/a.txt", "1");
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    put("in/sources.tsv", files[i].bytes);
    const char *all = READ("in");
    assert_holds(all, "a|-|-|-|-|1\n");
    assert_holds(all, "! in/sources.tsv:");
    assert_holds(all, files[i].says);
  }
}

static void a_bad_date_among_the_options_is_refused_at_once(void **state) {
  (void)state;
  isnad_reader *reader;
  isnad_error error;
  const isnad_reader_options options = {.published = "21/8/2019"};
  assert_int_equal(isnad_reader_open(NULL, 0, &options, &reader, &error), ISNAD_E_FORMAT);
  assert_null(reader);
  assert_non_null(strstr(error.message, "21/8/2019"));
  assert_non_null(strstr(error.message, "expected"));
  isnad_reader_close(NULL);
}

#define IN_ROOT(test) cmocka_unit_test_setup_teardown(test, make_root, drop_root)

int main(void) {
  const struct CMUnitTest tests[] = {
      IN_ROOT(a_text_file_is_one_document),
      IN_ROOT(what_cannot_be_read_is_named_and_the_rest_is_read),
      IN_ROOT(a_file_over_the_limit_is_refused_before_it_fills_memory),
      IN_ROOT(folders_are_walked_in_byte_order_and_other_files_passed_over),
      IN_ROOT(a_folder_with_nothing_to_read_is_named),
      IN_ROOT(an_id_comes_once),
      IN_ROOT(a_pipe_is_rows_if_it_begins_with_a_brace),
      IN_ROOT(a_row_gives_what_it_has),
      cmocka_unit_test(a_bad_row_is_named_with_line_and_byte),
      cmocka_unit_test(what_looks_like_an_escaped_nul_is_none),
      cmocka_unit_test(deep_nesting_is_refused_and_no_row_is_lost_for_it),
      IN_ROOT(equal_texts_of_two_outlets_are_two_documents),
      IN_ROOT(a_line_over_the_limit_is_skipped_whole),
      IN_ROOT(sources_fill_in_and_options_fill_what_is_left),
      IN_ROOT(faults_of_sources_are_named_once_and_the_files_read),
      IN_ROOT(sources_that_cannot_be_used_at_all),
      cmocka_unit_test(a_bad_date_among_the_options_is_refused_at_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
