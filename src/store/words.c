/* Packing the words of a record, unpacking them, and reading those of an analysis (words.h, store.h). */
#include "store/words.h"

#include <string.h>

#include "arabic/letters.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "store/sqlite.h"
#include "store/store.h"

enum { PACK_VERSION = 1, CLITIC = 0x80, MAX_FOLDED = 4096, FIRST_LETTER = 0x621, LAST_LETTER = 0x670 };

/* ---- packing ---- */

/* The strings of one record, each once. A string is known by its UTF-16 letters for the map; what it is packed as stays apart. */
typedef struct packing {
  isn_arena arena;
  isn_map forms, lemmas;
  ISN_VEC(isn_packed_string) strings;
} packing;

static void put_varint(isn_buffer *out, uint32_t value) {
  char bytes[5];
  size_t n = 0;
  for (; value >= 0x80; value >>= 7) bytes[n++] = (char)(value | 0x80);
  bytes[n++] = (char)value;
  isn_buffer_add(out, bytes, n);
}

static uint32_t zigzag(int64_t value) { return (uint32_t)(value < 0 ? -2 * value - 1 : 2 * value); }

/* The packed letters of a UTF-8 string; out has room for 2 * length. */
static uint32_t pack_text(const char *text, size_t length, char *out) {
  uint32_t n = 0;
  for (size_t at = 0; at < length;) {
    uint32_t cp;
    unsigned bytes = isn_utf8_decode(text + at, length - at, &cp);
    if (!bytes) break; /* what a record holds is UTF-8 */
    if (cp >= FIRST_LETTER && cp <= LAST_LETTER) out[n++] = (char)(cp & 0xff);
    else if (cp < 0x80) out[n++] = (char)(cp | 0x80);
    else {
      out[n++] = 0;
      memcpy(out + n, text + at, bytes);
      n += bytes;
    }
    at += bytes;
  }
  return n;
}

/* 1 + the number of a string, 0 without memory. `letters` is what tells it from others in its map. */
static uint32_t number_of(packing *pack, isn_map *map, isn_key letters, const char *text, size_t length) {
  bool fresh;
  uint32_t *place = letters.at ? isn_map_put(map, &pack->arena, letters.at, letters.length, &fresh) : NULL;
  if (!place || !fresh) return place ? *place : 0;
  isn_packed_string *row = ISN_PUSH(&pack->strings, &pack->arena);
  char *packed = isn_arena_alloc(&pack->arena, 2 * length);
  if (!row || !packed) return 0;
  *row = (isn_packed_string){packed, pack_text(text, length, packed)};
  *place = pack->strings.count;
  return *place;
}

/* Folded letters are of the basic plane. */
static size_t letters_to_text(isn_key letters, char *out) {
  size_t length = 0;
  for (uint32_t i = 0; i < letters.length; i++) length += isn_utf8_encode(letters.at[i], out + length);
  return length;
}

static uint32_t form_of(packing *pack, const isn_word *word) {
  size_t length = word->form ? strlen(word->form) : 0;
  if (length > MAX_FOLDED) length = 0; /* a word of such length is no word; it is kept without a form */
  isn_key letters = isn_fold_text(&pack->arena, word->form ? word->form : "", length);
  char *text = letters.at ? isn_arena_alloc(&pack->arena, 3 * (size_t)letters.length + 1) : NULL;
  return text ? number_of(pack, &pack->forms, letters, text, letters_to_text(letters, text)) : 0;
}

/* Lemmas differ by their vowel signs, so their bytes are the key. */
static uint32_t lemma_of(packing *pack, const isn_word *word) {
  size_t length = strlen(word->lemma);
  uint16_t *bytes = isn_arena_alloc(&pack->arena, (length + 1) * sizeof *bytes);
  if (!bytes) return 0;
  for (size_t i = 0; i < length; i++) bytes[i] = (unsigned char)word->lemma[i];
  return number_of(pack, &pack->lemmas, (isn_key){bytes, (uint32_t)length}, word->lemma, length);
}

static bool is_clitic(const isn_doc *doc, const isn_word *word) {
  switch (word->upos) {
    case ISN_ADP:
    case ISN_CCONJ:
    case ISN_SCONJ:
    case ISN_PART:
    case ISN_PRON:
    case ISN_DET:
    case ISN_AUX: return doc->tokens.at[word->token].words_count > 1;
    default: return false;
  }
}

