/* What the tagger sees of a token and of those around it. */
#include <string.h>

#include "arabic/letters.h"
#include "entity/tagger.h"

enum { FORM_LETTERS = 48, REACH = 6 };

enum {
  IS_TITLE = 1,
  IS_HEAD = 2,
  IS_HEAD_LOC = 4,
  IS_FORCE = 8,
  IS_NISBA = 16,
  IS_COMMON = 32,
  IS_UNKNOWN = 64,
  IS_FUNCTION = 128,
  IS_ARTICLE = 256,
  IS_SAYS = 512,
  IS_TIME = 1024,
  IS_AGENT = 2048
};

typedef isn_tag_view view;

static uint64_t hash16(const uint16_t *at, uint32_t n) {
  uint64_t h = n + 1;
  for (uint32_t i = 0; i < n; i++) h = (h ^ at[i]) * UINT64_C(0x100000001b3);
  return h ^ h >> 29;
}

static uint64_t hash_text(const char *text) {
  uint64_t h = 7;
  for (; text && *text; text++) h = (h ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
  return h ^ h >> 29;
}

static uint64_t hash_known(isn_tag_memo *m, const char *text) {
  const size_t at = (uintptr_t)text / 8 % ISN_TAG_MEMO;
  if (!text || m->text[at] == text) return text ? m->hash[at] : hash_text(text);
  m->text[at] = text;
  return m->hash[at] = hash_text(text);
}

uint64_t isn_tag_key(const uint16_t *folded, uint32_t n) { return isn_feature(n, hash16(folded, n)); }

/* Row in doc->words of the main word of a token: behind the proclitics that are words of their own. */
static uint32_t main_word(const isn_doc *doc, const isn_token *t) {
  uint32_t k = t->words, last = t->words + t->words_count - 1;
  while (k < last) {
    const uint8_t pos = doc->words.at[k].upos;
    if (pos != ISN_CCONJ && pos != ISN_ADP && pos != ISN_PART && pos != ISN_SCONJ && pos != ISN_AUX) break;
    k++;
  }
  return k < last && doc->words.at[k + 1].upos != ISN_PRON && doc->words.at[k].upos == ISN_PRON ? k + 1 : k;
}

/* The letters of the main word: its form, where the token is more than it. `room`: FORM_LETTERS of the caller's. */
static isn_key main_letters(const isn_doc *doc, const isn_token *t, uint16_t *room) {
  const isn_word *w = t->words_count > 1 ? &doc->words.at[main_word(doc, t)] : NULL;
  isn_key key = w && w->form ? isn_fold_into(room, FORM_LETTERS, w->form, strlen(w->form)) : (isn_key){NULL, 0};
  return key.length ? key : (isn_key){doc->fold + t->fold0, t->fold1 - t->fold0};
}

static void look_at_word(const isn_doc *doc, uint32_t i, const isn_tag_words *words, isn_tag_memo *seen, view *v) {
  const isn_token *t = &doc->tokens.at[i];
  uint16_t letters[FORM_LETTERS];
  const isn_key key = main_letters(doc, t, letters);
  const uint16_t *stem = key.at;
  const uint32_t n = key.length;
  v->governor = i;
  if (t->words_count) {
    const uint32_t row = main_word(doc, t);
    const isn_word *w = &doc->words.at[row];
    for (uint32_t k = t->words; k < row; k++) v->before = isn_feature(v->before, hash_text(doc->words.at[k].form));
    v->before = v->before << 1 | (row + 1 < t->words + t->words_count);
    v->pos = w->upos;
    v->feats = hash_known(seen, w->feats);
    v->relation = hash_known(seen, w->deprel);
    if (w->head != ISNAD_NONE) v->governor = doc->words.at[w->head].token;
  }
  v->stem = stem == doc->fold + t->fold0 ? v->token : isn_tag_key(stem, n);
  for (uint32_t k = 0; k < 4; k++) {
    const uint32_t m = n < k + 1 ? n : k + 1;
    v->head[k] = hash16(stem, m);
    v->tail[k] = hash16(stem + n - m, m);
  }
  v->length = n < 10 ? n : 10;
  isn_tag_words_fetch(words, v->stem);
  if (v->stem != v->token) isn_tag_words_fetch(words, v->token);
}

/* The lists that have each word, once look_at_word has asked for all of them. Numbers are all alike but for this. */
static void look_up_lists(const isn_tag_words *words, const isn_doc *doc, uint32_t first, uint32_t end, view *v) {
  for (uint32_t i = first; i < end; i++, v++) {
    v->lists = isn_tag_words_find(words, v->stem);
    if (!v->lists && v->stem != v->token) v->lists = isn_tag_words_find(words, v->token);
    if (doc->tokens.at[i].kind == ISN_NUMBER) v->stem = v->token = v->raw = 3;
  }
}

static uint32_t roles(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  const isn_reading *best = isn_best(doc, i);
  uint32_t role = 0;
  if (t->time != ISNAD_NONE) role |= IS_TIME;
  if (t->kind != ISN_WORD) return role;
  if (isn_title_at(g, doc, i)) role |= IS_TITLE;
  if (isn_force_word(g, doc, i)) role |= IS_FORCE;
  if (isn_nisba_country(&g->agents, doc, i)) role |= IS_NISBA;
  if (isn_vocabulary(g, doc, i)) role |= IS_COMMON;
  if (isn_unknown_word(g, doc, i)) role |= IS_UNKNOWN;
  if (isn_function_word(g, doc, i)) role |= IS_FUNCTION;
  if (isn_has_article(doc, i)) role |= IS_ARTICLE;
  if (isn_agent_at(&g->agents, doc, i)) role |= IS_AGENT;
  const uint8_t lexeme = best ? isn_lexeme_is(g, best->lexeme) : 0;
  if (lexeme & ISN_LEXEME_HEAD) role |= lexeme & ISN_LEXEME_PLACE ? IS_HEAD_LOC : IS_HEAD;
  if (lexeme & ISN_LEXEME_SAYS && best->pos == ISN_VERB) role |= IS_SAYS;
  return role;
}

static void look(const isn_gazetteer *g, const isn_tag_words *words, const isn_doc *doc, const isn_tag_rule *rules, uint32_t i,
                 isn_tag_memo *m, view *v) {
  const isn_token *t = &doc->tokens.at[i];
  const uint16_t *fold = doc->fold + t->fold0;
  uint32_t n = t->fold1 - t->fold0, skip = 0;
  *v = (view){.token = hash16(fold, n), .raw = 1};
  v->token = isn_tag_key(fold, n);
  for (uint32_t k = t->start; k < t->end; k++) v->raw = (v->raw ^ doc->cp[k]) * UINT64_C(0x100000001b3);
  v->raw ^= v->raw >> 29;
  v->shape = t->kind >= ISN_MARK ? 16 + doc->cp[t->start] : t->kind;
  look_at_word(doc, i, words, m, v);
  if (t->kind == ISN_WORD && !(v->names = isn_name_word(g, doc, i, 0)) && n > 3 && t->words_count > 1) {
    while (skip < 2 && skip + 3 < n && (fold[skip] == 0x648 || fold[skip] == 0x641 || fold[skip] == 0x628 || fold[skip] == 0x644)) skip++;
    if (skip) v->names = isn_name_word(g, doc, i, skip) | 32;
  }
  v->role = roles(g, doc, i);
  v->rule = rules[i].tag ? rules[i].tag + 8u * (rules[i].weight / 20u) : 0;
}

/* Marks the tokens of the longest known names, left to right. */
static void look_up_names(const isn_gazetteer *g, const isn_doc *doc, uint32_t first, uint32_t end, view *v) {
  for (uint32_t i = first; i < end;) {
    isn_hit hit;
    if (!isn_gazetteer_at(g, doc, i, &hit) || hit.end > end) {
      i++;
      continue;
    }
    const isn_known *row = &g->known.at[hit.known];
    const uint32_t words = hit.end - i < 4 ? hit.end - i : 4;
    const uint32_t kind = 1u + row->type + 4u * row->rank + 32u * row->ambiguous + 64u * words + 512u * (row->next != ISNAD_NONE);
    for (uint32_t k = i; k < hit.end; k++) v[k - first].gazetteer = kind << 1 | (k > i);
    i = hit.end;
  }
}

/* The seeds of a token's features (isn_feature_seed), where they go. */
typedef struct list {
  uint64_t *at;
  uint32_t n;
} list;

static inline void add(list *l, uint32_t template, uint64_t a, uint64_t b) { l->at[l->n++] = isn_feature_seed(template + 400, a, b); }

/* What only holds of this very word: ISN_TAG_OWN_FEATURES of them, the first of each token. */
static void own_of(list *l, const view *v) {
  add(l, 1, v[2].stem, 0);
  add(l, 2, v[2].token, v[2].before);
  add(l, 3, v[2].raw, 0);
  add(l, 10, v[1].stem, v[2].stem);
  add(l, 11, v[2].stem, v[3].stem);
  add(l, 16, v[2].head[3], 0);
  add(l, 20, v[2].tail[3], 0);
  add(l, 22, v[2].head[2], v[2].tail[2]);
  add(l, 72, v[2].rule, v[2].stem);
  add(l, 78, v[1].rule, v[2].stem);
}

static void words_of(list *l, const view *v) {
  for (uint32_t k = 0; k < 5; k++)
    if (k != 2) add(l, 4 + k, v[k].stem, 0);
  add(l, 12, v[1].stem, v[3].stem);
  for (uint32_t k = 0; k < 3; k++) {
    add(l, 13 + k, v[2].head[k], 0);
    add(l, 17 + k, v[2].tail[k], 0);
  }
  add(l, 21, v[1].tail[2], v[2].tail[2]);
  add(l, 23, v[3].tail[2], v[3].head[1]);
  add(l, 24, v[1].tail[2], v[1].head[1]);
  add(l, 25, v[2].length, (uint64_t)v[2].shape << 8 | (v[2].role & IS_ARTICLE ? 1 : 0));
  add(l, 26, v[1].shape, (uint64_t)v[2].shape << 32 | v[3].shape);
  add(l, 27, v[2].before, v[2].pos);
}

static void tags_of(list *l, const view *v) {
  add(l, 30, v[2].pos, 0);
  add(l, 31, v[1].pos, v[2].pos);
  add(l, 32, v[2].pos, v[3].pos);
  add(l, 33, v[1].pos, v[2].pos << 8 | v[3].pos);
  add(l, 34, v[0].pos << 8 | v[1].pos, v[2].pos);
  add(l, 35, v[2].feats, v[2].pos);
  add(l, 36, v[2].relation, v[2].pos);
  add(l, 37, v[2].feats, v[1].feats);
  add(l, 38, v[3].relation, v[2].relation);
}

static void lists_of(list *l, const view *v) {
  add(l, 40, v[2].gazetteer, 0);
  add(l, 41, v[1].gazetteer, v[2].gazetteer);
  add(l, 42, v[2].gazetteer, v[3].gazetteer);
  add(l, 43, v[2].gazetteer, v[2].pos);
  add(l, 44, v[2].gazetteer, v[1].stem);
  add(l, 45, v[2].names, 0);
  add(l, 46, v[1].names, v[2].names);
  add(l, 47, v[2].names, v[3].names);
  add(l, 48, v[2].names, v[2].pos);
  add(l, 49, v[1].names, (uint64_t)v[2].names << 8 | v[3].names);
  add(l, 50, v[2].lists, 0);
  add(l, 51, v[1].lists, v[2].lists);
  add(l, 52, v[2].lists, v[3].lists);
  add(l, 53, v[2].lists, v[2].role);
  add(l, 54, v[2].role, 0);
  add(l, 55, v[1].role, v[2].role);
  add(l, 56, v[2].role, v[3].role);
  add(l, 57, v[1].role, 0);
  add(l, 58, v[3].role, 0);
  add(l, 59, v[0].role, v[1].role);
  add(l, 60, v[1].role, v[2].names);
  add(l, 61, v[1].lists << 16 | v[3].lists, v[2].lists);
}

static void rules_of(list *l, const view *v) {
  add(l, 70, v[2].rule, 0);
  add(l, 71, v[2].rule & 7, (v[1].rule & 7) << 3 | (v[3].rule & 7));
  add(l, 73, v[2].rule, v[2].pos);
  add(l, 75, v[2].rule, v[3].role);
  add(l, 76, v[2].rule, v[1].role);
  add(l, 77, v[1].rule, v[2].role);
  add(l, 79, v[1].rule, v[2].names << 16 | v[2].lists);
  add(l, 80, v[2].rule, v[2].gazetteer);
  add(l, 81, v[3].rule, v[2].names << 16 | v[2].lists);
}

/* The last title or head of an organisation or a place in reach before the token, with nothing but words between, and its governor. */
static void context_of(list *l, const view *all, uint32_t i, uint32_t first, uint32_t n) {
  const view *here = &all[i];
  for (uint32_t d = 1; d <= REACH && d <= i; d++) {
    const view *b = &all[i - d];
    if (b->shape >= 16) break;
    if (!(b->role & (IS_TITLE | IS_HEAD | IS_HEAD_LOC | IS_FORCE))) continue;
    const uint32_t kind = b->role & (IS_TITLE | IS_HEAD | IS_HEAD_LOC | IS_FORCE);
    add(l, 110, kind, d);
    add(l, 111, b->stem, d);
    add(l, 112, kind << 3 | d, (uint64_t)here->names << 32 | here->role);
    add(l, 113, kind << 3 | d, here->pos << 16 | here->lists);
    break;
  }
  const uint32_t g = here->governor >= first && here->governor - first < n ? here->governor - first : i;
  if (g != i) {
    add(l, 114, all[g].stem, here->relation);
    add(l, 116, all[g].role, here->relation);
    add(l, 117, all[g].rule, here->relation);
  }
}

void isn_tag_features(const isn_gazetteer *g, const isn_tag_words *words, const isn_doc *doc, const isn_tag_rule *rules, uint32_t first,
                      uint32_t end, isn_tag_desk *desk) {
  const uint32_t n = end - first;
  view *all = desk->views, *here = all + ISN_TAG_AROUND;
  list l = {desk->seeds, 0};
  for (uint32_t k = 0; k < ISN_TAG_AROUND; k++) all[k] = (view){.shape = 14}, here[n + k] = (view){.shape = 15};
  for (uint32_t i = 0; i < n; i++) look(g, words, doc, rules, first + i, &desk->memo, &here[i]);
  look_up_lists(words, doc, first, end, here);
  look_up_names(g, doc, first, end, here);
  for (uint32_t i = 0; i < n; i++) {
    const view *v = here + i - ISN_TAG_AROUND;
    desk->starts[i] = l.n;
    own_of(&l, v);
    words_of(&l, v);
    tags_of(&l, v);
    lists_of(&l, v);
    rules_of(&l, v);
    context_of(&l, here, i, first, n);
  }
  desk->starts[n] = l.n;
}
