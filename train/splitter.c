/* Trains the clitic splitter (src/morph/splitter.h).
 *
 *   train-splitter --set nc|free --plain NEWS.txt --trees FILE.conllu... [--words FILE.tsv] [--test FILE.conllu] [--folds N] [--verbose]
 *                  [--out split.model --licence TEXT]
 *
 * --plain: news without annotation, for how often words are written; --trees: CoNLL-U with range lines; --words: tokens with their part
 * of speech, a line each, an empty line behind a sentence; --test: prints scores on it;
 * --folds: prints scores of cross-validation inside --trees, and trains nothing else. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "model_writer.h"
#include "morph/split.h"
#include "segment/segment.h"
#include "sequence_train.h"
#include "treebank.h"

enum { CUT_LOG2 = 19, SPELL_LOG2 = 17, COUNT_BUCKETS_LOG2 = 15, LEAST_COUNT = 3, LIST_WEIGHT = 100, MAX_FILES = 8, MAX_POINTS = 256 };

typedef struct arguments {
  const char *set, *plain, *words, *out, *test, *trees[MAX_FILES], *licence;
  int tree_count, folds;
  bool verbose;
} arguments;

/* ---- counts of words in news ---- */

typedef struct tally {
  uint64_t *keys;
  uint32_t *counts;
  uint32_t room, used;
} tally;

static bool tally_add(tally *t, uint64_t key, uint32_t by) {
  if (t->used * 2 >= t->room) {
    tally bigger = {.room = t->room ? t->room * 2 : 1 << 16};
    bigger.keys = calloc(bigger.room, sizeof *bigger.keys);
    bigger.counts = calloc(bigger.room, sizeof *bigger.counts);
    if (!bigger.keys || !bigger.counts) return false;
    for (uint32_t i = 0; i < t->room; i++)
      if (t->counts[i]) (void)tally_add(&bigger, t->keys[i], t->counts[i]);
    free(t->keys);
    free(t->counts);
    *t = bigger;
  }
  uint32_t i = (uint32_t)(key >> 20) & (t->room - 1);
  while (t->counts[i] && t->keys[i] != key) i = (i + 1) & (t->room - 1);
  t->used += !t->counts[i];
  t->keys[i] = key;
  t->counts[i] += by;
  return true;
}

static bool count_word(tally *t, const uint32_t *cp, uint32_t n) {
  isn_split_word word;
  if (!isn_split_word_read(cp, n, &word)) return true;
  return tally_add(t, isn_counts_folded(isn_split_hash(word.fold, word.n)), 1) &&
         tally_add(t, isn_counts_spelled(isn_split_hash(word.bare, word.n)), 1);
}

static bool count_text(tally *t, const char *text, size_t length) {
  isn_doc doc;
  isnad_error error;
  isnad_input input = {.id = "plain", .text = text, .text_length = length};
  if (isn_doc_open(&doc, &input, &error) || isn_stage_segment.run(NULL, NULL, &doc, &error)) {
    (void)fprintf(stderr, "train-splitter: %s\n", error.message);
    return false;
  }
  bool good = true;
  for (uint32_t i = 0; good && i < doc.tokens.count; i++) {
    const isn_token *token = &doc.tokens.at[i];
    if (token->kind == ISN_WORD) good = count_word(t, doc.cp + token->start, token->end - token->start);
  }
  isn_doc_close(&doc);
  return good;
}

/* The file in pieces of whole lines. */
static bool count_file(tally *t, const char *path) {
  enum { PIECE = 1 << 20 };
  FILE *file = fopen(path, "r");
  if (!file) return perror(path), false;
  char *text = malloc(2 * PIECE), *line = NULL;
  size_t n = 0, room = 0;
  ssize_t length = 0;
  bool good = text != NULL;
  while (good && (length = getline(&line, &room, file)) >= 0) {
    if ((size_t)length >= PIECE) continue;
    memcpy(text + n, line, (size_t)length);
    n += (size_t)length;
    if (n >= PIECE) good = count_text(t, text, n), n = 0;
  }
  good = good && (!n || count_text(t, text, n));
  free(text);
  free(line);
  (void)fclose(file);
  return good;
}

