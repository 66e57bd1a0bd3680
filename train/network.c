#include "network.h"

#include <stdlib.h>
#include <string.h>

#include "tensor.h"

enum { TABLE_ROWS = ISN_AFFIX_ROWS };
#define SLOPE 0.125f

uint64_t random_next(uint64_t *state) {
  uint64_t z = *state += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

float random_unit(uint64_t *state) { return (float)(random_next(state) >> 40) * (1.0f / 16777216.0f); }

static size_t take(size_t *at, size_t count) {
  const size_t here = *at;
  *at += (count + 15) / 16 * 16;
  return here;
}

void network_lay_out(network *net) {
  const shape *s = &net->s;
  size_t at = 0;
  const size_t top = 2 * (size_t)s->hidden, m = s->mlp;
  net->words = take(&at, (size_t)s->vocabulary * s->embedding);
  net->affixes = take(&at, (size_t)TABLE_ROWS * s->embedding);
  net->dense = at;
  for (uint32_t l = 0; l < s->layers; l++)
    for (int d = 0; d < 2; d++) {
      const size_t in = l ? top : s->embedding;
      net->layer[l].in[d] = take(&at, in * 3 * s->hidden);
      net->layer[l].before[d] = take(&at, in * 3 * s->hidden);
      net->layer[l].bias[d] = take(&at, 3 * (size_t)s->hidden);
    }
  net->tag = take(&at, top * s->factors);
  net->tag_bias = take(&at, s->factors);
  net->bundle_bias = take(&at, s->bundles);
  net->head = take(&at, top * m);
  net->head_bias = take(&at, m);
  net->head_root = take(&at, m);
  net->child = take(&at, top * m);
  net->child_bias = take(&at, m);
  net->arc = take(&at, m * m);
  net->arc_head = take(&at, m);
  for (int k = 0; k < 4; k++) {
    net->slot[k] = take(&at, top * m);
    net->slot_none[k] = take(&at, m);
    net->slot_root[k] = take(&at, m);
  }
  net->move_bias = take(&at, m);
  net->move = take(&at, m * 16);
  net->move_out_bias = take(&at, 16);
  net->label_head = take(&at, top * m);
  net->label_head_bias = take(&at, m);
  net->label_root = take(&at, m);
  net->label_child = take(&at, top * m);
  net->label = take(&at, m * s->relations);
  net->label_bias = take(&at, s->relations);
  net->size = at;
}

static void uniform(float *w, size_t n, float range, uint64_t *seed) {
  for (size_t i = 0; i < n; i++) w[i] = (2 * random_unit(seed) - 1) * range;
}

static float range_of(size_t in, size_t out) {
  const float x = 6.0f / (float)(in + out);
  float r = 0.1f;
  for (int i = 0; i < 20; i++) r = 0.5f * (r + x / r); /* square root */
  return r;
}

void network_start(network *net, uint64_t seed) {
  const shape *s = &net->s;
  const size_t top = 2 * (size_t)s->hidden, m = s->mlp;
  memset(net->w, 0, net->size * sizeof *net->w);
  uniform(net->w + net->words, (size_t)s->vocabulary * s->embedding, 0.02f, &seed);
  uniform(net->w + net->affixes, (size_t)TABLE_ROWS * s->embedding, 0.1f, &seed);
  for (uint32_t l = 0; l < s->layers; l++)
    for (int d = 0; d < 2; d++) {
      const size_t in = l ? top : s->embedding;
      uniform(net->w + net->layer[l].in[d], in * 3 * s->hidden, range_of(in, s->hidden), &seed);
      uniform(net->w + net->layer[l].before[d], in * 3 * s->hidden, range_of(in, s->hidden), &seed);
    }
  uniform(net->w + net->tag, top * s->factors, range_of(top, s->factors), &seed);
  uniform(net->w + net->head, top * m, range_of(top, m), &seed);
  uniform(net->w + net->child, top * m, range_of(top, m), &seed);
  uniform(net->w + net->head_root, m, 0.1f, &seed);
  uniform(net->w + net->arc, m * m, range_of(m, m), &seed);
  for (int k = 0; k < 4; k++) {
    uniform(net->w + net->slot[k], top * m, range_of(top, m), &seed);
    uniform(net->w + net->slot_none[k], m, 0.1f, &seed);
    uniform(net->w + net->slot_root[k], m, 0.1f, &seed);
  }
  uniform(net->w + net->move, m * 16, range_of(m, 3), &seed);
  uniform(net->w + net->label_head, top * m, range_of(top, m), &seed);
  uniform(net->w + net->label_child, top * m, range_of(top, m), &seed);
  uniform(net->w + net->label_root, m, 0.1f, &seed);
  uniform(net->w + net->label, m * s->relations, range_of(m, s->relations), &seed);
}

/* ---- one pass ---- */

typedef struct layer_pass {
  float *x;                                 /* n x in, with dropout */
  float *gates[2], *c[2], *d_gates[2], *dx; /* n x 3H, n x H, n x 3H, n x in */
  float *y;                                 /* n x 2H */
  float *dy;
} layer_pass;

struct pass {
  uint32_t n, stride, nb;
  float *input_mask, *mask[MAX_LAYERS + 1];
  layer_pass layer[MAX_LAYERS];
  float *top, *d_top;                     /* n x 2H after dropout */
  float *factors, *d_factors, *bundles;   /* n x F, n x F, n x B */
  float *head, *d_head, *child, *d_child; /* (n+1) x M, n x M */
  float *t, *d_t;                         /* (n+1) x M: head times arc */
  float *arcs, *d_arcs, *child_t;         /* (n+1) x stride; M x stride */
  float *slot[4], *d_slot[4];             /* n x M */
  float *label_head, *d_label_head, *label_child, *d_label_child, *pair, *d_pair, *labels;
  float *scratch;
  uint8_t *dropped;
};

static float *room(size_t n) {
  float *p = calloc(n + 64, sizeof *p);
  if (!p) abort();
  return p;
}

pass *pass_open(const network *net) {
  const shape *s = &net->s;
  pass *p = calloc(1, sizeof *p);
  const size_t n = MAX_WORDS + 1, top = 2 * (size_t)s->hidden, m = s->mlp, h = s->hidden;
  const size_t wide = top > s->embedding ? top : s->embedding;
  p->input_mask = room(wide);
  for (uint32_t l = 0; l <= s->layers; l++) p->mask[l] = room(wide);
  for (uint32_t l = 0; l < s->layers; l++) {
    layer_pass *y = &p->layer[l];
    y->x = room(n * wide), y->dx = room(n * wide), y->y = room(n * top), y->dy = room(n * top);
    for (int d = 0; d < 2; d++) y->gates[d] = room(n * 3 * h), y->d_gates[d] = room(n * 3 * h), y->c[d] = room(n * h);
  }
  p->top = room(n * top), p->d_top = room(n * top);
  p->factors = room(n * s->factors), p->d_factors = room(n * s->factors), p->bundles = room(n * s->bundles);
  p->head = room(n * m), p->d_head = room(n * m), p->child = room(n * m), p->d_child = room(n * m), p->t = room(n * m),
  p->d_t = room(n * m);
  const size_t stride = (MAX_WORDS + 31) / 16 * 16;
  p->arcs = room(n * stride), p->d_arcs = room(n * stride), p->child_t = room(m * stride);
  p->label_head = room(n * m), p->d_label_head = room(n * m), p->label_child = room(n * m), p->d_label_child = room(n * m);
  for (int k = 0; k < 4; k++) p->slot[k] = room(n * m), p->d_slot[k] = room(n * m);
  p->pair = room(n * m), p->d_pair = room(n * m), p->labels = room(n * s->relations);
  size_t big = wide * 3 * h;
  if (top * s->factors > big) big = top * s->factors;
  if (top * m > big) big = top * m;
  if (m * stride > big) big = m * stride;
  if (m * s->relations > big) big = m * s->relations;
  p->scratch = room(big);
  p->dropped = calloc(n, 1);
  return p;
}

void pass_close(pass *p) {
  if (!p) return;
  free(p->input_mask);
  for (int l = 0; l < MAX_LAYERS; l++) {
    layer_pass *y = &p->layer[l];
    free(p->mask[l]), free(y->x), free(y->dx), free(y->y), free(y->dy);
    for (int d = 0; d < 2; d++) free(y->gates[d]), free(y->d_gates[d]), free(y->c[d]);
  }
  free(p->mask[MAX_LAYERS]);
  float *rest[] = {p->top,        p->d_top,        p->factors,     p->d_factors,     p->bundles, p->head,   p->d_head,
                   p->child,      p->d_child,      p->t,           p->d_t,           p->arcs,    p->d_arcs, p->child_t,
                   p->label_head, p->d_label_head, p->label_child, p->d_label_child, p->pair,    p->d_pair, p->labels,
                   p->scratch};
  for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) free(rest[i]);
  for (int k = 0; k < 4; k++) free(p->slot[k]), free(p->d_slot[k]);
  free(p->dropped);
  free(p);
}

