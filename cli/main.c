/* isnad COMMAND [OPTION...]: finds the command and hands over to it. One file a command. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

const char *argp_program_version = "isnad " ISNAD_VERSION;

typedef struct command {
  const char *name;
  char title[16]; /* argv[0] of the command, for argp's messages */
  int (*run)(int argc, char **argv);
  const char *what;
} command;

static command commands[] = {
    {"report", "isnad report", cli_report, "Read documents, compare them, print a report for a person"},
    {"analyze", "isnad analyze", cli_analyze, "Write a record (JSON) a document: a pure filter"},
    {"add", "isnad add", cli_add, "Add documents to the archive, where they are not there yet"},
    {"search", "isnad search", cli_search, "Find documents of the archive by words, actors, places, dates"},
    {"check", "isnad check", cli_check, "Say whether the archive is sound"},
    {"story", "isnad story", cli_story, "List the stories of an archive, or tell one of them"},
    {"export", "isnad export", cli_export, "Write what the archive holds for other programs: PLOVER, CAMEO, CSV ..."},
    {"claims", "isnad claims", cli_claims, "What outlets carry, on how many origins, and who says otherwise"},
    {"explain", "isnad explain", cli_explain, "Say on what a row of a record rests, or the date of a document"}};

enum { COMMANDS = sizeof commands / sizeof *commands };

static void print_help(FILE *out) {
  (void)fputs(
      "Usage: isnad COMMAND [OPTION...] PATH...\n"
      "Reads Arabic news into a record of who says what through whom, and on what evidence.\n\n",
      out);
  for (size_t i = 0; i < COMMANDS; i++) (void)fprintf(out, "  %-10s %s\n", commands[i].name, commands[i].what);
  (void)fputs(
      "  help       Print this, or the options of one command: isnad help report\n"
      "  version    Print the version\n\n"
      "PATH is a .txt file, a .jsonl file, a folder of these, or - for standard input.\n"
      "Try: isnad report examples/\n",
      out);
}

static int print_version(void) {
  (void)printf("isnad %s (record format %d)\n", ISNAD_VERSION, ISNAD_FORMAT);
  return CLI_DONE;
}

static command *find(const char *name) {
  for (size_t i = 0; i < COMMANDS; i++)
    if (strcmp(name, commands[i].name) == 0) return &commands[i];
  return NULL;
}

static int wrong_use(const char *what, const char *name) {
  if (name) cli_say("%s \"%s\"", what, name);
  print_help(stderr);
  return CLI_USAGE;
}

static int run_command(command *which, int argc, char **argv) {
  argv[0] = which->title;
  return which->run(argc, argv);
}

static int help(int argc, char **argv) {
  if (argc < 2) {
    print_help(stdout);
    return CLI_DONE;
  }
  command *which = find(argv[1]);
  if (!which) return wrong_use("no command", argv[1]);
  char option[] = "--help";
  char *arguments[] = {argv[0], option, NULL};
  return run_command(which, 2, arguments);
}

/* argp ends the program itself after --help. */
static void check_output(void) {
  if (!cli_output_end()) _Exit(CLI_FAILED);
}

int main(int argc, char **argv) {
  (void)signal(SIGPIPE, SIG_IGN); /* a reader that goes away is an error of write, and ends the work quietly */
  (void)signal(SIGXFSZ, SIG_IGN); /* a file that may grow no more is an error of write too */
  argp_err_exit_status = CLI_USAGE;
  (void)atexit(check_output);
  if (argc < 2) return wrong_use(NULL, NULL);
  const char *name = argv[1];
  command *which = find(name);
  if (which) return run_command(which, argc - 1, argv + 1);
  if (strcmp(name, "help") == 0) return help(argc - 1, argv + 1);
  if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "-?") == 0) return help(1, argv);
  if (strcmp(name, "version") == 0 || strcmp(name, "--version") == 0 || strcmp(name, "-V") == 0) return print_version();
  return wrong_use(*name == '-' ? "no option" : "no command", name);
}
