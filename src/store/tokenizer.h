/* The tokenizer of the full-text index (sqlite.org/fts5.html, 7), made known to a connection as 'isnad'.
 *
 * What is indexed is not text but the packed words of an analysis (words.h): each word that is searched is a position with two tokens, its
 * folded form without the article, and '=' with its folded lemma. So clitics are off, spellings are equal, and a word is found by its
 * lemma in whatever form it stands. A query comes as "a|b =c": positions parted by blanks, the tokens that may stand there by '|'. */
#ifndef ISN_STORE_TOKENIZER_H
#define ISN_STORE_TOKENIZER_H
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Makes the tokenizer known, and the function isnad_places(search): the matches of a row as a blob of triples of uint32_t in the order of
 * the machine: the position of the first word, how many there are, the number of the phrase; and isnad_rank(search, weight
 * of the first phrase, of the second, ...): bm25 with these weights. Returns an SQLite result. */
int isn_tokenizer_register(sqlite3 *db);

/* The form that a word is indexed by: its folded form without the article, if there is enough behind it. Points into form. */
const char *isn_search_form(const char *form);
#endif
