/* The claims and the comparison of the outlets as text. */
#include "doc/place.h"
#include "report/claims.h"
#include "report/text_put.h"

enum { VOICES = 8, QUOTED = 5, LEFT_OUT = 8, WORDS = 160 };

static void put_count(writer *w, isn_heading label, uint32_t count) {
  put_word(w, label);
  isn_buffer_format(&w->line, ": %u", count);
}

static void put_list(writer *w, isn_heading label, const isn_numbers *actors) {
  if (!actors->count) return;
  if (w->line.length) put_semicolon(w);
  put_word(w, label);
  for (uint32_t i = 0; i < actors->count && i < QUOTED; i++) {
    put(w, i ? (w->english ? ", " : "، ") : ": ");
    put_name(w, w->model->actors.at[actors->at[i]].name);
  }
}

/* The place and, where they are known, the province and the country around it. */
static void put_place(writer *w, const isn_claim *claim) {
  isn_name name = w->model->actors.at[claim->place].name;
  put_name(w, name);
  isn_place_around(isn_claim_units(w->model, claim), w->english && name.en ? name.en : name.ar, w->english, w->english ? ", " : "، ",
                   &w->line);
}

/* Of what the claim is, and what those say who carry it. */
static void put_claim(writer *w, const isn_claim *claim) {
  if (claim->kind == ISN_CLAIM_EVENT) {
    put_name(w, isn_word_event(claim->type));
    if (claim->place != ISNAD_NONE) put_comma(w), put_place(w, claim);
    if (claim->date) put_comma(w), put_date(w, claim->date);
    return;
  }
  if (claim->actor != ISNAD_NONE && claim->kind == ISN_CLAIM_MATTER) put_name(w, w->model->actors.at[claim->actor].name), put(w, ": ");
  if (claim->kind == ISN_CLAIM_WORDS) put(w, "«"), put_cut(w, claim->name.ar, WORDS), put(w, "»");
  else put_name(w, claim->name);
}

static void put_counts(writer *w, const isn_claim *claim) {
  put_count(w, ISN_W_OUTLETS_CARRY, claim->outlets);
  put_semicolon(w);
  put_count(w, ISN_W_ORIGINS, claim->origins[0]);
  if (claim->origins[1]) put_semicolon(w), put_count(w, ISN_W_ORIGINS_AGAINST, claim->origins[1]);
  if (claim->outlets == 1) put_semicolon(w), put_word(w, ISN_W_ONE_OUTLET);
  flush(w, 2, "2");
}

static bool same_number(const isn_voice *a, const isn_voice *b, int m) {
  return a->sizes[m] == b->sizes[m] && isn_same_voice(&a->chain, &b->chain);
}

/* The numbers side by side, each with who gives it and on which day; nothing is made of them. */
static void figures(writer *w, const isn_claim *claim) {
  for (int m = 0; m < ISN_MEASURES; m++) {
    bool any = false;
    for (uint32_t i = 0; i < claim->voices.count; i++) {
      const isn_voice *voice = &claim->voices.at[i];
      bool again = voice->sizes[m] < 0;
      for (uint32_t j = 0; j < i && !again; j++) again = same_number(&claim->voices.at[j], voice, m);
      if (again) continue;
      if (any) put_semicolon(w);
      else put_name(w, isn_word_measure((isn_measure)m)), put(w, ": ");
      any = true;
      isn_buffer_format(&w->line, "%d ", voice->sizes[m]);
      put_word(w, ISN_W_ACCORDING);
      put(w, " ");
      put_speaker(w, &voice->chain);
      const char *day = w->model->documents[voice->cite.document].day;
      if (day) isn_buffer_format(&w->line, " (%s)", day);
      if (voice->revises) put(w, " "), put_word(w, ISN_W_REVISES);
      put_cite(w, voice->cite);
    }
    if (any) flush(w, 2, NULL);
  }
}

/* The same of sentences that are alike but for a number. */
static void numbers(writer *w, const isn_claim *claim) {
  bool any = false;
  for (uint32_t i = 0; i < claim->voices.count; i++) {
    const isn_voice *voice = &claim->voices.at[i];
    if (voice->number < 0) continue;
    if (any) put_semicolon(w);
    any = true;
    isn_buffer_format(&w->line, "%d ", voice->number);
    put_word(w, ISN_W_ACCORDING);
    put(w, " ");
    put_speaker(w, &voice->chain);
    put_cite(w, voice->cite);
  }
  if (any) flush(w, 2, NULL);
}

static void put_modality(writer *w, const isn_voice *voice) {
  if (voice->event == ISNAD_NONE || voice->modality == ISNAD_ACTUAL) return;
  put(w, " ("), put_name(w, isn_word_modality(voice->modality)), put(w, ")");
}

