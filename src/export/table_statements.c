/* The tables of statements, labels and positions. */
#include "export/tables.h"

static void chain_of(const isn_cells *at, uint32_t statement, isn_buffer *out) { isn_rows_chain_words(at->rows, statement, out); }

/* ---- statements ---- */

static const isnad_statement *said(const isn_cells *at) { return &at->rows->statements[at->row]; }

static void st_id(const isn_cells *at, isn_buffer *out) { isn_put_row_id(at->rows, "st", at->row, out); }
static void st_class(const isn_cells *at, isn_buffer *out) { isn_put_text(isnad_cue_class_name(said(at)->cue_class), out); }
static void st_cue(const isn_cells *at, isn_buffer *out) { isn_rows_words(at->rows, said(at)->cue, out); }
static void st_quote(const isn_cells *at, isn_buffer *out) { isn_put_text(isnad_quote_name(said(at)->quote), out); }
static void st_source(const isn_cells *at, isn_buffer *out) { isn_rows_words(at->rows, said(at)->source, out); }
static void st_entity(const isn_cells *at, isn_buffer *out) { isn_put_text(isn_rows_name(at->rows, said(at)->source_entity), out); }
static void st_key(const isn_cells *at, isn_buffer *out) { isn_put_text(isn_entity_key(at->rows, said(at)->source_entity), out); }
static void st_code(const isn_cells *at, isn_buffer *out) { isn_put_text(isn_entity_code(at->rows, said(at)->source_entity), out); }
static void st_kind(const isn_cells *at, isn_buffer *out) { isn_put_text(isnad_source_kind_name(said(at)->kind), out); }
static void st_content(const isn_cells *at, isn_buffer *out) {
  for (uint32_t i = 0; i < said(at)->contents; i++) {
    if (i) isn_buffer_text(out, " … ");
    isn_rows_words(at->rows, said(at)->content[i], out);
  }
}
static void st_parent(const isn_cells *at, isn_buffer *out) {
  if (said(at)->parent != ISNAD_NONE) isn_put_row_id(at->rows, "st", said(at)->parent, out);
}
static void st_hops(const isn_cells *at, isn_buffer *out) {
  uint32_t chain[ISN_CHAIN_MAX];
  isn_buffer_format(out, "%u", isn_rows_chain(at->rows, at->row, chain));
}
static void st_chain(const isn_cells *at, isn_buffer *out) { chain_of(at, at->row, out); }
static void st_line(const isn_cells *at, isn_buffer *out) { isn_put_line(at->rows, said(at)->cue, out); }
static void st_cue_start(const isn_cells *at, isn_buffer *out) { isn_put_offset(said(at)->cue.start, out); }
static void st_cue_end(const isn_cells *at, isn_buffer *out) { isn_put_offset(said(at)->cue.end, out); }
static void st_start(const isn_cells *at, isn_buffer *out) {
  if (said(at)->contents) isn_put_offset(said(at)->content[0].start, out);
}
static void st_end(const isn_cells *at, isn_buffer *out) {
  if (said(at)->contents) isn_put_offset(said(at)->content[said(at)->contents - 1].end, out);
}
static void st_why(const isn_cells *at, isn_buffer *out) { isn_put_text(said(at)->evidence.why, out); }
static void st_confidence(const isn_cells *at, isn_buffer *out) { isn_put_confidence(said(at)->evidence.confidence, out); }

static const isn_column statement_columns[] = {{"statement", false, st_id},
                                               ISN_DOCUMENT_COLUMNS,
                                               {"class", false, st_class},
                                               {"cue", false, st_cue},
                                               {"quote", false, st_quote},
                                               {"source", false, st_source},
                                               {"source_kind", false, st_kind},
                                               {"source_entity", false, st_entity},
                                               {"source_key", false, st_key},
                                               {"source_code", false, st_code},
                                               {"content", false, st_content},
                                               {"parent", false, st_parent},
                                               {"hops", true, st_hops},
                                               {"chain", false, st_chain},
                                               {"line", true, st_line},
                                               {"cue_start", true, st_cue_start},
                                               {"cue_end", true, st_cue_end},
                                               {"content_start", true, st_start},
                                               {"content_end", true, st_end},
                                               {"why", false, st_why},
                                               {"confidence", true, st_confidence}};

