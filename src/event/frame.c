#include "event/frame.h"

#include <string.h>
#include <uchar.h>

/* ---- reading rows ---- */

static isnad_status read_slots(isn_slot *slots, uint32_t *count, isn_arena *arena, const isn_row *row, const char *column, const char *cell,
                               isnad_error *error) {
  const char *item;
  for (size_t n; isn_next_alternative(&cell, &item, &n);) {
    static const struct {
      const char *name;
      isn_slot_kind kind;
    } kinds[] = {
        {"subj", ISN_SLOT_SUBJECT}, {"obj", ISN_SLOT_OBJECT}, {"gen", ISN_SLOT_GENITIVE}, {"by", ISN_SLOT_BY}, {"holder", ISN_SLOT_HOLDER}};
    isn_slot slot = {0};
    bool known = n == 4 && memcmp(item, "none", 4) == 0;
    if (known) continue;
    if (n > 5 && memcmp(item, "prep:", 5) == 0) {
      slot.kind = ISN_SLOT_PREP;
      slot.prep = isn_fold_text(arena, item + 5, n - 5);
      if (!slot.prep.at) return isn_nomem(error);
      known = true;
    }
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds && !known; k++)
      if (strlen(kinds[k].name) == n && memcmp(kinds[k].name, item, n) == 0) slot.kind = kinds[k].kind, known = true;
    if (!known)
      return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0,
                         "column %s: '%.*s', expected subj, obj, gen, by, holder, none or prep:WORD", column, (int)n, item);
    if (*count < ISN_MAX_SLOTS) slots[(*count)++] = slot;
  }
  return ISNAD_OK;
}

isnad_status isn_frame_read(isn_frame *f, isn_arena *arena, const isn_table *table, const isn_row *row, isnad_error *error) {
  const char *type = isn_cell(table, row, "type"), *mode = isn_cell(table, row, "mode"), *cameo = isn_cell(table, row, "cameo"),
             *needs = isn_cell(table, row, "needs"), *note = isn_cell(table, row, "note");
  int t = 0;
  while (t < ISNAD_EVENT_TYPES && strcmp(type, isnad_event_type_name((isnad_event_type)t)) != 0) t++;
  if (t == ISNAD_EVENT_TYPES)
    return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column type: '%s' is none of the 16 PLOVER types", type);
  *f = (isn_frame){.type = (isnad_event_type)t, .mode = *mode ? mode : NULL, .cameo = *cameo ? cameo : NULL};
  f->need = strcmp(needs, "actor") == 0    ? ISN_NEED_ACTOR
            : strcmp(needs, "person") == 0 ? ISN_NEED_PERSON
            : strcmp(needs, "place") == 0  ? ISN_NEED_PLACE
                                           : ISN_NEED_NOTHING;
  if (*needs && f->need == ISN_NEED_NOTHING)
    return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column needs: '%s', expected actor, person, place or nothing",
                       needs);
  f->finite = strncmp(note, "finite", 6) == 0;
  f->light = strncmp(note, "light", 5) == 0;
  isnad_status status = read_slots(f->actor, &f->actors, arena, row, "actor", isn_cell(table, row, "actor"), error);
  return status ? status : read_slots(f->recipient, &f->recipients, arena, row, "recipient", isn_cell(table, row, "recipient"), error);
}

/* ---- participants ---- */

enum { PRONOUN_TOKENS = 300 };

static bool same_span(isnad_span a, isnad_span b) { return a.start == b.start && a.end == b.end; }

static void add_party(const isn_act *act, isn_party *list, uint32_t *count, isn_phrase phrase, bool written, uint32_t entity) {
  if (*count >= ISN_MAX_PARTICIPANTS) return;
  for (uint32_t i = 0; i < act->actors; i++)
    if (act->actor[i].written && written && same_span(act->actor[i].phrase.span, phrase.span)) return;
  for (uint32_t i = 0; i < *count; i++)
    if (list[i].written == written && (written ? same_span(list[i].phrase.span, phrase.span) : list[i].entity == entity)) return;
  list[(*count)++] = (isn_party){phrase, written, entity};
}

