/* Error values: every failing function fills an isnad_error and returns its code. */
#ifndef ISN_BASE_ERROR_H
#define ISN_BASE_ERROR_H
#include "isnad.h"

/* Fills *error (may be NULL) and returns code, so that a caller can write `return isn_fail(error, ...)`. */
isnad_status isn_fail(isnad_error *error, isnad_status code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The same with a place: file (may be NULL), line (0: none), byte. */
isnad_status isn_fail_at(isnad_error *error, isnad_status code, const char *file, uint64_t line, uint64_t byte, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

isnad_status isn_nomem(isnad_error *error);
#endif
