/* Known names of the gazetteer, and names that begin with a head word: وزارة الداخلية الليبية, حزب X, مخيم X, صحيفة "X". */
#include <string.h>

#include "entity/mentions.h"
#include "entity/spelling.h"

enum { CHAIN = 5, NEAR = 300 };

static bool add(isn_doc *doc, isn_candidates *out, isn_candidate c) {
  isn_candidate *row = ISN_PUSH(out, &doc->arena);
  if (!row) return false;
  *row = c;
  return true;
}

/* The head reading that is spelled as its lemma (قوات before قوة), or any. */
static const isn_reading *head_reading(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  const isn_reading *found = NULL, *best = isn_best(doc, i);
  if (t->kind != ISN_WORD) return NULL;
  for (uint32_t r = 0; r < t->readings_count; r++) {
    const isn_reading *reading = &doc->readings.at[t->readings + r];
    if (reading->pos != ISN_NOUN || reading->enclitic || reading->lexeme >= g->lexemes || !g->is_head[reading->lexeme]) continue;
    if (r && best->lexeme != ISNAD_NONE && reading->stem0 > best->stem0 && best->pos == ISN_NOUN) continue; /* كتلة is no ك + تلة */
    const isn_key stem = {doc->fold + reading->stem0, reading->stem1 - reading->stem0};
    if (isn_key_equal(stem, isn_lexicon_lexeme(g->lexicon, reading->lexeme)->key)) return reading;
    if (!found) found = reading;
  }
  return found;
}

static const isn_orghead *head_at(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_reading *r = head_reading(g, doc, i);
  return r ? &g->heads[r->lexeme] : NULL;
}

/* محافظة الغربية, not: المنطقة الغربية. */
static bool after_place_head(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  if (!i || doc->tokens.at[i - 1].sentence != doc->tokens.at[i].sentence) return false;
  const isn_orghead *head = head_at(g, doc, i - 1);
  return head && head->type == ISNAD_LOC && !isn_has_article(doc, i - 1);
}

static bool after_place_word(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  if (!i || doc->tokens.at[i - 1].sentence != doc->tokens.at[i].sentence) return false;
  const isn_orghead *head = head_at(g, doc, i - 1);
  if (head && head->type == ISNAD_LOC) return !isn_has_article(doc, i - 1);
  const isn_token *t = &doc->tokens.at[i - 1];
  return t->fold1 - t->fold0 == 2 && doc->fold[t->fold0] == 0x641 && doc->fold[t->fold0 + 1] == 0x64a; /* في */
}

static bool in_quotes(const isn_doc *doc, const isn_hit *hit) {
  return hit->first > 0 && doc->tokens.at[hit->first - 1].kind == ISN_QUOTE_OPEN && hit->end < doc->tokens.count &&
         doc->tokens.at[hit->end].kind == ISN_QUOTE_CLOSE;
}

/* وكالة الأنباء السورية is a name with its head, وكالة | رويترز is not. */
static bool news_agency(const isn_doc *doc, uint32_t i) {
  static const uint16_t news[] = {0x627, 0x646, 0x628, 0x627, 0x621};
  const isn_token *t = &doc->tokens.at[i];
  return t->fold1 - t->fold0 >= 5 && memcmp(doc->fold + t->fold1 - 5, news, sizeof news) == 0;
}

/* القاعدة after قاعدة الشعيرات, or هذه القاعدة: the thing, not the organisation, unless its kind is said (تنظيم القاعدة). */
static bool common_here(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_reading *r = head_reading(g, doc, i), *before = i ? isn_best(doc, i - 1) : NULL;
  if (i && (head_at(g, doc, i - 1) || isn_force_word(g, doc, i - 1))) return false;
  const isn_lexeme *l = before ? isn_lexicon_lexeme(g->lexicon, before->lexeme) : NULL;
  if (l && l->lexeme_class == ISN_LEX_FUNCTION && l->role == ISN_ROLE_DEMONSTRATIVE) return true;
  for (uint32_t k = i, n = 0; k-- > 0 && n < NEAR; n++) {
    const isn_reading *other = isn_has_article(doc, k) ? NULL : head_reading(g, doc, k);
    if (other && other->lexeme == r->lexeme) return true;
  }
  return false;
}

bool isn_short_coalition(const isn_gazetteer *g, const isn_doc *doc, const isn_hit *hit) {
  const isn_known *k = &g->known.at[hit->known];
  return k->type == ISNAD_ORG && k->rank == 5 && hit->end == hit->first + 1 && k->code && strcmp(k->code, "IGO MIL") == 0 &&
         isn_vocabulary(g, doc, hit->first);
}

/* قوات التحالف, طيران التحالف, and التحالف after it: a military coalition that has a longer name too. */
static bool military_here(const isn_gazetteer *g, const isn_doc *doc, const isn_hit *hit) {
  static const char *const words[] = {"طيران", "طائرة", "مقاتلة", "غارة", "قيادة", "ضربة", "مدفعية", "بارجة", "دولة", "مروحية"};
  uint32_t i = hit->first;
  const isn_reading *next = hit->end < doc->tokens.count ? isn_best(doc, hit->end) : NULL;
  if (next && next->pos == ISN_ADJ && isn_has_article(doc, hit->end)) return false;
  if (!i || doc->tokens.at[i - 1].sentence != doc->tokens.at[i].sentence || isn_has_article(doc, i - 1)) return false;
  if (isn_force_word(g, doc, i - 1)) return true;
  const isn_reading *r = isn_best(doc, i - 1);
  const isn_lexeme *l = r ? isn_lexicon_lexeme(g->lexicon, r->lexeme) : NULL;
  for (size_t k = 0; l && k < sizeof words / sizeof *words; k++)
    if (strcmp(l->lemma, words[k]) == 0) return true;
  return false;
}

