#include "event/modality.h"

#include <string.h>

#include "doc/spelled.h"
#include "event/subject.h"

enum {
  SCOPE_TOKENS = 7,
  PATH_STEPS = 7,
  NEXT_STEPS = 2,
  OWN_REACH = 5,
  LI_REACH = 6,
  OPENER_REACH = 3,
  SPEECH_REACH = 3,
  CONDITION_REACH = 12
};

enum { SCOPE_CLAUSE, SCOPE_NEXT, SCOPE_PREP };

static bool modality_named(const char *name, isnad_modality *out) {
  for (int k = 0; k < ISNAD_MODALITIES; k++)
    if (strcmp(name, isnad_modality_name((isnad_modality)k)) == 0) return *out = (isnad_modality)k, true;
  return false;
}

static bool same_first_word(const char *a, const char *b) {
  const size_t n = strcspn(a, " ");
  return strcspn(b, " ") == n && strncmp(a, b, n) == 0;
}

/* The words of a row, and the row that is tried behind it. */
static bool read_words(isn_moods *moods, isn_arena *arena, uint32_t row) {
  const isn_table *table = moods->table;
  const char *word = table->rows.at[row].cells[0];
  isn_mood_words *words = &moods->rows[row];
  for (const char *c = word; *c; c++) words->count += *c == ' ';
  isn_key *rest = isn_arena_alloc(arena, words->count * sizeof *rest);
  if (!rest) return false;
  const char *at = word + strcspn(word, " ");
  for (uint32_t k = 0; k < words->count; k++, at += 1 + strcspn(at + 1, " ")) {
    rest[k] = isn_fold_text(arena, at + 1, strcspn(at + 1, " "));
    if (!rest[k].at) return false;
  }
  words->rest = rest;
  words->next = ISNAD_NONE;
  for (uint32_t r = row + 1; r < table->rows.count && words->next == ISNAD_NONE; r++)
    if (same_first_word(word, table->rows.at[r].cells[0])) words->next = r;
  return true;
}

isnad_status isn_moods_open(isn_moods *moods, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error) {
  const isn_table *table = moods->table = isn_lexicon_table(lexicon, "modality.tsv");
  moods->count = isn_lexicon_lexemes(lexicon);
  moods->by_lexeme = isn_arena_alloc(arena, (size_t)moods->count + 1);
  moods->scope = isn_arena_alloc(arena, (size_t)moods->count + 1);
  moods->rows = isn_arena_alloc(arena, ((size_t)table->rows.count + 1) * sizeof *moods->rows);
  if (!moods->by_lexeme || !moods->scope || !moods->rows) return isn_nomem(error);
  for (uint32_t i = 0; i < table->rows.count; i++) {
    const isn_row *row = &table->rows.at[i];
    const char *word = row->cells[0], *pos = isn_cell(table, row, "pos"), *scope = isn_cell(table, row, "scope");
    if (!read_words(moods, arena, i)) return isn_nomem(error);
    isnad_modality modality;
    if (!modality_named(isn_cell(table, row, "modality"), &modality))
      return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0,
                         "column modality: expected actual, planned, demanded, hypothetical or denied");
    bool verb = strcmp(pos, "verb") == 0, noun = strcmp(pos, "noun") == 0;
    if (verb || noun) {
      uint32_t id = isn_lexicon_find(lexicon, verb ? ISN_LEX_VERB : ISN_LEX_NOUN, word, strlen(word));
      if (id == ISNAD_NONE) continue;
      moods->by_lexeme[id] = (uint8_t)(modality + 1);
      moods->scope[id] = (uint8_t)(strcmp(scope, "next") == 0 ? SCOPE_NEXT : strcmp(scope, "prep") == 0 ? SCOPE_PREP : SCOPE_CLAUSE);
      continue;
    }
    size_t n = strcspn(word, " ");
    isn_key key = isn_fold_text(arena, word, n);
    bool fresh;
    uint32_t *slot = key.at ? isn_map_put(&moods->words, arena, key.at, key.length, &fresh) : NULL;
    if (!slot) return isn_nomem(error);
    if (fresh) *slot = i + 1;
  }
  return ISNAD_OK;
}

/* لا تزال الاشتباكات مستمرة: no negation. */
static bool goes_on_being(const isn_doc *doc, uint32_t next) { return next < doc->tokens.count && isn_in(doc, next, ISN_CLASS_REMAIN); }

