#include "treebank.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "conllu.h"

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

/* A token that is one word has no row of its own. */
static bool add_token(isn_bank *bank, const conllu *row) {
  isn_bank_token *token = ISN_PUSH(&bank->tokens, &bank->arena);
  if (!token) return false;
  token->form = isn_arena_strdup(&bank->arena, row->column[1]);
  token->word = bank->words.count;
  return true;
}

static bool add_word(isn_bank *bank, const conllu *row, unsigned long until) {
  if (strtoul(row->column[0], NULL, 10) > until && !add_token(bank, row)) return false;
  isn_bank_word *word = ISN_PUSH(&bank->words, &bank->arena);
  if (!word) return false;
  char *vform = strstr(row->column[9], "Vform=");
  if (vform) vform[strcspn(vform, "|")] = 0;
  word->form = isn_arena_strdup(&bank->arena, row->column[1]);
  word->lemma = isn_arena_strdup(&bank->arena, row->column[2]);
  word->upos = isn_arena_strdup(&bank->arena, row->column[3]);
  word->vform = vform ? isn_arena_strdup(&bank->arena, vform + 6) : NULL;
  bank->tokens.at[bank->tokens.count - 1].words++;
  return true;
}

bool isn_bank_read(isn_bank *bank, const char *path) {
  conllu row;
  if (!conllu_open(&row, path)) return false;
  unsigned long until = 0; /* the last word of the token at hand */
  bool good = true;
  isn_bank_sentence open = {.token = bank->tokens.count};
  while (good && conllu_next(&row)) {
    switch (row.kind) {
      case CONLLU_SENTENCE: good = close_sentence(bank, &open), until = 0; break;
      case CONLLU_COMMENT:
        if (strncmp(row.text, "# sent_id = ", 12) == 0) open.id = isn_arena_strdup(&bank->arena, row.text + 12);
        else if (strncmp(row.text, "# text = ", 9) == 0) open.text = isn_arena_strdup(&bank->arena, row.text + 9);
        break;
      case CONLLU_TOKEN: good = add_token(bank, &row), until = row.last; break;
      case CONLLU_WORD: good = add_word(bank, &row, until); break;
      case CONLLU_EMPTY: break;
      default: good = false;
    }
  }
  if (!good) (void)fprintf(stderr, "%s:%lu: no row of CoNLL-U\n", path, row.number);
  good = good && close_sentence(bank, &open);
  conllu_close(&row);
  return good;
}

bool isn_bank_read_words(isn_bank *bank, const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) {
    perror(path);
    return false;
  }
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  bool good = true;
  isn_bank_sentence open = {.token = bank->tokens.count};
  while (good && (length = getline(&line, &room, file)) >= 0) {
    if (length && line[length - 1] == '\n') line[--length] = 0;
    char *tab = strchr(line, '\t');
    if (!length) good = close_sentence(bank, &open);
    if (!tab) continue; /* a comment; a token # has its tag */
    *tab = 0;
    isn_bank_token *token = ISN_PUSH(&bank->tokens, &bank->arena);
    if (!token) good = false;
    else token->form = isn_arena_strdup(&bank->arena, line), token->tag = isn_arena_strdup(&bank->arena, tab + 1);
  }
  good = good && close_sentence(bank, &open);
  free(line);
  (void)fclose(file);
  return good;
}

static uint64_t sentence_hash(const isn_bank *bank, const isn_bank_sentence *s) {
  uint64_t hash = 0;
  for (uint32_t t = s->token; t < s->token + s->tokens; t++)
    hash = isn_hash_bytes(bank->tokens.at[t].form, strlen(bank->tokens.at[t].form) + 1, hash);
  return hash;
}

typedef struct hashed {
  uint64_t hash;
  uint32_t sentence;
} hashed;

static int compare(const void *a, const void *b) {
  const hashed *x = a, *y = b;
  return x->hash != y->hash ? (x->hash < y->hash ? -1 : 1) : (x->sentence > y->sentence) - (x->sentence < y->sentence);
}

bool isn_bank_join(isn_bank *bank, isn_bank *lists) {
  uint32_t n = lists->sentences.count;
  hashed *row = malloc((n ? n : 1) * sizeof *row);
  if (!row) return false;
  for (uint32_t i = 0; i < n; i++) row[i] = (hashed){sentence_hash(lists, &lists->sentences.at[i]), i};
  qsort(row, n, sizeof *row, compare);
  for (uint32_t i = 0; i < bank->sentences.count; i++) {
    const isn_bank_sentence *s = &bank->sentences.at[i];
    uint64_t hash = sentence_hash(bank, s);
    uint32_t low = 0, high = n;
    while (low < high) {
      uint32_t middle = (low + high) / 2;
      if (row[middle].hash < hash) low = middle + 1;
      else high = middle;
    }
    for (; low < n && row[low].hash == hash; low++) {
      isn_bank_sentence *other = &lists->sentences.at[row[low].sentence];
      if (other->tokens != s->tokens) continue;
      other->id = s->id ? s->id : "";
      for (uint32_t t = 0; t < s->tokens; t++) bank->tokens.at[s->token + t].tag = lists->tokens.at[other->token + t].tag;
    }
  }
  free(row);
  return true;
}
