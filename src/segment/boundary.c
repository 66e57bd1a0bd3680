#include "segment/boundary.h"

#include <uchar.h>

#include <stdlib.h>
#include <string.h>

#include "arabic/letters.h"
#include "pack/model.h"

bool isn_boundary_rule(const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  if (t->kind != ISN_MARK) return false;
  if (doc->cp[t->start] == '.' && ((t->end < doc->n && doc->cp[t->end] == '.') || (t->start && doc->cp[t->start - 1] == '.'))) return false;
  const isn_token *next = t + 1 < doc->tokens.at + doc->tokens.count ? t + 1 : NULL;
  if (next && next->glued && next->kind == ISN_MARK && (doc->cp[next->start] == 0x60c || doc->cp[next->start] == ','))
    return false; /* "وحيوية؟، مما" */
  uint32_t cp = doc->cp[t->start];
  if (cp == 0x61f || cp == '?' || cp == '!' || cp == 0x6d4) return true;
  if (cp != '.') return false;
  /* "د. أحمد": a single letter before the dot is an abbreviation. */
  const isn_token *before = t > doc->tokens.at ? t - 1 : NULL;
  return !(before && t->glued && before->kind == ISN_WORD && before->fold1 - before->fold0 == 1);
}

/* What the features see of a token. */
typedef struct view {
  uint64_t key, head, tail;
  uint32_t shape; /* of a mark its code point, else its kind */
  uint32_t letters;
  uint32_t classes; /* of a word: what the lexicon has it as */
} view;

static uint64_t hash(const uint16_t *letters, uint32_t n) {
  uint64_t h = n;
  for (uint32_t i = 0; i < n; i++) h = (h ^ letters[i]) * 0x100000001b3u;
  return h;
}

enum { CLASS_NOUN = 1, CLASS_PAST = 2, CLASS_PRESENT = 4, CLASS_FUNCTION = 8 };

/* What a headline ends in and a text begins with: nouns, a verb. و is left out of it. */
static uint32_t classes_of(const isn_lexicon *lexicon, const uint16_t *fold, uint32_t n) {
  uint32_t classes = 0;
  if (!lexicon) return 0;
  if (n > 4 && fold[0] == 0x627 && fold[1] == 0x644) return CLASS_NOUN << 4;
  const isn_wordform *f = isn_lexicon_forms(lexicon, fold, n);
  if (!f && n > 3 && fold[0] == 0x648) f = isn_lexicon_forms(lexicon, fold + 1, n - 1), classes = 32;
  for (; f; f = isn_lexicon_next_form(lexicon, f)) {
    uint8_t c = isn_lexicon_lexeme(lexicon, f->lexeme)->lexeme_class;
    classes |= c == ISN_LEX_NOUN ? CLASS_NOUN : c == ISN_LEX_FUNCTION ? CLASS_FUNCTION : f->form == ISN_PAST ? CLASS_PAST : CLASS_PRESENT;
  }
  return classes;
}

/* shape 2: before the line, 3: behind it */
static view look(const isn_lexicon *lexicon, const isn_doc *doc, uint32_t token, uint32_t end) {
  if (token >= end) return (view){.shape = 3};
  const isn_token *t = &doc->tokens.at[token];
  const uint16_t *fold = doc->fold + t->fold0;
  uint32_t n = t->fold1 - t->fold0;
  if (t->kind == ISN_NUMBER) return (view){1, 1, 1, ISN_BOUNDARY_SHAPE_NUMBER, n, 64};
  if (t->kind >= ISN_MARK) return (view){doc->cp[t->start], 0, 0, doc->cp[t->start] | (t->kind == ISN_QUOTE_OPEN ? 1u << 24 : 0), n, 0};
  return (view){hash(fold, n),
                hash(fold, n < 2 ? n : 2),
                hash(fold + (n > 2 ? n - 2 : 0), n > 2 ? 2 : n),
                t->kind == ISN_LATIN ? ISN_BOUNDARY_SHAPE_LATIN : ISN_BOUNDARY_SHAPE_WORD,
                n,
                classes_of(lexicon, fold, n)};
}

static bool is_strong(uint32_t shape) { return shape == '.' || shape == '!' || shape == '?' || shape == 0x61f || shape == 0x6d4; }

