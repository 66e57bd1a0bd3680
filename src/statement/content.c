/* What is said. After the cue and its source comes أن or a colon or a quotation, or the cue's own particle and a noun phrase; the content
 * runs to the end of the sentence, or to the next thing that the same speaker says. A quotation may come first, and may run over
 * sentences and lines. */
#include <string.h>
#include <uchar.h>

#include "doc/spelled.h"
#include "match/clause.h"
#include "match/tree.h"
#include "statement/found.h"

enum {
  NAME_TOKENS = 8,
  SEARCH_TOKENS = 48,
  SPEECH_TOKENS = 6,
  DASHED_TOKENS = 24,
  RELATIVE_TOKENS = 8,
  CLAUSE_VERBS = 3,
  RELATIVE_REACH = 60
};

/* Start of a token's text after a clitic preposition that belongs to the cue (طالب بـ|تشكيل). */
static uint32_t start_after_clitic(const isn_doc *doc, uint32_t token, uint8_t clitic) {
  const isn_token *t = &doc->tokens.at[token];
  uint32_t start = t->start;
  if (t->mention != ISNAD_NONE && doc->mentions.at[t->mention].span.start > start) return doc->mentions.at[t->mention].span.start;
  return clitic ? isn_doc_noun_start(doc, token) : start;
}

bool isn_has_quote(const isn_doc *doc, uint32_t from, uint32_t end) {
  for (uint32_t i = from; i < end; i++)
    if (isn_opens(doc, i) || isn_closes(doc, i)) return true;
  return false;
}

/* A name in quotation marks is no quotation: لـ"العربي الجديد". */
bool isn_quoted_name(const isn_doc *doc, uint32_t open) {
  uint32_t close = isn_quote_end(doc, open);
  if (close == ISNAD_NONE || close > open + NAME_TOKENS) return false;
  /* لـ"..." of a few words: who was spoken to, or of whom it is */
  const isn_token *before = open ? &doc->tokens.at[open - 1] : NULL;
  if (before && before->fold1 - before->fold0 == 1 && doc->fold[before->fold0] == 0x644) return true;
  if (close > open + 5) return false;
  for (uint32_t i = open + 1; i < close; i++)
    if (doc->tokens.at[i].mention == ISNAD_NONE) return false;
  return close > open + 1;
}

void isn_set_content(isn_found *f, isnad_span span, isnad_quote quote, const char *how) {
  f->content[0] = span;
  f->contents = 1;
  f->quote = quote;
  f->content_how = how;
}

/* The content that begins at token `from`, whose text begins at `start`. */
void isn_take_from(isn_speech *s, uint32_t index, uint32_t from, uint32_t start, const char *how) {
  isn_found *f = &s->found.at[index];
  bool nominal = strcmp(how, "content:object") == 0 || strcmp(how, "content:particle") == 0 || f->shape == ISN_CUE_NOUN;
  const isn_doc *doc = s->doc;
  if (isn_opens(doc, from) && !isn_quoted_name(doc, from)) {
    uint32_t close = isn_quote_end(doc, from);
    if (close == ISNAD_NONE) { /* never closed: to the end of the paragraph */
      if (from + 1 >= doc->tokens.count) return;
      uint32_t end = isn_content_end(s, index, from, nominal);
      if (from + 1 >= end) return;
      isn_set_content(f, isn_trimmed(doc, from + 1 < end ? from + 1 : from, end, doc->tokens.at[from + 1 < end ? from + 1 : from].start),
                      ISNAD_DIRECT, how);
      return;
    }
    uint32_t after = close + 1, end = isn_sentence_end(doc, close);
    bool over = after >= end || doc->tokens.at[after].kind == ISN_MARK || doc->tokens.at[after].line_first;
    if (over && after + 1 < end && isn_comma(doc, after) && isn_complementizer(s, after + 1)) over = false; /* إن "..."، وإن ... */
    for (uint32_t k = index + 1; k < s->found.count && s->found.at[k].first <= after && !over; k++) over = s->found.at[k].first == after;
    over = over || (close > from + SPEECH_TOKENS && !f->any && strcmp(how, "content:that") != 0 && !nominal &&
                    !isn_has_quote(doc, after, end < after + SEARCH_TOKENS ? end : after + SEARCH_TOKENS));
    if (over && close > from + 1) {
      uint32_t last = close;
      while (last > from + 2 && (isn_stop(doc, last - 1) || isn_comma(doc, last - 1))) last--;
      isn_set_content(f, isn_span(doc->tokens.at[from + 1].start, doc->tokens.at[last - 1].end), ISNAD_DIRECT, how);
      return;
    }
  }
  uint32_t end = isn_content_end(s, index, from, nominal);
  if (end <= from) return;
  isnad_span span = isn_trimmed(doc, from, end, start);
  const uint32_t head = isn_doc_token_at(doc, span.start); /* marks alone are nothing said */
  if (span.end <= span.start || (doc->tokens.at[head].kind >= ISN_MARK && span.end <= doc->tokens.at[head].end)) return;
  isn_set_content(f, span, isn_has_quote(doc, from, end) ? ISNAD_MIXED : ISNAD_INDIRECT, how);
}

