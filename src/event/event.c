/* The stage: entries of the event lexicon, longest first; their participants by frame; place, time, sizes, modality, who says so. */
#include "event/event.h"

#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include "doc/spelled.h"
#include "event/against.h"
#include "event/context.h"
#include "event/frame.h"
#include "event/idle.h"
#include "event/modality.h"
#include "event/party.h"
#include "event/rank.h"
#include "event/setting.h"
#include "event/size.h"
#include "event/subject.h"

enum { MATCHES = 8, OUTCOME_STEPS = 5, OUTCOME_REACH = 24, MOST_IN_SENTENCE = 16 };

typedef struct state {
  isn_arena arena;
  isn_entries entries;
  isn_frame *frames; /* one per entry */
  isn_agents agents;
  isn_moods moods;
  isn_against against;
  isn_contexts contexts;
  isn_numbers numbers;
  isn_rank rank;
} state;

static void close_state(void *opaque) {
  state *st = opaque;
  if (st) isn_arena_free(&st->arena);
  free(st);
}

static isnad_status read_frames(state *st, isnad_error *error) {
  st->frames = isn_arena_alloc(&st->arena, ((size_t)st->entries.rows.count + 1) * sizeof *st->frames);
  if (!st->frames) return isn_nomem(error);
  isnad_status status = ISNAD_OK;
  for (uint32_t i = 0; i < st->entries.rows.count && !status; i++)
    status = isn_frame_read(&st->frames[i], &st->arena, st->entries.rows.at[i].table, st->entries.rows.at[i].row, error);
  return status;
}

static isnad_status open_state(const isn_resources *resources, void **out, isnad_error *error) {
  const struct isn_lexicon *lexicon = resources->lexicon;
  state *st = calloc(1, sizeof *st);
  if (!st) return isn_nomem(error);
  isnad_status status = isn_entries_add(&st->entries, &st->arena, lexicon, "events-verbal.tsv", error);
  if (!status) status = isn_entries_add(&st->entries, &st->arena, lexicon, "events-material.tsv", error);
  if (!status) status = read_frames(st, error);
  if (!status) status = isn_agents_open(&st->agents, &st->arena, lexicon, error);
  if (!status) status = isn_moods_open(&st->moods, &st->arena, lexicon, error);
  if (!status) status = isn_against_open(&st->against, &st->arena, lexicon, error);
  if (!status) status = isn_contexts_open(&st->contexts, &st->arena, lexicon, error);
  if (!status) status = isn_numbers_open(&st->numbers, &st->arena, lexicon, error);
  if (!status) status = isn_rank_open(resources->event, &st->arena, &st->rank, error);
  if (status) close_state(st);
  else *out = st;
  return status;
}

/* ---- what counts ---- */

static bool political(const isn_doc *doc, const isn_party *p) {
  if (p->entity != ISNAD_NONE) return true;
  (void)doc;
  return p->phrase.agent.known || p->phrase.country;
}

static bool any(const isn_doc *doc, const isn_party *list, uint32_t count, bool (*test)(const isn_doc *, const isn_party *)) {
  for (uint32_t i = 0; i < count; i++)
    if (test(doc, &list[i])) return true;
  return false;
}

static bool person_like(const isn_doc *doc, const isn_party *p) {
  if (p->entity != ISNAD_NONE) return doc->entities.at[p->entity].type != ISNAD_LOC;
  return p->phrase.agent.known;
}

static bool place_like(const isn_doc *doc, const isn_party *p) {
  if (p->entity != ISNAD_NONE) return doc->entities.at[p->entity].type == ISNAD_LOC;
  return p->written && isn_in(doc, p->phrase.head, ISN_CLASS_SITE);
}

