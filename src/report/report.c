#include "report/report.h"

#include <string.h>

#include "base/utf8.h"

void isn_report_squeezed(const isn_stored *stored, isnad_span span, isn_buffer *out) {
  size_t length;
  const char *text = isn_stored_slice(stored, span, &length);
  bool blank = false;
  for (size_t at = 0; at < length;) {
    uint32_t cp;
    unsigned step = isn_utf8_decode(text + at, length - at, &cp);
    bool space = cp == '\n' || cp == '\r' || isn_is_blank(cp);
    if (space && !blank) isn_buffer_add(out, " ", 1);
    if (!space) isn_buffer_add(out, text + at, step);
    blank = space;
    at += step;
  }
}

void isn_report_title(const isn_stored *stored, isn_buffer *out) {
  isnad_span span = {0, 0};
  if (stored->title) {
    isn_buffer_text(out, stored->title);
    return;
  }
  for (uint32_t line = 0; line < stored->lines && span.end - span.start < 3; line++) {
    span.start = stored->line_at[line];
    span.end = line + 1 < stored->lines ? stored->line_at[line + 1] - 1 : stored->length;
  }
  isn_report_squeezed(stored, span, out);
}

uint32_t isn_report_columns(const char *text, size_t length) {
  uint32_t columns = 0, cp;
  for (size_t at = 0; at < length;) {
    unsigned step = isn_utf8_decode(text + at, length - at, &cp);
    if (!step) break;
    columns += (cp == 0x640 || !isn_is_sign(cp)) && !isn_is_invisible(cp);
    at += step;
  }
  return columns;
}

isnad_status isnad_report(isnad_archive *archive, const isnad_report_options *options, char **out, size_t *length, isnad_error *error) {
  static const isnad_report_options defaults;
  if (!archive || !out || !length) return isn_fail(error, ISNAD_E_ARG, "isnad_report: no archive, or no place for the report");
  *out = NULL;
  *length = 0;
  if (!options) options = &defaults;
  isn_overview model;
  isnad_status status = isn_overview_open(&model, archive, options->engine, error);
  if (status) return status;
  isn_buffer buffer = {0};
  switch (options->format) {
    case ISNAD_REPORT_TEXT: isn_report_text(&model, options, &buffer); break;
    case ISNAD_REPORT_JSON: isn_report_json(&model, &buffer); break;
    case ISNAD_REPORT_HTML: isn_report_html(&model, &buffer); break;
    default: status = isn_fail(error, ISNAD_E_ARG, "isnad_report: format %d is none", (int)options->format);
  }
  isn_overview_close(&model);
  if (!status && buffer.failed) status = isn_nomem(error);
  if (status) {
    isn_buffer_free(&buffer);
    return status;
  }
  *out = buffer.at;
  *length = buffer.length;
  return ISNAD_OK;
}
