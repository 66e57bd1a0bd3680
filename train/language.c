/* Trains the language network (src/learn/network.h).
 *
 *   train-language --tags TAGS --vectors V --trees F... [--partial F...] [--silver F...] [--dev F] [--epochs N] [--seed N] [--hidden N]
 *                  [--layers N] [--mlp N] [--classes 1] [--listed F] [--threads N] --save NET | --model language.model --set SET --licence
 * TEXT train-language --tags TAGS --vectors V --trees F... --teacher NET... --annotate TEXT --words N > silver.conllu
 *
 * --trees: CoNLL-U with trees; --partial: with tags at most; --silver: what teachers annotated; --dev is only scored. --save keeps the
 * floats of a teacher. --classes 1: words carry what isnad's lexicon says of them. --listed: lexicon.tsv of
 * train/data.py, whose listed forms are evidence too. The tag set is that of TAGS, the relations those of the
 * trees. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language_model.h"
#include "learn/network_parts.h"
#include "optimise.h"
#include "pack/lexicon.h"
#include "teachers.h"

enum { MAX_FILES = 12, SLOTS = 1 << 18 };

typedef struct list {
  const char *at[MAX_FILES];
  int count;
} list;

typedef struct arguments {
  const char *tags, *vectors, *dev, *save, *model, *set, *licence, *annotate, *listed;
  list trees, partial, silver, teachers;
  uint32_t epochs, seed, hidden, layers, threads, mlp, repeat, classes;
  uint64_t words;
  float rate;
} arguments;

typedef struct vocabulary {
  uint64_t key[SLOTS];
  uint32_t row[SLOTS], rows;
  uint64_t *keys; /* of the rows */
  float *vectors; /* rows x dimension */
  uint32_t dimension;
} vocabulary;

static void stop(const char *file, const char *what) {
  (void)fprintf(stderr, "train-language: %s: %s\n", file, what);
  exit(1);
}

static uint32_t slot_of(const vocabulary *v, uint64_t key) {
  uint32_t i = (uint32_t)(key >> 7) & (SLOTS - 1);
  while (v->row[i] && v->key[i] != key) i = (i + 1) & (SLOTS - 1);
  return i;
}

static uint32_t row_of(void *vocabulary_at, uint64_t key) {
  const vocabulary *v = vocabulary_at;
  return v->row[slot_of(v, key)];
}

static void read_vectors(vocabulary *v, const char *path) {
  uint32_t head[2];
  FILE *f = fopen(path, "rb");
  if (!f || fread(head, sizeof head, 1, f) != 1 || head[0] >= SLOTS / 2) stop(path, "no word vectors");
  v->rows = head[0] + 1;
  v->dimension = head[1];
  v->keys = calloc(v->rows, sizeof *v->keys);
  v->vectors = calloc((size_t)v->rows * v->dimension, sizeof *v->vectors);
  if (!v->keys || !v->vectors) stop(path, "out of memory");
  for (uint32_t r = 1; r < v->rows; r++) {
    if (fread(&v->keys[r], 8, 1, f) != 1 || fread(v->vectors + (size_t)r * v->dimension, sizeof(float), v->dimension, f) != v->dimension)
      stop(path, "cut short");
    const uint32_t slot = slot_of(v, v->keys[r]);
    v->key[slot] = v->keys[r];
    v->row[slot] = r;
  }
  (void)fclose(f);
}

static void look_up(treebank *bank, vocabulary *v) {
  for (uint32_t i = 0; i < bank->count; i++)
    for (uint32_t k = 0; k < bank->at[i].n; k++) bank->at[i].at[k].vocabulary = row_of(v, bank->at[i].at[k].rows.key);
}

static void open_network(network *net, const arguments *a, const vocabulary *v, const tagset *tags) {
  *net = (network){.s = {.vocabulary = v->rows,
                         .embedding = v->dimension,
                         .hidden = a->hidden,
                         .layers = a->layers,
                         .mlp = a->mlp,
                         .factors = (tags->factors.count + 15) / 16 * 16,
                         .bundles = tags->bundles.count,
                         .relations = (tags->relations.count + 15) / 16 * 16}};
  net->factor_of = tags->factor_of;
  network_lay_out(net);
  net->w = calloc(net->size, sizeof *net->w);
  if (!net->w) stop("network", "out of memory");
}

