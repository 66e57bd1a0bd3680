/* link/ and its tables: what is a copy, what is one story, and that neither depends on the order in which documents came. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "link/background.h"
#include "link/link.h"
#include "link/terms.h"
#include "records.h"
#include "store/links.h"
#include "store/store.h"

/* ---- texts that are made: sentences of a small language of news, by a generator that is the same everywhere ---- */

static uint32_t seed;
static uint32_t rnd(uint32_t below) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % below;
}

/* Words that no table knows, three to six letters, so that each is rare. */
static void put_word(char **at, uint32_t word) {
  static const char *const letters[] = {"ب", "ت", "ج", "ح", "د", "ر", "س", "ش", "ص", "ط", "ع", "ف", "ق", "ك", "ل", "م", "ن"};
  uint64_t hash = isn_hash_bytes(&word, sizeof word, 0);
  for (uint32_t i = 0; i < 3 + word % 4; i++, hash /= 17) *at = stpcpy(*at, letters[hash % 17]);
  *at = stpcpy(*at, " ");
}

/* An article about a subject: `own` of ten words are of the subject's sixty, the others of a thousand that all share. */
static char *article(uint32_t subject, uint32_t own, uint32_t words) {
  char *text = malloc((size_t)words * 16 + 16), *at = text;
  for (uint32_t i = 0; i < words; i++) put_word(&at, rnd(10) < own ? 100000 + subject * 60 + rnd(60) : rnd(1000));
  return text;
}

typedef struct made {
  char id[16], date[16];
  char *text;
} made;

enum { SUBJECTS = 12, EACH = 7, ALL = SUBJECTS * EACH };

static const char *day(char date[16], uint32_t n) {
  (void)snprintf(date, 16, "2031-%02u-%02u", 1 + n / 28 % 12, 1 + n % 28);
  return date;
}

/* Twelve courses of events of seven articles; four of them are on a subject that another has nine days earlier. */
static void make_all(made all[ALL]) {
  seed = 7;
  for (uint32_t i = 0; i < ALL; i++) {
    uint32_t subject = i / EACH;
    (void)snprintf(all[i].id, sizeof all[i].id, "a%03u", i);
    (void)day(all[i].date, subject % 8 * 2 + (subject >= 8 ? 15 : 0) + rnd(4));
    all[i].text = article(subject >= 8 ? subject - 8 : subject, 5, 60 + rnd(120));
  }
}

static void free_all(made all[ALL]) {
  for (uint32_t i = 0; i < ALL; i++) free(all[i].text);
}

static isnad_archive *opened(void) {
  isnad_archive *archive = NULL;
  isnad_error error;
  if (isnad_archive_open(NULL, &archive, &error)) fail_msg("%s", error.message);
  return archive;
}

static void add_text(isnad_archive *archive, const char *id, const char *outlet, const char *date, const char *text) {
  record one;
  isnad_error error;
  (void)record_open(&one, id, outlet, date, text);
  if (isnad_archive_add(archive, &one.document, &error)) fail_msg("%s", error.message);
  record_close(&one);
}

static void begin(isnad_archive *archive) { assert_int_equal(isnad_archive_begin(archive, NULL), ISNAD_OK); }
static void commit(isnad_archive *archive) {
  isnad_error error;
  if (isnad_archive_commit(archive, &error)) fail_msg("%s", error.message);
}

static isn_links links_of(isnad_archive *archive, isn_arena *arena) {
  isn_links links;
  isnad_error error;
  if (isn_store_links(archive, arena, &links, &error)) fail_msg("%s", error.message);
  return links;
}

