/* The sections of the page about events: the timeline, and where accounts differ. */
#include <string.h>

#include "report/page.h"

/* An attribute with a number. */
static void data_number(const isn_page *p, const char *attribute, uint32_t value) {
  isn_buffer_format(p->out, " data-%s=\"%u\"", attribute, value);
}

/* ---- timeline ---- */

static void actors(const isn_page *p, isn_heading label, const isn_numbers *rows) {
  if (!rows->count) return;
  isn_page_fact(p, label);
  for (uint32_t i = 0; i < rows->count; i++) {
    if (i) put(p, "<span class=\"ar\">، </span><span class=\"en\">, </span>");
    name(p, p->model->actors.at[rows->at[i]].name);
  }
  put(p, "</dd></div>");
}

static void roles(const isn_page *p, const isn_happening *row) {
  if (!row->actors.count && !row->recipients.count && !row->places.count) return;
  put(p, "<dl class=\"roles\">");
  actors(p, ISN_W_ACTOR, &row->actors);
  actors(p, ISN_W_RECIPIENT, &row->recipients);
  actors(p, ISN_W_PLACE, &row->places);
  put(p, "</dl>\n");
}

/* Conflict or cooperation, by deed or by word: the four quads of PLOVER. */
static const char *quad(isnad_event_type type) {
  if (type <= ISNAD_EV_CONCEDE) return "verbal cooperation";
  if (type <= ISNAD_EV_RETREAT) return "material cooperation";
  return type <= ISNAD_EV_THREATEN ? "verbal conflict" : "material conflict";
}

static void type_chips(const isn_page *p, const isn_happening *row) {
  isn_buffer_format(p->out, "<span class=\"chip %s\">", quad(row->type));
  name(p, isn_word_event(row->type));
  put(p, "</span>");
  if (row->mode) put(p, " <span class=\"mode\">"), name(p, isn_word_mode(row->mode)), put(p, "</span>");
  if (row->modality != ISNAD_ACTUAL) put(p, " <span class=\"modality\">"), name(p, isn_word_modality(row->modality)), put(p, "</span>");
}

/* What the act is about; the heading of the list stands before it. */
static void contexts(const isn_page *p, uint64_t contexts) {
  if (!contexts) return;
  put(p, " <span class=\"about\">");
  word(p, ISN_W_CONTEXT);
  put(p, ":");
  for (int c = 0; c < ISNAD_CONTEXTS; c++)
    if (contexts >> c & 1) put(p, " <strong>"), name(p, isn_word_context((isnad_context)c)), put(p, "</strong>");
  put(p, "</span>");
}

static void tally(const isn_page *p, const isn_happening *row) {
  if (row->outlets < 2) return;
  put(p, " <span class=\"tally\">");
  word(p, ISN_W_OUTLETS_CARRY);
  put(p, ": ");
  isn_page_number(p->out, row->outlets);
  if (row->independent != row->outlets) {
    put(p, " · ");
    word(p, ISN_W_INDEPENDENT);
    put(p, ": ");
    isn_page_number(p->out, row->independent);
  }
  put(p, "</span>");
}

static void account(const isn_page *p, const isn_happening *row, const isn_account *account) {
  put(p, "<li>");
  isn_page_chain(p->out, p->model, &account->chain);
  if (account->modality != row->modality)
    put(p, " <span class=\"modality\">"), name(p, isn_word_modality(account->modality)), put(p, "</span>");
  isn_page_cite(p->out, p->model, account->cite);
  isn_page_snippet(p->out, p->model, account->cite);
  put(p, "</li>\n");
}

static void accounts(const isn_page *p, const isn_happening *row) {
  enum { OPEN = 3 };
  put(p, "<ul class=\"accounts\">\n");
  for (uint32_t i = 0; i < row->accounts.count && i < OPEN; i++) account(p, row, &row->accounts.at[i]);
  put(p, "</ul>\n");
  if (row->accounts.count <= OPEN) return;
  put(p, "<details><summary>");
  word(p, ISN_W_ALSO);
  put(p, " ");
  isn_page_number(p->out, row->accounts.count - OPEN);
  put(p, "</summary>\n<ul class=\"accounts\">\n");
  for (uint32_t i = OPEN; i < row->accounts.count; i++) account(p, row, &row->accounts.at[i]);
  put(p, "</ul></details>\n");
}

/* Every place where a number is given in the same voice, a line once. */
static void figure_cites(const isn_page *p, const isn_happening *row, isn_measure measure, uint32_t n) {
  isn_cite last = {.document = ISNAD_NONE};
  for (uint32_t i = n; i < row->accounts.count; i++) {
    isn_cite cite = row->accounts.at[i].cite;
    bool again = cite.document == last.document && cite.line == last.line;
    if (row->accounts.at[i].sizes[measure] < 0 || again || isn_figure_first(row, measure, i, true) != n) continue;
    isn_page_cite(p->out, p->model, cite);
    last = cite;
  }
}

