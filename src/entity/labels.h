/* Labels: how the text styles a named actor. */
#ifndef ISN_ENTITY_LABELS_H
#define ISN_ENTITY_LABELS_H
#include "entity/mentions.h"

/* Whether a token may be a form of one of n lemmas, by its first readings. */
bool isn_has_lemma(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, const char *const *lemmas, size_t n);

bool isn_find_labels(const isn_gazetteer *g, isn_doc *doc);

/* Descriptions without a name that repeat a label: الرئيس اليمني, المليشيات. */
bool isn_find_descriptions(const isn_gazetteer *g, isn_doc *doc);
#endif
