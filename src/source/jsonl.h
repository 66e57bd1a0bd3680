/* One row of JSON Lines as an input of the analysis. */
#ifndef ISN_SOURCE_JSONL_H
#define ISN_SOURCE_JSONL_H
#include "base/arena.h"
#include "base/error.h"

/* Reads {"id","source","title","published" or "date","url","text"} from one line. Strings go into the arena; fields that are
 * missing, null or empty stay NULL, and an id that is missing is made from the content. `offset` is where the line begins in its file. */
isnad_status isn_jsonl_row(isn_arena *arena, const char *line, size_t length, const char *file, uint64_t number, uint64_t offset,
                           isnad_input *input, isnad_error *error);
#endif
