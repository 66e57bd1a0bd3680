/* Whom a source means that is not named in it: who issued a document, who was spoken of by a title or as "the speaker"; and how far a
 * source reaches that the phrase alone does not show. */
#include <string.h>
#include <uchar.h>

#include "doc/spelled.h"
#include "match/clause.h"
#include "match/tree.h"
#include "statement/found.h"

enum { WHOLE_CHUNKS = 6, BACK_CUES = 64, BACK_LABELS = 256, NEAR_TOKENS = 64, NAME_WORDS = 6, TITLE_TOKENS = 400 };

static bool definite(const isn_doc *doc, uint32_t token) {
  const isn_reading *r = isn_best(doc, token);
  return r && r->proclitics & ISN_AL;
}

static bool marbuta(const isn_doc *doc, uint32_t token) { return doc->cp[doc->tokens.at[token].end - 1] == 0x629; }

/* ---- how far ---- */

/* صحيفة | "نيويورك تايمز", موقع | "X" الإخباري: a name in quotation marks behind the noun that says what it names. */
static uint32_t quoted_name_end(const isn_doc *doc, const isn_phrase *p, uint32_t end) {
  uint32_t open = p->end;
  if (open + 2 >= end || !isn_opens(doc, open) || p->kind == ISNAD_PERSON || (p->named && p->kind != ISNAD_OUTLET)) return p->end;
  const uint32_t close = isn_quote_end(doc, open);
  if (close == ISNAD_NONE || close > open + NAME_WORDS || close >= end) return p->end;
  for (uint32_t i = open + 1; i < close; i++)
    if (doc->tokens.at[i].pos == ISN_VERB && doc->tokens.at[i].mention == ISNAD_NONE) return p->end;
  uint32_t at = close + 1;
  while (at < end && doc->tokens.at[at].pos == ISN_ADJ && definite(doc, at)) at++;
  return at;
}

/* 45 في المئة | من المستطلعين */
static uint32_t percentage_end(const isn_speech *s, const isn_phrase *p, uint32_t end) {
  static const char16_t *const hundred[] = {u"المءه", u"الماءه", u"المايه", u"بالمءه", u"بالماءه"};
  const isn_doc *doc = s->doc;
  if (doc->tokens.at[p->first].kind != ISN_NUMBER || p->end >= end) return p->end;
  uint32_t at = p->end;
  if (at + 1 < end && doc->tokens.at[at].pos == ISN_ADP) at++;
  bool found = isn_mark(doc, at, '%') || isn_mark(doc, at, 0x66a);
  for (size_t k = 0; k < sizeof hundred / sizeof *hundred; k++) found = found || isn_token_is(doc, at, hundred[k]);
  if (!found) return p->end;
  at++;
  if (at + 1 >= end || !isn_token_is(doc, at, u"من") || doc->tokens.at[at].chunk == ISNAD_NONE) return at;
  return isn_phrase_at(s->agents, s->lexicon, doc, doc->tokens.at[at].chunk, false, 0).end;
}

/* "الحكومة | المجتمع الدولي": behind a noun with the article one that is no adjective begins a phrase of its own. */
static uint32_t second_phrase(const isn_speech *s, const isn_found *f, const isn_phrase *p) {
  const isn_doc *doc = s->doc;
  if (f->cue_class != ISNAD_DEMAND && f->cue_class != ISNAD_WARN && f->cue_class != ISNAD_ACCUSE && !f->addressee) return p->end;
  const uint32_t m = doc->tokens.at[p->first].mention;
  if (m != ISNAD_NONE && doc->entities.at[doc->mentions.at[m].entity].type == ISNAD_PER) { /* حذر المالكي | العرب من */
    uint32_t i = p->first;
    while (i < p->end && doc->tokens.at[i].mention == m) i++;
    if (i < p->end && definite(doc, i) && doc->tokens.at[i].mention == ISNAD_NONE && !isn_agent_at(s->agents, doc, i)) return i;
    return p->end;
  }
  if (!definite(doc, p->first) || doc->tokens.at[p->first].mention != ISNAD_NONE || p->agent.person) return p->end;
  for (uint32_t i = p->first + 1; i < p->end; i++) {
    if (doc->tokens.at[i].mention != ISNAD_NONE || !definite(doc, i)) return p->end;
    const isn_agent *agent = isn_agent_at(s->agents, doc, i);
    if (doc->tokens.at[i].pos == ISN_NOUN && agent) return i;
  }
  return p->end;
}

