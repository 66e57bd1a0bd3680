/* The last section of the page: every text whole, its lines numbered, the words that rows rest on marked. */
#include <stdlib.h>
#include <string.h>

#include "report/page.h"

/* What a code point is part of. */
enum { MARK_EVENT = 1, MARK_CUE = 2, MARK_SOURCE = 4, MARK_START = 8 };

static void mark_span(unsigned char *marks, isnad_span span, unsigned char bit) {
  if (span.start == ISNAD_NONE || span.start >= span.end) return;
  for (uint32_t i = span.start; i < span.end; i++) marks[i] |= bit;
  marks[span.start] |= MARK_START;
}

static void mark_rows(const isn_stored *stored, unsigned char *marks) {
  for (uint32_t i = 0; i < stored->statements_count; i++) {
    mark_span(marks, stored->statements[i].source, MARK_SOURCE);
    mark_span(marks, stored->statements[i].cue, MARK_CUE);
  }
  for (uint32_t i = 0; i < stored->events_count; i++) mark_span(marks, stored->events[i].anchor, MARK_EVENT);
}

static isnad_span piece(uint32_t from, uint32_t to) { return (isnad_span){from, to}; }

/* The code points [from, to) of one line, cut where what they are part of changes. */
static void line_text(isn_buffer *out, const isn_stored *stored, const unsigned char *marks, uint32_t from, uint32_t to) {
  while (from < to) {
    unsigned char now = marks[from] & ~MARK_START;
    uint32_t end = from + 1;
    size_t length;
    while (end < to && (marks[end] & ~MARK_START) == now && !(now && (marks[end] & MARK_START))) end++;
    const char *text = isn_stored_slice(stored, piece(from, end), &length);
    if (now)
      isn_buffer_format(out, "<mark class=\"%s%s%s\" data-at=\"%u\">", now & MARK_EVENT ? "e " : "", now & MARK_CUE ? "c " : "",
                        now & MARK_SOURCE ? "s" : "", from);
    isn_page_bytes(out, text, length);
    if (now) isn_buffer_text(out, "</mark>");
    from = end;
  }
}

static bool is_blank(const isn_stored *stored, uint32_t from, uint32_t to) {
  size_t length;
  const char *text = isn_stored_slice(stored, piece(from, to), &length);
  for (size_t i = 0; i < length; i++)
    if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') return false;
  return true;
}

static void lines(isn_buffer *out, uint32_t number, const isn_stored *stored, const unsigned char *marks) {
  isn_buffer_text(out, "<div class=\"text\" lang=\"ar\" dir=\"rtl\">\n");
  for (uint32_t i = 0; i < stored->lines; i++) {
    uint32_t from = stored->line_at[i], to = i + 1 < stored->lines ? stored->line_at[i + 1] - 1 : stored->length;
    if (is_blank(stored, from, to)) continue;
    isn_buffer_format(out, "<p class=\"line\" id=\"d%u-%u\"><a class=\"n\" href=\"#d%u-%u\"><bdi dir=\"ltr\">%u</bdi></a><span>", number,
                      i + 1, number, i + 1, i + 1);
    line_text(out, stored, marks, from, to);
    isn_buffer_text(out, "</span></p>\n");
  }
  isn_buffer_text(out, "</div>\n");
}

static void facts(isn_buffer *out, const isn_overview *model, const isn_member *member) {
  const isn_stored *stored = member->stored;
  isn_buffer_text(out, "<p class=\"facts\">");
  isn_page_name(out, model->outlets.at[member->outlet].name);
  isn_buffer_text(out, " · ");
  isn_page_dated(out, member);
  if (stored->path)
    isn_buffer_text(out, " · <bdi dir=\"ltr\" class=\"path\">"), isn_page_text(out, stored->path), isn_buffer_text(out, "</bdi>");
  /* As text, not as a link: a report must not lead out of itself by a slip of the finger. */
  if (stored->url)
    isn_buffer_text(out, " · <bdi dir=\"ltr\" class=\"path\">"), isn_page_text(out, stored->url), isn_buffer_text(out, "</bdi>");
  isn_buffer_text(out, "</p>\n");
}

void isn_page_evidence(isn_buffer *out, const isn_overview *model) {
  for (uint32_t i = 0; i < model->documents_count; i++) {
    const isn_member *member = &model->documents[i];
    unsigned char *marks = calloc(member->stored->length + 1u, 1);
    if (!marks) {
      out->failed = true;
      return;
    }
    mark_rows(member->stored, marks);
    isn_buffer_format(out, "<article class=\"document\" id=\"d%u\">\n<h3><bdi dir=\"ltr\">%u</bdi>. <span lang=\"ar\" dir=\"rtl\">", i + 1,
                      i + 1);
    isn_page_title(out, member->stored);
    isn_buffer_text(out, "</span></h3>\n");
    facts(out, model, member);
    lines(out, i + 1, member->stored, marks);
    isn_buffer_text(out, "</article>\n");
    free(marks);
  }
}
