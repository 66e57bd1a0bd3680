/* How much of one text stands in another. */
#ifndef ISN_LINK_COPIES_H
#define ISN_LINK_COPIES_H
#include <stdbool.h>
#include <stdint.h>

enum { ISN_NO_DAY = 1 << 24 }; /* no date, or an interval too wide to say which day */

typedef enum isn_copy_kind {
  ISN_COPY_NONE,
  ISN_COPY_SAME,    /* one text with at most trivial edits */
  ISN_COPY_REWRITE, /* one wire copy cut, put in another order, lightly reworded */
  ISN_COPY_PART,    /* the shorter text stands in the longer one as a part of it */
  ISN_COPY_PASSAGE  /* two texts of their own share a passage */
} isn_copy_kind;

const char *isn_copy_name(isn_copy_kind kind); /* "same-text", "rewrite", "part", "passage"; NULL beyond */

typedef struct isn_copy {
  isn_copy_kind kind;
  uint32_t overlap; /* percent of the words of the shorter text that stand in runs of three or more in the other */
} isn_copy;

/* `days` between the two, ISN_NO_DAY if it is not known. Of two texts in whatever order. False: out of memory. */
bool isn_copy_compare(isn_copy *copy, const uint32_t *a, uint32_t a_count, const uint32_t *b, uint32_t b_count, int32_t days);
#endif
