#include "match/phrase.h"

#include <string.h>
#include <uchar.h>

#include "doc/spelled.h"

/* ---- tables ---- */

static isnad_source_kind kind_named(const char *name) {
  for (int k = 0; k < ISNAD_SOURCE_KINDS; k++)
    if (strcmp(name, isnad_source_kind_name((isnad_source_kind)k)) == 0) return (isnad_source_kind)k;
  return ISNAD_GROUP;
}

static void set_agent(isn_agents *a, const isn_lexicon *lexicon, const char *word, isn_agent value) {
  uint32_t id = isn_lexicon_find(lexicon, ISN_LEX_NOUN, word, strlen(word));
  if (id != ISNAD_NONE && id < a->count && !a->by_lexeme[id].known) a->by_lexeme[id] = value;
}

static isn_agent agent_of(const isn_table *table, const isn_row *row) {
  const char *sector = isn_cell(table, row, "sector");
  return (isn_agent){1, (uint8_t)kind_named(isn_cell(table, row, "kind")), *sector ? sector : NULL,
                     strcmp(isn_cell(table, row, "type"), "PER") == 0, false};
}

/* Rows of several words. What a head is by itself it stays with more words behind it: وزير الدفاع is a title, as وزير is. */
static isnad_status read_phrases(isn_agents *a, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error) {
  const isn_table *table = isn_lexicon_table(lexicon, "agents.tsv");
  isnad_status status = ISNAD_OK;
  for (uint32_t i = 0; i < table->rows.count && !status; i++)
    if (strchr(table->rows.at[i].cells[0], ' '))
      status = isn_entries_add_row(&a->phrases, arena, lexicon, table, &table->rows.at[i], ISN_ENTRY_NOUN, error);
  if (status) return status;
  a->by_phrase = isn_arena_alloc(arena, ((size_t)a->phrases.rows.count + 1) * sizeof *a->by_phrase);
  if (!a->by_phrase) return isn_nomem(error);
  for (uint32_t i = 0; i < a->phrases.rows.count; i++) {
    const isn_entry *e = &a->phrases.rows.at[i];
    a->by_phrase[i] = agent_of(table, e->row);
    a->by_phrase[i].phrase = true;
    uint32_t head = e->words[0].lexemes_count ? e->words[0].lexemes[0] : ISNAD_NONE;
    if (head < a->count && a->by_lexeme[head].known) a->by_phrase[i].known = a->by_lexeme[head].known;
  }
  return ISNAD_OK;
}

static isnad_status read_agents(isn_agents *a, const isn_lexicon *lexicon, isnad_error *error) {
  const isn_table *agents = isn_lexicon_table(lexicon, "agents.tsv"), *titles = isn_lexicon_table(lexicon, "titles.tsv"),
                  *heads = isn_lexicon_table(lexicon, "orgheads.tsv");
  for (uint32_t i = 0; i < agents->rows.count; i++) {
    const isn_row *row = &agents->rows.at[i];
    const char *kind = isn_cell(agents, row, "kind");
    if (*kind && strcmp(isnad_source_kind_name(kind_named(kind)), kind) != 0)
      return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0,
                         "column kind: '%s', expected person, office, group, outlet, document or anonymous", kind);
    if (!strchr(row->cells[0], ' ')) set_agent(a, lexicon, row->cells[0], agent_of(agents, row));
  }
  for (uint32_t i = 0; i < titles->rows.count; i++) {
    const isn_row *row = &titles->rows.at[i];
    const char *sector = isn_cell(titles, row, "sector");
    set_agent(a, lexicon, row->cells[0], (isn_agent){2, ISNAD_OFFICE, *sector ? sector : NULL, true, false});
  }
  for (uint32_t i = 0; i < heads->rows.count; i++) {
    const isn_row *row = &heads->rows.at[i];
    if (strcmp(isn_cell(heads, row, "type"), "ORG") != 0) continue;
    const char *sector = isn_cell(heads, row, "sector");
    set_agent(a, lexicon, row->cells[0], (isn_agent){3, ISNAD_OFFICE, *sector ? sector : NULL, false, false});
  }
  return ISNAD_OK;
}

static isnad_status read_nisbas(isn_agents *a, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error) {
  a->countries = isn_lexicon_table(lexicon, "countries.tsv");
  for (uint32_t i = 0; i < a->countries->rows.count; i++) {
    const char *at = isn_cell(a->countries, &a->countries->rows.at[i], "adjective"), *item;
    for (size_t n; isn_next_alternative(&at, &item, &n);) {
      isn_key key = isn_fold_text(arena, item, n);
      bool fresh;
      uint32_t *slot = key.at ? isn_map_put(&a->nisba, arena, key.at, key.length, &fresh) : NULL;
      if (!slot) return isn_nomem(error);
      if (fresh) *slot = i + 1;
      if (key.length) a->nisba_ends |= UINT64_C(1) << key.at[key.length - 1] % 64;
    }
  }
  return ISNAD_OK;
}

