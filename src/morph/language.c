#include "morph/language.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "learn/network.h"
#include "morph/classes.h"

/* A longer sentence is read in pieces, cut behind a mark where there is one: memory stays bounded, and no writer means so long a
 * sentence. The beam of the parser: what widths give is in models/nc/README.md. */
enum { PIECE = 256, LEAST_PIECE = 128, FORM_ROOM = 64, BEAM = 2 };
enum { NEAR_VERB = 4, MARBUTA = 0x629, ALEF = 0x627, TAA = 0x62a };

/* The relation of the root of a later piece to that of the first. */
static const char loose[] = "parataxis";

typedef struct language {
  isn_network *network;
  uint8_t *upos; /* isn_pos of each bundle */
} language;

typedef struct reader {
  const language *l;
  isn_doc *doc;
  const isn_lexicon *lexicon; /* NULL: the network asks for no classes */
  const isn_lexicon *forms;
  isn_workspace *w;
  isn_word_rows *rows;
  int16_t *encodings;
  uint16_t *bundles;
  uint32_t *heads;
  uint8_t *relations;
} reader;

static uint8_t pos_of(const char *upos) {
  static const struct {
    const char *name;
    uint8_t pos;
  } all[] = {{"VERB", ISN_VERB},   {"NOUN", ISN_NOUN}, {"ADJ", ISN_ADJ},     {"PROPN", ISN_PROPN}, {"ADP", ISN_ADP}, {"CCONJ", ISN_CCONJ},
             {"SCONJ", ISN_SCONJ}, {"PART", ISN_PART}, {"PRON", ISN_PRON},   {"DET", ISN_DET},     {"ADV", ISN_ADV}, {"AUX", ISN_AUX},
             {"NUM", ISN_NUM},     {"INTJ", ISN_INTJ}, {"PUNCT", ISN_PUNCT}, {"SYM", ISN_SYM},     {"X", ISN_X}};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (strcmp(all[i].name, upos) == 0) return all[i].pos;
  return ISN_X;
}

static void close_language(void *state) {
  language *l = state;
  if (!l) return;
  isn_network_close(l->network);
  free(l->upos);
  free(l);
}

static isnad_status open_language(const isn_resources *resources, void **out, isnad_error *error) {
  language *l = calloc(1, sizeof *l);
  if (!l) return isn_nomem(error);
  isnad_status status = isn_network_open(resources->language, &l->network, error);
  if (!status && !(l->upos = malloc(isn_network_bundles(l->network)))) status = isn_nomem(error);
  if (status) {
    close_language(l);
    return status;
  }
  for (uint32_t b = 0; b < isn_network_bundles(l->network); b++) l->upos[b] = pos_of(isn_network_upos(l->network, b));
  *out = l;
  return ISNAD_OK;
}

/* ---- a piece of a sentence: rows [first, end) of doc->words ---- */

/* The letters of a word: of the text, or of the spelling that the splitter restored. */
static const uint32_t *letters_of(const isn_doc *doc, const isn_word *word, uint32_t room[FORM_ROOM], uint32_t *n) {
  if (doc->tokens.at[word->token].words_count == 1) {
    *n = word->end - word->start;
    return doc->cp + word->start;
  }
  const size_t length = strlen(word->form);
  *n = 0;
  for (size_t at = 0; at < length && *n < FORM_ROOM; (*n)++) {
    const unsigned step = isn_utf8_decode(word->form + at, length - at, &room[*n]);
    if (!step) break;
    at += step;
  }
  return room;
}

static unsigned part_of(const isn_doc *doc, const isn_word *word) {
  const isn_token *t = &doc->tokens.at[word->token];
  const uint32_t row = (uint32_t)(word - doc->words.at);
  return (row == t->words ? ISN_PART_FIRST : 0) | (row + 1 == t->words + t->words_count ? ISN_PART_LAST : 0);
}

static void rows_of(const reader *r, const uint32_t *at, uint32_t n, unsigned part, isn_word_rows *out) {
  isn_word_rows_of(at, n, part, r->lexicon ? isn_form_classes(r->lexicon, at, n) : 0, out);
}

static void word_rows(const reader *r, const isn_word *word, isn_word_rows *out) {
  uint32_t room[FORM_ROOM], n = 0;
  const uint32_t *at = letters_of(r->doc, word, room, &n);
  rows_of(r, at, n, part_of(r->doc, word), out);
}

static bool run_network(reader *r, uint32_t n) {
  return isn_network_encode(r->w, r->rows, n, r->encodings) && isn_network_tags(r->w, r->encodings, n, r->bundles) &&
         isn_network_tree(r->w, r->encodings, n, BEAM, r->heads, r->relations);
}

static void write_words(const reader *r, uint32_t first, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    isn_word *word = &r->doc->words.at[first + i];
    word->upos = r->l->upos[r->bundles[i]];
    word->feats = isn_network_feats(r->l->network, r->bundles[i]);
    word->head = r->heads[i] ? first + r->heads[i] - 1 : ISNAD_NONE;
    word->deprel = r->heads[i] ? isn_network_relation(r->l->network, r->relations[i]) : "root";
  }
}

