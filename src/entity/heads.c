/* Names that begin with a head word: وزارة الداخلية الليبية, حزب X, مخيم X, صحيفة "X". */
#include <string.h>
#include <uchar.h>

#include "doc/spelled.h"
#include "entity/organisations.h"

enum { CHAIN = 5 };

static bool add(isn_doc *doc, isn_candidates *out, isn_candidate c) {
  isn_candidate *row = ISN_PUSH(out, &doc->arena);
  if (!row) return false;
  *row = c;
  return true;
}

static bool name_like(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  isn_hit hit;
  if (t->kind == ISN_LATIN) return true;
  if (t->kind != ISN_WORD || t->time != ISNAD_NONE) return false;
  if (!isn_best(doc, i)) return t->fold1 - t->fold0 >= 3;
  return isn_gazetteer_at(g, doc, i, &hit) && hit.fold_start == t->fold0 && isn_plausible_name(g, doc, &hit, NULL);
}

static bool one_of(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, const char *const *words, size_t n) {
  const isn_reading *r = isn_best(doc, i);
  const isn_lexeme *l = r ? isn_lexicon_lexeme(g->lexicon, r->lexeme) : NULL;
  for (size_t k = 0; l && k < n; k++)
    if (strcmp(l->lemma, words[k]) == 0) return true;
  return false;
}

/* An adjective that says when or how often, which is part of no name: الأسبوعي، الحالية. */
static bool passing(const isn_doc *doc, uint32_t i) { return isn_in(doc, i, ISN_CLASS_PASSING); }

/* An adjective that bodies have in their names wherever they are: البنك المركزي, المجلس الوطني. */
static bool institutional(const isn_doc *doc, uint32_t i) {
  const isn_reading *r = isn_best(doc, i);
  return isn_has_article(doc, i) && r && !(r->proclitics & (ISN_WA | ISN_FA | ISN_BI | ISN_LI | ISN_KA)) &&
         isn_in(doc, i, ISN_CLASS_INSTITUTIONAL);
}

