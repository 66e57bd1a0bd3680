#include "source/names.h"

#include <stdlib.h>
#include <string.h>

/* The map's keys are 16-bit letters; here each holds one byte. */
static void widen(uint16_t *key, const char *name, size_t length) {
  for (size_t i = 0; i < length; i++) key[i] = (unsigned char)name[i];
}

uint32_t *isn_names_put(isn_map *map, isn_arena *arena, const char *name, bool *fresh) {
  size_t length = strlen(name);
  uint16_t *key = isn_arena_alloc(arena, length * sizeof *key);
  if (!key) return NULL;
  widen(key, name, length);
  return isn_map_put(map, arena, key, (uint32_t)length, fresh);
}

const uint32_t *isn_names_get(const isn_map *map, const char *name) {
  uint16_t small[256] = {0};
  size_t length = strlen(name);
  uint16_t *key = length <= sizeof small / sizeof *small ? small : malloc(length * sizeof *key);
  if (!key) return NULL;
  widen(key, name, length);
  const uint32_t *value = isn_map_get(map, key, (uint32_t)length);
  if (key != small) free(key);
  return value;
}
