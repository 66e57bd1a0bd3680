#include <stdlib.h>
#include <string.h>

#include "doc/place.h"
#include "export/export.h"
#include "export/rows.h"
#include "export/tables.h"

/* Rows of a table by the entity that they belong to, in table order: chains of indices. */
typedef struct by_entity {
  uint32_t *first, *next; /* ISNAD_NONE ends a chain */
} by_entity;

static void text(isn_buffer *out, const char *bytes) { isn_buffer_text(out, bytes); }

/* ,"name":"e5" with the id's prefix, or null */
static void id_field(isn_buffer *out, const char *name, const char *prefix, uint32_t row) {
  if (row == ISNAD_NONE) isn_buffer_format(out, ",\"%s\":null", name);
  else isn_buffer_format(out, ",\"%s\":\"%s%u\"", name, prefix, row + 1);
}

static void string_field(isn_buffer *out, const char *name, const char *value) {
  isn_buffer_format(out, ",\"%s\":", name);
  isn_buffer_json(out, value);
}

/* "start":1,"end":2 without braces */
static void bare_span(isn_buffer *out, isnad_span span) {
  if (isn_written(span)) isn_buffer_format(out, "\"start\":%u,\"end\":%u", span.start, span.end);
  else text(out, "\"start\":null,\"end\":null");
}

static void span(isn_buffer *out, isnad_span value) {
  text(out, "{");
  bare_span(out, value);
  text(out, "}");
}

static void evidence(isn_buffer *out, isnad_evidence value) {
  string_field(out, "why", value.why ? value.why : "");
  text(out, ",\"confidence\":");
  isn_decimal(out, value.confidence < 0 ? 0 : value.confidence > 1 ? 1 : value.confidence, 2);
}

static void comma(isn_buffer *out, uint32_t row) {
  if (row) text(out, ",");
}

/* ---- doc ---- */

static void write_clues(const isn_doc *doc, isn_buffer *out) {
  text(out, ",\"clues\":[");
  for (uint32_t i = 0; i < doc->clues.count; i++) {
    const isnad_clue *row = &doc->clues.at[i];
    isn_buffer_format(out, "%s{\"id\":\"d%u\",", i ? "," : "", i + 1);
    bare_span(out, row->span);
    id_field(out, "time", "t", row->time);
    string_field(out, "from", row->from);
    string_field(out, "to", row->to);
    isn_buffer_format(out, ",\"used\":%s,\"broken\":%s", row->used ? "true" : "false", row->broken ? "true" : "false");
    evidence(out, row->evidence);
    text(out, "}");
  }
  text(out, "]");
}

static void write_dated(const isn_doc *doc, isn_buffer *out) {
  if (!doc->dated_from && !doc->dated_to) {
    text(out, ",\"dated\":null");
    return;
  }
  text(out, ",\"dated\":{\"from\":");
  isn_buffer_json(out, doc->dated_from);
  string_field(out, "to", doc->dated_to);
  text(out, ",\"because\":[");
  uint32_t count = 0;
  for (uint32_t i = 0; i < doc->dated_because.count; i++)
    isn_buffer_format(out, "%s\"t%u\"", count++ ? "," : "", doc->dated_because.at[i] + 1);
  for (uint32_t i = 0; i < doc->clues.count; i++)
    if (doc->clues.at[i].used && doc->clues.at[i].time == ISNAD_NONE) isn_buffer_format(out, "%s\"d%u\"", count++ ? "," : "", i + 1);
  text(out, "]");
  if (doc->clues.count) write_clues(doc, out);
  text(out, "}");
}

static void write_wires(const isn_doc *doc, isn_buffer *out) {
  text(out, ",\"wires\":[");
  for (uint32_t i = 0; i < doc->credits.count; i++) {
    const isn_credit *row = &doc->credits.at[i];
    text(out, i ? ",{\"outlet\":" : "{\"outlet\":");
    isn_buffer_json(out, row->outlet);
    text(out, ",");
    bare_span(out, row->span);
    string_field(out, "why", row->rule);
    text(out, "}");
  }
  text(out, "]");
}

static void write_doc(const isn_doc *doc, isn_buffer *out) {
  isn_buffer_format(out, "{\"isnad\":%d,\"run\":{\"engine\":", ISNAD_FORMAT);
  isn_buffer_json(out, doc->engine_version ? doc->engine_version : ISNAD_VERSION);
  text(out, ",\"models\":[");
  for (const char *at = doc->models ? doc->models : ""; *at; at += strspn(at, " ")) { /* ids by blanks */
    size_t length = strcspn(at, " ");
    if (at != doc->models) text(out, ",");
    isn_buffer_json_n(out, at, length);
    at += length;
  }
  text(out, "]");
  string_field(out, "lexicon", doc->lexicon_id);
  text(out, "},\"doc\":{\"id\":");
  isn_buffer_json(out, doc->id);
  string_field(out, "source", doc->source);
  string_field(out, "source_why", doc->source_why);
  if (doc->credits.count) write_wires(doc, out);
  string_field(out, "title", doc->title);
  string_field(out, "url", doc->url);
  string_field(out, "published", doc->published);
  write_dated(doc, out);
  text(out, ",\"lang\":\"ar\",\"text\":");
  isn_buffer_json_n(out, doc->text, doc->text_bytes);
  text(out, "}");
}

