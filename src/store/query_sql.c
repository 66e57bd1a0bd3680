/* From the tree of a query to SQL, and running it (query.h). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucol.h>

#include "base/buffer.h"
#include "base/vec.h"
#include "store/indexing.h"
#include "store/query.h"
#include "store/store.h"
#include "store/terms.h"
#include "store/words.h"

static const char doing[] = "cannot search the archive";

enum { MAX_RANKED = 4000 };

typedef struct binding {
  const char *text; /* NULL: the number */
  double number;
} binding;

typedef struct building {
  isnad_archive *archive;
  isn_arena *arena;
  const isn_query *query;
  isn_buffer sql;
  ISN_VEC(binding) bindings;
  int64_t only;              /* of one analysis alone; 0: of all */
  ISN_VEC(double) documents; /* of each phrase of the text that everything found must have, about how many have it */
  bool weighing;             /* that text is being written */
  isn_buffer found_by;       /* all words that are wanted, by OR: for the places of matches */
  isnad_status status;
  isnad_error *error;
} building;

/* ---- writing ---- */

static void sql(building *build, const char *text) { isn_buffer_text(&build->sql, text); }

static void no_memory(building *build) {
  if (!build->status) build->status = isn_nomem(build->error);
}

static void bind(building *build, binding value) {
  binding *place = ISN_PUSH(&build->bindings, build->arena);
  if (place) *place = value;
  else no_memory(build);
  isn_buffer_format(&build->sql, "?%u", build->bindings.count);
}

static void bind_text(building *build, const char *text) {
  if (text) bind(build, (binding){.text = text});
  else no_memory(build);
}

static void bind_number(building *build, double number) { bind(build, (binding){.number = number}); }

static void fault(building *build, const isn_query_node *node, const char *says) {
  if (!build->status) build->status = isn_fail(build->error, ISNAD_E_FORMAT, "query, column %u: %s", node->column, says);
}

/* ---- words ---- */

static bool is_leaf(const isn_query_node *node) { return node->kind >= ISN_QUERY_WORD && node->kind <= ISN_QUERY_FUZZY; }

/* Whether FTS5 alone can answer it: words, with AND and OR, and NOT beside something that is wanted. */
static bool is_text(const isn_query_node *node) {
  if (node->kind != ISN_QUERY_AND && node->kind != ISN_QUERY_OR) return is_leaf(node);
  bool wanted = false;
  for (const isn_query_node *part = node->parts; part; part = part->next) {
    bool negated = part->kind == ISN_QUERY_NOT && node->kind == ISN_QUERY_AND;
    if (!is_text(negated ? part->parts : part)) return false;
    wanted = wanted || !negated;
  }
  return wanted;
}

static void match_expression(building *build, const isn_query_node *node, isn_buffer *out, bool wanted);

/* (a AND b) NOT (c OR d): the parts of AND that are texts; others are left to SQL. */
static void match_all(building *build, const isn_query_node *parts, isn_buffer *out, bool wanted) {
  for (int negated = 0; negated < 2; negated++) {
    bool first = true;
    for (const isn_query_node *part = parts; part; part = part->next) {
      if ((part->kind == ISN_QUERY_NOT) != negated) continue;
      const isn_query_node *text = negated ? part->parts : part;
      if (!is_text(text)) continue;
      isn_buffer_text(out, !first ? (negated ? " OR " : " AND ") : negated ? ") NOT (" : "(");
      match_expression(build, text, out, wanted && !negated);
      first = false;
    }
  }
  isn_buffer_text(out, ")");
}

static void match_any(building *build, const isn_query_node *parts, isn_buffer *out, bool wanted) {
  isn_buffer_text(out, "(");
  for (const isn_query_node *part = parts; part; part = part->next) {
    if (part != parts) isn_buffer_text(out, " OR ");
    match_expression(build, part, out, wanted);
  }
  isn_buffer_text(out, ")");
}

