#include <string.h>

#include "export/export.h"
#include "export/tables.h"

enum { MAX_CHAIN = 32 };

static void text(isn_buffer *out, const char *bytes) { isn_buffer_text(out, bytes); }

/* The text of a span on one line. */
static void squeezed(isn_buffer *out, const isn_doc *doc, isnad_span span) {
  size_t length, from = 0;
  const char *bytes = isn_doc_slice(doc, span, &length);
  bool blank = false, any = false;
  for (size_t i = 0; i <= length; i++) {
    bool space = i < length && (bytes[i] == ' ' || (bytes[i] >= '\t' && bytes[i] <= '\r'));
    if (i < length && !space) {
      if (blank) from = i;
      blank = false;
      continue;
    }
    if (!blank && i > from) {
      if (any) text(out, " ");
      isn_buffer_add(out, bytes + from, i - from);
      any = true;
    }
    blank = true;
  }
}

static void quoted(isn_buffer *out, const isn_doc *doc, isnad_span span) {
  text(out, "“");
  squeezed(out, doc, span);
  text(out, "”");
}

static void heading(isn_buffer *out, const char *name, uint32_t count) { isn_buffer_format(out, "\n%s (%u)\n", name, count); }

static const char *entity_name(const isn_doc *doc, uint32_t entity) {
  if (entity >= doc->entities.count) return NULL;
  const isnad_entity *row = &doc->entities.at[entity];
  return row->name_ar ? row->name_ar : row->name_en;
}

/* Where it stands and how sure it is: what every row ends in. */
static void place(isn_buffer *out, const isn_doc *doc, isnad_span span, isnad_evidence evidence) {
  text(out, "  [");
  if (isn_written(span)) isn_buffer_format(out, "line %u, ", isn_doc_line(doc, span.start));
  isn_buffer_format(out, "%s, %d%%]\n", evidence.why ? evidence.why : "?", (int)(evidence.confidence * 100 + 0.5f));
}

static void pair(isn_buffer *out, const char *name, const char *value) {
  if (value) isn_buffer_format(out, "  %-10s %s\n", name, value);
}

static void write_doc(const isn_doc *doc, isn_buffer *out) {
  isn_buffer_format(out, "%s\n", doc->id ? doc->id : "");
  pair(out, "title", doc->title);
  if (doc->source) {
    isn_buffer_format(out, "  %-10s %s", "outlet", doc->source);
    if (doc->source_why && strcmp(doc->source_why, "input") != 0) isn_buffer_format(out, "  [%s]", doc->source_why);
    text(out, "\n");
  }
  for (uint32_t i = 0; i < doc->credits.count; i++)
    isn_buffer_format(out, "  %-10s %s  [%s]\n", "wire", isn_credit_name(&doc->credits.at[i]), doc->credits.at[i].rule);
  pair(out, "url", doc->url);
  pair(out, "published", doc->published);
  if (doc->dated_from || doc->dated_to) {
    const char *from = doc->dated_from ? doc->dated_from : "…", *to = doc->dated_to ? doc->dated_to : "…";
    isn_buffer_format(out, "  %-10s %s", "dated", from);
    if (strcmp(from, to) != 0) isn_buffer_format(out, " to %s", to);
    for (uint32_t i = 0; i < doc->dated_because.count; i++) isn_buffer_format(out, "%st%u", i ? ", " : "  [", doc->dated_because.at[i] + 1);
    text(out, doc->dated_because.count ? "]\n" : "\n");
  }
  isn_buffer_format(out, "  %-10s %u letters, %u lines, %u sentences\n", "text", doc->n, doc->lines, doc->sentences.count);
}

/* ---- actors, times ---- */

static void write_labels(const isn_doc *doc, uint32_t entity, isn_buffer *out) {
  for (uint32_t i = 0; i < doc->labels.count; i++) {
    const isnad_label *row = &doc->labels.at[i];
    if (row->entity != entity) continue;
    text(out, "        ");
    quoted(out, doc, row->span);
    if (row->statement != ISNAD_NONE) isn_buffer_format(out, " in st%u", row->statement + 1);
    place(out, doc, row->span, row->evidence);
  }
}

