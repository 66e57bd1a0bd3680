/* positions.tsv, and how far what a position is about reaches. */
#include <string.h>
#include <uchar.h>

#include "doc/spelled.h"
#include "event/position.h"
#include "match/clause.h"

static bool role_named(const char *name, uint8_t *role) {
  static const char *const names[ISN_POSITION_ROLES] = {"none", "condition", "need", "content", "cue", "warning"};
  for (int i = 0; i < ISN_POSITION_ROLES; i++)
    if (strcmp(name, names[i]) == 0) return *role = (uint8_t)i, true;
  return false;
}

/* "accepts|offers" as bits. */
static bool stances_named(const char *text, uint8_t *bits) {
  *bits = 0;
  while (*text) {
    size_t length = strcspn(text, "|");
    bool known = false;
    for (int s = 0; s < ISNAD_STANCES; s++) {
      const char *name = isnad_stance_name((isnad_stance)s);
      if (strlen(name) != length || strncmp(name, text, length) != 0) continue;
      *bits = (uint8_t)(*bits | 1u << s);
      known = true;
    }
    if (!known) return false;
    text += length + (text[length] == '|');
  }
  return true;
}

static isnad_status read_row(const isn_table *table, const isn_row *row, uint8_t *role, uint8_t *stances, isnad_error *error) {
  const char *named = isn_cell(table, row, "role"), *stance = isn_cell(table, row, "stance");
  if (!role_named(named, role))
    return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0,
                       "column role: '%s', expected condition, need, content, cue, warning or none", named);
  if (!stances_named(stance, stances))
    return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0,
                       "column stance: '%s', expected demands, accepts, refuses, offers or threatens", stance);
  bool one = *stances && (*stances & (*stances - 1)) == 0;
  if ((*role == ISN_POSITION_NEED || *role == ISN_POSITION_CONTENT || *role == ISN_POSITION_CUE) && !one)
    return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column stance: '%s', expected one stance with the role %s", stance,
                       named);
  return ISNAD_OK;
}

isnad_status isn_position_words_open(isn_position_words *words, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error) {
  isnad_status status = isn_entries_add(&words->entries, arena, lexicon, "positions.tsv", error);
  if (status) return status;
  uint32_t count = words->entries.rows.count;
  words->roles = isn_arena_alloc(arena, (size_t)count + 1);
  words->stances = isn_arena_alloc(arena, (size_t)count + 1);
  if (!words->roles || !words->stances) return isn_nomem(error);
  for (uint32_t i = 0; i < count && !status; i++)
    status = read_row(words->entries.rows.at[i].table, words->entries.rows.at[i].row, &words->roles[i], &words->stances[i], error);
  return status;
}

static uint32_t number_of(const isn_position_words *words, const isn_entry_match *match) {
  return (uint32_t)(match->entry - words->entries.rows.at);
}

uint8_t isn_position_stances(const isn_position_words *words, const isn_entry_match *match) {
  return words->stances[number_of(words, match)];
}

isnad_stance isn_position_stance(const isn_position_words *words, const isn_entry_match *match) {
  uint8_t bits = isn_position_stances(words, match);
  for (int s = 0; s < ISNAD_STANCES; s++)
    if (bits & 1u << s) return (isnad_stance)s;
  return ISNAD_DEMANDS;
}

enum { MATCHES = 8 };

bool isn_position_word(const isn_position_words *words, const isn_lexicon *lexicon, const isn_doc *doc, uint32_t token,
                       isn_position_role role, isn_entry_match *match) {
  if (token >= doc->tokens.count) return false;
  isn_entry_match matches[MATCHES];
  uint32_t count = isn_entries_at(&words->entries, lexicon, doc, token, matches, MATCHES);
  for (uint32_t i = 0; i < count; i++) {
    if (words->roles[number_of(words, &matches[i])] != role) continue;
    *match = matches[i];
    return true;
  }
  return false;
}

/* قبل الحرب is a time, قبل تجميد الاستيطان what has to happen first; ما إذا is "whether". */
static bool is_condition(const isn_doc *doc, uint32_t token) {
  if (doc->tokens.at[token].time != ISNAD_NONE || doc->tokens.at[token].mention != ISNAD_NONE) return false;
  if (isn_token_is(doc, token, u"اذا") && token && (isn_token_is(doc, token - 1, u"ما") || isn_token_is(doc, token - 1, u"عما")))
    return false;
  if (!isn_token_is(doc, token, u"قبل") || token + 1 >= doc->tokens.count || isn_token_is(doc, token + 1, u"ان")) return true;
  const isn_reading *next = isn_best(doc, token + 1);
  return next && next->form == ISN_MASDAR;
}

uint32_t isn_condition_at(const isn_position_words *words, const isn_lexicon *lexicon, const isn_doc *doc, uint32_t from, uint32_t end,
                          isnad_stance stance, const isn_row **row) {
  for (uint32_t i = from; i < end; i++) {
    isn_entry_match matches[MATCHES];
    uint32_t count = isn_entries_at(&words->entries, lexicon, doc, i, matches, MATCHES);
    for (uint32_t k = 0; k < count; k++) {
      uint8_t only = isn_position_stances(words, &matches[k]);
      if (words->roles[number_of(words, &matches[k])] != ISN_POSITION_CONDITION || (only && !(only & 1u << stance))) continue;
      if (!is_condition(doc, i)) continue;
      *row = matches[k].entry->row;
      return i;
    }
  }
  return ISNAD_NONE;
}

