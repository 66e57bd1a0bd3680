#include "morph/lemma_rules.h"

#include <string.h>

#include "arabic/letters.h"
#include "base/utf8.h"

/* ---- tags ---- */

/* The field that a feature of UD goes to; Case stands where verbs have their mood, for nominals have none. NULL: lemmas do not ask. */
static uint8_t *field_of(isn_lemma_tag *tag, const char *key, size_t n) {
  bool nominal = tag->upos == ISN_NOUN || tag->upos == ISN_ADJ || tag->upos == ISN_NUM;
  const struct {
    const char *name;
    size_t length;
    uint8_t *field;
  } fields[] = {{"Case", 4, nominal ? &tag->mood : NULL},
                {"Definite", 8, &tag->definite},
                {"Gender", 6, &tag->gender},
                {"Number", 6, &tag->number},
                {"Aspect", 6, &tag->aspect},
                {"Mood", 4, nominal ? NULL : &tag->mood},
                {"Person", 6, &tag->person},
                {"Voice", 5, &tag->voice},
                {"Foreign", 7, &tag->foreign}};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    if (fields[i].length == n && fields[i].name[0] == key[0] && !memcmp(fields[i].name, key, n)) return fields[i].field;
  return NULL;
}

isn_lemma_tag isn_lemma_read_tag(isn_pos upos, const char *feats) {
  isn_lemma_tag tag = {.upos = (uint8_t)upos};
  const char *key = feats;
  for (const char *at = feats; at && *at; at++) {
    if (*at == '|') {
      key = at + 1;
    } else if (*at == '=' && key) {
      uint8_t *field = field_of(&tag, key, (size_t)(at - key));
      if (field) *field = (uint8_t)at[1];
      key = NULL;
    }
  }
  return tag;
}

uint32_t isn_lemma_class(isn_lemma_tag tag) {
  uint32_t h = tag.upos;
  const uint8_t parts[] = {tag.number, tag.gender, tag.aspect, tag.voice, tag.person, tag.definite, tag.mood, tag.foreign};
  for (size_t i = 0; i < sizeof parts; i++) h = h * 0x01000193u ^ parts[i];
  return h;
}

uint32_t isn_lemma_reading(isn_lemma_tag tag) {
  bool verb = tag.upos == ISN_VERB || tag.upos == ISN_AUX;
  return (uint32_t)tag.upos << 24 | (uint32_t)(verb ? tag.aspect : tag.number) << 16 | (uint32_t)tag.voice << 8 | tag.foreign;
}

/* ---- words ---- */

static uint16_t folded(uint16_t letter) {
  uint16_t out[2];
  return isn_fold_letter(letter, out) == 1 ? out[0] : letter;
}

bool isn_lemma_read(isn_lemma_word *word, const char *form, size_t bytes, isn_lemma_tag tag) {
  uint32_t n = 0;
  for (size_t at = 0; at < bytes;) {
    uint32_t cp;
    unsigned step = isn_utf8_decode(form + at, bytes - at, &cp);
    if (!step) return false;
    at += step;
    if (isn_is_sign(cp) || isn_is_invisible(cp)) continue;
    if (!isn_is_letter(cp) || n == ISN_LEMMA_LETTERS) return false;
    word->at[n] = (uint16_t)cp;
    word->fold[n++] = folded((uint16_t)cp);
  }
  word->length = n;
  word->tag = tag;
  bool article = n > 3 && word->at[0] == 0x627 && word->at[1] == 0x644 && tag.definite == 'D';
  word->article = article ? 2 : 0;
  return n > 0;
}

static uint64_t mix(uint64_t h) {
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdu;
  h ^= h >> 29;
  return h;
}

uint64_t isn_lemma_key(isn_lemma_level level, const uint16_t *letters, uint32_t length, uint32_t more) {
  uint64_t h = mix(0x9e3779b97f4a7c15u * ((uint64_t)level + 1) + more); /* mixed, or it could undo a change of the first letter */
  for (uint32_t i = 0; i < length; i++) h = (h ^ letters[i]) * 0x100000001b3u + (h >> 47);
  return mix(h);
}