/* ---- where it begins ---- */

/* Skips what may stand between أن and the content: nothing but an opening blank; returns the first content token. */
static uint32_t after_complementizer(const isn_speech *s, uint32_t i, uint32_t end) {
  i++;
  while (i < end && (isn_comma(s->doc, i) || isn_mark(s->doc, i, ':'))) i++;
  return i;
}

/* إلا أن، غير أن، بيد أن: but */
static bool excepts(const isn_doc *doc, uint32_t i) {
  static const char16_t *const words[] = {u"الا", u"غير", u"بيد"};
  const isn_token *t = &doc->tokens.at[i];
  for (size_t k = 0; k < sizeof words / sizeof *words; k++)
    if (t->fold1 - t->fold0 == 3 && memcmp(doc->fold + t->fold0, words[k], 3 * sizeof(char16_t)) == 0) return true;
  return false;
}

/* أن that opens what is said: not that of قبل أن، بعد أن، دون أن. */
static bool opens_content(const isn_speech *s, const isn_found *f, uint32_t i) {
  if (!isn_complementizer(s, i)) return false;
  const isn_reading *r = isn_best(s->doc, i);
  if (r && r->proclitics & ISN_FA) return false; /* فإن: what follows from it, no content */
  bool inside = i > f->end && s->doc->tokens.at[i - 1].sentence == s->doc->tokens.at[i].sentence;
  if (inside && excepts(s->doc, i - 1)) return false;
  const isn_token *before = inside ? &s->doc->tokens.at[i - 1] : NULL;
  const bool with_pronoun = before && before->words_count > 1; /* قال فيها إن */
  bool governed = inside && before->pos == ISN_ADP && !with_pronoun;
  return !governed || isn_own_particle(s, f, i - 1);
}

/* "يثبت ذلك، لكن كثيرين يجدون أن": أن is that of the verb right before it. */
static bool of_other_verb(const isn_speech *s, const isn_found *f, uint32_t i, bool relative) {
  const isn_doc *doc = s->doc;
  if (relative || i <= f->end || i - 1 < f->end) return false;
  const uint32_t c = doc->tokens.at[i - 1].chunk;
  if (c == ISNAD_NONE || f->shape != ISN_CUE_VERB || doc->tokens.at[i - 1].mention != ISNAD_NONE || i - 1 < f->after_source) return false;
  return doc->chunks.at[c].kind == ISN_CHUNK_VERB && doc->tokens.at[i - 1].pos == ISN_VERB;
}

/* ", -في تغريدة على تويتر-": the closing dash of what stands between two, or `i`. */
static uint32_t over_dashes(const isn_speech *s, uint32_t i, uint32_t end) {
  const isn_doc *doc = s->doc;
  const uint32_t cp = doc->cp[doc->tokens.at[i].start];
  if (doc->tokens.at[i].kind != ISN_MARK || (cp != '-' && cp != 0x2013 && cp != 0x2014) || i + 2 >= end || isn_complementizer(s, i + 1))
    return i;
  for (uint32_t k = i + 2; k < end && k < i + DASHED_TOKENS; k++) {
    const uint32_t other = doc->cp[doc->tokens.at[k].start];
    if (isn_opens(doc, k) || isn_mark(doc, k, ':')) break;
    if (doc->tokens.at[k].kind == ISN_MARK && (other == '-' || other == 0x2013 || other == 0x2014)) return k;
  }
  return i;
}

/* Quotation marks around a few words inside a phrase (على منصة "إكس"), or around a name before أن: no quotation. */
static bool marked_words(const isn_speech *s, const isn_found *f, uint32_t from, uint32_t open) {
  const isn_doc *doc = s->doc;
  const uint32_t close = isn_quote_end(doc, open), end = isn_sentence_end(doc, open);
  if (close == ISNAD_NONE || close > open + NAME_TOKENS || close >= end) return false;
  if (close + 1 < end && isn_complementizer(s, close + 1)) return true;
  if (close > open + 4 || open == from || doc->tokens.at[open - 1].kind >= ISN_MARK) return false;
  for (uint32_t i = open + 1; i < close && close > open + 3; i++)
    if (doc->tokens.at[i].pos == ISN_VERB && doc->tokens.at[i].mention == ISNAD_NONE) return false;
  if (!f->any) return true;
  for (uint32_t i = close + 1; i < end && i < close + SEARCH_TOKENS; i++) /* more is said later */
    if (isn_mark(doc, i, ':') || opens_content(s, f, i)) return true;
  return false;
}

