/* The one reader of CoNLL-U for training, row by row. What a row becomes is its caller's matter. */
#ifndef ISN_TRAIN_CONLLU_H
#define ISN_TRAIN_CONLLU_H
#include <stdbool.h>
#include <stdio.h>

enum { CONLLU_COLUMNS = 10 };

typedef enum conllu_kind {
  CONLLU_WORD,     /* a syntactic word */
  CONLLU_TOKEN,    /* the range of a token of several words: first, last */
  CONLLU_EMPTY,    /* a word of the enhanced graph alone (8.1) */
  CONLLU_COMMENT,  /* text: the line */
  CONLLU_SENTENCE, /* the empty line behind a sentence */
  CONLLU_FAULT     /* a line that is none of these */
} conllu_kind;

typedef struct conllu {
  FILE *file;
  char *line;
  size_t room;
  unsigned long number; /* of the line */
  conllu_kind kind;
  const char *text;
  char *column[CONLLU_COLUMNS]; /* of words, tokens and empty words; in the line, which the next row overwrites */
  unsigned long first, last;    /* of a token */
} conllu;

/* False, with a line on standard error: the file cannot be opened. */
bool conllu_open(conllu *reader, const char *path);
bool conllu_next(conllu *reader); /* false: the end */
void conllu_close(conllu *reader);
#endif
