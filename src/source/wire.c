/* Whose text a document prints, where a line of it says so: a dateline («القاهرة - رويترز»، «عمّان (د ب أ) -»، «واس - الرياض»), a byline
 * («المصدر: وكالات»), the end («... (أ ف ب)»). An agency that is quoted in a sentence is a speaker and no credit: only names that stand
 * alone between marks or ends of the line count, and an outlet that is no agency only in quotation marks or brackets. */
#include <string.h>

#include "source/outlets.h"

enum {
  MAX_TOKENS = 6, /* of a name; أ.ف.ب. has its dots between */
  MAX_LETTERS = 64,
  HEAD_LINES = 3,
  PLACE_TOKENS = 10, /* that may stand before the name in a dateline: places, a day */
  BARE_PLACE = 4,    /* ... where words follow at once: «عدن - سبأ أعلن» */
  LINE_TOKENS = 10,  /* of a line that is nothing but a credit */
  MAX_NAMES = 6
};

typedef enum edge { EDGE_WORD, EDGE_LINE, EDGE_DASH, EDGE_COLON, EDGE_COMMA, EDGE_OPEN, EDGE_CLOSE, EDGE_STOP } edge;

typedef struct name {
  const isn_outlet *outlet; /* NULL: agencies that are not named */
  uint32_t first, end;      /* tokens */
} name;

/* Names with nothing but commas, strokes and و between them. */
typedef struct row_of_names {
  name at[MAX_NAMES];
  uint32_t count;
} row_of_names;

typedef struct search {
  const isn_outlets *outlets;
  isn_doc *doc;
  uint32_t first, end; /* tokens of the line */
  bool nomem;
} search;

/* ---- marks ---- */

static uint32_t code_point(const search *s, uint32_t i) {
  const isn_token *t = &s->doc->tokens.at[i];
  return t->kind >= ISN_MARK ? s->doc->cp[t->start] : 0;
}

static edge edge_of(uint32_t cp) {
  switch (cp) {
    case 0: return EDGE_WORD;
    case '-':
    case '/':
    case '|':
    case 0x2012:
    case 0x2013:
    case 0x2014: return EDGE_DASH;
    case ':': return EDGE_COLON;
    case ',':
    case 0x60c: return EDGE_COMMA;
    case '(':
    case '[':
    case 0xab:
    case 0x201c: return EDGE_OPEN;
    case ')':
    case ']':
    case 0xbb:
    case 0x201d: return EDGE_CLOSE;
    case '.': return EDGE_STOP;
    default: return EDGE_WORD;
  }
}

static edge before(const search *s, uint32_t i) {
  edge found = i == s->first ? EDGE_LINE : edge_of(code_point(s, i - 1));
  return i > s->first && code_point(s, i - 1) == '"' ? EDGE_OPEN : found;
}

static edge after(const search *s, uint32_t i) {
  edge found = i >= s->end ? EDGE_LINE : edge_of(code_point(s, i));
  return i < s->end && code_point(s, i) == '"' ? EDGE_CLOSE : found;
}

/* ---- names ---- */

/* The letters of tokens [first, end) without `skip` of the first; 0: too many. */
static uint32_t join(const search *s, uint32_t first, uint32_t end, uint32_t skip, uint16_t key[MAX_LETTERS]) {
  uint32_t n = 0;
  for (uint32_t i = first; i < end; i++) {
    const isn_token *t = &s->doc->tokens.at[i];
    uint32_t from = t->fold0 + (i == first ? skip : 0);
    if (from > t->fold1 || n + (t->fold1 - from) + 1 > MAX_LETTERS) return 0;
    if (i > first && !t->glued) key[n++] = ' ';
    memcpy(key + n, s->doc->fold + from, (t->fold1 - from) * sizeof *key);
    n += t->fold1 - from;
  }
  return n;
}

static bool name_here(const search *s, uint32_t i, uint32_t end, uint32_t skip, name *out) {
  uint16_t key[MAX_LETTERS];
  uint32_t n = join(s, i, end, skip, key);
  const isn_outlet *outlet = n ? isn_outlets_find_key(s->outlets, key, n) : NULL;
  *out = (name){outlet, i, end};
  return outlet || (n && isn_outlets_wire_role(s->outlets, key, n) == ISN_WIRE_UNNAMED);
}

