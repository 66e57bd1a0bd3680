/* Writes a trained network as language.model, in the sections that src/learn/network.c reads: embeddings in bytes, matrices in 16-bit
 * integers with one scale each, biases in floats. */
#ifndef ISN_TRAIN_LANGUAGE_MODEL_H
#define ISN_TRAIN_LANGUAGE_MODEL_H
#include "isnad.h"
#include "sentences.h"

/* What annotation says of forms: the parts of speech that each was seen with, and how often (isn_network.evidence). */
typedef struct evidence {
  uint64_t *key;
  uint32_t *value, count, room;
} evidence;

/* keys: of each row of the word table from row 1. */
isnad_status language_model_write(const char *path, const char *set, const char *licence, const network *net, const tagset *tags,
                                  const uint64_t *keys, const evidence *seen, bool classes, isnad_error *error);
#endif