/* The table row of the longest particle that begins at token i (لا بد before لا), or NULL. */
static const isn_row *particle_at(const isn_moods *moods, const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  if (t->kind != ISN_WORD) return NULL;
  uint32_t skip = t->fold1 - t->fold0 >= 3 && (doc->fold[t->fold0] == 0x648 || doc->fold[t->fold0] == 0x641) ? 1 : 0;
  const uint32_t *slot = isn_map_get(&moods->words, doc->fold + t->fold0, t->fold1 - t->fold0);
  if (!slot && skip) slot = isn_map_get(&moods->words, doc->fold + t->fold0 + 1, t->fold1 - t->fold0 - 1);
  if (!slot || goes_on_being(doc, i + 1)) return NULL;
  const isn_row *found = NULL;
  uint32_t longest = 0;
  for (uint32_t r = *slot - 1; r != ISNAD_NONE; r = moods->rows[r].next) {
    const isn_mood_words *row = &moods->rows[r];
    uint32_t k = 0;
    for (; k < row->count && i + 1 + k < doc->tokens.count; k++) {
      const isn_token *next = &doc->tokens.at[i + 1 + k];
      if (!isn_key_equal((isn_key){doc->fold + next->fold0, next->fold1 - next->fold0}, row->rest[k])) break;
    }
    if (k == row->count && k + 1 > longest) found = &moods->table->rows.at[r], longest = k + 1;
  }
  return found;
}

static isnad_modality row_modality(const isn_moods *moods, const isn_row *row) {
  isnad_modality m = ISNAD_ACTUAL;
  (void)modality_named(isn_cell(moods->table, row, "modality"), &m);
  return m;
}

static bool adjective(const isn_moods *moods, const isn_row *row) { return strcmp(isn_cell(moods->table, row, "pos"), "adjective") == 0; }

static bool next_scope(const isn_moods *moods, const isn_row *row) { return strcmp(isn_cell(moods->table, row, "scope"), "next") == 0; }

/* An adjective after the noun: الهجوم المرتقب. */
static bool by_adjective(const isn_moods *moods, const isn_doc *doc, uint32_t anchor, isnad_modality *out) {
  uint32_t chunk = doc->tokens.at[anchor].chunk;
  if (chunk == ISNAD_NONE) return false;
  for (uint32_t i = anchor + 1; i < doc->chunks.at[chunk].end; i++) {
    const isn_token *t = &doc->tokens.at[i];
    const uint16_t *w = doc->fold + t->fold0;
    uint32_t n = t->fold1 - t->fold0, from = n > 4 && w[0] == 0x627 && w[1] == 0x644 ? 2 : 0;
    for (uint32_t cut = 0; cut < 2; cut++) {
      if (n < from + cut + 3 || (cut && w[n - 1] != 0x647 && w[n - 1] != 0x627)) continue;
      const uint32_t *slot = isn_map_get(&moods->words, w + from, n - from - cut);
      if (slot && adjective(moods, &moods->table->rows.at[*slot - 1]))
        return *out = row_modality(moods, &moods->table->rows.at[*slot - 1]), true;
    }
  }
  return false;
}

/* من خلال التفاوض: how it is done. */
static bool tells_means(const isn_doc *doc, uint32_t token) {
  const isn_token *before = token && isn_same_sentence(doc, token - 1, token) ? &doc->tokens.at[token - 1] : NULL;
  return before && isn_in(doc, token, ISN_CLASS_MEANS) && isn_folded_is(doc, before->fold0, before->fold1, u"من");
}

/* A preposition of what stands beside a clause: خلال لقائه, بسبب تعثر المحادثات. */
static bool is_beside(const isn_doc *doc, uint32_t token) { return isn_in(doc, token, ISN_CLASS_BESIDE) && !tells_means(doc, token); }

/* The preposition of a noun that is one of a class, or ISNAD_NONE. */
static uint32_t preposition_in(const isn_act *act, uint32_t token, isn_word_class c) {
  const isn_chunk *chunk = isn_chunk_of(act->doc, token);
  const uint32_t preps[2] = {chunk && chunk->head == token ? chunk->prep : ISNAD_NONE,
                             isn_dependent(act->arcs, token, ISN_REL_CASE, ISN_REL_CASE, ISNAD_NONE)};
  for (size_t p = 0; p < 2; p++)
    if (preps[p] != ISNAD_NONE && isn_in(act->doc, preps[p], c)) return preps[p];
  return ISNAD_NONE;
}

/* What such a preposition brings in is not in the scope of what governs it. */
static bool beside(const isn_act *act, uint32_t token) {
  const uint32_t prep = preposition_in(act, token, ISN_CLASS_BESIDE);
  return prep != ISNAD_NONE && is_beside(act->doc, prep);
}

/* تتضمن، تنص على: a relative clause with such a verb says what a plan or a demand is about. */
static bool tells_content(const isn_act *act, uint32_t verb) { return isn_in(act->doc, verb, ISN_CLASS_TELLS_CONTENT); }

