/* Persons: words of names that follow each other, and unknown words after a title ("وزير الخارجية الإيطالي إينزو موافيرو ميلانيزي"). */
#include <string.h>

#include "entity/mentions.h"

enum { NAME_WORDS = 5, TITLE_PHRASE = 9 };

const isn_title *isn_title_at(const isn_gazetteer *g, const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  const isn_reading *best = isn_best(doc, token);
  const isn_lexeme *lexeme = best ? isn_lexicon_lexeme(g->lexicon, best->lexeme) : NULL;
  if (lexeme && lexeme->lexeme_class == ISN_LEX_FUNCTION) return NULL; /* أمام is seldom an imam */
  for (uint32_t r = 0; r < t->readings_count; r++) {
    const isn_reading *reading = &doc->readings.at[t->readings + r];
    if (reading->pos == ISN_NOUN && reading->lexeme < g->lexemes && g->titles[reading->lexeme].known) return &g->titles[reading->lexeme];
  }
  return NULL;
}

bool isn_has_article(const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  const uint16_t *w = doc->fold + t->fold0;
  uint32_t n = t->fold1 - t->fold0;
  for (uint32_t i = 0; i < 3 && i + 2 < n; i++) {
    if (w[i] == 0x627 && w[i + 1] == 0x644) return true;
    if (w[i] == 0x644 && w[i + 1] == 0x644) return true;
    if (w[i] != 0x648 && w[i] != 0x641 && w[i] != 0x628 && w[i] != 0x643) return false;
  }
  return false;
}

uint32_t isn_clitic_letters(const isn_doc *doc, uint32_t token, uint8_t *set) {
  const isn_reading *r = isn_best(doc, token);
  *set = r ? r->proclitics : 0;
  return (uint32_t)__builtin_popcount(*set & (ISN_WA | ISN_FA | ISN_BI | ISN_LI | ISN_KA));
}

bool isn_vocabulary(const isn_gazetteer *g, const isn_doc *doc, uint32_t token) {
  (void)g;
  const isn_token *t = &doc->tokens.at[token];
  for (uint32_t r = 0; r < t->readings_count; r++) {
    const isn_reading *reading = &doc->readings.at[t->readings + r];
    bool far = reading->enclitic || reading->form == ISN_SUBJUNCTIVE || reading->passive || ((reading->form == ISN_ACTIVE_PART || reading->form == ISN_PASSIVE_PART) && reading->gender == 'f');
    if (reading->lexeme != ISNAD_NONE && !far) return true; /* مصراتة as a participle is far-fetched */
  }
  return false;
}

static bool function_word(const isn_gazetteer *g, const isn_doc *doc, uint32_t token) {
  const isn_reading *r = isn_best(doc, token);
  const isn_lexeme *l = r ? isn_lexicon_lexeme(g->lexicon, r->lexeme) : NULL;
  return l && l->lexeme_class == ISN_LEX_FUNCTION;
}

/* Whether a token may go on with a person's name whose words before it are sure. */
static bool may_continue(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t words, bool particle_before) {
  const isn_token *t = &doc->tokens.at[i];
  if (t->kind != ISN_WORD || t->time != ISNAD_NONE || t->line_first) return false;
  uint32_t bits = isn_name_word(g, doc, i, 0);
  bool maqsura = doc->cp[t->end - 1] == 0x649; /* على is no علي */
  const isn_reading *best = isn_best(doc, i);
  if (isn_nisba_country(&g->agents, doc, i) && isn_has_article(doc, i)) return false;
  if (bits && best && best->pos == ISN_ADJ && isn_has_article(doc, i)) return bits & ISN_NAME_LAST && !(bits & ISN_NAME_AMBIGUOUS) && words >= 2;
  if (bits & ISN_NAME_AMBIGUOUS && best && best->lexeme != ISNAD_NONE && words >= 2 && !particle_before) return false; /* هوشيار زيباري | طالب */
  if (bits) return !function_word(g, doc, i) || (!(bits & ISN_NAME_AMBIGUOUS) && !maqsura);
  if (function_word(g, doc, i) || (!particle_before && isn_title_at(g, doc, i))) return false;
  if (particle_before) return t->pos != ISN_VERB;
  /* وموسوي, بقرطاج: another name, joined or with its preposition */
  isn_hit joined;
  if (doc->fold[t->fold0] == 0x648 && isn_name_word(g, doc, i, 1)) return false;
  if (isn_gazetteer_at(g, doc, i, &joined) && joined.fold_start > t->fold0) return false;
  if (!best) return t->fold1 - t->fold0 >= 3; /* unknown to the lexicon */
  if (best->lexeme == ISNAD_NONE) return best->pos == ISN_NOUN && !(best->proclitics & (ISN_WA | ISN_FA | ISN_BI | ISN_LI | ISN_KA)); /* الفلاحي */
  return false;
}

