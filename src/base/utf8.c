#include "base/utf8.h"

unsigned isn_utf8_decode(const char *text, size_t length, uint32_t *cp) {
  const unsigned char *s = (const unsigned char *)text;
  if (!length) return 0;
  if (s[0] < 0x80) return *cp = s[0], 1;
  unsigned n = s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : 2;
  if (s[0] < 0xc2 || s[0] > 0xf4 || length < n) return 0;
  uint32_t value = s[0] & (0x7fu >> n);
  for (unsigned i = 1; i < n; i++) {
    if ((s[i] & 0xc0) != 0x80) return 0;
    value = value << 6 | (s[i] & 0x3fu);
  }
  if ((n == 3 && (value < 0x800 || (value >= 0xd800 && value <= 0xdfff))) || (n == 4 && (value < 0x10000 || value > 0x10ffff))) return 0;
  *cp = value;
  return n;
}

unsigned isn_utf8_encode(uint32_t cp, char *out) {
  if (cp < 0x80) {
    out[0] = (char)cp;
    return 1;
  }
  if (cp < 0x800) {
    out[0] = (char)(0xc0 | cp >> 6);
    out[1] = (char)(0x80 | (cp & 0x3f));
    return 2;
  }
  if (cp < 0x10000) {
    out[0] = (char)(0xe0 | cp >> 12);
    out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
    out[2] = (char)(0x80 | (cp & 0x3f));
    return 3;
  }
  out[0] = (char)(0xf0 | cp >> 18);
  out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
  out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
  out[3] = (char)(0x80 | (cp & 0x3f));
  return 4;
}

size_t isn_utf8_check(const char *text, size_t length) {
  size_t at = 0;
  while (at < length) {
    uint32_t cp;
    unsigned n = isn_utf8_decode(text + at, length - at, &cp);
    if (!n) return at;
    at += n;
  }
  return length;
}

uint32_t isn_line_of(const uint32_t *line_at, uint32_t lines, uint32_t offset) {
  uint32_t low = 0, high = lines;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (line_at[middle] <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