/* Everything that was decided, as text: the story of each document, the copies, by ids. */
static char *decided(isnad_archive *archive) {
  isn_arena arena = {0};
  isn_links links = links_of(archive, &arena);
  isn_buffer out = {0};
  const isn_stored_head *heads;
  uint32_t count;
  isnad_error error;
  assert_int_equal(isn_store_list(archive, &arena, &heads, &count, &error), ISNAD_OK);
  assert_int_equal(count, links.documents_count);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t row = isn_links_row(&links, heads[i].analysis);
    char id[ISN_STORY_ID_ROOM];
    assert_int_not_equal(row, ISNAD_NONE);
    isn_story_id(links.documents[row].story, id);
    isn_buffer_format(&out, "%s %s %u %u\n", heads[i].id, id, row, links.documents[row].origin);
  }
  for (uint32_t i = 0; i < links.copies_count; i++)
    isn_buffer_format(&out, "%u %u %s %u\n", links.copies[i].earlier, links.copies[i].later, isn_copy_name(links.copies[i].copy.kind),
                      links.copies[i].copy.overlap);
  isn_arena_free(&arena);
  isn_buffer_add(&out, "", 1);
  assert_false(out.failed);
  return out.at;
}

/* ---- order ---- */

static char *add_in_order(const made *all, const uint32_t *order, uint32_t count, uint32_t batch) {
  isnad_archive *archive = opened();
  for (uint32_t i = 0; i < count; i++) {
    if (i % batch == 0) begin(archive);
    const made *one = &all[order[i]];
    add_text(archive, one->id, order[i] % 2 ? "nahr.example" : "sahl.example", one->date, one->text);
    if (i % batch == batch - 1 || i == count - 1) commit(archive);
  }
  char *text = decided(archive);
  isnad_archive_close(archive);
  return text;
}

static void shuffle(uint32_t *order, uint32_t count) {
  for (uint32_t i = count - 1; i; i--) {
    uint32_t k = rnd(i + 1), was = order[i];
    order[i] = order[k];
    order[k] = was;
  }
}

/* Adds them shuffled, in the batches by turns, and wants what adding them in order and at once decides. */
static void expect_one_outcome(const made *all, uint32_t count, uint32_t rounds, const uint32_t *batches, uint32_t batches_count) {
  uint32_t *order = calloc(count, sizeof *order);
  assert_non_null(order);
  for (uint32_t i = 0; i < count; i++) order[i] = i;
  char *first = add_in_order(all, order, count, count);
  for (uint32_t n = 0; n < rounds; n++) {
    seed = 200 + n;
    shuffle(order, count);
    char *again = add_in_order(all, order, count, batches[n % batches_count]);
    assert_string_equal(again, first);
    free(again);
  }
  free(first);
  free(order);
}

static void stories_do_not_depend_on_the_order(void **state) {
  (void)state;
  static const uint32_t batches[] = {1, 5, ALL, ALL};
  made all[ALL];
  make_all(all);
  expect_one_outcome(all, ALL, 20, batches, 4);
  free_all(all);
}

/* More documents in a few days than are looked at, of one term and in all: one that comes late takes others from those behind it. */
static void nor_where_documents_crowd(void **state) {
  (void)state;
  enum { CROWD = 260 };
  static const uint32_t batches[] = {1, 16, CROWD};
  static made all[CROWD];
  seed = 11;
  for (uint32_t i = 0; i < CROWD; i++) {
    (void)snprintf(all[i].id, sizeof all[i].id, "c%03u", i);
    (void)day(all[i].date, rnd(14));
    all[i].text = article(i % 5, 2 + i % 3, 30 + rnd(60));
  }
  expect_one_outcome(all, CROWD, 6, batches, 3);
  for (uint32_t i = 0; i < CROWD; i++) free(all[i].text);
}

