#include "link/terms.h"

#include <string.h>

#include "base/hash.h"
#include "link/background.h"

static bool is_wordy(uint16_t letter) {
  return isn_is_letter(letter) || isn_is_latin(letter) || (letter >= '0' && letter <= '9') || letter > 0x2fff;
}

bool isn_next_word(isn_key text, uint32_t *at, isn_key *word) {
  while (*at < text.length && !is_wordy(text.at[*at])) (*at)++;
  uint32_t from = *at;
  while (*at < text.length && is_wordy(text.at[*at])) (*at)++;
  *word = (isn_key){text.at + from, *at - from};
  return word->length > 0;
}

/* ---- light stems ---- */

typedef struct affix {
  uint16_t letters[3];
  uint8_t length;
} affix;

static const affix prefixes[] = {{{0x648, 0x627, 0x644}, 3}, {{0x628, 0x627, 0x644}, 3}, {{0x643, 0x627, 0x644}, 3},
                                 {{0x641, 0x627, 0x644}, 3}, {{0x627, 0x644}, 2},        {{0x644, 0x644}, 2}};
/* ها ان ات ون ين يه يا ه ي ا, folded */
static const affix suffixes[] = {{{0x647, 0x627}, 2}, {{0x627, 0x646}, 2}, {{0x627, 0x62a}, 2}, {{0x648, 0x646}, 2}, {{0x64a, 0x646}, 2},
                                 {{0x64a, 0x647}, 2}, {{0x64a, 0x627}, 2}, {{0x647}, 1},        {{0x64a}, 1},        {{0x627}, 1}};

static bool begins(isn_key word, const affix *with) {
  return word.length >= with->length && memcmp(word.at, with->letters, with->length * sizeof *word.at) == 0;
}

static bool ends(isn_key word, const affix *with) {
  return word.length >= with->length && memcmp(word.at + word.length - with->length, with->letters, with->length * sizeof *word.at) == 0;
}

isn_key isn_light_stem(isn_key word) {
  if (word.length > 3 && word.at[0] == 0x648) word.at++, word.length--;
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
    if (begins(word, &prefixes[i]) && word.length - prefixes[i].length >= 2) {
      word.at += prefixes[i].length;
      word.length -= prefixes[i].length;
      break;
    }
  for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
    if (ends(word, &suffixes[i]) && word.length - suffixes[i].length >= 3) {
      word.length -= suffixes[i].length;
      break;
    }
  return word;
}

uint32_t isn_term_hash(isn_key stem) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (uint32_t i = 0; i < stem.length; i++) hash = (hash ^ stem.at[i]) * 0x100000001b3u;
  return (uint32_t)(hash ^ (hash >> 32));
}

uint32_t isn_term_rarity(uint32_t hash) {
  size_t low = 0, high = isn_background_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (isn_background[middle].hash < hash) low = middle + 1;
    else high = middle;
  }
  return low < isn_background_count && isn_background[low].hash == hash ? isn_background[low].rarity : ISN_UNSEEN;
}

/* ---- numbers ---- */

typedef struct number_word {
  const char *word; /* folded, with its article where it has no sense as a number without */
  uint16_t value;
} number_word;

static const number_word number_words[] = {
    {"واحد", 1},    {"واحده", 1},   {"اثنان", 2},    {"اثنين", 2},  {"اثنتان", 2},  {"اثنتين", 2},  {"ثلاثه", 3},   {"ثلاث", 3},
    {"اربعه", 4},   {"اربع", 4},    {"خمسه", 5},     {"خمس", 5},    {"سته", 6},     {"ست", 6},      {"سبعه", 7},    {"سبع", 7},
    {"ثمانيه", 8},  {"ثماني", 8},   {"ثمان", 8},     {"تسعه", 9},   {"تسع", 9},     {"عشره", 10},   {"عشر", 10},    {"الاول", 1},
    {"الاولي", 1},  {"الثاني", 2},  {"الثانيه", 2},  {"الثالث", 3}, {"الثالثه", 3}, {"الرابع", 4},  {"الرابعه", 4}, {"الخامس", 5},
    {"الخامسه", 5}, {"السادس", 6},  {"السادسه", 6},  {"السابع", 7}, {"السابعه", 7}, {"الثامن", 8},  {"الثامنه", 8}, {"التاسع", 9},
    {"التاسعه", 9}, {"العاشر", 10}, {"العاشره", 10}, {"عشرون", 20}, {"عشرين", 20},  {"ثلاثون", 30}, {"ثلاثين", 30}, {"اربعون", 40},
    {"اربعين", 40}, {"خمسون", 50},  {"خمسين", 50},   {"ستون", 60},  {"ستين", 60},   {"سبعون", 70},  {"سبعين", 70},  {"ثمانون", 80},
    {"ثمانين", 80}, {"تسعون", 90},  {"تسعين", 90},   {"ماءه", 100}, {"مءه", 100},   {"الف", 1000},
};

/* A folded word against UTF-8 of letters that folding leaves as they are. */
static bool is_word(isn_key word, const char *utf8) {
  const unsigned char *p = (const unsigned char *)utf8;
  uint32_t i = 0;
  for (; p[0] && p[1]; p += 2, i++)
    if (i >= word.length || word.at[i] != (((uint16_t)(p[0] & 0x1f) << 6) | (p[1] & 0x3f))) return false;
  return i == word.length;
}

static int64_t plain_number(isn_key word) {
  int64_t value = 0;
  uint32_t i = 0;
  while (i < word.length && word.at[i] >= '0' && word.at[i] <= '9' && value < 100000000) value = value * 10 + (word.at[i++] - '0');
  if (word.length && i == word.length) return value;
  for (size_t n = 0; n < sizeof number_words / sizeof *number_words; n++)
    if (is_word(word, number_words[n].word)) return number_words[n].value;
  return -1;
}

int64_t isn_number_of(isn_key word) {
  int64_t value = plain_number(word);
  bool proclitic = word.length > 1 && (word.at[0] == 0x648 || word.at[0] == 0x628 || word.at[0] == 0x644);
  return value < 0 && proclitic ? plain_number((isn_key){word.at + 1, word.length - 1}) : value;
}
