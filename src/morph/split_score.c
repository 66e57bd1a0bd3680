/* Features of cuts and of spellings, and the choice by the model's weights. */
#include <string.h>

#include "morph/split.h"

enum {
  ALEF = 0x627,
  BAA = 0x628,
  FAA = 0x641,
  KAF = 0x643,
  HAA = 0x647,
  TAA = 0x62a,
  TAA_MARBUTA = 0x629,
  YAA = 0x64a,
  MAQSURA = 0x649,
  LAM = 0x644,
  ALEF_MADDA = 0x622,
  HAMZA_ABOVE = 0x623,
  HAMZA_BELOW = 0x625
};

/* ---- counts ---- */

uint32_t isn_counts_size(uint64_t count) {
  uint32_t size = 0;
  for (uint64_t at = 2; size < 15 && count >= at; at = size & 1 ? at + at / 2 : (at + at / 3) & ~UINT64_C(1)) size++;
  return size;
}

uint32_t isn_counts_get(const isn_counts *counts, uint64_t key) {
  uint16_t print = (uint16_t)(key >> 52);
  uint32_t bucket = (uint32_t)key & counts->mask;
  for (uint32_t tries = 0; tries < 2; tries++) {
    const uint16_t *at = counts->at + (size_t)((bucket + tries) & counts->mask) * ISN_COUNTS_BUCKET;
    for (uint32_t i = 0; i < ISN_COUNTS_BUCKET; i++) {
      if (!at[i]) return 0;
      if (at[i] >> 4 == print) return at[i] & 15;
    }
  }
  return 0;
}

/* ---- cuts ---- */

enum { CLASS_NOUN = 1, CLASS_VERB = 2, CLASS_FUNCTION = 4, CLASS_BEFORE_PRONOUN = 8 };

static uint32_t classes_of(const isn_lexicon *lexicon, const uint16_t *letters, uint32_t n) {
  uint32_t classes = 0;
  if (!lexicon) return 0;
  for (const isn_wordform *f = isn_lexicon_forms(lexicon, letters, n); f; f = isn_lexicon_next_form(lexicon, f)) {
    if (f->with_pronoun) classes |= CLASS_BEFORE_PRONOUN;
    else {
      uint8_t c = isn_lexicon_lexeme(lexicon, f->lexeme)->lexeme_class;
      classes |= c == ISN_LEX_VERB ? CLASS_VERB : c == ISN_LEX_NOUN ? CLASS_NOUN : CLASS_FUNCTION;
    }
  }
  return classes;
}

isn_cut_scene isn_split_scene(const isn_splitter *splitter, const isn_split_word *word) {
  const isn_counts *counts = &splitter->counts;
  isn_cut_scene scene = {isn_counts_get(counts, isn_counts_folded(word->self.key)), classes_of(splitter->lexicon, word->fold, word->n), 0,
                         0};
  if (word->bare[word->n - 1] == HAA) {
    uint16_t letters[ISN_SPLIT_LETTERS];
    memcpy(letters, word->bare, word->n * sizeof *letters);
    scene.haa = isn_counts_get(counts, isn_counts_spelled(isn_split_hash(letters, word->n)));
    letters[word->n - 1] = TAA_MARBUTA;
    scene.marbuta = isn_counts_get(counts, isn_counts_spelled(isn_split_hash(letters, word->n)));
  }
  return scene;
}

typedef struct list {
  uint64_t *at;
  uint32_t n;
} list;

static void add(list *l, uint32_t template, uint64_t a, uint64_t b) { l->at[l->n++] = isn_feature2(template, a, b); }

/* What is left without its article, and whether it has one. */
static bool has_article(const uint16_t *stem, uint32_t n) { return n > 3 && stem[0] == ALEF && stem[1] == LAM; }