static void write_entities(const isn_doc *doc, isn_buffer *out) {
  if (doc->entities.count) heading(out, "actors and places", doc->entities.count);
  for (uint32_t i = 0; i < doc->entities.count; i++) {
    const isnad_entity *row = &doc->entities.at[i];
    isn_buffer_format(out, "  e%-4u %s  %s", i + 1, isnad_entity_type_name(row->type), row->name_ar ? row->name_ar : "");
    if (row->name_en) isn_buffer_format(out, " · %s", row->name_en);
    if (row->ref) isn_buffer_format(out, " · %s", row->ref);
    uint32_t last = 0;
    for (uint32_t k = 0; k < doc->mentions.count; k++) {
      if (doc->mentions.at[k].entity != i) continue;
      uint32_t line = isn_doc_line(doc, doc->mentions.at[k].span.start);
      if (line != last) isn_buffer_format(out, last ? " %u" : "  [lines %u", line);
      last = line;
    }
    text(out, last ? "]\n" : "  [not named]\n");
    write_labels(doc, i, out);
  }
}

static void write_times(const isn_doc *doc, isn_buffer *out) {
  if (doc->times.count) heading(out, "times", doc->times.count);
  for (uint32_t i = 0; i < doc->times.count; i++) {
    const isnad_time *row = &doc->times.at[i];
    isn_buffer_format(out, "  t%-4u %-8s %s  ", i + 1, isnad_timex_type_name(row->type), row->value ? row->value : "?");
    quoted(out, doc, row->span);
    place(out, doc, row->span, row->evidence);
  }
}

/* ---- statements ---- */

static void write_source(const isn_doc *doc, const isnad_statement *row, isn_buffer *out) {
  const char *name = entity_name(doc, row->source_entity);
  if (isn_written(row->source)) squeezed(out, doc, row->source);
  else isn_buffer_format(out, "(%s)", name ? name : "?");
  if (row->kind != ISNAD_PERSON) isn_buffer_format(out, " [%s]", isnad_source_kind_name(row->kind));
}

/* outlet ← source of the outermost statement ← … ← source of this one */
static void write_chain(const isn_doc *doc, uint32_t statement, isn_buffer *out) {
  uint32_t chain[MAX_CHAIN], count = 0;
  for (uint32_t at = statement; at < doc->statements.count && count < MAX_CHAIN; at = doc->statements.at[at].parent) chain[count++] = at;
  text(out, doc->source ? doc->source : "(outlet not known)");
  while (count-- > 0) {
    text(out, " ← ");
    write_source(doc, &doc->statements.at[chain[count]], out);
  }
}

static void write_statements(const isn_doc *doc, isn_buffer *out) {
  if (doc->statements.count) heading(out, "statements", doc->statements.count);
  for (uint32_t i = 0; i < doc->statements.count; i++) {
    const isnad_statement *row = &doc->statements.at[i];
    isn_buffer_format(out, "  st%-3u %-8s ", i + 1, isnad_cue_class_name(row->cue_class));
    write_chain(doc, i, out);
    text(out, "\n        ");
    quoted(out, doc, row->cue);
    isn_buffer_format(out, " %s: ", isnad_quote_name(row->quote));
    for (uint32_t k = 0; k < row->contents; k++) {
      if (k) text(out, " … ");
      quoted(out, doc, row->content[k]);
    }
    place(out, doc, row->cue, row->evidence);
  }
}

/* ---- events, positions ---- */

