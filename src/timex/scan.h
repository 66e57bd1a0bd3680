/* The tokens of a document as words of time, and the small readers that larger expressions are made of: numbers, ordinals, modifiers.
 *
 * Every isn_read_* takes the token to begin at and returns the token after what it read, or the token itself where there is nothing. No
 * reader looks over the end of the sentence. */
#ifndef ISN_TIMEX_SCAN_H
#define ISN_TIMEX_SCAN_H
#include "doc/doc.h"
#include "timex/words.h"

typedef enum isn_figure {
  ISN_NO_FIGURE,
  ISN_INTEGER,
  ISN_GROUPED /* 12,500 */,
  ISN_DECIMAL /* 2.5 */,
  ISN_CLOCK_FIGURE /* 10:30 */,
  ISN_DOTTED_DATE /* 4.4.2019 */
} isn_figure;

/* What a token may be. */
typedef struct isn_atom {
  const isn_time_word *word; /* first row that it may be, or NULL */
  uint32_t start;            /* code point where it begins without conjunction and preposition */
  uint8_t clitics;           /* ISN_WA ... ISN_AL that were taken off */
  uint8_t pronoun;           /* a pronoun was taken off (شهرها) */
  uint8_t figure, digits;    /* isn_figure, how many digits */
  int32_t number;            /* value; of a clock figure hour * 60 + minute; of a decimal ten times its value */
  int32_t minutes;           /* of a decimal that may be a clock time too (11.30), else -1 */
} isn_atom;

typedef struct isn_scan {
  const isn_time_words *words;
  const isn_lexicon *lexicon;
  isn_doc *doc;
  const isn_atom *atoms;
  uint32_t first, end; /* tokens of the sentence at hand */
} isn_scan;

/* Fills scan->atoms; false: out of memory. */
bool isn_scan_open(isn_scan *scan, const isn_time_words *words, const isn_lexicon *lexicon, isn_doc *doc);

/* The token as a word of a kind: the longest row whose words stand here, or NULL. */
const isn_time_word *isn_as(const isn_scan *s, uint32_t i, isn_tw kind);
/* The same, only if its value is `value`. */
const isn_time_word *isn_as_value(const isn_scan *s, uint32_t i, isn_tw kind, int32_t value);
static inline uint32_t isn_after_word(uint32_t i, const isn_time_word *word) { return i + 1 + word->rest_count; }

bool isn_is_mark(const isn_scan *s, uint32_t i, uint32_t code_point);
bool isn_is_cue(const isn_scan *s, uint32_t i, isn_cue cue);
static inline bool isn_has(const isn_scan *s, uint32_t i, uint8_t clitics) { return i < s->end && s->atoms[i].clitics & clitics; }

/* A dash of any kind, or several (ــ). */
uint32_t isn_read_dash(const isn_scan *s, uint32_t i);
/* الـ before figures. */
uint32_t isn_read_article(const isn_scan *s, uint32_t i);
/* A cardinal, in figures or words: `scale` is 10 where *value is ten times the number. */
uint32_t isn_read_number(const isn_scan *s, uint32_t i, int32_t *value, int32_t *scale);
/* An ordinal in words: الثالث, الحادي عشر, الخامس والعشرين, العشرين. */
uint32_t isn_read_ordinal(const isn_scan *s, uint32_t i, int32_t *value);
/* A modifier (الماضي). */
uint32_t isn_read_which(const isn_scan *s, uint32_t i, isn_which *which);
/* A year in figures or words and its era, between `low` and 2199. */
uint32_t isn_read_year_number(const isn_scan *s, uint32_t i, int32_t low, int32_t *year, isn_era *era);
#endif
