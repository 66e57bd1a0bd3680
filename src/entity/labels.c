/* A title and the name after it (المشير خليفة حفتر), a force named after somebody (مليشيا حفتر), a title in apposition after the name. */
#include "entity/labels.h"

#include <string.h>

enum { BACK = 12 };

static bool add(isn_doc *doc, uint32_t entity, isnad_span span, const char *why) {
  isnad_label *row = ISN_PUSH(&doc->labels, &doc->arena);
  if (!row) return false;
  *row = (isnad_label){entity, span, ISNAD_NONE, {why, 0.7f}};
  return true;
}

static bool comma(const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  return t->kind == ISN_MARK && (doc->cp[t->start] == 0x60c || doc->cp[t->start] == ',');
}

/* First token of the title phrase that ends right before token `name`, or `name` if there is none. */
static uint32_t title_before(const isn_gazetteer *g, const isn_doc *doc, uint32_t name) {
  uint32_t found = name, first = doc->sentence_first.at[doc->tokens.at[name].sentence];
  for (uint32_t i = name, n = 0; i-- > first && n < BACK; n++) {
    const isn_token *t = &doc->tokens.at[i];
    if (comma(doc, i) && i + 1 == name) continue;
    if (t->kind != ISN_WORD || t->time != ISNAD_NONE) break;
    if (t->mention != ISNAD_NONE) {
      if (doc->entities.at[doc->mentions.at[t->mention].entity].type == ISNAD_PER) break;
      continue;
    }
    const isn_reading *r = isn_best(doc, i);
    if (isn_title_at(g, doc, i)) {
      found = i;
      if (r && r->proclitics & (ISN_WA | ISN_FA | ISN_BI | ISN_LI | ISN_KA)) break;
      continue;
    }
    if (t->pos == ISN_VERB || t->pos == ISN_SCONJ || t->pos == ISN_CCONJ || t->pos == ISN_AUX || t->pos == ISN_PRON) break;
    bool article = isn_has_article(doc, i), preposition = t->pos == ISN_ADP;
    bool conj = r && r->proclitics & (ISN_WA | ISN_FA);
    if (!article && !preposition && r && !(r->pos == ISN_NOUN)) break;
    if (conj && !article) break;
  }
  return found;
}

static bool before_name(const isn_gazetteer *g, isn_doc *doc, uint32_t m, uint32_t first) {
  const isnad_mention mention = doc->mentions.at[m];
  uint32_t title = title_before(g, doc, first);
  /* "حلفاء حفتر": a plural without the article right before the name governs it */
  const isn_reading *r = isn_best(doc, title);
  if (title + 1 == first && r && !isn_has_article(doc, title) && (r->form == ISN_PLURAL || r->number == 'p')) return true;
  if (title < first && doc->tokens.at[first].start == mention.span.start)
    return add(doc, mention.entity, isn_span(isn_doc_noun_start(doc, title), mention.span.end), "label:title-name");
  return true;
}

static bool force_before(const isn_gazetteer *g, isn_doc *doc, uint32_t m, uint32_t first) {
  const isnad_mention mention = doc->mentions.at[m];
  if (!first || doc->tokens.at[first - 1].sentence != doc->tokens.at[first].sentence || doc->tokens.at[first - 1].mention != ISNAD_NONE) return true;
  if (doc->tokens.at[first].start != mention.span.start) return true;
  const isn_token *t = &doc->tokens.at[first - 1];
  const isn_reading *r = isn_best(doc, first - 1);
  if (t->kind != ISN_WORD || !r || r->lexeme == ISNAD_NONE || r->lexeme >= g->lexemes || !g->is_agent_force[r->lexeme] || r->proclitics & ISN_AL) return true;
  return add(doc, mention.entity, isn_span(isn_doc_noun_start(doc, first - 1), mention.span.end), "label:force-of");
}