typedef struct entry {
  uint64_t key;
  uint32_t count;
} entry;

/* The most frequent first, so that they find room; ties by key, so that the bytes do not depend on the order of the text. */
static int compare_entries(const void *a, const void *b) {
  const entry *x = a, *y = b;
  if (x->count != y->count) return x->count < y->count ? 1 : -1;
  return x->key < y->key ? -1 : x->key > y->key;
}

static uint16_t *count_table(const tally *t, uint32_t *buckets) {
  entry *entries = malloc((t->used ? t->used : 1) * sizeof *entries);
  uint32_t n = 0, lost = 0;
  *buckets = 1u << COUNT_BUCKETS_LOG2;
  uint16_t *table = calloc((size_t)*buckets * ISN_COUNTS_BUCKET, sizeof *table);
  if (!entries || !table) exit(1);
  for (uint32_t i = 0; i < t->room; i++)
    if (t->counts[i] >= LEAST_COUNT) entries[n++] = (entry){t->keys[i], t->counts[i]};
  qsort(entries, n, sizeof *entries, compare_entries);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t bucket = (uint32_t)entries[i].key & (*buckets - 1), k = 0;
    uint16_t *at = table + (size_t)bucket * ISN_COUNTS_BUCKET, print = (uint16_t)(entries[i].key >> 52);
    while (k < ISN_COUNTS_BUCKET && at[k]) k++;
    if (k == ISN_COUNTS_BUCKET) {
      at = table + (size_t)((bucket + 1) & (*buckets - 1)) * ISN_COUNTS_BUCKET;
      for (k = 0; k < ISN_COUNTS_BUCKET && at[k];) k++;
    }
    if (k < ISN_COUNTS_BUCKET) at[k] = (uint16_t)(print << 4 | isn_counts_size(entries[i].count));
    else lost++;
  }
  (void)fprintf(stderr, "counts: %u entries, %u without room\n", n, lost);
  free(entries);
  return table;
}

/* ---- tokens of the treebank as words to cut ---- */

static uint32_t points(const char *text, uint32_t *cp) {
  uint32_t n = 0;
  size_t length = strlen(text);
  for (size_t at = 0; at < length && n < MAX_POINTS;) {
    unsigned step = isn_utf8_decode(text + at, length - at, &cp[n]);
    if (!step) break;
    at += step;
    n++;
  }
  return n;
}

static isn_split_side side(const char *form) {
  uint32_t cp[MAX_POINTS];
  return isn_split_side_read(cp, points(form, cp));
}

static const char *form_at(const isn_bank *bank, const isn_bank_sentence *s, int64_t token) {
  return token >= s->token && token < (int64_t)s->token + s->tokens ? bank->tokens.at[token].form : "";
}

/* A token between its neighbours of the sentence; false for one that is never cut. */
static bool read_word(const isn_bank *bank, const isn_bank_sentence *s, uint32_t token, isn_split_word *word) {
  uint32_t cp[MAX_POINTS];
  if (!isn_split_word_read(cp, points(bank->tokens.at[token].form, cp), word)) return false;
  word->self = side(form_at(bank, s, token));
  word->before = side(form_at(bank, s, (int64_t)token - 1));
  word->second = side(form_at(bank, s, (int64_t)token - 2));
  word->after = side(form_at(bank, s, (int64_t)token + 1));
  return true;
}

typedef struct letters {
  uint16_t bare[ISN_SPLIT_LETTERS], fold[ISN_SPLIT_LETTERS];
  uint32_t n;
} letters;

static letters letters_of(const char *form) {
  letters out = {.n = 0};
  uint32_t cp[MAX_POINTS], n = points(form, cp);
  for (uint32_t i = 0; i < n && out.n + 2 < ISN_SPLIT_LETTERS; i++) {
    uint32_t k = isn_bare_letter(cp[i], out.bare + out.n);
    (void)isn_fold_letter(cp[i], out.fold + out.n);
    out.n += k;
  }
  return out;
}

