/* Whose words. After a verb the first noun phrase without a preposition is its subject; else the one right before it (SVO); else the
 * speaker goes on from the statement before. Nouns have their speaker in the genitive, phrases after them. */
#include <string.h>
#include <uchar.h>

#include "doc/spelled.h"
#include "match/clause.h"
#include "match/tree.h"
#include "statement/found.h"

enum {
  WHOLE_CHUNKS = 6,
  CARRY_STEPS = 64,
  GOVERNED_TOKENS = 12,
  NEAR_CUES = 16,
  QUOTED_NAME = 6
}; /* how far back an implicit speaker, a noun's verb is looked for */

void isn_set_source(isn_found *f, isn_phrase p, const char *how) {
  f->has_source = true;
  f->source = p;
  f->source_entity = p.entity;
  f->kind = p.kind;
  f->after_source = p.end;
  f->how = how;
}

static uint8_t gender_of(const isn_speech *s, const isn_found *f) {
  if (!f->reading) return 0;
  if (f->shape == ISN_CUE_VERB) return f->reading->person == 3 ? f->reading->gender : 0;
  const isn_token *t = &s->doc->tokens.at[f->first];
  return f->shape != ISN_CUE_PARTICIPLE ? 0 : s->doc->fold[t->fold1 - 1] == 0x647 ? 'f' : 'm';
}

/* "وصل بومبيو ...، حيث قال إنه": the named subject of a clause before the cue in its sentence. */
static void subject_of_sentence(const isn_speech *s, isn_found *f) {
  const isn_doc *doc = s->doc;
  uint32_t sentence = doc->tokens.at[f->first].sentence, c = doc->tokens.at[f->first].chunk;
  for (uint32_t steps = 0;
       c != ISNAD_NONE && c-- > 0 && steps < CARRY_STEPS && doc->tokens.at[doc->chunks.at[c].first].sentence == sentence; steps++) {
    const isn_chunk *chunk = &doc->chunks.at[c];
    bool after_verb = c > 0 && doc->chunks.at[c - 1].kind == ISN_CHUNK_VERB, first = chunk->first == doc->sentence_first.at[sentence];
    if (!isn_bare_phrase(doc, chunk) || !(after_verb || first)) continue;
    isn_phrase p = isn_phrase_at(s->agents, s->lexicon, doc, c, true, 0);
    if (p.entity == ISNAD_NONE && p.agent.known && p.agent.person && after_verb && p.end <= f->first) f->kind = p.kind; /* سئلت المتحدثة */
    if (p.entity == ISNAD_NONE || doc->entities.at[p.entity].type == ISNAD_LOC || p.end > f->first) continue;
    f->source_entity = p.entity;
    f->kind = p.kind;
    return;
  }
}

/* Whether a cue's form says that one (s) or several (p) speak, 0 if it does not. */
static char number_of_cue(const isn_speech *s, const isn_found *f) {
  if (!f->reading) return 0;
  if (f->shape == ISN_CUE_VERB) return f->reading->person != 3 ? 0 : f->reading->number == 's' ? 's' : f->reading->number ? 'p' : 0;
  if (f->shape != ISN_CUE_PARTICIPLE) return 0;
  const isn_token *t = &s->doc->tokens.at[f->first];
  return s->doc->fold[t->fold1 - 1] == 0x646 ? 'p' : 's';
}

/* How many a statement's source is; a verb before its subject does not tell. */
static char number_of_source(const isn_speech *s, const isn_found *b) {
  if (!b->has_source) return number_of_cue(s, b);
  if (b->joint) return 'p';
  const isn_reading *r = isn_best(s->doc, b->source.head);
  if (b->source.entity != ISNAD_NONE || !r) return 's';
  return r->form == ISN_PLURAL || r->number == 'p' || r->number == 'd' ? 'p' : 's';
}

bool isn_same_speaker(const isn_speech *s, const isn_found *f, const isn_found *b) {
  uint8_t mine = gender_of(s, f), theirs = gender_of(s, b);
  if (mine && theirs && mine != theirs) return false;
  char many = number_of_cue(s, f), before = number_of_source(s, b);
  return !many || !before || many == before || (many == 's' && mine == 'f' && before == 'p'); /* مصادر ... وأضافت */
}

/* Whether a statement stands in the content of another one that f does not stand in: who spoke there does not go on here. */
static bool closed(const isn_speech *s, uint32_t b, const isn_found *f) {
  for (uint32_t k = b, n = 0; k-- > 0 && n < NEAR_CUES; n++) {
    const isn_found *o = &s->found.at[k];
    for (uint32_t c = 0; c < o->contents; c++)
      if (!o->relay && isn_within(s->found.at[b].cue, o->content[c]) && !isn_within(f->cue, o->content[c])) return true;
  }
  return false;
}

