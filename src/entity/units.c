#include "entity/units.h"

#include <math.h>
#include <string.h>

enum { BUCKETS_LOG2 = 13, BUCKETS = 1 << BUCKETS_LOG2 };

typedef struct isn_unit_row {
  const char *key;
  const isn_row *row; /* of a table; NULL: a place */
  isnad_place place;
  double lat, lon;
  struct isn_unit_row *next; /* in the order in which they were added */
} unit_row;

static uint32_t bucket(const char *key) {
  uint64_t hash = isn_hash_bytes(key, strlen(key), 0);
  return (uint32_t)((hash ^ hash >> 32) & (BUCKETS - 1));
}

static unit_row *first_of(unit_row *const *table, const char *key) {
  unit_row *row = table[bucket(key)];
  while (row && strcmp(row->key, key) != 0) row = row->next;
  return row;
}

static unit_row *add(isn_arena *arena, unit_row **table, const char *key) {
  unit_row *made = isn_arena_alloc(arena, sizeof *made), **last = &table[bucket(key)];
  if (!made) return NULL;
  made->key = key;
  while (*last) last = &(*last)->next;
  *last = made;
  return made;
}

static unit_row **read_table(isn_arena *arena, const isn_table *t) {
  unit_row **table = isn_arena_alloc(arena, BUCKETS * sizeof(unit_row *));
  for (uint32_t i = 0; table && i < t->rows.count; i++) {
    unit_row *row = add(arena, table, t->rows.at[i].cells[0]);
    if (!row) return NULL;
    row->row = &t->rows.at[i];
  }
  return table;
}

isnad_status isn_units_open(isn_units *units, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error) {
  units->arena = arena;
  units->provinces = isn_lexicon_table(lexicon, "provinces.tsv");
  units->countries = isn_lexicon_table(lexicon, "countries.tsv");
  units->country = read_table(arena, units->countries);
  units->places = isn_arena_alloc(arena, BUCKETS * sizeof(unit_row *));
  units->province = read_table(arena, units->provinces);
  units->in_province = read_table(arena, isn_lexicon_table(lexicon, "place-provinces.tsv"));
  return units->places && units->country && units->province && units->in_province ? ISNAD_OK : isn_nomem(error);
}

static bool one_of(const char *kind, const char *const *kinds) {
  for (; kind && *kinds; kinds++)
    if (strcmp(kind, *kinds) == 0) return true;
  return false;
}

static const char *or_null(const char *cell) { return cell && *cell ? cell : NULL; }

static void fill_province(const isn_units *units, const char *ref, isnad_place *out) {
  const char *colon = strchr(ref, ':');
  const unit_row *in = first_of(units->in_province, colon ? colon + 1 : ref);
  const char *code = in ? in->row->cells[1] : "";
  const unit_row *row = *code ? first_of(units->province, code) : NULL;
  if (!row) return;
  out->province = code;
  out->province_ar = or_null(isn_cell(units->provinces, row->row, "name_ar"));
  out->province_en = or_null(isn_cell(units->provinces, row->row, "name_en"));
}

static void fill_country(const isn_units *units, isnad_place *out) {
  const unit_row *row = out->country ? first_of(units->country, out->country) : NULL;
  if (!row) return;
  out->country_ar = or_null(isn_cell(units->countries, row->row, "name_ar"));
  out->country_en = or_null(isn_cell(units->countries, row->row, "name_en"));
}

/* A province that provinces.tsv has not is its own; a quarter is a district; what people live in is a town, whatever its size. */
static void fill_own(const isn_unit_place *place, isnad_place *out) {
  static const char *const towns[] = {"city", "town", "village", "capital", "camp", "settlement", NULL};
  static const char *const quarters[] = {"district", NULL}, *const provinces[] = {"governorate", NULL};
  if (one_of(place->kind, towns)) out->city_ar = place->name_ar, out->city_en = place->name_en;
  if (one_of(place->kind, quarters)) out->district_ar = place->name_ar, out->district_en = place->name_en;
  if (!out->province && one_of(place->kind, provinces)) out->province_ar = place->name_ar, out->province_en = place->name_en;
}

const isnad_place *isn_units_add(isn_units *units, const isn_unit_place *place) {
  unit_row *row = add(units->arena, units->places, place->ref);
  if (!row) return NULL;
  row->place = (isnad_place){.kind = place->kind, .country = place->iso2};
  row->lat = place->lat;
  row->lon = place->lon;
  fill_country(units, &row->place);
  fill_province(units, place->ref, &row->place);
  fill_own(place, &row->place);
  return &row->place;
}

const isnad_place *isn_units_find(const isn_units *units, const char *ref, double lat, double lon) {
  static const double same = 0.0001;
  const unit_row *first = ref ? first_of(units->places, ref) : NULL;
  for (const unit_row *row = first; row; row = row->next)
    if (strcmp(row->key, ref) == 0 && fabs(row->lat - lat) < same && fabs(row->lon - lon) < same) return &row->place;
  return first ? &first->place : NULL;
}
