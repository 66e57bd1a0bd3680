/* isnad_search: what a query found, for a person or as JSON. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "store/query.h"
#include "store/sqlite.h"
#include "store/store.h"

enum {
  WIDTH = 240, /* code points of context */
  BEFORE = 70, /* of them before the first word found */
  DEFAULT_HITS = 10,
  MAX_CHAIN = 16
};

/* One document that was found, with what is shown of it. */
typedef struct hit {
  const isn_stored *doc;
  double score;
  const isn_query_mark *marks; /* what is highlighted: the words found, else those of the rows found */
  uint32_t marks_count;
  const isn_query_row *rows;
  uint32_t rows_count;
  isnad_span context;
  uint32_t statement; /* the innermost that says what is shown, ISNAD_NONE: the outlet itself */
} hit;

typedef struct searching {
  isnad_archive *archive;
  isn_arena arena; /* of the query and its hits */
  isn_query query;
  isn_query_result found;
  const isnad_search_options *options;
  isn_buffer out;
} searching;

/* ---- what is shown of a document ---- */

/* The words of the rows, where the query has none of its own. */
static isnad_status mark_rows(isn_arena *arena, hit *found, isnad_error *error) {
  isn_query_mark *marks = isn_arena_alloc(arena, ((size_t)found->rows_count * 2 + 1) * sizeof *marks);
  if (!marks) return isn_nomem(error);
  found->marks = marks;
  for (uint32_t i = 0; i < found->rows_count; i++) {
    const isn_query_row *row = &found->rows[i];
    if (row->is_event && row->n < found->doc->events_count) marks[found->marks_count++].span = found->doc->events[row->n].anchor;
    if (row->is_event || row->n >= found->doc->statements_count) continue;
    const isnad_statement *said = &found->doc->statements[row->n];
    if (said->source.start != ISNAD_NONE) marks[found->marks_count++].span = said->source;
    if (said->cue.start != ISNAD_NONE) marks[found->marks_count++].span = said->cue;
  }
  return ISNAD_OK;
}

static uint32_t code_point(const isn_stored *doc, uint32_t at) {
  return (unsigned char)doc->text[doc->byte_at[at]]; /* blanks and line ends are ASCII */
}

static bool is_blank(const isn_stored *doc, uint32_t at) { return code_point(doc, at) == ' ' || code_point(doc, at) == '\n'; }

enum { PHRASES = 64 };

/* How well a context that begins with a mark answers: each word of the query that it has counts once, and the more the rarer it is in the
 * document. */
static double worth(const hit *found, const uint32_t counts[PHRASES], uint32_t from) {
  const isn_stored *doc = found->doc;
  uint32_t line = isn_stored_line(doc, found->marks[from].span.start);
  uint64_t phrases = 0;
  double value = 0;
  for (uint32_t i = from; i < found->marks_count; i++) {
    isnad_span mark = found->marks[i].span;
    uint32_t phrase = found->marks[i].phrase % PHRASES;
    if (mark.end > found->marks[from].span.start + WIDTH - BEFORE || isn_stored_line(doc, mark.start) != line) break;
    value += phrases >> phrase & 1 ? 0.001 : 1 + 1.0 / counts[phrase];
    phrases |= (uint64_t)1 << phrase;
  }
  return value;
}

/* The part of one line that answers best, cut at blanks. */
static isnad_span choose_context(const hit *found) {
  const isn_stored *doc = found->doc;
  uint32_t first = 0, counts[PHRASES] = {0};
  double most = 0;
  for (uint32_t i = 0; i < found->marks_count; i++) counts[found->marks[i].phrase % PHRASES]++;
  for (uint32_t i = 0; i < found->marks_count; i++) {
    double value = worth(found, counts, i);
    if (value > most) most = value, first = found->marks[i].span.start;
  }
  uint32_t line = isn_stored_line(doc, first), begin = doc->line_at[line - 1];
  uint32_t end = line < doc->lines ? doc->line_at[line] - 1 : doc->length;
  if (first - begin > BEFORE) {
    begin = first - BEFORE;
    while (begin < first && !is_blank(doc, begin - 1)) begin++;
  }
  if (end - begin > WIDTH) {
    uint32_t cut = begin + WIDTH;
    while (cut > first + 1 && !is_blank(doc, cut)) cut--;
    end = cut > first + 1 ? cut : begin + WIDTH;
  }
  return (isnad_span){begin, end};
}

