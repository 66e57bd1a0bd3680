#include "report/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

void isn_page_bytes(isn_buffer *out, const char *text, size_t length) {
  size_t from = 0;
  for (size_t i = 0; i < length; i++) {
    const char *entity = NULL;
    switch (text[i]) {
      case '&': entity = "&amp;"; break;
      case '<': entity = "&lt;"; break;
      case '>': entity = "&gt;"; break;
      case '"': entity = "&quot;"; break;
      case '\'': entity = "&#39;"; break;
      default: continue;
    }
    isn_buffer_add(out, text + from, i - from);
    isn_buffer_text(out, entity);
    from = i + 1;
  }
  isn_buffer_add(out, text + from, length - from);
}

void isn_page_text(isn_buffer *out, const char *text) { isn_page_bytes(out, text, strlen(text)); }

void isn_page_squeezed(isn_buffer *out, const isn_stored *stored, isnad_span span) {
  isn_buffer plain = {0};
  isn_report_squeezed(stored, span, &plain);
  if (plain.length) isn_page_bytes(out, plain.at, plain.length);
  out->failed |= plain.failed;
  isn_buffer_free(&plain);
}

/* ---- names and words ---- */

static bool is_arabic(const char *text) {
  uint32_t cp;
  for (size_t at = 0, length = strlen(text), step; at < length && (step = isn_utf8_decode(text + at, length - at, &cp)); at += step)
    if (isn_is_letter(cp)) return true;
  return false;
}

void isn_page_name(isn_buffer *out, isn_name name) {
  if (!name.en || strcmp(name.ar, name.en) == 0) {
    isn_buffer_text(out, is_arabic(name.ar) ? "<bdi lang=\"ar\">" : "<bdi dir=\"ltr\">");
    isn_page_text(out, name.ar);
    isn_buffer_text(out, "</bdi>");
    return;
  }
  isn_buffer_text(out, "<bdi class=\"ar\" lang=\"ar\">");
  isn_page_text(out, name.ar);
  isn_buffer_text(out, "</bdi><bdi class=\"en\" lang=\"en\" dir=\"ltr\">");
  isn_page_text(out, name.en);
  isn_buffer_text(out, "</bdi>");
}

void isn_page_word(isn_buffer *out, isn_heading heading) { isn_page_name(out, isn_word(heading)); }

void isn_page_number(isn_buffer *out, uint32_t number) { isn_buffer_format(out, "<bdi dir=\"ltr\">%u</bdi>", number); }

void isn_page_date(isn_buffer *out, const char *date) {
  int day = isn_report_weekday(date);
  bool whole = day >= 0 && strlen(date) == 10;
  if (whole) isn_page_name(out, isn_word_weekday(day)), isn_buffer_text(out, " ");
  isn_buffer_text(out, whole ? "<time datetime=\"" : "<bdi dir=\"ltr\">");
  if (whole) isn_page_text(out, date), isn_buffer_text(out, "\"><bdi dir=\"ltr\">");
  isn_page_text(out, date);
  isn_buffer_text(out, whole ? "</bdi></time>" : "</bdi>");
}

void isn_page_dated(isn_buffer *out, const isn_member *member) {
  const char *from = member->stored->dated_from, *to = member->stored->dated_to;
  if (member->day) {
    isn_page_date(out, member->day);
  } else if (from && to) {
    isn_buffer_text(out, "<bdi dir=\"ltr\">");
    isn_page_text(out, from);
    isn_buffer_text(out, " … ");
    isn_page_text(out, to);
    isn_buffer_text(out, "</bdi>");
  } else {
    isn_page_word(out, ISN_W_UNDATED); /* a bound on one side alone tells a reader little */
  }
  if (member->stored->published || !from || !to) return;
  isn_buffer_text(out, " <span class=\"note\">");
  isn_page_word(out, ISN_W_INFERRED);
  isn_buffer_text(out, "</span>");
}

/* ---- what a row rests on ---- */

void isn_page_cite(isn_buffer *out, const isn_overview *model, isn_cite cite) {
  uint32_t number = cite.document + 1;
  isn_buffer_format(out, " <a class=\"cite\" href=\"#d%u-%u\"", number, cite.line);
  if (cite.span.start != ISNAD_NONE) isn_buffer_format(out, " data-at=\"%u\"", cite.span.start);
  isn_buffer_text(out, " title=\"");
  isn_page_text(out, model->outlets.at[model->documents[cite.document].outlet].name.ar);
  isn_buffer_format(out, "\"><bdi dir=\"ltr\">%u:%u</bdi></a>", number, cite.line);
  if (model->documents[cite.document].copy_of == ISNAD_NONE) return;
  isn_buffer_text(out, " <span class=\"copy\">");
  isn_page_word(out, ISN_W_COPY);
  isn_buffer_text(out, "</span>");
}

