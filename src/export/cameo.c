/* Events as tab-separated lines in the manner of ICEWS: its twenty columns under its names, then what isnad adds. */
#include <string.h>

#include "export/export.h"
#include "export/tables.h"

static const isnad_event *event(const isn_cells *at) { return &at->rows->events[at->row]; }

static void id(const isn_cells *at, isn_buffer *out) { isn_put_row_id(at->rows, "ev", at->row, out); }
static void date(const isn_cells *at, isn_buffer *out) { isn_put_text(at->when.from, out); }

/* ---- the two sides: ICEWS has one name each, so the first has the columns and the rest stand in "All ..." ---- */

static const isnad_participant *first(const isnad_participant *list, uint32_t count) { return count ? &list[0] : NULL; }
static const isnad_participant *source(const isn_cells *at) { return first(event(at)->actors, event(at)->actors_count); }
static const isnad_participant *target(const isn_cells *at) { return first(event(at)->recipients, event(at)->recipients_count); }

static void name(const isn_cells *at, const isnad_participant *who, isn_buffer *out) {
  if (who) isn_participant_name(at->rows, who, out);
}
static void sectors(const isnad_participant *who, isn_buffer *out) {
  isn_actor_code code = isn_actor_code_of(who ? who->code : NULL);
  isn_put_text(code.sectors, out);
}
static void country(const isnad_participant *who, isn_buffer *out) {
  isn_actor_code code = isn_actor_code_of(who ? who->code : NULL);
  isn_put_text(code.country, out);
}
static void all(const isn_cells *at, const isnad_participant *list, uint32_t count, isn_buffer *out) {
  for (uint32_t i = 0; i < count; i++) {
    if (i) isn_buffer_text(out, " | ");
    isn_participant_name(at->rows, &list[i], out);
    if (list[i].code) isn_buffer_format(out, " [%s]", list[i].code);
  }
}

static void source_name(const isn_cells *at, isn_buffer *out) { name(at, source(at), out); }
static void source_sectors(const isn_cells *at, isn_buffer *out) { sectors(source(at), out); }
static void source_country(const isn_cells *at, isn_buffer *out) { country(source(at), out); }
static void target_name(const isn_cells *at, isn_buffer *out) { name(at, target(at), out); }
static void target_sectors(const isn_cells *at, isn_buffer *out) { sectors(target(at), out); }
static void target_country(const isn_cells *at, isn_buffer *out) { country(target(at), out); }
static void all_sources(const isn_cells *at, isn_buffer *out) { all(at, event(at)->actors, event(at)->actors_count, out); }
static void all_targets(const isn_cells *at, isn_buffer *out) { all(at, event(at)->recipients, event(at)->recipients_count, out); }

/* ---- what ---- */

static const char *const roots[] = {"",
                                    "Make public statement",
                                    "Appeal",
                                    "Express intent to cooperate",
                                    "Consult",
                                    "Engage in diplomatic cooperation",
                                    "Engage in material cooperation",
                                    "Provide aid",
                                    "Yield",
                                    "Investigate",
                                    "Demand",
                                    "Disapprove",
                                    "Reject",
                                    "Threaten",
                                    "Protest",
                                    "Exhibit force posture",
                                    "Reduce relations",
                                    "Coerce",
                                    "Assault",
                                    "Fight",
                                    "Use unconventional mass violence"};

/* 01 to 20, 0 where the code is none. */
static unsigned root_of(const isnad_event *row) {
  const char *code = row->cameo;
  if (!code || code[0] < '0' || code[0] > '2' || code[1] < '0' || code[1] > '9') return 0;
  unsigned root = (unsigned)(code[0] - '0') * 10 + (unsigned)(code[1] - '0');
  return root <= 20 ? root : 0;
}
static void text(const isn_cells *at, isn_buffer *out) { isn_buffer_text(out, roots[root_of(event(at))]); }
static void code(const isn_cells *at, isn_buffer *out) { isn_put_text(event(at)->cameo, out); }
static void root(const isn_cells *at, isn_buffer *out) {
  if (root_of(event(at))) isn_buffer_format(out, "%02u", root_of(event(at)));
}
static void intensity(const isn_cells *at, isn_buffer *out) { isn_decimal(out, isn_event_scale(event(at)), 1); }
static void type(const isn_cells *at, isn_buffer *out) { isn_put_text(isnad_event_type_name(event(at)->type), out); }
static void mode(const isn_cells *at, isn_buffer *out) { isn_put_text(event(at)->mode, out); }
static void modality(const isn_cells *at, isn_buffer *out) { isn_put_text(isnad_modality_name(event(at)->modality), out); }

/* ---- where it is told and where it was ---- */

static void story(const isn_cells *at, isn_buffer *out) { isn_put_text(at->rows->id, out); }
static void sentence_line(const isn_cells *at, isn_buffer *out) { isn_put_line(at->rows, event(at)->anchor, out); }
static void publisher(const isn_cells *at, isn_buffer *out) { isn_put_text(at->rows->source, out); }

