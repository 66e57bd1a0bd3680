/* Who does and who suffers what a verbal noun names. */
#include <string.h>

#include "doc/spelled.h"
#include "event/subject.h"

enum { VICTIM_TOKENS = 12, EARLIER_EVENTS = 12, ASKED_STEPS = 3 };

/* ---- verbal nouns ---- */

/* للرئيس، بالحكومة: a word with a preposition on it, a name too. */
static bool bears_preposition(const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  const isn_reading *r = isn_best(doc, token);
  if (t->mention == ISNAD_NONE) return r && r->pos != ISN_VERB && r->proclitics & (ISN_LI | ISN_BI);
  const uint16_t first = doc->fold[t->fold0];
  return doc->mentions.at[t->mention].span.start > t->start && (first == 0x644 || first == 0x628);
}

/* The noun in the genitive after the words of an act, or ISNAD_NONE. */
static uint32_t genitive_of(const isn_act *act) {
  const isn_doc *doc = act->doc;
  uint32_t last = act->match->tokens[act->match->count - 1];
  if (last < act->anchor || doc->tokens.at[last].pos == ISN_ADP) last = act->anchor; /* تعامل ... مع: no genitive of مع */
  if (!act->verbal && last > act->anchor + 1 && act->match->entry->words_count == 2) /* حملة فلان العسكرية: it stands in the gap */
    for (uint32_t i = act->anchor + 1; i < last; i++)
      if (doc->tokens.at[i].mention != ISNAD_NONE || isn_agent_at(act->agents, doc, i))
        return doc->tokens.at[i].chunk == doc->tokens.at[act->anchor].chunk ? i : ISNAD_NONE;
  if (last > act->anchor && !isn_own_word(act, last) && !isn_pronoun_on(doc, last) && act->match->entry->words_count == 2 &&
      act->arcs->relation[last] == ISN_REL_NMOD)
    return last;
  const isn_chunk *c = isn_chunk_of(doc, last);
  const isn_reading *r = isn_best(doc, last);
  bool article = r && r->proclitics & ISN_AL;
  uint32_t c1 = isn_dependent(act->arcs, last, ISN_REL_NMOD, ISN_REL_NMOD, last);
  if (c && c->kind == ISN_CHUNK_NP)
    for (uint32_t i = last + 1; i < c->end; i++) { /* an adjective or two may stand between the noun and a name */
      const isn_token *t = &doc->tokens.at[i];
      if (t->pos == ISN_ADP || bears_preposition(doc, i)) return ISNAD_NONE; /* مظاهرات مؤيدة [للرئيس] */
      if (t->mention != ISNAD_NONE) return doc->tokens.at[last].mention == t->mention ? ISNAD_NONE : i;
      if (t->kind >= ISN_MARK) continue;                            /* رفض "باريس" */
      if (isn_folded_is(doc, t->fold0, t->fold1, u"عده")) continue; /* مظاهرات عدة */
      if (isn_own_word(act, i)) return ISNAD_NONE;                  /* إلقاء القبض على */
      if (t->kind == ISN_NUMBER) return i;
      const isn_reading *word = isn_best(doc, i);
      const uint32_t w = isn_content_word(doc, i);
      bool adjective = t->pos == ISN_ADJ || (w != ISNAD_NONE && doc->words.at[w].upos == ISN_ADJ) ||
                       act->arcs->relation[i] == ISN_REL_AMOD || isn_nisba_country(act->agents, doc, i) != NULL;
      const isn_agent *agent = isn_agent_at(act->agents, doc, i);
      bool definite =
          word && word->proclitics & ISN_AL && !article && i == last + 1; /* اعتقال الصحفي: no adjective of an indefinite noun */
      if (adjective && !definite && !(agent && act->arcs->relation[i] == ISN_REL_NMOD)) continue;
      if (article || !word) return ISNAD_NONE; /* a definite noun takes no genitive */
      return i;
    }
  if (article) return ISNAD_NONE;
  /* the chunk ended too early: the tree */
  return c1 != ISNAD_NONE && c1 <= last + 2 && isn_has_preposition(doc, act->arcs, c1, NULL, 0) ? c1 : ISNAD_NONE;
}

/* القصف الإسرائيلي: the country whose adjective stands beside the noun. */
static const char *adjective_country(const isn_act *act) {
  const isn_doc *doc = act->doc;
  const isn_chunk *c = isn_chunk_of(doc, act->anchor);
  for (uint32_t i = act->anchor + 1; c && i < c->end && i <= act->anchor + 3; i++) {
    if (doc->tokens.at[i].mention != ISNAD_NONE) return NULL;
    const char *country = isn_nisba_country(act->agents, doc, i);
    uint32_t governor = act->arcs->governor[i];
    if (country && (governor == act->anchor || governor == ISNAD_NONE || isn_own_word(act, governor) || i == act->anchor + 1))
      return country;
  }
  return NULL;
}

