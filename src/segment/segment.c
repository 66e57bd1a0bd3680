/* Text → folded text, tokens, sentences.
 *
 * A line end always ends a sentence. Within a line the labeller of model "sentence" finds their ends (boundary.h); without the model
 * . ؟ ! end one when a blank or the line's end follows; dots between digits or single letters (أ.ف.ب، د. X) do not, nor do
 * ellipses, which news uses like commas ("من الرجمة.. ألمانيا ترفض"). Each dot of an ellipsis is a token, as in the treebanks. */
#include "segment/segment.h"

#include <stdlib.h>
#include <string.h>

#include "arabic/letters.h"
#include "segment/boundary.h"

static bool fold_text(isn_doc *doc) {
  uint16_t *fold = isn_arena_alloc(&doc->arena, ((size_t)doc->n * 2 + 1) * sizeof *fold);
  uint32_t *at = isn_arena_alloc(&doc->arena, ((size_t)doc->n * 2 + 1) * sizeof *at);
  if (!fold || !at) return false;
  uint32_t n = 0;
  for (uint32_t i = 0; i < doc->n; i++) {
    uint16_t letters[2];
    unsigned k = isn_fold_letter(doc->cp[i], letters);
    for (unsigned j = 0; j < k; j++) {
      at[n] = i;
      fold[n++] = letters[j];
    }
  }
  at[n] = doc->n;
  doc->fold = fold;
  doc->fold_at = at;
  doc->nfold = n;
  return true;
}

/* ---- tokens ---- */

typedef struct scanner {
  isn_doc *doc;
  uint32_t fold;   /* index of the first folded letter not yet taken */
  bool quote_open; /* an ASCII or a shapeless quote is open on this line */
  bool line_first, blank;
} scanner;

static uint32_t peek(const isn_doc *doc, uint32_t i) { return i < doc->n ? doc->cp[i] : 0; }

static bool is_word_letter(uint32_t cp) { return isn_is_letter(cp) || isn_is_sign(cp) || isn_is_invisible(cp); }

static bool is_separator(uint32_t cp) { return cp == '.' || cp == ',' || cp == 0x66b || cp == 0x66c || cp == 0x60c || cp == ':'; }

/* End of an abbreviation of single letters and dots (أ.ف.ب), or `i` if there is none. */
static uint32_t abbreviation_end(const isn_doc *doc, uint32_t i) {
  uint32_t at = i, letters = 0;
  while (isn_is_letter(peek(doc, at)) && !is_word_letter(peek(doc, at + 1))) {
    letters++;
    at++;
    if (peek(doc, at) != '.') break;
    if (!isn_is_letter(peek(doc, at + 1)) || is_word_letter(peek(doc, at + 2))) {
      if (letters >= 2) at++;
      break;
    }
    at++;
  }
  return letters >= 2 ? at : i;
}

static uint32_t number_end(const isn_doc *doc, uint32_t i) {
  while (isn_digit(peek(doc, i)) >= 0 || (is_separator(peek(doc, i)) && isn_digit(peek(doc, i + 1)) >= 0)) i++;
  return i;
}

static uint32_t run_end(const isn_doc *doc, uint32_t i, isn_token_kind kind) {
  if (kind == ISN_WORD)
    while (is_word_letter(peek(doc, i)) && i < doc->n) i++;
  else
    while (isn_is_latin(peek(doc, i)) || isn_digit(peek(doc, i)) >= 0 ||
           ((peek(doc, i) == '.' || peek(doc, i) == '-' || peek(doc, i) == '_' || peek(doc, i) == '&' || peek(doc, i) == '\'') &&
            isn_is_latin(peek(doc, i + 1))))
      i++;
  return i;
}

static bool is_quote(uint32_t cp) {
  return cp == '"' || cp == 0xab || cp == 0xbb || (cp >= 0x201c && cp <= 0x201f) || cp == 0x2018 || cp == 0x2019 || cp == '\'' ||
         cp == '`' || cp == 0x2039 || cp == 0x203a;
}

/* Opening or closing: by its shape where news keeps to shapes («»), else by the blanks around and by what is open, since
 * “ and ” stand either way round in Arabic text. */
static isn_token_kind quote_kind(scanner *s, uint32_t i) {
  uint32_t cp = s->doc->cp[i], before = i ? s->doc->cp[i - 1] : '\n', after = peek(s->doc, i + 1);
  if (cp == 0xab) return ISN_QUOTE_OPEN;
  if (cp == 0xbb) return ISN_QUOTE_CLOSE;
  bool room_before =
      isn_is_blank(before) || before == '\n' || before == 0x640 || before == '(' || before == '[' || before == ':' || is_quote(before);
  bool room_after = isn_is_blank(after) || after == '\n' || after == '\r' || after == 0 || after == '.' || after == 0x60c || after == ',' ||
                    after == ')' || after == 0x61b || after == ':' || after == 0x61f || after == '!';
  bool open = room_before != room_after ? room_before : !s->quote_open;
  s->quote_open = open;
  return open ? ISN_QUOTE_OPEN : ISN_QUOTE_CLOSE;
}