/* "قال فلان | منسق الإغاثة إن", "فلان | ، المتحدث باسم الحزب، في": what he is, behind his name, where the clause goes on behind it. */
static uint32_t titled_end(const isn_speech *s, const isn_found *f, const isn_phrase *p, uint32_t end) {
  const isn_doc *doc = s->doc;
  const uint32_t m = doc->tokens.at[p->end - 1].mention;
  if (m == ISNAD_NONE || doc->entities.at[doc->mentions.at[m].entity].type != ISNAD_PER || p->end + 1 >= end) return p->end;
  const bool comma = isn_comma(doc, p->end);
  const uint32_t at = p->end + comma, c = doc->tokens.at[at].chunk;
  const bool personal = f->cue_class == ISNAD_DEMAND || f->cue_class == ISNAD_WARN || f->cue_class == ISNAD_ACCUSE || f->addressee;
  const isn_agent *agent = isn_agent_at(s->agents, doc, at);
  if ((personal && !comma) || !agent || !agent->person || doc->tokens.at[at].mention != ISNAD_NONE || c == ISNAD_NONE) return p->end;
  const isn_chunk *chunk = &doc->chunks.at[c];
  if (!isn_bare_phrase(doc, chunk) || chunk->conj || chunk->first != at || doc->tokens.at[at].pos == ISN_VERB) return p->end;
  const uint32_t stop = isn_phrase_at(s->agents, s->lexicon, doc, c, false, f->clitic).end;
  if (stop <= at || stop >= end || (p->first < f->first && stop > f->first)) return p->end;
  for (uint32_t i = at; i < stop; i++) {
    const uint32_t other = doc->tokens.at[i].mention;
    if (other != ISNAD_NONE && doc->entities.at[doc->mentions.at[other].entity].type == ISNAD_PER) return p->end;
  }
  const isn_reading *next = isn_best(doc, stop);
  const bool goes_on = isn_comma(doc, stop) || isn_complementizer(s, stop) || isn_own_particle(s, f, stop) || isn_mark(doc, stop, ':') ||
                       stop == f->first || doc->tokens.at[stop].time != ISNAD_NONE || (next && next->proclitics & f->clitic);
  return goes_on ? stop : p->end;
}

/* "أصدرت الوزارة بيانا": whose the paper at a token is by the verb that it is the object of; or ISNAD_NONE. */
uint32_t isn_paper_giver(const isn_speech *s, uint32_t token) {
  const isn_doc *doc = s->doc;
  const uint32_t own = doc->tokens.at[token].chunk; /* not "نقلا عن وثائق" */
  if (own == ISNAD_NONE || doc->chunks.at[own].prep != ISNAD_NONE || doc->chunks.at[own].clitic) return ISNAD_NONE;
  const uint32_t verb = isn_governing_verb(doc, token);
  if (verb == ISNAD_NONE || verb >= token) return ISNAD_NONE;
  bool before = false;
  const uint32_t c = isn_subject(doc, verb, verb + 1, 0, &before);
  if (c == ISNAD_NONE || (doc->chunks.at[c].first <= token && doc->chunks.at[c].end > token)) return ISNAD_NONE;
  return isn_phrase_at(s->agents, s->lexicon, doc, c, true, 0).entity;
}