static bool has_particle(const isn_speech *s, const isn_found *f) {
  return f->row && isn_cell(isn_lexicon_table(s->lexicon, "cues.tsv"), f->row, "particle")[0];
}

/* "نقل المجلس تأكيد فلان": what is passed on begins with a cue. */
static bool cue_begins(const isn_speech *s, uint32_t index, uint32_t token) {
  for (uint32_t k = index + 1; k < s->found.count && s->found.at[k].first <= token; k++)
    if (s->found.at[k].first == token) return true;
  return false;
}

/* No other cue stands between f and token i, and no و on it. */
static bool alone(const isn_speech *s, const isn_found *f, uint32_t i) {
  const isn_reading *r = isn_best(s->doc, i);
  if (r && r->proclitics & (ISN_WA | ISN_FA)) return false;
  for (uint32_t k = (uint32_t)(f - s->found.at) + 1; k < s->found.count && s->found.at[k].first < i; k++)
    if (!s->found.at[k].occasion) return false;
  return true;
}

/* "أكدت المصادر فشل المحاولات": nobody is told by a noun that names no person or body. */
static bool is_matter(const isn_speech *s, uint32_t chunk) {
  const isn_doc *doc = s->doc;
  const isn_chunk *c = &doc->chunks.at[chunk];
  const isn_reading *r = isn_best(doc, c->head);
  if (!r || r->lexeme == ISNAD_NONE || doc->tokens.at[c->head].mention != ISNAD_NONE || doc->tokens.at[c->head].pos != ISN_NOUN)
    return false;
  if (r->proclitics & ISN_AL || isn_agent_at(s->agents, doc, c->head)) return false;
  const uint32_t end = isn_phrase_at(s->agents, s->lexicon, doc, chunk, false, 0).end;
  return end > c->head + 1 && end < doc->tokens.count && !isn_complementizer(s, end);
}

/* "دعا الحكومة إلى": with the cue's particle still to come, a bare phrase is the one spoken to. */
static bool addressee(const isn_speech *s, const isn_found *f, uint32_t chunk) {
  const isn_doc *doc = s->doc;
  if (f->two_objects) return false;
  /* ناشدت بيروت الاتحاد الأوروبي تقديم العون: an actor, then the verbal noun that is asked of him */
  if (f->cue_class == ISNAD_DEMAND && chunk + 1 < doc->chunks.count &&
      doc->tokens.at[doc->chunks.at[chunk + 1].first].sentence == doc->tokens.at[f->first].sentence) {
    const isn_chunk *next = &doc->chunks.at[chunk + 1];
    const isn_reading *r = isn_best(doc, next->head);
    isn_phrase p = isn_phrase_at(s->agents, s->lexicon, doc, chunk, false, 0);
    if (isn_bare_phrase(doc, next) && !next->conj && r && r->form == ISN_MASDAR && (p.entity != ISNAD_NONE || p.agent.known)) return true;
  }
  /* "أعلن التنظيم مسؤوليته عن": an act or a thing is not spoken to */
  const isn_reading *head = isn_best(doc, doc->chunks.at[chunk].head);
  const isn_lexeme *noun = head && head->enclitic ? isn_lexicon_lexeme(s->lexicon, head->lexeme) : NULL;
  const isn_key key = noun ? noun->key : (isn_key){0};
  const bool quality = key.length > 3 && key.at[key.length - 1] == 0x647 && key.at[key.length - 2] == 0x64a; /* مسؤولية */
  if (f->cue_class != ISNAD_DEMAND && noun && (head->form == ISN_MASDAR || quality)) return false;
  const bool personal = f->cue_class == ISNAD_DEMAND || f->cue_class == ISNAD_WARN || f->cue_class == ISNAD_ACCUSE ||
                        f->cue_class == ISNAD_PROMISE || f->addressee;
  if (!personal && f->any && !f->particle_only && is_matter(s, chunk)) return false;
  bool past_comma = false; /* behind a comma أن belongs to another cue */
  for (uint32_t c = chunk + 1; c < doc->chunks.count && c < chunk + 7; c++) {
    const isn_chunk *next = &doc->chunks.at[c];
    past_comma = past_comma || (next->kind == ISN_CHUNK_MARK && isn_comma(doc, next->first));
    if (past_comma && head && !head->enclitic && next->kind == ISN_CHUNK_COMP && !next->relative && isn_comma(doc, next->first - 1) &&
        opens_content(s, f, next->first) && alone(s, f, next->first))
      return true; /* أكد الناطق باسم فلان ابن فلان، أن */
    if (!past_comma && next->kind == ISN_CHUNK_COMP && !next->relative && opens_content(s, f, next->first) &&
        doc->tokens.at[next->first].sentence == doc->tokens.at[f->first].sentence)
      return true;
    if (doc->tokens.at[next->first].sentence != doc->tokens.at[f->first].sentence || next->kind == ISN_CHUNK_VERB ||
        next->kind == ISN_CHUNK_COMP)
      return false;
    if (next->kind == ISN_CHUNK_NP && ((next->clitic & f->clitic) || (next->prep != ISNAD_NONE && isn_own_particle(s, f, next->prep))))
      return true;
    if (next->kind == ISN_CHUNK_PREP && isn_own_particle(s, f, next->first)) return true;
  }
  return false;
}

