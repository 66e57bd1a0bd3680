/* Persons: words of names that follow each other, and unknown words after a title ("وزير الخارجية الإيطالي إينزو موافيرو ميلانيزي"). */
#include <string.h>

#include "entity/organisations.h"

enum { NAME_WORDS = 5, TITLE_PHRASE = 9 };

uint32_t isn_clitic_letters(const isn_doc *doc, uint32_t token, uint8_t *set) {
  const isn_reading *r = isn_best(doc, token);
  *set = r ? r->proclitics : 0;
  return (uint32_t)__builtin_popcount(*set & (ISN_WA | ISN_FA | ISN_BI | ISN_LI | ISN_KA));
}

/* ومتابعتهم, بآيات: a pronoun or a plural ends it, so it is no name. */
static bool inflected(const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  uint16_t a = doc->fold[t->fold1 - 2], b = doc->fold[t->fold1 - 1];
  if (t->fold1 - t->fold0 >= 5 && a == 0x627 && b == 0x62a) return true;
  return t->fold1 - t->fold0 >= 6 && a == 0x647 && (b == 0x645 || b == 0x627);
}

/* آل, with its madda: محمد بن نايف آل سعود. */
bool isn_house(const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  return t->end == t->start + 2 && doc->cp[t->start] == 0x622 && doc->cp[t->start + 1] == 0x644;
}

/* Whether a token may go on with a person's name whose words before it are sure. */
static bool may_continue(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t words, bool particle_before) {
  const isn_token *t = &doc->tokens.at[i];
  if (t->kind != ISN_WORD || t->time != ISNAD_NONE || t->line_first) return false;
  uint32_t bits = isn_name_word(g, doc, i, 0);
  if (isn_house(doc, i)) return i + 1 < doc->tokens.count && doc->tokens.at[i + 1].kind == ISN_WORD && !doc->tokens.at[i + 1].line_first;
  bool maqsura = doc->cp[t->end - 1] == 0x649; /* على is no علي */
  const isn_reading *best = isn_best(doc, i);
  if (isn_nisba_country(&g->agents, doc, i) && isn_has_article(doc, i)) return false;
  if (bits && best && best->pos == ISN_ADJ && isn_has_article(doc, i)) { /* رفعت السعيد; not: أحمد الأول */
    bool closed = i + 1 >= doc->tokens.count || doc->tokens.at[i + 1].kind >= ISN_MARK || doc->tokens.at[i + 1].pos == ISN_VERB;
    return bits & ISN_NAME_LAST && (!(bits & ISN_NAME_AMBIGUOUS) || closed);
  }
  if (bits & ISN_NAME_AMBIGUOUS && best && best->lexeme != ISNAD_NONE && words >= 2 && !particle_before)
    return false; /* هوشيار زيباري | طالب */
  if (bits) return !isn_function_word(g, doc, i) || (!(bits & ISN_NAME_AMBIGUOUS) && !maqsura);
  if (isn_function_word(g, doc, i) || (!particle_before && isn_title_at(g, doc, i))) return false;
  if (particle_before) return t->pos != ISN_VERB;
  /* وموسوي, بقرطاج: another name, joined or with its preposition */
  isn_hit joined;
  if (doc->fold[t->fold0] == 0x648 && (isn_name_word(g, doc, i, 1) || isn_has_article(doc, i))) return false;
  if (isn_gazetteer_at(g, doc, i, &joined) && joined.fold_start > t->fold0) return false;
  if (!best)
    return t->fold1 - t->fold0 >= 3 && doc->fold[t->fold0] != 0x648 && !isn_clitic_word(g, doc, i) &&
           !inflected(doc, i); /* unknown to the lexicon */
  if (best->lexeme == ISNAD_NONE)
    return (best->pos == ISN_NOUN || (best->pos == ISN_ADJ && !isn_has_article(doc, i) && !isn_nisba_country(&g->agents, doc, i))) &&
           !(best->proclitics & (ISN_WA | ISN_FA | ISN_BI | ISN_LI | ISN_KA)); /* الفلاحي */
  return false;
}

static bool is_particle(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) { return isn_name_word(g, doc, i, 0) & ISN_NAME_PARTICLE; }

static bool foreign_word(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  return isn_unknown_word(g, doc, i) && !isn_best(doc, i) && !inflected(doc, i);
}

/* A word of names that is a common word too (خان، طالب): in a name if a mark or a line end follows, or another word that can only be a
 * name. */