/* A participant is its name alone when it has one: "الرئيس السوري بشار الأسد" is بشار الأسد; "قوات حفتر" stays whole. */
static isn_phrase as_participant(const isn_doc *doc, isn_phrase p) {
  bool force = p.agent.known && !p.agent.person && p.kind != ISNAD_PERSON;
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

/* Whether a phrase can act or be acted on. */
static bool is_party(const isn_phrase *p) { return p->entity != ISNAD_NONE || p->agent.known || p->country; }

static void take_phrase(isn_act *act, isn_party *list, uint32_t *count, isn_phrase p, bool strict) {
  if (strict && !is_party(&p)) return;
  p = as_participant(act->doc, p);
  if (p.span.end > p.span.start) add_party(act, list, count, p, true, p.entity);
}

/* Takes the phrase at a chunk and the ones coordinated with it (السعودية والإمارات). */
static void take_chunk(isn_act *act, isn_party *list, uint32_t *count, uint32_t chunk, bool strict) {
  const isn_doc *doc = act->doc;
  isn_phrase p = isn_phrase_at(act->agents, act->lexicon, doc, chunk, false, 0);
  uint32_t before = *count;
  take_phrase(act, list, count, p, strict);
  for (uint32_t c = chunk + 1, n = 0; *count > before && c < doc->chunks.count && n < 4; c++, n++) {
    const isn_chunk *next = &doc->chunks.at[c];
    if (next->first < p.end) continue;
    if (next->kind == ISN_CHUNK_CONJ) continue;
    bool joined = next->kind == ISN_CHUNK_NP && (next->conj & ISN_WA || doc->chunks.at[c - 1].kind == ISN_CHUNK_CONJ) &&
                  next->prep == ISNAD_NONE && !next->clitic;
    if (!joined || doc->tokens.at[next->first].sentence != doc->tokens.at[act->anchor].sentence) break;
    p = isn_phrase_at(act->agents, act->lexicon, doc, c, false, 0);
    if (!is_party(&p)) break;
    take_phrase(act, list, count, p, true);
  }
}

/* Entity of a country that a nationality adjective names, if the document has it. */
static uint32_t country_entity(const isn_doc *doc, const char *country) {
  for (uint32_t e = 0; country && e < doc->entities.count; e++)
    if (doc->entities.at[e].type == ISNAD_LOC && doc->facts.at[e].country && strcmp(doc->facts.at[e].country, country) == 0 &&
        doc->facts.at[e].kind && strcmp(doc->facts.at[e].kind, "country") == 0)
      return e;
  return ISNAD_NONE;
}

/* 'm' or 'f' of an entity: of a person by the title in a label (نائبة), of others by the name's first word; places are feminine. */
static uint8_t entity_gender(const isn_doc *doc, uint32_t entity) {
  isnad_entity_type type = doc->entities.at[entity].type;
  if (type == ISNAD_LOC) return 'f';
  if (type == ISNAD_PER) {
    for (uint32_t l = 0; l < doc->labels.count; l++) {
      if (doc->labels.at[l].entity != entity) continue;
      uint32_t c = doc->labels.at[l].span.start;
      while (c < doc->labels.at[l].span.end && doc->cp[c] != ' ') c++;
      if (doc->cp[c - 1] == 0x629) return 'f';
    }
    return 'm';
  }
  const char *name = doc->entities.at[entity].name_ar, *blank = strchr(name, ' ');
  size_t n = blank ? (size_t)(blank - name) : strlen(name);
  return n > 2 && memcmp(name + n - 2, "ة", 2) == 0 ? 'f' : 'm';
}

/* Whether an entity can be what a pronoun of this gender and number stands for. */
static bool pronoun_fits(const isn_doc *doc, uint32_t e, uint8_t enclitic) {
  isnad_entity_type type = doc->entities.at[e].type;
  uint8_t gender = enclitic == 'H' ? 'f' : enclitic == 'h' ? 'm' : 0;
  if ((enclitic == 'M' || enclitic == 'D') && type == ISNAD_PER) return false;
  if (gender && entity_gender(doc, e) != gender) return false;
  return !(type == ISNAD_LOC && doc->facts.at[e].kind && strcmp(doc->facts.at[e].kind, "country") != 0);
}

/* Who a pronoun stands for: a subject before it in its sentence, else the last named actor before it there or in the sentence before.
 * `not_this` is whom it cannot mean (the object of an act is not its actor). */
static uint32_t pronoun_entity(const isn_doc *doc, uint32_t token, uint8_t enclitic, uint32_t not_this) {
  uint32_t sentence = doc->tokens.at[token].sentence, last = ISNAD_NONE;
  for (uint32_t i = token, steps = 0; i-- > 0 && steps < PRONOUN_TOKENS; steps++) {
    const isn_token *t = &doc->tokens.at[i];
    if (sentence - t->sentence > 1) break;
    if (t->sentence != sentence && last != ISNAD_NONE) break;
    if (t->mention == ISNAD_NONE) continue;
    uint32_t e = doc->mentions.at[t->mention].entity;
    if (e == not_this || !pronoun_fits(doc, e, enclitic)) continue;
    if (last == ISNAD_NONE) last = e;
    bool subject = t->chunk != ISNAD_NONE && t->chunk > 0 && isn_bare_phrase(doc, &doc->chunks.at[t->chunk]) &&
                   doc->chunks.at[t->chunk - 1].kind == ISN_CHUNK_VERB;
    if (subject) return e;
  }
  return last;
}

static void genitive(isn_act *act, isn_party *list, uint32_t *count) {
  const isn_doc *doc = act->doc;
  const isn_token *t = &doc->tokens.at[act->anchor];
  const isn_reading *r = isn_best(doc, act->anchor);
  if (t->chunk == ISNAD_NONE) return;
  if (r && r->enclitic) {
    uint32_t e = pronoun_entity(doc, act->anchor, r->enclitic, ISNAD_NONE);
    if (e != ISNAD_NONE) add_party(act, list, count, (isn_phrase){.span = isn_no_span(), .entity = e}, false, e);
    return;
  }
  const isn_chunk *c = &doc->chunks.at[t->chunk];
  uint32_t from = act->match->after > act->anchor ? act->match->after : act->anchor + 1;
  bool article = r && r->proclitics & ISN_AL;
  if (from >= c->end) return;
  isn_phrase p = isn_phrase_of(act->agents, act->lexicon, doc, from, c->end);
  if (p.named || p.agent.known) {
    /* an adjective or two may stand between the noun and a name; a definite noun takes no genitive */
    if (article && !p.named) return;
    if (p.named && !p.agent.known)
      for (uint32_t i = from; i < c->end; i++)
        if (doc->tokens.at[i].mention != ISNAD_NONE) {
          p = isn_phrase_of(act->agents, act->lexicon, doc, i, c->end);
          break;
        }
    take_phrase(act, list, count, p, true);
    /* coordinated: قصف الطيران والمدفعية */
    for (uint32_t k = t->chunk + 1; k < doc->chunks.count && k <= t->chunk + 2; k++) {
      const isn_chunk *next = &doc->chunks.at[k];
      if (next->kind != ISN_CHUNK_NP || !(next->conj & ISN_WA) || next->prep != ISNAD_NONE || next->clitic) break;
      isn_phrase q = isn_phrase_at(act->agents, act->lexicon, doc, k, false, 0);
      if (!is_party(&q)) break;
      take_phrase(act, list, count, q, true);
    }
  } else if (p.country) { /* القصف الإسرائيلي: the adjective names the actor */
    uint32_t e = country_entity(doc, p.country);
    if (e != ISNAD_NONE) add_party(act, list, count, (isn_phrase){.span = isn_no_span(), .entity = e, .country = p.country}, false, e);
  }
}

static void by_phrase(isn_act *act, isn_party *list, uint32_t *count) {
  static const char16_t *const heads[] = {u"قبل", u"جانب", u"يد", u"طرف", u"ايدي"};
  const isn_doc *doc = act->doc;
  uint32_t end = doc->sentence_first.at[doc->tokens.at[act->anchor].sentence + 1];
  for (uint32_t i = act->anchor + 1; i + 2 < end && i < act->anchor + 14; i++) {
    const isn_token *t = &doc->tokens.at[i + 1];
    if (doc->tokens.at[i].fold1 - doc->tokens.at[i].fold0 > 3) continue; /* من / على */
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++) {
      uint32_t n = 0;
      while (heads[k][n]) n++;
      if (t->fold1 - t->fold0 != n || memcmp(doc->fold + t->fold0, heads[k], n * sizeof(char16_t)) != 0) continue;
      uint32_t chunk = doc->tokens.at[i + 2].chunk;
      if (chunk == ISNAD_NONE) return;
      isn_phrase p = isn_phrase_at(act->agents, act->lexicon, doc, chunk, false, 0);
      p = isn_phrase_of(act->agents, act->lexicon, doc, i + 2, p.end > i + 2 ? p.end : i + 3);
      take_phrase(act, list, count, p, true);
      return;
    }
  }
}