/* The statement with the smallest content that holds the first mark of the context. */
static uint32_t choose_statement(const hit *found) {
  const isn_stored *doc = found->doc;
  uint32_t best = ISNAD_NONE, smallest = UINT32_MAX, at = found->context.start;
  for (uint32_t i = 0; i < found->rows_count; i++)
    if (!found->rows[i].is_event && found->rows[i].n < doc->statements_count) return found->rows[i].n;
  for (uint32_t i = 0; i < found->marks_count; i++)
    if (found->marks[i].span.start >= found->context.start) {
      at = found->marks[i].span.start;
      break;
    }
  if (!found->marks_count) return ISNAD_NONE;
  for (uint32_t i = 0; i < doc->statements_count; i++)
    for (uint32_t k = 0; k < doc->statements[i].contents; k++) {
      isnad_span content = doc->statements[i].content[k];
      if (content.start <= at && at < content.end && content.end - content.start < smallest)
        best = i, smallest = content.end - content.start;
    }
  return best;
}

static isnad_status look_at(searching *search, isn_arena *arena, const isn_query_hit *from, hit *found, isnad_error *error) {
  *found = (hit){.score = from->score, .statement = ISNAD_NONE};
  isnad_status status = isn_store_read_analyses(search->archive, arena, &from->analysis, 1, &found->doc, error);
  if (!status) status = isn_query_rows(search->archive, arena, &search->query, from->analysis, &found->rows, &found->rows_count, error);
  if (!status)
    status = isn_query_places(search->archive, arena, from->analysis, search->found.match, &found->marks, &found->marks_count, error);
  if (!status && !found->marks_count) status = mark_rows(arena, found, error);
  if (status) return status;
  /* A span of the words is not checked with the rows. */
  while (found->marks_count && found->marks[found->marks_count - 1].span.end > found->doc->length) found->marks_count--;
  found->context = choose_context(found);
  found->statement = choose_statement(found);
  return ISNAD_OK;
}

/* ---- chains ---- */

/* The statements from the outermost inwards; returns how many. */
static uint32_t chain_of(const isn_stored *doc, uint32_t statement, uint32_t chain[MAX_CHAIN]) {
  uint32_t count = 0, up[MAX_CHAIN];
  for (; statement != ISNAD_NONE && count < MAX_CHAIN; statement = doc->statements[statement].parent) up[count++] = statement;
  for (uint32_t i = 0; i < count; i++) chain[i] = up[count - 1 - i];
  return count;
}

/* The words that name a source, else its entity's name; NULL if the text leaves it out. */
static const char *source_name(const isn_stored *doc, const isnad_statement *said, size_t *length) {
  const char *name = isn_stored_slice(doc, said->source, length);
  if (!name && said->source_entity != ISNAD_NONE) name = doc->entities[said->source_entity].name_ar;
  if (name && said->source.start == ISNAD_NONE) *length = strlen(name);
  return name;
}

/* ---- text ---- */

/* Line ends inside of a span are blanks. */
static void add_plain(isn_buffer *out, const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) isn_buffer_add(out, text[i] == '\n' || text[i] == '\r' || text[i] == '\t' ? " " : text + i, 1);
}

static void add_slice(isn_buffer *out, const isn_stored *doc, isnad_span span) {
  size_t length;
  const char *text = isn_stored_slice(doc, span, &length);
  if (text) add_plain(out, text, length);
}

static void text_context(searching *search, const hit *found) {
  isn_buffer *out = &search->out;
  uint32_t at = found->context.start;
  isn_buffer_text(out, "   ");
  if (at > found->doc->line_at[isn_stored_line(found->doc, at) - 1]) isn_buffer_text(out, "… ");
  for (uint32_t i = 0; i < found->marks_count; i++) {
    isnad_span mark = found->marks[i].span;
    if (mark.start < at || mark.end > found->context.end) continue;
    add_slice(out, found->doc, (isnad_span){at, mark.start});
    isn_buffer_text(out, search->options->color ? "\033[1;33m" : "⟦");
    add_slice(out, found->doc, mark);
    isn_buffer_text(out, search->options->color ? "\033[0m" : "⟧");
    at = mark.end;
  }
  add_slice(out, found->doc, (isnad_span){at, found->context.end});
  isn_buffer_text(out, found->context.end < found->doc->length && code_point(found->doc, found->context.end) != '\n' ? " …\n" : "\n");
}