static bool same(const uint16_t *a, uint32_t an, const uint16_t *b, uint32_t bn) { return an == bn && memcmp(a, b, an * sizeof *a) == 0; }

/* Whether a cut gives the words of the treebank, the last letter of the stem aside. */
static bool gives(const isn_split_word *word, const isn_cut *cut, const isn_bank *bank, const isn_bank_token *token) {
  isn_cut_part parts[ISN_MAX_PARTS];
  uint32_t n = isn_split_parts(word, cut, parts);
  if (n != token->words) return false;
  for (uint32_t i = 0; n > 1 && i < n; i++) {
    letters gold = letters_of(bank->words.at[token->word + i].form);
    if (parts[i].text) {
      uint16_t fold[ISN_SPLIT_LETTERS];
      for (uint32_t k = 0; k < parts[i].n; k++) (void)isn_fold_letter(parts[i].text[k], fold + k);
      if (!same(fold, parts[i].n, gold.fold, gold.n)) return false;
    } else {
      uint16_t stem[ISN_SPLIT_LETTERS + 2];
      uint32_t length = isn_split_stem(word, cut, word->fold, stem);
      if (length != gold.n || !same(stem, length - 1, gold.fold, gold.n - 1)) return false;
    }
  }
  return true;
}

/* Row of the right cut, or `count` if the grammar has none. */
static uint32_t gold_cut(const isn_split_word *word, const isn_cut *cuts, uint32_t count, const isn_bank *bank,
                         const isn_bank_token *token) {
  for (uint32_t i = 0; i < count; i++)
    if (gives(word, &cuts[i], bank, token)) return i;
  return count;
}

static bool count_lists(tally *t, const isn_bank *lists) {
  uint32_t cp[MAX_POINTS];
  for (uint32_t i = 0; i < lists->tokens.count; i++)
    if (!count_word(t, cp, points(lists->tokens.at[i].form, cp))) return false;
  return true;
}

/* ---- what is learned ---- */

typedef struct lessons {
  isn_choices cut, spell;
  uint32_t weight; /* of what is learned now, in hundredths */
  bool with_tag;   /* learn what the tag of a token says of its cut: the teacher's way */
  uint32_t no_cut, no_spelling;
} lessons;

static bool add_features(isn_choices *choices, const uint64_t *features, uint32_t n, uint32_t log2) {
  for (uint32_t f = 0; f < n; f++)
    if (!isn_row32_add(&choices->slots, isn_linear_slot((1u << log2) - 1, features[f]))) return false;
  return isn_choices_candidate(choices);
}

static bool learn_spelling(const isn_splitter *splitter, const isn_split_word *word, const isn_cut *cut, const letters *gold,
                           lessons *out) {
  isn_spelling s[ISN_SPLIT_SPELLINGS];
  uint64_t features[ISN_SPLIT_FEATURES];
  uint32_t count = isn_split_spellings(splitter, word, cut, s), right = count;
  for (uint32_t i = 0; i < count; i++)
    if (same(s[i].letters, s[i].n, gold->bare, gold->n)) right = i;
  if (right == count) return out->no_spelling++, true;
  for (uint32_t i = 0; count > 1 && i < count; i++)
    if (!add_features(&out->spell, features, isn_split_spell_features(splitter, word, cut, &s[i], features), SPELL_LOG2)) return false;
  return count < 2 || isn_choices_group(&out->spell, right, 100);
}

/* The same word with the hamza of its first alef left out, as much news does: what is restored is known. */
static bool drop_hamza(isn_split_word *word, const isn_cut *cut) {
  uint32_t at = cut->head_letters;
  if (at + 2 < word->n && word->fold[at] == 0x627 && word->fold[at + 1] == 0x644) at += 2;
  else if (cut->article == 1) at += 1;
  if (at >= word->n || (word->bare[at] != 0x623 && word->bare[at] != 0x625 && word->bare[at] != 0x622)) return false;
  word->bare[at] = 0x627;
  return true;
}

