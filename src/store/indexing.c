#include "store/indexing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arabic/letters.h"
#include "base/utf8.h"
#include "store/tokenizer.h"
#include "store/words.h"

typedef enum sql { ADD_SEARCH = ISN_SQL_WORDS + 1, ADD_LEXEME, ADD_NAME_WORD, ADD_PLACE, SQLS_END } sql;
_Static_assert((int)SQLS_END <= (int)ISN_SQL_QUERY, "the slots behind are those of queries");

static const char *const texts[] = {
    [0] = "INSERT INTO search (rowid, words) VALUES (?1, ?2)",
    [ADD_LEXEME - ADD_SEARCH] = "INSERT INTO lexemes VALUES (?1, ?2, 1) ON CONFLICT DO UPDATE SET analyses = analyses + 1",
    [ADD_NAME_WORD - ADD_SEARCH] = "INSERT OR IGNORE INTO name_words VALUES (?1, ?2)",
    [ADD_PLACE - ADD_SEARCH] =
        "INSERT INTO places VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET lat = excluded.lat, lon = excluded.lon"
        " WHERE lat <> excluded.lat OR lon <> excluded.lon",
};

#define STEP(archive, which, ...) isn_sqlite_step(archive, which, texts[(which)-ADD_SEARCH], __VA_ARGS__)

/* ---- words ---- */

typedef struct pair {
  uint32_t form, lemma; /* lemma: string of the form's analysis, ISNAD_NONE for none */
} pair;

typedef struct indexing {
  isnad_archive *archive;
  isn_arena arena;
  const char **forms, **lemmas; /* by string; NULL until asked for */
  isn_packed_string *strings;
  pair *pairs;
  uint32_t pairs_count;
} indexing;

static const char *form_of(indexing *index, uint32_t string) {
  if (index->forms[string]) return index->forms[string];
  char *text = isn_arena_alloc(&index->arena, 2 * (size_t)index->strings[string].length + 1);
  if (!text || isn_unpack_text(&index->strings[string], text) < 0) return NULL;
  return index->forms[string] = isn_search_form(text);
}

static const char *lemma_of(indexing *index, uint32_t string) {
  if (index->lemmas[string]) return index->lemmas[string];
  char *text = isn_arena_alloc(&index->arena, 2 * (size_t)index->strings[string].length + 1);
  isn_key letters = {0};
  if (text && isn_unpack_text(&index->strings[string], text) >= 0) letters = isn_fold_text(&index->arena, text, strlen(text));
  char *folded = letters.at ? isn_arena_alloc(&index->arena, 3 * (size_t)letters.length + 1) : NULL;
  size_t length = 0;
  for (uint32_t i = 0; folded && i < letters.length; i++) length += isn_utf8_encode(letters.at[i], folded + length);
  return index->lemmas[string] = folded;
}

/* By bytes of form and lemma: rows go into their table in its order, and equal pairs stand together. */
static int compare_pairs(const void *a, const void *b, void *context) {
  const indexing *index = context;
  const pair *x = a, *y = b;
  int order = strcmp(index->forms[x->form], index->forms[y->form]);
  if (order) return order;
  const char *left = x->lemma == ISNAD_NONE ? "" : index->lemmas[x->lemma], *right = y->lemma == ISNAD_NONE ? "" : index->lemmas[y->lemma];
  return strcmp(left, right);
}

static bool gather_pairs(indexing *index, const void *packed, size_t length) {
  isn_unpack walk;
  if (!isn_unpack_begin(&walk, packed, length)) return false;
  index->forms = isn_arena_alloc(&index->arena, (size_t)walk.strings * sizeof *index->forms);
  index->lemmas = isn_arena_alloc(&index->arena, (size_t)walk.strings * sizeof *index->lemmas);
  index->strings = isn_arena_alloc(&index->arena, (size_t)walk.strings * sizeof *index->strings);
  if (!index->forms || !index->lemmas || !index->strings) return false;
  for (uint32_t i = 0; i < walk.strings; i++)
    if (!isn_unpack_string(&walk, &index->strings[i])) return false;
  if (!isn_unpack_words(&walk)) return false;
  index->pairs = isn_arena_alloc(&index->arena, (size_t)walk.words * sizeof *index->pairs);
  if (!index->pairs) return false;
  for (uint32_t i = 0; i < walk.words; i++) {
    isn_packed_word word;
    if (!isn_unpack_word(&walk, &word)) return false;
    if (!isn_word_is_searched(word.upos, word.clitic)) continue;
    if (!form_of(index, word.form) || (word.lemma != ISNAD_NONE && !lemma_of(index, word.lemma))) return false;
    index->pairs[index->pairs_count++] = (pair){word.form, word.lemma};
  }
  return true;
}

