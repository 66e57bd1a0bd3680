#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lemma_trainer.h"

enum { EPOCHS = 10, CLASS_RULES = 48, POS_RULES = 80, CLASS_LEAST = 25, SCALE = 32 };

/* ---- rules ---- */

static uint32_t derive(const isn_seen *s, uint16_t *units) {
  return isn_lemma_derive(s->word.at + s->word.article, s->word.length - s->word.article, s->letters, s->letters_count, units);
}

static int by_units(const void *a, const void *b) {
  const rule *x = a, *y = b;
  if (x->length != y->length) return x->length < y->length ? -1 : 1;
  return memcmp(x->units, y->units, x->length * sizeof *x->units);
}

static int by_count(const void *a, const void *b) {
  const rule *x = a, *y = b;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  return by_units(a, b);
}

static void join_rules(trainer *t, uint32_t least) {
  qsort(t->rules.at, t->rules.count, sizeof *t->rules.at, by_units);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < t->rules.count; i++) {
    if (kept && by_units(&t->rules.at[kept - 1], &t->rules.at[i]) == 0) t->rules.at[kept - 1].count += t->rules.at[i].count;
    else t->rules.at[kept++] = t->rules.at[i];
  }
  t->rules.count = kept;
  qsort(t->rules.at, t->rules.count, sizeof *t->rules.at, by_count);
  while (t->rules.count && t->rules.at[t->rules.count - 1].count < least) t->rules.count--;
  for (uint32_t i = 0; i < t->rules.count; i++) t->rules.at[i].id = i;
  qsort(t->rules.at, t->rules.count, sizeof *t->rules.at, by_units);
}

/* Inflection adds few letters; a rule that adds others is that of a word, and would make words of others out of what is not known. */
static bool adds_inflection_only(const rule *r) {
  static const uint16_t added[] = {0x621, 0x622, 0x623, 0x624, 0x625, 0x626, 0x627, 0x629, 0x62a, 0x645, 0x646, 0x647, 0x648, 0x649, 0x64a};
  uint32_t at = 1;
  for (uint32_t k = 0; k < r->units[0]; k++) {
    uint32_t off = r->units[at + 1] >> 8, on = r->units[at + 1] & 0xff;
    for (uint32_t i = 0; i < on; i++) {
      bool found = false;
      for (size_t j = 0; j < sizeof added / sizeof *added; j++) found = found || r->units[at + 2 + off + i] == added[j];
      if (!found) return false;
    }
    at += 2 + off + on;
  }
  return true;
}

static void collect_rules(trainer *t) {
  for (uint32_t i = 0; i < t->items.count; i++) {
    isn_seen s = *t->items.at[i].seen;
    s.word = t->items.at[i].word;
    rule r = {.count = 1};
    r.length = derive(&s, r.units);
    if (r.length && adds_inflection_only(&r)) *(rule *)isn_lemma_must(ISN_PUSH(&t->rules, &t->arena)) = r;
  }
  rule identity = {.length = 1, .count = 2};
  *(rule *)isn_lemma_must(ISN_PUSH(&t->rules, &t->arena)) = identity;
  join_rules(t, 3);
}

static uint32_t rule_id(const trainer *t, const item *it) {
  isn_seen s = *it->seen;
  s.word = it->word;
  rule r = {0};
  r.length = derive(&s, r.units);
  const rule *found = r.length ? bsearch(&r, t->rules.at, t->rules.count, sizeof r, by_units) : NULL;
  return found ? found->id : UINT32_MAX;
}

static int by_number(const void *a, const void *b) {
  const uint64_t *x = a, *y = b;
  return *x < *y ? -1 : *x > *y;
}

