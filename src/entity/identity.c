/* One entity for each thing named. Names are compared by their parts ("عبد الله", "بن لادن" and "نصر الله" are one part each): a full name
 * joins another whose first and last parts agree, a surname joins the bearer named last. All by look-up, so that a long text stays linear.
 */
#include <stdlib.h>
#include <string.h>

#include "entity/mentions.h"
#include "entity/spelling.h"

enum { ISO2 = 26 * 26, FAR = 256 }; /* FAR: entities of one name part that are looked at, the newest first */

/* ---- the gazetteer row ---- */

/* The country of a name, -1 where things of several countries have it. */
static int own_country(const isn_gazetteer *g, uint32_t known) {
  int slot = isn_country_slot(g->known.at[known].country);
  for (uint32_t k = g->known.at[known].next; k != ISNAD_NONE; k = g->known.at[k].next)
    if (isn_country_slot(g->known.at[k].country) != slot) return -1;
  return slot;
}

/* The country that the document's names speak of most, to tell places of one name apart: -1 if none. */
static int main_country(const isn_gazetteer *g, const isn_candidates *chosen) {
  uint32_t votes[ISO2] = {0}, most = 0;
  int best = -1;
  for (uint32_t i = 0; i < chosen->count; i++) {
    const isn_known *k = chosen->at[i].known == ISNAD_NONE ? NULL : &g->known.at[chosen->at[i].known];
    int slot = k && k->rank != 2 ? own_country(g, chosen->at[i].known) : -1;
    if (slot >= 0 && (votes[slot] += k->rank >= 3 ? 2 : 1) > most) most = votes[slot], best = slot;
  }
  return best;
}

/* Countries that the document names, or whose nationality it has, by slot. */
static void countries_of(const isn_gazetteer *g, const isn_doc *doc, const isn_candidates *chosen, bool present[ISO2]) {
  for (uint32_t i = 0; i < chosen->count; i++) {
    const isn_known *k = chosen->at[i].known == ISNAD_NONE ? NULL : &g->known.at[chosen->at[i].known];
    int slot = k && k->type != ISNAD_ORG ? isn_country_slot(k->country) : -1;
    if (slot >= 0) present[slot] = true;
  }
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    int slot = doc->tokens.at[i].kind == ISN_WORD ? isn_country_slot(isn_nisba_country(&g->agents, doc, i)) : -1;
    if (slot >= 0) present[slot] = true;
  }
}

/* مجلس الشيوخ is the American one only in a text that speaks of America. */
static bool foreign_office(const isn_known *k, bool shared, const bool present[ISO2]) {
  static const char *const kinds[] = {"parliament", "government", "ministry", "army", "court", "agency"};
  int slot = k->rank == 5 && k->type == ISNAD_ORG && k->kind ? isn_country_slot(k->country) : -1;
  bool office = false;
  if (k->code && strncmp(k->code, "IGO", 3) == 0) return false;
  for (size_t i = 0; slot >= 0 && i < sizeof kinds / sizeof *kinds; i++) office = office || strcmp(k->kind, kinds[i]) == 0;
  if (k->kind && strcmp(k->kind, "party") == 0) office = shared;
  return office && slot >= 0 && !present[slot];
}

/* The country that the words around a place speak of: an adjective of nationality behind it, the nearest other place: -1 if none. */
static int country_around(const isn_gazetteer *g, const isn_doc *doc, const isn_candidates *chosen, uint32_t i) {
  const isn_candidate *c = &chosen->at[i];
  if (c->end < doc->tokens.count && doc->tokens.at[c->end].sentence == doc->tokens.at[c->first].sentence && isn_has_article(doc, c->end)) {
    int slot = isn_country_slot(isn_nisba_country(&g->agents, doc, c->end));
    if (slot >= 0) return slot;
  }
  for (uint32_t far = 1; far <= 2; far++) {
    for (int side = 1; side >= -1; side -= 2) { /* المنصورة بمحافظة عدن: what follows first */
      if (side < 0 ? i < far : i + far >= chosen->count) continue;
      const isn_candidate *other = &chosen->at[side < 0 ? i - far : i + far];
      if (doc->tokens.at[other->first].sentence != doc->tokens.at[c->first].sentence || other->known == ISNAD_NONE ||
          other->type != ISNAD_LOC)
        continue;
      int slot = own_country(g, other->known);
      if (slot >= 0) return slot;
    }
  }
  return -1;
}

