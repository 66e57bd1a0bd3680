#include "event/setting.h"

#include <string.h>

#include "event/subject.h"

enum {
  TIME_REACH = 40,
  PLACE_REACH = 14,
  NEAR_PLACE = 5,
  OWN_PLACE_REACH = 26,
  CLIMB_STEPS = 6,
  EARLIER_EVENTS = 12,
  EARLIER_SENTENCES = 3
};

/* ---- place ---- */

/* The place that a token names or means (المدينة، البلاد), or ISNAD_NONE. */
static uint32_t entity_at(const isn_doc *doc, uint32_t token) {
  uint32_t m = doc->tokens.at[token].mention;
  if (m == ISNAD_NONE) return doc->tokens.at[token].kind == ISN_WORD ? isn_place_meant(doc, token) : ISNAD_NONE;
  return doc->entities.at[doc->mentions.at[m].entity].type == ISNAD_LOC ? doc->mentions.at[m].entity : ISNAD_NONE;
}

static bool is_place(const isn_doc *doc, uint32_t token) { return entity_at(doc, token) != ISNAD_NONE; }

static bool is_town(const isn_doc *doc, uint32_t entity) {
  const char *kind = doc->facts.at[entity].kind;
  return !(kind && strcmp(kind, "country") == 0);
}

/* في، قرب، داخل، شمال ...: not من، إلى، على، مع، ضد، بين, which give participants. */
static bool is_locative(const isn_doc *doc, uint32_t prep) {
  static const char16_t *const words[] = {u"في",   u"داخل", u"قرب",   u"شمال",  u"جنوب",  u"شرق", u"غرب", u"وسط",   u"خارج",  u"قبالة",
                                          u"بقرب", u"بوسط", u"فوق",   u"تحت",   u"امام",  u"خلف", u"عند", u"شمالي", u"جنوبي", u"شرقي",
                                          u"غربي", u"اقصي", u"اعالي", u"بمحيط", u"قباله", u"ضمن", u"ب",   u"لدي",   u"عبر"};
  const isn_token *t = &doc->tokens.at[prep];
  uint32_t skip = t->fold1 - t->fold0 > 2 && doc->fold[t->fold0] == 0x648 ? 1 : 0; /* وفي */
  for (size_t k = 0; k < sizeof words / sizeof *words; k++)
    if (isn_folded_is(doc, t->fold0 + skip, t->fold1, words[k]) || isn_folded_is(doc, t->fold0, t->fold1, words[k])) return true;
  return false;
}

/* Whether a place stands in its sentence under a locative preposition, its own or that of a noun for places before it (في قرى جبل صبر). */
static bool under_locative(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  const isn_chunk *c = isn_chunk_of(doc, token);
  if (c && (c->clitic & ISN_BI) && c->prep == ISNAD_NONE) return true;
  return c && c->prep != ISNAD_NONE && is_locative(doc, c->prep);
}

/* Whether the words between an act and a place belong to somebody: السفارة الفرنسية في ليبيا. */
static bool of_a_body(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  uint32_t governor = act->arcs->governor[isn_chunk_of(doc, token)->head];
  if (governor == ISNAD_NONE || governor == act->anchor || isn_is_verb(doc, governor)) return false;
  const isn_agent *agent = isn_agent_at(act->agents, doc, governor);
  uint32_t m = doc->tokens.at[governor].mention;
  bool body = m != ISNAD_NONE && doc->entities.at[doc->mentions.at[m].entity].type != ISNAD_LOC;
  return governor + 4 > token && (body || (agent && agent->kind == ISNAD_OFFICE));
}

/* Whether a place hangs on the act, or on the verb of which the act is the subject or object (وقع الهجوم في, شن هجوما في): what hangs on
 * another act is its place (دعا إلى حل في ليبيا). */
static bool where_it_is(const isn_act *act, uint32_t token) {
  const isn_arcs *arcs = act->arcs;
  if (isn_hangs_below(arcs, token, act->anchor) || isn_hangs_below(arcs, token, act->match->tokens[0])) return true;
  uint32_t verb = arcs->governor[act->anchor], at = isn_chunk_of(act->doc, token)->head;
  isn_relation r = (isn_relation)arcs->relation[act->anchor];
  if (act->verbal || verb == ISNAD_NONE || !isn_is_verb(act->doc, verb) || (r != ISN_REL_NSUBJ && r != ISN_REL_OBJ)) return false;
  return arcs->governor[at] == verb;
}