static bool rescued(const isn_gazetteer *g, const isn_doc *doc, uint32_t k, uint32_t end) {
  const isn_token *t = &doc->tokens.at[k];
  if (t->kind != ISN_WORD || t->time != ISNAD_NONE || t->line_first || isn_has_article(doc, k) || isn_nisba_country(&g->agents, doc, k))
    return false;
  uint32_t bits = isn_name_word(g, doc, k, 0);
  if (!bits || isn_function_word(g, doc, k) || (!(bits & ISN_NAME_PARTICLE) && isn_title_at(g, doc, k))) return false;
  if (bits & ISN_NAME_CLOSES) return true;
  if (k + 1 >= end || doc->tokens.at[k + 1].line_first || doc->tokens.at[k + 1].kind >= ISN_MARK) return true;
  return foreign_word(g, doc, k + 1) || (isn_name_word(g, doc, k + 1, 0) && !isn_vocabulary(g, doc, k + 1));
}

/* Whether a name may end before token k: a mark, a verb, a conjunction or a title follows. */
static bool name_closes(const isn_gazetteer *g, const isn_doc *doc, uint32_t k, uint32_t end) {
  const isn_token *t = &doc->tokens.at[k];
  return k >= end || t->kind >= ISN_MARK || t->pos == ISN_SCONJ || (isn_title_at(g, doc, k) && !isn_has_article(doc, k)) ||
         (t->pos == ISN_VERB && isn_best(doc, k) && isn_best(doc, k)->lexeme != ISNAD_NONE);
}

/* علاء العلوان،: a common word with the article, after a word that can only be a name and before a mark. */
static bool family_name(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t k, uint32_t end) {
  const isn_token *t = &doc->tokens.at[k];
  if (k != i + 1 || t->kind != ISN_WORD || t->line_first || t->time != ISNAD_NONE || doc->fold[t->fold0] != 0x627 ||
      !isn_has_article(doc, k))
    return false;
  if (!(isn_name_word(g, doc, i, 0) & ISN_NAME_FIRST) || isn_vocabulary(g, doc, i) || isn_title_at(g, doc, k) ||
      isn_nisba_country(&g->agents, doc, k))
    return false;
  const isn_reading *r = isn_best(doc, k);
  return name_closes(g, doc, k + 1, end) && r && r->pos == ISN_NOUN && !isn_function_word(g, doc, k);
}

/* الشيخ يحيى مقيت،: after a title and a first name a common word without the article, where nothing depends on it. */
static bool common_family_name(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t k, uint32_t end) {
  const isn_token *t = &doc->tokens.at[k];
  const isn_reading *r = isn_best(doc, k);
  if (k != i + 1 || !i || t->kind != ISN_WORD || t->line_first || t->time != ISNAD_NONE || !r || r->proclitics || r->enclitic) return false;
  if (!(isn_name_word(g, doc, i, 0) & ISN_NAME_FIRST) || !isn_title_at(g, doc, i - 1) || isn_function_word(g, doc, k)) return false;
  for (uint32_t n = 0; n < t->readings_count; n++)
    if (doc->readings.at[t->readings + n].pos == ISN_VERB) return false; /* الملك سلمان وصل */
  bool singular =
      r->number == 's' && (r->pos == ISN_NOUN || r->pos == ISN_ADJ) && doc->cp[t->end - 1] != 0x627 && doc->cp[t->end - 1] != 0x629;
  return singular && !isn_title_at(g, doc, k) && name_closes(g, doc, k + 1, end);
}

/* "ترامب كندا", "السراج غوتيريش": after a surname that everybody knows, another known name is another's; a country or capital ends any
 * name. */
static bool another_name(const isn_gazetteer *g, const isn_doc *doc, uint32_t k, bool known_surname) {
  isn_hit hit;
  if (!isn_gazetteer_at(g, doc, k, &hit) || hit.fold_start != doc->tokens.at[k].fold0) return false;
  const isn_known *row = &g->known.at[hit.known];
  if (row->type == ISNAD_LOC) return (row->rank >= 3 && !isn_name_word(g, doc, k, 0)) || (known_surname && !row->ambiguous);
  return known_surname;
}

