#include "event/party.h"

#include <string.h>
#include <uchar.h>

#include "doc/spelled.h"
#include "event/subject.h"

enum { PRONOUN_TOKENS = 120, LONGEST_CAST = 6, APPOSED_TOKENS = 9 };

static bool same_span(isnad_span a, isnad_span b) { return a.start == b.start && a.end == b.end; }

static void add(const isn_act *act, isn_cast cast, isn_phrase phrase, bool written, uint32_t entity) {
  if (*cast.count >= ISN_MAX_PARTICIPANTS) return;
  for (uint32_t i = 0; i < act->actors; i++)
    if (act->actor[i].written && written && same_span(act->actor[i].phrase.span, phrase.span)) return;
  for (uint32_t i = 0; i < *cast.count; i++)
    if (cast.at[i].written == written && (written ? same_span(cast.at[i].phrase.span, phrase.span) : cast.at[i].entity == entity)) return;
  cast.at[(*cast.count)++] = (isn_party){phrase, written, entity};
}

static void add_pair(isn_cast cast, const isn_phrase *phrase, const uint32_t pair[2]) {
  for (uint32_t i = 0; i < *cast.count; i++)
    if (cast.at[i].written && same_span(cast.at[i].phrase.span, phrase->span)) return;
  for (unsigned k = 0; k < 2 && *cast.count < ISN_MAX_PARTICIPANTS; k++) cast.at[(*cast.count)++] = (isn_party){*phrase, true, pair[k]};
}

static bool indefinite_noun(const isn_doc *doc, uint32_t token) {
  const isn_reading *r = isn_best(doc, token);
  return doc->tokens.at[token].mention == ISNAD_NONE && r && r->lexeme != ISNAD_NONE && r->pos == ISN_NOUN && !(r->proclitics & ISN_AL) &&
         !r->enclitic;
}

/* A participant is its name alone when it has one: "الرئيس السوري بشار الأسد" is بشار الأسد; "قوات حفتر" stays whole. */
static isn_phrase as_participant(const isn_doc *doc, isn_phrase p) {
  const isn_reading *head = isn_best(doc, p.head);
  bool many = head && (head->form == ISN_PLURAL || head->number == 'p') && indefinite_noun(doc, p.head); /* مقاتلو فلان */
  bool force = p.agent.known && ((!p.agent.person && p.kind != ISNAD_PERSON) || many);
  if (!p.named || p.entity == ISNAD_NONE || (force && doc->entities.at[p.entity].type == ISNAD_PER)) return p;
  for (uint32_t i = p.first; i < p.end; i++) {
    uint32_t m = doc->tokens.at[i].mention;
    if (m != ISNAD_NONE && doc->mentions.at[m].entity == p.entity) {
      p.span = doc->mentions.at[m].span;
      return p;
    }
  }
  return p;
}

/* أبناء فلان، عائلة فلان. */
static bool is_kin(const isn_doc *doc, uint32_t token) { return isn_in(doc, token, ISN_CLASS_KIN); }

/* أبناء فلان، طلب فلان، عدد أنصار فلان: a person's name in the genitive is whose the head is, and not the head itself. */
static isn_phrase without_owner(const isn_act *act, isn_phrase p) {
  const isn_doc *doc = act->doc;
  if (!p.named || p.entity == ISNAD_NONE || doc->entities.at[p.entity].type != ISNAD_PER || !indefinite_noun(doc, p.head)) return p;
  if (is_kin(doc, p.head) || !p.agent.known) {
    p.entity = ISNAD_NONE;
    p.named = false;
  }
  return p;
}

/* مئات، عدد من، أحد: who is counted stands behind it. */
bool isn_is_amount(const isn_doc *doc, uint32_t token) {
  static const char16_t *const words[] = {u"الاف", u"مءات",   u"عشرات", u"عدد", u"عديد",  u"كثير",   u"بعض",   u"احد",    u"احدي",
                                          u"معظم", u"غالبيه", u"كل",    u"وكل", u"اثنين", u"مجموعه", u"مليون", u"ملايين", u"الالاف"};
  const isn_token *t = &doc->tokens.at[token];
  if (t->pos == ISN_NUM || t->kind == ISN_NUMBER) return true;
  const uint16_t *w = doc->fold + t->fold0;
  uint32_t n = t->fold1 - t->fold0, skip = n > 5 && w[0] == 0x627 && w[1] == 0x644 ? 2 : 0;
  const uint16_t first = n ? w[skip] : 0;
  if (first != u'ا' && first != u'م' && first != u'ع' && first != u'ك' && first != u'ب' && first != u'غ' && first != u'و') return false;
  for (size_t k = 0; k < sizeof words / sizeof *words; k++)
    if (isn_letters_are(w, n, words[k]) || (skip && isn_letters_are(w + skip, n - skip, words[k]))) return true;
  return false;
}

/* الإسرائيليين, التونسيون: a people's name in the sound plural. */
static bool people(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  const isn_token *t = &doc->tokens.at[token];
  if (t->fold1 - t->fold0 < 5 || doc->fold[t->fold1 - 1] != 0x646) return false;
  return isn_nisba_country(act->agents, doc, token) != NULL;
}

