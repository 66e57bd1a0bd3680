/* The report as one JSON object. Codes are those of the record ("ASSAULT", "heavy-weapons", "ADMIT"); names come in both languages, en null
 * where it is not known. Documents, outlets and actors are named by their place in the arrays of the same object, from 0.
 *
 *   {"isnad_report": 1,
 *    "documents": [{"id", "path", "outlet", "title", "url", "published", "dated": {"from", "to"}, "copy_of", "overlap", "wires"}],
 *    "outlets":   [{"id", "name": {"ar", "en"}, "documents"}],
 *    "actors":    [{"type", "ref", "name", "mentions", "documents"}]          type null: no entity, words only
 *    "timeline":  [{"date", "date_from": "text"|"document"|null, "type", "mode", "modality", "context", "actors", "recipients", "places",
 *                   "outlets", "independent", "denied",
 *                   "accounts": [{"document", "line", "start", "end", "chain", "modality", "clock", "size": {"dead", "injured",
 * "arrested"} *    "figures":   [rows like these, with "differs": ["dead", ...]]        accounts with numbers that may be of one event
}]}], "positions": [{"holder", "name", "stance", "of", "about", "condition", "chain", "cites": [{"document", "line", "start",
 * "end"}]}], "names":     [{"actor", "by_outlet": [{"outlet", "styles": [{"words", "own", "quoted", "bare", "cites"}]}]}],
 *    "statements":[{"document", "line", "start", "end", "class", "quote", "cue", "content", "chain", "copies"}]}
 *
 * A chain is {"outlet", "hops": [{"name", "written", "actor", "kind"}]}, the first speaker last. Lines count from 1; start and end are
 * code points of the document's text. */
#include <string.h>

#include "report/report.h"

static const char *const stands[ISN_STANDS] = {"demands", "accepts", "refuses", "offers", "threatens", "promises", "warns"};
static const char *const measures[ISN_MEASURES] = {"dead", "injured", "arrested"};

/* ---- values ---- */

static void key(isn_buffer *out, const char *name) { isn_buffer_format(out, ",\"%s\":", name); }

static void string(isn_buffer *out, const char *name, const char *value) {
  key(out, name);
  isn_buffer_json(out, value);
}

static void number(isn_buffer *out, const char *name, uint32_t value) {
  key(out, name);
  if (value == ISNAD_NONE) isn_buffer_text(out, "null");
  else isn_buffer_format(out, "%u", value);
}

static void boolean(isn_buffer *out, const char *name, bool value) {
  key(out, name);
  isn_buffer_text(out, value ? "true" : "false");
}

static void comma(isn_buffer *out, uint32_t n) {
  if (n) isn_buffer_add(out, ",", 1);
}

static void name_of(isn_buffer *out, isn_name name) {
  isn_buffer_text(out, "{\"ar\":");
  isn_buffer_json(out, name.ar);
  string(out, "en", name.en);
  isn_buffer_text(out, "}");
}

static void numbers(isn_buffer *out, const char *name, const isn_numbers *rows) {
  key(out, name);
  isn_buffer_text(out, "[");
  for (uint32_t i = 0; i < rows->count; i++) {
    comma(out, i);
    isn_buffer_format(out, "%u", rows->at[i]);
  }
  isn_buffer_text(out, "]");
}

/* The fields of a cite, without braces. */
static void cite_fields(isn_buffer *out, isn_cite cite) {
  isn_buffer_format(out, "\"document\":%u,\"line\":%u", cite.document, cite.line);
  number(out, "start", cite.span.start);
  number(out, "end", cite.span.end);
}

static void one_cite(isn_buffer *out, isn_cite cite) {
  isn_buffer_text(out, "{");
  cite_fields(out, cite);
  isn_buffer_text(out, "}");
}

static void cites(isn_buffer *out, const char *name, const isn_cite *first, const isn_cites *rows) {
  key(out, name);
  isn_buffer_text(out, "[");
  if (first) one_cite(out, *first);
  for (uint32_t i = 0; i < rows->count; i++) {
    comma(out, i + (first != NULL));
    one_cite(out, rows->at[i]);
  }
  isn_buffer_text(out, "]");
}

static void chain(isn_buffer *out, const isn_chain *row) {
  isn_buffer_format(out, ",\"chain\":{\"outlet\":%u,\"hops\":[", row->outlet);
  for (uint32_t i = 0; i < row->count; i++) {
    const isn_hop *hop = &row->hops[i];
    comma(out, i);
    isn_buffer_text(out, "{\"name\":");
    name_of(out, hop->name);
    string(out, "written", hop->written);
    number(out, "actor", hop->actor);
    string(out, "kind", isnad_source_kind_name(hop->kind));
    isn_buffer_text(out, "}");
  }
  isn_buffer_text(out, "]}");
}

