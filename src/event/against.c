/* Against whom a protest is: behind the words of lexicon/against.tsv in its clause, where no preposition of its own says so. */
#include "event/against.h"

#include <string.h>

#include "doc/spelled.h"
#include "event/subject.h"

enum { REACH = 40, PHRASE_REACH = 12, MATCHES = 4, CHUNKS = 4, SEAT_CHUNKS = 7, NEAR = 12 };

isnad_status isn_against_open(isn_against *out, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error) {
  isnad_status status = isn_entries_add(&out->entries, arena, lexicon, "against.tsv", error);
  if (status) return status;
  out->where = isn_arena_alloc(arena, ((size_t)out->entries.rows.count + 1) * sizeof *out->where);
  if (!out->where) return isn_nomem(error);
  for (uint32_t i = 0; i < out->entries.rows.count && !status; i++) {
    const isn_entry *e = &out->entries.rows.at[i];
    isn_where *w = &out->where[i];
    *w = (isn_where){.demand = strncmp(isn_cell(e->table, e->row, "note"), "demand", 6) == 0};
    status = isn_slots_read(w->slots, &w->count, arena, e->row, "where", isn_cell(e->table, e->row, "where"), error);
  }
  return status;
}

/* في, داخل ...: where it is said, not against whom; الحملة على, العنف ضد: whom that is done to. */
static bool leads_away(const isn_doc *doc, const isn_chunk *c) {
  return c->prep != ISNAD_NONE && isn_in(doc, c->prep, ISN_CLASS_LEADS_AWAY);
}

static bool protests(const isn_act *act, uint32_t token) {
  for (uint32_t i = 0; i < act->actors; i++) {
    const isn_phrase *p = &act->actor[i].phrase;
    if (act->actor[i].written && token >= p->first && token < p->end) return true;
  }
  return false;
}

/* خطة [لإقامة] جدار: what follows is whom the thing is done to. */
static bool is_aim(const isn_doc *doc, const isn_chunk *c) {
  const isn_reading *r = c->clitic & ISN_LI ? isn_best(doc, c->head) : NULL;
  return r && r->form == ISN_MASDAR && !(r->proclitics & ISN_AL) && !r->enclitic;
}

/* How whom a row is against is looked for. */
typedef struct search {
  bool demand;  /* مطالبين بمحاكمة [الوزير]: what is demanded is to be done to them */
  bool goes_on; /* تدين العنف [والسلطات]: over a thing to who is coordinated with it */
} search;

/* The rows of the table that match at a token, of those of nouns whose genitive suffers (`by`) or of the others. */
static uint32_t rows_at(const isn_act *act, uint32_t token, bool by, isn_entry_match *out) {
  isn_entry_match matches[MATCHES];
  uint32_t count = isn_entries_at(&act->against->entries, act->lexicon, act->doc, token, matches, MATCHES), kept = 0;
  for (uint32_t k = 0; k < count; k++) {
    const isn_where *w = &act->against->where[matches[k].entry - act->against->entries.rows.at];
    if (isn_has_slot(w->slots, w->count, ISN_SLOT_BY) == by) out[kept++] = matches[k];
  }
  return kept;
}

bool isn_names_suffering(const isn_act *act, uint32_t token) {
  isn_entry_match m[MATCHES];
  return act->doc->tokens.at[token].kind == ISN_WORD && act->doc->tokens.at[token].mention == ISNAD_NONE && rows_at(act, token, true, m);
}

/* مقتل [شاب], غزو [البلاد]: the end of the genitive, which suffers what its noun names; 0: the noun has none, or it acts (قصف الجيش
 * للبلدة). */
static uint32_t victim_end(const isn_act *act, uint32_t noun) {
  const isn_doc *doc = act->doc;
  const isn_reading *r = isn_best(doc, noun);
  const isn_chunk *c = isn_chunk_of(doc, noun);
  if (!r || r->proclitics & ISN_AL || !c || !isn_names_suffering(act, noun)) return 0;
  const isn_chunk *next = c->end < doc->tokens.count && isn_same_sentence(doc, c->end, noun) ? isn_chunk_of(doc, c->end) : NULL;
  bool object = !r->enclitic && next && next->kind == ISN_CHUNK_NP && next->clitic & ISN_LI && next->prep == ISNAD_NONE && !next->conj;
  return object ? 0 : c->end;
}

