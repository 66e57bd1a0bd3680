#include "pack/lexicon.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "arabic/grammar.h"
#include "arabic/inflect.h"
#include "pack/embedded.h"

enum { MAX_TABLES = 64, MAX_LEXICON_FILE = 64 << 20, EXPECTED_FORMS = 300000 };

struct isn_lexicon {
  isn_arena arena;
  isn_table tables[MAX_TABLES];
  uint32_t tables_count;
  uint64_t hash;
  char id[17];
  ISN_VEC(isn_lexeme) lexemes;
  ISN_VEC(isn_wordform) forms;
  isn_map index[3];  /* lemma → lexeme, by class */
  isn_map spellings; /* form → first wordform + 1 */
  isn_class_index classes;
};

/* The columns that make a row's key: a user's row with the same key takes the place of the built-in one. */
static const struct {
  const char *table, *keys;
} table_keys[] = {{"verbs.tsv", "lemma present"},         {"words.tsv", "word"},
                  {"confidence.tsv", "row feature"},      {"cues.tsv", "entry pos"},
                  {"events-verbal.tsv", "entry pos"},     {"events-material.tsv", "entry pos"},
                  {"places.tsv", "name_ar country kind"}, {"places-conflict.tsv", "name_ar country kind"},
                  {"against.tsv", "entry pos"},           {"contexts.tsv", "entry pos types"},
                  {"modality.tsv", "word pos"},           {"matter-words.tsv", "entry pos matter"},
                  {"positions.tsv", "entry pos role"},    {"timewords.tsv", "word kind"},
                  {"calendar.tsv", "name kind"},          {"names.tsv", "name part"},
                  {"public-events.tsv", "event from"},    {"terms.tsv", "person office from"},
                  {"classes.tsv", "class match words"}};

/* ---- lexemes and forms ---- */

static uint32_t add_lexeme(isn_lexicon *lex, isn_lexeme_class lexeme_class, const char *lemma, size_t length) {
  isn_key key = isn_fold_text(&lex->arena, lemma, length);
  if (!key.at || !key.length) return ISNAD_NONE;
  bool fresh;
  uint32_t *slot = isn_map_put(&lex->index[lexeme_class], &lex->arena, key.at, key.length, &fresh);
  if (!slot) return ISNAD_NONE;
  if (!fresh) return *slot;
  *slot = lex->lexemes.count;
  isn_lexeme *lexeme = ISN_PUSH(&lex->lexemes, &lex->arena);
  const char *own = isn_arena_strndup(&lex->arena, lemma, length);
  if (!lexeme || !own) return ISNAD_NONE;
  *lexeme = (isn_lexeme){.lemma = own, .key = key, .lexeme_class = (uint8_t)lexeme_class};
  return *slot;
}

static bool add_form(isn_lexicon *lex, const uint16_t *key, uint32_t length, isn_wordform form) {
  const uint32_t *known = isn_map_get(&lex->spellings, key, length);
  if (known) {
    for (uint32_t i = *known - 1; i != ISNAD_NONE; i = lex->forms.at[i].next) {
      const isn_wordform *f = &lex->forms.at[i];
      if (f->lexeme == form.lexeme && f->pos == form.pos && f->form == form.form && f->passive == form.passive &&
          f->with_pronoun == form.with_pronoun)
        return true;
    }
  }
  const uint16_t *stored = key;
  if (!known) { /* the map keeps the pointer of a key that it did not have */
    uint16_t *copy = isn_arena_alloc(&lex->arena, length * sizeof *copy);
    if (!copy) return false;
    memcpy(copy, key, length * sizeof *copy);
    stored = copy;
  }
  bool fresh;
  uint32_t *slot = isn_map_put(&lex->spellings, &lex->arena, stored, length, &fresh);
  if (!slot) return false;
  isn_wordform *row = ISN_PUSH(&lex->forms, &lex->arena);
  if (!row) return false;
  form.next = known ? *slot - 1 : ISNAD_NONE;
  *row = form;
  *slot = lex->forms.count;
  return true;
}