/* The end of the name that begins at token i with a sure word. */
static uint32_t name_end(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  uint32_t end = doc->sentence_first.at[doc->tokens.at[i].sentence + 1], k = i + 1, words = 0;
  bool particle = is_particle(g, doc, i) && !(isn_name_word(g, doc, i, 0) & ISN_NAME_CLOSES);
  bool known_surname = false;
  isn_hit known; /* خامنئي | صادق على النتائج: a surname that everybody knows, and a verb */
  if (k < end && isn_gazetteer_at(g, doc, i, &known) && g->known.at[known.known].type == ISNAD_PER) {
    known_surname = known.end == k;
    if (known_surname && doc->tokens.at[k].pos == ISN_VERB) return k;
    if (known.end > k &&
        (known.end >= end || !isn_name_word(g, doc, known.end, 0) || (isn_vocabulary(g, doc, known.end) && !isn_house(doc, known.end))))
      return known.end; /* a full name that is known */
  }
  while (k < end && words < NAME_WORDS && !another_name(g, doc, k, known_surname && k == i + 1) &&
         (may_continue(g, doc, k, k - i, particle) || rescued(g, doc, k, end) || family_name(g, doc, i, k, end) ||
          common_family_name(g, doc, i, k, end))) {
    particle = is_particle(g, doc, k) && !(isn_name_word(g, doc, k, 0) & ISN_NAME_CLOSES);
    words += !particle;
    k++;
  }
  while (k > i + 1 && is_particle(g, doc, k - 1) && !(isn_name_word(g, doc, k - 1, 0) & ISN_NAME_CLOSES)) k--;
  return k;
}

static bool add(isn_doc *doc, isn_candidates *out, isn_candidate c) {
  isn_candidate *row = ISN_PUSH(out, &doc->arena);
  if (!row) return false;
  *row = c;
  return true;
}

/* Letters of clitics before a word of names: 0, or 1 to 2 when the rest is such a word and the whole is not. */
static uint32_t name_at(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t *bits) {
  static const uint16_t letters[] = {0x648, 0x641, 0x628, 0x644, 0x643};
  const isn_token *t = &doc->tokens.at[i];
  if ((*bits = isn_name_word(g, doc, i, 0))) return 0;
  for (uint32_t skip = 1; skip <= 2 && t->fold1 - t->fold0 > skip + 2; skip++) {
    bool clitic = false;
    for (size_t k = 0; k < 5; k++) clitic = clitic || doc->fold[t->fold0 + skip - 1] == letters[k];
    if (!clitic) return 0;
    if ((*bits = isn_name_word(g, doc, i, skip))) {
      if (*bits & ISN_NAME_AMBIGUOUS || t->fold1 - t->fold0 - skip < 3) *bits = 0;
      return *bits ? skip : 0;
    }
  }
  return 0;
}

/* The word before a sure name is its first word if nothing else is known of it: جنيد | أحمد خان. */
static uint32_t opening(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  if (i && isn_name_word(g, doc, i, 0) & ISN_NAME_CLOSES && !t->line_first && doc->tokens.at[i - 1].sentence == t->sentence &&
      doc->tokens.at[i - 1].kind == ISN_WORD && !isn_has_article(doc, i - 1) && !isn_function_word(g, doc, i - 1) &&
      (isn_name_word(g, doc, i - 1, 0) || isn_name_word(g, doc, i - 1, 1) || !isn_best(doc, i - 1) ||
       isn_best(doc, i - 1)->form != ISN_MASDAR))
    return i - 1; /* عز | الدين, not: اتخاذ | الدين */
  if (!i || t->line_first || doc->tokens.at[i - 1].sentence != t->sentence || !foreign_word(g, doc, i - 1) || is_particle(g, doc, i))
    return i;
  isn_hit place;
  uint16_t last = doc->fold[doc->tokens.at[i - 1].fold1 - 1], first = doc->fold[doc->tokens.at[i - 1].fold0];
  bool clitic = first == 0x648 || first == 0x628 || first == 0x644 || first == 0x641;
  return last == 0x647 || clitic || isn_gazetteer_at(g, doc, i - 1, &place) ? i : i - 1;
}

/* خطاب | نتنياهو: a common word before a surname that everybody knows by itself. */
static bool common_before_known(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t skip) {
  isn_hit next;
  const isn_reading *r = isn_best(doc, i);
  if (skip || !r || r->lexeme == ISNAD_NONE || r->pos != ISN_NOUN || !(isn_name_word(g, doc, i, 0) & ISN_NAME_AMBIGUOUS)) return false;
  if (isn_gazetteer_at(g, doc, i, &next) && next.end > i + 1) return false; /* خليفة حفتر is a name */
  return isn_gazetteer_at(g, doc, i + 1, &next) && next.end == i + 2 && next.fold_start == doc->tokens.at[i + 1].fold0 &&
         g->known.at[next.known].type == ISNAD_PER && g->known.at[next.known].rank == 5 && !isn_vocabulary(g, doc, i + 1);
}

