/* link/index.h in SQLite: the tables of 003.sql. */
#include "store/index.h"

#include <stdlib.h>
#include <string.h>

#include "store/sqlite.h"

typedef enum sql {
  ADD_PROFILE = ISN_SQL_LINK,
  ADD_BODY,
  ADD_POSTING,
  ADD_SHINGLE,
  DROP_PROFILE,
  DROP_BODY,
  DROP_POSTING,
  DROP_SHINGLE,
  DROP_COPIES_A,
  DROP_COPIES_B,
  DROP_NEIGHBOURS,
  DROP_NEIGHBOURS_OF_OTHERS,
  DROP_STORY,
  DROP_MARK,
  PROFILE,
  BODY,
  SHARING,
  PUT_COPY,
  DROP_COPY,
  COPIES_OF,
  BEFORE,
  BEHIND,
  MARK,
  FIRST_MARKED,
  ADD_NEIGHBOUR,
  NEIGHBOURS,
  DECISION,
  PUT_DECISION,
  STORY_SIZE,
  STORY_TOTAL,
  MARK_STORY,
  ADD_HISTORY,
  SQLS_END
} sql;
_Static_assert((int)SQLS_END <= (int)ISN_SQL_CLAIM, "the next slots are those of claims");

#define TEXT(slot) [(slot)-ISN_SQL_LINK]

static const char *const texts[SQLS_END - ISN_SQL_LINK] = {
    TEXT(ADD_PROFILE) = "INSERT INTO profiles VALUES (?1, ?2, ?3, ?4)",
    TEXT(ADD_BODY) = "INSERT INTO bodies VALUES (?1, ?2)",
    TEXT(ADD_POSTING) = "INSERT INTO postings VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    TEXT(ADD_SHINGLE) = "INSERT OR IGNORE INTO shingles VALUES (?1, ?2)",
    TEXT(DROP_PROFILE) = "DELETE FROM profiles WHERE analysis = ?1",
    TEXT(DROP_BODY) = "DELETE FROM bodies WHERE analysis = ?1",
    TEXT(DROP_POSTING) = "DELETE FROM postings WHERE era = ?1 AND term = ?2 AND day = ?3 AND tie = ?4 AND analysis = ?5",
    TEXT(DROP_SHINGLE) = "DELETE FROM shingles WHERE shingle = ?1 AND analysis = ?2",
    TEXT(DROP_COPIES_A) = "DELETE FROM copies WHERE a = ?1",
    TEXT(DROP_COPIES_B) = "DELETE FROM copies WHERE b = ?1",
    TEXT(DROP_NEIGHBOURS) = "DELETE FROM neighbours WHERE analysis = ?1",
    TEXT(DROP_NEIGHBOURS_OF_OTHERS) = "DELETE FROM neighbours WHERE other = ?1",
    TEXT(DROP_STORY) = "DELETE FROM stories WHERE analysis = ?1",
    TEXT(DROP_MARK) = "DELETE FROM marked WHERE day = ?1 AND tie = ?2 AND analysis = ?3",
    TEXT(PROFILE) = "SELECT day, tie, profile FROM profiles WHERE analysis = ?1",
    TEXT(BODY) = "SELECT words FROM bodies WHERE analysis = ?1",
    TEXT(SHARING) = "SELECT analysis FROM shingles WHERE shingle = ?1 ORDER BY analysis LIMIT ?2",
    TEXT(PUT_COPY) = "INSERT OR REPLACE INTO copies VALUES (?1, ?2, ?3, ?4)",
    TEXT(DROP_COPY) = "DELETE FROM copies WHERE a = ?1 AND b = ?2",
    TEXT(COPIES_OF) = "SELECT b FROM copies WHERE a = ?1 UNION ALL SELECT a FROM copies WHERE b = ?1",
    TEXT(BEFORE) =
        "SELECT day, tie, analysis, weight FROM postings WHERE era = ?1 AND term = ?2 AND (day, tie, analysis) < (?3, ?4, ?5)"
        " AND day >= ?6 ORDER BY day DESC, tie DESC, analysis DESC LIMIT ?7",
    TEXT(BEHIND) =
        "SELECT day, tie, analysis, weight FROM postings WHERE era = ?1 AND term = ?2 AND (day, tie, analysis) > (?3, ?4, ?5)"
        " AND day <= ?6 ORDER BY day, tie, analysis LIMIT ?7",
    TEXT(MARK) = "INSERT OR IGNORE INTO marked VALUES (?1, ?2, ?3)",
    TEXT(FIRST_MARKED) = "SELECT day, tie, analysis FROM marked ORDER BY day, tie, analysis LIMIT 1",
    TEXT(ADD_NEIGHBOUR) = "INSERT OR REPLACE INTO neighbours VALUES (?1, ?2, ?3)",
    TEXT(NEIGHBOURS) = "SELECT other, likeness FROM neighbours WHERE analysis = ?1 ORDER BY other",
    TEXT(DECISION) = "SELECT story, bar, room FROM stories WHERE analysis = ?1",
    TEXT(PUT_DECISION) = "INSERT OR REPLACE INTO stories VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    TEXT(STORY_SIZE) = "SELECT count(*) FROM stories WHERE story = ?1 AND (day, tie, analysis) < (?2, ?3, ?4) AND day >= ?5",
    TEXT(STORY_TOTAL) = "SELECT count(*) FROM stories WHERE story = ?1",
    TEXT(MARK_STORY) =
        "INSERT OR IGNORE INTO marked SELECT p.day, p.tie, p.analysis FROM stories AS m"
        " JOIN neighbours AS n ON n.other = m.analysis JOIN profiles AS p ON p.analysis = n.analysis"
        " WHERE m.story = ?1 AND m.day BETWEEN ?5 AND ?6 AND (p.day, p.tie, p.analysis) > (?2, ?3, ?4) AND p.day <= ?6",
    TEXT(ADD_HISTORY) =
        "INSERT INTO story_history (story, into_, what, documents, happened)"
        " VALUES (?1, ?2, ?3, ?4, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
};

