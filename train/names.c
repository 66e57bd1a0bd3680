/* Trains the finder of names (src/entity/tagger.h).
 *
 *   train-names --set nc|free --models FOLDER --train FILE.conll... [--dev FILE.conll] [--lists FILE]
 *               [--out name.model --licence TEXT]
 *
 * --models: the models of the layers before, as the engine will use them. --train: a word and a tag (B-PER, I-ORG ...) a line, by a tab,
 * an empty line behind a sentence.  --lists: a word and a number a line, by a tab, a bit a list that has
 * the word. --dev: prints scores on it. The percentages are what a model finds right in a sixth of --train that it was not trained on. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "engine/models.h"
#include "entity/tagger.h"
#include "model_writer.h"
#include "morph/language.h"
#include "morph/morph.h"
#include "morph/splitter.h"
#include "segment/segment.h"
#include "sequence_train.h"
#include "timex/timex.h"

enum { SLOTS_LOG2 = 18, MAX_FILES = 8, MAX_WORDS_LINE = 2048, WORDS_LOG2 = 17, COUNTERS = 1 << 25, LEAST = 10, HELD_OUT = 6 };

typedef struct arguments {
  const char *set, *models, *lists, *dev, *out, *licence, *train[MAX_FILES];
  int train_count, epochs;
  int copies, hide, averaged;
  double rate, l2, lean;
} arguments;

static const isn_stage *const stages[] = {&isn_stage_segment, &isn_stage_split, &isn_stage_language,
                                          &isn_stage_lemma,   &isn_stage_morph, &isn_stage_timex};
enum { STAGES = sizeof stages / sizeof *stages };

static isn_lexicon *lexicon;
static isn_gazetteer gazetteer;
static isn_models models;
static void *states[STAGES];
static uint8_t *words_bytes;
static size_t words_size;
static isn_tag_words words;

static void stop(const char *message) {
  (void)fprintf(stderr, "train-names: %s\n", message);
  exit(1);
}

static void *need(void *p) {
  if (!p) stop("out of memory");
  return p;
}

/* ---- sentences with their features ---- */

typedef struct example {
  uint64_t *at;
  uint32_t *starts, n;
  uint8_t *gold;
} example;

typedef struct corpus {
  example *at;
  uint32_t count, room;
} corpus;

typedef struct marked {
  isn_buffer text;
  uint32_t points, start[MAX_WORDS_LINE], end[MAX_WORDS_LINE], n; /* code points */
  uint8_t tag[MAX_WORDS_LINE];
} marked;

static uint32_t points_of(const char *text) {
  uint32_t n = 0;
  for (; *text; text++) n += ((unsigned char)*text & 0xc0) != 0x80;
  return n;
}

static uint8_t tag_of(const char *tag) {
  static const char *const types[] = {"PER", "ORG", "LOC"};
  for (uint32_t type = 0; type < 3; type++)
    if (tag[0] && tag[1] == '-' && strcmp(tag + 2, types[type]) == 0)
      return (uint8_t)(tag[0] == 'B' ? isn_tag_first(type) : isn_tag_inside(type));
  return ISN_TAG_NONE;
}

/* Gives the tokens of each marked name its labels; marks at its ends are none of it. */
static void label(const marked *m, const isn_doc *doc, uint8_t *labels) {
  uint32_t t = 0;
  for (uint32_t w = 0, next; w < m->n; w = next) {
    next = w + 1;
    if (!m->tag[w]) continue;
    const uint32_t type = isn_tag_type(m->tag[w]);
    while (next < m->n && m->tag[next] == isn_tag_inside(type)) next++;
    while (t < doc->tokens.count && doc->tokens.at[t].end <= m->start[w]) t++;
    uint32_t first = t, end = t;
    while (end < doc->tokens.count && doc->tokens.at[end].start < m->end[next - 1]) end++;
    while (first < end && doc->tokens.at[first].kind >= ISN_MARK) first++;
    while (end > first && doc->tokens.at[end - 1].kind >= ISN_MARK) end--;
    for (uint32_t k = first; k < end; k++)
      labels[k] = (uint8_t)(k == first || doc->tokens.at[k].sentence != doc->tokens.at[k - 1].sentence ? isn_tag_first(type)
                                                                                                       : isn_tag_inside(type));
  }
}

