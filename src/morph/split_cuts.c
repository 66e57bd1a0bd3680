/* Words as letters, and the grammar of clitics: every way to cut a word that the conventions of PADT allow. */
#include <string.h>

#include "morph/split.h"

enum {
  ALEF = 0x627,
  ALEF_HAMZA = 0x623,
  BAA = 0x628,
  SEEN = 0x633,
  AIN = 0x639,
  FAA = 0x641,
  KAF = 0x643,
  LAM = 0x644,
  MEEM = 0x645,
  NUN = 0x646,
  HAA = 0x647,
  WAW = 0x648,
  YAA = 0x64a,
  TAA_MARBUTA = 0x629
};

uint64_t isn_split_hash(const uint16_t *letters, uint32_t n) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (uint32_t i = 0; i < n; i++) hash = (hash ^ letters[i]) * 0x100000001b3u;
  return hash;
}

static uint8_t sign_kind(uint32_t cp) {
  if (cp == 0x651) return 3;
  if (cp >= 0x64b && cp <= 0x64d) return 4;
  if (cp == 0x652) return 2;
  return cp >= 0x64e && cp <= 0x650 ? 1 : 0;
}

bool isn_split_word_read(const uint32_t *cp, uint32_t n, isn_split_word *word) {
  word->n = 0;
  for (uint32_t i = 0; i < n; i++) {
    uint16_t bare[2], fold[2];
    unsigned k = isn_bare_letter(cp[i], bare);
    if (!k) {
      uint8_t sign = sign_kind(cp[i]);
      if (word->n && sign > word->sign[word->n - 1]) word->sign[word->n - 1] = sign;
      continue;
    }
    if (!isn_is_letter(cp[i]) || word->n + k > ISN_SPLIT_LETTERS) return false;
    (void)isn_fold_letter(cp[i], fold);
    for (unsigned j = 0; j < k; j++) {
      word->bare[word->n] = bare[j];
      word->fold[word->n] = fold[j];
      word->sign[word->n] = 0;
      word->at[word->n++] = i + j; /* the second letter of a ligature has no place of its own */
    }
  }
  word->at[word->n] = n;
  return word->n >= 2;
}

isn_split_side isn_split_side_read(const uint32_t *cp, uint32_t n) {
  uint16_t letters[ISN_SPLIT_LETTERS + 2];
  uint32_t count = 0;
  for (uint32_t i = 0; i < n && count < ISN_SPLIT_LETTERS; i++) count += isn_fold_letter(cp[i], letters + count);
  if (!count) return (isn_split_side){0};
  if (letters[0] >= '0' && letters[0] <= '9') return (isn_split_side){1, 1, 1}; /* numbers are all one */
  return (isn_split_side){isn_split_hash(letters, count), isn_split_hash(letters + (count > 2 ? count - 2 : 0), count > 2 ? 2 : count),
                          isn_split_hash(letters, count > 2 ? 2 : count)};
}

/* ---- the grammar ---- */

#define LETTERS(...) {__VA_ARGS__}, sizeof((uint16_t[]){__VA_ARGS__}) / sizeof(uint16_t)

typedef struct piece {
  uint16_t letters[4];
  uint8_t n;
} piece;

/* و ف stand first, then one of these; the row's number is `prep` below. */
static const piece preps[] = {{{0}, 0},        {LETTERS(BAA)},       {LETTERS(LAM)},        {LETTERS(KAF)},
                              {LETTERS(SEEN)}, {LETTERS(LAM, ALEF)}, {LETTERS(MEEM, ALEF)}, {LETTERS(ALEF_HAMZA)}};
enum { PREPS = sizeof preps / sizeof *preps, PREP_BI = 1, PREP_LI = 2, PREP_KA = 3, PREP_SA = 4, PREP_LA = 5, PREP_MA = 6, PREP_ASK = 7 };
static const uint16_t conjunctions[3][1] = {{0}, {WAW}, {FAA}};

static const piece tails[ISN_SPLIT_TAILS] = {
    {{0}, 0},       {LETTERS(HAA)},      {LETTERS(HAA, ALEF)}, {LETTERS(HAA, MEEM)}, {LETTERS(HAA, MEEM, ALEF)}, {LETTERS(HAA, NUN)},
    {LETTERS(YAA)}, {LETTERS(NUN, YAA)}, {LETTERS(NUN, ALEF)}, {LETTERS(KAF)},       {LETTERS(KAF, MEEM)},       {LETTERS(MEEM, ALEF)}};
