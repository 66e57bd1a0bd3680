/* The record as CoNLL-U (universaldependencies.org/format). docs/conllu.md says what a reader finds in it.
 *
 * A file must be valid whatever the stages left unsaid: a token without words is one word, a word without a head hangs on the root. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "export/export.h"

static const char *const upos_names[] = {
    [ISN_POS_UNKNOWN] = "X", [ISN_VERB] = "VERB",   [ISN_NOUN] = "NOUN", [ISN_ADJ] = "ADJ",     [ISN_PROPN] = "PROPN", [ISN_ADP] = "ADP",
    [ISN_CCONJ] = "CCONJ",   [ISN_SCONJ] = "SCONJ", [ISN_PART] = "PART", [ISN_PRON] = "PRON",   [ISN_DET] = "DET",     [ISN_ADV] = "ADV",
    [ISN_AUX] = "AUX",       [ISN_NUM] = "NUM",     [ISN_INTJ] = "INTJ", [ISN_PUNCT] = "PUNCT", [ISN_SYM] = "SYM",     [ISN_X] = "X"};

/* A word of the output: a row of doc->words, or a token that has none. */
typedef struct out_word {
  uint32_t token, row; /* row: ISNAD_NONE for a bare token */
  uint32_t start, end;
  uint32_t head;      /* number in its sentence from 1, 0 the root */
  const char *deprel; /* of UD */
} out_word;

/* A mention or a time over the words [first, last] of the output. */
typedef struct mark {
  uint32_t first, last, row;
} mark;

/* The marks in the order in which they open and in which they close, with how many are done. */
typedef struct marks {
  mark *opens, *closes;
  uint32_t count, opened, closed;
} marks;

typedef struct writer {
  const isn_doc *doc;
  isn_buffer *out;
  isn_arena arena;
  out_word *words;
  uint32_t count;
  uint32_t *sentence_words; /* first word of each sentence, and one past the last */
  uint32_t *place;          /* row of doc->words → word of the output */
  uint8_t *state;           /* of each word, for the search for circles */
  marks entities, times;
} writer;

static void text(writer *w, const char *bytes) { isn_buffer_text(w->out, bytes); }

/* ---- characters ---- */

/* White space to anybody who reads the file: to Python's str.split, to a regular expression, to an editor. */
static bool is_white(uint32_t cp) {
  return cp <= ' ' || cp == 0x7f || cp == 0x85 || cp == 0xa0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200a) || cp == 0x2028 ||
         cp == 0x2029 || cp == 0x202f || cp == 0x205f || cp == 0x3000;
}

/* Bytes of the UTF-8 character at `at`, and what it is. */
static size_t character(const char *at, size_t left, uint32_t *cp) {
  size_t n = isn_utf8_decode(at, left, cp);
  if (!n) *cp = 0xfffd; /* never: texts and lexicons were checked */
  return n ? n : 1;
}

/* A value of a column: no tab and no line end may be in it, and blanks only inside, one at a time. "_" where nothing is left. */
static void field(writer *w, const char *bytes, size_t length) {
  size_t from = w->out->length;
  bool blank = false;
  for (size_t i = 0; i < length;) {
    uint32_t cp;
    size_t n = character(bytes + i, length - i, &cp);
    if (is_white(cp)) {
      blank = w->out->length > from;
    } else {
      if (blank) text(w, " ");
      blank = false;
      isn_buffer_add(w->out, bytes + i, n);
    }
    i += n;
  }
  if (w->out->length == from) text(w, "_");
}

static void slice(writer *w, uint32_t start, uint32_t end) {
  size_t length;
  const char *bytes = isn_doc_slice(w->doc, isn_span(start, end), &length);
  field(w, bytes ? bytes : "", length);
}

/* An id is one word without the slash that UD keeps for itself; what else stands in it is written as in an address, %20. */
static void id(writer *w, const char *bytes) {
  size_t length = strlen(bytes);
  if (!length) text(w, "_");
  for (size_t i = 0; i < length;) {
    uint32_t cp;
    size_t n = character(bytes + i, length - i, &cp);
    if (is_white(cp) || cp == '/' || cp == '%')
      for (size_t k = 0; k < n; k++) isn_buffer_format(w->out, "%%%02X", (unsigned)(unsigned char)bytes[i + k]);
    else isn_buffer_add(w->out, bytes + i, n);
    i += n;
  }
}

/* ---- words ---- */

