/* Words with their lemmas, from CoNLL-U and from isnad's own tables, for train/lemmas.c. */
#ifndef ISN_TRAIN_LEMMA_DATA_H
#define ISN_TRAIN_LEMMA_DATA_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/vec.h"
#include "morph/lemma_rules.h"

/* A word as it was seen, or, after isn_lemma_group, all words of one form, class and lemma. */
typedef struct isn_seen {
  isn_lemma_word word;
  uint32_t class, lemma, count;        /* lemma: row of strings */
  uint16_t letters[ISN_LEMMA_LETTERS]; /* the lemma's letters without vowels */
  uint8_t signs[ISN_LEMMA_LETTERS];
  uint32_t letters_count;
} isn_seen;

typedef struct isn_known {
  uint16_t letters[ISN_LEMMA_LETTERS];
  uint32_t n, upos;
} isn_known;

typedef struct isn_rooted {
  uint32_t lemma, root;
} isn_rooted;

typedef struct isn_lemma_data {
  isn_arena arena;
  ISN_VEC(const char *) strings; /* lemmas and roots, no two alike */
  uint32_t *slots, slots_mask;   /* hash of the strings */
  ISN_VEC(isn_seen) seen;        /* from corpora */
  ISN_VEC(isn_seen) listed;      /* from isnad's tables: form, class, lemma without vowels */
  ISN_VEC(isn_seen) inflected;   /* written forms of the verbs of isnad's tables, for rules only */
  ISN_VEC(isn_known) known;      /* lemmas that exist, from isnad's tables */
  ISN_VEC(isn_rooted) roots;
  ISN_VEC(const char *) tags; /* lines of tags.tsv: "UPOS\tFEATS" */
} isn_lemma_data;

/* All end the program with a message when a file cannot be read or memory is short: these are steps of a training program. */
void isn_lemma_load_tags(isn_lemma_data *data, const char *path);
bool isn_lemma_load_conllu(isn_lemma_data *data, const char *path); /* false: no such file */
bool isn_lemma_load_forms(isn_lemma_data *data, const char *path);  /* form, lemma, UPOS, FEATS; false: no such file */
void isn_lemma_load_tables(isn_lemma_data *data, const char *folder);
/* Sorts and joins equal rows of `seen`. */
void isn_lemma_group(isn_lemma_data *data);

uint32_t isn_lemma_string(isn_lemma_data *data, const char *text);
isn_pos isn_lemma_pos(const char *upos); /* ISN_POS_UNKNOWN: none */
/* The text of a file, ended in NUL; NULL: no such file. To be freed. */
char *isn_lemma_slurp(const char *path);
void isn_lemma_die(const char *what, const char *name) __attribute__((noreturn));
#endif
