/* export/: the record as JSON, byte for byte, and as text. */
#include "export/export.h"

#include <cjson/cJSON.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>

#include "records.h"

static const char text[] = "أكد متحدث باسم وسمان أن زرمان ترفض الهدنة أمس.";

/* Every kind of row, with and without what may be missing. */
static isn_doc *full_record(record *made) {
  isn_doc *doc = record_open(made, "d", "barid.example", "2024-11-03T10:00:00Z", text);
  isnad_sentence *sentence = ISN_PUSH(&doc->sentences, &doc->arena);
  sentence->span = isn_span(0, doc->n);
  sentence->headline = true;
  uint32_t wasman = record_entity(doc, ISNAD_PER, "وسمان", NULL, NULL);
  doc->models = "split-nc-1-0000000a lemma-nc-1-0000000b";
  uint32_t zarman = record_entity(doc, ISNAD_LOC, "زرمان", "Zarman", "isnad:zarman");
  doc->entities.at[wasman].key = "per:وسمان";
  doc->entities.at[zarman].key = "isnad:zarman";
  doc->entities.at[zarman].has_geo = true;
  doc->entities.at[zarman].lat = 31.25;
  doc->entities.at[zarman].lon = -0.12345;
  record_mention(doc, zarman, "زرمان");
  record_mention(doc, wasman, "وسمان");
  record_label(doc, wasman, "متحدث باسم وسمان", ISNAD_NONE);
  *ISN_PUSH(&doc->dated_because, &doc->arena) = record_time(doc, "أمس", "2024-11-02");
  uint32_t outer =
      record_statement(doc, "متحدث باسم وسمان", wasman, ISNAD_ANONYMOUS, "أكد", ISNAD_ASSERT, "زرمان ترفض الهدنة أمس", ISNAD_NONE);
  uint32_t inner = record_statement(doc, NULL, ISNAD_NONE, ISNAD_OFFICE, "ترفض", ISNAD_REFUSE, "الهدنة", outer);
  isnad_event *event = record_event(doc, ISNAD_EV_REJECT, "ترفض", zarman, ISNAD_NONE);
  event->mode = "yield";
  event->cameo = "12";
  event->dead = 0;
  event->time = 0;
  event->place = zarman;
  event->statement = outer;
  isnad_position *position = record_position(doc, zarman, ISNAD_REFUSES, "الهدنة");
  position->statement = inner;
  position->event = 0;
  return doc;
}

