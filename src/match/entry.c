#include "match/entry.h"

#include <string.h>

#include "doc/spelled.h"

/* ---- compiling ---- */

typedef struct compiler {
  isn_entries *entries;
  isn_arena *arena;
  const isn_lexicon *lexicon;
} compiler;

static uint8_t clitic_letter(isn_key key) {
  if (key.length != 1) return 0;
  return key.at[0] == 0x628 ? ISN_BI : key.at[0] == 0x644 ? ISN_LI : key.at[0] == 0x643 ? ISN_KA : 0;
}

static uint64_t lexeme_bit(uint32_t lexeme) { return UINT64_C(1) << lexeme % 64; }

/* The bits of a hash that tell most, `bits` of them. */
static uint32_t top_bits(uint64_t hash, uint32_t bits) { return (uint32_t)(hash * UINT64_C(0x9e3779b97f4a7c15) >> (64 - bits)); }

static uint64_t hash_bit(uint64_t hash) { return UINT64_C(1) << top_bits(hash, 6); }

static uint64_t hash_of(const uint16_t *letters, uint32_t n) { return isn_map_roll(ISN_MAP_ROLL, letters, n); }

static uint64_t spelling_bit(const uint16_t *letters, uint32_t n) { return hash_bit(hash_of(letters, n)); }

/* Whether entries begin with a lexeme, or perhaps with a word of that hash. */
static bool has_lexeme(const isn_entries *e, uint32_t lexeme) { return e->lexemes[lexeme / 64] >> lexeme % 64 & 1; }
static bool may_have_word(const isn_entries *e, uint64_t hash) { return e->words[top_bits(hash, 10) / 64] >> top_bits(hash, 10) % 64 & 1; }

/* Compiles one word of an entry ("هجوم|غارة"). */
static bool compile_word(compiler *c, isn_entry_word *word, const char *text, size_t length, bool verb, bool phrase) {
  const char *const text_start = text;
  uint32_t lexemes[ISN_ENTRY_ALTERNATIVES];
  isn_key keys[ISN_ENTRY_ALTERNATIVES];
  for (const char *end = text + length; text < end;) {
    const char *bar = memchr(text, '|', (size_t)(end - text));
    size_t n = (size_t)((bar ? bar : end) - text);
    if (n && word->keys_count < ISN_ENTRY_ALTERNATIVES) {
      isn_key key = isn_fold_text(c->arena, text, n);
      if (!key.at) return false;
      keys[word->keys_count++] = key;
      word->bits.spellings |= spelling_bit(key.at, key.length);
      word->clitic |= clitic_letter(key);
      static const isn_lexeme_class verbs[] = {ISN_LEX_VERB}, others[] = {ISN_LEX_NOUN, ISN_LEX_FUNCTION, ISN_LEX_VERB};
      /* in a phrase a word with alternatives may be a verb in any form: بحسب ما أوضح|أوضحت */
      const bool forms = phrase && memchr(text_start, '|', length) != NULL;
      for (int k = 0; k < (verb ? 1 : forms ? 3 : 2); k++) {
        uint32_t id = isn_lexicon_find(c->lexicon, verb ? verbs[k] : others[k], text, n);
        if (id == ISNAD_NONE || word->lexemes_count == ISN_ENTRY_ALTERNATIVES) continue;
        lexemes[word->lexemes_count++] = id;
        word->bits.lexemes |= lexeme_bit(id);
      }
    }
    text += n + (bar ? 1 : 0);
  }
  uint32_t *own_lexemes = isn_arena_alloc(c->arena, word->lexemes_count * sizeof *lexemes);
  isn_key *own_keys = isn_arena_alloc(c->arena, word->keys_count * sizeof *keys);
  if (!own_lexemes || !own_keys) return false;
  memcpy(own_lexemes, lexemes, word->lexemes_count * sizeof *lexemes);
  memcpy(own_keys, keys, word->keys_count * sizeof *keys);
  word->lexemes = own_lexemes;
  word->keys = own_keys;
  return true;
}

