/* What is said before its cue or around it: a quotation before the verb (... "، قال X), the clause that a phrase speaks of (...، بحسب X).
 */
#include <string.h>
#include <uchar.h>

#include "match/clause.h"
#include "match/tree.h"
#include "statement/found.h"

enum { DATELINE_TOKENS = 12, SEARCH_TOKENS = 48 };

/* Whether the quotation that begins at a code point is the content of a cue before. */
static bool taken(const isn_speech *s, uint32_t index, uint32_t start) {
  for (uint32_t k = index, n = 0; k-- > 0 && n < 8; n++)
    if (s->found.at[k].contents && s->found.at[k].content[0].start <= start && s->found.at[k].content[0].end > start) return true;
  return false;
}

/* "...", هكذا رد القائد */
static bool is_thus(const isn_doc *doc, uint32_t i) {
  static const uint16_t thus[] = {0x647, 0x643, 0x630, 0x627};
  const isn_token *t = &doc->tokens.at[i];
  return t->fold1 - t->fold0 == 4 && memcmp(doc->fold + t->fold0, thus, sizeof thus) == 0;
}

/* A quotation or clause before the cue: "...", قال X. */
bool isn_take_before(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  const isn_doc *doc = s->doc;
  uint32_t i = f->first;
  for (uint32_t steps = 0; i > 0 && steps < 3; steps++) {
    i--;
    if (isn_closes(doc, i)) {
      for (uint32_t open = i; open-- > 0 && i - open < ISN_QUOTE_TOKENS;) {
        if (!isn_opens(doc, open) || isn_quote_end(doc, open) != i || isn_quoted_name(doc, open)) continue;
        if (i < open + 4 || taken(s, index, doc->tokens.at[open + 1].start)) return false;
        uint32_t last = i;
        while (last > open + 2 && (isn_stop(doc, last - 1) || isn_comma(doc, last - 1))) last--;
        isn_set_content(f, isn_span(doc->tokens.at[open + 1].start, doc->tokens.at[last - 1].end), ISNAD_DIRECT,
                        "content:quotation-before");
        return true;
      }
      return false;
    }
    if (!isn_comma(doc, i) && !isn_stop(doc, i) && !is_thus(doc, i)) return false;
  }
  return false;
}

/* "... وفق نص البيان." as a sentence of its own: it says from whom the sentence before is. */
static void sentence_before(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  const isn_doc *doc = s->doc;
  uint32_t sentence = doc->tokens.at[f->first].sentence;
  if (!sentence || doc->tokens.at[doc->sentence_first.at[sentence]].line_first) return;
  uint32_t first = doc->sentence_first.at[sentence - 1], last = doc->sentence_first.at[sentence];
  while (first + 1 < last && (doc->tokens.at[first].kind >= ISN_MARK || doc->tokens.at[first].pos == ISN_CCONJ)) first++;
  if (last - first > ISN_CONTENT_TOKENS) return;
  isn_set_content(f, isn_trimmed(doc, first, last, isn_doc_noun_start(doc, first)),
                  isn_has_quote(doc, first, last) ? ISNAD_MIXED : ISNAD_INDIRECT, "content:sentence-before");
}

/* فقد، فإن: ف on a word of its own */
static bool begins_with_faa(const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  return t->words_count > 1 && doc->words.at[t->words].upos == ISN_CCONJ && doc->cp[t->start] == 0x641;
}

/* "جاء ذلك في كلمة للوزير، أكد فيها أن": another cue has what is said. */
static bool reported_by_verb(const isn_speech *s, const isn_found *f, uint32_t i) {
  for (uint32_t k = (uint32_t)(f - s->found.at) + 1; k < s->found.count && s->found.at[k].first <= i; k++)
    if (s->found.at[k].first == i && !s->found.at[k].relay &&
        (s->found.at[k].shape == ISN_CUE_VERB || s->found.at[k].shape == ISN_CUE_PARTICIPLE))
      return true;
  return false;
}

