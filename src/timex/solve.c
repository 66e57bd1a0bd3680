/* Costs of days add up; a day's weight is 2 to the power of minus its cost. The interval is the shortest one that holds all but a small
 * part of the weight. */
#include <string.h>

#include "timex/clue.h"

enum {
  UNIT = 8,               /* cost of half the weight */
  OUTSIDE_PER_MILLE = 20, /* weight that may lie outside the interval */
  FAR_DAYS = 60,          /* an end is open if days that far out at the end of the grid are hardly less likely than the best */
  LATE_DAY = 20819,       /* 2027-01-01: from here on a day costs more */
  LATE_COST = 16,
  LIKELY = 6,
  UNLIKELY = 160,
  SPREAD_PART = 15, /* of the length */
  SPREAD_MAX = 60,
  BOUNDED = 40,
  NARROW_DAYS = 45,
  WIDE_DAYS = 400,
  EDGE_DAYS = 400,
  BROKEN_CYCLE = 40, /* a weekday that lies some days back is no contradiction */
  USED_COST = 6,
  USED_REACH = 400
};

/* 2^(40 - c/8) */
static uint64_t weight_of(int32_t cost) {
  static const uint64_t eighths[UNIT] = {1099511627776, 1008256608221, 924575386326, 847839367509,
                                         777472127993,  712945084849,  653773525389, 599512966122};
  int32_t shift = cost / UNIT;
  return shift >= 40 ? 0 : eighths[cost % UNIT] >> shift;
}

static void cost_of_days(const isn_clue *clue, int32_t *costs) {
  if (clue->cycle == 7) {
    for (int32_t i = 0; i < ISN_GRID; i++) costs[i] = clue->costs[isn_weekday(ISN_FIRST_DAY + i) - 1];
    return;
  }
  if (clue->cycle) {
    for (int32_t i = 0; i < ISN_GRID; i++) costs[i] = clue->costs[isn_date_of(ISN_FIRST_DAY + i).day - 1];
    return;
  }
  for (int32_t i = 0; i < ISN_GRID; i++) costs[i] = clue->outside;
  for (uint32_t k = 0; k < clue->stretches.count; k++) {
    const isn_stretch *st = &clue->stretches.at[k];
    int32_t from = st->from < ISN_FIRST_DAY ? 0 : st->from - ISN_FIRST_DAY,
            to = st->to >= ISN_END_DAY ? ISN_GRID - 1 : st->to - ISN_FIRST_DAY;
    for (int32_t i = from; i <= to; i++) costs[i] = st->cost;
  }
}

/* The shortest run of days that holds `wanted`. */
static void shortest(const uint64_t *weights, uint64_t wanted, int32_t *from, int32_t *to) {
  uint64_t held = 0;
  int32_t best = INT32_MAX;
  for (int32_t first = 0, end = 0; first < ISN_GRID; held -= weights[first++]) {
    while (end < ISN_GRID && held < wanted) held += weights[end++];
    if (held < wanted) break;
    if (end - first < best) best = end - first, *from = first, *to = end - 1;
  }
}

/* Cuts days off the ends that are far less likely than the best, the less likely end first, while they are a small part of the weight: what
 * is known to days or weeks loses more than what is known to months. */
static void cut_ends(const uint64_t *weights, uint64_t best, int32_t *from, int32_t *to) {
  static const int32_t per_mille[] = {80, 50, 0}, unlikely[] = {16, 24, UNLIKELY};
  const int32_t wide = (*to - *from >= NARROW_DAYS) + (*to - *from >= WIDE_DAYS);
  uint64_t all = 0, cut = 0;
  for (int32_t i = *from; i <= *to; i++) all += weights[i];
  while (*from < *to) {
    const int32_t end = weights[*from] <= weights[*to] ? *from : *to;
    cut += weights[end];
    if (weights[end] >= best / UNLIKELY &&
        (weights[end] >= best / (uint64_t)unlikely[wide] || cut > all / 1000 * (uint64_t)per_mille[wide]))
      break;
    *from += end == *from;
    *to -= end == *to;
  }
}

/* The ends are cut back to days that are not far less likely than the best; and days that are as likely as those inside are not
 * cut off for the length of the run, across a gap of as many days as go with its length: weekdays and months come again. */
