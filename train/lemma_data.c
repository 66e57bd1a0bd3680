#include "lemma_data.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arabic/inflect.h"
#include "base/hash.h"
#include "base/utf8.h"

void isn_lemma_die(const char *what, const char *name) {
  fprintf(stderr, "lemmas: %s: %s\n", name, what);
  exit(1);
}

#define PUSH(vec, arena) check_memory(ISN_PUSH(vec, arena))
static void *check_memory(void *at) {
  if (!at) isn_lemma_die("out of memory", "data");
  return at;
}

char *isn_lemma_slurp(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) {
    if (errno == ENOENT) return NULL;
    isn_lemma_die(strerror(errno), path);
  }
  size_t room = 1 << 20, n = 0, got;
  char *text = check_memory(malloc(room));
  while ((got = fread(text + n, 1, room - n - 1, file)) > 0) {
    n += got;
    if (room - n < 2) text = check_memory(realloc(text, room *= 2));
  }
  if (ferror(file)) isn_lemma_die(strerror(errno), path);
  fclose(file);
  text[n] = 0;
  return text;
}

isn_pos isn_lemma_pos(const char *upos) {
  static const struct {
    const char *name;
    isn_pos pos;
  } names[] = {{"VERB", ISN_VERB},   {"NOUN", ISN_NOUN}, {"ADJ", ISN_ADJ},     {"PROPN", ISN_PROPN}, {"ADP", ISN_ADP}, {"CCONJ", ISN_CCONJ},
               {"SCONJ", ISN_SCONJ}, {"PART", ISN_PART}, {"PRON", ISN_PRON},   {"DET", ISN_DET},     {"ADV", ISN_ADV}, {"AUX", ISN_AUX},
               {"NUM", ISN_NUM},     {"INTJ", ISN_INTJ}, {"PUNCT", ISN_PUNCT}, {"SYM", ISN_SYM},     {"X", ISN_X}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (!strcmp(names[i].name, upos)) return names[i].pos;
  return ISN_POS_UNKNOWN;
}

/* ---- strings ---- */

static void rehash(isn_lemma_data *data, uint32_t room) {
  free(data->slots);
  data->slots = check_memory(calloc(room, sizeof *data->slots));
  data->slots_mask = room - 1;
  for (uint32_t i = 0; i < data->strings.count; i++) {
    uint32_t at = (uint32_t)isn_hash_bytes(data->strings.at[i], strlen(data->strings.at[i]), 0) & data->slots_mask;
    while (data->slots[at]) at = (at + 1) & data->slots_mask;
    data->slots[at] = i + 1;
  }
}

uint32_t isn_lemma_string(isn_lemma_data *data, const char *text) {
  if (!data->slots || data->strings.count * 2 > data->slots_mask) rehash(data, data->slots ? (data->slots_mask + 1) * 2 : 1 << 14);
  uint32_t at = (uint32_t)isn_hash_bytes(text, strlen(text), 0) & data->slots_mask;
  for (; data->slots[at]; at = (at + 1) & data->slots_mask)
    if (!strcmp(data->strings.at[data->slots[at] - 1], text)) return data->slots[at] - 1;
  const char **row = PUSH(&data->strings, &data->arena);
  *row = check_memory(isn_arena_strdup(&data->arena, text));
  data->slots[at] = data->strings.count;
  return data->strings.count - 1;
}

/* ---- CoNLL-U ---- */

/* Cuts a line at its tabs; cells behind the last one are empty. */
static void cut(char *line, char **cells, int count) {
  static char empty[1];
  for (int i = 0; i < count; i++) {
    cells[i] = line ? line : empty;
    line = line ? strchr(line, '\t') : NULL;
    if (line) *line++ = 0;
  }
}

static char *next_line(char **text) {
  char *line = *text, *end = line ? strchr(line, '\n') : NULL;
  if (!line || !*line) return NULL;
  if (end) *end = 0;
  *text = end ? end + 1 : NULL;
  return line;
}

void isn_lemma_load_tags(isn_lemma_data *data, const char *path) {
  char *text = isn_lemma_slurp(path), *at = text, *line;
  if (!text) isn_lemma_die("no such file", path);
  while ((line = next_line(&at))) *(const char **)PUSH(&data->tags, &data->arena) = check_memory(isn_arena_strdup(&data->arena, line));
  free(text);
}

/* PADT's roots (ElixirFM, after ArabTeX) in Arabic letters with blanks between; false where it is not a root of letters. */
static bool root_letters(const char *text, char *out) {
  static const char *const table[][2] = {{"'", "ء"},  {"b", "ب"},  {"t", "ت"},  {"_t", "ث"}, {"^g", "ج"}, {".h", "ح"}, {"_h", "خ"},
                                         {"d", "د"},  {"_d", "ذ"}, {"r", "ر"},  {"z", "ز"},  {"s", "س"},  {"^s", "ش"}, {".s", "ص"},
                                         {".d", "ض"}, {".t", "ط"}, {".z", "ظ"}, {"`", "ع"},  {".g", "غ"}, {"f", "ف"},  {"q", "ق"},
                                         {"k", "ك"},  {"l", "ل"},  {"m", "م"},  {"n", "ن"},  {"h", "ه"},  {"w", "و"},  {"y", "ي"}};
  int letters = 0;
  char *to = out;
  while (*text && letters < 6) {
    size_t best = SIZE_MAX, length = 0;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
      size_t n = strlen(table[i][0]);
      if (n > length && !strncmp(text, table[i][0], n)) best = i, length = n;
    }
    if (best == SIZE_MAX) return false;
    if (letters++) *to++ = ' ';
    memcpy(to, table[best][1], strlen(table[best][1]));
    to += strlen(table[best][1]);
    text += length;
    if (*text == '_') text++;
    else if (*text) return false;
  }
  *to = 0;
  return !*text && letters >= 2;
}

