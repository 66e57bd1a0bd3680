/* Who takes part in an act by the words beside its noun: قصف من X, هجمات لـ X, تعرض X لهجوم. */
#include <string.h>

#include "doc/spelled.h"
#include "event/subject.h"

enum { UNDERGO_REACH = 10 };

/* An indefinite noun with nothing but its adjectives in its phrase: the chunk right behind it, or NULL. */
static const isn_chunk *behind_indefinite(const isn_act *act) {
  const isn_doc *doc = act->doc;
  const isn_reading *r = isn_best(doc, act->anchor);
  uint32_t last = act->match->tokens[act->match->count - 1], at = last > act->anchor ? last : act->anchor;
  uint32_t chunk = doc->tokens.at[at].chunk;
  if (act->verbal || !r || r->proclitics & ISN_AL || isn_pronoun_on(doc, act->anchor) || chunk == ISNAD_NONE ||
      chunk + 1 >= doc->chunks.count)
    return NULL;
  const isn_chunk *own = &doc->chunks.at[chunk], *next = own + 1;
  for (uint32_t i = at + 1; i < own->end; i++)
    if (doc->tokens.at[i].mention != ISNAD_NONE || (doc->tokens.at[i].pos != ISN_ADJ && act->arcs->relation[i] != ISN_REL_AMOD))
      return NULL;
  return next->kind == ISN_CHUNK_NP && !next->conj && isn_same_sentence(doc, next->first, act->anchor) ? next : NULL;
}

static bool has_preposition_slot(const isn_act *act, const char16_t *prep) {
  for (uint32_t i = 0; i < act->frame->recipients; i++) {
    const isn_slot *s = &act->frame->recipient[i];
    if (s->kind == ISN_SLOT_PREP && isn_letters_are(s->prep.at, s->prep.length, prep)) return true;
  }
  return false;
}

/* What a phrase names is where an act comes from rather than who does it. */
static bool mere_place(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  isn_phrase p = isn_phrase_around(act, token);
  if (p.entity == ISNAD_NONE || doc->entities.at[p.entity].type != ISNAD_LOC) return false;
  const char *kind = doc->facts.at[p.entity].kind;
  return act->frame->type >= ISNAD_EV_PROTEST || !kind || (strcmp(kind, "country") != 0 && strcmp(kind, "capital") != 0);
}

bool isn_take_giver(isn_act *act, isn_cast cast) {
  isnad_event_type t = act->frame->type;
  if (t == ISNAD_EV_RETREAT || t == ISNAD_EV_CONCEDE || t == ISNAD_EV_COERCE || t == ISNAD_EV_MOBILIZE || has_preposition_slot(act, u"من"))
    return false;
  const isn_chunk *next = behind_indefinite(act);
  if (!next || next->prep == ISNAD_NONE || !isn_token_is(act->doc, next->prep, u"من") || mere_place(act, next->head)) return false;
  return isn_take(act, cast, next->head, ISN_FIT_PARTY);
}

bool isn_take_whose_attack(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  if (act->frame->type != ISNAD_EV_ASSAULT || !isn_in(doc, act->anchor, ISN_CLASS_RAID)) return false;
  const isn_chunk *next = behind_indefinite(act);
  if (!next || next->prep != ISNAD_NONE || !(next->clitic & ISN_LI) || mere_place(act, next->head)) return false;
  isn_phrase p = isn_phrase_around(act, next->head);
  if (!isn_is_party(act, &p) || isn_is_target(doc, p.head)) return false;
  return isn_take(act, cast, next->head, ISN_FIT_PARTY);
}

/* ---- two by one word ---- */

enum { PAIR_EVENTS = 10, PAIR_SENTENCES = 6, PAIR_TOKENS = 250 };

