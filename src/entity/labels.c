/* A title and the name after it (المشير خليفة حفتر), a force named after somebody (مليشيا حفتر), a title in apposition after the name. */
#include "entity/labels.h"
#include "entity/organisations.h"

#include <string.h>
#include <uchar.h>

#include "doc/spelled.h"

enum { BACK = 12, APPOSITION = 14 };

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

static bool spelled(const isn_doc *doc, uint32_t i, const uint16_t *letters, uint32_t n) {
  const isn_token *t = &doc->tokens.at[i];
  return t->fold1 - t->fold0 == n && memcmp(doc->fold + t->fold0, letters, n * sizeof *letters) == 0;
}

/* العقيد ركن فلان, مستشار الرئيس آنذاك، فلان: words that a title has behind it and that end no phrase. */
static bool transparent(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  static const uint16_t staff[] = {0x631, 0x643, 0x646}, pilot[] = {0x637, 0x64a, 0x627, 0x631},
                        then[] = {0x627, 0x646, 0x630, 0x627, 0x643}, then_too[] = {0x62d, 0x64a, 0x646, 0x647, 0x627};
  if (spelled(doc, i, then, 5) || spelled(doc, i, then_too, 5)) return true;
  return i && (spelled(doc, i, staff, 3) || spelled(doc, i, pilot, 4)) && isn_title_at(g, doc, i - 1);
}

/* آية الله, حجة الإسلام: two words that are one title. */
static bool ayatollah(const isn_doc *doc, uint32_t i) {
  static const uint16_t aya[] = {0x627, 0x64a, 0x647}, allah[] = {0x627, 0x644, 0x644, 0x647}, hujja[] = {0x62d, 0x62c, 0x647},
                        islam[] = {0x627, 0x644, 0x627, 0x633, 0x644, 0x627, 0x645};
  return (spelled(doc, i, allah, 4) && spelled(doc, i - 1, aya, 3)) || (spelled(doc, i, islam, 7) && spelled(doc, i - 1, hujja, 3));
}

/* الرئيس "البائس" فلان: where a word or two in quotation marks that end at token i begin; i if they do not. */
static uint32_t quoted_word(const isn_doc *doc, uint32_t i, uint32_t first) {
  enum { WORDS = 3 };
  if (doc->tokens.at[i].kind != ISN_QUOTE_CLOSE) return i;
  for (uint32_t k = i; k-- > first && i - k <= WORDS;) {
    if (doc->tokens.at[k].kind == ISN_QUOTE_OPEN) return k;
    if (doc->tokens.at[k].kind != ISN_WORD || doc->tokens.at[k].mention != ISNAD_NONE) break;
  }
  return i;
}

/* باسم, باسمه, باسمها. */
static bool in_the_name(const isn_doc *doc, uint32_t i) {
  static const uint16_t word[] = {0x628, 0x627, 0x633, 0x645};
  const isn_token *t = &doc->tokens.at[i];
  return t->fold1 - t->fold0 >= 4 && memcmp(doc->fold + t->fold0, word, sizeof word) == 0;
}

/* Prepositions before which a title ends: نائب الرئيس | تجاه بلاده. */
static bool outside(const isn_doc *doc, uint32_t i) {
  static const char16_t *const words[] = {u"تجاه", u"ضد",   u"بعد",  u"قبل", u"خلال", u"منذ",   u"حول",
                                          u"بشان", u"بسبب", u"امام", u"رغم", u"عبر",  u"اثناء", u"حيال"};
  return isn_token_is_any(doc, i, words, sizeof words / sizeof *words);
}

