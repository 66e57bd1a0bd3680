#include "event/idle.h"

#include <string.h>

#include "doc/spelled.h"
#include "event/subject.h"

enum { LOOK_BACK = 2, SENTENCE_REACH = 80 };

/* ---- bodies ---- */

/* Heads that a body, an office or a camp is named with. */
static bool is_body(const isn_doc *doc, uint32_t token) { return isn_in(doc, token, ISN_CLASS_BODY); }

bool isn_names_body(const isn_act *act) {
  const isn_doc *doc = act->doc;
  uint32_t i = act->anchor;
  const isn_reading *r = isn_best(doc, i);
  if (act->verbal || act->match->count > 1 || !i || !r || r->pos == ISN_VERB || !(r->proclitics & ISN_AL) ||
      r->proclitics & (ISN_BI | ISN_LI))
    return false;
  if (act->recipients && act->recipient[0].written && act->recipient[0].phrase.first > i) return false;
  if (r->proclitics & ISN_WA) { /* إدارة العلاقات والتعاون */
    if (i < 2 || !isn_same_sentence(doc, i - 2, i)) return false;
    const isn_reading *before = isn_best(doc, i - 1);
    return before && before->pos == ISN_NOUN && before->proclitics & ISN_AL && is_body(doc, i - 2);
  }
  return isn_same_sentence(doc, i - 1, i) && doc->tokens.at[i - 1].mention == ISNAD_NONE && !isn_pronoun_on(doc, i - 1) &&
         is_body(doc, i - 1) && !(isn_best(doc, i - 1) && isn_best(doc, i - 1)->proclitics & ISN_AL);
}

/* ---- things ---- */

static bool has_preposition(const isn_act *act) {
  const isn_chunk *c = isn_chunk_of(act->doc, act->anchor);
  return (c && (c->prep != ISNAD_NONE || c->clitic)) || !isn_has_preposition(act->doc, act->arcs, act->anchor, NULL, 0);
}

/* A party written behind the words of the act: اتفاق بين الحكومة والمتمردين. A town that a treaty bears the name of is none. */
static bool party_behind(const isn_act *act) {
  for (uint32_t k = 0; k < act->actors + act->recipients; k++) {
    const isn_party *p = k < act->actors ? &act->actor[k] : &act->recipient[k - act->actors];
    if (!p->written || p->phrase.first <= act->anchor) continue;
    const char *kind = p->entity == ISNAD_NONE ? NULL : act->doc->facts.at[p->entity].kind;
    bool town = p->entity != ISNAD_NONE && act->doc->entities.at[p->entity].type == ISNAD_LOC && !(kind && strcmp(kind, "country") == 0);
    if (!town) return true;
  }
  return false;
}

/* الاتفاق, قبول اتفاق السلام: the paper that others speak of, and nobody's act of agreeing. */
static bool is_paper(const isn_act *act) {
  const isn_doc *doc = act->doc;
  if (!isn_in(doc, act->anchor, ISN_CLASS_PAPER) || party_behind(act)) return false;
  const isn_reading *r = isn_best(doc, act->anchor);
  bool object = act->arcs->relation[act->anchor] == ISN_REL_OBJ || act->arcs->relation[act->anchor] == ISN_REL_NMOD;
  return (r && r->proclitics & ISN_AL) || has_preposition(act) || object;
}

/* المعارضة: the opposition; الدول المشاركة: a participle of the spelling of the verbal noun. */
static bool is_somebody(const isn_act *act) {
  const isn_doc *doc = act->doc;
  const isn_reading *r = isn_best(doc, act->anchor);
  if (!r || !(r->proclitics & ISN_AL)) return false;
  if (isn_in(doc, act->anchor, ISN_CLASS_OPPOSITION)) return !act->recipients;
  const uint32_t above = act->arcs->governor[act->anchor];
  const isn_reading *noun = above == ISNAD_NONE || above + 1 != act->anchor ? NULL : isn_best(doc, above);
  const isn_token *t = &doc->tokens.at[act->anchor];
  return noun && noun->pos == ISN_NOUN && noun->proclitics & ISN_AL && act->arcs->relation[act->anchor] == ISN_REL_AMOD &&
         doc->cp[t->end - 1] == 0x629;
}

/* مقاطعة هلمند: a province. */
static bool is_province(const isn_act *act) {
  const isn_doc *doc = act->doc;
  const uint32_t next = act->anchor + 1;
  if (!isn_in(doc, act->anchor, ISN_CLASS_PROVINCE) || next >= doc->tokens.count || !isn_same_sentence(doc, act->anchor, next))
    return false;
  const uint32_t m = doc->tokens.at[next].kind == ISN_QUOTE_OPEN && next + 1 < doc->tokens.count ? doc->tokens.at[next + 1].mention
                                                                                                 : doc->tokens.at[next].mention;
  if (m == ISNAD_NONE) return false;
  const uint32_t e = doc->mentions.at[m].entity;
  const char *kind = doc->facts.at[e].kind;
  return doc->entities.at[e].type == ISNAD_LOC && !(kind && strcmp(kind, "country") == 0);
}

