/* Embeddings and layers: words to encodings, encodings to tags. */
#include <string.h>

#include "learn/network_parts.h"
#include "learn/real.h"

#pragma GCC diagnostic ignored "-Wpsabi" /* as in real.h: inlined */

static uint32_t mark_of(uint64_t key) { return (uint32_t)(key >> 32) ? (uint32_t)(key >> 32) : 1; }

static uint32_t evidence_of(const isn_network *net, uint64_t key) {
  const uint32_t mark = mark_of(key), last = net->evidence_slots - 1;
  for (uint32_t i = (uint32_t)key & last; net->evidence_mark[i]; i = (i + 1) & last)
    if (net->evidence_mark[i] == mark) return net->evidence[i];
  return 0;
}

static uint32_t word_row(const isn_network *net, uint64_t key) {
  const uint32_t mark = mark_of(key);
  for (uint32_t i = (uint32_t)key & (net->slots - 1); net->fingerprint[i]; i = (i + 1) & (net->slots - 1))
    if (net->fingerprint[i] == mark) return net->row[i];
  return 0;
}

ISN_WIDE static void add_row(int16_t *restrict x, const int8_t *restrict row, size_t n) {
  for (size_t k = 0; k < n; k++) x[k] = (int16_t)(x[k] + row[k]);
}

static void embed(isn_workspace *w, const isn_word_rows *words, uint32_t n) {
  const isn_network *net = w->net;
  const size_t e = net->embedding;
  memset(w->x, 0, n * e * sizeof *w->x);
  for (uint32_t i = 0; i < n; i++) {
    const uint32_t row = word_row(net, words[i].key);
    w->seen[i] = evidence_of(net, words[i].key);
    add_row(w->x + i * e, net->words + row * e, e);
    for (uint32_t r = 0; r < words[i].count; r++) add_row(w->x + i * e, net->affixes + words[i].row[r] * e, e);
  }
}

ISN_WIDE void isn_net_values(float *restrict y, const int32_t *restrict sums, float scale, const float *restrict bias, size_t rows,
                             size_t width) {
  for (size_t r = 0; r < rows; r++, y += width, sums += width)
    if (bias)
      for (size_t k = 0; k < width; k++) y[k] = (float)sums[k] * scale + bias[k];
    else
      for (size_t k = 0; k < width; k++) y[k] = (float)sums[k] * scale;
}

/* tanh of the first third (candidate), sigmoid of the others (forget, output); all widths are multiples of 16. Two groups of eight at
 * a time: while one waits for its division the other is computed. */
ISN_WIDE static void bend_gates(float *restrict g, size_t h) {
  for (size_t k = 0; k < 3 * h; k += 16) {
    isn_eight x, y;
    memcpy(&x, g + k, sizeof x);
    memcpy(&y, g + k + 8, sizeof y);
    if (k < h) {
      const isn_eight ex = isn_exp_eight(2 * x), ey = isn_exp_eight(2 * y);
      x = 1 - 2 / (1 + ex), y = 1 - 2 / (1 + ey);
    } else {
      const isn_eight ex = isn_exp_eight(-x), ey = isn_exp_eight(-y);
      x = 1 / (1 + ex), y = 1 / (1 + ey);
    }
    memcpy(g + k, &x, sizeof x);
    memcpy(g + k + 8, &y, sizeof y);
  }
}

ISN_WIDE static void step(float *restrict cell, const float *restrict g, int16_t *restrict out, const int16_t *restrict residual,
                          size_t h) {
  for (size_t k = 0; k < h; k++) {
    cell[k] = g[h + k] * cell[k] + (1 - g[h + k]) * g[k];
    const float y = g[2 * h + k] * cell[k] * ISN_NET_ONE;
    const int32_t rounded = (int32_t)(y + (y < 0 ? -0.5f : 0.5f));
    out[k] = (int16_t)(residual ? rounded + residual[k] : rounded);
  }
}

