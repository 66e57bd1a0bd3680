/* Who fills the slots of a frame: along the arcs where the tree is plausible, by the order of the chunks where it is not. */
#include <string.h>

#include "doc/spelled.h"
#include "event/against.h"
#include "event/subject.h"

enum { CLAUSE_REACH = 6, SIDES_REACH = 10 };

/* ---- objects and prepositions ---- */

/* غرب البلاد، قرب المدينة: where, not whom. */
static bool directional(const isn_doc *doc, uint32_t token) {
  return isn_in(doc, token, ISN_CLASS_DIRECTION) && doc->tokens.at[token].mention == ISNAD_NONE; /* جنوب السودان */
}

/* ردا على هجوم، بعد قصف: another act is not whom this one hits. */
static bool names_act(const isn_doc *doc, uint32_t token) { return isn_in(doc, token, ISN_CLASS_ACT_NOUN); }

static bool taken_already(const isn_act *act, uint32_t token) {
  for (uint32_t i = 0; i < act->actors; i++)
    if (act->actor[i].written && token >= act->actor[i].phrase.first && token < act->actor[i].phrase.end) return true;
  return false;
}

/* دعا الحزب، الحكومة، إلى: an object between commas. */
static uint32_t object_after_comma(const isn_doc *doc, uint32_t from) {
  if (from + 2 >= doc->chunks.count) return ISNAD_NONE;
  const isn_chunk *mark = &doc->chunks.at[from + 1], *next = mark + 1;
  bool comma = mark->kind == ISN_CHUNK_MARK && doc->cp[doc->tokens.at[mark->first].start] == 0x60c;
  if (!comma || !isn_bare_phrase(doc, next) || next->conj || !isn_same_sentence(doc, mark->first, next->first)) return ISNAD_NONE;
  const isn_reading *r = isn_best(doc, next->head);
  return doc->tokens.at[next->head].mention != ISNAD_NONE || (r && r->proclitics & ISN_AL) ? from + 2 : ISNAD_NONE;
}

/* "أحالت الحكومة الناشط": the chunk of the subject goes on over a noun that does not agree with it, which is the object. */
static bool object_in_chunk(isn_act *act, isn_cast cast, uint32_t verb, isn_fit fit) {
  uint32_t subject = isn_written_subject(act, verb);
  if (subject == ISNAD_NONE || subject < verb) return false;
  uint32_t at = isn_disagreeing(act, subject);
  return at != ISNAD_NONE && isn_take(act, cast, at, fit);
}

/* سفك … دماء [المدنيين]، مثل … بجثث [الجنود]: where the entry has the object itself, whoever it belongs to. */
static bool object_in_entry(isn_act *act, isn_cast cast, isn_fit fit) {
  const isn_doc *doc = act->doc;
  uint32_t last = act->match->tokens[act->match->count - 1];
  if (act->frame->type != ISNAD_EV_ASSAULT || act->match->count < 2 || act->frame->light || last + 1 >= doc->tokens.count ||
      !isn_same_sentence(doc, last, last + 1))
    return false;
  const isn_reading *r = isn_best(doc, last);
  const isn_chunk *own = isn_chunk_of(doc, last);
  if ((r && (r->pos == ISN_VERB || r->proclitics & ISN_AL || r->enclitic)) || !own || last + 1 >= own->end) return false;
  const isn_reading *next = isn_best(doc, last + 1);
  bool genitive = doc->tokens.at[last + 1].pos != ISN_ADJ || (next && next->proclitics & ISN_AL);
  return genitive && isn_take(act, cast, last + 1, fit);
}