static letters spelled_alone(const isn_bank_word *gold) {
  if (gold->vform) return letters_of(gold->vform);
  letters form = letters_of(gold->form), lemma = letters_of(gold->lemma);
  uint32_t at = form.n > 3 && form.bare[0] == 0x627 && form.bare[1] == 0x644 && lemma.fold[1] != 0x644 ? 2 : 0;
  if (form.n > at + 1 && lemma.n > 2 && form.bare[at] == 0x627 && lemma.fold[0] == 0x627 && lemma.fold[1] == form.fold[at + 1])
    form.bare[at] = lemma.bare[0];
  return form;
}

/* Places that the treebank has spoiled: a word that stands there several times over because it was once several, uncut; and what follows
 * a word that got a part of it (المقبل = المقبل + ل, then للعام whole). */
static bool is_spoiled(const isn_bank *bank, const isn_bank_sentence *s, uint32_t t) {
  const isn_bank_token *token = &bank->tokens.at[t];
  bool first = t == s->token, last = t + 1 == s->token + s->tokens;
  if (token->words == 1 && ((!first && strcmp(token[-1].form, token->form) == 0) || (!last && strcmp(token[1].form, token->form) == 0)))
    return true;
  if (first || token[-1].words < 2 || token->words > 1) return false;
  const char *stray = bank->words.at[token[-1].word + token[-1].words - 1].form;
  return strcmp(stray, "\u0644") == 0;
}

/* Features of a cut that only the teacher sees: the part of speech of the whole token, which word lists have. */
static uint32_t tag_features(const isn_split_word *word, const isn_cut *cut, const char *tag, uint64_t *out) {
  uint64_t key = isn_hash_bytes(tag, strlen(tag), 0), both = (uint64_t)cut->head << 8 | cut->tail;
  uint32_t n = 0;
  out[n++] = isn_feature(isn_feature(120, both), key);
  out[n++] = isn_feature(isn_feature(121, cut->head), key);
  out[n++] = isn_feature(isn_feature(122, cut->tail), key);
  out[n++] = isn_feature(isn_feature(123, both), isn_feature(key, word->self.key));
  return n;
}

static bool learn_cut(const isn_splitter *splitter, const isn_split_word *word, const char *tag, const isn_cut *cuts, uint32_t count,
                      uint32_t right, lessons *out) {
  uint64_t features[ISN_SPLIT_FEATURES + 8];
  isn_cut_scene scene = isn_split_scene(splitter, word);
  for (uint32_t i = 0; count > 1 && i < count; i++) {
    uint32_t n = isn_split_cut_features(splitter, word, &scene, &cuts[i], features);
    if (out->with_tag && tag) n += tag_features(word, &cuts[i], tag, features + n);
    if (!add_features(&out->cut, features, n, CUT_LOG2)) return false;
  }
  return count < 2 || isn_choices_group(&out->cut, right, out->weight);
}

static bool learn_token(const isn_splitter *splitter, const isn_bank *bank, const isn_bank_sentence *s, uint32_t t, lessons *out,
                        bool verbose) {
  isn_split_word word = {0};
  const isn_bank_token *token = &bank->tokens.at[t];
  if (is_spoiled(bank, s, t) || !read_word(bank, s, t, &word)) return true;
  isn_cut cuts[ISN_SPLIT_CUTS];
  uint32_t count = isn_split_cuts(&word, cuts), right = gold_cut(&word, cuts, count, bank, token);
  if (right == count) {
    out->no_cut++;
    if (verbose) {
      (void)fprintf(stderr, "no cut: %s =", token->form);
      for (uint32_t i = 0; i < token->words; i++) (void)fprintf(stderr, " %s", bank->words.at[token->word + i].form);
      (void)fprintf(stderr, "\n");
    }
    return true;
  }
  if (!learn_cut(splitter, &word, token->tag, cuts, count, right, out)) return false;
  if (out->with_tag) return true;

  isn_cut_part parts[ISN_MAX_PARTS];
  uint32_t n = isn_split_parts(&word, &cuts[right], parts);
  for (uint32_t i = 0; i < n; i++) {
    if (parts[i].text) continue;
    const isn_bank_word *gold = &bank->words.at[token->word + i];
    letters spelled = n > 1 ? letters_of(gold->form) : spelled_alone(gold);
    if (!learn_spelling(splitter, &word, &cuts[right], &spelled, out)) return false;
    isn_split_word dropped = word;
    if (drop_hamza(&dropped, &cuts[right]) && !learn_spelling(splitter, &dropped, &cuts[right], &spelled, out)) return false;
  }
  return true;
}

