/* What several finders ask of each token, asked once. */
#include <string.h>

#include "entity/mentions.h"

static bool begins_with_article(const isn_doc *doc, const isn_token *t) {
  const uint16_t *w = doc->fold + t->fold0;
  const uint32_t n = t->fold1 - t->fold0;
  for (uint32_t i = 0; i < 3 && i + 2 < n; i++) {
    if (w[i + 1] == 0x644 && (w[i] == 0x627 || w[i] == 0x644)) return true;
    if (w[i] != 0x648 && w[i] != 0x641 && w[i] != 0x628 && w[i] != 0x643) return false;
  }
  return false;
}

/* Whether the lexicon knows a word as common. */
static bool common(const isn_doc *doc, const isn_token *t) {
  for (uint32_t r = 0; r < t->readings_count; r++) {
    const isn_reading *reading = &doc->readings.at[t->readings + r];
    bool far = reading->enclitic || reading->form == ISN_SUBJUNCTIVE || reading->passive ||
               ((reading->form == ISN_ACTIVE_PART || reading->form == ISN_PASSIVE_PART) && reading->gender == 'f');
    if (reading->lexeme != ISNAD_NONE && !far) return true; /* مصراتة as a participle is far-fetched */
  }
  return false;
}

/* ---- titles and heads ---- */

/* محافظة is the province, not the feminine of محافظ. */
static bool place_head(const isn_gazetteer *g, const isn_doc *doc, const isn_reading *r) {
  return isn_key_equal((isn_key){doc->fold + r->stem0, r->stem1 - r->stem0}, isn_lexicon_lexeme(g->lexicon, r->lexeme)->key);
}

/* ISN_LEXEME_ bits of the readings as nouns. */
static uint8_t as_noun(const isn_gazetteer *g, const isn_doc *doc, const isn_token *t) {
  uint8_t is = 0;
  for (uint32_t r = 0; r < t->readings_count; r++) {
    const isn_reading *reading = &doc->readings.at[t->readings + r];
    if (reading->pos == ISN_NOUN) is |= isn_lexeme_is(g, reading->lexeme);
  }
  return is;
}

static const isn_title *title_of(const isn_gazetteer *g, const isn_doc *doc, const isn_token *t, bool article) {
  const isn_title *found = NULL;
  for (uint32_t r = 0; r < t->readings_count; r++) {
    const isn_reading *reading = &doc->readings.at[t->readings + r];
    const uint8_t is = reading->pos == ISN_NOUN ? isn_lexeme_is(g, reading->lexeme) : 0;
    if (is & ISN_LEXEME_PLACE && place_head(g, doc, reading)) return NULL;
    if (!found && is & ISN_LEXEME_TITLE && (article || !g->titles[reading->lexeme].definite)) found = &g->titles[reading->lexeme];
  }
  return found;
}

/* ---- unknown words ---- */

bool isn_clitic_word(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  uint16_t first = doc->fold[t->fold0];
  bool clitic = first == 0x648 || first == 0x628 || first == 0x644 || first == 0x641;
  return clitic && t->fold1 - t->fold0 >= 4 && isn_lexicon_forms(g->lexicon, doc->fold + t->fold0 + 1, t->fold1 - t->fold0 - 1);
}

/* شركتا, شركتي: two of what the lexicon has with ة. */
static bool two_of_known(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  uint16_t word[24];
  const uint32_t n = t->fold1 - t->fold0;
  if (n < 5 || n > 24 || doc->fold[t->fold1 - 2] != 0x62a || (doc->fold[t->fold1 - 1] != 0x627 && doc->fold[t->fold1 - 1] != 0x64a))
    return false;
  memcpy(word, doc->fold + t->fold0, n * sizeof *word);
  word[n - 2] = 0x647;
  return isn_lexicon_forms(g->lexicon, word, n - 1);
}