void isn_take_genitive(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  uint32_t last = act->match->tokens[act->match->count - 1];
  for (uint32_t k = act->anchor;; k = last) { /* لقائه; إطلاق سراحه */
    uint8_t pronoun = isn_pronoun_on(doc, k);
    if (pronoun) {
      if (cast.at == act->recipient && act->owned) return; /* رفضها: one pronoun, one part */
      act->owned = isn_take_pronoun(act, cast, k, pronoun) && cast.at == act->actor;
      return;
    }
    if (k >= last) break;
  }
  bool suffers = cast.at == act->recipient;
  const isn_chunk *end = isn_chunk_of(doc, last);
  bool apart = last > act->anchor && end && end->first > act->anchor && (end->clitic & ISN_BI || end->prep != ISNAD_NONE);
  uint32_t noun = genitive_of(act);
  if (apart && !suffers && noun >= end->first) return; /* اعتراف بدولة فلان: not who recognises it */
  if (noun != ISNAD_NONE && isn_take(act, cast, noun, suffers ? isn_object_fit(act) : ISN_FIT_PARTY)) return;
  const char *country = suffers ? NULL : adjective_country(act);
  uint32_t e = country ? isn_country_entity(doc, country) : ISNAD_NONE;
  isn_take_entity(act, cast, e);
}

/* The statement whose cue a verb is, or NULL. */
static const isnad_statement *cue_at(const isn_doc *doc, uint32_t verb) {
  uint32_t row = doc->tokens.at[verb].cue;
  return row == ISNAD_NONE ? NULL : &doc->statements.at[row];
}

/* Whether the source of a statement of this class speaks of what others do. */
static bool speaks_of_others(const isnad_statement *st) {
  return st && st->cue_class != ISNAD_PROMISE && st->cue_class != ISNAD_WARN && st->cue_class != ISNAD_ANNOUNCE &&
         st->cue_class != ISNAD_ACCEPT && st->cue_class != ISNAD_REFUSE && st->cue_class != ISNAD_DENY;
}

/* دعت الأمم المتحدة السعودية إلى: of a demand, the one who is asked acts. */
static bool asked_one(isn_act *act, isn_cast cast, uint32_t verb) {
  const isn_doc *doc = act->doc;
  for (uint32_t c = isn_dependent(act->arcs, verb, ISN_REL_OBJ, ISN_REL_OBJ, ISNAD_NONE); c != ISNAD_NONE && c < act->anchor;
       c = isn_dependent(act->arcs, verb, ISN_REL_OBJ, ISN_REL_OBJ, c))
    if (isn_take(act, cast, c, ISN_FIT_PARTY)) return true;
  bool before;
  uint32_t s = isn_subject(doc, verb, verb + 1, 0, &before), from = s == ISNAD_NONE || before ? doc->tokens.at[verb].chunk : s;
  uint32_t object = from == ISNAD_NONE ? ISNAD_NONE : isn_object_after(doc, verb, from);
  return object != ISNAD_NONE && doc->chunks.at[object].first < act->anchor &&
         isn_take(act, cast, doc->chunks.at[object].head, ISN_FIT_PARTY);
}

/* The demand or accusation that a token names, or NULL: one of the acts just before. */
static const isnad_event *demand_at(const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  for (uint32_t e = doc->events.count, n = 0; e-- > 0 && n < EARLIER_EVENTS; n++) {
    const isnad_event *row = &doc->events.at[e];
    if ((row->type == ISNAD_EV_REQUEST || (row->type == ISNAD_EV_ACCUSE && row->recipients_count)) && row->anchor.start < t->end &&
        row->anchor.end > t->start)
      return row;
  }
  return NULL;
}

/* The one above a token. */
static const isnad_event *demand_above(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  uint32_t at = act->arcs->governor[token];
  for (unsigned n = 0; n < ASKED_STEPS && at != ISNAD_NONE && at < token && isn_same_sentence(doc, at, token); n++) {
    const isnad_event *demand = demand_at(doc, at);
    if (demand) return demand;
    at = act->arcs->governor[at];
  }
  return NULL;
}

bool isn_take_asked(isn_act *act, isn_cast cast, uint32_t token, bool *demanded) {
  const isn_doc *doc = act->doc;
  const isnad_event *demand = demand_above(act, token);
  *demanded = demand != NULL;
  /* اتهم التحالف بخرق الهدنة: the truce is not what he is accused of */
  if (demand && demand->type == ISNAD_EV_ACCUSE && act->frame->type == ISNAD_EV_RETREAT) return false;
  for (uint32_t i = 0; demand && i < demand->recipients_count; i++) {
    const isnad_participant *p = &demand->recipients[i];
    if (isn_written(p->span)) isn_take(act, cast, isn_doc_token_at(doc, p->span.start), ISN_FIT_PARTY);
    else isn_take_entity(act, cast, p->entity);
  }
  return *cast.count;
}

