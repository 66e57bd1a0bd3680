/* The names table: how each outlet styles each actor, in its own words and in those of the people it quotes. */
#include <stdlib.h>
#include <string.h>

#include "report/model.h"

/* Same words (folded) are one style. */
static isn_styled *find_style(isn_overview *model, isn_styles *styles, const char *words) {
  isn_key key = isn_word_key(model, 0, words);
  if (!key.at) return NULL;
  for (uint32_t i = 0; i < styles->count; i++)
    if (isn_key_equal(styles->at[i].key, key)) return &styles->at[i];
  isn_styled *styled = ISN_PUSH(styles, &model->arena);
  if (styled) *styled = (isn_styled){.words = words, .key = key};
  return styled;
}

static isn_names_row *find_row(isn_overview *model, uint32_t *row_of, uint32_t actor) {
  if (!row_of[actor]) {
    isn_names_row *row = ISN_PUSH(&model->names, &model->arena);
    if (!row) return NULL;
    row->actor = actor;
    row->by_outlet = isn_arena_alloc(&model->arena, model->outlets.count * sizeof *row->by_outlet);
    if (!row->by_outlet) return NULL;
    row_of[actor] = model->names.count;
  }
  return &model->names.at[row_of[actor] - 1];
}

static bool add_style(isn_overview *model, uint32_t *row_of, uint32_t document, uint32_t actor, isnad_span span, bool quoted, bool bare) {
  isn_names_row *row = find_row(model, row_of, actor);
  const char *words = isn_words(model, document, span);
  if (!row || !words) return false;
  if (!*words) return true;
  isn_styled *styled = find_style(model, &row->by_outlet[model->documents[document].outlet], words);
  if (!styled) return false;
  if (quoted) styled->quoted++;
  else styled->count++;
  styled->bare |= bare;
  return isn_cite_add(model, &styled->cites, isn_cite_of(model, document, span));
}

static bool within(isnad_span inner, isnad_span outer) { return inner.start >= outer.start && inner.end <= outer.end; }

static bool is_labelled(const isn_stored *stored, isnad_span mention) {
  for (uint32_t i = 0; i < stored->labels_count; i++)
    if (within(mention, stored->labels[i].span)) return true;
  return false;
}

/* Whose words a mention stands in: inside of what somebody says in quotation marks they are not the outlet's. */
static bool is_quoted(const isn_stored *stored, isnad_span mention) {
  for (uint32_t i = 0; i < stored->statements_count; i++)
    for (uint32_t j = 0; stored->statements[i].quote == ISNAD_DIRECT && j < stored->statements[i].contents; j++)
      if (within(mention, stored->statements[i].content[j])) return true;
  return false;
}

static bool add_document(isn_overview *model, uint32_t *row_of, uint32_t document) {
  const isn_member *member = &model->documents[document];
  const isn_stored *stored = member->stored;
  for (uint32_t i = 0; i < stored->labels_count; i++) {
    const isnad_label *label = &stored->labels[i];
    if (!add_style(model, row_of, document, member->actor_of[label->entity], label->span, label->statement != ISNAD_NONE, false))
      return false;
  }
  for (uint32_t i = 0; i < stored->mentions_count; i++) {
    const isnad_mention *mention = &stored->mentions[i];
    uint32_t actor = member->actor_of[mention->entity];
    if (model->actors.at[actor].type == ISNAD_LOC || is_labelled(stored, mention->span)) continue;
    if (!add_style(model, row_of, document, actor, mention->span, is_quoted(stored, mention->span), true)) return false;
  }
  return true;
}

/* ---- order ---- */

static int by_count(const void *a, const void *b) {
  const isn_styled *left = a, *right = b;
  if (left->bare != right->bare) return left->bare ? 1 : -1;
  if (left->count + left->quoted != right->count + right->quoted) return left->count + left->quoted > right->count + right->quoted ? -1 : 1;
  return strcmp(left->words, right->words);
}

static void sum_up(const isn_overview *model, isn_names_row *row) {
  for (uint32_t o = 0; o < model->outlets.count; o++) {
    isn_styles *styles = &row->by_outlet[o];
    if (styles->count) qsort(styles->at, styles->count, sizeof *styles->at, by_count);
    row->outlets += styles->count > 0;
    for (uint32_t i = 0; i < styles->count; i++) {
      bool before = false;
      for (uint32_t p = 0; p < o && !before; p++)
        for (uint32_t j = 0; j < row->by_outlet[p].count && !before; j++)
          before = isn_key_equal(row->by_outlet[p].at[j].key, styles->at[i].key);
      row->different += !before && !styles->at[i].bare;
      row->labels += !styles->at[i].bare;
    }
  }
}

/* What outlets call differently first: that is what the table is read for. */
static int by_difference(const void *a, const void *b) {
  const isn_names_row *left = a, *right = b;
  uint32_t one = left->different * left->outlets, other = right->different * right->outlets;
  if (one != other) return one > other ? -1 : 1;
  if (left->labels != right->labels) return left->labels > right->labels ? -1 : 1;
  return left->actor < right->actor ? -1 : left->actor > right->actor;
}

bool isn_gather_names(isn_overview *model) {
  uint32_t *row_of = isn_arena_alloc(&model->arena, model->actors.count * sizeof *row_of), kept = 0;
  if (!row_of) return false;
  for (uint32_t d = 0; d < model->documents_count; d++)
    if (!add_document(model, row_of, d)) return false;
  for (uint32_t i = 0; i < model->names.count; i++) sum_up(model, &model->names.at[i]);
  /* An actor that nobody styles and one outlet names has nothing to compare. */
  for (uint32_t i = 0; i < model->names.count; i++)
    if (model->names.at[i].labels) model->names.at[kept++] = model->names.at[i];
  model->names.count = kept;
  if (kept) qsort(model->names.at, kept, sizeof *model->names.at, by_difference);
  return true;
}