typedef struct target {
  isn_lexicon *lex;
  uint32_t lexeme;
  uint8_t noun_form; /* form of a noun's singular: ISN_SINGULAR or ISN_MASDAR */
  bool adjective;
} target;

static bool take_form(void *context, const uint16_t *key, uint32_t length, isn_inflected f) {
  target *t = context;
  isn_wordform w = {.lexeme = t->lexeme,
                    .person = f.person,
                    .gender = f.gender,
                    .number = f.number,
                    .passive = f.passive,
                    .with_pronoun = f.with_pronoun};
  switch (f.part) {
    case ISN_PART_PAST: w.pos = ISN_VERB, w.form = ISN_PAST; break;
    case ISN_PART_PRESENT: w.pos = ISN_VERB, w.form = f.moodless ? ISN_SUBJUNCTIVE : ISN_PRESENT; break;
    case ISN_PART_ACTIVE: w.pos = ISN_NOUN, w.form = ISN_ACTIVE_PART; break;
    case ISN_PART_PASSIVE: w.pos = ISN_NOUN, w.form = ISN_PASSIVE_PART; break;
    default: w.pos = t->adjective ? ISN_ADJ : ISN_NOUN, w.form = f.number == 'p' ? ISN_PLURAL : f.number == 'd' ? ISN_DUAL : t->noun_form;
  }
  return add_form(t->lex, key, length, w);
}

static isn_key bare(isn_lexicon *lex, const char *text, size_t length) { return isn_bare_text(&lex->arena, text, length); }

/* A noun lexeme with the forms of its singular and of the plurals listed in `plurals` (may be ""). */
static bool add_noun(isn_lexicon *lex, const char *lemma, size_t length, const char *plurals, uint8_t form, bool feminine) {
  if (length < 3) return true; /* a single letter is a clitic preposition */
  uint32_t id = add_lexeme(lex, ISN_LEX_NOUN, lemma, length);
  if (id == ISNAD_NONE) return false;
  target t = {lex, id, form, false};
  if (!isn_inflect_noun(bare(lex, lemma, length), ISN_PART_NOUN, 's', feminine, take_form, &t)) return false;
  const char *item;
  for (size_t n; isn_next_alternative(&plurals, &item, &n);)
    if (!memchr(item, ' ', n) && !isn_inflect_noun(bare(lex, item, n), ISN_PART_NOUN, 'p', false, take_form, &t)) return false;
  return true;
}

static bool add_verb(isn_lexicon *lex, const isn_table *table, const isn_row *row) {
  const char *lemma = row->cells[0], *present = isn_cell(table, row, "present");
  uint32_t id = add_lexeme(lex, ISN_LEX_VERB, lemma, strlen(lemma));
  if (id == ISNAD_NONE) return false;
  target t = {lex, id, ISN_SINGULAR, false};
  if (!isn_inflect_verb(bare(lex, lemma, strlen(lemma)), bare(lex, present, strlen(present)), take_form, &t)) return false;
  static const struct {
    const char *column;
    isn_part part;
  } participles[] = {{"active", ISN_PART_ACTIVE}, {"passive", ISN_PART_PASSIVE}};
  for (size_t i = 0; i < 2; i++) {
    const char *at = isn_cell(table, row, participles[i].column), *item;
    for (size_t n; isn_next_alternative(&at, &item, &n);)
      if (!isn_inflect_noun(bare(lex, item, n), participles[i].part, 's', true, take_form, &t)) return false;
  }
  const char *at = isn_cell(table, row, "masdar"), *item;
  for (size_t n; isn_next_alternative(&at, &item, &n);)
    if (!add_noun(lex, item, n, "", ISN_MASDAR, false)) return false;
  return true;
}

