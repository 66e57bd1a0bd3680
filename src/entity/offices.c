#include "entity/offices.h"

#include <string.h>

#include "doc/spelled.h"
#include "entity/mentions.h"

enum { ALEF = 0x627, LAM = 0x644, TITLE_LETTERS = 128, TITLE_WORDS = 8, STEMS = 4 };

/* ---- the table ---- */

/* الخارجية, للأمم: the word without its article. */
static isn_key without_article(isn_key word) {
  if (word.length > 3 && word.at[0] == ALEF && word.at[1] == LAM) return (isn_key){word.at + 2, word.length - 2};
  if (word.length > 3 && word.at[0] == LAM && word.at[1] == LAM) return (isn_key){word.at + 2, word.length - 2};
  return word;
}

/* Appends a word to a key; 0: no room. */
static uint32_t put_word(uint16_t key[TITLE_LETTERS], uint32_t n, isn_key word) {
  if (n + word.length + 1 >= TITLE_LETTERS) return 0;
  if (n) key[n++] = ' ';
  memcpy(key + n, word.at, word.length * sizeof *key);
  return n + word.length;
}

static isn_key kept(isn_arena *arena, const uint16_t *letters, uint32_t n) {
  uint16_t *copy = isn_arena_alloc(arena, ((size_t)n + 1) * sizeof *copy);
  if (copy) memcpy(copy, letters, n * sizeof *copy);
  return (isn_key){copy, n};
}

static bool file_title(isn_offices *o, isn_arena *arena, const char *text, size_t length, const isn_holder *holder) {
  uint16_t key[TITLE_LETTERS];
  const isn_key all = isn_fold_text(arena, text, length);
  uint32_t n = 0, words = 0;
  bool fresh;
  if (!all.at) return false;
  for (uint32_t at = 0, end; at < all.length; at = end + 1) {
    for (end = at; end < all.length && all.at[end] != ' ';) end++;
    if (end == at) continue;
    n = words++ < TITLE_WORDS ? put_word(key, n, without_article((isn_key){all.at + at, end - at})) : 0;
    if (!n) return true; /* longer than any title that a text has */
    if (words > 1) continue;
    const isn_key first = kept(arena, key, n);
    if (!first.at || !isn_map_put(&o->first, arena, first.at, first.length, &fresh)) return false;
  }
  const isn_key title = kept(arena, key, n);
  uint32_t *slot = n && title.at ? isn_map_put(&o->titles, arena, title.at, title.length, &fresh) : NULL;
  isn_holder *row = slot ? ISN_PUSH(&o->holders, arena) : NULL;
  if (!row) return n == 0 && title.at;
  *row = *holder;
  row->next = fresh ? 0 : *slot;
  *slot = o->holders.count;
  return true;
}

isn_key isn_ref_letters(isn_arena *arena, const char *text) {
  const size_t n = strlen(text);
  uint16_t *letters = isn_arena_alloc(arena, (n + 1) * sizeof *letters);
  for (size_t i = 0; letters && i < n; i++) letters[i] = (unsigned char)text[i];
  return (isn_key){letters, (uint32_t)n};
}

/* Persons of the knowledge base by their English names, by which terms.tsv names them. */
static bool file_people(isn_map *map, isn_gazetteer *g) {
  for (uint32_t k = 0; k < g->known.count; k++) {
    const isn_known *known = &g->known.at[k];
    if (known->type != ISNAD_PER || !known->name_en) continue;
    const isn_key key = isn_ref_letters(&g->arena, known->name_en);
    bool fresh;
    uint32_t *slot = key.at ? isn_map_put(map, &g->arena, key.at, key.length, &fresh) : NULL;
    if (!slot) return false;
    if (fresh) *slot = k + 1;
  }
  return true;
}

isnad_status isn_offices_open(isn_offices *o, isn_gazetteer *g, isnad_error *error) {
  const isn_table *t = isn_lexicon_table(g->lexicon, "terms.tsv");
  isn_map people = {0};
  if (!file_people(&people, g)) return isn_nomem(error);
  for (uint32_t i = 0; i < t->rows.count; i++) {
    const isn_row *row = &t->rows.at[i];
    const isn_key person = isn_ref_letters(&g->arena, row->cells[0]);
    const uint32_t *known = person.at ? isn_map_get(&people, person.at, person.length) : NULL;
    const isn_holder holder = {.country = isn_cell(t, row, "country"),
                               .from = isn_cell(t, row, "from"),
                               .to = isn_cell(t, row, "to"),
                               .row = i,
                               .known = known ? *known - 1 : ISNAD_NONE};
    const char *at = isn_cell(t, row, "titles"), *item;
    if (!person.at) return isn_nomem(error);
    for (size_t n; isn_next_alternative(&at, &item, &n);)
      if (!file_title(o, &g->arena, item, n, &holder)) return isn_nomem(error);
  }
  return ISNAD_OK;
}

