#include "learn/network.h"

#include <stdlib.h>
#include <string.h>

#include "learn/network_parts.h"
#include "pack/model.h"

/* ---- opening: every section is measured before a pointer into it is kept ---- */

typedef struct opening {
  const isn_model *model;
  isnad_error *error;
  isnad_status status;
} opening;

static const void *section(opening *o, const char *name, size_t size) {
  size_t has = 0;
  const void *at = isn_model_section(o->model, name, &has);
  if (o->status) return NULL;
  if (!at || has != size)
    o->status = isn_fail(o->error, ISNAD_E_FORMAT, "%s: section \"%s\" has %zu bytes, expected %zu", isn_model_file(o->model), name,
                         at ? has : 0, size);
  return o->status ? NULL : at;
}

static const float *floats(opening *o, const char *name, size_t count) { return section(o, name, count * sizeof(float)); }

/* A sum over a column must stay below 2^31 for inputs of `most` at most. */
static bool column_fits(const isn_matrix *m, int64_t most) {
  for (uint32_t c = 0; c < m->out; c++) {
    int64_t sum = 0;
    for (uint32_t i = 0; i < m->in; i++) {
      const int16_t v = m->at[((size_t)(i / 2) * m->out + c) * 2 + i % 2];
      sum += v < 0 ? -(int64_t)v : v;
    }
    if (sum * most > INT32_MAX) return false;
  }
  return true;
}

static isn_matrix matrix(opening *o, const char *name, uint32_t in, uint32_t out, int64_t most) {
  isn_matrix m = {.in = in, .out = out};
  const char *at = section(o, name, 16 + (size_t)in * out * sizeof(int16_t));
  if (!at) return m;
  memcpy(&m.scale, at, sizeof m.scale);
  m.at = (const int16_t *)(const void *)(at + 16);
  if (!(m.scale > 0 && m.scale < 1) || !column_fits(&m, most))
    o->status = isn_fail(o->error, ISNAD_E_FORMAT, "%s: section \"%s\": weights out of range", isn_model_file(o->model), name);
  return m;
}

static bool read_shape(opening *o, isn_network *net) {
  uint32_t s[11];
  const void *at = section(o, "shape", sizeof s);
  if (!at) return false;
  memcpy(s, at, sizeof s);
  net->embedding = s[0], net->hidden = s[1], net->layers = s[2], net->mlp = s[3], net->factors = s[4];
  net->bundles = s[5], net->relations = s[6], net->rows = s[7], net->slots = s[8];
  memcpy(&net->embedding_scale, &s[9], sizeof(float));
  net->asks_classes = s[10] != 0;
  const bool good = net->embedding % 16 == 0 && net->embedding && net->embedding <= ISN_NET_WIDTH && net->hidden % 16 == 0 && net->hidden &&
                    net->hidden <= ISN_NET_WIDTH && net->layers && net->layers <= ISN_NET_LAYERS && net->mlp % 16 == 0 && net->mlp &&
                    net->mlp <= ISN_NET_WIDTH && net->factors % 16 == 0 && net->factors && net->factors < ISN_NET_NO_FACTOR &&
                    net->bundles && net->bundles < 4096 && net->relations && net->relations <= 128 && net->rows && net->rows < 65536 &&
                    net->slots > net->rows && net->slots <= 1 << 20 && (net->slots & (net->slots - 1)) == 0;
  if (!good) o->status = isn_fail(o->error, ISNAD_E_FORMAT, "%s: section \"shape\": sizes that no network has", isn_model_file(o->model));
  return good;
}

static void read_tables(opening *o, isn_network *net) {
  net->fingerprint = section(o, "fingerprints", net->slots * sizeof(uint32_t));
  net->row = section(o, "rows", net->slots * sizeof(uint16_t));
  net->words = section(o, "words", (size_t)net->rows * net->embedding);
  net->affixes = section(o, "affixes", (size_t)ISN_AFFIX_ROWS * net->embedding);
  bool free_slot = false, good = true;
  for (uint32_t i = 0; !o->status && i < net->slots; i++) {
    free_slot = free_slot || !net->fingerprint[i];
    good = good && net->row[i] < net->rows;
  }
  if (!o->status && (!free_slot || !good))
    o->status = isn_fail(o->error, ISNAD_E_FORMAT, "%s: section \"rows\": a row that is not there", isn_model_file(o->model));
}