isnad_status isn_agents_open(isn_agents *a, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error) {
  a->count = isn_lexicon_lexemes(lexicon);
  a->by_lexeme = isn_arena_alloc(arena, ((size_t)a->count + 1) * sizeof *a->by_lexeme);
  a->has = isn_arena_alloc(arena, (size_t)a->count + 1);
  if (!a->by_lexeme || !a->has) return isn_nomem(error);
  isnad_status status = read_agents(a, lexicon, error);
  if (!status) status = read_phrases(a, arena, lexicon, error);
  for (uint32_t k = 0; !status && k < a->count; k++)
    a->has[k] =
        (uint8_t)((a->by_lexeme[k].known ? ISN_HAS_AGENT : 0) | (a->phrases.by_lexeme && a->phrases.by_lexeme[k] ? ISN_HAS_PHRASES : 0));
  return status ? status : read_nisbas(a, arena, lexicon, error);
}

/* The longest row of several words whose first is this lexeme, or NULL. */
static const isn_agent *phrase_agent(const isn_agents *a, const isn_doc *doc, uint32_t token, uint32_t lexeme) {
  const isn_entry *longest = NULL;
  for (uint32_t e = a->phrases.by_lexeme[lexeme]; e;) {
    const isn_entry *entry = &a->phrases.rows.at[e - 1];
    isn_entry_match m;
    if ((!longest || entry->words_count > longest->words_count) && isn_entry_goes_on(doc, entry, token, &m)) longest = entry;
    e = entry->next == ISNAD_NONE ? 0 : entry->next + 1;
  }
  return longest ? &a->by_phrase[longest - a->phrases.rows.at] : NULL;
}

static const isn_agent *agent_at(const isn_agents *a, const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  const isn_agent *alone = NULL;
  for (uint32_t r = 0; r < t->readings_count; r++) {
    const isn_reading *reading = &doc->readings.at[t->readings + r];
    const uint8_t has = reading->pos == ISN_NOUN && reading->lexeme < a->count ? a->has[reading->lexeme] : 0;
    const isn_agent *found = has & ISN_HAS_PHRASES ? phrase_agent(a, doc, token, reading->lexeme) : NULL;
    if (found) return found;
    if (!alone && has & ISN_HAS_AGENT) alone = &a->by_lexeme[reading->lexeme];
  }
  return alone;
}

const isn_agent *isn_agent_at(const isn_agents *a, const isn_doc *doc, uint32_t token) {
  return doc->agents ? doc->agents[token] : agent_at(a, doc, token);
}

bool isn_agents_see(const isn_agents *a, isn_doc *doc) {
  doc->agents = NULL;
  const isn_agent **seen = isn_arena_alloc(&doc->arena, ((size_t)doc->tokens.count + 1) * sizeof(void *));
  for (uint32_t i = 0; seen && i < doc->tokens.count; i++) seen[i] = agent_at(a, doc, i);
  doc->agents = seen;
  return seen != NULL;
}

void isn_agents_see_again(const isn_agents *a, isn_doc *doc, uint32_t token) {
  if (doc->agents) doc->agents[token] = agent_at(a, doc, token);
}

/* How many letters a nationality adjective may have behind its lemma, by its last ones: ه, ين, ون, ات, ا. */
static uint32_t ending_of(const uint16_t *w, uint32_t n) {
  const uint16_t last = w[n - 1], before = w[n - 2];
  if (last == 0x647 || last == 0x627) return 1;
  return (last == 0x646 && (before == 0x64a || before == 0x648)) || (last == 0x62a && before == 0x627) ? 2 : 0;
}

/* Country of a nationality adjective (الليبية، روسيين), by its folded stem without article and ending. */
static const char *nisba_country(const isn_agents *a, const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  const uint16_t *w = doc->fold + t->fold0;
  const uint32_t n = t->fold1 - t->fold0;
  if (n < 3) return NULL;
  const uint32_t from = n > 4 && w[1] == 0x644 && (w[0] == 0x627 || w[0] == 0x644) ? 2 : 0, ending = ending_of(w, n);
  for (uint32_t k = 0;; k = ending) {
    const bool may_end = n >= from + k + 3 && a->nisba_ends >> w[n - k - 1] % 64 & 1;
    const uint32_t *row = may_end ? isn_map_get(&a->nisba, w + from, n - from - k) : NULL;
    if (row) return isn_cell(a->countries, &a->countries->rows.at[*row - 1], "iso2");
    if (k == ending) return NULL;
  }
}

