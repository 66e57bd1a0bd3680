/* The report for a terminal. Terminals differ in how they order Arabic: some show every line as it is stored, some reorder each line by
 * itself. So nothing stands in columns, every line is one thing said in one direction, and a line that would begin with Latin in the
 * Arabic report gets an invisible mark (RLM), by which a reordering terminal knows which side it starts from. */
#include "report/text_put.h"

/* Rows of a section, without --all. */
enum {
  CLAIMS = 30,
  DOCUMENTS = 100,
  HAPPENINGS = 60,
  DIFFERENCES = 20,
  PARTIES = 20,
  STANDS = 6,
  ACTORS = 30,
  SPEAKERS = 30,
  STATEMENTS = 4
};

static uint32_t at_most(const writer *w, uint32_t rows) { return w->all ? UINT32_MAX : rows; }

static void put_left(writer *w, uint32_t indent, uint32_t count, uint32_t shown) {
  if (count <= shown) return;
  isn_buffer_format(&w->line, w->english ? "%u more: --all" : "و%u غيرها: \u200e--all\u200e", count - shown);
  flush(w, indent, "2");
}

/* ---- sections ---- */

static void summary(writer *w) {
  const isn_overview *model = w->model;
  put(w, w->english ? "isnad: " : "إسناد: ");
  put_word(w, ISN_H_REPORT);
  flush(w, 0, "1");
  if (!model->documents_count) {
    put_word(w, ISN_W_EMPTY);
    flush(w, 0, NULL);
    return;
  }
  put_word(w, ISN_H_DOCUMENTS);
  isn_buffer_format(&w->line, ": %u", model->documents_count);
  flush(w, 0, NULL);
  put_word(w, ISN_H_OUTLETS);
  for (uint32_t i = 0; i < model->outlets.count; i++) {
    put(w, i ? (w->english ? ", " : "، ") : ": ");
    put_name(w, model->outlets.at[i].name);
    isn_buffer_format(&w->line, " (%u)", model->outlets.at[i].documents);
  }
  flush(w, 0, NULL);
  if (model->from) {
    put_word(w, ISN_H_DATES);
    isn_buffer_format(&w->line, ": %s … %s", model->from, model->to);
    flush(w, 0, NULL);
  }
  put_word(w, ISN_W_HOW_TO_READ);
  flush(w, 0, NULL);
}

static void put_dated(writer *w, const isn_member *member) {
  const char *from = member->stored->dated_from, *to = member->stored->dated_to;
  if (member->day) put_date(w, member->day);
  else if (from && to) isn_buffer_format(&w->line, "%s … %s", from, to);
  else put_word(w, ISN_W_UNDATED);
  if (!member->stored->published && from && to) put(w, " ("), put_word(w, ISN_W_INFERRED), put(w, ")");
}

/* The title, else the first line of the text. */
static void put_title(writer *w, const isn_stored *stored) {
  isn_buffer title = {0};
  isn_report_title(stored, &title);
  if (title.at) put_cut(w, title.at, TITLE);
  w->line.failed |= title.failed;
  isn_buffer_free(&title);
}

static void put_wires(writer *w, const isn_member *member) {
  if (!member->wires_count) return;
  put_word(w, ISN_W_WIRE);
  for (uint32_t i = 0; i < member->wires_count; i++) {
    put(w, i ? (w->english ? ", " : "، ") : " ");
    if (member->wires[i].id) put_name(w, member->wires[i].name);
    else put_word(w, ISN_W_AGENCIES);
  }
  flush(w, 4, NULL);
}

static void documents(writer *w) {
  heading(w, ISN_H_DOCUMENTS);
  for (uint32_t i = 0; i < w->model->documents_count && i < at_most(w, DOCUMENTS); i++) {
    const isn_member *member = &w->model->documents[i];
    isn_buffer_format(&w->line, "[%u] ", i + 1);
    put_name(w, w->model->outlets.at[member->outlet].name);
    put_comma(w);
    put_dated(w, member);
    flush(w, 0, NULL);
    put_title(w, member->stored);
    flush(w, 4, NULL);
    put(w, member->stored->path ? member->stored->path : member->stored->id);
    flush(w, 4, "2");
    put_wires(w, member);
    if (member->copy_of == ISNAD_NONE) continue;
    put_word(w, ISN_W_COPY_OF);
    isn_buffer_format(&w->line, " [%u]: %u%% ", member->copy_of + 1, member->overlap);
    put_word(w, ISN_W_SAME_TEXT);
    flush(w, 4, NULL);
  }
  put_left(w, 0, w->model->documents_count, at_most(w, DOCUMENTS));
}

