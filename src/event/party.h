/* A participant of an act from the word that a role falls on: its phrase, those coordinated with it, the entity behind a pronoun. */
#ifndef ISN_EVENT_PARTY_H
#define ISN_EVENT_PARTY_H
#include "event/frame.h"

/* What may fill a role. */
typedef enum isn_fit {
  ISN_FIT_PARTY,   /* somebody: an entity, a country, a noun of agents.tsv */
  ISN_FIT_NAME,    /* somebody, or a word that no lexicon knows, which may be a name */
  ISN_FIT_ANYTHING /* things too: what is shelled, seized, delivered */
} isn_fit;

typedef struct isn_cast { /* the participants of one side of an act */
  isn_party *at;
  uint32_t *count;
} isn_cast;

static inline isn_cast isn_actors(isn_act *act) { return (isn_cast){act->actor, &act->actors}; }
static inline isn_cast isn_recipients(isn_act *act) { return (isn_cast){act->recipient, &act->recipients}; }

/* The phrase around a nominal token, without the words of the act itself. */
isn_phrase isn_phrase_around(const isn_act *act, uint32_t token);

/* The definite noun inside the chunk of a definite feminine one that cannot be its adjective (السلطات | المعارضين), or ISNAD_NONE. */
uint32_t isn_disagreeing(const isn_act *act, uint32_t head);

/* مئات، عدد من، أحد، a number: who is counted stands behind it. */
bool isn_is_amount(const isn_doc *doc, uint32_t token);

/* مواقع، معسكر، آليات: things of somebody that are hit, where he is meant. */
bool isn_is_target(const isn_doc *doc, uint32_t token);

/* Whether a phrase denotes somebody who can act or be acted on. */
bool isn_is_party(const isn_act *act, const isn_phrase *phrase);

/* Adds the phrase around a token and those coordinated with it. Returns whether the token's own was taken. */
bool isn_take(isn_act *act, isn_cast cast, uint32_t token, isn_fit fit);
void isn_take_phrase(isn_act *act, isn_cast cast, isn_phrase phrase, isn_fit fit);
void isn_take_entity(isn_act *act, isn_cast cast, uint32_t entity);

/* 'm' or 'f' of every entity where the text shows it, by the verbs and titles beside its name; 0 where not. In the document's arena. */
const uint8_t *isn_genders(isn_doc *doc, const isn_arcs *arcs);

/* The kind of the pronoun written on a token (isn_reading.enclitic: 'h' 'H' 'M' 'D' 'N' ...), 0 for none. */
uint8_t isn_pronoun_on(const isn_doc *doc, uint32_t token);

/* The pronoun that a verb leaves out: 'h', 'H', 'M'. */
uint8_t isn_pronoun_of_verb(const isn_doc *doc, uint32_t verb);

/* الرئيسان، الجانبان: the two entities that a definite dual stands for, who took part in an act before it or were named last. */
bool isn_pair_meant(const isn_act *act, const isn_phrase *phrase, uint32_t pair[2]);

typedef struct isn_referent {
  uint32_t token;  /* a name or common noun before the pronoun, ISNAD_NONE where only the entity is known */
  uint32_t entity; /* ISNAD_NONE if neither */
} isn_referent;

/* Whom a pronoun of this kind at a token, or the subject that a verb there leaves out, stands for; never the entity `not_this`; a
 * town only where `towns`. Both ISNAD_NONE: nobody who fits. */
isn_referent isn_refer(const isn_act *act, uint32_t token, uint8_t pronoun, uint32_t not_this, bool towns);

/* Adds whom a pronoun stands for: an entity as not written, somebody without a name by the words that the text had for them. */
bool isn_take_pronoun(isn_act *act, isn_cast cast, uint32_t token, uint8_t pronoun);

/* Entity of a country that a nationality adjective names, if the document has it. */
uint32_t isn_country_entity(const isn_doc *doc, const char *country);
#endif
