/* What a report says, gathered from the archive before anything is written: the writers (text, JSON, HTML) walk this and nothing else.
 *
 * Every row keeps its cites: the document, the line and the words that it rests on. Rows of different documents stand beside one
 * another; where they are put into one row (happening, stance, statement that was copied), all cites stay. */
#ifndef ISN_REPORT_MODEL_H
#define ISN_REPORT_MODEL_H
#include "arabic/letters.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/vec.h"
#include "store/links.h"
#include "store/store.h"

/* A name for readers of two languages; en is NULL where it is not known. */
typedef struct isn_name {
  const char *ar, *en;
} isn_name;

typedef struct isn_cite {
  uint32_t document; /* row of model->documents */
  uint32_t line;     /* from 1 */
  isnad_span span;   /* the words */
} isn_cite;
typedef ISN_VEC(isn_cite) isn_cites;
typedef ISN_VEC(uint32_t) isn_numbers;

/* Entities of all documents that are the same: equal ref, else equal type and folded name. Participants that are no entity
 * ("عشرات الأسر") are here too, by their words, with named = false. */
typedef struct isn_actor {
  isnad_entity_type type;
  bool named;
  isn_name name;
  const char *ref, *code; /* NULL if not known */
  uint32_t mentions, documents;
} isn_actor;

typedef struct isn_outlet {
  const char *id; /* NULL: documents that name no outlet */
  isn_name name;
  uint32_t documents;
} isn_outlet;

typedef struct isn_agency {
  const char *id; /* of an outlet; NULL: agencies that the document does not name */
  isn_name name;
} isn_agency;

typedef struct isn_member { /* a document of the report */
  const isn_stored *stored;
  uint32_t outlet;
  uint32_t *actor_of;      /* actor of each entity */
  uint32_t copy_of;        /* the document that this one repeats, ISNAD_NONE */
  uint32_t overlap;        /* of a copy: percent of the shorter text that it shares with the one it is most like; 100: the same text */
  const isn_agency *wires; /* whose text it says that it is */
  uint32_t wires_count;
  const char *wire; /* the outlet, where it is one alone; NULL */
  const char *day;  /* its date if that is one day, else NULL */
} isn_member;

/* Who says so: the outlet, then each source that it goes through, the first speaker last. Without hops: the outlet itself. */
typedef struct isn_hop {
  isn_name name;
  const char *written; /* as the text has it; NULL if it is not written, or equal to the name */
  uint32_t actor;      /* ISNAD_NONE if it is none */
  isnad_source_kind kind;
  bool implied; /* nobody is written, and the analysis does not know whom the verb means */
} isn_hop;

typedef struct isn_chain {
  uint32_t outlet;
  const isn_hop *hops;
  uint32_t count;
} isn_chain;

/* ---- the timeline ---- */

typedef enum isn_measure { ISN_DEAD, ISN_INJURED, ISN_ARRESTED, ISN_MEASURES } isn_measure;

typedef enum isn_date_kind {
  ISN_DATE_SAID,     /* the text says when */
  ISN_DATE_DOCUMENT, /* it does not: the date of the document that tells it */
  ISN_DATE_NONE
} isn_date_kind;

typedef struct isn_account { /* one event row of one document */
  uint32_t document, event;
  isn_chain chain;
  isnad_modality modality;
  int32_t sizes[ISN_MEASURES]; /* -1: not said */
  const char *date;            /* as in the row that it stands in */
  isn_date_kind date_kind;
  const char *clock; /* "19:00", or NULL */
  isn_cite cite;
} isn_account;

/* Accounts of the same type on the same day that share an actor, a recipient or a place. Whether they tell of one event is for the reader
 * to say. */