/* Adjectives of adjectives.tsv and the nationality adjectives of countries.tsv. */
static bool add_adjectives(isn_lexicon *lex, const char *name, const char *column, const char *forms) {
  const isn_table *table = isn_lexicon_table(lex, name);
  for (uint32_t i = 0; i < table->rows.count; i++) {
    const char *at = isn_cell(table, &table->rows.at[i], column), *item;
    for (size_t n; isn_next_alternative(&at, &item, &n);) {
      uint32_t id = add_lexeme(lex, ISN_LEX_NOUN, item, n);
      if (id == ISNAD_NONE) return false;
      target t = {lex, id, ISN_SINGULAR, true};
      if (!isn_inflect_noun(bare(lex, item, n), ISN_PART_NOUN, 's', true, take_form, &t)) return false;
      const char *more = isn_cell(table, &table->rows.at[i], forms), *form;
      for (size_t k; isn_next_alternative(&more, &form, &k);)
        if (!isn_inflect_noun(bare(lex, form, k), ISN_PART_NOUN, 'p', false, take_form, &t)) return false;
    }
  }
  return true;
}

static isn_role role_of(const char *name) {
  static const char *const names[] = {
      "",          "neg",         "future",    "perfect",      "cond",     "relative", "demonstrative", "complementizer",
      "pronoun",   "coordinator", "prep",      "subordinator", "adverb",   "number",   "question",      "quantifier",
      "exception", "modal",       "prep_pron", "attribution",  "fraction", "ordinal",  "focus",         "emphasis",
      "degree",    "time",        "discourse", "possessor",    "answer",   "vocative", "aspect"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strcmp(name, names[i]) == 0) return (isn_role)i;
  return ISN_ROLE_OTHER;
}

static uint8_t pos_of(const char *ud) {
  static const struct {
    const char *name;
    isn_pos pos;
  } tags[] = {{"ADP", ISN_ADP},   {"CCONJ", ISN_CCONJ}, {"SCONJ", ISN_SCONJ}, {"PART", ISN_PART}, {"PRON", ISN_PRON},
              {"DET", ISN_DET},   {"ADV", ISN_ADV},     {"AUX", ISN_AUX},     {"NUM", ISN_NUM},   {"INTJ", ISN_INTJ},
              {"NOUN", ISN_NOUN}, {"ADJ", ISN_ADJ},     {"VERB", ISN_VERB}};
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
    if (strcmp(ud, tags[i].name) == 0) return (uint8_t)tags[i].pos;
  return ISN_POS_UNKNOWN;
}

static bool add_word(isn_lexicon *lex, const isn_table *table, const isn_row *row) {
  const char *word = row->cells[0];
  if (strchr(word, ' ')) return true; /* several words: src/syntax reads those from the table */
  uint32_t id = add_lexeme(lex, ISN_LEX_FUNCTION, word, strlen(word));
  if (id == ISNAD_NONE) return false;
  isn_lexeme *lexeme = &lex->lexemes.at[id];
  uint8_t pos = pos_of(isn_cell(table, row, "pos"));
  if (lexeme->ud) return true; /* a word's rows stand with its most frequent use first: that one is read */
  lexeme->ud = pos;
  lexeme->role = (uint8_t)role_of(isn_cell(table, row, "role"));
  isn_wordform form = {.lexeme = id, .pos = pos, .form = ISN_FORM_NONE};
  return add_form(lex, lexeme->key.at, lexeme->key.length, form);
}

/* Registers the nouns inside an entry such as "شن … هجوم|غارة": every word that is neither a verb nor a function word. */
static bool add_entry_nouns(isn_lexicon *lex, const char *entry, bool first_is_verb) {
  bool first = true;
  while (*entry) {
    size_t n = strcspn(entry, " |");
    isn_key key = isn_fold_text(&lex->arena, entry, n);
    bool skip =
        (first && first_is_verb) || n < 4 || memcmp(entry, "…", 3) == 0 || isn_map_get(&lex->index[ISN_LEX_FUNCTION], key.at, key.length);
    if (!skip && !add_noun(lex, entry, n, "", ISN_SINGULAR, false)) return false;
    if (entry[n] == ' ') first = false;
    entry += n + (entry[n] != 0);
  }
  return true;
}

