/* The centre of the page: the claims with both sides, and how the outlets compare. */
#include <string.h>

#include "report/claims.h"
#include "report/page.h"

enum { MOST = 60, OPEN = 4, QUOTED = 8, LEFT_OUT = 12 };

static void fact(const isn_page *p, isn_heading label, uint32_t count) {
  put(p, " <span class=\"note\">");
  word(p, label);
  put(p, ": ");
  isn_page_number(p->out, count);
  put(p, "</span>");
}

/* The province and the country of its place, where they are known and are not the place. */
static void around(const isn_page *p, const isn_claim *claim) {
  const isnad_place *found = isn_claim_units(p->model, claim);
  const char *own = p->model->actors.at[claim->place].name.ar;
  if (!found || !own) return;
  isn_name units[] = {{found->province_ar, found->province_en}, {found->country_ar, found->country_en}};
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (units[i].ar && strcmp(units[i].ar, own) != 0) put(p, " <span class=\"note\">"), name(p, units[i]), put(p, "</span>");
}

/* What the claim is: an incident by type, place and day; else of whom, and what is said. */
static void title(const isn_page *p, const isn_claim *claim) {
  const isn_overview *model = p->model;
  if (claim->kind == ISN_CLAIM_EVENT) {
    name(p, isn_word_event(claim->type));
    if (claim->place != ISNAD_NONE) put(p, " · "), name(p, model->actors.at[claim->place].name), around(p, claim);
    if (claim->date) put(p, " · "), isn_page_date(p->out, claim->date);
    return;
  }
  if (claim->actor != ISNAD_NONE && claim->kind == ISN_CLAIM_MATTER) name(p, model->actors.at[claim->actor].name), put(p, ": ");
  name(p, claim->name);
}

static void words(const isn_page *p, const isn_claim *claim, const isn_voice *voice) {
  if (claim->kind == ISN_CLAIM_EVENT || claim->kind == ISN_CLAIM_NAME) {
    isn_page_snippet(p->out, p->model, voice->cite);
    return;
  }
  const isn_stored *stored = p->model->documents[voice->cite.document].stored;
  isnad_span before = {voice->cite.span.start, voice->anchor.start}, after = {voice->anchor.end, voice->cite.span.end};
  put(p, "<q lang=\"ar\" dir=\"rtl\">");
  if (claim->kind == ISN_CLAIM_MATTER && before.start <= before.end && after.start <= after.end) {
    isn_page_squeezed(p->out, stored, before);
    put(p, "<mark>");
    isn_page_squeezed(p->out, stored, voice->anchor);
    put(p, "</mark>");
    isn_page_squeezed(p->out, stored, after);
  } else {
    isn_page_squeezed(p->out, stored, voice->cite.span);
  }
  put(p, "</q>");
}

static void voice_row(const isn_page *p, const isn_claim *claim, const isn_voice *voice) {
  put(p, "<li>");
  isn_page_chain(p->out, p->model, &voice->chain);
  if (voice->event != ISNAD_NONE && voice->modality != ISNAD_ACTUAL)
    put(p, " <span class=\"modality\">"), name(p, isn_word_modality(voice->modality)), put(p, "</span>");
  isn_page_cite(p->out, p->model, voice->cite);
  words(p, claim, voice);
  put(p, "</li>\n");
}

static bool shown_on(const isn_page *p, const isn_claim *claim, uint32_t n, int8_t side) {
  return claim->voices.at[n].side == side && !isn_said_again(p->model, claim, n, ISN_PAGE_REACH);
}

/* The first ones open, the rest folded. */
static void voices(const isn_page *p, const isn_claim *claim, int8_t side) {
  uint32_t count = 0, written = 0;
  for (uint32_t i = 0; i < claim->voices.count; i++) count += shown_on(p, claim, i, side);
  put(p, "<ul class=\"accounts\">\n");
  for (uint32_t i = 0; i < claim->voices.count; i++) {
    if (!shown_on(p, claim, i, side)) continue;
    if (written++ == OPEN) {
      put(p, "</ul>\n<details><summary>");
      word(p, ISN_W_ALSO);
      put(p, " ");
      isn_page_number(p->out, count - OPEN);
      put(p, "</summary>\n<ul class=\"accounts\">\n");
    }
    voice_row(p, claim, &claim->voices.at[i]);
  }
  put(p, "</ul>\n");
  if (count > OPEN) put(p, "</details>\n");
}

static bool given_before(const isn_claim *claim, uint32_t n, int m) {
  const isn_voice *voice = &claim->voices.at[n];
  for (uint32_t i = 0; i < n; i++)
    if (claim->voices.at[i].sizes[m] == voice->sizes[m] && isn_same_voice(&claim->voices.at[i].chain, &voice->chain)) return true;
  return false;
}