/* Whether the words of a row and the alternatives of each are as many as an entry holds. */
static isnad_status check_size(const isn_row *row, isnad_error *error) {
  uint32_t words = 0;
  for (const char *text = row->cells[0]; *text;) {
    const size_t n = strcspn(text, " ");
    uint32_t alternatives = 1;
    for (size_t i = 0; i < n; i++) alternatives += text[i] == '|';
    if (alternatives > ISN_ENTRY_ALTERNATIVES)
      return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column entry: a word with %u alternatives, at most %d",
                         alternatives, ISN_ENTRY_ALTERNATIVES);
    words += n && !(n == 3 && memcmp(text, "…", 3) == 0);
    text += n + (text[n] == ' ');
  }
  return words <= ISN_ENTRY_WORDS
             ? ISNAD_OK
             : isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column entry: %u words, at most %d", words, ISN_ENTRY_WORDS);
}

static bool compile_words(compiler *c, isn_entry *entry, const char *text) {
  isn_entry_word words[ISN_ENTRY_WORDS] = {0};
  bool gap = false;
  while (*text && entry->words_count < ISN_ENTRY_WORDS) {
    size_t n = strcspn(text, " ");
    if (n == 3 && memcmp(text, "…", 3) == 0) {
      gap = true;
    } else if (n) {
      isn_entry_word *word = &words[entry->words_count];
      const bool first = entry->words_count == 0;
      if (!compile_word(c, word, text, n, first && entry->pos == ISN_ENTRY_VERB, !first && entry->pos == ISN_ENTRY_PHRASE)) return false;
      word->gap_before = gap;
      gap = false;
      entry->words_count++;
    }
    text += n + (text[n] == ' ');
  }
  isn_entry_word *own = isn_arena_alloc(c->arena, entry->words_count * sizeof *own);
  if (!own) return false;
  memcpy(own, words, entry->words_count * sizeof *own);
  entry->words = own;
  entry->beside = entry->words_count > 1 && !words[1].gap_before && !words[1].clitic;
  entry->second = words[1].bits;
  return true;
}

/* Puts entry `id` into the index under the lexemes of its first word, or under its spellings. */
static bool index_entry(compiler *c, uint32_t id) {
  isn_entries *e = c->entries;
  const isn_entry_word first = e->rows.at[id].words[0];
  uint32_t places = first.lexemes_count ? first.lexemes_count : first.keys_count;
  bool by_lexeme = first.lexemes_count && e->rows.at[id].pos != ISN_ENTRY_PHRASE;
  if (!by_lexeme) places = first.keys_count;
  for (uint32_t k = 0; k < places; k++) {
    if (k) { /* one row per alternative of the first word, so that each has its own chain */
      isn_entry *copy = ISN_PUSH(&e->rows, c->arena);
      if (!copy) return false;
      *copy = e->rows.at[id];
    }
    uint32_t row = k ? e->rows.count - 1 : id;
    bool fresh;
    uint32_t *slot =
        by_lexeme ? &e->by_lexeme[first.lexemes[k]] : isn_map_put(&e->by_word, c->arena, first.keys[k].at, first.keys[k].length, &fresh);
    if (!slot) return false;
    e->rows.at[row].next = *slot ? *slot - 1 : ISNAD_NONE;
    *slot = row + 1;
    if (by_lexeme) {
      e->lexemes[first.lexemes[k] / 64] |= UINT64_C(1) << first.lexemes[k] % 64;
    } else {
      const uint32_t bit = top_bits(hash_of(first.keys[k].at, first.keys[k].length), 10);
      e->words[bit / 64] |= UINT64_C(1) << bit % 64;
    }
  }
  return true;
}

static isnad_status compile_row(compiler *c, const isn_table *table, const isn_row *row, isn_entry_pos pos, isnad_error *error) {
  const char *text = row->cells[0];
  isn_entry *entry = ISN_PUSH(&c->entries->rows, c->arena);
  if (!entry) return isn_nomem(error);
  uint32_t id = c->entries->rows.count - 1;
  isnad_status size = check_size(row, error);
  if (size) return size;
  entry->row = row;
  entry->table = table;
  entry->pos = pos;
  if (!compile_words(c, entry, text)) return isn_nomem(error);
  entry = &c->entries->rows.at[id];
  if (!entry->words_count) return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column entry has no word");
  if (pos == ISN_ENTRY_VERB && !entry->words[0].lexemes_count)
    return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "the verb '%s' is not in verbs.tsv: add its principal parts there",
                       text);
  return index_entry(c, id) ? ISNAD_OK : isn_nomem(error);
}

