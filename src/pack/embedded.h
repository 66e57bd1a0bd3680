/* The built-in lexicons: the bytes of the files of lexicon/, compiled in (embed.sh). Sorted by name; each ends in a NUL that `end`
 * leaves out. */
#ifndef ISN_PACK_EMBEDDED_H
#define ISN_PACK_EMBEDDED_H
#include <stddef.h>

typedef struct isn_embedded {
  const char *name; /* without its folder: "verbs.tsv" */
  const unsigned char *begin, *end;
} isn_embedded;

extern const isn_embedded isn_embedded_tables[];
extern const size_t isn_embedded_count;
#endif
