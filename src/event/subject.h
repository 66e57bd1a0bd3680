/* The parts of a sentence that the finding of participants shares: subjects of verbs, what belongs to a verbal noun. */
#ifndef ISN_EVENT_SUBJECT_H
#define ISN_EVENT_SUBJECT_H
#include <uchar.h>

#include "event/party.h"

/* Whether the folded letters [from, to) are this word. */
bool isn_folded_is(const isn_doc *doc, uint32_t from, uint32_t to, const char16_t *word);

/* Whether the stem of a token's best reading is one of these folded words. */
bool isn_stem_is_any(const isn_doc *doc, uint32_t token, const char16_t *const *words, size_t count);

static inline bool isn_is_verb(const isn_doc *doc, uint32_t token) {
  return doc->tokens.at[token].pos == ISN_VERB && doc->tokens.at[token].mention == ISNAD_NONE;
}

static inline bool isn_same_sentence(const isn_doc *doc, uint32_t a, uint32_t b) {
  return doc->tokens.at[a].sentence == doc->tokens.at[b].sentence;
}

static inline const isn_chunk *isn_chunk_of(const isn_doc *doc, uint32_t token) {
  uint32_t c = doc->tokens.at[token].chunk;
  return c == ISNAD_NONE ? NULL : &doc->chunks.at[c];
}

static inline bool isn_has_slot(const isn_slot *slots, uint32_t count, isn_slot_kind kind) {
  for (uint32_t i = 0; i < count; i++)
    if (slots[i].kind == kind) return true;
  return false;
}

/* قتلى، جرحى، ضحايا. */
bool isn_casualties(const isn_doc *doc, uint32_t token);

/* ---- subjects (subject.c) ---- */

/* Whether a token is a word of the act itself and nobody in it; who stands in an entry is somebody (أحرق متظاهرون). */
bool isn_own_word(const isn_act *act, uint32_t token);

/* The noun that a relative clause of this verb describes, or ISNAD_NONE. */
uint32_t isn_antecedent_of(const isn_act *act, uint32_t verb);

/* Whether a noun beside a verb can be its subject: it agrees, and is not what the act is done to. */
bool isn_plausible_subject(const isn_act *act, uint32_t verb, uint32_t noun);

/* Whether a token is an adjective of the noun right before it, and nobody by itself. */
bool isn_describes_before(const isn_act *act, uint32_t token);

/* The subject written beside a verb, after or before it, or ISNAD_NONE. */
uint32_t isn_written_subject(const isn_act *act, uint32_t verb);

/* What may suffer the act. */
isn_fit isn_object_fit(const isn_act *act);

/* Whether the act's verb is one whose passive is spelled as its active (قتل, اعتقلوا). */
bool isn_may_be_passive(const isn_act *act);

/* Adds the subject of a verb or participle: written, described by a relative clause, a pronoun before it, or shared with the verb that it
 * hangs on. `depth` counts the verbs that it was shared through. False: none was found. */
bool isn_subject_of(isn_act *act, isn_cast cast, uint32_t verb, unsigned depth);

/* Adds whoever did it by the words behind a token: من قبل, على يد, برصاص (roles.c). */
void isn_take_by(isn_act *act, isn_cast cast, uint32_t from);

/* Adds the subject of the act's own verb, one that goes on from before if none is written. */
void isn_take_subject(isn_act *act, isn_cast cast);

/* ---- verbal nouns (noun.c) ---- */

/* Who bears arms or holds office, and so shells, arrests, besieges. */
bool isn_armed(const isn_doc *doc, uint32_t entity, const isn_phrase *phrase);

/* What is demanded of somebody is his to do: of a word under a demand (*demanded), those of whom it is. Whether there are any. */
bool isn_take_asked(isn_act *act, isn_cast cast, uint32_t token, bool *demanded);

/* على الحكومة وقف القصف، يجب على الأطراف احترام الهدنة: whose duty the act is. Whether anybody was taken. */
bool isn_take_obliged(isn_act *act, isn_cast cast);

/* قيام القوات بقصف، استمرار الجانبين في تبادل النار: whose doing the noun above is. Whether anybody was taken. */
bool isn_take_owner_above(isn_act *act, isn_cast cast);

/* اتهام فلان [خصومه]: the object behind the genitive of a noun, or ISNAD_NONE. */
uint32_t isn_bare_object(const isn_act *act, uint32_t noun);

/* Whether the one genitive of a verbal noun suffers the act: قصف حلب, قصف المستشفى, دعم حفتر; but قصف الطيران. */
bool isn_genitive_suffers(isn_act *act);

void isn_take_genitive(isn_act *act, isn_cast cast);

/* The one who does what the noun names: the subject of the words above it. */
void isn_take_holder(isn_act *act, isn_cast cast);

/* The same for nouns whose frame has no holder, where the verb above is one of control (قام بـ، حاول). */
void isn_take_controller(isn_act *act, isn_cast cast);

/* دعم من X, هجمات لـ X: who acts, behind a noun that is indefinite (beside.c). Whether anybody was taken. */
bool isn_take_giver(isn_act *act, isn_cast cast);
bool isn_take_whose_attack(isn_act *act, isn_cast cast);

/* تعرض X لهجوم, ما يتعرض له X من اعتداءات: adds who undergoes the act to its recipients. Whether anybody was taken. */
bool isn_take_undergone(isn_act *act);

/* The subject of the verb above a noun that says what is done to an end, or by what means. */
void isn_take_whose_purpose(isn_act *act, isn_cast cast);

/* رفض التدخلات التركية: adds the country whose deed is refused or condemned. */
void isn_take_whose_deed(isn_act *act);

/* "لا حوار": who says so refuses. */
void isn_take_speaker(isn_act *act, isn_cast cast);

/* The subject of a relative clause of which the act is the object: العدوان الذي بدأه فلان. */
void isn_take_doer(isn_act *act);

/* The victims that a verb of outcome names after an attack. */
void isn_take_victims(isn_act *act, isn_cast cast);

/* Those whom the words right before an attack name as killed or wounded in it. */
void isn_take_victims_before(isn_act *act, isn_cast cast);

/* Makes the genitive of a meeting that another governs the one who is met. */
void isn_met_in_genitive(isn_act *act);
#endif