/* مقاطعة | كوانغ نغاي, صحيفة | دي فيلت: what is named behind such a word is a place or an outlet. */
static bool named_by_head(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  if (!i || doc->tokens.at[i - 1].sentence != doc->tokens.at[i].sentence || doc->tokens.at[i].line_first) return false;
  const isn_orghead *head = isn_orghead_at(g, doc, i - 1);
  if (!head || head->in || head->ambiguous || isn_has_article(doc, i - 1)) return false;
  const isn_reading *r = isn_best(doc, i - 1);
  return (head->type == ISNAD_LOC || (head->sector && strcmp(head->sector, "JRN") == 0)) && r && r->number == 's';
}

/* Names that begin with a word of names. One word alone is no name here; ambiguous words need a title before them or a sure word after. */
static bool by_name_words(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out) {
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const isn_token *t = &doc->tokens.at[i];
    if (t->kind != ISN_WORD || t->time != ISNAD_NONE) continue;
    static const uint16_t allah[] = {0x627, 0x644, 0x644, 0x647};
    if (t->fold1 - t->fold0 == 4 && memcmp(doc->fold + t->fold0, allah, sizeof allah) == 0) continue; /* الله سبحانه */
    uint32_t bits, skip = name_at(g, doc, i, &bits);
    if (!bits || !(bits & (ISN_NAME_FIRST | ISN_NAME_PARTICLE)) || (isn_has_article(doc, i) && isn_title_at(g, doc, i))) continue;
    /* علي with its ya before another name is a name: علي أكبر ولايتي */
    bool ali = isn_function_word(g, doc, i) && doc->cp[t->end - 1] == 0x64a && !skip && i + 1 < doc->tokens.count &&
               isn_name_word(g, doc, i + 1, 0) && !isn_has_article(doc, i + 1);
    if (!ali && !skip && isn_function_word(g, doc, i) && bits & ISN_NAME_AMBIGUOUS) continue;
    bool after_in =
        i > 0 && doc->tokens.at[i - 1].fold1 - doc->tokens.at[i - 1].fold0 == 2 && doc->fold[doc->tokens.at[i - 1].fold0] == 0x641;
    if (bits & ISN_NAME_AMBIGUOUS && after_in) continue; /* في صالح حفتر: in his favour */
    if (bits & ISN_NAME_CLOSES && !(bits & ISN_NAME_FIRST) && !isn_has_article(doc, i)) continue;
    if (bits & ISN_NAME_PARTICLE && !(bits & ISN_NAME_FIRST) && (isn_function_word(g, doc, i) || i + 1 >= doc->tokens.count)) continue;
    uint32_t end = name_end(g, doc, i);
    if (end < i + 2) continue;
    isn_hit known;
    bool opens =
        bits & ISN_NAME_PARTICLE && !(bits & ISN_NAME_CLOSES) && t->pos != ISN_VERB &&
        !(isn_has_article(doc, i + 1) && isn_title_at(g, doc, i + 1)) &&
        !(isn_gazetteer_at(g, doc, i + 1, &known) && g->known.at[known.known].type == ISNAD_LOC && g->known.at[known.known].rank >= 3) &&
        (isn_name_word(g, doc, i + 1, 0) || isn_unknown_word(g, doc, i + 1)); /* أبو الفضل */
    if (!ali && !opens && (bits & ISN_NAME_AMBIGUOUS || isn_vocabulary(g, doc, i))) {
      const isn_reading *r = isn_best(doc, i);
      bool title = i > 0 && isn_title_at(g, doc, i - 1) && doc->tokens.at[i - 1].sentence == t->sentence;
      bool sure = isn_name_word(g, doc, i + 1, 0) && !(isn_name_word(g, doc, i + 1, 0) & ISN_NAME_AMBIGUOUS);
      bool unknown_next = !isn_best(doc, i + 1);
      if (!title && !sure && !(unknown_next && !(r && r->pos == ISN_VERB))) continue;
      if (!title && r && r->pos != ISN_NOUN && r->pos != ISN_ADJ && !sure) continue;
    }
    if (common_before_known(g, doc, i, skip) || named_by_head(g, doc, i)) continue;
    /* خان يونس is a place */
    if (isn_gazetteer_at(g, doc, i, &known) && known.end == end && g->known.at[known.known].type != ISNAD_PER) continue;
    uint32_t first = skip ? i : opening(g, doc, i);
    if (first == i && bits & ISN_NAME_CLOSES && !(bits & ISN_NAME_FIRST)) continue;                             /* الدين, religion */
    uint32_t joined = first < i && !isn_name_word(g, doc, first, 0) && isn_name_word(g, doc, first, 1) ? 1 : 0; /* وصلاح | الدين */
    uint32_t start = doc->fold_at[doc->tokens.at[first].fold0 + (first == i ? skip : joined)];
    if (!add(doc, out, (isn_candidate){first, end, start, ISNAD_PER, ISNAD_NONE, 40, "names:words", NULL})) return false;
  }
  return true;
}

