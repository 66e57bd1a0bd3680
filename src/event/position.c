/* Positions of the parties: what an entity demands, accepts, refuses, offers or threatens, and on which condition. They are read from
 * statements (by the class of the cue, by words of positions.tsv, by the event that the cue names), then from events that no statement
 * covers (رفض باريس لذلك). */
#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include "doc/spelled.h"
#include "event/event.h"
#include "event/position.h"

#include "event/outcome.h"

enum { HOLDERS = 4, OPENER_REACH = 5 };

typedef struct state {
  isn_arena arena;
  isn_position_words words;
} state;

/* One run over a document. */
typedef struct finder {
  const isn_position_words *words;
  const isn_lexicon *lexicon;
  isn_doc *doc;
  uint32_t *event_at; /* by token: the event whose anchor holds it, + 1 */
} finder;

/* What has been found of a position before it is a row. */
typedef struct found {
  isnad_stance stance;
  uint32_t holders[HOLDERS], holders_count;
  uint32_t first, end; /* tokens of what it is about */
  uint32_t of, statement, event;
  const char *why;
  const char *word; /* of positions.tsv, NULL for none */
  float confidence;
} found;

static void close_state(void *opaque) {
  state *st = opaque;
  if (st) isn_arena_free(&st->arena);
  free(st);
}

static isnad_status open_state(const isn_resources *resources, void **out, isnad_error *error) {
  state *st = calloc(1, sizeof *st);
  if (!st) return isn_nomem(error);
  isnad_status status = isn_position_words_open(&st->words, &st->arena, resources->lexicon, error);
  if (status) close_state(st);
  else *out = st;
  return status;
}

static bool stance_of_class(isnad_cue_class cue_class, isnad_stance *out) {
  switch (cue_class) {
    case ISNAD_DEMAND: return *out = ISNAD_DEMANDS, true;
    case ISNAD_ACCEPT: return *out = ISNAD_ACCEPTS, true;
    case ISNAD_REFUSE: return *out = ISNAD_REFUSES, true;
    case ISNAD_PROMISE: return *out = ISNAD_OFFERS, true;
    case ISNAD_WARN: return *out = ISNAD_THREATENS, true;
    default: return false;
  }
}

static bool stance_of_type(isnad_event_type type, isnad_stance *out) {
  switch (type) {
    case ISNAD_EV_REQUEST: return *out = ISNAD_DEMANDS, true;
    case ISNAD_EV_REJECT: return *out = ISNAD_REFUSES, true;
    case ISNAD_EV_THREATEN: return *out = ISNAD_THREATENS, true;
    default: return false;
  }
}

/* ---- who ---- */

static void add_holder(found *f, uint32_t entity) {
  for (uint32_t i = 0; i < f->holders_count; i++)
    if (f->holders[i] == entity) return;
  if (f->holders_count < HOLDERS) f->holders[f->holders_count++] = entity;
}

static bool speaks_for(const isn_doc *doc, uint32_t prep) {
  static const char16_t name[] = u"باسم";
  const isn_token *t = &doc->tokens.at[prep];
  return t->fold1 - t->fold0 == 4 && memcmp(doc->fold + t->fold0, name, 4 * sizeof *name) == 0;
}

/* An unnamed office or group stands for the body that it is of (وزراء خارجية الاتحاد): the mention that no preposition and no verb parts
 * from the head. A place is one where an office of its speaks (حكومة ليبيا), not where people live. */
static void holder_in_source(const isn_doc *doc, const isnad_statement *st, found *f) {
  if (!isn_written(st->source) || st->kind == ISNAD_ANONYMOUS || st->kind == ISNAD_PERSON || st->kind == ISNAD_OUTLET) return;
  for (uint32_t i = isn_doc_token_at(doc, st->source.start); i < doc->tokens.count && doc->tokens.at[i].start < st->source.end; i++) {
    const isn_token *t = &doc->tokens.at[i];
    const isn_chunk *c = t->chunk == ISNAD_NONE ? NULL : &doc->chunks.at[t->chunk];
    bool parted = c && c->first == i && ((c->prep != ISNAD_NONE && !speaks_for(doc, c->prep)) || c->clitic);
    if (t->pos == ISN_VERB || (c && c->kind == ISN_CHUNK_COMP) || parted) return;
    if (t->mention == ISNAD_NONE) continue;
    uint32_t entity = doc->mentions.at[t->mention].entity;
    if (doc->entities.at[entity].type == ISNAD_PER || (doc->entities.at[entity].type == ISNAD_LOC && st->kind != ISNAD_OFFICE)) return;
    add_holder(f, entity);
    return;
  }
}

