#include "event/size.h"

#include <string.h>
#include <uchar.h>

#include "arabic/letters.h"

enum { REACH = 18 };

/* Beginnings of folded words that count the dead, the injured and the arrested, clitics off. */
static const char16_t *const dead_words[] = {u"قتيل",    u"قتلي", u"قتل",  u"مقتل", u"شهيد", u"شهداء",
                                             u"استشهاد", u"مصرع", u"وفاه", u"ضحي",  u"ضحايا"},
                             *const injured_words[] = {u"جريح", u"جرحي", u"جرح", u"اصاب", u"مصاب", u"اصيب"},
                             *const arrested_words[] = {u"اعتقل", u"اعتقال", u"معتقل", u"توقيف", u"موقوف"};

static bool begins(const isn_doc *doc, uint32_t token, const char16_t *const *words, size_t count) {
  const isn_token *t = &doc->tokens.at[token];
  const isn_reading *r = isn_best(doc, token);
  uint32_t from = r ? r->stem0 : t->fold0, n = t->fold1 - from;
  for (size_t i = 0; i < count; i++) {
    uint32_t k = 0;
    while (words[i][k]) k++;
    if (n >= k && n <= k + 3 && memcmp(doc->fold + from, words[i], k * sizeof(char16_t)) == 0) return true;
  }
  return false;
}

/* A whole number of up to seven digits, separators dropped; -1 if the token is none. */
static int32_t number_at(const isn_doc *doc, uint32_t token) {
  static const struct {
    const char16_t *word;
    int32_t value;
  } words[] = {{u"ثلاثه", 3},  {u"ثلاث", 3},  {u"اربعه", 4},  {u"اربع", 4},    {u"خمسه", 5},    {u"خمس", 5},     {u"سته", 6},
               {u"ست", 6},     {u"سبعه", 7},  {u"سبع", 7},    {u"ثمانيه", 8},  {u"ثماني", 8},   {u"تسعه", 9},    {u"تسع", 9},
               {u"عشره", 10},  {u"عشر", 10},  {u"عشرون", 20}, {u"عشرين", 20},  {u"ثلاثون", 30}, {u"ثلاثين", 30}, {u"اربعين", 40},
               {u"خمسين", 50}, {u"ستين", 60}, {u"سبعين", 70}, {u"ثمانين", 80}, {u"تسعين", 90},  {u"مءه", 100},   {u"ماءه", 100}};
  const isn_token *t = &doc->tokens.at[token];
  if (t->kind == ISN_NUMBER) {
    int64_t value = 0;
    for (uint32_t i = t->fold0; i < t->fold1; i++) {
      uint16_t c = doc->fold[i];
      if (c == '.' || c == ':') return -1;
      if (c >= '0' && c <= '9') value = value * 10 + (c - '0');
      if (value > 9999999) return -1;
    }
    return (int32_t)value;
  }
  for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
    uint32_t n = 0;
    while (words[k].word[n]) n++;
    uint32_t skip = t->fold1 - t->fold0 == n + 1 && doc->fold[t->fold0] == 0x648 ? 1 : 0;
    if (t->fold1 - t->fold0 - skip == n && memcmp(doc->fold + t->fold0 + skip, words[k].word, n * sizeof(char16_t)) == 0)
      return words[k].value;
  }
  return -1;
}

/* The number beside a counting word: before it (20 قتيلا) or within three words after it (مقتل نحو 20 شخصا). */
static int32_t count_beside(const isn_doc *doc, uint32_t word, uint32_t first, uint32_t end) {
  int32_t value = word > first && doc->tokens.at[word - 1].time == ISNAD_NONE ? number_at(doc, word - 1) : -1;
  for (uint32_t i = word + 1; value < 0 && i < end && i <= word + 3; i++) {
    if (doc->tokens.at[i].kind >= ISN_MARK || doc->tokens.at[i].time != ISNAD_NONE) break;
    value = number_at(doc, i);
  }
  return value;
}

void isn_sizes(const isn_doc *doc, uint32_t anchor, isnad_event *row) {
  if (row->type != ISNAD_EV_ASSAULT && row->type != ISNAD_EV_COERCE && row->type != ISNAD_EV_PROTEST) return;
  const isn_token *t = &doc->tokens.at[anchor];
  uint32_t first = doc->sentence_first.at[t->sentence], end = doc->sentence_first.at[t->sentence + 1];
  uint32_t from = anchor > first + 4 ? anchor - 4 : first, to = anchor + REACH < end ? anchor + REACH : end;
  for (uint32_t i = from; i < to; i++) {
    if (doc->tokens.at[i].kind != ISN_WORD || doc->tokens.at[i].mention != ISNAD_NONE) continue;
    int32_t *slot = begins(doc, i, dead_words, sizeof dead_words / sizeof *dead_words)               ? &row->dead
                    : begins(doc, i, injured_words, sizeof injured_words / sizeof *injured_words)    ? &row->injured
                    : begins(doc, i, arrested_words, sizeof arrested_words / sizeof *arrested_words) ? &row->arrested
                                                                                                     : NULL;
    if (slot && *slot < 0) *slot = count_beside(doc, i, first, end);
  }
}
