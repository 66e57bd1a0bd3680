/* Claims as JSON, one a line (docs/claims.md): what ../shared/eval/claim_eval.py reads, and all the rest. */
#include <string.h>

#include "doc/place.h"
#include "report/report.h"

static const char *const measures[ISN_MEASURES] = {"dead", "injured", "arrested"};

static void key(isn_buffer *out, const char *name) {
  if (out->length && out->at[out->length - 1] != '{' && out->at[out->length - 1] != '[') isn_buffer_text(out, ",");
  isn_buffer_json(out, name);
  isn_buffer_text(out, ":");
}

static void text(isn_buffer *out, const char *name, const char *value) {
  key(out, name);
  isn_buffer_json(out, value);
}

static void number(isn_buffer *out, const char *name, int64_t value) {
  key(out, name);
  if (value < 0) isn_buffer_text(out, "null");
  else isn_buffer_format(out, "%lld", (long long)value);
}

static void name(isn_buffer *out, const char *label, isn_name value) {
  key(out, label);
  isn_buffer_text(out, "{");
  text(out, "ar", value.ar);
  text(out, "en", value.en);
  isn_buffer_text(out, "}");
}

static void actor(isn_buffer *out, const isn_overview *model, const char *label, uint32_t row) {
  key(out, label);
  if (row == ISNAD_NONE) {
    isn_buffer_text(out, "null");
    return;
  }
  isn_buffer_text(out, "{");
  text(out, "ar", model->actors.at[row].name.ar);
  text(out, "en", model->actors.at[row].name.en);
  text(out, "ref", model->actors.at[row].ref);
  isn_buffer_text(out, "}");
}

/* Where: the place, its coordinates, and the units in which it lies. */
static void place(isn_buffer *out, const isn_overview *model, const isn_claim *claim) {
  uint32_t document;
  const isnad_entity *found = isn_claim_place(model, claim, &document);
  actor(out, model, "place", claim->place);
  key(out, "geo");
  if (found) {
    isn_buffer_text(out, "{\"lat\":");
    isn_decimal(out, found->lat, 4);
    isn_buffer_text(out, ",\"lon\":");
    isn_decimal(out, found->lon, 4);
    isn_buffer_text(out, "}");
  } else {
    isn_buffer_text(out, "null");
  }
  key(out, "units");
  isn_place_json(isn_claim_units(model, claim), out);
}

/* {"dead": {"least", "most"}, ...}: null where nobody gives a number. */
static void ranges(isn_buffer *out, const isn_claim *claim) {
  key(out, "range");
  isn_buffer_text(out, "{");
  for (int m = 0; m < ISN_MEASURES; m++) {
    int32_t least, most;
    key(out, measures[m]);
    if (isn_claim_range(claim, (isn_measure)m, &least, &most)) isn_buffer_format(out, "{\"least\":%d,\"most\":%d}", (int)least, (int)most);
    else isn_buffer_text(out, "null");
  }
  isn_buffer_text(out, "}");
}

static void actors(isn_buffer *out, const isn_overview *model, const char *label, const isn_numbers *rows) {
  key(out, label);
  isn_buffer_text(out, "[");
  for (uint32_t i = 0; i < rows->count; i++) {
    const isn_actor *row = &model->actors.at[rows->at[i]];
    isn_buffer_text(out, i ? ",{" : "{");
    text(out, "ar", row->name.ar);
    text(out, "en", row->name.en);
    text(out, "ref", row->ref);
    isn_buffer_text(out, "}");
  }
  isn_buffer_text(out, "]");
}

static void chain(isn_buffer *out, const isn_overview *model, const isn_chain *row) {
  key(out, "chain");
  isn_buffer_text(out, "[");
  for (uint32_t i = 0; i < row->count; i++) {
    const isn_hop *hop = &row->hops[i];
    isn_buffer_text(out, i ? ",{" : "{");
    name(out, "name", hop->name);
    text(out, "ref", hop->actor == ISNAD_NONE ? NULL : model->actors.at[hop->actor].ref);
    text(out, "kind", isnad_source_kind_name(hop->kind));
    text(out, "written", hop->written);
    isn_buffer_text(out, "}");
  }
  isn_buffer_text(out, "]");
}

static void figures(isn_buffer *out, const isn_voice *voice) {
  key(out, "figures");
  isn_buffer_text(out, "{");
  for (int m = 0; m < ISN_MEASURES; m++) number(out, measures[m], voice->sizes[m]);
  isn_buffer_text(out, "}");
}

static void voice(isn_buffer *out, const isn_overview *model, const isn_claim *claim, const isn_voice *row) {
  const isn_stored *stored = model->documents[row->cite.document].stored;
  isn_buffer words = {0};
  isn_report_squeezed(stored, row->cite.span, &words);
  isn_buffer_text(out, "{");
  text(out, "doc", stored->id);
  number(out, "start", row->cite.span.start);
  number(out, "end", row->cite.span.end);
  number(out, "line", row->cite.line);
  text(out, "text", words.at ? words.at : "");
  text(out, "outlet", model->outlets.at[row->chain.outlet].id);
  text(out, "published", stored->published ? stored->published : model->documents[row->cite.document].day);
  chain(out, model, &row->chain);
  number(out, "statement", row->statement == ISNAD_NONE ? -1 : (int64_t)row->statement);
  number(out, "origin", row->origin);
  if (claim->kind == ISN_CLAIM_EVENT) {
    number(out, "event", row->event);
    text(out, "modality", isnad_modality_name(row->modality));
    text(out, "date", row->date);
    figures(out, row);
  }
  if (claim->kind == ISN_CLAIM_WORDS) number(out, "number", row->number);
  text(out, "why", row->evidence.why);
  isn_buffer_text(out, "}");
  out->failed |= words.failed;
  isn_buffer_free(&words);
}

static void side(isn_buffer *out, const isn_overview *model, const isn_claim *claim, const char *label, int8_t which) {
  key(out, label);
  isn_buffer_text(out, "[");
  bool first = true;
  for (uint32_t i = 0; i < claim->voices.count; i++) {
    if (claim->voices.at[i].side != which) continue;
    if (!first) isn_buffer_text(out, ",");
    first = false;
    voice(out, model, claim, &claim->voices.at[i]);
  }
  isn_buffer_text(out, "]");
}

void isn_claim_json(const isn_overview *model, const isn_claim *claim, isn_buffer *out) {
  static const char *const kinds[ISN_CLAIM_KINDS] = {"matter", "incident", "name", "words"};
  isn_buffer_text(out, "{");
  text(out, "claim", claim->id);
  text(out, "kind", kinds[claim->kind]);
  name(out, "says", claim->name);
  name(out, "against_says", claim->against_name);
  actor(out, model, "of", claim->actor);
  if (claim->kind == ISN_CLAIM_EVENT) {
    text(out, "type", isnad_event_type_name(claim->type));
    text(out, "date", claim->date);
    text(out, "date_precision", claim->precision);
    actors(out, model, "actors", &claim->actors);
    actors(out, model, "recipients", &claim->recipients);
    place(out, model, claim);
    ranges(out, claim);
  }
  number(out, "documents", claim->documents);
  number(out, "outlets", claim->outlets);
  number(out, "origins", claim->origins[0]);
  number(out, "origins_against", claim->origins[1]);
  key(out, "figures_differ");
  isn_buffer_text(out, claim->differs ? "true" : "false");
  side(out, model, claim, "support", 1);
  side(out, model, claim, "against", -1);
  isn_buffer_text(out, "}\n");
}