isnad_status isn_entries_add_row(isn_entries *entries, isn_arena *arena, const isn_lexicon *lexicon, const isn_table *table,
                                 const isn_row *row, isn_entry_pos pos, isnad_error *error) {
  if (!entries->by_lexeme) {
    entries->by_lexeme = isn_arena_alloc(arena, ((size_t)isn_lexicon_lexemes(lexicon) + 1) * sizeof *entries->by_lexeme);
    entries->lexemes = isn_arena_alloc(arena, ((size_t)isn_lexicon_lexemes(lexicon) / 64 + 1) * sizeof *entries->lexemes);
    if (!entries->by_lexeme || !entries->lexemes) return isn_nomem(error);
  }
  compiler c = {entries, arena, lexicon};
  return compile_row(&c, table, row, pos, error);
}

isnad_status isn_entries_add(isn_entries *entries, isn_arena *arena, const isn_lexicon *lexicon, const char *name, isnad_error *error) {
  const isn_table *table = isn_lexicon_table(lexicon, name);
  isnad_status status = ISNAD_OK;
  for (uint32_t i = 0; i < table->rows.count && !status; i++) {
    const isn_row *row = &table->rows.at[i];
    const char *pos = isn_cell(table, row, "pos");
    bool verb = strcmp(pos, "verb") == 0, noun = strcmp(pos, "noun") == 0 || strcmp(pos, "masdar") == 0,
         phrase = strcmp(pos, "phrase") == 0;
    if (!verb && !noun && !phrase)
      return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column pos: '%s', expected verb, masdar, noun or phrase", pos);
    isn_entry_pos read = verb ? ISN_ENTRY_VERB : phrase ? ISN_ENTRY_PHRASE : ISN_ENTRY_NOUN;
    status = isn_entries_add_row(entries, arena, lexicon, table, row, read, error);
  }
  return status;
}

/* ---- matching ---- */

static bool spelled(const isn_doc *doc, const isn_token *t, uint32_t skip, isn_key key) {
  return t->fold1 - t->fold0 == key.length + skip && memcmp(doc->fold + t->fold0 + skip, key.at, key.length * sizeof *key.at) == 0;
}

static bool is_lexeme(const isn_entry_word *word, uint32_t lexeme) {
  for (uint32_t k = 0; k < word->lexemes_count; k++)
    if (word->lexemes[k] == lexeme) return true;
  return false;
}

static bool share(isn_word_bits a, isn_word_bits b) { return (a.lexemes & b.lexemes) | (a.spellings & b.spellings); }

/* Whether a later word of an entry stands at token i: by lexeme in any reading, else by spelling with or without ال and و. */
static bool word_at(const isn_doc *doc, const isn_entry_word *word, uint32_t i) {
  if (doc->word_bits && !share(doc->word_bits[i], word->bits)) return false;
  const isn_token *t = &doc->tokens.at[i];
  if (t->kind >= ISN_MARK) return false;
  for (uint32_t r = 0; r < t->readings_count; r++)
    if (is_lexeme(word, doc->readings.at[t->readings + r].lexeme)) return true;
  for (uint32_t k = 0; k < word->keys_count; k++) {
    if (spelled(doc, t, 0, word->keys[k])) return true;
    const uint16_t *w = doc->fold + t->fold0;
    if (t->fold1 - t->fold0 > 2 && w[0] == 0x627 && w[1] == 0x644 && spelled(doc, t, 2, word->keys[k])) return true;
  }
  return false;
}

bool isn_entries_see(isn_doc *doc) {
  doc->word_bits = NULL;
  isn_word_bits *seen = isn_arena_alloc(&doc->arena, ((size_t)doc->tokens.count + 1) * sizeof *seen);
  uint64_t *hashes = isn_arena_alloc(&doc->arena, ((size_t)doc->tokens.count + 1) * sizeof *hashes);
  if (!seen || !hashes) return false;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const isn_token *t = &doc->tokens.at[i];
    const uint16_t *w = doc->fold + t->fold0;
    const uint32_t n = t->fold1 - t->fold0;
    if (t->kind >= ISN_MARK) continue;
    for (uint32_t r = 0; r < t->readings_count; r++) seen[i].lexemes |= lexeme_bit(doc->readings.at[t->readings + r].lexeme);
    hashes[i] = hash_of(w, n);
    seen[i].spellings = hash_bit(hashes[i]);
    if (n > 2 && w[0] == 0x627 && w[1] == 0x644) seen[i].spellings |= spelling_bit(w + 2, n - 2);
  }
  doc->word_bits = seen;
  doc->word_hashes = hashes;
  return true;
}

