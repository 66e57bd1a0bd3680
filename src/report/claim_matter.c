/* Claims of matters: clauses that take sides in one matter. Points of one matter and one country are put together where their focus is
 * the same: the holder's camp, the actor of whom it is said, or nothing but the country. */
#include <stdlib.h>
#include <string.h>

#include "report/claims.h"

enum {
  MOST = 64,   /* points of one part; more are parted where the days between them are widest */
  SPAN = 300,  /* days that one part may reach over */
  GROUPS = 512 /* actors of one part that are told apart */
};

typedef struct item {
  const isn_point *point;
  uint32_t document, actor; /* actor: ISNAD_NONE where none is known */
  const char *country;
  bool foreign; /* its holder is of another country than the article */
  int32_t day;
  uint32_t group;
  int8_t flip; /* -1: what is said of the group's enemy */
} item;

typedef struct matters {
  isn_overview *model;
  const isn_camps *camps;
  item *at;
  uint32_t count;
} matters;

static int by_matter(const void *a, const void *b) {
  const item *left = a, *right = b;
  int order = strcmp(left->point->matter, right->point->matter);
  if (!order) order = strcmp(left->country, right->country);
  if (order) return order;
  if (left->day != right->day) return left->day < right->day ? -1 : 1;
  if (left->document != right->document) return left->document < right->document ? -1 : 1;
  return left->point < right->point ? -1 : left->point > right->point;
}

static bool collect(matters *m, const isn_context *contexts) {
  uint32_t room = 0;
  for (uint32_t d = 0; d < m->model->documents_count; d++) room += m->model->documents[d].stored->points_count;
  m->at = isn_arena_alloc(&m->model->arena, room * sizeof *m->at);
  for (uint32_t d = 0; m->at && d < m->model->documents_count; d++) {
    const isn_member *member = &m->model->documents[d];
    for (uint32_t i = 0; i < member->stored->points_count; i++) {
      const isn_point *point = &member->stored->points[i];
      item *made = &m->at[m->count++];
      *made = (item){.point = point, .document = d, .country = contexts[d].country, .day = contexts[d].from, .flip = 1};
      made->actor = point->side == ISNAD_NONE ? ISNAD_NONE : member->actor_of[point->side];
      made->foreign = point->bloc && strcmp(point->bloc, made->country) != 0;
    }
  }
  if (m->at && m->count) qsort(m->at, m->count, sizeof *m->at, by_matter);
  return m->at != NULL;
}

/* ---- groups of one part: union-find with the sign that a member has against its root ---- */

static uint32_t root_of(const item *rows, uint32_t i, int *flip) {
  *flip = 1;
  while (rows[i].group != i) *flip *= rows[i].flip, i = rows[i].group;
  return i;
}

static void unite(item *rows, uint32_t a, uint32_t b, int relation) {
  int flip_a, flip_b;
  uint32_t root_a = root_of(rows, a, &flip_a), root_b = root_of(rows, b, &flip_b);
  if (root_a == root_b) return;
  if (root_b < root_a) {
    uint32_t swap = root_a;
    root_a = root_b;
    root_b = swap;
  }
  rows[root_b].group = root_a;
  rows[root_b].flip = (int8_t)(flip_a * flip_b * relation);
}

/* 1: on one claim, -1: on one claim with the sign turned, 0: not. */
static int related(const matters *m, const item *a, const item *b) {
  isn_relation relation;
  switch ((isn_focus)a->point->focus) {
    case ISN_FOCUS_THEATRE: return 1;
    case ISN_FOCUS_HOLDER:
      if (a->foreign || b->foreign) return a->foreign && b->foreign;
      return isn_camps_relation(m->model, m->camps, a->actor, b->actor) == ISN_SAME_SIDE;
    case ISN_FOCUS_RIVAL:
      relation = isn_camps_relation(m->model, m->camps, a->actor, b->actor);
      return relation == ISN_SAME_SIDE ? 1 : relation == ISN_ENEMIES ? -1 : 0;
    default:
      if (a->actor == ISNAD_NONE && b->actor == ISNAD_NONE)
        return a->point->bloc && b->point->bloc && strcmp(a->point->bloc, b->point->bloc) == 0;
      return a->actor != ISNAD_NONE && isn_same_actor(m->model, a->actor, b->actor);
  }
}