/* Whoever does what the words above the noun name: of "إصرار سورية على استضافة" سورية, of "رفض القادة التفاوض" القادة. */
static bool noun_above(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  uint32_t below = act->anchor, at = act->arcs->governor[below];
  for (unsigned n = 0; n < 4 && at != ISNAD_NONE && !isn_is_verb(doc, at) && isn_same_sentence(doc, at, act->anchor); n++) {
    if (at < act->anchor && doc->tokens.at[at].mention == ISNAD_NONE && isn_best(doc, at) && isn_best(doc, at)->form == ISN_MASDAR) {
      for (uint32_t c = isn_dependent(act->arcs, at, ISN_REL_NMOD, ISN_REL_NMOD, at); c != ISNAD_NONE && c < act->anchor;
           c = isn_dependent(act->arcs, at, ISN_REL_NMOD, ISN_REL_NMOD, c)) {
        if (c == below || isn_hangs_below(act->arcs, act->anchor, c) || !isn_has_preposition(doc, act->arcs, c, NULL, 0)) continue;
        if (isn_take(act, cast, c, ISN_FIT_PARTY)) return true;
      }
    }
    uint8_t pronoun = at < act->anchor ? isn_pronoun_on(doc, at) : 0; /* فشله في تحقيق السيطرة */
    if (pronoun && doc->tokens.at[at].time == ISNAD_NONE && isn_take_pronoun(act, cast, at, pronoun)) return true;
    if (at < act->anchor && act->arcs->relation[at] == ISN_REL_AMOD && act->arcs->governor[at] != ISNAD_NONE &&
        act->arcs->governor[at] < at && isn_take(act, cast, act->arcs->governor[at], ISN_FIT_PARTY)) /* حفتر المتهم بالتعاون */
      return true;
    /* الاتحاد على استعداد لتقديم: the subject of a sentence without a verb */
    uint32_t subject = isn_dependent(act->arcs, at, ISN_REL_NSUBJ, ISN_REL_NSUBJ, ISNAD_NONE);
    if (subject != ISNAD_NONE && subject < act->anchor && !isn_hangs_below(act->arcs, act->anchor, subject) &&
        isn_take(act, cast, subject, ISN_FIT_PARTY))
      return true;
    below = at;
    at = act->arcs->governor[at];
  }
  return false;
}

/* في اتصال، خلال لقائه، بعد اجتماع: what stands beside a clause is done by its subject, whatever the verb asks of others. */
static bool is_circumstance(const isn_act *act) {
  static const char16_t *const words[] = {u"في", u"خلال", u"اثناء", u"عقب", u"بعد", u"قبل", u"لدي", u"عبر", u"اثر"};
  const isn_doc *doc = act->doc;
  const isn_chunk *c = isn_chunk_of(doc, act->anchor);
  if (!c || c->prep == ISNAD_NONE) return false;
  const isn_token *t = &doc->tokens.at[c->prep];
  for (size_t k = 0; k < sizeof words / sizeof *words; k++)
    if (isn_folded_is(doc, t->fold0, t->fold1, words[k])) return true;
  return false;
}

/* Whether an act of deeds is told in the content of a statement by who only tells of it. */
static bool row_tells(const isn_act *act, const isnad_statement *st) {
  isnad_event_type t = act->frame->type;
  bool words = t == ISNAD_EV_AGREE || t == ISNAD_EV_SUPPORT || (t >= ISNAD_EV_REQUEST && t <= ISNAD_EV_THREATEN);
  uint32_t said = act->doc->tokens.at[act->anchor].said;
  return !words && speaks_of_others(st) && said != ISNAD_NONE && &act->doc->statements.at[said] == st;
}

/* قتل ثلاثة جنود في غارة: whether the first of them suffers what that verb tells. */
static bool suffers_there(const isn_act *act, uint32_t verb, isn_cast cast) {
  const isn_doc *doc = act->doc;
  const isn_token *t = &doc->tokens.at[verb];
  for (uint32_t e = doc->events.count, n = 0; e-- > 0 && n < EARLIER_EVENTS; n++) {
    const isnad_event *row = &doc->events.at[e];
    if ((row->type != ISNAD_EV_ASSAULT && row->type != ISNAD_EV_COERCE) || row->anchor.start >= t->end || row->anchor.end <= t->start)
      continue;
    for (uint32_t i = 0; i < row->recipients_count && *cast.count; i++)
      if (cast.at[0].written && row->recipients[i].span.start == cast.at[0].phrase.span.start) return true;
  }
  return false;
}

/* خرق المتمردين الهدنة: who breaks what was agreed does not keep it. */
static bool is_broken(const isn_act *act) {
  if (act->frame->type != ISNAD_EV_RETREAT && act->frame->type != ISNAD_EV_AGREE) return false;
  uint32_t at = act->arcs->governor[act->anchor];
  for (unsigned n = 0; n < 2 && at != ISNAD_NONE && at < act->anchor; n++, at = act->arcs->governor[at])
    if (isn_in(act->doc, at, ISN_CLASS_BREACH)) return true;
  return false;
}