/* The row that a name means: weighed by what it is, how large, and whether its country is the one spoken of around it and in the whole. */
static const isn_known *resolve(const isn_gazetteer *g, const isn_candidate *c, int country, int around, int year) {
  const isn_known *best = NULL;
  double score = -1;
  for (uint32_t k = c->known; k != ISNAD_NONE; k = g->known.at[k].next) {
    const isn_known *row = &g->known.at[k];
    int slot = isn_country_slot(row->country);
    if (row->type != c->type || (year && row->type == ISNAD_ORG && row->from > year)) continue; /* not yet founded */
    double s = row->rank * 10 + (row->population > 0 ? 1 + row->population / 1e7 : 0) + (country >= 0 && slot == country ? 25 : 0) +
               (around >= 0 && slot == around ? 35 : 0);
    if (s > score) score = s, best = row;
  }
  return best;
}

/* What the gazetteer has under exactly this name, where a pattern found it. */
static uint32_t exact(const isn_gazetteer *g, const isn_doc *doc, const isn_candidate *c) {
  isn_hit hit;
  if (isn_gazetteer_at(g, doc, c->first, &hit) && hit.end == c->end && doc->fold_at[hit.fold_start] == c->start) {
    for (uint32_t k = hit.known; k != ISNAD_NONE; k = g->known.at[k].next)
      if (g->known.at[k].type == c->type && !g->known.at[k].ambiguous) return hit.known;
    return ISNAD_NONE;
  }
  if (c->end < c->first + 2) return ISNAD_NONE;
  if (c->type != ISNAD_PER) { /* حركة "حماس" */
    bool marks = false;
    for (uint32_t k = c->first; k < c->end; k++) marks = marks || doc->tokens.at[k].kind >= ISN_MARK;
    uint32_t row = marks ? isn_gazetteer_exactly(g, doc, c->first, c->end) : ISNAD_NONE;
    return row != ISNAD_NONE && g->known.at[row].type == c->type ? row : ISNAD_NONE;
  }
  uint32_t from = doc->tokens.at[c->first].fold0;
  while (from < doc->tokens.at[c->first].fold1 && doc->fold_at[from] < c->start) from++;
  for (uint32_t k = c->first + 2; k + 1 < c->end; k++) /* محمد بن نايف | آل سعود */
    if (isn_house(doc, k)) {
      uint32_t row = isn_gazetteer_exactly(g, doc, c->first, k);
      return row != ISNAD_NONE && g->known.at[row].type == ISNAD_PER ? row : ISNAD_NONE;
    }
  if (isn_vocabulary(g, doc, c->end - 1)) return ISNAD_NONE;
  return isn_gazetteer_loosely(g, doc, c->first, c->end, from);
}

/* ---- names by parts ---- */

/* The letters of tokens [first, end) from code point `start` on, blanks and marks out. */
static isn_key joined(isn_doc *doc, uint32_t first, uint32_t end, uint32_t start) {
  uint32_t room = 0, n = 0;
  for (uint32_t i = first; i < end; i++) room += doc->tokens.at[i].fold1 - doc->tokens.at[i].fold0;
  uint16_t *letters = isn_arena_alloc(&doc->arena, ((size_t)room + 1) * sizeof *letters);
  if (!letters) return (isn_key){NULL, 0};
  for (uint32_t i = first; i < end; i++) {
    const isn_token *t = &doc->tokens.at[i];
    if (t->kind >= ISN_MARK) continue;
    for (uint32_t k = t->fold0; k < t->fold1; k++)
      if (i > first || doc->fold_at[k] >= start) letters[n++] = doc->fold[k];
  }
  return (isn_key){letters, n};
}

/* عبد، أبو، بن open a part that the next word closes; الدين, الله, خان close the part before them. */
static bool opens_part(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  uint32_t bits = isn_name_word(g, doc, i, 0);
  return bits & ISN_NAME_PARTICLE && !(bits & ISN_NAME_CLOSES);
}

