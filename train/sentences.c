#include "sentences.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "conllu.h"
#include "morph/classes.h"

static void *grown(void *at, size_t size) {
  void *p = realloc(at, size);
  if (!p) {
    fputs("out of memory\n", stderr);
    exit(1);
  }
  return p;
}

int names_find(const names *n, const char *name) {
  for (uint32_t i = 0; i < n->count; i++)
    if (strcmp(n->at[i], name) == 0) return (int)i;
  return -1;
}

uint32_t names_add(names *n, const char *name) {
  const int found = names_find(n, name);
  if (found >= 0) return (uint32_t)found;
  if (n->count == n->room) n->at = grown(n->at, (n->room = n->room * 2 + 64) * sizeof *n->at);
  n->at[n->count] = strdup(name);
  return n->count++;
}

static const isn_lexicon *asked;

void words_ask(const isn_lexicon *lexicon) { asked = lexicon; }

word word_of(const char *form, unsigned part) {
  uint32_t cp[128], n = 0;
  const size_t length = strlen(form);
  for (size_t at = 0; at < length && n < 128;) at += isn_utf8_decode(form + at, length - at, &cp[n++]);
  word w = {.head = -1, .relation = -1, .upos = -1, .bundle = -1};
  isn_word_rows_of(cp, n, part, asked ? isn_form_classes(asked, cp, n) : 0, &w.rows);
  return w;
}

void treebank_add(treebank *bank, word *words, char **forms, uint32_t n) {
  if (!n || n > MAX_WORDS) return;
  if (bank->count == bank->room) {
    bank->room = bank->room * 2 + 256;
    bank->at = grown(bank->at, bank->room * sizeof *bank->at);
    bank->form = grown(bank->form, bank->room * sizeof *bank->form);
  }
  sentence s = {malloc(n * sizeof(word)), n};
  char **copy = malloc(n * sizeof *copy);
  if (!s.at || !copy) exit(1);
  memcpy(s.at, words, n * sizeof *words);
  memcpy(copy, forms, n * sizeof *copy);
  bank->form[bank->count] = copy;
  bank->at[bank->count++] = s;
}

static const int16_t *allowed_of(const char *misc) {
  const char *at = strstr(misc, "Tags=");
  if (!at) return NULL;
  int16_t list[512];
  uint32_t n = 0;
  for (at += 5; *at >= '0' && *at <= '9' && n < 511;) {
    char *end;
    list[n++] = (int16_t)strtol(at, &end, 10);
    at = *end == ',' ? end + 1 : end;
  }
  list[n++] = -1;
  int16_t *copy = malloc(n * sizeof *copy);
  if (!copy) exit(1);
  memcpy(copy, list, n * sizeof *copy);
  return copy;
}

static word read_word(tagset *tags, char **c, unsigned part, bool grow) {
  word w = word_of(c[1], part);
  char bundle[512];
  if (strcmp(c[3], "_") != 0) {
    snprintf(bundle, sizeof bundle, "%s %s", c[3], c[5]);
    w.upos = (int16_t)(grow ? (int)names_add(&tags->upos, c[3]) : names_find(&tags->upos, c[3]));
    if (strcmp(c[5], "?") != 0) w.bundle = (int16_t)(grow ? (int)names_add(&tags->bundles, bundle) : names_find(&tags->bundles, bundle));
  }
  w.allowed = allowed_of(c[9]);
  if (*c[6] >= '0' && *c[6] <= '9') {
    w.head = atoi(c[6]);
    w.relation = (int16_t)(grow ? (int)names_add(&tags->relations, c[7]) : names_find(&tags->relations, c[7]));
  }
  return w;
}

/* The words of one token, its stem the longest. */
static void level(const tagset *tags, word *words, char **forms, uint32_t n) {
  uint32_t stem = 0;
  for (uint32_t i = 1; i < n; i++)
    if (strlen(forms[i]) > strlen(forms[stem])) stem = i;
  const int x = names_find(&tags->upos, "X"), none = names_find(&tags->bundles, "X _");
  if (words[stem].upos != x || x < 0 || none < 0) return;
  for (uint32_t i = 0; i < n; i++)
    if (i != stem) words[i].upos = (int16_t)x, words[i].bundle = (int16_t)none, words[i].allowed = NULL;
}

void treebank_read(treebank *bank, tagset *tags, const char *path, unsigned how) {
  enum { MOST = 4096 };
  static word words[MOST];
  static char *forms[MOST];
  conllu row;
  if (!conllu_open(&row, path)) exit(1);
  uint32_t n = 0;
  unsigned long first = 0, last = 0;
  while (conllu_next(&row)) {
    if (row.kind == CONLLU_SENTENCE) {
      treebank_add(bank, words, forms, n);
      n = 0, first = last = 0;
    } else if (row.kind == CONLLU_TOKEN) {
      first = row.first, last = row.last;
    } else if (row.kind == CONLLU_WORD && n < MOST) {
      const uint32_t id = n + 1;
      const unsigned whole = ISN_PART_FIRST | ISN_PART_LAST;
      const unsigned part = id >= first && id <= last ? (id == first ? ISN_PART_FIRST : 0) | (id == last ? ISN_PART_LAST : 0) : whole;
      words[n] = read_word(tags, row.column, part, how & READ_GROW);
      forms[n++] = strdup(row.column[1]);
      if (id == last && how & READ_LEVEL) level(tags, words + first - 1, forms + first - 1, n - (uint32_t)first + 1);
    }
  }
  treebank_add(bank, words, forms, n);
  conllu_close(&row);
}

void tagset_read(tagset *tags, const char *path) {
  FILE *f = fopen(path, "r");
  if (!f) {
    fprintf(stderr, "%s: cannot be read\n", path);
    exit(1);
  }
  char line[512];
  while (fgets(line, sizeof line, f)) {
    line[strcspn(line, "\n")] = 0;
    char *tab = strchr(line, '\t');
    if (!tab) continue;
    *tab = ' ';
    names_add(&tags->bundles, line);
    *tab = 0;
    names_add(&tags->upos, line);
  }
  fclose(f);
}

void tagset_close(tagset *tags) {
  tags->factor_of = malloc(tags->bundles.count * 8);
  tags->upos_of = malloc(tags->bundles.count);
  if (!tags->factor_of || !tags->upos_of) exit(1);
  memset(tags->factor_of, 255, tags->bundles.count * 8);
  for (uint32_t b = 0; b < tags->bundles.count; b++) {
    char copy[512], factor[520];
    snprintf(copy, sizeof copy, "%s", tags->bundles.at[b]);
    char *feats = strchr(copy, ' ');
    *feats++ = 0;
    tags->upos_of[b] = (uint8_t)names_add(&tags->upos, copy);
    snprintf(factor, sizeof factor, "UPOS=%s", copy);
    uint32_t k = 0;
    tags->factor_of[b * 8 + k++] = (uint8_t)names_add(&tags->factors, factor);
    for (char *f = strtok(feats, "|"); f; f = strtok(NULL, "|"))
      if (strcmp(f, "_") != 0 && k < 8) tags->factor_of[b * 8 + k++] = (uint8_t)names_add(&tags->factors, f);
  }
}