static uint32_t subject_chunk(const isn_act *act, uint32_t verb, uint32_t after) {
  bool before;
  return isn_subject(act->doc, verb, after, 0, &before);
}

/* قتلى، جرحى، ضحايا: who suffers an act is not its actor. */
static bool casualties(const isn_doc *doc, uint32_t token) {
  static const char16_t *const words[] = {u"قتيل", u"قتلي", u"جريح", u"جرحي", u"ضحيه", u"ضحايا", u"مصاب", u"مصابين", u"شهيد", u"شهداء"};
  const isn_reading *r = isn_best(doc, token);
  for (size_t k = 0; r && k < sizeof words / sizeof *words; k++) {
    uint32_t n = 0;
    while (words[k][n]) n++;
    if (r->stem1 - r->stem0 == n && memcmp(doc->fold + r->stem0, words[k], n * sizeof(char16_t)) == 0) return true;
  }
  return false;
}

/* Whether the phrase after a verb can be its subject: "تجري اتصالات" has its subject before it, and the phrase is the object. */
static bool plausible_subject(const isn_act *act, uint32_t verb, uint32_t chunk, bool before) {
  const isn_reading *r = isn_best(act->doc, verb);
  if (r && r->pos == ISN_VERB && r->person == 1) return false;
  if (before || act->passive) return true;
  isn_phrase p = isn_phrase_at(act->agents, act->lexicon, act->doc, chunk, false, 0);
  const isn_reading *head = isn_best(act->doc, p.head);
  if (act->frame->type == ISNAD_EV_ASSAULT && casualties(act->doc, p.head)) return false;
  return is_party(&p) || !head || head->lexeme == ISNAD_NONE || head->proclitics & ISN_AL;
}

