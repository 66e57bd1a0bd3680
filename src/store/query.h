/* The query language of `isnad search` and of exports (docs/archive.md): a text is parsed into a tree, and one builder makes SQL of it. */
#ifndef ISN_STORE_QUERY_H
#define ISN_STORE_QUERY_H
#include "base/arena.h"
#include "base/error.h"

typedef enum isn_query_kind {
  ISN_QUERY_AND,
  ISN_QUERY_OR,
  ISN_QUERY_NOT, /* of its one part */
  ISN_QUERY_WORD,
  ISN_QUERY_PHRASE,
  ISN_QUERY_PREFIX,
  ISN_QUERY_FUZZY,
  ISN_QUERY_FIELD
} isn_query_kind;

typedef enum isn_query_field {
  ISN_FIELD_WHO,     /* actor of an event: a name in Arabic or English, or an actor code */
  ISN_FIELD_WHOM,    /* recipient of an event */
  ISN_FIELD_TYPE,    /* PLOVER type of an event */
  ISN_FIELD_CONTEXT, /* PLOVER context of an event */
  ISN_FIELD_NEAR,    /* where an event was, else a place that is named: within `km` of a place or of lat,lon */
  ISN_FIELD_SAYS,    /* source of a statement */
  ISN_FIELD_SOURCE,  /* outlet */
  ISN_FIELD_FROM,    /* dated this day or later */
  ISN_FIELD_TO,
  ISN_FIELDS
} isn_query_field;

typedef struct isn_query_node {
  isn_query_kind kind;
  isn_query_field field;
  const char *value;   /* of a word, phrase, prefix, fuzzy word or field; as written, without quotes */
  double km, lat, lon; /* of near:; lat and lon where has_geo */
  bool has_geo;
  uint32_t column;                     /* where it begins in the query, in code points from 1 */
  struct isn_query_node *parts, *next; /* of AND, OR and NOT; the next part of its parent */
} isn_query_node;

typedef struct isn_query {
  isn_query_node *root;       /* NULL: everything */
  const isnad_engine *engine; /* knows the names of outlets; may be NULL */
} isn_query;

/* Everything lives in the arena. A fault is ISNAD_E_FORMAT: the message names the column, error->byte the byte. */
isnad_status isn_query_parse(isn_arena *arena, const char *text, isn_query *query, isnad_error *error);

typedef struct isn_query_hit {
  int64_t analysis;
  double score; /* the lower the better; 0 where no words were asked for */
} isn_query_hit;

typedef enum isn_query_order { ISN_BY_RANK, ISN_BY_DATE, ISN_BY_OUTLET, ISN_BY_TITLE, ISN_QUERY_ORDERS } isn_query_order;

typedef struct isn_query_result {
  const isn_query_hit *hits;
  uint32_t count;
  bool more;         /* there are more than were asked for */
  const char *match; /* what was asked of the full-text index, NULL if nothing was */
} isn_query_result;

/* The current documents that match, `limit` of them behind the first `skip`. Two runs over the same documents give the same, whatever the
 * order in which they were added, but for documents of equal rank, day, outlet and title. */
isnad_status isn_query_run(isnad_archive *archive, isn_arena *arena, const isn_query *query, isn_query_order order, uint32_t skip,
                           uint32_t limit, isn_query_result *result, isnad_error *error);

/* The analyses of all current documents that match a query, in the order of isn_store_list. They live in the arena. */
isnad_status isn_query_analyses(isnad_archive *archive, isn_arena *arena, const isn_query *query, const int64_t **analyses, uint32_t *count,
                                isnad_error *error);

/* A row of a document that the fields of a query found: an event by who:, whom:, type: and near:, a statement by says:. */
typedef struct isn_query_row {
  bool is_event;
  uint32_t n;
} isn_query_row;

/* Those of one document, events first, each kind in the order of the record. */
isnad_status isn_query_rows(isnad_archive *archive, isn_arena *arena, const isn_query *query, int64_t analysis, const isn_query_row **rows,
                            uint32_t *count, isnad_error *error);

typedef struct isn_query_mark {
  isnad_span span;
  uint32_t phrase; /* which of the words of the query it answers */
} isn_query_mark;

/* Where the words stand that a hit was found by, in order, none twice. */
isnad_status isn_query_places(isnad_archive *archive, isn_arena *arena, int64_t analysis, const char *match, const isn_query_mark **marks,
                              uint32_t *count, isnad_error *error);

#endif
