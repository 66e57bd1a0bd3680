/* report/: what stands in one row and what does not, chains, copies, names, positions, and the three ways to write it. */
#include "unit.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>

#include "records.h"
#include "report/report.h"

#define NO ISNAD_NONE

/* ---- a small world ---- */

static isnad_archive *archive;
static isn_overview model;

static int open_archive(void **state) {
  (void)state;
  return isnad_archive_open(NULL, &archive, NULL) == ISNAD_OK ? 0 : -1;
}

static int close_archive(void **state) {
  (void)state;
  isn_overview_close(&model);
  isnad_archive_close(archive);
  return 0;
}

static void add(record *made) {
  isnad_error error;
  if (isnad_archive_add(archive, &made->document, &error)) fail_msg("%s", error.message);
  record_close(made);
}

static const isn_overview *gathered(void) {
  isnad_error error;
  if (isn_overview_open(&model, archive, NULL, &error)) fail_msg("%s", error.message);
  return &model;
}

/* An article that reports one shelling: who did it, where, how many died, who says so. NULL: not said. */
typedef struct shelling {
  const char *id, *outlet, *day, *actor, *place, *speaker;
  int32_t dead;
  isnad_modality modality;
} shelling;

static void add_shelling(const shelling *told) {
  record made;
  char text[512];
  (void)snprintf(text, sizeof text, "%s\nقال %s إن %s قصفت %s.\n", told->id, told->speaker ? told->speaker : "",
                 told->actor ? told->actor : "", told->place ? told->place : "");
  isn_doc *doc = record_open(&made, told->id, told->outlet, told->day, text);
  uint32_t actor = told->actor ? record_entity(doc, ISNAD_ORG, told->actor, NULL, NULL) : NO;
  uint32_t place = told->place ? record_entity(doc, ISNAD_LOC, told->place, NULL, NULL) : NO;
  isnad_event *event = record_event(doc, ISNAD_EV_ASSAULT, "قصفت", actor, NO);
  event->place = place;
  event->dead = told->dead;
  event->modality = told->modality;
  if (told->speaker) event->statement = record_statement(doc, told->speaker, NO, ISNAD_OFFICE, "قال", ISNAD_SAY, "قصفت", NO);
  add(&made);
}

/* ---- actors ---- */

static void an_entry_of_the_knowledge_base_is_one_actor_whatever_its_name(void **state) {
  (void)state;
  static const char *const names[] = {"صفوان القرضاب", "القرضاب"};
  for (int i = 0; i < 2; i++) {
    record made;
    isn_doc *doc = record_open(&made, names[i], "x", NULL, names[i]);
    record_mention(doc, record_entity(doc, ISNAD_PER, names[i], NULL, "example:qardab"), names[i]);
    add(&made);
  }
  const isn_overview *m = gathered();
  assert_int_equal(m->actors.count, 1);
  assert_int_equal(m->actors.at[0].documents, 2);
}

static void names_that_differ_in_spelling_only_are_one_actor(void **state) {
  (void)state;
  static const char *const names[] = {"إدريس الصلدي", "ادريس الصلدى"};
  for (int i = 0; i < 2; i++) {
    record made;
    record_entity(record_open(&made, names[i], "x", NULL, names[i]), ISNAD_PER, names[i], NULL, NULL);
    add(&made);
  }
  assert_int_equal(gathered()->actors.count, 1);
}

static void a_name_of_another_type_is_another_actor(void **state) {
  (void)state;
  record made;
  isn_doc *doc = record_open(&made, "a", "x", NULL, "الزرم");
  record_entity(doc, ISNAD_LOC, "الزرم", NULL, NULL);
  record_entity(doc, ISNAD_ORG, "الزرم", NULL, NULL);
  add(&made);
  assert_int_equal(gathered()->actors.count, 2);
}

