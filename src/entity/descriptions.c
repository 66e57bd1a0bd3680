/* Descriptions that stand for a name: a title or a force that a label of the document has (الرئيس اليمني after الرئيس اليمني عبد ربه منصور
 * هادي; المتمردون after المتمردين الحوثيين). */
#include <string.h>
#include <uchar.h>

#include "doc/spelled.h"
#include "entity/holders.h"
#include "entity/labels.h"
#include "entity/organisations.h"

enum { LOOK_BACK = 48, LOOK_AHEAD = 8, LOOK_FAR = 200, TITLE_WORDS = 8 };

typedef struct described {
  uint32_t label, first, end; /* its tokens */
  uint32_t older;             /* the label before it with the same head, or ISNAD_NONE */
  uint32_t newer;
  uint32_t cursor; /* of the newest row of a head: where the last description of that head looked */
} described;

typedef struct heads {
  isn_map by_lexeme; /* head lexeme → newest + 1 */
  ISN_VEC(described) rows;
} heads;

static uint32_t first_token(const isn_doc *doc, uint32_t offset) {
  uint32_t lo = 0, hi = doc->tokens.count;
  while (lo < hi) {
    uint32_t mid = (lo + hi) / 2;
    if (doc->tokens.at[mid].end <= offset) lo = mid + 1;
    else hi = mid;
  }
  return lo;
}

static uint32_t lexeme_of(const isn_doc *doc, uint32_t token) {
  const isn_reading *r = isn_best(doc, token);
  return r ? r->lexeme : ISNAD_NONE;
}

static bool lexeme_key(isn_doc *doc, uint32_t lexeme, isn_key *key) {
  uint16_t *letters = isn_arena_alloc(&doc->arena, 2 * sizeof *letters);
  if (!letters) return false;
  letters[0] = (uint16_t)(lexeme & 0xffff), letters[1] = (uint16_t)(lexeme >> 16);
  *key = (isn_key){letters, 2};
  return true;
}

static bool collect(isn_doc *doc, heads *h) {
  for (uint32_t l = 0; l < doc->labels.count; l++) {
    isnad_span span = doc->labels.at[l].span;
    const uint32_t opening = first_token(doc, span.start); /* "المتمردين" الحوثيين */
    if (opening < doc->tokens.count && doc->tokens.at[opening].kind == ISN_QUOTE_OPEN) span.start = doc->tokens.at[opening].end;
    described d = {l, first_token(doc, span.start), first_token(doc, span.end - 1) + 1, ISNAD_NONE, ISNAD_NONE, h->rows.count};
    uint32_t lexeme = lexeme_of(doc, d.first);
    isn_key key;
    bool fresh;
    if (lexeme == ISNAD_NONE) continue;
    if (!lexeme_key(doc, lexeme, &key)) return false;
    uint32_t *slot = isn_map_put(&h->by_lexeme, &doc->arena, key.at, key.length, &fresh);
    described *row = slot ? ISN_PUSH(&h->rows, &doc->arena) : NULL;
    if (!row) return false;
    *row = d;
    if (!fresh) row->older = *slot - 1, h->rows.at[row->older].newer = h->rows.count - 1;
    *slot = h->rows.count;
  }
  return true;
}

static bool same_stem(const isn_doc *doc, uint32_t a, uint32_t b) {
  const isn_reading *x = isn_best(doc, a), *y = isn_best(doc, b);
  if (!x || !y) return false;
  return x->stem1 - x->stem0 == y->stem1 - y->stem0 &&
         memcmp(doc->fold + x->stem0, doc->fold + y->stem0, (x->stem1 - x->stem0) * sizeof *doc->fold) == 0;
}

static bool same_letters(const isn_doc *doc, uint32_t a, uint32_t b) {
  const isn_token *x = &doc->tokens.at[a], *y = &doc->tokens.at[b];
  return x->fold1 - x->fold0 == y->fold1 - y->fold0 &&
         memcmp(doc->fold + x->fold0, doc->fold + y->fold0, (x->fold1 - x->fold0) * sizeof *doc->fold) == 0;
}

/* الأممي: of the United Nations. */
static bool of_the_un(const isn_doc *doc, uint32_t token) {
  static const uint16_t umami[] = {0x627, 0x645, 0x645, 0x64a};
  const isn_token *t = &doc->tokens.at[token];
  return t->fold1 - t->fold0 == 6 && memcmp(doc->fold + t->fold0 + 2, umami, sizeof umami) == 0;
}

