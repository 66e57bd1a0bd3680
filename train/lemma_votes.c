#include <stdlib.h>
#include <string.h>

#include "lemma_trainer.h"

void *isn_lemma_must(void *at) {
  if (!at) isn_lemma_die("out of memory", "training");
  return at;
}

/* ---- votes: the most frequent value of each key ---- */

static void cast(trainer *t, uint64_t key, uint32_t value, uint32_t count) {
  *(vote *)isn_lemma_must(ISN_PUSH(&t->votes, &t->arena)) = (vote){key, value, count};
}

static int by_key(const void *a, const void *b) {
  const vote *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return x->value < y->value ? -1 : x->value > y->value;
}

static uint32_t *slot_of(const trainer *t, uint64_t key) {
  uint32_t at = (uint32_t)(key ^ key >> 32) & t->key_mask;
  while (t->key_slots[at] && t->table.at[t->key_slots[at] - 1].key != key) at = (at + 1) & t->key_mask;
  return &t->key_slots[at];
}

/* The value of a key, UINT32_MAX: none. */
uint32_t isn_lemma_value(const trainer *t, uint64_t key) {
  uint32_t row = t->key_mask ? *slot_of(t, key) : 0;
  return row ? t->table.at[row - 1].value : UINT32_MAX;
}

static void count_votes(trainer *t) {
  if (t->votes.count) qsort(t->votes.at, t->votes.count, sizeof *t->votes.at, by_key);
  for (uint32_t i = 0; i < t->votes.count;) {
    vote best = {t->votes.at[i].key, 0, 0};
    uint32_t j = i;
    while (j < t->votes.count && t->votes.at[j].key == best.key) {
      vote sum = t->votes.at[j++];
      while (j < t->votes.count && t->votes.at[j].key == sum.key && t->votes.at[j].value == sum.value) sum.count += t->votes.at[j++].count;
      if (sum.count > best.count) best = sum;
    }
    i = j;
    *(vote *)isn_lemma_must(ISN_PUSH(&t->table, &t->arena)) = best;
  }
  uint32_t room = 1;
  while (room < t->table.count * 2 + 2) room *= 2;
  t->key_slots = isn_lemma_must(calloc(room, sizeof *t->key_slots));
  t->key_mask = room - 1;
  for (uint32_t i = 0; i < t->table.count; i++) *slot_of(t, t->table.at[i].key) = i + 1;
}

keys isn_lemma_keys(const isn_seen *s) {
  const uint16_t *at = s->word.at + s->word.article, *fold = s->word.fold + s->word.article;
  uint32_t n = s->word.length - s->word.article, reading = isn_lemma_reading(s->word.tag), upos = s->word.tag.upos;
  return (keys){isn_lemma_key(ISN_BY_FORM_READING, at, n, reading), isn_lemma_key(ISN_BY_FOLD_READING, fold, n, reading),
                isn_lemma_key(ISN_BY_FORM_POS, at, n, upos), isn_lemma_key(ISN_BY_FOLD_POS, fold, n, upos)};
}

static uint32_t pattern_at(trainer *t, const uint8_t *signs, uint32_t n) {
  for (uint32_t at = 0; at < t->patterns.count; at += 1u + t->patterns.at[at])
    if (t->patterns.at[at] == n && !memcmp(t->patterns.at + at + 1, signs, n)) return at;
  uint32_t at = t->patterns.count;
  *(uint8_t *)isn_lemma_must(ISN_PUSH(&t->patterns, &t->arena)) = (uint8_t)n;
  for (uint32_t i = 0; i < n; i++) *(uint8_t *)isn_lemma_must(ISN_PUSH(&t->patterns, &t->arena)) = signs[i];
  return at;
}

static bool has_vowels(const isn_seen *s) {
  for (uint32_t i = 0; i < s->letters_count; i++)
    if (s->signs[i]) return true;
  return false;
}

