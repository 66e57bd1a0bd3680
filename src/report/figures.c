/* Figures side by side: the dead, injured and arrested that different voices give for what may be one event.
 *
 * The timeline puts together what is of one day and shares a participant or a place; numbers are told in sentences that have neither
 * ("وقال مسعفان إنهما أحصيا 27 جثة") and in articles of the days after. So here a place also counts that stands in the same paragraph, and
 * an account that does not say when may speak of a day shortly before its document. */
#include <stdlib.h>
#include <string.h>

#include "report/claims.h"

enum { LATER = 3 }; /* days: how long after an event the papers still give its figures without its date */

typedef struct figure {
  const isn_happening *row; /* of the timeline */
  const isn_account *account;
  isn_numbers places;
  int32_t day; /* since 1970; INT32_MIN where it is not known */
  bool said;   /* by the text itself */
} figure;

typedef ISN_VEC(figure) all_figures;

/* ---- days ---- */

/* Days of the Gregorian calendar since 1970-01-01 (Hinnant, chrono-compatible low-level date algorithms). */
int32_t isn_day_number(const char *date) {
  if (!date || isn_report_weekday(date) < 0 || strlen(date) != 10) return INT32_MIN;
  int32_t year = (int32_t)strtol(date, NULL, 10), month = (int32_t)strtol(date + 5, NULL, 10), day = (int32_t)strtol(date + 8, NULL, 10);
  year -= month <= 2;
  int32_t era = year / 400, of_era = year - era * 400, of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* Both said: one day. One said: the other's document is of that day or a few days later. None: documents close to one another. */
static bool days_agree(const figure *a, const figure *b) {
  if (a->day == INT32_MIN || b->day == INT32_MIN) return false;
  if (a->said && b->said) return a->day == b->day;
  if (a->said) return b->day >= a->day && b->day - a->day <= LATER;
  if (b->said) return a->day >= b->day && a->day - b->day <= LATER;
  return abs(a->day - b->day) <= 1;
}

/* ---- places ---- */

/* A country tells nothing apart. */
static bool is_telling(const isn_actor *place) { return place->named && !(place->ref && strstr(place->ref, ":country-")); }

/* The event's own place; else those of its paragraph that fewest documents name: the market before its city. */
static bool find_places(isn_overview *model, figure *made) {
  const isn_member *member = &model->documents[made->account->document];
  const isn_stored *stored = member->stored;
  uint32_t own = stored->events[made->account->event].place, fewest = UINT32_MAX;
  if (own != ISNAD_NONE && is_telling(&model->actors.at[member->actor_of[own]]))
    return isn_number_add(model, &made->places, member->actor_of[own]);
  for (uint32_t i = 0; i < stored->mentions_count; i++) {
    const isnad_mention *mention = &stored->mentions[i];
    uint32_t actor = member->actor_of[mention->entity], documents = model->actors.at[actor].documents;
    if (stored->entities[mention->entity].type != ISNAD_LOC || !is_telling(&model->actors.at[actor]) || documents > fewest) continue;
    if (isn_stored_line(stored, mention->span.start) != made->account->cite.line) continue;
    if (documents < fewest) made->places.count = 0;
    fewest = documents;
    if (!isn_number_add(model, &made->places, actor)) return false;
  }
  return true;
}

/* ---- rows ---- */

static bool has_number(const isn_account *account) {
  bool any = false;
  for (int m = 0; m < ISN_MEASURES; m++) any |= account->sizes[m] >= 0;
  return any;
}

static int by_account(const void *a, const void *b) {
  const isn_account *left = ((const figure *)a)->account, *right = ((const figure *)b)->account;
  if (left->document != right->document) return left->document < right->document ? -1 : 1;
  return left->event < right->event ? -1 : left->event > right->event;
}

static bool collect(isn_overview *model, all_figures *all) {
  for (uint32_t i = 0; i < model->timeline.count; i++) {
    const isn_happening *row = &model->timeline.at[i];
    for (uint32_t j = 0; j < row->accounts.count; j++) {
      if (!has_number(&row->accounts.at[j])) continue;
      figure *made = ISN_PUSH(all, &model->arena);
      if (!made) return false;
      *made = (figure){.row = row, .account = &row->accounts.at[j], .day = isn_day_number(row->accounts.at[j].date)};
      made->said = made->account->date_kind == ISN_DATE_SAID;
      if (!find_places(model, made)) return false;
    }
  }
  if (all->count) qsort(all->at, all->count, sizeof *all->at, by_account);
  return true;
}

static bool share_place(const figure *a, const figure *b) {
  for (uint32_t i = 0; i < a->places.count; i++)
    if (isn_number_in(&b->places, a->places.at[i])) return true;
  return false;
}

/* Of the same row of the timeline, but not of one article: what that tells in two places is two things unless they are in one place. */
static bool belong(const figure *a, const figure *b) {
  if (a->row == b->row && a->account->document != b->account->document) return true;
  return a->row->type == b->row->type && share_place(a, b) && days_agree(a, b);
}

static bool join(isn_overview *model, isn_happening *row, const figure *made) {
  isn_account *account = ISN_PUSH(&row->accounts, &model->arena);
  if (!account) return false;
  *account = *made->account;
  if (made->said && row->date_kind != ISN_DATE_SAID) row->date = account->date, row->date_kind = ISN_DATE_SAID;
  if (!row->mode) row->mode = made->row->mode;
  for (uint32_t i = 0; i < made->places.count; i++)
    if (!isn_number_add(model, &row->places, made->places.at[i])) return false;
  return true;
}

/* An article that gives two numbers in one voice speaks of two things, or corrects itself: no disagreement. */
static void compare(isn_happening *row) {
  for (uint32_t i = 0; i < row->accounts.count; i++)
    for (uint32_t j = 0; j < i; j++) {
      const isn_account *a = &row->accounts.at[i], *b = &row->accounts.at[j];
      for (int m = 0; m < ISN_MEASURES && !isn_same_voice(&a->chain, &b->chain); m++)
        row->differs[m] |= a->sizes[m] >= 0 && b->sizes[m] >= 0 && a->sizes[m] != b->sizes[m];
    }
}

bool isn_figures_differ(const isn_happening *row) {
  bool any = false;
  for (int m = 0; m < ISN_MEASURES; m++) any |= row->differs[m];
  return any;
}

uint32_t isn_differences(const isn_overview *model) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < model->figures.count; i++) count += isn_figures_differ(&model->figures.at[i]);
  for (uint32_t i = 0; i < model->timeline.count; i++) count += model->timeline.at[i].denied;
  return count;
}

