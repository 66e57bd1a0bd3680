#include "store/links.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/index.h"
#include "store/sqlite.h"

typedef enum sql { DOCUMENTS = ISN_SQL_LINK + 40, COPIES, NEXT_STORY, LIKENESS, HISTORY, HEADLINE, CREDITS, COUNTRIES, SQLS_END } sql;
_Static_assert((int)SQLS_END <= (int)ISN_SQL_CLAIM, "the next slots are those of claims");

static const char *const texts[] = {
    [0] = "SELECT analysis, day, tie, story FROM stories ORDER BY day, tie, analysis",
    [COPIES - DOCUMENTS] = "SELECT a, b, kind, overlap FROM copies",
    [NEXT_STORY - DOCUMENTS] = "SELECT into_ FROM story_history WHERE story = ?1 ORDER BY documents DESC, n DESC LIMIT 1",
    [LIKENESS - DOCUMENTS] = "SELECT other, likeness FROM neighbours WHERE analysis = ?1",
    [HEADLINE - DOCUMENTS] =
        "SELECT coalesce(nullif(title, ''), substr(text, 1, 400)) FROM analyses JOIN documents USING (document)"
        " WHERE analysis = ?1",
    [CREDITS - DOCUMENTS] = "SELECT analysis, outlet, rule FROM credits JOIN stories USING (analysis) ORDER BY analysis, n",
    [COUNTRIES - DOCUMENTS] =
        "SELECT m.analysis, substr(code, 1, 3) AS country, count(*) FROM stories s CROSS JOIN mentions m USING (analysis)"
        " CROSS JOIN entities e ON e.analysis = m.analysis AND e.n = m.entity WHERE code GLOB '[A-Z][A-Z][A-Z]*'"
        " GROUP BY m.analysis, country ORDER BY m.analysis, count(*) DESC, country",
    [HISTORY - DOCUMENTS] = "SELECT story, into_, what, documents, happened FROM story_history WHERE story = ?1 OR into_ = ?1 ORDER BY n",
};

#define STEP(archive, which, ...) isn_sqlite_step(archive, which, texts[(which)-DOCUMENTS], __VA_ARGS__)

static const char doing[] = "cannot read what is linked";

typedef struct reading {
  isnad_archive *archive;
  isn_arena *arena;
  int rc;
  bool nomem, damaged;
} reading;

static isnad_status finish(reading *read, isnad_error *error) {
  for (unsigned i = DOCUMENTS; i < SQLS_END; i++)
    if (read->archive->prepared[i]) (void)sqlite3_reset(read->archive->prepared[i]);
  if (read->nomem) return isn_nomem(error);
  if (read->damaged) return isn_fail_at(error, ISNAD_E_STORE, read->archive->path, 0, 0, "%s: the archive is damaged", doing);
  return read->rc == SQLITE_DONE ? ISNAD_OK : isn_sqlite_fail(read->archive, error, doing);
}

static bool more(const reading *read) { return read->rc == SQLITE_ROW && !read->nomem && !read->damaged; }

/* ---- documents ---- */

typedef ISN_VEC(isn_linked) documents;

static void read_documents(reading *read, documents *rows) {
  for (read->rc = STEP(read->archive, DOCUMENTS, ""); more(read); read->rc = sqlite3_step(read->archive->prepared[DOCUMENTS])) {
    sqlite3_stmt *at = read->archive->prepared[DOCUMENTS];
    isn_linked *row = ISN_PUSH(rows, read->arena);
    if (!row) read->nomem = true;
    else *row = (isn_linked){sqlite3_column_int64(at, 0), sqlite3_column_int(at, 1), sqlite3_column_int64(at, 3), rows->count - 1, 0, 0};
  }
}

typedef struct place {
  int64_t analysis;
  uint32_t row;
} place;

static int by_analysis(const void *a, const void *b) {
  const place *left = a, *right = b;
  return left->analysis < right->analysis ? -1 : left->analysis > right->analysis;
}

static place *sort_places(reading *read, const documents *rows) {
  place *places = isn_arena_alloc(read->arena, (size_t)rows->count * sizeof *places);
  for (uint32_t i = 0; places && i < rows->count; i++) places[i] = (place){rows->at[i].analysis, i};
  if (places && rows->count) qsort(places, rows->count, sizeof *places, by_analysis);
  read->nomem |= !places;
  return places;
}

