/* train-words --split split.model --plain TEXT > OUT     a sentence a line, words by blanks, the parts of a token by U+001F
 * train-words --split split.model --tagged WORDS > OUT   CoNLL-U with UPOS where it is certain, no trees
 *
 * Cuts unlabelled text, or tokens with UPOS (word, tab, UPOS a line; an empty line ends a sentence), into syntactic words with a
 * trained splitter: what the word vectors and the language network learn from beside the trees. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "morph/splitter.h"
#include "pack/model.h"
#include "segment/segment.h"

enum { MAX_TOKENS = 600, MAX_LINE = 1 << 16, BLOCK = 1 << 20 };

static void stop(const char *what) {
  (void)fprintf(stderr, "train-words: %s\n", what);
  exit(1);
}

/* ---- unlabelled text ---- */

static void write_sentences(const isn_doc *doc) {
  for (uint32_t s = 0; s < doc->sentences.count; s++) {
    const uint32_t first = doc->sentence_first.at[s], end = doc->sentence_first.at[s + 1];
    for (uint32_t t = first; t < end; t++) {
      const isn_token *token = &doc->tokens.at[t];
      if (t > first) putchar(' ');
      for (uint32_t w = 0; w < token->words_count; w++) {
        if (w) putchar(0x1f);
        for (const char *c = doc->words.at[token->words + w].form; *c; c++) putchar(*c == ' ' ? '_' : *c);
      }
    }
    putchar('\n');
  }
}

static void split_block(const isn_splitter *splitter, const char *text, size_t length) {
  isn_doc doc = {.one_sentence_per_line = true};
  isnad_error error;
  const isnad_input input = {.id = "x", .text = text, .text_length = length};
  if (isn_doc_open(&doc, &input, &error)) stop(error.message);
  doc.one_sentence_per_line = true;
  if (isn_stage_segment.run(NULL, NULL, &doc, &error) || isn_splitter_run(splitter, &doc, &error)) stop(error.message);
  write_sentences(&doc);
  isn_doc_close(&doc);
}

static void split_plain(const isn_splitter *splitter, FILE *f) {
  static char block[BLOCK + MAX_LINE];
  size_t length = 0;
  while (fgets(block + length, MAX_LINE, f)) {
    length += strlen(block + length);
    if (length < BLOCK) continue;
    split_block(splitter, block, length);
    length = 0;
  }
  if (length) split_block(splitter, block, length);
}

/* ---- tagged tokens ---- */

typedef struct tagged {
  char word[256], upos[16];
} tagged;

/* The tag of a clitic that cannot be anything else; NULL: not certain. */
static const char *clitic_tag(const char *form, bool before) {
  if (!before) return "PRON";
  if (strcmp(form, "و") == 0) return "CCONJ";
  if (strcmp(form, "ب") == 0) return "ADP";
  return NULL;
}

static bool is_function(const char *upos) {
  static const char *const list[] = {"CCONJ", "ADP", "PRON", "PART", "SCONJ", "DET", "AUX", "ADV"};
  for (size_t i = 0; i < sizeof list / sizeof *list; i++)
    if (strcmp(list[i], upos) == 0) return true;
  return false;
}

static void write_row(uint32_t id, const char *form, const char *upos) {
  (void)printf("%u\t%s\t_\t%s\t_\t%s\t_\t_\t_\t_\n", id, form, upos ? upos : "_", upos ? "?" : "_");
}

static void write_tagged(const isn_splitter *splitter, const tagged *list, uint32_t n) {
  uint32_t id = 1;
  isn_arena arena = {0};
  for (uint32_t i = 0; i < n; i++) {
    const char *const around[3] = {i > 1 ? list[i - 2].word : "", i ? list[i - 1].word : "", i + 1 < n ? list[i + 1].word : ""};
    isn_part parts[ISN_MAX_PARTS];
    const uint32_t count = isn_splitter_word(splitter, &arena, around, list[i].word, parts);
    if (!count) stop("out of memory, or a word that is not UTF-8");
    if (count == 1) {
      write_row(id++, list[i].word, list[i].upos);
      continue;
    }
    uint32_t main = 0;
    for (uint32_t k = 1; k < count; k++)
      if (strlen(parts[k].form) > strlen(parts[main].form)) main = k;
    (void)printf("%u-%u\t%s\t_\t_\t_\t_\t_\t_\t_\t_\n", id, id + count - 1, list[i].word);
    for (uint32_t k = 0; k < count; k++)
      write_row(id++, parts[k].form, k == main ? (is_function(list[i].upos) ? NULL : list[i].upos) : clitic_tag(parts[k].form, k < main));
  }
  putchar('\n');
  isn_arena_free(&arena);
}

static void split_tagged(const isn_splitter *splitter, FILE *f) {
  static char line[MAX_LINE];
  static tagged list[MAX_TOKENS];
  uint32_t n = 0;
  while (fgets(line, sizeof line, f)) {
    line[strcspn(line, "\n")] = 0;
    char *tab = strchr(line, '\t');
    if (*line == '#' && !tab) continue;
    if (tab && n < MAX_TOKENS) {
      *tab = 0;
      (void)snprintf(list[n].word, sizeof list[n].word, "%.255s", line);
      (void)snprintf(list[n++].upos, sizeof list[n].upos, "%.15s", tab + 1);
    } else if (!tab && n) {
      write_tagged(splitter, list, n);
      n = 0;
    }
  }
  if (n) write_tagged(splitter, list, n);
}

int main(int argc, char **argv) {
  if (argc != 5 || strcmp(argv[1], "--split") != 0 || (strcmp(argv[3], "--plain") != 0 && strcmp(argv[3], "--tagged") != 0)) {
    (void)fputs("use: train-words --split split.model --plain|--tagged FILE\n", stderr);
    return 2;
  }
  isnad_error error;
  isn_model *model;
  isn_lexicon *lexicon;
  isn_splitter *splitter;
  if (isn_model_open(argv[2], &model, &error) || isn_lexicon_open(NULL, &lexicon, &error) ||
      isn_splitter_open(model, lexicon, &splitter, &error))
    stop(error.message);
  FILE *f = fopen(argv[4], "r");
  if (!f) stop("the input cannot be read");
  (strcmp(argv[3], "--plain") == 0 ? split_plain : split_tagged)(splitter, f);
  (void)fclose(f);
  isn_splitter_close(splitter);
  isn_lexicon_close(lexicon);
  isn_model_close(model);
  return fflush(stdout) ? 1 : 0;
}