void isn_take_holder(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  if (is_broken(act)) return;
  bool demanded = false, beside = act->frame->type == ISNAD_EV_CONSULT && is_circumstance(act);
  if (!beside && isn_take_asked(act, cast, act->anchor, &demanded)) return;
  if (act->frame->type == ISNAD_EV_REQUEST && !demanded) { /* who speaks of demands makes none */
    isn_take_controller(act, cast);
    return;
  }
  if (isn_take_obliged(act, cast) || (!demanded && noun_above(act, cast))) return;
  uint32_t by_arc = isn_verb_above(doc, act->arcs, act->anchor, NULL), verb = isn_governing_verb(doc, act->anchor);
  if (by_arc != ISNAD_NONE && by_arc < act->anchor && isn_same_sentence(doc, by_arc, act->anchor)) verb = by_arc;
  if (verb == ISNAD_NONE) return;
  const isnad_statement *st = cue_at(doc, verb);
  if ((demanded || (st && st->cue_class == ISNAD_DEMAND)) && !beside) {
    asked_one(act, cast, verb);
    return;
  }
  if (speaks_of_others(st) && act->frame->type >= ISNAD_EV_PROTEST) return; /* أدانت عمان الهجوم */
  /* who speaks of a truce does not hold it */
  if (act->frame->type == ISNAD_EV_RETREAT && (!st || (st->cue_class != ISNAD_ANNOUNCE && st->cue_class != ISNAD_PROMISE)) &&
      act->match->reading && act->match->reading->form != ISN_MASDAR)
    return;
  isn_cast own = cast;
  if (!beside && row_tells(act, st)) return;
  if (isn_subject_of(act, own, verb, 1)) {
    if (suffers_there(act, verb, cast)) *cast.count = 0;
    return;
  }
  uint32_t source = st ? st->source_entity : ISNAD_NONE;
  isn_take_entity(act, cast, source);
}

/* قام مسلحون بخطف، تمكنت القوات من تحرير، حاول اقتحام: verbs whose subject does what the noun under them names. */
void isn_take_controller(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  uint32_t below, verb = isn_verb_above(doc, act->arcs, act->anchor, &below), order = isn_governing_verb(doc, act->anchor);
  if (verb == ISNAD_NONE || verb > act->anchor || act->anchor - verb > 16 || !isn_same_sentence(doc, verb, act->anchor)) verb = order;
  if (verb == ISNAD_NONE || act->anchor - verb > 16) return;
  if (isn_in(doc, verb, ISN_CLASS_CONTROL) && !noun_above(act, cast)) isn_subject_of(act, cast, verb, 1);
}

/* أطلق الجيش عملية للقضاء على، معارك من أجل السيطرة: what an act is for is done by its subject, but for what others are asked for. */
void isn_take_whose_purpose(isn_act *act, isn_cast cast) {
  static const char16_t *const words[] = {u"اجل", u"هدف", u"غرض", u"بهدف", u"بغيه", u"قصد", u"بقصد", u"بغرض"};
  const isn_doc *doc = act->doc;
  const isn_chunk *c = isn_chunk_of(doc, act->anchor);
  const isn_reading *r = isn_best(doc, act->anchor);
  if (!c || !r || r->form != ISN_MASDAR || c->conj || isn_in(doc, act->anchor, ISN_CLASS_OUTCOME_NOUN) ||
      act->frame->type < ISNAD_EV_COERCE || act->frame->need == ISN_NEED_ACTOR)
    return;
  bool purpose = c->clitic & (ISN_LI | ISN_BI) && c->prep == ISNAD_NONE && c->first == act->match->tokens[0];
  const isn_token *before = act->match->tokens[0] ? &doc->tokens.at[act->match->tokens[0] - 1] : NULL;
  for (size_t k = 0; before && k < sizeof words / sizeof *words; k++)
    purpose = purpose || isn_folded_is(doc, before->fold0, before->fold1, words[k]);
  if (!purpose) return;
  uint32_t by_arc = isn_verb_above(doc, act->arcs, act->anchor, NULL), verb = isn_governing_verb(doc, act->anchor);
  if (by_arc != ISNAD_NONE && by_arc < act->anchor && isn_same_sentence(doc, by_arc, act->anchor)) verb = by_arc;
  if (verb == ISNAD_NONE || act->anchor - verb > 24) return;
  const isnad_statement *st = cue_at(doc, verb);
  if (speaks_of_others(st) || demand_at(doc, verb)) return;
  isn_subject_of(act, cast, verb, 1);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < *cast.count; i++) /* somebody who is written there, no phase and no plan */
    if (cast.at[i].written && isn_is_party(act, &cast.at[i].phrase)) cast.at[kept++] = cast.at[i];
  *cast.count = kept;
}

static bool is_duty(const isn_doc *doc, uint32_t token) { return isn_in(doc, token, ISN_CLASS_DUTY); }