isn_phrase isn_whole_source(const isn_speech *s, const isn_found *f, isn_phrase p) {
  const isn_doc *doc = s->doc;
  const uint32_t end = isn_sentence_end(doc, p.first);
  if (p.first + 3 < p.end && isn_token_is(doc, p.first, u"روابط") &&
      isn_token_is(doc, p.first + 1, u"ذات")) /* of the page: روابط ذات علاقة */
    return isn_phrase_of(s->agents, s->lexicon, doc, p.first + 3, p.end);
  uint32_t stop = second_phrase(s, f, &p);
  if (stop == p.end) stop = percentage_end(s, &p, end);
  if (stop == p.end) stop = quoted_name_end(doc, &p, end);
  if (stop == p.end && (stop = titled_end(s, f, &p, end)) > p.end) {
    isn_phrase titled = isn_phrase_of(s->agents, s->lexicon, doc, p.first, stop);
    titled.entity = p.entity;
    titled.named = p.named;
    titled.kind = p.kind;
    return titled;
  }
  if (stop == p.end) return p;
  isn_phrase whole = isn_phrase_of(s->agents, s->lexicon, doc, p.first, stop);
  if (doc->tokens.at[p.first].kind == ISN_NUMBER) whole.kind = ISNAD_GROUP;
  else if (stop > p.end && whole.kind == ISNAD_PERSON) whole.kind = p.kind; /* what the noun says, not what is in quotation marks */
  return whole;
}

/* ---- before its verb ---- */

/* Whether a noun can be what الذي (feminine: التي) is about. Countries are feminine but for some. */
static bool of_gender(const isn_speech *s, const isn_phrase *p, bool feminine) {
  const isn_doc *doc = s->doc;
  const isn_token *t = &doc->tokens.at[p->head];
  const isn_reading *r = isn_best(doc, p->head);
  if (t->mention != ISNAD_NONE) {
    const isnad_entity_type type = doc->entities.at[doc->mentions.at[t->mention].entity].type;
    if (type == ISNAD_PER) return true;
    const bool named_masculine = isn_in(doc, p->head, ISN_CLASS_MASCULINE_COUNTRY);
    if (type == ISNAD_LOC) return feminine != named_masculine;
  }
  const bool several = r && (r->form == ISN_PLURAL || r->number == 'p');
  return feminine == (doc->cp[t->end - 1] == 0x629 || several);
}

/* "سوريا التي أنكرت مسؤوليتها": the noun before الذي, or one that its phrase depends on, a person before others. */
uint32_t isn_antecedent_subject(const isn_speech *s, const isn_found *f) {
  const isn_doc *doc = s->doc;
  uint32_t c = isn_relative_antecedent(doc, f->first), best = ISNAD_NONE;
  if (c == ISNAD_NONE || !f->row || !f->reading || f->reading->enclitic || f->reading->person != 3 || isn_of_antecedent(s, f))
    return ISNAD_NONE;
  for (uint32_t i = f->first + 1; i < isn_sentence_end(doc, f->first) && i < f->first + 3; i++) { /* الخطاب الذي أبدى فيه */
    const isn_reading *r = isn_best(doc, i);
    if (r && r->enclitic && (doc->tokens.at[i].pos == ISN_ADP || r->pos == ISN_ADP)) return ISNAD_NONE;
  }
  uint32_t pronoun = doc->chunks.at[c].end;
  while (pronoun < f->first && doc->chunks.at[doc->tokens.at[pronoun].chunk].kind != ISN_CHUNK_COMP) pronoun++;
  const isn_token *t = &doc->tokens.at[pronoun];
  const bool feminine = t->fold1 - t->fold0 >= 4 && doc->fold[t->fold1 - 2] == 0x62a; /* التي */
  if (f->reading->number == 's' && feminine != (f->reading->gender == 'f')) return ISNAD_NONE;
  for (uint32_t n = 0; n < 3; n++, c--) {
    const isn_chunk *chunk = &doc->chunks.at[c];
    if (chunk->kind != ISN_CHUNK_NP || doc->tokens.at[chunk->first].sentence != doc->tokens.at[f->first].sentence) break;
    const isn_phrase p = isn_phrase_of(s->agents, s->lexicon, doc, chunk->prep == ISNAD_NONE ? chunk->first : chunk->prep + 1, chunk->end);
    if ((p.entity != ISNAD_NONE || p.agent.known) && of_gender(s, &p, feminine) &&
        (best == ISNAD_NONE || (p.agent.known && p.agent.person)))
      best = c;
    if (!c || (chunk->prep == ISNAD_NONE && !chunk->clitic)) break;
  }
  return best;
}

