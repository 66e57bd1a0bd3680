#include "store/terms.h"

#include <stdlib.h>
#include <string.h>

#include "arabic/letters.h"
#include "base/utf8.h"
#include "store/tokenizer.h"

typedef enum sql { FORM_IS_THERE = ISN_SQL_QUERY, LEMMAS_OF_FORM, FORMS_BEGINNING, COUNT_FORM, COUNT_LEMMA, COUNT_PREFIX } sql;

static const char *const texts[] = {
    [0] = "SELECT EXISTS (SELECT 1 FROM lexemes WHERE form = ?1) + 2 * EXISTS (SELECT 1 FROM lexemes WHERE lemma = ?1)",
    [LEMMAS_OF_FORM - FORM_IS_THERE] =
        "SELECT lemma, analyses FROM lexemes WHERE form = ?1 AND lemma <> '' ORDER BY analyses DESC, lemma LIMIT 8",
    [COUNT_FORM - FORM_IS_THERE] = "SELECT sum(analyses) FROM lexemes WHERE form = ?1",
    [COUNT_LEMMA - FORM_IS_THERE] = "SELECT sum(analyses) FROM lexemes WHERE lemma = ?1",
    [COUNT_PREFIX - FORM_IS_THERE] = "SELECT sum(analyses) FROM lexemes WHERE form >= ?1 AND form < ?1 || char(0xffff)",
    [FORMS_BEGINNING - FORM_IS_THERE] = "SELECT DISTINCT form FROM lexemes WHERE form >= ?1 AND form < ?2",
};

#define STEP(terms, which, ...) isn_sqlite_step((terms)->archive, which, texts[(which)-FORM_IS_THERE], __VA_ARGS__)

enum {
  MAX_LETTERS = 64,   /* of a word; longer ones are cut */
  SHARE = 20,         /* a lemma that fewer than one in so many of the commonest one's documents have is a slip of the tagger */
  MAX_SPELLINGS = 24, /* of a fuzzy word */
  LONG_WORD = 7,      /* letters from which two of them may be wrong */
  LONG_BEGINNING = 3  /* and so many at the beginning must be right */
};

typedef struct letters {
  uint16_t at[MAX_LETTERS + 2];
  uint32_t count;
} letters;

typedef struct terms {
  isnad_archive *archive;
  isn_buffer *out;
  uint32_t tokens; /* at the position being written */
  double here;     /* documents that have one of them, about: a word of two lemmas counts twice */
  int rc;
} terms;

static sqlite3_stmt *row(const terms *t, sql which) { return t->archive->prepared[which]; }

static const char *to_text(const letters *word, char *out) {
  size_t length = 0;
  for (uint32_t i = 0; i < word->count; i++) length += isn_utf8_encode(word->at[i], out + length);
  out[length] = 0;
  return out;
}

typedef char text_room[3 * (MAX_LETTERS + 2) + 1];

static void count(terms *t, sql which, const char *text) {
  t->rc = STEP(t, which, "s", text);
  if (t->rc == SQLITE_ROW) t->here += sqlite3_column_double(row(t, which), 0), t->rc = SQLITE_DONE;
  (void)sqlite3_reset(row(t, which));
}

static void token(terms *t, const char *prefix, const char *text) {
  if (t->rc == SQLITE_DONE || t->rc == SQLITE_ROW) {
    int before = t->rc;
    count(t, *prefix ? COUNT_LEMMA : COUNT_FORM, text);
    if (t->rc == SQLITE_DONE) t->rc = before;
  }
  isn_buffer_format(t->out, "%s%s%s", t->tokens++ ? "|" : "", prefix, text);
}

/* ---- forms ---- */

enum { AS_FORM = 1, AS_LEMMA = 2 };

/* Whether any document has it, and as what. */
static int where_it_is(terms *t, const char *form) {
  t->rc = STEP(t, FORM_IS_THERE, "s", form);
  int where = t->rc == SQLITE_ROW ? sqlite3_column_int(row(t, FORM_IS_THERE), 0) : 0;
  if (t->rc == SQLITE_ROW) t->rc = SQLITE_DONE;
  (void)sqlite3_reset(row(t, FORM_IS_THERE));
  return where;
}