static uint8_t clitics_at(const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  const isn_reading *r = isn_best(doc, i);
  if (r) return r->proclitics;
  const uint16_t *w = doc->fold + t->fold0; /* an unknown word: a name with a preposition on it */
  if (t->fold1 - t->fold0 < 3) return 0;
  return w[0] == 0x628 ? ISN_BI : w[0] == 0x644 ? ISN_LI : w[0] == 0x643 ? ISN_KA : 0;
}

/* The first token in [at, end) that may be the word, before a mark and at most `reach` tokens away; ISNAD_NONE if there is none. */
static uint32_t next_word(const isn_doc *doc, const isn_entry_word *word, uint32_t at, uint32_t end) {
  const uint32_t most = at + 2 * ISN_ENTRY_GAP;
  uint32_t last = at + (word->gap_before ? ISN_ENTRY_GAP : 0);
  for (uint32_t c = at; c < end && c <= last; c++) {
    if (word->clitic ? (clitics_at(doc, c) & word->clitic) != 0 : word_at(doc, word, c)) return c;
    const uint8_t kind = doc->tokens.at[c].kind;
    if (kind == ISN_MARK || (word->clitic && kind > ISN_MARK) || isn_in(doc, c, ISN_CLASS_THAT)) break;
    /* a name counts as one word, however long */
    if (doc->tokens.at[c].mention != ISNAD_NONE && c + 1 < end && doc->tokens.at[c + 1].mention == doc->tokens.at[c].mention &&
        last < most && word->gap_before)
      last++;
  }
  return ISNAD_NONE;
}

/* Whether the second word of an entry may stand behind token i, as far as bits tell. */
static inline bool may_go_on(const isn_doc *doc, const isn_entry *entry, uint32_t i) {
  return !entry->beside || !doc->word_bits || share(doc->word_bits[i + 1], entry->second);
}

bool isn_entry_goes_on(const isn_doc *doc, const isn_entry *entry, uint32_t i, isn_entry_match *m) {
  m->tokens[0] = i;
  m->count = 1;
  m->after = i + 1;
  if (entry->words_count == 1) return true;
  if (!may_go_on(doc, entry, i)) return false;
  const uint32_t end = doc->sentence_first.at[doc->tokens.at[i].sentence + 1];
  for (uint32_t k = 1; k < entry->words_count; k++) {
    const isn_entry_word *word = &entry->words[k];
    const uint32_t c = next_word(doc, word, m->after, end);
    if (c == ISNAD_NONE) return false;
    const bool fused = word->clitic && doc->tokens.at[c].fold1 - doc->tokens.at[c].fold0 != 1; /* a clitic on the next word */
    m->tokens[m->count++] = c;
    m->after = fused ? c : c + 1;
  }
  return true;
}

static void keep_longest_first(isn_entry_match *out, uint32_t *count, uint32_t room, const isn_entry_match *m) {
  for (uint32_t k = 0; k < *count; k++)
    if (out[k].entry->row == m->entry->row && (!m->reading || !out[k].reading || out[k].reading->form == m->reading->form)) return;
  if (*count == room && m->count <= out[room - 1].count) return;
  uint32_t at = *count < room ? (*count)++ : room - 1;
  while (at && out[at - 1].count < m->count) {
    out[at] = out[at - 1];
    at--;
  }
  out[at] = *m;
}

static bool reading_fits(const isn_entry *entry, const isn_reading *r) {
  if (entry->pos == ISN_ENTRY_ADJECTIVE) return r->pos == ISN_ADJ || r->pos == ISN_NOUN;
  if (entry->pos == ISN_ENTRY_VERB) return r->pos == ISN_VERB || r->form == ISN_ACTIVE_PART || r->form == ISN_PASSIVE_PART;
  return r->pos == ISN_NOUN;
}

