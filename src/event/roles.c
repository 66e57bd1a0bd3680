/* Who fills the slots of a frame: along the arcs where the tree is plausible, by the order of the chunks where it is not. */
#include <string.h>
#include <uchar.h>

#include "event/party.h"

enum { VICTIM_TOKENS = 12 };

static bool spelled(const isn_doc *doc, uint32_t from, uint32_t to, const char16_t *word) {
  uint32_t n = 0;
  while (word[n]) n++;
  return to - from == n && memcmp(doc->fold + from, word, n * sizeof *word) == 0;
}

static bool stem_is_any(const isn_doc *doc, uint32_t token, const char16_t *const *words, size_t count) {
  const isn_reading *r = isn_best(doc, token);
  for (size_t k = 0; r && k < count; k++)
    if (spelled(doc, r->stem0, r->stem1, words[k])) return true;
  return false;
}

/* قتلى، جرحى، ضحايا: who suffers an act is not its actor. */
static bool casualties(const isn_doc *doc, uint32_t token) {
  static const char16_t *const words[] = {u"قتيل", u"قتلي", u"جريح", u"جرحي", u"ضحيه", u"ضحايا", u"مصاب", u"مصابين", u"شهيد", u"شهداء"};
  return stem_is_any(doc, token, words, sizeof words / sizeof *words);
}

static bool is_verb(const isn_doc *doc, uint32_t token) { return doc->tokens.at[token].pos == ISN_VERB && doc->tokens.at[token].mention == ISNAD_NONE; }

static bool same_sentence(const isn_doc *doc, uint32_t a, uint32_t b) { return doc->tokens.at[a].sentence == doc->tokens.at[b].sentence; }

static const isn_chunk *chunk_of(const isn_doc *doc, uint32_t token) {
  uint32_t c = doc->tokens.at[token].chunk;
  return c == ISNAD_NONE ? NULL : &doc->chunks.at[c];
}

/* ---- the subject of a verb ---- */

/* Towns are feminine, and countries that have no article; of persons and bodies the name tells nothing. */
static bool name_agrees(const isn_doc *doc, uint32_t entity, const isn_reading *verb) {
  const char *kind = doc->facts.at[entity].kind, *name = doc->entities.at[entity].name_ar;
  if (doc->entities.at[entity].type != ISNAD_LOC || verb->gender != 'm' || verb->number == 'p' || !kind) return true;
  if (strcmp(kind, "country") == 0) return strncmp(name, "ال", 4) == 0 || strcmp(name, "لبنان") == 0;
  return strcmp(kind, "city") != 0 && strcmp(kind, "capital") != 0;
}

/* Whether a noun can be the subject of a verb beside it: gender of a single noun, and number where the noun stands first. */
static bool agrees(const isn_doc *doc, uint32_t verb, uint32_t noun) {
  const isn_reading *r = isn_best(doc, verb);
  if (!r || r->pos != ISN_VERB) return true;
  if (r->person && r->person != 3) return false;
  const isn_token *t = &doc->tokens.at[noun];
  char number = isn_feature(doc, noun, "Number="), gender = isn_feature(doc, noun, "Gender=");
  bool marbuta = doc->cp[t->end - 1] == 0x629;
  if (t->mention != ISNAD_NONE) return name_agrees(doc, doc->mentions.at[t->mention].entity, r);
  if (noun > verb && (r->number == 'p' || r->number == 'd')) return false; /* a verb before its subject is singular */
  if (number == 'p' || number == 'd') return noun > verb || r->number != 's' || r->gender == 'f' || number == 'p';
  if (noun < verb && r->number == 'p') { /* a body of men may take a plural; one thing does not */
    const isn_reading *n = isn_best(doc, noun);
    if (n && n->form == ISN_SINGULAR) return false;
  }
  char own = marbuta ? 'f' : gender;
  return !own || !r->gender || own == r->gender || r->number == 'p';
}

static bool first_person(const isn_doc *doc, uint32_t verb) {
  const isn_reading *r = isn_best(doc, verb);
  return r && r->pos == ISN_VERB && r->person && r->person != 3;
}

/* Whether the phrase after a verb can be its subject: "تجري اتصالات" has its subject before it, and the phrase is the object. */
static bool plausible_subject(const isn_act *act, uint32_t verb, uint32_t noun) {
  const isn_doc *doc = act->doc;
  if (first_person(doc, verb) || doc->tokens.at[noun].time != ISNAD_NONE) return false;
  if (!agrees(doc, verb, noun)) return false;
  if (noun < verb || act->passive) return true;
  if (act->frame->type == ISNAD_EV_ASSAULT && casualties(doc, noun)) return false;
  isn_phrase p = isn_phrase_around(act, noun);
  const isn_reading *head = isn_best(doc, p.head);
  return isn_is_party(act, &p) || !head || head->lexeme == ISNAD_NONE || head->proclitics & ISN_AL;
}

/* The words of the act itself are nobody in it, but for who stands in its entry: أحرق متظاهرون, دخول مليشيات. */
static bool own_word(const isn_act *act, uint32_t token) {
  for (uint32_t k = 0; k < act->match->count; k++)
    if (act->match->tokens[k] == token) return k == 0 || token == act->anchor || !isn_agent_at(act->agents, act->doc, token);
  return false;
}