/* "وكانت المنظمة دعت الأطراف إلى": between كان and the verb stands the subject. */
uint32_t isn_framed_subject(const isn_speech *s, const isn_found *f) {
  const isn_doc *doc = s->doc;
  uint32_t c = doc->tokens.at[f->first].chunk;
  if (c == ISNAD_NONE || !f->reading || f->reading->form != ISN_PAST || f->reading->proclitics & (ISN_WA | ISN_FA)) return ISNAD_NONE;
  uint32_t subject = ISNAD_NONE;
  for (uint32_t n = 0; c-- > 0 && n < WHOLE_CHUNKS; n++) {
    const isn_chunk *chunk = &doc->chunks.at[c];
    if (doc->tokens.at[chunk->first].sentence != doc->tokens.at[f->first].sentence) return ISNAD_NONE;
    if (chunk->kind == ISN_CHUNK_VERB) return doc->tokens.at[chunk->head].pos == ISN_AUX ? subject : ISNAD_NONE;
    if (chunk->kind == ISN_CHUNK_PARTICLE) continue;
    if (chunk->kind != ISN_CHUNK_NP || chunk->conj) return ISNAD_NONE;
    if (isn_bare_phrase(doc, chunk)) subject = c;
  }
  return ISNAD_NONE;
}

/* ---- whom ---- */

/* Whose a document is: of the name in its genitive (بيان الوزارة, تنبيه صادر عن السفارة), or of who spoke where it was first spoken of
 * (قالت المفوضية في بيان ... وأضاف البيان). */
static uint32_t issuer(const isn_speech *s, uint32_t index, const isn_phrase *p) {
  const isn_doc *doc = s->doc;
  const isn_reading *head = isn_best(doc, p->head);
  if (!head || head->lexeme == ISNAD_NONE || doc->tokens.at[p->head].mention != ISNAD_NONE) return ISNAD_NONE;
  uint32_t at = p->head + 1;
  const uint32_t end = isn_sentence_end(doc, p->head);
  while (at < end && at < p->head + 4 && doc->tokens.at[at].pos == ISN_ADJ) at++;
  if (at + 2 < end && isn_in(doc, at, ISN_CLASS_ISSUED) && isn_token_is(doc, at + 1, u"عن"))
    return isn_phrase_of(s->agents, s->lexicon, doc, at + 2, at + 3).entity;
  if (!definite(doc, p->head) && !head->enclitic) {
    if (at < end && at < p->end && doc->tokens.at[at].kind < ISN_MARK) {
      const isn_phrase owner = isn_phrase_of(s->agents, s->lexicon, doc, at, p->end);
      if (owner.entity != ISNAD_NONE && doc->entities.at[owner.entity].type != ISNAD_LOC) return owner.entity;
    }
    return isn_paper_giver(s, p->head);
  }
  for (uint32_t k = index, n = 0; k-- > 0 && n < BACK_CUES; n++) {
    const isn_found *b = &s->found.at[k];
    if (!b->contents || (b->source_entity == ISNAD_NONE && b->kind != ISNAD_DOCUMENT_SOURCE)) continue;
    const uint32_t sentence = doc->tokens.at[b->first].sentence;
    const uint32_t first = doc->sentence_first.at[sentence], last = doc->sentence_first.at[sentence + 1];
    for (uint32_t i = b->first > first + NEAR_TOKENS ? b->first - NEAR_TOKENS : first;
         i < last && i < p->head && i < b->first + NEAR_TOKENS; i++) {
      const isn_reading *r = isn_best(doc, i);
      if (r && r->lexeme == head->lexeme && r->form == head->form) return b->source_entity;
    }
  }
  return ISNAD_NONE;
}

/* The lexeme of a noun, and whether a word of the modifiers [from, end) of a phrase stands among the tokens [first, last). */
static bool shares(const isn_doc *doc, uint32_t token, uint32_t first, uint32_t last) {
  const isn_reading *r = isn_best(doc, token);
  for (uint32_t i = first; r && i < last; i++) {
    const isn_reading *other = isn_best(doc, i);
    if (other && other->lexeme != ISNAD_NONE && other->lexeme == r->lexeme) return true;
  }
  return false;
}

/* Whether a title without a name can be that of the label [first, last): the same head, and every noun behind it in the label too.
 * A nationality counts only against another one. */