static void verb_object(isn_act *act, isn_cast cast, uint32_t verb) {
  const isn_doc *doc = act->doc;
  const isn_reading *r = isn_best(doc, verb);
  uint32_t antecedent = isn_antecedent_of(act, verb);
  isn_fit fit = isn_object_fit(act);
  if (r && r->enclitic) { /* of a relative clause, the noun that it describes and nothing else */
    if (antecedent != ISNAD_NONE) isn_take(act, cast, antecedent, fit);
    else isn_take_pronoun(act, cast, verb, r->enclitic);
    return;
  }
  for (uint32_t c = isn_dependent(act->arcs, verb, ISN_REL_OBJ, ISN_REL_NSUBJ, verb); c != ISNAD_NONE;
       c = isn_dependent(act->arcs, verb, ISN_REL_OBJ, ISN_REL_NSUBJ, c))
    if (!isn_own_word(act, c) && !taken_already(act, c) && isn_same_sentence(doc, c, verb) && !directional(doc, c) &&
        isn_has_preposition(doc, act->arcs, c, NULL, 0) && isn_take(act, cast, c, fit))
      return;
  uint32_t passive = isn_dependent(act->arcs, verb, ISN_REL_NSUBJ_PASS, ISN_REL_NSUBJ_PASS, verb); /* أنه قتل ثلاثة: read wrongly */
  if (passive != ISNAD_NONE && act->actors && !act->actor[0].written && !taken_already(act, passive) &&
      isn_has_preposition(doc, act->arcs, passive, NULL, 0) && isn_take(act, cast, passive, fit))
    return;
  if (object_in_entry(act, cast, fit) || object_in_chunk(act, cast, verb, fit)) return;
  /* by order: the first bare phrase behind the subject */
  bool before;
  uint32_t s = isn_subject(doc, verb, verb + 1, 0, &before), from = doc->tokens.at[verb].chunk;
  if (s != ISNAD_NONE && !isn_plausible_subject(act, verb, doc->chunks.at[s].head)) s = ISNAD_NONE;
  if (r && r->form == ISN_ACTIVE_PART) s = ISNAD_NONE; /* مطالبا أنقرة */
  if (antecedent != ISNAD_NONE) s = ISNAD_NONE;        /* the subject is before it */
  if (s != ISNAD_NONE && !before) /* behind all of the subject: المبعوث إلى ليبيا [غسان سلامة] */
    from = doc->tokens.at[isn_phrase_at(act->agents, act->lexicon, doc, s, true, 0).end - 1].chunk;
  for (uint32_t i = 0; i < act->actors; i++) { /* behind all who are coordinated in it */
    const isn_phrase *p = &act->actor[i].phrase;
    if (!act->actor[i].written || p->first <= verb || !p->end || !isn_same_sentence(doc, p->end - 1, verb)) continue;
    uint32_t last = doc->tokens.at[p->end - 1].chunk;
    if (last != ISNAD_NONE && from != ISNAD_NONE && last > from) from = last;
  }
  uint32_t c = from == ISNAD_NONE ? ISNAD_NONE : isn_object_after(doc, verb, from);
  if (c == ISNAD_NONE && s != ISNAD_NONE && !before && from != ISNAD_NONE) c = object_after_comma(doc, from);
  if (c == ISNAD_NONE || directional(doc, doc->chunks.at[c].head) || isn_describes_before(act, doc->chunks.at[c].head)) return;
  if (!taken_already(act, doc->chunks.at[c].head)) isn_take(act, cast, doc->chunks.at[c].head, fit);
}

/* قصف الطيران المدينة: a bare phrase behind the genitive of a verbal noun. */
static void noun_object(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  uint32_t c = isn_dependent(act->arcs, act->anchor, ISN_REL_OBJ, ISN_REL_OBJ, act->anchor);
  if (c != ISNAD_NONE && !isn_own_word(act, c) && !taken_already(act, c) && isn_has_preposition(doc, act->arcs, c, NULL, 0) &&
      isn_take(act, cast, c, isn_object_fit(act)))
    return;
  if (act->frame->type != ISNAD_EV_ACCUSE || !act->actors || !act->actor[0].written || act->actor[0].phrase.first <= act->anchor) return;
  uint32_t object = isn_bare_object(act, act->actor[0].phrase.head); /* اتهام موسكو أمس مواطنين */
  if (object != ISNAD_NONE) isn_take(act, cast, object, ISN_FIT_PARTY);
}

