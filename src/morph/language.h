/* The language layer over a document, after its words are cut (morph/splitter.h): their tags and the tree of each sentence, then
 * their lemmas
 * (docs/decisions/0009).
 *
 * One network reads a sentence once; tags and arcs are read off what it made of each word. So the tree comes from here and not from
 * src/syntax, which builds phrases on it. Each stage fills its columns of doc->words. */
#ifndef ISN_MORPH_LANGUAGE_H
#define ISN_MORPH_LANGUAGE_H
#include "doc/stage.h"

extern const isn_stage isn_stage_language; /* upos, feats, head, deprel */
extern const isn_stage isn_stage_lemma;    /* lemma */
#endif
