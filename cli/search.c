#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

typedef struct arguments {
  const char *path;
  const char *lexicon;
  char *query; /* the arguments with blanks between */
  isnad_search_options search;
} arguments;

static const char doc[] =
    "Finds documents in the archive, by their words in any form and spelling, and by who did what to whom, who says so, where and when."
    "\vQUERY: words (حكومة finds للحكومات), \"a phrase\" as it is written, prefix*, spelling~, and\n"
    "  who:NAME whom:NAME type:ASSAULT context:election near:PLACE,KM\n"
    "                                                  an event: its actor, recipient, type, context, place\n"
    "  says:NAME                                       a statement and its source\n"
    "  source:OUTLET from:DATE to:DATE                 the document\n"
    "NAME is Arabic or English, in quotation marks if it has blanks, or an actor code (LBY GOV). All must hold; OR, NOT or - and "
    "parentheses say otherwise.\n\n"
    "Exit status: 0 something was found; 1 nothing was found, or something failed and was named on standard error; 2 wrong use.";

enum { KEY_SKIP = 256 };

static const struct argp_option options[] = {{"format", 'f', "FORMAT", 0, "text (the default) or json", 1},
                                             {"limit", 'n', "N", 0, "At most so many (10)", 1},
                                             {"skip", KEY_SKIP, "N", 0, "Leave out the first N", 1},
                                             {"sort", 'S', "ORDER", 0, "rank (the default), date, outlet or title", 1},
                                             {"lexicon", 'l', "DIR", 0, "Folder of TSV files with more names of outlets", 1},
                                             {"h", 'h', NULL, OPTION_HIDDEN, NULL, 1},
                                             {0}};

static uint32_t read_number(const char *text, const char *option, struct argp_state *state) {
  char *end;
  unsigned long value = strtoul(text, &end, 10);
  if (*text < '0' || *text > '9' || *end || value > 1000000)
    argp_error(state, "--%s: \"%s\": expected a number up to 1000000", option, text);
  return (uint32_t)value;
}

static isnad_search_order read_order(const char *text, struct argp_state *state) {
  static const char *const names[] = {"rank", "date", "outlet", "title"};
  for (int i = 0; i < 4; i++)
    if (strcmp(text, names[i]) == 0) return (isnad_search_order)i;
  argp_error(state, "--sort: \"%s\": expected rank, date, outlet or title", text);
  return ISNAD_BY_RANK;
}

static error_t add_to_query(arguments *given, const char *arg) {
  size_t had = given->query ? strlen(given->query) + 1 : 0;
  char *longer = realloc(given->query, had + strlen(arg) + 1);
  if (!longer) return ENOMEM;
  if (had) longer[had - 1] = ' ';
  memcpy(longer + had, arg, strlen(arg) + 1);
  given->query = longer;
  return 0;
}

static error_t parse(int key, char *arg, struct argp_state *state) {
  arguments *given = state->input;
  switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &given->path; return 0;
    case 'f':
      given->search.json = strcmp(arg, "json") == 0;
      if (!given->search.json && strcmp(arg, "text") != 0) argp_error(state, "--format: \"%s\": expected text or json", arg);
      return 0;
    case 'n':
      given->search.limit = read_number(arg, "limit", state);
      if (!given->search.limit) argp_error(state, "--limit: expected at least 1");
      return 0;
    case KEY_SKIP: given->search.skip = read_number(arg, "skip", state); return 0;
    case 'S': given->search.order = read_order(arg, state); return 0;
    case 'l': given->lexicon = arg; return 0;
    case 'h': argp_state_help(state, stdout, ARGP_HELP_STD_HELP); return 0;
    case ARGP_KEY_ARG: return add_to_query(given, arg);
    case ARGP_KEY_END:
      if (!given->query) argp_error(state, "no QUERY given");
      return 0;
    default: return ARGP_ERR_UNKNOWN;
  }
}

static int search(isnad_archive *archive, const arguments *given) {
  isnad_error error;
  char *bytes;
  size_t length;
  if (isnad_search(archive, given->query, &given->search, &bytes, &length, &error)) {
    cli_complain(&error);
    return error.code == ISNAD_E_FORMAT || error.code == ISNAD_E_UTF8 || error.code == ISNAD_E_LIMIT ? CLI_USAGE : CLI_FAILED;
  }
  (void)cli_write(bytes, length);
  bool found = given->search.json ? strstr(bytes, "\"hits\":[]}") == NULL : length > 0;
  isnad_free(bytes);
  if (!found) cli_say("nothing was found");
  return found ? CLI_DONE : CLI_FAILED;
}

/* The engine knows the names of outlets; opening it takes longer than most searches. */
static bool needs_engine(const arguments *given) { return given->lexicon || strstr(given->query, "source:") != NULL; }

static int run(arguments *given) {
  isnad_engine *engine = NULL;
  isnad_error error;
  const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
  given->search.color = isatty(STDOUT_FILENO) && !(no_color && *no_color) && !(term && strcmp(term, "dumb") == 0);
  isnad_archive *archive = cli_open_archive(given->path);
  if (!archive) return CLI_FAILED;
  isnad_engine_options with = {.lexicon_dir = given->lexicon};
  int status = CLI_FAILED;
  if (needs_engine(given) && isnad_engine_open(&with, &engine, &error)) cli_complain(&error);
  else {
    given->search.engine = engine;
    status = search(archive, given);
  }
  isnad_archive_close(archive);
  isnad_engine_close(engine);
  return status;
}

int cli_search(int argc, char **argv) {
  const struct argp_child children[] = {{&cli_archive_argp, 0, NULL, 0}, {0}};
  const struct argp argp = {options, parse, "QUERY...", doc, children, NULL, NULL};
  arguments given = {.path = NULL};
  if (argp_parse(&argp, argc, argv, 0, NULL, &given)) return CLI_FAILED;
  int status = run(&given);
  free(given.query);
  return cli_output_end() ? status : CLI_FAILED;
}
