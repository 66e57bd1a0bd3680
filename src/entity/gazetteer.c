#include "entity/gazetteer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "entity/spelling.h"

enum { NAME_TOKENS = 9, SURNAME_LETTERS = 5, LAM = 0x644, ALEF = 0x627, HAMZA = 0x621, OPENINGS_LOG2 = 20 };

/* ---- building ---- */

static const uint16_t *kept(isn_gazetteer *g, const uint16_t *letters, uint32_t n) {
  uint16_t *out = isn_arena_alloc(&g->arena, n * sizeof *out);
  if (out) memcpy(out, letters, n * sizeof *out);
  return out;
}

static uint32_t opening(uint64_t hash) { return (uint32_t)(hash * UINT64_C(0x9e3779b97f4a7c15) >> (64 - OPENINGS_LOG2)); }

static bool opens(const isn_gazetteer *g, uint64_t hash) { return g->openings[opening(hash) / 64] >> opening(hash) % 64 & 1; }

static bool begins(const uint16_t *letters, uint32_t n, const uint16_t *word, uint32_t length) {
  return length <= n && memcmp(letters, word, length * sizeof *word) == 0;
}

/* Notes each beginning of a name behind which a text may have the end of a token: before a blank, at the end, and where isn_spell_word
 * joins words (عبدالله may stand there as two). */
static void add_openings(isn_gazetteer *g, const uint16_t *letters, uint32_t n) {
  static const uint16_t joining[][3] = {{0x639, 0x628, 0x62f}, {0x627, 0x628, 0x648}, {0x627, 0x628, 0x64a}}; /* عبد أبو أبي */
  static const uint16_t allah[] = {0x627, 0x644, 0x644, 0x647}, din[] = {0x627, 0x644, 0x62f, 0x64a, 0x646};
  uint64_t hash = ISN_MAP_ROLL;
  for (uint32_t i = 0, word = 0; i < n; i++) {
    hash = isn_map_roll(hash, letters + i, 1);
    if (letters[i] == ' ') {
      word = i + 1;
      continue;
    }
    const uint16_t *next = letters + i + 1;
    const uint32_t left = n - i - 1, read = i + 1 - word;
    bool joined = false;
    for (uint32_t k = 0; k < 3; k++) joined = joined || (read == 3 && begins(letters + word, 3, joining[k], 3));
    if (!left || *next == ' ' || joined || begins(next, left, allah, 4) || begins(next, left, din, 5))
      g->openings[opening(hash) / 64] |= UINT64_C(1) << opening(hash) % 64;
  }
}

static isnad_status add_key(isn_gazetteer *g, const uint16_t *letters, uint32_t n, const isn_known *value, isnad_error *error) {
  if (n < 2) return ISNAD_OK;
  bool fresh;
  const uint16_t *key = isn_map_get(&g->names, letters, n) ? letters : kept(g, letters, n);
  uint32_t *slot = key ? isn_map_put(&g->names, &g->arena, key, n, &fresh) : NULL;
  isn_known *row = slot ? ISN_PUSH(&g->known, &g->arena) : NULL;
  if (!row) return isn_nomem(error);
  *row = *value;
  row->next = ISNAD_NONE;
  if (fresh) {
    add_openings(g, key, n);
    *slot = g->known.count;
    return ISNAD_OK;
  }
  if (value->user) { /* a user's row goes before the built-in ones of its name */
    row->next = *slot - 1;
    *slot = g->known.count;
    return ISNAD_OK;
  }
  uint32_t last = *slot - 1;
  while (g->known.at[last].next != ISNAD_NONE) last = g->known.at[last].next;
  g->known.at[last].next = g->known.count - 1;
  return ISNAD_OK;
}

static bool arab(const char *iso2) {
  static const char codes[] = "AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE";
  return iso2 && strstr(codes, iso2);
}

