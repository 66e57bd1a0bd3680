/* What an expression of time says, before it is resolved: "13 May, the last one", "three days before", "the evening of a Tuesday". */
#ifndef ISN_TIMEX_WHEN_H
#define ISN_TIMEX_WHEN_H
#include "timex/scan.h"

typedef enum isn_shape {
  ISN_SHAPE_NOTHING,  /* words of time that say none: taken, and no row */
  ISN_SHAPE_VALUE,    /* `value` is all there is to say (PAST_REF, P1D) */
  ISN_SHAPE_UNKNOWN,  /* a time that cannot be resolved (شهرها السادس) */
  ISN_SHAPE_DAY,      /* a day by its month and number; year and weekday may be there */
  ISN_SHAPE_WEEKDAY,  /* a day by its weekday alone */
  ISN_SHAPE_RELATIVE, /* `amount` days from the document's; weekday, month and day may be said too */
  ISN_SHAPE_MONTH,
  ISN_SHAPE_YEAR,
  ISN_SHAPE_UNIT, /* the last month, this year: unit and which */
  ISN_SHAPE_SEASON,
  ISN_SHAPE_PORTION, /* `amount` of `portion`: first quarter of a year, second half */
  ISN_SHAPE_FEAST,   /* month and day of a calendar each year, `amount` days on */
  ISN_SHAPE_DECADE,
  ISN_SHAPE_CENTURY, /* year: its first */
  ISN_SHAPE_AGO,     /* `amount` units before the document */
  ISN_SHAPE_THEN,    /* the date spoken of last */
  ISN_SHAPE_AMOUNT,  /* a duration */
  ISN_SHAPE_CLOCK    /* a time of day of the day spoken of last */
} isn_shape;

enum { ISN_NO_HOUR = -1 };

typedef struct isn_when {
  uint32_t first, end; /* tokens */
  uint8_t type;        /* isnad_timex_type */
  uint8_t shape;       /* isn_shape */
  uint8_t which;       /* isn_which: of its own period */
  uint8_t year_which;  /* isn_which: of the year that is said beside a month, a season ... */
  uint8_t weekday;     /* 1 to 7, 0: none */
  int8_t pair; /* days from this weekday to one that it is listed with (الثلاثاء والأربعاء), negative in the second, 0: none */
  uint8_t era;               /* isn_era: of month, day and year */
  uint8_t unit;              /* isn_unit */
  int32_t year, month, day;  /* 0: not said */
  int32_t amount, scale;     /* scale 10: amount is ten times it */
  int32_t extra, extra_unit; /* a second part of a duration (سنة وثلاثة أشهر) */
  int32_t minutes;           /* of the day, or ISN_NO_HOUR */
  uint8_t portion;           /* 2 halves, 4 quarters */
  bool vague;                /* an amount that is not said */
  bool weekend, midnight;
  bool supported;      /* something stands with a name that needs it */
  uint8_t tense;       /* isn_tense, of the clause around */
  float confidence;    /* 0: that of its shape */
  const char *daypart; /* MO MI AF EV NI DT, or NULL */
  const char *zone, *value;
  const char *rule; /* for the row's evidence */
} isn_when;

/* ---- date.c: days, months, years ---- */
uint32_t isn_read_day(const isn_scan *s, uint32_t i, isn_when *w);   /* a day in any of its ways, without a part of the day */
uint32_t isn_read_month(const isn_scan *s, uint32_t i, isn_when *w); /* [مطلع] month [year] */
uint32_t isn_read_year(const isn_scan *s, uint32_t i, isn_when *w);  /* عام 2011 */
uint32_t isn_read_bare_year(const isn_scan *s, uint32_t i, isn_when *w);
bool isn_is_counted(const isn_scan *s, uint32_t i);                      /* the token may be what a figure before it counts */
uint32_t isn_read_year_tail(const isn_scan *s, uint32_t i, isn_when *w); /* the year behind a month: 2011, من عام 2011, من العام الماضي */
uint32_t isn_read_calendar_day(const isn_scan *s, uint32_t i, isn_when *w);

/* ---- period.c: units with modifiers, quarters, seasons, feasts, decades ---- */
uint32_t isn_read_period(const isn_scan *s, uint32_t i, isn_when *w);

/* ---- hour.c: parts of the day and clock times ---- */
uint32_t isn_read_hour(const isn_scan *s, uint32_t i, isn_when *w);

/* ---- amount.c: durations, sets, ago ---- */
uint32_t isn_read_amount(const isn_scan *s, uint32_t i, isn_when *w);
uint32_t isn_read_set(const isn_scan *s, uint32_t i, isn_when *w);

/* ---- collect.c ---- */
typedef ISN_VEC(isn_when) isn_whens;

/* All expressions of the document, in the order of the text. false: out of memory. */
bool isn_collect(isn_scan *s, isn_whens *out);

/* ---- tense.c ---- */
typedef enum isn_tense { ISN_TENSE_NONE, ISN_TENSE_PAST, ISN_TENSE_PRESENT, ISN_TENSE_FUTURE } isn_tense;

/* The tense of the clause that holds tokens [first, end). */
isn_tense isn_tense_around(const isn_scan *s, uint32_t first, uint32_t end);
/* The tense of the nearest verb before token `first`, whatever clause it is in. */
isn_tense isn_tense_before(const isn_scan *s, uint32_t first);
#endif
