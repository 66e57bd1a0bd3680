/* The reader of the public interface: walks paths, opens what can be read, hands out one document at a time.
 *
 * What is left to do stands on a stack, the next item on top, so that folders are walked without recursion. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/utf8.h"
#include "doc/input.h"
#include "source/jsonl.h"
#include "source/names.h"
#include "source/sources.h"
#include "source/stream.h"

enum {
  MAX_LINE = 4 * ISNAD_MAX_TEXT, /* a letter may be written as six bytes: \u0645 */
  MAX_DEPTH = 64
};

typedef enum item_kind { ITEM_PATH, ITEM_FOLDER_END } item_kind;

typedef struct item {
  const char *path;
  item_kind kind;
  bool given; /* the user named it; else a folder held it */
  uint32_t depth;
  uint64_t found; /* FOLDER_END: files found before the folder */
} item;

typedef struct seen_id {
  const char *file;
  uint64_t line;
} seen_id;

typedef enum file_kind { FILE_TEXT, FILE_JSONL, FILE_SNIFF, FILE_OTHER } file_kind;

struct isnad_reader {
  isn_arena arena; /* lives as long as the reader */
  isn_arena row;   /* strings of the document that was handed out last */
  const char *source, *published;
  bool same_names;
  ISN_VEC(item) todo;
  isn_map ids; /* id to its place in seen, plus 1 */
  ISN_VEC(seen_id) seen;
  isn_map folders; /* folder to its place in tables, plus 1 */
  ISN_VEC(isn_sources) tables;
  isn_errors errors; /* of sources.tsv, not yet handed out */
  uint32_t errors_out;
  isn_stream stream;            /* the file that is open, fd -1: none */
  bool in_rows;                 /* it is JSON Lines, and there may be more rows */
  const isn_source_row *beside; /* what sources.tsv says about it */
  uint64_t found;               /* files taken up so far */
};

/* ---- the stack ---- */

static isnad_status push(isnad_reader *reader, item what, isnad_error *error) {
  item *place = ISN_PUSH(&reader->todo, &reader->arena);
  if (!place) return isn_nomem(error);
  *place = what;
  return ISNAD_OK;
}

static file_kind kind_of(const char *path, bool regular) {
  const char *name = strrchr(path, '/');
  name = name ? name + 1 : path;
  const char *dot = strrchr(name, '.');
  if (dot && dot != name && strcasecmp(dot, ".txt") == 0) return FILE_TEXT;
  if (dot && dot != name && strcasecmp(dot, ".jsonl") == 0) return FILE_JSONL;
  /* A pipe such as /dev/fd/63 has no name that would say anything. */
  return regular && dot && dot != name ? FILE_OTHER : FILE_SNIFF;
}

static int by_bytes_descending(const void *a, const void *b) { return strcmp(*(char *const *)b, *(char *const *)a); }

/* Whether a folder's entry is one to read: a folder, or a text that is a file. What is of another type or hidden is passed over. */
static bool wanted(const char *path, const char *name) {
  struct stat info;
  if (name[0] == '.' || strncmp(name, "README", 6) == 0 || lstat(path, &info) != 0) return false;
  /* Links to folders are not followed: they may lead in a circle. */
  if (S_ISDIR(info.st_mode)) return true;
  file_kind kind = kind_of(path, true);
  if (kind != FILE_TEXT && kind != FILE_JSONL) return false;
  return S_ISREG(info.st_mode) || (S_ISLNK(info.st_mode) && (stat(path, &info) != 0 || S_ISREG(info.st_mode)));
}

typedef ISN_VEC(const char *) path_list;