/* مأرب وتعز, مكة والمدينة: و joins it to a place of two words at most. */
static bool joins_place(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  isn_hit hit;
  if (doc->fold[doc->tokens.at[i].fold0] != 0x648) return false;
  for (uint32_t back = 1; back <= 2 && back <= i; back++) {
    if (doc->tokens.at[i - back].sentence != doc->tokens.at[i].sentence) return false;
    if (isn_gazetteer_at(g, doc, i - back, &hit) && hit.end == i && g->known.at[hit.known].type == ISNAD_LOC &&
        (g->known.at[hit.known].rank >= 3 || !isn_vocabulary(g, doc, hit.first)))
      return true;
  }
  return false;
}

/* إلى السويس, قرب الخور. */
static bool toward(const isn_doc *doc, uint32_t i) {
  static const uint16_t words[][3] = {{0x627, 0x644, 0x64a}, {0x646, 0x62d, 0x648}, {0x642, 0x631, 0x628}}; /* إلى نحو قرب */
  if (!i || doc->tokens.at[i - 1].sentence != doc->tokens.at[i].sentence) return false;
  const isn_token *t = &doc->tokens.at[i - 1];
  for (size_t k = 0; k < 3; k++)
    if (t->fold1 - t->fold0 == 3 && memcmp(doc->fold + t->fold0, words[k], sizeof words[k]) == 0) return true;
  return false;
}

/* طوره, كفره: where the name has ة, a short word that is spelled with ه has a pronoun rather. */
static bool with_pronoun(const isn_doc *doc, const isn_hit *hit, const isn_known *k) {
  size_t n = strlen(k->name_ar);
  const isn_token *t = &doc->tokens.at[hit->first];
  return k->rank == 1 && hit->end == hit->first + 1 && t->fold1 - hit->fold_start < 6 && doc->cp[t->end - 1] == 0x647 && n > 2 &&
         memcmp(k->name_ar + n - 2, "\xd8\xa9", 2) == 0;
}

/* الغرفة الفلاحية, طفرات جينية: a word that ends as adjectives do, after a noun that it agrees with in its article. */
static bool qualifies(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  uint16_t last = doc->fold[t->fold1 - 1];
  if (!i || doc->tokens.at[i - 1].sentence != t->sentence || doc->tokens.at[i - 1].kind != ISN_WORD || t->line_first) return false;
  if (last != 0x64a && last != 0x647) return false;
  const isn_reading *before = isn_best(doc, i - 1);
  if (!before || before->lexeme == ISNAD_NONE || (before->pos != ISN_NOUN && before->pos != ISN_ADJ) || before->enclitic) return false;
  if (isn_has_article(doc, i) && !isn_has_article(doc, i - 1)) return false;
  if (isn_has_article(doc, i)) return !head_at(g, doc, i - 1) || head_at(g, doc, i - 1)->type != ISNAD_LOC;
  bool nisba = t->fold1 - t->fold0 > 4 && (last == 0x64a || doc->fold[t->fold1 - 2] == 0x64a);
  return nisba && before->number != 'd' && doc->fold[doc->tokens.at[i - 1].fold1 - 1] == last && !head_at(g, doc, i - 1);
}

/* السياسة | الخارجية المصرية: the first word is the adjective of the noun before it. */
static bool said_before(const isn_doc *doc, uint32_t i) {
  const isn_reading *before = i && doc->tokens.at[i - 1].sentence == doc->tokens.at[i].sentence ? isn_best(doc, i - 1) : NULL;
  const isn_reading *own = isn_best(doc, i);
  if (!before || !own || own->pos != ISN_ADJ || before->pos != ISN_NOUN || before->lexeme == ISNAD_NONE) return false;
  uint16_t a = doc->fold[doc->tokens.at[i - 1].fold1 - 1], b = doc->fold[doc->tokens.at[i].fold1 - 1];
  return isn_has_article(doc, i - 1) && isn_has_article(doc, i) && a == 0x647 && b == 0x647;
}

/* Cities, provinces and regions that are not marked as ambiguous are believed sooner than towns and quarters. */
static bool well_known(const isn_known *k) {
  static const char *const kinds[] = {"city", "governorate", "region"};
  for (size_t i = 0; k->kind && i < sizeof kinds / sizeof *kinds; i++)
    if (strcmp(k->kind, kinds[i]) == 0) return true;
  return false;
}

/* Of the places of one name the one that is most likely meant before anything else is known; else the first row. */
static const isn_known *largest(const isn_gazetteer *g, uint32_t known) {
  const isn_known *best = &g->known.at[known];
  if (best->type != ISNAD_LOC || best->user) return best;
  for (uint32_t k = best->next; k != ISNAD_NONE; k = g->known.at[k].next) {
    const isn_known *row = &g->known.at[k];
    if (row->type == ISNAD_LOC && row->rank >= best->rank && row->population > best->population && !row->ambiguous) best = row;
  }
  return best;
}