static void add_root(isn_lemma_data *data, uint32_t lemma, char *misc) {
  char *root = strstr(misc, "Root="), out[64];
  if (!root || (root != misc && root[-1] != '|')) return;
  root += 5;
  char *end = strchr(root, '|');
  if (end) *end = 0;
  if (!root_letters(root, out)) return;
  uint32_t id = isn_lemma_string(data, out);
  *(isn_rooted *)PUSH(&data->roots, &data->arena) = (isn_rooted){lemma, id};
}

/* A word of an inflected class without features was not analysed: its lemma is its form. */
static bool not_analysed(isn_pos upos, const char *feats) {
  bool inflected = upos == ISN_NOUN || upos == ISN_ADJ || upos == ISN_VERB || upos == ISN_NUM || upos == ISN_DET;
  return (inflected && !strcmp(feats, "_") && upos != ISN_DET) || (upos == ISN_X && strcmp(feats, "_") == 0);
}

static void add_word(isn_lemma_data *data, const char *form, const char *lemma, const char *upos, const char *feats) {
  isn_pos pos = isn_lemma_pos(upos);
  isn_seen seen = {.count = 1};
  if (!pos || not_analysed(pos, feats)) return;
  if (!isn_lemma_read(&seen.word, form, strlen(form), isn_lemma_read_tag(pos, feats))) return;
  if (!isn_lemma_split_vowels(lemma, seen.letters, seen.signs, &seen.letters_count)) return;
  seen.class = isn_lemma_class(seen.word.tag);
  seen.lemma = isn_lemma_string(data, lemma);
  *(isn_seen *)PUSH(&data->seen, &data->arena) = seen;
}

/* A word whose tag was not certain counts with each of the tags that it may have. */
static void add_with_tags(isn_lemma_data *data, const char *form, const char *lemma, const char *misc) {
  const char *at = strstr(misc, "Tags=");
  for (at = at ? at + 5 : NULL; at && *at >= '0' && *at <= '9'; at = *at == ',' ? at + 1 : NULL) {
    char *end;
    unsigned long tag = strtoul(at, &end, 10);
    at = end;
    if (tag >= data->tags.count) isn_lemma_die("number of a tag is out of range", misc);
    char upos[16] = "";
    const char *tab = strchr(data->tags.at[tag], '\t');
    if (!tab || tab - data->tags.at[tag] >= (long)sizeof upos) continue;
    memcpy(upos, data->tags.at[tag], (size_t)(tab - data->tags.at[tag]));
    add_word(data, form, lemma, upos, tab + 1);
  }
}

