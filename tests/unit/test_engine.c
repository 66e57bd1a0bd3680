/* The public interface end to end: outlets by any name, whose text it is, cursors, exports. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "doc/doc.h"
#include "isnad.h"
#include "unit.h"

static isnad_engine *engine;

static int open_engine(void **state) {
  (void)state;
  return isnad_engine_open(NULL, &engine, NULL) == ISNAD_OK ? 0 : -1;
}

static int close_engine(void **state) {
  (void)state;
  isnad_engine_close(engine);
  return 0;
}

static isnad_document *analyze(const char *source, const char *url, const char *text) {
  isnad_document *document;
  isnad_error error;
  isnad_input input = {.id = "t", .source = source, .url = url, .text = text, .text_length = strlen(text)};
  if (isnad_analyze(engine, &input, NULL, &document, &error)) fail_msg("%s", error.message);
  return document;
}

/* ---- outlets ---- */

static void an_outlet_has_one_id_whatever_it_is_called(void **state) {
  (void)state;
  static const char *const names[][6] = {
      {"الشرق الأوسط", "«الشرق الاوسط»", "صحيفة الشرق الأوسط", "aawsat.com", "https://www.AAWSAT.com/home/article/1", "جريدة الشَّرق الأوسط"},
      {"رويترز", "وكالة رويترز", "reuters.com", "Reuters", "(رويترز)", "https://web.archive.org/web/2019/https://www.reuters.com/x"},
      {"عكاظ", "okaz.com.sa", "صحيفة «عكاظ»", "عـكـاظ", "okaz.com.sa", "http://okaz.com.sa:80/a?b=c"},
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const char *id = isnad_engine_outlet(engine, names[i][0]);
    if (!id) fail_msg("%s is not known", names[i][0]);
    for (size_t k = 1; id && k < 6; k++) {
      const char *other = isnad_engine_outlet(engine, names[i][k]);
      if (!other || strcmp(id, other) != 0) fail_msg("%s is %s, %s is %s", names[i][0], id, names[i][k], other ? other : "not known");
    }
    assert_non_null(isnad_engine_outlet_name(engine, id, false));
    assert_non_null(isnad_engine_outlet_name(engine, id, true));
  }
}

