/* Every way to take clitics off a written word: و ف, then س ل ب ك, then ال (with لل for ل + ال), and one attached pronoun. */
#ifndef ISN_MORPH_CLITICS_H
#define ISN_MORPH_CLITICS_H
#include <stdbool.h>
#include <stdint.h>

typedef struct isn_split {
  uint8_t proclitics;    /* bit set of ISN_WA ... */
  uint8_t enclitic;      /* letter as in isn_reading, 0 for none */
  uint32_t stem0, stem1; /* slice of the folded word */
} isn_split;

enum { ISN_MAX_SPLITS = 160 };

/* Fills splits with all that leave a stem of two letters or more (one for the bare prepositions), and returns how many. */
uint32_t isn_clitic_splits(const uint16_t *word, uint32_t length, isn_split splits[ISN_MAX_SPLITS]);
#endif