/* A name does not depend on an indefinite noun or a preposition inside the title's phrase: رئيس لجنة | صياغة، المتهمين في | نتائج. */
static bool name_may_open(const isn_gazetteer *g, const isn_doc *doc, uint32_t title, uint32_t k) {
  uint32_t before = k - 1;
  if (before == title || doc->tokens.at[before].kind >= ISN_MARK || isn_has_article(doc, before) || isn_title_at(g, doc, before))
    return true;
  if (isn_name_word(g, doc, k, 0) & ISN_NAME_FIRST && !isn_vocabulary(g, doc, k)) return true;
  isn_hit hit;
  for (uint32_t i = before; i > title && i + 3 > before; i--)
    if (isn_gazetteer_at(g, doc, i, &hit) && hit.end == k && g->known.at[hit.known].type != ISNAD_PER) return true;
  return !isn_best(doc, before) || isn_best(doc, before)->pos == ISN_ADJ;
}

/* الشيخ يحيى, السيد يزيد: right after a title a first name that is spelled as a verb. */
static bool verb_is_name(const isn_gazetteer *g, const isn_doc *doc, uint32_t k) {
  const isn_title *title = k ? isn_title_at(g, doc, k - 1) : NULL;
  const isn_reading *r = isn_best(doc, k);
  return title && title->name && isn_name_word(g, doc, k, 0) & ISN_NAME_FIRST && doc->tokens.at[k].pos == ISN_VERB &&
         !(r && (r->proclitics || r->enclitic));
}

/* حاكم المنطقة مدجياوا بكاري: a verb only by its ending, before a word of names. */
static bool strange_verb(const isn_gazetteer *g, const isn_doc *doc, uint32_t k) {
  const isn_reading *r = isn_best(doc, k);
  return r && doc->tokens.at[k].pos == ISN_VERB && r->lexeme == ISNAD_NONE && !isn_vocabulary(g, doc, k) && !isn_has_article(doc, k) &&
         k + 1 < doc->tokens.count && doc->tokens.at[k + 1].sentence == doc->tokens.at[k].sentence && isn_name_word(g, doc, k + 1, 0) &&
         !isn_vocabulary(g, doc, k + 1);
}

/* Where a name can begin after a title at token i: over the office's own phrase (الخارجية الإيطالي), its place (في حكومة X), a comma. */
static uint32_t after_title(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, const isn_title *title) {
  uint32_t end = doc->sentence_first.at[doc->tokens.at[i].sentence + 1], k = i + 1;
  for (; k < end && k <= i + TITLE_PHRASE; k++) {
    const isn_token *t = &doc->tokens.at[k];
    if (t->kind == ISN_MARK) {
      uint32_t cp = doc->cp[t->start];
      if ((cp == 0x60c || cp == ',') && k > i + 1) continue;
      return ISNAD_NONE;
    }
    if (t->kind != ISN_WORD || (t->pos == ISN_VERB && !verb_is_name(g, doc, k) && !strange_verb(g, doc, k))) return ISNAD_NONE;
    const isn_title *another = isn_title_at(g, doc, k);
    /* سائق فريق X: a team rather than a general, whose rank would have the article */
    if (another && another->rank && k == i + 1 && !isn_has_article(doc, k) && !isn_has_article(doc, i)) return ISNAD_NONE;
    if (another) { /* رئيس الوزراء، الخبير العسكري العقيد ركن */
      title = another;
      continue;
    }
    isn_hit place; /* رئيس وزراء بلجيكا فلان */
    if (isn_gazetteer_at(g, doc, k, &place) && g->known.at[place.known].type != ISNAD_PER &&
        (g->known.at[place.known].rank >= 3 || (g->known.at[place.known].rank == 2 && isn_best(doc, k - 1)))) {
      k = place.end - 1;
      continue;
    }
    if (isn_gazetteer_at(g, doc, k, &place) && g->known.at[place.known].type == ISNAD_LOC &&
        place.fold_start > t->fold0) { /* رئيس المجلس بتعز فلان */
      k = place.end - 1;
      continue;
    }
    if (isn_has_article(doc, k) && (isn_nisba_country(&g->agents, doc, k) || (isn_best(doc, k) && isn_best(doc, k)->pos == ISN_ADJ)))
      continue;
    if (isn_function_word(g, doc, k) && isn_best(doc, k)->pos != ISN_ADP) return ISNAD_NONE;
    if (isn_function_word(g, doc, k)) continue;
    bool unknown = foreign_word(g, doc, k) || strange_verb(g, doc, k),
         name = isn_name_word(g, doc, k, 0) & (ISN_NAME_FIRST | ISN_NAME_LAST);
    if (k == i + 1 && title->genitive && isn_has_article(doc, k) && !isn_has_article(doc, i)) continue; /* وزير العدل */
    if (name && isn_has_article(doc, k) && isn_vocabulary(g, doc, k) && !isn_has_article(doc, k - 1)) continue;
    if (unknown || name) return (title->name || k > i + 1) && (name_may_open(g, doc, i, k)) ? k : ISNAD_NONE;
    if (isn_has_article(doc, k) || doc->tokens.at[k].mention != ISNAD_NONE) continue;
    const isn_reading *r = isn_best(doc, k);
    if (!(r && r->pos == ISN_NOUN)) return ISNAD_NONE;
  }
  return ISNAD_NONE;
}