static void write_sentences(const isn_doc *doc, isn_buffer *out) {
  text(out, ",\"sentences\":[");
  for (uint32_t i = 0; i < doc->sentences.count; i++) {
    const isnad_sentence *row = &doc->sentences.at[i];
    comma(out, i);
    text(out, "{");
    bare_span(out, row->span);
    text(out, row->headline ? ",\"headline\":true}" : "}");
  }
  text(out, "]");
}

/* ---- entities ---- */

static void chain(by_entity *index, uint32_t entities, uint32_t entity, uint32_t row) {
  if (entity >= entities) return;
  index->next[row] = index->first[entity];
  index->first[entity] = row;
}

static bool index_rows(isn_arena *arena, uint32_t entities, uint32_t rows, by_entity *index) {
  index->first = isn_arena_alloc(arena, entities * sizeof(uint32_t));
  index->next = isn_arena_alloc(arena, rows * sizeof(uint32_t));
  if (index->first && entities) memset(index->first, 0xff, entities * sizeof(uint32_t));
  return index->first && index->next;
}

static void write_entity_head(const isn_doc *doc, uint32_t row, isn_buffer *out) {
  const isnad_entity *entity = &doc->entities.at[row];
  isn_buffer_format(out, "{\"id\":\"e%u\",\"type\":\"%s\",\"name\":{\"ar\":", row + 1, isnad_entity_type_name(entity->type));
  isn_buffer_json(out, entity->name_ar ? entity->name_ar : "");
  string_field(out, "en", entity->name_en);
  text(out, "}");
  string_field(out, "ref", entity->ref);
  string_field(out, "key", entity->key);
  string_field(out, "code", entity->code);
  if (entity->has_geo) {
    text(out, ",\"geo\":{\"lat\":");
    isn_decimal(out, entity->lat, 4);
    text(out, ",\"lon\":");
    isn_decimal(out, entity->lon, 4);
    text(out, "}");
  } else {
    text(out, ",\"geo\":null");
  }
  text(out, ",\"units\":");
  isn_place_json(row < doc->facts.count ? doc->facts.at[row].units : NULL, out);
}

static void write_mention(const isnad_mention *row, isn_buffer *out) {
  text(out, "{");
  bare_span(out, row->span);
  evidence(out, row->evidence);
  text(out, "}");
}

static void write_label(const isnad_label *row, isn_buffer *out) {
  text(out, "{");
  bare_span(out, row->span);
  id_field(out, "statement", "st", row->statement);
  evidence(out, row->evidence);
  text(out, "}");
}

static void write_entities(const isn_doc *doc, isn_buffer *out) {
  isn_arena arena = {0};
  by_entity mentions, labels;
  uint32_t count = doc->entities.count;
  if (!index_rows(&arena, count, doc->mentions.count, &mentions) || !index_rows(&arena, count, doc->labels.count, &labels)) {
    isn_arena_free(&arena);
    out->failed = true;
    return;
  }
  for (uint32_t i = doc->mentions.count; i-- > 0;) chain(&mentions, count, doc->mentions.at[i].entity, i);
  for (uint32_t i = doc->labels.count; i-- > 0;) chain(&labels, count, doc->labels.at[i].entity, i);
  text(out, ",\"entities\":[");
  for (uint32_t i = 0; i < count; i++) {
    comma(out, i);
    write_entity_head(doc, i, out);
    text(out, ",\"mentions\":[");
    for (uint32_t k = mentions.first[i]; k != ISNAD_NONE; k = mentions.next[k]) {
      comma(out, k != mentions.first[i]);
      write_mention(&doc->mentions.at[k], out);
    }
    text(out, "],\"labels\":[");
    for (uint32_t k = labels.first[i]; k != ISNAD_NONE; k = labels.next[k]) {
      comma(out, k != labels.first[i]);
      write_label(&doc->labels.at[k], out);
    }
    text(out, "]}");
  }
  text(out, "]");
  isn_arena_free(&arena);
}

/* ---- times, statements ---- */

static void write_times(const isn_doc *doc, isn_buffer *out) {
  text(out, ",\"times\":[");
  for (uint32_t i = 0; i < doc->times.count; i++) {
    const isnad_time *row = &doc->times.at[i];
    comma(out, i);
    isn_buffer_format(out, "{\"id\":\"t%u\",", i + 1);
    bare_span(out, row->span);
    string_field(out, "type", isnad_timex_type_name(row->type));
    string_field(out, "value", row->value);
    evidence(out, row->evidence);
    text(out, "}");
  }
  text(out, "]");
}