/* "وحين سئل فلان عن الدعم قال", "ولدى وصوله التقى فلان ... وأكد": the person named right behind a verb before the cue in its sentence. */
static bool asked_before(const isn_speech *s, isn_found *f) {
  const isn_doc *doc = s->doc;
  const uint32_t sentence = doc->tokens.at[f->first].sentence;
  uint32_t c = doc->tokens.at[f->first].chunk;
  for (uint32_t n = 0; c != ISNAD_NONE && c-- > 1 && n < CARRY_STEPS && doc->tokens.at[doc->chunks.at[c].first].sentence == sentence; n++) {
    const isn_chunk *chunk = &doc->chunks.at[c], *verb = chunk - 1;
    if (!isn_bare_phrase(doc, chunk) || verb->kind != ISN_CHUNK_VERB || doc->tokens.at[verb->first].sentence != sentence) continue;
    const isn_reading *r = isn_best(doc, verb->head);
    if (!r || r->person != 3 || (c >= 2 && doc->chunks.at[c - 2].kind == ISN_CHUNK_COMP && doc->chunks.at[c - 2].relative)) continue;
    if (f->reading && f->reading->person == 3 && f->reading->gender != r->gender) continue;
    const isn_phrase p = isn_phrase_at(s->agents, s->lexicon, doc, c, true, 0);
    if (p.entity == ISNAD_NONE || doc->entities.at[p.entity].type != ISNAD_PER || p.end > f->first || p.kind != ISNAD_PERSON) continue;
    f->source_entity = p.entity;
    f->kind = ISNAD_PERSON;
    return true;
  }
  return false;
}

/* The speaker of an implicit subject: the last statement whose source agrees, of this sentence or the ones before. */
void isn_carry_over(isn_speech *s, uint32_t index, bool same_sentence_only) {
  isn_found *f = &s->found.at[index];
  uint32_t sentence = s->doc->tokens.at[f->first].sentence;
  f->kind = ISNAD_ANONYMOUS;
  f->how = "subject:implicit";
  bool asked = false;
  for (uint32_t k = index, steps = 0; k-- > 0 && steps < CARRY_STEPS; steps++) {
    const isn_found *b = &s->found.at[k];
    uint32_t other = s->doc->tokens.at[b->first].sentence;
    if (same_sentence_only && other != sentence) break;
    if (sentence - other > 4) break;
    if (other != sentence && !asked && f->shape == ISN_CUE_VERB) { /* وحين سئل فلان عن الدعم قال: nobody spoke in this sentence yet */
      asked = true;
      if (asked_before(s, f)) return;
    }
    bool reported = b->shape == ISN_CUE_NOUN && b->has_source && b->how && strcmp(b->how, "noun:after-its-speaker") == 0;
    if (!b->contents || (b->shape == ISN_CUE_NOUN && !reported) || b->shape == ISN_CUE_PHRASE) continue;
    if (f->first < b->after_source || !isn_same_speaker(s, f, b) || closed(s, k, f)) continue;
    f->source_entity = b->source_entity;
    f->kind = b->kind;
    f->joint = b->joint;
    return;
  }
  subject_of_sentence(s, f);
}

/* A thing is no speaker: "ذكر أسماء", "تعتبر الأولى"; unknown words may be names, and a definite noun may speak in a clause (الاتفاق ينص
 * على أن). */
static bool is_thing(const isn_speech *s, const isn_found *f, const isn_phrase *p) {
  const isn_reading *r = isn_best(s->doc, p->head);
  bool act = r && r->form == ISN_MASDAR && s->doc->tokens.at[p->head].mention == ISNAD_NONE; /* زيارة فلان تعتبر */
  if ((p->entity != ISNAD_NONE && !act) || p->agent.known || !r || r->lexeme == ISNAD_NONE) return false;
  bool clause = p->end < s->doc->tokens.count && isn_complementizer(s, p->end);
  if (p->entity != ISNAD_NONE) return !clause;
  return (f->any && !clause) || !(r->proclitics & ISN_AL);
}