const char *isn_nisba_country(const isn_agents *a, const isn_doc *doc, uint32_t token) {
  return doc->nationality ? doc->nationality[token] : nisba_country(a, doc, token);
}

bool isn_nisba_see(const isn_agents *a, isn_doc *doc) {
  doc->nationality = NULL;
  const char **seen = isn_arena_alloc(&doc->arena, ((size_t)doc->tokens.count + 1) * sizeof *seen);
  for (uint32_t i = 0; seen && i < doc->tokens.count; i++) seen[i] = nisba_country(a, doc, i);
  doc->nationality = seen;
  return seen != NULL;
}

/* ---- extent ---- */

/* Nouns of speaking occasions: "في تصريح، في بيان، خلال مؤتمر" do not belong to the speaker. */
static bool occasion(const isn_doc *doc, const isn_chunk *chunk) { return isn_in(doc, chunk->head, ISN_CLASS_OCCASION); }

static bool has_mention(const isn_doc *doc, const isn_chunk *chunk, isnad_entity_type type) {
  for (uint32_t i = chunk->first; i < chunk->end; i++) {
    uint32_t m = doc->tokens.at[i].mention;
    if (m != ISNAD_NONE && doc->entities.at[doc->mentions.at[m].entity].type == type) return true;
  }
  return false;
}

/* الآلاف من مؤيدي: words of amount that have the article. */
static bool of_many(const isn_doc *doc, uint32_t token) { return isn_in(doc, token, ISN_CLASS_MANY); }

/* Whether a prepositional chunk depends on the noun phrase before it, whose head is known to the lexicons as `agent`. */
static bool depends(const isn_agents *a, const isn_doc *doc, uint32_t before, const isn_chunk *chunk, const isn_agent *agent,
                    bool subject) {
  if (doc->tokens.at[chunk->head].time != ISNAD_NONE || occasion(doc, chunk)) return false;
  static const char16_t *const attaching[] = {u"في", u"لدي", u"باسم", u"من", u"بين"}, *const to_place[] = {u"الي"},
                               *const places[] = {u"المدينه", u"البلده", u"القريه", u"المنطقه", u"العاصمه", u"البلاد"};
  const char *relation; /* نددت الخارجية | بالعدوان, قتل المئات | في الموجة: of the verb before it */
  const uint32_t governor = isn_doc_governor(doc, chunk->head, &relation);
  const bool of_verb = governor != ISNAD_NONE && governor < before && doc->tokens.at[governor].pos == ISN_VERB;
  if (chunk->prep != ISNAD_NONE) {
    uint32_t p = chunk->prep;
    if (of_verb && !subject) return false;
    if (isn_token_is_any(doc, p, attaching, sizeof attaching / sizeof *attaching)) {
      const isn_chunk *head = &doc->chunks.at[doc->tokens.at[before].chunk];
      bool definite = false,
           place = has_mention(doc, chunk, ISNAD_LOC) || isn_token_is_any(doc, chunk->head, places, sizeof places / sizeof *places);
      for (uint32_t i = head->first; i < head->end; i++) {
        const isn_reading *r = isn_best(doc, i);
        definite = definite || doc->tokens.at[i].mention != ISNAD_NONE || (r && (r->proclitics & ISN_AL || r->enclitic));
      }
      if (isn_token_is(doc, p, u"من")) return !definite || of_many(doc, before); /* عدد من، مصدر من; not: انسحبت قوات حفتر | من */
      /* where a force acts is not part of its name: هاجمت قوات حفتر | في سرت */
      if (place && (!subject || (agent && agent->kind == ISNAD_GROUP && !agent->person)) && isn_token_is(doc, p, u"في")) return false;
      return agent != NULL;
    }
    return agent && agent->known == 2 && isn_token_is_any(doc, p, to_place, 1);
  }
  if (!agent) return false;
  if (of_verb) return false;
  if (chunk->clitic == ISN_BI)
    return doc->tokens.at[chunk->head].mention != ISNAD_NONE || isn_agent_at(a, doc, chunk->head); /* مسؤول بوزارة */
  if (chunk->clitic != ISN_LI) return false;
  /* الأمين العام للأمم المتحدة, but not: قال المصدر لرويترز */
  const isn_agent *object = isn_agent_at(a, doc, chunk->head);
  bool outlet = object && object->kind == ISNAD_OUTLET;
  uint32_t m = doc->tokens.at[chunk->head].mention;
  if (m != ISNAD_NONE) {
    const char *kind = doc->facts.at[doc->mentions.at[m].entity].kind;
    outlet = outlet || (kind && strcmp(kind, "outlet") == 0);
  }
  return !outlet && (agent->known >= 2 || agent->kind != ISNAD_ANONYMOUS);
}

