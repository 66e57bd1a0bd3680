#include "arabic/letters.h"

#include <string.h>

#include "base/utf8.h"

bool isn_is_sign(uint32_t cp) {
  return (cp >= 0x64b && cp <= 0x65f) || cp == 0x670 || cp == 0x640 || (cp >= 0x610 && cp <= 0x61a) ||
         (cp >= 0x6d6 && cp <= 0x6ed && cp != 0x6dd);
}

bool isn_is_letter(uint32_t cp) {
  return (cp >= 0x620 && cp <= 0x64a && cp != 0x640) || (cp >= 0x66e && cp <= 0x6d3 && cp != 0x670) || cp == 0x6d5 ||
         (cp >= 0x6fa && cp <= 0x6fc) || (cp >= 0xfb50 && cp <= 0xfbb1) || (cp >= 0xfbd3 && cp <= 0xfd3d) || (cp >= 0xfe80 && cp <= 0xfefc);
}

bool isn_is_invisible(uint32_t cp) {
  return (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2060 && cp <= 0x2069) || cp == 0xfeff || cp == 0xad ||
         cp == 0x61c;
}

bool isn_is_blank(uint32_t cp) {
  return cp == ' ' || cp == '\t' || cp == 0x85 || cp == 0xa0 || cp == 0x1680 || cp == 0x205f || (cp >= 0x2000 && cp <= 0x200a) ||
         cp == 0x202f || cp == 0x3000;
}

bool isn_is_latin(uint32_t cp) {
  return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || (cp >= 0xc0 && cp <= 0x5ff && cp != 0xd7 && cp != 0xf7) ||
         (cp >= 0x1e00 && cp <= 0x1fff);
}

int isn_digit(uint32_t cp) {
  if (cp >= '0' && cp <= '9') return (int)(cp - '0');
  if (cp >= 0x660 && cp <= 0x669) return (int)(cp - 0x660);
  if (cp >= 0x6f0 && cp <= 0x6f9) return (int)(cp - 0x6f0);
  return -1;
}

/* Letters of the presentation forms U+FE80..U+FEF4, in the order of that block (Unicode 15). */
static uint16_t presentation_letter(uint32_t cp) {
  static const struct {
    uint16_t first, letter;
  } forms[] = {{0xfe80, 0x621}, {0xfe81, 0x622}, {0xfe83, 0x623}, {0xfe85, 0x624}, {0xfe87, 0x625}, {0xfe89, 0x626}, {0xfe8d, 0x627},
               {0xfe8f, 0x628}, {0xfe93, 0x629}, {0xfe95, 0x62a}, {0xfe99, 0x62b}, {0xfe9d, 0x62c}, {0xfea1, 0x62d}, {0xfea5, 0x62e},
               {0xfea9, 0x62f}, {0xfeab, 0x630}, {0xfead, 0x631}, {0xfeaf, 0x632}, {0xfeb1, 0x633}, {0xfeb5, 0x634}, {0xfeb9, 0x635},
               {0xfebd, 0x636}, {0xfec1, 0x637}, {0xfec5, 0x638}, {0xfec9, 0x639}, {0xfecd, 0x63a}, {0xfed1, 0x641}, {0xfed5, 0x642},
               {0xfed9, 0x643}, {0xfedd, 0x644}, {0xfee1, 0x645}, {0xfee5, 0x646}, {0xfee9, 0x647}, {0xfeed, 0x648}, {0xfeef, 0x649},
               {0xfef1, 0x64a}, {0xfef5, 0}};
  size_t i = 0;
  while (i + 1 < sizeof forms / sizeof *forms && cp >= forms[i + 1].first) i++;
  return forms[i].letter;
}

static uint16_t fold_one(uint32_t cp) {
  switch (cp) {
    case 0x622:
    case 0x623:
    case 0x625:
    case 0x671:
    case 0x672:
    case 0x673: return 0x627;
    case 0x624:
    case 0x626: return 0x621;
    case 0x629:
    case 0x6c0:
    case 0x6c1:
    case 0x6c3:
    case 0x6d5:
    case 0x6be: return 0x647;
    case 0x649:
    case 0x6cc:
    case 0x6d2: return 0x64a;
    case 0x6a9:
    case 0x6aa: return 0x643;
    default: return (uint16_t)cp;
  }
}

