/* Statements: cue, source, content and the chain between them. */
#ifndef ISN_STATEMENT_STATEMENT_H
#define ISN_STATEMENT_STATEMENT_H
#include "doc/stage.h"

extern const isn_stage isn_stage_statement;
#endif