/* Of an entity without a row in the knowledge base nothing is known but that it is a body. */
static bool bears_arms(const isn_doc *doc, const isn_party *p) {
  static const char *const sectors[] = {"MIL", "REB", "PRM", "UAF", "COP"};
  const char *sector = p->phrase.agent.sector;
  if (!sector && p->entity != ISNAD_NONE) sector = doc->facts.at[p->entity].sector;
  for (size_t k = 0; sector && k < sizeof sectors / sizeof *sectors; k++)
    if (strcmp(sector, sectors[k]) == 0) return true;
  return false;
}

/* Whether somebody says that it must be: not in a clause that describes an indefinite noun (إجراءات يجب اتخاذها). */
static bool is_demanded(const isn_act *act) {
  const isn_doc *doc = act->doc;
  const uint32_t first = act->match->tokens[0], above = act->arcs->governor[first];
  if (doc->tokens.at[first].said == ISNAD_NONE) return false;
  if (doc->tokens.at[first].pos == ISN_ADP && act->match->count > 1) { /* إن على الحكومة أن: the clause begins with it */
    const uint32_t c = first ? doc->tokens.at[first - 1].chunk : ISNAD_NONE;
    return c != ISNAD_NONE && doc->chunks.at[c].kind == ISN_CHUNK_COMP && act->recipients;
  }
  const isn_reading *noun = act->arcs->relation[first] == ISN_REL_ACL && above != ISNAD_NONE && above < first ? isn_best(doc, above) : NULL;
  return !noun || noun->proclitics & ISN_AL || doc->tokens.at[above].mention != ISNAD_NONE || isn_pronoun_on(doc, above);
}

/* Of "آلاف المتظاهرين" any word. */
static bool protests(const isn_doc *doc, const isn_party *p) {
  for (uint32_t i = p->phrase.first; p->written && i < p->phrase.end; i++)
    if (doc->tokens.at[i].mention == ISNAD_NONE && isn_in(doc, i, ISN_CLASS_PROTESTER)) return true;
  return false;
}

/* Whether the act has what its entry needs; nouns alone name no act of anybody. */
static bool counts(const isn_act *act) {
  const isn_doc *doc = act->doc;
  uint32_t all = act->actors + act->recipients;
  switch (act->frame->need) {
    case ISN_NEED_ACTOR:
      if (!act->guessed && !any(doc, act->actor, act->actors, political) && !any(doc, act->recipient, act->recipients, political))
        return false;
      break;
    case ISN_NEED_PERSON:
      if (!any(doc, act->recipient, act->recipients, person_like) && !(act->passive && all)) return false;
      break;
    case ISN_NEED_PLACE:
      if (!any(doc, act->recipient, act->recipients, place_like)) return false;
      break;
    case ISN_NEED_TARGET:
      if (!any(doc, act->recipient, act->recipients, political)) return false;
      break;
    case ISN_NEED_FORCE:
      if (!any(doc, act->actor, act->actors, bears_arms)) return false;
      if (act->frame->recipients && !any(doc, act->recipient, act->recipients, place_like)) return false;
      break;
    case ISN_NEED_SAID: return is_demanded(act);
    case ISN_NEED_PROTESTER: return any(doc, act->actor, act->actors, protests);
    default: break;
  }
  return true;
}

/* ---- teller ---- */

/* The innermost statement whose content holds the anchor; a speech act is told by the statement around its own. */
static uint32_t teller_of(const isn_doc *doc, isnad_span anchor) {
  uint32_t t = isn_doc_token_at(doc, anchor.start), said = t < doc->tokens.count ? doc->tokens.at[t].said : ISNAD_NONE;
  while (said != ISNAD_NONE && anchor.start < doc->statements.at[said].cue.end && anchor.end > doc->statements.at[said].cue.start)
    said = doc->statements.at[said].parent;
  return said;
}

/* The written source of a statement as a party: its name where it has one. */
static isn_party source_party(const isn_doc *doc, const isnad_statement *st) {
  isnad_span span = st->source;
  for (uint32_t i = isn_doc_token_at(doc, st->source.start); i < doc->tokens.count && doc->tokens.at[i].start < st->source.end; i++) {
    uint32_t m = doc->tokens.at[i].mention;
    if (m != ISNAD_NONE && doc->mentions.at[m].entity == st->source_entity) {
      span = doc->mentions.at[m].span;
      break;
    }
  }
  return (isn_party){.phrase = {.span = span, .entity = st->source_entity, .kind = st->kind, .agent = {.known = 1}},
                     .written = true,
                     .entity = st->source_entity};
}

