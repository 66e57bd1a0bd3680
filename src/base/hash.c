#include "base/hash.h"

#include <string.h>

struct isn_map_slot {
  const uint16_t *key;
  uint32_t length, value;
};

uint64_t isn_hash_bytes(const void *bytes, size_t length, uint64_t seed) {
  const unsigned char *p = bytes;
  uint64_t hash = seed ? seed : 0xcbf29ce484222325u;
  for (size_t i = 0; i < length; i++) hash = (hash ^ p[i]) * 0x100000001b3u;
  return hash;
}

static uint32_t folded(uint64_t hash) {
  const uint32_t small = (uint32_t)(hash ^ (hash >> 32));
  return small ? small : 1;
}

static uint32_t hash_key(const uint16_t *key, uint32_t length) { return folded(isn_map_roll(ISN_MAP_ROLL, key, length)); }

/* The slot that a key has or would have. */
static uint32_t find(const isn_map *map, const uint16_t *key, uint32_t length, uint32_t hash) {
  const uint32_t mask = map->room - 1;
  for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
    if (!map->hashes[i]) return i;
    if (map->hashes[i] != hash) continue;
    const struct isn_map_slot *slot = &map->slots[i];
    if (slot->length == length && memcmp(slot->key, key, length * sizeof *key) == 0) return i;
  }
}

static bool resize(isn_map *map, isn_arena *arena, uint32_t room) {
  isn_map bigger = {.count = map->count, .room = room};
  if (!bigger.room) return false;
  bigger.hashes = isn_arena_alloc(arena, (size_t)bigger.room * sizeof *bigger.hashes);
  bigger.slots = isn_arena_alloc(arena, (size_t)bigger.room * sizeof *bigger.slots);
  if (!bigger.hashes || !bigger.slots) return false;
  for (uint32_t i = 0; i < map->room; i++) {
    if (!map->hashes[i]) continue;
    const uint32_t to = find(&bigger, map->slots[i].key, map->slots[i].length, map->hashes[i]);
    bigger.hashes[to] = map->hashes[i];
    bigger.slots[to] = map->slots[i];
  }
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
  const uint32_t hash = hash_key(key, length), i = find(map, key, length, hash);
  *fresh = !map->hashes[i];
  if (*fresh) {
    map->hashes[i] = hash;
    map->slots[i] = (struct isn_map_slot){.key = key, .length = length};
    map->count++;
  }
  return &map->slots[i].value;
}

const uint32_t *isn_map_get_rolled(const isn_map *map, const uint16_t *key, uint32_t length, uint64_t hash) {
  if (!map->room) return NULL;
  const uint32_t i = find(map, key, length, folded(hash));
  return map->hashes[i] ? &map->slots[i].value : NULL;
}

const uint32_t *isn_map_get(const isn_map *map, const uint16_t *key, uint32_t length) {
  return isn_map_get_rolled(map, key, length, isn_map_roll(ISN_MAP_ROLL, key, length));
}
