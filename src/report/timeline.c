/* The timeline: which event rows of which documents stand in one row.
 *
 * Rows are put together that are of one type and one day and share an actor, a recipient or a place. That is not the claim that they are
 * one event (the issue "across outlets" decides that by more): it puts side by side what a reader has to compare, figures above all, and
 * leaves nothing out. */
#include <stdlib.h>
#include <string.h>

#include "report/model.h"

/* An event row with what it is compared by. */
typedef struct entry {
  isn_account account;
  const isnad_event *event;
  const char *date;
  isn_date_kind date_kind;
  isnad_modality modality; /* of the row that it may stand in */
  uint32_t *actors, *recipients;
  uint32_t actors_count, recipients_count, place;
} entry;

typedef ISN_VEC(entry) entries;

/* ---- entries ---- */

static bool is_year(const char *value) {
  for (int i = 0; i < 4; i++)
    if (value[i] < '0' || value[i] > '9') return false;
  return true;
}

/* The day, month, week or year that a TIMEX3 value begins with; NULL for durations, PAST_REF and the like. */
static const char *date_of_value(isn_overview *model, const char *value) {
  if (!value || !is_year(value)) return NULL;
  const char *clock = strchr(value, 'T');
  return isn_arena_strndup(&model->arena, value, clock ? (size_t)(clock - value) : strlen(value));
}

static const char *clock_of_value(const char *value) {
  const char *clock = value ? strchr(value, 'T') : NULL;
  return clock && clock[1] && value[0] != 'P' ? clock + 1 : NULL;
}

/* "2024-11-05" or "2024-11-03/2024-11-05"; NULL where one end is open, for that dates nothing. */
static const char *date_of_document(isn_overview *model, const isn_member *member) {
  const char *from = member->stored->dated_from, *to = member->stored->dated_to;
  if (member->day) return member->day;
  if (!from || !to) return NULL;
  return isn_arena_printf(&model->arena, "%s/%s", from, to);
}

static void fill_date(isn_overview *model, entry *made) {
  const isn_member *member = &model->documents[made->account.document];
  const char *value = made->event->time == ISNAD_NONE ? NULL : member->stored->times[made->event->time].value;
  made->date = date_of_value(model, value);
  made->date_kind = ISN_DATE_SAID;
  made->account.clock = clock_of_value(value);
  if (made->date) return;
  made->date = date_of_document(model, member);
  made->date_kind = made->date ? ISN_DATE_DOCUMENT : ISN_DATE_NONE;
}

static bool fill_participants(isn_overview *model, uint32_t document, const isnad_participant *rows, uint32_t count, uint32_t **actors,
                              uint32_t *kept) {
  *kept = 0;
  *actors = isn_arena_alloc(&model->arena, count * sizeof **actors);
  for (uint32_t i = 0; *actors && i < count; i++) {
    uint32_t actor;
    if (!isn_actor_of(model, document, &rows[i], &actor)) return false;
    if (actor != ISNAD_NONE) (*actors)[(*kept)++] = actor;
  }
  return *actors != NULL;
}

static bool add_entry(isn_overview *model, entries *all, uint32_t document, uint32_t n) {
  const isn_member *member = &model->documents[document];
  const isnad_event *event = &member->stored->events[n];
  entry *made = ISN_PUSH(all, &model->arena);
  if (!made) return false;
  made->event = event;
  made->account =
      (isn_account){.document = document, .event = n, .modality = event->modality, .sizes = {event->dead, event->injured, event->arrested}};
  made->account.cite = isn_cite_of(model, document, event->anchor);
  made->modality = event->modality == ISNAD_DENIED ? ISNAD_ACTUAL : event->modality;
  made->place = event->place == ISNAD_NONE ? ISNAD_NONE : member->actor_of[event->place];
  fill_date(model, made);
  return isn_chain_of(model, document, event->statement, &made->account.chain) &&
         fill_participants(model, document, event->actors, event->actors_count, &made->actors, &made->actors_count) &&
         fill_participants(model, document, event->recipients, event->recipients_count, &made->recipients, &made->recipients_count);
}