/* The end of the part of a joint source that begins at a token: before the next word with و that is a name or an agent. */
static uint32_t part_end(const isn_act *act, uint32_t from, uint32_t end) {
  uint32_t i = from + 1;
  for (; i < end; i++) {
    const isn_reading *r = isn_best(act->doc, i);
    const bool joined = act->doc->tokens.at[i].pos == ISN_CCONJ || (r && r->proclitics & ISN_WA);
    const uint32_t m = act->doc->tokens.at[i].mention;
    const bool begins = m != ISNAD_NONE && m != act->doc->tokens.at[i - 1].mention;
    if (joined && (begins || isn_agent_at(act->agents, act->doc, i) || act->doc->tokens.at[i].pos == ISN_CCONJ)) break;
  }
  return i;
}

/* الرئيس والجامعة يطالبان: each of those whom a source joins, where every part of it is somebody. */
static bool several_speak(isn_act *act, const isnad_statement *st) {
  enum { MOST = 4 };
  const isn_doc *doc = act->doc;
  const uint32_t end = isn_doc_token_at(doc, st->source.end);
  isn_phrase parts[MOST];
  uint32_t n = 0, i = isn_doc_token_at(doc, st->source.start);
  while (i < end && n < MOST) {
    if (doc->tokens.at[i].pos == ISN_CCONJ) i++;
    const uint32_t stop = part_end(act, i, end);
    parts[n] = isn_phrase_of(act->agents, act->lexicon, doc, i, stop);
    if (!isn_is_party(act, &parts[n])) return false;
    n++;
    i = stop;
  }
  if (n < 2 || i < end) return false;
  act->actors = 0;
  for (uint32_t k = 0; k < n; k++) isn_take_phrase(act, isn_actors(act), parts[k], ISN_FIT_PARTY);
  return true;
}

/* The speech act that a statement's cue names has the statement's source as its actor. */
static void actor_from_cue(isn_act *act, isnad_span anchor) {
  const isn_doc *doc = act->doc;
  uint32_t t = isn_doc_token_at(doc, anchor.start), row = t < doc->tokens.count ? doc->tokens.at[t].cue : ISNAD_NONE;
  if (row == ISNAD_NONE || act->passive) return;
  const isnad_statement *st = &doc->statements.at[row];
  if (!isn_written(st->source)) {
    if (st->source_entity == ISNAD_NONE || (act->actors && (act->actor[0].written || act->actors > 1))) return;
    act->actor[0] =
        (isn_party){.phrase = {.span = isn_no_span(), .entity = st->source_entity}, .written = false, .entity = st->source_entity};
    act->actors = 1;
    return;
  }
  /* a verb in the dual or plural stands behind its subject */
  const isn_reading *verb = act->match->reading;
  if (act->actors && verb && verb->pos == ISN_VERB && (verb->number == 'd' || verb->number == 'p') && st->source.start > anchor.start)
    return;
  for (uint32_t k = 0; k < act->actors; k++)
    if (act->actor[k].written && act->actor[k].phrase.span.start < st->source.end && act->actor[k].phrase.span.end > st->source.start) {
      if (act->actors == 1 && act->actor[0].entity == ISNAD_NONE && st->source_entity == ISNAD_NONE) several_speak(act, st);
      return;
    }
  for (uint32_t k = 0; k < act->recipients; k++) /* ثم اتهم أوكرانيا: whom the frame has as the object is no speaker */
    if (act->recipient[k].written && act->recipient[k].phrase.span.start < st->source.end &&
        act->recipient[k].phrase.span.end > st->source.start)
      return;
  if (st->source_entity == ISNAD_NONE && several_speak(act, st)) return;
  act->actor[0] = source_party(doc, st);
  act->actors = 1;
}

