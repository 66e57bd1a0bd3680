/* How sure rows are: the numbers of the table, leaving rows out, and the model of events that stand alone. */
#include "records.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../train/model_writer.h"
#include "confidence/confidence.h"
#include "doc/least.h"
#include "event/rank.h"
#include "isnad.h"
#include "pack/model.h"

static void percents_follow_the_logistic_curve(void **state) {
  (void)state;
  assert_int_equal(isn_confidence_percent(0), 50);
  assert_int_equal(isn_confidence_percent(110), 75);
  assert_int_equal(isn_confidence_percent(-110), 25);
  assert_int_equal(isn_confidence_percent(INT64_MAX), 99);
  assert_int_equal(isn_confidence_percent(INT64_MIN), 1);
  for (int64_t sum = -1000; sum < 1000; sum++) assert_true(isn_confidence_percent(sum) <= isn_confidence_percent(sum + 1));
}

/* ---- leaving out ---- */

typedef struct sample {
  record made;
  isn_doc *doc;
  uint32_t outer, inner, day;
} sample;

/* Two statements, one in the other, an event in the inner one, a position that rests on both, a time, a label. */
static void open_sample(sample *s) {
  isn_doc *doc = s->doc = record_open(&s->made, "d", NULL, "2024-11-03", "أكد وسمان أن زرمان ترفض الهدنة منذ أمس في تيمار");
  const uint32_t wasman = record_entity(doc, ISNAD_PER, "وسمان", NULL, NULL), zarman = record_entity(doc, ISNAD_LOC, "زرمان", NULL, NULL),
                 timar = record_entity(doc, ISNAD_LOC, "تيمار", NULL, NULL);
  record_mention(doc, wasman, "وسمان");
  record_mention(doc, zarman, "زرمان");
  record_mention(doc, timar, "تيمار");
  s->day = record_time(doc, "أمس", "2024-11-02");
  s->outer = record_statement(doc, "وسمان", wasman, ISNAD_PERSON, "أكد", ISNAD_ASSERT, "زرمان ترفض الهدنة منذ أمس في تيمار", ISNAD_NONE);
  s->inner = record_statement(doc, "زرمان", zarman, ISNAD_OFFICE, "ترفض", ISNAD_REFUSE, "الهدنة", s->outer);
  isnad_event *event = record_event(doc, ISNAD_EV_REJECT, "ترفض", zarman, ISNAD_NONE);
  event->statement = s->outer;
  event->time = s->day;
  isnad_position *position = record_position(doc, zarman, ISNAD_REFUSES, "الهدنة");
  position->statement = s->inner;
  position->event = 0;
}

static void nothing_is_left_out_below_nothing(void **state) {
  (void)state;
  sample s;
  isnad_error error;
  open_sample(&s);
  assert_int_equal(isn_doc_leave_out(s.doc, 0, 0, &error), ISNAD_OK);
  assert_int_equal(s.doc->entities.count, 3);
  assert_int_equal(s.doc->events.count, 1);
  record_close(&s.made);
}

static void what_is_not_sure_goes_and_the_rest_is_numbered_anew(void **state) {
  (void)state;
  sample s;
  isnad_error error;
  open_sample(&s);
  s.doc->mentions.at[0].evidence.confidence = 0.2f; /* nothing rests on وسمان but the outer statement, which is unsure too */
  s.doc->statements.at[s.outer].evidence.confidence = 0.2f;
  s.doc->statements.at[s.inner].parent = ISNAD_NONE;
  s.doc->events.at[0].statement = s.inner;
  assert_int_equal(isn_doc_leave_out(s.doc, 0.5f, 0, &error), ISNAD_OK);
  assert_int_equal(s.doc->entities.count, 2);
  assert_string_equal(s.doc->entities.at[0].name_ar, "زرمان");
  assert_int_equal(s.doc->mentions.count, 2);
  assert_int_equal(s.doc->mentions.at[0].entity, 0);
  assert_int_equal(s.doc->mentions.at[1].entity, 1);
  assert_int_equal(s.doc->statements.count, 1);
  assert_int_equal(s.doc->statements.at[0].source_entity, 0);
  assert_int_equal(s.doc->events.at[0].statement, 0);
  assert_int_equal(s.doc->events.at[0].actors[0].entity, 0);
  assert_int_equal(s.doc->positions.at[0].holder, 0);
  assert_int_equal(s.doc->positions.at[0].statement, 0);
  record_close(&s.made);
}