static void subjects_are_stories_and_neighbours_in_time_stay_apart(void **state) {
  (void)state;
  made all[ALL];
  isnad_archive *archive = opened();
  make_all(all);
  begin(archive);
  for (uint32_t i = 0; i < ALL; i++) add_text(archive, all[i].id, "nahr.example", all[i].date, all[i].text);
  commit(archive);
  isn_arena arena = {0};
  isn_links links = links_of(archive, &arena);
  const isn_stored_head *heads;
  uint32_t count, together = 0, apart = 0;
  isnad_error error;
  assert_int_equal(isn_store_list(archive, &arena, &heads, &count, &error), ISNAD_OK);
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = 0; k < i; k++) {
      int64_t a = links.documents[isn_links_row(&links, heads[i].analysis)].story;
      int64_t b = links.documents[isn_links_row(&links, heads[k].analysis)].story;
      bool one = strtol(heads[i].id + 1, NULL, 10) / EACH == strtol(heads[k].id + 1, NULL, 10) / EACH;
      if (one && a == b) together++;
      if (!one && a == b) apart++;
    }
  assert_int_equal(apart, 0);
  assert_true(together >= SUBJECTS * EACH * (EACH - 1) / 2 * 9 / 10);
  isn_arena_free(&arena);
  isnad_archive_close(archive);
  free_all(all);
}

/* ---- ids and history ---- */

static int64_t story_of_first(isnad_archive *archive) {
  isn_arena arena = {0};
  int64_t story = links_of(archive, &arena).documents[0].story;
  isn_arena_free(&arena);
  return story;
}

/* Two reports in the same words of one day; the lead of each has violence, one place and one number of dead. */
static uint32_t likeness_of_attacks(bool attack, uint32_t place, uint32_t dead) {
  static const isn_term terms[] = {{1, 30}, {2, 40}};
  const uint32_t here = 7, ten = 10;
  isn_profile a = {
      .terms = terms, .terms_count = 2, .norm = 2500, .places = &here, .dead = &ten, .places_count = 1, .dead_count = 1, .attack = true};
  isn_profile b = a;
  b.attack = attack;
  b.places = &place;
  b.dead = &dead;
  return isn_likeness(&a, &b);
}

static void attacks_are_less_alike_the_more_tells_them_apart(void **state) {
  (void)state;
  assert_int_equal(likeness_of_attacks(true, 7, 12), 1000000); /* one toll grew */
  assert_int_equal(likeness_of_attacks(true, 8, 12), 800000);
  assert_int_equal(likeness_of_attacks(true, 7, 40), 700000);
  assert_int_equal(likeness_of_attacks(true, 8, 40), 300000);
  assert_int_equal(likeness_of_attacks(false, 8, 40), 1000000); /* one of them is no report of violence */
}

static void a_story_keeps_its_id_while_it_grows(void **state) {
  (void)state;
  isnad_archive *archive = opened();
  char date[16], id[8];
  seed = 3;
  int64_t story = 0;
  for (uint32_t i = 0; i < 12; i++) {
    char *text = article(1, 6, 150);
    (void)snprintf(id, sizeof id, "g%u", i);
    add_text(archive, id, "nahr.example", day(date, i), text);
    free(text);
    if (i == 0) story = story_of_first(archive);
    assert_int_equal(story_of_first(archive), story);
  }
  isn_arena arena = {0};
  isn_links links = links_of(archive, &arena);
  for (uint32_t i = 0; i < links.documents_count; i++) assert_int_equal(links.documents[i].story, story);
  const isn_story_event *events;
  uint32_t count;
  isnad_error error;
  assert_int_equal(isn_store_story_history(archive, &arena, story, &events, &count, &error), ISNAD_OK);
  assert_int_equal(count, 0);
  isn_arena_free(&arena);
  isnad_archive_close(archive);
}

/* An article that comes late but was written first is the first of the story, which then bears another name; the old one still leads there.
 */
