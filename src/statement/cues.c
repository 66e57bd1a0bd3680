/* Which words are cues. A finite verb, a participle in the accusative, a verbal noun or a phrase of lexicon/cues.tsv; and the colon
 * of a headline after a short name. */
#include <string.h>

#include "doc/spelled.h"
#include "match/clause.h"
#include "match/tree.h"
#include "statement/found.h"

enum { COLON_WORDS = 9, RANK_TOKENS = 12, BAR_TOKENS = 4, ALEF = 0x627, WAW = 0x648 };

uint32_t isn_sentence_end(const isn_doc *doc, uint32_t token) { return doc->sentence_first.at[doc->tokens.at[token].sentence + 1]; }

bool isn_mark(const isn_doc *doc, uint32_t token, uint32_t code_point) {
  const isn_token *t = &doc->tokens.at[token];
  if (t->kind != ISN_MARK || doc->cp[t->start] != code_point || t->end != t->start + 1) return false;
  if (code_point != '.') return true;
  return (t->end >= doc->n || doc->cp[t->end] != '.') && (!t->start || doc->cp[t->start - 1] != '.'); /* no part of an ellipsis */
}

bool isn_comma(const isn_doc *doc, uint32_t token) {
  return isn_mark(doc, token, 0x60c) || isn_mark(doc, token, ',') || isn_mark(doc, token, 0x61b);
}

bool isn_complementizer(const isn_speech *s, uint32_t token) {
  const isn_token *t = &s->doc->tokens.at[token];
  if (t->glued && token && t[-1].kind < ISN_MARK) return false;                     /* إتش7إن9 */
  const isn_reading *r = t->mention == ISNAD_NONE ? isn_best(s->doc, token) : NULL; /* شبكة إن بي سي */
  const isn_lexeme *l = r ? isn_lexicon_lexeme(s->lexicon, r->lexeme) : NULL;
  return l && l->lexeme_class == ISN_LEX_FUNCTION && l->role == ISN_ROLE_COMPLEMENTIZER &&
         !(r->proclitics & ISN_LI); /* لأن gives a reason */
}

/* Sets the cue's particle: a word next to it (مشيرا إلى) joins the cue; a clitic (طالب بـ) is remembered. */
static void take_particle(isn_speech *s, isn_found *f, const char *particles) {
  const isn_doc *doc = s->doc;
  const char *item;
  for (size_t n; isn_next_alternative(&particles, &item, &n);) {
    if (n == 2) { /* one Arabic letter */
      uint8_t clitic = memcmp(item, "ب", 2) == 0 ? ISN_BI : memcmp(item, "ل", 2) == 0 ? ISN_LI : memcmp(item, "ك", 2) == 0 ? ISN_KA : 0;
      f->clitic |= clitic;
      continue;
    }
    if (f->end >= isn_sentence_end(doc, f->first)) return;
    uint16_t letters[64];
    isn_key key = isn_fold_into(letters, 64, item, n);
    const isn_token *t = &doc->tokens.at[f->end];
    if (t->fold1 - t->fold0 == key.length && memcmp(doc->fold + t->fold0, key.at, key.length * sizeof *key.at) == 0) {
      f->end++;
      f->cue.end = t->end;
      return;
    }
  }
}

static bool folds_to(const isn_doc *doc, uint32_t token, const char *word, size_t n) {
  uint16_t letters[64];
  isn_key key = isn_fold_into(letters, 64, word, n);
  const isn_token *t = &doc->tokens.at[token];
  return t->fold1 - t->fold0 == key.length && memcmp(doc->fold + t->fold0, key.at, key.length * sizeof *key.at) == 0;
}

