/* Claims of words: sentences of different articles that are alike by their lemmas, names and numbers. Where they are alike but for a
 * negation, an antonym or an outcome, they oppose each other; where they are alike but for a number, the figures differ. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "report/claims.h"

enum {
  RARE = 40,  /* sentences that a term may stand in, to propose pairs */
  FEWEST = 5, /* terms that a sentence needs */
  SHARED = 4, /* terms that two sentences need in common */
  TERMS = 120 /* of a sentence that are compared */
};

static const double alike = 0.5, opposite = 0.04, surely_alike = 0.68;

typedef struct sentence {
  const isn_terms *terms;
  uint32_t document, number;
  double weight; /* of all its terms */
  uint32_t group;
  int8_t flip;
} sentence;

typedef struct posting {
  uint32_t term, sentence;
} posting;

typedef struct match {
  uint32_t a, b;
  double score;
  bool opposed;
} match;

typedef struct words {
  isn_overview *model;
  sentence *at;
  uint32_t count;
  posting *postings;
  uint32_t postings_count;
  isn_map found; /* how often a term stands */
  ISN_VEC(match) matches;
} words;

/* ---- terms ---- */

static uint32_t bare(uint32_t term) { return term | 1; } /* the side does not count */

static const uint16_t *map_key(isn_overview *model, uint32_t term) {
  uint16_t *at = isn_arena_alloc(&model->arena, 2 * sizeof *at);
  if (at) at[0] = (uint16_t)(term >> 16), at[1] = (uint16_t)term;
  return at;
}

static uint32_t frequency(const words *w, uint32_t term) {
  const uint16_t at[2] = {(uint16_t)(bare(term) >> 16), (uint16_t)bare(term)};
  const uint32_t *found = isn_map_get(&w->found, at, 2);
  return found ? *found : 0;
}

static double weight_of(const words *w, uint32_t term) { return log2(1 + (double)w->count / (1 + frequency(w, term))); }

static bool first_of(const isn_terms *terms, uint32_t i) {
  for (uint32_t k = 0; k < i; k++)
    if (bare(terms->at[k]) == bare(terms->at[i])) return false;
  return true;
}

static uint32_t length_of(const isn_terms *terms) { return terms->count < TERMS ? terms->count : TERMS; }

static bool collect(words *w) {
  isn_overview *model = w->model;
  uint32_t room = 1, terms = 1;
  for (uint32_t d = 0; d < model->documents_count; d++) {
    const isn_stored *stored = model->documents[d].stored;
    room += stored->terms_count;
    for (uint32_t i = 0; i < stored->terms_count; i++) terms += length_of(&stored->terms[i]);
  }
  w->at = isn_arena_alloc(&model->arena, room * sizeof *w->at);
  w->postings = isn_arena_alloc(&model->arena, terms * sizeof *w->postings);
  for (uint32_t d = 0; w->at && w->postings && d < model->documents_count; d++) {
    const isn_stored *stored = model->documents[d].stored;
    for (uint32_t i = 0; i < stored->terms_count; i++) {
      const isn_terms *row = &stored->terms[i];
      if (row->count < FEWEST) continue;
      for (uint32_t k = 0; k < length_of(row); k++) {
        if (!first_of(row, k)) continue;
        const uint16_t *key = map_key(model, bare(row->at[k]));
        bool fresh;
        uint32_t *slot = key ? isn_map_put(&w->found, &model->arena, key, 2, &fresh) : NULL;
        if (!slot) return false;
        ++*slot;
        w->postings[w->postings_count++] = (posting){bare(row->at[k]), w->count};
      }
      w->at[w->count] = (sentence){.terms = row, .document = d, .number = i, .group = w->count, .flip = 1};
      w->count++;
    }
  }
  for (uint32_t s = 0; s < w->count; s++)
    for (uint32_t k = 0; k < length_of(w->at[s].terms); k++)
      if (first_of(w->at[s].terms, k)) w->at[s].weight += weight_of(w, w->at[s].terms->at[k]);
  return w->at && w->postings;
}

/* ---- pairs ---- */

static int by_term(const void *a, const void *b) {
  const posting *left = a, *right = b;
  if (left->term != right->term) return left->term < right->term ? -1 : 1;
  return left->sentence < right->sentence ? -1 : left->sentence > right->sentence;
}

static const uint32_t *find_term(const isn_terms *terms, uint32_t term) {
  for (uint32_t i = 0; i < length_of(terms); i++)
    if (bare(terms->at[i]) == bare(term)) return &terms->at[i];
  return NULL;
}