/* The mood of a governing word, -1 for none. `below` hangs on it, `steps` arcs above the act. */
static int mood_of(const isn_moods *moods, const isn_act *act, uint32_t word, uint32_t below, unsigned steps) {
  const isn_doc *doc = act->doc;
  const isn_reading *r = isn_best(doc, word);
  if (!r || doc->tokens.at[word].mention != ISNAD_NONE || r->lexeme == ISNAD_NONE || r->lexeme >= moods->count ||
      !moods->by_lexeme[r->lexeme])
    return -1;
  if (moods->scope[r->lexeme] == SCOPE_NEXT && steps > NEXT_STEPS) return -1;
  if (moods->scope[r->lexeme] == SCOPE_PREP && !isn_pronoun_on(doc, word) && isn_has_preposition(doc, act->arcs, below, NULL, 0)) return -1;
  return moods->by_lexeme[r->lexeme] - 1;
}

static const uint16_t in[] = {0x641, 0x64a};

/* في اتصال هاتفي: a circumstance of what governs it; but in رغب في, فشل في the preposition belongs to the word. */
static bool inside(const isn_act *act, uint32_t token, uint32_t above) {
  return isn_has_preposition(act->doc, act->arcs, token, in, 2) && !isn_in(act->doc, above, ISN_CLASS_TAKES_FI);
}

/* A finite verb coordinated with one of its own form is not governed by it: طالب بوقف القتال ودعا. */
static bool goes_beside(const isn_act *act, uint32_t token, uint32_t above) {
  const isn_reading *a = isn_best(act->doc, token), *b = isn_best(act->doc, above);
  return act->arcs->relation[token] == ISN_REL_CONJ && a && b && a->pos == ISN_VERB && b->pos == ISN_VERB && a->form == b->form;
}

/* المسؤولون عن الهجوم، المتورطون في اختطاف: who did it is looked for, and it was done. */
static bool is_culprit(const isn_doc *doc, uint32_t token) { return isn_in(doc, token, ISN_CLASS_CULPRIT); }

typedef enum isn_climb { CLIMB_NOTHING, CLIMB_FOUND, CLIMB_ASSERTED } isn_climb;

/* لم تفلح القوات في اقتحام، لم يتمكن من الوصول: the particle that denies a verb of success, and so what is under it. */
static const isn_row *denied_success(const isn_moods *moods, const isn_doc *doc, uint32_t verb) {
  if (!verb || !isn_in(doc, verb, ISN_CLASS_SUCCEED) || !isn_same_sentence(doc, verb - 1, verb)) return NULL;
  const isn_row *row = particle_at(moods, doc, verb - 1);
  return row && row_modality(moods, row) == ISNAD_DENIED ? row : NULL;
}

/* The nearest word above a token, along the arcs, that governs the act's modality. ASSERTED: something on the way takes it out of all
 * scopes. `word` is the one found. */
static isn_climb climb(const isn_moods *moods, const isn_act *act, uint32_t at, isnad_modality *out, const char **why, uint32_t *word) {
  const isn_doc *doc = act->doc;
  const isn_arcs *arcs = act->arcs;
  bool means = false;
  for (unsigned n = 1; n <= PATH_STEPS; n++) {
    uint32_t above = arcs->governor[at];
    isn_relation relation = (isn_relation)arcs->relation[at];
    if (above == ISNAD_NONE || !isn_same_sentence(doc, above, at)) return CLIMB_NOTHING;
    if (beside(act, at) || (above < at && is_culprit(doc, above))) return CLIMB_ASSERTED;
    if (relation == ISN_REL_ACL && !tells_content(act, at)) return CLIMB_ASSERTED;
    if (relation == ISN_REL_ADVCL) return CLIMB_NOTHING;
    bool free = above > at || relation == ISN_REL_NSUBJ || (n == 1 && inside(act, at, above)) || goes_beside(act, at, above);
    const isn_row *denied = above < at && relation != ISN_REL_NSUBJ ? denied_success(moods, doc, above) : NULL;
    if (denied) return *out = ISNAD_DENIED, *why = denied->cells[0], *word = above, CLIMB_FOUND;
    int mood = free ? -1 : mood_of(moods, act, above, at, n);
    const uint32_t prep = preposition_in(act, at, ISN_CLASS_MEANS);
    means = means || (prep != ISNAD_NONE && tells_means(doc, prep));
    if (mood == ISNAD_DENIED && means) return CLIMB_ASSERTED; /* فشل في إثارة الفتنة من خلال التفجيرات */
    if (mood >= 0) {
      *out = (isnad_modality)mood;
      *why = isn_lexicon_lexeme(act->lexicon, isn_best(doc, above)->lexeme)->lemma;
      *word = above;
      return CLIMB_FOUND;
    }
    if (relation == ISN_REL_CCOMP || relation == ISN_REL_NSUBJ || relation == ISN_REL_PARATAXIS) return CLIMB_NOTHING;
    if (isn_has_preposition(doc, arcs, at, in, 2)) return CLIMB_ASSERTED; /* دعم حكومته في المواجهات */
    at = above;
  }
  return CLIMB_NOTHING;
}

