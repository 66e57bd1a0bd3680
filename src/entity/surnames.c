/* Other mentions of persons whose full name the document has: by the last part of the name (بوتين, بن لادن), or by a first name that
 * nothing else is called; and of bodies and places of which nothing but the name is known, where a word beside it once said what it is
 * (مدينة بانتيو, then بانتيو). Looked up word by word, so that a long text stays linear. */
#include <string.h>

#include "entity/organisations.h"

enum { PART_LETTERS = 48 };

typedef struct part {
  bool common;   /* also a common word: wants the article */
  bool first;    /* a first name */
  uint32_t full; /* the candidate that has it */
} part;

typedef struct parts {
  isn_map by_letters; /* letters of a part, blanks out → part + 1 */
  ISN_VEC(part) rows;
  uint64_t begin[64]; /* a bit for the first two letters of each: most words begin no part */
} parts;

static uint32_t beginning(const uint16_t *letters) { return (letters[0] % 64u) * 64u + letters[1] % 64u; }

/* The letters of tokens [first, end) after `skip` letters; 0 if they are too many. */
static uint32_t letters_of(const isn_doc *doc, uint32_t first, uint32_t end, uint32_t skip, uint16_t out[PART_LETTERS]) {
  uint32_t n = 0;
  for (uint32_t i = first; i < end; i++) {
    const isn_token *t = &doc->tokens.at[i];
    uint32_t from = t->fold0 + (i == first ? skip : 0);
    if (from >= t->fold1 || n + t->fold1 - from > PART_LETTERS) return 0;
    memcpy(out + n, doc->fold + from, (t->fold1 - from) * sizeof *out);
    n += t->fold1 - from;
  }
  return n;
}

static bool put(isn_doc *doc, parts *p, uint32_t first, uint32_t end, uint32_t skip, part value) {
  uint16_t letters[PART_LETTERS], *own;
  uint32_t n = letters_of(doc, first, end, skip, letters);
  bool fresh;
  if (n < 3) return true;
  own = isn_arena_alloc(&doc->arena, n * sizeof *own);
  if (!own) return false;
  memcpy(own, letters, n * sizeof *own);
  uint32_t *slot = isn_map_put(&p->by_letters, &doc->arena, own, n, &fresh);
  if (!slot) return false;
  if (!fresh) {
    if (p->rows.at[*slot - 1].first && !value.first) p->rows.at[*slot - 1] = value;
    return true;
  }
  part *row = ISN_PUSH(&p->rows, &doc->arena);
  if (!row) return false;
  *row = value;
  *slot = p->rows.count;
  p->begin[beginning(own) / 64] |= UINT64_C(1) << beginning(own) % 64;
  return true;
}

/* A place or a body whose name is made of words that are nothing else. */
static bool file_strange(const isn_gazetteer *g, isn_doc *doc, const isn_candidate *full, uint32_t c, parts *p) {
  uint32_t first = full->first, skip = 0;
  if (full->known != ISNAD_NONE) return true;
  if (full->end > first + 1 && isn_orghead_at(g, doc, first)) first++;
  const isn_token *t = &doc->tokens.at[first];
  while (t->fold0 + skip < t->fold1 && doc->fold_at[t->fold0 + skip] < full->start) skip++;
  if (full->end > first + 2 || t->fold1 - t->fold0 < skip + 4) return true;
  for (uint32_t k = first; k < full->end; k++)
    if (doc->tokens.at[k].kind != ISN_WORD || isn_vocabulary(g, doc, k) || isn_name_word(g, doc, k, 0)) return true;
  return put(doc, p, first, full->end, skip, (part){false, false, c});
}

