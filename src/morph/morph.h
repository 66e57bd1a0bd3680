/* Light morphology: clitics off, lexeme and form on, one best reading by its neighbours. The trained language layer replaces it. */
#ifndef ISN_MORPH_MORPH_H
#define ISN_MORPH_MORPH_H
#include "doc/stage.h"

extern const isn_stage isn_stage_morph;
#endif
