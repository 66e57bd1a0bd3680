#include "doc/least.h"

#include <string.h>

/* For each table: first whether a row stays, then its new number. */
typedef struct marks {
  uint32_t *entities, *mentions, *labels, *times, *statements, *events, *positions;
} marks;

/* Confidences are whole percents in the record; what prints as 0.15 is not under 0.15. */
static bool sure(isnad_evidence evidence, float least) { return evidence.confidence + 0.0005f >= least; }

static void keep(uint32_t *rows, uint32_t row) {
  if (row != ISNAD_NONE) rows[row] = 1;
}

static void keep_statement(const isn_doc *doc, const marks *m, uint32_t row) {
  for (uint32_t steps = 0; row != ISNAD_NONE && steps <= doc->statements.count; steps++) {
    if (m->statements[row] == 2) return; /* and all around it */
    m->statements[row] = 2;
    row = doc->statements.at[row].parent;
  }
}

static void keep_party(const marks *m, const isnad_participant *rows, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) keep(m->entities, rows[i].entity);
}

/* What rows that are sure enough rest on: positions first, for they rest on events, which rest on the others. */
static void keep_grounds(const isn_doc *doc, const marks *m) {
  for (uint32_t i = 0; i < doc->positions.count; i++) {
    const isnad_position *row = &doc->positions.at[i];
    if (!m->positions[i]) continue;
    keep(m->events, row->event);
    keep_statement(doc, m, row->statement);
    keep(m->entities, row->holder);
    keep(m->entities, row->of);
  }
  for (uint32_t i = 0; i < doc->events.count; i++) {
    const isnad_event *row = &doc->events.at[i];
    if (!m->events[i]) continue;
    keep(m->times, row->time);
    keep_statement(doc, m, row->statement);
    keep(m->entities, row->place);
    keep_party(m, row->actors, row->actors_count);
    keep_party(m, row->recipients, row->recipients_count);
  }
  for (uint32_t i = 0; i < doc->labels.count; i++) {
    if (!m->labels[i]) continue;
    keep_statement(doc, m, doc->labels.at[i].statement);
    keep(m->entities, doc->labels.at[i].entity);
  }
  for (uint32_t i = 0; i < doc->statements.count; i++)
    if (m->statements[i] == 1) keep_statement(doc, m, i);
  for (uint32_t i = 0; i < doc->statements.count; i++)
    if (m->statements[i]) keep(m->entities, doc->statements.at[i].source_entity);
  for (uint32_t i = 0; i < doc->points.count; i++) keep(m->entities, doc->points.at[i].side);
  for (uint32_t i = 0; i < doc->dated_because.count; i++) keep(m->times, doc->dated_because.at[i]);
  for (uint32_t i = 0; i < doc->clues.count; i++) keep(m->times, doc->clues.at[i].time);
}

/* An entity that a row names keeps its mentions if none of them is sure; one with a sure mention is kept; one that never had a row of its
 * own is not the filter's matter. */
static isnad_status keep_names(isn_doc *doc, const marks *m, isnad_error *error) {
  enum { HAS = 1, SURE = 2 };
  uint8_t *has = isn_arena_alloc(&doc->arena, (size_t)doc->entities.count + 1);
  if (!has) return isn_nomem(error);
  for (uint32_t i = 0; i < doc->mentions.count; i++) has[doc->mentions.at[i].entity] |= m->mentions[i] ? HAS | SURE : HAS;
  for (uint32_t i = 0; i < doc->labels.count; i++) has[doc->labels.at[i].entity] |= HAS;
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    const uint32_t e = doc->mentions.at[i].entity;
    if (m->entities[e] && !(has[e] & SURE)) m->mentions[i] = 1;
  }
  for (uint32_t e = 0; e < doc->entities.count; e++)
    if (has[e] & SURE || !has[e]) m->entities[e] = 1;
  return ISNAD_OK;
}

/* Turns marks into new numbers; returns how many rows stay. */
static uint32_t number(uint32_t *rows, uint32_t count) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < count; i++) rows[i] = rows[i] ? n++ : ISNAD_NONE;
  return n;
}

static uint32_t moved(const uint32_t *rows, uint32_t row) { return row == ISNAD_NONE ? ISNAD_NONE : rows[row]; }

/* Rows only move towards the head of their table. */
#define PACK(table, rows)                                                                   \
  do {                                                                                      \
    for (uint32_t i = 0; i < (table).count; i++)                                            \
      if ((rows)[i] != ISNAD_NONE && (rows)[i] != i) (table).at[(rows)[i]] = (table).at[i]; \
  } while (0)

/* `facts` has a row an entity, as far as the stages have filled it. */
static void pack_tables(isn_doc *doc, const marks *m) {
  PACK(doc->facts, m->entities);
  PACK(doc->entities, m->entities);
  PACK(doc->mentions, m->mentions);
  PACK(doc->labels, m->labels);
  PACK(doc->times, m->times);
  PACK(doc->statements, m->statements);
  PACK(doc->events, m->events);
  PACK(doc->positions, m->positions);
}

static const isnad_participant *move_party(isn_doc *doc, const marks *m, const isnad_participant *rows, uint32_t count) {
  isnad_participant *own = isn_arena_alloc(&doc->arena, ((size_t)count + 1) * sizeof *own);
  for (uint32_t i = 0; own && i < count; i++) {
    own[i] = rows[i];
    own[i].entity = moved(m->entities, rows[i].entity);
  }
  return own;
}