static bool comma(const isn_doc *doc, const isn_chunk *chunk) {
  uint32_t cp = doc->cp[doc->tokens.at[chunk->first].start];
  return chunk->kind == ISN_CHUNK_MARK && (cp == 0x60c || cp == ',' || cp == '-' || cp == 0x2013);
}

static bool same_sentence(const isn_doc *doc, uint32_t chunk, uint32_t token) {
  return chunk < doc->chunks.count && doc->tokens.at[doc->chunks.at[chunk].first].sentence == doc->tokens.at[token].sentence;
}

/* Chunk index after the phrase that begins with chunk c. */
static uint32_t extent(const isn_agents *a, const isn_doc *doc, uint32_t c, bool subject, uint8_t stop) {
  const isn_chunk *first = &doc->chunks.at[c];
  const isn_agent *agent = isn_agent_at(a, doc, first->head);
  bool person = has_mention(doc, first, ISNAD_PER);
  uint32_t k = c + 1;
  for (; same_sentence(doc, k, first->head) && k < c + 8; k++) {
    const isn_chunk *chunk = &doc->chunks.at[k];
    bool attached = chunk->kind == ISN_CHUNK_NP && !chunk->conj && (chunk->prep != ISNAD_NONE || chunk->clitic);
    if (attached && !(chunk->clitic & stop) && depends(a, doc, first->head, chunk, agent, subject)) {
      person = person || has_mention(doc, chunk, ISNAD_PER);
      continue;
    }
    bool bare = chunk->kind == ISN_CHUNK_NP && chunk->prep == ISNAD_NONE && !chunk->clitic;
    /* يتهم المتمردون | حكومة فلان: the name is not the chunk's own */
    const isn_agent *next_agent = bare ? isn_agent_at(a, doc, chunk->first) : NULL;
    bool others = next_agent && !next_agent->person && doc->tokens.at[chunk->first].mention == ISNAD_NONE;
    bool name_next = bare && !others && !person && agent && agent->person && has_mention(doc, chunk, ISNAD_PER) && !chunk->conj;
    if (name_next) {
      person = true;
      continue;
    }
    /* a second adjective: الخبير العسكري والإستراتيجي [العقيد فلان] */
    const bool named = doc->tokens.at[chunk->head].mention != ISNAD_NONE || doc->tokens.at[first->head].mention != ISNAD_NONE;
    const isn_reading *joined = chunk->conj & ISN_WA && bare && !named ? isn_best(doc, chunk->head) : NULL;
    if (joined && joined->proclitics & ISN_AL && (joined->lexeme == ISNAD_NONE || joined->pos == ISN_ADJ) && agent && agent->person &&
        !person) {
      person = has_mention(doc, chunk, ISNAD_PER);
      continue;
    }
    /* "الأمين العام، أنطونيو غوتيريش،": a title, a comma, a name */
    if (subject && comma(doc, chunk) && !person && agent && agent->person && same_sentence(doc, k + 1, first->head)) {
      const isn_chunk *next = &doc->chunks.at[k + 1];
      if (next->kind == ISN_CHUNK_NP && next->prep == ISNAD_NONE && !next->clitic && !next->conj &&
          doc->tokens.at[next->head].mention != ISNAD_NONE && has_mention(doc, next, ISNAD_PER)) {
        person = true;
        k++;
        continue;
      }
    }
    break;
  }
  return k;
}

/* ---- what it denotes ---- */

enum { REFER_TOKENS = 1500, TOWN_TOKENS = 120 }; /* how far back a description is looked for */

/* The start of a token without its conjunction and preposition clitics; لل keeps its second lam. */
static uint32_t clean_start(const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  if (t->mention != ISNAD_NONE) { /* لندن is not ل + ندن */
    uint32_t start = doc->mentions.at[t->mention].span.start;
    return start > t->start && start < t->end ? start : t->start;
  }
  return isn_doc_noun_start(doc, token);
}

/* The label that begins at a code point, clitics aside, or ISNAD_NONE. */
static uint32_t label_at(const isn_doc *doc, uint32_t start) {
  uint32_t best = ISNAD_NONE;
  for (uint32_t k = isn_doc_label_from(doc, start); k < doc->labels.count; k++) {
    const uint32_t l = doc->labels_by_start[k];
    if (doc->labels.at[l].span.start > start + 3) break;
    if (l < best) best = l;
  }
  return best;
}

/* The nearest token before one that may have the same lexeme, ISNAD_NONE for none. */
static uint32_t alike_before(const isn_doc *doc, uint32_t token) {
  return doc->alike_before ? doc->alike_before[token] : token - 1; /* ISNAD_NONE before the first */
}

