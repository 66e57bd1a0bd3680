/* pack/model and train/model_writer: what is written comes back, and nothing else is taken for a model. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../train/model_writer.h"
#include "pack/model.h"

enum { HEAD = ISN_MODEL_HEADER, ROW = ISN_MODEL_ROW };

static char folder[] = "/tmp/isnad-model-XXXXXX";
static char path[64];

static int make_folder(void **state) {
  (void)state;
  if (!mkdtemp(folder)) return -1;
  (void)snprintf(path, sizeof path, "%s/tiny.model", folder);
  return 0;
}

static int drop_folder(void **state) {
  (void)state;
  (void)unlink(path);
  return rmdir(folder);
}

static const uint32_t numbers[] = {1, 2, 3, 5, 8, 13, 21};

static void write_tiny(const char *name, uint32_t version) {
  isn_writer *w;
  isnad_error error;
  if (isn_writer_open(path, name, "free", version, "Apache-2.0, made by a test", &w, &error)) fail_msg("%s", error.message);
  assert_int_equal(isn_writer_section(w, "numbers", numbers, sizeof numbers, &error), ISNAD_OK);
  assert_int_equal(isn_writer_section(w, "empty", NULL, 0, &error), ISNAD_OK);
  assert_int_equal(isn_writer_section(w, "odd", "abc", 3, &error), ISNAD_OK);
  if (isn_writer_close(w, true, &error)) fail_msg("%s", error.message);
}

/* The file as bytes at an address that suits; the caller frees. */
static unsigned char *read_file(size_t *size) {
  FILE *file = fopen(path, "rb");
  struct stat info;
  assert_non_null(file);
  assert_int_equal(fstat(fileno(file), &info), 0);
  *size = (size_t)info.st_size;
  unsigned char *bytes = aligned_alloc(16, (*size + 64) / 16 * 16);
  assert_non_null(bytes);
  assert_int_equal(fread(bytes, 1, *size, file), *size);
  (void)fclose(file);
  return bytes;
}

static void put(unsigned char *at, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; i++) at[i] = (unsigned char)(value >> 8 * i);
}

static void seal(unsigned char *bytes, size_t size) { put(bytes + 24, isn_model_checksum(bytes, size), 8); }

/* The bytes are refused with a message that holds `text`, at `byte` of the file that is named. */
static void assert_refused(const unsigned char *bytes, size_t size, const char *text, uint64_t byte) {
  isn_model *model;
  isnad_error error;
  isnad_status status = isn_model_from_bytes(bytes, size, "here.model", &model, &error);
  if (status != ISNAD_E_FORMAT) fail_msg("status %d where \"%s\" was expected", status, text);
  assert_null(model);
  assert_string_equal(error.file, "here.model");
  if (!strstr(error.message, text)) fail_msg("\"%s\" where \"%s\" was expected", error.message, text);
  if (error.byte != byte) fail_msg("\"%s\": byte %llu, expected %llu", text, (unsigned long long)error.byte, (unsigned long long)byte);
}

/* ---- what is good ---- */

static void what_was_written_comes_back(void **state) {
  (void)state;
  isn_model *model;
  isnad_error error;
  size_t size;
  write_tiny("split", 3);
  if (isn_model_open(path, &model, &error)) fail_msg("%s", error.message);
  assert_string_equal(isn_model_name(model), "split");
  assert_string_equal(isn_model_set(model), "free");
  assert_string_equal(isn_model_licence(model), "Apache-2.0, made by a test");
  assert_string_equal(isn_model_file(model), path);
  assert_int_equal(strncmp(isn_model_id(model), "split-free-3-", 13), 0);
  assert_int_equal(strlen(isn_model_id(model)), 13 + 8);
  const void *at = isn_model_section(model, "numbers", &size);
  assert_int_equal(size, sizeof numbers);
  assert_int_equal((uintptr_t)at % 16, 0);
  assert_memory_equal(at, numbers, sizeof numbers);
  at = isn_model_section(model, "odd", &size);
  assert_int_equal(size, 3);
  assert_int_equal((uintptr_t)at % 16, 0);
  assert_memory_equal(at, "abc", 3);
  assert_non_null(isn_model_section(model, "empty", &size));
  assert_int_equal(size, 0);
  assert_null(isn_model_section(model, "none", &size));
  assert_int_equal(size, 0);
  isn_model_close(model);
  isn_model_close(NULL);
}

static void the_same_content_is_the_same_file_and_id(void **state) {
  (void)state;
  size_t size, again, other;
  write_tiny("split", 1);
  unsigned char *first = read_file(&size);
  write_tiny("split", 1);
  unsigned char *second = read_file(&again);
  write_tiny("splat", 1);
  unsigned char *third = read_file(&other);
  assert_int_equal(size, again);
  assert_memory_equal(first, second, size);
  assert_int_equal(size, other);
  assert_memory_not_equal(first + 24, third + 24, 8);
  free(first);
  free(second);
  free(third);
}

