/* Labels: how the text styles a named actor. */
#ifndef ISN_ENTITY_LABELS_H
#define ISN_ENTITY_LABELS_H
#include "entity/mentions.h"

bool isn_find_labels(const isn_gazetteer *g, isn_doc *doc);

/* Descriptions without a name that repeat a label: الرئيس اليمني, المليشيات. */
bool isn_find_descriptions(const isn_gazetteer *g, isn_doc *doc);
#endif
