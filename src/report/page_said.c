/* The sections of the page about what is said: positions, names, statements. */
#include "report/page.h"

/* An attribute with a number. */
static void data_number(const isn_page *p, const char *attribute, uint32_t value) {
  isn_buffer_format(p->out, " data-%s=\"%u\"", attribute, value);
}

/* ---- positions ---- */

static void stand(const isn_page *p, const isn_stand *row) {
  isn_buffer_format(p->out, "<li><span class=\"chip stance%u\">", (unsigned)row->kind);
  name(p, isn_word_stand(row->kind));
  put(p, "</span> ");
  if (row->of != ISNAD_NONE) {
    put(p, "<span class=\"of\">");
    word(p, row->kind == ISN_STAND_DEMANDS ? ISN_W_OF : ISN_W_TOWARDS);
    put(p, " ");
    name(p, p->model->actors.at[row->of].name);
    put(p, "</span> ");
  }
  put(p, "<q lang=\"ar\" dir=\"rtl\">");
  isn_page_text(p->out, row->about);
  put(p, "</q>");
  if (row->condition) {
    put(p, "<p class=\"condition\">");
    word(p, ISN_W_CONDITION);
    put(p, ": <q lang=\"ar\" dir=\"rtl\">");
    isn_page_text(p->out, row->condition);
    put(p, "</q></p>");
  }
  put(p, "<p class=\"by\">");
  isn_page_chain(p->out, p->model, &row->chain);
  isn_page_cite(p->out, p->model, row->cite);
  isn_page_cites(p->out, p->model, &row->others);
  put(p, "</p></li>\n");
}

void isn_page_positions(const isn_page *p) {
  isn_page_section(p, "positions", ISN_H_POSITIONS);
  put(p, "<div class=\"parties\">\n");
  for (uint32_t i = 0; i < p->model->parties.count; i++) {
    const isn_party *party = &p->model->parties.at[i];
    put(p, "<article class=\"party\"><h3>");
    name(p, party->name);
    put(p, "</h3>\n<ul>\n");
    for (uint32_t j = 0; j < party->stands.count; j++) stand(p, &party->stands.at[j]);
    put(p, "</ul></article>\n");
  }
  put(p, "</div>\n");
  isn_page_no_rows(p, p->model->parties.count);
  put(p, "</section>\n");
}

/* ---- names ---- */

static void styled(const isn_page *p, const isn_styled *row) {
  isn_buffer_format(p->out, "<li%s><span lang=\"ar\">", row->bare ? " class=\"bare\"" : "");
  isn_page_text(p->out, row->words);
  put(p, "</span>");
  if (row->count + row->quoted > 1)
    put(p, " <span class=\"count\">×"), isn_page_number(p->out, row->count + row->quoted), put(p, "</span>");
  if (row->quoted) put(p, " <span class=\"note\">"), word(p, ISN_W_QUOTED), put(p, "</span>");
  if (row->cites.count) isn_page_cite(p->out, p->model, row->cites.at[0]);
  put(p, "</li>");
}

static void names_head(const isn_page *p) {
  put(p, "<thead><tr><th scope=\"col\">");
  word(p, ISN_W_ACTOR_COLUMN);
  put(p, "</th>");
  for (uint32_t o = 0; o < p->model->outlets.count; o++) {
    put(p, "<th scope=\"col\">");
    name(p, p->model->outlets.at[o].name);
    put(p, "</th>");
  }
  put(p, "</tr></thead>\n");
}

static void names_row(const isn_page *p, const isn_names_row *row) {
  put(p, "<tr><th scope=\"row\">");
  name(p, p->model->actors.at[row->actor].name);
  put(p, "</th>");
  for (uint32_t o = 0; o < p->model->outlets.count; o++) {
    const isn_styles *styles = &row->by_outlet[o];
    put(p, styles->count ? "<td><span class=\"in\">" : "<td class=\"empty\"><span class=\"in\">");
    name(p, p->model->outlets.at[o].name);
    put(p, "</span>");
    if (styles->count) put(p, "<ul>");
    for (uint32_t i = 0; i < styles->count; i++) styled(p, &styles->at[i]);
    put(p, styles->count ? "</ul></td>" : "</td>");
  }
  put(p, "</tr>\n");
}

