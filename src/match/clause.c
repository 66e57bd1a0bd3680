#include "match/clause.h"

#include <string.h>

enum { SUBJECT_CHUNKS = 5, BEFORE_CHUNKS = 9, OBJECT_CHUNKS = 5, MAX_CHUNKS_BACK = 64 };

static bool comma_or_dash(const isn_doc *doc, const isn_chunk *c) {
  const isn_token *t = &doc->tokens.at[c->first];
  uint32_t cp = doc->cp[t->start];
  return c->kind == ISN_CHUNK_MARK && t->kind == ISN_MARK &&
         (cp == 0x60c || cp == ',' || cp == '-' || cp == 0x2013 || cp == '(' || cp == ')');
}

/* مضيفا، مؤكدين: a participle of circumstance stands beside the clause, not in it. */
static bool circumstance(const isn_doc *doc, uint32_t token) {
  const isn_reading *r = isn_best(doc, token);
  const isn_token *t = &doc->tokens.at[token];
  if (!r || r->form != ISN_ACTIVE_PART || r->proclitics & ISN_AL || t->mention != ISNAD_NONE) return false;
  return doc->fold[t->fold1 - 1] == 0x627 && r->number == 's';
}

bool isn_bare_phrase(const isn_doc *doc, const isn_chunk *c) {
  if (c->kind == ISN_CHUNK_NP && circumstance(doc, c->head)) return false;
  const isn_reading *r = isn_best(doc, c->head);
  if (r && r->enclitic && r->form == ISN_FORM_NONE && r->lexeme != ISNAD_NONE && doc->tokens.at[c->head].mention == ISNAD_NONE)
    return false; /* ذاته، نفسها */
  return c->kind == ISN_CHUNK_NP && c->prep == ISNAD_NONE && !c->clitic && doc->tokens.at[c->head].time == ISNAD_NONE &&
         doc->tokens.at[c->head].kind < ISN_MARK;
}

static bool may_precede_subject(const isn_doc *doc, const isn_chunk *c) {
  if (c->kind == ISN_CHUNK_ADVERB || c->kind == ISN_CHUNK_PREP || c->kind == ISN_CHUNK_PARTICLE) return true;
  if (c->kind == ISN_CHUNK_NP) return !c->conj && (c->prep != ISNAD_NONE || c->clitic || doc->tokens.at[c->head].time != ISNAD_NONE);
  return comma_or_dash(doc, c);
}

uint32_t isn_subject_after(const isn_doc *doc, uint32_t verb, uint32_t from, uint8_t stop) {
  uint32_t end = doc->sentence_first.at[doc->tokens.at[verb].sentence + 1];
  if (from >= end) return ISNAD_NONE;
  uint32_t c = doc->tokens.at[from].chunk;
  for (uint32_t n = 0; c < doc->chunks.count && n < SUBJECT_CHUNKS; c++, n++) {
    const isn_chunk *chunk = &doc->chunks.at[c];
    if (chunk->first >= end) return ISNAD_NONE;
    if (isn_bare_phrase(doc, chunk)) return chunk->conj ? ISNAD_NONE : c;
    bool quoted_name =
        doc->tokens.at[chunk->first].kind == ISN_QUOTE_OPEN && chunk->end < end && doc->tokens.at[chunk->end].mention != ISNAD_NONE;
    if (quoted_name) continue; /* قالت "رويترز" */
    if (!may_precede_subject(doc, chunk) || chunk->clitic & stop) return ISNAD_NONE;
  }
  return ISNAD_NONE;
}

uint32_t isn_subject_before(const isn_doc *doc, uint32_t verb) {
  uint32_t c = doc->tokens.at[verb].chunk, sentence = doc->tokens.at[verb].sentence;
  const isn_reading *r = isn_best(doc, verb);
  if (c == ISNAD_NONE || (r && r->proclitics & (ISN_WA | ISN_FA))) return ISNAD_NONE;
  for (uint32_t n = 0; c-- > 0 && n < BEFORE_CHUNKS; n++) {
    const isn_chunk *chunk = &doc->chunks.at[c];
    if (doc->tokens.at[chunk->first].sentence != sentence) return ISNAD_NONE;
    if (chunk->kind == ISN_CHUNK_PARTICLE || chunk->kind == ISN_CHUNK_ADVERB || chunk->kind == ISN_CHUNK_MARK) continue;
    if (chunk->kind == ISN_CHUNK_VERB && doc->tokens.at[chunk->head].pos == ISN_AUX) continue;
    if (chunk->kind != ISN_CHUNK_NP) return ISNAD_NONE;
    if (!isn_bare_phrase(doc, chunk)) continue;
    /* the phrase may be the object or subject of another verb before it, unless it opens a clause of its own */
    for (uint32_t k = c; !chunk->conj && k-- > 0 && c - k < 3;) {
      const isn_chunk *other = &doc->chunks.at[k];
      if (doc->tokens.at[other->first].sentence != sentence || other->kind == ISN_CHUNK_COMP || other->kind == ISN_CHUNK_MARK) break;
      if (other->kind == ISN_CHUNK_VERB && doc->tokens.at[other->head].pos != ISN_AUX) return ISNAD_NONE;
    }
    return c;
  }
  return ISNAD_NONE;
}

