#include "event/subject.h"

#include <string.h>

#include "doc/spelled.h"

bool isn_folded_is(const isn_doc *doc, uint32_t from, uint32_t to, const char16_t *word) {
  return isn_letters_are(doc->fold + from, to - from, word);
}

bool isn_stem_is_any(const isn_doc *doc, uint32_t token, const char16_t *const *words, size_t count) {
  const isn_reading *r = isn_best(doc, token);
  for (size_t k = 0; r && k < count; k++)
    if (isn_letters_are(doc->fold + r->stem0, r->stem1 - r->stem0, words[k])) return true;
  return false;
}

/* قتلى، جرحى، ضحايا: who suffers an act is not its actor. */
bool isn_casualties(const isn_doc *doc, uint32_t token) { return isn_in(doc, token, ISN_CLASS_CASUALTY); }

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
  uint32_t word = isn_content_word(doc, noun);
  bool counts = t->pos == ISN_NUM || (word != ISNAD_NONE && doc->words.at[word].upos == ISN_NUM); /* خمسة جنود: its ة is of men */
  bool marbuta = doc->cp[t->end - 1] == 0x629 && !counts;
  if (noun > verb && (r->number == 'p' || r->number == 'd')) return false; /* a verb before its subject is singular */
  if (t->mention != ISNAD_NONE) return name_agrees(doc, doc->mentions.at[t->mention].entity, r);
  if (number == 'p' || number == 'd') return noun > verb || r->number != 's' || r->gender == 'f' || number == 'p';
  if (noun < verb && r->number == 'p') { /* a body of men may take a plural; one thing does not */
    const isn_reading *n = isn_best(doc, noun);
    if (n && n->form == ISN_SINGULAR) return false;
  }
  char own = marbuta ? 'f' : counts ? 0 : gender;
  return !own || !r->gender || own == r->gender || r->number == 'p';
}

static bool first_person(const isn_doc *doc, uint32_t verb) {
  const isn_reading *r = isn_best(doc, verb);
  return r && r->pos == ISN_VERB && r->person && r->person != 3;
}

static bool sound_plural(const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  uint32_t n = t->end;
  return n - t->start > 4 && doc->cp[n - 1] == 0x646 && (doc->cp[n - 2] == 0x64a || doc->cp[n - 2] == 0x648);
}

/* Whether all of a noun's chunk behind it belongs to it for sure: its name, its adjectives, one noun in the genitive. */
static bool one_phrase(const isn_act *act, uint32_t noun) {
  const isn_doc *doc = act->doc;
  const isn_chunk *c = isn_chunk_of(doc, noun);
  const isn_reading *r = isn_best(doc, noun);
  uint32_t m = doc->tokens.at[noun].mention;
  bool construct = m == ISNAD_NONE && r && !(r->proclitics & ISN_AL) && !r->enclitic;
  for (uint32_t i = noun + 1; c && i < c->end; i++) {
    const isn_token *t = &doc->tokens.at[i];
    bool named = t->mention != ISNAD_NONE && (m == ISNAD_NONE || t->mention == m);
    if (named) m = t->mention;
    else if (t->kind < ISN_MARK && (t->pos != ISN_ADJ || (sound_plural(doc, i) && !sound_plural(doc, noun)))) {
      if (!construct) return false;
      construct = false;
    }
  }
  return true;
}