/* The text read up to where the finders of names begin, and what those by rule find. */
static const isn_tag_rule *open_text(const isn_buffer *text, isn_doc *doc) {
  isnad_error error;
  isnad_input input = {.id = "line", .text = text->at, .text_length = text->length};
  if (isn_doc_open(doc, &input, &error)) stop(error.message);
  for (uint32_t s = 0; s < STAGES; s++)
    if (stages[s]->run(lexicon, states[s], doc, &error)) stop(error.message);
  isn_candidates all = {0}, chosen = {0};
  if (!isn_see_tokens(&gazetteer, doc) || !isn_propose_by_rules(&gazetteer, doc, &all) || !isn_merge(doc, &all, &chosen))
    stop("out of memory");
  return need(isn_tag_rules(doc, &chosen));
}

static void read_document(const marked *m, corpus *out) {
  isn_doc doc;
  const isn_tag_rule *rules = open_text(&m->text, &doc);
  uint8_t *labels = need(calloc(doc.tokens.count + 1, 1));
  label(m, &doc, labels);
  isn_tag_desk desk;
  if (!isn_tag_desk_open(&desk, doc.tokens.count)) stop("out of memory");
  for (uint32_t s = 0; s < doc.sentences.count; s++) {
    const uint32_t first = doc.sentence_first.at[s], end = doc.sentence_first.at[s + 1], n = end - first;
    if (!n) continue;
    example e = {.n = n, .starts = need(malloc((n + 1) * sizeof *e.starts)), .gold = need(malloc(n))};
    isn_tag_features(&gazetteer, &words, &doc, rules, first, end, &desk);
    memcpy(e.starts, desk.starts, (n + 1) * sizeof *e.starts);
    e.at = need(malloc((e.starts[n] + 1) * sizeof *e.at));
    for (uint32_t k = 0; k < e.starts[n]; k++) e.at[k] = isn_feature(desk.seeds[k], 0);
    memcpy(e.gold, labels + first, n);
    if (out->count == out->room) out->at = need(realloc(out->at, (out->room = out->room * 2 + 1024) * sizeof *out->at));
    out->at[out->count++] = e;
  }
  free(labels);
  isn_tag_desk_close(&desk);
  isn_doc_close(&doc);
}

static void read_corpus(const char *path, corpus *out) {
  static marked m;
  static char line[4096];
  FILE *f = fopen(path, "r");
  if (!f) stop("a file of --train or --dev cannot be read");
  for (bool more = true; more;) {
    more = fgets(line, sizeof line, f);
    if (more) line[strcspn(line, "\n")] = 0;
    char *tab = more ? strchr(line, '\t') : NULL;
    if (tab && m.n < MAX_WORDS_LINE) {
      *tab = 0;
      if (m.n) isn_buffer_add(&m.text, " ", 1), m.points++;
      m.start[m.n] = m.points;
      m.points += points_of(line);
      m.end[m.n] = m.points;
      m.tag[m.n++] = tag_of(tab + 1);
      isn_buffer_add(&m.text, line, strlen(line));
    } else if (!tab && m.n) {
      read_document(&m, out);
      m.n = m.points = 0;
      m.text.length = 0;
    }
  }
  (void)fclose(f);
}

/* ---- words ---- */