bool isn_own_particle(const isn_speech *s, const isn_found *f, uint32_t token) {
  if (!f->row) return false;
  const char *at = isn_cell(isn_lexicon_table(s->lexicon, "cues.tsv"), f->row, "particle"), *item;
  const isn_token *t = &s->doc->tokens.at[token];
  bool same = false;
  for (size_t n; isn_next_alternative(&at, &item, &n) && !same;) {
    uint16_t letters[64];
    isn_key key = isn_fold_into(letters, 64, item, n);
    same = key.length == t->fold1 - t->fold0 && memcmp(key.at, s->doc->fold + t->fold0, key.length * sizeof *key.at) == 0;
    if (n == 4 && memcmp(item, "عن", 4) == 0) same = same || isn_token_is(s->doc, token, u"عما");
    if (n == 4 && memcmp(item, "من", 4) == 0) same = same || isn_token_is(s->doc, token, u"مما");
  }
  return same;
}

/* ما and مما, but not a token that folds to nothing (a lone tatweel) */
static bool short_with_alif(const isn_doc *doc, const isn_token *t) {
  return t->fold1 > t->fold0 && t->fold1 - t->fold0 <= 3 && doc->fold[t->fold1 - 1] == 0x627;
}

static uint8_t role_before(const isn_speech *s, uint32_t i) {
  if (!i || s->doc->tokens.at[i - 1].sentence != s->doc->tokens.at[i].sentence) return ISN_ROLE_NONE;
  const isn_reading *r = isn_best(s->doc, i - 1);
  const isn_lexeme *l = r ? isn_lexicon_lexeme(s->lexicon, r->lexeme) : NULL;
  return l && l->lexeme_class == ISN_LEX_FUNCTION ? l->role : ISN_ROLE_NONE;
}

/* What shows that the word at i reports: أن, a colon or a quotation right behind it. */
static bool opens_speech(const isn_speech *s, uint32_t i) {
  return i < s->doc->tokens.count && (isn_complementizer(s, i) || s->doc->tokens.at[i].kind == ISN_QUOTE_OPEN || isn_mark(s->doc, i, ':'));
}

/* Whether one of the particles of a row stands at token i, written or as a clitic. */
static bool particle_at(const isn_speech *s, const isn_entry_match *m, uint32_t i) {
  if (i >= s->doc->tokens.count) return false;
  const isn_found probe = {.row = m->entry->row};
  const isn_reading *r = isn_best(s->doc, i);
  const char *particles = isn_cell(m->entry->table, m->entry->row, "particle"), *item;
  if (isn_own_particle(s, &probe, i)) return true;
  for (size_t n; isn_next_alternative(&particles, &item, &n);)
    if (n == 2 && r && r->proclitics & (memcmp(item, "ب", 2) == 0 ? ISN_BI : memcmp(item, "ل", 2) == 0 ? ISN_LI : 0)) return true;
  return false;
}

bool isn_bare_act(const isn_doc *doc, uint32_t i) {
  const isn_reading *r = isn_best(doc, i);
  return r && doc->tokens.at[i].kind == ISN_WORD && doc->tokens.at[i].mention == ISNAD_NONE && doc->tokens.at[i].time == ISNAD_NONE &&
         r->form == ISN_MASDAR && !r->proclitics;
}

/* A noun with a pronoun (قوله إن, تحذيرها من, رفضه التدخل) reports only with what is said right behind it. */
static bool own_speech(const isn_speech *s, uint32_t i, const isn_entry_match *m, isnad_cue_class cue_class) {
  if (opens_speech(s, i + 1)) return cue_class != ISNAD_OPINE;
  if (cue_class != ISNAD_SAY && cue_class != ISNAD_OPINE && i + 1 < s->doc->tokens.count && isn_bare_act(s->doc, i + 1) &&
      strcmp(isn_cell(m->entry->table, m->entry->row, "content"), "any") == 0)
    return true;
  if (cue_class == ISNAD_SAY || strcmp(isn_cell(m->entry->table, m->entry->row, "content"), "any") != 0) return false;
  return particle_at(s, m, i + 1);
}

