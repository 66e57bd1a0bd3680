/* Trains the sentence splitter (src/segment/boundary.h).
 *
 *   train-segmenter --set nc|free [--trees FILE.conllu...] [--words FILE.tsv] [--news FILE.jsonl...] [--test FILE.conllu]
 *                   [--folds N] [--verbose] [--out sentence.model --licence TEXT]
 *
 * --trees: sentences with `# text`, those of a document (sent_id up to its last hyphen) in their order; --words: tokens, a line each,
 * an empty line behind a sentence, in the order of the text; --news: articles with title and text, whose line ends are known. Of each
 * document a line is made, and lines of some of its sentences, since news comes with paragraphs as well as in one piece. --test: prints
 * scores on it; --folds: prints scores of cross-validation inside --trees and trains nothing else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/utf8.h"
#include "model_writer.h"
#include "segment/boundary.h"
#include "segment/segment.h"
#include "sequence_train.h"
#include "treebank.h"

enum { SLOTS_LOG2 = 18, MAX_FILES = 8 };

typedef struct arguments {
  const char *set, *words, *out, *test, *trees[MAX_FILES], *news[MAX_FILES], *licence;
  int tree_count, news_count, folds;
  bool verbose;
} arguments;

static const float CAUTION = 0.5f;
static const isn_training how = {SLOTS_LOG2, 10, 0.2, 5e-3};

static isn_lexicon *lexicon; /* opened by main */

/* ---- a line and the ends of its sentences ---- */

typedef struct line {
  isn_buffer text;
  uint32_t points, ends[4096], count; /* code points where sentences end */
} line;

static uint32_t points_of(const char *text, size_t length) {
  uint32_t n = 0;
  for (size_t i = 0; i < length; i++) n += ((unsigned char)text[i] & 0xc0) != 0x80;
  return n;
}

/* Appends a sentence, or what has the same line but no end that is known (end = false). */
static void line_add(line *l, const char *text, size_t length, bool end) {
  if (l->count == sizeof l->ends / sizeof *l->ends || !length) return;
  if (l->text.length) isn_buffer_add(&l->text, " ", 1), l->points++;
  isn_buffer_add(&l->text, text, length);
  l->points += points_of(text, length);
  if (end) l->ends[l->count++] = l->points;
}

static void line_clear(line *l) {
  l->text.length = 0;
  l->points = l->count = 0;
}

static bool open_line(const line *l, isn_doc *doc) {
  isnad_error error;
  isnad_input input = {.id = "line", .text = l->text.at, .text_length = l->text.length};
  if (!isn_doc_open(doc, &input, &error) && !isn_stage_segment.run(NULL, NULL, doc, &error)) return true;
  (void)fprintf(stderr, "train-segmenter: %s\n", error.message);
  return false;
}

/* Labels of the tokens: END for the last one that begins before an end. */
static uint8_t *labels_of(const line *l, const isn_doc *doc) {
  uint8_t *labels = calloc(doc->tokens.count + 1, 1);
  for (uint32_t i = 0, k = 0; labels && i < doc->tokens.count; i++) {
    while (k < l->count && l->ends[k] <= doc->tokens.at[i].start) k++;
    if (k < l->count && (i + 1 == doc->tokens.count || doc->tokens.at[i + 1].start >= l->ends[k])) labels[i] = ISN_BOUNDARY_END;
  }
  return labels;
}

static bool learn_line(const line *l, isn_sequences *out) {
  isn_doc doc;
  if (!l->text.length) return true;
  if (!open_line(l, &doc)) return false;
  uint32_t n = doc.tokens.count, *starts = malloc((n + 1) * sizeof *starts);
  uint64_t *at = malloc(((size_t)n + 1) * ISN_BOUNDARY_FEATURES * sizeof *at);
  uint8_t *labels = labels_of(l, &doc);
  bool good = starts && at && labels;
  if (good && n) {
    isn_boundary_features(lexicon, &doc, 0, n, at, starts);
    for (uint32_t i = 0; good && i < n; i++) {
      for (uint32_t f = starts[i]; good && f < starts[i + 1]; f++)
        good = isn_row32_add(&out->slots, isn_linear_slot((1u << SLOTS_LOG2) - 1, at[f]));
      good = good && isn_sequences_position(out, labels[i]);
    }
    good = good && isn_sequences_end(out);
  }
  free(starts);
  free(at);
  free(labels);
  isn_doc_close(&doc);
  return good;
}

/* ---- documents ---- */

typedef struct document {
  const char *const *sentences;
  uint32_t count;
} document;

