#include "event/frame.h"

#include <string.h>
#include <uchar.h>

/* ---- reading rows ---- */

isnad_status isn_slots_read(isn_slot *slots, uint32_t *count, isn_arena *arena, const isn_row *row, const char *column, const char *cell,
                            isnad_error *error) {
  const char *item;
  for (size_t n; isn_next_alternative(&cell, &item, &n);) {
    static const struct {
      const char *name;
      isn_slot_kind kind;
    } kinds[] = {{"subj", ISN_SLOT_SUBJECT}, {"obj", ISN_SLOT_OBJECT},    {"gen", ISN_SLOT_GENITIVE},
                 {"by", ISN_SLOT_BY},        {"holder", ISN_SLOT_HOLDER}, {"against", ISN_SLOT_AGAINST},
                 {"next", ISN_SLOT_NEXT},    {"seat", ISN_SLOT_SEAT},     {"own", ISN_SLOT_OWN}};
    isn_slot slot = {0};
    bool known = n == 4 && memcmp(item, "none", 4) == 0;
    if (known) continue;
    if (n > 5 && memcmp(item, "prep:", 5) == 0) {
      slot.kind = ISN_SLOT_PREP;
      slot.prep = isn_fold_text(arena, item + 5, n - 5);
      if (!slot.prep.at) return isn_nomem(error);
      known = true;
    }
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds && !known; k++)
      if (strlen(kinds[k].name) == n && memcmp(kinds[k].name, item, n) == 0) slot.kind = kinds[k].kind, known = true;
    if (!known)
      return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0,
                         "column %s: '%.*s', expected subj, obj, gen, by, holder, against, seat, next, own, none or prep:WORD", column,
                         (int)n, item);
    if (*count < ISN_MAX_SLOTS) slots[(*count)++] = slot;
  }
  return ISNAD_OK;
}

isnad_status isn_frame_read(isn_frame *f, isn_arena *arena, const isn_table *table, const isn_row *row, isnad_error *error) {
  const char *type = isn_cell(table, row, "type"), *mode = isn_cell(table, row, "mode"), *cameo = isn_cell(table, row, "cameo"),
             *needs = isn_cell(table, row, "needs"), *note = isn_cell(table, row, "note");
  int t = 0;
  while (t < ISNAD_EVENT_TYPES && strcmp(type, isnad_event_type_name((isnad_event_type)t)) != 0) t++;
  if (t == ISNAD_EVENT_TYPES)
    return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column type: '%s' is none of the 16 PLOVER types", type);
  *f = (isn_frame){.type = (isnad_event_type)t, .mode = *mode ? mode : NULL, .cameo = *cameo ? cameo : NULL};
  f->need = strcmp(needs, "actor") == 0       ? ISN_NEED_ACTOR
            : strcmp(needs, "person") == 0    ? ISN_NEED_PERSON
            : strcmp(needs, "place") == 0     ? ISN_NEED_PLACE
            : strcmp(needs, "target") == 0    ? ISN_NEED_TARGET
            : strcmp(needs, "force") == 0     ? ISN_NEED_FORCE
            : strcmp(needs, "said") == 0      ? ISN_NEED_SAID
            : strcmp(needs, "protester") == 0 ? ISN_NEED_PROTESTER
                                              : ISN_NEED_NOTHING;
  if (*needs && f->need == ISN_NEED_NOTHING)
    return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0,
                       "column needs: '%s', expected actor, person, place, target, force, said, protester or nothing", needs);
  f->finite = strncmp(note, "finite", 6) == 0;
  f->light = strncmp(note, "light", 5) == 0;
  f->idle = strncmp(note, "idle", 4) == 0;
  isnad_status status = isn_slots_read(f->actor, &f->actors, arena, row, "actor", isn_cell(table, row, "actor"), error);
  return status ? status : isn_slots_read(f->recipient, &f->recipients, arena, row, "recipient", isn_cell(table, row, "recipient"), error);
}
