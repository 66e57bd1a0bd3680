/* How a point is found: a word of matter-words.tsv names the matter and its sign; negations and turning words (رفض, فشل, لن) that govern
 * it turn the sign; the one whose attitude it is, or of whom it is said, is looked for from the word outwards. */
#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include "doc/spelled.h"
#include "match/clause.h"
#include "match/entry.h"
#include "match/phrase.h"
#include "matter/matter.h"
#include "matter/terms.h"

enum {
  MATCHES = 12,
  TURN_REACH = 7,  /* words over which a negation or a turning word still governs */
  AFTER_REACH = 6, /* words behind the matter's own in which its object stands */
  SPAN_REACH = 25, /* words of a clause to each side that a reader is shown */
  AGAIN = 40       /* points of a sentence that are compared for being said twice */
};

enum { NEGATES = 1, TURNS = 2, WEAKENS = 4, ATTEMPTS = 8, NAMES = 16, TURNS_ATTITUDES = 32 };

typedef enum role { OF_NEAREST, OF_SUBJECT, OF_OBJECT, OF_HOLDER } role;

typedef struct matter {
  const char *name;
  uint8_t focus; /* isn_focus */
  bool aims;
} matter;

typedef struct points {
  isn_arena arena;
  matter *matters;
  uint32_t matters_count;
  isn_entries entries;
  isn_agents agents;
  isn_opposites opposites;
  const isn_table *words;
} points;

/* ---- tables ---- */

static isnad_status check_row(const points *p, const isn_table *matters, const isn_row *row, isnad_error *error) {
  const char *name = isn_cell(p->words, row, "matter"), *sign = isn_cell(p->words, row, "sign"), *of = isn_cell(p->words, row, "of");
  bool turns = strcmp(name, "!") == 0 || strcmp(name, "?") == 0 || strcmp(name, "~") == 0 || strcmp(name, ".") == 0, known = turns;
  for (uint32_t i = 0; i < matters->rows.count && !known; i++) known = strcmp(matters->rows.at[i].cells[0], name) == 0;
  if (!known)
    return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column matter: '%s' is not in matters.tsv, and none of ! ? ~ .",
                       name);
  if (turns ? *sign != 0 : strcmp(sign, "+") != 0 && strcmp(sign, "-") != 0)
    return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column sign: '%s', expected %s", sign,
                       turns ? "nothing" : "+ or -");
  if (*of && strcmp(of, "subj") != 0 && strcmp(of, "obj") != 0 && strcmp(of, "holder") != 0)
    return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column of: '%s', expected subj, obj, holder or nothing", of);
  return ISNAD_OK;
}

static void close(void *state) {
  points *p = state;
  if (!p) return;
  isn_arena_free(&p->arena);
  free(p);
}

static const char *const focuses[] = {"holder", "side", "rival", "theatre"};

static uint8_t focus_of(const isn_table *matters, const isn_row *row) {
  uint8_t k = 0;
  while (k < 4 && strcmp(isn_cell(matters, row, "focus"), focuses[k]) != 0) k++;
  return k;
}

static isnad_status open_matters(points *p, const isn_table *table, isnad_error *error) {
  p->matters = isn_arena_alloc(&p->arena, table->rows.count * sizeof *p->matters);
  if (!p->matters) return isn_nomem(error);
  for (uint32_t i = 0; i < table->rows.count; i++) {
    const isn_row *row = &table->rows.at[i];
    const char *focus = isn_cell(table, row, "focus"), *aims = isn_cell(table, row, "aims");
    p->matters[p->matters_count++] = (matter){row->cells[0], focus_of(table, row), *aims != 0};
    if (focus_of(table, row) > ISN_FOCUS_THEATRE)
      return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column focus: '%s', expected holder, side, rival or theatre",
                         focus);
    if (*aims && strcmp(aims, "yes") != 0)
      return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column aims: '%s', expected yes or nothing", aims);
  }
  return ISNAD_OK;
}

