/* Trains the model of events (src/event/rank.h).
 *
 *   train-events --set nc|free --models FOLDER --data FOLDER [--out event.model --licence TEXT]
 *
 * --models: the models of the layers before, as the engine will use them. --data: the folder of events.jsonl and events.tsv, which
 * train/events.py makes.
 *
 * A sentence is said to report some act of a type or none, not which: its probability is that of at least one of the acts that the rules
 * propose (noisy or). The percentages of the model come from sentences that were not trained on (ten folds), and what is printed too:
 * with the weights as they are written, in whole numbers. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/models.h"
#include "entity/entity.h"
#include "event/event.h"
#include "event/rank.h"
#include "learn/linear.h"
#include "model_writer.h"
#include "morph/language.h"
#include "morph/morph.h"
#include "morph/splitter.h"
#include "pack/lexicon.h"
#include "segment/segment.h"
#include "sequence_train.h"
#include "source/outlets.h"
#include "statement/statement.h"
#include "syntax/syntax.h"
#include "timex/timex.h"

enum { LOG2 = 17, SLOTS = 1 << LOG2, FOLDS = 10, LEAST = 3, MAX_ACTS = 64, ID_ROOM = 64 };

typedef struct arguments {
  const char *set, *models, *data, *out, *licence;
  int rounds;
  double decay;
} arguments;

static const isn_stage *const stages[] = {&isn_stage_segment, &isn_stage_outlet,    &isn_stage_split, &isn_stage_language,
                                          &isn_stage_lemma,   &isn_stage_morph,     &isn_stage_timex, &isn_stage_entity,
                                          &isn_stage_syntax,  &isn_stage_statement, &isn_stage_event};
enum { STAGES = sizeof stages / sizeof *stages };

static isn_lexicon *lexicon;
static isn_models models;
static void *states[STAGES];

static void stop(const char *message) {
  (void)fprintf(stderr, "train-events: %s\n", message);
  exit(1);
}

static void *need(void *p) {
  if (!p) stop("out of memory");
  return p;
}

/* ---- sentences and the acts in them ---- */

typedef enum answer { NO, YES, DOUBTFUL } answer; /* DOUBTFUL: trained on as a yes, in no score */

typedef struct sentence {
  char id[ID_ROOM];
  uint32_t fold;
  answer answer;
  uint8_t type;
  uint32_t *slots[MAX_ACTS], count[MAX_ACTS], acts;
} sentence;

static sentence *all;
static uint32_t all_count;

static uint8_t type_named(const char *name) {
  for (int k = 0; k < ISNAD_EVENT_TYPES; k++)
    if (strcmp(name, isnad_event_type_name((isnad_event_type)k)) == 0) return (uint8_t)k;
  stop("events.tsv: a type that there is not");
  return 0;
}

static void read_answers(const char *folder) {
  char path[4096], line[4096], id[ID_ROOM], type[32], said[32];
  unsigned fold;
  (void)snprintf(path, sizeof path, "%s/events.tsv", folder);
  FILE *f = fopen(path, "r");
  if (!f) stop("--data: no events.tsv");
  while (fgets(line, sizeof line, f)) {
    if (sscanf(line, "%63s %u %31s %31s", id, &fold, type, said) != 4 || fold >= FOLDS)
      stop("events.tsv: a line that is not as it should be");
    all = need(realloc(all, (all_count + 1) * sizeof *all));
    sentence *s = &all[all_count++];
    *s = (sentence){.fold = fold, .type = type_named(type)};
    s->answer = strcmp(said, "yes") == 0 ? YES : strcmp(said, "no") == 0 ? NO : DOUBTFUL;
    memcpy(s->id, id, sizeof s->id);
  }
  (void)fclose(f);
}

static void take_acts(const isn_doc *doc, sentence *s) {
  static uint64_t features[ISN_RANK_FEATURES];
  for (uint32_t e = 0; e < doc->events.count && s->acts < MAX_ACTS; e++) {
    if (doc->events.at[e].type != s->type || doc->events.at[e].modality != ISNAD_ACTUAL) continue;
    const uint32_t n = isn_rank_features(doc, e, features);
    uint32_t *slots = need(malloc((n + 1) * sizeof *slots));
    for (uint32_t i = 0; i < n; i++) slots[i] = isn_linear_slot(SLOTS - 1, features[i]);
    s->slots[s->acts] = slots;
    s->count[s->acts++] = n;
  }
}

