/* Standard output and standard error: writing, messages, progress. */
#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli.h"

static bool pipe_closed, output_failed, progress_wanted, progress_shown;

static void say_write_error(int code) {
  if (code == EPIPE) pipe_closed = true;
  else if (!output_failed) cli_say("cannot write to standard output: %s", strerrordesc_np(code));
  output_failed = true;
}

bool cli_write(const char *bytes, size_t length) {
  if (output_failed) return false;
  if (fwrite(bytes, 1, length, stdout) == length) return true;
  say_write_error(errno);
  return false;
}

bool cli_output_end(void) {
  if (!output_failed && (fflush(stdout) != 0 || ferror(stdout))) say_write_error(errno);
  return !output_failed || pipe_closed;
}

bool cli_output_failed(void) { return output_failed; }

void cli_complain(const isnad_error *error) {
  char line[sizeof error->message + sizeof error->file + 64];
  cli_say("%s", isnad_error_text(error, line, sizeof line));
}

void cli_say(const char *format, ...) {
  va_list args;
  va_start(args, format);
  cli_progress_end();
  /* What has been written so far comes before what is said about the rest. */
  if (isatty(STDERR_FILENO)) (void)fflush(stdout);
  (void)fputs("isnad: ", stderr);
  (void)vfprintf(stderr, format, args);
  (void)fputc('\n', stderr);
  va_end(args);
}

/* ---- progress ---- */

static double now(void) {
  struct timespec time;
  (void)clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

void cli_progress_begin(bool output_is_silent) {
  progress_wanted = isatty(STDERR_FILENO) && (output_is_silent || !isatty(STDOUT_FILENO));
  cli_progress(0);
}

void cli_progress(unsigned long documents) {
  static double start, last;
  if (!progress_wanted) return;
  double time = now();
  if (start == 0) start = last = time;
  if (time - start < 1 || time - last < 0.2) return;
  last = time;
  progress_shown = true;
  (void)fprintf(stderr, "\r\033[Kisnad: %lu documents, %.0f s", documents, time - start);
  (void)fflush(stderr);
}

void cli_progress_end(void) {
  if (!progress_shown) return;
  progress_shown = false;
  (void)fputs("\r\033[K", stderr);
}
