/* A trained finder of names: a labeller of tokens (learn/sequence.h) over what the layers before say of each word and what the finders by
 * rule propose. One more finder for isn_merge. train/names.c trains it with the same features. */
#ifndef ISN_ENTITY_TAGGER_H
#define ISN_ENTITY_TAGGER_H
#include "entity/mentions.h"
#include "learn/sequence.h"

struct isn_model;

/* Outside a name; first word and further words of a name of each type. */
enum { ISN_TAG_NONE = 0, ISN_TAG_LABELS = 7 };
static inline uint32_t isn_tag_first(uint32_t type) { return 1 + 2 * type; }
static inline uint32_t isn_tag_inside(uint32_t type) { return 2 + 2 * type; }
static inline uint32_t isn_tag_type(uint32_t tag) { return (tag - 1) / 2; }
static inline bool isn_tag_is_first(uint32_t tag) { return tag & 1; }

/* Lists of words that the trainer has. The bytes: u32 log2 of the slots, 12 bytes of 0; a row of 6 bytes a slot: u32 check (0: empty), u16
 * the lists that have the word, a bit each. A word stands at its key's slot or at the next free one. */
typedef struct isn_tag_words {
  const uint8_t *rows;
  uint32_t mask;
} isn_tag_words;

enum { ISN_TAG_WORDS_HEADER = 16, ISN_TAG_WORDS_ROW = 6, ISN_TAG_WORDS_PROBES = 32 };
isnad_status isn_tag_words_open(const void *bytes, size_t size, const char *name, isn_tag_words *out, isnad_error *error);
uint32_t isn_tag_words_find(const isn_tag_words *words, uint64_t key); /* the lists, 0 for none */
static inline void isn_tag_words_fetch(const isn_tag_words *words,
                                       uint64_t key) { /* before it is looked up: the table is larger than the caches */
  if (words->rows) __builtin_prefetch(words->rows + (size_t)((uint32_t)key & words->mask) * ISN_TAG_WORDS_ROW);
}
uint64_t isn_tag_key(const uint16_t *folded, uint32_t n); /* key of a word without its proclitics */

enum { ISN_TAG_PERCENTS = 32, ISN_TAG_MARGIN_STEP = 16 };
typedef struct isn_tagger {
  isn_sequence sequence;
  isn_tag_words words;
  const uint8_t *percent; /* by margin: how often, in percent, a name with that margin was right on text that was not trained on */
} isn_tagger;

/* Sections "labels", "words" and "percent" of a model "name". The model must outlive it. */
isnad_status isn_tagger_open(const struct isn_model *model, isn_tagger *out, isnad_error *error);

/* What the labeller works with, sentence by sentence. */
enum { ISN_TAG_FEATURES = 128, ISN_TAG_OWN_FEATURES = 10, ISN_TAG_AROUND = 2, ISN_TAG_AHEAD = 96, ISN_TAG_MEMO = 256 };

/* What is seen of a token. */
typedef struct isn_tag_view {
  uint64_t token, stem, raw, before; /* the folded token, its main word, the token as written, its proclitics */
  uint64_t head[4], tail[4];         /* first and last 1 to 4 letters of the main word */
  uint64_t feats, relation;
  uint32_t shape, length;
  uint32_t pos, governor; /* governor: token, or the token itself */
  uint32_t gazetteer;     /* of the longest known name over it */
  uint32_t names;         /* ISN_NAME_ bits */
  uint32_t role;
  uint32_t rule;
  uint32_t lists;
} isn_tag_view;

/* Hashes of strings that come again and again, as the feature bundles of a model do, by where they stand. */
typedef struct isn_tag_memo {
  const char *text[ISN_TAG_MEMO];
  uint64_t hash[ISN_TAG_MEMO];
} isn_tag_memo;

typedef struct isn_tag_desk {
  isn_tag_memo memo;
  isn_tag_view *views; /* of the tokens, with ISN_TAG_AROUND before and behind them */
  uint64_t *seeds;     /* of features (learn/linear.h) */
  uint32_t *starts;    /* where the seeds of each token begin; one more, for the end */
  uint32_t *rows;      /* where in the model the weights of each feature stand, with room for ISN_TAG_AHEAD more */
  uint8_t *labels;
  int32_t *margins;
} isn_tag_desk;

/* For sentences of at most so many tokens. False: no memory; isn_tag_desk_close is due all the same. */
bool isn_tag_desk_open(isn_tag_desk *desk, uint32_t tokens);
void isn_tag_desk_close(isn_tag_desk *desk);

typedef struct isn_tag_rule {
  uint8_t tag, weight;
} isn_tag_rule;

/* Fills in the views, seeds and starts of the tokens [first, end), inside one sentence. `rules`: what the finders by rule chose, as a tag a
 * token of the document, with the weight of the proposal. The first ISN_TAG_OWN_FEATURES of each token's features are those of the word
 * itself; there are at most ISN_TAG_FEATURES. */
void isn_tag_features(const isn_gazetteer *g, const isn_tag_words *words, const isn_doc *doc, const isn_tag_rule *rules, uint32_t first,
                      uint32_t end, isn_tag_desk *desk);

/* The proposals of the finders by rule as tags, one a token of the document, in its arena. NULL without memory. */
isn_tag_rule *isn_tag_rules(isn_doc *doc, const isn_candidates *rules);

/* What the labeller finds in n tokens, given where the weights of their features stand (isn_linear_rows; `rows` has ISN_TAG_AHEAD more than
 * these, which it overwrites): labels, and for each label that begins a name the margin (by how much the best labelling in which not all of
 * this name is a name as it stands is worse), 0 elsewhere. */
isnad_status isn_tag_decode(const isn_sequence *model, uint32_t *rows, const uint32_t *starts, uint32_t n, uint8_t *labels,
                            int32_t *margins, isnad_error *error);

/* Where in its token a name begins that begins with it: behind the conjunction and the preposition written on it. */
uint32_t isn_tag_start(const isn_gazetteer *g, const isn_doc *doc, uint32_t token);

/* Proposes names for the whole document. `rules`: what the finders by rule propose. */
bool isn_propose_tagged(const isn_tagger *tagger, const isn_gazetteer *g, isn_doc *doc, const isn_candidates *rules, isn_candidates *out);
#endif
