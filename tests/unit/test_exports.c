/* Writers of tables: cells, days, codes, and each format of one record byte for byte. */
#include "records.h"

#include <locale.h>

#include "export/export.h"
#include "export/tables.h"

static const char text[] = "أكد متحدث باسم وسمان أن قوات زرمان قصفت السوق أمس، فقتل خمسة. \"نرفض، =الهدنة\".";

static isn_doc *full_record(record *made) {
  isn_doc *doc = record_open(made, "d", "barid.example", "2024-11-03T10:00:00Z", text);
  uint32_t wasman = record_entity(doc, ISNAD_PER, "وسمان", NULL, NULL);
  uint32_t zarman = record_entity(doc, ISNAD_LOC, "زرمان", "Zarman", "isnad:place-xq-zarman");
  doc->entities.at[wasman].key = "per:وسمان";
  doc->entities.at[zarman].key = "isnad:place-xq-zarman";
  doc->entities.at[zarman].has_geo = true;
  doc->entities.at[zarman].lat = 31.25;
  doc->entities.at[zarman].lon = -0.12345;
  doc->entities.at[wasman].code = "XQA GOV";
  record_label(doc, wasman, "متحدث باسم وسمان", ISNAD_NONE);
  record_time(doc, "أمس", "2024-11-02");
  uint32_t outer =
      record_statement(doc, "متحدث باسم وسمان", wasman, ISNAD_ANONYMOUS, "أكد", ISNAD_ASSERT, "قوات زرمان قصفت السوق أمس", ISNAD_NONE);
  isnad_event *event = record_event(doc, ISNAD_EV_ASSAULT, "قصفت", zarman, ISNAD_NONE);
  event->mode = "heavy-weapons";
  event->cameo = "190";
  event->dead = 5;
  event->casualties = 9;
  event->contexts = UINT64_C(1) << ISNAD_CX_MILITARY | UINT64_C(1) << ISNAD_CX_TRAFFICKING;
  event->time = 0;
  event->place = zarman;
  event->statement = outer;
  event->modality = ISNAD_DENIED;
  isnad_position *position = record_position(doc, wasman, ISNAD_REFUSES, "=الهدنة");
  position->statement = outer;
  position->condition = record_span(doc, "السوق أمس");
  position->of = zarman;
  isn_credit *named = ISN_PUSH(&doc->credits, &doc->arena), *unnamed = ISN_PUSH(&doc->credits, &doc->arena);
  assert_true(named && unnamed);
  doc->credits.at[0] = (isn_credit){"reuters.com", "dateline", {0, 4}};
  doc->credits.at[1] = (isn_credit){NULL, "end", {57, 61}};
  return doc;
}

typedef void (*writer)(const isn_export_with *with, const isn_stored *rows, isn_buffer *out);

static void expect(writer write, const char *expected) {
  record made;
  isn_buffer out = {0};
  isn_export_with with = {.engine = NULL};
  const char *comma = setlocale(LC_NUMERIC, "de_DE.UTF-8");
  isn_stored rows = isn_rows_of(full_record(&made));
  write(&with, &rows, &out);
  assert_false(out.failed);
  assert_string_equal(out.at, expected);
  if (comma) (void)setlocale(LC_NUMERIC, "C");
  isn_buffer_free(&out);
  record_close(&made);
}