/* "ترامب والسيسي", "الرئيس ووزير خارجيته": two joint speakers are one source and no one entity. */
isn_phrase isn_joined_source(const isn_speech *s, isn_found *f, isn_phrase p) {
  const isn_doc *doc = s->doc;
  if (p.end >= isn_sentence_end(doc, p.first)) return p;
  uint32_t c = doc->tokens.at[p.end].chunk;
  if (c == ISNAD_NONE) return p;
  const isn_chunk *chunk = &doc->chunks.at[c];
  bool separate = chunk->kind == ISN_CHUNK_CONJ && chunk->end < isn_sentence_end(doc, p.first) && c + 1 < doc->chunks.count;
  if (separate) c++, chunk = &doc->chunks.at[c];
  if (!(chunk->conj & ISN_WA || separate) || !isn_bare_phrase(doc, chunk)) return p;
  isn_phrase other = isn_phrase_at(s->agents, s->lexicon, doc, c, true, 0);
  if (other.entity == ISNAD_NONE && !other.agent.known) return p;
  isn_phrase both = isn_phrase_of(s->agents, s->lexicon, doc, p.first, other.end);
  both.entity = ISNAD_NONE;
  f->joint = true;
  both.kind = p.kind;
  return other.end < isn_sentence_end(doc, p.first) && !separate ? isn_joined_source(s, f, both) : both;
}

/* The subject by the tree, where nothing that opens or ends a clause stands between it and the verb. */
static uint32_t tree_subject(const isn_doc *doc, uint32_t verb) {
  uint32_t token = isn_tree_child(doc, verb, "nsubj"), outer = isn_doc_governor(doc, verb, NULL);
  if (token == ISNAD_NONE && outer != ISNAD_NONE && doc->tokens.at[outer].pos == ISN_AUX) token = isn_tree_child(doc, outer, "nsubj");
  if (token == ISNAD_NONE || doc->tokens.at[token].chunk == ISNAD_NONE) return ISNAD_NONE;
  const uint32_t chunk = doc->tokens.at[token].chunk;
  if (!isn_bare_phrase(doc, &doc->chunks.at[chunk])) return ISNAD_NONE;
  if (doc->chunks.at[chunk].head != token && doc->tokens.at[token].mention == ISNAD_NONE) return ISNAD_NONE;
  for (uint32_t c = doc->tokens.at[verb].chunk + 1; token > verb && c < chunk; c++) {
    const isn_chunk *between = &doc->chunks.at[c];
    bool stop = between->kind == ISN_CHUNK_MARK && !isn_comma(doc, between->first) && doc->tokens.at[between->first].kind == ISN_MARK;
    if (between->kind == ISN_CHUNK_COMP || between->kind == ISN_CHUNK_VERB || stop) return ISNAD_NONE;
  }
  return chunk;
}

/* "وحث الأطراف على": by the tree an object, no person, and the cue's own particle stands behind it. */
static bool addressed(const isn_speech *s, const isn_found *f, uint32_t c) {
  const isn_doc *doc = s->doc;
  const char *relation;
  if (isn_doc_governor(doc, doc->chunks.at[c].head, &relation) != f->first || strncmp(relation, "ob", 2) != 0) return false;
  const uint32_t first_verb = isn_doc_governor(doc, f->first, &relation); /* "ترحب بالهدنة وتطالب الجماعة باحترامها" shares its subject */
  bool shares = first_verb != ISNAD_NONE && first_verb < f->first && strcmp(relation, "conj") == 0 &&
                doc->tokens.at[first_verb].pos == ISN_VERB && !isn_comma(doc, f->first - 1) && f->reading &&
                isn_best(doc, first_verb)->gender == f->reading->gender;
  if (!f->reading || (f->reading->gender == 'f' && !shares) || !(f->reading->proclitics & (ISN_WA | ISN_FA))) return false;
  isn_phrase p = isn_phrase_at(s->agents, s->lexicon, doc, c, true, f->clitic);
  if (p.kind == ISNAD_PERSON || p.end >= isn_sentence_end(doc, f->first) || doc->tokens.at[p.end].chunk == ISNAD_NONE) return false;
  return (doc->chunks.at[doc->tokens.at[p.end].chunk].clitic & f->clitic) || isn_own_particle(s, f, p.end);
}

