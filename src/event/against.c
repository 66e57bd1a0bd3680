/* Against whom a protest is: behind the words of lexicon/against.tsv in its clause, where no preposition of its own says so. */
#include "event/against.h"

#include <string.h>

#include "event/subject.h"

enum { REACH = 40, PHRASE_REACH = 12, MATCHES = 4, CHUNKS = 4 };

isnad_status isn_against_open(isn_against *out, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error) {
  isnad_status status = isn_entries_add(&out->entries, arena, lexicon, "against.tsv", error);
  if (status) return status;
  out->where = isn_arena_alloc(arena, ((size_t)out->entries.rows.count + 1) * sizeof *out->where);
  if (!out->where) return isn_nomem(error);
  for (uint32_t i = 0; i < out->entries.rows.count && !status; i++) {
    const isn_entry *e = &out->entries.rows.at[i];
    isn_where *w = &out->where[i];
    *w = (isn_where){0};
    status = isn_slots_read(w->slots, &w->count, arena, e->row, "where", isn_cell(e->table, e->row, "where"), error);
  }
  return status;
}

/* في, داخل ...: where it is said, not against whom. */
static bool locative(const isn_doc *doc, const isn_chunk *c) {
  static const char16_t *const words[] = {u"في", u"داخل", u"قرب", u"وسط", u"امام", u"خلال", u"منذ", u"بعد", u"قبل", u"مع", u"عبر", u"حول"};
  if (c->prep == ISNAD_NONE) return false;
  const isn_token *t = &doc->tokens.at[c->prep];
  for (size_t k = 0; k < sizeof words / sizeof *words; k++)
    if (isn_folded_is(doc, t->fold0, t->fold1, words[k])) return true;
  return false;
}

static bool protests(const isn_act *act, uint32_t token) {
  for (uint32_t i = 0; i < act->actors; i++) {
    const isn_phrase *p = &act->actor[i].phrase;
    if (act->actor[i].written && token >= p->first && token < p->end) return true;
  }
  return false;
}

/* The first party from a token on: "رحيل [الوزير]"; "على قرار [الحكومة]"; what has a place or a time before it is none. */
static bool take_first_party(isn_act *act, isn_cast cast, uint32_t from) {
  const isn_doc *doc = act->doc;
  if (from >= doc->tokens.count) return false;
  uint32_t end = doc->sentence_first.at[doc->tokens.at[from].sentence + 1];
  for (uint32_t i = from; i < end && i < from + PHRASE_REACH; i++) {
    const isn_token *t = &doc->tokens.at[i];
    const isn_chunk *c = isn_chunk_of(doc, i);
    if (t->kind == ISN_MARK || !c || (c->kind != ISN_CHUNK_NP && t->kind < ISN_MARK)) return false;
    if (t->kind >= ISN_MARK || t->pos == ISN_ADP || t->time != ISNAD_NONE) continue;
    if ((c->first >= from && locative(doc, c)) || (i > from && c->first == i && c->conj && !(t->mention != ISNAD_NONE))) return false;
    if (protests(act, i)) continue;
    isn_phrase p = isn_phrase_of(act->agents, act->lexicon, doc, i, i + 1);
    uint8_t pronoun = c->head == i ? isn_pronoun_on(doc, i) : 0; /* على زيارته */
    if (pronoun && !isn_agent_at(act->agents, doc, i) && isn_take_pronoun(act, cast, i, pronoun)) return true;
    bool adjective = act->arcs->relation[i] == ISN_REL_AMOD && !p.country; /* الإصلاحات الحكومية; but الاستيطان الإسرائيلي */
    bool party = t->mention != ISNAD_NONE || (isn_is_party(act, &p) && (p.country || isn_agent_at(act->agents, doc, i)) && !adjective);
    if (party && isn_take(act, cast, i, ISN_FIT_PARTY)) return true;
  }
  return false;
}

/* على قرار المحكمة [وعلى الحكومة]: the same preposition once more. */
static void and_again(isn_act *act, isn_cast cast, uint32_t chunk, isn_key prep) {
  const isn_doc *doc = act->doc;
  for (uint32_t c = chunk + 1; c < doc->chunks.count && c <= chunk + CHUNKS; c++) {
    const isn_chunk *next = &doc->chunks.at[c];
    if (next->kind != ISN_CHUNK_NP || !isn_same_sentence(doc, next->first, act->anchor)) return;
    if (!(next->conj & ISN_WA) || isn_prepositional(doc, c, 0, prep.at, prep.length) != c) continue;
    take_first_party(act, cast, next->prep == ISNAD_NONE ? next->first : next->prep + 1);
    return;
  }
}

