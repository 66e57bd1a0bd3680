/* Stories as JSON, one object a line (docs/linking.md has the fields). */
#include "report/story.h"

static void text(isn_buffer *out, const char *name, const char *value) {
  isn_buffer_format(out, ",\"%s\":", name);
  isn_buffer_json(out, value);
}

static const char *id_of(const isn_stories *stories, uint32_t row) { return stories->head_of[row]->id; }

static void put_wires(const isn_links *links, uint32_t row, isn_buffer *out) {
  const isn_linked *document = &links->documents[row];
  isn_buffer_text(out, ",\"wires\":[");
  for (uint32_t i = 0; i < document->wires_count; i++) {
    if (i) isn_buffer_text(out, ",");
    isn_buffer_json(out, links->wires[document->wires + i].outlet);
  }
  isn_buffer_text(out, "]");
}

static isnad_status put_documents(isn_stories *stories, const isn_story *story, isn_buffer *out, isnad_error *error) {
  isn_buffer_text(out, ",\"documents\":[");
  for (uint32_t i = 0; i < story->rows_count; i++) {
    uint32_t row = story->rows[i], origin = stories->links.documents[row].origin;
    const isn_stored_head *head = stories->head_of[row];
    const char *headline;
    isnad_status status = isn_store_headline(stories->archive, &stories->arena, head->analysis, &headline, error);
    if (status) return status;
    isn_buffer_text(out, i ? ",{\"id\":" : "{\"id\":");
    isn_buffer_json(out, head->id);
    text(out, "outlet", head->source);
    text(out, "title", headline);
    text(out, "url", head->url);
    text(out, "day", isn_story_day(stories, head));
    text(out, "origin", id_of(stories, origin));
    put_wires(&stories->links, row, out);
    isn_buffer_text(out, "}");
  }
  isn_buffer_text(out, "]");
  return ISNAD_OK;
}

/* whole: copies; else what only shares a part or a passage. */
static void put_copies(const isn_stories *stories, const isn_story *story, bool whole, isn_buffer *out) {
  bool first = true;
  isn_buffer_text(out, whole ? ",\"copies\":[" : ",\"shared\":[");
  for (uint32_t i = 0; i < story->copies.count; i++) {
    const isn_copy_row *row = story->copies.at[i];
    if ((row->copy.kind == ISN_COPY_SAME || row->copy.kind == ISN_COPY_REWRITE) != whole) continue;
    isn_buffer_text(out, first ? "{\"a\":" : ",{\"a\":");
    isn_buffer_json(out, id_of(stories, row->earlier));
    text(out, "b", id_of(stories, row->later));
    text(out, "kind", isn_copy_name(row->copy.kind));
    isn_buffer_format(out, ",\"overlap\":%u", row->copy.overlap);
    text(out, "first", row->dated ? id_of(stories, row->earlier) : NULL);
    isn_buffer_text(out, "}");
    first = false;
  }
  isn_buffer_text(out, "]");
}

static isnad_status put_history(isn_stories *stories, const isn_story *story, isn_buffer *out, isnad_error *error) {
  const isn_story_event *events;
  uint32_t count;
  isnad_status status = isn_store_story_history(stories->archive, &stories->arena, story->story, &events, &count, error);
  isn_buffer_text(out, ",\"history\":[");
  for (uint32_t i = 0; i < count && !status; i++) {
    char from[ISN_STORY_ID_ROOM], into[ISN_STORY_ID_ROOM];
    isn_story_id(events[i].story, from);
    isn_story_id(events[i].into, into);
    isn_buffer_format(out, "%s{\"story\":\"%s\",\"into\":\"%s\",\"what\":\"%s\",\"documents\":%u}", i ? "," : "", from, into,
                      events[i].what, events[i].documents);
  }
  isn_buffer_text(out, "]");
  return status;
}

isnad_status isn_story_json(isn_stories *stories, isn_story *story, isn_buffer *out, isnad_error *error) {
  char id[ISN_STORY_ID_ROOM];
  isn_story_id(story->story, id);
  isnad_status status = isn_story_headline(stories, story, error);
  if (status) return status;
  isn_buffer_format(out, "{\"story\":\"%s\"", id);
  text(out, "title", story->headline);
  text(out, "from", isn_story_day(stories, stories->head_of[story->rows[0]]));
  text(out, "to", isn_story_day(stories, stories->head_of[story->rows[story->rows_count - 1]]));
  isn_buffer_format(out, ",\"outlets\":%u,\"origins\":%u,\"articles\":[", story->outlets, story->origins);
  for (uint32_t i = 0; i < story->rows_count; i++) {
    if (i) isn_buffer_text(out, ",");
    isn_buffer_json(out, id_of(stories, story->rows[i]));
  }
  isn_buffer_text(out, "]");
  put_copies(stories, story, true, out);
  put_copies(stories, story, false, out);
  status = put_documents(stories, story, out, error);
  if (!status) status = put_history(stories, story, out, error);
  isn_buffer_text(out, "}\n");
  return status;
}