/* One level of the tree a call; the parser bounds how many there are. NOLINTNEXTLINE(misc-no-recursion) */
static void match_expression(building *build, const isn_query_node *node, isn_buffer *out, bool wanted) {
  if (node->kind == ISN_QUERY_AND) match_all(build, node->parts, out, wanted);
  else if (node->kind == ISN_QUERY_OR) match_any(build, node->parts, out, wanted);
  else {
    size_t begin = out->length;
    uint32_t words = 0;
    double documents = 0;
    if (isn_query_terms(build->archive, node, out, &words, &documents) != SQLITE_DONE && !build->status)
      build->status = isn_sqlite_fail(build->archive, build->error, doing);
    if (!words) fault(build, node, "no letter and no digit to look for");
    double *place = build->weighing ? ISN_PUSH(&build->documents, build->arena) : NULL;
    if (place) *place = documents;
    else if (build->weighing) no_memory(build);
    if (!wanted || out->failed || build->status) return;
    if (build->found_by.length) isn_buffer_text(&build->found_by, " OR ");
    isn_buffer_add(&build->found_by, out->at + begin, out->length - begin);
  }
}

static const char *in_arena(building *build, isn_buffer *buffer) {
  const char *text = buffer->failed ? NULL : isn_arena_strndup(build->arena, buffer->at ? buffer->at : "", buffer->length);
  isn_buffer_free(buffer);
  if (!text) no_memory(build);
  return text;
}

/* ---- names, places, outlets ---- */

typedef struct naming {
  building *build;
  uint32_t words;
} naming;

static bool add_name_word(void *context, const char *word) {
  naming *name = context;
  sql(name->build, name->words++ ? " INTERSECT SELECT key FROM name_words WHERE word = " : "SELECT key FROM name_words WHERE word = ");
  bind_text(name->build, isn_arena_strdup(name->build->arena, word));
  return !name->build->status;
}

/* A query of the keys that every word of the name stands for. */
static void keys_of(building *build, const isn_query_node *node) {
  naming name = {build, 0};
  if (!isn_name_words(node->value, strlen(node->value), add_name_word, &name)) no_memory(build);
  if (!name.words) fault(build, node, "no letter and no digit to look for");
}

/* An actor code such as LBY or LBY GOV. */
static bool is_code(const char *value) {
  size_t length = strlen(value);
  for (size_t i = 0; i < length; i++)
    if (!((value[i] >= 'A' && value[i] <= 'Z') || (i && value[i] == ' '))) return false;
  return length >= 3;
}

static void only(building *build, const char *table) {
  if (build->only) isn_buffer_format(&build->sql, " AND %s.analysis = %lld", table, (long long)build->only);
}

/* Events by one of their participants. */
static void participants_of(building *build, const isn_query_node *node) {
  const char *role = node->field == ISN_FIELD_WHO ? "actor" : "recipient";
  sql(build,
      "SELECT p.analysis, p.event FROM entities AS n CROSS JOIN participants AS p ON p.analysis = n.analysis AND p.entity = n.n"
      " WHERE n.key IN (");
  keys_of(build, node);
  isn_buffer_format(&build->sql, ") AND p.role = '%s'", role);
  only(build, "n");
  if (!is_code(node->value)) return;
  isn_buffer_format(&build->sql, " UNION SELECT p.analysis, p.event FROM participants AS p WHERE p.role = '%s'", role);
  only(build, "p");
  sql(build, " AND (code = ");
  bind_text(build, node->value);
  sql(build, " OR code BETWEEN ");
  bind_text(build, isn_arena_printf(build->arena, "%s ", node->value));
  sql(build, " AND ");
  bind_text(build, isn_arena_printf(build->arena, "%s!", node->value));
  sql(build, ")");
}

