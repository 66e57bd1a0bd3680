/* What linking asks of the archive about other documents: postings, shingles, profiles, stories. src/store has the tables (003.sql) and
 * the functions; src/link decides and knows no SQL.
 *
 * Every function returns false when it could not be done; then all that follow do nothing and return false too, and
 * isn_index_finish says why. What is returned lies in the caller's arena. */
#ifndef ISN_LINK_INDEX_H
#define ISN_LINK_INDEX_H
#include "link/profile.h"

typedef struct isn_index isn_index;

/* ---- documents ---- */

/* Writes a document's profile, words, key terms and shingles. */
bool isn_index_add(isn_index *index, const isn_profile *profile);

/* Takes out all that is kept of one, copies, neighbours and its place in a story too. */
bool isn_index_remove(isn_index *index, const isn_profile *profile);

/* Everything but the words; *found false where the analysis has none. */
bool isn_index_profile(isn_index *index, isn_arena *arena, int64_t analysis, isn_profile *profile, bool *found);
bool isn_index_words(isn_index *index, isn_arena *arena, int64_t analysis, const uint32_t **words, uint32_t *count);

/* ---- copies ---- */

typedef ISN_VEC(int64_t) isn_analyses;

/* At most `limit` of the documents that have a shingle. */
bool isn_index_sharing(isn_index *index, isn_arena *arena, uint64_t shingle, uint32_t limit, isn_analyses *out);

/* A pair is kept once, whichever is named first. */
bool isn_index_put_copy(isn_index *index, int64_t a, int64_t b, const isn_copy *copy);
bool isn_index_drop_copy(isn_index *index, int64_t a, int64_t b);
bool isn_index_copies_of(isn_index *index, isn_arena *arena, int64_t analysis, isn_analyses *others);

/* ---- stories ---- */

typedef struct isn_posting {
  isn_order at;
  uint32_t weight; /* the term's share in its document's profile, of 2^16 */
} isn_posting;
typedef ISN_VEC(isn_posting) isn_postings;

/* The documents before `at` that have a key term, the nearest first: at most `limit`, none that came earlier than `since`. */
bool isn_index_before(isn_index *index, isn_arena *arena, uint32_t term, isn_order at, int32_t since, uint32_t limit, isn_postings *out);

/* The documents behind `at` that have it, the nearest first: at most `limit`, none later than `until`. */
bool isn_index_behind(isn_index *index, isn_arena *arena, uint32_t term, isn_order at, int32_t until, uint32_t limit, isn_postings *out);

/* Marks a document: its story is to be decided before the transaction ends. */
bool isn_index_mark(isn_index *index, isn_order at);

/* Takes the first of the marked documents; *found false: there is none. */
bool isn_index_take_marked(isn_index *index, isn_order *at, bool *found);

typedef struct isn_neighbour {
  int64_t analysis;
  uint32_t likeness; /* of a million */
} isn_neighbour;
typedef ISN_VEC(isn_neighbour) isn_neighbours;

/* The documents before one that are like it; puts them in the order of their numbers. */
bool isn_index_put_neighbours(isn_index *index, int64_t analysis, isn_neighbours *neighbours);

/* What was decided of a document. `bar` and `room` say which documents that come in before it may change that (see isn_link_add). */
typedef struct isn_decision {
  int64_t story; /* the tie of its first document; 0: none yet */
  uint64_t bar;  /* what the key terms of its last neighbour share with it; 0: it has no neighbour */
  int32_t room;  /* how many more may share that much before the last neighbour is none; below 0: not known */
} isn_decision;

bool isn_index_decision(isn_index *index, int64_t analysis, isn_decision *decision);
bool isn_index_put_decision(isn_index *index, isn_order at, const isn_decision *decision);

/* How many documents of a story come before `at` and not earlier than `since`. */
bool isn_index_story_size(isn_index *index, int64_t story, isn_order at, int32_t since, uint32_t *size);

/* How many it has in all. */
bool isn_index_story_total(isn_index *index, int64_t story, uint32_t *size);

/* Marks the documents behind `at`, until a day, that have a neighbour of the story. */
bool isn_index_mark_story(isn_index *index, int64_t story, isn_order at, int32_t until);

/* Says that `documents` of a story went over to another. */
bool isn_index_put_history(isn_index *index, int64_t story, int64_t into, const char *what, uint32_t documents);

isnad_status isn_index_finish(isn_index *index, isnad_error *error, const char *doing);
#endif