/* Nobody, or somebody who is not told to fight anybody. */
static bool is_unknown(const matters *m, const item *row) { return row->actor == ISNAD_NONE || !isn_camps_fights(m->camps, row->actor); }

/* Those of whom nobody knows whose they are go with the largest group of the country's own. */
static void adopt(const matters *m, item *rows, uint32_t count) {
  uint32_t best = ISNAD_NONE, most = 0;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t size = 0;
    int flip;
    if (rows[i].foreign || is_unknown(m, &rows[i]) || rows[i].group != i) continue;
    for (uint32_t j = 0; j < count; j++) size += root_of(rows, j, &flip) == i;
    if (size > most) best = i, most = size;
  }
  for (uint32_t i = 0; i < count && best != ISNAD_NONE; i++)
    if (!rows[i].foreign && is_unknown(m, &rows[i])) unite(rows, best, i, 1);
}

static void group(const matters *m, item *rows, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) rows[i].group = i, rows[i].flip = 1;
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t j = 0; j < i; j++) {
      int relation = related(m, &rows[j], &rows[i]);
      if (relation) unite(rows, j, i, relation);
    }
  if (rows[0].point->focus == ISN_FOCUS_HOLDER) adopt(m, rows, count);
}

/* ---- claims ---- */

static const char *cell(const isn_overview *model, const char *matter, const char *column) {
  isnad_lexicon_row row;
  if (!model->engine || !isnad_engine_lexicon_row(model->engine, "matters.tsv", matter, 0, &row)) return NULL;
  for (uint32_t i = 0; i < row.columns_count; i++)
    if (strcmp(row.columns[i], column) == 0 && *row.cells[i]) return row.cells[i];
  return NULL;
}

static void name_matter(isn_overview *model, isn_claim *claim, const isn_point *point, int sign) {
  const char *matter = point->matter, *ar = cell(model, matter, "ar");
  isn_name yes = {ar ? ar : matter, cell(model, matter, "en")};
  isn_name no = {cell(model, matter, "ar_against"), cell(model, matter, "en_against")};
  claim->name = sign > 0 || !no.ar ? yes : no;
  claim->against_name = sign > 0 || !no.ar ? no : yes;
}

/* What is weighed of a group before its claim is written. */
typedef struct summed {
  int sign;       /* of what more of its points say, the first where as many say the contrary */
  uint32_t actor; /* the one of it that most documents know */
  int flip;       /* of that actor against the root */
} summed;

static summed weigh(const matters *m, const item *rows, uint32_t count, uint32_t root) {
  summed found = {.actor = ISNAD_NONE, .flip = 1};
  int votes = 0;
  for (uint32_t i = 0; i < count; i++) {
    int flip;
    if (root_of(rows, i, &flip) != root) continue;
    votes += flip * rows[i].point->sign;
    if (rows[i].actor == ISNAD_NONE) continue;
    const isn_actor *actor = &m->model->actors.at[rows[i].actor];
    if (found.actor == ISNAD_NONE || actor->documents > m->model->actors.at[found.actor].documents)
      found.actor = rows[i].actor, found.flip = flip;
  }
  found.sign = votes ? (votes > 0 ? 1 : -1) : rows[root].point->sign;
  return found;
}

/* Whether what is claimed is his: half of the group's points or more, of those that anybody is known for, are his or his side's. Those who
 * were put with him because nobody knows whose they are do not make it so. */
static bool is_his(const matters *m, const item *rows, uint32_t count, uint32_t root, uint32_t actor) {
  uint32_t known = 0, his = 0;
  for (uint32_t i = 0; i < count; i++) {
    int flip;
    if (root_of(rows, i, &flip) != root || rows[i].actor == ISNAD_NONE) continue;
    known++;
    his += isn_same_actor(m->model, rows[i].actor, actor) || isn_camps_relation(m->model, m->camps, rows[i].actor, actor) != ISN_UNRELATED;
  }
  return 2 * his >= known;
}

