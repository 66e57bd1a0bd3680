/* The frame of the report's model: documents and outlets, and what every part uses. */
#include "report/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* ---- words ---- */

static uint32_t letter_at(const isn_stored *stored, uint32_t offset) {
  uint32_t cp = 0;
  (void)isn_utf8_decode(stored->text + stored->byte_at[offset], stored->byte_at[offset + 1] - stored->byte_at[offset], &cp);
  return cp;
}

static bool is_line_end(uint32_t cp) { return cp == '\n' || cp == '\r' || cp == 0x2028 || cp == 0x2029; }
static bool is_space(uint32_t cp) { return isn_is_blank(cp) || is_line_end(cp); }

/* Marks that a span may begin or end with and that say nothing alone. */
static bool is_outer(uint32_t cp) {
  return is_space(cp) || cp == 0x60c || cp == ',' || cp == ':' || cp == 0x61b || cp == ';' || cp == '-' || cp == 0x2013 || cp == 0x2014 ||
         isn_is_invisible(cp);
}

/* A quotation mark at an end of words that hold no other of its pair. */
static bool is_lone_mark(const isn_stored *stored, uint32_t from, uint32_t to, uint32_t at) {
  static const uint32_t pairs[][2] = {{0xab, 0xbb}, {0x201c, 0x201d}, {'"', '"'}};
  uint32_t mark = letter_at(stored, at), count = 0;
  for (int p = 0; p < 3; p++) {
    if (mark != pairs[p][0] && mark != pairs[p][1]) continue;
    for (uint32_t i = from; i < to; i++) count += letter_at(stored, i) == pairs[p][0] || letter_at(stored, i) == pairs[p][1];
    return count == 1;
  }
  return false;
}

const char *isn_words(isn_overview *model, uint32_t document, isnad_span span) {
  const isn_stored *stored = model->documents[document].stored;
  uint32_t from = span.start, to = span.end;
  if (from == ISNAD_NONE) return isn_arena_strdup(&model->arena, "");
  while (from < to && (is_outer(letter_at(stored, from)) || is_lone_mark(stored, from, to, from))) from++;
  while (to > from && (is_outer(letter_at(stored, to - 1)) || is_lone_mark(stored, from, to, to - 1))) to--;
  char *out = isn_arena_alloc(&model->arena, stored->byte_at[to] - stored->byte_at[from] + 1u), *end = out;
  for (uint32_t i = from; out && i < to; i++) {
    uint32_t size = stored->byte_at[i + 1] - stored->byte_at[i];
    if (!is_space(letter_at(stored, i))) memcpy(end, stored->text + stored->byte_at[i], size), end += size;
    else if (end != out && end[-1] != ' ') *end++ = ' ';
  }
  return out;
}

isn_key isn_word_key(isn_overview *model, uint16_t kind, const char *words) {
  isn_key folded = isn_fold_text(&model->arena, words, strlen(words));
  uint16_t *key = isn_arena_alloc(&model->arena, ((size_t)folded.length + 1) * sizeof *key);
  if (!folded.at || !key) return (isn_key){NULL, 0};
  key[0] = kind;
  memcpy(key + 1, folded.at, folded.length * sizeof *key);
  return (isn_key){key, folded.length + 1};
}

/* ---- cites ---- */

isn_cite isn_cite_of(const isn_overview *model, uint32_t document, isnad_span span) {
  uint32_t line = span.start == ISNAD_NONE ? 1 : isn_stored_line(model->documents[document].stored, span.start);
  return (isn_cite){document, line, span};
}

bool isn_cite_add(isn_overview *model, isn_cites *cites, isn_cite cite) {
  isn_cite *place = ISN_PUSH(cites, &model->arena);
  if (place) *place = cite;
  return place != NULL;
}

/* ---- sets of numbers ---- */

bool isn_number_in(const isn_numbers *rows, uint32_t value) {
  for (uint32_t i = 0; i < rows->count; i++)
    if (rows->at[i] == value) return true;
  return false;
}

bool isn_number_add(isn_overview *model, isn_numbers *rows, uint32_t value) {
  if (isn_number_in(rows, value)) return true;
  uint32_t *place = ISN_PUSH(rows, &model->arena);
  if (place) *place = value;
  return place != NULL;
}

/* ---- snippets ---- */

