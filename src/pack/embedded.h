/* What is compiled in (embed.sh): the bytes of the files of lexicon/, and of the trained models of the sets that option -Dmodels names.
 * Sorted by name; each begins at a multiple of 16 and ends in a NUL that `end` leaves out. */
#ifndef ISN_PACK_EMBEDDED_H
#define ISN_PACK_EMBEDDED_H
#include <stddef.h>

typedef struct isn_embedded {
  const char *name; /* a table without its folder: "verbs.tsv"; a model with its set: "nc/split.model" */
  const unsigned char *begin, *end;
} isn_embedded;

extern const isn_embedded isn_embedded_tables[];
extern const size_t isn_embedded_tables_count;
extern const isn_embedded isn_embedded_models[];
extern const size_t isn_embedded_models_count;
#endif