/* أربعة آخرين. */
static bool others(const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  return isn_folded_is(doc, t->fold0, t->fold1, u"اخرين") || isn_folded_is(doc, t->fold0, t->fold1, u"اخرون");
}

bool isn_is_party(const isn_act *act, const isn_phrase *p) {
  if (p->entity != ISNAD_NONE) return true;
  const bool amount = p->head + 1 < p->end && isn_is_amount(act->doc, p->head);
  for (uint32_t i = p->head + 1; amount && i < p->end && i < p->head + 5; i++)
    if (isn_agent_at(act->agents, act->doc, i) || people(act, i) || others(act->doc, i)) return true;
  if (p->head > p->first && act->doc->tokens.at[p->first].pos == ISN_NUM && others(act->doc, p->head)) return true;
  if (p->country && isn_nisba_country(act->agents, act->doc, p->head)) return true; /* الإسرائيليون; but not الضربة الإيرانية */
  if (!p->agent.known || p->agent.kind == ISNAD_DOCUMENT_SOURCE) return false;
  if (p->agent.phrase) return true;
  /* خلافات is of خلاف before it is of خلافة: the reading that the tags prefer decides */
  const isn_reading *r = isn_best(act->doc, p->head);
  return !r || r->lexeme == ISNAD_NONE || r->pos != ISN_NOUN || r->lexeme >= act->agents->count ||
         act->agents->by_lexeme[r->lexeme].known || act->doc->tokens.at[p->head].words_count == 0 || r->form == ISN_ACTIVE_PART ||
         r->form == ISN_PASSIVE_PART;
}

static bool fits(const isn_act *act, const isn_phrase *p, isn_fit fit) {
  const isn_doc *doc = act->doc;
  const isn_token *t = &doc->tokens.at[p->head];
  if (t->time != ISNAD_NONE || t->kind >= ISN_MARK) return false;
  if (isn_is_party(act, p) || fit == ISN_FIT_ANYTHING) return true;
  const isn_reading *r = isn_best(doc, p->head);
  return fit == ISN_FIT_NAME && (!r || r->lexeme == ISNAD_NONE);
}

void isn_take_phrase(isn_act *act, isn_cast cast, isn_phrase p, isn_fit fit) {
  uint32_t pair[2];
  if (isn_pair_meant(act, &p, pair)) {
    add_pair(cast, &p, pair);
    return;
  }
  if (!fits(act, &p, fit)) return;
  p = as_participant(act->doc, p);
  if (p.span.end > p.span.start) add(act, cast, p, true, p.entity);
}

void isn_take_entity(isn_act *act, isn_cast cast, uint32_t entity) {
  if (entity != ISNAD_NONE) add(act, cast, (isn_phrase){.span = isn_no_span(), .entity = entity}, false, entity);
}

/* The name that stands beside a title, over what belongs to the title and marks: المبعوث الأممي إلى ليبيا، فلان; البرلمان (المؤتمر). */
static uint32_t apposed_name(const isn_act *act, const isn_phrase *p) {
  const isn_doc *doc = act->doc;
  bool marks = false, after_place = false; /* المبعوث إلى ليبيا [برناردينو ليون] */
  uint32_t sentence = doc->tokens.at[p->head].sentence;
  for (uint32_t i = p->end; i < doc->tokens.count && i < p->end + APPOSED_TOKENS; i++) {
    const isn_token *t = &doc->tokens.at[i];
    const isn_chunk *c = t->chunk == ISNAD_NONE ? NULL : &doc->chunks.at[t->chunk];
    if (t->sentence != sentence || !c || t->time != ISNAD_NONE) return ISNAD_NONE; /* دعا الوزير الأحد [الرئيس فلانا] */
    if (t->kind >= ISN_MARK) {
      uint32_t cp = doc->cp[t->start];
      if (marks && t->kind == ISN_MARK && cp != '(') return ISNAD_NONE;
      marks = true;
      if (t->kind == ISN_MARK && cp != 0x60c && cp != ',' && cp != '(' && cp != '-') return ISNAD_NONE;
      continue;
    }
    if (c->kind != ISN_CHUNK_NP) return ISNAD_NONE;
    if (t->mention != ISNAD_NONE && c->prep == ISNAD_NONE && !c->clitic && !c->conj) {
      isnad_entity_type type = doc->entities.at[doc->mentions.at[t->mention].entity].type;
      bool own = isn_hangs_below(act->arcs, i, p->head) || marks || after_place || i == p->end;
      return own && type == (p->agent.person ? ISNAD_PER : ISNAD_ORG) && (p->agent.person || marks) ? i : ISNAD_NONE;
    }
    bool there = doc->tokens.at[c->head].mention != ISNAD_NONE && c->prep != ISNAD_NONE; /* السفير في ليبيا "فلان" */
    after_place = there;
    if (marks || (!there && !isn_hangs_below(act->arcs, c->head, p->head))) return ISNAD_NONE;
  }
  return ISNAD_NONE;
}

static isn_phrase with_apposed_name(const isn_act *act, isn_phrase p) {
  if (p.named || !p.agent.known) return p;
  uint32_t name = apposed_name(act, &p);
  if (name == ISNAD_NONE) return p;
  uint32_t m = act->doc->tokens.at[name].mention;
  p.entity = act->doc->mentions.at[m].entity;
  p.named = true;
  p.kind = p.agent.person ? ISNAD_PERSON : p.kind;
  p.span = act->doc->mentions.at[m].span;
  while (name + 1 < act->doc->tokens.count && act->doc->tokens.at[name + 1].mention == m) name++;
  p.end = name + 1;
  return p;
}