static bool closes_part(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  static const uint16_t allah[] = {0x627, 0x644, 0x644, 0x647};
  const isn_token *t = &doc->tokens.at[i];
  if (t->fold1 - t->fold0 == 4 && memcmp(doc->fold + t->fold0, allah, sizeof allah) == 0) return true;
  return isn_name_word(g, doc, i, 0) & ISN_NAME_CLOSES;
}

uint32_t isn_last_part(const isn_gazetteer *g, const isn_doc *doc, uint32_t first, uint32_t end) {
  uint32_t i = end - 1;
  while (i > first && closes_part(g, doc, i)) i--;
  while (i > first && opens_part(g, doc, i - 1)) i--;
  return i;
}

static uint32_t first_part_end(const isn_gazetteer *g, const isn_doc *doc, uint32_t first, uint32_t end) {
  uint32_t i = first;
  while (i + 1 < end && opens_part(g, doc, i)) i++;
  i++;
  while (i < end && closes_part(g, doc, i)) i++;
  return i;
}

/* Letters without ا و ي after a mark that no name has; length 0 if fewer than three are left. */
static isn_key skeleton(isn_doc *doc, isn_key word) {
  uint16_t *out = isn_arena_alloc(&doc->arena, ((size_t)word.length + 1) * sizeof *out);
  uint32_t n = 1;
  if (!out || !word.length) return (isn_key){NULL, 0};
  out[0] = '~';
  for (uint32_t i = 0; i < word.length; i++)
    if (word.at[i] != 0x627 && word.at[i] != 0x648 && word.at[i] != 0x64a) out[n++] = word.at[i];
  return (isn_key){out, n > 3 ? n : 0};
}

typedef struct name {
  isn_key all, first, last; /* of persons: parts; of others: all, and all without its head word / its nationality */
  isn_key prefix;           /* of organisations of three words and more: the first two */
  isn_key loose;            /* of persons with a foreign last part: its letters without ا و ي, which transcribers spell as they like */
  bool single;
} name;

static uint32_t head_lexeme(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  for (uint32_t r = 0; r < t->readings_count; r++) {
    const isn_reading *reading = &doc->readings.at[t->readings + r];
    if (reading->pos == ISN_NOUN && isn_lexeme_is(g, reading->lexeme) & ISN_LEXEME_HEAD) return reading->lexeme;
  }
  return ISNAD_NONE;
}

static name name_of(const isn_gazetteer *g, isn_doc *doc, const isn_candidate *c) {
  name n = {.all = joined(doc, c->first, c->end, c->start)};
  if (c->type == ISNAD_PER) {
    uint32_t last = isn_last_part(g, doc, c->first, c->end), first = first_part_end(g, doc, c->first, c->end);
    n.single = last == c->first || first >= c->end;
    n.first = joined(doc, c->first, first, c->start);
    n.last = joined(doc, last, c->end, last == c->first ? c->start : 0);
    if (isn_unknown_word(g, doc, c->end - 1) && !isn_name_word(g, doc, c->end - 1, 0) && n.last.length > 4) n.loose = skeleton(doc, n.last);
  } else if (c->type == ISNAD_ORG && c->end > c->first + 1) {
    if (head_lexeme(g, doc, c->first) != ISNAD_NONE) n.first = joined(doc, c->first + 1, c->end, 0);
    uint32_t end = c->end;
    while (end > c->first + 2 && isn_nisba_country(&g->agents, doc, end - 1)) end--;
    if (end < c->end) n.last = joined(doc, c->first, end, c->start);
    if (c->end > c->first + 2) n.prefix = joined(doc, c->first, c->first + 2, c->start);
  }
  return n;
}

/* ---- entities ---- */

typedef struct bearer {
  name full;
  const char *ref;
  uint32_t seen; /* the candidate that named it last */
  int country;   /* that the words around its first mention speak of, -1 for none; for places that the gazetteer does not have */
} bearer;

/* Entities under one key, newest first. */
typedef struct cell {
  uint32_t entity, next; /* next: another cell, or ISNAD_NONE */
} cell;

typedef struct linker {
  const isn_gazetteer *g;
  isn_doc *doc;
  isn_map by_name[3]; /* by entity type: a key of the name → cell + 1 */
  isn_map by_row;     /* gazetteer row's ref → entity + 1 */
  ISN_VEC(cell) cells;
  ISN_VEC(bearer) bearers; /* one per entity */
} linker;