/* The noun that a relative clause of this verb describes, or ISNAD_NONE: by the chunks, else by the tree. */
static uint32_t antecedent_of(const isn_act *act, uint32_t verb) {
  const isn_doc *doc = act->doc;
  uint32_t chunk = isn_relative_antecedent(doc, verb), governor = act->arcs->governor[verb];
  bool arc = act->arcs->relation[verb] == ISN_REL_ACL && governor != ISNAD_NONE && governor < verb && !is_verb(doc, governor);
  if (chunk == ISNAD_NONE) return arc && same_sentence(doc, governor, verb) ? governor : ISNAD_NONE;
  /* of "قوات الأمن في المدينة التي" the tree may know better which noun it is */
  if (arc && verb - governor < 24 && chunk_of(doc, governor) && doc->chunks.at[chunk].first <= governor + 12) {
    bool agrees_arc = agrees(doc, verb, governor);
    if (agrees_arc) return governor;
  }
  return doc->chunks.at[chunk].head;
}

/* The subject written beside a verb, after or before it; ISNAD_NONE: none. */
static uint32_t written_subject(const isn_act *act, uint32_t verb) {
  const isn_doc *doc = act->doc;
  bool before;
  uint32_t chunk = isn_subject(doc, verb, verb + 1, 0, &before), by_chunk = chunk == ISNAD_NONE ? ISNAD_NONE : doc->chunks.at[chunk].head;
  if (by_chunk != ISNAD_NONE && (own_word(act, by_chunk) || !plausible_subject(act, verb, by_chunk))) by_chunk = ISNAD_NONE;
  uint32_t by_arc = ISNAD_NONE;
  for (uint32_t c = isn_dependent(act->arcs, verb, ISN_REL_NSUBJ, ISN_REL_NSUBJ_PASS, ISNAD_NONE); c != ISNAD_NONE;
       c = isn_dependent(act->arcs, verb, ISN_REL_NSUBJ, ISN_REL_NSUBJ_PASS, c)) {
    if (own_word(act, c) || !same_sentence(doc, c, verb) || !plausible_subject(act, verb, c)) continue;
    const isn_chunk *start = chunk_of(doc, verb);
    if (verb == act->match->tokens[0] && act->match->count > 1 && c > act->match->tokens[1] && start && start->conj) continue;
    by_arc = c;
    break;
  }
  if (by_arc == ISNAD_NONE) return by_chunk;
  if (by_chunk == ISNAD_NONE || by_chunk == by_arc) return by_arc;
  /* the word itself or one inside the phrase: the phrase's head */
  const isn_chunk *c = chunk_of(doc, by_chunk);
  if (c && by_arc >= c->first && by_arc < c->end) return by_chunk;
  return by_arc;
}

/* كان فلان قد فعل: the subject of the auxiliary above a verb. */
static uint32_t auxiliary_above(const isn_act *act, uint32_t verb) {
  static const char16_t *const words[] = {u"كان", u"كانت", u"كانوا", u"يكون", u"تكون", u"ليس", u"عاد", u"يعد", u"تعد", u"بات", u"اصبح",
                                          u"مازال", u"يزال", u"تزال", u"زال", u"زالت", u"ظل", u"بدا", u"اخذ"};
  uint32_t above = act->arcs->governor[verb];
  if (above == ISNAD_NONE || above > verb || !same_sentence(act->doc, above, verb)) return ISNAD_NONE;
  isn_relation r = (isn_relation)act->arcs->relation[verb];
  if (r != ISN_REL_CCOMP && r != ISN_REL_XCOMP) return ISNAD_NONE;
  return stem_is_any(act->doc, above, words, sizeof words / sizeof *words) ? above : ISNAD_NONE;
}

/* Whether a verb carries on with the subject of another one before it. */
static bool shares_subject(const isn_doc *doc, uint32_t verb, uint32_t other) {
  const isn_reading *a = isn_best(doc, verb), *b = isn_best(doc, other);
  if (!a || !b || a->pos != ISN_VERB || b->pos != ISN_VERB || a->person != b->person) return false;
  return !a->gender || !b->gender || a->gender == b->gender || a->number == 'p';
}

/* What may suffer the act. */
static isn_fit object_fit(const isn_act *act) {
  isnad_event_type t = act->frame->type;
  return t == ISNAD_EV_ASSAULT || t == ISNAD_EV_COERCE || t == ISNAD_EV_AID || t == ISNAD_EV_CONCEDE ? ISN_FIT_ANYTHING : ISN_FIT_PARTY;
}

/* "قتل 15 متمردا", "اعتقلوا": the passive is spelled as the active. */
static bool may_be_passive(const isn_act *act) {
  const isn_reading *r = act->match->reading;
  if (!act->verbal || !r || r->form != ISN_PAST || r->enclitic || r->person != 3 || act->match->count > 1) return false;
  return (act->frame->type == ISNAD_EV_ASSAULT || act->frame->type == ISNAD_EV_COERCE) && act->frame->recipients &&
         act->frame->recipient[0].kind == ISN_SLOT_OBJECT;
}

static bool subject_of(isn_act *act, isn_cast cast, uint32_t verb, unsigned depth);

/* مشيرا، مطالبين؛ القوات المهاجمة: of a participle, the noun that it describes or the subject of the verb that it stands beside. */
static bool participle_subject(isn_act *act, isn_cast cast, uint32_t word, unsigned depth) {
  const isn_doc *doc = act->doc;
  const isn_reading *r = isn_best(doc, word);
  const isn_chunk *c = chunk_of(doc, word);
  uint32_t governor = act->arcs->governor[word];
  bool definite = r && r->proclitics & ISN_AL;
  if (act->arcs->relation[word] == ISN_REL_AMOD && governor != ISNAD_NONE && governor < word) {
    if (isn_take(act, cast, governor, ISN_FIT_NAME)) return true;
  }
  if (c && c->kind == ISN_CHUNK_NP && c->head < word && (definite || act->arcs->relation[word] == ISN_REL_AMOD)) {
    uint32_t first = c->prep == ISNAD_NONE ? c->first : c->prep + 1;
    isn_take_phrase(act, cast, isn_phrase_of(act->agents, act->lexicon, doc, first, word), ISN_FIT_NAME);
    return *cast.count;
  }
  if (definite || governor == ISNAD_NONE) return false;
  if (act->arcs->relation[word] == ISN_REL_AMOD || act->arcs->relation[word] == ISN_REL_ACL) return isn_take(act, cast, governor, ISN_FIT_NAME);
  uint32_t verb = is_verb(doc, governor) ? governor : isn_verb_above(doc, act->arcs, word, NULL);
  return verb != ISNAD_NONE && verb < word && subject_of(act, cast, verb, depth + 1);
}