unsigned isn_fold_letter(uint32_t cp, uint16_t out[2]) {
  if (cp >= 'A' && cp <= 'Z') return out[0] = (uint16_t)(cp - 'A' + 'a'), 1;
  if (cp < 0x80) return out[0] = (uint16_t)cp, 1;
  if (isn_is_sign(cp) || isn_is_invisible(cp)) return 0;
  int digit = isn_digit(cp);
  if (digit >= 0) return out[0] = (uint16_t)('0' + digit), 1;
  if (cp >= 0xfe80 && cp <= 0xfef4) return out[0] = fold_one(presentation_letter(cp)), 1;
  if (cp >= 0xfef5 && cp <= 0xfefc) return out[0] = 0x644, out[1] = 0x627, 2;
  out[0] = cp > 0xffff ? 0xfffd : fold_one(cp);
  return 1;
}

unsigned isn_bare_letter(uint32_t cp, uint16_t out[2]) {
  static const uint16_t lam_alef[] = {0x622, 0x623, 0x625, 0x627};
  if (isn_is_sign(cp) || isn_is_invisible(cp)) return 0;
  if (cp >= 0xfe80 && cp <= 0xfef4) return out[0] = presentation_letter(cp), 1;
  if (cp >= 0xfef5 && cp <= 0xfefc) return out[0] = 0x644, out[1] = lam_alef[(cp - 0xfef5) / 2], 2;
  if (cp == 0x6a9 || cp == 0x6aa) return out[0] = 0x643, 1;
  if (cp == 0x6cc) return out[0] = 0x64a, 1;
  out[0] = cp > 0xffff ? 0xfffd : (uint16_t)cp;
  return 1;
}

isn_key isn_fold_into(uint16_t *letters, uint32_t room, const char *text, size_t length) {
  uint32_t n = 0;
  for (size_t at = 0; at < length && n + 2 <= room;) {
    uint32_t cp;
    unsigned step = isn_utf8_decode(text + at, length - at, &cp);
    if (!step) return (isn_key){letters, 0};
    at += step;
    if (isn_is_blank(cp)) {
      if (n && letters[n - 1] != ' ') letters[n++] = ' ';
    } else {
      n += isn_fold_letter(cp, letters + n);
    }
  }
  while (n && letters[n - 1] == ' ') n--;
  return (isn_key){letters, n};
}

isn_key isn_fold_text(isn_arena *arena, const char *text, size_t length) {
  uint32_t room = (uint32_t)(length < UINT32_MAX / 2 - 2 ? length + 2 : 0); /* no letter folds to more letters than it has bytes */
  uint16_t *letters = room ? isn_arena_alloc(arena, room * sizeof *letters) : NULL;
  if (!letters) return (isn_key){NULL, 0};
  isn_key key = isn_fold_into(letters, room, text, length);
  return key.length || !length || isn_utf8_check(text, length) == length ? key : (isn_key){NULL, 0};
}

isn_key isn_bare_text(isn_arena *arena, const char *text, size_t length) {
  uint16_t *out = isn_arena_alloc(arena, (length + 1) * sizeof *out);
  uint32_t n = 0;
  for (size_t at = 0; out && at < length;) {
    uint32_t cp;
    unsigned step = isn_utf8_decode(text + at, length - at, &cp);
    if (!step) return (isn_key){NULL, 0};
    at += step;
    if (!isn_is_sign(cp) && !isn_is_invisible(cp)) out[n++] = cp > 0xffff ? 0xfffd : (uint16_t)cp;
  }
  return (isn_key){out, n};
}

uint32_t isn_fold_bare(const uint16_t *bare, uint32_t length, uint16_t *out) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < length; i++) {
    uint16_t letters[2];
    unsigned k = isn_fold_letter(bare[i], letters);
    if (k) out[n++] = letters[0];
  }
  return n;
}

bool isn_key_equal(isn_key a, isn_key b) { return a.length == b.length && memcmp(a.at, b.at, a.length * sizeof *a.at) == 0; }
