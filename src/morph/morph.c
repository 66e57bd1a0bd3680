#include "morph/morph.h"

#include <stdlib.h>
#include <string.h>

#include "arabic/letters.h"
#include "morph/stem.h"
#include "pack/lexicon.h"

enum { MAX_READINGS = 24, TANWIN_FATH = 0x64b, TAG_WEIGHT = 1, CLAUSE_WORDS = 16 };

typedef struct candidate {
  isn_reading reading;
  int score;
  uint32_t order; /* as found: qsort alone may put equals either way */
} candidate;

typedef struct words {
  const isn_lexicon *lexicon;
  isn_doc *doc;
  uint32_t kana; /* the lexeme of كان, which goes with another verb */
} words;

/* ---- readings of one word ---- */

static bool fits(const isn_stem *split, const isn_wordform *form, const isn_lexeme *lexeme) {
  uint8_t p = split->proclitics;
  if (form->with_pronoun == 1 && !split->enclitic) return false;
  if (form->with_pronoun == 2 && split->enclitic) return false;
  if (form->pos == ISN_VERB) {
    if (p & (ISN_AL | ISN_BI | ISN_KA)) return false;
    if (p & ISN_SA) return form->form == ISN_PRESENT;
    if (p & ISN_LI) return form->form == ISN_PRESENT || form->form == ISN_SUBJUNCTIVE;
    return true;
  }
  if (p & ISN_SA || split->enclitic == 'Y') return false;
  if (lexeme->lexeme_class == ISN_LEX_FUNCTION) {
    if (p & ISN_AL && form->pos != ISN_NUM && form->pos != ISN_NOUN && form->pos != ISN_ADJ && form->pos != ISN_ADV) return false;
    if (p & (ISN_BI | ISN_LI | ISN_KA) && (form->pos == ISN_ADP || form->pos == ISN_CCONJ || form->pos == ISN_PART)) return false;
    if (split->enclitic && form->pos != ISN_ADP && form->pos != ISN_SCONJ && lexeme->role != ISN_ROLE_QUANTIFIER && form->pos != ISN_NOUN &&
        form->pos != ISN_PART)
      return false;
  }
  return true;
}

/* How plausible a reading is before its neighbours are looked at. */
static int prior(const isn_stem *split, const isn_wordform *form, const isn_lexeme *lexeme) {
  int score = 0;
  uint8_t p = split->proclitics;
  if (lexeme->lexeme_class == ISN_LEX_FUNCTION) score += p & (ISN_BI | ISN_LI | ISN_KA) ? 6 : split->enclitic ? 11 : 14;
  if (p & (ISN_WA | ISN_FA)) score -= p & ISN_FA ? 2 : 1;
  if (p & (ISN_BI | ISN_LI | ISN_KA)) score -= p & ISN_KA ? 4 : 2;
  if (split->enclitic)
    score -= split->enclitic == 'y' || split->enclitic == 'k' || split->enclitic == 'K' || split->enclitic == 'N' ? 5 : 2;
  if (split->enclitic == 'n' && form->form == ISN_PAST) score -= 4; /* دمرنا: we destroyed, rather than he destroyed us */
  if (p & ISN_SA) score += 4;
  if (form->passive) score -= 4;
  if (split->enclitic && (form->form == ISN_ACTIVE_PART || form->form == ISN_PASSIVE_PART)) score -= 4;
  if (form->form == ISN_PRESENT && form->gender == 'f') score += 2; /* تدعم is seldom the noun تدعّم */
  if (form->form == ISN_SUBJUNCTIVE) score -= 3;
  if (form->pos == ISN_VERB && form->person != 3) score -= 5;
  if (form->pos == ISN_VERB && form->number == 'p' && form->gender == 'f') score -= 6;
  if (form->pos == ISN_VERB && form->number == 'd') score -= form->form == ISN_PAST ? 4 : 2;
  if (form->form == ISN_PASSIVE_PART) score -= 3;
  if (form->form == ISN_ACTIVE_PART) score -= 2; /* المجلس is seldom from أجلس */
  return score;
}