/* ---- what an event is about ---- */

enum { REACH = 24 };

static bool in_participant(const isn_doc *doc, const isnad_event *event, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  for (uint32_t i = 0; i < event->actors_count; i++)
    if (isn_written(event->actors[i].span) && t->start < event->actors[i].span.end && t->end > event->actors[i].span.start) return true;
  return false;
}

static bool is_recipient(const isn_doc *doc, const isnad_event *event, uint32_t token) {
  if (doc->tokens.at[token].mention == ISNAD_NONE) return false;
  uint32_t entity = doc->mentions.at[doc->tokens.at[token].mention].entity;
  for (uint32_t i = 0; i < event->recipients_count; i++)
    if (event->recipients[i].entity == entity) return true;
  return false;
}

/* Whoever acts stands before the noun (قرر المجلس رفض الحضور), so what follows it is the object. */
static bool actor_before(const isnad_event *event) {
  return event->actors_count && isn_written(event->actors[0].span) && event->actors[0].span.end <= event->anchor.start;
}

/* What stands for the object is the phrase before: الهدنة التي وافق عليها. */
static bool refers_back(const isn_doc *doc, uint32_t token) {
  static const char16_t *const words[] = {u"عليها", u"عليه", u"عليهما", u"عليهم", u"بها", u"به", u"اليها", u"اليه"};
  for (size_t k = 0; k < sizeof words / sizeof *words; k++)
    if (isn_token_is(doc, token, words[k])) return true;
  return false;
}

static bool antecedent(const isn_doc *doc, uint32_t anchor, uint32_t *first, uint32_t *end) {
  uint32_t chunk = isn_relative_antecedent(doc, anchor);
  if (chunk == ISNAD_NONE) return false;
  *first = doc->chunks.at[chunk].first;
  *end = doc->chunks.at[chunk].end;
  return true;
}

/* The prepositions that lead to what is asked, taken or refused; not those of place, time and reason. */
static bool leads_to_object(const isn_doc *doc, const isn_chunk *c, isnad_stance stance) {
  static const char16_t *const words[ISNAD_STANCES] = {
      [ISNAD_DEMANDS] = u"الي", [ISNAD_ACCEPTS] = u"علي", [ISNAD_REFUSES] = u"علي", [ISNAD_OFFERS] = u"", [ISNAD_THREATENS] = u"من"};
  if (c->prep == ISNAD_NONE) return !c->clitic || (c->clitic & (ISN_BI | ISN_LI));
  return isn_token_is(doc, c->prep, words[stance]) || isn_token_is(doc, c->prep, u"ل") || isn_token_is(doc, c->prep, u"ب");
}

static bool stops(const isn_doc *doc, uint32_t token, bool inside) {
  const isn_token *t = &doc->tokens.at[token];
  if (t->kind == ISN_MARK) return true;
  if (t->chunk == ISNAD_NONE) return false;
  const isn_chunk *c = &doc->chunks.at[t->chunk];
  return c->kind == ISN_CHUNK_VERB ? !inside : c->kind == ISN_CHUNK_COMP ? !inside : c->kind == ISN_CHUNK_CONJ;
}

bool isn_event_about(const isn_doc *doc, const isnad_event *event, isnad_stance stance, uint32_t *first, uint32_t *end) {
  uint32_t anchor = isn_doc_token_at(doc, event->anchor.start), i = isn_doc_token_at(doc, event->anchor.end);
  if (anchor >= doc->tokens.count) return false;
  uint32_t sentence = doc->sentence_first.at[doc->tokens.at[anchor].sentence + 1];
  uint32_t limit = sentence < anchor + REACH ? sentence : anchor + REACH;
  bool verb = doc->tokens.at[anchor].pos == ISN_VERB || actor_before(event);
  for (; i < limit && !stops(doc, i, false); i++) {
    const isn_token *t = &doc->tokens.at[i];
    const isn_chunk *c = t->chunk == ISNAD_NONE ? NULL : &doc->chunks.at[t->chunk];
    if (refers_back(doc, i)) return antecedent(doc, anchor, first, end);
    if (!c || c->first != i || t->time != ISNAD_NONE || c->kind != ISN_CHUNK_NP) continue;
    if (!leads_to_object(doc, c, stance)) return false;
    uint32_t head = c->head < doc->tokens.count ? c->head : i;
    bool with = c->prep != ISNAD_NONE || c->clitic;
    if (in_participant(doc, event, head) || is_recipient(doc, event, head) || (!with && !verb)) continue;
    *first = c->prep != ISNAD_NONE && c->prep + 1 < c->end ? c->prep + 1 : i;
    for (*end = c->end; *end < limit && !stops(doc, *end, true); ++*end) {}
    return true;
  }
  return false;
}