static void an_id_that_is_no_more_leads_to_what_it_became(void **state) {
  (void)state;
  isnad_archive *archive = opened();
  char date[16], old[ISN_STORY_ID_ROOM];
  seed = 4;
  for (uint32_t i = 0; i < 3; i++) {
    char *text = article(2, 6, 150), id[8];
    (void)snprintf(id, sizeof id, "l%u", i);
    add_text(archive, id, "nahr.example", day(date, 5 + i), text);
    free(text);
  }
  int64_t was = story_of_first(archive), now = 0;
  isn_story_id(was, old);
  char *text = article(2, 6, 150);
  add_text(archive, "late", "nahr.example", day(date, 4), text);
  free(text);
  isn_arena arena = {0};
  isn_links links = links_of(archive, &arena);
  bool several;
  isnad_error error;
  assert_int_not_equal(links.documents[0].story, was);
  assert_int_equal(isn_store_find_story(archive, &links, old, &now, &several, &error), ISNAD_OK);
  assert_int_equal(now, links.documents[0].story);
  const isn_story_event *events;
  uint32_t count;
  assert_int_equal(isn_store_story_history(archive, &arena, was, &events, &count, &error), ISNAD_OK);
  assert_int_equal(count, 1);
  assert_string_equal(events[0].what, "renamed");
  assert_int_equal(events[0].documents, 3);
  isn_arena_free(&arena);
  isnad_archive_close(archive);
}

/* An article between two stories of one subject, too far apart for each other, joins them when it comes. */
static void a_bridge_merges_stories_and_its_going_splits_them(void **state) {
  (void)state;
  isnad_archive *archive = opened();
  char date[16];
  seed = 5;
  char *early = article(3, 8, 200), *late = article(3, 8, 200), *bridge = article(3, 8, 200), *other = article(9, 8, 200);
  add_text(archive, "early", "nahr.example", day(date, 1), early);
  add_text(archive, "late", "nahr.example", day(date, 14), late);
  isn_arena arena = {0};
  isn_links links = links_of(archive, &arena);
  int64_t second = links.documents[1].story;
  assert_int_not_equal(links.documents[0].story, second);
  add_text(archive, "bridge", "nahr.example", day(date, 7), bridge);
  links = links_of(archive, &arena);
  for (uint32_t i = 0; i < 3; i++) assert_int_equal(links.documents[i].story, links.documents[0].story);
  const isn_story_event *events;
  uint32_t count;
  isnad_error error;
  assert_int_equal(isn_store_story_history(archive, &arena, second, &events, &count, &error), ISNAD_OK);
  assert_int_equal(count, 1);
  assert_string_equal(events[0].what, "merged");
  assert_int_equal(events[0].into, links.documents[0].story);
  /* A new version of the bridge is about something else. */
  add_text(archive, "bridge", "nahr.example", day(date, 7), other);
  links = links_of(archive, &arena);
  assert_int_equal(links.documents_count, 3);
  assert_int_equal(links.documents[2].story, second);
  assert_int_equal(isn_store_story_history(archive, &arena, second, &events, &count, &error), ISNAD_OK);
  assert_int_equal(count, 2);
  assert_string_equal(events[1].what, "split");
  free(early), free(late), free(bridge), free(other);
  isn_arena_free(&arena);
  isnad_archive_close(archive);
}

/* ---- copies ---- */

static const char wire[] =
    "أعلنت هيئة الموانئ في مدينة الرافدة أن سفينة تحمل أربعين ألف طن من القمح رست صباح اليوم في الرصيف الجنوبي بعد رحلة دامت أسبوعين. "
    "وقال مدير الهيئة حسان الدرعي إن تفريغ الحمولة سيستغرق ستة أيام، وإن الشاحنات ستنقلها إلى صوامع الداخل بحماية الشرطة. "
    "وأضاف أن سفينتين أخريين تنتظران في عرض البحر إلى أن ينتهي إصلاح الرافعة التي تعطلت يوم الجمعة الماضي بسبب العاصفة. "
    "وكانت المدينة قد شهدت نقصا في الخبز خلال الشهر الماضي بعد إغلاق الطريق الساحلي بين الرافدة والعاصمة.";