static void plover_is_written_field_by_field(void **state) {
  (void)state;
  expect(isn_export_plover,
         "{\"id\":\"d:ev1\",\"has_event\":true,\"date\":\"2024-11-02\",\"time\":null,\"enddate\":null,"
         "\"actor\":[{\"code\":null,\"sector\":null,\"entity_text\":\"زرمان\",\"identifier_id\":\"isnad:place-xq-zarman\","
         "\"identifier_text\":\"زرمان\",\"start\":null,\"end\":null}],\"recipient\":[],\"event\":[\"ASSAULT\"],"
         "\"event_loc\":{\"extracted_place\":\"زرمان\",\"resolved_place\":\"Zarman\",\"geonameid\":null,\"lat\":31.2500,\"lon\":-0.1235,"
         "\"city\":\"Zarman\",\"district\":null,\"province\":null,\"country\":null,\"country_code\":\"XQ\",\"resolution\":4,"
         "\"identifier_id\":\"isnad:place-xq-zarman\"},\"event_text\":[\"قصفت\"],\"quad_code\":4,\"event_scale\":-9.0,"
         "\"mode\":[\"heavy-weapons\",\"negation\"],\"context\":[\"military\",\"trafficking\"],\"size\":{\"dead\":5,\"injured\":null,"
         "\"arrested\":null},"
         "\"text\":\"أكد متحدث باسم وسمان أن قوات زرمان قصفت السوق أمس، فقتل خمسة.\",\"text_info\":{\"start\":0,\"end\":61},"
         "\"cite_info\":{\"citation\":\"d\",\"url\":null,\"title\":null,\"language\":\"ar\",\"publication\":\"barid.example\","
         "\"coder\":\"isnad 0.1.0, lexicon 00000000000000ab\",\"codebook\":\"plover-2.0-draft\"},\"coder\":\"isnad\","
         "\"isnad\":{\"document\":\"d\",\"outlet\":\"barid.example\",\"wires\":[\"reuters.com\",null],\"chain\":[{\"statement\":\"st1\","
         "\"kind\":\"anonymous\","
         "\"source\":\"متحدث باسم وسمان\",\"entity\":\"وسمان\",\"identifier_id\":\"per:وسمان\",\"class\":\"ASSERT\",\"cue\":\"أكد\","
         "\"quote\":\"indirect\",\"start\":4,\"end\":20}],\"modality\":\"denied\",\"cameo\":\"190\",\"casualties\":9,\"abducted\":null,"
         "\"displaced\":null,\"date_precision\":\"day\","
         "\"time_text\":\"أمس\",\"time_value\":\"2024-11-02\",\"anchor\":{\"start\":35,\"end\":39,\"line\":1},\"why\":\"made\","
         "\"confidence\":0.50}}\n");
}

static void cameo_is_written_cell_by_cell(void **state) {
  (void)state;
  expect(isn_export_cameo,
         "d:ev1\t2024-11-02\tزرمان\t\t\tFight\t190\t-9.0\t\t\t\td\t1\tbarid.example\tزرمان\t\t\tXQ\t31.2500\t-0.1235\t19\tASSAULT\t"
         "heavy-weapons\tdenied\t2024-11-02\tday\tزرمان\t\t5\t\t\t35\t39\tقصفت\tbarid.example ← متحدث باسم وسمان\t1\t\tmade\t0.50\t"
         "military | trafficking\t9\t\t\n");
}

static void write_geojson(const isn_export_with *with, const isn_stored *rows, isn_buffer *out) {
  bool first = true;
  isn_export_geojson_head(out);
  isn_export_geojson(with, rows, &first, out);
  assert_false(first);
  out->length = 0; /* the features alone are compared, and what divides two documents */
  isn_export_geojson(with, rows, &first, out);
}

static void geojson_has_points_longitude_first(void **state) {
  (void)state;
  expect(write_geojson,
         ",\n{\"type\":\"Feature\",\"id\":\"d:ev1\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[-0.1235,31.2500]},\"properties\":{"
         "\"event\":\"d:ev1\",\"document\":\"d\",\"outlet\":\"barid.example\",\"outlet_name\":null,\"wires\":\"reuters.com "
         "agencies\",\"published\":\"2024-11-03T10:00:00Z\","
         "\"dated_from\":\"2024-11-03\",\"dated_to\":\"2024-11-03\",\"title\":null,\"url\":null,\"type\":\"ASSAULT\","
         "\"mode\":\"heavy-weapons\",\"cameo\":\"190\",\"quad\":4,\"scale\":-9.0,\"modality\":\"denied\",\"date_from\":\"2024-11-02\","
         "\"date_to\":\"2024-11-02\",\"time\":null,\"date_precision\":\"day\",\"time_text\":\"أمس\",\"time_value\":\"2024-11-02\","
         "\"actors\":\"زرمان\",\"actor_codes\":null,\"actor_keys\":\"isnad:place-xq-zarman\",\"recipients\":null,"
         "\"recipient_codes\":null,\"recipient_keys\":null,\"place\":\"زرمان\",\"place_en\":\"Zarman\",\"place_key\":\"isnad:place-xq-"
         "zarman\","
         "\"place_country\":\"XQ\",\"dead\":5,\"injured\":null,\"arrested\":null,\"statement\":\"d:st1\","
         "\"said_by\":\"متحدث باسم وسمان\",\"said_by_kind\":\"anonymous\",\"cue_class\":\"ASSERT\","
         "\"chain\":\"barid.example ← متحدث باسم وسمان\",\"line\":1,\"start\":35,\"end\":39,\"anchor\":\"قصفت\","
         "\"sentence\":\"أكد متحدث باسم وسمان أن قوات زرمان قصفت السوق أمس، فقتل خمسة.\",\"why\":\"made\",\"confidence\":0.50,"
         "\"contexts\":\"military | trafficking\",\"casualties\":9,\"abducted\":null,\"displaced\":null,"
         "\"place_kind\":null,\"place_country_name\":null,\"place_province\":null,\"place_province_name\":null,"
         "\"place_district\":null,\"place_city\":null}}");
}

