/* What an act is about: its PLOVER contexts, by the rows of lexicon/contexts.tsv. */
#ifndef ISN_EVENT_CONTEXT_H
#define ISN_EVENT_CONTEXT_H
#include "event/frame.h"

typedef struct isn_context_rule {
  const isn_row *row;
  uint64_t contexts; /* as in isnad_event */
  uint32_t types;    /* a bit for each event type that it holds of */
} isn_context_rule;

typedef struct isn_contexts {
  isn_entries entries;     /* the rows that are words */
  isn_context_rule *rules; /* one per entry */
  ISN_VEC(isn_context_rule) modes;
  ISN_VEC(isn_context_rule) kinds; /* of participants in the knowledge base */
  ISN_VEC(isn_context_rule) sectors;
} isn_contexts;

/* Where words of the table stand in a document, in its order. */
typedef struct isn_context_hit {
  uint32_t token, last;
  const isn_context_rule *rule;
} isn_context_hit;

typedef struct isn_context_hits {
  ISN_VEC(isn_context_hit) rows;
} isn_context_hits;

/* Reads the table. A context or type that is none is an error with file and line. */
isnad_status isn_contexts_open(isn_contexts *out, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error);

/* Looks the words up in all of a document, once. False: no memory. */
bool isn_contexts_see(const isn_contexts *contexts, const isn_lexicon *lexicon, isn_doc *doc, isn_context_hits *out);

/* Fills row->contexts by the words of the act's clause, its mode and its participants. Returns what is added to its `why`
 * ("|context:ENTRY" for each row that gave one), "" for nothing, NULL for want of memory. */
const char *isn_contexts_of(const isn_contexts *contexts, const isn_context_hits *hits, const isn_act *act, isnad_event *row);
#endif