/* "الهدنة التي تعلنها القوات", "الاتفاق الذي وافق عليه": what is said stands before the relative pronoun, and a pronoun for it in the
 * clause. */
bool isn_of_antecedent(const isn_speech *s, const isn_found *f) {
  const isn_doc *doc = s->doc;
  if (!f->any || f->document || f->shape != ISN_CUE_VERB || f->cue_class == ISNAD_ACCUSE || f->cue_class == ISNAD_OPINE) return false;
  const isn_reading *next = f->first + 1 < doc->tokens.count ? isn_best(doc, f->first + 1) : NULL;
  bool after = next && next->enclitic && doc->tokens.at[f->first + 1].pos == ISN_ADP;
  return ((f->reading && f->reading->enclitic) || after) && isn_relative_antecedent(doc, f->first) != ISNAD_NONE;
}

static bool take_antecedent(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  const isn_doc *doc = s->doc;
  if (!isn_of_antecedent(s, f)) return false;
  const uint32_t next = f->after_source > f->end ? f->after_source : f->end; /* من القرارات التي أعلنها فلان "إلغاء المناصب" */
  if (next < isn_sentence_end(doc, f->first) && isn_opens(doc, next) && !isn_quoted_name(doc, next)) return false;
  const isn_chunk *chunk = &doc->chunks.at[isn_relative_antecedent(doc, f->first)];
  uint32_t first = chunk->prep == ISNAD_NONE ? chunk->first : chunk->prep + 1;
  isn_set_content(f, isn_span(start_after_clitic(doc, first, 1), doc->tokens.at[chunk->end - 1].end), ISNAD_INDIRECT, "content:antecedent");
  return true;
}

/* Whether the bare phrase at chunk c is the cue's object by the tree, or the tree has none behind it: of "رفضت جماعة تسيطر على العاصمة
 * توقيع الاتفاق" it is توقيع. */
static bool tree_object(const isn_doc *doc, uint32_t verb, uint32_t c) {
  const uint32_t object = isn_tree_child(doc, verb, "obj"), head = doc->chunks.at[c].head;
  return object == ISNAD_NONE || object <= head || doc->tokens.at[object].chunk == c || isn_doc_governor(doc, head, NULL) == verb ||
         doc->tokens.at[object].kind >= ISN_MARK || object > head + SEARCH_TOKENS;
}

/* A verb with و or ف on it, or on the particle before it. */
static bool joined_clause(const isn_speech *s, uint32_t verb) {
  const isn_doc *doc = s->doc;
  for (uint32_t i = verb, n = 0; n < 3; n++, i--) {
    const isn_reading *r = isn_best(doc, i);
    if (r && r->proclitics & (ISN_WA | ISN_FA)) return true;
    if (!i || doc->tokens.at[i - 1].chunk == ISNAD_NONE || doc->chunks.at[doc->tokens.at[i - 1].chunk].kind != ISN_CHUNK_PARTICLE) break;
  }
  return false;
}

/* "اعتبر الخبير القرار خطوة": what is ranked and as what. With one of them alone a present verb is passive (يُعتبر السد الأكبر). */
static bool second_object(const isn_speech *s, const isn_found *f, uint32_t chunk) {
  const isn_doc *doc = s->doc;
  if (!f->reading || f->reading->enclitic || f->reading->form != ISN_PRESENT) return true;
  if (!f->has_source && f->source_entity == ISNAD_NONE && f->kind == ISNAD_ANONYMOUS) return false;
  for (uint32_t c = chunk + 1; c < doc->chunks.count && c < chunk + 7; c++) {
    const isn_chunk *next = &doc->chunks.at[c];
    if (doc->tokens.at[next->first].sentence != doc->tokens.at[f->first].sentence || next->kind == ISN_CHUNK_VERB) return false;
    if (next->kind == ISN_CHUNK_NP && next->prep == ISNAD_NONE && !next->conj && doc->tokens.at[next->head].time == ISNAD_NONE)
      return !next->clitic || next->clitic == ISN_BI;
  }
  return false;
}

/* Where what says more of the speaker ends: "نفت الحكومة، المتحالفة مع الغرب، أي دور", "أكد فلان الأمين العام للحلف أن". `i` if nothing
 * does. */