enum { TAIL_MA = 11 };

/* Words in which a preposition or particle has run together with what follows, so that letters are lost. */
static const struct fused {
  uint16_t word[5];
  uint8_t n;
  piece parts[3]; /* the second begins at `cut` */
  uint8_t cut;
} fused[] = {
    {LETTERS(MEEM, MEEM, ALEF), {{LETTERS(MEEM, NUN)}, {LETTERS(MEEM, ALEF)}}, 1},
    {LETTERS(MEEM, MEEM, NUN), {{LETTERS(MEEM, NUN)}, {LETTERS(MEEM, NUN)}}, 1},
    {LETTERS(AIN, MEEM, ALEF), {{LETTERS(AIN, NUN)}, {LETTERS(MEEM, ALEF)}}, 1},
    {LETTERS(AIN, MEEM, NUN), {{LETTERS(AIN, NUN)}, {LETTERS(MEEM, NUN)}}, 1},
    {LETTERS(ALEF, LAM, ALEF), {{LETTERS(ALEF_HAMZA, NUN)}, {LETTERS(LAM, ALEF)}}, 1},
    {LETTERS(LAM, 0x621, LAM, ALEF), {{LETTERS(LAM)}, {LETTERS(ALEF_HAMZA, NUN)}, {LETTERS(LAM, ALEF)}}, 1},
    {LETTERS(MEEM, NUN, ALEF), {{LETTERS(MEEM, NUN)}, {LETTERS(NUN, ALEF)}}, 1},
    {LETTERS(AIN, NUN, ALEF), {{LETTERS(AIN, NUN)}, {LETTERS(NUN, ALEF)}}, 1},
};
enum { FUSED = sizeof fused / sizeof *fused };

static bool begins(const isn_split_word *word, uint32_t at, const piece *p) {
  if (at + p->n > word->n) return false;
  return p->n == 0 || memcmp(word->fold + at, p->letters, p->n * sizeof *p->letters) == 0;
}

/* The stems that take ما as a word of its own (عندما, فيما, كلما): particles and nouns of time and manner. */
static bool takes_ma(const uint16_t *stem, uint32_t n) {
  static const struct {
    uint16_t at[4];
    uint8_t n;
  } stems[] = {{LETTERS(AIN, NUN, 0x62f)},   {LETTERS(BAA, AIN, 0x62f)},  {LETTERS(BAA, YAA, NUN)}, {LETTERS(0x62d, SEEN, BAA)},
               {LETTERS(0x62d, YAA, NUN)},   {LETTERS(MEEM, 0x62b, LAM)}, {LETTERS(FAA, YAA)},      {LETTERS(KAF, LAM)},
               {LETTERS(ALEF, YAA, NUN)},    {LETTERS(ALEF, NUN)},        {LETTERS(0x631, BAA)},    {LETTERS(0x637, ALEF, LAM)},
               {LETTERS(0x62d, YAA, 0x62b)}, {LETTERS(0x642, BAA, LAM)},  {LETTERS(KAF, YAA, FAA)}, {LETTERS(0x631, YAA, 0x62b)},
               {LETTERS(KAF, YAA)},          {LETTERS(SEEN, YAA)},        {LETTERS(BAA)},           {LETTERS(MEEM, NUN, 0x630)}};
  for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
    if (stems[i].n == n && memcmp(stems[i].at, stem, n * sizeof *stem) == 0) return true;
  return false;
}

/* Ends in a written tanwin (طويلاً, موجها with it): no pronoun can follow one. */
static bool nunated(const isn_split_word *word) {
  return word->sign[word->n - 1] == 4 || (word->n > 1 && word->bare[word->n - 1] == ALEF && word->sign[word->n - 2] == 4);
}

