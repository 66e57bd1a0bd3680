/* Parsing a query (query.h).
 *
 *   query  = some { ("OR" | "|") some }
 *   some   = part { ["AND" | "&"] part }
 *   part   = ("NOT" | "-") part | "(" query ")" | field ":" value | phrase | word ["*" | "~"]
 *
 * By precedence climbing over a stack, so that a query of a thousand parentheses needs no deep recursion. */
#include "store/query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { MAX_NODES = 256, MAX_DEPTH = 64, MAX_QUERY = 8192, DEFAULT_KM = 25, MAX_KM = 20000 };

typedef struct parsing {
  isn_arena *arena;
  const char *text, *at, *end;
  uint32_t nodes;
  isnad_status status;
  isnad_error *error;
} parsing;

static const struct {
  const char *name;
  isn_query_field field;
} fields[] = {{"who", ISN_FIELD_WHO},         {"whom", ISN_FIELD_WHOM}, {"type", ISN_FIELD_TYPE},
              {"context", ISN_FIELD_CONTEXT}, {"near", ISN_FIELD_NEAR}, {"says", ISN_FIELD_SAYS},
              {"source", ISN_FIELD_SOURCE},   {"from", ISN_FIELD_FROM}, {"to", ISN_FIELD_TO}};
static const char field_names[] = "who, whom, type, context, source, says, from, to and near";

/* ---- errors ---- */

static uint32_t column_of(const parsing *parse, const char *at) {
  uint32_t column = 1;
  for (const char *byte = parse->text; byte < at; byte++) column += ((unsigned char)*byte & 0xc0) != 0x80;
  return column;
}

#define FAULT(parse, place, ...)                    \
  do {                                              \
    char says[256];                                 \
    (void)snprintf(says, sizeof says, __VA_ARGS__); \
    fault(parse, place, says);                      \
  } while (0)

static void fault(parsing *parse, const char *at, const char *says) {
  if (parse->status) return;
  parse->status =
      isn_fail_at(parse->error, ISNAD_E_FORMAT, NULL, 0, (uint64_t)(at - parse->text), "query, column %u: %s", column_of(parse, at), says);
}

/* ---- letters ---- */

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static void skip_blanks(parsing *parse) {
  while (parse->at < parse->end && is_blank(*parse->at)) parse->at++;
}

static const struct { const char *open, *close; } quotes[] = {{"\"", "\""}, {"«", "»"}, {"“", "”"}};

static bool looking_at(const parsing *parse, const char *text) {
  size_t length = strlen(text);
  return (size_t)(parse->end - parse->at) >= length && memcmp(parse->at, text, length) == 0;
}

/* The closing mark of the quotation that begins here, NULL if none does. */
static const char *quotation(const parsing *parse, size_t *open) {
  for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
    *open = strlen(quotes[i].open);
    if (looking_at(parse, quotes[i].open)) return quotes[i].close;
  }
  return NULL;
}

static bool ends_word(const parsing *parse) {
  size_t open;
  return parse->at == parse->end || is_blank(*parse->at) || *parse->at == '(' || *parse->at == ')' || quotation(parse, &open);
}

/* An operator that is written as a word: followed by a blank, a parenthesis or the end. */
static bool take_word(parsing *parse, const char *word) {
  if (!looking_at(parse, word)) return false;
  const char *before = parse->at;
  parse->at += strlen(word);
  if (ends_word(parse)) return true;
  parse->at = before;
  return false;
}

static bool take(parsing *parse, char c) {
  if (parse->at == parse->end || *parse->at != c) return false;
  parse->at++;
  return true;
}

/* ---- nodes ---- */

static isn_query_node *new_node(parsing *parse, isn_query_kind kind, const char *at) {
  if (parse->nodes++ == MAX_NODES) FAULT(parse, at, "more than %d words and signs", MAX_NODES);
  isn_query_node *node = parse->status ? NULL : isn_arena_alloc(parse->arena, sizeof *node);
  if (!node && !parse->status) parse->status = isn_nomem(parse->error);
  if (node) *node = (isn_query_node){.kind = kind, .column = column_of(parse, at)};
  return node;
}

