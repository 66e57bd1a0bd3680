#include "entity/holders.h"

#include <string.h>
#include <uchar.h>

#include "doc/spelled.h"
#include "entity/mentions.h"

enum { LOOK_BACK = 12, LOOK_AHEAD = 6, LOOK_FORMER = 16 };

bool isn_former_word(const isn_doc *doc, uint32_t i) { return isn_in(doc, i, ISN_CLASS_FORMER); }

/* المؤقت, بالوكالة, المكلف: somebody else than the one whom the table has, for a while. */
static bool acting(const isn_doc *doc, uint32_t i) { return isn_in(doc, i, ISN_CLASS_ACTING); }

/* Files a person's reference. *slot: its place in the map, NULL for no memory. */
static bool file_ref(isn_doc *doc, isn_bearers *b, const char *ref, uint32_t entity) {
  const isn_key key = isn_ref_letters(&doc->arena, ref);
  bool fresh;
  uint32_t *slot = key.at ? isn_map_put(&b->by_ref, &doc->arena, key.at, key.length, &fresh) : NULL;
  if (slot && fresh) *slot = entity + 1;
  return slot != NULL;
}

static uint32_t named(isn_doc *doc, const isn_bearers *b, const char *ref) {
  const isn_key key = isn_ref_letters(&doc->arena, ref);
  const uint32_t *slot = key.at ? isn_map_get(&b->by_ref, key.at, key.length) : NULL;
  return slot ? *slot - 1 : ISNAD_NONE;
}

/* The office in a label of a person: before the name, or in apposition. */
static bool take_label(const isn_gazetteer *g, isn_doc *doc, isn_bearers *b, const isnad_label *label) {
  isn_office office;
  uint32_t i = isn_doc_token_at(doc, label->span.start);
  if (i >= doc->tokens.count || !isn_office_at(&g->offices, g, doc, i, &office)) return true;
  bool gone = false;
  for (uint32_t k = i; k < doc->tokens.count && doc->tokens.at[k].start < label->span.end; k++) gone = gone || isn_former_word(doc, k);
  isn_bearer *row = gone ? ISN_PUSH(&b->former, &doc->arena) : ISN_PUSH(&b->titled, &doc->arena);
  if (row) *row = (isn_bearer){office, label->entity};
  return row;
}

bool isn_see_bearers(const isn_gazetteer *g, isn_doc *doc, isn_bearers *out) {
  *out = (isn_bearers){.cursor = 0};
  for (uint32_t l = 0; l < doc->labels.count; l++) {
    const isnad_label label = doc->labels.at[l];
    if (doc->entities.at[label.entity].type == ISNAD_PER && !take_label(g, doc, out, &label)) return false;
  }
  for (uint32_t e = 0; e < doc->entities.count; e++)
    if (doc->entities.at[e].type == ISNAD_PER && doc->entities.at[e].ref && !file_ref(doc, out, doc->entities.at[e].ref, e)) return false;
  return true;
}

/* Whether the person of a label has the office of a phrase; a phrase that names a country wants it of that one. */
static bool bears(const isn_gazetteer *g, const isn_doc *doc, const isn_bearer *one, const isn_office *office) {
  const char *country = doc->facts.at[one->entity].country;
  if (one->office.first == office->first || !isn_same_office(&g->offices, office, &one->office, country)) return false;
  if (!office->country || one->office.country) return true;
  return country && strcmp(country, office->country) == 0;
}

static uint32_t by_label(const isn_gazetteer *g, const isn_doc *doc, isn_bearers *b, const isn_office *office) {
  while (b->cursor < b->titled.count && b->titled.at[b->cursor].office.first < office->first) b->cursor++;
  for (uint32_t n = 0; n < LOOK_BACK && n < b->cursor; n++)
    if (bears(g, doc, &b->titled.at[b->cursor - 1 - n], office)) return b->titled.at[b->cursor - 1 - n].entity;
  for (uint32_t n = 0; n < LOOK_AHEAD && b->cursor + n < b->titled.count; n++)
    if (bears(g, doc, &b->titled.at[b->cursor + n], office)) return b->titled.at[b->cursor + n].entity;
  return ISNAD_NONE;
}

/* الرئيس السابق فلان somewhere in the document. */
static bool has_left(const isn_gazetteer *g, const isn_bearers *b, const isn_office *office, uint32_t entity) {
  for (uint32_t n = 0; n < b->former.count && n < LOOK_FORMER; n++)
    if (b->former.at[n].entity == entity && isn_same_office(&g->offices, office, &b->former.at[n].office, NULL)) return true;
  return false;
}

/* The one person among those whom the document names who held the office then; ISNAD_NONE for none or several. */
static uint32_t by_term(const isn_gazetteer *g, isn_doc *doc, const isn_bearers *b, const isn_office *office) {
  uint32_t found = ISNAD_NONE;
  if (!b->by_ref.count) return found;
  for (uint32_t x = office->holders + 1; x; x = g->offices.holders.at[x - 1].next) {
    const isn_holder *h = &g->offices.holders.at[x - 1];
    if (h->known == ISNAD_NONE || !isn_held_between(h, office, doc->dated_from, doc->dated_to)) continue;
    const uint32_t entity = named(doc, b, g->known.at[h->known].ref);
    if (entity == ISNAD_NONE || entity == found) continue;
    if (found != ISNAD_NONE) return ISNAD_NONE;
    found = entity;
  }
  return found != ISNAD_NONE && has_left(g, b, office, found) ? ISNAD_NONE : found;
}