static void a_name_alone_joins_the_entry_that_bears_it_unless_two_do(void **state) {
  (void)state;
  record made;
  isn_doc *doc = record_open(&made, "a", "x", NULL, "سالم هاني");
  record_entity(doc, ISNAD_PER, "هاني", NULL, "example:hani");
  record_entity(doc, ISNAD_PER, "سالم", NULL, "example:salim-the-elder");
  record_entity(doc, ISNAD_PER, "سالم", NULL, "example:salim-the-younger");
  add(&made);
  doc = record_open(&made, "b", "x", NULL, "سالم هاني");
  record_entity(doc, ISNAD_PER, "هاني", NULL, NULL);
  record_entity(doc, ISNAD_PER, "سالم", NULL, NULL);
  add(&made);
  const isn_overview *m = gathered();
  assert_int_equal(m->actors.count, 4);
  assert_int_equal(m->documents[1].actor_of[0], m->documents[0].actor_of[0]);
  assert_int_equal(m->documents[1].actor_of[1], 3);
}

/* ---- the timeline ---- */

static void accounts_of_one_day_and_place_stand_in_one_row_with_their_figures(void **state) {
  (void)state;
  add_shelling(&(shelling){"a", "one", "2024-11-05", "الجيش", "سوق الحدادين", "وزارة الصحة", 34, ISNAD_ACTUAL});
  add_shelling(&(shelling){"b", "two", "2024-11-05", NULL, "سوق الحدادين", "مصدر طبي", 11, ISNAD_ACTUAL});
  const isn_overview *m = gathered();
  assert_int_equal(m->timeline.count, 1);
  const isn_happening *row = m->timeline.at;
  assert_int_equal(row->accounts.count, 2);
  assert_int_equal(row->outlets, 2);
  assert_int_equal(row->independent, 2);
  assert_false(row->denied);
  assert_int_equal(m->figures.count, 1);
  assert_true(m->figures.at[0].differs[ISN_DEAD]);
  assert_false(m->figures.at[0].differs[ISN_INJURED]);
  assert_int_equal(isn_differences(m), 1);
  assert_int_equal(row->accounts.at[1].cite.line, 2);
}

static void one_voice_does_not_contradict_itself(void **state) {
  (void)state;
  add_shelling(&(shelling){"a", "one", "2024-11-05", NULL, "سوق الحدادين", "وزارة الصحة", 34, ISNAD_ACTUAL});
  add_shelling(&(shelling){"b", "two", "2024-11-05", NULL, "سوق الحدادين", "وزارة الصحة", 36, ISNAD_ACTUAL});
  assert_int_equal(isn_differences(gathered()), 0);
}

/* Two articles of two days give the dead of one market; only their paragraphs name it. */
static void figures_of_one_place_stand_side_by_side_though_other_days_tell_them(void **state) {
  (void)state;
  static const struct {
    const char *id, *day, *speaker, *time, *place;
    int32_t dead;
  } told[] = {{"a", "2024-11-06", "وزارة الصحة", "2024-11-05", "سوق الحدادين", 34},
              {"b", "2024-11-08", "مصدر طبي", NULL, "سوق الحدادين", 11},
              {"c", "2024-11-29", "ناطق", NULL, "سوق الحدادين", 50},
              {"d", "2024-11-06", "شاهد", NULL, "جسر الزرم", 7}};
  for (int i = 0; i < 4; i++) {
    record made;
    char text[256];
    (void)snprintf(text, sizeof text, "%s\nقال %s بعد أن قصفت المدافع %s أمس إن عدد القتلى معروف", told[i].id, told[i].speaker,
                   told[i].place);
    isn_doc *doc = record_open(&made, told[i].id, told[i].id, told[i].day, text);
    record_mention(doc, record_entity(doc, ISNAD_LOC, told[i].place, NULL, NULL), told[i].place);
    uint32_t time = told[i].time ? record_time(doc, "أمس", told[i].time) : NO;
    uint32_t said = record_statement(doc, told[i].speaker, NO, ISNAD_OFFICE, "قال", ISNAD_SAY, "عدد القتلى معروف", NO);
    isnad_event *event = record_event(doc, ISNAD_EV_ASSAULT, "القتلى", NO, NO);
    event->dead = told[i].dead;
    event->time = time;
    event->statement = said;
    add(&made);
  }
  const isn_overview *m = gathered();
  assert_int_equal(m->timeline.count, 4);
  assert_int_equal(m->figures.count, 3);
  assert_int_equal(m->figures.at[0].accounts.count, 2);
  assert_true(m->figures.at[0].differs[ISN_DEAD]);
  assert_string_equal(m->figures.at[0].date, "2024-11-05");
  assert_int_equal(isn_differences(m), 1);
}