/* ", مشيرا", "مؤكدا أن": not an adjective in mid phrase (غير معلنة). */
static bool circumstance(const isn_speech *s, uint32_t i, const isn_entry_match *m) {
  const isn_doc *doc = s->doc;
  bool after_mark = !i || doc->tokens.at[i - 1].kind >= ISN_MARK || (m->reading->proclitics & ISN_WA) != 0;
  if (m->reading->form == ISN_PASSIVE_PART) return after_mark;
  /* "... ضعيف داعيا الأطراف إلى": an accusative that agrees with nothing before it, and an object behind */
  const isn_token *t = &doc->tokens.at[i];
  bool apart = i && doc->fold[t->fold1 - 1] == ALEF && doc->tokens.at[i - 1].kind == ISN_WORD && doc->tokens.at[i - 1].pos != ISN_AUX &&
               doc->fold[doc->tokens.at[i - 1].fold1 - 1] != ALEF && i + 1 < doc->tokens.count && isn_best(doc, i + 1) &&
               isn_best(doc, i + 1)->proclitics & ISN_AL;
  return after_mark || apart || opens_speech(s, i + 1) || (i + 1 < doc->tokens.count && doc->tokens.at[i + 1].pos == ISN_ADP);
}

/* يذكر أن، يشار إلى أن: the narrator, unless a speaker stands before. */
static bool impersonal(const isn_speech *s, uint32_t i, const isn_reading *r) {
  const isn_doc *doc = s->doc;
  if (r->form != ISN_PRESENT || r->person != 3 || r->gender == 'f' || r->number != 's' || i + 1 >= doc->tokens.count) return false;
  if (!isn_complementizer(s, i + 1) && !(i + 2 < doc->tokens.count && doc->tokens.at[i + 1].pos == ISN_ADP && isn_complementizer(s, i + 2)))
    return false;
  if (i == doc->sentence_first.at[doc->tokens.at[i].sentence] || doc->tokens.at[i - 1].kind >= ISN_MARK) return true;
  return isn_tree_child(doc, i, "nsubj") == ISNAD_NONE && doc->tokens.at[i - 1].mention == ISNAD_NONE;
}

/* "نحن نتحدث عن": who speaks of himself outside what he is quoted with tells nothing new. */
static bool of_oneself(const isn_speech *s, uint32_t i, const isn_entry_match *m, isnad_cue_class cue_class) {
  const isn_reading *next = i + 1 < s->doc->tokens.count ? isn_best(s->doc, i + 1) : NULL;
  const bool told = next && next->enclitic && s->doc->tokens.at[i + 1].fold1 - s->doc->tokens.at[i + 1].fold0 <= 3; /* نقول لهم إن */
  return m->reading->person == 1 && cue_class == ISNAD_SAY && !opens_speech(s, i + 1 + told);
}

/* "عليه أن يقبل": an act that is asked for or possible is no speech that took place. */
static bool unreal(const isn_speech *s, uint32_t i, const isn_reading *r) {
  if (!i || r->form == ISN_PAST || s->doc->tokens.at[i - 1].sentence != s->doc->tokens.at[i].sentence || !isn_complementizer(s, i - 1))
    return false;
  const isn_token *t = &s->doc->tokens.at[i - 1];
  return s->doc->cp[t->end - 1] == 0x646 && s->doc->cp[t->end - 2] != 0x625; /* أن, not أنه or إن */
}

/* "نقلوا الجرحى إلى", "أقر القانون": a word near behind it by which it is another act (note "not WORD"), before what shows that it reports.
 */
static bool barred(const isn_speech *s, uint32_t i, const isn_entry_match *m) {
  static const char bar[] = "not ";
  const uint32_t end = isn_sentence_end(s->doc, i);
  for (const char *at = isn_cell(m->entry->table, m->entry->row, "note"); at; at = strchr(at, ';'), at = at ? at + 1 : NULL) {
    while (*at == ' ') at++;
    if (strncmp(at, bar, sizeof bar - 1) != 0) continue;
    at += sizeof bar - 1;
    for (uint32_t k = i + 1; k < end && k <= i + BAR_TOKENS && !opens_speech(s, k) && !particle_at(s, m, k); k++)
      if (folds_to(s->doc, k, at, strcspn(at, ";"))) return true;
  }
  return false;
}