static bool file_under(linker *l, uint8_t type, isn_key key, uint32_t entity) {
  bool fresh;
  if (!key.length) return true;
  uint32_t *slot = isn_map_put(&l->by_name[type], &l->doc->arena, key.at, key.length, &fresh);
  if (!slot) return false;
  uint32_t far = 0;
  for (uint32_t c = fresh ? 0 : *slot; c && far++ < FAR; c = l->cells.at[c - 1].next == ISNAD_NONE ? 0 : l->cells.at[c - 1].next + 1)
    if (l->cells.at[c - 1].entity == entity) return true;
  cell *row = ISN_PUSH(&l->cells, &l->doc->arena);
  if (!row) return false;
  *row = (cell){entity, fresh ? ISNAD_NONE : *slot - 1};
  *slot = l->cells.count;
  return true;
}

static isn_key ref_key(isn_doc *doc, const char *ref) {
  size_t n = strlen(ref);
  uint16_t *letters = isn_arena_alloc(&doc->arena, (n + 1) * sizeof *letters);
  for (size_t i = 0; letters && i < n; i++) letters[i] = (unsigned char)ref[i];
  return (isn_key){letters, letters ? (uint32_t)n : 0};
}

static bool begins(isn_key longer, isn_key shorter) {
  return shorter.length && longer.length > shorter.length && memcmp(longer.at, shorter.at, shorter.length * sizeof *shorter.at) == 0;
}

static bool fits(const linker *l, uint8_t type, const name *n, const isn_known *known, uint32_t entity) {
  const bearer *b = &l->bearers.at[entity];
  if (known && b->ref && strcmp(known->ref, b->ref) != 0) return false;
  if (known && b->ref) return true;
  if (isn_key_equal(n->all, b->full.all)) return true;
  /* حزب المسار, later حزب المسار الديمقراطي: where the lexicon knows neither */
  if (type == ISNAD_ORG && !known && !b->ref && (begins(n->all, b->full.all) || begins(b->full.all, n->all))) return true;
  /* الجيش الوطني beside الجيش الوطني الليبي, which the lexicon knows; of the shorter two words at least */
  if (type == ISNAD_ORG && !known && b->ref && n->first.length && begins(b->full.all, n->all)) return true;
  if (type != ISNAD_PER) /* one is the other without its head word or its nationality; two short forms that agree prove nothing */
    return isn_key_equal(n->all, b->full.first) || isn_key_equal(n->all, b->full.last) || isn_key_equal(n->first, b->full.all) ||
           isn_key_equal(n->last, b->full.all);
  bool loosely = n->loose.length && isn_key_equal(n->loose, b->full.loose); /* قرتولموش، قورتولموش */
  if (loosely && (n->single || b->full.single || isn_key_equal(n->first, b->full.first))) return true;
  if (n->single || b->full.single) /* a surname, or a first name that stands for the whole */
    return isn_key_equal(n->last, b->full.last) || isn_key_equal(n->single ? n->all : b->full.all, n->single ? b->full.first : n->first);
  if (!isn_key_equal(n->last, b->full.last)) return false;
  isn_key x = skeleton(l->doc, n->first), y = skeleton(l->doc, b->full.first); /* ستيفان، ستافان */
  return isn_key_equal(n->first, b->full.first) || (x.length && isn_key_equal(x, y));
}

/* The entity that a name belongs to: the one named last among those that fit. */
static uint32_t find(linker *l, uint8_t type, const name *n, const isn_known *known) {
  if (known) {
    isn_key key = ref_key(l->doc, known->ref);
    const uint32_t *same = key.length ? isn_map_get(&l->by_row, key.at, key.length) : NULL;
    if (same) return *same - 1;
  }
  const isn_key keys[] = {n->all, n->last, n->first, n->loose, n->prefix};
  for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
    uint32_t best = ISNAD_NONE, far = 0;
    const uint32_t *slot = keys[k].length ? isn_map_get(&l->by_name[type], keys[k].at, keys[k].length) : NULL;
    for (uint32_t c = slot ? *slot : 0; c && far++ < FAR; c = l->cells.at[c - 1].next == ISNAD_NONE ? 0 : l->cells.at[c - 1].next + 1) {
      uint32_t entity = l->cells.at[c - 1].entity;
      if (fits(l, type, n, known, entity) && (best == ISNAD_NONE || l->bearers.at[entity].seen > l->bearers.at[best].seen)) best = entity;
    }
    if (best != ISNAD_NONE) return best;
  }
  return ISNAD_NONE;
}

