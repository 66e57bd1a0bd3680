/* entity/tagger: its tables are checked before they are used, decoding finds the names and how sure they are, and features stay inside
 * the room that callers give. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "../../train/sequence_train.h"
#include "doc/stage.h"
#include "entity/tagger.h"
#include "morph/morph.h"
#include "morph/splitter.h"
#include "segment/segment.h"

enum { LOG2 = 9, WORDS_LOG2 = 5, PER = 1, LOC = 5 };

static void put32(uint8_t *at, uint32_t value) {
  for (int i = 0; i < 4; i++) at[i] = (uint8_t)(value >> 8 * i);
}

static void test_words_are_found_and_checked(void **state) {
  (void)state;
  enum { SIZE = ISN_TAG_WORDS_HEADER + (ISN_TAG_WORDS_ROW << WORDS_LOG2) };
  static uint8_t bytes[SIZE];
  isn_tag_words words;
  isnad_error error;
  const uint64_t key = isn_tag_key((const uint16_t[]){0x645, 0x635, 0x631}, 3);
  put32(bytes, WORDS_LOG2);
  uint8_t *row = bytes + ISN_TAG_WORDS_HEADER + (key & ((1u << WORDS_LOG2) - 1)) * ISN_TAG_WORDS_ROW;
  put32(row, (uint32_t)(key >> 32) | 1);
  row[4] = 5, row[5] = 1;
  assert_int_equal(isn_tag_words_open(bytes, SIZE, "words", &words, &error), ISNAD_OK);
  assert_int_equal(isn_tag_words_find(&words, key), 261);
  assert_int_equal(isn_tag_words_find(&words, key + (UINT64_C(4) << 32)), 0); /* the same slot, another word */
  assert_int_equal(isn_tag_words_open(bytes, SIZE - 1, "words", &words, &error), ISNAD_E_FORMAT);
  assert_non_null(strstr(error.message, "its head says"));
  assert_int_equal(isn_tag_words_open(bytes, 15, "words", &words, &error), ISNAD_E_FORMAT);
  assert_int_equal(isn_tag_words_open(NULL, 0, "words", &words, &error), ISNAD_E_FORMAT);
  put32(bytes, 40);
  assert_int_equal(isn_tag_words_open(bytes, SIZE, "words", &words, &error), ISNAD_E_FORMAT);
  /* A full table is no endless loop. */
  put32(bytes, WORDS_LOG2);
  for (int i = 0; i < 1 << WORDS_LOG2; i++) put32(bytes + ISN_TAG_WORDS_HEADER + (size_t)i * ISN_TAG_WORDS_ROW, 1);
  assert_int_equal(isn_tag_words_open(bytes, SIZE, "words", &words, &error), ISNAD_OK);
  assert_int_equal(isn_tag_words_find(&words, key), 0);
}

/* Where in the model's table the weights of a feature begin. */
static uint32_t row_of(uint32_t feature) { return isn_linear_slot((1u << LOG2) - 1, isn_feature(3, feature)) * ISN_TAG_LABELS; }

/* A model in which feature 1000 + label stands for the label with a weight of 10, and further words follow first ones alone. */
static uint8_t *model_bytes(size_t *size) {
  static float weights[ISN_TAG_LABELS << LOG2];
  float moves[(ISN_TAG_LABELS + 1) * ISN_TAG_LABELS] = {0};
  uint8_t never[(ISN_TAG_LABELS + 1) * ISN_TAG_LABELS] = {0};
  memset(weights, 0, sizeof weights);
  for (uint32_t b = 0; b < ISN_TAG_LABELS; b++) weights[row_of(1000 + b) + b] = 10;
  weights[row_of(1)] = 127; /* sets the step of the weights to 1 */
  for (uint32_t a = 0; a <= ISN_TAG_LABELS; a++)
    for (uint32_t b = 1; b < ISN_TAG_LABELS; b++)
      never[a * ISN_TAG_LABELS + b] = !isn_tag_is_first(b) && (a == ISN_TAG_LABELS || !a || isn_tag_type(a) != isn_tag_type(b));
  uint8_t *bytes = isn_linear_bytes(weights, ISN_TAG_LABELS, LOG2, moves, never, size);
  assert_non_null(bytes);
  return bytes;
}

static void test_decoding_finds_names_and_margins(void **state) {
  (void)state;
  size_t size;
  isn_sequence model;
  uint8_t *bytes = model_bytes(&size), labels[6];
  int32_t margins[6];
  assert_int_equal(isn_sequence_open(bytes, size, "test", &model, NULL), ISNAD_OK);
  static const struct {
    uint32_t n;
    int marks[6]; /* the label that a place's feature stands for; 100 + it: the feature twice */
    uint8_t labels[6];
    int margins[6];
  } cases[] = {
      {5, {0, PER, PER + 1, 0, 0}, {0, PER, PER + 1, 0, 0}, {0, 10, 0, 0, 0}},
      {3, {100 + PER, 0, 0}, {PER, 0, 0}, {10, 0, 0}},    /* as sure as that it ends there */
      {2, {PER, 100 + PER + 1}, {PER, PER + 1}, {20, 0}}, /* without its beginning the rest could not be */
      {2, {0, 100 + PER + 1}, {PER, PER + 1}, {10, 0}},   /* a further word makes the one before the first */
      {1, {100 + LOC}, {LOC}, {20}},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    uint32_t at[12 + ISN_TAG_AHEAD], starts[7], n = 0;
    for (uint32_t k = 0; k < cases[i].n; k++) {
      starts[k] = n;
      for (int twice = cases[i].marks[k] / 100; twice >= 0; twice--) at[n++] = row_of(1000 + (uint32_t)cases[i].marks[k] % 100);
    }
    starts[cases[i].n] = n;
    assert_int_equal(isn_tag_decode(&model, at, starts, cases[i].n, labels, margins, NULL), ISNAD_OK);
    for (uint32_t k = 0; k < cases[i].n; k++) {
      if (labels[k] != cases[i].labels[k]) fail_msg("row %zu place %u: label %u", i, k, labels[k]);
      if (margins[k] != cases[i].margins[k]) fail_msg("row %zu place %u: margin %d", i, k, margins[k]);
    }
  }
  free(bytes);
}

