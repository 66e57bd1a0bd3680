#include "morph/clitics.h"

#include "arabic/grammar.h"

enum {
  ALEF = 0x627,
  BAA = 0x628,
  SEEN = 0x633,
  FAA = 0x641,
  KAF = 0x643,
  LAM = 0x644,
  MEEM = 0x645,
  NUN = 0x646,
  HAA = 0x647,
  WAW = 0x648,
  YAA = 0x64a
};

typedef struct head {
  uint8_t proclitics;
  uint32_t length;
} head;

static bool at(const uint16_t *word, uint32_t length, uint32_t i, uint16_t letter) { return i < length && word[i] == letter; }

/* The proclitic strings that `word` may begin with. */
static uint32_t heads_of(const uint16_t *word, uint32_t length, head heads[24]) {
  uint32_t count = 0;
  for (int conj = 0; conj < 2; conj++) {
    uint32_t i = 0;
    uint8_t set = 0;
    if (conj) {
      if (at(word, length, 0, WAW)) set = ISN_WA;
      else if (at(word, length, 0, FAA)) set = ISN_FA;
      else break;
      i = 1;
    }
    heads[count++] = (head){set, i};
    if (at(word, length, i, ALEF) && at(word, length, i + 1, LAM)) heads[count++] = (head){set | ISN_AL, i + 2};
    uint16_t letter = i < length ? word[i] : 0;
    uint8_t prep = letter == SEEN ? ISN_SA : letter == LAM ? ISN_LI : letter == BAA ? ISN_BI : letter == KAF ? ISN_KA : 0;
    if (!prep) continue;
    heads[count++] = (head){set | prep, i + 1};
    if (prep == ISN_LI && at(word, length, i + 1, LAM)) heads[count++] = (head){set | ISN_LI | ISN_AL, i + 2};
    if (prep != ISN_SA && at(word, length, i + 1, ALEF) && at(word, length, i + 2, LAM))
      heads[count++] = (head){set | prep | ISN_AL, i + 3};
  }
  return count;
}

static const struct {
  uint16_t letters[3];
  uint8_t length, name;
} tails[] = {{{0}, 0, 0},          {{HAA}, 1, 'h'}, {{HAA, ALEF}, 2, 'H'}, {{HAA, MEEM}, 2, 'M'}, {{HAA, MEEM, ALEF}, 3, 'D'},
             {{HAA, NUN}, 2, 'N'}, {{YAA}, 1, 'y'}, {{NUN, YAA}, 2, 'Y'},  {{NUN, ALEF}, 2, 'n'}, {{KAF}, 1, 'k'},
             {{KAF, MEEM}, 2, 'K'}};

uint32_t isn_clitic_splits(const uint16_t *word, uint32_t length, isn_split splits[ISN_MAX_SPLITS]) {
  head heads[24];
  uint32_t count = 0, heads_count = heads_of(word, length, heads);
  for (uint32_t h = 0; h < heads_count; h++) {
    for (uint32_t t = 0; t < sizeof tails / sizeof *tails && count < ISN_MAX_SPLITS; t++) {
      uint32_t n = tails[t].length;
      if (length < heads[h].length + n + (n ? 2 : 1) || (n && heads[h].proclitics & ISN_AL)) continue;
      bool same = true;
      for (uint32_t i = 0; i < n; i++) same = same && word[length - n + i] == tails[t].letters[i];
      if (same) splits[count++] = (isn_split){heads[h].proclitics, tails[t].name, heads[h].length, length - n};
    }
  }
  return count;
}