static void write_statements(const isn_doc *doc, isn_buffer *out) {
  text(out, ",\"statements\":[");
  for (uint32_t i = 0; i < doc->statements.count; i++) {
    const isnad_statement *row = &doc->statements.at[i];
    comma(out, i);
    isn_buffer_format(out, "{\"id\":\"st%u\",\"source\":{", i + 1);
    bare_span(out, row->source);
    id_field(out, "entity", "e", row->source_entity);
    string_field(out, "kind", isnad_source_kind_name(row->kind));
    text(out, "},\"cue\":{");
    bare_span(out, row->cue);
    string_field(out, "class", isnad_cue_class_name(row->cue_class));
    text(out, "},\"content\":[");
    for (uint32_t k = 0; k < row->contents; k++) {
      comma(out, k);
      span(out, row->content[k]);
    }
    isn_buffer_format(out, "],\"quote\":\"%s\"", isnad_quote_name(row->quote));
    id_field(out, "parent", "st", row->parent);
    evidence(out, row->evidence);
    text(out, "}");
  }
  text(out, "]");
}

/* ---- events, positions ---- */

static void write_participants(isn_buffer *out, const char *name, const isnad_participant *rows, uint32_t count) {
  isn_buffer_format(out, ",\"%s\":[", name);
  for (uint32_t i = 0; i < count; i++) {
    comma(out, i);
    text(out, "{");
    bare_span(out, rows[i].span);
    id_field(out, "entity", "e", rows[i].entity);
    string_field(out, "code", rows[i].code);
    text(out, "}");
  }
  text(out, "]");
}

static void write_size(isn_buffer *out, const char *name, int32_t value, bool first) {
  if (value < 0) isn_buffer_format(out, "%s\"%s\":null", first ? "" : ",", name);
  else isn_buffer_format(out, "%s\"%s\":%d", first ? "" : ",", name, (int)value);
}

static void write_event(const isnad_event *row, uint32_t i, isn_buffer *out) {
  isn_buffer_format(out, "{\"id\":\"ev%u\",\"type\":\"%s\"", i + 1, isnad_event_type_name(row->type));
  string_field(out, "mode", row->mode);
  text(out, ",\"context\":[");
  isn_put_contexts(row->contexts, "\"", ",", out);
  text(out, "]");
  string_field(out, "cameo", row->cameo);
  text(out, ",\"anchor\":");
  span(out, row->anchor);
  write_participants(out, "actors", row->actors, row->actors_count);
  write_participants(out, "recipients", row->recipients, row->recipients_count);
  text(out, ",\"size\":{");
  write_size(out, "dead", row->dead, true);
  write_size(out, "injured", row->injured, false);
  write_size(out, "arrested", row->arrested, false);
  write_size(out, "casualties", row->casualties, false);
  write_size(out, "abducted", row->abducted, false);
  write_size(out, "displaced", row->displaced, false);
  text(out, "}");
  id_field(out, "place", "e", row->place);
  id_field(out, "time", "t", row->time);
  string_field(out, "modality", isnad_modality_name(row->modality));
  id_field(out, "statement", "st", row->statement);
  evidence(out, row->evidence);
  text(out, "}");
}

static void write_position(const isnad_position *row, uint32_t i, isn_buffer *out) {
  isn_buffer_format(out, "{\"id\":\"p%u\"", i + 1);
  id_field(out, "holder", "e", row->holder);
  string_field(out, "stance", isnad_stance_name(row->stance));
  text(out, ",\"about\":");
  span(out, row->about);
  id_field(out, "of", "e", row->of);
  text(out, ",\"condition\":");
  if (isn_written(row->condition)) span(out, row->condition);
  else text(out, "null");
  text(out, ",\"rests_on\":[");
  if (row->statement != ISNAD_NONE) isn_buffer_format(out, "\"st%u\"", row->statement + 1);
  if (row->event != ISNAD_NONE) isn_buffer_format(out, "%s\"ev%u\"", row->statement != ISNAD_NONE ? "," : "", row->event + 1);
  text(out, "]");
  evidence(out, row->evidence);
  text(out, "}");
}

void isn_export_json(const isn_doc *doc, isn_buffer *out) {
  write_doc(doc, out);
  write_sentences(doc, out);
  write_entities(doc, out);
  write_times(doc, out);
  write_statements(doc, out);
  text(out, ",\"events\":[");
  for (uint32_t i = 0; i < doc->events.count; i++) {
    comma(out, i);
    write_event(&doc->events.at[i], i, out);
  }
  text(out, "],\"positions\":[");
  for (uint32_t i = 0; i < doc->positions.count; i++) {
    comma(out, i);
    write_position(&doc->positions.at[i], i, out);
  }
  text(out, "]}");
}