/* The subject that a verb leaves out, from the verb that it is coordinated with or hangs on. */
static bool inherited_subject(isn_act *act, isn_cast cast, uint32_t verb, unsigned depth) {
  const isn_doc *doc = act->doc;
  uint32_t governor = act->arcs->governor[verb];
  isn_relation relation = (isn_relation)act->arcs->relation[verb];
  if (governor == ISNAD_NONE || governor > verb || !same_sentence(doc, governor, verb)) return false;
  if (!is_verb(doc, governor)) governor = isn_verb_above(doc, act->arcs, verb, NULL);
  if (governor == ISNAD_NONE || !same_sentence(doc, governor, verb)) return false;
  bool told = doc->tokens.at[verb].said != doc->tokens.at[governor].said; /* what others said of somebody is not about them */
  bool goes_on = relation == ISN_REL_CONJ || relation == ISN_REL_XCOMP || relation == ISN_REL_ADVCL || relation == ISN_REL_CCOMP;
  if (!goes_on || !shares_subject(doc, verb, governor) || (told && relation != ISN_REL_XCOMP)) return false;
  return subject_of(act, cast, governor, depth + 1);
}

/* أنه التقى، وهم يقاتلون: the token before a verb that is or bears its subject as a pronoun, or ISNAD_NONE. */
static uint32_t pronoun_before(const isn_doc *doc, uint32_t verb) {
  uint32_t sentence = doc->tokens.at[verb].sentence;
  for (uint32_t i = verb, n = 0; i-- > 0 && n < 4; n++) {
    const isn_token *t = &doc->tokens.at[i];
    const isn_chunk *c = chunk_of(doc, i);
    if (t->sentence != sentence) return ISNAD_NONE;
    if (t->pos == ISN_PRON && t->mention == ISNAD_NONE && !(c && c->kind == ISN_CHUNK_COMP)) return i;
    if (c && c->kind == ISN_CHUNK_COMP) return !c->relative && isn_pronoun_on(doc, i) ? i : ISNAD_NONE;
    if (!c || (c->kind != ISN_CHUNK_PARTICLE && t->pos != ISN_AUX)) return ISNAD_NONE;
  }
  return ISNAD_NONE;
}

static bool subject_of(isn_act *act, isn_cast cast, uint32_t verb, unsigned depth) {
  const isn_doc *doc = act->doc;
  if (depth > 3) return false;
  const isn_reading *r = isn_best(doc, verb);
  if (r && (r->form == ISN_ACTIVE_PART || r->form == ISN_PASSIVE_PART) && r->pos != ISN_VERB) return participle_subject(act, cast, verb, depth);
  uint32_t pronoun = pronoun_before(doc, verb);
  if (pronoun != ISNAD_NONE) {
    uint8_t kind = isn_pronoun_on(doc, pronoun);
    return isn_take_pronoun(act, cast, pronoun, kind ? kind : isn_pronoun_of_verb(doc, verb));
  }
  uint32_t antecedent = antecedent_of(act, verb);
  bool resumed = r && r->enclitic; /* العدوان الذي بدأه */
  if (antecedent != ISNAD_NONE && !resumed && agrees(doc, verb, antecedent)) {
    uint32_t own = isn_dependent(act->arcs, verb, ISN_REL_NSUBJ, ISN_REL_NSUBJ_PASS, ISNAD_NONE);
    bool thing = own != ISNAD_NONE && own > verb && !own_word(act, own) && plausible_subject(act, verb, own);
    isn_phrase p = isn_phrase_around(act, antecedent);
    if ((isn_is_party(act, &p) || !thing) && isn_take(act, cast, antecedent, ISN_FIT_NAME)) return true;
  }
  uint32_t subject = written_subject(act, verb), aux = auxiliary_above(act, verb);
  if (aux != ISNAD_NONE && (subject == ISNAD_NONE || subject > verb)) {
    uint32_t first = isn_dependent(act->arcs, aux, ISN_REL_NSUBJ, ISN_REL_NSUBJ, ISNAD_NONE);
    if (first != ISNAD_NONE && first < verb && first > aux && agrees(doc, verb, first)) subject = first;
  }
  bool may_suffer = !depth && (act->passive || may_be_passive(act));
  if (subject != ISNAD_NONE && isn_take(act, cast, subject, may_suffer ? object_fit(act) : ISN_FIT_NAME)) return true;
  if (subject != ISNAD_NONE && depth) return false;
  return inherited_subject(act, cast, verb, depth);
}

/* An implicit subject goes on from the sentence before. */
static void subject(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  uint32_t verb = act->match->tokens[0];
  const isn_reading *r = isn_best(doc, verb);
  if (subject_of(act, cast, verb, 0) || *cast.count || act->passive || first_person(doc, verb)) return;
  if (!r || r->pos != ISN_VERB) return;
  uint32_t written = written_subject(act, verb);
  if (written != ISNAD_NONE && written > verb) return; /* a thing acts: أدى القصف إلى */
  isn_take_pronoun(act, cast, verb, isn_pronoun_of_verb(doc, verb));
}

/* ---- objects and prepositions ---- */

