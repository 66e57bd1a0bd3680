/* Events as PLOVER records (manual, draft 2.0), one JSON object a line. What the manual has no field for stands in `isnad`:
 * docs/exports.md. */
#include <string.h>

#include "export/export.h"
#include "export/tables.h"

static void text(isn_buffer *out, const char *bytes) { isn_buffer_text(out, bytes); }

/* ,"name":"value" with the words on one line; null for nothing */
static void words_field(isn_buffer *out, const char *name, const isn_stored *rows, isnad_span span) {
  isn_buffer words = {0};
  isn_rows_words(rows, span, &words);
  isn_buffer_format(out, ",\"%s\":", name);
  if (words.length) isn_buffer_json_n(out, words.at, words.length);
  else text(out, "null");
  out->failed = out->failed || words.failed;
  isn_buffer_free(&words);
}

static void field(isn_buffer *out, const char *name, const char *value) {
  isn_buffer_format(out, ",\"%s\":", name);
  isn_buffer_json(out, value && *value ? value : NULL);
}

static void span_fields(isn_buffer *out, isnad_span span) {
  if (isn_written(span)) isn_buffer_format(out, ",\"start\":%u,\"end\":%u", span.start, span.end);
  else text(out, ",\"start\":null,\"end\":null");
}

/* ---- participants ---- */

static void participant(const isn_stored *rows, const isnad_participant *who, isn_buffer *out) {
  isn_actor_code code = isn_actor_code_of(who->code);
  const char *ref = isn_entity_key(rows, who->entity), *name = isn_rows_name(rows, who->entity);
  text(out, "{\"code\":");
  isn_buffer_json(out, *code.country ? code.country : NULL);
  field(out, "sector", code.sectors);
  if (isn_written(who->span)) words_field(out, "entity_text", rows, who->span);
  else field(out, "entity_text", name);
  field(out, "identifier_id", ref);
  field(out, "identifier_text", name);
  span_fields(out, who->span);
  text(out, "}");
}

static void participants(const isn_stored *rows, const char *name, const isnad_participant *list, uint32_t count, isn_buffer *out) {
  isn_buffer_format(out, ",\"%s\":[", name);
  for (uint32_t i = 0; i < count; i++) {
    if (i) text(out, ",");
    participant(rows, &list[i], out);
  }
  text(out, "]");
}

/* ---- where ---- */

static const char *english(const char *en, const char *ar) { return en ? en : ar; }

static void location(const isn_export_with *with, const isn_stored *rows, uint32_t place, isn_buffer *out) {
  if (place >= rows->entities_count) {
    text(out, ",\"event_loc\":null");
    return;
  }
  const isnad_entity *row = &rows->entities[place];
  char iso2[3];
  bool known = isn_place_country(rows, place, iso2);
  isn_country country = known ? isn_country_of(with->engine, iso2) : (isn_country){"", ""};
  bool whole = row->ref && strncmp(row->ref, "isnad:country-", 14) == 0;
  text(out, ",\"event_loc\":{\"extracted_place\":");
  isn_buffer_json(out, isn_rows_name(rows, place));
  field(out, "resolved_place", row->name_en);
  text(out, ",\"geonameid\":null,\"lat\":");
  if (row->has_geo) isn_decimal(out, row->lat, 4);
  else text(out, "null");
  text(out, ",\"lon\":");
  if (row->has_geo) isn_decimal(out, row->lon, 4);
  else text(out, "null");
  const isnad_place *units = isn_rows_place(with->engine, rows, place);
  const char *own = row->name_en ? row->name_en : isn_rows_name(rows, place);
  field(out, "city", units ? english(units->city_en, units->city_ar) : known && !whole ? own : NULL);
  field(out, "district", units ? english(units->district_en, units->district_ar) : NULL);
  field(out, "province", units ? english(units->province_en, units->province_ar) : NULL);
  field(out, "country", country.name);
  field(out, "country_code", *country.iso3 ? country.iso3 : known ? iso2 : NULL);
  bool province = units && units->kind && (strcmp(units->kind, "governorate") == 0 || strcmp(units->kind, "region") == 0);
  if (known) isn_buffer_format(out, ",\"resolution\":%d", whole ? 1 : province ? 2 : 4);
  else text(out, ",\"resolution\":null");
  field(out, "identifier_id", row->ref);
  text(out, "}");
}

/* ---- how, how many ---- */

/* The manual's auxiliary modes for what is not told as done; `modality` in isnad keeps planned and demanded apart. */
static void modes(const isnad_event *event, isn_buffer *out) {
  static const char *const auxiliary[ISNAD_MODALITIES] = {
      [ISNAD_PLANNED] = "future", [ISNAD_DEMANDED] = "hypothetical", [ISNAD_HYPOTHETICAL] = "hypothetical", [ISNAD_DENIED] = "negation"};
  const char *second = (unsigned)event->modality < ISNAD_MODALITIES ? auxiliary[event->modality] : NULL;
  text(out, ",\"mode\":[");
  if (event->mode) isn_buffer_json(out, event->mode);
  if (event->mode && second) text(out, ",");
  if (second) isn_buffer_json(out, second);
  text(out, "],\"context\":[");
  isn_put_contexts(event->contexts, "\"", ",", out);
  text(out, "]");
}

static void number(isn_buffer *out, const char *name, int32_t value, bool first) {
  isn_buffer_format(out, "%s\"%s\":", first ? "" : ",", name);
  if (value >= 0) isn_buffer_format(out, "%d", (int)value);
  else text(out, "null");
}

static void sizes(const isnad_event *event, isn_buffer *out) {
  text(out, ",\"size\":{");
  number(out, "dead", event->dead, true);
  number(out, "injured", event->injured, false);
  number(out, "arrested", event->arrested, false);
  text(out, "}");
}