static void put(uint64_t key, uint32_t lists) {
  uint8_t *rows = words_bytes + ISN_TAG_WORDS_HEADER;
  const uint32_t mask = (UINT32_C(1) << WORDS_LOG2) - 1, check = (uint32_t)(key >> 32) | 1;
  for (uint32_t probe = 0, i = (uint32_t)key & mask; probe < ISN_TAG_WORDS_PROBES; probe++, i = (i + 1) & mask) {
    uint8_t *row = rows + (size_t)i * ISN_TAG_WORDS_ROW;
    const uint32_t found = row[0] | (uint32_t)row[1] << 8 | (uint32_t)row[2] << 16 | (uint32_t)row[3] << 24;
    if (found && found != check) continue;
    for (int b = 0; b < 4; b++) row[b] = (uint8_t)(check >> 8 * b);
    row[4] |= (uint8_t)lists, row[5] |= (uint8_t)(lists >> 8);
    return;
  }
}

static uint64_t key_of(const char *form) {
  uint16_t letters[64];
  const isn_key key = isn_fold_into(letters, 64, form, strlen(form));
  return isn_tag_key(key.at, key.length);
}

static void make_words(const char *path) {
  static char line[4096];
  isnad_error error;
  words_size = ISN_TAG_WORDS_HEADER + ((size_t)ISN_TAG_WORDS_ROW << WORDS_LOG2);
  words_bytes = need(calloc(1, words_size));
  words_bytes[0] = WORDS_LOG2;
  FILE *f = path ? fopen(path, "r") : NULL;
  if (path && !f) stop("--lists cannot be read");
  while (f && fgets(line, sizeof line, f)) {
    char *tab = strchr(line, '\t');
    if (*line == '#' || !tab) continue;
    *tab = 0;
    put(key_of(line), (uint32_t)strtoul(tab + 1, NULL, 10));
  }
  if (f) (void)fclose(f);
  if (isn_tag_words_open(words_bytes, words_size, "words", &words, &error)) stop(error.message);
}

/* ---- training ---- */

enum { MOVES = (ISN_TAG_LABELS + 1) * ISN_TAG_LABELS };
static uint8_t never[MOVES];

static void forbid(void) {
  for (uint32_t a = 0; a <= ISN_TAG_LABELS; a++)
    for (uint32_t b = 1; b < ISN_TAG_LABELS; b++)
      never[a * ISN_TAG_LABELS + b] =
          !isn_tag_is_first(b) && (a == ISN_TAG_LABELS || a == ISN_TAG_NONE || isn_tag_type(a) != isn_tag_type(b));
}

/* Features that occur less than LEAST times are left out: most of them say of a word what it was in this corpus, and blur those that they
 * share a slot with. */
static uint8_t *count_features(const corpus *c) {
  uint8_t *counts = need(calloc(COUNTERS, 1));
  for (uint32_t i = 0; i < c->count; i++)
    for (uint32_t f = 0; f < c->at[i].starts[c->at[i].n]; f++) {
      uint8_t *count = &counts[c->at[i].at[f] >> 16 & (COUNTERS - 1)];
      *count = (uint8_t)(*count < 255 ? *count + 1 : 255);
    }
  return counts;
}

/* hide: of a part of the words what is their own, so that the model learns to go by what stands around a name that it does not know. */
static bool learn(const arguments *a, const example *e, const uint8_t *counts, bool hide, uint64_t *state, isn_sequences *learned) {
  bool good = true;
  for (uint32_t k = 0; good && k < e->n; k++) {
    *state = isn_feature(*state, k);
    const uint32_t own = hide && *state % 100 < (uint32_t)a->hide ? ISN_TAG_OWN_FEATURES : 0;
    for (uint32_t f = e->starts[k] + own; good && f < e->starts[k + 1]; f++)
      if (counts[e->at[f] >> 16 & (COUNTERS - 1)] >= LEAST)
        good = isn_row32_add(&learned->slots, isn_linear_slot((1u << SLOTS_LOG2) - 1, e->at[f]));
    good = good && isn_sequences_position(learned, e->gold[k]);
  }
  return good && isn_sequences_end(learned);
}