/* One layer over n words: w->x (n x in) to out (n x 2 hidden). */
static void run_layer(isn_workspace *w, const isn_net_layer *layer, uint32_t n, float scale, bool residual, int16_t *out) {
  const isn_network *net = w->net;
  const size_t h = net->hidden, in = layer->in[0].in;
  for (int d = 0; d < 2; d++) {
    isn_matrix_product(w->sums, w->x, in, &layer->in[d], n, 0);
    isn_net_values(w->gates, w->sums, layer->in[d].scale * scale, layer->bias[d], n, 3 * h);
    if (n > 1) {
      isn_matrix_product(w->sums, d ? w->x + in : w->x, in, &layer->before[d], n - 1, 0);
      const float own = layer->before[d].scale * scale;
      float *g = d ? w->gates : w->gates + 3 * h;
      for (size_t k = 0; k < ((size_t)n - 1) * 3 * h; k++) g[k] += (float)w->sums[k] * own;
    }
    memset(w->cells, 0, h * sizeof *w->cells);
    for (size_t s = 0; s < n; s++) {
      const size_t t = d ? n - 1 - s : s;
      bend_gates(w->gates + t * 3 * h, h);
      step(w->cells, w->gates + t * 3 * h, out + t * 2 * h + (size_t)d * h, residual ? w->x + t * 2 * h + (size_t)d * h : NULL, h);
    }
  }
}

bool isn_network_encode(isn_workspace *w, const isn_word_rows *words, uint32_t n, int16_t *encodings) {
  const isn_network *net = w->net;
  if (!isn_workspace_fit(w, n)) return false;
  embed(w, words, n);
  for (uint32_t l = 0; l < net->layers; l++) {
    const bool residual = net->layer[l].in[0].in == 2 * net->hidden && l;
    run_layer(w, &net->layer[l], n, l ? 1 / ISN_NET_ONE : net->embedding_scale, residual, encodings);
    if (l + 1 < net->layers) memcpy(w->x, encodings, (size_t)n * 2 * net->hidden * sizeof *w->x);
  }
  return true;
}

/* What a word that was seen n times with other parts of speech pays for a new one: its smoothed frequency, log(0.03 / (n + 0.3)). */
static float unseen(uint32_t class_of_count) {
  static const float counts[ISN_NET_SEEN] = {0, 1, 2, 3, 4, 6, 12, 40};
  return isn_log(0.03f / (counts[class_of_count] + 0.3f));
}

/* The sums of factors are in units of 1/256. */
#define FACTOR_ONE 256.0f

ISN_WIDE static void round_factors(int16_t *restrict to, const float *restrict from, size_t n) {
  for (size_t k = 0; k < n; k++) {
    float x = from[k] * FACTOR_ONE;
    x = x > INT16_MAX ? INT16_MAX : x;
    x = x < INT16_MIN ? INT16_MIN : x;
    to[k] = (int16_t)(x + (x < 0 ? -0.5f : 0.5f));
  }
}

static uint16_t best_bundle(const isn_network *net, const int32_t *sums, const float *price_of) {
  uint32_t best = 0;
  float most = 0;
  for (uint32_t b = 0; b < net->bundles; b++) {
    const float score = (float)sums[b] * (1 / FACTOR_ONE) + net->bundle_bias[b] + price_of[net->upos_of[b]];
    if (!b || score > most) most = score, best = b;
  }
  return (uint16_t)best;
}

bool isn_network_tags(isn_workspace *w, const int16_t *encodings, uint32_t n, uint16_t *bundles) {
  const isn_network *net = w->net;
  if (!isn_workspace_fit(w, n)) return false;
  isn_matrix_product(w->sums, encodings, 2 * (size_t)net->hidden, &net->tag, n, 0);
  isn_net_values(w->gates, w->sums, net->tag.scale / ISN_NET_ONE, net->tag_bias, n, net->factors);
  round_factors(w->pair, w->gates, (size_t)n * net->factors);
  isn_matrix_product(w->sums, w->pair, net->factors, &net->sums, n, 0);
  for (uint32_t i = 0; i < n; i++) {
    const uint32_t seen = w->seen[i] & 0xffffff, often = w->seen[i] >> 24 & (ISN_NET_SEEN - 1);
    const float price = often ? unseen(often) : 0;
    float price_of[24];
    for (int k = 0; k < 24; k++) price_of[k] = seen >> k & 1 ? 0 : price;
    bundles[i] = best_bundle(net, w->sums + (size_t)i * net->sums.out, price_of);
  }
  return true;
}