/* وحث البرلمان على: the one phrase behind a verb that never goes without its object is the object, and the subject is left out. */
static bool lone_object(const isn_act *act, uint32_t verb, uint32_t noun) {
  const isn_doc *doc = act->doc;
  const isn_reading *r = act->match->reading;
  if (verb != act->match->tokens[0] || act->match->count > 1 || act->passive || !r || r->pos != ISN_VERB || r->enclitic ||
      r->lexeme == ISNAD_NONE || noun < verb)
    return false;
  bool transitive = isn_class_in(isn_lexicon_lexeme(act->lexicon, r->lexeme)->classes, ISN_CLASS_NEEDS_OBJECT);
  const isn_token *t = &doc->tokens.at[noun];
  bool things = t->end - t->start > 4 && doc->cp[t->end - 1] == 0x62a && doc->cp[t->end - 2] == 0x627 && t->mention == ISNAD_NONE;
  if (things && r->gender == 'm' && !isn_is_amount(doc, noun)) /* حذر الشركات: a verb before such a plural is feminine */
    transitive = transitive || (act->frame->recipients && act->frame->recipient[0].kind == ISN_SLOT_OBJECT);
  /* وتحث روسيا على: countries act */
  bool country = t->mention != ISNAD_NONE && doc->entities.at[doc->mentions.at[t->mention].entity].type == ISNAD_LOC;
  if (country && r->gender == 'f' && verb == doc->sentence_first.at[doc->tokens.at[verb].sentence]) return false;
  const isn_chunk *c = isn_chunk_of(doc, noun);
  if (!transitive || !c || c->kind != ISN_CHUNK_NP || c->head != noun || !one_phrase(act, noun)) return false;
  bool before;
  uint32_t s = isn_subject(doc, verb, verb + 1, 0, &before);
  if (s != ISNAD_NONE && before) return false;
  uint32_t chunk = doc->tokens.at[noun].chunk, end = isn_phrase_at(act->agents, act->lexicon, doc, chunk, true, 0).end;
  for (uint32_t next = doc->tokens.at[end - 1].chunk + 1; next < doc->chunks.count && doc->chunks.at[next].conj; next++)
    end = doc->chunks.at[next].end; /* الوزير والسفير */
  uint32_t object = isn_dependent(act->arcs, verb, ISN_REL_OBJ, ISN_REL_OBJ, verb);
  if (object != ISNAD_NONE && object != noun) return false;
  return isn_object_after(doc, verb, doc->tokens.at[end - 1].chunk) == ISNAD_NONE;
}

/* الجهود [الدبلوماسية]: an adjective of the noun right before it is nobody. */
bool isn_describes_before(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  uint32_t w = isn_content_word(doc, token);
  const isn_reading *r = isn_best(doc, token);
  return token && r && r->proclitics & ISN_AL && doc->tokens.at[token].mention == ISNAD_NONE && w != ISNAD_NONE &&
         doc->words.at[w].upos == ISN_ADJ && act->arcs->relation[token] == ISN_REL_AMOD && act->arcs->governor[token] + 1 == token;
}

/* Whether the phrase after a verb can be its subject: "تجري اتصالات" has its subject before it, and the phrase is the object. */
bool isn_plausible_subject(const isn_act *act, uint32_t verb, uint32_t noun) {
  const isn_doc *doc = act->doc;
  if (first_person(doc, verb) || doc->tokens.at[noun].time != ISNAD_NONE || isn_describes_before(act, noun)) return false;
  if (!agrees(doc, verb, noun) || lone_object(act, verb, noun)) return false;
  if (noun < verb || act->passive) return true;
  if (act->frame->type == ISNAD_EV_ASSAULT && isn_casualties(doc, noun)) return false;
  isn_phrase p = isn_phrase_around(act, noun);
  const isn_reading *head = isn_best(doc, p.head);
  return isn_is_party(act, &p) || !head || head->lexeme == ISNAD_NONE || head->proclitics & ISN_AL;
}

/* The words of the act itself are nobody in it, but for who stands in its entry: أحرق متظاهرون, دخول مليشيات. */
bool isn_own_word(const isn_act *act, uint32_t token) {
  for (uint32_t k = 0; k < act->match->count; k++)
    if (act->match->tokens[k] == token) {
      const isn_agent *agent = isn_agent_at(act->agents, act->doc, token);
      return k == 0 || token == act->anchor || !agent || agent->known == 3;
    }
  return false;
}

/* The noun that a relative clause of this verb describes, or ISNAD_NONE: by the chunks, else by the tree. */
uint32_t isn_antecedent_of(const isn_act *act, uint32_t verb) {
  const isn_doc *doc = act->doc;
  uint32_t chunk = isn_relative_antecedent(doc, verb), governor = act->arcs->governor[verb];
  bool arc = act->arcs->relation[verb] == ISN_REL_ACL && governor != ISNAD_NONE && governor < verb && !isn_is_verb(doc, governor);
  if (chunk == ISNAD_NONE) return arc && isn_same_sentence(doc, governor, verb) ? governor : ISNAD_NONE;
  /* of "قوات الأمن في المدينة التي" the tree may know better which noun it is */
  if (arc && verb - governor < 24 && isn_chunk_of(doc, governor) && doc->chunks.at[chunk].first <= governor + 12) {
    bool agrees_arc = agrees(doc, verb, governor);
    if (agrees_arc) return governor;
  }
  return doc->chunks.at[chunk].head;
}