/* مدير مكتب | اللواء فلان, مستشار | الشيخ فلان: the title at token i + 1 is of a man whom the noun before it is said to belong to. */
static bool owner_title(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t name) {
  enum { NEAR = 4 }; /* مدير الفريق الدولي ... فلان: no general */
  const isn_title *title = isn_title_at(g, doc, i + 1);
  const isn_reading *r = isn_best(doc, i);
  if (name > i + NEAR || (r && r->enclitic)) return false; /* زعيمهم الملا فلان */
  if (!title || !(title->rank || (title->name && !title->genitive)) || !isn_has_article(doc, i + 1) || isn_has_article(doc, i))
    return false;
  const isn_reading *own = isn_best(doc, i + 1);
  const isn_token *t = &doc->tokens.at[i + 1];
  const bool many = doc->fold[t->fold1 - 1] == 0x646 && (doc->fold[t->fold1 - 2] == 0x64a || doc->fold[t->fold1 - 2] == 0x648);
  if (!own || own->form == ISN_PLURAL || own->number == 'p' || many) return false; /* عضو مجلس | الشيوخ */
  const isn_title *honour = isn_title_at(g, doc, i);                               /* معالي | الفريق */
  if (honour && honour->name && !honour->office) return false;
  return r && r->pos == ISN_NOUN && r->lexeme != ISNAD_NONE && doc->tokens.at[i].mention == ISNAD_NONE && !transparent(g, doc, i);
}

/* الناطق باسم الحكومة ووزير الإعلام فلان: the first title of one man who has two, where token i, with و, is the second; i if there is one.
 */
static uint32_t first_of_two(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t first) {
  enum { WORDS = 7 };
  if (isn_best(doc, i + 1) && isn_best(doc, i + 1)->enclitic) return i; /* الوزيرة ورئيس ديوانها | فلان */
  for (uint32_t k = i, n = 0; k-- > first && n < WORDS; n++) {
    const isn_token *t = &doc->tokens.at[k];
    const isn_reading *r = isn_best(doc, k);
    if (t->kind != ISN_WORD || t->time != ISNAD_NONE || t->pos == ISN_VERB || t->pos == ISN_SCONJ || t->pos == ISN_CCONJ) break;
    if (t->mention != ISNAD_NONE && doc->entities.at[doc->mentions.at[t->mention].entity].type == ISNAD_PER) break;
    if (t->mention != ISNAD_NONE) continue;
    if (!r || r->proclitics & (ISN_WA | ISN_FA) || (t->pos == ISN_ADP && !isn_title_at(g, doc, k - (k > 0)))) break;
    const isn_title *title = isn_title_at(g, doc, k);
    if (!title) continue;
    if (!title->office || r->form == ISN_PLURAL || r->number != 's' || r->enclitic || (isn_has_article(doc, k) && k + 1 == i)) break;
    while (k > first && isn_title_at(g, doc, k - 1) && !isn_has_article(doc, k - 1) && doc->tokens.at[k - 1].pos == ISN_NOUN) k--;
    return k; /* نائب | رئيس الوزراء ووزير الداخلية فلان */
  }
  return i;
}