static isnad_status open(const isn_resources *resources, void **state, isnad_error *error) {
  points *p = calloc(1, sizeof *p);
  if (!p) return isn_nomem(error);
  *state = p;
  p->words = isn_lexicon_table(resources->lexicon, "matter-words.tsv");
  const isn_table *matters = isn_lexicon_table(resources->lexicon, "matters.tsv");
  isnad_status status = open_matters(p, matters, error);
  for (uint32_t i = 0; i < p->words->rows.count && !status; i++) status = check_row(p, matters, &p->words->rows.at[i], error);
  if (!status) status = isn_entries_add(&p->entries, &p->arena, resources->lexicon, "matter-words.tsv", error);
  if (!status) status = isn_opposites_open(&p->opposites, &p->arena, resources->lexicon, error);
  if (!status) status = isn_agents_open(&p->agents, &p->arena, resources->lexicon, error);
  return status;
}

/* ---- one document ---- */

typedef struct finding {
  const points *p;
  const isn_lexicon *lexicon;
  isn_doc *doc;
  uint32_t *entity; /* of each token: that of its mention, else of the label that it stands in; ISNAD_NONE */
  uint8_t *turns;   /* of each token: a negation (NEGATES) or the first word of an entry that turns or weakens stands here */
  uint32_t since;   /* the first point of the sentence at hand */
  uint32_t read;    /* before this token of the sentence at hand the last word of a country is known: */
  const char *bloc; /* its country, or NULL */
} finding;

static void mark_tokens(finding *f, isnad_span span, uint32_t entity, bool over) {
  const isn_doc *doc = f->doc;
  for (uint32_t t = isn_doc_token_at(doc, span.start); t < doc->tokens.count && doc->tokens.at[t].start < span.end; t++)
    if (over || f->entity[t] == ISNAD_NONE) f->entity[t] = entity;
}

static bool prepare(finding *f) {
  isn_doc *doc = f->doc;
  f->entity = isn_arena_alloc(&doc->arena, ((size_t)doc->tokens.count + 1) * sizeof *f->entity);
  f->turns = isn_arena_alloc(&doc->arena, (size_t)doc->tokens.count + 1);
  if (!f->entity || !f->turns) return false;
  for (uint32_t t = 0; t < doc->tokens.count; t++) f->entity[t] = ISNAD_NONE;
  for (uint32_t i = 0; i < doc->mentions.count; i++) mark_tokens(f, doc->mentions.at[i].span, doc->mentions.at[i].entity, true);
  for (uint32_t i = 0; i < doc->labels.count; i++) mark_tokens(f, doc->labels.at[i].span, doc->labels.at[i].entity, false);
  for (uint32_t t = 0; t < doc->tokens.count; t++) {
    const isn_reading *r = isn_best(doc, t);
    if (!r || doc->tokens.at[t].kind != ISN_WORD || r->lexeme == ISNAD_NONE) continue;
    f->turns[t] = isn_lexicon_lexeme(f->lexicon, r->lexeme)->role == ISN_ROLE_NEG ? NEGATES : 0;
  }
  return true;
}

static bool is_stop(const isn_doc *doc, uint32_t t) { return doc->tokens.at[t].kind == ISN_MARK; }

/* "الحديث عن وقف النار، لن يكون قبل ...": what is denied is that there will be any. */
static bool denied_behind(const finding *f, uint32_t after, uint32_t end) {
  static const char16_t *const being[] = {u"يكون", u"تكون", u"يتم", u"تتم", u"يحدث", u"تحدث", u"يجري", u"تجري", u"يمكن", u"يعد", u"تعد"};
  for (uint32_t t = after, n = 0; t + 1 < end && n < AFTER_REACH; t++, n++)
    if (f->turns[t] == NEGATES && isn_token_is_any(f->doc, t + 1, being, sizeof being / sizeof *being)) return true;
  return false;
}

static uint8_t role_at(const finding *f, uint32_t t) {
  const isn_reading *r = isn_best(f->doc, t);
  return r && r->lexeme != ISNAD_NONE ? isn_lexicon_lexeme(f->lexicon, r->lexeme)->role : ISN_ROLE_NONE;
}

static bool is_finite(const isn_doc *doc, uint32_t t) {
  const isn_reading *r = isn_best(doc, t);
  return r && r->pos == ISN_VERB;
}

