/* What the public knows with its dates: lexicon/public-events.tsv (what happened when) and lexicon/terms.tsv (who held which office
 * when), and where a text speaks of it. An article that has no date is dated by these.
 *
 * Immutable after opening. Words are compared folded, without و ف ب ل ك, the article, a pronoun at the end and the alef of the
 * accusative; the least that makes a word of the tables is taken off. */
#ifndef ISN_TIMEX_PUBLIC_H
#define ISN_TIMEX_PUBLIC_H
#include "timex/scan.h"

/* How long articles go on speaking of an event as news. */
typedef enum isn_echo { ISN_ECHO_DAYS, ISN_ECHO_WEEKS, ISN_ECHO_MONTHS, ISN_ECHO_YEARS } isn_echo;

enum { ISN_GROUPS = 3, ISN_OPEN_DAY = INT32_MAX };

typedef struct isn_public_row {
  bool term;
  uint8_t echo;     /* isn_echo */
  uint8_t groups;   /* events: bits of the columns words, with, and: each has a phrase in the sentence */
  bool ahead;       /* events: spoken of long before */
  bool anywhere;    /* a phrase of the column anywhere has to stand somewhere in the document */
  isn_day from, to; /* to: ISN_OPEN_DAY while it lasts */
  uint32_t series;  /* the first row with the same words: rows of a series are the same kind of thing at other times */
  uint32_t titles;  /* of a term: first item of isn_public.titles, that many */
  uint32_t titles_count;
  const isn_row *row;
} isn_public_row;

typedef struct isn_public_phrase {
  const uint16_t *words; /* ids */
  uint32_t count;
  uint32_t next; /* another phrase with this first word + 1; 0: none */
  uint32_t user; /* first user + 1 */
  bool article;  /* one word that is written with its article: الرئيس */
  bool bare;     /* one word that is written without: as a name it has none in the text */
} isn_public_phrase;

enum { ISN_GROUP_ANYWHERE = ISN_GROUPS, ISN_GROUP_NAME, ISN_GROUP_TITLE };

typedef struct isn_public_user {
  uint32_t row, next; /* row: ISNAD_NONE for a title, which many rows share */
  uint8_t group;
} isn_public_user;

typedef struct isn_public {
  isn_arena arena;
  isn_map words; /* folded word → id */
  uint16_t words_count;
  isn_map phrases; /* ids → phrase + 1 */
  ISN_VEC(isn_public_phrase) list;
  ISN_VEC(uint32_t) by_word; /* id → first phrase + 1 */
  ISN_VEC(isn_public_user) users;
  ISN_VEC(isn_public_row) rows;
  ISN_VEC(uint32_t) titles; /* phrases */
} isn_public;

/* A row that cannot be read is ISNAD_E_FORMAT with its file, line and what was expected. */
isnad_status isn_public_open(isn_public *known, const isn_lexicon *lexicon, isnad_error *error);

typedef enum isn_standing { ISN_IN_OFFICE, ISN_FORMER, ISN_ELECT } isn_standing;

/* A place in the text that speaks of a row. */
typedef struct isn_known {
  uint32_t row;
  uint32_t first, end; /* tokens */
  uint8_t standing;    /* isn_standing, of a term */
} isn_known;

typedef ISN_VEC(isn_known) isn_knowns;

/* Such places in the order of the text, the first few hundred. false: out of memory. */
bool isn_find_public(const isn_public *known, const isn_scan *s, isn_knowns *out);
#endif
