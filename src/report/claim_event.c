/* Incidents: events of different articles that may be one happening. Two accounts are joined if nothing speaks against it (another day,
 * another place, two of one article that are told apart) and enough speaks for it. The best pairs are joined first, and a pair joins two
 * incidents only if no account of the one contradicts one of the other. */
#include <stdlib.h>
#include <string.h>

#include "report/claims.h"

enum {
  NEIGHBOURS = 48, /* of the accounts with the same key, how many later ones each is compared with */
  LATER = 4,       /* days after a happening that papers still write of it without its date */
  ENOUGH = 6,      /* points that join */
  PEOPLE = 8       /* participants of one account that are compared */
};

typedef struct account {
  const isnad_event *event;
  uint32_t document, number;
  uint32_t actors[PEOPLE], recipients[PEOPLE], place; /* rows of model->actors */
  uint32_t near[PEOPLE]; /* where it has no telling place of its own: those of its paragraph that fewest documents name */
  uint32_t actors_count, recipients_count, near_count;
  int32_t from, to; /* days on which it may have been */
  bool said;        /* the text says the day */
  const char *date;
  isn_date_kind date_kind;
  uint32_t group;
} account;

typedef struct pair {
  uint32_t a, b;
  int score;
} pair;

typedef struct key { /* an account under one thing that it may share */
  uint32_t type, kind, value, account;
  int32_t day;
} key;

typedef struct events {
  isn_overview *model;
  account *at;
  uint32_t count;
  ISN_VEC(key) keys;
  ISN_VEC(pair) pairs;
  uint32_t *next; /* ring of the accounts of one incident */
} events;

/* ---- accounts ---- */

static bool is_told(isnad_modality modality) { return modality == ISNAD_ACTUAL || modality == ISNAD_DENIED || modality == ISNAD_PLANNED; }

static void set_days(account *made, const isn_context *context, const isn_member *member) {
  const char *value = made->event->time == ISNAD_NONE ? NULL : member->stored->times[made->event->time].value;
  char day[11] = "";
  if (value && strlen(value) >= 10) memcpy(day, value, 10);
  int32_t said = isn_day_number(day);
  made->said = said != INT32_MIN;
  made->from = made->said ? said : context->from == INT32_MIN ? INT32_MIN : context->from - LATER;
  made->to = made->said ? said : context->to;
}

static uint32_t fill_people(isn_overview *model, uint32_t document, const isnad_participant *rows, uint32_t count, uint32_t *out) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < count && kept < PEOPLE; i++) {
    uint32_t actor;
    if (!isn_actor_of(model, document, &rows[i], &actor)) return UINT32_MAX;
    if (actor != ISNAD_NONE) out[kept++] = actor;
  }
  return kept;
}

static bool has_sizes(const isnad_event *event) { return event->dead >= 0 || event->injured >= 0 || event->arrested >= 0; }

static bool is_telling_place(const isn_actor *place) { return place->named && !(place->ref && strstr(place->ref, ":country-")); }

/* Numbers are told in sentences that have no place ("وقال مسعفان إنهما أحصيا 27 جثة"): the market before its city. */
static void find_near(const isn_overview *model, account *made) {
  const isn_member *member = &model->documents[made->document];
  const isn_stored *stored = member->stored;
  uint32_t fewest = UINT32_MAX, line = isn_stored_line(stored, made->event->anchor.start);
  for (uint32_t i = 0; i < stored->mentions_count; i++) {
    const isnad_mention *mention = &stored->mentions[i];
    if (stored->entities[mention->entity].type != ISNAD_LOC || isn_stored_line(stored, mention->span.start) != line) continue;
    uint32_t actor = member->actor_of[mention->entity], documents = model->actors.at[actor].documents;
    if (!is_telling_place(&model->actors.at[actor]) || documents > fewest) continue;
    if (documents < fewest) made->near_count = 0;
    fewest = documents;
    bool known = false;
    for (uint32_t k = 0; k < made->near_count; k++) known |= made->near[k] == actor;
    if (!known && made->near_count < PEOPLE) made->near[made->near_count++] = actor;
  }
}

static bool add_key(events *e, uint32_t kind, uint32_t value, uint32_t number) {
  key *row = ISN_PUSH(&e->keys, &e->model->arena);
  if (row) *row = (key){e->at[number].event->type, kind, value, number, e->at[number].from};
  return row != NULL;
}