/* One model: weights and moves are added to those given. leave: sentences with this number, counted from 0 in each HELD_OUT, are left out;
 * -1: none. */
static void train_one(const arguments *a, const corpus *c, const uint8_t *counts, int leave, uint32_t seed, float *weights, float *moves) {
  isn_sequences learned = {.labels = ISN_TAG_LABELS};
  isn_training how = {SLOTS_LOG2, (uint32_t)a->epochs, a->rate, a->l2};
  float *own = need(calloc((size_t)ISN_TAG_LABELS << SLOTS_LOG2, sizeof *own)), own_moves[MOVES] = {0};
  uint64_t state = seed + 1;
  bool good = true;
  for (int copy = 0; copy <= a->copies; copy++)
    for (uint32_t k = 0; good && k < c->count; k++) {
      const uint32_t i = (k + seed * 1000) % c->count; /* another order for each */
      if (leave < 0 || (int)(i / 8 % HELD_OUT) != leave) good = learn(a, &c->at[i], counts, copy > 0, &state, &learned);
    }
  if (!good || !isn_sequences_train(&learned, &how, never, own, own_moves)) stop("out of memory");
  for (size_t i = 0; i < (size_t)ISN_TAG_LABELS << SLOTS_LOG2; i++) weights[i] += own[i];
  for (size_t i = 0; i < MOVES; i++) moves[i] += own_moves[i];
  free(own);
  isn_sequences_free(&learned);
}

/* The mean of some models that hid other words and saw the sentences in another order. */
static uint8_t *train(const arguments *a, const corpus *c, int leave, size_t *size) {
  float *weights = need(calloc((size_t)ISN_TAG_LABELS << SLOTS_LOG2, sizeof *weights)), moves[MOVES] = {0};
  uint8_t *counts = count_features(c);
  const int n = leave < 0 ? a->averaged : 1;
  for (int seed = 0; seed < n; seed++) train_one(a, c, counts, leave, (uint32_t)seed, weights, moves);
  free(counts);
  for (size_t i = 0; i < (size_t)ISN_TAG_LABELS << SLOTS_LOG2; i++) weights[i] /= (float)n;
  for (size_t i = 0; i < MOVES; i++) moves[i] /= (float)n;
  for (uint32_t i = 0; i <= ISN_TAG_LABELS; i++)
    for (uint32_t b = 1; b < ISN_TAG_LABELS; b += 2) moves[i * ISN_TAG_LABELS + b] += (float)a->lean;
  uint8_t *bytes = need(isn_linear_bytes(weights, ISN_TAG_LABELS, SLOTS_LOG2, moves, never, size));
  free(weights);
  return bytes;
}

/* ---- scores ---- */

typedef struct score {
  uint32_t gold, found, right;
} score;

static uint32_t name_end(const uint8_t *labels, uint32_t i, uint32_t n) {
  uint32_t k = i + 1;
  while (k < n && labels[k] && !isn_tag_is_first(labels[k])) k++;
  return k;
}