static uint32_t apposition_end(const isn_speech *s, const isn_found *f, uint32_t i, uint32_t end) {
  const isn_doc *doc = s->doc;
  const isn_reading *r = isn_best(doc, i);
  if (!f->has_source || i < f->source.end || !r || doc->tokens.at[i].mention != ISNAD_NONE) return i;
  if (!(r->proclitics & ISN_AL) && (f->cue_class > ISNAD_DENY || f->source.entity == ISNAD_NONE || !f->source.named)) return i;
  const bool comma = i > f->first && isn_comma(doc, i - 1) && i == f->source.end + 1;
  const bool describes = r->pos == ISN_ADJ || r->form == ISN_ACTIVE_PART || r->form == ISN_PASSIVE_PART;
  if (comma && describes)
    for (uint32_t k = i + 1; k < end && k < i + SEARCH_TOKENS; k++)
      if (isn_comma(doc, k)) return k;
  const isn_agent *agent = isn_agent_at(s->agents, doc, i);
  const bool title = i == f->source.end && f->kind == ISNAD_PERSON && agent && agent->known == 2 && f->cue_class != ISNAD_ACCUSE;
  return title ? isn_phrase_at(s->agents, s->lexicon, doc, doc->tokens.at[i].chunk, false, 0).end : i;
}

/* "الأرقام الصادرة | عن المنظمة": of that participle, not of the cue. */
static bool issued(const isn_doc *doc, uint32_t i) {
  static const uint16_t word[] = {0x635, 0x627, 0x62f, 0x631}; /* صادر */
  const isn_token *t = i ? &doc->tokens.at[i - 1] : NULL;
  if (!t || t->fold1 - t->fold0 < 4) return false;
  const uint32_t article = doc->fold[t->fold0] == 0x627 && doc->fold[t->fold0 + 1] == 0x644 ? 2 : 0;
  return t->fold1 - t->fold0 >= article + 4 && memcmp(doc->fold + t->fold0 + article, word, sizeof word) == 0;
}

/* "دعت الكتلة، التي اجتمع أعضاؤها للتداول في الملف، إلى": the comma behind the relative clause at i, before what opens the content. */
static uint32_t behind_relative(const isn_speech *s, const isn_found *f, uint32_t i, uint32_t end) {
  const isn_doc *doc = s->doc;
  if (!i || !isn_comma(doc, i - 1)) return ISNAD_NONE;
  for (uint32_t k = i + 1; k + 1 < end && k < i + RELATIVE_REACH; k++)
    if (isn_comma(doc, k) && (isn_complementizer(s, k + 1) || isn_own_particle(s, f, k + 1) || isn_mark(doc, k + 1, ':'))) return k;
  return ISNAD_NONE;
}

/* "وصفه بالخطأ", "وصفته بـ"الخطأ"": as what; of a quotation that alone. */
static bool take_as_what(isn_speech *s, uint32_t index, uint32_t i, uint32_t end) {
  isn_found *f = &s->found.at[index];
  const isn_doc *doc = s->doc;
  const isn_reading *next = i < end ? isn_best(doc, i) : NULL;
  if (i >= end || isn_complementizer(s, i)) return false;
  if (!isn_token_is(doc, i, u"ب")) {
    if (!next || !(next->proclitics & ISN_BI)) return false;
    isn_take_from(s, index, i, isn_doc_noun_start(doc, i), "content:particle");
    return f->contents > 0;
  }
  if (++i >= end) return false;
  const uint32_t close = isn_opens(doc, i) ? isn_quote_end(doc, i) : ISNAD_NONE;
  if (close != ISNAD_NONE && close > i + 1 && close < end && close < i + SPEECH_TOKENS + 2)
    isn_set_content(f, isn_span(doc->tokens.at[i + 1].start, doc->tokens.at[close - 1].end), ISNAD_DIRECT, "content:particle");
  else isn_take_from(s, index, i, doc->tokens.at[i].start, "content:particle");
  return f->contents > 0;
}