/* How alike two sentences are: the weight of what they share in that of the lighter and, less, of the heavier one. */
static bool compare(const words *w, uint32_t a, uint32_t b, match *out) {
  const sentence *one = &w->at[a], *other = &w->at[b];
  double shared = 0, turned = 0;
  uint32_t count = 0;
  for (uint32_t i = 0; i < length_of(one->terms); i++) {
    const uint32_t *same = first_of(one->terms, i) ? find_term(other->terms, one->terms->at[i]) : NULL;
    if (!same) continue;
    double weight = weight_of(w, *same);
    shared += weight;
    count++;
    if (*same != one->terms->at[i]) turned += weight;
  }
  double lighter = one->weight < other->weight ? one->weight : other->weight, heavier = one->weight + other->weight - lighter;
  double score = lighter > 0 ? 0.6 * shared / lighter + 0.4 * shared / heavier : 0;
  bool opposed = shared > 0 && turned / shared > opposite;
  *out = (match){a, b, score, opposed};
  /* Opposites in sentences that are only half alike may be of two things, and two papers' edits of one text do not contradict each
   * other: neither agreement nor contradiction. */
  if (opposed && isn_origin(w->model, one->document) == isn_origin(w->model, other->document)) return false;
  return count >= SHARED && score >= (opposed ? surely_alike : alike);
}

static int by_pair(const void *a, const void *b) {
  const match *left = a, *right = b;
  if (left->a != right->a) return left->a < right->a ? -1 : 1;
  return left->b < right->b ? -1 : left->b > right->b;
}

static bool propose(words *w) {
  if (w->postings_count) qsort(w->postings, w->postings_count, sizeof *w->postings, by_term);
  for (uint32_t from = 0, to; from < w->postings_count; from = to) {
    for (to = from + 1; to < w->postings_count && w->postings[to].term == w->postings[from].term;) to++;
    if (to - from > RARE) continue;
    for (uint32_t i = from; i < to; i++)
      for (uint32_t j = i + 1; j < to; j++) {
        uint32_t a = w->postings[i].sentence, b = w->postings[j].sentence;
        if (w->at[a].document == w->at[b].document) continue;
        match *row = ISN_PUSH(&w->matches, &w->model->arena);
        if (!row) return false;
        *row = (match){.a = a, .b = b};
      }
  }
  if (w->matches.count) qsort(w->matches.at, w->matches.count, sizeof *w->matches.at, by_pair);
  return true;
}

/* Each pair that was proposed, once; what is not alike goes. */
static void judge(words *w) {
  uint32_t kept = 0, last_a = ISNAD_NONE, last_b = ISNAD_NONE;
  for (uint32_t i = 0; i < w->matches.count; i++) {
    uint32_t a = w->matches.at[i].a, b = w->matches.at[i].b;
    if (a == last_a && b == last_b) continue;
    last_a = a;
    last_b = b;
    match made;
    if (compare(w, a, b, &made)) w->matches.at[kept++] = made;
  }
  w->matches.count = kept;
}

static int by_score(const void *a, const void *b) {
  const match *left = a, *right = b;
  if (left->score > right->score || left->score < right->score) return left->score > right->score ? -1 : 1;
  return by_pair(a, b);
}

/* ---- claims ---- */

static uint32_t root_of(const words *w, uint32_t i, int *flip) {
  *flip = 1;
  while (w->at[i].group != i) *flip *= w->at[i].flip, i = w->at[i].group;
  return i;
}

static void unite(words *w, const match *row) {
  int flip_a, flip_b;
  uint32_t a = root_of(w, row->a, &flip_a), b = root_of(w, row->b, &flip_b);
  if (a == b) return;
  uint32_t low = a < b ? a : b, high = a + b - low;
  w->at[high].group = low;
  w->at[high].flip = (int8_t)(flip_a * flip_b * (row->opposed ? -1 : 1));
}

/* ---- numbers ---- */

enum { NUMBERS = 24, LETTERS = 24, DIGITS = 9 };

typedef struct figure { /* a number in digits, and the word behind it: what is counted */
  int32_t value;
  uint16_t unit[LETTERS];
  uint32_t unit_length;
} figure;

/* The value of a word of digits, with marks between thousands; -1: it is none. */
static int32_t value_of(const char *word, size_t length) {
  int32_t value = 0;
  uint32_t digits = 0, cp;
  for (size_t at = 0; at < length;) {
    unsigned step = isn_utf8_decode(word + at, length - at, &cp);
    if (!step) return -1;
    at += step;
    bool arabic = cp >= 0x660 && cp <= 0x669, latin = cp >= '0' && cp <= '9';
    if (digits && (cp == ',' || cp == 0x66c) && at < length) continue;
    if ((!arabic && !latin) || ++digits > DIGITS) return -1;
    value = value * 10 + (int32_t)(cp - (arabic ? 0x660u : '0'));
  }
  return digits ? value : -1;
}

static uint32_t list_figures(const isn_overview *model, const isn_voice *voice, figure out[NUMBERS]) {
  size_t length, at = 0;
  uint32_t count = 0;
  const char *text = isn_stored_slice(model->documents[voice->cite.document].stored, voice->cite.span, &length);
  int32_t value = -1;
  while (at < length && count < NUMBERS) {
    while (at < length && text[at] == ' ') at++;
    size_t from = at;
    while (at < length && text[at] != ' ' && text[at] != '\n') at++;
    if (at == from) break;
    if (value >= 0) {
      figure *row = &out[count];
      row->value = value;
      row->unit_length = isn_fold_into(row->unit, LETTERS, text + from, at - from).length;
      count += row->unit_length > 1;
    }
    value = value_of(text + from, at - from);
  }
  return count;
}