/* "الطرف الذي رفض التوقيع", "مسؤول طلب عدم نشر اسمه": the subject is the noun that the clause is about. */
static uint32_t relative_subject(const isn_speech *s, const isn_found *f, bool *before) {
  const isn_doc *doc = s->doc;
  const char *relation;
  const uint32_t noun = isn_doc_governor(doc, f->first, &relation);
  if (noun == ISNAD_NONE || noun > f->first || strncmp(relation, "acl", 3) != 0 || !(f->any || f->document) || isn_of_antecedent(s, f))
    return ISNAD_NONE;
  if (!f->reading || f->reading->enclitic || f->reading->proclitics & (ISN_WA | ISN_FA)) return ISNAD_NONE;
  const uint32_t c = doc->tokens.at[noun].chunk;
  if (c == ISNAD_NONE || doc->chunks.at[c].kind != ISN_CHUNK_NP || doc->chunks.at[c].head != noun || f->first - noun > GOVERNED_TOKENS)
    return ISNAD_NONE;
  const isn_reading *r = isn_best(doc, noun);
  bool one = doc->tokens.at[noun].mention != ISNAD_NONE || !r || (r->form != ISN_PLURAL && r->number == 's');
  if (one && number_of_cue(s, f) == 'p') return ISNAD_NONE;
  for (uint32_t k = c + 1; k < doc->tokens.at[f->first].chunk; k++)
    if ((doc->chunks.at[k].kind == ISN_CHUNK_COMP && !doc->chunks.at[k].relative) || doc->chunks.at[k].kind == ISN_CHUNK_VERB)
      return ISNAD_NONE;
  *before = true;
  return c;
}

/* "ثم اتهم الحكومة بالتقصير": of a verb that has a personal object the one phrase between it and its particle is that object. */
bool isn_lone_object(const isn_speech *s, const isn_found *f, uint32_t c) {
  const isn_doc *doc = s->doc;
  const isn_reading *r = f->reading;
  if (!r || r->enclitic || r->passive) return false;
  isn_phrase p = isn_phrase_at(s->agents, s->lexicon, doc, c, true, f->clitic);
  const uint32_t end = isn_sentence_end(doc, f->first);
  if (p.end >= end || doc->tokens.at[p.end].chunk == ISNAD_NONE) return false;
  const isn_chunk *next = &doc->chunks.at[doc->tokens.at[p.end].chunk];
  return next->kind == ISN_CHUNK_NP && ((next->clitic & f->clitic) || isn_own_particle(s, f, p.end));
}

/* Whether the phrase at chunk c can speak at all. */
static bool speaks(const isn_speech *s, uint32_t c) {
  const isn_phrase p = isn_phrase_at(s->agents, s->lexicon, s->doc, c, true, 0);
  return p.entity != ISNAD_NONE || p.agent.known;
}

/* "كان الوزير قد أبلغ نظيره بأن": who is called by a pronoun that agrees with the verb is told. */
static bool calls_back(const isn_speech *s, const isn_found *f, uint32_t c) {
  const isn_doc *doc = s->doc;
  const isn_token *t = &doc->tokens.at[doc->chunks.at[c].first];
  const isn_reading *noun = isn_best(doc, doc->chunks.at[c].first), *verb = f->reading;
  if (!noun || !verb || verb->person != 3 || verb->number != 's' || t->mention != ISNAD_NONE) return false;
  return noun->enclitic == (verb->gender == 'f' ? 'H' : 'h');
}

/* "دعا الولايات المتحدة إلى", "دعت أعضاءها إلى": behind the verb stands who is spoken to, for he does not agree with it or is called by
 * a pronoun that does. */
static bool spoken_to(const isn_speech *s, const isn_found *f, uint32_t c) {
  static const uint16_t at[] = {0x627, 0x62a};
  const isn_doc *doc = s->doc;
  const isn_reading *verb = f->reading;
  const bool personal = f->cue_class == ISNAD_DEMAND || f->cue_class == ISNAD_WARN || f->cue_class == ISNAD_ACCUSE || f->addressee;
  if (f->addressee && calls_back(s, f, c)) return true;
  if (!personal || !verb || verb->person != 3 || verb->number != 's' || !isn_lone_object(s, f, c)) return false;
  const isn_chunk *chunk = &doc->chunks.at[c];
  const isn_token *t = &doc->tokens.at[chunk->first];
  const isn_reading *noun = isn_best(doc, chunk->first);
  if (noun && noun->enclitic && t->mention == ISNAD_NONE && noun->enclitic == (verb->gender == 'f' ? 'H' : 'h')) return true;
  const isn_agent *agent = isn_agent_at(s->agents, doc, chunk->first);
  if ((agent && agent->person) || (noun && noun->form == ISN_PLURAL && t->mention == ISNAD_NONE)) return false; /* دعا قادة المعارضة إلى */
  const isn_phrase p = isn_phrase_at(s->agents, s->lexicon, doc, c, true, f->clitic);
  if (isn_whole_source(s, f, p).end < p.end) return false; /* who is spoken to stands behind it */
  if (verb->gender == 'f' || (t->mention != ISNAD_NONE && doc->entities.at[doc->mentions.at[t->mention].entity].type == ISNAD_PER))
    return false;
  const bool several = t->fold1 - t->fold0 > 4 && memcmp(doc->fold + t->fold1 - 2, at, sizeof at) == 0;
  return doc->cp[t->end - 1] == 0x629 || (several && chunk->first == f->end);
}