/* Tables whose words are nouns: the column of the singular, the one of its plurals, and the one that says whether they denote persons. */
static bool add_nouns_of(isn_lexicon *lex, const char *name, const char *singular, const char *plural) {
  const isn_table *table = isn_lexicon_table(lex, name);
  for (uint32_t i = 0; i < table->rows.count; i++) {
    const isn_row *row = &table->rows.at[i];
    const char *word = isn_cell(table, row, singular);
    bool person = strcmp(isn_cell(table, row, "type"), "PER") == 0;
    if (strchr(word, ' ')) {
      if (!add_entry_nouns(lex, word, false)) return false;
    } else if (!add_noun(lex, word, strlen(word), isn_cell(table, row, plural), ISN_SINGULAR, person)) {
      return false;
    }
  }
  return true;
}

static bool add_entries_of(isn_lexicon *lex, const char *name) {
  const isn_table *table = isn_lexicon_table(lex, name);
  for (uint32_t i = 0; i < table->rows.count; i++) {
    const isn_row *row = &table->rows.at[i];
    const char *pos = isn_cell(table, row, "pos");
    static const char *const words[] = {"verb", "masdar", "noun", "adjective"}; /* the rest is matched as written, or is no word */
    bool word = false;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) word = word || strcmp(pos, words[k]) == 0;
    if (!word) continue;
    if (!add_entry_nouns(lex, row->cells[0], strcmp(pos, "verb") == 0)) return false;
  }
  return true;
}

/* Values of closed sets that no stage would ever read are refused here, with their place. */
static isnad_status check_words(const isn_lexicon *lex, isnad_error *error) {
  const isn_table *table = isn_lexicon_table(lex, "words.tsv");
  for (uint32_t i = 0; i < table->rows.count; i++) {
    const isn_row *row = &table->rows.at[i];
    const char *role = isn_cell(table, row, "role"), *pos = isn_cell(table, row, "pos");
    if (role_of(role) == ISN_ROLE_OTHER)
      return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0,
                         "column role: '%s' is none of the roles that the head of words.tsv lists", role);
    if (pos_of(pos) == ISN_POS_UNKNOWN)
      return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0,
                         "column pos: '%s', expected a UD part of speech such as ADP, SCONJ, PART", pos);
  }
  return ISNAD_OK;
}

/* Lexemes keep the classes of their lemma, so that a token has them without a search. */
static void classify_lexemes(isn_lexicon *lex) {
  for (uint32_t i = 0; i < lex->lexemes.count; i++) {
    isn_lexeme *l = &lex->lexemes.at[i];
    const isn_word_classes *c = isn_classes_of(&lex->classes, l->key.at, l->key.length);
    if (c) l->classes = c->lemma;
  }
}

static bool build_index(isn_lexicon *lex) {
  if (!isn_map_reserve(&lex->spellings, &lex->arena, EXPECTED_FORMS)) return false;
  const isn_table *words = isn_lexicon_table(lex, "words.tsv"), *verbs = isn_lexicon_table(lex, "verbs.tsv");
  for (uint32_t i = 0; i < words->rows.count; i++)
    if (!add_word(lex, words, &words->rows.at[i])) return false;
  for (uint32_t i = 0; i < verbs->rows.count; i++)
    if (!add_verb(lex, verbs, &verbs->rows.at[i])) return false;
  return add_nouns_of(lex, "agents.tsv", "word", "plural") && add_nouns_of(lex, "titles.tsv", "title", "forms") &&
         add_nouns_of(lex, "orgheads.tsv", "head", "plural") && add_nouns_of(lex, "nouns.tsv", "noun", "plural") &&
         add_entries_of(lex, "events-verbal.tsv") && add_entries_of(lex, "events-material.tsv") && add_entries_of(lex, "cues.tsv") &&
         add_entries_of(lex, "contexts.tsv") && add_adjectives(lex, "adjectives.tsv", "adjective", "forms") &&
         add_adjectives(lex, "countries.tsv", "adjective", "");
}