static void write_participants(const isn_doc *doc, const isnad_participant *rows, uint32_t count, isn_buffer *out) {
  if (!count) text(out, "?");
  for (uint32_t i = 0; i < count; i++) {
    const char *name = entity_name(doc, rows[i].entity);
    if (i) text(out, " + ");
    if (isn_written(rows[i].span)) squeezed(out, doc, rows[i].span);
    else isn_buffer_format(out, "(%s)", name ? name : "?");
    if (rows[i].code) isn_buffer_format(out, " [%s]", rows[i].code);
  }
}

static void write_circumstances(const isn_doc *doc, const isnad_event *row, isn_buffer *out) {
  const char *where = entity_name(doc, row->place);
  if (where) isn_buffer_format(out, "; at %s", where);
  if (row->time < doc->times.count) {
    const isnad_time *when = &doc->times.at[row->time];
    isn_buffer_format(out, "; on %s", when->value ? when->value : "t");
    if (!when->value) isn_buffer_format(out, "%u", row->time + 1);
  }
  if (row->dead >= 0) isn_buffer_format(out, "; dead %d", (int)row->dead);
  if (row->injured >= 0) isn_buffer_format(out, "; injured %d", (int)row->injured);
  if (row->arrested >= 0) isn_buffer_format(out, "; arrested %d", (int)row->arrested);
  if (row->casualties >= 0) isn_buffer_format(out, "; dead and injured %d", (int)row->casualties);
  if (row->abducted >= 0) isn_buffer_format(out, "; abducted %d", (int)row->abducted);
  if (row->displaced >= 0) isn_buffer_format(out, "; displaced %d", (int)row->displaced);
  if (row->contexts) {
    text(out, "; context ");
    isn_put_contexts(row->contexts, "", ", ", out);
  }
  if (row->statement != ISNAD_NONE) isn_buffer_format(out, "; says st%u", row->statement + 1);
}

static void write_events(const isn_doc *doc, isn_buffer *out) {
  if (doc->events.count) heading(out, "events", doc->events.count);
  for (uint32_t i = 0; i < doc->events.count; i++) {
    const isnad_event *row = &doc->events.at[i];
    isn_buffer_format(out, "  ev%-3u %-9s ", i + 1, isnad_event_type_name(row->type));
    if (row->mode) isn_buffer_format(out, "(%s) ", row->mode);
    if (row->modality != ISNAD_ACTUAL) isn_buffer_format(out, "%s: ", isnad_modality_name(row->modality));
    write_participants(doc, row->actors, row->actors_count, out);
    if (row->recipients_count) text(out, " → ");
    if (row->recipients_count) write_participants(doc, row->recipients, row->recipients_count, out);
    write_circumstances(doc, row, out);
    text(out, "\n        ");
    quoted(out, doc, row->anchor);
    place(out, doc, row->anchor, row->evidence);
  }
}

static void write_positions(const isn_doc *doc, isn_buffer *out) {
  if (doc->positions.count) heading(out, "positions", doc->positions.count);
  for (uint32_t i = 0; i < doc->positions.count; i++) {
    const isnad_position *row = &doc->positions.at[i];
    const char *holder = entity_name(doc, row->holder), *of = entity_name(doc, row->of);
    isn_buffer_format(out, "  p%-4u %s %s", i + 1, holder ? holder : "?", isnad_stance_name(row->stance));
    if (of) isn_buffer_format(out, " (%s)", of);
    text(out, ": ");
    quoted(out, doc, row->about);
    if (isn_written(row->condition)) text(out, " if ");
    if (isn_written(row->condition)) quoted(out, doc, row->condition);
    if (row->statement != ISNAD_NONE) isn_buffer_format(out, "; st%u", row->statement + 1);
    if (row->event != ISNAD_NONE) isn_buffer_format(out, "; ev%u", row->event + 1);
    place(out, doc, row->about, row->evidence);
  }
}

void isn_export_text(const isn_doc *doc, isn_buffer *out) {
  write_doc(doc, out);
  write_entities(doc, out);
  write_times(doc, out);
  write_statements(doc, out);
  write_events(doc, out);
  write_positions(doc, out);
}
