/* Writes a model file (src/pack/model.h). The bytes depend on what is given and on nothing else.
 *
 *   isn_writer *w;
 *   isnad_status s = isn_writer_open("models/nc/split.model", "split", "nc", 1, licence_text, &w, &error);
 *   if (!s) s = isn_writer_section(w, "weights", weights, sizeof weights, &error);
 *   s = isn_writer_close(w, s == ISNAD_OK, &error);
 *
 * Numbers inside a section are the trainer's own matter; they must be little-endian, for the run-time reads them in place. */
#ifndef ISN_TRAIN_MODEL_WRITER_H
#define ISN_TRAIN_MODEL_WRITER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "isnad.h"

typedef struct isn_writer isn_writer;

/* set: "nc" or "free"; version from 1; licence: the terms of the model and of its data, kept in section "licence". */
isnad_status isn_writer_open(const char *path, const char *name, const char *set, uint32_t version, const char *licence, isn_writer **out,
                             isnad_error *error);

/* Copies the bytes. Sections stand in the file in the order of the calls; size 0 is allowed. */
isnad_status isn_writer_section(isn_writer *writer, const char *name, const void *bytes, size_t size, isnad_error *error);

/* keep: writes the file, under another name first, so that a file at `path` is whole at any time. Frees the writer either way.
 * Not keep: only that, and returns ISNAD_OK. */
isnad_status isn_writer_close(isn_writer *writer, bool keep, isnad_error *error);

#endif