static bool gather_words(writer *w) {
  const isn_doc *doc = w->doc;
  uint32_t sentences = doc->sentences.count;
  size_t most = (size_t)doc->tokens.count + doc->words.count + 1;
  w->words = isn_arena_alloc(&w->arena, most * sizeof *w->words);
  w->state = isn_arena_alloc(&w->arena, most);
  w->place = isn_arena_alloc(&w->arena, (size_t)doc->words.count * sizeof *w->place);
  w->sentence_words = isn_arena_alloc(&w->arena, ((size_t)sentences + 1) * sizeof *w->sentence_words);
  if (!w->words || !w->state || !w->place || !w->sentence_words) return false;
  if (doc->words.count) memset(w->place, 0xff, (size_t)doc->words.count * sizeof *w->place);
  for (uint32_t s = 0; s < sentences; s++) {
    w->sentence_words[s] = w->count;
    for (uint32_t t = doc->sentence_first.at[s]; t < doc->sentence_first.at[s + 1]; t++) {
      const isn_token *token = &doc->tokens.at[t];
      if (!token->words_count) w->words[w->count++] = (out_word){.token = t, .row = ISNAD_NONE, .start = token->start, .end = token->end};
      for (uint32_t r = token->words; r < token->words + token->words_count; r++) {
        w->place[r] = w->count;
        w->words[w->count++] = (out_word){.token = t, .row = r, .start = doc->words.at[r].start, .end = doc->words.at[r].end};
      }
    }
  }
  w->sentence_words[sentences] = w->count;
  return true;
}

static uint8_t upos(const writer *w, const out_word *word) {
  const isn_token *token = &w->doc->tokens.at[word->token];
  uint8_t pos = word->row == ISNAD_NONE ? ISN_POS_UNKNOWN : w->doc->words.at[word->row].upos;
  if (pos == ISN_POS_UNKNOWN && token->words_count <= 1) pos = token->kind == ISN_NUMBER ? ISN_NUM : token->pos;
  return pos > ISN_X ? ISN_POS_UNKNOWN : pos;
}

/* ---- trees ---- */

/* The head that the parser gave a word, as a number in the sentence whose words are [first, end): 0 the root, ISNAD_NONE none. */
static uint32_t given_head(const writer *w, uint32_t i, uint32_t first, uint32_t end) {
  const isn_word *row = w->words[i].row == ISNAD_NONE ? NULL : &w->doc->words.at[w->words[i].row];
  if (!row || !row->deprel) return ISNAD_NONE;
  if (row->head == ISNAD_NONE) return 0;
  uint32_t at = row->head < w->doc->words.count ? w->place[row->head] : ISNAD_NONE;
  return at >= first && at < end ? at - first + 1 : ISNAD_NONE;
}

/* The root is the parser's, else the first word that is no mark. */
static uint32_t find_root(const writer *w, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++)
    if (given_head(w, i, first, end) == 0) return i;
  for (uint32_t i = first; i < end; i++)
    if (upos(w, &w->words[i]) != ISN_PUNCT) return i;
  return first;
}

static void hang_on(writer *w, uint32_t i, uint32_t root, uint32_t first) {
  w->words[i].head = root - first + 1;
  w->words[i].deprel = upos(w, &w->words[i]) == ISN_PUNCT ? "punct" : "dep";
}

enum { UNSEEN, ON_WAY, DONE };

/* Goes up from a word; where the way comes back to itself, its last word goes to the root. Each word is walked over twice. */
static void break_circle(writer *w, uint32_t i, uint32_t root, uint32_t first) {
  uint32_t at = i, last = i;
  while (w->state[at] == UNSEEN && w->words[at].head) {
    w->state[at] = ON_WAY;
    last = at;
    at = first + w->words[at].head - 1;
  }
  if (w->state[at] == ON_WAY) hang_on(w, last, root, first);
  for (at = i; w->state[at] == ON_WAY; at = first + w->words[at].head - 1) w->state[at] = DONE;
}

/* Whatever there is of heads becomes a tree: one root, every word below it. */
static void make_tree(writer *w, uint32_t first, uint32_t end) {
  uint32_t root = find_root(w, first, end);
  for (uint32_t i = first; i < end; i++) {
    uint32_t head = given_head(w, i, first, end);
    const char *deprel = w->words[i].row == ISNAD_NONE ? NULL : w->doc->words.at[w->words[i].row].deprel;
    w->words[i].head = head;
    w->words[i].deprel = deprel;
    if (i == root) w->words[i].head = 0, w->words[i].deprel = "root";
    else if (!deprel || head == ISNAD_NONE || head == 0 || strcmp(deprel, "root") == 0) hang_on(w, i, root, first);
  }
  for (uint32_t i = first; i < end; i++) break_circle(w, i, root, first);
}