static bool add_token(scanner *s, uint32_t start, uint32_t end, isn_token_kind kind) {
  isn_doc *doc = s->doc;
  isn_token *t = ISN_PUSH(&doc->tokens, &doc->arena);
  if (!t) return false;
  while (s->fold < doc->nfold && doc->fold_at[s->fold] < start) s->fold++;
  t->start = start;
  t->fold0 = s->fold;
  while (s->fold < doc->nfold && doc->fold_at[s->fold] < end) s->fold++;
  t->fold1 = s->fold;
  /* Direction marks and the like at the rim are not part of the word. */
  while (end > start + 1 && isn_is_invisible(doc->cp[end - 1])) end--;
  while (t->start + 1 < end && isn_is_invisible(doc->cp[t->start])) t->start++;
  t->end = end;
  t->kind = (uint8_t)kind;
  t->line_first = s->line_first;
  t->glued = !s->blank;
  t->ending = isn_is_sign(doc->cp[end - 1])                          ? (uint16_t)doc->cp[end - 1]
              : end >= t->start + 2 && isn_is_sign(doc->cp[end - 2]) ? (uint16_t)doc->cp[end - 2]
                                                                     : 0;
  t->chunk = t->mention = t->time = t->cue = t->said = ISNAD_NONE;
  if (kind >= ISN_MARK) t->pos = ISN_PUNCT;
  s->line_first = s->blank = false;
  return true;
}

static bool tokenize(isn_doc *doc) {
  scanner s = {.doc = doc, .line_first = true, .blank = true};
  for (uint32_t i = 0; i < doc->n;) {
    uint32_t cp = doc->cp[i], end;
    isn_token_kind kind;
    if (cp == '\n' || cp == '\r' || cp == 0x2028 || cp == 0x2029) {
      s.line_first = s.blank = true;
      s.quote_open = false;
      i++;
      continue;
    }
    if (isn_is_blank(cp) || isn_is_invisible(cp)) {
      s.blank = s.blank || isn_is_blank(cp);
      i++;
      continue;
    }
    if (isn_is_letter(cp)) kind = ISN_WORD, end = abbreviation_end(doc, i), end = end > i ? end : run_end(doc, i, kind);
    else if (isn_digit(cp) >= 0) kind = ISN_NUMBER, end = number_end(doc, i);
    else if (isn_is_latin(cp)) kind = ISN_LATIN, end = run_end(doc, i, kind);
    else if (is_quote(cp)) {
      kind = quote_kind(&s, i), end = i + 1;
      if ((cp == '\'' || cp == '`') && peek(doc, end) == cp) end++;
    } else {
      kind = ISN_MARK, end = i + 1;
    }
    if (!add_token(&s, i, end, kind)) return false;
    i = end;
  }
  return true;
}

/* ---- sentences ---- */

static bool add_sentence(isn_doc *doc, uint32_t first, uint32_t end) {
  isnad_sentence *row = ISN_PUSH(&doc->sentences, &doc->arena);
  uint32_t *start = row ? ISN_PUSH(&doc->sentence_first, &doc->arena) : NULL;
  if (!start) return false;
  *start = first;
  const isn_token *last = &doc->tokens.at[end - 1];
  row->span = isn_span(doc->tokens.at[first].start, last->end);
  bool line_ends = end == doc->tokens.count || doc->tokens.at[end].line_first;
  row->headline = doc->tokens.at[first].line_first && line_ends && last->kind != ISN_MARK && end - first <= 24;
  for (uint32_t i = first; i < end; i++) doc->tokens.at[i].sentence = doc->sentences.count - 1;
  return true;
}

/* Ends of sentences by rule, one byte a token of the line [first, end). */
static void ends_by_rule(const isn_doc *doc, uint32_t first, uint32_t end, uint8_t *ends) {
  for (uint32_t i = first; i < end; i++) ends[i - first] = isn_boundary_rule(doc, i);
}

/* What closes a sentence goes with it: "قال: نعم.", "(... انتهى.)", "؟!". */
static bool goes_on(const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  bool closer = t->kind == ISN_QUOTE_CLOSE || (t->kind == ISN_MARK && (doc->cp[t->start] == ')' || doc->cp[t->start] == ']'));
  return closer || (t->glued && isn_boundary_rule(doc, i));
}

static bool split_line(isn_doc *doc, uint32_t first, uint32_t end, const uint8_t *ends) {
  uint32_t from = first;
  bool stop = false;
  for (uint32_t i = first; i < end; i++) {
    if (stop && !goes_on(doc, i)) {
      if (!add_sentence(doc, from, i)) return false;
      from = i;
      stop = false;
    }
    if (!doc->one_sentence_per_line && ends[i - first]) stop = true;
  }
  return add_sentence(doc, from, end);
}

static isnad_status split_sentences(const isn_lexicon *lexicon, const isn_sequence *model, isn_doc *doc, isnad_error *error) {
  uint32_t n = doc->tokens.count;
  uint8_t *ends = malloc(n ? n : 1);
  isnad_status status = ends ? ISNAD_OK : isn_nomem(error);
  for (uint32_t first = 0, end; !status && first < n; first = end) {
    for (end = first + 1; end < n && !doc->tokens.at[end].line_first;) end++;
    if (model && !doc->one_sentence_per_line) status = isn_boundary_find(model, lexicon, doc, first, end, ends, error);
    else ends_by_rule(doc, first, end, ends);
    if (!status && !split_line(doc, first, end, ends)) status = isn_nomem(error);
  }
  free(ends);
  if (status) return status;
  uint32_t *last = ISN_PUSH(&doc->sentence_first, &doc->arena);
  if (last) *last = n;
  return last ? ISNAD_OK : isn_nomem(error);
}

static isnad_status open_model(const isn_resources *resources, void **state, isnad_error *error) {
  if (!resources->sentence) return ISNAD_OK;
  isn_sequence *model = calloc(1, sizeof *model);
  isnad_status status = model ? isn_boundary_open(resources->sentence, model, error) : isn_nomem(error);
  if (status) free(model);
  else *state = model;
  return status;
}

static isnad_status run(const struct isn_lexicon *lexicon, const void *state, isn_doc *doc, isnad_error *error) {
  if (!fold_text(doc) || !tokenize(doc)) return isn_nomem(error);
  return split_sentences(lexicon, state, doc, error);
}

const isn_stage isn_stage_segment = {.name = "segment", .open = open_model, .run = run, .close = free};