/* لقائه اليوم المبعوث: whom one meets, bare behind the noun and its pronoun. */
static void met_after_pronoun(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  uint32_t chunk = doc->tokens.at[act->anchor].chunk;
  if (act->frame->type != ISNAD_EV_CONSULT || chunk == ISNAD_NONE || !isn_pronoun_on(doc, act->anchor)) return;
  if (act->anchor + 1 < doc->chunks.at[chunk].end && isn_take(act, cast, act->anchor + 1, ISN_FIT_PARTY)) return;
  uint32_t c = isn_object_after(doc, act->anchor, chunk);
  if (c != ISNAD_NONE) isn_take(act, cast, doc->chunks.at[c].head, ISN_FIT_PARTY);
}

static void object(isn_act *act, isn_cast cast) {
  if (act->verbal) verb_object(act, cast, act->match->tokens[0]);
  else noun_object(act, cast);
}

/* ناقش معه، لقائه به: a preposition with a pronoun on it right behind the words of the act. */
static uint32_t preposition_with_pronoun(const isn_act *act, isn_key prep) {
  const isn_doc *doc = act->doc;
  uint32_t last = act->match->tokens[act->match->count - 1], from = last > act->anchor ? last : act->anchor;
  uint32_t end = doc->sentence_first.at[doc->tokens.at[from].sentence + 1];
  for (uint32_t i = from + 1; i < end && i <= from + 3; i++) {
    const isn_token *t = &doc->tokens.at[i];
    if (t->kind >= ISN_MARK) return ISNAD_NONE;
    uint32_t n = t->fold1 - t->fold0;
    bool fused = t->words_count == 2 && doc->words.at[t->words].upos == ISN_ADP && doc->words.at[t->words + 1].upos == ISN_PRON;
    if (fused && n > prep.length && n <= prep.length + 3 && memcmp(doc->fold + t->fold0, prep.at, prep.length * sizeof *prep.at) == 0)
      return i;
  }
  return ISNAD_NONE;
}

static bool is_between(isn_key prep) { return prep.length == 3 && prep.at[0] == 0x628 && prep.at[1] == 0x64a && prep.at[2] == 0x646; }

/* الاشتباكات التي جرت بين ...: the phrase behind the verb of its relative clause, where sides are named. */
static uint32_t behind_clause(const isn_act *act, isn_key prep) {
  const isn_doc *doc = act->doc;
  if (act->verbal || !is_between(prep)) return ISNAD_NONE;
  uint32_t verb = isn_dependent(act->arcs, act->anchor, ISN_REL_ACL, ISN_REL_ACL, act->anchor);
  if (verb == ISNAD_NONE || verb > act->anchor + CLAUSE_REACH || doc->tokens.at[verb].chunk == ISNAD_NONE) return ISNAD_NONE;
  return isn_prepositional(doc, doc->tokens.at[verb].chunk + 1, 4, prep.at, prep.length);
}

/* بين القوات ... وبين المتمردين: the other side behind a second بين. */
static void and_between(isn_act *act, isn_cast cast, isn_key prep, uint32_t chunk) {
  const isn_doc *doc = act->doc;
  if (!is_between(prep)) return;
  for (uint32_t c = chunk + 1; c < doc->chunks.count && c < chunk + SIDES_REACH; c++) {
    const isn_chunk *next = &doc->chunks.at[c];
    if (!isn_same_sentence(doc, next->first, act->anchor)) return;
    if (next->kind != ISN_CHUNK_NP || next->prep == ISNAD_NONE || next->first != next->prep) continue;
    const isn_token *t = &doc->tokens.at[next->prep];
    if (t->fold1 - t->fold0 == 4 && doc->fold[t->fold0] == 0x648 && memcmp(doc->fold + t->fold0 + 1, prep.at, 3 * sizeof *prep.at) == 0) {
      isn_take(act, cast, next->head, ISN_FIT_PARTY);
      return;
    }
  }
}