/* Where a phrase at the head of its sentence (بحسب X، ...; وجاء في بيان: ...; بمقتضى الاتفاق تشكل ...) has what it says: ISNAD_NONE if it
 * has not. */
static uint32_t behind_phrase(const isn_speech *s, const isn_found *f, uint32_t end) {
  const isn_doc *doc = s->doc;
  uint32_t from = f->after_source > f->end ? f->after_source : f->end, comma = ISNAD_NONE;
  for (uint32_t i = from; i < end && i < from + SEARCH_TOKENS; i++) {
    bool fa = (isn_best(doc, i) && isn_best(doc, i)->proclitics & ISN_FA) || begins_with_faa(doc, i);
    if (!f->any && i > from && reported_by_verb(s, f, i)) return ISNAD_NONE;
    if (isn_complementizer(s, i)) return i + 1;
    if (isn_mark(doc, i, ':') || (isn_opens(doc, i) && !isn_quoted_name(doc, i) && !f->any)) return isn_opens(doc, i) ? i : i + 1;
    if (!f->any) continue;
    if (fa) return i;
    if (isn_comma(doc, i) && comma == ISNAD_NONE) return i + 1 < end && isn_complementizer(s, i + 1) ? i + 2 : i + 1;
    if (i == from && doc->tokens.at[i].pos == ISN_VERB) return i;
  }
  return ISNAD_NONE;
}

bool isn_own_content(const isn_speech *s, uint32_t index) {
  const isn_found *f = &s->found.at[index];
  return !f->any && behind_phrase(s, f, isn_sentence_end(s->doc, f->first)) != ISNAD_NONE;
}

/* Token from which a phrase behind its clause governs: after what a cue before it in the sentence said, if that ended at a contrast. */
static uint32_t clause_start(const isn_speech *s, uint32_t index, uint32_t first) {
  const isn_doc *doc = s->doc;
  for (uint32_t k = index, n = 0; k-- > 0 && n < 16 && s->found.at[k].first >= first; n++) {
    const isn_found *b = &s->found.at[k];
    if (!b->contents || b->shape == ISN_CUE_PHRASE) continue;
    uint32_t stop = isn_doc_token_at(doc, b->content[b->contents - 1].end);
    if (stop + 2 < s->found.at[index].first && isn_comma(doc, stop) &&
        isn_clause_outside(s, k, isn_doc_token_at(doc, b->content[0].start), stop, isn_sentence_end(doc, first), false))
      return stop + (doc->tokens.at[stop + 1].pos == ISN_ADP ? 3 : 2); /* في حين */
    return first;
  }
  return first;
}

/* ", كما | جاء على لسان": no part of what is said */
bool isn_is_as(const isn_doc *doc, uint32_t i) {
  static const uint16_t as[] = {0x643, 0x645, 0x627};
  const isn_token *t = &doc->tokens.at[i];
  return t->fold1 - t->fold0 == 3 && memcmp(doc->fold + t->fold0, as, sizeof as) == 0;
}

/* "القاهرة (رويترز) -- وصل الوفد": the token behind the dash of a dateline, or `lead`. */
static uint32_t behind_dateline(const isn_doc *doc, uint32_t lead, uint32_t end) {
  const uint32_t first = doc->sentence_first.at[doc->tokens.at[lead].sentence];
  uint32_t at = lead;
  for (uint32_t i = first; i < end && i < first + DATELINE_TOKENS; i++) {
    const uint32_t cp = doc->cp[doc->tokens.at[i].start];
    if (doc->tokens.at[i].pos == ISN_VERB) break;
    if (i > first && i + 1 < end && doc->tokens.at[i].kind == ISN_MARK && (cp == '-' || cp == 0x2013 || cp == 0x2014)) at = i + 1;
  }
  return at > lead ? at : lead;
}

