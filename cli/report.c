#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli.h"

typedef struct arguments {
  cli_common common;
  const char *html, *archive;
  isnad_report_options report;
} arguments;

static const char doc[] =
    "Reads the documents and prints what they report: outlets and dates, the timeline of events, statements with their chains of "
    "sources, how each outlet names the actors, and what the parties demand, accept and refuse."
    "\vPATH is a .txt file, a .jsonl file, a folder of these, or - for standard input; with an archive there may be none.\n\n"
    "Exit status: 0 done; 1 something failed and was named on standard error; 2 wrong use.";

enum { KEY_LANG = 256, KEY_ALL };

static const struct argp_option options[] = {
    {"html", 'H', "FILE", 0, "Write the report as a page too", 1},
    {"format", 'f', "FORMAT", 0, "On standard output: text (the default) or json", 1},
    {"all", KEY_ALL, NULL, 0, "Every row, also of long sections", 1},
    {"lang", KEY_LANG, "LANGUAGE", 0, "Headings of the text: ar (the default) or en", 1},
    {"archive", 'a', "FILE", 0, "Archive to add to and report on; else $ISNAD_ARCHIVE, else a temporary one", 1},
    {0}};

static void end_of_arguments(arguments *given, struct argp_state *state) {
  const char *archive = getenv("ISNAD_ARCHIVE");
  if (!given->archive && archive && *archive) given->archive = archive;
  /* An archive can be reported on as it is. */
  if (!given->common.paths_count && given->archive) {
    if (access(given->archive, F_OK) != 0) argp_failure(state, CLI_FAILED, errno, "%s: nothing to report on", given->archive);
    return;
  }
  if (!cli_default_path(&given->common)) argp_error(state, "no PATH given");
}

static error_t parse(int key, char *arg, struct argp_state *state) {
  arguments *given = state->input;
  switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &given->common; return 0;
    case 'H': given->html = arg; return 0;
    case 'a': given->archive = arg; return 0;
    case 'f':
      given->report.format = strcmp(arg, "json") == 0 ? ISNAD_REPORT_JSON : ISNAD_REPORT_TEXT;
      if (strcmp(arg, "json") != 0 && strcmp(arg, "text") != 0) argp_error(state, "--format: \"%s\": expected text or json", arg);
      return 0;
    case KEY_LANG:
      given->report.english = strcmp(arg, "en") == 0;
      if (strcmp(arg, "ar") != 0 && strcmp(arg, "en") != 0) argp_error(state, "--lang: \"%s\": expected ar or en", arg);
      return 0;
    case KEY_ALL: given->report.all = true; return 0;
    case ARGP_KEY_END: end_of_arguments(given, state); return 0;
    default: return ARGP_ERR_UNKNOWN;
  }
}

typedef struct intake {
  isnad_archive *archive;
  unsigned long documents;
} intake;

static bool take(void *context, isnad_document *document, const char *bytes, size_t length, isnad_error *error) {
  intake *in = context;
  (void)bytes;
  (void)length;
  in->documents++;
  return isnad_archive_add(in->archive, document, error) == ISNAD_OK;
}

static bool write_page(isnad_archive *archive, const arguments *given) {
  isnad_report_options page = given->report;
  isnad_error error;
  char *bytes;
  size_t length;
  page.format = ISNAD_REPORT_HTML;
  if (isnad_report(archive, &page, &bytes, &length, &error)) {
    cli_complain(&error);
    return false;
  }
  FILE *file = fopen(given->html, "wb");
  bool written = file && fwrite(bytes, 1, length, file) == length;
  int code = written ? 0 : errno;
  if (file && fclose(file) != 0 && written) written = false, code = errno;
  isnad_free(bytes);
  if (!written) cli_say("%s: cannot be written: %s", given->html, strerrordesc_np(code));
  return written;
}

/* The report goes through a pager only where a person asked for one and looks at it. */
static bool through_pager(const char *bytes, size_t length) {
  const char *pager = getenv("ISNAD_PAGER");
  if (!pager) pager = getenv("PAGER");
  if (!pager || !*pager || strcmp(pager, "cat") == 0 || !isatty(STDOUT_FILENO)) return false;
  (void)setenv("LESS", "FRX", 0);
  FILE *pipe = popen(pager, "w"); /* the user's own shell line, by convention; NOLINT(cert-env33-c) */
  if (!pipe) return false;
  (void)fwrite(bytes, 1, length, pipe);
  return pclose(pipe) == 0;
}

static bool write_report(isnad_archive *archive, const arguments *given) {
  isnad_error error;
  char *bytes;
  size_t length;
  if (isnad_report(archive, &given->report, &bytes, &length, &error)) {
    cli_complain(&error);
    return false;
  }
  if (given->report.format == ISNAD_REPORT_JSON || !through_pager(bytes, length)) {
    (void)cli_write(bytes, length);
    if (length && bytes[length - 1] != '\n') (void)cli_write("\n", 1);
  }
  isnad_free(bytes);
  return true;
}

static void look_at_terminal(isnad_report_options *report) {
  const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
  struct winsize size;
  if (!isatty(STDOUT_FILENO)) return;
  report->color = !(no_color && *no_color) && !(term && strcmp(term, "dumb") == 0);
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) report->width = size.ws_col;
}

/* In one transaction: documents are compared with one another when it ends, once and not for each. */
static int add_all(const arguments *given, const isnad_engine *engine, intake *in) {
  const cli_sink sink = {.take = take, .context = in};
  isnad_archive *archive = in->archive;
  isnad_error error;
  if (!given->common.paths_count) return CLI_DONE;
  bool begun = isnad_archive_begin(archive, &error) == ISNAD_OK;
  int status = begun ? cli_each_document(&given->common, engine, &sink) : CLI_FAILED;
  if (begun && (!isnad_archive_in_batch(archive) || isnad_archive_commit(archive, &error) == ISNAD_OK)) return status;
  cli_complain(&error);
  return CLI_FAILED;
}

static int run(arguments *given, isnad_engine *engine, isnad_archive *archive) {
  given->report.engine = engine;
  look_at_terminal(&given->report);
  cli_progress_begin(true);
  intake in = {.archive = archive};
  int status = add_all(given, engine, &in);
  if (status != CLI_DONE && !in.documents && !given->archive) return status; /* why there is nothing to report on was said */
  if (given->html && !write_page(archive, given)) status = CLI_FAILED;
  if (!write_report(archive, given)) status = CLI_FAILED;
  return status;
}

int cli_report(int argc, char **argv) {
  const struct argp_child children[] = {{&cli_common_argp, 0, NULL, 0}, {0}};
  const struct argp argp = {options, parse, "PATH...", doc, children, NULL, NULL};
  arguments given = {.html = NULL};
  isnad_engine *engine = NULL;
  isnad_archive *archive = NULL;
  isnad_error error;
  if (argp_parse(&argp, argc, argv, 0, NULL, &given)) return CLI_FAILED;
  int status = CLI_FAILED;
  if (isnad_engine_open(&given.common.engine, &engine, &error) || isnad_archive_open(given.archive, &archive, &error)) cli_complain(&error);
  else status = run(&given, engine, archive);
  if (archive) isnad_archive_close(archive);
  isnad_engine_close(engine);
  cli_common_free(&given.common);
  return cli_output_end() ? status : CLI_FAILED;
}
