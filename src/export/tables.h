/* The tables that spreadsheets and maps get, column by column. Names of columns are stable: new ones are added behind the last. */
#ifndef ISN_EXPORT_TABLES_H
#define ISN_EXPORT_TABLES_H
#include "export/rows.h"

/* One row of a document's table, as a column sees it. */
typedef struct isn_cells {
  const isn_stored *rows;
  const isnad_engine *engine; /* for the names of outlets and countries; NULL: none are known */
  uint32_t row;
  isn_when when; /* of an event */
} isn_cells;

typedef struct isn_column {
  const char *name;
  bool number;                                         /* a number or nothing; else text */
  void (*write)(const isn_cells *at, isn_buffer *out); /* writes nothing for an empty cell */
} isn_column;

typedef struct isn_rows_table {
  const char *name;
  const isn_column *columns;
  uint32_t columns_count;
  uint32_t (*count)(const isn_stored *rows);
  float (*confidence)(const isn_stored *rows, uint32_t row);
} isn_rows_table;

extern const isn_rows_table isn_events_table, isn_statements_table, isn_labels_table, isn_positions_table;

/* A row of a table, ready for its columns. */
isn_cells isn_cells_at(const isn_rows_table *table, const isn_stored *rows, const isnad_engine *engine, uint32_t row);

/* Columns that several tables share (cells.c). */
void isn_cell_document(const isn_cells *at, isn_buffer *out);
void isn_cell_outlet(const isn_cells *at, isn_buffer *out);
void isn_cell_outlet_name(const isn_cells *at, isn_buffer *out);
void isn_cell_published(const isn_cells *at, isn_buffer *out);
void isn_cell_dated_from(const isn_cells *at, isn_buffer *out);
void isn_cell_dated_to(const isn_cells *at, isn_buffer *out);
void isn_cell_title(const isn_cells *at, isn_buffer *out);
void isn_cell_url(const isn_cells *at, isn_buffer *out);
void isn_cell_wires(const isn_cells *at, isn_buffer *out);

/* What a cell is made of. */
void isn_put_text(const char *text, isn_buffer *out); /* on one line; NULL: nothing */
void isn_put_line(const isn_stored *rows, isnad_span span, isn_buffer *out);
void isn_put_offset(uint32_t offset, isn_buffer *out); /* nothing for ISNAD_NONE */
void isn_put_id(const char *prefix, uint32_t row, isn_buffer *out);
void isn_put_row_id(const isn_stored *rows, const char *prefix, uint32_t row, isn_buffer *out); /* DOCUMENT:ev3, one of its kind */
/* The names of an event's contexts, each between `quote` and `quote`, `between` between them. */
void isn_put_contexts(uint64_t contexts, const char *quote, const char *between, isn_buffer *out);
void isn_put_confidence(float confidence, isn_buffer *out);
/* What names an entity in other documents too: NULL for none. */
const char *isn_entity_key(const isn_stored *rows, uint32_t entity);
const char *isn_entity_code(const isn_stored *rows, uint32_t entity);

#define ISN_DOCUMENT_COLUMNS                                                                                                  \
  {"document", false, isn_cell_document}, {"outlet", false, isn_cell_outlet}, {"outlet_name", false, isn_cell_outlet_name},   \
      {"wires", false, isn_cell_wires}, {"published", false, isn_cell_published}, {"dated_from", false, isn_cell_dated_from}, \
      {"dated_to", false, isn_cell_dated_to}, {"title", false, isn_cell_title}, {                                             \
    "url", false, isn_cell_url                                                                                                \
  }
#endif