static void the_record_is_written_field_by_field(void **state) {
  (void)state;
  static const char expected[] =
      "{\"isnad\":1,\"run\":{\"engine\":\"0.1.0\",\"models\":[\"split-nc-1-0000000a\",\"lemma-nc-1-0000000b\"],\"lexicon\":"
      "\"00000000000000ab\"},"
      "\"doc\":{\"id\":\"d\",\"source\":\"barid.example\",\"source_why\":\"input\",\"title\":null,\"url\":null,"
      "\"published\":\"2024-11-03T10:00:00Z\",\"dated\":{\"from\":\"2024-11-03\",\"to\":\"2024-11-03\",\"because\":[\"t1\"]},"
      "\"lang\":\"ar\",\"text\":\"أكد متحدث باسم وسمان أن زرمان ترفض الهدنة أمس.\"},"
      "\"sentences\":[{\"start\":0,\"end\":46,\"headline\":true}],"
      "\"entities\":[{\"id\":\"e1\",\"type\":\"PER\",\"name\":{\"ar\":\"وسمان\",\"en\":null},\"ref\":null,\"key\":\"per:وسمان\",\"code\":"
      "null,\"geo\":null,\"units\":null,"
      "\"mentions\":[{\"start\":15,\"end\":20,\"why\":\"made\",\"confidence\":0.50}],"
      "\"labels\":[{\"start\":4,\"end\":20,\"statement\":null,\"why\":\"made\",\"confidence\":0.50}]},"
      "{\"id\":\"e2\",\"type\":\"LOC\",\"name\":{\"ar\":\"زرمان\",\"en\":\"Zarman\"},\"ref\":\"isnad:zarman\",\"key\":\"isnad:zarman\","
      "\"code\":null,"
      "\"geo\":{\"lat\":31.2500,\"lon\":-0.1235},\"units\":null,\"mentions\":[{\"start\":24,\"end\":29,\"why\":\"made\",\"confidence\":0."
      "50}],\"labels\":["
      "]}],"
      "\"times\":[{\"id\":\"t1\",\"start\":42,\"end\":45,\"type\":\"DATE\",\"value\":\"2024-11-02\",\"why\":\"made\",\"confidence\":0.50}],"
      "\"statements\":[{\"id\":\"st1\",\"source\":{\"start\":4,\"end\":20,\"entity\":\"e1\",\"kind\":\"anonymous\"},"
      "\"cue\":{\"start\":0,\"end\":3,\"class\":\"ASSERT\"},\"content\":[{\"start\":24,\"end\":45}],\"quote\":\"indirect\",\"parent\":null,"
      "\"why\":\"made\",\"confidence\":0.50},"
      "{\"id\":\"st2\",\"source\":{\"start\":null,\"end\":null,\"entity\":null,\"kind\":\"office\"},"
      "\"cue\":{\"start\":30,\"end\":34,\"class\":\"REFUSE\"},\"content\":[{\"start\":35,\"end\":41}],\"quote\":\"indirect\",\"parent\":"
      "\"st1\","
      "\"why\":\"made\",\"confidence\":0.50}],"
      "\"events\":[{\"id\":\"ev1\",\"type\":\"REJECT\",\"mode\":\"yield\",\"context\":[],\"cameo\":\"12\",\"anchor\":{\"start\":30,\"end\":"
      "34},"
      "\"actors\":[{\"start\":null,\"end\":null,\"entity\":\"e2\",\"code\":null}],\"recipients\":[],"
      "\"size\":{\"dead\":0,\"injured\":null,\"arrested\":null,\"casualties\":null,\"abducted\":null,"
      "\"displaced\":null},\"place\":\"e2\",\"time\":\"t1\",\"modality\":\"actual\",\"statement\":"
      "\"st1\","
      "\"why\":\"made\",\"confidence\":0.50}],"
      "\"positions\":[{\"id\":\"p1\",\"holder\":\"e2\",\"stance\":\"refuses\",\"about\":{\"start\":35,\"end\":41},\"of\":null,"
      "\"condition\":null,"
      "\"rests_on\":[\"st2\",\"ev1\"],\"why\":\"made\",\"confidence\":0.50}]}";
  record made;
  isn_buffer out = {0};
  isn_export_json(full_record(&made), &out);
  assert_false(out.failed);
  assert_string_equal(out.at, expected);
  isn_buffer_free(&out);
  record_close(&made);
}

static void nothing_known_is_null_and_no_rows_are_empty(void **state) {
  (void)state;
  record made;
  isn_buffer out = {0};
  isn_doc *doc = record_open(&made, "d", NULL, NULL, "نص");
  isn_export_json(doc, &out);
  assert_non_null(strstr(out.at, "\"source\":null,\"source_why\":null,\"title\":null,\"url\":null,\"published\":null,\"dated\":null,"));
  assert_non_null(strstr(out.at, "\"sentences\":[],\"entities\":[],\"times\":[],\"statements\":[],\"events\":[],\"positions\":[]}"));
  /* Open on one side: still dated. */
  doc->dated_to = "2020-01-02";
  isn_buffer_free(&out);
  isn_export_json(doc, &out);
  assert_non_null(strstr(out.at, "\"dated\":{\"from\":null,\"to\":\"2020-01-02\",\"because\":[]}"));
  isn_buffer_free(&out);
  record_close(&made);
}