bool isn_alike_see(isn_doc *doc) {
  enum { KINDS = 256 };
  uint32_t *before = isn_arena_alloc(&doc->arena, ((size_t)doc->tokens.count + 1) * sizeof *before), last[KINDS];
  doc->alike_before = before;
  if (!before) return false;
  for (uint32_t k = 0; k < KINDS; k++) last[k] = ISNAD_NONE;
  for (uint32_t i = 0; i < doc->tokens.count; i++) {
    const isn_reading *r = isn_best(doc, i);
    before[i] = ISNAD_NONE;
    if (!r || r->lexeme == ISNAD_NONE) continue;
    before[i] = last[r->lexeme % KINDS];
    last[r->lexeme % KINDS] = i;
  }
  return true;
}

/* An earlier entity that a definite common noun may stand for: المجلس after المجلس البلدي, الوزير after وزير الخارجية فلان. */
static uint32_t described(const isn_doc *doc, uint32_t head) {
  const isn_reading *r = isn_best(doc, head);
  if (!r || !(r->proclitics & ISN_AL) || r->lexeme == ISNAD_NONE) return ISNAD_NONE;
  for (uint32_t i = alike_before(doc, head); i != ISNAD_NONE && head - i <= REFER_TOKENS; i = alike_before(doc, i)) {
    const isn_token *t = &doc->tokens.at[i];
    const isn_reading *other = isn_best(doc, i);
    if (!other || other->lexeme != r->lexeme) continue;
    uint32_t m = t->mention;
    if (m != ISNAD_NONE && doc->entities.at[doc->mentions.at[m].entity].type == ISNAD_ORG && doc->mentions.at[m].span.start >= t->start)
      return doc->mentions.at[m].entity;
    /* الموقع after موقع "X": the head stands before the name */
    uint32_t next = i + 1 < head && doc->tokens.at[i + 1].kind == ISN_QUOTE_OPEN ? i + 2 : i + 1;
    if (m == ISNAD_NONE && next < head && doc->tokens.at[next].mention != ISNAD_NONE && !(other->proclitics & ISN_AL) &&
        doc->entities.at[doc->mentions.at[doc->tokens.at[next].mention].entity].type == ISNAD_ORG)
      return doc->mentions.at[doc->tokens.at[next].mention].entity;
    uint32_t label = label_at(doc, t->start);
    if (label != ISNAD_NONE) return doc->labels.at[label].entity;
  }
  return ISNAD_NONE;
}

/* الصحيفة, الموقع البريطاني, where no such word stood with a name: the outlet that was named last, of that country if one is told. */
static uint32_t medium_meant(const isn_doc *doc, uint32_t head, const char *country) {
  const isn_reading *r = isn_best(doc, head);
  if (!r || !(r->proclitics & ISN_AL)) return ISNAD_NONE;
  for (uint32_t i = head, n = 0; i-- > 0 && n < REFER_TOKENS; n++) {
    const uint32_t m = doc->tokens.at[i].mention;
    const isn_entity_facts *facts = m == ISNAD_NONE ? NULL : &doc->facts.at[doc->mentions.at[m].entity];
    if (!facts || !facts->kind || strcmp(facts->kind, "outlet") != 0) continue;
    const bool of_it = !country || (facts->country && strcmp(facts->country, country) == 0);
    return of_it ? doc->mentions.at[m].entity : ISNAD_NONE;
  }
  return ISNAD_NONE;
}

static bool same_word(const isn_doc *doc, uint32_t a, uint32_t b) {
  const isn_token *x = &doc->tokens.at[a], *y = &doc->tokens.at[b];
  const uint32_t n = x->fold1 - x->fold0;
  return n && n == y->fold1 - y->fold0 && memcmp(doc->fold + x->fold0, doc->fold + y->fold0, n * sizeof *doc->fold) == 0;
}

/* "رئيس الوزراء العراقي" after "رئيس الوزراء العراقي فلان": the person whose name stood behind the same title last. */
static uint32_t titled(const isn_doc *doc, uint32_t first, uint32_t end) {
  enum { LEAST = 2, MOST = 6 };
  const isn_reading *r = isn_best(doc, first), *last = isn_best(doc, end - 1);
  if (end - first < LEAST || end - first > MOST || !r || r->lexeme == ISNAD_NONE || !last || !(last->proclitics & ISN_AL))
    return ISNAD_NONE;
  for (uint32_t i = alike_before(doc, first); i != ISNAD_NONE && first - i <= REFER_TOKENS; i = alike_before(doc, i)) {
    const isn_reading *other = isn_best(doc, i);
    if (!other || other->lexeme != r->lexeme || other->form != r->form || i + (end - first) >= first) continue;
    uint32_t k = 1;
    while (k < end - first && same_word(doc, first + k, i + k)) k++;
    if (k < end - first) continue;
    uint32_t behind = i + k;
    const uint32_t cp = doc->cp[doc->tokens.at[behind].start];
    if (behind + 1 < first && doc->tokens.at[behind].kind == ISN_MARK && (cp == 0x60c || cp == ',')) behind++;
    const uint32_t m = doc->tokens.at[behind].mention;
    if (m != ISNAD_NONE && doc->entities.at[doc->mentions.at[m].entity].type == ISNAD_PER) return doc->mentions.at[m].entity;
  }
  return ISNAD_NONE;
}