/* Where the place of near: is: of several of one name the one that the archive names most. */
static void find_center(building *build, const isn_query_node *node, double *lat, double *lon) {
  building ask = {.archive = build->archive, .arena = build->arena};
  sql(&ask, "SELECT lat, lon FROM places WHERE key IN (");
  keys_of(&ask, node);
  sql(&ask, ") ORDER BY (SELECT count(*) FROM entities AS n WHERE n.key = places.key) DESC, key LIMIT 1");
  sqlite3_stmt *row = NULL;
  int rc = ask.status || ask.sql.failed ? SQLITE_NOMEM : sqlite3_prepare_v2(build->archive->db, ask.sql.at, -1, &row, NULL);
  for (uint32_t i = 0; i < ask.bindings.count && rc == SQLITE_OK; i++)
    rc = sqlite3_bind_text(row, (int)i + 1, ask.bindings.at[i].text, -1, SQLITE_STATIC);
  if (rc == SQLITE_OK) rc = sqlite3_step(row);
  if (rc == SQLITE_ROW) *lat = sqlite3_column_double(row, 0), *lon = sqlite3_column_double(row, 1);
  else if (rc == SQLITE_DONE)
    fault(build, node, "no document names such a place whose coordinates are known; near:LAT,LON,KM does without");
  else if (ask.status) fault(build, node, "no letter and no digit to look for");
  else if (!build->status) build->status = isn_sqlite_fail(build->archive, build->error, doing);
  (void)sqlite3_finalize(row);
  isn_buffer_free(&ask.sql);
}

/* A query of the keys of the places around. A degree of latitude is 111 km, and no place is farther in latitude than it is at all. */
static void places_near(building *build, const isn_query_node *node) {
  double lat = node->lat, lon = node->lon;
  if (!node->has_geo) find_center(build, node, &lat, &lon);
  sql(build, "SELECT key FROM places WHERE lat BETWEEN ");
  bind_number(build, lat - node->km / 111.0 - 0.01);
  sql(build, " AND ");
  bind_number(build, lat + node->km / 111.0 + 0.01);
  sql(build, " AND isnad_km(lat, lon, ");
  bind_number(build, lat);
  sql(build, ", ");
  bind_number(build, lon);
  sql(build, ") <= ");
  bind_number(build, node->km);
}

/* Great-circle distance on a sphere of 6371 km: near enough for "within 25 km". */
static void kilometres(sqlite3_context *context, int count, sqlite3_value **values) {
  static const double radians = 3.14159265358979323846 / 180;
  double at[4] = {0};
  for (int i = 0; i < count; i++) {
    if (sqlite3_value_type(values[i]) == SQLITE_NULL) return;
    at[i] = sqlite3_value_double(values[i]) * radians;
  }
  double up = sin((at[2] - at[0]) / 2), along = sin((at[3] - at[1]) / 2);
  double square = up * up + cos(at[0]) * cos(at[2]) * along * along;
  sqlite3_result_double(context, 2 * 6371.0 * asin(sqrt(square > 1 ? 1 : square)));
}

/* ---- the Arabic order of strings ---- */

static int compare_arabic(void *context, int left_length, const void *left, int right_length, const void *right) {
  UErrorCode status = U_ZERO_ERROR;
  UCollationResult order = ucol_strcollUTF8(context, left, left_length, right, right_length, &status);
  if (U_SUCCESS(status) && order != UCOL_EQUAL) return order == UCOL_LESS ? -1 : 1;
  int least = left_length < right_length ? left_length : right_length, bytes = memcmp(left, right, (size_t)least);
  return bytes ? bytes : left_length - right_length;
}

static void close_collator(void *collator) { ucol_close(collator); }

/* Called when a statement first asks for a collation that is not there: opening one takes a moment that most runs need not spend. */
static void make_collation(void *context, sqlite3 *db, int encoding, const char *name) {
  (void)context, (void)encoding;
  UErrorCode status = U_ZERO_ERROR;
  if (strcmp(name, "isnad_ar") != 0) return;
  UCollator *collator = ucol_open("ar", &status);
  if (U_SUCCESS(status) && sqlite3_create_collation_v2(db, name, SQLITE_UTF8, collator, compare_arabic, close_collator) == SQLITE_OK)
    return;
  if (collator) ucol_close(collator);
}

int isn_query_register(sqlite3 *db) {
  int rc = sqlite3_collation_needed(db, NULL, make_collation);
  if (rc) return rc;
  return sqlite3_create_function_v2(db, "isnad_km", 4, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, kilometres, NULL, NULL, NULL);
}

static void from_source(building *build, const isn_query_node *node) {
  const char *known = build->query->engine ? isnad_engine_outlet(build->query->engine, node->value) : NULL;
  sql(build, "(a.source = ");
  bind_text(build, known ? known : node->value);
  sql(build, " OR instr(lower(a.source), lower(");
  bind_text(build, node->value);
  sql(build, ")) > 0)");
}

