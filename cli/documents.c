/* Documents through the engine on N threads, results in the order of the input.
 *
 * Each worker takes the next input from the reader, analyses it, and puts the result into a ring of places by the input's number.
 * Whoever finds the next place in order filled hands it on. A worker that runs too far ahead waits, so memory stays bounded. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

typedef struct result {
  bool ready, failed, known, foreign; /* foreign: a text without an Arabic letter */
  isnad_error error;
  isnad_document *document;
  char *bytes;
  size_t length;
} result;

typedef struct work {
  const cli_common *common;
  const isnad_engine *engine;
  const cli_sink *sink;
  isnad_reader *reader;
  pthread_mutex_t reading, handing;
  pthread_cond_t moved;
  result *ring;
  unsigned long places;
  unsigned long taken, handed; /* numbers of the next input to take and of the next result to hand on */
  unsigned long documents, foreign;
  char first_foreign[256]; /* its id, or its path */
  bool ended, stopped, failed;
} work;

/* A copy of an input, for the reader's strings live only until it is asked for the next. */
typedef struct input_copy {
  isnad_input input;
  char *bytes;
} input_copy;

static bool copy_input(const isnad_input *from, input_copy *to) {
  const char *strings[] = {from->id, from->source, from->published, from->title, from->url, from->path};
  const char **places[] = {&to->input.id, &to->input.source, &to->input.published, &to->input.title, &to->input.url, &to->input.path};
  size_t room = from->text_length + 1;
  for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) room += strings[i] ? strlen(strings[i]) + 1 : 0;
  to->input = *from;
  char *at = to->bytes = malloc(room);
  if (!at) return false;
  for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
    if (!strings[i]) continue;
    size_t length = strlen(strings[i]) + 1;
    *places[i] = memcpy(at, strings[i], length);
    at += length;
  }
  if (from->text_length) memcpy(at, from->text, from->text_length);
  to->input.text = at;
  return true;
}

static void out_of_memory(isnad_error *error) { *error = (isnad_error){.code = ISNAD_E_NOMEM, .message = "out of memory"}; }

/* Takes the next input. False: there is none. An input that could not be read is a failed result. */
static bool take_input(work *w, unsigned long *number, input_copy *copy, result *out) {
  isnad_input input;
  copy->bytes = NULL;
  (void)pthread_mutex_lock(&w->reading);
  bool more = !w->ended;
  if (more) {
    isnad_status status = isnad_reader_next(w->reader, &input, &out->error);
    if (status == ISNAD_DONE) w->ended = true, more = false;
    else if (status) out->failed = true;
    else if (w->sink->known && w->sink->known(w->sink->context, &input)) out->known = true;
    else if (!copy_input(&input, copy)) out->failed = true, out_of_memory(&out->error);
    /* Without memory the reader would fail again and again. */
    if (out->failed && out->error.code == ISNAD_E_NOMEM) w->ended = true;
  }
  if (more) *number = w->taken++;
  (void)pthread_mutex_unlock(&w->reading);
  return more;
}

/* Arabic letters begin with the bytes D8 to DB in UTF-8, their presentation forms with EF AC to EF BB. */
static bool has_arabic(const char *text, size_t length) {
  for (size_t i = 0; i + 1 < length; i++) {
    const unsigned char a = (unsigned char)text[i], b = (unsigned char)text[i + 1];
    if ((a >= 0xd8 && a <= 0xdb) || (a == 0xef && b >= 0xac && b <= 0xbb)) return true;
  }
  return false;
}

static void analyse(const work *w, const isnad_input *input, result *out) {
  out->foreign = !has_arabic(input->text, input->text_length);
  isnad_status status = isnad_analyze(w->engine, input, &w->common->analysis, &out->document, &out->error);
  if (status) out->failed = true;
  else if (w->sink->render) out->failed = !w->sink->render(w->sink->context, out->document, &out->bytes, &out->length, &out->error);
}

static void drop(result *r) {
  isnad_document_free(r->document);
  isnad_free(r->bytes);
  *r = (result){.ready = false};
}