static isn_climb by_arcs(const isn_moods *moods, const isn_act *act, isnad_modality *out, const char **why) {
  uint32_t word = ISNAD_NONE;
  const isn_climb found = climb(moods, act, act->verbal ? act->match->tokens[0] : act->anchor, out, why, &word);
  if (found != CLIMB_FOUND || *out != ISNAD_PLANNED || !isn_in(act->doc, word, ISN_CLASS_SEEK)) return found;
  isnad_modality outer;
  const char *because;
  if (climb(moods, act, word, &outer, &because, &word) == CLIMB_FOUND && outer == ISNAD_DEMANDED) /* حث على ضمان رفع القيود */
    return *out = outer, *why = because, CLIMB_FOUND;
  return CLIMB_FOUND;
}

/* وطالب، فأعلن: a perfect with و on it opens a clause of its own. */
static bool opens_clause(const isn_doc *doc, uint32_t token) {
  const isn_reading *r = isn_best(doc, token);
  return r && r->pos == ISN_VERB && r->form == ISN_PAST && r->proclitics & (ISN_WA | ISN_FA);
}

/* Of a word whose aim stands behind a preposition, whether it is on the next word: محاولة لاقتحام; not محاولة اقتحام. */
static bool reaches(const isn_moods *moods, const isn_doc *doc, uint32_t word, uint32_t next) {
  const isn_reading *r = isn_best(doc, next);
  const uint32_t lexeme = isn_best(doc, word)->lexeme;
  const bool aims = moods->scope[lexeme] == SCOPE_PREP && moods->by_lexeme[lexeme] == ISNAD_PLANNED + 1;
  return !aims || isn_pronoun_on(doc, word) || (r && r->proclitics & (ISN_LI | ISN_BI));
}

/* Nouns of speech: who demands, accuses, refuses or threatens does so, whatever governs the word; only words right before it tell
 * otherwise (ضرورة إدانة). */
static bool speaks(const isn_act *act) {
  const isnad_event_type t = act->frame->type;
  return !act->verbal && (t == ISNAD_EV_ACCUSE || t == ISNAD_EV_REJECT || t == ISNAD_EV_REQUEST || t == ISNAD_EV_THREATEN);
}

/* Whether no noun or verb before the act governs its modality: a finite verb without أن tells on, the known subject of another
 * verb is there (يأمل أن تسفر الاتصالات عن نتيجة). */
static bool stands_alone(const isn_moods *moods, const isn_act *act) {
  const isn_doc *doc = act->doc;
  const uint32_t first = act->match->tokens[0];
  const isn_reading *r = act->match->reading, *own = isn_best(doc, act->anchor);
  if (act->verbal) {
    if (!r || r->pos != ISN_VERB || r->proclitics & ISN_LI) return false;
    for (uint32_t i = first, n = 0; i-- > 0 && n < OPENER_REACH && isn_same_sentence(doc, i, first); n++)
      if (isn_in(doc, i, ISN_CLASS_SUBJUNCTIVE)) return false;
    return true;
  }
  const uint32_t verb = act->arcs->governor[act->anchor];
  if (act->arcs->relation[act->anchor] != ISN_REL_NSUBJ || verb == ISNAD_NONE || !isn_is_verb(doc, verb) || !own) return false;
  const isn_reading *above = isn_best(doc, verb);
  const bool mood = above && above->lexeme != ISNAD_NONE && above->lexeme < moods->count && moods->by_lexeme[above->lexeme];
  return own->proclitics & ISN_AL && !mood && !isn_in(doc, verb, ISN_CLASS_DONE);
}