/* First token of the title phrase that ends right before token `name`, or `name` if there is none. */
static uint32_t title_before(const isn_gazetteer *g, const isn_doc *doc, uint32_t name) {
  uint32_t opened, found = name, first = doc->sentence_first.at[doc->tokens.at[name].sentence];
  if (name > first && doc->tokens.at[name - 1].pos == ISN_ADP && doc->tokens.at[name - 1].mention == ISNAD_NONE)
    return name; /* متحدث باسم | فلان */
  for (uint32_t i = name, n = 0; i-- > first && n < BACK; n++) {
    const isn_token *t = &doc->tokens.at[i];
    const isn_title *title = i + 1 == found && found < name ? isn_title_at(g, doc, found) : NULL;
    if (comma(doc, i) && (i + 1 == name || (title && title->rank))) continue; /* رئيس الأركان، الجنرال فلان */
    if (i + 1 == name && (opened = quoted_word(doc, i, first)) < i) {
      i = opened;
      continue;
    }
    if (t->kind != ISN_WORD || t->time != ISNAD_NONE) break;
    if (t->mention != ISNAD_NONE) {
      if (doc->entities.at[doc->mentions.at[t->mention].entity].type == ISNAD_PER) break;
      continue;
    }
    if (transparent(g, doc, i)) continue;
    if (found < name && (isn_token_is(doc, i, u"مع") || (t->pos == ISN_ADP && outside(doc, i)))) break;
    if (found == i + 1 && owner_title(g, doc, i, name)) break;
    if (i > first && ayatollah(doc, i)) {
      found = --i;
      continue;
    }
    const isn_reading *r = isn_best(doc, i);
    if (found < name && r && r->pos == ISN_NOUN && r->proclitics & ISN_BI && !r->enclitic && !in_the_name(doc, i) &&
        !isn_title_at(g, doc, i))
      break; /* باقالة | وزير */
    bool owned = i + 1 == name && r && r->pos == ISN_NOUN && !r->enclitic && !isn_has_article(doc, i) && !isn_title_at(g, doc, i);
    if (owned) return name; /* وزير الداخلية في حكومة | فلان, حديث | فلان */
    bool joined = r && r->proclitics & ISN_WA && isn_has_article(doc, i) && i > first && doc->tokens.at[i - 1].mention == ISNAD_NONE &&
                  isn_has_article(doc, i - 1); /* الخبير العسكري والإستراتيجي */
    if (t->pos == ISN_ADP && r && r->enclitic && i > first && doc->tokens.at[i - 1].pos == ISN_ADP) break; /* من بينهم */
    bool many = r && (r->form == ISN_PLURAL || r->number == 'p') && isn_title_at(g, doc, i);
    if (many && (found < name || r->enclitic)) break; /* حلفائهم من أنصار | الرئيس فلان */
    const isn_reading *inner = found < name ? isn_best(doc, found) : NULL;
    if (inner && found == i + 1 && inner->proclitics & ISN_LI && r && !isn_has_article(doc, i) && !isn_title_at(g, doc, i) &&
        (r->pos == ISN_ADJ || r->form == ISN_ACTIVE_PART))
      break; /* قائد عسكري موال | للرئيس فلان */
    const isn_reading *next = i + 1 < name ? isn_best(doc, i + 1) : NULL;
    if (isn_title_at(g, doc, i) && !isn_has_article(doc, i) && next && next->pos == ISN_ADJ && !isn_has_article(doc, i + 1) &&
        doc->tokens.at[i + 1].mention == ISNAD_NONE)
      break; /* مؤتمر صحافي مشترك مع نظيره | فلان */
    if (isn_title_at(g, doc, i) && !joined) {
      found = i;
      if (r && r->proclitics & ISN_WA && !isn_has_article(doc, i)) return first_of_two(g, doc, i, first);
      if (r && r->proclitics & (ISN_WA | ISN_FA | ISN_BI | ISN_KA)) break; /* over ل: النائب الثاني لرئيس الوزراء */
      continue;
    }
    if (t->pos == ISN_VERB || t->pos == ISN_SCONJ || t->pos == ISN_CCONJ || t->pos == ISN_AUX || t->pos == ISN_PRON) break;
    bool article = isn_has_article(doc, i), preposition = t->pos == ISN_ADP;
    bool conj = r && r->proclitics & (ISN_WA | ISN_FA);
    if (!article && !preposition && r && !(r->pos == ISN_NOUN)) break;
    if (conj && (!article || !joined)) break;
  }
  return found;
}

/* The force that is loyal to the actor whose name or title begins, behind ل, at token i: القوات الموالية | لحفتر; i if there is none. */
static uint32_t loyal_from(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const uint32_t start = doc->sentence_first.at[doc->tokens.at[i].sentence];
  if (i < start + 2 || !isn_in(doc, i - 1, ISN_CLASS_LOYAL)) return i;
  const bool article = isn_has_article(doc, i - 1);
  for (uint32_t k = i - 1, n = 0; k-- > start && n < 3; n++) {
    const isn_token *t = &doc->tokens.at[k];
    if (t->kind != ISN_WORD || t->mention != ISNAD_NONE || isn_has_article(doc, k) != article || t->pos == ISN_VERB || t->pos == ISN_ADP)
      break;
    if (isn_force_word(g, doc, k)) return k;
    if (isn_best(doc, k) && isn_best(doc, k)->proclitics & ISN_WA) break;
  }
  return i;
}