/* What says who: a name, or that it is withheld. */
static void said_by(building *build, const isn_query_node *node) {
  if (strcmp(node->value, "anonymous") == 0) {
    sql(build, "a.analysis IN (SELECT analysis FROM statements WHERE kind = 'anonymous')");
    return;
  }
  sql(build,
      "a.analysis IN (SELECT s.analysis FROM entities AS n CROSS JOIN statements AS s ON s.analysis = n.analysis"
      " AND s.source_entity = n.n WHERE n.key IN (");
  keys_of(build, node);
  sql(build, "))");
}

/* Days of a document that is dated to an interval: it may lie in the time asked for. */
static void dated(building *build, const isn_query_node *node) {
  bool from = node->field == ISN_FIELD_FROM;
  sql(build, from ? "(coalesce(a.dated_to, a.dated_from) IS NOT NULL AND coalesce(a.dated_to, '9999') >= "
                  : "(coalesce(a.dated_to, a.dated_from) IS NOT NULL AND coalesce(a.dated_from, '0000') <= ");
  bind_text(build, from ? node->value : isn_arena_printf(build->arena, "%s~", node->value)); /* 2019~ is behind every day of 2019 */
  sql(build, ")");
}

/* ---- events: the fields of one AND are of one event ---- */

static bool is_of_event(const isn_query_node *node) { return node->kind == ISN_QUERY_FIELD && node->field <= ISN_FIELD_CONTEXT; }

static bool is_near(const isn_query_node *node) { return node->kind == ISN_QUERY_FIELD && node->field == ISN_FIELD_NEAR; }

/* Calls for each node of a list that starts at `parts`, or for one node alone. */
static const isn_query_node *next_of(const isn_query_node *node, bool alone) { return alone ? NULL : node->next; }

/* FROM and WHERE of the events, named e. */
static void events_where(building *build, const isn_query_node *parts, bool alone) {
  uint32_t joined = 0;
  sql(build, " FROM ");
  for (const isn_query_node *part = parts; part; part = next_of(part, alone)) {
    if (!is_of_event(part) || part->field >= ISN_FIELD_TYPE) continue;
    sql(build, joined ? " JOIN (" : "(");
    participants_of(build, part);
    isn_buffer_format(&build->sql, ") AS x%u", joined);
    if (joined) isn_buffer_format(&build->sql, " ON x%u.analysis = x0.analysis AND x%u.event = x0.event", joined, joined);
    joined++;
  }
  sql(build, joined ? " JOIN events AS e ON e.analysis = x0.analysis AND e.n = x0.event WHERE 1" : "events AS e WHERE 1");
  only(build, "e");
  for (const isn_query_node *part = parts; part; part = next_of(part, alone)) {
    if (is_of_event(part) && part->field == ISN_FIELD_TYPE) {
      sql(build, " AND e.type = ");
      bind_text(build, part->value);
    } else if (is_of_event(part) && part->field == ISN_FIELD_CONTEXT) { /* one of the names, by blanks */
      sql(build, " AND instr(' ' || e.contexts || ' ', ' ' || ");
      bind_text(build, part->value);
      sql(build, " || ' ') > 0");
    } else if (is_near(part)) {
      sql(build, " AND EXISTS (SELECT 1 FROM entities AS w WHERE w.analysis = e.analysis AND w.n = e.place AND w.key IN (");
      places_near(build, part);
      sql(build, "))");
    }
  }
}

static void event_of(building *build, const isn_query_node *parts, bool alone) {
  sql(build, "a.analysis IN (SELECT e.analysis");
  events_where(build, parts, alone);
  sql(build, ")");
}

static void named_near(building *build, const isn_query_node *node) {
  sql(build, "a.analysis IN (SELECT analysis FROM entities WHERE key IN (");
  places_near(build, node);
  sql(build, "))");
}

/* ---- the condition ---- */

static void condition(building *build, const isn_query_node *node, bool match_is_joined);

static void text_condition(building *build, const isn_query_node *node) {
  isn_buffer match = {0};
  match_expression(build, node, &match, true);
  sql(build, "a.analysis IN (SELECT rowid FROM search WHERE search MATCH ");
  bind_text(build, in_arena(build, &match));
  sql(build, ")");
}