#define STEP(index, which, ...) isn_sqlite_step((index)->archive, which, texts[(which)-ISN_SQL_LINK], __VA_ARGS__)

static bool sound(const isn_index *index) { return index->rc == SQLITE_OK && !index->nomem && !index->damaged; }

static bool fault(isn_index *index, int rc) {
  if (index->rc == SQLITE_OK) index->rc = rc;
  return false;
}

/* Of a step that gives no rows. */
static bool done(isn_index *index, int rc) { return rc == SQLITE_DONE ? true : fault(index, rc); }

static sqlite3_stmt *row_of(const isn_index *index, sql which) { return index->archive->prepared[which]; }

/* The next row, the step that ended the rows reset. */
static bool next(isn_index *index, sql which, int *rc) {
  if (*rc == SQLITE_ROW) return true;
  if (*rc != SQLITE_DONE) (void)fault(index, *rc);
  if (row_of(index, which)) (void)sqlite3_reset(row_of(index, which));
  return false;
}

#define ROWS(index, which, rc, ...) \
  for (int rc = STEP(index, which, __VA_ARGS__); next(index, which, &rc); rc = sqlite3_step(row_of(index, which)))

static bool no_memory(isn_index *index, sql which) {
  index->nomem = true;
  (void)sqlite3_reset(row_of(index, which));
  return false;
}

isnad_status isn_index_finish(isn_index *index, isnad_error *error, const char *doing) {
  if (sound(index)) return ISNAD_OK;
  if (index->nomem) return isn_nomem(error);
  if (index->damaged)
    return isn_fail_at(error, ISNAD_E_STORE, index->archive->path, 0, 0,
                       "%s: the archive is damaged: what linking keeps of a document cannot be read", doing);
  return isn_sqlite_fail(index->archive, error, doing);
}

/* ---- documents ---- */

/* Floors. */
static int64_t era(int32_t day) { return day >= 0 ? day / 16 : -((15 - day) / 16); }