/* No reading of the lexicon, no clitic that the lexicon could see. */
static bool unknown(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  if (t->time != ISNAD_NONE || t->fold1 - t->fold0 < 3) return false;
  static const uint16_t glued[][4] = {{0x641, 0x64a, 0x627, 0x644}, {0x645, 0x646, 0x627, 0x644}}; /* فيالتزام: the blank was lost */
  for (size_t k = 0; k < 2; k++)
    if (t->fold1 - t->fold0 > 6 && memcmp(doc->fold + t->fold0, glued[k], sizeof glued[k]) == 0) return false;
  if (isn_clitic_word(g, doc, i) || two_of_known(g, doc, i)) return false;
  const isn_reading *r = isn_best(doc, i);
  return !r || (r->lexeme == ISNAD_NONE && r->pos == ISN_NOUN && !(r->proclitics & (ISN_WA | ISN_FA | ISN_BI | ISN_LI | ISN_KA)));
}

/* ---- forces ---- */

/* مسلحي: the plural before a genitive, of which the readings may know nothing. */
static bool plural_construct(const isn_gazetteer *g, const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  uint32_t n = t->fold1 - t->fold0;
  if (n < 5 || doc->fold[t->fold1 - 1] != 0x64a) return false;
  const isn_wordform *form = isn_lexicon_forms(g->lexicon, doc->fold + t->fold0, n - 1);
  for (; form; form = isn_lexicon_next_form(g->lexicon, form))
    if (form->pos == ISN_NOUN && form->number == 's' && isn_lexeme_is(g, form->lexeme) & ISN_LEXEME_FORCE) return true;
  return false;
}

static bool force(const isn_gazetteer *g, const isn_doc *doc, uint32_t token) {
  const isn_reading *r = isn_best(doc, token);
  if (!r) return plural_construct(g, doc, token);
  if (r->pos != ISN_NOUN || !(isn_lexeme_is(g, r->lexeme) & ISN_LEXEME_FORCE)) return false;
  const isn_agent *agent = isn_agent_at(&g->agents, doc, token);
  return !(agent && agent->person) || r->form == ISN_PLURAL || r->number == 'p' ||
         r->enclitic == 'y'; /* مسلحو X, مسلحي X; one gunman is no force, and nobody writes "my gunman" in news */
}

/* ---- all of it ---- */

static void see(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, isn_names_seen *out) {
  const isn_token *t = &doc->tokens.at[i];
  const isn_reading *best = isn_best(doc, i);
  const bool function = best && isn_lexeme_is(g, best->lexeme) & ISN_LEXEME_FUNCTION, article = begins_with_article(doc, t);
  const uint8_t noun = as_noun(g, doc, t);
  out->is = (article ? ISN_SEEN_ARTICLE : 0) | (function ? ISN_SEEN_FUNCTION : 0) | (common(doc, t) ? ISN_SEEN_COMMON : 0);
  if (noun & ISN_LEXEME_TITLE && !function) out->title = title_of(g, doc, t, article); /* أمام is seldom an imam */
  out->words = isn_name_word_look_up(g, doc, i, 0);
  if (!isn_gazetteer_look_up(g, doc, i, &out->hit)) out->hit.known = ISNAD_NONE;
  if (t->kind != ISN_WORD) return;
  if (noun & ISN_LEXEME_HEAD) out->is |= ISN_SEEN_HEAD;
  if (!(out->is & ISN_SEEN_COMMON) && unknown(g, doc, i)) out->is |= ISN_SEEN_UNKNOWN;
  if (force(g, doc, i)) out->is |= ISN_SEEN_FORCE;
}

bool isn_see_tokens(const isn_gazetteer *g, isn_doc *doc) {
  isn_names_seen *seen = isn_arena_alloc(&doc->arena, ((size_t)doc->tokens.count + 1) * sizeof *seen);
  if (!seen || !isn_entries_see(doc) || !isn_agents_see(&g->agents, doc) || !isn_nisba_see(&g->agents, doc)) return false;
  for (uint32_t i = 0; i < doc->tokens.count; i++) see(g, doc, i, &seen[i]);
  doc->names_seen = seen;
  return true;
}