static int compare_dates(const char *a, const char *b) {
  if (!a || !b) return (a == NULL) - (b == NULL); /* unknown dates last */
  return strcmp(a, b);
}

/* By date, type and modality; inside that as documents come and texts go. */
static int by_group(const void *a, const void *b) {
  const entry *left = a, *right = b;
  int date = compare_dates(left->date, right->date);
  if (date) return date;
  if (left->event->type != right->event->type) return left->event->type < right->event->type ? -1 : 1;
  if (left->modality != right->modality) return left->modality < right->modality ? -1 : 1;
  if (left->account.document != right->account.document) return left->account.document < right->account.document ? -1 : 1;
  return left->account.event < right->account.event ? -1 : left->account.event > right->account.event;
}

/* ---- what stands in one row ---- */

static bool has(const uint32_t *rows, uint32_t count, uint32_t value) {
  for (uint32_t i = 0; i < count; i++)
    if (rows[i] == value) return true;
  return false;
}

/* Named actors that two lists share. Words like "مدنيون" are no identity. */
static uint32_t shared(const isn_overview *model, const uint32_t *a, uint32_t count_a, const uint32_t *b, uint32_t count_b) {
  uint32_t found = 0;
  for (uint32_t i = 0; i < count_a; i++) found += model->actors.at[a[i]].named && has(b, count_b, a[i]);
  return found;
}

/* In these, either side may be told first. */
static bool is_mutual(isnad_event_type type) { return type == ISNAD_EV_AGREE || type == ISNAD_EV_CONSULT || type == ISNAD_EV_COOPERATE; }

/* A month, a year, an interval: two events in it need not be on one day. */
static bool is_day(const char *date) { return date && strlen(date) == 10 && isn_report_weekday(date) >= 0; }

/* How much an entry has in common with another; 0 if they do not belong side by side. */
static uint32_t likeness(const isn_overview *model, const entry *a, const entry *b) {
  bool places = a->place != ISNAD_NONE && b->place != ISNAD_NONE;
  uint32_t people = shared(model, a->actors, a->actors_count, b->actors, b->actors_count) +
                    shared(model, a->recipients, a->recipients_count, b->recipients, b->recipients_count);
  if (is_mutual(a->event->type))
    people += shared(model, a->actors, a->actors_count, b->recipients, b->recipients_count) +
              shared(model, a->recipients, a->recipients_count, b->actors, b->actors_count);
  uint32_t all = people + (places && a->place == b->place);
  /* One actor does much in a day: what differs in place or in kind needs more than that one in common. */
  bool apart = (places && a->place != b->place) || (a->event->mode && b->event->mode && strcmp(a->event->mode, b->event->mode) != 0);
  if (!a->date || ((apart || !is_day(a->date)) && all < 2)) return 0;
  return all;
}

/* What is denied has to be the same more closely than what stands side by side. Nobody contradicts himself here: what one voice both says
 * and denies is two things. */
static bool contradicts(const isn_overview *model, const entry *a, const entry *b) {
  bool one_denies = (a->account.modality == ISNAD_DENIED) != (b->account.modality == ISNAD_DENIED);
  return one_denies && !isn_same_voice(&a->account.chain, &b->account.chain) && likeness(model, a, b) > 1;
}

static bool join(isn_overview *model, isn_happening *row, const entry *made) {
  isn_account *account = ISN_PUSH(&row->accounts, &model->arena);
  if (!account) return false;
  *account = made->account;
  account->date = made->date;
  account->date_kind = made->date_kind;
  if (made->date_kind == ISN_DATE_SAID) row->date_kind = ISN_DATE_SAID;
  if (!row->mode) row->mode = made->event->mode;
  row->contexts |= made->event->contexts;
  for (uint32_t i = 0; i < made->actors_count; i++)
    if (!isn_number_add(model, &row->actors, made->actors[i])) return false;
  for (uint32_t i = 0; i < made->recipients_count; i++)
    if (!isn_number_add(model, &row->recipients, made->recipients[i])) return false;
  return made->place == ISNAD_NONE || isn_number_add(model, &row->places, made->place);
}

