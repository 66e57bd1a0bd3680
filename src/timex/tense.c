/* The tense of a clause by its verb: what a bare weekday or month points to. */
#include "timex/when.h"

enum { NEAR = 3, BACK = 25, AHEAD = 10, AUX_REACH = 4 };

static isn_role role_at(const isn_scan *s, uint32_t i) {
  const isn_reading *r = isn_best(s->doc, i);
  const isn_lexeme *l = r && r->lexeme != ISNAD_NONE ? isn_lexicon_lexeme(s->lexicon, r->lexeme) : NULL;
  return l && l->lexeme_class == ISN_LEX_FUNCTION ? (isn_role)l->role : ISN_ROLE_NONE;
}

static bool spelled(const isn_scan *s, uint32_t i, const uint16_t *letters, uint32_t length) {
  const isn_token *t = &s->doc->tokens.at[i];
  uint32_t skip = t->fold1 - t->fold0 == length + 1 && (s->doc->fold[t->fold0] == 0x648 || s->doc->fold[t->fold0] == 0x641) ? 1 : 0;
  if (t->fold1 - t->fold0 - skip != length) return false;
  for (uint32_t k = 0; k < length; k++)
    if (s->doc->fold[t->fold0 + skip + k] != letters[k]) return false;
  return true;
}

static bool is_kana(const isn_scan *s, uint32_t i) {
  static const uint16_t kan[] = {0x643, 0x627, 0x646}, kanat[] = {0x643, 0x627, 0x646, 0x62a}, kanu[] = {0x643, 0x627, 0x646, 0x648, 0x627};
  return spelled(s, i, kan, 3) || spelled(s, i, kanat, 4) || spelled(s, i, kanu, 5);
}

static bool is_lam(const isn_scan *s, uint32_t i) {
  static const uint16_t lam[] = {0x644, 0x645};
  return spelled(s, i, lam, 2);
}

static bool is_lan(const isn_scan *s, uint32_t i) {
  static const uint16_t lan[] = {0x644, 0x646};
  return spelled(s, i, lan, 2);
}

/* A word that is also spelled as a perfect (تجمع, تعرض) is taken for one: news tells what was. */
static bool may_be_past(const isn_scan *s, uint32_t i) {
  const isn_token *t = &s->doc->tokens.at[i];
  for (uint32_t k = 0; k < t->readings_count; k++) {
    const isn_reading *r = &s->doc->readings.at[t->readings + k];
    if (r->pos == ISN_VERB && r->form == ISN_PAST && r->person == 3) return true;
  }
  return false;
}

/* The tense that the verb at i gives, NONE if the token is no verb. */
static isn_tense verb_tense(const isn_scan *s, uint32_t i) {
  const isn_reading *r = isn_best(s->doc, i);
  bool named = isn_as(s, i, ISN_TW_MONTH) || isn_as(s, i, ISN_TW_UNIT) || isn_as(s, i, ISN_TW_MODIFIER); /* غشت, شهر */
  if (!r || r->pos != ISN_VERB || named) return ISN_TENSE_NONE;
  if (r->form == ISN_PAST) return ISN_TENSE_PAST;
  isn_role before = i > s->first ? role_at(s, i - 1) : ISN_ROLE_NONE;
  bool opens = r->proclitics & (ISN_WA | ISN_FA) || before == ISN_ROLE_COMPLEMENTIZER || before == ISN_ROLE_RELATIVE;
  if (r->proclitics & ISN_SA) return r->lexeme != ISNAD_NONE || opens ? ISN_TENSE_FUTURE : ISN_TENSE_NONE; /* ستيفن is no verb */
  for (uint32_t k = 1; k <= AUX_REACH && i >= s->first + k; k++) {
    uint32_t j = i - k;
    if (s->doc->tokens.at[j].kind >= ISN_MARK) break;
    if (is_kana(s, j) || (k == 1 && is_lam(s, j))) return ISN_TENSE_PAST;
    if (k == 1 && (is_lan(s, j) || role_at(s, j) == ISN_ROLE_FUTURE)) return ISN_TENSE_FUTURE;
  }
  if (r->form != ISN_SUBJUNCTIVE && r->form != ISN_PRESENT) return ISN_TENSE_NONE;
  if (before != ISN_ROLE_COMPLEMENTIZER || i < s->first + 2 || isn_is_cue(s, i - 2, ISN_AFTER))
    return may_be_past(s, i) ? ISN_TENSE_PAST : ISN_TENSE_PRESENT;
  return isn_as(s, i - 2, ISN_TW_FUTURE) ? ISN_TENSE_FUTURE : ISN_TENSE_PRESENT; /* من المتوقع أن */
}

