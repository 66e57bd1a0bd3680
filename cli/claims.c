/* isnad claims [STORY]: what several documents say of one thing, who says it, who says otherwise. */
#include <string.h>

#include "cli.h"

typedef struct arguments {
  const char *archive;
  isnad_engine_options engine;
  isnad_claims_options claims;
} arguments;

static const char doc[] =
    "Prints the claims of an archive: what outlets carry, from how many independent origins, who says otherwise, where figures differ."
    "\vExit status: 0 done; 1 something failed and was named on standard error; 2 wrong use.";

enum { KEY_LANG = 256, KEY_ALL };

static const struct argp_option options[] = {{"format", 'f', "FORMAT", 0, "text (the default) or json", 1},
                                             {"lang", KEY_LANG, "LANGUAGE", 0, "Headings of the text: ar (the default) or en", 1},
                                             {"all", KEY_ALL, NULL, 0, "Every claim, also what one document tells", 1},
                                             {"lexicon", 'l', "DIR", 0, "Folder of TSV files that add to the lexicons", 1},
                                             {0}};

static error_t parse(int key, char *arg, struct argp_state *state) {
  arguments *given = state->input;
  switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &given->archive; return 0;
    case ARGP_KEY_ARG:
      if (given->claims.story) argp_error(state, "more than one STORY");
      given->claims.story = arg;
      return 0;
    case KEY_ALL: given->claims.report.all = true; return 0;
    case 'l': given->engine.lexicon_dir = arg; return 0;
    case 'f':
      given->claims.report.format = strcmp(arg, "json") == 0 ? ISNAD_REPORT_JSON : ISNAD_REPORT_TEXT;
      if (strcmp(arg, "json") != 0 && strcmp(arg, "text") != 0) argp_error(state, "--format: \"%s\": expected text or json", arg);
      return 0;
    case KEY_LANG:
      given->claims.report.english = strcmp(arg, "en") == 0;
      if (strcmp(arg, "ar") != 0 && strcmp(arg, "en") != 0) argp_error(state, "--lang: \"%s\": expected ar or en", arg);
      return 0;
    default: return ARGP_ERR_UNKNOWN;
  }
}

static int write_claims(isnad_archive *archive, const arguments *given) {
  isnad_error error;
  if (isnad_claims_write(archive, &given->claims, cli_export_write, NULL, &error) == ISNAD_OK) return CLI_DONE;
  if (!cli_output_failed()) cli_complain(&error);
  return CLI_FAILED;
}

int cli_claims(int argc, char **argv) {
  const struct argp_child children[] = {{&cli_archive_argp, 0, NULL, 0}, {0}};
  const struct argp argp = {options, parse, "[STORY]", doc, children, NULL, NULL};
  arguments given = {.archive = NULL};
  isnad_engine *engine = NULL;
  isnad_error error;
  if (argp_parse(&argp, argc, argv, 0, NULL, &given)) return CLI_FAILED;
  int status = CLI_FAILED;
  isnad_archive *archive = cli_open_archive(given.archive);
  if (archive && isnad_engine_open(&given.engine, &engine, &error)) cli_complain(&error);
  if (archive && engine) {
    given.claims.report.engine = engine;
    status = write_claims(archive, &given);
  }
  isnad_archive_close(archive);
  isnad_engine_close(engine);
  return cli_output_end() ? status : CLI_FAILED;
}
