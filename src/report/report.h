/* The writers of a report: each appends the whole report to a buffer, whose `failed` says whether memory ran out. */
#ifndef ISN_REPORT_REPORT_H
#define ISN_REPORT_REPORT_H
#include "base/buffer.h"
#include "report/model.h"

void isn_report_text(const isn_overview *model, const isnad_report_options *options, isn_buffer *out);
void isn_report_json(const isn_overview *model, isn_buffer *out);
void isn_report_html(const isn_overview *model, isn_buffer *out);

/* The claims and the comparison alone. */
void isn_claims_text(const isn_overview *model, const isnad_report_options *options, isn_buffer *out);

/* One claim as a line of JSON. */
void isn_claim_json(const isn_overview *model, const isn_claim *claim, isn_buffer *out);

/* Appends the UTF-8 bytes of a span of a document with blanks and line ends squeezed to one blank each. */
void isn_report_squeezed(const isn_stored *stored, isnad_span span, isn_buffer *out);

/* Appends the headline of a document: its title, else its first line that is not empty. */
void isn_report_title(const isn_stored *stored, isn_buffer *out);

/* How many cells of a terminal a text takes: vowel signs and marks of direction take none. */
uint32_t isn_report_columns(const char *text, size_t length);
#endif