static void write_positions(const isn_export_with *with, const isn_stored *rows, isn_buffer *out) {
  isn_export_csv_head(&isn_positions_table, out);
  isn_export_csv(&isn_positions_table, with, rows, out);
}

static void csv_begins_with_its_mark_and_runs_no_formula(void **state) {
  (void)state;
  expect(
      write_positions,
      "\xef\xbb\xbfposition,document,outlet,outlet_name,wires,published,dated_from,dated_to,title,url,holder,holder_key,holder_code,stance,"
      "about,of,"
      "of_key,condition,statement,event,chain,line,start,end,condition_start,condition_end,why,confidence\r\n"
      "d:p1,d,barid.example,,reuters.com agencies,2024-11-03T10:00:00Z,2024-11-03,2024-11-03,,,وسمان,per:وسمان,XQA "
      "GOV,refuses,\"'=الهدنة\",زرمان,"
      "isnad:place-xq-zarman,السوق أمس,d:st1,,barid.example ← متحدث باسم وسمان,1,69,76,40,49,made,0.50\r\n");
}

static void cells_are_quoted_where_they_must_be(void **state) {
  (void)state;
  static const struct {
    const char *text, *written;
    bool number;
  } cells[] = {{"", "", false},
               {"قال", "قال", false},
               {"a,b", "\"a,b\"", false},
               {"a;b", "\"a;b\"", false},
               {"\"", "\"\"\"\"", false},
               {"a\"b\"c", "\"a\"\"b\"\"c\"", false},
               {"a\r\nb", "\"a\r\nb\"", false},
               {"=1", "\"'=1\"", false},
               {"+1", "\"'+1\"", false},
               {"-1", "\"'-1\"", false},
               {"-1", "-1", true},
               {"@a", "\"'@a\"", false},
               {"\ta", "\"'\ta\"", false},
               {"＝1", "\"'＝1\"", false},
               {"a=1", "a=1", false}};
  for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
    isn_buffer out = {0};
    isn_buffer_text(&out, "");
    isn_csv_cell(cells[i].text, strlen(cells[i].text), cells[i].number, &out);
    assert_string_equal(out.at, cells[i].written);
    isn_buffer_free(&out);
  }
}

static void values_of_time_become_days(void **state) {
  (void)state;
  static const struct {
    const char *value, *from, *to, *time, *precision;
  } times[] = {{"2019-08-20", "2019-08-20", "2019-08-20", "", "day"},
               {"2019-08-20T14:30", "2019-08-20", "2019-08-20", "14:30:00", "day"},
               {"2019-08-20T09", "2019-08-20", "2019-08-20", "09:00:00", "day"},
               {"2019-08-20TMO", "2019-08-20", "2019-08-20", "", "day"},
               {"2020-02", "2020-02-01", "2020-02-29", "", "month"},
               {"2019-02", "2019-02-01", "2019-02-28", "", "month"},
               {"2019", "2019-01-01", "2019-12-31", "", "year"},
               {"199", "1990-01-01", "1999-12-31", "", "decade"},
               {"2019-W01", "2018-12-31", "2019-01-06", "", "week"},
               {"2020-W53", "2020-12-28", "2021-01-03", "", "week"},
               {"2019-W34-WE", "2019-08-24", "2019-08-25", "", "week"},
               {"2019-Q3", "2019-07-01", "2019-09-30", "", "quarter"},
               {"2019-H1", "2019-01-01", "2019-06-30", "", "half"},
               {"2019-WI", "2019-12-01", "2020-02-29", "", "season"},
               {"2019-SU", "2019-06-01", "2019-08-31", "", "season"},
               {"2019-05-06/2019-06-03", "2019-05-06", "2019-06-03", "", "range"},
               /* what says no day is the document's */
               {"PRESENT_REF", "2024-11-03", "2024-11-03", "", "document"},
               {"2019-13", "2024-11-03", "2024-11-03", "", "document"},
               {"2019-02-30", "2024-11-03", "2024-11-03", "", "document"},
               {"XXXX-WXX-2", "2024-11-03", "2024-11-03", "", "document"},
               {"20XX", "2024-11-03", "2024-11-03", "", "document"},
               {NULL, "2024-11-03", "2024-11-03", "", "document"}};
  for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
    record made;
    isn_doc *doc = full_record(&made);
    doc->times.at[0].value = times[i].value;
    isn_stored rows = isn_rows_of(doc);
    isn_when when = isn_event_when(&rows, &rows.events[0]);
    assert_string_equal(when.from, times[i].from);
    assert_string_equal(when.to, times[i].to);
    assert_string_equal(when.time, times[i].time);
    assert_string_equal(when.precision, times[i].precision);
    record_close(&made);
  }
  record made;
  isn_doc *doc = full_record(&made);
  doc->events.at[0].time = ISNAD_NONE;
  doc->dated_from = NULL;
  isn_stored rows = isn_rows_of(doc);
  assert_string_equal(isn_event_when(&rows, &rows.events[0]).from, "2024-11-03");
  rows.dated_to = NULL;
  assert_string_equal(isn_event_when(&rows, &rows.events[0]).from, "");
  assert_string_equal(isn_event_when(&rows, &rows.events[0]).precision, "");
  record_close(&made);
}

