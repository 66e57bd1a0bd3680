#include "morph/splitter.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "morph/split.h"
#include "pack/model.h"

static isnad_status open_counts(const isn_model *model, isn_counts *out, isnad_error *error) {
  size_t bytes, bucket = ISN_COUNTS_BUCKET * sizeof(uint16_t);
  const void *at = isn_model_section(model, "counts", &bytes);
  size_t buckets = bytes / bucket;
  if (!at || buckets * bucket != bytes || !buckets || (buckets & (buckets - 1)) || buckets > 1u << 24)
    return isn_fail(error, ISNAD_E_FORMAT, "%s: section counts has %zu bytes, expected a power of two times %zu", isn_model_file(model),
                    bytes, bucket);
  *out = (isn_counts){at, (uint32_t)buckets - 1};
  return ISNAD_OK;
}

static isnad_status open_weights(const isn_model *model, const char *name, isn_linear *out, isnad_error *error) {
  size_t bytes;
  const void *at = isn_model_section(model, name, &bytes);
  if (!at) return isn_fail(error, ISNAD_E_FORMAT, "%s: no section %s", isn_model_file(model), name);
  isnad_status status = isn_linear_open(at, bytes, name, out, NULL, error);
  if (status) return status;
  if (out->labels != 1)
    return isn_fail(error, ISNAD_E_FORMAT, "%s: section %s has %u labels, expected 1", isn_model_file(model), name, out->labels);
  return ISNAD_OK;
}

isnad_status isn_splitter_open(const isn_model *model, const isn_lexicon *lexicon, isn_splitter **out, isnad_error *error) {
  *out = NULL;
  isn_splitter *splitter = calloc(1, sizeof *splitter);
  if (!splitter) return isn_nomem(error);
  splitter->lexicon = lexicon;
  isnad_status status = open_counts(model, &splitter->counts, error);
  if (!status) status = open_weights(model, "cut", &splitter->cut, error);
  if (!status) status = open_weights(model, "spell", &splitter->spell, error);
  if (status) free(splitter);
  else *out = splitter;
  return status;
}

void isn_splitter_close(isn_splitter *splitter) { free(splitter); }

/* ---- one word ---- */

static char *letters_text(isn_arena *arena, const uint16_t *letters, uint32_t n) {
  char *text = isn_arena_alloc(arena, (size_t)n * 3 + 1), *at = text;
  for (uint32_t i = 0; text && i < n; i++) at += isn_utf8_encode(letters[i], at);
  return text;
}

/* The words of a token of n code points, or 1 and nothing in parts when it stays whole; 0 without memory. */
static uint32_t split(const isn_splitter *splitter, isn_split_known *memory, isn_arena *arena, const isn_split_word *word, uint32_t n,
                      isn_part *parts) {
  isn_cut cut = isn_split_choose(splitter, word, memory);
  isn_cut_part cuts[ISN_MAX_PARTS];
  uint32_t count = isn_split_parts(word, &cut, cuts);
  if (count < 2) return 1;
  for (uint32_t i = 0; i < count; i++) {
    isn_part *part = &parts[i];
    part->start = i ? word->at[cuts[i].start] : 0;
    part->end = i + 1 < count ? word->at[cuts[i].end] : n;
    if (cuts[i].text) {
      part->form = letters_text(arena, cuts[i].text, cuts[i].n);
    } else {
      isn_spelling spelling = isn_split_spell(splitter, word, &cut);
      part->form = letters_text(arena, spelling.letters, spelling.n);
    }
    if (!part->form) return 0;
  }
  return count;
}

/* Code points of a string, at most `room` of them; `room` + 1 if there are more. UTF-8 must be right. */
static uint32_t decode(const char *text, uint32_t *cp, uint32_t room) {
  uint32_t n = 0;
  size_t length = text ? strlen(text) : 0;
  for (size_t at = 0; at < length;) {
    uint32_t point;
    unsigned step = isn_utf8_decode(text + at, length - at, &point);
    if (!step) return 0;
    at += step;
    if (n == room) return room + 1;
    cp[n++] = point;
  }
  return n;
}

enum { ROOM = 4 * ISN_SPLIT_LETTERS };

static isn_split_side side_of_text(const char *text) {
  uint32_t cp[ROOM], n = decode(text, cp, ROOM);
  return isn_split_side_read(cp, n < ROOM ? n : ROOM);
}