static isn_happening *new_row(isn_overview *model, const figure *made) {
  isn_happening *row = ISN_PUSH(&model->figures, &model->arena);
  const isn_account *account = made->account;
  if (row)
    *row =
        (isn_happening){.date = account->date, .date_kind = account->date_kind, .type = made->row->type, .modality = made->row->modality};
  return row;
}

bool isn_gather_figures(isn_overview *model) {
  all_figures all = {0};
  if (!collect(model, &all)) return false;
  uint32_t *row_of = isn_arena_alloc(&model->arena, all.count * sizeof *row_of);
  if (!row_of) return false;
  for (uint32_t i = 0; i < all.count; i++) {
    row_of[i] = ISNAD_NONE;
    for (uint32_t j = 0; j < i && row_of[i] == ISNAD_NONE; j++)
      if (belong(&all.at[i], &all.at[j])) row_of[i] = row_of[j];
    if (row_of[i] == ISNAD_NONE) {
      if (!new_row(model, &all.at[i])) return false;
      row_of[i] = model->figures.count - 1;
    }
    if (!join(model, &model->figures.at[row_of[i]], &all.at[i])) return false;
  }
  for (uint32_t i = 0; i < model->figures.count; i++) {
    compare(&model->figures.at[i]);
    if (!isn_count_outlets(model, &model->figures.at[i])) return false;
  }
  return true;
}
