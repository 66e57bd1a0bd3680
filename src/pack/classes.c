#include "pack/classes.h"

#include <string.h>

#define ISN_AS_NAME(constant, name) name,
static const char *const names[] = {ISN_WORD_CLASS_LIST(ISN_AS_NAME)};

static isn_class_set *set_named(isn_word_classes *w, const char *match) {
  if (strcmp(match, "stem") == 0) return &w->stem;
  if (strcmp(match, "word") == 0) return &w->word;
  return strcmp(match, "lemma") == 0 ? &w->lemma : NULL;
}

static isnad_status add_row(isn_class_index *out, isn_arena *arena, const isn_table *table, const isn_row *row, isnad_error *error) {
  const char *name = isn_cell(table, row, "class"), *match = isn_cell(table, row, "match"), *at = isn_cell(table, row, "words"), *item;
  isn_word_classes known = {.stem = {{0}}};
  unsigned c = 0;
  while (c < ISN_WORD_CLASSES && strcmp(name, names[c]) != 0) c++;
  if (c == ISN_WORD_CLASSES)
    return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0,
                       "column class: '%s' is none of the classes of the built-in classes.tsv", name);
  if (!set_named(&known, match))
    return isn_fail_at(error, ISNAD_E_FORMAT, row->file, row->line, 0, "column match: '%s', expected stem, word or lemma", match);
  for (size_t n; isn_next_alternative(&at, &item, &n);) {
    const isn_key key = isn_fold_text(arena, item, n);
    bool fresh;
    uint32_t *slot = key.at ? isn_map_put(&out->spellings, arena, key.at, key.length, &fresh) : NULL;
    if (!slot) return isn_nomem(error);
    if (fresh) {
      if (!ISN_PUSH(&out->words, arena)) return isn_nomem(error);
      *slot = out->words.count;
    }
    set_named(&out->words.at[*slot - 1], match)->bits[c >> 6] |= UINT64_C(1) << (c & 63);
  }
  return ISNAD_OK;
}

isnad_status isn_classes_open(isn_class_index *out, isn_arena *arena, const isn_table *table, isnad_error *error) {
  isnad_status status = ISNAD_OK;
  for (uint32_t i = 0; i < table->rows.count && !status; i++) status = add_row(out, arena, table, &table->rows.at[i], error);
  return status;
}

const isn_word_classes *isn_classes_of(const isn_class_index *index, const uint16_t *letters, uint32_t length) {
  const uint32_t *slot = isn_map_get(&index->spellings, letters, length);
  return slot ? &index->words.at[*slot - 1] : NULL;
}
