/* Claims of names: which office an actor is given. Labels of one actor are one claim where their head noun is the same and another word of
 * them is (المبعوث الأممي، مبعوث الأمم المتحدة): that the same title is told of somebody by several outlets. */
#include <stdlib.h>
#include <string.h>

#include "report/claims.h"

typedef struct title {
  uint32_t actor, document, label;
  isn_label_title title;
  uint32_t group;
} title;

typedef struct titles {
  isn_overview *model;
  title *at;
  uint32_t count;
} titles;

enum { SHORT = 3 };

/* A folded word without article and one-letter prepositions: الأممي، للأمم، بليبيا. */
static void strip(isn_label_word *w) {
  static const uint16_t alef = 0x627, lam = 0x644, ba = 0x628, waw = 0x648;
  uint32_t from = 0;
  if (w->length > 4 && (w->at[0] == waw || w->at[0] == ba) && w->at[1] != alef) from = 1;
  if (w->length > from + 4 && (w->at[from] == alef || w->at[from] == lam) && w->at[from + 1] == lam) from += 2;
  memmove(w->at, w->at + from, (w->length - from) * sizeof *w->at);
  w->length -= from;
}

bool isn_same_label_word(const isn_label_word *a, const isn_label_word *b) {
  uint32_t shorter = a->length < b->length ? a->length : b->length, longer = a->length + b->length - shorter;
  return shorter >= SHORT && longer - shorter <= 2 && memcmp(a->at, b->at, shorter * sizeof *a->at) == 0;
}

void isn_label_words(const char *text, size_t length, isn_label_title *out) {
  size_t at = 0;
  while (at < length && out->count < ISN_LABEL_WORDS) {
    while (at < length && (text[at] == ' ' || text[at] == '|')) at++;
    size_t from = at;
    while (at < length && text[at] != ' ' && text[at] != '|' && text[at] != '\n') at++;
    if (at < length && text[at] == '\n') break;
    isn_label_word *w = &out->words[out->count];
    isn_key key = isn_fold_into(w->at, ISN_LABEL_LETTERS, text + from, at - from);
    w->length = key.length;
    strip(w);
    out->count += w->length >= SHORT;
  }
}

bool isn_label_outside_name(const isn_overview *model, uint32_t document, const isnad_label *label, isn_label_title *out) {
  const isn_stored *stored = model->documents[document].stored;
  uint32_t start = label->span.start, end = label->span.end;
  for (uint32_t i = 0; i < stored->mentions_count; i++) {
    const isnad_mention *m = &stored->mentions[i];
    if (m->entity == label->entity && m->span.start >= start && m->span.end <= end) end = m->span.start > start ? m->span.start : end;
  }
  size_t length;
  const char *text = isn_stored_slice(stored, (isnad_span){start, end}, &length);
  out->count = 0;
  isn_label_words(text, length, out);
  return out->count > 0;
}

bool isn_is_title(const isnad_label *label) { return label->evidence.why && strncmp(label->evidence.why, "label:title", 11) == 0; }

static bool same_title(const title *a, const title *b) {
  const isn_label_title *one = &a->title, *other = &b->title;
  if (!isn_same_label_word(&one->words[0], &other->words[0])) return false;
  for (uint32_t i = 1; i < one->count; i++)
    for (uint32_t j = 1; j < other->count; j++)
      if (isn_same_label_word(&one->words[i], &other->words[j])) return true;
  return one->count == 1 && other->count == 1;
}

static int by_actor(const void *a, const void *b) {
  const title *left = a, *right = b;
  if (left->actor != right->actor) return left->actor < right->actor ? -1 : 1;
  if (left->document != right->document) return left->document < right->document ? -1 : 1;
  return left->label < right->label ? -1 : left->label > right->label;
}

static bool collect(titles *t) {
  uint32_t room = 1;
  for (uint32_t d = 0; d < t->model->documents_count; d++) room += t->model->documents[d].stored->labels_count;
  t->at = isn_arena_alloc(&t->model->arena, room * sizeof *t->at);
  if (!t->at) return false;
  for (uint32_t d = 0; d < t->model->documents_count; d++) {
    const isn_member *member = &t->model->documents[d];
    for (uint32_t i = 0; i < member->stored->labels_count; i++) {
      const isnad_label *label = &member->stored->labels[i];
      title *made = &t->at[t->count];
      *made = (title){.actor = member->actor_of[label->entity], .document = d, .label = i};
      if (isn_is_title(label) && isn_label_outside_name(t->model, d, label, &made->title)) t->count++;
    }
  }
  if (t->count) qsort(t->at, t->count, sizeof *t->at, by_actor);
  return true;
}

enum { COMPARED = 64 };

static bool make_claim(titles *t, uint32_t from, uint32_t to, uint32_t group) {
  isn_claim *claim = NULL;
  for (uint32_t i = from; i < to; i++) {
    const title *row = &t->at[i];
    if (row->group != group) continue;
    const isnad_label *label = &t->model->documents[row->document].stored->labels[row->label];
    if (!claim) {
      claim = isn_claim_new(t->model, ISN_CLAIM_NAME);
      if (!claim) return false;
      claim->actor = row->actor;
      claim->name = (isn_name){isn_words(t->model, row->document, label->span), NULL};
      if (!claim->name.ar) return false;
    }
    isn_voice *voice = isn_voice_add(t->model, claim, row->document, label->span, 1, label->statement);
    if (!voice) return false;
    voice->evidence = label->evidence;
  }
  return true;
}

/* The groups are those of single links in the order of the documents; a long row looks back over a part of it only. */
static bool group_titles(titles *t, uint32_t from, uint32_t to) {
  for (uint32_t i = from; i < to; i++) {
    t->at[i].group = i;
    for (uint32_t j = i > from + COMPARED ? i - COMPARED : from; j < i; j++) {
      if (!same_title(&t->at[j], &t->at[i])) continue;
      uint32_t old = t->at[i].group > t->at[j].group ? t->at[i].group : t->at[j].group, kept = t->at[i].group + t->at[j].group - old;
      for (uint32_t k = from; k <= i && old != kept; k++)
        if (t->at[k].group == old) t->at[k].group = kept;
    }
  }
  for (uint32_t i = from; i < to; i++)
    if (t->at[i].group == i && !make_claim(t, from, to, i)) return false;
  return true;
}

bool isn_claim_names(isn_overview *model) {
  titles t = {.model = model};
  if (!collect(&t)) return false;
  for (uint32_t from = 0, to; from < t.count; from = to) {
    for (to = from + 1; to < t.count && t.at[to].actor == t.at[from].actor;) to++;
    if (!group_titles(&t, from, to)) return false;
  }
  return true;
}
