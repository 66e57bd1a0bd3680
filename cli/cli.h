/* What the commands share. The commands use the public header alone: that proves the header is enough. */
#ifndef ISNAD_CLI_H
#define ISNAD_CLI_H
#include <argp.h>
#include <stdio.h>

#include "isnad.h"

/* Exit statuses: done; partly or wholly failed, each failure named on standard error; wrong use. */
enum { CLI_DONE = 0, CLI_FAILED = 1, CLI_USAGE = 2 };

/* The commands. argv[0] is "isnad COMMAND", for argp's messages. */
int cli_add(int argc, char **argv);
int cli_analyze(int argc, char **argv);
int cli_claims(int argc, char **argv);
int cli_report(int argc, char **argv);
int cli_check(int argc, char **argv);
int cli_story(int argc, char **argv);
int cli_explain(int argc, char **argv);
int cli_export(int argc, char **argv);
int cli_search(int argc, char **argv);

/* Options that every command which reads documents has. */
typedef struct cli_common {
  isnad_reader_options reader;
  isnad_analysis_options analysis;
  isnad_engine_options engine;
  unsigned jobs;
  const char **paths; /* as given, or "-" where none is given and standard input is a pipe or a file */
  size_t paths_count;
} cli_common;

extern const struct argp cli_common_argp; /* a child parser; its input is a cli_common */
void cli_common_free(cli_common *common);

/* Where no path was given: takes standard input unless it is a terminal or nothing. False: there is nothing to read. */
bool cli_default_path(cli_common *common);

/* Opens an engine. NULL: it cannot be opened, and that was said. */
isnad_engine *cli_open_engine(const isnad_engine_options *with);

/* ---- the archive ---- */

/* The option --archive; its input is a const char *, which is never NULL after it: else $ISNAD_ARCHIVE, else isnad.db. */
extern const struct argp cli_archive_argp;

/* Opens an archive that is there. NULL: it is not, or cannot be opened, and that was said. */
isnad_archive *cli_open_archive(const char *path);

/* ---- messages ---- */

/* "isnad: FILE:LINE: message" on standard error, the progress line cleared. */
void cli_complain(const isnad_error *error);
void cli_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Progress on standard error: shown only on a terminal and after a second, and where records go to the same terminal not at all.
 * cli_progress_end clears it. */
void cli_progress_begin(bool output_is_silent);
void cli_progress(unsigned long documents);
void cli_progress_end(void);

/* Writes to standard output. False when it failed, then and ever after: a closed pipe ends the work without a word, anything else
 * is said once. */
bool cli_write(const char *bytes, size_t length);
bool cli_output_failed(void);

/* Writes out what is buffered. False when standard output has failed at any time, other than by a closed pipe. */
bool cli_output_end(void);

/* ---- exports ---- */

/* Names of formats and tables as --format and --table have them; what is no table or number from 0 to 1 ends the program with its usage. */
bool cli_read_format(const char *name, isnad_export_format *format);
void cli_read_table(const char *name, isnad_table *table, struct argp_state *state);
void cli_read_confidence(const char *text, float *confidence, struct argp_state *state);
bool cli_export_write(void *context, const char *bytes, size_t length); /* to standard output; an isnad_write */

/* ---- documents ---- */

/* What becomes of each document. `known`, which may be NULL, is asked before the analysis, for one input at a time: true, and the document
 * is left at that. `render` may be NULL; it runs in parallel and its bytes are handed to `take`, which runs for one
 * document at a time, in the order of the input. Both return false with *error filled; work ends early where `take` fails for lack of
 * memory or room, or standard output has failed. */
typedef struct cli_sink {
  bool (*known)(void *context, const isnad_input *input);
  bool (*render)(void *context, const isnad_document *document, char **bytes, size_t *length, isnad_error *error);
  bool (*take)(void *context, isnad_document *document, const char *bytes, size_t length, isnad_error *error);
  void *context;
} cli_sink;

/* Reads, analyses and hands on every document. Returns CLI_DONE or CLI_FAILED; what failed has been named. */
int cli_each_document(const cli_common *common, const isnad_engine *engine, const cli_sink *sink);

#endif
