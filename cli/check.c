#include <stdlib.h>

#include "cli.h"

static const char doc[] =
    "Checks the archive: the file, what its tables say of one another, the places in the texts, the words and their index. Each fault is "
    "named "
    "with its table and row."
    "\vExit status: 0 it is sound; 1 it is not, or cannot be checked; 2 wrong use.";

static const struct argp_option options[] = {
    {"quiet", 'q', NULL, 0, "Print nothing if it is sound", 1}, {"h", 'h', NULL, OPTION_HIDDEN, NULL, 1}, {0}};

typedef struct arguments {
  const char *path;
  bool quiet;
} arguments;

static error_t parse(int key, char *arg, struct argp_state *state) {
  arguments *given = state->input;
  switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &given->path; return 0;
    case 'q': given->quiet = true; return 0;
    case 'h': argp_state_help(state, stdout, ARGP_HELP_STD_HELP); return 0;
    case ARGP_KEY_ARG: argp_error(state, "\"%s\": expected no argument; --archive names the archive", arg); return 0;
    default: return ARGP_ERR_UNKNOWN;
  }
}

static bool take(void *context, const isnad_fault *fault) {
  const char *path = context;
  if (fault->row < 0) cli_say("%s: %s: %s", path, fault->table, fault->what);
  else if (fault->n < 0) cli_say("%s: %s row %lld: %s", path, fault->table, (long long)fault->row, fault->what);
  else cli_say("%s: %s of analysis %lld, row %lld: %s", path, fault->table, (long long)fault->row, (long long)fault->n, fault->what);
  return true;
}

static int check(isnad_archive *archive, const arguments *given) {
  isnad_error error;
  uint64_t faults, documents, versions, analyses;
  if (isnad_archive_check(archive, take, (void *)given->path, &faults, &error)) {
    cli_complain(&error);
    return CLI_FAILED;
  }
  if (faults) {
    cli_say("%s: %llu faults%s", given->path, (unsigned long long)faults, faults >= 1000 ? "; looked no further" : "");
    return CLI_FAILED;
  }
  if (isnad_archive_count(archive, &documents, &versions, &analyses, &error)) {
    cli_complain(&error);
    return CLI_FAILED;
  }
  if (!given->quiet)
    (void)printf("%s: sound: %llu documents in %llu versions, %llu analyses\n", given->path, (unsigned long long)documents,
                 (unsigned long long)versions, (unsigned long long)analyses);
  return CLI_DONE;
}

int cli_check(int argc, char **argv) {
  const struct argp_child children[] = {{&cli_archive_argp, 0, NULL, 0}, {0}};
  const struct argp argp = {options, parse, "", doc, children, NULL, NULL};
  arguments given = {.path = NULL};
  if (argp_parse(&argp, argc, argv, 0, NULL, &given)) return CLI_FAILED;
  isnad_archive *archive = cli_open_archive(given.path);
  int status = archive ? check(archive, &given) : CLI_FAILED;
  isnad_archive_close(archive);
  return cli_output_end() ? status : CLI_FAILED;
}