/* Where a force or followers begin whose owner's title begins at token i: قوات | اللواء فلان, أتباع | الرئيس فلان; i if none. */
static uint32_t owned_from(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  static const char *const rulers[] = {"حكومة", "سلطة", "نظام", "إدارة", "رئاسة"};
  const uint32_t start = doc->sentence_first.at[doc->tokens.at[i].sentence];
  if (i == start || doc->tokens.at[i - 1].kind != ISN_WORD || doc->tokens.at[i - 1].mention != ISNAD_NONE || isn_has_article(doc, i - 1))
    return i;
  const isn_reading *r = isn_best(doc, i - 1);
  if (r && r->enclitic && r->enclitic != 'y') return i;
  if (isn_has_lemma(g, doc, i - 1, rulers, sizeof rulers / sizeof *rulers)) return i;
  return isn_in(doc, i - 1, ISN_CLASS_FOLLOWERS) || isn_force_word(g, doc, i - 1) ? i - 1 : i;
}

static bool before_name(const isn_gazetteer *g, isn_doc *doc, uint32_t m, uint32_t first) {
  const isnad_mention mention = doc->mentions.at[m];
  uint32_t title = title_before(g, doc, first);
  /* "حلفاء حفتر": a plural without the article right before the name governs it */
  const isn_reading *r = isn_best(doc, title);
  if (title + 1 == first && r && !isn_has_article(doc, title) && (r->form == ISN_PLURAL || r->number == 'p')) return true;
  const isn_title *row = title < first ? isn_title_at(g, doc, title) : NULL;
  if (row && title + 1 == first && !row->name && !isn_has_article(doc, title)) return true; /* والد فلان is another man */
  if (title == first || doc->tokens.at[first].start != mention.span.start) return true;
  if (!add(doc, mention.entity, isn_span(isn_doc_noun_start(doc, title), mention.span.end), "label:title-name")) return false;
  r = isn_best(doc, title);
  const bool to = r && r->proclitics & ISN_LI;
  const uint32_t force = to ? loyal_from(g, doc, title) : r && r->proclitics & ~ISN_AL ? title : owned_from(g, doc, title);
  return force == title || add(doc, mention.entity, isn_span(isn_doc_noun_start(doc, force), mention.span.end), "label:force-of");
}

static bool commands(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_reading *r = isn_best(doc, i);
  const isn_lexeme *l = r && r->pos == ISN_NOUN && !r->enclitic ? isn_lexicon_lexeme(g->lexicon, r->lexeme) : NULL;
  return l && !isn_has_article(doc, i) && doc->tokens.at[i].mention == ISNAD_NONE && strcmp(l->lemma, "قيادة") == 0;
}

static bool force_before(const isn_gazetteer *g, isn_doc *doc, uint32_t m, uint32_t first, uint32_t end) {
  const isnad_mention mention = doc->mentions.at[m];
  const uint32_t start = doc->sentence_first.at[doc->tokens.at[first].sentence];
  if (first == start || doc->tokens.at[first - 1].mention != ISNAD_NONE) return true;
  if (doc->tokens.at[first].start != mention.span.start) {
    const uint32_t force = doc->cp[mention.span.start - 1] == 0x644 ? loyal_from(g, doc, first) : first;
    return force == first || add(doc, mention.entity, isn_span(isn_doc_noun_start(doc, force), mention.span.end), "label:force-of");
  }
  const bool quoted = doc->tokens.at[first - 1].kind == ISN_QUOTE_OPEN && first > start + 1 && end < doc->tokens.count &&
                      doc->tokens.at[end].kind == ISN_QUOTE_CLOSE && doc->tokens.at[end].sentence == doc->tokens.at[first].sentence;
  first -= quoted; /* قوات "الوفاق" */
  const uint32_t stop = quoted ? doc->tokens.at[end].end : mention.span.end;
  const isn_reading *r = isn_best(doc, first - 1);
  if (!isn_force_word(g, doc, first - 1) || isn_has_article(doc, first - 1)) return true;
  const isn_lexeme *force = r ? isn_lexicon_lexeme(g->lexicon, r->lexeme) : NULL;
  if (force && strcmp(force->lemma, "تشكيل") == 0) return true; /* تشكيل حكومة: the act */
  uint32_t head = first - 1;                                    /* قيادة قوات فلان */
  while (head > doc->sentence_first.at[doc->tokens.at[first].sentence] && commands(g, doc, head - 1)) head--;
  return add(doc, mention.entity, isn_span(isn_doc_noun_start(doc, head), stop), "label:force-of");
}

