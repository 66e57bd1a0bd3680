#include "timex/public.h"

#include <string.h>

#include "timex/row.h"

enum { ALEF = 0x627, LAM = 0x644, HAA = 0x647, MEEM = 0x645, MAX_PHRASE = 8, MAX_WORDS = 60000, MIN_STEM = 2 };

/* ---- words ---- */

static isn_key without_article(isn_key key) {
  if (key.length > 3 && key.at[0] == ALEF && key.at[1] == LAM) return (isn_key){key.at + 2, key.length - 2};
  return key;
}

/* The id of a word, made if it is new; 0: out of memory or of ids. */
static uint16_t word_id(isn_public *known, isn_key key) {
  bool fresh;
  uint32_t *slot = known->words_count < MAX_WORDS ? isn_map_put(&known->words, &known->arena, key.at, key.length, &fresh) : NULL;
  if (!slot) return 0;
  if (*slot) return (uint16_t)*slot;
  uint32_t *first = ISN_PUSH(&known->by_word, &known->arena);
  *slot = first ? ++known->words_count : 0;
  return (uint16_t)*slot;
}

/* A phrase with its words as ids: row + 1 in known->list; 0: out of memory. */
static uint32_t phrase_id(isn_public *known, const char *text, size_t length) {
  isn_key all = isn_fold_text(&known->arena, text, length);
  uint16_t *ids = isn_arena_alloc(&known->arena, MAX_PHRASE * sizeof *ids);
  if (!all.at || !ids) return 0;
  uint32_t count = 0;
  for (uint32_t at = 0, end; at < all.length && count < MAX_PHRASE; at = end + 1) {
    for (end = at; end < all.length && all.at[end] != ' ';) end++;
    if (end > at && !(ids[count++] = word_id(known, without_article((isn_key){all.at + at, end - at})))) return 0;
  }
  bool fresh;
  uint32_t *slot = count ? isn_map_put(&known->phrases, &known->arena, ids, count, &fresh) : NULL;
  if (!slot || *slot) return slot ? *slot : 0;
  isn_public_phrase *phrase = ISN_PUSH(&known->list, &known->arena);
  if (!phrase) return 0;
  bool article = count == 1 && without_article(all).length < all.length;
  *phrase = (isn_public_phrase){
      .words = ids, .count = count, .article = article, .bare = count == 1 && !article, .next = known->by_word.at[ids[0] - 1]};
  known->by_word.at[ids[0] - 1] = known->list.count;
  return *slot = known->list.count;
}

static bool add_user(isn_public *known, uint32_t phrase, uint32_t row, uint8_t group) {
  isn_public_user *user = ISN_PUSH(&known->users, &known->arena);
  if (!user) return false;
  *user = (isn_public_user){row, known->list.at[phrase - 1].user, group};
  known->list.at[phrase - 1].user = known->users.count;
  return true;
}

/* ---- rows ---- */

typedef struct reader {
  isn_row_at in;
  isn_public *known;
} reader;

static isnad_status read_dates(const reader *r, isn_public_row *p) {
  const char *from = isn_row_cell(&r->in, "from"), *to = isn_row_cell(&r->in, "to");
  if (strlen(from) != 10 || !isn_parse_day(from, &p->from)) return isn_row_expected(&r->in, "from", "a date such as 2019-08-20");
  p->to = p->term ? ISN_OPEN_DAY : p->from;
  if (*to && (strlen(to) != 10 || !isn_parse_day(to, &p->to)))
    return isn_row_expected(&r->in, "to", "a date such as 2019-08-20, or nothing");
  return p->to < p->from ? isn_row_expected(&r->in, "to", "a date that is not before the one of column from") : ISNAD_OK;
}

/* The phrases of a cell for a group of a row; *any says whether there is one. */
static isnad_status read_phrases(const reader *r, const char *column, uint32_t row, uint8_t group, bool *any) {
  const char *at = isn_row_cell(&r->in, column), *item;
  *any = *at;
  for (size_t n; isn_next_alternative(&at, &item, &n);) {
    uint32_t phrase = phrase_id(r->known, item, n);
    if (!phrase || !add_user(r->known, phrase, row, group)) return isn_nomem(r->in.error);
  }
  return ISNAD_OK;
}