/* A record without a row is no error, but who gave an English text should hear why: once, for all of them. */
static void count_foreign(work *w, const isnad_document *document) {
  isnad_document_info info;
  if (w->foreign++) return;
  isnad_document_info_get(document, &info);
  (void)snprintf(w->first_foreign, sizeof w->first_foreign, "%s", info.id);
}

static void say_foreign(const work *w) {
  if (w->foreign == 1) cli_say("%s: no Arabic letter in it; isnad reads only Arabic", w->first_foreign);
  if (w->foreign > 1)
    cli_say("%lu documents (the first: %s): no Arabic letter in them; isnad reads only Arabic", w->foreign, w->first_foreign);
}

/* One result, in order; the lock is held. */
static void hand_on(work *w, result *r) {
  if (r->known) w->documents++;
  else if (!r->failed) {
    if (r->foreign) count_foreign(w, r->document);
    r->failed = !w->sink->take(w->sink->context, r->document, r->bytes, r->length, &r->error);
    w->documents++;
    isnad_status code = r->failed ? r->error.code : ISNAD_OK;
    w->stopped = cli_output_failed() || code == ISNAD_E_NOMEM || code == ISNAD_E_IO || code == ISNAD_E_STORE;
  }
  if (r->failed) {
    cli_complain(&r->error);
    w->failed = true;
  }
  cli_progress(w->documents);
  drop(r);
}

/* Puts a result into its place and hands on what is next in order. */
static void put(work *w, unsigned long number, const result *r) {
  (void)pthread_mutex_lock(&w->handing);
  while (number - w->handed >= w->places) (void)pthread_cond_wait(&w->moved, &w->handing);
  w->ring[number % w->places] = *r;
  w->ring[number % w->places].ready = true;
  while (w->ring[w->handed % w->places].ready) {
    result *next = &w->ring[w->handed % w->places];
    if (w->stopped) drop(next);
    else hand_on(w, next);
    w->handed++;
  }
  (void)pthread_cond_broadcast(&w->moved);
  (void)pthread_mutex_unlock(&w->handing);
}

static bool stopped(work *w) {
  (void)pthread_mutex_lock(&w->handing);
  bool yes = w->stopped;
  (void)pthread_mutex_unlock(&w->handing);
  return yes;
}

static void *run_worker(void *context) {
  work *w = context;
  while (!stopped(w)) {
    result r = {.ready = false};
    input_copy copy;
    unsigned long number;
    if (!take_input(w, &number, &copy, &r)) break;
    if (!r.failed && !r.known) analyse(w, &copy.input, &r);
    free(copy.bytes);
    put(w, number, &r);
  }
  return NULL;
}

/* The caller is a worker too; threads that cannot be had are done without. */
static void run_workers(work *w) {
  unsigned more = w->common->jobs > 1 ? w->common->jobs - 1 : 0, started = 0;
  pthread_t *threads = more ? calloc(more, sizeof *threads) : NULL;
  while (threads && started < more && pthread_create(&threads[started], NULL, run_worker, w) == 0) started++;
  (void)run_worker(w);
  while (started > 0) (void)pthread_join(threads[--started], NULL);
  free(threads);
}

int cli_each_document(const cli_common *common, const isnad_engine *engine, const cli_sink *sink) {
  isnad_error error;
  work w = {.common = common, .engine = engine, .sink = sink, .places = 4ul * common->jobs};
  w.ring = calloc(w.places, sizeof *w.ring);
  if (!w.ring) out_of_memory(&error);
  if (!w.ring || isnad_reader_open(common->paths, common->paths_count, &common->reader, &w.reader, &error)) {
    cli_complain(&error);
    free(w.ring);
    return CLI_FAILED;
  }
  (void)pthread_mutex_init(&w.reading, NULL);
  (void)pthread_mutex_init(&w.handing, NULL);
  (void)pthread_cond_init(&w.moved, NULL);
  run_workers(&w);
  cli_progress_end();
  say_foreign(&w);
  for (unsigned long i = 0; i < w.places; i++) drop(&w.ring[i]);
  (void)pthread_cond_destroy(&w.moved);
  (void)pthread_mutex_destroy(&w.handing);
  (void)pthread_mutex_destroy(&w.reading);
  isnad_reader_close(w.reader);
  free(w.ring);
  return w.failed ? CLI_FAILED : CLI_DONE;
}
