/* isnad_claims: the claims of an archive by themselves. */
#include "report/claims.h"
#include "report/report.h"

isnad_status isnad_claims(isnad_archive *archive, const isnad_claims_options *options, char **out, size_t *length, isnad_error *error) {
  static const isnad_claims_options defaults;
  if (!archive || !out || !length) return isn_fail(error, ISNAD_E_ARG, "isnad_claims: no archive, or no place for the claims");
  *out = NULL;
  *length = 0;
  if (!options) options = &defaults;
  isn_overview model;
  isnad_status status = isn_overview_open(&model, archive, options->report.engine, error);
  if (status) return status;
  isn_buffer buffer = {0};
  if (options->report.format == ISNAD_REPORT_TEXT) isn_claims_text(&model, &options->report, &buffer);
  for (uint32_t i = 0; options->report.format == ISNAD_REPORT_JSON && i < model.claims.count; i++)
    isn_claim_json(&model, &model.claims.at[i], &buffer);
  isn_overview_close(&model);
  if (buffer.failed) {
    isn_buffer_free(&buffer);
    return isn_nomem(error);
  }
  *out = buffer.at;
  *length = buffer.length;
  return ISNAD_OK;
}