/* ---- marks ---- */

static int by_first(const void *a, const void *b) {
  const mark *x = a, *y = b;
  if (x->first != y->first) return x->first < y->first ? -1 : 1;
  if (x->last != y->last) return x->last > y->last ? -1 : 1; /* the longer one opens first */
  return (x->row > y->row) - (x->row < y->row);
}

static int by_last(const void *a, const void *b) {
  const mark *x = a, *y = b;
  if (x->last != y->last) return x->last < y->last ? -1 : 1;
  if (x->first != y->first) return x->first > y->first ? -1 : 1; /* the shorter one closes first */
  return (x->row < y->row) - (x->row > y->row);
}

/* The first word that ends after an offset; w->count behind the last. */
static uint32_t word_at(const writer *w, uint32_t offset) {
  uint32_t low = 0, high = w->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (w->words[middle].end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/* The words that a span touches, those of its first sentence only. */
static bool find_mark(const writer *w, isnad_span span, mark *found) {
  uint32_t first = isn_written(span) ? word_at(w, span.start) : w->count;
  if (first >= w->count || w->words[first].start >= span.end) return false;
  uint32_t low = first, high = w->sentence_words[w->doc->tokens.at[w->words[first].token].sentence + 1] - 1;
  while (low < high) { /* the last word that begins before the end */
    uint32_t middle = high - (high - low) / 2;
    if (w->words[middle].start < span.end) low = middle;
    else high = middle - 1;
  }
  found->first = first;
  found->last = low;
  return true;
}

static bool room_for_marks(writer *w, marks *m, uint32_t count) {
  m->opens = isn_arena_alloc(&w->arena, (size_t)count * sizeof *m->opens);
  m->closes = isn_arena_alloc(&w->arena, (size_t)count * sizeof *m->closes);
  return m->opens && m->closes;
}

static void order_marks(marks *m) {
  if (!m->count) return;
  memcpy(m->closes, m->opens, m->count * sizeof *m->closes);
  qsort(m->opens, m->count, sizeof *m->opens, by_first);
  qsort(m->closes, m->count, sizeof *m->closes, by_last);
}

static bool gather_marks(writer *w) {
  const isn_doc *doc = w->doc;
  if (!room_for_marks(w, &w->entities, doc->mentions.count) || !room_for_marks(w, &w->times, doc->times.count)) return false;
  mark found = {0};
  for (uint32_t i = 0; i < doc->mentions.count; i++) {
    if (doc->mentions.at[i].entity >= doc->entities.count || !find_mark(w, doc->mentions.at[i].span, &found)) continue;
    found.row = i;
    w->entities.opens[w->entities.count++] = found;
  }
  for (uint32_t i = 0; i < doc->times.count; i++) {
    if (!find_mark(w, doc->times.at[i].span, &found)) continue;
    found.row = i;
    w->times.opens[w->times.count++] = found;
  }
  order_marks(&w->entities);
  order_marks(&w->times);
  return true;
}

/* "e3", or "e3-PER" where it opens. */
static void entity_mark(writer *w, uint32_t row, bool opens) {
  uint32_t entity = w->doc->mentions.at[row].entity;
  isn_buffer_format(w->out, "e%u", entity + 1);
  if (opens) isn_buffer_format(w->out, "-%s", isnad_entity_type_name(w->doc->entities.at[entity].type));
}

/* "t2", or "t2-DATE-2019-08-20" where it opens; without a value "t2-DATE". */
static void time_mark(writer *w, uint32_t row, bool opens) {
  const isnad_time *time = &w->doc->times.at[row];
  isn_buffer_format(w->out, "t%u", row + 1);
  if (opens)
    isn_buffer_format(w->out, "-%s%s%s", isnad_timex_type_name(time->type), time->value ? "-" : "", time->value ? time->value : "");
}

/* One key of MISC for the marks that begin or end at word i, brackets as in CorefUD: what closes, then what opens. */
static void write_marks(writer *w, marks *m, const char *key, const char *behind, uint32_t i, void (*name)(writer *, uint32_t, bool)) {
  bool any = false;
  for (; m->closed < m->count && m->closes[m->closed].last <= i; m->closed++) {
    if (m->closes[m->closed].first == i) continue; /* of one word: opens and closes below */
    if (!any) text(w, key);
    any = true;
    name(w, m->closes[m->closed].row, false);
    text(w, ")");
  }
  for (; m->opened < m->count && m->opens[m->opened].first <= i; m->opened++) {
    if (!any) text(w, key);
    any = true;
    text(w, "(");
    name(w, m->opens[m->opened].row, true);
    if (m->opens[m->opened].last == i) text(w, ")");
  }
  if (any) text(w, behind);
}

/* ---- lines ---- */

static bool space_after(const writer *w, uint32_t token) {
  return token + 1 >= w->doc->tokens.count || !w->doc->tokens.at[token + 1].glued;
}

/* The text of a sentence: its tokens as written and one blank where there is any room between them. Direction marks between words
 * belong to no token and stay out. */
static void write_text(writer *w, uint32_t sentence) {
  text(w, "# text = ");
  uint32_t first = w->doc->sentence_first.at[sentence], end = w->doc->sentence_first.at[sentence + 1];
  for (uint32_t t = first; t < end; t++) {
    slice(w, w->doc->tokens.at[t].start, w->doc->tokens.at[t].end);
    if (t + 1 < end && space_after(w, t)) text(w, " ");
  }
  text(w, "\n");
}

static void write_head(writer *w, uint32_t sentence) {
  const isn_doc *doc = w->doc;
  if (sentence == 0) {
    text(w, "# newdoc id = ");
    id(w, doc->id ? doc->id : "");
    isn_buffer_format(w->out, "\n# generator = isnad %s, lexicon %s, models %s\n",
                      doc->engine_version ? doc->engine_version : ISNAD_VERSION, doc->lexicon_id ? doc->lexicon_id : "none",
                      doc->models && *doc->models ? doc->models : "none");
    text(w, "# global.Entity = eid-etype\n");
  }
  text(w, "# sent_id = ");
  id(w, doc->id ? doc->id : "");
  isn_buffer_format(w->out, "-%u\n", sentence + 1);
  write_text(w, sentence);
}

/* MISC of a token that stands for itself: where it is, and whether the next one touches it. */
static void write_place(writer *w, uint32_t start, uint32_t end, bool space) {
  isn_buffer_format(w->out, "Range=%u:%u%s", start, end, space ? "" : "|SpaceAfter=No");
}

static void write_range_line(writer *w, uint32_t t, uint32_t number) {
  const isn_token *token = &w->doc->tokens.at[t];
  isn_buffer_format(w->out, "%u-%u\t", number, number + token->words_count - 1);
  slice(w, token->start, token->end);
  text(w, "\t_\t_\t_\t_\t_\t_\t_\t");
  write_place(w, token->start, token->end, space_after(w, t));
  text(w, "\n");
}

static void column(writer *w, const char *value) {
  text(w, "\t");
  field(w, value ? value : "", value ? strlen(value) : 0);
}

static void write_word(writer *w, uint32_t i, uint32_t number) {
  const out_word *word = &w->words[i];
  const isn_word *row = word->row == ISNAD_NONE ? NULL : &w->doc->words.at[word->row];
  const isn_token *token = &w->doc->tokens.at[word->token];
  bool whole = token->words_count <= 1;
  isn_buffer_format(w->out, "%u\t", number);
  /* A whole token must be what `# text` has. */
  if (whole) slice(w, token->start, token->end);
  else if (row && row->form && *row->form) field(w, row->form, strlen(row->form));
  else slice(w, word->start, word->end);
  column(w, row ? row->lemma : NULL);
  column(w, upos_names[upos(w, word)]);
  text(w, "\t_");
  column(w, row ? row->feats : NULL);
  isn_buffer_format(w->out, "\t%u\t%s\t_\t", word->head, word->deprel);
  write_marks(w, &w->entities, "Entity=", "|", i, entity_mark);
  write_place(w, word->start, word->end, !whole || space_after(w, word->token));
  write_marks(w, &w->times, "|Time=", "", i, time_mark);
  text(w, "\n");
}

static void write_sentence(writer *w, uint32_t sentence) {
  uint32_t first = w->sentence_words[sentence], end = w->sentence_words[sentence + 1];
  make_tree(w, first, end);
  write_head(w, sentence);
  for (uint32_t i = first; i < end; i++) {
    uint32_t t = w->words[i].token;
    if ((i == first || w->words[i - 1].token != t) && w->doc->tokens.at[t].words_count > 1) write_range_line(w, t, i - first + 1);
    write_word(w, i, i - first + 1);
  }
  text(w, "\n");
}

void isn_export_conllu(const isn_doc *doc, isn_buffer *out) {
  writer w = {.doc = doc, .out = out};
  text(&w, ""); /* a document without words is an empty text, not a failure */
  if (!gather_words(&w) || !gather_marks(&w)) out->failed = true;
  for (uint32_t s = 0; s < doc->sentences.count && !out->failed; s++) write_sentence(&w, s);
  isn_arena_free(&w.arena);
}