/* على يد, على أيدي: behind it stands who acts. */
static bool by_hand(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  const isn_token *t = &doc->tokens.at[token];
  return isn_folded_is(doc, t->fold0, t->fold1, u"يد") || isn_folded_is(doc, t->fold0, t->fold1, u"ايدي");
}

/* انفجار في محطة: where an attack happens is no one it is done to, though enough to call it an act. */
static bool mere_scene(isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  if (act->frame->need == ISN_NEED_PLACE || act->frame->need == ISN_NEED_FORCE) return false; /* التوغل في المدينة: what is taken */
  isn_phrase p = isn_phrase_around(act, token);
  if (!isn_is_party(act, &p)) return false;
  bool place = p.entity != ISNAD_NONE ? doc->entities.at[p.entity].type == ISNAD_LOC : !p.agent.person;
  act->guessed = act->guessed || place;
  return place;
}

static void prepositional(isn_act *act, isn_cast cast, isn_key prep) {
  const isn_doc *doc = act->doc;
  bool hits = act->frame->type == ISNAD_EV_ASSAULT;
  bool where = prep.length == 2 && prep.at[0] == 0x641;                                     /* في: only a place of the map or somebody */
  bool takes = act->frame->type == ISNAD_EV_COERCE || act->frame->type == ISNAD_EV_CONCEDE; /* استولى على سفينة، أفرج عنها */
  isn_fit fit = (hits && !where && prep.length > 1) || (takes && prep.length > 1 && prep.at[0] == 0x639) ? ISN_FIT_ANYTHING : ISN_FIT_PARTY;
  /* what hangs on the words of the act by that preposition */
  for (uint32_t k = act->match->count; k-- > 0;) {
    uint32_t top = act->match->tokens[k], c = act->arcs->child[top];
    for (unsigned n = 0; c != ISNAD_NONE && n < ISN_ARC_CHILDREN; c = act->arcs->next[c], n++) {
      isn_relation r = (isn_relation)act->arcs->relation[c];
      if (c <= act->match->tokens[0] || c == act->anchor || names_act(doc, c) || by_hand(act, c) ||
          (r != ISN_REL_OBL && r != ISN_REL_NMOD && r != ISN_REL_ADVMOD))
        continue;
      if (!isn_has_preposition(doc, act->arcs, c, prep.at, prep.length) || taken_already(act, c)) continue;
      if (hits && where && mere_scene(act, c)) return;
      if (isn_take(act, cast, c, fit)) {
        and_between(act, cast, prep, doc->tokens.at[c].chunk);
        return;
      }
    }
  }
  uint32_t with = preposition_with_pronoun(act, prep);
  if (with != ISNAD_NONE) {
    uint8_t pronoun = isn_pronoun_on(doc, with);
    uint32_t antecedent = act->verbal ? isn_antecedent_of(act, act->match->tokens[0]) : ISNAD_NONE;
    if (antecedent != ISNAD_NONE) isn_take(act, cast, antecedent, fit); /* الهدنة التي وافق عليها التحالف */
    else if (pronoun) isn_take_pronoun(act, cast, with, pronoun);
    return;
  }
  uint32_t last = act->match->tokens[act->match->count - 1], chunk = doc->tokens.at[last > act->anchor ? last : act->anchor].chunk;
  if (chunk == ISNAD_NONE) return;
  const isn_chunk *own = &doc->chunks.at[chunk];
  /* an entry that ends in its preposition ("سيطر على") has its phrase in the same chunk */
  uint32_t c = isn_prepositional(doc, own->prep != ISNAD_NONE && own->prep >= act->anchor ? chunk : chunk + 1, 4, prep.at, prep.length);
  uint32_t clause = act->verbal ? ISNAD_NONE : isn_dependent(act->arcs, act->anchor, ISN_REL_ACL, ISN_REL_ACL, act->anchor);
  if (c == ISNAD_NONE && clause != ISNAD_NONE && clause < act->anchor + 6 && isn_pronoun_on(doc, clause)) /* العدوان الذي بدأه فلان على */
    c = isn_prepositional(doc, doc->tokens.at[clause].chunk + 1, 4, prep.at, prep.length);
  if (c == ISNAD_NONE) c = behind_clause(act, prep);
  if (c == ISNAD_NONE) return;
  uint32_t head = doc->chunks.at[c].head;
  if (isn_own_word(act, head) && head + 1 < doc->chunks.at[c].end) head++;
  if (by_hand(act, head) || (hits && where && mere_scene(act, head))) return;
  if (!isn_own_word(act, head) && !names_act(doc, head) && !taken_already(act, head) && isn_take(act, cast, head, fit))
    and_between(act, cast, prep, c);
}

