/* background COUNTRIES.tsv NEWS.jsonl...: how rare stems are in news, as src/link/background.tsv on standard output.
 *
 * rarity = 100 ln((articles + 1) / (articles with it + 0.5)), capped at ISN_UNSEEN, which stands for all that are in fewer than LEAST
 * articles. Names and adjectives of countries (single words of lexicon/kb/countries.tsv) count as no rarer than COUNTRY: how rare they are
 * says where the corpus was written, and a country that is far from there would draw all that happens in it into one story. Integers in a
 * file, so that no program that compares articles computes a logarithm, and all machines weigh alike. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "isnad.h"
#include "link/terms.h"
#include "pack/tsv.h"

enum { COUNTRY = 450, LEAST = 3, LETTERS = 24, ROOM = 1 << 20 };

typedef struct row {
  uint32_t hash, articles, last; /* last: the article that it was counted in */
  uint16_t letters[LETTERS];
  uint8_t length;
  bool country;
} row;

static row *rows;
static uint32_t count;

static row *row_of(isn_key stem) {
  uint32_t hash = isn_term_hash(stem), at = hash % ROOM;
  while (rows[at].length && rows[at].hash != hash) at = (at + 1) % ROOM;
  row *here = &rows[at];
  if (!here->length) {
    if (++count > ROOM / 2) exit(1);
    here->hash = hash;
    here->length = (uint8_t)(stem.length < LETTERS ? stem.length : LETTERS);
    memcpy(here->letters, stem.at, here->length * sizeof *stem.at);
  }
  return here;
}

static void take(isn_key stem, uint32_t article) {
  row *here = row_of(stem);
  if (here->last == article) return;
  here->last = article;
  here->articles++;
}

static void read_text(const char *text, size_t length, uint32_t article) {
  isn_arena arena = {0};
  isn_key folded = isn_fold_text(&arena, text, length), word;
  for (uint32_t at = 0; folded.at && isn_next_word(folded, &at, &word);) {
    isn_key stem = isn_light_stem(word);
    if (stem.length > 1) take(stem, article);
  }
  isn_arena_free(&arena);
}

/* The single words among the alternatives of a cell. */
static void take_country(const char *cell) {
  isn_arena arena = {0};
  isn_key name;
  const char *one;
  size_t length;
  while (isn_next_alternative(&cell, &one, &length)) {
    isn_key folded = isn_fold_text(&arena, one, length);
    uint32_t at = 0;
    if (!folded.at || !isn_next_word(folded, &at, &name) || name.length != folded.length) continue;
    isn_key stem = isn_light_stem(name);
    if (stem.length > 1) row_of(stem)->country = true;
  }
  isn_arena_free(&arena);
}

static bool read_countries(const char *path) {
  enum { NAME = 2, VARIANTS = 3, ADJECTIVE = 5, COLUMNS = 6 };
  char line[1 << 12], *cells[COLUMNS];
  FILE *file = fopen(path, "r");
  if (!file) return false;
  while (fgets(line, sizeof line, file)) {
    char *rest = line;
    for (int i = 0; i < COLUMNS; i++) cells[i] = rest ? strsep(&rest, "\t\n") : NULL;
    if (line[0] == '#' || !cells[ADJECTIVE] || strcmp(cells[0], "iso2") == 0) continue;
    take_country(cells[NAME]);
    take_country(cells[VARIANTS]);
    take_country(cells[ADJECTIVE]);
  }
  return fclose(file) == 0;
}

static int by_hash(const void *a, const void *b) {
  const row *left = a, *right = b;
  return left->hash < right->hash ? -1 : left->hash > right->hash;
}

static void put_letter(uint32_t letter) {
  if (letter < 0x80) (void)putchar((int)letter);
  else if (letter < 0x800) (void)printf("%c%c", (int)(0xc0 | letter >> 6), (int)(0x80 | (letter & 0x3f)));
  else (void)printf("%c%c%c", (int)(0xe0 | letter >> 12), (int)(0x80 | (letter >> 6 & 0x3f)), (int)(0x80 | (letter & 0x3f)));
}

static void print(uint32_t articles) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < ROOM; i++)
    if (rows[i].articles >= LEAST || rows[i].country) rows[kept++] = rows[i];
  qsort(rows, kept, sizeof *rows, by_hash);
  (void)printf(
      "# licence: Apache-2.0 (counts; of the ANT corpus, antcorpus/antcorpus.data, Apache-2.0)\n"
      "# origin: train/background.c, from %u articles of Jawhara FM in the ANT corpus\n"
      "# How rare light stems are in news. hash: of the folded letters, sorted; rarity: hundredths of ln((articles + 1) / (articles "
      "with it + 0.5)), of countries 450 at most; stem: for people\nhash\trarity\tstem\n",
      articles);
  for (uint32_t i = 0; i < kept; i++) {
    double rarity = 100 * log((articles + 1) / (rows[i].articles + 0.5)), most = rows[i].country ? COUNTRY : ISN_UNSEEN;
    (void)printf("%08x\t%d\t", rows[i].hash, rarity > most ? (int)most : (int)lround(rarity));
    for (uint8_t k = 0; k < rows[i].length; k++) put_letter(rows[i].letters[k]);
    (void)putchar('\n');
  }
}

int main(int argc, char **argv) {
  rows = calloc(ROOM, sizeof *rows);
  uint32_t articles = 0;
  isnad_error error;
  isnad_reader *reader = NULL;
  const isnad_reader_options options = {0};
  if (!rows || argc < 3 || !read_countries(argv[1]) ||
      isnad_reader_open((const char *const *)argv + 2, (size_t)(argc - 2), &options, &reader, &error))
    return 2;
  for (;;) {
    isnad_input input;
    isnad_status status = isnad_reader_next(reader, &input, &error);
    if (status == ISNAD_DONE) break;
    if (status) continue;
    articles++;
    read_text(input.text, input.text_length, articles);
    if (input.title) read_text(input.title, strlen(input.title), articles);
  }
  isnad_reader_close(reader);
  print(articles);
  return 0;
}
