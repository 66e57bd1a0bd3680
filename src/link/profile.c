#include "link/profile.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "link/terms.h"

enum { TITLE_COUNTS = 3 /* a word of the title weighs as that many in the text */, RARITY_LEAST = 31, SCALE = 16, MAX_TERMS = 1 << 16 };

int isn_order_compare(const isn_order *a, const isn_order *b) {
  if (a->day != b->day) return a->day < b->day ? -1 : 1;
  if (a->tie != b->tie) return a->tie < b->tie ? -1 : 1;
  return a->analysis < b->analysis ? -1 : a->analysis > b->analysis;
}

/* ---- when ---- */

int32_t isn_date_day(const char *date) {
  if (!date) return ISN_NO_DAY;
  int32_t part[3] = {0};
  static const uint8_t widths[3] = {4, 2, 2};
  for (int i = 0; i < 3; i++) {
    if (i && *date++ != '-') return ISN_NO_DAY;
    for (int k = 0; k < widths[i]; k++, date++) {
      if (*date < '0' || *date > '9') return ISN_NO_DAY;
      part[i] = part[i] * 10 + (*date - '0');
    }
  }
  if (part[1] < 1 || part[1] > 12) return ISN_NO_DAY;
  /* Days of the civil calendar (Hinnant, chrono-compatible low-level date algorithms). */
  int32_t year = part[0] - (part[1] <= 2), era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
  int32_t of_year = (153 * (part[1] + (part[1] > 2 ? -3 : 9)) + 2) / 5 + part[2] - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int32_t day_of_document(const isn_doc *doc) {
  int32_t from = isn_date_day(doc->dated_from), to = isn_date_day(doc->dated_to), said = isn_date_day(doc->published);
  if (said != ISN_NO_DAY) return said;
  return from == ISN_NO_DAY || to == ISN_NO_DAY || to - from > ISN_WIDE_DAYS ? ISN_NO_DAY : to;
}

/* What the document is known by: id, outlet and address; a bare id may be the name of many files, so there the text counts too. */
static int64_t tie_of(const isn_doc *doc) {
  uint64_t hash = isn_hash_bytes(doc->id, strlen(doc->id) + 1, 0);
  if (doc->source) hash = isn_hash_bytes(doc->source, strlen(doc->source) + 1, hash);
  if (doc->url) hash = isn_hash_bytes(doc->url, strlen(doc->url) + 1, hash);
  if (!doc->url && !doc->source) hash = isn_hash_bytes(doc->text, doc->text_bytes, hash);
  hash ^= hash >> 31; /* the low bits of FNV alone are weak, and the highest is not kept */
  return (int64_t)(hash & INT64_MAX);
}

/* ---- terms ---- */

typedef ISN_VEC(uint32_t) hashes;

static int by_number(const void *a, const void *b) {
  uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
  return left < right ? -1 : left > right;
}

static bool push(hashes *list, isn_arena *arena, uint32_t value) {
  uint32_t *place = ISN_PUSH(list, arena);
  if (place) *place = value;
  return place != NULL;
}

static bool collect_stems(hashes *list, isn_arena *arena, isn_key text, uint32_t times) {
  isn_key word;
  for (uint32_t at = 0; isn_next_word(text, &at, &word) && list->count < MAX_TERMS;) {
    isn_key stem = isn_light_stem(word);
    for (uint32_t i = 0; stem.length > 1 && i < times; i++)
      if (!push(list, arena, isn_term_hash(stem))) return false;
  }
  return true;
}

static int by_weight(const void *a, const void *b) {
  const isn_term *left = a, *right = b;
  if (left->weight != right->weight) return left->weight > right->weight ? -1 : 1;
  return left->hash < right->hash ? -1 : left->hash > right->hash;
}

static int by_hash(const void *a, const void *b) {
  const isn_term *left = a, *right = b;
  return left->hash < right->hash ? -1 : left->hash > right->hash;
}

static void weigh(isn_profile *profile, const hashes *list, isn_term *terms) {
  uint32_t count = 0;
  for (uint32_t i = 0, next; i < list->count; i = next) {
    for (next = i + 1; next < list->count && list->at[next] == list->at[i];) next++;
    uint32_t rarity = isn_term_rarity(list->at[i]), times = next - i;
    if (rarity >= RARITY_LEAST) terms[count++] = (isn_term){list->at[i], (uint16_t)(rarity * SCALE * times / (times + 2))};
  }
  if (count) qsort(terms, count, sizeof *terms, by_weight);
  if (count > ISN_TERMS) count = ISN_TERMS;
  if (count) qsort(terms, count, sizeof *terms, by_hash);
  profile->terms = terms;
  profile->terms_count = count;
  profile->norm = 0;
  for (uint32_t i = 0; i < count; i++) profile->norm += (uint64_t)terms[i].weight * terms[i].weight;
}

static bool make_terms(isn_profile *profile, isn_arena *arena, isn_key title, isn_key body) {
  hashes list = {0};
  if (!collect_stems(&list, arena, title, TITLE_COUNTS) || !collect_stems(&list, arena, body, 1)) return false;
  if (list.count) qsort(list.at, list.count, sizeof *list.at, by_number);
  isn_term *terms = isn_arena_alloc(arena, (size_t)list.count * sizeof *terms);
  if (terms) weigh(profile, &list, terms);
  return terms != NULL;
}

uint32_t isn_profile_keys(const isn_profile *profile, isn_term keys[ISN_KEY_TERMS]) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < profile->terms_count; i++) {
    isn_term term = profile->terms[i];
    if (count == ISN_KEY_TERMS && by_weight(&term, &keys[count - 1]) > 0) continue;
    uint32_t place = count < ISN_KEY_TERMS ? count++ : count - 1;
    for (; place && by_weight(&term, &keys[place - 1]) < 0; place--) keys[place] = keys[place - 1];
    keys[place] = term;
  }
  return count;
}