bool isn_lemma_load_conllu(isn_lemma_data *data, const char *path) {
  char *text = isn_lemma_slurp(path), *at = text, *line, *cells[10];
  if (!text) return false;
  while (at && *at) {
    if (*at == '\n') {
      at++;
      continue;
    }
    line = next_line(&at);
    if (!line || *line == '#') continue;
    cut(line, cells, 10);
    if (cells[0][strspn(cells[0], "0123456789")] || !strcmp(cells[2], "_")) continue;
    if (strcmp(cells[3], "_") != 0) add_word(data, cells[1], cells[2], cells[3], cells[5]);
    else add_with_tags(data, cells[1], cells[2], cells[9]);
    add_root(data, isn_lemma_string(data, cells[2]), cells[9]);
  }
  free(text);
  return true;
}

/* ---- isnad's own tables ---- */

static void add_known(isn_lemma_data *data, const char *word, isn_pos upos) {
  isn_lemma_word w;
  if (!isn_lemma_read(&w, word, strlen(word), (isn_lemma_tag){.upos = (uint8_t)upos})) return;
  isn_known *row = PUSH(&data->known, &data->arena);
  memcpy(row->letters, w.at, sizeof row->letters);
  row->n = w.length;
  row->upos = upos;
}

static void add_listed(isn_lemma_data *data, const char *form, const char *lemma, isn_pos upos, const char *feats) {
  isn_seen seen = {.count = 1};
  if (!*form || !isn_lemma_read(&seen.word, form, strlen(form), isn_lemma_read_tag(upos, feats))) return;
  if (!isn_lemma_split_vowels(lemma, seen.letters, seen.signs, &seen.letters_count)) return;
  seen.class = isn_lemma_class(seen.word.tag);
  seen.lemma = isn_lemma_string(data, lemma);
  *(isn_seen *)PUSH(&data->listed, &data->arena) = seen;
}

/* The alternatives of a cell, one by one, cut in place. */
static char *alternative(char **cell) {
  char *word = *cell, *bar = word ? strchr(word, '|') : NULL;
  if (bar) *bar = 0;
  *cell = bar ? bar + 1 : NULL;
  return word && *word ? word : NULL;
}

typedef struct inflecting {
  isn_lemma_data *data;
  const char *lemma;
} inflecting;

static bool add_inflected(void *context, const uint16_t *folded, uint32_t length, isn_inflected f) {
  const inflecting *of = context;
  if (f.with_pronoun == 1 || length > ISN_LEMMA_LETTERS || (f.part != ISN_PART_PAST && f.part != ISN_PART_PRESENT)) return true;
  isn_lemma_tag tag = {.upos = ISN_VERB, .voice = f.passive ? 'P' : 'A', .person = (uint8_t)('0' + f.person)};
  tag.number = f.number == 'd' ? 'D' : f.number == 'p' ? 'P' : 'S';
  tag.gender = f.gender == 'f' ? 'F' : 'M';
  tag.aspect = f.part == ISN_PART_PAST ? 'P' : 'I';
  tag.mood = f.part == ISN_PART_PAST ? 0 : f.moodless ? 'S' : 'I';
  isn_seen seen = {.count = 1, .word = {.length = length, .tag = tag}};
  for (uint32_t i = 0; i < length; i++) {
    if (folded[i] == 0x621) return true; /* folding has lost on which letter the hamza sits */
    seen.word.at[i] = seen.word.fold[i] = folded[i];
  }
  if (!isn_lemma_split_vowels(of->lemma, seen.letters, seen.signs, &seen.letters_count)) return true;
  seen.class = isn_lemma_class(tag);
  *(isn_seen *)PUSH(&of->data->inflected, &of->data->arena) = seen;
  return true;
}

static void inflect_verb(isn_lemma_data *data, const char *perfect, const char *imperfect) {
  isn_arena arena = {0};
  isn_key past = isn_bare_text(&arena, perfect, strlen(perfect)), present = isn_bare_text(&arena, imperfect, strlen(imperfect));
  inflecting of = {data, perfect};
  if (!past.at || !present.at) isn_lemma_die("out of memory", "verbs.tsv");
  if (past.length && present.length) isn_inflect_verb(past, present, add_inflected, &of);
  isn_arena_free(&arena);
}

static void add_verb(isn_lemma_data *data, char **cells) {
  char *lemma = cells[0], *word;
  add_known(data, lemma, ISN_VERB);
  if (!strchr(cells[1], '|')) {
    inflect_verb(data, lemma, cells[1]);
    add_listed(data, cells[1], lemma, ISN_VERB, "Aspect=Imp|Gender=Masc|Mood=Ind|Number=Sing|Person=3|VerbForm=Fin|Voice=Act");
  }
  while ((word = alternative(&cells[2]))) add_known(data, word, ISN_NOUN);
  for (int column = 3; column < 5; column++)
    while ((word = alternative(&cells[column]))) add_known(data, word, ISN_ADJ), add_known(data, word, ISN_NOUN);
}

