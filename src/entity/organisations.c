/* Known names of the gazetteer, where they stand. */
#include <string.h>

#include "doc/spelled.h"
#include "entity/organisations.h"
#include "entity/spelling.h"

enum { NEAR = 300 };

static bool add(isn_doc *doc, isn_candidates *out, isn_candidate c) {
  isn_candidate *row = ISN_PUSH(out, &doc->arena);
  if (!row) return false;
  *row = c;
  return true;
}

/* The head reading that is spelled as its lemma (قوات before قوة), or any. */
const isn_reading *isn_head_reading(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  const isn_reading *found = NULL, *best = isn_best(doc, i);
  if (!(doc->names_seen[i].is & ISN_SEEN_HEAD)) return NULL;
  for (uint32_t r = 0; r < t->readings_count; r++) {
    const isn_reading *reading = &doc->readings.at[t->readings + r];
    if (reading->pos != ISN_NOUN || reading->enclitic || !(isn_lexeme_is(g, reading->lexeme) & ISN_LEXEME_HEAD)) continue;
    if (r && best->lexeme != ISNAD_NONE && reading->stem0 > best->stem0 && best->pos == ISN_NOUN) continue; /* كتلة is no ك + تلة */
    const isn_key stem = {doc->fold + reading->stem0, reading->stem1 - reading->stem0};
    if (isn_key_equal(stem, isn_lexicon_lexeme(g->lexicon, reading->lexeme)->key)) return reading;
    if (!found) found = reading;
  }
  return found;
}

const isn_orghead *isn_orghead_at(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_reading *r = isn_head_reading(g, doc, i);
  return r ? &g->heads[r->lexeme] : NULL;
}

/* محافظة الغربية, not: المنطقة الغربية. */
static bool after_place_head(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  if (!i || doc->tokens.at[i - 1].sentence != doc->tokens.at[i].sentence) return false;
  const isn_orghead *head = isn_orghead_at(g, doc, i - 1);
  return head && head->type == ISNAD_LOC && !isn_has_article(doc, i - 1);
}

static bool after_place_word(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  if (!i || doc->tokens.at[i - 1].sentence != doc->tokens.at[i].sentence) return false;
  const isn_orghead *head = isn_orghead_at(g, doc, i - 1);
  if (head && head->type == ISNAD_LOC) return !isn_has_article(doc, i - 1);
  const isn_token *t = &doc->tokens.at[i - 1];
  return t->fold1 - t->fold0 == 2 && doc->fold[t->fold0] == 0x641 && doc->fold[t->fold0 + 1] == 0x64a; /* في */
}

static bool in_quotes(const isn_doc *doc, const isn_hit *hit) {
  return hit->first > 0 && doc->tokens.at[hit->first - 1].kind == ISN_QUOTE_OPEN && hit->end < doc->tokens.count &&
         doc->tokens.at[hit->end].kind == ISN_QUOTE_CLOSE;
}

/* وكالة الأنباء السورية is a name with its head, وكالة | رويترز is not. */
bool isn_news_agency(const isn_doc *doc, uint32_t i) {
  static const uint16_t news[] = {0x627, 0x646, 0x628, 0x627, 0x621};
  const isn_token *t = &doc->tokens.at[i];
  return t->fold1 - t->fold0 >= 5 && memcmp(doc->fold + t->fold1 - 5, news, sizeof news) == 0;
}