static isnad_status read_event(const reader *r) {
  static const char *const columns[] = {"words", "with", "and", "anywhere"};
  isn_public_row p = {.row = r->in.row};
  const int echo = isn_row_choice(isn_row_cell(&r->in, "echo"), "days weeks months years");
  if (echo < 0) return isn_row_expected(&r->in, "echo", "days, weeks, months or years");
  p.echo = (uint8_t)echo;
  const char *ahead = isn_row_cell(&r->in, "ahead");
  p.ahead = strcmp(ahead, "yes") == 0;
  if (*ahead && !p.ahead) return isn_row_expected(&r->in, "ahead", "yes or nothing");
  isnad_status status = read_dates(r, &p);
  for (uint8_t k = 0; k <= ISN_GROUPS && !status; k++) {
    bool any;
    status = read_phrases(r, columns[k], r->known->rows.count, k, &any);
    if (k < ISN_GROUPS) p.groups |= (uint8_t)(any << k);
    else p.anywhere = any;
  }
  if (status) return status;
  if (!(p.groups & 1)) return isn_row_expected(&r->in, "words", "words by which an article speaks of the event");
  isn_public_row *row = ISN_PUSH(&r->known->rows, &r->known->arena);
  if (!row) return isn_nomem(r->in.error);
  *row = p;
  return ISNAD_OK;
}

static isnad_status read_term(const reader *r) {
  isn_public_row p = {.term = true, .row = r->in.row, .titles = r->known->titles.count};
  isnad_status status = read_dates(r, &p);
  bool any = false;
  if (!status) status = read_phrases(r, "names", r->known->rows.count, ISN_GROUP_NAME, &any);
  if (status) return status;
  if (!any) return isn_row_expected(&r->in, "names", "names as an article writes them behind the title");
  const char *at = isn_row_cell(&r->in, "titles"), *item;
  for (size_t n; isn_next_alternative(&at, &item, &n); p.titles_count++) {
    uint32_t phrase = phrase_id(r->known, item, n), *title = phrase ? ISN_PUSH(&r->known->titles, &r->known->arena) : NULL;
    if (!title) return isn_nomem(r->in.error);
    *title = phrase - 1;
    bool marked = false;
    for (uint32_t u = r->known->list.at[phrase - 1].user; u && !marked; u = r->known->users.at[u - 1].next)
      marked = r->known->users.at[u - 1].group == ISN_GROUP_TITLE;
    if (!marked && !add_user(r->known, phrase, ISNAD_NONE, ISN_GROUP_TITLE)) return isn_nomem(r->in.error);
  }
  if (!p.titles_count) return isn_row_expected(&r->in, "titles", "titles as an article writes them before the name");
  isn_public_row *row = ISN_PUSH(&r->known->rows, &r->known->arena);
  if (!row) return isn_nomem(r->in.error);
  *row = p;
  return ISNAD_OK;
}

/* Rows that the same words speak of: by a hash of those cells. */
static bool find_series(isn_public *known, const isn_table *events, const isn_table *terms) {
  isn_map map = {0};
  for (uint32_t i = 0; i < known->rows.count; i++) {
    static const char *const of_event[] = {"words", "with", "and", "anywhere"}, *const of_term[] = {"names", "titles"};
    isn_public_row *p = &known->rows.at[i];
    uint64_t hash = 0;
    for (size_t k = 0; k < (p->term ? 2U : 4U); k++) {
      const char *cell = p->term ? isn_cell(terms, p->row, of_term[k]) : isn_cell(events, p->row, of_event[k]);
      hash = isn_hash_bytes(cell, strlen(cell) + 1, hash);
    }
    uint16_t *key = isn_arena_alloc(&known->arena, sizeof hash);
    if (!key) return false;
    memcpy(key, &hash, sizeof hash);
    bool fresh;
    uint32_t *slot = isn_map_put(&map, &known->arena, key, sizeof hash / sizeof *key, &fresh);
    if (!slot) return false;
    if (fresh) *slot = i;
    p->series = *slot;
  }
  return true;
}