/* Whether a word of the description is said of the label's entity: it stands in the title, or is the nationality that the entity has. */
static bool said_of(const isn_gazetteer *g, const isn_doc *doc, const described *d, uint32_t word) {
  for (uint32_t t = d->first + 1; t < d->end; t++)
    if (doc->tokens.at[t].mention == ISNAD_NONE && same_stem(doc, word, t)) return true;
  uint32_t entity = doc->labels.at[d->label].entity;
  const isn_entity_facts *facts = &doc->facts.at[entity];
  const char *country = isn_nisba_country(&g->agents, doc, word);
  if (country) return facts->country && strcmp(country, facts->country) == 0;
  const char *code = doc->entities.at[entity].code;
  return of_the_un(doc, word) && code && strstr(code, "UNO");
}

/* The label has the nationality of another country than this one. */
static bool other_nation(const isn_gazetteer *g, const isn_doc *doc, const described *d, const char *country) {
  for (uint32_t t = d->first; t < d->end; t++) {
    const char *named = isn_has_article(doc, t) ? isn_nisba_country(&g->agents, doc, t) : NULL;
    if (named && strcmp(named, country) != 0) return true;
  }
  return false;
}

/* رئيس الحكومة is not الرئيس; رئيس الجمهورية is. */
static bool lesser_head(const isn_gazetteer *g, const isn_doc *doc, const described *d) {
  static const char *const states[] = {"الجمهورية", "الدولة", "البلاد", "الولايات"};
  uint16_t letters[16];
  const isn_lexeme *l = isn_lexicon_lexeme(g->lexicon, lexeme_of(doc, d->first));
  if (!l || strcmp(l->lemma, "رئيس") != 0 || d->first + 1 >= d->end) return false;
  const isn_token *t = &doc->tokens.at[d->first + 1];
  for (size_t k = 0; k < sizeof states / sizeof *states; k++)
    if (isn_key_equal(isn_fold_into(letters, 16, states[k], strlen(states[k])), (isn_key){doc->fold + t->fold0, t->fold1 - t->fold0}))
      return false;
  return true;
}

static bool agrees(const isn_gazetteer *g, const isn_doc *doc, const described *d, uint32_t i, uint32_t end) {
  if (d->first == i || (!isn_title_at(g, doc, i) && !isn_has_article(doc, d->first)))
    return false; /* المليشيات are not those of مليشيات فجر ليبيا */
  if (end == i + 1 && isn_has_article(doc, i) && !isn_has_article(doc, d->first) && lesser_head(g, doc, d)) return false;
  bool gone = false, gone_too = false; /* الرئيس اليمني is not الرئيس اليمني السابق فلان */
  for (uint32_t t = d->first + 1; t < d->end; t++) gone = gone || isn_former_word(doc, t);
  for (uint32_t k = i + 1; k < end; k++) {
    gone_too = gone_too || isn_former_word(doc, k);
    if (!said_of(g, doc, d, k)) return false;
  }
  return end == i + 1 || gone == gone_too;
}

/* The label nearest to token i, those before it first, among the ones with the same head; ISNAD_NONE where one covers it. */
static const described *nearest(const isn_gazetteer *g, const isn_doc *doc, const heads *h, uint32_t *cursor, uint32_t i, uint32_t end) {
  while (h->rows.at[*cursor].first > i && h->rows.at[*cursor].older != ISNAD_NONE) *cursor = h->rows.at[*cursor].older;
  while (h->rows.at[*cursor].newer != ISNAD_NONE && h->rows.at[h->rows.at[*cursor].newer].first <= i) *cursor = h->rows.at[*cursor].newer;
  uint32_t at = *cursor;
  for (uint32_t n = 0; at != ISNAD_NONE && n < LOOK_BACK; n++, at = h->rows.at[at].older) {
    const described *d = &h->rows.at[at];
    if (d->first <= i && agrees(g, doc, d, i, end)) return d;
  }
  at = *cursor;
  for (uint32_t n = 0; at != ISNAD_NONE && n < LOOK_AHEAD; n++, at = h->rows.at[at].newer) {
    const described *d = &h->rows.at[at];
    if (d->first > i && agrees(g, doc, d, i, end)) return d;
  }
  return NULL;
}

static bool may_be_adjective(const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  for (uint32_t r = 0; r < t->readings_count && r < 3; r++)
    if (doc->readings.at[t->readings + r].pos == ISN_ADJ) return true;
  return false;
}

static bool covered(const isn_doc *doc, const bool *in_label, uint32_t i) { return in_label[i] || doc->tokens.at[i].mention != ISNAD_NONE; }

