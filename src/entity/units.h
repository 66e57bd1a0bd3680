/* In which administrative units the places of the knowledge base lie: country, province, district, town (place-provinces.tsv,
 * provinces.tsv, and the kind of the place itself). */
#ifndef ISN_ENTITY_UNITS_H
#define ISN_ENTITY_UNITS_H
#include "doc/doc.h"
#include "pack/lexicon.h"

struct isn_unit_row;

/* Immutable once the gazetteer is open. Everything lies in the arena that it was opened with. */
typedef struct isn_units {
  isn_arena *arena;
  struct isn_unit_row **places, **in_province; /* by the hash of a reference */
  struct isn_unit_row **province;              /* by the hash of a code */
  struct isn_unit_row **country;
  const isn_table *provinces, *countries;
} isn_units;

isnad_status isn_units_open(isn_units *units, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error);

/* A place of the knowledge base: its reference ("isnad:place-ly-sirte") and names, which must outlive the units; iso2: NULL for none.
 * NULL: out of memory. */
typedef struct isn_unit_place {
  const char *ref, *name_ar, *name_en, *kind, *iso2;
  double lat, lon;
} isn_unit_place;
const isnad_place *isn_units_add(isn_units *units, const isn_unit_place *place);

/* The place with that reference; of several (a town and its province) the one at those degrees, else the first. NULL: none. */
const isnad_place *isn_units_find(const isn_units *units, const char *ref, double lat, double lon);
#endif