static void add_noun(isn_lemma_data *data, char **cells) {
  char *word;
  add_known(data, cells[0], ISN_NOUN);
  while ((word = alternative(&cells[1]))) add_listed(data, word, cells[0], ISN_NOUN, "Case=Gen|Definite=Ind|Number=Plur");
}

static void add_adjective(isn_lemma_data *data, char **cells) { add_known(data, cells[0], ISN_ADJ); }

static void add_country(isn_lemma_data *data, char **cells) {
  char *word;
  add_known(data, cells[2], ISN_X);
  add_known(data, cells[2], ISN_NOUN);
  if ((word = alternative(&cells[5]))) add_known(data, word, ISN_ADJ), add_known(data, word, ISN_NOUN);
}

static void add_name(isn_lemma_data *data, char **cells) { add_known(data, cells[0], ISN_X); }

/* Words of the grammar and adverbs: their own lemmas, as a subordinating conjunction in PADT at times is a coordinating one. */
static void add_closed(isn_lemma_data *data, char **cells) {
  isn_pos pos = isn_lemma_pos(cells[1]);
  if (pos == ISN_POS_UNKNOWN || pos == ISN_NOUN || pos == ISN_ADJ || pos == ISN_NUM || pos == ISN_PRON || pos == ISN_DET) return;
  add_listed(data, cells[0], cells[0], pos, "_");
  if (pos == ISN_SCONJ) add_listed(data, cells[0], cells[0], ISN_CCONJ, "_");
}

static void load_table(isn_lemma_data *data, const char *folder, const char *name, void (*add)(isn_lemma_data *, char **)) {
  char path[4096], *cells[7], *line;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  char *text = isn_lemma_slurp(path), *at = text;
  if (!text) isn_lemma_die("no such file", path);
  bool header = false;
  while (at && *at) {
    if (*at == '\n') {
      at++;
      continue;
    }
    line = next_line(&at);
    if (!header && *line == '#') continue;
    cut(line, cells, 7);
    if (header && !strchr(cells[0], ' ')) add(data, cells);
    header = true;
  }
  free(text);
}

void isn_lemma_load_tables(isn_lemma_data *data, const char *folder) {
  load_table(data, folder, "verbs.tsv", add_verb);
  load_table(data, folder, "nouns.tsv", add_noun);
  load_table(data, folder, "adjectives.tsv", add_adjective);
  load_table(data, folder, "agents.tsv", add_noun);
  load_table(data, folder, "kb/countries.tsv", add_country);
  load_table(data, folder, "names.tsv", add_name);
  load_table(data, folder, "words.tsv", add_closed);
}

bool isn_lemma_load_forms(isn_lemma_data *data, const char *path) {
  char *text = isn_lemma_slurp(path), *at = text, *cells[4];
  if (!text) return false;
  while (at && *at) {
    if (*at == '\n') {
      at++;
      continue;
    }
    char *line = next_line(&at);
    if (*line == '#') continue;
    cut(line, cells, 4);
    isn_pos pos = isn_lemma_pos(cells[2]);
    if (!pos) continue;
    add_known(data, cells[1], pos);
    add_listed(data, cells[0], cells[1], pos, cells[3]);
  }
  free(text);
  return true;
}

/* ---- grouping ---- */

static int compare_seen(const void *a, const void *b) {
  const isn_seen *x = a, *y = b;
  if (x->class != y->class) return x->class < y->class ? -1 : 1;
  if (x->word.length != y->word.length) return x->word.length < y->word.length ? -1 : 1;
  int order = memcmp(x->word.at, y->word.at, x->word.length * sizeof *x->word.at);
  if (order) return order;
  return x->lemma < y->lemma ? -1 : x->lemma > y->lemma;
}

void isn_lemma_group(isn_lemma_data *data) {
  qsort(data->seen.at, data->seen.count, sizeof *data->seen.at, compare_seen);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < data->seen.count; i++) {
    if (kept && compare_seen(&data->seen.at[kept - 1], &data->seen.at[i]) == 0) data->seen.at[kept - 1].count += data->seen.at[i].count;
    else data->seen.at[kept++] = data->seen.at[i];
  }
  data->seen.count = kept;
}
