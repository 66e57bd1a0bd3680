/* Reads documents and prints each statement with its chain: who says it, through whom, in which line.
 *
 *   cc example.c $(pkg-config --cflags --libs isnad) -o example && ./example articles/
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include <isnad.h>
#include <stdio.h>

static void complain(const isnad_error *error) {
  char line[512];
  fprintf(stderr, "example: %s\n", isnad_error_text(error, line, sizeof line));
}

/* A table is walked by a cursor; a row of a known index is the one that a cursor standing there gives. */
static bool statement_at(const isnad_document *document, uint32_t index, isnad_statement *row) {
  isnad_cursor at = {document, index};
  return index != ISNAD_NONE && isnad_next_statement(&at, row);
}

static bool entity_at(const isnad_document *document, uint32_t index, isnad_entity *row) {
  isnad_cursor at = {document, index};
  return index != ISNAD_NONE && isnad_next_entity(&at, row);
}

static void print_span(const isnad_document *document, isnad_span span) {
  size_t length;
  const char *bytes = isnad_document_slice(document, span, &length);
  if (bytes) printf("%.*s", (int)length, bytes);
}

/* outlet ← outermost source ← ... ← innermost source: from the outside in, so the parents come first. */
static void print_chain(const isnad_document *document, const isnad_statement *statement) {
  isnad_statement parent;
  isnad_entity entity;
  if (statement_at(document, statement->parent, &parent)) {
    print_chain(document, &parent);
  } else {
    isnad_document_info info;
    isnad_document_info_get(document, &info);
    printf("%s", info.source ? info.source : "(unknown outlet)");
  }
  printf(" ← ");
  if (statement->source.start != ISNAD_NONE) print_span(document, statement->source);
  else printf("(%s)", entity_at(document, statement->source_entity, &entity) ? entity.name_ar : "not written");
}

static void print_statements(const isnad_document *document) {
  isnad_document_info info;
  isnad_statement statement;
  isnad_document_info_get(document, &info);
  printf("%s\n", info.id);
  for (isnad_cursor at = isnad_cursor_begin(document); isnad_next_statement(&at, &statement);) {
    printf("  line %u, %s: ", isnad_document_line(document, statement.cue.start), isnad_cue_class_name(statement.cue_class));
    print_chain(document, &statement);
    printf("\n    ");
    for (uint32_t i = 0; i < statement.contents; i++) {
      if (i) printf(" ... ");
      print_span(document, statement.content[i]);
    }
    printf("\n");
  }
}

int main(int argc, char **argv) {
  isnad_error error;
  isnad_engine *engine;
  isnad_reader *reader;
  if (isnad_engine_open(NULL, &engine, &error)) return complain(&error), 1;
  if (isnad_reader_open((const char *const *)argv + 1, (size_t)argc - 1, NULL, &reader, &error)) {
    complain(&error);
    isnad_engine_close(engine);
    return 1;
  }
  isnad_input input;
  isnad_status status;
  int failures = 0;
  while ((status = isnad_reader_next(reader, &input, &error)) != ISNAD_DONE) {
    isnad_document *document = NULL;
    if (!status) status = isnad_analyze(engine, &input, NULL, &document, &error);
    if (status) complain(&error), failures++;
    else print_statements(document);
    isnad_document_free(document);
  }
  isnad_reader_close(reader);
  isnad_engine_close(engine);
  return failures ? 1 : 0;
}