/* A verb in the present counts where it heads its clause or stands next to the expression; names and verbs of relative clauses farther
 * off are passed over. */
static bool present_counts(const isn_scan *s, uint32_t i, uint32_t first) {
  const isn_reading *r = isn_best(s->doc, i);
  isn_role before = i > s->first ? role_at(s, i - 1) : ISN_ROLE_NONE;
  if (r->person != 3) return false;
  if (before == ISN_ROLE_COMPLEMENTIZER) return true;
  if (r->form == ISN_SUBJUNCTIVE) return r->proclitics & ISN_LI;
  bool heads = i == s->first || s->doc->tokens.at[i - 1].kind >= ISN_MARK || r->proclitics & (ISN_WA | ISN_FA);
  for (uint32_t k = i + 1; k < first; k++) {
    const isn_reading *between = isn_best(s->doc, k);
    bool preposition = s->doc->tokens.at[k].pos == ISN_ADP || (between && between->proclitics & (ISN_BI | ISN_LI));
    if (preposition || (!heads && s->doc->tokens.at[k].kind >= ISN_MARK)) return false;
  }
  return heads || first - i <= NEAR;
}

isn_tense isn_tense_before(const isn_scan *s, uint32_t first) {
  for (uint32_t i = first; i-- > s->first && first - i <= BACK;) {
    isn_tense tense = s->doc->tokens.at[i].kind == ISN_WORD ? verb_tense(s, i) : ISN_TENSE_NONE;
    if (tense != ISN_TENSE_NONE) return tense;
  }
  return ISN_TENSE_NONE;
}

/* هجوم الأربعاء: an event that is named by its day has been. */
static bool names_event(const isn_scan *s, uint32_t first) {
  const isn_reading *r = first > s->first ? isn_best(s->doc, first - 1) : NULL;
  return r && (r->form == ISN_MASDAR || r->form == ISN_SINGULAR || r->form == ISN_PLURAL) && !(r->proclitics & ISN_AL) && !r->enclitic &&
         isn_as(s, first, ISN_TW_WEEKDAY);
}

/* The nearest verb or word of the future before the expression, else the first verb behind it. */
isn_tense isn_tense_around(const isn_scan *s, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i-- > s->first && first - i <= BACK;) {
    const isn_token *t = &s->doc->tokens.at[i];
    if (t->kind == ISN_MARK && (isn_is_mark(s, i, 0x61b) || t->end - t->start > 1)) break;
    if (isn_as(s, i, ISN_TW_FUTURE)) return ISN_TENSE_FUTURE;
    isn_tense tense = t->kind == ISN_WORD ? verb_tense(s, i) : ISN_TENSE_NONE;
    if (tense == ISN_TENSE_PRESENT && (!present_counts(s, i, first) || names_event(s, first))) continue;
    if (tense != ISN_TENSE_NONE) return tense;
  }
  for (uint32_t i = end; i < s->end && i < end + AHEAD; i++) {
    bool word = s->doc->tokens.at[i].kind == ISN_WORD && !(i > s->first && s->doc->tokens.at[i - 1].pos == ISN_ADP);
    isn_tense tense = word ? verb_tense(s, i) : ISN_TENSE_NONE;
    if (tense != ISN_TENSE_NONE) return tense;
  }
  return ISN_TENSE_NONE;
}