/* Files a foreigner's full name under the letters that its transcriptions share; a key that two people have leads to nobody. */
static isnad_status add_loosely(isn_gazetteer *g, const uint16_t *letters, uint32_t n, isnad_error *error) {
  uint16_t loose[ISN_NAME_LETTERS];
  uint32_t from = n;
  while (from && letters[from - 1] != ' ') from--;
  if (isn_map_get(&g->words, letters + from, n - from)) return ISNAD_OK; /* spelled in one way: عاطف, not عطيف */
  uint32_t length = isn_spell_loosely(loose, letters, n);
  if (!length) return ISNAD_OK;
  bool fresh;
  const uint16_t *key = isn_map_get(&g->loose, loose, length) ? loose : kept(g, loose, length);
  uint32_t *slot = key ? isn_map_put(&g->loose, &g->arena, key, length, &fresh) : NULL;
  if (!slot) return isn_nomem(error);
  uint32_t row = g->known.count - 1;
  if (fresh) *slot = row;
  else if (*slot != ISNAD_NONE && strcmp(g->known.at[*slot].ref, g->known.at[row].ref) != 0) *slot = ISNAD_NONE;
  return ISNAD_OK;
}

static isnad_status add_surname(isn_gazetteer *g, const uint16_t *letters, uint32_t n, isnad_error *error) {
  uint32_t from = n;
  while (from && letters[from - 1] != ' ') from--;
  if (!from || n - from < SURNAME_LETTERS) return ISNAD_OK;
  const uint16_t *key = isn_map_get(&g->surnames, letters + from, n - from) ? letters + from : kept(g, letters + from, n - from);
  bool fresh;
  uint32_t *slot = key ? isn_map_put(&g->surnames, &g->arena, key, n - from, &fresh) : NULL;
  if (!slot) return isn_nomem(error);
  *slot = 1;
  return ISNAD_OK;
}

static isnad_status add_name(isn_gazetteer *g, const char *text, size_t length, const isn_known *value, isnad_error *error) {
  uint16_t letters[ISN_NAME_LETTERS], ghain[ISN_NAME_LETTERS];
  isn_key key = isn_fold_text(&g->arena, text, length);
  if (!key.at) return isn_nomem(error);
  uint32_t n = isn_spell_name(letters, key);
  isnad_status status = n ? add_key(g, letters, n, value, error) : ISNAD_OK;
  if (!status && n && value->type == ISNAD_PER) status = add_surname(g, letters, n, error);
  if (status || !n || arab(value->country) || value->rank == 2) return status;
  if (value->type == ISNAD_PER && memchr(text, ' ', length)) status = add_loosely(g, letters, n, error);
  uint32_t m = status ? 0 : isn_spell_ghain(ghain, letters, n);
  if (m && isn_lexicon_forms(g->lexicon, ghain, m)) m = 0; /* إيغاد, but إيجاد is "finding" */
  return m ? add_key(g, ghain, m, value, error) : status;
}

static isnad_status add_names(isn_gazetteer *g, const char *cell, const isn_known *value, isnad_error *error) {
  const char *item;
  isnad_status status = ISNAD_OK;
  for (size_t n; !status && isn_next_alternative(&cell, &item, &n);) status = add_name(g, item, n, value, error);
  return status;
}

static const char *or_null(const char *cell) { return *cell ? cell : NULL; }

static const char *ref_of(isn_gazetteer *g, const char *ref) {
  return strchr(ref, ':') ? ref : isn_arena_printf(&g->arena, "isnad:%s", ref);
}

/* Whether actors.tsv of a user has a row of that ref, which takes the place of a built-in one of another table. */
static bool replaced(const isn_table *users, const char *ref) {
  for (uint32_t i = 0; i < users->rows.count; i++)
    if (strcmp(users->rows.at[i].cells[0], ref) == 0) return true;
  return false;
}

/* IBM, Sony: companies stand in Arabic texts in Latin letters too, by one word. */
static isnad_status add_latin_name(isn_gazetteer *g, const isn_known *k, isnad_error *error) {
  enum { LEAST = 2, MOST = 14 };
  const size_t n = k->name_en ? strlen(k->name_en) : 0;
  if (!k->kind || strcmp(k->kind, "company") != 0 || n < LEAST || n > MOST || strchr(k->name_en, ' ')) return ISNAD_OK;
  return add_name(g, k->name_en, n, k, error);
}

