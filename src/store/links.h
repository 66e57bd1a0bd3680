/* Copies and stories of the current documents, as they were decided when those were added. */
#ifndef ISN_STORE_LINKS_H
#define ISN_STORE_LINKS_H
#include "base/arena.h"
#include "base/error.h"
#include "link/copies.h"

enum { ISN_STORY_ID_ROOM = 18 }; /* "s" and sixteen hexadecimal digits */

typedef struct isn_linked {
  int64_t analysis;
  int32_t day;     /* since 1970-01-01; ISN_NO_DAY: not known */
  int64_t story;   /* rows of one story have one number; isn_story_id writes it */
  uint32_t origin; /* the first row, in their order, of those whose text it is a copy of or is copied by, over any number of copies:
                    * documents with one origin are one source. Itself where there is no copy */
  uint32_t wires, wires_count; /* isn_links.wires [wires, wires + wires_count) are its own */
} isn_linked;

typedef struct isn_wire { /* whose text a document says that it is */
  const char *outlet;     /* id of kb/outlets.tsv; NULL: agencies that it does not name */
  const char *rule;       /* dateline, byline, end */
} isn_wire;

typedef struct isn_copy_row {
  uint32_t earlier, later; /* rows of isn_links.documents; a document stands before those of later days, and of one day by its id */
  bool dated;              /* days say that the one came before the other */
  isn_copy copy;
} isn_copy_row;

typedef struct isn_links {
  const isn_linked *documents; /* in the order of stories: by day, without one last */
  uint32_t documents_count;
  const isn_copy_row *copies; /* by later, earlier */
  uint32_t copies_count;
  const isn_wire *wires; /* by document, in the order of its text's credits */
  uint32_t wires_count;
} isn_links;

/* The one outlet that a document says its text is of; NULL: none, several, or agencies that it does not name. */
const char *isn_links_wire(const isn_links *links, uint32_t row);

/* All of them; rows live in the arena. Documents that were added under a version of the schema before 3 have no row. */
isnad_status isn_store_links(isnad_archive *archive, isn_arena *arena, isn_links *links, isnad_error *error);

/* The country that most mentions of a document are of, by the codes of its entities (equal: the first in the alphabet): of each row of
 * isn_links.documents, three letters, "" where there is none. The texts live in the arena. */
isnad_status isn_store_countries(isnad_archive *archive, isn_arena *arena, const isn_links *links, const char (**countries)[4],
                                 isnad_error *error);

/* The row of an analysis, ISNAD_NONE if it has none. Takes a walk: for many, sort. */
uint32_t isn_links_row(const isn_links *links, int64_t analysis);

void isn_story_id(int64_t story, char id[ISN_STORY_ID_ROOM]);

/* The story that an id, or the beginning of one, names: one that is there, or what became of one that is no more. *story 0: none.
 * *several: the beginning fits more than one. */
isnad_status isn_store_find_story(isnad_archive *archive, const isn_links *links, const char *id, int64_t *story, bool *several,
                                  isnad_error *error);

/* How like the documents of a story are to one another, in all, of a million each: for its most typical one. Likeness of each of
 * `count` analyses is written to *sums, which lives in the arena. */
isnad_status isn_store_likeness(isnad_archive *archive, isn_arena *arena, const int64_t *analyses, uint32_t count, const uint64_t **sums,
                                isnad_error *error);

/* The headline of a document: its title, else the first line of its text that is not empty, blanks outside it off. */
isnad_status isn_store_headline(isnad_archive *archive, isn_arena *arena, int64_t analysis, const char **headline, isnad_error *error);

typedef struct isn_story_event { /* what became of a story while documents were added */
  int64_t story, into;
  const char *what; /* renamed, merged, split, moved */
  uint32_t documents;
  const char *happened; /* UTC */
} isn_story_event;

/* The events that a story has part in, oldest first. */
isnad_status isn_store_story_history(isnad_archive *archive, isn_arena *arena, int64_t story, const isn_story_event **events,
                                     uint32_t *count, isnad_error *error);
#endif
