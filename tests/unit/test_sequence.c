/* learn/linear and learn/sequence: what is read back, what decoding finds, and that training learns what it is shown. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "../../train/sequence_train.h"
#include "learn/sequence.h"

enum { LOG2 = 10, LABELS = 3 };

/* Sequences in which feature 100 + k stands for label k two times out of three, and label 2 only ever follows label 1: what is
 * learned must use the features as well as the neighbours. */
static void teach(isn_sequences *s) {
  static const uint8_t rows[][6] = {{0, 1, 2, 0, 0, 1}, {1, 2, 0, 1, 2, 0}, {0, 0, 0, 1, 2, 0}, {1, 0, 1, 2, 0, 0}};
  s->labels = LABELS;
  for (int k = 0; k < 12; k++) {
    for (int i = 0; i < 6; i++) {
      uint8_t label = rows[k % 4][i];
      assert_true(isn_row32_add(&s->slots, isn_linear_slot((1u << LOG2) - 1, isn_feature(7, label == 2 ? 101 : 100 + label))));
      assert_true(isn_row32_add(&s->slots, isn_linear_slot((1u << LOG2) - 1, isn_feature(8, 5))));
      assert_true(isn_sequences_position(s, label));
    }
    assert_true(isn_sequences_end(s));
  }
}

static uint8_t *learn(const uint8_t *never, size_t *size) {
  isn_sequences s = {0};
  teach(&s);
  isn_training how = {LOG2, 40, 0.3, 0};
  float *weights = calloc((size_t)LABELS << LOG2, sizeof *weights), moves[(LABELS + 1) * LABELS] = {0};
  assert_non_null(weights);
  assert_true(isn_sequences_train(&s, &how, never, weights, moves));
  uint8_t *bytes = isn_linear_bytes(weights, LABELS, LOG2, moves, never, size);
  assert_non_null(bytes);
  free(weights);
  isn_sequences_free(&s);
  return bytes;
}

static void decode(const uint8_t *bytes, size_t size, const int *features, uint32_t n, uint8_t *labels) {
  isn_sequence model;
  isnad_error error;
  if (isn_sequence_open(bytes, size, "test", &model, &error)) fail_msg("%s", error.message);
  uint64_t at[16];
  uint32_t first[17];
  assert_true(n <= 8);
  for (uint32_t i = 0; i < n; i++) {
    first[i] = 2 * i;
    at[(size_t)2 * i] = isn_feature(7, (uint64_t)features[i]);
    at[(size_t)2 * i + 1] = isn_feature(8, 5);
  }
  first[n] = 2 * n;
  assert_int_equal(isn_sequence_decode(&model, at, first, n, labels, &error), ISNAD_OK);
}

static void test_learns_features_and_neighbours(void **state) {
  (void)state;
  size_t size;
  uint8_t *bytes = learn(NULL, &size), labels[6];
  static const int features[] = {100, 101, 101, 100, 101, 101};
  static const uint8_t expected[] = {0, 1, 2, 0, 1, 2};
  decode(bytes, size, features, 6, labels);
  assert_memory_equal(labels, expected, 6);
  free(bytes);
}

static void test_same_bytes_again(void **state) {
  (void)state;
  size_t size, again;
  uint8_t *a = learn(NULL, &size), *b = learn(NULL, &again);
  assert_int_equal(size, again);
  assert_memory_equal(a, b, size);
  free(a);
  free(b);
}

static void test_forbidden_moves(void **state) {
  (void)state;
  uint8_t never[(LABELS + 1) * LABELS] = {0};
  never[LABELS * LABELS + 2] = 1; /* no sequence begins with 2 */
  never[0 * LABELS + 2] = 1;      /* nor does 2 follow 0 */
  size_t size;
  uint8_t *bytes = learn(never, &size), labels[4];
  static const int features[] = {102, 102, 100, 102};
  decode(bytes, size, features, 4, labels);
  assert_int_not_equal(labels[0], 2);
  for (int i = 1; i < 4; i++) assert_false(labels[i - 1] == 0 && labels[i] == 2);
  free(bytes);
}