static bool by_titles(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out) {
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const isn_title *title = isn_title_at(g, doc, i);
    if (!title) continue;
    const isn_reading *best = isn_best(doc, i);
    bool several = best && (best->form == ISN_PLURAL || best->number == 'p');
    uint32_t k = after_title(g, doc, i, title);
    if (k == ISNAD_NONE) continue;
    uint32_t end = name_end(g, doc, k), bits = isn_name_word(g, doc, k, 0);
    bool one = end == k + 1;
    if ((one || several) && !(bits & ISN_NAME_FIRST) && (several || !title->name)) continue;
    if (one && !isn_has_article(doc, i) && isn_vocabulary(g, doc, k)) continue; /* عالم | فائز */
    if (one && !bits && doc->cp[doc->tokens.at[i].end - 1] == 0x627 && doc->cp[doc->tokens.at[k].end - 1] == 0x627)
      continue; /* مواطنا | موصليا */
    if (one && !bits && doc->tokens.at[k].fold1 - doc->tokens.at[k].fold0 < 4) continue;
    isn_hit hit;
    if (one && isn_gazetteer_at(g, doc, k, &hit) && g->known.at[hit.known].type != ISNAD_PER) continue; /* رئيس وزراء ليبيا */
    uint32_t start = doc->tokens.at[k].start;                                                           /* نائبا | لكير */
    if (k == i + 1 && doc->cp[doc->tokens.at[i].end - 1] == 0x627 && doc->cp[start] == 0x644 && doc->tokens.at[k].end > start + 3) start++;
    if (!add(doc, out, (isn_candidate){k, end, start, ISNAD_PER, ISNAD_NONE, one ? 18 : 35, "names:after-title", NULL})) return false;
  }
  return true;
}

/* قوات صالح: a word of names that owns a force. */
static bool by_forces(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out) {
  for (uint32_t i = 0; i + 1 < doc->tokens.count; i++) {
    const isn_token *t = &doc->tokens.at[i + 1];
    if (!isn_force_word(g, doc, i) || isn_has_article(doc, i) || t->sentence != doc->tokens.at[i].sentence || isn_has_article(doc, i + 1))
      continue;
    const isn_reading *r = isn_best(doc, i + 1);
    if (!(isn_name_word(g, doc, i + 1, 0) & (ISN_NAME_FIRST | ISN_NAME_LAST)) || (r && r->pos != ISN_NOUN && r->pos != ISN_ADJ) ||
        isn_function_word(g, doc, i + 1))
      continue;
    if (!add(doc, out, (isn_candidate){i + 1, i + 2, t->start, ISNAD_PER, ISNAD_NONE, 14, "names:after-force", NULL})) return false;
  }
  return true;
}

/* ---- speakers and nationalities ---- */

static bool verb_of_saying(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_reading *r = isn_best(doc, i);
  return r && r->pos == ISN_VERB && isn_lexeme_is(g, r->lexeme) & ISN_LEXEME_SAYS && !r->enclitic && r->person == 3;
}