/* ---- the text ---- */

/* The first word of a phrase may have و ف and ب ل ك before it: what is left of it in each way, articles off. */
static uint32_t stems(const isn_doc *doc, uint32_t i, isn_key out[STEMS]) {
  const isn_token *t = &doc->tokens.at[i];
  const uint16_t *w = doc->fold + t->fold0;
  const uint32_t n = t->fold1 - t->fold0;
  uint32_t count = 0;
  out[count++] = without_article((isn_key){w, n});
  for (uint32_t conj = 0; conj < 2; conj++) {
    if (conj && (n < 4 || (w[0] != 0x648 && w[0] != 0x641))) break;
    if (conj) out[count++] = without_article((isn_key){w + 1, n - 1});
    const bool preposition = n > conj + 3 && (w[conj] == 0x628 || w[conj] == LAM || w[conj] == 0x643);
    if (!preposition) continue;
    const bool article = w[conj] == LAM && w[conj + 1] == LAM; /* للرئيس */
    out[count++] = without_article((isn_key){w + conj + 1 + article, n - conj - 1 - article});
  }
  return count;
}

/* رئيس, وزير, ملك: what one person at a time is. Of ambassadors and envoys a country has many. */
static bool of_one(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_title *title = isn_title_at(g, doc, i);
  const isn_reading *r = isn_best(doc, i);
  if (!title || !title->office || title->rank || !r || r->lexeme == ISNAD_NONE) return false;
  return r->form != ISN_PLURAL && r->number != 'p' && r->number != 'd' && !isn_in(doc, i, ISN_CLASS_MANY_HOLD);
}

static bool names_country(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const uint32_t m = doc->tokens.at[i].mention;
  if (m != ISNAD_NONE) return doc->entities.at[doc->mentions.at[m].entity].type != ISNAD_PER;
  return isn_has_article(doc, i) && isn_nisba_country(&g->agents, doc, i);
}

/* الأمين العام للأمم المتحدة: one office in all the table, and a name in its title. */
static bool own_name(const isn_gazetteer *g, const isn_doc *doc, uint32_t holders, uint32_t first, uint32_t end) {
  const isn_offices *o = &g->offices;
  for (uint32_t x = o->holders.at[holders].next; x; x = o->holders.at[x - 1].next)
    if (strcmp(o->holders.at[x - 1].country, o->holders.at[holders].country) != 0) return false;
  for (uint32_t k = first + 1; k < end; k++)
    if (names_country(g, doc, k)) return true;
  return false;
}

static uint32_t mention_end(const isn_doc *doc, uint32_t i) {
  const uint32_t m = doc->tokens.at[i].mention;
  while (i < doc->tokens.count && doc->tokens.at[i].mention == m) i++;
  return i;
}

/* الروسي, روسيا behind a title; of رئيس الحكومة التركية the end of the name in it. */
static const char *country_behind(const isn_gazetteer *g, const isn_doc *doc, uint32_t title_end, uint32_t *end) {
  if (title_end >= doc->tokens.count || doc->tokens.at[title_end].sentence != doc->tokens.at[title_end - 1].sentence) return NULL;
  const uint32_t m = doc->tokens.at[title_end].mention;
  if (m == ISNAD_NONE) {
    *end = title_end + 1;
    const char *iso2 = isn_nisba_country(&g->agents, doc, title_end);
    return iso2 && isn_has_article(doc, title_end) && isn_has_article(doc, title_end - 1) ? iso2 : NULL;
  }
  *end = mention_end(doc, title_end);
  const uint32_t entity = doc->mentions.at[m].entity;
  const char *kind = doc->facts.at[entity].kind, *iso2 = doc->facts.at[entity].country;
  if (doc->tokens.at[title_end - 1].mention == m) return isn_nisba_country(&g->agents, doc, *end - 1) ? iso2 : NULL;
  const bool country = doc->entities.at[entity].type == ISNAD_LOC && kind && strcmp(kind, "country") == 0;
  return country && !isn_has_article(doc, title_end - 1) && doc->mentions.at[m].span.start == doc->tokens.at[title_end].start ? iso2 : NULL;
}

