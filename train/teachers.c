#include "teachers.h"

#include <stdlib.h>
#include <string.h>

#include "tensor.h"

enum { MAX_LINE = 1 << 20, LONGEST = 70, SHORTEST = 4, MAX_RELATIONS = 128, MAX_BUNDLES = 4096 };

/* ---- Eisner's chart: spans [i, j], complete or not, headed at their left or right end ---- */

typedef struct chart {
  float *score[2][2]; /* [head on the left][complete] */
  int16_t *split[2][2];
  uint32_t room, n;
} chart;

static size_t cell(const chart *c, uint32_t i, uint32_t j) { return (size_t)i * c->n + j; }

static void fit(chart *c, uint32_t n) {
  c->n = n;
  if (n * n <= c->room) return;
  c->room = n * n;
  for (int k = 0; k < 4; k++) {
    free(c->score[k / 2][k % 2]);
    free(c->split[k / 2][k % 2]);
    c->score[k / 2][k % 2] = malloc(c->room * sizeof(float));
    c->split[k / 2][k % 2] = malloc(c->room * sizeof(int16_t));
    if (!c->score[k / 2][k % 2] || !c->split[k / 2][k % 2]) exit(1);
  }
}

/* Joins the halves [i, k] and [k + shift, j] at the best k of [from, to]. */
static void best_split(chart *c, uint32_t i, uint32_t j, uint32_t from, uint32_t to, uint32_t shift, const float *left, const float *right,
                       float *score, int16_t *split, float arc) {
  float best = -1e30f;
  int16_t at = (int16_t)from;
  for (uint32_t k = from; k <= to; k++) {
    const float s = left[cell(c, i, k)] + right[cell(c, k + shift, j)];
    if (s > best) best = s, at = (int16_t)k;
  }
  score[cell(c, i, j)] = best + arc;
  split[cell(c, i, j)] = at;
}

static void fill(chart *c, const float *arcs, uint32_t stride) {
  for (uint32_t i = 0; i < c->n; i++)
    for (int k = 0; k < 4; k++) c->score[k / 2][k % 2][cell(c, i, i)] = 0;
  for (uint32_t w = 1; w < c->n; w++)
    for (uint32_t i = 0; i + w < c->n; i++) {
      const uint32_t j = i + w;
      /* under the root nothing stands left of its only child's span but the root itself */
      best_split(c, i, j, i, i ? j - 1 : 0, 1, c->score[1][1], c->score[0][1], c->score[1][0], c->split[1][0],
                 arcs[(size_t)i * stride + j - 1]);
      if (i)
        best_split(c, i, j, i, j - 1, 1, c->score[1][1], c->score[0][1], c->score[0][0], c->split[0][0], arcs[(size_t)j * stride + i - 1]);
      else c->score[0][0][cell(c, i, j)] = -1e30f, c->split[0][0][cell(c, i, j)] = 0;
      best_split(c, i, j, i, j - 1, 0, c->score[0][1], c->score[0][0], c->score[0][1], c->split[0][1], 0);
      best_split(c, i, j, i + 1, j, 0, c->score[1][0], c->score[1][1], c->score[1][1], c->split[1][1], 0);
    }
}

void best_tree(const float *arcs, uint32_t stride, uint32_t n, int32_t *heads) {
  static chart c;
  typedef struct item {
    uint16_t i, j;
    uint8_t left, complete;
  } item;
  static item stack[4 * MAX_WORDS];
  uint32_t top = 0;
  fit(&c, n + 1);
  fill(&c, arcs, stride);
  stack[top++] = (item){0, (uint16_t)n, 1, 1};
  while (top) {
    const item x = stack[--top];
    if (x.i == x.j) continue;
    const uint16_t k = (uint16_t)c.split[x.left][x.complete][cell(&c, x.i, x.j)];
    if (x.complete && x.left) {
      stack[top++] = (item){x.i, k, 1, 0};
      stack[top++] = (item){k, x.j, 1, 1};
    } else if (x.complete) {
      stack[top++] = (item){x.i, k, 0, 1};
      stack[top++] = (item){k, x.j, 0, 0};
    } else {
      if (x.left) heads[x.j - 1] = x.i;
      else heads[x.i - 1] = x.j;
      stack[top++] = (item){x.i, k, 1, 1};
      stack[top++] = (item){(uint16_t)(k + 1), x.j, 0, 1};
    }
  }
}