/* What stands before the anchor in its clause: particles, and words of the table right before it. */
static bool by_order(const isn_moods *moods, const isn_act *act, bool particles_only, isnad_modality *out, const char **why) {
  isn_doc *doc = act->doc;
  uint32_t first = act->match->tokens[0] < act->anchor ? act->match->tokens[0] : act->anchor, sentence = doc->tokens.at[first].sentence;
  if (opens_clause(doc, first) || (!particles_only && stands_alone(moods, act))) return false;
  const uint32_t reach = !speaks(act) ? SCOPE_TOKENS : particles_only ? SPEECH_REACH : 1; /* لا يعارض كل ما جاء في اقتراحاته */
  for (uint32_t i = first, n = 0; i-- > 0 && n < reach; n++) {
    const isn_token *t = &doc->tokens.at[i];
    if (t->sentence != sentence) break;
    const isn_chunk *c = t->chunk == ISNAD_NONE ? NULL : &doc->chunks.at[t->chunk];
    if (t->kind == ISN_MARK && (n || !particles_only)) break;
    const isn_row *row = particle_at(moods, doc, i),
                  *wider = i && doc->tokens.at[i - 1].sentence == sentence ? particle_at(moods, doc, i - 1) : NULL;
    if (wider && strchr(wider->cells[0], ' ') && !next_scope(moods, wider)) row = wider; /* لا يمكن */
    if (row && !adjective(moods, row) && (!next_scope(moods, row) || i + 1 == first)) {
      *out = row_modality(moods, row);
      *why = row->cells[0];
      return true;
    }
    const isn_reading *r = isn_best(doc, i);
    if (!particles_only && r && t->mention == ISNAD_NONE && r->lexeme != ISNAD_NONE && r->lexeme < moods->count &&
        moods->by_lexeme[r->lexeme] && (moods->scope[r->lexeme] == SCOPE_CLAUSE || (i + 1 == first && reaches(moods, doc, i, first)))) {
      *out = (isnad_modality)(moods->by_lexeme[r->lexeme] - 1);
      *why = isn_lexicon_lexeme(act->lexicon, r->lexeme)->lemma;
      return true;
    }
    const isn_row *denied = act->verbal ? NULL : denied_success(moods, doc, i);
    if (denied) return *out = ISNAD_DENIED, *why = denied->cells[0], true;
    /* another act's own verb closes the scope, except before أن */
    if (c && c->kind == ISN_CHUNK_VERB && t->pos == ISN_VERB && n > 0) break;
    if (c && c->kind == ISN_CHUNK_COMP && c->relative) break;
    if (c && i == c->prep && is_beside(doc, i)) break; /* من أجل التشاور بعد اتهام */
    if (c && c->kind == ISN_CHUNK_CONJ && n > 2) break;
  }
  return false;
}

static bool by_statement(const isn_doc *doc, uint32_t statement, uint32_t anchor_start, isnad_modality *out) {
  if (statement == ISNAD_NONE) return false;
  const isnad_statement *st = &doc->statements.at[statement];
  /* what is demanded or refused are the nouns that the content lists, up to the first clause in it */
  uint32_t t = st->contents ? isn_doc_token_at(doc, st->content[0].start) : doc->tokens.count;
  for (uint32_t c = t < doc->tokens.count ? doc->tokens.at[t].chunk : doc->chunks.count; c < doc->chunks.count; c++) {
    const isn_chunk *chunk = &doc->chunks.at[c];
    uint32_t start = doc->tokens.at[chunk->first].start;
    if (start >= anchor_start) break;
    if (start >= st->content[0].start && (chunk->kind == ISN_CHUNK_COMP || (chunk->kind == ISN_CHUNK_VERB && start > st->content[0].start)))
      return false;
  }
  switch (st->cue_class) {
    case ISNAD_DEMAND: return *out = ISNAD_DEMANDED, true;
    case ISNAD_PROMISE: return *out = ISNAD_PLANNED, true;
    case ISNAD_WARN: return *out = ISNAD_HYPOTHETICAL, true;
    case ISNAD_REFUSE:
    case ISNAD_DENY: return *out = ISNAD_DENIED, true;
    default: return false;
  }
}

/* Whether the act's words are the first of what a statement says. */
static bool opens_content(const isn_doc *doc, uint32_t statement, const isn_act *act) {
  if (statement == ISNAD_NONE || !doc->statements.at[statement].contents) return false;
  const isnad_statement *st = &doc->statements.at[statement];
  const isn_token *t = &doc->tokens.at[act->match->tokens[0]];
  return st->content[0].start >= t->start && st->content[0].start < t->end;
}

/* قد before an imperfect: may. */
static bool after_qad(const isn_act *act) {
  uint32_t i = act->match->tokens[0];
  if (!i || act->doc->tokens.at[i - 1].sentence != act->doc->tokens.at[i].sentence) return false;
  const isn_reading *r = isn_best(act->doc, i - 1);
  const isn_lexeme *l = r ? isn_lexicon_lexeme(act->lexicon, r->lexeme) : NULL;
  return l && l->lexeme_class == ISN_LEX_FUNCTION && l->role == ISN_ROLE_PERFECT;
}

/* عليه أن يقبل: what one is obliged to. */
static bool obliged(const isn_act *act) {
  static const char16_t *const words[] = {u"عليه", u"عليها", u"عليهم", u"علينا", u"عليكم", u"عليهما", u"وعليه", u"وعلينا"};
  const isn_doc *doc = act->doc;
  uint32_t i = act->match->tokens[0];
  if (i < 2 || !isn_same_sentence(doc, i - 2, i)) return false;
  if (!act->verbal) { /* علينا التخلي */
    const isn_token *t = &doc->tokens.at[i - 1];
    const isn_chunk *before = isn_chunk_of(doc, i - 2);
    for (size_t k = 0; k < sizeof words / sizeof *words && before && before->kind == ISN_CHUNK_COMP; k++)
      if (isn_folded_is(doc, t->fold0, t->fold1, words[k])) return true;
    return false;
  }
  const isn_token *an = &doc->tokens.at[i - 1], *on = &doc->tokens.at[i - 2];
  if (!isn_folded_is(doc, an->fold0, an->fold1, u"ان")) return false;
  for (size_t k = 0; k < sizeof words / sizeof *words; k++)
    if (isn_folded_is(doc, on->fold0, on->fold1, words[k])) return true;
  return false;
}

