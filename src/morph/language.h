/* The language layer over a document: words, their tags and lemmas, and the tree of each sentence (docs/decisions/0009).
 *
 * One network reads a sentence once; tags and arcs are read off what it made of each word. So the tree comes from here and not from
 * src/syntax, which builds phrases on it. */
#ifndef ISN_MORPH_LANGUAGE_H
#define ISN_MORPH_LANGUAGE_H
#include "doc/stage.h"

typedef struct isn_language isn_language; /* immutable; shared by threads */

isnad_status isn_language_open(const isn_resources *resources, isn_language **out, isnad_error *error);
void isn_language_close(isn_language *language);

/* Fills doc->words. Needs what src/segment made. */
isnad_status isn_language_run(const isn_language *language, isn_doc *doc, isnad_error *error);
#endif