/* leave: as in train, the sentences that are looked at; -1: all. by_margin: found and right names by bucket. */
static void evaluate(const isn_sequence *model, const corpus *c, int leave, score types[3], score *by_margin) {
  for (uint32_t i = 0; i < c->count; i++) {
    const example *e = &c->at[i];
    if (leave >= 0 && (int)(i / 8 % HELD_OUT) != leave) continue;
    uint8_t *labels = need(malloc(e->n));
    int32_t *margins = need(malloc(e->n * sizeof *margins));
    uint32_t *rows = need(malloc((e->starts[e->n] + ISN_TAG_AHEAD) * sizeof *rows));
    for (uint32_t k = 0; k < e->starts[e->n]; k++) rows[k] = isn_linear_slot(model->linear.mask, e->at[k]) * model->linear.labels;
    if (isn_tag_decode(model, rows, e->starts, e->n, labels, margins, NULL)) stop("out of memory");
    free(rows);
    for (uint32_t k = 0; k < e->n; k++) {
      if (isn_tag_is_first(e->gold[k])) types[isn_tag_type(e->gold[k])].gold++;
      if (!isn_tag_is_first(labels[k])) continue;
      const bool right = e->gold[k] == labels[k] && name_end(e->gold, k, e->n) == name_end(labels, k, e->n);
      types[isn_tag_type(labels[k])].found++;
      types[isn_tag_type(labels[k])].right += right;
      if (!by_margin) continue;
      const uint32_t bucket = (uint32_t)margins[k] / ISN_TAG_MARGIN_STEP;
      by_margin[bucket < ISN_TAG_PERCENTS ? bucket : ISN_TAG_PERCENTS - 1].found++;
      by_margin[bucket < ISN_TAG_PERCENTS ? bucket : ISN_TAG_PERCENTS - 1].right += right;
    }
    free(labels);
    free(margins);
  }
}

static void print_score(const char *what, const score types[3]) {
  static const char *const names[] = {"PER", "ORG", "LOC", "all"};
  score all[4] = {types[0], types[1], types[2], {0}};
  for (uint32_t i = 0; i < 3; i++) all[3].gold += types[i].gold, all[3].found += types[i].found, all[3].right += types[i].right;
  for (uint32_t i = 0; i < 4; i++)
    (void)printf("%s %s: P %.2f R %.2f F1 %.2f (%u gold, %u found)\n", what, names[i], 100.0 * all[i].right / (all[i].found + 1e-9),
                 100.0 * all[i].right / (all[i].gold + 1e-9), 200.0 * all[i].right / (all[i].gold + all[i].found + 1e-9), all[i].gold,
                 all[i].found);
}

/* Shares of right names by margin, never falling: neighbours that do are pooled. */
static void percentages(const score *by_margin, uint8_t *percent) {
  double right[ISN_TAG_PERCENTS], found[ISN_TAG_PERCENTS];
  uint32_t size[ISN_TAG_PERCENTS], n = 0;
  for (uint32_t i = 0; i < ISN_TAG_PERCENTS; i++) {
    right[n] = by_margin[i].right + 0.5, found[n] = by_margin[i].found + 1, size[n++] = 1;
    for (; n > 1 && right[n - 2] / found[n - 2] >= right[n - 1] / found[n - 1]; n--)
      right[n - 2] += right[n - 1], found[n - 2] += found[n - 1], size[n - 2] += size[n - 1];
  }
  for (uint32_t i = 0, k = 0; i < n; i++)
    for (uint32_t j = 0; j < size[i]; j++) percent[k++] = (uint8_t)(100 * right[i] / found[i]);
}

/* ---- the program ---- */

static bool read_arguments(int argc, char **argv, arguments *a) {
  *a = (arguments){.epochs = 5, .copies = 1, .hide = 70, .averaged = 4, .rate = 0.03, .l2 = 1e-3, .lean = 1.2};
  for (int i = 1; i < argc; i++) {
    const char *value = i + 1 < argc ? argv[i + 1] : NULL;
    if (!value) return false;
    if (strcmp(argv[i], "--set") == 0) a->set = argv[++i];
    else if (strcmp(argv[i], "--models") == 0) a->models = argv[++i];
    else if (strcmp(argv[i], "--lists") == 0) a->lists = argv[++i];
    else if (strcmp(argv[i], "--dev") == 0) a->dev = argv[++i];
    else if (strcmp(argv[i], "--out") == 0) a->out = argv[++i];
    else if (strcmp(argv[i], "--licence") == 0) a->licence = argv[++i];
    else if (strcmp(argv[i], "--epochs") == 0) a->epochs = atoi(argv[++i]);
    else if (strcmp(argv[i], "--rate") == 0) a->rate = strtod(argv[++i], NULL);
    else if (strcmp(argv[i], "--average") == 0) a->averaged = atoi(argv[++i]);
    else if (strcmp(argv[i], "--copies") == 0) a->copies = atoi(argv[++i]);
    else if (strcmp(argv[i], "--hide") == 0) a->hide = atoi(argv[++i]);
    else if (strcmp(argv[i], "--lean") == 0) a->lean = strtod(argv[++i], NULL);
    else if (strcmp(argv[i], "--decay") == 0) a->l2 = strtod(argv[++i], NULL);
    else if (strcmp(argv[i], "--train") == 0)
      while (i + 1 < argc && strncmp(argv[i + 1], "--", 2) != 0 && a->train_count < MAX_FILES) a->train[a->train_count++] = argv[++i];
    else return false;
  }
  return a->set && a->models && a->train_count && a->epochs > 0 && (a->licence || !a->out);
}