static const isnad_entity *place(const isn_cells *at) {
  return event(at)->place < at->rows->entities_count ? &at->rows->entities[event(at)->place] : NULL;
}
static const isnad_place *units(const isn_cells *at) { return isn_rows_place(at->engine, at->rows, event(at)->place); }
/* A country as a place has no city; of a place whose kind is not known its name is said. */
static void city(const isn_cells *at, isn_buffer *out) {
  const char *ref = place(at) ? place(at)->ref : NULL;
  if (units(at)) isn_put_text(units(at)->city_ar, out);
  else if (place(at) && !(ref && strncmp(ref, "isnad:country-", 14) == 0)) isn_put_text(isn_rows_name(at->rows, event(at)->place), out);
}
static void district(const isn_cells *at, isn_buffer *out) {
  if (units(at)) isn_put_text(units(at)->district_ar, out);
}
static void province(const isn_cells *at, isn_buffer *out) {
  if (units(at)) isn_put_text(units(at)->province_ar, out);
}
static void place_country(const isn_cells *at, isn_buffer *out) {
  char iso2[3];
  if (!isn_place_country(at->rows, event(at)->place, iso2)) return;
  isn_country known = isn_country_of(at->engine, iso2);
  isn_put_text(*known.iso3 ? known.iso3 : iso2, out);
}
static void latitude(const isn_cells *at, isn_buffer *out) {
  if (place(at) && place(at)->has_geo) isn_decimal(out, place(at)->lat, 4);
}
static void longitude(const isn_cells *at, isn_buffer *out) {
  if (place(at) && place(at)->has_geo) isn_decimal(out, place(at)->lon, 4);
}

/* ---- what isnad adds ---- */

static void end_date(const isn_cells *at, isn_buffer *out) { isn_put_text(at->when.to, out); }
static void precision(const isn_cells *at, isn_buffer *out) { isn_put_text(at->when.precision, out); }
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
static void start(const isn_cells *at, isn_buffer *out) { isn_put_offset(event(at)->anchor.start, out); }
static void end(const isn_cells *at, isn_buffer *out) { isn_put_offset(event(at)->anchor.end, out); }
static void words(const isn_cells *at, isn_buffer *out) { isn_rows_words(at->rows, event(at)->anchor, out); }
static void chain(const isn_cells *at, isn_buffer *out) { isn_rows_chain_words(at->rows, event(at)->statement, out); }
static void hops(const isn_cells *at, isn_buffer *out) {
  uint32_t links[ISN_CHAIN_MAX];
  isn_buffer_format(out, "%u", isn_rows_chain(at->rows, event(at)->statement, links));
}
static void url(const isn_cells *at, isn_buffer *out) { isn_put_text(at->rows->url, out); }
static void why(const isn_cells *at, isn_buffer *out) { isn_put_text(event(at)->evidence.why, out); }
static void confidence(const isn_cells *at, isn_buffer *out) { isn_put_confidence(event(at)->evidence.confidence, out); }

static const isn_column columns[] = {{"Event ID", false, id},
                                     {"Event Date", false, date},
                                     {"Source Name", false, source_name},
                                     {"Source Sectors", false, source_sectors},
                                     {"Source Country", false, source_country},
                                     {"Event Text", false, text},
                                     {"CAMEO Code", false, code},
                                     {"Intensity", true, intensity},
                                     {"Target Name", false, target_name},
                                     {"Target Sectors", false, target_sectors},
                                     {"Target Country", false, target_country},
                                     {"Story ID", false, story},
                                     {"Sentence Number", true, sentence_line},
                                     {"Publisher", false, publisher},
                                     {"City", false, city},
                                     {"District", false, district},
                                     {"Province", false, province},
                                     {"Country", false, place_country},
                                     {"Latitude", true, latitude},
                                     {"Longitude", true, longitude},
                                     {"CAMEO Root", false, root},
                                     {"PLOVER Type", false, type},
                                     {"PLOVER Mode", false, mode},
                                     {"Modality", false, modality},
                                     {"End Date", false, end_date},
                                     {"Date Precision", false, precision},
                                     {"All Sources", false, all_sources},
                                     {"All Targets", false, all_targets},
                                     {"Dead", true, dead},
                                     {"Injured", true, injured},
                                     {"Arrested", true, arrested},
                                     {"Start", true, start},
                                     {"End", true, end},
                                     {"Words", false, words},
                                     {"Chain", false, chain},
                                     {"Hops", true, hops},
                                     {"URL", false, url},
                                     {"Why", false, why},
                                     {"Confidence", true, confidence},
                                     {"PLOVER Contexts", false, contexts},
                                     {"Casualties", true, casualties},
                                     {"Abducted", true, abducted},
                                     {"Displaced", true, displaced}};

enum { COLUMNS = sizeof columns / sizeof *columns };

void isn_export_cameo_head(isn_buffer *out) {
  for (uint32_t i = 0; i < COLUMNS; i++) isn_buffer_format(out, "%s%s", i ? "\t" : "", columns[i].name);
  isn_buffer_text(out, "\n");
}

void isn_export_cameo(const isn_export_with *with, const isn_stored *rows, isn_buffer *out) {
  for (uint32_t row = 0; row < rows->events_count && !out->failed; row++) {
    if (!isn_event_wanted(with, rows, row)) continue;
    isn_cells at = isn_cells_at(&isn_events_table, rows, with->engine, row);
    for (uint32_t i = 0; i < COLUMNS; i++) {
      if (i) isn_buffer_text(out, "\t");
      columns[i].write(&at, out); /* on one line and without tabs: cells.c */
    }
    isn_buffer_text(out, "\n");
  }
}
