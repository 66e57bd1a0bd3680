#include "conllu.h"

#include <stdlib.h>
#include <string.h>

bool conllu_open(conllu *r, const char *path) {
  *r = (conllu){.file = fopen(path, "r")};
  if (!r->file) perror(path);
  return r->file;
}

static conllu_kind kind_of(conllu *r) {
  char *rest = r->line;
  if (!*r->line) return CONLLU_SENTENCE;
  if (*r->line == '#') return CONLLU_COMMENT;
  for (int i = 0; i < CONLLU_COLUMNS; i++) r->column[i] = strsep(&rest, "\t");
  if (!r->column[CONLLU_COLUMNS - 1] || rest) return CONLLU_FAULT;
  if (strchr(r->column[0], '.')) return CONLLU_EMPTY;
  const char *range = strchr(r->column[0], '-');
  if (!range) return CONLLU_WORD;
  r->first = strtoul(r->column[0], NULL, 10);
  r->last = strtoul(range + 1, NULL, 10);
  return CONLLU_TOKEN;
}

bool conllu_next(conllu *r) {
  const ssize_t length = getline(&r->line, &r->room, r->file);
  if (length < 0) return false;
  if (length && r->line[length - 1] == '\n') r->line[length - 1] = 0;
  r->number++;
  r->text = r->line;
  r->kind = kind_of(r);
  return true;
}

void conllu_close(conllu *r) {
  free(r->line);
  (void)fclose(r->file);
}