static isnad_status list_folder(isnad_reader *reader, const char *path, path_list *list, isnad_error *error) {
  DIR *folder = opendir(path);
  if (!folder) return isn_fail_at(error, ISNAD_E_IO, path, 0, 0, "cannot be opened: %s", strerrordesc_np(errno));
  const char *slash = path[strlen(path) - 1] == '/' ? "" : "/";
  isnad_status status = ISNAD_OK;
  errno = 0;
  for (struct dirent *entry; !status && (entry = readdir(folder)); errno = 0) {
    const char *whole = isn_arena_printf(&reader->arena, "%s%s%s", path, slash, entry->d_name);
    if (whole && !wanted(whole, entry->d_name)) continue;
    const char **place = whole ? ISN_PUSH(list, &reader->arena) : NULL;
    if (place) *place = whole;
    else status = isn_nomem(error);
  }
  if (!status && errno) status = isn_fail_at(error, ISNAD_E_IO, path, 0, 0, "cannot be read: %s", strerrordesc_np(errno));
  (void)closedir(folder);
  return status;
}

static isnad_status open_folder(isnad_reader *reader, const item *folder, isnad_error *error) {
  path_list list = {0};
  if (folder->depth > MAX_DEPTH) return isn_fail_at(error, ISNAD_E_LIMIT, folder->path, 0, 0, "folders nested deeper than %d", MAX_DEPTH);
  isnad_status status = list_folder(reader, folder->path, &list, error);
  if (!status && folder->given) status = push(reader, (item){.path = folder->path, .kind = ITEM_FOLDER_END, .found = reader->found}, error);
  if (list.count) qsort(list.at, list.count, sizeof *list.at, by_bytes_descending);
  for (uint32_t i = 0; !status && i < list.count; i++)
    status = push(reader, (item){.path = list.at[i], .kind = ITEM_PATH, .depth = folder->depth + 1}, error);
  return status;
}

/* ---- sources.tsv ---- */

static isnad_status find_beside(isnad_reader *reader, const char *path, isnad_error *error) {
  const char *slash = strrchr(path, '/');
  const char *folder = slash ? isn_arena_strndup(&reader->arena, path, (size_t)(slash - path) + (slash == path)) : ".";
  bool fresh;
  uint32_t *place = folder ? isn_names_put(&reader->folders, &reader->arena, folder, &fresh) : NULL;
  if (!place) return isn_nomem(error);
  if (fresh) {
    isn_sources *table = ISN_PUSH(&reader->tables, &reader->arena);
    if (!table) return isn_nomem(error);
    *place = reader->tables.count;
    isnad_status status = isn_sources_read(table, &reader->arena, folder, &reader->errors, error);
    if (status) return status;
  }
  reader->beside = isn_sources_row(&reader->tables.at[*place - 1], slash ? slash + 1 : path);
  return ISNAD_OK;
}

/* What the file itself does not say comes from sources.tsv, and what that does not say from the options. */
static void fill_in(const isnad_reader *reader, isnad_input *input) {
  const isn_source_row *beside = reader->beside;
  if (beside && !input->source) input->source = beside->source;
  if (beside && !input->published) input->published = beside->published;
  if (beside && !input->line) {
    input->url = beside->url;
    input->title = beside->title;
  }
  if (!input->source) input->source = reader->source;
  if (!input->published) input->published = reader->published;
}

static isnad_status check_id(isnad_reader *reader, const isnad_input *input, isnad_error *error) {
  bool fresh;
  uint32_t *place = isn_names_put(&reader->ids, &reader->arena, input->id, &fresh);
  if (!place) return isn_nomem(error);
  if (!fresh) {
    const seen_id *first = &reader->seen.at[*place - 1];
    char line[32] = "";
    if (first->line) (void)snprintf(line, sizeof line, ":%llu", (unsigned long long)first->line);
    return isn_fail_at(error, ISNAD_E_DUPLICATE, input->path, input->line, 0, "id \"%.80s\" came before in %s%s; this one is left out",
                       input->id, first->file, line);
  }
  seen_id *row = ISN_PUSH(&reader->seen, &reader->arena);
  if (!row) return isn_nomem(error);
  *row = (seen_id){input->path, input->line};
  *place = reader->seen.count;
  return ISNAD_OK;
}

/* ---- files ---- */