/* ---- rules ---- */

typedef struct edits {
  uint16_t *rule;
  uint32_t units;
  bool failed;
} edits;

static void put_edit(edits *e, bool from_end, uint32_t offset, const uint16_t *off, uint32_t n, const uint16_t *on, uint32_t m) {
  if (!n && !m) return;
  if (e->units + 2 + n + m > ISN_LEMMA_RULE) {
    e->failed = true;
    return;
  }
  e->rule[0]++;
  e->rule[e->units++] = (uint16_t)((from_end ? 1u : 0u) << 8 | offset);
  e->rule[e->units++] = (uint16_t)(n << 8 | m);
  memcpy(e->rule + e->units, off, n * sizeof *off);
  memcpy(e->rule + e->units + n, on, m * sizeof *on);
  e->units += n + m;
}

/* The longest run of letters that both have, the first one of that length. */
static uint32_t longest_common(const uint16_t *a, uint32_t n, const uint16_t *b, uint32_t m, uint32_t *in_a, uint32_t *in_b) {
  uint32_t best = 0;
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t j = 0; j < m; j++) {
      uint32_t k = 0;
      while (i + k < n && j + k < m && a[i + k] == b[j + k]) k++;
      if (k > best) best = k, *in_a = i, *in_b = j;
    }
  return best;
}

/* Edits of a part of the word between `before` letters and `behind` letters. A part is split at most twice on a way, so the depth is 2. */
static void edit_part(edits *e, const uint16_t *a, uint32_t n, const uint16_t *b, uint32_t m, bool from_end, uint32_t before,
                      uint32_t behind, int depth) {
  uint32_t i = 0, j = 0, k = depth < 3 ? longest_common(a, n, b, m, &i, &j) : 0;
  if (!k) {
    put_edit(e, from_end, from_end ? behind : before, a, n, b, m);
    return;
  }
  bool whole = depth == 0; /* left of the longest run offsets count from the start, right of it from the end */
  edit_part(e, a, i, b, j, whole ? false : from_end, before, behind + (n - i), depth + 1);
  edit_part(e, a + i + k, n - i - k, b + j + k, m - j - k, whole ? true : from_end, before + i + k, behind, depth + 1);
}

uint32_t isn_lemma_derive(const uint16_t *form, uint32_t n, const uint16_t *lemma, uint32_t m, uint16_t *rule) {
  edits e = {rule, 1, false};
  rule[0] = 0;
  edit_part(&e, form, n, lemma, m, false, 0, 0, 0);
  return e.failed ? 0 : e.units;
}

uint32_t isn_lemma_apply(const uint16_t *rule, const uint16_t *form, uint32_t n, uint16_t *out) {
  uint32_t made = 0, at = 0;
  const uint16_t *edit = rule + 1;
  for (uint32_t k = 0; k < rule[0]; k++) {
    uint32_t offset = edit[0] & 0xff, off = edit[1] >> 8, on = edit[1] & 0xff;
    bool from_end = edit[0] >> 8;
    if (offset + off > n) return 0;
    uint32_t start = from_end ? n - offset - off : offset;
    if (start < at || memcmp(form + start, edit + 2, off * sizeof *form) != 0) return 0;
    if (made + (start - at) + on > ISN_LEMMA_LETTERS) return 0;
    memcpy(out + made, form + at, (start - at) * sizeof *form);
    made += start - at;
    memcpy(out + made, edit + 2 + off, on * sizeof *form);
    made += on;
    at = start + off;
    edit += 2 + off + on;
  }
  if (made + (n - at) > ISN_LEMMA_LETTERS) return 0;
  memcpy(out + made, form + at, (n - at) * sizeof *form);
  return made + (n - at);
}