static void keep(candidate *list, uint32_t *count, candidate c) {
  if (*count < MAX_READINGS) {
    list[(*count)++] = c;
    return;
  }
  uint32_t worst = 0;
  for (uint32_t i = 1; i < *count; i++)
    if (list[i].score < list[worst].score) worst = i;
  if (c.score > list[worst].score) list[worst] = c;
}

/* A function word with a hamza inside (كأن) is only what is spelled so: كان is the verb. */
static bool spelled_with_hamza(const words *w, const isn_token *t, const isn_lexeme *lexeme) {
  if (lexeme->lexeme_class != ISN_LEX_FUNCTION) return true;
  uint32_t first = w->doc->cp[t->start];
  if ((first == 0x623 && strncmp(lexeme->lemma, "إ", 2) == 0) || (first == 0x625 && strncmp(lexeme->lemma, "أ", 2) == 0))
    return false; /* إلا is not ألا */
  if (!strstr(lexeme->lemma + 1, "أ")) return true;
  for (uint32_t i = t->start + 1; i < t->end; i++)
    if (w->doc->cp[i] == 0x623) return true;
  return false;
}

/* A word may have been cut that is whole: a function word with its clitic (باسم), or وافق taken for و and another word. */
static bool whole_word(const isn_stem *stem, const isn_lexeme *lexeme) {
  return lexeme->lexeme_class == ISN_LEX_FUNCTION || stem->after_conjunction;
}

/* A preposition hangs on it: no verb. */
static bool governed(const isn_doc *doc, const isn_token *t) {
  for (uint32_t k = t->words; k < t->words + t->words_count; k++)
    for (uint32_t d = k > 3 ? k - 3 : 0; d < k; d++)
      if (doc->words.at[d].head == k && doc->words.at[d].upos == ISN_ADP && doc->words.at[d].deprel &&
          strcmp(doc->words.at[d].deprel, "case") == 0)
        return true;
  return false;
}

/* A noun of the tagger that heads a clause and has a subject or an object: a verb that is written like its masdar (رفض، قصف). */
static bool heads_clause(const isn_doc *doc, const isn_token *t) {
  static const char *const clauses[] = {"root", "ccomp", "parataxis", "advcl", "acl"};
  for (uint32_t k = t->words; k < t->words + t->words_count; k++) {
    const isn_word *word = &doc->words.at[k];
    if (word->upos != ISN_NOUN || !word->deprel) continue;
    bool clause = false;
    for (size_t c = 0; c < sizeof clauses / sizeof *clauses; c++) clause = clause || strcmp(word->deprel, clauses[c]) == 0;
    const uint32_t end = k + CLAUSE_WORDS < doc->words.count ? k + CLAUSE_WORDS : doc->words.count;
    for (uint32_t d = k > CLAUSE_WORDS ? k - CLAUSE_WORDS : 0; clause && d < end; d++)
      if (doc->words.at[d].head == k && (strncmp(doc->words.at[d].deprel, "nsubj", 5) == 0 || strcmp(doc->words.at[d].deprel, "obj") == 0))
        return true;
  }
  return false;
}

static uint32_t collect(const words *w, const isn_token *t, const isn_tag *tag, candidate *list) {
  const bool clausal = heads_clause(w->doc, t), nominal = governed(w->doc, t);
  isn_stem stems[ISN_MAX_STEMS];
  uint32_t count = 0, stems_count = isn_stems(w->doc, t, stems);
  for (uint32_t s = 0; s < stems_count; s++) {
    const isn_stem *stem = &stems[s];
    const isn_wordform *form = isn_lexicon_forms(w->lexicon, w->doc->fold + stem->stem0, stem->stem1 - stem->stem0);
    for (; form; form = isn_lexicon_next_form(w->lexicon, form)) {
      const isn_lexeme *lexeme = isn_lexicon_lexeme(w->lexicon, form->lexeme);
      if ((stem->whole && !whole_word(stem, lexeme)) || !fits(stem, form, lexeme) ||
          (lexeme->key.length > 2 && !spelled_with_hamza(w, t, lexeme)))
        continue;
      candidate c = {.score = prior(stem, form, lexeme)};
      c.reading = (isn_reading){.lexeme = form->lexeme,
                                .pos = form->pos,
                                .form = form->form,
                                .person = form->person,
                                .gender = form->gender,
                                .number = form->number,
                                .proclitics = stem->proclitics,
                                .enclitic = stem->enclitic,
                                .passive = form->passive,
                                .stem0 = stem->stem0,
                                .stem1 = stem->stem1};
      const bool function = lexeme->lexeme_class == ISN_LEX_FUNCTION;
      /* a tag is of a word, a function word that holds a clitic is none: it stands unless the cut has as good a word */
      c.score += TAG_WEIGHT * (stem->whole && function ? 12 : isn_tag_agreement(tag, &c.reading)) - (stem->whole && !function ? 6 : 0);
      if (c.reading.pos == ISN_VERB) c.score += clausal ? 10 : nominal ? -12 : 0;
      keep(list, &count, c);
    }
  }
  return count;
}

