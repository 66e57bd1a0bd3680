/* The stage: cues, then for each in the order of the text its source and its content, then the chain. Cues without content are
 * dropped: words alone do not make a statement. */
#include "statement/statement.h"

#include <stdlib.h>
#include <string.h>

#include "doc/spelled.h"
#include "statement/found.h"

enum { NEIGHBOURS = 32 }; /* cues before and behind that can share a sentence */

typedef struct state {
  isn_arena arena;
  isn_entries cues;
  isn_agents agents;
} state;

static void close_state(void *opaque) {
  state *st = opaque;
  if (st) isn_arena_free(&st->arena);
  free(st);
}

static isnad_status check_classes(const isn_lexicon *lexicon, isnad_error *error) {
  const isn_table *cues = isn_lexicon_table(lexicon, "cues.tsv");
  for (uint32_t i = 0; i < cues->rows.count; i++) {
    const isn_row *row = &cues->rows.at[i];
    const char *name = isn_cell(cues, row, "class"), *content = isn_cell(cues, row, "content");
    int k = 0;
    while (k < ISNAD_CUE_CLASSES && strcmp(name, isnad_cue_class_name((isnad_cue_class)k)) != 0) k++;
    if (k == ISNAD_CUE_CLASSES)
      return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0,
                         "column class: '%s' is none of the 14 cue classes (SAY, ASSERT, ANNOUNCE ...)", name);
    if (strcmp(content, "any") != 0 && strcmp(content, "clause") != 0)
      return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column content: '%s', expected clause or any", content);
  }
  return ISNAD_OK;
}

static isnad_status open_state(const isn_resources *resources, void **out, isnad_error *error) {
  const struct isn_lexicon *lexicon = resources->lexicon;
  state *st = calloc(1, sizeof *st);
  if (!st) return isn_nomem(error);
  isnad_status status = check_classes(lexicon, error);
  if (!status) status = isn_entries_add(&st->cues, &st->arena, lexicon, "cues.tsv", error);
  if (!status) status = isn_agents_open(&st->agents, &st->arena, lexicon, error);
  if (status) close_state(st);
  else *out = st;
  return status;
}

static float confidence(const isn_found *f) {
  float base = f->shape == ISN_CUE_VERB ? 0.85f : f->shape == ISN_CUE_PARTICIPLE ? 0.85f : f->shape == ISN_CUE_NOUN ? 0.5f : 0.75f;
  if (f->content_how && strcmp(f->content_how, "content:object") == 0) base -= 0.2f;
  if (f->shape == ISN_CUE_VERB && !f->has_source && f->source_entity == ISNAD_NONE) base -= 0.1f;
  return base;
}

static bool emit(isn_doc *doc, isn_found_list *found, uint32_t index, const uint32_t *row_of) {
  const isn_found *f = &found->at[index];
  isnad_statement *row = ISN_PUSH(&doc->statements, &doc->arena);
  isnad_span *content = row ? isn_arena_alloc(&doc->arena, f->contents * sizeof *content) : NULL;
  if (!content) return false;
  memcpy(content, f->content, f->contents * sizeof *content);
  *row = (isnad_statement){.source = f->has_source ? f->source.span : isn_no_span(),
                           .source_entity = f->source_entity,
                           .kind = f->kind,
                           .cue = f->cue,
                           .cue_class = f->cue_class,
                           .content = content,
                           .contents = f->contents,
                           .quote = f->quote,
                           .parent = f->parent == ISNAD_NONE ? ISNAD_NONE : row_of[f->parent]};
  row->evidence.why = isn_arena_printf(&doc->arena, "cue:%s|%s|%s", f->row ? f->row->cells[0] : ":", f->how, f->content_how);
  row->evidence.confidence = confidence(f);
  return row->evidence.why != NULL;
}

/* Marks which statement's cue and which innermost content each token stands in. The shorter content wins:
 * a child's lies within its parent's. */
static bool paint(isn_doc *doc) {
  uint32_t *length = isn_arena_alloc(&doc->arena, ((size_t)doc->tokens.count + 1) * sizeof *length); /* of the content painted */
  if (!length) return false;
  for (uint32_t i = 0; i < doc->statements.count; i++) {
    const isnad_statement *st = &doc->statements.at[i];
    for (uint32_t t = isn_doc_token_at(doc, st->cue.start); t < doc->tokens.count && doc->tokens.at[t].start < st->cue.end; t++)
      if (doc->tokens.at[t].cue == ISNAD_NONE) doc->tokens.at[t].cue = i;
    for (uint32_t c = 0; c < st->contents; c++) {
      uint32_t n = st->content[c].end - st->content[c].start;
      for (uint32_t t = isn_doc_token_at(doc, st->content[c].start); t < doc->tokens.count && doc->tokens.at[t].start < st->content[c].end;
           t++)
        if (!length[t] || n < length[t] || (n == length[t] && st->parent == doc->tokens.at[t].said))
          doc->tokens.at[t].said = i, length[t] = n; /* of the same words, passed on, the child is the inner one */
    }
  }
  return true;
}

/* Labels stand in the innermost statement whose content holds them. */
static void voice_labels(isn_doc *doc) {
  for (uint32_t l = 0; l < doc->labels.count; l++) {
    uint32_t t = isn_doc_token_at(doc, doc->labels.at[l].span.start);
    doc->labels.at[l].statement = t < doc->tokens.count ? doc->tokens.at[t].said : ISNAD_NONE;
  }
}