static bool add_rows(isn_index *index, const isn_profile *profile) {
  isn_term keys[ISN_KEY_TERMS];
  uint32_t count = isn_profile_keys(profile, keys);
  const isn_order *at = &profile->at;
  for (uint32_t i = 0; i < count; i++)
    if (!done(index, STEP(index, ADD_POSTING, "kkkkkk", era(at->day), (int64_t)keys[i].hash, (int64_t)at->day, at->tie, at->analysis,
                          (int64_t)isn_profile_share(profile, keys[i]))))
      return false;
  for (uint32_t i = 0; i < profile->shingles_count; i++)
    if (!done(index, STEP(index, ADD_SHINGLE, "kk", (int64_t)profile->shingles[i], at->analysis))) return false;
  return true;
}

bool isn_index_add(isn_index *index, const isn_profile *profile) {
  if (!sound(index)) return false;
  isn_buffer packed = {0}, words = {0};
  isn_profile_pack(profile, &packed);
  isn_words_pack32(profile->words, profile->words_count, &words);
  index->nomem = packed.failed || words.failed;
  const void *bytes = words.at ? (const void *)words.at : "";
  bool added = !index->nomem &&
               done(index, STEP(index, ADD_PROFILE, "kkkb", profile->at.analysis, (int64_t)profile->at.day, profile->at.tie,
                                (const void *)packed.at, (uint32_t)packed.length)) &&
               done(index, STEP(index, ADD_BODY, "kb", profile->at.analysis, bytes, (uint32_t)words.length)) && add_rows(index, profile);
  isn_buffer_free(&packed);
  isn_buffer_free(&words);
  return added;
}

bool isn_index_remove(isn_index *index, const isn_profile *profile) {
  static const sql plain[] = {DROP_PROFILE, DROP_BODY, DROP_COPIES_A, DROP_COPIES_B, DROP_NEIGHBOURS, DROP_NEIGHBOURS_OF_OTHERS,
                              DROP_STORY};
  isn_term keys[ISN_KEY_TERMS];
  uint32_t count = isn_profile_keys(profile, keys);
  const isn_order *at = &profile->at;
  bool gone = sound(index) && done(index, STEP(index, DROP_MARK, "kkk", (int64_t)at->day, at->tie, at->analysis));
  for (uint32_t i = 0; i < count && gone; i++)
    gone = done(index, STEP(index, DROP_POSTING, "kkkkk", era(at->day), (int64_t)keys[i].hash, (int64_t)at->day, at->tie, at->analysis));
  for (uint32_t i = 0; i < profile->shingles_count && gone; i++)
    gone = done(index, STEP(index, DROP_SHINGLE, "kk", (int64_t)profile->shingles[i], at->analysis));
  for (size_t i = 0; i < sizeof plain / sizeof *plain && gone; i++) gone = done(index, STEP(index, plain[i], "k", at->analysis));
  return gone;
}

bool isn_index_profile(isn_index *index, isn_arena *arena, int64_t analysis, isn_profile *profile, bool *found) {
  *found = false;
  if (!sound(index)) return false;
  ROWS(index, PROFILE, rc, "k", analysis) {
    sqlite3_stmt *row = row_of(index, PROFILE);
    profile->at = (isn_order){sqlite3_column_int(row, 0), sqlite3_column_int64(row, 1), analysis};
    const unsigned char *bytes = sqlite3_column_blob(row, 2);
    *found = isn_profile_unpack(profile, arena, bytes, bytes ? (size_t)sqlite3_column_bytes(row, 2) : 0, &index->damaged);
    if (!*found) index->nomem = !index->damaged;
  }
  return sound(index);
}

bool isn_index_words(isn_index *index, isn_arena *arena, int64_t analysis, const uint32_t **words, uint32_t *count) {
  *words = NULL;
  *count = 0;
  if (!sound(index)) return false;
  ROWS(index, BODY, rc, "k", analysis) {
    sqlite3_stmt *row = row_of(index, BODY);
    const unsigned char *bytes = sqlite3_column_blob(row, 0);
    if (!isn_words_unpack32(words, count, arena, bytes, bytes ? (size_t)sqlite3_column_bytes(row, 0) : 0, &index->damaged))
      index->nomem = !index->damaged;
  }
  return sound(index);
}