/* Somebody joined to the speaker by و: الرئيس وجامعة الدول العربية. */
static void holders_joined(const isn_doc *doc, const isnad_statement *st, found *f) {
  if (!isn_written(st->source) || st->kind == ISNAD_ANONYMOUS) return;
  for (uint32_t i = isn_doc_token_at(doc, st->source.start); i < doc->tokens.count && doc->tokens.at[i].start < st->source.end; i++) {
    const isn_token *t = &doc->tokens.at[i];
    const isn_chunk *c = t->chunk == ISNAD_NONE ? NULL : &doc->chunks.at[t->chunk];
    if (t->pos == ISN_VERB || (c && c->kind == ISN_CHUNK_COMP)) return;
    if (t->mention == ISNAD_NONE || !c || c->prep != ISNAD_NONE || c->clitic) continue;
    const isnad_mention *m = &doc->mentions.at[t->mention];
    bool first = i == 0 || doc->tokens.at[i - 1].mention != t->mention;
    bool joined = first && m->span.start > t->start && doc->cp[t->start] == 0x648; /* the و stands outside of the name */
    if (joined || !f->holders_count) add_holder(f, m->entity);
  }
}

static void holders_of_statement(const finder *x, const isnad_statement *st, found *f) {
  if (st->source_entity != ISNAD_NONE) add_holder(f, st->source_entity);
  else holder_in_source(x->doc, st, f);
  if (!f->holders_count && f->event != ISNAD_NONE && st->kind != ISNAD_ANONYMOUS)
    for (uint32_t i = 0; i < x->doc->events.at[f->event].actors_count; i++)
      if (x->doc->events.at[f->event].actors[i].entity != ISNAD_NONE) add_holder(f, x->doc->events.at[f->event].actors[i].entity);
  if (st->source_entity == ISNAD_NONE && st->kind == ISNAD_PERSON) holders_joined(x->doc, st, f);
}

/* Of whom: a recipient of the event, else who is named between the cue and what is asked (طالبت القاهرة إثيوبيا بوقف ...). */
static uint32_t asked_of(const finder *x, const isnad_statement *st, const found *f) {
  const isn_doc *doc = x->doc;
  for (uint32_t k = 0; f->event != ISNAD_NONE && k < doc->events.at[f->event].recipients_count; k++) {
    const isnad_participant *who = &doc->events.at[f->event].recipients[k];
    bool inside = isn_written(who->span) && who->span.start >= st->content[0].start && who->span.end <= st->content[0].end;
    if (who->entity != ISNAD_NONE && !(inside && st->cue_class != ISNAD_WARN && st->cue_class != ISNAD_REFUSE)) return who->entity;
  }
  uint32_t from = isn_doc_token_at(doc, st->cue.end);
  if (isn_written(st->source) && st->source.start >= st->cue.end) from = isn_doc_token_at(doc, st->source.end);
  for (uint32_t i = from; i < f->first; i++)
    if (doc->tokens.at[i].mention != ISNAD_NONE) {
      uint32_t c = doc->tokens.at[i].chunk;
      bool bare = c != ISNAD_NONE && doc->chunks.at[c].prep == ISNAD_NONE && !(doc->chunks.at[c].clitic & (ISN_BI | ISN_KA));
      if (bare) return doc->mentions.at[doc->tokens.at[i].mention].entity;
    }
  return ISNAD_NONE;
}

/* ---- rows ---- */

static uint32_t skip_marks(const isn_doc *doc, uint32_t i, uint32_t end) {
  while (i < end && doc->tokens.at[i].kind >= ISN_MARK) i++;
  return i;
}

static isnad_span tokens_span(const isn_doc *doc, uint32_t first, uint32_t end) {
  while (end > first && doc->tokens.at[end - 1].kind >= ISN_MARK && doc->tokens.at[end - 1].kind != ISN_QUOTE_CLOSE) end--;
  return end > first ? isn_span(doc->tokens.at[first].start, doc->tokens.at[end - 1].end) : isn_no_span();
}