static void put_actors(writer *w, isn_heading label, const isn_numbers *actors, bool *first) {
  if (!actors->count) return;
  if (!*first) put_semicolon(w);
  *first = false;
  put_word(w, label);
  for (uint32_t i = 0; i < actors->count; i++) {
    put(w, i ? (w->english ? ", " : "، ") : ": ");
    put_name(w, w->model->actors.at[actors->at[i]].name);
  }
}

/* Where a number stands: every cite of those who give it in the same voice, a line once. */
static void put_figure_cites(writer *w, const isn_happening *row, isn_measure measure, uint32_t n) {
  isn_cite last = {.document = ISNAD_NONE};
  for (uint32_t i = n; i < row->accounts.count; i++) {
    isn_cite cite = row->accounts.at[i].cite;
    bool again = cite.document == last.document && cite.line == last.line;
    if (row->accounts.at[i].sizes[measure] < 0 || again || isn_figure_first(row, measure, i, false) != n) continue;
    put_cite(w, cite);
    last = cite;
  }
}

static void figures(writer *w, uint32_t indent, const isn_happening *row) {
  for (int m = 0; m < ISN_MEASURES; m++) {
    bool any = false;
    for (uint32_t i = 0; i < row->accounts.count; i++) {
      const isn_account *account = &row->accounts.at[i];
      if (account->sizes[m] < 0 || isn_figure_first(row, (isn_measure)m, i, false) != i) continue;
      if (any) put_semicolon(w);
      else put_name(w, isn_word_measure((isn_measure)m)), put(w, ": ");
      any = true;
      isn_buffer_format(&w->line, "%d ", account->sizes[m]);
      put_word(w, ISN_W_ACCORDING);
      put(w, " ");
      put_speaker(w, &account->chain);
      if (account->modality == ISNAD_DENIED) put(w, " ("), put_name(w, isn_word_modality(ISNAD_DENIED)), put(w, ")");
      put_figure_cites(w, row, (isn_measure)m, i);
    }
    if (any) flush(w, indent, NULL);
  }
}

static bool told_before(const isn_happening *row, uint32_t n) {
  for (uint32_t i = 0; i < n; i++)
    if (row->accounts.at[i].modality == row->accounts.at[n].modality &&
        isn_same_chain(&row->accounts.at[i].chain, &row->accounts.at[n].chain))
      return true;
  return false;
}

/* Who says so, one line a chain, with all its cites. */
static void accounts(writer *w, uint32_t indent, const isn_happening *row) {
  for (uint32_t i = 0; i < row->accounts.count; i++) {
    const isn_account *account = &row->accounts.at[i];
    if (told_before(row, i)) continue;
    put_chain(w, &account->chain);
    if (row->modality != account->modality) put(w, ": "), put_name(w, isn_word_modality(account->modality));
    for (uint32_t j = i; j < row->accounts.count; j++)
      if (row->accounts.at[j].modality == account->modality && isn_same_chain(&row->accounts.at[j].chain, &account->chain))
        put_cite(w, row->accounts.at[j].cite);
    flush(w, indent, NULL);
  }
}

static void put_type(writer *w, const isn_happening *row) {
  isn_cite cite = row->accounts.at[0].cite;
  put_name(w, isn_word_event(row->type));
  put(w, ": «");
  isn_report_squeezed(w->model->documents[cite.document].stored, cite.span, &w->line);
  put(w, "»");
  if (row->mode) put(w, " ("), put_name(w, isn_word_mode(row->mode)), put(w, ")");
  if (row->modality != ISNAD_ACTUAL) put(w, " · "), put_name(w, isn_word_modality(row->modality));
}

