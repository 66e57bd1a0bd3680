/* A trained model: named sections of bytes in one checked container, read in place.
 *
 * The file, all numbers little-endian:
 *     0  "ISNMODEL"
 *     8  u32 version of this format (1)      12  u32 number of sections
 *    16  u64 size of the file                24  u64 checksum of the whole file, this field taken as 0 (isn_model_checksum)
 *    32  name, 32 bytes                      64  set, 16 bytes: "nc" or "free" (what its training data may be used for)
 *    80  u32 version of the model            84  12 bytes of 0
 *    96  a row of 64 bytes a section: name (48 bytes), u64 offset, u64 size
 *   ...  the sections in the order of their rows, each at the next multiple of 16, with 0 between and up to the end
 * Names are lower-case ASCII, ended and filled with NUL. Section "licence" is there in every model: UTF-8, ended in NUL, the terms of
 * the model and of what it was trained on.
 *
 * Opening checks all of it, checksum included, so a stage that finds its section needs to check what is inside that section only.
 * train/model_writer.h writes such files. A model is immutable and may be shared by threads. */
#ifndef ISN_PACK_MODEL_H
#define ISN_PACK_MODEL_H
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

enum {
  ISN_MODEL_FORMAT = 1,
  ISN_MODEL_HEADER = 96,
  ISN_MODEL_ROW = 64,
  ISN_MODEL_NAME = 32,     /* bytes of a name's field, its NUL in */
  ISN_MODEL_SET = 16,      /* the same of the set */
  ISN_MODEL_SECTION = 48,  /* the same of a section's name */
  ISN_MODEL_SECTIONS = 64, /* at most so many */
  ISN_MODEL_ALIGN = 16,
  ISN_MODEL_MAX = 256 << 20 /* bytes of a file */
};

typedef struct isn_model isn_model;

/* Maps the file read-only and checks it. The file must not be cut short while it is open. A fault is ISNAD_E_FORMAT with the file, the
 * byte, what stands there and what was expected. */
isnad_status isn_model_open(const char *path, isn_model **out, isnad_error *error);

/* The same over bytes that the caller keeps, at an address that is a multiple of 16; `name` stands for the file in errors. */
isnad_status isn_model_from_bytes(const void *bytes, size_t size, const char *name, isn_model **out, isnad_error *error);

void isn_model_close(isn_model *model); /* NULL is allowed */

const char *isn_model_id(const isn_model *model);   /* "split-nc-1-9f3a01bc": name, set, version, checksum */
const char *isn_model_name(const isn_model *model); /* "split" */
const char *isn_model_set(const isn_model *model);  /* "nc" */
const char *isn_model_licence(const isn_model *model);
const char *isn_model_file(const isn_model *model); /* path or name it was opened with, for errors of the stages */

/* A section's first byte, at a multiple of 16, and its size; NULL and 0 if there is none. */
const void *isn_model_section(const isn_model *model, const char *name, size_t *bytes);

/* The checksum of a model's bytes, whose own field counts as 0. Every byte and its place have a part in it: another byte anywhere is
 * another checksum. */
uint64_t isn_model_checksum(const void *bytes, size_t size);

extern const unsigned char isn_model_magic[8];

/* Whether a name may stand in a field of `room` bytes: a to z, 0 to 9, '-', '_' and '.', a NUL behind, not empty. */
int isn_model_name_fits(const char *name, size_t room);

#endif