/* "وقال إن على الحكومة أن": what must be done is demanded by who says so. */
static void source_asks(isn_act *act) {
  const isn_doc *doc = act->doc;
  const uint32_t said = doc->tokens.at[act->match->tokens[0]].said;
  if (act->frame->need != ISN_NEED_SAID || said == ISNAD_NONE) return;
  const isnad_statement *st = &doc->statements.at[said];
  const isn_chunk *on = isn_chunk_of(doc, act->match->tokens[0]);
  if (on && on->prep == act->match->tokens[0]) /* على الحكومة أن: who must */
    isn_take(act, (isn_cast){act->recipient, &act->recipients}, on->head, ISN_FIT_PARTY);
  act->actors = 0;
  if (isn_written(st->source)) act->actor[act->actors++] = source_party(doc, st);
  else if (st->source_entity != ISNAD_NONE)
    act->actor[act->actors++] =
        (isn_party){.phrase = {.span = isn_no_span(), .entity = st->source_entity}, .written = false, .entity = st->source_entity};
}

/* "دمرنا أربع مدرعات": the first person is whoever speaks. */
static void speaker_acts(isn_act *act, isnad_span anchor) {
  const isn_reading *r = act->match->reading;
  if (!r || r->pos != ISN_VERB || r->person != 1) return;
  uint32_t teller = teller_of(act->doc, anchor);
  act->actors = 0;
  if (teller == ISNAD_NONE || act->doc->statements.at[teller].source_entity == ISNAD_NONE) return;
  uint32_t e = act->doc->statements.at[teller].source_entity;
  act->actor[0] = (isn_party){.phrase = {.span = isn_no_span(), .entity = e}, .written = false, .entity = e};
  act->actors = 1;
}

/* ---- rows ---- */

static isnad_participant *participants(isn_act *act, const isn_party *list, uint32_t count) {
  isnad_participant *rows = isn_arena_alloc(&act->doc->arena, (count ? count : 1) * sizeof *rows);
  for (uint32_t i = 0; rows && i < count; i++)
    rows[i] = (isnad_participant){list[i].written ? list[i].phrase.span : isn_no_span(), list[i].entity,
                                  isn_phrase_code(act->agents, act->doc, &list[i].phrase)};
  return rows;
}

static isnad_span anchor_span(const isn_act *act) {
  const isn_doc *doc = act->doc;
  const isn_entry_match *m = act->match;
  uint32_t first = m->tokens[0], last = m->tokens[m->count - 1];
  bool gapped = false;
  for (uint32_t i = 1; i < m->count; i++) gapped = gapped || m->entry->words[i].gap_before || m->entry->words[i].clitic;
  if (gapped || act->frame->light) first = last = act->anchor;
  const isn_party *doer = act->actors && act->actor[0].written ? &act->actor[0] : NULL;
  for (uint32_t k = m->count; act->verbal && doer && k > 1 && last == doer->phrase.head && last == m->tokens[k - 1]; k--)
    last = m->tokens[k - 2]; /* أغلق [المتظاهرون]: who does it is no part of its name */
  const isn_reading *r = isn_best(doc, first);
  uint32_t start = r && r->pos == ISN_VERB
                       ? (r->proclitics & (ISN_WA | ISN_FA) ? doc->fold_at[doc->tokens.at[first].fold0 + 1] : doc->tokens.at[first].start)
                       : isn_doc_noun_start(doc, first);
  return isn_span(start, doc->tokens.at[last].end);
}

/* ---- outcomes ---- */

static bool is_outcome_verb(const isn_act *act, uint32_t token) {
  return isn_is_verb(act->doc, token) && isn_in(act->doc, token, ISN_CLASS_OUTCOME_VERB);
}