static void close_file(isnad_reader *reader) {
  isn_stream_close(&reader->stream);
  reader->in_rows = false;
  reader->beside = NULL;
}

static bool is_blank(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (!strchr(" \t\r\n", text[i])) return false;
  return true;
}

/* The file's name without its extension; a pipe's content has no name, so its hash must do. */
static isnad_status name_text(isnad_reader *reader, const char *path, bool named, isnad_input *input, isnad_error *error) {
  char hash[ISN_ID_ROOM];
  const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path, *dot = strrchr(name, '.');
  if (!named) isn_input_id(input, hash);
  input->id = named ? isn_arena_strndup(&reader->row, name, dot && dot != name ? (size_t)(dot - name) : strlen(name))
                    : isn_arena_strdup(&reader->row, hash);
  return input->id ? ISNAD_OK : isn_nomem(error);
}

static isnad_status read_text(isnad_reader *reader, const char *path, bool named, isnad_input *input, isnad_error *error) {
  *input = (isnad_input){.path = path};
  isnad_status status = isn_stream_all(&reader->stream, ISNAD_MAX_TEXT, &input->text, &input->text_length, error);
  if (!status) status = isn_input_check_text(input->text, input->text_length, path, 0, (size_t)reader->stream.offset, error);
  if (!status && is_blank(input->text, input->text_length))
    status = isn_fail_at(error, ISNAD_E_FORMAT, path, 0, 0, "empty: it holds no text");
  if (!status) status = name_text(reader, path, named, input, error);
  if (!status && !reader->same_names) status = check_id(reader, input, error);
  if (!status) fill_in(reader, input);
  return status;
}

/* The next row of the open JSON Lines file; ISNAD_DONE at its end. Lines with nothing on them are passed over. */
static isnad_status read_row(isnad_reader *reader, isnad_input *input, isnad_error *error) {
  const char *line;
  size_t length;
  isnad_status status;
  do status = isn_stream_line(&reader->stream, MAX_LINE, &line, &length, error);
  while (!status && is_blank(line, length));
  if (!status)
    status = isn_jsonl_row(&reader->row, line, length, reader->stream.name, reader->stream.line, reader->stream.offset, input, error);
  if (!status) status = check_id(reader, input, error);
  if (!status) fill_in(reader, input);
  return status;
}

static isnad_status open_file(isnad_reader *reader, const char *path, file_kind kind, bool named, isnad_input *input, isnad_error *error) {
  isnad_status status = isn_stream_open(&reader->stream, path, error);
  if (status) return status;
  int first;
  status = isn_stream_first(&reader->stream, &first, error);
  if (status) return status;
  if (kind == FILE_SNIFF) kind = first == '{' ? FILE_JSONL : FILE_TEXT;
  if (kind == FILE_TEXT) return read_text(reader, path, named, input, error);
  reader->in_rows = true;
  return ISNAD_DONE;
}

static bool is_passed_over(const char *path) {
  const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
  return strcmp(name, "sources.tsv") == 0 || strcmp(name, "README.md") == 0;
}

/* Takes up one path. ISNAD_OK: a document is in *input; ISNAD_DONE: nothing yet, go on. */
static isnad_status open_path(isnad_reader *reader, const item *what, isnad_input *input, isnad_error *error) {
  const char *path = what->path;
  struct stat info;
  bool standard_input = what->given && strcmp(path, "-") == 0;
  if (!standard_input && stat(path, &info) != 0)
    return isn_fail_at(error, ISNAD_E_IO, path, 0, 0, "cannot be opened: %s", strerrordesc_np(errno));
  if (!standard_input && S_ISDIR(info.st_mode)) {
    isnad_status status = open_folder(reader, what, error);
    return status ? status : ISNAD_DONE;
  }
  /* They come along when a shell expands a pattern. */
  if (is_passed_over(path)) return ISNAD_DONE;
  reader->found++;
  bool regular = !standard_input && S_ISREG(info.st_mode);
  file_kind kind = standard_input ? FILE_SNIFF : kind_of(path, regular);
  if (kind == FILE_OTHER) return isn_fail_at(error, ISNAD_E_FORMAT, path, 0, 0, "expected a .txt or .jsonl file");
  if (isn_utf8_check(path, strlen(path)) < strlen(path))
    return isn_fail_at(error, ISNAD_E_UTF8, path, 0, 0, "the file's name is not UTF-8");
  isnad_status status = regular ? find_beside(reader, path, error) : ISNAD_OK;
  if (!status) status = open_file(reader, path, kind, regular || kind == FILE_TEXT, input, error);
  return status;
}

