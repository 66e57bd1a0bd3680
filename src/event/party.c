#include "event/party.h"

#include <string.h>

enum { PRONOUN_TOKENS = 160, LONGEST_CAST = 5 };

static bool same_span(isnad_span a, isnad_span b) { return a.start == b.start && a.end == b.end; }

static void add(const isn_act *act, isn_cast cast, isn_phrase phrase, bool written, uint32_t entity) {
  if (*cast.count >= ISN_MAX_PARTICIPANTS) return;
  for (uint32_t i = 0; i < act->actors; i++)
    if (act->actor[i].written && written && same_span(act->actor[i].phrase.span, phrase.span)) return;
  for (uint32_t i = 0; i < *cast.count; i++)
    if (cast.at[i].written == written && (written ? same_span(cast.at[i].phrase.span, phrase.span) : cast.at[i].entity == entity)) return;
  cast.at[(*cast.count)++] = (isn_party){phrase, written, entity};
}

/* A participant is its name alone when it has one: "الرئيس السوري بشار الأسد" is بشار الأسد; "قوات حفتر" stays whole. */
static isn_phrase as_participant(const isn_doc *doc, isn_phrase p) {
  bool force = p.agent.known && !p.agent.person && p.kind != ISNAD_PERSON;
  if (!p.named || p.entity == ISNAD_NONE || (force && doc->entities.at[p.entity].type == ISNAD_PER)) return p;
  for (uint32_t i = p.first; i < p.end; i++) {
    uint32_t m = doc->tokens.at[i].mention;
    if (m != ISNAD_NONE && doc->mentions.at[m].entity == p.entity) {
      p.span = doc->mentions.at[m].span;
      return p;
    }
  }
  return p;
}

bool isn_is_party(const isn_phrase *p) { return p->entity != ISNAD_NONE || p->agent.known || p->country; }

static bool fits(const isn_doc *doc, const isn_phrase *p, isn_fit fit) {
  const isn_token *t = &doc->tokens.at[p->head];
  if (t->time != ISNAD_NONE || t->kind >= ISN_MARK) return false;
  if (isn_is_party(p) || fit == ISN_FIT_ANYTHING) return true;
  const isn_reading *r = isn_best(doc, p->head);
  return fit == ISN_FIT_NAME && (!r || r->lexeme == ISNAD_NONE);
}

void isn_take_phrase(isn_act *act, isn_cast cast, isn_phrase p, isn_fit fit) {
  if (!fits(act->doc, &p, fit)) return;
  p = as_participant(act->doc, p);
  if (p.span.end > p.span.start) add(act, cast, p, true, p.entity);
}

void isn_take_entity(isn_act *act, isn_cast cast, uint32_t entity) {
  if (entity != ISNAD_NONE) add(act, cast, (isn_phrase){.span = isn_no_span(), .entity = entity}, false, entity);
}

isn_phrase isn_phrase_around(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  uint32_t chunk = doc->tokens.at[token].chunk;
  const isn_chunk *c = chunk == ISNAD_NONE ? NULL : &doc->chunks.at[chunk];
  if (!c || c->kind != ISN_CHUNK_NP) return isn_phrase_of(act->agents, act->lexicon, doc, token, token + 1);
  uint32_t first = c->prep == ISNAD_NONE ? c->first : c->prep + 1;
  isn_phrase whole = isn_phrase_at(act->agents, act->lexicon, doc, chunk, false, 0);
  if (act->anchor >= first && act->anchor < c->end) {
    if (token < act->anchor) return isn_phrase_of(act->agents, act->lexicon, doc, first, act->anchor); /* القوات المهاجمة */
    first = act->match->after > act->anchor && act->match->after <= token ? act->match->after : act->anchor + 1;
  }
  if (token == whole.head || first >= token) return first == whole.first ? whole : isn_phrase_of(act->agents, act->lexicon, doc, first, whole.end);
  /* the role falls on a word inside the chunk: its own words to the left stay */
  uint32_t left = token, m = doc->tokens.at[token].mention;
  while (left > first && ((m != ISNAD_NONE && doc->tokens.at[left - 1].mention == m) || isn_hangs_below(act->arcs, left - 1, token))) left--;
  return isn_phrase_of(act->agents, act->lexicon, doc, left, whole.end > token ? whole.end : token + 1);
}