/* The verb of outcome above a noun of killing or wounding (أدى الهجوم إلى مقتل عشرة وإصابة مئة), or ISNAD_NONE. */
static uint32_t outcome_verb(const isn_act *act) {
  const isn_doc *doc = act->doc;
  if (act->verbal || act->frame->type != ISNAD_EV_ASSAULT || !isn_in(doc, act->match->tokens[0], ISN_CLASS_OUTCOME_NOUN)) return ISNAD_NONE;
  uint32_t at = act->arcs->governor[act->anchor];
  for (unsigned n = 0; n < OUTCOME_STEPS && at != ISNAD_NONE && at < act->anchor && isn_same_sentence(doc, at, act->anchor); n++) {
    if (is_outcome_verb(act, at)) return at;
    at = act->arcs->governor[at];
  }
  const isn_chunk *c = isn_chunk_of(doc, act->anchor); /* where the tree errs: إلى، عن، في right before it, and the verb farther before */
  if (!c || (c->prep == ISNAD_NONE && !c->clitic)) return ISNAD_NONE;
  for (uint32_t i = act->anchor, n = 0; i-- > 0 && n < OUTCOME_REACH && isn_same_sentence(doc, i, act->anchor); n++)
    if (is_outcome_verb(act, i)) return i;
  return ISNAD_NONE;
}

/* The attack that the subject of a verb of hitting names (غارات استهدفت المقر، هجوم أودى بحياة عشرة), or NULL: the verb tells no other. */
static isnad_event *told_by_subject(const isn_act *act) {
  const isn_doc *doc = act->doc;
  const isn_reading *r = act->match->reading;
  const isn_lexeme *l = act->verbal && r && r->pos == ISN_VERB ? isn_lexicon_lexeme(act->lexicon, r->lexeme) : NULL;
  const bool hits = l && isn_class_in(l->classes, ISN_CLASS_HIT);
  if (!hits || act->frame->type != ISNAD_EV_ASSAULT) return NULL;
  const uint32_t verb = act->match->tokens[0],
                 subjects[2] = {isn_antecedent_of(act, verb), isn_dependent(act->arcs, verb, ISN_REL_NSUBJ, ISN_REL_NSUBJ, ISNAD_NONE)};
  for (uint32_t e = doc->events.count, n = 0; e-- > 0 && n < MOST_IN_SENTENCE; n++) {
    isnad_event *row = &doc->events.at[e];
    const uint32_t t = isn_doc_token_at(doc, row->anchor.start);
    if (t >= doc->tokens.count || !isn_same_sentence(doc, t, verb)) break;
    for (size_t k = 0; k < 2; k++)
      if (row->type == ISNAD_EV_ASSAULT && subjects[k] != ISNAD_NONE && subjects[k] < verb &&
          doc->tokens.at[subjects[k]].start < row->anchor.end && doc->tokens.at[subjects[k]].end > row->anchor.start)
        return row;
  }
  return NULL;
}

/* The act in the same sentence of which such a noun tells the outcome: the verb's subject, else the last one before. */
static isnad_event *caused_by(const isn_act *act) {
  const isn_doc *doc = act->doc;
  isnad_event *told = told_by_subject(act);
  if (told) return told;
  uint32_t verb = outcome_verb(act);
  if (verb == ISNAD_NONE) return NULL;
  isnad_event *last = NULL;
  for (uint32_t e = doc->events.count, n = 0; e-- > 0 && n < MOST_IN_SENTENCE; n++) {
    isnad_event *row = &doc->events.at[e];
    uint32_t t = isn_doc_token_at(doc, row->anchor.start);
    if (t >= doc->tokens.count || !isn_same_sentence(doc, t, act->anchor)) break;
    if (row->type != ISNAD_EV_ASSAULT || t >= act->anchor) continue;
    if (act->arcs->governor[t] == verb && act->arcs->relation[t] == ISN_REL_NSUBJ) return row;
    if (!last) last = row;
  }
  return last;
}