/* joined: the texts among the parts have been asked for already. NOLINTNEXTLINE(misc-no-recursion) */
static void all_conditions(building *build, const isn_query_node *parts, bool joined) {
  bool events = false;
  for (const isn_query_node *part = parts; part; part = part->next) events = events || is_of_event(part);
  sql(build, "(1");
  if (events) sql(build, " AND "), event_of(build, parts, false);
  for (const isn_query_node *part = parts; part; part = part->next) {
    bool negated = part->kind == ISN_QUERY_NOT;
    if (events && (is_of_event(part) || is_near(part))) continue;
    if (joined && is_text(negated ? part->parts : part)) continue;
    sql(build, " AND ");
    condition(build, part, false);
  }
  sql(build, ")");
}

/* NOLINTNEXTLINE(misc-no-recursion) */
static void any_condition(building *build, const isn_query_node *parts) {
  sql(build, "(0");
  for (const isn_query_node *part = parts; part; part = part->next) {
    sql(build, " OR ");
    condition(build, part, false);
  }
  sql(build, ")");
}

static void field_condition(building *build, const isn_query_node *node) {
  switch (node->field) {
    case ISN_FIELD_NEAR: named_near(build, node); break;
    case ISN_FIELD_SAYS: said_by(build, node); break;
    case ISN_FIELD_SOURCE: from_source(build, node); break;
    case ISN_FIELD_FROM:
    case ISN_FIELD_TO: dated(build, node); break;
    default: event_of(build, node, true);
  }
}

/* One level of the tree a call; the parser bounds how many there are. NOLINTNEXTLINE(misc-no-recursion) */
static void condition(building *build, const isn_query_node *node, bool match_is_joined) {
  if (build->status) return;
  if (node->kind == ISN_QUERY_FIELD) field_condition(build, node);
  else if (node->kind == ISN_QUERY_NOT) {
    sql(build, "NOT ");
    size_t found_by = build->found_by.length; /* what must not be there is no place of a match */
    condition(build, node->parts, false);
    build->found_by.length = found_by;
  } else if (is_text(node) && !match_is_joined) text_condition(build, node);
  else if (node->kind == ISN_QUERY_AND) all_conditions(build, node->parts, match_is_joined);
  else any_condition(build, node->parts);
}

/* ---- the whole ---- */

/* The texts that everything found must have: the query itself, or those among the parts of its AND. */
static const char *wanted_text(building *build) {
  const isn_query_node *root = build->query->root;
  bool some = root && is_text(root);
  for (const isn_query_node *part = root && root->kind == ISN_QUERY_AND ? root->parts : NULL; part; part = part->next)
    some = some || (part->kind != ISN_QUERY_NOT && is_text(part));
  if (!some) return NULL;
  isn_buffer match = {0};
  build->weighing = true;
  if (is_text(root)) match_expression(build, root, &match, true);
  else match_all(build, root->parts, &match, true);
  build->weighing = false;
  return in_arena(build, &match);
}

#define DAY "coalesce(substr(a.published, 1, 10), a.dated_to, '')"
static const char *const orders[ISN_QUERY_ORDERS] = {
    [ISN_BY_RANK] = " ORDER BY score, " DAY " DESC, a.source, a.title, a.analysis",
    [ISN_BY_DATE] = " ORDER BY " DAY " DESC, a.source, a.title, a.analysis",
    [ISN_BY_OUTLET] = " ORDER BY a.source COLLATE isnad_ar, " DAY " DESC, a.title, a.analysis",
    [ISN_BY_TITLE] = " ORDER BY coalesce(a.title, substr(d.text, 1, 120)) COLLATE isnad_ar, " DAY " DESC, a.analysis",
};

/* The weight of a phrase: the rarer, the more (idf as FTS5's bm25 has it, which lets no word count against a document). */
static double weight_of(double documents, double all) {
  double held = documents < 0.5 ? 0.5 : documents > all ? all : documents, idf = log((all - held + 0.5) / (held + 0.5));
  return idf > 0.000001 ? idf : 0.000001;
}