/* "أصدرت الوزارة بيانا انتقد الاقتراحات": an indefinite paper right before a verb that agrees speaks in it. */
static uint32_t paper_before(const isn_speech *s, const isn_found *f) {
  const isn_doc *doc = s->doc;
  if (!f->first || doc->tokens.at[f->first - 1].sentence != doc->tokens.at[f->first].sentence) return ISNAD_NONE;
  const uint32_t at = f->first - 1;
  const isn_agent *agent = isn_agent_at(s->agents, doc, at);
  const isn_reading *noun = isn_best(doc, at), *verb = f->reading;
  if (!agent || agent->kind != ISNAD_DOCUMENT_SOURCE || !noun || noun->proclitics & ISN_AL || noun->enclitic || !verb) return ISNAD_NONE;
  if (verb->person != 3 || verb->number != 's' || verb->enclitic || verb->proclitics & (ISN_WA | ISN_FA)) return ISNAD_NONE;
  const bool feminine = doc->cp[doc->tokens.at[at].end - 1] == 0x629;
  const uint32_t c = doc->tokens.at[at].chunk;
  return (verb->gender == 'f') == feminine && c != ISNAD_NONE && doc->chunks.at[c].head == at ? c : ISNAD_NONE;
}

/* Order finds a subject, the tree confirms or corrects it. A dual or plural verb stands behind its subject. */
uint32_t isn_speaking_subject(const isn_speech *s, const isn_found *f, bool *before) {
  const isn_doc *doc = s->doc;
  uint32_t c = isn_subject(doc, f->first, f->end, f->clitic, before), tree = tree_subject(doc, f->first);
  bool several = f->reading && (f->reading->number == 'd' || (f->reading->number == 'p' && f->reading->gender == 'm'));
  if (several && tree != ISNAD_NONE && doc->chunks.at[tree].first > f->first) tree = ISNAD_NONE;
  const uint32_t framed = c != ISNAD_NONE && (!*before || tree != c) ? isn_framed_subject(s, f) : ISNAD_NONE;
  if (framed != ISNAD_NONE) {
    *before = true;
    return framed;
  }
  const uint32_t antecedent = isn_antecedent_subject(s, f);
  if (antecedent != ISNAD_NONE && (c == ISNAD_NONE || !speaks(s, c))) {
    *before = true;
    return antecedent;
  }
  if (c == ISNAD_NONE && tree == ISNAD_NONE) return relative_subject(s, f, before);
  if (c != ISNAD_NONE && !*before && spoken_to(s, f, c)) {
    *before = true;
    return isn_subject_before(doc, f->first);
  }
  if (f->accuses && c != ISNAD_NONE && !*before && isn_lone_object(s, f, c)) {
    *before = true;
    return isn_subject_before(doc, f->first);
  }
  const uint32_t paper = c != ISNAD_NONE && !*before ? paper_before(s, f) : ISNAD_NONE;
  if (paper != ISNAD_NONE) {
    *before = true;
    return paper;
  }
  if (c == tree) return c;
  if (tree != ISNAD_NONE) {
    *before = doc->chunks.at[tree].first < f->first;
    return tree;
  }
  if (c == ISNAD_NONE || *before || !(several || addressed(s, f, c))) return c;
  *before = true;
  return isn_subject_before(doc, f->first);
}

/* "شكك مسؤول | في نتائج": the cue's own particle opens what is said, unless it comes once more behind the phrase. */
static isn_phrase without_particle(const isn_speech *s, const isn_found *f, isn_phrase p) {
  const isn_doc *doc = s->doc;
  const uint32_t end = isn_sentence_end(doc, f->first);
  if (p.first < f->first || (p.end < end && isn_own_particle(s, f, p.end))) return p;
  for (uint32_t i = p.end; i-- > p.first + 1;)
    if (isn_own_particle(s, f, i)) return isn_phrase_of(s->agents, s->lexicon, doc, p.first, i);
  return p;
}

