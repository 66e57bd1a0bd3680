/* Words for the parts of a `why`, in English and Arabic. */
#ifndef ISNAD_CLI_EXPLAIN_H
#define ISNAD_CLI_EXPLAIN_H
#include <stdbool.h>
#include <stdio.h>

#include "isnad.h"

typedef struct cli_explainer {
  const isnad_engine *engine;
  FILE *out;
  bool english;
} cli_explainer;

/* One line for each part of a why: what the rule is, and the lexicon row behind it with its file and line. `clue` may be NULL. */
void cli_explain_why(const cli_explainer *x, const char *why, const isnad_clue *clue);

/* The rows of the knowledge base that a reference names; nothing for places, which have no row of one name. */
void cli_explain_ref(const cli_explainer *x, const char *ref);
#endif