/* Gives the victims and their number to the act that caused it. */
static isnad_status add_victims(const state *st, isn_act *act, isnad_event *row, isnad_error *error) {
  isn_doc *doc = act->doc;
  isnad_participant *all = isn_arena_alloc(&doc->arena, ((size_t)row->recipients_count + ISN_MAX_PARTICIPANTS) * sizeof *all);
  if (!all) return isn_nomem(error);
  uint32_t n = row->recipients_count;
  if (n) memcpy(all, row->recipients, n * sizeof *all);
  for (uint32_t i = 0; i < act->recipients; i++) {
    const isn_party *p = &act->recipient[i];
    bool there = !p->written;
    for (uint32_t k = 0; k < n; k++)
      there = there || (isn_written(all[k].span) && all[k].span.start < p->phrase.span.end && all[k].span.end > p->phrase.span.start);
    if (!there) all[n++] = (isnad_participant){p->phrase.span, p->entity, isn_phrase_code(act->agents, doc, &p->phrase)};
  }
  row->recipients = all;
  row->recipients_count = n < ISN_MAX_PARTICIPANTS ? n : ISN_MAX_PARTICIPANTS;
  isn_sizes(&st->numbers, act, row);
  return ISNAD_OK;
}

static bool is_speech(isnad_event_type type) {
  return type == ISNAD_EV_REQUEST || type == ISNAD_EV_REJECT || type == ISNAD_EV_THREATEN || type == ISNAD_EV_ACCUSE ||
         type == ISNAD_EV_AGREE;
}

static isnad_status emit(const state *st, const isn_context_hits *hits, isn_act *act, isnad_error *error) {
  isn_doc *doc = act->doc;
  isnad_span anchor = anchor_span(act);
  actor_from_cue(act, anchor);
  speaker_acts(act, anchor);
  source_asks(act);
  if (!counts(act) || isn_names_body(act) || isn_names_thing(act) || isn_is_accident(act)) return ISNAD_OK;
  bool compound = act->match->count > 1; /* تبادل إطلاق النار, فرض عقوبات: says enough by itself */
  const bool alone = isn_in(doc, act->anchor, ISN_CLASS_ARREST_WAVE) || isn_in(doc, act->anchor, ISN_CLASS_TALKS);
  if (!act->verbal && !compound && !act->actors && !act->recipients && !act->guessed && act->frame->type != ISNAD_EV_RETREAT &&
      act->frame->type != ISNAD_EV_ASSAULT && act->frame->type != ISNAD_EV_PROTEST && !alone)
    return ISNAD_OK;
  for (uint32_t e = doc->events.count;
       e-- > 0 && doc->events.at[e].anchor.end + 200 > anchor.start;) { /* one word names one act of a type */
    const isnad_event *other = &doc->events.at[e];
    if (other->type == act->frame->type && other->anchor.start < anchor.end && other->anchor.end > anchor.start) return ISNAD_OK;
  }
  isnad_event *cause = caused_by(act);
  if (cause) return add_victims(st, act, cause, error);
  isnad_event *row = ISN_PUSH(&doc->events, &doc->arena);
  if (!row) return isn_nomem(error);
  const char *mood = NULL;
  *row = (isnad_event){.type = act->frame->type,
                       .mode = act->frame->mode,
                       .cameo = act->frame->cameo,
                       .anchor = anchor,
                       .actors_count = act->actors,
                       .recipients_count = act->recipients,
                       .dead = -1,
                       .injured = -1,
                       .arrested = -1,
                       .casualties = -1,
                       .abducted = -1,
                       .displaced = -1,
                       .place = isn_place_of(act),
                       .time = ISNAD_NONE};
  row->actors = participants(act, act->actor, act->actors);
  row->recipients = participants(act, act->recipient, act->recipients);
  if (!row->actors || !row->recipients) return isn_nomem(error);
  row->statement = teller_of(doc, anchor);
  const isn_token *light = act->frame->light && (is_speech(act->frame->type) || act->frame->type == ISNAD_EV_SUPPORT)
                               ? &doc->tokens.at[act->match->tokens[0]]
                               : NULL;
  if (light && row->statement != ISNAD_NONE && light->start < doc->statements.at[row->statement].cue.end &&
      light->end > doc->statements.at[row->statement].cue.start) /* أعلن رفضه: the statement is the act itself */
    row->statement = doc->statements.at[row->statement].parent;
  if (act->frame->need == ISN_NEED_SAID) row->statement = doc->statements.at[doc->tokens.at[act->match->tokens[0]].said].parent;
  row->modality = isn_modality_of(&st->moods, act, row->statement, &mood);
  row->time = isn_time_of(act, row->modality);
  isn_sizes(&st->numbers, act, row);
  const char *contexts = isn_contexts_of(&st->contexts, hits, act, row);
  if (!contexts) return isn_nomem(error);
  const isn_row *entry = act->match->entry->row;
  row->evidence.why =
      isn_arena_printf(&doc->arena, "event:%s%s%s%s%s%s", entry->cells[0], act->against_row ? "|against:" : "",
                       act->against_row ? act->against_row->cells[0] : "", mood ? "|modality:" : "", mood ? mood : "", contexts);
  row->evidence.confidence = act->verbal ? 0.65f : 0.55f;
  if (act->match->count > 1) row->evidence.confidence += 0.1f;
  if (!act->actors) row->evidence.confidence -= 0.1f;
  return row->evidence.why ? ISNAD_OK : isn_nomem(error);
}