static bool is_there(terms *t, const char *form) { return where_it_is(t, form) & AS_FORM; }

/* The form, with `lemmas` its lemmas too: what has the same lemma is the same word. */
static void form_tokens(terms *t, const char *form, bool lemmas) {
  token(t, "", form);
  if (!lemmas) return;
  int64_t most = 0;
  t->rc = STEP(t, LEMMAS_OF_FORM, "s", form);
  for (; t->rc == SQLITE_ROW; t->rc = sqlite3_step(row(t, LEMMAS_OF_FORM))) {
    int64_t analyses = sqlite3_column_int64(row(t, LEMMAS_OF_FORM), 1);
    if (!most) most = analyses;
    if (analyses * SHARE >= most) token(t, "=", (const char *)sqlite3_column_text(row(t, LEMMAS_OF_FORM), 0));
  }
  (void)sqlite3_reset(row(t, LEMMAS_OF_FORM));
}

/* ---- clitics, where the word as a whole stands nowhere ---- */

/* As far as the index takes them off: conjunctions, prepositions, the future; objects and possessors. Then endings of number, for a form
 * that no document has may be of a word that one has in another. Folded. */
static const char *const before[] = {"", "و", "ف", "ب", "ل", "ك", "س", "وب", "ول", "وك", "وس", "فب", "فل", "فس", "لل", "ولل", "فلل"};
static const char *const behind[] = {"",  "ه",  "ها", "هم", "هما", "هن", "ك",  "كم",  "نا",
                                     "ي", "ني", "ون", "ين", "ان",  "ات", "وا", "تان", "تين"};

static uint32_t spell(const char *text, uint16_t *out) {
  isn_key key = isn_fold_into(out, 4, text, strlen(text));
  return key.length;
}

/* The word without a clitic at either end; false where they are not there or too little is left. */
static bool strip(const letters *word, const char *head, const char *tail, letters *stem) {
  uint16_t first[4], last[4];
  uint32_t h = spell(head, first), e = spell(tail, last);
  if (word->count < h + e + 3 || memcmp(word->at, first, h * sizeof *first) != 0) return false;
  if (memcmp(word->at + word->count - e, last, e * sizeof *last) != 0) return false;
  stem->count = word->count - h - e;
  memmove(stem->at, word->at + h, stem->count * sizeof *stem->at);
  return true;
}

static bool stem_is(terms *t, const letters *stem, char *form) {
  const char *search = isn_search_form(to_text(stem, form));
  if (!where_it_is(t, search)) return false;
  memmove(form, search, strlen(search) + 1);
  return true;
}

/* Before a suffix ة is ت, and before an ending it is gone. */
static bool stem_is_there(terms *t, letters *stem, bool suffixed, char *form) {
  static const uint16_t ta = 0x62a, ha = 0x647;
  if (stem_is(t, stem, form)) return true;
  if (!suffixed) return false;
  if (stem->at[stem->count - 1] == ta) stem->count--;
  stem->at[stem->count++] = ha;
  return stem_is(t, stem, form);
}

/* The longest that is left of the word and stands in the index. */
static bool without_clitics(terms *t, const letters *word, char *best) {
  uint32_t longest = 0;
  for (size_t i = 0; i < sizeof before / sizeof *before; i++)
    for (size_t j = 0; j < sizeof behind / sizeof *behind; j++) {
      letters stem;
      text_room form;
      if (!(i || j) || !strip(word, before[i], behind[j], &stem) || stem.count <= longest) continue;
      uint32_t count = stem.count;
      if (!stem_is_there(t, &stem, *behind[j], form)) continue;
      longest = count;
      memcpy(best, form, strlen(form) + 1);
    }
  return longest > 0;
}

