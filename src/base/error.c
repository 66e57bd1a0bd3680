#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void fill(isnad_error *error, isnad_status code, const char *file, uint64_t line, uint64_t byte, const char *format, va_list args) {
  if (!error) return;
  memset(error, 0, sizeof *error);
  error->code = code;
  error->line = line;
  error->byte = byte;
  if (file) (void)snprintf(error->file, sizeof error->file, "%s", file);
  (void)vsnprintf(error->message, sizeof error->message, format, args);
}

isnad_status isn_fail(isnad_error *error, isnad_status code, const char *format, ...) {
  va_list args;
  va_start(args, format);
  fill(error, code, NULL, 0, 0, format, args);
  va_end(args);
  return code;
}

isnad_status isn_fail_at(isnad_error *error, isnad_status code, const char *file, uint64_t line, uint64_t byte, const char *format, ...) {
  va_list args;
  va_start(args, format);
  fill(error, code, file, line, byte, format, args);
  va_end(args);
  return code;
}

isnad_status isn_nomem(isnad_error *error) { return isn_fail(error, ISNAD_E_NOMEM, "out of memory"); }
