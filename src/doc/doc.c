#include "doc/doc.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "doc/input.h"

static uint32_t count_code_points(const char *text, size_t length) {
  uint32_t count = 0;
  for (size_t i = 0; i < length; i++) count += ((unsigned char)text[i] & 0xc0) != 0x80;
  return count;
}

static uint32_t count_lines(const char *text, size_t length) {
  uint32_t count = 1;
  for (const char *at = text; (at = memchr(at, '\n', (size_t)(text + length - at))); at++) count++;
  return count;
}

/* The text has been checked: it is UTF-8, and its length fits in 32 bits. */
static isnad_status decode(isn_doc *doc, isnad_error *error) {
  doc->n = count_code_points(doc->text, doc->text_bytes);
  doc->lines = count_lines(doc->text, doc->text_bytes);
  uint32_t *cp = isn_arena_alloc(&doc->arena, (size_t)doc->n * sizeof *cp);
  uint32_t *byte_at = isn_arena_alloc(&doc->arena, ((size_t)doc->n + 1) * sizeof *byte_at);
  uint32_t *line_at = isn_arena_alloc(&doc->arena, (size_t)doc->lines * sizeof *line_at);
  if (!cp || !byte_at || !line_at) return isn_nomem(error);
  uint32_t line = 1;
  size_t at = 0;
  for (uint32_t i = 0; i < doc->n; i++) {
    byte_at[i] = (uint32_t)at;
    at += isn_utf8_decode(doc->text + at, doc->text_bytes - at, &cp[i]);
    if (cp[i] == '\n') line_at[line++] = i + 1;
  }
  byte_at[doc->n] = (uint32_t)at;
  doc->cp = cp;
  doc->byte_at = byte_at;
  doc->line_at = line_at;
  return ISNAD_OK;
}

/* Copies one string of metadata; an empty one counts as missing. */
static isnad_status copy_metadata(isn_doc *doc, const isnad_input *input, const char *name, const char *value, const char **out,
                                  isnad_error *error) {
  if (!value || !*value) return ISNAD_OK;
  size_t length = strlen(value);
  if (length > ISN_MAX_METADATA)
    return isn_fail_at(error, ISNAD_E_LIMIT, input->path, input->line, 0, "%s: longer than %d bytes", name, ISN_MAX_METADATA);
  isnad_error fault;
  if (isn_input_check_text(value, length, input->path, input->line, 0, &fault))
    return isn_fail_at(error, fault.code, input->path, input->line, 0, "%s: %s", name, fault.message);
  *out = isn_arena_strndup(&doc->arena, value, length);
  return *out ? ISNAD_OK : isn_nomem(error);
}

static isnad_status copy_published(isn_doc *doc, const isnad_input *input, isnad_error *error) {
  if (!input->published || !*input->published) return ISNAD_OK;
  isnad_status status = isn_input_published(&doc->arena, input->published, &doc->published);
  if (status == ISNAD_E_NOMEM) return isn_nomem(error);
  if (!status) return ISNAD_OK;
  return isn_fail_at(error, ISNAD_E_FORMAT, input->path, input->line, 0, "published: \"%.60s\": %s", input->published,
                     isn_input_published_expected);
}

static isnad_status copy_input(isn_doc *doc, const isnad_input *input, isnad_error *error) {
  const struct {
    const char *name, *value, **out;
  } strings[] = {{"id", input->id, &doc->id},
                 {"source", input->source, &doc->source},
                 {"title", input->title, &doc->title},
                 {"url", input->url, &doc->url},
                 {"path", input->path, &doc->path}};
  for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
    isnad_status status = copy_metadata(doc, input, strings[i].name, strings[i].value, strings[i].out, error);
    if (status) return status;
  }
  char id[ISN_ID_ROOM];
  isn_input_id(input, id);
  if (!doc->id) doc->id = isn_arena_strdup(&doc->arena, id);
  if (doc->source) doc->source_why = "input";
  doc->input_source = doc->source;
  doc->text = isn_arena_strndup(&doc->arena, input->text, input->text_length);
  doc->text_bytes = input->text_length;
  return doc->id && doc->text ? ISNAD_OK : isn_nomem(error);
}

static isnad_status open_checked(isn_doc *doc, const isnad_input *input, isnad_error *error) {
  if (!input->text && input->text_length) return isn_fail(error, ISNAD_E_ARG, "an input has a length and no text");
  if (input->text_length > ISNAD_MAX_TEXT)
    return isn_fail_at(error, ISNAD_E_LIMIT, input->path, input->line, 0, "a text of %zu bytes; the limit is %u", input->text_length,
                       ISNAD_MAX_TEXT);
  isnad_status status = isn_input_check_text(input->text ? input->text : "", input->text_length, input->path, input->line, 0, error);
  if (!status) status = copy_published(doc, input, error);
  if (!status) status = copy_input(doc, input, error);
  if (!status) status = decode(doc, error);
  return status;
}

uint64_t isn_doc_input_hash(const isnad_input *input, const isnad_analysis_options *options) {
  const char *const strings[] = {input->id, input->source, input->published, input->title, input->url};
  uint64_t hash = isn_hash_bytes(input->text, input->text ? input->text_length : 0, 0);
  /* The NUL parts what would else run together; a string that is missing counts as empty, as it does for the record. */
  for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
    hash = isn_hash_bytes(strings[i] ? strings[i] : "", strings[i] ? strlen(strings[i]) + 1 : 1, hash);
  char flags = options && options->one_sentence_per_line ? 1 : 0;
  hash = isn_hash_bytes(&flags, 1, hash);
  const float least[] = {options ? options->min_confidence : 0, options ? options->min_event : 0};
  for (size_t i = 0; i < sizeof least / sizeof *least; i++) {
    const uint32_t parts = (uint32_t)(least[i] * 10000 + 0.5f);
    const unsigned char digits[] = {(unsigned char)(parts & 255), (unsigned char)(parts >> 8)};
    hash = isn_hash_bytes(digits, sizeof digits, hash);
  }
  return hash ? hash : 1;
}