static void draw_mask(float *mask, size_t n, float rate, uint64_t *seed) {
  for (size_t i = 0; i < n; i++) mask[i] = !seed || rate <= 0 ? 1 : random_unit(seed) < rate ? 0 : 1 / (1 - rate);
}

static void embed(pass *p, const network *net, const sentence *s, const options *o, uint64_t *seed) {
  const size_t e = net->s.embedding;
  draw_mask(p->mask[0], e, o ? o->input_dropout : 0, seed);
  for (uint32_t i = 0; i < s->n; i++) {
    float *x = p->layer[0].x + i * e;
    const word *w = &s->at[i];
    p->dropped[i] = seed && random_unit(seed) < o->word_dropout;
    const float *v = net->w + net->words + (p->dropped[i] ? 0 : w->vocabulary) * e;
    memcpy(x, v, e * sizeof *x);
    for (uint32_t r = 0; r < w->rows.count; r++) {
      const float *a = net->w + net->affixes + w->rows.row[r] * e;
      for (size_t k = 0; k < e; k++) x[k] += a[k];
    }
    for (size_t k = 0; k < e; k++) x[k] *= p->mask[0][k];
  }
}

static void add_bias(float *y, const float *bias, size_t n, size_t m) {
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < m; j++) y[i * m + j] += bias[j];
}