/* غرب البلاد، قرب المدينة: where, not whom. */
static bool directional(const isn_doc *doc, uint32_t token) {
  static const char16_t *const words[] = {u"شمال", u"جنوب", u"شرق", u"غرب", u"وسط", u"قرب", u"داخل", u"خارج", u"قبالة", u"محيط", u"امام", u"خلف", u"حول"};
  return stem_is_any(doc, token, words, sizeof words / sizeof *words);
}

static bool taken_already(const isn_act *act, uint32_t token) {
  const isn_token *t = &act->doc->tokens.at[token];
  for (uint32_t i = 0; i < act->actors; i++)
    if (act->actor[i].written && act->actor[i].phrase.span.start < t->end && act->actor[i].phrase.span.end > t->start) return true;
  return false;
}

/* دعا الحزب، الحكومة، إلى: an object between commas. */
static uint32_t object_after_comma(const isn_doc *doc, uint32_t from) {
  if (from + 2 >= doc->chunks.count) return ISNAD_NONE;
  const isn_chunk *mark = &doc->chunks.at[from + 1], *next = mark + 1;
  bool comma = mark->kind == ISN_CHUNK_MARK && doc->cp[doc->tokens.at[mark->first].start] == 0x60c;
  if (!comma || !isn_bare_phrase(doc, next) || next->conj || !same_sentence(doc, mark->first, next->first)) return ISNAD_NONE;
  const isn_reading *r = isn_best(doc, next->head);
  return doc->tokens.at[next->head].mention != ISNAD_NONE || (r && r->proclitics & ISN_AL) ? from + 2 : ISNAD_NONE;
}

static void verb_object(isn_act *act, isn_cast cast, uint32_t verb) {
  const isn_doc *doc = act->doc;
  const isn_reading *r = isn_best(doc, verb);
  uint32_t antecedent = antecedent_of(act, verb);
  isn_fit fit = object_fit(act);
  if (r && r->enclitic) { /* of a relative clause, the noun that it describes and nothing else */
    if (antecedent != ISNAD_NONE) isn_take(act, cast, antecedent, fit);
    else isn_take_pronoun(act, cast, verb, r->enclitic);
    return;
  }
  for (uint32_t c = isn_dependent(act->arcs, verb, ISN_REL_OBJ, ISN_REL_NSUBJ, verb); c != ISNAD_NONE;
       c = isn_dependent(act->arcs, verb, ISN_REL_OBJ, ISN_REL_NSUBJ, c))
    if (!own_word(act, c) && !taken_already(act, c) && same_sentence(doc, c, verb) && !directional(doc, c) && isn_has_preposition(doc, act->arcs, c, NULL, 0) &&
        isn_take(act, cast, c, fit))
      return;
  /* by order: the first bare phrase behind the subject */
  bool before;
  uint32_t s = isn_subject(doc, verb, verb + 1, 0, &before), from = doc->tokens.at[verb].chunk;
  if (s != ISNAD_NONE && !plausible_subject(act, verb, doc->chunks.at[s].head)) s = ISNAD_NONE;
  if (r && r->form == ISN_ACTIVE_PART) s = ISNAD_NONE; /* مطالبا أنقرة */
  if (antecedent != ISNAD_NONE) s = ISNAD_NONE;        /* the subject is before it */
  if (s != ISNAD_NONE && !before) /* behind all of the subject: المبعوث إلى ليبيا [غسان سلامة] */
    from = doc->tokens.at[isn_phrase_at(act->agents, act->lexicon, doc, s, true, 0).end - 1].chunk;
  uint32_t c = from == ISNAD_NONE ? ISNAD_NONE : isn_object_after(doc, verb, from);
  if (c == ISNAD_NONE && s != ISNAD_NONE && !before && from != ISNAD_NONE) c = object_after_comma(doc, from);
  if (c == ISNAD_NONE || directional(doc, doc->chunks.at[c].head)) return;
  if (!taken_already(act, doc->chunks.at[c].head)) isn_take(act, cast, doc->chunks.at[c].head, fit);
}

/* قصف الطيران المدينة: a bare phrase behind the genitive of a verbal noun. */
static void noun_object(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  uint32_t c = isn_dependent(act->arcs, act->anchor, ISN_REL_OBJ, ISN_REL_OBJ, act->anchor);
  if (c != ISNAD_NONE && !own_word(act, c) && !taken_already(act, c) && isn_has_preposition(doc, act->arcs, c, NULL, 0))
    isn_take(act, cast, c, object_fit(act));
}

/* لقائه اليوم المبعوث: whom one meets, bare behind the noun and its pronoun. */
static void met_after_pronoun(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  uint32_t chunk = doc->tokens.at[act->anchor].chunk;
  if (act->frame->type != ISNAD_EV_CONSULT || chunk == ISNAD_NONE || !isn_pronoun_on(doc, act->anchor)) return;
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
    if (fused && n > prep.length && n <= prep.length + 3 && memcmp(doc->fold + t->fold0, prep.at, prep.length * sizeof *prep.at) == 0) return i;
  }
  return ISNAD_NONE;
}