static isnad_status read_actors(isn_gazetteer *g, const char *name, isnad_error *error) {
  const isn_table *t = isn_lexicon_table(g->lexicon, name), *both = isn_lexicon_table(g->lexicon, "actors.tsv");
  isnad_status status = ISNAD_OK;
  for (uint32_t i = 0; i < t->rows.count && !status; i++) {
    const isn_row *row = &t->rows.at[i];
    const char *type = isn_cell(t, row, "type");
    isn_known k = {.rank = 5,
                   .user = strchr(row->file, '/') != NULL,
                   .ref = ref_of(g, row->cells[0]),
                   .name_ar = isn_cell(t, row, "name_ar"),
                   .name_en = or_null(isn_cell(t, row, "name_en")),
                   .kind = or_null(isn_cell(t, row, "kind")),
                   .country = or_null(isn_cell(t, row, "country")),
                   .code = or_null(isn_cell(t, row, "code")),
                   .from = (int)strtol(isn_cell(t, row, "from"), NULL, 10)};
    if (!k.ref) return isn_nomem(error);
    if (strcmp(type, "PER") == 0) k.type = ISNAD_PER;
    else if (strcmp(type, "ORG") == 0) k.type = ISNAD_ORG;
    else if (strcmp(type, "LOC") == 0) k.type = ISNAD_LOC;
    else return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column type: '%s', expected PER, ORG or LOC", type);
    if (t != both && !k.user && replaced(both, row->cells[0])) continue;
    status = add_names(g, k.name_ar, &k, error);
    if (!status) status = add_names(g, isn_cell(t, row, "variants"), &k, error);
    if (!status) status = add_latin_name(g, &k, error);
  }
  return status;
}

static bool number(const char *cell, double *out) {
  char *end;
  if (!*cell) return false;
  *out = strtod(cell, &end);
  return end != cell && *end == 0;
}

static isnad_status geo(isn_known *k, const isn_table *t, const isn_row *row, const char *lat, const char *lon, isnad_error *error) {
  const char *a = isn_cell(t, row, lat), *b = isn_cell(t, row, lon);
  if (!*a && !*b) return ISNAD_OK;
  if (!number(a, &k->lat) || !number(b, &k->lon) || k->lat < -90 || k->lat > 90 || k->lon < -180 || k->lon > 180)
    return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "columns %s, %s: '%s', '%s', expected degrees north and east", lat,
                       lon, a, b);
  k->has_geo = true;
  return ISNAD_OK;
}

static isnad_status add_units(isn_gazetteer *g, isn_known *k, isnad_error *error) {
  k->units = isn_units_add(&g->units, &(isn_unit_place){k->ref, k->name_ar, k->name_en, k->kind, k->country, k->lat, k->lon});
  return k->units ? ISNAD_OK : isn_nomem(error);
}

static isnad_status read_countries(isn_gazetteer *g, isnad_error *error) {
  const isn_table *t = isn_lexicon_table(g->lexicon, "countries.tsv");
  isnad_status status = ISNAD_OK;
  for (uint32_t i = 0; i < t->rows.count && !status; i++) {
    const isn_row *row = &t->rows.at[i];
    const char *iso2 = isn_cell(t, row, "iso2"), *iso3 = isn_cell(t, row, "iso3");
    isn_known k = {.type = ISNAD_LOC,
                   .rank = 4,
                   .ref = isn_arena_printf(&g->arena, "isnad:country-%s", iso2),
                   .name_ar = isn_cell(t, row, "name_ar"),
                   .name_en = or_null(isn_cell(t, row, "name_en")),
                   .kind = "country",
                   .country = or_null(iso2),
                   .code = *iso3 ? isn_arena_printf(&g->arena, "%s GOV", iso3) : NULL};
    if (!k.ref) return isn_nomem(error);
    isn_known capital = k;
    status = geo(&k, t, row, "lat", "lon", error);
    if (!status) status = add_units(g, &k, error);
    if (!status) status = add_names(g, k.name_ar, &k, error);
    if (!status) status = add_names(g, isn_cell(t, row, "variants"), &k, error);
    capital.rank = 3;
    capital.kind = "capital";
    capital.name_ar = isn_cell(t, row, "capital_ar");
    capital.name_en = or_null(isn_cell(t, row, "capital_en"));
    capital.ref = isn_arena_printf(&g->arena, "isnad:capital-%s", iso2);
    if (!status) status = geo(&capital, t, row, "capital_lat", "capital_lon", error);
    if (!status) status = add_units(g, &capital, error);
    if (!status) status = add_names(g, capital.name_ar, &capital, error);
    if (!status) status = add_names(g, isn_cell(t, row, "capital_variants"), &capital, error);
  }
  return status;
}