static const char *quoted(parsing *parse) {
  size_t open;
  const char *close = quotation(parse, &open), *begin = parse->at + open;
  const char *end = begin;
  while (end + strlen(close) <= parse->end && memcmp(end, close, strlen(close)) != 0) end++;
  if (end + strlen(close) > parse->end) {
    FAULT(parse, parse->at, "the quotation mark is not closed");
    return NULL;
  }
  parse->at = end + strlen(close);
  return isn_arena_strndup(parse->arena, begin, (size_t)(end - begin));
}

static const char *word(parsing *parse) {
  const char *begin = parse->at;
  while (!ends_word(parse)) parse->at++;
  return isn_arena_strndup(parse->arena, begin, (size_t)(parse->at - begin));
}

/* ---- values of fields ---- */

/* YYYY, YYYY-MM or YYYY-MM-DD. */
static bool is_date(const char *text) {
  static const char form[] = "dddd-dd-dd";
  size_t length = strlen(text);
  if (length != 4 && length != 7 && length != 10) return false;
  for (size_t i = 0; i < length; i++)
    if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]) return false;
  int month = length > 4 ? atoi(text + 5) : 1, day = length > 7 ? atoi(text + 8) : 1; /* digits; NOLINT(cert-err34-c) */
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static bool is_number(const char *text, double *value) {
  char *end;
  if ((*text < '0' || *text > '9') && *text != '-' && *text != '.') return false;
  *value = strtod(text, &end);
  return !*end && *value >= -MAX_KM && *value <= MAX_KM;
}

/* PLACE:KM, which is easily written, but no form of near: */
static bool ends_in_colon_and_number(const char *value) {
  const char *colon = strrchr(value, ':');
  double km;
  return colon && colon > value && is_number(colon + 1, &km);
}

/* PLACE, PLACE,KM, LAT,LON or LAT,LON,KM; the comma may be Arabic. */
static void read_near(parsing *parse, isn_query_node *node, char *value, const char *at) {
  char *pieces[4];
  size_t count = 0;
  if (ends_in_colon_and_number(value)) FAULT(parse, at, "near: takes its kilometres after a comma: near:PLACE,KM or near:LAT,LON,KM");
  for (char *piece = value; piece && count < 4; count++) {
    char *comma = strchr(piece, ','), *arabic = strstr(piece, "،");
    size_t width = 1;
    if (arabic && (!comma || arabic < comma)) comma = arabic, width = strlen("،");
    pieces[count] = piece;
    piece = comma ? comma + width : NULL;
    if (comma) *comma = 0;
  }
  double numbers[4] = {0};
  bool is[4] = {false};
  for (size_t i = 0; i < count; i++) is[i] = is_number(pieces[i], &numbers[i]);
  node->has_geo = count >= 2 && is[0] && is[1];
  size_t km = node->has_geo ? 2 : 1;
  if (count > km + 1 || (count > km && (!is[km] || numbers[km] < 0)) || !*pieces[0])
    FAULT(parse, at, "near: takes a place or lat,lon, and after another comma a number of kilometres");
  if (node->has_geo && (numbers[0] < -90 || numbers[0] > 90 || numbers[1] < -180 || numbers[1] > 180))
    FAULT(parse, at, "near: no such latitude or longitude");
  node->lat = node->has_geo ? numbers[0] : 0;
  node->lon = node->has_geo ? numbers[1] : 0;
  node->km = count > km && is[km] ? numbers[km] : DEFAULT_KM;
}

static void read_type(parsing *parse, isn_query_node *node, const char *at) {
  for (int i = 0; i < ISNAD_EVENT_TYPES; i++)
    if (strcasecmp(node->value, isnad_event_type_name((isnad_event_type)i)) == 0) {
      node->value = isnad_event_type_name((isnad_event_type)i);
      return;
    }
  char names[256] = "";
  size_t length = 0;
  for (int i = 0; i < ISNAD_EVENT_TYPES; i++)
    length += (size_t)snprintf(names + length, sizeof names - length, "%s%s", i ? " " : "", isnad_event_type_name((isnad_event_type)i));
  FAULT(parse, at, "no event type of that name; there are %s", names);
}

static void read_context(parsing *parse, isn_query_node *node, const char *at) {
  for (int i = 0; i < ISNAD_CONTEXTS; i++)
    if (strcasecmp(node->value, isnad_context_name((isnad_context)i)) == 0) {
      node->value = isnad_context_name((isnad_context)i);
      return;
    }
  FAULT(parse, at, "no PLOVER context of that name: military, election, economic ... (docs/record.md has them all)");
}

