#include "entity/tagger.h"

#include <stdlib.h>
#include <string.h>

#include "doc/spelled.h"
#include "entity/organisations.h"
#include "pack/model.h"

static uint32_t number(const uint8_t *at) { return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24; }

isnad_status isn_tag_words_open(const void *bytes, size_t size, const char *name, isn_tag_words *out, isnad_error *error) {
  *out = (isn_tag_words){0};
  if (!bytes || size < ISN_TAG_WORDS_HEADER)
    return isn_fail(error, ISNAD_E_FORMAT, "%s: section words has %zu bytes, expected %d or more", name, bytes ? size : 0,
                    ISN_TAG_WORDS_HEADER);
  const uint8_t *at = bytes;
  const uint32_t log2 = number(at);
  if (log2 < 5 || log2 > 24)
    return isn_fail(error, ISNAD_E_FORMAT, "%s: section words has 2 to the power of %u slots, expected 5 to 24", name, log2);
  const size_t need = ISN_TAG_WORDS_HEADER + ((size_t)ISN_TAG_WORDS_ROW << log2);
  if (size != need) return isn_fail(error, ISNAD_E_FORMAT, "%s: section words has %zu bytes, its head says %zu", name, size, need);
  *out = (isn_tag_words){at + ISN_TAG_WORDS_HEADER, (UINT32_C(1) << log2) - 1};
  return ISNAD_OK;
}

uint32_t isn_tag_words_find(const isn_tag_words *words, uint64_t key) {
  const uint32_t check = (uint32_t)(key >> 32) | 1;
  for (uint32_t probe = 0, i = (uint32_t)key & words->mask; words->rows && probe < ISN_TAG_WORDS_PROBES;
       probe++, i = (i + 1) & words->mask) {
    const uint8_t *row = words->rows + (size_t)i * ISN_TAG_WORDS_ROW;
    const uint32_t found = number(row);
    if (!found) break;
    if (found == check) return row[4] | (uint32_t)row[5] << 8;
  }
  return 0;
}

isnad_status isn_tagger_open(const isn_model *model, isn_tagger *out, isnad_error *error) {
  size_t size;
  const char *file = isn_model_file(model);
  const void *at = isn_model_section(model, "labels", &size);
  isnad_status status = isn_sequence_open(at, size, file, &out->sequence, error);
  if (!status && out->sequence.linear.labels != ISN_TAG_LABELS)
    return isn_fail(error, ISNAD_E_FORMAT, "%s: section labels has %u labels, expected %d", file, out->sequence.linear.labels,
                    ISN_TAG_LABELS);
  at = isn_model_section(model, "words", &size);
  if (!status) status = isn_tag_words_open(at, size, file, &out->words, error);
  if (status) return status;
  out->percent = isn_model_section(model, "percent", &size);
  if (!out->percent || size != ISN_TAG_PERCENTS)
    return isn_fail(error, ISNAD_E_FORMAT, "%s: section percent has %zu bytes, expected %d", file, size, ISN_TAG_PERCENTS);
  for (uint32_t i = 0; i < ISN_TAG_PERCENTS; i++)
    if (out->percent[i] > 100) return isn_fail(error, ISNAD_E_FORMAT, "%s: section percent says %u", file, out->percent[i]);
  return ISNAD_OK;
}

isn_tag_rule *isn_tag_rules(isn_doc *doc, const isn_candidates *rules) {
  isn_tag_rule *tags = isn_arena_alloc(&doc->arena, ((size_t)doc->tokens.count + 1) * sizeof *tags);
  for (uint32_t c = 0; tags && c < rules->count; c++) {
    const isn_candidate *row = &rules->at[c];
    const uint8_t weight = (uint8_t)(row->weight < 0 ? 0 : row->weight > 100 ? 100 : row->weight);
    for (uint32_t k = row->first; k < row->end; k++)
      tags[k] = (isn_tag_rule){(uint8_t)(k == row->first ? isn_tag_first(row->type) : isn_tag_inside(row->type)), weight};
  }
  return tags;
}

/* ---- proposing ---- */

