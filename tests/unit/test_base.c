/* base/: UTF-8, arena, vectors, hashing and maps, buffers, error values. */
#include "unit.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "base/vec.h"

/* ---- UTF-8 ---- */

static void every_scalar_value_survives_encoding(void **state) {
  (void)state;
  for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
    if (cp >= 0xd800 && cp <= 0xdfff) continue;
    char bytes[4];
    uint32_t back = ~cp;
    unsigned n = isn_utf8_encode(cp, bytes);
    if (isn_utf8_decode(bytes, n, &back) != n || back != cp) fail_msg("U+%04X came back as U+%04X", cp, back);
    if (n > 1 && isn_utf8_decode(bytes, n - 1, &back) != 0) fail_msg("U+%04X was read from too few bytes", cp);
  }
}

static void lengths_change_at_the_limits_of_the_standard(void **state) {
  (void)state;
  char bytes[4];
  assert_int_equal(isn_utf8_encode(0x7f, bytes), 1);
  assert_int_equal(isn_utf8_encode(0x80, bytes), 2);
  assert_int_equal(isn_utf8_encode(0x7ff, bytes), 2);
  assert_int_equal(isn_utf8_encode(0x800, bytes), 3);
  assert_int_equal(isn_utf8_encode(0xffff, bytes), 3);
  assert_int_equal(isn_utf8_encode(0x10000, bytes), 4);
}

static void what_is_not_utf8_is_refused(void **state) {
  (void)state;
  static const char *const bad[] = {
      "\x80",             /* a continuation byte alone */
      "\xbf",             /* the same */
      "\xc0\x80",         /* NUL in two bytes */
      "\xc1\xbf",         /* overlong U+007F */
      "\xe0\x9f\xbf",     /* overlong U+07FF */
      "\xf0\x8f\xbf\xbf", /* overlong U+FFFF */
      "\xed\xa0\x80",     /* a high surrogate */
      "\xed\xbf\xbf",     /* a low surrogate */
      "\xf4\x90\x80\x80", /* U+110000 */
      "\xf5\x80\x80\x80", /* beyond any plane */
      "\xfe",
      "\xff",         /* never bytes of UTF-8 */
      "\xd8",         /* cut */
      "\xd8 ",        /* broken off by a blank */
      "\xe2\x80",     /* cut after two of three */
      "\xe2\x80 ",    /* broken off */
      "\xf0\x9f\x98", /* cut after three of four */
      "\xc7\xcd",     /* two letters of windows-1256 */
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    uint32_t cp = 0;
    if (isn_utf8_decode(bad[i], strlen(bad[i]), &cp) != 0) fail_msg("row %zu was read as U+%04X", i, cp);
    assert_int_equal(isn_utf8_check(bad[i], strlen(bad[i])), 0);
  }
}

static void the_check_names_the_first_bad_byte(void **state) {
  (void)state;
  assert_int_equal(isn_utf8_check("", 0), 0);
  assert_int_equal(isn_utf8_check("\xd9\x84\xd8\xa7", 4), 4);
  assert_int_equal(isn_utf8_check("\xd9\x84 \xff", 4), 3);
  assert_int_equal(isn_utf8_check("ab\xd9", 3), 2);
  uint32_t cp = 0;
  assert_int_equal(isn_utf8_decode("", 0, &cp), 0);
}

/* ---- arena ---- */

static void pieces_are_aligned_zeroed_and_apart(void **state) {
  (void)state;
  isn_arena arena = {0};
  unsigned char *last = NULL;
  for (size_t size = 0; size < 5000; size += 7) {
    unsigned char *at = isn_arena_alloc(&arena, size);
    assert_non_null(at);
    assert_int_equal((uintptr_t)at % _Alignof(max_align_t), 0);
    assert_ptr_not_equal(at, last);
    for (size_t i = 0; i < size; i++) assert_int_equal(at[i], 0);
    memset(at, 0xee, size); /* a later piece that overlaps would not be zero */
    last = at;
  }
  isn_arena_free(&arena);
  assert_null(arena.head);
}

static void a_large_piece_leaves_the_open_block_in_use(void **state) {
  (void)state;
  isn_arena arena = {0};
  char *before = isn_arena_alloc(&arena, 16);
  char *large = isn_arena_alloc(&arena, 1 << 20);
  char *after = isn_arena_alloc(&arena, 16);
  assert_non_null(large);
  memset(large, 1, 1 << 20);
  assert_ptr_equal(after, before + 16);
  isn_arena_free(&arena);
}

