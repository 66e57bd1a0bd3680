/* Hashing (FNV-1a, 64 bits: Fowler, Noll, Vo) and a map from UTF-16-like keys to 32-bit values. Deterministic: no seed. */
#ifndef ISN_BASE_HASH_H
#define ISN_BASE_HASH_H
#include <stdbool.h>
#include "base/arena.h"

uint64_t isn_hash_bytes(const void *bytes, size_t length, uint64_t seed); /* seed 0: the standard offset basis */

/* Keys are slices of folded letters (uint16_t); the map keeps pointers to them, so they must outlive it. Open addressing;
 * grown in an arena; never shrinks. */
typedef struct isn_map {
  uint32_t *hashes; /* of each slot, 0: free. Apart from the slots: most that is asked for is not there, and the caches hold these */
  struct isn_map_slot *slots;
  uint32_t count, room; /* room is a power of two, or 0 */
} isn_map;

/* Makes room for that many keys at once. */
bool isn_map_reserve(isn_map *map, isn_arena *arena, uint32_t count);

/* The value's place for a key, made with *fresh = true and value 0 if it was not there. NULL: out of memory. */
uint32_t *isn_map_put(isn_map *map, isn_arena *arena, const uint16_t *key, uint32_t length, bool *fresh);

/* NULL if the key is not there. */
const uint32_t *isn_map_get(const isn_map *map, const uint16_t *key, uint32_t length);

/* The same where a key grows letter by letter and is looked up again and again: isn_map_roll over all letters of the key, in one go or in
 * parts, from ISN_MAP_ROLL on, makes its hash. */
#define ISN_MAP_ROLL UINT64_C(0xcbf29ce484222325)
static inline uint64_t isn_map_roll(uint64_t hash, const uint16_t *letters, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) hash = (hash ^ letters[i]) * UINT64_C(0x100000001b3);
  return hash;
}
const uint32_t *isn_map_get_rolled(const isn_map *map, const uint16_t *key, uint32_t length, uint64_t hash);
#endif