static bool same_unit(const figure *a, const figure *b) {
  uint32_t shorter = a->unit_length < b->unit_length ? a->unit_length : b->unit_length;
  uint32_t longer = a->unit_length + b->unit_length - shorter; /* قتيلا, قتيل */
  return shorter >= 3 && longer - shorter <= 1 && memcmp(a->unit, b->unit, shorter * sizeof *a->unit) == 0;
}

/* Of what another voice counts with another number; a sentence that counts the same thing twice says nothing of which is meant. */
static bool differing(const figure *own, uint32_t own_count, const figure *other, uint32_t other_count, int32_t *number) {
  for (uint32_t i = 0; i < own_count; i++) {
    uint32_t times = 0, there = 0, row = 0;
    for (uint32_t k = 0; k < own_count; k++) times += same_unit(&own[i], &own[k]);
    for (uint32_t k = 0; k < other_count; k++)
      if (same_unit(&own[i], &other[k])) there++, row = k;
    if (times != 1 || there != 1 || other[row].value == own[i].value) continue;
    *number = own[i].value;
    return true;
  }
  return false;
}

enum { COMPARED = 64 }; /* voices of one claim whose numbers are compared */

static void compare_numbers(const isn_overview *model, isn_claim *claim) {
  for (uint32_t i = 0; i < claim->voices.count && i < COMPARED; i++) {
    isn_voice *voice = &claim->voices.at[i];
    figure own[NUMBERS], other[NUMBERS];
    uint32_t own_count = list_figures(model, voice, own);
    for (uint32_t j = 0; own_count && j < claim->voices.count && j < COMPARED && voice->number < 0; j++) {
      if (claim->voices.at[j].cite.document == voice->cite.document) continue;
      uint32_t count = list_figures(model, &claim->voices.at[j], other);
      claim->differs |= differing(own, own_count, other, count, &voice->number);
    }
  }
}

/* An article that stands on both sides contradicts nobody: what turned one of its sentences is of something else. Then only the side with
 * more of them is kept. */
static int one_side(const words *w, const uint32_t *members, uint32_t count) {
  int sum = 0;
  bool both = false;
  for (uint32_t i = 0; i < count; i++) {
    int flip, other;
    (void)root_of(w, members[i], &flip);
    sum += flip;
    for (uint32_t j = 0; j < i && j < COMPARED && !both; j++) {
      (void)root_of(w, members[j], &other);
      both = w->at[members[j]].document == w->at[members[i]].document && other != flip;
    }
  }
  return !both ? 0 : sum >= 0 ? 1 : -1;
}

static bool make_claim(words *w, const uint32_t *members, uint32_t count) {
  int only = one_side(w, members, count);
  isn_claim *claim = isn_claim_new(w->model, ISN_CLAIM_WORDS);
  if (!claim) return false;
  for (uint32_t i = 0; i < count; i++) {
    const sentence *row = &w->at[members[i]];
    int flip;
    (void)root_of(w, members[i], &flip);
    if (only && flip != only) continue;
    flip = only ? 1 : flip;
    isn_voice *voice = isn_voice_add(w->model, claim, row->document, row->terms->span, (int8_t)flip, row->terms->statement);
    if (!voice) return false;
    voice->evidence = (isnad_evidence){"claim:words", 0.5f};
  }
  compare_numbers(w->model, claim);
  const sentence *first = &w->at[members[0]];
  claim->name.ar = isn_words(w->model, first->document, first->terms->span);
  return claim->name.ar != NULL;
}

static int by_number(const void *a, const void *b) {
  const posting *left = a, *right = b;
  if (left->term != right->term) return left->term < right->term ? -1 : 1;
  return left->sentence < right->sentence ? -1 : left->sentence > right->sentence;
}

static bool make_claims(words *w) {
  posting *groups = isn_arena_alloc(&w->model->arena, ((size_t)w->count + 1) * sizeof *groups);
  uint32_t *members = isn_arena_alloc(&w->model->arena, ((size_t)w->count + 1) * sizeof *members);
  if (!groups || !members) return false;
  for (uint32_t i = 0; i < w->count; i++) {
    int flip;
    groups[i] = (posting){root_of(w, i, &flip), i};
  }
  if (w->count) qsort(groups, w->count, sizeof *groups, by_number);
  for (uint32_t from = 0, to; from < w->count; from = to) {
    for (to = from + 1; to < w->count && groups[to].term == groups[from].term;) to++;
    for (uint32_t i = from; i < to; i++) members[i - from] = groups[i].sentence;
    if (to - from > 1 && !make_claim(w, members, to - from)) return false;
  }
  return true;
}

bool isn_claim_words(isn_overview *model) {
  words w = {.model = model};
  if (!collect(&w) || !propose(&w)) return false;
  judge(&w);
  if (w.matches.count) qsort(w.matches.at, w.matches.count, sizeof *w.matches.at, by_score);
  for (uint32_t i = 0; i < w.matches.count; i++) unite(&w, &w.matches.at[i]);
  return make_claims(&w);
}