/* One man or woman of a nation: الألماني، البريطانية. */
static bool one_national(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  if (!isn_has_article(doc, i) || !isn_nisba_country(&g->agents, doc, i)) return false;
  const isn_token *t = &doc->tokens.at[i];
  return doc->fold[t->fold1 - 1] == 0x64a || doc->fold[t->fold1 - 1] == 0x647;
}

/* المنسقية: an abstract noun with the article. */
static bool abstract(const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  return isn_has_article(doc, i) && doc->fold[t->fold1 - 1] == 0x647 && doc->fold[t->fold1 - 2] == 0x64a;
}

/* ولاءها, مراقبيين, بعضًا: what no name ends in. */
static bool inflected_more(const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  const uint16_t *end = doc->fold + t->fold1;
  if (t->fold1 - t->fold0 >= 5 && ((end[-2] == 0x647 && end[-1] == 0x627) || (end[-2] == 0x64a && end[-1] == 0x646 && end[-3] == 0x64a)))
    return true;
  for (uint32_t k = t->start; k < t->end; k++)
    if (doc->cp[k] == 0x64b) return true; /* the sign of tanween */
  return false;
}

/* "وقال مولن", "الألماني ديتريش فيشر": words that nothing else is known of, where a person is named. */
static bool by_place_in_sentence(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out) {
  for (uint32_t i = 0; i + 1 < doc->tokens.count; i++) {
    uint32_t k = i + 1;
    const isn_token *t = &doc->tokens.at[k];
    if (doc->tokens.at[i].kind != ISN_WORD || t->sentence != doc->tokens.at[i].sentence || t->line_first) continue;
    bool says = verb_of_saying(g, doc, i), national = !says && one_national(g, doc, i);
    if (!says && !national) continue;
    bool sure = isn_name_word(g, doc, k, 0) & ISN_NAME_FIRST && !isn_vocabulary(g, doc, k);
    bool unknown = says ? isn_unknown_word(g, doc, k) : foreign_word(g, doc, k);
    isn_hit hit;
    if ((!unknown && !sure) || (isn_gazetteer_at(g, doc, k, &hit) && g->known.at[hit.known].type != ISNAD_PER)) continue;
    if (says && !sure && inflected_more(doc, k)) continue;
    uint32_t end = says && isn_has_article(doc, k) && !isn_name_word(g, doc, k, 0) ? k + 1 : name_end(g, doc, k);
    bool woman = national && doc->fold[doc->tokens.at[i].fold1 - 1] == 0x647;
    if (national && (woman ? !sure : end < k + 2)) continue;
    const isn_reading *after = end < doc->tokens.count && doc->tokens.at[end].sentence == t->sentence ? isn_best(doc, end) : NULL;
    bool construct = !isn_has_article(doc, k) && after && after->pos == ISN_NOUN && after->lexeme != ISNAD_NONE && !after->proclitics;
    if (after && isn_has_article(doc, end) && after->pos == ISN_NOUN && after->lexeme != ISNAD_NONE && !isn_has_article(doc, k))
      construct = true;
    if (end == k + 1 && !sure && (construct || abstract(doc, k))) continue; /* أثبتت أسراب طائرات, أفادت المنسقية */
    static const uint16_t an[] = {0x627, 0x646};                            /* إنني، أنهم */
    if (end == k + 1 && !sure && (t->fold1 - t->fold0 < 4 || (t->fold1 - t->fold0 < 6 && memcmp(doc->fold + t->fold0, an, sizeof an) == 0)))
      continue;
    if (!add(doc, out,
             (isn_candidate){k, end, t->start, ISNAD_PER, ISNAD_NONE, says ? 30 : 17, says ? "names:speaker" : "names:after-nationality",
                             NULL}))
      return false;
  }
  return true;
}

static bool apart(const isn_doc *doc, uint32_t first, uint32_t end) {
  if (!first || end >= doc->tokens.count) return false;
  const isn_token *a = &doc->tokens.at[first - 1], *b = &doc->tokens.at[end];
  return a->kind == ISN_MARK && b->kind == ISN_MARK && (doc->cp[a->start] == 0x60c || doc->cp[a->start] == ',') &&
         !doc->tokens.at[first].line_first;
}