/* وصفه بأنه هجوم إرهابي، وهذه جريمة حرب: what somebody calls an act is no second one. */
static bool is_predicate(const isn_act *act) {
  const isn_doc *doc = act->doc;
  const uint32_t first = act->match->tokens[0];
  const isn_reading *r = isn_best(doc, first);
  if (act->frame->type != ISNAD_EV_ASSAULT || !first || (r && r->proclitics & (ISN_AL | ISN_BI | ISN_LI)) || act->actors) return false;
  for (uint32_t i = first, n = 0; i-- > 0 && n < 3 && isn_same_sentence(doc, i, first); n++) {
    const isn_token *t = &doc->tokens.at[i];
    if (t->kind >= ISN_MARK) continue;
    if (isn_in(doc, i, ISN_CLASS_CALLING)) return true;
    if (!isn_in(doc, i, ISN_CLASS_CALLED)) return false;
  }
  return false;
}

/* لقاء أرسنال، هجوم المنتخب: words of war and of meetings in a sentence about a match. */
static bool is_sport(const isn_act *act) {
  const isn_doc *doc = act->doc;
  if (!isn_in(doc, act->anchor, ISN_CLASS_SPORT_OR_WAR)) return false;
  const uint32_t s = doc->tokens.at[act->anchor].sentence;
  uint32_t from = doc->sentence_first.at[s], end = doc->sentence_first.at[s + 1], found = 0;
  if (act->anchor - from > SENTENCE_REACH) from = act->anchor - SENTENCE_REACH;
  if (end - act->anchor > SENTENCE_REACH) end = act->anchor + SENTENCE_REACH;
  for (uint32_t i = from; i < end && found < 2; i++) found += isn_in(doc, i, ISN_CLASS_SPORT);
  return found >= 2;
}

/* زيارة خاطفة, الحرب الخاطفة: no kidnapping. */
static bool is_swift(const isn_act *act) {
  const isn_reading *r = act->match->reading;
  return r && r->form == ISN_ACTIVE_PART && !act->recipients && isn_in(act->doc, act->anchor, ISN_CLASS_SWIFT) &&
         act->arcs->relation[act->anchor] == ISN_REL_AMOD;
}

bool isn_names_thing(const isn_act *act) {
  if (act->verbal) return is_swift(act);
  if (is_predicate(act) || is_sport(act)) return true;
  if (isn_pronoun_on(act->doc, act->anchor) && isn_in(act->doc, act->anchor, ISN_CLASS_SUMMIT)) return true;
  return is_paper(act) || (act->match->count == 1 && (is_somebody(act) || is_province(act)));
}

/* ---- accidents ---- */

static bool is_outcome(const isn_act *act) {
  return act->frame->type == ISNAD_EV_ASSAULT && !act->actors &&
         (isn_in(act->doc, act->anchor, ISN_CLASS_HARM) || isn_in(act->doc, act->match->tokens[0], ISN_CLASS_HARM));
}

static bool is_force(const isn_doc *doc, uint32_t token) { return isn_in(doc, token, ISN_CLASS_FORCE); }

/* حادث of traffic, of work; and a fall or crash of what flies. */
static bool is_mishap(const isn_doc *doc, uint32_t token, uint32_t end) {
  if (isn_in(doc, token, ISN_CLASS_MISHAP)) return true;
  if (!isn_in(doc, token, ISN_CLASS_MISHAP_OF)) return false;
  for (uint32_t k = token + 1; k < end && k < token + 3; k++)
    if (isn_in(doc, k, ISN_CLASS_VEHICLE)) return true;
  return false;
}

bool isn_is_accident(const isn_act *act) {
  const isn_doc *doc = act->doc;
  if (!is_outcome(act)) return false;
  for (uint32_t s = doc->tokens.at[act->anchor].sentence, n = 0; n <= LOOK_BACK; n++, s--) {
    const uint32_t first = doc->sentence_first.at[s];
    uint32_t end = doc->sentence_first.at[s + 1];
    bool force = false, mishap = false;
    if (end > first + SENTENCE_REACH && n) end = first + SENTENCE_REACH;
    for (uint32_t i = n || act->anchor < first + SENTENCE_REACH ? first : act->anchor - SENTENCE_REACH;
         i < end && i < act->anchor + SENTENCE_REACH && !force; i++) {
      if (doc->tokens.at[i].kind != ISN_WORD || i == act->anchor) continue;
      force = is_force(doc, i);
      mishap = mishap || is_mishap(doc, i, end);
    }
    if (force || mishap) return mishap && !force;
    if (!s) break;
  }
  return false;
}
