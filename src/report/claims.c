/* isnad_claims: the claims of an archive by themselves, of one story or of all documents. */
#include "report/claims.h"

#include "report/report.h"

typedef struct writing {
  const isnad_report_options *options;
  isnad_write *write;
  void *context;
  bool any;
} writing;

static isnad_status write_claims(void *context, const isn_overview *model, isnad_error *error) {
  writing *w = context;
  isn_buffer out = {0};
  bool text = w->options->format == ISNAD_REPORT_TEXT;
  if (w->any && text) isn_buffer_text(&out, "\n");
  w->any = true;
  if (text) isn_claims_text(model, w->options, &out);
  for (uint32_t i = 0; !text && i < model->claims.count; i++) isn_claim_json(model, &model->claims.at[i], &out);
  isnad_status status = out.failed ? isn_nomem(error) : ISNAD_OK;
  if (!status && out.length && !w->write(w->context, out.at, out.length))
    status = isn_fail(error, ISNAD_E_IO, "the claims cannot be written");
  isn_buffer_free(&out);
  return status;
}

static isnad_status write_story(isnad_archive *archive, const isnad_claims_options *options, writing *w, isnad_error *error) {
  isn_overview model;
  isnad_status status = isn_overview_open_story(&model, archive, options->report.engine, options->story, error);
  if (status) return status;
  status = write_claims(w, &model, error);
  isn_overview_close(&model);
  return status;
}

isnad_status isnad_claims_write(isnad_archive *archive, const isnad_claims_options *options, isnad_write *write, void *context,
                                isnad_error *error) {
  static const isnad_claims_options defaults;
  if (!archive || !write) return isn_fail(error, ISNAD_E_ARG, "isnad_claims_write: no archive, or nothing to write with");
  if (!options) options = &defaults;
  if (options->report.format != ISNAD_REPORT_TEXT && options->report.format != ISNAD_REPORT_JSON)
    return isn_fail(error, ISNAD_E_ARG, "isnad_claims: format %d is none", (int)options->report.format);
  writing w = {&options->report, write, context, false};
  if (options->story) return write_story(archive, options, &w, error);
  return isn_each_overview(archive, options->report.engine, write_claims, &w, error);
}

static bool keep(void *context, const char *bytes, size_t length) {
  isn_buffer *out = context;
  isn_buffer_add(out, bytes, length);
  return !out->failed;
}

isnad_status isnad_claims(isnad_archive *archive, const isnad_claims_options *options, char **out, size_t *length, isnad_error *error) {
  if (!archive || !out || !length) return isn_fail(error, ISNAD_E_ARG, "isnad_claims: no archive, or no place for the claims");
  *out = NULL;
  *length = 0;
  isn_buffer buffer = {0};
  isnad_status status = isnad_claims_write(archive, options, keep, &buffer, error);
  if (buffer.failed) status = isn_nomem(error);
  if (!status && !buffer.at) isn_buffer_text(&buffer, "");
  if (!status && buffer.failed) status = isn_nomem(error);
  if (status) {
    isn_buffer_free(&buffer);
    return status;
  }
  *out = buffer.at;
  *length = buffer.length;
  return ISNAD_OK;
}