bool isn_lemma_rule_is_whole(const uint16_t *rule, uint32_t units) {
  if (!units || units > ISN_LEMMA_RULE) return false;
  uint32_t at = 1;
  for (uint32_t k = 0; k < rule[0]; k++) {
    if (at + 2 > units || rule[at] >> 8 > 1) return false;
    uint32_t letters = (uint32_t)(rule[at + 1] >> 8) + (rule[at + 1] & 0xff);
    if (letters > ISN_LEMMA_RULE || at + 2 + letters > units) return false;
    at += 2 + letters;
  }
  return at == units;
}

/* ---- features ---- */

static bool is_weak(uint16_t c) { return c == 0x627 || c == 0x648 || c == 0x64a || c == 0x649 || (c >= 0x621 && c <= 0x626); }
/* Letters that inflection and derivation add, beside the weak ones: م ت ن س ة. */
static bool is_added(uint16_t c) { return c == 0x645 || c == 0x62a || c == 0x646 || c == 0x633 || c == 0x629; }

static uint32_t feature(uint32_t kind, uint64_t value) {
  uint64_t h = mix(value * 0x9e3779b97f4a7c15u + kind * 0xd6e8feb86659fd93u);
  return (uint32_t)(h ^ h >> 32);
}

static uint64_t letters_from(const uint16_t *at, uint32_t n, uint32_t first, uint32_t count) {
  uint64_t value = count;
  for (uint32_t i = 0; i < count; i++) value = value << 11 ^ (first + i < n ? at[first + i] & 0x7ffu : 1);
  return value;
}

static uint64_t last_letters(const uint16_t *at, uint32_t n, uint32_t count) {
  return n >= count ? letters_from(at, n, n - count, count) : letters_from(at, n, 0, n) ^ 0x5555000000000000u;
}

static uint64_t skeleton(const uint16_t *at, uint32_t n, bool wide) {
  uint64_t h = n;
  for (uint32_t i = 0; i < n; i++) {
    bool shown = is_weak(at[i]) || (is_added(at[i]) && (!wide || i == 0 || at[i] == 0x629));
    h = (h ^ (shown ? at[i] : 1)) * 0x100000001b3u;
  }
  return h;
}

void isn_lemma_context(const isn_lemma_word *word, uint32_t out[ISN_LEMMA_CONTEXT]) {
  const uint16_t *at = word->at + word->article;
  uint32_t n = word->length - word->article, k = 0;
  uint64_t pos = (uint64_t)word->tag.upos << 56, class = (uint64_t)isn_lemma_class(word->tag) << 24;
  out[k++] = feature(1, pos);
  out[k++] = feature(2, class);
  out[k++] = feature(3, pos ^ last_letters(at, n, 1));
  out[k++] = feature(4, pos ^ last_letters(at, n, 2));
  out[k++] = feature(5, pos ^ last_letters(at, n, 3));
  out[k++] = feature(6, mix(class) ^ last_letters(at, n, 4));
  out[k++] = feature(7, pos ^ letters_from(at, n, 0, 1));
  out[k++] = feature(8, pos ^ letters_from(at, n, 0, 2));
  out[k++] = feature(9, pos ^ letters_from(at, n, 0, 3));
  out[k++] = feature(10, mix(class) ^ last_letters(at, n, 2));
  out[k++] = feature(11, mix(class) ^ letters_from(at, n, 0, 2));
  out[k++] = feature(12, mix(class) ^ skeleton(at, n, false));
  out[k++] = feature(13, mix(pos) ^ skeleton(at, n, true));
  out[k++] = feature(14, pos ^ (last_letters(at, n, 2) << 20) ^ letters_from(at, n, 0, 1) ^ (uint64_t)n << 50);
  out[k++] = feature(15, mix(class) ^ n);
  out[k++] = feature(16, mix(pos ^ word->tag.number) ^ letters_from(at, n, 0, 4));
  out[k++] = feature(17, mix(pos ^ word->tag.number) ^ letters_from(at, n, 0, n > 5 ? 5 : n) ^ n);
}