/* Adds what is coordinated with a phrase that ends before token `end`: by و in the next chunks, over one that the phrase's head governs. */
static void take_coordinated(isn_act *act, isn_cast cast, uint32_t head, uint32_t end, isn_fit fit) {
  const isn_doc *doc = act->doc;
  if (end >= doc->tokens.count) return;
  uint32_t sentence = doc->tokens.at[head].sentence, c = doc->tokens.at[end - 1].chunk;
  for (uint32_t n = 0; c != ISNAD_NONE && c < doc->chunks.count && n < LONGEST_CAST; c++, n++) {
    const isn_chunk *next = &doc->chunks.at[c];
    if (doc->tokens.at[next->first].sentence != sentence) return;
    if (next->first < end || next->kind == ISN_CHUNK_CONJ) continue;
    bool joined = next->kind == ISN_CHUNK_NP && (next->conj & ISN_WA || doc->chunks.at[c - 1].kind == ISN_CHUNK_CONJ) &&
                  next->prep == ISNAD_NONE && !next->clitic;
    bool between = next->kind == ISN_CHUNK_NP && !next->conj && isn_hangs_below(act->arcs, next->head, head);
    if (between && !joined) continue;
    if (!joined) return;
    const isn_reading *r = isn_best(doc, next->head);
    if (r && r->proclitics & ISN_AL && r->pos == ISN_ADJ) continue; /* السياسي والعسكري */
    isn_phrase p = isn_phrase_around(act, next->head);
    bool conj = act->arcs->relation[next->head] == ISN_REL_CONJ && isn_hangs_below(act->arcs, next->head, head);
    if (!isn_is_party(&p) && !(fit == ISN_FIT_ANYTHING && conj)) return;
    isn_take_phrase(act, cast, p, fit);
    if (p.end > end) end = p.end;
  }
}

bool isn_take(isn_act *act, isn_cast cast, uint32_t token, isn_fit fit) {
  isn_phrase p = isn_phrase_around(act, token);
  uint32_t before = *cast.count;
  isn_take_phrase(act, cast, p, fit);
  if (*cast.count == before) return false;
  take_coordinated(act, cast, token, p.end, fit);
  return true;
}

uint32_t isn_country_entity(const isn_doc *doc, const char *country) {
  for (uint32_t e = 0; country && e < doc->entities.count; e++)
    if (doc->entities.at[e].type == ISNAD_LOC && doc->facts.at[e].country && strcmp(doc->facts.at[e].country, country) == 0 &&
        doc->facts.at[e].kind && strcmp(doc->facts.at[e].kind, "country") == 0)
      return e;
  return ISNAD_NONE;
}

/* ---- pronouns ---- */

/* Of a person by the title in a label (نائبة), of others by the name's first word; places are feminine. */
static uint8_t gender_by_name(const isn_doc *doc, uint32_t entity) {
  isnad_entity_type type = doc->entities.at[entity].type;
  if (type == ISNAD_LOC) return 'f';
  if (type == ISNAD_PER) return 0;
  const char *name = doc->entities.at[entity].name_ar, *blank = strchr(name, ' ');
  size_t n = blank ? (size_t)(blank - name) : strlen(name);
  return n > 2 && memcmp(name + n - 2, "ة", 2) == 0 ? 'f' : 'm';
}

const uint8_t *isn_genders(isn_doc *doc, const isn_arcs *arcs) {
  uint8_t *genders = isn_arena_alloc(&doc->arena, (size_t)doc->entities.count + 1);
  int16_t *votes = isn_arena_alloc(&doc->arena, ((size_t)doc->entities.count + 1) * sizeof *votes);
  if (!genders || !votes) return NULL;
  memset(votes, 0, ((size_t)doc->entities.count + 1) * sizeof *votes);
  for (uint32_t i = 0; i < doc->tokens.count; i++) { /* قالت وليامز: a verb beside its subject shows the gender */
    const isn_token *t = &doc->tokens.at[i];
    if (t->mention == ISNAD_NONE || doc->entities.at[doc->mentions.at[t->mention].entity].type != ISNAD_PER) continue;
    uint32_t e = doc->mentions.at[t->mention].entity, g = arcs->governor[i];
    if (g == ISNAD_NONE || arcs->relation[i] != ISN_REL_NSUBJ || doc->tokens.at[g].pos != ISN_VERB) continue;
    char gender = isn_feature(doc, g, "Gender=");
    if (votes[e] < INT16_MAX - 2 && votes[e] > INT16_MIN + 2) votes[e] = (int16_t)(votes[e] + (gender == 'f' ? 2 : gender == 'm' ? -1 : 0));
  }
  for (uint32_t l = 0; l < doc->labels.count; l++) {
    const isnad_label *label = &doc->labels.at[l];
    if (label->entity == ISNAD_NONE || doc->entities.at[label->entity].type != ISNAD_PER) continue;
    uint32_t c = label->span.start;
    while (c < label->span.end && doc->cp[c] != ' ') c++;
    int16_t *v = &votes[label->entity];
    if (*v < INT16_MAX - 4 && *v > INT16_MIN + 4 && c > label->span.start) *v = (int16_t)(*v + (doc->cp[c - 1] == 0x629 ? 3 : -1));
  }
  for (uint32_t e = 0; e < doc->entities.count; e++)
    genders[e] = doc->entities.at[e].type != ISNAD_PER ? gender_by_name(doc, e) : votes[e] > 0 ? 'f' : votes[e] < 0 ? 'm' : 0;
  return genders;
}