/* ---- what is not ---- */

static void every_changed_byte_is_seen(void **state) {
  (void)state;
  size_t size;
  write_tiny("split", 1);
  unsigned char *bytes = read_file(&size);
  for (size_t i = 0; i < size; i++)
    for (int bit = 0; bit < 9; bit++) {
      unsigned char change = bit < 8 ? (unsigned char)(1 << bit) : 0xff;
      isn_model *model;
      isnad_error error;
      bytes[i] ^= change;
      isnad_status status = isn_model_from_bytes(bytes, size, "here.model", &model, &error);
      if (status != ISNAD_E_FORMAT || model) fail_msg("byte %zu, change %02x: status %d", i, change, status);
      if (!error.message[0] || strcmp(error.file, "here.model") != 0) fail_msg("byte %zu: no clear error", i);
      bytes[i] ^= change;
    }
  free(bytes);
}

static void every_cut_is_seen(void **state) {
  (void)state;
  size_t size;
  write_tiny("split", 1);
  unsigned char *bytes = read_file(&size);
  for (size_t cut = 0; cut < size; cut++) assert_refused(bytes, cut, cut < HEAD ? "ends after" : "says that it has", cut < HEAD ? cut : 16);
  memset(bytes + size, 0, 16);
  assert_refused(bytes, size + 16, "says that it has", 16);
  /* Also where the head tells the same lie. */
  put(bytes + 16, size + 16, 8);
  seal(bytes, size + 16);
  assert_refused(bytes, size + 16, "sections end at", size - 16 + 3);
  put(bytes + 16, size - 16, 8);
  seal(bytes, size - 16);
  assert_refused(bytes, size - 16, "section 'odd' is said to have 3 bytes, but 0 are left", HEAD + 3 * ROW + 56);
  free(bytes);
}

/* One fault a row, under a good checksum: what is looked at before the checksum says what is wrong. */
static void faults_of_the_head_are_named(void **state) {
  (void)state;
  static const struct {
    size_t at;
    uint64_t value;
    int bytes;
    const char *text;
    uint64_t byte;
  } faults[] = {
      {0, 'X', 1, "is no model", 0},
      {8, 2, 4, "format 2, expected 1", 8},
      {8, 0x01000000, 4, "format 16777216", 8}, /* written by a machine with the other byte order */
      {12, 0, 4, "0 sections", 12},
      {12, 65, 4, "65 sections, expected 1 to", 12},
      {12, 0xffffffff, 4, "4294967295 sections", 12},
      {16, 0xffffffffffffffff, 8, "says that it has 18446744073709551615 bytes", 16},
      {32, 0, 1, "the model's name", 32},
      {33, 'P', 1, "the model's name", 32},
      {63, 'x', 1, "the model's name", 32},
      {64, 0, 1, "the model's set", 64},
      {80, 0, 4, "version is 0", 80},
      {90, 1, 1, "byte 90: 1, expected 0", 90},
      {HEAD, ' ', 1, "name of section 1", HEAD},
      {HEAD + ROW + 47, 'x', 1, "name of section 2", HEAD + ROW},
      {HEAD + 48, 0, 8, "said to begin at 0, inside what stands before it", HEAD + 48},
      {HEAD + ROW + 48, HEAD + 4 * ROW, 8, "section 'numbers' is said to begin at 352, inside", HEAD + ROW + 48}, /* over the licence */
      {HEAD + ROW + 48, 0xfffffffffffffff0, 8, "section 'numbers' is said to begin at 18446744073709551600", HEAD + ROW + 48},
      {HEAD + ROW + 48, HEAD + 4 * ROW + 33, 8, "expected 384", HEAD + ROW + 48}, /* not a multiple of 16 */
      {HEAD + ROW + 56, 0xffffffffffffffff, 8, "18446744073709551615 bytes, but", HEAD + ROW + 56},
      {HEAD + ROW + 56, 1 << 20, 8, "section 'numbers' is said to have 1048576 bytes, but", HEAD + ROW + 56},
      {HEAD + 4 * ROW + 27, 7, 1, "expected 0 before section 'numbers'", HEAD + 4 * ROW + 27},
      {HEAD + 4 * ROW + 26, '!', 1, "licence is no text", HEAD + 4 * ROW},
      {HEAD + 4 * ROW + 3, 0, 1, "licence is no text", HEAD + 4 * ROW},
      {HEAD, 'm', 1, "no section 'licence'", 0},
  };
  size_t size;
  write_tiny("split", 1);
  unsigned char *bytes = read_file(&size), *spoilt = aligned_alloc(16, (size + 15) / 16 * 16);
  assert_non_null(spoilt);
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
    memcpy(spoilt, bytes, size);
    put(spoilt + faults[i].at, faults[i].value, faults[i].bytes);
    seal(spoilt, size);
    assert_refused(spoilt, size, faults[i].text, faults[i].byte);
  }
  memcpy(spoilt, bytes, size);
  memcpy(&spoilt[HEAD + 2 * ROW], &spoilt[HEAD + ROW], 48);
  seal(spoilt, size);
  assert_refused(spoilt, size, "section 'numbers' stands twice", HEAD + 2 * ROW);
  memcpy(spoilt, bytes, size);
  spoilt[HEAD + 4 * ROW] ^= 1;
  assert_refused(spoilt, size, "checksum", 24);
  free(bytes);
  free(spoilt);
}