/* The end of "مبعوث الأمين العام للأمم المتحدة" at token i: the words of the label's title again, all of them; 0 if not. */
static uint32_t title_again(const isn_doc *doc, const described *d, uint32_t i) {
  uint32_t sentence_end = doc->sentence_first.at[doc->tokens.at[i].sentence + 1], n = 1;
  uint32_t entity = doc->labels.at[d->label].entity;
  while (d->first + n < d->end && i + n < sentence_end && same_letters(doc, d->first + n, i + n)) n++;
  if (n < 2 || d->first + n >= d->end || d->first == i) return 0;
  uint32_t m = doc->tokens.at[d->first + n].mention;
  return m != ISNAD_NONE && doc->mentions.at[m].entity == entity ? i + n : 0;
}

static bool speaks_for(const isn_doc *doc, uint32_t i) {
  static const uint16_t bism[] = {0x628, 0x627, 0x633, 0x645};
  const isn_token *t = &doc->tokens.at[i];
  return t->fold1 - t->fold0 == 4 && memcmp(doc->fold + t->fold0, bism, sizeof bism) == 0;
}

/* The end of a phrase without the article that says of the label's entity what the label says, in words of it: وزير الإعلام اليمني after
 * وزير الإعلام فلان, المتحدث باسم الحزب after فلان، المتحدث باسم الحزب اليساري; 0 if it is none, or one word. */
static uint32_t title_in_part(const isn_gazetteer *g, const isn_doc *doc, const described *d, uint32_t i) {
  const uint32_t stop = doc->sentence_first.at[doc->tokens.at[i].sentence + 1], entity = doc->labels.at[d->label].entity;
  const char *own = doc->facts.at[entity].country;
  uint32_t k = i + 1, at = d->first + 1, said = 0;
  const isn_title *title = isn_title_at(g, doc, i);
  if (d->first == i || k >= stop || !title || !title->office || doc->cp[doc->tokens.at[i].end - 1] == 0x627) return 0; /* رئيسا */
  if (isn_best(doc, k) && isn_best(doc, k)->pos == ISN_ADJ && k + 1 < stop && doc->tokens.at[k + 1].kind == ISN_WORD &&
      doc->tokens.at[k + 1].pos != ISN_ADP && same_letters(doc, d->first + 1 < d->end ? d->first + 1 : d->first, k))
    said++, at++, k++; /* أمين عام | الحزب */
  if (!isn_has_article(doc, k) && doc->tokens.at[k].mention == ISNAD_NONE && !speaks_for(doc, k) && !isn_title_at(g, doc, k) &&
      !isn_orghead_at(g, doc, k))
    return 0; /* ناشط عسكري: anybody */
  if (isn_best(doc, k) && isn_best(doc, k)->proclitics & ISN_LI) return 0;
  while (k < stop && k < i + TITLE_WORDS && doc->tokens.at[k].kind == ISN_WORD) {
    const char *country = isn_has_article(doc, k) ? isn_nisba_country(&g->agents, doc, k) : NULL;
    uint32_t found = at;
    while (found < d->end && found < at + 3 && !same_letters(doc, found, k) && !same_stem(doc, found, k)) found++;
    if (found < d->end && found < at + 3) at = found + 1, said++, k++;
    else if (country && (own ? strcmp(own, country) == 0 : !other_nation(g, doc, d, country))) said++, k++;
    else break;
  }
  while (k > i + 1 && doc->tokens.at[k - 1].pos == ISN_ADP) k--, said--;
  if (k == i + 1 || !said || k >= stop) return k == i + 1 || !said ? 0 : k;
  const isn_reading *next = isn_best(doc, k);
  if (doc->tokens.at[k].mention != ISNAD_NONE && doc->tokens.at[k].mention == doc->tokens.at[k - 1].mention) return 0;
  if (doc->tokens.at[k].kind == ISN_WORD && doc->tokens.at[k].mention != ISNAD_NONE) return 0; /* وزير الإعلام | فلان */
  if (next && isn_has_article(doc, k) && (next->pos == ISN_ADJ || next->pos == ISN_NOUN) && !(next->proclitics & ISN_LI)) return 0;
  return isn_has_article(doc, k - 1) || doc->tokens.at[k - 1].mention != ISNAD_NONE ? k : 0;
}

static bool head_of_description(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_reading *r = isn_best(doc, i);
  if (doc->tokens.at[i].kind != ISN_WORD || !r || r->lexeme == ISNAD_NONE || r->pos != ISN_NOUN) return false;
  bool several = r->form == ISN_PLURAL || r->number == 'p' || r->number == 'd';
  if (isn_title_at(g, doc, i)) return !several;
  return isn_force_word(g, doc, i) && !(isn_lexeme_is(g, r->lexeme) & ISN_LEXEME_HEAD && g->heads[r->lexeme].in) && isn_has_article(doc, i);
}