/* مسلحون | المستشفى, امرأتان | النار, المتظاهرون | صور الرئيس: with its ن a plural or dual is in no construct state, and goes on over
 * adjectives alone. */
static bool parted_plural(const isn_act *act, uint32_t head, uint32_t end) {
  const isn_doc *doc = act->doc;
  const isn_token *t = &doc->tokens.at[head];
  const isn_reading *r = isn_best(doc, head), *next = head + 1 < end ? isn_best(doc, head + 1) : NULL;
  const isn_agent *agent = isn_agent_at(act->agents, doc, head);
  bool dual = r->form == ISN_DUAL && doc->cp[t->end - 2] == 0x627, ending = doc->cp[t->end - 2] == 0x648 || dual;
  if (t->end - t->start < 5 || doc->cp[t->end - 1] != 0x646 || !ending || !agent || head + 1 >= end) return false;
  if (!(r->proclitics & ISN_AL)) {
    if (next && next->proclitics & ISN_AL) return true;
  } else if (doc->tokens.at[head + 1].mention != ISNAD_NONE) return true; /* سلم المتظاهرون | فلانا مذكرة */
  if (!agent->person) return false;
  const uint32_t w = isn_content_word(doc, head + 1);
  const isn_relation relation = (isn_relation)act->arcs->relation[head + 1];
  return next && next->pos == ISN_NOUN && !(next->proclitics & (ISN_AL | ISN_LI | ISN_BI)) && w != ISNAD_NONE &&
         doc->words.at[w].upos == ISN_NOUN && relation != ISN_REL_AMOD && !isn_nisba_country(act->agents, doc, head + 1);
}

/* قتل مهاجم انتحاري | 47 شخصا: a number behind one person who is not named begins who is counted; الفرقة 47 is none. */
static uint32_t counted_behind(const isn_act *act, uint32_t head, uint32_t end) {
  const isn_doc *doc = act->doc;
  const isn_agent *agent = isn_agent_at(act->agents, doc, head);
  const isn_reading *r = isn_best(doc, head);
  if (!agent || !agent->person || r->proclitics & ISN_AL || doc->tokens.at[head].pos == ISN_NUM || isn_is_amount(doc, head))
    return ISNAD_NONE;
  for (uint32_t i = head + 1; i + 1 < end && i <= head + 3; i++) {
    const isn_token *t = &doc->tokens.at[i];
    if (t->kind == ISN_NUMBER || t->pos == ISN_NUM) return i;
    if (t->mention != ISNAD_NONE) return ISNAD_NONE;
  }
  return ISNAD_NONE;
}

uint32_t isn_disagreeing(const isn_act *act, uint32_t head) {
  const isn_doc *doc = act->doc;
  const isn_chunk *c = isn_chunk_of(doc, head);
  const isn_reading *r = isn_best(doc, head);
  const isn_token *t = &doc->tokens.at[head];
  if (!c || c->kind != ISN_CHUNK_NP || t->mention != ISNAD_NONE || !r) return ISNAD_NONE;
  if (parted_plural(act, head, c->end)) return head + 1;
  uint32_t number = counted_behind(act, head, c->end);
  if (number != ISNAD_NONE) return number;
  if (!(r->proclitics & ISN_AL)) return ISNAD_NONE;
  uint32_t last = doc->cp[t->end - 1], before = t->end - t->start > 2 ? doc->cp[t->end - 2] : 0;
  const isn_token *second = head + 1 < c->end ? t + 1 : NULL; /* الرئيس | المواطنين: one man is not described in the plural */
  const isn_agent *who = isn_agent_at(act->agents, doc, head), *whom = second ? isn_agent_at(act->agents, doc, head + 1) : NULL;
  if (who && who->person && whom && whom->person && r->form == ISN_SINGULAR && second->mention == ISNAD_NONE && isn_best(doc, head + 1) &&
      isn_best(doc, head + 1)->proclitics & ISN_AL && second->end - second->start > 5 && doc->cp[second->end - 1] == 0x646 &&
      (doc->cp[second->end - 2] == 0x64a || doc->cp[second->end - 2] == 0x648))
    return head + 1;
  bool feminine = last == 0x629, plural = last == 0x62a && before == 0x627;
  for (uint32_t i = head + 1; (feminine || plural) && i < c->end; i++) {
    const isn_token *o = &doc->tokens.at[i];
    const isn_reading *word = isn_best(doc, i);
    const isn_agent *agent = isn_agent_at(act->agents, doc, i);
    if (o->mention != ISNAD_NONE || !word || !(word->proclitics & ISN_AL)) return ISNAD_NONE;
    bool masculine = doc->cp[o->end - 1] != 0x629 && doc->cp[o->end - 1] != 0x62a && !word->enclitic;
    if (agent && agent->person && masculine) return i;
  }
  return ISNAD_NONE;
}

