/* How the outlets compare: whom each quotes and how, how much it leaves to unnamed sources, and what it does not carry though all others
 * do. */
#include <stdlib.h>
#include <string.h>

#include "report/model.h"

static bool count_statements(isn_overview *model) {
  for (uint32_t i = 0; i < model->statements.count; i++) {
    const isn_said *said = &model->statements.at[i];
    isn_outlet_facts *facts = &model->compared[said->chain.outlet];
    const isn_hop *last = said->chain.count ? &said->chain.hops[said->chain.count - 1] : NULL;
    if (!last) continue;
    facts->statements++;
    facts->classes[said->cue_class]++;
    facts->unnamed += last->kind == ISNAD_ANONYMOUS && last->actor == ISNAD_NONE;
    isn_quoted *quoted = NULL;
    for (uint32_t q = 0; q < facts->quoted.count && !quoted; q++)
      if (facts->quoted.at[q].speaker == said->speaker) quoted = &facts->quoted.at[q];
    if (!quoted && last->actor != ISNAD_NONE) {
      quoted = ISN_PUSH(&facts->quoted, &model->arena);
      if (!quoted) return false;
      quoted->speaker = said->speaker;
    }
    if (quoted) quoted->count++, quoted->classes[said->cue_class]++;
  }
  return true;
}

static int by_count(const void *a, const void *b) {
  const isn_quoted *left = a, *right = b;
  if (left->count != right->count) return left->count > right->count ? -1 : 1;
  return left->speaker < right->speaker ? -1 : left->speaker > right->speaker;
}

/* A claim that every outlet but one carries; with two outlets that would be all that either tells. */
static bool find_left_out(isn_overview *model) {
  uint32_t outlets = model->outlets.count;
  uint8_t *carries = isn_arena_alloc(&model->arena, (size_t)outlets + 1);
  if (!carries) return false;
  for (uint32_t i = 0; outlets >= 3 && i < model->claims.count; i++) {
    const isn_claim *claim = &model->claims.at[i];
    if (claim->outlets + 1 != outlets) continue;
    memset(carries, 0, outlets);
    for (uint32_t v = 0; v < claim->voices.count; v++) carries[model->documents[claim->voices.at[v].cite.document].outlet] = 1;
    for (uint32_t o = 0; o < outlets; o++)
      if (!carries[o] && !isn_number_add(model, &model->compared[o].left_out, i)) return false;
  }
  return true;
}

bool isn_gather_comparison(isn_overview *model) {
  model->compared = isn_arena_alloc(&model->arena, ((size_t)model->outlets.count + 1) * sizeof *model->compared);
  if (!model->compared || !count_statements(model)) return false;
  for (uint32_t o = 0; o < model->outlets.count; o++)
    if (model->compared[o].quoted.count)
      qsort(model->compared[o].quoted.at, model->compared[o].quoted.count, sizeof *model->compared[o].quoted.at, by_count);
  return find_left_out(model);
}