static void read_texts(const char *folder) {
  char path[4096];
  isnad_reader *reader;
  isnad_input input;
  isnad_error error;
  isnad_status status;
  (void)snprintf(path, sizeof path, "%s/events.jsonl", folder);
  const char *paths[] = {path};
  if (isnad_reader_open(paths, 1, NULL, &reader, &error)) stop(error.message);
  for (uint32_t at = 0; (status = isnad_reader_next(reader, &input, &error)) == ISNAD_OK; at++) {
    isn_doc doc;
    if (at == all_count || strcmp(all[at].id, input.id) != 0) stop("events.jsonl and events.tsv differ");
    if (isn_doc_open(&doc, &input, &error)) stop(error.message);
    for (uint32_t s = 0; s < STAGES; s++)
      if (stages[s]->run(lexicon, states[s], &doc, &error)) stop(error.message);
    take_acts(&doc, &all[at]);
    isn_doc_close(&doc);
  }
  if (status != ISNAD_DONE) stop(error.message);
  isnad_reader_close(reader);
}

static void open_all(const arguments *a) {
  isnad_error error;
  if (isn_lexicon_open(NULL, &lexicon, &error) || isn_models_open(a->models, NULL, 0, &models, &error)) stop(error.message);
  isn_resources resources = {.lexicon = lexicon};
  isn_models_give(&models, &resources);
  resources.event = NULL; /* the candidates are those of the rules alone */
  for (uint32_t s = 0; s < STAGES; s++)
    if (stages[s]->open && stages[s]->open(&resources, &states[s], &error)) stop(error.message);
}

/* ---- training: descent over all sentences, steps of AdaGrad, L2 ---- */

typedef struct learner {
  double *weights, *slopes, *squares;
  uint8_t *counts; /* features that fewer than LEAST acts have say of a word what it was in this corpus */
} learner;

static double sigmoid(double x) { return 1 / (1 + exp(-x)); }

static double score(const learner *l, const sentence *s, uint32_t act) {
  double sum = 0;
  for (uint32_t i = 0; i < s->count[act]; i++)
    if (l->counts[s->slots[act][i]] >= LEAST) sum += l->weights[s->slots[act][i]];
  return sum;
}

static void learn(const learner *l, const sentence *s) {
  double none = 1, p[MAX_ACTS];
  for (uint32_t k = 0; k < s->acts; k++) none *= 1 - (p[k] = sigmoid(score(l, s, k)));
  const double any = 1 - none + 1e-9;
  for (uint32_t k = 0; k < s->acts; k++) {
    const double by = s->answer == NO ? -p[k] : p[k] * none / any;
    for (uint32_t i = 0; i < s->count[k]; i++)
      if (l->counts[s->slots[k][i]] >= LEAST) l->slopes[s->slots[k][i]] += by;
  }
}

/* leave: the fold that is left out, -1 for none. The weights as floats, to be freed. */
static float *train(const arguments *a, int leave) {
  learner l = {need(calloc(SLOTS, sizeof(double))), need(calloc(SLOTS, sizeof(double))), need(calloc(SLOTS, sizeof(double))),
               need(calloc(SLOTS, 1))};
  for (uint32_t n = 0; n < all_count; n++)
    for (uint32_t k = 0; k < all[n].acts && (int)all[n].fold != leave; k++)
      for (uint32_t i = 0; i < all[n].count[k]; i++)
        if (l.counts[all[n].slots[k][i]] < 255) l.counts[all[n].slots[k][i]]++;
  for (int round = 0; round < a->rounds; round++) {
    for (size_t i = 0; i < SLOTS; i++) l.slopes[i] = -a->decay * l.weights[i];
    for (uint32_t n = 0; n < all_count; n++)
      if ((int)all[n].fold != leave) learn(&l, &all[n]);
    for (size_t i = 0; i < SLOTS; i++) {
      if (l.slopes[i] == 0) continue;
      l.squares[i] += l.slopes[i] * l.slopes[i];
      l.weights[i] += 0.1 * l.slopes[i] / sqrt(l.squares[i]);
    }
  }
  float *weights = need(malloc(SLOTS * sizeof *weights));
  for (size_t i = 0; i < SLOTS; i++) weights[i] = (float)l.weights[i];
  free(l.weights);
  free(l.slopes);
  free(l.squares);
  free(l.counts);
  return weights;
}