static void other_days_places_and_modalities_are_other_rows(void **state) {
  (void)state;
  add_shelling(&(shelling){"a", "one", "2024-11-05", "الجيش", "سوق الحدادين", NULL, -1, ISNAD_ACTUAL});
  add_shelling(&(shelling){"b", "two", "2024-11-06", "الجيش", "سوق الحدادين", NULL, -1, ISNAD_ACTUAL});
  add_shelling(&(shelling){"c", "two", "2024-11-05", "الجيش", "جسر الزرم", NULL, -1, ISNAD_ACTUAL});
  add_shelling(&(shelling){"d", "two", "2024-11-05", "الجيش", "سوق الحدادين", NULL, -1, ISNAD_PLANNED});
  assert_int_equal(gathered()->timeline.count, 4);
}

static void what_is_told_and_denied_stands_in_one_row(void **state) {
  (void)state;
  add_shelling(&(shelling){"a", "one", "2024-11-05", "الجيش", "سوق الحدادين", "الحكومة", -1, ISNAD_ACTUAL});
  add_shelling(&(shelling){"b", "two", "2024-11-05", "الجيش", "سوق الحدادين", "ناطق", -1, ISNAD_DENIED});
  const isn_overview *m = gathered();
  assert_int_equal(m->timeline.count, 1);
  assert_true(m->timeline.at[0].denied);
  assert_int_equal(m->timeline.at[0].modality, ISNAD_ACTUAL);
}

static void rows_without_a_date_are_never_put_together(void **state) {
  (void)state;
  add_shelling(&(shelling){"a", "one", NULL, "الجيش", "سوق الحدادين", NULL, -1, ISNAD_ACTUAL});
  add_shelling(&(shelling){"b", "two", NULL, "الجيش", "سوق الحدادين", NULL, -1, ISNAD_ACTUAL});
  const isn_overview *m = gathered();
  assert_int_equal(m->timeline.count, 2);
  assert_int_equal(m->timeline.at[0].date_kind, ISN_DATE_NONE);
}

static void an_event_has_the_day_that_the_text_gives_before_that_of_its_document(void **state) {
  (void)state;
  record made;
  isn_doc *doc = record_open(&made, "a", "one", "2024-11-06", "قصفت السوق أمس وهاجمت الجسر");
  record_event(doc, ISNAD_EV_ASSAULT, "قصفت", NO, NO)->time = record_time(doc, "أمس", "2024-11-05T19:30");
  record_event(doc, ISNAD_EV_ASSAULT, "هاجمت", NO, NO);
  add(&made);
  const isn_overview *m = gathered();
  assert_string_equal(m->timeline.at[0].date, "2024-11-05");
  assert_int_equal(m->timeline.at[0].date_kind, ISN_DATE_SAID);
  assert_string_equal(m->timeline.at[0].accounts.at[0].clock, "19:30");
  assert_string_equal(m->timeline.at[1].date, "2024-11-06");
  assert_int_equal(m->timeline.at[1].date_kind, ISN_DATE_DOCUMENT);
}

/* ---- copies ---- */

static const char wire[] =
    "قال مسعفون إن عشرات الأشخاص قتلوا أمس عندما سقطت قذائف على سوق مكتظة في المدينة وتبادل الطرفان الاتهام بالمسؤولية عن القصف\n"
    "وأعلنت وزارة الصحة أن بين القتلى تسعة أطفال وأن المستشفيات لم تعد تتسع للجرحى الذين يصلون إليها منذ ساعات الصباح\n"
    "وحث المبعوث الطرفين على السماح بخروج من يريد من السكان قبل أن يشتد القتال في الأحياء القريبة من النهر\n";