void isn_lemma_result(const isn_lemma_word *word, const uint16_t *lemma, uint32_t n, unsigned known, uint32_t out[ISN_LEMMA_RESULT]) {
  uint64_t pos = (uint64_t)word->tag.upos << 56;
  out[0] = feature(40, pos ^ known);
  out[1] = feature(41, mix((uint64_t)isn_lemma_class(word->tag) << 8 ^ known) ^ (n > 3 ? 3 : n));
  out[2] = feature(42, mix(pos ^ (known & 1)) ^ skeleton(lemma, n, false));
  out[3] = feature(43, pos ^ last_letters(lemma, n, 2));
  out[4] = feature(44, pos ^ letters_from(lemma, n, 0, 2) ^ (uint64_t)n << 50);
  out[5] = feature(45, pos ^ n << 2 ^ known);
}

uint64_t isn_lemma_shape(isn_lemma_level level, const uint16_t *lemma, uint32_t n, uint8_t upos) {
  uint64_t value = skeleton(lemma, n, level == ISN_BY_SHAPE_WIDE);
  if (level == ISN_BY_SHAPE_NEAR) value = mix(value) ^ last_letters(lemma, n, 2) ^ letters_from(lemma, n, 0, 1) << 30;
  return mix(value * ((uint64_t)level + 3) ^ (uint64_t)upos << 50);
}

/* ---- vowels ---- */

/* Signs behind a letter, by code; the order of PADT: gemination, then the vowel. */
static const uint16_t sign_codes[][2] = {{0, 0},         {0x64e, 0}, {0x64f, 0},     {0x650, 0}, {0x651, 0}, {0x651, 0x64e}, {0x651, 0x64f},
                                         {0x651, 0x650}, {0x670, 0}, {0x651, 0x670}, {0x64b, 0}, {0x652, 0}, {0x64d, 0}};
enum { SIGN_CODES = sizeof sign_codes / sizeof *sign_codes };

bool isn_lemma_sign_is_known(uint8_t code) { return code < SIGN_CODES; }

static int code_of(uint16_t first, uint16_t second) {
  for (int i = 0; i < SIGN_CODES; i++)
    if (sign_codes[i][0] == first && sign_codes[i][1] == second) return i;
  return -1;
}

bool isn_lemma_split_vowels(const char *lemma, uint16_t *letters, uint8_t *signs, uint32_t *n) {
  size_t bytes = strlen(lemma), at = 0;
  uint16_t pending[2] = {0, 0};
  uint32_t count = 0, held = 0;
  for (;;) {
    uint32_t cp = 0;
    unsigned step = at < bytes ? isn_utf8_decode(lemma + at, bytes - at, &cp) : 0;
    if (at < bytes && !step) return false;
    at += step;
    if (step && isn_is_sign(cp)) {
      if (!count || held == 2) return false;
      pending[held++] = (uint16_t)cp;
      continue;
    }
    if (count) {
      int code = pending[1] == 0x651 ? code_of(0x651, pending[0]) : code_of(pending[0], pending[1]); /* NFC has gemination last */
      if (code < 0) return false;
      signs[count - 1] = (uint8_t)code;
    }
    if (!step) break;
    if (!isn_is_letter(cp) || count == ISN_LEMMA_LETTERS) return false;
    letters[count++] = (uint16_t)cp;
    held = 0;
    pending[0] = pending[1] = 0;
  }
  *n = count;
  return count > 0;
}

size_t isn_lemma_join_vowels(const uint16_t *letters, const uint8_t *signs, uint32_t n, char *out) {
  char *at = out;
  for (uint32_t i = 0; i < n; i++) {
    at += isn_utf8_encode(letters[i], at);
    const uint16_t *mark = sign_codes[signs && signs[i] < SIGN_CODES ? signs[i] : 0];
    for (int k = 0; k < 2 && mark[k]; k++) at += isn_utf8_encode(mark[k], at);
  }
  *at = 0;
  return (size_t)(at - out);
}
