/* Clitics off: every token into its syntactic words as PADT splits them (Universal Dependencies, Arabic).
 *
 * و ف ب ل ك س أ before a word and the pronouns behind it are words of their own; the article stays on its noun (بالبيت = ب +
 * البيت) and is restored where للـ hides it; مما, عما, ألا are two words. Inside a fused token each word's spelling is restored:
 * taa marbuta and alef maqsura before a pronoun, hamza, ى for ي. What is not fused stays as it is written.
 *
 * How: a grammar of clitics lists the ways to cut a word, a linear model chooses among them, and a second one among the spellings
 * of the stem. Integers only at run time, so every machine chooses alike. */
#ifndef ISN_MORPH_SPLITTER_H
#define ISN_MORPH_SPLITTER_H
#include "doc/stage.h"
#include "pack/lexicon.h"

typedef struct isn_splitter isn_splitter; /* immutable; shared by threads; model and lexicon must outlive it */

isnad_status isn_splitter_open(const struct isn_model *model, const isn_lexicon *lexicon, isn_splitter **out, isnad_error *error);
void isn_splitter_close(isn_splitter *splitter);

/* Appends the words of every token to doc->words (token, start, end, form) and writes words and words_count of the tokens. Needs
 * what src/segment made, and nothing else. */
isnad_status isn_splitter_run(const isn_splitter *splitter, isn_doc *doc, isnad_error *error);

/* One word of a token. */
typedef struct isn_part {
  uint32_t start, end; /* code points of the token; an empty range where nothing is written of it */
  const char *form;    /* in the arena */
} isn_part;

enum { ISN_MAX_PARTS = 8 };

/* The words of one token, given as text (UTF-8) with its neighbours: the two before it in their order and the one behind it, NULL or ""
 * where there is none. For programs that have tokens and no text. Returns how many parts, at least 1; 0 without memory or if `text` is not
 * UTF-8 or empty. */
uint32_t isn_splitter_word(const isn_splitter *splitter, isn_arena *arena, const char *const around[3], const char *text,
                           isn_part parts[ISN_MAX_PARTS]);

/* The stage: isn_splitter_run with model "split", or one word a token where the chosen set has no such model. */
extern const isn_stage isn_stage_split;
#endif