/* Who speaks the words around a verb, for a hostile act: what others did is told in the third person, and the teller did not do it. */
static uint32_t speaker_of(const isn_act *act, uint32_t verb) {
  uint32_t said = act->doc->tokens.at[verb].said;
  bool hostile = act->frame->type >= ISNAD_EV_PROTEST || act->frame->type == ISNAD_EV_ACCUSE;
  return hostile && said != ISNAD_NONE ? act->doc->statements.at[said].source_entity : ISNAD_NONE;
}

static void subject(isn_act *act, isn_party *list, uint32_t *count) {
  const isn_doc *doc = act->doc;
  uint32_t verb = act->match->tokens[0];
  const isn_reading *r = isn_best(doc, verb);
  if (r && r->form == ISN_ACTIVE_PART && act->verbal) { /* القوات المهاجمة: the noun it describes */
    uint32_t chunk = doc->tokens.at[verb].chunk;
    if (chunk != ISNAD_NONE && doc->chunks.at[chunk].first < verb) {
      isn_phrase p =
          isn_phrase_of(act->agents, act->lexicon, doc,
                        doc->chunks.at[chunk].prep == ISNAD_NONE ? doc->chunks.at[chunk].first : doc->chunks.at[chunk].prep + 1, verb);
      take_phrase(act, list, count, p, true);
    }
    return;
  }
  uint32_t antecedent = isn_relative_antecedent(doc, verb);
  if (antecedent != ISNAD_NONE && !(r && r->enclitic)) {
    take_chunk(act, list, count, antecedent, true);
    if (*count) return;
  }
  bool before;
  uint32_t c = isn_subject(doc, verb, verb + 1, 0, &before);
  if (c != ISNAD_NONE && !plausible_subject(act, verb, c, before)) c = ISNAD_NONE;
  if (c != ISNAD_NONE && doc->tokens.at[doc->chunks.at[c].head].pos == ISN_PRON) { /* وهم يقاتلون */
    uint32_t e = pronoun_entity(doc, doc->chunks.at[c].head, r && r->number == 'p' ? 'M' : r && r->gender == 'f' ? 'H' : 'h', ISNAD_NONE);
    if (e != ISNAD_NONE) add_party(act, list, count, (isn_phrase){.span = isn_no_span(), .entity = e}, false, e);
    return;
  }
  if (c != ISNAD_NONE) {
    take_chunk(act, list, count, c, false);
    return;
  }
  if (!*count && !act->passive) { /* an implicit subject goes on from the sentence before */
    uint32_t e = pronoun_entity(doc, verb, r && r->gender == 'f' ? 'H' : 'h', speaker_of(act, verb));
    if (e != ISNAD_NONE) add_party(act, list, count, (isn_phrase){.span = isn_no_span(), .entity = e}, false, e);
  }
}