/* Puts the entries [from, to), equal in date, type and modality, into rows: each where its closest sibling stands, else in one of its own.
 */
static bool make_rows(isn_overview *model, const entry *rows, uint32_t from, uint32_t to, uint32_t *row_of) {
  for (uint32_t i = from; i < to; i++) {
    uint32_t best = 0, row = ISNAD_NONE;
    for (uint32_t j = from; j < i; j++) {
      uint32_t like = likeness(model, &rows[i], &rows[j]);
      if (like > best) best = like, row = row_of[j];
    }
    if (row == ISNAD_NONE) {
      isn_happening *made = ISN_PUSH(&model->timeline, &model->arena);
      if (!made) return false;
      row = model->timeline.count - 1;
      *made =
          (isn_happening){.date = rows[i].date, .date_kind = rows[i].date_kind, .type = rows[i].event->type, .modality = rows[i].modality};
    }
    row_of[i] = row;
    for (uint32_t j = from; j < i; j++)
      if (row_of[j] == row) model->timeline.at[row].denied |= contradicts(model, &rows[i], &rows[j]);
    if (!join(model, &model->timeline.at[row], &rows[i])) return false;
  }
  return true;
}

/* ---- what a row comes to ---- */

/* A row of denials alone is a denial. */
static void settle_modality(isn_happening *row) {
  bool all = true;
  for (uint32_t i = 0; i < row->accounts.count; i++) all &= row->accounts.at[i].modality == ISNAD_DENIED;
  if (all) row->modality = ISNAD_DENIED;
}

/* Dates in order; of one date what the text dates before what only its document does, what more outlets carry first. */
static int by_date(const void *a, const void *b) {
  const isn_happening *left = a, *right = b;
  int date = compare_dates(left->date, right->date);
  if (date) return date;
  if (left->date_kind != right->date_kind) return left->date_kind < right->date_kind ? -1 : 1;
  if (left->outlets != right->outlets) return left->outlets > right->outlets ? -1 : 1;
  if (left->accounts.count != right->accounts.count) return left->accounts.count > right->accounts.count ? -1 : 1;
  const isn_account *one = left->accounts.at, *other = right->accounts.at;
  if (one->document != other->document) return one->document < other->document ? -1 : 1;
  return one->event < other->event ? -1 : one->event > other->event;
}

static bool finish(isn_overview *model) {
  for (uint32_t i = 0; i < model->timeline.count; i++) {
    if (!isn_count_outlets(model, &model->timeline.at[i])) return false;
    settle_modality(&model->timeline.at[i]);
  }
  if (model->timeline.count) qsort(model->timeline.at, model->timeline.count, sizeof *model->timeline.at, by_date);
  return true;
}

bool isn_gather_timeline(isn_overview *model) {
  entries all = {0};
  for (uint32_t d = 0; d < model->documents_count; d++)
    for (uint32_t n = 0; n < model->documents[d].stored->events_count; n++)
      if (!add_entry(model, &all, d, n)) return false;
  if (all.count) qsort(all.at, all.count, sizeof *all.at, by_group);
  uint32_t *row_of = isn_arena_alloc(&model->arena, all.count * sizeof *row_of);
  if (!row_of) return false;
  for (uint32_t from = 0, to; from < all.count; from = to) {
    const entry *first = &all.at[from];
    for (to = from + 1; to < all.count && compare_dates(all.at[to].date, first->date) == 0 &&
                        all.at[to].event->type == first->event->type && all.at[to].modality == first->modality;)
      to++;
    if (!make_rows(model, all.at, from, to, row_of)) return false;
  }
  return finish(model);
}