static isnad_status read_places(isn_gazetteer *g, const char *name, isnad_error *error) {
  const isn_table *t = isn_lexicon_table(g->lexicon, name);
  isnad_status status = ISNAD_OK;
  for (uint32_t i = 0; i < t->rows.count && !status; i++) {
    const isn_row *row = &t->rows.at[i];
    isn_known k = {.type = ISNAD_LOC,
                   .rank = 1,
                   .name_ar = row->cells[0],
                   .name_en = or_null(isn_cell(t, row, "name_en")),
                   .kind = or_null(isn_cell(t, row, "kind")),
                   .country = or_null(isn_cell(t, row, "country")),
                   .ambiguous = strcmp(isn_cell(t, row, "flag"), "ambiguous") == 0};
    char slug[128];
    (void)snprintf(slug, sizeof slug, "%s-%s", k.country ? k.country : "xx", k.name_en ? k.name_en : k.name_ar);
    for (char *c = slug; *c; c++)
      if (*c == ' ' || *c == '\'' || *c == '/') *c = '-';
      else if (*c >= 'A' && *c <= 'Z') *c = (char)(*c + 32);
    k.ref = isn_arena_printf(&g->arena, "isnad:place-%s", slug);
    if (!k.ref) return isn_nomem(error);
    (void)number(isn_cell(t, row, "population"), &k.population);
    status = geo(&k, t, row, "lat", "lon", error);
    if (!status) status = add_units(g, &k, error);
    if (!status) status = add_names(g, k.name_ar, &k, error);
    if (!status) status = add_names(g, isn_cell(t, row, "variants"), &k, error);
  }
  return status;
}

static isnad_status read_outlets(isn_gazetteer *g, isnad_error *error) {
  const isn_table *t = isn_lexicon_table(g->lexicon, "outlets.tsv");
  isnad_status status = ISNAD_OK;
  for (uint32_t i = 0; i < t->rows.count && !status; i++) {
    const isn_row *row = &t->rows.at[i];
    isn_known k = {.type = ISNAD_ORG,
                   .rank = 2,
                   .ref = isn_arena_printf(&g->arena, "isnad:outlet-%s", row->cells[0]),
                   .name_ar = isn_cell(t, row, "name_ar"),
                   .name_en = or_null(isn_cell(t, row, "name_en")),
                   .kind = "outlet",
                   .country = or_null(isn_cell(t, row, "country")),
                   .code = "MED"};
    if (!k.ref) return isn_nomem(error);
    status = add_names(g, k.name_ar, &k, error);
    if (!status) status = add_names(g, isn_cell(t, row, "aliases"), &k, error);
  }
  return status;
}

static isnad_status read_name_words(isn_gazetteer *g, isnad_error *error) {
  const isn_table *t = isn_lexicon_table(g->lexicon, "names.tsv");
  for (uint32_t i = 0; i < t->rows.count; i++) {
    const isn_row *row = &t->rows.at[i];
    const char *part = isn_cell(t, row, "part");
    isn_key key = isn_fold_text(&g->arena, row->cells[0], strlen(row->cells[0]));
    bool fresh;
    uint32_t *slot = key.at ? isn_map_put(&g->words, &g->arena, key.at, key.length, &fresh) : NULL;
    if (!slot) return isn_nomem(error);
    *slot |= strcmp(part, "first") == 0      ? ISN_NAME_FIRST
             : strcmp(part, "last") == 0     ? ISN_NAME_LAST
             : strcmp(part, "particle") == 0 ? ISN_NAME_PARTICLE
                                             : ISN_NAME_FIRST | ISN_NAME_LAST;
    if (strncmp(isn_cell(t, row, "note"), "ambiguous", 9) == 0) *slot |= ISN_NAME_AMBIGUOUS;
    if (strstr(isn_cell(t, row, "note"), "closes")) *slot |= ISN_NAME_CLOSES;
  }
  return ISNAD_OK;
}

static uint32_t noun(const isn_gazetteer *g, const char *word) { return isn_lexicon_find(g->lexicon, ISN_LEX_NOUN, word, strlen(word)); }

