#include "source/sources.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "doc/input.h"
#include "source/names.h"
#include "source/stream.h"

enum {
  MAX_LINE = 1 << 20,
  KINDS = 5, /* columns that are known */
  MAX_CELLS = 16,
  MAX_ERRORS = 100 /* a file that is wrong throughout is not named more often */
};

static const char *const column_names[KINDS] = {"path", "source", "published", "url", "title"};

typedef struct reading {
  isn_sources *sources;
  isn_arena *arena;
  isn_errors *errors;
  const char *folder, *file;
  uint64_t line;
  uint32_t columns[MAX_CELLS]; /* which of column_names stands in each place of the header, ISNAD_NONE for an unknown one */
  uint32_t count;              /* how many; 0 before the header */
  uint32_t faults;
  bool out_of_memory;
} reading;

/* Where the next fault goes, or NULL, which isn_fail_at takes too. */
static isnad_error *next_fault(reading *r) {
  if (r->faults++ >= MAX_ERRORS) return NULL;
  isnad_error *place = ISN_PUSH(r->errors, r->arena);
  if (!place) r->out_of_memory = true;
  return place;
}

#define FAULT(r, code, ...) ((void)isn_fail_at(next_fault(r), (code), (r)->file, (r)->line, 0, __VA_ARGS__))

/* Splits a line at its tabs, blanks around the cells off; empty cells are NULL. */
static uint32_t split(reading *r, const char *line, size_t length, const char *cells[MAX_CELLS]) {
  uint32_t count = 0;
  const char *end = line + length;
  while (count < MAX_CELLS) {
    const char *tab = memchr(line, '\t', (size_t)(end - line)), *stop = tab ? tab : end;
    while (line < stop && *line == ' ') line++;
    while (stop > line && stop[-1] == ' ') stop--;
    cells[count] = stop > line ? isn_arena_strndup(r->arena, line, (size_t)(stop - line)) : NULL;
    if (stop > line && !cells[count]) r->out_of_memory = true;
    count++;
    if (!tab) return count;
    line = tab + 1;
  }
  FAULT(r, ISNAD_E_FORMAT, "more than %d columns", MAX_CELLS);
  return 0;
}

static uint32_t column_kind(const char *name) {
  for (uint32_t i = 0; i < KINDS; i++)
    if (strcmp(name, column_names[i]) == 0) return i;
  return ISNAD_NONE;
}

/* False: the file cannot be used. */
static bool read_header(reading *r, const char *const *cells, uint32_t count) {
  bool seen[KINDS] = {false};
  for (uint32_t i = 0; i < count; i++) {
    r->columns[i] = cells[i] ? column_kind(cells[i]) : ISNAD_NONE;
    if (r->columns[i] == ISNAD_NONE) {
      FAULT(r, ISNAD_E_FORMAT, "unknown column \"%.60s\"; expected path, source, published, url, title", cells[i] ? cells[i] : "");
    } else if (seen[r->columns[i]]) {
      FAULT(r, ISNAD_E_FORMAT, "column \"%s\" stands twice in the header", cells[i]);
      r->columns[i] = ISNAD_NONE;
    } else {
      seen[r->columns[i]] = true;
    }
  }
  r->count = count;
  if (!seen[0]) FAULT(r, ISNAD_E_FORMAT, "no column \"path\" in the header row");
  return seen[0];
}

static bool path_is_right(reading *r, const char *path) {
  if (!path) {
    FAULT(r, ISNAD_E_FORMAT, "the row has no path");
  } else if (strchr(path, '/')) {
    FAULT(r, ISNAD_E_FORMAT, "path \"%.100s\": expected the name of a file in the same folder", path);
  } else {
    const char *whole = isn_arena_printf(r->arena, "%s/%s", r->folder, path);
    if (!whole) r->out_of_memory = true;
    else if (access(whole, F_OK) == 0) return true;
    else FAULT(r, ISNAD_E_NOTFOUND, "path \"%.100s\": no such file in this folder", path);
  }
  return false;
}