/* Whether an ambiguous or common word can be this place here. */
static bool plausible(const isn_gazetteer *g, const isn_doc *doc, const isn_hit *hit, const bool *here) {
  const isn_known *k = largest(g, hit->known);
  if (hit->fold_start > doc->tokens.at[hit->first].fold0 && hit->first && doc->tokens.at[hit->first - 1].kind == ISN_QUOTE_OPEN)
    return false; /* "بوما" */
  if (k->rank == 5 && k->type == ISNAD_ORG && hit->end > hit->first + 1 && said_before(doc, hit->first)) return false;
  if (isn_short_coalition(g, doc, hit)) return military_here(g, doc, hit);
  /* القاعدة الجوية: an adjective makes the common noun of it */
  if (k->type == ISNAD_ORG && hit->end == hit->first + 1 && isn_vocabulary(g, doc, hit->first) && hit->end < doc->tokens.count &&
      isn_has_article(doc, hit->first)) {
    const isn_reading *next = isn_best(doc, hit->end);
    if (next && next->pos == ISN_ADJ && next->proclitics & ISN_AL && !isn_nisba_country(&g->agents, doc, hit->end)) return false;
  }
  if (k->rank >= 2 && !k->ambiguous) {
    if (hit->end > hit->first + 1 || k->type == ISNAD_LOC) return true;
    /* a one-word actor that is also a common word: the verb or the noun wins, unless in quotation marks */
    const isn_reading *r = isn_best(doc, hit->first);
    bool quoted = in_quotes(doc, hit);
    if (k->rank == 2) { /* الحياة، الوطن: an outlet only in quotation marks or after صحيفة، قناة */
      const isn_agent *before = hit->first && doc->tokens.at[hit->first - 1].sentence == doc->tokens.at[hit->first].sentence
                                    ? isn_agent_at(&g->agents, doc, hit->first - 1)
                                    : NULL;
      bool head = before && before->kind == ISNAD_OUTLET;
      if (news_agency(doc, hit->first) && hit->end == hit->first + 1 && !quoted) return false; /* وكالة الأنباء ... goes on */
      return quoted || head || (!r && !isn_has_article(doc, hit->first));
    }
    isn_hit next; /* حاكما ولايتي بورنو ويوبي */
    if (k->type == ISNAD_PER && r && r->lexeme != ISNAD_NONE && r->enclitic == 'y' && hit->end < doc->tokens.count &&
        isn_gazetteer_at(g, doc, hit->end, &next) && g->known.at[next.known].type == ISNAD_LOC)
      return false;
    if (!quoted && head_at(g, doc, hit->first) && common_here(g, doc, hit->first)) return false;
    return !r || r->pos != ISN_VERB || quoted;
  }
  if (hit->end > hit->first + 1) return !k->ambiguous; /* المنطقة الشرقية is one in many countries */
  bool clitic = hit->fold_start > doc->tokens.at[hit->first].fold0;
  bool place_word = after_place_word(g, doc, hit->first) || (toward(doc, hit->first) && isn_has_article(doc, hit->first));
  if (k->ambiguous && head_at(g, doc, hit->first) && head_at(g, doc, hit->first)->type == ISNAD_LOC)
    return joins_place(g, doc, hit->first); /* أحياء المدينة */
  if (k->ambiguous) {                       /* مدينة النصر, not: في بيان */
    const isn_orghead *head = hit->first && doc->tokens.at[hit->first - 1].sentence == doc->tokens.at[hit->first].sentence
                                  ? head_at(g, doc, hit->first - 1)
                                  : NULL;
    return head && head->type == ISNAD_LOC && !isn_title_at(g, doc, hit->first) && !isn_has_article(doc, hit->first - 1);
  }
  if (with_pronoun(doc, hit, k) || qualifies(g, doc, hit->first)) return after_place_head(g, doc, hit->first) || k->population > 100000;
  bool common = isn_vocabulary(g, doc, hit->first), name = isn_name_word(g, doc, hit->first, 0) != 0;
  if (k->rank >= 3) return true;
  const isn_reading *best = isn_best(doc, hit->first);
  if (best && best->pos == ISN_ADJ && !place_word) return false; /* الدول الغربية */
  if (after_place_head(g, doc, hit->first) || (hit->fold_start > doc->tokens.at[hit->first].fold0 && joins_place(g, doc, hit->first)))
    return true;
  if (doc->tokens.at[hit->first].fold1 - hit->fold_start < 3) return false;
  bool large = k->population > 400000 && doc->tokens.at[hit->first].fold1 - hit->fold_start >= 4 &&
               (!here || isn_country_slot(k->country) < 0 || here[isn_country_slot(k->country)]);
  if (clitic && !large && (common || doc->tokens.at[hit->first].fold1 - hit->fold_start < 4)) return false;
  if (common && k->population <= 400000) { /* في الضباب, في مقر: the word, if neither a head nor the country speaks for the place */
    if (after_place_head(g, doc, hit->first)) return true;
    bool near = !here || isn_country_slot(k->country) < 0 || here[isn_country_slot(k->country)];
    if (best && best->pos == ISN_VERB) return place_word;                               /* في تعز is no verb */
    if (k->population > 100000 && (place_word || toward(doc, hit->first))) return true; /* إلى صيدا */
    if (well_known(k) && (place_word || toward(doc, hit->first))) return true;
    return place_word && near && isn_has_article(doc, hit->first);
  }
  if (common || name) return place_word || k->population > 400000;
  return true;
}

