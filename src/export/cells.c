/* What the tables' columns share. */
#include <string.h>

#include "export/tables.h"

void isn_put_text(const char *text, isn_buffer *out) {
  if (text) isn_one_line(text, strlen(text), out);
}

void isn_put_offset(uint32_t offset, isn_buffer *out) {
  if (offset != ISNAD_NONE) isn_buffer_format(out, "%u", offset);
}

void isn_put_line(const isn_stored *rows, isnad_span span, isn_buffer *out) {
  if (isn_written(span)) isn_buffer_format(out, "%u", isn_stored_line(rows, span.start));
}

void isn_put_id(const char *prefix, uint32_t row, isn_buffer *out) {
  if (row != ISNAD_NONE) isn_buffer_format(out, "%s%u", prefix, row + 1);
}

void isn_put_row_id(const isn_stored *rows, const char *prefix, uint32_t row, isn_buffer *out) {
  isn_put_text(rows->id, out);
  isn_buffer_format(out, ":%s%u", prefix, row + 1);
}

void isn_put_contexts(uint64_t contexts, const char *quote, const char *between, isn_buffer *out) {
  bool any = false;
  for (int c = 0; c < ISNAD_CONTEXTS; c++) {
    if (!(contexts >> c & 1)) continue;
    isn_buffer_format(out, "%s%s%s%s", any ? between : "", quote, isnad_context_name((isnad_context)c), quote);
    any = true;
  }
}

void isn_put_confidence(float confidence, isn_buffer *out) { isn_decimal(out, confidence < 0 ? 0 : confidence > 1 ? 1 : confidence, 2); }

const char *isn_entity_key(const isn_stored *rows, uint32_t entity) {
  if (entity >= rows->entities_count) return NULL;
  return rows->entities[entity].key ? rows->entities[entity].key : rows->entities[entity].ref;
}

const char *isn_entity_code(const isn_stored *rows, uint32_t entity) {
  return entity < rows->entities_count ? rows->entities[entity].code : NULL;
}

void isn_cell_document(const isn_cells *at, isn_buffer *out) { isn_put_text(at->rows->id, out); }
void isn_cell_outlet(const isn_cells *at, isn_buffer *out) { isn_put_text(at->rows->source, out); }
void isn_cell_published(const isn_cells *at, isn_buffer *out) { isn_put_text(at->rows->published, out); }
void isn_cell_dated_from(const isn_cells *at, isn_buffer *out) { isn_put_text(at->rows->dated_from, out); }
void isn_cell_dated_to(const isn_cells *at, isn_buffer *out) { isn_put_text(at->rows->dated_to, out); }
void isn_cell_title(const isn_cells *at, isn_buffer *out) { isn_put_text(at->rows->title, out); }
void isn_cell_url(const isn_cells *at, isn_buffer *out) { isn_put_text(at->rows->url, out); }

void isn_cell_outlet_name(const isn_cells *at, isn_buffer *out) {
  if (at->engine && at->rows->source) isn_put_text(isnad_engine_outlet_name(at->engine, at->rows->source, false), out);
}

void isn_cell_wires(const isn_cells *at, isn_buffer *out) {
  for (uint32_t i = 0; i < at->rows->credits_count; i++) {
    if (i) isn_buffer_text(out, " ");
    isn_put_text(isn_credit_name(&at->rows->credits[i]), out);
  }
}

isn_cells isn_cells_at(const isn_rows_table *table, const isn_stored *rows, const isnad_engine *engine, uint32_t row) {
  isn_cells at = {.rows = rows, .engine = engine, .row = row};
  if (table == &isn_events_table) at.when = isn_event_when(rows, &rows->events[row]);
  return at;
}
