#include "learn/word_rows.h"

#include <stddef.h>

#include "arabic/letters.h"

enum { MAX_LETTERS = 24 };

typedef struct letters {
  uint16_t folded[MAX_LETTERS], raw[MAX_LETTERS];
  uint32_t n;
  uint32_t sign; /* the last vowel sign written */
  uint8_t shadda, digits, latin, mark;
} letters;

static uint64_t mix(uint64_t h, uint64_t x) {
  h = (h ^ x) * 0x9e3779b97f4a7c15u;
  return h ^ (h >> 29);
}

static void read(const uint32_t *cp, uint32_t n, letters *w) {
  *w = (letters){.n = 0};
  for (uint32_t i = 0; i < n && w->n < MAX_LETTERS; i++) {
    uint16_t folded[2];
    const uint32_t c = cp[i];
    if (isn_digit(c) >= 0) {
      w->digits = 1;
      w->raw[w->n] = '0';
      w->folded[w->n++] = '0';
      continue;
    }
    if (isn_is_latin(c)) {
      w->latin = 1;
      w->raw[w->n] = 'a';
      w->folded[w->n++] = 'a';
      continue;
    }
    if (isn_is_sign(c)) {
      w->sign = c;
      w->shadda |= c == 0x651;
      continue;
    }
    const unsigned k = isn_fold_letter(c, folded);
    w->mark |= !isn_is_letter(c) && !isn_is_invisible(c) && c != 0x640;
    for (unsigned j = 0; j < k && w->n < MAX_LETTERS; j++) {
      w->raw[w->n] = (uint16_t)(k == 1 && c < 0x700 ? c : folded[j]);
      w->folded[w->n++] = folded[j];
    }
  }
}

static uint64_t hash_of(uint64_t kind, const uint16_t *at, uint32_t n) {
  uint64_t h = mix(kind, n);
  for (uint32_t i = 0; i < n; i++) h = mix(h, at[i]);
  return mix(h, kind);
}

static void add(isn_word_rows *out, uint64_t hash) {
  if (out->count < ISN_MAX_WORD_ROWS) out->row[out->count++] = (uint16_t)((hash >> 20) & (ISN_AFFIX_ROWS - 1));
}

void isn_word_rows_of(const uint32_t *cp, uint32_t n, unsigned part, unsigned classes, isn_word_rows *out) {
  letters w;
  read(cp, n, &w);
  out->count = 0;
  /* Numbers and Latin words by shape, runs squeezed; a word by all its letters. */
  if (w.digits || w.latin) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < w.n; i++)
      if (!kept || w.folded[i] != w.folded[kept - 1] || (w.folded[i] != '0' && w.folded[i] != 'a')) {
        w.raw[kept] = w.raw[i];
        w.folded[kept++] = w.folded[i];
      }
    w.n = kept;
  }
  out->key = hash_of(1, w.folded, w.n);
  if (part != (ISN_PART_FIRST | ISN_PART_LAST)) out->key = mix(out->key, part == ISN_PART_FIRST ? 3 : part == ISN_PART_LAST ? 5 : 7);
  if (classes) add(out, mix(hash_of(27, NULL, 0), classes));
  add(out, hash_of(2 + part, NULL, 0));
  add(out, mix(hash_of(10, NULL, 0), (uint64_t)w.sign * 8 + (uint64_t)w.shadda * 4 + w.mark));
  add(out, mix(hash_of(11, NULL, 0), w.n < 12 ? w.n : 12));
  const uint32_t limit = w.n < 4 ? w.n : 4;
  for (uint32_t k = 1; k <= limit; k++) {
    add(out, hash_of(20, w.folded + w.n - k, k));
    if (k < 4) add(out, hash_of(21, w.folded, k));
  }
  if (w.n <= 5) add(out, hash_of(22, w.raw, w.n));
  else add(out, hash_of(23, w.raw + w.n - 2, 2));
  if (w.n > 5) add(out, hash_of(24, w.raw, 2));
  if (w.n > 4) { /* inside: article and first letters, as of الاستـ, والمـ */
    add(out, hash_of(25, w.folded + 1, 3));
    add(out, hash_of(26, w.folded + w.n - 4, 3));
  }
}
