/* Contexts of an act. A word counts only where it belongs to the act: in its own words, in the words of who takes part, or below them in
 * the tree of its clause; in the rest of the sentence it may be about something else. */
#include "event/context.h"

#include <string.h>

#include "event/subject.h"

enum { REACH = 30, NEAR = 5, STEPS = 8, MATCHES = 4, ROWS_OF_AN_ACT = 8 };

/* ---- the table ---- */

static bool named(const char *item, size_t n, const char *name) { return strlen(name) == n && memcmp(item, name, n) == 0; }

static isnad_status read_contexts(isn_context_rule *rule, const char *cell, isnad_error *error) {
  const char *item;
  for (size_t n; isn_next_alternative(&cell, &item, &n);) {
    int c = 0;
    while (c < ISNAD_CONTEXTS && !named(item, n, isnad_context_name((isnad_context)c))) c++;
    if (c == ISNAD_CONTEXTS)
      return isn_fail_at(error, ISNAD_E_FORMAT, rule->row->file, rule->row->line, 0,
                         "column context: '%.*s' is none of the 37 PLOVER contexts", (int)n, item);
    rule->contexts |= UINT64_C(1) << c;
  }
  return ISNAD_OK;
}

static isnad_status read_types(isn_context_rule *rule, const char *cell, isnad_error *error) {
  static const isnad_event_type quads[] = {ISNAD_EV_AGREE, ISNAD_EV_COOPERATE, ISNAD_EV_REQUEST, ISNAD_EV_PROTEST, ISNAD_EVENT_TYPES};
  const char *item;
  if (!*cell) rule->types = (1u << ISNAD_EVENT_TYPES) - 1;
  for (size_t n; isn_next_alternative(&cell, &item, &n);) {
    uint32_t before = rule->types;
    for (int t = 0; t < ISNAD_EVENT_TYPES; t++)
      if (named(item, n, isnad_event_type_name((isnad_event_type)t))) rule->types |= 1u << t;
    if (n == 1 && *item >= '1' && *item <= '4')
      for (int t = quads[*item - '1']; t < (int)quads[*item - '0']; t++) rule->types |= 1u << t;
    if (rule->types == before)
      return isn_fail_at(error, ISNAD_E_FORMAT, rule->row->file, rule->row->line, 0,
                         "column types: '%.*s', expected PLOVER types, each once, or quads (1 to 4)", (int)n, item);
  }
  return ISNAD_OK;
}

static isnad_status read_rule(isn_context_rule *rule, const isn_table *table, const isn_row *row, isnad_error *error) {
  *rule = (isn_context_rule){.row = row};
  isnad_status status = read_contexts(rule, isn_cell(table, row, "context"), error);
  return status ? status : read_types(rule, isn_cell(table, row, "types"), error);
}

static const struct {
  const char *name;
  isn_entry_pos pos;
} word_kinds[] = {{"verb", ISN_ENTRY_VERB},
                  {"masdar", ISN_ENTRY_NOUN},
                  {"noun", ISN_ENTRY_NOUN},
                  {"adjective", ISN_ENTRY_ADJECTIVE},
                  {"phrase", ISN_ENTRY_PHRASE}};

/* A row that is no word: the rule for a mode, a kind or a sector. */
static isnad_status read_fact(isn_contexts *out, isn_arena *arena, const isn_table *table, const isn_row *row, isnad_error *error) {
  const char *pos = isn_cell(table, row, "pos");
  isn_context_rule *rule;
  if (strcmp(pos, "mode") == 0) rule = ISN_PUSH(&out->modes, arena);
  else if (strcmp(pos, "kind") == 0) rule = ISN_PUSH(&out->kinds, arena);
  else if (strcmp(pos, "sector") == 0) rule = ISN_PUSH(&out->sectors, arena);
  else
    return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0,
                       "column pos: '%s', expected verb, masdar, noun, adjective, phrase, mode, kind or sector", pos);
  return rule ? read_rule(rule, table, row, error) : isn_nomem(error);
}

