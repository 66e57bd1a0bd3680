#include "report/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { REACH = 160 };

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
  int day = isn_weekday(date);
  bool whole = day >= 0 && strlen(date) == 10;
  if (whole) isn_page_name(out, isn_word_weekday(day)), isn_buffer_text(out, " ");
  isn_buffer_text(out, whole ? "<time datetime=\"" : "<bdi dir=\"ltr\">");
  if (whole) isn_page_text(out, date), isn_buffer_text(out, "\"><bdi dir=\"ltr\">");
  isn_page_text(out, date);
  isn_buffer_text(out, whole ? "</bdi></time>" : "</bdi>");
}

/* ---- what a row rests on ---- */

void isn_page_cite(isn_buffer *out, const isn_model *model, isn_cite cite) {
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

void isn_page_cites(isn_buffer *out, const isn_model *model, const isn_cites *cites) {
  for (uint32_t i = 0; i < cites->count; i++) isn_page_cite(out, model, cites->at[i]);
}

void isn_page_chain(isn_buffer *out, const isn_model *model, const isn_chain *chain) {
  isn_buffer_text(out, "<span class=\"chain\"><span class=\"outlet\">");
  isn_page_name(out, model->outlets.at[chain->outlet].name);
  isn_buffer_text(out, "</span>");
  for (uint32_t i = 0; i < chain->count; i++) {
    const isn_hop *hop = &chain->hops[i];
    isn_buffer_format(out, " <span class=\"arrow\">←</span> <span class=\"hop %s\"", isnad_source_kind_name(hop->kind));
    if (hop->written) isn_buffer_text(out, " title=\"«"), isn_page_text(out, hop->written), isn_buffer_text(out, "»\"");
    isn_buffer_text(out, ">");
    isn_page_name(out, hop->name);
    isn_buffer_text(out, "</span>");
  }
  isn_buffer_text(out, "</span>");
}

void isn_page_snippet(isn_buffer *out, const isn_model *model, isn_cite cite) {
  const isn_stored *stored = model->documents[cite.document].stored;
  isn_snippet found = isn_snippet_of(model, cite, REACH);
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
  if (stored->title) {
    isn_page_text(out, stored->title);
    return;
  }
  isnad_span span = {0, 0};
  for (uint32_t line = 0; line < stored->lines && span.end - span.start < 2; line++) {
    span.start = stored->line_at[line];
    span.end = line + 1 < stored->lines ? stored->line_at[line + 1] : stored->length;
  }
  isn_page_squeezed(out, stored, span);
}
