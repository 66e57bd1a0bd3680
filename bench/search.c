/* bench-search ARCHIVE QUERIES [RUNS]: how long searches take. QUERIES is a file of one query a line, perhaps with its kind and a tab
 * before it; each is asked RUNS times (3) for ten hits as JSON, all of them once before the clock starts. Prints median and 95th percentile
 * in milliseconds, of all and of each kind. Only isnad.h. */
#include <isnad.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAX_TIMES = 100000, MAX_LINE = 4096, MAX_KINDS = 32, KIND = 24 };

typedef struct sample {
  char kind[KIND];
  double ms;
} sample;

static sample samples[MAX_TIMES];
static size_t count, found;

static double now(void) {
  struct timespec t;
  (void)clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void ask(isnad_archive *archive, const char *line, bool timed) {
  const char *tab = strchr(line, '\t'), *query = tab ? tab + 1 : line;
  isnad_search_options options = {.json = true};
  isnad_error error;
  char *bytes = NULL;
  double began = now();
  isnad_status status = isnad_search(archive, query, &options, &bytes, NULL, &error);
  double took = now() - began;
  if (status && status != ISNAD_E_FORMAT) { /* of places that are not there */
    (void)fprintf(stderr, "bench-search: %s: %s\n", query, error.message);
    exit(1);
  }
  if (timed && count < MAX_TIMES) {
    sample *one = &samples[count++];
    (void)snprintf(one->kind, sizeof one->kind, "%.*s", tab ? (int)(tab - line) : 3, tab ? line : "all");
    one->ms = took;
    found += bytes && !strstr(bytes, "\"hits\":[]");
  }
  isnad_free(bytes);
}

static int by_time(const void *a, const void *b) {
  const sample *x = a, *y = b;
  return (x->ms > y->ms) - (x->ms < y->ms);
}

/* samples are sorted by time, so those of a kind are too. */
static void print(const char *kind) {
  static double times[MAX_TIMES];
  size_t n = 0;
  for (size_t i = 0; i < count; i++)
    if (!kind || strcmp(samples[i].kind, kind) == 0) times[n++] = samples[i].ms;
  if (n) (void)printf("%-12s %7zu %9.2f %9.2f %9.2f\n", kind ? kind : "all", n, times[n / 2], times[n * 95 / 100], times[n - 1]);
}

static void print_kinds(void) {
  char seen[MAX_KINDS][KIND];
  size_t kinds = 0;
  for (size_t i = 0; i < count; i++) {
    size_t k = 0;
    while (k < kinds && strcmp(seen[k], samples[i].kind) != 0) k++;
    if (k < kinds || kinds == MAX_KINDS) continue;
    memcpy(seen[kinds++], samples[i].kind, strlen(samples[i].kind) + 1);
    print(samples[i].kind);
  }
}

static void run(isnad_archive *archive, FILE *queries, int runs) {
  char line[MAX_LINE];
  for (int i = 0; i <= runs; i++) {
    rewind(queries);
    while (fgets(line, sizeof line, queries)) {
      line[strcspn(line, "\n")] = 0;
      ask(archive, line, i > 0);
    }
  }
}

int main(int argc, char **argv) {
  isnad_archive *archive;
  isnad_error error;
  FILE *queries = argc > 2 ? fopen(argv[2], "r") : NULL;
  int runs = argc > 3 ? (int)strtol(argv[3], NULL, 10) : 3;
  if (!queries || isnad_archive_open(argv[1], &archive, &error)) {
    (void)fprintf(stderr, "bench-search: %s\n", queries ? error.message : "usage: bench-search ARCHIVE QUERIES [RUNS]");
    if (queries) (void)fclose(queries);
    return 2;
  }
  run(archive, queries, runs);
  (void)fclose(queries);
  isnad_archive_close(archive);
  qsort(samples, count, sizeof *samples, by_time);
  (void)printf("%-12s %7s %9s %9s %9s   (ms)\n", "queries", "times", "median", "p95", "most");
  print(NULL);
  print_kinds();
  (void)printf("with hits: %.0f %%\n", count ? 100.0 * (double)found / (double)count : 0);
  return 0;
}