/* ---- the public interface ---- */

static isnad_status copy_options(isnad_reader *reader, const isnad_reader_options *options, isnad_error *error) {
  if (!options) return ISNAD_OK;
  reader->same_names = options->same_names;
  if (options->source && *options->source) {
    reader->source = isn_arena_strdup(&reader->arena, options->source);
    if (!reader->source) return isn_nomem(error);
  }
  if (!options->published || !*options->published) return ISNAD_OK;
  isnad_status status = isn_input_published(&reader->arena, options->published, &reader->published);
  if (status == ISNAD_E_FORMAT)
    return isn_fail(error, status, "published: \"%.60s\": %s", options->published, isn_input_published_expected);
  return status ? isn_nomem(error) : ISNAD_OK;
}

static isnad_status push_paths(isnad_reader *reader, const char *const *paths, size_t count, isnad_error *error) {
  for (size_t i = count; i-- > 0;) {
    if (!paths[i] || !*paths[i]) return isn_fail(error, ISNAD_E_ARG, "an empty path");
    const char *copy = isn_arena_strdup(&reader->arena, paths[i]);
    if (!copy) return isn_nomem(error);
    isnad_status status = push(reader, (item){.path = copy, .kind = ITEM_PATH, .given = true}, error);
    if (status) return status;
  }
  return ISNAD_OK;
}

isnad_status isnad_reader_open(const char *const *paths, size_t count, const isnad_reader_options *options, isnad_reader **out,
                               isnad_error *error) {
  *out = NULL;
  isnad_reader *reader = calloc(1, sizeof *reader);
  if (!reader) return isn_nomem(error);
  reader->stream.fd = -1;
  isnad_status status = copy_options(reader, options, error);
  if (!status) status = push_paths(reader, paths, count, error);
  if (status) isnad_reader_close(reader);
  else *out = reader;
  return status;
}

/* One step: ISNAD_DONE when it gave neither a document nor an error. */
static isnad_status step(isnad_reader *reader, isnad_input *input, isnad_error *error) {
  if (reader->in_rows) {
    isnad_status status = read_row(reader, input, error);
    if (status == ISNAD_DONE) close_file(reader);
    return status;
  }
  close_file(reader);
  item what = reader->todo.at[--reader->todo.count];
  if (what.kind == ITEM_PATH) return open_path(reader, &what, input, error);
  if (reader->found > what.found) return ISNAD_DONE;
  return isn_fail_at(error, ISNAD_E_NOTFOUND, what.path, 0, 0, "no .txt or .jsonl file in this folder");
}

isnad_status isnad_reader_next(isnad_reader *reader, isnad_input *input, isnad_error *error) {
  isn_arena_free(&reader->row);
  while (reader->in_rows || reader->todo.count || reader->errors_out < reader->errors.count) {
    if (reader->errors_out < reader->errors.count) {
      const isnad_error *pending = &reader->errors.at[reader->errors_out++];
      if (error) *error = *pending;
      return pending->code;
    }
    isnad_status status = step(reader, input, error);
    if (status != ISNAD_DONE) return status;
  }
  return ISNAD_DONE;
}

void isnad_reader_close(isnad_reader *reader) {
  if (!reader) return;
  close_file(reader);
  isn_arena_free(&reader->row);
  isn_arena_free(&reader->arena);
  free(reader);
}