static void read_value(parsing *parse, isn_query_node *node) {
  const char *at = parse->at;
  size_t open;
  const char *value = quotation(parse, &open) ? quoted(parse) : NULL;
  if (!parse->status && !(value && ends_word(parse))) {
    const char *rest = word(parse); /* near:"مدينة غزة",50 */
    value = rest && value ? isn_arena_printf(parse->arena, "%s%s", value, rest) : rest;
  }
  if (!parse->status && !value) parse->status = isn_nomem(parse->error);
  if (parse->status) return;
  node->value = value;
  if (!*value) FAULT(parse, at, "nothing after the colon");
  else if (node->field == ISN_FIELD_NEAR) read_near(parse, node, (char *)value, at);
  else if (node->field == ISN_FIELD_TYPE) read_type(parse, node, at);
  else if (node->field == ISN_FIELD_CONTEXT) read_context(parse, node, at);
  else if ((node->field == ISN_FIELD_FROM || node->field == ISN_FIELD_TO) && !is_date(value))
    FAULT(parse, at, "expected a date: 2019, 2019-08 or 2019-08-21");
}

/* ---- parts ---- */

/* "who:" and its like; NULL if no field begins here. A name of Latin letters that is none of the fields is a fault. */
static isn_query_node *read_field(parsing *parse) {
  const char *begin = parse->at, *colon = begin;
  while (colon < parse->end && ((*colon >= 'a' && *colon <= 'z') || (*colon >= 'A' && *colon <= 'Z'))) colon++;
  if (colon == begin || colon == parse->end || *colon != ':') return NULL;
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    if (strlen(fields[i].name) != (size_t)(colon - begin) || strncasecmp(fields[i].name, begin, (size_t)(colon - begin)) != 0) continue;
    isn_query_node *node = new_node(parse, ISN_QUERY_FIELD, begin);
    parse->at = colon + 1;
    if (node) {
      node->field = fields[i].field;
      read_value(parse, node);
    }
    return node;
  }
  FAULT(parse, begin, "no field \"%.*s:\"; there are %s", (int)(colon - begin > 40 ? 40 : colon - begin), begin, field_names);
  return NULL;
}

static isn_query_node *read_word(parsing *parse) {
  const char *begin = parse->at;
  char *value = (char *)word(parse);
  if (!value) {
    parse->status = isn_nomem(parse->error);
    return NULL;
  }
  size_t length = strlen(value);
  char last = length ? value[length - 1] : 0;
  isn_query_kind kind = last == '*' ? ISN_QUERY_PREFIX : last == '~' ? ISN_QUERY_FUZZY : ISN_QUERY_WORD;
  if (kind != ISN_QUERY_WORD) value[--length] = 0;
  if (!length) FAULT(parse, begin, "no word before the \"%c\"", last);
  isn_query_node *node = new_node(parse, kind, begin);
  if (node) node->value = value;
  return node;
}

static isn_query_node *read_phrase(parsing *parse) {
  const char *begin = parse->at;
  const char *value = quoted(parse);
  if (!value && !parse->status) parse->status = isn_nomem(parse->error);
  isn_query_node *node = parse->status ? NULL : new_node(parse, ISN_QUERY_PHRASE, begin);
  if (node) node->value = value;
  return node;
}

/* ---- the tree: a stack of open parentheses, each with its alternatives and the parts of the last of them ---- */

typedef struct level {
  const char *opened; /* the parenthesis */
  isn_query_node *any, *all, *last;
  bool negated, negate; /* the whole parenthesis; the part that comes next */
  const char *sign;     /* the operator that still waits for a part */
} level;

static void append(level *in, isn_query_node *node) {
  if (in->last) in->last->next = node;
  else in->all->parts = node;
  in->last = node;
}

static void open_alternative(parsing *parse, level *in) {
  in->all = new_node(parse, ISN_QUERY_AND, parse->at);
  in->last = NULL;
  if (in->all && in->any) {
    isn_query_node *tail = in->any->parts;
    while (tail && tail->next) tail = tail->next;
    if (tail) tail->next = in->all;
    else in->any->parts = in->all;
  }
}

static void open_level(parsing *parse, level *in, const char *at, bool negated) {
  level opened = {.opened = at, .negated = negated};
  *in = opened;
  in->any = new_node(parse, ISN_QUERY_OR, parse->at);
  if (in->any) open_alternative(parse, in);
}