typedef struct table {
  uint8_t *bytes;
  size_t size;
  isn_linear weights;
  isn_rank rank;
} table;

static table finish(float *weights) {
  isnad_error error;
  table t = {0};
  float top = 1e-6f;
  for (size_t i = 0; i < SLOTS; i++) top = fabsf(weights[i]) > top ? fabsf(weights[i]) : top;
  t.bytes = need(isn_linear_bytes(weights, 1, LOG2, NULL, NULL, &t.size));
  t.rank.units = (uint32_t)lrintf(127 / top * ISN_RANK_UNITS);
  if (isn_linear_open(t.bytes, t.size, "weights", &t.weights, NULL, &error)) stop(error.message);
  free(weights);
  return t;
}

/* ---- what models find in the fold that they were not trained on ---- */

typedef struct judged { /* of the act of a sentence that scores best */
  double logit;
  uint32_t step;
} judged;

static judged best_act(const table *t, const sentence *s) {
  judged best = {-1e9, 0};
  for (uint32_t k = 0; k < s->acts; k++) {
    int32_t sum = 0;
    for (uint32_t i = 0; i < s->count[k]; i++) sum += t->weights.weights[s->slots[k][i]];
    const double logit = (double)sum * ISN_RANK_UNITS / t->rank.units;
    if (logit > best.logit) best = (judged){logit, isn_rank_step(&t->rank, sum)};
  }
  return best;
}

static judged *cross(const arguments *a) {
  judged *out = need(calloc(all_count + 1, sizeof *out));
  for (int fold = 0; fold < FOLDS; fold++) {
    table t = finish(train(a, fold));
    for (uint32_t n = 0; n < all_count; n++)
      if ((int)all[n].fold == fold) out[n] = best_act(&t, &all[n]);
    free(t.bytes);
  }
  return out;
}

static bool counts_for(const sentence *s, int type) { return s->type == type && s->acts && s->answer != DOUBTFUL; }

/* Logistic regression of the answer on the logit (Platt 1999), with a whiff of decay; gradient descent. */
static void fit(const judged *seen, int type, double line[2]) {
  line[0] = 0, line[1] = 1;
  for (int round = 0; round < 4000; round++) {
    double d0 = 0, d1 = 0, n = 1;
    for (uint32_t i = 0; i < all_count; i++) {
      if (!counts_for(&all[i], type)) continue;
      const double by = (all[i].answer == YES) - sigmoid(line[0] + line[1] * seen[i].logit);
      d0 += by, d1 += by * seen[i].logit, n++;
    }
    line[0] += d0 / n * 0.5;
    line[1] += (d1 - 0.1 * line[1]) / n * 0.1;
  }
}

/* A row of percentages for each type that there are sentences of. */
static void percentages(const judged *seen, uint8_t *percent) {
  for (int type = 0; type < ISNAD_EVENT_TYPES; type++) {
    uint32_t yes = 0;
    for (uint32_t i = 0; i < all_count; i++) yes += counts_for(&all[i], type) && all[i].answer == YES;
    if (!yes) continue;
    double line[2];
    fit(seen, type, line);
    for (int step = 0; step < ISN_RANK_STEPS; step++) {
      const double p = 100 * sigmoid(line[0] + line[1] * (step - ISN_RANK_STEPS / 2.0 + 0.5) / 4);
      percent[type * ISN_RANK_STEPS + step] = (uint8_t)(p < 1 ? 1 : p > 99 ? 99 : p + 0.5);
    }
  }
}

