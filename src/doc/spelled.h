/* Folded letters against words that stand in the source (u"العاصمه"). Most differ in the first letter, so nothing is counted before. */
#ifndef ISN_DOC_SPELLED_H
#define ISN_DOC_SPELLED_H
#include "doc/doc.h"

/* Whether n letters are a word that ends in 0. */
static inline bool isn_letters_are(const uint16_t *at, uint32_t n, const uint16_t *word) {
  uint32_t k = 0;
  while (k < n && word[k] && word[k] == at[k]) k++;
  return k == n && !word[k];
}

static inline bool isn_token_is(const isn_doc *doc, uint32_t token, const uint16_t *word) {
  const isn_token *t = &doc->tokens.at[token];
  return isn_letters_are(doc->fold + t->fold0, t->fold1 - t->fold0, word);
}

static inline bool isn_token_is_any(const isn_doc *doc, uint32_t token, const uint16_t *const *words, size_t count) {
  const isn_token *t = &doc->tokens.at[token];
  for (size_t k = 0; k < count; k++)
    if (isn_letters_are(doc->fold + t->fold0, t->fold1 - t->fold0, words[k])) return true;
  return false;
}

/* Whether a token is one of a class of words of lexicon/classes.tsv. */
static inline bool isn_in(const isn_doc *doc, uint32_t token, isn_word_class c) { return isn_class_in(doc->tokens.at[token].classes, c); }
#endif
