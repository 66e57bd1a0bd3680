/* The report as one page that needs nothing but itself: styles and script inside, allowed by their hashes, everything else refused by the
 * page's own policy. It can be kept, sent and printed; what it shows is in it, down to the texts. */
#include <string.h>

#include "report/page.h"

/* ---- head ---- */

static void head(const isn_page *p) {
  put(p,
      "<!doctype html>\n<html lang=\"ar\" dir=\"rtl\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-");
  put(p, isn_page_css_hash);
  put(p, "'; script-src 'sha256-");
  put(p, isn_page_js_hash);
  put(p,
      "'; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>إسناد: ");
  isn_page_text(p->out, isn_word(ISN_H_REPORT).ar);
  put(p, "</title>\n<style>");
  put(p, isn_page_css);
  put(p, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#timeline\">");
  word(p, ISN_H_TIMELINE);
  put(p, "</a>\n");
}

/* The named actors that most documents speak of. */
static void main_actors(const isn_page *p) {
  enum { MOST = 6 };
  uint32_t chosen[MOST], count = 0;
  for (; count < MOST; count++) {
    const isn_actor *best = NULL;
    for (uint32_t i = 0; i < p->model->actors.count; i++) {
      const isn_actor *actor = &p->model->actors.at[i];
      bool taken = !actor->named || !actor->mentions;
      for (uint32_t j = 0; j < count; j++) taken |= chosen[j] == i;
      if (taken) continue;
      if (!best || actor->documents > best->documents || (actor->documents == best->documents && actor->mentions > best->mentions))
        best = actor, chosen[count] = i;
    }
    if (!best) break;
  }
  if (!count) return;
  put(p, "<p class=\"subject\">");
  for (uint32_t i = 0; i < count; i++) {
    if (i) put(p, " · ");
    name(p, p->model->actors.at[chosen[i]].name);
  }
  put(p, "</p>\n");
}

static void header(const isn_page *p) {
  const isn_overview *model = p->model;
  put(p,
      "<header>\n<div class=\"top\"><p class=\"brand\"><bdi class=\"ar\" lang=\"ar\">إسناد</bdi><bdi class=\"en\" "
      "lang=\"en\">isnad</bdi></p>"
      "<button id=\"language\" type=\"button\"><span class=\"ar\" lang=\"en\" dir=\"ltr\">English</span>"
      "<span class=\"en\" lang=\"ar\" dir=\"rtl\">العربية</span></button></div>\n<h1>");
  word(p, ISN_H_REPORT);
  put(p, "</h1>\n");
  main_actors(p);
  put(p, "<dl class=\"facts\">\n");
  isn_page_fact(p, ISN_H_DOCUMENTS);
  isn_page_number(p->out, model->documents_count);
  put(p, "</dd></div>\n");
  isn_page_fact(p, ISN_H_OUTLETS);
  for (uint32_t i = 0; i < model->outlets.count; i++) {
    if (i) put(p, " · ");
    name(p, model->outlets.at[i].name);
    put(p, " <span class=\"count\">");
    isn_page_number(p->out, model->outlets.at[i].documents);
    put(p, "</span>");
  }
  put(p, "</dd></div>\n");
  if (model->from) {
    isn_page_fact(p, ISN_H_DATES);
    isn_page_date(p->out, model->from);
    put(p, " – ");
    isn_page_date(p->out, model->to);
    put(p, "</dd></div>\n");
  }
  put(p, "</dl>\n<p class=\"note\">");
  word(p, ISN_W_HOW_TO_READ);
  put(p, "</p>\n</header>\n");
}

static uint32_t stands(const isn_overview *model) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < model->parties.count; i++) count += model->parties.at[i].stands.count;
  return count;
}

static uint32_t carried(const isn_overview *model) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < model->claims.count; i++) count += model->claims.at[i].outlets > 1 || model->claims.at[i].documents > 1;
  return count;
}

static void nav(const isn_page *p) {
  const isn_overview *model = p->model;
  const struct {
    const char *id;
    isn_heading heading;
    uint32_t count;
  } items[] = {{"documents", ISN_H_DOCUMENTS, model->documents_count},
               {"claims", ISN_H_CLAIMS, carried(model)},
               {"comparison", ISN_H_COMPARISON, model->outlets.count},
               {"disagreements", ISN_H_DISAGREEMENTS, isn_differences(model)},
               {"positions", ISN_H_POSITIONS, stands(model)},
               {"timeline", ISN_H_TIMELINE, model->timeline.count},
               {"names", ISN_H_NAMES, model->names.count},
               {"statements", ISN_H_STATEMENTS, model->statements.count},
               {"evidence", ISN_H_EVIDENCE, model->documents_count}};
  put(p, "<nav><ul>\n");
  for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
    isn_buffer_format(p->out, "<li><a href=\"#%s\">", items[i].id);
    word(p, items[i].heading);
    put(p, " <span class=\"count\">");
    isn_page_number(p->out, items[i].count);
    put(p, "</span></a></li>\n");
  }
  put(p, "</ul></nav>\n");
}

