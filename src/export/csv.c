/* CSV (RFC 4180) of a table, for spreadsheets: UTF-8 with a byte order mark, lines end in CR LF, a header row.
 *
 * A cell that a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return) gets an apostrophe before it:
 * what newspapers write must not be run. Cells of numbers cannot hold one. */
#include <string.h>

#include "export/export.h"
#include "export/tables.h"

/* East Asian editions take the wide forms ＝ ＋ － ＠ for the same. */
static bool is_formula(const char *text, size_t length) {
  static const char *const wide[] = {"＝", "＋", "－", "＠"};
  if (length && strchr("=+-@\t\r", text[0])) return true;
  for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
    if (length >= 3 && memcmp(text, wide[i], 3) == 0) return true;
  return false;
}

void isn_csv_cell(const char *text, size_t length, bool number, isn_buffer *out) {
  bool formula = !number && is_formula(text, length);
  bool quote = formula || memchr(text, ',', length) || memchr(text, '"', length) || memchr(text, '\n', length) ||
               memchr(text, '\r', length) || memchr(text, ';', length);
  if (!quote) {
    isn_buffer_add(out, text, length);
    return;
  }
  isn_buffer_text(out, formula ? "\"'" : "\"");
  for (size_t from = 0; from < length;) {
    const char *mark = memchr(text + from, '"', length - from);
    size_t upto = mark ? (size_t)(mark - text) + 1 : length;
    isn_buffer_add(out, text + from, upto - from);
    if (mark) isn_buffer_text(out, "\"");
    from = upto;
  }
  isn_buffer_text(out, "\"");
}

void isn_export_csv_head(const isn_rows_table *table, isn_buffer *out) {
  isn_buffer_text(out, "\xef\xbb\xbf");
  for (uint32_t i = 0; i < table->columns_count; i++) isn_buffer_format(out, "%s%s", i ? "," : "", table->columns[i].name);
  isn_buffer_text(out, "\r\n");
}

static bool wanted(const isn_rows_table *table, const isn_export_with *with, const isn_stored *rows, uint32_t row) {
  const bool *kept = table == &isn_events_table ? with->events : table == &isn_statements_table ? with->statements : NULL;
  return table->confidence(rows, row) >= with->min_confidence && (!kept || kept[row]);
}

void isn_export_csv(const isn_rows_table *table, const isn_export_with *with, const isn_stored *rows, isn_buffer *out) {
  isn_buffer cell = {0};
  for (uint32_t row = 0; row < table->count(rows) && !out->failed; row++) {
    if (!wanted(table, with, rows, row)) continue;
    isn_cells at = isn_cells_at(table, rows, with->engine, row);
    for (uint32_t i = 0; i < table->columns_count; i++) {
      cell.length = 0;
      table->columns[i].write(&at, &cell);
      if (i) isn_buffer_text(out, ",");
      isn_csv_cell(cell.length ? cell.at : "", cell.length, table->columns[i].number, out);
    }
    isn_buffer_text(out, "\r\n");
  }
  out->failed = out->failed || cell.failed;
  isn_buffer_free(&cell);
}