/* The clauses of "ستكون الضربة", "لم تقع اشتباكات": tense and negation of the verb of which the noun is the subject. */
static bool by_own_verb(const isn_moods *moods, const isn_act *act, isnad_modality *out, const char **why) {
  const isn_doc *doc = act->doc;
  uint32_t noun = act->anchor;
  for (unsigned n = 0; n < 2 && act->arcs->relation[noun] == ISN_REL_CONJ && act->arcs->governor[noun] < noun; n++) { /* إدخال وتوزيع */
    if (isn_is_verb(doc, act->arcs->governor[noun]) || !isn_same_sentence(doc, act->arcs->governor[noun], noun)) break;
    noun = act->arcs->governor[noun];
  }
  uint32_t verb = act->arcs->governor[noun];
  const isn_relation relation = (isn_relation)act->arcs->relation[noun];
  const isn_reading *own = isn_best(doc, act->anchor), *r = verb == ISNAD_NONE ? NULL : isn_best(doc, verb);
  if (act->verbal || !r || !isn_is_verb(doc, verb)) return false;
  /* سيجري محادثات: of an object only one that is not known yet; لن يحضر المحادثات says nothing about them */
  bool fresh =
      relation == ISN_REL_OBJ && own && !(own->proclitics & ISN_AL) && !own->enclitic && isn_feature(doc, act->anchor, "Definite=") == 'i';
  if (relation != ISN_REL_NSUBJ && !fresh) return false;
  if (r && r->proclitics & ISN_SA) return *out = ISNAD_PLANNED, *why = "س", true;
  if (!verb || !isn_same_sentence(doc, verb - 1, verb)) return false;
  const isn_row *row = particle_at(moods, doc, verb - 1);
  if (!row || adjective(moods, row)) return false;
  return *out = row_modality(moods, row), *why = row->cells[0], true;
}

/* تعرض لهجوم, خضع لتفتيش: verbs whose complement stands behind ل. */
static bool takes_li(const isn_act *act, uint32_t verb) { return isn_in(act->doc, verb, ISN_CLASS_TAKES_LI); }

/* للتشاور، لتوقيع اتفاق: a verbal noun of purpose, where it is no complement of what it hangs on (تعرض لهجوم). */
static bool is_purpose(const isn_act *act) {
  const isn_doc *doc = act->doc;
  const isn_reading *r = isn_best(doc, act->anchor);
  if (act->verbal || !r || !(r->proclitics & ISN_LI) || r->form != ISN_MASDAR) return false;
  uint32_t w = isn_content_word(doc, act->anchor);
  /* بالإضافة لاختطاف، الذكرى السابعة لإسقاط، إدانته لقصف: the complement of the noun */
  uint32_t above = act->arcs->governor[act->anchor];
  if (above != ISNAD_NONE && isn_in(doc, above, ISN_CLASS_BESIDE_ACT)) return false;
  for (uint32_t i = act->anchor, n = 0; i-- > 0 && n < LI_REACH && isn_same_sentence(doc, i, act->anchor); n++) /* تعرض سيارة تقلهم لقصف */
    if (isn_in(doc, i, ISN_CLASS_UNDERGO) || (!n && isn_in(doc, i, ISN_CLASS_BESIDE_ACT))) return false;
  const char *relation = w == ISNAD_NONE ? NULL : doc->words.at[w].deprel;
  if (!relation) return false;
  if (strcmp(relation, "obl:arg") == 0) return above != ISNAD_NONE && isn_is_verb(doc, above) && !takes_li(act, above);
  return strcmp(relation, "obl") == 0 || strcmp(relation, "nmod") == 0 || strcmp(relation, "advcl") == 0;
}

/* What a perfect tells is done, whatever governs it, unless it is denied or a condition. */
static bool told_as_done(const isn_act *act, isnad_modality m) {
  const isn_reading *r = act->match->reading;
  if (!act->verbal || !r || r->pos != ISN_VERB || r->form != ISN_PAST || (m != ISNAD_PLANNED && m != ISNAD_DEMANDED)) return false;
  const isn_token *t = &act->doc->tokens.at[act->match->tokens[0]];
  for (uint32_t k = 0; k < t->readings_count; k++) /* تعتزم استضافتهم is spelled as a perfect too */
    if (act->doc->readings.at[t->readings + k].form == ISN_MASDAR) return false;
  return true;
}