static void start(network *net, const arguments *a, const vocabulary *v) {
  network_start(net, a->seed);
  for (size_t i = v->dimension; i < (size_t)v->rows * v->dimension; i++) net->w[net->words + i] = 0.15f * v->vectors[i];
}

typedef struct report {
  const network *net;
  const tagset *tags;
  const treebank *dev;
  uint32_t epochs;
} report;

static void after_epoch(void *context, uint32_t epoch, const losses *sum) {
  const report *r = context;
  const double n = sum->words ? sum->words : 1;
  (void)printf("epoch %u: loss of arcs %.3f, relations %.3f, moves %.3f, tags %.3f a word\n", epoch + 1, sum->arc / n, sum->label / n,
               sum->move / n, sum->tag / n);
  (void)fflush(stdout);
  if (r->dev->count && (epoch % 4 == 3 || epoch + 1 == r->epochs)) network_evaluate(r->net, r->tags, r->dev, "dev");
}

static void save(const network *net, const char *path) {
  FILE *f = fopen(path, "wb");
  const bool good = f && fwrite(net->w, sizeof *net->w, net->size, f) == net->size;
  if (!f || fclose(f) || !good) stop(path, "cannot be written");
}

static void load(network *net, const char *path) {
  FILE *f = fopen(path, "rb");
  const bool good = f && fread(net->w, sizeof *net->w, net->size, f) == net->size && fgetc(f) == EOF;
  if (!good) stop(path, "is not a network of this shape");
  (void)fclose(f);
}

static void annotate(const arguments *a, vocabulary *v, const tagset *tags) {
  network nets[MAX_FILES];
  const network *all[MAX_FILES];
  for (int i = 0; i < a->teachers.count; i++) {
    open_network(&nets[i], a, v, tags);
    load(&nets[i], a->teachers.at[i]);
    all[i] = &nets[i];
  }
  teachers_annotate(all, (uint32_t)a->teachers.count, tags, a->annotate, a->words, row_of, v, stdout);
  for (int i = 0; i < a->teachers.count; i++) free(nets[i].w);
}

enum { SEEN_SLOTS = 1 << 18 };

/* The entry of a key, a new one at the end if it has none. */
static uint32_t seen_at(evidence *seen, uint32_t *slots, uint64_t key) {
  uint32_t i = (uint32_t)(key >> 7) & (SEEN_SLOTS - 1);
  while (slots[i] && seen->key[slots[i] - 1] != key) i = (i + 1) & (SEEN_SLOTS - 1);
  if (slots[i]) return slots[i] - 1;
  if (seen->count == SEEN_SLOTS / 2) stop("evidence", "too many forms");
  seen->key[seen->count] = key;
  slots[i] = ++seen->count;
  return slots[i] - 1;
}

/* Adds the forms that a dictionary lists (train/data.py, lexicon.tsv: form, two columns of counts, then tags by number or parts of speech):
 * each counts as seen once with each. */
static void read_listed(const char *path, const tagset *tags, const int16_t *place, evidence *seen, uint32_t *slots, uint32_t *count) {
  static char line[1 << 16];
  FILE *f = fopen(path, "r");
  if (!f) stop(path, "cannot be read");
  while (fgets(line, sizeof line, f)) {
    line[strcspn(line, "\n")] = 0;
    char *cell[4] = {line};
    int cells = 1;
    for (char *tab = strchr(line, '\t'); tab && cells < 4; tab = strchr(tab, '\t')) *tab++ = 0, cell[cells++] = tab;
    if (*line == '#' || cells < 4) continue;
    for (char *tag = strtok(cell[3], " "); tag; tag = strtok(NULL, " ")) {
      const bool number = *tag >= '0' && *tag <= '9';
      const long bundle = number ? strtol(tag, NULL, 10) : -1;
      const int upos = !number ? names_find(&tags->upos, tag) : bundle < tags->bundles.count ? tags->upos_of[bundle] : -1;
      if (upos < 0 || place[upos] < 0) continue;
      const uint32_t at = seen_at(seen, slots, word_of(cell[0], ISN_PART_FIRST | ISN_PART_LAST).rows.key);
      seen->value[at] |= 1u << place[upos];
      count[at]++;
    }
  }
  (void)fclose(f);
}