static const char *sector_of(const char *code) {
  const char *blank = code ? strchr(code, ' ') : NULL;
  return blank ? blank + 1 : code;
}

static bool set_known(linker *l, uint32_t entity, uint8_t type, const isn_known *k) {
  isn_doc *doc = l->doc;
  isnad_entity *e = &doc->entities.at[entity];
  *e = (isnad_entity){.type = (isnad_entity_type)type,
                      .name_ar = k->name_ar,
                      .name_en = k->name_en,
                      .ref = k->ref,
                      .code = k->code,
                      .has_geo = k->has_geo && type == ISNAD_LOC,
                      .lat = k->lat,
                      .lon = k->lon};
  doc->facts.at[entity] = (isn_entity_facts){k->kind, k->country, sector_of(k->code), type == ISNAD_LOC ? k->units : NULL};
  l->bearers.at[entity].ref = k->ref;
  isn_key key = ref_key(doc, k->ref);
  bool fresh;
  uint32_t *slot = key.length ? isn_map_put(&l->by_row, &doc->arena, key.at, key.length, &fresh) : NULL;
  if (slot) *slot = entity + 1;
  return slot != NULL;
}

/* الحكومة الكينية: the nationality in its name gives the body its country. */
static bool of_a_nation(const isn_gazetteer *g, isn_doc *doc, const isn_candidate *c, uint32_t entity) {
  const char *iso2 = NULL;
  for (uint32_t i = c->end; c->type == ISNAD_ORG && c->sector && !iso2 && i-- > c->first + 1;)
    if (isn_has_article(doc, i)) iso2 = isn_nisba_country(&g->agents, doc, i);
  const isn_table *t = g->agents.countries;
  for (uint32_t i = 0; iso2 && i < t->rows.count; i++) {
    const char *iso3 = isn_cell(t, &t->rows.at[i], "iso3");
    if (strcmp(isn_cell(t, &t->rows.at[i], "iso2"), iso2) != 0 || !*iso3) continue;
    doc->facts.at[entity].country = isn_cell(t, &t->rows.at[i], "iso2");
    doc->entities.at[entity].code = isn_arena_printf(&doc->arena, "%s %s", iso3, c->sector);
    return doc->entities.at[entity].code != NULL;
  }
  return true;
}

static uint32_t add_entity(linker *l, const isn_candidate *c, const name *n, const isn_known *k) {
  isn_doc *doc = l->doc;
  isnad_entity *e = ISN_PUSH(&doc->entities, &doc->arena);
  isn_entity_facts *f = e ? ISN_PUSH(&doc->facts, &doc->arena) : NULL;
  bearer *b = f ? ISN_PUSH(&l->bearers, &doc->arena) : NULL;
  if (!b) return ISNAD_NONE;
  uint32_t entity = doc->entities.count - 1;
  *b = (bearer){.full = *n, .country = -1};
  e->type = (isnad_entity_type)c->type;
  if (k) return set_known(l, entity, c->type, k) ? entity : ISNAD_NONE;
  e->name_ar = isn_doc_text(doc, isn_span(c->start, doc->tokens.at[c->end - 1].end));
  e->code = f->sector = c->sector;
  return e->name_ar && of_a_nation(l->g, doc, c, entity) ? entity : ISNAD_NONE;
}

/* The entity learns from another of its names: what the gazetteer knows, or a fuller form. */
static bool learn(linker *l, uint32_t entity, const isn_candidate *c, const name *n, const isn_known *k) {
  isn_doc *doc = l->doc;
  bearer *b = &l->bearers.at[entity];
  bool fuller = n->all.length > b->full.all.length;
  if (fuller) b->full = *n;
  if (k && !b->ref) return set_known(l, entity, c->type, k);
  if (b->ref || !fuller) return true;
  doc->entities.at[entity].name_ar = isn_doc_text(doc, isn_span(c->start, doc->tokens.at[c->end - 1].end));
  return doc->entities.at[entity].name_ar != NULL;
}