static bool opens_clause(const finding *f, uint32_t t) {
  static const char16_t *const that[] = {u"وان", u"وانه", u"وانها", u"وانهم", u"فان", u"فانه", u"فانها"};
  /* لم يغادر البلاد بعد سقوط النظام */
  static const char16_t *const when[] = {u"بعد", u"منذ", u"عقب", u"اثر", u"خلال", u"اثناء", u"قبل", u"رغم", u"برغم", u"وبعد", u"ومنذ"};
  if (isn_token_is_any(f->doc, t, when, sizeof when / sizeof *when)) return true;
  return role_at(f, t) == ISN_ROLE_RELATIVE || isn_token_is_any(f->doc, t, that, sizeof that / sizeof *that);
}

/* Where the words begin that may govern token `first`: not over a mark, "وأن" or "الذي", nor over a verb that nothing negates. */
static uint32_t governed_from(const finding *f, uint32_t first, uint32_t begin) {
  const isn_doc *doc = f->doc;
  uint32_t t = first;
  for (uint32_t n = 0; t > begin && n < TURN_REACH && !is_stop(doc, t - 1) && !opens_clause(f, t - 1); n++, t--) {
    if (!is_finite(doc, t - 1) || f->turns[t - 1]) continue;
    uint32_t before = t - 1; /* لم يعد يلتفت، دون أن يحقق */
    while (before > begin && t - before < SPAN_REACH && (is_finite(doc, before - 1) || role_at(f, before - 1) == ISN_ROLE_COMPLEMENTIZER))
      before--;
    return before > begin && f->turns[before - 1] ? before - 1 : t - 1;
  }
  return t;
}

/* What governs a match. */
typedef struct scope {
  uint32_t from; /* the first word that turns the sign, else the match itself */
  bool turned;   /* an odd number of times */
  bool weak;     /* not told as a fact */
  bool attempt;
} scope;

static bool is_part(const isn_entry_match *m, uint32_t t) {
  uint32_t k = 0;
  while (k < m->count && m->tokens[k] != t) k++;
  return k < m->count;
}

static scope scope_of(const finding *f, const isn_entry_match *m, uint32_t begin, bool attitude) {
  const isn_doc *doc = f->doc;
  uint32_t head = m->tokens[0];
  for (uint32_t k = 1; k < m->count; k++)
    if (is_finite(doc, m->tokens[k])) head = m->tokens[k]; /* المعركة التي بدأت */
  scope found = {.from = m->tokens[0]};
  bool any = false;
  for (uint32_t t = governed_from(f, head, begin); t < head; t++) {
    if (is_part(m, t)) continue; /* لم يحقق: the row has the sign of the whole */
    if (f->turns[t] & (NEGATES | TURNS | (attitude ? TURNS_ATTITUDES : 0))) {
      found.turned = !found.turned;
      if (!any && t < found.from) found.from = t;
      any = true;
    }
    found.weak |= (f->turns[t] & WEAKENS) != 0;
    found.attempt |= (f->turns[t] & ATTEMPTS) != 0;
  }
  const isn_reading *r = isn_best(doc, head);
  found.weak |= r && r->pos == ISN_VERB && (r->proclitics & ISN_SA);
  return found;
}

/* Denied or refused from farther off than the words before: by the statement that it stands in. */
static int turned_by_statement(const finding *f, uint32_t first, int sign) {
  const isn_doc *doc = f->doc;
  uint32_t st = doc->tokens.at[first].said;
  if (st == ISNAD_NONE) return sign;
  const isnad_statement *row = &doc->statements.at[st];
  if (row->cue_class != ISNAD_DENY && row->cue_class != ISNAD_REFUSE) return sign;
  if (!row->contents || !isn_written(row->cue)) return sign;
  uint32_t cue = isn_doc_token_at(doc, row->cue.start), begin = isn_doc_token_at(doc, row->content[0].start);
  bool near = cue < first && first - cue <= TURN_REACH;
  for (uint32_t t = cue; near && t < first; t++) near = !is_stop(doc, t);
  return near || cue > begin ? sign : -sign;
}

/* An outlet that is named tells of others. */
static bool tells(const isn_doc *doc, uint32_t entity) {
  const char *ref = doc->entities.at[entity].ref;
  return ref && strstr(ref, ":outlet-");
}

static bool country_or_capital(const isn_doc *doc, uint32_t entity) {
  const char *ref = doc->entities.at[entity].ref;
  return ref && (strstr(ref, ":country-") || strstr(ref, ":capital-"));
}