/* The rows of the neighbour: before (forwards) or behind (backwards); its gates come from x shifted by one. */
static void run_layer(pass *p, const network *net, uint32_t l, size_t in) {
  const size_t n = p->n, h = net->s.hidden;
  layer_pass *y = &p->layer[l];
  for (int d = 0; d < 2; d++) {
    float *g = y->gates[d], *c = y->c[d];
    memset(g, 0, n * 3 * h * sizeof *g);
    add_product(g, 3 * h, rows_of(y->x, in), net->w + net->layer[l].in[d], 3 * h, n, in, 3 * h);
    if (n > 1)
      add_product(d ? g : g + 3 * h, 3 * h, rows_of(d ? y->x + in : y->x, in), net->w + net->layer[l].before[d], 3 * h, n - 1, in, 3 * h);
    add_bias(g, net->w + net->layer[l].bias[d], n, 3 * h);
    for (size_t step = 0; step < n; step++) {
      const size_t t = d ? n - 1 - step : step;
      float *gt = g + t * 3 * h;
      const float *before = step ? c + (d ? t + 1 : t - 1) * h : NULL;
      for (size_t k = 0; k < h; k++) gt[k] = tanh_of(gt[k]);
      for (size_t k = h; k < 3 * h; k++) gt[k] = sigmoid_of(gt[k]);
      for (size_t k = 0; k < h; k++) c[t * h + k] = gt[h + k] * (before ? before[k] : 0) + (1 - gt[h + k]) * gt[k];
      for (size_t k = 0; k < h; k++) y->y[t * 2 * h + (size_t)d * h + k] = gt[2 * h + k] * c[t * h + k];
    }
  }
  if (l) /* each layer but the first adds to what it reads */
    for (size_t i = 0; i < n * in; i++) y->y[i] += y->x[i];
}

static void back_layer(pass *p, const network *net, uint32_t l, size_t in, float *g_all) {
  const size_t n = p->n, h = net->s.hidden;
  layer_pass *y = &p->layer[l];
  memset(y->dx, 0, n * in * sizeof *y->dx);
  if (l) memcpy(y->dx, y->dy, n * in * sizeof *y->dx);
  for (int d = 0; d < 2; d++) {
    const float *g = y->gates[d], *c = y->c[d];
    float *dg = y->d_gates[d];
    float dc_next[512] = {0};
    for (size_t step = n; step-- > 0;) {
      const size_t t = d ? n - 1 - step : step;
      const float *gt = g + t * 3 * h, *before = step ? c + (d ? t + 1 : t - 1) * h : NULL;
      const float *dh = y->dy + t * 2 * h + (size_t)d * h;
      float *dt = dg + t * 3 * h;
      for (size_t k = 0; k < h; k++) {
        const float z = gt[k], f = gt[h + k], o = gt[2 * h + k], b = before ? before[k] : 0;
        const float dc = dh[k] * o + dc_next[k];
        dt[k] = dc * (1 - f) * (1 - z * z);
        dt[h + k] = dc * (b - z) * f * (1 - f);
        dt[2 * h + k] = dh[k] * c[t * h + k] * o * (1 - o);
        dc_next[k] = dc * f;
      }
    }
    const size_t w_in = net->layer[l].in[d], w_before = net->layer[l].before[d];
    add_product(g_all + w_in, 3 * h, columns_of(y->x, in), dg, 3 * h, in, n, 3 * h);
    if (n > 1) add_product(g_all + w_before, 3 * h, columns_of(d ? y->x + in : y->x, in), d ? dg : dg + 3 * h, 3 * h, in, n - 1, 3 * h);
    float *gb = g_all + net->layer[l].bias[d];
    for (size_t i = 0; i < n; i++)
      for (size_t k = 0; k < 3 * h; k++) gb[k] += dg[i * 3 * h + k];
    transpose(p->scratch, net->w + w_in, in, 3 * h);
    add_product(y->dx, in, rows_of(dg, 3 * h), p->scratch, in, n, 3 * h, in);
    if (n > 1) {
      transpose(p->scratch, net->w + w_before, in, 3 * h);
      add_product(d ? y->dx + in : y->dx, in, rows_of(d ? dg : dg + 3 * h, 3 * h), p->scratch, in, n - 1, 3 * h, in);
    }
  }
}

