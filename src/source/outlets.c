#include "source/outlets.h"

#include <stdlib.h>
#include <string.h>

#include "arabic/letters.h"
#include "base/hash.h"
#include "pack/lexicon.h"

/* Better names first: an id is an outlet's alone, an alias may be another one's proper name. */
typedef enum name_rank { RANK_ID, RANK_DOMAIN, RANK_NAME, RANK_ALIAS, RANKS } name_rank;

/* What by_name holds: the row + 1, the rank of the name, and a flag where two outlets have it at that rank. */
enum { ROW_BITS = 0xffffff, RANK_SHIFT = 24, AMBIGUOUS = 1 << 30, MAX_NAME = 256 };

struct isn_outlets {
  isn_arena arena;
  ISN_VEC(isn_outlet) rows;
  isn_map by_name;
  isn_map wire_roles; /* isn_wire_role of each form of wires.tsv */
};

/* Underscores, hyphens and brackets stand for blanks: cnn_arabic, الجزيرة-نت. Writes at most `room` letters; 0: none or too long. */
static uint32_t tidy(const uint16_t *key, uint32_t length, uint16_t *out, uint32_t room) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < length; i++) {
    uint16_t c = key[i];
    bool gap = c == ' ' || c == '_' || c == '-' || c == '(' || c == ')' || c == '"' || c == 0xab || c == 0xbb || c == 0x201c || c == 0x201d;
    if (gap && (!n || out[n - 1] == ' ')) continue;
    if (n == room) return 0;
    out[n++] = gap ? ' ' : c;
  }
  while (n && out[n - 1] == ' ') n--;
  return n;
}

static isnad_status add_name(isn_outlets *outlets, uint32_t row, name_rank rank, const char *name, size_t length, isnad_error *error) {
  isn_key folded = isn_fold_text(&outlets->arena, name, length);
  uint16_t *key = folded.at ? isn_arena_alloc(&outlets->arena, (folded.length + 1) * sizeof *key) : NULL;
  if (!key) return isn_nomem(error);
  uint32_t n = tidy(folded.at, folded.length, key, folded.length);
  if (!n) return ISNAD_OK;
  bool fresh;
  uint32_t *value = isn_map_put(&outlets->by_name, &outlets->arena, key, n, &fresh), mine = (row + 1) | (uint32_t)rank << RANK_SHIFT;
  if (!value) return isn_nomem(error);
  if (fresh) *value = mine;
  else if (*value >> RANK_SHIFT == (uint32_t)rank && (*value & ROW_BITS) != row + 1) *value |= AMBIGUOUS;
  return ISNAD_OK;
}

static isnad_status add_names(isn_outlets *outlets, const isn_table *table, uint32_t row, name_rank rank, isnad_error *error) {
  static const char *const columns[RANKS][2] = {{"id", NULL}, {"domains", NULL}, {"name_ar", "name_en"}, {"aliases", NULL}};
  for (unsigned i = 0; i < 2 && columns[rank][i]; i++) {
    const char *at = isn_cell(table, &table->rows.at[row], columns[rank][i]), *name;
    size_t length;
    while (isn_next_alternative(&at, &name, &length)) {
      isnad_status status = add_name(outlets, row, rank, name, length, error);
      if (status) return status;
    }
  }
  return ISNAD_OK;
}

static isnad_status read_table(isn_outlets *outlets, const isn_table *table, isnad_error *error) {
  if (table->rows.count >= ROW_BITS) return isn_fail(error, ISNAD_E_LIMIT, "%s: more than %d rows", table->name, ROW_BITS);
  for (uint32_t i = 0; i < table->rows.count; i++) {
    const isn_row *row = &table->rows.at[i];
    isn_outlet *outlet = ISN_PUSH(&outlets->rows, &outlets->arena);
    if (!outlet) return isn_nomem(error);
    *outlet = (isn_outlet){isn_cell(table, row, "id"), isn_cell(table, row, "name_ar"), isn_cell(table, row, "name_en"),
                           isn_cell(table, row, "kind")};
  }
  for (name_rank rank = RANK_ID; rank < RANKS; rank++)
    for (uint32_t i = 0; i < table->rows.count; i++) {
      isnad_status status = add_names(outlets, table, i, rank, error);
      if (status) return status;
    }
  return ISNAD_OK;
}