static double count_all(building *build) {
  enum { COUNT = ISN_SQL_QUERY + 9 };
  int rc = isn_sqlite_step(build->archive, COUNT, "SELECT count(*) FROM search_docsize", "");
  double all = rc == SQLITE_ROW ? sqlite3_column_double(build->archive->prepared[COUNT], 0) : 0;
  if (rc != SQLITE_ROW && !build->status) build->status = isn_sqlite_fail(build->archive, build->error, doing);
  if (build->archive->prepared[COUNT]) (void)sqlite3_reset(build->archive->prepared[COUNT]);
  return all;
}

/* What holds: the text that everything must have, and the rest. */
static void build_conditions(building *build, const char *match) {
  const isn_query_node *root = build->query->root;
  sql(build, " WHERE a.current = 1");
  if (match) {
    sql(build, " AND search MATCH ");
    bind_text(build, match);
  }
  if (root && !(match && is_text(root))) {
    sql(build, " AND ");
    condition(build, root, match != NULL);
  }
}

/* Ranks at most MAX_RANKED: those that were added last. Who asks for a word that more documents have gets no help from a rank. */
static void build_ranked(building *build, const char *match) {
  double all = count_all(build);
  sql(build, "SELECT a.analysis, s.score AS score FROM (SELECT a.analysis AS analysis, isnad_rank(search");
  for (uint32_t i = 0; i < build->documents.count && i < 90; i++)
    isn_buffer_format(&build->sql, ", %.6f", weight_of(build->documents.at[i], all));
  sql(build, ") AS score FROM search CROSS JOIN analyses AS a ON a.analysis = search.rowid");
  build_conditions(build, match);
  isn_buffer_format(&build->sql, " ORDER BY search.rowid DESC LIMIT %d) AS s CROSS JOIN analyses AS a ON a.analysis = s.analysis",
                    MAX_RANKED);
}

static void build_sql(building *build, isn_query_order order, uint32_t skip, uint32_t limit) {
  const char *match = wanted_text(build);
  if (match && order == ISN_BY_RANK) build_ranked(build, match);
  else {
    sql(build, "SELECT a.analysis, 0.0 AS score FROM ");
    sql(build, match ? "search CROSS JOIN analyses AS a ON a.analysis = search.rowid" : "analyses AS a");
    if (order == ISN_BY_TITLE) sql(build, " JOIN documents AS d USING (document)");
    build_conditions(build, match);
  }
  sql(build, orders[order]);
  isn_buffer_format(&build->sql, " LIMIT %u OFFSET %u", limit, skip);
}

static sqlite3_stmt *prepare(building *build) {
  sqlite3_stmt *row = NULL;
  if (build->sql.failed) no_memory(build);
  int rc = build->status ? SQLITE_OK : sqlite3_prepare_v2(build->archive->db, build->sql.at, -1, &row, NULL);
  for (uint32_t i = 0; i < build->bindings.count && rc == SQLITE_OK && row; i++) {
    const binding *value = &build->bindings.at[i];
    rc = value->text ? sqlite3_bind_text(row, (int)i + 1, value->text, -1, SQLITE_STATIC)
                     : sqlite3_bind_double(row, (int)i + 1, value->number);
  }
  if (rc && !build->status) build->status = isn_sqlite_fail(build->archive, build->error, doing);
  return row;
}

static void fetch(building *build, sqlite3_stmt *row, uint32_t limit, isn_query_result *result) {
  ISN_VEC(isn_query_hit) hits = {0};
  int rc = SQLITE_DONE;
  while (!build->status && (rc = sqlite3_step(row)) == SQLITE_ROW) {
    if (hits.count == limit) {
      result->more = true;
      rc = SQLITE_DONE;
      break;
    }
    isn_query_hit *hit = ISN_PUSH(&hits, build->arena);
    if (hit) *hit = (isn_query_hit){sqlite3_column_int64(row, 0), sqlite3_column_double(row, 1)};
    else no_memory(build);
  }
  if (!build->status && rc != SQLITE_DONE) build->status = isn_sqlite_fail(build->archive, build->error, doing);
  result->hits = hits.at;
  result->count = hits.count;
}

