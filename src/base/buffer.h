/* A growing byte buffer on the heap, for writers. After a failed allocation it stays failed and ignores what comes. */
#ifndef ISN_BASE_BUFFER_H
#define ISN_BASE_BUFFER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct isn_buffer {
  char *at;
  size_t length, room;
  bool failed;
} isn_buffer;

void isn_buffer_add(isn_buffer *buffer, const char *bytes, size_t length);
void isn_buffer_text(isn_buffer *buffer, const char *text);
void isn_buffer_format(isn_buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* text as a JSON string with its quotes (RFC 8259); NULL becomes null. */
void isn_buffer_json(isn_buffer *buffer, const char *text);
void isn_buffer_json_n(isn_buffer *buffer, const char *text, size_t length);

/* `value` with `digits` decimals (at most 4), the same in every locale; what no number is becomes 0. */
void isn_decimal(isn_buffer *out, double value, unsigned digits);

void isn_buffer_free(isn_buffer *buffer);
#endif
