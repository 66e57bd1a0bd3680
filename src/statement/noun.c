/* Whose words a noun or a phrase reports: the genitive of a noun, who stands after من, عن, ل, the subject of the verb whose object it is;
 * after a phrase its own noun phrase. */
#include <string.h>
#include <uchar.h>

#include "doc/spelled.h"
#include "match/clause.h"
#include "match/tree.h"
#include "statement/found.h"

enum { CARRY_STEPS = 64, GOVERNED_TOKENS = 12, NEAR_CUES = 16 };

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
  isn_set_source(f, p, "noun:after-its-speaker");
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
  uint32_t c = isn_speaking_subject(s, &probe, &before);
  if (c == ISNAD_NONE || doc->chunks.at[c].first == f->first) return false;
  isn_phrase p = isn_phrase_at(s->agents, s->lexicon, doc, c, true, 0);
  if (p.first <= f->first && p.end > f->first) p = isn_phrase_of(s->agents, s->lexicon, doc, p.first, f->first);
  const isn_reading *head = isn_best(doc, p.head); /* تبادل الجانبان الاتهامات */
  if (p.entity == ISNAD_NONE && !p.agent.known && !(head && head->number == 'd')) return false;
  /* "تظاهر الآلاف في الساحة تنديدا": the square says nothing */
  if (p.entity != ISNAD_NONE && !p.agent.known && doc->tokens.at[doc->chunks.at[c].head].mention == ISNAD_NONE) return false;
  uint32_t after = f->after_source;
  isn_set_source(f, isn_joined_source(s, f, p), "noun:subject-of-its-verb");
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
  bool side = false;
  for (size_t k = 0; at + 1 < end && !side && k < sizeof sides / sizeof *sides; k++) side = isn_token_is(doc, at, sides[k]);
  if (!side && (isn_own_particle(s, f, at - 1) || f->end > f->first + 1)) return false;
  at += side;
  if (doc->tokens.at[at].chunk == ISNAD_NONE || doc->tokens.at[at].kind >= ISN_MARK) return false;
  const isn_chunk *c = &doc->chunks.at[doc->tokens.at[at].chunk];
  isn_phrase p = isn_phrase_of(s->agents, s->lexicon, doc, at, c->end > at ? c->end : at + 1);
  if (p.entity == ISNAD_NONE && !p.agent.known) return false;
  isn_set_source(f, isn_joined_source(s, f, p), "noun:from");
  return true;
}

void isn_noun_source(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  const isn_doc *doc = s->doc;
  uint32_t chunk = doc->tokens.at[f->first].chunk;
  f->kind = ISNAD_ANONYMOUS;
  f->how = "noun:implicit";
  if (chunk == ISNAD_NONE) return;
  if (f->reading && f->reading->enclitic) {
    const bool joined_on = f->reading->proclitics & (ISN_WA | ISN_FA); /* "إخطار السفن ومطالبتها": its pronoun is another's */
    if ((!joined_on && speaker_before(s, f, chunk)) || governing_subject(s, f)) return;
    isn_carry_over(s, index, false);
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
      isn_set_source(f, p, "noun:after-its-speaker");
      f->after_source = f->end;
      return;
    }
  }
  bool adjective = f->end < doc->tokens.count && doc->tokens.at[f->end].pos == ISN_ADJ && doc->tokens.at[f->end].mention == ISNAD_NONE;
  if (f->end < c->end && doc->tokens.at[f->end].kind < ISN_MARK && !adjective) {
    uint32_t end = c->end;
    isn_phrase p = isn_phrase_of(s->agents, s->lexicon, doc, f->end, end);
    if (f->accuses && isn_lone_object(s, f, chunk)) { /* اتهام الحكومة بالتقصير: whom, not who */
      f->after_source = p.end;
      return;
    }
    if (p.entity != ISNAD_NONE || p.agent.known || of_people(doc, p.head)) {
      isn_set_source(f, p, "noun:genitive");
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
  uint32_t c = isn_speaking_subject(s, &probe, &before);
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

void isn_phrase_source(isn_speech *s, uint32_t index) {
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
  if (!f->any && f->end > f->first + 1 && doc->tokens.at[last].pos == ISN_ADP && doc->tokens.at[last].words_count > 1) { /* وجاء فيه أن */
    f->kind = ISNAD_DOCUMENT_SOURCE;
    const uint32_t first = doc->sentence_first.at[doc->tokens.at[last].sentence];
    for (uint32_t i = f->first, n = 0; i-- > 0 && n < CARRY_STEPS && (i >= first || n < GOVERNED_TOKENS); n++) {
      const isn_agent *paper = isn_agent_at(s->agents, doc, i);
      if (!paper || paper->kind != ISNAD_DOCUMENT_SOURCE) continue;
      f->source_entity = isn_paper_giver(s, i);
      break;
    }
    return;
  }
  const isn_reading *own = isn_best(doc, last); /* على حد تعبيره، وفق قولها */
  const bool pronoun = own && own->enclitic && own->enclitic != 'n' && own->pos != ISN_VERB && f->end > f->first + 1 && !f->occasion;
  if (pronoun) {
    isn_carry_over(s, index, false);
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
  for (size_t k = 0; k < sizeof measures / sizeof *measures; k++)
    if (isn_token_is(doc, p.head, measures[k])) f->mute = true; /* بحسب مقياس ريختر */
  if (known_thing && p.head + 1 < p.end && isn_agent_at(s->agents, doc, p.head + 1)) known_thing = false; /* وفق أحدث تقرير */
  if (known_thing) f->mute = true; /* حسب المجريات الميدانية: circumstances say nothing */
  isn_set_source(f, p, "phrase:after");
}