/* Rules of each class, most frequent first, out of pairs (class, rule). */
static void make_lists(trainer *t, uint64_t *pairs, uint32_t n, uint32_t room, uint32_t least) {
  qsort(pairs, n, sizeof *pairs, by_number);
  for (uint32_t i = 0; i < n;) {
    uint32_t class = (uint32_t)(pairs[i] >> 32), end = i;
    while (end < n && (uint32_t)(pairs[end] >> 32) == class) end++;
    ISN_VEC(uint64_t) ranked = {0};
    for (uint32_t j = i; j < end;) {
      uint32_t k = j;
      while (k < end && pairs[k] == pairs[j]) k++;
      *(uint64_t *)isn_lemma_must(ISN_PUSH(&ranked, &t->arena)) = (uint64_t)(0xffffffffu - (k - j)) << 32 | (uint32_t)pairs[j];
      j = k;
    }
    qsort(ranked.at, ranked.count, sizeof *ranked.at, by_number);
    if (end - i >= least) {
      uint32_t count = ranked.count < room ? ranked.count : room;
      *(isn_lemma_bucket *)isn_lemma_must(ISN_PUSH(&t->classes, &t->arena)) = (isn_lemma_bucket){class, t->lists.count, count};
      for (uint32_t j = 0; j < count; j++) *(uint16_t *)isn_lemma_must(ISN_PUSH(&t->lists, &t->arena)) = (uint16_t)ranked.at[j];
    }
    i = end;
  }
}

static int by_class(const void *a, const void *b) {
  const isn_lemma_bucket *x = a, *y = b;
  return x->class < y->class ? -1 : x->class > y->class;
}

static void list_rules(trainer *t) {
  uint32_t n = 0;
  uint64_t *pairs = isn_lemma_must(malloc((t->items.count + 1) * sizeof *pairs));
  for (int level = 0; level < 3; level++) {
    n = 0;
    for (uint32_t i = 0; i < t->items.count; i++) {
      uint32_t id = rule_id(t, &t->items.at[i]), upos = t->items.at[i].word.tag.upos;
      uint32_t class = level == 0 ? t->items.at[i].seen->class : level == 1 ? ISN_LEMMA_POS_CLASS + upos : ISN_LEMMA_POS_CLASS;
      if (id != UINT32_MAX) pairs[n++] = (uint64_t) class << 32 | id;
    }
    make_lists(t, pairs, n, level ? POS_RULES : CLASS_RULES, level ? 1 : CLASS_LEAST);
  }
  free(pairs);
  qsort(t->classes.at, t->classes.count, sizeof *t->classes.at, by_class);
}

/* ---- weights: an averaged perceptron ---- */

static uint16_t plain_spelling(uint16_t letter, bool last) {
  if (letter == 0x622 || letter == 0x623 || letter == 0x625) return 0x627;
  return last && letter == 0x649 ? 0x64a : letter;
}

static void add_items(trainer *t) {
  for (uint32_t i = 0; i < t->data.seen.count; i++) {
    const isn_seen *s = &t->data.seen.at[i];
    if (i + 1 < t->data.seen.count && s[1].class == s->class && s[1].word.length == s->word.length &&
        !memcmp(s[1].word.at, s->word.at, s->word.length * sizeof *s->word.at) && s[1].count > s->count)
      continue; /* another lemma of the same reading is more frequent */
    item it = {.seen = s, .word = s->word};
    *(item *)isn_lemma_must(ISN_PUSH(&t->items, &t->arena)) = it;
    for (uint32_t k = 0; k < it.word.length; k++) it.word.at[k] = plain_spelling(it.word.at[k], k + 1 == it.word.length);
    if (memcmp(it.word.at, s->word.at, sizeof it.word.at) != 0) *(item *)isn_lemma_must(ISN_PUSH(&t->items, &t->arena)) = it;
  }
}

static void add_inflected(trainer *t) {
  for (uint32_t i = 0; i < t->data.inflected.count + t->data.listed.count; i++) {
    const isn_seen *s = i < t->data.inflected.count ? &t->data.inflected.at[i] : &t->data.listed.at[i - t->data.inflected.count];
    *(item *)isn_lemma_must(ISN_PUSH(&t->items, &t->arena)) = (item){.seen = s, .word = s->word};
  }
}

