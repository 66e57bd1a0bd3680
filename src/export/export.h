/* One writer a file: the record as JSON, as text for a person, its words as CoNLL-U; its events as PLOVER, CAMEO, GeoJSON; its tables as
 * CSV (docs/exports.md). Each is a function of one document's rows. After a lack of memory out->failed is set. */
#ifndef ISN_EXPORT_EXPORT_H
#define ISN_EXPORT_EXPORT_H
#include "base/buffer.h"
#include "doc/doc.h"
#include "store/store.h"

/* The record (docs/record.md) as one line of JSON without a line end. Same record, same bytes: fields in a fixed order, numbers
 * with a fixed count of digits, nothing that depends on the locale. */
void isn_export_json(const isn_doc *doc, isn_buffer *out);

/* The sentences and words of the record as CoNLL-U (docs/conllu.md), valid whatever stages have run. A document without words is an
 * empty text. */
void isn_export_conllu(const isn_doc *doc, isn_buffer *out);

/* The record for a person to read. Parts without rows are left out.
 *
 *   ID                       then indented: title, outlet (with the reason where the text itself names it), url, published, dated, size
 *
 *   actors and places (N)
 *     e1    PER  name · English name · reference  [lines 1 3 9]
 *           “label” in st2  [line 3, why, 80%]
 *   times (N)
 *     t1    DATE     2019-08-20  “expression”  [line 3, why, 90%]
 *   statements (N)
 *     st1   ASSERT   outlet ← outermost source [kind] ← … ← source [kind]; (name) is a source that is not written
 *           “cue” indirect: “content” … “content”  [line 3, why, 80%]
 *   events (N)
 *     ev1   REJECT   (mode) denied: actors → recipients; at place; on time; dead N; says st1
 *           “anchor”  [line 5, why, 70%]
 *   positions (N)
 *     p1    holder refuses (of whom): “what” if “condition”; st1; ev1  [line 5, why, 60%]
 *
 * Text of the document stands in “ ”, squeezed to one line; ids and reasons are those of the JSON. */
void isn_export_text(const isn_doc *doc, isn_buffer *out);

/* ---- tables: the rows of a document that was just analysed (isn_rows_of) or of an archive ---- */

typedef struct isn_export_with {
  const isnad_engine *engine;      /* for the names of outlets and countries, NULL for none */
  float min_confidence;            /* rows below it are left out */
  const bool *events, *statements; /* by row of the document that is written: which a query found; NULL: all */
} isn_export_with;

static inline bool isn_event_wanted(const isn_export_with *with, const isn_stored *rows, uint32_t row) {
  return rows->events[row].evidence.confidence >= with->min_confidence && (!with->events || with->events[row]);
}

struct isn_rows_table; /* export/tables.h */

/* A head stands once before all documents, a tail once behind them. */
void isn_export_csv_head(const struct isn_rows_table *table, isn_buffer *out);
void isn_export_csv(const struct isn_rows_table *table, const isn_export_with *with, const isn_stored *rows, isn_buffer *out);
void isn_export_cameo_head(isn_buffer *out);
void isn_export_cameo(const isn_export_with *with, const isn_stored *rows, isn_buffer *out);
void isn_export_plover(const isn_export_with *with, const isn_stored *rows, isn_buffer *out);
void isn_export_geojson_head(isn_buffer *out);
void isn_export_geojson(const isn_export_with *with, const isn_stored *rows, bool *first, isn_buffer *out); /* *first: no feature yet */
void isn_export_geojson_tail(isn_buffer *out);

/* One cell of CSV, quoted where it must be. `number`: it cannot be taken for a formula. */
void isn_csv_cell(const char *text, size_t length, bool number, isn_buffer *out);
#endif