isnad_status isn_query_run(isnad_archive *archive, isn_arena *arena, const isn_query *query, isn_query_order order, uint32_t skip,
                           uint32_t limit, isn_query_result *result, isnad_error *error) {
  building build = {.archive = archive, .arena = arena, .query = query, .error = error};
  *result = (isn_query_result){0};
  build_sql(&build, order, skip, limit < UINT32_MAX ? limit + 1 : limit);
  sqlite3_stmt *row = prepare(&build);
  if (row) fetch(&build, row, limit, result);
  (void)sqlite3_finalize(row);
  isn_buffer_free(&build.sql);
  if (build.found_by.length) result->match = in_arena(&build, &build.found_by);
  else isn_buffer_free(&build.found_by);
  return build.status;
}

isnad_status isn_query_analyses(isnad_archive *archive, isn_arena *arena, const isn_query *query, const int64_t **analyses, uint32_t *count,
                                isnad_error *error) {
  static const char all[] =
      " ORDER BY coalesce(substr(a.published, 1, 10), a.dated_to, '9999'), coalesce(a.published, a.dated_to),"
      " coalesce(a.source, x'ff'), d.id, d.key";
  isn_query_result result = {0};
  *analyses = NULL;
  *count = 0;
  building build = {.archive = archive, .arena = arena, .query = query, .error = error};
  sql(&build, "SELECT a.analysis, 0.0 FROM analyses AS a JOIN documents AS d USING (document) WHERE a.current = 1");
  if (query->root) {
    sql(&build, " AND ");
    condition(&build, query->root, false);
  }
  sql(&build, all);
  sqlite3_stmt *row = prepare(&build);
  if (row) fetch(&build, row, UINT32_MAX, &result);
  (void)sqlite3_finalize(row);
  isn_buffer_free(&build.sql);
  isn_buffer_free(&build.found_by);
  int64_t *out = build.status ? NULL : isn_arena_alloc(arena, (size_t)result.count * sizeof *out);
  for (uint32_t i = 0; out && i < result.count; i++) out[i] = result.hits[i].analysis;
  if (!out) return build.status ? build.status : isn_nomem(error);
  *analyses = out;
  *count = result.count;
  return ISNAD_OK;
}

/* ---- the rows that were found ---- */

typedef ISN_VEC(isn_query_row) row_list;

static void run_for_rows(building *build, bool events, row_list *rows) {
  sqlite3_stmt *row = prepare(build);
  int rc = SQLITE_DONE;
  while (row && !build->status && (rc = sqlite3_step(row)) == SQLITE_ROW) {
    isn_query_row *place = ISN_PUSH(rows, build->arena);
    if (place) *place = (isn_query_row){events, (uint32_t)sqlite3_column_int64(row, 0)};
    else no_memory(build);
  }
  if (!build->status && rc != SQLITE_DONE) build->status = isn_sqlite_fail(build->archive, build->error, doing);
  (void)sqlite3_finalize(row);
  build->sql.length = 0;
  build->bindings.count = 0;
}

/* A list of parts of an AND, or one node alone. */
static void rows_of_events(building *build, const isn_query_node *parts, bool alone, row_list *rows) {
  sql(build, "SELECT DISTINCT e.n");
  events_where(build, parts, alone);
  sql(build, " ORDER BY e.n");
  run_for_rows(build, true, rows);
}

static void rows_of_statements(building *build, const isn_query_node *node, row_list *rows) {
  sql(build, "SELECT s.n FROM statements AS s WHERE 1");
  only(build, "s");
  if (strcmp(node->value, "anonymous") == 0) sql(build, " AND s.kind = 'anonymous'");
  else {
    sql(build, " AND s.source_entity IN (SELECT n.n FROM entities AS n WHERE n.key IN (");
    keys_of(build, node);
    sql(build, ")");
    only(build, "n");
    sql(build, ")");
  }
  sql(build, " ORDER BY s.n");
  run_for_rows(build, false, rows);
}

