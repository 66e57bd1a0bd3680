/* Linking: what is known of a document beside others (copies, stories, claims) is brought up to date in the transaction that adds it, so
 * that an archive never holds a document that is not linked. src/link decides, and sees other documents only through link/index.h; the
 * tables behind that interface are filled and read in this folder. */
#ifndef ISN_STORE_LINK_H
#define ISN_STORE_LINK_H
#include "base/error.h"
#include "doc/doc.h"

/* A document has been added with all its rows and words; `retired` is the analysis that was current before it, 0 if none. */
isnad_status isn_store_link(isnad_archive *archive, const isn_doc *doc, int64_t analysis, int64_t retired, isnad_error *error);

/* The last before a commit: what is cheaper for all documents of a batch at once. */
isnad_status isn_store_link_end(isnad_archive *archive, isnad_error *error);

/* A transaction was rolled back: what is kept of it in memory is to be forgotten. Called before isnad_archive_close too. */
void isn_store_link_forget(isnad_archive *archive);
#endif