static bool fits(const isn_speech *s, const isn_phrase *p, uint32_t first, uint32_t last) {
  const isn_doc *doc = s->doc;
  const isn_reading *a = isn_best(doc, p->head), *b = isn_best(doc, first);
  if (!a || !b || a->lexeme == ISNAD_NONE || a->lexeme != b->lexeme || a->form != b->form || a->gender != b->gender) return false;
  const char *mine = NULL, *theirs = NULL;
  for (uint32_t i = first + 1; i < last; i++)
    if (isn_nisba_country(s->agents, doc, i)) theirs = isn_nisba_country(s->agents, doc, i);
  for (uint32_t i = p->head + 1; i < p->end; i++) {
    const char *country = isn_nisba_country(s->agents, doc, i);
    if (country) mine = country;
    else if (doc->tokens.at[i].pos == ISN_NOUN && !shares(doc, i, first, last)) return false;
  }
  return !mine || !theirs || strcmp(mine, theirs) == 0;
}

/* The one person of the text so far that bore such a title (وزير الدفاع after وزير الدفاع الإسرائيلي فلان). */
static uint32_t bearer(const isn_speech *s, const isn_phrase *p) {
  const isn_doc *doc = s->doc;
  uint32_t one = ISNAD_NONE;
  const uint32_t here = doc->tokens.at[p->first].start;
  if (!doc->labels_by_start) return ISNAD_NONE;
  for (uint32_t k = isn_doc_label_from(doc, here), n = 0; k-- > 0 && n < BACK_LABELS; n++) {
    const isnad_label *label = &doc->labels.at[doc->labels_by_start[k]];
    if (doc->entities.at[label->entity].type != ISNAD_PER) continue;
    const uint32_t first = isn_doc_token_at(doc, label->span.start), last = isn_doc_token_at(doc, label->span.end - 1) + 1;
    if (!fits(s, p, first, last)) continue;
    if (one != ISNAD_NONE && one != label->entity) return ISNAD_NONE;
    one = label->entity;
  }
  return one;
}

/* "المتحدث ذاته، المسؤول الحكومي": words that any speaker is called by. */
static bool any_speaker(const isn_doc *doc, uint32_t head) { return isn_in(doc, head, ISN_CLASS_SPEAKER); }

/* The person who spoke last, if nobody spoke since whom the words fit as well. */
static uint32_t last_speaker(const isn_speech *s, uint32_t index, const isn_phrase *p) {
  const isn_doc *doc = s->doc;
  for (uint32_t k = index, n = 0; k-- > 0 && n < BACK_CUES; n++) {
    const isn_found *b = &s->found.at[k];
    if (!b->contents || b->shape == ISN_CUE_PHRASE || b->shape == ISN_CUE_NOUN) continue;
    if (b->source_entity == ISNAD_NONE) {
      if (b->has_source && b->kind != ISNAD_DOCUMENT_SOURCE) return ISNAD_NONE; /* somebody without a name */
      continue;
    }
    if (doc->entities.at[b->source_entity].type != ISNAD_PER) {
      if (b->kind == ISNAD_OUTLET) continue;
      return ISNAD_NONE;
    }
    const isn_reading *r = b->reading;
    const bool feminine = r && b->shape == ISN_CUE_VERB && r->gender == 'f';
    return b->has_source && feminine != marbuta(doc, p->head) ? ISNAD_NONE : b->source_entity;
  }
  return ISNAD_NONE;
}

static bool same_stem(const isn_doc *doc, const isn_reading *a, const isn_reading *b) {
  const uint32_t n = a->stem1 - a->stem0;
  return n == (uint32_t)(b->stem1 - b->stem0) && memcmp(doc->fold + a->stem0, doc->fold + b->stem0, n * sizeof *doc->fold) == 0;
}

/* "قال مسؤول رفيع ... وأوضح المسؤول": he who was last called so without a name; his statement, or ISNAD_NONE. */
static uint32_t nameless_before(const isn_speech *s, uint32_t index, const isn_phrase *p) {
  const isn_doc *doc = s->doc;
  const isn_reading *mine = isn_best(doc, p->head);
  for (uint32_t k = index, n = 0; mine && k-- > 0 && n < BACK_CUES; n++) {
    const isn_found *b = &s->found.at[k];
    const isn_reading *other = b->has_source ? isn_best(doc, b->source.head) : NULL;
    if (b->contents && other && other->lexeme == mine->lexeme && same_stem(doc, mine, other))
      return b->source_entity == ISNAD_NONE ? k : ISNAD_NONE;
  }
  return ISNAD_NONE;
}