/* ---- tables ---- */

static void documents(const isn_overview *model, isn_buffer *out) {
  isn_buffer_text(out, ",\n\"documents\":[");
  for (uint32_t i = 0; i < model->documents_count; i++) {
    const isn_member *member = &model->documents[i];
    const isn_stored *stored = member->stored;
    isn_buffer_text(out, i ? ",\n{\"id\":" : "\n{\"id\":");
    isn_buffer_json(out, stored->id);
    string(out, "path", stored->path);
    number(out, "outlet", member->outlet);
    string(out, "title", stored->title);
    string(out, "url", stored->url);
    string(out, "published", stored->published);
    isn_buffer_text(out, ",\"dated\":{\"from\":");
    isn_buffer_json(out, stored->dated_from);
    string(out, "to", stored->dated_to);
    isn_buffer_text(out, "}");
    number(out, "copy_of", member->copy_of);
    number(out, "overlap", member->overlap);
    isn_buffer_text(out, ",\"wires\":[");
    for (uint32_t k = 0; k < member->wires_count; k++) {
      if (k) isn_buffer_text(out, ",");
      isn_buffer_json(out, member->wires[k].id);
    }
    isn_buffer_text(out, "]");
    isn_buffer_text(out, "}");
  }
  isn_buffer_text(out, "]");
}

static void outlets(const isn_overview *model, isn_buffer *out) {
  isn_buffer_text(out, ",\n\"outlets\":[");
  for (uint32_t i = 0; i < model->outlets.count; i++) {
    const isn_outlet *row = &model->outlets.at[i];
    isn_buffer_text(out, i ? ",\n{\"id\":" : "\n{\"id\":");
    isn_buffer_json(out, row->id);
    key(out, "name");
    name_of(out, row->name);
    number(out, "documents", row->documents);
    isn_buffer_text(out, "}");
  }
  isn_buffer_text(out, "]");
}

static void actors(const isn_overview *model, isn_buffer *out) {
  isn_buffer_text(out, ",\n\"actors\":[");
  for (uint32_t i = 0; i < model->actors.count; i++) {
    const isn_actor *row = &model->actors.at[i];
    isn_buffer_text(out, i ? ",\n{\"type\":" : "\n{\"type\":");
    isn_buffer_json(out, row->named ? isnad_entity_type_name(row->type) : NULL);
    string(out, "ref", row->ref);
    key(out, "name");
    name_of(out, row->name);
    number(out, "mentions", row->mentions);
    number(out, "documents", row->documents);
    isn_buffer_text(out, "}");
  }
  isn_buffer_text(out, "]");
}

static void account(isn_buffer *out, const isn_account *row) {
  isn_buffer_text(out, "{");
  cite_fields(out, row->cite);
  chain(out, &row->chain);
  string(out, "modality", isnad_modality_name(row->modality));
  string(out, "clock", row->clock);
  isn_buffer_text(out, ",\"size\":{");
  for (int m = 0; m < ISN_MEASURES; m++) {
    isn_buffer_format(out, "%s\"%s\":", m ? "," : "", measures[m]);
    if (row->sizes[m] < 0) isn_buffer_text(out, "null");
    else isn_buffer_format(out, "%d", row->sizes[m]);
  }
  isn_buffer_text(out, "}}");
}

static void happening(isn_buffer *out, const isn_happening *row) {
  static const char *const kinds[] = {"text", "document", NULL};
  isn_buffer_text(out, "{\"date\":");
  isn_buffer_json(out, row->date);
  string(out, "date_from", kinds[row->date_kind]);
  string(out, "type", isnad_event_type_name(row->type));
  string(out, "mode", row->mode);
  string(out, "modality", isnad_modality_name(row->modality));
  isn_buffer_text(out, ",\"context\":[");
  for (uint32_t c = 0, written = 0; c < ISNAD_CONTEXTS; c++)
    if (row->contexts >> c & 1) comma(out, written++), isn_buffer_json(out, isnad_context_name((isnad_context)c));
  isn_buffer_text(out, "]");
  numbers(out, "actors", &row->actors);
  numbers(out, "recipients", &row->recipients);
  numbers(out, "places", &row->places);
  number(out, "outlets", row->outlets);
  number(out, "independent", row->independent);
  boolean(out, "denied", row->denied);
  isn_buffer_text(out, ",\"differs\":[");
  for (uint32_t m = 0, written = 0; m < ISN_MEASURES; m++)
    if (row->differs[m]) comma(out, written++), isn_buffer_json(out, measures[m]);
  isn_buffer_text(out, "],\"accounts\":[");
  for (uint32_t i = 0; i < row->accounts.count; i++) {
    comma(out, i);
    account(out, &row->accounts.at[i]);
  }
  isn_buffer_text(out, "]}");
}