/* The subject written beside a verb, after or before it; ISNAD_NONE: none. */
uint32_t isn_written_subject(const isn_act *act, uint32_t verb) {
  const isn_doc *doc = act->doc;
  bool before;
  uint32_t chunk = isn_subject(doc, verb, verb + 1, 0, &before), by_chunk = chunk == ISNAD_NONE ? ISNAD_NONE : doc->chunks.at[chunk].head;
  if (by_chunk != ISNAD_NONE && (isn_own_word(act, by_chunk) || !isn_plausible_subject(act, verb, by_chunk))) by_chunk = ISNAD_NONE;
  uint32_t by_arc = ISNAD_NONE;
  for (uint32_t c = isn_dependent(act->arcs, verb, ISN_REL_NSUBJ, ISN_REL_NSUBJ_PASS, ISNAD_NONE); c != ISNAD_NONE;
       c = isn_dependent(act->arcs, verb, ISN_REL_NSUBJ, ISN_REL_NSUBJ_PASS, c)) {
    if (isn_own_word(act, c) || !isn_same_sentence(doc, c, verb) || !isn_has_preposition(doc, act->arcs, c, NULL, 0) ||
        !isn_plausible_subject(act, verb, c))
      continue;
    const isn_chunk *start = isn_chunk_of(doc, verb), *in = isn_chunk_of(doc, c);
    bool behind_preposition = in && c > in->head && (in->prep != ISNAD_NONE || in->clitic); /* توجهها للدولتين [الكبريين] */
    if (behind_preposition && doc->tokens.at[c].mention == ISNAD_NONE && !isn_agent_at(act->agents, doc, c)) continue;
    if (verb == act->match->tokens[0] && act->match->count > 1 && c > act->match->tokens[1] && start && start->conj) continue;
    by_arc = c;
    break;
  }
  if (by_arc == ISNAD_NONE) return by_chunk;
  if (by_chunk == ISNAD_NONE || by_chunk == by_arc) return by_arc;
  /* the word itself or one inside the phrase: the phrase's head */
  const isn_chunk *c = isn_chunk_of(doc, by_chunk);
  if (c && by_arc >= c->first && by_arc < c->end) return by_chunk;
  uint32_t a = doc->tokens.at[by_chunk].mention, b = doc->tokens.at[by_arc].mention;
  if (a != ISNAD_NONE && b != ISNAD_NONE && a != b && by_chunk == verb + 1) return by_chunk; /* انتقد فلان فلانا */
  return by_arc;
}

/* كان فلان قد فعل: the subject of the auxiliary above a verb. */
static uint32_t auxiliary_above(const isn_act *act, uint32_t verb) {
  uint32_t above = act->arcs->governor[verb];
  if (above == ISNAD_NONE || above > verb || !isn_same_sentence(act->doc, above, verb)) return ISNAD_NONE;
  isn_relation r = (isn_relation)act->arcs->relation[verb];
  if (r != ISN_REL_CCOMP && r != ISN_REL_XCOMP) return ISNAD_NONE;
  return isn_in(act->doc, above, ISN_CLASS_AUXILIARY) ? above : ISNAD_NONE;
}

/* Whether a verb carries on with the subject of another one before it. */
static bool shares_subject(const isn_doc *doc, uint32_t verb, uint32_t other) {
  const isn_reading *a = isn_best(doc, verb), *b = isn_best(doc, other);
  if (!a || !b || a->pos != ISN_VERB || b->pos != ISN_VERB || a->person != b->person) return false;
  return !a->gender || !b->gender || a->gender == b->gender || a->number == 'p';
}

/* What may suffer the act. */
isn_fit isn_object_fit(const isn_act *act) {
  isnad_event_type t = act->frame->type;
  return t == ISNAD_EV_ASSAULT || t == ISNAD_EV_COERCE || t == ISNAD_EV_AID || t == ISNAD_EV_CONCEDE ? ISN_FIT_ANYTHING : ISN_FIT_PARTY;
}

/* "قتل 15 متمردا", "اعتقلوا": the passive is spelled as the active. */
bool isn_may_be_passive(const isn_act *act) {
  const isn_reading *r = act->match->reading;
  if (!act->verbal || !r || r->form != ISN_PAST || r->enclitic || r->person != 3 || act->match->count > 1) return false;
  return (act->frame->type == ISNAD_EV_ASSAULT || act->frame->type == ISNAD_EV_COERCE) && act->frame->recipients &&
         act->frame->recipient[0].kind == ISN_SLOT_OBJECT;
}