/* The mention itself is a description: قوات الوفاق, المليشيات الحوثية. */
static bool force_inside(const isn_gazetteer *g, isn_doc *doc, uint32_t m, uint32_t first, uint32_t end) {
  const isn_reading *r = isn_best(doc, first);
  if (end < first + 2 || !r || !isn_force_word(g, doc, first)) return true;
  const isnad_mention mention = doc->mentions.at[m];
  bool head_in = isn_lexeme_is(g, r->lexeme) & ISN_LEXEME_HEAD && g->heads[r->lexeme].in;
  bool loaded = isn_has_article(doc, first) && isn_best(doc, first + 1) && (r->form == ISN_PLURAL || r->number == 'p') && end == first + 2;
  if (head_in ? !loaded : isn_has_article(doc, first) && !loaded) return true;
  return add(doc, mention.entity, mention.span, "label:force-inside");
}

/* حكومة الوفاق المعترف بها دوليا: a participle and its pronoun after the name. */
static bool qualified(isn_doc *doc, uint32_t m, uint32_t end) {
  if (end + 1 >= doc->tokens.count || doc->tokens.at[end + 1].sentence != doc->tokens.at[end - 1].sentence) return true;
  const isn_reading *r = isn_best(doc, end), *after = isn_best(doc, end + 1);
  if (doc->tokens.at[end].mention != ISNAD_NONE || !isn_has_article(doc, end) || !r ||
      (r->form != ISN_PASSIVE_PART && r->form != ISN_ACTIVE_PART))
    return true;
  if (!after || !(after->enclitic || doc->tokens.at[end + 1].pos == ISN_PRON || doc->fold[doc->tokens.at[end + 1].fold1 - 1] == 0x627))
    return true;
  uint32_t stop = end + 2;
  const isn_token *next =
      stop < doc->tokens.count && doc->tokens.at[stop].sentence == doc->tokens.at[end].sentence ? &doc->tokens.at[stop] : NULL;
  if (next && next->kind == ISN_WORD && doc->fold[next->fold1 - 1] == 0x627 && !isn_has_article(doc, stop) && next->fold1 - next->fold0 > 4)
    stop++; /* دوليا */
  return add(doc, doc->mentions.at[m].entity, isn_span(doc->mentions.at[m].span.start, doc->tokens.at[stop - 1].end), "label:qualified");
}

bool isn_has_lemma(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, const char *const *lemmas, size_t n) {
  const isn_token *t = &doc->tokens.at[i];
  for (uint32_t r = 0; r < t->readings_count && r < 4; r++) {
    const isn_lexeme *l = isn_lexicon_lexeme(g->lexicon, doc->readings.at[t->readings + r].lexeme);
    for (size_t k = 0; l && k < n; k++)
      if (strcmp(l->lemma, lemmas[k]) == 0) return true;
  }
  return false;
}

/* المتمردين | الحوثيين, "المسلحون" الحوثيون; عناصر | الحركة, أفراد | الجيش اليمني: people before the armed body that they belong to. */
static bool people_before(const isn_gazetteer *g, isn_doc *doc, uint32_t m, uint32_t first) {
  static const char *const fighters[] = {"متمرد", "انقلابي", "مسلح", "مقاتل"}, *const members[] = {"عنصر", "فرد"};
  const isnad_mention mention = doc->mentions.at[m];
  const char *kind = doc->facts.at[mention.entity].kind;
  const uint32_t start = doc->sentence_first.at[doc->tokens.at[first].sentence];
  bool quoted = first > start + 2 && doc->tokens.at[first - 1].kind == ISN_QUOTE_CLOSE && doc->tokens.at[first - 3].kind == ISN_QUOTE_OPEN;
  const uint32_t i = first - 1 - quoted;
  if (first <= start || !kind || (strcmp(kind, "armed-group") != 0 && strcmp(kind, "army") != 0) ||
      doc->tokens.at[first].start != mention.span.start || doc->tokens.at[i].mention != ISNAD_NONE)
    return true;
  const bool article = isn_has_article(doc, i), two = doc->tokens.at[i].fold1 - doc->tokens.at[i].fold0 > 6;
  const isn_token *last = &doc->tokens.at[first];
  const bool persons = doc->fold[last->fold1 - 1] == 0x646 && isn_has_article(doc, first); /* الحوثيون */
  if (article ? !persons || !two || !isn_has_lemma(g, doc, i, fighters, 4) : quoted || !isn_has_lemma(g, doc, i, members, 2)) return true;
  const uint32_t from = quoted ? doc->tokens.at[i - 1].start : isn_doc_noun_start(doc, i);
  return add(doc, mention.entity, isn_span(from, mention.span.end), "label:people-of");
}