/* A word that the lexicon does not know is what the tagger takes it for. */
static uint32_t guess(const words *w, const isn_token *t, const isn_tag *tag, candidate *list) {
  isn_stem stems[ISN_MAX_STEMS];
  const uint32_t count = isn_stems(w->doc, t, stems);
  const isn_stem *stem = &stems[count > 1 && stems[count - 1].whole ? count - 2 : count - 1]; /* without its article, if it has one */
  isn_reading r = {
      .lexeme = ISNAD_NONE, .stem0 = stem->stem0, .stem1 = stem->stem1, .proclitics = stem->proclitics, .enclitic = stem->enclitic};
  isn_tag_reading(tag, &r);
  if (r.pos == ISN_POS_UNKNOWN) return 0;
  list[0] = (candidate){r, 0, 0};
  return 1;
}

/* ---- the best reading among neighbours ---- */

typedef struct context {
  const isn_token *before;
  const isn_reading *before_best; /* NULL: unknown word or mark */
  bool opens;                     /* a clause begins here */
  uint8_t before_role;
  bool headline;
  const isn_token *next;
  uint16_t last; /* last folded letter of the word itself */
  bool next_definite;
  bool verb_seen; /* a verb stands before in the clause */
} context;

static bool definite_next(const words *w, const isn_token *t) {
  const uint16_t *word = w->doc->fold + t->fold0;
  return t->kind == ISN_WORD && t->fold1 - t->fold0 > 3 && word[0] == 0x627 && word[1] == 0x644;
}

static context look_around(const words *w, uint32_t i) {
  const isn_doc *doc = w->doc;
  context c = {0};
  const isn_token *t = &doc->tokens.at[i];
  c.last = doc->fold[t->fold1 - 1];
  c.headline = doc->sentences.at[t->sentence].headline;
  if (i && doc->tokens.at[i - 1].sentence == t->sentence) c.before = t - 1;
  while (c.before && c.before->kind == ISN_QUOTE_OPEN && c.before > doc->tokens.at && c.before[-1].sentence == t->sentence) c.before--;
  if (c.before && c.before->readings_count) {
    c.before_best = &doc->readings.at[c.before->readings];
    const isn_lexeme *l = isn_lexicon_lexeme(w->lexicon, c.before_best->lexeme);
    if (l && l->lexeme_class == ISN_LEX_FUNCTION) c.before_role = l->role;
  }
  for (uint32_t k = i, n = 0; k-- > 0 && n < 8 && doc->tokens.at[k].sentence == t->sentence; n++) {
    const isn_token *b = &doc->tokens.at[k];
    if (b->kind >= ISN_MARK || b->pos == ISN_SCONJ || b->pos == ISN_CCONJ || b->pos == ISN_PRON) break;
    if (b->pos == ISN_VERB) {
      c.verb_seen = true;
      break;
    }
  }
  c.opens = !c.before || c.before->kind >= ISN_MARK;
  if (i + 1 < doc->tokens.count && doc->tokens.at[i + 1].sentence == t->sentence) {
    c.next = t + 1;
    c.next_definite = definite_next(w, c.next);
  }
  return c;
}