/* "جاءت تصريحاته في خطاب": that is not what was said in it. */
static bool came(const isn_speech *s, uint32_t i) {
  const isn_reading *r = isn_best(s->doc, i);
  const isn_lexeme *l = r ? isn_lexicon_lexeme(s->lexicon, r->lexeme) : NULL;
  return l && l->lexeme_class == ISN_LEX_VERB && strcmp(l->lemma, "جاء") == 0;
}

/* "تراجعت القوات، بحسب المصدر، من القرى": the clause goes on behind the second comma, where no other begins there. */
static void around(isn_speech *s, uint32_t index, uint32_t lead, uint32_t end) {
  isn_found *f = &s->found.at[index];
  const isn_doc *doc = s->doc;
  const uint32_t comma = f->after_source;
  if (!f->has_source || !isn_comma(doc, f->first - 1) || comma + 2 >= end || !isn_comma(doc, comma)) return;
  const isn_token *t = &doc->tokens.at[comma + 1];
  const isn_reading *r = isn_best(doc, comma + 1);
  const isn_chunk *c = t->chunk == ISNAD_NONE ? NULL : &doc->chunks.at[t->chunk];
  if (t->kind != ISN_WORD || !c || !r || r->proclitics & (ISN_WA | ISN_FA) || begins_with_faa(doc, comma + 1)) return;
  if (c->kind == ISN_CHUNK_CONJ || c->kind == ISN_CHUNK_COMP || c->kind == ISN_CHUNK_ADVERB) return;
  bool verbless = true; /* "والجيش، بحسب المصدر، انسحب": the verb is still to come */
  for (uint32_t i = lead; i < f->first; i++) verbless = verbless && doc->tokens.at[i].pos != ISN_VERB;
  if (c->kind == ISN_CHUNK_VERB && !verbless) return;
  if (t->pos == ISN_CCONJ || t->pos == ISN_SCONJ || r->form == ISN_ACTIVE_PART || isn_is_as(doc, comma + 1)) return;
  const uint32_t governor = isn_doc_governor(doc, isn_tree_top(doc, comma + 1, comma + 1, end), NULL);
  if (!verbless && (governor == ISNAD_NONE || governor >= f->first)) return;
  const uint32_t stop = isn_content_end(s, index, comma + 1, !verbless);
  if (stop > comma + 1) f->content[f->contents++] = isn_trimmed(doc, comma + 1, stop, t->start);
}

