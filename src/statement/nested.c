/* The chain: which statement a statement stands in. */
#include "statement/found.h"

enum { PARENT_REACH = 96, CHAIN_STEPS = 64 };

/* Whether the chain from `from` outwards meets `to`. One too long to be walked counts as if it did: that closes no circle. */
static bool reaches(const isn_speech *s, uint32_t from, uint32_t to) {
  if (!s->found.at[to].is_parent) return from == to;
  uint32_t steps = 0;
  for (uint32_t k = from; k != ISNAD_NONE; k = s->found.at[k].parent)
    if (k == to || ++steps > CHAIN_STEPS) return true;
  return false;
}

/* The parent of a statement is the smallest content of another that holds its cue. On broken text two contents can hold each other's
 * cues: the one that came first stays outside, so that a chain always ends. */
void isn_find_parents(isn_speech *s) {
  for (uint32_t i = 0; i < s->found.count; i++) {
    isn_found *f = &s->found.at[i];
    uint32_t best = UINT32_MAX;
    if (f->parent != ISNAD_NONE && !s->found.at[f->parent].contents) f->parent = ISNAD_NONE;
    if (f->parent != ISNAD_NONE) { /* known from its own sentence */
      s->found.at[f->parent].is_parent = true;
      continue;
    }
    /* a content of some hundred words holds no more cues than that */
    uint32_t from = i > PARENT_REACH ? i - PARENT_REACH : 0, end = i + PARENT_REACH < s->found.count ? i + PARENT_REACH : s->found.count;
    for (uint32_t k = from; f->contents && k < end; k++) {
      const isn_found *o = &s->found.at[k];
      for (uint32_t c = 0; k != i && c < o->contents; c++) {
        uint32_t length = o->content[c].end - o->content[c].start;
        if (!isn_within(f->cue, o->content[c]) || length >= best) continue;
        if ((isn_within(o->cue, f->content[0]) && k > i) || reaches(s, k, i)) continue;
        best = length;
        f->parent = k;
      }
    }
    if (f->parent != ISNAD_NONE) s->found.at[f->parent].is_parent = true;
  }
}
