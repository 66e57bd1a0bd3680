/* What the writers of text share: lines, words, cites. See text.c. */
#ifndef ISN_REPORT_TEXT_PUT_H
#define ISN_REPORT_TEXT_PUT_H
#include <string.h>

#include "base/utf8.h"
#include "report/report.h"
#include "report/words.h"

enum { WIDTH = 100, NARROWEST = 40, REACH = 110, CONTENT = 320, TITLE = 120 };

typedef struct writer {
  const isn_overview *model;
  isn_buffer *out;
  isn_buffer line; /* what is being put together */
  uint32_t width;
  bool english, color, all;
} writer;

/* ---- lines ---- */

/* 'A' or 'L': the direction that the first letter gives; 0: there is none. */
static inline char direction(const char *text, size_t length) {
  uint32_t cp;
  for (size_t at = 0; at < length;) {
    unsigned step = isn_utf8_decode(text + at, length - at, &cp);
    if (!step) break;
    if (isn_is_letter(cp)) return 'A';
    if (isn_is_latin(cp)) return 'L';
    at += step;
  }
  return 0;
}

static inline void one_line(writer *w, uint32_t indent, const char *style, const char *text, size_t length) {
  char mine = w->english ? 'L' : 'A', its = direction(text, length);
  for (uint32_t i = 0; i < indent; i++) isn_buffer_add(w->out, " ", 1);
  if (w->color && style) isn_buffer_format(w->out, "\x1b[%sm", style);
  if (mine == 'A' && its == 'L') isn_buffer_text(w->out, "\u200f");
  isn_buffer_add(w->out, text, length);
  if (w->color && style) isn_buffer_text(w->out, "\x1b[0m");
  isn_buffer_add(w->out, "\n", 1);
}

/* Writes what has been put together as a paragraph: broken at blanks, further lines two cells deeper. */
static inline void flush(writer *w, uint32_t indent, const char *style) {
  const char *text = w->line.at ? w->line.at : "";
  size_t length = w->line.length, from = 0;
  while (length && text[length - 1] == ' ') length--;
  for (bool first = true; from < length; first = false) {
    uint32_t margin = first ? indent : indent + 2, room = w->width > margin + 20 ? w->width - margin : 20;
    size_t to = from, best = length;
    while (to < length) {
      size_t next = to + 1;
      while (next < length && text[next] != ' ') next++;
      if (isn_report_columns(text + from, next - from) > room && to > from) {
        best = to;
        break;
      }
      to = next;
    }
    if (to >= length) best = length;
    one_line(w, margin, style, text + from, best - from);
    from = best + 1;
  }
  w->line.length = 0;
  w->out->failed |= w->line.failed;
}

static inline void blank(writer *w) { isn_buffer_add(w->out, "\n", 1); }

static inline void put(writer *w, const char *text) { isn_buffer_text(&w->line, text); }
static inline const char *pick(const writer *w, isn_name name) { return w->english && name.en ? name.en : name.ar; }
static inline void put_name(writer *w, isn_name name) { put(w, pick(w, name)); }
static inline void put_word(writer *w, isn_heading heading) { put_name(w, isn_word(heading)); }
static inline void put_comma(writer *w) { put(w, w->english ? ", " : "، "); }
static inline void put_semicolon(writer *w) { put(w, w->english ? "; " : "؛ "); }

static inline void heading(writer *w, isn_heading which) {
  blank(w);
  put_word(w, which);
  size_t columns = isn_report_columns(w->line.at, w->line.length);
  flush(w, 0, "1");
  for (size_t i = 0; i < columns; i++) put(w, "=");
  flush(w, 0, NULL);
}

static inline void put_cite(writer *w, isn_cite cite) { isn_buffer_format(&w->line, " [%u:%u]", cite.document + 1, cite.line); }

static inline void put_cites(writer *w, const isn_cites *cites) {
  for (uint32_t i = 0; i < cites->count; i++) put_cite(w, cites->at[i]);
}

static inline void put_arrow(writer *w) { put(w, w->english ? " \u200e←\u200e " : " ← "); }

static inline void put_chain(writer *w, const isn_chain *chain) {
  put_name(w, w->model->outlets.at[chain->outlet].name);
  for (uint32_t i = 0; i < chain->count; i++) {
    put_arrow(w);
    put_name(w, chain->hops[i].name);
  }
}

/* The one who is said to have said it. */
static inline void put_speaker(writer *w, const isn_chain *chain) {
  put_name(w, chain->count ? chain->hops[chain->count - 1].name : w->model->outlets.at[chain->outlet].name);
}

static inline void put_date(writer *w, const char *date) {
  int day = isn_report_weekday(date);
  if (day >= 0 && strlen(date) == 10) put_name(w, isn_word_weekday(day)), put(w, " ");
  put(w, date);
}

/* At most so many code points of a text, whole words, with an ellipsis where it was cut. */
static inline void put_cut(writer *w, const char *text, uint32_t most) {
  size_t length = strlen(text), at = 0, blank_at = 0;
  uint32_t count = 0, cp;
  for (; at < length && count < most; count++) {
    if (text[at] == ' ') blank_at = at;
    unsigned step = isn_utf8_decode(text + at, length - at, &cp);
    at += step ? step : 1;
  }
  if (at < length) at = blank_at ? blank_at : at;
  isn_buffer_add(&w->line, text, at);
  if (at < length) put(w, "…");
}

static inline void snippet(writer *w, uint32_t indent, isn_cite cite) {
  isn_snippet found = isn_snippet_of(w->model, cite, REACH);
  const isn_stored *stored = w->model->documents[cite.document].stored;
  put(w, found.cut_before ? "«…" : "«");
  isn_report_squeezed(stored, (isnad_span){found.before.start, found.after.end}, &w->line);
  put(w, found.cut_after ? "…»" : "»");
  put_cite(w, cite);
  flush(w, indent, "2");
}

/* text_claims.c: the claims, at most `most` of them, and how the outlets compare. */
void isn_text_claims(writer *w, uint32_t most);
void isn_text_comparison(writer *w);
#endif