/* مشيرا، مطالبين؛ القوات المهاجمة: of a participle, the noun that it describes or the subject of the verb that it stands beside. */
static bool participle_subject(isn_act *act, isn_cast cast, uint32_t word, unsigned depth) {
  const isn_doc *doc = act->doc;
  const isn_reading *r = word == act->match->tokens[0] && act->match->reading ? act->match->reading : isn_best(doc, word);
  const isn_chunk *c = isn_chunk_of(doc, word);
  uint32_t governor = act->arcs->governor[word];
  bool definite = r && r->proclitics & ISN_AL;
  bool beside = definite && governor != ISNAD_NONE && governor + 1 == word; /* مواقع المسلحين | المدعومين */
  if (beside && c && c->head < governor) {
    isn_take_phrase(act, cast, isn_phrase_of(act->agents, act->lexicon, doc, governor, word), ISN_FIT_NAME);
    if (*cast.count) return true;
  }
  if ((beside || act->arcs->relation[word] == ISN_REL_AMOD) && governor != ISNAD_NONE && governor < word) {
    if (isn_take(act, cast, governor, ISN_FIT_NAME)) return true;
  }
  if (c && c->kind == ISN_CHUNK_NP && c->head < word && (definite || act->arcs->relation[word] == ISN_REL_AMOD)) {
    uint32_t first = c->prep == ISNAD_NONE ? c->first : c->prep + 1;
    isn_take_phrase(act, cast, isn_phrase_of(act->agents, act->lexicon, doc, first, word), ISN_FIT_NAME);
    return *cast.count;
  }
  if (definite || governor == ISNAD_NONE) return false;
  if (act->arcs->relation[word] == ISN_REL_AMOD || act->arcs->relation[word] == ISN_REL_ACL)
    return isn_take(act, cast, governor, ISN_FIT_NAME);
  uint32_t verb = isn_is_verb(doc, governor) ? governor : isn_verb_above(doc, act->arcs, word, NULL);
  return verb != ISNAD_NONE && verb < word && isn_subject_of(act, cast, verb, depth + 1);
}

/* The subject that a verb leaves out, from the verb that it is coordinated with or hangs on. */
static bool inherited_subject(isn_act *act, isn_cast cast, uint32_t verb, unsigned depth) {
  const isn_doc *doc = act->doc;
  uint32_t governor = act->arcs->governor[verb];
  isn_relation relation = (isn_relation)act->arcs->relation[verb];
  if (governor == ISNAD_NONE || governor > verb || !isn_same_sentence(doc, governor, verb)) return false;
  if (!isn_is_verb(doc, governor)) governor = isn_verb_above(doc, act->arcs, verb, NULL);
  if (governor == ISNAD_NONE || !isn_same_sentence(doc, governor, verb)) return false;
  bool told = doc->tokens.at[verb].said != doc->tokens.at[governor].said; /* what others said of somebody is not about them */
  bool goes_on = relation == ISN_REL_CONJ || relation == ISN_REL_XCOMP || relation == ISN_REL_ADVCL || relation == ISN_REL_CCOMP;
  if (!goes_on || !shares_subject(doc, verb, governor) || (told && relation != ISN_REL_XCOMP)) return false;
  return isn_subject_of(act, cast, governor, depth + 1);
}

/* أنه التقى، وهم يقاتلون: the token before a verb that is or bears its subject as a pronoun, or ISNAD_NONE. */
static uint32_t pronoun_before(const isn_doc *doc, uint32_t verb) {
  uint32_t sentence = doc->tokens.at[verb].sentence;
  for (uint32_t i = verb, n = 0; i-- > 0 && n < 4; n++) {
    const isn_token *t = &doc->tokens.at[i];
    const isn_chunk *c = isn_chunk_of(doc, i);
    if (t->sentence != sentence) return ISNAD_NONE;
    if (t->pos == ISN_PRON && t->mention == ISNAD_NONE && !(c && c->kind == ISN_CHUNK_COMP)) return i;
    if (c && c->kind == ISN_CHUNK_COMP) return !c->relative && isn_pronoun_on(doc, i) ? i : ISNAD_NONE;
    if (!c || (c->kind != ISN_CHUNK_PARTICLE && t->pos != ISN_AUX)) return ISNAD_NONE;
  }
  return ISNAD_NONE;
}

/* دعا فيه، عبروا فيها: a preposition right behind a verb that bears the noun before it as a pronoun. */
static bool resumed_behind(const isn_doc *doc, uint32_t verb) {
  uint32_t i = verb + 1;
  if (i >= doc->tokens.count || !isn_same_sentence(doc, i, verb)) return false;
  const isn_token *t = &doc->tokens.at[i];
  return t->words_count == 2 && doc->words.at[t->words].upos == ISN_ADP && doc->words.at[t->words + 1].upos == ISN_PRON;
}

