#include "treebank.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 10 };

static bool close_sentence(isn_bank *bank, isn_bank_sentence *open) {
  open->tokens = bank->tokens.count - open->token;
  if (open->tokens) {
    isn_bank_sentence *row = ISN_PUSH(&bank->sentences, &bank->arena);
    if (!row) return false;
    *row = *open;
  }
  *open = (isn_bank_sentence){.token = bank->tokens.count};
  return true;
}

static bool add_row(isn_bank *bank, char *line, unsigned long *until) {
  char *column[COLUMNS] = {0};
  for (int i = 0; i < COLUMNS; i++) column[i] = strsep(&line, "\t");
  if (!column[COLUMNS - 1] || line) return false;
  if (strchr(column[0], '.')) return true;
  char *range = strchr(column[0], '-');
  unsigned long id = strtoul(column[0], NULL, 10);
  if (range || id > *until) {
    isn_bank_token *token = ISN_PUSH(&bank->tokens, &bank->arena);
    if (!token) return false;
    token->form = isn_arena_strdup(&bank->arena, column[1]);
    token->word = bank->words.count;
    if (range) *until = strtoul(range + 1, NULL, 10);
  }
  if (range) return true;
  isn_bank_word *word = ISN_PUSH(&bank->words, &bank->arena);
  if (!word) return false;
  char *vform = strstr(column[9], "Vform=");
  if (vform) vform[strcspn(vform, "|")] = 0;
  word->form = isn_arena_strdup(&bank->arena, column[1]);
  word->lemma = isn_arena_strdup(&bank->arena, column[2]);
  word->upos = isn_arena_strdup(&bank->arena, column[3]);
  word->vform = vform ? isn_arena_strdup(&bank->arena, vform + 6) : NULL;
  bank->tokens.at[bank->tokens.count - 1].words++;
  return true;
}

bool isn_bank_read(isn_bank *bank, const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) {
    perror(path);
    return false;
  }
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  unsigned long number = 0, until = 0;
  bool good = true;
  isn_bank_sentence open = {.token = bank->tokens.count};
  while (good && (length = getline(&line, &room, file)) >= 0) {
    number++;
    if (length && line[length - 1] == '\n') line[--length] = 0;
    if (!length) good = close_sentence(bank, &open), until = 0;
    else if (strncmp(line, "# sent_id = ", 12) == 0) open.id = isn_arena_strdup(&bank->arena, line + 12);
    else if (strncmp(line, "# text = ", 9) == 0) open.text = isn_arena_strdup(&bank->arena, line + 9);
    else if (line[0] != '#') good = add_row(bank, line, &until);
  }
  if (!good) (void)fprintf(stderr, "%s:%lu: no row of CoNLL-U\n", path, number);
  good = good && close_sentence(bank, &open);
  free(line);
  (void)fclose(file);
  return good;
}