static void object(isn_act *act, isn_party *list, uint32_t *count) {
  const isn_doc *doc = act->doc;
  uint32_t verb = act->match->tokens[0];
  const isn_reading *r = isn_best(doc, verb);
  if (r && r->enclitic && act->verbal) {
    uint32_t e = pronoun_entity(doc, verb, r->enclitic, act->actors ? act->actor[0].entity : ISNAD_NONE);
    if (e != ISNAD_NONE) add_party(act, list, count, (isn_phrase){.span = isn_no_span(), .entity = e}, false, e);
    return;
  }
  if (!act->verbal) return;
  bool before;
  uint32_t s = isn_subject(doc, verb, verb + 1, 0, &before);
  if (s != ISNAD_NONE && !plausible_subject(act, verb, s, before)) s = ISNAD_NONE;
  if (r && r->form == ISN_ACTIVE_PART) s = ISNAD_NONE;                  /* مطالبا أنقرة */
  if (isn_relative_antecedent(doc, verb) != ISNAD_NONE) s = ISNAD_NONE; /* the subject is before it */
  uint32_t from = doc->tokens.at[verb].chunk;
  if (s != ISNAD_NONE && !before) /* behind all of the subject: المبعوث إلى ليبيا [غسان سلامة] */
    from = doc->tokens.at[isn_phrase_at(act->agents, act->lexicon, doc, s, true, 0).end - 1].chunk;
  uint32_t c = from == ISNAD_NONE ? ISNAD_NONE : isn_object_after(doc, verb, from);
  if (c != ISNAD_NONE) take_chunk(act, list, count, c, true);
}

/* The statement whose cue a verb is, or NULL. */
static const isnad_statement *cue_at(const isn_doc *doc, uint32_t verb) {
  uint32_t row = doc->tokens.at[verb].cue;
  return row == ISNAD_NONE ? NULL : &doc->statements.at[row];
}

static void holder(isn_act *act, isn_party *list, uint32_t *count) {
  uint32_t verb = isn_governing_verb(act->doc, act->anchor);
  if (verb == ISNAD_NONE) return;
  const isnad_statement *st = cue_at(act->doc, verb);
  if (st && st->cue_class == ISNAD_DEMAND) { /* دعت الأمم المتحدة السعودية إلى: the one who is asked acts */
    bool before;
    uint32_t s = isn_subject(act->doc, verb, verb + 1, 0, &before), from = s == ISNAD_NONE || before ? act->doc->tokens.at[verb].chunk : s;
    uint32_t object = from == ISNAD_NONE ? ISNAD_NONE : isn_object_after(act->doc, verb, from);
    if (object != ISNAD_NONE && act->doc->chunks.at[object].first < act->anchor) take_chunk(act, list, count, object, true);
    return;
  }
  bool speaks_of_others = st && st->cue_class != ISNAD_PROMISE && st->cue_class != ISNAD_WARN && st->cue_class != ISNAD_ANNOUNCE &&
                          st->cue_class != ISNAD_ACCEPT && st->cue_class != ISNAD_REFUSE && st->cue_class != ISNAD_DENY;
  if (speaks_of_others && act->frame->type >= ISNAD_EV_PROTEST) return; /* أدانت عمان الهجوم */
  uint32_t c = subject_chunk(act, verb, verb + 1);
  if (c != ISNAD_NONE && act->doc->chunks.at[c].first <= act->anchor && act->doc->chunks.at[c].end > act->anchor)
    c = isn_subject_before(act->doc, verb);
  if (c != ISNAD_NONE) take_chunk(act, list, count, c, true);
}

static void prepositional(isn_act *act, isn_party *list, uint32_t *count, isn_key prep) {
  const isn_doc *doc = act->doc;
  uint32_t last = act->match->tokens[act->match->count - 1], chunk = doc->tokens.at[last > act->anchor ? last : act->anchor].chunk;
  if (chunk == ISNAD_NONE) return;
  const isn_chunk *own = &doc->chunks.at[chunk];
  /* an entry that ends in its preposition ("سيطر على") has its phrase in the same chunk */
  uint32_t c = isn_prepositional(doc, own->prep != ISNAD_NONE && own->prep >= act->anchor ? chunk : chunk + 1, 4, prep.at, prep.length);
  if (c != ISNAD_NONE) take_chunk(act, list, count, c, true);
}

static void fill(isn_act *act, const isn_slot *slots, uint32_t slots_count, isn_party *list, uint32_t *count) {
  for (uint32_t i = 0; i < slots_count && !*count; i++) {
    switch (slots[i].kind) {
      case ISN_SLOT_SUBJECT:
        if (act->verbal) subject(act, list, count);
        break;
      case ISN_SLOT_OBJECT: object(act, list, count); break;
      case ISN_SLOT_GENITIVE: genitive(act, list, count); break;
      case ISN_SLOT_BY: by_phrase(act, list, count); break;
      case ISN_SLOT_PREP: prepositional(act, list, count, slots[i].prep); break;
      case ISN_SLOT_HOLDER: holder(act, list, count); break;
    }
  }
}