isnad_status isn_public_open(isn_public *known, const isn_lexicon *lexicon, isnad_error *error) {
  const isn_table *events = isn_lexicon_table(lexicon, "public-events.tsv"), *terms = isn_lexicon_table(lexicon, "terms.tsv");
  isnad_status status = ISNAD_OK;
  for (uint32_t i = 0; i < events->rows.count && !status; i++) status = read_event(&(reader){{events, &events->rows.at[i], error}, known});
  for (uint32_t i = 0; i < terms->rows.count && !status; i++) status = read_term(&(reader){{terms, &terms->rows.at[i], error}, known});
  if (!status && !find_series(known, events, terms)) status = isn_nomem(error);
  return status;
}

/* ---- finding ---- */

static uint16_t known_word(const isn_public *known, const uint16_t *word, uint32_t length) {
  const uint32_t *id = length >= MIN_STEM || (length && *word < 0x100) ? isn_map_get(&known->words, word, length) : NULL;
  return id ? (uint16_t)*id : 0;
}

/* The word behind `skip` letters, with and without its article and what hangs on its end. */
static uint16_t stem_id(const isn_public *known, const uint16_t *word, uint32_t length, uint32_t skip, uint8_t *al) {
  word += skip, length -= skip;
  uint32_t article = length > 3 && word[0] == ALEF && word[1] == LAM ? 2 : skip && length > 3 && word[-1] == LAM && word[0] == LAM ? 1 : 0;
  uint16_t id = known_word(known, word, length);
  if (!id && article) *al = 1, id = known_word(known, word + article, length - article);
  if (id || length < 5) return id;
  uint32_t tail = word[length - 1] == ALEF && word[length - 2] == HAA   ? 2
                  : word[length - 1] == MEEM && word[length - 2] == HAA ? 2
                  : word[length - 1] == HAA || word[length - 1] == ALEF ? 1
                                                                        : 0;
  return tail && !article ? known_word(known, word, length - tail) : 0;
}

static uint16_t token_id(const isn_public *known, const isn_doc *doc, uint32_t i, uint8_t *al) {
  const isn_token *t = &doc->tokens.at[i];
  if (t->kind >= ISN_MARK) return 0;
  const uint16_t *word = doc->fold + t->fold0;
  uint32_t length = t->fold1 - t->fold0;
  uint16_t id = stem_id(known, word, length, 0, al);
  uint32_t conj = length > 2 && (word[0] == 0x648 || word[0] == 0x641);
  if (!id && conj) id = stem_id(known, word, length, 1, al);
  for (uint32_t at = 0; at <= conj && !id; at++) {
    bool prep = length > at + 2 && (word[at] == LAM || word[at] == 0x628 || word[at] == 0x643);
    if (prep) id = stem_id(known, word, length, at + 1, al);
  }
  return id;
}

/* What is known of a row in the sentence at hand. */
typedef struct state {
  uint32_t sentence;                           /* + 1 */
  uint32_t first[ISN_GROUPS], end[ISN_GROUPS]; /* the last place of each */
  uint8_t groups;
  bool anywhere, found;
} state;

typedef struct finder {
  const isn_public *known;
  const isn_scan *s;
  const uint16_t *ids;
  const uint8_t *articles; /* whether an article was taken off */
  state *states;           /* a row */
  uint32_t *title;         /* a phrase: the token behind its last place as a title + 1 */
  isn_knowns *out;
  uint32_t sentence;
} finder;

enum { MAX_FOUND = 500, MENTION_REACH = 16, NEWS_REACH = 26, NAME_REACH = 5, FORMER_REACH = 1 };