/* ---- a verb at the head of a sentence that was read as a noun ---- */

/* The masdar of many verbs is spelled as their past is (رفع، شن، نشر، قصف), and the treebank has few of them at the head of a
 * sentence. The tree knows no tags, so what helps is to read the sentence once more with another verb in the place of the word. */
static const uint32_t stand_in[] = {0x646, 0x641, 0x630}; /* نفذ */

static bool ends_feminine(const uint32_t *at, uint32_t n) {
  return n > 2 && (at[n - 1] == MARBUTA || (n > 4 && at[n - 1] == TAA && at[n - 2] == ALEF));
}

static bool sentence_stops(const isn_doc *doc, uint32_t end) {
  for (uint32_t i = end; i-- > 0 && doc->tokens.at[doc->words.at[i].token].kind >= ISN_MARK;) {
    const isn_token *t = &doc->tokens.at[doc->words.at[i].token];
    const uint32_t cp = doc->cp[t->start];
    const bool dots = t->start && doc->cp[t->start - 1] == '.'; /* an ellipsis: many a headline */
    if (t->end == t->start + 1 && !dots && (cp == '.' || cp == '!' || cp == 0x61f || cp == '?')) return true;
  }
  return false;
}

/* "نذر الحرب تلوح": the clause has its verb already. */
static bool verb_follows(const isn_doc *doc, uint32_t word, uint32_t end) {
  for (uint32_t i = word + 1; i < end && i <= word + NEAR_VERB; i++) {
    const uint8_t pos = doc->words.at[i].upos;
    if (pos == ISN_VERB || pos == ISN_AUX) return true;
    if (pos == ISN_CCONJ || pos == ISN_SCONJ || pos == ISN_PRON || pos == ISN_DET || pos == ISN_PART || pos == ISN_PUNCT) return false;
  }
  return false;
}

/* The word of [first, end) that may be such a verb, or ISNAD_NONE: the root, at the head, of a sentence that stops or is joined to the
 * one before, what stands behind it no feminine noun. */
static uint32_t hidden_verb(const reader *r, uint32_t first, uint32_t end) {
  const isn_doc *doc = r->doc;
  uint32_t i = first;
  bool joined = false;
  for (; i < end && (doc->tokens.at[doc->words.at[i].token].kind >= ISN_MARK || doc->words.at[i].upos == ISN_CCONJ); i++)
    joined = doc->words.at[i].upos == ISN_CCONJ;
  if (i + 1 >= end || doc->words.at[i].head != ISNAD_NONE) return ISNAD_NONE;
  const isn_word *word = &doc->words.at[i], *next = word + 1;
  const bool odd = word->upos == ISN_VERB && next->head == i && strcmp(next->deprel, "nmod") == 0; /* no verb has such a child */
  if (word->upos != ISN_NOUN && word->upos != ISN_X && word->upos != ISN_ADJ && !odd) return ISNAD_NONE;
  if (doc->tokens.at[next->token].kind != ISN_WORD || next->token == word->token) return ISNAD_NONE;
  if (next->upos != ISN_NOUN && next->upos != ISN_X && next->upos != ISN_PROPN) return ISNAD_NONE;
  uint32_t room[FORM_ROOM], n = 0;
  const uint32_t *at = letters_of(doc, next, room, &n);
  if (ends_feminine(at, n) || !(joined || sentence_stops(doc, end)) || verb_follows(doc, i, end)) return ISNAD_NONE;
  at = letters_of(doc, word, room, &n);
  return isn_form_may_be_past(r->forms, at, n) ? i : ISNAD_NONE;
}

/* Whether the second reading gives the word a subject or an object, and something beside it where a conjunction is near: not a heading
 * that the sentence begins with (رد فعل الوزارة وفي هذا السياق ...). */
static bool makes_clause(const reader *r, uint32_t first, uint32_t place, uint32_t n) {
  uint32_t arguments = 0, others = 0, i = place + 1;
  for (; i < n && r->l->upos[r->bundles[i]] != ISN_CCONJ; i++) {
    if (r->heads[i] != place + 1 || r->doc->tokens.at[r->doc->words.at[first + i].token].kind >= ISN_MARK) continue;
    const char *relation = isn_network_relation(r->l->network, r->relations[i]);
    if (strcmp(relation, "nsubj") == 0 || strcmp(relation, "obj") == 0) arguments++;
    else others++;
  }
  return arguments && (arguments + others > 1 || i == n || i > place + NEAR_VERB);
}

static bool with_article(const isn_word *word) { return strncmp(word->form, "\u0627\u0644", 4) == 0; }

/* "عاتب الوفد السفير": a noun with the article cannot be in the genitive of one with the article. Hung so on the subject it is the
 * object. */