/* الحملة التي تقودها [الحكومة]: the token behind the verb of a relative clause whose subject does what is spoken of, or ISNAD_NONE. */
static uint32_t behind_relative(const isn_doc *doc, uint32_t token, uint32_t end) {
  const isn_chunk *c = isn_chunk_of(doc, token);
  if (!c || c->kind != ISN_CHUNK_COMP || !c->relative || c->first != token || token + 2 >= end) return ISNAD_NONE;
  const isn_reading *r = isn_best(doc, token + 1);
  bool resumes = isn_is_verb(doc, token + 1) && r && r->pos == ISN_VERB && r->enclitic && r->number != 'p' && r->person != 1;
  return resumes ? token + 2 : ISNAD_NONE;
}

/* The first party from a token on: "رحيل [الوزير]"; "على قرار [الحكومة]"; "على مقتل شاب برصاص [الشرطة]". */
static bool take_first_party(isn_act *act, isn_cast cast, const search *how, uint32_t from) {
  const isn_doc *doc = act->doc;
  if (from >= doc->tokens.count) return false;
  uint32_t end = doc->sentence_first.at[doc->tokens.at[from].sentence + 1];
  for (uint32_t i = from; i < end && i < from + PHRASE_REACH; i++) {
    const isn_token *t = &doc->tokens.at[i];
    const isn_chunk *c = isn_chunk_of(doc, i);
    uint32_t over = behind_relative(doc, i, end);
    if (over != ISNAD_NONE) {
      i = over - 1;
      continue;
    }
    if (t->kind == ISN_MARK || !c || (c->kind != ISN_CHUNK_NP && t->kind < ISN_MARK)) return false;
    if (c->first > from && (leads_away(doc, c) || c->clitic & ISN_BI || is_aim(doc, c))) return false;
    if (t->kind >= ISN_MARK || t->pos == ISN_ADP || t->time != ISNAD_NONE) continue;
    if (i > from && c->first == i && c->conj && t->mention == ISNAD_NONE && !how->goes_on) return false;
    if (protests(act, i)) continue;
    if (!how->demand && victim_end(act, i)) {
      const uint32_t before = *cast.count;
      isn_take_by(act, cast, i);
      return *cast.count > before;
    }
    isn_phrase p = isn_phrase_of(act->agents, act->lexicon, doc, i, i + 1);
    uint8_t pronoun = c->head == i ? isn_pronoun_on(doc, i) : 0; /* على زيارته */
    if (pronoun && !isn_agent_at(act->agents, doc, i) && isn_take_pronoun(act, cast, i, pronoun)) return true;
    const uint32_t w = isn_content_word(doc, i); /* الإصلاحات الحكومية; but الاستيطان الإسرائيلي, حملة اليمين */
    bool adjective = act->arcs->relation[i] == ISN_REL_AMOD && !p.country && w != ISNAD_NONE && doc->words.at[w].upos == ISN_ADJ;
    bool party = t->mention != ISNAD_NONE || (isn_is_party(act, &p) && (p.country || isn_agent_at(act->agents, doc, i)) && !adjective);
    if (party && isn_take(act, cast, i, ISN_FIT_PARTY)) return true;
  }
  return false;
}