static bool add_keys(events *e, uint32_t number) {
  const account *made = &e->at[number];
  if (made->place != ISNAD_NONE && is_telling_place(&e->model->actors.at[made->place]) && !add_key(e, 0, made->place, number)) return false;
  for (uint32_t i = 0; i < made->near_count; i++)
    if (!add_key(e, 0, made->near[i], number)) return false;
  for (uint32_t i = 0; i < made->actors_count; i++)
    if (e->model->actors.at[made->actors[i]].named && !add_key(e, 1, made->actors[i], number)) return false;
  for (uint32_t i = 0; i < made->recipients_count; i++)
    if (e->model->actors.at[made->recipients[i]].named && !add_key(e, 1, made->recipients[i], number)) return false;
  return true;
}

static bool add_account(events *e, const isn_context *context, uint32_t document, uint32_t n) {
  isn_overview *model = e->model;
  const isn_member *member = &model->documents[document];
  account *made = &e->at[e->count];
  *made = (account){.event = &member->stored->events[n], .document = document, .number = n, .place = ISNAD_NONE};
  if (!is_told(made->event->modality)) return true;
  if (made->event->place != ISNAD_NONE) made->place = member->actor_of[made->event->place];
  bool told = made->place != ISNAD_NONE && is_telling_place(&model->actors.at[made->place]);
  if (!told && has_sizes(made->event)) find_near(model, made);
  set_days(made, context, member);
  made->actors_count = fill_people(model, document, made->event->actors, made->event->actors_count, made->actors);
  made->recipients_count = fill_people(model, document, made->event->recipients, made->event->recipients_count, made->recipients);
  if (made->actors_count > PEOPLE || made->recipients_count > PEOPLE) return false;
  made->date = made->said ? member->stored->times[made->event->time].value : member->day;
  made->date_kind = made->said ? ISN_DATE_SAID : made->date ? ISN_DATE_DOCUMENT : ISN_DATE_NONE;
  return add_keys(e, e->count++);
}

/* ---- pairs ---- */

static bool is_mutual(isnad_event_type type) { return type == ISNAD_EV_AGREE || type == ISNAD_EV_CONSULT || type == ISNAD_EV_COOPERATE; }

static bool has(const uint32_t *rows, uint32_t count, uint32_t value) {
  for (uint32_t i = 0; i < count; i++)
    if (rows[i] == value) return true;
  return false;
}

static int shared(const isn_overview *model, const uint32_t *a, uint32_t count_a, const uint32_t *b, uint32_t count_b) {
  int found = 0;
  for (uint32_t i = 0; i < count_a; i++) found += model->actors.at[a[i]].named && has(b, count_b, a[i]);
  return found;
}

static int people_of_both(const isn_overview *model, const account *a, const account *b) {
  int found = shared(model, a->actors, a->actors_count, b->actors, b->actors_count) +
              shared(model, a->recipients, a->recipients_count, b->recipients, b->recipients_count);
  if (is_mutual(a->event->type) && found < 2)
    found += shared(model, a->actors, a->actors_count, b->recipients, b->recipients_count) +
             shared(model, a->recipients, a->recipients_count, b->actors, b->actors_count);
  return found;
}

static bool sizes_clash(const isnad_event *a, const isnad_event *b) {
  return (a->dead >= 0 && b->dead >= 0 && a->dead != b->dead) || (a->injured >= 0 && b->injured >= 0 && a->injured != b->injured) ||
         (a->arrested >= 0 && b->arrested >= 0 && a->arrested != b->arrested);
}

static bool sizes_agree(const isnad_event *a, const isnad_event *b) {
  return (a->dead > 0 && a->dead == b->dead) || (a->injured > 0 && a->injured == b->injured) ||
         (a->arrested > 0 && a->arrested == b->arrested);
}

/* What cannot be one happening. An article that tells two things of one kind with other places, times or numbers tells two. */
static bool contradict(const isn_overview *model, const account *a, const account *b) {
  if (a->event->type != b->event->type) return true;
  if (a->from != INT32_MIN && b->to != INT32_MAX && a->from > b->to) return true;
  if (b->from != INT32_MIN && a->to != INT32_MAX && b->from > a->to) return true;
  if (a->event->mode && b->event->mode && strcmp(a->event->mode, b->event->mode) != 0) return true;
  bool places = a->place != ISNAD_NONE && b->place != ISNAD_NONE && a->place != b->place;
  if (places && is_telling_place(&model->actors.at[a->place]) && is_telling_place(&model->actors.at[b->place])) return true;
  if (a->document != b->document) return false;
  if (sizes_clash(a->event, b->event)) return true;
  return a->said && b->said && strcmp(a->date, b->date) != 0;
}