/* ---- what the lead says ---- */

/* Sorts and drops what stands twice. */
static uint32_t sort_once(uint32_t *rows, uint32_t count) {
  uint32_t kept = 0;
  if (count) qsort(rows, count, sizeof *rows, by_number);
  for (uint32_t i = 0; i < count; i++)
    if (!kept || rows[kept - 1] != rows[i]) rows[kept++] = rows[i];
  return kept;
}

static uint32_t place_hash(const isn_doc *doc, uint32_t entity) {
  const isnad_entity *row = &doc->entities.at[entity];
  const char *name = row->ref ? row->ref : row->name_ar;
  if (row->type != ISNAD_LOC || !name || !*name) return 0;
  bool country = entity < doc->facts.count && doc->facts.at[entity].kind && strcmp(doc->facts.at[entity].kind, "country") == 0;
  uint64_t hash = isn_hash_bytes(name, strlen(name), 0);
  return country ? 0 : (uint32_t)(hash ^ (hash >> 32)) | 1;
}

static bool make_lead(isn_profile *profile, isn_arena *arena, const isn_doc *doc) {
  uint32_t *places = isn_arena_alloc(arena, ISN_LEAD_ROWS * sizeof *places), *dead = isn_arena_alloc(arena, ISN_LEAD_ROWS * sizeof *dead);
  if (!places || !dead) return false;
  uint32_t places_count = 0, dead_count = 0;
  for (uint32_t i = 0; i < doc->mentions.count && places_count < ISN_LEAD_ROWS; i++) {
    const isnad_mention *row = &doc->mentions.at[i];
    uint32_t hash = row->span.start < ISN_LEAD && row->entity < doc->entities.count ? place_hash(doc, row->entity) : 0;
    if (hash) places[places_count++] = hash;
  }
  for (uint32_t i = 0; i < doc->events.count && dead_count < ISN_LEAD_ROWS; i++) {
    const isnad_event *row = &doc->events.at[i];
    if (row->anchor.start >= ISN_LEAD) continue;
    profile->attack |= row->type == ISNAD_EV_ASSAULT;
    if (row->dead > 0) dead[dead_count++] = (uint32_t)row->dead;
  }
  profile->places = places;
  profile->places_count = sort_once(places, places_count);
  profile->dead = dead;
  profile->dead_count = sort_once(dead, dead_count);
  return true;
}