/* Somebody who can hold an attitude: no place, but a country or capital that no preposition makes one (برلين لا تؤمن). */
static bool acts(const isn_doc *doc, uint32_t entity, uint32_t t) {
  if (doc->entities.at[entity].type != ISNAD_LOC) return true;
  if (!country_or_capital(doc, entity)) return false;
  const isn_reading *before = t ? isn_best(doc, t - 1) : NULL, *own = isn_best(doc, t);
  return !(before && (before->pos == ISN_ADP || before->pos == ISN_NOUN)) && !(own && (own->proclitics & (ISN_BI | ISN_LI)));
}

/* The nearest entity before a token in [begin, from): one that acts, else a place. */
static uint32_t entity_before(const finding *f, uint32_t begin, uint32_t from, uint32_t reach) {
  uint32_t place = ISNAD_NONE;
  for (uint32_t t = from, n = 0; t-- > begin && n < reach; n++) {
    uint32_t e = f->entity[t];
    if (e == ISNAD_NONE || tells(f->doc, e)) continue;
    if (acts(f->doc, e, t)) return e;
    if (place == ISNAD_NONE) place = e;
  }
  return place;
}

/* The first entity behind a token, in the same part of the sentence. */
static uint32_t entity_after(const finding *f, uint32_t from, uint32_t end, uint32_t reach) {
  uint32_t place = ISNAD_NONE;
  for (uint32_t t = from, n = 0; t < end && n < reach && !is_stop(f->doc, t); t++, n++) {
    uint32_t e = f->entity[t];
    if (e == ISNAD_NONE || tells(f->doc, e)) continue;
    if (acts(f->doc, e, t)) return e;
    if (place == ISNAD_NONE) place = e;
  }
  return place;
}

static uint32_t entity_in(const finding *f, isnad_span span) {
  if (!isn_written(span)) return ISNAD_NONE;
  uint32_t first = isn_doc_token_at(f->doc, span.start), end = isn_doc_token_at(f->doc, span.end);
  return entity_after(f, first, end, end - first);
}

/* The entity that a chunk is about, its modifiers with it (القوات الموالية لحفتر). */
static uint32_t entity_of_chunk(const finding *f, uint32_t chunk, uint32_t end) {
  if (chunk == ISNAD_NONE) return ISNAD_NONE;
  const isn_chunk *c = &f->doc->chunks.at[chunk];
  for (uint32_t t = c->first, n = 0; t < end && n < AFTER_REACH && !is_stop(f->doc, t) && (t < c->end || !is_finite(f->doc, t)); t++, n++)
    if (f->entity[t] != ISNAD_NONE) return f->entity[t];
  return isn_phrase_at(&f->p->agents, f->lexicon, f->doc, chunk, true, 0).entity;
}

/* The genitive of a noun: the entity in the same phrase right behind it, before any preposition or verb. */
static uint32_t genitive(const finding *f, uint32_t after, uint32_t end) {
  const isn_doc *doc = f->doc;
  for (uint32_t t = after, n = 0; t < end && n < 4 && !is_stop(doc, t); t++, n++) {
    const isn_reading *r = isn_best(doc, t);
    if (f->entity[t] != ISNAD_NONE) return r && (r->proclitics & (ISN_BI | ISN_LI)) ? ISNAD_NONE : f->entity[t];
    if (r && (r->pos == ISN_VERB || r->pos == ISN_ADP || r->pos == ISN_SCONJ)) break;
  }
  return ISNAD_NONE;
}

/* Who speaks: the entity of the innermost statement, or the one in its source's words, going outwards. */
static uint32_t speaker(const finding *f, uint32_t statement) {
  const isn_doc *doc = f->doc;
  for (uint32_t st = statement, n = 0; st != ISNAD_NONE && n < 8; st = doc->statements.at[st].parent, n++) {
    const isnad_statement *row = &doc->statements.at[st];
    uint32_t e = row->source_entity != ISNAD_NONE ? row->source_entity : entity_in(f, row->source);
    if (e != ISNAD_NONE) return e;
  }
  return ISNAD_NONE;
}