static isnad_status read_heads(isn_gazetteer *g, isnad_error *error) {
  g->lexemes = isn_lexicon_lexemes(g->lexicon);
  size_t n = (size_t)g->lexemes + 1;
  g->heads = isn_arena_alloc(&g->arena, n * sizeof *g->heads);
  g->is = isn_arena_alloc(&g->arena, n);
  g->titles = isn_arena_alloc(&g->arena, n * sizeof *g->titles);
  if (!g->heads || !g->is || !g->titles) return isn_nomem(error);
  for (uint32_t id = 0; id < g->lexemes; id++)
    if (isn_lexicon_lexeme(g->lexicon, id)->lexeme_class == ISN_LEX_FUNCTION) g->is[id] = ISN_LEXEME_FUNCTION;
  const isn_table *t = isn_lexicon_table(g->lexicon, "orgheads.tsv");
  for (uint32_t i = 0; i < t->rows.count; i++) {
    const isn_row *row = &t->rows.at[i];
    uint32_t id = noun(g, row->cells[0]);
    if (id == ISNAD_NONE) continue;
    const char *pattern = isn_cell(t, row, "pattern");
    const bool place = strcmp(isn_cell(t, row, "type"), "LOC") == 0;
    g->is[id] |= (uint8_t)(ISN_LEXEME_HEAD | (place ? ISN_LEXEME_PLACE : 0));
    g->heads[id] = (isn_orghead){place ? ISNAD_LOC : ISNAD_ORG,
                                 strcmp(pattern, "any") == 0      ? 1
                                 : strcmp(pattern, "quoted") == 0 ? 2
                                                                  : 0,
                                 strcmp(isn_cell(t, row, "in"), "yes") == 0,
                                 strncmp(isn_cell(t, row, "note"), "article", 7) == 0,
                                 strstr(isn_cell(t, row, "note"), "ambiguous") != NULL,
                                 strstr(isn_cell(t, row, "note"), "ruler") != NULL,
                                 strstr(isn_cell(t, row, "note"), "followers") != NULL,
                                 or_null(isn_cell(t, row, "sector"))};
  }
  t = isn_lexicon_table(g->lexicon, "titles.tsv");
  for (uint32_t i = 0; i < t->rows.count; i++) {
    const isn_row *row = &t->rows.at[i];
    uint32_t id = noun(g, row->cells[0]);
    if (id == ISNAD_NONE) continue;
    const char *takes = isn_cell(t, row, "takes");
    g->is[id] |= ISN_LEXEME_TITLE;
    g->titles[id] = (isn_title){true,
                                strcmp(takes, "name") != 0,
                                strcmp(takes, "gen") != 0,
                                strncmp(isn_cell(t, row, "note"), "article", 7) == 0,
                                strcmp(isn_cell(t, row, "kind"), "office") == 0 || strcmp(isn_cell(t, row, "kind"), "rank") == 0,
                                strcmp(isn_cell(t, row, "kind"), "rank") == 0,
                                or_null(isn_cell(t, row, "sector"))};
  }
  t = isn_lexicon_table(g->lexicon, "agents.tsv");
  for (uint32_t i = 0; i < t->rows.count; i++) {
    const isn_row *row = &t->rows.at[i];
    uint32_t id = noun(g, row->cells[0]);
    const char *kind = isn_cell(t, row, "kind");
    const char *sector = isn_cell(t, row, "sector");
    static const char *const forces[] = {"MIL", "REB", "UAF", "PRM", "COP"};
    static const char *const rulers[] = {"حكومة", "سلطة", "سلطات", "نظام", "إدارة", "رئاسة"};
    bool force = false;
    for (size_t k = 0; k < sizeof rulers / sizeof *rulers; k++) force = force || strcmp(row->cells[0], rulers[k]) == 0;
    for (size_t k = 0; k < sizeof forces / sizeof *forces; k++) force = force || strcmp(sector, forces[k]) == 0;
    bool armed = strcmp(sector, "REB") == 0 || strcmp(sector, "UAF") == 0 || strcmp(sector, "PRM") == 0;
    bool body = strcmp(isn_cell(t, row, "type"), "ORG") == 0 && (strcmp(kind, "group") == 0 || strcmp(kind, "office") == 0);
    if (id != ISNAD_NONE && force && (body || armed)) g->is[id] |= ISN_LEXEME_FORCE;
  }
  return ISNAD_OK;
}