static uint32_t row_of(const place *places, uint32_t count, int64_t analysis) {
  place key = {analysis, 0};
  const place *found = count ? bsearch(&key, places, count, sizeof key, by_analysis) : NULL;
  return found ? found->row : ISNAD_NONE;
}

/* ---- credits ---- */

typedef ISN_VEC(isn_wire) wires;

static const char *text(reading *read, sqlite3_stmt *at, int column) {
  const char *value = (const char *)sqlite3_column_text(at, column), *copy = value ? isn_arena_strdup(read->arena, value) : NULL;
  read->nomem |= value && !copy;
  return copy;
}

static void read_wires(reading *read, documents *rows, wires *all) {
  const place *places = sort_places(read, rows);
  if (!places) return;
  for (read->rc = STEP(read->archive, CREDITS, ""); more(read); read->rc = sqlite3_step(read->archive->prepared[CREDITS])) {
    sqlite3_stmt *at = read->archive->prepared[CREDITS];
    uint32_t row = row_of(places, rows->count, sqlite3_column_int64(at, 0));
    isn_wire *wire = ISN_PUSH(all, read->arena);
    read->nomem |= !wire;
    read->damaged = row == ISNAD_NONE;
    if (!wire || read->damaged) return;
    *wire = (isn_wire){text(read, at, 1), text(read, at, 2)};
    if (!rows->at[row].wires_count++) rows->at[row].wires = all->count - 1;
  }
}

/* ---- copies ---- */

typedef ISN_VEC(isn_copy_row) copy_rows;

static isn_copy_kind kind_of(const char *name) {
  for (isn_copy_kind kind = ISN_COPY_SAME; name && isn_copy_name(kind); kind++)
    if (strcmp(name, isn_copy_name(kind)) == 0) return kind;
  return ISN_COPY_NONE;
}

static void read_copy(reading *read, const documents *rows, const place *places, copy_rows *copies) {
  sqlite3_stmt *at = read->archive->prepared[COPIES];
  uint32_t a = row_of(places, rows->count, sqlite3_column_int64(at, 0)), b = row_of(places, rows->count, sqlite3_column_int64(at, 1));
  isn_copy copy = {kind_of((const char *)sqlite3_column_text(at, 2)), (uint32_t)sqlite3_column_int64(at, 3)};
  read->damaged = a == ISNAD_NONE || b == ISNAD_NONE || a == b || copy.kind == ISN_COPY_NONE;
  isn_copy_row *row = read->damaged ? NULL : ISN_PUSH(copies, read->arena);
  if (!row) {
    read->nomem = !read->damaged;
    return;
  }
  *row = (isn_copy_row){a < b ? a : b, a < b ? b : a, rows->at[a].day != rows->at[b].day, copy};
  row->dated &= rows->at[row->later].day != ISN_NO_DAY;
}

static int by_rows(const void *a, const void *b) {
  const isn_copy_row *left = a, *right = b;
  if (left->later != right->later) return left->later < right->later ? -1 : 1;
  return left->earlier < right->earlier ? -1 : left->earlier > right->earlier;
}

static void read_copies(reading *read, const documents *rows, copy_rows *copies) {
  const place *places = sort_places(read, rows);
  if (!places) return;
  for (read->rc = STEP(read->archive, COPIES, ""); more(read); read->rc = sqlite3_step(read->archive->prepared[COPIES]))
    read_copy(read, rows, places, copies);
  if (copies->count) qsort(copies->at, copies->count, sizeof *copies->at, by_rows);
}

static uint32_t first_of(documents *rows, uint32_t row) {
  while (rows->at[row].origin != row) {
    rows->at[row].origin = rows->at[rows->at[row].origin].origin; /* halves the way */
    row = rows->at[row].origin;
  }
  return row;
}

static void find_origins(documents *rows, const copy_rows *copies) {
  for (uint32_t i = 0; i < copies->count; i++) {
    if (copies->at[i].copy.kind != ISN_COPY_SAME && copies->at[i].copy.kind != ISN_COPY_REWRITE) continue;
    uint32_t a = first_of(rows, copies->at[i].earlier), b = first_of(rows, copies->at[i].later);
    if (a < b) rows->at[b].origin = a;
    else rows->at[a].origin = b;
  }
  for (uint32_t i = 0; i < rows->count; i++) rows->at[i].origin = first_of(rows, i);
}

/* ---- all of it ---- */

