/* One arena per document and one per lexicon: allocations are appended and freed all at once. */
#ifndef ISN_BASE_ARENA_H
#define ISN_BASE_ARENA_H
#include <stddef.h>
#include <stdint.h>

typedef struct isn_arena {
  struct isn_arena_block *head;
} isn_arena;

/* `size` zeroed bytes aligned for any type; NULL when memory cannot be had. Size 0 gives a valid pointer. */
void *isn_arena_alloc(isn_arena *arena, size_t size);

/* A copy of `length` bytes, ended in NUL; NULL when memory cannot be had. */
char *isn_arena_strndup(isn_arena *arena, const char *text, size_t length);
char *isn_arena_strdup(isn_arena *arena, const char *text);
char *isn_arena_printf(isn_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

void isn_arena_free(isn_arena *arena);
#endif