typedef struct numbers {
  uint32_t form, lemma;
} numbers;

static void write_words(const isn_doc *doc, const packing *pack, const numbers *each, isn_buffer *out) {
  char version = PACK_VERSION;
  isn_buffer_add(out, &version, 1);
  put_varint(out, pack->strings.count);
  for (uint32_t i = 0; i < pack->strings.count; i++) {
    put_varint(out, pack->strings.at[i].length);
    isn_buffer_add(out, pack->strings.at[i].at, pack->strings.at[i].length);
  }
  put_varint(out, doc->words.count);
  int64_t place = 0;
  for (uint32_t i = 0; i < doc->words.count; i++) {
    const isn_word *word = &doc->words.at[i];
    char tag = (char)(word->upos | (is_clitic(doc, word) ? CLITIC : 0));
    put_varint(out, zigzag((int64_t)word->start - place));
    put_varint(out, word->end - word->start);
    isn_buffer_add(out, &tag, 1);
    put_varint(out, each[i].form - 1);
    put_varint(out, each[i].lemma);
    place = word->end;
  }
}

isnad_status isn_words_pack(const isn_doc *doc, isn_buffer *out, isnad_error *error) {
  packing pack = {0};
  numbers *each = isn_arena_alloc(&pack.arena, (size_t)doc->words.count * sizeof *each);
  bool done = each != NULL;
  for (uint32_t i = 0; i < doc->words.count && done; i++) {
    const isn_word *word = &doc->words.at[i];
    bool lemma = word->lemma && *word->lemma;
    each[i] = (numbers){form_of(&pack, word), lemma ? lemma_of(&pack, word) : 0};
    done = each[i].form && (!lemma || each[i].lemma);
  }
  if (done) write_words(doc, &pack, each, out);
  isn_arena_free(&pack.arena);
  return done && !out->failed ? ISNAD_OK : isn_nomem(error);
}

/* ---- unpacking ---- */

static uint32_t get_varint(isn_unpack *walk) {
  uint64_t value = 0;
  for (unsigned shift = 0; shift < 35 && walk->at < walk->end; shift += 7) {
    unsigned char byte = *walk->at++;
    value |= (uint64_t)(byte & 0x7f) << shift;
    if (byte < 0x80 && value < ISNAD_NONE) return (uint32_t)value;
  }
  walk->fault = true;
  return 0;
}

/* How many items follow: no more than there are bytes. */
static uint32_t get_count(isn_unpack *walk) {
  uint32_t count = get_varint(walk);
  if (count > (size_t)(walk->end - walk->at)) walk->fault = true;
  return walk->fault ? 0 : count;
}

bool isn_unpack_begin(isn_unpack *walk, const void *bytes, size_t length) {
  *walk = (isn_unpack){.at = bytes, .end = (const unsigned char *)bytes + length};
  if (!length || *walk->at++ != PACK_VERSION) walk->fault = true;
  else walk->strings = get_count(walk);
  return !walk->fault;
}

bool isn_unpack_string(isn_unpack *walk, isn_packed_string *string) {
  uint32_t length = get_count(walk);
  *string = (isn_packed_string){(const char *)walk->at, length};
  walk->at += length;
  return !walk->fault;
}

long isn_unpack_text(const isn_packed_string *string, char *out) {
  long n = 0;
  for (uint32_t i = 0; i < string->length;) {
    unsigned char byte = (unsigned char)string->at[i++];
    uint32_t cp = 0;
    unsigned length = 0;
    if (byte > 0x80) out[n++] = (char)(byte & 0x7f);
    else if (byte >= (FIRST_LETTER & 0xff) && byte <= (LAST_LETTER & 0xff)) n += isn_utf8_encode(0x600u | byte, out + n);
    else if (byte || !(length = isn_utf8_decode(string->at + i, string->length - i, &cp)) || cp < 0x80) return -1;
    if (length) memcpy(out + n, string->at + i, length);
    n += length;
    i += length;
  }
  out[n] = 0;
  return n;
}

bool isn_word_is_searched(uint8_t upos, bool clitic) { return upos != ISN_PUNCT && upos != ISN_SYM && !clitic; }

bool isn_unpack_words(isn_unpack *walk) {
  walk->words = get_count(walk);
  return !walk->fault;
}