/* A number once, with everybody who gives it. */
static void figure(const isn_page *p, const isn_happening *row, isn_measure measure, int32_t value) {
  put(p, "<li><b>");
  isn_page_number(p->out, (uint32_t)value);
  put(p, "</b><ul>");
  for (uint32_t i = 0; i < row->accounts.count; i++) {
    const isn_account *given = &row->accounts.at[i];
    if (given->sizes[measure] != value || isn_figure_first(row, measure, i, true) != i) continue;
    put(p, "<li>");
    isn_page_chain(p->out, p->model, &given->chain);
    if (given->modality == ISNAD_DENIED) put(p, " <span class=\"modality\">"), name(p, isn_word_modality(ISNAD_DENIED)), put(p, "</span>");
    figure_cites(p, row, measure, i);
    put(p, "</li>");
  }
  put(p, "</ul></li>\n");
}

static bool given_before(const isn_happening *row, isn_measure measure, uint32_t n) {
  for (uint32_t i = 0; i < n; i++)
    if (row->accounts.at[i].sizes[measure] == row->accounts.at[n].sizes[measure]) return true;
  return false;
}

/* level: of their headings. */
static void figures(const isn_page *p, const isn_happening *row, int level) {
  for (int m = 0; m < ISN_MEASURES; m++) {
    bool any = false;
    for (uint32_t i = 0; i < row->accounts.count; i++) {
      if (row->accounts.at[i].sizes[m] < 0 || given_before(row, (isn_measure)m, i)) continue;
      if (!any) {
        isn_buffer_format(p->out, "<div class=\"measure\"><h%d>", level);
        name(p, isn_word_measure((isn_measure)m));
        isn_buffer_format(p->out, "</h%d><ul class=\"figures\">\n", level);
      }
      any = true;
      figure(p, row, (isn_measure)m, row->accounts.at[i].sizes[m]);
    }
    if (any) put(p, "</ul></div>\n");
  }
}

/* Outlets as values for the filter; one may stand there twice. */
static void data_outlets(const isn_page *p, const isn_happening *row) {
  put(p, " data-outlet=\"");
  for (uint32_t i = 0; i < row->accounts.count; i++)
    isn_buffer_format(p->out, "%s%u", i ? " " : "", p->model->documents[row->accounts.at[i].document].outlet);
  put(p, "\"");
}

static bool same_day(const isn_happening *a, const isn_happening *b) {
  return a->date_kind == b->date_kind && (a->date && b->date ? strcmp(a->date, b->date) == 0 : a->date == b->date);
}

/* Rests on words that the quotation of a row above shows already; then the page shows that once (.more in page.css). */
static bool follows(const isn_overview *model, const isn_happening *row, isn_cite shown) {
  return row->accounts.count == 1 && isn_snippet_shows(model, shown, ISN_PAGE_REACH, row->accounts.at[0].cite);
}

static void open_day(const isn_page *p, const isn_happening *row) {
  put(p, "<div class=\"group day\"><h3>");
  if (row->date) isn_page_date(p->out, row->date);
  else word(p, ISN_W_UNDATED);
  if (row->date_kind == ISN_DATE_DOCUMENT) put(p, " <span class=\"note\">"), word(p, ISN_W_DATE_OF_DOCUMENT), put(p, "</span>");
  put(p, "</h3>\n");
}

static void timeline_filter(const isn_page *p) {
  bool present[ISNAD_EVENT_TYPES] = {false};
  for (uint32_t i = 0; i < p->model->timeline.count; i++) present[p->model->timeline.at[i].type] = true;
  isn_page_filter(p, "events");
  isn_page_select(p, "events", "type", ISN_W_TYPE);
  for (int t = 0; t < ISNAD_EVENT_TYPES; t++)
    if (present[t]) isn_page_option(p, (uint32_t)t, isn_word_event((isnad_event_type)t), 0);
  isn_page_select_end(p);
  isn_page_select(p, "events", "modality", ISN_W_MODALITY);
  for (int m = 0; m < ISNAD_MODALITIES; m++) isn_page_option(p, (uint32_t)m, isn_word_modality((isnad_modality)m), 0);
  isn_page_select_end(p);
  uint64_t about = 0;
  for (uint32_t i = 0; i < p->model->timeline.count; i++) about |= p->model->timeline.at[i].contexts;
  if (about) isn_page_select(p, "events", "context", ISN_W_CONTEXT);
  for (int c = 0; c < ISNAD_CONTEXTS; c++)
    if (about >> c & 1) isn_page_option(p, (uint32_t)c, isn_word_context((isnad_context)c), 0);
  if (about) isn_page_select_end(p);
  isn_page_select_outlet(p, "events");
  isn_page_filter_end(p);
}