/* Whether an entity can be what a pronoun of this gender and number stands for. */
static bool pronoun_fits(const isn_act *act, uint32_t e, uint8_t enclitic) {
  const isn_doc *doc = act->doc;
  isnad_entity_type type = doc->entities.at[e].type;
  uint8_t gender = enclitic == 'H' ? 'f' : enclitic == 'h' ? 'm' : 0, own = act->genders[e];
  if ((enclitic == 'M' || enclitic == 'D') && type == ISNAD_PER) return false;
  if (gender && own && own != gender) return false;
  if (gender == 'f' && type == ISNAD_PER && !own) return false;
  return !(type == ISNAD_LOC && doc->facts.at[e].kind && strcmp(doc->facts.at[e].kind, "country") != 0);
}

/* The entity that a token names, by a mention on it or a phrase that describes one (المصدر, الوزير). */
static uint32_t entity_at(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  uint32_t m = doc->tokens.at[token].mention;
  if (m != ISNAD_NONE) return doc->mentions.at[m].entity;
  return isn_phrase_around(act, token).entity;
}

/* The subjects above a token: of the verb that governs it and of those above that, nearest first; the source of a statement where a verb
 * of speech leaves its subject out. */
static uint32_t subject_above(const isn_act *act, uint32_t token, uint8_t enclitic, uint32_t not_this) {
  const isn_doc *doc = act->doc;
  uint32_t at = token;
  for (unsigned n = 0; n < 4; n++) {
    uint32_t verb = isn_verb_above(doc, act->arcs, at, NULL);
    if (verb == ISNAD_NONE) return ISNAD_NONE;
    uint32_t subject = isn_dependent(act->arcs, verb, ISN_REL_NSUBJ, ISN_REL_NSUBJ_PASS, ISNAD_NONE);
    uint32_t e = subject != ISNAD_NONE && subject != token && !isn_hangs_below(act->arcs, token, subject) ? entity_at(act, subject) : ISNAD_NONE;
    uint32_t cue = doc->tokens.at[verb].cue;
    if (e == ISNAD_NONE && cue != ISNAD_NONE) e = doc->statements.at[cue].source_entity;
    if (e != ISNAD_NONE && e != not_this && pronoun_fits(act, e, enclitic)) return e;
    at = verb;
  }
  return ISNAD_NONE;
}

uint32_t isn_referent(const isn_act *act, uint32_t token, uint8_t enclitic, uint32_t not_this) {
  const isn_doc *doc = act->doc;
  uint32_t above = subject_above(act, token, enclitic, not_this);
  if (above != ISNAD_NONE) return above;
  uint32_t sentence = doc->tokens.at[token].sentence, best = ISNAD_NONE;
  int most = -1000;
  bool people = act->frame->type == ISNAD_EV_CONSULT || act->frame->type == ISNAD_EV_REQUEST || act->frame->type == ISNAD_EV_ACCUSE;
  for (uint32_t i = token, steps = 0; i-- > 0 && steps < PRONOUN_TOKENS; steps++) {
    const isn_token *t = &doc->tokens.at[i];
    if (sentence - t->sentence > 1) break;
    if (t->mention == ISNAD_NONE) continue;
    uint32_t e = doc->mentions.at[t->mention].entity;
    if (e == not_this || !pronoun_fits(act, e, enclitic)) continue;
    int score = -(int)steps / 3 - (t->sentence != sentence ? 12 : 0);
    if (act->arcs->relation[i] == ISN_REL_NSUBJ) score += 15;
    isnad_entity_type type = doc->entities.at[e].type;
    if (type == ISNAD_LOC) score -= people ? 20 : 8;
    if (people && type == ISNAD_PER) score += 4;
    if (score > most) most = score, best = e;
  }
  return best;
}