bool isn_take_obliged(isn_act *act, isn_cast cast) {
  static const uint16_t on[] = {0x639, 0x644, 0x64a};
  const isn_doc *doc = act->doc;
  uint32_t c = doc->tokens.at[act->anchor].chunk;
  if (c == ISNAD_NONE || doc->chunks.at[c].head != act->anchor || doc->chunks.at[c].kind != ISN_CHUNK_NP || doc->chunks.at[c].conj ||
      doc->chunks.at[c].prep != ISNAD_NONE || doc->chunks.at[c].clitic)
    return false;
  for (uint32_t n = 0; c-- > 0 && n < ISN_MAX_PARTICIPANTS; n++) {
    const isn_chunk *own = &doc->chunks.at[c];
    if (own->kind != ISN_CHUNK_NP || !isn_same_sentence(doc, own->first, act->anchor)) return false;
    if (own->prep == ISNAD_NONE && own->conj) continue;
    if (own->prep == ISNAD_NONE || !isn_has_preposition(doc, act->arcs, own->head, on, 3)) return false;
    bool opens = c == 0 || doc->chunks.at[c - 1].kind == ISN_CHUNK_COMP || doc->chunks.at[c - 1].kind == ISN_CHUNK_MARK ||
                 (doc->chunks.at[c - 1].kind == ISN_CHUNK_VERB && is_duty(doc, doc->chunks.at[c - 1].head));
    return act->duty = opens && isn_take(act, cast, own->head, ISN_FIT_PARTY);
  }
  return false;
}

bool isn_take_owner_above(isn_act *act, isn_cast cast) {
  uint32_t at = act->arcs->governor[act->anchor];
  for (unsigned n = 0; n < ASKED_STEPS && at != ISNAD_NONE && at < act->anchor && isn_same_sentence(act->doc, at, act->anchor); n++) {
    if (isn_in(act->doc, at, ISN_CLASS_UNDERTAKING)) return noun_above(act, cast);
    at = act->arcs->governor[at];
  }
  /* where the tree hangs it on the verb: the genitive of such a noun in the phrases right before it */
  uint32_t c = act->doc->tokens.at[act->anchor].chunk;
  for (unsigned n = 0; c != ISNAD_NONE && c-- > 0 && n < ASKED_STEPS; n++) {
    const isn_chunk *own = &act->doc->chunks.at[c];
    if (own->kind != ISN_CHUNK_NP || !isn_same_sentence(act->doc, own->first, act->anchor)) return false;
    if (isn_in(act->doc, own->head, ISN_CLASS_UNDERTAKING))
      return own->head + 1 < own->end && isn_take(act, cast, own->head + 1, ISN_FIT_PARTY);
  }
  return false;
}

/* "لا حوار": who says so refuses. */
void isn_take_speaker(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  uint32_t said = doc->tokens.at[act->anchor].said;
  if (act->match->entry->pos == ISN_ENTRY_PHRASE && act->frame->type == ISNAD_EV_REJECT && said != ISNAD_NONE)
    isn_take_entity(act, cast, doc->statements.at[said].source_entity);
}

/* Who bears arms or holds office, and so shells, arrests, besieges. */
bool isn_armed(const isn_doc *doc, uint32_t entity, const isn_phrase *p) {
  static const char *const sectors[] = {"MIL", "REB", "GOV", "COP", "PRM", "UAF", "SPY", "CRM", "JUD"};
  const char *sector = p->agent.sector;
  if (entity != ISNAD_NONE && doc->facts.at[entity].sector && !sector) sector = doc->facts.at[entity].sector;
  for (size_t k = 0; sector && k < sizeof sectors / sizeof *sectors; k++)
    if (strcmp(sector, sectors[k]) == 0) return true;
  return false;
}

/* لقتال المتمردين: of a purpose the subject is that of the clause, and the genitive suffers it. */
static bool is_purpose(const isn_act *act) {
  const isn_chunk *c = isn_chunk_of(act->doc, act->anchor);
  const isn_reading *r = isn_best(act->doc, act->anchor);
  bool singular = r && r->form != ISN_PLURAL && !(r->proclitics & ISN_AL);
  return singular && c && c->clitic & ISN_LI && c->prep == ISNAD_NONE && c->head == act->anchor && act->match->count == 1;
}

/* تم اعتقال فلان، جرى قصفهم: verbs that make a passive of the noun behind them. */
static bool is_done(const isn_act *act) {
  const isn_doc *doc = act->doc;
  isnad_event_type t = act->frame->type;
  bool deed = t == ISNAD_EV_ASSAULT || t == ISNAD_EV_COERCE || t == ISNAD_EV_CONCEDE || t == ISNAD_EV_SANCTION;
  uint32_t first = act->match->tokens[0];
  for (uint32_t i = first, n = 0; deed && i-- > 0 && n < 2 && isn_same_sentence(doc, i, first); n++)
    if (isn_in(doc, i, ISN_CLASS_DONE)) return true;
  return false;
}