/* القاعدة after قاعدة الشعيرات, or هذه القاعدة: the thing, not the organisation, unless its kind is said (تنظيم القاعدة). */
static bool common_here(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_reading *r = isn_head_reading(g, doc, i), *before = i ? isn_best(doc, i - 1) : NULL;
  if (i && (isn_orghead_at(g, doc, i - 1) || isn_force_word(g, doc, i - 1))) return false;
  const isn_lexeme *l = before ? isn_lexicon_lexeme(g->lexicon, before->lexeme) : NULL;
  if (l && l->lexeme_class == ISN_LEX_FUNCTION && l->role == ISN_ROLE_DEMONSTRATIVE) return true;
  for (uint32_t k = i, n = 0; k-- > 0 && n < NEAR; n++) {
    const isn_reading *other = isn_has_article(doc, k) ? NULL : isn_head_reading(g, doc, k);
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
  uint32_t i = hit->first;
  const isn_reading *next = hit->end < doc->tokens.count ? isn_best(doc, hit->end) : NULL;
  if (next && next->pos == ISN_ADJ && isn_has_article(doc, hit->end)) return false;
  if (!i || doc->tokens.at[i - 1].sentence != doc->tokens.at[i].sentence || isn_has_article(doc, i - 1)) return false;
  if (isn_force_word(g, doc, i - 1)) return true;
  return isn_in(doc, i - 1, ISN_CLASS_OF_COALITION);
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
  if (isn_has_article(doc, i)) return !isn_orghead_at(g, doc, i - 1) || isn_orghead_at(g, doc, i - 1)->type != ISNAD_LOC;
  bool nisba = t->fold1 - t->fold0 > 4 && (last == 0x64a || doc->fold[t->fold1 - 2] == 0x64a);
  return nisba && before->number != 'd' && doc->fold[doc->tokens.at[i - 1].fold1 - 1] == last && !isn_orghead_at(g, doc, i - 1);
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

/* بابها, بديل: the letter before the name is the first one of a common word that is the whole token. */
static bool inside_word(const isn_doc *doc, const isn_hit *hit) {
  const isn_reading *r = isn_best(doc, hit->first);
  return hit->end == hit->first + 1 && r && r->lexeme != ISNAD_NONE &&
         (r->stem0 < hit->fold_start || (r->enclitic && hit->fold_start > doc->tokens.at[hit->first].fold0));
}

static bool common_plural(const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  for (uint32_t r = 0; r < t->readings_count; r++) {
    const isn_reading *reading = &doc->readings.at[t->readings + r];
    if (reading->lexeme != ISNAD_NONE && reading->pos == ISN_NOUN && !reading->enclitic &&
        (reading->form == ISN_PLURAL || reading->number == 'p'))
      return true;
  }
  return false;
}

/* A capital that is the plural of a common word too (سيول, also floods): after a preposition of place and without an adjective behind it,
 * or where something else speaks of its country. */
static bool capital_here(const isn_gazetteer *g, const isn_doc *doc, const isn_hit *hit, const isn_known *k, const bool *here) {
  const isn_reading *next = hit->end < doc->tokens.count ? isn_best(doc, hit->end) : NULL;
  static const uint16_t head[] = {0x631, 0x627, 0x633};
  const isn_token *after = hit->end < doc->tokens.count ? &doc->tokens.at[hit->end] : NULL;
  if (k->rank == 3 && isn_vocabulary(g, doc, hit->first) && after && after->fold1 - after->fold0 >= 3 &&
      memcmp(doc->fold + after->fold0, head, sizeof head) == 0)
    return false; /* مسقط رأسه */
  if (k->rank != 3 || hit->end > hit->first + 1 || !common_plural(doc, hit->first)) return true;
  if (here && isn_country_slot(k->country) >= 0 && here[isn_country_slot(k->country)]) return true;
  return (after_place_word(g, doc, hit->first) || toward(doc, hit->first)) &&
         !(next && next->pos != ISN_VERB && !next->proclitics && doc->fold[doc->tokens.at[hit->end].fold1 - 1] == 0x647);
}

/* الحدود السعودية: a country that is spelled like its adjective, behind a noun with the article. */
static bool nisba_too(const isn_gazetteer *g, const isn_doc *doc, const isn_hit *hit, const char *country) {
  const uint32_t i = hit->first;
  const char *nisba = hit->end == i + 1 && hit->fold_start == doc->tokens.at[i].fold0 ? isn_nisba_country(&g->agents, doc, i) : NULL;
  if (!nisba || strcmp(nisba, country) != 0 || !i || doc->tokens.at[i - 1].sentence != doc->tokens.at[i].sentence) return false;
  const isn_reading *before = isn_best(doc, i - 1);
  return isn_has_article(doc, i) && isn_has_article(doc, i - 1) && before && before->pos == ISN_NOUN && !before->enclitic;
}

/* القيادي الحوثي, الانقلاب الحوثي: a group's name that ends as adjectives do, behind a noun with the article. */
static bool as_adjective(const isn_doc *doc, const isn_hit *hit) {
  const uint32_t i = hit->first;
  const isn_token *t = &doc->tokens.at[i];
  if (hit->end > i + 1 || hit->fold_start > t->fold0 || !i || doc->tokens.at[i - 1].sentence != t->sentence) return false;
  const isn_reading *before = isn_best(doc, i - 1);
  return doc->fold[t->fold1 - 1] == 0x64a && isn_has_article(doc, i) && isn_has_article(doc, i - 1) && before &&
         before->lexeme != ISNAD_NONE && (before->pos == ISN_NOUN || before->pos == ISN_ADJ) && !before->enclitic;
}

/* Whether an ambiguous or common word can be this place here. */
bool isn_plausible_name(const isn_gazetteer *g, const isn_doc *doc, const isn_hit *hit, const bool *here) {
  const isn_known *k = largest(g, hit->known);
  if (hit->fold_start > doc->tokens.at[hit->first].fold0 && hit->first && doc->tokens.at[hit->first - 1].kind == ISN_QUOTE_OPEN)
    return false; /* "بوما" */
  if (k->rank == 4 && nisba_too(g, doc, hit, k->country)) return false;
  if (k->rank == 5 && k->type == ISNAD_ORG && as_adjective(doc, hit)) return false;
  if (inside_word(doc, hit) || !capital_here(g, doc, hit, k, here)) return false;
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
      if (isn_news_agency(doc, hit->first) && hit->end == hit->first + 1 && !quoted) return false; /* وكالة الأنباء ... goes on */
      return quoted || head || (!r && !isn_has_article(doc, hit->first));
    }
    const isn_reading *keen = hit->end < doc->tokens.count ? isn_best(doc, hit->end) : NULL;
    if (!quoted && k->type == ISNAD_ORG && hit->fold_start > doc->tokens.at[hit->first].fold0 && keen && keen->pos == ISN_ADJ &&
        keen->lexeme != ISNAD_NONE && !keen->proclitics && !isn_has_article(doc, hit->first) &&
        doc->tokens.at[hit->end].sentence == doc->tokens.at[hit->first].sentence)
      return false; /* بحماس كبير */
    isn_hit next;   /* حاكما ولايتي بورنو ويوبي */
    if (k->type == ISNAD_PER && r && r->lexeme != ISNAD_NONE && r->enclitic == 'y' && hit->end < doc->tokens.count &&
        isn_gazetteer_at(g, doc, hit->end, &next) && g->known.at[next.known].type == ISNAD_LOC)
      return false;
    if (!quoted && isn_orghead_at(g, doc, hit->first) && common_here(g, doc, hit->first)) return false;
    return !r || r->pos != ISN_VERB || quoted;
  }
  if (hit->end > hit->first + 1) return !k->ambiguous; /* المنطقة الشرقية is one in many countries */
  bool clitic = hit->fold_start > doc->tokens.at[hit->first].fold0;
  bool place_word = after_place_word(g, doc, hit->first) || (toward(doc, hit->first) && isn_has_article(doc, hit->first));
  if (k->ambiguous && isn_orghead_at(g, doc, hit->first) && isn_orghead_at(g, doc, hit->first)->type == ISNAD_LOC)
    return joins_place(g, doc, hit->first); /* أحياء المدينة */
  if (k->ambiguous) {                       /* مدينة النصر, not: في بيان */
    const isn_orghead *head = hit->first && doc->tokens.at[hit->first - 1].sentence == doc->tokens.at[hit->first].sentence
                                  ? isn_orghead_at(g, doc, hit->first - 1)
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
  if (common && k->kind && strcmp(k->kind, "region") == 0 && here && isn_country_slot(k->country) >= 0 &&
      here[isn_country_slot(k->country)] && isn_has_article(doc, hit->first) && best && best->pos == ISN_NOUN)
    return true;                           /* الجولان, in a text on Syria */
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
  const isn_orghead *head = isn_orghead_at(g, doc, hit->first);
  if (!head || head->in || head->type != ISNAD_ORG || !isn_has_article(doc, hit->first) || g->known.at[hit->known].rank != 5) return false;
  return isn_nisba_country(&g->agents, doc, hit->end - 1) && hit->end - hit->first <= 3;
}

bool isn_direction_word(const isn_doc *doc, uint32_t i) {
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
  const isn_orghead *head = isn_orghead_at(g, doc, hit->first);
  isn_hit rest;
  if (head && head->ruler && k->type == ISNAD_ORG && k->rank == 5 && isn_gazetteer_at(g, doc, hit->first + 1, &rest) &&
      rest.end == hit->end && rest.fold_start == doc->tokens.at[rest.first].fold0 && g->known.at[rest.known].type == ISNAD_PER) {
    *hit = rest; /* حكومة | نتنياهو is told by the man's name */
    return false;
  }
  bool outside = k->type == ISNAD_ORG
                     ? head && !head->in
                     : isn_direction_word(doc, hit->first) && k->kind && (strcmp(k->kind, "region") == 0 || strcmp(k->kind, "front") == 0);
  if (!outside) return false;
  if (k->type == ISNAD_ORG && k->rank == 5 && head->sector && strcmp(head->sector, "REB") == 0 && hit->end > hit->first + 2 &&
      isn_has_article(doc, hit->first + 1) && !isn_has_article(doc, hit->first)) {
    hit->first++, hit->fold_start = doc->tokens.at[hit->first].fold0; /* تنظيم | الدولة الإسلامية */
    return false;
  }
  if (!isn_gazetteer_at(g, doc, hit->first + 1, &rest) || rest.end != hit->end || rest.fold_start > doc->tokens.at[rest.first].fold0) {
    bool one = (k->type != ISNAD_ORG || head->type == ISNAD_ORG) && hit->end == hit->first + 2 && isn_has_article(doc, hit->first + 1) &&
               !isn_has_article(doc, hit->first) && k->rank == 5;
    const isn_reading *r = isn_best(doc, hit->first + 1);
    if (!one || (r && r->pos == ISN_ADJ) || occupation(doc, hit->first + 1)) return false;
    hit->first++, hit->fold_start = doc->tokens.at[hit->first].fold0; /* قوات | الوفاق */
    hit->known = government_of(g, doc, hit->first, hit->known);
    return isn_name_word(g, doc, hit->first, 0) & ISN_NAME_LAST; /* قوات | الأسد is the man */
  }
  if (isn_news_agency(doc, rest.first)) return false;
  if (k->type == ISNAD_LOC && isn_country_slot(g->known.at[rest.known].country) != isn_country_slot(k->country))
    return false; /* شمال القوقاز, unlike غرب | ليبيا */
  for (uint32_t row = rest.known; row != ISNAD_NONE; row = g->known.at[row].next)
    if (k->type == ISNAD_LOC || g->known.at[row].type == ISNAD_PER || strcmp(g->known.at[row].ref, k->ref) == 0 ||
        (g->known.at[row].kind && strcmp(g->known.at[row].kind, "government") == 0)) { /* قوات | حفتر, قوات | حكومة الوفاق */
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
void isn_without_nationality(const isn_gazetteer *g, const isn_doc *doc, isn_hit *hit) {
  static const char *const kinds[] = {"government", "parliament", "party", "movement", "outlet", "armed-group"};
  const isn_known *k = &g->known.at[hit->known];
  const isn_orghead *head = isn_orghead_at(g, doc, hit->first);
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
  const isn_orghead *head = k->rank == 2 && hit->end > hit->first + 1 ? isn_orghead_at(g, doc, hit->first) : NULL;
  if (!head || head->in || isn_news_agency(doc, hit->first + 1)) return;
  uint32_t rest = same_thing(g, isn_gazetteer_exactly(g, doc, hit->first + 1, hit->end), k->ref);
  if (rest == ISNAD_NONE) return;
  hit->known = rest, hit->first++;
  hit->fold_start = doc->tokens.at[hit->first].fold0;
}

/* المتمردون | الحوثيون, المسلحين | الحوثيين: what its people are called is no part of a group's name that the lexicon has by itself. */
static void without_fighters(const isn_gazetteer *g, const isn_doc *doc, isn_hit *hit) {
  const isn_known *k = &g->known.at[hit->known];
  const isn_token *last = &doc->tokens.at[hit->end - 1];
  const isn_agent *agent = hit->end == hit->first + 2 && k->type == ISNAD_ORG ? isn_agent_at(&g->agents, doc, hit->first) : NULL;
  if (!agent || !agent->person || !isn_has_article(doc, hit->first) || doc->fold[last->fold1 - 1] != 0x646) return;
  const uint32_t rest = same_thing(g, isn_gazetteer_exactly(g, doc, hit->first + 1, hit->end), k->ref);
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
    if (slot < 0 && isn_gazetteer_at(g, doc, i, &hit) && g->known.at[hit.known].rank >= 3 && g->known.at[hit.known].next == ISNAD_NONE &&
        !(hit.end == i + 1 && g->known.at[hit.known].rank == 3 && common_plural(doc, i)))
      slot = isn_country_slot(g->known.at[hit.known].country);
    if (slot >= 0) here[slot] = true;
  }
}

/* A place that stands somewhere in the document where nothing else can be meant is meant where its name alone would not say so. */
static bool named_elsewhere(const isn_gazetteer *g, const isn_doc *doc, const isn_hit *hit, const uint64_t *sure) {
  const isn_known *k = &g->known.at[hit->known];
  const isn_reading *r = isn_best(doc, hit->first);
  if (k->type != ISNAD_LOC || k->rank != 1 || hit->end > hit->first + 1) return false;
  if (k->ambiguous) return sure[hit->known / 64] >> hit->known % 64 & 1 && joins_place(g, doc, hit->first);
  return sure[hit->known / 64] >> hit->known % 64 & 1 && !(r && r->pos == ISN_VERB) && !qualifies(g, doc, hit->first);
}

static bool propose_hit(const isn_gazetteer *g, isn_doc *doc, isn_hit hit, int less, isn_candidates *out) {
  hit.known = outlet_here(g, doc, &hit);
  not_today(g, doc, &hit);
  if (generic_force(g, doc, &hit)) return true;
  bool person = without_head(g, doc, &hit);
  without_medium(g, doc, &hit);
  without_fighters(g, doc, &hit);
  isn_without_nationality(g, doc, &hit);
  without_titles(g, doc, &hit);
  const isn_known *k = &g->known.at[hit.known];
  isn_candidate c = {hit.first, hit.end, doc->fold_at[hit.fold_start], k->type, hit.known, 20 + k->rank * 2 - less, "lexicon:name", NULL};
  if (person) c.type = ISNAD_PER, c.known = ISNAD_NONE;
  return add(doc, out, c);
}

/* ---- المملكة ---- */

/* المملكة, by itself. */
static bool the_kingdom(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  static const uint16_t word[] = {0x645, 0x645, 0x644, 0x643, 0x647};
  const isn_token *t = &doc->tokens.at[i];
  if (t->kind != ISN_WORD || t->fold1 - t->fold0 < 7 || memcmp(doc->fold + t->fold1 - 5, word, sizeof word) != 0) return false;
  if (doc->fold[t->fold1 - 6] != 0x644 || !isn_has_article(doc, i)) return false;
  const bool more = i + 1 < doc->tokens.count && doc->tokens.at[i + 1].sentence == t->sentence;
  return !more || !(isn_has_article(doc, i + 1) &&
                    (isn_nisba_country(&g->agents, doc, i + 1) || (isn_best(doc, i + 1) && isn_best(doc, i + 1)->pos == ISN_ADJ)));
}

/* The row of the kingdom whose outlet prints the document, else of the only one that it names; ISNAD_NONE for none. */
static uint32_t which_kingdom(const isn_gazetteer *g, const isn_doc *doc, const bool *here) {
  static const char *const kingdoms[] = {"SA", "JO", "BH", "MA"};
  const char *country = NULL;
  const size_t prefix = strlen("isnad:outlet-");
  for (uint32_t k = 0; doc->source && k < g->known.count && !country; k++)
    if (g->known.at[k].rank == 2 && strcmp(g->known.at[k].ref + prefix, doc->source) == 0) country = g->known.at[k].country;
  uint32_t named = 0;
  for (size_t i = 0; i < 4 && !country; i++) named += here[isn_country_slot(kingdoms[i])];
  uint32_t found = ISNAD_NONE;
  for (size_t i = 0; i < 4; i++) {
    if (country ? strcmp(country, kingdoms[i]) != 0 : named != 1 || !here[isn_country_slot(kingdoms[i])]) continue;
    for (uint32_t k = 0; k < g->known.count && found == ISNAD_NONE; k++)
      if (g->known.at[k].rank == 4 && strcmp(g->known.at[k].country, kingdoms[i]) == 0) found = k;
  }
  return found;
}

static bool propose_kingdom(const isn_gazetteer *g, isn_doc *doc, const bool *here, isn_candidates *out) {
  enum { WEIGHT = 24 };
  uint32_t row = ISNAD_NONE;
  bool asked = false;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    if (!the_kingdom(g, doc, i)) continue;
    if (!asked) row = which_kingdom(g, doc, here), asked = true;
    const uint32_t start = isn_doc_noun_start(doc, i);
    if (row != ISNAD_NONE && !add(doc, out, (isn_candidate){i, i + 1, start, ISNAD_LOC, row, WEIGHT, "names:kingdom", NULL})) return false;
  }
  return true;
}

bool isn_propose_known(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out) {
  enum { LESS = 4 };
  bool here[26 * 26] = {false};
  uint64_t *sure = isn_arena_alloc(&doc->arena, ((size_t)g->known.count / 64 + 1) * sizeof *sure);
  bool *left = isn_arena_alloc(&doc->arena, (size_t)doc->tokens.count + 1);
  if (!sure || !left) return false;
  countries_here(g, doc, here);
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    isn_hit hit;
    if (doc->tokens.at[i].time != ISNAD_NONE || !isn_gazetteer_at(g, doc, i, &hit)) continue;
    left[i] = !isn_plausible_name(g, doc, &hit, here);
    if (left[i]) continue;
    sure[hit.known / 64] |= UINT64_C(1) << hit.known % 64;
    if (!propose_hit(g, doc, hit, 0, out)) return false;
  }
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    isn_hit hit;
    if (!left[i] || !isn_gazetteer_at(g, doc, i, &hit) || !named_elsewhere(g, doc, &hit, sure)) continue;
    if (!propose_hit(g, doc, hit, LESS, out)) return false;
  }
  return propose_kingdom(g, doc, here, out);
}
