/* Writes a trained network as language.model, in the sections that src/learn/network.c reads: embeddings in bytes, matrices in 16-bit
 * integers with one scale each, biases in floats. */
#ifndef ISN_TRAIN_LANGUAGE_MODEL_H
#define ISN_TRAIN_LANGUAGE_MODEL_H
#include "isnad.h"
#include "sentences.h"

/* keys and evidence: of each row of the word table from row 1. */
isnad_status language_model_write(const char *path, const char *set, const char *licence, const network *net, const tagset *tags,
                                  const uint64_t *keys, const uint32_t *evidence, bool classes, isnad_error *error);
#endif