static void open_all(const arguments *a) {
  isnad_error error;
  if (isn_lexicon_open(NULL, &lexicon, &error) || isn_gazetteer_open(&gazetteer, lexicon, &error) ||
      isn_models_open(a->models, NULL, 0, &models, &error))
    stop(error.message);
  isn_resources resources = {.lexicon = lexicon};
  isn_models_give(&models, &resources);
  for (uint32_t s = 0; s < STAGES; s++)
    if (stages[s]->open && stages[s]->open(&resources, &states[s], &error)) stop(error.message);
  make_words(a->lists);
  forbid();
}

static void write_model(const arguments *a, const uint8_t *bytes, size_t size, const uint8_t *percent) {
  isnad_error error;
  isn_writer *writer;
  isnad_status status = isn_writer_open(a->out, "name", a->set, 1, a->licence, &writer, &error);
  if (!status) status = isn_writer_section(writer, "labels", bytes, size, &error);
  if (!status) status = isn_writer_section(writer, "words", words_bytes, words_size, &error);
  if (!status) status = isn_writer_section(writer, "percent", percent, ISN_TAG_PERCENTS, &error);
  const bool keep = status == ISNAD_OK;
  if ((writer && isn_writer_close(writer, keep, &error)) || !keep) stop(error.message);
}

int main(int argc, char **argv) {
  arguments a;
  if (!read_arguments(argc, argv, &a)) {
    (void)fputs(
        "use: train-names --set nc|free --models FOLDER --train FILE.conll... [--dev FILE.conll] [--lists FILE]\n"
        "                 [--epochs N] [--rate X] [--decay X] [--out name.model --licence TEXT]\n",
        stderr);
    return 2;
  }
  open_all(&a);
  corpus learn = {0}, dev = {0};
  for (int i = 0; i < a.train_count; i++) read_corpus(a.train[i], &learn);
  if (a.dev) read_corpus(a.dev, &dev);
  size_t size;
  isn_sequence model;
  score types[3] = {0}, by_margin[ISN_TAG_PERCENTS] = {0}, final[3] = {0};
  uint8_t percent[ISN_TAG_PERCENTS];
  uint8_t *bytes = train(&a, &learn, 0, &size);
  if (isn_sequence_open(bytes, size, "model", &model, NULL)) stop("the model is not one");
  evaluate(&model, &learn, 0, types, by_margin);
  print_score("held out", types);
  percentages(by_margin, percent);
  for (uint32_t i = 0; i < ISN_TAG_PERCENTS; i++) (void)printf("%u/%u:%u ", by_margin[i].right, by_margin[i].found, percent[i]);
  (void)puts("right names by margin");
  free(bytes);
  bytes = train(&a, &learn, -1, &size);
  if (isn_sequence_open(bytes, size, "model", &model, NULL)) stop("the model is not one");
  if (a.dev) {
    evaluate(&model, &dev, -1, final, NULL);
    print_score("dev", final);
  }
  if (a.out) write_model(&a, bytes, size, percent);
  return fflush(stdout) ? 1 : 0;
}