/* The place after the act in its clause. */
static uint32_t place_after(const isn_act *act) {
  const isn_doc *doc = act->doc;
  uint32_t end = doc->sentence_first.at[doc->tokens.at[act->anchor].sentence + 1], other = 0;
  for (uint32_t i = act->anchor + 1; i < end && i < act->anchor + OWN_PLACE_REACH; i++) {
    const isn_chunk *c = isn_chunk_of(doc, i);
    if (c && c->kind == ISN_CHUNK_COMP && !c->relative) break;
    if (c && c->kind == ISN_CHUNK_VERB && c->conj) break;
    if (c && c->kind == ISN_CHUNK_COMP) other++;
    if (other > 1 || !is_place(doc, i) || !under_locative(act, i) || of_a_body(act, i)) continue;
    if (where_it_is(act, i) || i < act->anchor + NEAR_PLACE) return entity_at(doc, i);
  }
  return ISNAD_NONE;
}

/* "في دمشق وقع انفجار": the place before the act in its clause. */
static uint32_t place_before(const isn_act *act) {
  const isn_doc *doc = act->doc;
  uint32_t first = doc->sentence_first.at[doc->tokens.at[act->anchor].sentence];
  const isn_chunk *own = isn_chunk_of(doc, act->anchor);
  for (uint32_t i = act->anchor; own && i-- > first && i + PLACE_REACH > act->anchor;) {
    const isn_chunk *c = isn_chunk_of(doc, i);
    if (!c || !is_place(doc, i) || c->clause != own->clause || c->prep == ISNAD_NONE || of_a_body(act, i)) continue;
    const isn_token *p = &doc->tokens.at[c->prep];
    uint32_t skip = p->fold1 - p->fold0 == 3 ? 1 : 0; /* وفي */
    if (isn_folded_is(doc, p->fold0 + skip, p->fold1, u"في")) return entity_at(doc, i);
  }
  return ISNAD_NONE;
}

/* "مقديشو: قصف ...": a place and a colon open the sentence. */
static uint32_t place_of_heading(const isn_act *act) {
  const isn_doc *doc = act->doc;
  uint32_t first = doc->sentence_first.at[doc->tokens.at[act->anchor].sentence];
  if (!is_place(doc, first)) return ISNAD_NONE;
  uint32_t m = doc->tokens.at[first].mention, i = first;
  if (m == ISNAD_NONE) return ISNAD_NONE;
  while (i < act->anchor && doc->tokens.at[i].mention == m) i++;
  return i < act->anchor && doc->cp[doc->tokens.at[i].start] == ':' ? doc->mentions.at[m].entity : ISNAD_NONE;
}

/* Where one who suffers the act is a place, the act is there. */
static uint32_t place_suffered(const isn_act *act) {
  isnad_event_type type = act->frame->type;
  bool there = (type >= ISNAD_EV_RETREAT && type != ISNAD_EV_SANCTION && (type < ISNAD_EV_REQUEST || type > ISNAD_EV_THREATEN)) ||
               (act->frame->mode && strcmp(act->frame->mode, "visit") == 0);
  for (uint32_t i = 0; there && i < act->recipients; i++) {
    uint32_t e = act->recipient[i].entity;
    if (e != ISNAD_NONE && act->doc->entities.at[e].type == ISNAD_LOC) return e;
  }
  uint8_t pronoun = there && !act->verbal && !isn_has_slot(act->frame->actor, act->frame->actors, ISN_SLOT_GENITIVE)
                        ? isn_pronoun_on(act->doc, act->anchor)
                        : 0;
  if (pronoun != 'H') return ISNAD_NONE;
  uint32_t e = isn_refer(act, act->anchor, pronoun, ISNAD_NONE, true).entity; /* تحريرها من المسلحين */
  return e != ISNAD_NONE && act->doc->entities.at[e].type == ISNAD_LOC ? e : ISNAD_NONE;
}

/* "الهجوم", "زيارتها": an act that is spoken of as known is where one of its kind was told to be before; so is one whose verb goes on from
 * another ("وناقش معه"). */
static uint32_t place_of_earlier(const isn_act *act) {
  const isn_doc *doc = act->doc;
  const isn_reading *r = isn_best(doc, act->anchor);
  uint32_t sentence = doc->tokens.at[act->anchor].sentence, anchor = doc->tokens.at[act->anchor].start;
  bool known = !act->verbal && ((r && r->proclitics & ISN_AL) || isn_pronoun_on(doc, act->anchor));
  bool goes_on = act->verbal && act->arcs->relation[act->match->tokens[0]] == ISN_REL_CONJ;
  for (uint32_t e = doc->events.count, n = 0; e-- > 0 && n < EARLIER_EVENTS; n++) {
    const isnad_event *other = &doc->events.at[e];
    if (other->type != act->frame->type || other->place == ISNAD_NONE || other->anchor.start >= anchor) continue;
    uint32_t t = isn_doc_token_at(doc, other->anchor.start);
    if (t >= doc->tokens.count || sentence - doc->tokens.at[t].sentence > EARLIER_SENTENCES) return ISNAD_NONE;
    const isn_reading *o = isn_best(doc, t);
    bool same_word = known && r && o && r->lexeme != ISNAD_NONE && o->lexeme == r->lexeme;
    if (same_word || (goes_on && doc->tokens.at[t].sentence == sentence && t == act->arcs->governor[act->match->tokens[0]]))
      return other->place;
  }
  return ISNAD_NONE;
}