static void bend(float *x, size_t n) {
  for (size_t i = 0; i < n; i++) x[i] = x[i] > 0 ? x[i] : SLOPE * x[i];
}

static void unbend(float *dx, const float *x, size_t n) {
  for (size_t i = 0; i < n; i++) dx[i] *= x[i] > 0 ? 1 : SLOPE;
}

/* y[n x m] = x w + b over the top layer. */
static void project(const pass *p, const network *net, size_t w, size_t b, size_t m, float *y) {
  memset(y, 0, p->n * m * sizeof *y);
  add_product(y, m, rows_of(p->top, 2 * net->s.hidden), net->w + w, m, p->n, 2 * net->s.hidden, m);
  if (b) add_bias(y, net->w + b, p->n, m);
}

static void back_project(pass *p, const network *net, size_t w, size_t b, size_t m, const float *dy, float *g) {
  const size_t top = 2 * net->s.hidden;
  add_product(g + w, m, columns_of(p->top, top), dy, m, top, p->n, m);
  if (b)
    for (size_t i = 0; i < p->n; i++)
      for (size_t k = 0; k < m; k++) g[b + k] += dy[i * m + k];
  transpose(p->scratch, net->w + w, top, m);
  add_product(p->d_top, top, rows_of(dy, m), p->scratch, top, p->n, m, top);
}

static void forward(pass *p, const network *net, const sentence *s, const options *o, uint64_t *seed) {
  const size_t top = 2 * net->s.hidden, m = net->s.mlp;
  const size_t n = p->n = s->n;
  p->stride = (uint32_t)((n + 15) / 16 * 16);
  p->nb = net->s.bundles;
  embed(p, net, s, o, seed);
  for (uint32_t l = 0; l < net->s.layers; l++) {
    const size_t in = l ? top : net->s.embedding;
    run_layer(p, net, l, in);
    draw_mask(p->mask[l + 1], top, o ? (l + 1 < net->s.layers ? o->layer_dropout : o->head_dropout) : 0, seed);
    float *next = l + 1 < net->s.layers ? p->layer[l + 1].x : p->top;
    for (size_t i = 0; i < n; i++)
      for (size_t k = 0; k < top; k++) next[i * top + k] = p->layer[l].y[i * top + k] * p->mask[l + 1][k];
  }
  project(p, net, net->tag, net->tag_bias, net->s.factors, p->factors);
  for (size_t i = 0; i < n; i++)
    for (uint32_t b = 0; b < net->s.bundles; b++) {
      float score = net->w[net->bundle_bias + b];
      for (int k = 0; k < 8; k++) {
        const uint8_t f = net->factor_of[b * 8 + (size_t)k];
        if (f != 255) score += p->factors[i * net->s.factors + f];
      }
      p->bundles[i * net->s.bundles + b] = score;
    }
  memcpy(p->head, net->w + net->head_root, m * sizeof *p->head);
  project(p, net, net->head, net->head_bias, m, p->head + m);
  project(p, net, net->child, net->child_bias, m, p->child);
  bend(p->head + m, n * m);
  bend(p->child, n * m);
  memset(p->t, 0, (n + 1) * m * sizeof *p->t);
  add_product(p->t, m, rows_of(p->head, m), net->w + net->arc, m, n + 1, m, m);
  memset(p->child_t, 0, m * p->stride * sizeof *p->child_t);
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < m; k++) p->child_t[k * p->stride + i] = p->child[i * m + k];
  memset(p->arcs, 0, (n + 1) * p->stride * sizeof *p->arcs);
  add_product(p->arcs, p->stride, rows_of(p->t, m), p->child_t, p->stride, n + 1, m, p->stride);
  for (size_t h = 0; h <= n; h++) {
    float own = 0;
    for (size_t k = 0; k < m; k++) own += p->head[h * m + k] * net->w[net->arc_head + k];
    for (size_t d = 0; d < n; d++) p->arcs[h * p->stride + d] += own;
  }
  for (int k = 0; k < 4; k++) project(p, net, net->slot[k], 0, m, p->slot[k]);
  memcpy(p->label_head, net->w + net->label_root, m * sizeof *p->label_head);
  project(p, net, net->label_head, net->label_head_bias, m, p->label_head + m);
  project(p, net, net->label_child, 0, m, p->label_child);
}