/* Whether the noun right before a word, in the plural with the article as it is, has it as its adjective. */
static bool describes_before(const isn_doc *doc, uint32_t i) {
  const char *relation;
  const isn_token *t = &doc->tokens.at[i];
  if (!i || isn_doc_governor(doc, i, &relation) != i - 1 || t->fold1 - t->fold0 < 6 || doc->fold[t->fold1 - 1] != 0x646) return false;
  const isn_reading *before = isn_best(doc, i - 1);
  return before && before->pos == ISN_NOUN && before->proclitics & ISN_AL;
}

/* Whether a reading of a word may be the first word of entries, beside the best one of all its readings. */
static bool may_begin(const isn_doc *doc, uint32_t i, const isn_reading *reading, const isn_reading *best) {
  if ((reading->pos == ISN_VERB) != (best->pos == ISN_VERB)) return false;
  if (reading->stem0 != best->stem0 || reading->stem1 != best->stem1) return false; /* مشترك is not مشتر + ك */
  if (reading->pos == ISN_VERB && reading->person != best->person) return false;    /* أوقع is not "I sign" */
  const bool participle = reading->form == ISN_ACTIVE_PART || reading->form == ISN_PASSIVE_PART;
  const bool best_is = best->form == ISN_ACTIVE_PART || best->form == ISN_PASSIVE_PART;
  /* الموقع is a site, not who signed; but in الصحفيين المعتقلين it describes who stands before it */
  if (participle && !best_is && !(reading->form == ISN_PASSIVE_PART && reading->proclitics & ISN_AL && describes_before(doc, i)))
    return false;
  return !(best->form == ISN_SUBJUNCTIVE && best->number == 's' && reading->lexeme != best->lexeme); /* لم يعد is not from وعد */
}

static uint32_t next_entry(const isn_entry *e) { return e->next == ISNAD_NONE ? 0 : e->next + 1; }

/* The first entry, + 1, that begins with the letters of a token behind `skip` of them; 0 for none. */
static uint32_t first_by_word(const isn_entries *entries, const isn_doc *doc, uint32_t i, uint32_t skip) {
  const isn_token *t = &doc->tokens.at[i];
  const uint16_t *w = doc->fold + t->fold0 + skip;
  const uint32_t n = t->fold1 - t->fold0 - skip;
  const uint64_t hash = doc->word_bits && !skip ? doc->word_hashes[i] : hash_of(w, n);
  const uint32_t *first = may_have_word(entries, hash) ? isn_map_get_rolled(&entries->by_word, w, n, hash) : NULL;
  return first ? *first : 0;
}

uint32_t isn_entries_at(const isn_entries *entries, const isn_lexicon *lexicon, const isn_doc *doc, uint32_t i, isn_entry_match *out,
                        uint32_t room) {
  const isn_token *t = &doc->tokens.at[i];
  uint32_t count = 0;
  (void)lexicon;
  if (t->kind != ISN_WORD) return 0;
  const isn_reading *best = isn_best(doc, i);
  for (uint32_t r = 0; best && r < t->readings_count; r++) {
    const isn_reading *reading = &doc->readings.at[t->readings + r];
    if (reading->lexeme == ISNAD_NONE || !has_lexeme(entries, reading->lexeme) || !may_begin(doc, i, reading, best)) continue;
    for (uint32_t e = entries->by_lexeme[reading->lexeme]; e; e = next_entry(&entries->rows.at[e - 1])) {
      const isn_entry *entry = &entries->rows.at[e - 1];
      if (!may_go_on(doc, entry, i) || !reading_fits(entry, reading)) continue;
      isn_entry_match m = {.entry = entry, .reading = reading};
      if (isn_entry_goes_on(doc, entry, i, &m)) keep_longest_first(out, &count, room, &m);
    }
  }
  for (uint32_t skip = 0; skip < 2; skip++) {
    if (skip && (t->fold1 - t->fold0 < 3 || (doc->fold[t->fold0] != 0x648 && doc->fold[t->fold0] != 0x641))) break;
    for (uint32_t e = first_by_word(entries, doc, i, skip); e; e = next_entry(&entries->rows.at[e - 1])) {
      const isn_entry *entry = &entries->rows.at[e - 1];
      if (!may_go_on(doc, entry, i)) continue;
      isn_entry_match m = {.entry = entry};
      if (isn_entry_goes_on(doc, m.entry, i, &m)) keep_longest_first(out, &count, room, &m);
    }
  }
  return count;
}
