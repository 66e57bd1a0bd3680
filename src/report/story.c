/* isnad_story: the stories of an archive, or one of them. What stands in them was decided when documents were added (docs/linking.md);
 * here it is put together and handed to the writers. */
#include "report/story.h"

#include <stdlib.h>
#include <string.h>

#include "report/report.h"

/* ---- gathering ---- */

typedef struct placed { /* a head by its analysis */
  int64_t analysis;
  uint32_t head;
} placed;

static int by_analysis(const void *a, const void *b) {
  const placed *left = a, *right = b;
  return left->analysis < right->analysis ? -1 : left->analysis > right->analysis;
}

static bool find_heads(isn_stories *stories, uint32_t count) {
  uint32_t rows = stories->links.documents_count;
  placed *places = isn_arena_alloc(&stories->arena, count * sizeof *places);
  /* pointers, of each row and of each copy: NOLINTNEXTLINE(bugprone-sizeof-expression) */
  stories->head_of = isn_arena_alloc(&stories->arena, rows * sizeof *stories->head_of);
  if (!places || !stories->head_of) return false;
  for (uint32_t i = 0; i < count; i++) places[i] = (placed){stories->heads[i].analysis, i};
  if (count) qsort(places, count, sizeof *places, by_analysis);
  for (uint32_t i = 0; i < rows; i++) {
    placed key = {stories->links.documents[i].analysis, 0};
    const placed *found = count ? bsearch(&key, places, count, sizeof key, by_analysis) : NULL;
    stories->head_of[i] = found ? &stories->heads[found->head] : NULL;
  }
  return true;
}

typedef struct sorted { /* a row of the links by its story */
  int64_t story;
  uint32_t row;
} sorted;

static int by_story(const void *a, const void *b) {
  const sorted *left = a, *right = b;
  if (left->story != right->story) return left->story < right->story ? -1 : 1;
  return left->row < right->row ? -1 : left->row > right->row;
}

/* By first document. */
static int by_beginning(const void *a, const void *b) {
  const isn_story *left = a, *right = b;
  return left->rows[0] < right->rows[0] ? -1 : left->rows[0] > right->rows[0];
}

static bool group(isn_stories *stories) {
  uint32_t count = stories->links.documents_count;
  sorted *rows = isn_arena_alloc(&stories->arena, count * sizeof *rows);
  uint32_t *members = isn_arena_alloc(&stories->arena, count * sizeof *members);
  stories->at = isn_arena_alloc(&stories->arena, count * sizeof *stories->at);
  if (!rows || !members || !stories->at) return false;
  for (uint32_t i = 0; i < count; i++) rows[i] = (sorted){stories->links.documents[i].story, i};
  if (count) qsort(rows, count, sizeof *rows, by_story);
  for (uint32_t from = 0, to; from < count; from = to) {
    for (to = from; to < count && rows[to].story == rows[from].story; to++) members[to] = rows[to].row;
    stories->at[stories->count++] = (isn_story){.story = rows[from].story, .rows = members + from, .rows_count = to - from};
  }
  if (stories->count) qsort(stories->at, stories->count, sizeof *stories->at, by_beginning);
  return true;
}

static bool same_outlet(const isn_stored_head *a, const isn_stored_head *b) {
  return a->source && b->source ? strcmp(a->source, b->source) == 0 : a->source == b->source;
}

/* First of its outlet, of its origin, in the story. */
static void count_voices(const isn_stories *stories, isn_story *story) {
  for (uint32_t i = 0; i < story->rows_count; i++) {
    bool outlet = true, origin = true;
    for (uint32_t k = 0; k < i; k++) {
      outlet &= !same_outlet(stories->head_of[story->rows[k]], stories->head_of[story->rows[i]]);
      origin &= stories->links.documents[story->rows[k]].origin != stories->links.documents[story->rows[i]].origin;
    }
    story->outlets += outlet;
    story->origins += origin;
  }
}

/* Each copy goes to the story of its later document. */
static bool share_out_copies(isn_stories *stories) {
  uint32_t rows = stories->links.documents_count;
  uint32_t *story_of = isn_arena_alloc(&stories->arena, rows * sizeof *story_of);
  if (!story_of) return false;
  for (uint32_t s = 0; s < stories->count; s++)
    for (uint32_t i = 0; i < stories->at[s].rows_count; i++) story_of[stories->at[s].rows[i]] = s;
  for (uint32_t i = 0; i < stories->links.copies_count; i++) {
    const isn_copy_row *row = &stories->links.copies[i];
    /* NOLINTNEXTLINE(bugprone-sizeof-expression) */
    const isn_copy_row **place = ISN_PUSH(&stories->at[story_of[row->later]].copies, &stories->arena);
    if (!place) return false;
    *place = row;
  }
  return true;
}

static bool put_together(isn_stories *stories, uint32_t heads) {
  if (!find_heads(stories, heads) || !group(stories)) return false;
  for (uint32_t i = 0; i < stories->links.documents_count; i++)
    if (!stories->head_of[i]) return true; /* damaged; said by the caller */
  for (uint32_t s = 0; s < stories->count; s++) count_voices(stories, &stories->at[s]);
  return share_out_copies(stories);
}