/* "العاصمة": the capital that the text before it names most, of the country whose adjective is with it (العاصمة الكينية | نيروبي). */
static uint32_t the_capital(const isn_doc *doc, uint32_t head, uint32_t end) {
  if (!isn_token_is(doc, head, u"العاصمه") && !isn_token_is(doc, head, u"للعاصمه") && !isn_token_is(doc, head, u"بالعاصمه"))
    return ISNAD_NONE;
  const char *country = NULL;
  if (doc->nationality && head + 1 < doc->tokens.count && doc->tokens.at[head + 1].sentence == doc->tokens.at[head].sentence)
    country = doc->nationality[head + 1];
  if (country && end == head + 1) end++;
  uint32_t next = end < doc->tokens.count ? doc->tokens.at[end].mention : ISNAD_NONE; /* العاصمة | طرابلس */
  if (next != ISNAD_NONE && doc->tokens.at[end].sentence == doc->tokens.at[head].sentence &&
      doc->mentions.at[next].span.start >= doc->tokens.at[end].start && doc->entities.at[doc->mentions.at[next].entity].type == ISNAD_LOC)
    return doc->mentions.at[next].entity;
  enum { CAPITALS = 8 };
  uint32_t seen[CAPITALS], times[CAPITALS], count = 0, best = ISNAD_NONE, most = 0;
  for (uint32_t i = head, n = 0; i-- > 0 && n < REFER_TOKENS; n++) {
    uint32_t m = doc->tokens.at[i].mention;
    if (m == ISNAD_NONE) continue;
    uint32_t e = doc->mentions.at[m].entity, k = 0;
    if (doc->entities.at[e].type != ISNAD_LOC || !doc->facts.at[e].kind || strcmp(doc->facts.at[e].kind, "capital") != 0) continue;
    if (country && (!doc->facts.at[e].country || strcmp(doc->facts.at[e].country, country) != 0)) continue;
    while (k < count && seen[k] != e) k++;
    if (k == CAPITALS) continue;
    if (k == count) seen[count] = e, times[count++] = 0;
    if (++times[k] > most) most = times[k], best = e;
  }
  return best;
}

static bool is_country(const isn_doc *doc, uint32_t entity) {
  const char *kind = doc->facts.at[entity].kind;
  return kind && strcmp(kind, "country") == 0;
}

/* "المدينة": the town that was named last; "البلاد": the country, before others the one that the text before it names most. */
static uint32_t the_town(const isn_doc *doc, uint32_t head) {
  if (!isn_in(doc, head, ISN_CLASS_THE_TOWN)) return ISNAD_NONE;
  for (uint32_t i = head, n = 0; i-- > 0 && n < TOWN_TOKENS; n++) {
    uint32_t m = doc->tokens.at[i].mention;
    if (m == ISNAD_NONE) continue;
    uint32_t e = doc->mentions.at[m].entity;
    if (doc->entities.at[e].type == ISNAD_LOC && !is_country(doc, e)) return e;
  }
  return ISNAD_NONE;
}

static uint32_t the_country(const isn_doc *doc, uint32_t head) {
  if (!isn_in(doc, head, ISN_CLASS_THE_COUNTRY)) return ISNAD_NONE;
  enum { COUNTRIES = 8 };
  uint32_t seen[COUNTRIES], times[COUNTRIES], count = 0, best = ISNAD_NONE, most = 0;
  for (uint32_t i = head, n = 0; i-- > 0 && n < REFER_TOKENS; n++) {
    uint32_t m = doc->tokens.at[i].mention;
    if (m == ISNAD_NONE || !is_country(doc, doc->mentions.at[m].entity)) continue;
    uint32_t e = doc->mentions.at[m].entity, k = 0;
    while (k < count && seen[k] != e) k++;
    if (k == COUNTRIES) continue;
    if (k == count) seen[count] = e, times[count++] = 0;
    if (++times[k] > most) most = times[k], best = e;
  }
  return best;
}

uint32_t isn_place_meant(const isn_doc *doc, uint32_t head) {
  uint32_t e = the_capital(doc, head, head + 1);
  if (e == ISNAD_NONE) e = the_town(doc, head);
  return e == ISNAD_NONE ? the_country(doc, head) : e;
}