static uint32_t bucket(uint32_t n) {
  uint32_t b = 0;
  if (n < 8) return n;
  for (; n >= 8; n /= 2) b++;
  return 7 + b * 4 + n % 4; /* four steps a doubling */
}

typedef struct list {
  uint64_t *at;
  uint32_t n;
} list;

static void add(list *l, uint32_t template, uint64_t a, uint64_t b) { l->at[l->n++] = isn_feature2(template + 200, a, b); }

typedef struct scene {
  const isn_lexicon *lexicon;
  const isn_doc *doc;
  uint32_t first, end;
  uint32_t since; /* tokens since the last strong mark, or the line's beginning */
  bool seen;      /* there was a strong mark */
  uint32_t depth; /* open quotes and brackets */
} scene;

/* v[2] is the token */
static void features_of(const scene *s, uint32_t i, const view v[8], list *l) {
  const view *here = &v[2], *next = &v[3];
  uint64_t shape = here->shape, ahead = 0, around = 0;
  for (uint32_t k = 3; k < 8; k++) ahead = isn_feature(ahead, v[k].shape);
  for (uint32_t k = 1; k < 5; k++) around = isn_feature(around, v[k].shape);
  uint64_t three = isn_feature(isn_feature(next->shape, v[4].shape), v[5].shape);
  uint32_t glued = i + 1 < s->end && s->doc->tokens.at[i + 1].glued;
  l->at[l->n++] = isn_boundary_shape(here->shape);
  add(l, 1, here->key, 0);
  add(l, 2, next->key, shape);
  add(l, 3, v[1].key, shape);
  add(l, 4, v[4].key, shape);
  add(l, 5, here->key, next->key);
  add(l, 6, v[1].key, here->key);
  add(l, 7, next->key, v[4].key);
  add(l, 8, shape, three);
  add(l, 9, shape, ahead);
  add(l, 10, around, 0);
  add(l, 11, shape, v[1].shape << 6 ^ next->shape);
  add(l, 12, shape, next->head);
  add(l, 13, shape, next->tail);
  add(l, 14, shape, here->tail);
  add(l, 15, here->tail, next->tail);
  add(l, 16, shape, (uint64_t)glued << 8 | v[1].letters);
  add(l, 17, shape, (uint64_t)bucket(s->since) << 1 | s->seen);
  add(l, 18, isn_feature(shape, three), (uint64_t)bucket(s->since) << 1 | s->seen);
  add(l, 19, shape, bucket(s->end - i));
  add(l, 20, shape, s->depth < 3 ? s->depth : 3);
  add(l, 21, isn_feature(shape, ahead), s->seen);
  add(l, 22, isn_feature(shape, next->key), (uint64_t)(bucket(s->since) / 4) << 1 | s->seen);
  add(l, 23, isn_feature(here->tail, next->head), s->seen);
  add(l, 24, isn_feature(shape, next->shape), i - s->first < 40 ? bucket(i - s->first) : 40);
  add(l, 25, v[0].key, shape);
  uint64_t here_class = shape << 8 | here->classes, next_class = (uint64_t)next->shape << 8 | next->classes;
  uint64_t then_class = (uint64_t)v[4].shape << 8 | v[4].classes, third_class = (uint64_t)v[5].shape << 8 | v[5].classes;
  add(l, 27, here_class, next_class);
  add(l, 28, here_class, isn_feature(next_class, then_class));
  add(l, 29, shape, isn_feature(isn_feature(next_class, then_class), third_class));
  add(l, 30, isn_feature(here_class, next_class), (uint64_t)(bucket(s->since) / 2) << 1 | s->seen);
  add(l, 31, isn_feature(shape, isn_feature(next_class, then_class)), (uint64_t)(bucket(s->since) / 2) << 1 | s->seen);
  add(l, 32, isn_feature((uint64_t)v[1].shape << 8 | v[1].classes, here_class), next_class);
  add(l, 33, shape, isn_feature(next_class, then_class));
  uint64_t length = bucket(s->end - s->first) / 2; /* a line with whole articles in it has headlines, a paragraph has none */
  add(l, 34, shape, length);
  add(l, 35, isn_feature(shape, next_class), length << 1 | s->seen);
  add(l, 26, here->shape == 5 && next->shape == 5 ? next->head : 0, isn_feature(next->tail, s->seen));
}