/* Adds the person who held the office on the day of the document and whom it does not name. */
static bool by_day(const isn_gazetteer *g, isn_doc *doc, isn_bearers *b, const isn_office *office, uint32_t *entity) {
  if (office->bare || !doc->dated_from || !doc->dated_to) return true;
  const uint32_t row = isn_holder_between(&g->offices, g, office, doc->dated_from, doc->dated_to);
  if (row == ISNAD_NONE) return true;
  const isn_known *k = &g->known.at[row];
  isnad_entity *e = ISN_PUSH(&doc->entities, &doc->arena);
  isn_entity_facts *f = e ? ISN_PUSH(&doc->facts, &doc->arena) : NULL;
  if (!f) return false;
  const char *blank = k->code ? strchr(k->code, ' ') : NULL;
  *e = (isnad_entity){.type = ISNAD_PER, .name_ar = k->name_ar, .name_en = k->name_en, .ref = k->ref, .code = k->code, .key = k->ref};
  *f = (isn_entity_facts){.kind = k->kind, .country = k->country, .sector = blank ? blank + 1 : k->code};
  *entity = doc->entities.count - 1;
  return file_ref(doc, b, k->ref, *entity);
}

/* نائب وزير الخارجية, النائب الأول للرئيس: the office is part of a lesser one. */
static bool inside_title(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const uint32_t first = doc->sentence_first.at[doc->tokens.at[i].sentence];
  const isn_reading *r = isn_best(doc, i);
  const bool of = r && r->proclitics & ISN_LI;
  if (i > first && isn_title_at(g, doc, i - 1) && (of || !isn_has_article(doc, i - 1))) return true;
  return of && i > first + 1 && isn_title_at(g, doc, i - 2);
}

/* A name, known or not, may follow whom nothing has found: the phrase is its title. */
static bool name_at(const isn_gazetteer *g, const isn_doc *doc, uint32_t i) {
  const isn_token *t = &doc->tokens.at[i];
  if (t->kind == ISN_LATIN) return true;
  if (t->kind != ISN_WORD) return false;
  if (t->mention != ISNAD_NONE) return doc->entities.at[doc->mentions.at[t->mention].entity].type == ISNAD_PER;
  const isn_reading *r = isn_best(doc, i);
  return t->pos == ISN_PROPN || t->pos == ISN_X || ((!r || r->lexeme == ISNAD_NONE) && isn_unknown_word(g, doc, i)) ||
         (isn_name_word(g, doc, i, 0) & ISN_NAME_FIRST && !isn_vocabulary(g, doc, i));
}

/* Whether the title goes on behind token `end`: to a name, also over a rank (رئيس الأركان، الفريق فلان), a second office (ووزير الدفاع),
 * a word in quotation marks, or further words of its own (الأمين العام | لحزب, رئيس الأركان | العامة). */
static bool goes_on(const isn_gazetteer *g, const isn_doc *doc, const isn_office *office) {
  enum { QUOTED = 4 };
  const uint32_t stop = doc->sentence_first.at[doc->tokens.at[office->first].sentence + 1];
  uint32_t i = office->end;
  if (i >= stop) return false;
  const isn_reading *r = isn_best(doc, i);
  if (r && r->proclitics & ISN_WA && isn_title_at(g, doc, i) && !isn_has_article(doc, i)) return true;
  if (doc->tokens.at[i].kind == ISN_WORD && isn_has_article(doc, i) && r && r->pos == ISN_ADJ) return true;
  if (office->bare && r && r->proclitics & ISN_LI && doc->tokens.at[i].pos == ISN_NOUN) return true;
  if (doc->tokens.at[i].kind == ISN_QUOTE_OPEN) {
    while (i < stop && i < office->end + QUOTED && doc->tokens.at[i].kind != ISN_QUOTE_CLOSE) i++;
    if (i < stop && doc->tokens.at[i].kind == ISN_QUOTE_CLOSE) i++;
  } else if (doc->tokens.at[i].kind == ISN_MARK && i + 1 < stop) {
    const isn_title *title = isn_title_at(g, doc, i + 1);
    if (!title || !title->rank) return false;
    i++;
  }
  while (i < stop && isn_title_at(g, doc, i) && !isn_title_at(g, doc, i)->office) i++;
  while (i < stop && isn_title_at(g, doc, i) && isn_title_at(g, doc, i)->rank) i++;
  return i < stop && name_at(g, doc, i);
}

bool isn_holder_at(const isn_gazetteer *g, isn_doc *doc, isn_bearers *bearers, uint32_t i, uint32_t *entity, uint32_t *end) {
  isn_office office;
  *entity = ISNAD_NONE;
  if (!isn_office_at(&g->offices, g, doc, i, &office) || inside_title(g, doc, i)) return true;
  *end = office.end;
  const bool more = office.end < doc->tokens.count && doc->tokens.at[office.end].sentence == doc->tokens.at[i].sentence;
  if (goes_on(g, doc, &office) || (more && (isn_former_word(doc, office.end) || acting(doc, office.end)))) return true;
  *entity = by_label(g, doc, bearers, &office);
  if (*entity == ISNAD_NONE) *entity = by_term(g, doc, bearers, &office);
  return *entity != ISNAD_NONE || by_day(g, doc, bearers, &office, entity);
}
