#include "event/number.h"

#include <string.h>

#include "event/subject.h"

enum { LONGEST = 6, MOST = 999999999, THOUSAND = 1000, MILLION = 1000000 };

isnad_status isn_numbers_open(isn_numbers *out, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error) {
  const isn_table *table = isn_lexicon_table(lexicon, "words.tsv");
  for (uint32_t i = 0; i < table->rows.count; i++) {
    const isn_row *row = &table->rows.at[i];
    const char *gloss = isn_cell(table, row, "gloss");
    if (strcmp(isn_cell(table, row, "role"), "number") != 0 || strchr(row->cells[0], ' ')) continue;
    uint64_t value = 0;
    for (; *gloss >= '0' && *gloss <= '9' && value <= MOST; gloss++) value = value * 10 + (uint64_t)(*gloss - '0');
    if (*gloss || value > MOST) continue; /* more people than there are */
    isn_key key = isn_fold_text(arena, row->cells[0], strlen(row->cells[0]));
    bool fresh;
    uint32_t *slot = key.at ? isn_map_put(&out->values, arena, key.at, key.length, &fresh) : NULL;
    if (!slot) return isn_nomem(error);
    *slot = (uint32_t)value + 1;
  }
  return ISNAD_OK;
}

/* ---- one token ---- */

static int64_t spelled_value(const isn_numbers *n, const uint16_t *word, uint32_t length) {
  const uint32_t *found = isn_map_get(&n->values, word, length);
  if (found) return (int64_t)*found - 1;
  static const uint16_t thousands[] = {0x627, 0x644, 0x627, 0x641}, millions[] = {0x645, 0x644, 0x627, 0x64a, 0x64a, 0x646};
  if (length == 4 && memcmp(word, thousands, sizeof thousands) == 0) return THOUSAND;
  if (length == 6 && memcmp(word, millions, sizeof millions) == 0) return MILLION;
  if (length > 3 && word[length - 1] == 0x627) { /* ألفا, مليونا */
    found = isn_map_get(&n->values, word, length - 1);
    if (found) return (int64_t)*found - 1;
  }
  return -1;
}

static bool is_proclitic(uint16_t letter) { return letter == 0x648 || letter == 0x641 || letter == 0x628 || letter == 0x644; }

/* Of a written number word; *joined: و stands on it. */
static int64_t word_value(const isn_numbers *n, const isn_doc *doc, uint32_t i, bool *joined) {
  const isn_token *t = &doc->tokens.at[i];
  const uint16_t *w = doc->fold + t->fold0;
  uint32_t length = t->fold1 - t->fold0;
  *joined = false;
  if (t->kind != ISN_WORD || t->time != ISNAD_NONE || t->mention != ISNAD_NONE) return -1;
  int64_t value = spelled_value(n, w, length);
  if (value >= 0 || length < 3 || !is_proclitic(*w)) return value;
  *joined = *w == 0x648;
  return spelled_value(n, w + 1, length - 1);
}

static int64_t figures(const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  int64_t value = 0;
  bool digit = false;
  if (t->kind != ISN_NUMBER || t->time != ISNAD_NONE || t->mention != ISNAD_NONE) return -1;
  for (uint32_t k = t->fold0; k < t->fold1; k++) {
    uint16_t c = doc->fold[k];
    if (c == '.' || c == ':' || c == '/' || c == '%' || c == '-') return -1;
    if (c < '0' || c > '9') continue; /* 1,200 */
    digit = true;
    value = value * 10 + (c - '0');
    if (value > MOST) return -1;
  }
  return digit ? value : -1;
}

/* ---- numbers ---- */

/* What `value` becomes with the next word, or -1 where that begins another number. */
static int64_t joined_to(int64_t value, int64_t next, bool joined) {
  int64_t rest = value % 100;
  if (!joined) {
    if (next == 10 && value >= 1 && value <= 9) return value + 10;
    return next == 100 && value >= 3 && value <= 9 ? value * 100 : -1;
  }
  bool tens = next >= 20 && next <= 90 && next % 10 == 0;
  if (tens && rest >= 1 && rest <= 9) return value + next;
  return value >= 100 && rest == 0 && next < 100 ? value + next : -1;
}

static bool is_share(const isn_doc *doc, uint32_t i, uint32_t end) {
  if (i >= end) return false;
  const isn_token *t = &doc->tokens.at[i];
  uint32_t c = doc->cp[t->start];
  return c == '%' || c == 0x66a || isn_folded_is(doc, t->fold0, t->fold1, u"بالمءه") || isn_folded_is(doc, t->fold0, t->fold1, u"بالماءه");
}

int32_t isn_number_at(const isn_numbers *n, const isn_doc *doc, uint32_t i, uint32_t end, uint32_t *after) {
  int64_t total = 0, value = figures(doc, i);
  bool digits = value >= 0, joined;
  const isn_token *t = &doc->tokens.at[i];
  bool one = isn_folded_is(doc, t->fold0, t->fold1, u"احد") || isn_folded_is(doc, t->fold0, t->fold1, u"احدي"); /* أحد عشر */
  bool two = isn_folded_is(doc, t->fold0, t->fold1, u"اثنا") || isn_folded_is(doc, t->fold0, t->fold1, u"اثني") ||
             isn_folded_is(doc, t->fold0, t->fold1, u"اثنتا") || isn_folded_is(doc, t->fold0, t->fold1, u"اثنتي");
  if ((one || two) && (i + 1 >= end || word_value(n, doc, i + 1, &joined) != 10 || joined)) return -1;
  if (!digits) value = one ? 1 : two ? 2 : word_value(n, doc, i, &joined);
  if (value < 0) return -1;
  uint32_t at = i + 1;
  for (; at < end && at < i + LONGEST; at++) {
    int64_t next = word_value(n, doc, at, &joined), sum;
    if (next < 0) break;
    if ((next == THOUSAND || next == MILLION) && !joined) {
      total += (value ? value : 1) * next;
      value = 0;
    } else if (total && !value && joined && next < THOUSAND) {
      value = next;
    } else {
      sum = digits ? -1 : joined_to(value, next, joined);
      if (sum < 0) break;
      value = sum;
    }
    if (total > MOST) return -1;
  }
  *after = at;
  return total + value > MOST || is_share(doc, at, end) ? -1 : (int32_t)(total + value);
}

int32_t isn_number_before(const isn_numbers *n, const isn_doc *doc, uint32_t i, uint32_t first, uint32_t *begin) {
  uint32_t from = i > first + LONGEST ? i - LONGEST : first;
  for (uint32_t k = from; k < i; k++) {
    uint32_t after;
    int32_t value = isn_number_at(n, doc, k, i, &after);
    if (value < 0 || after != i) continue;
    *begin = k;
    return value;
  }
  return -1;
}