/* What an entity can be in a pair: 0 anything that acts, else a type + 1. */
static bool in_pair(const isn_doc *doc, uint32_t entity, unsigned type) {
  if (entity == ISNAD_NONE || (type && doc->entities.at[entity].type != (isnad_entity_type)(type - 1))) return false;
  const char *kind = doc->facts.at[entity].kind;
  return doc->entities.at[entity].type != ISNAD_LOC || (kind && (strcmp(kind, "country") == 0 || (!type && strcmp(kind, "capital") == 0)));
}

static uint32_t collect(const isn_doc *doc, const isnad_participant *list, uint32_t count, unsigned type, uint32_t *pair, uint32_t n) {
  for (uint32_t i = 0; i < count; i++) {
    uint32_t e = list[i].entity;
    if (!in_pair(doc, e, type) || (n && e == pair[0]) || (n > 1 && e == pair[1])) continue;
    if (n < 2) pair[n] = e;
    n++;
  }
  return n;
}

/* A state and somebody of another kind are no pair. */
static bool alike(const isn_doc *doc, const uint32_t pair[2]) {
  return (doc->entities.at[pair[0]].type == ISNAD_LOC) == (doc->entities.at[pair[1]].type == ISNAD_LOC);
}

/* The only two who took part in an act told shortly before. */
static bool pair_of_act(const isn_doc *doc, uint32_t token, unsigned type, uint32_t pair[2]) {
  for (uint32_t e = doc->events.count, n = 0; e-- > 0 && n < PAIR_EVENTS; n++) {
    const isnad_event *row = &doc->events.at[e];
    uint32_t t = isn_doc_token_at(doc, row->anchor.start);
    if (t >= doc->tokens.count || doc->tokens.at[token].sentence - doc->tokens.at[t].sentence > PAIR_SENTENCES) return false;
    uint32_t count = collect(doc, row->actors, row->actors_count, type, pair, 0);
    if (collect(doc, row->recipients, row->recipients_count, type, pair, count) == 2 && alike(doc, pair)) return true;
  }
  return false;
}

/* The last two of a type that are named before it. */
static bool pair_named(const isn_doc *doc, uint32_t token, unsigned type, uint32_t pair[2]) {
  uint32_t n = 0;
  for (uint32_t i = token, steps = 0; i-- > 0 && steps < PAIR_TOKENS && n < 2; steps++) {
    uint32_t m = doc->tokens.at[i].mention, e = m == ISNAD_NONE ? ISNAD_NONE : doc->mentions.at[m].entity;
    if (in_pair(doc, e, type) && !(n && pair[0] == e)) pair[n++] = e;
  }
  return n == 2;
}

/* Read as a dual and as nothing else; of ين only words whose plural is another (الرئيسين, but not المسؤولين) are asked about. */
static bool dual(const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  bool two = false;
  for (uint32_t k = 0; k < t->readings_count; k++) {
    const isn_reading *r = &doc->readings.at[t->readings + k];
    if (r->pos == ISN_NOUN && r->proclitics & ISN_AL && r->form == ISN_SINGULAR) return false;
    two = two || (r->pos == ISN_NOUN && r->proclitics & ISN_AL && r->form == ISN_DUAL);
  }
  return two;
}

bool isn_pair_meant(const isn_act *act, const isn_phrase *p, uint32_t pair[2]) {
  const isn_doc *doc = act->doc;
  if (p->named || p->first != p->head || p->head >= doc->tokens.count) return false;
  if (!dual(doc, p->head)) return false;
  bool sides = isn_in(doc, p->head, ISN_CLASS_SIDE), state = isn_in(doc, p->head, ISN_CLASS_STATE);
  if (!sides && !state && !isn_in(doc, p->head, ISN_CLASS_LEADER)) return false;
  unsigned type = sides ? 0 : state ? ISNAD_LOC + 1 : ISNAD_PER + 1;
  return pair_of_act(doc, p->head, type, pair) || (!sides && pair_named(doc, p->head, type, pair));
}

/* ---- who undergoes ---- */