static isn_phrase plain_phrase(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  uint32_t chunk = doc->tokens.at[token].chunk;
  const isn_chunk *c = chunk == ISNAD_NONE ? NULL : &doc->chunks.at[chunk];
  if (!c || c->kind != ISN_CHUNK_NP) return isn_phrase_of(act->agents, act->lexicon, doc, token, token + 1);
  uint32_t first = c->prep == ISNAD_NONE ? c->first : c->prep + 1;
  isn_phrase whole = isn_phrase_at(act->agents, act->lexicon, doc, chunk, false, 0);
  if (act->anchor >= first && act->anchor < c->end) {
    if (token < act->anchor) return isn_phrase_of(act->agents, act->lexicon, doc, first, act->anchor); /* القوات المهاجمة */
    first = act->match->after > act->anchor && act->match->after <= token ? act->match->after : act->anchor + 1;
  }
  uint32_t other = isn_disagreeing(act, token);
  if (other != ISNAD_NONE) return isn_phrase_of(act->agents, act->lexicon, doc, first > token ? token : first, other);
  if (first >= whole.end) return isn_phrase_of(act->agents, act->lexicon, doc, token, token + 1); /* the anchor ends its phrase */
  if (token == whole.head || first >= token)
    return first == whole.first ? whole : isn_phrase_of(act->agents, act->lexicon, doc, first, whole.end);
  /* the role falls on a word inside the chunk: its own words to the left stay */
  uint32_t left = token, m = doc->tokens.at[token].mention;
  while (left > first && ((m != ISNAD_NONE && doc->tokens.at[left - 1].mention == m) || isn_hangs_below(act->arcs, left - 1, token)))
    left--;
  return isn_phrase_of(act->agents, act->lexicon, doc, left, whole.end > token ? whole.end : token + 1);
}

/* خرج متظاهرون | للاحتجاج: words of the act behind somebody are not of their phrase. */
static isn_phrase without_act(const isn_act *act, isn_phrase p) {
  for (uint32_t k = 1; k < act->match->count; k++) {
    const uint32_t own = act->match->tokens[k];
    const isn_chunk *c = isn_chunk_of(act->doc, own);
    if (own > p.head && own < p.end && c && c->first > p.head && isn_own_word(act, own))
      return isn_phrase_of(act->agents, act->lexicon, act->doc, p.first, c->first);
  }
  return p;
}

isn_phrase isn_phrase_around(const isn_act *act, uint32_t token) {
  return without_owner(act, with_apposed_name(act, without_act(act, plain_phrase(act, token))));
}

static bool adjective_alone(const isn_doc *doc, const isn_chunk *c) {
  const isn_reading *r = isn_best(doc, c->head);
  uint32_t w = isn_content_word(doc, c->head);
  if (doc->tokens.at[c->head].mention != ISNAD_NONE || c->end - c->head != 1 || !r || !(r->proclitics & ISN_AL)) return false;
  return r->pos == ISN_ADJ || (w != ISNAD_NONE && doc->words.at[w].upos == ISN_ADJ);
}

static bool is_place(const isn_doc *doc, uint32_t token) {
  const uint32_t m = doc->tokens.at[token].mention;
  return m != ISNAD_NONE && doc->entities.at[doc->mentions.at[m].entity].type == ISNAD_LOC;
}

/* Adds what is coordinated with a phrase that ends before token `end`: by و in the next chunks, over one that the phrase's head governs. */
static void take_coordinated(isn_act *act, isn_cast cast, uint32_t head, uint32_t end, isn_fit fit) {
  const isn_doc *doc = act->doc;
  if (end >= doc->tokens.count) return;
  uint32_t sentence = doc->tokens.at[head].sentence, c = doc->tokens.at[end - 1].chunk, phrase_end = end;
  bool apart = false; /* something stands between */
  for (uint32_t n = 0; c != ISNAD_NONE && c < doc->chunks.count && n < LONGEST_CAST; c++, n++) {
    const isn_chunk *next = &doc->chunks.at[c];
    if (doc->tokens.at[next->first].sentence != sentence) return;
    if (next->first < end || next->kind == ISN_CHUNK_CONJ) continue;
    bool joined = next->kind == ISN_CHUNK_NP && (next->conj & ISN_WA || doc->chunks.at[c - 1].kind == ISN_CHUNK_CONJ) &&
                  next->prep == ISNAD_NONE && !next->clitic;
    bool between = next->kind == ISN_CHUNK_NP && !next->conj && (next->prep != ISNAD_NONE || next->clitic) &&
                   isn_hangs_below(act->arcs, next->head, head);
    if (between && !joined) {
      apart = true;
      continue;
    }
    const isn_chunk *third = c + 2 < doc->chunks.count ? next + 2 : NULL; /* من مصر، والأردن */
    if (!joined && !apart && next->kind == ISN_CHUNK_MARK && doc->cp[doc->tokens.at[next->first].start] == 0x60c && third &&
        next[1].kind == ISN_CHUNK_NP && next[1].conj & ISN_WA && next[1].prep == ISNAD_NONE && !next[1].clitic &&
        doc->tokens.at[next[1].head].mention != ISNAD_NONE && third->kind != ISN_CHUNK_VERB)
      continue;
    if (!joined) return;
    if (adjective_alone(doc, next)) continue; /* الدول الشقيقة | والصديقة */
    isn_phrase p = isn_phrase_around(act, next->head);
    uint32_t governor = act->arcs->governor[next->head];
    bool conj = act->arcs->relation[next->head] == ISN_REL_CONJ && isn_hangs_below(act->arcs, next->head, head);
    const isn_reading *r = isn_best(doc, next->head);
    if (apart && doc->tokens.at[next->head].mention != ISNAD_NONE && governor != ISNAD_NONE && governor >= phrase_end &&
        is_place(doc, governor) && is_place(doc, next->head))
      return; /* متظاهرون من بلد [وبلد] */
    if (apart && !(conj && (governor < phrase_end || doc->tokens.at[next->head].mention != ISNAD_NONE))) return;
    if (r && r->form == ISN_MASDAR && !isn_is_party(act, &p)) return;
    if (!isn_is_party(act, &p) && !(fit == ISN_FIT_ANYTHING && conj)) return;
    isn_take_phrase(act, cast, p, fit);
    if (p.end > end) end = p.end;
  }
}