/* «الشرق الأوسط», صحيفة الوطن: the newspaper, where the name is a place's or an actor's too. */
static uint32_t outlet_here(const isn_gazetteer *g, const isn_doc *doc, const isn_hit *hit) {
  uint32_t before = hit->first - (hit->first && doc->tokens.at[hit->first - 1].kind == ISN_QUOTE_OPEN);
  const isn_agent *agent = before && doc->tokens.at[before - 1].sentence == doc->tokens.at[hit->first].sentence
                               ? isn_agent_at(&g->agents, doc, before - 1)
                               : NULL;
  bool head = agent && agent->kind == ISNAD_OUTLET;
  bool place = g->known.at[hit->known].type == ISNAD_LOC;
  for (uint32_t k = hit->known; k != ISNAD_NONE && (head || (place && in_quotes(doc, hit))); k = g->known.at[k].next)
    if (g->known.at[k].rank == 2) return k;
  return hit->known;
}

/* القوات الإسرائيلية: the forces of a nation, no name of a body (القوات المسلحة is one). */
static bool generic_force(const isn_gazetteer *g, const isn_doc *doc, const isn_hit *hit) {
  const isn_orghead *head = head_at(g, doc, hit->first);
  if (!head || head->in || head->type != ISNAD_ORG || !isn_has_article(doc, hit->first) || g->known.at[hit->known].rank != 5) return false;
  return isn_nisba_country(&g->agents, doc, hit->end - 1) && hit->end - hit->first <= 3;
}

static bool direction(const isn_doc *doc, uint32_t i) {
  static const uint16_t words[][4] = {
      {0x634, 0x631, 0x642}, {0x63a, 0x631, 0x628}, {0x648, 0x633, 0x637}, {0x634, 0x645, 0x627, 0x644}, {0x62c, 0x646, 0x648, 0x628}};
  const isn_token *t = &doc->tokens.at[i];
  for (size_t k = 0; k < 5; k++) {
    uint32_t n = k < 3 ? 3 : 4;
    if (t->fold1 - t->fold0 == n && memcmp(doc->fold + t->fold0, words[k], n * sizeof *words[k]) == 0) return true;
  }
  return false;
}

/* قوات الاحتلال: whose it is stands elsewhere. */
static bool occupation(const isn_doc *doc, uint32_t i) {
  static const uint16_t word[] = {0x627, 0x644, 0x627, 0x62d, 0x62a, 0x644, 0x627, 0x644};
  const isn_token *t = &doc->tokens.at[i];
  return t->fold1 - t->fold0 == 8 && memcmp(doc->fold + t->fold0, word, sizeof word) == 0;
}

/* The row of "حكومة X" for the X of "قوات X", or the row given. */
static uint32_t government_of(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t known) {
  static const uint16_t head[] = {0x62d, 0x643, 0x648, 0x645, 0x647};
  uint16_t key[ISN_NAME_LETTERS];
  const isn_token *t = &doc->tokens.at[i];
  uint32_t n = isn_spell_word(key, isn_spell_word(key, 0, head, 5), doc->fold + t->fold0, t->fold1 - t->fold0);
  const uint32_t *slot = n ? isn_map_get(&g->names, key, n) : NULL;
  return slot ? *slot - 1 : known;
}

/* A name that the lexicon also has with a word before it that is no part of it: تنظيم | القاعدة, صحيفة | معاريف, غرب | ليبيا.
 * True where what is left is a person's name. */
static bool without_head(const isn_gazetteer *g, const isn_doc *doc, isn_hit *hit) {
  const isn_known *k = &g->known.at[hit->known];
  if (hit->end < hit->first + 2 || k->type == ISNAD_PER) return false;
  const isn_orghead *head = head_at(g, doc, hit->first);
  bool outside = k->type == ISNAD_ORG
                     ? head && !head->in
                     : direction(doc, hit->first) && k->kind && (strcmp(k->kind, "region") == 0 || strcmp(k->kind, "front") == 0);
  isn_hit rest;
  if (!outside) return false;
  if (!isn_gazetteer_at(g, doc, hit->first + 1, &rest) || rest.end != hit->end || rest.fold_start > doc->tokens.at[rest.first].fold0) {
    bool one = hit->end == hit->first + 2 && isn_has_article(doc, hit->first + 1) && !isn_has_article(doc, hit->first) && k->rank == 5;
    const isn_reading *r = isn_best(doc, hit->first + 1);
    if (!one || (r && r->pos == ISN_ADJ) || occupation(doc, hit->first + 1)) return false;
    hit->first++, hit->fold_start = doc->tokens.at[hit->first].fold0; /* قوات | الوفاق */
    hit->known = government_of(g, doc, hit->first, hit->known);
    return isn_name_word(g, doc, hit->first, 0) & ISN_NAME_LAST; /* قوات | الأسد is the man */
  }
  if (news_agency(doc, rest.first)) return false;
  for (uint32_t row = rest.known; row != ISNAD_NONE; row = g->known.at[row].next)
    if (k->type == ISNAD_LOC || g->known.at[row].type == ISNAD_PER || strcmp(g->known.at[row].ref, k->ref) == 0) { /* قوات | حفتر */
      *hit = rest;
      if (k->type == ISNAD_ORG) hit->known = row;
      return false;
    }
  return false;
}

/* The row of `ref` among those of one name, or ISNAD_NONE. */
static uint32_t same_thing(const isn_gazetteer *g, uint32_t known, const char *ref) {
  while (known != ISNAD_NONE && strcmp(g->known.at[known].ref, ref) != 0) known = g->known.at[known].next;
  return known;
}

/* A body that the lexicon has with its nationality and without: حكومة الوحدة الوطنية | الليبية, معاريف | الإسرائيلية. Those of ministries
 * and armies belong to the name. */