static bool ends_in_marbuta(const isn_doc *doc, uint32_t token) { return doc->cp[doc->tokens.at[token].end - 1] == 0x629; }

/* "بأنه يقاتل": the pronoun on the complementizer is the subject, and what follows the verb is not. */
static bool pronoun_subject(const isn_doc *doc, uint32_t verb) {
  uint32_t c = doc->tokens.at[verb].chunk, sentence = doc->tokens.at[verb].sentence;
  if (c == ISNAD_NONE) return false;
  for (uint32_t n = 0; c-- > 0 && n < 3; n++) {
    const isn_chunk *chunk = &doc->chunks.at[c];
    if (doc->tokens.at[chunk->first].sentence != sentence) return false;
    if (chunk->kind == ISN_CHUNK_PARTICLE || (chunk->kind == ISN_CHUNK_VERB && doc->tokens.at[chunk->head].pos == ISN_AUX)) continue;
    const isn_reading *r = isn_best(doc, chunk->first);
    return chunk->kind == ISN_CHUNK_COMP && !chunk->relative && r && r->enclitic;
  }
  return false;
}

uint32_t isn_relative_antecedent(const isn_doc *doc, uint32_t verb) {
  uint32_t c = doc->tokens.at[verb].chunk, sentence = doc->tokens.at[verb].sentence;
  if (c == ISNAD_NONE) return ISNAD_NONE;
  for (uint32_t n = 0; c-- > 0 && n < 3; n++) {
    const isn_chunk *chunk = &doc->chunks.at[c];
    if (doc->tokens.at[chunk->first].sentence != sentence) return ISNAD_NONE;
    bool skip = chunk->kind == ISN_CHUNK_PARTICLE || chunk->kind == ISN_CHUNK_ADVERB ||
                (chunk->kind == ISN_CHUNK_VERB && doc->tokens.at[chunk->head].pos == ISN_AUX);
    if (skip) continue;
    if (chunk->kind != ISN_CHUNK_COMP || !chunk->relative || c == 0) return ISNAD_NONE;
    uint32_t k = c - 1;
    if (doc->chunks.at[k].kind == ISN_CHUNK_MARK && k > 0) k--; /* فلان، الذي يسيطر على */
    return doc->chunks.at[k].kind == ISN_CHUNK_NP && doc->tokens.at[doc->chunks.at[k].first].sentence == sentence ? k : ISNAD_NONE;
  }
  return ISNAD_NONE;
}

/* "أن الوزير، في لقائه، أبلغ السفير": what stands between أن and the first verb of its clause is the subject. */
static uint32_t opened_by_that(const isn_doc *doc, uint32_t verb) {
  uint32_t c = doc->tokens.at[verb].chunk, sentence = doc->tokens.at[verb].sentence, candidate = ISNAD_NONE;
  const isn_reading *r = isn_best(doc, verb);
  if (c == ISNAD_NONE || !r || r->proclitics & (ISN_WA | ISN_FA)) return ISNAD_NONE;
  for (uint32_t n = 0; c-- > 0 && n < BEFORE_CHUNKS; n++) {
    const isn_chunk *chunk = &doc->chunks.at[c];
    if (doc->tokens.at[chunk->first].sentence != sentence) return ISNAD_NONE;
    if (chunk->kind == ISN_CHUNK_COMP) {
      const isn_reading *that = isn_best(doc, chunk->first);
      return chunk->relative || !that || that->enclitic ? ISNAD_NONE : candidate;
    }
    if (chunk->kind == ISN_CHUNK_NP && isn_bare_phrase(doc, chunk)) candidate = c;
    else if (chunk->kind != ISN_CHUNK_NP && chunk->kind != ISN_CHUNK_PARTICLE && chunk->kind != ISN_CHUNK_ADVERB &&
             !comma_or_dash(doc, chunk))
      return ISNAD_NONE;
    if (chunk->conj || doc->tokens.at[chunk->head].pos == ISN_PRON) candidate = ISNAD_NONE;
  }
  return ISNAD_NONE;
}