/* "هادي والجامعة العربية يطالبان": those before a phrase that the verb follows. */
static void take_coordinated_before(isn_act *act, isn_cast cast, uint32_t token) {
  const isn_doc *doc = act->doc;
  uint32_t c = doc->tokens.at[token].chunk, heads[LONGEST_CAST], n = 0;
  while (c != ISNAD_NONE && c > 0 && n < LONGEST_CAST) {
    const isn_chunk *own = &doc->chunks.at[c], *before = own - 1;
    bool joined = own->conj & ISN_WA;
    if (!joined && before->kind == ISN_CHUNK_CONJ && c > 1) joined = true, before--, c--;
    if (!joined || doc->tokens.at[before->first].sentence != doc->tokens.at[token].sentence || before->kind != ISN_CHUNK_NP ||
        before->prep != ISNAD_NONE || before->clitic)
      break;
    isn_phrase p = isn_phrase_around(act, before->head);
    if (!isn_is_party(act, &p)) break;
    heads[n++] = before->head;
    c--;
  }
  while (n-- > 0) isn_take_phrase(act, cast, isn_phrase_around(act, heads[n]), ISN_FIT_PARTY);
}

bool isn_is_target(const isn_doc *doc, uint32_t token) { return isn_in(doc, token, ISN_CLASS_MILITARY_TARGET); }

/* هجوما انتحاريا: behind an own word of the act in its indefinite accusative, with the same ending. */
static bool describes_act(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  const isn_token *t = &doc->tokens.at[token];
  if (!token || t->mention != ISNAD_NONE || !isn_own_word(act, token - 1) || doc->cp[t->end - 1] != 0x627) return false;
  const isn_reading *r = isn_best(doc, token), *noun = isn_best(doc, token - 1);
  return r && noun && noun->pos == ISN_NOUN && doc->cp[t[-1].end - 1] == 0x627 && !(r->proclitics | noun->proclitics);
}

/* فجر نفسه: who does it to himself is named once. */
static bool reflexive(const isn_doc *doc, uint32_t token) {
  const isn_reading *r = isn_best(doc, token);
  return r && r->enclitic && isn_in(doc, token, ISN_CLASS_SELF);
}

/* اعتبارها إرهابية: an indefinite adjective in ـية that a noun for persons is made of, and no plural stands before it. */
static bool lone_nisba(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  const isn_token *t = &doc->tokens.at[token];
  const isn_reading *r = isn_best(doc, token);
  const isn_agent *agent = isn_agent_at(act->agents, doc, token);
  const isn_chunk *c = isn_chunk_of(doc, token);
  return t->mention == ISNAD_NONE && agent && agent->person && r && !r->proclitics && t->end - t->start > 4 &&
         doc->cp[t->end - 1] == 0x629 && doc->cp[t->end - 2] == 0x64a && c && c->head == token && c->end - c->first == 1;
}

/* لأغراض عسكرية: an indefinite adjective behind its noun is nobody, whatever noun is spelled so. */
static bool mere_adjective(const isn_doc *doc, uint32_t token) {
  const isn_chunk *c = isn_chunk_of(doc, token);
  const isn_reading *r = isn_best(doc, token);
  uint32_t w = isn_content_word(doc, token);
  return c && c->kind == ISN_CHUNK_NP && token > c->head && doc->tokens.at[token].mention == ISNAD_NONE && w != ISNAD_NONE &&
         doc->words.at[w].upos == ISN_ADJ && !(r && r->proclitics & ISN_AL) && !isn_is_amount(doc, token - 1);
}