static uint32_t definite_end(const isn_doc *doc, const bool *in_label, uint32_t i) {
  uint32_t end = i + 1, stop = doc->sentence_first.at[doc->tokens.at[i].sentence + 1];
  while (end < stop && end < i + 4 && !covered(doc, in_label, end) && doc->tokens.at[end].kind == ISN_WORD && isn_has_article(doc, end) &&
         may_be_adjective(doc, end))
    end++;
  return end;
}

/* المبعوث الأممي إلى اليمن: where an envoy is sent belongs to the title. */
static uint32_t with_mission(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t end) {
  static const char *const envoys[] = {"مبعوث", "موفد", "سفير", "مندوب", "ممثل"};
  const isn_lexeme *l = isn_lexicon_lexeme(g->lexicon, lexeme_of(doc, i));
  bool envoy = false;
  for (size_t k = 0; l && k < sizeof envoys / sizeof *envoys; k++) envoy = envoy || strcmp(l->lemma, envoys[k]) == 0;
  if (!envoy || end + 1 >= doc->tokens.count || doc->tokens.at[end].pos != ISN_ADP ||
      doc->tokens.at[end + 1].sentence != doc->tokens.at[i].sentence)
    return end;
  uint32_t m = doc->tokens.at[end + 1].mention;
  if (m == ISNAD_NONE || doc->entities.at[doc->mentions.at[m].entity].type != ISNAD_LOC) return end;
  for (end++; end < doc->tokens.count && doc->tokens.at[end].mention == m;) end++;
  return end;
}

/* الاحتلال, للاحتلال. */
static bool occupation(const isn_doc *doc, uint32_t i) {
  static const uint16_t word[] = {0x644, 0x627, 0x62d, 0x62a, 0x644, 0x627, 0x644};
  const isn_token *t = &doc->tokens.at[i];
  uint32_t n = t->fold1 - t->fold0;
  if (n < 8 || n > 9 || memcmp(doc->fold + t->fold1 - 7, word, sizeof word) != 0) return false;
  uint16_t before = doc->fold[t->fold1 - 8];
  return before == 0x627 || before == 0x644;
}

static bool is_kind(const isn_doc *doc, uint32_t entity, const char *kind) {
  const char *own = doc->facts.at[entity].kind;
  return own && strcmp(own, kind) == 0;
}

/* What descriptions may stand for in this document: found once, or a text full of them would take long. */
typedef struct scene {
  isn_map by_ref;                                                  /* entity + 1 */
  uint32_t army[26 * 26];                                          /* by country: its army, entity + 1 */
  uint32_t israel, rebels, militants;                              /* militants: also those of no one country */
  uint32_t one_army, one_government, army_named, government_named; /* the only ones, and how often */
  bool militia;                                                    /* a name or label of the rebels begins with مليشيا */
} scene;

static isn_key ref_key(const char *ref, uint16_t *letters, size_t room) {
  uint32_t n = 0;
  for (; n < room && ref[n]; n++) letters[n] = (unsigned char)ref[n];
  return (isn_key){letters, n};
}

enum { REF_LETTERS = 256 };

static bool file_refs(isn_doc *doc, scene *s) {
  for (uint32_t e = 0; e < doc->entities.count; e++) {
    const char *ref = doc->entities.at[e].ref;
    const size_t n = ref ? strlen(ref) : 0;
    uint16_t *letters = n ? isn_arena_alloc(&doc->arena, n * sizeof *letters) : NULL;
    bool fresh;
    if (!n) continue;
    if (!letters) return false;
    const isn_key key = ref_key(ref, letters, n < REF_LETTERS ? n : REF_LETTERS);
    uint32_t *slot = isn_map_put(&s->by_ref, &doc->arena, key.at, key.length, &fresh);
    if (!slot) return false;
    if (fresh) *slot = e + 1;
  }
  return true;
}

static uint32_t entity_of(const scene *s, const char *ref) {
  uint16_t letters[REF_LETTERS];
  const isn_key key = ref_key(ref, letters, REF_LETTERS);
  const uint32_t *slot = isn_map_get(&s->by_ref, key.at, key.length);
  return slot ? *slot - 1 : ISNAD_NONE;
}

/* The army of a country that the document names, or ISNAD_NONE. */
static uint32_t army_of(const scene *s, const char *iso2) {
  uint32_t slot = (uint32_t)(iso2[0] - 'A') * 26 + (uint32_t)(iso2[1] - 'A');
  return slot < 26 * 26 && s->army[slot] ? s->army[slot] - 1 : ISNAD_NONE;
}

static bool several(const isn_doc *doc, uint32_t i) {
  const isn_reading *r = isn_best(doc, i);
  return r && r->pos == ISN_NOUN && (r->form == ISN_PLURAL || r->number == 'p');
}