/* اتهام فلان [خصومه]: the object behind the genitive of a noun, or ISNAD_NONE. */
uint32_t isn_bare_object(const isn_act *act, uint32_t noun) {
  uint32_t object = isn_dependent(act->arcs, act->anchor, ISN_REL_OBJ, ISN_REL_OBJ, noun), chunk = act->doc->tokens.at[noun].chunk;
  if (object != ISNAD_NONE && isn_same_sentence(act->doc, object, noun)) return object;
  object = chunk == ISNAD_NONE ? ISNAD_NONE : isn_object_after(act->doc, act->anchor, chunk);
  if (object == ISNAD_NONE || object > chunk + 3) return ISNAD_NONE;
  for (uint32_t c = chunk + 1; c < object; c++) { /* over a time only */
    uint32_t head = act->doc->chunks.at[c].head;
    if (act->doc->tokens.at[head].time == ISNAD_NONE) return ISNAD_NONE;
  }
  return act->doc->chunks.at[object].head;
}

/* Nouns of deeds that nobody does without an object: محاربة الإرهابيين، اغتيال القائد. */
static bool always_suffered(const isn_act *act) { return isn_in(act->doc, act->anchor, ISN_CLASS_DONE_TO); }

/* Whether the one genitive of a verbal noun suffers the act: قصف حلب, قصف المستشفى, دعم حفتر; but قصف الطيران. */
bool isn_genitive_suffers(isn_act *act) {
  const isn_doc *doc = act->doc;
  isnad_event_type t = act->frame->type;
  if (act->verbal || act->recipients) return false;
  uint32_t noun = genitive_of(act);
  if (noun == ISNAD_NONE && !isn_pronoun_on(doc, act->anchor)) return false;
  if (is_done(act)) return true;
  if (!isn_has_slot(act->frame->recipient, act->frame->recipients, ISN_SLOT_GENITIVE)) {
    if (t != ISNAD_EV_ASSAULT || noun == ISNAD_NONE) return false;
  }
  isn_phrase p = {.entity = ISNAD_NONE};
  if (noun != ISNAD_NONE) p = isn_phrase_around(act, noun);
  if (t == ISNAD_EV_ASSAULT || t == ISNAD_EV_COERCE || t == ISNAD_EV_SANCTION) {
    if (noun == ISNAD_NONE) return t != ISNAD_EV_ASSAULT;
    if (is_purpose(act) && isn_is_party(act, &p)) return true;
    if (p.entity != ISNAD_NONE && doc->entities.at[p.entity].type == ISNAD_LOC) {
      const char *kind = doc->facts.at[p.entity].kind;
      return !(kind && strcmp(kind, "country") == 0) || isn_in(doc, act->anchor, ISN_CLASS_INVASION);
    }
    if (isn_is_party(act, &p) && always_suffered(act) && isn_bare_object(act, noun) == ISNAD_NONE) return true;
    if (isn_is_target(doc, p.head)) return true; /* قصف مواقع الحوثيين */
    if (p.entity != ISNAD_NONE) return false;
    return !isn_armed(doc, p.entity, &p) &&
           (p.agent.known || isn_has_slot(act->frame->recipient, act->frame->recipients, ISN_SLOT_GENITIVE));
  }
  /* دعم حفتر، مساعدة الشعب: of one whom it is meant for; by one's support (بدعم إيران) he gives it */
  const isn_reading *r = isn_best(doc, act->anchor);
  bool plural = r && (r->form == ISN_PLURAL || r->number == 'p');
  if ((t == ISNAD_EV_SUPPORT || t == ISNAD_EV_AID || t == ISNAD_EV_REQUEST || t == ISNAD_EV_ACCUSE) && noun != ISNAD_NONE && !act->actors &&
      !plural) {
    const isn_chunk *own = isn_chunk_of(doc, act->anchor);
    bool by = own && own->clitic & ISN_BI && own->first == act->anchor && !demand_above(act, act->anchor);
    const isn_chunk *behind = isn_chunk_of(doc, noun); /* دعم فلان للصناعة: with another behind ل he gives it */
    behind = behind && behind->end < doc->tokens.count ? isn_chunk_of(doc, behind->end) : NULL;
    if (behind && behind->clitic & ISN_LI && behind->prep == ISNAD_NONE && !behind->conj && isn_same_sentence(doc, behind->first, noun) &&
        t != ISNAD_EV_ACCUSE && isn_best(doc, behind->head) && isn_best(doc, behind->head)->form != ISN_MASDAR)
      return false;
    return isn_is_party(act, &p) && !by && !(t == ISNAD_EV_ACCUSE && isn_bare_object(act, noun) != ISNAD_NONE);
  }
  if (t == ISNAD_EV_AID && noun == ISNAD_NONE && !plural) return true;                   /* مساعدته */
  if (noun == ISNAD_NONE && (t == ISNAD_EV_AGREE || t == ISNAD_EV_REJECT)) return false; /* قبولها بـ, رفضه */
  /* another who governs the noun is the actor: "تميل لدعم حفتر" */
  isn_party governor[ISN_MAX_PARTICIPANTS];
  uint32_t count = 0;
  if (act->actors) return true;
  const isn_chunk *c = isn_chunk_of(doc, act->anchor);
  bool governed = c && (c->prep != ISNAD_NONE || c->clitic || act->arcs->relation[act->anchor] == ISN_REL_OBJ);
  if (!governed) return false;
  isn_take_holder(act, (isn_cast){governor, &count});
  return count && !(governor[0].entity != ISNAD_NONE && governor[0].entity == p.entity);
}