static int add_lexemes(indexing *index) {
  int rc = SQLITE_DONE;
  qsort_r(index->pairs, index->pairs_count, sizeof *index->pairs, compare_pairs, index);
  for (uint32_t i = 0; i < index->pairs_count && rc == SQLITE_DONE; i++) {
    const pair *row = &index->pairs[i];
    if (i && compare_pairs(row, row - 1, index) == 0) continue;
    rc = STEP(index->archive, ADD_LEXEME, "ss", index->forms[row->form], row->lemma == ISNAD_NONE ? "" : index->lemmas[row->lemma]);
  }
  return rc;
}

static int index_words(isnad_archive *archive, int64_t analysis, const void *packed, size_t length) {
  indexing index = {.archive = archive};
  int rc = STEP(archive, ADD_SEARCH, "kb", analysis, packed, (uint32_t)length);
  if (rc == SQLITE_DONE) rc = gather_pairs(&index, packed, length) ? add_lexemes(&index) : SQLITE_NOMEM;
  isn_arena_free(&index.arena);
  return rc;
}

/* ---- names and places ---- */

bool isn_name_words(const char *name, size_t length, bool (*each)(void *context, const char *word), void *context) {
  isn_arena arena = {0};
  isn_key letters = isn_fold_text(&arena, name, length);
  char *word = letters.at ? isn_arena_alloc(&arena, 3 * (size_t)letters.length + 1) : NULL;
  bool more = word != NULL;
  size_t filled = 0;
  for (uint32_t i = 0; more && i <= letters.length; i++) {
    bool inside = i < letters.length && (isn_is_letter(letters.at[i]) || isn_is_latin(letters.at[i]) || isn_digit(letters.at[i]) >= 0);
    if (inside) filled += isn_utf8_encode(letters.at[i], word + filled);
    if (inside || !filled) continue;
    word[filled] = 0;
    filled = 0;
    more = each(context, isn_search_form(word));
  }
  isn_arena_free(&arena);
  return more;
}

typedef struct naming {
  isnad_archive *archive;
  const char *key;
  int rc;
} naming;

static bool add_name_word(void *context, const char *word) {
  naming *name = context;
  name->rc = STEP(name->archive, ADD_NAME_WORD, "ss", word, name->key);
  return name->rc == SQLITE_DONE;
}

static int add_name(isnad_archive *archive, const char *key, const char *text, size_t length) {
  naming name = {archive, key, SQLITE_DONE};
  if (!isn_name_words(text, length, add_name_word, &name) && name.rc == SQLITE_DONE) return SQLITE_NOMEM;
  return name.rc;
}

static int index_entities(isnad_archive *archive, const isn_doc *doc) {
  int rc = SQLITE_DONE;
  for (uint32_t i = 0; i < doc->entities.count && rc == SQLITE_DONE; i++) {
    const isnad_entity *row = &doc->entities.at[i];
    if (!row->key) continue;
    if (row->name_ar) rc = add_name(archive, row->key, row->name_ar, strlen(row->name_ar));
    if (rc == SQLITE_DONE && row->name_en) rc = add_name(archive, row->key, row->name_en, strlen(row->name_en));
    if (rc == SQLITE_DONE && row->has_geo) rc = STEP(archive, ADD_PLACE, "sff", row->key, row->lat, row->lon);
  }
  for (uint32_t i = 0; i < doc->mentions.count && rc == SQLITE_DONE; i++) {
    const isnad_mention *row = &doc->mentions.at[i];
    const char *key = doc->entities.at[row->entity].key;
    size_t length;
    const char *text = isn_doc_slice(doc, row->span, &length);
    if (key && text) rc = add_name(archive, key, text, length);
  }
  return rc;
}

int isn_indexing_add(isnad_archive *archive, const isn_doc *doc, int64_t analysis, const void *packed, size_t length) {
  int rc = index_words(archive, analysis, packed, length);
  return rc == SQLITE_DONE ? index_entities(archive, doc) : rc;
}
