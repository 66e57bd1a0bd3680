/* Records made by hand, for tests of what comes after analysis: rows are named by the words that they stand on. */
#ifndef ISN_TESTS_RECORDS_H
#define ISN_TESTS_RECORDS_H
#include "unit.h"

#include "doc/doc.h"

typedef struct record {
  struct isnad_document document;
} record;

/* A document without rows. Any string but id and text may be NULL. */
static inline isn_doc *record_open(record *made, const char *id, const char *source, const char *published, const char *text) {
  isnad_input input = {.id = id, .source = source, .published = published, .text = text, .text_length = strlen(text), .path = "made.txt"};
  isnad_error error;
  isn_doc *doc = &made->document.doc;
  assert_int_equal(isn_doc_open(doc, &input, &error), ISNAD_OK);
  if (published) doc->dated_from = doc->dated_to = isn_arena_strndup(&doc->arena, published, 10);
  doc->engine_version = "0.1.0";
  doc->lexicon_id = "00000000000000ab";
  return doc;
}

static inline void record_close(record *made) { isn_doc_close(&made->document.doc); }

/* The span of the nth (from 0) occurrence of some words; no span for NULL. */
static inline isnad_span record_span_nth(const isn_doc *doc, const char *words, unsigned nth) {
  if (!words) return isn_no_span();
  const char *at = strstr(doc->text, words);
  for (; at && nth; nth--) at = strstr(at + 1, words);
  if (!at) fail_msg("the text does not hold: %s", words);
  uint32_t start = 0, end = 0;
  while (doc->byte_at[start] < (size_t)(at - doc->text)) start++;
  for (end = start; doc->byte_at[end] < (size_t)(at - doc->text) + strlen(words);) end++;
  return isn_span(start, end);
}
static inline isnad_span record_span(const isn_doc *doc, const char *words) { return record_span_nth(doc, words, 0); }

static inline isnad_evidence record_why(const char *why) { return (isnad_evidence){why, 0.5f}; }

/* Each adds a row and returns its index. */
static inline uint32_t record_entity(isn_doc *doc, isnad_entity_type type, const char *name_ar, const char *name_en, const char *ref) {
  isnad_entity *row = ISN_PUSH(&doc->entities, &doc->arena);
  *row = (isnad_entity){.type = type, .name_ar = name_ar, .name_en = name_en, .ref = ref};
  return doc->entities.count - 1;
}

static inline uint32_t record_mention(isn_doc *doc, uint32_t entity, const char *words) {
  isnad_mention *row = ISN_PUSH(&doc->mentions, &doc->arena);
  *row = (isnad_mention){entity, record_span(doc, words), record_why("made")};
  return doc->mentions.count - 1;
}

static inline uint32_t record_label(isn_doc *doc, uint32_t entity, const char *words, uint32_t statement) {
  isnad_label *row = ISN_PUSH(&doc->labels, &doc->arena);
  *row = (isnad_label){entity, record_span(doc, words), statement, record_why("made")};
  return doc->labels.count - 1;
}

static inline uint32_t record_time(isn_doc *doc, const char *words, const char *value) {
  isnad_time *row = ISN_PUSH(&doc->times, &doc->arena);
  *row = (isnad_time){record_span(doc, words), ISNAD_DATE, value, record_why("made")};
  return doc->times.count - 1;
}

/* source: words, or NULL for a subject that is not written. content: words. */
static inline uint32_t record_statement(isn_doc *doc, const char *source, uint32_t entity, isnad_source_kind kind, const char *cue,
                                        isnad_cue_class cue_class, const char *content, uint32_t parent) {
  isnad_span *spans = isn_arena_alloc(&doc->arena, sizeof *spans);
  spans[0] = record_span(doc, content);
  isnad_statement *row = ISN_PUSH(&doc->statements, &doc->arena);
  *row = (isnad_statement){.source = record_span(doc, source),
                           .source_entity = entity,
                           .kind = kind,
                           .cue = record_span(doc, cue),
                           .cue_class = cue_class,
                           .content = spans,
                           .contents = 1,
                           .quote = ISNAD_INDIRECT,
                           .parent = parent,
                           .evidence = record_why("made")};
  return doc->statements.count - 1;
}

static inline const isnad_participant *record_participant(isn_doc *doc, uint32_t entity, const char *words) {
  isnad_participant *row = isn_arena_alloc(&doc->arena, sizeof *row);
  *row = (isnad_participant){record_span(doc, words), entity, NULL};
  return row;
}

/* An event with one actor and one recipient, each an entity or ISNAD_NONE for none; sizes, place and time are set by the caller. */
static inline isnad_event *record_event(isn_doc *doc, isnad_event_type type, const char *anchor, uint32_t actor, uint32_t recipient) {
  isnad_event *row = ISN_PUSH(&doc->events, &doc->arena);
  *row = (isnad_event){.type = type,
                       .anchor = record_span(doc, anchor),
                       .dead = -1,
                       .injured = -1,
                       .arrested = -1,
                       .casualties = -1,
                       .abducted = -1,
                       .displaced = -1,
                       .place = ISNAD_NONE,
                       .time = ISNAD_NONE,
                       .statement = ISNAD_NONE,
                       .evidence = record_why("made")};
  if (actor != ISNAD_NONE) row->actors = record_participant(doc, actor, NULL), row->actors_count = 1;
  if (recipient != ISNAD_NONE) row->recipients = record_participant(doc, recipient, NULL), row->recipients_count = 1;
  return row;
}

static inline isnad_position *record_position(isn_doc *doc, uint32_t holder, isnad_stance stance, const char *about) {
  isnad_position *row = ISN_PUSH(&doc->positions, &doc->arena);
  *row = (isnad_position){.holder = holder,
                          .stance = stance,
                          .about = record_span(doc, about),
                          .of = ISNAD_NONE,
                          .condition = isn_no_span(),
                          .statement = ISNAD_NONE,
                          .event = ISNAD_NONE,
                          .evidence = record_why("made")};
  return row;
}
#endif
