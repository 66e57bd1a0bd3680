/* vectors TEXT OUT DIMENSION ROWS EPOCHS: word vectors from unlabelled text, to start the language network with.
 *
 * Skip-gram with negative sampling (Mikolov et al. 2013) where each of the four places around a word has an output table of its own
 * (Ling et al. 2015), which keeps more of the grammar. TEXT: a sentence a line, words by blanks, the parts of a token by U+001F.
 * OUT: rows and dimension (uint32), then key (uint64) and floats of each word, the most frequent first. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sentences.h"
#include "tensor.h"

enum { PLACES = 4, NEGATIVES = 5, MAX_LINE = 1 << 20, NOISE = 1 << 22, SLOTS = 1 << 20 };

typedef struct entry {
  uint64_t key;
  uint32_t count, id;
} entry;

static entry slots[SLOTS];
static uint32_t *text; /* ids + 1, 0 ends a sentence */
static size_t text_count, text_room;

static void *need(void *p) {
  if (!p) {
    fputs("vectors: out of memory\n", stderr);
    exit(1);
  }
  return p;
}

static entry *slot_of(uint64_t key) {
  uint32_t i = (uint32_t)(key >> 7) & (SLOTS - 1);
  while (slots[i].count && slots[i].key != key) i = (i + 1) & (SLOTS - 1);
  slots[i].key = key;
  return &slots[i];
}

static void push(uint32_t value) {
  if (text_count == text_room) text = need(realloc(text, (text_room = text_room * 2 + (1 << 20)) * sizeof *text));
  text[text_count++] = value;
}

static void read_text(const char *path) {
  FILE *f = fopen(path, "r");
  static char line[MAX_LINE];
  if (!f) {
    fprintf(stderr, "vectors: %s: cannot be read\n", path);
    exit(1);
  }
  while (fgets(line, sizeof line, f)) {
    for (char *token = strtok(line, " \n"); token; token = strtok(NULL, " \n"))
      for (char *part = token; part;) {
        char *next = strchr(part, 0x1f);
        if (next) *next++ = 0;
        const unsigned place = (part == token ? ISN_PART_FIRST : 0) | (next ? 0 : ISN_PART_LAST);
        entry *e = slot_of(word_of(part, place).rows.key);
        e->count++;
        push((uint32_t)(e - slots) + 1);
        part = next;
      }
    push(0);
  }
  fclose(f);
}

static int by_count(const void *a, const void *b) {
  const entry *x = *(entry *const *)a, *y = *(entry *const *)b;
  if (x->count != y->count) return x->count < y->count ? 1 : -1;
  return x->key < y->key ? -1 : x->key > y->key;
}

static float root(float x) {
  float r = x > 1 ? x : 1;
  for (int i = 0; i < 40; i++) r = 0.5f * (r + x / r);
  return r;
}

