/* Reads CoNLL-U for training: sentences of tokens, each with its syntactic words. */
#ifndef ISN_TRAIN_TREEBANK_H
#define ISN_TRAIN_TREEBANK_H
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/vec.h"

typedef struct isn_bank_word {
  const char *form, *lemma, *upos, *vform; /* vform: MISC Vform= or NULL */
} isn_bank_word;

typedef struct isn_bank_token {
  const char *form;
  const char *tag;      /* part of speech of the whole token, from a word list; NULL */
  uint32_t word, words; /* rows of words */
} isn_bank_token;

typedef struct isn_bank_sentence {
  const char *id, *text;
  uint32_t token, tokens; /* rows of tokens */
} isn_bank_sentence;

typedef struct isn_bank {
  isn_arena arena;
  ISN_VEC(isn_bank_word) words;
  ISN_VEC(isn_bank_token) tokens;
  ISN_VEC(isn_bank_sentence) sentences;
} isn_bank;

/* Appends a file; false with a line on standard error. */
bool isn_bank_read(isn_bank *bank, const char *path);

/* Appends a list of tokens: a line each with the part of speech behind a tab, an empty line behind a sentence, comments at #. */
bool isn_bank_read_words(isn_bank *bank, const char *path);

/* Gives the tokens of `bank` the tags of the same sentences in `lists`, and these sentences of `lists` the id of their other. */
bool isn_bank_join(isn_bank *bank, isn_bank *lists);
#endif