static void add_wire(const char *id, const char *outlet, const char *day, const char *text) {
  record made;
  isn_doc *doc = record_open(&made, id, outlet, day, text);
  uint32_t place = record_entity(doc, ISNAD_LOC, "السوق", NULL, NULL);
  isnad_event *event = record_event(doc, ISNAD_EV_ASSAULT, "قصف", NO, NO);
  event->place = place;
  event->time = record_time(doc, "أمس", "2024-11-05");
  record_statement(doc, "مسعفون", NO, ISNAD_GROUP, "قال", ISNAD_SAY, "عشرات الأشخاص قتلوا أمس", NO);
  add(&made);
}

static void a_copy_is_named_and_not_counted_as_a_witness(void **state) {
  (void)state;
  char cut[1024], other[1024];
  (void)snprintf(cut, sizeof cut, "%.*s", (int)(strstr(wire, "وحث") - wire), wire);
  (void)snprintf(other, sizeof other, "%s",
                 "روى بائع أن قصف السوق أمس لم يترك له شيئا، وقال مسعفون إن عشرات الأشخاص قتلوا أمس وهم يشترون الخبز");
  add_wire("original", "one", "2024-11-06", wire);
  add_wire("same", "two", "2024-11-06", wire);
  add_wire("shorter", "three", "2024-11-07", cut);
  add_wire("own", "four", "2024-11-07", other);
  const isn_overview *m = gathered();
  assert_int_equal(m->documents[0].copy_of, NO);
  assert_int_equal(m->documents[1].copy_of, 0);
  assert_int_equal(m->documents[1].overlap, 100);
  assert_string_equal(m->documents[3].stored->id, "shorter");
  assert_int_equal(m->documents[3].copy_of, 0);
  assert_string_equal(m->documents[2].stored->id, "own");
  assert_int_equal(m->documents[2].copy_of, NO);
  assert_int_equal(m->timeline.count, 1);
  assert_int_equal(m->timeline.at[0].outlets, 4);
  assert_int_equal(m->timeline.at[0].independent, 2);
  assert_int_equal(m->timeline.at[0].accounts.count, 4);
  assert_int_equal(m->statements.count, 2); /* the original's and that of the own words */
  assert_int_equal(m->statements.at[0].copies.count, 2);
}

/* ---- chains ---- */

static void a_chain_goes_from_the_outlet_to_the_first_speaker(void **state) {
  (void)state;
  record made;
  isn_doc *doc = record_open(&made, "a", "Sputnik", NULL, "ذكرت مصادر مطلعة أن القيادة العامة أعلنت وقف القتال");
  uint32_t command = record_entity(doc, ISNAD_ORG, "القيادة العامة", "General Command", NULL);
  uint32_t outer = record_statement(doc, "مصادر مطلعة", NO, ISNAD_ANONYMOUS, "ذكرت", ISNAD_SAY, "القيادة العامة أعلنت وقف القتال", NO);
  record_statement(doc, "القيادة العامة", command, ISNAD_OFFICE, "أعلنت", ISNAD_ANNOUNCE, "وقف القتال", outer);
  add(&made);
  const isn_chain *chain = &gathered()->statements.at[1].chain;
  assert_string_equal(model.outlets.at[chain->outlet].name.ar, "Sputnik");
  assert_int_equal(chain->count, 2);
  assert_string_equal(chain->hops[0].name.ar, "مصادر مطلعة");
  assert_int_equal(chain->hops[0].actor, NO);
  assert_string_equal(chain->hops[1].name.en, "General Command");
  assert_int_equal(chain->hops[1].kind, ISNAD_OFFICE);
  char *text;
  size_t length;
  assert_int_equal(isnad_report(archive, NULL, &text, &length, NULL), ISNAD_OK);
  assert_non_null(strstr(text, "Sputnik ← مصادر مطلعة ← القيادة العامة [1:1]"));
  free(text);
}

