#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool reserve(isn_buffer *buffer, size_t more) {
  if (buffer->failed) return false;
  if (buffer->room - buffer->length > more) return true;
  size_t room = buffer->room ? buffer->room : 1024;
  while (room - buffer->length <= more) {
    if (room > (size_t)-1 / 4) return buffer->failed = true, false;
    room *= 2;
  }
  char *grown = realloc(buffer->at, room);
  if (!grown) return buffer->failed = true, false;
  buffer->at = grown;
  buffer->room = room;
  return true;
}

void isn_buffer_add(isn_buffer *buffer, const char *bytes, size_t length) {
  if (!reserve(buffer, length)) return;
  if (length) memcpy(buffer->at + buffer->length, bytes, length);
  buffer->length += length;
  buffer->at[buffer->length] = 0;
}

void isn_buffer_text(isn_buffer *buffer, const char *text) { isn_buffer_add(buffer, text, strlen(text)); }

void isn_buffer_format(isn_buffer *buffer, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int length = vsnprintf(NULL, 0, format, args);
  if (length >= 0 && reserve(buffer, (size_t)length + 1)) {
    (void)vsnprintf(buffer->at + buffer->length, (size_t)length + 1, format, again);
    buffer->length += (size_t)length;
  }
  va_end(again);
  va_end(args);
}

void isn_buffer_json_n(isn_buffer *buffer, const char *text, size_t length) {
  isn_buffer_add(buffer, "\"", 1);
  size_t from = 0;
  for (size_t i = 0; i < length; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f) continue;
    isn_buffer_add(buffer, text + from, i - from);
    if (c == '"' || c == '\\') isn_buffer_format(buffer, "\\%c", c);
    else if (c == '\n') isn_buffer_text(buffer, "\\n");
    else if (c == '\r') isn_buffer_text(buffer, "\\r");
    else if (c == '\t') isn_buffer_text(buffer, "\\t");
    else isn_buffer_format(buffer, "\\u%04x", c);
    from = i + 1;
  }
  isn_buffer_add(buffer, text + from, length - from);
  isn_buffer_add(buffer, "\"", 1);
}

void isn_buffer_json(isn_buffer *buffer, const char *text) {
  if (text) isn_buffer_json_n(buffer, text, strlen(text));
  else isn_buffer_text(buffer, "null");
}

void isn_buffer_free(isn_buffer *buffer) {
  free(buffer->at);
  memset(buffer, 0, sizeof *buffer);
}

void isn_decimal(isn_buffer *out, double value, unsigned digits) {
  static const uint32_t powers[] = {1, 10, 100, 1000, 10000};
  if (!(value > -1e9 && value < 1e9)) value = 0; /* NaN too, which JSON cannot write */
  uint64_t scaled = (uint64_t)((value < 0 ? -value : value) * powers[digits] + 0.5);
  const char *sign = value < 0 && scaled ? "-" : "";
  if (!digits) isn_buffer_format(out, "%s%u", sign, (unsigned)scaled);
  else isn_buffer_format(out, "%s%u.%0*u", sign, (unsigned)(scaled / powers[digits]), (int)digits, (unsigned)(scaled % powers[digits]));
}
