/* The table of events. */
#include "export/tables.h"

static const isnad_event *event(const isn_cells *at) { return &at->rows->events[at->row]; }

static void id(const isn_cells *at, isn_buffer *out) { isn_put_row_id(at->rows, "ev", at->row, out); }
static void type(const isn_cells *at, isn_buffer *out) { isn_put_text(isnad_event_type_name(event(at)->type), out); }
static void mode(const isn_cells *at, isn_buffer *out) { isn_put_text(event(at)->mode, out); }
static void cameo(const isn_cells *at, isn_buffer *out) { isn_put_text(event(at)->cameo, out); }
static void quad(const isn_cells *at, isn_buffer *out) { isn_buffer_format(out, "%d", isn_event_quad(event(at)->type)); }
static void scale(const isn_cells *at, isn_buffer *out) { isn_decimal(out, isn_event_scale(event(at)), 1); }
static void modality(const isn_cells *at, isn_buffer *out) { isn_put_text(isnad_modality_name(event(at)->modality), out); }

/* ---- when ---- */

static void date_from(const isn_cells *at, isn_buffer *out) { isn_put_text(at->when.from, out); }
static void date_to(const isn_cells *at, isn_buffer *out) { isn_put_text(at->when.to, out); }
static void hour(const isn_cells *at, isn_buffer *out) { isn_put_text(at->when.time, out); }
static void precision(const isn_cells *at, isn_buffer *out) { isn_put_text(at->when.precision, out); }

static const isnad_time *time_of(const isn_cells *at) {
  return event(at)->time < at->rows->times_count ? &at->rows->times[event(at)->time] : NULL;
}
static void time_text(const isn_cells *at, isn_buffer *out) {
  if (time_of(at)) isn_rows_words(at->rows, time_of(at)->span, out);
}
static void time_value(const isn_cells *at, isn_buffer *out) {
  if (time_of(at)) isn_put_text(time_of(at)->value, out);
}

/* ---- who ---- */

typedef void (*writer)(const isn_cells *at, const isnad_participant *who, isn_buffer *out);

static void name(const isn_cells *at, const isnad_participant *who, isn_buffer *out) { isn_participant_name(at->rows, who, out); }
static void code(const isn_cells *at, const isnad_participant *who, isn_buffer *out) {
  (void)at;
  isn_put_text(who->code, out);
}
static void key(const isn_cells *at, const isnad_participant *who, isn_buffer *out) {
  isn_put_text(isn_entity_key(at->rows, who->entity), out);
}

/* One after the other, so that the same place in three columns is the same participant; nothing where none has anything. */
static void each(const isn_cells *at, const isnad_participant *list, uint32_t count, writer write, isn_buffer *out) {
  size_t start = out->length;
  bool any = false;
  for (uint32_t i = 0; i < count; i++) {
    if (i) isn_buffer_text(out, " | ");
    size_t before = out->length;
    write(at, &list[i], out);
    any = any || out->length > before;
  }
  if (!any && !out->failed && out->at) out->at[out->length = start] = 0;
}

static void actors(const isn_cells *at, isn_buffer *out) { each(at, event(at)->actors, event(at)->actors_count, name, out); }
static void actor_codes(const isn_cells *at, isn_buffer *out) { each(at, event(at)->actors, event(at)->actors_count, code, out); }
static void actor_keys(const isn_cells *at, isn_buffer *out) { each(at, event(at)->actors, event(at)->actors_count, key, out); }
static void recipients(const isn_cells *at, isn_buffer *out) { each(at, event(at)->recipients, event(at)->recipients_count, name, out); }
static void recipient_codes(const isn_cells *at, isn_buffer *out) {
  each(at, event(at)->recipients, event(at)->recipients_count, code, out);
}
static void recipient_keys(const isn_cells *at, isn_buffer *out) { each(at, event(at)->recipients, event(at)->recipients_count, key, out); }

/* ---- where, how many ---- */

static const isnad_entity *place_of(const isn_cells *at) {
  return event(at)->place < at->rows->entities_count ? &at->rows->entities[event(at)->place] : NULL;
}
static void place(const isn_cells *at, isn_buffer *out) { isn_put_text(isn_rows_name(at->rows, event(at)->place), out); }
static void place_en(const isn_cells *at, isn_buffer *out) {
  if (place_of(at)) isn_put_text(place_of(at)->name_en, out);
}
static void place_key(const isn_cells *at, isn_buffer *out) { isn_put_text(isn_entity_key(at->rows, event(at)->place), out); }
static void place_country(const isn_cells *at, isn_buffer *out) {
  char iso2[3];
  if (isn_place_country(at->rows, event(at)->place, iso2)) isn_put_text(iso2, out);
}
static const isnad_place *units(const isn_cells *at) { return isn_rows_place(at->engine, at->rows, event(at)->place); }
static void place_kind(const isn_cells *at, isn_buffer *out) {
  if (units(at)) isn_put_text(units(at)->kind, out);
}
static void country_name(const isn_cells *at, isn_buffer *out) {
  if (units(at)) isn_put_text(units(at)->country_ar, out);
}
static void province(const isn_cells *at, isn_buffer *out) {
  if (units(at)) isn_put_text(units(at)->province, out);
}
static void province_name(const isn_cells *at, isn_buffer *out) {
  if (units(at)) isn_put_text(units(at)->province_ar, out);
}
static void district(const isn_cells *at, isn_buffer *out) {
  if (units(at)) isn_put_text(units(at)->district_ar, out);
}
static void city(const isn_cells *at, isn_buffer *out) {
  if (units(at)) isn_put_text(units(at)->city_ar, out);
}
static void lat(const isn_cells *at, isn_buffer *out) {
  if (place_of(at) && place_of(at)->has_geo) isn_decimal(out, place_of(at)->lat, 4);
}
static void lon(const isn_cells *at, isn_buffer *out) {
  if (place_of(at) && place_of(at)->has_geo) isn_decimal(out, place_of(at)->lon, 4);
}