void isn_take_by(isn_act *act, isn_cast cast, uint32_t from) {
  static const char16_t *const heads[] = {u"قبل", u"جانب", u"يد", u"طرف", u"ايدي"};
  const isn_doc *doc = act->doc;
  uint32_t end = doc->sentence_first.at[doc->tokens.at[from].sentence + 1];
  for (uint32_t i = from + 1; i + 1 < end && i < from + 14; i++) {
    const isn_token *t = &doc->tokens.at[i], *before = t - 1;
    if (act->frame->type == ISNAD_EV_PROTEST && isn_names_suffering(act, i)) return; /* احتجاجات بعد مقتل شاب على يد الشرطة */
    if (t->kind != ISN_WORD || doc->tokens.at[i + 1].chunk == ISNAD_NONE) continue;
    const isn_reading *r = isn_best(doc, i);
    bool by = false;
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++) /* من قبل، على يد */
      by = by || (i > from + 1 && before->fold1 - before->fold0 <= 3 && isn_folded_is(doc, t->fold0, t->fold1, heads[k]));
    if (!by && r && r->proclitics & ISN_BI && isn_in(doc, i, ISN_CLASS_MISSILE)) { /* بنيران مسلحين */
      isn_phrase p = isn_phrase_around(act, i + 1);
      const isn_reading *adjective = isn_best(doc, i + 1);
      bool described = doc->tokens.at[i + 1].mention == ISNAD_NONE && !(adjective && adjective->proclitics & ISN_AL);
      const char *country = described ? isn_nisba_country(act->agents, doc, i + 1) : NULL; /* برصاص إسرائيلي */
      by = !country && isn_is_party(act, &p);
      if (country) {
        isn_take_entity(act, cast, isn_country_entity(doc, country));
        return;
      }
    }
    if (!by) continue;
    isn_take(act, cast, i + 1, ISN_FIT_NAME);
    return;
  }
}

static void by_phrase(isn_act *act, isn_cast cast) { isn_take_by(act, cast, act->anchor); }

/* ---- frames ---- */

/* الهجوم: an attack that is spoken of as known is not the doing of whoever is the subject there. */
static bool told_before(const isn_act *act) {
  const isn_reading *r = isn_best(act->doc, act->anchor);
  const isn_chunk *c = isn_chunk_of(act->doc, act->anchor);
  return act->frame->type == ISNAD_EV_ASSAULT && !act->verbal && r && r->proclitics & ISN_AL && c && c->prep == ISNAD_NONE && !c->clitic;
}

/* Whoever is not written as the subject above a noun and only meant by a pronoun or left out there is wrong four times in five. */
static void drop_guessed(isn_act *act, isn_cast cast) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < *cast.count; i++)
    if (cast.at[i].written) cast.at[kept++] = cast.at[i];
  act->guessed = act->guessed || kept < *cast.count;
  *cast.count = kept;
}