isnad_status isn_store_links(isnad_archive *archive, isn_arena *arena, isn_links *links, isnad_error *error) {
  reading read = {.archive = archive, .arena = arena};
  documents rows = {0};
  copy_rows copies = {0};
  wires all = {0};
  *links = (isn_links){0};
  bool outside = sqlite3_get_autocommit(archive->db);
  isnad_status status = outside ? isn_sqlite_run(archive, "BEGIN", error, doing) : ISNAD_OK; /* one state of the archive */
  if (status) return status;
  read_documents(&read, &rows);
  if (read.rc == SQLITE_DONE && !read.nomem) read_copies(&read, &rows, &copies);
  if (read.rc == SQLITE_DONE && !read.nomem) read_wires(&read, &rows, &all);
  status = finish(&read, error);
  if (outside) (void)sqlite3_exec(archive->db, "COMMIT", NULL, NULL, NULL);
  if (status) return status;
  find_origins(&rows, &copies);
  *links = (isn_links){rows.at, rows.count, copies.at, copies.count, all.at, all.count};
  return ISNAD_OK;
}

const char *isn_links_wire(const isn_links *links, uint32_t row) {
  const isn_linked *document = &links->documents[row];
  return document->wires_count == 1 ? links->wires[document->wires].outlet : NULL;
}

uint32_t isn_links_row(const isn_links *links, int64_t analysis) {
  for (uint32_t i = 0; i < links->documents_count; i++)
    if (links->documents[i].analysis == analysis) return i;
  return ISNAD_NONE;
}

/* ---- stories ---- */

void isn_story_id(int64_t story, char id[ISN_STORY_ID_ROOM]) {
  (void)snprintf(id, ISN_STORY_ID_ROOM, "s%016llx", (unsigned long long)story);
}

static bool is_there(const isn_links *links, int64_t story) {
  for (uint32_t i = 0; i < links->documents_count; i++)
    if (links->documents[i].story == story) return true;
  return false;
}

/* A story that is no more: where most of it went, and so on. Stories that came back make circles, so the way is short. */
static isnad_status follow(isnad_archive *archive, const isn_links *links, int64_t *story, isnad_error *error) {
  reading read = {.archive = archive, .rc = SQLITE_DONE};
  for (int i = 0; i < 64 && *story && !is_there(links, *story); i++) {
    read.rc = STEP(archive, NEXT_STORY, "k", *story);
    *story = read.rc == SQLITE_ROW ? sqlite3_column_int64(archive->prepared[NEXT_STORY], 0) : 0;
    if (read.rc == SQLITE_ROW) read.rc = SQLITE_DONE;
  }
  if (*story && !is_there(links, *story)) *story = 0;
  return finish(&read, error);
}

isnad_status isn_store_find_story(isnad_archive *archive, const isn_links *links, const char *id, int64_t *story, bool *several,
                                  isnad_error *error) {
  size_t length = strlen(id);
  *story = 0;
  *several = false;
  for (uint32_t i = 0; i < links->documents_count && !*several; i++) {
    char whole[ISN_STORY_ID_ROOM];
    isn_story_id(links->documents[i].story, whole);
    if (length < 2 || strncmp(whole, id, length) != 0 || links->documents[i].story == *story) continue;
    *several = *story != 0;
    *story = links->documents[i].story;
  }
  if (*story || length != ISN_STORY_ID_ROOM - 1 || id[0] != 's' || strspn(id + 1, "0123456789abcdef") != length - 1) return ISNAD_OK;
  *story = (int64_t)strtoull(id + 1, NULL, 16);
  return follow(archive, links, story, error);
}

isnad_status isn_store_likeness(isnad_archive *archive, isn_arena *arena, const int64_t *analyses, uint32_t count, const uint64_t **sums,
                                isnad_error *error) {
  reading read = {.archive = archive, .arena = arena, .rc = SQLITE_DONE};
  place *places = isn_arena_alloc(arena, (size_t)count * sizeof *places);
  uint64_t *out = isn_arena_alloc(arena, (size_t)count * sizeof *out);
  *sums = out;
  if (!places || !out) return isn_nomem(error);
  for (uint32_t i = 0; i < count; i++) places[i] = (place){analyses[i], i};
  if (count) qsort(places, count, sizeof *places, by_analysis);
  for (uint32_t i = 0; i < count && read.rc == SQLITE_DONE; i++)
    for (read.rc = STEP(archive, LIKENESS, "k", analyses[i]); more(&read); read.rc = sqlite3_step(archive->prepared[LIKENESS])) {
      uint32_t other = row_of(places, count, sqlite3_column_int64(archive->prepared[LIKENESS], 0));
      uint64_t likeness = (uint64_t)sqlite3_column_int64(archive->prepared[LIKENESS], 1);
      if (other != ISNAD_NONE) out[i] += likeness, out[other] += likeness;
    }
  return finish(&read, error);
}