static void voices(writer *w, const isn_claim *claim, int8_t side, uint32_t most) {
  uint32_t shown = 0, more = 0;
  bool both = claim->origins[1] > 0;
  for (uint32_t i = 0; i < claim->voices.count; i++) {
    const isn_voice *voice = &claim->voices.at[i];
    if (voice->side != side || isn_said_again(w->model, claim, i, REACH)) continue;
    if (shown == most) {
      more++;
      continue;
    }
    if (!shown && both) {
      put_word(w, side > 0 ? ISN_W_FOR : ISN_W_AGAINST);
      if (side < 0 && claim->against_name.ar) put(w, " ("), put_name(w, claim->against_name), put(w, ")");
      put(w, ":");
      flush(w, 2, NULL);
    }
    shown++;
    put_chain(w, &voice->chain);
    put_modality(w, voice);
    put(w, ": ");
    isn_buffer words = {0};
    isn_snippet found = isn_snippet_of(w->model, voice->cite, REACH);
    isnad_span span = claim->kind == ISN_CLAIM_EVENT || claim->kind == ISN_CLAIM_NAME ? (isnad_span){found.before.start, found.after.end}
                                                                                      : voice->cite.span;
    isn_report_squeezed(w->model->documents[voice->cite.document].stored, span, &words);
    put(w, "«");
    put_cut(w, words.at ? words.at : "", 2 * WORDS);
    put(w, "»");
    w->line.failed |= words.failed;
    isn_buffer_free(&words);
    put_cite(w, voice->cite);
    flush(w, 4, NULL);
  }
  if (!more) return;
  isn_buffer_format(&w->line, w->english ? "%u more: --all" : "و%u غيرها: \u200e--all\u200e", more);
  flush(w, 4, "2");
}

static void claim_rows(writer *w, const isn_claim *claim) {
  blank(w);
  put_claim(w, claim);
  flush(w, 0, "1");
  put_counts(w, claim);
  if (claim->kind == ISN_CLAIM_EVENT) {
    put_list(w, ISN_W_ACTOR, &claim->actors);
    put_list(w, ISN_W_RECIPIENT, &claim->recipients);
    flush(w, 2, NULL);
  }
  figures(w, claim);
  numbers(w, claim);
  voices(w, claim, 1, w->all ? UINT32_MAX : VOICES);
  voices(w, claim, -1, w->all ? UINT32_MAX : VOICES);
}

void isn_text_claims(writer *w, uint32_t most) {
  const isn_overview *model = w->model;
  uint32_t shown = 0, shared = 0, alone = 0;
  heading(w, ISN_H_CLAIMS);
  for (uint32_t i = 0; i < model->claims.count; i++) {
    const isn_claim *claim = &model->claims.at[i];
    bool carried = claim->outlets > 1 || claim->documents > 1;
    if (carried) shared++;
    else alone++;
    if (!carried && !w->all) continue;
    if (shown < most || w->all) claim_rows(w, claim), shown++;
  }
  if (!shown) put_word(w, ISN_W_NO_ROWS), flush(w, 0, NULL);
  if (w->all || (shared <= shown && !alone)) return;
  blank(w);
  isn_buffer_format(&w->line,
                    w->english ? "%u more that several carry, and %u that one document tells: --all"
                               : "و%u غيرها مما يرويه أكثر من واحد، و%u مما ترويه وثيقة واحدة: \u200e--all\u200e",
                    shared - (shown < shared ? shown : shared), alone);
  flush(w, 0, "2");
}

/* ---- outlets ---- */

static void put_classes(writer *w, const uint32_t classes[ISNAD_CUE_CLASSES]) {
  bool any = false;
  for (int c = 0; c < ISNAD_CUE_CLASSES; c++) {
    if (!classes[c]) continue;
    if (any) put_comma(w);
    any = true;
    put_name(w, isn_word_class((isnad_cue_class)c));
    isn_buffer_format(&w->line, " %u", classes[c]);
  }
}

void isn_text_comparison(writer *w) {
  const isn_overview *model = w->model;
  heading(w, ISN_H_COMPARISON);
  for (uint32_t o = 0; o < model->outlets.count; o++) {
    const isn_outlet_facts *facts = &model->compared[o];
    if (o) blank(w);
    put_name(w, model->outlets.at[o].name);
    flush(w, 0, "1");
    put_count(w, ISN_H_DOCUMENTS, model->outlets.at[o].documents);
    put_semicolon(w);
    put_count(w, ISN_W_QUOTES, facts->statements);
    if (facts->statements) {
      put_semicolon(w);
      put_word(w, ISN_W_UNNAMED);
      isn_buffer_format(&w->line, ": %u%%", (100 * facts->unnamed + facts->statements / 2) / facts->statements);
    }
    flush(w, 2, NULL);
    put_classes(w, facts->classes);
    flush(w, 2, NULL);
    for (uint32_t q = 0; q < facts->quoted.count && (w->all || q < QUOTED); q++) {
      put_name(w, model->speakers.at[facts->quoted.at[q].speaker].name);
      isn_buffer_format(&w->line, " (%u): ", facts->quoted.at[q].count);
      put_classes(w, facts->quoted.at[q].classes);
      flush(w, 4, NULL);
    }
    for (uint32_t i = 0; i < facts->left_out.count && (w->all || i < LEFT_OUT); i++) {
      if (!i) put_word(w, ISN_W_LEFT_OUT), put(w, ":"), flush(w, 2, NULL);
      put_claim(w, &model->claims.at[facts->left_out.at[i]]);
      flush(w, 4, NULL);
    }
  }
}
