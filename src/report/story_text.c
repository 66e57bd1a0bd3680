/* Stories for a terminal. As in text.c every line says one thing in one direction. */
#include <stdlib.h>
#include <string.h>

#include "report/report.h"
#include "report/story.h"

enum { SHOWN = 40 /* stories of the list, unless all are asked for */, TITLE = 120 };

typedef struct writer {
  isn_stories *stories;
  isn_buffer *out;
  bool english, color;
} writer;

static writer begin(isn_stories *stories, isn_buffer *out) {
  return (writer){stories, out, stories->options->report.english, stories->options->report.color};
}

static const char *pick(const writer *w, const char *ar, const char *en) { return w->english ? en : ar; }

/* A line that would begin with Latin in the Arabic text gets a mark of direction. */
static void start(const writer *w, unsigned indent) {
  for (unsigned i = 0; i < indent; i++) isn_buffer_text(w->out, " ");
  if (!w->english) isn_buffer_text(w->out, "\u200f");
}

static void style(const writer *w, const char *code) {
  if (w->color) isn_buffer_format(w->out, "\x1b[%sm", code);
}

/* One noun with its number, by the rules of Arabic and of English. */
typedef struct noun {
  const char *one, *two, *few, *many; /* مقال واحد، مقالان، 3 مقالات، 11 مقالا */
  const char *en, *ens;
} noun;

static const noun articles = {"مقال واحد", "مقالان", "مقالات", "مقالا", "article", "articles"};
static const noun outlets = {"منفذ واحد", "منفذان", "منافذ", "منفذا", "outlet", "outlets"};
static const noun origins = {"أصل واحد", "أصلان", "أصول", "أصلا", "origin", "origins"};
static const noun stories_word = {"قصة واحدة", "قصتان", "قصص", "قصة", "story", "stories"};

static void put_count(const writer *w, uint32_t count, const noun *of) {
  uint32_t rest = count % 100;
  if (w->english) isn_buffer_format(w->out, "%u %s", count, count == 1 ? of->en : of->ens);
  else if (count == 1 || count == 2) isn_buffer_text(w->out, count == 1 ? of->one : of->two);
  else isn_buffer_format(w->out, "%u %s", count, rest >= 3 && rest <= 10 ? of->few : of->many);
}

static void comma(const writer *w) { isn_buffer_text(w->out, pick(w, "، ", ", ")); }

const char *isn_story_day(isn_stories *stories, const isn_stored_head *head) {
  if (head->published) return isn_arena_strndup(&stories->arena, head->published, strcspn(head->published, "T "));
  if (!head->dated_from || !head->dated_to) return head->dated_from ? head->dated_from : head->dated_to;
  if (strcmp(head->dated_from, head->dated_to) == 0) return head->dated_from;
  return isn_arena_printf(&stories->arena, "%s/%s", head->dated_from, head->dated_to);
}

static void put_days(const writer *w, const isn_story *story) {
  const char *from = isn_story_day(w->stories, w->stories->head_of[story->rows[0]]);
  const char *to = isn_story_day(w->stories, w->stories->head_of[story->rows[story->rows_count - 1]]);
  isn_buffer_text(w->out, from ? from : pick(w, "بلا تاريخ", "undated"));
  if (from && to && strcmp(from, to) != 0) isn_buffer_format(w->out, " – %s", to);
}

/* Cut at a blank. */
static void put_title(const writer *w, const char *title) {
  size_t length = strlen(title), cut = length;
  if (isn_report_columns(title, length) > TITLE) {
    for (cut = 0; cut < length && isn_report_columns(title, cut) < TITLE;) cut += 1 + strcspn(title + cut + 1, " ");
    if (cut > length) cut = length;
  }
  isn_buffer_add(w->out, title, cut);
  if (cut < length) isn_buffer_text(w->out, " …");
}

/* ---- the list ---- */

static isnad_status put_story(const writer *w, isn_story *story, isnad_error *error) {
  char id[ISN_STORY_ID_ROOM];
  isn_story_id(story->story, id);
  isnad_status status = isn_story_headline(w->stories, story, error);
  if (status) return status;
  start(w, 0);
  style(w, "1");
  put_title(w, story->headline);
  style(w, "0");
  isn_buffer_text(w->out, "\n");
  start(w, 2);
  put_days(w, story);
  isn_buffer_text(w->out, " · ");
  put_count(w, story->rows_count, &articles);
  comma(w);
  put_count(w, story->outlets, &outlets);
  comma(w);
  put_count(w, story->origins, &origins);
  isn_buffer_format(w->out, " · %s\n", id);
  return ISNAD_OK;
}

typedef struct listed {
  isn_story *story;
  int32_t last; /* day of its last document; one without a day stands last */
} listed;

/* The latest first, of one day the longest. */
static int by_end(const void *a, const void *b) {
  const listed *left = a, *right = b;
  if (left->last != right->last) return left->last > right->last ? -1 : 1;
  if (left->story->rows_count != right->story->rows_count) return left->story->rows_count > right->story->rows_count ? -1 : 1;
  return left->story->rows[0] < right->story->rows[0] ? -1 : 1;
}

static int32_t last_day(const isn_stories *stories, const isn_story *story) {
  int32_t day = stories->links.documents[story->rows[story->rows_count - 1]].day;
  return day == ISN_NO_DAY ? INT32_MIN : day;
}