void isn_boundary_features(const isn_lexicon *lexicon, const isn_doc *doc, uint32_t first, uint32_t end, uint64_t *at, uint32_t *starts) {
  scene s = {.lexicon = lexicon, .doc = doc, .first = first, .end = end};
  list l = {at, 0};
  view v[8];
  v[1] = v[2] = (view){.shape = 2};
  for (uint32_t k = 2; k < 7; k++) v[k + 1] = look(lexicon, doc, first + k - 2, end);
  for (uint32_t i = first; i < end; i++) {
    memmove(v, v + 1, 7 * sizeof *v);
    v[7] = look(lexicon, doc, i + 5, end);
    uint32_t shape = v[2].shape;
    uint8_t kind = doc->tokens.at[i].kind;
    starts[i - first] = l.n;
    if (kind == ISN_QUOTE_OPEN || shape == '(') s.depth++;
    else if ((kind == ISN_QUOTE_CLOSE || shape == ')') && s.depth) s.depth--;
    features_of(&s, i, v, &l);
    s.since++;
    if (is_strong(shape)) s.since = 0, s.seen = true;
  }
  starts[end - first] = l.n;
}

/* على منصة | إكس (تويتر سابقا): a word without the article that wants a name behind it. */
static bool wants_name(const isn_doc *doc, const isn_token *t) {
  static const char16_t *const words[] = {u"منصه", u"بمنصه", u"وكاله", u"صحيفه", u"قناه", u"شبكه", u"مجله", u"اذاعه", u"جريده"};
  for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
    uint32_t n = 0;
    while (words[k][n]) n++;
    if (t->fold1 - t->fold0 == n && memcmp(doc->fold + t->fold0, words[k], n * sizeof **words) == 0) return true;
  }
  return false;
}

/* A mark that ends sentences always does; without one none ends inside brackets, where no blank follows,
 * or at a mark or a particle that goes on. */
static void settle(const isn_lexicon *lexicon, const isn_doc *doc, uint32_t first, uint32_t end, uint8_t *ends) {
  uint32_t depth = 0;
  for (uint32_t i = first; i < end; i++) {
    const isn_token *t = &doc->tokens.at[i];
    uint32_t cp = doc->cp[t->start];
    bool rule = isn_boundary_rule(doc, i), glued = i + 1 < end && doc->tokens.at[i + 1].glued;
    uint32_t letters = t->fold1 - t->fold0;
    bool particle = ends[i - first] && letters <= 3 && (classes_of(lexicon, doc->fold + t->fold0, letters) & CLASS_FUNCTION);
    bool goes_on = particle || wants_name(doc, t) || cp == ':' || cp == 0x60c || cp == ',' || cp == 0x61b || cp == '-' || cp == '/';
    if (cp == '(' || cp == '[') depth++;
    else if ((cp == ')' || cp == ']') && depth) depth--;
    else if (rule) depth = 0; /* a bracket that was never closed is forgotten */
    ends[i - first] = rule || (ends[i - first] && !depth && !glued && !goes_on);
  }
}

isnad_status isn_boundary_find(const isn_sequence *model, const isn_lexicon *lexicon, const isn_doc *doc, uint32_t first, uint32_t end,
                               uint8_t *ends, isnad_error *error) {
  uint32_t n = end - first;
  uint64_t *at = malloc((size_t)n * ISN_BOUNDARY_FEATURES * sizeof *at);
  uint32_t *starts = malloc(((size_t)n + 1) * sizeof *starts);
  isnad_status status = at && starts ? ISNAD_OK : isn_nomem(error);
  if (!status) {
    isn_boundary_features(lexicon, doc, first, end, at, starts);
    status = isn_sequence_decode(model, at, starts, n, ends, error);
    settle(lexicon, doc, first, end, ends);
  }
  free(at);
  free(starts);
  return status;
}

isnad_status isn_boundary_open(const isn_model *model, isn_sequence *out, isnad_error *error) {
  size_t size;
  const void *at = isn_model_section(model, "boundary", &size);
  isnad_status status = isn_sequence_open(at, size, isn_model_file(model), out, error);
  if (!status && out->linear.labels != ISN_BOUNDARY_LABELS)
    return isn_fail(error, ISNAD_E_FORMAT, "%s: section boundary has %u labels, expected %d", isn_model_file(model), out->linear.labels,
                    ISN_BOUNDARY_LABELS);
  return status;
}
