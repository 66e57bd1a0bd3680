/* What is done in the transaction of adding, after a document's own rows (link.h): copies at once, stories before the commit. */
#include "store/link.h"

#include <stdlib.h>

#include "link/link.h"
#include "store/index.h"
#include "store/sqlite.h"

static const char doing[] = "cannot link what was added";

isnad_status isn_store_link(isnad_archive *archive, const isn_doc *doc, int64_t analysis, int64_t retired, isnad_error *error) {
  isn_index index = {.archive = archive};
  isn_arena arena = {0};
  isn_profile profile;
  int64_t story = 0;
  index.nomem = !isn_profile_make(&profile, &arena, doc);
  profile.at.analysis = analysis;
  bool linked = !index.nomem && (!retired || isn_link_remove(&index, &arena, retired, &story)) && isn_link_add(&index, &arena, &profile);
  /* What stood in for the document stays in its place until the stories are settled, so that they know where it came from. */
  if (linked && story) (void)isn_index_put_decision(&index, profile.at, &(isn_decision){.story = story, .room = -1});
  isn_arena_free(&arena);
  isnad_status status = isn_index_finish(&index, error, doing);
  return status || linked ? status : isn_nomem(error);
}

/* ---- what became of the stories ---- */

static int by_move(const void *a, const void *b) {
  const isn_move *left = a, *right = b;
  if (left->from != right->from) return left->from < right->from ? -1 : 1;
  return left->to < right->to ? -1 : left->to > right->to;
}

/* How many documents came into a story from nowhere: they were added just now. */
static uint32_t fresh(const isn_moves *moves, int64_t story) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < moves->count && !moves->at[i].from; i++) count += moves->at[i].to == story;
  return count;
}

/* A story that is no more went on in another: under another name if nothing else was there before, else merged. Of one that is still there
 * some went off to a story of their own, or over to another. */
static const char *what_happened(uint32_t left, bool nothing_else) {
  if (!left) return nothing_else ? "renamed" : "merged";
  return nothing_else ? "split" : "moved";
}

static bool put_history(isn_index *index, isn_moves *moves) {
  if (moves->count) qsort(moves->at, moves->count, sizeof *moves->at, by_move); /* those from nowhere, 0, come first */
  for (uint32_t from = 0, to; from < moves->count; from = to) {
    isn_move move = moves->at[from];
    uint32_t left, total;
    for (to = from + 1; to < moves->count && by_move(&moves->at[to], &move) == 0;) to++;
    if (!move.from) continue;
    if (!isn_index_story_total(index, move.from, &left) || !isn_index_story_total(index, move.to, &total)) return false;
    const char *what = what_happened(left, total <= to - from + fresh(moves, move.to));
    if (!isn_index_put_history(index, move.from, move.to, what, to - from)) return false;
  }
  return true;
}

isnad_status isn_store_link_end(isnad_archive *archive, isnad_error *error) {
  isn_index index = {.archive = archive};
  isn_moves moves = {0};
  isn_arena arena = {0};
  bool settled = isn_link_settle(&index, &moves, &arena) && put_history(&index, &moves);
  isn_arena_free(&arena);
  isnad_status status = isn_index_finish(&index, error, doing);
  return status || settled ? status : isn_nomem(error);
}

void isn_store_link_forget(isnad_archive *archive) { (void)archive; }
