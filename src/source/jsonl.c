#include "source/jsonl.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "doc/input.h"

typedef struct row {
  isn_arena *arena;
  const char *line;
  size_t length;
  const char *file;
  uint64_t number, offset;
  isnad_error *error;
} row;

#define FAIL(r, code, ...) isn_fail_at((r)->error, (code), (r)->file, (r)->number, (r)->offset, __VA_ARGS__)

/* cJSON ends a string at an escaped NUL without a word; a text must not lose its rest so. */
static bool has_escaped_nul(const char *line, size_t length) {
  for (size_t i = 0; i + 1 < length; i++) {
    if (line[i] != '\\') continue;
    if (line[i + 1] == 'u' && length - i >= 6 && memcmp(line + i + 2, "0000", 4) == 0) return true;
    i++; /* the escaped character, which may be a backslash */
  }
  return false;
}

static bool blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

static const char *skip_blanks(const char *at, const char *end) {
  while (at < end && blank(*at)) at++;
  return at;
}

static const char *skip_string(const char *at, const char *end) {
  for (at++; at < end && *at != '"'; at++)
    if (*at == '\\') at++;
  return at < end ? at + 1 : end;
}

/* The digits of a number as the row writes them, because a double holds only 15 of them. The line is known to be good JSON.
 * Finds the value of a key of the outermost object. */
static const char *raw_value(const char *at, const char *end, const char *key, size_t *length) {
  unsigned depth = 0;
  size_t key_length = strlen(key);
  while (at < end) {
    if (*at == '{' || *at == '[') depth++;
    if (*at == '}' || *at == ']') depth--;
    if (*at != '"') {
      at++;
      continue;
    }
    const char *from = at + 1, *behind = skip_string(at, end);
    at = skip_blanks(behind, end);
    if (depth != 1 || at >= end || *at != ':') continue;
    if ((size_t)(behind - 1 - from) != key_length || memcmp(from, key, key_length) != 0) continue;
    at = skip_blanks(at + 1, end);
    const char *value = at;
    while (at < end && *at != ',' && *at != '}' && !blank(*at)) at++;
    *length = (size_t)(at - value);
    return value;
  }
  return NULL;
}

/* A string field; NULL where it is missing, null or empty. */
static isnad_status string_field(row *r, const cJSON *object, const char *name, const char **out) {
  const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);
  *out = NULL;
  if (!item || cJSON_IsNull(item)) return ISNAD_OK;
  if (!cJSON_IsString(item)) return FAIL(r, ISNAD_E_FORMAT, "field \"%s\" is not a string", name);
  if (!*item->valuestring) return ISNAD_OK;
  *out = isn_arena_strdup(r->arena, item->valuestring);
  return *out ? ISNAD_OK : isn_nomem(r->error);
}

static isnad_status id_field(row *r, const cJSON *object, const char **out) {
  const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, "id");
  if (!item || !cJSON_IsNumber(item)) {
    if (item && !cJSON_IsNull(item) && !cJSON_IsString(item))
      return FAIL(r, ISNAD_E_FORMAT, "field \"id\" is neither a string nor a number");
    return string_field(r, object, "id", out);
  }
  size_t length = 0;
  const char *digits = raw_value(r->line, r->line + r->length, "id", &length);
  /* NULL: the key itself is written with escapes ("\u0069d"); then the rounded number must do. */
  *out = digits ? isn_arena_strndup(r->arena, digits, length) : isn_arena_printf(r->arena, "%.17g", item->valuedouble);
  return *out ? ISNAD_OK : isn_nomem(r->error);
}

/* Title, empty line, text: so a headline has offsets too. */
static isnad_status join_text(row *r, const char *text, isnad_input *input) {
  if (!text) return FAIL(r, ISNAD_E_FORMAT, "field \"text\" is missing or empty");
  input->text = input->title ? isn_arena_printf(r->arena, "%s\n\n%s", input->title, text) : text;
  if (!input->text) return isn_nomem(r->error);
  input->text_length = strlen(input->text);
  if (input->text_length > ISNAD_MAX_TEXT)
    return FAIL(r, ISNAD_E_LIMIT, "a text of %zu bytes; the limit is %u", input->text_length, ISNAD_MAX_TEXT);
  return ISNAD_OK;
}

static isnad_status read_object(row *r, const cJSON *object, isnad_input *input) {
  if (!cJSON_IsObject(object)) return FAIL(r, ISNAD_E_FORMAT, "expected a JSON object: {\"id\": ..., \"text\": ...}");
  const char *text;
  isnad_status status = string_field(r, object, "text", &text);
  if (!status) status = string_field(r, object, "title", &input->title);
  if (!status) status = string_field(r, object, "source", &input->source);
  if (!status) status = string_field(r, object, "url", &input->url);
  if (!status) status = string_field(r, object, "published", &input->published);
  if (!status && !input->published) status = string_field(r, object, "date", &input->published);
  if (!status) status = join_text(r, text, input);
  if (!status) status = id_field(r, object, &input->id);
  if (status || input->id) return status;
  char id[ISN_ID_ROOM];
  isn_input_id(input, id);
  input->id = isn_arena_strdup(r->arena, id);
  return input->id ? ISNAD_OK : isn_nomem(r->error);
}

isnad_status isn_jsonl_row(isn_arena *arena, const char *line, size_t length, const char *file, uint64_t number, uint64_t offset,
                           isnad_input *input, isnad_error *error) {
  row r = {arena, line, length, file, number, offset, error};
  *input = (isnad_input){.path = file, .line = number};
  isnad_status status = isn_input_check_text(line, length, file, number, (size_t)offset, error);
  if (status) return status;
  if (has_escaped_nul(line, length)) return FAIL(&r, ISNAD_E_UTF8, "not text: a string holds NUL (\\u0000)");
  const char *stop = NULL;
  cJSON *object = cJSON_ParseWithLengthOpts(line, length, &stop, 0);
  const char *rest = object ? skip_blanks(stop, line + length) : stop;
  if (!object || rest < line + length) {
    size_t byte = rest ? (size_t)(rest - line) : 0;
    status = isn_fail_at(error, ISNAD_E_FORMAT, file, number, offset + byte, "not JSON at byte %zu of the line", byte);
  } else {
    status = read_object(&r, object, input);
  }
  cJSON_Delete(object);
  return status;
}
