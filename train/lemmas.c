/* Makes a lemma model (src/morph/lemma.h) and scores one. The same data give the same bytes: no clock, no address, integer weights. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lemma_score.h"
#include "lemma_trainer.h"

static void use(void) {
  fputs(
      "use: train-lemmas --data DATA/SET --set nc|free --tables LEXICON --licence TEXT --out FILE [--test TREES]\n"
      "     train-lemmas --score MODEL --test TREES\n"
      "\n"
      "DATA/SET is what train/data.py made, LEXICON isnad's lexicon/. --test prints how many lemmas of TREES the model has right, given\n"
      "form, part of speech and features; LEMMA_ERRORS=1 in the environment prints the others too.\n",
      stderr);
}

int main(int argc, char **argv) {
  static const char *const names[] = {"--data", "--set", "--tables", "--licence", "--out", "--test", "--score"};
  const char *given[7] = {0};
  for (int i = 1; i < argc; i += 2) {
    int which = 0;
    while (which < 7 && strcmp(argv[i], names[which]) != 0) which++;
    if (which == 7 || i + 1 == argc) return use(), 2;
    given[which] = argv[i + 1];
  }
  if (given[6] && given[5]) return isn_lemma_score(given[6], given[5]);
  for (int i = 0; i < 5; i++)
    if (!given[i]) return use(), 2;
  int status = isn_lemma_make(given[0], given[1], given[2], given[3], given[4]);
  return status || !given[5] ? status : isn_lemma_score(given[4], given[5]);
}