static bool has_slot(const isn_slot *slots, uint32_t count, isn_slot_kind kind) {
  for (uint32_t i = 0; i < count; i++)
    if (slots[i].kind == kind) return true;
  return false;
}

/* "قتل 15 متمردا", "اعتقلوا": the passive is spelled as the active. A perfect of a verb that wants an object, without one, whose subject is
 * no armed or official body, is read as passive. */
static bool reads_as_passive(const isn_act *act) {
  const isn_reading *r = act->match->reading;
  if (!act->verbal || !r || r->form != ISN_PAST || r->enclitic || r->person != 3 || act->match->count > 1 || act->recipients ||
      !act->actors)
    return false;
  if ((act->frame->type != ISNAD_EV_ASSAULT && act->frame->type != ISNAD_EV_COERCE) || !act->frame->recipients ||
      act->frame->recipient[0].kind != ISN_SLOT_OBJECT)
    return false;
  const isn_party *p = &act->actor[0];
  if (!p->written) return false;
  if (p->entity != ISNAD_NONE) return act->doc->entities.at[p->entity].type == ISNAD_PER;
  return p->phrase.agent.person || !p->phrase.agent.known;
}

/* قصف حلب: a town in the genitive of an assault suffers it. */
static bool town_in_genitive(const isn_act *act) {
  if (act->verbal || act->actors != 1 || act->recipients || act->frame->type != ISNAD_EV_ASSAULT ||
      !has_slot(act->frame->recipient, act->frame->recipients, ISN_SLOT_GENITIVE))
    return false;
  uint32_t e = act->actor[0].entity;
  if (e == ISNAD_NONE) { /* قصف المستشفى: who bears no arms is not who shells */
    static const char *const armed[] = {"MIL", "REB", "GOV", "COP", "PRM", "UAF", "SPY", "CRM"};
    const char *sector = act->actor[0].phrase.agent.sector;
    for (size_t k = 0; sector && k < sizeof armed / sizeof *armed; k++)
      if (strcmp(sector, armed[k]) == 0) return false;
    return act->actor[0].phrase.agent.known && sector;
  }
  if (!act->actor[0].written || act->doc->entities.at[e].type != ISNAD_LOC) return false;
  const char *kind = act->doc->facts.at[e].kind;
  return !(kind && strcmp(kind, "country") == 0);
}

/* "تعهد السراج بلقاء حفتر": where another governs the noun, the genitive of a meeting is whom one meets. */
static void met_in_genitive(isn_act *act) {
  if (act->verbal || act->frame->type != ISNAD_EV_CONSULT || act->actors != 1 || act->recipients || !act->actor[0].written) return;
  uint32_t chunk = act->doc->tokens.at[act->anchor].chunk;
  if (chunk == ISNAD_NONE || act->actor[0].phrase.first <= act->anchor || act->doc->tokens.at[act->actor[0].phrase.first].chunk != chunk)
    return;
  const isn_chunk *c = &act->doc->chunks.at[chunk];
  if (c->prep == ISNAD_NONE && !c->clitic) return;
  isn_party governor[ISN_MAX_PARTICIPANTS];
  uint32_t count = 0;
  holder(act, governor, &count);
  if (!count || (governor[0].entity != ISNAD_NONE && governor[0].entity == act->actor[0].entity)) return;
  act->recipient[0] = act->actor[0];
  act->recipients = 1;
  memcpy(act->actor, governor, sizeof governor);
  act->actors = count;
}

void isn_find_participants(isn_act *act) {
  if (act->passive) { /* the passive's subject suffers the act */
    subject(act, act->recipient, &act->recipients);
    by_phrase(act, act->actor, &act->actors);
    return;
  }
  fill(act, act->frame->actor, act->frame->actors, act->actor, &act->actors);
  fill(act, act->frame->recipient, act->frame->recipients, act->recipient, &act->recipients);
  met_in_genitive(act);
  if (reads_as_passive(act) || town_in_genitive(act)) {
    memcpy(act->recipient, act->actor, sizeof act->actor);
    act->recipients = act->actors;
    act->actors = 0;
    if (act->verbal) act->passive = true;
    by_phrase(act, act->actor, &act->actors);
  }
}