static uint32_t statements(const isn_stored *rows) { return rows->statements_count; }
static float statement_confidence(const isn_stored *rows, uint32_t row) { return rows->statements[row].evidence.confidence; }

const isn_rows_table isn_statements_table = {"statements", statement_columns, sizeof statement_columns / sizeof *statement_columns,
                                             statements, statement_confidence};

/* ---- labels ---- */

static const isnad_label *label(const isn_cells *at) { return &at->rows->labels[at->row]; }

static const isnad_entity *styled(const isn_cells *at) {
  return label(at)->entity < at->rows->entities_count ? &at->rows->entities[label(at)->entity] : NULL;
}
static void lb_id(const isn_cells *at, isn_buffer *out) { isn_put_row_id(at->rows, "lb", at->row, out); }
static void lb_type(const isn_cells *at, isn_buffer *out) {
  if (styled(at)) isn_put_text(isnad_entity_type_name(styled(at)->type), out);
}
static void lb_name(const isn_cells *at, isn_buffer *out) { isn_put_text(isn_rows_name(at->rows, label(at)->entity), out); }
static void lb_name_en(const isn_cells *at, isn_buffer *out) {
  if (styled(at)) isn_put_text(styled(at)->name_en, out);
}
static void lb_key(const isn_cells *at, isn_buffer *out) { isn_put_text(isn_entity_key(at->rows, label(at)->entity), out); }
static void lb_code(const isn_cells *at, isn_buffer *out) { isn_put_text(isn_entity_code(at->rows, label(at)->entity), out); }
static void lb_words(const isn_cells *at, isn_buffer *out) { isn_rows_words(at->rows, label(at)->span, out); }
static void lb_statement(const isn_cells *at, isn_buffer *out) {
  if (label(at)->statement != ISNAD_NONE) isn_put_row_id(at->rows, "st", label(at)->statement, out);
}
static void lb_voice(const isn_cells *at, isn_buffer *out) { chain_of(at, label(at)->statement, out); }
static void lb_line(const isn_cells *at, isn_buffer *out) { isn_put_line(at->rows, label(at)->span, out); }
static void lb_start(const isn_cells *at, isn_buffer *out) { isn_put_offset(label(at)->span.start, out); }
static void lb_end(const isn_cells *at, isn_buffer *out) { isn_put_offset(label(at)->span.end, out); }
static void lb_why(const isn_cells *at, isn_buffer *out) { isn_put_text(label(at)->evidence.why, out); }
static void lb_confidence(const isn_cells *at, isn_buffer *out) { isn_put_confidence(label(at)->evidence.confidence, out); }

static const isn_column label_columns[] = {{"label", false, lb_id},
                                           ISN_DOCUMENT_COLUMNS,
                                           {"words", false, lb_words},
                                           {"entity_type", false, lb_type},
                                           {"entity", false, lb_name},
                                           {"entity_en", false, lb_name_en},
                                           {"entity_key", false, lb_key},
                                           {"entity_code", false, lb_code},
                                           {"statement", false, lb_statement},
                                           {"chain", false, lb_voice},
                                           {"line", true, lb_line},
                                           {"start", true, lb_start},
                                           {"end", true, lb_end},
                                           {"why", false, lb_why},
                                           {"confidence", true, lb_confidence}};

static uint32_t labels(const isn_stored *rows) { return rows->labels_count; }
static float label_confidence(const isn_stored *rows, uint32_t row) { return rows->labels[row].evidence.confidence; }

const isn_rows_table isn_labels_table = {"labels", label_columns, sizeof label_columns / sizeof *label_columns, labels, label_confidence};

/* ---- positions ---- */

static const isnad_position *position(const isn_cells *at) { return &at->rows->positions[at->row]; }