/* The document as one line, and once more in lines of two to five sentences that begin anywhere: with a headline or without. */
static bool learn_document(const char *const *sentences, uint32_t count, uint32_t number, line *l, isn_sequences *out) {
  line_clear(l);
  for (uint32_t i = 0; i < count; i++) line_add(l, sentences[i], strlen(sentences[i]), true);
  if (!learn_line(l, out)) return false;
  uint32_t size = 2 + number % 4;
  for (uint32_t i = number % 3; number % 2 && i < count; i += size, size = 2 + (size + number) % 4) {
    line_clear(l);
    for (uint32_t k = i; k < count && k < i + size; k++) line_add(l, sentences[k], strlen(sentences[k]), true);
    if (!learn_line(l, out)) return false;
  }
  return true;
}

static size_t document_name(const char *id) {
  const char *hyphen = id ? strrchr(id, '-') : NULL;
  return hyphen ? (size_t)(hyphen - id) : 0;
}

/* First sentence behind the document that begins with sentence i. */
static uint32_t document_end(const isn_bank *bank, uint32_t i) {
  const char *id = bank->sentences.at[i].id;
  size_t length = document_name(id);
  uint32_t end = i + 1;
  while (end < bank->sentences.count && length && document_name(bank->sentences.at[end].id) == length &&
         memcmp(bank->sentences.at[end].id, id, length) == 0)
    end++;
  return end;
}

enum { MOST = 1024 };

static bool learn_trees(const isn_bank *bank, int folds, int leave, line *l, isn_sequences *out) {
  uint32_t number = 0;
  for (uint32_t i = 0, end; i < bank->sentences.count; i = end, number++) {
    end = document_end(bank, i);
    if (leave >= 0 && (int)(number % (uint32_t)folds) == leave) continue;
    const char *sentences[MOST];
    uint32_t n = 0;
    for (uint32_t k = i; k < end && n < MOST; k++)
      if (bank->sentences.at[k].text) sentences[n++] = bank->sentences.at[k].text;
    if (!learn_document(sentences, n, number, l, out)) return false;
  }
  return true;
}

/* ---- word lists ---- */

static bool is_one(const char *form, const char *of) { return *form && strstr(of, form) != NULL && points_of(form, strlen(form)) == 1; }

/* The text of a list of tokens: marks with the blanks that news gives them. */
static char *list_text(isn_bank *lists, const isn_bank_sentence *s) {
  isn_buffer text = {0};
  bool glue = true, quoted = false;
  for (uint32_t t = s->token; t < s->token + s->tokens; t++) {
    const char *form = lists->tokens.at[t].form;
    bool quote = strcmp(form, "\"") == 0, opens = is_one(form, "([«") || (quote && !quoted),
         closes = is_one(form, ".,:;!?)]»،؛؟") || (quote && quoted);
    if (!glue && !closes) isn_buffer_add(&text, " ", 1);
    isn_buffer_text(&text, form);
    glue = opens;
    if (quote) quoted = !quoted;
  }
  char *copy = text.failed || !text.length ? NULL : isn_arena_strndup(&lists->arena, text.at, text.length);
  isn_buffer_free(&text);
  return copy;
}

static bool ends_in_stop(const char *text) {
  size_t n = strlen(text);
  return n && (strchr(".!?\"", text[n - 1]) || (n > 1 && strcmp(text + n - 2, "؟") == 0));
}

/* The lists do not say where a document begins. One does where a sentence without a stop, a headline, follows one with a stop. Sentences
 * that are in the trees too are left out of cross-validation. */
static bool learn_lists(isn_bank *lists, bool all, line *l, isn_sequences *out) {
  const char *sentences[MOST];
  uint32_t n = 0, number = 0;
  for (uint32_t i = 0; i <= lists->sentences.count; i++) {
    const isn_bank_sentence *s = i < lists->sentences.count ? &lists->sentences.at[i] : NULL;
    char *text = s && (all || !s->id) ? list_text(lists, s) : NULL;
    bool begins = text && n && !ends_in_stop(text) && ends_in_stop(sentences[n - 1]);
    if (n && (!text || begins || n == 40)) {
      if (!learn_document(sentences, n, number++, l, out)) return false;
      n = 0;
    }
    if (text) sentences[n++] = text;
  }
  return true;
}

/* ---- articles ---- */

