/* Which documents repeat another one, so that an echo is not counted as a second witness.
 *
 * A first, simple version: five words in a row that two texts share, counted; 60 % of the shorter text makes it a copy. It finds wire
 * copy that was taken over whole or cut; not what was reworded. The issue "across outlets" moves this to src/link, with an index that
 * grows with the archive, reworded copies, and wires that no document here is of. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "report/model.h"

enum {
  WORDS = 5,
  PERCENT = 60,
  LEAST = 20, /* runs of words: below that, two texts are alike by chance */
  COMMON = 50 /* a run that more documents have is a phrase of the trade, and would cost a comparison of each with each */
};

typedef struct gram {
  uint64_t hash;
  uint32_t document;
} gram;

typedef struct grams {
  isn_arena scratch;  /* all of this goes when the copies are known */
  ISN_VEC(gram) rows; /* sorted by hash, then document, no row twice */
  uint32_t *count;    /* of each document */
  uint64_t *whole;    /* hash of each document's folded words */
} grams;

static bool is_wordy(uint16_t letter) {
  return isn_is_letter(letter) || isn_is_latin(letter) || (letter >= '0' && letter <= '9') || letter > 0x2fff;
}

static bool add_run(grams *all, const uint64_t *words, uint32_t document) {
  gram *row = ISN_PUSH(&all->rows, &all->scratch);
  if (row) *row = (gram){isn_hash_bytes(words, WORDS * sizeof *words, 0), document};
  return row != NULL;
}

/* The runs of a document's folded words. */
static bool add_document(const isn_overview *model, grams *all, uint32_t document) {
  const isn_stored *stored = model->documents[document].stored;
  isn_key text = isn_fold_text(&all->scratch, stored->text, stored->text_bytes);
  if (!text.at) return false;
  uint64_t last[WORDS] = {0}, whole = 0;
  uint32_t words = 0;
  for (uint32_t i = 0; i < text.length;) {
    uint32_t from = i;
    while (i < text.length && is_wordy(text.at[i])) i++;
    if (i == from) {
      i++;
      continue;
    }
    memmove(last, last + 1, (WORDS - 1) * sizeof *last);
    last[WORDS - 1] = isn_hash_bytes(text.at + from, (i - from) * sizeof *text.at, 0);
    whole = isn_hash_bytes(&last[WORDS - 1], sizeof *last, whole);
    if (++words >= WORDS && !add_run(all, last, document)) return false;
  }
  all->whole[document] = words ? whole : 0;
  return true;
}

static int by_hash(const void *a, const void *b) {
  const gram *left = a, *right = b;
  if (left->hash != right->hash) return left->hash < right->hash ? -1 : 1;
  return left->document < right->document ? -1 : left->document > right->document;
}

static void sort_once(grams *all) {
  uint32_t kept = 0;
  if (all->rows.count) qsort(all->rows.at, all->rows.count, sizeof *all->rows.at, by_hash);
  for (uint32_t i = 0; i < all->rows.count; i++)
    if (!kept || by_hash(&all->rows.at[kept - 1], &all->rows.at[i]) != 0) all->rows.at[kept++] = all->rows.at[i];
  all->rows.count = kept;
  for (uint32_t i = 0; i < kept; i++) all->count[all->rows.at[i].document]++;
}

/* Two documents that share a run, once for each run that they share. A table of all pairs would be too large for many documents. */
typedef struct pair {
  uint32_t later, earlier;
} pair;

static int by_pair(const void *a, const void *b) {
  const pair *left = a, *right = b;
  if (left->later != right->later) return left->later < right->later ? -1 : 1;
  return left->earlier < right->earlier ? -1 : left->earlier > right->earlier;
}

typedef ISN_VEC(pair) pairs;

static bool list_pairs(grams *all, pairs *list) {
  for (uint32_t from = 0, to; from < all->rows.count; from = to) {
    for (to = from + 1; to < all->rows.count && all->rows.at[to].hash == all->rows.at[from].hash;) to++;
    if (to - from > COMMON) continue;
    for (uint32_t i = from; i < to; i++)
      for (uint32_t j = from; j < i; j++) {
        pair *row = ISN_PUSH(list, &all->scratch);
        if (!row) return false;
        *row = (pair){all->rows.at[i].document, all->rows.at[j].document};
      }
  }
  if (list->count) qsort(list->at, list->count, sizeof *list->at, by_pair);
  return true;
}

/* Documents come by date: the later of two is the copy. Of several the closest, and what that itself goes back to. */
static void mark(isn_overview *model, uint32_t later, uint32_t earlier, uint32_t percent) {
  isn_member *member = &model->documents[later];
  if (percent <= member->overlap) return;
  member->overlap = percent;
  member->copy_of = isn_origin(model, earlier);
}

static void mark_pair(isn_overview *model, const grams *all, pair documents, uint32_t shared) {
  uint32_t later = all->count[documents.later], earlier = all->count[documents.earlier];
  uint32_t shorter = later < earlier ? later : earlier;
  uint32_t percent = shorter < LEAST ? 0 : (uint32_t)((uint64_t)shared * 100 / shorter);
  if (percent >= PERCENT) mark(model, documents.later, documents.earlier, percent);
}

/* The same words, however many have them and however few they are. */
static bool mark_same(isn_overview *model, grams *all) {
  gram *rows = isn_arena_alloc(&all->scratch, model->documents_count * sizeof *rows);
  if (!rows) return false;
  for (uint32_t d = 0; d < model->documents_count; d++) rows[d] = (gram){all->whole[d], d};
  if (model->documents_count) qsort(rows, model->documents_count, sizeof *rows, by_hash);
  for (uint32_t from = 0, i = 1; i < model->documents_count; i++) {
    if (rows[i].hash != rows[from].hash) from = i;
    else if (rows[i].hash) mark(model, rows[i].document, rows[from].document, 100);
  }
  return true;
}

static bool find_copies(isn_overview *model, grams *all) {
  pairs list = {0};
  all->count = isn_arena_alloc(&all->scratch, model->documents_count * sizeof *all->count);
  all->whole = isn_arena_alloc(&all->scratch, model->documents_count * sizeof *all->whole);
  if (!all->count || !all->whole) return false;
  for (uint32_t d = 0; d < model->documents_count; d++)
    if (!add_document(model, all, d)) return false;
  sort_once(all);
  if (!mark_same(model, all) || !list_pairs(all, &list)) return false;
  for (uint32_t from = 0, to; from < list.count; from = to) {
    for (to = from + 1; to < list.count && by_pair(&list.at[from], &list.at[to]) == 0;) to++;
    mark_pair(model, all, list.at[from], to - from);
  }
  return true;
}

bool isn_gather_copies(isn_overview *model) {
  grams all = {0};
  bool done = find_copies(model, &all);
  isn_arena_free(&all.scratch);
  return done;
}