uint32_t isn_subject(const isn_doc *doc, uint32_t verb, uint32_t from, uint8_t stop, bool *before) {
  *before = false;
  if (pronoun_subject(doc, verb)) return ISNAD_NONE;
  const uint32_t opening = opened_by_that(doc, verb);
  if (opening != ISNAD_NONE) return *before = true, opening;
  uint32_t after = isn_subject_after(doc, verb, from, stop), chunk = doc->tokens.at[verb].chunk;
  const isn_reading *r = isn_best(doc, verb);
  bool adjacent = chunk != ISNAD_NONE && chunk > 0 && r && !(r->proclitics & (ISN_WA | ISN_FA)) &&
                  doc->tokens.at[doc->chunks.at[chunk - 1].first].sentence == doc->tokens.at[verb].sentence &&
                  isn_bare_phrase(doc, &doc->chunks.at[chunk - 1]);
  if (after != ISNAD_NONE && !adjacent) return after;
  uint32_t candidate = isn_subject_before(doc, verb);
  if (candidate == ISNAD_NONE) return after;
  /* phrases on both sides: the one before is the subject if it agrees in gender and begins its clause */
  if (after != ISNAD_NONE) {
    uint32_t head = doc->chunks.at[candidate].head;
    const isn_reading *noun = isn_best(doc, head);
    bool feminine = ends_in_marbuta(doc, head), plural = noun && (noun->form == ISN_PLURAL || noun->number == 'p');
    bool agrees = r->gender == 'f' ? feminine || plural || doc->tokens.at[head].mention != ISNAD_NONE : !feminine;
    if (candidate != chunk - 1 || !agrees) return after;
  }
  *before = true;
  return candidate;
}

uint32_t isn_object_after(const isn_doc *doc, uint32_t verb, uint32_t after) {
  uint32_t end = doc->sentence_first.at[doc->tokens.at[verb].sentence + 1];
  for (uint32_t c = after + 1, n = 0; c < doc->chunks.count && n < OBJECT_CHUNKS; c++, n++) {
    const isn_chunk *chunk = &doc->chunks.at[c];
    if (chunk->first >= end || chunk->kind == ISN_CHUNK_VERB || chunk->kind == ISN_CHUNK_COMP || chunk->kind == ISN_CHUNK_CONJ)
      return ISNAD_NONE;
    bool time_next = c + 1 < doc->chunks.count && doc->chunks.at[c + 1].kind == ISN_CHUNK_NP &&
                     doc->tokens.at[doc->chunks.at[c + 1].head].time != ISNAD_NONE;
    bool time_before = doc->chunks.at[c - 1].kind == ISN_CHUNK_NP && doc->tokens.at[doc->chunks.at[c - 1].head].time != ISNAD_NONE;
    if (comma_or_dash(doc, chunk) && (time_next || time_before)) continue; /* ستزور، الثلاثاء، مصراتة */
    if (chunk->kind == ISN_CHUNK_MARK && doc->tokens.at[chunk->first].kind == ISN_MARK) return ISNAD_NONE;
    if (isn_bare_phrase(doc, chunk)) return chunk->conj ? ISNAD_NONE : c;
  }
  return ISNAD_NONE;
}

uint32_t isn_prepositional(const isn_doc *doc, uint32_t from, uint32_t reach, const uint16_t *prep, uint32_t length) {
  if (from >= doc->chunks.count) return ISNAD_NONE;
  uint32_t sentence = doc->tokens.at[doc->chunks.at[from].first].sentence;
  uint8_t clitic = length != 1 ? 0 : prep[0] == 0x628 ? ISN_BI : prep[0] == 0x644 ? ISN_LI : prep[0] == 0x643 ? ISN_KA : 0;
  for (uint32_t c = from; c < doc->chunks.count && c <= from + reach; c++) {
    const isn_chunk *chunk = &doc->chunks.at[c];
    if (doc->tokens.at[chunk->first].sentence != sentence || chunk->kind == ISN_CHUNK_COMP) return ISNAD_NONE;
    if (chunk->kind == ISN_CHUNK_VERB && c > from) return ISNAD_NONE;
    if (chunk->kind != ISN_CHUNK_NP) continue;
    if (clitic && chunk->clitic & clitic && chunk->prep == ISNAD_NONE) return c;
    if (chunk->prep == ISNAD_NONE) continue;
    const isn_token *t = &doc->tokens.at[chunk->prep];
    uint32_t skip = t->fold1 - t->fold0 == length + 1 && doc->fold[t->fold0] == 0x648 ? 1 : 0;
    if (t->fold1 - t->fold0 - skip == length && memcmp(doc->fold + t->fold0 + skip, prep, length * sizeof *prep) == 0) return c;
  }
  return ISNAD_NONE;
}

uint32_t isn_governing_verb(const isn_doc *doc, uint32_t token) {
  uint32_t c = doc->tokens.at[token].chunk;
  if (c == ISNAD_NONE) return ISNAD_NONE;
  uint32_t sentence = doc->tokens.at[token].sentence;
  for (uint32_t n = 0; c-- > 0 && n < MAX_CHUNKS_BACK; n++) {
    const isn_chunk *chunk = &doc->chunks.at[c];
    const isn_token *t = &doc->tokens.at[chunk->first];
    if (t->sentence != sentence || chunk->kind == ISN_CHUNK_COMP) return ISNAD_NONE;
    if (t->kind == ISN_MARK && chunk->kind == ISN_CHUNK_MARK && !comma_or_dash(doc, chunk)) return ISNAD_NONE;
    if (chunk->kind == ISN_CHUNK_VERB && doc->tokens.at[chunk->head].pos == ISN_VERB) return chunk->head;
  }
  return ISNAD_NONE;
}