/* A word between title and name, or right behind it, that says that the office is past (السابق) or to come. */
static bool standing_of(const finder *f, uint32_t title_end, uint32_t name, uint32_t name_end, uint8_t *standing) {
  isn_scan scan = *f->s;
  scan.first = f->s->doc->sentence_first.at[f->sentence];
  scan.end = f->s->doc->sentence_first.at[f->sentence + 1];
  *standing = ISN_IN_OFFICE;
  for (uint32_t i = title_end; i < name_end + FORMER_REACH && i < scan.end; i++) {
    if (i >= name && i < name_end) continue;
    const isn_reading *r = isn_best(scan.doc, i);
    if (i < name && (scan.doc->tokens.at[i].kind == ISN_MARK || (r && r->proclitics & (ISN_WA | ISN_FA)))) return false;
    if (i >= name_end && scan.doc->tokens.at[i].kind >= ISN_MARK) break;
    const isn_time_word *w = isn_as(&scan, i, ISN_TW_STANDING);
    if (w && w->value == ISN_STAND_FORMER) *standing = ISN_FORMER;
    if (w && w->value == ISN_STAND_ELECT) *standing = ISN_ELECT;
  }
  return true;
}

/* نائب الرئيس, عهد الرئيس: not the one in office, or not now. */
static bool is_other(const finder *f, uint32_t title) {
  isn_scan scan = *f->s;
  scan.first = f->s->doc->sentence_first.at[f->sentence];
  scan.end = f->s->doc->sentence_first.at[f->sentence + 1];
  const isn_time_word *w = title > scan.first ? isn_as(&scan, title - 1, ISN_TW_STANDING) : NULL;
  return w && w->value == ISN_STAND_OTHER;
}

static bool take_name(finder *f, uint32_t row, uint32_t first, uint32_t end) {
  const isn_public_row *p = &f->known->rows.at[row];
  uint32_t best = 0, length = 0;
  for (uint32_t k = 0; k < p->titles_count; k++) {
    uint32_t phrase = f->known->titles.at[p->titles + k], after = f->title[phrase];
    if (after && after - 1 <= first && after > best) best = after, length = f->known->list.at[phrase].count;
  }
  if (!best || first - (best - 1) > NAME_REACH || best - 1 - length < f->s->doc->sentence_first.at[f->sentence]) return true;
  uint8_t standing;
  if (is_other(f, best - 1 - length) || !standing_of(f, best - 1, first, end, &standing)) return true;
  isn_known *found = ISN_PUSH(f->out, &f->s->doc->arena);
  if (found) *found = (isn_known){row, best - 1 - length, end, standing};
  return found;
}

/* All groups within reach of each other, once a sentence. */
static bool take_group(finder *f, uint32_t row, uint8_t group, uint32_t first, uint32_t end) {
  const isn_public_row *p = &f->known->rows.at[row];
  state *st = &f->states[row];
  if (group == ISN_GROUP_ANYWHERE || (p->anywhere && !st->anywhere)) return true;
  if (st->sentence != f->sentence + 1) *st = (state){.sentence = f->sentence + 1, .anywhere = st->anywhere};
  st->groups |= (uint8_t)(1U << group);
  st->first[group] = first, st->end[group] = end;
  if (st->found || st->groups != p->groups) return true;
  for (int k = 0; k < ISN_GROUPS; k++) {
    if (!(p->groups & 1U << k)) continue;
    if (st->first[k] < first) first = st->first[k];
    if (st->end[k] > end) end = st->end[k];
  }
  if (end - first > (p->echo <= ISN_ECHO_WEEKS ? NEWS_REACH : MENTION_REACH)) return true;
  st->found = true;
  isn_known *found = ISN_PUSH(f->out, &f->s->doc->arena);
  if (found) *found = (isn_known){row, first, end, ISN_IN_OFFICE};
  return found;
}