static bool allows(const word *w, uint32_t bundle, const options *o) {
  if (w->allowed) {
    for (const int16_t *a = w->allowed; *a >= 0; a++)
      if (*a == (int16_t)bundle) return true;
    return false;
  }
  if (w->bundle >= 0) return w->bundle == (int16_t)bundle;
  return w->upos == o->upos_of[bundle];
}

/* Cross-entropy against the set of bundles that the annotation allows. */
static void back_tags(pass *p, const network *net, const sentence *s, const options *o, float *g, losses *loss) {
  const uint32_t nb = net->s.bundles, nf = net->s.factors;
  memset(p->d_factors, 0, (size_t)p->n * nf * sizeof *p->d_factors);
  for (uint32_t i = 0; i < p->n; i++) {
    const word *w = &s->at[i];
    if (w->upos < 0 && w->bundle < 0 && !w->allowed) continue;
    float *q = p->bundles + i * nb, good = 0;
    softmax(q, nb);
    for (uint32_t b = 0; b < nb; b++)
      if (allows(w, b, o)) good += q[b];
    if (good <= 0) continue;
    loss->tag -= log_of(good);
    for (uint32_t b = 0; b < nb; b++) {
      const float d = o->tag_weight * (q[b] - (allows(w, b, o) ? q[b] / good : 0));
      g[net->bundle_bias + b] += d;
      for (int k = 0; k < 8; k++) {
        const uint8_t f = net->factor_of[b * 8 + (size_t)k];
        if (f != 255) p->d_factors[i * nf + f] += d;
      }
    }
  }
  back_project(p, net, net->tag, net->tag_bias, nf, p->d_factors, g);
}

static void back_arcs(pass *p, const network *net, const sentence *s, const options *o, float *g, losses *loss) {
  const size_t n = p->n, m = net->s.mlp, stride = p->stride;
  memset(p->d_arcs, 0, (n + 1) * stride * sizeof *p->d_arcs);
  float column[MAX_WORDS + 1];
  for (size_t d = 0; d < n; d++) {
    if (s->at[d].head < 0) continue;
    for (size_t h = 0; h <= n; h++) column[h] = h == d + 1 ? -1e9f : p->arcs[h * stride + d];
    softmax(column, n + 1);
    loss->arc -= log_of(column[s->at[d].head]);
    for (size_t h = 0; h <= n; h++) p->d_arcs[h * stride + d] = o->tree_weight * (column[h] - (h == (size_t)s->at[d].head));
  }
  memset(p->d_t, 0, (n + 1) * m * sizeof *p->d_t);
  memset(p->d_head, 0, (n + 1) * m * sizeof *p->d_head);
  memset(p->d_child, 0, n * m * sizeof *p->d_child);
  add_product(p->d_t, m, rows_of(p->d_arcs, stride), p->child, m, n + 1, n, m);
  add_product(p->d_child, m, columns_of(p->d_arcs, stride), p->t, m, n, n + 1, m);
  add_product(g + net->arc, m, columns_of(p->head, m), p->d_t, m, m, n + 1, m);
  transpose(p->scratch, net->w + net->arc, m, m);
  add_product(p->d_head, m, rows_of(p->d_t, m), p->scratch, m, n + 1, m, m);
  for (size_t h = 0; h <= n; h++) {
    float sum = 0;
    for (size_t d = 0; d < n; d++) sum += p->d_arcs[h * stride + d];
    for (size_t k = 0; k < m; k++) {
      g[net->arc_head + k] += sum * p->head[h * m + k];
      p->d_head[h * m + k] += sum * net->w[net->arc_head + k];
    }
  }
  for (size_t k = 0; k < m; k++) g[net->head_root + k] += p->d_head[k];
  unbend(p->d_head + m, p->head + m, n * m);
  unbend(p->d_child, p->child, n * m);
  back_project(p, net, net->head, net->head_bias, m, p->d_head + m, g);
  back_project(p, net, net->child, net->child_bias, m, p->d_child, g);
}

