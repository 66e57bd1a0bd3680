/* What search reads beside the rows of the record (invariants 7 to 9 of 002.sql), filled as a document is added. */
#ifndef ISN_STORE_INDEXING_H
#define ISN_STORE_INDEXING_H
#include "doc/doc.h"
#include "store/sqlite.h"

/* Returns SQLITE_DONE, or what failed. `packed` are the words as they were put into the table words. */
int isn_indexing_add(isnad_archive *archive, const isn_doc *doc, int64_t analysis, const void *packed, size_t length);

/* Calls back for each word of a name: folded, without the article, ended in NUL. False from it, or for want of memory, ends it. */
bool isn_name_words(const char *name, size_t length, bool (*each)(void *context, const char *word), void *context);
#endif