static void what_a_sure_row_rests_on_stays(void **state) {
  (void)state;
  sample s;
  isnad_error error;
  open_sample(&s);
  s.doc->statements.at[s.outer].evidence.confidence = 0.1f;
  s.doc->statements.at[s.inner].evidence.confidence = 0.1f;
  s.doc->events.at[0].evidence.confidence = 0.1f;
  s.doc->times.at[s.day].evidence.confidence = 0.1f;
  for (uint32_t i = 0; i < 3; i++) s.doc->mentions.at[i].evidence.confidence = 0.1f;
  assert_int_equal(isn_doc_leave_out(s.doc, 0.5f, 0, &error), ISNAD_OK); /* the position is sure, and rests on all but تيمار */
  assert_int_equal(s.doc->positions.count, 1);
  assert_int_equal(s.doc->events.count, 1);
  assert_int_equal(s.doc->statements.count, 2);
  assert_int_equal(s.doc->statements.at[1].parent, 0);
  assert_int_equal(s.doc->times.count, 1);
  assert_int_equal(s.doc->entities.count, 2);
  assert_int_equal(s.doc->mentions.count, 2);
  record_close(&s.made);
}

static void times_that_date_the_document_stay(void **state) {
  (void)state;
  sample s;
  isnad_error error;
  open_sample(&s);
  s.doc->positions.count = s.doc->events.count = 0;
  s.doc->times.at[s.day].evidence.confidence = 0.1f;
  const uint32_t second = record_time(s.doc, "منذ أمس", NULL);
  s.doc->times.at[second].evidence.confidence = 0.1f;
  *ISN_PUSH(&s.doc->dated_because, &s.doc->arena) = second;
  assert_int_equal(isn_doc_leave_out(s.doc, 0.5f, 0, &error), ISNAD_OK);
  assert_int_equal(s.doc->times.count, 1);
  assert_int_equal(s.doc->dated_because.at[0], 0);
  record_close(&s.made);
}

static void events_have_a_bound_of_their_own(void **state) {
  (void)state;
  sample s;
  isnad_error error;
  open_sample(&s);
  s.doc->positions.count = 0;
  assert_int_equal(isn_doc_leave_out(s.doc, 0.1f, 0.5f, &error), ISNAD_OK); /* 0.5 is not under 0.5 */
  assert_int_equal(s.doc->events.count, 1);
  assert_int_equal(isn_doc_leave_out(s.doc, 0.1f, 0.6f, &error), ISNAD_OK);
  assert_int_equal(s.doc->events.count, 0);
  assert_int_equal(s.doc->statements.count, 2);
  record_close(&s.made);
}

static void a_bound_that_is_no_probability_is_refused(void **state) {
  (void)state;
  isnad_engine *engine;
  isnad_document *document;
  isnad_error error;
  const isnad_input input = {.id = "d", .text = "نص", .text_length = 4};
  const float wrong[] = {-0.1f, 1.1f, (float)strtod("nan", NULL)};
  assert_int_equal(isnad_engine_open(NULL, &engine, &error), ISNAD_OK);
  for (size_t i = 0; i < 3; i++) {
    const isnad_analysis_options all = {.min_confidence = wrong[i]}, events = {.min_event = wrong[i]};
    assert_int_equal(isnad_analyze(engine, &input, &all, &document, &error), ISNAD_E_ARG);
    assert_int_equal(isnad_analyze(engine, &input, &events, &document, &error), ISNAD_E_ARG);
  }
  isnad_engine_close(engine);
}

/* ---- the table ---- */

static isnad_status open_with(const char *rows, isnad_error *error) {
  char folder[] = "/tmp/isnad-confidence-XXXXXX", path[64];
  assert_non_null(mkdtemp(folder));
  (void)snprintf(path, sizeof path, "%s/confidence.tsv", folder);
  FILE *f = fopen(path, "w");
  assert_non_null(f);
  (void)fprintf(f, "row\tfeature\tweight\tseen\tright\n%s", rows);
  assert_int_equal(fclose(f), 0);
  isnad_engine *engine;
  const isnad_engine_options options = {.lexicon_dir = folder};
  const isnad_status status = isnad_engine_open(&options, &engine, error);
  if (!status) isnad_engine_close(engine);
  (void)unlink(path);
  (void)rmdir(folder);
  return status;
}