static void back_labels(pass *p, const network *net, const sentence *s, const options *o, float *g, losses *loss) {
  const size_t n = p->n, m = net->s.mlp, r = net->s.relations;
  for (size_t d = 0; d < n; d++)
    for (size_t k = 0; k < m; k++)
      p->pair[d * m + k] = p->label_child[d * m + k] + p->label_head[(s->at[d].head < 0 ? 0 : (size_t)s->at[d].head) * m + k];
  bend(p->pair, n * m);
  memset(p->labels, 0, n * r * sizeof *p->labels);
  add_product(p->labels, r, rows_of(p->pair, m), net->w + net->label, r, n, m, r);
  add_bias(p->labels, net->w + net->label_bias, n, r);
  for (size_t d = 0; d < n; d++) {
    float *y = p->labels + d * r;
    if (s->at[d].head < 0 || s->at[d].relation < 0) {
      memset(y, 0, r * sizeof *y);
      continue;
    }
    softmax(y, r);
    loss->label -= log_of(y[s->at[d].relation]);
    y[s->at[d].relation] -= 1;
    for (size_t k = 0; k < r; k++) y[k] *= o->tree_weight, g[net->label_bias + k] += y[k];
  }
  add_product(g + net->label, r, columns_of(p->pair, m), p->labels, r, m, n, r);
  memset(p->d_pair, 0, n * m * sizeof *p->d_pair);
  transpose(p->scratch, net->w + net->label, m, r);
  add_product(p->d_pair, m, rows_of(p->labels, r), p->scratch, m, n, r, m);
  unbend(p->d_pair, p->pair, n * m);
  memset(p->d_label_head, 0, (n + 1) * m * sizeof *p->d_label_head);
  for (size_t d = 0; d < n; d++)
    for (size_t k = 0; k < m; k++) p->d_label_head[(s->at[d].head < 0 ? 0 : (size_t)s->at[d].head) * m + k] += p->d_pair[d * m + k];
  for (size_t k = 0; k < m; k++) g[net->label_root + k] += p->d_label_head[k];
  back_project(p, net, net->label_head, net->label_head_bias, m, p->d_label_head + m, g);
  back_project(p, net, net->label_child, 0, m, p->d_pair, g);
}

/* ---- transitions: arc-hybrid (Kuhlmann et al. 2011), dynamic oracle (Goldberg and Nivre 2013) ---- */

enum { SHIFT, LEFT, RIGHT, MOVES, NONE = -1 };

typedef struct config {
  int16_t stack[MAX_WORDS + 1]; /* words from 1, 0 the root */
  int32_t top, next;            /* items on the stack; first word of the buffer, from 1 */
} config;

static bool legal(const config *c, int32_t n, int move) {
  const bool buffer = c->next <= n, word_on_top = c->top > 1;
  if (move == SHIFT) return buffer;
  if (move == LEFT) return buffer && word_on_top;
  return word_on_top && (c->top > 2 || !buffer); /* one word hangs on the root: the last that is left */
}

static void make(config *c, int move, int32_t *heads) {
  if (move == SHIFT) {
    c->stack[c->top++] = (int16_t)c->next++;
    return;
  }
  const int16_t child = c->stack[--c->top];
  if (heads) heads[child - 1] = move == LEFT ? c->next : c->stack[c->top - 1];
}

static void slots_of(const config *c, int32_t n, int32_t slot[4]) {
  for (int k = 0; k < 3; k++) slot[k] = c->top > 2 - k ? c->stack[c->top - 1 - (2 - k)] : NONE;
  slot[3] = c->next <= n ? c->next : NONE;
}