static isn_copy compare(const char *a, const char *b, int32_t days) {
  record one, two;
  isn_arena arena = {0};
  isn_profile left, right;
  isn_copy there, back;
  assert_true(isn_profile_make(&left, &arena, record_open(&one, "a", "nahr.example", "2031-01-01", a)));
  assert_true(isn_profile_make(&right, &arena, record_open(&two, "b", "sahl.example", "2031-01-01", b)));
  assert_true(isn_copy_compare(&there, left.words, left.words_count, right.words, right.words_count, days));
  assert_true(isn_copy_compare(&back, right.words, right.words_count, left.words, left.words_count, days));
  assert_int_equal(there.kind, back.kind);
  assert_int_equal(there.overlap, back.overlap);
  record_close(&one), record_close(&two);
  isn_arena_free(&arena);
  return there;
}

static void kinds_of_copies_are_told_apart(void **state) {
  (void)state;
  /* Other spelling, marks and signs. */
  static const char edited[] =
      "اعلنت هيئة الموانىء فى مدينة الرافدة ان سفينة تحمل 40 الف طن من القمح رست صباح اليوم فى الرصيف الجنوبى بعد رحلة دامت اسبوعين؛ "
      "وقال مدير الهيئة «حسان الدرعي» إنّ تفريغ الحمولة سيستغرق ستة أيام، وإن الشاحنات ستنقلها إلى صوامع الداخل بحماية الشرطة. "
      "وأضاف أن سفينتين أخريين تنتظران في عرض البحر إلى أن ينتهي إصلاح الرافعة التي تعطلت يوم الجمعة الماضي بسبب العاصفة. "
      "وكانت المدينة قد شهدت نقصا في الخبز خلال الشهر الماضي بعد إغلاق الطريق الساحلي بين الرافدة والعاصمة.";
  static const char reworded[] =
      "قال مدير هيئة الموانئ حسان الدرعي إن تفريغ الحمولة سيستغرق ستة أيام، وإن الشاحنات ستنقلها إلى صوامع الداخل بحماية الشرطة. "
      "وكانت سفينة تحمل أربعين ألف طن من القمح رست صباح اليوم في الرصيف الجنوبي من ميناء الرافدة، على ما أعلنت الهيئة. "
      "وأضاف أن سفينتين أخريين تنتظران في عرض البحر إلى حين إصلاح الرافعة التي تعطلت يوم الجمعة الماضي بسبب العاصفة.";
  static const char another[] =
      "قالت مصادر في ميناء الرافدة إن باخرة محملة بالقمح وصلت اليوم، وهي الأولى منذ أسابيع، فيما ينتظر تجار المدينة وصول باخرتين أخريين "
      "بعد أن شح الخبز في الأسواق وارتفعت أسعاره إلى الضعف. وحمّل نقيب الخبازين السلطات مسؤولية التأخير قائلا إن الرافعة كانت معطلة قبل "
      "العاصفة بوقت طويل، وطالب بفتح الطريق الساحلي.";
  assert_int_equal(compare(wire, wire, 0).kind, ISN_COPY_SAME);
  assert_int_equal(compare(wire, edited, 0).kind, ISN_COPY_SAME);
  assert_int_equal(compare(wire, reworded, 1).kind, ISN_COPY_REWRITE);
  assert_int_equal(compare(wire, another, 0).kind, ISN_COPY_NONE);
  assert_true(compare(wire, reworded, 1).overlap >= 60);
}

