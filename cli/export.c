/* isnad export FORMAT [QUERY]: what an archive holds, for other programs. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"

typedef struct arguments {
  const char *archive, *dir;
  isnad_engine_options engine;
  isnad_export_options export;
  char *query; /* the arguments behind the format with blanks between */
  bool format_given, table_given;
} arguments;

enum { KEY_TABLE = 0x100, KEY_CONFIDENCE, KEY_DIR };

static const char doc[] =
    "Writes what the archive holds to standard output, in the order of days, for other programs."
    "\vFORMAT is plover, cameo, csv, geojson, json or conllu (docs/exports.md). QUERY is that of isnad search; without it all documents "
    "are "
    "written. json and conllu are made anew from the texts.\n\n"
    "Exit status: 0 done; 1 something failed and was named on standard error; 2 wrong use.";

static const struct argp_option options[] = {
    {"table", KEY_TABLE, "TABLE", 0,
     "Of csv: events (the default), statements, labels, positions, incidents or claims; of geojson: incidents", 1},
    {"dir", KEY_DIR, "DIR", 0, "Of csv: write every table to a file in DIR", 1},
    {"min-confidence", KEY_CONFIDENCE, "N", 0, "Of plover, cameo, geojson, csv: leave out rows below N (0 to 1)", 1},
    {"lexicon", 'l', "DIR", 0, "Folder of TSV files that add to the lexicons", 10},
    {"models", 'm', "SET", 0, "Of json, conllu: trained models: nc, free, or a folder of them (nc)", 10},
    {"h", 'h', NULL, OPTION_HIDDEN, NULL, 10},
    {0}};

static error_t add_to_query(arguments *given, const char *arg) {
  size_t had = given->query ? strlen(given->query) + 1 : 0, length = strlen(arg) + 1;
  char *longer = realloc(given->query, had + length);
  if (!longer) return ENOMEM;
  if (had) longer[had - 1] = ' ';
  (void)memcpy(longer + had, arg, length);
  given->query = longer;
  return 0;
}

static error_t take_argument(arguments *given, const char *arg, struct argp_state *state) {
  if (given->format_given) return add_to_query(given, arg);
  if (!cli_read_format(arg, &given->export.format))
    argp_error(state, "\"%s\" is no format: expected plover, cameo, csv, geojson, json or conllu", arg);
  given->format_given = true;
  return 0;
}

static void check(const arguments *given, struct argp_state *state) {
  bool csv = given->export.format == ISNAD_EXPORT_CSV;
  if (!given->format_given) argp_error(state, "no FORMAT given: expected plover, cameo, csv, geojson, json or conllu");
  bool map = given->export.format == ISNAD_EXPORT_GEOJSON && given->export.table == ISNAD_TABLE_INCIDENTS;
  if (given->table_given && ((!csv && !map) || given->dir))
    argp_error(state, "--table goes with the format csv (incidents with geojson too), and not with --dir");
  if (given->dir && !csv) argp_error(state, "--dir goes with the format csv");
}

static error_t parse(int key, char *arg, struct argp_state *state) {
  arguments *given = state->input;
  switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &given->archive; return 0;
    case KEY_TABLE:
      cli_read_table(arg, &given->export.table, state);
      given->table_given = true;
      return 0;
    case KEY_DIR:
      if (!*arg) argp_error(state, "--dir: empty");
      given->dir = arg;
      return 0;
    case KEY_CONFIDENCE: cli_read_confidence(arg, &given->export.min_confidence, state); return 0;
    case 'l': given->engine.lexicon_dir = arg; return 0;
    case 'm': given->engine.models = arg; return 0;
    case 'h': argp_state_help(state, stdout, ARGP_HELP_STD_HELP); return 0;
    case ARGP_KEY_ARG: return take_argument(given, arg, state);
    case ARGP_KEY_END: check(given, state); return 0;
    default: return ARGP_ERR_UNKNOWN;
  }
}

/* The whole of an export through one writer. */
static bool write_export(const arguments *given, isnad_archive *archive, isnad_write *write, void *context, isnad_error *error) {
  isnad_exporter *exporter;
  isnad_error late;
  if (isnad_exporter_open(&given->export, write, context, &exporter, error)) return false;
  bool done = isnad_exporter_archive(exporter, archive, given->query, error) == ISNAD_OK;
  bool closed = isnad_exporter_close(exporter, &late) == ISNAD_OK;
  if (done && !closed) *error = late;
  return done && closed;
}

static bool write_file(void *context, const char *bytes, size_t length) { return fwrite(bytes, 1, length, context) == length; }

static bool write_table(arguments *given, isnad_archive *archive, isnad_table table) {
  char path[4096];
  isnad_error error;
  given->export.table = table;
  int length = snprintf(path, sizeof path, "%s/%s.csv", given->dir, isnad_table_name(table));
  if (length < 0 || (size_t)length >= sizeof path) return cli_say("%s: the name is too long", given->dir), false;
  errno = 0;
  FILE *file = fopen(path, "wb");
  bool written = file && write_export(given, archive, write_file, file, &error);
  int code = errno;
  if (file && fclose(file) != 0 && written) written = false, code = errno, error.code = ISNAD_E_IO;
  if (written) return true;
  if (!file || error.code == ISNAD_E_IO) cli_say("%s: cannot be written: %s", path, strerrordesc_np(code));
  else cli_complain(&error);
  return false;
}

static bool write_tables(arguments *given, isnad_archive *archive) {
  if (mkdir(given->dir, 0777) != 0 && errno != EEXIST) return cli_say("%s: cannot be made: %s", given->dir, strerrordesc_np(errno)), false;
  for (int table = 0; table < ISNAD_TABLES; table++)
    if (!write_table(given, archive, (isnad_table)table)) return false;
  return true;
}

/* A query that is none is wrong use, as with search. */
static int status_of(const arguments *given, const isnad_error *error) {
  bool query = error->code == ISNAD_E_FORMAT || error->code == ISNAD_E_UTF8 || error->code == ISNAD_E_LIMIT;
  return given->query && query ? CLI_USAGE : CLI_FAILED;
}

static int write_out(arguments *given, isnad_archive *archive) {
  isnad_error error;
  if (given->dir) return write_tables(given, archive) ? CLI_DONE : CLI_FAILED;
  if (write_export(given, archive, cli_export_write, NULL, &error)) return CLI_DONE;
  if (!cli_output_failed()) cli_complain(&error);
  return status_of(given, &error);
}

static int run(arguments *given) {
  isnad_archive *archive = cli_open_archive(given->archive);
  isnad_engine *engine = archive ? cli_open_engine(&given->engine) : NULL;
  int status = CLI_FAILED;
  given->export.engine = engine;
  if (engine) status = write_out(given, archive);
  isnad_archive_close(archive);
  isnad_engine_close(engine);
  return status;
}

int cli_export(int argc, char **argv) {
  const struct argp_child children[] = {{&cli_archive_argp, 0, NULL, 0}, {0}};
  const struct argp argp = {options, parse, "FORMAT [QUERY...]", doc, children, NULL, NULL};
  arguments given = {.archive = NULL};
  int status = CLI_FAILED;
  if (argp_parse(&argp, argc, argv, 0, NULL, &given) == 0) status = run(&given);
  free(given.query);
  return cli_output_end() ? status : CLI_FAILED;
}