static void fill(isn_act *act, const isn_slot *slots, uint32_t slots_count, isn_cast cast, bool no_genitive) {
  for (uint32_t i = 0; i < slots_count && !*cast.count; i++) {
    switch (slots[i].kind) {
      case ISN_SLOT_SUBJECT:
        if (act->verbal) isn_take_subject(act, cast);
        break;
      case ISN_SLOT_OBJECT: object(act, cast); break;
      case ISN_SLOT_GENITIVE:
        if (!no_genitive) isn_take_genitive(act, cast);
        break;
      case ISN_SLOT_BY: by_phrase(act, cast); break;
      case ISN_SLOT_PREP: prepositional(act, cast, slots[i].prep); break;
      case ISN_SLOT_HOLDER:
        if (act->undergone) break;
        if (told_before(act)) isn_take_controller(act, cast); /* وصف الوزير الهجوم */
        else isn_take_holder(act, cast);
        if (act->frame->type != ISNAD_EV_CONSULT) drop_guessed(act, cast);
        break;
      case ISN_SLOT_AGAINST: isn_take_against(act, cast); break;
      case ISN_SLOT_SEAT: isn_take_seat(act, cast); break;
      case ISN_SLOT_NEXT:
      case ISN_SLOT_OWN: break; /* in against.tsv alone */
    }
  }
}

/* A perfect of a verb that wants an object, without one, whose subject is no armed or official body, is read as passive. */
static bool reads_as_passive(const isn_act *act) {
  if (!isn_may_be_passive(act) || act->recipients || !act->actors) return false;
  const isn_party *p = &act->actor[0];
  if (!p->written) return false;
  /* قتل أحد المتمردين: who are counted, and persons, are killed, whatever they belong to */
  if (p->entity != ISNAD_NONE) return act->doc->entities.at[p->entity].type == ISNAD_PER || isn_is_amount(act->doc, p->phrase.first);
  bool abducts = act->frame->mode && strcmp(act->frame->mode, "abduct") == 0; /* خطف مسلحون [يرتدون ...] خمسة */
  if (abducts && isn_armed(act->doc, p->entity, &p->phrase) && p->phrase.kind != ISNAD_OFFICE) return false;
  return p->phrase.agent.person || !p->phrase.agent.known;
}

/* المواطنين المختطفين: the participle of one spelling for both voices, of a noun that bears no arms. */
static bool describes_victim(const isn_act *act) {
  const isn_reading *r = act->match->reading;
  if (!r || r->form != ISN_ACTIVE_PART || !(r->proclitics & ISN_AL) || act->actors != 1 || !act->actor[0].written) return false;
  if (act->frame->type != ISNAD_EV_ASSAULT && act->frame->type != ISNAD_EV_COERCE) return false;
  const isn_token *t = &act->doc->tokens.at[act->match->tokens[0]];
  bool both = false;
  for (uint32_t k = 0; k < t->readings_count; k++) both = both || act->doc->readings.at[t->readings + k].form == ISN_PASSIVE_PART;
  return both && !isn_armed(act->doc, act->actor[0].entity, &act->actor[0].phrase);
}

/* عدد القتلى، 7 قتلى. */
static bool counts_victims(const isn_doc *doc, const isn_phrase *p) {
  return isn_casualties(doc, p->head) || (p->head + 1 < p->end && isn_is_amount(doc, p->head) && isn_casualties(doc, p->head + 1));
}

static void drop_victims(isn_act *act) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < act->actors; i++)
    if (!act->actor[i].written || !counts_victims(act->doc, &act->actor[i].phrase)) act->actor[kept++] = act->actor[i];
  act->actors = kept;
}

/* A thing was let in as the subject of what might have been a passive and was none. */
static void drop_things(isn_act *act) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < act->actors; i++) {
    const isn_party *p = &act->actor[i];
    const isn_reading *r = p->written ? isn_best(act->doc, p->phrase.head) : NULL;
    bool unknown = !r || r->lexeme == ISNAD_NONE;
    if (!p->written || unknown || isn_is_party(act, &p->phrase)) act->actor[kept++] = *p;
  }
  act->actors = kept;
}

