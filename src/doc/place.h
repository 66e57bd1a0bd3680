/* The administrative units of a place, as they are written. */
#ifndef ISN_DOC_PLACE_H
#define ISN_DOC_PLACE_H
#include "base/buffer.h"
#include "isnad.h"

/* {"kind", "country", "province", "district", "city"}, each of the units null or {"ar", "en", "code"}; NULL is null. */
void isn_place_json(const isnad_place *place, isn_buffer *out);

/* For a reader, the units around a place that are not called as the place itself, the narrowest first, each behind `mark`: "، الجنوب،
 * لبنان". */
void isn_place_around(const isnad_place *place, const char *name, bool english, const char *mark, isn_buffer *out);
#endif