static void word_tokens(terms *t, const letters *word, bool lemmas) {
  text_room whole, stripped;
  const char *form = isn_search_form(to_text(word, whole));
  bool there = is_there(t, form);
  /* With the article the index may have it as a word of its own (الان). */
  if (form != whole && is_there(t, whole)) form_tokens(t, whole, lemmas);
  if (!there && without_clitics(t, word, stripped)) form = stripped;
  form_tokens(t, form, lemmas);
  if (lemmas && !there) token(t, "=", form);
}

/* ---- spellings ---- */

typedef struct spellings {
  text_room at[MAX_SPELLINGS];
  uint32_t count;
} spellings;

static void take_spelling(spellings *found, const char *form) {
  for (uint32_t i = 0; i < found->count; i++)
    if (strcmp(found->at[i], form) == 0) return;
  const size_t length = strlen(form);
  if (found->count < MAX_SPELLINGS && length < sizeof found->at[0]) memcpy(found->at[found->count++], form, length + 1);
}

static void try_spelling(terms *t, spellings *found, const letters *word) {
  text_room text;
  if (found->count < MAX_SPELLINGS && word->count >= 2 && is_there(t, to_text(word, text))) take_spelling(found, text);
}

/* Every word at one letter's distance: left out, put in, another, or two changed about. */
static void near_spellings(terms *t, spellings *found, const letters *word) {
  letters other;
  for (uint32_t i = 0; i < word->count; i++) {
    other = (letters){.count = word->count - 1};
    memcpy(other.at, word->at, i * sizeof *other.at);
    memcpy(other.at + i, word->at + i + 1, (word->count - i - 1) * sizeof *other.at);
    try_spelling(t, found, &other);
    other = *word;
    if (i + 1 < word->count) {
      other.at[i] = word->at[i + 1];
      other.at[i + 1] = word->at[i];
      try_spelling(t, found, &other);
    }
  }
  for (uint16_t letter = 0x621; letter <= 0x64a; letter++)
    for (uint32_t i = 0; i <= word->count; i++) {
      if (letter > 0x63a && letter < 0x641) continue; /* not letters of Arabic */
      other = *word;
      if (i < word->count) {
        other.at[i] = letter;
        try_spelling(t, found, &other);
      }
      other = (letters){.count = word->count + 1};
      memcpy(other.at, word->at, i * sizeof *other.at);
      other.at[i] = letter;
      memcpy(other.at + i + 1, word->at + i, (word->count - i) * sizeof *other.at);
      try_spelling(t, found, &other);
    }
}

/* Letters to change, put in or leave out (Levenshtein), 3 for more than 2. */
static uint32_t distance(const letters *a, const letters *b) {
  uint32_t line[MAX_LETTERS + 3];
  if (a->count > b->count + 2 || b->count > a->count + 2) return 3;
  for (uint32_t j = 0; j <= b->count; j++) line[j] = j;
  for (uint32_t i = 1; i <= a->count; i++) {
    uint32_t corner = line[0];
    line[0] = i;
    for (uint32_t j = 1; j <= b->count; j++) {
      uint32_t change = corner + (a->at[i - 1] != b->at[j - 1]), least = line[j] < line[j - 1] ? line[j] + 1 : line[j - 1] + 1;
      corner = line[j];
      line[j] = change < least ? change : least;
    }
  }
  return line[b->count] > 2 ? 3 : line[b->count];
}

static void far_spellings(terms *t, spellings *found, const letters *word) {
  letters beginning = *word, other;
  text_room from, to;
  beginning.count = LONG_BEGINNING;
  (void)to_text(&beginning, from);
  beginning.at[LONG_BEGINNING] = 0xffff;
  beginning.count++;
  t->rc = STEP(t, FORMS_BEGINNING, "ss", from, to_text(&beginning, to));
  for (; t->rc == SQLITE_ROW; t->rc = sqlite3_step(row(t, FORMS_BEGINNING))) {
    const char *form = (const char *)sqlite3_column_text(row(t, FORMS_BEGINNING), 0);
    other.count = isn_fold_into(other.at, MAX_LETTERS, form, strlen(form)).length;
    if (distance(word, &other) <= 2) take_spelling(found, form);
  }
  (void)sqlite3_reset(row(t, FORMS_BEGINNING));
}

