#include "source/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024 };

static isnad_status io_error(const isn_stream *stream, const char *what, int code, isnad_error *error) {
  return isn_fail_at(error, ISNAD_E_IO, stream->name, 0, 0, "%s: %s", what, strerrordesc_np(code));
}

isnad_status isn_stream_open(isn_stream *stream, const char *name, isnad_error *error) {
  *stream = (isn_stream){.fd = -1, .name = name};
  if (strcmp(name, "-") == 0) {
    stream->fd = STDIN_FILENO;
    return ISNAD_OK;
  }
  do stream->fd = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  while (stream->fd < 0 && errno == EINTR);
  return stream->fd < 0 ? io_error(stream, "cannot be opened", errno, error) : ISNAD_OK;
}

void isn_stream_close(isn_stream *stream) {
  if (stream->fd > STDIN_FILENO || (stream->fd == STDIN_FILENO && strcmp(stream->name, "-") != 0)) (void)close(stream->fd);
  free(stream->buffer);
  *stream = (isn_stream){.fd = -1};
}

/* Makes room for another chunk: moves what is left to the front, then grows. */
static bool make_room(isn_stream *stream) {
  if (stream->buffer && stream->at && (stream->at == stream->end || stream->room - stream->end < CHUNK)) {
    memmove(stream->buffer, stream->buffer + stream->at, stream->end - stream->at);
    stream->end -= stream->at;
    stream->at = 0;
  }
  if (stream->room - stream->end >= CHUNK) return true;
  size_t room = stream->room ? stream->room * 2 : (size_t)4 * CHUNK;
  char *grown = realloc(stream->buffer, room);
  if (!grown) return false;
  stream->buffer = grown;
  stream->room = room;
  return true;
}

/* What was read of a line whose rest cannot be had is no line. */
static void give_up(isn_stream *stream) {
  stream->ended = true;
  stream->at = stream->end;
}

/* Reads once; sets `ended` at the end of the file. */
static isnad_status fill(isn_stream *stream, isnad_error *error) {
  if (stream->ended) return ISNAD_OK;
  if (!make_room(stream)) return give_up(stream), isn_nomem(error);
  ssize_t got;
  do got = read(stream->fd, stream->buffer + stream->end, stream->room - stream->end);
  while (got < 0 && errno == EINTR);
  if (got < 0) {
    give_up(stream);
    return io_error(stream, "cannot be read", errno, error);
  }
  if (got == 0) stream->ended = true;
  stream->end += (size_t)got;
  return ISNAD_OK;
}

static void take(isn_stream *stream, size_t bytes) {
  stream->at += bytes;
  stream->taken += bytes;
}

isnad_status isn_stream_first(isn_stream *stream, int *byte, isnad_error *error) {
  while (stream->end - stream->at < 3 && !stream->ended) {
    isnad_status status = fill(stream, error);
    if (status) return status;
  }
  if (stream->taken == 0 && stream->end - stream->at >= 3 && memcmp(stream->buffer + stream->at, "\xef\xbb\xbf", 3) == 0) take(stream, 3);
  *byte = stream->at < stream->end ? (unsigned char)stream->buffer[stream->at] : -1;
  return ISNAD_OK;
}

isnad_status isn_stream_all(isn_stream *stream, size_t limit, const char **bytes, size_t *length, isnad_error *error) {
  stream->offset = stream->taken;
  while (!stream->ended && stream->end - stream->at <= limit) {
    isnad_status status = fill(stream, error);
    if (status) return status;
  }
  *length = stream->end - stream->at;
  *bytes = *length ? stream->buffer + stream->at : "";
  if (*length > limit)
    return isn_fail_at(error, ISNAD_E_LIMIT, stream->name, 0, 0, "larger than %zu bytes, the limit for one document", limit);
  take(stream, *length);
  return ISNAD_OK;
}

/* Skips to behind the next line end. */
static isnad_status skip_line(isn_stream *stream, isnad_error *error) {
  for (;;) {
    const char *from = stream->buffer + stream->at;
    const char *stop = stream->buffer && stream->at < stream->end ? memchr(from, '\n', stream->end - stream->at) : NULL;
    take(stream, stop ? (size_t)(stop - from) + 1 : stream->end - stream->at);
    if (stop || stream->ended) return ISNAD_OK;
    isnad_status status = fill(stream, error);
    if (status) return status;
  }
}

isnad_status isn_stream_line(isn_stream *stream, size_t limit, const char **bytes, size_t *length, isnad_error *error) {
  size_t searched = 0;
  stream->line++;
  stream->offset = stream->taken;
  for (;;) {
    size_t have = stream->end - stream->at;
    const char *from = stream->buffer ? stream->buffer + stream->at : "";
    const char *stop = have > searched ? memchr(from + searched, '\n', have - searched) : NULL;
    *length = stop ? (size_t)(stop - from) : have;
    if (*length > limit) {
      isnad_status status = skip_line(stream, error);
      if (status) return status;
      return isn_fail_at(error, ISNAD_E_LIMIT, stream->name, stream->line, stream->offset, "a line longer than %zu bytes is left out",
                         limit);
    }
    if (stop || stream->ended) {
      if (!stop && !have) return ISNAD_DONE;
      *bytes = from;
      take(stream, *length + (stop ? 1 : 0));
      if (*length && from[*length - 1] == '\r') --*length;
      return ISNAD_OK;
    }
    searched = have;
    isnad_status status = fill(stream, error);
    if (status) return status;
  }
}