/* "لم يعلن" reports nothing; "ما يشير إلى" and a bare "يذكر أن" have no speaker. */
static bool reports(const isn_speech *s, uint32_t i, const isn_entry_match *m, isn_cue_shape shape, isnad_cue_class cue_class) {
  const isn_doc *doc = s->doc;
  if (shape == ISN_CUE_NOUN && m->reading && m->reading->enclitic) return own_speech(s, i, m, cue_class);
  /* تجدر الإشارة إلى أن: nobody says it */
  const isn_reading *before = i ? isn_best(doc, i - 1) : NULL;
  const isn_lexeme *governor = before ? isn_lexicon_lexeme(s->lexicon, before->lexeme) : NULL;
  if (shape == ISN_CUE_NOUN && governor && (strcmp(governor->lemma, "جدر") == 0 || strcmp(governor->lemma, "جدير") == 0)) return false;
  if (shape == ISN_CUE_NOUN && i && (isn_token_is(doc, i - 1, u"عدم") || isn_token_is(doc, i - 1, u"بعدم"))) return false;
  if (shape == ISN_CUE_NOUN && i && m->reading && m->reading->proclitics == ISN_AL &&
      doc->tokens.at[i].chunk == doc->tokens.at[i - 1].chunk && isn_agent_at(s->agents, doc, i - 1))
    return false; /* مركز التحذير من الزلازل: what a body is for */
  if (shape == ISN_CUE_PARTICIPLE) return circumstance(s, i, m);
  if (shape != ISN_CUE_VERB) return true;
  if (m->reading->form == ISN_SUBJUNCTIVE) return false; /* يجب is not from أجاب */
  if (barred(s, i, m)) return false;
  if (i && isn_token_is(doc, i - 1, u"من") && m->reading->form == ISN_PAST && !m->reading->proclitics) return false; /* من أبرز */
  if (m->reading->form != ISN_PAST && isn_cue_note(m->entry, "perfect")) return false; /* يزيد is no زاد */
  if (m->reading->enclitic && isn_cue_note(m->entry, "no pronoun")) return false;      /* أبرزها، بينهم */
  if (isn_token_is(doc, i, u"تبين") && opens_speech(s, i + 1)) return false;           /* it turned out that */
  /* "آلية يتوافق عليها الطرفان": the preposition has its pronoun, what is agreed on stands before */
  const isn_reading *next = i + 1 < doc->tokens.count ? isn_best(doc, i + 1) : NULL;
  if (cue_class == ISNAD_ACCEPT && next && next->enclitic && (next->pos == ISN_ADP || doc->tokens.at[i + 1].pos == ISN_ADP) &&
      isn_relative_antecedent(doc, i) == ISNAD_NONE)
    return false;
  uint8_t role = role_before(s, i);
  if (role == ISN_ROLE_NEG) return false;
  bool what = role == ISN_ROLE_RELATIVE && short_with_alif(doc, &doc->tokens.at[i - 1]);
  if (what && isn_cue_note(m->entry, "two objects") && m->reading->enclitic) what = false; /* ما وصفه بالخطأ */
  return !what && !(cue_class == ISNAD_SAY && impersonal(s, i, m->reading)) && !of_oneself(s, i, m, cue_class) && !unreal(s, i, m->reading);
}

static isnad_cue_class class_named(const char *name) {
  for (int k = 0; k < ISNAD_CUE_CLASSES; k++)
    if (strcmp(name, isnad_cue_class_name((isnad_cue_class)k)) == 0) return (isnad_cue_class)k;
  return ISNAD_SAY;
}

bool isn_cue_note(const isn_entry *entry, const char *keyword) {
  const char *at = isn_cell(entry->table, entry->row, "note");
  if (!*at) return false;
  const size_t n = strlen(keyword);
  for (; at; at = strchr(at, ';'), at = at ? at + 1 : NULL) {
    while (*at == ' ') at++;
    if (strncmp(at, keyword, n) == 0 && (at[n] == '\0' || at[n] == ';')) return true;
  }
  return false;
}