static void an_outlet_that_cites_itself_stands_there_once(void **state) {
  (void)state;
  record made;
  isn_doc *doc = record_open(&made, "a", "الدواة", NULL, "علمت «الدواة» من مصادر أن الهدنة قريبة");
  uint32_t own = record_statement(doc, "الدواة", NO, ISNAD_OUTLET, "علمت", ISNAD_SAY, "من مصادر أن الهدنة قريبة", NO);
  record_statement(doc, "مصادر", NO, ISNAD_ANONYMOUS, "من", ISNAD_SAY, "الهدنة قريبة", own);
  add(&made);
  const isn_overview *m = gathered();
  assert_int_equal(m->statements.at[0].chain.count, 0);
  assert_int_equal(m->statements.at[1].chain.count, 1);
}

/* ---- names and positions ---- */

static void names_are_counted_by_outlet_and_by_whose_words_they_are(void **state) {
  (void)state;
  record made;
  isn_doc *doc = record_open(&made, "a", "one", NULL, "مليشيا القرضاب تتقدم. قال ناطق إن مليشيا القرضاب والجيش الوطني ينسحبان");
  uint32_t force = record_entity(doc, ISNAD_ORG, "قوات القرضاب", NULL, NULL);
  uint32_t said = record_statement(doc, "ناطق", NO, ISNAD_PERSON, "قال", ISNAD_SAY, "مليشيا القرضاب والجيش الوطني ينسحبان", NO);
  record_label(doc, force, "مليشيا القرضاب", NO);
  record_label(doc, force, "مليشيا القرضاب", said);
  record_label(doc, force, "الجيش الوطني", said);
  add(&made);
  const isn_overview *m = gathered();
  assert_int_equal(m->names.count, 1);
  const isn_styles *styles = &m->names.at[0].by_outlet[0];
  assert_int_equal(styles->count, 2);
  assert_string_equal(styles->at[0].words, "مليشيا القرضاب");
  assert_int_equal(styles->at[0].count, 1);
  assert_int_equal(styles->at[0].quoted, 1);
  assert_int_equal(styles->at[1].quoted, 1);
}

static void statements_give_positions_where_the_record_has_none(void **state) {
  (void)state;
  record made;
  isn_doc *doc = record_open(&made, "a", "one", NULL, "طالبت الحكومة بوقف القتال ورفضت الهدنة إلا بعد الانسحاب");
  uint32_t government = record_entity(doc, ISNAD_ORG, "الحكومة", NULL, NULL);
  record_statement(doc, "الحكومة", government, ISNAD_OFFICE, "طالبت", ISNAD_DEMAND, "وقف القتال", NO);
  uint32_t refused = record_statement(doc, NULL, government, ISNAD_OFFICE, "رفضت", ISNAD_REFUSE, "الهدنة", NO);
  isnad_position *position = record_position(doc, government, ISNAD_REFUSES, "الهدنة");
  position->condition = record_span(doc, "إلا بعد الانسحاب");
  position->statement = refused;
  add(&made);
  const isn_overview *m = gathered();
  assert_int_equal(m->parties.count, 1);
  assert_int_equal(m->parties.at[0].stands.count, 2);
  assert_int_equal(m->parties.at[0].stands.at[0].kind, ISN_STAND_DEMANDS);
  assert_string_equal(m->parties.at[0].stands.at[0].about, "وقف القتال");
  assert_int_equal(m->parties.at[0].stands.at[1].kind, ISN_STAND_REFUSES);
  assert_string_equal(m->parties.at[0].stands.at[1].condition, "إلا بعد الانسحاب");
}

static void what_nobody_is_written_for_is_no_party_and_stands_last(void **state) {
  (void)state;
  record made;
  isn_doc *doc = record_open(&made, "a", "one", NULL, "طالبت بالانسحاب ووعدت بالرد ورفض سالم الهدنة");
  record_statement(doc, NULL, NO, ISNAD_OFFICE, "طالبت", ISNAD_DEMAND, "الانسحاب", NO);
  record_statement(doc, NULL, NO, ISNAD_OFFICE, "وعدت", ISNAD_PROMISE, "الرد", NO);
  record_statement(doc, "سالم", NO, ISNAD_PERSON, "رفض", ISNAD_REFUSE, "الهدنة", NO);
  add(&made);
  const isn_overview *m = gathered();
  assert_int_equal(m->parties.count, 2);
  assert_string_equal(m->parties.at[0].name.ar, "سالم");
  assert_true(m->parties.at[1].implied);
  assert_int_equal(m->parties.at[1].stands.count, 2);
}

