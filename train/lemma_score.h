/* Scores a lemma model on trees: exit status. Prints the shares of right lemmas, and words a second. */
#ifndef ISN_TRAIN_LEMMA_SCORE_H
#define ISN_TRAIN_LEMMA_SCORE_H
int isn_lemma_score(const char *path, const char *trees);
#endif