static void bytes_must_be_aligned(void **state) {
  (void)state;
  size_t size;
  isn_model *model;
  isnad_error error;
  write_tiny("split", 1);
  unsigned char *bytes = read_file(&size);
  memmove(bytes + 8, bytes, size);
  assert_int_equal(isn_model_from_bytes(bytes + 8, size, "here", &model, &error), ISNAD_E_ARG);
  assert_null(model);
  free(bytes);
}

static void what_is_no_file_is_refused(void **state) {
  (void)state;
  isn_model *model;
  isnad_error error;
  assert_int_equal(isn_model_open("/nonexistent/split.model", &model, &error), ISNAD_E_IO);
  assert_string_equal(error.file, "/nonexistent/split.model");
  assert_non_null(strstr(error.message, "No such file"));
  assert_int_equal(isn_model_open(folder, &model, &error), ISNAD_E_IO);
  assert_non_null(strstr(error.message, "regular file"));
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  (void)fclose(file);
  assert_int_equal(isn_model_open(path, &model, &error), ISNAD_E_FORMAT);
  assert_non_null(strstr(error.message, "ends after 0 bytes"));
  assert_int_equal(truncate(path, (off_t)ISN_MODEL_MAX + 1), 0); /* a hole: takes no room */
  assert_int_equal(isn_model_open(path, &model, &error), ISNAD_E_LIMIT);
  assert_null(model);
}

static void the_writer_refuses_what_could_not_be_read(void **state) {
  (void)state;
  isn_writer *w;
  isnad_error error;
  assert_int_equal(isn_writer_open(path, "Split", "nc", 1, "x", &w, &error), ISNAD_E_ARG);
  assert_int_equal(isn_writer_open(path, "", "nc", 1, "x", &w, &error), ISNAD_E_ARG);
  assert_int_equal(isn_writer_open(path, "split", "a-set-of-a-long-name", 1, "x", &w, &error), ISNAD_E_ARG);
  assert_int_equal(isn_writer_open(path, "split", "nc", 0, "x", &w, &error), ISNAD_E_ARG);
  assert_int_equal(isn_writer_open(path, "split", "nc", 1, "", &w, &error), ISNAD_E_ARG);
  assert_int_equal(isn_writer_open(path, "split", "nc", 1, "x", &w, &error), ISNAD_OK);
  assert_int_equal(isn_writer_section(w, "a b", "x", 1, &error), ISNAD_E_ARG);
  assert_int_equal(isn_writer_section(w, "licence", "x", 1, &error), ISNAD_E_ARG);
  for (int i = 1; i < ISN_MODEL_SECTIONS; i++) {
    char name[16];
    (void)snprintf(name, sizeof name, "s%d", i);
    assert_int_equal(isn_writer_section(w, name, name, sizeof name, &error), ISNAD_OK);
  }
  assert_int_equal(isn_writer_section(w, "more", "x", 1, &error), ISNAD_E_LIMIT);
  assert_int_equal(isn_writer_close(w, true, &error), ISNAD_OK);
  isn_model *model;
  if (isn_model_open(path, &model, &error)) fail_msg("%s", error.message);
  assert_string_equal(isn_model_section(model, "s63", NULL), "s63");
  isn_model_close(model);
  assert_int_equal(isn_writer_open("/nonexistent/x.model", "split", "nc", 1, "x", &w, &error), ISNAD_OK);
  assert_int_equal(isn_writer_close(w, true, &error), ISNAD_E_IO);
  assert_string_equal(error.file, "/nonexistent/x.model");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_was_written_comes_back),  cmocka_unit_test(the_same_content_is_the_same_file_and_id),
      cmocka_unit_test(every_changed_byte_is_seen),   cmocka_unit_test(every_cut_is_seen),
      cmocka_unit_test(faults_of_the_head_are_named), cmocka_unit_test(bytes_must_be_aligned),
      cmocka_unit_test(what_is_no_file_is_refused),   cmocka_unit_test(the_writer_refuses_what_could_not_be_read),
  };
  return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