static void read_evidence(opening *o, isn_network *net) {
  size_t size = 0;
  (void)isn_model_section(o->model, "evidence", &size);
  net->evidence_slots = (uint32_t)(size / sizeof(uint32_t));
  if (!o->status && (size > 1 << 24 || !size || (net->evidence_slots & (net->evidence_slots - 1))))
    o->status = isn_fail(o->error, ISNAD_E_FORMAT, "%s: section \"evidence\" has %zu bytes, expected a power of two",
                         isn_model_file(o->model), size);
  net->evidence = section(o, "evidence", net->evidence_slots * sizeof(uint32_t));
  net->evidence_mark = section(o, "evidence.marks", net->evidence_slots * sizeof(uint32_t));
  bool free_slot = false;
  for (uint32_t i = 0; !o->status && i < net->evidence_slots; i++) free_slot = free_slot || !net->evidence_mark[i];
  if (!o->status && !free_slot)
    o->status = isn_fail(o->error, ISNAD_E_FORMAT, "%s: section \"evidence.marks\": full", isn_model_file(o->model));
}

static void read_layers(opening *o, isn_network *net) {
  const int64_t byte_rows = (int64_t)(ISN_MAX_WORD_ROWS + 1) * 128, unit = (int64_t)ISN_NET_ONE;
  for (uint32_t l = 0; l < net->layers; l++)
    for (uint32_t d = 0; d < 2; d++) {
      const uint32_t in = l ? 2 * net->hidden : net->embedding;
      char name[32] = "layer0.in0";
      name[5] = (char)('0' + l);
      name[9] = (char)('0' + d);
      net->layer[l].in[d] = matrix(o, name, in, 3 * net->hidden, l ? unit * l : byte_rows);
      memcpy(name + 7, "before0", 8);
      name[13] = (char)('0' + d);
      net->layer[l].before[d] = matrix(o, name, in, 3 * net->hidden, l ? unit * l : byte_rows);
      memcpy(name + 7, "bias0", 6);
      name[11] = (char)('0' + d);
      net->layer[l].bias[d] = floats(o, name, 3 * (size_t)net->hidden);
    }
}

static void read_heads(opening *o, isn_network *net) {
  const uint32_t top = 2 * net->hidden, m = net->mlp, labels = (net->relations + 15) / 16 * 16;
  const int64_t most = (int64_t)ISN_NET_ONE * net->layers;
  net->tag = matrix(o, "tag", top, net->factors, most);
  net->tag_bias = floats(o, "tag.bias", net->factors);
  net->bundle_bias = floats(o, "bundle.bias", net->bundles);
  net->factor_of = section(o, "factors", (size_t)net->bundles * ISN_NET_FACTORS);
  for (size_t i = 0; !o->status && i < (size_t)net->bundles * ISN_NET_FACTORS; i++)
    if (net->factor_of[i] >= net->factors && net->factor_of[i] != ISN_NET_NO_FACTOR)
      o->status = isn_fail(o->error, ISNAD_E_FORMAT, "%s: section \"factors\": a factor that is not there", isn_model_file(o->model));
  for (uint32_t k = 0; k < ISN_NET_SLOTS; k++) {
    char name[16] = "slot0";
    name[4] = (char)('0' + k);
    net->slot[k] = matrix(o, name, top, m, most);
    memcpy(name + 5, ".none", 6);
    net->slot_none[k] = floats(o, name, m);
    memcpy(name + 5, ".root", 6);
    net->slot_root[k] = floats(o, name, m);
  }
  net->move_bias = floats(o, "move.bias", m);
  net->move = floats(o, "move", (size_t)ISN_NET_MOVES * m);
  net->move_out_bias = floats(o, "move.out", ISN_NET_MOVES);
  net->label_head = matrix(o, "label.head", top, m, most);
  net->label_head_bias = floats(o, "label.head.bias", m);
  net->label_root = floats(o, "label.root", m);
  net->label_child = matrix(o, "label.child", top, m, most);
  net->label = matrix(o, "label", m, labels, INT16_MAX / 4);
  net->label_bias = floats(o, "label.bias", labels);
}

