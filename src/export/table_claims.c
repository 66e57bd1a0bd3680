/* Incidents and claims as CSV: what is known only of many documents together. One row an incident; one row a piece of evidence of a claim.
 */
#include <stdio.h>
#include <string.h>

#include "export/claims.h"
#include "export/export.h"
#include "export/tables.h"

/* One line that is being written, cell by cell; with names as the properties of a feature. */
typedef struct sheet {
  isn_buffer *out, cell;
  uint32_t column;
  const char *const *names;
} sheet;

/* What the geometry says is no property. */
static bool is_degree(const char *name) { return strcmp(name, "lat") == 0 || strcmp(name, "lon") == 0; }

static void end_property(sheet *s, bool number) {
  const char *name = s->names[s->column];
  if (!is_degree(name)) {
    isn_buffer_format(s->out, "%s\"%s\":", s->column ? "," : "", name);
    if (!s->cell.length) isn_buffer_text(s->out, "null");
    else if (number) isn_buffer_add(s->out, s->cell.at, s->cell.length);
    else isn_buffer_json_n(s->out, s->cell.at, s->cell.length);
  }
  s->column++;
  s->cell.length = 0;
}

static void end_cell(sheet *s, bool number) {
  if (s->names) {
    end_property(s, number);
    return;
  }
  if (s->column++) isn_buffer_text(s->out, ",");
  isn_csv_cell(s->cell.length ? s->cell.at : "", s->cell.length, number, s->out);
  s->cell.length = 0;
}

static void text(sheet *s, const char *value) {
  isn_put_text(value, &s->cell);
  end_cell(s, false);
}

static void number(sheet *s, int64_t value) {
  if (value >= 0) isn_buffer_format(&s->cell, "%lld", (long long)value);
  end_cell(s, true);
}

static void end_line(sheet *s) {
  isn_buffer_text(s->out, "\r\n");
  s->column = 0;
  s->out->failed = s->out->failed || s->cell.failed;
}

static void head(const char *const *names, size_t count, isn_buffer *out) {
  isn_buffer_text(out, "\xef\xbb\xbf");
  for (size_t i = 0; i < count; i++) isn_buffer_format(out, "%s%s", i ? "," : "", names[i]);
  isn_buffer_text(out, "\r\n");
}

/* ---- parts of both ---- */

static const char *const kinds[ISN_CLAIM_KINDS] = {"matter", "incident", "name", "words"};

static const char *name_of(const isn_overview *model, uint32_t actor) {
  return actor == ISNAD_NONE ? NULL : model->actors.at[actor].name.ar ? model->actors.at[actor].name.ar : model->actors.at[actor].name.en;
}

static const char *key_of(const isn_overview *model, uint32_t actor) { return actor == ISNAD_NONE ? NULL : model->actors.at[actor].ref; }

typedef const char *(*of_actor)(const isn_overview *model, uint32_t actor);

static const char *code_of(const isn_overview *model, uint32_t actor) { return model->actors.at[actor].code; }

static void each(sheet *s, const isn_overview *model, const isn_numbers *rows, of_actor part) {
  bool any = false;
  for (uint32_t i = 0; i < rows->count; i++) any = any || part(model, rows->at[i]);
  for (uint32_t i = 0; any && i < rows->count; i++) {
    if (i) isn_buffer_text(&s->cell, " | ");
    isn_put_text(part(model, rows->at[i]), &s->cell);
  }
  end_cell(s, false);
}

/* "outlet ← agency ← office" */
static void put_chain(const isn_overview *model, const isn_chain *chain, isn_buffer *out) {
  const char *outlet = model->outlets.at[chain->outlet].id;
  isn_put_text(outlet ? outlet : "?", out);
  for (uint32_t i = 0; i < chain->count; i++) {
    const isn_hop *hop = &chain->hops[i];
    isn_buffer_text(out, " ← ");
    isn_put_text(hop->written ? hop->written : hop->name.ar ? hop->name.ar : "(?)", out);
  }
}

static const isn_stored *document_of(const isn_overview *model, const isn_voice *voice) {
  return model->documents[voice->cite.document].stored;
}

/* ---- incidents ---- */

