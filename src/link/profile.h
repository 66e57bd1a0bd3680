/* What linking knows of one document: enough to compare it with others without reading either again. Made once, when the document is
 * added, and a function of that document alone, so that nothing here depends on what else the archive holds. */
#ifndef ISN_LINK_PROFILE_H
#define ISN_LINK_PROFILE_H
#include "base/arena.h"
#include "base/buffer.h"
#include "doc/doc.h"
#include "link/copies.h"

enum {
  ISN_WIDE_DAYS = 14,    /* widest interval of an inferred date that still counts as a day, its last */
  ISN_TERMS = 200,       /* heaviest terms that are kept of a document */
  ISN_KEY_TERMS = 24,    /* the heaviest of them: by these other documents are found */
  ISN_BODY_WORDS = 4000, /* words that are compared for copies; of a longer text the first */
  ISN_SHINGLE = 4,       /* words of a shingle */
  ISN_SHINGLES = 256,    /* shingles that are indexed of a document */
  ISN_LEAD = 400,        /* code points: what an article begins with says where it happened and how many died */
  ISN_LEAD_ROWS = 16
};

/* Where a document stands in the order in which stories are told: by day, then by a hash of what the document is known by. */
typedef struct isn_order {
  int32_t day;      /* days since 1970-01-01, or ISN_NO_DAY */
  int64_t tie;      /* 63 bits */
  int64_t analysis; /* decides only between documents that cannot be told apart */
} isn_order;

int isn_order_compare(const isn_order *a, const isn_order *b);

typedef struct isn_term { /* a light stem */
  uint32_t hash;
  uint16_t weight; /* rarity times saturated count */
} isn_term;

typedef struct isn_profile {
  isn_order at;
  const isn_term *terms; /* by hash, each once */
  uint32_t terms_count;
  uint64_t norm;          /* sum of squared weights */
  const uint32_t *places; /* hashes of the places below countries that the lead names, sorted */
  const uint32_t *dead;   /* numbers of dead in the lead, sorted */
  uint32_t places_count, dead_count;
  bool attack;           /* the lead reports violence */
  const uint32_t *words; /* of the body, in order: folded words as hashes, numbers as ISN_NUMBER_BIT and their value */
  uint32_t words_count;
  const uint64_t *shingles; /* sorted; the first stands for the whole body */
  uint32_t shingles_count;
} isn_profile;

enum { ISN_NUMBER_BIT = 1u << 30 };

/* Everything lies in the arena. False: out of memory. */
bool isn_profile_make(isn_profile *profile, isn_arena *arena, const isn_doc *doc);

/* As bytes for the archive, least significant byte first; what the index needs to compare stories, and the words for copies. */
void isn_profile_pack(const isn_profile *profile, isn_buffer *out);
void isn_words_pack32(const uint32_t *words, uint32_t count, isn_buffer *out);

/* Reads them again. False: out of memory, or (*damaged) not what pack made. */
bool isn_profile_unpack(isn_profile *profile, isn_arena *arena, const unsigned char *bytes, size_t length, bool *damaged);
bool isn_words_unpack32(const uint32_t **words, uint32_t *count, isn_arena *arena, const unsigned char *bytes, size_t length,
                        bool *damaged);

/* The ISN_KEY_TERMS heaviest terms, heaviest first. */
uint32_t isn_profile_keys(const isn_profile *profile, isn_term keys[ISN_KEY_TERMS]);

/* The part of one of its terms in the whole profile, of 2^16. */
uint32_t isn_profile_share(const isn_profile *profile, isn_term term);

/* The days since 1970-01-01 of an ISO date; ISN_NO_DAY if it begins with none. */
int32_t isn_date_day(const char *date);
#endif
