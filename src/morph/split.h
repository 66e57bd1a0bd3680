/* The inside of the splitter: what a word is to it, the ways to cut it, the features of a cut and of a spelling. Training
 * (train/splitter.c) and running share all of it. */
#ifndef ISN_MORPH_SPLIT_H
#define ISN_MORPH_SPLIT_H
#include "learn/linear.h"
#include "morph/splitter.h"

enum {
  ISN_SPLIT_LETTERS = 32,   /* a longer word stays whole */
  ISN_SPLIT_CUTS = 48,      /* ways to cut one word */
  ISN_SPLIT_SPELLINGS = 48, /* spellings of one stem */
  ISN_SPLIT_FEATURES = 64   /* features of one of either */
};

/* A token beside the word that is cut. */
typedef struct isn_split_side {
  uint64_t key;  /* hash of its folded letters; of a mark its code point; 0 at the edge of a line */
  uint64_t tail; /* hash of its last two letters */
  uint64_t head; /* of its first two */
} isn_split_side;

typedef struct isn_split_word {
  uint16_t bare[ISN_SPLIT_LETTERS], fold[ISN_SPLIT_LETTERS]; /* letters without signs; hamza kept, hamza folded */
  uint32_t at[ISN_SPLIT_LETTERS + 1];                        /* the code point that each letter came from; the end */
  uint8_t sign[ISN_SPLIT_LETTERS];                           /* kind of the vowel sign behind it: 0, 1 vowel, 2 sukun, 3 shadda, 4 tanwin */
  uint32_t n;
  isn_split_side self, before, after, second; /* second: the one before `before` */
} isn_split_word;

enum { ISN_SPLIT_TAIL_NONE, ISN_SPLIT_TAILS = 12 };

/* One way to cut a word. */
typedef struct isn_cut {
  uint8_t head, tail;   /* proclitics, enclitic: rows of tables in split_cuts.c */
  uint8_t head_letters; /* letters of the proclitics */
  uint8_t stem1;        /* one past the last letter of the stem */
  uint8_t article;      /* of للـ: 0 as written, 1 the stem is ا + what is written, 2 it is ال + what is written */
  uint8_t fused;        /* 0, or 1 + row of the table of fused words (مما) */
} isn_cut;

typedef struct isn_spelling {
  uint16_t letters[ISN_SPLIT_LETTERS + 2];
  uint8_t n;
  uint8_t kind; /* what was done to the written stem, as a number */
} isn_spelling;

/* How often words are written in news: 16 bits an entry, 12 of them a fingerprint, 4 the size of the count. */
typedef struct isn_counts {
  const uint16_t *at;
  uint32_t mask; /* buckets - 1 */
} isn_counts;
enum { ISN_COUNTS_BUCKET = 8 };

struct isn_splitter {
  isn_linear cut, spell;
  isn_counts counts;
  const isn_lexicon *lexicon;
};

uint64_t isn_split_hash(const uint16_t *letters, uint32_t n);
/* The two keys under which a word is counted: as folded letters, as it is spelled. */
static inline uint64_t isn_counts_folded(uint64_t hash) { return isn_feature(0x51, hash); }
static inline uint64_t isn_counts_spelled(uint64_t hash) { return isn_feature(0x52, hash); }
uint32_t isn_counts_get(const isn_counts *counts, uint64_t key); /* 0 (not there) to 15 */
/* The size of a count as the table keeps it: 1 for two, then two steps a doubling. */
uint32_t isn_counts_size(uint64_t count);

/* Letters of code points; false for what no clitic can be cut from: other than Arabic letters, too long, one letter. */
bool isn_split_word_read(const uint32_t *cp, uint32_t n, isn_split_word *word);
/* What a neighbour shows of itself, for letters of any script. */
isn_split_side isn_split_side_read(const uint32_t *cp, uint32_t n);

/* The cuts of a word; the first is the whole word. */
uint32_t isn_split_cuts(const isn_split_word *word, isn_cut cuts[ISN_SPLIT_CUTS]);
/* The stem of a cut in folded letters with its article; returns its length. */
uint32_t isn_split_stem(const isn_split_word *word, const isn_cut *cut, const uint16_t *letters, uint16_t stem[ISN_SPLIT_LETTERS + 2]);

/* Words of a cut: their forms without the stem's spelling. text is NULL for the stem itself. */
typedef struct isn_cut_part {
  const uint16_t *text;
  uint8_t n;
  uint8_t start, end; /* letters of the word */
} isn_cut_part;
uint32_t isn_split_parts(const isn_split_word *word, const isn_cut *cut, isn_cut_part parts[ISN_MAX_PARTS]);

/* What the features of all cuts of a word share. */
typedef struct isn_cut_scene {
  uint32_t count, classes;
  uint32_t haa, marbuta; /* of a word in ه: how often it is written so, and with ة */
} isn_cut_scene;
isn_cut_scene isn_split_scene(const isn_splitter *splitter, const isn_split_word *word);
uint32_t isn_split_cut_features(const isn_splitter *splitter, const isn_split_word *word, const isn_cut_scene *scene, const isn_cut *cut,
                                uint64_t out[ISN_SPLIT_FEATURES]);

/* Spellings of the stem of a cut; the first is as written. */
uint32_t isn_split_spellings(const isn_splitter *splitter, const isn_split_word *word, const isn_cut *cut,
                             isn_spelling spellings[ISN_SPLIT_SPELLINGS]);
uint32_t isn_split_spell_features(const isn_splitter *splitter, const isn_split_word *word, const isn_cut *cut,
                                  const isn_spelling *spelling, uint64_t out[ISN_SPLIT_FEATURES]);

/* The cuts of a word that has been seen, and what it says for each by itself; only its neighbours are new at its next place. */
typedef struct isn_split_known {
  uint64_t key; /* 0: free */
  uint8_t count, classes[ISN_SPLIT_CUTS];
  int32_t score[ISN_SPLIT_CUTS];
  isn_cut cuts[ISN_SPLIT_CUTS];
} isn_split_known;
enum { ISN_SPLIT_MEMORY = 2048 };

/* The best of both. memory: ISN_SPLIT_MEMORY zeroed places that the caller keeps from word to word, or NULL; the choice is the same. */
isn_cut isn_split_choose(const isn_splitter *splitter, const isn_split_word *word, isn_split_known *memory);
isn_spelling isn_split_spell(const isn_splitter *splitter, const isn_split_word *word, const isn_cut *cut);
#endif
