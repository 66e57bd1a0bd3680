/* Frames: where an entry of lexicon/events-*.tsv says that the participants of an act stand, and the finding of them. */
#ifndef ISN_EVENT_FRAME_H
#define ISN_EVENT_FRAME_H
#include "match/arcs.h"
#include "match/clause.h"
#include "match/entry.h"
#include "match/phrase.h"

typedef enum isn_slot_kind {
  ISN_SLOT_SUBJECT,
  ISN_SLOT_OBJECT,
  ISN_SLOT_GENITIVE,
  ISN_SLOT_BY,
  ISN_SLOT_PREP,
  ISN_SLOT_HOLDER,
  ISN_SLOT_AGAINST, /* of a protest: behind a word of against.tsv */
  ISN_SLOT_SEAT,    /* of a protest: before whose seat it is held */
  ISN_SLOT_NEXT,    /* in against.tsv: the phrase behind the entry */
  ISN_SLOT_OWN      /* in against.tsv: the last word of the entry */
} isn_slot_kind;

typedef struct isn_slot {
  isn_slot_kind kind;
  isn_key prep; /* folded, for ISN_SLOT_PREP */
} isn_slot;

enum { ISN_MAX_SLOTS = 6, ISN_MAX_PARTICIPANTS = 4 };

typedef enum isn_need {
  ISN_NEED_NOTHING,
  ISN_NEED_ACTOR,
  ISN_NEED_PERSON,
  ISN_NEED_PLACE,
  ISN_NEED_TARGET,   /* a recipient that is somebody */
  ISN_NEED_FORCE,    /* an actor that bears arms, and a place */
  ISN_NEED_SAID,     /* a statement whose content holds it: its source does the act */
  ISN_NEED_PROTESTER /* an actor that protests */
} isn_need;

/* A row of the event lexicon, read once. */
typedef struct isn_frame {
  isnad_event_type type;
  const char *mode, *cameo; /* NULL for none */
  isn_slot actor[ISN_MAX_SLOTS], recipient[ISN_MAX_SLOTS];
  uint32_t actors, recipients;
  isn_need need;
  bool finite; /* its participles are other words */
  bool light;  /* the verb is a light verb: the last word names the event */
  bool idle;   /* its words name no act: عملية جراحية */
} isn_frame;

/* Reads a cell of slots into `slots`, ISN_MAX_SLOTS of them at most. */
isnad_status isn_slots_read(isn_slot *slots, uint32_t *count, isn_arena *arena, const isn_row *row, const char *column, const char *cell,
                            isnad_error *error);

/* Reads the frame of a row; an unknown word in it is an error with file, line and column. */
isnad_status isn_frame_read(isn_frame *frame, isn_arena *arena, const isn_table *table, const isn_row *row, isnad_error *error);

/* Words behind which a protest names its target, and where. */
typedef struct isn_where {
  isn_slot slots[ISN_MAX_SLOTS];
  uint32_t count;
  bool demand; /* what stands behind it is to be done to somebody */
} isn_where;

typedef struct isn_against {
  isn_entries entries; /* of against.tsv */
  isn_where *where;    /* one per entry */
} isn_against;

typedef struct isn_party {
  isn_phrase phrase;
  bool written; /* false: a pronoun, an adjective or nothing stands for the entity */
  uint32_t entity;
} isn_party;

typedef struct isn_act {
  const isn_lexicon *lexicon;
  const isn_agents *agents;
  const isn_arcs *arcs;
  const uint8_t *genders; /* of entities: 'm', 'f', 0 */
  isn_doc *doc;
  const isn_entry_match *match;
  const isn_frame *frame;
  uint32_t anchor; /* token that names the event */
  bool verbal;     /* a finite verb or participle: has a subject of its own */
  bool passive;
  bool duty; /* على الحكومة وقف القصف: whoever acts is bound to */
  const isn_against *against;
  const isn_row *against_row; /* row of against.tsv that gave the recipients, or NULL */
  isn_party actor[ISN_MAX_PARTICIPANTS], recipient[ISN_MAX_PARTICIPANTS];
  uint32_t actors, recipients;
  bool owned;     /* the pronoun on its noun is its actor */
  bool undergone; /* تعرض لهجوم: the clause is about who suffers the act */
  bool guessed;   /* somebody who is named before may be its actor, but none is written: enough to call it an act */
} isn_act;

/* Fills the act's participants. */
void isn_find_participants(isn_act *act);
#endif
