/* bench-link [COUNT]: what linking costs a document as the archive grows. Adds COUNT (20000) made-up articles, 500 a day, in order of days:
 * a tenth are copies of an earlier one with other numbers or words here and there, the others are about one of some subjects of their days.
 * Prints milliseconds an article and the size of the file for every tenth of them, in the end what was found. Articles have no rows, so
 * what is measured is the adding of a text, copies and stories. The same every time. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/hash.h"
#include "doc/doc.h"
#include "store/links.h"

enum { A_DAY = 500, BATCH = 64, WORDS = 180, LETTERS = 17, KEPT = 4096 };

static uint64_t seed = 1;
static uint32_t rnd(uint32_t below) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(seed >> 33) % below;
}

static void put_word(char **at, uint32_t word) {
  static const char *const letters[LETTERS] = {"ب", "ت", "ج", "ح", "د", "ر", "س", "ش", "ص", "ط", "ع", "ف", "ق", "ك", "ل", "م", "ن"};
  uint64_t hash = isn_hash_bytes(&word, sizeof word, 0);
  for (uint32_t i = 0; i < 3 + word % 4; i++, hash /= LETTERS) *at = stpcpy(*at, letters[hash % LETTERS]);
  *at = stpcpy(*at, " ");
}

/* Few words are frequent and many are rare, as in news. */
static uint32_t common_word(void) { return rnd(1 + rnd(1 + rnd(40000))); }

static char kept[KEPT][WORDS * 16];

static void write_article(char *text, uint32_t n) {
  char *at = text;
  uint32_t day = n / A_DAY, subject = (day / 3) * 60 + rnd(90);
  if (n > KEPT && rnd(10) == 0) {
    char *from = kept[(n - 1 - rnd(2 * A_DAY)) % KEPT];
    for (char *end; *from; from = end) {
      end = strchr(from, ' ') + 1;
      if (rnd(20)) at = mempcpy(at, from, (size_t)(end - from));
      else put_word(&at, 1000000 + rnd(1000000));
    }
    *at = 0;
  } else {
    for (uint32_t i = 0; i < WORDS; i++) put_word(&at, rnd(10) < 3 ? 100000 + subject * 40 + rnd(40) : common_word());
  }
  memcpy(kept[n % KEPT], text, strlen(text) + 1);
}

static double now(void) {
  struct timespec time;
  (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int fail(const isnad_error *error) {
  (void)fprintf(stderr, "bench-link: %s\n", error->message);
  return 1;
}

static int add(isnad_archive *archive, uint32_t n, isnad_error *error) {
  static char text[WORDS * 32];
  struct isnad_document document;
  char id[16], date[16];
  time_t when = (time_t)(n / A_DAY) * 86400 + 1893456000; /* from 2030-01-01 on */
  struct tm day;
  (void)strftime(date, sizeof date, "%Y-%m-%d", gmtime_r(&when, &day));
  (void)snprintf(id, sizeof id, "b%u", n);
  write_article(text, n);
  isnad_input input = {.id = id, .source = "bench.example", .published = date, .text = text, .text_length = strlen(text)};
  memset(&document, 0, sizeof document);
  isnad_status status = isn_doc_open(&document.doc, &input, error);
  if (!status && n % BATCH == 0) status = isnad_archive_begin(archive, error);
  if (!status) status = isnad_archive_put(archive, &document, NULL, error);
  isn_doc_close(&document.doc);
  return !status && n % BATCH == BATCH - 1 ? isnad_archive_commit(archive, error) : status;
}

static int run(isnad_archive *archive, const char *path, uint32_t count, isnad_error *error) {
  double began = now();
  const uint32_t tenth = count / 10;
  for (uint32_t n = 0; n < count; n++) {
    struct stat file = {0};
    if (add(archive, n, error)) return fail(error);
    if ((n + 1) % tenth != 0) continue;
    (void)stat(path, &file);
    (void)printf("%8u  %6.3f ms an article  %6.1f MB\n", n + 1, (now() - began) * 1e3 / tenth, (double)file.st_size / 1e6);
    (void)fflush(stdout);
    began = now();
  }
  if (isnad_archive_in_batch(archive) && isnad_archive_commit(archive, error)) return fail(error);
  isn_arena arena = {0};
  isn_links links;
  if (isn_store_links(archive, &arena, &links, error)) return fail(error);
  uint32_t stories = 0;
  for (uint32_t i = 0; i < links.documents_count; i++) {
    bool first = true;
    for (uint32_t k = i > 3000 ? i - 3000 : 0; k < i && first; k++) first = links.documents[k].story != links.documents[i].story;
    stories += first;
  }
  (void)printf("%u documents, about %u stories, %u copies\n", links.documents_count, stories, links.copies_count);
  isn_arena_free(&arena);
  return 0;
}

int main(int argc, char **argv) {
  char folder[] = "/tmp/isnad-bench-XXXXXX", path[64], command[64];
  uint32_t count = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 20000;
  isnad_archive *archive = NULL;
  isnad_error error;
  if (count < 10 || !mkdtemp(folder)) return 2;
  (void)snprintf(path, sizeof path, "%s/bench.db", folder);
  int status = isnad_archive_open(path, &archive, &error) ? fail(&error) : run(archive, path, count, &error);
  isnad_archive_close(archive);
  (void)snprintf(command, sizeof command, "rm -r %s", folder);
  return system(command) ? 1 : status; /* NOLINT(cert-env33-c): a path that this program made */
}