/* A sentence ends before this code point: after a full stop, question or exclamation mark with a blank behind it, or at a line end. */
static bool ends_before(const isn_stored *stored, uint32_t offset) {
  if (!offset) return true;
  uint32_t last = letter_at(stored, offset - 1);
  if (is_line_end(last)) return true;
  if (!isn_is_blank(last) || offset < 2) return false;
  uint32_t mark = letter_at(stored, offset - 2);
  if ((mark == '"' || mark == 0xbb || mark == 0x201d) && offset > 2) mark = letter_at(stored, offset - 3);
  bool dots = mark == '.' && offset > 3 && letter_at(stored, offset - 3) == '.'; /* ".." and "..." go on */
  return (mark == '.' && !dots) || mark == '!' || mark == 0x61f;
}

isn_snippet isn_snippet_of(const isn_overview *model, isn_cite cite, uint32_t reach) {
  const isn_stored *stored = model->documents[cite.document].stored;
  isnad_span words = cite.span;
  if (words.start == ISNAD_NONE) words = (isnad_span){0, 0};
  uint32_t from = words.start, to = words.end;
  while (from && !ends_before(stored, from) && words.start - from < reach) from--;
  while (to < stored->length && !is_line_end(letter_at(stored, to)) && to - words.end < reach &&
         (to == words.end || !ends_before(stored, to)))
    to++;
  bool cut_before = !ends_before(stored, from),
       cut_after = to < stored->length && !is_line_end(letter_at(stored, to)) && !ends_before(stored, to);
  /* Only whole words where it was cut for length. */
  while (cut_before && from < words.start && !isn_is_blank(letter_at(stored, from))) from++;
  while (cut_after && to > words.end && !isn_is_blank(letter_at(stored, to - 1))) to--;
  while (from < words.start && is_space(letter_at(stored, from))) from++;
  while (to > words.end && is_space(letter_at(stored, to - 1))) to--;
  return (isn_snippet){{from, words.start}, words, {words.end, to}, cut_before, cut_after};
}

bool isn_snippet_shows(const isn_overview *model, isn_cite shown, uint32_t reach, isn_cite cite) {
  if (shown.document != cite.document || cite.span.start == ISNAD_NONE) return false;
  isn_snippet found = isn_snippet_of(model, shown, reach);
  return found.before.start <= cite.span.start && cite.span.end <= found.after.end;
}

/* ---- dates ---- */

int isn_report_weekday(const char *date) {
  static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
  for (int i = 0; i < 10; i++) /* ends at the first NUL */
    if (i == 4 || i == 7 ? date[i] != '-' : date[i] < '0' || date[i] > '9') return -1;
  int year = (int)strtol(date, NULL, 10), month = (int)strtol(date + 5, NULL, 10), day = (int)strtol(date + 8, NULL, 10);
  if (month < 1 || month > 12 || year < 1) return -1;
  year -= month < 3; /* Sakamoto, comp.lang.c, 1993 */
  return (year + year / 4 - year / 100 + year / 400 + shift[month - 1] + day) % 7;
}

/* ---- chains ---- */

/* The name that a chain shows for the source of a statement. */
static bool fill_hop(isn_overview *model, uint32_t document, const isnad_statement *statement, isn_hop *hop) {
  const isn_member *member = &model->documents[document];
  hop->kind = statement->kind;
  hop->actor = statement->source_entity == ISNAD_NONE ? ISNAD_NONE : member->actor_of[statement->source_entity];
  const char *written = NULL;
  if (statement->source.start != ISNAD_NONE) {
    written = isn_words(model, document, statement->source);
    if (!written) return false;
  }
  if (hop->actor == ISNAD_NONE) {
    hop->implied = !written || !*written;
    hop->name = hop->implied ? (isn_name){"قائل مضمر", "implied speaker"} : (isn_name){written, NULL};
    return true;
  }
  hop->name = model->actors.at[hop->actor].name;
  if (written && strcmp(written, hop->name.ar) != 0) hop->written = written;
  return true;
}