/* The condition: inside what it is about, or right behind it. */
static isnad_span condition_of(const finder *x, found *f, isnad_span whole, const isn_row **row) {
  const isn_doc *doc = x->doc;
  uint32_t at = isn_condition_at(x->words, x->lexicon, doc, f->first + 1, f->end, f->stance, row);
  if (at != ISNAD_NONE && skip_marks(doc, f->first, at) < at) {
    f->end = at;
    while (f->end > f->first + 1 && doc->tokens.at[f->end - 1].kind >= ISN_MARK) f->end--;
    return isn_span(doc->tokens.at[at].start, whole.end);
  }
  uint32_t sentence = doc->sentence_first.at[doc->tokens.at[f->first].sentence + 1], next = skip_marks(doc, f->end, sentence);
  if (next >= sentence || next > f->end + 2 || isn_condition_at(x->words, x->lexicon, doc, next, next + 1, f->stance, row) == ISNAD_NONE)
    return isn_no_span();
  uint32_t end = next;
  while (end < sentence && doc->tokens.at[end].kind != ISN_MARK) end++;
  return tokens_span(doc, next, end);
}

static bool known_already(const isn_doc *doc, uint32_t holder, const isnad_position *row) {
  for (uint32_t i = doc->positions.count; i-- > 0 && i + 64 > doc->positions.count;) {
    const isnad_position *other = &doc->positions.at[i];
    if (other->holder == holder && other->stance == row->stance && other->about.start < row->about.end &&
        other->about.end > row->about.start)
      return true;
  }
  return false;
}

static isnad_status add_rows(const finder *x, found *f, isnad_span whole, isnad_error *error) {
  isn_doc *doc = x->doc;
  const isn_row *condition = NULL;
  isnad_position made = {.stance = f->stance, .of = f->of, .statement = f->statement, .event = f->event};
  made.condition = condition_of(x, f, whole, &condition);
  uint32_t start = doc->tokens.at[f->first].start;
  if (start < whole.start && whole.start < doc->tokens.at[f->first].end) start = whole.start; /* without the preposition on it */
  else if (start > whole.start) start = isn_doc_noun_start(doc, f->first);
  made.about = isn_span(start, doc->tokens.at[f->end - 1].end < whole.end ? doc->tokens.at[f->end - 1].end : whole.end);
  if (made.about.start >= made.about.end) return ISNAD_OK;
  made.evidence.why = isn_arena_printf(&doc->arena, "position:%s%s%s%s%s", f->why, f->word ? "|word:" : "", f->word ? f->word : "",
                                       condition ? "|condition:" : "", condition ? condition->cells[0] : "");
  made.evidence.confidence = f->confidence * 0.9f;
  if (!made.evidence.why) return isn_nomem(error);
  for (uint32_t i = 0; i < f->holders_count; i++) {
    made.holder = f->holders[i];
    if (known_already(doc, made.holder, &made)) continue;
    isnad_position *row = ISN_PUSH(&doc->positions, &doc->arena);
    if (!row) return isn_nomem(error);
    *row = made;
    if (row->of == row->holder) row->of = ISNAD_NONE;
  }
  return ISNAD_OK;
}

/* ---- from a statement ---- */

/* The event that a statement's cue names, ISNAD_NONE for none. */
static uint32_t event_of(const finder *x, const isnad_statement *st) {
  for (uint32_t t = isn_doc_token_at(x->doc, st->cue.start); t < x->doc->tokens.count && x->doc->tokens.at[t].start < st->cue.end; t++)
    if (x->event_at[t]) return x->event_at[t] - 1;
  return ISNAD_NONE;
}

static bool is_clause(const isn_doc *doc, uint32_t first) {
  if (!first) return false;
  uint32_t before = first - 1;
  while (before && doc->tokens.at[before].kind >= ISN_QUOTE_OPEN) before--;
  uint32_t chunk = doc->tokens.at[before].chunk;
  return chunk != ISNAD_NONE && doc->chunks.at[chunk].kind == ISN_CHUNK_COMP && !doc->chunks.at[chunk].relative;
}