static bool take_after(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  const isn_doc *doc = s->doc;
  uint32_t end = isn_sentence_end(doc, f->first), i = f->after_source, verbs = 0;
  bool relative = false, particle_written = f->end > f->first + 1;
  if (i < f->end) i = f->end;
  uint32_t from = i;
  if (f->two_objects && f->reading && f->reading->enclitic && take_as_what(s, index, i, end)) return true;
  bool phrases = f->any || f->relay; /* a noun phrase may be the content */
  bool spoken_to = false;            /* the one spoken to has been passed */
  uint32_t reach = isn_in_relative_clause(s, index) ? RELATIVE_TOKENS : SEARCH_TOKENS;
  const uint32_t outer = isn_outer_content(s, index);
  if (outer != ISNAD_NONE && outer < end) end = outer;
  for (; i < end && i < from + reach; i++) {
    const isn_token *t = &doc->tokens.at[i];
    const isn_chunk *c = t->chunk == ISNAD_NONE ? NULL : &doc->chunks.at[t->chunk];
    if (opens_content(s, f, i) && !of_other_verb(s, f, i, relative)) {
      uint32_t at = after_complementizer(s, i, end);
      if (at < end) isn_take_from(s, index, at, doc->tokens.at[at].start, "content:that");
      return f->contents > 0;
    }
    if (isn_mark(doc, i, ':') && i + 1 < doc->tokens.count && (i + 1 < end || isn_opens(doc, i + 1))) {
      if (i + 2 < end && isn_complementizer(s, i + 1)) i++; /* قال: إن */
      isn_take_from(s, index, i + 1, doc->tokens.at[i + 1].start, "content:colon");
      return f->contents > 0;
    }
    if (isn_opens(doc, i) && !isn_quoted_name(doc, i) && ((f->particle_only && !phrases) || marked_words(s, f, from, i)) &&
        isn_quote_end(doc, i) < end) {
      i = isn_quote_end(doc, i);
      continue;
    }
    if (isn_opens(doc, i) && !isn_quoted_name(doc, i)) {
      isn_take_from(s, index, i, t->start, "content:quotation");
      return f->contents > 0;
    }
    if (isn_opens(doc, i) && isn_quote_end(doc, i) < end) { /* over the name */
      i = isn_quote_end(doc, i);
      continue;
    }
    const uint32_t dash = over_dashes(s, i, end);
    if (dash > i) {
      i = dash;
      continue;
    }
    if (isn_stop(doc, i) || (isn_closes(doc, i) && i > from + 1 && verbs)) break;
    for (uint32_t k = index + 1; k < s->found.count && s->found.at[k].first <= i; k++) /* another cue takes over */
      if (s->found.at[k].first == i &&
          ((s->found.at[k].shape == ISN_CUE_PARTICIPLE && !isn_hides_name(s, k)) ||
           (s->found.at[k].shape == ISN_CUE_VERB && !isn_hides_name(s, k) &&
            (!relative || (isn_comma(doc, i - 1) && joined_clause(s, i))))) &&
          i > from)
        return false;
    if (f->any && !f->relay && !f->particle_only && phrases && i > f->first && i + 1 < end && isn_token_is(doc, i, u"ما") &&
        doc->tokens.at[i + 1].pos == ISN_VERB && (i == from || f->has_source) && !relative) { /* أدانت ما سمته تدخلا */
      isn_take_from(s, index, i, t->start, "content:object");
      return f->contents > 0;
    }
    if (c && c->kind == ISN_CHUNK_COMP && c->relative) {
      const uint32_t behind = i == f->source.end + 1 && f->has_source ? behind_relative(s, f, i, end) : ISNAD_NONE;
      if (behind != ISNAD_NONE) {
        i = behind;
        reach += i - from;
        continue;
      }
      relative = true;
    }
    if (t->pos == ISN_VERB && c && c->kind == ISN_CHUNK_VERB && !relative && !phrases && ++verbs > CLAUSE_VERBS) break;
    /* "نشرت الوكالة على حسابها ...، ولا تستطيع الشبكة": a clause beside this one, whose phrases are its own */
    if (phrases && c && c->kind == ISN_CHUNK_VERB && t->pos == ISN_VERB && !relative && i > from && joined_clause(s, i)) phrases = false;
    if (!phrases || !c) continue;
    const isn_reading *negation = c->kind == ISN_CHUNK_PARTICLE && f->clitic ? isn_best(doc, i) : NULL; /* أفتى بعدم جواز */
    bool particle =
        (c->kind == ISN_CHUNK_NP && f->clitic && c->clitic & f->clitic && i == c->head) || (negation && negation->proclitics & f->clitic);
    bool object = c->kind == ISN_CHUNK_NP && c->prep == ISNAD_NONE && !c->clitic && !c->conj && i == c->first && t->time == ISNAD_NONE;
    bool first_word = particle_written && i == f->end && t->kind < ISN_MARK;
    /* كشف المصدر عن تواصل; دعا الوزير، في اتصال مع نظيره، إلى حل */
    if (c->kind == ISN_CHUNK_NP && c->prep == i && i + 1 < end && !particle_written && isn_own_particle(s, f, i) &&
        !isn_complementizer(s, i + 1) && !issued(doc, i)) {
      isn_take_from(s, index, i + 1, doc->tokens.at[i + 1].start, "content:particle");
      return f->contents > 0;
    }
    const uint32_t beside = object && !particle ? apposition_end(s, f, i, end) : i;
    if (beside > i) {
      i = beside - 1;
      continue;
    }
    if (object && !particle && f->addressee && !spoken_to) {
      uint32_t stop = isn_phrase_at(s->agents, s->lexicon, doc, t->chunk, true, f->clitic).end;
      if (stop > i + 1) i = stop - 1;
      spoken_to = true;
      continue;
    }
    if (object && !particle && !f->relay && addressee(s, f, t->chunk)) { /* over the whole of him: مبعوث الأمين العام للأمم المتحدة */
      uint32_t stop = isn_phrase_at(s->agents, s->lexicon, doc, t->chunk, false, 0).end;
      if (stop > i + 1) i = stop - 1;
      continue;
    }
    if (object && !particle && !first_word && relative && isn_doc_governor(doc, c->head, NULL) != f->first) continue;
    if (object && !particle && !first_word && f->shape == ISN_CUE_VERB && !f->ranks && !f->two_objects &&
        !tree_object(doc, f->first, t->chunk))
      continue;
    if (object && !particle && !first_word && f->ranks && !second_object(s, f, t->chunk)) return false;
    if (object && f->light && !particle && !first_word && !cue_begins(s, index, i) && !isn_bare_act(doc, i) &&
        !(isn_best(doc, i) && isn_best(doc, i)->enclitic))
      return false;                                               /* تجدد المعارك */
    if (object && f->particle_only && !particle && !first_word) { /* what it has is no content, and neither is what follows on that */
      phrases = false;
      continue;
    }
    if (object && !particle && !first_word && f->relay && !has_particle(s, f) && f->kind != ISNAD_OUTLET && f->kind != ISNAD_ANONYMOUS &&
        !cue_begins(s, index, i))
      return false;
    if (particle || first_word || (object && (f->has_source || f->shape != ISN_CUE_VERB || f->source_entity != ISNAD_NONE || f->reading))) {
      if (isn_opens(doc, i)) continue;
      isn_take_from(s, index, i, start_after_clitic(doc, i, particle || first_word ? f->clitic : 0),
                    particle || first_word ? "content:particle" : "content:object");
      return f->contents > 0;
    }
  }
  return false;
}

