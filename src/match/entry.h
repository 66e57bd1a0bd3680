/* Lexicon entries against tokens: one lemma, or several words with gaps ("شن … هجوم|غارة"), matched by lexeme whatever the form and
 * the clitics. Used by the stages that read cues and events from tables. */
#ifndef ISN_MATCH_ENTRY_H
#define ISN_MATCH_ENTRY_H
#include "doc/doc.h"
#include "pack/lexicon.h"

enum { ISN_ENTRY_WORDS = 6, ISN_ENTRY_ALTERNATIVES = 24, ISN_ENTRY_GAP = 6 };

typedef struct isn_entry_word {
  const uint32_t *lexemes; /* verb, noun or function lexemes that this word may be */
  const isn_key *keys;     /* spellings, for words without a lexeme and for phrases */
  uint32_t lexemes_count, keys_count;
  isn_word_bits bits; /* of all of these */
  bool gap_before;    /* up to ISN_ENTRY_GAP other words of the clause may stand before it */
  uint8_t clitic;     /* ISN_BI / ISN_LI: the word is a one-letter preposition, written on the next word or alone */
} isn_entry_word;

typedef enum isn_entry_pos { ISN_ENTRY_VERB, ISN_ENTRY_NOUN /* noun or masdar */, ISN_ENTRY_PHRASE, ISN_ENTRY_ADJECTIVE } isn_entry_pos;

typedef struct isn_entry {
  const isn_row *row;
  const isn_table *table;
  const isn_entry_word *words;
  isn_word_bits second; /* of the second word */
  uint32_t words_count;
  uint32_t next; /* entry that begins with the same lexeme or word, or ISNAD_NONE */
  isn_entry_pos pos;
  bool beside; /* the second word stands right behind the first */
} isn_entry;

typedef struct isn_entries {
  ISN_VEC(isn_entry) rows;
  uint32_t *by_lexeme; /* first entry of a lexeme + 1; lexicon-sized */
  uint64_t *lexemes;   /* a bit for each lexeme that has one: they stay in the cache */
  isn_map by_word;     /* first folded word of a phrase → entry + 1 */
  uint64_t words[16];  /* a bit for the hash of each of these */
} isn_entries;

typedef struct isn_entry_match {
  const isn_entry *entry;
  uint32_t tokens[ISN_ENTRY_WORDS]; /* where each word was found */
  uint32_t count;
  uint32_t after;             /* the token after the last one matched */
  const isn_reading *reading; /* of the first word; NULL for phrases */
} isn_entry_match;

/* Compiles the table `name` with the columns `entry` and `pos` (verb, noun, masdar, phrase) into `entries`. A verb that verbs.tsv does not
 * have is an error that names file and line. */
isnad_status isn_entries_add(isn_entries *entries, isn_arena *arena, const isn_lexicon *lexicon, const char *name, isnad_error *error);

/* One row of a table whose `pos` the caller has read. */
isnad_status isn_entries_add_row(isn_entries *entries, isn_arena *arena, const isn_lexicon *lexicon, const isn_table *table,
                                 const isn_row *row, isn_entry_pos pos, isnad_error *error);

/* Notes the bits of all tokens in the document, by which most words that no entry has are passed over. Without them all is found too. */
bool isn_entries_see(isn_doc *doc);

/* Whether the words of an entry behind its first stand behind token i, which has the first; *m is filled but for `entry` and `reading`. */
bool isn_entry_goes_on(const isn_doc *doc, const isn_entry *entry, uint32_t i, isn_entry_match *m);

/* All entries that match at token i, longest first; returns how many of at most `room`. */
uint32_t isn_entries_at(const isn_entries *entries, const isn_lexicon *lexicon, const isn_doc *doc, uint32_t i, isn_entry_match *out,
                        uint32_t room);
#endif