/* What the word itself says for a cut: the same wherever it stands. */
static uint32_t word_features(const isn_splitter *splitter, const isn_split_word *word, const isn_cut_scene *scene, const isn_cut *cut,
                              uint64_t *out, uint32_t *classes_out) {
  list l = {out, 0};
  uint16_t stem[ISN_SPLIT_LETTERS + 2];
  uint32_t n = isn_split_stem(word, cut, word->fold, stem);
  uint64_t head = cut->head | (uint64_t)cut->article << 8 | (uint64_t)cut->fused << 12, tail = cut->tail, both = head << 8 | tail;
  uint64_t key = isn_split_hash(stem, n), none = n == 0;
  const isn_counts *counts = &splitter->counts;
  uint32_t plain = isn_counts_get(counts, isn_counts_folded(key)), known = plain;
  if (cut->tail && n && (stem[n - 1] == TAA || stem[n - 1] == ALEF)) { /* قيمتها, القاها: as it is written without a pronoun */
    uint16_t last = stem[n - 1];
    stem[n - 1] = last == TAA ? HAA : YAA;
    uint32_t other = isn_counts_get(counts, isn_counts_folded(isn_split_hash(stem, n)));
    stem[n - 1] = last;
    known = other > known ? other : known;
  }
  uint32_t classes = classes_of(splitter->lexicon, stem, n), article = has_article(stem, n);
  uint64_t shape = both << 1 | article;

  add(&l, 1, both, none);
  add(&l, 2, head, 0);
  add(&l, 3, tail, 0);
  add(&l, 4, both, word->self.key);
  add(&l, 5, shape, known);
  add(&l, 6, shape, known << 4 | scene->count);
  add(&l, 7, both, plain << 4 | known);
  add(&l, 8, shape, classes);
  add(&l, 9, shape, classes << 4 | scene->classes);
  add(&l, 10, head, key);
  add(&l, 11, tail, key);
  add(&l, 12, both, n < 8 ? n : 8);
  add(&l, 13, shape, (known > scene->count ? 32 + known - scene->count : scene->count - known));
  if (n) {
    uint32_t at = article ? 2 : 0;
    add(&l, 14, head << 1 | article, stem[at]);
    add(&l, 15, head << 1 | article, isn_split_hash(stem + at, n - at < 2 ? n - at : 2));
    add(&l, 16, head << 1 | article, isn_split_hash(stem + at, n - at < 3 ? n - at : 3));
    add(&l, 17, tail, stem[n - 1]);
    add(&l, 18, tail, isn_split_hash(stem + (n > 2 ? n - 2 : 0), n > 2 ? 2 : n));
    add(&l, 19, tail, isn_split_hash(stem + (n > 3 ? n - 3 : 0), n > 3 ? 3 : n));
    add(&l, 20, both, (uint64_t)word->bare[cut->head_letters < word->n ? cut->head_letters : 0] << 16 | word->bare[word->n - 1]);
    /* A known stem with its article beside the word without one: what takes an article is a noun that و or ب may stand before. */
    if (cut->head && !article) {
      uint16_t with[ISN_SPLIT_LETTERS + 4] = {ALEF, LAM};
      memcpy(with + 2, stem, n * sizeof *stem);
      add(&l, 21, both, isn_counts_get(counts, isn_counts_folded(isn_split_hash(with, n + 2))) << 4 | known);
    }
  }
  /* The word with its pronoun but without what stands before, and the other way round; the noun without its article. */
  uint32_t behind = 0, ahead = 0, noun = 0;
  if (cut->head && cut->tail && !cut->article)
    behind = isn_counts_get(counts, isn_counts_folded(isn_split_hash(word->fold + cut->head_letters, word->n - cut->head_letters)));
  if (cut->head && cut->tail) ahead = isn_counts_get(counts, isn_counts_folded(isn_split_hash(word->fold, cut->stem1)));
  if (article) noun = isn_counts_get(counts, isn_counts_folded(isn_split_hash(stem + 2, n - 2)));
  if (cut->head && cut->tail) add(&l, 32, both, behind << 8 | ahead << 4 | known);
  if (article) add(&l, 33, both, noun << 4 | known), add(&l, 34, both, noun << 4 | scene->count);
  if (word->bare[word->n - 1] == HAA)
    add(&l, 35, tail, scene->haa << 8 | scene->marbuta << 4 | known), add(&l, 36, tail, scene->haa << 4 | scene->marbuta);
  /* Vowel signs, where they are written: on the clitic, at the stem's end. */
  uint8_t first = cut->head_letters ? word->sign[cut->head_letters - 1] : word->sign[0];
  if (first) add(&l, 30, head, first);
  if (cut->stem1 && word->sign[cut->stem1 - 1]) add(&l, 31, tail, word->sign[cut->stem1 - 1]);
  *classes_out = classes;
  return l.n;
}