isnad_status isn_contexts_open(isn_contexts *out, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error) {
  const isn_table *table = isn_lexicon_table(lexicon, "contexts.tsv");
  isnad_status status = ISNAD_OK;
  for (uint32_t i = 0; i < table->rows.count && !status; i++) {
    const isn_row *row = &table->rows.at[i];
    const char *pos = isn_cell(table, row, "pos");
    size_t k = 0;
    while (k < sizeof word_kinds / sizeof *word_kinds && strcmp(pos, word_kinds[k].name) != 0) k++;
    if (k == sizeof word_kinds / sizeof *word_kinds) status = read_fact(out, arena, table, row, error);
    else status = isn_entries_add_row(&out->entries, arena, lexicon, table, row, word_kinds[k].pos, error);
  }
  if (status) return status;
  out->rules = isn_arena_alloc(arena, ((size_t)out->entries.rows.count + 1) * sizeof *out->rules);
  if (!out->rules) return isn_nomem(error);
  for (uint32_t i = 0; i < out->entries.rows.count && !status; i++)
    status = read_rule(&out->rules[i], out->entries.rows.at[i].table, out->entries.rows.at[i].row, error);
  return status;
}

/* ---- the words of a document ---- */

/* Inside a name a word says nothing (حزب العدالة), but for what a ministry is for. */
static bool inside_name(const isn_doc *doc, uint32_t token) {
  uint32_t m = doc->tokens.at[token].mention;
  if (m == ISNAD_NONE) return false;
  const char *kind = doc->facts.at[doc->mentions.at[m].entity].kind;
  return !(kind && strcmp(kind, "ministry") == 0);
}

/* غير عسكري، ولا سياسي */
static bool negated(const isn_doc *doc, uint32_t token) {
  if (!token || doc->tokens.at[token - 1].sentence != doc->tokens.at[token].sentence) return false;
  const isn_token *before = &doc->tokens.at[token - 1];
  return isn_folded_is(doc, before->fold0, before->fold1, u"غير") || isn_folded_is(doc, before->fold0, before->fold1, u"ولا");
}

bool isn_contexts_see(const isn_contexts *contexts, const isn_lexicon *lexicon, isn_doc *doc, isn_context_hits *out) {
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const isn_token *t = &doc->tokens.at[i];
    if (t->kind != ISN_WORD || t->time != ISNAD_NONE || inside_name(doc, i)) continue;
    isn_entry_match matches[MATCHES];
    uint32_t count = isn_entries_at(&contexts->entries, lexicon, doc, i, matches, MATCHES);
    if (!count || negated(doc, i)) continue;
    for (uint32_t k = 0; k < count && matches[k].count == matches[0].count; k++) { /* the longest */
      isn_context_hit *hit = ISN_PUSH(&out->rows, &doc->arena);
      if (!hit) return false;
      *hit = (isn_context_hit){i, matches[k].tokens[matches[k].count - 1], &contexts->rules[matches[k].entry - contexts->entries.rows.at]};
    }
  }
  return true;
}

/* ---- what belongs to an act ---- */

static bool own_word(const isn_act *act, uint32_t token) {
  for (uint32_t k = 0; k < act->match->count; k++)
    if (act->match->tokens[k] == token) return true;
  return token == act->anchor;
}

static bool in_party(const isn_party *list, uint32_t count, uint32_t token) {
  for (uint32_t i = 0; i < count; i++)
    if (list[i].written && token >= list[i].phrase.first && token < list[i].phrase.end) return true;
  return false;
}

/* What is asked for, refused or agreed on is told in a clause of its own, whose words are the act's too. */
static bool goes_into_clauses(const isn_act *act) {
  isnad_event_type t = act->frame->type;
  return t == ISNAD_EV_AGREE || t == ISNAD_EV_SUPPORT || t == ISNAD_EV_CONSULT || (t >= ISNAD_EV_REQUEST && t <= ISNAD_EV_PROTEST);
}

/* Whether a word hangs below the act's words without another verb between; one verb, where the act is about a clause. */
static bool hangs_on(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  unsigned verbs = 0, allowed = goes_into_clauses(act) ? 1 : 0;
  for (unsigned n = 0; n < STEPS && token != ISNAD_NONE; n++) {
    if (own_word(act, token)) return true;
    if (isn_is_verb(doc, token) && ++verbs > allowed) return false;
    token = act->arcs->governor[token];
  }
  return false;
}