/* The longest name that begins at token i; و before it is left out. */
static bool find_name(const search *s, uint32_t i, name *out) {
  uint32_t end = i + MAX_TOKENS < s->end ? i + MAX_TOKENS : s->end;
  if (i >= s->end || code_point(s, i)) return false;
  bool joined = s->doc->cp[s->doc->tokens.at[i].start] == 0x648;
  for (; end > i; end--) {
    edge last = after(s, end - 1);
    if (last != EDGE_WORD && last != EDGE_STOP) continue;
    if (name_here(s, i, end, 0, out) || (joined && name_here(s, i, end, 1, out))) return true;
  }
  return false;
}

/* Between two names: at most two of comma, stroke and a و that stands alone. */
static uint32_t behind_separators(const search *s, uint32_t i) {
  for (uint32_t n = 0; n < 2 && i < s->end; n++, i++) {
    const isn_token *t = &s->doc->tokens.at[i];
    edge mark = after(s, i);
    if (mark != EDGE_COMMA && mark != EDGE_DASH && !(t->end - t->start == 1 && s->doc->cp[t->start] == 0x648)) break;
  }
  return i;
}

static bool find_names(const search *s, uint32_t i, row_of_names *names) {
  names->count = 0;
  while (names->count < MAX_NAMES && find_name(s, i, &names->at[names->count])) i = behind_separators(s, names->at[names->count++].end);
  return names->count > 0;
}

static isn_wire_role role_of(const search *s, uint32_t first, uint32_t end) {
  uint16_t key[MAX_LETTERS];
  uint32_t n = end > first && end - first <= MAX_TOKENS ? join(s, first, end, 0, key) : 0;
  return n ? isn_outlets_wire_role(s->outlets, key, n) : ISN_WIRE_NONE;
}

/* «وكالة (سبأ)»، «لـ(رويترز)»، «بحسب "رويترز"»: token i, before the bracket, makes it a speaker. */
static bool is_spoken(const search *s, uint32_t i) {
  const isn_token *t = &s->doc->tokens.at[i];
  const uint16_t *word = s->doc->fold + t->fold0;
  uint32_t length = t->fold1 - t->fold0;
  for (uint32_t off = 0; off < 2 && length > off; off++)
    if (isn_is_outlet_noun(word + off, length - off) || isn_outlets_wire_role(s->outlets, word + off, length - off) == ISN_WIRE_SPOKEN)
      return true;
  return false;
}

/* ---- what is kept ---- */

static bool is_agency(const isn_outlet *outlet) { return !outlet || strcmp(outlet->kind, "agency") == 0; }

/* arabic.cnn.com is of cnn.com. */
static bool is_own(const isn_doc *doc, const isn_outlet *outlet) {
  if (!outlet || !doc->source) return false;
  size_t mine = strlen(doc->source), its = strlen(outlet->id);
  if (mine < its || strcmp(doc->source + mine - its, outlet->id) != 0) return false;
  return mine == its || doc->source[mine - its - 1] == '.';
}

static void keep(search *s, const row_of_names *names, bool marked, const char *rule) {
  for (uint32_t i = 0; i < names->count; i++) {
    const isn_outlet *outlet = names->at[i].outlet;
    bool known = false;
    if ((!marked && !is_agency(outlet)) || is_own(s->doc, outlet)) continue;
    for (uint32_t k = 0; k < s->doc->credits.count; k++) {
      const char *other = s->doc->credits.at[k].outlet;
      known |= outlet && other ? strcmp(outlet->id, other) == 0 : !outlet && !other;
    }
    isn_credit *row = known ? NULL : ISN_PUSH(&s->doc->credits, &s->doc->arena);
    s->nomem |= !known && !row;
    const isn_token *first = &s->doc->tokens.at[names->at[i].first], *last = &s->doc->tokens.at[names->at[i].end - 1];
    if (row) *row = (isn_credit){outlet ? outlet->id : NULL, rule, {first->start, last->end}};
  }
}