static void words_are_shown_without_the_marks_around_them(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"، «نعم» قال ", "«نعم» قال"}, {"يوافق مبدئيا»", "يوافق مبدئيا"}, {"\"لا\" و\"نعم\"", "\"لا\" و\"نعم\""},
      {"\"لا هدنة", "لا هدنة"},      {" سطر\nآخر ", "سطر آخر"},         {" ، ", ""}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    record made;
    isn_doc *doc = record_open(&made, "a", "one", NULL, cases[i][0]);
    isnad_span whole = isn_span(0, doc->n);
    add(&made);
    (void)gathered();
    assert_string_equal(isn_words(&model, 0, whole), cases[i][1]);
    isn_overview_close(&model);
  }
}

/* ---- writing ---- */

static char *written(isnad_report_format format, bool english, uint32_t width) {
  isnad_report_options options = {.format = format, .english = english, .width = width};
  isnad_error error;
  char *bytes;
  size_t length;
  if (isnad_report(archive, &options, &bytes, &length, &error)) fail_msg("%s", error.message);
  assert_int_equal(strlen(bytes), length);
  return bytes;
}

static void add_world(void) {
  add_shelling(&(shelling){"a", "one", "2024-11-05", "الجيش", "سوق الحدادين", "الحكومة", 34, ISNAD_ACTUAL});
  add_shelling(&(shelling){"b", "two", "2024-11-05", "الجيش", "سوق الحدادين", "ناطق", 11, ISNAD_DENIED});
  add_wire("original", "one", "2024-11-06", wire);
  add_wire("same", "two", "2024-11-06", wire);
}

static void what_is_denied_is_listed_among_the_disagreements(void **state) {
  (void)state;
  record made;
  isn_doc *doc = record_open(&made, "a", "one", NULL, "نفى الجيش سقوط المطار");
  record_statement(doc, "الجيش", NO, ISNAD_GROUP, "نفى", ISNAD_DENY, "سقوط المطار", NO);
  add(&made);
  char *bytes = written(ISNAD_REPORT_TEXT, false, 0);
  const char *section = strstr(bytes, "\nتصريحات النفي\n"), *row = strstr(bytes, "نفي: سقوط المطار\n    \u200fone ← الجيش [1:1]");
  assert_true(section && row && section < row);
  free(bytes);
}

static void a_report_does_not_depend_on_the_order_of_adding(void **state) {
  (void)state;
  static const shelling told[] = {{"a", "one", "2024-11-05", "الجيش", "سوق الحدادين", "الحكومة", 34, ISNAD_ACTUAL},
                                  {"b", "two", "2024-11-05", "الجيش", "سوق الحدادين", "ناطق", 11, ISNAD_DENIED},
                                  {"c", NULL, NULL, "الجيش", "سوق الحدادين", NULL, -1, ISNAD_ACTUAL}};
  char *first[3];
  for (int order = 0; order < 2; order++) {
    isnad_archive_close(archive);
    assert_int_equal(isnad_archive_open(NULL, &archive, NULL), ISNAD_OK);
    for (int i = 0; i < 3; i++) add_shelling(&told[order ? 2 - i : i]);
    for (int format = 0; format < 3; format++) {
      char *now = written((isnad_report_format)format, false, 0);
      if (order) assert_string_equal(now, first[format]), free(now), free(first[format]);
      else first[format] = now;
    }
  }
}