static bool take_phrase(finder *f, uint32_t phrase, uint32_t first, uint32_t end) {
  for (uint32_t u = f->known->list.at[phrase].user; u; u = f->known->users.at[u - 1].next) {
    const isn_public_user *user = &f->known->users.at[u - 1];
    if (user->group == ISN_GROUP_TITLE) continue;
    if (user->group == ISN_GROUP_NAME && f->known->list.at[phrase].bare && f->articles[first]) continue; /* مبارك, not المبارك */
    if (!(user->group == ISN_GROUP_NAME ? take_name(f, user->row, first, end) : take_group(f, user->row, user->group, first, end)))
      return false;
  }
  return true;
}

static bool stands(const finder *f, uint32_t phrase, uint32_t i, uint32_t end) {
  const isn_public_phrase *p = &f->known->list.at[phrase];
  if (p->article && !f->articles[i]) return false;
  for (uint32_t k = 0; k < p->count; k++)
    if (i + k >= end || f->ids[i + k] != p->words[k]) return false;
  return true;
}

static void mark_anywhere(finder *f, uint32_t phrase) {
  for (uint32_t u = f->known->list.at[phrase].user; u; u = f->known->users.at[u - 1].next) {
    const isn_public_user *user = &f->known->users.at[u - 1];
    if (user->group == ISN_GROUP_ANYWHERE) f->states[user->row].anywhere = true;
  }
}

static bool is_title(const finder *f, uint32_t phrase) {
  uint32_t u = f->known->list.at[phrase].user;
  while (u && f->known->users.at[u - 1].group != ISN_GROUP_TITLE) u = f->known->users.at[u - 1].next;
  return u;
}

/* Of the titles that begin at a token the longest is meant: رئيس الوزراء, not الرئيس. */
static void take_title(finder *f, uint32_t i, uint32_t end) {
  uint32_t best = ISNAD_NONE, length = 0;
  for (uint32_t p = f->known->by_word.at[f->ids[i] - 1]; p; p = f->known->list.at[p - 1].next) {
    uint32_t count = f->known->list.at[p - 1].count;
    if (count > length && stands(f, p - 1, i, end) && is_title(f, p - 1)) best = p - 1, length = count;
  }
  if (best != ISNAD_NONE) f->title[best] = i + length + 1;
}

/* Two walks: what may stand anywhere, then the sentences. */
static bool walk(finder *f, bool anywhere) {
  const isn_doc *doc = f->s->doc;
  for (f->sentence = 0; f->sentence < doc->sentences.count && f->out->count < MAX_FOUND; f->sentence++) {
    uint32_t end = doc->sentence_first.at[f->sentence + 1];
    for (uint32_t i = doc->sentence_first.at[f->sentence]; i < end; i++) {
      if (f->ids[i] && !anywhere) take_title(f, i, end);
      for (uint32_t p = f->ids[i] ? f->known->by_word.at[f->ids[i] - 1] : 0; p; p = f->known->list.at[p - 1].next) {
        if (!stands(f, p - 1, i, end)) continue;
        if (anywhere) mark_anywhere(f, p - 1);
        else if (!take_phrase(f, p - 1, i, i + f->known->list.at[p - 1].count)) return false;
      }
    }
  }
  return true;
}

bool isn_find_public(const isn_public *known, const isn_scan *s, isn_knowns *out) {
  isn_doc *doc = s->doc;
  uint16_t *ids = isn_arena_alloc(&doc->arena, doc->tokens.count * sizeof *ids);
  uint8_t *articles = isn_arena_alloc(&doc->arena, doc->tokens.count);
  finder f = {.known = known, .s = s, .ids = ids, .articles = articles, .out = out};
  f.states = isn_arena_alloc(&doc->arena, known->rows.count * sizeof *f.states);
  f.title = isn_arena_alloc(&doc->arena, known->list.count * sizeof *f.title);
  if (!ids || !articles || !f.states || !f.title) return false;
  for (uint32_t i = 0; i < doc->tokens.count; i++) ids[i] = token_id(known, doc, i, &articles[i]);
  return walk(&f, true) && walk(&f, false);
}