uint32_t isn_place_of(const isn_act *act) {
  isnad_event_type type = act->frame->type;
  /* words have no place but the speaker's: what follows them is where the thing spoken of is */
  bool words = type == ISNAD_EV_AGREE || type == ISNAD_EV_SUPPORT || (type >= ISNAD_EV_REQUEST && type <= ISNAD_EV_THREATEN) ||
               type == ISNAD_EV_SANCTION;
  if (words) return ISNAD_NONE;
  uint32_t suffered = place_suffered(act), e = ISNAD_NONE;
  if (suffered != ISNAD_NONE && is_town(act->doc, suffered)) return suffered;
  e = place_after(act);
  if (e == ISNAD_NONE) e = suffered;
  if (e == ISNAD_NONE) e = place_before(act);
  if (e == ISNAD_NONE) e = place_of_earlier(act);
  if (e == ISNAD_NONE) e = place_of_heading(act);
  return e;
}

/* ---- time ---- */

/* The first word of a time that hangs outside of it. */
static uint32_t governor_of_time(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  uint32_t time = doc->tokens.at[token].time, at = token;
  for (unsigned n = 0; n < CLIMB_STEPS && at != ISNAD_NONE; n++) {
    at = act->arcs->governor[at];
    if (at == ISNAD_NONE || doc->tokens.at[at].time != time) return at;
  }
  return at;
}

/* How near a time stands to the act: words between, and more for each clause that opens between. */
static uint32_t distance(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  uint32_t anchor = act->anchor, away = token > anchor ? token - anchor : anchor - token;
  uint32_t lo = token < anchor ? token : anchor, hi = token < anchor ? anchor : token;
  for (uint32_t k = lo + 1; k < hi; k++) { /* another clause's time is farther away */
    const isn_chunk *c = isn_chunk_of(doc, k);
    if (c && c->first == k && (c->kind == ISN_CHUNK_COMP || c->kind == ISN_CHUNK_VERB)) away += 12;
  }
  return away;
}

uint32_t isn_time_of(const isn_act *act, isnad_modality modality) {
  const isn_doc *doc = act->doc;
  const isn_token *anchor = &doc->tokens.at[act->anchor];
  uint32_t first = doc->sentence_first.at[anchor->sentence], end = doc->sentence_first.at[anchor->sentence + 1], best = ISNAD_NONE,
           nearest = TIME_REACH, verb = act->match->tokens[0];
  if (act->anchor > first + TIME_REACH) first = act->anchor - TIME_REACH;
  if (end > act->anchor + TIME_REACH) end = act->anchor + TIME_REACH;
  for (uint32_t i = first; i < end; i++) {
    uint32_t t = doc->tokens.at[i].time;
    if (t == ISNAD_NONE || doc->times.at[t].type == ISNAD_SET) continue;
    uint32_t governor = governor_of_time(act, i);
    bool own = governor != ISNAD_NONE && (governor == act->anchor || governor == verb);
    /* "اشتباكات وقعت الأحد": on the verb of its relative clause, or on the verb of which it is the subject */
    bool clause = governor != ISNAD_NONE && isn_is_verb(doc, governor) &&
                  ((act->arcs->governor[governor] == act->anchor && act->arcs->relation[governor] == ISN_REL_ACL) ||
                   (act->arcs->governor[act->anchor] == governor && act->arcs->relation[act->anchor] == ISN_REL_NSUBJ));
    uint32_t away = distance(act, i);
    if (doc->times.at[t].type == ISNAD_DURATION && !(own && i > act->anchor && away < 6)) continue;
    /* what is only asked for or meant does not happen when it is spoken of */
    if (modality != ISNAD_ACTUAL && !act->verbal && i < act->anchor && !own) continue;
    if (own) away /= 3;
    else if (clause) away /= 2;
    if (away < nearest) nearest = away, best = t;
  }
  return nearest <= 13 ? best : ISNAD_NONE;
}
