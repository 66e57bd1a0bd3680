#include "tensor.h"

#include <stdint.h>
#include <string.h>

#include "learn/real.h"

typedef float lanes __attribute__((vector_size(32)));
enum { LANES = 8, ROWS = 4 };

static inline lanes load(const float *p) {
  lanes v;
  memcpy(&v, p, sizeof v);
  return v;
}

static inline void store(float *p, lanes v) { memcpy(p, &v, sizeof v); }

/* Four rows by 32 columns at a time: eight sums stay in registers while k runs. */
static void tile(float *restrict c, size_t c_row, view a, const float *restrict b, size_t b_row, size_t k) {
  lanes s00 = load(c), s01 = load(c + LANES), s10 = load(c + c_row), s11 = load(c + c_row + LANES);
  lanes s20 = load(c + 2 * c_row), s21 = load(c + 2 * c_row + LANES), s30 = load(c + 3 * c_row), s31 = load(c + 3 * c_row + LANES);
  for (size_t x = 0; x < k; x++) {
    const lanes b0 = load(b), b1 = load(b + LANES);
    const float *f = a.at + x * a.column;
    s00 += f[0] * b0, s01 += f[0] * b1;
    s10 += f[a.row] * b0, s11 += f[a.row] * b1;
    s20 += f[2 * a.row] * b0, s21 += f[2 * a.row] * b1;
    s30 += f[3 * a.row] * b0, s31 += f[3 * a.row] * b1;
    b += b_row;
  }
  store(c, s00), store(c + LANES, s01), store(c + c_row, s10), store(c + c_row + LANES, s11);
  store(c + 2 * c_row, s20), store(c + 2 * c_row + LANES, s21), store(c + 3 * c_row, s30), store(c + 3 * c_row + LANES, s31);
}

static void block(float *c, size_t c_row, view a, const float *b, size_t b_row, size_t rows, size_t k, size_t columns) {
  if (rows == ROWS && columns == 2 * LANES) {
    tile(c, c_row, a, b, b_row, k);
    return;
  }
  for (size_t i = 0; i < rows; i++)
    for (size_t j = 0; j < columns; j += LANES) {
      lanes s = load(c + i * c_row + j);
      for (size_t x = 0; x < k; x++) s += a.at[i * a.row + x * a.column] * load(b + x * b_row + j);
      store(c + i * c_row + j, s);
    }
}

void add_product(float *c, size_t c_row, view a, const float *b, size_t b_row, size_t n, size_t k, size_t m) {
  for (size_t i = 0; i < n; i += ROWS) {
    const size_t rows = n - i < ROWS ? n - i : ROWS;
    for (size_t j = 0; j < m; j += 2 * LANES) {
      const size_t columns = m - j < 2 * LANES ? m - j : 2 * LANES;
      block(c + i * c_row + j, c_row, (view){a.at + i * a.row, a.row, a.column}, b + j, b_row, rows, k, columns);
    }
  }
}

void transpose(float *b, const float *a, size_t n, size_t m) {
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < m; j++) b[j * n + i] = a[i * m + j];
}

float exp_of(float x) { return isn_exp(x); }
float sigmoid_of(float x) { return isn_sigmoid(x); }
float tanh_of(float x) { return isn_tanh(x); }
float log_of(float x) { return isn_log(x); }

void softmax(float *x, size_t n) {
  float most = x[0], sum = 0;
  for (size_t i = 1; i < n; i++) most = x[i] > most ? x[i] : most;
  for (size_t i = 0; i < n; i++) sum += x[i] = exp_of(x[i] - most);
  for (size_t i = 0; i < n; i++) x[i] /= sum;
}