/* What the act is about: · السياق: عسكري، انتخابات */
static void put_contexts(writer *w, uint64_t contexts) {
  bool any = false;
  for (int c = 0; c < ISNAD_CONTEXTS; c++) {
    if (!(contexts >> c & 1)) continue;
    if (any) put_comma(w);
    else put(w, " · "), put_word(w, ISN_W_CONTEXT), put(w, ": ");
    put_name(w, isn_word_context((isnad_context)c));
    any = true;
  }
}

/* shown: the cite whose snippet was printed last on this day. */
static void happening(writer *w, const isn_happening *row, isn_cite *shown) {
  isn_cite cite = row->accounts.at[0].cite;
  bool first = true;
  put_type(w, row);
  put_contexts(w, row->contexts);
  if (row->outlets > 1) {
    put(w, " · ");
    put_word(w, ISN_W_OUTLETS_CARRY);
    isn_buffer_format(&w->line, ": %u", row->outlets);
    if (row->independent != row->outlets) {
      put_comma(w);
      put_word(w, ISN_W_INDEPENDENT);
      isn_buffer_format(&w->line, ": %u", row->independent);
    }
  }
  flush(w, 2, "1");
  put_actors(w, ISN_W_ACTOR, &row->actors, &first);
  put_actors(w, ISN_W_RECIPIENT, &row->recipients, &first);
  put_actors(w, ISN_W_PLACE, &row->places, &first);
  flush(w, 4, NULL);
  if (!isn_snippet_shows(w->model, *shown, REACH, cite)) {
    snippet(w, 4, cite);
    *shown = cite;
  }
  figures(w, 4, row);
  accounts(w, 4, row);
}

static void day(writer *w, const isn_happening *row) {
  blank(w);
  if (row->date) put_date(w, row->date);
  else put_word(w, ISN_W_UNDATED);
  if (row->date_kind == ISN_DATE_DOCUMENT) put(w, " ("), put_word(w, ISN_W_DATE_OF_DOCUMENT), put(w, ")");
  flush(w, 0, "1;4");
}

static bool same_day(const isn_happening *a, const isn_happening *b) {
  return a->date_kind == b->date_kind && (a->date && b->date ? strcmp(a->date, b->date) == 0 : a->date == b->date);
}

static void no_rows(writer *w, uint32_t count) {
  if (count) return;
  put_word(w, ISN_W_NO_ROWS);
  flush(w, 0, NULL);
}

/* Rows without any participant say little by themselves: the text counts them, the page and the JSON hold them. */
enum { RANKS = 16 };

/* What more outlets carry, what has figures, what the text itself dates. */
static uint32_t rank_of(const isn_happening *row) {
  uint32_t carried = row->outlets > 3 ? 3 : row->outlets;
  bool figures = false;
  for (uint32_t i = 0; i < row->accounts.count && !figures; i++)
    for (int m = 0; m < ISN_MEASURES; m++) figures |= row->accounts.at[i].sizes[m] >= 0;
  return carried * 4 + figures * 2 + (row->date_kind == ISN_DATE_SAID);
}

static bool has_participants(const isn_happening *row) { return row->actors.count || row->recipients.count; }

/* The lowest rank that is shown, and how many rows of it. */
static uint32_t lowest_rank(const isn_overview *model, uint32_t most, uint32_t *of_it) {
  uint32_t counts[RANKS] = {0}, rank = RANKS - 1, left = most;
  for (uint32_t i = 0; i < model->timeline.count; i++)
    if (has_participants(&model->timeline.at[i])) counts[rank_of(&model->timeline.at[i])]++;
  for (; rank && counts[rank] <= left; rank--) left -= counts[rank];
  *of_it = left;
  return rank;
}

static void timeline(writer *w) {
  const isn_overview *model = w->model;
  uint32_t left_out = 0, room, lowest = lowest_rank(model, at_most(w, HAPPENINGS), &room), kept_back = 0;
  const isn_happening *last = NULL;
  heading(w, ISN_H_TIMELINE);
  const isn_cite none = {.document = ISNAD_NONE};
  isn_cite shown = none;
  for (uint32_t i = 0; i < model->timeline.count; i++) {
    const isn_happening *row = &model->timeline.at[i];
    if (!has_participants(row)) {
      left_out++;
      continue;
    }
    if (rank_of(row) < lowest || (rank_of(row) == lowest && !room)) {
      kept_back++;
      continue;
    }
    if (rank_of(row) == lowest) room--;
    if (!last || !same_day(row, last)) {
      day(w, row);
      shown = none;
    }
    last = row;
    happening(w, row, &shown);
  }
  if (kept_back) blank(w), put_left(w, 0, kept_back, 0);
  if (left_out) {
    blank(w);
    isn_buffer_format(&w->line,
                      w->english ? "%u rows more without actor or recipient: in the page (--html) and in --format json."
                                 : "و%u صفوف أخرى بلا فاعل ولا متلق: في الصفحة (\u200e--html\u200e) وفي \u200e--format json\u200e.",
                      left_out);
    flush(w, 0, NULL);
  }
  no_rows(w, model->timeline.count);
}

