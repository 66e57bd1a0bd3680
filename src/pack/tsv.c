#include "pack/tsv.h"

#include <string.h>

#include "base/utf8.h"

typedef struct line {
  const char *at;
  size_t length;
} line;

static bool next_line(const char **at, const char *end, line *out) {
  if (*at >= end) return false;
  const char *stop = memchr(*at, '\n', (size_t)(end - *at));
  out->at = *at;
  out->length = (size_t)((stop ? stop : end) - *at);
  if (out->length && out->at[out->length - 1] == '\r') out->length--;
  *at = stop ? stop + 1 : end;
  return true;
}

/* Splits a line into cells. Returns how many, or 0 when there are more than allowed. */
static uint32_t split(line text, line cells[ISN_MAX_COLUMNS]) {
  uint32_t count = 0;
  const char *at = text.at, *end = text.at + text.length;
  for (;;) {
    if (count == ISN_MAX_COLUMNS) return 0;
    const char *tab = memchr(at, '\t', (size_t)(end - at));
    cells[count].at = at;
    cells[count++].length = (size_t)((tab ? tab : end) - at);
    if (!tab) return count;
    at = tab + 1;
  }
}

static isnad_status set_columns(isn_table *table, isn_arena *arena, const char *file, uint32_t number, const line *cells, uint32_t count,
                                isnad_error *error) {
  if (table->columns) {
    bool same = count == table->columns_count;
    for (uint32_t i = 0; same && i < count; i++)
      same = strlen(table->columns[i]) == cells[i].length && memcmp(table->columns[i], cells[i].at, cells[i].length) == 0;
    if (same) return ISNAD_OK;
    return isn_fail_at(error, ISNAD_E_FORMAT, file, number, 0, "the header of %s differs: expected %u columns, %s first", table->name,
                       table->columns_count, table->columns[0]);
  }
  table->columns = isn_arena_alloc(arena, count * sizeof *table->columns);
  if (!table->columns) return isn_nomem(error);
  for (uint32_t i = 0; i < count; i++) {
    table->columns[i] = isn_arena_strndup(arena, cells[i].at, cells[i].length);
    if (!table->columns[i]) return isn_nomem(error);
  }
  table->columns_count = count;
  return ISNAD_OK;
}

static isnad_status add_row(isn_table *table, isn_arena *arena, const char *file, uint32_t number, const line *cells, uint32_t count,
                            isnad_error *error) {
  if (count != table->columns_count)
    return isn_fail_at(error, ISNAD_E_FORMAT, file, number, 0, "%u cells, expected %u (tab-separated, as in the header)", count,
                       table->columns_count);
  const char **copy = isn_arena_alloc(arena, count * sizeof *copy);
  isn_row *row = copy ? ISN_PUSH(&table->rows, arena) : NULL;
  if (!row) return isn_nomem(error);
  for (uint32_t i = 0; i < count; i++) {
    if (cells[i].length > ISN_MAX_CELL)
      return isn_fail_at(error, ISNAD_E_LIMIT, file, number, 0, "column %s: a cell of more than %d bytes", table->columns[i], ISN_MAX_CELL);
    if (cells[i].length && (cells[i].at[0] == ' ' || cells[i].at[cells[i].length - 1] == ' '))
      return isn_fail_at(error, ISNAD_E_FORMAT, file, number, 0, "column %s: a cell begins or ends with a blank", table->columns[i]);
    copy[i] = cells[i].length ? isn_arena_strndup(arena, cells[i].at, cells[i].length) : "";
    if (!copy[i]) return isn_nomem(error);
  }
  if (!*copy[0]) return isn_fail_at(error, ISNAD_E_FORMAT, file, number, 0, "column %s is empty: every row needs it", table->columns[0]);
  row->cells = copy;
  row->line = number;
  row->file = file;
  return ISNAD_OK;
}

isnad_status isn_tsv_parse(isn_table *table, isn_arena *arena, const char *file, const char *bytes, size_t length, isnad_error *error) {
  const char *at = bytes, *end = bytes + length;
  size_t bad = isn_utf8_check(bytes, length);
  if (bad < length) return isn_fail_at(error, ISNAD_E_UTF8, file, 0, bad, "not UTF-8 at byte %zu", bad);
  if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) at += 3;
  file = isn_arena_strdup(arena, file);
  if (!file) return isn_nomem(error);
  line text, cells[ISN_MAX_COLUMNS];
  bool header = false;
  for (uint32_t number = 1; next_line(&at, end, &text); number++) {
    if (!text.length || text.at[0] == '#') continue;
    uint32_t count = split(text, cells);
    if (!count) return isn_fail_at(error, ISNAD_E_LIMIT, file, number, 0, "more than %d columns", ISN_MAX_COLUMNS);
    isnad_status status =
        header ? add_row(table, arena, file, number, cells, count, error) : set_columns(table, arena, file, number, cells, count, error);
    if (status) return status;
    header = true;
  }
  if (!header) return isn_fail_at(error, ISNAD_E_FORMAT, file, 0, 0, "no header row: expected the names of the columns, tab-separated");
  return ISNAD_OK;
}

uint32_t isn_table_column(const isn_table *table, const char *name) {
  for (uint32_t i = 0; i < table->columns_count; i++)
    if (*table->columns[i] == *name && strcmp(table->columns[i], name) == 0) return i;
  return ISNAD_NONE;
}

const char *isn_cell(const isn_table *table, const isn_row *row, const char *column) {
  uint32_t i = isn_table_column(table, column);
  return i == ISNAD_NONE ? "" : row->cells[i];
}

bool isn_next_alternative(const char **at, const char **item, size_t *length) {
  while (**at) {
    const char *stop = strchr(*at, '|');
    *item = *at;
    *length = stop ? (size_t)(stop - *at) : strlen(*at);
    *at = stop ? stop + 1 : *at + *length;
    if (*length) return true;
  }
  return false;
}