/* What its neighbours say. */
static uint32_t side_features(const isn_split_word *word, const isn_cut *cut, uint32_t classes, uint64_t *out) {
  list l = {out, 0};
  uint64_t both = (cut->head | (uint64_t)cut->article << 8 | (uint64_t)cut->fused << 12) << 8 | cut->tail;
  add(&l, 22, both, word->before.key);
  add(&l, 23, both, word->after.key);
  add(&l, 24, both, word->before.tail);
  add(&l, 25, both, word->after.head);
  add(&l, 26, both, isn_feature(word->before.key, word->self.key));
  add(&l, 27, both, isn_feature(word->after.key, word->self.key));
  add(&l, 28, both << 8 | (classes & 7), word->after.head);
  add(&l, 29, both << 8 | (classes & 7), word->before.tail);
  return l.n;
}

uint32_t isn_split_cut_features(const isn_splitter *splitter, const isn_split_word *word, const isn_cut_scene *scene, const isn_cut *cut,
                                uint64_t out[ISN_SPLIT_FEATURES]) {
  uint32_t classes, n = word_features(splitter, word, scene, cut, out, &classes);
  return n + side_features(word, cut, classes, out + n);
}

static int32_t sum(const isn_splitter *splitter, const uint64_t *features, uint32_t n) {
  int32_t score = 0;
  for (uint32_t f = 0; f < n; f++) score += isn_linear_weight(&splitter->cut, features[f]);
  return score;
}

static uint64_t word_key(const isn_split_word *word) {
  uint64_t key = word->n;
  for (uint32_t i = 0; i < word->n; i++) key = isn_feature(key, (uint64_t)word->sign[i] << 16 | word->bare[i]);
  return key ? key : 1;
}

/* The cuts of a word with what it says for them itself: remembered for the words that come again, or made. */
static const isn_split_known *known_cuts(const isn_splitter *splitter, const isn_split_word *word, isn_split_known *memory,
                                         isn_split_known *room) {
  uint64_t key = memory ? word_key(word) : 0;
  isn_split_known *known = memory ? &memory[key % ISN_SPLIT_MEMORY] : room;
  if (memory && known->key == key) return known;
  isn_cut cuts[ISN_SPLIT_CUTS];
  uint32_t count = isn_split_cuts(word, cuts);
  known->key = key;
  known->count = (uint8_t)count;
  isn_cut_scene scene = count > 1 ? isn_split_scene(splitter, word) : (isn_cut_scene){0};
  for (uint32_t i = 0; i < count; i++) {
    uint64_t features[ISN_SPLIT_FEATURES];
    uint32_t classes = 0, n = count > 1 ? word_features(splitter, word, &scene, &cuts[i], features, &classes) : 0;
    known->cuts[i] = cuts[i];
    known->score[i] = sum(splitter, features, n);
    known->classes[i] = (uint8_t)classes;
  }
  return known;
}

static bool in_lexicon(const isn_lexicon *lexicon, const uint16_t *letters, uint32_t n, bool noun) {
  for (const isn_wordform *f = isn_lexicon_forms(lexicon, letters, n); f; f = isn_lexicon_next_form(lexicon, f))
    if (!noun || f->pos == ISN_NOUN || f->pos == ISN_ADJ) return true;
  return false;
}

/* فبالحوار, فللحوار: rare in the treebank, so that ف is cut off and the rest kept whole. A noun of the lexicon behind the article is cut
 * from its preposition too, unless the rest is a word itself (فبالغ). */
static uint32_t behind_faa(const isn_splitter *splitter, const isn_split_word *word, const isn_split_known *known, uint32_t best) {
  const isn_cut *cut = &known->cuts[best];
  const uint16_t *w = word->fold;
  if (known->count < 2 || word->n < 6 || !splitter->lexicon) return best;
  if (cut->head_letters != 1 || w[0] != FAA || cut->tail || cut->fused) return best;
  const bool li = w[1] == LAM && w[2] == LAM, other = (w[1] == BAA || w[1] == KAF) && w[2] == ALEF && w[3] == LAM;
  const uint32_t noun = li ? 3 : 4;
  if (!(li || other) || word->n < noun + 3 || !in_lexicon(splitter->lexicon, w + noun, word->n - noun, true) ||
      in_lexicon(splitter->lexicon, w + 1, word->n - 1, false))
    return best;
  for (uint32_t i = 0; i < known->count; i++)
    if (known->cuts[i].head_letters == 2 && !known->cuts[i].tail && !known->cuts[i].fused && known->cuts[i].article == (li ? 1 : 0))
      return i;
  return best;
}

