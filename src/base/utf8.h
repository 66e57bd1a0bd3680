/* UTF-8 (Unicode 15, section 3.9): strict decoding, encoding. */
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
#endif
