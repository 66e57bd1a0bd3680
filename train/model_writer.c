#include "model_writer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "pack/model.h"

typedef struct section {
  char name[ISN_MODEL_SECTION];
  unsigned char *bytes;
  size_t size;
} section;

struct isn_writer {
  char *path;
  char name[ISN_MODEL_NAME], set[ISN_MODEL_SET];
  uint32_t version, count;
  section sections[ISN_MODEL_SECTIONS];
};

static void put_u32(unsigned char *at, uint32_t value) {
  for (int i = 0; i < 4; i++) at[i] = (unsigned char)(value >> 8 * i);
}

static void put_u64(unsigned char *at, uint64_t value) {
  put_u32(at, (uint32_t)value);
  put_u32(at + 4, (uint32_t)(value >> 32));
}

static size_t aligned(size_t offset) { return (offset + ISN_MODEL_ALIGN - 1) / ISN_MODEL_ALIGN * ISN_MODEL_ALIGN; }

isnad_status isn_writer_open(const char *path, const char *name, const char *set, uint32_t version, const char *licence, isn_writer **out,
                             isnad_error *error) {
  *out = NULL;
  if (!isn_model_name_fits(name, ISN_MODEL_NAME) || !isn_model_name_fits(set, ISN_MODEL_SET) || !version || !*licence)
    return isn_fail(error, ISNAD_E_ARG, "%s: \"%s\", \"%s\", %u: expected a name, a set, a version from 1 and a licence", path, name, set,
                    (unsigned)version);
  isn_writer *w = calloc(1, sizeof *w);
  if (!w || !(w->path = strdup(path))) {
    free(w);
    return isn_nomem(error);
  }
  (void)snprintf(w->name, sizeof w->name, "%s", name);
  (void)snprintf(w->set, sizeof w->set, "%s", set);
  w->version = version;
  isnad_status status = isn_writer_section(w, "licence", licence, strlen(licence) + 1, error);
  if (status) (void)isn_writer_close(w, false, NULL);
  else *out = w;
  return status;
}

isnad_status isn_writer_section(isn_writer *writer, const char *name, const void *bytes, size_t size, isnad_error *error) {
  if (!isn_model_name_fits(name, ISN_MODEL_SECTION)) return isn_fail(error, ISNAD_E_ARG, "\"%s\" is no name of a section", name);
  for (uint32_t i = 0; i < writer->count; i++)
    if (strcmp(writer->sections[i].name, name) == 0) return isn_fail(error, ISNAD_E_ARG, "section \"%s\" stands there already", name);
  if (writer->count == ISN_MODEL_SECTIONS) return isn_fail(error, ISNAD_E_LIMIT, "more than %d sections", ISN_MODEL_SECTIONS);
  if (size > ISN_MODEL_MAX) return isn_fail(error, ISNAD_E_LIMIT, "section \"%s\" has more than %d MiB", name, ISN_MODEL_MAX >> 20);
  section *s = &writer->sections[writer->count];
  if (!(s->bytes = malloc(size ? size : 1))) return isn_nomem(error);
  if (size) memcpy(s->bytes, bytes, size);
  s->size = size;
  (void)snprintf(s->name, sizeof s->name, "%s", name);
  writer->count++;
  return ISNAD_OK;
}

/* The whole file in memory; *size its bytes. NULL: out of memory. */
static unsigned char *render(const isn_writer *w, size_t *size) {
  size_t end = ISN_MODEL_HEADER + (size_t)w->count * ISN_MODEL_ROW;
  for (uint32_t i = 0; i < w->count; i++) end = aligned(end) + w->sections[i].size;
  *size = aligned(end);
  unsigned char *at = calloc(1, *size);
  if (!at) return NULL;
  memcpy(at, isn_model_magic, sizeof isn_model_magic);
  put_u32(at + 8, ISN_MODEL_FORMAT);
  put_u32(at + 12, w->count);
  put_u64(at + 16, *size);
  memcpy(at + 32, w->name, sizeof w->name);
  memcpy(at + 64, w->set, sizeof w->set);
  put_u32(at + 80, w->version);
  size_t offset = ISN_MODEL_HEADER + (size_t)w->count * ISN_MODEL_ROW;
  for (uint32_t i = 0; i < w->count; i++) {
    unsigned char *row = at + ISN_MODEL_HEADER + (size_t)i * ISN_MODEL_ROW;
    offset = aligned(offset);
    memcpy(row, w->sections[i].name, ISN_MODEL_SECTION);
    put_u64(row + ISN_MODEL_SECTION, offset);
    put_u64(row + ISN_MODEL_SECTION + 8, w->sections[i].size);
    if (w->sections[i].size) memcpy(at + offset, w->sections[i].bytes, w->sections[i].size);
    offset += w->sections[i].size;
  }
  put_u64(at + 24, isn_model_checksum(at, *size));
  return at;
}

static isnad_status write_file(const char *path, const unsigned char *bytes, size_t size, isnad_error *error) {
  char part[4096];
  if (snprintf(part, sizeof part, "%s.part", path) >= (int)sizeof part)
    return isn_fail(error, ISNAD_E_ARG, "the path of the model is too long");
  FILE *file = fopen(part, "wb");
  bool written = file && fwrite(bytes, 1, size, file) == size;
  int code = written ? 0 : errno;
  if (file && fclose(file) != 0 && written) written = false, code = errno;
  if (written && rename(part, path) != 0) written = false, code = errno;
  if (written) return ISNAD_OK;
  if (file) (void)remove(part);
  return isn_fail_at(error, ISNAD_E_IO, path, 0, 0, "cannot be written: %s", strerrordesc_np(code));
}

static isnad_status write_model(const isn_writer *w, isnad_error *error) {
  size_t total = ISN_MODEL_HEADER + ISN_MODEL_SECTIONS * (ISN_MODEL_ROW + ISN_MODEL_ALIGN);
  for (uint32_t i = 0; i < w->count; i++) total += w->sections[i].size;
  if (total > ISN_MODEL_MAX)
    return isn_fail_at(error, ISNAD_E_LIMIT, w->path, 0, 0, "larger than the %d MiB of a model", ISN_MODEL_MAX >> 20);
  size_t size;
  unsigned char *bytes = render(w, &size);
  if (!bytes) return isn_nomem(error);
  isnad_status status = write_file(w->path, bytes, size, error);
  free(bytes);
  return status;
}

isnad_status isn_writer_close(isn_writer *writer, bool keep, isnad_error *error) {
  isnad_status status = keep ? write_model(writer, error) : ISNAD_OK;
  for (uint32_t i = 0; i < writer->count; i++) free(writer->sections[i].bytes);
  free(writer->path);
  free(writer);
  return status;
}