/* تعرض … ل: the word for undergoing that a noun of an act is the complement of, or ISNAD_NONE. */
static uint32_t undergoing(const isn_act *act) {
  const isn_doc *doc = act->doc;
  const isn_chunk *own = isn_chunk_of(doc, act->anchor);
  uint32_t first = act->match->tokens[0];
  if (act->verbal || !own || own->kind != ISN_CHUNK_NP || own->conj) return ISNAD_NONE;
  bool complement = own->clitic & ISN_LI && own->prep == ISNAD_NONE, from = own->prep != ISNAD_NONE && isn_token_is(doc, own->prep, u"من");
  if (!complement && !from) return ISNAD_NONE;
  for (uint32_t i = first, n = 0; i-- > 0 && n < UNDERGO_REACH && isn_same_sentence(doc, i, first); n++) {
    if (doc->tokens.at[i].kind == ISN_MARK) return ISNAD_NONE;
    if (isn_in(doc, i, ISN_CLASS_UNDERGO)) { /* ما يتعرض له فلان من اعتداءات */
      bool it = i + 1 < first && (isn_token_is(doc, i + 1, u"له") || isn_token_is(doc, i + 1, u"لها"));
      return complement != it && (complement || it) ? i : ISNAD_NONE;
    }
    if (isn_is_verb(doc, i)) return ISNAD_NONE;
    const isn_chunk *c = isn_chunk_of(doc, i);
    if (complement && c && c != own && c->clitic & ISN_LI && c->first == i) return ISNAD_NONE;
  }
  return ISNAD_NONE;
}

bool isn_take_undergone(isn_act *act) {
  const isn_doc *doc = act->doc;
  uint32_t word = undergoing(act);
  if (word == ISNAD_NONE) return false;
  isn_cast cast = isn_recipients(act);
  if (isn_is_verb(doc, word))
    return isn_subject_of(act, cast, word, 1) || isn_take_pronoun(act, cast, word, isn_pronoun_of_verb(doc, word));
  uint8_t pronoun = isn_pronoun_on(doc, word);
  if (pronoun) return isn_take_pronoun(act, cast, word, pronoun);
  const isn_chunk *c = isn_chunk_of(doc, word);
  return c && word + 1 < c->end && isn_take(act, cast, word + 1, ISN_FIT_PARTY);
}

/* ---- whose deeds ---- */

enum { DEED_CHUNKS = 3 };

/* رفض التدخلات التركية، أدانت القصف الإسرائيلي: what is refused or condemned is a country's, where nobody else is named. */
void isn_take_whose_deed(isn_act *act) {
  const isn_doc *doc = act->doc;
  isnad_event_type t = act->frame->type;
  uint32_t last = act->match->tokens[act->match->count - 1], chunk = doc->tokens.at[last > act->anchor ? last : act->anchor].chunk;
  if (!act->verbal || act->recipients || act->passive || (t != ISNAD_EV_REJECT && t != ISNAD_EV_ACCUSE) || chunk == ISNAD_NONE) return;
  for (uint32_t c = chunk + 1, n = 0; c < doc->chunks.count && n < DEED_CHUNKS; c++, n++) {
    const isn_chunk *own = &doc->chunks.at[c];
    if (own->kind != ISN_CHUNK_NP || own->prep != ISNAD_NONE || !isn_same_sentence(doc, own->first, act->anchor)) return;
    for (uint32_t i = own->head + 1; i < own->end; i++) {
      const isn_reading *r = isn_best(doc, i), *head = isn_best(doc, i - 1);
      if (doc->tokens.at[i].mention != ISNAD_NONE) break;
      const char *country =
          r && r->proclitics & ISN_AL && i - 1 != act->anchor && head && head->proclitics & ISN_AL && !isn_agent_at(act->agents, doc, i - 1)
              ? isn_nisba_country(act->agents, doc, i)
              : NULL;
      uint32_t e = country ? isn_country_entity(doc, country) : ISNAD_NONE;
      if (e == ISNAD_NONE) continue;
      if (!(act->actors && act->actor[0].entity == e)) isn_take_entity(act, isn_recipients(act), e);
      return;
    }
  }
}