/* أن، أنه: a participle before it reports, whatever else its verb means (مسجلا أن). */
static bool that_follows(const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  return t->pos == ISN_SCONJ && t->fold1 - t->fold0 >= 2 && t->fold1 - t->fold0 <= 4 && doc->fold[t->fold0] == ALEF &&
         doc->fold[t->fold0 + 1] == 0x646;
}

/* Whether a reading of a verb entry is a cue, and of which shape. */
static bool shape_of(const isn_doc *doc, uint32_t i, const isn_entry_match *m, isn_cue_shape *shape) {
  const isn_reading *r = m->reading;
  if (m->entry->pos == ISN_ENTRY_PHRASE) return *shape = ISN_CUE_PHRASE, true;
  if (m->entry->pos == ISN_ENTRY_NOUN) return *shape = ISN_CUE_NOUN, true;
  bool finite = isn_cue_note(m->entry, "finite");
  /* ليثبت is a purpose, no report */
  if (r->pos == ISN_VERB) return *shape = ISN_CUE_VERB, (r->person == 3 || r->person == 1) && !(r->proclitics & ISN_LI);
  if (finite && r->form == ISN_ACTIVE_PART && i + 1 < doc->tokens.count && m->reading->proclitics == 0 && that_follows(doc, i + 1))
    finite = false;
  if (finite || (r->form != ISN_ACTIVE_PART && r->form != ISN_PASSIVE_PART) || r->proclitics & (ISN_AL | ISN_BI | ISN_LI | ISN_KA))
    return false;
  /* accusative of circumstance: مؤكدا، مؤكدة، مؤكدين; a nominative plural is a noun (المؤكدون) */
  const isn_token *t = &doc->tokens.at[i];
  uint16_t last = doc->fold[t->fold1 - 1];
  *shape = ISN_CUE_PARTICIPLE;
  if (r->form == ISN_PASSIVE_PART && last != 0x627) return false; /* متوقعا is spelled as the active is */
  return last == 0x627 || last == 0x647 || (last == 0x646 && doc->fold[t->fold1 - 2] == 0x64a);
}

/* ", باعتراف الوزير": the phrase; but the noun where content of its own follows (باعتراف الجيش بالخطأ). */
static bool yields_to_phrase(const isn_speech *s, const isn_entry_match *matches, uint32_t count, uint32_t k) {
  const isn_entry_match *m = &matches[k];
  if (m->entry->pos != ISN_ENTRY_NOUN || !(m->reading->proclitics & ISN_BI)) return false;
  bool phrase = false;
  for (uint32_t n = k + 1; n < count; n++) phrase = phrase || matches[n].entry->pos == ISN_ENTRY_PHRASE;
  if (!phrase) return false;
  uint32_t end = isn_sentence_end(s->doc, m->tokens[0]);
  for (uint32_t i = m->tokens[0] + 1; i < end && i <= m->tokens[0] + ISN_ENTRY_GAP; i++) {
    if (opens_speech(s, i) || particle_at(s, m, i)) return false;
    if (s->doc->tokens.at[i].kind >= ISN_MARK) break;
  }
  return true;
}

/* "وعد الموقع القرار خطوة": و and عد. A verb that wants its particle (note particle) and has none, and that is another verb behind a و,
 * is that one if it ranks things. */
static bool ranks_after_all(isn_speech *s, uint32_t i, isn_entry_match *m) {
  isn_doc *doc = s->doc;
  const isn_token *t = &doc->tokens.at[i];
  if (m->entry->pos != ISN_ENTRY_VERB || !m->reading || m->reading->enclitic || m->reading->proclitics || t->fold1 - t->fold0 < 3 ||
      doc->fold[t->fold0] != WAW || !isn_cue_note(m->entry, "particle"))
    return false;
  for (uint32_t k = i + 1, end = isn_sentence_end(doc, i); k < end && k <= i + RANK_TOKENS; k++)
    if (opens_speech(s, k) || particle_at(s, m, k)) return false;
  const isn_wordform *form = isn_lexicon_forms(s->lexicon, doc->fold + t->fold0 + 1, t->fold1 - t->fold0 - 1);
  for (; form; form = isn_lexicon_next_form(s->lexicon, form)) {
    const uint32_t e = form->pos == ISN_VERB && form->form == m->reading->form ? s->cues->by_lexeme[form->lexeme] : 0;
    if (!e || !isn_cue_note(&s->cues->rows.at[e - 1], "ranks")) continue;
    isn_reading *reading = isn_arena_alloc(&doc->arena, sizeof *reading);
    if (!reading) return false;
    *reading = *m->reading;
    reading->lexeme = form->lexeme;
    reading->proclitics = ISN_WA;
    reading->stem0++;
    m->entry = &s->cues->rows.at[e - 1];
    m->reading = reading;
    return true;
  }
  return false;
}