/* شرطة المدينة, حكومة البلاد, مجلس الإدارة: of which one, the words do not say. */
static bool says_nothing(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  static const char *const country[] = {"بلد"};
  const isn_reading *r = isn_best(doc, i);
  if (!r || !isn_in(doc, i, ISN_CLASS_SAYS_NOTHING)) return false;
  return r->number == 's' || one_of(g, doc, i, country, 1); /* البلاد is a plural; مجلس الولايات is somebody */
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
    if (k > i && passing(doc, k) && !(own && strcmp(own->lemma, "دولي") == 0) && !(own && strcmp(own->lemma, "إقليمي") == 0)) break;
    const isn_title *title = isn_title_at(g, doc, k); /* حكومة | الرئيس, مجلس الوزراء | الدكتور */
    if (title && (title->office || title->name) && r && r->pos == ISN_NOUN && r->form != ISN_PLURAL && r->number != 'p' &&
        !(r->proclitics & ISN_WA))
      break;
    const isn_orghead *another = k > i && r && r->pos == ISN_NOUN ? isn_orghead_at(g, doc, k) : NULL;
    if (another && another->type == ISNAD_ORG && another->in && !(r->proclitics & ISN_WA)) break; /* مجلس النواب | السلطة التشريعية */
    /* محكمة الاحتلال | السماح: two definite nouns make no construct, and what joins a known name is another's */
    if (k > i && !(r && r->proclitics & ISN_WA) && r && r->lexeme != ISNAD_NONE && !could_be_adjective(g, doc, k)) break;
    isn_hit joined;
    if (k > i && r && r->proclitics & ISN_WA && isn_gazetteer_at(g, doc, k, &joined) && g->known.at[joined.known].rank >= 3 &&
        joined.fold_start > doc->tokens.at[k].fold0)
      break;
    uint16_t first = doc->fold[doc->tokens.at[k].fold0];
    if (first != 0x627 && (k == i || first != 0x648)) break; /* لل، بال begin another phrase; والـ only goes on */
    if (first == 0x648 && (adjective || isn_orghead_at(g, doc, k) || (k + 1 < end && !isn_has_article(doc, k + 1) && k > i + 1))) break;
    bool is_adjective = isn_nisba_country(&g->agents, doc, k) || (r && r->pos == ISN_ADJ);
    if (k > i && isn_nisba_country(&g->agents, doc, k - 1) && doc->fold[doc->tokens.at[k - 1].fold1 - 1] == 0x647 &&
        doc->fold[doc->tokens.at[k].fold1 - 1] == 0x64a)
      break; /* وزارة الدفاع الروسية | التميمي */
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

/* المجلس البلدي لمدينة مصراتة: goes on over a town. */
static uint32_t with_town(const isn_gazetteer *g, const isn_doc *doc, uint32_t k, uint32_t end) {
  if (k >= end) return k;
  const isn_reading *r = isn_best(doc, k);
  isn_hit hit;
  if (isn_gazetteer_at(g, doc, k, &hit) && g->known.at[hit.known].type == ISNAD_LOC && doc->fold[doc->tokens.at[k].fold0] == 0x644 &&
      hit.fold_start > doc->tokens.at[k].fold0)
    return hit.end;
  bool town = r && r->proclitics & ISN_LI && isn_orghead_at(g, doc, k) && isn_orghead_at(g, doc, k)->type == ISNAD_LOC && k + 1 < end;
  if (town && isn_gazetteer_at(g, doc, k + 1, &hit) && g->known.at[hit.known].type == ISNAD_LOC) return hit.end;
  return k;
}

/* The end of what a body is for, which begins at token k with لل: للقضاء, للطيران المدني, للدعوة والقتال. */
static uint32_t purpose_end(const isn_gazetteer *g, const isn_doc *doc, uint32_t k, uint32_t end) {
  uint32_t stop = k + 1;
  for (bool noun = true; stop < end && stop < k + 4; stop++) {
    const isn_token *t = &doc->tokens.at[stop];
    const isn_reading *r = t->kind == ISN_WORD && isn_has_article(doc, stop) ? isn_best(doc, stop) : NULL;
    if (!r || r->form == ISN_ACTIVE_PART || isn_function_word(g, doc, stop)) break;
    if (doc->fold[t->fold0] == 0x627 && could_be_adjective(g, doc, stop)) {
      noun = false;
      continue;
    }
    if (r->pos != ISN_NOUN || doc->fold[t->fold0] != 0x648 || !noun || isn_orghead_at(g, doc, stop)) break;
  }
  return stop;
}

/* المجلس الأعلى للقضاء, الهيئة العامة للطيران المدني, الجماعة السلفية للدعوة والقتال: what a body is for belongs to its name. A head that
 * is not one for all such names needs an adjective that bodies have before it, or two purposes behind it. */
static uint32_t with_purpose(const isn_gazetteer *g, const isn_doc *doc, uint32_t k, uint32_t end, const isn_orghead *head) {
  if (head->ruler || k >= end || doc->tokens.at[k].kind != ISN_WORD || doc->fold[doc->tokens.at[k].fold0] != 0x644 ||
      !isn_has_article(doc, k))
    return k;
  isn_hit hit;
  bool known = isn_gazetteer_at(g, doc, k, &hit) && !(g->known.at[hit.known].rank == 2 && isn_vocabulary(g, doc, k)); /* للدستور */
  const isn_orghead *whose = isn_orghead_at(g, doc, k); /* الأمانة العامة | للحزب */
  if (known || isn_title_at(g, doc, k) || (whose && whose->type == ISNAD_ORG && !head->article)) return k;
  uint32_t stop = purpose_end(g, doc, k, end);
  bool two = stop > k + 1 && doc->fold[doc->tokens.at[stop - 1].fold0] == 0x648, bodies = false;
  for (uint32_t i = k - 1; !bodies && i + 3 > k && i > 0 && isn_has_article(doc, i); i--) bodies = institutional(doc, i);
  if (!head->article && !two && !bodies) return k;
  return stop < end && doc->tokens.at[stop].pos == ISN_ADP ? k : stop; /* للوقوف | إلى جانب */
}

/* المركز الوطني للأرصاد, الجماعة السلفية للدعوة والقتال: a head with the article, an adjective, and what the body is for. */
static bool has_purpose(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, const isn_orghead *head) {
  const uint32_t k = i + 1, end = doc->sentence_first.at[doc->tokens.at[i].sentence + 1];
  const isn_reading *r = k < end ? isn_best(doc, k) : NULL;
  if (head->ruler || !r || r->pos != ISN_ADJ || !isn_has_article(doc, k) || passing(doc, k) || !agrees(doc, i, k)) return false;
  const uint32_t stop = definite_chain(g, doc, k, end);
  return stop > k && with_purpose(g, doc, stop, end, head) > stop;
}

/* An adjective that makes an office with the article a name: of a nation (البعثة الأممية too), or any after heads such as المجلس. */
static bool official_adjective(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, const isn_orghead *head) {
  uint32_t k = i + 1;
  static const uint16_t umami[] = {0x627, 0x644, 0x627, 0x645, 0x645, 0x64a};
  const isn_token *t = &doc->tokens.at[k];
  if (isn_nisba_country(&g->agents, doc, k)) return true;
  if (t->fold1 - t->fold0 >= 6 && memcmp(doc->fold + t->fold0, umami, sizeof umami) == 0) return true;
  const isn_reading *r = isn_best(doc, k);
  if (head->ambiguous && passing(doc, k)) return false; /* المؤتمر الصحفي */
  if (!head->ruler && institutional(doc, k) && agrees(doc, i, k) && k + 1 < doc->tokens.count &&
      doc->tokens.at[k + 1].sentence == t->sentence && isn_has_article(doc, k + 1) && agrees(doc, i, k + 1) &&
      isn_nisba_country(&g->agents, doc, k + 1))
    return true; /* البنك المركزي الإيطالي */
  if (!head->article && has_purpose(g, doc, i, head)) return true;
  return head->article && isn_has_article(doc, k) && r && r->pos == ISN_ADJ &&
         !(r->proclitics & (ISN_WA | ISN_FA | ISN_BI | ISN_LI | ISN_KA));
}

/* A word that the lexicon does not know as a common one. */
static bool any_proper(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t end) {
  while (i < end && isn_vocabulary(g, doc, i)) i++;
  return i < end;
}

/* بنك إيطاليا | المركزي, مطار بغداد | الدولي: the adjective of the head, behind the place that it is called by. */
static uint32_t with_adjective(const isn_gazetteer *g, const isn_doc *doc, uint32_t head, uint32_t k, uint32_t end) {
  isn_hit hit;
  if (k >= end || !institutional(doc, k) || !agrees(doc, head, k)) return k;
  bool place = isn_gazetteer_at(g, doc, head + 1, &hit) && hit.end == k && g->known.at[hit.known].type == ISNAD_LOC;
  const bool feminine = doc->cp[doc->tokens.at[head].end - 1] == 0x629, feminine_place = doc->cp[doc->tokens.at[k - 1].end - 1] == 0x629;
  return place && !isn_vocabulary(g, doc, k - 1) && (!feminine || !feminine_place) ? k + 1
                                                                                   : k; /* جامعة القاهرة | الدولية may be of either */
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
    const bool police = k == from && head->sector && strcmp(head->sector, "COP") == 0; /* شرطة دبي */
    if (police && from < end && isn_gazetteer_at(g, doc, from, &hit) && hit.fold_start == doc->tokens.at[from].fold0 &&
        g->known.at[hit.known].type == ISNAD_LOC && isn_plausible_name(g, doc, &hit, NULL))
      k = hit.end;
    if (weak && !any_proper(g, doc, from, k)) k = from;
    if (k == from + 1 && says_nothing(g, doc, from)) k = from;
  } else {
    if (!head->in && isn_direction_word(doc, from)) return from; /* مليشيات غرب ليبيا */
    while (k < end && k < from + 3 && name_like(g, doc, k) &&
           !(k > from && doc->fold[doc->tokens.at[k].fold0] == 0x648)) { /* تل أبيب | وقيسارية */
      bool known = isn_gazetteer_at(g, doc, k, &hit) && hit.end > k;
      k = known ? hit.end : k + 1;
      if (known) break; /* a known name is the whole of it */
    }
    if (k > from && head->in) k = with_adjective(g, doc, from - 1, k, end);
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
bool isn_platform(const isn_doc *doc, uint32_t i) { return isn_in(doc, i, ISN_CLASS_PLATFORM); }

/* An indefinite accusative: nothing depends on it as its name. */
static bool tanween(const isn_doc *doc, uint32_t i, const isn_reading *r) {
  const isn_token *t = &doc->tokens.at[i];
  return r && doc->cp[t->end - 1] == 0x627 && r->stem1 < t->fold1;
}

/* برئاسة القاضي فلان: under his chair. */
static bool chaired(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_reading *r = isn_head_reading(g, doc, i);
  const isn_lexeme *l = r ? isn_lexicon_lexeme(g->lexicon, r->lexeme) : NULL;
  return l && r->proclitics & ISN_BI && strcmp(l->lemma, "رئاسة") == 0;
}

/* حكومة المالكي is told by the man's name and a label. */
static bool owned_by_person(const isn_gazetteer *g, const isn_doc *doc, const isn_orghead *head, uint32_t from) {
  isn_hit hit;
  return head->ruler && isn_gazetteer_at(g, doc, from, &hit) && hit.fold_start == doc->tokens.at[from].fold0 &&
         g->known.at[hit.known].type == ISNAD_PER && g->known.at[hit.known].rank == 5;
}

/* أنصار | حماس, أنصار | الرئيس. */
static bool follows(const isn_gazetteer *g, const isn_doc *doc, const isn_orghead *head, uint32_t from) {
  isn_hit hit;
  return head->followers && isn_gazetteer_at(g, doc, from, &hit) && hit.fold_start == doc->tokens.at[from].fold0 &&
         g->known.at[hit.known].rank == 5;
}

static bool air(const isn_doc *doc, uint32_t i) { /* الجو, which the lexicon does not have */
  static const uint16_t word[] = {0x627, 0x644, 0x62c, 0x648};
  const isn_token *t = &doc->tokens.at[i];
  return t->fold1 - t->fold0 == 4 && memcmp(doc->fold + t->fold0, word, sizeof word) == 0;
}

/* القوات المسلحة الدنماركية, سلاح الجو السعودي, البحرية الفرنسية: the end of an armed service that its nation makes a name; `i` for none.
 */
static uint32_t service_end(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t end, bool article) {
  static const char *const forces[] = {"قوات", "قوة"}, *const armed[] = {"مسلح"}, *const arm[] = {"سلاح"};
  static const char *const navy[] = {"بحرية"};
  uint32_t k = i + 1;
  if (article && one_of(g, doc, i, navy, 1)) {
    const isn_token *before = i ? &doc->tokens.at[i - 1] : NULL; /* القوات | البحرية الفرنسية */
    if (before && before->sentence == doc->tokens.at[i].sentence && before->kind == ISN_WORD && isn_has_article(doc, i - 1)) return i;
  } else if (k < end && ((article && one_of(g, doc, i, forces, 2) && one_of(g, doc, k, armed, 1)) ||
                         (!article && one_of(g, doc, i, arm, 1) && (air(doc, k) || one_of(g, doc, k, navy, 1))))) {
    k++;
  } else {
    return i;
  }
  return k < end && isn_has_article(doc, k) && isn_nisba_country(&g->agents, doc, k) ? k + 1 : i;
}

/* حكومة الوفاق | العملية: what follows a body that the lexicon has is part of its name only as its nationality or an adjective of it. */
static uint32_t known_body(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t stop) {
  isn_hit hit;
  if (!isn_gazetteer_at(g, doc, i, &hit) || hit.end + 1 != stop || hit.end < i + 2 || g->known.at[hit.known].type != ISNAD_ORG) return stop;
  const isn_reading *r = isn_best(doc, hit.end); /* حزب النهضة الزراعية is another party */
  return isn_nisba_country(&g->agents, doc, hit.end) || !r || r->pos != ISN_NOUN ? stop : hit.end;
}

/* مدينتي بانتيو ولير, قرى كذا وكذا: places of which nothing is known, joined behind the plural or dual of what they are. */
static bool several_places(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out, uint32_t i) {
  const uint32_t end = doc->sentence_first.at[doc->tokens.at[i].sentence + 1];
  for (uint32_t k = i + 1; k < end && k < i + 8 && doc->tokens.at[k].kind == ISN_WORD; k++) {
    const isn_token *t = &doc->tokens.at[k];
    const bool joined = k > i + 1 && doc->fold[t->fold0] == 0x648;
    isn_hit hit;
    if (t->time != ISNAD_NONE || isn_has_article(doc, k)) break;
    if (isn_gazetteer_at(g, doc, k, &hit) && g->known.at[hit.known].type == ISNAD_LOC) {
      k = hit.end - 1;
      continue;
    }
    const isn_reading *r = isn_best(doc, k); /* مناطق متفرقة, مدن بينها */
    if ((k > i + 1 && !joined) || (r && r->lexeme != ISNAD_NONE) || isn_vocabulary(g, doc, k) || t->fold1 - t->fold0 < 3u + joined) break;
    if (!add(doc, out, (isn_candidate){k, k + 1, doc->fold_at[t->fold0 + joined], ISNAD_LOC, ISNAD_NONE, 16, "names:places-joined", NULL}))
      return false;
  }
  return true;
}

static bool with_head(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out, uint32_t i, const isn_orghead *head) {
  const isn_token *t = &doc->tokens.at[i];
  uint32_t end = doc->sentence_first.at[t->sentence + 1], from = i + 1;
  uint8_t set;
  uint32_t start = doc->fold_at[t->fold0 + isn_clitic_letters(doc, i, &set)];
  bool article = isn_has_article(doc, i);
  const isn_reading *own = isn_head_reading(g, doc, i); /* بحر, though ب + حر may be the likelier reading */
  if (own && !article) start = doc->fold_at[own->stem0];
  if (from >= end || (!head->in && isn_platform(doc, from + (doc->tokens.at[from].kind == ISN_QUOTE_OPEN && from + 1 < end)))) return true;
  uint32_t q = quoted(doc, from, end);
  if (q > from) {
    isn_candidate c = {from + 1,   q - 1, doc->tokens.at[from + 1].start, head->type,
                       ISNAD_NONE, 25,    "names:quoted-after-head",      head->sector};
    if (head->in && head->pattern != 2 && !article && head->type == ISNAD_LOC) c.first = i, c.end = q, c.start = start;
    return add(doc, out, c);
  }
  const uint32_t service = service_end(g, doc, i, end, article);
  if (service > i) return add(doc, out, (isn_candidate){i, service, start, ISNAD_ORG, ISNAD_NONE, 24, "names:head-nationality", "MIL"});
  const isn_reading *r = isn_head_reading(g, doc, i);
  if (!article && !head->in && isn_news_agency(doc, from)) { /* وكالة الأنباء البيلاروسية */
    uint32_t stop = definite_chain(g, doc, from, end);
    return stop < from + 2 || add(doc, out, (isn_candidate){i, stop, start, ISNAD_ORG, ISNAD_NONE, 22, "names:news-agency", head->sector});
  }
  bool plural = r && (r->form == ISN_PLURAL || r->number == 'p'); /* جبهات القتال name nothing */
  if (tanween(doc, i, r)) return true;                            /* حقلا لتجارب */
  if (head->type == ISNAD_LOC && !head->in && !article && r && (plural || r->number == 'd') && !several_places(g, doc, out, i))
    return false;
  if (plural && head->ambiguous && head->in && head->pattern == 0) return true;                   /* مصالح, أسلحة */
  if (plural && head->ambiguous && head->sector && strcmp(head->sector, "JRN") == 0) return true; /* مواقع المتمردين */
  if (chaired(g, doc, i) || (r && r->number == 'd') || owned_by_person(g, doc, head, from) || follows(g, doc, head, from)) return true;
  /* الحكومة الليبية المؤقتة، الجيش الصومالي: the nationality makes it a name */
  if (article && head->type == ISNAD_ORG && !plural && (head->article || !head->ambiguous || has_purpose(g, doc, i, head)) &&
      (head->in || has_purpose(g, doc, i, head)) && official_adjective(g, doc, i, head) && agrees(doc, i, from)) {
    uint32_t stop = with_town(g, doc, with_purpose(g, doc, definite_chain(g, doc, from, end), end, head), end);
    return stop == from ||
           add(doc, out, (isn_candidate){i, stop, start, ISNAD_ORG, ISNAD_NONE, 24, "names:head-nationality", head->sector});
  }
  if (article) return true; /* "الوزارة": a common noun; full names with the article are in the lexicon */
  isn_hit at;
  if (head->pattern == 2 && isn_gazetteer_at(g, doc, from, &at) && g->known.at[at.known].type == ISNAD_LOC)
    return true; /* مؤتمر القاهرة is held there */
  uint32_t stop = name_after(g, doc, head, from, end, head->ambiguous || plural || head->type == ISNAD_LOC);
  if (stop == from) return true;
  stop = known_body(g, doc, i, stop);
  stop = with_field(g, doc, r, stop, end);
  isn_candidate c = {i, stop, start, head->type, ISNAD_NONE, 22, "names:after-head", head->sector};
  if (!head->in || (plural && head->type == ISNAD_LOC)) c.first = from, c.start = doc->tokens.at[from].start;
  isn_hit hit;
  if (!head->in && isn_gazetteer_at(g, doc, from, &hit) && hit.end == stop) {
    isn_without_nationality(g, doc, &hit);
    c.known = hit.known, c.type = g->known.at[hit.known].type, c.end = hit.end;
  }
  return add(doc, out, c);
}

/* مدينتي, محافظتي: two of what the lexicon has with ة, before their names; the readings know nothing of it. */
static bool two_places(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  uint16_t word[16];
  const uint32_t n = t->fold1 - t->fold0;
  if (t->kind != ISN_WORD || n < 5 || n > 16 || doc->fold[t->fold1 - 1] != 0x64a || doc->fold[t->fold1 - 2] != 0x62a) return false;
  const uint32_t clitic = doc->fold[t->fold0] == 0x648 || doc->fold[t->fold0] == 0x628 || doc->fold[t->fold0] == 0x644;
  memcpy(word, doc->fold + t->fold0, n * sizeof *word);
  word[n - 2] = 0x647;
  for (uint32_t skip = 0; skip <= clitic; skip++)
    for (const isn_wordform *f = isn_lexicon_forms(g->lexicon, word + skip, n - 1 - skip); f; f = isn_lexicon_next_form(g->lexicon, f))
      if (f->pos == ISN_NOUN && isn_lexeme_is(g, f->lexeme) & ISN_LEXEME_PLACE && !g->heads[f->lexeme].in) return true;
  return false;
}

bool isn_propose_organisations(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out) {
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const isn_orghead *head = doc->tokens.at[i].time == ISNAD_NONE ? isn_orghead_at(g, doc, i) : NULL;
    if (head && !with_head(g, doc, out, i, head)) return false;
    if (!head && two_places(g, doc, i) && !several_places(g, doc, out, i)) return false;
  }
  return true;
}