static isnad_status check(const isn_stories *stories, isnad_error *error) {
  for (uint32_t i = 0; i < stories->links.documents_count; i++)
    if (!stories->head_of[i]) return isn_fail(error, ISNAD_E_STORE, "the archive is damaged: a story has a document that is not current");
  return ISNAD_OK;
}

static isnad_status gather(isn_stories *stories, isnad_error *error) {
  uint32_t heads = 0;
  isnad_status status = isn_store_links(stories->archive, &stories->arena, &stories->links, error);
  if (!status) status = isn_store_list(stories->archive, &stories->arena, &stories->heads, &heads, error);
  if (!status && !put_together(stories, heads)) status = isn_nomem(error);
  return status ? status : check(stories, error);
}

isnad_status isn_story_headline(isn_stories *stories, isn_story *story, isnad_error *error) {
  if (story->headline) return ISNAD_OK;
  int64_t *analyses = isn_arena_alloc(&stories->arena, story->rows_count * sizeof *analyses);
  const uint64_t *sums;
  if (!analyses) return isn_nomem(error);
  for (uint32_t i = 0; i < story->rows_count; i++) analyses[i] = stories->links.documents[story->rows[i]].analysis;
  isnad_status status = isn_store_likeness(stories->archive, &stories->arena, analyses, story->rows_count, &sums, error);
  if (status) return status;
  uint32_t best = 0;
  for (uint32_t i = 1; i < story->rows_count; i++)
    if (sums[i] > sums[best]) best = i;
  return isn_store_headline(stories->archive, &stories->arena, analyses[best], &story->headline, error);
}

/* ---- the interface ---- */

static isnad_status find(isn_stories *stories, const char *id, isn_story **out, isnad_error *error) {
  int64_t story;
  bool several;
  *out = NULL;
  isnad_status status = isn_store_find_story(stories->archive, &stories->links, id, &story, &several, error);
  if (status) return status;
  if (several) return isn_fail(error, ISNAD_E_NOTFOUND, "\"%.40s\" is the beginning of several stories", id);
  for (uint32_t s = 0; story && s < stories->count; s++)
    if (stories->at[s].story == story) *out = &stories->at[s];
  return *out ? ISNAD_OK : isn_fail(error, ISNAD_E_NOTFOUND, "no story \"%.40s\"", id);
}

static isnad_status write_json(isn_stories *stories, isn_story *only, isn_buffer *out, isnad_error *error) {
  isnad_status status = ISNAD_OK;
  for (uint32_t s = 0; s < stories->count && !status; s++)
    if (!only || only == &stories->at[s]) status = isn_story_json(stories, &stories->at[s], out, error);
  return status;
}

static isnad_status write_report(const isn_stories *stories, const isn_story *story, isn_buffer *out, isnad_error *error) {
  char id[ISN_STORY_ID_ROOM];
  isn_overview model;
  isn_story_id(story->story, id);
  isnad_status status = isn_overview_open_story(&model, stories->archive, stories->options->report.engine, id, error);
  if (status) return status;
  isn_report_text(&model, &stories->options->report, out);
  isn_overview_close(&model);
  return ISNAD_OK;
}

static isnad_status write_all(isn_stories *stories, isn_buffer *out, isnad_error *error) {
  isn_story *only = NULL;
  isnad_status status = gather(stories, error);
  if (!status && stories->options->story) status = find(stories, stories->options->story, &only, error);
  if (status) return status;
  if (stories->options->report.format == ISNAD_REPORT_JSON) return write_json(stories, only, out, error);
  if (!only) return isn_stories_text(stories, out, error);
  status = isn_story_text(stories, only, out, error);
  return status ? status : write_report(stories, only, out, error);
}

isnad_status isnad_story(isnad_archive *archive, const isnad_story_options *options, char **out, size_t *length, isnad_error *error) {
  static const isnad_story_options defaults;
  if (!archive || !out || !length) return isn_fail(error, ISNAD_E_ARG, "isnad_story: no archive, or no place for the stories");
  *out = NULL;
  *length = 0;
  isn_stories stories = {.archive = archive, .options = options ? options : &defaults};
  if (stories.options->report.format != ISNAD_REPORT_TEXT && stories.options->report.format != ISNAD_REPORT_JSON)
    return isn_fail(error, ISNAD_E_ARG, "isnad_story: format %d is none", (int)stories.options->report.format);
  isn_buffer buffer = {0};
  isnad_status status = write_all(&stories, &buffer, error);
  isn_arena_free(&stories.arena);
  isn_buffer_add(&buffer, "", 1);
  if (!status && buffer.failed) status = isn_nomem(error);
  if (status) {
    isn_buffer_free(&buffer);
    return status;
  }
  *out = buffer.at;
  *length = buffer.length - 1;
  return ISNAD_OK;
}