static uint32_t add_tails(const isn_split_word *word, isn_cut cut, uint32_t count, isn_cut *cuts) {
  uint32_t stem0 = cut.head_letters, prep = cut.head % PREPS;
  bool bare_prep = prep >= PREP_BI && prep <= PREP_KA;
  for (uint32_t t = 0; t < ISN_SPLIT_TAILS && count < ISN_SPLIT_CUTS; t++) {
    uint32_t n = tails[t].n;
    if (word->n < stem0 + n || !begins(word, word->n - n, &tails[t])) continue;
    if (t && (word->bare[word->n - 1] == TAA_MARBUTA || nunated(word))) continue; /* no pronoun, though it folds to one */
    uint32_t stem = word->n - n - stem0;
    /* له, بها: the preposition is all there is before the pronoun. */
    if (stem < 2 && !(stem == 0 && t && t != TAIL_MA && bare_prep)) continue;
    if (t == TAIL_MA && !takes_ma(word->fold + stem0, stem)) continue;
    cut.tail = (uint8_t)t;
    cut.stem1 = (uint8_t)(word->n - n);
    cuts[count++] = cut;
  }
  return count;
}

/* للـ: the article has lost its alef, and before a word in ل its lam too. */
static uint32_t add_articles(const isn_split_word *word, isn_cut cut, uint32_t count, isn_cut *cuts) {
  uint32_t at = cut.head_letters;
  if (cut.head % PREPS != PREP_LI || at + 3 > word->n || word->fold[at] != LAM) return count;
  cut.stem1 = (uint8_t)word->n;
  for (uint8_t article = 1; article <= 2 && count < ISN_SPLIT_CUTS; article++) {
    cut.article = article;
    cuts[count++] = cut;
  }
  return count;
}

uint32_t isn_split_cuts(const isn_split_word *word, isn_cut cuts[ISN_SPLIT_CUTS]) {
  uint32_t count = 0;
  for (uint32_t conj = 0; conj < 3; conj++) {
    uint32_t at = conj ? 1 : 0;
    if (conj && word->fold[0] != conjunctions[conj][0]) continue;
    for (uint32_t p = 0; p < PREPS; p++) {
      if (p == PREP_ASK ? at >= word->n || word->bare[at] != ALEF_HAMZA : !begins(word, at, &preps[p])) continue;
      isn_cut cut = {.head = (uint8_t)(conj * PREPS + p), .head_letters = (uint8_t)(at + preps[p].n)};
      count = add_tails(word, cut, count, cuts);
      count = add_articles(word, cut, count, cuts);
    }
    for (uint32_t f = 0; f < FUSED && count < ISN_SPLIT_CUTS; f++)
      if (word->n == at + fused[f].n && memcmp(word->fold + at, fused[f].word, fused[f].n * sizeof *word->fold) == 0)
        cuts[count++] =
            (isn_cut){.head = (uint8_t)(conj * PREPS), .head_letters = (uint8_t)at, .stem1 = (uint8_t)word->n, .fused = (uint8_t)(f + 1)};
  }
  return count;
}

uint32_t isn_split_stem(const isn_split_word *word, const isn_cut *cut, const uint16_t *letters, uint16_t stem[ISN_SPLIT_LETTERS + 2]) {
  uint32_t n = 0;
  (void)word;
  if (cut->article) stem[n++] = ALEF;
  if (cut->article == 2) stem[n++] = LAM;
  for (uint32_t i = cut->head_letters; i < cut->stem1; i++) stem[n++] = letters[i];
  return n;
}

uint32_t isn_split_parts(const isn_split_word *word, const isn_cut *cut, isn_cut_part parts[ISN_MAX_PARTS]) {
  uint32_t count = 0, conj = cut->head / PREPS, prep = cut->head % PREPS;
  uint8_t at = 0;
  if (conj) parts[count++] = (isn_cut_part){conjunctions[conj], 1, 0, 1}, at = 1;
  if (cut->fused) {
    const struct fused *f = &fused[cut->fused - 1];
    for (uint32_t i = 0; i < 3 && f->parts[i].n; i++) {
      uint8_t start = (uint8_t)(at + (i ? f->cut + (i - 1) : 0));
      bool last = i == 2 || !f->parts[i + 1].n;
      parts[count++] = (isn_cut_part){f->parts[i].letters, f->parts[i].n, start, last ? (uint8_t)word->n : (uint8_t)(at + f->cut + i)};
    }
    return count;
  }
  if (prep) parts[count++] = (isn_cut_part){preps[prep].letters, preps[prep].n, at, cut->head_letters};
  if (cut->stem1 > cut->head_letters) parts[count++] = (isn_cut_part){NULL, 0, cut->head_letters, cut->stem1};
  if (cut->tail) parts[count++] = (isn_cut_part){tails[cut->tail].letters, tails[cut->tail].n, cut->stem1, (uint8_t)word->n};
  return count;
}