/* A noun of whose speaker nothing is written: accusations, claims, warnings and announcements are made by somebody; what may be demanded
 * or accepted (للمطالبة بـ، إمكانية القبول بـ) need not have been. A pronoun is whom the accusation is against (اتهامه بـ). */
static bool without_speaker(const isn_found *f) {
  if (!f->reading || f->reading->proclitics & (ISN_LI | ISN_BI | ISN_KA)) return false;
  if (f->reading->enclitic) return !f->accuses;
  return f->cue_class == ISNAD_ACCUSE || f->cue_class == ISNAD_CLAIM || f->cue_class == ISNAD_WARN || f->cue_class == ISNAD_ANNOUNCE;
}

/* Whether what a noun reports begins at token i: its particle, written or as a clitic, or أن. */
static bool begins_at(const isn_speech *s, const isn_found *f, uint32_t i, uint32_t end) {
  const isn_doc *doc = s->doc;
  if (i >= end || doc->tokens.at[i].kind >= ISN_MARK) return false;
  if (isn_complementizer(s, i) || isn_own_particle(s, f, i)) return true;
  const isn_token *t = &doc->tokens.at[i];
  return t->chunk != ISNAD_NONE && doc->chunks.at[t->chunk].kind == ISN_CHUNK_NP && doc->chunks.at[t->chunk].clitic & f->clitic;
}

/* "اتهامات سابقة | بالتجسس", "اتهام بغداد لعناصر | بتدبير", "اتهام موسكو مواطنين | بتنفيذ": the token behind adjectives and whom it is
 * against or said to, if what is reported begins there; else `i`. */
static uint32_t over_addressed(const isn_speech *s, const isn_found *f, uint32_t i, uint32_t end) {
  const isn_doc *doc = s->doc;
  uint32_t at = i;
  while (at < end && at < i + 2 && doc->tokens.at[at].pos == ISN_ADJ && doc->tokens.at[at].mention == ISNAD_NONE) at++;
  if (begins_at(s, f, at, end) && (!(f->clitic & ISN_LI) || at > i)) return at;
  if (f->cue_class != ISNAD_ACCUSE && f->cue_class != ISNAD_DEMAND && f->cue_class != ISNAD_WARN) return i;
  for (uint32_t n = 0; n < 2 && at < end && doc->tokens.at[at].time != ISNAD_NONE; n++) at++; /* أمس الاثنين */
  const uint32_t c = at < end ? doc->tokens.at[at].chunk : ISNAD_NONE;
  if (c == ISNAD_NONE || doc->chunks.at[c].kind != ISN_CHUNK_NP || doc->chunks.at[c].conj) return i;
  if (doc->chunks.at[c].clitic != ISN_LI && !isn_bare_phrase(doc, &doc->chunks.at[c])) return i;
  const isn_phrase p = isn_phrase_at(s->agents, s->lexicon, doc, c, false, f->clitic);
  if (p.entity == ISNAD_NONE && !p.agent.known) return i;
  return begins_at(s, f, p.end, end) ? p.end : i;
}