/* صحيفة معاريف الإسرائيلية، تنظيم القاعدة: the head that is not part of the name, and a nationality after it. */
static bool head_before(const isn_gazetteer *g, isn_doc *doc, uint32_t m, uint32_t first, uint32_t end) {
  const isnad_mention mention = doc->mentions.at[m];
  uint32_t sentence_first = doc->sentence_first.at[doc->tokens.at[first].sentence], h = first;
  if (h > sentence_first && doc->tokens.at[h - 1].kind == ISN_QUOTE_OPEN) h--;
  if (h == sentence_first || doc->tokens.at[h - 1].mention != ISNAD_NONE) return true;
  if (h > sentence_first + 1 && isn_news_agency(doc, h - 1) && !isn_has_article(doc, h - 1)) h--; /* وكالة أنباء | رويترز */
  const isn_reading *r = isn_best(doc, h - 1);
  if (!r || !(isn_lexeme_is(g, r->lexeme) & ISN_LEXEME_HEAD) || g->heads[r->lexeme].type != ISNAD_ORG ||
      (g->heads[r->lexeme].in && h == first) || r->proclitics & ISN_AL || r->enclitic)
    return true;
  const bool medium = g->heads[r->lexeme].sector && strcmp(g->heads[r->lexeme].sector, "JRN") == 0;
  if (medium && (r->form == ISN_PLURAL || r->number == 'p')) return true; /* مواقع | الحركة */
  if (doc->tokens.at[first].start != mention.span.start) return true;     /* مواقع | للمقاومة */
  uint32_t stop = end;
  if (h < first && stop < doc->tokens.count && doc->tokens.at[stop].kind == ISN_QUOTE_CLOSE) stop++;
  while (stop < doc->tokens.count && stop < end + 3 && isn_has_article(doc, stop) && isn_best(doc, stop) &&
         (isn_best(doc, stop)->pos == ISN_ADJ || isn_nisba_country(&g->agents, doc, stop)) && doc->tokens.at[stop].mention == ISNAD_NONE)
    stop++;
  return add(doc, mention.entity, isn_span(isn_doc_noun_start(doc, h - 1), doc->tokens.at[stop - 1].end), "label:head-name");
}

static bool relative(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  for (uint32_t r = 0; r < t->readings_count; r++) {
    const isn_lexeme *l = isn_lexicon_lexeme(g->lexicon, doc->readings.at[t->readings + r].lexeme);
    if (l && l->lexeme_class == ISN_LEX_FUNCTION && l->role == ISN_ROLE_RELATIVE) return true;
  }
  return false;
}

/* حث فلان | رئيس البلاد على: the verb before the name, or its title, wants an object, and the phrase behind is that. */
static bool wants_object(const isn_gazetteer *g, const isn_doc *doc, uint32_t first) {
  const uint32_t i = title_before(g, doc, first);
  if (i == doc->sentence_first.at[doc->tokens.at[first].sentence]) return false;
  return doc->tokens.at[i - 1].pos == ISN_VERB && (isn_in(doc, i - 1, ISN_CLASS_NEEDS_OBJECT) || isn_in(doc, i - 1, ISN_CLASS_MEETS));
}