/* The entity that a label with these words gives: الرئيس اليمني. */
static uint32_t labelled(const isn_doc *doc, isnad_span span) {
  uint32_t best = ISNAD_NONE;
  for (uint32_t k = isn_doc_label_from(doc, span.start ? span.start - 1 : 0); k < doc->labels.count; k++) {
    const uint32_t l = doc->labels_by_start[k];
    const isnad_span s = doc->labels.at[l].span;
    if (s.start > span.start + 1) break;
    if (s.end <= span.end && (s.end - s.start) * 2 >= span.end - span.start && l < best) best = l;
  }
  return best == ISNAD_NONE ? ISNAD_NONE : doc->labels.at[best].entity;
}

static isnad_source_kind entity_kind(const isn_doc *doc, uint32_t entity) {
  const char *kind = doc->facts.at[entity].kind;
  if (doc->entities.at[entity].type == ISNAD_PER) return ISNAD_PERSON;
  if (kind && strcmp(kind, "outlet") == 0) return ISNAD_OUTLET;
  if (kind && (strcmp(kind, "armed-group") == 0 || strcmp(kind, "movement") == 0)) return ISNAD_GROUP;
  return ISNAD_OFFICE;
}

/* Words of amount before the noun that counts: نحو، العديد من، بعض. */
static bool counting(const isn_lexicon *lexicon, const isn_doc *doc, uint32_t token) {
  if (doc->tokens.at[token].mention != ISNAD_NONE || doc->tokens.at[token].pos == ISN_ADP)
    return doc->tokens.at[token].pos == ISN_ADP && doc->tokens.at[token].mention == ISNAD_NONE;
  const isn_reading *r = isn_best(doc, token);
  const isn_lexeme *l = r ? isn_lexicon_lexeme(lexicon, r->lexeme) : NULL;
  return l && l->lexeme_class == ISN_LEX_FUNCTION &&
         (l->role == ISN_ROLE_QUANTIFIER || l->role == ISN_ROLE_NUMBER || l->role == ISN_ROLE_FRACTION);
}

/* "مدير مكتب اللواء خليفة حفتر": the name belongs to the office before it (a body, then a title or the name), not to the head. */
static bool owned_office(const isn_agents *a, const isn_doc *doc, uint32_t head, uint32_t name) {
  for (uint32_t i = head + 1; i < name; i++) {
    const isn_agent *body = isn_agent_at(a, doc, i), *next = isn_agent_at(a, doc, i + 1);
    const isn_reading *r = isn_best(doc, i);
    bool bare = r && !(r->proclitics & ISN_AL) && !r->enclitic && doc->tokens.at[i].mention == ISNAD_NONE;
    if (body && !body->person && bare && (i + 1 == name || (next && next->person))) return true;
  }
  return false;
}