/* ون, ين. */
static bool plural_ending(const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  if (t->fold1 - t->fold0 < 6 || doc->fold[t->fold1 - 1] != 0x646) return false;
  return doc->fold[t->fold1 - 2] == 0x648 || doc->fold[t->fold1 - 2] == 0x64a;
}

static bool is_nisba(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, const char *iso2) {
  const char *country = i < doc->tokens.count && isn_has_article(doc, i) ? isn_nisba_country(&g->agents, doc, i) : NULL;
  return country && (!iso2 || strcmp(country, iso2) == 0);
}

/* قوات الاحتلال، جنود الاحتلال الإسرائيلي، الاحتلال: the end of the phrase, or 0. */
static uint32_t by_occupation(const isn_gazetteer *g, const isn_doc *doc, const scene *s, uint32_t i, uint32_t *entity) {
  uint32_t at = occupation(doc, i) ? i : i + 1, stop = doc->sentence_first.at[doc->tokens.at[i].sentence + 1];
  if (at >= stop || !occupation(doc, at)) return 0;
  const isn_agent *agent = isn_agent_at(&g->agents, doc, i);
  bool force = at > i && !isn_has_article(doc, i) &&
               (isn_force_word(g, doc, i) || (several(doc, i) && agent && agent->sector && strcmp(agent->sector, "MIL") == 0));
  if (at > i && !force) return 0;
  bool named = is_nisba(g, doc, at + 1, NULL);
  if (named && (!force || !is_nisba(g, doc, at + 1, "IL"))) return 0;
  *entity = force ? army_of(s, "IL") : s->israel;
  if (*entity == ISNAD_NONE) *entity = s->israel;
  return *entity == ISNAD_NONE ? 0 : at + 1 + named;
}

/* What the press calls an army or a state that the document names elsewhere: القوات الإسرائيلية, الاحتلال. The end of the phrase, or 0. */
static uint32_t by_name(const isn_gazetteer *g, const isn_doc *doc, const scene *s, uint32_t i, uint32_t *entity) {
  isn_hit hit;
  if (doc->tokens.at[i].kind != ISN_WORD) return 0;
  if (isn_has_article(doc, i) && isn_force_word(g, doc, i) && isn_gazetteer_at(g, doc, i, &hit) && hit.end > i + 1 &&
      g->known.at[hit.known].rank == 5) {
    *entity = entity_of(s, g->known.at[hit.known].ref);
    return *entity == ISNAD_NONE ? 0 : hit.end;
  }
  const isn_agent *agent = isn_agent_at(&g->agents, doc, i);
  if (isn_has_article(doc, i) && isn_force_word(g, doc, i) && agent && agent->sector && strcmp(agent->sector, "MIL") == 0 &&
      is_nisba(g, doc, i + 1, NULL) && doc->tokens.at[i + 1].sentence == doc->tokens.at[i].sentence) {
    *entity = army_of(s, isn_nisba_country(&g->agents, doc, i + 1));
    return *entity == ISNAD_NONE ? 0 : i + 2;
  }
  return by_occupation(g, doc, s, i, entity);
}

/* ---- descriptions by what a body is ---- */

/* The entity of a kind that is named last before token i; mentions stand in the order of the text. */
static uint32_t last_of_kind(const isn_doc *doc, uint32_t i, const char *kind) {
  uint32_t lo = 0, hi = doc->mentions.count;
  while (lo < hi) {
    uint32_t mid = (lo + hi) / 2;
    if (doc->mentions.at[mid].span.end <= doc->tokens.at[i].start) lo = mid + 1;
    else hi = mid;
  }
  for (uint32_t n = 0; lo-- > 0 && n < LOOK_FAR; n++)
    if (is_kind(doc, doc->mentions.at[lo].entity, kind)) return doc->mentions.at[lo].entity;
  return ISNAD_NONE;
}