static void any_text_comes_back_from_the_json(void **state) {
  (void)state;
  static const char *const texts[] = {"\"\\/",     "a\tb\r\nc",       "\\u0041",     "\xe2\x80\xa8\xe2\x80\xa9", "\xf0\x9f\x98\x80",
                                      "</script>", "«»ـًٌ\xe2\x80\x8f", "\xef\xbf\xbf"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    record made;
    isn_buffer out = {0};
    isn_doc *doc = record_open(&made, "\"id\"", NULL, NULL, texts[i]);
    isn_export_json(doc, &out);
    assert_null(strchr(out.at, '\n'));
    cJSON *json = cJSON_Parse(out.at);
    const cJSON *part = cJSON_GetObjectItemCaseSensitive(json, "doc");
    assert_string_equal(cJSON_GetObjectItemCaseSensitive(part, "text")->valuestring, texts[i]);
    assert_string_equal(cJSON_GetObjectItemCaseSensitive(part, "id")->valuestring, "\"id\"");
    cJSON_Delete(json);
    isn_buffer_free(&out);
    record_close(&made);
  }
}

static void numbers_are_json_whatever_they_are_and_wherever(void **state) {
  (void)state;
  static const struct {
    float confidence;
    const char *written;
  } rows[] = {{0, "0.00"},  {1, "1.00"}, {0.006f, "0.01"},     {0.994f, "0.99"},          {0.999f, "1.00"},
              {-3, "0.00"}, {7, "1.00"}, {(float)NAN, "0.00"}, {(float)INFINITY, "1.00"}, {0.125f, "0.13"}};
  const char *comma = setlocale(LC_NUMERIC, "de_DE.UTF-8"); /* where it is installed, printf would write 0,50 */
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    record made;
    isn_buffer out = {0};
    char expected[32];
    isn_doc *doc = record_open(&made, "d", NULL, NULL, text);
    uint32_t time = record_time(doc, "أمس", NULL);
    doc->times.at[time].evidence.confidence = rows[i].confidence;
    isn_export_json(doc, &out);
    (void)snprintf(expected, sizeof expected, "\"confidence\":%s}", rows[i].written);
    if (!strstr(out.at, expected)) fail_msg("%s is not in %s", expected, strstr(out.at, "\"times\""));
    isn_buffer_free(&out);
    record_close(&made);
  }
  if (comma) (void)setlocale(LC_NUMERIC, "C");
}

static void the_text_shows_chains_with_arrows(void **state) {
  (void)state;
  record made;
  isn_buffer out = {0};
  isn_export_text(full_record(&made), &out);
  assert_false(out.failed);
  static const char *const lines[] = {
      "d\n  outlet     barid.example\n",
      "  dated      2024-11-03  [t1]\n",
      "  st1   ASSERT   barid.example ← متحدث باسم وسمان [anonymous]\n        “أكد” indirect: “زرمان ترفض الهدنة أمس”  [line 1, made, "
      "50%]\n",
      "  st2   REFUSE   barid.example ← متحدث باسم وسمان [anonymous] ← (?) [office]\n",
      "  ev1   REJECT    (yield) (زرمان); at زرمان; on 2024-11-02; dead 0; says st1\n        “ترفض”  [line 1, made, 50%]\n",
      "  p1    زرمان refuses: “الهدنة”; st2; ev1  [line 1, made, 50%]\n",
  };
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
    if (!strstr(out.at, lines[i])) fail_msg("not there: %s\nin: %s", lines[i], out.at);
  isn_buffer_free(&out);
  record_close(&made);
}

static void quoted_text_stands_on_one_line(void **state) {
  (void)state;
  record made;
  isn_buffer out = {0};
  isn_doc *doc = record_open(&made, "d", NULL, NULL, " \n يوم\r\n\r\n  الأحد \n");
  record_time(doc, " \n يوم\r\n\r\n  الأحد \n", NULL);
  isn_export_text(doc, &out);
  if (!strstr(out.at, "“يوم الأحد”")) fail_msg("%s", out.at);
  isn_buffer_free(&out);
  record_close(&made);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_record_is_written_field_by_field), cmocka_unit_test(nothing_known_is_null_and_no_rows_are_empty),
      cmocka_unit_test(any_text_comes_back_from_the_json),    cmocka_unit_test(numbers_are_json_whatever_they_are_and_wherever),
      cmocka_unit_test(the_text_shows_chains_with_arrows),    cmocka_unit_test(quoted_text_stands_on_one_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