static void fuzzy_tokens(terms *t, const letters *word) {
  spellings *found = calloc(1, sizeof *found);
  if (!found) {
    t->rc = SQLITE_NOMEM;
    return;
  }
  text_room text;
  letters search = {.count = 0};
  const char *form = isn_search_form(to_text(word, text));
  search.count = isn_fold_into(search.at, MAX_LETTERS, form, strlen(form)).length;
  near_spellings(t, found, &search);
  if (t->rc == SQLITE_DONE && search.count >= LONG_WORD) far_spellings(t, found, &search);
  form_tokens(t, form, true);
  for (uint32_t i = 0; i < found->count; i++)
    if (strcmp(found->at[i], form) != 0) token(t, "", found->at[i]);
  free(found);
}

/* ---- a node ---- */

/* A mark inside a number: 3.5, 5،2. */
static bool parts_digits(const isn_key *text, uint32_t at) {
  uint16_t cp = text->at[at];
  return (cp == '.' || cp == ',' || cp == 0x60c || cp == 0x66b) && at && at + 1 < text->length && isn_digit(text->at[at - 1]) >= 0 &&
         isn_digit(text->at[at + 1]) >= 0;
}

/* The next run of letters or digits; false at the end. Anything else parts words, as it does in a text. */
static bool next_word(const isn_key *text, uint32_t *at, letters *word) {
  word->count = 0;
  for (; *at < text->length; ++*at) {
    uint16_t cp = text->at[*at];
    bool inside = isn_is_letter(cp) || isn_is_latin(cp) || isn_digit(cp) >= 0 || parts_digits(text, *at);
    if (!inside && word->count) break;
    if (inside && word->count < MAX_LETTERS) word->at[word->count++] = cp;
  }
  return word->count > 0;
}

static uint32_t count_words(const isn_key *text) {
  letters word;
  uint32_t words = 0;
  for (uint32_t at = 0; next_word(text, &at, &word);) words++;
  return words;
}

static void write_terms(terms *t, const isn_query_node *node, const isn_key *text, uint32_t words, double *documents) {
  letters word;
  isn_buffer_text(t->out, "\"");
  for (uint32_t at = 0, i = 0; t->rc == SQLITE_DONE && next_word(text, &at, &word); i++) {
    text_room beginning;
    if (i) isn_buffer_text(t->out, " ");
    t->tokens = 0;
    t->here = 0;
    bool prefix = node->kind == ISN_QUERY_PREFIX && i + 1 == words;
    if (prefix) token(t, "", isn_search_form(to_text(&word, beginning)));
    if (prefix) count(t, COUNT_PREFIX, isn_search_form(to_text(&word, beginning)));
    else if (node->kind == ISN_QUERY_FUZZY) fuzzy_tokens(t, &word);
    else word_tokens(t, &word, words == 1 && node->kind == ISN_QUERY_WORD);
    if (!i || t->here < *documents) *documents = t->here; /* a phrase has at most what its rarest word has */
  }
  isn_buffer_text(t->out, node->kind == ISN_QUERY_PREFIX ? "\" *" : "\"");
}

int isn_query_terms(isnad_archive *archive, const isn_query_node *node, isn_buffer *out, uint32_t *words, double *documents) {
  isn_arena arena = {0};
  terms t = {.archive = archive, .out = out, .rc = SQLITE_DONE};
  isn_key text = isn_fold_text(&arena, node->value, strlen(node->value));
  *documents = 0;
  *words = text.at ? count_words(&text) : 0;
  if (!text.at) t.rc = SQLITE_NOMEM;
  else if (*words) write_terms(&t, node, &text, *words, documents);
  isn_arena_free(&arena);
  return t.rc;
}