/* ---- the text ---- */

static void citation(const isn_stored *rows, isn_buffer *out) {
  text(out, ",\"cite_info\":{\"citation\":");
  isn_buffer_json(out, rows->id);
  field(out, "url", rows->url);
  field(out, "title", rows->title);
  text(out, ",\"language\":\"ar\"");
  field(out, "publication", rows->source);
  text(out, ",\"coder\":");
  isn_buffer coder = {0};
  isn_buffer_format(&coder, "isnad %s, lexicon %s", rows->engine ? rows->engine : ISNAD_VERSION, rows->lexicon ? rows->lexicon : "?");
  isn_buffer_json(out, coder.failed ? NULL : coder.at);
  out->failed = out->failed || coder.failed;
  isn_buffer_free(&coder);
  text(out, ",\"codebook\":\"plover-2.0-draft\"}");
}

/* ---- who says so ---- */

static void link_fields(const isn_stored *rows, uint32_t statement, isn_buffer *out) {
  const isnad_statement *row = &rows->statements[statement];
  const char *name = isn_rows_name(rows, row->source_entity);
  isn_buffer_format(out, "{\"statement\":\"st%u\",\"kind\":\"%s\"", statement + 1, isnad_source_kind_name(row->kind));
  words_field(out, "source", rows, row->source);
  field(out, "entity", name);
  field(out, "identifier_id", isn_entity_key(rows, row->source_entity));
  field(out, "class", isnad_cue_class_name(row->cue_class));
  words_field(out, "cue", rows, row->cue);
  field(out, "quote", isnad_quote_name(row->quote));
  span_fields(out, row->source);
  text(out, "}");
}

static void wires(const isn_stored *rows, isn_buffer *out) {
  text(out, ",\"wires\":[");
  for (uint32_t i = 0; i < rows->credits_count; i++) {
    if (i) text(out, ",");
    isn_buffer_json(out, rows->credits[i].outlet);
  }
  text(out, "]");
}

static void added(const isn_stored *rows, const isnad_event *event, const isn_when *when, isn_buffer *out) {
  uint32_t chain[ISN_CHAIN_MAX], count = isn_rows_chain(rows, event->statement, chain);
  text(out, ",\"isnad\":{\"document\":");
  isn_buffer_json(out, rows->id);
  field(out, "outlet", rows->source);
  if (rows->credits_count) wires(rows, out);
  text(out, ",\"chain\":[");
  for (uint32_t i = 0; i < count; i++) {
    if (i) text(out, ",");
    link_fields(rows, chain[i], out);
  }
  text(out, "]");
  field(out, "modality", isnad_modality_name(event->modality));
  field(out, "cameo", event->cameo);
  number(out, "casualties", event->casualties, false);
  number(out, "abducted", event->abducted, false);
  number(out, "displaced", event->displaced, false);
  field(out, "date_precision", when->precision);
  if (event->time < rows->times_count) {
    words_field(out, "time_text", rows, rows->times[event->time].span);
    field(out, "time_value", rows->times[event->time].value);
  } else {
    text(out, ",\"time_text\":null,\"time_value\":null");
  }
  isn_buffer_format(out, ",\"anchor\":{\"start\":%u,\"end\":%u,\"line\":%u}", event->anchor.start, event->anchor.end,
                    isn_stored_line(rows, event->anchor.start));
  field(out, "why", event->evidence.why);
  text(out, ",\"confidence\":");
  isn_put_confidence(event->evidence.confidence, out);
  text(out, "}");
}

static void record(const isn_export_with *with, const isn_stored *rows, uint32_t row, isn_buffer *out) {
  const isnad_event *event = &rows->events[row];
  isn_when when = isn_event_when(rows, event);
  isnad_span sentence = isn_rows_sentence(rows, event->anchor);
  isn_buffer id = {0};
  isn_put_row_id(rows, "ev", row, &id);
  text(out, "{\"id\":");
  isn_buffer_json_n(out, id.length ? id.at : "", id.length);
  out->failed = out->failed || id.failed;
  isn_buffer_free(&id);
  text(out, ",\"has_event\":true");
  field(out, "date", when.from);
  field(out, "time", when.time);
  field(out, "enddate", strcmp(when.from, when.to) != 0 ? when.to : NULL);
  participants(rows, "actor", event->actors, event->actors_count, out);
  participants(rows, "recipient", event->recipients, event->recipients_count, out);
  isn_buffer_format(out, ",\"event\":[\"%s\"]", isnad_event_type_name(event->type));
  location(with, rows, event->place, out);
  text(out, ",\"event_text\":[");
  isn_buffer words = {0};
  isn_rows_words(rows, event->anchor, &words);
  isn_buffer_json_n(out, words.length ? words.at : "", words.length);
  out->failed = out->failed || words.failed;
  isn_buffer_free(&words);
  isn_buffer_format(out, "],\"quad_code\":%d,\"event_scale\":", isn_event_quad(event->type));
  isn_decimal(out, isn_event_scale(event), 1);
  modes(event, out);
  sizes(event, out);
  words_field(out, "text", rows, sentence);
  isn_buffer_format(out, ",\"text_info\":{\"start\":%u,\"end\":%u}", sentence.start, sentence.end);
  citation(rows, out);
  text(out, ",\"coder\":\"isnad\"");
  added(rows, event, &when, out);
  text(out, "}\n");
}

void isn_export_plover(const isn_export_with *with, const isn_stored *rows, isn_buffer *out) {
  for (uint32_t row = 0; row < rows->events_count && !out->failed; row++)
    if (isn_event_wanted(with, rows, row)) record(with, rows, row, out);
}