static const char *const incident_columns[] = {"incident",
                                               "says",
                                               "type",
                                               "date",
                                               "date_from_text",
                                               "place",
                                               "place_key",
                                               "place_country",
                                               "lat",
                                               "lon",
                                               "actors",
                                               "actor_codes",
                                               "actor_keys",
                                               "recipients",
                                               "recipient_codes",
                                               "recipient_keys",
                                               "documents",
                                               "outlets",
                                               "origins",
                                               "origins_against",
                                               "dead_least",
                                               "dead_most",
                                               "injured_least",
                                               "injured_most",
                                               "arrested_least",
                                               "arrested_most",
                                               "figures_differ",
                                               "figures",
                                               "reports",
                                               "denials",
                                               "date_precision",
                                               "place_kind",
                                               "place_country_name",
                                               "place_province",
                                               "place_province_name",
                                               "place_district",
                                               "place_city"};

void isn_export_incidents_head(isn_buffer *out) { head(incident_columns, sizeof incident_columns / sizeof *incident_columns, out); }

/* Where: the first report whose place has coordinates and is the incident's. */
static void place(sheet *s, const isn_overview *model, const isn_claim *claim) {
  uint32_t document;
  char iso2[3] = "";
  const isnad_entity *found = isn_claim_place(model, claim, &document);
  if (found) {
    const isn_stored *rows = model->documents[document].stored;
    (void)isn_place_country(rows, (uint32_t)(found - rows->entities), iso2);
  }
  text(s, name_of(model, claim->place));
  text(s, key_of(model, claim->place));
  text(s, iso2);
  if (found) isn_decimal(&s->cell, found->lat, 4);
  end_cell(s, true);
  if (found) isn_decimal(&s->cell, found->lon, 4);
  end_cell(s, true);
}

/* Behind the last column, for these came later. */
static void units(sheet *s, const isn_overview *model, const isn_claim *claim) {
  static const isnad_place unknown;
  const isnad_place *found = isn_claim_units(model, claim);
  if (!found) found = &unknown;
  text(s, claim->precision);
  text(s, found->kind);
  text(s, found->country_ar);
  text(s, found->province);
  text(s, found->province_ar);
  text(s, found->district_ar);
  text(s, found->city_ar);
}

/* The least and the most that anybody gives. */
static void range(sheet *s, const isn_claim *claim, int measure) {
  int32_t least, most;
  (void)isn_claim_range(claim, (isn_measure)measure, &least, &most);
  number(s, least);
  number(s, most);
}

/* "dead 5: outlet ← office | dead 7: other outlet": who gives which. */
static void figures(sheet *s, const isn_overview *model, const isn_claim *claim) {
  static const char *const names[ISN_MEASURES] = {"dead", "injured", "arrested"};
  bool any = false;
  for (uint32_t i = 0; i < claim->voices.count; i++)
    for (int m = 0; m < ISN_MEASURES; m++) {
      if (claim->voices.at[i].sizes[m] < 0) continue;
      isn_buffer_format(&s->cell, "%s%s %d: ", any ? " | " : "", names[m], (int)claim->voices.at[i].sizes[m]);
      put_chain(model, &claim->voices.at[i].chain, &s->cell);
      any = true;
    }
  end_cell(s, false);
}

static void reports(sheet *s, const isn_overview *model, const isn_claim *claim, int8_t side) {
  bool any = false;
  for (uint32_t i = 0; i < claim->voices.count; i++) {
    const isn_voice *voice = &claim->voices.at[i];
    if (voice->side != side) continue;
    if (any) isn_buffer_text(&s->cell, " | ");
    any = true;
    if (voice->event != ISNAD_NONE) isn_put_row_id(document_of(model, voice), "ev", voice->event, &s->cell);
    else isn_put_text(document_of(model, voice)->id, &s->cell);
  }
  end_cell(s, false);
}

static void incident(sheet *s, const isn_overview *model, const isn_claim *claim) {
  text(s, claim->id);
  text(s, claim->name.ar ? claim->name.ar : claim->name.en);
  text(s, isnad_event_type_name(claim->type));
  text(s, claim->date);
  text(s, claim->date_kind == ISN_DATE_SAID ? "yes" : claim->date_kind == ISN_DATE_DOCUMENT ? "no" : NULL);
  place(s, model, claim);
  each(s, model, &claim->actors, name_of);
  each(s, model, &claim->actors, code_of);
  each(s, model, &claim->actors, key_of);
  each(s, model, &claim->recipients, name_of);
  each(s, model, &claim->recipients, code_of);
  each(s, model, &claim->recipients, key_of);
  number(s, claim->documents);
  number(s, claim->outlets);
  number(s, claim->origins[0]);
  number(s, claim->origins[1]);
  for (int m = 0; m < ISN_MEASURES; m++) range(s, claim, m);
  text(s, claim->differs ? "yes" : "no");
  figures(s, model, claim);
  reports(s, model, claim, 1);
  reports(s, model, claim, -1);
  units(s, model, claim);
}

