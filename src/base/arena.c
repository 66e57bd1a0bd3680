#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024, ALIGNMENT = 16 };

struct isn_arena_block {
  struct isn_arena_block *next;
  size_t size, used;
};

static size_t rounded(size_t size) { return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1); }

void *isn_arena_alloc(isn_arena *arena, size_t size) {
  if (size > SIZE_MAX / 2) return NULL;
  size_t need = rounded(size ? size : 1);
  size_t header = rounded(sizeof(struct isn_arena_block));
  struct isn_arena_block *block = arena->head;
  if (!block || block->size - block->used < need) {
    size_t room = need > BLOCK_BYTES ? need : BLOCK_BYTES;
    struct isn_arena_block *fresh = calloc(1, header + room);
    if (!fresh) return NULL;
    fresh->size = room;
    /* A block made for one large piece goes behind the head, so that the head's rest stays in use. */
    if (block && room == need) {
      fresh->next = block->next;
      block->next = fresh;
    } else {
      fresh->next = block;
      arena->head = fresh;
    }
    block = fresh;
  }
  char *at = (char *)block + header + block->used;
  block->used += need;
  return at;
}

char *isn_arena_strndup(isn_arena *arena, const char *text, size_t length) {
  char *copy = isn_arena_alloc(arena, length + 1);
  if (copy && length) memcpy(copy, text, length);
  return copy;
}

char *isn_arena_strdup(isn_arena *arena, const char *text) { return isn_arena_strndup(arena, text, strlen(text)); }

char *isn_arena_printf(isn_arena *arena, const char *format, ...) {
  va_list args;
  va_start(args, format);
  char small[512];
  va_list again;
  va_copy(again, args);
  int length = vsnprintf(small, sizeof small, format, args);
  char *out = length < 0 ? NULL : isn_arena_alloc(arena, (size_t)length + 1);
  if (out && (size_t)length < sizeof small) memcpy(out, small, (size_t)length + 1);
  else if (out) (void)vsnprintf(out, (size_t)length + 1, format, again);
  va_end(again);
  va_end(args);
  return out;
}

void isn_arena_free(isn_arena *arena) {
  struct isn_arena_block *block = arena->head;
  while (block) {
    struct isn_arena_block *next = block->next;
    free(block);
    block = next;
  }
  arena->head = NULL;
}