/* Whose attitude it is: who acts in the clause, else who speaks, else who was named last. */
static uint32_t holder_of(const finding *f, uint32_t at, uint32_t begin) {
  const isn_doc *doc = f->doc;
  uint32_t st = doc->tokens.at[at].said, from = begin;
  if (st != ISNAD_NONE && doc->statements.at[st].contents) {
    uint32_t content = isn_doc_token_at(doc, doc->statements.at[st].content[0].start);
    if (content > from && content < at) from = content;
    if (content >= at) from = at;
  }
  uint32_t e = entity_before(f, from, at, SPAN_REACH);
  if (e == ISNAD_NONE || (doc->entities.at[e].type == ISNAD_LOC && !country_or_capital(doc, e))) {
    uint32_t says = speaker(f, st);
    if (says != ISNAD_NONE && (e == ISNAD_NONE || st != ISNAD_NONE)) e = says;
  }
  if (e == ISNAD_NONE) e = entity_before(f, begin, at, SPAN_REACH);
  return e;
}

/* Words that make a noun one of the world's and not of a country. */
static bool is_world(const finding *f, uint32_t t) { return isn_in(f->doc, t, ISN_CLASS_WORLD); }

/* The world is divided: the word stands right behind ("انقسام في المجتمع الدولي") or right before. */
static bool world_near(const finding *f, const isn_entry_match *m, uint32_t begin, uint32_t end) {
  for (uint32_t t = m->after, n = 0; t < end && n < 4 && !is_stop(f->doc, t); t++, n++)
    if (is_world(f, t)) return true;
  for (uint32_t t = m->tokens[0], n = 0; t-- > begin && n < 2 && !is_stop(f->doc, t); n++)
    if (is_world(f, t)) return true;
  return false;
}

static uint32_t subject_of(const finding *f, const isn_entry_match *m, uint32_t begin, uint32_t end) {
  uint32_t at = m->tokens[0], e = ISNAD_NONE;
  bool before;
  if (m->entry->pos == ISN_ENTRY_VERB) e = entity_of_chunk(f, isn_subject(f->doc, at, at + 1, 0, &before), end);
  else if (m->entry->pos == ISN_ENTRY_NOUN) e = genitive(f, m->after, end);
  if (e == ISNAD_NONE && world_near(f, m, begin, end)) return ISNAD_NONE;
  return e != ISNAD_NONE ? e : entity_before(f, begin, at, SPAN_REACH);
}

/* turn: the first word that turns the sign; who stands between it and the matter is not who holds the attitude. */
static uint32_t side_of(const finding *f, const isn_entry_match *m, role of, uint32_t turn, uint32_t begin, uint32_t end) {
  uint32_t e = ISNAD_NONE;
  if (of == OF_SUBJECT) return subject_of(f, m, begin, end);
  if (of == OF_HOLDER) {
    bool before;
    /* انتهكت القوات الهدنة: the subject of what turns, where it stands between the two */
    if (turn < m->tokens[0] && is_finite(f->doc, turn)) e = entity_of_chunk(f, isn_subject(f->doc, turn, turn + 1, 0, &before), end);
    if (e == ISNAD_NONE) e = holder_of(f, turn, begin);
    return e != ISNAD_NONE ? e : entity_after(f, m->after, end, SPAN_REACH);
  }
  e = entity_after(f, m->after, end, AFTER_REACH);
  if (e == ISNAD_NONE) e = entity_after(f, m->tokens[0] + 1, m->after, SPAN_REACH); /* إقناع حفتر بالحوار */
  return e != ISNAD_NONE ? e : entity_before(f, begin, m->tokens[0], SPAN_REACH);
}

/* ---- whose country ---- */

/* The country that an actor's code begins with; GOV alone is none. */
static const char *country_of_code(const finding *f, const char *code) {
  const isn_table *countries = f->p->agents.countries;
  if (!code || strlen(code) < 3) return NULL;
  if (strncmp(code, "IGO", 3) == 0) return "IGO";
  for (uint32_t i = 0; i < countries->rows.count; i++) {
    const char *three = isn_cell(countries, &countries->rows.at[i], "iso3");
    if (*three && strncmp(code, three, 3) == 0) return three;
  }
  return NULL;
}

static const char *bloc_at(const finding *f, uint32_t t) {
  if (f->doc->tokens.at[t].kind != ISN_WORD) return NULL;
  return is_world(f, t) ? "IGO" : isn_nisba_country(&f->p->agents, f->doc, t);
}

/* The country of the nearest nationality adjective in front, or that of a word such as دولي. Points come in the order of the text, so
 * that no word is read twice: a sentence without end costs no more than one with. */
