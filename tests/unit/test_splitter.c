/* morph/splitter: the words of a token partition its characters, in any text. */
#include "unit.h"

#include <string.h>

#include "doc/doc.h"
#include "isnad.h"

static void check(const isn_doc *doc) {
  uint32_t next = 0;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const isn_token *t = &doc->tokens.at[i];
    assert_int_equal(t->words, next);
    assert_true(t->words_count >= 1);
    uint32_t at = t->start;
    for (uint32_t k = next; k < next + t->words_count; k++) {
      const isn_word *w = &doc->words.at[k];
      assert_int_equal(w->token, i);
      assert_int_equal(w->start, at);
      assert_true(w->end >= w->start && w->end <= t->end);
      assert_true(w->form && *w->form);
      at = w->end;
    }
    assert_int_equal(at, t->end);
    next += t->words_count;
  }
  assert_int_equal(next, doc->words.count);
}

static void analyse(const isnad_engine *engine, const char *text, size_t length) {
  isnad_error error;
  isnad_document *document;
  isnad_input input = {.id = "t", .text = text, .text_length = length};
  if (isnad_analyze(engine, &input, NULL, &document, &error)) fail_msg("%s", error.message);
  check(&document->doc);
  isnad_document_free(document);
}

static isnad_engine *open_engine(void) {
  isnad_engine *engine;
  isnad_error error;
  if (isnad_engine_open(NULL, &engine, &error)) fail_msg("%s", error.message);
  return engine;
}

static void test_hostile_texts(void **state) {
  (void)state;
  isnad_engine *engine = open_engine();
  static const char *const texts[] = {"",
                                      " ",
                                      "و",
                                      "لل",
                                      "للل",
                                      "ولل",
                                      "وَ",
                                      "\xd9\x8e",
                                      "ـ",
                                      "وـ",
                                      "ﻻ",
                                      "ﻻﻻﻻ",
                                      "وﻻﻧﻪ",
                                      "ﻷﻧﻬﻢ",
                                      "فلـ\xe2\x80\x8fلجنة",
                                      "لئلا مما عما ألا",
                                      "وبالـ",
                                      "ههههه",
                                      "نا ها هم",
                                      "a و b",
                                      "و3",
                                      "...",
                                      "٣،٥",
                                      "\xf0\x9f\x98\x80و",
                                      "للقاء\nوله\n\nبه"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) analyse(engine, texts[i], strlen(texts[i]));
  char wide[4096];
  /* NOLINTNEXTLINE(bugprone-not-null-terminated-result): text with a length */
  for (size_t i = 0; i + 2 <= sizeof wide; i += 2) memcpy(wide + i, i % 6 ? "ل" : "و", 2);
  analyse(engine, wide, sizeof wide); /* one word, far longer than any */
  isnad_engine_close(engine);
}

/* Every short string over letters that are clitics or confuse them. */
static void test_all_short_words(void **state) {
  (void)state;
  isnad_engine *engine = open_engine();
  static const char *const letters[] = {"و", "ف", "ل", "ب", "ا", "أ", "ه", "م", "ن", "ي", "ت", "ة", "ﻻ", "َ"};
  enum { N = sizeof letters / sizeof *letters };
  static char text[N * N * N * N * 12];
  size_t length = 0;
  for (int i = 0; i < N * N * N * N; i++) {
    for (int rest = i, k = 0; k < 4; k++, rest /= N) {
      size_t n = strlen(letters[rest % N]);
      memcpy(text + length, letters[rest % N], n);
      length += n;
    }
    text[length++] = i % 20 ? ' ' : '\n';
    if (length > 1 << 16 || i + 1 == N * N * N * N) {
      analyse(engine, text, length);
      length = 0;
    }
  }
  isnad_engine_close(engine);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_hostile_texts), cmocka_unit_test(test_all_short_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
