/* The words of a query as tokens of the full-text index (tokenizer.h). */
#ifndef ISN_STORE_TERMS_H
#define ISN_STORE_TERMS_H
#include "base/buffer.h"
#include "store/query.h"
#include "store/sqlite.h"

/* Appends an expression of FTS5 for a word, phrase, prefix or fuzzy word; *words says how many words it has: 0 if there is nothing in it
 * that could be looked for, and then nothing is appended; *documents about how many documents have it. Returns SQLITE_DONE, or what failed.
 */
int isn_query_terms(isnad_archive *archive, const isn_query_node *node, isn_buffer *out, uint32_t *words, double *documents);
#endif
