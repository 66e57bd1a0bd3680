/* The words of time of lexicon/calendar.tsv and timewords.tsv, found by their folded spelling. Immutable after opening. */
#ifndef ISN_TIMEX_WORDS_H
#define ISN_TIMEX_WORDS_H
#include "base/hash.h"
#include "pack/lexicon.h"
#include "timex/calendar.h"

/* Kinds of rows, in the order of `kind_names` in words.c. */
typedef enum isn_tw {
  ISN_TW_WEEKDAY,
  ISN_TW_MONTH,
  ISN_TW_HIJRI,
  ISN_TW_SEASON,
  ISN_TW_FEAST,
  ISN_TW_ERA,
  ISN_TW_DATED, /* calendar.tsv */
  ISN_TW_UNIT,
  ISN_TW_RELATIVE,
  ISN_TW_VAGUE,
  ISN_TW_THEN,
  ISN_TW_MODIFIER,
  ISN_TW_SAME,
  ISN_TW_DEMONSTRATIVE,
  ISN_TW_DAYPART,
  ISN_TW_DAYADVERB,
  ISN_TW_HOURPHRASE,
  ISN_TW_MIDNIGHT,
  ISN_TW_WEEKEND,
  ISN_TW_PART,
  ISN_TW_FRACTION,
  ISN_TW_FEW,
  ISN_TW_FEWADJ,
  ISN_TW_APPROX,
  ISN_TW_TAIL,
  ISN_TW_NUMBER,
  ISN_TW_ORDINAL,
  ISN_TW_DECADE,
  ISN_TW_SET,
  ISN_TW_EVERY,
  ISN_TW_CUE,
  ISN_TW_YEARKIND,
  ISN_TW_ZONE,
  ISN_TW_NAMEHEAD,
  ISN_TW_CODE,
  ISN_TW_GENERAL,
  ISN_TW_FUTURE,
  ISN_TW_NOTIME,
  ISN_TW_STANDING,
  ISN_TW_ANNIVERSARY,
  ISN_TW_KINDS
} isn_tw;

typedef enum isn_unit {
  ISN_SECOND,
  ISN_MINUTE,
  ISN_HOUR,
  ISN_DAY,
  ISN_WEEK,
  ISN_MONTH,
  ISN_YEAR,
  ISN_DECADE,
  ISN_CENTURY,
  ISN_UNITS
} isn_unit;

/* Which of its kind: the last, the coming one, ... (value of modifiers, and what an expression says of its direction). */
typedef enum isn_which {
  ISN_WHICH_NONE,
  ISN_LAST,
  ISN_BEFORE_LAST,
  ISN_NEXT,
  ISN_AFTER_NEXT,
  ISN_THIS,
  ISN_RECENT,
  ISN_FOLLOWING,
  ISN_PRECEDING,
  ISN_NEW,
  ISN_SAME
} isn_which;

typedef enum isn_cue {
  ISN_SINCE,
  ISN_AGO,
  ISN_AFTER,
  ISN_DURING,
  ISN_FOR,
  ISN_IN,
  ISN_FROM,
  ISN_TO,
  ISN_BETWEEN,
  ISN_EQUALS,
  ISN_DATED
} isn_cue;

typedef enum isn_era { ISN_ERA_NONE, ISN_ERA_GREGORIAN, ISN_ERA_HIJRI, ISN_ERA_BEFORE } isn_era;

/* What a word behind a duration makes of it: على التوالي, كامل. */
typedef enum isn_tail { ISN_TAIL_NONE, ISN_TAIL_ROW, ISN_TAIL_WHOLE } isn_tail;

/* What a word beside a title says of its holder: السابق, المنتخب, نائب. */
typedef enum isn_stand { ISN_STAND_FORMER, ISN_STAND_ELECT, ISN_STAND_OTHER } isn_stand;

typedef enum isn_needs { ISN_NEEDS_NOTHING, ISN_NEEDS_CONTEXT, ISN_NEEDS_BOUND } isn_needs;

typedef struct isn_time_word {
  uint8_t kind;     /* isn_tw */
  uint8_t number;   /* units: 's' 'd' 'p', 'a' the accusative (عاما) */
  bool article;     /* only with the article */
  uint8_t needs;    /* isn_needs */
  int32_t value;    /* number, isn_unit, isn_which, isn_cue, isn_era, days: as the kind says; of a feast: month * 100 + day; dated: with the
                       year * 10000 */
  bool flag;        /* vague: final; same: before its noun; demonstrative: that; yearkind, feast: Islamic; */
  const char *text; /* part of a TIMEX3 value (EV, P1D, PAST_REF, +03:00), or "" */
  const isn_key *rest; /* further words */
  uint32_t rest_count;
  uint32_t next; /* another row with this first word + 1, longest first; 0: none */
  const isn_row *row;
} isn_time_word;

typedef struct isn_time_words {
  isn_arena arena;
  ISN_VEC(isn_time_word) rows;
  isn_map index; /* first word without its article → row + 1 */
  isn_hijri hijri;
} isn_time_words;

/* A row that cannot be read is ISNAD_E_FORMAT with its file, line and what was expected. */
isnad_status isn_time_words_open(isn_time_words *words, const isn_lexicon *lexicon, isnad_error *error);

/* The first row under a folded word without its article, or NULL; walk on by `next`. */
const isn_time_word *isn_time_words_find(const isn_time_words *words, const uint16_t *key, uint32_t length);
#endif