/* "تعهد السراج بلقاء حفتر": where another governs the noun, the genitive of a meeting is whom one meets. */
void isn_met_in_genitive(isn_act *act) {
  const isn_doc *doc = act->doc;
  if (act->verbal || act->frame->type != ISNAD_EV_CONSULT || act->actors != 1 || act->recipients || !act->actor[0].written) return;
  const isn_chunk *c = isn_chunk_of(doc, act->anchor);
  if (!c || act->actor[0].phrase.first <= act->anchor || isn_chunk_of(doc, act->actor[0].phrase.first) != c) return;
  if (c->prep == ISNAD_NONE && !c->clitic) return;
  isn_party governor[ISN_MAX_PARTICIPANTS];
  uint32_t count = 0;
  isn_take_holder(act, (isn_cast){governor, &count});
  if (!count || (governor[0].entity != ISNAD_NONE && governor[0].entity == act->actor[0].entity)) return;
  act->recipient[0] = act->actor[0];
  act->recipients = 1;
  memcpy(act->actor, governor, sizeof governor);
  act->actors = count;
}

/* هجوم تعرض له، زيارة يعتزم الملك القيام بها: the pronoun on a preposition behind a verb that stands for the noun, 0 for none. */
static uint8_t pronoun_behind(const isn_act *act, uint32_t verb) {
  enum { REACH = 5 };
  const isn_doc *doc = act->doc;
  for (uint32_t i = verb + 1; i < doc->tokens.count && i <= verb + REACH && isn_same_sentence(doc, i, act->anchor); i++) {
    const isn_token *t = &doc->tokens.at[i];
    if (t->kind >= ISN_MARK) break;
    uint8_t pronoun = t->words_count == 2 && doc->words.at[t->words].upos == ISN_ADP ? isn_pronoun_on(doc, i) : 0;
    if (pronoun) return pronoun;
  }
  return 0;
}

/* غارة شنها الطيران: a verb with a pronoun on it right behind the phrase of the noun, which it describes; ISNAD_NONE: none. */
static uint32_t verb_behind(const isn_act *act) {
  const isn_doc *doc = act->doc;
  uint32_t last = act->match->tokens[act->match->count - 1], chunk = doc->tokens.at[last > act->anchor ? last : act->anchor].chunk;
  if (chunk == ISNAD_NONE || chunk + 1 >= doc->chunks.count) return ISNAD_NONE;
  const isn_chunk *next = &doc->chunks.at[chunk + 1];
  bool own = next->kind == ISN_CHUNK_VERB && !next->conj && isn_is_verb(doc, next->head) && isn_same_sentence(doc, next->head, act->anchor);
  if (own && pronoun_behind(act, next->head)) return next->head;
  return own && isn_pronoun_on(doc, next->head) ? next->head : ISNAD_NONE;
}

/* العدوان الذي بدأه فلان، المواجهات التي تخوضها القوات: whoever is the subject of a relative clause of which the act is the object; of
 * one that tells who received it (الضربات التي تلقاها) its recipient. */
void isn_take_doer(isn_act *act) {
  const isn_doc *doc = act->doc;
  uint32_t verb = isn_dependent(act->arcs, act->anchor, ISN_REL_ACL, ISN_REL_ACL, act->anchor);
  if (verb == ISNAD_NONE || verb > act->anchor + 14 || !isn_is_verb(doc, verb)) verb = verb_behind(act);
  if (verb == ISNAD_NONE) return;
  if (isn_in(doc, verb, ISN_CLASS_UNDERGO)) { /* هجوم تعرض له الرئيس */
    uint32_t victim = isn_written_subject(act, verb);
    if (victim != ISNAD_NONE && victim > verb) isn_take(act, isn_recipients(act), victim, ISN_FIT_NAME);
    return;
  }
  uint8_t pronoun = isn_pronoun_on(doc, verb);
  if (!pronoun) pronoun = pronoun_behind(act, verb);
  if ((pronoun != 'h' && pronoun != 'H') || isn_in(doc, verb, ISN_CLASS_WITNESS)) return;
  isn_cast cast = isn_in(doc, verb, ISN_CLASS_RECEIVE) ? isn_recipients(act) : isn_actors(act);
  uint32_t subject = isn_written_subject(act, verb);
  if (subject != ISNAD_NONE) isn_take(act, cast, subject, ISN_FIT_NAME);
  else isn_take_pronoun(act, cast, verb, isn_pronoun_of_verb(doc, verb));
}