/* اشتباكات الجيش مع المسلحين، خاضت القوات معارك مع: both sides of a clash fight. */
static void both_sides(isn_act *act) {
  static const uint16_t with[] = {0x645, 0x639}, against[] = {0x636, 0x62f};
  const isn_doc *doc = act->doc;
  if (act->frame->type != ISNAD_EV_ASSAULT || !act->recipients || !act->recipient[0].written || !isn_in(doc, act->anchor, ISN_CLASS_CLASH))
    return;
  bool war = isn_in(doc, act->anchor, ISN_CLASS_WAR);
  uint32_t head = act->recipient[0].phrase.head;
  if (!isn_has_preposition(doc, act->arcs, head, with, 2) && (war || !isn_has_preposition(doc, act->arcs, head, against, 2))) return;
  if (!act->actors && !act->verbal) isn_take_holder(act, isn_actors(act)); /* دخلت القوات البلدة بعد معارك مع */
  for (uint32_t i = 0; i < act->recipients && act->actors < ISN_MAX_PARTICIPANTS; i++) act->actor[act->actors++] = act->recipient[i];
  act->recipients = 0;
}

/* تحريرها من المسلحين: the pronoun is what is freed, not who frees it. */
static bool freed_from(const isn_act *act) {
  static const uint16_t from[] = {0x645, 0x646};
  for (uint32_t i = 0; i < act->frame->recipients; i++) {
    const isn_slot *s = &act->frame->recipient[i];
    if (s->kind == ISN_SLOT_PREP && s->prep.length == 2 && memcmp(s->prep.at, from, sizeof from) == 0) return true;
  }
  return false;
}

/* Of a noun whose frame has no holder: who is asked for the act or accused of it, or the subject of a verb of control. */
static void take_above(isn_act *act) {
  bool demanded;
  if (isn_take_obliged(act, isn_actors(act))) return;
  uint32_t subject = isn_dependent(act->arcs, act->anchor, ISN_REL_NSUBJ, ISN_REL_NSUBJ, ISNAD_NONE); /* إسرائيل في حالة تأهب */
  if (subject != ISNAD_NONE && subject < act->anchor && isn_same_sentence(act->doc, subject, act->anchor) &&
      isn_take(act, isn_actors(act), subject, ISN_FIT_PARTY))
    return;
  if (isn_take_asked(act, isn_actors(act), act->anchor, &demanded) || demanded || isn_take_owner_above(act, isn_actors(act))) return;
  isn_take_controller(act, isn_actors(act));
  if (!act->actors) isn_take_whose_purpose(act, isn_actors(act));
}

/* المدعومين من إيران، مدعومة بتحالف: a passive participle of giving has its giver behind من or ب. */
static void giver(isn_act *act) {
  static const uint16_t from[] = {0x645, 0x646}, with[] = {0x628};
  const isn_reading *r = act->match->reading;
  bool gives = act->frame->type == ISNAD_EV_SUPPORT || act->frame->type == ISNAD_EV_AID;
  if (!gives || act->actors || !r || r->form != ISN_PASSIVE_PART) return;
  prepositional(act, isn_actors(act), (isn_key){from, 2});
  if (!act->actors) prepositional(act, isn_actors(act), (isn_key){with, 1});
}

/* قصف المليشيا للمدينة، اختطافهم للسفير: ل right behind the genitive that acts has the object of the noun. */
static void object_after_genitive(isn_act *act) {
  const isn_doc *doc = act->doc;
  isnad_event_type t = act->frame->type;
  bool deed = t >= ISNAD_EV_PROTEST || t == ISNAD_EV_AID || t == ISNAD_EV_SUPPORT || t == ISNAD_EV_ACCUSE || t == ISNAD_EV_REJECT;
  const isn_reading *r = isn_best(doc, act->anchor);
  if (act->verbal || act->recipients || !act->actors || !deed || !r || r->form != ISN_MASDAR) return;
  uint32_t end = act->owned ? act->anchor + 1 : act->actor[0].written ? act->actor[act->actors - 1].phrase.end : 0;
  if (end <= act->anchor || end > act->anchor + 8 || end >= doc->tokens.count || !isn_same_sentence(doc, end, act->anchor)) return;
  const isn_chunk *c = isn_chunk_of(doc, end);
  if (c && c->kind == ISN_CHUNK_NP && c->first == end && c->clitic & ISN_LI && c->prep == ISNAD_NONE && !c->conj)
    isn_take(act, isn_recipients(act), c->head, isn_object_fit(act));
}