static void happenings(isn_buffer *out, const char *name, const isn_happening *rows, uint32_t count) {
  isn_buffer_format(out, ",\n\"%s\":[", name);
  for (uint32_t i = 0; i < count; i++) {
    isn_buffer_text(out, i ? ",\n" : "\n");
    happening(out, &rows[i]);
  }
  isn_buffer_text(out, "]");
}

static void positions(const isn_overview *model, isn_buffer *out) {
  uint32_t written = 0;
  isn_buffer_text(out, ",\n\"positions\":[");
  for (uint32_t i = 0; i < model->parties.count; i++) {
    const isn_party *party = &model->parties.at[i];
    for (uint32_t j = 0; j < party->stands.count; j++) {
      const isn_stand *row = &party->stands.at[j];
      isn_buffer_text(out, written++ ? ",\n{\"name\":" : "\n{\"name\":");
      name_of(out, party->name);
      number(out, "holder", party->actor);
      string(out, "stance", stands[row->kind]);
      number(out, "of", row->of);
      string(out, "about", row->about);
      string(out, "condition", row->condition);
      chain(out, &row->chain);
      cites(out, "cites", &row->cite, &row->others);
      isn_buffer_text(out, "}");
    }
  }
  isn_buffer_text(out, "]");
}

static void styles(isn_buffer *out, const isn_styles *rows) {
  for (uint32_t i = 0; i < rows->count; i++) {
    const isn_styled *row = &rows->at[i];
    isn_buffer_text(out, i ? ",{\"words\":" : "{\"words\":");
    isn_buffer_json(out, row->words);
    number(out, "own", row->count);
    number(out, "quoted", row->quoted);
    boolean(out, "bare", row->bare);
    cites(out, "cites", NULL, &row->cites);
    isn_buffer_text(out, "}");
  }
}

static void names(const isn_overview *model, isn_buffer *out) {
  isn_buffer_text(out, ",\n\"names\":[");
  for (uint32_t i = 0; i < model->names.count; i++) {
    const isn_names_row *row = &model->names.at[i];
    isn_buffer_format(out, "%s\n{\"actor\":%u,\"by_outlet\":[", i ? "," : "", row->actor);
    for (uint32_t o = 0, written = 0; o < model->outlets.count; o++) {
      if (!row->by_outlet[o].count) continue;
      isn_buffer_format(out, "%s{\"outlet\":%u,\"styles\":[", written++ ? "," : "", o);
      styles(out, &row->by_outlet[o]);
      isn_buffer_text(out, "]}");
    }
    isn_buffer_text(out, "]}");
  }
  isn_buffer_text(out, "]");
}

static void statements(const isn_overview *model, isn_buffer *out) {
  isn_buffer_text(out, ",\n\"statements\":[");
  for (uint32_t i = 0; i < model->statements.count; i++) {
    const isn_said *row = &model->statements.at[i];
    isn_buffer_text(out, i ? ",\n{" : "\n{");
    cite_fields(out, row->cite);
    string(out, "class", isnad_cue_class_name(row->cue_class));
    string(out, "quote", isnad_quote_name(row->quote));
    string(out, "cue", row->cue);
    string(out, "content", row->content);
    chain(out, &row->chain);
    cites(out, "copies", NULL, &row->copies);
    isn_buffer_text(out, "}");
  }
  isn_buffer_text(out, "]");
}

void isn_report_json(const isn_overview *model, isn_buffer *out) {
  isn_buffer_text(out, "{\"isnad_report\":1");
  documents(model, out);
  outlets(model, out);
  actors(model, out);
  happenings(out, "timeline", model->timeline.at, model->timeline.count);
  happenings(out, "figures", model->figures.at, model->figures.count);
  positions(model, out);
  names(model, out);
  statements(model, out);
  isn_buffer_text(out, ",\n\"claims\":[\n");
  for (uint32_t i = 0; i < model->claims.count; i++) {
    if (i) isn_buffer_text(out, ",");
    isn_claim_json(model, &model->claims.at[i], out);
  }
  isn_buffer_text(out, "]}\n");
}
