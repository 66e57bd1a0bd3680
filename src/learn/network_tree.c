/* Trees by transitions, arc-hybrid: SHIFT moves b0 to the stack, LEFT hangs s0 on b0, RIGHT hangs s0 on s1. One word hangs on the
 * root: the last one left when the buffer is empty. */
#include <stdlib.h>
#include <string.h>

#include "learn/network_parts.h"
#include "learn/real.h"

enum { SHIFT, LEFT, RIGHT };

/* A state of the beam. Stacks share their tails: the top is `top` and under it lies the stack of state `below`. */
struct isn_net_state {
  float score;
  uint32_t from;       /* state that a move led from */
  uint32_t top, below; /* word on top (0 the root), and the state whose stack lies under it */
  uint32_t depth, next;
  uint8_t move;
};

static void slots_of(const isn_net_state *all, const isn_net_state *s, uint32_t n, int64_t slot[ISN_NET_SLOTS]) {
  const isn_net_state *at = s;
  for (uint32_t k = 0; k < 3; k++) {
    slot[2 - k] = s->depth > k ? (int64_t)at->top : -1;
    if (s->depth > k + 1) at = &all[at->below];
  }
  slot[3] = s->next <= n ? (int64_t)s->next : -1;
}

static bool legal(const isn_net_state *s, uint32_t n, int move) {
  const bool buffer = s->next <= n, word = s->depth > 1;
  if (move == SHIFT) return buffer;
  if (move == LEFT) return buffer && word;
  return word && (s->depth > 2 || !buffer);
}

/* Scores of the three moves: one hidden layer over the sum of what the slots put in. Sixteen sums of each, added up at the end. */
ISN_WIDE static void raw_scores(const isn_network *net, const float *const part[ISN_NET_SLOTS], float scores[ISN_NET_MOVES]) {
  const size_t m = net->mlp;
  const float *restrict p0 = part[0], *restrict p1 = part[1], *restrict p2 = part[2], *restrict p3 = part[3],
                        *restrict bias = net->move_bias;
  const float *restrict shift = net->move, *restrict left = net->move + m, *restrict right = net->move + 2 * m;
  float lane[ISN_NET_MOVES][16] = {{0}};
  for (size_t i = 0; i < m; i += 16)
    for (size_t j = 0; j < 16; j++) {
      const float x = bias[i + j] + p0[i + j] + p1[i + j] + p2[i + j] + p3[i + j], y = x > 0 ? x : ISN_NET_SLOPE * x;
      lane[SHIFT][j] += y * shift[i + j];
      lane[LEFT][j] += y * left[i + j];
      lane[RIGHT][j] += y * right[i + j];
    }
  for (int k = 0; k < ISN_NET_MOVES; k++) {
    scores[k] = net->move_out_bias[k];
    for (int j = 0; j < 16; j++) scores[k] += lane[k][j];
  }
}

/* Log-probabilities of the legal moves. */
static void score_moves(const isn_workspace *w, const isn_net_state *all, const isn_net_state *s, uint32_t n, float scores[ISN_NET_MOVES]) {
  const isn_network *net = w->net;
  int64_t slot[ISN_NET_SLOTS];
  const float *part[ISN_NET_SLOTS];
  slots_of(all, s, n, slot);
  for (int k = 0; k < ISN_NET_SLOTS; k++)
    part[k] = slot[k] < 0 ? net->slot_none[k] : slot[k] == 0 ? net->slot_root[k] : w->slot[k] + ((size_t)slot[k] - 1) * net->mlp;
  raw_scores(net, part, scores);
  float most = 0, sum = 0;
  bool any = false;
  for (int k = 0; k < ISN_NET_MOVES; k++)
    if (legal(s, n, k) && (!any || scores[k] > most)) most = scores[k], any = true;
  for (int k = 0; k < ISN_NET_MOVES; k++)
    if (legal(s, n, k)) sum += isn_exp(scores[k] - most);
  const float norm = most + isn_log(sum);
  for (int k = 0; k < ISN_NET_MOVES; k++) scores[k] -= norm;
}

static isn_net_state moved(const isn_net_state *all, uint32_t from, int move, float score) {
  const isn_net_state *s = &all[from];
  isn_net_state t = {.score = score, .from = from, .move = (uint8_t)move, .next = s->next};
  if (move == SHIFT) {
    t.top = s->next;
    t.below = from;
    t.depth = s->depth + 1;
    t.next++;
    return t;
  }
  const isn_net_state *under = &all[s->below];
  t.top = under->top;
  t.below = under->below;
  t.depth = s->depth - 1;
  return t;
}

typedef struct option {
  float score;
  uint32_t from;
  int move;
} option;

