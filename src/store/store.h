/* The archive as the layers above it see it: plain rows, read whole. The archive itself is opened, closed and added to through
 * isnad.h (isnad_archive_*).
 *
 * Only what is current is read: of each document the newest version, of that the last analysis. Older ones stay in the archive for
 * those who ask in SQL. */
#ifndef ISN_STORE_STORE_H
#define ISN_STORE_STORE_H
#include "base/arena.h"
#include "base/error.h"

/* One document with its rows. The rows are those of isnad.h with the same meaning: an index names a row of the same document.
 * isn_store_read has checked all of it, so a reader may index without asking: spans lie in the text, indices in their tables,
 * and no statement is, however far up, its own parent. */
typedef struct isn_stored {
  const char *id, *source, *source_why, *published, *dated_from, *dated_to, *title, *url, *path;
  const char *engine, *lexicon; /* what made the rows */
  const char *text;
  size_t text_bytes;
  uint32_t version;
  uint32_t length; /* code points */
  uint32_t lines;
  const uint32_t *byte_at; /* byte offset of each code point; length + 1 items */
  const uint32_t *line_at; /* first code point of each line */
  const isnad_entity *entities;
  const isnad_mention *mentions;
  const isnad_label *labels;
  const isnad_time *times;
  const isnad_statement *statements;
  const isnad_event *events;
  const isnad_position *positions;
  uint32_t entities_count, mentions_count, labels_count, times_count, statements_count, events_count, positions_count;
} isn_stored;

/* Reads every current document, in an order that does not depend on when they were added: by the day that they are not
 * later than (unknown last), outlet, id. Strings and
 * rows live in the arena. */
isnad_status isn_store_read(isnad_archive *archive, isn_arena *arena, const isn_stored **documents, uint32_t *count, isnad_error *error);

/* The UTF-8 bytes of a span: NULL and 0 if it is not written. */
const char *isn_stored_slice(const isn_stored *document, isnad_span span, size_t *length);

/* 1-based line of a code point offset. */
uint32_t isn_stored_line(const isn_stored *document, uint32_t offset);
#endif
