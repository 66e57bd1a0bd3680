/* bench [-r RUNS] [-w WORDS] [-m MODELS] PATH...: words a second of each stage, of the language layer and of the whole, and peak memory,
 * with the machine and the models named.
 *
 * The language layer is what makes words, tags, arcs and lemmas of tokens: the stages of language_stages below. Reads all documents first,
 * then analyses them again and again until a run has had WORDS words; prints the median of RUNS runs with the slowest and the fastest. Only
 * isnad.h: what it measures is what a user gets. */
#include <isnad.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

enum { MAX_ROWS = 32, MAX_RUNS = 99 };

typedef struct corpus {
  isnad_input *documents;
  size_t count, room, words;
} corpus;

typedef struct row {
  const char *name;
  double seconds[MAX_RUNS];
} row;

typedef struct bench {
  row rows[MAX_ROWS];
  size_t count;
} bench;

static double now(void) {
  struct timespec t;
  (void)clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void stop(const isnad_error *error) {
  char line[700];
  (void)fprintf(stderr, "bench: %s\n", isnad_error_text(error, line, sizeof line));
  exit(1);
}

static char *copy(const char *text, size_t length) {
  if (!text) return NULL;
  char *out = malloc(length + 1);
  if (!out) exit(1);
  memcpy(out, text, length);
  out[length] = 0;
  return out;
}

static char *copy_string(const char *text) { return text ? copy(text, strlen(text)) : NULL; }

/* Once through the files. into: NULL to read only. */
static void read_all(const char *const *paths, size_t count, corpus *into) {
  isnad_error error;
  isnad_reader *reader = NULL;
  isnad_input input;
  if (isnad_reader_open(paths, count, NULL, &reader, &error) != ISNAD_OK) stop(&error);
  for (isnad_status status; (status = isnad_reader_next(reader, &input, &error)) != ISNAD_DONE;) {
    if (status != ISNAD_OK) stop(&error);
    if (!into) continue;
    if (into->count == into->room) {
      into->room = into->room ? into->room * 2 : 64;
      into->documents = realloc(into->documents, into->room * sizeof *into->documents);
      if (!into->documents) exit(1);
    }
    into->documents[into->count++] = (isnad_input){.id = copy_string(input.id),
                                                   .source = copy_string(input.source),
                                                   .published = copy_string(input.published),
                                                   .title = copy_string(input.title),
                                                   .text = copy(input.text, input.text_length),
                                                   .text_length = input.text_length};
  }
  isnad_reader_close(reader);
}

static void free_all(corpus *all) {
  for (size_t i = 0; i < all->count; i++) {
    isnad_input *d = &all->documents[i];
    free((void *)d->id);
    free((void *)d->source);
    free((void *)d->published);
    free((void *)d->title);
    free((void *)d->text);
  }
  free(all->documents);
}

static void add(bench *results, const char *name, int run, double seconds) {
  size_t i = 0;
  while (i < results->count && strcmp(results->rows[i].name, name) != 0) i++;
  if (i == MAX_ROWS) return;
  if (i == results->count) results->rows[results->count++] = (row){.name = name};
  results->rows[i].seconds[run] += seconds;
}

static size_t words_of(const isnad_document *document) {
  size_t words = 0;
  isnad_token token;
  for (isnad_cursor at = isnad_cursor_begin(document); isnad_next_token(&at, &token);) words += token.word;
  return words;
}

/* Analyses and writes every document once. Returns the words. */
static size_t analyse_all(const isnad_engine *engine, const corpus *all, bench *results, int run) {
  size_t words = 0;
  for (size_t i = 0; i < all->count; i++) {
    isnad_error error;
    isnad_document *document = NULL;
    double start = now();
    if (isnad_analyze(engine, &all->documents[i], NULL, &document, &error) != ISNAD_OK) stop(&error);
    double analysed = now();
    char *json = NULL;
    size_t length = 0;
    if (isnad_document_json(document, &json, &length, &error) != ISNAD_OK) stop(&error);
    double written = now();
    isnad_free(json);
    isnad_stage_time times[MAX_ROWS];
    size_t stages = isnad_document_stage_times(document, times, MAX_ROWS);
    double in_stages = 0;
    for (size_t s = 0; s < stages; s++) {
      add(results, times[s].name, run, times[s].seconds);
      in_stages += times[s].seconds;
    }
    add(results, "(between stages)", run, analysed - start - in_stages);
    add(results, "write json", run, written - analysed);
    add(results, "whole", run, written - start);
    words += words_of(document);
    isnad_document_free(document);
  }
  return words;
}

/* ---- output ---- */

/* The processor by its own name, else by its architecture. */
static void print_machine(void) {
  char line[512], name[512] = "";
  FILE *info = fopen("/proc/cpuinfo", "r");
  while (info && !*name && fgets(line, sizeof line, info)) {
    const char *value = strncmp(line, "model name", 10) == 0 ? strchr(line, ':') : NULL;
    if (value) (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(value + 2, "\n"), value + 2);
  }
  if (info) (void)fclose(info);
  struct utsname machine;
  if (uname(&machine) != 0) *machine.machine = *machine.sysname = 0;
  printf("%s, %ld processors, %s %s; one thread is measured\n", *name ? name : machine.machine, sysconf(_SC_NPROCESSORS_ONLN),
         machine.sysname, machine.machine);
}

static int by_value(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void print_row(const row *r, int runs, double words, double whole) {
  double sorted[MAX_RUNS];
  memcpy(sorted, r->seconds, sizeof sorted);
  qsort(sorted, (size_t)runs, sizeof *sorted, by_value);
  double median = sorted[runs / 2], fastest = sorted[0], slowest = sorted[runs - 1];
  if (fastest <= 0) fastest = 1e-9;
  if (median <= 0) median = 1e-9;
  if (slowest <= 0) slowest = 1e-9;
  printf("%-18s %12.0f %12.0f %12.0f %9.1f %%\n", r->name, words / median, words / slowest, words / fastest, 100 * median / whole);
}

static const char *const language_stages[] = {"split", "language", "lemma"};

/* The sum of the language layer's stages, run by run. False: there is none of them. */
static bool sum_language(const bench *results, int runs, row *sum) {
  bool any = false;
  *sum = (row){.name = "language layer"};
  for (size_t i = 0; i < results->count; i++)
    for (size_t k = 0; k < sizeof language_stages / sizeof *language_stages; k++) {
      if (strcmp(results->rows[i].name, language_stages[k]) != 0) continue;
      for (int run = 0; run < runs; run++) sum->seconds[run] += results->rows[i].seconds[run];
      any = true;
    }
  return any;
}

static double median_of(const row *r, int runs) {
  double sorted[MAX_RUNS];
  memcpy(sorted, r->seconds, sizeof sorted);
  qsort(sorted, (size_t)runs, sizeof *sorted, by_value);
  return sorted[runs / 2];
}

int main(int argc, char **argv) {
  int runs = 5;
  size_t least = 100000;
  isnad_engine_options options = {0};
  char models[512] = "";
  for (int option; (option = getopt(argc, argv, "r:w:m:")) != -1;) {
    if (option == 'r') runs = (int)strtol(optarg, NULL, 10);
    else if (option == 'w') least = (size_t)strtoul(optarg, NULL, 10);
    else if (option == 'm') options.models = optarg;
    else return 2;
  }
  if (optind == argc || runs < 1 || runs > MAX_RUNS) {
    (void)fprintf(stderr, "use: bench [-r RUNS] [-w WORDS] [-m MODELS] PATH...\n");
    return 2;
  }
  const char *const *paths = (const char *const *)argv + optind;
  size_t count = (size_t)(argc - optind);
  corpus all = {0};
  read_all(paths, count, &all);
  if (!all.count) {
    (void)fprintf(stderr, "bench: no document there\n");
    return 1;
  }

  static bench results, reading, opening;
  size_t words = 0, times = 1;
  for (int run = -1; run < runs; run++) { /* run -1 warms up and counts */
    isnad_error error;
    isnad_engine *engine = NULL;
    double start = now();
    if (isnad_engine_open(&options, &engine, &error) != ISNAD_OK) stop(&error);
    double opened = now();
    (void)snprintf(models, sizeof models, "%s", isnad_engine_models(engine));
    read_all(paths, count, NULL);
    double read = now();
    if (run < 0) {
      static bench unused;
      words = analyse_all(engine, &all, &unused, 0);
      times = words ? (least + words - 1) / words : 1;
      if (!times) times = 1;
    } else {
      add(&opening, "open", run, opened - start);
      add(&reading, "read files", run, (read - opened) * (double)times);
      for (size_t i = 0; i < times; i++) (void)analyse_all(engine, &all, &results, run);
    }
    isnad_engine_close(engine);
  }

  print_machine();
  printf("models: %s\n", *models ? models : "none");
  printf("%zu documents, %zu words, each %zu times a run, %d runs\n\n", all.count, words, times, runs);
  printf("%-18s %12s %12s %12s %11s\n", "words a second", "median", "slowest", "fastest", "time");
  double whole = 1e-9;
  for (size_t i = 0; i < results.count; i++)
    if (strcmp(results.rows[i].name, "whole") == 0) whole = median_of(&results.rows[i], runs);
  double all_words = (double)words * (double)times;
  print_row(&reading.rows[0], runs, all_words, whole);
  for (size_t i = 0; i < results.count; i++)
    if (strcmp(results.rows[i].name, "whole") != 0) print_row(&results.rows[i], runs, all_words, whole);
  for (size_t i = 0; i < results.count; i++)
    if (strcmp(results.rows[i].name, "whole") == 0) print_row(&results.rows[i], runs, all_words, whole);
  row language;
  if (sum_language(&results, runs, &language)) print_row(&language, runs, all_words, whole);
  struct rusage usage;
  (void)getrusage(RUSAGE_SELF, &usage);
  printf("\nopening the engine: %.0f ms; peak memory: %.1f MiB, with all %zu documents held\n", 1000 * median_of(&opening.rows[0], runs),
         (double)usage.ru_maxrss / 1024, all.count);
  free_all(&all);
  return 0;
}