/* ---- words and shingles of the body ---- */

static bool make_words(isn_profile *profile, isn_arena *arena, isn_key body) {
  hashes list = {0};
  isn_key word;
  for (uint32_t at = 0; list.count < ISN_BODY_WORDS && isn_next_word(body, &at, &word);) {
    int64_t number = isn_number_of(word);
    uint32_t value = number >= 0 ? ISN_NUMBER_BIT | (uint32_t)number : (1u << 31) | (isn_term_hash(word) & (ISN_NUMBER_BIT - 1));
    if (!push(&list, arena, value)) return false;
  }
  profile->words = list.at;
  profile->words_count = list.count;
  return true;
}

static int by_shingle(const void *a, const void *b) {
  uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
  return left < right ? -1 : left > right;
}

/* 63 bits, well mixed (the finalizer of MurmurHash3), for those are kept whose hash is a multiple of four: a quarter of every text's, the
 * same of the same words, so that parts taken from a text are found like the whole. */
static uint64_t mix(uint64_t hash) {
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdu;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53u;
  return (hash ^ (hash >> 33)) & INT64_MAX;
}

static bool make_shingles(isn_profile *profile, isn_arena *arena) {
  const uint32_t *words = profile->words;
  uint32_t count = profile->words_count, kept = 0;
  uint64_t *all = isn_arena_alloc(arena, ((size_t)count + 1) * sizeof *all);
  if (!all) return false;
  all[0] = mix(isn_hash_bytes(words, (size_t)count * sizeof *words, 0));
  for (uint32_t i = 0; i + ISN_SHINGLE <= count; i++) {
    uint64_t hash = mix(isn_hash_bytes(words + i, ISN_SHINGLE * sizeof *words, 0));
    if (hash % 4 == 0) all[1 + kept++] = hash;
  }
  if (kept) qsort(all + 1, kept, sizeof *all, by_shingle);
  uint32_t once = 0;
  for (uint32_t i = 0; i < kept && once < ISN_SHINGLES; i++)
    if (!once || all[once] != all[1 + i]) all[1 + once++] = all[1 + i];
  profile->shingles = all;
  profile->shingles_count = count ? once + 1 : 0;
  return true;
}

/* ---- all of it ---- */

/* The text without the title that it begins with: outlets give one wire copy each a title of their own. */
static isn_key without_title(isn_key text, isn_key title) {
  bool begins = title.length && title.length <= text.length && memcmp(text.at, title.at, title.length * sizeof *title.at) == 0;
  return begins ? (isn_key){text.at + title.length, text.length - title.length} : text;
}

bool isn_profile_make(isn_profile *profile, isn_arena *arena, const isn_doc *doc) {
  *profile = (isn_profile){.at = {.day = day_of_document(doc), .tie = tie_of(doc)}};
  isn_key text = isn_fold_text(arena, doc->text, doc->text_bytes);
  isn_key title = isn_fold_text(arena, doc->title ? doc->title : "", doc->title ? strlen(doc->title) : 0);
  if (!text.at || !title.at) return false;
  isn_key body = without_title(text, title);
  return make_terms(profile, arena, title, body) && make_lead(profile, arena, doc) && make_words(profile, arena, body) &&
         make_shingles(profile, arena);
}

/* ---- as bytes ---- */

static void put(isn_buffer *out, uint64_t value, unsigned bytes) {
  char little[8];
  for (unsigned i = 0; i < bytes; i++) little[i] = (char)(unsigned char)(value >> (8 * i));
  isn_buffer_add(out, little, bytes);
}

