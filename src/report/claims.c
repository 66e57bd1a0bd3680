/* isnad_claims: the claims of an archive by themselves: of one story, of all documents at once, or, where these are many, story by story.
 */
#include "report/claims.h"

#include <stdlib.h>
#include <string.h>

#include "report/report.h"

enum { AT_ONCE = 600 }; /* documents that are held and compared together */

static void write_claims(const isn_overview *model, const isnad_report_options *options, isn_buffer *out) {
  if (options->format == ISNAD_REPORT_TEXT) isn_claims_text(model, options, out);
  else
    for (uint32_t i = 0; i < model->claims.count; i++) isn_claim_json(model, &model->claims.at[i], out);
}

static isnad_status claims_of(isnad_archive *archive, const isnad_report_options *options, const char *story, isn_buffer *out,
                              isnad_error *error) {
  isn_overview model;
  isnad_status status = isn_overview_open_story(&model, archive, options->engine, story, error);
  if (status) return status;
  write_claims(&model, options, out);
  isn_overview_close(&model);
  return out->failed ? isn_nomem(error) : ISNAD_OK;
}

typedef struct story_row {
  int64_t story;
  uint32_t first; /* its first document: the order of the output */
} story_row;

static int by_story(const void *a, const void *b) {
  const story_row *left = a, *right = b;
  if (left->story != right->story) return left->story < right->story ? -1 : 1;
  return left->first < right->first ? -1 : left->first > right->first;
}

static int by_first(const void *a, const void *b) {
  const story_row *left = a, *right = b;
  return left->first < right->first ? -1 : left->first > right->first;
}

/* The stories of more than one document, in the order of their first ones. */
static bool list_stories(isn_arena *arena, const isn_links *links, story_row **rows, uint32_t *count) {
  story_row *all = isn_arena_alloc(arena, ((size_t)links->documents_count + 1) * sizeof *all);
  uint32_t kept = 0;
  for (uint32_t i = 0; all && i < links->documents_count; i++) all[i] = (story_row){links->documents[i].story, i};
  if (all) qsort(all, links->documents_count, sizeof *all, by_story);
  for (uint32_t from = 0, to; all && from < links->documents_count; from = to) {
    for (to = from + 1; to < links->documents_count && all[to].story == all[from].story;) to++;
    if (to - from > 1) all[kept++] = all[from];
  }
  if (all) qsort(all, kept, sizeof *all, by_first);
  *rows = all;
  *count = kept;
  return all != NULL;
}

static isnad_status by_stories(isnad_archive *archive, const isnad_report_options *options, const isn_links *links, isn_arena *arena,
                               isn_buffer *out, isnad_error *error) {
  story_row *rows;
  uint32_t count;
  if (!list_stories(arena, links, &rows, &count)) return isn_nomem(error);
  isnad_status status = ISNAD_OK;
  for (uint32_t i = 0; i < count && !status; i++) {
    char id[ISN_STORY_ID_ROOM];
    isn_story_id(rows[i].story, id);
    status = claims_of(archive, options, id, out, error);
    if (options->format == ISNAD_REPORT_TEXT) isn_buffer_text(out, "\n");
  }
  return status;
}

isnad_status isnad_claims(isnad_archive *archive, const isnad_claims_options *options, char **out, size_t *length, isnad_error *error) {
  static const isnad_claims_options defaults;
  if (!archive || !out || !length) return isn_fail(error, ISNAD_E_ARG, "isnad_claims: no archive, or no place for the claims");
  *out = NULL;
  *length = 0;
  if (!options) options = &defaults;
  if (options->report.format != ISNAD_REPORT_TEXT && options->report.format != ISNAD_REPORT_JSON)
    return isn_fail(error, ISNAD_E_ARG, "isnad_claims: format %d is none", (int)options->report.format);
  isn_buffer buffer = {0};
  isn_arena arena = {0};
  isn_links links = {0};
  isnad_status status = options->story ? ISNAD_OK : isn_store_links(archive, &arena, &links, error);
  if (!status)
    status = links.documents_count > AT_ONCE ? by_stories(archive, &options->report, &links, &arena, &buffer, error)
                                             : claims_of(archive, &options->report, options->story, &buffer, error);
  isn_arena_free(&arena);
  if (!status && buffer.failed) status = isn_nomem(error);
  if (!status && !buffer.at) isn_buffer_text(&buffer, "");
  if (status) {
    isn_buffer_free(&buffer);
    return status;
  }
  *out = buffer.at;
  *length = buffer.length;
  return ISNAD_OK;
}