/* Title and lines of an article as one line, and each of its lines. Ends inside its lines are taken where the rules see them. */
static bool learn_article(const isnad_input *input, line *l, isn_sequences *out) {
  isn_doc doc;
  isnad_error error;
  if (isn_doc_open(&doc, input, &error) || isn_stage_segment.run(NULL, NULL, &doc, &error)) return false;
  const char *sentences[MOST];
  uint32_t n = 0, first = 0;
  bool good = true;
  for (uint32_t i = 0; good && i < doc.sentences.count && n < MOST; i++) {
    size_t length;
    const char *text = isn_doc_slice(&doc, doc.sentences.at[i].span, &length);
    sentences[n++] = isn_arena_strndup(&doc.arena, text, length);
    uint32_t next = doc.sentence_first.at[i + 1];
    if (next < doc.tokens.count && !doc.tokens.at[next].line_first) continue;
    line_clear(l);
    for (uint32_t k = first; k < n; k++) line_add(l, sentences[k], strlen(sentences[k]), true);
    good = learn_line(l, out);
    first = n;
  }
  line_clear(l);
  for (uint32_t i = 0; i < n; i++) line_add(l, sentences[i], strlen(sentences[i]), true);
  good = good && learn_line(l, out);
  isn_doc_close(&doc);
  return good;
}

static bool learn_news(const arguments *a, line *l, isn_sequences *out) {
  isnad_reader *reader;
  isnad_error error;
  isnad_input input;
  isnad_status status;
  if (!a->news_count) return true;
  if (isnad_reader_open(a->news, (size_t)a->news_count, NULL, &reader, &error)) return false;
  bool good = true;
  while (good && (status = isnad_reader_next(reader, &input, &error)) != ISNAD_DONE)
    if (status == ISNAD_OK) good = learn_article(&input, l, out);
  isnad_reader_close(reader);
  return good;
}

/* ---- scores ---- */

typedef struct score {
  uint32_t gold, found, right;
} score;

/* Sentences that are found from end to end, as the treebank has them. */
static bool score_line(const isn_sequence *model, const line *l, bool verbose, score *out) {
  isn_doc doc;
  if (!open_line(l, &doc)) return false;
  uint32_t n = doc.tokens.count;
  uint8_t *gold = labels_of(l, &doc), *found = calloc(n + 1, 1);
  bool good = gold && found && (!n || !isn_boundary_find(model, lexicon, &doc, 0, n, found, NULL)), same = true;
  if (n) found[n - 1] = ISN_BOUNDARY_END;
  for (uint32_t i = 0; good && i < n; i++) {
    out->gold += gold[i];
    out->found += found[i];
    if (gold[i] && found[i] && same) out->right++;
    if (gold[i] != found[i]) same = false;
    else if (gold[i]) same = true;
    if (verbose && gold[i] != found[i]) {
      uint32_t a = i > 5 ? i - 5 : 0, b = i + 5 < n ? i + 5 : n - 1;
      size_t before, after;
      const char *left = isn_doc_slice(&doc, isn_span(doc.tokens.at[a].start, doc.tokens.at[i].end), &before);
      printf("%s %.*s", gold[i] ? "missed" : "wrong ", (int)before, left);
      const char *right = isn_doc_slice(&doc, isn_span(doc.tokens.at[i].end, doc.tokens.at[b].end), &after);
      printf(" | %.*s\n", (int)after, right);
    }
  }
  free(gold);
  free(found);
  isn_doc_close(&doc);
  return good;
}

static bool score_bank(const isn_sequence *model, const isn_bank *bank, int folds, int only, bool verbose, line *l, score *out) {
  uint32_t number = 0;
  for (uint32_t i = 0, end; i < bank->sentences.count; i = end, number++) {
    end = document_end(bank, i);
    if (only >= 0 && (int)(number % (uint32_t)folds) != only) continue;
    line_clear(l);
    for (uint32_t k = i; k < end; k++) line_add(l, bank->sentences.at[k].text, strlen(bank->sentences.at[k].text), true);
    if (l->text.length && !score_line(model, l, verbose, out)) return false;
  }
  return true;
}

static void print_score(const char *what, const score *s) {
  printf("%s: sentences F1 %.2f (%u gold, %u found, %u right)\n", what, 200.0 * s->right / (s->gold + s->found), s->gold, s->found,
         s->right);
}

/* ---- the program ---- */

