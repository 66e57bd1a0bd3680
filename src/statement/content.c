/* What is said. After the cue and its source comes أن or a colon or a quotation, or the cue's own particle and a noun phrase; the content
 * runs to the end of the sentence, or to the next thing that the same speaker says. A quotation may come first, and may run over
 * sentences and lines. */
#include <string.h>
#include <uchar.h>

#include "match/clause.h"
#include "match/tree.h"
#include "statement/found.h"

enum {
  NAME_TOKENS = 8,
  DATELINE_TOKENS = 12,
  SEARCH_TOKENS = 48,
  RELATIVE_TOKENS = 8,
  PARENT_REACH = 96,
  CHAIN_STEPS = 64,
  CLAUSE_VERBS = 3
};

/* Start of a token's text after a clitic preposition that belongs to the cue (طالب بـ|تشكيل). */
static uint32_t start_after_clitic(const isn_doc *doc, uint32_t token, uint8_t clitic) {
  const isn_token *t = &doc->tokens.at[token];
  uint32_t start = t->start;
  if (t->mention != ISNAD_NONE && doc->mentions.at[t->mention].span.start > start) return doc->mentions.at[t->mention].span.start;
  return clitic ? isn_doc_noun_start(doc, token) : start;
}

static bool has_quote(const isn_doc *doc, uint32_t from, uint32_t end) {
  for (uint32_t i = from; i < end; i++)
    if (isn_opens(doc, i) || isn_closes(doc, i)) return true;
  return false;
}