/* الحكومة الشرعية, البرلمان المعترف به دوليا: the end of the phrase, or 0. The body is the last of its kind that was named. */
static uint32_t by_recognition(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t *entity) {
  static const char *const rulers[] = {"حكومة", "سلطة"}, *const houses[] = {"برلمان"}, *const lawful[] = {"شرعي", "معترف", "اعترف"};
  uint32_t stop = doc->sentence_first.at[doc->tokens.at[i].sentence + 1], end = i + 1;
  if (!isn_has_article(doc, i) || end >= stop || doc->tokens.at[i].kind != ISN_WORD) return 0;
  bool house = isn_has_lemma(g, doc, i, houses, 1);
  if (!house && !isn_has_lemma(g, doc, i, rulers, 2)) return 0;
  while (end < stop && end < i + 4 && isn_has_article(doc, end) && isn_has_lemma(g, doc, end, lawful, 3)) {
    end++;
    if (end < stop && (doc->tokens.at[end].pos == ISN_PRON || doc->tokens.at[end].pos == ISN_ADP) &&
        doc->tokens.at[end].fold1 - doc->tokens.at[end].fold0 <= 3) { /* بها */
      end++;
      const isn_token *t = end < stop ? &doc->tokens.at[end] : NULL; /* دوليا */
      if (t && t->kind == ISN_WORD && t->fold1 - t->fold0 == 5 && doc->fold[t->fold1 - 1] == 0x627 && !isn_has_article(doc, end)) end++;
    }
  }
  if (end == i + 1) return 0;
  *entity = last_of_kind(doc, i, house ? "parliament" : "government");
  return *entity == ISNAD_NONE ? 0 : end;
}

/* The only entity of a kind that the document names, or ISNAD_NONE; *times: how often. */
static uint32_t only_of_kind(const isn_doc *doc, const char *kind, uint32_t *times) {
  uint32_t found = ISNAD_NONE;
  *times = 0;
  for (uint32_t m = 0; m < doc->mentions.count; m++) {
    const uint32_t e = doc->mentions.at[m].entity;
    if (!is_kind(doc, e, kind)) continue;
    if (found != ISNAD_NONE && found != e) return ISNAD_NONE;
    found = e, ++*times;
  }
  return found;
}

/* القوات المسلحة, القوات الحكومية: the one army that is named, or the government, whichever is named more. The end of the phrase, or 0. */
static uint32_t by_regular_forces(const isn_gazetteer *g, const isn_doc *doc, const scene *s, uint32_t i, uint32_t *entity) {
  static const char *const forces[] = {"قوة"}, *const armed[] = {"مسلح", "سلح"}, *const regular[] = {"حكومي", "نظامي"};
  const uint32_t stop = doc->sentence_first.at[doc->tokens.at[i].sentence + 1];
  if (i + 1 >= stop || !isn_has_article(doc, i) || !several(doc, i) || !isn_has_lemma(g, doc, i, forces, 1)) return 0;
  const bool of_army = isn_has_lemma(g, doc, i + 1, armed, 2);
  if (!isn_has_article(doc, i + 1) || (!of_army && !isn_has_lemma(g, doc, i + 1, regular, 2))) return 0;
  const isn_reading *more = i + 2 < stop && isn_has_article(doc, i + 2) ? isn_best(doc, i + 2) : NULL;
  if (is_nisba(g, doc, i + 2, NULL) || (more && more->pos == ISN_ADJ)) return 0;
  *entity = of_army || s->army_named >= s->government_named ? s->one_army : s->one_government;
  return *entity == ISNAD_NONE ? 0 : i + 2;
}

/* الصحيفة البريطانية, الوكالة الروسية: the outlet of that country that was named last. The end of the phrase, or 0. */
static uint32_t by_medium(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t *entity) {
  const isn_agent *agent = isn_has_article(doc, i) ? isn_agent_at(&g->agents, doc, i) : NULL;
  if (!agent || agent->kind != ISNAD_OUTLET || agent->person || several(doc, i) || !is_nisba(g, doc, i + 1, NULL) ||
      doc->tokens.at[i + 1].sentence != doc->tokens.at[i].sentence)
    return 0;
  const char *iso2 = isn_nisba_country(&g->agents, doc, i + 1);
  *entity = last_of_kind(doc, i, "outlet");
  const char *country = *entity == ISNAD_NONE ? NULL : doc->facts.at[*entity].country;
  return country && strcmp(country, iso2) == 0 ? i + 2 : 0;
}

/* The armed group of a country, or of any and none, that the document speaks of, if it is one. */
static uint32_t rebels_of(isn_doc *doc, bool any) {
  uint32_t best = ISNAD_NONE, most = 0, second = 0;
  uint32_t *count = isn_arena_alloc(&doc->arena, ((size_t)doc->entities.count + 1) * sizeof *count);
  if (!count) return ISNAD_NONE;
  for (uint32_t m = 0; m < doc->mentions.count; m++) count[doc->mentions.at[m].entity]++;
  for (uint32_t e = 0; e < doc->entities.count; e++) {
    const char *code = doc->entities.at[e].code;
    if (!code || !((any && strcmp(code, "REB") == 0) || (strlen(code) >= 7 && strcmp(code + 3, " REB") == 0))) continue;
    if (count[e] > most) second = most, most = count[e], best = e;
    else if (count[e] > second) second = count[e];
  }
  return most > 2 * second ? best : ISNAD_NONE;
}