/* صحيفة معاريف الإسرائيلية، تنظيم القاعدة: the head that is not part of the name, and a nationality after it. */
static bool head_before(const isn_gazetteer *g, isn_doc *doc, uint32_t m, uint32_t first, uint32_t end) {
  const isnad_mention mention = doc->mentions.at[m];
  uint32_t sentence_first = doc->sentence_first.at[doc->tokens.at[first].sentence], h = first;
  if (h > sentence_first && doc->tokens.at[h - 1].kind == ISN_QUOTE_OPEN) h--;
  if (h == sentence_first || doc->tokens.at[h - 1].mention != ISNAD_NONE) return true;
  const isn_reading *r = isn_best(doc, h - 1);
  if (!r || r->lexeme == ISNAD_NONE || r->lexeme >= g->lexemes || !g->is_head[r->lexeme] || g->heads[r->lexeme].type != ISNAD_ORG || g->heads[r->lexeme].in || r->proclitics & ISN_AL)
    return true;
  uint32_t stop = end;
  if (h < first && stop < doc->tokens.count && doc->tokens.at[stop].kind == ISN_QUOTE_CLOSE) stop++;
  while (stop < doc->tokens.count && stop < end + 3 && isn_has_article(doc, stop) && isn_best(doc, stop) && isn_best(doc, stop)->pos == ISN_ADJ && doc->tokens.at[stop].mention == ISNAD_NONE)
    stop++;
  return add(doc, mention.entity, isn_span(isn_doc_noun_start(doc, h - 1), doc->tokens.at[stop - 1].end), "label:head-name");
}

/* "X، وزير الخارجية،" and "حفتر قائد قوات شرق ليبيا": a title phrase right after the name. */
static bool after_name(const isn_gazetteer *g, isn_doc *doc, uint32_t m, uint32_t end) {
  const isnad_mention mention = doc->mentions.at[m];
  uint32_t stop = doc->sentence_first.at[doc->tokens.at[end - 1].sentence + 1], i = end;
  bool comma_first = i < stop && comma(doc, i);
  if (comma_first) i++;
  if (i >= stop || doc->tokens.at[i].mention != ISNAD_NONE || !isn_title_at(g, doc, i)) return true;
  const isn_reading *r = isn_best(doc, i);
  if (!r || r->pos != ISN_NOUN || r->proclitics & (ISN_WA | ISN_FA | ISN_BI | ISN_LI | ISN_KA)) return true;
  bool article = isn_has_article(doc, i);
  uint16_t ending = doc->fold[doc->tokens.at[i].fold1 - 1];
  if (!article && ending == 0x627 && doc->tokens.at[i].fold1 > r->stem0 + 3) return true; /* رئيسا: a predicate */
  uint32_t k = i + 1;
  while (k < stop && k < i + 8) {
    const isn_token *t = &doc->tokens.at[k];
    if (t->kind != ISN_WORD || t->pos == ISN_VERB || t->pos == ISN_SCONJ || t->pos == ISN_CCONJ || t->pos == ISN_AUX || t->time != ISNAD_NONE || t->pos == ISN_PRON) break;
    const isn_reading *reading = isn_best(doc, k);
    if (article && !isn_has_article(doc, k) && t->mention == ISNAD_NONE && t->pos != ISN_ADP) break;
    if (t->mention != ISNAD_NONE && doc->entities.at[doc->mentions.at[t->mention].entity].type == ISNAD_PER) return true; /* the next person's title */
    if (reading && reading->proclitics & (ISN_WA | ISN_FA) && !isn_has_article(doc, k)) break;
    k++;
  }
  /* with commas around, or a definite or construct phrase directly after */
  if (comma_first && k < stop && !comma(doc, k) && doc->tokens.at[k].kind != ISN_MARK) return true;
  while (k > i + 1 && doc->tokens.at[k - 1].pos == ISN_ADP) k--;
  return add(doc, mention.entity, isn_span(doc->tokens.at[i].start, doc->tokens.at[k - 1].end), "label:apposition");
}