static void text_chain(searching *search, const hit *found) {
  uint32_t chain[MAX_CHAIN], count = chain_of(found->doc, found->statement, chain);
  isn_buffer *out = &search->out;
  if (!count) return;
  isn_buffer_format(out, "   %s", found->doc->source ? found->doc->source : "?");
  for (uint32_t i = 0; i < count; i++) {
    const isnad_statement *said = &found->doc->statements[chain[i]];
    size_t length = 0;
    const char *name = source_name(found->doc, said, &length);
    isn_buffer_text(out, " ← ");
    if (name) add_plain(out, name, length);
    else isn_buffer_text(out, "؟");
    isn_buffer_format(out, " [%s]", isnad_source_kind_name(said->kind));
  }
  isn_buffer_format(out, " %s st%u\n", isnad_cue_class_name(found->doc->statements[found->statement].cue_class), found->statement + 1);
}

static void text_rows(searching *search, const hit *found) {
  for (uint32_t i = 0; i < found->rows_count; i++) {
    const isn_query_row *row = &found->rows[i];
    if (!row->is_event || row->n >= found->doc->events_count) continue;
    const isnad_event *event = &found->doc->events[row->n];
    isn_buffer_format(&search->out, "   ev%u %s %s “", row->n + 1, isnad_event_type_name(event->type),
                      isnad_modality_name(event->modality));
    add_slice(&search->out, found->doc, event->anchor);
    isn_buffer_format(&search->out, "” [%s:%u]\n", found->doc->id, isn_stored_line(found->doc, event->anchor.start));
  }
}

static void text_hit(searching *search, const hit *found, uint32_t number) {
  const isn_stored *doc = found->doc;
  isn_buffer *out = &search->out;
  const char *day = doc->published ? doc->published : doc->dated_to;
  isn_buffer_format(out, "%s%u. %s · %.10s", number ? "\n" : "", search->options->skip + number + 1, doc->source ? doc->source : "?",
                    day ? day : "?");
  if (doc->title) {
    isn_buffer_text(out, " · ");
    add_plain(out, doc->title, strlen(doc->title));
  }
  isn_buffer_format(out, " [%s:%u]\n", doc->id, isn_stored_line(doc, found->context.start));
  text_context(search, found);
  text_chain(search, found);
  text_rows(search, found);
}

/* ---- JSON ---- */

static void json_string(isn_buffer *out, const char *name, const char *value) {
  isn_buffer_format(out, "\"%s\":", name);
  isn_buffer_json(out, value);
}

static void json_chain(searching *search, const hit *found) {
  uint32_t chain[MAX_CHAIN], count = chain_of(found->doc, found->statement, chain);
  isn_buffer *out = &search->out;
  if (!count) {
    isn_buffer_text(out, "null");
    return;
  }
  isn_buffer_format(out, "{\"id\":\"st%u\",\"class\":\"%s\",\"chain\":[", found->statement + 1,
                    isnad_cue_class_name(found->doc->statements[found->statement].cue_class));
  for (uint32_t i = 0; i < count; i++) {
    const isnad_statement *said = &found->doc->statements[chain[i]];
    size_t length = 0;
    const char *name = source_name(found->doc, said, &length);
    isn_buffer_format(out, "%s{\"id\":\"st%u\",\"kind\":\"%s\",\"name\":", i ? "," : "", chain[i] + 1, isnad_source_kind_name(said->kind));
    isn_buffer_json_n(out, name, length);
    isn_buffer_text(out, "}");
  }
  isn_buffer_text(out, "]}");
}

static void json_context(searching *search, const hit *found) {
  isn_buffer *out = &search->out;
  size_t length;
  const char *text = isn_stored_slice(found->doc, found->context, &length);
  bool any = false;
  isn_buffer_format(out, "\"context\":{\"start\":%u,\"end\":%u,\"text\":", found->context.start, found->context.end);
  isn_buffer_json_n(out, text, length);
  isn_buffer_text(out, ",\"found\":[");
  for (uint32_t i = 0; i < found->marks_count; i++) {
    isnad_span mark = found->marks[i].span;
    if (mark.start < found->context.start || mark.end > found->context.end) continue;
    isn_buffer_format(out, "%s{\"start\":%u,\"end\":%u}", any ? "," : "", mark.start, mark.end);
    any = true;
  }
  isn_buffer_text(out, "]}");
}