static void prepositional(isn_act *act, isn_cast cast, isn_key prep) {
  const isn_doc *doc = act->doc;
  bool hits = act->frame->type == ISNAD_EV_ASSAULT;
  bool where = prep.length == 2 && prep.at[0] == 0x641; /* في: only a place of the map or somebody */
  isn_fit fit = hits && !where && !(prep.length == 1) ? ISN_FIT_ANYTHING : ISN_FIT_PARTY;
  /* what hangs on the words of the act by that preposition */
  for (uint32_t k = act->match->count; k-- > 0;) {
    uint32_t top = act->match->tokens[k], c = act->arcs->child[top];
    for (unsigned n = 0; c != ISNAD_NONE && n < ISN_ARC_CHILDREN; c = act->arcs->next[c], n++) {
      isn_relation r = (isn_relation)act->arcs->relation[c];
      if (c <= act->match->tokens[0] || c == act->anchor || (r != ISN_REL_OBL && r != ISN_REL_NMOD && r != ISN_REL_ADVMOD)) continue;
      if (isn_has_preposition(doc, act->arcs, c, prep.at, prep.length) && !taken_already(act, c) && isn_take(act, cast, c, fit)) return;
    }
  }
  uint32_t with = preposition_with_pronoun(act, prep);
  if (with != ISNAD_NONE) {
    uint8_t pronoun = isn_pronoun_on(doc, with);
    if (pronoun) isn_take_pronoun(act, cast, with, pronoun);
    return;
  }
  uint32_t last = act->match->tokens[act->match->count - 1], chunk = doc->tokens.at[last > act->anchor ? last : act->anchor].chunk;
  if (chunk == ISNAD_NONE) return;
  const isn_chunk *own = &doc->chunks.at[chunk];
  /* an entry that ends in its preposition ("سيطر على") has its phrase in the same chunk */
  uint32_t c = isn_prepositional(doc, own->prep != ISNAD_NONE && own->prep >= act->anchor ? chunk : chunk + 1, 4, prep.at, prep.length);
  if (c == ISNAD_NONE) return;
  uint32_t head = doc->chunks.at[c].head;
  if (own_word(act, head) && head + 1 < doc->chunks.at[c].end) head++;
  if (!own_word(act, head)) isn_take(act, cast, head, fit);
}

static void by_phrase(isn_act *act, isn_cast cast) {
  static const char16_t *const heads[] = {u"قبل", u"جانب", u"يد", u"طرف", u"ايدي"}, *const arms[] = {u"نيران", u"رصاص", u"قذاءف", u"صواريخ"};
  const isn_doc *doc = act->doc;
  uint32_t end = doc->sentence_first.at[doc->tokens.at[act->anchor].sentence + 1];
  for (uint32_t i = act->anchor + 1; i + 1 < end && i < act->anchor + 14; i++) {
    const isn_token *t = &doc->tokens.at[i], *before = t - 1;
    if (t->kind != ISN_WORD || doc->tokens.at[i + 1].chunk == ISNAD_NONE) continue;
    const isn_reading *r = isn_best(doc, i);
    bool by = false;
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++) /* من قبل، على يد */
      by = by || (i > act->anchor + 1 && before->fold1 - before->fold0 <= 3 && spelled(doc, t->fold0, t->fold1, heads[k]));
    if (!by && r && r->proclitics & ISN_BI && stem_is_any(doc, i, arms, sizeof arms / sizeof *arms)) { /* بنيران مسلحين */
      isn_phrase p = isn_phrase_around(act, i + 1);
      by = isn_is_party(act, &p);
    }
    if (!by) continue;
    isn_take(act, cast, i + 1, ISN_FIT_NAME);
    return;
  }
}

/* ---- verbal nouns ---- */