static void add_part(parsing *parse, level *in, isn_query_node *node) {
  if (!node || !in->all) return;
  if (in->negate) {
    isn_query_node *negation = new_node(parse, ISN_QUERY_NOT, parse->at);
    if (!negation) return;
    negation->parts = node;
    negation->column = node->column;
    node = negation;
  }
  append(in, node);
  in->negate = false;
  in->sign = NULL;
}

/* An AND or OR of one part is that part. */
static isn_query_node *simplest(isn_query_node *node) {
  return node && node->parts && !node->parts->next && node->kind != ISN_QUERY_NOT ? node->parts : node;
}

/* The finished tree of a level; NULL where it is empty or a sign waits for its part. */
static isn_query_node *close_level(parsing *parse, level *in, const char *at) {
  if (in->sign) FAULT(parse, in->sign, "the sign waits for a word behind it");
  else if (!in->last) FAULT(parse, at, in->any->parts->next ? "nothing behind OR" : "nothing between the parentheses");
  if (parse->status) return NULL;
  for (isn_query_node **part = &in->any->parts; *part; part = &(*part)->next) {
    isn_query_node *next = (*part)->next, *only = simplest(*part);
    if (only != *part) *part = only;
    (*part)->next = next;
  }
  return simplest(in->any);
}

/* Takes an operator; false if there is none here. */
static bool read_sign(parsing *parse, level *in) {
  const char *at = parse->at;
  if (take_word(parse, "OR") || take(parse, '|')) {
    if (!in->last || in->sign) FAULT(parse, at, "OR needs a word on either side");
    else open_alternative(parse, in), in->sign = at;
    return true;
  }
  if (take_word(parse, "AND") || take(parse, '&')) {
    if (!in->last || in->sign) FAULT(parse, at, "AND needs a word on either side");
    in->sign = at;
    return true;
  }
  if (take_word(parse, "NOT") || take(parse, '-')) {
    in->negate = !in->negate;
    in->sign = at;
    return true;
  }
  return false;
}

static void read_part(parsing *parse, level *stack, uint32_t *depth) {
  level *in = &stack[*depth];
  const char *at = parse->at;
  size_t open;
  if (take(parse, '(')) {
    if (*depth + 1 == MAX_DEPTH) FAULT(parse, at, "more than %d parentheses inside one another", MAX_DEPTH - 1);
    else open_level(parse, &stack[++*depth], at, in->negate), in->negate = false;
  } else if (take(parse, ')')) {
    if (!*depth) FAULT(parse, at, "no parenthesis to close");
    else {
      isn_query_node *node = close_level(parse, in, at);
      level *outer = &stack[--*depth];
      outer->negate = in->negated;
      add_part(parse, outer, node);
    }
  } else if (quotation(parse, &open)) add_part(parse, in, read_phrase(parse));
  else if (!read_sign(parse, in)) {
    isn_query_node *node = read_field(parse);
    if (!node && !parse->status) node = read_word(parse);
    add_part(parse, in, node);
  }
}

isnad_status isn_query_parse(isn_arena *arena, const char *text, isn_query *query, isnad_error *error) {
  size_t length = text ? strlen(text) : 0;
  parsing parse = {.arena = arena, .text = text, .at = text, .end = text + length, .error = error};
  level stack[MAX_DEPTH];
  uint32_t depth = 0;
  query->root = NULL;
  if (length > MAX_QUERY) return isn_fail(error, ISNAD_E_LIMIT, "a query of %zu bytes; the limit is %d", length, MAX_QUERY);
  size_t good = length ? isn_utf8_check(text, length) : 0;
  if (good < length) return isn_fail_at(error, ISNAD_E_UTF8, NULL, 0, good, "the query is not UTF-8 at byte %zu", good);
  if (length) skip_blanks(&parse);
  if (parse.at == parse.end) return ISNAD_OK;
  open_level(&parse, &stack[0], text, false);
  while (!parse.status && parse.at < parse.end) {
    read_part(&parse, stack, &depth);
    skip_blanks(&parse);
  }
  if (!parse.status && depth) FAULT(&parse, stack[depth].opened, "the parenthesis is not closed");
  if (!parse.status) query->root = close_level(&parse, &stack[0], parse.end);
  return parse.status;
}