/* زيارة يعتزم القيام بها، اجتماع سيعقد غدا: what the noun's own relative clause says of it. */
static bool by_own_clause(const isn_moods *moods, const isn_act *act, isnad_modality *out, const char **why) {
  const isn_doc *doc = act->doc;
  if (act->verbal) return false;
  const uint32_t verb = isn_dependent(act->arcs, act->anchor, ISN_REL_ACL, ISN_REL_ACL, act->anchor);
  if (verb == ISNAD_NONE || verb > act->anchor + OWN_REACH || !isn_is_verb(doc, verb)) return false;
  const isn_reading *r = isn_best(doc, verb), *own = isn_best(doc, act->anchor);
  const bool fresh = own && !(own->proclitics & ISN_AL) && r;
  if (fresh && r->proclitics & ISN_SA) return *out = ISNAD_PLANNED, *why = "س", true;
  if (!r || r->form == ISN_PAST || r->lexeme == ISNAD_NONE || r->lexeme >= moods->count || moods->by_lexeme[r->lexeme] != ISNAD_PLANNED + 1)
    return false;
  if (!isn_in(doc, verb, ISN_CLASS_INTEND)) return false;
  *out = ISNAD_PLANNED;
  *why = isn_lexicon_lexeme(act->lexicon, r->lexeme)->lemma;
  return true;
}

/* رفض الطلب، رفض اليمنيون الانقلاب: what is refused is there; a deed of force only where it is a known one. */
static bool is_there(const isn_act *act, isnad_modality m, const char *why) {
  if (m != ISNAD_DENIED || !why || strcmp(why, "رفض") != 0 || act->verbal) return false;
  const isnad_event_type t = act->frame->type;
  const isn_reading *r = isn_best(act->doc, act->anchor);
  const bool known = r && (r->proclitics & ISN_AL || r->enclitic);
  return t == ISNAD_EV_REQUEST || t == ISNAD_EV_ACCUSE || t == ISNAD_EV_THREATEN ||
         (known && (t == ISNAD_EV_ASSAULT || t == ISNAD_EV_SANCTION));
}

/* The same by order, where the tree hangs the act on another word. */
static bool behind_culprit(const isn_act *act) {
  const isn_doc *doc = act->doc;
  const isn_chunk *c = isn_chunk_of(doc, act->anchor);
  if (act->verbal || !c || c->prep == ISNAD_NONE || !c->prep || c->prep > act->anchor) return false;
  return isn_same_sentence(doc, c->prep - 1, act->anchor) && is_culprit(doc, c->prep - 1);
}

/* أي هجوم، رفض أي تدخل: one that may be; لم تشهد المدينة أي هجوم: none. */
static bool any_of_them(const isn_moods *moods, const isn_act *act, isnad_modality *out, const char **why) {
  const isn_doc *doc = act->doc;
  const uint32_t first = act->match->tokens[0];
  if (act->verbal || !first || !isn_same_sentence(doc, first - 1, first) || !isn_in(doc, first - 1, ISN_CLASS_ANY_OF)) return false;
  *out = ISNAD_HYPOTHETICAL;
  *why = "أي";
  for (uint32_t i = first - 1, n = 0; i-- > 0 && n < SCOPE_TOKENS && isn_same_sentence(doc, i, first); n++) {
    if (doc->tokens.at[i].kind == ISN_MARK) break;
    const isn_row *row = particle_at(moods, doc, i);
    if (row && row_modality(moods, row) == ISNAD_DENIED) return *out = ISNAD_DENIED, *why = row->cells[0], true;
  }
  uint32_t word;
  isnad_modality m;
  const char *because;
  if (climb(moods, act, act->anchor, &m, &because, &word) == CLIMB_FOUND && m == ISNAD_DENIED && strcmp(because, "رفض") != 0)
    return *out = m, *why = because, true; /* نفى وجود أي وساطة */
  return true;
}

/* لن يكون حوار قبل الانسحاب، سيبقى قبل رفع الحصار: what must come first has not come where the clause is still to come. */
static bool must_come_first(const isn_moods *moods, const isn_act *act) {
  const isn_doc *doc = act->doc;
  if (act->verbal || preposition_in(act, act->anchor, ISN_CLASS_ONCE) == ISNAD_NONE) return false;
  const uint32_t verb = isn_verb_above(doc, act->arcs, act->anchor, NULL);
  const isn_reading *r =
      verb == ISNAD_NONE || verb > act->anchor || !isn_same_sentence(doc, verb, act->anchor) ? NULL : isn_best(doc, verb);
  if (!r || r->form != ISN_PRESENT) return false;
  if (r->proclitics & ISN_SA) return true;
  const isn_row *row = verb && isn_same_sentence(doc, verb - 1, verb) ? particle_at(moods, doc, verb - 1) : NULL;
  return row && !adjective(moods, row) && row_modality(moods, row) != ISNAD_ACTUAL;
}