/* Fold of a sentence: neighbours stay together, for they come from one document. */
static int fold_of(uint32_t sentence, int folds) { return (int)(sentence / 16) % folds; }

typedef struct trained {
  uint8_t *cut, *spell;
  size_t cut_size, spell_size;
} trained;

static bool learn_bank(const isn_splitter *splitter, const isn_bank *bank, int folds, int leave, bool verbose, lessons *out) {
  out->weight = 100;
  for (uint32_t i = 0; i < bank->sentences.count; i++) {
    const isn_bank_sentence *s = &bank->sentences.at[i];
    if (leave >= 0 && fold_of(i, folds) == leave) continue;
    for (uint32_t t = s->token; t < s->token + s->tokens; t++)
      if (!learn_token(splitter, bank, s, t, out, verbose)) return false;
  }
  return true;
}

static uint32_t best_cut(const isn_splitter *splitter, const isn_split_word *word, const char *tag, const isn_cut *cuts, uint32_t count,
                         const float *weights) {
  uint64_t features[ISN_SPLIT_FEATURES + 8];
  isn_cut_scene scene = isn_split_scene(splitter, word);
  double top = -INFINITY;
  uint32_t best = 0;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t n = isn_split_cut_features(splitter, word, &scene, &cuts[i], features);
    n += tag_features(word, &cuts[i], tag, features + n);
    double score = 0;
    for (uint32_t f = 0; f < n; f++) score += (double)weights[isn_linear_slot((1u << CUT_LOG2) - 1, features[f])];
    if (score > top) top = score, best = i;
  }
  return best;
}

static const isn_training how_cut = {CUT_LOG2, 8, 0.2, 1e-3}, how_spell = {SPELL_LOG2, 8, 0.2, 1e-3};

/* Word lists have the part of speech of each token but not its cut. A teacher that sees both on the trees cuts the lists, and their cuts
 * are learned beside those of the trees: many more words, and names that stay whole. */
static bool learn_lists(const isn_splitter *splitter, const isn_bank *bank, const isn_bank *lists, int folds, int leave, lessons *out) {
  lessons taught = {.with_tag = true};
  float *weights = calloc((size_t)1 << CUT_LOG2, sizeof *weights);
  bool good = weights && learn_bank(splitter, bank, folds, leave, false, &taught) && isn_choices_train(&taught.cut, &how_cut, weights);
  isn_choices_free(&taught.cut);
  out->weight = LIST_WEIGHT;
  for (uint32_t i = 0; good && i < lists->sentences.count; i++) {
    const isn_bank_sentence *s = &lists->sentences.at[i];
    for (uint32_t t = s->token; good && !s->id && t < s->token + s->tokens; t++) {
      isn_split_word word = {0};
      isn_cut cuts[ISN_SPLIT_CUTS];
      if (!read_word(lists, s, t, &word)) continue;
      uint32_t count = isn_split_cuts(&word, cuts);
      if (count < 2) continue;
      const char *tag = lists->tokens.at[t].tag;
      good = learn_cut(splitter, &word, NULL, cuts, count, best_cut(splitter, &word, tag, cuts, count, weights), out);
    }
  }
  free(weights);
  return good;
}

