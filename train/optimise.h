/* Training of the language network: Adam over batches of sentences, the rate rising for a fiftieth of the way and falling linearly to
 * zero. Each batch is cut in two shards whose gradients are summed in a fixed order, so one thread or two give the same bits. */
#ifndef ISN_TRAIN_OPTIMISE_H
#define ISN_TRAIN_OPTIMISE_H
#include "sentences.h"

typedef struct training {
  uint32_t epochs, batch_words, threads;
  float rate;
  uint64_t seed;
  options options;
  void (*after_epoch)(void *context, uint32_t epoch, const losses *sum);
  void *context;
} training;

void network_train(network *net, const treebank *bank, const training *t);
#endif