static uint32_t anchor_of(const isn_entry_match *m, const isn_frame *frame) {
  if (!frame->light) return m->tokens[0];
  return m->tokens[m->count - 1];
}

/* What every act of a document is read with. */
typedef struct reader {
  const isn_lexicon *lexicon;
  isn_doc *doc;
  isn_arcs arcs;
  const uint8_t *genders;
  isn_context_hits contexts;
} reader;

/* خرق الهدنة: the truce that an act of force breaks is told of too. */
static bool is_truce(const isn_doc *doc, uint32_t token, const isn_frame *frame) {
  return frame->type == ISNAD_EV_ASSAULT && isn_in(doc, token, ISN_CLASS_TRUCE);
}

/* Marks of words that have named an act: the word is done with, or (of a speech act) names no other act of its type. */
enum { FREE, TAKEN, TAKEN_FOR };

/* `taken` marks the words that have named an act: those of the entry, or only its first where the rest are acts of their own (هدد بقصف). */
static isnad_status act_at(const state *st, const reader *in, uint32_t i, uint8_t *taken, isnad_error *error) {
  isn_doc *doc = in->doc;
  isn_entry_match matches[MATCHES];
  uint32_t count = isn_entries_at(&st->entries, in->lexicon, doc, i, matches, MATCHES);
  for (uint32_t k = 0; k < count; k++) {
    const isn_entry_match *m = &matches[k];
    const isn_frame *frame = &st->frames[m->entry - st->entries.rows.at];
    const isn_reading *r = m->reading;
    bool participle =
        r && r->pos == ISN_NOUN && (r->form == ISN_ACTIVE_PART || r->form == ISN_PASSIVE_PART) && m->entry->pos == ISN_ENTRY_VERB;
    if (frame->idle) {
      for (uint32_t w = 0; w < m->count; w++) taken[m->tokens[w]] = TAKEN;
      return ISNAD_OK;
    }
    if (taken[i] == TAKEN_FOR + (uint8_t)frame->type) continue;
    if (participle && (frame->finite || (r->form == ISN_PASSIVE_PART && !(r->proclitics & ISN_AL)))) continue;
    isn_act act = {.lexicon = in->lexicon,
                   .agents = &st->agents,
                   .arcs = &in->arcs,
                   .genders = in->genders,
                   .against = &st->against,
                   .doc = doc,
                   .match = m,
                   .frame = frame,
                   .anchor = anchor_of(m, frame)};
    act.verbal = m->entry->pos == ISN_ENTRY_VERB;
    act.passive = r && ((r->pos == ISN_VERB && r->passive) || r->form == ISN_PASSIVE_PART);
    if (act.passive && frame->type == ISNAD_EV_REQUEST && (r->form == ISN_PRESENT || r->form == ISN_PASSIVE_PART))
      continue; /* يُدعى، المدعو فلانا: his name */
    isn_find_participants(&act);
    uint32_t before = doc->events.count;
    isnad_status status = emit(st, &in->contexts, &act, error);
    if (status) return status;
    if (doc->events.count == before) continue;
    const bool speech = is_speech(frame->type);
    for (uint32_t w = 0; w < m->count; w++) {
      uint8_t *mark = &taken[m->tokens[w]];
      if (!w || !(speech || is_truce(doc, m->tokens[w], frame))) *mark = TAKEN;
      else if (speech && *mark != TAKEN) *mark = (uint8_t)(TAKEN_FOR + frame->type);
    }
    return ISNAD_OK;
  }
  return ISNAD_OK;
}