static void spread(const uint64_t *weights, int32_t *from, int32_t *to) {
  uint64_t best = 0;
  for (int32_t i = *from; i <= *to; i++)
    if (weights[i] > best) best = weights[i];
  cut_ends(weights, best, from, to);
  int32_t reach = (*to - *from + 1) / SPREAD_PART;
  reach = reach < 1 ? 1 : reach > SPREAD_MAX ? SPREAD_MAX : reach;
  uint64_t first = weights[*from] / 2, last = weights[*to] / 2; /* not down a cliff */
  if (first < best / LIKELY) first = best / LIKELY;
  if (last < best / LIKELY) last = best / LIKELY;
  for (int32_t i = *from - 1; i >= 0 && *from - i <= reach; i--)
    if (weights[i] > first) *from = i;
  for (int32_t i = *to + 1; i < ISN_GRID && i - *to <= reach; i++)
    if (weights[i] > last) *to = i;
}

static bool differs(const int32_t *costs, int32_t at, int32_t low) { return at >= 0 && at < ISN_GRID && costs[at] >= low + USED_COST; }

/* Broken: no day of the interval is free of it. Used: it costs something right beside the interval, or on many of the days around. */
static void judge(isn_clue *clue, const int32_t *costs, int32_t from, int32_t to) {
  int32_t low = INT32_MAX, against = 0, around = 0;
  for (int32_t i = from; i <= to; i++)
    if (costs[i] < low) low = costs[i];
  for (int32_t i = from - USED_REACH; i <= to + USED_REACH; i++) {
    if (i >= from && i <= to) continue;
    around++;
    against += differs(costs, i, low);
  }
  clue->broken = low >= (clue->cycle ? BROKEN_CYCLE : UNIT);
  clue->used = !clue->broken && (differs(costs, from - 1, low) || differs(costs, to + 1, low) || against * 4 >= around);
}

static bool bounded(const int32_t *costs, int32_t at, int32_t low) {
  for (int32_t i = at; i < at + FAR_DAYS; i++)
    if (costs[i] - low < BOUNDED) return false;
  return true;
}

/* The sum over all clues, and over those that do not come again every year: only they bound an end. */
static void add_up(const isn_clues *clues, int32_t *sum, int32_t *lasting, int32_t *costs) {
  for (int32_t i = LATE_DAY - ISN_FIRST_DAY; i < ISN_GRID; i++) sum[i] = LATE_COST;
  for (uint32_t k = 0; k < clues->count; k++) {
    bool recurs = clues->at[k].cycle || clues->at[k].recurs;
    cost_of_days(&clues->at[k], costs);
    for (int32_t i = 0; i < ISN_GRID; i++) sum[i] += costs[i], lasting[i] += recurs ? 0 : costs[i];
  }
}

static int32_t least(const int32_t *costs) {
  int32_t low = INT32_MAX;
  for (int32_t i = 0; i < ISN_GRID; i++)
    if (costs[i] < low) low = costs[i];
  return low;
}

bool isn_solve(isn_arena *arena, isn_clues *clues, isn_interval *out) {
  int32_t *sum = isn_arena_alloc(arena, ISN_GRID * sizeof *sum), *costs = isn_arena_alloc(arena, ISN_GRID * sizeof *costs);
  int32_t *lasting = isn_arena_alloc(arena, ISN_GRID * sizeof *lasting);
  uint64_t *weights = isn_arena_alloc(arena, ISN_GRID * sizeof *weights), total = 0;
  *out = (isn_interval){0};
  if (!sum || !costs || !lasting || !weights) return false;
  add_up(clues, sum, lasting, costs);
  int32_t low = least(sum), from = 0, to = ISN_GRID - 1;
  for (int32_t i = 0; i < ISN_GRID; i++) total += (weights[i] = weight_of(sum[i] - low));
  shortest(weights, total - total / 1000 * OUTSIDE_PER_MILLE, &from, &to);
  spread(weights, &from, &to);
  out->from = ISN_FIRST_DAY + from, out->to = ISN_FIRST_DAY + to;
  low = least(lasting);
  out->has_from = from > EDGE_DAYS && bounded(lasting, 0, low);
  out->has_to = to < LATE_DAY - ISN_FIRST_DAY && bounded(lasting, LATE_DAY - ISN_FIRST_DAY - FAR_DAYS, low);
  for (uint32_t k = 0; k < clues->count; k++) {
    cost_of_days(&clues->at[k], costs);
    judge(&clues->at[k], costs, from, to);
  }
  return true;
}