/* قوات الاحتلال describes an army that the document names, or the state: no name then. */
static void drop_descriptions(const isn_gazetteer *g, const isn_doc *doc, isn_candidates *chosen) {
  static const uint16_t word[] = {0x627, 0x644, 0x627, 0x62d, 0x62a, 0x644, 0x627, 0x644};
  bool named = false;
  uint32_t left = 0;
  for (int pass = 0; pass < 2; pass++) {
    for (uint32_t i = 0; i < chosen->count; i++) {
      const isn_candidate *c = &chosen->at[i];
      const isn_token *last = &doc->tokens.at[c->end - 1];
      const isn_known *k = c->known == ISNAD_NONE ? NULL : &g->known.at[c->known];
      bool described =
          k && k->rank == 5 && !k->user && last->fold1 - last->fold0 == 8 && memcmp(doc->fold + last->fold0, word, sizeof word) == 0;
      if (pass == 0) named = named || (k && !described && k->country && strcmp(k->country, "IL") == 0 && (k->rank == 4 || k->rank == 5));
      else if (!(named && described)) chosen->at[left++] = *c;
    }
  }
  chosen->count = left;
}

/* The nationality adjective of a country with its article, masculine: الليبي. */
static uint32_t nisba_of(const isn_gazetteer *g, int country, uint16_t out[ISN_NAME_LETTERS]) {
  const isn_table *t = g->agents.countries;
  uint32_t iso2 = isn_table_column(t, "iso2");
  for (uint32_t i = 0; country >= 0 && iso2 != ISNAD_NONE && i < t->rows.count; i++) {
    if (isn_country_slot(t->rows.at[i].cells[iso2]) != country) continue;
    const char *at = isn_cell(t, &t->rows.at[i], "adjective"), *item;
    size_t n;
    if (!isn_next_alternative(&at, &item, &n)) return 0;
    isn_key key = isn_fold_into(out + 2, ISN_NAME_LETTERS - 3, item, n);
    out[0] = 0x627, out[1] = 0x644;
    return key.length ? key.length + 2 : 0;
  }
  return 0;
}

/* وزارة الداخلية, مجلس النواب in a text about one country: the body of that country, which the lexicon has with the nationality. */
static uint32_t national_body(const isn_gazetteer *g, isn_doc *doc, const isn_candidate *c, int country) {
  uint16_t key[ISN_NAME_LETTERS], nisba[ISN_NAME_LETTERS];
  if (c->type != ISNAD_ORG || c->end < c->first + 2) return ISNAD_NONE;
  uint32_t n = 0, m = nisba_of(g, country, nisba), from = doc->tokens.at[c->first].fold0;
  if (!m) return ISNAD_NONE;
  while (from < doc->tokens.at[c->first].fold1 && doc->fold_at[from] < c->start) from++;
  for (uint32_t k = c->first; k < c->end; k++) {
    const isn_token *t = &doc->tokens.at[k];
    uint32_t start = k == c->first ? from : t->fold0;
    if (t->kind != ISN_WORD || !(n = isn_spell_word(key, n, doc->fold + start, t->fold1 - start))) return ISNAD_NONE;
  }
  for (int feminine = 0; feminine < 2; feminine++) {
    nisba[m] = 0x647;
    uint32_t length = isn_spell_word(key, n, nisba, m + (uint32_t)feminine);
    const uint32_t *slot = length ? isn_map_get(&g->names, key, length) : NULL;
    if (slot && g->known.at[*slot - 1].type == ISNAD_ORG && isn_country_slot(g->known.at[*slot - 1].country) == country) return *slot - 1;
  }
  return ISNAD_NONE;
}

/* Files the surnames that stand in full names, each with its last bearer's candidate + 1. */
static bool surnames(const isn_gazetteer *g, isn_doc *doc, const isn_candidates *chosen, isn_map *map) {
  for (uint32_t i = 0; i < chosen->count; i++) {
    const isn_candidate *c = &chosen->at[i];
    name n = c->type == ISNAD_PER && c->end > c->first + 1 ? name_of(g, doc, c) : (name){.single = true};
    bool fresh;
    if (n.single || !n.last.length) continue;
    uint32_t *slot = isn_map_put(map, &doc->arena, n.last.at, n.last.length, &fresh);
    if (!slot) return false;
    *slot = i + 1;
  }
  return true;
}