static bool is_particle(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) { return isn_name_word(g, doc, i, 0) & ISN_NAME_PARTICLE; }

/* The end of the name that begins at token i with a sure word. */
static uint32_t name_end(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  uint32_t end = doc->sentence_first.at[doc->tokens.at[i].sentence + 1], k = i + 1;
  bool particle = is_particle(g, doc, i);
  while (k < end && k < i + NAME_WORDS && may_continue(g, doc, k, k - i, particle)) {
    particle = is_particle(g, doc, k);
    k++;
  }
  while (k > i + 1 && is_particle(g, doc, k - 1)) k--;
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

/* Names that begin with a word of names. One word alone is no name here; ambiguous words need a title before them or a sure word after. */
static bool by_name_words(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out) {
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const isn_token *t = &doc->tokens.at[i];
    if (t->kind != ISN_WORD || t->time != ISNAD_NONE) continue;
    uint32_t bits, skip = name_at(g, doc, i, &bits);
    if (!bits || !(bits & (ISN_NAME_FIRST | ISN_NAME_PARTICLE))) continue;
    /* علي with its ya before another name is a name: علي أكبر ولايتي */
    bool ali = function_word(g, doc, i) && doc->cp[t->end - 1] == 0x64a && !skip && i + 1 < doc->tokens.count && isn_name_word(g, doc, i + 1, 0) && !isn_has_article(doc, i + 1);
    if (!ali && !skip && function_word(g, doc, i) && bits & ISN_NAME_AMBIGUOUS) continue;
    if (bits & ISN_NAME_PARTICLE && !(bits & ISN_NAME_FIRST) && (function_word(g, doc, i) || i + 1 >= doc->tokens.count)) continue;
    uint32_t end = name_end(g, doc, i);
    if (end < i + 2) continue;
    if (!ali && (bits & ISN_NAME_AMBIGUOUS || isn_vocabulary(g, doc, i))) {
      const isn_reading *r = isn_best(doc, i);
      bool title = i > 0 && isn_title_at(g, doc, i - 1) && doc->tokens.at[i - 1].sentence == t->sentence;
      bool sure = isn_name_word(g, doc, i + 1, 0) && !(isn_name_word(g, doc, i + 1, 0) & ISN_NAME_AMBIGUOUS);
      bool unknown_next = !isn_best(doc, i + 1);
      if (!title && !sure && !(unknown_next && !(r && r->pos == ISN_VERB))) continue;
      if (!title && r && r->pos != ISN_NOUN && r->pos != ISN_ADJ && !sure) continue;
    }
    if (!add(doc, out, (isn_candidate){i, end, doc->fold_at[t->fold0 + skip], ISNAD_PER, ISNAD_NONE, 40, "names:words", NULL})) return false;
  }
  return true;
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
    if (t->kind != ISN_WORD || t->pos == ISN_VERB) return ISNAD_NONE;
    const isn_title *another = isn_title_at(g, doc, k);
    if (another) { /* رئيس الوزراء، الخبير العسكري العقيد ركن */
      title = another;
      continue;
    }
    isn_hit place; /* رئيس وزراء بلجيكا فلان */
    if (isn_gazetteer_at(g, doc, k, &place) && g->known.at[place.known].type != ISNAD_PER && g->known.at[place.known].rank >= 3) {
      k = place.end - 1;
      continue;
    }
    if (isn_has_article(doc, k) && (isn_nisba_country(&g->agents, doc, k) || (isn_best(doc, k) && isn_best(doc, k)->pos == ISN_ADJ))) continue;
    if (function_word(g, doc, k) && isn_best(doc, k)->pos != ISN_ADP) return ISNAD_NONE;
    if (function_word(g, doc, k)) continue;
    bool unknown = !isn_best(doc, k) && t->fold1 - t->fold0 >= 3, name = isn_name_word(g, doc, k, 0) & (ISN_NAME_FIRST | ISN_NAME_LAST);
    if (unknown || name) return title->name || k > i + 1 ? k : ISNAD_NONE;
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
    uint32_t k = after_title(g, doc, i, title);
    if (k == ISNAD_NONE) continue;
    uint32_t end = name_end(g, doc, k), bits = isn_name_word(g, doc, k, 0);
    bool one = end == k + 1;
    if (one && !title->name && !(bits & ISN_NAME_FIRST)) continue;
    if (one && !bits && doc->tokens.at[k].fold1 - doc->tokens.at[k].fold0 < 4) continue;
    isn_hit hit;
    if (one && isn_gazetteer_at(g, doc, k, &hit) && g->known.at[hit.known].type != ISNAD_PER) continue; /* رئيس وزراء ليبيا */
    if (!add(doc, out, (isn_candidate){k, end, doc->tokens.at[k].start, ISNAD_PER, ISNAD_NONE, one ? 18 : 35, "names:after-title", NULL})) return false;
  }
  return true;
}

