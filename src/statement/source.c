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

static void set_source(isn_found *f, isn_phrase p, const char *how) {
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

/* The speaker of an implicit subject: the last statement whose source agrees, of this sentence or the ones before. */
static void carry_over(isn_speech *s, uint32_t index, bool same_sentence_only) {
  isn_found *f = &s->found.at[index];
  uint32_t sentence = s->doc->tokens.at[f->first].sentence;
  f->kind = ISNAD_ANONYMOUS;
  f->how = "subject:implicit";
  for (uint32_t k = index, steps = 0; k-- > 0 && steps < CARRY_STEPS; steps++) {
    const isn_found *b = &s->found.at[k];
    uint32_t other = s->doc->tokens.at[b->first].sentence;
    if (same_sentence_only && other != sentence) break;
    if (sentence - other > 4) break;
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
static isn_phrase joined(const isn_speech *s, isn_found *f, isn_phrase p) {
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
  return other.end < isn_sentence_end(doc, p.first) && !separate ? joined(s, f, both) : both;
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
static bool lone_object(const isn_speech *s, const isn_found *f, uint32_t c) {
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
  if (!personal || !verb || verb->person != 3 || verb->number != 's' || !lone_object(s, f, c)) return false;
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

/* Order finds a subject, the tree confirms or corrects it. A dual or plural verb stands behind its subject. */
static uint32_t subject_of(const isn_speech *s, const isn_found *f, bool *before) {
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
  if (f->accuses && c != ISNAD_NONE && !*before && lone_object(s, f, c)) {
    *before = true;
    return isn_subject_before(doc, f->first);
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
static bool take_enclosing(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  for (uint32_t k = index, n = 0; k-- > 0 && n < CARRY_STEPS; n++) {
    const isn_found *b = &s->found.at[k];
    for (uint32_t c = 0; c < b->contents; c++) {
      if (!isn_within(f->cue, b->content[c])) continue;
      f->source_entity = b->source_entity;
      f->kind = b->kind;
      f->joint = b->joint;
      f->how = "subject:first-person";
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

static void verb_source(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  if (f->settled) return;
  if (f->reading && f->reading->person == 1) {
    if (!take_enclosing(s, index)) carry_over(s, index, false);
    return;
  }
  /* with its own preposition next to it the cue has its complement already: "دعا إلى" */
  if (f->reading && f->reading->passive) { /* يُقال إن: nobody in particular */
    f->kind = ISNAD_ANONYMOUS;
    f->how = "passive";
    return;
  }
  bool complement_next = f->any && f->end > f->first + 1, before = true;
  uint32_t c = complement_next ? isn_subject_before(s->doc, f->first) : subject_of(s, f, &before);
  if (complement_next && c == ISNAD_NONE) c = isn_antecedent_subject(s, f), before = true;
  if (complement_next && c == ISNAD_NONE) c = relative_subject(s, f, &before); /* القانون الذي ينص على */
  if (c != ISNAD_NONE && !before && quotes_at_once(s, f)) c = isn_subject_before(s->doc, f->first), before = true;
  if (c == ISNAD_NONE) {
    carry_over(s, index, false);
    if (told_in(s, f)) who_in_it(s, f);
    return;
  }
  isn_phrase p = whole_subject(s, f, c);
  if (!before) {
    if (is_thing(s, f, &p) && !(isn_of_antecedent(s, f) && tree_subject(s->doc, f->first) == c)) {
      carry_over(s, index, false);
      f->mute = p.entity != ISNAD_NONE && tree_subject(s->doc, f->first) == c; /* تؤكد زيارة فلان عمق العلاقات */
    } else set_source(f, joined(s, f, isn_whole_source(s, f, without_particle(s, f, p))), "subject:after");
    return;
  }
  if (p.end > f->first) p = isn_phrase_of(s->agents, s->lexicon, s->doc, p.first, f->first);
  p = isn_whole_source(s, f, with_title(s, c, p));
  if (number_of_cue(s, f) == 'p') p = joined_before(s, f, c, p);
  uint32_t after = f->after_source;
  const isn_reading *head = isn_best(s->doc, p.head);
  bool stranger = !f->joint && p.entity == ISNAD_NONE && !p.agent.known && head && head->lexeme != ISNAD_NONE;
  if (stranger && !f->any) { /* "في الذكرى السنوية قال فيها إن": the phrase before belongs elsewhere */
    carry_over(s, index, false);
    if (told_in(s, f)) who_in_it(s, f);
    return;
  }
  if (!f->joint && is_thing(s, f, &p)) {
    if (told_in(s, f)) { /* شريطا أعلنت فيه أنها */
      carry_over(s, index, false);
      who_in_it(s, f);
      return;
    }
    f->mute = true;
  }
  set_source(f, p, "subject:before");
  f->after_source = after;
}

/* The chunk whose words a cue that relays, before this one in its sentence, passes on. */
static uint32_t passed_on(const isn_speech *s, const isn_found *f) {
  const isn_doc *doc = s->doc;
  for (uint32_t k = (uint32_t)(f - s->found.at), n = 0; k-- > 0 && n < NEAR_CUES; n++) {
    const isn_found *b = &s->found.at[k];
    if (doc->tokens.at[b->first].sentence != doc->tokens.at[f->first].sentence) break;
    if (!b->relay || !b->contents) continue;
    const uint32_t at = isn_doc_token_at(doc, b->content[0].start), c = doc->tokens.at[at].chunk;
    return at < f->first && c != ISNAD_NONE && doc->chunks.at[c].kind == ISN_CHUNK_NP ? c : ISNAD_NONE;
  }
  return ISNAD_NONE;
}

/* عن فلان قوله: the speaker of a noun with a pronoun is the phrase before it, with its preposition. */
static bool speaker_before(isn_speech *s, isn_found *f, uint32_t chunk) {
  const isn_doc *doc = s->doc;
  uint32_t c = chunk; /* عن محافظ الحسكة [فلان] قوله: back over the pieces of one phrase to its preposition */
  while (c > 0 && chunk - c < 4 && doc->chunks.at[c - 1].kind == ISN_CHUNK_NP &&
         doc->tokens.at[doc->chunks.at[c - 1].first].sentence == doc->tokens.at[f->first].sentence) {
    c--;
    if (doc->chunks.at[c].prep != ISNAD_NONE) break;
  }
  const uint32_t own = doc->chunks.at[c].prep;
  if (own == ISNAD_NONE || (c == chunk && own + 1 >= f->first)) return false;
  isn_phrase p = c == chunk ? isn_phrase_of(s->agents, s->lexicon, doc, own + 1, f->first)
                            : isn_phrase_at(s->agents, s->lexicon, doc, c, false, f->clitic);
  if (p.end > f->first) p = isn_phrase_of(s->agents, s->lexicon, doc, p.first, f->first);
  const isn_reading *head = isn_best(doc, p.head);
  if (head && head->enclitic && p.entity == ISNAD_NONE && !p.agent.known) { /* عن مصدر لم يكشف هويته قوله */
    const uint32_t passed = passed_on(s, f);
    if (passed == ISNAD_NONE) return false;
    p = isn_phrase_at(s->agents, s->lexicon, doc, passed, false, f->clitic);
  }
  uint32_t after = f->end;
  set_source(f, p, "noun:after-its-speaker");
  f->after_source = after;
  return true;
}

/* "جدد الوزير دعوته إلى", "وجه المرشد تحذيرا من": the noun is the object of a verb, whose subject speaks. */
static bool governing_subject(isn_speech *s, isn_found *f) {
  const isn_doc *doc = s->doc;
  const char *relation;
  uint32_t verb = isn_doc_governor(doc, f->first, &relation);
  if (verb == ISNAD_NONE || verb > f->first || doc->tokens.at[verb].pos != ISN_VERB || strncmp(relation, "obj", 3) != 0)
    verb = isn_governing_verb(doc, f->first);
  if (verb == ISNAD_NONE || f->first - verb > GOVERNED_TOKENS) return false;
  const isn_reading *r = isn_best(doc, verb);
  if (r && (r->person == 1 || r->passive)) return false;
  if (isn_in(doc, verb, ISN_CLASS_ANSWERS)) return false; /* "نفت الوزارة مزاعم عن": another's */
  isn_found probe = {.shape = ISN_CUE_VERB, .first = verb, .end = verb + 1, .reading = r};
  bool before = false;
  uint32_t c = subject_of(s, &probe, &before);
  if (c == ISNAD_NONE || doc->chunks.at[c].first == f->first) return false;
  isn_phrase p = isn_phrase_at(s->agents, s->lexicon, doc, c, true, 0);
  if (p.first <= f->first && p.end > f->first) p = isn_phrase_of(s->agents, s->lexicon, doc, p.first, f->first);
  const isn_reading *head = isn_best(doc, p.head); /* تبادل الجانبان الاتهامات */
  if (p.entity == ISNAD_NONE && !p.agent.known && !(head && head->number == 'd')) return false;
  /* "تظاهر الآلاف في الساحة تنديدا": the square says nothing */
  if (p.entity != ISNAD_NONE && !p.agent.known && doc->tokens.at[doc->chunks.at[c].head].mention == ISNAD_NONE) return false;
  uint32_t after = f->after_source;
  set_source(f, joined(s, f, p), "noun:subject-of-its-verb");
  f->after_source = after;
  return true;
}

/* دعوات المدافعين عن: a definite sound plural is of people. */
static bool of_people(const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  const isn_reading *r = isn_best(doc, token);
  if (!r || !(r->proclitics & ISN_AL) || t->fold1 - t->fold0 < 6) return false;
  const uint16_t last = doc->fold[t->fold1 - 1], before = doc->fold[t->fold1 - 2];
  return last == 0x646 && (before == 0x64a || before == 0x648);
}

/* "ترحيب من التحالف", "دعوات من قبل النقابات": who speaks stands behind the noun, where من is not its own particle. */
static bool speaker_behind(isn_speech *s, isn_found *f) {
  static const char16_t *const sides[] = {u"قبل", u"جانب", u"طرف", u"لدن"};
  const isn_doc *doc = s->doc;
  const uint32_t end = isn_sentence_end(doc, f->first);
  uint32_t at = f->end;
  while (at < end && at < f->end + 2 && doc->tokens.at[at].pos == ISN_ADJ && doc->tokens.at[at].mention == ISNAD_NONE) at++;
  if (at + 1 >= end || !isn_token_is(doc, at, u"من")) return false;
  at++;
  const bool side = at + 1 < end && isn_token_is_any(doc, at, sides, sizeof sides / sizeof *sides);
  if (!side && (isn_own_particle(s, f, at - 1) || f->end > f->first + 1)) return false;
  at += side;
  if (doc->tokens.at[at].chunk == ISNAD_NONE || doc->tokens.at[at].kind >= ISN_MARK) return false;
  const isn_chunk *c = &doc->chunks.at[doc->tokens.at[at].chunk];
  isn_phrase p = isn_phrase_of(s->agents, s->lexicon, doc, at, c->end > at ? c->end : at + 1);
  if (p.entity == ISNAD_NONE && !p.agent.known) return false;
  set_source(f, joined(s, f, p), "noun:from");
  return true;
}

static void noun_source(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  const isn_doc *doc = s->doc;
  uint32_t chunk = doc->tokens.at[f->first].chunk;
  f->kind = ISNAD_ANONYMOUS;
  f->how = "noun:implicit";
  if (chunk == ISNAD_NONE) return;
  if (f->reading && f->reading->enclitic) {
    const bool joined_on = f->reading->proclitics & (ISN_WA | ISN_FA); /* "إخطار السفن ومطالبتها": its pronoun is another's */
    if ((!joined_on && speaker_before(s, f, chunk)) || governing_subject(s, f)) return;
    carry_over(s, index, false);
    f->how = "noun:pronoun";
    return;
  }
  const isn_chunk *c = &doc->chunks.at[chunk];
  bool said = f->reading && f->reading->proclitics & ISN_AL && f->cue_class == ISNAD_SAY; /* نسبت إلى الأسد القول */
  if (said && chunk && c->first == f->first && doc->chunks.at[chunk - 1].kind == ISN_CHUNK_NP && speaker_before(s, f, chunk)) return;
  uint32_t own = c->prep == ISNAD_NONE ? c->first : c->prep + 1;
  if (said && own < f->first) {
    isn_phrase p = isn_phrase_of(s->agents, s->lexicon, doc, own, f->first);
    if (p.entity != ISNAD_NONE || p.agent.known) {
      set_source(f, p, "noun:after-its-speaker");
      f->after_source = f->end;
      return;
    }
  }
  bool adjective = f->end < doc->tokens.count && doc->tokens.at[f->end].pos == ISN_ADJ && doc->tokens.at[f->end].mention == ISNAD_NONE;
  if (f->end < c->end && doc->tokens.at[f->end].kind < ISN_MARK && !adjective) {
    uint32_t end = c->end;
    isn_phrase p = isn_phrase_of(s->agents, s->lexicon, doc, f->end, end);
    if (f->accuses && lone_object(s, f, chunk)) { /* اتهام الحكومة بالتقصير: whom, not who */
      f->after_source = p.end;
      return;
    }
    if (p.entity != ISNAD_NONE || p.agent.known || of_people(doc, p.head)) {
      set_source(f, p, "noun:genitive");
      return;
    }
  }
  if (speaker_behind(s, f)) return;
  if (c->prep == ISNAD_NONE && !c->clitic) (void)governing_subject(s, f);
}

/* "أغلق الجيش الطريق بحجة ...": whose pretext it is does the act of the clause. */
static void governing_speaker(isn_speech *s, isn_found *f) {
  const isn_doc *doc = s->doc;
  uint32_t verb = isn_doc_governor(doc, f->first, NULL);
  if (verb != ISNAD_NONE && f->end - f->first == 1 && verb > f->first) verb = isn_doc_governor(doc, verb, NULL);
  if (verb == ISNAD_NONE || verb > f->first || doc->tokens.at[verb].pos != ISN_VERB) verb = isn_governing_verb(doc, f->first);
  if (verb == ISNAD_NONE) return;
  const isn_found probe = {.shape = ISN_CUE_VERB, .first = verb, .end = verb + 1, .reading = isn_best(doc, verb)};
  bool before = false;
  uint32_t c = subject_of(s, &probe, &before);
  if (c == ISNAD_NONE) c = isn_relative_antecedent(doc, verb);
  if (c == ISNAD_NONE) return;
  isn_phrase p = isn_phrase_at(s->agents, s->lexicon, doc, c, true, 0);
  if (p.entity == ISNAD_NONE && !p.agent.known) return;
  f->source_entity = p.entity;
  f->kind = p.kind;
}

static bool is_with_it(const isn_doc *doc, uint32_t i) {
  static const uint16_t it[] = {0x628, 0x647};
  const isn_token *t = &doc->tokens.at[i];
  return t->fold1 - t->fold0 == 2 && memcmp(doc->fold + t->fold0, it, sizeof it) == 0;
}

static void phrase_source(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  const isn_doc *doc = s->doc;
  uint32_t end = isn_sentence_end(doc, f->first), at = f->end;
  f->kind = ISNAD_ANONYMOUS;
  f->how = "phrase";
  if (f->content_after) {
    governing_speaker(s, f);
    return;
  }
  const uint32_t last = f->end - 1;
  const isn_reading *own = isn_best(doc, last); /* على حد تعبيره، وفق قولها */
  const bool pronoun = own && own->enclitic && own->enclitic != 'n' && own->pos != ISN_VERB && f->end > f->first + 1 && !f->occasion;
  if (pronoun) {
    carry_over(s, index, false);
    f->how = "phrase:pronoun";
    return;
  }
  const bool what = at + 2 < end && (isn_token_is(doc, at, u"ما") || isn_token_is(doc, at, u"لما"));
  if (what && f->end == f->first + 1 && doc->tokens.at[at + 1].pos == ISN_VERB) { /* وفق ما كشفته دراسة */
    at += 2;
    f->end = at;
    f->cue.end = doc->tokens.at[at - 1].end;
  }
  if (at + 1 < end && is_with_it(doc, at)) at++; /* وفق ما أفاد به المتحدث */
  if (f->occasion && at < end && doc->tokens.at[at].pos == ISN_ADJ && doc->tokens.at[at].mention == ISNAD_NONE)
    return; /* في مقابلة صحفية */
  const isn_reading *alone = f->end == f->first + 1 ? isn_best(doc, f->first) : NULL;
  if (alone && isn_token_is(doc, f->first, u"فحسب")) f->mute = true; /* not only */
  while (at < end && doc->tokens.at[at].kind == ISN_QUOTE_OPEN) at++;
  if (at >= end || doc->tokens.at[at].chunk == ISNAD_NONE) return;
  uint32_t chunk = doc->tokens.at[at].chunk;
  if (doc->chunks.at[chunk].kind == ISN_CHUNK_MARK && f->end == f->first + 1) f->mute = true; /* ليس ذلك فحسب */
  if (doc->chunks.at[chunk].kind != ISN_CHUNK_NP) return;
  isn_phrase p = isn_phrase_at(s->agents, s->lexicon, doc, chunk, false, f->clitic);
  p = isn_whole_source(s, f, isn_phrase_of(s->agents, s->lexicon, doc, at, p.end > at ? p.end : doc->chunks.at[chunk].end));
  const isn_reading *head = isn_best(doc, p.head);
  bool known_thing =
      p.entity == ISNAD_NONE && !p.agent.known && head && head->lexeme != ISNAD_NONE && doc->tokens.at[p.head].mention == ISNAD_NONE;
  static const char16_t *const measures[] = {u"مقياس",   u"لمقياس", u"توقيت", u"لتوقيت", u"التوقيت",
                                             u"للتوقيت", u"جدول",   u"لجدول", u"نظام",   u"لنظام"};
  if (isn_token_is_any(doc, p.head, measures, sizeof measures / sizeof *measures)) f->mute = true; /* بحسب مقياس ريختر */
  if (known_thing && p.head + 1 < p.end && isn_agent_at(s->agents, doc, p.head + 1)) known_thing = false; /* وفق أحدث تقرير */
  if (known_thing) f->mute = true; /* حسب المجريات الميدانية: circumstances say nothing */
  set_source(f, p, "phrase:after");
}

void isn_find_source(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  switch (f->shape) {
    case ISN_CUE_VERB: verb_source(s, index); break;
    case ISN_CUE_PARTICIPLE:
      carry_over(s, index, true);
      if (f->source_entity == ISNAD_NONE && f->kind == ISNAD_ANONYMOUS) carry_over(s, index, false);
      f->how = "participle:same-speaker";
      break;
    case ISN_CUE_NOUN: noun_source(s, index); break;
    case ISN_CUE_PHRASE: phrase_source(s, index); break;
    default: break;
  }
  isn_meant(s, index);
  if (f->document && f->kind == ISNAD_DOCUMENT_SOURCE) f->any = true;
}