void isn_page_names(const isn_page *p) {
  isn_page_section(p, "names", ISN_H_NAMES);
  if (p->model->names.count) {
    /* More outlets than fit beside one another: a card for each actor instead of a row, as on a phone. */
    put(p, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"h-names\">");
    put(p, p->model->outlets.count > 5 ? "<table class=\"cards\">\n" : "<table>\n");
    names_head(p);
    put(p, "<tbody>\n");
    for (uint32_t i = 0; i < p->model->names.count; i++) names_row(p, &p->model->names.at[i]);
    put(p, "</tbody></table></div>\n");
  }
  isn_page_no_rows(p, p->model->names.count);
  put(p, "</section>\n");
}

/* ---- statements ---- */

static void statements_filter(const isn_page *p) {
  const isn_overview *model = p->model;
  bool present[ISNAD_CUE_CLASSES] = {false};
  for (uint32_t i = 0; i < model->statements.count; i++) present[model->statements.at[i].cue_class] = true;
  isn_page_filter(p, "said");
  isn_page_select(p, "said", "speaker", ISN_W_SPEAKER);
  for (uint32_t i = 0; i < model->speakers.count; i++) isn_page_option(p, i, model->speakers.at[i].name, model->speakers.at[i].statements);
  isn_page_select_end(p);
  isn_page_select_outlet(p, "said");
  isn_page_select(p, "said", "class", ISN_W_CLASS);
  for (int c = 0; c < ISNAD_CUE_CLASSES; c++)
    if (present[c]) isn_page_option(p, (uint32_t)c, isn_word_class((isnad_cue_class)c), 0);
  isn_page_select_end(p);
  isn_page_filter_end(p);
}

void isn_page_said(const isn_page *p, const isn_said *row) {
  put(p, "<li class=\"row said\"");
  data_number(p, "speaker", row->speaker);
  data_number(p, "class", row->cue_class);
  isn_buffer_format(p->out, " data-outlet=\"%u", row->chain.outlet);
  for (uint32_t i = 0; i < row->copies.count; i++) isn_buffer_format(p->out, " %u", p->model->documents[row->copies.at[i].document].outlet);
  put(p, "\"><p class=\"by\">");
  isn_page_chain(p->out, p->model, &row->chain);
  isn_buffer_format(p->out, " <span class=\"chip class%u\">", (unsigned)row->cue_class);
  name(p, isn_word_class(row->cue_class));
  put(p, "</span>");
  isn_page_cite(p->out, p->model, row->cite);
  isn_page_cites(p->out, p->model, &row->copies);
  put(p, "</p>");
  put(p, row->quote == ISNAD_DIRECT ? "<blockquote class=\"direct\" lang=\"ar\" dir=\"rtl\">" : "<blockquote lang=\"ar\" dir=\"rtl\">");
  if (*row->cue) put(p, "<span class=\"cue\">"), isn_page_text(p->out, row->cue), put(p, "</span> ");
  isn_page_text(p->out, row->content);
  put(p, "</blockquote></li>\n");
}

void isn_page_statements(const isn_page *p) {
  isn_page_section(p, "statements", ISN_H_STATEMENTS);
  if (p->model->statements.count) statements_filter(p);
  put(p, "<ul id=\"said\">\n");
  for (uint32_t i = 0; i < p->model->statements.count; i++) isn_page_said(p, &p->model->statements.at[i]);
  put(p, "</ul>\n");
  isn_page_no_rows(p, p->model->statements.count);
  put(p, "</section>\n");
}