/* What is under NOT is not looked for. Depth as in condition. NOLINTNEXTLINE(misc-no-recursion) */
static void gather_rows(building *build, const isn_query_node *node, bool events, row_list *rows) {
  if (build->status || !node || node->kind == ISN_QUERY_NOT) return;
  bool joined = false;
  for (const isn_query_node *part = node->parts; part && node->kind == ISN_QUERY_AND; part = part->next)
    joined = joined || is_of_event(part);
  if (node->kind == ISN_QUERY_FIELD) {
    if (events && is_of_event(node)) rows_of_events(build, node, true, rows);
    if (!events && node->field == ISN_FIELD_SAYS) rows_of_statements(build, node, rows);
  } else if (events && joined) rows_of_events(build, node->parts, false, rows);
  for (const isn_query_node *part = node->parts; part; part = part->next)
    if (!(joined && is_of_event(part))) gather_rows(build, part, events, rows);
}

isnad_status isn_query_rows(isnad_archive *archive, isn_arena *arena, const isn_query *query, int64_t analysis, const isn_query_row **rows,
                            uint32_t *count, isnad_error *error) {
  building build = {.archive = archive, .arena = arena, .query = query, .error = error, .only = analysis};
  row_list found = {0};
  gather_rows(&build, query->root, true, &found);
  gather_rows(&build, query->root, false, &found);
  isn_buffer_free(&build.sql);
  *rows = build.status ? NULL : found.at;
  *count = build.status ? 0 : found.count;
  return build.status;
}

/* ---- where the words stand ---- */

/* What isnad_places gives: position, how many words, phrase. */
typedef struct place {
  uint32_t at, words, phrase;
} place;

static int compare_places(const void *a, const void *b) {
  const place *x = a, *y = b;
  if (x->at != y->at) return x->at < y->at ? -1 : 1;
  return x->words != y->words ? (x->words < y->words ? -1 : 1) : (x->phrase > y->phrase) - (x->phrase < y->phrase);
}

/* Positions count the words that are searched; each place becomes the spans of its words. */
static isnad_status spans_of(isnad_archive *archive, isn_arena *arena, int64_t analysis, const place *places, uint32_t places_count,
                             const isn_query_mark **marks, uint32_t *count, isnad_error *error) {
  isn_stored_words words;
  isnad_status status = isn_store_words(archive, arena, analysis, &words, error);
  isn_query_mark *out = status ? NULL : isn_arena_alloc(arena, (size_t)words.count * sizeof *out);
  if (!out) return status ? status : isn_nomem(error);
  uint32_t position = 0, next = 0, until = 0, phrase = 0;
  for (uint32_t i = 0; i < words.count; i++) {
    if (!isn_word_is_searched(words.at[i].upos, words.at[i].clitic)) continue;
    for (; next < places_count && places[next].at <= position; next++) {
      uint32_t end = places[next].at + places[next].words;
      if (end > until) until = end, phrase = places[next].phrase;
    }
    if (position++ < until) out[(*count)++] = (isn_query_mark){{words.at[i].start, words.at[i].end}, phrase};
  }
  *marks = out;
  return ISNAD_OK;
}

static const char sql_places[] = "SELECT isnad_places(search) FROM search WHERE search MATCH ?1 AND rowid = ?2";

isnad_status isn_query_places(isnad_archive *archive, isn_arena *arena, int64_t analysis, const char *match, const isn_query_mark **marks,
                              uint32_t *count, isnad_error *error) {
  enum { PLACES = ISN_SQL_QUERY + 8 };
  *marks = NULL;
  *count = 0;
  if (!match) return ISNAD_OK;
  int rc = isn_sqlite_step(archive, PLACES, sql_places, "sk", match, analysis);
  sqlite3_stmt *row = archive->prepared[PLACES];
  if (rc != SQLITE_ROW && rc != SQLITE_DONE) return isn_sqlite_fail(archive, error, doing);
  size_t bytes = rc == SQLITE_ROW ? (size_t)sqlite3_column_bytes(row, 0) : 0;
  place *places = isn_arena_alloc(arena, bytes);
  if (places && bytes) memcpy(places, sqlite3_column_blob(row, 0), bytes);
  (void)sqlite3_reset(row);
  if (!places) return isn_nomem(error);
  uint32_t found = (uint32_t)(bytes / sizeof *places);
  qsort(places, found, sizeof *places, compare_places);
  return found ? spans_of(archive, arena, analysis, places, found, marks, count, error) : ISNAD_OK;
}
