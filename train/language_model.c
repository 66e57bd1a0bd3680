#include "language_model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "learn/network_parts.h"
#include "model_writer.h"

typedef struct writing {
  isn_writer *writer;
  isnad_error *error;
  isnad_status status;
  const network *net;
} writing;

static void put(writing *w, const char *name, const void *bytes, size_t size) {
  if (!w->status) w->status = isn_writer_section(w->writer, name, bytes, size, w->error);
}

static void put_floats(writing *w, const char *name, size_t from, size_t count) { put(w, name, w->net->w + from, count * sizeof(float)); }

static float most_of(const float *x, size_t n) {
  float most = 1e-6f;
  for (size_t i = 0; i < n; i++) {
    if (x[i] > most) most = x[i];
    if (-x[i] > most) most = -x[i];
  }
  return most;
}

static int16_t rounded(float x) { return (int16_t)(x + (x < 0 ? -0.5f : 0.5f)); }

/* The largest sum of a column's magnitudes, which the reader bounds. */
static int64_t widest_column(const int16_t *q, uint32_t in, uint32_t out) {
  int64_t most = 0;
  for (uint32_t c = 0; c < out; c++) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < in; i++) sum += abs(q[((size_t)(i / 2) * out + c) * 2 + i % 2]);
    if (sum > most) most = sum;
  }
  return most;
}

/* `most`: the largest input that the product will meet. */
static void put_matrix(writing *w, const char *name, size_t from, uint32_t in, uint32_t out, int64_t most) {
  const float *x = w->net->w + from;
  const size_t size = 16 + (size_t)in * out * sizeof(int16_t);
  char *bytes = calloc(1, size);
  if (!bytes) exit(1);
  int16_t *q = (int16_t *)(void *)(bytes + 16);
  float scale = most_of(x, (size_t)in * out) / 16383;
  do {
    scale *= 2;
    for (uint32_t i = 0; i < in; i++)
      for (uint32_t c = 0; c < out; c++) q[((size_t)(i / 2) * out + c) * 2 + i % 2] = rounded(x[(size_t)i * out + c] / scale);
  } while (widest_column(q, in, out) * most > INT32_MAX);
  memcpy(bytes, &scale, sizeof scale);
  put(w, name, bytes, size);
  free(bytes);
}

/* The magnitude that 99.99 % of the embeddings stay below: few numbers are cut, the others keep their precision. */
static float embedding_limit(const network *net) {
  enum { BINS = 4096 };
  const float most = most_of(net->w, net->dense);
  uint64_t bins[BINS] = {0}, seen = 0;
  for (size_t i = 0; i < net->dense; i++) bins[(int)((net->w[i] < 0 ? -net->w[i] : net->w[i]) / most * (BINS - 1))]++;
  uint32_t bin = 0;
  while (bin < BINS - 1 && (seen += bins[bin]) < net->dense - net->dense / 10000) bin++;
  return most * (float)(bin + 1) / BINS;
}

static void put_bytes(writing *w, const char *name, size_t from, size_t count, float scale) {
  int8_t *q = malloc(count);
  if (!q) exit(1);
  for (size_t i = 0; i < count; i++) {
    const float x = w->net->w[from + i] / scale;
    q[i] = (int8_t)rounded(x > 127 ? 127 : x < -127 ? -127 : x);
  }
  put(w, name, q, count);
  free(q);
}

static void put_vocabulary(writing *w, const uint64_t *keys, uint32_t rows, uint32_t slots) {
  uint32_t *mark = calloc(slots, sizeof *mark);
  uint16_t *row = calloc(slots, sizeof *row);
  if (!mark || !row) exit(1);
  for (uint32_t r = 1; r < rows; r++) {
    const uint32_t upper = (uint32_t)(keys[r] >> 32);
    uint32_t i = (uint32_t)keys[r] & (slots - 1);
    while (mark[i]) i = (i + 1) & (slots - 1);
    mark[i] = upper ? upper : 1;
    row[i] = (uint16_t)r;
  }
  put(w, "fingerprints", mark, slots * sizeof *mark);
  put(w, "rows", row, slots * sizeof *row);
  free(mark);
  free(row);
}

static void put_evidence(writing *w, const evidence *seen) {
  uint32_t slots = 1024;
  while (slots < 2 * seen->count) slots *= 2;
  uint32_t *mark = calloc(slots, sizeof *mark), *value = calloc(slots, sizeof *value);
  if (!mark || !value) exit(1);
  for (uint32_t k = 0; k < seen->count; k++) {
    const uint32_t upper = (uint32_t)(seen->key[k] >> 32);
    uint32_t i = (uint32_t)seen->key[k] & (slots - 1);
    while (mark[i]) i = (i + 1) & (slots - 1);
    mark[i] = upper ? upper : 1;
    value[i] = seen->value[k];
  }
  put(w, "evidence", value, slots * sizeof *value);
  put(w, "evidence.marks", mark, slots * sizeof *mark);
  free(mark);
  free(value);
}