/* What opens the content with a stance of its own: أكد ضرورة ..., أعلن رفضه ...; the entry's tokens lie in *match. */
static bool opener(const finder *x, uint32_t first, uint32_t end, isn_entry_match *match) {
  uint32_t reach = first + OPENER_REACH < end ? first + OPENER_REACH : end;
  for (uint32_t i = skip_marks(x->doc, first, reach); i < reach; i++) {
    if (isn_position_word(x->words, x->lexicon, x->doc, i, ISN_POSITION_NEED, match)) return true;
    if (isn_position_word(x->words, x->lexicon, x->doc, i, ISN_POSITION_CONTENT, match)) return true;
    const isn_token *t = &x->doc->tokens.at[i];
    if (t->mention == ISNAD_NONE && t->kind < ISN_MARK) return false; /* only somebody's name may stand before: شدد على الاتحاد ضرورة */
  }
  return false;
}

/* Those who are warned are civilians: what they get is advice. */
static bool advice(const isnad_event *event) {
  for (uint32_t i = 0; i < event->recipients_count; i++)
    if (!event->recipients[i].code || !strstr(event->recipients[i].code, "CVL")) return false;
  return event->recipients_count > 0;
}

/* Only who tells or stresses something stands behind it. */
static bool tells(isnad_cue_class cue_class) {
  return cue_class == ISNAD_SAY || cue_class == ISNAD_ASSERT || cue_class == ISNAD_ANNOUNCE || cue_class == ISNAD_REVEAL ||
         cue_class == ISNAD_ADMIT;
}

/* The stance of a statement by its cue, or by what its content begins with. False: it has none. */
static bool stance_of_statement(const finder *x, const isnad_statement *st, found *f, const isn_entry_match *open) {
  isn_entry_match cue;
  uint32_t token = isn_doc_token_at(x->doc, st->cue.start);
  bool clause = is_clause(x->doc, f->first);
  f->why = isnad_cue_class_name(st->cue_class);
  if (stance_of_class(st->cue_class, &f->stance)) {
    bool warning = st->cue_class == ISNAD_WARN && isn_position_word(x->words, x->lexicon, x->doc, token, ISN_POSITION_WARNING, &cue);
    if (!warning) return true;
    f->word = cue.entry->row->cells[0];
    return f->event != ISNAD_NONE && !advice(&x->doc->events.at[f->event]) && (f->of != ISNAD_NONE || !clause);
  }
  if (open && tells(st->cue_class)) {
    f->stance = isn_position_stance(x->words, open);
    f->why = "content";
    f->word = open->entry->row->cells[0];
    f->confidence *= 0.9f;
    return true;
  }
  if (clause) return false;
  if (isn_position_word(x->words, x->lexicon, x->doc, token, ISN_POSITION_CUE, &cue)) {
    f->stance = isn_position_stance(x->words, &cue);
    f->word = cue.entry->row->cells[0];
    return true;
  }
  if (f->event == ISNAD_NONE || !stance_of_type(x->doc->events.at[f->event].type, &f->stance)) return false;
  f->why = isnad_event_type_name(x->doc->events.at[f->event].type);
  f->confidence *= 0.8f;
  return true;
}

/* لو وافقت, لم يطالب; what somebody should accept he has not. */
static bool not_taken(const finder *x, const found *f) {
  if (f->event == ISNAD_NONE) return false;
  isnad_modality m = x->doc->events.at[f->event].modality;
  return m == ISNAD_HYPOTHETICAL || m == ISNAD_DENIED ||
         (m == ISNAD_DEMANDED && (f->stance == ISNAD_ACCEPTS || f->stance == ISNAD_REFUSES));
}

/* لا حوار: what is refused is the last word of the entry itself. */
static bool names_its_object(const isn_entry_match *open) {
  const isn_entry *entry = open->entry;
  return strncmp(entry->row->cells[0], "لا ", strlen("لا ")) == 0 && entry->words_count == 2 &&
         strncmp(entry->row->cells[0], "لا بد", strlen("لا بد")) != 0;
}

/* Whose stance the noun of an opener is. أعلن رفضه: the speaker's, by the pronoun. أكد قبول المملكة طلبه: its genitive's. False: of
 * somebody who is no entity (موافقة أطراف الصراع), or the noun is what is spoken of (المطالبة بالحقوق ليست جريمة). */
