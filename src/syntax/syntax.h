/* Shallow syntax: noun phrases with their preposition, verbs, clause openers. The trained parser replaces it with arcs. */
#ifndef ISN_SYNTAX_SYNTAX_H
#define ISN_SYNTAX_SYNTAX_H
#include "doc/stage.h"

extern const isn_stage isn_stage_syntax;
#endif
