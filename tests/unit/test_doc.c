/* doc/: what may become a document, its offsets, lines and slices; pack/tsv: lexicon files and their errors. */
#include "unit.h"

#include "doc/doc.h"
#include "doc/input.h"
#include "pack/tsv.h"

static isnad_status open_text(isn_doc *doc, const char *text, size_t length, isnad_error *error) {
  isnad_input input = {.id = "t", .text = text, .text_length = length, .path = "t.txt"};
  memset(doc, 0, sizeof *doc);
  return isn_doc_open(doc, &input, error);
}

static void offsets_are_code_points_and_lead_back_to_bytes(void **state) {
  (void)state;
  isn_doc doc;
  isnad_error error;
  const char *text = "قال 😀 x\nثم";
  assert_int_equal(open_text(&doc, text, strlen(text), &error), ISNAD_OK);
  assert_int_equal(doc.n, 10);
  assert_int_equal(doc.byte_at[0], 0);
  assert_int_equal(doc.byte_at[4], 7);
  assert_int_equal(doc.byte_at[5], 11);
  assert_int_equal(doc.byte_at[10], strlen(text));
  size_t length = 0;
  const char *slice = isn_doc_slice(&doc, isn_span(4, 5), &length);
  assert_int_equal(length, 4);
  assert_memory_equal(slice, "😀", 4);
  assert_null(isn_doc_slice(&doc, isn_no_span(), &length));
  assert_int_equal(length, 0);
  isn_doc_close(&doc);
}

static void lines_count_from_one(void **state) {
  (void)state;
  isn_doc doc;
  isnad_error error;
  const char *text = "ا\n\nب\r\nت";
  assert_int_equal(open_text(&doc, text, strlen(text), &error), ISNAD_OK);
  assert_int_equal(isn_doc_line(&doc, 0), 1);
  assert_int_equal(isn_doc_line(&doc, 1), 1); /* the line end belongs to its line */
  assert_int_equal(isn_doc_line(&doc, 2), 2);
  assert_int_equal(isn_doc_line(&doc, 3), 3);
  assert_int_equal(isn_doc_line(&doc, 6), 4);
  assert_int_equal(isn_doc_line(&doc, doc.n), 4);
  isn_doc_close(&doc);
}

static void labels_are_found_by_where_they_begin(void **state) {
  (void)state;
  isn_doc doc;
  isnad_error error;
  const uint32_t starts[] = {9, 2, 5, 2, 0};
  assert_int_equal(open_text(&doc, "abcdefghijkl", 12, &error), ISNAD_OK);
  assert_int_equal(isn_doc_label_from(&doc, 0), 0); /* none, and none to be found */
  for (uint32_t i = 0; i < 5; i++) {
    isnad_label *row = ISN_PUSH(&doc.labels, &doc.arena);
    assert_non_null(row);
    *row = (isnad_label){0, isn_span(starts[i], starts[i] + 2), ISNAD_NONE, {"made", 0.5f}};
  }
  assert_true(isn_doc_index_labels(&doc));
  const uint32_t order[] = {4, 1, 3, 2, 0};
  assert_memory_equal(doc.labels_by_start, order, sizeof order);
  assert_int_equal(isn_doc_label_from(&doc, 0), 0);
  assert_int_equal(isn_doc_label_from(&doc, 2), 1);
  assert_int_equal(isn_doc_label_from(&doc, 3), 3);
  assert_int_equal(isn_doc_label_from(&doc, 10), 5);
  isn_doc_close(&doc);
}

static void what_is_no_text_is_refused_with_its_place(void **state) {
  (void)state;
  isn_doc doc;
  isnad_error error;
  assert_int_equal(open_text(&doc, "ا\nب\xff", 6, &error), ISNAD_E_UTF8);
  assert_int_equal(error.byte, 5);
  assert_int_equal(open_text(&doc, "ا\0ب", 5, &error), ISNAD_E_UTF8);
  assert_int_equal(error.byte, 2);
  assert_int_equal(open_text(&doc, "a\x1bz", 3, &error), ISNAD_E_UTF8);
}

static void a_document_without_a_letter_is_a_document(void **state) {
  (void)state;
  isn_doc doc;
  isnad_error error;
  assert_int_equal(open_text(&doc, "-", 1, &error), ISNAD_OK);
  assert_int_equal(doc.n, 1);
  isn_doc_close(&doc);
}

static void dates_of_publication(void **state) {
  (void)state;
  isn_arena arena = {0};
  const char *out = NULL;
  static const char *const good[] = {
      "2019-08-21", "2020-02-29", "2019-08-21T17:20", "2019-08-21T17:20:00Z", "2019-08-21T17:20:00.5+03:00", "2019-08-21 17:20:00"};
  static const char *const bad[] = {"",           "2019",       "2019-08", "21-08-2019",  "2019-13-01",       "2019-02-29",
                                    "2019-08-32", "2019-00-10", "today",   "2019-08-21x", "2019-08-21T25:00", "2019-08-21T"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    if (isn_input_published(&arena, good[i], &out) != ISNAD_OK) fail_msg("%s was refused", good[i]);
    assert_true(strlen(out) == 10 || out[10] == 'T');
  }
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    if (isn_input_published(&arena, bad[i], &out) != ISNAD_E_FORMAT) fail_msg("%s was taken", bad[i]);
  isn_arena_free(&arena);
}

