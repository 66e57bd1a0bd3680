/* How rare stems are in news: made at build time from background.tsv, sorted by hash. */
#ifndef ISN_LINK_BACKGROUND_H
#define ISN_LINK_BACKGROUND_H
#include <stddef.h>
#include <stdint.h>

typedef struct isn_background_row {
  uint32_t hash;
  uint16_t rarity;
} isn_background_row;

extern const isn_background_row isn_background[];
extern const size_t isn_background_count;
#endif