/* The longest title that begins with one reading of the first word: its holders + 1, 0 if none. */
static uint32_t title_from(const isn_offices *o, const isn_doc *doc, uint32_t i, isn_key first, uint32_t *title_end) {
  uint16_t key[TITLE_LETTERS];
  const uint32_t stop = doc->sentence_first.at[doc->tokens.at[i].sentence + 1];
  uint32_t n = put_word(key, 0, first), found = 0;
  for (uint32_t k = i + 1; n; k++) {
    const uint32_t *slot = isn_map_get(&o->titles, key, n);
    if (slot) found = *slot, *title_end = k;
    if (k >= stop || k >= i + TITLE_WORDS || doc->tokens.at[k].kind != ISN_WORD) break;
    const isn_token *t = &doc->tokens.at[k];
    n = put_word(key, n, without_article((isn_key){doc->fold + t->fold0, t->fold1 - t->fold0}));
  }
  return found;
}

bool isn_office_at(const isn_offices *o, const isn_gazetteer *g, const isn_doc *doc, uint32_t i, isn_office *out) {
  isn_key words[STEMS];
  uint32_t count = doc->tokens.at[i].kind == ISN_WORD ? stems(doc, i, words) : 0, found = 0, title_end = i;
  for (uint32_t k = 0; k < count && !found; k++)
    if (isn_map_get(&o->first, words[k].at, words[k].length)) found = title_from(o, doc, i, words[k], &title_end);
  if (!found || !of_one(g, doc, i)) return false;
  *out = (isn_office){.holders = found - 1, .first = i, .end = title_end};
  uint32_t end = title_end;
  out->country = country_behind(g, doc, title_end, &end);
  if (out->country) out->end = end;
  else if (title_end < doc->tokens.count && doc->tokens.at[title_end].mention != ISNAD_NONE &&
           doc->tokens.at[title_end].mention == doc->tokens.at[title_end - 1].mention)
    return false; /* a title that ends inside a name */
  out->own = own_name(g, doc, out->holders, i, title_end);
  out->bare = !out->country && !out->own;
  return !out->bare || isn_has_article(doc, title_end - 1);
}

static bool in_country(const isn_holder *h, const isn_office *office) {
  return !office->country || strcmp(h->country, office->country) == 0;
}

bool isn_held_between(const isn_holder *h, const isn_office *office, const char *from, const char *to) {
  return in_country(h, office) && (!from || !to || (strcmp(h->from, to) <= 0 && (!*h->to || strcmp(h->to, from) >= 0)));
}

bool isn_same_office(const isn_offices *o, const isn_office *a, const isn_office *b, const char *country) {
  if (a->country && b->country && strcmp(a->country, b->country) != 0) return false;
  if (a->holders == b->holders) return true;
  const char *of = a->country ? a->country : b->country ? b->country : country;
  uint32_t x = a->holders + 1, y = b->holders + 1; /* either chain goes down the table */
  while (x && y) {
    const isn_holder *one = &o->holders.at[x - 1], *other = &o->holders.at[y - 1];
    if (one->row == other->row && (!of || strcmp(one->country, of) == 0)) return true;
    if (one->row >= other->row) x = one->next;
    if (other->row >= one->row) y = other->next;
  }
  return false;
}

uint32_t isn_holder_between(const isn_offices *o, const isn_gazetteer *g, const isn_office *office, const char *from, const char *to) {
  uint32_t found = ISNAD_NONE;
  bool whole = false;
  for (uint32_t x = office->holders + 1; x; x = o->holders.at[x - 1].next) {
    const isn_holder *h = &o->holders.at[x - 1];
    if (!isn_held_between(h, office, from, to)) continue;
    if (h->known == ISNAD_NONE || (found != ISNAD_NONE && strcmp(g->known.at[h->known].ref, g->known.at[found].ref) != 0))
      return ISNAD_NONE;
    found = h->known;
    whole = whole || (strcmp(h->from, from) < 0 && (!*h->to || strcmp(h->to, to) > 0));
  }
  return whole ? found : ISNAD_NONE;
}