/* A surname that the gazetteer gives to one man may be another's here: كلينتون with هيلاري كلينتون in the text. */
static bool surname_of_another(const isn_gazetteer *g, const isn_candidates *chosen, const isn_map *map, const name *n,
                               const isn_known *known, int country, int year) {
  const uint32_t *slot = n->single ? isn_map_get(map, n->all.at, n->all.length) : NULL;
  if (!slot) return false;
  const isn_known *full = resolve(g, &chosen->at[*slot - 1], country, -1, year);
  return !full || strcmp(full->ref, known->ref) != 0;
}

/* Once all names of each are known. */
static bool set_keys(linker *l, int main) {
  for (uint32_t e = 0; e < l->doc->entities.count; e++) {
    const int slot = l->bearers.at[e].country >= 0 ? l->bearers.at[e].country : main;
    const char iso2[3] = {(char)('A' + (slot < 0 ? 0 : slot / 26)), (char)('A' + (slot < 0 ? 0 : slot % 26)), 0};
    if (!isn_set_key(l->g, l->doc, e, slot < 0 ? NULL : iso2)) return false;
  }
  return true;
}

bool isn_link_mentions(const isn_gazetteer *g, isn_doc *doc, isn_candidates *chosen) {
  linker l = {.g = g, .doc = doc};
  isn_map by_surname = {0};
  for (uint32_t i = 0; i < chosen->count; i++)
    if (chosen->at[i].known == ISNAD_NONE) chosen->at[i].known = exact(g, doc, &chosen->at[i]);
  drop_descriptions(g, doc, chosen);
  int country = main_country(g, chosen), year = doc->published ? (int)strtol(doc->published, NULL, 10) : 0;
  bool present[ISO2] = {false};
  countries_of(g, doc, chosen, present);
  for (uint32_t i = 0; i < chosen->count; i++)
    if (chosen->at[i].known == ISNAD_NONE) chosen->at[i].known = national_body(g, doc, &chosen->at[i], country);
  if (!surnames(g, doc, chosen, &by_surname)) return false;
  for (uint32_t i = 0; i < chosen->count; i++) {
    const isn_candidate *c = &chosen->at[i];
    bool shared = c->known != ISNAD_NONE && g->known.at[c->known].next != ISNAD_NONE;
    int around = shared && c->type == ISNAD_LOC ? country_around(g, doc, chosen, i) : -1;
    const isn_known *known = resolve(g, c, country, around, year);
    if (known && foreign_office(known, shared, present) && isn_vocabulary(g, doc, c->first)) known = NULL;
    name n = name_of(g, doc, c);
    if (known && c->type == ISNAD_PER && surname_of_another(g, chosen, &by_surname, &n, known, country, year)) known = NULL;
    uint32_t entity = ISNAD_NONE;
    if (known && c->type == ISNAD_ORG && exact(g, doc, c) == ISNAD_NONE)
      entity = find(&l, c->type, &n, NULL); /* قوات | الوفاق after حكومة الوفاق */
    if (entity != ISNAD_NONE) known = NULL;
    else entity = find(&l, c->type, &n, known);
    if (entity == ISNAD_NONE) {
      entity = add_entity(&l, c, &n, known);
      if (entity == ISNAD_NONE) return false;
      if (c->type == ISNAD_LOC && !known) l.bearers.at[entity].country = country_around(g, doc, chosen, i);
    } else if (!learn(&l, entity, c, &n, known)) {
      return false;
    }
    l.bearers.at[entity].seen = i;
    if (!file_under(&l, c->type, n.all, entity) || !file_under(&l, c->type, n.first, entity) || !file_under(&l, c->type, n.last, entity) ||
        !file_under(&l, c->type, n.loose, entity) || !file_under(&l, c->type, n.prefix, entity))
      return false;
    isnad_mention *m = ISN_PUSH(&doc->mentions, &doc->arena);
    if (!m) return false;
    *m = (isnad_mention){entity, isn_span(c->start, doc->tokens.at[c->end - 1].end), {c->why, c->known != ISNAD_NONE ? 0.85f : 0.65f}};
    for (uint32_t k = c->first; k < c->end; k++) doc->tokens.at[k].mention = doc->mentions.count - 1;
  }
  return set_keys(&l, country);
}