/* على ما يصفونه ب[الشرطة]: the token behind a clause that names what it is, or ISNAD_NONE. */
static uint32_t behind_what(const isn_doc *doc, uint32_t token) {
  static const char16_t *const what[] = {u"ما", u"مما"};
  uint32_t end = doc->sentence_first.at[doc->tokens.at[token].sentence + 1];
  for (uint32_t i = token + 1; i + 2 < end && i <= token + 2; i++)
    for (size_t k = 0; k < sizeof what / sizeof *what; k++) {
      if (!isn_folded_is(doc, doc->tokens.at[i].fold0, doc->tokens.at[i].fold1, what[k]) || !isn_is_verb(doc, i + 1)) continue;
      const isn_chunk *c = isn_chunk_of(doc, i + 2);
      if (c && c->kind == ISN_CHUNK_NP && c->clitic & ISN_BI) return i + 2;
    }
  return ISNAD_NONE;
}

static bool take_behind(isn_act *act, isn_cast cast, const isn_entry_match *m, const isn_where *where) {
  const isn_doc *doc = act->doc;
  uint32_t last = m->tokens[m->count - 1], chunk = doc->tokens.at[last].chunk, what = behind_what(doc, last);
  if (what != ISNAD_NONE && take_first_party(act, cast, what)) return true;
  for (uint32_t k = 0; k < where->count; k++) {
    const isn_slot *slot = &where->slots[k];
    if (slot->kind == ISN_SLOT_NEXT) {
      uint32_t next = m->after;
      if (next >= doc->tokens.count || !isn_same_sentence(doc, next, last)) continue;
      const isn_chunk *c = isn_chunk_of(doc, next);
      bool own = c && (c->first <= last || (c->prep == ISNAD_NONE && !c->clitic)) && c->kind == ISN_CHUNK_NP;
      if (own && take_first_party(act, cast, next)) return true;
    } else if (chunk != ISNAD_NONE) {
      for (uint32_t from = chunk + 1; from <= chunk + CHUNKS;) { /* مطالبين بوضوح [برحيل الحكومة] */
        uint32_t c = isn_prepositional(doc, from, chunk + CHUNKS - from, slot->prep.at, slot->prep.length);
        if (c == ISNAD_NONE) break;
        const isn_chunk *found = &doc->chunks.at[c];
        if (take_first_party(act, cast, found->prep == ISNAD_NONE ? found->first : found->prep + 1)) {
          and_again(act, cast, c, slot->prep);
          return true;
        }
        from = c + 1;
      }
    }
  }
  return false;
}

void isn_take_against(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  uint32_t from = act->verbal ? act->match->tokens[0] + 1 : act->anchor, end = doc->sentence_first.at[doc->tokens.at[from].sentence + 1];
  if (!isn_same_sentence(doc, from, act->anchor)) return;
  bool quoted = false;
  for (uint32_t i = from; i < end && i < act->anchor + REACH; i++) {
    const isn_token *t = &doc->tokens.at[i];
    quoted = t->kind == ISN_QUOTE_OPEN || (quoted && t->kind != ISN_QUOTE_CLOSE);
    if (t->kind != ISN_WORD || t->mention != ISNAD_NONE || t->time != ISNAD_NONE) continue;
    isn_entry_match matches[MATCHES];
    uint32_t count = isn_entries_at(&act->against->entries, act->lexicon, doc, i, matches, MATCHES);
    for (uint32_t k = 0; k < count; k++) {
      const isn_entry *e = matches[k].entry;
      if (!take_behind(act, cast, &matches[k], &act->against->where[e - act->against->entries.rows.at])) continue;
      act->against_row = e->row;
      return;
    }
    const isn_chunk *c = isn_chunk_of(doc, i); /* another clause tells of something else */
    if (c && c->first == i && i > act->anchor && !count && !quoted &&
        ((c->kind == ISN_CHUNK_COMP && !c->relative) || (c->kind == ISN_CHUNK_VERB && c->conj)))
      return;
  }
}