bool isn_subject_of(isn_act *act, isn_cast cast, uint32_t verb, unsigned depth) {
  const isn_doc *doc = act->doc;
  if (depth > 3) return false;
  const isn_reading *r = verb == act->match->tokens[0] && act->match->reading ? act->match->reading : isn_best(doc, verb);
  if (r && (r->form == ISN_ACTIVE_PART || r->form == ISN_PASSIVE_PART) && r->pos != ISN_VERB)
    return participle_subject(act, cast, verb, depth);
  uint32_t pronoun = pronoun_before(doc, verb);
  if (pronoun != ISNAD_NONE) {
    uint8_t kind = isn_pronoun_on(doc, pronoun);
    return isn_take_pronoun(act, cast, pronoun, kind ? kind : isn_pronoun_of_verb(doc, verb));
  }
  uint32_t antecedent = isn_antecedent_of(act, verb);
  bool resumed = r && r->enclitic;                                         /* العدوان الذي بدأه */
  if (antecedent != ISNAD_NONE && !resumed && resumed_behind(doc, verb)) { /* خطابا دعا فيه إلى */
    isn_phrase p = isn_phrase_around(act, antecedent);
    resumed = !isn_is_party(act, &p);
  }
  if (antecedent != ISNAD_NONE && !resumed && agrees(doc, verb, antecedent)) {
    uint32_t own = isn_dependent(act->arcs, verb, ISN_REL_NSUBJ, ISN_REL_NSUBJ_PASS, ISNAD_NONE);
    bool thing = own != ISNAD_NONE && own > verb && !isn_own_word(act, own) && isn_plausible_subject(act, verb, own);
    isn_phrase p = isn_phrase_around(act, antecedent);
    if ((isn_is_party(act, &p) || !thing) && isn_take(act, cast, antecedent, ISN_FIT_NAME)) return true;
  }
  uint32_t subject = isn_written_subject(act, verb), aux = auxiliary_above(act, verb);
  if (aux != ISNAD_NONE && (subject == ISNAD_NONE || subject > verb)) {
    uint32_t first = isn_dependent(act->arcs, aux, ISN_REL_NSUBJ, ISN_REL_NSUBJ, ISNAD_NONE);
    if (first != ISNAD_NONE && first < verb && first > aux && agrees(doc, verb, first)) subject = first;
  }
  bool may_suffer = !depth && (act->passive || isn_may_be_passive(act));
  if (subject != ISNAD_NONE && isn_take(act, cast, subject, may_suffer ? isn_object_fit(act) : ISN_FIT_NAME)) return true;
  if (subject != ISNAD_NONE && depth) return false;
  return inherited_subject(act, cast, verb, depth);
}

/* عليه، عليهم right behind a verb. */
static bool on_somebody(const isn_doc *doc, uint32_t verb) {
  const isn_token *t = verb + 1 < doc->tokens.count ? &doc->tokens.at[verb + 1] : NULL;
  return t && t->fold1 - t->fold0 >= 4 && isn_folded_is(doc, t->fold0, t->fold0 + 3, u"علي") && isn_pronoun_on(doc, verb + 1);
}

/* استهدفت الغارات المطار: the subject is a word of the entry. */
static bool weapon_acts(const isn_act *act) {
  for (uint32_t k = 1; k < act->match->count; k++) {
    const uint32_t t = act->match->tokens[k];
    if (act->arcs->relation[t] == ISN_REL_NSUBJ && act->arcs->governor[t] == act->match->tokens[0]) return true;
  }
  return false;
}

/* An implicit subject goes on from the sentence before. */
void isn_take_subject(isn_act *act, isn_cast cast) {
  const isn_doc *doc = act->doc;
  uint32_t verb = act->match->tokens[0];
  const isn_reading *r = isn_best(doc, verb);
  if (isn_subject_of(act, cast, verb, 0) || *cast.count || act->passive || first_person(doc, verb)) return;
  if (!r || r->pos != ISN_VERB) return;
  uint32_t written = isn_written_subject(act, verb);
  if (written != ISNAD_NONE && written > verb) { /* a thing acts: أدى القصف إلى; of a country: قتلت نيران إسرائيلية */
    isn_phrase p = isn_phrase_around(act, written);
    if (act->frame->type == ISNAD_EV_ASSAULT && p.country) isn_take_entity(act, cast, isn_country_entity(doc, p.country));
    return;
  }
  if (weapon_acts(act) || (act->frame->type >= ISNAD_EV_SANCTION && on_somebody(doc, verb))) return; /* حكم عليه بالسجن: passive */
  isn_take_pronoun(act, cast, verb, isn_pronoun_of_verb(doc, verb));
}