/* "وبين الوزير أن", "عبر المبعوث عن أمله": read as a preposition, but at the head of a clause and before somebody whom أن, or the verb's
 * own preposition, follows at once. */
static bool add_hidden_verb(isn_speech *s, uint32_t i) {
  isn_doc *doc = s->doc;
  const isn_token *t = &doc->tokens.at[i];
  const uint32_t end = isn_sentence_end(doc, i), letters = t->fold1 - t->fold0;
  if (t->pos != ISN_ADP || t->kind != ISN_WORD || letters < 3 || letters > 4 || i + 3 >= end) return true;
  const isn_reading *best = isn_best(doc, i);
  const bool joined = letters == 4 && doc->fold[t->fold0] == WAW;
  const bool heads = i == doc->sentence_first.at[t->sentence] || t->line_first || joined || doc->tokens.at[i - 1].kind == ISN_MARK ||
                     isn_token_is(doc, i - 1, u"كما");
  if (!heads || (best && best->enclitic)) return true;
  uint32_t e = 0;
  const isn_wordform *form = isn_lexicon_forms(s->lexicon, doc->fold + t->fold0 + joined, letters - joined);
  for (; form && !e; form = isn_lexicon_next_form(s->lexicon, form))
    if (form->pos == ISN_VERB && form->form == ISN_PAST) e = s->cues->by_lexeme[form->lexeme];
  if (!e) return true;
  const isn_entry *entry = &s->cues->rows.at[e - 1];
  const uint32_t chunk = doc->tokens.at[i + 1].chunk;
  if (entry->pos != ISN_ENTRY_VERB || entry->words_count != 1 || chunk == ISNAD_NONE || doc->chunks.at[chunk].kind != ISN_CHUNK_NP)
    return true;
  const uint32_t stop = isn_phrase_at(s->agents, s->lexicon, doc, chunk, true, 0).end;
  if (stop <= i + 1 || stop >= end) return true;
  const isn_phrase p = isn_phrase_of(s->agents, s->lexicon, doc, i + 1, stop);
  const isn_found probe = {.row = entry->row};
  const isn_table *table = entry->table;
  const bool particle = isn_cell(table, entry->row, "particle")[0];
  const uint32_t at = isn_comma(doc, stop) && stop + 1 < end ? stop + 1 : stop;
  if ((p.entity == ISNAD_NONE && !p.agent.known) || !(particle ? isn_own_particle(s, &probe, at) : isn_complementizer(s, at))) return true;
  isn_reading *reading = isn_arena_alloc(&doc->arena, sizeof *reading);
  isn_found *f = reading ? ISN_PUSH(&s->found, &doc->arena) : NULL;
  if (!f) return false;
  *reading = (isn_reading){.lexeme = ISNAD_NONE,
                           .pos = ISN_VERB,
                           .form = ISN_PAST,
                           .person = 3,
                           .gender = 'm',
                           .number = 's',
                           .proclitics = joined ? ISN_WA : 0,
                           .stem0 = t->fold0 + joined,
                           .stem1 = t->fold1};
  *f = (isn_found){.shape = ISN_CUE_VERB,
                   .first = i,
                   .end = i + 1,
                   .cue = isn_span(joined ? doc->fold_at[t->fold0 + 1] : t->start, t->end),
                   .cue_class = class_named(isn_cell(table, entry->row, "class")),
                   .any = strcmp(isn_cell(table, entry->row, "content"), "any") == 0,
                   .particle_only = isn_cue_note(entry, "particle"),
                   .reading = reading,
                   .row = entry->row,
                   .has_source = true,
                   .settled = true,
                   .source = p,
                   .source_entity = p.entity,
                   .kind = p.kind,
                   .after_source = stop,
                   .parent = ISNAD_NONE,
                   .how = "subject:after"};
  return true;
}