static void print_reliability(const judged *seen, const uint8_t *row, int type) {
  for (int low = 0; low < 100; low += 20) {
    uint32_t n = 0, yes = 0, sum = 0;
    for (uint32_t i = 0; i < all_count; i++)
      if (counts_for(&all[i], type) && row[seen[i].step] >= low && row[seen[i].step] < low + 20)
        n++, yes += all[i].answer == YES, sum += row[seen[i].step];
    if (n)
      (void)printf("%s predicted %2d to %3d %%: mean %4.1f, reported %4.1f of %u\n", isnad_event_type_name((isnad_event_type)type), low,
                   low + 20, (double)sum / n, 100.0 * yes / n, n);
  }
}

static void print_scores(const judged *seen, const uint8_t *percent) {
  for (int type = 0; type < ISNAD_EVENT_TYPES; type++) {
    const uint8_t *row = percent + (size_t)type * ISN_RANK_STEPS;
    for (int least = 0; *row && least <= 50; least += 5) {
      uint32_t yes = 0, said = 0, right = 0, coded = 0, found = 0;
      for (uint32_t i = 0; i < all_count; i++) {
        if (all[i].type != type) continue;
        const bool says = all[i].acts && row[seen[i].step] >= least;
        coded += all[i].answer != NO, found += all[i].answer != NO && says;
        if (all[i].answer == DOUBTFUL) continue;
        yes += all[i].answer == YES, said += says, right += says && all[i].answer == YES;
      }
      (void)printf("%s at %2d %%: P %.1f R %.1f F1 %.1f (%u yes, %u said); R with the doubtful %.1f\n",
                   isnad_event_type_name((isnad_event_type)type), least, 100.0 * right / (said + 1e-9), 100.0 * right / (yes + 1e-9),
                   200.0 * right / (yes + said + 1e-9), yes, said, 100.0 * found / (coded + 1e-9));
    }
    if (*row) print_reliability(seen, row, type);
  }
}

/* ---- the program ---- */

static void write_model(const arguments *a, const table *t, const uint8_t *percent) {
  isnad_error error;
  isn_writer *writer;
  uint8_t units[4];
  for (int b = 0; b < 4; b++) units[b] = (uint8_t)(t->rank.units >> 8 * b);
  isnad_status status = isn_writer_open(a->out, "event", a->set, 1, a->licence, &writer, &error);
  if (!status) status = isn_writer_section(writer, "weights", t->bytes, t->size, &error);
  if (!status) status = isn_writer_section(writer, "units", units, sizeof units, &error);
  if (!status) status = isn_writer_section(writer, "percent", percent, (size_t)ISNAD_EVENT_TYPES * ISN_RANK_STEPS, &error);
  const bool keep = status == ISNAD_OK;
  if ((writer && isn_writer_close(writer, keep, &error)) || !keep) stop(error.message);
}

static bool read_arguments(int argc, char **argv, arguments *a) {
  *a = (arguments){.rounds = 120, .decay = 1};
  for (int i = 1; i < argc; i += 2) {
    const char *value = i + 1 < argc ? argv[i + 1] : NULL;
    if (!value) return false;
    if (strcmp(argv[i], "--set") == 0) a->set = value;
    else if (strcmp(argv[i], "--models") == 0) a->models = value;
    else if (strcmp(argv[i], "--data") == 0) a->data = value;
    else if (strcmp(argv[i], "--out") == 0) a->out = value;
    else if (strcmp(argv[i], "--licence") == 0) a->licence = value;
    else if (strcmp(argv[i], "--rounds") == 0) a->rounds = atoi(value);
    else if (strcmp(argv[i], "--decay") == 0) a->decay = strtod(value, NULL);
    else return false;
  }
  return a->set && a->models && a->data && (a->licence || !a->out);
}

int main(int argc, char **argv) {
  static uint8_t percent[ISNAD_EVENT_TYPES * ISN_RANK_STEPS];
  arguments a;
  if (!read_arguments(argc, argv, &a)) {
    (void)fputs(
        "use: train-events --set nc|free --models FOLDER --data FOLDER [--rounds N] [--decay X] [--out event.model --licence TEXT]\n",
        stderr);
    return 2;
  }
  open_all(&a);
  read_answers(a.data);
  read_texts(a.data);
  judged *seen = cross(&a);
  percentages(seen, percent);
  print_scores(seen, percent);
  free(seen);
  if (!a.out) return 0;
  table t = finish(train(&a, -1));
  write_model(&a, &t, percent);
  free(t.bytes);
  return 0;
}