/* The verbs after which a speaker is named. */
static void read_verbs_of_saying(isn_gazetteer *g) {
  const isn_table *t = isn_lexicon_table(g->lexicon, "cues.tsv");
  for (uint32_t i = 0; i < t->rows.count; i++) {
    const isn_row *row = &t->rows.at[i];
    if (strcmp(isn_cell(t, row, "pos"), "verb") != 0 || strchr(row->cells[0], ' ')) continue;
    uint32_t id = isn_lexicon_find(g->lexicon, ISN_LEX_VERB, row->cells[0], strlen(row->cells[0]));
    if (id != ISNAD_NONE) g->is[id] |= ISN_LEXEME_SAYS;
  }
}

isnad_status isn_gazetteer_open(isn_gazetteer *g, const isn_lexicon *lexicon, isnad_error *error) {
  g->lexicon = lexicon;
  g->openings = isn_arena_alloc(&g->arena, (size_t)1 << OPENINGS_LOG2 >> 3);
  if (!g->openings) return isn_nomem(error);
  isnad_status status = isn_units_open(&g->units, &g->arena, lexicon, error);
  if (!status) status = read_heads(g, error);
  if (!status) read_verbs_of_saying(g);
  if (!status) status = isn_agents_open(&g->agents, &g->arena, lexicon, error);
  if (!status) status = read_name_words(g, error);
  if (!status) status = read_actors(g, "people.tsv", error);
  if (!status) status = read_actors(g, "organisations.tsv", error);
  if (!status) status = read_actors(g, "actors.tsv", error);
  if (!status) status = read_countries(g, error);
  if (!status) status = read_places(g, "places-conflict.tsv", error);
  if (!status) status = read_places(g, "places.tsv", error);
  if (!status) status = read_outlets(g, error);
  return status;
}

int isn_country_slot(const char *iso2) {
  if (!iso2 || iso2[0] < 'A' || iso2[0] > 'Z' || iso2[1] < 'A' || iso2[1] > 'Z') return -1;
  return (iso2[0] - 'A') * 26 + iso2[1] - 'A';
}

/* ---- looking up ---- */

/* Whether isn_spell_word writes a word otherwise than it stands. */
static bool respelled(const uint16_t *word, uint32_t n) {
  for (uint32_t i = 1; i + 1 < n; i++)
    if (word[i] == HAMZA && word[i - 1] == ALEF) return true;
  return false;
}

/* The longest name from token i whose first word, after `skip` letters, is spelled with `article` put back before it (لل → ال). */
static bool longest(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, uint32_t skip, bool article, isn_hit *hit) {
  uint16_t key[ISN_NAME_LETTERS], word[ISN_NAME_LETTERS] = {ALEF, LAM};
  const isn_token *t = &doc->tokens.at[i];
  uint32_t end = doc->sentence_first.at[t->sentence + 1], before = article ? 2 : 0, n = t->fold1 - t->fold0;
  bool found = false;
  if (n < skip + 2 || n + before >= ISN_NAME_LETTERS) return false;
  memcpy(word + before, doc->fold + t->fold0 + skip, (n - skip) * sizeof *word);
  n = isn_spell_word(key, 0, word, n - skip + before);
  uint64_t hash = isn_map_roll(ISN_MAP_ROLL, key, n);
  for (uint32_t k = i; n && k < end && k < i + NAME_TOKENS && opens(g, hash);) {
    const uint32_t *slot = isn_map_get_rolled(&g->names, key, n, hash), read = n;
    if (slot) *hit = (isn_hit){*slot - 1, i, k + 1, t->fold0 + skip - (article ? 1 : 0)}, found = true;
    if (++k >= end || doc->tokens.at[k].kind >= ISN_MARK) break;
    n = isn_spell_word(key, n, doc->fold + doc->tokens.at[k].fold0, doc->tokens.at[k].fold1 - doc->tokens.at[k].fold0);
    if (n) hash = isn_map_roll(hash, key + read, n - read);
  }
  return found;
}