static void score_moves(const pass *p, const network *net, const int32_t slot[4], float *hidden, float *scores) {
  const size_t m = net->s.mlp;
  memcpy(hidden, net->w + net->move_bias, m * sizeof *hidden);
  for (int k = 0; k < 4; k++) {
    const float *x = slot[k] == NONE ? net->w + net->slot_none[k]
                     : slot[k] == 0  ? net->w + net->slot_root[k]
                                     : p->slot[k] + ((size_t)slot[k] - 1) * m;
    for (size_t i = 0; i < m; i++) hidden[i] += x[i];
  }
  bend(hidden, m);
  float padded[16];
  memcpy(padded, net->w + net->move_out_bias, sizeof padded);
  add_product(padded, 16, rows_of(hidden, m), net->w + net->move, 16, 1, m, 16);
  memcpy(scores, padded, MOVES * sizeof *scores);
}

/* How many arcs of the tree a move makes impossible. */
static int cost(const config *c, const sentence *s, int move) {
  const int32_t n = (int32_t)s->n;
  int lost = 0;
  if (move == SHIFT) {
    const int32_t b = c->next, head = s->at[b - 1].head;
    for (int32_t i = 0; i < c->top; i++) {
      if (c->stack[i] == head && i != c->top - 1) lost++;
      if (c->stack[i] && s->at[c->stack[i] - 1].head == b) lost++;
    }
    return lost;
  }
  const int32_t top = c->stack[c->top - 1], under = c->stack[c->top - 2], head = s->at[top - 1].head;
  for (int32_t d = c->next; d <= n; d++) lost += s->at[d - 1].head == top;
  if (move == LEFT) lost += head == under || head > c->next;
  else lost += head >= c->next;
  return lost;
}

static void back_moves(pass *p, const network *net, const sentence *s, const options *o, uint64_t *seed, float *g, losses *loss) {
  const size_t m = net->s.mlp;
  const int32_t n = (int32_t)s->n;
  float hidden[512], d_hidden[512], scores[MOVES];
  config c = {.stack = {0}, .top = 1, .next = 1};
  for (int k = 0; k < 4; k++) memset(p->d_slot[k], 0, p->n * m * sizeof(float));
  while (c.top > 1 || c.next <= n) {
    int32_t slot[4];
    int lost[MOVES], least = 1 << 20, best = -1, right = -1;
    slots_of(&c, n, slot);
    score_moves(p, net, slot, hidden, scores);
    for (int k = 0; k < MOVES; k++) {
      lost[k] = 1 << 20;
      if (!legal(&c, n, k)) {
        scores[k] = -1e9f;
        continue;
      }
      lost[k] = cost(&c, s, k);
      if (lost[k] < least) least = lost[k];
    }
    for (int k = 0; k < MOVES; k++) {
      if (lost[k] == 1 << 20) continue;
      if (best < 0 || scores[k] > scores[best]) best = k;
      if (lost[k] == least && (right < 0 || scores[k] > scores[right])) right = k;
    }
    softmax(scores, MOVES);
    float good = 0, d[16] = {0};
    for (int k = 0; k < MOVES; k++)
      if (lost[k] == least) good += scores[k];
    loss->move -= log_of(good);
    for (int k = 0; k < MOVES; k++)
      d[k] = lost[k] == 1 << 20 ? 0 : o->move_weight * (scores[k] - (lost[k] == least ? scores[k] / (good > 1e-20f ? good : 1e-20f) : 0));
    for (size_t i = 0; i < m; i++) {
      float sum = 0;
      for (int k = 0; k < MOVES; k++) {
        g[net->move + i * 16 + (size_t)k] += hidden[i] * d[k];
        sum += net->w[net->move + i * 16 + (size_t)k] * d[k];
      }
      d_hidden[i] = sum * (hidden[i] > 0 ? 1 : SLOPE);
      g[net->move_bias + i] += d_hidden[i];
    }
    for (int k = 0; k < MOVES; k++) g[net->move_out_bias + (size_t)k] += d[k];
    for (int k = 0; k < 4; k++) {
      float *to = slot[k] == NONE ? g + net->slot_none[k] : slot[k] == 0 ? g + net->slot_root[k] : p->d_slot[k] + ((size_t)slot[k] - 1) * m;
      for (size_t i = 0; i < m; i++) to[i] += d_hidden[i];
    }
    make(&c, random_unit(seed) < o->explore ? best : right, NULL);
  }
  for (int k = 0; k < 4; k++) back_project(p, net, net->slot[k], 0, m, p->d_slot[k], g);
}

typedef struct item {
  config c;
  int32_t heads[MAX_WORDS];
  float score;
} item;

