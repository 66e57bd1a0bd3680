/* The parts of a clause around a verb, by order, until the parser gives arcs. All return chunk indices or ISNAD_NONE. */
#ifndef ISN_MATCH_CLAUSE_H
#define ISN_MATCH_CLAUSE_H
#include "doc/doc.h"

/* A noun phrase without a preposition that is no time: what may be a subject or an object. */
bool isn_bare_phrase(const isn_doc *doc, const isn_chunk *chunk);

/* The subject after a verb: the first bare noun phrase from token `from` on, over adverbs and prepositional phrases. A phrase with one
 * of the clitics in `stop` ends the search (طالب بـ...: what follows is the complement). */
uint32_t isn_subject_after(const isn_doc *doc, uint32_t verb, uint32_t from, uint8_t stop);

/* The subject before it, in the same clause: "الجيش، في بيان، أعلن", "كان الجيش قد أعلن". */
uint32_t isn_subject_before(const isn_doc *doc, uint32_t verb);

/* The subject, on whichever side of the verb; *before tells. With phrases on both sides the one right before is the subject if it agrees.
 */
uint32_t isn_subject(const isn_doc *doc, uint32_t verb, uint32_t from, uint8_t stop, bool *before);

/* The noun phrase before the relative pronoun that opens the verb's clause (القوات التي كانت تدعم). */
uint32_t isn_relative_antecedent(const isn_doc *doc, uint32_t verb);

/* The first bare phrase after chunk `after` in the clause of `verb`: its object. */
uint32_t isn_object_after(const isn_doc *doc, uint32_t verb, uint32_t after);

/* The first phrase from chunk `from` on, at most `reach` chunks away, whose preposition is `prep` (folded): a clitic letter or a word. */
uint32_t isn_prepositional(const isn_doc *doc, uint32_t from, uint32_t reach, const uint16_t *prep, uint32_t length);

/* The nearest verb before a token in its clause, or ISNAD_NONE (a token, not a chunk). */
uint32_t isn_governing_verb(const isn_doc *doc, uint32_t token);
#endif
