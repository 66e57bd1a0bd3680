/* The public interface, over the modules that do the work. The reader (isnad_reader_*) is in src/source/reader.c, the engine's
 * opening and outlets in src/engine/engine.c, the archive in src/store, the report in src/report. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "doc/doc.h"
#include "doc/least.h"
#include "engine/engine.h"
#include "export/export.h"

/* ---- errors ---- */

/* Messages quote what files hold; on a terminal a control character would be a command. A letter cut in two is dropped. */
static void make_printable(char *text) {
  size_t length = strlen(text), tail = length;
  for (size_t i = 0; i < length; i++)
    if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f) text[i] = '?';
  while (tail && ((unsigned char)text[tail - 1] & 0xc0) == 0x80) tail--;
  if (!tail || (unsigned char)text[tail - 1] < 0xc0) return;
  unsigned char lead = (unsigned char)text[tail - 1];
  size_t whole = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (length - (tail - 1) < whole) text[tail - 1] = 0;
}

char *isnad_error_text(const isnad_error *error, char *buffer, size_t size) {
  if (!size) return buffer;
  const char *message = error->message[0] ? error->message : isnad_status_name(error->code);
  if (error->file[0] && error->line) (void)snprintf(buffer, size, "%s:%llu: %s", error->file, (unsigned long long)error->line, message);
  else if (error->file[0]) (void)snprintf(buffer, size, "%s: %s", error->file, message);
  else (void)snprintf(buffer, size, "%s", message);
  make_printable(buffer);
  return buffer;
}

void isnad_free(void *bytes) { free(bytes); }

/* ---- analysis ---- */

isnad_status isnad_analyze(const isnad_engine *engine, const isnad_input *input, const isnad_analysis_options *options,
                           isnad_document **out, isnad_error *error) {
  *out = NULL;
  const float least = options ? options->min_confidence : 0, least_event = options ? options->min_event : 0;
  if (!(least >= 0 && least <= 1 && least_event >= 0 && least_event <= 1))
    return isn_fail(error, ISNAD_E_ARG, "min_confidence, min_event: expected numbers from 0 to 1");
  isnad_document *document = calloc(1, sizeof *document);
  if (!document) return isn_nomem(error);
  isnad_status status = isn_doc_open(&document->doc, input, error);
  if (!status) {
    document->doc.one_sentence_per_line = options && options->one_sentence_per_line;
    document->doc.input_hash = isn_doc_input_hash(input, options);
    status = isn_engine_run(engine, &document->doc, error);
  }
  if (!status) status = isn_doc_leave_out(&document->doc, least, least_event, error);
  if (status) isnad_document_free(document);
  else *out = document;
  return status;
}

void isnad_document_free(isnad_document *document) {
  if (!document) return;
  isn_doc_close(&document->doc);
  free(document);
}

void isnad_document_info_get(const isnad_document *document, isnad_document_info *info) {
  const isn_doc *doc = &document->doc;
  *info = (isnad_document_info){.id = doc->id,
                                .source = doc->source,
                                .source_why = doc->source_why,
                                .title = doc->title,
                                .url = doc->url,
                                .published = doc->published,
                                .dated_from = doc->dated_from,
                                .dated_to = doc->dated_to,
                                .text = doc->text,
                                .text_bytes = doc->text_bytes,
                                .text_length = doc->n};
}

const char *isnad_document_slice(const isnad_document *document, isnad_span span, size_t *length) {
  return isn_doc_slice(&document->doc, span, length);
}

uint32_t isnad_document_line(const isnad_document *document, uint32_t offset) { return isn_doc_line(&document->doc, offset); }

size_t isnad_document_stage_times(const isnad_document *document, isnad_stage_time *rows, size_t size) {
  const isn_doc *doc = &document->doc;
  for (size_t i = 0; i < doc->stages && i < size; i++) rows[i] = doc->stage_times[i];
  return doc->stages;
}

/* ---- cursors ---- */

isnad_cursor isnad_cursor_begin(const isnad_document *document) { return (isnad_cursor){document, 0}; }

#define NEXT(name, table)                                                \
  bool isnad_next_##name(isnad_cursor *cursor, isnad_##name *row) {      \
    if (cursor->next >= cursor->document->doc.table.count) return false; \
    *row = cursor->document->doc.table.at[cursor->next++];               \
    return true;                                                         \
  }

NEXT(sentence, sentences)
NEXT(entity, entities)
NEXT(mention, mentions)
NEXT(label, labels)
NEXT(time, times)
NEXT(clue, clues)
NEXT(statement, statements)
NEXT(event, events)
NEXT(position, positions)

/* Inside, a token is more than the public row shows. */
bool isnad_next_token(isnad_cursor *cursor, isnad_token *row) {
  const isn_doc *doc = &cursor->document->doc;
  if (cursor->next >= doc->tokens.count) return false;
  const isn_reading *reading = isn_best(doc, cursor->next);
  const isn_token *token = &doc->tokens.at[cursor->next++];
  *row = (isnad_token){.span = isn_span(token->start, token->end), .sentence = token->sentence, .word = token->kind < ISN_MARK};
  row->stem = row->span;
  if (reading && reading->stem0 < reading->stem1) row->stem = isn_span(doc->fold_at[reading->stem0], doc->fold_at[reading->stem1 - 1] + 1);
  return true;
}

/* ---- export ---- */

static isnad_status hand_over(isn_buffer *buffer, char **out, size_t *length, isnad_error *error) {
  if (buffer->failed || !buffer->at) {
    isn_buffer_free(buffer);
    return isn_nomem(error);
  }
  *out = buffer->at;
  if (length) *length = buffer->length;
  return ISNAD_OK;
}

isnad_status isnad_document_json(const isnad_document *document, char **out, size_t *length, isnad_error *error) {
  isn_buffer buffer = {0};
  *out = NULL;
  isn_export_json(&document->doc, &buffer);
  return hand_over(&buffer, out, length, error);
}

isnad_status isnad_document_conllu(const isnad_document *document, char **out, size_t *length, isnad_error *error) {
  isn_buffer buffer = {0};
  *out = NULL;
  isn_export_conllu(&document->doc, &buffer);
  return hand_over(&buffer, out, length, error);
}

isnad_status isnad_document_text(const isnad_document *document, char **out, size_t *length, isnad_error *error) {
  isn_buffer buffer = {0};
  *out = NULL;
  isn_export_text(&document->doc, &buffer);
  return hand_over(&buffer, out, length, error);
}