static void said_row(writer *w, const isn_said *said) {
  put_name(w, isn_word_class(said->cue_class));
  put(w, ": ");
  put_cut(w, said->content, CONTENT);
  flush(w, 2, NULL);
  put_chain(w, &said->chain);
  put_cite(w, said->cite);
  put_cites(w, &said->copies);
  flush(w, 4, "2");
}

/* What somebody denies, whether or not a row above holds what it denies. */
static void denials(writer *w) {
  bool any = false;
  for (uint32_t i = 0; i < w->model->statements.count; i++) {
    const isn_said *said = &w->model->statements.at[i];
    if (said->cue_class != ISNAD_DENY) continue;
    if (!any) {
      blank(w);
      put_word(w, ISN_W_DENIALS);
      flush(w, 0, "1");
    }
    any = true;
    said_row(w, said);
  }
}

/* The head of a row: what, when, who. */
static void difference(writer *w, const isn_happening *row) {
  bool first = true;
  blank(w);
  put_type(w, row);
  if (row->date) put_comma(w), put_date(w, row->date);
  flush(w, 0, "1");
  put_actors(w, ISN_W_ACTOR, &row->actors, &first);
  put_actors(w, ISN_W_RECIPIENT, &row->recipients, &first);
  put_actors(w, ISN_W_PLACE, &row->places, &first);
  flush(w, 2, NULL);
}

static void disagreements(writer *w) {
  const isn_overview *model = w->model;
  uint32_t shown = 0;
  heading(w, ISN_H_DISAGREEMENTS);
  for (uint32_t i = 0; i < model->figures.count; i++) {
    if (!isn_figures_differ(&model->figures.at[i]) || shown >= at_most(w, DIFFERENCES)) continue;
    shown++;
    difference(w, &model->figures.at[i]);
    figures(w, 2, &model->figures.at[i]);
  }
  for (uint32_t i = 0; i < model->timeline.count; i++) {
    if (!model->timeline.at[i].denied || shown >= at_most(w, 2 * DIFFERENCES)) continue;
    shown++;
    difference(w, &model->timeline.at[i]);
    put_word(w, ISN_W_TELL_AND_DENY);
    put(w, ":");
    flush(w, 2, NULL);
    accounts(w, 4, &model->timeline.at[i]);
  }
  if (isn_differences(model) > shown) blank(w), put_left(w, 0, isn_differences(model), shown);
  no_rows(w, isn_differences(model));
  denials(w);
}

static void stand(writer *w, const isn_stand *row) {
  put_name(w, isn_word_stand(row->kind));
  if (row->of != ISNAD_NONE)
    put(w, " "), put_word(w, row->kind == ISN_STAND_DEMANDS ? ISN_W_OF : ISN_W_TOWARDS), put(w, " "),
        put_name(w, w->model->actors.at[row->of].name);
  put(w, ": ");
  put_cut(w, row->about, CONTENT);
  flush(w, 2, NULL);
  if (row->condition) {
    put_word(w, ISN_W_CONDITION);
    put(w, ": ");
    put_cut(w, row->condition, CONTENT);
    flush(w, 4, NULL);
  }
  put_chain(w, &row->chain);
  put_cite(w, row->cite);
  put_cites(w, &row->others);
  flush(w, 4, "2");
}

