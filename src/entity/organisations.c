/* Known names of the gazetteer, and names that begin with a head word: وزارة الداخلية الليبية, حزب X, مخيم X, صحيفة "X". */
#include <string.h>

#include "entity/mentions.h"

enum { CHAIN = 5 };

static bool add(isn_doc *doc, isn_candidates *out, isn_candidate c) {
  isn_candidate *row = ISN_PUSH(out, &doc->arena);
  if (!row) return false;
  *row = c;
  return true;
}

static const isn_orghead *head_at(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  if (t->kind != ISN_WORD) return NULL;
  for (uint32_t r = 0; r < t->readings_count; r++) {
    const isn_reading *reading = &doc->readings.at[t->readings + r];
    if (reading->pos == ISN_NOUN && !reading->enclitic && reading->lexeme < g->lexemes && g->is_head[reading->lexeme]) return &g->heads[reading->lexeme];
  }
  return NULL;
}

static bool after_place_word(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  if (!i || doc->tokens.at[i - 1].sentence != doc->tokens.at[i].sentence) return false;
  const isn_orghead *head = head_at(g, doc, i - 1);
  if (head && head->type == ISNAD_LOC) return true;
  const isn_token *t = &doc->tokens.at[i - 1];
  return t->fold1 - t->fold0 == 2 && doc->fold[t->fold0] == 0x641 && doc->fold[t->fold0 + 1] == 0x64a; /* في */
}

/* Whether an ambiguous or common word can be this place here. */
static bool plausible(const isn_gazetteer *g, const isn_doc *doc, const isn_hit *hit) {
  const isn_known *k = &g->known.at[hit->known];
  if (k->rank >= 2 && !k->ambiguous) {
    if (hit->end > hit->first + 1 || k->type == ISNAD_LOC) return true;
    /* a one-word actor that is also a common word: the verb or the noun wins, unless in quotation marks */
    const isn_reading *r = isn_best(doc, hit->first);
    bool quoted = hit->first > 0 && doc->tokens.at[hit->first - 1].kind == ISN_QUOTE_OPEN && hit->end < doc->tokens.count && doc->tokens.at[hit->end].kind == ISN_QUOTE_CLOSE;
    if (k->rank == 2) { /* الحياة، الوطن: an outlet only in quotation marks or after صحيفة، قناة */
      const isn_agent *before = hit->first && doc->tokens.at[hit->first - 1].sentence == doc->tokens.at[hit->first].sentence ? isn_agent_at(&g->agents, doc, hit->first - 1) : NULL;
      bool head = before && before->kind == ISNAD_OUTLET;
      return quoted || head || (!r && !isn_has_article(doc, hit->first));
    }
    return !r || r->pos != ISN_VERB || quoted;
  }
  if (hit->end > hit->first + 1) return true;
  bool clitic = hit->fold_start > doc->tokens.at[hit->first].fold0;
  bool place_word = after_place_word(g, doc, hit->first);
  if (k->ambiguous) { /* مدينة النصر, not: في بيان */
    const isn_orghead *head = hit->first && doc->tokens.at[hit->first - 1].sentence == doc->tokens.at[hit->first].sentence ? head_at(g, doc, hit->first - 1) : NULL;
    return head && head->type == ISNAD_LOC && !isn_title_at(g, doc, hit->first);
  }
  bool common = isn_vocabulary(g, doc, hit->first), name = isn_name_word(g, doc, hit->first, 0) != 0;
  if (k->rank >= 3) return true;
  const isn_reading *best = isn_best(doc, hit->first);
  if (best && best->pos == ISN_ADJ && !place_word) return false; /* الدول الغربية */
  if (doc->tokens.at[hit->first].fold1 - hit->fold_start < 3) return false;
  if (clitic && (common || doc->tokens.at[hit->first].fold1 - hit->fold_start < 4)) return false;
  if (common || name) return place_word || k->population > 400000;
  return true;
}

bool isn_propose_known(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out) {
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    isn_hit hit;
    if (doc->tokens.at[i].time != ISNAD_NONE || !isn_gazetteer_at(g, doc, i, &hit) || !plausible(g, doc, &hit)) continue;
    const isn_known *k = &g->known.at[hit.known];
    if (!add(doc, out, (isn_candidate){hit.first, hit.end, doc->fold_at[hit.fold_start], k->type, hit.known, 20 + k->rank * 2, "lexicon:name", NULL})) return false;
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
  return isn_gazetteer_at(g, doc, i, &hit) && hit.fold_start == t->fold0 && plausible(g, doc, &hit);
}

