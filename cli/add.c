#include <stdlib.h>
#include <string.h>

#include "cli.h"

/* Documents a transaction: a commit costs as much as some of them, and until it what came in is not yet safe. */
enum { BATCH = 64, OUTCOMES = 4 };

static const char *const outcome_names[OUTCOMES] = {[ISNAD_ADDED_NOTHING] = "known",
                                                    [ISNAD_ADDED_DOCUMENT] = "new",
                                                    [ISNAD_ADDED_VERSION] = "version",
                                                    [ISNAD_ADDED_ANALYSIS] = "read anew"};

/* A document that is in the archive as soon as its batch is. */
typedef struct pending {
  isnad_added added;
  char *id;
} pending;

typedef struct arguments {
  cli_common common;
  const char *path;
  bool quiet, verbose;
  isnad_archive *archive, *lookup; /* the lookup is a second connection: it may be asked while the first is in a batch */
  const isnad_engine *engine;
  pending batch[BATCH];
  unsigned in_batch;
  unsigned long counted[OUTCOMES]; /* what is committed */
} arguments;

static const char doc[] =
    "Reads the documents and adds them to the archive. What is there already is not read again; another text under a known address (or a "
    "known file, or outlet and id) is a new version, and the old one is kept."
    "\vPATH is a .txt file, a .jsonl file, a folder of these, or - for standard input. Work that was broken off goes on when the command "
    "is given again: what was reported as added is in the archive.\n\n"
    "Exit status: 0 done; 1 something failed and was named on standard error; 2 wrong use.";

static const struct argp_option options[] = {
    {"quiet", 'q', NULL, 0, "Do not print how many were added", 1},
    {"verbose", 'v', NULL, 0, "Print each document when it is safe: what came of it, a tab, its id", 1},
    {0}};

static error_t parse(int key, char *arg, struct argp_state *state) {
  arguments *given = state->input;
  (void)arg;
  switch (key) {
    case ARGP_KEY_INIT:
      state->child_inputs[0] = &given->path;
      state->child_inputs[1] = &given->common;
      return 0;
    case 'q': given->quiet = true; return 0;
    case 'v': given->verbose = true; return 0;
    case ARGP_KEY_END:
      if (!cli_default_path(&given->common)) argp_error(state, "no PATH given");
      return 0;
    default: return ARGP_ERR_UNKNOWN;
  }
}

/* Says what came of the documents of a batch that is committed, or forgets those of one that is lost. */
static void end_batch(arguments *given, bool kept) {
  for (unsigned i = 0; i < given->in_batch; i++) {
    pending *one = &given->batch[i];
    if (kept) given->counted[one->added]++;
    if (kept && given->verbose && one->id) (void)printf("%s\t%s\n", outcome_names[one->added], one->id);
    free(one->id);
  }
  if (!kept && given->in_batch) cli_say("%u documents before that are not in the archive; give the command again", given->in_batch);
  given->in_batch = 0;
  if (given->verbose) (void)fflush(stdout);
}

static bool commit(arguments *given, isnad_error *error) {
  bool open = isnad_archive_in_batch(given->archive), kept = open && isnad_archive_commit(given->archive, error) == ISNAD_OK;
  if (open && !kept) cli_complain(error);
  end_batch(given, kept);
  return kept || !open;
}

static bool take(void *context, isnad_document *document, const char *bytes, size_t length, isnad_error *error) {
  arguments *given = context;
  isnad_document_info info;
  isnad_added added;
  (void)bytes, (void)length;
  if (!isnad_archive_in_batch(given->archive) && isnad_archive_begin(given->archive, error)) return false;
  if (isnad_archive_put(given->archive, document, &added, error)) return false;
  isnad_document_info_get(document, &info);
  given->batch[given->in_batch++] = (pending){added, given->verbose ? strdup(info.id) : NULL};
  if (given->in_batch < BATCH || commit(given, error)) return true;
  *error = (isnad_error){.code = ISNAD_E_STORE, .message = "nothing more is added"};
  return false;
}

/* A fault here is found again, and said, when the document is added. */
static bool known(void *context, const isnad_input *input) {
  arguments *given = context;
  bool has = false;
  if (isnad_archive_has(given->lookup, given->engine, input, &given->common.analysis, &has, NULL) || !has) return false;
  given->counted[ISNAD_ADDED_NOTHING]++;
  return true;
}

static void print_counts(const arguments *given) {
  const unsigned long *n = given->counted;
  (void)printf("%s: %lu new, %lu new versions, %lu read anew, %lu known\n", given->path, n[ISNAD_ADDED_DOCUMENT], n[ISNAD_ADDED_VERSION],
               n[ISNAD_ADDED_ANALYSIS], n[ISNAD_ADDED_NOTHING]);
}

static int run(arguments *given) {
  const cli_sink sink = {.known = known, .take = take, .context = given};
  isnad_error error;
  cli_progress_begin(!given->verbose);
  int status = cli_each_document(&given->common, given->engine, &sink);
  if (!commit(given, &error)) status = CLI_FAILED;
  if (!given->quiet) print_counts(given);
  return status;
}

int cli_add(int argc, char **argv) {
  const struct argp_child children[] = {{&cli_archive_argp, 0, NULL, 0}, {&cli_common_argp, 0, NULL, 0}, {0}};
  const struct argp argp = {options, parse, "PATH...", doc, children, NULL, NULL};
  arguments given = {.path = NULL};
  isnad_engine *engine = NULL;
  isnad_error error;
  if (argp_parse(&argp, argc, argv, 0, NULL, &given)) return CLI_FAILED;
  given.common.reader.same_names = true;
  int status = CLI_FAILED;
  if (isnad_engine_open(&given.common.engine, &engine, &error) || isnad_archive_open(given.path, &given.archive, &error) ||
      isnad_archive_open(given.path, &given.lookup, &error))
    cli_complain(&error);
  else {
    given.engine = engine;
    status = run(&given);
  }
  isnad_archive_close(given.lookup);
  isnad_archive_close(given.archive);
  isnad_engine_close(engine);
  cli_common_free(&given.common);
  return cli_output_end() ? status : CLI_FAILED;
}
