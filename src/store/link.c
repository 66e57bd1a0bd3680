/* What is done in the transaction of adding, after a document's own rows (link.h). Nothing is linked yet: the copies of 003.sql and the
 * claims of 004.sql come in here. */
#include "store/link.h"

isnad_status isn_store_link(isnad_archive *archive, const isn_doc *doc, int64_t analysis, int64_t retired, isnad_error *error) {
  (void)archive, (void)doc, (void)analysis, (void)retired, (void)error;
  return ISNAD_OK;
}

isnad_status isn_store_link_end(isnad_archive *archive, isnad_error *error) {
  (void)archive, (void)error;
  return ISNAD_OK;
}

void isn_store_link_forget(isnad_archive *archive) { (void)archive; }