/* رفض مبادرة الرئيس، استجاب لدعوة الأمين العام: of words about a thing, whoever it is of. */
static void take_owner(isn_act *act, isn_cast cast, const isn_phrase *p) {
  const isn_doc *doc = act->doc;
  isnad_event_type type = act->frame->type;
  bool words = type == ISNAD_EV_AGREE || type == ISNAD_EV_SUPPORT || (type >= ISNAD_EV_REQUEST && type <= ISNAD_EV_REJECT);
  bool hit = type == ISNAD_EV_ASSAULT && isn_is_target(doc, p->head); /* مواقع الحوثيين */
  words = words || type == ISNAD_EV_PROTEST; /* عطلوا عمل البرلمان، حطموا مقر الحزب */
  if ((!words && !hit) || cast.at != act->recipient || !indefinite_noun(doc, p->head)) return;
  for (uint32_t i = p->head + 1; i < p->end && i <= p->head + 2; i++) {
    if (isn_in(doc, i, ISN_CLASS_ARMS)) return;
    if (doc->tokens.at[i].mention == ISNAD_NONE && (!isn_agent_at(act->agents, doc, i) || mere_adjective(doc, i))) continue;
    if (type == ISNAD_EV_PROTEST && is_place(doc, i)) return;
    isn_phrase owner = isn_phrase_of(act->agents, act->lexicon, doc, i, p->end);
    if (isn_is_party(act, &owner)) isn_take_phrase(act, cast, owner, ISN_FIT_PARTY);
    return;
  }
  uint32_t next = p->end; /* منطقة رئيسية لقوات فلان */
  const isn_chunk *c = hit && next < doc->tokens.count && isn_same_sentence(doc, next, p->head) ? isn_chunk_of(doc, next) : NULL;
  if (c && c->kind == ISN_CHUNK_NP && c->first == next && c->clitic & ISN_LI && c->prep == ISNAD_NONE && !c->conj) {
    isn_phrase owner = isn_phrase_around(act, c->head);
    if (isn_is_party(act, &owner)) isn_take_phrase(act, cast, owner, ISN_FIT_PARTY);
  }
}

bool isn_take(isn_act *act, isn_cast cast, uint32_t token, isn_fit fit) {
  const isn_doc *doc = act->doc;
  if (mere_adjective(doc, token) || lone_nisba(act, token) || describes_act(act, token) || reflexive(doc, token)) return false;
  isn_phrase p = isn_phrase_around(act, token);
  if (p.end == p.first + 1 && p.entity == ISNAD_NONE && isn_own_word(act, token)) return false; /* فتح النار; but أغلق معبر رفح */
  if (token < act->match->tokens[0] && isn_is_party(act, &p)) take_coordinated_before(act, cast, token);
  bool street = act->frame->type == ISNAD_EV_PROTEST && cast.at == act->recipient && p.named && !p.agent.known && !is_place(doc, p.head) &&
                doc->entities.at[p.entity].type == ISNAD_LOC; /* شوارع المدينة */
  if (street) return false;
  uint32_t before = *cast.count;
  if (act->frame->type == ISNAD_EV_ASSAULT) take_owner(act, cast, &p);
  if (*cast.count == before) isn_take_phrase(act, cast, p, fit);
  if (*cast.count == before) take_owner(act, cast, &p);
  if (*cast.count == before) return false;
  take_coordinated(act, cast, token, p.end, fit);
  return true;
}

uint32_t isn_country_entity(const isn_doc *doc, const char *country) {
  for (uint32_t e = 0; country && e < doc->entities.count; e++)
    if (doc->entities.at[e].type == ISNAD_LOC && doc->facts.at[e].country && strcmp(doc->facts.at[e].country, country) == 0 &&
        doc->facts.at[e].kind && strcmp(doc->facts.at[e].kind, "country") == 0)
      return e;
  return ISNAD_NONE;
}

/* ---- pronouns ---- */

/* Of a person by the title in a label (نائبة), of others by the name's first word; places are feminine. */
static uint8_t gender_by_name(const isn_doc *doc, uint32_t entity) {
  isnad_entity_type type = doc->entities.at[entity].type;
  if (type == ISNAD_LOC) return 'f';
  if (type == ISNAD_PER) return 0;
  const char *name = doc->entities.at[entity].name_ar, *blank = strchr(name, ' ');
  size_t n = blank ? (size_t)(blank - name) : strlen(name);
  return n > 2 && memcmp(name + n - 2, "ة", 2) == 0 ? 'f' : 'm';
}

const uint8_t *isn_genders(isn_doc *doc, const isn_arcs *arcs) {
  uint8_t *genders = isn_arena_alloc(&doc->arena, (size_t)doc->entities.count + 1);
  int16_t *votes = isn_arena_alloc(&doc->arena, ((size_t)doc->entities.count + 1) * sizeof *votes);
  if (!genders || !votes) return NULL;
  memset(votes, 0, ((size_t)doc->entities.count + 1) * sizeof *votes);
  for (uint32_t i = 0; i < doc->tokens.count; i++) { /* قالت وليامز: a verb beside its subject shows the gender */
    const isn_token *t = &doc->tokens.at[i];
    if (t->mention == ISNAD_NONE || doc->entities.at[doc->mentions.at[t->mention].entity].type != ISNAD_PER) continue;
    uint32_t e = doc->mentions.at[t->mention].entity, g = arcs->governor[i];
    if (g == ISNAD_NONE || arcs->relation[i] != ISN_REL_NSUBJ || doc->tokens.at[g].pos != ISN_VERB) continue;
    char gender = isn_feature(doc, g, "Gender=");
    if (votes[e] < INT16_MAX - 2 && votes[e] > INT16_MIN + 2) votes[e] = (int16_t)(votes[e] + (gender == 'f' ? 2 : gender == 'm' ? -1 : 0));
  }
  for (uint32_t l = 0; l < doc->labels.count; l++) {
    const isnad_label *label = &doc->labels.at[l];
    if (label->entity == ISNAD_NONE || doc->entities.at[label->entity].type != ISNAD_PER) continue;
    uint32_t c = label->span.start;
    while (c < label->span.end && doc->cp[c] != ' ') c++;
    int16_t *v = &votes[label->entity];
    if (*v < INT16_MAX - 4 && *v > INT16_MIN + 4 && c > label->span.start) *v = (int16_t)(*v + (doc->cp[c - 1] == 0x629 ? 3 : -1));
  }
  for (uint32_t e = 0; e < doc->entities.count; e++)
    genders[e] = doc->entities.at[e].type != ISNAD_PER ? gender_by_name(doc, e) : votes[e] > 0 ? 'f' : votes[e] < 0 ? 'm' : 0;
  return genders;
}

