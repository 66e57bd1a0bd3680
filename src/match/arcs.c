#include "match/arcs.h"

#include <string.h>

static isn_relation relation_named(const char *name) {
  static const struct {
    const char *name;
    isn_relation relation;
  } names[] = {{"nsubj", ISN_REL_NSUBJ},   {"nsubj:pass", ISN_REL_NSUBJ_PASS},
               {"obj", ISN_REL_OBJ},       {"iobj", ISN_REL_OBJ},
               {"obl", ISN_REL_OBL},       {"obl:arg", ISN_REL_OBL},
               {"obl:agent", ISN_REL_OBL}, {"nmod", ISN_REL_NMOD},
               {"amod", ISN_REL_AMOD},     {"appos", ISN_REL_APPOS},
               {"conj", ISN_REL_CONJ},     {"acl", ISN_REL_ACL},
               {"acl:relcl", ISN_REL_ACL}, {"advcl", ISN_REL_ADVCL},
               {"advmod", ISN_REL_ADVMOD}, {"ccomp", ISN_REL_CCOMP},
               {"xcomp", ISN_REL_XCOMP},   {"csubj", ISN_REL_CSUBJ},
               {"case", ISN_REL_CASE},     {"mark", ISN_REL_MARK},
               {"nummod", ISN_REL_NUM},    {"aux", ISN_REL_AUX},
               {"root", ISN_REL_ROOT},     {"parataxis", ISN_REL_PARATAXIS}};
  for (size_t k = 0; name && k < sizeof names / sizeof *names; k++)
    if (names[k].name[0] == name[0] && strcmp(names[k].name, name) == 0) return names[k].relation;
  return name && strncmp(name, "flat", 4) == 0 ? ISN_REL_FLAT : ISN_REL_OTHER;
}

/* Relations by where their names stand, which come again and again. */
enum { KNOWN_NAMES = 32 };
typedef struct known_names {
  const char *name[KNOWN_NAMES];
  isn_relation relation[KNOWN_NAMES];
} known_names;

static isn_relation relation_known(known_names *known, const char *name) {
  const size_t at = (uintptr_t)name / 4 % KNOWN_NAMES;
  if (known->name[at] != name || !name) known->name[at] = name, known->relation[at] = relation_named(name);
  return known->relation[at];
}

/* A word that is fused to others without being what the token is about. */
static bool fused(const isn_word *w) {
  return w->upos == ISN_ADP || w->upos == ISN_CCONJ || w->upos == ISN_SCONJ || w->upos == ISN_PART || w->upos == ISN_PRON ||
         w->upos == ISN_AUX;
}

uint32_t isn_content_word(const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  if (!t->words_count) return ISNAD_NONE;
  uint32_t first = ISNAD_NONE;
  for (uint32_t w = t->words; w < t->words + t->words_count; w++) {
    const isn_word *word = &doc->words.at[w];
    bool outside = word->head == ISNAD_NONE || doc->words.at[word->head].token != token;
    if (outside && !fused(word)) return w;
    if (outside && first == ISNAD_NONE) first = w;
  }
  return first == ISNAD_NONE ? t->words : first;
}

bool isn_arcs_build(isn_arcs *arcs, isn_doc *doc) {
  size_t n = (size_t)doc->tokens.count + 1;
  known_names known = {0};
  arcs->governor = isn_arena_alloc(&doc->arena, n * sizeof(uint32_t));
  arcs->child = isn_arena_alloc(&doc->arena, n * sizeof(uint32_t));
  arcs->next = isn_arena_alloc(&doc->arena, n * sizeof(uint32_t));
  arcs->relation = isn_arena_alloc(&doc->arena, n);
  if (!arcs->governor || !arcs->child || !arcs->next || !arcs->relation) return false;
  for (uint32_t i = 0; i < doc->tokens.count; i++) arcs->child[i] = arcs->next[i] = ISNAD_NONE;
  for (uint32_t i = doc->tokens.count; i-- > 0;) { /* backwards, so that dependents stand in the order of the text */
    uint32_t w = isn_content_word(doc, i), head = w == ISNAD_NONE ? ISNAD_NONE : doc->words.at[w].head;
    uint32_t governor = head == ISNAD_NONE ? ISNAD_NONE : doc->words.at[head].token;
    if (governor == i) governor = ISNAD_NONE;
    arcs->governor[i] = governor;
    arcs->relation[i] = (uint8_t)(w == ISNAD_NONE ? ISN_REL_OTHER : relation_known(&known, doc->words.at[w].deprel));
    if (governor == ISNAD_NONE) continue;
    arcs->next[i] = arcs->child[governor];
    arcs->child[governor] = i;
  }
  return true;
}