static uint32_t slot_among(uint64_t *lemmas, uint32_t room, uint64_t key) {
  uint32_t at = (uint32_t)key & (room - 1);
  while (lemmas[at] && lemmas[at] != key) at = (at + 1) & (room - 1);
  lemmas[at] = key;
  return at;
}

/* Which lemmas are attested beside the form at hand: by another form, or in isnad's tables. Otherwise training would see every lemma as
 * known, and use would not. */
static void mark_known(trainer *t) {
  uint32_t room = 1 << 12;
  while (room < (t->data.known.count + t->items.count) * 2) room *= 2;
  uint64_t *lemmas = isn_lemma_must(calloc(room, sizeof *lemmas));
  uint32_t *first = isn_lemma_must(calloc(room, sizeof *first)); /* a form of each lemma, UINT32_MAX: more than one */
  for (uint32_t i = 0; i < t->data.known.count; i++) {
    const isn_known *k = &t->data.known.at[i];
    first[slot_among(lemmas, room, isn_lemma_key(ISN_BY_KNOWN, k->letters, k->n, k->upos))] = UINT32_MAX;
  }
  for (int pass = 0; pass < 2; pass++) {
    for (uint32_t i = 0; i < t->items.count; i++) {
      item *it = &t->items.at[i];
      const isn_lemma_word *w = &it->word;
      uint32_t at = slot_among(lemmas, room, isn_lemma_key(ISN_BY_KNOWN, it->seen->letters, it->seen->letters_count, w->tag.upos));
      uint32_t form = (uint32_t)isn_lemma_key(ISN_BY_FOLD_POS, w->fold + w->article, w->length - w->article, 0) | 1;
      if (pass == 0 && first[at] != form) first[at] = first[at] ? UINT32_MAX : form;
      if (pass == 1) it->known_alone = first[at] == UINT32_MAX;
    }
  }
  free(lemmas);
  free(first);
}

typedef struct scored {
  int64_t score;
  uint32_t context_rule, result[ISN_LEMMA_RESULT], n;
  bool right;
} scored;

static void move(trainer *t, const uint32_t *context, const scored *s, int32_t by, int64_t step) {
  for (int i = 0; i < ISN_LEMMA_CONTEXT + ISN_LEMMA_RESULT; i++) {
    uint32_t at = i < ISN_LEMMA_CONTEXT ? isn_lemma_weight_at(context[i], s->context_rule + 1, ISN_LEMMA_WEIGHTS - 1)
                                        : isn_lemma_weight_at(s->result[i - ISN_LEMMA_CONTEXT], 0, ISN_LEMMA_WEIGHTS - 1);
    t->weights[at] += by;
    t->sums[at] += by * step;
  }
}

static const isn_lemma_bucket *bucket_of(const trainer *t, const item *it) {
  isn_lemma_bucket key = {.class = it->seen->class};
  const isn_lemma_bucket *b = bsearch(&key, t->classes.at, t->classes.count, sizeof key, by_class);
  key.class = ISN_LEMMA_POS_CLASS + it->word.tag.upos;
  return b ? b : bsearch(&key, t->classes.at, t->classes.count, sizeof key, by_class);
}