static void positions(writer *w) {
  heading(w, ISN_H_POSITIONS);
  for (uint32_t i = 0; i < w->model->parties.count && i < at_most(w, PARTIES); i++) {
    const isn_party *party = &w->model->parties.at[i];
    if (i) blank(w);
    put_name(w, party->name);
    flush(w, 0, "1");
    for (uint32_t j = 0; j < party->stands.count && j < at_most(w, STANDS); j++) stand(w, &party->stands.at[j]);
    put_left(w, 2, party->stands.count, at_most(w, STANDS));
  }
  if (w->model->parties.count > at_most(w, PARTIES)) blank(w), put_left(w, 0, w->model->parties.count, PARTIES);
  no_rows(w, w->model->parties.count);
}

static void put_styled(writer *w, const isn_styled *styled) {
  put(w, styled->words);
  isn_buffer_format(&w->line, " (%u", styled->count + styled->quoted);
  if (styled->quoted) {
    put_comma(w);
    put_word(w, ISN_W_QUOTED);
    if (styled->count) isn_buffer_format(&w->line, " %u", styled->quoted);
  }
  put(w, ")");
}

static void names(writer *w) {
  heading(w, ISN_H_NAMES);
  for (uint32_t i = 0; i < w->model->names.count && i < at_most(w, ACTORS); i++) {
    const isn_names_row *row = &w->model->names.at[i];
    if (i) blank(w);
    put_name(w, w->model->actors.at[row->actor].name);
    flush(w, 0, "1");
    for (uint32_t o = 0; o < w->model->outlets.count; o++) {
      const isn_styles *styles = &row->by_outlet[o];
      if (!styles->count) continue;
      put_name(w, w->model->outlets.at[o].name);
      for (uint32_t j = 0; j < styles->count; j++) {
        put(w, j ? (w->english ? ", " : "، ") : ": ");
        put_styled(w, &styles->at[j]);
      }
      flush(w, 2, NULL);
    }
  }
  if (w->model->names.count > at_most(w, ACTORS)) blank(w), put_left(w, 0, w->model->names.count, ACTORS);
  no_rows(w, w->model->names.count);
}

static void statements(writer *w) {
  const isn_overview *model = w->model;
  heading(w, ISN_H_STATEMENTS);
  for (uint32_t s = 0; s < model->speakers.count && s < at_most(w, SPEAKERS); s++) {
    if (s) blank(w);
    put_name(w, model->speakers.at[s].name);
    isn_buffer_format(&w->line, " (%u)", model->speakers.at[s].statements);
    flush(w, 0, "1");
    uint32_t shown = 0;
    for (uint32_t i = 0; i < model->statements.count && shown < at_most(w, STATEMENTS); i++) {
      const isn_said *said = &model->statements.at[i];
      if (said->speaker == s) said_row(w, said), shown++;
    }
    put_left(w, 2, model->speakers.at[s].statements, shown);
  }
  if (model->speakers.count > at_most(w, SPEAKERS)) blank(w), put_left(w, 0, model->speakers.count, SPEAKERS);
  no_rows(w, model->statements.count);
}

void isn_report_text(const isn_overview *model, const isnad_report_options *options, isn_buffer *out) {
  writer w = {
      .model = model, .out = out, .width = options->width ? options->width : WIDTH, .english = options->english, .color = options->color};
  w.all = options->all;
  if (w.width < NARROWEST) w.width = NARROWEST;
  summary(&w);
  if (model->documents_count) {
    documents(&w);
    isn_text_claims(&w, CLAIMS);
    isn_text_comparison(&w);
    disagreements(&w);
    positions(&w);
    timeline(&w);
    names(&w);
    statements(&w);
    blank(&w);
    put_word(&w, ISN_W_FOOTER);
    flush(&w, 0, NULL);
  }
  out->failed |= w.line.failed;
  isn_buffer_free(&w.line);
}

void isn_claims_text(const isn_overview *model, const isnad_report_options *options, isn_buffer *out) {
  writer w = {.model = model, .out = out, .width = options->width ? options->width : WIDTH, .english = options->english};
  w.color = options->color;
  w.all = options->all;
  if (w.width < NARROWEST) w.width = NARROWEST;
  summary(&w);
  if (model->documents_count) {
    documents(&w);
    isn_text_claims(&w, 2 * CLAIMS);
    isn_text_comparison(&w);
    blank(&w);
    put_word(&w, ISN_W_FOOTER);
    flush(&w, 0, NULL);
  }
  out->failed |= w.line.failed;
  isn_buffer_free(&w.line);
}