static isnad_status read_wires(isn_outlets *outlets, const isn_table *table, isnad_error *error) {
  static const char *const roles[] = {[ISN_WIRE_UNNAMED] = "unnamed", [ISN_WIRE_LEAD] = "lead", [ISN_WIRE_SPOKEN] = "spoken"};
  for (uint32_t i = 0; i < table->rows.count; i++) {
    const char *form = isn_cell(table, &table->rows.at[i], "form"), *role = isn_cell(table, &table->rows.at[i], "role");
    isn_key key = isn_fold_text(&outlets->arena, form, strlen(form));
    bool fresh;
    uint32_t *value = key.at && key.length ? isn_map_put(&outlets->wire_roles, &outlets->arena, key.at, key.length, &fresh) : NULL;
    if (key.at && !key.length) continue;
    if (!value) return isn_nomem(error);
    for (isn_wire_role r = ISN_WIRE_UNNAMED; r <= ISN_WIRE_SPOKEN; r++)
      if (strcmp(role, roles[r]) == 0) *value = r;
  }
  return ISNAD_OK;
}

isnad_status isn_outlets_open(const struct isn_lexicon *lexicon, isn_outlets **out, isnad_error *error) {
  *out = NULL;
  isn_outlets *outlets = calloc(1, sizeof *outlets);
  if (!outlets) return isn_nomem(error);
  isnad_status status = read_table(outlets, isn_lexicon_table(lexicon, "outlets.tsv"), error);
  if (!status) status = read_wires(outlets, isn_lexicon_table(lexicon, "wires.tsv"), error);
  if (status) isn_outlets_close(outlets);
  else *out = outlets;
  return status;
}

void isn_outlets_close(isn_outlets *outlets) {
  if (!outlets) return;
  isn_arena_free(&outlets->arena);
  free(outlets);
}

/* ---- looking up ---- */

bool isn_is_outlet_noun(const uint16_t *word, uint32_t length) {
  static const uint16_t nouns[][8] = {u"صحيفه",  u"جريده", u"يوميه", u"مجله",  u"وكاله", u"موقع",    u"قناه",
                                      u"فضاءيه", u"شبكه",  u"اذاعه", u"راديو", u"بوابه", u"تلفزيون", u"منصه"};
  const uint16_t al[] = u"ال";
  if (length > 4 && memcmp(word, al, 2 * sizeof *al) == 0) word += 2, length -= 2;
  for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
    uint32_t n = 0;
    while (n < 8 && nouns[i][n]) n++;
    if (n == length && memcmp(word, nouns[i], n * sizeof *word) == 0) return true;
  }
  return false;
}

static const isn_outlet *exact(const isn_outlets *outlets, const uint16_t *key, uint32_t length) {
  const uint32_t *value = length ? isn_map_get(&outlets->by_name, key, length) : NULL;
  return value && !(*value & AMBIGUOUS) ? &outlets->rows.at[(*value & ROW_BITS) - 1] : NULL;
}

const isn_outlet *isn_outlets_find_key(const isn_outlets *outlets, const uint16_t *key, uint32_t length) {
  uint16_t tidied[MAX_NAME];
  uint32_t n = tidy(key, length, tidied, MAX_NAME);
  const isn_outlet *found = exact(outlets, tidied, n);
  uint32_t word = 0;
  while (word < n && tidied[word] != ' ') word++;
  if (!found && word < n && isn_is_outlet_noun(tidied, word)) found = exact(outlets, tidied + word + 1, n - word - 1);
  return found;
}

/* arabic.cnn.com, then cnn.com. The key is folded and so in lower case. The last :// counts: archives put theirs before the page's. */
static const isn_outlet *by_domain(const isn_outlets *outlets, const uint16_t *key, uint32_t length) {
  uint32_t from = 0, end;
  for (uint32_t i = 0; i + 2 < length; i++)
    if (key[i] == ':' && key[i + 1] == '/' && key[i + 2] == '/') from = i + 3;
  for (end = from; end < length && key[end] != '/' && key[end] != '?' && key[end] != '#' && key[end] != ':';) end++;
  while (from < end) {
    const isn_outlet *found = exact(outlets, key + from, end - from);
    if (found) return found;
    while (from < end && key[from] != '.') from++;
    from++;
  }
  return NULL;
}

const isn_outlet *isn_outlets_find(const isn_outlets *outlets, const char *name) {
  isn_arena arena = {0};
  isn_key key = isn_fold_text(&arena, name, strlen(name));
  const isn_outlet *found = NULL;
  if (key.at) {
    found = isn_outlets_find_key(outlets, key.at, key.length);
    if (!found && strchr(name, '.') && !strchr(name, ' ')) found = by_domain(outlets, key.at, key.length);
  }
  isn_arena_free(&arena);
  return found;
}

const isn_outlet *isn_outlets_find_id(const isn_outlets *outlets, const char *id) {
  const isn_outlet *found = isn_outlets_find(outlets, id);
  return found && strcmp(found->id, id) == 0 ? found : NULL;
}

isn_wire_role isn_outlets_wire_role(const isn_outlets *outlets, const uint16_t *key, uint32_t length) {
  const uint32_t *value = length ? isn_map_get(&outlets->wire_roles, key, length) : NULL;
  return value ? (isn_wire_role)*value : ISN_WIRE_NONE;
}