static const char *bloc_before(finding *f, uint32_t from) {
  const char *found = NULL;
  for (uint32_t t = from; t-- > f->read && !found;) found = bloc_at(f, t);
  if (found) f->bloc = found;
  if (from > f->read) f->read = from;
  return f->bloc;
}

/* ISO 3166 alpha-3 of an alpha-2 code, from the codes of the actors' table of countries; NULL if it is not there. */
static const char *alpha3(const finding *f, const char *iso2) {
  const isn_table *countries = f->p->agents.countries;
  for (uint32_t i = 0; iso2 && i < countries->rows.count; i++) {
    const isn_row *row = &countries->rows.at[i];
    if (strcmp(isn_cell(countries, row, "iso2"), iso2) == 0) return isn_cell(countries, row, "iso3");
  }
  return NULL;
}

static const char *bloc_of(finding *f, uint32_t entity, uint32_t anchor, bool world_after) {
  if (entity == ISNAD_NONE && world_after) return "IGO";
  if (entity != ISNAD_NONE) {
    const char *country = country_of_code(f, f->doc->entities.at[entity].code);
    if (country) return country;
  }
  const char *found = bloc_before(f, anchor);
  const char *three = found && strlen(found) == 2 ? alpha3(f, found) : found;
  return three && *three ? three : found;
}

/* ---- points ---- */

static isnad_span clause_around(const isn_doc *doc, uint32_t begin, uint32_t end, uint32_t first, uint32_t after) {
  uint32_t from = first, to = after;
  for (uint32_t n = 0; from > begin && n < SPAN_REACH && !is_stop(doc, from - 1); n++) from--;
  for (uint32_t n = 0; to < end && n < SPAN_REACH && !is_stop(doc, to); n++) to++;
  return isn_span(doc->tokens.at[from].start, doc->tokens.at[to - 1].end);
}

/* One clause says one thing of a matter: what comes first. */
static bool said_already(const finding *f, const isn_point *made) {
  const isn_doc *doc = f->doc;
  uint32_t from = doc->points.count > f->since + AGAIN ? doc->points.count - AGAIN : f->since;
  for (uint32_t i = from; i < doc->points.count; i++) {
    const isn_point *p = &doc->points.at[i];
    if (strcmp(p->matter, made->matter) == 0 && p->side == made->side && p->statement == made->statement) return true;
  }
  return false;
}

static role role_of(const finding *f, const isn_row *row) {
  const char *of = isn_cell(f->p->words, row, "of");
  return *of == 's' ? OF_SUBJECT : *of == 'o' ? OF_OBJECT : *of == 'h' ? OF_HOLDER : OF_NEAREST;
}

static const matter *matter_row(const finding *f, const char *name) {
  uint32_t i = 0;
  while (strcmp(f->p->matters[i].name, name) != 0) i++; /* every word's matter was looked up in open */
  return &f->p->matters[i];
}

static isnad_status add_point(finding *f, const isn_entry_match *m, uint32_t begin, uint32_t end, isnad_error *error) {
  isn_doc *doc = f->doc;
  const isn_row *row = m->entry->row;
  uint32_t first = m->tokens[0], after = m->after > first ? m->after : first + 1;
  int sign = isn_cell(f->p->words, row, "sign")[0] == '-' ? -1 : 1;
  isn_point made = {.matter = isn_cell(f->p->words, row, "matter"), .statement = doc->tokens.at[first].said};
  made.focus = matter_row(f, made.matter)->focus;
  scope governed = scope_of(f, m, begin, made.focus == ISN_FOCUS_HOLDER);
  bool rival = made.focus == ISN_FOCUS_RIVAL;
  if (made.focus == ISN_FOCUS_HOLDER && denied_behind(f, after, end)) governed.turned = !governed.turned;
  /* Of what is done or not done a fact is wanted; who does not win has not lost. */
  if (governed.weak && !matter_row(f, made.matter)->aims) return ISNAD_OK;
  if (rival && (governed.turned || governed.attempt)) return ISNAD_OK;
  made.sign = (int8_t)turned_by_statement(f, first, governed.turned ? -sign : sign);
  made.side = side_of(f, m, role_of(f, row), governed.from, begin, end);
  made.bloc = bloc_of(f, made.side, first, world_near(f, m, begin, end));
  made.anchor = isn_span(doc->tokens.at[first].start, doc->tokens.at[after - 1].end);
  made.span = clause_around(doc, begin, end, first, after);
  if (said_already(f, &made)) return ISNAD_OK;
  made.evidence.why = isn_arena_printf(&doc->arena, "matter:%s|%s", row->cells[0], made.matter);
  made.evidence.confidence = 0.6f;
  isn_point *out = ISN_PUSH(&doc->points, &doc->arena);
  if (!out || !made.evidence.why) return isn_nomem(error);
  *out = made;
  return ISNAD_OK;
}

