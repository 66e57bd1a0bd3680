/* Pieces of the report page that its sections share. Everything that comes from a document or an archive goes through isn_page_text or
 * isn_page_squeezed, which escape it. */
#ifndef ISN_REPORT_PAGE_H
#define ISN_REPORT_PAGE_H
#include "report/report.h"
#include "report/words.h"

extern const char isn_page_css[], isn_page_js[], isn_page_css_hash[], isn_page_js_hash[]; /* page.sh */

/* Escaped for content and for attributes in double quotes. */
void isn_page_text(isn_buffer *out, const char *text);
void isn_page_bytes(isn_buffer *out, const char *text, size_t length);
void isn_page_squeezed(isn_buffer *out, const isn_stored *stored, isnad_span span);

/* Both languages, of which the page shows one; one where they are the same or English is not known. */
void isn_page_name(isn_buffer *out, isn_name name);
void isn_page_word(isn_buffer *out, isn_heading heading);

/* Dates and numbers keep their own direction. */
void isn_page_date(isn_buffer *out, const char *date);
void isn_page_number(isn_buffer *out, uint32_t number);

/* A link to the line that a row rests on. */
void isn_page_cite(isn_buffer *out, const isn_model *model, isn_cite cite);
void isn_page_cites(isn_buffer *out, const isn_model *model, const isn_cites *cites);
void isn_page_chain(isn_buffer *out, const isn_model *model, const isn_chain *chain);

/* The sentence around a cite, its words marked. */
void isn_page_snippet(isn_buffer *out, const isn_model *model, isn_cite cite);

/* The headline of a document: its title, else its first line. */
void isn_page_title(isn_buffer *out, const isn_stored *stored);

/* evidence.c: the texts, every line with its number. */
void isn_page_evidence(isn_buffer *out, const isn_model *model);
#endif
