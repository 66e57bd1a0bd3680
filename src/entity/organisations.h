/* What the finders of known names (organisations.c) and of names behind a head word (heads.c) share. */
#ifndef ISN_ENTITY_ORGANISATIONS_H
#define ISN_ENTITY_ORGANISATIONS_H
#include "entity/mentions.h"

/* The reading of a token as a head word (orgheads.tsv) that is spelled as its lemma (قوات before قوة), or any, or NULL; and its row. */
const isn_reading *isn_head_reading(const isn_gazetteer *g, const isn_doc *doc, uint32_t i);
const isn_orghead *isn_orghead_at(const isn_gazetteer *g, const isn_doc *doc, uint32_t i);

/* Whether an ambiguous or common word can be this known name here. `here`: countries that the text names, by slot, or NULL. */
bool isn_plausible_name(const isn_gazetteer *g, const isn_doc *doc, const isn_hit *hit, const bool *here);

/* Takes the nationality off a body that has it behind its name: حكومة الوحدة الوطنية | الليبية. */
void isn_without_nationality(const isn_gazetteer *g, const isn_doc *doc, isn_hit *hit);

bool isn_news_agency(const isn_doc *doc, uint32_t token);    /* أنباء, which makes وكالة part of the name */
bool isn_platform(const isn_doc *doc, uint32_t token);       /* تويتر: where something was said, no body */
bool isn_direction_word(const isn_doc *doc, uint32_t token); /* شرق, غرب … */
#endif