static bool add_cue(isn_speech *s, uint32_t i) {
  isn_doc *doc = s->doc;
  isn_entry_match matches[6];
  uint32_t count = isn_entries_at(s->cues, s->lexicon, doc, i, matches, 6);
  for (uint32_t k = 0; k < count; k++) {
    isn_entry_match *m = &matches[k];
    isn_cue_shape shape;
    const bool ranked = ranks_after_all(s, i, m);
    if (!shape_of(doc, i, m, &shape) || yields_to_phrase(s, matches, count, k)) continue;
    const isnad_cue_class cue_class = class_named(isn_cell(m->entry->table, m->entry->row, "class"));
    if (!reports(s, i, m, shape, cue_class)) continue;
    isn_found *f = ISN_PUSH(&s->found, &doc->arena);
    if (!f) return false;
    *f = (isn_found){.shape = shape,
                     .cue_class = cue_class,
                     .first = i,
                     .end = shape == ISN_CUE_PHRASE ? m->after : m->tokens[m->count - 1] + 1,
                     .reading = m->reading,
                     .row = m->entry->row,
                     .source_entity = ISNAD_NONE,
                     .parent = ISNAD_NONE};
    /* تبنى … هجوم: what stands apart from the cue is what is said */
    if (shape == ISN_CUE_VERB && m->count > 1 && m->entry->words[m->count - 1].gap_before) f->end = m->tokens[m->count - 2] + 1;
    if (f->end <= i) f->end = i + 1;
    const isn_table *table = m->entry->table;
    f->any = strcmp(isn_cell(table, f->row, "content"), "any") == 0;
    f->relay = isn_cue_note(m->entry, "relay");
    f->light = isn_cue_note(m->entry, "light");
    f->addressee = isn_cue_note(m->entry, "addressee");
    f->two_objects = isn_cue_note(m->entry, "two objects");
    f->document = isn_cue_note(m->entry, "document");
    f->content_after = isn_cue_note(m->entry, "content behind");
    if (ranked) f->any = f->two_objects = f->ranks = true;
    f->accuses = isn_cue_note(m->entry, "object");
    f->particle_only = isn_cue_note(m->entry, "particle");
    /* أبلغ السفير رفض الطلب: what is said may stand behind who is told; يبلغ is to amount to as well */
    if (f->addressee && m->reading && m->reading->form == ISN_PAST) f->particle_only = false;
    f->ranks = isn_cue_note(m->entry, "ranks");
    f->occasion = isn_cue_note(m->entry, "occasion");
    uint32_t start = doc->tokens.at[i].start;
    const isn_reading *r = m->reading;
    if (r && r->proclitics & (ISN_WA | ISN_FA)) start = doc->fold_at[doc->tokens.at[i].fold0 + 1];
    const char *entry = f->row->cells[0]; /* وجاء في: the و is none of the phrase */
    bool joined = shape == ISN_CUE_PHRASE && doc->tokens.at[i].fold1 - doc->tokens.at[i].fold0 > 2 &&
                  doc->fold[doc->tokens.at[i].fold0] == 0x648 && memcmp(entry, "و", 2) != 0;
    if (joined) start = doc->fold_at[doc->tokens.at[i].fold0 + 1];
    f->cue = isn_span(start, doc->tokens.at[f->end - 1].end);
    take_particle(s, f, isn_cell(table, f->row, "particle"));
    f->after_source = f->end;
    return true;
  }
  return true;
}

