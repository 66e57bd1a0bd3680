/* Rows of the tables of this stage: where a row stands, and what to say of one that cannot be read. */
#ifndef ISN_TIMEX_ROW_H
#define ISN_TIMEX_ROW_H
#include <string.h>

#include "pack/lexicon.h"

typedef struct isn_row_at {
  const isn_table *table;
  const isn_row *row;
  isnad_error *error;
} isn_row_at;

static inline const char *isn_row_cell(const isn_row_at *r, const char *column) { return isn_cell(r->table, r->row, column); }

static inline isnad_status isn_row_expected(const isn_row_at *r, const char *column, const char *what) {
  return isn_fail_at(r->error, ISNAD_E_FORMAT, r->row->file, r->row->line, 0, "column %s is \"%.60s\"; expected %s", column,
                     isn_row_cell(r, column), what);
}

/* Position of `text` in a list of names divided by blanks, or -1. */
static inline int isn_row_choice(const char *text, const char *names) {
  const size_t n = strlen(text);
  for (int i = 0; *names; i++) {
    const size_t m = strcspn(names, " ");
    if (n == m && memcmp(text, names, n) == 0) return i;
    names += m + (names[m] == ' ');
  }
  return -1;
}
#endif