/* The next ship: the same words around other numbers. */
static void formulaic_reports_are_no_copies(void **state) {
  (void)state;
  static const char fourth[] =
      "وصلت إلى ميناء الرافدة اليوم سفينة الإغاثة الرابعة ضمن الجسر البحري الذي تسيره اللجنة الشعبية للإغاثة، وعلى متنها 12 طنا من الأدوية "
      "والأغذية، وكان في استقبالها مدير الميناء وعدد من أعضاء اللجنة، الذين أكدوا أن الحمولة ستوزع على المستشفيات والمخيمات في المدينة.";
  static const char fifth[] =
      "وصلت إلى ميناء الرافدة اليوم سفينة الإغاثة الخامسة ضمن الجسر البحري الذي تسيره اللجنة الشعبية للإغاثة، وعلى متنها 17 طنا من الأدوية "
      "والأغذية، وكان في استقبالها مدير الميناء وعدد من أعضاء اللجنة، الذين أكدوا أن الحمولة ستوزع على المستشفيات والمخيمات في المدينة.";
  assert_int_equal(compare(fourth, fourth, 3).kind, ISN_COPY_SAME);
  assert_true(compare(fourth, fifth, 3).kind != ISN_COPY_SAME && compare(fourth, fifth, 3).kind != ISN_COPY_REWRITE);
}

static void a_text_inside_a_longer_one_is_a_part(void **state) {
  (void)state;
  seed = 11;
  char *round_up = malloc(32768), *before = article(20, 5, 300), *behind = article(21, 5, 300), *rest = article(22, 5, 300);
  (void)snprintf(round_up, 32768, "%s %s %s", before, wire, behind);
  assert_int_equal(compare(wire, round_up, 0).kind, ISN_COPY_PART);
  /* One paragraph of it in a text of its own. */
  char *quoting = malloc(32768);
  (void)snprintf(quoting, 32768, "%s %.400s", rest, wire);
  assert_int_equal(compare(round_up, quoting, 0).kind, ISN_COPY_PASSAGE);
  free(round_up), free(before), free(behind), free(rest), free(quoting);
}

static void which_came_first_and_what_goes_back_to_what(void **state) {
  (void)state;
  isnad_archive *archive = opened();
  char cut[2048];
  (void)snprintf(cut, sizeof cut, "%.*s", (int)(strstr(wire, "وأضاف أن") - wire), wire);
  add_text(archive, "third", "jabal.example", "2031-02-03", cut);
  add_text(archive, "first", "nahr.example", "2031-02-01", wire);
  add_text(archive, "second", "sahl.example", "2031-02-02", wire);
  isn_arena arena = {0};
  isn_links links = links_of(archive, &arena);
  assert_int_equal(links.copies_count, 3);
  for (uint32_t i = 0; i < 3; i++) {
    assert_true(links.copies[i].dated);
    assert_int_equal(links.documents[i].origin, 0);
  }
  assert_int_equal(links.copies[0].copy.kind, ISN_COPY_SAME);
  assert_int_equal(links.copies[1].copy.kind, ISN_COPY_REWRITE);
  isn_arena_free(&arena);
  isnad_archive_close(archive);
}

/* Of two hundred pairs with half of the text taken over, the index must find nearly all. */
static void shingles_find_what_was_taken_over(void **state) {
  (void)state;
  enum { PAIRS = 200 };
  isnad_archive *archive = opened();
  seed = 21;
  begin(archive);
  for (uint32_t i = 0; i < PAIRS; i++) {
    char *text = article(1000 + i, 10, 120), *copy = malloc(4096), id[16];
    (void)snprintf(id, sizeof id, "o%u", i);
    add_text(archive, id, "nahr.example", "2031-03-01", text);
    /* Of each twelve words eight are kept, four are others. */
    char *out = copy;
    uint32_t n = 0;
    for (char *word = strtok(text, " "); word; word = strtok(NULL, " "), n++) {
      if (n % 12 < 8) out = stpcpy(stpcpy(out, word), " ");
      else put_word(&out, 5000000 + rnd(1000000));
    }
    (void)snprintf(id, sizeof id, "c%u", i);
    add_text(archive, id, "sahl.example", "2031-03-02", copy);
    free(text), free(copy);
  }
  commit(archive);
  isn_arena arena = {0};
  isn_links links = links_of(archive, &arena);
  assert_in_range(links.copies_count, PAIRS * 97 / 100, PAIRS);
  isn_arena_free(&arena);
  isnad_archive_close(archive);
}