static void a_faulty_row_of_the_table_is_named(void **state) {
  (void)state;
  isnad_error error;
  assert_int_equal(open_with("event\tall\t-20\t\t\nmention\tall\tkeep\t\t\n", &error), ISNAD_OK);
  assert_int_equal(open_with("event\tall\t1e3\t\t\n", &error), ISNAD_E_FORMAT);
  assert_int_equal(error.line, 2);
  assert_non_null(strstr(error.message, "column weight"));
  assert_int_equal(open_with("event\tall\t9999\t\t\n", &error), ISNAD_E_FORMAT);
  assert_int_equal(open_with("chunk\tall\t1\t\t\n", &error), ISNAD_E_FORMAT);
  assert_non_null(strstr(error.message, "column row"));
}

/* ---- the model of events ---- */

static isnad_status open_model(size_t weights, uint32_t labels, uint32_t units, size_t percents, uint8_t percent, isnad_error *error) {
  char path[] = "/tmp/isnad-event-XXXXXX";
  uint8_t table[16 + 256] = {(uint8_t)labels, 0, 0, 0, 4}, numbers[4] = {(uint8_t)units}, shares[1024];
  memset(shares, percent, sizeof shares);
  const int file = mkstemp(path);
  assert_true(file >= 0);
  (void)close(file);
  isn_writer *writer;
  assert_int_equal(isn_writer_open(path, "event", "free", 1, "terms", &writer, error), ISNAD_OK);
  assert_int_equal(isn_writer_section(writer, "weights", table, weights, error), ISNAD_OK);
  assert_int_equal(isn_writer_section(writer, "units", numbers, sizeof numbers, error), ISNAD_OK);
  assert_int_equal(isn_writer_section(writer, "percent", shares, percents, error), ISNAD_OK);
  assert_int_equal(isn_writer_close(writer, true, error), ISNAD_OK);
  isn_model *model;
  isn_rank rank;
  isn_arena arena = {0};
  assert_int_equal(isn_model_open(path, &model, error), ISNAD_OK);
  const isnad_status status = isn_rank_open(model, &arena, &rank, error);
  isn_arena_free(&arena);
  isn_model_close(model);
  (void)unlink(path);
  return status;
}

static void a_model_is_checked(void **state) {
  (void)state;
  isnad_error error;
  const size_t all = (size_t)ISNAD_EVENT_TYPES * ISN_RANK_STEPS;
  isn_rank none;
  assert_int_equal(isn_rank_open(NULL, NULL, &none, &error), ISNAD_OK);
  assert_int_equal(none.units, 0);
  assert_int_equal(open_model(32, 1, 1, all, 50, &error), ISNAD_OK);
  assert_int_equal(open_model(31, 1, 1, all, 50, &error), ISNAD_E_FORMAT);
  assert_int_equal(open_model(48, 2, 1, all, 50, &error), ISNAD_E_FORMAT);
  assert_non_null(strstr(error.message, "2 labels"));
  assert_int_equal(open_model(32, 1, 0, all, 50, &error), ISNAD_E_FORMAT);
  assert_int_equal(open_model(32, 1, 1, all - 1, 50, &error), ISNAD_E_FORMAT);
  assert_int_equal(open_model(32, 1, 1, all, 101, &error), ISNAD_E_FORMAT);
}

static void steps_of_scores_stay_in_their_table(void **state) {
  (void)state;
  const isn_rank rank = {.units = 10 * ISN_RANK_UNITS};
  assert_int_equal(isn_rank_step(&rank, 0), ISN_RANK_STEPS / 2);
  assert_int_equal(isn_rank_step(&rank, -1), ISN_RANK_STEPS / 2 - 1);
  assert_int_equal(isn_rank_step(&rank, 10), ISN_RANK_STEPS / 2 + 4);
  assert_int_equal(isn_rank_step(&rank, INT32_MAX), ISN_RANK_STEPS - 1);
  assert_int_equal(isn_rank_step(&rank, INT32_MIN), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(percents_follow_the_logistic_curve),
      cmocka_unit_test(nothing_is_left_out_below_nothing),
      cmocka_unit_test(what_is_not_sure_goes_and_the_rest_is_numbered_anew),
      cmocka_unit_test(what_a_sure_row_rests_on_stays),
      cmocka_unit_test(times_that_date_the_document_stay),
      cmocka_unit_test(events_have_a_bound_of_their_own),
      cmocka_unit_test(a_bound_that_is_no_probability_is_refused),
      cmocka_unit_test(a_faulty_row_of_the_table_is_named),
      cmocka_unit_test(a_model_is_checked),
      cmocka_unit_test(steps_of_scores_stay_in_their_table),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