/* leave: the fold that is not learned from, -1 for none. */
static bool train(isn_splitter *splitter, const isn_bank *bank, const isn_bank *lists, int folds, int leave, bool verbose, trained *out) {
  lessons learned = {0};
  float *cut = calloc((size_t)1 << CUT_LOG2, sizeof *cut), *spell = calloc((size_t)1 << SPELL_LOG2, sizeof *spell);
  bool good = cut && spell && learn_bank(splitter, bank, folds, leave, verbose, &learned);
  good = good && (!lists->sentences.count || learn_lists(splitter, bank, lists, folds, leave, &learned));
  good = good && isn_choices_train(&learned.cut, &how_cut, cut) && isn_choices_train(&learned.spell, &how_spell, spell);
  (void)fprintf(stderr, "%zu cuts and %zu spellings learned, %u and %u that the grammar lacks\n", learned.cut.gold.n, learned.spell.gold.n,
                learned.no_cut, learned.no_spelling);
  out->cut = good ? isn_linear_bytes(cut, 1, CUT_LOG2, NULL, NULL, &out->cut_size) : NULL;
  out->spell = good ? isn_linear_bytes(spell, 1, SPELL_LOG2, NULL, NULL, &out->spell_size) : NULL;
  free(cut);
  free(spell);
  isn_choices_free(&learned.cut);
  isn_choices_free(&learned.spell);
  return out->cut && out->spell && !isn_linear_open(out->cut, out->cut_size, "cut", &splitter->cut, NULL, NULL) &&
         !isn_linear_open(out->spell, out->spell_size, "spell", &splitter->spell, NULL, NULL);
}

/* ---- scores ---- */

typedef struct score {
  uint64_t gold, found, right, tokens, tokens_right, cut_right;
} score;

/* Words in common, in order. */
static uint32_t common(const isn_bank *bank, const isn_bank_token *token, const isn_part *parts, uint32_t n) {
  uint32_t row[2][32] = {{0}}, g = token->words < 31 ? token->words : 31;
  for (uint32_t i = 1; i <= n; i++)
    for (uint32_t k = 1; k <= g; k++) {
      bool equal = strcmp(parts[i - 1].form, bank->words.at[token->word + k - 1].form) == 0;
      uint32_t up = row[(i - 1) & 1][k], left = row[i & 1][k - 1];
      row[i & 1][k] = equal ? row[(i - 1) & 1][k - 1] + 1 : up > left ? up : left;
    }
  return row[n & 1][g];
}

static void score_token(const isn_splitter *splitter, const isn_bank *bank, const isn_bank_sentence *s, uint32_t t, bool verbose,
                        score *out) {
  const isn_bank_token *token = &bank->tokens.at[t];
  isn_arena arena = {0};
  isn_part parts[ISN_MAX_PARTS];
  const char *around[3] = {form_at(bank, s, (int64_t)t - 2), form_at(bank, s, (int64_t)t - 1), form_at(bank, s, (int64_t)t + 1)};
  uint32_t n = isn_splitter_word(splitter, &arena, around, token->form, parts);
  uint32_t right = n == 1 && token->words == 1 ? 1 : common(bank, token, parts, n);
  out->gold += token->words;
  out->found += n;
  out->right += right;
  out->tokens++;
  out->tokens_right += right == n && n == token->words;
  out->cut_right += n == token->words;
  if (verbose && !(right == n && n == token->words)) {
    printf("%s %s [%s] %s\t", n == token->words ? "spell" : "cut", around[1], token->form, around[2]);
    for (uint32_t i = 0; i < n; i++) printf("%s%s", i ? "+" : "", parts[i].form);
    printf("\tgold ");
    for (uint32_t i = 0; i < token->words; i++) printf("%s%s", i ? "+" : "", bank->words.at[token->word + i].form);
    printf("\n");
  }
  isn_arena_free(&arena);
}

static void score_bank(const isn_splitter *splitter, const isn_bank *bank, int folds, int only, bool verbose, score *out) {
  for (uint32_t i = 0; i < bank->sentences.count; i++) {
    const isn_bank_sentence *s = &bank->sentences.at[i];
    if (only >= 0 && fold_of(i, folds) != only) continue;
    for (uint32_t t = s->token; t < s->token + s->tokens; t++) score_token(splitter, bank, s, t, verbose, out);
  }
}

static void print_score(const char *what, const score *s) {
  printf("%s: words F1 %.3f, tokens right %.3f %%, cuts of the right number %.3f %% (%llu tokens)\n", what,
         200.0 * (double)s->right / (double)(s->gold + s->found), 100.0 * (double)s->tokens_right / (double)s->tokens,
         100.0 * (double)s->cut_right / (double)s->tokens, (unsigned long long)s->tokens);
}

