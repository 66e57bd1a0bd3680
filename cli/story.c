/* isnad story [ID]: the courses of events that the documents of an archive tell, or one of them. */
#include <string.h>

#include "cli.h"

typedef struct arguments {
  const char *path;
  isnad_story_options story;
  isnad_engine_options engine;
} arguments;

static const char doc[] =
    "Prints the stories of an archive, the latest first: which articles are about one course of events, and which of them are copies. With "
    "the "
    "ID of one, or its beginning: its articles, and the report on them."
    "\vExit status: 0 done; 1 something failed and was named on standard error; 2 wrong use.";

enum { KEY_LANG = 256, KEY_ALL };

static const struct argp_option options[] = {{"format", 'f', "FORMAT", 0, "text (the default) or json: one story a line", 1},
                                             {"lang", KEY_LANG, "LANGUAGE", 0, "Language of the text: ar (the default) or en", 1},
                                             {"all", KEY_ALL, NULL, 0, "Every story, articles that stand alone too", 1},
                                             {"lexicon", 'l', "DIR", 0, "Folder of TSV files that add to the lexicons", 1},
                                             {0}};

static error_t parse(int key, char *arg, struct argp_state *state) {
  arguments *given = state->input;
  switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &given->path; return 0;
    case ARGP_KEY_ARG:
      if (given->story.story) argp_error(state, "more than one ID");
      given->story.story = arg;
      return 0;
    case KEY_ALL: given->story.all = true; return 0;
    case 'l': given->engine.lexicon_dir = arg; return 0;
    case 'f':
      given->story.report.format = strcmp(arg, "json") == 0 ? ISNAD_REPORT_JSON : ISNAD_REPORT_TEXT;
      if (strcmp(arg, "json") != 0 && strcmp(arg, "text") != 0) argp_error(state, "--format: \"%s\": expected text or json", arg);
      return 0;
    case KEY_LANG:
      given->story.report.english = strcmp(arg, "en") == 0;
      if (strcmp(arg, "ar") != 0 && strcmp(arg, "en") != 0) argp_error(state, "--lang: \"%s\": expected ar or en", arg);
      return 0;
    default: return ARGP_ERR_UNKNOWN;
  }
}

static int run(arguments *given, const isnad_engine *engine, isnad_archive *archive) {
  isnad_error error;
  char *bytes;
  size_t length;
  given->story.report.engine = engine;
  if (isnad_story(archive, &given->story, &bytes, &length, &error)) {
    cli_complain(&error);
    return CLI_FAILED;
  }
  (void)cli_write(bytes, length);
  isnad_free(bytes);
  return CLI_DONE;
}

int cli_story(int argc, char **argv) {
  const struct argp_child children[] = {{&cli_archive_argp, 0, NULL, 0}, {0}};
  const struct argp argp = {options, parse, "[ID]", doc, children, NULL, NULL};
  arguments given = {.path = NULL};
  isnad_engine *engine = NULL;
  isnad_error error;
  if (argp_parse(&argp, argc, argv, 0, NULL, &given)) return CLI_FAILED;
  isnad_archive *archive = cli_open_archive(given.path);
  if (!archive) return CLI_FAILED;
  int status = CLI_FAILED;
  /* JSON has ids alone, and needs no names of outlets. */
  if (given.story.report.format == ISNAD_REPORT_TEXT && isnad_engine_open(&given.engine, &engine, &error)) cli_complain(&error);
  else status = run(&given, engine, archive);
  isnad_archive_close(archive);
  isnad_engine_close(engine);
  return cli_output_end() ? status : CLI_FAILED;
}
