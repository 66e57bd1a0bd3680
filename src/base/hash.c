#include "base/hash.h"

#include <string.h>

struct isn_map_slot {
  const uint16_t *key;
  uint32_t length, hash, value; /* free: key is NULL */
};

uint64_t isn_hash_bytes(const void *bytes, size_t length, uint64_t seed) {
  const unsigned char *p = bytes;
  uint64_t hash = seed ? seed : 0xcbf29ce484222325u;
  for (size_t i = 0; i < length; i++) hash = (hash ^ p[i]) * 0x100000001b3u;
  return hash;
}

static uint32_t folded(uint64_t hash) { return (uint32_t)(hash ^ (hash >> 32)); }

static uint32_t hash_key(const uint16_t *key, uint32_t length) { return folded(isn_map_roll(ISN_MAP_ROLL, key, length)); }

static struct isn_map_slot *find(const isn_map *map, const uint16_t *key, uint32_t length, uint32_t hash) {
  uint32_t mask = map->room - 1;
  for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
    struct isn_map_slot *slot = &map->slots[i];
    if (!slot->key) return slot;
    if (slot->hash == hash && slot->length == length && memcmp(slot->key, key, length * sizeof *key) == 0) return slot;
  }
}

static bool resize(isn_map *map, isn_arena *arena, uint32_t room) {
  isn_map bigger = {.count = map->count, .room = room};
  if (!bigger.room) return false;
  bigger.slots = isn_arena_alloc(arena, (size_t)bigger.room * sizeof *bigger.slots);
  if (!bigger.slots) return false;
  for (uint32_t i = 0; i < map->room; i++)
    if (map->slots[i].key) *find(&bigger, map->slots[i].key, map->slots[i].length, map->slots[i].hash) = map->slots[i];
  *map = bigger;
  return true;
}

bool isn_map_reserve(isn_map *map, isn_arena *arena, uint32_t count) {
  uint32_t room = 64;
  while (room / 3 * 2 <= count && room <= UINT32_MAX / 4) room *= 2;
  return room <= map->room || resize(map, arena, room);
}

uint32_t *isn_map_put(isn_map *map, isn_arena *arena, const uint16_t *key, uint32_t length, bool *fresh) {
  if (map->count * 3u >= map->room * 2u && !resize(map, arena, map->room ? map->room * 2 : 64)) return NULL;
  uint32_t hash = hash_key(key, length);
  struct isn_map_slot *slot = find(map, key, length, hash);
  *fresh = !slot->key;
  if (!slot->key) {
    *slot = (struct isn_map_slot){.key = key, .length = length, .hash = hash};
    map->count++;
  }
  return &slot->value;
}

const uint32_t *isn_map_get_rolled(const isn_map *map, const uint16_t *key, uint32_t length, uint64_t hash) {
  if (!map->room) return NULL;
  struct isn_map_slot *slot = find(map, key, length, folded(hash));
  return slot->key ? &slot->value : NULL;
}

const uint32_t *isn_map_get(const isn_map *map, const uint16_t *key, uint32_t length) {
  return isn_map_get_rolled(map, key, length, isn_map_roll(ISN_MAP_ROLL, key, length));
}
