/* isnad-tokens [--one-sentence-per-line] [--lexicon DIR] PATH: tokens and headlines of each document, which the record does
 * not carry, as JSON for run.py: {"id": ..., "tokens": [[start, end, stem start, stem end], ...], "headlines": [[start, end], ...]} */
#include <isnad.h>
#include <stdio.h>
#include <string.h>

static int fail(const isnad_error *error) {
  char line[700];
  (void)fprintf(stderr, "isnad-tokens: %s\n", isnad_error_text(error, line, sizeof line));
  return 1;
}

static void print_document(const isnad_document *document) {
  isnad_document_info info;
  isnad_document_info_get(document, &info);
  printf("{\"id\": \"%s\", \"tokens\": [", info.id); /* run.py's ids need no escapes */
  isnad_token token;
  const char *comma = "";
  for (isnad_cursor at = isnad_cursor_begin(document); isnad_next_token(&at, &token); comma = ", ")
    printf("%s[%u, %u, %u, %u]", comma, token.span.start, token.span.end, token.stem.start, token.stem.end);
  printf("], \"headlines\": [");
  isnad_sentence sentence;
  comma = "";
  for (isnad_cursor at = isnad_cursor_begin(document); isnad_next_sentence(&at, &sentence);) {
    if (!sentence.headline) continue;
    printf("%s[%u, %u]", comma, sentence.span.start, sentence.span.end);
    comma = ", ";
  }
  printf("]}\n");
}

int main(int argc, char **argv) {
  isnad_engine_options engine_options = {0};
  isnad_analysis_options options = {0};
  const char *path = NULL;
  for (int i = 1; i < argc; i++) {
    if (strcmp(argv[i], "--one-sentence-per-line") == 0) options.one_sentence_per_line = true;
    else if (strcmp(argv[i], "--lexicon") == 0 && i + 1 < argc) engine_options.lexicon_dir = argv[++i];
    else path = argv[i];
  }
  if (!path) return 2;
  isnad_error error = {0};
  isnad_engine *engine = NULL;
  isnad_reader *reader = NULL;
  if (isnad_engine_open(&engine_options, &engine, &error) != ISNAD_OK) return fail(&error);
  if (isnad_reader_open(&path, 1, NULL, &reader, &error) != ISNAD_OK) {
    isnad_engine_close(engine);
    return fail(&error);
  }
  isnad_input input;
  isnad_status status;
  int result = 0;
  while ((status = isnad_reader_next(reader, &input, &error)) != ISNAD_DONE) {
    isnad_document *document = NULL;
    if (status == ISNAD_OK) status = isnad_analyze(engine, &input, &options, &document, &error);
    if (status == ISNAD_OK) print_document(document);
    else result = fail(&error);
    isnad_document_free(document);
  }
  isnad_reader_close(reader);
  isnad_engine_close(engine);
  return result;
}
