/* Which documents repeat another one, so that an echo is not counted as a second witness: what linking found when they were added
 * (store/links.h), for the documents of this report. */
#include <stdlib.h>

#include "report/model.h"

/* A document of the report by its analysis. */
typedef struct place {
  int64_t analysis;
  uint32_t document;
} place;

static int by_analysis(const void *a, const void *b) {
  const place *left = a, *right = b;
  return left->analysis < right->analysis ? -1 : left->analysis > right->analysis;
}

/* The document of each row of the links, ISNAD_NONE where the report has it not. */
static uint32_t *find_places(isn_overview *model) {
  place *places = isn_arena_alloc(&model->arena, model->documents_count * sizeof *places);
  uint32_t *document_of = isn_arena_alloc(&model->arena, model->links.documents_count * sizeof *document_of);
  if (!places || !document_of) return NULL;
  for (uint32_t d = 0; d < model->documents_count; d++) places[d] = (place){model->documents[d].stored->analysis, d};
  if (model->documents_count) qsort(places, model->documents_count, sizeof *places, by_analysis);
  for (uint32_t i = 0; i < model->links.documents_count; i++) {
    place key = {model->links.documents[i].analysis, 0};
    const place *found = model->documents_count ? bsearch(&key, places, model->documents_count, sizeof key, by_analysis) : NULL;
    document_of[i] = found ? found->document : ISNAD_NONE;
  }
  return document_of;
}

static void widen(isn_member *member, uint32_t overlap) {
  if (overlap > member->overlap) member->overlap = overlap;
}

/* Whose text a document says that it is. */
static bool gather_wires(isn_overview *model, uint32_t row, isn_member *member) {
  const isn_linked *document = &model->links.documents[row];
  isn_agency *wires = isn_arena_alloc(&model->arena, document->wires_count * sizeof *wires);
  if (!wires) return false;
  for (uint32_t i = 0; i < document->wires_count; i++) {
    const char *id = model->links.wires[document->wires + i].outlet;
    const char *ar = model->engine && id ? isnad_engine_outlet_name(model->engine, id, false) : NULL;
    const char *en = model->engine && id ? isnad_engine_outlet_name(model->engine, id, true) : NULL;
    wires[i] = (isn_agency){id, {.ar = ar ? ar : id, .en = en}};
  }
  member->wires = wires;
  member->wires_count = document->wires_count;
  member->wire = isn_links_wire(&model->links, row);
  return true;
}

bool isn_gather_copies(isn_overview *model) {
  const isn_links *links = &model->links;
  uint32_t *document_of = find_places(model);
  uint32_t *first = isn_arena_alloc(&model->arena, links->documents_count * sizeof *first); /* document, of each origin */
  if (!document_of || !first) return false;
  for (uint32_t i = 0; i < links->documents_count; i++) first[i] = ISNAD_NONE;
  for (uint32_t i = 0; i < links->documents_count; i++) {
    uint32_t *least = &first[links->documents[i].origin];
    if (document_of[i] < *least) *least = document_of[i]; /* ISNAD_NONE is the greatest */
  }
  for (uint32_t i = 0; i < links->documents_count; i++) {
    uint32_t origin = first[links->documents[i].origin];
    if (document_of[i] != ISNAD_NONE && !gather_wires(model, i, &model->documents[document_of[i]])) return false;
    if (document_of[i] == ISNAD_NONE || origin == document_of[i]) continue;
    model->documents[document_of[i]].copy_of = origin;
  }
  for (uint32_t i = 0; i < links->copies_count; i++) {
    const isn_copy_row *row = &links->copies[i];
    if (row->copy.kind != ISN_COPY_SAME && row->copy.kind != ISN_COPY_REWRITE) continue;
    uint32_t ends[2] = {document_of[row->earlier], document_of[row->later]};
    for (int k = 0; k < 2; k++)
      if (ends[k] != ISNAD_NONE && model->documents[ends[k]].copy_of != ISNAD_NONE) widen(&model->documents[ends[k]], row->copy.overlap);
  }
  return true;
}