typedef struct isn_happening {
  const char *date; /* 2024-11-05, 2024-11, 2024-11-03/2024-11-05 ..., NULL if nothing is known */
  isn_date_kind date_kind;
  isnad_event_type type;
  isnad_modality modality; /* actual covers denied: those that say so and those that deny it stand in one row */
  const char *mode;
  uint64_t contexts;                      /* of any of its accounts: the bit 1 << isnad_context of each */
  isn_numbers actors, recipients, places; /* rows of model->actors */
  ISN_VEC(isn_account) accounts;
  uint32_t outlets;           /* that carry it */
  uint32_t independent;       /* of those, the ones that do not only repeat another's text */
  bool denied;                /* somebody says that it happened and somebody else denies it */
  bool differs[ISN_MEASURES]; /* of rows of figures only: different voices give different numbers */
} isn_happening;

/* For walking the figures of a row: the first account that gives this one's number in the same voice, and, if by_chain, through the same
 * outlet and chain; n itself if it is the first. */
uint32_t isn_figure_first(const isn_happening *row, isn_measure measure, uint32_t n, bool by_chain);

bool isn_figures_differ(const isn_happening *row);

/* ---- statements, positions, names ---- */

typedef struct isn_said {
  uint32_t document, statement;
  isn_chain chain;
  uint32_t speaker; /* row of model->speakers */
  isnad_cue_class cue_class;
  isnad_quote quote;
  const char *cue, *content;
  isn_cite cite;    /* of the content, of the cue where there is none */
  isn_cites copies; /* where copies of the document have it */
} isn_said;

typedef struct isn_speaker {
  isn_name name;
  uint32_t statements;
  uint32_t number; /* in the order of the first statement */
} isn_speaker;

/* Stances of a report: those of the record, and two more that only statements give. */
typedef enum isn_stand_kind {
  ISN_STAND_DEMANDS,
  ISN_STAND_ACCEPTS,
  ISN_STAND_REFUSES,
  ISN_STAND_OFFERS,
  ISN_STAND_THREATENS,
  ISN_STAND_PROMISES,
  ISN_STAND_WARNS,
  ISN_STANDS
} isn_stand_kind;

typedef struct isn_stand {
  isn_stand_kind kind;
  const char *about, *condition; /* condition: NULL if there is none */
  uint32_t of;                   /* actor, ISNAD_NONE */
  isn_chain chain;
  isn_cite cite;
  isn_cites others; /* the same words elsewhere */
  isn_key key;      /* folded words, for that comparison */
} isn_stand;

typedef struct isn_party {
  uint32_t actor; /* ISNAD_NONE: by its words alone */
  isn_name name;
  bool implied; /* no party: what is demanded or refused by subjects that are not written */
  ISN_VEC(isn_stand) stands;
} isn_party;

typedef struct isn_styled { /* one way to call an actor */
  const char *words;
  uint32_t count;  /* in the outlet's own words */
  uint32_t quoted; /* in the words of those it quotes */
  bool bare;       /* the name alone */
  isn_cites cites;
  isn_key key; /* folded words */
} isn_styled;
typedef ISN_VEC(isn_styled) isn_styles;

typedef struct isn_names_row {
  uint32_t actor;
  isn_styles *by_outlet; /* one for each outlet */
  uint32_t different;    /* ways in all, bare names not counted */
  uint32_t labels;       /* the same, once for each outlet */
  uint32_t outlets;      /* with at least one */
} isn_names_row;

/* ---- claims: claims.h says how they are found ---- */

typedef enum isn_claim_kind { ISN_CLAIM_MATTER, ISN_CLAIM_EVENT, ISN_CLAIM_NAME, ISN_CLAIM_WORDS, ISN_CLAIM_KINDS } isn_claim_kind;

typedef struct isn_voice { /* one piece of evidence */
  isn_cite cite;           /* the words that are shown */
  isnad_span anchor;       /* the words that it was found by */
  int8_t side;             /* +1 support, -1 against */
  uint32_t statement, event;
  isn_chain chain;
  isnad_modality modality;
  int32_t sizes[ISN_MEASURES]; /* -1: not said */
  int32_t number;              /* of a sentence in which a number differs from another's; -1: none */
  const char *date;            /* of what it tells, NULL */
  isn_date_kind date_kind;
  uint32_t origin; /* number of its independent origin inside the claim, from 0 */
  bool revises;    /* a later document of the same outlet gives another figure than an earlier one */
  isnad_evidence evidence;
} isn_voice;