static void what_is_no_outlet_has_none(void **state) {
  (void)state;
  static const char *const names[] = {"",   " ",    "صحيفة", "لا أحد",  "no-such-outlet.example", "com", ".", "://",
                                      "«»", "\xff", "co.uk", "https://"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (isnad_engine_outlet(engine, names[i])) fail_msg("\"%s\" is %s", names[i], isnad_engine_outlet(engine, names[i]));
  assert_null(isnad_engine_outlet(engine, NULL));
  assert_null(isnad_engine_outlet_name(engine, NULL, true));
}

static void a_given_outlet_stays_or_becomes_its_id(void **state) {
  (void)state;
  isnad_document_info info;
  isnad_document *document = analyze("صحيفة الشرق الأوسط", NULL, "قال الوزير لـ«عكاظ» إن الطريق مفتوح.");
  isnad_document_info_get(document, &info);
  assert_string_equal(info.source, isnad_engine_outlet(engine, "الشرق الأوسط"));
  assert_string_equal(info.source_why, "input");
  isnad_document_free(document);
  document = analyze("صوت لا نعرفه", NULL, "قال الوزير لـ«عكاظ» إن الطريق مفتوح.");
  isnad_document_info_get(document, &info);
  assert_string_equal(info.source, "صوت لا نعرفه");
  isnad_document_free(document);
  document = analyze(NULL, "https://aawsat.com/x", "قال الوزير لـ«عكاظ» إن الطريق مفتوح.");
  isnad_document_info_get(document, &info);
  assert_string_equal(info.source, isnad_engine_outlet(engine, "aawsat.com"));
  assert_string_equal(info.source_why, "url");
  isnad_document_free(document);
}

/* The name's span in source_why is where the text has it. */
static void assert_named(const char *text, const char *name, const char *rule) {
  isnad_document *document = analyze(NULL, NULL, text);
  isnad_document_info info;
  isnad_document_info_get(document, &info);
  const char *id = isnad_engine_outlet(engine, name);
  if (!info.source || strcmp(info.source, id) != 0) fail_msg("%s\n: %s, not %s", text, info.source ? info.source : "none", id);
  const char *why = strchr(info.source_why, '|');
  assert_non_null(why);
  if (strncmp(why + 1, rule, strlen(rule)) != 0) fail_msg("%s\n: %s, not %s", text, info.source_why, rule);
  char *end;
  unsigned long start = strtoul(why + 2 + strlen(rule), &end, 10), stop = strtoul(end + 1, NULL, 10);
  size_t length;
  const char *bytes = isnad_document_slice(document, (isnad_span){(uint32_t)start, (uint32_t)stop}, &length);
  assert_int_equal(length, strlen(name));
  assert_memory_equal(bytes, name, length);
  isnad_document_free(document);
}

static void a_text_may_name_its_own_outlet(void **state) {
  (void)state;
  assert_named("عنوان\n\nوأوضح المتحدث باسم البلدية لـ«الشرق الأوسط» أن الجسر أغلق.", "الشرق الأوسط", "said-to");
  assert_named("قال مسؤول في الميناء لـ(عكاظ) إن السفن تأخرت.", "عكاظ", "said-to");
  assert_named("وأضاف المدير في حديث مع \"الشرق الأوسط\" أن العمل مستمر.", "الشرق الأوسط", "said-to");
  assert_named("علمت «عكاظ» من مصادر مطلعة أن اللجنة ستجتمع.", "عكاظ", "newsroom");
  assert_named("عنوان طويل لخبر قصير\nباريس 3 مايو (رويترز) - قال مسؤول إن الجسر أغلق.", "رويترز", "dateline");
  assert_named("عنوان الخبر\nلندن: «الشرق الأوسط»\nقال مسؤول إن الجسر أغلق.", "الشرق الأوسط", "byline");
}

static void another_outlet_that_a_text_quotes_is_not_its_own(void **state) {
  (void)state;
  static const char *const texts[] = {
      "قال مسؤول لرويترز إن الجسر أغلق.",
      "قال مسؤول لوكالة «رويترز» إن الجسر أغلق.",
      "قال مسؤول لـ«رويترز» إن الجسر أغلق.",
      "وقال مسؤول لصحيفة «الشرق الأوسط» إن الجسر أغلق.",
      "ذكرت صحيفة «عكاظ» أن الجسر أغلق.",
      "قالت «عكاظ» إن الجسر أغلق.",
      "وفقا لـ«عكاظ» أغلق الجسر.",
      "قال مسؤول لـ«عكاظ» إن الجسر أغلق، وقال آخر لـ«الشرق الأوسط» إنه مفتوح.", /* two, and nothing to choose by */
      "سافر الوفد إلى الرياض.\nالرياض\nاليوم\n",
      "يشهد الشرق الأوسط توترا.",
      "لـ«",
      "لـ",
      "«",
      "(",
      "علمت «",
      "علمت",
      "لـ«عكاظ",
      "خاص -",
      "- - -",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    isnad_document *document = analyze(NULL, NULL, texts[i]);
    isnad_document_info info;
    isnad_document_info_get(document, &info);
    if (info.source) fail_msg("%s\n: %s by %s", texts[i], info.source, info.source_why);
    assert_null(info.source_why);
    isnad_document_free(document);
  }
}

/* ---- documents ---- */

static void cursors_walk_their_tables_and_stop(void **state) {
  (void)state;
  isnad_document *document = analyze(NULL, NULL, "قال الوزير ذلك. ثم عاد.\nوانتهى الأمر");
  isnad_sentence sentence;
  isnad_token token;
  uint32_t sentences = 0, words = 0, last = 0;
  for (isnad_cursor at = isnad_cursor_begin(document); isnad_next_sentence(&at, &sentence);) sentences++;
  assert_int_equal(sentences, 3);
  isnad_cursor at = isnad_cursor_begin(document);
  while (isnad_next_token(&at, &token)) {
    assert_true(token.span.start >= last && token.span.start < token.span.end && token.sentence < sentences);
    assert_true(token.stem.start >= token.span.start && token.stem.end <= token.span.end && token.stem.start < token.stem.end);
    last = token.span.end;
    words += token.word;
  }
  assert_int_equal(words, 7);
  assert_false(isnad_next_token(&at, &token)); /* and stays there */
  isnad_document_free(document);
}

static void the_same_input_gives_the_same_bytes(void **state) {
  (void)state;
  static const char text[] = "قال المتحدث باسم الحكومة إن الوفد رفض الهدنة، وأضاف أن المحادثات ستستأنف الأحد.";
  char *first = NULL, *again = NULL;
  size_t first_length, again_length;
  isnad_document *document = analyze("x", NULL, text), *other = analyze("x", NULL, text);
  assert_int_equal(isnad_document_json(document, &first, &first_length, NULL), ISNAD_OK);
  assert_int_equal(isnad_document_json(other, &again, &again_length, NULL), ISNAD_OK);
  assert_int_equal(first_length, strlen(first));
  assert_int_equal(first_length, again_length);
  assert_memory_equal(first, again, first_length);
  isnad_free(first);
  isnad_free(again);
  isnad_document_free(document);
  isnad_document_free(other);
}

static void each_stage_is_timed_once(void **state) {
  (void)state;
  isnad_stage_time rows[32];
  isnad_document *document = analyze(NULL, NULL, "قال الوزير ذلك.");
  size_t count = isnad_document_stage_times(document, rows, 32);
  assert_true(count > 1 && count <= 32);
  assert_int_equal(isnad_document_stage_times(document, NULL, 0), count);
  for (size_t i = 0; i < count; i++) {
    assert_true(rows[i].seconds >= 0);
    for (size_t k = 0; k < i; k++) assert_string_not_equal(rows[i].name, rows[k].name);
  }
  isnad_document_free(document);
}

static void wrong_input_is_refused_and_leaves_nothing(void **state) {
  (void)state;
  static char long_id[70000];
  memset(long_id, 'x', sizeof long_id - 1);
  const struct {
    isnad_input input;
    isnad_status status;
    const char *says;
  } rows[] = {
      {{.id = "a", .text = "\xff", .text_length = 1, .path = "f", .line = 3}, ISNAD_E_UTF8, "not UTF-8 at byte 0"},
      {{.id = "a", .text = "a\0b", .text_length = 3}, ISNAD_E_UTF8, "0x00 at byte 1"},
      {{.id = "a", .text = NULL, .text_length = 3}, ISNAD_E_ARG, "no text"},
      {{.id = "a", .text = "", .text_length = (size_t)ISNAD_MAX_TEXT + 1}, ISNAD_E_LIMIT, "the limit is"},
      {{.id = "a", .text = "x", .text_length = 1, .published = "2019-02-30"}, ISNAD_E_FORMAT, "2019-02-30"},
      {{.id = "a\x01", .text = "x", .text_length = 1}, ISNAD_E_UTF8, "id: not text"},
      {{.id = "a", .title = "\xc3", .text = "x", .text_length = 1}, ISNAD_E_UTF8, "title: not UTF-8"},
      {{.id = long_id, .text = "x", .text_length = 1}, ISNAD_E_LIMIT, "id: longer"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    isnad_document *document = NULL;
    isnad_error error;
    assert_int_equal(isnad_analyze(engine, &rows[i].input, NULL, &document, &error), rows[i].status);
    assert_null(document);
    if (!strstr(error.message, rows[i].says)) fail_msg("row %zu: %s", i, error.message);
    if (rows[i].input.line) assert_int_equal(error.line, rows[i].input.line);
    assert_int_equal(isnad_analyze(engine, &rows[i].input, NULL, &document, NULL), rows[i].status);
  }
}

static void an_error_is_one_printable_line(void **state) {
  (void)state;
  isnad_error error = {.code = ISNAD_E_IO, .message = "a\nb\x1b[2J", .file = "f\rg", .line = 7};
  char line[64], small[8];
  assert_string_equal(isnad_error_text(&error, line, sizeof line), "f?g:7: a?b?[2J");
  error = (isnad_error){.code = ISNAD_E_FORMAT, .message = "خطأ"};
  assert_string_equal(isnad_error_text(&error, small, 4), "خ"); /* no half letters */
  error.message[0] = 0;
  assert_string_equal(isnad_error_text(&error, line, sizeof line), isnad_status_name(ISNAD_E_FORMAT));
  small[0] = 'x';
  (void)isnad_error_text(&error, small, 0);
  assert_int_equal(small[0], 'x');
}

static void names_are_there_for_all_values_and_no_others(void **state) {
  (void)state;
  assert_string_equal(isnad_event_type_name(ISNAD_EV_AGREE), "AGREE");
  assert_string_equal(isnad_event_type_name(ISNAD_EV_ASSAULT), "ASSAULT");
  assert_string_equal(isnad_event_type_name(ISNAD_EVENT_TYPES), "");
  assert_string_equal(isnad_cue_class_name(ISNAD_OPINE), "OPINE");
  assert_string_equal(isnad_source_kind_name(ISNAD_ANONYMOUS), "anonymous");
  assert_string_equal(isnad_modality_name(ISNAD_DENIED), "denied");
  assert_string_equal(isnad_stance_name(ISNAD_THREATENS), "threatens");
  assert_string_equal(isnad_stance_name((isnad_stance)-1), "");
  for (int i = ISNAD_OK; i <= ISNAD_E_STORE; i++) assert_true(strlen(isnad_status_name((isnad_status)i)) > 3);
  assert_string_equal(isnad_status_name((isnad_status)99), "unknown status");
}

/* ---- credits ---- */

/* "rule:outlet" of each, an agency that is not named as -. */
static void assert_credits(const char *source, const char *text, const char *expected) {
  char found[256] = "";
  isnad_document *document = analyze(source, NULL, text);
  const isn_doc *doc = &document->doc;
  for (uint32_t i = 0; i < doc->credits.count; i++) {
    const isn_credit *row = &doc->credits.at[i];
    size_t at = strlen(found);
    (void)snprintf(found + at, sizeof found - at, "%s%s:%s", i ? " " : "", row->rule, row->outlet ? row->outlet : "-");
    assert_true(row->span.start < row->span.end && row->span.end <= doc->n);
  }
  if (strcmp(found, expected) != 0) fail_msg("%s\n: %s, not %s", text, found, expected);
  isnad_document_free(document);
}

#define LINES "وصل الوفد إلى المدينة صباح أمس.\nوعقد جلسة مع المجلس البلدي.\nثم زار الميناء.\n"

static void a_text_names_the_wire_that_it_prints(void **state) {
  (void)state;
  static const struct {
    const char *text, *credits;
  } cases[] = {
      {"القاهرة - رويترز: وصل الوفد إلى المدينة.", "dateline:reuters.com"},
      {"عمّان (د ب أ) - وصل الوفد إلى المدينة.", "dateline:dpa.com"},
      {"باريس (أ.ف.ب) – وصل الوفد إلى المدينة.", "dateline:afp.com"},
      {"واس - الرياض: وصل الوفد إلى المدينة.", "dateline:spa.gov.sa"},
      {"أنقرة، الأناضول - وصل الوفد إلى المدينة.", "dateline:aa.com.tr"},
      {"أبوظبي - وام وصل الوفد إلى المدينة.", "dateline:wam.ae"},
      {"موسكو - سبوتنيك، رويترز\nوصل الوفد إلى المدينة.", "dateline:sputnikarabic.ae dateline:reuters.com"},
      {"غزة - الوكالات: وصل الوفد إلى المدينة.", "dateline:-"},
      {"لندن: «الشرق الأوسط»\nوصل الوفد إلى المدينة.", "dateline:aawsat.com"},
      {LINES "وغادر في المساء. (رويترز)", "end:reuters.com"},
      {LINES "وغادر في المساء (أ ف ب، رويترز).", "end:afp.com end:reuters.com"},
      {LINES "وغادر في المساء. -رويترز-", "end:reuters.com"},
      {LINES "المصدر: وكالات", "byline:-"},
      {LINES "نقلا عن رويترز", "byline:reuters.com"},
      {LINES "فرانس برس", "byline:afp.com"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) assert_credits("nahr.example", cases[i].text, cases[i].credits);
}

static void who_is_only_quoted_is_no_wire(void **state) {
  (void)state;
  static const char *const texts[] = {
      "قالت وكالة رويترز إن الوفد وصل إلى المدينة.",
      "ذكرت وكالة (سبوتنيك) - وهي روسية - أن الوفد وصل.",
      "نقلت رويترز، عن مصدر أمني، أن الوفد وصل إلى المدينة.",
      LINES "وغادر في المساء، بحسب (رويترز).",
      LINES "وغادر في المساء، وفق ما قاله مسؤول لوكالة (الأناضول)",
      LINES "وغادر في المساء كما نقلت وكالات الأنباء.",
      LINES "وتحاول وكالات الإغاثة إيصال العون إليهم",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) assert_credits("nahr.example", texts[i], "");
  assert_credits("reuters.com", "القاهرة (رويترز) - وصل الوفد إلى المدينة.", ""); /* its own */
  assert_credits("arabic.cnn.com", "دبي، الإمارات (CNN) -- وصل الوفد إلى المدينة.", "");
}

/* ---- hostile texts ---- */

static double seconds_for(const char *words, size_t times) {
  size_t length = strlen(words);
  char *text = malloc(length * times + 1);
  assert_non_null(text);
  for (size_t i = 0; i < times; i++) memcpy(text + i * length, words, length);
  text[length * times] = 0;
  clock_t start = clock();
  isnad_document_free(analyze(NULL, NULL, text));
  double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
  free(text);
  return seconds;
}

/* Four times the text may take four times as long; what compares each word with all before it takes sixteen. */
static void a_sentence_without_end_takes_linear_time(void **state) {
  (void)state;
  static const char *const words[] = {"قصف الجيش ", "مشيرا إلى مؤكدا أن ", "قال إن ", "أدان الرئيس ", "«نعم» قال "};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    double once = seconds_for(words[i], 2000), fourfold = seconds_for(words[i], 8000);
    if (fourfold > 10 * once + 0.1) fail_msg("\"%s\": %.2f s, four times of it: %.2f s", words[i], once, fourfold);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_outlet_has_one_id_whatever_it_is_called),
      cmocka_unit_test(a_text_names_the_wire_that_it_prints),
      cmocka_unit_test(who_is_only_quoted_is_no_wire),
      cmocka_unit_test(what_is_no_outlet_has_none),
      cmocka_unit_test(a_given_outlet_stays_or_becomes_its_id),
      cmocka_unit_test(a_text_may_name_its_own_outlet),
      cmocka_unit_test(another_outlet_that_a_text_quotes_is_not_its_own),
      cmocka_unit_test(cursors_walk_their_tables_and_stop),
      cmocka_unit_test(the_same_input_gives_the_same_bytes),
      cmocka_unit_test(each_stage_is_timed_once),
      cmocka_unit_test(wrong_input_is_refused_and_leaves_nothing),
      cmocka_unit_test(an_error_is_one_printable_line),
      cmocka_unit_test(a_sentence_without_end_takes_linear_time),
      cmocka_unit_test(names_are_there_for_all_values_and_no_others),
  };
  return cmocka_run_group_tests(tests, open_engine, close_engine);
}