void isn_profile_pack(const isn_profile *profile, isn_buffer *out) {
  put(out, profile->attack, 1);
  put(out, profile->places_count, 1);
  put(out, profile->dead_count, 1);
  put(out, profile->terms_count, 1);
  put(out, profile->shingles_count, 2);
  for (uint32_t i = 0; i < profile->places_count; i++) put(out, profile->places[i], 4);
  for (uint32_t i = 0; i < profile->dead_count; i++) put(out, profile->dead[i], 4);
  for (uint32_t i = 0; i < profile->terms_count; i++) put(out, profile->terms[i].hash, 4), put(out, profile->terms[i].weight, 2);
  for (uint32_t i = 0; i < profile->shingles_count; i++) put(out, profile->shingles[i], 8);
}

void isn_words_pack32(const uint32_t *words, uint32_t count, isn_buffer *out) {
  for (uint32_t i = 0; i < count; i++) put(out, words[i], 4);
}

static uint64_t get(const unsigned char **at, unsigned bytes) {
  uint64_t value = 0;
  for (unsigned i = 0; i < bytes; i++) value |= (uint64_t)(*at)[i] << (8 * i);
  *at += bytes;
  return value;
}

enum { HEAD_BYTES = 6 };

static uint32_t *get_numbers(isn_arena *arena, const unsigned char **at, uint32_t count) {
  uint32_t *rows = isn_arena_alloc(arena, (size_t)count * sizeof *rows);
  for (uint32_t i = 0; rows && i < count; i++) rows[i] = (uint32_t)get(at, 4);
  return rows;
}

bool isn_profile_unpack(isn_profile *profile, isn_arena *arena, const unsigned char *bytes, size_t length, bool *damaged) {
  *damaged = length < HEAD_BYTES;
  if (*damaged) return false;
  const unsigned char *at = bytes;
  profile->attack = get(&at, 1) != 0;
  profile->places_count = (uint32_t)get(&at, 1);
  profile->dead_count = (uint32_t)get(&at, 1);
  profile->terms_count = (uint32_t)get(&at, 1);
  profile->shingles_count = (uint32_t)get(&at, 2);
  *damaged = length != HEAD_BYTES + 4ul * (profile->places_count + profile->dead_count) + 6ul * profile->terms_count +
                           8ul * profile->shingles_count ||
             profile->terms_count > ISN_TERMS;
  if (*damaged) return false;
  profile->places = get_numbers(arena, &at, profile->places_count);
  profile->dead = get_numbers(arena, &at, profile->dead_count);
  isn_term *terms = isn_arena_alloc(arena, profile->terms_count * sizeof *terms);
  uint64_t *shingles = isn_arena_alloc(arena, profile->shingles_count * sizeof *shingles);
  if (!profile->places || !profile->dead || !terms || !shingles) return false;
  profile->norm = 0;
  for (uint32_t i = 0; i < profile->terms_count; i++) {
    terms[i].hash = (uint32_t)get(&at, 4);
    terms[i].weight = (uint16_t)get(&at, 2);
    profile->norm += (uint64_t)terms[i].weight * terms[i].weight;
  }
  for (uint32_t i = 0; i < profile->shingles_count; i++) shingles[i] = get(&at, 8);
  profile->terms = terms;
  profile->shingles = shingles;
  return true;
}

bool isn_words_unpack32(const uint32_t **words, uint32_t *count, isn_arena *arena, const unsigned char *bytes, size_t length,
                        bool *damaged) {
  *damaged = length % 4 != 0 || length / 4 > ISN_BODY_WORDS;
  if (*damaged) return false;
  const unsigned char *at = bytes;
  *count = (uint32_t)(length / 4);
  *words = get_numbers(arena, &at, *count);
  return *words != NULL;
}

uint32_t isn_profile_share(const isn_profile *profile, isn_term term) {
  return profile->norm ? (uint32_t)((((uint64_t)term.weight * term.weight) << 32) / profile->norm >> 16) : 0;
}