/* A text that everybody has is no copy of anybody, in whatever order it comes. */
static void phrases_of_the_trade_find_nothing(void **state) {
  (void)state;
  enum { MANY = 70 };
  char *results[2];
  seed = 31;
  char *shared = article(40, 10, 40), *texts[MANY];
  for (uint32_t i = 0; i < MANY; i++) {
    char *own = article(50 + i, 10, 30);
    texts[i] = malloc(8192);
    (void)snprintf(texts[i], 8192, "%s %s", shared, own);
    free(own);
  }
  for (int back = 0; back < 2; back++) {
    isnad_archive *archive = opened();
    for (uint32_t i = 0; i < MANY; i++) {
      uint32_t which = back ? MANY - 1 - i : i;
      char id[16];
      (void)snprintf(id, sizeof id, "m%u", which);
      add_text(archive, id, "nahr.example", "2031-04-01", texts[which]);
    }
    isn_arena arena = {0};
    assert_int_equal(links_of(archive, &arena).copies_count, 0);
    isn_arena_free(&arena);
    results[back] = decided(archive);
    isnad_archive_close(archive);
  }
  assert_string_equal(results[0], results[1]);
  free(results[0]), free(results[1]), free(shared);
  for (uint32_t i = 0; i < MANY; i++) free(texts[i]);
}

/* ---- parts ---- */

static isn_key folded(isn_arena *arena, const char *text) { return isn_fold_text(arena, text, strlen(text)); }

static void numbers_are_numbers_however_they_are_written(void **state) {
  (void)state;
  static const struct {
    const char *word;
    int64_t value;
  } cases[] = {{"5", 5},       {"٥", 5},      {"خمسة", 5},     {"وخمسة", 5}, {"الخامسة", 5},
               {"1250", 1250}, {"مائة", 100}, {"بثلاثين", 30}, {"خمر", -1},  {"كتاب", -1}};
  isn_arena arena = {0};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) assert_int_equal(isn_number_of(folded(&arena, cases[i].word)), cases[i].value);
  isn_arena_free(&arena);
}

static void forms_of_a_word_have_one_stem(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
      {"والمدينة", "مدينة"}, {"بالمدينة", "مدينة"}, {"للمدينة", "مدينه"}, {"هدنتها", "هدنت"}, {"المقاتلون", "مقاتلين"}};
  isn_arena arena = {0};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    assert_true(isn_key_equal(isn_light_stem(folded(&arena, pairs[i][0])), isn_light_stem(folded(&arena, pairs[i][1]))));
  isn_arena_free(&arena);
}

static void the_background_is_sorted_and_knows_common_words(void **state) {
  (void)state;
  isn_arena arena = {0};
  assert_true(isn_background_count > 5000);
  for (size_t i = 1; i < isn_background_count; i++) assert_true(isn_background[i - 1].hash < isn_background[i].hash);
  assert_true(isn_term_rarity(isn_term_hash(isn_light_stem(folded(&arena, "في")))) < 50);
  assert_true(isn_term_rarity(isn_term_hash(isn_light_stem(folded(&arena, "الحكومة")))) < 400);
  assert_int_equal(isn_term_rarity(isn_term_hash(isn_light_stem(folded(&arena, "قرضابستان")))), ISN_UNSEEN);
  isn_arena_free(&arena);
}

static void days_are_counted(void **state) {
  (void)state;
  assert_int_equal(isn_date_day("1970-01-01"), 0);
  assert_int_equal(isn_date_day("2000-03-01"), 11017);
  assert_int_equal(isn_date_day("2024-12-31T10:00"), 20088);
  assert_int_equal(isn_date_day("2024"), ISN_NO_DAY);
  assert_int_equal(isn_date_day(NULL), ISN_NO_DAY);
}