static bool holder_of_noun(const isn_doc *doc, const isn_entry_match *open, found *f) {
  bool need = strcmp(isn_cell(open->entry->table, open->entry->row, "role"), "need") == 0;
  if (need || open->entry->pos != ISN_ENTRY_NOUN || open->entry->words_count != 1) return true;
  const isn_reading *noun = open->reading;
  if (noun && noun->proclitics & ISN_AL) return false;
  uint32_t next = open->after;
  if ((noun && noun->enclitic) || next >= f->end) return true;
  const isn_token *t = &doc->tokens.at[next];
  const isn_chunk *c = t->chunk == ISNAD_NONE ? NULL : &doc->chunks.at[t->chunk];
  if (c && c->first == next && (c->prep != ISNAD_NONE || c->clitic)) return true;
  if (t->mention == ISNAD_NONE) return strncmp(isn_cell(open->entry->table, open->entry->row, "note"), "object", 6) == 0;
  uint32_t mention = t->mention;
  while (f->first < f->end && (f->first < next || doc->tokens.at[f->first].mention == mention)) f->first++;
  f->holders_count = 0;
  add_holder(f, doc->mentions.at[mention].entity);
  return true;
}

/* يتعين على إسرائيل الاستعداد: who has to. */
static void asked_by_name(const isn_doc *doc, const isn_entry_match *open, found *f) {
  const char *entry = open->entry->row->cells[0], *last = strrchr(entry, ' ');
  if (!last || strcmp(last + 1, "على") != 0 || f->first != open->after || f->first >= f->end) return;
  uint32_t mention = doc->tokens.at[f->first].mention;
  if (mention == ISNAD_NONE) return;
  f->of = doc->mentions.at[mention].entity;
  while (f->first < f->end && doc->tokens.at[f->first].mention == mention) f->first++;
}

/* دعا الله أن يرحم الشهداء: a prayer. */
static bool prays(const finder *x, const isnad_statement *st, const found *f) {
  const isn_doc *doc = x->doc;
  for (uint32_t i = isn_doc_token_at(doc, st->cue.end); i <= f->first && i < doc->tokens.count; i++)
    if (isn_in(doc, i, ISN_CLASS_GOD)) return true;
  return false;
}

static isnad_status from_statement(const finder *x, uint32_t i, isnad_error *error) {
  const isn_doc *doc = x->doc;
  const isnad_statement *st = &doc->statements.at[i];
  if (!st->contents) return ISNAD_OK;
  found f = {.of = ISNAD_NONE, .statement = i, .confidence = st->evidence.confidence};
  isnad_span whole = st->content[0];
  f.first = isn_doc_token_at(doc, whole.start);
  f.end = isn_doc_token_at(doc, whole.end);
  f.event = event_of(x, st);
  isn_entry_match open, none;
  if (f.first >= f.end || isn_position_word(x->words, x->lexicon, doc, f.first, ISN_POSITION_NOTHING, &none)) return ISNAD_OK;
  if (st->cue_class == ISNAD_DEMAND && prays(x, st, &f)) return ISNAD_OK;
  bool opened = opener(x, f.first, f.end, &open);
  f.of = asked_of(x, st, &f);
  if (!stance_of_statement(x, st, &f, opened ? &open : NULL) || not_taken(x, &f)) return ISNAD_OK;
  if (opened && isn_position_stance(x->words, &open) == f.stance && open.after < f.end) {
    if (f.of == ISNAD_NONE && open.tokens[0] > f.first && doc->tokens.at[f.first].mention != ISNAD_NONE)
      f.of = doc->mentions.at[doc->tokens.at[f.first].mention].entity;
    f.first = names_its_object(&open) ? open.tokens[open.count - 1] : open.after;
  }
  if (opened && strcmp(f.why, "content") == 0 && !holder_of_noun(doc, &open, &f)) return ISNAD_OK;
  if (opened && f.first == open.after && open.entry->pos == ISN_ENTRY_NOUN && open.entry->words_count == 1 && f.first + 1 < f.end &&
      doc->tokens.at[f.first].pos == ISN_ADP)
    f.first++; /* اعتراضه على | التعيين */
  if (opened) asked_by_name(doc, &open, &f);
  f.first = skip_marks(doc, f.first, f.end);
  if (f.first >= f.end) return ISNAD_OK;
  if (!f.holders_count) holders_of_statement(x, st, &f);
  return add_rows(x, &f, whole, error);
}

/* ---- from an event ---- */

static bool in_a_cue(const finder *x, const isnad_event *event) {
  for (uint32_t t = isn_doc_token_at(x->doc, event->anchor.start);
       t < x->doc->tokens.count && x->doc->tokens.at[t].start < event->anchor.end; t++)
    if (x->doc->tokens.at[t].cue != ISNAD_NONE) return true;
  return false;
}

