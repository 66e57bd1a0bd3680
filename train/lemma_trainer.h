/* The parts of the lemmatizer's training: lemma_votes.c (what is most frequent), lemma_weights.c (rules and their weights), lemma_write.c
 * (the model). A trainer lives as long as the program. */
#ifndef ISN_TRAIN_LEMMA_TRAINER_H
#define ISN_TRAIN_LEMMA_TRAINER_H
#include "lemma_data.h"
#include "morph/lemma_model.h"

enum { ISN_LEMMA_WEIGHTS = 1 << 18 };

typedef struct vote {
  uint64_t key;
  uint32_t value, count;
} vote;

typedef ISN_VEC(vote) votes;

typedef struct rule {
  uint16_t units[ISN_LEMMA_RULE];
  uint32_t length, count, id;
} rule;

typedef struct item { /* a form to train on */
  const isn_seen *seen;
  isn_lemma_word word;
  bool known_alone; /* its lemma is attested elsewhere too */
} item;

typedef struct trainer {
  isn_lemma_data data;
  isn_arena arena;
  votes votes, table;
  uint32_t *key_slots, key_mask; /* index of `table` by key */
  ISN_VEC(rule) rules;
  ISN_VEC(item) items;
  ISN_VEC(isn_lemma_bucket) classes;
  ISN_VEC(uint16_t) lists;
  ISN_VEC(uint8_t) patterns;
  int32_t *weights;
  int64_t *sums;
} trainer;

void *isn_lemma_must(void *at); /* ends the program where memory is short */

/* lemma_votes.c. The table: for each key the most frequent value. */
typedef struct keys {
  uint64_t form_reading, fold_reading, form_pos, fold_pos;
} keys;
keys isn_lemma_keys(const isn_seen *seen);
uint32_t isn_lemma_value(const trainer *t, uint64_t key); /* UINT32_MAX: none */
void isn_lemma_count(trainer *t);

/* lemma_weights.c */
void isn_lemma_weigh(trainer *t); /* rules, their lists, weights */

/* lemma_write.c. Trains on what train/data.py has put into a folder and on isnad's tables, and writes the model: exit status. */
int isn_lemma_make(const char *folder, const char *set, const char *tables, const char *licence, const char *path);
#endif