static void data_contexts(const isn_page *p, uint64_t contexts) {
  if (!contexts) return;
  put(p, " data-context=\"");
  for (int c = 0, written = 0; c < ISNAD_CONTEXTS; c++)
    if (contexts >> c & 1) isn_buffer_format(p->out, "%s%d", written++ ? " " : "", c);
  put(p, "\"");
}

static void anchor(const isn_page *p, isn_cite cite) {
  put(p, " <span class=\"anchor\" lang=\"ar\">«");
  isn_page_squeezed(p->out, p->model->documents[cite.document].stored, cite.span);
  put(p, "»</span>");
}

static void happening(const isn_page *p, const isn_happening *row, bool more) {
  put(p, more ? "<article class=\"row event more\"" : "<article class=\"row event\"");
  data_number(p, "type", row->type);
  data_number(p, "modality", row->modality);
  data_contexts(p, row->contexts);
  data_outlets(p, row);
  put(p, ">\n<div class=\"what\">");
  type_chips(p, row);
  anchor(p, row->accounts.at[0].cite);
  contexts(p, row->contexts);
  roles(p, row);
  tally(p, row);
  put(p, "</div>\n");
  figures(p, row, 4);
  accounts(p, row);
  put(p, "</article>\n");
}

void isn_page_timeline(const isn_page *p) {
  const isn_overview *model = p->model;
  const isn_cite none = {.document = ISNAD_NONE};
  isn_cite shown = none;
  isn_page_section(p, "timeline", ISN_H_TIMELINE);
  if (model->timeline.count) timeline_filter(p);
  put(p, "<div id=\"events\">\n");
  for (uint32_t i = 0; i < model->timeline.count; i++) {
    const isn_happening *row = &model->timeline.at[i];
    if (!i || !same_day(row, row - 1)) {
      if (i) put(p, "</div>\n");
      open_day(p, row);
      shown = none;
    }
    bool more = follows(model, row, shown);
    happening(p, row, more);
    if (!more) shown = row->accounts.at[0].cite;
  }
  if (model->timeline.count) put(p, "</div>\n");
  isn_page_no_rows(p, model->timeline.count);
  put(p, "</div>\n</section>\n");
}

/* ---- disagreements ---- */

static void side(const isn_page *p, const isn_happening *row, bool denied) {
  put(p, "<div><h3>");
  name(p, isn_word_modality(denied ? ISNAD_DENIED : ISNAD_ACTUAL));
  put(p, "</h3><ul class=\"accounts\">\n");
  for (uint32_t i = 0; i < row->accounts.count; i++) {
    const isn_account *one = &row->accounts.at[i];
    if ((one->modality == ISNAD_DENIED) != denied) continue;
    put(p, "<li>");
    isn_page_chain(p->out, p->model, &one->chain);
    isn_page_cite(p->out, p->model, one->cite);
    isn_page_snippet(p->out, p->model, one->cite);
    put(p, "</li>\n");
  }
  put(p, "</ul></div>\n");
}

/* What somebody denies, whether or not a row above holds what it denies. */
static void denials(const isn_page *p) {
  bool any = false;
  for (uint32_t i = 0; i < p->model->statements.count; i++) {
    const isn_said *said = &p->model->statements.at[i];
    if (said->cue_class != ISNAD_DENY) continue;
    if (!any) put(p, "<h3 class=\"denials\">"), word(p, ISN_W_DENIALS), put(p, "</h3>\n<ul>\n");
    any = true;
    isn_page_said(p, said);
  }
  if (any) put(p, "</ul>\n");
}

/* Opens a row: what, when, who. */
static void difference(const isn_page *p, const isn_happening *row) {
  put(p, "<article class=\"event\">\n<div class=\"what\">");
  type_chips(p, row);
  if (row->date) put(p, " "), isn_page_date(p->out, row->date);
  roles(p, row);
  put(p, "</div>\n");
}

void isn_page_disagreements(const isn_page *p) {
  const isn_overview *model = p->model;
  isn_page_section(p, "disagreements", ISN_H_DISAGREEMENTS);
  for (uint32_t i = 0; i < model->figures.count; i++) {
    const isn_happening *row = &model->figures.at[i];
    if (!isn_figures_differ(row)) continue;
    difference(p, row);
    figures(p, row, 3);
    accounts(p, row);
    put(p, "</article>\n");
  }
  for (uint32_t i = 0; i < model->timeline.count; i++) {
    const isn_happening *row = &model->timeline.at[i];
    if (!row->denied) continue;
    difference(p, row);
    put(p, "<div class=\"sides\">\n");
    side(p, row, false);
    side(p, row, true);
    put(p, "</div>\n</article>\n");
  }
  isn_page_no_rows(p, isn_differences(model));
  denials(p);
  put(p, "</section>\n");
}