isnad_status isn_doc_open(isn_doc *doc, const isnad_input *input, isnad_error *error) {
  memset(doc, 0, sizeof *doc);
  doc->input_line = input->line;
  isnad_status status = open_checked(doc, input, error);
  if (status) isn_doc_close(doc);
  else doc->input_hash = isn_doc_input_hash(input, NULL); /* after the checks: a length over the limit is of no text */
  return status;
}

void isn_doc_close(isn_doc *doc) {
  isn_arena_free(&doc->arena);
  memset(doc, 0, sizeof *doc);
}

const char *isn_doc_slice(const isn_doc *doc, isnad_span span, size_t *length) {
  *length = 0;
  if (!isn_written(span) || span.start > span.end || span.end > doc->n) return NULL;
  *length = doc->byte_at[span.end] - doc->byte_at[span.start];
  return doc->text + doc->byte_at[span.start];
}

/* Blank of any kind that separates words (Unicode White_Space, without the ones that no news text holds). */
static bool is_space(uint32_t cp) {
  return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xa0 || cp == 0x85 || (cp >= 0x2000 && cp <= 0x200a) || cp == 0x2028 ||
         cp == 0x2029 || cp == 0x202f || cp == 0x3000;
}

const char *isn_doc_text(isn_doc *doc, isnad_span span) {
  size_t length;
  const char *bytes = isn_doc_slice(doc, span, &length);
  char *out = isn_arena_alloc(&doc->arena, length + 1), *end = out;
  if (!out || !bytes) return out;
  bool blank = false;
  for (uint32_t i = span.start; i < span.end; i++) {
    if (is_space(doc->cp[i])) {
      blank = true;
      continue;
    }
    if (blank && end != out) *end++ = ' ';
    blank = false;
    uint32_t size = doc->byte_at[i + 1] - doc->byte_at[i];
    memcpy(end, doc->text + doc->byte_at[i], size);
    end += size;
  }
  *end = 0;
  return out;
}

uint32_t isn_doc_line(const isn_doc *doc, uint32_t offset) { return isn_line_of(doc->line_at, doc->lines, offset); }

uint32_t isn_doc_noun_start(const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  const isn_reading *reading = isn_best(doc, token);
  if (!reading) return t->start;
  /* One letter each. The article stays, and with it the second lam of لل. */
  unsigned clitics = reading->proclitics & (ISN_WA | ISN_FA | ISN_BI | ISN_LI | ISN_KA | ISN_HAMZA_Q);
  uint32_t letters = (uint32_t)__builtin_popcount(clitics);
  return t->fold0 + letters < t->fold1 ? doc->fold_at[t->fold0 + letters] : t->start;
}

uint32_t isn_doc_token_at(const isn_doc *doc, uint32_t offset) {
  uint32_t lo = 0, hi = doc->tokens.count;
  while (lo < hi) {
    uint32_t mid = lo + (hi - lo) / 2;
    if (doc->tokens.at[mid].end <= offset) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}

uint32_t isn_doc_governor(const isn_doc *doc, uint32_t token, const char **relation) {
  const isn_token *t = &doc->tokens.at[token];
  for (uint32_t w = t->words; w < t->words + t->words_count; w++) {
    const isn_word *word = &doc->words.at[w];
    const uint32_t head = word->head == ISNAD_NONE ? ISNAD_NONE : doc->words.at[word->head].token;
    if (head == token) continue;
    if (relation) *relation = word->deprel ? word->deprel : "dep";
    return head;
  }
  if (relation) *relation = "dep";
  return ISNAD_NONE;
}

typedef struct place {
  uint32_t start, row;
} place;

static int by_place(const void *a, const void *b) {
  const place *x = a, *y = b;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return (x->row > y->row) - (x->row < y->row);
}

bool isn_doc_index_labels(isn_doc *doc) {
  const uint32_t n = doc->labels.count;
  place *places = isn_arena_alloc(&doc->arena, ((size_t)n + 1) * sizeof *places);
  uint32_t *rows = isn_arena_alloc(&doc->arena, ((size_t)n + 1) * sizeof *rows);
  doc->labels_by_start = NULL;
  if (!places || !rows) return false;
  for (uint32_t i = 0; i < n; i++) places[i] = (place){doc->labels.at[i].span.start, i};
  if (n) qsort(places, n, sizeof *places, by_place);
  for (uint32_t i = 0; i < n; i++) rows[i] = places[i].row;
  doc->labels_by_start = rows;
  return true;
}

uint32_t isn_doc_label_from(const isn_doc *doc, uint32_t offset) {
  uint32_t lo = 0, hi = doc->labels_by_start ? doc->labels.count : 0;
  while (lo < hi) {
    uint32_t mid = lo + (hi - lo) / 2;
    if (doc->labels.at[doc->labels_by_start[mid]].span.start < offset) lo = mid + 1;
    else hi = mid;
  }
  return doc->labels_by_start ? lo : doc->labels.count;
}