void pass_parse(pass *p, const network *net, uint32_t beam, int32_t *heads) {
  const int32_t n = (int32_t)p->n;
  static item now[16], then[16];
  uint32_t count = 1;
  now[0].c = (config){.stack = {0}, .top = 1, .next = 1};
  now[0].score = 0;
  for (int32_t step = 0; step < 2 * n; step++) {
    struct {
      float score;
      uint32_t from;
      int move;
    } list[64];
    uint32_t options_count = 0;
    for (uint32_t i = 0; i < count; i++) {
      int32_t slot[4];
      float hidden[512], scores[MOVES];
      slots_of(&now[i].c, n, slot);
      score_moves(p, net, slot, hidden, scores);
      for (int k = 0; k < MOVES; k++)
        if (!legal(&now[i].c, n, k)) scores[k] = -1e9f;
      softmax(scores, MOVES);
      for (int k = 0; k < MOVES; k++)
        if (legal(&now[i].c, n, k)) {
          const float score = now[i].score + log_of(scores[k]);
          uint32_t at = options_count++;
          while (at > 0 && list[at - 1].score < score) list[at] = list[at - 1], at--;
          list[at].score = score, list[at].from = i, list[at].move = k;
        }
    }
    count = options_count < beam ? options_count : beam;
    for (uint32_t i = 0; i < count; i++) {
      memcpy(&then[i], &now[list[i].from], sizeof *then);
      then[i].score = list[i].score;
      make(&then[i].c, list[i].move, then[i].heads);
    }
    memcpy(now, then, count * sizeof *now);
  }
  memcpy(heads, now[0].heads, (size_t)n * sizeof *heads);
}

static void touch(gradients *g, uint32_t row) {
  if (g->mark[row]) return;
  g->mark[row] = 1;
  g->touched[g->touched_count++] = row;
}

static void back_embed(pass *p, const network *net, const sentence *s, gradients *g) {
  const size_t e = net->s.embedding;
  for (uint32_t i = 0; i < s->n; i++) {
    const word *w = &s->at[i];
    float *dx = p->layer[0].dx + i * e;
    for (size_t k = 0; k < e; k++) dx[k] *= p->mask[0][k];
    const uint32_t v = p->dropped[i] ? 0 : w->vocabulary;
    touch(g, v);
    for (size_t k = 0; k < e; k++) g->g[net->words + v * e + k] += dx[k];
    for (uint32_t r = 0; r < w->rows.count; r++) {
      touch(g, net->s.vocabulary + w->rows.row[r]);
      for (size_t k = 0; k < e; k++) g->g[net->affixes + w->rows.row[r] * e + k] += dx[k];
    }
  }
}

void pass_train(pass *p, const network *net, const sentence *s, const options *o, uint64_t *seed, gradients *g, losses *loss) {
  const size_t top = 2 * net->s.hidden;
  forward(p, net, s, o, seed);
  loss->words += s->n;
  memset(p->d_top, 0, p->n * top * sizeof *p->d_top);
  back_tags(p, net, s, o, g->g, loss);
  bool tree = false;
  for (uint32_t i = 0; i < s->n; i++) tree = tree || s->at[i].head >= 0;
  if (tree) {
    back_arcs(p, net, s, o, g->g, loss);
    back_labels(p, net, s, o, g->g, loss);
    if (o->move_weight > 0) back_moves(p, net, s, o, seed, g->g, loss);
  }
  for (uint32_t l = net->s.layers; l-- > 0;) {
    const float *d_next = l + 1 < net->s.layers ? p->layer[l + 1].dx : p->d_top;
    for (size_t i = 0; i < p->n; i++)
      for (size_t k = 0; k < top; k++) p->layer[l].dy[i * top + k] = d_next[i * top + k] * p->mask[l + 1][k];
    back_layer(p, net, l, l ? top : net->s.embedding, g->g);
  }
  back_embed(p, net, s, g);
}

void pass_score(pass *p, const network *net, const sentence *s) { forward(p, net, s, NULL, NULL); }

const float *pass_bundles(const pass *p, uint32_t i) { return p->bundles + (size_t)i * p->nb; }
const float *pass_arcs(const pass *p) { return p->arcs; }
uint32_t pass_stride(const pass *p) { return p->stride; }

void pass_labels(pass *p, const network *net, uint32_t head, uint32_t child, float *scores) {
  const size_t m = net->s.mlp, r = net->s.relations;
  for (size_t k = 0; k < m; k++) p->pair[k] = p->label_child[child * m + k] + p->label_head[head * m + k];
  bend(p->pair, m);
  memcpy(scores, net->w + net->label_bias, r * sizeof *scores);
  add_product(scores, r, rows_of(p->pair, m), net->w + net->label, r, 1, m, r);
}