static void what_no_machine_has_is_null(void **state) {
  (void)state;
  isn_arena arena = {0};
  assert_null(isn_arena_alloc(&arena, SIZE_MAX));
  assert_null(isn_arena_alloc(&arena, SIZE_MAX / 2 + 1));
  assert_non_null(isn_arena_alloc(&arena, 1)); /* and the arena goes on */
  isn_arena_free(&arena);
}

static void strings_are_copied_with_their_length(void **state) {
  (void)state;
  isn_arena arena = {0};
  assert_string_equal(isn_arena_strndup(&arena, "abcdef", 3), "abc");
  assert_string_equal(isn_arena_strndup(&arena, NULL, 0), "");
  assert_string_equal(isn_arena_strdup(&arena, ""), "");
  assert_string_equal(isn_arena_printf(&arena, "%s-%d", "t", 12), "t-12");
  char long_text[2000];
  memset(long_text, 'x', sizeof long_text - 1);
  long_text[sizeof long_text - 1] = 0;
  assert_int_equal(strlen(isn_arena_printf(&arena, "%s!", long_text)), sizeof long_text);
  isn_arena_free(&arena);
}

/* ---- vectors ---- */

static void a_vector_keeps_its_items_when_it_grows(void **state) {
  (void)state;
  isn_arena arena = {0};
  ISN_VEC(uint64_t) vec = {0};
  for (uint64_t i = 0; i < 10000; i++) {
    uint64_t *item = ISN_PUSH(&vec, &arena);
    assert_non_null(item);
    assert_int_equal(*item, 0);
    *item = i * i;
  }
  assert_int_equal(vec.count, 10000);
  for (uint64_t i = 0; i < 10000; i++) assert_int_equal(vec.at[i], i * i);
  isn_arena_free(&arena);
}

static void a_popped_item_comes_back_zeroed(void **state) {
  (void)state;
  isn_arena arena = {0};
  ISN_VEC(int) vec = {0};
  *ISN_PUSH(&vec, &arena) = 7;
  vec.count--;
  assert_int_equal(*ISN_PUSH(&vec, &arena), 0);
  isn_arena_free(&arena);
}

/* ---- hashing and maps ---- */

static void the_hash_is_fnv_1a(void **state) {
  (void)state; /* the vectors of Noll's page */
  assert_true(isn_hash_bytes("", 0, 0) == UINT64_C(0xcbf29ce484222325));
  assert_true(isn_hash_bytes("a", 1, 0) == UINT64_C(0xaf63dc4c8601ec8c));
  assert_true(isn_hash_bytes("foobar", 6, 0) == UINT64_C(0x85944171f73967e8));
  uint64_t half = isn_hash_bytes("foo", 3, 0);
  assert_true(isn_hash_bytes("bar", 3, half) == isn_hash_bytes("foobar", 6, 0)); /* a seed goes on where a hash stopped */
}

static void a_map_finds_what_was_put_and_nothing_else(void **state) {
  (void)state;
  isn_arena arena = {0};
  isn_map map = {0};
  enum { N = 20000 };
  static uint16_t keys[N][2];
  uint16_t none[2] = {9, 9};
  assert_null(isn_map_get(&map, none, 2)); /* empty */
  for (uint32_t i = 0; i < N; i++) {
    keys[i][0] = (uint16_t)(i & 0xff);
    keys[i][1] = (uint16_t)(0x600 + (i >> 8));
    bool fresh = false;
    uint32_t *value = isn_map_put(&map, &arena, keys[i], 2, &fresh);
    assert_non_null(value);
    assert_true(fresh);
    assert_int_equal(*value, 0);
    *value = i + 1;
  }
  assert_int_equal(map.count, N);
  for (uint32_t i = 0; i < N; i++) {
    bool fresh = true;
    assert_int_equal(*isn_map_get(&map, keys[i], 2), i + 1);
    const uint64_t half = isn_map_roll(ISN_MAP_ROLL, keys[i], 1);
    assert_int_equal(*isn_map_get_rolled(&map, keys[i], 2, isn_map_roll(half, keys[i] + 1, 1)), i + 1);
    assert_int_equal(*isn_map_put(&map, &arena, keys[i], 2, &fresh), i + 1);
    assert_false(fresh);
    assert_true(isn_map_get(&map, keys[i], 1) == NULL); /* a prefix of a key is no key */
  }
  assert_null(isn_map_get(&map, none, 2));
  isn_arena_free(&arena);
}

static void the_empty_key_is_a_key(void **state) {
  (void)state;
  isn_arena arena = {0};
  isn_map map = {0};
  bool fresh = false;
  uint16_t nothing = 0;
  *isn_map_put(&map, &arena, &nothing, 0, &fresh) = 5;
  assert_int_equal(*isn_map_get(&map, &nothing, 0), 5);
  assert_null(isn_map_get(&map, &nothing, 1));
  isn_arena_free(&arena);
}

