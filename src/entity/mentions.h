/* Candidate mentions and the choice among them. */
#ifndef ISN_ENTITY_MENTIONS_H
#define ISN_ENTITY_MENTIONS_H
#include "entity/gazetteer.h"

typedef struct isn_candidate {
  uint32_t first, end; /* tokens */
  uint32_t start;      /* code point where the name begins */
  uint8_t type;
  uint32_t known; /* gazetteer row chain, or ISNAD_NONE */
  int weight;     /* how sure the finder is, 0 to 100; a tagger's probability in percent */
  const char *why;
  const char *sector; /* of an organisation by its head word */
} isn_candidate;

typedef ISN_VEC(isn_candidate) isn_candidates;

/* Proposes mentions for the whole document, in any order. */
bool isn_propose_known(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out);
bool isn_propose_persons(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out);
bool isn_propose_organisations(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out);
bool isn_propose_by_rules(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out); /* all of these */

/* Later and earlier mentions of a person by the last part of the name, once the full one is chosen. */
bool isn_propose_surnames(const isn_gazetteer *g, isn_doc *doc, const isn_candidates *chosen, isn_candidates *out);

/* Whether a known name is the one word, otherwise a common noun, by which a military coalition goes: التحالف. */
bool isn_short_coalition(const isn_gazetteer *g, const isn_doc *doc, const isn_hit *hit);

/* Other mentions of bodies by one word of their name, once the fuller one is chosen: التحالف, "الشباب". */
bool isn_propose_short_bodies(const isn_gazetteer *g, isn_doc *doc, const isn_candidates *chosen, isn_candidates *out);

/* The one place where what several finders propose comes together. Proposals of one span and type become one, surer than each; of those
 * that overlap the set with the highest sum is kept, a candidate counting by its words and its sureness. Candidates over what `chosen`
 * has already are dropped; the rest joins it in the order of the text. */
bool isn_merge(isn_doc *doc, isn_candidates *all, isn_candidates *chosen);

/* One entity for each thing named: fills the entities, their facts, the mentions and the tokens' mention. */
bool isn_link_mentions(const isn_gazetteer *g, isn_doc *doc, isn_candidates *chosen);

/* Fills in the key of an entity whose other fields are there. country: iso2 of the country that the text around it speaks of, or NULL. */
bool isn_set_key(const isn_gazetteer *g, isn_doc *doc, uint32_t entity, const char *country);

/* First token of the last part of a person's name: بن لادن, نصر الله, or the last word. */
uint32_t isn_last_part(const isn_gazetteer *g, const isn_doc *doc, uint32_t first, uint32_t end);

/* Asks what follows, and the nationality of each token, for a whole document at once. Due before any finder. */
bool isn_see_tokens(const isn_gazetteer *g, isn_doc *doc);

/* The title of a person that a token is, or NULL. */
static inline const isn_title *isn_title_at(const isn_gazetteer *g, const isn_doc *doc, uint32_t token) {
  (void)g;
  return doc->names_seen[token].title;
}
/* Begins with ال, clitics before it allowed. */
static inline bool isn_has_article(const isn_doc *doc, uint32_t token) { return doc->names_seen[token].is & ISN_SEEN_ARTICLE; }
/* A word that the lexicon knows as common. */
static inline bool isn_vocabulary(const isn_gazetteer *g, const isn_doc *doc, uint32_t token) {
  (void)g;
  return doc->names_seen[token].is & ISN_SEEN_COMMON;
}
/* No reading of the lexicon, no clitic that the lexicon could see: what names of foreign people look like. */
static inline bool isn_unknown_word(const isn_gazetteer *g, const isn_doc *doc, uint32_t token) {
  (void)g;
  return doc->names_seen[token].is & ISN_SEEN_UNKNOWN;
}
static inline bool isn_function_word(const isn_gazetteer *g, const isn_doc *doc, uint32_t token) {
  (void)g;
  return doc->names_seen[token].is & ISN_SEEN_FUNCTION;
}

uint32_t isn_clitic_letters(const isn_doc *doc, uint32_t token, uint8_t *set); /* folded letters of proclitics by its best reading */
bool isn_house(const isn_doc *doc, uint32_t token);                            /* آل, before the name of a house */
/* بوسط، وأقرباء: a clitic letter and a word of the lexicon, though morphology does not join them. */
bool isn_clitic_word(const isn_gazetteer *g, const isn_doc *doc, uint32_t token);
#endif