/* The `beam` best moves out of states [first, end), best first; of equal ones the earlier. */
static uint32_t best_moves(const isn_workspace *w, uint32_t first, uint32_t end, uint32_t n, uint32_t beam, option *list) {
  uint32_t count = 0;
  for (uint32_t i = first; i < end; i++) {
    float scores[ISN_NET_MOVES];
    score_moves(w, w->states, &w->states[i], n, scores);
    for (int k = 0; k < ISN_NET_MOVES; k++) {
      if (!legal(&w->states[i], n, k)) continue;
      const float score = w->states[i].score + scores[k];
      if (count && count == beam && !(score > list[count - 1].score)) continue;
      uint32_t at = count < beam ? count++ : count - 1;
      for (; at > 0 && list[at - 1].score < score; at--) list[at] = list[at - 1];
      list[at] = (option){score, i, k};
    }
  }
  return count;
}

/* Walks back from a final state; heads are read off the moves. */
static void read_heads(const isn_net_state *all, uint32_t last, uint32_t *heads) {
  for (uint32_t at = last; at; at = all[at].from) {
    const isn_net_state *before = &all[all[at].from];
    if (all[at].move == LEFT) heads[before->top - 1] = before->next;
    else if (all[at].move == RIGHT) heads[before->top - 1] = all[before->below].top;
  }
}

static bool search(isn_workspace *w, uint32_t n, uint32_t beam, uint32_t *heads) {
  const size_t need = 2 * (size_t)n * beam + 1;
  if (need > UINT32_MAX / 2) return false;
  if (need > w->states_room) {
    free(w->states);
    w->states_room = 0;
    w->states = malloc(need * sizeof *w->states);
    if (!w->states) return false;
    w->states_room = (uint32_t)need;
  }
  w->states[0] = (isn_net_state){.depth = 1, .next = 1};
  uint32_t first = 0, end = 1;
  for (uint32_t k = 0; k < 2 * n; k++) {
    option list[ISN_MAX_BEAM] = {{0}};
    const uint32_t count = best_moves(w, first, end, n, beam, list);
    first = end;
    for (uint32_t i = 0; i < count; i++) w->states[end++] = moved(w->states, list[i].from, list[i].move, list[i].score);
  }
  read_heads(w->states, first, heads);
  return true;
}

static void project(isn_workspace *w, const int16_t *encodings, uint32_t n, const isn_matrix *m, const float *bias, float *to) {
  isn_matrix_product(w->sums, encodings, 2 * (size_t)w->net->hidden, m, n, 0);
  isn_net_values(to, w->sums, m->scale / ISN_NET_ONE, bias, n, m->out);
}

/* The relation of each word to its head. */
static void label(isn_workspace *w, const int16_t *encodings, uint32_t n, const uint32_t *heads, uint8_t *relations) {
  const isn_network *net = w->net;
  const size_t m = net->mlp;
  const float one = 256, most = (float)(INT16_MAX >> 2);
  project(w, encodings, n, &net->label_head, net->label_head_bias, w->heads);
  project(w, encodings, n, &net->label_child, NULL, w->children);
  for (size_t d = 0; d < n; d++) {
    const float *head = heads[d] ? w->heads + ((size_t)heads[d] - 1) * m : net->label_root;
    for (size_t k = 0; k < m; k++) {
      float x = w->children[d * m + k] + head[k];
      x = one * (x > 0 ? x : ISN_NET_SLOPE * x);
      x = x > most ? most : x < -most ? -most : x;
      w->pair[d * m + k] = (int16_t)(x + (x < 0 ? -0.5f : 0.5f));
    }
  }
  isn_matrix_product(w->sums, w->pair, m, &net->label, n, 0);
  isn_net_values(w->gates, w->sums, net->label.scale / one, net->label_bias, n, net->label.out);
  for (size_t d = 0; d < n; d++) {
    const float *score = w->gates + d * net->label.out;
    uint32_t best = 0;
    for (uint32_t r = 1; r < net->relations; r++)
      if (score[r] > score[best]) best = r;
    relations[d] = (uint8_t)best;
  }
}

bool isn_network_tree(isn_workspace *w, const int16_t *encodings, uint32_t n, uint32_t beam, uint32_t *heads, uint8_t *relations) {
  if (!isn_workspace_fit(w, n)) return false;
  for (int k = 0; k < ISN_NET_SLOTS; k++) project(w, encodings, n, &w->net->slot[k], NULL, w->slot[k]);
  if (!search(w, n, beam < 1 ? 1 : beam > ISN_MAX_BEAM ? ISN_MAX_BEAM : beam, heads)) return false;
  label(w, encodings, n, heads, relations);
  return true;
}