isn_cut isn_split_choose(const isn_splitter *splitter, const isn_split_word *word, isn_split_known *memory) {
  isn_split_known room;
  const isn_split_known *known = known_cuts(splitter, word, memory, &room);
  uint32_t best = 0;
  int32_t top = INT32_MIN;
  for (uint32_t i = 0; known->count > 1 && i < known->count; i++) {
    uint64_t features[ISN_SPLIT_FEATURES];
    int32_t score = known->score[i] + sum(splitter, features, side_features(word, &known->cuts[i], known->classes[i], features));
    if (score > top) top = score, best = i;
  }
  return known->cuts[behind_faa(splitter, word, known, best)];
}

/* ---- spellings ---- */

static bool known_spelling(const isn_splitter *splitter, const uint16_t *letters, uint32_t n) {
  return isn_counts_get(&splitter->counts, isn_counts_spelled(isn_split_hash(letters, n))) > 0;
}

/* A copy of spelling `from` with letter `at` changed; what was done stands in `kind`. */
static uint32_t vary(isn_spelling *s, uint32_t count, const isn_spelling *from, uint32_t at, uint16_t letter, uint8_t kind) {
  if (count >= ISN_SPLIT_SPELLINGS) return count;
  s[count] = *from;
  s[count].letters[at] = letter;
  s[count].kind = (uint8_t)(from->kind + kind);
  return count + 1;
}

/* kind: 1 to 3 the alef at the beginning, 4 an alef further in, 8.. the last letter. */
uint32_t isn_split_spellings(const isn_splitter *splitter, const isn_split_word *word, const isn_cut *cut,
                             isn_spelling s[ISN_SPLIT_SPELLINGS]) {
  uint32_t count = 1, n = s[0].n = (uint8_t)isn_split_stem(word, cut, word->bare, s[0].letters);
  s[0].kind = 0;
  if (!n) return 1;
  uint32_t first = has_article(s[0].letters, n) ? 2 : 0;
  uint16_t last = s[0].letters[n - 1];
  if (n >= 2) {
    if (cut->tail && last == TAA) count = vary(s, count, &s[0], n - 1, TAA_MARBUTA, 8);
    if (cut->tail && last == 0x648 && n < ISN_SPLIT_LETTERS) { /* قتلوه = قتلوا + ه */
      uint32_t was = count;
      count = vary(s, count, &s[0], n - 1, last, 56);
      if (count > was) s[was].letters[s[was].n++] = ALEF;
    }
    if (cut->tail && last == ALEF) count = vary(s, count, &s[0], n - 1, MAQSURA, 16);
    if (cut->tail && (last == 0x626 || last == 0x624)) count = vary(s, count, &s[0], n - 1, 0x621, 24);
    if (!cut->tail && last == MAQSURA) count = vary(s, count, &s[0], n - 1, YAA, 32);
    if (!cut->tail && last == YAA) count = vary(s, count, &s[0], n - 1, MAQSURA, 40);
    if (!cut->tail && last == HAA) count = vary(s, count, &s[0], n - 1, TAA_MARBUTA, 48);
  }
  static const uint16_t alefs[] = {HAMZA_ABOVE, HAMZA_BELOW, ALEF_MADDA};
  uint32_t ends = count;
  for (uint32_t i = first; i + (i > first) < n; i++) { /* the silent alef is behind n */
    if (s[0].letters[i] != ALEF || (i == first + 1 && first)) continue;
    if (i > first && i > first + 3) break;
    for (uint32_t e = 0, until = i == first ? ends : count; e < until; e++) {
      if (i > first && s[e].kind % 8) continue; /* one alef at a time */
      for (uint32_t a = 0; a < (i == first ? 3 : 1); a++) {
        uint32_t was = count;
        count = vary(s, count, &s[e], i, alefs[a], i == first ? (uint8_t)(a + 1) : 4);
        /* Away from the beginning only what is seen so. */
        if (i > first && count > was && !known_spelling(splitter, s[was].letters, n)) count = was;
      }
    }
  }
  return count;
}