static bool collect(const isn_gazetteer *g, isn_doc *doc, const isn_candidates *chosen, parts *p) {
  for (uint32_t c = 0; c < chosen->count; c++) {
    const isn_candidate *full = &chosen->at[c];
    if (full->type != ISNAD_PER) {
      if (!file_strange(g, doc, full, c, p)) return false;
      continue;
    }
    uint32_t last = isn_last_part(g, doc, full->first, full->end), skip = 0;
    const isn_token *t = &doc->tokens.at[last];
    if (last == full->first) {
      if (full->known != ISNAD_NONE) continue; /* the gazetteer finds its other mentions */
      while (t->fold0 + skip < t->fold1 && doc->fold_at[t->fold0 + skip] < full->start) skip++;
    }
    if (full->end == last + 1 && (isn_function_word(g, doc, last) || t->pos == ISN_VERB)) continue;
    bool common = isn_vocabulary(g, doc, last) && !isn_name_word(g, doc, last, 0);
    if (!put(doc, p, last, full->end, skip, (part){common, false, c})) return false;
    /* a first name that is nothing but a name: هيلاري */
    if (full->end >= full->first + 2 && t->start > full->start && isn_unknown_word(g, doc, full->first) &&
        doc->fold_at[doc->tokens.at[full->first].fold0] == full->start &&
        !put(doc, p, full->first, full->first + 1, 0, (part){false, true, c}))
      return false;
  }
  return true;
}

static bool clitic_letter(uint16_t c) { return c == 0x648 || c == 0x628 || c == 0x644 || c == 0x641 || c == 0x643; }

/* Behind how many clitic letters of token i, none to two, a part of a name may begin: a bit for each number. */
static uint32_t beginnings(const isn_doc *doc, const parts *p, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  const uint16_t *w = doc->fold + t->fold0;
  uint32_t skips = 0;
  for (uint32_t skip = 0; skip <= 2; skip++) {
    if (skip && !clitic_letter(w[skip - 1])) break;
    const uint32_t bit = t->fold1 - t->fold0 >= skip + 2 ? beginning(w + skip) : ISNAD_NONE;
    if (bit == ISNAD_NONE || p->begin[bit / 64] >> bit % 64 & 1) skips |= 1u << skip;
  }
  return skips;
}

/* The part of a name that stands at tokens [i, end), behind one of those numbers of clitic letters. */
static const part *part_at(const isn_doc *doc, const parts *p, uint32_t i, uint32_t end, uint32_t skips, uint32_t *skip) {
  uint16_t letters[PART_LETTERS];
  for (*skip = 0; *skip <= 2; ++*skip) {
    uint32_t n = skips >> *skip & 1 ? letters_of(doc, i, end, *skip, letters) : 0;
    const uint32_t *slot = n ? isn_map_get(&p->by_letters, letters, n) : NULL;
    if (slot) return &p->rows.at[*slot - 1];
  }
  return NULL;
}

bool isn_propose_surnames(const isn_gazetteer *g, isn_doc *doc, const isn_candidates *chosen, isn_candidates *out) {
  parts p = {0};
  if (!collect(g, doc, chosen, &p)) return false;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const isn_token *t = &doc->tokens.at[i];
    if (t->kind != ISN_WORD || t->time != ISNAD_NONE) continue;
    const uint32_t skips = beginnings(doc, &p, i);
    uint32_t end = doc->sentence_first.at[t->sentence + 1], skip;
    for (uint32_t k = i + 1; skips && k <= end && k <= i + 3 && doc->tokens.at[k - 1].kind == ISN_WORD; k++) {
      const part *found = part_at(doc, &p, i, k, skips, &skip);
      if (!found) continue;
      isn_hit hit;
      if (chosen->at[found->full].type != ISNAD_PER && isn_gazetteer_at(g, doc, i, &hit)) continue;
      if (found->common && t->readings_count && !isn_has_article(doc, i)) continue;
      if (found->first && isn_name_word(g, doc, i, 0) && k < end && isn_name_word(g, doc, k, 0))
        continue; /* another person of that first name */
      isn_candidate *row = ISN_PUSH(out, &doc->arena);
      if (!row) return false;
      *row = (isn_candidate){i,
                             k,
                             doc->fold_at[t->fold0 + skip],
                             chosen->at[found->full].type,
                             ISNAD_NONE,
                             found->first ? 12 : 15,
                             chosen->at[found->full].type == ISNAD_PER ? "names:surname" : "names:again",
                             chosen->at[found->full].sector};
    }
  }
  return true;
}