/* ---- descriptions that stand for a name ---- */

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

static bool same_stem(const isn_doc *doc, uint32_t a, uint32_t b) {
  const isn_reading *x = isn_best(doc, a), *y = isn_best(doc, b);
  if (!x || !y) return false;
  return x->stem1 - x->stem0 == y->stem1 - y->stem0 && memcmp(doc->fold + x->stem0, doc->fold + y->stem0, (x->stem1 - x->stem0) * sizeof *doc->fold) == 0;
}

/* Whether every word of the description [i, end) stands in the title of label l, its head as a title there. */
static bool agrees(const isn_doc *doc, const isnad_label *l, uint32_t i, uint32_t end) {
  uint32_t first = first_token(doc, l->span.start), stop = first_token(doc, l->span.end - 1) + 1;
  if (first == i || lexeme_of(doc, first) != lexeme_of(doc, i)) return false;
  for (uint32_t k = i + 1; k < end; k++) {
    bool found = false;
    for (uint32_t t = first + 1; t < stop && !found; t++) found = doc->tokens.at[t].mention == ISNAD_NONE && same_stem(doc, k, t);
    if (!found) return false;
  }
  return true;
}

/* "الرئيس اليمني" after "الرئيس اليمني عبد ربه منصور هادي": a title with the article and no name of its own. */
static bool find_descriptions(const isn_gazetteer *g, isn_doc *doc) {
  uint32_t named = doc->labels.count;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    if (doc->tokens.at[i].mention != ISNAD_NONE || !isn_has_article(doc, i) || !isn_title_at(g, doc, i) || lexeme_of(doc, i) == ISNAD_NONE) continue;
    uint32_t end = i + 1, best = ISNAD_NONE, distance = UINT32_MAX;
    while (end < doc->tokens.count && end < i + 4 && doc->tokens.at[end].mention == ISNAD_NONE && doc->tokens.at[end].kind == ISN_WORD && isn_has_article(doc, end) &&
           doc->tokens.at[end].sentence == doc->tokens.at[i].sentence && isn_best(doc, end) && isn_best(doc, end)->pos == ISN_ADJ)
      end++;
    for (uint32_t l = 0; l < named; l++) {
      const isnad_label *label = &doc->labels.at[l];
      bool covers = label->span.start <= doc->tokens.at[i].start && label->span.end >= doc->tokens.at[i].end;
      if (covers) {
        best = ISNAD_NONE;
        break;
      }
      uint32_t away = label->span.start > doc->tokens.at[i].start ? (label->span.start - doc->tokens.at[i].start) * 2 : doc->tokens.at[i].start - label->span.start;
      if (agrees(doc, label, i, end) && away < distance) distance = away, best = label->entity;
    }
    if (best != ISNAD_NONE && !add(doc, best, isn_span(isn_doc_noun_start(doc, i), doc->tokens.at[end - 1].end), "label:description")) return false;
  }
  return true;
}

bool isn_find_labels(const isn_gazetteer *g, isn_doc *doc) {
  uint32_t i = 0;
  for (uint32_t m = 0; m < doc->mentions.count; m++) {
    while (i < doc->tokens.count && doc->tokens.at[i].mention != m) i++;
    uint32_t first = i, end = i;
    while (end < doc->tokens.count && doc->tokens.at[end].mention == m) end++;
    isnad_entity_type type = doc->entities.at[doc->mentions.at[m].entity].type;
    if (first == end) continue;
    if (type == ISNAD_PER && (!before_name(g, doc, m, first) || !after_name(g, doc, m, end))) return false;
    uint32_t labels = doc->labels.count;
    if (type == ISNAD_ORG && !head_before(g, doc, m, first, end)) return false;
    if (type != ISNAD_LOC && doc->labels.count == labels && !force_before(g, doc, m, first)) return false;
  }
  return find_descriptions(g, doc);
}