/* Nouns report only what is attached to them: أن, their particle, or a quotation. */
static void noun_content(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  const isn_doc *doc = s->doc;
  uint32_t end = isn_sentence_end(doc, f->first), i = f->after_source > f->end ? f->after_source : f->end;
  i = over_addressed(s, f, i, end);
  for (uint32_t from = i; i < end && i <= from + 1; i++) {
    const isn_token *t = &doc->tokens.at[i];
    if (isn_complementizer(s, i)) {
      if (i + 1 < end) isn_take_from(s, index, i + 1, doc->tokens.at[i + 1].start, "content:that");
      return;
    }
    if (isn_mark(doc, i, ':') || (isn_opens(doc, i) && !isn_quoted_name(doc, i))) {
      uint32_t at = isn_opens(doc, i) ? i : i + 1;
      if (at < end) isn_take_from(s, index, at, doc->tokens.at[at].start, "content:quotation");
      return;
    }
    const isn_chunk *c = t->chunk == ISNAD_NONE ? NULL : &doc->chunks.at[t->chunk];
    if (i == from && f->any && (f->has_source || (f->reading && f->reading->enclitic)) &&
        isn_bare_act(doc, i)) { /* نفي الوزارة وجود قوات، تأكيده حرصه على */
      isn_take_from(s, index, i, t->start, "content:object");
      return;
    }
    bool complement = c && i + 1 < end && isn_complementizer(s, i + 1) && (c->kind == ISN_CHUNK_PREP || c->prep == i);
    if (complement) continue;
    if (!f->any || (!f->has_source && f->after_source <= f->end && (i > from || !without_speaker(f)))) return;
    if (c && c->kind == ISN_CHUNK_NP && ((c->clitic & f->clitic && i == c->head) || (f->end > f->first + 1 && i == f->end))) {
      isn_take_from(s, index, i, start_after_clitic(doc, i, f->clitic), "content:particle");
      return;
    }
    if (c && c->kind == ISN_CHUNK_NP && c->prep == i && i + 1 < end && isn_own_particle(s, f, i)) {
      isn_take_from(s, index, i + 1, doc->tokens.at[i + 1].start, "content:particle");
      return;
    }
  }
}

/* "قال المتحدث باسم الوزارة، وقع انفجار": قال has what is said behind it even where nothing opens it. */
static void take_bare(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  const isn_doc *doc = s->doc;
  const uint32_t end = isn_sentence_end(doc, f->first);
  const isn_reading *r = f->reading;
  const isn_lexeme *l = r ? isn_lexicon_lexeme(s->lexicon, r->lexeme) : NULL;
  if (!l || strcmp(l->lemma, "قال") != 0 || r->enclitic || r->passive || r->person == 1) return;
  if (f->first && doc->tokens.at[f->first - 1].sentence == doc->tokens.at[f->first].sentence && isn_is_as(doc, f->first - 1)) return;
  uint32_t at = f->after_source > f->end ? f->after_source : f->end;
  if (f->shape == ISN_CUE_VERB && !f->has_source) return;
  for (uint32_t i = at; i + 1 < end && i < at + 2 * SEARCH_TOKENS; i++) { /* إن is of قال, whatever stands between */
    if (isn_opens(doc, i)) break;
    if (doc->cp[doc->tokens.at[i].start] != 0x625 || !opens_content(s, f, i)) continue;
    isn_take_from(s, index, i + 1, doc->tokens.at[i + 1].start, "content:that");
    return;
  }
  while (at < end && isn_comma(doc, at)) at++;
  for (uint32_t k = index + 1; k < s->found.count && s->found.at[k].first <= at + 1; k++)
    if (s->found.at[k].first >= at && s->found.at[k].shape == ISN_CUE_PARTICIPLE) return;
  if (at + 2 >= end || doc->tokens.at[at].kind >= ISN_MARK || doc->tokens.at[at].pos == ISN_ADP || doc->tokens.at[at].chunk == ISNAD_NONE)
    return;
  const uint8_t kind = doc->chunks.at[doc->tokens.at[at].chunk].kind;
  if (kind != ISN_CHUNK_NP && kind != ISN_CHUNK_VERB && kind != ISN_CHUNK_PARTICLE) return;
  if (kind == ISN_CHUNK_NP && (doc->chunks.at[doc->tokens.at[at].chunk].clitic || doc->tokens.at[at].time != ISNAD_NONE)) return;
  isn_take_from(s, index, at, doc->tokens.at[at].start, "content:bare");
}

void isn_find_content(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  if (f->mute) return;
  switch (f->shape) {
    case ISN_CUE_COLON: isn_take_from(s, index, f->end, s->doc->tokens.at[f->end].start, "content:headline"); break;
    case ISN_CUE_PHRASE: isn_phrase_content(s, index); break;
    case ISN_CUE_NOUN: noun_content(s, index); break;
    default:
      if (take_antecedent(s, index) || take_after(s, index)) break;
      if (f->shape == ISN_CUE_VERB && (isn_take_before(s, index) || isn_take_before_as(s, index))) break;
      take_bare(s, index);
  }
}