static void free_object(isn_doc *doc, uint32_t verb, uint32_t end) {
  uint32_t object = ISNAD_NONE;
  for (uint32_t i = verb + 1; i < end; i++) {
    const isn_word *word = &doc->words.at[i];
    if (word->head == verb && strcmp(word->deprel, "obj") == 0) return;
    if (word->upos == ISN_ADP || word->upos == ISN_CCONJ) break;
    const uint32_t noun = word->head;
    if (object != ISNAD_NONE || word->upos != ISN_NOUN || strcmp(word->deprel, "nmod") != 0 || noun == ISNAD_NONE || noun <= verb) continue;
    if (noun < i && doc->words.at[noun].head == verb && with_article(word) && with_article(&doc->words.at[noun])) object = i;
  }
  if (object == ISNAD_NONE) return;
  doc->words.at[object].head = verb;
  doc->words.at[object].deprel = "obj";
}

/* Reads the piece again if need be. What comes out stands only if the word is the verb of a clause there. */
static bool read_again(reader *r, uint32_t first, uint32_t end) {
  const uint32_t verb = hidden_verb(r, first, end), n = end - first;
  if (verb == ISNAD_NONE) return true;
  const uint32_t place = verb - first;
  rows_of(r, stand_in, sizeof stand_in / sizeof *stand_in, part_of(r->doc, &r->doc->words.at[verb]), &r->rows[place]);
  if (!run_network(r, n)) return false;
  if (r->l->upos[r->bundles[place]] != ISN_VERB || r->heads[place]) return true;
  if (!makes_clause(r, first, place, n)) return true;
  write_words(r, first, n);
  free_object(r->doc, verb, end);
  return true;
}

static bool read_piece(reader *r, uint32_t first, uint32_t end) {
  const uint32_t n = end - first;
  for (uint32_t i = 0; i < n; i++) word_rows(r, &r->doc->words.at[first + i], &r->rows[i]);
  if (!run_network(r, n)) return false;
  write_words(r, first, n);
  return true;
}

/* Where a piece that begins at `first` ends: behind the last mark that leaves it long enough, else at its longest. */
static uint32_t piece_end(const isn_doc *doc, uint32_t first, uint32_t end) {
  if (end - first <= PIECE) return end;
  for (uint32_t i = first + PIECE; i > first + LEAST_PIECE; i--)
    if (doc->tokens.at[doc->words.at[i - 1].token].kind >= ISN_MARK) return i;
  return first + PIECE;
}

static uint32_t root_of(const isn_doc *doc, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++)
    if (doc->words.at[i].head == ISNAD_NONE) return i;
  return first;
}

static bool read_sentence(reader *r, uint32_t first, uint32_t end) {
  uint32_t main = ISNAD_NONE;
  for (uint32_t from = first; from < end;) {
    const uint32_t to = piece_end(r->doc, from, end);
    if (!read_piece(r, from, to) || (from == first && !read_again(r, from, to))) return false;
    const uint32_t root = root_of(r->doc, from, to);
    if (main == ISNAD_NONE) main = root;
    else r->doc->words.at[root].head = main, r->doc->words.at[root].deprel = loose;
    from = to;
  }
  return true;
}

static bool open_reader(reader *r, const language *l, const isn_lexicon *lexicon, isn_doc *doc) {
  *r = (reader){.l = l,
                .doc = doc,
                .lexicon = isn_network_asks_classes(l->network) ? lexicon : NULL,
                .forms = lexicon,
                .w = isn_workspace_open(l->network)};
  r->rows = malloc(PIECE * sizeof *r->rows);
  r->encodings = malloc(PIECE * sizeof *r->encodings * isn_network_width(l->network));
  r->bundles = malloc(PIECE * sizeof *r->bundles);
  r->heads = malloc(PIECE * sizeof *r->heads);
  r->relations = malloc(PIECE * sizeof *r->relations);
  return r->w && r->rows && r->encodings && r->bundles && r->heads && r->relations;
}

static void close_reader(reader *r) {
  isn_workspace_close(r->w);
  free(r->rows);
  free(r->encodings);
  free(r->bundles);
  free(r->heads);
  free(r->relations);
}

static isnad_status run_language(const struct isn_lexicon *lexicon, const void *state, isn_doc *doc, isnad_error *error) {
  reader r;
  bool good = open_reader(&r, state, lexicon, doc);
  for (uint32_t s = 0; good && s < doc->sentences.count; s++) {
    const uint32_t first = doc->sentence_first.at[s], end = doc->sentence_first.at[s + 1];
    if (first == end) continue;
    const isn_token *last = &doc->tokens.at[end - 1];
    good = read_sentence(&r, doc->tokens.at[first].words, last->words + last->words_count);
  }
  close_reader(&r);
  return good ? ISNAD_OK : isn_nomem(error);
}

const isn_stage isn_stage_language = {.name = "language", .open = open_language, .run = run_language, .close = close_language};
