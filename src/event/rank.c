#include "event/rank.h"

#include <string.h>

#include "learn/linear.h"
#include "pack/model.h"

enum { MOST_ACTS = 256, SHORT = 3 };

static isnad_status bad_section(const struct isn_model *model, const char *section, size_t found, size_t expected, isnad_error *error) {
  return isn_fail_at(error, ISNAD_E_FORMAT, isn_model_file(model), 0, 0, "section \"%s\": %zu bytes, expected %zu", section, found,
                     expected);
}

isnad_status isn_rank_open(const struct isn_model *model, isn_arena *arena, isn_rank *out, isnad_error *error) {
  *out = (isn_rank){0};
  if (!model) return ISNAD_OK;
  isn_linear *table = isn_arena_alloc(arena, sizeof *table);
  if (!table) return isn_nomem(error);
  out->weights = table;
  size_t size;
  const uint8_t *weights = isn_model_section(model, "weights", &size);
  isnad_status status = isn_linear_open(weights, size, isn_model_file(model), table, NULL, error);
  if (!status && table->labels != 1)
    status = isn_fail_at(error, ISNAD_E_FORMAT, isn_model_file(model), 0, 0, "section \"weights\": %u labels, expected 1", table->labels);
  if (status) return status;
  const uint8_t *units = isn_model_section(model, "units", &size);
  if (!units || size != 4) return bad_section(model, "units", size, 4, error);
  out->units = (uint32_t)units[0] | (uint32_t)units[1] << 8 | (uint32_t)units[2] << 16 | (uint32_t)units[3] << 24;
  if (!out->units) return isn_fail_at(error, ISNAD_E_FORMAT, isn_model_file(model), 0, 0, "section \"units\": 0, expected more");
  out->percent = isn_model_section(model, "percent", &size);
  const size_t expected = (size_t)ISNAD_EVENT_TYPES * ISN_RANK_STEPS;
  if (!out->percent || size != expected) return bad_section(model, "percent", size, expected, error);
  for (size_t i = 0; i < expected; i++)
    if (out->percent[i] > 100)
      return isn_fail_at(error, ISNAD_E_FORMAT, isn_model_file(model), 0, i, "section \"percent\": %u, expected 100 at most",
                         out->percent[i]);
  return ISNAD_OK;
}

uint32_t isn_rank_step(const isn_rank *rank, int32_t score) {
  const int64_t at = (int64_t)score * 4 * ISN_RANK_UNITS + (int64_t)(ISN_RANK_STEPS / 2) * rank->units;
  if (at < 0) return 0;
  return at / rank->units < ISN_RANK_STEPS ? (uint32_t)(at / rank->units) : ISN_RANK_STEPS - 1;
}

/* Of force, or of its end: a text about a war. */
static bool of_force(const isnad_event *e) { return e->type == ISNAD_EV_RETREAT || e->type >= ISNAD_EV_PROTEST; }

static uint32_t sentence_of(const isn_doc *doc, const isnad_event *e) {
  const uint32_t token = isn_doc_token_at(doc, e->anchor.start);
  return token < doc->tokens.count ? doc->tokens.at[token].sentence : ISNAD_NONE;
}

static uint8_t percent_of(const isn_rank *rank, const isn_doc *doc, uint32_t event) {
  uint64_t features[ISN_RANK_FEATURES];
  const uint32_t count = isn_rank_features(doc, event, features);
  int32_t score = 0;
  for (uint32_t i = 0; i < count; i++) score += isn_linear_weight(rank->weights, features[i]);
  return rank->percent[(size_t)doc->events.at[event].type * ISN_RANK_STEPS + isn_rank_step(rank, score)];
}

/* Whether other sentences than each event's own tell of force: fills `sentence` of each event, ISNAD_NONE for those that are not judged. */
static bool find_alone(const isn_rank *rank, isn_doc *doc, uint32_t *sentence) {
  bool *tells = isn_arena_alloc(&doc->arena, doc->sentences.count + 1);
  uint32_t telling = 0;
  for (uint32_t e = 0; tells && e < doc->events.count; e++) {
    sentence[e] = sentence_of(doc, &doc->events.at[e]);
    if (sentence[e] == ISNAD_NONE || !of_force(&doc->events.at[e]) || tells[sentence[e]]) continue;
    tells[sentence[e]] = true;
    telling++;
  }
  for (uint32_t e = 0; tells && e < doc->events.count; e++)
    if (sentence[e] != ISNAD_NONE && (!rank->percent[(size_t)doc->events.at[e].type * ISN_RANK_STEPS] || telling > tells[sentence[e]]))
      sentence[e] = ISNAD_NONE;
  return tells;
}

/* A sentence was said to report some act of a type: what it tells of it, all its acts of the type tell. The acts of a sentence stand
 * near each other; those that are told as done decide, and they alone are judged. */
static isnad_status judge(const isn_rank *rank, isn_doc *doc, const uint32_t *sentence, isnad_error *error) {
  uint8_t best[ISNAD_EVENT_TYPES] = {0};
  uint32_t current = ISNAD_NONE;
  for (uint32_t e = 0; e < doc->events.count; e++) {
    if (sentence[e] == ISNAD_NONE) continue;
    if (sentence[e] != current) {
      memset(best, 0, sizeof best);
      current = sentence[e];
      for (uint32_t k = e; k < doc->events.count && k < e + MOST_ACTS; k++) {
        const isnad_event *row = &doc->events.at[k];
        if (sentence[k] != current || row->modality != ISNAD_ACTUAL) continue;
        const uint8_t percent = percent_of(rank, doc, k);
        if (percent > best[row->type]) best[row->type] = percent;
      }
    }
    isnad_event *row = &doc->events.at[e];
    if (row->modality != ISNAD_ACTUAL) continue; /* what is denied or planned was not in question */
    row->evidence.confidence = (float)(best[row->type] ? best[row->type] : percent_of(rank, doc, e)) / 100;
    row->evidence.why = isn_arena_printf(&doc->arena, "%s|alone", row->evidence.why);
    if (!row->evidence.why) return isn_nomem(error);
  }
  return ISNAD_OK;
}

isnad_status isn_rank_events(const isn_rank *rank, isn_doc *doc, isnad_error *error) {
  /* of an article a mention counts too; the model was trained on sentences that stand alone, and judges what is no longer than a few */
  if (!rank->units || !doc->events.count || doc->sentences.count > SHORT) return ISNAD_OK;
  uint32_t *sentence = isn_arena_alloc(&doc->arena, (size_t)doc->events.count * sizeof *sentence);
  if (!sentence || !find_alone(rank, doc, sentence)) return isn_nomem(error);
  return judge(rank, doc, sentence, error);
}