/* اختطاف المليشيات للصحفيين: with an object behind ل the genitive acts, whatever the frame has. */
static void genitive_before_object(isn_act *act, bool suffers) {
  static const uint16_t to[] = {0x644};
  if (act->verbal || suffers || act->actors || !act->recipients || !act->recipient[0].written) return;
  uint32_t head = act->recipient[0].phrase.head;
  if (act->frame->type < ISNAD_EV_PROTEST || head <= act->anchor + 1 || !isn_has_preposition(act->doc, act->arcs, head, to, 1)) return;
  isn_take_genitive(act, isn_actors(act));
}

void isn_find_participants(isn_act *act) {
  const isn_frame *f = act->frame;
  if (act->passive) { /* the passive's subject suffers the act */
    isn_take_subject(act, isn_recipients(act));
    by_phrase(act, isn_actors(act));
    giver(act);
    return;
  }
  /* what a preposition gives first: it tells what the genitive can be */
  bool suffers = false;
  if (!act->verbal) {
    for (uint32_t i = 0; i < f->recipients && !act->recipients; i++)
      if (f->recipient[i].kind == ISN_SLOT_PREP && isn_has_slot(f->recipient, f->recipients, ISN_SLOT_GENITIVE))
        prepositional(act, isn_recipients(act), f->recipient[i].prep);
    suffers = isn_genitive_suffers(act);
    if (suffers) isn_take_genitive(act, isn_recipients(act));
  }
  if (!act->verbal || f->light) isn_take_doer(act);
  if (!act->actors) isn_take_speaker(act, isn_actors(act));
  if (!act->verbal && !act->recipients) act->undergone = isn_take_undergone(act);
  if (!act->actors && !isn_take_giver(act, isn_actors(act))) isn_take_whose_attack(act, isn_actors(act));
  fill(act, f->actor, f->actors, isn_actors(act), suffers);
  if (!act->verbal && !act->actors && !act->undergone && f->actors && !isn_has_slot(f->actor, f->actors, ISN_SLOT_HOLDER)) take_above(act);
  if (!act->verbal && f->type == ISNAD_EV_ASSAULT && !act->recipients) isn_take_victims(act, isn_recipients(act));
  fill(act, f->recipient, f->recipients, isn_recipients(act), false);
  if (!act->verbal && f->type == ISNAD_EV_ASSAULT) drop_victims(act);
  if (!act->verbal && f->type == ISNAD_EV_ASSAULT) isn_take_victims_before(act, isn_recipients(act));
  object_after_genitive(act);
  genitive_before_object(act, suffers);
  if (!act->verbal && !act->recipients) met_after_pronoun(act, isn_recipients(act));
  if (!act->verbal && !act->actors && act->recipients && act->recipient[0].written && act->recipient[0].phrase.first > act->anchor &&
      isn_pronoun_on(act->doc, act->anchor) && !freed_from(act))
    isn_take_pronoun(act, isn_actors(act), act->anchor, isn_pronoun_on(act->doc, act->anchor)); /* اختطافهم للسفير */
  isn_met_in_genitive(act);
  both_sides(act);
  if (reads_as_passive(act)) {
    memcpy(act->recipient, act->actor, sizeof act->actor);
    act->recipients = act->actors;
    act->actors = 0;
    if (act->verbal) act->passive = true;
    by_phrase(act, isn_actors(act));
  }
  if (describes_victim(act)) {
    memcpy(act->recipient, act->actor, sizeof act->actor);
    act->recipients = act->actors;
    act->actors = 0;
    by_phrase(act, isn_actors(act));
  }
  if (f->type == ISNAD_EV_ASSAULT) drop_victims(act);
  drop_things(act);
  isn_take_whose_deed(act);
}
