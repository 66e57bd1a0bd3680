#include "optimise.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { SHARDS = 2 };

typedef struct shard {
  const network *net;
  const options *o;
  const treebank *bank;
  const uint32_t *order;
  uint32_t from, to;
  uint64_t seed;
  gradients g;
  losses loss;
  pass *pass;
} shard;

typedef struct moments {
  float *first, *second;
} moments;

static void *need(void *p) {
  if (!p) {
    (void)fputs("train-language: out of memory\n", stderr);
    exit(1);
  }
  return p;
}

static void *run_shard(void *opaque) {
  shard *s = opaque;
  for (uint32_t i = s->from; i < s->to; i++) pass_train(s->pass, s->net, &s->bank->at[s->order[i]], s->o, &s->seed, &s->g, &s->loss);
  return NULL;
}

static void run_shards(shard s[SHARDS], uint32_t threads) {
  pthread_t other;
  if (threads > 1 && pthread_create(&other, NULL, run_shard, &s[1]) == 0) {
    run_shard(&s[0]);
    (void)pthread_join(other, NULL);
    return;
  }
  run_shard(&s[0]);
  run_shard(&s[1]);
}

/* Adam (Kingma and Ba 2015) over one range; the gradient becomes zero. sqrtf is exact to the last bit by IEEE 754. */
static void step(moments *m, float *w, float *g, size_t from, size_t n, float rate, float scale) {
  for (size_t i = from; i < from + n; i++) {
    const float x = g[i] * scale;
    g[i] = 0;
    m->first[i] = 0.9f * m->first[i] + 0.1f * x;
    m->second[i] = 0.98f * m->second[i] + 0.02f * x * x;
    w[i] -= rate * m->first[i] / (sqrtf(m->second[i]) + 1e-6f);
  }
}

static size_t place_of(const network *net, uint32_t row) {
  const size_t e = net->s.embedding;
  return row < net->s.vocabulary ? net->words + row * e : net->affixes + (row - net->s.vocabulary) * e;
}

/* The gradients of the second shard join those of the first. */
static void join(const network *net, gradients *to, gradients *from) {
  for (uint32_t k = 0; k < from->touched_count; k++) {
    const uint32_t row = from->touched[k];
    const size_t at = place_of(net, row);
    from->mark[row] = 0;
    if (!to->mark[row]) {
      to->mark[row] = 1;
      to->touched[to->touched_count++] = row;
    }
    for (size_t x = at; x < at + net->s.embedding; x++) to->g[x] += from->g[x], from->g[x] = 0;
  }
  from->touched_count = 0;
  for (size_t x = net->dense; x < net->size; x++) to->g[x] += from->g[x], from->g[x] = 0;
}

static void update(network *net, moments *m, gradients *g, float rate, float scale) {
  for (uint32_t k = 0; k < g->touched_count; k++) {
    g->mark[g->touched[k]] = 0;
    step(m, net->w, g->g, place_of(net, g->touched[k]), net->s.embedding, rate, scale);
  }
  g->touched_count = 0;
  step(m, net->w, g->g, net->dense, net->size - net->dense, rate, scale);
}

static void shuffle(uint32_t *order, uint32_t n, uint64_t *seed) {
  for (uint32_t i = n; i-- > 1;) {
    const uint32_t k = (uint32_t)(random_next(seed) % (i + 1)), x = order[i];
    order[i] = order[k];
    order[k] = x;
  }
}

static void open_shard(shard *s, const network *net, const treebank *bank, const training *t, const uint32_t *order, uint64_t seed) {
  const uint32_t rows = net->s.vocabulary + ISN_AFFIX_ROWS;
  *s = (shard){.net = net, .o = &t->options, .bank = bank, .order = order, .seed = seed, .pass = pass_open(net)};
  s->g.g = need(calloc(net->size, sizeof(float)));
  s->g.touched = need(malloc(rows * sizeof(uint32_t)));
  s->g.mark = need(calloc(rows, 1));
}

static void close_shard(shard *s) {
  pass_close(s->pass);
  free(s->g.g);
  free(s->g.touched);
  free(s->g.mark);
}

static losses take_losses(shard s[SHARDS]) {
  losses sum = {0};
  for (int i = 0; i < SHARDS; i++) {
    sum.arc += s[i].loss.arc, sum.label += s[i].loss.label, sum.tag += s[i].loss.tag, sum.move += s[i].loss.move;
    sum.words += s[i].loss.words;
    s[i].loss = (losses){0};
  }
  return sum;
}

void network_train(network *net, const treebank *bank, const training *t) {
  uint32_t *order = need(malloc(bank->count * sizeof *order));
  moments m = {need(calloc(net->size, sizeof(float))), need(calloc(net->size, sizeof(float)))};
  shard s[SHARDS];
  uint64_t seed = t->seed * 1000 + 5;
  double total = 0, done = 0;
  for (uint32_t i = 0; i < bank->count; i++) order[i] = i, total += (double)bank->at[i].n * t->epochs;
  for (uint32_t i = 0; i < SHARDS; i++) open_shard(&s[i], net, bank, t, order, t->seed * 1000 + 77 + i);
  for (uint32_t epoch = 0; epoch < t->epochs; epoch++) {
    shuffle(order, bank->count, &seed);
    for (uint32_t at = 0; at < bank->count;) {
      uint32_t end = at, words = 0, middle = at, half = 0;
      while (end < bank->count && words < t->batch_words) words += bank->at[order[end++]].n;
      while (middle < end && half < words / 2) half += bank->at[order[middle++]].n;
      s[0].from = at, s[0].to = s[1].from = middle, s[1].to = end;
      run_shards(s, t->threads);
      const float progress = (float)(done / total);
      join(net, &s[0].g, &s[1].g);
      update(net, &m, &s[0].g, t->rate * (progress < 0.02f ? progress / 0.02f : 1 - progress), 1 / (float)words);
      done += words;
      at = end;
    }
    const losses sum = take_losses(s);
    if (t->after_epoch) t->after_epoch(t->context, epoch, &sum);
  }
  for (int i = 0; i < SHARDS; i++) close_shard(&s[i]);
  free(order);
  free(m.first);
  free(m.second);
}