uint8_t isn_pronoun_on(const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  if (t->mention != ISNAD_NONE || t->kind != ISN_WORD) return 0;
  const isn_reading *r = isn_best(doc, token);
  if (r && r->enclitic) return r->enclitic;
  if (t->words_count < 2 || doc->words.at[t->words + t->words_count - 1].upos != ISN_PRON || t->fold1 - t->fold0 < 2) return 0;
  uint16_t last = doc->fold[t->fold1 - 1], before = doc->fold[t->fold1 - 2];
  if (last == 0x647) return 'h';
  if (last == 0x627 && before == 0x647) return 'H';
  if (last == 0x645 && before == 0x647) return 'M';
  if (last == 0x627 && before == 0x645) return 'D';
  return 0;
}

uint8_t isn_pronoun_of_verb(const isn_doc *doc, uint32_t verb) {
  const isn_reading *r = isn_best(doc, verb);
  return r && r->number == 'p' ? 'M' : r && r->number == 'd' ? 'D' : r && r->gender == 'f' ? 'H' : 'h';
}

/* Whether an entity can be what a pronoun of this gender and number stands for. */
static bool pronoun_fits(const isn_act *act, uint32_t e, uint8_t enclitic, bool towns) {
  const isn_doc *doc = act->doc;
  isnad_entity_type type = doc->entities.at[e].type;
  uint8_t gender = enclitic == 'H' ? 'f' : enclitic == 'h' ? 'm' : 0, own = act->genders[e];
  if ((enclitic == 'M' || enclitic == 'D') && type == ISNAD_PER) return false;
  if (gender && own && own != gender) return false;
  if (gender == 'f' && type == ISNAD_PER && !own) return false;
  return towns || !(type == ISNAD_LOC && doc->facts.at[e].kind && strcmp(doc->facts.at[e].kind, "country") != 0);
}

/* The same of a common noun for somebody (المليشيات, الأطراف, قوة). */
static bool noun_fits(const isn_act *act, uint32_t token, uint8_t pronoun) {
  const isn_doc *doc = act->doc;
  const isn_agent *agent = isn_agent_at(act->agents, doc, token);
  if (!agent || agent->kind == ISNAD_DOCUMENT_SOURCE || agent->kind == ISNAD_ANONYMOUS) return false;
  const isn_reading *r = isn_best(doc, token);
  bool marbuta = doc->cp[doc->tokens.at[token].end - 1] == 0x629;
  char number = isn_feature(doc, token, "Number="), gender = marbuta ? 'f' : isn_feature(doc, token, "Gender=");
  bool plural = number == 'p' || (r && (r->form == ISN_PLURAL || r->number == 'p'));
  if (pronoun == 'M') return plural && (agent->person || agent->kind == ISNAD_GROUP);
  if (pronoun == 'D') return number == 'd';
  if (plural) return pronoun == 'H' && !agent->person;
  return pronoun == 'H' ? gender == 'f' : gender == 'm';
}

/* What a token is for a pronoun; both ISNAD_NONE: nothing that it could mean. */
static isn_referent referent_at(const isn_act *act, uint32_t token, uint8_t pronoun, uint32_t not_this, bool towns) {
  const isn_referent nobody = {ISNAD_NONE, ISNAD_NONE};
  const isn_doc *doc = act->doc;
  uint32_t m = doc->tokens.at[token].mention, e = m == ISNAD_NONE ? ISNAD_NONE : doc->mentions.at[m].entity;
  if (e == ISNAD_NONE) {
    const isn_agent *agent = isn_agent_at(act->agents, doc, token);
    if (!agent) return nobody;
    isn_phrase p = isn_phrase_around(act, token);
    e = p.entity;
    if (e == ISNAD_NONE) return noun_fits(act, token, pronoun) ? (isn_referent){token, ISNAD_NONE} : nobody;
    if (doc->entities.at[e].type == ISNAD_PER && p.agent.person == false)
      return noun_fits(act, token, pronoun) && e != not_this ? (isn_referent){token, e} : nobody; /* قوات حفتر */
  }
  return e != not_this && pronoun_fits(act, e, pronoun, towns) ? (isn_referent){token, e} : nobody;
}

static bool found(isn_referent r) { return r.token != ISNAD_NONE || r.entity != ISNAD_NONE; }

/* The subjects above a token: of the verb that governs it and of those above that, nearest first; the noun that a relative clause
 * describes; the source of a statement where a verb of speech leaves its subject out. */