isn_phrase isn_phrase_of(const isn_agents *a, const isn_lexicon *lexicon, const isn_doc *doc, uint32_t first, uint32_t end) {
  if (first >= doc->tokens.count) first = doc->tokens.count - 1;
  if (end <= first || end > doc->tokens.count) end = first + 1; /* a tree that errs may leave nothing: the word itself, then */
  isn_phrase p = {.first = first, .end = end, .head = first, .entity = ISNAD_NONE, .kind = ISNAD_GROUP};
  /* demonstratives and numbers before the head */
  while (p.head + 1 < end &&
         (doc->tokens.at[p.head].pos == ISN_DET || doc->tokens.at[p.head].pos == ISN_PRON || doc->tokens.at[p.head].pos == ISN_NUM ||
          doc->tokens.at[p.head].kind >= ISN_MARK || counting(lexicon, doc, p.head)))
    p.head++;
  uint32_t last = end;
  while (last > first + 1 && doc->tokens.at[last - 1].kind == ISN_MARK) last--;
  p.span = isn_span(clean_start(doc, first), doc->tokens.at[last - 1].end);
  const isn_agent *agent = isn_agent_at(a, doc, p.head);
  if (agent) p.agent = *agent;
  uint32_t person = ISNAD_NONE, head_entity = ISNAD_NONE;
  bool heads_outlet = agent && agent->kind == ISNAD_OUTLET && !agent->person; /* وكالة "سانا", صحيفة "معاريف" */
  for (uint32_t i = first; i < end; i++) {
    uint32_t m = doc->tokens.at[i].mention;
    if (!p.country) p.country = isn_nisba_country(a, doc, i);
    if (m == ISNAD_NONE) continue;
    uint32_t e = doc->mentions.at[m].entity;
    if (person == ISNAD_NONE && doc->entities.at[e].type == ISNAD_PER && !(agent && agent->person && owned_office(a, doc, p.head, i)))
      person = e;
    if (i == p.head) head_entity = e;
    if (!p.country && doc->facts.at[e].country) p.country = doc->facts.at[e].country;
  }
  const isn_reading *first_reading = isn_best(doc, p.head);
  const bool article = first_reading && first_reading->proclitics & ISN_AL; /* اللواء فلان is a rank, لواء فلان a force */
  bool force = agent && !agent->person && agent->known == 1 && !article;    /* قوات حفتر, حكومة السراج */
  /* مدينة الفاشر: the place, not the word before it */
  uint32_t next = ISNAD_NONE; /* العاصمة الإيطالية روما */
  for (uint32_t i = p.head + 1; i < end && i <= p.head + 3 && next == ISNAD_NONE; i++) next = doc->tokens.at[i].mention;
  if (head_entity == ISNAD_NONE && next != ISNAD_NONE && !agent && doc->entities.at[doc->mentions.at[next].entity].type == ISNAD_LOC) {
    head_entity = doc->mentions.at[next].entity;
    p.span = doc->mentions.at[next].span;
  }
  for (uint32_t i = p.head + 1; heads_outlet && head_entity == ISNAD_NONE && i < end && i <= p.head + 2; i++) {
    uint32_t m = doc->tokens.at[i].mention;
    if (m != ISNAD_NONE && doc->entities.at[doc->mentions.at[m].entity].type == ISNAD_ORG) head_entity = doc->mentions.at[m].entity;
  }
  if (head_entity != ISNAD_NONE)
    p.entity = head_entity, p.named = true, p.kind = agent && agent->kind == ISNAD_OUTLET ? ISNAD_OUTLET : entity_kind(doc, head_entity);
  else if (person != ISNAD_NONE && (!agent || agent->person || force || (article && doc->tokens.at[p.head + 1].mention != ISNAD_NONE)))
    p.entity = person, p.named = true, p.kind = force ? (isnad_source_kind)agent->kind : ISNAD_PERSON;
  else {
    const isn_reading *r = isn_best(doc, p.head);
    if (agent) p.kind = (isnad_source_kind)agent->kind;
    else if (!r || r->lexeme == ISNAD_NONE) p.kind = ISNAD_PERSON; /* no word of the lexicon: a name that was not recognised */
    p.entity = labelled(doc, p.span);
    if (p.entity == ISNAD_NONE) p.entity = the_capital(doc, p.head, end);
    if (p.entity == ISNAD_NONE && agent && agent->person && p.kind != ISNAD_ANONYMOUS) p.entity = titled(doc, p.head, end);
    if (p.entity == ISNAD_NONE && end - first <= 2) p.entity = isn_place_meant(doc, p.head);
    if (p.entity == ISNAD_NONE && p.kind != ISNAD_ANONYMOUS && end - first <= 2) p.entity = described(doc, p.head);
    if (p.entity == ISNAD_NONE && heads_outlet && end - first <= (p.country ? 2 : 1)) p.entity = medium_meant(doc, p.head, p.country);
    if (p.entity != ISNAD_NONE) p.kind = entity_kind(doc, p.entity);
    else if (agent && agent->person && p.kind != ISNAD_ANONYMOUS && p.kind != ISNAD_OUTLET && p.kind != ISNAD_DOCUMENT_SOURCE) {
      bool plural = r && (r->form == ISN_PLURAL || r->number == 'p'); /* مراقبون; a post without a name is an office */
      p.kind = plural ? ISNAD_GROUP : agent->known == 2 ? ISNAD_OFFICE : p.kind;
    }
  }
  return p;
}

isn_phrase isn_phrase_at(const isn_agents *a, const isn_lexicon *lexicon, const isn_doc *doc, uint32_t chunk, bool subject, uint8_t stop) {
  const isn_chunk *c = &doc->chunks.at[chunk];
  uint32_t last = extent(a, doc, chunk, subject, stop);
  uint32_t first = c->prep == ISNAD_NONE ? c->first : c->prep + 1;
  return isn_phrase_of(a, lexicon, doc, first, doc->chunks.at[last - 1].end);
}

const char *isn_phrase_code(const isn_agents *a, isn_doc *doc, const isn_phrase *p) {
  if (p->entity != ISNAD_NONE && doc->entities.at[p->entity].code) return doc->entities.at[p->entity].code;
  const char *sector = p->agent.sector, *iso3 = NULL;
  for (uint32_t i = 0; p->country && i < a->countries->rows.count && !iso3; i++)
    if (strcmp(isn_cell(a->countries, &a->countries->rows.at[i], "iso2"), p->country) == 0)
      iso3 = isn_cell(a->countries, &a->countries->rows.at[i], "iso3");
  if (!sector && p->entity != ISNAD_NONE && doc->entities.at[p->entity].type == ISNAD_LOC && iso3) sector = "GOV";
  if (iso3 && sector) return isn_arena_printf(&doc->arena, "%s %s", iso3, sector);
  return iso3 ? iso3 : sector;
}
