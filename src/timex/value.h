/* From what an expression says to its TIMEX3 value, by the day of the document and by the dates spoken of before. */
#ifndef ISN_TIMEX_VALUE_H
#define ISN_TIMEX_VALUE_H
#include "timex/when.h"

enum { ISN_VALUE_ROOM = 40 };

/* The date spoken of last. */
typedef struct isn_anchor {
  bool known;
  isn_unit unit; /* ISN_DAY, ISN_MONTH, ISN_YEAR; ISN_WEEK stands for any other period */
  isn_day day;   /* its first day */
  uint32_t sentence;
  char value[ISN_VALUE_ROOM];
} isn_anchor;

typedef struct isn_resolver {
  const isn_hijri *hijri;
  bool known; /* the document's day is known */
  isn_day day;
  isn_anchor anchor;
} isn_resolver;

/* Writes the value; false: it cannot be resolved. `how` becomes a word for the evidence ("before", "after", "anchor", ...). */
bool isn_resolve(const isn_resolver *resolver, const isn_when *w, char value[ISN_VALUE_ROOM], const char **how);

/* Remembers a resolved date as the one spoken of last; other values leave the anchor as it is. */
void isn_remember(isn_resolver *resolver, const isn_when *w, const char *value, uint32_t sentence);

/* The first and the last day that a date value covers; false for values that are no dates. */
bool isn_value_days(const char *value, isn_day *first, isn_day *last);

/* A duration's value. */
void isn_duration_value(const isn_when *w, char value[ISN_VALUE_ROOM]);
#endif