/* Whether a word stands right behind the act's words, in the same clause: where the tree errs. */
static bool follows(const isn_act *act, uint32_t token) {
  const isn_doc *doc = act->doc;
  uint32_t last = act->match->tokens[act->match->count - 1];
  if (last < act->anchor) last = act->anchor;
  if (token <= last || token > last + NEAR) return false;
  for (uint32_t i = last + 1; i <= token; i++) {
    const isn_chunk *c = isn_chunk_of(doc, i);
    if (doc->tokens.at[i].kind == ISN_MARK || isn_is_verb(doc, i)) return false;
    if (c && c->first == i && (c->kind == ISN_CHUNK_COMP || c->kind == ISN_CHUNK_CONJ)) return false;
  }
  return true;
}

static bool belongs(const isn_act *act, const isn_context_hit *hit) {
  for (uint32_t i = hit->token; i <= hit->last; i++)
    if (own_word(act, i)) return true;
  if (in_party(act->actor, act->actors, hit->token) || in_party(act->recipient, act->recipients, hit->token)) return true;
  return hangs_on(act, hit->token) || follows(act, hit->token);
}

/* ---- an act's contexts ---- */

typedef struct finding {
  const isn_act *act;
  isnad_event *row;
  const isn_row *rows[ROWS_OF_AN_ACT]; /* that gave one */
  uint32_t count;
} finding;

static void give(finding *f, const isn_context_rule *rule) {
  for (uint32_t i = 0; i < f->count; i++)
    if (f->rows[i] == rule->row) return;
  if (!(rule->types >> f->row->type & 1) || f->count == ROWS_OF_AN_ACT) return;
  f->row->contexts |= rule->contexts;
  f->rows[f->count++] = rule->row;
}

static void by_mode(finding *f, const isn_contexts *contexts) {
  for (uint32_t i = 0; f->row->mode && i < contexts->modes.count; i++)
    if (strcmp(contexts->modes.at[i].row->cells[0], f->row->mode) == 0) give(f, &contexts->modes.at[i]);
}

static bool has_sector(const char *code, const char *sector) {
  size_t n = strlen(sector);
  for (const char *at = code; at && *at; at += strcspn(at, " "), at += *at == ' ')
    if (strncmp(at, sector, n) == 0 && (at[n] == 0 || at[n] == ' ')) return true;
  return false;
}

static void by_participant(finding *f, const isn_contexts *contexts, const isnad_participant *who) {
  const isn_doc *doc = f->act->doc;
  const char *kind = who->entity == ISNAD_NONE ? NULL : doc->facts.at[who->entity].kind;
  for (uint32_t i = 0; kind && i < contexts->kinds.count; i++)
    if (strcmp(contexts->kinds.at[i].row->cells[0], kind) == 0) give(f, &contexts->kinds.at[i]);
  for (uint32_t i = 0; i < contexts->sectors.count; i++)
    if (has_sector(who->code, contexts->sectors.at[i].row->cells[0])) give(f, &contexts->sectors.at[i]);
}

static uint32_t first_hit(const isn_context_hits *hits, uint32_t token) {
  uint32_t low = 0, high = hits->rows.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (hits->rows.at[middle].token < token) low = middle + 1;
    else high = middle;
  }
  return low;
}

static void by_words(finding *f, const isn_context_hits *hits) {
  const isn_act *act = f->act;
  const isn_doc *doc = act->doc;
  uint32_t sentence = doc->tokens.at[act->anchor].sentence, from = act->anchor > REACH ? act->anchor - REACH : 0;
  for (uint32_t h = first_hit(hits, from); h < hits->rows.count && hits->rows.at[h].token <= act->anchor + REACH; h++) {
    const isn_context_hit *hit = &hits->rows.at[h];
    if (doc->tokens.at[hit->token].sentence != sentence || !(hit->rule->types >> f->row->type & 1)) continue;
    if (belongs(act, hit)) give(f, hit->rule);
  }
}

const char *isn_contexts_of(const isn_contexts *contexts, const isn_context_hits *hits, const isn_act *act, isnad_event *row) {
  finding f = {.act = act, .row = row};
  by_words(&f, hits);
  by_mode(&f, contexts);
  for (uint32_t i = 0; i < row->actors_count; i++) by_participant(&f, contexts, &row->actors[i]);
  for (uint32_t i = 0; i < row->recipients_count; i++) by_participant(&f, contexts, &row->recipients[i]);
  const char *why = "";
  for (uint32_t i = 0; why && i < f.count; i++) why = isn_arena_printf(&act->doc->arena, "%s|context:%s", why, f.rows[i]->cells[0]);
  return why;
}