void isn_page_cites(isn_buffer *out, const isn_overview *model, const isn_cites *cites) {
  for (uint32_t i = 0; i < cites->count; i++) isn_page_cite(out, model, cites->at[i]);
}

void isn_page_chain(isn_buffer *out, const isn_overview *model, const isn_chain *chain) {
  isn_buffer_text(out, "<span class=\"chain\"><span class=\"outlet\">");
  isn_page_name(out, model->outlets.at[chain->outlet].name);
  isn_buffer_text(out, "</span>");
  for (uint32_t i = 0; i < chain->count; i++) {
    const isn_hop *hop = &chain->hops[i];
    isn_buffer_format(out, " <span class=\"arrow\">←</span> <span class=\"hop k-%s\"", isnad_source_kind_name(hop->kind));
    if (hop->written) isn_buffer_text(out, " title=\"«"), isn_page_text(out, hop->written), isn_buffer_text(out, "»\"");
    isn_buffer_text(out, ">");
    isn_page_name(out, hop->name);
    isn_buffer_text(out, "</span>");
  }
  isn_buffer_text(out, "</span>");
}

void isn_page_snippet(isn_buffer *out, const isn_overview *model, isn_cite cite) {
  const isn_stored *stored = model->documents[cite.document].stored;
  isn_snippet found = isn_snippet_of(model, cite, ISN_PAGE_REACH);
  isn_buffer_text(out, "<q lang=\"ar\" dir=\"rtl\">");
  if (found.cut_before) isn_buffer_text(out, "… ");
  isn_page_squeezed(out, stored, found.before);
  isn_buffer_text(out, "<mark>");
  isn_page_squeezed(out, stored, found.words);
  isn_buffer_text(out, "</mark>");
  isn_page_squeezed(out, stored, found.after);
  if (found.cut_after) isn_buffer_text(out, " …");
  isn_buffer_text(out, "</q>");
}

void isn_page_title(isn_buffer *out, const isn_stored *stored) {
  isn_buffer title = {0};
  isn_report_title(stored, &title);
  if (title.at) isn_page_text(out, title.at);
  out->failed |= title.failed;
  isn_buffer_free(&title);
}

/* ---- sections ---- */

void isn_page_section(const isn_page *p, const char *id, isn_heading heading) {
  isn_buffer_format(p->out, "<section id=\"%s\" aria-labelledby=\"h-%s\">\n<h2 id=\"h-%s\">", id, id, id);
  word(p, heading);
  put(p, "</h2>\n");
}

void isn_page_no_rows(const isn_page *p, uint32_t count) {
  if (count) return;
  put(p, "<p class=\"none\">");
  word(p, ISN_W_NO_ROWS);
  put(p, "</p>\n");
}

void isn_page_fact(const isn_page *p, isn_heading label) {
  put(p, "<div><dt>");
  word(p, label);
  put(p, "</dt><dd>");
}

/* ---- filters ---- */

void isn_page_filter(const isn_page *p, const char *list) { isn_buffer_format(p->out, "<form class=\"filter\" data-list=\"%s\">\n", list); }

void isn_page_option(const isn_page *p, uint32_t value, isn_name label, uint32_t count) {
  isn_buffer_format(p->out, "<option value=\"%u\" data-en=\"", value);
  isn_page_text(p->out, label.en ? label.en : label.ar);
  if (count) isn_buffer_format(p->out, " (%u)", count);
  put(p, "\">");
  isn_page_text(p->out, label.ar);
  if (count) isn_buffer_format(p->out, " (%u)", count);
  put(p, "</option>\n");
}

void isn_page_select(const isn_page *p, const char *list, const char *field, isn_heading label) {
  isn_name all = isn_word(ISN_W_ALL);
  isn_buffer_format(p->out, "<label for=\"%s-%s\">", list, field);
  word(p, label);
  isn_buffer_format(p->out, " <select id=\"%s-%s\" name=\"%s\"><option value=\"\" data-en=\"%s\">%s</option>\n", list, field, field, all.en,
                    all.ar);
}

void isn_page_select_end(const isn_page *p) { put(p, "</select></label>\n"); }

void isn_page_select_outlet(const isn_page *p, const char *list) {
  isn_page_select(p, list, "outlet", ISN_W_OUTLET);
  for (uint32_t i = 0; i < p->model->outlets.count; i++) isn_page_option(p, i, p->model->outlets.at[i].name, 0);
  isn_page_select_end(p);
}

void isn_page_filter_end(const isn_page *p) {
  put(p, "<button type=\"reset\">");
  word(p, ISN_W_ALL);
  put(p, "</button> <output aria-live=\"polite\"></output>\n</form>\n");
}
