/* Phrases that name an office and nobody: whom they mean. */
#ifndef ISN_ENTITY_HOLDERS_H
#define ISN_ENTITY_HOLDERS_H
#include "entity/offices.h"

/* A label with a person's name and office. */
typedef struct isn_bearer {
  isn_office office;
  uint32_t entity;
} isn_bearer;

/* What a document says of who holds what. */
typedef struct isn_bearers {
  ISN_VEC(isn_bearer) titled; /* in the order of the text */
  ISN_VEC(isn_bearer) former; /* labels that say that the office is past, or to come */
  isn_map by_ref;             /* persons of the knowledge base that the document names: entity + 1 */
  uint32_t cursor;            /* of titled: the first one behind the last phrase */
} isn_bearers;

bool isn_see_bearers(const isn_gazetteer *g, isn_doc *doc, isn_bearers *out);

/* Whether the tokens from i on are an office without a name whose holder is known: the person whom the document names with that office
 * before, then behind; the only one of those it names who held it; and of an office that the phrase tells from all others, the one who
 * held it on the document's day, as an entity that has no mention. *entity: ISNAD_NONE if it is none of these; *end: the token behind
 * the phrase. False: out of memory. Tokens must be asked in their order. */
bool isn_holder_at(const isn_gazetteer *g, isn_doc *doc, isn_bearers *bearers, uint32_t i, uint32_t *entity, uint32_t *end);

/* السابق, الراحل, المنتخب: of one who does not, or not yet, hold the office. */
bool isn_former_word(const isn_doc *doc, uint32_t i);
#endif