/* «علمت الدواة» in الدواة is the outlet itself. */
static bool is_outlet(isn_overview *model, const isn_hop *hop, const isn_outlet *outlet) {
  if (!outlet->id) return false;
  isn_key name = isn_word_key(model, 0, hop->name.ar), own = isn_word_key(model, 0, outlet->name.ar);
  if (name.at && own.at && isn_key_equal(name, own)) return true;
  const char *ref = hop->actor == ISNAD_NONE ? NULL : model->actors.at[hop->actor].ref;
  return ref && strcmp(ref, outlet->id) == 0;
}

/* «قال فلان ...، مضيفا ...» is one speaker, not a chain of two. */
static bool same_source(const isn_hop *a, const isn_hop *b) {
  if (a->actor != ISNAD_NONE || b->actor != ISNAD_NONE) return a->actor == b->actor;
  return strcmp(a->name.ar, b->name.ar) == 0;
}

bool isn_chain_of(isn_overview *model, uint32_t document, uint32_t statement, isn_chain *chain) {
  const isn_member *member = &model->documents[document];
  const isnad_statement *rows = member->stored->statements;
  *chain = (isn_chain){.outlet = member->outlet};
  uint32_t depth = 0, kept = 0;
  for (uint32_t up = statement; up != ISNAD_NONE; up = rows[up].parent) depth++;
  isn_hop *hops = isn_arena_alloc(&model->arena, depth * sizeof *hops);
  if (!hops) return false;
  for (uint32_t up = statement, i = depth; up != ISNAD_NONE; up = rows[up].parent)
    if (!fill_hop(model, document, &rows[up], &hops[--i])) return false;
  bool own = depth && is_outlet(model, &hops[0], &model->outlets.at[member->outlet]);
  for (uint32_t i = own; i < depth; i++)
    if (!kept || !same_source(&hops[kept - 1], &hops[i])) hops[kept++] = hops[i];
  chain->hops = hops;
  chain->count = kept;
  return true;
}

bool isn_same_chain(const isn_chain *a, const isn_chain *b) {
  if (a->outlet != b->outlet || a->count != b->count) return false;
  for (uint32_t i = 0; i < a->count; i++)
    if (!same_source(&a->hops[i], &b->hops[i])) return false;
  return true;
}

bool isn_same_voice(const isn_chain *a, const isn_chain *b) {
  if (!a->count || !b->count) return a->count == b->count && a->outlet == b->outlet;
  return same_source(&a->hops[a->count - 1], &b->hops[b->count - 1]);
}

uint32_t isn_figure_first(const isn_happening *row, isn_measure measure, uint32_t n, bool by_chain) {
  const isn_account *given = &row->accounts.at[n];
  for (uint32_t i = 0; i < n; i++) {
    const isn_account *other = &row->accounts.at[i];
    if (other->sizes[measure] != given->sizes[measure] || other->modality != given->modality) continue;
    if (by_chain ? isn_same_chain(&other->chain, &given->chain) : isn_same_voice(&other->chain, &given->chain)) return i;
  }
  return n;
}

/* Once counting every document, and once only those that are not copies of another. */
bool isn_count_outlets(isn_overview *model, isn_happening *row) {
  isn_numbers carry = {0}, origins = {0};
  for (uint32_t i = 0; i < row->accounts.count; i++) {
    uint32_t document = row->accounts.at[i].document;
    if (!isn_number_add(model, &carry, model->documents[document].outlet)) return false;
    if (!isn_number_add(model, &origins, model->documents[isn_origin(model, document)].outlet)) return false;
  }
  row->outlets = carry.count;
  row->independent = origins.count;
  return true;
}

/* ---- documents ---- */

static bool find_outlet(isn_overview *model, const char *id, uint32_t *outlet) {
  for (*outlet = 0; *outlet < model->outlets.count; ++*outlet) {
    const char *known = model->outlets.at[*outlet].id;
    if (known && id ? strcmp(known, id) == 0 : known == id) return true;
  }
  isn_outlet *row = ISN_PUSH(&model->outlets, &model->arena);
  if (!row) return false;
  row->id = id;
  row->name = (isn_name){"مصدر غير معروف", "unknown outlet"};
  if (!id) return true;
  const char *ar = model->engine ? isnad_engine_outlet_name(model->engine, id, false) : NULL;
  row->name.ar = ar ? ar : id;
  row->name.en = model->engine ? isnad_engine_outlet_name(model->engine, id, true) : NULL;
  return true;
}