static void size(int32_t value, isn_buffer *out) {
  if (value >= 0) isn_buffer_format(out, "%d", (int)value);
}
static void dead(const isn_cells *at, isn_buffer *out) { size(event(at)->dead, out); }
static void injured(const isn_cells *at, isn_buffer *out) { size(event(at)->injured, out); }
static void arrested(const isn_cells *at, isn_buffer *out) { size(event(at)->arrested, out); }
static void casualties(const isn_cells *at, isn_buffer *out) { size(event(at)->casualties, out); }
static void abducted(const isn_cells *at, isn_buffer *out) { size(event(at)->abducted, out); }
static void displaced(const isn_cells *at, isn_buffer *out) { size(event(at)->displaced, out); }
static void contexts(const isn_cells *at, isn_buffer *out) { isn_put_contexts(event(at)->contexts, "", " | ", out); }

/* ---- who says so, and where it stands ---- */

static const isnad_statement *told(const isn_cells *at) {
  return event(at)->statement < at->rows->statements_count ? &at->rows->statements[event(at)->statement] : NULL;
}
static void statement(const isn_cells *at, isn_buffer *out) {
  if (told(at)) isn_put_row_id(at->rows, "st", event(at)->statement, out);
}
static void said_by(const isn_cells *at, isn_buffer *out) {
  if (told(at)) isn_source_words(at->rows, told(at), out);
}
static void said_by_kind(const isn_cells *at, isn_buffer *out) {
  isn_put_text(told(at) ? isnad_source_kind_name(told(at)->kind) : "outlet", out);
}
static void cue_class(const isn_cells *at, isn_buffer *out) {
  if (told(at)) isn_put_text(isnad_cue_class_name(told(at)->cue_class), out);
}
static void chain(const isn_cells *at, isn_buffer *out) { isn_rows_chain_words(at->rows, event(at)->statement, out); }

static void line(const isn_cells *at, isn_buffer *out) { isn_put_line(at->rows, event(at)->anchor, out); }
static void start(const isn_cells *at, isn_buffer *out) { isn_put_offset(event(at)->anchor.start, out); }
static void end(const isn_cells *at, isn_buffer *out) { isn_put_offset(event(at)->anchor.end, out); }
static void anchor(const isn_cells *at, isn_buffer *out) { isn_rows_words(at->rows, event(at)->anchor, out); }
static void sentence(const isn_cells *at, isn_buffer *out) {
  isn_rows_words(at->rows, isn_rows_sentence(at->rows, event(at)->anchor), out);
}
static void why(const isn_cells *at, isn_buffer *out) { isn_put_text(event(at)->evidence.why, out); }
static void confidence(const isn_cells *at, isn_buffer *out) { isn_put_confidence(event(at)->evidence.confidence, out); }

static const isn_column columns[] = {{"event", false, id},
                                     ISN_DOCUMENT_COLUMNS,
                                     {"type", false, type},
                                     {"mode", false, mode},
                                     {"cameo", false, cameo},
                                     {"quad", true, quad},
                                     {"scale", true, scale},
                                     {"modality", false, modality},
                                     {"date_from", false, date_from},
                                     {"date_to", false, date_to},
                                     {"time", false, hour},
                                     {"date_precision", false, precision},
                                     {"time_text", false, time_text},
                                     {"time_value", false, time_value},
                                     {"actors", false, actors},
                                     {"actor_codes", false, actor_codes},
                                     {"actor_keys", false, actor_keys},
                                     {"recipients", false, recipients},
                                     {"recipient_codes", false, recipient_codes},
                                     {"recipient_keys", false, recipient_keys},
                                     {"place", false, place},
                                     {"place_en", false, place_en},
                                     {"place_key", false, place_key},
                                     {"place_country", false, place_country},
                                     {"lat", true, lat},
                                     {"lon", true, lon},
                                     {"dead", true, dead},
                                     {"injured", true, injured},
                                     {"arrested", true, arrested},
                                     {"statement", false, statement},
                                     {"said_by", false, said_by},
                                     {"said_by_kind", false, said_by_kind},
                                     {"cue_class", false, cue_class},
                                     {"chain", false, chain},
                                     {"line", true, line},
                                     {"start", true, start},
                                     {"end", true, end},
                                     {"anchor", false, anchor},
                                     {"sentence", false, sentence},
                                     {"why", false, why},
                                     {"confidence", true, confidence},
                                     {"contexts", false, contexts},
                                     {"casualties", true, casualties},
                                     {"abducted", true, abducted},
                                     {"displaced", true, displaced},
                                     {"place_kind", false, place_kind},
                                     {"place_country_name", false, country_name},
                                     {"place_province", false, province},
                                     {"place_province_name", false, province_name},
                                     {"place_district", false, district},
                                     {"place_city", false, city}};

static uint32_t count(const isn_stored *rows) { return rows->events_count; }
static float row_confidence(const isn_stored *rows, uint32_t row) { return rows->events[row].evidence.confidence; }

const isn_rows_table isn_events_table = {"events", columns, sizeof columns / sizeof *columns, count, row_confidence};