static uint32_t list(const isn_stories *stories, listed *rows) {
  uint32_t count = 0;
  for (uint32_t s = 0; s < stories->count; s++)
    if (stories->options->all || stories->at[s].rows_count > 1)
      rows[count++] = (listed){&stories->at[s], last_day(stories, &stories->at[s])};
  if (count) qsort(rows, count, sizeof *rows, by_end);
  return count;
}

isnad_status isn_stories_text(isn_stories *stories, isn_buffer *out, isnad_error *error) {
  writer w = begin(stories, out);
  listed *rows = isn_arena_alloc(&stories->arena, stories->count * sizeof *rows);
  if (!rows) return isn_nomem(error);
  uint32_t count = list(stories, rows), shown = stories->options->all || count < SHOWN ? count : SHOWN;
  start(&w, 0);
  put_count(&w, stories->count, &stories_word);
  isn_buffer_text(out, pick(&w, " من ", " of "));
  put_count(&w, stories->links.documents_count, &articles);
  isn_buffer_text(out, "\n\n");
  isnad_status status = ISNAD_OK;
  for (uint32_t i = 0; i < shown && !status; i++) status = put_story(&w, rows[i].story, error);
  if (shown < stories->count) {
    isn_buffer_text(out, "\n");
    start(&w, 0);
    isn_buffer_format(out, pick(&w, "وسواها %u (من مقال واحد: %u): ", "and %u more (of one article: %u): "), stories->count - shown,
                      stories->options->all ? 0 : stories->count - count);
    isn_buffer_text(out, "--all\n");
  }
  return status;
}

/* ---- one story ---- */

/* What a document repeats: the copy of an earlier one that it shares most with. */
static const isn_copy_row *nearest(const isn_story *story, uint32_t row) {
  const isn_copy_row *best = NULL;
  for (uint32_t i = 0; i < story->copies.count; i++) {
    const isn_copy_row *copy = story->copies.at[i];
    if (copy->later != row) continue;
    if (!best || copy->copy.kind < best->copy.kind || (copy->copy.kind == best->copy.kind && copy->copy.overlap > best->copy.overlap))
      best = copy;
  }
  return best;
}

static const char *copy_words(const writer *w, const isn_copy_row *copy) {
  switch (copy->copy.kind) {
    case ISN_COPY_SAME:
      return copy->dated ? pick(w, "نص سبق نشره في", "same text as the earlier") : pick(w, "النص نفسه في", "same text as");
    case ISN_COPY_REWRITE:
      return copy->dated ? pick(w, "صياغة أخرى لما سبق نشره في", "rewritten from the earlier")
                         : pick(w, "صياغة أخرى لما في", "same copy, reworded, as");
    case ISN_COPY_PART: return pick(w, "أحدهما جزء من الآخر:", "one contains the other:");
    default: return pick(w, "فقرة مشتركة مع", "shares a passage with");
  }
}

static const char *outlet_name(const writer *w, const char *id) {
  const isnad_engine *engine = w->stories->options->report.engine;
  const char *name = engine && id ? isnad_engine_outlet_name(engine, id, w->english) : NULL;
  return name ? name : id;
}

/* Whose text it says that it is. */
static void put_wires(const writer *w, uint32_t row) {
  const isn_linked *document = &w->stories->links.documents[row];
  if (!document->wires_count) return;
  start(w, 6);
  isn_buffer_text(w->out, pick(w, "عن ", "from the wire: "));
  for (uint32_t i = 0; i < document->wires_count; i++) {
    const char *name = outlet_name(w, w->stories->links.wires[document->wires + i].outlet);
    if (i) comma(w);
    isn_buffer_text(w->out, name ? name : pick(w, "وكالات لا يسميها", "agencies, not named"));
  }
  isn_buffer_text(w->out, "\n");
}

static isnad_status put_article(const writer *w, const isn_story *story, uint32_t row, isnad_error *error) {
  const isn_stored_head *head = w->stories->head_of[row];
  const char *headline, *day = isn_story_day(w->stories, head), *name = outlet_name(w, head->source);
  isnad_status status = isn_store_headline(w->stories->archive, &w->stories->arena, head->analysis, &headline, error);
  if (status) return status;
  if (!name) name = pick(w, "منفذ غير معروف", "unknown outlet");
  start(w, 2);
  isn_buffer_format(w->out, "%s · %s: ", day ? day : pick(w, "بلا تاريخ", "undated"), name);
  put_title(w, headline);
  isn_buffer_format(w->out, " [%s]\n", head->id);
  put_wires(w, row);
  const isn_copy_row *copy = nearest(story, row);
  if (!copy) return ISNAD_OK;
  start(w, 6);
  isn_buffer_format(w->out, "%s [%s] (%u%%)\n", copy_words(w, copy), w->stories->head_of[copy->earlier]->id, copy->copy.overlap);
  return ISNAD_OK;
}

isnad_status isn_story_text(isn_stories *stories, isn_story *story, isn_buffer *out, isnad_error *error) {
  writer w = begin(stories, out);
  isnad_status status = put_story(&w, story, error);
  isn_buffer_text(out, "\n");
  for (uint32_t i = 0; i < story->rows_count && !status; i++) status = put_article(&w, story, story->rows[i], error);
  isn_buffer_text(out, "\n");
  return status;
}