/* "قال الكاتب فلان ... وذكر الكاتب": who was last named with the word. */
static uint32_t called_so(const isn_speech *s, uint32_t index, const isn_phrase *p) {
  const isn_doc *doc = s->doc;
  if (p->end > p->first + 1) return ISNAD_NONE;
  for (uint32_t k = index, n = 0; k-- > 0 && n < BACK_CUES; n++) {
    const isn_found *b = &s->found.at[k];
    if (!b->contents || !b->has_source || b->source_entity == ISNAD_NONE || b->joint) continue;
    if (doc->entities.at[b->source_entity].type == ISNAD_PER && shares(doc, p->head, b->source.first, b->source.end))
      return b->source_entity;
  }
  return ISNAD_NONE;
}

static bool names_somebody(const isn_doc *doc, const isn_phrase *p) {
  for (uint32_t i = p->first; i < p->end; i++) {
    const uint32_t m = doc->tokens.at[i].mention;
    if (m != ISNAD_NONE && (i == p->head || doc->entities.at[doc->mentions.at[m].entity].type == ISNAD_PER)) return true;
  }
  return false;
}

/* معاليه, سموه: who spoke last, or is named first. */
static void his_excellency(isn_speech *s, isn_found *f) {
  const isn_doc *doc = s->doc;
  const isn_phrase *p = &f->source;
  f->kind = ISNAD_PERSON;
  const isn_reading *r = isn_best(doc, p->head);
  if (p->end > p->head + 1 || !r || !r->enclitic || p->entity != ISNAD_NONE) return;
  for (uint32_t k = (uint32_t)(f - s->found.at), n = 0; k-- > 0 && n < BACK_CUES; n++) {
    const isn_found *b = &s->found.at[k];
    if (!b->contents || b->source_entity == ISNAD_NONE || doc->entities.at[b->source_entity].type != ISNAD_PER) continue;
    f->source_entity = b->source_entity;
    return;
  }
  for (uint32_t i = 0; i < p->head && i < TITLE_TOKENS; i++) { /* who is told of first */
    const uint32_t m = doc->tokens.at[i].mention;
    if (m == ISNAD_NONE || doc->entities.at[doc->mentions.at[m].entity].type != ISNAD_PER) continue;
    f->source_entity = doc->mentions.at[m].entity;
    return;
  }
}

void isn_meant(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  const isn_doc *doc = s->doc;
  if (!f->has_source || f->joint) return;
  const isn_phrase *p = &f->source;
  const isn_reading *head = isn_best(doc, p->head);
  if (isn_in(doc, p->first, ISN_CLASS_HONORIFIC)) his_excellency(s, f);
  if (head && head->number == 'd' && !p->named) f->source_entity = ISNAD_NONE; /* الزعيمان */
  const bool unnamed = !p->named && p->agent.known && p->agent.person && !names_somebody(doc, p);
  const uint32_t same = unnamed && p->head == p->first && definite(doc, p->head) ? nameless_before(s, index, p) : ISNAD_NONE;
  if (same != ISNAD_NONE) {
    f->source_entity = ISNAD_NONE;
    f->kind = s->found.at[same].kind;
    return;
  }
  if (f->source_entity != ISNAD_NONE) return;
  if (f->kind == ISNAD_DOCUMENT_SOURCE) {
    f->source_entity = issuer(s, index, p);
    return;
  }
  if (!unnamed) return;
  const bool one = definite(doc, p->head) || (p->end > p->first + 1 && definite(doc, p->end - 1));
  if (!one) return;
  uint32_t who = called_so(s, index, p);
  if (who == ISNAD_NONE) who = bearer(s, p);
  if (who == ISNAD_NONE && definite(doc, p->head) && any_speaker(doc, p->head)) who = last_speaker(s, index, p);
  if (who == ISNAD_NONE) return;
  f->source_entity = who;
  f->kind = ISNAD_PERSON;
}
