/* Pieces of the report page that its sections share. Everything that comes from a document or an archive goes through isn_page_text or
 * isn_page_squeezed, which escape it. */
#ifndef ISN_REPORT_PAGE_H
#define ISN_REPORT_PAGE_H
#include "report/report.h"
#include "report/words.h"

extern const char isn_page_css[], isn_page_js[], isn_page_css_hash[], isn_page_js_hash[]; /* page.sh */

enum { ISN_PAGE_REACH = 160 }; /* code points of a quotation to each side of its words */

/* Escaped for content and for attributes in double quotes. */
void isn_page_text(isn_buffer *out, const char *text);
void isn_page_bytes(isn_buffer *out, const char *text, size_t length);
void isn_page_squeezed(isn_buffer *out, const isn_stored *stored, isnad_span span);

/* Both languages, of which the page shows one; one where they are the same or English is not known. */
void isn_page_name(isn_buffer *out, isn_name name);
void isn_page_word(isn_buffer *out, isn_heading heading);

/* Dates and numbers keep their own direction. */
void isn_page_date(isn_buffer *out, const char *date);
void isn_page_dated(isn_buffer *out, const isn_member *member);
void isn_page_number(isn_buffer *out, uint32_t number);

/* A link to the line that a row rests on. */
void isn_page_cite(isn_buffer *out, const isn_overview *model, isn_cite cite);
void isn_page_cites(isn_buffer *out, const isn_overview *model, const isn_cites *cites);
void isn_page_chain(isn_buffer *out, const isn_overview *model, const isn_chain *chain);

/* The sentence around a cite, its words marked. */
void isn_page_snippet(isn_buffer *out, const isn_overview *model, isn_cite cite);

/* The headline of a document: its title, else its first line. */
void isn_page_title(isn_buffer *out, const isn_stored *stored);

/* ---- sections ---- */

typedef struct isn_page {
  const isn_overview *model;
  isn_buffer *out;
} isn_page;

static inline void put(const isn_page *p, const char *markup) { isn_buffer_text(p->out, markup); }
static inline void word(const isn_page *p, isn_heading heading) { isn_page_word(p->out, heading); }
static inline void name(const isn_page *p, isn_name value) { isn_page_name(p->out, value); }

/* page.c */
void isn_page_section(const isn_page *p, const char *id, isn_heading heading);
void isn_page_no_rows(const isn_page *p, uint32_t count);
void isn_page_fact(const isn_page *p, isn_heading label); /* opens one pair of a <dl>; </dd></div> closes it */

/* Selects that hide rows of the element with this id (page.js): a row of class "row" carries data-FIELD. */
void isn_page_filter(const isn_page *p, const char *list);
void isn_page_filter_end(const isn_page *p);
void isn_page_select(const isn_page *p, const char *list, const char *field, isn_heading label);
void isn_page_option(const isn_page *p, uint32_t value, isn_name label, uint32_t count); /* count 0: none shown */
void isn_page_select_end(const isn_page *p);
void isn_page_select_outlet(const isn_page *p, const char *list);

/* page_claims.c */
void isn_page_claims(const isn_page *p);
void isn_page_comparison(const isn_page *p);

/* page_events.c */
void isn_page_timeline(const isn_page *p);
void isn_page_disagreements(const isn_page *p);

/* page_said.c */
void isn_page_positions(const isn_page *p);
void isn_page_names(const isn_page *p);
void isn_page_statements(const isn_page *p);
void isn_page_said(const isn_page *p, const isn_said *row); /* one statement */

/* evidence.c: the texts, every line with its number. */
void isn_page_evidence(isn_buffer *out, const isn_overview *model);
#endif