/* The noun in the genitive after the words of an act, or ISNAD_NONE. */
static uint32_t genitive_of(const isn_act *act) {
  const isn_doc *doc = act->doc;
  uint32_t last = act->match->tokens[act->match->count - 1];
  if (last < act->anchor) last = act->anchor;
  if (last > act->anchor && !own_word(act, last) && !isn_best(doc, last)->enclitic && act->match->entry->words_count == 2 && !act->match->entry->words[1].gap_before && act->arcs->relation[last] == ISN_REL_NMOD) return last;
  if (last > act->anchor + 1 && act->match->entry->words_count == 2) /* حملة فلان العسكرية: it stands in the gap */
    for (uint32_t i = act->anchor + 1; i < last; i++)
      if (doc->tokens.at[i].mention != ISNAD_NONE || isn_agent_at(act->agents, doc, i)) return doc->tokens.at[i].chunk == doc->tokens.at[act->anchor].chunk ? i : ISNAD_NONE;
  const isn_chunk *c = chunk_of(doc, last);
  const isn_reading *r = isn_best(doc, last);
  bool article = r && r->proclitics & ISN_AL;
  uint32_t c1 = isn_dependent(act->arcs, last, ISN_REL_NMOD, ISN_REL_NMOD, last);
  if (c && c->kind == ISN_CHUNK_NP)
    for (uint32_t i = last + 1; i < c->end; i++) { /* an adjective or two may stand between the noun and a name */
      const isn_token *t = &doc->tokens.at[i];
      if (t->mention != ISNAD_NONE) return doc->tokens.at[last].mention == t->mention ? ISNAD_NONE : i;
      if (t->kind == ISN_NUMBER) return i;
      const isn_reading *word = isn_best(doc, i);
      bool adjective = t->pos == ISN_ADJ || act->arcs->relation[i] == ISN_REL_AMOD || isn_nisba_country(act->agents, doc, i) != NULL;
      const isn_agent *agent = isn_agent_at(act->agents, doc, i);
      if (adjective && !(agent && act->arcs->relation[i] == ISN_REL_NMOD)) continue;
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
  const isn_chunk *c = chunk_of(doc, act->anchor);
  for (uint32_t i = act->anchor + 1; c && i < c->end && i <= act->anchor + 3; i++) {
    if (doc->tokens.at[i].mention != ISNAD_NONE) return NULL;
    const char *country = isn_nisba_country(act->agents, doc, i);
    uint32_t governor = act->arcs->governor[i];
    if (country && (governor == act->anchor || governor == ISNAD_NONE || own_word(act, governor) || i == act->anchor + 1)) return country;
  }
  return NULL;
}

static void genitive(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  uint32_t last = act->match->tokens[act->match->count - 1];
  for (uint32_t k = act->anchor;; k = last) { /* لقائه; إطلاق سراحه */
    uint8_t pronoun = isn_pronoun_on(doc, k);
    if (pronoun) {
      isn_take_pronoun(act, cast, k, pronoun);
      return;
    }
    if (k >= last) break;
  }
  bool suffers = cast.at == act->recipient;
  uint32_t noun = genitive_of(act);
  if (noun != ISNAD_NONE && isn_take(act, cast, noun, suffers ? object_fit(act) : ISN_FIT_PARTY)) return;
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
  return object != ISNAD_NONE && doc->chunks.at[object].first < act->anchor && isn_take(act, cast, doc->chunks.at[object].head, ISN_FIT_PARTY);
}

/* Whoever does what the words above the noun name: of "إصرار سورية على استضافة" سورية, of "رفض القادة التفاوض" القادة. */
static bool noun_above(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  uint32_t below = act->anchor, at = act->arcs->governor[below];
  for (unsigned n = 0; n < 4 && at != ISNAD_NONE && !is_verb(doc, at) && same_sentence(doc, at, act->anchor); n++) {
    if (at < act->anchor && doc->tokens.at[at].mention == ISNAD_NONE && isn_best(doc, at) && isn_best(doc, at)->form == ISN_MASDAR) {
      for (uint32_t c = isn_dependent(act->arcs, at, ISN_REL_NMOD, ISN_REL_NMOD, at); c != ISNAD_NONE && c < act->anchor;
           c = isn_dependent(act->arcs, at, ISN_REL_NMOD, ISN_REL_NMOD, c)) {
        if (c == below || isn_hangs_below(act->arcs, act->anchor, c) || !isn_has_preposition(doc, act->arcs, c, NULL, 0)) continue;
        if (isn_take(act, cast, c, ISN_FIT_PARTY)) return true;
      }
    }
    uint8_t pronoun = at < act->anchor ? isn_pronoun_on(doc, at) : 0; /* فشله في تحقيق السيطرة */
    if (pronoun && doc->tokens.at[at].time == ISNAD_NONE && isn_take_pronoun(act, cast, at, pronoun)) return true;
    if (act->arcs->relation[at] == ISN_REL_AMOD && at < act->anchor && act->arcs->governor[at] != ISNAD_NONE && act->arcs->governor[at] < at &&
        isn_take(act, cast, act->arcs->governor[at], ISN_FIT_PARTY)) /* حفتر المتهم بالتعاون */
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
  const isn_chunk *c = chunk_of(doc, act->anchor);
  if (!c || c->prep == ISNAD_NONE) return false;
  const isn_token *t = &doc->tokens.at[c->prep];
  for (size_t k = 0; k < sizeof words / sizeof *words; k++)
    if (spelled(doc, t->fold0, t->fold1, words[k])) return true;
  return false;
}

static void holder(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  if (noun_above(act, cast)) return;
  uint32_t by_arc = isn_verb_above(doc, act->arcs, act->anchor, NULL), verb = isn_governing_verb(doc, act->anchor);
  if (by_arc != ISNAD_NONE && by_arc < act->anchor && same_sentence(doc, by_arc, act->anchor)) verb = by_arc;
  if (verb == ISNAD_NONE) return;
  const isnad_statement *st = cue_at(doc, verb);
  bool beside = act->frame->type == ISNAD_EV_CONSULT && is_circumstance(act);
  if (st && st->cue_class == ISNAD_DEMAND && !beside) {
    asked_one(act, cast, verb);
    return;
  }
  if (speaks_of_others(st) && act->frame->type >= ISNAD_EV_PROTEST) return; /* أدانت عمان الهجوم */
  isn_cast own = cast;
  if (subject_of(act, own, verb, 1)) return;
  uint32_t source = st ? st->source_entity : ISNAD_NONE;
  isn_take_entity(act, cast, source);
}

/* قام مسلحون بخطف، تمكنت القوات من تحرير، حاول اقتحام: verbs whose subject does what the noun under them names. */
static void controlling(isn_act *act, isn_cast cast) {
  static const char *const lemmas[] = {"قام", "أقدم", "تمكن", "نجح", "حاول", "بدأ", "واصل", "استطاع", "عمد", "شرع", "باشر", "قرر", "هدد", "اعتزم",
                                       "تعهد", "سعى", "رفض", "فشل", "توعد", "استأنف", "كثف", "أراد", "أخفق", "خطط", "توقف", "استمر", "تورط", "شارك",
                                       "نفذ", "شن", "ارتكب", "أجرى", "هدف", "حقق", "اضطر", "عزم", "نوى", "أوقف", "تولى", "انتهى", "عاد"};
  const isn_doc *doc = act->doc;
  uint32_t below, verb = isn_verb_above(doc, act->arcs, act->anchor, &below), order = isn_governing_verb(doc, act->anchor);
  if (verb == ISNAD_NONE || verb > act->anchor || act->anchor - verb > 16 || !same_sentence(doc, verb, act->anchor)) verb = order;
  if (verb == ISNAD_NONE || act->anchor - verb > 16) return;
  const isn_reading *r = isn_best(doc, verb);
  const isn_lexeme *l = r && r->lexeme != ISNAD_NONE ? isn_lexicon_lexeme(act->lexicon, r->lexeme) : NULL;
  for (size_t k = 0; l && k < sizeof lemmas / sizeof *lemmas; k++) {
    if (strcmp(l->lemma, lemmas[k]) != 0) continue;
    if (!noun_above(act, cast)) subject_of(act, cast, verb, 1);
    return;
  }
}

/* "لا حوار": who says so refuses. */
static void speaker(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  uint32_t said = doc->tokens.at[act->anchor].said;
  if (act->match->entry->pos == ISN_ENTRY_PHRASE && act->frame->type == ISNAD_EV_REJECT && said != ISNAD_NONE)
    isn_take_entity(act, cast, doc->statements.at[said].source_entity);
}

/* ---- frames ---- */

static bool has_slot(const isn_slot *slots, uint32_t count, isn_slot_kind kind) {
  for (uint32_t i = 0; i < count; i++)
    if (slots[i].kind == kind) return true;
  return false;
}

static void fill(isn_act *act, const isn_slot *slots, uint32_t slots_count, isn_cast cast, bool no_genitive) {
  for (uint32_t i = 0; i < slots_count && !*cast.count; i++) {
    switch (slots[i].kind) {
      case ISN_SLOT_SUBJECT:
        if (act->verbal) subject(act, cast);
        break;
      case ISN_SLOT_OBJECT: object(act, cast); break;
      case ISN_SLOT_GENITIVE:
        if (!no_genitive) genitive(act, cast);
        break;
      case ISN_SLOT_BY: by_phrase(act, cast); break;
      case ISN_SLOT_PREP: prepositional(act, cast, slots[i].prep); break;
      case ISN_SLOT_HOLDER: holder(act, cast); break;
    }
  }
}

/* A perfect of a verb that wants an object, without one, whose subject is no armed or official body, is read as passive. */
static bool reads_as_passive(const isn_act *act) {
  if (!may_be_passive(act) || act->recipients || !act->actors) return false;
  const isn_party *p = &act->actor[0];
  if (!p->written) return false;
  if (p->entity != ISNAD_NONE) return act->doc->entities.at[p->entity].type == ISNAD_PER;
  return p->phrase.agent.person || !p->phrase.agent.known;
}

/* Who bears arms or holds office, and so shells, arrests, besieges. */
static bool armed(const isn_doc *doc, uint32_t entity, const isn_phrase *p) {
  static const char *const sectors[] = {"MIL", "REB", "GOV", "COP", "PRM", "UAF", "SPY", "CRM", "JUD"};
  const char *sector = p->agent.sector;
  if (entity != ISNAD_NONE && doc->facts.at[entity].sector && !sector) sector = doc->facts.at[entity].sector;
  for (size_t k = 0; sector && k < sizeof sectors / sizeof *sectors; k++)
    if (strcmp(sector, sectors[k]) == 0) return true;
  return false;
}

/* Whether the one genitive of a verbal noun suffers the act: قصف حلب, قصف المستشفى, دعم حفتر; but قصف الطيران. */
static bool genitive_suffers(isn_act *act) {
  const isn_doc *doc = act->doc;
  isnad_event_type t = act->frame->type;
  if (act->verbal || act->recipients) return false;
  uint32_t noun = genitive_of(act);
  if (noun == ISNAD_NONE && !isn_pronoun_on(doc, act->anchor)) return false;
  if (!has_slot(act->frame->recipient, act->frame->recipients, ISN_SLOT_GENITIVE)) {
    if (t != ISNAD_EV_ASSAULT || noun == ISNAD_NONE) return false;
  }
  isn_phrase p = noun == ISNAD_NONE ? (isn_phrase){.entity = ISNAD_NONE} : isn_phrase_around(act, noun);
  if (t == ISNAD_EV_ASSAULT || t == ISNAD_EV_COERCE || t == ISNAD_EV_SANCTION) {
    if (noun == ISNAD_NONE) return t != ISNAD_EV_ASSAULT;
    if (p.entity != ISNAD_NONE && doc->entities.at[p.entity].type == ISNAD_LOC) {
      const char *kind = doc->facts.at[p.entity].kind;
      return !(kind && strcmp(kind, "country") == 0);
    }
    if (p.entity != ISNAD_NONE) return false;
    return !armed(doc, p.entity, &p) && (p.agent.known || has_slot(act->frame->recipient, act->frame->recipients, ISN_SLOT_GENITIVE));
  }
  /* another who governs the noun is the actor: "تميل لدعم حفتر" */
  isn_party governor[ISN_MAX_PARTICIPANTS];
  uint32_t count = 0;
  if (act->actors) return true;
  const isn_chunk *c = chunk_of(doc, act->anchor);
  bool governed = c && (c->prep != ISNAD_NONE || c->clitic || act->arcs->relation[act->anchor] == ISN_REL_OBJ);
  if (!governed) return false;
  holder(act, (isn_cast){governor, &count});
  return count && !(governor[0].entity != ISNAD_NONE && governor[0].entity == p.entity);
}

/* "تعهد السراج بلقاء حفتر": where another governs the noun, the genitive of a meeting is whom one meets. */
static void met_in_genitive(isn_act *act) {
  const isn_doc *doc = act->doc;
  if (act->verbal || act->frame->type != ISNAD_EV_CONSULT || act->actors != 1 || act->recipients || !act->actor[0].written) return;
  const isn_chunk *c = chunk_of(doc, act->anchor);
  if (!c || act->actor[0].phrase.first <= act->anchor || chunk_of(doc, act->actor[0].phrase.first) != c) return;
  if (c->prep == ISNAD_NONE && !c->clitic) return;
  isn_party governor[ISN_MAX_PARTICIPANTS];
  uint32_t count = 0;
  holder(act, (isn_cast){governor, &count});
  if (!count || (governor[0].entity != ISNAD_NONE && governor[0].entity == act->actor[0].entity)) return;
  act->recipient[0] = act->actor[0];
  act->recipients = 1;
  memcpy(act->actor, governor, sizeof governor);
  act->actors = count;
}

/* العدوان الذي بدأه فلان، المواجهات التي تخوضها القوات: whoever is the subject of a relative clause of which the act is the object; of
 * one that tells who received it (الضربات التي تلقاها) its recipient. */
static void doer_in_relative_clause(isn_act *act) {
  static const char16_t *const received[] = {u"تلقي", u"تلقاها", u"تلقت", u"تكبد", u"تكبدت", u"عاني", u"عانت", u"يتلقي", u"تتلقي"};
  static const char16_t *const saw[] = {u"شهد", u"شهدت", u"يشهد", u"تشهد", u"عرف", u"عرفت"};
  const isn_doc *doc = act->doc;
  uint32_t verb = isn_dependent(act->arcs, act->anchor, ISN_REL_ACL, ISN_REL_ACL, act->anchor);
  if (verb == ISNAD_NONE || verb > act->anchor + 14 || !is_verb(doc, verb)) return;
  uint8_t pronoun = isn_pronoun_on(doc, verb);
  if ((pronoun != 'h' && pronoun != 'H') || stem_is_any(doc, verb, saw, sizeof saw / sizeof *saw)) return;
  isn_cast cast = stem_is_any(doc, verb, received, sizeof received / sizeof *received) ? isn_recipients(act) : isn_actors(act);
  uint32_t subject = written_subject(act, verb);
  if (subject != ISNAD_NONE) isn_take(act, cast, subject, ISN_FIT_NAME);
  else isn_take_pronoun(act, cast, verb, isn_pronoun_of_verb(doc, verb));
}

/* The victims that a verb of outcome names after an attack: "القصف أسفر عن مقتل 20 شخصا", "هجوم استهدف قنصلية". */
static void victims(isn_act *act, isn_cast cast) {
  static const char16_t *const aims[] = {u"استهدف", u"استهدفت", u"يستهدف", u"تستهدف", u"طال", u"طالت", u"يقتل", u"قتل", u"قتلت"};
  static const char16_t *const outcomes[] = {u"اسفر", u"اسفرت", u"اسفرا", u"اوقع", u"اوقعت", u"خلف", u"خلفت", u"ادي", u"ادت", u"اودي", u"اودت"};
  const isn_doc *doc = act->doc;
  uint32_t end = doc->sentence_first.at[doc->tokens.at[act->anchor].sentence + 1];
  for (uint32_t i = act->anchor + 1; i < end && i < act->anchor + VICTIM_TOKENS; i++) {
    const isn_chunk *c = chunk_of(doc, i);
    if (!is_verb(doc, i) || (c && c->conj)) continue;
    bool aim = stem_is_any(doc, i, aims, sizeof aims / sizeof *aims);
    if (!aim && !stem_is_any(doc, i, outcomes, sizeof outcomes / sizeof *outcomes)) continue;
    uint32_t object = isn_dependent(act->arcs, i, ISN_REL_OBJ, ISN_REL_NSUBJ, i);
    for (uint32_t k = i + 1; !aim && k < end && k < i + 11; k++) { /* عن سقوط نحو 100 قتيل */
      const isn_agent *agent = isn_agent_at(act->agents, doc, k);
      if (doc->tokens.at[k].kind == ISN_NUMBER || doc->tokens.at[k].pos == ISN_NUM || casualties(doc, k) || (agent && agent->person)) {
        object = k;
        break;
      }
    }
    if (aim && object == ISNAD_NONE) object = i + 1 < end && chunk_of(doc, i + 1) && isn_bare_phrase(doc, chunk_of(doc, i + 1)) ? i + 1 : ISNAD_NONE;
    if (object != ISNAD_NONE && isn_take(act, cast, object, ISN_FIT_ANYTHING)) return;
  }
}

/* المواطنين المختطفين: the participle of one spelling for both voices, of a noun that bears no arms. */
static bool describes_victim(const isn_act *act) {
  const isn_reading *r = act->match->reading;
  if (!r || r->form != ISN_ACTIVE_PART || !(r->proclitics & ISN_AL) || act->actors != 1 || !act->actor[0].written) return false;
  if (act->frame->type != ISNAD_EV_ASSAULT && act->frame->type != ISNAD_EV_COERCE) return false;
  const isn_token *t = &act->doc->tokens.at[act->match->tokens[0]];
  bool both = false;
  for (uint32_t k = 0; k < t->readings_count; k++) both = both || act->doc->readings.at[t->readings + k].form == ISN_PASSIVE_PART;
  return both && !armed(act->doc, act->actor[0].entity, &act->actor[0].phrase);
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

void isn_find_participants(isn_act *act) {
  const isn_frame *f = act->frame;
  if (act->passive) { /* the passive's subject suffers the act */
    subject(act, isn_recipients(act));
    by_phrase(act, isn_actors(act));
    return;
  }
  /* what a preposition gives first: it tells what the genitive can be */
  bool suffers = false;
  if (!act->verbal) {
    for (uint32_t i = 0; i < f->recipients && !act->recipients; i++)
      if (f->recipient[i].kind == ISN_SLOT_PREP && has_slot(f->recipient, f->recipients, ISN_SLOT_GENITIVE)) prepositional(act, isn_recipients(act), f->recipient[i].prep);
    suffers = genitive_suffers(act);
    if (suffers) genitive(act, isn_recipients(act));
  }
  if (!act->verbal) doer_in_relative_clause(act);
  if (!act->actors) speaker(act, isn_actors(act));
  fill(act, f->actor, f->actors, isn_actors(act), suffers);
  if (!act->verbal && !act->actors && f->actors && !has_slot(f->actor, f->actors, ISN_SLOT_HOLDER)) controlling(act, isn_actors(act));
  if (!act->verbal && f->type == ISNAD_EV_ASSAULT && !act->recipients) victims(act, isn_recipients(act));
  fill(act, f->recipient, f->recipients, isn_recipients(act), false);
  if (!act->verbal && !act->recipients) met_after_pronoun(act, isn_recipients(act));
  met_in_genitive(act);
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
  drop_things(act);
}