/* "مستشار الرئيس، فلان، قد صرح": the post before the comma is of the name behind it. */
static isn_phrase with_title(const isn_speech *s, uint32_t c, isn_phrase p) {
  const isn_doc *doc = s->doc;
  if (p.entity == ISNAD_NONE || doc->entities.at[p.entity].type != ISNAD_PER || doc->tokens.at[p.first].mention == ISNAD_NONE || c < 2 ||
      doc->chunks.at[c - 1].kind != ISN_CHUNK_MARK || !isn_comma(doc, doc->chunks.at[c - 1].first))
    return p;
  uint32_t k = c - 2;
  while (k > 0 && c - k < 5 && doc->chunks.at[k].kind != ISN_CHUNK_MARK && !isn_bare_phrase(doc, &doc->chunks.at[k])) k--;
  const isn_chunk *chunk = &doc->chunks.at[k];
  const isn_agent *agent = isn_agent_at(s->agents, doc, chunk->head);
  if (!isn_bare_phrase(doc, chunk) || !agent || !agent->person || doc->tokens.at[chunk->first].sentence != doc->tokens.at[p.first].sentence)
    return p;
  for (uint32_t i = chunk->first; i < doc->chunks.at[c - 1].first; i++)
    if (doc->tokens.at[i].mention != ISNAD_NONE && doc->entities.at[doc->mentions.at[doc->tokens.at[i].mention].entity].type == ISNAD_PER)
      return p;
  isn_phrase whole = isn_phrase_of(s->agents, s->lexicon, doc, chunk->first, p.end);
  whole.entity = p.entity;
  whole.kind = p.kind;
  return whole;
}

/* "إيطاليا والأمم المتحدة يحذران", "حكومة الوفاق وقادتها يصرون" (the second are of the first). */
static isn_phrase joined_before(const isn_speech *s, isn_found *f, uint32_t c, isn_phrase p) {
  const isn_doc *doc = s->doc;
  if (!doc->chunks.at[c].conj || !c || !isn_bare_phrase(doc, &doc->chunks.at[c - 1]) || doc->chunks.at[c - 1].conj ||
      doc->tokens.at[doc->chunks.at[c - 1].first].sentence != doc->tokens.at[f->first].sentence)
    return p;
  const isn_reading *second = isn_best(doc, doc->chunks.at[c].head);
  isn_phrase both = isn_phrase_of(s->agents, s->lexicon, doc, doc->chunks.at[c - 1].first, p.end);
  if (!(second && second->enclitic)) both.entity = ISNAD_NONE;
  f->joint = true;
  return both;
}

/* The subject at chunk c. A phrase with the clitic of the cue's particle ends it (رحبت السفارة|بقرار), unless one more comes behind it:
 * أفتى عضو الهيئة بالوزارة | بعدم. */
static isn_phrase whole_subject(const isn_speech *s, const isn_found *f, uint32_t c) {
  const isn_doc *doc = s->doc;
  isn_phrase p = isn_phrase_at(s->agents, s->lexicon, doc, c, true, f->clitic);
  if (!f->clitic) return p;
  const isn_phrase longer = isn_phrase_at(s->agents, s->lexicon, doc, c, true, 0);
  const uint32_t end = isn_sentence_end(doc, f->first);
  if (longer.end <= p.end || longer.end >= end) return p;
  const isn_chunk *added = &doc->chunks.at[doc->tokens.at[p.end].chunk];
  const isn_agent *body = isn_agent_at(s->agents, doc, added->head);
  if (!body || body->person || body->kind == ISNAD_DOCUMENT_SOURCE) return p; /* رحبت السفارة بقرار الوزارة باستئناف */
  for (uint32_t k = doc->tokens.at[longer.end].chunk, n = 0; k < doc->chunks.count && n < WHOLE_CHUNKS; k++, n++) {
    const isn_chunk *next = &doc->chunks.at[k];
    if (next->first >= end || next->kind == ISN_CHUNK_VERB || next->kind == ISN_CHUNK_CONJ || next->conj) break;
    const isn_reading *r = isn_best(doc, next->first);
    if ((r && r->proclitics & f->clitic) || (next->kind == ISN_CHUNK_COMP && !next->relative)) return longer;
    if (next->kind == ISN_CHUNK_COMP) break;
  }
  return p;
}

/* "نطالب", inside what somebody is quoted with: he who says all of it. */
static bool take_enclosing(isn_speech *s, uint32_t index, const char *how) {
  isn_found *f = &s->found.at[index];
  for (uint32_t k = index, n = 0; k-- > 0 && n < CARRY_STEPS; n++) {
    const isn_found *b = &s->found.at[k];
    for (uint32_t c = 0; c < b->contents; c++) {
      if (!isn_within(f->cue, b->content[c]) || (b->shape == ISN_CUE_NOUN && !b->has_source)) continue;
      f->source_entity = b->source_entity;
      f->kind = b->kind;
      f->joint = b->joint;
      f->how = how;
      return true;
    }
  }
  return false;
}

