/* Dense arithmetic of the training programs: float, one order of operations whatever the machine (no fused multiply-add, no
 * reassociation, exp of our own), so that the same data give the same model, byte for byte. */
#ifndef ISN_TRAIN_TENSOR_H
#define ISN_TRAIN_TENSOR_H
#include <stddef.h>

/* A matrix seen through strides: element (i, k) is at[i * row + k * column]. */
typedef struct view {
  const float *at;
  size_t row, column;
} view;

static inline view rows_of(const float *at, size_t width) { return (view){at, width, 1}; }
static inline view columns_of(const float *at, size_t width) { return (view){at, 1, width}; } /* its transpose */

/* c[n x m] += a[n x k] b[k x m]; b and c in rows, `m` a multiple of 16. */
void add_product(float *c, size_t c_row, view a, const float *b, size_t b_row, size_t n, size_t k, size_t m);
/* b = transpose of a[n x m]. */
void transpose(float *b, const float *a, size_t n, size_t m);

float exp_of(float x);
float sigmoid_of(float x);
float tanh_of(float x);
float log_of(float x);
/* x[0..n) becomes its softmax. */
void softmax(float *x, size_t n);
#endif