/* Days are known closely enough to say "the same day". */
static bool one_day(const account *a, const account *b) {
  return (a->said && b->said && a->from == b->from) || (a->from != INT32_MIN && b->from != INT32_MIN && a->to != INT32_MAX &&
                                                        b->to != INT32_MAX && a->to - a->from <= 7 && b->to - b->from <= 7);
}

static bool stands_at(const isn_overview *model, const account *row, uint32_t place) {
  bool found = row->place == place && is_telling_place(&model->actors.at[place]);
  for (uint32_t i = 0; i < row->near_count; i++) found |= row->near[i] == place;
  return found;
}

static bool share_place(const isn_overview *model, const account *a, const account *b) {
  bool found = a->place != ISNAD_NONE && stands_at(model, a, a->place) && stands_at(model, b, a->place);
  for (uint32_t i = 0; i < a->near_count; i++) found |= stands_at(model, b, a->near[i]);
  return found;
}

static int score(const isn_overview *model, const account *a, const account *b) {
  bool place = share_place(model, a, b), sizes = has_sizes(a->event) && has_sizes(b->event);
  int people = people_of_both(model, a, b), day = one_day(a, b), sum;
  sum = 3 * place + 2 * people + (a->said && b->said ? 2 : day ? 1 : 0) + 3 * sizes_agree(a->event, b->event) + 2 * (place && sizes);
  if (!place && people < 2 && !sizes_agree(a->event, b->event)) return 0; /* one actor does much in a day */
  if (a->event->mode && b->event->mode) sum++;
  return day ? sum : 0;
}

static int by_key(const void *a, const void *b) {
  const key *left = a, *right = b;
  if (left->type != right->type) return left->type < right->type ? -1 : 1;
  if (left->kind != right->kind) return left->kind < right->kind ? -1 : 1;
  if (left->value != right->value) return left->value < right->value ? -1 : 1;
  if (left->day != right->day) return left->day < right->day ? -1 : 1;
  return left->account < right->account ? -1 : left->account > right->account;
}

static int by_score(const void *a, const void *b) {
  const pair *left = a, *right = b;
  if (left->score != right->score) return left->score > right->score ? -1 : 1;
  if (left->a != right->a) return left->a < right->a ? -1 : 1;
  return left->b < right->b ? -1 : left->b > right->b;
}

static bool find_pairs(events *e) {
  if (e->keys.count) qsort(e->keys.at, e->keys.count, sizeof *e->keys.at, by_key);
  for (uint32_t i = 0; i < e->keys.count; i++)
    for (uint32_t j = i + 1; j < e->keys.count && j <= i + NEIGHBOURS; j++) {
      const key *one = &e->keys.at[i], *other = &e->keys.at[j];
      if (one->type != other->type || one->kind != other->kind || one->value != other->value) break;
      uint32_t a = one->account < other->account ? one->account : other->account, b = one->account + other->account - a;
      if (a == b || contradict(e->model, &e->at[a], &e->at[b])) continue;
      int sum = score(e->model, &e->at[a], &e->at[b]);
      if (sum < ENOUGH) continue;
      pair *row = ISN_PUSH(&e->pairs, &e->model->arena);
      if (!row) return false;
      *row = (pair){a, b, sum};
    }
  if (e->pairs.count) qsort(e->pairs.at, e->pairs.count, sizeof *e->pairs.at, by_score);
  return true;
}

/* ---- incidents ---- */

static bool may_join(const events *e, uint32_t a, uint32_t b) {
  uint32_t i = a;
  do {
    uint32_t j = b;
    do {
      if (contradict(e->model, &e->at[i], &e->at[j])) return false;
      j = e->next[j];
    } while (j != b);
    i = e->next[i];
  } while (i != a);
  return true;
}

static void join(events *e, uint32_t a, uint32_t b) {
  uint32_t keep = e->at[a].group < e->at[b].group ? e->at[a].group : e->at[b].group, i = a;
  uint32_t next = e->next[a];
  e->next[a] = e->next[b];
  e->next[b] = next;
  do {
    e->at[i].group = keep;
    i = e->next[i];
  } while (i != a);
}

