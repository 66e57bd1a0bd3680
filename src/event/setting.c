#include "event/setting.h"

#include <string.h>

#include "doc/spelled.h"
#include "event/subject.h"

enum {
  TIME_REACH = 40,
  PLACE_REACH = 14,
  NEAR_PLACE = 5,
  OWN_PLACE_REACH = 26,
  CLIMB_STEPS = 6,
  VERB_STEPS = 3,
  SEER_REACH = 3,
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
  if (!c || c->prep == ISNAD_NONE) return false;
  if (is_locative(doc, c->prep)) return true;
  const isnad_event_type type = act->frame->type;
  if (isn_in(doc, c->prep, ISN_CLASS_TOWARD)) return type == ISNAD_EV_ASSAULT && isn_in(doc, act->anchor, ISN_CLASS_ADVANCE);
  return (type == ISNAD_EV_ASSAULT || type == ISNAD_EV_RETREAT) && isn_in(doc, c->prep, ISN_CLASS_AROUND); /* القتال حول طرابلس */
}

/* الأراضي الليبية، أراضيها: the country whose land it is, or ISNAD_NONE. */
static uint32_t land_of(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  if (!isn_in(doc, token, ISN_CLASS_LAND)) return ISNAD_NONE;
  const uint8_t pronoun = isn_pronoun_on(doc, token);
  const uint32_t next = token + 1 < doc->tokens.count && isn_same_sentence(doc, token, token + 1) ? token + 1 : token;
  const char *country = pronoun || next == token || !doc->nationality ? NULL : doc->nationality[next];
  const uint32_t e = pronoun   ? isn_refer(act, token, pronoun, ISNAD_NONE, true).entity
                     : country ? isn_country_entity(doc, country)
                               : ISNAD_NONE;
  return e != ISNAD_NONE && doc->entities.at[e].type == ISNAD_LOC ? e : ISNAD_NONE;
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

/* Whether a place below an act is that of something else in its phrase: what is talked about (الأوضاع في ليبيا), what another verb tells.
 */
static bool of_another(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  const bool talk = act->frame->type == ISNAD_EV_CONSULT || act->frame->type == ISNAD_EV_COOPERATE || act->frame->type == ISNAD_EV_CONCEDE;
  uint32_t at = act->arcs->governor[isn_chunk_of(doc, token)->head];
  for (unsigned n = 0; n < CLIMB_STEPS && at != ISNAD_NONE && at != act->anchor && at != act->match->tokens[0]; n++) {
    if (isn_is_verb(doc, at)) /* a verb of another clause; but الهجوم وقع في, انفجار أصاب حافلة في */
      return at > act->anchor && at != act->arcs->governor[act->anchor] && act->arcs->governor[at] != act->anchor;
    const bool place = doc->tokens.at[at].mention != ISNAD_NONE || isn_in(doc, at, ISN_CLASS_SITE) ||
                       isn_in(doc, at, ISN_CLASS_PLACE_KIND) || isn_in(doc, at, ISN_CLASS_DIRECTION);
    if (talk && at > act->anchor && !place && !isn_agent_at(act->agents, doc, at)) return true;
    at = act->arcs->governor[at];
  }
  return false;
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
    const uint32_t land = other > 1 ? ISNAD_NONE : land_of(act, i);
    if (land != ISNAD_NONE) return land;
    if (other > 1 || !is_place(doc, i) || !under_locative(act, i) || of_a_body(act, i)) continue;
    if ((where_it_is(act, i) && !of_another(act, i)) || i < act->anchor + NEAR_PLACE) return entity_at(doc, i);
  }
  return ISNAD_NONE;
}

/* مصادر في لحج: a place in the words that say who tells of the act. */
static bool of_the_teller(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  const uint32_t said = doc->tokens.at[act->anchor].said, start = doc->tokens.at[token].start;
  if (said == ISNAD_NONE) return false;
  const isnad_span source = doc->statements.at[said].source;
  return isn_written(source) && start >= source.start && start <= source.end + 1;
}

/* تشهد مدينة بنغازي قتالا، هجمات شهدتها البلاد: the place that sees the act. */
static uint32_t place_that_sees(const isn_act *act) {
  const isn_doc *doc = act->doc;
  const uint32_t relative = isn_dependent(act->arcs, act->anchor, ISN_REL_ACL, ISN_REL_ACL, act->anchor);
  if (relative != ISNAD_NONE && isn_in(doc, relative, ISN_CLASS_WITNESS) && isn_is_verb(doc, relative) && isn_pronoun_on(doc, relative))
    for (uint32_t i = relative + 1; i < doc->tokens.count && i <= relative + SEER_REACH && isn_same_sentence(doc, i, relative); i++) {
      const isn_chunk *c = isn_chunk_of(doc, i);
      if (is_place(doc, i) && c && c->prep == ISNAD_NONE && !c->clitic) return entity_at(doc, i);
    }
  uint32_t seer = ISNAD_NONE;
  for (uint32_t i = act->anchor, n = 0; i-- > 0 && n < PLACE_REACH && isn_same_sentence(doc, i, act->anchor); n++) {
    const isn_chunk *c = isn_chunk_of(doc, i);
    if (isn_is_verb(doc, i)) return isn_in(doc, i, ISN_CLASS_WITNESS) ? seer : ISNAD_NONE;
    if (c && c->kind == ISN_CHUNK_COMP) return ISNAD_NONE;
    if (c && is_place(doc, i)) seer = c->prep == ISNAD_NONE && !c->clitic ? entity_at(doc, i) : seer;
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
    if (!c || !is_place(doc, i) || c->clause != own->clause || c->prep == ISNAD_NONE || of_a_body(act, i) || of_the_teller(act, i))
      continue;
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
  if (of_the_teller(act, first)) return ISNAD_NONE; /* تركيا: سنبدأ هجوما */
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
    bool same_word = known && r && o && r->lexeme != ISNAD_NONE && o->lexeme == r->lexeme && doc->tokens.at[t].sentence == sentence;
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
  e = place_that_sees(act);
  if (e == ISNAD_NONE) e = place_after(act);
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

/* Whether a verb tells the act, with a time of its own: it stands above the act in the same clause (في يوليو قامت امرأتان بتفجير سوق). */
static bool tells_it(const isn_act *act, uint32_t verb) {
  const isn_arcs *arcs = act->arcs;
  uint32_t at = act->verbal ? act->match->tokens[0] : act->anchor;
  for (unsigned n = 0; n < VERB_STEPS && at != ISNAD_NONE; n++) {
    const isn_relation r = (isn_relation)arcs->relation[at];
    if (r == ISN_REL_CCOMP || r == ISN_REL_ACL || r == ISN_REL_ADVCL || r == ISN_REL_PARATAXIS || (r == ISN_REL_CONJ && act->verbal))
      return false;
    at = arcs->governor[at];
    if (at == verb) return act->doc->tokens.at[verb].cue == ISNAD_NONE;
    if (at != ISNAD_NONE && isn_is_verb(act->doc, at)) return false;
  }
  return false;
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
                   (modality == ISNAD_ACTUAL && tells_it(act, governor)) ||
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
