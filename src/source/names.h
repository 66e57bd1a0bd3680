/* A map from strings to numbers: ids seen so far, files that a sources.tsv names. */
#ifndef ISN_SOURCE_NAMES_H
#define ISN_SOURCE_NAMES_H
#include "base/hash.h"

/* The value's place for a name, with *fresh = true and value 0 if it was not there. NULL: out of memory. */
uint32_t *isn_names_put(isn_map *map, isn_arena *arena, const char *name, bool *fresh);

/* NULL if the name is not there (or memory is out). */
const uint32_t *isn_names_get(const isn_map *map, const char *name);
#endif
