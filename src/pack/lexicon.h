/* The lexicon: every table of lexicon/ (built in, then those of the user's folder), and an index from written form to lexeme.
 *
 * Immutable after isn_lexicon_open; shared by all documents and threads. */
#ifndef ISN_PACK_LEXICON_H
#define ISN_PACK_LEXICON_H
#include "arabic/letters.h"
#include "base/hash.h"
#include "pack/classes.h"
#include "pack/tsv.h"

typedef enum isn_lexeme_class { ISN_LEX_VERB, ISN_LEX_NOUN, ISN_LEX_FUNCTION } isn_lexeme_class;

typedef struct isn_lexeme {
  const char *lemma; /* as the lexicon spells it */
  isn_key key;       /* folded */
  uint8_t lexeme_class;
  uint8_t ud;   /* isn_pos value of a function word (words.tsv), else 0 */
  uint8_t role; /* isn_role of a function word */
  isn_class_set classes;
} isn_lexeme;

/* Roles of function words, column `role` of words.tsv. */
typedef enum isn_role {
  ISN_ROLE_NONE,
  ISN_ROLE_NEG,
  ISN_ROLE_FUTURE,
  ISN_ROLE_PERFECT,
  ISN_ROLE_COND,
  ISN_ROLE_RELATIVE,
  ISN_ROLE_DEMONSTRATIVE,
  ISN_ROLE_COMPLEMENTIZER,
  ISN_ROLE_PRONOUN,
  ISN_ROLE_COORDINATOR,
  ISN_ROLE_PREP,
  ISN_ROLE_SUBORDINATOR,
  ISN_ROLE_ADVERB,
  ISN_ROLE_NUMBER,
  ISN_ROLE_QUESTION,
  ISN_ROLE_QUANTIFIER,
  ISN_ROLE_EXCEPTION,
  ISN_ROLE_MODAL,
  ISN_ROLE_PREP_PRON,
  ISN_ROLE_ATTRIBUTION,
  ISN_ROLE_FRACTION,
  ISN_ROLE_ORDINAL,
  ISN_ROLE_FOCUS,
  ISN_ROLE_EMPHASIS,
  ISN_ROLE_DEGREE,
  ISN_ROLE_TIME,
  ISN_ROLE_DISCOURSE,
  ISN_ROLE_POSSESSOR,
  ISN_ROLE_ANSWER,
  ISN_ROLE_VOCATIVE,
  ISN_ROLE_ASPECT,
  ISN_ROLE_OTHER
} isn_role;

/* One form of one lexeme; forms with the same spelling are chained. Values as in isn_reading (src/doc/doc.h). */
typedef struct isn_wordform {
  uint32_t lexeme, next; /* next: index of another form with this spelling, or ISNAD_NONE */
  uint8_t pos, form, person, gender, number, passive, with_pronoun;
} isn_wordform;

typedef struct isn_lexicon isn_lexicon;

/* extra_dir: a folder of TSV files, or NULL. A file there that no built-in table has the name of is an error that lists the names. */
isnad_status isn_lexicon_open(const char *extra_dir, isn_lexicon **out, isnad_error *error);
void isn_lexicon_close(isn_lexicon *lexicon);
const char *isn_lexicon_id(const isn_lexicon *lexicon);

/* A table by file name, never NULL: an unknown name gives an empty table. */
const isn_table *isn_lexicon_table(const isn_lexicon *lexicon, const char *name);

/* The first form spelled so, or NULL; walk the rest with isn_lexicon_next_form. */
const isn_wordform *isn_lexicon_forms(const isn_lexicon *lexicon, const uint16_t *key, uint32_t length);
const isn_wordform *isn_lexicon_next_form(const isn_lexicon *lexicon, const isn_wordform *form);

const isn_lexeme *isn_lexicon_lexeme(const isn_lexicon *lexicon, uint32_t id);
uint32_t isn_lexicon_lexemes(const isn_lexicon *lexicon); /* how many */

/* The classes of classes.tsv that a word of the text is in: by its letters, those of its stem, and its lexeme (or ISNAD_NONE). */
isn_class_set isn_lexicon_classes(const isn_lexicon *lexicon, isn_key word, isn_key stem, uint32_t lexeme);

/* The lexeme of a lemma (UTF-8) in a class, or ISNAD_NONE. */
uint32_t isn_lexicon_find(const isn_lexicon *lexicon, isn_lexeme_class lexeme_class, const char *lemma, size_t length);

#endif