static void codes_come_apart(void **state) {
  (void)state;
  static const struct {
    const char *code, *country, *sectors;
  } codes[] = {{"LBY GOV", "LBY", "GOV"},
               {"UAF", "", "UAF"},
               {"IGO UNO", "IGO", "UNO"},
               {"NGO", "NGO", ""},
               {"SYR", "SYR", ""},
               {NULL, "", ""},
               {"", "", ""},
               {"a very long word", "", ""}};
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
    isn_actor_code code = isn_actor_code_of(codes[i].code);
    assert_string_equal(code.country, codes[i].country);
    assert_string_equal(code.sectors, codes[i].sectors);
  }
}

static void a_sentence_ends_at_its_marks(void **state) {
  (void)state;
  static const char *const texts[][2] = {{"قبل. ضرب 3.5 كم! بعد", "ضرب 3.5 كم!"},
                                         {"ضرب", "ضرب"},
                                         {"قبل\n  ضرب هنا  \nبعد", "ضرب هنا"},
                                         {"هل ضرب؟ نعم", "هل ضرب؟"},
                                         {"ضرب هنا.", "ضرب هنا."},
                                         {"قبل\r\nضرب\r\nبعد", "ضرب"}};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    record made;
    isn_doc *doc = record_open(&made, "d", NULL, NULL, texts[i][0]);
    isn_stored rows = isn_rows_of(doc);
    isnad_span span = isn_rows_sentence(&rows, record_span(doc, "ضرب"));
    size_t length;
    const char *words = isn_stored_slice(&rows, span, &length);
    assert_int_equal(length, strlen(texts[i][1]));
    assert_memory_equal(words, texts[i][1], length);
    record_close(&made);
  }
}

static bool refuse(void *context, const char *bytes, size_t length) {
  (void)bytes, (void)length;
  return (*(int *)context)-- > 0;
}

static void what_cannot_be_written_is_an_error(void **state) {
  (void)state;
  isnad_export_options options = {.format = ISNAD_EXPORT_GEOJSON};
  isnad_exporter *exporter;
  isnad_error error;
  int calls = 0;
  assert_int_equal(isnad_exporter_open(&options, refuse, &calls, &exporter, &error), ISNAD_E_IO);
  assert_null(exporter);
  calls = 1;
  assert_int_equal(isnad_exporter_open(&options, refuse, &calls, &exporter, &error), ISNAD_OK);
  assert_int_equal(isnad_exporter_close(exporter, &error), ISNAD_E_IO);
  assert_int_equal(isnad_exporter_close(NULL, &error), ISNAD_OK);
  options.format = ISNAD_EXPORT_FORMATS;
  assert_int_equal(isnad_exporter_open(&options, refuse, &calls, &exporter, &error), ISNAD_E_ARG);
  assert_string_equal(isnad_export_format_name(ISNAD_EXPORT_CAMEO), "cameo");
  assert_string_equal(isnad_table_name(ISNAD_TABLE_LABELS), "labels");
  assert_string_equal(isnad_export_format_name(ISNAD_EXPORT_FORMATS), "");
  assert_string_equal(isnad_table_name(ISNAD_TABLES), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(plover_is_written_field_by_field),
      cmocka_unit_test(cameo_is_written_cell_by_cell),
      cmocka_unit_test(geojson_has_points_longitude_first),
      cmocka_unit_test(csv_begins_with_its_mark_and_runs_no_formula),
      cmocka_unit_test(cells_are_quoted_where_they_must_be),
      cmocka_unit_test(values_of_time_become_days),
      cmocka_unit_test(codes_come_apart),
      cmocka_unit_test(a_sentence_ends_at_its_marks),
      cmocka_unit_test(what_cannot_be_written_is_an_error),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