static void put_layers(writing *w) {
  const network *net = w->net;
  const int64_t byte_rows = (ISN_MAX_WORD_ROWS + 1) * 128, unit = (int64_t)ISN_NET_ONE;
  const uint32_t h = net->s.hidden;
  for (uint32_t l = 0; l < net->s.layers; l++)
    for (uint32_t d = 0; d < 2; d++) {
      const uint32_t in = l ? 2 * h : net->s.embedding;
      char name[32];
      (void)snprintf(name, sizeof name, "layer%u.in%u", l, d);
      put_matrix(w, name, net->layer[l].in[d], in, 3 * h, l ? unit * l : byte_rows);
      (void)snprintf(name, sizeof name, "layer%u.before%u", l, d);
      put_matrix(w, name, net->layer[l].before[d], in, 3 * h, l ? unit * l : byte_rows);
      (void)snprintf(name, sizeof name, "layer%u.bias%u", l, d);
      put_floats(w, name, net->layer[l].bias[d], 3 * h);
    }
}

static void put_heads(writing *w) {
  const network *net = w->net;
  const uint32_t top = 2 * net->s.hidden, m = net->s.mlp;
  const int64_t most = (int64_t)ISN_NET_ONE * net->s.layers;
  put_matrix(w, "tag", net->tag, top, net->s.factors, most);
  put_floats(w, "tag.bias", net->tag_bias, net->s.factors);
  put_floats(w, "bundle.bias", net->bundle_bias, net->s.bundles);
  put(w, "factors", net->factor_of, (size_t)net->s.bundles * ISN_NET_FACTORS);
  for (uint32_t k = 0; k < ISN_NET_SLOTS; k++) {
    char name[32];
    (void)snprintf(name, sizeof name, "slot%u", k);
    put_matrix(w, name, net->slot[k], top, m, most);
    (void)snprintf(name, sizeof name, "slot%u.none", k);
    put_floats(w, name, net->slot_none[k], m);
    (void)snprintf(name, sizeof name, "slot%u.root", k);
    put_floats(w, name, net->slot_root[k], m);
  }
  put_floats(w, "move.bias", net->move_bias, m);
  float move[ISN_NET_MOVES * ISN_NET_WIDTH];
  for (uint32_t k = 0; k < ISN_NET_MOVES; k++)
    for (uint32_t i = 0; i < m; i++) move[k * m + i] = net->w[net->move + (size_t)i * 16 + k];
  put(w, "move", move, (size_t)ISN_NET_MOVES * m * sizeof *move);
  put_floats(w, "move.out", net->move_out_bias, ISN_NET_MOVES);
  put_matrix(w, "label.head", net->label_head, top, m, most);
  put_floats(w, "label.head.bias", net->label_head_bias, m);
  put_floats(w, "label.root", net->label_root, m);
  put_matrix(w, "label.child", net->label_child, top, m, most);
  put_matrix(w, "label", net->label, m, net->s.relations, INT16_MAX / 4);
  put_floats(w, "label.bias", net->label_bias, net->s.relations);
}

static void put_names(writing *w, const tagset *tags) {
  static char text[1 << 18];
  size_t at = 0;
  for (uint32_t b = 0; b < tags->bundles.count; b++) {
    const size_t line = at;
    at += (size_t)snprintf(text + at, sizeof text - at, "%s\n", tags->bundles.at[b]);
    *strchr(text + line, ' ') = '\t';
  }
  put(w, "bundles", text, at);
  at = 0;
  for (uint32_t r = 0; r < tags->relations.count; r++) at += (size_t)snprintf(text + at, sizeof text - at, "%s\n", tags->relations.at[r]);
  put(w, "relations", text, at);
}

isnad_status language_model_write(const char *path, const char *set, const char *licence, const network *net, const tagset *tags,
                                  const uint64_t *keys, const evidence *seen, bool classes, isnad_error *error) {
  writing w = {.error = error, .net = net};
  uint32_t slots = 1024;
  while (slots < 2 * net->s.vocabulary) slots *= 2;
  const float scale = embedding_limit(net) / 127;
  uint32_t numbers[11] = {net->s.embedding, net->s.hidden,         net->s.layers,     net->s.mlp, net->s.factors,
                          net->s.bundles,   tags->relations.count, net->s.vocabulary, slots};
  memcpy(&numbers[9], &scale, sizeof scale);
  numbers[10] = classes;
  w.status = isn_writer_open(path, "language", set, 1, licence, &w.writer, error);
  put(&w, "shape", numbers, sizeof numbers);
  put_vocabulary(&w, keys, net->s.vocabulary, slots);
  put_evidence(&w, seen);
  put_bytes(&w, "words", net->words, (size_t)net->s.vocabulary * net->s.embedding, scale);
  put_bytes(&w, "affixes", net->affixes, (size_t)ISN_AFFIX_ROWS * net->s.embedding, scale);
  put_layers(&w);
  put_heads(&w);
  put_names(&w, tags);
  const bool keep = w.status == ISNAD_OK;
  if (w.writer) {
    const isnad_status closed = isn_writer_close(w.writer, keep, error);
    if (keep) w.status = closed;
  }
  return w.status;
}
