#include "entity/spelling.h"

#include <stdbool.h>
#include <string.h>

enum { ALEF = 0x627, HAMZA = 0x621, WAW = 0x648, YA = 0x64a, GHAIN = 0x63a, JEEM = 0x62c, LOOSE_LETTERS = 5, LOOSE_WORD_LETTERS = 3 };

static bool word_is(const uint16_t *at, uint32_t n, const uint16_t *letters, uint32_t length) {
  return n == length && memcmp(at, letters, n * sizeof *at) == 0;
}

/* Whether a word is written together with the one before it or not, as the writer likes. */
static bool joins(const uint16_t *key, uint32_t n, const uint16_t *word, uint32_t length) {
  static const uint16_t abd[] = {0x639, 0x628, 0x62f}, abu[] = {0x627, 0x628, 0x648}, abi[] = {0x627, 0x628, 0x64a};
  static const uint16_t allah[] = {0x627, 0x644, 0x644, 0x647}, din[] = {0x627, 0x644, 0x62f, 0x64a, 0x646};
  uint32_t first = n;
  while (first && key[first - 1] != ' ') first--;
  uint32_t before = n - first;
  if (word_is(key + first, before, abd, 3) || word_is(key + first, before, abu, 3) || word_is(key + first, before, abi, 3)) return true;
  return before > 1 && (word_is(word, length, allah, 4) || word_is(word, length, din, 5));
}

uint32_t isn_spell_word(uint16_t key[ISN_NAME_LETTERS], uint32_t n, const uint16_t *word, uint32_t length) {
  if (n + length + 1 >= ISN_NAME_LETTERS) return 0;
  if (n && !joins(key, n, word, length)) key[n++] = ' ';
  for (uint32_t i = 0; i < length; i++) key[n++] = word[i] == HAMZA && i && word[i - 1] == ALEF && i + 1 < length ? YA : word[i];
  return n;
}

uint32_t isn_spell_name(uint16_t key[ISN_NAME_LETTERS], isn_key name) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < name.length;) {
    uint32_t end = i;
    while (end < name.length && name.at[end] != ' ') end++;
    if (end > i && !(n = isn_spell_word(key, n, name.at + i, end - i))) return 0;
    i = end + 1;
  }
  return n;
}

uint32_t isn_spell_ghain(uint16_t out[ISN_NAME_LETTERS], const uint16_t *key, uint32_t n) {
  bool changed = false;
  for (uint32_t i = 0; i < n; i++) {
    out[i] = key[i] == GHAIN ? JEEM : key[i];
    changed = changed || key[i] == GHAIN;
  }
  return changed ? n : 0;
}

static uint16_t class_of(uint16_t c) {
  static const uint16_t classes[][5] = {{0x63a, 0x62c, 0x642, 0x643, 0x6af}, /* غ ج ق ك گ */
                                        {0x62a, 0x637, 0, 0, 0},             /* ت ط */
                                        {0x633, 0x62b, 0x635, 0x632, 0x630}, /* س ث ص ز ذ */
                                        {0x641, 0x6a4, 0, 0, 0},             /* ف ڤ */
                                        {0x628, 0x67e, 0, 0, 0}};            /* ب پ */
  for (uint32_t k = 0; k < sizeof classes / sizeof *classes; k++)
    for (uint32_t i = 0; i < 5; i++)
      if (classes[k][i] == c) return classes[k][0];
  return c;
}

static uint32_t loosely(uint16_t out[ISN_NAME_LETTERS], const uint16_t *key, uint32_t n, uint32_t least) {
  uint32_t length = 0, letters = 0;
  for (uint32_t i = 0; i < n && length < ISN_NAME_LETTERS; i++) {
    uint16_t c = key[i];
    bool opens = c == ALEF && (i == 0 || key[i - 1] == ' '); /* أحمد is not حامد */
    if (!opens && (c == ALEF || c == WAW || c == YA || c == HAMZA || (c == 0x647 && (i + 1 == n || key[i + 1] == ' ')))) continue;
    c = class_of(c);
    if (c == 0x633 && length && out[length - 1] == 0x62a) length--, letters--; /* رينتسي, رينزي */
    if (length && out[length - 1] == c && c != ' ') continue;                  /* غوتيريش, غوتّيريش */
    out[length++] = c;
    letters += c != ' ';
  }
  return letters >= least ? length : 0;
}

uint32_t isn_spell_loosely(uint16_t out[ISN_NAME_LETTERS], const uint16_t *key, uint32_t n) { return loosely(out, key, n, LOOSE_LETTERS); }

uint32_t isn_spell_word_loosely(uint16_t out[ISN_NAME_LETTERS], const uint16_t *word, uint32_t n) {
  return loosely(out, word, n, LOOSE_WORD_LETTERS);
}
