/* Positions of the parties: what an entity demands, accepts, refuses, offers or threatens, by the class of its statement, with the
 * condition that the content names. */
#include <string.h>
#include <uchar.h>

#include "event/event.h"

static bool stance_of(isnad_cue_class cue_class, isnad_stance *out) {
  switch (cue_class) {
    case ISNAD_DEMAND: return *out = ISNAD_DEMANDS, true;
    case ISNAD_ACCEPT: return *out = ISNAD_ACCEPTS, true;
    case ISNAD_REFUSE: return *out = ISNAD_REFUSES, true;
    case ISNAD_PROMISE: return *out = ISNAD_OFFERS, true;
    case ISNAD_WARN: return *out = ISNAD_THREATENS, true;
    default: return false;
  }
}

static bool word_at(const isn_doc *doc, uint32_t i, const char16_t *word) {
  const isn_token *t = &doc->tokens.at[i];
  uint32_t n = 0;
  while (word[n]) n++;
  return t->fold1 - t->fold0 == n && memcmp(doc->fold + t->fold0, word, n * sizeof *word) == 0;
}

/* Where a condition begins inside [from, end): بشرط، شريطة، مقابل، إلا بعد، إلا إذا، قبل أن، ما لم. */
static uint32_t condition_at(const isn_doc *doc, uint32_t from, uint32_t end) {
  static const char16_t *const alone[] = {u"بشرط", u"شريطه", u"مقابل", u"اذا", u"طالما"};
  static const char16_t *const pairs[][2] = {{u"الا", u"بعد"}, {u"الا", u"اذا"}, {u"قبل", u"ان"},
                                             {u"ما", u"لم"},   {u"في", u"حال"},  {u"علي", u"ان"}};
  for (uint32_t i = from + 1; i < end; i++) {
    for (size_t k = 0; k < sizeof alone / sizeof *alone; k++)
      if (word_at(doc, i, alone[k])) return i;
    for (size_t k = 0; i + 1 < end && k < sizeof pairs / sizeof *pairs; k++)
      if (word_at(doc, i, pairs[k][0]) && word_at(doc, i + 1, pairs[k][1])) return i;
  }
  return ISNAD_NONE;
}

/* The event that each token's anchor names + 1, to find the one that a statement's cue names. */
static uint32_t *events_by_token(isn_doc *doc) {
  uint32_t *map = isn_arena_alloc(&doc->arena, ((size_t)doc->tokens.count + 1) * sizeof *map);
  for (uint32_t e = 0; map && e < doc->events.count; e++)
    for (uint32_t t = isn_doc_token_at(doc, doc->events.at[e].anchor.start);
         t < doc->tokens.count && doc->tokens.at[t].start < doc->events.at[e].anchor.end; t++)
      if (!map[t]) map[t] = e + 1;
  return map;
}

static uint32_t event_of(const isn_doc *doc, const uint32_t *map, const isnad_statement *st) {
  for (uint32_t t = isn_doc_token_at(doc, st->cue.start); t < doc->tokens.count && doc->tokens.at[t].start < st->cue.end; t++)
    if (map[t]) return map[t] - 1;
  return ISNAD_NONE;
}

static isnad_status run(const struct isn_lexicon *lexicon, const void *state, isn_doc *doc, isnad_error *error) {
  (void)lexicon;
  (void)state;
  uint32_t *map = events_by_token(doc);
  if (!map) return isn_nomem(error);
  for (uint32_t i = 0; i < doc->statements.count; i++) {
    const isnad_statement *st = &doc->statements.at[i];
    isnad_stance stance;
    if (st->source_entity == ISNAD_NONE || !st->contents || !stance_of(st->cue_class, &stance)) continue;
    uint32_t event = event_of(doc, map, st);
    if (event != ISNAD_NONE && (doc->events.at[event].modality == ISNAD_HYPOTHETICAL || doc->events.at[event].modality == ISNAD_DENIED))
      continue; /* لو وافقت */
    isnad_position *row = ISN_PUSH(&doc->positions, &doc->arena);
    if (!row) return isn_nomem(error);
    *row = (isnad_position){.holder = st->source_entity,
                            .stance = stance,
                            .about = st->content[0],
                            .of = ISNAD_NONE,
                            .condition = isn_no_span(),
                            .statement = i};
    row->event = event;
    if (row->event != ISNAD_NONE)
      for (uint32_t k = 0; k < doc->events.at[row->event].recipients_count && row->of == ISNAD_NONE; k++)
        row->of = doc->events.at[row->event].recipients[k].entity;
    if (row->of == row->holder) row->of = ISNAD_NONE;
    uint32_t first = isn_doc_token_at(doc, row->about.start), end = isn_doc_token_at(doc, row->about.end),
             at = condition_at(doc, first, end);
    if (at != ISNAD_NONE) {
      row->condition = isn_span(doc->tokens.at[at].start, row->about.end);
      row->about.end = doc->tokens.at[at - 1].end;
    }
    row->evidence.why = isn_arena_printf(&doc->arena, "position:%s", isnad_cue_class_name(st->cue_class));
    row->evidence.confidence = st->evidence.confidence * 0.9f;
    if (!row->evidence.why) return isn_nomem(error);
  }
  return ISNAD_OK;
}

const isn_stage isn_stage_position = {.name = "position", .run = run};
