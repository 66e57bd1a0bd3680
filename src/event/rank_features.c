/* What the model of events sees of an act. */
#include <string.h>

#include "event/rank.h"
#include "learn/linear.h"

enum { AROUND = 3, NEAR = 8, PATH = 4, BAG_WORDS = 90, CHILDREN = 12, EVENTS = 32, TOKENS = 200 };

typedef struct list {
  uint64_t *at;
  uint32_t n, type;
} list;

/* Once for all types and once for this one. */
static void add(list *l, uint32_t template, uint64_t a, uint64_t b) {
  if (l->n + 2 > ISN_RANK_FEATURES) return;
  const uint64_t f = isn_feature2(template + 1, a, b);
  l->at[l->n++] = f;
  l->at[l->n++] = isn_feature(f, l->type + 1);
}

static uint64_t hash_text(const char *text) {
  uint64_t h = 7;
  for (; text && *text; text++) h = (h ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
  return h ^ h >> 29;
}

static uint64_t hash_token(const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  if (t->kind == ISN_NUMBER) return 3;
  uint64_t h = 11;
  for (uint32_t i = t->fold0; i < t->fold1; i++) h = (h ^ doc->fold[i]) * UINT64_C(0x100000001b3);
  return h ^ h >> 29;
}

/* The word of a token that depends on another one. */
static const isn_word *main_word(const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  const isn_word *found = NULL;
  for (uint32_t k = t->words; k < t->words + t->words_count; k++) {
    const isn_word *w = &doc->words.at[k];
    const bool content = w->upos == ISN_VERB || w->upos == ISN_NOUN || w->upos == ISN_ADJ || w->upos == ISN_X || w->upos == ISN_PROPN ||
                         w->upos == ISN_NUM || w->upos == ISN_ADV;
    if (!found || content) found = w;
    if (content) break;
  }
  return found;
}

static uint64_t lemma_of(const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  if (t->mention != ISNAD_NONE) return 100 + doc->entities.at[doc->mentions.at[t->mention].entity].type; /* names are not learned */
  if (t->time != ISNAD_NONE && t->kind == ISN_NUMBER) return 5;
  if (t->kind != ISN_WORD) return hash_token(doc, token);
  const isn_word *w = main_word(doc, token);
  if (w && w->lemma) return hash_text(w->lemma);
  return hash_token(doc, token);
}

static uint64_t feature_value(const isn_word *w, const char *name) {
  const char *at = w && w->feats ? strstr(w->feats, name) : NULL;
  if (!at) return 0;
  uint64_t h = 7;
  for (; *at && *at != '|'; at++) h = (h ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
  return h;
}

static uint32_t capped(uint32_t n, uint32_t most) { return n < most ? n : most; }

/* ---- the word that names the act ---- */

static void anchor_of(list *l, const isn_doc *doc, uint32_t token, const isnad_event *e) {
  const isn_word *w = main_word(doc, token);
  const uint64_t lemma = lemma_of(doc, token), pos = w ? w->upos : 0;
  uint64_t entry = 7;
  for (const char *at = e->evidence.why; at && *at && *at != '|'; at++) entry = (entry ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
  add(l, 1, entry, 0);
  add(l, 2, lemma, 0);
  add(l, 3, hash_token(doc, token), 0);
  add(l, 4, pos, 0);
  add(l, 5, pos, feature_value(w, "Definite="));
  add(l, 6, pos, feature_value(w, "Number="));
  add(l, 7, pos, feature_value(w, "Voice="));
  add(l, 8, pos, feature_value(w, "Aspect=") + feature_value(w, "VerbForm="));
  add(l, 9, hash_text(w ? w->deprel : ""), pos);
  add(l, 10, lemma, feature_value(w, "Definite="));
  add(l, 11, lemma, feature_value(w, "Number="));
  add(l, 12, hash_text(e->mode), 0);
  const isn_reading *r = isn_best(doc, token);
  if (r) add(l, 13, (uint64_t)r->pos << 8 | r->form, r->proclitics & (ISN_SA | ISN_AL | ISN_LI | ISN_BI));
  if (r) add(l, 14, r->enclitic, 0);
}

/* ---- arcs ---- */

static void arcs_of(list *l, const isn_doc *doc, uint32_t token) {
  const char *relation = NULL;
  uint32_t at = token;
  uint64_t path = 1;
  for (uint32_t depth = 0; depth < PATH; depth++) {
    const uint32_t up = isn_doc_governor(doc, at, &relation);
    path = isn_feature(path, hash_text(relation));
    if (up == ISNAD_NONE) {
      add(l, 20, depth, 0);
      break;
    }
    const isn_word *w = main_word(doc, up);
    if (!depth) {
      add(l, 21, lemma_of(doc, up), hash_text(relation));
      add(l, 22, lemma_of(doc, up), 0);
      add(l, 23, w ? w->upos : 0, hash_text(relation));
    }
    if (depth == 1) add(l, 24, lemma_of(doc, up), 0);
    add(l, 25, lemma_of(doc, up), 1);
    if (depth < 2) add(l, 26, path, w ? w->upos : 0);
    at = up;
  }
  const isn_token *t = &doc->tokens.at[token];
  uint32_t children = 0;
  const uint32_t first = doc->sentence_first.at[t->sentence], end = doc->sentence_first.at[t->sentence + 1];
  const uint32_t from = token > first + 25 ? token - 25 : first, to = end > token + 25 ? token + 25 : end;
  for (uint32_t k = from; k < to && children < CHILDREN; k++) {
    if (k == token || isn_doc_governor(doc, k, &relation) != token) continue;
    const isn_word *w = main_word(doc, k);
    add(l, 28, lemma_of(doc, k), hash_text(relation));
    add(l, 29, w ? w->upos : 0, hash_text(relation));
    children++;
  }
  add(l, 30, capped(children, 5), 0);
}

/* ---- words around ---- */

static void words_of(list *l, const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  const uint32_t first = doc->sentence_first.at[t->sentence], end = doc->sentence_first.at[t->sentence + 1];
  for (uint32_t d = 1; d <= AROUND; d++) {
    add(l, 40 + d, token >= first + d ? lemma_of(doc, token - d) : 1, 0);
    add(l, 45 + d, token + d < end ? lemma_of(doc, token + d) : 2, 0);
  }
  add(l, 50, token > first ? lemma_of(doc, token - 1) : 1, token > first + 1 ? lemma_of(doc, token - 2) : 1);
  add(l, 51, token > first ? lemma_of(doc, token - 1) : 1, lemma_of(doc, token));
  add(l, 52, lemma_of(doc, token), token + 1 < end ? lemma_of(doc, token + 1) : 2);
  for (uint32_t k = token > first + NEAR ? token - NEAR : first; k < token; k++) add(l, 53, lemma_of(doc, k), 0);
  for (uint32_t k = token + 1; k < end && k <= token + NEAR; k++) add(l, 54, lemma_of(doc, k), 0);
  for (uint32_t k = first, n = 0; k < end && k < first + TOKENS && n < BAG_WORDS; k++)
    if (doc->tokens.at[k].kind != ISN_MARK) add(l, 55, lemma_of(doc, k), 0), n++;
  add(l, 56, capped((token - first) / 4, 8), 0);
  add(l, 57, capped((end - first) / 10, 8), 0);
  add(l, 58, lemma_of(doc, first), 0);
}

/* ---- what the record has of it ---- */

static void party_of(list *l, const isn_doc *doc, uint32_t role, const isnad_participant *rows, uint32_t count) {
  add(l, 70 + role, capped(count, 3), 0);
  for (uint32_t i = 0; i < count; i++) {
    const isnad_participant *p = &rows[i];
    add(l, 72 + role, p->entity == ISNAD_NONE ? 9 : doc->entities.at[p->entity].type, isn_written(p->span));
    if (p->code) add(l, 74 + role, hash_text(strrchr(p->code, ' ') ? strrchr(p->code, ' ') : p->code + (p->code[0] ? 3 : 0)), 0);
    if (p->entity == ISNAD_NONE && isn_written(p->span)) {
      const uint32_t t = isn_doc_token_at(doc, p->span.start);
      if (t < doc->tokens.count) add(l, 76 + role, lemma_of(doc, t), 0);
    }
  }
}

static void row_of(list *l, const isn_doc *doc, const isnad_event *e) {
  party_of(l, doc, 0, e->actors, e->actors_count);
  party_of(l, doc, 1, e->recipients, e->recipients_count);
  add(l, 80, e->modality, 0);
  const char *mood = e->evidence.why ? strstr(e->evidence.why, "|modality:") : NULL;
  add(l, 81, hash_text(mood), 0);
  add(l, 82, e->place != ISNAD_NONE, 0);
  add(l, 83, e->time != ISNAD_NONE, 0);
  if (e->time != ISNAD_NONE) {
    const isnad_time *t = &doc->times.at[e->time];
    add(l, 84, t->type, t->value ? strlen(t->value) : 0);
    const char *rule = t->evidence.why ? t->evidence.why : "";
    add(l, 85, hash_text(rule), 0);
    add(l, 86, hash_token(doc, isn_doc_token_at(doc, t->span.start)), 0);
  }
  add(l, 87, (uint64_t)(e->dead >= 0) << 2 | (uint64_t)(e->injured >= 0) << 1 | (e->arrested >= 0), 0);
  if (e->statement == ISNAD_NONE) add(l, 88, 99, 99);
  else {
    const isnad_statement *st = &doc->statements.at[e->statement];
    add(l, 88, st->cue_class, st->kind);
    add(l, 89, st->cue_class, 0);
    add(l, 90, st->quote, 0);
  }
}

static void neighbours_of(list *l, const isn_doc *doc, uint32_t event, uint32_t token) {
  const isnad_event *e = &doc->events.at[event];
  const uint32_t sentence = doc->tokens.at[token].sentence;
  const isnad_span span = doc->sentences.at[sentence].span;
  uint32_t same = 0, before = 0, others = 0;
  for (uint32_t k = event, n = 0; k-- > 0 && n < EVENTS && doc->events.at[k].anchor.end > span.start; n++)
    if (doc->events.at[k].anchor.start >= span.start) doc->events.at[k].type == e->type ? (same++, before++) : others++;
  for (uint32_t k = event + 1; k < doc->events.count && k <= event + EVENTS && doc->events.at[k].anchor.start < span.end; k++)
    doc->events.at[k].type == e->type ? same++ : others++;
  add(l, 100, capped(same, 4), 0);
  add(l, 101, capped(before, 3), 0);
  add(l, 102, capped(others, 3), 0);
  /* whether a relative pronoun or another opener of clauses stands between it and the head of the sentence */
  uint32_t relative = 0, clauses = 0, verbs = 0;
  const uint32_t head = doc->sentence_first.at[sentence];
  for (uint32_t k = token > head + TOKENS ? token - TOKENS : head; k < token; k++) {
    const uint32_t c = doc->tokens.at[k].chunk;
    if (c == ISNAD_NONE || doc->chunks.at[c].first != k) continue;
    if (doc->chunks.at[c].kind == ISN_CHUNK_COMP) clauses++, relative = doc->chunks.at[c].relative;
    if (doc->chunks.at[c].kind == ISN_CHUNK_VERB) verbs++;
  }
  add(l, 103, relative, capped(clauses, 3));
  add(l, 104, capped(verbs, 4), 0);
  const uint32_t c = doc->tokens.at[token].chunk;
  if (c != ISNAD_NONE) {
    const isn_chunk *chunk = &doc->chunks.at[c];
    add(l, 105, chunk->kind, chunk->clitic);
    if (chunk->prep != ISNAD_NONE) add(l, 106, hash_token(doc, chunk->prep), 0);
    add(l, 107, chunk->head == token, chunk->prep != ISNAD_NONE);
  }
}

uint32_t isn_rank_features(const isn_doc *doc, uint32_t event, uint64_t *at) {
  const isnad_event *e = &doc->events.at[event];
  list l = {at, 0, e->type};
  const uint32_t token = isn_doc_token_at(doc, e->anchor.start);
  add(&l, 0, 0, 0);
  if (token >= doc->tokens.count) return l.n;
  anchor_of(&l, doc, token, e);
  arcs_of(&l, doc, token);
  row_of(&l, doc, e);
  neighbours_of(&l, doc, event, token);
  words_of(&l, doc, token);
  return l.n;
}