uint32_t isn_tag_start(const isn_gazetteer *g, const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  isn_hit hit;
  if (isn_gazetteer_at(g, doc, token, &hit)) return doc->fold_at[hit.fold_start];
  if (isn_name_word(g, doc, token, 0)) return t->start;
  if (doc->fold[t->fold0] == 0x648 && t->fold1 - t->fold0 > 3 && (isn_name_word(g, doc, token, 1) || isn_known_surname(g, doc, token, 1)))
    return doc->fold_at[t->fold0 + 1]; /* وموسوي */
  if (t->words_count < 2) return t->start;
  uint32_t k = t->words, last = t->words + t->words_count - 1;
  while (k < last && (doc->words.at[k].upos == ISN_CCONJ || doc->words.at[k].upos == ISN_ADP)) k++;
  return doc->words.at[k].start < t->end ? doc->words.at[k].start : t->start;
}

enum { LEAST_SURE = 40, SURE_OF_WORD = 80, SURE_OF_TYPE = 60, ABOVE_RULES = 100 }; /* percent; chosen on ANERcorp and the gold articles */

/* The very tokens of a name of the finders by rule, as another type. Where the knowledge base has the name the rules are believed: the
 * corpus of the trainer writes of football, where مانشستر is a club. */
static bool renames(const isn_doc *doc, const isn_tag_rule *tags, const isn_candidate *c) {
  if (!tags[c->first].tag || !isn_tag_is_first(tags[c->first].tag)) return false;
  for (uint32_t k = c->first + 1; k < c->end; k++)
    if (!tags[k].tag || isn_tag_is_first(tags[k].tag)) return false;
  return c->end >= doc->tokens.count || !tags[c->end].tag || isn_tag_is_first(tags[c->end].tag);
}

/* Two names of the finders by rule (التقى | بايدن | السيسي), a known full name and more, a common word before a name of theirs (قصر | بن
 * ناصر, تنظيم | داعش). */
static bool swallows(const isn_gazetteer *g, const isn_doc *doc, const isn_tag_rule *tags, const isn_candidate *c) {
  uint32_t names = 0;
  for (uint32_t k = c->first; k < c->end; k++) names += tags[k].tag && isn_tag_is_first(tags[k].tag);
  if (names > 1) return true;
  if (names && !tags[c->first].tag && isn_vocabulary(g, doc, c->first)) return true;
  isn_hit hit;
  return names && c->type == ISNAD_PER && isn_gazetteer_at(g, doc, c->first, &hit) && g->known.at[hit.known].type == ISNAD_PER &&
         !g->known.at[hit.known].ambiguous && hit.end > c->first + 1 && hit.end < c->end;
}

/* المنظمة الدولية: whichever body the text has spoken of. */
static bool described(const isn_gazetteer *g, const isn_doc *doc, const isn_tag_rule *tags, const isn_candidate *c) {
  const isn_reading *r = isn_best(doc, c->end - 1);
  const isn_lexeme *l = r ? isn_lexicon_lexeme(g->lexicon, r->lexeme) : NULL;
  return c->type == ISNAD_ORG && c->end == c->first + 2 && !tags[c->first].tag && isn_has_article(doc, c->first) &&
         isn_orghead_at(g, doc, c->first) && l && strcmp(l->lemma, "دولي") == 0;
}

/* المنظمة إنكار السفير: a head with the article, and a noun that cannot belong to it. */
static bool no_construct(const isn_gazetteer *g, const isn_doc *doc, const isn_candidate *c) {
  const isn_reading *r = c->end > c->first + 1 ? isn_best(doc, c->first + 1) : NULL;
  return c->type == ISNAD_ORG && isn_has_article(doc, c->first) && isn_orghead_at(g, doc, c->first) && r && r->pos == ISN_NOUN &&
         r->lexeme != ISNAD_NONE && !r->proclitics && !isn_has_article(doc, c->first + 1);
}

/* السفينة نيلز يول, الإعصار تشانمي: what is called so is a thing. */
static bool of_thing(const isn_doc *doc, const isn_candidate *c) {
  return c->type == ISNAD_PER && c->first && doc->tokens.at[c->first - 1].sentence == doc->tokens.at[c->first].sentence &&
         isn_in(doc, c->first - 1, ISN_CLASS_NAMED_THING);
}

/* سيول, floods: the finders by rule know the capital of that name and found it implausible here. */
static bool refused(const isn_gazetteer *g, const isn_doc *doc, const isn_candidate *c) {
  isn_hit hit;
  return c->type == ISNAD_LOC && c->end == c->first + 1 && isn_gazetteer_at(g, doc, c->first, &hit) && hit.end == c->end &&
         g->known.at[hit.known].rank == 3 && isn_vocabulary(g, doc, c->first) && !isn_plausible_name(g, doc, &hit, NULL);
}

/* أبريل (نيسان): a word of an expression of time. */
static bool of_time(const isn_doc *doc, const isn_candidate *c) {
  return c->end == c->first + 1 && doc->tokens.at[c->first].time != ISNAD_NONE;
}