/* ---- features ---- */

static isn_lexicon *lexicon;
static isn_gazetteer gazetteer;

static void open_doc(isn_doc *doc, const char *text) {
  static const isn_stage *const stages[] = {&isn_stage_segment, &isn_stage_split, &isn_stage_morph};
  isnad_error error;
  isn_resources none = {.lexicon = lexicon};
  isnad_input input = {.id = "test", .text = text, .text_length = strlen(text)};
  if (isn_doc_open(doc, &input, &error)) fail_msg("%s", error.message);
  for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++) {
    void *state = NULL;
    if (stages[i]->open) assert_int_equal(stages[i]->open(&none, &state, &error), ISNAD_OK);
    assert_int_equal(stages[i]->run(lexicon, state, doc, &error), ISNAD_OK);
    if (stages[i]->close) stages[i]->close(state);
  }
  assert_true(isn_see_tokens(&gazetteer, doc));
}

static void features(isn_doc *doc, isn_tag_desk *desk) {
  const isn_tag_words words = {0};
  isn_candidates all = {0}, chosen = {0};
  const uint32_t n = doc->sentence_first.at[1];
  assert_true(isn_propose_by_rules(&gazetteer, doc, &all) && isn_merge(doc, &all, &chosen));
  assert_true(isn_tag_desk_open(desk, n));
  isn_tag_features(&gazetteer, &words, doc, isn_tag_rules(doc, &chosen), 0, n, desk);
  for (uint32_t i = 0; i < n; i++) {
    assert_true(desk->starts[i + 1] - desk->starts[i] <= ISN_TAG_FEATURES);
    assert_true(desk->starts[i + 1] - desk->starts[i] > ISN_TAG_OWN_FEATURES);
  }
}

/* Two words that nothing is known of differ in what is their own and in what their letters look like; the words two places on do not see
 * which one it was but by its form. */
static void test_a_word_is_in_its_own_features(void **state) {
  (void)state;
  isn_doc a, b;
  isn_tag_desk x, y;
  uint32_t same = 0;
  open_doc(&a, "وصل الوزير زغمول بن كرنفوش إلى البلدة مساء أمس");
  open_doc(&b, "وصل الوزير جخلوط بن كرنفوش إلى البلدة مساء أمس");
  features(&a, &x);
  features(&b, &y);
  assert_int_equal(a.tokens.count, 9);
  for (uint32_t k = 0; k < 3; k++) assert_true(x.seeds[x.starts[2] + k] != y.seeds[y.starts[2] + k]);
  for (uint32_t k = x.starts[2] + ISN_TAG_OWN_FEATURES; k < x.starts[3]; k++) same += x.seeds[k] == y.seeds[k];
  assert_true(same > 40);
  assert_int_equal(memcmp(x.seeds + x.starts[8], y.seeds + y.starts[8], (x.starts[9] - x.starts[8]) * sizeof *x.seeds), 0);
  isn_tag_desk_close(&x);
  isn_tag_desk_close(&y);
  isn_doc_close(&a);
  isn_doc_close(&b);
}

static void test_any_text_has_features(void **state) {
  (void)state;
  static const char *const texts[] = {".", "ا", "لل", "و", "١٢٣ abc «»", "ـــــ", "؟؟!!..", "ببببب بالللل وولل للل"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    isn_doc doc;
    isn_tag_desk desk;
    open_doc(&doc, texts[i]);
    if (doc.sentences.count) {
      features(&doc, &desk);
      for (uint32_t k = 0; k < doc.tokens.count; k++) {
        const uint32_t start = isn_tag_start(&gazetteer, &doc, k);
        assert_true(start >= doc.tokens.at[k].start && start < doc.tokens.at[k].end);
      }
      isn_tag_desk_close(&desk);
    }
    isn_doc_close(&doc);
  }
}

/* Each name of the knowledge base is found where it stands. */
static void test_known_names_are_found(void **state) {
  (void)state;
  for (uint32_t k = 0; k < gazetteer.known.count; k += 53) {
    isn_doc doc;
    isn_hit hit = {0};
    open_doc(&doc, gazetteer.known.at[k].name_ar);
    bool words = doc.sentences.count == 1; /* a key leaves out quotation marks and hyphens, which end a name in a text */
    for (uint32_t i = 0; i < doc.tokens.count; i++) words = words && doc.tokens.at[i].kind == ISN_WORD;
    const bool found = words && isn_gazetteer_at(&gazetteer, &doc, 0, &hit);
    if (words && (!found || hit.end != doc.tokens.count)) fail_msg("not found: %s", gazetteer.known.at[k].name_ar);
    isn_doc_close(&doc);
  }
}

static int set_up(void **state) {
  (void)state;
  isnad_error error;
  return isn_lexicon_open(NULL, &lexicon, &error) || isn_gazetteer_open(&gazetteer, lexicon, &error);
}

static int tear_down(void **state) {
  (void)state;
  isn_arena_free(&gazetteer.arena);
  isn_lexicon_close(lexicon);
  return 0;
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_words_are_found_and_checked),   cmocka_unit_test(test_decoding_finds_names_and_margins),
      cmocka_unit_test(test_a_word_is_in_its_own_features), cmocka_unit_test(test_any_text_has_features),
      cmocka_unit_test(test_known_names_are_found),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