/* The parts of speech that each form was annotated with, and how often: in the trees, which stand first, and in what follows their
 * repetitions; parts: sentences with trees, repetitions of them, all but silver. */
static evidence evidence_of(const treebank *bank, const tagset *tags, const uint32_t parts[3], const char *listed) {
  evidence seen = {calloc(SEEN_SLOTS, sizeof *seen.key), calloc(SEEN_SLOTS, sizeof *seen.value), 0, SEEN_SLOTS};
  uint32_t *count = calloc(SEEN_SLOTS, sizeof *count), *slots = calloc(SEEN_SLOTS, sizeof *slots);
  int16_t place[64], next = 0;
  if (!seen.key || !seen.value || !count || !slots) stop("evidence", "out of memory");
  memset(place, -1, sizeof place);
  for (uint32_t b = 0; b < tags->bundles.count; b++) /* numbered as src/learn/network.c numbers them */
    if (place[tags->upos_of[b]] < 0) place[tags->upos_of[b]] = next++;
  for (uint32_t i = 0; i < parts[2]; i++) {
    if (i == parts[0]) i += parts[1];
    for (uint32_t k = 0; i < parts[2] && k < bank->at[i].n; k++) {
      const word *w = &bank->at[i].at[k];
      if (w->upos < 0 || place[w->upos] < 0) continue;
      const uint32_t at = seen_at(&seen, slots, w->rows.key);
      seen.value[at] |= 1u << place[w->upos];
      count[at]++;
    }
  }
  if (listed) read_listed(listed, tags, place, &seen, slots, count);
  for (uint32_t k = 0; k < seen.count; k++) seen.value[k] |= isn_net_seen_class(count[k]) << 24;
  free(count);
  free(slots);
  return seen;
}

static void train(const arguments *a, vocabulary *v, const tagset *tags, treebank *bank, const uint32_t parts[3], treebank *dev) {
  network net;
  open_network(&net, a, v, tags);
  start(&net, a, v);
  look_up(bank, v);
  look_up(dev, v);
  (void)printf("%u sentences, %u rows of words, %u bundles, %u relations, %zu parameters (%zu dense)\n", bank->count, v->rows,
               tags->bundles.count, tags->relations.count, net.size, net.size - net.dense);
  report r = {&net, tags, dev, a->epochs};
  const training t = {.epochs = a->epochs,
                      .batch_words = 300,
                      .threads = a->threads,
                      .rate = a->rate,
                      .seed = a->seed,
                      .options = {.input_dropout = a->silver.count ? 0.1f : 0.2f,
                                  .word_dropout = a->silver.count ? 0.1f : 0.2f,
                                  .layer_dropout = a->silver.count ? 0.15f : 0.33f,
                                  .head_dropout = a->silver.count ? 0.15f : 0.33f,
                                  .tag_weight = 0.5f,
                                  .tree_weight = 1,
                                  .move_weight = 0.5f,
                                  .explore = 0.5f,
                                  .upos_of = tags->upos_of},
                      .after_epoch = after_epoch,
                      .context = &r};
  network_train(&net, bank, &t);
  isnad_error error;
  if (a->save) save(&net, a->save);
  if (a->model) {
    evidence seen = evidence_of(bank, tags, parts, a->listed);
    if (language_model_write(a->model, a->set, a->licence, &net, tags, v->keys, &seen, a->classes, &error)) stop(a->model, error.message);
    free(seen.key);
    free(seen.value);
  }
  free(net.w);
}