/* Who tells of it: the statement around the one in which it is taken, else that of the event. */
static uint32_t teller(const isn_cells *at) {
  const isnad_position *row = position(at);
  if (row->statement < at->rows->statements_count) return row->statement;
  return row->event < at->rows->events_count ? at->rows->events[row->event].statement : ISNAD_NONE;
}
static void ps_id(const isn_cells *at, isn_buffer *out) { isn_put_row_id(at->rows, "p", at->row, out); }
static void ps_holder(const isn_cells *at, isn_buffer *out) { isn_put_text(isn_rows_name(at->rows, position(at)->holder), out); }
static void ps_holder_key(const isn_cells *at, isn_buffer *out) { isn_put_text(isn_entity_key(at->rows, position(at)->holder), out); }
static void ps_holder_code(const isn_cells *at, isn_buffer *out) { isn_put_text(isn_entity_code(at->rows, position(at)->holder), out); }
static void ps_stance(const isn_cells *at, isn_buffer *out) { isn_put_text(isnad_stance_name(position(at)->stance), out); }
static void ps_about(const isn_cells *at, isn_buffer *out) { isn_rows_words(at->rows, position(at)->about, out); }
static void ps_of(const isn_cells *at, isn_buffer *out) { isn_put_text(isn_rows_name(at->rows, position(at)->of), out); }
static void ps_of_key(const isn_cells *at, isn_buffer *out) { isn_put_text(isn_entity_key(at->rows, position(at)->of), out); }
static void ps_condition(const isn_cells *at, isn_buffer *out) { isn_rows_words(at->rows, position(at)->condition, out); }
static void ps_statement(const isn_cells *at, isn_buffer *out) {
  if (position(at)->statement != ISNAD_NONE) isn_put_row_id(at->rows, "st", position(at)->statement, out);
}
static void ps_event(const isn_cells *at, isn_buffer *out) {
  if (position(at)->event != ISNAD_NONE) isn_put_row_id(at->rows, "ev", position(at)->event, out);
}
static void ps_chain(const isn_cells *at, isn_buffer *out) { chain_of(at, teller(at), out); }
static void ps_line(const isn_cells *at, isn_buffer *out) { isn_put_line(at->rows, position(at)->about, out); }
static void ps_start(const isn_cells *at, isn_buffer *out) { isn_put_offset(position(at)->about.start, out); }
static void ps_end(const isn_cells *at, isn_buffer *out) { isn_put_offset(position(at)->about.end, out); }
static void ps_condition_start(const isn_cells *at, isn_buffer *out) { isn_put_offset(position(at)->condition.start, out); }
static void ps_condition_end(const isn_cells *at, isn_buffer *out) { isn_put_offset(position(at)->condition.end, out); }
static void ps_why(const isn_cells *at, isn_buffer *out) { isn_put_text(position(at)->evidence.why, out); }
static void ps_confidence(const isn_cells *at, isn_buffer *out) { isn_put_confidence(position(at)->evidence.confidence, out); }

static const isn_column position_columns[] = {{"position", false, ps_id},
                                              ISN_DOCUMENT_COLUMNS,
                                              {"holder", false, ps_holder},
                                              {"holder_key", false, ps_holder_key},
                                              {"holder_code", false, ps_holder_code},
                                              {"stance", false, ps_stance},
                                              {"about", false, ps_about},
                                              {"of", false, ps_of},
                                              {"of_key", false, ps_of_key},
                                              {"condition", false, ps_condition},
                                              {"statement", false, ps_statement},
                                              {"event", false, ps_event},
                                              {"chain", false, ps_chain},
                                              {"line", true, ps_line},
                                              {"start", true, ps_start},
                                              {"end", true, ps_end},
                                              {"condition_start", true, ps_condition_start},
                                              {"condition_end", true, ps_condition_end},
                                              {"why", false, ps_why},
                                              {"confidence", true, ps_confidence}};

static uint32_t positions(const isn_stored *rows) { return rows->positions_count; }
static float position_confidence(const isn_stored *rows, uint32_t row) { return rows->positions[row].evidence.confidence; }

const isn_rows_table isn_positions_table = {"positions", position_columns, sizeof position_columns / sizeof *position_columns, positions,
                                            position_confidence};