void isn_export_incident(const isn_overview *model, const isn_claim *claim, isn_buffer *out) {
  sheet s = {.out = out};
  incident(&s, model, claim);
  end_line(&s);
  isn_buffer_free(&s.cell);
}

void isn_export_incident_feature(const isn_overview *model, const isn_claim *claim, bool *first, isn_buffer *out) {
  uint32_t document;
  const isnad_entity *found = isn_claim_place(model, claim, &document);
  if (!found) return;
  isn_buffer_format(out, "%s{\"type\":\"Feature\",\"id\":\"%s\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[", *first ? "\n" : ",\n",
                    claim->id);
  *first = false;
  isn_decimal(out, found->lon, 4);
  isn_buffer_text(out, ",");
  isn_decimal(out, found->lat, 4);
  isn_buffer_text(out, "]},\"properties\":{");
  sheet s = {.out = out, .names = incident_columns};
  incident(&s, model, claim);
  isn_buffer_text(out, "}}");
  out->failed = out->failed || s.cell.failed;
  isn_buffer_free(&s.cell);
}

/* ---- claims ---- */

static const char *const claim_columns[] = {
    "claim",          "kind",  "says",     "against_says", "of",        "of_key", "documents", "outlets",   "origins", "origins_against",
    "figures_differ", "side",  "document", "outlet",       "published", "origin", "revises",   "statement", "event",   "chain",
    "modality",       "date",  "dead",     "injured",      "arrested",  "line",   "start",     "end",       "words",   "why",
    "confidence",     "number"};

void isn_export_claims_head(isn_buffer *out) { head(claim_columns, sizeof claim_columns / sizeof *claim_columns, out); }

static void voice_cells(sheet *s, const isn_overview *model, const isn_claim *claim, const isn_voice *voice) {
  const isn_stored *rows = document_of(model, voice);
  text(s, voice->side < 0 ? "against" : "support");
  text(s, rows->id);
  text(s, model->outlets.at[voice->chain.outlet].id);
  text(s, rows->published ? rows->published : model->documents[voice->cite.document].day);
  number(s, voice->origin);
  text(s, voice->revises ? "yes" : "no");
  if (voice->statement != ISNAD_NONE) isn_put_row_id(rows, "st", voice->statement, &s->cell);
  end_cell(s, false);
  bool incident = claim->kind == ISN_CLAIM_EVENT;
  if (incident && voice->event != ISNAD_NONE) isn_put_row_id(rows, "ev", voice->event, &s->cell);
  end_cell(s, false);
  put_chain(model, &voice->chain, &s->cell);
  end_cell(s, false);
  text(s, incident ? isnad_modality_name(voice->modality) : NULL);
  text(s, incident ? voice->date : NULL);
  for (int m = 0; m < ISN_MEASURES; m++) number(s, incident ? voice->sizes[m] : -1);
  number(s, voice->cite.line);
  number(s, voice->cite.span.start);
  number(s, voice->cite.span.end);
  isn_rows_words(rows, voice->cite.span, &s->cell);
  end_cell(s, false);
  text(s, voice->evidence.why);
  isn_put_confidence(voice->evidence.confidence, &s->cell);
  end_cell(s, true);
  number(s, voice->number);
}

void isn_export_claim(const isn_overview *model, const isn_claim *claim, float min_confidence, isn_buffer *out) {
  sheet s = {.out = out};
  for (uint32_t i = 0; i < claim->voices.count && !out->failed; i++) {
    if (claim->voices.at[i].evidence.confidence < min_confidence) continue;
    text(&s, claim->id);
    text(&s, kinds[claim->kind]);
    text(&s, claim->name.ar ? claim->name.ar : claim->name.en);
    text(&s, claim->against_name.ar ? claim->against_name.ar : claim->against_name.en);
    text(&s, name_of(model, claim->actor));
    text(&s, key_of(model, claim->actor));
    number(&s, claim->documents);
    number(&s, claim->outlets);
    number(&s, claim->origins[0]);
    number(&s, claim->origins[1]);
    text(&s, claim->differs ? "yes" : "no");
    voice_cells(&s, model, claim, &claim->voices.at[i]);
    end_line(&s);
  }
  isn_buffer_free(&s.cell);
}