/* ---- copies ---- */

static bool push_analysis(isn_index *index, isn_arena *arena, sql which, isn_analyses *out) {
  int64_t *place = ISN_PUSH(out, arena);
  if (!place) return no_memory(index, which);
  *place = sqlite3_column_int64(row_of(index, which), 0);
  return true;
}

bool isn_index_sharing(isn_index *index, isn_arena *arena, uint64_t shingle, uint32_t limit, isn_analyses *out) {
  if (!sound(index)) return false;
  ROWS(index, SHARING, rc, "kk", (int64_t)shingle, (int64_t)limit) if (!push_analysis(index, arena, SHARING, out)) return false;
  return sound(index);
}

bool isn_index_put_copy(isn_index *index, int64_t a, int64_t b, const isn_copy *copy) {
  return sound(index) &&
         done(index, STEP(index, PUT_COPY, "kksk", a < b ? a : b, a < b ? b : a, isn_copy_name(copy->kind), (int64_t)copy->overlap));
}

bool isn_index_drop_copy(isn_index *index, int64_t a, int64_t b) {
  return sound(index) && done(index, STEP(index, DROP_COPY, "kk", a < b ? a : b, a < b ? b : a));
}

bool isn_index_copies_of(isn_index *index, isn_arena *arena, int64_t analysis, isn_analyses *others) {
  if (!sound(index)) return false;
  ROWS(index, COPIES_OF, rc, "k", analysis) if (!push_analysis(index, arena, COPIES_OF, others)) return false;
  return sound(index);
}

/* ---- stories ---- */

static isn_order order_of(sqlite3_stmt *row) {
  return (isn_order){sqlite3_column_int(row, 0), sqlite3_column_int64(row, 1), sqlite3_column_int64(row, 2)};
}

static bool push_postings(isn_index *index, isn_arena *arena, sql which, int rc, isn_postings *out) {
  for (; next(index, which, &rc); rc = sqlite3_step(row_of(index, which))) {
    isn_posting *place = ISN_PUSH(out, arena);
    if (!place) return no_memory(index, which);
    *place = (isn_posting){order_of(row_of(index, which)), (uint32_t)sqlite3_column_int64(row_of(index, which), 3)};
  }
  return sound(index);
}

bool isn_index_before(isn_index *index, isn_arena *arena, uint32_t term, isn_order at, int32_t since, uint32_t limit, isn_postings *out) {
  for (int64_t when = era(at.day); sound(index) && when >= era(since) && out->count < limit; when--)
    (void)push_postings(index, arena, BEFORE,
                        STEP(index, BEFORE, "kkkkkkk", when, (int64_t)term, (int64_t)at.day, at.tie, at.analysis, (int64_t)since,
                             (int64_t)(limit - out->count)),
                        out);
  return sound(index);
}

bool isn_index_behind(isn_index *index, isn_arena *arena, uint32_t term, isn_order at, int32_t until, uint32_t limit, isn_postings *out) {
  for (int64_t when = era(at.day); sound(index) && when <= era(until) && out->count < limit; when++)
    (void)push_postings(index, arena, BEHIND,
                        STEP(index, BEHIND, "kkkkkkk", when, (int64_t)term, (int64_t)at.day, at.tie, at.analysis, (int64_t)until,
                             (int64_t)(limit - out->count)),
                        out);
  return sound(index);
}

bool isn_index_mark(isn_index *index, isn_order at) {
  return sound(index) && done(index, STEP(index, MARK, "kkk", (int64_t)at.day, at.tie, at.analysis));
}