int main(int argc, char **argv) {
  if (argc != 6) {
    fputs("use: vectors TEXT OUT DIMENSION ROWS EPOCHS\n", stderr);
    return 2;
  }
  const uint32_t dim = (uint32_t)atoi(argv[3]), epochs = (uint32_t)atoi(argv[5]);
  uint32_t rows = (uint32_t)atoi(argv[4]), known = 0;
  read_text(argv[1]);
  entry **list = need(malloc(SLOTS * sizeof *list));
  for (uint32_t i = 0; i < SLOTS; i++)
    if (slots[i].count > 2) list[known++] = &slots[i];
  qsort(list, known, sizeof *list, by_count);
  if (rows > known) rows = known;
  for (uint32_t i = 0; i < SLOTS; i++) slots[i].id = UINT32_MAX;
  for (uint32_t i = 0; i < rows; i++) list[i]->id = i;
  size_t kept = 0; /* rare words leave the text */
  for (size_t i = 0; i < text_count; i++)
    if (!text[i]) text[kept++] = 0;
    else if (slots[text[i] - 1].id != UINT32_MAX) text[kept++] = slots[text[i] - 1].id + 1;
  uint32_t *noise = need(malloc(NOISE * sizeof *noise));
  double sum = 0, part = 0;
  for (uint32_t i = 0; i < rows; i++) sum += (double)root((float)list[i]->count) * root(root((float)list[i]->count));
  for (uint32_t i = 0, at = 0; i < rows; i++) {
    part += (double)root((float)list[i]->count) * root(root((float)list[i]->count));
    while (at < NOISE && (i + 1 == rows || (double)at < part / sum * NOISE)) noise[at++] = i;
  }
  float *in = need(malloc((size_t)rows * dim * sizeof *in)), *out = need(calloc((size_t)rows * PLACES * dim, sizeof *out));
  float *step = need(malloc(dim * sizeof *step));
  uint64_t seed = 20;
  for (size_t i = 0; i < (size_t)rows * dim; i++) in[i] = (random_unit(&seed) - 0.5f) / (float)dim;
  static const int places[PLACES] = {-2, -1, 1, 2};
  const double total = (double)kept * epochs;
  for (uint32_t e = 0; e < epochs; e++)
    for (size_t i = 0; i < kept; i++) {
      if (!text[i]) continue;
      const float rate = 0.05f * (float)(1 - ((double)e * (double)kept + (double)i) / total) + 1e-5f;
      const uint32_t id = text[i] - 1;
      const float often = (float)list[id]->count / (float)kept;
      if (often > 1e-3f && random_unit(&seed) > root(1e-3f / often)) continue;
      float *v = in + (size_t)id * dim;
      memset(step, 0, dim * sizeof *step);
      for (int k = 0; k < PLACES; k++) {
        bool inside = true; /* the sentence goes on to there */
        for (int d = places[k] < 0 ? -1 : 1; inside && d != places[k] + (places[k] < 0 ? -1 : 1); d += places[k] < 0 ? -1 : 1)
          inside = (d > 0 ? i + (size_t)d < kept : i >= (size_t)-d) && text[i + (size_t)d];
        if (!inside) continue;
        for (int s = 0; s <= NEGATIVES; s++) {
          const uint32_t other = s ? noise[random_next(&seed) % NOISE] : text[i + (size_t)places[k]] - 1;
          if (s && other == text[i + (size_t)places[k]] - 1) continue;
          float *u = out + ((size_t)other * PLACES + (size_t)k) * dim, lane[16] = {0};
          for (uint32_t x = 0; x < dim; x += 16)
            for (uint32_t y = 0; y < 16; y++) lane[y] += v[x + y] * u[x + y];
          float dot = 0;
          for (int y = 0; y < 16; y++) dot += lane[y];
          const float g = rate * ((s ? 0.0f : 1.0f) - sigmoid_of(dot));
          for (uint32_t x = 0; x < dim; x++) {
            step[x] += g * u[x];
            u[x] += g * v[x];
          }
        }
      }
      for (uint32_t x = 0; x < dim; x++) v[x] += step[x];
    }
  FILE *f = fopen(argv[2], "wb");
  const uint32_t head[2] = {rows, dim};
  bool good = f && fwrite(head, sizeof head, 1, f) == 1;
  double square = 0;
  for (size_t i = 0; i < (size_t)rows * dim; i++) square += (double)in[i] * in[i];
  const float scale = 1 / root((float)(square / ((double)rows * dim)));
  for (size_t i = 0; i < (size_t)rows * dim; i++) in[i] *= scale; /* unit variance */
  for (uint32_t i = 0; good && i < rows; i++)
    good = fwrite(&list[i]->key, 8, 1, f) == 1 && fwrite(in + (size_t)i * dim, sizeof *in, dim, f) == dim;
  if (!f || fclose(f) || !good) {
    fprintf(stderr, "vectors: %s: cannot be written\n", argv[2]);
    return 1;
  }
  fprintf(stderr, "vectors: %zu words of text, %u rows of %u seen twice\n", kept, rows, known);
  return 0;
}