static void without_nationality(const isn_gazetteer *g, const isn_doc *doc, isn_hit *hit) {
  static const char *const kinds[] = {"government", "parliament", "party", "movement", "outlet", "armed-group"};
  const isn_known *k = &g->known.at[hit->known];
  const isn_orghead *head = head_at(g, doc, hit->first);
  bool kind = false;
  for (size_t i = 0; k->kind && i < sizeof kinds / sizeof *kinds; i++) kind = kind || strcmp(k->kind, kinds[i]) == 0;
  if (!kind || hit->end < hit->first + 2 || (k->rank == 5 && hit->end < hit->first + 3)) return;
  if (!isn_has_article(doc, hit->end - 1) || !isn_nisba_country(&g->agents, doc, hit->end - 1)) return;
  if (hit->fold_start != doc->tokens.at[hit->first].fold0) return;
  uint32_t rest = same_thing(g, isn_gazetteer_exactly(g, doc, hit->first, hit->end - 1), k->ref);
  if (rest != ISNAD_NONE) hit->end--, hit->known = rest;
  else if (head && head->ruler) hit->end--;
}

/* صحيفة | معاريف, قناة | الجزيرة: an outlet that the lexicon has with the word for what it is. */
static void without_medium(const isn_gazetteer *g, const isn_doc *doc, isn_hit *hit) {
  const isn_known *k = &g->known.at[hit->known];
  const isn_orghead *head = k->rank == 2 && hit->end > hit->first + 1 ? head_at(g, doc, hit->first) : NULL;
  if (!head || head->in || news_agency(doc, hit->first + 1)) return;
  uint32_t rest = same_thing(g, isn_gazetteer_exactly(g, doc, hit->first + 1, hit->end), k->ref);
  if (rest == ISNAD_NONE) return;
  hit->known = rest, hit->first++;
  hit->fold_start = doc->tokens.at[hit->first].fold0;
}

/* The titles that a person's row has before the name: الملك | سلمان. */
static void without_titles(const isn_gazetteer *g, const isn_doc *doc, isn_hit *hit) {
  while (g->known.at[hit->known].type == ISNAD_PER && hit->end > hit->first + 1 && isn_title_at(g, doc, hit->first) &&
         (isn_has_article(doc, hit->first) || isn_gazetteer_exactly(g, doc, hit->first + 1, hit->end) != ISNAD_NONE))
    hit->first++, hit->fold_start = doc->tokens.at[hit->first].fold0;
}

/* في بغداد | اليوم: the place and the day, though an outlet has that name. */
static void not_today(const isn_gazetteer *g, const isn_doc *doc, isn_hit *hit) {
  if (g->known.at[hit->known].rank != 2 || hit->end != hit->first + 2 || doc->tokens.at[hit->end - 1].time == ISNAD_NONE ||
      in_quotes(doc, hit))
    return;
  uint32_t row = isn_gazetteer_exactly(g, doc, hit->first, hit->end - 1);
  if (row != ISNAD_NONE && g->known.at[row].type == ISNAD_LOC && g->known.at[row].rank >= 3) hit->end--, hit->known = row;
}

/* Countries that the text names: by a name, a capital, an actor of theirs, a nationality. */
static void countries_here(const isn_gazetteer *g, const isn_doc *doc, bool here[26 * 26]) {
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    isn_hit hit;
    if (doc->tokens.at[i].kind != ISN_WORD) continue;
    int slot = isn_country_slot(isn_nisba_country(&g->agents, doc, i));
    if (slot < 0 && isn_gazetteer_at(g, doc, i, &hit) && g->known.at[hit.known].rank >= 3 && g->known.at[hit.known].next == ISNAD_NONE)
      slot = isn_country_slot(g->known.at[hit.known].country);
    if (slot >= 0) here[slot] = true;
  }
}

bool isn_propose_known(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out) {
  bool here[26 * 26] = {false};
  countries_here(g, doc, here);
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    isn_hit hit;
    if (doc->tokens.at[i].time != ISNAD_NONE || !isn_gazetteer_at(g, doc, i, &hit) || !plausible(g, doc, &hit, here)) continue;
    hit.known = outlet_here(g, doc, &hit);
    not_today(g, doc, &hit);
    if (generic_force(g, doc, &hit)) continue;
    bool person = without_head(g, doc, &hit);
    without_medium(g, doc, &hit);
    without_nationality(g, doc, &hit);
    without_titles(g, doc, &hit);
    const isn_known *k = &g->known.at[hit.known];
    isn_candidate c = {hit.first, hit.end, doc->fold_at[hit.fold_start], k->type, hit.known, 20 + k->rank * 2, "lexicon:name", NULL};
    if (person) c.type = ISNAD_PER, c.known = ISNAD_NONE;
    if (!add(doc, out, c)) return false;
  }
  return true;
}

/* ---- heads ---- */

static bool name_like(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  isn_hit hit;
  if (t->kind == ISN_LATIN) return true;
  if (t->kind != ISN_WORD || t->time != ISNAD_NONE) return false;
  if (!isn_best(doc, i)) return t->fold1 - t->fold0 >= 3;
  return isn_gazetteer_at(g, doc, i, &hit) && hit.fold_start == t->fold0 && plausible(g, doc, &hit, NULL);
}