/* ---- the program ---- */

static bool write_model(const arguments *a, const trained *t, const uint16_t *counts, uint32_t buckets) {
  isnad_error error;
  isn_writer *writer;
  isnad_status status = isn_writer_open(a->out, "split", a->set, 1, a->licence, &writer, &error);
  if (!status) status = isn_writer_section(writer, "cut", t->cut, t->cut_size, &error);
  if (!status) status = isn_writer_section(writer, "spell", t->spell, t->spell_size, &error);
  if (!status) status = isn_writer_section(writer, "counts", counts, (size_t)buckets * ISN_COUNTS_BUCKET * sizeof *counts, &error);
  bool keep = status == ISNAD_OK;
  if (writer && isn_writer_close(writer, keep, &error)) keep = false;
  if (!keep) (void)fprintf(stderr, "train-splitter: %s\n", error.message);
  return keep;
}

static bool read_arguments(int argc, char **argv, arguments *a) {
  for (int i = 1; i < argc; i++) {
    const char *value = i + 1 < argc ? argv[i + 1] : NULL;
    if (strcmp(argv[i], "--verbose") == 0) a->verbose = true;
    else if (!value) return false;
    else if (strcmp(argv[i], "--set") == 0) a->set = argv[++i];
    else if (strcmp(argv[i], "--plain") == 0) a->plain = argv[++i];
    else if (strcmp(argv[i], "--words") == 0) a->words = argv[++i];
    else if (strcmp(argv[i], "--out") == 0) a->out = argv[++i];
    else if (strcmp(argv[i], "--test") == 0) a->test = argv[++i];
    else if (strcmp(argv[i], "--licence") == 0) a->licence = argv[++i];
    else if (strcmp(argv[i], "--folds") == 0) a->folds = atoi(argv[++i]);
    else if (strcmp(argv[i], "--trees") == 0)
      while (i + 1 < argc && strncmp(argv[i + 1], "--", 2) != 0 && a->tree_count < MAX_FILES) a->trees[a->tree_count++] = argv[++i];
    else return false;
  }
  return a->set && a->plain && a->tree_count > 0 && (a->licence || !a->out);
}

int main(int argc, char **argv) {
  arguments a = {0};
  if (!read_arguments(argc, argv, &a)) {
    (void)fprintf(stderr,
                  "use: train-splitter --set nc|free --plain NEWS.txt --trees FILE.conllu... [--test FILE.conllu] [--folds N] "
                  "[--verbose] [--out split.model --licence TEXT]\n");
    return 2;
  }
  isn_bank bank = {0}, test = {0}, lists = {0};
  for (int i = 0; i < a.tree_count; i++)
    if (!isn_bank_read(&bank, a.trees[i])) return 1;
  if (a.words && (!isn_bank_read_words(&lists, a.words) || !isn_bank_join(&bank, &lists))) return 1;
  if (a.test && !isn_bank_read(&test, a.test)) return 1;

  tally counted = {0};
  isnad_error error;
  isn_lexicon *lexicon;
  if (!count_file(&counted, a.plain) || !count_lists(&counted, &lists) || isn_lexicon_open(NULL, &lexicon, &error)) return 1;
  uint32_t buckets;
  uint16_t *table = count_table(&counted, &buckets);
  isn_splitter splitter = {.counts = {table, buckets - 1}, .lexicon = lexicon};
  trained result = {0};
  score all = {0};
  for (int fold = 0; fold < a.folds; fold++) {
    if (!train(&splitter, &bank, &lists, a.folds, fold, false, &result)) return 1;
    score_bank(&splitter, &bank, a.folds, fold, a.verbose, &all);
    free(result.cut);
    free(result.spell);
  }
  if (a.folds) return print_score("cross-validation", &all), 0;

  if (!train(&splitter, &bank, &lists, 1, -1, a.verbose, &result)) return 1;
  if (a.test) {
    score_bank(&splitter, &test, 1, -1, a.verbose, &all);
    print_score(a.test, &all);
  }
  return a.out && !write_model(&a, &result, table, buckets);
}