static uint8_t *train(const arguments *a, const isn_bank *bank, isn_bank *lists, int leave, line *l, size_t *size) {
  isn_sequences learned = {.labels = ISN_BOUNDARY_LABELS};
  float *weights = calloc((size_t)ISN_BOUNDARY_LABELS << SLOTS_LOG2, sizeof *weights),
        moves[(ISN_BOUNDARY_LABELS + 1) * ISN_BOUNDARY_LABELS] = {0};
  bool good = weights && learn_trees(bank, a->folds ? a->folds : 1, leave, l, &learned) && learn_lists(lists, leave < 0, l, &learned) &&
              learn_news(a, l, &learned) && isn_sequences_train(&learned, &how, NULL, weights, moves);
  (void)fprintf(stderr, "%zu tokens in %zu lines learned\n", learned.label.n, learned.sequence.n ? learned.sequence.n - 1 : 0);
  /* A sentence that is cut in two does more harm to the stages behind than a headline that is not cut off. */
  for (uint32_t shape = ISN_BOUNDARY_SHAPE_NUMBER; good && shape <= ISN_BOUNDARY_SHAPE_LATIN; shape++)
    weights[isn_linear_slot((1u << SLOTS_LOG2) - 1, isn_boundary_shape(shape)) * ISN_BOUNDARY_LABELS + ISN_BOUNDARY_END] -= CAUTION;
  uint8_t *bytes = good ? isn_linear_bytes(weights, ISN_BOUNDARY_LABELS, SLOTS_LOG2, moves, NULL, size) : NULL;
  free(weights);
  isn_sequences_free(&learned);
  return bytes;
}

static bool write_model(const arguments *a, const uint8_t *bytes, size_t size) {
  isnad_error error;
  isn_writer *writer;
  isnad_status status = isn_writer_open(a->out, "sentence", a->set, 1, a->licence, &writer, &error);
  if (!status) status = isn_writer_section(writer, "boundary", bytes, size, &error);
  bool keep = status == ISNAD_OK;
  if (writer && isn_writer_close(writer, keep, &error)) keep = false;
  if (!keep) (void)fprintf(stderr, "train-segmenter: %s\n", error.message);
  return keep;
}

static bool read_arguments(int argc, char **argv, arguments *a) {
  for (int i = 1; i < argc; i++) {
    const char *value = i + 1 < argc ? argv[i + 1] : NULL;
    if (strcmp(argv[i], "--verbose") == 0) a->verbose = true;
    else if (!value) return false;
    else if (strcmp(argv[i], "--set") == 0) a->set = argv[++i];
    else if (strcmp(argv[i], "--words") == 0) a->words = argv[++i];
    else if (strcmp(argv[i], "--out") == 0) a->out = argv[++i];
    else if (strcmp(argv[i], "--test") == 0) a->test = argv[++i];
    else if (strcmp(argv[i], "--licence") == 0) a->licence = argv[++i];
    else if (strcmp(argv[i], "--folds") == 0) a->folds = atoi(argv[++i]);
    else if (strcmp(argv[i], "--trees") == 0)
      while (i + 1 < argc && strncmp(argv[i + 1], "--", 2) != 0 && a->tree_count < MAX_FILES) a->trees[a->tree_count++] = argv[++i];
    else if (strcmp(argv[i], "--news") == 0)
      while (i + 1 < argc && strncmp(argv[i + 1], "--", 2) != 0 && a->news_count < MAX_FILES) a->news[a->news_count++] = argv[++i];
    else return false;
  }
  return a->set && a->tree_count + a->news_count > 0 && (a->licence || !a->out);
}

int main(int argc, char **argv) {
  arguments a = {0};
  if (!read_arguments(argc, argv, &a)) {
    (void)fprintf(stderr,
                  "use: train-segmenter --set nc|free [--trees FILE.conllu...] [--words FILE.tsv] [--news FILE.jsonl...] [--test "
                  "FILE.conllu] [--folds N] [--verbose] [--out sentence.model --licence TEXT]\n");
    return 2;
  }
  isnad_error error;
  if (isn_lexicon_open(NULL, &lexicon, &error)) return 1;
  isn_bank bank = {0}, lists = {0}, test = {0};
  for (int i = 0; i < a.tree_count; i++)
    if (!isn_bank_read(&bank, a.trees[i])) return 1;
  if (a.words && (!isn_bank_read_words(&lists, a.words) || !isn_bank_join(&bank, &lists))) return 1;
  if (a.test && !isn_bank_read(&test, a.test)) return 1;
  static line l;
  score all = {0};
  size_t size;
  isn_sequence model;
  for (int fold = 0; fold < a.folds; fold++) {
    uint8_t *bytes = train(&a, &bank, &lists, fold, &l, &size);
    if (!bytes || isn_sequence_open(bytes, size, "fold", &model, NULL) || !score_bank(&model, &bank, a.folds, fold, a.verbose, &l, &all))
      return 1;
    free(bytes);
  }
  if (a.folds) return print_score("cross-validation", &all), 0;
  uint8_t *bytes = train(&a, &bank, &lists, -1, &l, &size);
  if (!bytes || isn_sequence_open(bytes, size, "model", &model, NULL)) return 1;
  if (a.test) {
    if (!score_bank(&model, &test, 1, -1, a.verbose, &l, &all)) return 1;
    print_score(a.test, &all);
  }
  return a.out && !write_model(&a, bytes, size);
}
