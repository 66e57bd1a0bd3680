#include <string.h>

#include "cli.h"

typedef struct arguments {
  cli_common common;
  enum { JSON, TEXT, CONLLU } format;
  bool any; /* a document has been written */
} arguments;

static const char doc[] =
    "Writes one record a document to standard output, in the order of the documents."
    "\vPATH is a .txt file (one document; a sources.tsv beside it may give outlet and date), a .jsonl file (one document a line), a "
    "folder of these, or - for standard input.\n\n"
    "Exit status: 0 done; 1 something could not be read or analysed, and was named on standard error; 2 wrong use.";

static const struct argp_option options[] = {
    {"format", 'f', "FORMAT", 0, "json: one record a line (the default); text: for a person to read; conllu: its words as CoNLL-U", 1},
    {0}};

static error_t parse(int key, char *arg, struct argp_state *state) {
  arguments *given = state->input;
  switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &given->common; return 0;
    case 'f':
      given->format = strcmp(arg, "text") == 0 ? TEXT : strcmp(arg, "conllu") == 0 ? CONLLU : JSON;
      if (given->format == JSON && strcmp(arg, "json") != 0) argp_error(state, "--format: \"%s\": expected json, text or conllu", arg);
      return 0;
    case ARGP_KEY_END:
      if (!cli_default_path(&given->common)) argp_error(state, "no PATH given");
      return 0;
    default: return ARGP_ERR_UNKNOWN;
  }
}

static bool render(void *context, const isnad_document *document, char **bytes, size_t *length, isnad_error *error) {
  const arguments *given = context;
  switch (given->format) {
    case TEXT: return isnad_document_text(document, bytes, length, error) == ISNAD_OK;
    case CONLLU: return isnad_document_conllu(document, bytes, length, error) == ISNAD_OK;
    default: return isnad_document_json(document, bytes, length, error) == ISNAD_OK;
  }
}

static bool take(void *context, isnad_document *document, const char *bytes, size_t length, isnad_error *error) {
  arguments *given = context;
  (void)document;
  (void)error;
  /* Records end in a line end; texts are parted by an empty line; CoNLL-U has its own. What fails here cli_write says. */
  if (given->format == TEXT && given->any) (void)cli_write("\n", 1);
  (void)cli_write(bytes, length);
  if (given->format == JSON) (void)cli_write("\n", 1);
  given->any = true;
  return true;
}

int cli_analyze(int argc, char **argv) {
  const struct argp_child children[] = {{&cli_common_argp, 0, NULL, 0}, {0}};
  const struct argp argp = {options, parse, "PATH...", doc, children, NULL, NULL};
  arguments given = {.format = JSON};
  isnad_engine *engine;
  isnad_error error;
  if (argp_parse(&argp, argc, argv, 0, NULL, &given)) return CLI_FAILED;
  if (isnad_engine_open(&given.common.engine, &engine, &error)) {
    cli_complain(&error);
    cli_common_free(&given.common);
    return CLI_FAILED;
  }
  const cli_sink sink = {.render = render, .take = take, .context = &given};
  cli_progress_begin(false);
  int status = cli_each_document(&given.common, engine, &sink);
  isnad_engine_close(engine);
  cli_common_free(&given.common);
  return cli_output_end() ? status : CLI_FAILED;
}