/* An adjective that says when or how often, which is part of no name: الأسبوعي، الحالية. */
static bool passing(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  static const char *const words[] = {"صحفي", "صحافي", "سنوي",   "دولي", "إقليمي", "جهوي", "استثنائي", "دوري", "ثنائي", "سابق",
                                      "مقبل", "حالي",  "أسبوعي", "شهري", "يومي",   "راهن", "جاري",     "أخير", "قادم",  "اعتيادي"};
  const isn_reading *r = isn_best(doc, i);
  const isn_lexeme *l = r ? isn_lexicon_lexeme(g->lexicon, r->lexeme) : NULL;
  for (size_t n = 0; l && n < sizeof words / sizeof *words; n++)
    if (strcmp(l->lemma, words[n]) == 0) return true;
  return false;
}

static bool could_be_adjective(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  if (isn_nisba_country(&g->agents, doc, i)) return true;
  for (uint32_t r = 0; r < t->readings_count; r++) {
    const isn_reading *reading = &doc->readings.at[t->readings + r];
    if (reading->pos == ISN_ADJ || reading->form == ISN_ACTIVE_PART || reading->form == ISN_PASSIVE_PART) return true;
  }
  uint16_t last = doc->fold[t->fold1 - 1]; /* a nisba that the lexicon has as a noun: العسكري، الخارجية */
  return last == 0x64a || (last == 0x647 && t->fold1 - t->fold0 > 4 && doc->fold[t->fold1 - 2] == 0x64a);
}

/* A run of words with the article after the head: الداخلية الليبية; والعدل joins it. */
static uint32_t definite_chain(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t end) {
  uint32_t k = i;
  bool adjective = false; /* once one has passed, a noun opens another phrase: وزارة الخارجية المصرية | السفير */
  while (k < end && k < i + CHAIN && doc->tokens.at[k].kind == ISN_WORD && doc->tokens.at[k].time == ISNAD_NONE &&
         isn_has_article(doc, k)) {
    const isn_reading *r = isn_best(doc, k);
    const isn_lexeme *l = r ? isn_lexicon_lexeme(g->lexicon, r->lexeme) : NULL;
    if (l && l->lexeme_class == ISN_LEX_FUNCTION) break; /* التي */
    /* a participle further on opens a modifier: المعترف بها، الموالية لـ */
    if (k > i && r && (r->form == ISN_ACTIVE_PART || r->form == ISN_PASSIVE_PART)) break;
    const isn_lexeme *own = r ? isn_lexicon_lexeme(g->lexicon, r->lexeme) : NULL; /* a council may be international */
    if (k > i && passing(g, doc, k) && !(own && strcmp(own->lemma, "دولي") == 0) && !(own && strcmp(own->lemma, "إقليمي") == 0)) break;
    const isn_title *title = isn_title_at(g, doc, k); /* حكومة | الرئيس, مجلس الوزراء | الدكتور */
    if (title && (title->office || title->name) && r && r->pos == ISN_NOUN && r->form != ISN_PLURAL && r->number != 'p' &&
        !(r->proclitics & ISN_WA))
      break;
    const isn_orghead *another = k > i && r && r->pos == ISN_NOUN ? head_at(g, doc, k) : NULL;
    if (another && another->type == ISNAD_ORG && another->in && !(r->proclitics & ISN_WA)) break; /* مجلس النواب | السلطة التشريعية */
    /* محكمة الاحتلال | السماح: two definite nouns make no construct, and what joins a known name is another's */
    if (k > i && !(r && r->proclitics & ISN_WA) && r && r->lexeme != ISNAD_NONE && !could_be_adjective(g, doc, k)) break;
    isn_hit joined;
    if (k > i && r && r->proclitics & ISN_WA && isn_gazetteer_at(g, doc, k, &joined) && g->known.at[joined.known].rank >= 3 &&
        joined.fold_start > doc->tokens.at[k].fold0)
      break;
    uint16_t first = doc->fold[doc->tokens.at[k].fold0];
    if (first != 0x627 && (k == i || first != 0x648)) break; /* لل، بال begin another phrase; والـ only goes on */
    if (first == 0x648 && (adjective || head_at(g, doc, k) || (k + 1 < end && !isn_has_article(doc, k + 1) && k > i + 1))) break;
    bool is_adjective = isn_nisba_country(&g->agents, doc, k) || (r && r->pos == ISN_ADJ);
    if (adjective && !is_adjective && r && r->lexeme != ISNAD_NONE) break;
    adjective = adjective || is_adjective;
    k++;
  }
  return k;
}

/* End of a short quotation that begins at token i, or i. */
static uint32_t quoted(const isn_doc *doc, uint32_t i, uint32_t end) {
  if (i >= end || doc->tokens.at[i].kind != ISN_QUOTE_OPEN) return i;
  for (uint32_t k = i + 1; k < end && k <= i + CHAIN; k++) {
    if (doc->tokens.at[k].kind == ISN_QUOTE_CLOSE) return k > i + 1 ? k + 1 : i;
    if (doc->tokens.at[k].kind >= ISN_MARK) return i;
  }
  return i;
}

/* الخارجية المصرية, not: وزير الخارجية المصري. A feminine adjective also goes with plurals, so only a masculine one can disagree. */
static bool agrees(const isn_doc *doc, uint32_t noun, uint32_t adjective) {
  const isn_token *n = &doc->tokens.at[noun], *a = &doc->tokens.at[adjective];
  bool feminine = doc->cp[n->end - 1] == 0x629, feminine_adjective = doc->fold[a->fold1 - 1] == 0x647;
  const isn_reading *r = isn_best(doc, noun);
  if (!feminine && feminine_adjective && doc->cp[n->end - 1] != 0x627 && r && r->number == 's' && r->gender != 'f' &&
      r->form == ISN_SINGULAR)
    return false; /* قوات التحالف | الجوية */
  return !feminine || feminine_adjective || doc->cp[a->end - 1] == 0x627;
}