uint32_t isn_splitter_word(const isn_splitter *splitter, isn_arena *arena, const char *const around[3], const char *text,
                           isn_part parts[ISN_MAX_PARTS]) {
  uint32_t cp[ROOM], n = decode(text, cp, ROOM), count = 1;
  if (!n) return 0;
  isn_split_word word;
  if (n <= ROOM && isn_split_word_read(cp, n, &word)) {
    word.self = isn_split_side_read(cp, n);
    word.second = side_of_text(around[0]);
    word.before = side_of_text(around[1]);
    word.after = side_of_text(around[2]);
    count = split(splitter, NULL, arena, &word, n, parts);
  }
  if (count == 1) {
    size_t length = strlen(text);
    parts[0] = (isn_part){0, n, isn_arena_strndup(arena, text, length)};
    if (n > ROOM) parts[0].end = 0;
    for (size_t i = 0; n > ROOM && i < length; i++) parts[0].end += (text[i] & 0xc0) != 0x80;
    if (!parts[0].form) return 0;
  }
  return count;
}

/* ---- a document ---- */

static isn_split_side side_of(const isn_doc *doc, uint32_t token, uint32_t line_of) {
  if (token >= doc->tokens.count) return (isn_split_side){0};
  const isn_token *t = &doc->tokens.at[token];
  if (token > line_of && t->line_first) return (isn_split_side){0};
  return isn_split_side_read(doc->cp + t->start, t->end - t->start);
}

static bool add_word(isn_doc *doc, uint32_t token, uint32_t start, uint32_t end, const char *form) {
  isn_word *row = ISN_PUSH(&doc->words, &doc->arena);
  if (!row) return false;
  if (!form) form = isn_arena_strndup(&doc->arena, doc->text + doc->byte_at[start], doc->byte_at[end] - doc->byte_at[start]);
  row->token = token;
  row->start = start;
  row->end = end;
  row->form = form;
  row->feats = "_";
  row->head = ISNAD_NONE;
  return form != NULL;
}

static bool split_tokens(const isn_splitter *splitter, isn_split_known *memory, isn_doc *doc) {
  isn_split_side second = {0}, before = {0}, self = side_of(doc, 0, 0);
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    isn_token *t = &doc->tokens.at[i];
    uint32_t first = doc->words.count, count = 1, n = t->end - t->start;
    if (t->line_first) {
      second = before = (isn_split_side){0};
      self = side_of(doc, i, i);
    }
    isn_split_word word = {.self = self, .before = before, .second = second, .after = side_of(doc, i + 1, i)};
    isn_part parts[ISN_MAX_PARTS];
    if (splitter && t->kind == ISN_WORD && isn_split_word_read(doc->cp + t->start, n, &word))
      count = split(splitter, memory, &doc->arena, &word, n, parts);
    if (!count || (count == 1 && !add_word(doc, i, t->start, t->end, NULL))) return false;
    for (uint32_t k = 0; count > 1 && k < count; k++)
      if (!add_word(doc, i, t->start + parts[k].start, t->start + parts[k].end, parts[k].form)) return false;
    t->words = first;
    t->words_count = count;
    second = before;
    before = self;
    self = word.after;
  }
  return true;
}

isnad_status isn_splitter_run(const isn_splitter *splitter, isn_doc *doc, isnad_error *error) {
  /* Worth its memory where words come again; without it the words are the same. */
  isn_split_known *memory = splitter && doc->tokens.count > 64 ? calloc(ISN_SPLIT_MEMORY, sizeof *memory) : NULL;
  bool good = split_tokens(splitter, memory, doc);
  free(memory);
  return good ? ISNAD_OK : isn_nomem(error);
}

static isnad_status open_stage(const isn_resources *resources, void **state, isnad_error *error) {
  isn_splitter *splitter = NULL;
  isnad_status status = resources->split ? isn_splitter_open(resources->split, resources->lexicon, &splitter, error) : ISNAD_OK;
  *state = splitter;
  return status;
}

static isnad_status run_stage(const struct isn_lexicon *lexicon, const void *state, isn_doc *doc, isnad_error *error) {
  (void)lexicon;
  return isn_splitter_run(state, doc, error);
}

static void close_stage(void *state) { isn_splitter_close(state); }

const isn_stage isn_stage_split = {.name = "split", .open = open_stage, .run = run_stage, .close = close_stage};