/* Earliest and latest day that the documents are of. */
static void widen(isn_overview *model, const char *from, const char *to) {
  if (!model->from || strcmp(from, model->from) < 0) model->from = from;
  if (!model->to || strcmp(to, model->to) > 0) model->to = to;
}

static bool find_documents(isn_overview *model, const isn_stored *stored, uint32_t count) {
  model->documents = isn_arena_alloc(&model->arena, count * sizeof *model->documents);
  model->documents_count = count;
  if (!model->documents) return false;
  for (uint32_t i = 0; i < count; i++) {
    isn_member *member = &model->documents[i];
    const char *from = stored[i].dated_from, *to = stored[i].dated_to;
    member->stored = &stored[i];
    member->copy_of = ISNAD_NONE;
    if (stored[i].published && isn_report_weekday(stored[i].published) >= 0) {
      from = to = isn_arena_strndup(&model->arena, stored[i].published, 10);
      if (!from) return false;
    }
    member->day = from && to && strcmp(from, to) == 0 ? from : NULL;
    if (from && to) widen(model, from, to);
    if (!find_outlet(model, stored[i].source, &member->outlet)) return false;
    model->outlets.at[member->outlet].documents++;
  }
  return true;
}

/* The analyses of a story. */
static isnad_status list_story(isn_overview *model, isnad_archive *archive, const char *id, const int64_t **analyses, uint32_t *count,
                               isnad_error *error) {
  const isn_links *links = &model->links;
  int64_t story, *rows = isn_arena_alloc(&model->arena, links->documents_count * sizeof *rows);
  bool several;
  if (!rows) return isn_nomem(error);
  isnad_status status = isn_store_find_story(archive, links, id, &story, &several, error);
  if (status) return status;
  if (several) return isn_fail(error, ISNAD_E_NOTFOUND, "\"%.40s\" is the beginning of several stories", id);
  if (!story) return isn_fail(error, ISNAD_E_NOTFOUND, "no story \"%.40s\"", id);
  for (uint32_t i = 0; i < links->documents_count; i++)
    if (links->documents[i].story == story) rows[(*count)++] = links->documents[i].analysis;
  *analyses = rows;
  return ISNAD_OK;
}

static isnad_status gather(isn_overview *model, const isn_stored *stored, uint32_t count, isnad_error *error) {
  bool done = find_documents(model, stored, count) && isn_gather_actors(model) && isn_gather_copies(model) && isn_gather_timeline(model) &&
              isn_gather_figures(model) && isn_gather_said(model) && isn_gather_parties(model) && isn_gather_names(model) &&
              isn_gather_claims(model) && isn_gather_comparison(model);
  return done ? ISNAD_OK : isn_nomem(error);
}

isnad_status isn_overview_open_some(isn_overview *model, isnad_archive *archive, const isnad_engine *engine, const isn_links *links,
                                    const int64_t *analyses, uint32_t count, isnad_error *error) {
  const isn_stored *stored;
  *model = (isn_overview){.engine = engine, .links = *links};
  isnad_status status = isn_store_read_analyses(archive, &model->arena, analyses, count, &stored, error);
  if (!status) status = gather(model, stored, count, error);
  if (status) isn_overview_close(model);
  return status;
}

isnad_status isn_overview_open_story(isn_overview *model, isnad_archive *archive, const isnad_engine *engine, const char *story,
                                     isnad_error *error) {
  const isn_stored *stored;
  const int64_t *analyses = NULL;
  uint32_t count = 0;
  memset(model, 0, sizeof *model);
  model->engine = engine;
  isnad_status status = isn_store_links(archive, &model->arena, &model->links, error);
  if (!status && story) status = list_story(model, archive, story, &analyses, &count, error);
  if (!status && story) status = isn_store_read_analyses(archive, &model->arena, analyses, count, &stored, error);
  else if (!status) status = isn_store_read(archive, &model->arena, &stored, &count, error);
  if (!status) status = gather(model, stored, count, error);
  if (status) isn_overview_close(model);
  return status;
}

isnad_status isn_overview_open(isn_overview *model, isnad_archive *archive, const isnad_engine *engine, isnad_error *error) {
  return isn_overview_open_story(model, archive, engine, NULL, error);
}

void isn_overview_close(isn_overview *model) {
  isn_arena_free(&model->arena);
  memset(model, 0, sizeof *model);
}
