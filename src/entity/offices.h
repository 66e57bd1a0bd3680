/* Who held which office when (lexicon/terms.tsv), asked by what an article calls him: رئيس الوزراء الإسرائيلي, وزير خارجية روسيا,
 * الأمين العام للأمم المتحدة. */
#ifndef ISN_ENTITY_OFFICES_H
#define ISN_ENTITY_OFFICES_H
#include "entity/gazetteer.h"

/* Adds the table to a gazetteer that has its names. */
isnad_status isn_offices_open(isn_offices *offices, isn_gazetteer *g, isnad_error *error);

/* An office as a text writes it. */
typedef struct isn_office {
  uint32_t holders;    /* first holder */
  uint32_t first, end; /* tokens, the country in */
  const char *country; /* iso2 that the words behind the title name, or NULL */
  bool own;            /* the title itself names the body or country: الأمين العام للأمم المتحدة */
  bool bare;           /* neither: رئيس الوزراء, الرئيس */
} isn_office;

/* The longest definite office that begins at token i. Mentions must be linked. */
bool isn_office_at(const isn_offices *offices, const isn_gazetteer *g, const isn_doc *doc, uint32_t i, isn_office *out);

/* Whether two phrases mean one office: by their words, or because terms.tsv gives both titles to one term (رئيس الحكومة, رئيس الوزراء).
 * country: of the holder of the first, who is named; NULL if not known. */
bool isn_same_office(const isn_offices *offices, const isn_office *a, const isn_office *b, const char *country);

/* The person of the gazetteer who alone held the office on all days from..to, ISNAD_NONE if there is none or the table does not say. */
uint32_t isn_holder_between(const isn_offices *offices, const isn_gazetteer *g, const isn_office *office, const char *from, const char *to);

/* Whether a term is one of the office and touches the days from..to; NULL: any day. */
bool isn_held_between(const isn_holder *holder, const isn_office *office, const char *from, const char *to);

/* A string as letters of a key. at: NULL for no memory. */
isn_key isn_ref_letters(isn_arena *arena, const char *text);
#endif