static isn_referent subject_above(const isn_act *act, uint32_t token, uint8_t pronoun, uint32_t not_this, bool towns) {
  const isn_doc *doc = act->doc;
  uint32_t at = token;
  isn_referent r = {ISNAD_NONE, ISNAD_NONE};
  for (unsigned n = 0; n < 4; n++) {
    uint32_t verb = isn_verb_above(doc, act->arcs, at, NULL);
    if (verb == ISNAD_NONE || doc->tokens.at[verb].sentence != doc->tokens.at[token].sentence) break;
    if (verb > token) { /* أنه التقى: its own verb */
      at = verb;
      continue;
    }
    uint32_t subject = isn_written_subject(act, verb);
    if (subject != ISNAD_NONE && subject != token && !isn_hangs_below(act->arcs, token, subject))
      r = referent_at(act, subject, pronoun, not_this, towns);
    if (found(r)) return r;
    uint32_t noun = act->arcs->governor[verb];
    if (act->arcs->relation[verb] == ISN_REL_ACL && noun != ISNAD_NONE && noun < verb) r = referent_at(act, noun, pronoun, not_this, towns);
    if (found(r)) return r;
    uint32_t cue = doc->tokens.at[verb].cue, source = cue == ISNAD_NONE ? ISNAD_NONE : doc->statements.at[cue].source_entity;
    if (source != ISNAD_NONE && source != not_this && pronoun_fits(act, source, pronoun, false)) return (isn_referent){ISNAD_NONE, source};
    at = verb;
  }
  return (isn_referent){ISNAD_NONE, ISNAD_NONE};
}

isn_referent isn_refer(const isn_act *act, uint32_t token, uint8_t pronoun, uint32_t not_this, bool towns) {
  const isn_doc *doc = act->doc;
  uint32_t said = doc->tokens.at[token].said; /* what others did is told in the third person, and the teller did not do it */
  bool hostile = act->frame->type >= ISNAD_EV_PROTEST || act->frame->type == ISNAD_EV_ACCUSE;
  if (hostile && not_this == ISNAD_NONE && said != ISNAD_NONE) not_this = doc->statements.at[said].source_entity;
  isn_referent best = subject_above(act, token, pronoun, not_this, towns);
  if (found(best)) return best;
  uint32_t sentence = doc->tokens.at[token].sentence;
  int most = -1000;
  bool people = act->frame->type == ISNAD_EV_CONSULT || act->frame->type == ISNAD_EV_REQUEST || act->frame->type == ISNAD_EV_ACCUSE;
  for (uint32_t i = token, steps = 0; i-- > 0 && steps < PRONOUN_TOKENS; steps++) {
    const isn_token *t = &doc->tokens.at[i];
    if (sentence - t->sentence > 1) break;
    if (t->kind != ISN_WORD || (t->mention == ISNAD_NONE && (t->chunk == ISNAD_NONE || doc->chunks.at[t->chunk].head != i))) continue;
    isn_referent r = referent_at(act, i, pronoun, not_this, towns);
    if (!found(r)) continue;
    int score = -(int)steps / 3 - (t->sentence != sentence ? 12 : 0);
    if (act->arcs->relation[i] == ISN_REL_NSUBJ) score += 15;
    if (r.entity == ISNAD_NONE) score -= 6;
    isnad_entity_type type = r.entity == ISNAD_NONE ? ISNAD_ORG : doc->entities.at[r.entity].type;
    if (type == ISNAD_LOC && !(towns && !people)) score -= people ? 20 : 8;
    if (people && type == ISNAD_PER) score += 4;
    if (score > most) most = score, best = r;
  }
  return best;
}

/* اتفقا: the two persons, or the two others of one kind, named last before a dual. */
static bool take_two(isn_act *act, isn_cast cast, uint32_t token) {
  const isn_doc *doc = act->doc;
  uint32_t sentence = doc->tokens.at[token].sentence, last[3] = {ISNAD_NONE, ISNAD_NONE, ISNAD_NONE};
  for (uint32_t i = token, steps = 0; i-- > 0 && steps < PRONOUN_TOKENS; steps++) {
    const isn_token *t = &doc->tokens.at[i];
    if (sentence - t->sentence > 1) break;
    if (t->mention == ISNAD_NONE) continue;
    uint32_t e = doc->mentions.at[t->mention].entity, type = doc->entities.at[e].type;
    const char *kind = doc->facts.at[e].kind;
    if (type == ISNAD_LOC && !(kind && strcmp(kind, "country") == 0)) continue;
    if (last[type] == ISNAD_NONE) last[type] = e;
    if (last[type] == e) continue;
    isn_take_entity(act, cast, e);
    isn_take_entity(act, cast, last[type]);
    return true;
  }
  return false;
}

bool isn_take_pronoun(isn_act *act, isn_cast cast, uint32_t token, uint8_t pronoun) {
  if (pronoun == 'D' && take_two(act, cast, token)) return true;
  uint32_t before = *cast.count, other = cast.at == act->recipient && act->actors ? act->actor[0].entity : ISNAD_NONE;
  bool towns = cast.at == act->recipient && (act->frame->type == ISNAD_EV_ASSAULT || act->frame->type == ISNAD_EV_AID);
  isn_referent r = isn_refer(act, token, pronoun, other, towns);
  if (r.entity != ISNAD_NONE) isn_take_entity(act, cast, r.entity);
  else if (r.token != ISNAD_NONE) isn_take(act, cast, r.token, ISN_FIT_PARTY);
  return *cast.count > before;
}
