#include "pack/model.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { AT_FORMAT = 8, AT_SECTIONS = 12, AT_SIZE = 16, AT_CHECKSUM = 24, AT_NAME = 32, AT_SET = 64, AT_VERSION = 80, AT_REST = 84 };

const unsigned char isn_model_magic[8] = {'I', 'S', 'N', 'M', 'O', 'D', 'E', 'L'};

struct isn_model {
  const unsigned char *at;
  size_t size;
  void *mapped; /* what is to be unmapped, NULL: the bytes are the caller's */
  uint32_t sections;
  char file[256];
  char id[ISN_MODEL_NAME + ISN_MODEL_SET + 32];
};

static uint32_t u32_at(const unsigned char *at) {
  return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static uint64_t u64_at(const unsigned char *at) { return u32_at(at) | (uint64_t)u32_at(at + 4) << 32; }

/* ---- checksum ---- */

/* One step of FNV-1a over eight bytes at once, with the high half brought down, for the multiplication carries upwards only. Each step
 * is a bijection of `hash` and of `word`, so that one changed word always changes the outcome. */
static inline uint64_t mix(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * 0x100000001b3u;
  return hash ^ hash >> 32;
}

/* Four sums side by side: a model of 20 MB takes milliseconds. */
uint64_t isn_model_checksum(const void *bytes, size_t size) {
  const unsigned char *at = bytes;
  uint64_t sums[4] = {0xcbf29ce484222325u, 0x84222325cbf29ce4u, 0x9e3779b97f4a7c15u, 0xc2b2ae3d27d4eb4fu};
  size_t words = size / 8, i = 0;
  for (; i + 4 <= words; i += 4)
    for (size_t lane = 0; lane < 4; lane++) {
      uint64_t word = u64_at(at + 8 * (i + lane));
      if (8 * (i + lane) == AT_CHECKSUM) word = 0;
      sums[lane] = mix(sums[lane], word);
    }
  for (; i < words; i++) sums[0] = mix(sums[0], 8 * i == AT_CHECKSUM ? 0 : u64_at(at + 8 * i));
  for (size_t k = 8 * words; k < size; k++) sums[1] = mix(sums[1], at[k]);
  uint64_t hash = mix(0xcbf29ce484222325u, size);
  for (size_t lane = 0; lane < 4; lane++) hash = mix(hash, sums[lane]);
  return hash;
}

/* ---- checks ---- */

static bool is_name_letter(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.'; }

int isn_model_name_fits(const char *name, size_t room) {
  size_t length = strlen(name);
  if (!length || length >= room) return 0;
  for (size_t i = 0; i < length; i++)
    if (!is_name_letter((unsigned char)name[i])) return 0;
  return 1;
}

/* A field that holds a name: its letters, then NUL to the end. */
static bool is_name_field(const unsigned char *at, size_t room) {
  size_t length = 0;
  while (length < room && is_name_letter(at[length])) length++;
  if (!length || length == room) return false;
  for (size_t i = length; i < room; i++)
    if (at[i]) return false;
  return true;
}

/* The first byte of [from, to) that is not 0, or `to`. */
static size_t first_written(const isn_model *m, size_t from, size_t to) {
  while (from < to && !m->at[from]) from++;
  return from;
}

static size_t aligned(size_t offset) { return (offset + ISN_MODEL_ALIGN - 1) / ISN_MODEL_ALIGN * ISN_MODEL_ALIGN; }

#define FAULT(byte, ...) isn_fail_at(error, ISNAD_E_FORMAT, m->file, 0, (byte), __VA_ARGS__)

static isnad_status check_header(const isn_model *m, isnad_error *error) {
  if (m->size < ISN_MODEL_HEADER)
    return FAULT(m->size, "ends after %zu bytes, expected the %d of a model's head", m->size, ISN_MODEL_HEADER);
  if (memcmp(m->at, isn_model_magic, sizeof isn_model_magic) != 0) return FAULT(0, "is no model: expected \"ISNMODEL\" at its first byte");
  uint32_t format = u32_at(m->at + AT_FORMAT);
  if (format != ISN_MODEL_FORMAT)
    return FAULT(AT_FORMAT, "byte %d: format %" PRIu32 ", expected %d: made by another version of isnad", AT_FORMAT, format,
                 ISN_MODEL_FORMAT);
  uint64_t size = u64_at(m->at + AT_SIZE);
  if (size != m->size) return FAULT(AT_SIZE, "byte %d: says that it has %" PRIu64 " bytes, but it has %zu", AT_SIZE, size, m->size);
  uint32_t sections = u32_at(m->at + AT_SECTIONS);
  size_t room = (m->size - ISN_MODEL_HEADER) / ISN_MODEL_ROW;
  if (room > ISN_MODEL_SECTIONS) room = ISN_MODEL_SECTIONS;
  if (sections < 1 || sections > room)
    return FAULT(AT_SECTIONS, "byte %d: %" PRIu32 " sections, expected 1 to %zu", AT_SECTIONS, sections, room);
  if (!is_name_field(m->at + AT_NAME, ISN_MODEL_NAME)) return FAULT(AT_NAME, "byte %d: expected the model's name", AT_NAME);
  if (!is_name_field(m->at + AT_SET, ISN_MODEL_SET)) return FAULT(AT_SET, "byte %d: expected the model's set", AT_SET);
  if (!u32_at(m->at + AT_VERSION)) return FAULT(AT_VERSION, "byte %d: the model's version is 0, expected 1 or more", AT_VERSION);
  size_t rest = first_written(m, AT_REST, ISN_MODEL_HEADER);
  if (rest < ISN_MODEL_HEADER) return FAULT(rest, "byte %zu: %d, expected 0", rest, m->at[rest]);
  return ISNAD_OK;
}

static const unsigned char *row_at(const isn_model *m, uint32_t section) {
  return m->at + ISN_MODEL_HEADER + (size_t)section * ISN_MODEL_ROW;
}

/* Section `i`, which must begin where the one before ended, at *end; sets *end to its own end. */
static isnad_status check_section(const isn_model *m, uint32_t i, size_t *end, isnad_error *error) {
  const unsigned char *row = row_at(m, i);
  size_t at = (size_t)(row - m->at), begin = aligned(*end);
  if (!is_name_field(row, ISN_MODEL_SECTION)) return FAULT(at, "byte %zu: expected the name of section %" PRIu32, at, i + 1);
  for (uint32_t k = 0; k < i; k++)
    if (memcmp(row, row_at(m, k), ISN_MODEL_SECTION) == 0) return FAULT(at, "byte %zu: section '%s' stands twice", at, (const char *)row);
  uint64_t offset = u64_at(row + ISN_MODEL_SECTION), size = u64_at(row + ISN_MODEL_SECTION + 8);
  if (offset != begin)
    return FAULT(at + ISN_MODEL_SECTION, "byte %zu: section '%s' is said to begin at %" PRIu64 "%s, expected %zu", at + ISN_MODEL_SECTION,
                 (const char *)row, offset, offset < *end ? ", inside what stands before it" : "", begin);
  if (begin > m->size || size > m->size - begin)
    return FAULT(at + ISN_MODEL_SECTION + 8, "byte %zu: section '%s' is said to have %" PRIu64 " bytes, but %zu are left",
                 at + ISN_MODEL_SECTION + 8, (const char *)row, size, begin > m->size ? 0 : m->size - begin);
  size_t gap = first_written(m, *end, begin);
  if (gap < begin) return FAULT(gap, "byte %zu: %d, expected 0 before section '%s'", gap, m->at[gap], (const char *)row);
  *end = begin + (size_t)size;
  return ISNAD_OK;
}

static isnad_status check_sections(const isn_model *m, isnad_error *error) {
  size_t end = ISN_MODEL_HEADER + (size_t)m->sections * ISN_MODEL_ROW;
  for (uint32_t i = 0; i < m->sections; i++) {
    isnad_status status = check_section(m, i, &end, error);
    if (status) return status;
  }
  if (aligned(end) != m->size) return FAULT(end, "has %zu bytes, but its sections end at %zu", m->size, aligned(end));
  size_t gap = first_written(m, end, m->size);
  if (gap < m->size) return FAULT(gap, "byte %zu: %d, expected 0 behind the last section", gap, m->at[gap]);
  return ISNAD_OK;
}

static isnad_status check_checksum(const isn_model *m, isnad_error *error) {
  uint64_t said = u64_at(m->at + AT_CHECKSUM), found = isn_model_checksum(m->at, m->size);
  if (said == found) return ISNAD_OK;
  return FAULT(AT_CHECKSUM, "byte %d: checksum %016" PRIx64 ", expected %016" PRIx64 ": the file is damaged", AT_CHECKSUM, said, found);
}

static isnad_status check_licence(const isn_model *m, isnad_error *error) {
  size_t size;
  const char *text = isn_model_section(m, "licence", &size);
  if (!text) return FAULT(0, "has no section 'licence'");
  size_t at = (size_t)((const unsigned char *)text - m->at);
  if (size < 2 || memchr(text, 0, size) != text + size - 1) return FAULT(at, "byte %zu: the licence is no text ended in NUL", at);
  return ISNAD_OK;
}

static isnad_status check(isn_model *m, isnad_error *error) {
  if ((uintptr_t)m->at % ISN_MODEL_ALIGN)
    return isn_fail_at(error, ISNAD_E_ARG, m->file, 0, 0, "its bytes are not aligned to %d", ISN_MODEL_ALIGN);
  isnad_status status = check_header(m, error);
  if (status) return status;
  m->sections = u32_at(m->at + AT_SECTIONS);
  status = check_sections(m, error);
  if (!status) status = check_checksum(m, error);
  if (!status) status = check_licence(m, error);
  if (status) return status;
  uint64_t sum = u64_at(m->at + AT_CHECKSUM);
  (void)snprintf(m->id, sizeof m->id, "%s-%s-%" PRIu32 "-%08" PRIx32, isn_model_name(m), isn_model_set(m), u32_at(m->at + AT_VERSION),
                 (uint32_t)(sum ^ sum >> 32));
  return ISNAD_OK;
}

/* ---- opening ---- */

/* Takes over `mapped`, also where it fails. */
static isnad_status take(const void *bytes, size_t size, void *mapped, const char *file, isn_model **out, isnad_error *error) {
  *out = NULL;
  isn_model *m = calloc(1, sizeof *m);
  if (!m) {
    if (mapped) (void)munmap(mapped, size);
    return isn_nomem(error);
  }
  *m = (isn_model){.at = bytes, .size = size, .mapped = mapped};
  (void)snprintf(m->file, sizeof m->file, "%s", file);
  isnad_status status = check(m, error);
  if (status) isn_model_close(m);
  else *out = m;
  return status;
}

isnad_status isn_model_from_bytes(const void *bytes, size_t size, const char *name, isn_model **out, isnad_error *error) {
  return take(bytes, size, NULL, name, out, error);
}

static isnad_status map_file(int file, const char *path, isn_model **out, isnad_error *error) {
  struct stat info;
  if (fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) return isn_fail_at(error, ISNAD_E_IO, path, 0, 0, "is not a regular file");
  if (info.st_size > ISN_MODEL_MAX)
    return isn_fail_at(error, ISNAD_E_LIMIT, path, 0, 0, "larger than the %d MiB of a model", ISN_MODEL_MAX >> 20);
  if (info.st_size < ISN_MODEL_HEADER) /* nothing cannot be mapped */
    return isn_fail_at(error, ISNAD_E_FORMAT, path, 0, (uint64_t)info.st_size, "ends after %lld bytes, expected the %d of a model's head",
                       (long long)info.st_size, ISN_MODEL_HEADER);
  void *bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, file, 0);
  if (bytes == MAP_FAILED) return isn_fail_at(error, ISNAD_E_IO, path, 0, 0, "cannot be mapped: %s", strerrordesc_np(errno));
  return take(bytes, (size_t)info.st_size, bytes, path, out, error);
}

isnad_status isn_model_open(const char *path, isn_model **out, isnad_error *error) {
  *out = NULL;
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* O_NONBLOCK: a FIFO is refused instead of waited for */
  if (file < 0) return isn_fail_at(error, ISNAD_E_IO, path, 0, 0, "cannot be opened: %s", strerrordesc_np(errno));
  isnad_status status = map_file(file, path, out, error);
  (void)close(file);
  return status;
}

void isn_model_close(isn_model *model) {
  if (!model) return;
  if (model->mapped) (void)munmap(model->mapped, model->size);
  free(model);
}

/* ---- what it holds ---- */

const char *isn_model_id(const isn_model *model) { return model->id; }
const char *isn_model_name(const isn_model *model) { return (const char *)model->at + AT_NAME; }
const char *isn_model_set(const isn_model *model) { return (const char *)model->at + AT_SET; }
const char *isn_model_licence(const isn_model *model) { return isn_model_section(model, "licence", NULL); }
const char *isn_model_file(const isn_model *model) { return model->file; }

const void *isn_model_section(const isn_model *model, const char *name, size_t *bytes) {
  if (bytes) *bytes = 0;
  for (uint32_t i = 0; i < model->sections; i++) {
    const unsigned char *row = row_at(model, i);
    if (strcmp((const char *)row, name) != 0) continue;
    if (bytes) *bytes = (size_t)u64_at(row + ISN_MODEL_SECTION + 8);
    return model->at + u64_at(row + ISN_MODEL_SECTION);
  }
  return NULL;
}
