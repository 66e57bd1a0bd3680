/* What each party demands, refuses, accepts: the positions of the record, and statements of those classes that no position rests on. */
#include <stdlib.h>
#include <string.h>

#include "report/model.h"

enum { KEY_WORDS = 1 };

typedef struct gathering {
  isn_overview *model;
  uint32_t *party_of; /* party of each actor plus one, 0 none yet */
  uint32_t actors;    /* how many there were when party_of was made */
  isn_map words;      /* parties that are no actor */
} gathering;

static isn_party *add_party(isn_overview *model, uint32_t actor, isn_name name) {
  isn_party *party = ISN_PUSH(&model->parties, &model->arena);
  if (party) *party = (isn_party){.actor = actor, .name = name};
  return party;
}

static isn_party *party_of_actor(gathering *gather, uint32_t actor) {
  isn_overview *model = gather->model;
  uint32_t *number = &gather->party_of[actor];
  if (!*number) {
    if (!add_party(model, actor, model->actors.at[actor].name)) return NULL;
    *number = model->parties.count;
  }
  return &model->parties.at[*number - 1];
}

static isn_party *party_of_words(gathering *gather, const isn_hop *holder) {
  isn_overview *model = gather->model;
  isn_key key = isn_word_key(model, KEY_WORDS, holder->name.ar);
  bool fresh;
  uint32_t *number = key.at ? isn_map_put(&gather->words, &model->arena, key.at, key.length, &fresh) : NULL;
  if (!number) return NULL;
  if (!*number) {
    isn_party *party = add_party(model, ISNAD_NONE, holder->name);
    if (!party) return NULL;
    party->implied = holder->implied;
    *number = model->parties.count;
  }
  return &model->parties.at[*number - 1];
}

/* Adds a stance, or its cite to one in the same words. */
static bool add_stand(isn_overview *model, isn_party *party, const isn_stand *made) {
  if (!party) return false;
  isn_key key = isn_word_key(model, 0, made->about);
  if (!key.at) return false;
  for (uint32_t i = 0; i < party->stands.count; i++) {
    isn_stand *known = &party->stands.at[i];
    if (known->kind == made->kind && isn_key_equal(known->key, key)) return isn_cite_add(model, &known->others, made->cite);
  }
  isn_stand *stand = ISN_PUSH(&party->stands, &model->arena);
  if (!stand) return false;
  *stand = *made;
  stand->key = key;
  return true;
}

/* ---- positions of the record ---- */

static bool add_position(gathering *gather, uint32_t document, const isnad_position *row) {
  isn_overview *model = gather->model;
  const isn_member *member = &model->documents[document];
  isn_stand made = {.kind = (isn_stand_kind)row->stance, .of = row->of == ISNAD_NONE ? ISNAD_NONE : member->actor_of[row->of]};
  uint32_t statement = row->statement;
  if (statement == ISNAD_NONE && row->event != ISNAD_NONE) statement = member->stored->events[row->event].statement;
  made.about = isn_words(model, document, row->about);
  made.condition = row->condition.start == ISNAD_NONE ? NULL : isn_words(model, document, row->condition);
  made.cite = isn_cite_of(model, document, row->about.start == ISNAD_NONE ? row->condition : row->about);
  if (!made.about || !isn_chain_of(model, document, statement, &made.chain)) return false;
  return add_stand(model, party_of_actor(gather, member->actor_of[row->holder]), &made);
}

/* ---- statements that are one ---- */

/* The stance that a class of cues gives; ISN_STANDS: none. */
static isn_stand_kind stand_of_class(isnad_cue_class cue_class) {
  switch (cue_class) {
    case ISNAD_DEMAND: return ISN_STAND_DEMANDS;
    case ISNAD_ACCEPT: return ISN_STAND_ACCEPTS;
    case ISNAD_REFUSE: return ISN_STAND_REFUSES;
    case ISNAD_PROMISE: return ISN_STAND_PROMISES;
    case ISNAD_WARN: return ISN_STAND_WARNS;
    default: return ISN_STANDS;
  }
}

static bool rests_on(const isn_stored *stored, uint32_t statement) {
  for (uint32_t i = 0; i < stored->positions_count; i++)
    if (stored->positions[i].statement == statement) return true;
  return false;
}

static bool add_said(gathering *gather, const isn_said *said) {
  isn_overview *model = gather->model;
  isn_stand_kind kind = stand_of_class(said->cue_class);
  if (kind == ISN_STANDS || !*said->content || !said->chain.count) return true;
  if (rests_on(model->documents[said->document].stored, said->statement)) return true;
  const isn_hop *holder = &said->chain.hops[said->chain.count - 1];
  isn_stand made = {
      .kind = kind, .about = said->content, .of = ISNAD_NONE, .chain = said->chain, .cite = said->cite, .others = said->copies};
  isn_party *party = holder->actor == ISNAD_NONE ? party_of_words(gather, holder) : party_of_actor(gather, holder->actor);
  return add_stand(model, party, &made);
}

/* ---- order ---- */

static int by_kind(const void *a, const void *b) {
  const isn_stand *left = a, *right = b;
  if (left->kind != right->kind) return left->kind < right->kind ? -1 : 1;
  if (left->cite.document != right->cite.document) return left->cite.document < right->cite.document ? -1 : 1;
  return left->cite.span.start < right->cite.span.start ? -1 : left->cite.span.start > right->cite.span.start;
}

/* Known actors first, then those with most to say; at the end what no party is written for. */
static int by_weight(const void *a, const void *b) {
  const isn_party *left = a, *right = b;
  if (left->implied != right->implied) return left->implied ? 1 : -1;
  if ((left->actor == ISNAD_NONE) != (right->actor == ISNAD_NONE)) return left->actor == ISNAD_NONE ? 1 : -1;
  if (left->stands.count != right->stands.count) return left->stands.count > right->stands.count ? -1 : 1;
  int name = strcmp(left->name.ar, right->name.ar);
  return name ? name : left->actor < right->actor ? -1 : left->actor > right->actor;
}

bool isn_gather_parties(isn_overview *model) {
  gathering gather = {.model = model, .actors = model->actors.count};
  gather.party_of = isn_arena_alloc(&model->arena, gather.actors * sizeof *gather.party_of);
  if (!gather.party_of) return false;
  for (uint32_t d = 0; d < model->documents_count; d++) {
    const isn_stored *stored = model->documents[d].stored;
    for (uint32_t i = 0; i < stored->positions_count; i++)
      if (!add_position(&gather, d, &stored->positions[i])) return false;
  }
  for (uint32_t i = 0; i < model->statements.count; i++)
    if (!add_said(&gather, &model->statements.at[i])) return false;
  for (uint32_t i = 0; i < model->parties.count; i++)
    qsort(model->parties.at[i].stands.at, model->parties.at[i].stands.count, sizeof(isn_stand), by_kind);
  if (model->parties.count) qsort(model->parties.at, model->parties.count, sizeof *model->parties.at, by_weight);
  return true;
}
