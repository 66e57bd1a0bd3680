#include "event/outcome.h"

#include <string.h>

#include "doc/spelled.h"
#include "event/frame.h"
#include "event/subject.h"

enum { LINK_TOKENS = 16, NEXT_EVENTS = 6 };

static bool any_of(const isn_doc *doc, isnad_span anchor, isn_word_class c) {
  const uint32_t first = isn_doc_token_at(doc, anchor.start);
  for (uint32_t i = first; i < doc->tokens.count && doc->tokens.at[i].start < anchor.end; i++)
    if (isn_in(doc, i, c)) return true;
  return false;
}

static bool is_killing(const isn_doc *doc, const isnad_event *e) {
  return e->type == ISNAD_EV_ASSAULT && !e->actors_count && e->modality == ISNAD_ACTUAL && any_of(doc, e->anchor, ISN_CLASS_KILLING);
}

static bool is_attack(const isn_doc *doc, const isnad_event *e) {
  return e->type == ISNAD_EV_ASSAULT && e->modality == ISNAD_ACTUAL && any_of(doc, e->anchor, ISN_CLASS_ATTACK);
}

/* في قصف، جراء غارة، بعد أن أطلق: a word of circumstance right before the attack, and no new clause between. */
static bool linked(const isn_doc *doc, uint32_t killing, uint32_t attack) {
  static const char16_t *const words[] = {u"في",    u"جراء",  u"اثر", u"بعد", u"عقب",   u"خلال",  u"نتيجه", u"بسبب",
                                          u"اعقاب", u"عندما", u"حين", u"لدي", u"اثناء", u"سلسله", u"هذا",   u"هذه"};
  static const char16_t *const conj[] = {u"بينما", u"فيما", u"كما", u"لكن", u"حيث"};
  if (attack <= killing || attack - killing > LINK_TOKENS) return false;
  for (uint32_t i = killing + 1; i < attack; i++) {
    const isn_token *t = &doc->tokens.at[i];
    const isn_reading *r = isn_best(doc, i);
    if (r && r->pos == ISN_VERB && r->proclitics & (ISN_WA | ISN_FA)) return false;
    for (size_t k = 0; k < sizeof conj / sizeof *conj; k++)
      if (isn_folded_is(doc, t->fold0, t->fold1, conj[k])) return false;
  }
  const isn_reading *own = isn_best(doc, attack);
  if (own && own->pos == ISN_NOUN && own->proclitics & ISN_BI) return true;
  for (uint32_t i = attack, n = 0; i-- > killing + 1 && n < 3; n++) {
    const isn_token *t = &doc->tokens.at[i];
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
      if (isn_folded_is(doc, t->fold0, t->fold1, words[k])) return true;
  }
  return false;
}

static void take_size(int32_t *to, int32_t from) {
  if (*to < 0) *to = from;
}

static bool same_party(const isnad_participant *a, const isnad_participant *b) {
  return a->span.start == b->span.start && a->span.end == b->span.end && (isn_written(a->span) || a->entity == b->entity);
}

static bool give(isn_doc *doc, isnad_event *attack, const isnad_event *killing) {
  isnad_participant *all = isn_arena_alloc(&doc->arena, ((size_t)attack->recipients_count + killing->recipients_count + 1) * sizeof *all);
  if (!all) return false;
  uint32_t n = 0;
  for (uint32_t k = 0; k < killing->recipients_count && n < ISN_MAX_PARTICIPANTS; k++) all[n++] = killing->recipients[k];
  for (uint32_t k = 0; k < attack->recipients_count && n < ISN_MAX_PARTICIPANTS; k++) {
    bool there = false;
    for (uint32_t o = 0; o < n; o++) there = there || same_party(&all[o], &attack->recipients[k]);
    if (!there) all[n++] = attack->recipients[k];
  }
  attack->recipients = all;
  attack->recipients_count = n;
  take_size(&attack->dead, killing->dead);
  take_size(&attack->injured, killing->injured);
  take_size(&attack->casualties, killing->casualties);
  if (attack->evidence.confidence < killing->evidence.confidence) attack->evidence.confidence = killing->evidence.confidence;
  if (attack->place == ISNAD_NONE) attack->place = killing->place;
  if (attack->time == ISNAD_NONE) attack->time = killing->time;
  return true;
}

bool isn_merge_outcomes(isn_doc *doc) {
  uint32_t kept = 0;
  for (uint32_t e = 0; e < doc->events.count; e++) {
    const isnad_event killing = doc->events.at[e];
    const uint32_t t = isn_doc_token_at(doc, killing.anchor.start);
    bool gone = false;
    for (uint32_t f = e + 1; f < doc->events.count && f <= e + NEXT_EVENTS && !gone && is_killing(doc, &killing); f++) {
      isnad_event *attack = &doc->events.at[f];
      const uint32_t a = isn_doc_token_at(doc, attack->anchor.start);
      if (a >= doc->tokens.count || !isn_same_sentence(doc, t, a)) break;
      if (!is_attack(doc, attack) || attack->statement != killing.statement || !linked(doc, t, a)) continue;
      if (!give(doc, attack, &killing)) return false;
      gone = true;
    }
    if (!gone) doc->events.at[kept++] = killing;
  }
  doc->events.count = kept;
  return true;
}