static void profiles_come_back_as_they_went_in(void **state) {
  (void)state;
  record one;
  isn_arena arena = {0};
  isn_profile profile, back = {0};
  isn_doc *doc = record_open(&one, "a", "nahr.example", "2031-01-01", wire);
  uint32_t place = record_entity(doc, ISNAD_LOC, "الرافدة", NULL, NULL);
  (void)record_mention(doc, place, "الرافدة");
  assert_true(isn_profile_make(&profile, &arena, doc));
  isn_buffer bytes = {0};
  isn_profile_pack(&profile, &bytes);
  bool damaged;
  assert_true(isn_profile_unpack(&back, &arena, (const unsigned char *)bytes.at, bytes.length, &damaged));
  assert_int_equal(back.terms_count, profile.terms_count);
  assert_memory_equal(back.shingles, profile.shingles, profile.shingles_count * sizeof *profile.shingles);
  assert_int_equal(back.places_count, 1);
  assert_int_equal(back.places[0], profile.places[0]);
  assert_int_equal(back.norm, profile.norm);
  assert_true(isn_likeness(&profile, &profile) > 999000);
  for (size_t length = 0; length < bytes.length; length++) {
    assert_false(isn_profile_unpack(&back, &arena, (const unsigned char *)bytes.at, length, &damaged));
    assert_true(damaged);
  }
  isn_buffer_free(&bytes);
  record_close(&one);
  isn_arena_free(&arena);
}

/* Texts without words, without a title, of one word over and over. */
static void odd_texts_are_linked_too(void **state) {
  (void)state;
  isnad_archive *archive = opened();
  char *same = malloc(60001);
  for (size_t i = 0; i < 60000; i += 3) memcpy(same + i, "ab ", 3);
  same[60000] = 0;
  add_text(archive, "marks", NULL, NULL, "... !!! ؟\n");
  add_text(archive, "same", NULL, NULL, same);
  add_text(archive, "same2", "nahr.example", NULL, same);
  add_text(archive, "word", NULL, "2031-01-01", "كلمة");
  add_text(archive, "word2", NULL, "2031-01-01", "كلمة ");
  isn_arena arena = {0};
  isn_links links = links_of(archive, &arena);
  assert_int_equal(links.documents_count, 5);
  assert_int_equal(links.copies_count, 1);
  assert_false(links.copies[0].dated);
  isn_arena_free(&arena);
  isnad_archive_close(archive);
  free(same);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(stories_do_not_depend_on_the_order),
      cmocka_unit_test(nor_where_documents_crowd),
      cmocka_unit_test(subjects_are_stories_and_neighbours_in_time_stay_apart),
      cmocka_unit_test(attacks_are_less_alike_the_more_tells_them_apart),
      cmocka_unit_test(a_story_keeps_its_id_while_it_grows),
      cmocka_unit_test(an_id_that_is_no_more_leads_to_what_it_became),
      cmocka_unit_test(a_bridge_merges_stories_and_its_going_splits_them),
      cmocka_unit_test(kinds_of_copies_are_told_apart),
      cmocka_unit_test(formulaic_reports_are_no_copies),
      cmocka_unit_test(a_text_inside_a_longer_one_is_a_part),
      cmocka_unit_test(which_came_first_and_what_goes_back_to_what),
      cmocka_unit_test(shingles_find_what_was_taken_over),
      cmocka_unit_test(phrases_of_the_trade_find_nothing),
      cmocka_unit_test(numbers_are_numbers_however_they_are_written),
      cmocka_unit_test(forms_of_a_word_have_one_stem),
      cmocka_unit_test(the_background_is_sorted_and_knows_common_words),
      cmocka_unit_test(days_are_counted),
      cmocka_unit_test(profiles_come_back_as_they_went_in),
      cmocka_unit_test(odd_texts_are_linked_too),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