static uint8_t turn_of(const finding *f, const isn_entry_match *m) {
  const isn_row *row = m->entry->row;
  char mark = isn_cell(f->p->words, row, "matter")[0];
  if (mark == '!' && *isn_cell(f->p->words, row, "of")) return TURNS_ATTITUDES;
  return mark == '!' ? TURNS : mark == '?' ? WEAKENS : mark == '~' ? ATTEMPTS : mark == '.' ? NAMES : 0;
}

static bool is_alone(const finding *f, const isn_entry_match *m) {
  return strncmp(isn_cell(f->p->words, m->entry->row, "note"), "alone", 5) == 0;
}

/* What turns does so by its first word; all words of a name are words of that name (قانون مكافحة الإرهاب). */
static void mark_match(finding *f, const isn_entry_match *m, uint32_t t) {
  uint8_t turn = turn_of(f, m);
  if (turn != NAMES) f->turns[t] |= turn;
  for (uint32_t k = 0; turn == NAMES && k < m->count; k++) f->turns[m->tokens[k]] |= NAMES;
}

static void find_turns(finding *f, uint32_t begin, uint32_t end) {
  isn_entry_match found[MATCHES];
  for (uint32_t t = begin; t < end; t++) {
    if (f->turns[t] || f->entity[t] != ISNAD_NONE) continue;
    uint32_t count = isn_entries_at(&f->p->entries, f->lexicon, f->doc, t, found, MATCHES);
    bool alone = count && is_alone(f, &found[0]); /* العدول عن العملية is for peace, and turns nothing */
    for (uint32_t k = 0; k < count && !alone; k++) mark_match(f, &found[k], t);
  }
}

/* Of the rows that match at a token, the longest of each matter; what an entry is itself part of does not turn it. */
static isnad_status find_points(finding *f, uint32_t begin, uint32_t end, isnad_error *error) {
  isn_entry_match found[MATCHES];
  f->since = f->doc->points.count;
  f->read = begin;
  f->bloc = NULL;
  for (uint32_t t = begin; t < end; t++) {
    bool named = f->doc->tokens.at[t].mention != ISNAD_NONE && !tells(f->doc, f->entity[t]); /* تواصل is an outlet, and a contact */
    if (f->doc->tokens.at[t].kind != ISN_WORD || named || (f->turns[t] & NAMES)) continue;
    uint32_t count = isn_entries_at(&f->p->entries, f->lexicon, f->doc, t, found, MATCHES);
    for (uint32_t k = 0; k < count; k++) {
      bool longer = turn_of(f, &found[k]) || (k && is_alone(f, &found[0]));
      for (uint32_t j = 0; j < k && !longer; j++)
        longer = strcmp(isn_cell(f->p->words, found[j].entry->row, "matter"), isn_cell(f->p->words, found[k].entry->row, "matter")) == 0;
      isnad_status status = longer ? ISNAD_OK : add_point(f, &found[k], begin, end, error);
      if (status) return status;
    }
  }
  return ISNAD_OK;
}

static isnad_status run(const struct isn_lexicon *lexicon, const void *state, isn_doc *doc, isnad_error *error) {
  finding f = {.p = state, .lexicon = lexicon, .doc = doc};
  if (!prepare(&f)) return isn_nomem(error);
  for (uint32_t s = 0; s < doc->sentences.count; s++) {
    uint32_t begin = doc->sentence_first.at[s], end = doc->sentence_first.at[s + 1];
    find_turns(&f, begin, end);
    isnad_status status = find_points(&f, begin, end, error);
    if (status) return status;
  }
  return isn_find_terms(&f.p->opposites, lexicon, doc, error);
}

const isn_stage isn_stage_point = {.name = "point", .open = open, .run = run, .close = close};
