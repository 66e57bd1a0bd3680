#include "store/tokenizer.h"

#include <stdlib.h>
#include <string.h>

#include "arabic/letters.h"
#include "base/utf8.h"
#include "store/words.h"

enum { MAX_TOKEN = 255 }; /* bytes; longer ones are cut, in the index and in a query alike */

const char *isn_search_form(const char *form) {
  static const char article[] = "ال";
  size_t length = strlen(form), taken = sizeof article - 1;
  /* Three letters must be left: الم, الى and the like are words of their own. */
  return length >= taken + 6 && memcmp(form, article, taken) == 0 ? form + taken : form;
}

typedef int emit(void *context, int flags, const char *token, int length, int start, int end);

/* ---- documents ---- */

/* A string as it is looked up again and again: its token, 0 length until it is asked for. */
typedef struct ready {
  isn_packed_string packed;
  char *form, *lemma;
} ready;

typedef struct tokenizing {
  isn_unpack walk;
  ready *strings;
  isn_arena arena;
  void *context;
  emit *out;
} tokenizing;

static int cut(size_t length) { return length > MAX_TOKEN ? MAX_TOKEN : (int)length; }

static char *text_of(tokenizing *t, const ready *string) {
  char *text = isn_arena_alloc(&t->arena, 2 * (size_t)string->packed.length + 1);
  return text && isn_unpack_text(&string->packed, text) >= 0 ? text : NULL;
}

static char *make_form(tokenizing *t, const ready *string) {
  char *text = text_of(t, string);
  return text ? (char *)isn_search_form(text) : NULL;
}

static char *make_lemma(tokenizing *t, const ready *string) {
  char *text = text_of(t, string);
  isn_key letters = text ? isn_fold_text(&t->arena, text, strlen(text)) : (isn_key){0};
  char *lemma = letters.at ? isn_arena_alloc(&t->arena, 3 * (size_t)letters.length + 2) : NULL;
  if (!lemma) return NULL;
  size_t length = 0;
  lemma[length++] = '=';
  for (uint32_t i = 0; i < letters.length; i++) length += isn_utf8_encode(letters.at[i], lemma + length);
  return lemma;
}

static int emit_word(tokenizing *t, const isn_packed_word *word) {
  ready *form = &t->strings[word->form];
  if (!form->form && !(form->form = make_form(t, form))) return SQLITE_CORRUPT;
  int rc = t->out(t->context, 0, form->form, cut(strlen(form->form)), (int)word->start, (int)word->end);
  if (rc || word->lemma == ISNAD_NONE) return rc;
  ready *lemma = &t->strings[word->lemma];
  if (!lemma->lemma && !(lemma->lemma = make_lemma(t, lemma))) return SQLITE_CORRUPT;
  return t->out(t->context, FTS5_TOKEN_COLOCATED, lemma->lemma, cut(strlen(lemma->lemma)), (int)word->start, (int)word->end);
}

static int tokenize_words(tokenizing *t) {
  t->strings = isn_arena_alloc(&t->arena, (size_t)t->walk.strings * sizeof *t->strings);
  if (!t->strings) return SQLITE_NOMEM;
  for (uint32_t i = 0; i < t->walk.strings; i++)
    if (!isn_unpack_string(&t->walk, &t->strings[i].packed)) return SQLITE_CORRUPT;
  if (!isn_unpack_words(&t->walk)) return SQLITE_CORRUPT;
  int rc = SQLITE_OK;
  for (uint32_t i = 0; i < t->walk.words && rc == SQLITE_OK; i++) {
    isn_packed_word word;
    if (!isn_unpack_word(&t->walk, &word)) return SQLITE_CORRUPT;
    if (isn_word_is_searched(word.upos, word.clitic)) rc = emit_word(t, &word);
  }
  return rc;
}

static int tokenize_document(void *context, const char *bytes, size_t length, emit *out) {
  tokenizing t = {.context = context, .out = out};
  if (!length) return SQLITE_OK;
  if (!isn_unpack_begin(&t.walk, bytes, length)) return SQLITE_CORRUPT;
  int rc = tokenize_words(&t);
  isn_arena_free(&t.arena);
  return rc;
}

/* ---- queries ---- */