/* A bundle's score is the sum of its factors, for all bundles at once one more product. */
static bool make_sums(isn_network *net) {
  const uint32_t columns = (net->bundles + 15) / 16 * 16;
  int16_t *at = calloc((size_t)net->factors * columns + 1, sizeof *at);
  net->sums_at = at;
  net->sums = (isn_matrix){at, net->factors, columns, 1};
  for (uint32_t b = 0; at && b < net->bundles; b++)
    for (uint32_t k = 0; k < ISN_NET_FACTORS; k++) {
      const uint8_t f = net->factor_of[(size_t)b * ISN_NET_FACTORS + k];
      if (f != ISN_NET_NO_FACTOR) at[((size_t)(f / 2) * columns + b) * 2 + f % 2] = 1;
    }
  return at != NULL;
}

static bool number_upos(isn_network *net) {
  uint32_t count = 0;
  for (uint32_t b = 0; b < net->bundles; b++) {
    uint32_t k = 0;
    while (k < b && strcmp(net->upos[k], net->upos[b]) != 0) k++;
    net->upos_of[b] = k < b ? net->upos_of[k] : (uint8_t)count++;
    if (count > 24) return false;
  }
  return true;
}

/* Sections "bundles" (UPOS, tab, FEATS a line) and "relations" (one a line). */
static void read_names(opening *o, isn_network *net) {
  size_t sizes[2] = {0};
  const char *bundles = isn_model_section(o->model, "bundles", &sizes[0]), *relations = isn_model_section(o->model, "relations", &sizes[1]);
  if (o->status) return;
  if (!bundles || !relations || sizes[0] + sizes[1] > 1 << 20) {
    o->status = isn_fail(o->error, ISNAD_E_FORMAT, "%s: no names of bundles and relations", isn_model_file(o->model));
    return;
  }
  net->strings = malloc(sizes[0] + sizes[1] + 2);
  net->upos = calloc(2 * (size_t)net->bundles + net->relations, sizeof *net->upos);
  net->upos_of = calloc(net->bundles, 1);
  if (!net->strings || !net->upos || !net->upos_of) {
    o->status = isn_nomem(o->error);
    return;
  }
  net->feats = net->upos + net->bundles;
  net->relation = net->feats + net->bundles;
  memcpy(net->strings, bundles, sizes[0]);
  net->strings[sizes[0]] = 0;
  char *second = net->strings + sizes[0] + 1;
  memcpy(second, relations, sizes[1]);
  second[sizes[1]] = 0;
  uint32_t b = 0, r = 0;
  for (char *line = net->strings, *end; b < net->bundles && (end = strchr(line, '\n')); line = end + 1) {
    *end = 0;
    char *tab = strchr(line, '\t');
    if (!tab) break;
    *tab = 0;
    net->upos[b] = line;
    net->feats[b++] = tab + 1;
  }
  for (char *line = second, *end; r < net->relations && (end = strchr(line, '\n')); line = end + 1) {
    *end = 0;
    net->relation[r++] = line;
  }
  if (!o->status && b == net->bundles && !number_upos(net)) {
    o->status = isn_fail(o->error, ISNAD_E_FORMAT, "%s: section \"bundles\": more than %d parts of speech", isn_model_file(o->model), 24);
    return;
  }
  if (b < net->bundles || r < net->relations)
    o->status = isn_fail(o->error, ISNAD_E_FORMAT, "%s: %u bundles and %u relations are named, expected %u and %u",
                         isn_model_file(o->model), b, r, net->bundles, net->relations);
}

