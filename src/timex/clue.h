/* What a text lets one infer of the day on which it was written: clues, and the days that they leave.
 *
 * A clue gives each day a cost: what it takes to believe that the article was written on that day although it says this. Costs are in
 * eighths of a bit and add up over clues, so that one article that errs, or one rule that does not hold, bends the interval and does
 * not break it. Integers all through: the same bytes on every machine. */
#ifndef ISN_TIMEX_CLUE_H
#define ISN_TIMEX_CLUE_H
#include "timex/public.h"
#include "timex/when.h"

/* Costs: 8 halves the odds. */
enum { ISN_COST_HINT = 5, ISN_COST_WEAK = 10, ISN_COST_SOME = 24, ISN_COST_MUCH = 48, ISN_COST_FIRM = 80, ISN_COST_SURE = 140 };

/* Days that are asked about; what lies outside is never the answer. */
#define ISN_FIRST_DAY 5479 /* 1985-01-01 */
#define ISN_END_DAY 21915  /* 2030-01-01 */
enum { ISN_GRID = ISN_END_DAY - ISN_FIRST_DAY, ISN_MAX_CLUES = 200 };

typedef struct isn_stretch {
  isn_day from, to;
  int32_t cost;
} isn_stretch;

typedef struct isn_clue {
  isnad_span span;
  uint32_t time;                  /* row of doc->times, or ISNAD_NONE */
  const char *why;                /* equal strings are one clue */
  const isn_public_row *known;    /* of public-events.tsv or terms.tsv, or NULL: the first of its series that is meant */
  const char *how;                /* of a public event: the part of why behind its name */
  int32_t outside;                /* cost of days in no stretch */
  ISN_VEC(isn_stretch) stretches; /* in a day's last one stands its cost */
  uint8_t cycle;                  /* 7: weekday Monday first; 31: day of the month; 0: none */
  int32_t costs[31];
  float confidence;
  bool bare;   /* of a day or month without its year: falls where a public event says more of the same expression */
  bool recurs; /* it fits some days of every year or so: it bounds no end */
  bool broken, used;
} isn_clue;

typedef ISN_VEC(isn_clue) isn_clues;

/* What the collectors share. */
typedef struct isn_collector {
  const isn_scan *scan;
  const isn_whens *whens;
  const isn_public *known;
  isn_knowns knowns;
  isn_clues *clues;
  bool failed;
} isn_collector;

/* A new clue, NULL if one with this reason is there, there are too many or memory is out (then c->failed). */
isn_clue *isn_add_clue(isn_collector *c, isnad_span span, uint32_t time, const char *why, int32_t outside);
/* Sets the cost of days; later calls win. */
void isn_stretch_clue(isn_collector *c, isn_clue *clue, isn_day from, isn_day to, int32_t cost);

/* ---- clue_time.c: from the expressions of time alone ---- */
void isn_time_clues(isn_collector *c);

/* A day or month without its year lies behind the document: costs of the year after it. */
void isn_stretch_behind(isn_collector *c, isn_clue *clue, const isn_when *w, int32_t year);

/* ---- clue_public.c: from public events and terms of office ---- */
void isn_public_clues(isn_collector *c);

/* The date that an expression says with its year, without the document's. */
bool isn_said_days(const isn_scan *s, const isn_when *w, isn_day *first, isn_day *last);

typedef struct isn_interval {
  bool has_from, has_to;
  isn_day from, to;
} isn_interval;

/* The shortest interval that holds what is left, marks each clue as used or broken. An end that nothing bounds is not there. false: out
 * of memory. */
bool isn_solve(isn_arena *arena, isn_clues *clues, isn_interval *out);
#endif
