/* UTF-8 (Unicode 15, section 3.9): strict decoding, encoding; the lines of a text. */
#ifndef ISN_BASE_UTF8_H
#define ISN_BASE_UTF8_H
#include <stddef.h>
#include <stdint.h>

/* Length of the code point that begins at text[0] (1 to 4) with its value in *cp, or 0 if these bytes are not UTF-8. */
unsigned isn_utf8_decode(const char *text, size_t length, uint32_t *cp);

/* Writes cp (a Unicode scalar value) to out[0..3] and returns how many bytes. */
unsigned isn_utf8_encode(uint32_t cp, char *out);

/* Offset of the first byte that is not UTF-8, or `length` if all is well. */
size_t isn_utf8_check(const char *text, size_t length);

/* Number, from 1, of the line that holds `offset`; line_at has the offset where each of the lines begins, the first of them 0. */
uint32_t isn_line_of(const uint32_t *line_at, uint32_t lines, uint32_t offset);
#endif