static bool add(list *l, const char *file) {
  if (l->count == MAX_FILES) return false;
  l->at[l->count++] = file;
  return true;
}

static bool read_option(arguments *a, const char *name, const char *value) {
  const struct {
    const char *name;
    const char **text;
    uint32_t *number;
    list *files;
  } known[] = {{"--tags", &a->tags, NULL, NULL},       {"--vectors", &a->vectors, NULL, NULL}, {"--dev", &a->dev, NULL, NULL},
               {"--save", &a->save, NULL, NULL},       {"--model", &a->model, NULL, NULL},     {"--set", &a->set, NULL, NULL},
               {"--licence", &a->licence, NULL, NULL}, {"--listed", &a->listed, NULL, NULL},   {"--annotate", &a->annotate, NULL, NULL},
               {"--epochs", NULL, &a->epochs, NULL},   {"--seed", NULL, &a->seed, NULL},       {"--hidden", NULL, &a->hidden, NULL},
               {"--layers", NULL, &a->layers, NULL},   {"--mlp", NULL, &a->mlp, NULL},         {"--classes", NULL, &a->classes, NULL},
               {"--threads", NULL, &a->threads, NULL}, {"--repeat", NULL, &a->repeat, NULL},   {"--trees", NULL, NULL, &a->trees},
               {"--partial", NULL, NULL, &a->partial}, {"--silver", NULL, NULL, &a->silver},   {"--teacher", NULL, NULL, &a->teachers}};
  if (strcmp(name, "--words") == 0) return (a->words = strtoull(value, NULL, 10)) > 0;
  if (strcmp(name, "--rate") == 0) return (a->rate = strtof(value, NULL)) > 0;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (strcmp(known[i].name, name) != 0) continue;
    if (known[i].text) *known[i].text = value;
    if (known[i].number) *known[i].number = (uint32_t)strtoul(value, NULL, 10);
    return !known[i].files || add(known[i].files, value);
  }
  return false;
}

int main(int argc, char **argv) {
  static vocabulary v;
  arguments a = {.epochs = 12, .seed = 1, .hidden = 96, .layers = 2, .mlp = 96, .threads = 2, .rate = 0.003f, .repeat = 1};
  for (int i = 1; i < argc; i += 2)
    if (i + 1 == argc || !read_option(&a, argv[i], argv[i + 1])) stop(argv[i], "unknown option, or a value is missing");
  const bool teaches = a.annotate && a.teachers.count && a.words;
  if (!a.tags || !a.vectors || !a.trees.count || (!teaches && !a.save && !(a.model && a.set && a.licence)))
    stop("use", "see the head of train/language.c");
  isn_lexicon *lexicon = NULL;
  isnad_error error;
  if (a.classes && isn_lexicon_open(NULL, &lexicon, &error)) stop("lexicon", error.message);
  words_ask(lexicon);
  treebank bank = {0}, dev = {0};
  tagset tags = {0};
  tagset_read(&tags, a.tags);
  for (int i = 0; i < a.trees.count; i++) treebank_read(&bank, &tags, a.trees.at[i], READ_GROW);
  tagset_close(&tags);
  read_vectors(&v, a.vectors);
  if (teaches) {
    annotate(&a, &v, &tags);
    return 0;
  }
  const uint32_t trees = bank.count;
  for (uint32_t k = 1; k < a.repeat; k++) /* gold weighs more beside silver */
    for (int i = 0; i < a.trees.count; i++) treebank_read(&bank, &tags, a.trees.at[i], 0);
  const uint32_t repeats = bank.count - trees;
  for (int i = 0; i < a.partial.count; i++) treebank_read(&bank, &tags, a.partial.at[i], READ_LEVEL);
  const uint32_t annotated = bank.count;
  for (int i = 0; i < a.silver.count; i++) treebank_read(&bank, &tags, a.silver.at[i], READ_LEVEL);
  if (a.dev) treebank_read(&dev, &tags, a.dev, 0);
  train(&a, &v, &tags, &bank, (const uint32_t[]){trees, repeats, annotated}, &dev);
  return 0;
}