typedef struct isn_claim {
  char id[20]; /* "c" and 16 hexadecimal digits of what it is about */
  isn_claim_kind kind;
  isn_name name;         /* what its supporters say */
  isn_name against_name; /* what the others say; NULL: the contrary */
  uint32_t actor;        /* of whom it is, ISNAD_NONE */
  uint32_t place;        /* ISNAD_NONE */
  isnad_event_type type; /* of an incident */
  const char *date;      /* NULL if nothing is known */
  isn_date_kind date_kind;
  const char *precision;          /* what the date goes by: day, range, document; NULL where there is none */
  isn_numbers actors, recipients; /* of an incident */
  ISN_VEC(isn_voice) voices;      /* in the order of the documents */
  uint32_t documents, outlets;
  uint32_t origins[2]; /* independent ones in support, against */
  bool differs;        /* figures that differ */
} isn_claim;

/* The least and the most that those give who say that it was; false: nobody gives a number. */
bool isn_claim_range(const isn_claim *claim, isn_measure measure, int32_t *least, int32_t *most);

/* ---- the outlets beside one another ---- */

typedef struct isn_quoted { /* a named speaker */
  uint32_t speaker;         /* row of model->speakers */
  uint32_t count, classes[ISNAD_CUE_CLASSES];
} isn_quoted;

typedef struct isn_outlet_facts {
  uint32_t statements, unnamed, classes[ISNAD_CUE_CLASSES];
  ISN_VEC(isn_quoted) quoted; /* most first */
  isn_numbers left_out;       /* claims that all other outlets carry, of three or more */
} isn_outlet_facts;

typedef struct isn_overview {
  isn_arena arena;
  const isnad_engine *engine;
  isn_links links; /* copies and stories of the whole archive */
  isn_member *documents;
  uint32_t documents_count;
  ISN_VEC(isn_outlet) outlets;
  ISN_VEC(isn_actor) actors;
  ISN_VEC(isn_happening) timeline;
  ISN_VEC(isn_happening) figures; /* accounts that carry numbers and may be of one event, side by side (figures.c) */
  ISN_VEC(isn_said) statements;
  ISN_VEC(isn_speaker) speakers; /* most statements first */
  ISN_VEC(isn_party) parties;
  ISN_VEC(isn_names_row) names;
  ISN_VEC(isn_claim) claims;  /* what most independent origins carry or dispute first */
  isn_outlet_facts *compared; /* one for each outlet */
  isn_map words;              /* unnamed actors by their folded words */
  const char *from, *to;      /* first and last day of the documents, NULL if none has one */
} isn_overview;

/* Reads the archive and gathers everything. On failure *model is empty. */
isnad_status isn_overview_open(isn_overview *model, isnad_archive *archive, const isnad_engine *engine, isnad_error *error);

/* The same of the documents of one story (its id, or the beginning of one). ISNAD_E_NOTFOUND: there is none. story NULL: of all. */
isnad_status isn_overview_open_story(isn_overview *model, isnad_archive *archive, const isnad_engine *engine, const char *story,
                                     isnad_error *error);
/* The same of some documents; the links are those of the whole archive and stay the caller's. */
isnad_status isn_overview_open_some(isn_overview *model, isnad_archive *archive, const isnad_engine *engine, const isn_links *links,
                                    const int64_t *analyses, uint32_t count, isnad_error *error);
void isn_overview_close(isn_overview *model);

/* An archive in overviews that memory can hold: all documents at once, or, of more than 600, stories in the order of country and day, as
 * many at a time as have 600 documents and are mostly of one country (each.c). `visit` is given one after the other and may end the walk
 * with an error. */
typedef isnad_status isn_visit(void *context, const isn_overview *model, isnad_error *error);
isnad_status isn_each_overview(isnad_archive *archive, const isnad_engine *engine, isn_visit *visit, void *context, isnad_error *error);