uint32_t isn_split_spell_features(const isn_splitter *splitter, const isn_split_word *word, const isn_cut *cut,
                                  const isn_spelling *spelling, uint64_t out[ISN_SPLIT_FEATURES]) {
  list l = {out, 0};
  const uint16_t *s = spelling->letters;
  uint16_t fold[ISN_SPLIT_LETTERS + 2];
  uint32_t n = spelling->n - (spelling->kind / 8 == 7), /* the features are those of the written stem */ article = has_article(s, n),
           at = article ? 2 : 0;
  for (uint32_t i = 0; i < n; i++) (void)isn_fold_letter(s[i], fold + i);
  uint64_t start = spelling->kind % 8, end = spelling->kind / 8, kind = spelling->kind, key = isn_split_hash(fold, n);
  uint64_t bare = isn_split_hash(fold + at, n - at);
  uint32_t seen = isn_counts_get(&splitter->counts, isn_counts_spelled(isn_split_hash(s, spelling->n)));
  uint32_t written[2] = {cut->head, cut->tail};
  add(&l, 61, kind, 0);
  add(&l, 62, kind, written[0]);
  add(&l, 63, kind, written[1]);
  add(&l, 64, kind, key);
  add(&l, 65, start, bare);
  add(&l, 66, kind, seen);
  add(&l, 67, start << 4 | seen, article);
  add(&l, 68, end << 4 | seen, written[1]);
  add(&l, 69, start, isn_split_hash(fold + at, n - at < 3 ? n - at : 3));
  add(&l, 70, start, isn_split_hash(fold + at, n - at < 4 ? n - at : 4));
  add(&l, 71, start << 1 | article, isn_split_hash(fold + at, n - at < 2 ? n - at : 2));
  add(&l, 72, end, isn_split_hash(fold + (n > 3 ? n - 3 : 0), n > 3 ? 3 : n));
  add(&l, 73, end, isn_split_hash(fold + (n > 2 ? n - 2 : 0), n > 2 ? 2 : n));
  add(&l, 74, kind << 8 | (n < 8 ? n : 8), written[0]);
  add(&l, 75, start, isn_feature(bare, word->before.key));
  add(&l, 80, start, isn_feature(bare, word->second.key));
  add(&l, 76, start, isn_feature(bare, word->after.key));
  add(&l, 77, start, isn_feature(bare, written[0] << 8 | written[1]));
  add(&l, 78, start, isn_feature(written[0] << 8 | written[1], word->before.key));
  /* The lexicon spells lemmas as they should be: whether one of this form begins in the same alef. */
  if (start < 4 && at < n && splitter->lexicon && (start || s[at] == ALEF)) {
    uint32_t same = 0, any = 0;
    for (const isn_wordform *f = isn_lexicon_forms(splitter->lexicon, fold + at, n - at); f;
         f = isn_lexicon_next_form(splitter->lexicon, f)) {
      const unsigned char *lemma = (const unsigned char *)isn_lexicon_lexeme(splitter->lexicon, f->lexeme)->lemma;
      if (lemma[0] != 0xd8) continue; /* all alefs begin with this byte */
      any = 1;
      if (lemma[1] == (s[at] & 0x3f) + 0x80) same = 1;
    }
    add(&l, 79, start, any << 1 | same);
  }
  return l.n;
}

isn_spelling isn_split_spell(const isn_splitter *splitter, const isn_split_word *word, const isn_cut *cut) {
  isn_spelling s[ISN_SPLIT_SPELLINGS];
  uint32_t count = isn_split_spellings(splitter, word, cut, s), best = 0;
  int32_t top = INT32_MIN;
  for (uint32_t i = 0; count > 1 && i < count; i++) {
    uint64_t features[ISN_SPLIT_FEATURES];
    uint32_t n = isn_split_spell_features(splitter, word, cut, &s[i], features);
    int32_t score = 0;
    for (uint32_t f = 0; f < n; f++) score += isn_linear_weight(&splitter->spell, features[f]);
    if (score > top) top = score, best = i;
  }
  return s[best];
}
