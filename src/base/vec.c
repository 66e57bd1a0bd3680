#include "base/vec.h"

#include <string.h>

void *isn_vec_push(isn_arena *arena, void **at, uint32_t *count, uint32_t *room, size_t size) {
  if (*count == *room) {
    if (*room > UINT32_MAX / 4) return NULL;
    uint32_t more = *room ? *room * 2 : 16;
    void *grown = isn_arena_alloc(arena, (size_t)more * size);
    if (!grown) return NULL;
    if (*count) memcpy(grown, *at, (size_t)*count * size);
    *at = grown;
    *room = more;
  }
  void *item = (char *)*at + (size_t)*count * size;
  memset(item, 0, size);
  (*count)++;
  return item;
}