isnad_status isn_store_headline(isnad_archive *archive, isn_arena *arena, int64_t analysis, const char **headline, isnad_error *error) {
  reading read = {.archive = archive, .arena = arena};
  *headline = "";
  read.rc = STEP(archive, HEADLINE, "k", analysis);
  const char *text = read.rc == SQLITE_ROW ? (const char *)sqlite3_column_text(archive->prepared[HEADLINE], 0) : NULL;
  if (text) {
    text += strspn(text, " \t\r\n");
    *headline = isn_arena_strndup(arena, text, strcspn(text, "\r\n"));
    read.nomem = !*headline;
  }
  if (read.rc == SQLITE_ROW) read.rc = SQLITE_DONE;
  return finish(&read, error);
}

isnad_status isn_store_story_history(isnad_archive *archive, isn_arena *arena, int64_t story, const isn_story_event **events,
                                     uint32_t *count, isnad_error *error) {
  reading read = {.archive = archive, .arena = arena};
  ISN_VEC(isn_story_event) rows = {0};
  for (read.rc = STEP(archive, HISTORY, "k", story); more(&read); read.rc = sqlite3_step(archive->prepared[HISTORY])) {
    sqlite3_stmt *at = archive->prepared[HISTORY];
    isn_story_event *row = ISN_PUSH(&rows, arena);
    const char *what = (const char *)sqlite3_column_text(at, 2), *happened = (const char *)sqlite3_column_text(at, 4);
    if (row)
      *row = (isn_story_event){sqlite3_column_int64(at, 0), sqlite3_column_int64(at, 1), isn_arena_strdup(arena, what ? what : ""),
                               (uint32_t)sqlite3_column_int64(at, 3), isn_arena_strdup(arena, happened ? happened : "")};
    read.nomem = !row || !row->what || !row->happened;
  }
  isnad_status status = finish(&read, error);
  *events = status ? NULL : rows.at;
  *count = status ? 0 : rows.count;
  return status;
}

/* ---- countries ---- */

/* Bodies of no country, as they begin a code. */
static bool is_country(const char *code) {
  static const char *const none[] = {"IGO", "NGO", "MNC", "IMG", "ISM", "GOV", "MIL", "MED", "REB", "OPP", "CVL", "UNK", "JRN", "EDU",
                                     "BUS", "LEG", "JUD", "COP", "LAB", "REL", "ELI", "SPY", "UAF", "SEP", "INS", "CRM", "SET"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    if (strcmp(code, none[i]) == 0) return false;
  return strlen(code) == 3;
}

isnad_status isn_store_countries(isnad_archive *archive, isn_arena *arena, const isn_links *links, const char (**countries)[4],
                                 isnad_error *error) {
  reading read = {.archive = archive, .arena = arena};
  isn_arena scratch = {0};
  char(*rows)[4] = isn_arena_alloc(arena, ((size_t)links->documents_count + 1) * sizeof *rows);
  place *places = isn_arena_alloc(&scratch, ((size_t)links->documents_count + 1) * sizeof *places);
  read.nomem = !rows || !places;
  for (uint32_t i = 0; !read.nomem && i < links->documents_count; i++) places[i] = (place){links->documents[i].analysis, i};
  if (!read.nomem && links->documents_count) qsort(places, links->documents_count, sizeof *places, by_analysis);
  read.rc = read.nomem ? SQLITE_DONE : STEP(archive, COUNTRIES, "");
  for (; more(&read); read.rc = sqlite3_step(archive->prepared[COUNTRIES])) {
    sqlite3_stmt *at = archive->prepared[COUNTRIES];
    uint32_t row = row_of(places, links->documents_count, sqlite3_column_int64(at, 0));
    const char *code = (const char *)sqlite3_column_text(at, 1);
    if (row != ISNAD_NONE && !*rows[row] && code && is_country(code)) (void)memcpy(rows[row], code, 4);
  }
  isn_arena_free(&scratch);
  *countries = (const char(*)[4])rows;
  return finish(&read, error);
}