/* "X: ..." at the head of a line, X a short noun phrase with a name or an agent and without a verb. */
static bool add_colon(isn_speech *s, uint32_t first, uint32_t end) {
  isn_doc *doc = s->doc;
  if (!doc->tokens.at[first].line_first) return true;
  uint32_t colon = first;
  while (colon < end && colon < first + COLON_WORDS && !isn_mark(doc, colon, ':')) {
    const isn_token *t = &doc->tokens.at[colon];
    if ((t->pos == ISN_VERB && t->mention == ISNAD_NONE) || (t->kind == ISN_MARK && doc->cp[t->start] == '.')) return true;
    static const uint16_t of[] = {0x630, 0x627, 0x62a}; /* روابط ذات صلة: furniture of the page */
    if (t->fold1 - t->fold0 == 3 && memcmp(doc->fold + t->fold0, of, sizeof of) == 0) return true;
    colon++;
  }
  if (colon == first || colon >= end || !isn_mark(doc, colon, ':') || colon + 2 >= end) return true;
  uint32_t stop = first; /* the source ends before لـ"outlet" */
  while (stop < colon && !(doc->tokens.at[stop].fold1 - doc->tokens.at[stop].fold0 == 1)) stop++;
  isn_phrase p = isn_phrase_of(s->agents, s->lexicon, doc, first, stop > first ? stop : colon);
  if (doc->tokens.at[first].kind == ISN_NUMBER) return true;                 /* 4 مصادر للبروتين: a list */
  const bool titled = p.agent.known && p.agent.person && p.agent.known != 3; /* وزير خارجية بريطانيا: */
  bool first_token_outlet = p.kind == ISNAD_OUTLET && stop == first;
  if ((p.entity == ISNAD_NONE && (!p.agent.known || p.agent.known == 3)) || first_token_outlet ||
      (p.entity != ISNAD_NONE && !p.named && !titled))
    return true;
  /* a place before a colon is a dateline or a topic */
  if (p.entity != ISNAD_NONE && doc->entities.at[p.entity].type == ISNAD_LOC) {
    if (!titled || doc->tokens.at[first].mention != ISNAD_NONE) return true;
    p.entity = ISNAD_NONE;
    p.kind = ISNAD_PERSON;
  }
  isn_found *f = ISN_PUSH(&s->found, &doc->arena);
  if (!f) return false;
  *f = (isn_found){.shape = ISN_CUE_COLON,
                   .first = colon,
                   .end = colon + 1,
                   .cue = isn_span(doc->tokens.at[colon].start, doc->tokens.at[colon].end),
                   .cue_class = ISNAD_SAY,
                   .any = true,
                   .has_source = true,
                   .source = p,
                   .source_entity = p.entity,
                   .kind = p.kind,
                   .after_source = colon + 1,
                   .parent = ISNAD_NONE,
                   .how = "headline:colon"};
  return true;
}

bool isn_find_cues(isn_speech *s) {
  isn_doc *doc = s->doc;
  for (uint32_t k = 0; k < doc->sentences.count; k++) {
    uint32_t first = doc->sentence_first.at[k], end = doc->sentence_first.at[k + 1];
    uint32_t before = s->found.count;
    for (uint32_t i = first; i < end; i++) {
      const isn_token *t = &doc->tokens.at[i];
      if (t->kind != ISN_WORD || t->mention != ISNAD_NONE || t->time != ISNAD_NONE) continue;
      if (s->found.count && i < s->found.at[s->found.count - 1].end) continue;
      const uint32_t count = s->found.count;
      if (!add_cue(s, i) || (s->found.count == count && !add_hidden_verb(s, i))) return false;
    }
    if (s->found.count == before && !add_colon(s, first, end)) return false;
    /* a colon cue may stand beside cues later in its line */
    if (s->found.count > before && s->found.at[before].shape != ISN_CUE_COLON) {
      uint32_t first_cue = s->found.at[before].first, count = s->found.count;
      if (!add_colon(s, first, end)) return false;
      if (s->found.count > count) {
        isn_found colon = s->found.at[count];
        if (colon.first < first_cue) {
          memmove(&s->found.at[before + 1], &s->found.at[before], (count - before) * sizeof colon);
          s->found.at[before] = colon;
        } else {
          s->found.count = count;
        }
      }
    }
  }
  return true;
}