static void read_row(reading *r, const char *const *cells, uint32_t count) {
  const char *by_kind[KINDS] = {NULL};
  if (count != r->count) {
    FAULT(r, ISNAD_E_FORMAT, "%u cells, expected %u (tab-separated, as in the header)", count, r->count);
    return;
  }
  for (uint32_t i = 0; i < count; i++)
    if (r->columns[i] != ISNAD_NONE) by_kind[r->columns[i]] = cells[i];
  if (!path_is_right(r, by_kind[0])) return;
  isn_source_row row = {by_kind[0], by_kind[1], NULL, by_kind[3], by_kind[4], r->line};
  if (by_kind[2] && isn_input_published(r->arena, by_kind[2], &row.published) == ISNAD_E_FORMAT)
    FAULT(r, ISNAD_E_FORMAT, "published: \"%.60s\": %s", by_kind[2], isn_input_published_expected);
  bool fresh;
  uint32_t *place = isn_names_put(&r->sources->by_path, r->arena, row.path, &fresh);
  if (place && !fresh) {
    FAULT(r, ISNAD_E_DUPLICATE, "path \"%.100s\" came before in line %llu; this row is left out", row.path,
          (unsigned long long)r->sources->rows.at[*place - 1].line);
    return;
  }
  isn_source_row *kept = place ? ISN_PUSH(&r->sources->rows, r->arena) : NULL;
  if (!kept) {
    r->out_of_memory = true;
    return;
  }
  *kept = row;
  *place = r->sources->rows.count;
}

/* False: the rest of the file cannot be used. */
static bool read_line(reading *r, const char *line, size_t length) {
  const char *cells[MAX_CELLS];
  if (!length || *line == '#') return true;
  if (isn_input_check_text(line, length, r->file, r->line, 0, NULL)) {
    (void)isn_input_check_text(line, length, r->file, r->line, 0, next_fault(r));
    return r->count > 0;
  }
  uint32_t count = split(r, line, length, cells);
  if (r->count == 0) return count && read_header(r, cells, count);
  if (count) read_row(r, cells, count);
  return true;
}

static void read_lines(reading *r, isn_stream *stream) {
  isnad_error error;
  int first;
  isnad_status status = isn_stream_first(stream, &first, &error);
  while (!status || status == ISNAD_E_LIMIT) {
    const char *line;
    size_t length;
    status = isn_stream_line(stream, MAX_LINE, &line, &length, &error);
    r->line = stream->line;
    if (status == ISNAD_DONE || (!status && !read_line(r, line, length)) || r->out_of_memory) break;
    if (status == ISNAD_E_LIMIT) FAULT(r, status, "%s", error.message);
  }
  if (status == ISNAD_DONE && r->count == 0 && !r->faults) {
    r->line = 0;
    FAULT(r, ISNAD_E_FORMAT, "no header row; expected the columns path, source, published, url, title");
  }
  if (status && status != ISNAD_DONE && status != ISNAD_E_LIMIT) {
    r->line = 0;
    FAULT(r, status, "%s", error.message);
  }
}

isnad_status isn_sources_read(isn_sources *sources, isn_arena *arena, const char *folder, isn_errors *errors, isnad_error *error) {
  reading r = {.sources = sources, .arena = arena, .errors = errors, .folder = folder};
  bool slash = *folder && folder[strlen(folder) - 1] == '/';
  r.file = isn_arena_printf(arena, "%s%ssources.tsv", strcmp(folder, ".") == 0 ? "" : folder, slash || strcmp(folder, ".") == 0 ? "" : "/");
  if (!r.file) return isn_nomem(error);
  struct stat info;
  if (stat(r.file, &info) != 0 || !S_ISREG(info.st_mode)) return ISNAD_OK;
  isn_stream stream;
  isnad_error trouble;
  if (isn_stream_open(&stream, r.file, &trouble)) {
    FAULT(&r, trouble.code, "%s", trouble.message);
  } else {
    read_lines(&r, &stream);
    isn_stream_close(&stream);
  }
  return r.out_of_memory ? isn_nomem(error) : ISNAD_OK;
}

const isn_source_row *isn_sources_row(const isn_sources *sources, const char *name) {
  const uint32_t *place = isn_names_get(&sources->by_path, name);
  return place && *place ? &sources->rows.at[*place - 1] : NULL;
}