/* An adjective that makes an office with the article a name: of a nation (البعثة الأممية too), or any after heads such as المجلس. */
static bool official_adjective(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, const isn_orghead *head) {
  uint32_t k = i + 1;
  static const uint16_t umami[] = {0x627, 0x644, 0x627, 0x645, 0x645, 0x64a};
  const isn_token *t = &doc->tokens.at[k];
  if (isn_nisba_country(&g->agents, doc, k)) return true;
  if (t->fold1 - t->fold0 >= 6 && memcmp(doc->fold + t->fold0, umami, sizeof umami) == 0) return true;
  const isn_reading *r = isn_best(doc, k);
  if (head->ambiguous && passing(g, doc, k)) return false; /* المؤتمر الصحفي */
  return head->article && isn_has_article(doc, k) && r && r->pos == ISN_ADJ &&
         !(r->proclitics & (ISN_WA | ISN_FA | ISN_BI | ISN_LI | ISN_KA));
}

/* المجلس البلدي لمدينة مصراتة: goes on over a town. */
static uint32_t with_town(const isn_gazetteer *g, const isn_doc *doc, uint32_t k, uint32_t end) {
  if (k >= end) return k;
  const isn_reading *r = isn_best(doc, k);
  isn_hit hit;
  if (isn_gazetteer_at(g, doc, k, &hit) && g->known.at[hit.known].type == ISNAD_LOC && doc->fold[doc->tokens.at[k].fold0] == 0x644 &&
      hit.fold_start > doc->tokens.at[k].fold0)
    return hit.end;
  bool town = r && r->proclitics & ISN_LI && head_at(g, doc, k) && head_at(g, doc, k)->type == ISNAD_LOC && k + 1 < end;
  if (town && isn_gazetteer_at(g, doc, k + 1, &hit) && g->known.at[hit.known].type == ISNAD_LOC) return hit.end;
  return k;
}

/* المجلس الأعلى للقضاء, الهيئة العامة للطيران المدني: what a body is for belongs to its name. */
static uint32_t with_purpose(const isn_gazetteer *g, const isn_doc *doc, uint32_t k, uint32_t end, const isn_orghead *head) {
  if (!head->article || k >= end || doc->tokens.at[k].kind != ISN_WORD || doc->fold[doc->tokens.at[k].fold0] != 0x644 ||
      !isn_has_article(doc, k))
    return k;
  isn_hit hit;
  if (isn_gazetteer_at(g, doc, k, &hit) || isn_title_at(g, doc, k)) return k;
  uint32_t stop = k + 1;
  while (stop < end && stop < k + 3 && isn_has_article(doc, stop) && isn_best(doc, stop) && isn_best(doc, stop)->pos == ISN_ADJ) stop++;
  return stop < end && doc->tokens.at[stop].pos == ISN_ADP ? k : stop; /* للوقوف | إلى جانب */
}

/* Where the name after a head that stands without the article ends; `from` if there is none. */
static uint32_t name_after(const isn_gazetteer *g, const isn_doc *doc, const isn_orghead *head, uint32_t from, uint32_t end, bool weak) {
  uint32_t k = from;
  isn_hit hit;
  if (head->pattern == 0) {
    k = definite_chain(g, doc, k, end);
    if (k > from + 1 && head->sector && strcmp(head->sector, "GOV") == 0 && head->ruler && isn_nisba_country(&g->agents, doc, k - 1))
      return k - 1; /* حكومة الوحدة الوطنية | الليبية */
    if (k > from + 1 && !weak) k = with_purpose(g, doc, k, end, head);
    if (weak)
      while (k > from && isn_vocabulary(g, doc, k - 1)) k--;
  } else {
    if (!head->in && direction(doc, from)) return from; /* مليشيات غرب ليبيا */
    while (k < end && k < from + 3 && name_like(g, doc, k) &&
           !(k > from && doc->fold[doc->tokens.at[k].fold0] == 0x648)) { /* تل أبيب | وقيسارية */
      bool known = isn_gazetteer_at(g, doc, k, &hit) && hit.end > k;
      k = known ? hit.end : k + 1;
      if (known) break; /* a known name is the whole of it */
    }
    if (k == from && head->in && !weak && isn_has_article(doc, k)) k = definite_chain(g, doc, k, end);
    else if (k == from && head->type == ISNAD_LOC && !head->in && isn_has_article(doc, k) && !isn_vocabulary(g, doc, k)) k++;
  }
  /* مطار معيتيقة الدولي, and the town after it */
  if (k > from && head->in && k < end && head->pattern == 0 && head->type == ISNAD_LOC && !isn_name_word(g, doc, k, 0) &&
      isn_gazetteer_at(g, doc, k, &hit) && hit.fold_start == doc->tokens.at[k].fold0 && g->known.at[hit.known].type == ISNAD_LOC)
    k = hit.end;
  return k;
}

/* بعثة الاتحاد الأوروبي في ليبيا: a mission is called by where it is. */
static uint32_t with_field(const isn_gazetteer *g, const isn_doc *doc, const isn_reading *head, uint32_t stop, uint32_t end) {
  const isn_lexeme *l = head ? isn_lexicon_lexeme(g->lexicon, head->lexeme) : NULL;
  isn_hit hit;
  if (!l || strcmp(l->lemma, "بعثة") != 0 || stop + 1 >= end || doc->tokens.at[stop].pos != ISN_ADP) return stop;
  bool place = isn_gazetteer_at(g, doc, stop + 1, &hit) && g->known.at[hit.known].type == ISNAD_LOC && g->known.at[hit.known].rank >= 3;
  return place ? hit.end : stop;
}