static bool same_actor(const isnad_event *a, const isnad_event *b) {
  if (!a->actors_count || !b->actors_count) return true;
  for (uint32_t i = 0; i < a->actors_count; i++)
    for (uint32_t k = 0; k < b->actors_count; k++)
      if (a->actors[i].entity == b->actors[k].entity &&
          (a->actors[i].entity != ISNAD_NONE || a->actors[i].span.start == b->actors[k].span.start))
        return true;
  return false;
}

/* Acts of force in one sentence, by the same or by nobody named, that are told as done: those without a place are where the last one before
 * them is, else the first one behind them. */
static void share_places(isn_doc *doc) {
  for (uint32_t e = 0; e < doc->events.count; e++) {
    isnad_event *row = &doc->events.at[e];
    if (row->type != ISNAD_EV_ASSAULT || row->place != ISNAD_NONE || row->modality != ISNAD_ACTUAL) continue;
    uint32_t t = isn_doc_token_at(doc, row->anchor.start);
    for (uint32_t n = 1; n < 2 * MOST_IN_SENTENCE && row->place == ISNAD_NONE && t < doc->tokens.count; n++) {
      uint32_t away = n / 2 + 1, k = n % 2 ? e - away : e + away;
      if (n % 2 ? away > e : k >= doc->events.count) continue;
      const isnad_event *other = &doc->events.at[k];
      uint32_t o = isn_doc_token_at(doc, other->anchor.start);
      if (o >= doc->tokens.count || !isn_same_sentence(doc, t, o)) continue;
      if (other->type == ISNAD_EV_ASSAULT && other->place != ISNAD_NONE && other->statement == row->statement && same_actor(row, other))
        row->place = other->place;
    }
  }
}

static isnad_status run(const struct isn_lexicon *lexicon, const void *opaque, isn_doc *doc, isnad_error *error) {
  const state *st = opaque;
  isnad_status status = ISNAD_OK;
  uint8_t *taken = isn_arena_alloc(&doc->arena, doc->tokens.count + 1);
  reader in = {.lexicon = lexicon, .doc = doc};
  if (!taken || !isn_arcs_build(&in.arcs, doc)) return isn_nomem(error);
  in.genders = isn_genders(doc, &in.arcs);
  if (!in.genders || !isn_contexts_see(&st->contexts, lexicon, doc, &in.contexts)) return isn_nomem(error);
  for (uint32_t i = 0; i < doc->tokens.count && !status; i++) {
    const isn_token *t = &doc->tokens.at[i];
    if (t->kind == ISN_WORD && t->mention == ISNAD_NONE && t->time == ISNAD_NONE && taken[i] != TAKEN)
      status = act_at(st, &in, i, taken, error);
  }
  if (!status) share_places(doc);
  return status ? status : isn_rank_events(&st->rank, doc, error);
}

const isn_stage isn_stage_event = {.name = "event", .open = open_state, .run = run, .close = close_state};