/* One example; returns whether it was right before. */
static bool learn(trainer *t, const item *it, const uint16_t *const *rules, int64_t step) {
  const isn_lemma_bucket *b = bucket_of(t, it);
  uint32_t context[ISN_LEMMA_CONTEXT];
  isn_lemma_context(&it->word, context);
  static const uint8_t others[ISN_X + 1] = {
      [ISN_NOUN] = ISN_ADJ, [ISN_ADJ] = ISN_NOUN, [ISN_VERB] = ISN_AUX, [ISN_AUX] = ISN_VERB, [ISN_NUM] = ISN_NOUN};
  uint8_t other = others[it->word.tag.upos];
  uint32_t reading = other ? isn_lemma_value(t, isn_lemma_key(ISN_BY_FOLD_POS, it->word.fold + it->word.article,
                                                              it->word.length - it->word.article, other))
                           : UINT32_MAX,
           reading_n = 0;
  uint16_t reading_letters[ISN_LEMMA_LETTERS];
  uint8_t signs[ISN_LEMMA_LETTERS];
  if (reading != UINT32_MAX && !isn_lemma_split_vowels(t->data.strings.at[reading], reading_letters, signs, &reading_n)) reading_n = 0;
  scored best = {0}, gold = {0};
  for (uint32_t k = 0; b && k < b->count; k++) {
    scored s = {.context_rule = t->lists.at[b->first + k]};
    uint16_t made[ISN_LEMMA_LETTERS];
    s.n = isn_lemma_apply(rules[s.context_rule], it->word.at + it->word.article, it->word.length - it->word.article, made);
    if (!s.n) continue;
    s.right = s.n == it->seen->letters_count && !memcmp(made, it->seen->letters, s.n * sizeof *made);
    unsigned known = isn_lemma_value(t, isn_lemma_key(ISN_BY_KNOWN, made, s.n, it->word.tag.upos)) != UINT32_MAX ? 1 : 0;
    if (s.right && !it->known_alone) known = 0;
    if (reading_n == s.n && !memcmp(made, reading_letters, s.n * sizeof *made)) known |= 2;
    isn_lemma_result(&it->word, made, s.n, known, s.result);
    for (int i = 0; i < ISN_LEMMA_CONTEXT; i++)
      s.score += t->weights[isn_lemma_weight_at(context[i], s.context_rule + 1, ISN_LEMMA_WEIGHTS - 1)];
    for (int i = 0; i < ISN_LEMMA_RESULT; i++) s.score += t->weights[isn_lemma_weight_at(s.result[i], 0, ISN_LEMMA_WEIGHTS - 1)];
    if (!best.n || s.score > best.score) best = s;
    if (s.right && (!gold.n || s.score > gold.score)) gold = s;
  }
  if (!gold.n || best.right) return gold.n != 0;
  move(t, context, &gold, 1, step);
  move(t, context, &best, -1, step);
  return false;
}

static void train_weights(trainer *t) {
  t->weights = isn_lemma_must(calloc(ISN_LEMMA_WEIGHTS, sizeof *t->weights));
  t->sums = isn_lemma_must(calloc(ISN_LEMMA_WEIGHTS, sizeof *t->sums));
  const uint16_t **rules = isn_lemma_must(calloc(t->rules.count + 1, sizeof *rules));
  for (uint32_t i = 0; i < t->rules.count; i++) rules[t->rules.at[i].id] = t->rules.at[i].units;
  uint32_t *order = isn_lemma_must(malloc((t->items.count + 1) * sizeof *order));
  for (uint32_t i = 0; i < t->items.count; i++) order[i] = i;
  uint64_t random = 88172645463325252u;
  int64_t step = 1;
  for (int epoch = 0; epoch < EPOCHS; epoch++) {
    uint32_t right = 0;
    for (uint32_t i = t->items.count; i > 1; i--) {
      random ^= random << 13, random ^= random >> 7, random ^= random << 17;
      uint32_t j = (uint32_t)(random % i), swap = order[i - 1];
      order[i - 1] = order[j];
      order[j] = swap;
    }
    for (uint32_t i = 0; i < t->items.count; i++, step++) right += learn(t, &t->items.at[order[i]], rules, step);
    fprintf(stderr, "round %d: %.2f %% right\n", epoch + 1, 100.0 * right / (t->items.count ? t->items.count : 1));
  }
  for (uint32_t i = 0; i < ISN_LEMMA_WEIGHTS; i++) { /* mean over all steps, in fixed point */
    int64_t mean = ((int64_t)t->weights[i] * step - t->sums[i]) * SCALE / step;
    t->weights[i] = (int32_t)(mean > INT16_MAX ? INT16_MAX : mean < INT16_MIN ? INT16_MIN : mean);
  }
  free(rules);
  free(order);
}

void isn_lemma_weigh(trainer *t) {
  add_items(t);
  add_inflected(t);
  mark_known(t);
  collect_rules(t);
  list_rules(t);
  train_weights(t);
}