bool isn_unpack_word(isn_unpack *walk, isn_packed_word *word) {
  uint32_t step = get_varint(walk), length = get_varint(walk);
  int64_t start = (int64_t)walk->place + (step & 1 ? -(int64_t)(step / 2) - 1 : (int64_t)(step / 2));
  if (walk->at == walk->end || start < 0 || start + length >= ISNAD_NONE) walk->fault = true;
  if (walk->fault) return false;
  unsigned char tag = *walk->at++;
  uint32_t form = get_varint(walk), lemma = get_varint(walk);
  if (form >= walk->strings || lemma > walk->strings) walk->fault = true;
  *word = (isn_packed_word){.start = (uint32_t)start,
                            .end = (uint32_t)start + length,
                            .form = form,
                            .lemma = lemma ? lemma - 1 : ISNAD_NONE,
                            .upos = tag & (CLITIC - 1),
                            .clitic = tag & CLITIC};
  walk->place = word->end;
  return !walk->fault;
}

/* ---- reading those of an analysis ---- */

typedef struct entry {
  const char *text, *folded; /* folded: made when it is first asked for */
} entry;

static const char *fold_string(isn_arena *arena, const char *text) {
  isn_key letters = isn_fold_text(arena, text, strlen(text));
  char *folded = letters.at ? isn_arena_alloc(arena, 3 * (size_t)letters.length + 1) : NULL;
  if (folded) (void)letters_to_text(letters, folded);
  return folded;
}

/* ISNAD_E_STORE without a message for what is damaged. */
static isnad_status unpack(isn_unpack *walk, isn_arena *arena, isn_stored_words *out) {
  entry *entries = isn_arena_alloc(arena, (size_t)walk->strings * sizeof *entries);
  if (!entries) return ISNAD_E_NOMEM;
  for (uint32_t i = 0; i < walk->strings; i++) {
    isn_packed_string string;
    if (!isn_unpack_string(walk, &string)) return ISNAD_E_STORE;
    char *text = isn_arena_alloc(arena, 2 * (size_t)string.length + 1);
    if (!text) return ISNAD_E_NOMEM;
    if (isn_unpack_text(&string, text) < 0) return ISNAD_E_STORE;
    entries[i].text = text;
  }
  if (!isn_unpack_words(walk)) return ISNAD_E_STORE;
  isn_stored_word *words = isn_arena_alloc(arena, (size_t)walk->words * sizeof *words);
  if (!words) return ISNAD_E_NOMEM;
  for (uint32_t i = 0; i < walk->words; i++) {
    isn_packed_word word;
    if (!isn_unpack_word(walk, &word)) return ISNAD_E_STORE;
    entry *lemma = word.lemma == ISNAD_NONE ? NULL : &entries[word.lemma];
    if (lemma && !lemma->folded && !(lemma->folded = fold_string(arena, lemma->text))) return ISNAD_E_NOMEM;
    words[i] = (isn_stored_word){.start = word.start,
                                 .end = word.end,
                                 .upos = word.upos,
                                 .clitic = word.clitic,
                                 .form = entries[word.form].text,
                                 .lemma = lemma ? lemma->text : NULL,
                                 .folded_lemma = lemma ? lemma->folded : entries[word.form].text};
  }
  *out = (isn_stored_words){words, walk->words};
  return ISNAD_OK;
}

static const char sql_words[] = "SELECT words FROM words WHERE analysis = ?1";

isnad_status isn_store_words(isnad_archive *archive, isn_arena *arena, int64_t analysis, isn_stored_words *out, isnad_error *error) {
  static const char doing[] = "cannot read the words of a document";
  *out = (isn_stored_words){0};
  int rc = isn_sqlite_step(archive, ISN_SQL_WORDS, sql_words, "k", analysis);
  sqlite3_stmt *row = archive->prepared[ISN_SQL_WORDS];
  if (rc == SQLITE_DONE) return ISNAD_OK;
  if (rc != SQLITE_ROW) return isn_sqlite_fail(archive, error, doing);
  isn_unpack walk;
  const void *bytes = sqlite3_column_blob(row, 0);
  isnad_status status = ISNAD_E_STORE;
  if (bytes && isn_unpack_begin(&walk, bytes, (size_t)sqlite3_column_bytes(row, 0))) status = unpack(&walk, arena, out);
  (void)sqlite3_reset(row);
  if (status == ISNAD_E_NOMEM) return isn_nomem(error);
  if (status) status = isn_fail_at(error, ISNAD_E_STORE, archive->path, 0, 0, "%s: the archive is damaged", doing);
  return status;
}
