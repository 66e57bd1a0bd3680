/* Linking: copies and stories. What is said of the documents of an archive is a function of their set, not of the order in which they
 * came. */
#ifndef ISN_LINK_LINK_H
#define ISN_LINK_LINK_H
#include "link/index.h"

enum {
  ISN_WINDOW = 10, /* days after which a document no longer joins a story by another */
  ISN_REACH = 64   /* nearest documents before one that are looked at for each of its key terms */
};

/* Brings a document in: its copies are found at once, its story and those of the documents that it may move are marked to be decided. */
bool isn_link_add(isn_index *index, isn_arena *arena, const isn_profile *profile);

/* Takes one out, before another analysis of the same document comes in. *story: what it was in, 0 for none. */
bool isn_link_remove(isn_index *index, isn_arena *arena, int64_t analysis, int64_t *story);

/* A document that went from one story to another since the last settling; 0: it was in none. */
typedef struct isn_move {
  int64_t from, to;
} isn_move;
typedef ISN_VEC(isn_move) isn_moves;

/* Marks the documents behind one whose neighbours change by it: because it came in, or because it goes. */
bool isn_link_late(isn_index *index, const isn_profile *profile);
bool isn_link_gone(isn_index *index, const isn_profile *profile);

/* Decides the story of every marked document, and of those that this moves, in their order. */
bool isn_link_settle(isn_index *index, isn_moves *moves, isn_arena *arena);

/* How like two documents are, of a million: weighted terms, less with the days between them, less where both leads report violence in
 * other places or with other numbers of dead. */
uint32_t isn_likeness(const isn_profile *a, const isn_profile *b);
#endif