/* موقع تويتر: where something was said, no body. */
static bool platform(const isn_doc *doc, uint32_t i) {
  static const char *const names[] = {"تويتر",    "فيسبوك", "فايسبوك", "يوتيوب", "إكس", "انستغرام",
                                      "إنستغرام", "تلغرام", "تليغرام", "واتساب", "سناب"};
  uint16_t letters[16];
  const isn_token *t = &doc->tokens.at[i];
  for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
    isn_key key = isn_fold_into(letters, 16, names[k], strlen(names[k]));
    if (isn_key_equal(key, (isn_key){doc->fold + t->fold0, t->fold1 - t->fold0})) return true;
  }
  return false;
}

/* An indefinite accusative: nothing depends on it as its name. */
static bool tanween(const isn_doc *doc, uint32_t i, const isn_reading *r) {
  const isn_token *t = &doc->tokens.at[i];
  return r && doc->cp[t->end - 1] == 0x627 && r->stem1 < t->fold1;
}

/* برئاسة القاضي فلان: under his chair. */
static bool chaired(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_reading *r = head_reading(g, doc, i);
  const isn_lexeme *l = r ? isn_lexicon_lexeme(g->lexicon, r->lexeme) : NULL;
  return l && r->proclitics & ISN_BI && strcmp(l->lemma, "رئاسة") == 0;
}

/* حكومة المالكي is told by the man's name and a label. */
static bool owned_by_person(const isn_gazetteer *g, const isn_doc *doc, const isn_orghead *head, uint32_t from) {
  isn_hit hit;
  return head->ruler && isn_gazetteer_at(g, doc, from, &hit) && hit.fold_start == doc->tokens.at[from].fold0 &&
         g->known.at[hit.known].type == ISNAD_PER && g->known.at[hit.known].rank == 5;
}

static bool with_head(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out, uint32_t i, const isn_orghead *head) {
  const isn_token *t = &doc->tokens.at[i];
  uint32_t end = doc->sentence_first.at[t->sentence + 1], from = i + 1;
  uint8_t set;
  uint32_t start = doc->fold_at[t->fold0 + isn_clitic_letters(doc, i, &set)];
  bool article = isn_has_article(doc, i);
  const isn_reading *own = head_reading(g, doc, i); /* بحر, though ب + حر may be the likelier reading */
  if (own && !article) start = doc->fold_at[own->stem0];
  if (from >= end || (!head->in && platform(doc, from + (doc->tokens.at[from].kind == ISN_QUOTE_OPEN && from + 1 < end)))) return true;
  uint32_t q = quoted(doc, from, end);
  if (q > from) {
    isn_candidate c = {from + 1,   q - 1, doc->tokens.at[from + 1].start, head->type,
                       ISNAD_NONE, 25,    "names:quoted-after-head",      head->sector};
    if (head->in && head->pattern != 2 && !article) c.first = i, c.end = q, c.start = start;
    return add(doc, out, c);
  }
  const isn_reading *r = head_reading(g, doc, i);
  if (!article && !head->in && news_agency(doc, from)) { /* وكالة الأنباء البيلاروسية */
    uint32_t stop = definite_chain(g, doc, from, end);
    return stop < from + 2 || add(doc, out, (isn_candidate){i, stop, start, ISNAD_ORG, ISNAD_NONE, 22, "names:news-agency", head->sector});
  }
  bool plural = r && (r->form == ISN_PLURAL || r->number == 'p'); /* جبهات القتال name nothing */
  if (tanween(doc, i, r)) return true;                            /* حقلا لتجارب */
  if (chaired(g, doc, i) || (r && r->number == 'd') || owned_by_person(g, doc, head, from)) return true;
  /* الحكومة الليبية المؤقتة، الجيش الصومالي: the nationality makes it a name */
  if (article && head->type == ISNAD_ORG && head->in && !plural && (head->article || !head->ambiguous) &&
      official_adjective(g, doc, i, head) && agrees(doc, i, from)) {
    uint32_t stop = with_town(g, doc, with_purpose(g, doc, definite_chain(g, doc, from, end), end, head), end);
    return stop == from ||
           add(doc, out, (isn_candidate){i, stop, start, ISNAD_ORG, ISNAD_NONE, 24, "names:head-nationality", head->sector});
  }
  if (article) return true; /* "الوزارة": a common noun; full names with the article are in the lexicon */
  uint32_t stop = name_after(g, doc, head, from, end, head->ambiguous || plural || head->type == ISNAD_LOC);
  if (stop == from) return true;
  stop = with_field(g, doc, r, stop, end);
  isn_candidate c = {i, stop, start, head->type, ISNAD_NONE, 22, "names:after-head", head->sector};
  if (!head->in || (plural && head->type == ISNAD_LOC)) c.first = from, c.start = doc->tokens.at[from].start;
  isn_hit hit;
  if (!head->in && isn_gazetteer_at(g, doc, from, &hit) && hit.end == stop) {
    without_nationality(g, doc, &hit);
    c.known = hit.known, c.type = g->known.at[hit.known].type, c.end = hit.end;
  }
  return add(doc, out, c);
}

bool isn_propose_organisations(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out) {
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const isn_orghead *head = doc->tokens.at[i].time == ISNAD_NONE ? head_at(g, doc, i) : NULL;
    if (head && !with_head(g, doc, out, i, head)) return false;
  }
  return true;
}