/* A name in quotation marks is no quotation: لـ"العربي الجديد". */
static bool quoted_name(const isn_doc *doc, uint32_t open) {
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

static void set_content(isn_found *f, isnad_span span, isnad_quote quote, const char *how) {
  f->content[0] = span;
  f->contents = 1;
  f->quote = quote;
  f->content_how = how;
}

/* The content that begins at token `from`, whose text begins at `start`. */
static void take_from(isn_speech *s, uint32_t index, uint32_t from, uint32_t start, const char *how) {
  isn_found *f = &s->found.at[index];
  bool nominal = strcmp(how, "content:object") == 0 || strcmp(how, "content:particle") == 0 || f->shape == ISN_CUE_NOUN;
  const isn_doc *doc = s->doc;
  if (isn_opens(doc, from) && !quoted_name(doc, from)) {
    uint32_t close = isn_quote_end(doc, from);
    if (close == ISNAD_NONE) { /* never closed: to the end of the paragraph */
      if (from + 1 >= doc->tokens.count) return;
      uint32_t end = isn_content_end(s, index, from, nominal);
      set_content(f, isn_trimmed(doc, from + 1 < end ? from + 1 : from, end, doc->tokens.at[from + 1 < end ? from + 1 : from].start),
                  ISNAD_DIRECT, how);
      return;
    }
    uint32_t after = close + 1, end = isn_sentence_end(doc, close);
    bool over = after >= end || doc->tokens.at[after].kind == ISN_MARK || doc->tokens.at[after].line_first;
    if (over && after + 1 < end && isn_comma(doc, after) && isn_complementizer(s, after + 1)) over = false; /* إن "..."، وإن ... */
    for (uint32_t k = index + 1; k < s->found.count && s->found.at[k].first <= after && !over; k++) over = s->found.at[k].first == after;
    if (over && close > from + 1) {
      uint32_t last = close;
      while (last > from + 2 && (isn_stop(doc, last - 1) || isn_comma(doc, last - 1))) last--;
      set_content(f, isn_span(doc->tokens.at[from + 1].start, doc->tokens.at[last - 1].end), ISNAD_DIRECT, how);
      return;
    }
  }
  uint32_t end = isn_content_end(s, index, from, nominal);
  if (end <= from) return;
  isnad_span span = isn_trimmed(doc, from, end, start);
  if (span.end <= span.start) return;
  set_content(f, span, has_quote(doc, from, end) ? ISNAD_MIXED : ISNAD_INDIRECT, how);
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
  bool inside = i > f->end && s->doc->tokens.at[i - 1].sentence == s->doc->tokens.at[i].sentence;
  if (inside && excepts(s->doc, i - 1)) return false;
  bool governed = inside && s->doc->tokens.at[i - 1].pos == ISN_ADP;
  return !governed || isn_own_particle(s, f, i - 1);
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
  bool past_comma = false; /* behind a comma أن belongs to another cue */
  for (uint32_t c = chunk + 1; c < doc->chunks.count && c < chunk + 7; c++) {
    const isn_chunk *next = &doc->chunks.at[c];
    past_comma = past_comma || (next->kind == ISN_CHUNK_MARK && isn_comma(doc, next->first));
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
  const isn_chunk *chunk = &doc->chunks.at[isn_relative_antecedent(doc, f->first)];
  uint32_t first = chunk->prep == ISNAD_NONE ? chunk->first : chunk->prep + 1;
  set_content(f, isn_span(start_after_clitic(doc, first, 1), doc->tokens.at[chunk->end - 1].end), ISNAD_INDIRECT, "content:antecedent");
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
  if (!f->has_source || i < f->source.end || !r || !(r->proclitics & ISN_AL) || doc->tokens.at[i].mention != ISNAD_NONE) return i;
  const bool comma = i > f->first && isn_comma(doc, i - 1) && i == f->source.end + 1;
  const bool describes = r->pos == ISN_ADJ || r->form == ISN_ACTIVE_PART || r->form == ISN_PASSIVE_PART;
  if (comma && describes)
    for (uint32_t k = i + 1; k < end && k < i + SEARCH_TOKENS; k++)
      if (isn_comma(doc, k)) return k;
  const isn_agent *agent = isn_agent_at(s->agents, doc, i);
  const bool title = i == f->source.end && f->kind == ISNAD_PERSON && agent && agent->known == 2 && f->cue_class != ISNAD_ACCUSE;
  return title ? isn_phrase_at(s->agents, s->lexicon, doc, doc->tokens.at[i].chunk, false, 0).end : i;
}

static bool take_after(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  const isn_doc *doc = s->doc;
  uint32_t end = isn_sentence_end(doc, f->first), i = f->after_source, verbs = 0;
  bool relative = false, particle_written = f->end > f->first + 1;
  if (i < f->end) i = f->end;
  uint32_t from = i;
  bool phrases = f->any || f->relay; /* a noun phrase may be the content */
  bool spoken_to = false;            /* the one spoken to has been passed */
  uint32_t reach = isn_in_relative_clause(s, index) ? RELATIVE_TOKENS : SEARCH_TOKENS;
  for (; i < end && i < from + reach; i++) {
    const isn_token *t = &doc->tokens.at[i];
    const isn_chunk *c = t->chunk == ISNAD_NONE ? NULL : &doc->chunks.at[t->chunk];
    if (opens_content(s, f, i)) {
      uint32_t at = after_complementizer(s, i, end);
      if (at < end) take_from(s, index, at, doc->tokens.at[at].start, "content:that");
      return f->contents > 0;
    }
    if (isn_mark(doc, i, ':') && i + 1 < doc->tokens.count && (i + 1 < end || isn_opens(doc, i + 1))) {
      if (i + 2 < end && isn_complementizer(s, i + 1)) i++; /* قال: إن */
      take_from(s, index, i + 1, doc->tokens.at[i + 1].start, "content:colon");
      return f->contents > 0;
    }
    if (isn_opens(doc, i) && !quoted_name(doc, i)) {
      take_from(s, index, i, t->start, "content:quotation");
      return f->contents > 0;
    }
    if (isn_stop(doc, i) || (isn_closes(doc, i) && i > from + 1 && verbs)) break;
    for (uint32_t k = index + 1; k < s->found.count && s->found.at[k].first <= i; k++) /* another cue takes over */
      if (s->found.at[k].first == i &&
          (s->found.at[k].shape == ISN_CUE_PARTICIPLE || (s->found.at[k].shape == ISN_CUE_VERB && !relative)) && i > from)
        return false;
    if (c && c->kind == ISN_CHUNK_COMP && c->relative) relative = true;
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
        !isn_complementizer(s, i + 1)) {
      take_from(s, index, i + 1, doc->tokens.at[i + 1].start, "content:particle");
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
    if (object && !particle && !first_word && f->shape == ISN_CUE_VERB && !f->ranks && !tree_object(doc, f->first, t->chunk)) continue;
    if (object && !particle && !first_word && f->ranks && !second_object(s, f, t->chunk)) return false;
    if (object && f->particle_only && !particle && !first_word) return false;
    if (particle || first_word || (object && (f->has_source || f->shape != ISN_CUE_VERB || f->source_entity != ISNAD_NONE || f->reading))) {
      if (isn_opens(doc, i)) continue;
      take_from(s, index, i, start_after_clitic(doc, i, particle || first_word ? f->clitic : 0),
                particle || first_word ? "content:particle" : "content:object");
      return f->contents > 0;
    }
  }
  return false;
}

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
static bool take_before(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  const isn_doc *doc = s->doc;
  uint32_t i = f->first;
  for (uint32_t steps = 0; i > 0 && steps < 3; steps++) {
    i--;
    if (isn_closes(doc, i)) {
      for (uint32_t open = i; open-- > 0 && i - open < ISN_QUOTE_TOKENS;) {
        if (!isn_opens(doc, open) || isn_quote_end(doc, open) != i || quoted_name(doc, open)) continue;
        if (i < open + 4 || taken(s, index, doc->tokens.at[open + 1].start)) return false;
        uint32_t last = i;
        while (last > open + 2 && (isn_stop(doc, last - 1) || isn_comma(doc, last - 1))) last--;
        set_content(f, isn_span(doc->tokens.at[open + 1].start, doc->tokens.at[last - 1].end), ISNAD_DIRECT, "content:quotation-before");
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
  set_content(f, isn_trimmed(doc, first, last, isn_doc_noun_start(doc, first)), has_quote(doc, first, last) ? ISNAD_MIXED : ISNAD_INDIRECT,
              "content:sentence-before");
}

/* فقد، فإن: ف on a word of its own */
static bool begins_with_faa(const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  return t->words_count > 1 && doc->words.at[t->words].upos == ISN_CCONJ && doc->cp[t->start] == 0x641;
}

/* Where a phrase at the head of its sentence (بحسب X، ...; وجاء في بيان: ...; بمقتضى الاتفاق تشكل ...) has what it says: ISNAD_NONE if it
 * has not. */
static uint32_t behind_phrase(const isn_speech *s, const isn_found *f, uint32_t end) {
  const isn_doc *doc = s->doc;
  uint32_t from = f->after_source > f->end ? f->after_source : f->end, comma = ISNAD_NONE;
  for (uint32_t i = from; i < end && i < from + SEARCH_TOKENS; i++) {
    bool fa = (isn_best(doc, i) && isn_best(doc, i)->proclitics & ISN_FA) || begins_with_faa(doc, i);
    if (isn_complementizer(s, i)) return i + 1;
    if (isn_mark(doc, i, ':') || (isn_opens(doc, i) && !quoted_name(doc, i) && !f->any)) return isn_opens(doc, i) ? i : i + 1;
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
static bool is_as(const isn_doc *doc, uint32_t i) {
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
  if (t->pos == ISN_CCONJ || t->pos == ISN_SCONJ || r->form == ISN_ACTIVE_PART || is_as(doc, comma + 1)) return;
  const uint32_t governor = isn_doc_governor(doc, isn_tree_top(doc, comma + 1, comma + 1, end), NULL);
  if (!verbless && (governor == ISNAD_NONE || governor >= f->first)) return;
  const uint32_t stop = isn_content_end(s, index, comma + 1, !verbless);
  if (stop > comma + 1) f->content[f->contents++] = isn_trimmed(doc, comma + 1, stop, t->start);
}

/* "بحسب X، ..." at the head of a sentence governs what follows; elsewhere what stands before it; alone behind a quotation, that. */
static void phrase_content(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  const isn_doc *doc = s->doc;
  uint32_t first = doc->sentence_first.at[doc->tokens.at[f->first].sentence], end = isn_sentence_end(doc, f->first);
  if (f->content_after) {
    if (f->end < end) take_from(s, index, f->end, doc->tokens.at[f->end].start, "content:after-phrase");
    return;
  }
  for (uint32_t k = index, n = 0; f->has_source && k-- > 0 && n < 2; n++) { /* قالت الصحيفة، نقلا عن مصادرها، إن */
    const isn_found *b = &s->found.at[k];
    if (!b->contents || b->first < first || b->shape != ISN_CUE_VERB || b->content[0].start < f->cue.end || b->cue.end > f->cue.start)
      continue;
    set_content(f, b->content[0], b->quote, "content:of-its-verb");
    f->parent = k; /* whose words the speaker of the verb passes on */
    return;
  }
  if (f->first - first > ISN_CONTENT_TOKENS) first = f->first - ISN_CONTENT_TOKENS;
  uint32_t lead = first;
  while (lead < f->first &&
         (doc->tokens.at[lead].kind >= ISN_MARK || doc->tokens.at[lead].pos == ISN_CCONJ || doc->tokens.at[lead].pos == ISN_ADV))
    lead++;
  if (!f->any || lead >= f->first || (f->first - first <= 2 && !isn_comma(doc, f->first - 1))) {
    uint32_t at = behind_phrase(s, f, end);
    if (at < end || (at != ISNAD_NONE && at < doc->tokens.count && isn_opens(doc, at))) {
      take_from(s, index, at, doc->tokens.at[at].start, "content:after-phrase");
      return;
    }
    if (lead >= f->first && !take_before(s, index) && f->after_source + 2 >= end) sentence_before(s, index);
    if (f->contents || lead >= f->first) return;
  }
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
  if (last > first + 1 && is_as(doc, last - 1)) last--;
  while (last > first && doc->tokens.at[last - 1].kind >= ISN_MARK && !isn_closes(doc, last - 1)) last--;
  if (last <= lead) return;
  bool reported = false; /* دعا X إلى "..."، حسب بيان: the phrase governs the clause, not the quotation alone */
  for (uint32_t k = index, n = 0; k-- > 0 && n < 4; n++)
    reported = reported || (s->found.at[k].first >= first && s->found.at[k].contents && s->found.at[k].shape == ISN_CUE_VERB);
  if (isn_closes(doc, last - 1) && !reported && take_before(s, index)) return;
  if (isn_closes(doc, last - 1) && last > lead + 1) last--;
  if (f->occasion && came(s, lead)) return;
  set_content(f, isn_span(doc->tokens.at[lead].start, doc->tokens.at[last - 1].end),
              has_quote(doc, lead, last) ? ISNAD_MIXED : ISNAD_INDIRECT, "content:before-phrase");
  around(s, index, lead, end);
}

/* Nouns report only what is attached to them: أن, their particle, or a quotation. */
static void noun_content(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  const isn_doc *doc = s->doc;
  uint32_t end = isn_sentence_end(doc, f->first), i = f->after_source > f->end ? f->after_source : f->end;
  for (uint32_t from = i; i < end && i <= from + 1; i++) {
    const isn_token *t = &doc->tokens.at[i];
    if (isn_complementizer(s, i)) {
      if (i + 1 < end) take_from(s, index, i + 1, doc->tokens.at[i + 1].start, "content:that");
      return;
    }
    if (isn_mark(doc, i, ':') || (isn_opens(doc, i) && !quoted_name(doc, i))) {
      uint32_t at = isn_opens(doc, i) ? i : i + 1;
      if (at < end) take_from(s, index, at, doc->tokens.at[at].start, "content:quotation");
      return;
    }
    const isn_chunk *c = t->chunk == ISNAD_NONE ? NULL : &doc->chunks.at[t->chunk];
    if (i == from && f->any && (f->has_source || (f->reading && f->reading->enclitic)) &&
        isn_bare_act(doc, i)) { /* نفي الوزارة وجود قوات، تأكيده حرصه على */
      take_from(s, index, i, t->start, "content:object");
      return;
    }
    bool complement = c && i + 1 < end && isn_complementizer(s, i + 1) && (c->kind == ISN_CHUNK_PREP || c->prep == i);
    if (complement) continue;
    if (!f->any || !(f->has_source || f->after_source > f->end)) return;
    if (c && c->kind == ISN_CHUNK_NP && ((c->clitic & f->clitic && i == c->head) || (f->end > f->first + 1 && i == f->end))) {
      take_from(s, index, i, start_after_clitic(doc, i, f->clitic), "content:particle");
      return;
    }
    if (c && c->kind == ISN_CHUNK_NP && c->prep == i && i + 1 < end && isn_own_particle(s, f, i)) {
      take_from(s, index, i + 1, doc->tokens.at[i + 1].start, "content:particle");
      return;
    }
  }
}

void isn_find_content(isn_speech *s, uint32_t index) {
  isn_found *f = &s->found.at[index];
  if (f->mute) return;
  switch (f->shape) {
    case ISN_CUE_COLON: take_from(s, index, f->end, s->doc->tokens.at[f->end].start, "content:headline"); break;
    case ISN_CUE_PHRASE: phrase_content(s, index); break;
    case ISN_CUE_NOUN: noun_content(s, index); break;
    default:
      if (!take_antecedent(s, index) && !take_after(s, index) && f->shape == ISN_CUE_VERB) (void)take_before(s, index);
  }
}

/* Whether the chain from `from` outwards meets `to`. One too long to be walked counts as if it did: that closes no circle. */
static bool reaches(const isn_speech *s, uint32_t from, uint32_t to) {
  if (!s->found.at[to].is_parent) return from == to;
  uint32_t steps = 0;
  for (uint32_t k = from; k != ISNAD_NONE; k = s->found.at[k].parent)
    if (k == to || ++steps > CHAIN_STEPS) return true;
  return false;
}

/* The parent of a statement is the smallest content of another that holds its cue. On broken text two contents can hold each other's
 * cues: the one that came first stays outside, so that a chain always ends. */
void isn_find_parents(isn_speech *s) {
  for (uint32_t i = 0; i < s->found.count; i++) {
    isn_found *f = &s->found.at[i];
    uint32_t best = UINT32_MAX;
    if (f->parent != ISNAD_NONE && !s->found.at[f->parent].contents) f->parent = ISNAD_NONE;
    if (f->parent != ISNAD_NONE) { /* known from its own sentence */
      s->found.at[f->parent].is_parent = true;
      continue;
    }
    /* a content of some hundred words holds no more cues than that */
    uint32_t from = i > PARENT_REACH ? i - PARENT_REACH : 0, end = i + PARENT_REACH < s->found.count ? i + PARENT_REACH : s->found.count;
    for (uint32_t k = from; f->contents && k < end; k++) {
      const isn_found *o = &s->found.at[k];
      for (uint32_t c = 0; k != i && c < o->contents; c++) {
        uint32_t length = o->content[c].end - o->content[c].start;
        if (!isn_within(f->cue, o->content[c]) || length >= best) continue;
        if ((isn_within(o->cue, f->content[0]) && k > i) || reaches(s, k, i)) continue;
        best = length;
        f->parent = k;
      }
    }
    if (f->parent != ISNAD_NONE) s->found.at[f->parent].is_parent = true;
  }
}
