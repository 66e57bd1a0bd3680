#include <stdlib.h>
#include <string.h>

#include "cli.h"

/* Documents a transaction: a commit costs as much as some of them, and until it what came in is not yet safe. */
enum { BATCH = 64 };

typedef struct arguments {
  cli_common common;
  const char *path;
  bool quiet, verbose;
  isnad_archive *archive;
  unsigned long batch;      /* documents since the last commit */
  unsigned long counted[4]; /* by isnad_added: committed */
  unsigned long pending[4]; /* and not yet */
} arguments;

static const char doc[] =
    "Reads the documents and adds them to the archive. What is there already is not read again; another text under a known address (or a "
    "known file, or outlet and id) is a new version, and the old one is kept."
    "\vPATH is a .txt file, a .jsonl file, a folder of these, or - for standard input. Work that was broken off goes on when the command "
    "is given again: what was reported as added is in the archive.\n\n"
    "Exit status: 0 done; 1 something failed and was named on standard error; 2 wrong use.";

static const struct argp_option options[] = {{"quiet", 'q', NULL, 0, "Do not print what was added", 1}, {0}};

static error_t parse(int key, char *arg, struct argp_state *state) {
  arguments *given = state->input;
  (void)arg;
  switch (key) {
    case ARGP_KEY_INIT:
      state->child_inputs[0] = &given->path;
      state->child_inputs[1] = &given->common;
      return 0;
    case 'q': given->quiet = true; return 0;
    case ARGP_KEY_END:
      if (!cli_default_path(&given->common)) argp_error(state, "no PATH given");
      return 0;
    default: return ARGP_ERR_UNKNOWN;
  }
}

static bool commit(arguments *given, isnad_error *error) {
  if (isnad_archive_in_batch(given->archive) && isnad_archive_commit(given->archive, error)) return false;
  for (int i = 0; i < 4; i++) given->counted[i] += given->pending[i], given->pending[i] = 0;
  given->batch = 0;
  return true;
}

static bool take(void *context, isnad_document *document, const char *bytes, size_t length, isnad_error *error) {
  arguments *given = context;
  isnad_added added;
  (void)bytes, (void)length;
  if (!isnad_archive_in_batch(given->archive) && isnad_archive_begin(given->archive, error)) return false;
  if (isnad_archive_put(given->archive, document, &added, error)) return false;
  given->pending[added]++;
  return ++given->batch < BATCH || commit(given, error);
}

static void print_counts(const arguments *given) {
  const unsigned long *n = given->counted;
  (void)printf("%s: %lu new, %lu new versions, %lu read anew, %lu known\n", given->path, n[ISNAD_ADDED_DOCUMENT], n[ISNAD_ADDED_VERSION],
               n[ISNAD_ADDED_ANALYSIS], n[ISNAD_ADDED_NOTHING]);
}

static int run(arguments *given, const isnad_engine *engine) {
  const cli_sink sink = {.take = take, .context = given};
  isnad_error error;
  cli_progress_begin(true);
  int status = cli_each_document(&given->common, engine, &sink);
  if (!commit(given, &error)) {
    cli_complain(&error);
    status = CLI_FAILED;
  }
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
  if (isnad_engine_open(&given.common.engine, &engine, &error) || isnad_archive_open(given.path, &given.archive, &error))
    cli_complain(&error);
  else status = run(&given, engine);
  isnad_archive_close(given.archive);
  isnad_engine_close(engine);
  cli_common_free(&given.common);
  return cli_output_end() ? status : CLI_FAILED;
}