static void figures(const isn_page *p, const isn_claim *claim) {
  for (int m = 0; m < ISN_MEASURES; m++) {
    bool any = false;
    for (uint32_t i = 0; i < claim->voices.count; i++) {
      const isn_voice *voice = &claim->voices.at[i];
      if (voice->sizes[m] < 0 || given_before(claim, i, m)) continue;
      if (!any) {
        put(p, "<div class=\"measure\"><h4>");
        name(p, isn_word_measure((isn_measure)m));
        put(p, "</h4>\n<ul class=\"figures\">\n");
      }
      any = true;
      put(p, "<li><b>");
      isn_page_number(p->out, (uint32_t)voice->sizes[m]);
      put(p, "</b> ");
      isn_page_chain(p->out, p->model, &voice->chain);
      const char *day = p->model->documents[voice->cite.document].day;
      if (day) put(p, " "), isn_page_date(p->out, day);
      if (voice->revises) put(p, " <span class=\"note\">"), word(p, ISN_W_REVISES), put(p, "</span>");
      isn_page_cite(p->out, p->model, voice->cite);
      put(p, "</li>\n");
    }
    if (any) put(p, "</ul></div>\n");
  }
}

static void sides(const isn_page *p, const isn_claim *claim) {
  put(p, "<div class=\"sides\">\n<div><h4>");
  word(p, ISN_W_FOR);
  put(p, "</h4>\n");
  voices(p, claim, 1);
  put(p, "</div>\n<div><h4>");
  word(p, ISN_W_AGAINST);
  if (claim->against_name.ar) put(p, ": "), name(p, claim->against_name);
  put(p, "</h4>\n");
  voices(p, claim, -1);
  put(p, "</div>\n</div>\n");
}

static void claim_row(const isn_page *p, const isn_claim *claim) {
  isn_buffer_format(p->out, "<article class=\"event claim\" id=\"%s\">\n<h3>", claim->id);
  title(p, claim);
  put(p, "</h3>\n<p class=\"what\">");
  fact(p, ISN_W_OUTLETS_CARRY, claim->outlets);
  fact(p, ISN_W_ORIGINS, claim->origins[0]);
  if (claim->origins[1]) fact(p, ISN_W_ORIGINS_AGAINST, claim->origins[1]);
  put(p, "</p>\n");
  figures(p, claim);
  if (claim->origins[1]) sides(p, claim);
  else voices(p, claim, 1);
  put(p, "</article>\n");
}

void isn_page_claims(const isn_page *p) {
  uint32_t shown = 0, more = 0;
  isn_page_section(p, "claims", ISN_H_CLAIMS);
  for (uint32_t i = 0; i < p->model->claims.count; i++) {
    const isn_claim *claim = &p->model->claims.at[i];
    bool carried = claim->outlets > 1 || claim->documents > 1;
    if (carried && shown < MOST) claim_row(p, claim), shown++;
    else more += carried;
  }
  isn_page_no_rows(p, shown);
  if (more) fact(p, ISN_W_MORE, more);
  put(p, "</section>\n");
}

/* ---- the outlets ---- */

static void classes(const isn_page *p, const uint32_t counts[ISNAD_CUE_CLASSES]) {
  for (int c = 0; c < ISNAD_CUE_CLASSES; c++) {
    if (!counts[c]) continue;
    isn_buffer_format(p->out, "<span class=\"chip class%d\">", c);
    name(p, isn_word_class((isnad_cue_class)c));
    put(p, " ");
    isn_page_number(p->out, counts[c]);
    put(p, "</span> ");
  }
}

static void outlet(const isn_page *p, uint32_t o) {
  const isn_overview *model = p->model;
  const isn_outlet_facts *facts = &model->compared[o];
  put(p, "<article class=\"party\">\n<h3>");
  name(p, model->outlets.at[o].name);
  put(p, "</h3>\n<p>");
  fact(p, ISN_H_DOCUMENTS, model->outlets.at[o].documents);
  fact(p, ISN_W_QUOTES, facts->statements);
  if (facts->statements) {
    put(p, " <span class=\"note\">");
    word(p, ISN_W_UNNAMED);
    isn_buffer_format(p->out, ": <bdi dir=\"ltr\">%u%%</bdi></span>", (100 * facts->unnamed + facts->statements / 2) / facts->statements);
  }
  put(p, "</p>\n<p>");
  classes(p, facts->classes);
  put(p, "</p>\n<ul>\n");
  for (uint32_t q = 0; q < facts->quoted.count && q < QUOTED; q++) {
    put(p, "<li>");
    name(p, model->speakers.at[facts->quoted.at[q].speaker].name);
    put(p, " <span class=\"count\">");
    isn_page_number(p->out, facts->quoted.at[q].count);
    put(p, "</span> ");
    classes(p, facts->quoted.at[q].classes);
    put(p, "</li>\n");
  }
  put(p, "</ul>\n");
  for (uint32_t i = 0; i < facts->left_out.count && i < LEFT_OUT; i++) {
    const isn_claim *claim = &model->claims.at[facts->left_out.at[i]];
    if (!i) put(p, "<h4>"), word(p, ISN_W_LEFT_OUT), put(p, "</h4>\n<ul>\n");
    put(p, "<li>");
    title(p, claim);
    put(p, "</li>\n");
  }
  put(p, facts->left_out.count ? "</ul>\n</article>\n" : "</article>\n");
}

void isn_page_comparison(const isn_page *p) {
  isn_page_section(p, "comparison", ISN_H_COMPARISON);
  put(p, "<div class=\"parties\">\n");
  for (uint32_t o = 0; o < p->model->outlets.count; o++) outlet(p, o);
  put(p, "</div>\n</section>\n");
}