/* Whether a name or a label of the entity begins with one of these words. */
static bool styled(const isn_gazetteer *g, const isn_doc *doc, uint32_t entity, const char *const *lemmas, size_t n) {
  for (uint32_t m = 0; m < doc->mentions.count; m++)
    if (doc->mentions.at[m].entity == entity && isn_has_lemma(g, doc, first_token(doc, doc->mentions.at[m].span.start), lemmas, n))
      return true;
  for (uint32_t l = 0; l < doc->labels.count; l++)
    if (doc->labels.at[l].entity == entity && isn_has_lemma(g, doc, first_token(doc, doc->labels.at[l].span.start), lemmas, n)) return true;
  return false;
}

/* العصابة الإرهابية, الجماعة المتمردة. */
static uint32_t by_abuse(const isn_doc *doc, const scene *s, uint32_t i, uint32_t stop, uint32_t *entity) {
  if (i + 1 >= stop || !isn_has_article(doc, i + 1) || !isn_in(doc, i + 1, ISN_CLASS_ABUSIVE)) return 0;
  *entity = isn_in(doc, i + 1, ISN_CLASS_REBELLIOUS) ? s->rebels : s->militants;
  return *entity == ISNAD_NONE ? 0 : i + 2;
}

/* عناصر التمرد, عناصر الإرهاب: not definite by themselves, so asked before the rest. */
static uint32_t by_rebellion(const isn_doc *doc, const scene *s, uint32_t i, uint32_t *entity) {
  const uint32_t stop = doc->sentence_first.at[doc->tokens.at[i].sentence + 1];
  if (s->rebels == ISNAD_NONE || doc->tokens.at[i].kind != ISN_WORD || isn_has_article(doc, i) || !isn_in(doc, i, ISN_CLASS_BAND)) return 0;
  if (i + 1 >= stop || !isn_has_article(doc, i + 1) || !isn_in(doc, i + 1, ISN_CLASS_REBELLION)) return 0;
  *entity = s->rebels;
  for (i += 2; i < stop && isn_has_article(doc, i) && (isn_in(doc, i, ISN_CLASS_REBELLION) || isn_in(doc, i, ISN_CLASS_ABUSIVE));) i++;
  return i;
}

/* المتمردون, الانقلابيين, المليشيات المتمردة, where one armed group is spoken of: the end of the phrase, or 0. */
static uint32_t by_hostility(const isn_gazetteer *g, const isn_doc *doc, const scene *s, uint32_t i, uint32_t *entity) {
  static const char *const hostile[] = {"متمرد", "انقلابي"}, *const militia[] = {"مليشيا", "ميليشيا"};
  uint32_t stop = doc->sentence_first.at[doc->tokens.at[i].sentence + 1];
  if ((s->rebels == ISNAD_NONE && s->militants == ISNAD_NONE) || doc->tokens.at[i].kind != ISN_WORD || !isn_has_article(doc, i)) return 0;
  bool people = (several(doc, i) || plural_ending(doc, i)) && isn_has_lemma(g, doc, i, hostile, 2);
  if (!people && isn_in(doc, i, ISN_CLASS_BAND)) return by_abuse(doc, s, i, stop, entity);
  if (s->rebels == ISNAD_NONE || (!people && !isn_has_lemma(g, doc, i, militia, 2))) return 0;
  uint32_t end = i + 1;
  if (end < stop && isn_has_article(doc, end) && isn_has_lemma(g, doc, end, hostile, 2)) end++;
  else if (end < stop && isn_has_article(doc, end) && (may_be_adjective(doc, end) || isn_nisba_country(&g->agents, doc, end)))
    return 0; /* of another kind */
  /* either side calls the other المليشيات: only of those whom the document calls so with their name */
  if (!people && end == i + 1 && !s->militia) return 0;
  *entity = s->rebels;
  return end;
}

static bool survey(const isn_gazetteer *g, isn_doc *doc, scene *s) {
  static const char *const militia[] = {"مليشيا", "ميليشيا"};
  *s = (scene){.rebels = rebels_of(doc, false), .militants = rebels_of(doc, true)};
  if (!file_refs(doc, s)) return false;
  s->israel = entity_of(s, "isnad:country-IL");
  for (uint32_t e = doc->entities.count; e-- > 0;) {
    const char *iso2 = doc->facts.at[e].country;
    uint32_t slot = iso2 && is_kind(doc, e, "army") ? (uint32_t)(iso2[0] - 'A') * 26 + (uint32_t)(iso2[1] - 'A') : 26 * 26;
    if (slot < 26 * 26) s->army[slot] = e + 1;
  }
  s->one_army = only_of_kind(doc, "army", &s->army_named);
  s->one_government = only_of_kind(doc, "government", &s->government_named);
  s->militia = s->rebels != ISNAD_NONE && styled(g, doc, s->rebels, militia, 2);
  return true;
}