static isnad_status move_events(isn_doc *doc, const marks *m, isnad_error *error) {
  for (uint32_t i = 0; i < doc->events.count; i++) {
    isnad_event *row = &doc->events.at[i];
    row->actors = move_party(doc, m, row->actors, row->actors_count);
    row->recipients = move_party(doc, m, row->recipients, row->recipients_count);
    if (!row->actors || !row->recipients) return isn_nomem(error);
    row->place = moved(m->entities, row->place);
    row->time = moved(m->times, row->time);
    row->statement = moved(m->statements, row->statement);
  }
  return ISNAD_OK;
}

/* The innermost statement around a token that stays; statements of the old numbers. */
static uint32_t said_by(const isnad_statement *old, uint32_t count, const uint32_t *rows, uint32_t row) {
  for (uint32_t steps = 0; row != ISNAD_NONE && rows[row] == ISNAD_NONE && steps < count; steps++) row = old[row].parent;
  return moved(rows, row);
}

static isnad_status move_tokens(isn_doc *doc, const marks *m, isnad_error *error) {
  uint32_t *said = isn_arena_alloc(&doc->arena, ((size_t)doc->statements.count + 1) * sizeof *said);
  if (!said) return isn_nomem(error);
  for (uint32_t i = 0; i < doc->statements.count; i++) said[i] = said_by(doc->statements.at, doc->statements.count, m->statements, i);
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    isn_token *t = &doc->tokens.at[i];
    t->mention = moved(m->mentions, t->mention);
    t->time = moved(m->times, t->time);
    t->cue = moved(m->statements, t->cue);
    t->said = moved(said, t->said);
  }
  return ISNAD_OK;
}

static void move_references(isn_doc *doc, const marks *m) {
  for (uint32_t i = 0; i < doc->mentions.count; i++) doc->mentions.at[i].entity = moved(m->entities, doc->mentions.at[i].entity);
  for (uint32_t i = 0; i < doc->labels.count; i++) {
    doc->labels.at[i].entity = moved(m->entities, doc->labels.at[i].entity);
    doc->labels.at[i].statement = moved(m->statements, doc->labels.at[i].statement);
  }
  for (uint32_t i = 0; i < doc->statements.count; i++) {
    isnad_statement *row = &doc->statements.at[i];
    row->source_entity = moved(m->entities, row->source_entity);
    row->parent = moved(m->statements, row->parent);
  }
  for (uint32_t i = 0; i < doc->positions.count; i++) {
    isnad_position *row = &doc->positions.at[i];
    row->holder = moved(m->entities, row->holder);
    row->of = moved(m->entities, row->of);
    row->statement = moved(m->statements, row->statement);
    row->event = moved(m->events, row->event);
  }
  for (uint32_t i = 0; i < doc->dated_because.count; i++) doc->dated_because.at[i] = moved(m->times, doc->dated_because.at[i]);
  for (uint32_t i = 0; i < doc->clues.count; i++) doc->clues.at[i].time = moved(m->times, doc->clues.at[i].time);
}

/* Points and terms, which are not of the record, go with the statement that they stand in: nobody else says them. */
static void move_points(isn_doc *doc, const marks *m) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < doc->points.count; i++) {
    isn_point *row = &doc->points.at[i];
    if (row->statement != ISNAD_NONE && m->statements[row->statement] == ISNAD_NONE) continue;
    row->statement = moved(m->statements, row->statement);
    row->side = moved(m->entities, row->side);
    doc->points.at[n++] = *row;
  }
  doc->points.count = n;
  n = 0;
  for (uint32_t i = 0; i < doc->terms.count; i++) {
    isn_terms *row = &doc->terms.at[i];
    if (row->statement != ISNAD_NONE && m->statements[row->statement] == ISNAD_NONE) continue;
    row->statement = moved(m->statements, row->statement);
    doc->terms.at[n++] = *row;
  }
  doc->terms.count = n;
}

#define MARK(name, under)                                                                             \
  do {                                                                                                \
    m.name = isn_arena_alloc(&doc->arena, ((size_t)doc->name.count + 1) * sizeof *m.name);            \
    if (!m.name) return isn_nomem(error);                                                             \
    for (uint32_t i = 0; i < doc->name.count; i++) m.name[i] = sure(doc->name.at[i].evidence, under); \
  } while (0)

isnad_status isn_doc_leave_out(isn_doc *doc, float least, float least_event, isnad_error *error) {
  marks m = {0};
  if (least <= 0 && least_event <= 0) return ISNAD_OK;
  if (least_event < least) least_event = least;
  MARK(mentions, least);
  MARK(labels, least);
  MARK(times, least);
  MARK(statements, least);
  MARK(events, least_event);
  MARK(positions, least);
  m.entities = isn_arena_alloc(&doc->arena, ((size_t)doc->entities.count + 1) * sizeof *m.entities);
  if (!m.entities) return isn_nomem(error);
  keep_grounds(doc, &m);
  isnad_status status = keep_names(doc, &m, error);
  if (status) return status;
  const uint32_t entities = number(m.entities, doc->entities.count), mentions = number(m.mentions, doc->mentions.count),
                 labels = number(m.labels, doc->labels.count), times = number(m.times, doc->times.count),
                 statements = number(m.statements, doc->statements.count), events = number(m.events, doc->events.count),
                 positions = number(m.positions, doc->positions.count);
  status = move_tokens(doc, &m, error);
  if (status) return status;
  pack_tables(doc, &m);
  doc->entities.count = entities;
  if (doc->facts.count) doc->facts.count = entities; /* a record made by hand has none */
  doc->mentions.count = mentions;
  doc->labels.count = labels;
  doc->times.count = times;
  doc->statements.count = statements;
  doc->events.count = events;
  doc->positions.count = positions;
  doc->labels_by_start = NULL; /* it has the old numbers */
  move_references(doc, &m);
  move_points(doc, &m);
  return move_events(doc, &m, error);
}
