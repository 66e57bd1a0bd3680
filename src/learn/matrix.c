#include "learn/matrix.h"

#include <string.h>

/* Any machine. */
static void product_plain(int32_t *y, const int16_t *x, size_t x_row, const isn_matrix *w, size_t n, int add) {
  const size_t out = w->out;
  for (size_t r = 0; r < n; r++, x += x_row, y += out) {
    uint32_t *sum = (uint32_t *)y;
    if (!add) memset(y, 0, out * sizeof *y);
    for (size_t i = 0; i < w->in; i += 2) {
      const int16_t *pair = w->at + i * out;
      const int32_t a = x[i], b = x[i + 1];
      for (size_t o = 0; o < out; o++) sum[o] += (uint32_t)(a * pair[2 * o]) + (uint32_t)(b * pair[2 * o + 1]);
    }
  }
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

static inline int32_t pair_at(const int16_t *x) {
  int32_t both;
  memcpy(&both, x, sizeof both);
  return both;
}

/* Four rows by 16 columns in eight registers. */
__attribute__((target("avx2"))) static void product_avx2(int32_t *y, const int16_t *x, size_t x_row, const isn_matrix *w, size_t n,
                                                         int add) {
  const size_t out = w->out, steps = w->in / 2;
  for (size_t o = 0; o < out; o += 16) {
    for (size_t r = 0; r < n; r += 4) {
      const size_t rows = n - r < 4 ? n - r : 4;
      const int16_t *x0 = x + r * x_row, *x1 = rows > 1 ? x0 + x_row : x0, *x2 = rows > 2 ? x1 + x_row : x0,
                    *x3 = rows > 3 ? x2 + x_row : x0;
      const __m256i *at = (const __m256i *)(const void *)(w->at + 2 * o);
      __m256i a0 = _mm256_setzero_si256(), b0 = a0, a1 = a0, b1 = a0, a2 = a0, b2 = a0, a3 = a0, b3 = a0;
      for (size_t i = 0; i < steps; i++, at += out / 8) {
        const __m256i wa = _mm256_loadu_si256(at), wb = _mm256_loadu_si256(at + 1);
        __m256i v = _mm256_set1_epi32(pair_at(x0 + 2 * i));
        a0 = _mm256_add_epi32(a0, _mm256_madd_epi16(v, wa));
        b0 = _mm256_add_epi32(b0, _mm256_madd_epi16(v, wb));
        v = _mm256_set1_epi32(pair_at(x1 + 2 * i));
        a1 = _mm256_add_epi32(a1, _mm256_madd_epi16(v, wa));
        b1 = _mm256_add_epi32(b1, _mm256_madd_epi16(v, wb));
        v = _mm256_set1_epi32(pair_at(x2 + 2 * i));
        a2 = _mm256_add_epi32(a2, _mm256_madd_epi16(v, wa));
        b2 = _mm256_add_epi32(b2, _mm256_madd_epi16(v, wb));
        v = _mm256_set1_epi32(pair_at(x3 + 2 * i));
        a3 = _mm256_add_epi32(a3, _mm256_madd_epi16(v, wa));
        b3 = _mm256_add_epi32(b3, _mm256_madd_epi16(v, wb));
      }
      const __m256i sums[4][2] = {{a0, b0}, {a1, b1}, {a2, b2}, {a3, b3}};
      for (size_t k = 0; k < rows; k++)
        for (size_t h = 0; h < 2; h++) {
          __m256i *to = (__m256i *)(void *)(y + (r + k) * out + o + 8 * h);
          _mm256_storeu_si256(to, add ? _mm256_add_epi32(_mm256_loadu_si256(to), sums[k][h]) : sums[k][h]);
        }
    }
  }
}

/* Eight rows by 32 columns in sixteen registers (by 16 at the end of a matrix); multiply and add are one instruction. Rows beyond the
 * last are computed as copies of the first and not stored. */
enum { VNNI_ROWS = 8 };

__attribute__((target("avx512f,avx512bw,avx512vnni"))) static void product_vnni(int32_t *y, const int16_t *x, size_t x_row,
                                                                                const isn_matrix *w, size_t n, int add) {
  const size_t out = w->out, steps = w->in / 2;
  for (size_t o = 0; o < out; o += 32) { /* the columns' weights stay in the cache while the rows pass */
    const int wide = out - o >= 32;
    for (size_t r = 0; r < n; r += VNNI_ROWS) {
      const size_t rows = n - r < VNNI_ROWS ? n - r : VNNI_ROWS;
      const int16_t *row[VNNI_ROWS], *at = w->at + 2 * o;
      for (size_t k = 0; k < VNNI_ROWS; k++) row[k] = x + (r + (k < rows ? k : 0)) * x_row;
      __m512i a[VNNI_ROWS], b[VNNI_ROWS];
#pragma GCC unroll 8
      for (size_t k = 0; k < VNNI_ROWS; k++) a[k] = b[k] = _mm512_setzero_si512();
      for (size_t i = 0; i < steps; i++, at += 2 * out) {
        const __m512i wa = _mm512_loadu_si512(at), wb = wide ? _mm512_loadu_si512(at + 32) : wa;
#pragma GCC unroll 8
        for (size_t k = 0; k < VNNI_ROWS; k++) {
          const __m512i v = _mm512_set1_epi32(pair_at(row[k] + 2 * i));
          a[k] = _mm512_dpwssd_epi32(a[k], v, wa);
          b[k] = _mm512_dpwssd_epi32(b[k], v, wb);
        }
      }
#pragma GCC unroll 8
      for (size_t k = 0; k < VNNI_ROWS; k++) {
        if (k >= rows) continue;
        int32_t *to = y + (r + k) * out + o;
        _mm512_storeu_si512(to, add ? _mm512_add_epi32(_mm512_loadu_si512(to), a[k]) : a[k]);
        if (wide) _mm512_storeu_si512(to + 16, add ? _mm512_add_epi32(_mm512_loadu_si512(to + 16), b[k]) : b[k]);
      }
    }
  }
}

void isn_matrix_product(int32_t *y, const int16_t *x, size_t x_row, const isn_matrix *w, size_t n, int add) {
  if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw")) product_vnni(y, x, x_row, w, n, add);
  else if (__builtin_cpu_supports("avx2")) product_avx2(y, x, x_row, w, n, add);
  else product_plain(y, x, x_row, w, n, add);
}
#else
void isn_matrix_product(int32_t *y, const int16_t *x, size_t x_row, const isn_matrix *w, size_t n, int add) {
  product_plain(y, x, x_row, w, n, add);
}
#endif