static bool add_as(isn_doc *doc, uint32_t entity, uint32_t i, uint32_t end, const char *why) {
  static const char16_t *const honours[] = {u"معالي", u"سعاده", u"سمو", u"فخامه", u"جلاله", u"سياده", u"سماحه", u"فضيله", u"دوله"};
  if (i > doc->sentence_first.at[doc->tokens.at[i].sentence] && doc->tokens.at[i - 1].mention == ISNAD_NONE &&
      doc->entities.at[entity].type == ISNAD_PER && isn_token_is_any(doc, i - 1, honours, sizeof honours / sizeof *honours))
    i--; /* معالي | الوزير */
  isnad_label *row = ISN_PUSH(&doc->labels, &doc->arena);
  if (!row) return false;
  *row = (isnad_label){entity, isn_span(isn_doc_noun_start(doc, i), doc->tokens.at[end - 1].end), ISNAD_NONE, {why, 0.6f}};
  return true;
}

static bool add(isn_doc *doc, uint32_t entity, uint32_t i, uint32_t end) { return add_as(doc, entity, i, end, "label:description"); }

bool isn_find_descriptions(const isn_gazetteer *g, isn_doc *doc) {
  heads h = {0};
  bool *in_label = isn_arena_alloc(&doc->arena, doc->tokens.count + 1);
  if (!in_label || !collect(doc, &h)) return false;
  scene s;
  isn_bearers bearers;
  if (!survey(g, doc, &s) || !isn_see_bearers(g, doc, &bearers)) return false;
  for (uint32_t l = 0; l < h.rows.count; l++)
    for (uint32_t k = h.rows.at[l].first; k < h.rows.at[l].end; k++) in_label[k] = true;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    uint32_t entity, known_end = covered(doc, in_label, i) ? 0 : by_name(g, doc, &s, i, &entity);
    if (!known_end && !covered(doc, in_label, i)) known_end = by_recognition(g, doc, i, &entity);
    if (!known_end && !covered(doc, in_label, i)) known_end = by_hostility(g, doc, &s, i, &entity);
    if (!known_end && !covered(doc, in_label, i)) known_end = by_rebellion(doc, &s, i, &entity);
    if (!known_end && !covered(doc, in_label, i)) known_end = by_regular_forces(g, doc, &s, i, &entity);
    if (!known_end && !covered(doc, in_label, i)) known_end = by_medium(g, doc, i, &entity);
    for (uint32_t k = i; k < known_end; k++)
      if (covered(doc, in_label, k)) known_end = 0;
    if (known_end) {
      if (!add(doc, entity, i, known_end)) return false;
      i = known_end - 1;
      continue;
    }
    if (covered(doc, in_label, i) || !head_of_description(g, doc, i)) continue;
    if (!isn_holder_at(g, doc, &bearers, i, &entity, &known_end)) return false;
    for (uint32_t k = i + 1; entity != ISNAD_NONE && k < known_end; k++)
      if (in_label[k]) entity = ISNAD_NONE;
    if (entity != ISNAD_NONE) {
      if (!add_as(doc, entity, i, known_end, "label:office")) return false;
      i = known_end - 1;
      continue;
    }
    uint16_t letters[2] = {(uint16_t)(lexeme_of(doc, i) & 0xffff), (uint16_t)(lexeme_of(doc, i) >> 16)};
    const uint32_t *slot = isn_map_get(&h.by_lexeme, letters, 2);
    if (!slot) continue;
    uint32_t *cursor = &h.rows.at[*slot - 1].cursor, end = 0;
    const described *d;
    if (isn_has_article(doc, i)) {
      end = definite_end(doc, in_label, i);
      const isn_title *title = isn_title_at(g, doc, i);
      if (title && !title->office && end == i + 1) continue;         /* العالم، الشهيد: anybody */
      if (end < doc->tokens.count && speaks_for(doc, end)) continue; /* المتحدث | باسم أخرى */
      d = nearest(g, doc, &h, cursor, i, end);
      end = with_mission(g, doc, i, end);
    } else {
      d = nearest(g, doc, &h, cursor, i, i + 1);
      end = d ? title_again(doc, d, i) : 0;
      if (d && !end && doc->entities.at[doc->labels.at[d->label].entity].type == ISNAD_PER) end = title_in_part(g, doc, d, i);
    }
    if (!d || !end) continue;
    if (!add(doc, doc->labels.at[d->label].entity, i, end)) return false;
  }
  return true;
}