static void test_long_sequences(void **state) {
  (void)state;
  size_t size;
  uint8_t *bytes = learn(NULL, &size);
  isn_sequence model;
  isnad_error error;
  assert_int_equal(isn_sequence_open(bytes, size, "test", &model, &error), ISNAD_OK);
  enum { N = 300000 };
  uint64_t *at = malloc(N * sizeof *at);
  uint32_t *first = malloc((N + 1) * sizeof *first);
  uint8_t *labels = malloc(N);
  assert_true(at && first && labels);
  for (uint32_t i = 0; i <= N; i++) {
    first[i] = i;
    if (i < N) at[i] = isn_feature(7, i % 2 ? 101 : 100);
  }
  assert_int_equal(isn_sequence_decode(&model, at, first, N, labels, &error), ISNAD_OK);
  assert_memory_equal(labels + 1000, labels + N - 1000, 900); /* the sums have not run over */
  assert_int_equal(isn_sequence_decode(&model, at, first, 0, labels, &error), ISNAD_OK);
  free(at);
  free(first);
  free(labels);
  free(bytes);
}

static void test_ties_go_to_the_smaller(void **state) {
  (void)state;
  static _Alignas(16) uint8_t bytes[ISN_LINEAR_HEADER + 16 + 3 * 2 * 2] = {2, 0, 0, 0, 3};
  isn_sequence model;
  isnad_error error;
  assert_int_equal(isn_sequence_open(bytes, sizeof bytes, "test", &model, &error), ISNAD_OK);
  uint64_t at[] = {1, 2, 3};
  uint32_t first[] = {0, 1, 2, 3};
  uint8_t labels[3] = {9, 9, 9};
  assert_int_equal(isn_sequence_decode(&model, at, first, 3, labels, &error), ISNAD_OK);
  for (int i = 0; i < 3; i++) assert_int_equal(labels[i], 0);
}

static void test_broken_bytes(void **state) {
  (void)state;
  size_t size;
  uint8_t *bytes = learn(NULL, &size);
  isn_sequence model;
  isnad_error error;
  for (size_t cut = 0; cut < size; cut += cut < 32 ? 1 : 97)
    assert_int_equal(isn_sequence_open(bytes, cut, "m", &model, &error), ISNAD_E_FORMAT);
  assert_int_equal(isn_sequence_open(NULL, 0, "m", &model, &error), ISNAD_E_FORMAT);
  static const struct {
    size_t at;
    uint8_t value;
  } bad[] = {{0, 0}, {0, ISN_MAX_LABELS + 1}, {3, 255}, {4, ISN_LINEAR_MAX_LOG2 + 1}, {4, LOG2 + 1}, {4, LOG2 - 1}, {7, 255}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    uint8_t was = bytes[bad[i].at];
    bytes[bad[i].at] = bad[i].value;
    assert_int_equal(isn_sequence_open(bytes, size, "m", &model, &error), ISNAD_E_FORMAT);
    bytes[bad[i].at] = was;
  }
  assert_int_equal(isn_sequence_open(bytes, size, "m", &model, &error), ISNAD_OK);
  free(bytes);
}

static void test_choices(void **state) {
  (void)state;
  isn_choices c = {0};
  for (uint32_t k = 0; k < 30; k++) { /* the candidate with slot 5 is right, whatever else there is */
    for (uint32_t i = 0; i < 3; i++) {
      assert_true(isn_row32_add(&c.slots, 10 + (k * 7 + i) % 20));
      if (i == k % 3) assert_true(isn_row32_add(&c.slots, 5));
      assert_true(isn_choices_candidate(&c));
    }
    assert_true(isn_choices_group(&c, k % 3, 100));
  }
  float weights[64] = {0};
  isn_training how = {6, 10, 0.3, 0};
  assert_true(isn_choices_train(&c, &how, weights));
  for (uint32_t k = 0; k < 30; k++) assert_int_equal(isn_choices_best(&c, k, 6, weights), k % 3);
  isn_choices_free(&c);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_learns_features_and_neighbours),
      cmocka_unit_test(test_same_bytes_again),
      cmocka_unit_test(test_forbidden_moves),
      cmocka_unit_test(test_long_sequences),
      cmocka_unit_test(test_ties_go_to_the_smaller),
      cmocka_unit_test(test_broken_bytes),
      cmocka_unit_test(test_choices),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