static int noun_score(const context *c, const isn_token *t, const isn_reading *r) {
  int score = 0;
  bool bare = !(r->proclitics & (ISN_BI | ISN_LI | ISN_KA | ISN_AL));
  if (!bare) score += 5;
  if (c->before_role == ISN_ROLE_PREP ||
      (c->before && c->before->fold1 - c->before->fold0 == 1 && c->before_best && c->before_best->pos == ISN_ADP))
    score += 9;
  if (c->before_best && c->before_best->pos == ISN_VERB && bare && c->before->pos != ISN_AUX) score += 5;
  if (c->before_role == ISN_ROLE_QUANTIFIER || c->before_role == ISN_ROLE_DEMONSTRATIVE) score += 4;
  /* construct state: an indefinite noun before a noun without article */
  if (c->before_best && c->before_best->pos == ISN_NOUN && !(c->before_best->proclitics & ISN_AL) && !c->before_best->enclitic &&
      !(r->proclitics & (ISN_WA | ISN_FA)))
    score += 3;
  if (c->headline && c->opens) score += 2;
  if (r->pos == ISN_ADJ) /* after a noun with the article, with the article: an adjective */
    score += c->before_best && c->before_best->pos == ISN_NOUN && c->before_best->proclitics & ISN_AL && r->proclitics & ISN_AL ? 3 : -1;
  if (c->verb_seen && bare && r->form == ISN_MASDAR) score += 3; /* "اقترح سلامة عقد مؤتمر": the clause has its verb */
  if (t->ending == TANWIN_FATH || t->ending == 0x64c || t->ending == 0x64d) score += 6;
  if (r->form == ISN_ACTIVE_PART && !(r->proclitics & (ISN_AL | ISN_BI | ISN_LI | ISN_KA)) && !r->enclitic)
    score += c->opens && (c->last == 0x627 || c->last == 0x647 || c->last == 0x646) ? 6 : -1; /* ، مشيرا، مؤكدة */
  return score;
}

/* `shadda`: one is written inside the word (عبّر, بيّن), which news does for verbs that could be misread. */
static int verb_score(const context *c, const isn_token *t, const isn_reading *r, bool shadda) {
  int score = 0;
  if (r->form == ISN_PRESENT || r->form == ISN_SUBJUNCTIVE) score += 2;
  if (r->form == ISN_PAST && r->gender == 'f' && r->number == 's') score += 1;
  if (c->before && c->before->pos == ISN_AUX && r->form == ISN_PRESENT) score += 6;                 /* كانت تدعم */
  if (r->form == ISN_SUBJUNCTIVE && r->number == 's' && c->before_role == ISN_ROLE_NEG) score += 6; /* لم يعد */
  if (c->opens) score += 3;
  if (c->opens && c->headline && r->form == ISN_PAST) score -= 3;
  if (r->proclitics & (ISN_WA | ISN_FA)) score += 2;
  switch (c->before_role) {
    case ISN_ROLE_NEG: score += r->form == ISN_PAST ? 2 : 8; break;
    case ISN_ROLE_FUTURE:
    case ISN_ROLE_PERFECT: score += 12; break;
    case ISN_ROLE_RELATIVE: score += 7; break;
    case ISN_ROLE_COND:
    case ISN_ROLE_SUBORDINATOR: score += 3; break;
    case ISN_ROLE_COMPLEMENTIZER: /* "أن فرقها وثقت": a noun with its pronoun is the subject, a past verb is rare */
      score += r->form != ISN_PAST ? 5 : r->enclitic ? -5 : 0;
      break;
    case ISN_ROLE_ASPECT: score += 4; break;
    case ISN_ROLE_PREP: score -= 9; break;
    default: break;
  }
  /* "الجيش قصف": after a definite noun an indefinite one cannot stand, a verb can */
  if (c->before_best && c->before_best->pos == ISN_NOUN && c->before_best->proclitics & ISN_AL && !(r->proclitics & (ISN_WA | ISN_FA)))
    score += 4;
  if (c->next_definite && c->opens) score += 2;
  if (shadda && !(r->proclitics & ISN_AL)) score += 6;
  if (t->ending == TANWIN_FATH) score -= 8;
  /* a short jussive (يقل، يجب) stands only after its particle */
  if (r->form == ISN_SUBJUNCTIVE && (r->number == 's' || r->person == 1) && !r->enclitic && c->before_role != ISN_ROLE_NEG &&
      !(r->proclitics & ISN_LI))
    score -= 20;
  if (r->form == ISN_SUBJUNCTIVE && c->before_role != ISN_ROLE_NEG && c->before_role != ISN_ROLE_COMPLEMENTIZER &&
      !(r->proclitics & ISN_LI) && c->before_role != ISN_ROLE_SUBORDINATOR)
    score -= 4;
  return score;
}