bool isn_propose_persons(const isn_gazetteer *g, isn_doc *doc, isn_candidates *out) { return by_name_words(g, doc, out) && by_titles(g, doc, out); }

/* ---- surnames ---- */

static bool same_letters(const isn_doc *doc, uint32_t a, uint32_t b, uint32_t skip) {
  const isn_token *x = &doc->tokens.at[a], *y = &doc->tokens.at[b];
  uint32_t n = x->fold1 - x->fold0;
  return y->fold1 - y->fold0 == n + skip && memcmp(doc->fold + x->fold0, doc->fold + y->fold0 + skip, n * sizeof *doc->fold) == 0;
}

bool isn_propose_surnames(const isn_gazetteer *g, isn_doc *doc, const isn_candidates *chosen, isn_candidates *out) {
  for (uint32_t c = 0; c < chosen->count; c++) {
    const isn_candidate *full = &chosen->at[c];
    if (full->type != ISNAD_PER || full->end < full->first + 2) continue;
    uint32_t last = full->end - 1;
    const isn_token *name = &doc->tokens.at[last];
    if (name->fold1 - name->fold0 < 3 || function_word(g, doc, last) || doc->tokens.at[last].pos == ISN_VERB) continue;
    bool common = isn_vocabulary(g, doc, last) && !isn_name_word(g, doc, last, 0);
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
      const isn_token *t = &doc->tokens.at[i];
      if ((i >= full->first && i < full->end) || t->kind != ISN_WORD) continue;
      uint32_t skip = same_letters(doc, last, i, 0) ? 0 : same_letters(doc, last, i, 1) && (doc->fold[t->fold0] == 0x648 || doc->fold[t->fold0] == 0x628 || doc->fold[t->fold0] == 0x644 || doc->fold[t->fold0] == 0x641) ? 1 : 9;
      if (skip > 1 || (common && t->readings_count && !isn_has_article(doc, i))) continue;
      if (!add(doc, out, (isn_candidate){i, i + 1, doc->fold_at[t->fold0 + skip], ISNAD_PER, full->known, 15, "names:surname", NULL})) return false;
    }
  }
  return true;
}
