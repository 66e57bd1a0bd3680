#include "morph/language.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "learn/network.h"
#include "morph/classes.h"

/* A longer sentence is read in pieces, cut behind a mark where there is one: memory stays bounded, and no writer means so long a
 * sentence. The beam of the parser: what widths give is in models/nc/README.md. */
enum { PIECE = 256, LEAST_PIECE = 128, FORM_ROOM = 64, BEAM = 2 };

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

static void word_rows(const reader *r, const isn_word *word, isn_word_rows *out) {
  const isn_doc *doc = r->doc;
  const isn_token *t = &doc->tokens.at[word->token];
  const uint32_t row = (uint32_t)(word - doc->words.at);
  const unsigned part = (row == t->words ? ISN_PART_FIRST : 0) | (row + 1 == t->words + t->words_count ? ISN_PART_LAST : 0);
  if (t->words_count == 1) {
    const uint32_t *at = doc->cp + word->start, length = word->end - word->start;
    isn_word_rows_of(at, length, part, r->lexicon ? isn_form_classes(r->lexicon, at, length) : 0, out);
    return;
  }
  uint32_t cp[FORM_ROOM], n = 0;
  const size_t length = strlen(word->form);
  for (size_t at = 0; at < length && n < FORM_ROOM; n++) {
    const unsigned step = isn_utf8_decode(word->form + at, length - at, &cp[n]);
    if (!step) break;
    at += step;
  }
  isn_word_rows_of(cp, n, part, r->lexicon ? isn_form_classes(r->lexicon, cp, n) : 0, out);
}

static bool read_piece(reader *r, uint32_t first, uint32_t end) {
  isn_doc *doc = r->doc;
  const uint32_t n = end - first;
  for (uint32_t i = 0; i < n; i++) word_rows(r, &doc->words.at[first + i], &r->rows[i]);
  if (!isn_network_encode(r->w, r->rows, n, r->encodings) || !isn_network_tags(r->w, r->encodings, n, r->bundles) ||
      !isn_network_tree(r->w, r->encodings, n, BEAM, r->heads, r->relations))
    return false;
  for (uint32_t i = 0; i < n; i++) {
    isn_word *word = &doc->words.at[first + i];
    word->upos = r->l->upos[r->bundles[i]];
    word->feats = isn_network_feats(r->l->network, r->bundles[i]);
    word->head = r->heads[i] ? first + r->heads[i] - 1 : ISNAD_NONE;
    word->deprel = r->heads[i] ? isn_network_relation(r->l->network, r->relations[i]) : "root";
  }
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
    if (!read_piece(r, from, to)) return false;
    const uint32_t root = root_of(r->doc, from, to);
    if (main == ISNAD_NONE) main = root;
    else r->doc->words.at[root].head = main, r->doc->words.at[root].deprel = loose;
    from = to;
  }
  return true;
}

static bool open_reader(reader *r, const language *l, const isn_lexicon *lexicon, isn_doc *doc) {
  *r = (reader){.l = l, .doc = doc, .lexicon = isn_network_asks_classes(l->network) ? lexicon : NULL, .w = isn_workspace_open(l->network)};
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