/* أعلن عن هدنة، عرضت هدنتين: a truce that is announced or offered is still to be kept. */
static bool announced_truce(const isn_act *act) {
  const uint32_t above = act->arcs->governor[act->anchor];
  return act->frame->type == ISNAD_EV_RETREAT && !act->verbal && above != ISNAD_NONE && above < act->anchor &&
         isn_in(act->doc, act->anchor, ISN_CLASS_TRUCE) && isn_in(act->doc, above, ISN_CLASS_ANNOUNCE) && !beside(act, act->anchor);
}

/* مستعد للتعاون إذا ثبت: a condition behind what is planned. */
static bool on_condition(const isn_moods *moods, const isn_act *act) {
  const isn_doc *doc = act->doc;
  for (uint32_t i = act->anchor + 1; i < doc->tokens.count && i <= act->anchor + CONDITION_REACH && isn_same_sentence(doc, i, act->anchor);
       i++) {
    if (doc->tokens.at[i].kind == ISN_MARK) return false;
    const isn_row *row = particle_at(moods, doc, i);
    if (row && !adjective(moods, row) && !next_scope(moods, row) && row_modality(moods, row) == ISNAD_HYPOTHETICAL)
      return isn_in(doc, i, ISN_CLASS_IF);
  }
  return false;
}

static isnad_modality told(const isn_moods *moods, const isn_act *act, uint32_t statement, const char **why) {
  const isn_doc *doc = act->doc;
  const isn_reading *r = isn_best(doc, act->match->tokens[0]), *own = isn_best(doc, act->anchor);
  isnad_modality m;
  *why = NULL;
  const isn_reading *read = act->match->reading; /* الصحفيين المعتقلين: whoever is described so is so already */
  if (act->verbal && read && read->form == ISN_PASSIVE_PART && read->proclitics & ISN_AL) return ISNAD_ACTUAL;
  if (r && r->proclitics & ISN_SA) return *why = "س", ISNAD_PLANNED;
  if (act->match->count > 1 && isn_in(doc, act->match->tokens[0], ISN_CLASS_INTEND)) return *why = "اعتزم", ISNAD_PLANNED;
  if (act->duty) return *why = "على", ISNAD_DEMANDED;
  if (behind_culprit(act)) return ISNAD_ACTUAL;
  if (obliged(act)) return *why = "عليه أن", ISNAD_DEMANDED;
  if (by_own_clause(moods, act, &m, why)) return m;
  if (by_order(moods, act, true, &m, why) && !told_as_done(act, m)) return m;
  if (any_of_them(moods, act, &m, why)) return m;
  if (must_come_first(moods, act)) return *why = "قبل", ISNAD_HYPOTHETICAL;
  if (speaks(act) && own && own->enclitic) return ISNAD_ACTUAL; /* إصراره على اتهاماته */
  const bool alone = stands_alone(moods, act);
  isn_climb climb = alone ? CLIMB_NOTHING : by_arcs(moods, act, &m, why);
  if (climb == CLIMB_NOTHING && announced_truce(act)) return *why = "أعلن", ISNAD_PLANNED;
  if (climb == CLIMB_FOUND && is_there(act, m, *why)) return *why = NULL, ISNAD_ACTUAL;
  if (climb == CLIMB_FOUND && !told_as_done(act, m)) return m;
  if (climb == CLIMB_NOTHING && !beside(act, act->anchor) && by_order(moods, act, false, &m, why) && !told_as_done(act, m) &&
      !is_there(act, m, *why))
    return m;
  *why = NULL;
  if (by_own_verb(moods, act, &m, why)) return m;
  if (r && r->form == ISN_PRESENT && after_qad(act)) return *why = "قد", ISNAD_HYPOTHETICAL;
  if (r && r->proclitics & ISN_LI && r->pos == ISN_VERB) return *why = "ل", ISNAD_PLANNED;
  if (by_adjective(moods, doc, act->anchor, &m)) return *why = "adjective", m;
  if ((climb != CLIMB_ASSERTED || opens_content(doc, statement, act)) &&
      by_statement(doc, statement, doc->tokens.at[act->anchor].start, &m) && !told_as_done(act, m))
    return *why = "statement", m;
  if ((!speaks(act) || act->frame->type == ISNAD_EV_ACCUSE) && is_purpose(act)) return *why = "ل", ISNAD_PLANNED;
  return ISNAD_ACTUAL;
}

isnad_modality isn_modality_of(const isn_moods *moods, const isn_act *act, uint32_t statement, const char **why) {
  const isnad_modality m = told(moods, act, statement, why);
  return m == ISNAD_PLANNED && on_condition(moods, act) ? ISNAD_HYPOTHETICAL : m;
}
