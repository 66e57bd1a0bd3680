/* Annotated sentences for training: CoNLL-U, whole or partly annotated. */
#ifndef ISN_TRAIN_SENTENCES_H
#define ISN_TRAIN_SENTENCES_H
#include "network.h"

/* Names and their numbers, in the order of first sight. */
typedef struct names {
  char **at;
  uint32_t count, room;
} names;
int names_find(const names *n, const char *name); /* -1: not there */
uint32_t names_add(names *n, const char *name);

typedef struct tagset {
  names bundles;   /* "UPOS FEATS" */
  names factors;   /* "UPOS=NOUN", "Case=Gen" ... */
  names relations; /* without subtypes of their own kind: as the treebank writes them */
  names upos;
  uint8_t *factor_of, *upos_of; /* of a bundle: 8 factors, 255 none; its UPOS */
} tagset;

typedef struct treebank {
  sentence *at;
  char ***form; /* of each word of each sentence */
  uint32_t count, room;
} treebank;

/* Reads every sentence of a file. New bundles and relations are added to the tag set where READ_GROW, else such a word is not annotated.
 * READ_LEVEL: in a token whose stem has no analysis (X) its clitics are X too, as PADT's trees have it and its other lists do not. MISC
 * Tags=i,j: the bundles that its annotation allows. Ends the program with a message if the file cannot be read. */
enum { READ_GROW = 1, READ_LEVEL = 2 };
void treebank_read(treebank *bank, tagset *tags, const char *path, unsigned how);
void tagset_read(tagset *tags, const char *path); /* lines UPOS, tab, FEATS: the bundles in their order */
void tagset_close(tagset *tags);                  /* fills factor_of and upos_of once all bundles are known */
void treebank_add(treebank *bank, word *words, char **forms, uint32_t n);
word word_of(const char *form, unsigned part);

/* From now on word_of asks a lexicon for the classes of a form. */
struct isn_lexicon;
void words_ask(const struct isn_lexicon *lexicon);
#endif