/* ---- buffers ---- */

static void a_buffer_holds_what_was_added_and_ends_in_nul(void **state) {
  (void)state;
  isn_buffer buffer = {0};
  for (int i = 0; i < 3000; i++) isn_buffer_format(&buffer, "%04d;", i);
  isn_buffer_text(&buffer, "");
  isn_buffer_add(&buffer, "a\0b", 3);
  assert_false(buffer.failed);
  assert_int_equal(buffer.length, 3000 * 5 + 3);
  assert_memory_equal(buffer.at, "0000;0001;", 10);
  assert_memory_equal(buffer.at + buffer.length - 8, "2999;a\0b", 9);
  isn_buffer_free(&buffer);
  assert_null(buffer.at);
  assert_int_equal(buffer.length, 0);
}

static void json_strings_are_escaped(void **state) {
  (void)state;
  isn_buffer buffer = {0};
  isn_buffer_json(&buffer, "\"\\/\n\r\t\x01\x1f\x7f \xd9\x84");
  assert_string_equal(buffer.at, "\"\\\"\\\\/\\n\\r\\t\\u0001\\u001f\\u007f \xd9\x84\"");
  isn_buffer_free(&buffer);
  isn_buffer_json(&buffer, NULL);
  isn_buffer_json(&buffer, "");
  isn_buffer_json_n(&buffer, "a\0b", 3);
  assert_string_equal(buffer.at, "null\"\"\"a\\u0000b\"");
  isn_buffer_free(&buffer);
}

static void a_buffer_that_failed_stays_failed(void **state) {
  (void)state;
  isn_buffer buffer = {0};
  isn_buffer_text(&buffer, "kept");
  isn_buffer_add(&buffer, "", SIZE_MAX / 2); /* refused before a byte is read */
  assert_true(buffer.failed);
  isn_buffer_text(&buffer, "lost");
  assert_string_equal(buffer.at, "kept");
  isn_buffer_free(&buffer);
}

/* ---- errors ---- */

static void an_error_carries_code_message_and_place(void **state) {
  (void)state;
  isnad_error error;
  assert_int_equal(isn_fail_at(&error, ISNAD_E_FORMAT, "cues.tsv", 7, 120, "expected %d cells", 6), ISNAD_E_FORMAT);
  assert_int_equal(error.code, ISNAD_E_FORMAT);
  assert_string_equal(error.message, "expected 6 cells");
  assert_string_equal(error.file, "cues.tsv");
  assert_int_equal(error.line, 7);
  assert_int_equal(error.byte, 120);
  assert_int_equal(isn_fail(&error, ISNAD_E_ARG, "no"), ISNAD_E_ARG);
  assert_string_equal(error.file, "");
  assert_int_equal(error.line, 0);
  assert_int_equal(isn_nomem(NULL), ISNAD_E_NOMEM); /* an error that nobody asked for */
}

static void a_long_message_or_path_is_cut_not_overrun(void **state) {
  (void)state;
  isnad_error error;
  char name[4096];
  memset(name, 'n', sizeof name - 1);
  name[sizeof name - 1] = 0;
  (void)isn_fail_at(&error, ISNAD_E_IO, name, 1, 0, "%s", name);
  assert_int_equal(strlen(error.message), sizeof error.message - 1);
  assert_int_equal(strlen(error.file), sizeof error.file - 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_scalar_value_survives_encoding),
      cmocka_unit_test(lengths_change_at_the_limits_of_the_standard),
      cmocka_unit_test(what_is_not_utf8_is_refused),
      cmocka_unit_test(the_check_names_the_first_bad_byte),
      cmocka_unit_test(pieces_are_aligned_zeroed_and_apart),
      cmocka_unit_test(a_large_piece_leaves_the_open_block_in_use),
      cmocka_unit_test(what_no_machine_has_is_null),
      cmocka_unit_test(strings_are_copied_with_their_length),
      cmocka_unit_test(a_vector_keeps_its_items_when_it_grows),
      cmocka_unit_test(a_popped_item_comes_back_zeroed),
      cmocka_unit_test(the_hash_is_fnv_1a),
      cmocka_unit_test(a_map_finds_what_was_put_and_nothing_else),
      cmocka_unit_test(the_empty_key_is_a_key),
      cmocka_unit_test(a_buffer_holds_what_was_added_and_ends_in_nul),
      cmocka_unit_test(json_strings_are_escaped),
      cmocka_unit_test(a_buffer_that_failed_stays_failed),
      cmocka_unit_test(an_error_carries_code_message_and_place),
      cmocka_unit_test(a_long_message_or_path_is_cut_not_overrun),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
