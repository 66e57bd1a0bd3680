/* The stories of an archive as they are written: gathered in story.c, as text in story_text.c, as JSON in story_json.c. */
#ifndef ISN_REPORT_STORY_H
#define ISN_REPORT_STORY_H
#include "base/buffer.h"
#include "base/vec.h"
#include "store/links.h"
#include "store/store.h"

typedef struct isn_story {
  int64_t story;
  const uint32_t *rows; /* of the links, in their order */
  uint32_t rows_count;
  uint32_t outlets, origins;            /* different ones */
  ISN_VEC(const isn_copy_row *) copies; /* whose later document is of this story */
  const char *headline;                 /* NULL until isn_story_headline */
} isn_story;

typedef struct isn_stories {
  isn_arena arena;
  isnad_archive *archive;
  const isnad_story_options *options;
  isn_links links;
  const isn_stored_head *heads;
  const isn_stored_head **head_of; /* of each row of the links */
  isn_story *at;                   /* by their first document */
  uint32_t count;
} isn_stories;

/* Fills the headline of the document that is most like the others of the story. */
isnad_status isn_story_headline(isn_stories *stories, isn_story *story, isnad_error *error);

/* Appends one object and a line end. */
isnad_status isn_story_json(isn_stories *stories, isn_story *story, isn_buffer *out, isnad_error *error);

/* Appends the list of stories; one story, its articles and copies. */
isnad_status isn_stories_text(isn_stories *stories, isn_buffer *out, isnad_error *error);
isnad_status isn_story_text(isn_stories *stories, isn_story *story, isn_buffer *out, isnad_error *error);

/* The day of a document for a reader: 2031-02-03, 2031-02-01/2031-02-09; NULL if it has none. */
const char *isn_story_day(isn_stories *stories, const isn_stored_head *head);
#endif
