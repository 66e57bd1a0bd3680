/* Options that every command which reads documents has. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"

enum { MAX_JOBS = 256 };

static const struct argp_option options[] = {
    {"source", 's', "OUTLET", 0, "Outlet of documents whose file gives none", 10},
    {"published", 'p', "DATE", 0, "Date (2019-08-21) of documents whose file gives none", 10},
    {"one-sentence-per-line", '1', NULL, 0, "Only a line end ends a sentence", 10},
    {"lexicon", 'l', "DIR", 0, "Folder of TSV files that add to the lexicons", 10},
    {"models", 'm', "SET", 0, "Trained models: nc, free, or a folder of them (nc)", 10},
    {"min-confidence", 'c', "X", 0, "Leave out rows that are less sure than X, 0 to 1 (events: 0.2)", 10},
    {"jobs", 'j', "N", 0, "Analyse N documents at a time (1)", 10},
    {"h", 'h', NULL, OPTION_HIDDEN, NULL, 10},
    {0}};

static unsigned read_jobs(const char *text, struct argp_state *state) {
  char *end;
  unsigned long jobs = strtoul(text, &end, 10);
  if (*text < '0' || *text > '9' || *end || jobs < 1 || jobs > MAX_JOBS)
    argp_error(state, "--jobs: \"%s\": expected a number from 1 to %d", text, MAX_JOBS);
  return (unsigned)jobs;
}

/* The library knows what a date is; a reader of nothing asks it. */
static void check_published(const char *text, struct argp_state *state) {
  isnad_reader *reader;
  isnad_error error;
  isnad_reader_options with = {.published = text};
  if (!*text || isnad_reader_open(NULL, 0, &with, &reader, &error))
    argp_error(state, "--%s", *text ? error.message : "published: empty; expected a date such as 2019-08-21");
  else isnad_reader_close(reader);
}

static error_t begin(cli_common *common, const struct argp_state *state) {
  common->jobs = 1;
  common->analysis.min_event = ISNAD_MIN_EVENT;
  common->paths_count = 0;
  common->paths = calloc((size_t)state->argc + 1, sizeof *common->paths);
  return common->paths ? 0 : ENOMEM;
}

static error_t parse(int key, char *arg, struct argp_state *state) {
  cli_common *common = state->input;
  switch (key) {
    case ARGP_KEY_INIT: return begin(common, state);
    case 's': common->reader.source = arg; return 0;
    case 'p':
      check_published(arg, state);
      common->reader.published = arg;
      return 0;
    case '1': common->analysis.one_sentence_per_line = true; return 0;
    case 'l': common->engine.lexicon_dir = arg; return 0;
    case 'm': common->engine.models = arg; return 0;
    case 'c':
      cli_read_confidence(arg, &common->analysis.min_confidence, state);
      common->analysis.min_event = common->analysis.min_confidence;
      return 0;
    case 'j': common->jobs = read_jobs(arg, state); return 0;
    case 'h': argp_state_help(state, stdout, ARGP_HELP_STD_HELP); return 0;
    case ARGP_KEY_ARG:
      if (!*arg) argp_error(state, "an empty PATH");
      common->paths[common->paths_count++] = arg;
      return 0;
    default: return ARGP_ERR_UNKNOWN;
  }
}

const struct argp cli_common_argp = {.options = options, .parser = parse};

void cli_common_free(cli_common *common) { free(common->paths); }

bool cli_default_path(cli_common *common) {
  struct stat info;
  if (common->paths_count) return true;
  /* A terminal and /dev/null are character devices: somebody forgot the path. */
  if (fstat(STDIN_FILENO, &info) != 0 || S_ISCHR(info.st_mode)) return false;
  common->paths[common->paths_count++] = "-";
  return true;
}

isnad_engine *cli_open_engine(const isnad_engine_options *with) {
  isnad_engine *engine = NULL;
  isnad_error error;
  if (isnad_engine_open(with, &engine, &error)) cli_complain(&error);
  return engine;
}