/* المتمردين | الحوثيين: what people are called before the name that the finders by rule have. */
static bool takes_people(const isn_gazetteer *g, const isn_doc *doc, const isn_tag_rule *tags, const isn_candidate *c) {
  const isn_agent *agent = c->end == c->first + 2 && c->type == ISNAD_ORG ? isn_agent_at(&g->agents, doc, c->first) : NULL;
  return agent && agent->person && isn_has_article(doc, c->first) && !tags[c->first].tag && tags[c->first + 1].tag;
}

/* One common word, or one given name, of which no finder by rule makes a name: سعيد is glad as often as somebody's name. */
static bool doubtful(const isn_gazetteer *g, const isn_doc *doc, const isn_tag_rule *tags, const isn_candidate *c) {
  if (c->end > c->first + 1 || tags[c->first].tag) return false;
  const isn_token *t = &doc->tokens.at[c->first];
  uint32_t skip = 0;
  while (skip < 2 && t->fold0 + skip < t->fold1 && doc->fold_at[t->fold0 + skip] < isn_tag_start(g, doc, c->first)) skip++;
  return isn_vocabulary(g, doc, c->first) || (c->type == ISNAD_PER && isn_name_word(g, doc, c->first, skip) & ISN_NAME_FIRST);
}

/* A sentence of another language: the model knows Latin letters as names inside Arabic. */
static bool foreign(const isn_doc *doc, const isn_candidate *c) {
  if (doc->tokens.at[c->first].kind != ISN_LATIN || c->known != ISNAD_NONE) return false;
  const uint32_t s = doc->tokens.at[c->first].sentence;
  for (uint32_t i = doc->sentence_first.at[s]; i < doc->sentence_first.at[s + 1]; i++)
    if (doc->tokens.at[i].kind == ISN_WORD) return false;
  return true;
}

/* بايدن | وشي جين بينغ: a name with و inside what the tagger takes for one person. */
static bool joins_two(const isn_gazetteer *g, const isn_doc *doc, const isn_candidate *c) {
  isn_hit hit;
  for (uint32_t k = c->first + 1; k < c->end; k++)
    if (c->type == ISNAD_PER && doc->fold[doc->tokens.at[k].fold0] == 0x648 && isn_gazetteer_at(g, doc, k, &hit) &&
        hit.fold_start > doc->tokens.at[k].fold0 && hit.end > c->end)
      return true;
  return false;
}

/* A program, an operation: a single word in quotation marks is seldom a person. */
static bool only_quoted(const isn_doc *doc, isn_candidate *c) {
  const bool open = doc->tokens.at[c->first].kind == ISN_QUOTE_OPEN, close = doc->tokens.at[c->end - 1].kind == ISN_QUOTE_CLOSE;
  if (open && c->end > c->first + 1) c->first++;
  if (close && c->end > c->first + 1) c->end--;
  const bool around = c->first && doc->tokens.at[c->first - 1].kind == ISN_QUOTE_OPEN && c->end < doc->tokens.count &&
                      doc->tokens.at[c->end].kind == ISN_QUOTE_CLOSE;
  return doc->tokens.at[c->first].kind != ISN_WORD ? open || close : c->type == ISNAD_PER && around && c->end == c->first + 1;
}

static bool propose(isn_doc *doc, const isn_gazetteer *g, const isn_tag_rule *tags, isn_candidate c, isn_candidates *out) {
  if (only_quoted(doc, &c) || joins_two(g, doc, &c)) return true;
  if (c.weight < LEAST_SURE || of_time(doc, &c) || takes_people(g, doc, tags, &c) ||
      (c.weight < SURE_OF_WORD && doubtful(g, doc, tags, &c)) || swallows(g, doc, tags, &c) || described(g, doc, tags, &c) ||
      refused(g, doc, &c) || no_construct(g, doc, &c) || of_thing(doc, &c) || foreign(doc, &c) ||
      (c.type == ISNAD_ORG && isn_platform(doc, c.first)))
    return true;
  if (renames(doc, tags, &c)) {
    isn_hit hit;
    if (c.weight < SURE_OF_TYPE || (isn_gazetteer_at(g, doc, c.first, &hit) && hit.end >= c.end)) return true;
    c.weight += ABOVE_RULES;
  }
  c.start = isn_tag_start(g, doc, c.first);
  const isn_token *t = &doc->tokens.at[c.first]; /* والكاميرون | وبينين */
  if (c.type == ISNAD_LOC && c.start == t->start && doc->fold[t->fold0] == 0x648 && t->fold1 - t->fold0 > 4 && c.first &&
      tags[c.first - 1].tag && isn_tag_type(tags[c.first - 1].tag) == ISNAD_LOC)
    c.start = doc->fold_at[t->fold0 + 1];
  isn_candidate *row = ISN_PUSH(out, &doc->arena);
  if (row) *row = c;
  return row;
}

