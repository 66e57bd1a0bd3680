/* The archive as linking sees it. One for each piece of work: a fault in one of its functions stays in it. */
#ifndef ISN_STORE_INDEX_H
#define ISN_STORE_INDEX_H
#include "link/index.h"

struct isn_index {
  isnad_archive *archive;
  int rc; /* the first that was no success */
  bool nomem, damaged;
};
#endif