/* "وقال "الجنود لا يملكون": what stands in the quotation right behind the verb is said and does not speak; but قال "الجيش الحر" إن. */
static bool quotes_at_once(const isn_speech *s, const isn_found *f) {
  const isn_doc *doc = s->doc;
  const uint32_t end = isn_sentence_end(doc, f->first);
  if (f->end >= end || !isn_opens(doc, f->end) || isn_quoted_name(doc, f->end)) return false;
  const uint32_t close = isn_quote_end(doc, f->end);
  if (close == ISNAD_NONE || close > f->end + QUOTED_NAME) return true;
  for (uint32_t i = close + 1; i < end && i < close + QUOTED_NAME && doc->tokens.at[i].pos != ISN_VERB; i++)
    if (isn_complementizer(s, i) || isn_mark(doc, i, ':')) return false;
  return true;
}

/* "كلمة قال فيها إن", "اجتماع أعلنت خلاله أن": the noun before it is where it was said. */
static bool told_in(const isn_speech *s, const isn_found *f) {
  const isn_doc *doc = s->doc;
  if (f->end + 1 >= isn_sentence_end(doc, f->first)) return false;
  const isn_reading *r = isn_best(doc, f->end);
  const bool within = isn_token_is(doc, f->end, u"فيه") || isn_token_is(doc, f->end, u"فيها") || isn_token_is(doc, f->end, u"خلاله") ||
                      isn_token_is(doc, f->end, u"خلالها");
  return within && r;
}

/* "في كلمة للمبعوث فلان قال فيها إن": the last person named in the sentence before it, if the verb may be his. */
static void who_in_it(const isn_speech *s, isn_found *f) {
  const isn_doc *doc = s->doc;
  const uint32_t first = doc->sentence_first.at[doc->tokens.at[f->first].sentence];
  for (uint32_t i = f->first; i-- > first;) {
    const uint32_t m = doc->tokens.at[i].mention;
    if (m == ISNAD_NONE || doc->entities.at[doc->mentions.at[m].entity].type != ISNAD_PER) continue;
    const uint32_t c = doc->tokens.at[i].chunk; /* رسالة إلى فلان: who is told */
    if (c != ISNAD_NONE && doc->chunks.at[c].prep != ISNAD_NONE && isn_token_is(doc, doc->chunks.at[c].prep, u"الي")) continue;
    f->source_entity = doc->mentions.at[m].entity;
    f->kind = ISNAD_PERSON;
    f->joint = false;
    return;
  }
}

/* "حكومة كمال عزيز الذي يرفض", "تولي الرئيس فلان الذي توعد": the pronoun agrees with the name at the end of its phrase, not with the
 * phrase. */
static bool named_antecedent(const isn_speech *s, isn_found *f) {
  const isn_doc *doc = s->doc;
  const uint32_t c = isn_relative_antecedent(doc, f->first);
  if (c == ISNAD_NONE || !f->reading || f->reading->enclitic || f->reading->person != 3 || f->reading->number != 's') return false;
  if (f->reading->gender != 'm' || isn_of_antecedent(s, f)) return false;
  const isn_chunk *chunk = &doc->chunks.at[c];
  const uint32_t last = chunk->end - 1, m = doc->tokens.at[last].mention;
  if (m == ISNAD_NONE || doc->entities.at[doc->mentions.at[m].entity].type != ISNAD_PER || doc->tokens.at[chunk->head].mention == m)
    return false;
  if (!isn_token_is(doc, chunk->end, u"الذي") && !(isn_comma(doc, chunk->end) && isn_token_is(doc, chunk->end + 1, u"الذي"))) return false;
  const isn_agent *agent = isn_agent_at(s->agents, doc, chunk->head);
  if (agent && agent->person) return false;
  f->source_entity = doc->mentions.at[m].entity;
  f->kind = ISNAD_PERSON;
  f->how = "subject:antecedent";
  return true;
}

/* "وقال بعضهم إن": pronouns of a part of those whom the text speaks of. */
static bool some_of_them(const isn_speech *s, isn_found *f) {
  const isn_doc *doc = s->doc;
  if (f->end >= isn_sentence_end(doc, f->first) || !isn_in(doc, f->end, ISN_CLASS_SOME_OF_THEM)) return false;
  if (f->reading && (f->reading->person != 3 || f->reading->enclitic)) return false;
  isn_set_source(f, isn_phrase_of(s->agents, s->lexicon, doc, f->end, f->end + 1), "subject:after");
  f->source_entity = f->source.entity = ISNAD_NONE;
  f->kind = ISNAD_GROUP;
  return true;
}