/* "قال في بيان إن" is one statement: the occasion counts only where nothing else reports in its sentence. */
static void drop_occasions(isn_speech *s) {
  for (uint32_t i = 0; i < s->found.count; i++) {
    if (!s->found.at[i].occasion) continue;
    uint32_t sentence = s->doc->tokens.at[s->found.at[i].first].sentence;
    uint32_t from = i > NEIGHBOURS ? i - NEIGHBOURS : 0, end = i + NEIGHBOURS < s->found.count ? i + NEIGHBOURS : s->found.count;
    for (uint32_t k = from; k < end; k++)
      if (k != i && !s->found.at[k].occasion && s->found.at[k].contents && s->doc->tokens.at[s->found.at[k].first].sentence == sentence)
        s->found.at[i].contents = 0;
  }
}

/* "أردف قائلا": the participle beside its verb reports nothing more. */
static void drop_echoes(isn_speech *s) {
  for (uint32_t i = 1; i < s->found.count; i++) {
    const isn_found *b = &s->found.at[i - 1];
    isn_found *f = &s->found.at[i];
    const bool saying = f->shape == ISN_CUE_NOUN && b->shape == ISN_CUE_VERB && f->row && strcmp(f->row->cells[0], "قول") == 0;
    const bool echo = f->shape == ISN_CUE_PARTICIPLE || saying; /* علق بالقول */
    if (echo && b->contents && f->contents && b->content[0].start == f->content[0].start) f->contents = 0;
  }
}

/* "وأكدت دعوة الوزير أن", "جدد الجانبان الدعوة إلى": a noun in the subject of a verb reports nothing of its own; one that begins the
 * content of a verb that only carries it (note light) reports in its place. */
static void drop_governed(isn_speech *s) {
  for (uint32_t i = 0; i < s->found.count; i++) {
    isn_found *n = &s->found.at[i];
    if (n->shape != ISN_CUE_NOUN || !n->contents) continue;
    for (uint32_t k = i, steps = 0; k-- > 0 && steps < NEIGHBOURS; steps++) {
      isn_found *v = &s->found.at[k];
      if (v->shape != ISN_CUE_VERB || !v->contents || s->doc->tokens.at[v->first].sentence != s->doc->tokens.at[n->first].sentence)
        continue;
      if (v->has_source && isn_within(n->cue, v->source.span)) n->contents = 0;
      else if (v->light && v->content[0].start <= n->cue.start && n->cue.start < v->content[0].start + 3) v->contents = 0;
      break;
    }
  }
}

/* البيان, التنبيه: theirs who spoke last. */
static bool is_their_paper(const isn_speech *s, const isn_found *f) {
  const isn_reading *r = f->kind == ISNAD_DOCUMENT_SOURCE && f->has_source ? isn_best(s->doc, f->source.head) : NULL;
  return r && r->proclitics & ISN_AL && f->source.end == f->source.first + 1 && isn_in(s->doc, f->source.head, ISN_CLASS_THEIR_PAPER);
}

static void give_papers(isn_speech *s) {
  uint32_t last = ISNAD_NONE;
  for (uint32_t i = 0; i < s->found.count; i++) {
    isn_found *f = &s->found.at[i];
    if (!f->contents) continue;
    if (f->source_entity == ISNAD_NONE && is_their_paper(s, f)) f->source_entity = last;
    else if (f->source_entity != ISNAD_NONE && f->kind != ISNAD_OUTLET) last = f->source_entity;
  }
}

static isnad_status run(const struct isn_lexicon *lexicon, const void *opaque, isn_doc *doc, isnad_error *error) {
  const state *st = opaque;
  isn_speech s = {.lexicon = lexicon, .cues = &st->cues, .agents = &st->agents, .doc = doc};
  if (!isn_find_cues(&s)) return isn_nomem(error);
  for (uint32_t i = 0; i < s.found.count; i++) /* what others say ends where a phrase with a speaker begins */
    if (s.found.at[i].shape == ISN_CUE_PHRASE) isn_find_source(&s, i);
  for (uint32_t i = 0; i < s.found.count; i++) {
    const char *how = s.found.at[i].how; /* a pronoun means who spoke before, which is known only now */
    if (s.found.at[i].shape != ISN_CUE_PHRASE || (how && strcmp(how, "phrase:pronoun") == 0)) isn_find_source(&s, i);
    isn_find_content(&s, i);
  }
  drop_governed(&s);
  drop_echoes(&s);
  drop_occasions(&s);
  give_papers(&s);
  isn_find_parents(&s);
  uint32_t *row_of = isn_arena_alloc(&doc->arena, ((size_t)s.found.count + 1) * sizeof *row_of), rows = 0;
  if (!row_of) return isn_nomem(error);
  for (uint32_t i = 0; i < s.found.count; i++) row_of[i] = s.found.at[i].contents ? rows++ : ISNAD_NONE;
  for (uint32_t i = 0; i < s.found.count; i++)
    if (s.found.at[i].contents && !emit(doc, &s.found, i, row_of)) return isn_nomem(error);
  if (!paint(doc)) return isn_nomem(error);
  voice_labels(doc);
  return ISNAD_OK;
}

const isn_stage isn_stage_statement = {.name = "statement", .open = open_state, .run = run, .close = close_state};
