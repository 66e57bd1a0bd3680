/* Bytes of a file, a pipe or standard input: all of them, or a line at a time, never more than a limit in memory. */
#ifndef ISN_SOURCE_STREAM_H
#define ISN_SOURCE_STREAM_H
#include <stddef.h>

#include "base/error.h"

typedef struct isn_stream {
  int fd;
  const char *name; /* as the user wrote it, for messages; not copied */
  uint64_t line;    /* 1-based number of the line that was read last */
  uint64_t offset;  /* where it begins in the file */
  char *buffer;
  size_t at, end, room; /* bytes [at, end) of the buffer are read and not yet given out */
  uint64_t taken;       /* bytes of the file before buffer[at] */
  bool ended;
} isn_stream;

/* name "-" is standard input. A stream that failed to open needs no close. */
isnad_status isn_stream_open(isn_stream *stream, const char *name, isnad_error *error);
void isn_stream_close(isn_stream *stream);

/* Drops a byte order mark and says which byte comes first; -1 at the end of the file. */
isnad_status isn_stream_first(isn_stream *stream, int *byte, isnad_error *error);

/* Everything that is left. The bytes live until the close. ISNAD_E_LIMIT: more than `limit`. */
isnad_status isn_stream_all(isn_stream *stream, size_t limit, const char **bytes, size_t *length, isnad_error *error);

/* The next line without its line end; it lives until the next call. ISNAD_DONE: no more. ISNAD_E_LIMIT: the line was longer than
 * `limit` and has been skipped; the next call goes on behind it. */
isnad_status isn_stream_line(isn_stream *stream, size_t limit, const char **bytes, size_t *length, isnad_error *error);
#endif