bool isn_index_take_marked(isn_index *index, isn_order *at, bool *found) {
  *found = false;
  if (!sound(index)) return false;
  ROWS(index, FIRST_MARKED, rc, "") *at = order_of(row_of(index, FIRST_MARKED)), *found = true;
  return sound(index) && (!*found || done(index, STEP(index, DROP_MARK, "kkk", (int64_t)at->day, at->tie, at->analysis)));
}

static int by_analysis(const void *a, const void *b) {
  const isn_neighbour *left = a, *right = b;
  return left->analysis < right->analysis ? -1 : left->analysis > right->analysis;
}

/* Whether what is there are these, in the order of their numbers. Most documents that are decided again keep them. */
static bool same_neighbours(isn_index *index, int64_t analysis, const isn_neighbours *neighbours) {
  uint32_t same = 0, all = 0;
  ROWS(index, NEIGHBOURS, rc, "k", analysis) {
    const isn_neighbour *row = all < neighbours->count ? &neighbours->at[all] : NULL;
    same += row && row->analysis == sqlite3_column_int64(row_of(index, NEIGHBOURS), 0) &&
            row->likeness == (uint32_t)sqlite3_column_int64(row_of(index, NEIGHBOURS), 1);
    all++;
  }
  return all == neighbours->count && same == all;
}

bool isn_index_put_neighbours(isn_index *index, int64_t analysis, isn_neighbours *neighbours) {
  if (!sound(index)) return false;
  if (neighbours->count) qsort(neighbours->at, neighbours->count, sizeof *neighbours->at, by_analysis);
  if (same_neighbours(index, analysis, neighbours)) return sound(index);
  bool put = sound(index) && done(index, STEP(index, DROP_NEIGHBOURS, "k", analysis));
  for (uint32_t i = 0; i < neighbours->count && put; i++)
    put = done(index, STEP(index, ADD_NEIGHBOUR, "kku", analysis, neighbours->at[i].analysis, neighbours->at[i].likeness));
  return put;
}

bool isn_index_decision(isn_index *index, int64_t analysis, isn_decision *decision) {
  *decision = (isn_decision){.room = -1};
  if (!sound(index)) return false;
  ROWS(index, DECISION, rc, "k", analysis) {
    sqlite3_stmt *row = row_of(index, DECISION);
    *decision = (isn_decision){sqlite3_column_int64(row, 0), (uint64_t)sqlite3_column_int64(row, 1), sqlite3_column_int(row, 2)};
  }
  return sound(index);
}

bool isn_index_put_decision(isn_index *index, isn_order at, const isn_decision *decision) {
  return sound(index) && done(index, STEP(index, PUT_DECISION, "kkkkkk", at.analysis, decision->story, (int64_t)at.day, at.tie,
                                          (int64_t)decision->bar, (int64_t)decision->room));
}

bool isn_index_story_size(isn_index *index, int64_t story, isn_order at, int32_t since, uint32_t *size) {
  *size = 0;
  if (!sound(index)) return false;
  ROWS(index, STORY_SIZE, rc, "kkkkk", story, (int64_t)at.day, at.tie, at.analysis, (int64_t)since)
  *size = (uint32_t)sqlite3_column_int64(row_of(index, STORY_SIZE), 0);
  return sound(index);
}

bool isn_index_story_total(isn_index *index, int64_t story, uint32_t *size) {
  *size = 0;
  if (!sound(index)) return false;
  ROWS(index, STORY_TOTAL, rc, "k", story) *size = (uint32_t)sqlite3_column_int64(row_of(index, STORY_TOTAL), 0);
  return sound(index);
}

bool isn_index_mark_story(isn_index *index, int64_t story, isn_order at, int32_t until) {
  return sound(index) && done(index, STEP(index, MARK_STORY, "kkkkkk", story, (int64_t)at.day, at.tie, at.analysis,
                                          (int64_t)at.day - (until - at.day), (int64_t)until));
}

bool isn_index_put_history(isn_index *index, int64_t story, int64_t into, const char *what, uint32_t documents) {
  return sound(index) && done(index, STEP(index, ADD_HISTORY, "kksu", story, into, what, documents));
}
