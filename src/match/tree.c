#include "match/tree.h"

#include <string.h>

enum { CLIMB = 48, NEAR = 60 };

bool isn_tree_under(const isn_doc *doc, uint32_t token, uint32_t above) {
  for (uint32_t n = 0; n < CLIMB && token != ISNAD_NONE; n++) {
    if (token == above) return true;
    token = isn_doc_governor(doc, token, NULL);
  }
  return false;
}

uint32_t isn_tree_top(const isn_doc *doc, uint32_t token, uint32_t first, uint32_t end) {
  for (uint32_t n = 0; n < CLIMB; n++) {
    const uint32_t governor = isn_doc_governor(doc, token, NULL);
    if (governor == ISNAD_NONE || governor < first || governor >= end) return token;
    token = governor;
  }
  return token;
}

uint32_t isn_tree_child(const isn_doc *doc, uint32_t head, const char *relation) {
  const uint32_t sentence = doc->tokens.at[head].sentence;
  uint32_t first = doc->sentence_first.at[sentence], end = doc->sentence_first.at[sentence + 1];
  if (head - first > NEAR) first = head - NEAR;
  if (end - head > NEAR) end = head + NEAR;
  for (uint32_t i = first; i < end; i++) {
    const char *own;
    if (i != head && isn_doc_governor(doc, i, &own) == head && strncmp(own, relation, strlen(relation)) == 0) return i;
  }
  return ISNAD_NONE;
}
