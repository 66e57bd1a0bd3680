/* Functions of floats that give the same bits on every machine: libm's differ from one version and processor to another. Written
 * without branches, so that loops over them become vector code. */
#ifndef ISN_LEARN_REAL_H
#define ISN_LEARN_REAL_H
#include <stdint.h>
#include <string.h>

/* 2^k e^r with |r| <= ln 2 / 2, the Taylor polynomial of degree 6 (relative error below 2e-7); x is cut at +-80. */
static inline float isn_exp(float x) {
  x = x > 80 ? 80 : x;
  x = x < -80 ? -80 : x;
  const int32_t k = (int32_t)(x * 1.44269504f + (x < 0 ? -0.5f : 0.5f));
  const float f = (float)k, r = (x - f * 0.693359375f) + f * 2.12194440e-4f;
  const float p = 1 + r * (1 + r * (0.5f + r * (1.f / 6 + r * (1.f / 24 + r * (1.f / 120 + r * (1.f / 720))))));
  const int32_t bits = (k + 127) << 23;
  float scale;
  memcpy(&scale, &bits, sizeof scale);
  return p * scale;
}

/* The same eight at a time: compilers do not make vector code of it by themselves. */
typedef float isn_eight __attribute__((vector_size(32)));
typedef int32_t isn_eight_ints __attribute__((vector_size(32)));

/* Always inlined, so how such a value would be handed over does not matter. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpsabi"
static inline __attribute__((always_inline)) isn_eight isn_choose_eight(isn_eight_ints mask, isn_eight yes, isn_eight no) {
  return (isn_eight)((mask & (isn_eight_ints)yes) | (~mask & (isn_eight_ints)no));
}

static inline __attribute__((always_inline)) isn_eight isn_exp_eight(isn_eight x) {
  const isn_eight zero = {0}, most = zero + 80, least = zero - 80;
  x = isn_choose_eight(x > most, most, x);
  x = isn_choose_eight(x < least, least, x);
  const isn_eight half = isn_choose_eight(x < zero, zero - 0.5f, zero + 0.5f);
  const isn_eight_ints k = __builtin_convertvector(x * 1.44269504f + half, isn_eight_ints);
  const isn_eight f = __builtin_convertvector(k, isn_eight), r = (x - f * 0.693359375f) + f * 2.12194440e-4f;
  const isn_eight p = 1 + r * (1 + r * (0.5f + r * (1.f / 6 + r * (1.f / 24 + r * (1.f / 120 + r * (1.f / 720))))));
  return p * (isn_eight)((k + 127) << 23);
}
#pragma GCC diagnostic pop

static inline float isn_sigmoid(float x) { return 1 / (1 + isn_exp(-x)); }
static inline float isn_tanh(float x) { return 1 - 2 / (1 + isn_exp(2 * x)); }

/* x = m 2^e with m in [0.7, 1.4]; log m by the series of 2 artanh((m - 1) / (m + 1)). Of less than 1e-30 it is the log of that. */
static inline float isn_log(float x) {
  x = x < 1e-30f ? 1e-30f : x;
  int32_t bits;
  memcpy(&bits, &x, sizeof bits);
  int32_t e = (bits >> 23) - 127;
  bits = (bits & 0x7fffff) | (127 << 23);
  float m;
  memcpy(&m, &bits, sizeof m);
  if (m > 1.41421356f) m *= 0.5f, e++;
  const float t = (m - 1) / (m + 1), s = t * t;
  return (float)e * 0.693147181f + 2 * t * (1 + s * (1.f / 3 + s * (1.f / 5 + s * (1.f / 7 + s * (1.f / 9)))));
}
#endif
