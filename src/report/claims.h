/* Claims: what several documents say of one thing, with who says it and who says otherwise.
 *
 * A claim gathers evidence of different documents. Evidence is a piece of a document (a clause, an event, a label, a sentence) on one of
 * the two sides. What belongs together is decided in five ways, one file each:
 *   claim_matter.c  clauses that take sides in one matter of matters.tsv, of the same holder, side or country
 *   claim_event.c   events that may be one happening: incidents
 *   claim_name.c    titles of one actor
 *   claim_office.c  offices that several are said to hold, and what an actor is called by some and not by others
 *   claim_words.c   sentences that are alike by their lemmas, names and numbers
 * claim.c counts origins, names the claims and puts them in order. All of it is a function of the set of documents: they come sorted, and
 * every choice is made by what stands in them. */
#ifndef ISN_REPORT_CLAIMS_H
#define ISN_REPORT_CLAIMS_H
#include "report/model.h"

/* ---- the parts; each appends claims with their voices ---- */
bool isn_claim_matters(isn_overview *model);
bool isn_claim_events(isn_overview *model);
bool isn_claim_names(isn_overview *model);
bool isn_claim_words(isn_overview *model);
bool isn_claim_offices(isn_overview *model);
bool isn_claim_styles(isn_overview *model);

/* ---- for the parts ---- */

/* Facts of a document by which it is compared. */
typedef struct isn_context {
  const char *country; /* that it is about, by the codes of its actors; NULL */
  int32_t from, to;    /* days since 1970, INT32_MIN and INT32_MAX where open */
} isn_context;
bool isn_contexts(isn_overview *model, isn_context **out);

/* Days of the Gregorian calendar since 1970-01-01; INT32_MIN if the text is no day. */
int32_t isn_day_number(const char *date);

typedef enum isn_relation { ISN_UNRELATED, ISN_SAME_SIDE, ISN_ENEMIES } isn_relation;

/* Who fights whom, by the assaults that the documents tell. */
typedef struct isn_camps isn_camps;
isn_camps *isn_camps_of(isn_overview *model); /* NULL: out of memory */
isn_relation isn_camps_relation(const isn_overview *model, const isn_camps *camps, uint32_t actor, uint32_t other);

bool isn_camps_fights(const isn_camps *camps, uint32_t actor); /* in any of the assaults */

/* The same actor, or a name of it: equal, or one without an entry whose name has the telling word of the other's. */
bool isn_same_actor(const isn_overview *model, uint32_t actor, uint32_t other);

isn_claim *isn_claim_new(isn_overview *model, isn_claim_kind kind); /* NULL: out of memory */
isn_voice *isn_voice_add(isn_overview *model, isn_claim *claim, uint32_t document, isnad_span span, int8_t side, uint32_t statement);

/* Splits items that are sorted by day where the gap is widest until no part has more than `most` items or days over `span`; parts[i] gets
 * the number of the part of item i. Items without a day stand in one part of their own kind with their neighbours. */
void isn_split_by_time(const int32_t *days, uint32_t count, uint32_t most, int32_t span, uint32_t *parts);

/* ---- labels ---- */

enum { ISN_LABEL_WORDS = 12, ISN_LABEL_LETTERS = 24 };

typedef struct isn_label_word { /* folded, without article and preposition */
  uint16_t at[ISN_LABEL_LETTERS];
  uint32_t length;
} isn_label_word;

typedef struct isn_label_title {
  isn_label_word words[ISN_LABEL_WORDS];
  uint32_t count;
} isn_label_title;

/* Appends the words of a text, of three letters or more, parted by blanks or |, up to a line end. */
void isn_label_words(const char *text, size_t length, isn_label_title *out);

/* The words of a label in front of the name itself. False: there are none. */
bool isn_label_outside_name(const isn_overview *model, uint32_t document, const isnad_label *label, isn_label_title *out);

/* Equal but for an ending of two letters. */
bool isn_same_label_word(const isn_label_word *a, const isn_label_word *b);
bool isn_is_title(const isnad_label *label);
#endif