/* A run of words with the article after the head: الداخلية الليبية; والعدل joins it. */
static uint32_t definite_chain(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t end) {
  uint32_t k = i;
  while (k < end && k < i + CHAIN && doc->tokens.at[k].kind == ISN_WORD && doc->tokens.at[k].time == ISNAD_NONE && isn_has_article(doc, k)) {
    const isn_reading *r = isn_best(doc, k);
    const isn_lexeme *l = r ? isn_lexicon_lexeme(g->lexicon, r->lexeme) : NULL;
    if (l && l->lexeme_class == ISN_LEX_FUNCTION) break; /* التي */
    /* a participle further on opens a modifier: المعترف بها، الموالية لـ */
    if (k > i && r && (r->form == ISN_ACTIVE_PART || r->form == ISN_PASSIVE_PART)) break;
    uint16_t first = doc->fold[doc->tokens.at[k].fold0];
    if (first != 0x627 && (k == i || first != 0x648)) break; /* لل، بال begin another phrase; والـ only goes on */
    if (first == 0x648 && k + 1 < end && !isn_has_article(doc, k + 1) && k > i + 1) break;
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

/* An adjective that makes an office with the article a name: of a nation (البعثة الأممية too), or any after heads such as المجلس. */
static bool official_adjective(const isn_gazetteer *g, const isn_doc *doc, uint32_t k, const isn_orghead *head) {
  static const uint16_t umami[] = {0x627, 0x644, 0x627, 0x645, 0x645, 0x64a};
  const isn_token *t = &doc->tokens.at[k];
  if (isn_nisba_country(&g->agents, doc, k)) return true;
  if (t->fold1 - t->fold0 >= 6 && memcmp(doc->fold + t->fold0, umami, sizeof umami) == 0) return true;
  const isn_reading *r = isn_best(doc, k);
  return head->article && isn_has_article(doc, k) && r && r->pos == ISN_ADJ && !(r->proclitics & (ISN_WA | ISN_FA | ISN_BI | ISN_LI | ISN_KA));
}

/* المجلس البلدي لمدينة مصراتة: goes on over a town. */
static uint32_t with_town(const isn_gazetteer *g, const isn_doc *doc, uint32_t k, uint32_t end) {
  if (k >= end) return k;
  const isn_reading *r = isn_best(doc, k);
  isn_hit hit;
  if (isn_gazetteer_at(g, doc, k, &hit) && g->known.at[hit.known].type == ISNAD_LOC && doc->fold[doc->tokens.at[k].fold0] == 0x644 && hit.fold_start > doc->tokens.at[k].fold0)
    return hit.end;
  bool town = r && r->proclitics & ISN_LI && head_at(g, doc, k) && head_at(g, doc, k)->type == ISNAD_LOC && k + 1 < end;
  if (town && isn_gazetteer_at(g, doc, k + 1, &hit) && g->known.at[hit.known].type == ISNAD_LOC) return hit.end;
  return k;
}

static bool with_head(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out, uint32_t i, const isn_orghead *head) {
  const isn_token *t = &doc->tokens.at[i];
  uint32_t end = doc->sentence_first.at[t->sentence + 1], k = i + 1, from;
  uint8_t set;
  uint32_t letters = isn_clitic_letters(doc, i, &set);
  bool article = isn_has_article(doc, i);
  if (k >= end) return true;
  from = k;
  uint32_t q = quoted(doc, k, end);
  if (q > k) {
    isn_candidate c = {k + 1, q - 1, doc->tokens.at[k + 1].start, head->type, ISNAD_NONE, 25, "names:quoted-after-head", head->sector};
    if (head->in && head->pattern != 2 && !article) c.first = i, c.end = q, c.start = doc->fold_at[t->fold0 + letters];
    return add(doc, out, c);
  }
  bool plural = isn_best(doc, i) && (isn_best(doc, i)->form == ISN_PLURAL || isn_best(doc, i)->number == 'p'); /* جبهات القتال name nothing */
  bool weak = head->ambiguous || plural || head->type == ISNAD_LOC;
  /* الحكومة الليبية المؤقتة، الجيش الصومالي: the nationality makes it a name */
  if (article && head->type == ISNAD_ORG && head->in && !plural && official_adjective(g, doc, k, head)) {
    uint32_t stop = definite_chain(g, doc, k, end);
    stop = with_town(g, doc, stop, end);
    return stop == k || add(doc, out, (isn_candidate){i, stop, doc->fold_at[t->fold0 + letters], ISNAD_ORG, ISNAD_NONE, 24, "names:head-nationality", head->sector});
  }
  if (article) return true; /* "الوزارة": a common noun; full names with the article are in the lexicon */
  if (head->pattern == 0) {
    k = definite_chain(g, doc, k, end);
    if (weak)
      while (k > from && isn_vocabulary(g, doc, k - 1)) k--;
  } else {
    while (k < end && k < from + 3 && name_like(g, doc, k)) {
      isn_hit hit;
      bool known = isn_gazetteer_at(g, doc, k, &hit) && hit.end > k;
      k = known ? hit.end : k + 1;
      if (known) break; /* a known name is the whole of it */
    }
    if (k == from && head->in && !weak && isn_has_article(doc, k)) k = definite_chain(g, doc, k, end);
    else if (k == from && head->type == ISNAD_LOC && !head->in && isn_has_article(doc, k) && !isn_vocabulary(g, doc, k)) k++;
  }
  if (k == from) return true;
  if (head->in && k < end && head->pattern == 0 && isn_name_word(g, doc, k, 0) == 0) {
    isn_hit hit; /* وزارة خارجية ليبيا, مطار معيتيقة الدولي */
    if (isn_gazetteer_at(g, doc, k, &hit) && hit.fold_start == doc->tokens.at[k].fold0 && g->known.at[hit.known].type == ISNAD_LOC && head->type == ISNAD_LOC) k = hit.end;
  }
  isn_candidate c = {i, k, doc->fold_at[t->fold0 + letters], head->type, ISNAD_NONE, 22, "names:after-head", head->sector};
  if (!head->in || (plural && head->type == ISNAD_LOC)) c.first = from, c.start = doc->tokens.at[from].start;
  isn_hit hit;
  if (!head->in && isn_gazetteer_at(g, doc, from, &hit) && hit.end == k) c.known = hit.known, c.type = g->known.at[hit.known].type;
  return add(doc, out, c);
}

bool isn_propose_organisations(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out) {
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const isn_orghead *head = doc->tokens.at[i].time == ISNAD_NONE ? head_at(g, doc, i) : NULL;
    if (head && !with_head(g, doc, out, i, head)) return false;
  }
  return true;
}
