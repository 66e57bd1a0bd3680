/* Statements with their chains, and who speaks how often. A copy's statements are not said again: they are cites of the original's row. */
#include <stdlib.h>
#include <string.h>

#include "report/model.h"

enum { KEY_WORDS = 1, KEY_ACTOR = 2, KEY_CONTENT = 3 };

typedef struct finding {
  isn_overview *model;
  isn_map speakers; /* by actor or words */
  isn_map contents; /* statements by origin of their document, class and folded content */
} finding;

/* ---- speakers ---- */

static uint32_t *speaker_place(finding *find, uint32_t actor, const char *words) {
  isn_overview *model = find->model;
  bool fresh;
  isn_key key;
  if (actor == ISNAD_NONE) {
    key = isn_word_key(model, KEY_WORDS, words);
  } else {
    uint16_t *at = isn_arena_alloc(&model->arena, 3 * sizeof *at);
    if (at) at[0] = KEY_ACTOR, at[1] = (uint16_t)(actor >> 16), at[2] = (uint16_t)actor;
    key = (isn_key){at, 3};
  }
  return key.at ? isn_map_put(&find->speakers, &model->arena, key.at, key.length, &fresh) : NULL;
}

/* The last of the chain: who is said to have said it first. */
static bool find_speaker(finding *find, isn_said *said) {
  isn_overview *model = find->model;
  const isn_chain *chain = &said->chain;
  const isn_hop *hop = chain->count ? &chain->hops[chain->count - 1] : NULL;
  isn_name name = hop ? hop->name : model->outlets.at[chain->outlet].name;
  uint32_t *number = speaker_place(find, hop ? hop->actor : ISNAD_NONE, name.ar);
  if (!number) return false;
  if (!*number) {
    isn_speaker *row = ISN_PUSH(&model->speakers, &model->arena);
    if (!row) return false;
    *row = (isn_speaker){.name = name, .number = model->speakers.count - 1};
    *number = model->speakers.count;
  }
  said->speaker = *number - 1;
  model->speakers.at[said->speaker].statements++;
  return true;
}

static int by_statements(const void *a, const void *b) {
  const isn_speaker *left = a, *right = b;
  if (left->statements != right->statements) return left->statements > right->statements ? -1 : 1;
  return left->number < right->number ? -1 : left->number > right->number;
}

/* Most statements first. */
static bool sort_speakers(isn_overview *model) {
  uint32_t *moved = isn_arena_alloc(&model->arena, model->speakers.count * sizeof *moved);
  if (!moved) return false;
  if (model->speakers.count) qsort(model->speakers.at, model->speakers.count, sizeof *model->speakers.at, by_statements);
  for (uint32_t i = 0; i < model->speakers.count; i++) moved[model->speakers.at[i].number] = i;
  for (uint32_t i = 0; i < model->statements.count; i++) model->statements.at[i].speaker = moved[model->statements.at[i].speaker];
  return true;
}

/* ---- statements ---- */

static const char *content_words(isn_overview *model, uint32_t document, const isnad_statement *row) {
  const char *words = "";
  for (uint32_t i = 0; words && i < row->contents; i++) {
    const char *part = isn_words(model, document, row->content[i]);
    if (!part) return NULL;
    words = i ? isn_arena_printf(&model->arena, "%s … %s", words, part) : part;
  }
  return words;
}

/* The place of a statement among those of its document's origin and copies. NULL: out of memory. */
static uint32_t *content_place(finding *find, const isn_said *said) {
  isn_overview *model = find->model;
  uint32_t origin = isn_origin(model, said->document);
  const char *words = isn_arena_printf(&model->arena, "%u %u %s", origin, (unsigned)said->cue_class, said->content);
  isn_key key = words ? isn_word_key(model, KEY_CONTENT, words) : (isn_key){NULL, 0};
  bool fresh;
  return key.at ? isn_map_put(&find->contents, &model->arena, key.at, key.length, &fresh) : NULL;
}

static bool fill(isn_overview *model, uint32_t document, uint32_t n, isn_said *said) {
  const isnad_statement *row = &model->documents[document].stored->statements[n];
  *said = (isn_said){.document = document, .statement = n, .cue_class = row->cue_class, .quote = row->quote};
  said->cue = isn_words(model, document, row->cue);
  said->content = content_words(model, document, row);
  isnad_span on = row->contents ? row->content[0] : row->cue;
  if (on.start == ISNAD_NONE) on = row->source;
  said->cite = isn_cite_of(model, document, on);
  return said->cue && said->content && isn_chain_of(model, document, n, &said->chain);
}

static bool add(finding *find, uint32_t document, uint32_t n) {
  isn_overview *model = find->model;
  isn_said made;
  if (!fill(model, document, n, &made)) return false;
  uint32_t *known = content_place(find, &made);
  if (!known) return false;
  isn_said *before = *known ? &model->statements.at[*known - 1] : NULL;
  if (before && before->document != document && *made.content) return isn_cite_add(model, &before->copies, made.cite);
  isn_said *said = ISN_PUSH(&model->statements, &model->arena);
  if (!said) return false;
  *said = made;
  if (!*known) *known = model->statements.count;
  return find_speaker(find, said);
}

bool isn_gather_said(isn_overview *model) {
  finding find = {.model = model};
  for (uint32_t d = 0; d < model->documents_count; d++)
    for (uint32_t n = 0; n < model->documents[d].stored->statements_count; n++)
      if (!add(&find, d, n)) return false;
  return sort_speakers(model);
}
