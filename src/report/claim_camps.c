/* Who fights whom. Two actors are enemies if an assault is told between them, or between others of their codes: the forces of a man and
 * the forces of a government. Actors with the same code of country and sector are on one side. */
#include <string.h>

#include "report/claims.h"

typedef struct pair {
  uint32_t a, b; /* rows of model->actors, a < b */
} pair;

struct isn_camps {
  ISN_VEC(pair) fights;
  uint32_t *stands_for; /* of each actor: the one with an entry whose name it has, or itself */
};

enum { FIGHTS = 4000 };

static bool add_fight(isn_overview *model, isn_camps *camps, uint32_t a, uint32_t b) {
  a = camps->stands_for[a];
  b = camps->stands_for[b];
  if (a == b) return true;
  pair made = {a < b ? a : b, a < b ? b : a};
  for (uint32_t i = 0; i < camps->fights.count; i++)
    if (camps->fights.at[i].a == made.a && camps->fights.at[i].b == made.b) return true;
  if (camps->fights.count == FIGHTS) return true;
  pair *row = ISN_PUSH(&camps->fights, &model->arena);
  if (row) *row = made;
  return row != NULL;
}

enum { ENTRIES = 400 }; /* actors with an entry, the first ones, among which a name is looked for */

static bool find_names(isn_overview *model, isn_camps *camps) {
  camps->stands_for = isn_arena_alloc(&model->arena, ((size_t)model->actors.count + 1) * sizeof *camps->stands_for);
  for (uint32_t i = 0; camps->stands_for && i < model->actors.count; i++) {
    camps->stands_for[i] = i;
    if (model->actors.at[i].ref || model->actors.at[i].type != ISNAD_ORG) continue;
    for (uint32_t j = 0, n = 0; j < model->actors.count && n < ENTRIES && camps->stands_for[i] == i; j++) {
      if (!model->actors.at[j].ref || model->actors.at[j].type != ISNAD_ORG) continue;
      n++;
      if (isn_same_actor(model, i, j)) camps->stands_for[i] = j;
    }
  }
  return camps->stands_for != NULL;
}

isn_camps *isn_camps_of(isn_overview *model) {
  isn_camps *camps = isn_arena_alloc(&model->arena, sizeof *camps);
  if (camps && !find_names(model, camps)) return NULL;
  for (uint32_t d = 0; camps && d < model->documents_count; d++) {
    const isn_member *member = &model->documents[d];
    for (uint32_t e = 0; e < member->stored->events_count; e++) {
      const isnad_event *event = &member->stored->events[e];
      if (event->type != ISNAD_EV_ASSAULT) continue;
      for (uint32_t i = 0; i < event->actors_count; i++)
        for (uint32_t j = 0; j < event->recipients_count; j++) {
          uint32_t a = event->actors[i].entity, b = event->recipients[j].entity;
          if (a != ISNAD_NONE && b != ISNAD_NONE && !add_fight(model, camps, member->actor_of[a], member->actor_of[b])) return NULL;
        }
    }
  }
  return camps;
}

/* A government, its capital and its people are one side; of an army or a militia two of one country may be two. */
static bool same_code(const isn_overview *model, uint32_t a, uint32_t b) {
  const char *one = model->actors.at[a].code, *other = model->actors.at[b].code;
  return one && other && strlen(one) >= 7 && strcmp(one, other) == 0 && strcmp(one + 4, "GOV") == 0;
}

static bool is_or_has_code(const isn_overview *model, uint32_t fighter, uint32_t actor) {
  return fighter == actor || same_code(model, fighter, actor);
}

bool isn_camps_fights(const isn_camps *camps, uint32_t actor) {
  uint32_t who = camps->stands_for[actor];
  for (uint32_t i = 0; i < camps->fights.count; i++)
    if (camps->fights.at[i].a == who || camps->fights.at[i].b == who) return true;
  return false;
}

isn_relation isn_camps_relation(const isn_overview *model, const isn_camps *camps, uint32_t actor, uint32_t other) {
  if (actor == ISNAD_NONE || other == ISNAD_NONE) return ISN_UNRELATED;
  actor = camps->stands_for[actor];
  other = camps->stands_for[other];
  if (actor == other || same_code(model, actor, other)) return ISN_SAME_SIDE;
  for (uint32_t i = 0; i < camps->fights.count; i++) {
    pair fight = camps->fights.at[i];
    bool there = is_or_has_code(model, fight.a, actor) && is_or_has_code(model, fight.b, other);
    bool back = is_or_has_code(model, fight.a, other) && is_or_has_code(model, fight.b, actor);
    if (there || back) return ISN_ENEMIES;
  }
  return ISN_UNRELATED;
}
