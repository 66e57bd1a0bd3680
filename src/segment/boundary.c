#include "segment/boundary.h"

#include <stdlib.h>

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
} view;

static uint64_t hash(const uint16_t *letters, uint32_t n) {
  uint64_t h = n;
  for (uint32_t i = 0; i < n; i++) h = (h ^ letters[i]) * 0x100000001b3u;
  return h;
}

static view look(const isn_doc *doc, uint32_t token, uint32_t first, uint32_t end) {
  if (token < first || token >= end) return (view){.shape = token < first ? 2 : 3}; /* before the line, behind it */
  const isn_token *t = &doc->tokens.at[token];
  const uint16_t *fold = doc->fold + t->fold0;
  uint32_t n = t->fold1 - t->fold0;
  if (t->kind == ISN_NUMBER) return (view){1, 1, 1, 4, n};
  if (t->kind >= ISN_MARK) return (view){doc->cp[t->start], 0, 0, doc->cp[t->start] | (t->kind == ISN_QUOTE_OPEN ? 1u << 24 : 0), n};
  return (view){hash(fold, n), hash(fold, n < 2 ? n : 2), hash(fold + (n > 2 ? n - 2 : 0), n > 2 ? 2 : n), t->kind == ISN_LATIN ? 6 : 5, n};
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

static void add(list *l, uint32_t template, uint64_t a, uint64_t b) { l->at[l->n++] = isn_feature(isn_feature(template + 200, a), b); }

typedef struct scene {
  const isn_doc *doc;
  uint32_t first, end;
  uint32_t since;      /* tokens since the last strong mark, or the line's beginning */
  bool seen;           /* there was a strong mark */
  uint32_t depth;      /* open quotes and brackets */
} scene;

static void features_of(const scene *s, uint32_t i, list *l) {
  view v[8]; /* v[2] is the token */
  for (uint32_t k = 0; k < 8; k++) v[k] = look(s->doc, i + k - 2, s->first, s->end);
  const view *here = &v[2], *next = &v[3];
  uint64_t shape = here->shape, ahead = 0, around = 0;
  for (uint32_t k = 3; k < 8; k++) ahead = isn_feature(ahead, v[k].shape);
  for (uint32_t k = 1; k < 5; k++) around = isn_feature(around, v[k].shape);
  uint64_t three = isn_feature(isn_feature(next->shape, v[4].shape), v[5].shape);
  uint32_t glued = i + 1 < s->end && s->doc->tokens.at[i + 1].glued;
  add(l, 0, shape, 0);
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
  add(l, 26, here->shape == 5 && next->shape == 5 ? next->head : 0, isn_feature(next->tail, s->seen));
}

void isn_boundary_features(const isn_doc *doc, uint32_t first, uint32_t end, uint64_t *at, uint32_t *starts) {
  scene s = {.doc = doc, .first = first, .end = end};
  list l = {at, 0};
  for (uint32_t i = first; i < end; i++) {
    uint32_t shape = look(doc, i, first, end).shape;
    uint8_t kind = doc->tokens.at[i].kind;
    starts[i - first] = l.n;
    if (kind == ISN_QUOTE_OPEN || shape == '(') s.depth++;
    else if ((kind == ISN_QUOTE_CLOSE || shape == ')') && s.depth) s.depth--;
    features_of(&s, i, &l);
    s.since++;
    if (is_strong(shape)) s.since = 0, s.seen = true;
  }
  starts[end - first] = l.n;
}

isnad_status isn_boundary_find(const isn_sequence *model, const isn_doc *doc, uint32_t first, uint32_t end, uint8_t *ends,
                               isnad_error *error) {
  uint32_t n = end - first;
  uint64_t *at = malloc((size_t)n * ISN_BOUNDARY_FEATURES * sizeof *at);
  uint32_t *starts = malloc(((size_t)n + 1) * sizeof *starts);
  isnad_status status = at && starts ? ISNAD_OK : isn_nomem(error);
  if (!status) {
    isn_boundary_features(doc, first, end, at, starts);
    status = isn_sequence_decode(model, at, starts, n, ends, error);
    for (uint32_t i = 0; i < n; i++) ends[i] = ends[i] || isn_boundary_rule(doc, first + i);
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