/* ---- files ---- */

static isn_table *table_named(isn_lexicon *lex, const char *name) {
  for (uint32_t i = 0; i < lex->tables_count; i++)
    if (strcmp(lex->tables[i].name, name) == 0) return &lex->tables[i];
  return NULL;
}

static uint64_t row_key(const isn_table *table, const isn_row *row) {
  const char *keys = table->columns[0];
  for (size_t i = 0; i < sizeof table_keys / sizeof *table_keys; i++)
    if (strcmp(table_keys[i].table, table->name) == 0) keys = table_keys[i].keys;
  uint64_t hash = 0;
  for (uint32_t c = 0; c < table->columns_count; c++) {
    size_t n = strlen(table->columns[c]);
    for (const char *k = strstr(keys, table->columns[c]); k; k = strstr(k + 1, table->columns[c]))
      if ((k == keys || k[-1] == ' ') && (k[n] == 0 || k[n] == ' ')) {
        hash = isn_hash_bytes(row->cells[c], strlen(row->cells[c]) + 1, hash);
        break;
      }
  }
  return hash;
}

static int by_value(const void *a, const void *b) {
  uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
  return (x > y) - (x < y);
}

/* "ـــ" folds to nothing: no text can hold it. */
static isnad_status check_letters(isn_lexicon *lex, const isn_table *table, uint32_t first, isnad_error *error) {
  for (uint32_t i = first; i < table->rows.count; i++) {
    const isn_row *row = &table->rows.at[i];
    bool letter = false;
    for (const char *c = row->cells[0]; *c && !letter; c++) letter = isalnum((unsigned char)*c);
    if (letter) continue;
    isn_key key = isn_fold_text(&lex->arena, row->cells[0], strlen(row->cells[0]));
    if (!key.at) return isn_nomem(error);
    if (!key.length)
      return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column %s: '%s' holds no letter", table->columns[0],
                         row->cells[0]);
  }
  return ISNAD_OK;
}

/* Drops the rows [0, old) whose key one of the rows behind them has. */
static isnad_status override_rows(isn_lexicon *lex, isn_table *table, uint32_t old, isnad_error *error) {
  uint32_t fresh = table->rows.count - old, kept = 0;
  if (!old || !fresh) return ISNAD_OK;
  uint64_t *keys = isn_arena_alloc(&lex->arena, fresh * sizeof *keys);
  if (!keys) return isn_nomem(error);
  for (uint32_t i = 0; i < fresh; i++) keys[i] = row_key(table, &table->rows.at[old + i]);
  qsort(keys, fresh, sizeof *keys, by_value);
  for (uint32_t i = 0; i < table->rows.count; i++) {
    uint64_t key = row_key(table, &table->rows.at[i]);
    if (i < old && bsearch(&key, keys, fresh, sizeof *keys, by_value)) continue;
    table->rows.at[kept++] = table->rows.at[i];
  }
  table->rows.count = kept;
  return ISNAD_OK;
}