/* Where an incident was: the entity of the first report whose place is the claim's and has coordinates; NULL. The document has the row. */
const isnad_entity *isn_claim_place(const isn_overview *model, const isn_claim *claim, uint32_t *document);

/* The units in which that place lies, NULL where they are not known. */
const isnad_place *isn_claim_units(const isn_overview *model, const isn_claim *claim);

/* How many rows there are in which voices differ: figures, and what is told and denied. */
uint32_t isn_differences(const isn_overview *model);

/* ---- the parts, in the order they are made; false: out of memory ---- */
bool isn_gather_actors(isn_overview *model);     /* actors.c */
bool isn_gather_copies(isn_overview *model);     /* copies.c */
bool isn_gather_timeline(isn_overview *model);   /* timeline.c */
bool isn_gather_figures(isn_overview *model);    /* figures.c; reads the timeline */
bool isn_gather_said(isn_overview *model);       /* said.c */
bool isn_gather_parties(isn_overview *model);    /* parties.c */
bool isn_gather_names(isn_overview *model);      /* names.c */
bool isn_gather_claims(isn_overview *model);     /* claim.c; reads actors and copies */
bool isn_gather_comparison(isn_overview *model); /* compare.c; reads statements and claims */

/* ---- for the parts and the writers ---- */

/* The words of a span, blanks and line ends squeezed to one blank, outer blanks, marks and lone quotation marks off; NULL: out of memory.
 */
const char *isn_words(isn_overview *model, uint32_t document, isnad_span span);

/* Folded words as a map key with a number before them, so that one map can hold keys of several kinds. */
isn_key isn_word_key(isn_overview *model, uint16_t kind, const char *words);

isn_cite isn_cite_of(const isn_overview *model, uint32_t document, isnad_span span);
bool isn_cite_add(isn_overview *model, isn_cites *cites, isn_cite cite);

/* The chain of a statement of a document; ISNAD_NONE: the outlet's own. false: out of memory. */
bool isn_chain_of(isn_overview *model, uint32_t document, uint32_t statement, isn_chain *chain);

bool isn_same_chain(const isn_chain *a, const isn_chain *b);

/* The actor of a participant: its entity's, or one by its words; ISNAD_NONE if it has neither. false: out of memory. */
bool isn_actor_of(isn_overview *model, uint32_t document, const isnad_participant *participant, uint32_t *actor);

/* The document that a document goes back to: itself, or what it is a copy of. */
static inline uint32_t isn_origin(const isn_overview *model, uint32_t document) {
  uint32_t of = model->documents[document].copy_of;
  return of == ISNAD_NONE ? document : of;
}

/* The sentence around some words, for a reader who has not the document at hand: at most `reach` code points to each side. */
typedef struct isn_snippet {
  isnad_span before, words, after;
  bool cut_before, cut_after;
} isn_snippet;
isn_snippet isn_snippet_of(const isn_overview *model, isn_cite cite, uint32_t reach);

/* The snippet of one cite holds the words of another too: it need not be shown again. */
bool isn_snippet_shows(const isn_overview *model, isn_cite shown, uint32_t reach, isn_cite cite);

/* Voice `n` of a claim of an act says in the words of an earlier one, through the same chain, what is shown with that one: two acts that
 * one sentence tells (killed and wounded) are two rows of the evidence, and one line for a reader. */
bool isn_said_again(const isn_overview *model, const isn_claim *claim, uint32_t n, uint32_t reach);

/* The same voice speaks at the end of both chains. */
bool isn_same_voice(const isn_chain *a, const isn_chain *b);

/* Fills outlets and independent of a row. false: out of memory. */
bool isn_count_outlets(isn_overview *model, isn_happening *row);

bool isn_number_in(const isn_numbers *rows, uint32_t value);
bool isn_number_add(isn_overview *model, isn_numbers *rows, uint32_t value); /* once; false: out of memory */

/* Day of the week of an ISO date, 0 is Sunday; -1 if the text does not begin with one. */
int isn_report_weekday(const char *date);
#endif