static void an_id_is_made_from_text_and_outlet(void **state) {
  (void)state;
  char a[ISN_ID_ROOM], b[ISN_ID_ROOM], c[ISN_ID_ROOM];
  isnad_input input = {.text = "قال", .text_length = 6};
  isn_input_id(&input, a);
  isn_input_id(&input, b);
  assert_string_equal(a, b);
  assert_int_equal(strlen(a), ISN_ID_ROOM - 1);
  input.source = "x";
  isn_input_id(&input, b);
  assert_string_not_equal(a, b);
  input.source = NULL;
  input.url = "x"; /* the same bytes in another field are another document */
  isn_input_id(&input, c);
  assert_string_not_equal(b, c);
}

/* ---- lexicon files ---- */

static isnad_status parse(isn_table *table, isn_arena *arena, const char *bytes, isnad_error *error) {
  return isn_tsv_parse(table, arena, "t.tsv", bytes, strlen(bytes), error);
}

static void a_table_has_comments_a_header_and_rows(void **state) {
  (void)state;
  isn_arena arena = {0};
  isn_table table = {.name = "t.tsv"};
  isnad_error error;
  assert_int_equal(parse(&table, &arena, "\xef\xbb\xbf# licence: x\nword\tgloss\n\n# between\r\nقال\tsay\r\nنفى\t", &error), ISNAD_OK);
  assert_int_equal(table.columns_count, 2);
  assert_int_equal(table.rows.count, 2);
  assert_string_equal(isn_cell(&table, &table.rows.at[0], "word"), "قال");
  assert_string_equal(isn_cell(&table, &table.rows.at[0], "gloss"), "say");
  assert_string_equal(isn_cell(&table, &table.rows.at[1], "gloss"), "");
  assert_string_equal(isn_cell(&table, &table.rows.at[1], "no such column"), "");
  assert_int_equal(table.rows.at[0].line, 5);
  assert_string_equal(table.rows.at[0].file, "t.tsv");
  isn_arena_free(&arena);
}

static void faults_of_a_table_are_named_with_their_line(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    isnad_status status;
    uint64_t line;
    const char *says;
  } rows[] = {
      {"", ISNAD_E_FORMAT, 0, "no header"},
      {"# only a comment\n", ISNAD_E_FORMAT, 0, "no header"},
      {"a\tb\n1\n", ISNAD_E_FORMAT, 2, "1 cells, expected 2"},
      {"a\tb\n1\t2\t3\n", ISNAD_E_FORMAT, 2, "3 cells, expected 2"},
      {"a\tb\n1\t2\n1\t 2\n", ISNAD_E_FORMAT, 3, "column b"},
      {"a\tb\n\t2\n", ISNAD_E_FORMAT, 2, "column a"},
      {"a\n\xff\n", ISNAD_E_UTF8, 0, "UTF-8"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    isn_arena arena = {0};
    isn_table table = {.name = "t.tsv"};
    isnad_error error;
    if (parse(&table, &arena, rows[i].bytes, &error) != rows[i].status) fail_msg("row %zu: status %d", i, (int)error.code);
    assert_string_equal(error.file, "t.tsv");
    assert_int_equal(error.line, rows[i].line);
    if (!strstr(error.message, rows[i].says)) fail_msg("row %zu: %s", i, error.message);
    isn_arena_free(&arena);
  }
}

static void alternatives_of_a_cell(void **state) {
  (void)state;
  const char *at = "إلى|على||عن", *item = NULL;
  size_t length = 0;
  assert_true(isn_next_alternative(&at, &item, &length));
  assert_int_equal(length, strlen("إلى"));
  assert_true(isn_next_alternative(&at, &item, &length));
  assert_memory_equal(item, "على", length);
  assert_true(isn_next_alternative(&at, &item, &length));
  assert_memory_equal(item, "عن", length);
  assert_false(isn_next_alternative(&at, &item, &length));
  at = "";
  assert_false(isn_next_alternative(&at, &item, &length));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(offsets_are_code_points_and_lead_back_to_bytes),
      cmocka_unit_test(lines_count_from_one),
      cmocka_unit_test(labels_are_found_by_where_they_begin),
      cmocka_unit_test(what_is_no_text_is_refused_with_its_place),
      cmocka_unit_test(a_document_without_a_letter_is_a_document),
      cmocka_unit_test(dates_of_publication),
      cmocka_unit_test(an_id_is_made_from_text_and_outlet),
      cmocka_unit_test(a_table_has_comments_a_header_and_rows),
      cmocka_unit_test(faults_of_a_table_are_named_with_their_line),
      cmocka_unit_test(alternatives_of_a_cell),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
