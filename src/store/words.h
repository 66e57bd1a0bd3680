/* The words of an analysis, packed into one value of the table words.
 *
 *   byte      1, the version of this form
 *   varint    how many strings, then each: varint length in bytes, bytes: 0x21 to 0x70 the Arabic letter or sign U+0621 to U+0670, 0x80 to
 *             0xff an ASCII character + 0x80, 0x00 before anything else in UTF-8
 *   varint    how many words, then each:
 *     varint  start less the end of the word before, as zigzag: 0 0, 1 -1, 2 1, ...
 *     varint  length in code points
 *     byte    part of speech (isn_pos); 0x80: a clitic
 *     varint  the string that is its folded form
 *     varint  0, or 1 + the string that is its lemma
 * varint: 7 bits a byte, the lowest first, 0x80 for "more follows". */
#ifndef ISN_STORE_WORDS_H
#define ISN_STORE_WORDS_H
#include "base/buffer.h"
#include "doc/doc.h"

/* One word as it is packed. */
typedef struct isn_packed_word {
  uint32_t start, end;
  uint32_t form, lemma; /* strings; lemma ISNAD_NONE: none */
  uint8_t upos;
  bool clitic; /* one of several words of a token, and one that only serves another: وَ، بِ، ه */
} isn_packed_word;

typedef struct isn_packed_string {
  const char *at; /* packed letters */
  uint32_t length;
} isn_packed_string;

/* Writes a packed string as UTF-8 ended in NUL; out has room for 2 * length + 1 bytes. Returns its length, or -1 if it is damaged. */
long isn_unpack_text(const isn_packed_string *string, char *out);

/* What search knows a word by, each in turn a position: not the marks, and not what is fused to serve another. */
bool isn_word_is_searched(uint8_t upos, bool clitic);

/* A walk through packed words. Bytes that are not what is said above end it with `fault` set; it reads no byte beyond them. */
typedef struct isn_unpack {
  const unsigned char *at, *end;
  uint32_t strings, words; /* how many there are; each takes at least one byte, so they bound what a reader allocates */
  uint32_t place;          /* end of the last word */
  bool fault;
} isn_unpack;

isnad_status isn_words_pack(const isn_doc *doc, isn_buffer *out, isnad_error *error);

/* Begins; then exactly walk.strings calls of _string, then _words once, then walk.words calls of _word. False: a fault. */
bool isn_unpack_begin(isn_unpack *walk, const void *bytes, size_t length);
bool isn_unpack_string(isn_unpack *walk, isn_packed_string *string);
bool isn_unpack_words(isn_unpack *walk);
bool isn_unpack_word(isn_unpack *walk, isn_packed_word *word);
#endif