/* "ما وصفه بالخطأ", "التي وصفها بـ"الخطأ"": nobody stands between the verb and what it calls it. */
static bool calls_it(const isn_speech *s, const isn_found *f) {
  const isn_doc *doc = s->doc;
  const isn_reading *r = f->reading, *next = f->end < isn_sentence_end(doc, f->first) ? isn_best(doc, f->end) : NULL;
  if (!f->two_objects || !r || !r->enclitic || f->end >= isn_sentence_end(doc, f->first)) return false;
  return isn_token_is(doc, f->end, u"ب") || (next && next->proclitics & ISN_BI);
}

static void verb_source(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  if (f->settled || named_antecedent(s, f) || some_of_them(s, f)) return;
  if (calls_it(s, f)) {
    if (!take_enclosing(s, index, "subject:enclosing")) isn_carry_over(s, index, false);
    return;
  }
  if (f->reading && f->reading->person == 1) {
    if (!take_enclosing(s, index, "subject:first-person")) isn_carry_over(s, index, false);
    return;
  }
  /* with its own preposition next to it the cue has its complement already: "دعا إلى" */
  if (f->reading && f->reading->passive) { /* يُقال إن: nobody in particular */
    f->kind = ISNAD_ANONYMOUS;
    f->how = "passive";
    return;
  }
  bool complement_next = f->any && f->end > f->first + 1, before = true;
  uint32_t c = complement_next ? isn_subject_before(s->doc, f->first) : isn_speaking_subject(s, f, &before);
  if (complement_next && c == ISNAD_NONE) c = isn_antecedent_subject(s, f), before = true;
  if (complement_next && c == ISNAD_NONE) c = relative_subject(s, f, &before); /* القانون الذي ينص على */
  if (c != ISNAD_NONE && !before && quotes_at_once(s, f)) c = isn_subject_before(s->doc, f->first), before = true;
  if (c == ISNAD_NONE) {
    isn_carry_over(s, index, false);
    if (told_in(s, f)) who_in_it(s, f);
    return;
  }
  isn_phrase p = whole_subject(s, f, c);
  if (!before) {
    if (is_thing(s, f, &p) && !(isn_of_antecedent(s, f) && tree_subject(s->doc, f->first) == c)) {
      isn_carry_over(s, index, false);
      f->mute = p.entity != ISNAD_NONE && tree_subject(s->doc, f->first) == c; /* تؤكد زيارة فلان عمق العلاقات */
    } else isn_set_source(f, isn_joined_source(s, f, isn_whole_source(s, f, without_particle(s, f, p))), "subject:after");
    return;
  }
  if (p.end > f->first) p = isn_phrase_of(s->agents, s->lexicon, s->doc, p.first, f->first);
  p = isn_whole_source(s, f, with_title(s, c, p));
  if (number_of_cue(s, f) == 'p') p = joined_before(s, f, c, p);
  uint32_t after = f->after_source;
  const isn_reading *head = isn_best(s->doc, p.head);
  bool stranger = !f->joint && p.entity == ISNAD_NONE && !p.agent.known && head && head->lexeme != ISNAD_NONE;
  if (stranger && !f->any) { /* "في الذكرى السنوية قال فيها إن": the phrase before belongs elsewhere */
    isn_carry_over(s, index, false);
    if (told_in(s, f)) who_in_it(s, f);
    return;
  }
  if (!f->joint && is_thing(s, f, &p)) {
    if (told_in(s, f)) { /* شريطا أعلنت فيه أنها */
      isn_carry_over(s, index, false);
      who_in_it(s, f);
      return;
    }
    f->mute = true;
  }
  isn_set_source(f, p, "subject:before");
  f->after_source = after;
}

void isn_find_source(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  switch (f->shape) {
    case ISN_CUE_VERB: verb_source(s, index); break;
    case ISN_CUE_PARTICIPLE:
      isn_carry_over(s, index, true);
      if (f->source_entity == ISNAD_NONE && f->kind == ISNAD_ANONYMOUS) isn_carry_over(s, index, false);
      f->how = "participle:same-speaker";
      break;
    case ISN_CUE_NOUN: isn_noun_source(s, index); break;
    case ISN_CUE_PHRASE: isn_phrase_source(s, index); break;
    default: break;
  }
  isn_meant(s, index);
  if (f->document && f->kind == ISNAD_DOCUMENT_SOURCE) f->any = true;
}
