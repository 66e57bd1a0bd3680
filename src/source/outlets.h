/* Outlets by any of their names: id, Arabic and English name, domains, aliases (lexicon/kb/outlets.tsv). Immutable once open. */
#ifndef ISN_SOURCE_OUTLETS_H
#define ISN_SOURCE_OUTLETS_H
#include "doc/stage.h"

typedef struct isn_outlet {
  const char *id, *name_ar, *name_en, *kind; /* of the lexicon; "" where it has none */
} isn_outlet;

typedef struct isn_outlets isn_outlets;

isnad_status isn_outlets_open(const struct isn_lexicon *lexicon, isn_outlets **out, isnad_error *error);
void isn_outlets_close(isn_outlets *outlets);

/* The outlet that a name stands for, however it is spelled: a name, with or without صحيفة and the like before it, a domain or an
 * address on it. NULL where no outlet or more than one has that name. */
const isn_outlet *isn_outlets_find(const isn_outlets *outlets, const char *name);

/* The same for folded letters with single blanks between the words. */
const isn_outlet *isn_outlets_find_key(const isn_outlets *outlets, const uint16_t *key, uint32_t length);

/* The outlet with this id and no other name of it. */
const isn_outlet *isn_outlets_find_id(const isn_outlets *outlets, const char *id);

/* Whether a folded word is a noun that stands before an outlet's name: صحيفة، وكالة، قناة ... */
bool isn_is_outlet_noun(const uint16_t *word, uint32_t length);

/* Whether folded letters with single blanks between the words are words of a credit (lexicon/wires.tsv), and of which kind. */
typedef enum isn_wire_role {
  ISN_WIRE_NONE,
  ISN_WIRE_UNNAMED, /* وكالات */
  ISN_WIRE_LEAD,    /* المصدر: رويترز */
  ISN_WIRE_SPOKEN   /* بحسب (رويترز): a speaker, not whose text it is */
} isn_wire_role;

isn_wire_role isn_outlets_wire_role(const isn_outlets *outlets, const uint16_t *key, uint32_t length);

/* Fills doc->credits: the agencies, and other outlets but the document's own, that a dateline, a byline or the end of the text names as
 * those whose text it is. doc->source is settled. */
isnad_status isn_find_credits(const isn_outlets *outlets, isn_doc *doc, isnad_error *error);

/* The stage that settles doc->source: the outlet's id for a name that the input gives; else the outlet of the url; else the
 * outlet that the text itself names as its own. source_why says which. And doc->credits. */
extern const isn_stage isn_stage_outlet;
#endif