static void json_can_be_read_and_its_numbers_lead_somewhere(void **state) {
  (void)state;
  add_world();
  char *bytes = written(ISNAD_REPORT_JSON, false, 0);
  cJSON *root = cJSON_Parse(bytes), *row;
  assert_non_null(root);
  assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(root, "documents")), 4);
  assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(root, "outlets")), 2);
  cJSON_ArrayForEach(row, cJSON_GetObjectItem(root, "timeline")) {
    cJSON *account;
    cJSON_ArrayForEach(account, cJSON_GetObjectItem(row, "accounts")) {
      assert_in_range(cJSON_GetObjectItem(account, "document")->valueint, 0, 3);
      assert_in_range(cJSON_GetObjectItem(account, "line")->valueint, 1, 3);
      assert_true(cJSON_IsNumber(cJSON_GetObjectItem(account, "start")));
    }
  }
  cJSON_Delete(root);
  free(bytes);
}

/* Every line of the text report fits, but for a word that alone is longer. */
static void text_keeps_to_its_width(void **state) {
  (void)state;
  add_world();
  for (int english = 0; english < 2; english++) {
    char *bytes = written(ISNAD_REPORT_TEXT, english, 60);
    for (char *line = strtok(bytes, "\n"); line; line = strtok(NULL, "\n"))
      if (isn_report_columns(line, strlen(line)) > 60) fail_msg("too long: %s", line);
    free(bytes);
  }
}

static void a_line_of_the_arabic_report_that_begins_with_latin_says_where_it_starts(void **state) {
  (void)state;
  add_world();
  char *bytes = written(ISNAD_REPORT_TEXT, false, 0);
  assert_non_null(strstr(bytes, "\u200fmade.txt"));
  assert_non_null(strstr(bytes, "\n    \u200fone ← الحكومة [1:2]"));
  assert_null(strstr(bytes, "\x1b["));
  free(bytes);
}

static void the_page_escapes_what_it_quotes(void **state) {
  (void)state;
  record made;
  const char *evil = "<script>alert(1)</script> قال \"سالم\" & <b onclick='x'> إن الهدنة قريبة";
  isn_doc *doc = record_open(&made, "\"><script>", "<img src=x>", "2024-11-05", evil);
  uint32_t person = record_entity(doc, ISNAD_PER, "<i>سالم</i>", "<u>Salim</u>", NULL);
  uint32_t said = record_statement(doc, "سالم", person, ISNAD_PERSON, "قال", ISNAD_DEMAND, evil, NO);
  record_label(doc, person, "<b onclick='x'>", said);
  record_event(doc, ISNAD_EV_AGREE, "<script>", person, NO)->mode = "<em>";
  doc->title = "<title>";
  add(&made);
  char *bytes = written(ISNAD_REPORT_HTML, false, 0), *scripts = bytes;
  static const char *const raw[] = {"<script>alert", "<b onclick", "<img", "<i>", "<u>", "<em>", "\"><script>\"", "<title><"};
  for (size_t i = 0; i < sizeof raw / sizeof *raw; i++)
    if (strstr(bytes, raw[i])) fail_msg("the page holds %s", raw[i]);
  int count = 0;
  while ((scripts = strstr(scripts, "<script"))) count++, scripts++;
  assert_int_equal(count, 1);
  assert_non_null(strstr(bytes, "&lt;script&gt;alert(1)&lt;/script&gt;"));
  free(bytes);
}

/* Each link of the page leads to a place of the page. */
static void the_page_leads_nowhere_but_into_itself(void **state) {
  (void)state;
  add_world();
  char *bytes = written(ISNAD_REPORT_HTML, false, 0);
  int links = 0;
  for (const char *at = bytes; (at = strstr(at, "href=\"")); at++, links++) {
    char id[64] = "";
    assert_int_equal(at[6], '#');
    (void)snprintf(id, sizeof id, " id=\"%.*s\"", (int)strcspn(at + 7, "\""), at + 7);
    if (!strstr(bytes, id)) fail_msg("no element has%s", id);
  }
  assert_true(links > 20);
  assert_non_null(strstr(bytes, "default-src 'none'; style-src 'sha256-"));
  assert_null(strstr(bytes, "http:"));
  assert_null(strstr(bytes, "https:"));
  assert_null(strstr(bytes, " src="));
  assert_null(strstr(bytes, " style="));
  assert_null(strstr(bytes, "@import"));
  assert_null(strstr(bytes, "url("));
  free(bytes);
}