/* ---- documents ---- */

static void wires(const isn_page *p, const isn_member *member) {
  if (!member->wires_count) return;
  put(p, "<p class=\"copy\">");
  word(p, ISN_W_WIRE);
  for (uint32_t i = 0; i < member->wires_count; i++) {
    put(p, i ? " · " : " ");
    if (member->wires[i].id) name(p, member->wires[i].name);
    else word(p, ISN_W_AGENCIES);
  }
  put(p, "</p>");
}

static void documents(const isn_page *p) {
  isn_page_section(p, "documents", ISN_H_DOCUMENTS);
  put(p, "<ol class=\"documents\">\n");
  for (uint32_t i = 0; i < p->model->documents_count; i++) {
    const isn_member *member = &p->model->documents[i];
    isn_buffer_format(p->out, "<li><a href=\"#d%u\" lang=\"ar\" dir=\"rtl\">", i + 1);
    isn_page_title(p->out, member->stored);
    put(p, "</a><p class=\"facts\">");
    name(p, p->model->outlets.at[member->outlet].name);
    put(p, " · ");
    isn_page_dated(p->out, member);
    put(p, "</p>");
    wires(p, member);
    if (member->copy_of != ISNAD_NONE) {
      put(p, "<p class=\"copy\">");
      word(p, ISN_W_COPY_OF);
      isn_buffer_format(p->out, " <a href=\"#d%u\"><bdi dir=\"ltr\">%u</bdi></a>: <bdi dir=\"ltr\">%u%%</bdi> ", member->copy_of + 1,
                        member->copy_of + 1, member->overlap);
      word(p, ISN_W_SAME_TEXT);
      put(p, "</p>");
    }
    put(p, "</li>\n");
  }
  put(p, "</ol>\n</section>\n");
}

/* ---- the whole ---- */

static void evidence(const isn_page *p) {
  isn_page_section(p, "evidence", ISN_H_EVIDENCE);
  put(p, "<p class=\"note\"><mark class=\"s\">");
  word(p, ISN_W_MARK_SOURCE);
  put(p, "</mark> <mark class=\"c\">");
  word(p, ISN_W_MARK_CUE);
  put(p, "</mark> <mark class=\"e\">");
  word(p, ISN_W_MARK_EVENT);
  put(p, "</mark></p>\n");
  isn_page_evidence(p->out, p->model);
  put(p, "</section>\n");
}

static void footer(const isn_page *p) {
  put(p, "<footer><p>");
  word(p, ISN_W_FOOTER);
  put(p, "</p>\n<p class=\"note\">");
  word(p, ISN_W_MADE_BY);
  const isn_stored *last = p->model->documents_count ? p->model->documents[p->model->documents_count - 1].stored : NULL;
  put(p, " <bdi dir=\"ltr\">");
  isn_page_text(p->out, last && last->engine ? last->engine : ISNAD_VERSION);
  put(p, "</bdi>");
  if (last && last->lexicon && *last->lexicon) {
    put(p, " · ");
    word(p, ISN_W_LEXICON);
    put(p, " <bdi dir=\"ltr\">");
    isn_page_text(p->out, last->lexicon);
    put(p, "</bdi>");
  }
  put(p, "</p></footer>\n<script>");
  put(p, isn_page_js);
  put(p, "</script>\n</body>\n</html>\n");
}

void isn_report_html(const isn_overview *model, isn_buffer *out) {
  const isn_page p = {model, out};
  head(&p);
  header(&p);
  if (model->documents_count) {
    nav(&p);
    put(&p, "<main>\n");
    documents(&p);
    isn_page_claims(&p);
    isn_page_comparison(&p);
    isn_page_disagreements(&p);
    isn_page_positions(&p);
    isn_page_timeline(&p);
    isn_page_names(&p);
    isn_page_statements(&p);
    evidence(&p);
    put(&p, "</main>\n");
  } else {
    put(&p, "<main id=\"timeline\"><p class=\"none\">");
    word(&p, ISN_W_EMPTY);
    put(&p, "</p></main>\n");
  }
  footer(&p);
}