uint32_t isn_dependent(const isn_arcs *arcs, uint32_t token, isn_relation one, isn_relation other, uint32_t after) {
  uint32_t c = arcs->child[token];
  for (unsigned n = 0; c != ISNAD_NONE && n < ISN_ARC_CHILDREN; c = arcs->next[c], n++)
    if ((arcs->relation[c] == one || arcs->relation[c] == other) && (after == ISNAD_NONE || c > after)) return c;
  return ISNAD_NONE;
}

bool isn_hangs_below(const isn_arcs *arcs, uint32_t token, uint32_t top) {
  for (unsigned n = 0; token != ISNAD_NONE && n < ISN_ARC_STEPS; token = arcs->governor[token], n++)
    if (token == top) return true;
  return false;
}

static bool spelled(const isn_doc *doc, uint32_t token, const uint16_t *word, uint32_t length) {
  const isn_token *t = &doc->tokens.at[token];
  uint32_t skip = t->fold1 - t->fold0 == length + 1 && (doc->fold[t->fold0] == 0x648 || doc->fold[t->fold0] == 0x641) ? 1 : 0;
  return t->fold1 - t->fold0 - skip == length && memcmp(doc->fold + t->fold0 + skip, word, length * sizeof *word) == 0;
}

static uint8_t clitic_preposition(const isn_doc *doc, uint32_t token) {
  const isn_reading *r = isn_best(doc, token);
  uint32_t chunk = doc->tokens.at[token].chunk;
  uint8_t set = r ? r->proclitics & (ISN_BI | ISN_LI | ISN_KA) : 0;
  if (!set && chunk != ISNAD_NONE && doc->chunks.at[chunk].head == token) set = doc->chunks.at[chunk].clitic;
  return set;
}

bool isn_has_preposition(const isn_doc *doc, const isn_arcs *arcs, uint32_t token, const uint16_t *prep, uint32_t length) {
  uint8_t clitics = clitic_preposition(doc, token);
  if (length == 1 && clitics & (prep[0] == 0x628 ? ISN_BI : prep[0] == 0x644 ? ISN_LI : prep[0] == 0x643 ? ISN_KA : 0)) return true;
  bool any = clitics != 0;
  uint32_t chunk = doc->tokens.at[token].chunk;
  if (chunk != ISNAD_NONE && doc->chunks.at[chunk].prep != ISNAD_NONE && doc->chunks.at[chunk].head == token) {
    any = true;
    if (length && spelled(doc, doc->chunks.at[chunk].prep, prep, length)) return true;
  }
  uint32_t c = arcs->child[token];
  for (unsigned n = 0; c != ISNAD_NONE && c < token && n < ISN_ARC_CHILDREN; c = arcs->next[c], n++) {
    if (arcs->relation[c] != ISN_REL_CASE) continue;
    any = true;
    if (length && spelled(doc, c, prep, length)) return true;
  }
  return length ? false : !any;
}

char isn_feature(const isn_doc *doc, uint32_t token, const char *name) {
  uint32_t w = isn_content_word(doc, token);
  const char *feats = w == ISNAD_NONE ? NULL : doc->words.at[w].feats, *at = feats ? strstr(feats, name) : NULL;
  if (!at) return 0;
  char c = at[strlen(name)];
  return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

uint32_t isn_verb_above(const isn_doc *doc, const isn_arcs *arcs, uint32_t token, uint32_t *path_end) {
  uint32_t below = token, at = arcs->governor[token];
  for (unsigned n = 0; at != ISNAD_NONE && n < ISN_ARC_STEPS; below = at, at = arcs->governor[at], n++) {
    if (doc->tokens.at[at].pos != ISN_VERB || doc->tokens.at[at].mention != ISNAD_NONE) continue;
    if (path_end) *path_end = below;
    return at;
  }
  return ISNAD_NONE;
}