static int tokenize_query(void *context, const char *text, size_t length, emit *out) {
  int rc = SQLITE_OK;
  bool colocated = false;
  for (size_t at = 0; at < length && rc == SQLITE_OK;) {
    size_t end = at;
    while (end < length && text[end] != ' ' && text[end] != '|') end++;
    if (end > at) rc = out(context, colocated ? FTS5_TOKEN_COLOCATED : 0, text + at, cut(end - at), (int)at, (int)end);
    colocated = end < length && text[end] == '|';
    at = end + 1;
  }
  return rc;
}

/* ---- what FTS5 calls ---- */

static int create(void *context, const char **arguments, int count, Fts5Tokenizer **out) {
  (void)context, (void)arguments, (void)count;
  *out = malloc(1); /* there is nothing to keep, but NULL would be a failure */
  return *out ? SQLITE_OK : SQLITE_NOMEM;
}

static void discard(Fts5Tokenizer *tokenizer) { free(tokenizer); }

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int length, emit *out) {
  (void)tokenizer;
  size_t bytes = length < 0 ? 0 : (size_t)length;
  return flags & FTS5_TOKENIZE_QUERY ? tokenize_query(context, text, bytes, out) : tokenize_document(context, text, bytes, out);
}

static void places(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count, (void)values;
  int instances = 0, rc = api->xInstCount(fts, &instances);
  uint32_t *triples = rc == SQLITE_OK ? sqlite3_malloc64(12 * (sqlite3_uint64)instances + 12) : NULL;
  if (!triples) {
    sqlite3_result_error_code(context, rc ? rc : SQLITE_NOMEM);
    return;
  }
  for (int i = 0; i < instances && rc == SQLITE_OK; i++) {
    int phrase, column, offset;
    rc = api->xInst(fts, i, &phrase, &column, &offset);
    uint32_t *triple = triples + 3 * (size_t)i;
    triple[0] = (uint32_t)offset;
    triple[1] = (uint32_t)api->xPhraseSize(fts, phrase);
    triple[2] = (uint32_t)phrase;
  }
  if (rc == SQLITE_OK) sqlite3_result_blob(context, triples, 12 * instances, SQLITE_TRANSIENT);
  else sqlite3_result_error_code(context, rc);
  sqlite3_free(triples);
}

/* BM25 (Robertson and Zaragoza 2009) as FTS5 has it, k1 1.2, b 0.75, the better the lower; but the weight of each phrase comes as an
 * argument, where bm25() would count its documents by walking through them. */
static void rank(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context, int count, sqlite3_value **values) {
  enum { PHRASES = 100 };
  static const double k1 = 1.2, b = 0.75;
  double hits[PHRASES] = {0}, score = 0;
  int instances = 0, words = 0, rc = api->xInstCount(fts, &instances);
  sqlite3_int64 documents = 1, all = 1;
  if (rc == SQLITE_OK) rc = api->xColumnSize(fts, -1, &words);
  if (rc == SQLITE_OK) rc = api->xRowCount(fts, &documents);
  if (rc == SQLITE_OK) rc = api->xColumnTotalSize(fts, -1, &all);
  for (int i = 0; i < instances && rc == SQLITE_OK; i++) {
    int phrase, column, offset;
    rc = api->xInst(fts, i, &phrase, &column, &offset);
    if (phrase < PHRASES) hits[phrase]++;
  }
  double length = all > 0 && documents > 0 ? words * (double)documents / (double)all : 1;
  for (int i = 0; i < count && i < PHRASES; i++)
    score += sqlite3_value_double(values[i]) * hits[i] * (k1 + 1) / (hits[i] + k1 * (1 - b + b * length));
  if (rc == SQLITE_OK) sqlite3_result_double(context, -score);
  else sqlite3_result_error_code(context, rc);
}

int isn_tokenizer_register(sqlite3 *db) {
  static fts5_tokenizer functions = {create, discard, tokenize};
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;
  int rc = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL);
  if (rc == SQLITE_OK) rc = sqlite3_bind_pointer(statement, 1, (void *)&api, "fts5_api_ptr", NULL);
  if (rc == SQLITE_OK) (void)sqlite3_step(statement);
  (void)sqlite3_finalize(statement);
  if (rc == SQLITE_OK && !api) rc = SQLITE_ERROR; /* an SQLite without FTS5 */
  if (rc == SQLITE_OK) rc = api->xCreateTokenizer(api, "isnad", NULL, &functions, NULL);
  if (rc == SQLITE_OK) rc = api->xCreateFunction(api, "isnad_places", NULL, places, NULL);
  if (rc == SQLITE_OK) rc = api->xCreateFunction(api, "isnad_rank", NULL, rank, NULL);
  return rc;
}