/* The act without a doer that a token names and that has victims, or NULL: قتل، أصيب، مقتل. */
static const isnad_event *told_at(const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  for (uint32_t e = doc->events.count, n = 0; e-- > 0 && n < EARLIER_EVENTS; n++) {
    const isnad_event *row = &doc->events.at[e];
    if (row->type == ISNAD_EV_ASSAULT && !row->actors_count && row->recipients_count && row->anchor.start < t->end &&
        row->anchor.end > t->start)
      return row;
  }
  return NULL;
}

/* 7 قتلى في هجوم، قتل خمسة أشخاص بعد هجوم: an attack behind such a preposition has the victims that stand right before it. */
void isn_take_victims_before(isn_act *act, isn_cast cast) {
  static const char16_t *const preps[] = {u"في", u"بعد", u"اثر", u"خلال", u"جراء", u"نتيجه", u"بسبب", u"عقب", u"اعقاب"};
  const isn_doc *doc = act->doc;
  const isn_chunk *own = isn_chunk_of(doc, act->anchor);
  uint32_t first = doc->sentence_first.at[doc->tokens.at[act->anchor].sentence];
  if (!own || own->prep == ISNAD_NONE || own->first == first) return;
  bool then = false;
  const isn_token *p = &doc->tokens.at[own->prep];
  for (size_t k = 0; k < sizeof preps / sizeof *preps; k++)
    then = then || isn_folded_is(doc, p->fold0, p->fold1, preps[k]) || isn_stem_is_any(doc, own->prep, &preps[k], 1);
  for (uint32_t i = own->first, n = 0; then && i-- > first && n < VICTIM_TOKENS; n++) {
    const isn_chunk *c = isn_chunk_of(doc, i);
    if (!c || c->kind == ISN_CHUNK_COMP || c->kind == ISN_CHUNK_CONJ || (c->kind == ISN_CHUNK_VERB && !told_at(doc, i)) ||
        doc->tokens.at[i].kind == ISN_MARK)
      return;
    if (c->kind == ISN_CHUNK_NP && c->prep == ISNAD_NONE && isn_casualties(doc, i)) {
      uint32_t from = isn_is_amount(doc, c->head) ? c->head : i > c->first && isn_is_amount(doc, i - 1) ? i - 1 : i;
      isn_take_phrase(act, cast, isn_phrase_of(act->agents, act->lexicon, doc, from, i + 1), ISN_FIT_ANYTHING);
      return;
    }
    const isnad_event *killing = told_at(doc, i);
    if (!killing) continue;
    for (uint32_t k = 0; k < killing->recipients_count; k++)
      if (isn_written(killing->recipients[k].span) && killing->recipients[k].span.end <= doc->tokens.at[act->anchor].start)
        isn_take(act, cast, isn_doc_token_at(doc, killing->recipients[k].span.start), ISN_FIT_ANYTHING);
    return;
  }
}

/* The victims that a verb of outcome names after an attack: "القصف أسفر عن مقتل 20 شخصا", "هجوم استهدف قنصلية". */
void isn_take_victims(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  uint32_t end = doc->sentence_first.at[doc->tokens.at[act->anchor].sentence + 1];
  for (uint32_t i = act->anchor + 1; i < end && i < act->anchor + VICTIM_TOKENS; i++) {
    const isn_chunk *c = isn_chunk_of(doc, i);
    if (!isn_is_verb(doc, i) || (c && c->conj)) continue;
    bool aim = isn_in(doc, i, ISN_CLASS_AIM_AT);
    if (!aim && !isn_in(doc, i, ISN_CLASS_RESULT_IN)) continue;
    uint32_t object = isn_dependent(act->arcs, i, ISN_REL_OBJ, ISN_REL_NSUBJ, i);
    for (uint32_t k = i + 1; !aim && k < end && k < i + 11; k++) { /* عن سقوط نحو 100 قتيل */
      const isn_agent *agent = isn_agent_at(act->agents, doc, k);
      if (doc->tokens.at[k].kind == ISN_NUMBER || doc->tokens.at[k].pos == ISN_NUM || isn_casualties(doc, k) || (agent && agent->person)) {
        object = k;
        break;
      }
    }
    if (aim && object == ISNAD_NONE && doc->tokens.at[i].chunk != ISNAD_NONE) { /* استهدف عن طريق الخطأ منزلا */
      uint32_t behind = isn_object_after(doc, i, doc->tokens.at[i].chunk);
      if (behind != ISNAD_NONE) object = doc->chunks.at[behind].head;
    }
    if (object != ISNAD_NONE && isn_take(act, cast, object, ISN_FIT_ANYTHING)) return;
  }
}