/* Two to four words in a row that nothing is known of, between commas or after a noun that denotes a person: the name of a foreigner. */
static bool by_strangeness(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out) {
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    uint32_t end = doc->sentence_first.at[doc->tokens.at[i].sentence + 1], k = i;
    isn_hit hit;
    while (k < end && k < i + NAME_WORDS && foreign_word(g, doc, k) && !(k > i && doc->tokens.at[k].line_first) &&
           !isn_gazetteer_at(g, doc, k, &hit))
      k++;
    uint16_t letter = doc->fold[doc->tokens.at[i].fold0];
    bool clitic = letter == 0x648 || letter == 0x628 || letter == 0x644 || letter == 0x641 || letter == 0x643;
    bool quoted = i && doc->tokens.at[i - 1].kind == ISN_QUOTE_OPEN;
    const isn_agent *before =
        i && doc->tokens.at[i - 1].sentence == doc->tokens.at[i].sentence ? isn_agent_at(&g->agents, doc, i - 1) : NULL;
    if (k >= i + 2 && k < i + NAME_WORDS && !clitic && !quoted &&
        (apart(doc, i, k) || (before && before->person && isn_has_article(doc, i - 1))) &&
        !add(doc, out, (isn_candidate){i, k, doc->tokens.at[i].start, ISNAD_PER, ISNAD_NONE, 8, "names:unknown-words", NULL}))
      return false;
    if (k > i) i = k - 1;
  }
  return true;
}

/* Part of a longer name of somebody else, which nothing else has found. What stands before a conjunction (joined) is another's. */
static bool beside_unknown(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, bool joined) {
  uint32_t sentence = doc->tokens.at[i].sentence;
  for (int side = joined ? 1 : -1; side <= 1; side += 2) {
    if (side < 0 ? !i : i + 1 >= doc->tokens.count) continue;
    const isn_token *t = &doc->tokens.at[side < 0 ? i - 1 : i + 1];
    if (t->sentence == sentence && (t->kind == ISN_LATIN || foreign_word(g, doc, side < 0 ? i - 1 : i + 1))) return true;
  }
  return false;
}

/* التاريخ الشركسي: an adjective, after a noun with the article. */
static bool modifies(const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  const isn_reading *before = i && doc->tokens.at[i - 1].sentence == t->sentence ? isn_best(doc, i - 1) : NULL;
  return before && doc->fold[t->fold1 - 1] == 0x64a && isn_has_article(doc, i) && isn_has_article(doc, i - 1) &&
         (before->pos == ISN_NOUN || before->pos == ISN_ADJ) && before->lexeme != ISNAD_NONE;
}

/* "وأضاف سولانا": a surname that somebody of the knowledge base has, where the full name is not in the text: a person, whoever it is. */
static bool by_known_surnames(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out) {
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const isn_token *t = &doc->tokens.at[i];
    uint32_t skip = 0;
    isn_hit hit;
    if (t->kind != ISN_WORD || t->time != ISNAD_NONE || isn_vocabulary(g, doc, i) || isn_nisba_country(&g->agents, doc, i)) continue;
    if (!isn_known_surname(g, doc, i, 0)) {
      uint16_t first = doc->fold[t->fold0];
      bool clitic = first == 0x648 || first == 0x641 || first == 0x644;
      if (!clitic || !isn_known_surname(g, doc, i, 1)) continue;
      skip = 1;
    }
    uint32_t bits = isn_name_word(g, doc, i, skip);
    bool head = i && doc->tokens.at[i - 1].sentence == t->sentence && isn_best(doc, i - 1) &&
                isn_lexeme_is(g, isn_best(doc, i - 1)->lexeme) & ISN_LEXEME_HEAD && !isn_force_word(g, doc, i - 1);
    if (bits & ISN_NAME_FIRST || head || isn_gazetteer_at(g, doc, i, &hit) || doc->cp[t->end - 1] == 0x649) continue;
    if (beside_unknown(g, doc, i, skip == 1 && doc->fold[t->fold0] == 0x648) || modifies(doc, i) ||
        (i && doc->tokens.at[i - 1].kind == ISN_QUOTE_OPEN))
      continue;
    if (!add(doc, out, (isn_candidate){i, i + 1, doc->fold_at[t->fold0 + skip], ISNAD_PER, ISNAD_NONE, 16, "names:known-surname", NULL}))
      return false;
  }
  return true;
}

bool isn_propose_persons(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out) {
  return by_name_words(g, doc, out) && by_titles(g, doc, out) && by_forces(g, doc, out) && by_place_in_sentence(g, doc, out) &&
         by_known_surnames(g, doc, out) && by_strangeness(g, doc, out);
}