/* The claim is worded from the side of its best known actor, and supported by what more of its points say. */
static bool make_claim(matters *m, const item *rows, uint32_t count, uint32_t root) {
  summed found = weigh(m, rows, count, root);
  isn_claim *claim = isn_claim_new(m->model, ISN_CLAIM_MATTER);
  if (!claim) return false;
  name_matter(m->model, claim, rows[root].point, found.sign * found.flip);
  bool somebodys = rows[root].point->focus != ISN_FOCUS_THEATRE && !rows[root].foreign && found.actor != ISNAD_NONE;
  if (somebodys && is_his(m, rows, count, root, found.actor)) claim->actor = found.actor;
  for (uint32_t i = 0; i < count; i++) {
    int flip;
    if (root_of(rows, i, &flip) != root) continue;
    const isn_point *point = rows[i].point;
    isn_voice *voice =
        isn_voice_add(m->model, claim, rows[i].document, point->span, (int8_t)(flip * point->sign * found.sign), point->statement);
    if (!voice) return false;
    voice->anchor = point->anchor;
    voice->evidence = point->evidence;
  }
  return true;
}

/* Trade and football advance and lose too: of these only who is told to fight somebody has a side. */
static bool of_no_fighter(const matters *m, const item *rows, uint32_t count, uint32_t root) {
  int flip;
  bool none = rows[root].point->focus == ISN_FOCUS_RIVAL;
  for (uint32_t i = root; i < count && none; i++) none = root_of(rows, i, &flip) != root || is_unknown(m, &rows[i]);
  return none;
}

/* One article that weighs both sides contradicts nobody. */
static bool weighs_alone(const item *rows, uint32_t count, uint32_t root) {
  bool yes = false, no = false;
  for (uint32_t i = root; i < count; i++) {
    int flip;
    if (root_of(rows, i, &flip) != root) continue;
    if (rows[i].document != rows[root].document) return false;
    yes |= flip * rows[i].point->sign > 0;
    no |= flip * rows[i].point->sign < 0;
  }
  return yes && no;
}

static bool is_claim(const matters *m, const item *rows, uint32_t count, uint32_t root) {
  return !of_no_fighter(m, rows, count, root) && !weighs_alone(rows, count, root);
}

static bool make_claims(matters *m, item *rows, uint32_t count) {
  group(m, rows, count);
  for (uint32_t i = 0; i < count; i++)
    if (rows[i].group == i && is_claim(m, rows, count, i) && !make_claim(m, rows, count, i)) return false;
  return true;
}

static bool split(matters *m, item *rows, uint32_t count) {
  int32_t *days = isn_arena_alloc(&m->model->arena, count * sizeof *days);
  uint32_t *parts = isn_arena_alloc(&m->model->arena, count * sizeof *parts);
  if (!days || !parts) return false;
  for (uint32_t i = 0; i < count; i++) days[i] = rows[i].day;
  isn_split_by_time(days, count, MOST, SPAN, parts);
  for (uint32_t from = 0, to; from < count; from = to) {
    for (to = from + 1; to < count && parts[to] == parts[from] && to - from < GROUPS;) to++;
    if (!make_claims(m, rows + from, to - from)) return false;
  }
  return true;
}

bool isn_claim_matters(isn_overview *model) {
  matters m = {.model = model, .camps = isn_camps_of(model)};
  isn_context *contexts;
  if (!m.camps || !isn_contexts(model, &contexts) || !collect(&m, contexts)) return false;
  for (uint32_t from = 0, to; from < m.count; from = to) {
    const item *first = &m.at[from];
    for (to = from + 1;
         to < m.count && strcmp(m.at[to].point->matter, first->point->matter) == 0 && strcmp(m.at[to].country, first->country) == 0;)
      to++;
    if (!split(&m, m.at + from, to - from)) return false;
  }
  return true;
}