/* "X، وزير الخارجية،" and "حفتر قائد قوات شرق ليبيا": a title phrase right after the name. */
static bool after_name(const isn_gazetteer *g, isn_doc *doc, uint32_t m, uint32_t first, uint32_t end) {
  const isnad_mention mention = doc->mentions.at[m];
  uint32_t stop = doc->sentence_first.at[doc->tokens.at[end - 1].sentence + 1], i = end;
  bool comma_first = i < stop && comma(doc, i);
  if (comma_first) i++;
  if (i >= stop || doc->tokens.at[i].mention != ISNAD_NONE || !isn_title_at(g, doc, i)) return true;
  if (!comma_first && wants_object(g, doc, first)) return true;
  const isn_reading *r = isn_best(doc, i);
  if (!r || r->pos != ISN_NOUN || r->proclitics & (ISN_WA | ISN_FA | ISN_BI | ISN_LI | ISN_KA)) return true;
  if (r->form == ISN_PLURAL || r->number == 'p') return true;
  bool article = isn_has_article(doc, i);
  uint16_t ending = doc->fold[doc->tokens.at[i].fold1 - 1];
  if (!article && ending == 0x627 && doc->tokens.at[i].fold1 > r->stem0 + 3) return true; /* رئيسا: a predicate */
  uint32_t k = i + 1;
  bool closed = false; /* رئيس الأركان | قرارا: after a definite word an indefinite one opens another phrase */
  while (k < stop && k < i + APPOSITION) {
    const isn_token *t = &doc->tokens.at[k];
    if (t->kind != ISN_WORD || t->pos == ISN_VERB || t->pos == ISN_SCONJ || t->pos == ISN_CCONJ || t->pos == ISN_AUX ||
        t->time != ISNAD_NONE || t->pos == ISN_PRON)
      break;
    const isn_reading *reading = isn_best(doc, k);
    if (relative(g, doc, k)) break;
    if (t->pos == ISN_ADP && outside(doc, k)) break;
    if (t->pos == ISN_ADP && isn_token_is(doc, k, u"في") && k + 1 < stop && isn_in(doc, k + 1, ISN_CLASS_OCCASION))
      break; /* رئيس البلاد | في مؤتمر */
    if (article && !isn_has_article(doc, k) && t->mention == ISNAD_NONE && t->pos != ISN_ADP) break;
    if (t->mention != ISNAD_NONE && doc->entities.at[doc->mentions.at[t->mention].entity].type == ISNAD_PER)
      return true; /* the next person's title */
    if (reading && reading->proclitics & (ISN_WA | ISN_FA) && !isn_has_article(doc, k)) break;
    bool definite = isn_has_article(doc, k) || t->mention != ISNAD_NONE;
    if (closed && !definite && t->pos != ISN_ADP) break;
    closed = definite || (closed && t->pos != ISN_ADP);
    k++;
  }
  /* with commas around, or a definite or construct phrase directly after */
  if (comma_first && k < stop && !comma(doc, k) && doc->tokens.at[k].kind != ISN_MARK) return true;
  while (k > i + 1 && doc->tokens.at[k - 1].pos == ISN_ADP) k--;
  if (k == i + 1 && !isn_title_at(g, doc, i)->office) return true;
  return add(doc, mention.entity, isn_span(doc->tokens.at[i].start, doc->tokens.at[k - 1].end), "label:apposition");
}

bool isn_find_labels(const isn_gazetteer *g, isn_doc *doc) {
  uint32_t i = 0;
  for (uint32_t m = 0; m < doc->mentions.count; m++) {
    while (i < doc->tokens.count && doc->tokens.at[i].mention != m) i++;
    uint32_t first = i, end = i;
    while (end < doc->tokens.count && doc->tokens.at[end].mention == m) end++;
    isnad_entity_type type = doc->entities.at[doc->mentions.at[m].entity].type;
    if (first == end) continue;
    if (type == ISNAD_PER && (!before_name(g, doc, m, first) || !after_name(g, doc, m, first, end))) return false;
    uint32_t labels = doc->labels.count;
    if (type == ISNAD_ORG && (!head_before(g, doc, m, first, end) || !force_inside(g, doc, m, first, end) || !qualified(doc, m, end)))
      return false;
    if (type != ISNAD_LOC && doc->labels.count == labels && !force_before(g, doc, m, first, end)) return false;
    if (type == ISNAD_ORG && doc->labels.count == labels && !people_before(g, doc, m, first)) return false;
  }
  return isn_find_descriptions(g, doc);
}
