#include "lemma_score.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "arabic/letters.h"
#include "base/utf8.h"
#include "lemma_data.h"
#include "morph/lemma.h"
#include "pack/model.h"

typedef struct gold {
  char *form, *plain, *lemma, *feats; /* plain: the form without hamzas on alef, final ى as ي */
  isn_pos pos;
  bool first; /* of its sentence */
} gold;

typedef ISN_VEC(gold) golds;

static char *copy(isn_arena *arena, const char *text) {
  char *out = isn_arena_strdup(arena, text);
  if (!out) isn_lemma_die("out of memory", "score");
  return out;
}

/* Without vowel signs, as the scorer of the treebanks compares; hamzas too: without them where `plain`. */
static char *stripped(isn_arena *arena, const char *text, bool signs, bool plain) {
  size_t bytes = strlen(text);
  char *out = copy(arena, text), *to = out;
  for (size_t at = 0; at < bytes;) {
    uint32_t cp;
    unsigned step = isn_utf8_decode(text + at, bytes - at, &cp);
    if (!step) break;
    at += step;
    if (signs && isn_is_sign(cp)) continue;
    if (plain && (cp == 0x622 || cp == 0x623 || cp == 0x625)) cp = 0x627;
    if (plain && cp == 0x649 && at == bytes) cp = 0x64a;
    to += isn_utf8_encode(cp, to);
  }
  *to = 0;
  return out;
}

static golds read_gold(isn_arena *arena, const char *path) {
  golds out = {0};
  char *text = isn_lemma_slurp(path);
  if (!text) isn_lemma_die("no such file", path);
  bool first = true;
  for (char *line = text, *end; line && *line; line = end ? end + 1 : NULL) {
    end = strchr(line, '\n');
    if (end) *end = 0;
    if (!*line) first = true;
    char *cells[7] = {line};
    for (int i = 1; i < 7; i++) {
      cells[i] = cells[i - 1] ? strchr(cells[i - 1], '\t') : NULL;
      if (cells[i]) *cells[i]++ = 0;
    }
    if (!cells[6] || cells[0][strspn(cells[0], "0123456789")]) continue;
    gold *g = ISN_PUSH(&out, arena);
    if (!g) isn_lemma_die("out of memory", path);
    *g = (gold){copy(arena, cells[1]),   stripped(arena, cells[1], false, true),
                copy(arena, cells[2]),   copy(arena, cells[5]),
                isn_lemma_pos(cells[3]), first};
    first = false;
  }
  free(text);
  return out;
}

typedef struct tally {
  unsigned words, letters, vowels;
} tally;

static void count(tally *t, const char *lemma, const char *right, isn_arena *arena) {
  t->words++;
  t->vowels += !strcmp(lemma, right);
  t->letters += !strcmp(stripped(arena, lemma, true, false), stripped(arena, right, true, false));
}

static void show(const char *name, tally t) {
  if (t.words)
    printf("%-10s %6u words   letters %6.2f %%   with vowels %6.2f %%\n", name, t.words, 100.0 * t.letters / t.words,
           100.0 * t.vowels / t.words);
}

static const isn_word *lemmas_of(const isn_lemmas *lemmas, isn_arena *arena, const golds *words, bool plain) {
  isn_word *out = isn_arena_alloc(arena, (words->count + 1) * sizeof *out);
  if (!out) isn_lemma_die("out of memory", "score");
  for (uint32_t i = 0, first = 0; i < words->count; i++) {
    const gold *g = &words->at[i];
    if (g->first) first = i;
    const char *form = plain ? g->plain : g->form;
    out[i] =
        (isn_word){.form = form, .upos = (uint8_t)g->pos, .feats = g->feats, .lemma = isn_lemma(lemmas, arena, form, g->pos, g->feats)};
    if (!out[i].lemma) isn_lemma_die("out of memory", "score");
    if (i + 1 == words->count || words->at[i + 1].first) isn_lemma_refine(out + first, i + 1 - first);
  }
  return out;
}

static void time_it(const isn_lemmas *lemmas, const golds *words) {
  struct timespec from, to;
  unsigned n = 0;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
  for (int round = 0; round < 20; round++) {
    isn_arena arena = {0};
    for (uint32_t i = 0; i < words->count; i++, n++)
      if (!isn_lemma(lemmas, &arena, words->at[i].form, words->at[i].pos, words->at[i].feats)) isn_lemma_die("out of memory", "score");
    isn_arena_free(&arena);
  }
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
  double seconds = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
  printf("%.0f words a second\n", n / (seconds > 0 ? seconds : 1));
}

int isn_lemma_score(const char *path, const char *trees) {
  static const char *const names[] = {"",     "VERB", "NOUN", "ADJ", "PROPN", "ADP",  "CCONJ", "SCONJ", "PART",
                                      "PRON", "DET",  "ADV",  "AUX", "NUM",   "INTJ", "PUNCT", "SYM",   "X"};
  isn_model *model = NULL;
  isn_lemmas *lemmas = NULL;
  isnad_error error = {0};
  if (isn_model_open(path, &model, &error) || isn_lemmas_open(model, &lemmas, &error)) isn_lemma_die(error.message, path);
  isn_arena arena = {0};
  golds words = read_gold(&arena, trees);
  tally all = {0}, plain = {0}, by_pos[ISN_X + 1] = {{0}};
  const isn_word *as_written = lemmas_of(lemmas, &arena, &words, false), *as_plain = lemmas_of(lemmas, &arena, &words, true);
  const char *errors = getenv("LEMMA_ERRORS");
  for (uint32_t i = 0; i < words.count; i++) {
    const gold *g = &words.at[i];
    const char *lemma = as_written[i].lemma, *from_plain = as_plain[i].lemma;
    if (errors && strcmp(stripped(&arena, lemma, true, false), stripped(&arena, g->lemma, true, false)) != 0)
      printf("%s\t%s\t%s\t%s\t%s\n", g->form, names[g->pos], g->feats, lemma, g->lemma);
    count(&all, lemma, g->lemma, &arena);
    count(&plain, from_plain, g->lemma, &arena);
    count(&by_pos[g->pos], lemma, g->lemma, &arena);
  }
  show("all", all);
  show("no hamza", plain);
  for (int pos = 1; pos <= ISN_X; pos++) show(names[pos], by_pos[pos]);
  time_it(lemmas, &words);
  isn_arena_free(&arena);
  isn_lemmas_close(lemmas);
  isn_model_close(model);
  return 0;
}
