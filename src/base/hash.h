/* Hashing (FNV-1a, 64 bits: Fowler, Noll, Vo) and a map from UTF-16-like keys to 32-bit values. Deterministic: no seed. */
#ifndef ISN_BASE_HASH_H
#define ISN_BASE_HASH_H
#include <stdbool.h>
#include "base/arena.h"

uint64_t isn_hash_bytes(const void *bytes, size_t length, uint64_t seed); /* seed 0: the standard offset basis */

/* Keys are slices of folded letters (uint16_t); the map keeps pointers to them, so they must outlive it. Open addressing;
 * grown in an arena; never shrinks. */
typedef struct isn_map {
  struct isn_map_slot *slots;
  uint32_t count, room; /* room is a power of two, or 0 */
} isn_map;

/* Makes room for that many keys at once. */
bool isn_map_reserve(isn_map *map, isn_arena *arena, uint32_t count);

/* The value's place for a key, made with *fresh = true and value 0 if it was not there. NULL: out of memory. */
uint32_t *isn_map_put(isn_map *map, isn_arena *arena, const uint16_t *key, uint32_t length, bool *fresh);

/* NULL if the key is not there. */
const uint32_t *isn_map_get(const isn_map *map, const uint16_t *key, uint32_t length);
#endif