/* Whether the finders by rule have the same name: theirs says more of it. */
static bool by_rule(const isn_tag_rule *tags, const uint8_t *labels, uint32_t first, uint32_t i, uint32_t end, uint32_t n) {
  for (uint32_t k = i; k < end; k++)
    if (tags[first + k].tag != labels[k]) return false;
  return end == n || !tags[first + end].tag || isn_tag_is_first(tags[first + end].tag);
}

bool isn_tag_desk_open(isn_tag_desk *d, uint32_t tokens) {
  const size_t n = tokens, features = n * ISN_TAG_FEATURES;
  *d = (isn_tag_desk){.views = malloc((n + 2 * (size_t)ISN_TAG_AROUND) * sizeof *d->views)};
  d->seeds = malloc((features + 1) * sizeof *d->seeds);
  d->rows = malloc((features + ISN_TAG_AHEAD) * sizeof *d->rows);
  d->starts = malloc((n + 1) * sizeof *d->starts);
  d->labels = malloc(n + 1);
  d->margins = malloc((n + 1) * sizeof *d->margins);
  return d->views && d->seeds && d->starts && d->rows && d->labels && d->margins;
}

void isn_tag_desk_close(isn_tag_desk *d) {
  free(d->views);
  free(d->seeds);
  free(d->starts);
  free(d->rows);
  free(d->labels);
  free(d->margins);
}

static bool propose_piece(const isn_tagger *tagger, const isn_gazetteer *g, isn_doc *doc, const isn_tag_rule *tags, uint32_t first,
                          uint32_t end, isn_tag_desk *d, isn_candidates *out) {
  const uint32_t n = end - first;
  const isn_sequence *model = &tagger->sequence;
  isn_tag_features(g, &tagger->words, doc, tags, first, end, d);
  isn_linear_rows(&model->linear, d->seeds, d->starts[n], d->rows);
  if (isn_tag_decode(model, d->rows, d->starts, n, d->labels, d->margins, NULL)) return false;
  for (uint32_t i = 0, k; i < n; i = k) {
    k = i + 1;
    if (!d->labels[i]) continue;
    while (k < n && d->labels[k] && !isn_tag_is_first(d->labels[k])) k++;
    const uint32_t bucket = (uint32_t)d->margins[i] / ISN_TAG_MARGIN_STEP;
    const int sure = tagger->percent[bucket < ISN_TAG_PERCENTS ? bucket : ISN_TAG_PERCENTS - 1];
    if (by_rule(tags, d->labels, first, i, k, n)) continue;
    if (!propose(doc, g, tags,
                 (isn_candidate){.first = first + i,
                                 .end = first + k,
                                 .type = (uint8_t)isn_tag_type(d->labels[i]),
                                 .known = isn_gazetteer_exactly(g, doc, first + i, first + k),
                                 .weight = sure,
                                 .why = "tagger"},
                 out))
      return false;
  }
  return true;
}

bool isn_propose_tagged(const isn_tagger *tagger, const isn_gazetteer *g, isn_doc *doc, const isn_candidates *rules, isn_candidates *out) {
  enum { PIECE = 512 }; /* of a longer sentence: memory stays bounded */
  isn_tag_rule *tags = isn_tag_rules(doc, rules);
  uint32_t most = 0;
  for (uint32_t s = 0; s < doc->sentences.count; s++) {
    const uint32_t tokens = doc->sentence_first.at[s + 1] - doc->sentence_first.at[s];
    most = tokens > most ? tokens : most;
  }
  isn_tag_desk d;
  bool good = isn_tag_desk_open(&d, most < PIECE ? most : PIECE) && tags;
  for (uint32_t s = 0; good && s < doc->sentences.count; s++)
    for (uint32_t i = doc->sentence_first.at[s], end = doc->sentence_first.at[s + 1]; good && i < end; i += PIECE)
      good = propose_piece(tagger, g, doc, tags, i, end - i < PIECE ? end : i + PIECE, &d, out);
  isn_tag_desk_close(&d);
  return good;
}