static void vote_lemmas(trainer *t) {
  for (uint32_t i = 0; i < t->data.seen.count; i++) {
    const isn_seen *s = &t->data.seen.at[i];
    uint8_t upos = s->word.tag.upos;
    if (!has_vowels(s)) continue;
    cast(t, isn_lemma_key(ISN_BY_LEMMA_POS, s->letters, s->letters_count, upos), s->lemma, s->count);
    cast(t, isn_lemma_key(ISN_BY_LEMMA, s->letters, s->letters_count, 0), s->lemma, s->count);
    uint32_t pattern = pattern_at(t, s->signs, s->letters_count);
    for (isn_lemma_level level = ISN_BY_SHAPE_NEAR; level <= ISN_BY_SHAPE_WIDE; level++)
      cast(t, isn_lemma_shape(level, s->letters, s->letters_count, upos), pattern, 1);
  }
  for (uint32_t i = 0; i < t->data.roots.count; i++) {
    uint16_t letters[ISN_LEMMA_LETTERS];
    uint8_t signs[ISN_LEMMA_LETTERS];
    uint32_t n;
    if (!isn_lemma_split_vowels(t->data.strings.at[t->data.roots.at[i].lemma], letters, signs, &n)) continue;
    for (uint32_t k = 0; k < n; k++) letters[k] = (uint16_t)(letters[k] | signs[k] << 11);
    cast(t, isn_lemma_key(ISN_BY_ROOT, letters, n, 0), t->data.roots.at[i].root, 1);
  }
}

static void vote_forms(trainer *t) {
  for (uint32_t i = 0; i < t->data.seen.count; i++) {
    const isn_seen *s = &t->data.seen.at[i];
    keys k = isn_lemma_keys(s);
    uint32_t count = s->count * 1000 + (has_vowels(s) ? 1 : 0);
    cast(t, k.form_reading, s->lemma, count);
    cast(t, k.fold_reading, s->lemma, count);
    cast(t, k.form_pos, s->lemma, count);
    cast(t, k.fold_pos, s->lemma, count);
    cast(t, isn_lemma_key(ISN_BY_KNOWN, s->letters, s->letters_count, s->word.tag.upos), 1, 1);
  }
  for (uint32_t i = 0; i < t->data.listed.count; i++) {
    const isn_seen *s = &t->data.listed.at[i];
    cast(t, isn_lemma_keys(s).fold_pos, s->lemma, 1);
  }
  for (uint32_t i = 0; i < t->data.known.count; i++) {
    const isn_known *k = &t->data.known.at[i];
    cast(t, isn_lemma_key(ISN_BY_KNOWN, k->letters, k->n, k->upos), 1, 1);
  }
}

static uint32_t with_likely_vowels(trainer *t, const isn_seen *s) {
  char text[ISN_LEMMA_LETTERS * 6 + 1];
  for (isn_lemma_level level = ISN_BY_SHAPE_NEAR; level <= ISN_BY_SHAPE_WIDE; level++) {
    uint32_t at = isn_lemma_value(t, isn_lemma_shape(level, s->letters, s->letters_count, s->word.tag.upos));
    if (at == UINT32_MAX || t->patterns.at[at] != s->letters_count) continue;
    isn_lemma_join_vowels(s->letters, t->patterns.at + at + 1, s->letters_count, text);
    return isn_lemma_string(&t->data, text);
  }
  return s->lemma;
}

/* isnad's tables have no vowels: the lemma with vowels where a corpus has it, else with those of lemmas that look like it. */
static void vocalise_listed(trainer *t) {
  votes forms = t->votes;
  t->votes = (votes){0};
  vote_lemmas(t);
  count_votes(t);
  for (uint32_t i = 0; i < t->data.listed.count; i++) {
    isn_seen *s = &t->data.listed.at[i];
    uint32_t lemma = isn_lemma_value(t, isn_lemma_key(ISN_BY_LEMMA_POS, s->letters, s->letters_count, s->word.tag.upos));
    s->lemma = lemma != UINT32_MAX ? lemma : with_likely_vowels(t, s);
  }
  free(t->key_slots);
  t->key_slots = NULL;
  t->key_mask = 0;
  t->table = (votes){0};
  votes lemmas = t->votes;
  t->votes = forms;
  for (uint32_t i = 0; i < lemmas.count; i++) cast(t, lemmas.at[i].key, lemmas.at[i].value, lemmas.at[i].count);
}

void isn_lemma_count(trainer *t) {
  vocalise_listed(t);
  vote_forms(t);
  count_votes(t);
}