/* ---- an ensemble over one sentence ---- */

typedef struct ensemble {
  const network *const *net;
  pass *pass[MAX_TEACHERS];
  uint32_t count;
} ensemble;

static uint32_t best_of(const float *x, uint32_t n) {
  uint32_t best = 0;
  for (uint32_t i = 1; i < n; i++)
    if (x[i] > x[best]) best = i;
  return best;
}

static void vote(ensemble *e, const tagset *tags, const sentence *s, uint32_t *bundles, int32_t *heads, uint32_t *relations) {
  static float arcs[(MAX_WORDS + 1) * (MAX_WORDS + 16)];
  float sum[MAX_BUNDLES], one[MAX_BUNDLES], column[MAX_WORDS + 1];
  const uint32_t n = s->n;
  for (uint32_t k = 0; k < e->count; k++) pass_score(e->pass[k], e->net[k], s);
  const uint32_t stride = pass_stride(e->pass[0]);
  memset(arcs, 0, (n + 1) * (size_t)stride * sizeof *arcs);
  for (uint32_t d = 0; d < n; d++) {
    memset(sum, 0, tags->bundles.count * sizeof *sum);
    for (uint32_t k = 0; k < e->count; k++) {
      memcpy(one, pass_bundles(e->pass[k], d), tags->bundles.count * sizeof *one);
      softmax(one, tags->bundles.count);
      for (uint32_t b = 0; b < tags->bundles.count; b++) sum[b] += one[b];
      for (uint32_t h = 0; h <= n; h++) column[h] = h == d + 1 ? -1e9f : pass_arcs(e->pass[k])[(size_t)h * stride + d];
      softmax(column, n + 1);
      for (uint32_t h = 0; h <= n; h++) arcs[(size_t)h * stride + d] += column[h];
    }
    bundles[d] = best_of(sum, tags->bundles.count);
    for (uint32_t h = 0; h <= n; h++) arcs[(size_t)h * stride + d] = log_of(arcs[(size_t)h * stride + d] + 1e-12f);
  }
  best_tree(arcs, stride, n, heads);
  for (uint32_t d = 0; d < n; d++) {
    memset(sum, 0, tags->relations.count * sizeof *sum);
    for (uint32_t k = 0; k < e->count; k++) {
      pass_labels(e->pass[k], e->net[k], (uint32_t)heads[d], d, one);
      softmax(one, tags->relations.count);
      for (uint32_t r = 0; r < tags->relations.count; r++) sum[r] += one[r];
    }
    relations[d] = best_of(sum, tags->relations.count);
  }
}

/* ---- annotation of text ---- */

typedef struct line_of_words {
  word at[MAX_WORDS];
  char *form[MAX_WORDS];
  uint8_t parts[MAX_WORDS]; /* of a word that is the first of its token: how many it has */
  uint32_t n;
} line_of_words;

static bool read_line(char *text, line_of_words *line) {
  line->n = 0;
  for (char *token = strtok(text, " \n"); token; token = strtok(NULL, " \n")) {
    const uint32_t first = line->n;
    for (char *part = token; part;) {
      char *next = strchr(part, 0x1f);
      if (next) *next++ = 0;
      if (line->n == LONGEST) return false;
      line->form[line->n] = part;
      line->parts[line->n] = 0;
      line->at[line->n++] = word_of(part, (part == token ? ISN_PART_FIRST : 0) | (next ? 0 : ISN_PART_LAST));
      part = next;
    }
    line->parts[first] = (uint8_t)(line->n - first);
  }
  return line->n >= SHORTEST;
}

static void write_line(const line_of_words *line, const tagset *tags, const uint32_t *bundles, const int32_t *heads,
                       const uint32_t *relations, FILE *out) {
  for (uint32_t i = 0; i < line->n; i++) {
    if (line->parts[i] > 1) (void)fprintf(out, "%u-%u\t_\t_\t_\t_\t_\t_\t_\t_\t_\n", i + 1, i + line->parts[i]);
    const char *bundle = tags->bundles.at[bundles[i]], *blank = strchr(bundle, ' ');
    (void)fprintf(out, "%u\t%s\t_\t%.*s\t_\t%s\t%d\t%s\t_\t_\n", i + 1, line->form[i], (int)(blank - bundle), bundle, blank + 1, heads[i],
                  tags->relations.at[relations[i]]);
  }
  (void)fputc('\n', out);
}