/* "بحسب X، ..." at the head of a sentence governs what follows; elsewhere what stands before it; alone behind a quotation, that. */
void isn_phrase_content(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  const isn_doc *doc = s->doc;
  uint32_t first = doc->sentence_first.at[doc->tokens.at[f->first].sentence], end = isn_sentence_end(doc, f->first);
  if (f->content_after) {
    if (f->end < end) isn_take_from(s, index, f->end, doc->tokens.at[f->end].start, "content:after-phrase");
    return;
  }
  for (uint32_t k = index, n = 0; f->has_source && k-- > 0 && n < 2; n++) { /* قالت الصحيفة، نقلا عن مصادرها، إن */
    const isn_found *b = &s->found.at[k];
    if (!b->contents || b->first < first || b->shape != ISN_CUE_VERB || b->content[0].start < f->cue.end || b->cue.end > f->cue.start)
      continue;
    isn_set_content(f, b->content[0], b->quote, "content:of-its-verb");
    f->parent = k; /* whose words the speaker of the verb passes on */
    return;
  }
  if (f->first - first > ISN_CONTENT_TOKENS) first = f->first - ISN_CONTENT_TOKENS;
  uint32_t lead = first;
  while (lead < f->first &&
         (doc->tokens.at[lead].kind >= ISN_MARK || doc->tokens.at[lead].pos == ISN_CCONJ || doc->tokens.at[lead].pos == ISN_ADV))
    lead++;
  if (!f->any || lead >= f->first || (f->first - first <= 2 && !isn_comma(doc, f->first - 1)) || isn_complementizer(s, f->first - 1)) {
    uint32_t at = behind_phrase(s, f, end);
    if (at < end || (at != ISNAD_NONE && at < doc->tokens.count && isn_opens(doc, at))) {
      isn_take_from(s, index, at, doc->tokens.at[at].start, "content:after-phrase");
      return;
    }
    if (lead >= f->first && !isn_take_before(s, index) && f->after_source + 2 >= end) sentence_before(s, index);
    if (f->contents || lead >= f->first) return;
  }
  if (f->occasion && !f->has_source) return; /* of whom it is nothing tells */
  first = clause_start(s, index, first);
  if (lead < first) lead = first;
  lead = behind_dateline(doc, lead, f->first);
  for (uint32_t k = index, n = 0; k-- > 0 && n < 4; n++) /* inside what somebody says it speaks of that alone */
    if (s->found.at[k].contents && s->found.at[k].first >= first && s->found.at[k].content[0].start < f->cue.start &&
        s->found.at[k].content[s->found.at[k].contents - 1].end >= f->cue.end) {
      lead = isn_doc_token_at(doc, s->found.at[k].content[0].start);
      break;
    }
  uint32_t last = f->first;
  if (last > first + 1 && isn_is_as(doc, last - 1)) last--;
  while (last > first && doc->tokens.at[last - 1].kind >= ISN_MARK && !isn_closes(doc, last - 1)) last--;
  if (last <= lead) return;
  bool reported = false; /* دعا X إلى "..."، حسب بيان: the phrase governs the clause, not the quotation alone */
  for (uint32_t k = index, n = 0; k-- > 0 && n < 4; n++)
    reported = reported || (s->found.at[k].first >= first && s->found.at[k].contents && s->found.at[k].shape == ISN_CUE_VERB);
  if (isn_closes(doc, last - 1) && !reported && isn_take_before(s, index)) return;
  if (isn_closes(doc, last - 1) && last > lead + 1) last--;
  if (f->occasion && came(s, lead)) return;
  isn_set_content(f, isn_span(doc->tokens.at[lead].start, doc->tokens.at[last - 1].end),
                  isn_has_quote(doc, lead, last) ? ISNAD_MIXED : ISNAD_INDIRECT, "content:before-phrase");
  around(s, index, lead, end);
}

/* "تدنت الحرارة كما أعلن المركز": what is said stands before كما. */
bool isn_take_before_as(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  const isn_doc *doc = s->doc;
  const uint32_t start = doc->sentence_first.at[doc->tokens.at[f->first].sentence], end = isn_sentence_end(doc, f->first);
  if (f->first < start + 4 || !isn_is_as(doc, f->first - 1) || !f->has_source || f->source.first < f->first || !f->reading) return false;
  if (f->reading->form != ISN_PAST || f->reading->enclitic) return false;
  const uint32_t at = f->after_source;
  if (at < end && doc->tokens.at[at].kind != ISN_MARK && doc->tokens.at[at].time == ISNAD_NONE && doc->tokens.at[at].pos != ISN_ADP)
    return false;
  uint32_t lead = start, last = f->first - 1;
  while (lead < last && (doc->tokens.at[lead].kind >= ISN_MARK || doc->tokens.at[lead].pos == ISN_CCONJ)) lead++;
  for (uint32_t k = index, n = 0; k-- > 0 && n < 8; n++)
    if (s->found.at[k].contents && s->found.at[k].content[0].start >= doc->tokens.at[start].start &&
        s->found.at[k].content[s->found.at[k].contents - 1].end >= doc->tokens.at[last - 1].start)
      lead = isn_doc_token_at(doc, s->found.at[k].content[0].start);
  if (last <= lead + 1) return false;
  isn_set_content(f, isn_trimmed(doc, lead, last, isn_doc_noun_start(doc, lead)),
                  isn_has_quote(doc, lead, last) ? ISNAD_MIXED : ISNAD_INDIRECT, "content:before-as");
  return true;
}