isnad_status isn_network_open(const isn_model *model, isn_network **out, isnad_error *error) {
  opening o = {model, error, ISNAD_OK};
  *out = NULL;
  isn_network *net = calloc(1, sizeof *net);
  if (!net) return isn_nomem(error);
  if (read_shape(&o, net)) {
    read_tables(&o, net);
    read_evidence(&o, net);
    read_layers(&o, net);
    read_heads(&o, net);
    read_names(&o, net);
  }
  if (!o.status && !make_sums(net)) o.status = isn_nomem(error);
  if (o.status) isn_network_close(net);
  else *out = net;
  return o.status;
}

void isn_network_close(isn_network *net) {
  if (!net) return;
  free(net->upos);
  free(net->upos_of);
  free(net->sums_at);
  free(net->strings);
  free(net);
}

uint32_t isn_network_width(const isn_network *net) { return 2 * net->hidden; }
bool isn_network_asks_classes(const isn_network *net) { return net->asks_classes; }
uint32_t isn_network_bundles(const isn_network *net) { return net->bundles; }
const char *isn_network_upos(const isn_network *net, uint32_t bundle) { return bundle < net->bundles ? net->upos[bundle] : "X"; }
const char *isn_network_feats(const isn_network *net, uint32_t bundle) { return bundle < net->bundles ? net->feats[bundle] : "_"; }
const char *isn_network_relation(const isn_network *net, uint32_t r) { return r < net->relations ? net->relation[r] : "dep"; }

/* ---- working memory ---- */

isn_workspace *isn_workspace_open(const isn_network *net) {
  isn_workspace *w = calloc(1, sizeof *w);
  if (w) w->net = net;
  return w;
}

static void release(isn_workspace *w) {
  free(w->x), free(w->sums), free(w->gates), free(w->cells), free(w->heads), free(w->children), free(w->pair), free(w->seen);
  for (int k = 0; k < ISN_NET_SLOTS; k++) free(w->slot[k]), w->slot[k] = NULL;
  w->x = w->pair = NULL;
  w->sums = NULL;
  w->seen = NULL;
  w->gates = w->cells = w->heads = w->children = NULL;
  w->room = 0;
}

void isn_workspace_close(isn_workspace *w) {
  if (!w) return;
  release(w);
  free(w->states);
  free(w);
}

bool isn_workspace_fit(isn_workspace *w, uint32_t words) {
  if (words <= w->room) return true;
  const isn_network *net = w->net;
  release(w);
  const size_t n = (size_t)words + words / 2 + 64, top = 2 * (size_t)net->hidden, labels = ((size_t)net->relations + 15) / 16 * 16;
  size_t wide = 3 * (size_t)net->hidden; /* of the widest product */
  if (net->sums.out > wide) wide = net->sums.out;
  if (net->factors > wide) wide = net->factors;
  if (net->mlp > wide) wide = net->mlp;
  if (labels > wide) wide = labels;
  w->x = malloc(n * (top > net->embedding ? top : net->embedding) * sizeof *w->x);
  w->sums = malloc(n * wide * sizeof *w->sums);
  w->gates = malloc(n * wide * sizeof *w->gates);
  w->cells = malloc(n * net->hidden * sizeof *w->cells);
  w->heads = malloc(n * net->mlp * sizeof *w->heads);
  w->children = malloc(n * net->mlp * sizeof *w->children);
  w->pair = malloc(n * (net->mlp > net->factors ? net->mlp : net->factors) * sizeof *w->pair);
  w->seen = malloc(n * sizeof *w->seen);
  bool all = w->x && w->sums && w->gates && w->cells && w->heads && w->children && w->pair && w->seen;
  for (int k = 0; k < ISN_NET_SLOTS; k++) all = (w->slot[k] = malloc(n * net->mlp * sizeof(float))) && all;
  if (!all) release(w);
  else w->room = (uint32_t)(n - 1);
  return all;
}