void teachers_annotate(const network *const *nets, uint32_t count, const tagset *tags, const char *text, uint64_t words,
                       uint32_t (*row_of)(void *context, uint64_t key), void *context, FILE *out) {
  static char line[MAX_LINE];
  static line_of_words l;
  uint32_t bundles[MAX_WORDS], relations[MAX_WORDS];
  int32_t heads[MAX_WORDS];
  ensemble e = {.net = nets, .count = count};
  uint64_t all = 0, seen = 0, taken = 0;
  FILE *f = fopen(text, "r");
  if (!f) {
    (void)fprintf(stderr, "train-language: %s: cannot be read\n", text);
    exit(1);
  }
  while (fgets(line, sizeof line, f))
    if (read_line(line, &l)) all += l.n;
  rewind(f);
  for (uint32_t k = 0; k < count; k++) e.pass[k] = pass_open(nets[k]);
  while (fgets(line, sizeof line, f)) {
    if (!read_line(line, &l)) continue;
    seen += l.n;
    if ((double)taken > (double)seen / (double)all * (double)words) continue; /* evenly over the whole */
    taken += l.n;
    for (uint32_t i = 0; i < l.n; i++) l.at[i].vocabulary = row_of(context, l.at[i].rows.key);
    vote(&e, tags, &(sentence){l.at, l.n}, bundles, heads, relations);
    write_line(&l, tags, bundles, heads, relations, out);
  }
  for (uint32_t k = 0; k < count; k++) pass_close(e.pass[k]);
  (void)fclose(f);
}

/* ---- evaluation ---- */

static bool same_relation(const tagset *tags, uint32_t r, int16_t gold) {
  if (gold < 0) return false;
  const char *x = tags->relations.at[r], *y = tags->relations.at[gold];
  const size_t n = strcspn(x, ":");
  return n == strcspn(y, ":") && strncmp(x, y, n) == 0;
}

typedef struct attachment {
  uint32_t right, labelled;
} attachment;

static void count_tree(pass *p, const network *net, const tagset *tags, const sentence *s, const int32_t *heads, attachment *a) {
  float scores[MAX_RELATIONS];
  for (uint32_t d = 0; d < s->n; d++) {
    if (heads[d] != s->at[d].head) continue;
    a->right++;
    pass_labels(p, net, (uint32_t)heads[d], d, scores);
    a->labelled += same_relation(tags, best_of(scores, tags->relations.count), s->at[d].relation);
  }
}

void network_evaluate(const network *net, const tagset *tags, const treebank *bank, const char *what) {
  pass *p = pass_open(net);
  uint32_t words = 0, upos = 0, bundle = 0;
  attachment by[3] = {{0, 0}};
  int32_t heads[MAX_WORDS];
  for (uint32_t i = 0; i < bank->count; i++) {
    const sentence *s = &bank->at[i];
    pass_score(p, net, s);
    for (uint32_t d = 0; d < s->n; d++) {
      const uint32_t b = best_of(pass_bundles(p, d), tags->bundles.count);
      words++;
      upos += tags->upos_of[b] == s->at[d].upos;
      bundle += (int16_t)b == s->at[d].bundle;
    }
    best_tree(pass_arcs(p), pass_stride(p), s->n, heads);
    count_tree(p, net, tags, s, heads, &by[0]);
    pass_parse(p, net, 1, heads);
    count_tree(p, net, tags, s, heads, &by[1]);
    pass_parse(p, net, 4, heads);
    count_tree(p, net, tags, s, heads, &by[2]);
  }
  pass_close(p);
  const double n = words ? words : 1;
  (void)printf("%s: UPOS %.2f bundle %.2f; UAS LAS by arcs %.2f %.2f, greedy %.2f %.2f, beam of 4 %.2f %.2f\n", what, 100 * upos / n,
               100 * bundle / n, 100 * by[0].right / n, 100 * by[0].labelled / n, 100 * by[1].right / n, 100 * by[1].labelled / n,
               100 * by[2].right / n, 100 * by[2].labelled / n);
  (void)fflush(stdout);
}
