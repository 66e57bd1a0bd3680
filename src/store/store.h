/* The archive as the layers above it see it: plain rows, read whole. The archive itself is opened, closed and added to through
 * isnad.h (isnad_archive_*).
 *
 * Only what is current is read: of each document the newest version, of that the last analysis. Older ones stay in the archive for
 * those who ask in SQL. */
#ifndef ISN_STORE_STORE_H
#define ISN_STORE_STORE_H
#include "base/arena.h"
#include "base/error.h"
#include "doc/point.h"

/* One document with its rows. The rows are those of isnad.h with the same meaning: an index names a row of the same document.
 * isn_store_read has checked all of it, so a reader may index without asking: spans lie in the text, indices in their tables,
 * and no statement is, however far up, its own parent. */
typedef struct isn_stored {
  int64_t analysis; /* by what the archive knows these rows */
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
  const struct isn_credit *credits; /* doc/doc.h: whose copy the text says that it is */
  const isn_point *points;          /* what clauses are for and against; none in what an older isnad added */
  const isn_terms *terms;
  uint32_t entities_count, mentions_count, labels_count, times_count, statements_count, events_count, positions_count, credits_count,
      points_count, terms_count;
} isn_stored;

/* Reads every current document, in an order that does not depend on when they were added: by the day that they are not
 * later than (unknown last), outlet, id. Strings and
 * rows live in the arena. */
isnad_status isn_store_read(isnad_archive *archive, isn_arena *arena, const isn_stored **documents, uint32_t *count, isnad_error *error);

/* The same for some analyses, in the order given; also for those that are no longer current. ISNAD_E_NOTFOUND: one of them is not there. */
isnad_status isn_store_read_analyses(isnad_archive *archive, isn_arena *arena, const int64_t *analyses, uint32_t count,
                                     const isn_stored **documents, isnad_error *error);

/* What is known of a document without its text and rows. */
typedef struct isn_stored_head {
  int64_t analysis;
  const char *id, *source, *published, *dated_from, *dated_to, *title, *url;
  uint32_t version;
} isn_stored_head;

/* Every current document, in the order of isn_store_read. Strings and rows live in the arena. */
isnad_status isn_store_list(isnad_archive *archive, isn_arena *arena, const isn_stored_head **heads, uint32_t *count, isnad_error *error);

/* A syntactic word: a token, or one of the words fused in it, marks too. */
typedef struct isn_stored_word {
  uint32_t start, end;      /* code points; those of the words of one token partition it */
  const char *form;         /* folded (arabic/letters.h), its spelling restored where it was fused */
  const char *lemma;        /* with vowel signs where they are known; NULL: none */
  const char *folded_lemma; /* the lemma folded, or the form where there is none */
  uint8_t upos;             /* isn_pos */
  bool clitic;              /* fused to the word that it serves: وَ، بِ، ه */
} isn_stored_word;

typedef struct isn_stored_words {
  const isn_stored_word *at;
  uint32_t count;
} isn_stored_words;

/* The words of an analysis in the order of the text; none for one that an isnad before version 2 of the schema wrote. Equal strings of one
 * document are one pointer. A span may lie outside of the text if the archive was tampered with: compare with the length. They live in the
 * arena. */
isnad_status isn_store_words(isnad_archive *archive, isn_arena *arena, int64_t analysis, isn_stored_words *out, isnad_error *error);

/* The UTF-8 bytes of a span: NULL and 0 if it is not written. */
const char *isn_stored_slice(const isn_stored *document, isnad_span span, size_t *length);

/* 1-based line of a code point offset. */
uint32_t isn_stored_line(const isn_stored *document, uint32_t offset);
#endif
