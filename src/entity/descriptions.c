/* Descriptions that stand for a name: a title or a force that a label of the document has (الرئيس اليمني after الرئيس اليمني عبد ربه منصور
 * هادي; المتمردون after المتمردين الحوثيين). */
#include <string.h>

#include "entity/labels.h"

enum { LOOK_BACK = 48, LOOK_AHEAD = 8 };

typedef struct described {
  uint32_t label, first, end; /* its tokens */
  uint32_t older;             /* the label before it with the same head, or ISNAD_NONE */
  uint32_t newer;
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
    described d = {l, first_token(doc, span.start), first_token(doc, span.end - 1) + 1, ISNAD_NONE, ISNAD_NONE};
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

static bool agrees(const isn_gazetteer *g, const isn_doc *doc, const described *d, uint32_t i, uint32_t end) {
  if (d->first == i || (!isn_title_at(g, doc, i) && !isn_has_article(doc, d->first)))
    return false; /* المليشيات are not those of مليشيات فجر ليبيا */
  for (uint32_t k = i + 1; k < end; k++)
    if (!said_of(g, doc, d, k)) return false;
  return true;
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

static bool head_of_description(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_reading *r = isn_best(doc, i);
  if (doc->tokens.at[i].kind != ISN_WORD || !r || r->lexeme == ISNAD_NONE || r->pos != ISN_NOUN) return false;
  bool several = r->form == ISN_PLURAL || r->number == 'p' || r->number == 'd';
  if (isn_title_at(g, doc, i)) return !several;
  return isn_force_word(g, doc, i) && !(g->is_head[r->lexeme] && g->heads[r->lexeme].in) && isn_has_article(doc, i);
}

static uint32_t definite_end(const isn_doc *doc, const bool *in_label, uint32_t i) {
  uint32_t end = i + 1, stop = doc->sentence_first.at[doc->tokens.at[i].sentence + 1];
  while (end < stop && end < i + 4 && !covered(doc, in_label, end) && doc->tokens.at[end].kind == ISN_WORD && isn_has_article(doc, end) &&
         isn_best(doc, end) && isn_best(doc, end)->pos == ISN_ADJ)
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

static uint32_t entity_of(const isn_doc *doc, const char *ref) {
  for (uint32_t e = 0; e < doc->entities.count; e++)
    if (doc->entities.at[e].ref && strcmp(doc->entities.at[e].ref, ref) == 0) return e;
  return ISNAD_NONE;
}

static bool occupation(const isn_doc *doc, uint32_t i) {
  static const uint16_t word[] = {0x627, 0x644, 0x627, 0x62d, 0x62a, 0x644, 0x627, 0x644};
  const isn_token *t = &doc->tokens.at[i];
  uint32_t n = t->fold1 - t->fold0;
  return n >= 8 && n <= 9 && memcmp(doc->fold + t->fold1 - 8, word, sizeof word) == 0;
}

/* What the press calls an army or a state that the document names elsewhere: القوات الإسرائيلية, الاحتلال. The end of the phrase, or 0. */
static uint32_t by_name(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t *entity) {
  isn_hit hit;
  if (doc->tokens.at[i].kind != ISN_WORD) return 0;
  if (isn_has_article(doc, i) && isn_force_word(g, doc, i) && isn_gazetteer_at(g, doc, i, &hit) && hit.end > i + 1 &&
      g->known.at[hit.known].rank == 5) {
    *entity = entity_of(doc, g->known.at[hit.known].ref);
    return *entity == ISNAD_NONE ? 0 : hit.end;
  }
  if (!occupation(doc, i) || (i + 1 < doc->tokens.count && isn_nisba_country(&g->agents, doc, i + 1))) return 0;
  *entity = entity_of(doc, "isnad:country-IL");
  return *entity == ISNAD_NONE ? 0 : i + 1;
}

static bool add(isn_doc *doc, uint32_t entity, uint32_t i, uint32_t end) {
  isnad_label *row = ISN_PUSH(&doc->labels, &doc->arena);
  if (!row) return false;
  *row = (isnad_label){entity, isn_span(isn_doc_noun_start(doc, i), doc->tokens.at[end - 1].end), ISNAD_NONE, {"label:description", 0.6f}};
  return true;
}

bool isn_find_descriptions(const isn_gazetteer *g, isn_doc *doc) {
  heads h = {0};
  bool *in_label = isn_arena_alloc(&doc->arena, doc->tokens.count + 1);
  if (!in_label || !collect(doc, &h)) return false;
  for (uint32_t l = 0; l < h.rows.count; l++)
    for (uint32_t k = h.rows.at[l].first; k < h.rows.at[l].end; k++) in_label[k] = true;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    uint32_t entity, known_end = covered(doc, in_label, i) ? 0 : by_name(g, doc, i, &entity);
    if (known_end) {
      if (!add(doc, entity, i, known_end)) return false;
      i = known_end - 1;
      continue;
    }
    if (covered(doc, in_label, i) || !head_of_description(g, doc, i)) continue;
    uint16_t letters[2] = {(uint16_t)(lexeme_of(doc, i) & 0xffff), (uint16_t)(lexeme_of(doc, i) >> 16)};
    const uint32_t *slot = isn_map_get(&h.by_lexeme, letters, 2);
    if (!slot) continue;
    uint32_t cursor = *slot - 1, end = 0;
    const described *d;
    if (isn_has_article(doc, i)) {
      end = definite_end(doc, in_label, i);
      const isn_title *title = isn_title_at(g, doc, i);
      if (title && !title->office && end == i + 1) continue; /* العالم، الشهيد: anybody */
      d = nearest(g, doc, &h, &cursor, i, end);
      end = with_mission(g, doc, i, end);
    } else {
      d = nearest(g, doc, &h, &cursor, i, i + 1);
      end = d ? title_again(doc, d, i) : 0;
    }
    if (!d || !end) continue;
    if (!add(doc, doc->labels.at[d->label].entity, i, end)) return false;
  }
  return true;
}
