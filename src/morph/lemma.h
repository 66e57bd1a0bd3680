/* Lemmas and roots of syntactic words (PADT conventions) from a trained model, train/lemmas.c.
 *
 * A word that the model knows in that part of speech and with those features has its lemma from there; of any other the lemma is
 * made by the rule (what to take off, what to put on, which vowels) that a linear classifier prefers. Immutable once open: threads
 * may share it. */
#ifndef ISN_MORPH_LEMMA_H
#define ISN_MORPH_LEMMA_H
#include "arabic/grammar.h"
#include "base/arena.h"
#include "base/error.h"
#include "doc/doc.h"
#include "pack/model.h"

typedef struct isn_lemmas isn_lemmas;

/* The model must outlive it. A model without the sections of a lemma model, or with damaged ones, is an error. */
isnad_status isn_lemmas_open(const isn_model *model, isn_lemmas **out, isnad_error *error);
void isn_lemmas_close(isn_lemmas *lemmas);

/* The lemma of a word, in the arena or the model; NULL without memory. `form` is that of a syntactic word (isn_word.form), any
 * bytes; `feats` FEATS of UD, "_" or NULL for none. With vowel signs where they are known. */
const char *isn_lemma(const isn_lemmas *lemmas, isn_arena *arena, const char *form, isn_pos upos, const char *feats);

/* The words around tell أن, أنّ and إنّ apart, which news writes alike: corrects their lemmas in the words of one sentence, whose parts of
 * speech and lemmas are there. */
void isn_lemma_refine(isn_word *words, uint32_t count);

/* The root of a lemma, its letters in Arabic with blanks between them ("ك ت ب"), in the arena; NULL if it is not known or without
 * memory. */
const char *isn_root(const isn_lemmas *lemmas, isn_arena *arena, const char *lemma);
#endif
