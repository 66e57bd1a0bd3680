#include <string.h>

#include "cli.h"

typedef struct arguments {
  cli_common common;
  bool text; /* for a person; else through the exporter */
  isnad_export_options export;
  bool table_given, any; /* any: a document has been written */
  isnad_exporter *exporter;
} arguments;

enum { KEY_TABLE = 0x100 };

static const char doc[] =
    "Writes one record a document to standard output, in the order of the documents."
    "\vPATH is a .txt file (one document; a sources.tsv beside it may give outlet and date), a .jsonl file (one document a line), a "
    "folder of these, or - for standard input.\n\n"
    "Exit status: 0 done; 1 something could not be read or analysed, and was named on standard error; 2 wrong use.";

static const struct argp_option options[] = {
    {"format", 'f', "FORMAT", 0,
     "json: one record a line (the default); text: for a person; conllu: words; plover, cameo, geojson: events; csv: a table", 1},
    {"table", KEY_TABLE, "TABLE", 0, "Of csv: events (the default), statements, labels or positions", 1},
    {0}};

static error_t parse(int key, char *arg, struct argp_state *state) {
  arguments *given = state->input;
  switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &given->common; return 0;
    case 'f':
      given->text = strcmp(arg, "text") == 0;
      if (!given->text && !cli_read_format(arg, &given->export.format))
        argp_error(state, "--format: \"%s\": expected json, text, conllu, plover, cameo, csv or geojson", arg);
      return 0;
    case KEY_TABLE:
      cli_read_table(arg, &given->export.table, state);
      given->table_given = true;
      return 0;
    case ARGP_KEY_END:
      if (given->table_given && (given->text || given->export.format != ISNAD_EXPORT_CSV))
        argp_error(state, "--table goes with --format csv");
      if (given->export.table >= ISNAD_TABLE_INCIDENTS)
        argp_error(state, "--table %s: of an archive: isnad export csv --table %s", isnad_table_name(given->export.table),
                   isnad_table_name(given->export.table));
      if (!cli_default_path(&given->common)) argp_error(state, "no PATH given");
      return 0;
    default: return ARGP_ERR_UNKNOWN;
  }
}

/* What is costly and asks for nothing of the documents before runs beside the other documents. */
static bool render(void *context, const isnad_document *document, char **bytes, size_t *length, isnad_error *error) {
  const arguments *given = context;
  if (given->text) return isnad_document_text(document, bytes, length, error) == ISNAD_OK;
  if (given->export.format == ISNAD_EXPORT_CONLLU) return isnad_document_conllu(document, bytes, length, error) == ISNAD_OK;
  if (given->export.format == ISNAD_EXPORT_JSON) return isnad_document_json(document, bytes, length, error) == ISNAD_OK;
  return true;
}

static bool take(void *context, isnad_document *document, const char *bytes, size_t length, isnad_error *error) {
  arguments *given = context;
  if (!bytes) {
    if (isnad_exporter_document(given->exporter, document, error) == ISNAD_OK) return true;
    return cli_output_failed(); /* which has been said */
  }
  /* Records end in a line end; texts are parted by an empty line; CoNLL-U has its own. What fails here cli_write says. */
  if (given->text && given->any) (void)cli_write("\n", 1);
  (void)cli_write(bytes, length);
  if (!given->text && given->export.format == ISNAD_EXPORT_JSON) (void)cli_write("\n", 1);
  given->any = true;
  return true;
}

static int run(arguments *given, isnad_engine *engine) {
  const cli_sink sink = {.render = render, .take = take, .context = given};
  isnad_error error;
  given->export.engine = engine;
  given->export.min_confidence = given->common.analysis.min_confidence;
  if (isnad_exporter_open(&given->export, cli_export_write, NULL, &given->exporter, &error)) {
    if (!cli_output_failed()) cli_complain(&error);
    return CLI_FAILED;
  }
  cli_progress_begin(false);
  int status = cli_each_document(&given->common, engine, &sink);
  if (isnad_exporter_close(given->exporter, &error) == ISNAD_OK || cli_output_failed()) return status;
  cli_complain(&error);
  return CLI_FAILED;
}

int cli_analyze(int argc, char **argv) {
  const struct argp_child children[] = {{&cli_common_argp, 0, NULL, 0}, {0}};
  const struct argp argp = {options, parse, "PATH...", doc, children, NULL, NULL};
  arguments given = {.text = false};
  if (argp_parse(&argp, argc, argv, 0, NULL, &given)) return CLI_FAILED;
  isnad_engine *engine = cli_open_engine(&given.common.engine);
  if (!engine) {
    cli_common_free(&given.common);
    return CLI_FAILED;
  }
  int status = run(&given, engine);
  isnad_engine_close(engine);
  cli_common_free(&given.common);
  return cli_output_end() ? status : CLI_FAILED;
}
