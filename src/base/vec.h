/* Growing arrays whose items live in an arena: one append-only table per kind of row.
 *
 *   typedef ISN_VEC(isnad_time) isn_times;
 *   isnad_time *row = ISN_PUSH(&doc->times, &doc->arena);   // zeroed; NULL: out of memory
 */
#ifndef ISN_BASE_VEC_H
#define ISN_BASE_VEC_H
#include "base/arena.h"

#define ISN_VEC(T)        \
  struct {                \
    T *at;                \
    uint32_t count, room; \
  }

/* Makes room for one more item of `size` bytes and returns it zeroed. */
void *isn_vec_push(isn_arena *arena, void **at, uint32_t *count, uint32_t *room, size_t size);

#define ISN_PUSH(vec, arena) \
  ((__typeof__((vec)->at))isn_vec_push((arena), (void **)&(vec)->at, &(vec)->count, &(vec)->room, sizeof *(vec)->at))
#endif