static bool add_people(isn_overview *model, isn_numbers *out, const uint32_t *rows, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    if (!isn_number_add(model, out, rows[i])) return false;
  return true;
}

static bool add_voice(isn_overview *model, isn_claim *claim, const account *made) {
  const isnad_event *event = made->event;
  isn_voice *voice = isn_voice_add(model, claim, made->document, event->anchor, event->modality == ISNAD_DENIED ? -1 : 1, event->statement);
  if (!voice) return false;
  voice->event = made->number;
  voice->modality = event->modality;
  voice->sizes[ISN_DEAD] = event->dead;
  voice->sizes[ISN_INJURED] = event->injured;
  voice->sizes[ISN_ARRESTED] = event->arrested;
  voice->date = made->date;
  voice->date_kind = made->date_kind;
  voice->evidence = event->evidence;
  if (claim->place == ISNAD_NONE || (made->place != ISNAD_NONE && !is_telling_place(&model->actors.at[claim->place])))
    claim->place = made->place;
  if (made->date && (!claim->date || (made->said && claim->date_kind != ISN_DATE_SAID))) {
    claim->date = made->date;
    claim->date_kind = made->date_kind;
  }
  return add_people(model, &claim->actors, made->actors, made->actors_count) &&
         add_people(model, &claim->recipients, made->recipients, made->recipients_count);
}

/* Other voices give other numbers; and where a later article of one outlet gives another one in the same voice, that is a revision. */
static void compare_figures(const isn_overview *model, isn_claim *claim) {
  for (uint32_t i = 0; i < claim->voices.count; i++)
    for (uint32_t j = 0; j < claim->voices.count; j++) {
      isn_voice *a = &claim->voices.at[i];
      const isn_voice *b = &claim->voices.at[j];
      for (int m = 0; m < ISN_MEASURES; m++) {
        if (a->sizes[m] < 0 || b->sizes[m] < 0 || a->sizes[m] == b->sizes[m]) continue;
        claim->differs |= !isn_same_voice(&a->chain, &b->chain) || a->cite.document != b->cite.document;
        const char *later = model->documents[a->cite.document].day, *earlier = model->documents[b->cite.document].day;
        a->revises |=
            a->chain.outlet == b->chain.outlet && isn_same_voice(&a->chain, &b->chain) && later && earlier && strcmp(later, earlier) > 0;
      }
    }
}

/* A single account without figures is no claim across outlets. */
static bool make_claim(events *e, uint32_t first) {
  const account *made = &e->at[first];
  if (e->next[first] == first && made->event->dead < 0 && made->event->injured < 0 && made->event->arrested < 0) return true;
  isn_claim *claim = isn_claim_new(e->model, ISN_CLAIM_EVENT);
  if (!claim) return false;
  claim->type = made->event->type;
  uint32_t i = first;
  do {
    if (!add_voice(e->model, claim, &e->at[i])) return false;
    i = e->next[i];
  } while (i != first);
  claim->precision = claim->date_kind == ISN_DATE_SAID       ? strchr(claim->date, '/') ? "range" : "day"
                     : claim->date_kind == ISN_DATE_DOCUMENT ? "document"
                                                             : NULL;
  compare_figures(e->model, claim);
  return true;
}

bool isn_claim_events(isn_overview *model) {
  events e = {.model = model};
  isn_context *contexts;
  uint32_t room = 1;
  for (uint32_t d = 0; d < model->documents_count; d++) room += model->documents[d].stored->events_count;
  e.at = isn_arena_alloc(&model->arena, room * sizeof *e.at);
  e.next = isn_arena_alloc(&model->arena, room * sizeof *e.next);
  if (!e.at || !e.next || !isn_contexts(model, &contexts)) return false;
  for (uint32_t d = 0; d < model->documents_count; d++)
    for (uint32_t n = 0; n < model->documents[d].stored->events_count; n++)
      if (!add_account(&e, &contexts[d], d, n)) return false;
  for (uint32_t i = 0; i < e.count; i++) e.next[i] = i, e.at[i].group = i;
  if (!find_pairs(&e)) return false;
  for (uint32_t i = 0; i < e.pairs.count; i++) {
    const pair *row = &e.pairs.at[i];
    if (e.at[row->a].group != e.at[row->b].group && may_join(&e, row->a, row->b)) join(&e, row->a, row->b);
  }
  for (uint32_t i = 0; i < e.count; i++)
    if (e.at[i].group == i && !make_claim(&e, i)) return false;
  return true;
}