static isnad_status read_file(isn_arena *arena, const char *path, char **bytes, size_t *length, isnad_error *error) {
  FILE *file = fopen(path, "rb");
  if (!file) return isn_fail_at(error, ISNAD_E_IO, path, 0, 0, "cannot be opened: %s", strerrordesc_np(errno));
  struct stat info;
  isnad_status status = ISNAD_OK;
  if (fstat(fileno(file), &info) || !S_ISREG(info.st_mode)) status = isn_fail_at(error, ISNAD_E_IO, path, 0, 0, "is not a regular file");
  else if (info.st_size > MAX_LEXICON_FILE)
    status = isn_fail_at(error, ISNAD_E_LIMIT, path, 0, 0, "larger than %d MiB", MAX_LEXICON_FILE >> 20);
  else if (!(*bytes = isn_arena_alloc(arena, (size_t)info.st_size + 1))) status = isn_nomem(error);
  else if ((*length = fread(*bytes, 1, (size_t)info.st_size, file)) < (size_t)info.st_size)
    status = isn_fail_at(error, ISNAD_E_IO, path, 0, 0, "could be read only in part: %s", strerrordesc_np(errno));
  (void)fclose(file);
  return status;
}

static isnad_status read_extra(isn_lexicon *lex, const char *folder, const char *name, isnad_error *error) {
  char path[4096];
  if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
    return isn_fail(error, ISNAD_E_ARG, "the path of %s is too long", name);
  isn_table *table = table_named(lex, name);
  if (!table) {
    char known[512] = "";
    for (uint32_t i = 0; i < lex->tables_count; i++)
      (void)snprintf(known + strlen(known), sizeof known - strlen(known), " %s", lex->tables[i].name);
    return isn_fail_at(error, ISNAD_E_FORMAT, path, 0, 0, "no lexicon has this name; expected one of:%s", known);
  }
  char *bytes = NULL;
  size_t length = 0;
  isnad_status status = read_file(&lex->arena, path, &bytes, &length, error);
  if (status) return status;
  uint32_t old = table->rows.count;
  status = isn_tsv_parse(table, &lex->arena, path, bytes, length, error);
  lex->hash = isn_hash_bytes(bytes, length, lex->hash);
  if (!status) status = check_letters(lex, table, old, error);
  return status ? status : override_rows(lex, table, old, error);
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

/* Reads the folder's .tsv files in byte order of their names, so that the outcome does not depend on the file system. */
static isnad_status read_folder(isn_lexicon *lex, const char *folder, isnad_error *error) {
  DIR *dir = opendir(folder);
  if (!dir) return isn_fail_at(error, ISNAD_E_IO, folder, 0, 0, "the lexicon folder cannot be opened: %s", strerrordesc_np(errno));
  const char *names[MAX_TABLES] = {NULL};
  size_t count = 0;
  bool room = true;
  for (struct dirent *entry; room && (entry = readdir(dir));) {
    size_t n = strlen(entry->d_name);
    if (n <= 4 || entry->d_name[0] == '.' || strcmp(entry->d_name + n - 4, ".tsv") != 0) continue;
    if (count == MAX_TABLES) {
      (void)closedir(dir);
      return isn_fail_at(error, ISNAD_E_LIMIT, folder, 0, 0, "the lexicon folder holds more than %d .tsv files", MAX_TABLES);
    }
    names[count] = isn_arena_strdup(&lex->arena, entry->d_name);
    room = names[count++] != NULL;
  }
  (void)closedir(dir);
  if (!room) return isn_nomem(error);
  qsort(names, count, sizeof *names, by_name);
  isnad_status status = ISNAD_OK;
  if (!count) status = isn_fail_at(error, ISNAD_E_FORMAT, folder, 0, 0, "the lexicon folder holds no .tsv file");
  for (size_t i = 0; i < count && !status; i++) status = read_extra(lex, folder, names[i], error);
  return status;
}

static isnad_status read_builtin(isn_lexicon *lex, isnad_error *error) {
  if (isn_embedded_tables_count > MAX_TABLES) /* leaving one out would change what is found, and nobody would know why */
    return isn_fail(error, ISNAD_E_LIMIT, "more than %d tables are built in", MAX_TABLES);
  for (size_t i = 0; i < isn_embedded_tables_count; i++) {
    const isn_embedded *e = &isn_embedded_tables[i];
    isn_table *table = &lex->tables[lex->tables_count++];
    table->name = e->name;
    size_t length = (size_t)(e->end - e->begin);
    isnad_status status = isn_tsv_parse(table, &lex->arena, e->name, (const char *)e->begin, length, error);
    if (status) return status;
    lex->hash = isn_hash_bytes(e->begin, length, lex->hash);
  }
  return ISNAD_OK;
}

isnad_status isn_lexicon_open(const char *extra_dir, isn_lexicon **out, isnad_error *error) {
  *out = NULL;
  isn_lexicon *lex = calloc(1, sizeof *lex);
  if (!lex) return isn_nomem(error);
  isnad_status status = read_builtin(lex, error);
  if (!status && extra_dir) status = read_folder(lex, extra_dir, error);
  if (!status) status = check_words(lex, error);
  if (!status) status = isn_classes_open(&lex->classes, &lex->arena, isn_lexicon_table(lex, "classes.tsv"), error);
  if (!status && !build_index(lex)) status = isn_nomem(error);
  if (!status) classify_lexemes(lex);
  if (status) {
    isn_lexicon_close(lex);
    return status;
  }
  (void)snprintf(lex->id, sizeof lex->id, "%016llx", (unsigned long long)lex->hash);
  *out = lex;
  return ISNAD_OK;
}

void isn_lexicon_close(isn_lexicon *lexicon) {
  if (!lexicon) return;
  isn_arena_free(&lexicon->arena);
  free(lexicon);
}

const char *isn_lexicon_id(const isn_lexicon *lexicon) { return lexicon->id; }

const isn_table *isn_lexicon_table(const isn_lexicon *lexicon, const char *name) {
  static const isn_table empty = {.name = ""};
  for (uint32_t i = 0; i < lexicon->tables_count; i++)
    if (strcmp(lexicon->tables[i].name, name) == 0) return &lexicon->tables[i];
  return &empty;
}

const isn_wordform *isn_lexicon_forms(const isn_lexicon *lexicon, const uint16_t *key, uint32_t length) {
  const uint32_t *first = isn_map_get(&lexicon->spellings, key, length);
  return first ? &lexicon->forms.at[*first - 1] : NULL;
}

const isn_wordform *isn_lexicon_next_form(const isn_lexicon *lexicon, const isn_wordform *form) {
  return form->next == ISNAD_NONE ? NULL : &lexicon->forms.at[form->next];
}

const isn_lexeme *isn_lexicon_lexeme(const isn_lexicon *lexicon, uint32_t id) {
  return id < lexicon->lexemes.count ? &lexicon->lexemes.at[id] : NULL;
}

uint32_t isn_lexicon_lexemes(const isn_lexicon *lexicon) { return lexicon->lexemes.count; }

uint32_t isn_lexicon_find(const isn_lexicon *lexicon, isn_lexeme_class lexeme_class, const char *lemma, size_t length) {
  uint16_t letters[ISN_MAX_CELL];
  isn_key key = isn_fold_into(letters, ISN_MAX_CELL, lemma, length);
  const uint32_t *id = key.length ? isn_map_get(&lexicon->index[lexeme_class], key.at, key.length) : NULL;
  return id ? *id : ISNAD_NONE;
}

isn_class_set isn_lexicon_classes(const isn_lexicon *lexicon, isn_key word, isn_key stem, uint32_t lexeme) {
  isn_class_set all = {{0}};
  const isn_word_classes *c = isn_classes_of(&lexicon->classes, word.at, word.length);
  if (c) all = c->word;
  c = stem.length ? isn_classes_of(&lexicon->classes, stem.at, stem.length) : NULL;
  if (c) all = isn_class_union(all, c->stem);
  return lexeme < lexicon->lexemes.count ? isn_class_union(all, lexicon->lexemes.at[lexeme].classes) : all;
}