static void json_rows(searching *search, const hit *found) {
  isn_buffer_text(&search->out, "\"rows\":[");
  for (uint32_t i = 0; i < found->rows_count; i++)
    isn_buffer_format(&search->out, "%s\"%s%u\"", i ? "," : "", found->rows[i].is_event ? "ev" : "st", found->rows[i].n + 1);
  isn_buffer_text(&search->out, "]");
}

static void json_hit(searching *search, const hit *found, uint32_t number) {
  const isn_stored *doc = found->doc;
  isn_buffer *out = &search->out;
  isn_buffer_text(out, number ? ",{" : "{");
  json_string(out, "doc", doc->id);
  isn_buffer_format(out, ",\"version\":%u,", doc->version);
  json_string(out, "source", doc->source);
  isn_buffer_text(out, ",");
  json_string(out, "published", doc->published);
  isn_buffer_text(out, ",\"dated\":{");
  json_string(out, "from", doc->dated_from);
  isn_buffer_text(out, ",");
  json_string(out, "to", doc->dated_to);
  isn_buffer_text(out, "},");
  json_string(out, "title", doc->title);
  isn_buffer_text(out, ",");
  json_string(out, "url", doc->url);
  isn_buffer_format(out, ",\"score\":%.4f,\"line\":%u,", -found->score + 0.0, isn_stored_line(doc, found->context.start));
  json_context(search, found);
  isn_buffer_text(out, ",\"statement\":");
  json_chain(search, found);
  isn_buffer_text(out, ",");
  json_rows(search, found);
  isn_buffer_text(out, "}");
}

/* ---- the whole ---- */

static isnad_status write_hits(searching *search, isnad_error *error) {
  isnad_status status = ISNAD_OK;
  for (uint32_t i = 0; i < search->found.count && !status; i++) {
    isn_arena arena = {0};
    hit found;
    status = look_at(search, &arena, &search->found.hits[i], &found, error);
    if (!status) (search->options->json ? json_hit : text_hit)(search, &found, i);
    isn_arena_free(&arena);
  }
  return status;
}

static isnad_status write_all(searching *search, const char *query, isnad_error *error) {
  isn_buffer *out = &search->out;
  const char *more = search->found.more ? "true" : "false";
  if (search->options->json) {
    isn_buffer_text(out, "{");
    json_string(out, "query", query ? query : "");
    isn_buffer_format(out, ",\"skip\":%u,\"count\":%u,\"more\":%s,\"hits\":[", search->options->skip, search->found.count, more);
  }
  isnad_status status = write_hits(search, error);
  if (search->options->json) isn_buffer_text(out, "]}\n");
  else isn_buffer_text(out, ""); /* an empty answer is a string too */
  return status;
}

static isnad_status run(searching *search, const char *query, isnad_error *error) {
  static const isn_query_order orders[ISNAD_SEARCH_ORDERS] = {ISN_BY_RANK, ISN_BY_DATE, ISN_BY_OUTLET, ISN_BY_TITLE};
  const isnad_search_options *options = search->options;
  search->query.engine = options->engine;
  isnad_status status = isn_query_parse(&search->arena, query, &search->query, error);
  if (status) return status;
  search->query.engine = options->engine;
  isn_query_order order = (unsigned)options->order < ISNAD_SEARCH_ORDERS ? orders[options->order] : ISN_BY_RANK;
  status = isn_query_run(search->archive, &search->arena, &search->query, order, options->skip,
                         options->limit ? options->limit : DEFAULT_HITS, &search->found, error);
  return status ? status : write_all(search, query, error);
}

isnad_status isnad_search(isnad_archive *archive, const char *query, const isnad_search_options *options, char **out, size_t *length,
                          isnad_error *error) {
  static const isnad_search_options defaults = {0};
  if (!archive || !out) return isn_fail(error, ISNAD_E_ARG, "isnad_search: no archive or no place for the answer");
  *out = NULL;
  searching search = {.archive = archive, .options = options ? options : &defaults};
  bool own = !archive->in_batch;
  isnad_status status = own ? isn_sqlite_run(archive, "BEGIN", error, "cannot search the archive") : ISNAD_OK;
  if (status) return status;
  archive->in_batch = true; /* what is read below is one state */
  status = run(&search, query, error);
  archive->in_batch = !own;
  if (own) (void)sqlite3_exec(archive->db, "COMMIT", NULL, NULL, NULL);
  isn_arena_free(&search.arena);
  if (!status && search.out.failed) status = isn_nomem(error);
  if (status) isn_buffer_free(&search.out);
  else *out = search.out.at;
  if (!status && length) *length = search.out.length;
  return status;
}
