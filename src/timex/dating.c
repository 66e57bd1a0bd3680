#include "timex/dating.h"

#include <stdlib.h>

enum { LATE_DAYS = 3 };

static const char *day_text(isn_doc *doc, isn_day day) {
  isn_date d = isn_date_of(day);
  return isn_arena_printf(&doc->arena, "%04d-%02d-%02d", d.year, d.month, d.day);
}

/* The free days of a clue that are nearest to the interval; runs that touch are one. */
static bool nearest_days(const isn_clue *clue, const isn_interval *in, isn_day *from, isn_day *to) {
  int64_t nearest = INT64_MAX;
  for (uint32_t k = 0; k < clue->stretches.count; k++) {
    const isn_stretch *st = &clue->stretches.at[k];
    if (st->cost) continue;
    int64_t far = st->from > in->to ? st->from - in->to : st->to < in->from ? in->from - st->to : 0;
    if (far >= nearest) continue;
    nearest = far, *from = st->from, *to = st->to;
  }
  return nearest != INT64_MAX;
}

/* The row of a clue's series that is nearest to the interval: that one is meant. */
static const isn_public_row *meant(const isn_public *known, const isn_clue *clue, const isn_interval *in) {
  const isn_public_row *best = clue->known;
  for (uint32_t i = best->series; i < known->rows.count; i++) {
    const isn_public_row *row = &known->rows.at[i];
    if (row->series == best->series && labs((long)row->from - in->from) < labs((long)best->from - in->from)) best = row;
  }
  return best;
}

static bool keep_clue(isn_doc *doc, const isn_public *known, const isn_clue *clue, const isn_interval *in) {
  isnad_clue *row = ISN_PUSH(&doc->clues, &doc->arena);
  isn_day from, to;
  if (!row) return false;
  *row = (isnad_clue){.span = clue->span, .time = clue->time, .used = clue->used, .broken = clue->broken};
  row->evidence = (isnad_evidence){clue->why, clue->confidence};
  if (clue->known) {
    const isn_row *lexicon = meant(known, clue, in)->row;
    row->lexicon_file = lexicon->file, row->lexicon_line = lexicon->line;
    if (clue->how) row->evidence.why = isn_arena_printf(&doc->arena, "public:%s|%s", lexicon->cells[0], clue->how);
    if (!row->evidence.why) return false;
  }
  if (clue->cycle || !nearest_days(clue, in, &from, &to)) return true;
  if (from > ISN_FIRST_DAY && !(row->from = day_text(doc, from))) return false;
  return to >= ISN_END_DAY - 1 || (row->to = day_text(doc, to));
}

static bool keep_clues(isn_doc *doc, const isn_public *known, const isn_clues *clues, const isn_interval *in) {
  for (uint32_t k = 0; k < clues->count; k++) {
    const isn_clue *clue = &clues->at[k];
    if (!keep_clue(doc, known, clue, in)) return false;
    if (!clue->used || clue->time == ISNAD_NONE) continue;
    bool there = false;
    for (uint32_t i = 0; i < doc->dated_because.count; i++) there |= doc->dated_because.at[i] == clue->time;
    uint32_t *item = there ? NULL : ISN_PUSH(&doc->dated_because, &doc->arena);
    if (!there && !item) return false;
    if (item) *item = clue->time;
  }
  return true;
}

bool isn_date_document(const isn_scan *s, const isn_public *known, const isn_whens *whens, isn_interval *out) {
  *out = (isn_interval){0};
  if (s->doc->published && isn_parse_day(s->doc->published, &out->from)) {
    out->to = out->from;
    out->has_from = out->has_to = true;
    return true;
  }
  isn_scan scan = *s; /* readers look no farther than the end of the text here */
  scan.first = 0;
  scan.end = s->doc->tokens.count;
  isn_clues clues = {0};
  isn_collector c = {.scan = &scan, .whens = whens, .known = known, .clues = &clues};
  isn_time_clues(&c);
  if (!c.failed) isn_public_clues(&c);
  if (c.failed) return false;
  if (!clues.count) return true;
  if (!isn_solve(&s->doc->arena, &clues, out)) return false;
  return (!out->has_from && !out->has_to) || keep_clues(s->doc, known, &clues, out);
}

isn_day isn_reference_day(const isn_whens *whens, isn_day published) {
  int32_t shift = 0;
  bool any = false;
  for (uint32_t i = 0; i < whens->count; i++) {
    const isn_when *w = &whens->at[i];
    if (w->shape != ISN_SHAPE_RELATIVE || !w->weekday) continue;
    int32_t late = (isn_weekday(published + w->amount) - w->weekday + 7) % 7;
    if (late == 6) late = -1;
    if (late > LATE_DAYS || (any && late != shift)) return published;
    shift = late;
    any = true;
  }
  return published - shift;
}