/* ---- lines ---- */

/* Whether the line goes on behind token i as one does behind a dateline, or not at all. */
static bool is_closed(const search *s, uint32_t i) {
  edge next = after(s, i);
  return next == EDGE_LINE || next == EDGE_DASH || next == EDGE_COLON || (next == EDGE_STOP && i + 1 == s->end);
}

/* «بغداد (رويترز) -»، «لندن: «النهار»»: the names at token i in brackets, which stand at i - 1. */
static bool in_brackets(const search *s, uint32_t i, uint32_t stop) {
  if (before(s, i) != EDGE_OPEN || after(s, stop) != EDGE_CLOSE) return false;
  return i < s->first + 2 || !is_spoken(s, i - 2);
}

static bool is_dateline(const search *s, uint32_t i, uint32_t stop) {
  edge ahead = before(s, i);
  uint32_t place = i - s->first;
  if (ahead == EDGE_LINE) return is_closed(s, stop);
  if (ahead != EDGE_DASH && ahead != EDGE_COLON && ahead != EDGE_COMMA) return false;
  return is_closed(s, stop) || (ahead == EDGE_DASH && place <= BARE_PLACE && after(s, stop) == EDGE_WORD);
}

static void search_head(search *s) {
  row_of_names names;
  for (uint32_t i = s->first; i < s->end && i <= s->first + PLACE_TOKENS; i++) {
    if (!find_names(s, i, &names)) continue;
    uint32_t stop = names.at[names.count - 1].end;
    bool marked = in_brackets(s, i, stop) && is_closed(s, stop + 1);
    if (marked || is_dateline(s, i, stop)) {
      keep(s, &names, marked, "dateline");
      return;
    }
    i = stop - 1;
  }
}

/* «المصدر: رويترز»، «وكالات»: a line of its own. */
static bool is_byline(const search *s, uint32_t i, uint32_t stop) {
  if (s->end - s->first > LINE_TOKENS || !is_closed(s, stop) || stop + 1 < s->end) return false;
  edge ahead = before(s, i);
  if (i == s->first || ahead == EDGE_DASH) return true;
  return role_of(s, s->first, ahead == EDGE_COLON ? i - 1 : i) == ISN_WIRE_LEAD;
}

static void search_tail(search *s) {
  row_of_names names;
  uint32_t from = s->end - s->first > 4 * MAX_TOKENS ? s->end - 4 * MAX_TOKENS : s->first;
  for (uint32_t i = from; i < s->end; i++) {
    if (!find_names(s, i, &names)) continue;
    uint32_t stop = names.at[names.count - 1].end, rest = stop + 1;
    bool last = rest >= s->end || (rest + 1 == s->end && after(s, rest) == EDGE_STOP);
    bool marked = last && in_brackets(s, i, stop);
    bool dashed = rest == s->end && before(s, i) == EDGE_DASH && after(s, stop) == EDGE_DASH; /* -رويترز- */
    if (marked || dashed || is_byline(s, i, stop)) keep(s, &names, marked, marked || dashed ? "end" : "byline");
    i = stop - 1;
  }
}

static uint32_t line_end(const isn_doc *doc, uint32_t i) {
  for (i++; i < doc->tokens.count && !doc->tokens.at[i].line_first;) i++;
  return i;
}

isnad_status isn_find_credits(const isn_outlets *outlets, isn_doc *doc, isnad_error *error) {
  search s = {.outlets = outlets, .doc = doc};
  uint32_t lines = 0, last[2] = {0, 0}, count = doc->tokens.count;
  for (uint32_t i = 0; i < count; i = s.end) {
    s.first = i;
    s.end = line_end(doc, i);
    if (lines++ < HEAD_LINES) search_head(&s);
    last[0] = last[1];
    last[1] = i;
  }
  for (uint32_t k = lines > 1 ? 0 : 1; count && k < 2; k++) {
    s.first = last[k];
    s.end = line_end(doc, last[k]);
    search_tail(&s);
  }
  return s.nomem ? isn_nomem(error) : ISNAD_OK;
}