static void an_empty_archive_gives_an_empty_report(void **state) {
  (void)state;
  for (int format = 0; format < 3; format++) {
    char *bytes = written((isnad_report_format)format, false, 0);
    assert_true(strlen(bytes) > 20);
    free(bytes);
  }
}

static void a_document_without_rows_or_text_is_still_shown(void **state) {
  (void)state;
  record made;
  record_open(&made, "a", NULL, NULL, "");
  add(&made);
  record_open(&made, "b", NULL, NULL, "\n\n سطر\n");
  add(&made);
  for (int format = 0; format < 3; format++) free(written((isnad_report_format)format, true, 0));
  char *bytes = written(ISNAD_REPORT_TEXT, false, 0);
  assert_non_null(strstr(bytes, "سطر"));
  free(bytes);
}

static void a_wrong_call_is_an_error(void **state) {
  (void)state;
  char *bytes;
  size_t length;
  isnad_report_options options = {.format = (isnad_report_format)9};
  assert_int_equal(isnad_report(NULL, NULL, &bytes, &length, NULL), ISNAD_E_ARG);
  assert_int_equal(isnad_report(archive, &options, &bytes, &length, NULL), ISNAD_E_ARG);
  assert_null(bytes);
}

static void weekdays_are_those_of_the_calendar(void **state) {
  (void)state;
  assert_int_equal(isn_report_weekday("2024-11-01"), 5); /* a Friday */
  assert_int_equal(isn_report_weekday("2000-02-29"), 2);
  assert_int_equal(isn_report_weekday("1900-03-01T10:00"), 4);
  assert_int_equal(isn_report_weekday("2024-11"), -1);
  assert_int_equal(isn_report_weekday(""), -1);
  assert_int_equal(isn_report_weekday("XXXX-11-01"), -1);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, open_archive, close_archive)

int main(void) {
  const struct CMUnitTest tests[] = {
      EACH(an_entry_of_the_knowledge_base_is_one_actor_whatever_its_name),
      EACH(names_that_differ_in_spelling_only_are_one_actor),
      EACH(a_name_of_another_type_is_another_actor),
      EACH(a_name_alone_joins_the_entry_that_bears_it_unless_two_do),
      EACH(accounts_of_one_day_and_place_stand_in_one_row_with_their_figures),
      EACH(one_voice_does_not_contradict_itself),
      EACH(figures_of_one_place_stand_side_by_side_though_other_days_tell_them),
      EACH(other_days_places_and_modalities_are_other_rows),
      EACH(what_is_told_and_denied_stands_in_one_row),
      EACH(rows_without_a_date_are_never_put_together),
      EACH(an_event_has_the_day_that_the_text_gives_before_that_of_its_document),
      EACH(a_copy_is_named_and_not_counted_as_a_witness),
      EACH(a_chain_goes_from_the_outlet_to_the_first_speaker),
      EACH(an_outlet_that_cites_itself_stands_there_once),
      EACH(names_are_counted_by_outlet_and_by_whose_words_they_are),
      EACH(statements_give_positions_where_the_record_has_none),
      EACH(what_nobody_is_written_for_is_no_party_and_stands_last),
      EACH(words_are_shown_without_the_marks_around_them),
      EACH(what_is_denied_is_listed_among_the_disagreements),
      EACH(a_report_does_not_depend_on_the_order_of_adding),
      EACH(json_can_be_read_and_its_numbers_lead_somewhere),
      EACH(text_keeps_to_its_width),
      EACH(a_line_of_the_arabic_report_that_begins_with_latin_says_where_it_starts),
      EACH(the_page_escapes_what_it_quotes),
      EACH(the_page_leads_nowhere_but_into_itself),
      EACH(an_empty_archive_gives_an_empty_report),
      EACH(a_document_without_rows_or_text_is_still_shown),
      EACH(a_wrong_call_is_an_error),
      EACH(weekdays_are_those_of_the_calendar),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