static int by_score(const void *a, const void *b) {
  const candidate *x = a, *y = b;
  if (x->score != y->score) return y->score - x->score;
  if (x->reading.lexeme != y->reading.lexeme) return x->reading.lexeme < y->reading.lexeme ? -1 : 1;
  if (x->reading.form != y->reading.form) return x->reading.form < y->reading.form ? -1 : 1;
  return (x->order > y->order) - (x->order < y->order);
}

static bool analyse(const words *w, uint32_t i) {
  candidate list[MAX_READINGS];
  isn_doc *doc = w->doc;
  isn_token *t = &doc->tokens.at[i];
  const isn_tag tag = isn_tag_of(doc, t);
  uint32_t count = collect(w, t, &tag, list);
  if (!count) count = guess(w, t, &tag, list);
  context c = look_around(w, i);
  bool whole = false; /* a reading without a conjunction: وزير is not و + زير */
  for (uint32_t k = 0; k < count; k++)
    whole = whole || (!(list[k].reading.proclitics & (ISN_WA | ISN_FA)) && list[k].reading.pos != ISN_VERB);
  for (uint32_t k = 0; k < count && whole; k++)
    if (list[k].reading.proclitics & (ISN_WA | ISN_FA)) list[k].score -= 5;
  bool shadda = false;
  for (uint32_t k = t->start + 2; k + 1 < t->end; k++) shadda = shadda || doc->cp[k] == 0x651;
  for (uint32_t k = 0; k < count; k++) {
    const isn_reading *r = &list[k].reading;
    const isn_lexeme *lexeme = isn_lexicon_lexeme(w->lexicon, r->lexeme);
    if (shadda && lexeme && lexeme->lexeme_class == ISN_LEX_FUNCTION && !strstr(lexeme->lemma, "ّ")) list[k].score -= 60; /* بيّن is no بين */
    if (r->pos == ISN_VERB) list[k].score += verb_score(&c, t, r, shadda);
    else if (r->pos == ISN_NOUN || r->pos == ISN_ADJ) list[k].score += noun_score(&c, t, r);
  }
  for (uint32_t k = 0; k < count; k++) list[k].order = k;
  qsort(list, count, sizeof *list, by_score);
  t->readings = doc->readings.count;
  t->readings_count = count;
  t->pos = count ? list[0].reading.pos : ISN_POS_UNKNOWN;
  if (t->pos == ISN_VERB && list[0].reading.lexeme == w->kana) t->pos = ISN_AUX;
  for (uint32_t k = 0; k < count; k++) {
    isn_reading *row = ISN_PUSH(&doc->readings, &doc->arena);
    if (!row) return false;
    *row = list[k].reading;
  }
  return true;
}

static void classify(const words *w, uint32_t i) {
  isn_token *t = &w->doc->tokens.at[i];
  const isn_reading *r = isn_best(w->doc, i);
  const uint16_t *fold = w->doc->fold;
  const isn_key word = {fold + t->fold0, t->fold1 - t->fold0}, stem = {r ? fold + r->stem0 : NULL, r ? r->stem1 - r->stem0 : 0};
  t->classes = isn_lexicon_classes(w->lexicon, word, stem, r ? r->lexeme : ISNAD_NONE);
}

static isnad_status run(const struct isn_lexicon *lexicon, const void *state, isn_doc *doc, isnad_error *error) {
  (void)state;
  words w = {lexicon, doc, isn_lexicon_find(lexicon, ISN_LEX_VERB, "كان", sizeof "كان" - 1)};
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    isn_token *t = &doc->tokens.at[i];
    if (t->kind == ISN_NUMBER) t->pos = ISN_NUM;
    else if (t->kind == ISN_LATIN) t->pos = ISN_PROPN;
    else if (t->kind == ISN_WORD && !analyse(&w, i)) return isn_nomem(error);
    classify(&w, i);
  }
  return ISNAD_OK;
}

const isn_stage isn_stage_morph = {.name = "morph", .run = run};