/* على قرار المحكمة [وعلى الحكومة], لإيران [ولإسرائيل]: the same preposition again. */
static void and_again(isn_act *act, isn_cast cast, const search *how, uint32_t chunk, isn_key prep) {
  const isn_doc *doc = act->doc;
  for (uint32_t c = chunk + 1, last = chunk + CHUNKS; c < doc->chunks.count && c <= last; c++) {
    const isn_chunk *next = &doc->chunks.at[c];
    if ((next->kind != ISN_CHUNK_NP && doc->tokens.at[next->first].kind < ISN_MARK) || !isn_same_sentence(doc, next->first, act->anchor))
      return;
    if (!(next->conj & ISN_WA) || isn_prepositional(doc, c, 0, prep.at, prep.length) != c) continue;
    if (take_first_party(act, cast, how, next->prep == ISNAD_NONE ? next->first : next->prep + 1)) last = c + CHUNKS;
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

/* دعا [ناشطون]: a finite verb that opens its clause has its subject behind it, not whom it is against; هتافات تدين [الحكومة] has it before.
 */
static bool subject_behind(const isn_act *act, uint32_t verb) {
  const isn_doc *doc = act->doc;
  const isn_reading *r = isn_best(doc, verb);
  if (!r || r->pos != ISN_VERB || r->number == 'p' || !verb) return false;
  const isn_chunk *before = isn_chunk_of(doc, verb - 1);
  bool opens = r->proclitics & (ISN_WA | ISN_FA) || !isn_same_sentence(doc, verb - 1, verb) || !before || before->kind == ISN_CHUNK_MARK ||
               before->kind == ISN_CHUNK_CONJ;
  uint32_t subject = opens ? isn_written_subject(act, verb) : ISNAD_NONE;
  return subject != ISNAD_NONE && subject > verb && !protests(act, subject);
}

static bool take_next(isn_act *act, isn_cast cast, const search *how, const isn_entry_match *m) {
  const isn_doc *doc = act->doc;
  uint32_t next = m->after, last = m->tokens[m->count - 1];
  if (next >= doc->tokens.count || !isn_same_sentence(doc, next, last) || (m->reading && subject_behind(act, last))) return false;
  const isn_chunk *c = isn_chunk_of(doc, next);
  bool own = c && (c->first <= last || (c->prep == ISNAD_NONE && !c->clitic)) && c->kind == ISN_CHUNK_NP;
  return own && take_first_party(act, cast, how, next);
}

static bool take_after(isn_act *act, isn_cast cast, const search *how, uint32_t chunk, isn_key prep) {
  const isn_doc *doc = act->doc;
  for (uint32_t from = chunk + 1; from <= chunk + CHUNKS;) { /* مطالبين بوضوح [برحيل الحكومة] */
    uint32_t c = isn_prepositional(doc, from, chunk + CHUNKS - from, prep.at, prep.length);
    if (c == ISNAD_NONE) return false;
    const isn_chunk *found = &doc->chunks.at[c], *between = found - 1;
    const isn_reading *r = isn_best(doc, between->head);
    if (c > chunk + 1 && between->kind == ISN_CHUNK_NP && r && r->form == ISN_MASDAR && between->end - between->head > 1)
      return false; /* احتجاجات بعد إطلاق النار [على شاب] */
    if (take_first_party(act, cast, how, found->prep == ISNAD_NONE ? found->first : found->prep + 1)) {
      and_again(act, cast, how, c, prep);
      return true;
    }
    from = c + 1;
  }
  return false;
}

/* In a clash whoever killed is one of its sides. */
static bool two_sides(const isn_act *act) { return act->frame->mode && strcmp(act->frame->mode, "riot") == 0; }

static bool take_slot(isn_act *act, isn_cast cast, const search *how, const isn_entry_match *m, const isn_slot *slot) {
  uint32_t last = m->tokens[m->count - 1], chunk = act->doc->tokens.at[last].chunk;
  switch (slot->kind) {
    case ISN_SLOT_NEXT: return take_next(act, cast, how, m);
    case ISN_SLOT_OWN: return isn_take(act, cast, last, ISN_FIT_ANYTHING);
    case ISN_SLOT_BY: return !two_sides(act) && victim_end(act, last) && take_first_party(act, cast, how, last);
    case ISN_SLOT_PREP: return chunk != ISNAD_NONE && take_after(act, cast, how, chunk, slot->prep);
    default: return false;
  }
}

static bool take_behind(isn_act *act, isn_cast cast, const isn_entry_match *m, const isn_where *where) {
  const isn_doc *doc = act->doc;
  search how = {where->demand, m->reading && m->reading->pos == ISN_VERB && isn_has_slot(where->slots, where->count, ISN_SLOT_NEXT)};
  uint32_t last = m->tokens[m->count - 1], what = behind_what(doc, last);
  if (what != ISNAD_NONE && take_first_party(act, cast, &how, what)) return true;
  bool owned = isn_pronoun_on(doc, last) && isn_has_slot(where->slots, where->count, ISN_SLOT_NEXT); /* رفضهم [قرار الحكومة] */
  if (owned && take_next(act, cast, &how, m)) return true;
  for (uint32_t k = 0; k < where->count; k++) {
    const isn_slot *slot = &where->slots[k];
    if (!(owned && slot->kind == ISN_SLOT_NEXT) && take_slot(act, cast, &how, m, slot)) return true;
    const uint32_t c = slot->kind == ISN_SLOT_PREP ? doc->tokens.at[last].chunk : ISNAD_NONE;
    if (c != ISNAD_NONE && isn_prepositional(doc, c + 1, 0, slot->prep.at, slot->prep.length) != ISNAD_NONE)
      return false; /* احتجاجا على الحملة [ضد المهاجرين]: the other preposition is of what the first one leads to */
  }
  return false;
}

/* بعد الهجمات [ضد الأقلية]: ضد belongs to what stands right before it, unless that is the act itself, a place, a time, or what is shouted.
 */
static bool belongs_elsewhere(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  const isn_chunk *before = token ? isn_chunk_of(doc, token - 1) : NULL;
  if (doc->tokens.at[token].pos != ISN_ADP || !before || before->kind != ISN_CHUNK_NP || token <= act->anchor + 1) return false;
  if (isn_own_word(act, token - 1) || isn_own_word(act, before->head) || doc->tokens.at[token - 1].time != ISNAD_NONE ||
      doc->tokens.at[token - 1].mention != ISNAD_NONE || protests(act, before->head) || before->clitic & ISN_BI ||
      isn_in(doc, before->head, ISN_CLASS_SLOGAN))
    return false;
  const isn_reading *r = isn_best(doc, before->head);
  if (r && r->form == ISN_MASDAR) return true;
  if (before->prep != ISNAD_NONE && isn_in(doc, before->prep, ISN_CLASS_THERE)) return false;
  const uint32_t governor = token + 1 < doc->tokens.count ? act->arcs->governor[token + 1] : ISNAD_NONE;
  return governor != ISNAD_NONE && governor >= before->first && governor < token;
}

/* ضده، ضدهم. */
static bool against_whom(isn_act *act, isn_cast cast, uint32_t token) {
  const isn_doc *doc = act->doc;
  const isn_token *t = &doc->tokens.at[token];
  bool fused = t->words_count == 2 && doc->words.at[t->words].upos == ISN_ADP && doc->words.at[t->words + 1].upos == ISN_PRON;
  uint8_t pronoun = fused && t->fold1 - t->fold0 > 2 && isn_folded_is(doc, t->fold0, t->fold0 + 2, u"ضد") ? isn_pronoun_on(doc, token) : 0;
  return pronoun && isn_take_pronoun(act, cast, token, pronoun);
}

void isn_take_against(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  uint32_t from = act->verbal ? act->match->tokens[0] : act->anchor, end = doc->sentence_first.at[doc->tokens.at[from].sentence + 1];
  uint32_t failed = ISNAD_NONE; /* a word behind which nobody was found: what follows it may be said of that */
  bool quoted = false;
  for (uint32_t i = from; i < end && i < act->anchor + REACH; i++) {
    const isn_token *t = &doc->tokens.at[i];
    quoted = t->kind == ISN_QUOTE_OPEN || (quoted && t->kind != ISN_QUOTE_CLOSE);
    if (t->kind != ISN_WORD || t->mention != ISNAD_NONE || t->time != ISNAD_NONE) continue;
    isn_entry_match matches[MATCHES];
    uint32_t count = isn_entries_at(&act->against->entries, act->lexicon, doc, i, matches, MATCHES);
    if (count && t->pos == ISN_ADP && (i > act->anchor + NEAR || (failed != ISNAD_NONE && i < failed + NEAR) || belongs_elsewhere(act, i)))
      count = 0;
    if (against_whom(act, cast, i)) return;
    for (uint32_t k = 0; k < count; k++) {
      const isn_entry *e = matches[k].entry;
      if (!take_behind(act, cast, &matches[k], &act->against->where[e - act->against->entries.rows.at])) continue;
      act->against_row = e->row;
      return;
    }
    if (count) failed = i;
    const isn_chunk *c = isn_chunk_of(doc, i); /* another clause tells of something else */
    if (c && c->first == i && i > act->anchor && !count && !quoted &&
        ((c->kind == ISN_CHUNK_COMP && !c->relative) || (c->kind == ISN_CHUNK_VERB && (c->conj || c[-1].kind == ISN_CHUNK_CONJ))))
      return;
  }
}

/* ---- the seat of somebody ---- */

/* The first word of the place that a phrase says protesters stand before or go to, or ISNAD_NONE: [أمام] السفارة, باتجاه البرلمان, بالقرب
 * من مبنى. */
static uint32_t led_to(const isn_doc *doc, const isn_chunk *c) {
  if (c->prep != ISNAD_NONE && isn_in(doc, c->prep, ISN_CLASS_TOWARDS)) return c->prep + 1;
  bool apart = c->prep == ISNAD_NONE && c->first && isn_same_sentence(doc, c->first - 1, c->first) && c[-1].end - c[-1].first == 1;
  if (apart && isn_in(doc, c->first - 1, ISN_CLASS_TOWARDS)) return c->first; /* نحو is an adverb too */
  bool of = c->prep != ISNAD_NONE && c->prep && isn_folded_is(doc, doc->tokens.at[c->prep].fold0, doc->tokens.at[c->prep].fold1, u"من");
  if (of && isn_in(doc, c->prep - 1, ISN_CLASS_NEARNESS)) return c->prep + 1;
  bool way = c->clitic & ISN_BI && isn_in(doc, c->head, ISN_CLASS_NEARNESS);
  return way && c->head + 1 < c->end ? c->head + 1 : ISNAD_NONE;
}

static bool is_body(const isn_act *act, uint32_t token) {
  static const char *const sectors[] = {"GOV", "LEG", "JUD", "MIL", "COP", "IGO", "PTY", "MED", "BUS", "SPY"};
  const isn_doc *doc = act->doc;
  uint32_t m = doc->tokens.at[token].mention;
  if (m != ISNAD_NONE) return doc->entities.at[doc->mentions.at[m].entity].type == ISNAD_ORG;
  const isn_agent *agent = isn_agent_at(act->agents, doc, token);
  if (isn_in(doc, token, ISN_CLASS_TERRITORY)) return false;
  for (size_t k = 0; agent && !agent->person && agent->sector && k < sizeof sectors / sizeof *sectors; k++)
    if (strcmp(agent->sector, sectors[k]) == 0) return true;
  return false;
}

/* The embassy, the ministry, the party's house: [مقر] الحزب. */
static bool take_body(isn_act *act, isn_cast cast, uint32_t first, uint32_t end) {
  const isn_doc *doc = act->doc;
  if (is_body(act, first)) return isn_take(act, cast, first, ISN_FIT_PARTY);
  if (!isn_in(doc, first, ISN_CLASS_HOUSE)) return false;
  for (uint32_t i = first + 1; i < end && i <= first + 4; i++) {
    const isn_agent *agent = isn_agent_at(act->agents, doc, i);
    bool titled = agent && agent->person && i == first + 1; /* منزل رئيس الوزراء */
    if ((is_body(act, i) || titled) && isn_take(act, cast, i, ISN_FIT_PARTY)) return true;
  }
  return false;
}

void isn_take_seat(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  uint32_t chunk = doc->tokens.at[act->anchor].chunk;
  if (chunk == ISNAD_NONE) return;
  for (uint32_t c = chunk + 1; c < doc->chunks.count && c <= chunk + SEAT_CHUNKS; c++) {
    const isn_chunk *next = &doc->chunks.at[c];
    if (!isn_same_sentence(doc, next->first, act->anchor) || next->kind == ISN_CHUNK_COMP || (next->kind == ISN_CHUNK_VERB && next->conj))
      return;
    uint32_t first = next->kind == ISN_CHUNK_NP ? led_to(doc, next) : ISNAD_NONE;
    if (first != ISNAD_NONE && first < next->end && take_body(act, cast, first, next->end)) return;
  }
}
