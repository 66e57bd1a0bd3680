/* Products of 16-bit integers with 32-bit sums: exact, so every kernel gives the same. */
#ifndef ISN_LEARN_MATRIX_H
#define ISN_LEARN_MATRIX_H
#include <stddef.h>
#include <stdint.h>

/* `in` x `out` weights as pairs of rows: at[(i / 2 * out + o) * 2 + i % 2]. `in` is even, `out` a multiple of 16. A product times
 * `scale` and times the scale of the input is the value. */
typedef struct isn_matrix {
  const int16_t *at;
  uint32_t in, out;
  float scale;
} isn_matrix;

/* y[n x out] = x[n x in] w, or y += it where `add`. Rows of x are `x_row` apart, those of y `out`. Sums are taken modulo 2^32. */
void isn_matrix_product(int32_t *y, const int16_t *x, size_t x_row, const isn_matrix *w, size_t n, int add);
#endif
