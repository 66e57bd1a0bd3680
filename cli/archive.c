/* Which archive the commands that work on one use, and the option that says so. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"

static const struct argp_option options[] = {{"archive", 'a', "FILE", 0, "The archive; else $ISNAD_ARCHIVE, else ./isnad.db", 5}, {0}};

static error_t parse(int key, char *arg, struct argp_state *state) {
  const char **archive = state->input;
  const char *named = getenv("ISNAD_ARCHIVE");
  switch (key) {
    case ARGP_KEY_INIT: *archive = named && *named ? named : "isnad.db"; return 0;
    case 'a':
      if (!*arg) argp_error(state, "--archive: empty");
      *archive = arg;
      return 0;
    default: return ARGP_ERR_UNKNOWN;
  }
}

const struct argp cli_archive_argp = {.options = options, .parser = parse};

isnad_archive *cli_open_archive(const char *path) {
  isnad_archive *archive = NULL;
  isnad_error error;
  if (access(path, F_OK) != 0) cli_say("%s: %s; isnad add makes one", path, strerrordesc_np(errno));
  else if (isnad_archive_open(path, &archive, &error)) cli_complain(&error);
  return archive;
}