/* Somebody is asked, and not for anything that stands there. */
static bool only_a_name(const isn_doc *doc, uint32_t first, uint32_t end) {
  uint32_t mention = doc->tokens.at[first].mention;
  for (uint32_t i = first; i < end; i++)
    if (doc->tokens.at[i].kind < ISN_MARK && doc->tokens.at[i].mention != mention) return false;
  return mention != ISNAD_NONE;
}

static isnad_status from_event(const finder *x, uint32_t e, isnad_error *error) {
  const isn_doc *doc = x->doc;
  const isnad_event *event = &doc->events.at[e];
  isn_entry_match cue, none;
  if (event->modality != ISNAD_ACTUAL || in_a_cue(x, event)) return ISNAD_OK;
  found f = {.of = ISNAD_NONE, .statement = ISNAD_NONE, .event = e, .confidence = event->evidence.confidence * 0.9f};
  uint32_t anchor = isn_doc_token_at(doc, event->anchor.start);
  if (isn_position_word(x->words, x->lexicon, doc, anchor, ISN_POSITION_CONDITION, &cue) ||
      isn_position_word(x->words, x->lexicon, doc, anchor, ISN_POSITION_NEED, &cue))
    return ISNAD_OK; /* بشرط، يجب: a condition of another position, or what its statement demands */
  f.why = isnad_event_type_name(event->type);
  bool known = stance_of_type(event->type, &f.stance);
  if (!known || f.stance == ISNAD_REFUSES) {
    if ((!known && event->type != ISNAD_EV_AGREE) || !isn_position_word(x->words, x->lexicon, doc, anchor, ISN_POSITION_CUE, &cue))
      return ISNAD_OK;
    f.stance = isn_position_stance(x->words, &cue);
    f.word = cue.entry->row->cells[0];
  }
  for (uint32_t i = 0; i < event->actors_count; i++)
    if (event->actors[i].entity != ISNAD_NONE) add_holder(&f, event->actors[i].entity);
  if (!f.holders_count || !isn_event_about(doc, event, f.stance, &f.first, &f.end)) return ISNAD_OK;
  if (isn_position_word(x->words, x->lexicon, doc, f.first, ISN_POSITION_NOTHING, &none)) return ISNAD_OK;
  isn_entry_match open;
  if (isn_position_word(x->words, x->lexicon, doc, f.first, ISN_POSITION_CONTENT, &open) &&
      isn_position_stance(x->words, &open) == f.stance && open.after < f.end)
    f.first = open.after;
  for (uint32_t i = 0; i < event->recipients_count && f.of == ISNAD_NONE; i++) f.of = event->recipients[i].entity;
  isnad_span whole = tokens_span(doc, f.first, f.end);
  if (!isn_written(whole) || only_a_name(doc, f.first, f.end)) return ISNAD_OK;
  whole.start = isn_doc_noun_start(doc, f.first);
  return whole.start < whole.end ? add_rows(x, &f, whole, error) : ISNAD_OK;
}

static isnad_status run(const isn_lexicon *lexicon, const void *opaque, isn_doc *doc, isnad_error *error) {
  const state *st = opaque;
  if (!isn_merge_outcomes(doc)) return isn_nomem(error);
  finder x = {&st->words, lexicon, doc, NULL};
  x.event_at = isn_arena_alloc(&doc->arena, ((size_t)doc->tokens.count + 1) * sizeof *x.event_at);
  if (!x.event_at) return isn_nomem(error);
  for (uint32_t e = 0; e < doc->events.count; e++)
    for (uint32_t t = isn_doc_token_at(doc, doc->events.at[e].anchor.start);
         t < doc->tokens.count && doc->tokens.at[t].start < doc->events.at[e].anchor.end; t++)
      if (!x.event_at[t]) x.event_at[t] = e + 1;
  isnad_status status = ISNAD_OK;
  for (uint32_t i = 0; i < doc->statements.count && !status; i++) status = from_statement(&x, i, error);
  for (uint32_t e = 0; e < doc->events.count && !status; e++) status = from_event(&x, e, error);
  return status;
}

const isn_stage isn_stage_position = {.name = "position", .open = open_state, .run = run, .close = close_state};