bool isn_gazetteer_look_up(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, isn_hit *hit) {
  const isn_token *t = &doc->tokens.at[i];
  if (t->kind != ISN_WORD && t->kind != ISN_LATIN) return false;
  const uint16_t *w = doc->fold + t->fold0;
  const uint32_t n = t->fold1 - t->fold0;
  isn_hit best, other;
  bool found = (opens(g, doc->word_hashes[i]) || respelled(w, n)) && longest(g, doc, i, 0, false, &best);
  if (t->kind == ISN_WORD) {
    for (uint32_t conj = 0; conj < 2; conj++) {
      if (conj && (n < 3 || (w[0] != 0x648 && w[0] != 0x641))) break;
      if (conj && longest(g, doc, i, 1, false, &other) && (n > 3 || other.end > i + 1) && (!found || other.end > best.end))
        best = other, found = true; /* of two letters only in a longer name: وشي جين بينغ */
      uint16_t p = conj < n ? w[conj] : 0;
      if (n < conj + 4 || (p != 0x628 && p != LAM && p != 0x643)) continue;
      if (longest(g, doc, i, conj + 1, false, &other) && (!found || other.end > best.end)) best = other, found = true;
      if (p == LAM && w[conj + 1] == LAM && longest(g, doc, i, conj + 2, true, &other) && (!found || other.end > best.end))
        best = other, found = true;
    }
  }
  if (found) *hit = best;
  return found;
}

/* The key of tokens [first, end) from a folded letter on, marks left out; 0 if there is no room. */
static uint32_t key_of(const isn_doc *doc, uint32_t first, uint32_t end, uint32_t fold_start, uint16_t key[ISN_NAME_LETTERS]) {
  uint32_t n = 0;
  for (uint32_t k = first; k < end; k++) {
    uint32_t from = k == first ? fold_start : doc->tokens.at[k].fold0;
    if (doc->tokens.at[k].kind >= ISN_MARK) continue;
    if (from >= doc->tokens.at[k].fold1 || !(n = isn_spell_word(key, n, doc->fold + from, doc->tokens.at[k].fold1 - from))) return 0;
  }
  return n;
}

uint32_t isn_gazetteer_exactly(const isn_gazetteer *g, const isn_doc *doc, uint32_t first, uint32_t end) {
  uint16_t key[ISN_NAME_LETTERS];
  uint32_t n = first < end ? key_of(doc, first, end, doc->tokens.at[first].fold0, key) : 0;
  const uint32_t *slot = n ? isn_map_get(&g->names, key, n) : NULL;
  return slot ? *slot - 1 : ISNAD_NONE;
}

uint32_t isn_gazetteer_loosely(const isn_gazetteer *g, const isn_doc *doc, uint32_t first, uint32_t end, uint32_t fold_start) {
  uint16_t key[ISN_NAME_LETTERS], loose[ISN_NAME_LETTERS];
  uint32_t n = key_of(doc, first, end, fold_start, key);
  n = isn_spell_loosely(loose, key, n);
  const uint32_t *slot = n ? isn_map_get(&g->loose, loose, n) : NULL;
  return slot ? *slot : ISNAD_NONE;
}

bool isn_known_surname(const isn_gazetteer *g, const isn_doc *doc, uint32_t token, uint32_t skip) {
  uint16_t key[ISN_NAME_LETTERS];
  const isn_token *t = &doc->tokens.at[token];
  if (t->kind != ISN_WORD || t->fold1 - t->fold0 < skip + SURNAME_LETTERS) return false;
  uint32_t n = isn_spell_word(key, 0, doc->fold + t->fold0 + skip, t->fold1 - t->fold0 - skip);
  return n && isn_map_get(&g->surnames, key, n);
}

uint32_t isn_name_word_look_up(const isn_gazetteer *g, const isn_doc *doc, uint32_t token, uint32_t skip) {
  const isn_token *t = &doc->tokens.at[token];
  const uint16_t *w = doc->fold + t->fold0 + skip;
  if (t->kind != ISN_WORD || t->fold1 - t->fold0 < skip + 2) return 0;
  const uint32_t n = t->fold1 - t->fold0 - skip;
  const uint64_t hash = skip ? isn_map_roll(ISN_MAP_ROLL, w, n) : doc->word_hashes[token];
  const uint32_t *bits = isn_map_get_rolled(&g->words, w, n, hash);
  return bits ? *bits : 0;
}
