#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lemma_trainer.h"
#include "model_writer.h"

/* ---- what the table needs: a row that the coarser ones give too is left out ---- */

typedef struct key_set {
  uint64_t *slots;
  uint32_t mask;
} key_set;

static key_set new_set(uint32_t count) {
  uint32_t room = 2;
  while (room < count * 2 + 2) room *= 2;
  return (key_set){isn_lemma_must(calloc(room, sizeof(uint64_t))), room - 1};
}

static uint64_t *in_set(const key_set *set, uint64_t key) {
  uint32_t at = (uint32_t)(key >> 20) & set->mask;
  while (set->slots[at] && set->slots[at] != key) at = (at + 1) & set->mask;
  return &set->slots[at];
}

/* What a form and reading find without the rows named by form and reading, and, if not `with_fold`, without those by folded form and
 * reading. */
static uint32_t coarser(const trainer *t, const key_set *needed, keys k, bool with_fold) {
  if (with_fold && *in_set(needed, k.fold_reading)) return isn_lemma_value(t, k.fold_reading);
  return isn_lemma_value(t, *in_set(needed, k.form_pos) ? k.form_pos : k.fold_pos);
}

static key_set needed_keys(const trainer *t) {
  key_set needed = new_set(t->table.count);
  for (int pass = 0; pass < 3; pass++)
    for (uint32_t i = 0; i < t->data.seen.count; i++) {
      keys k = isn_lemma_keys(&t->data.seen.at[i]);
      uint64_t key = pass == 0 ? k.form_pos : pass == 1 ? k.fold_reading : k.form_reading;
      uint32_t without = pass == 0 ? isn_lemma_value(t, k.fold_pos) : coarser(t, &needed, k, pass == 2);
      if (isn_lemma_value(t, key) != without) *in_set(&needed, key) = key;
    }
  return needed;
}

typedef struct made_table {
  isn_lemma_slot *slots;
  uint32_t room, used;
} made_table;

static void put_row(made_table *table, uint64_t key, uint32_t value) {
  uint32_t at = isn_lemma_slot_of(key, table->room);
  while (table->slots[at].print) {
    if (table->slots[at].print == isn_lemma_print(key)) return; /* two keys with one print near each other: the first stays */
    at = at + 1 < table->room ? at + 1 : 0;
  }
  table->slots[at] = (isn_lemma_slot){isn_lemma_print(key), value};
  table->used++;
}

/* A quarter of the slots stays empty. */
static made_table make_table(const trainer *t, const key_set *dropped) {
  uint32_t rows = 0;
  for (uint32_t i = 0; i < t->table.count; i++) rows += !*in_set(dropped, t->table.at[i].key);
  uint32_t room = rows + rows / 3 + 16;
  made_table table = {isn_lemma_must(calloc(room, sizeof(isn_lemma_slot))), room, 0};
  for (uint32_t i = 0; i < t->table.count; i++)
    if (!*in_set(dropped, t->table.at[i].key)) put_row(&table, t->table.at[i].key, t->table.at[i].value);
  return table;
}

static key_set dropped_keys(const trainer *t) {
  key_set needed = needed_keys(t), dropped = new_set(t->table.count);
  for (uint32_t i = 0; i < t->data.seen.count; i++) {
    keys k = isn_lemma_keys(&t->data.seen.at[i]);
    const uint64_t fine[] = {k.form_reading, k.fold_reading, k.form_pos};
    for (size_t j = 0; j < 3; j++)
      if (!*in_set(&needed, fine[j])) *in_set(&dropped, fine[j]) = fine[j];
  }
  free(needed.slots);
  return dropped;
}

/* ---- the file ---- */

typedef struct output {
  isn_writer *writer;
  isnad_status status;
  isnad_error error;
} output;

static void put(output *out, const char *name, const void *bytes, size_t size) {
  if (!out->status) out->status = isn_writer_section(out->writer, name, bytes, size, &out->error);
}

static void put_strings(output *out, const trainer *t) {
  size_t bytes = 0;
  for (uint32_t i = 0; i < t->data.strings.count; i++) bytes += strlen(t->data.strings.at[i]) + 1;
  char *text = isn_lemma_must(malloc(bytes + 1)), *at = text;
  uint32_t *offsets = isn_lemma_must(malloc((t->data.strings.count + 1) * sizeof *offsets));
  for (uint32_t i = 0; i < t->data.strings.count; i++) {
    size_t n = strlen(t->data.strings.at[i]) + 1;
    offsets[i] = (uint32_t)(at - text);
    memcpy(at, t->data.strings.at[i], n);
    at += n;
  }
  put(out, "lemma.at", offsets, t->data.strings.count * sizeof *offsets);
  put(out, "lemma.strings", text, bytes);
  free(text);
  free(offsets);
}

static void put_rules(output *out, const trainer *t) {
  const uint32_t rules = t->rules.count;
  uint32_t *in_order = isn_lemma_must(calloc(rules + 1, sizeof *in_order)); /* rows of t->rules by id */
  uint32_t *offsets = isn_lemma_must(calloc(rules + 1, sizeof *offsets)), units = 0;
  uint16_t *all = isn_lemma_must(calloc(rules + 1, ISN_LEMMA_RULE * sizeof *all));
  for (uint32_t i = 0; i < rules; i++) in_order[t->rules.at[i].id] = i;
  for (uint32_t i = 0; i < rules; i++) {
    offsets[i] = units;
    const rule *r = &t->rules.at[in_order[i]];
    memcpy(all + units, r->units, r->length * sizeof *all);
    units += r->length;
  }
  offsets[rules] = units;
  put(out, "lemma.rules", all, units * sizeof *all);
  put(out, "lemma.ruleat", offsets, (rules + 1) * sizeof *offsets);
  free(in_order);
  free(offsets);
  free(all);
}

static void put_weights(output *out, const trainer *t) {
  int16_t *weights = isn_lemma_must(malloc(ISN_LEMMA_WEIGHTS * sizeof *weights));
  for (uint32_t i = 0; i < ISN_LEMMA_WEIGHTS; i++) weights[i] = (int16_t)t->weights[i];
  put(out, "lemma.weights", weights, ISN_LEMMA_WEIGHTS * sizeof *weights);
  free(weights);
}

static int write_model(const trainer *t, const char *set, const char *licence, const char *path) {
  key_set dropped = dropped_keys(t);
  made_table table = make_table(t, &dropped);
  output out = {0};
  out.status = isn_writer_open(path, "lemma", set, 1, licence, &out.writer, &out.error);
  if (!out.status) {
    isn_lemma_head head = {ISN_LEMMA_VERSION, table.room, t->data.strings.count, t->rules.count, t->classes.count, ISN_LEMMA_WEIGHTS - 1};
    put(&out, "lemma.head", &head, sizeof head);
    put(&out, "lemma.table", table.slots, table.room * sizeof *table.slots);
    put_strings(&out, t);
    put(&out, "lemma.patterns", t->patterns.at, t->patterns.count);
    put_rules(&out, t);
    put(&out, "lemma.classes", t->classes.at, t->classes.count * sizeof *t->classes.at);
    put(&out, "lemma.lists", t->lists.at, t->lists.count * sizeof *t->lists.at);
    put_weights(&out, t);
    isnad_error error = {0};
    isnad_status closed = isn_writer_close(out.writer, out.status == ISNAD_OK, &error);
    if (!out.status && closed) out.status = closed, out.error = error;
  }
  if (out.status) fprintf(stderr, "lemmas: %s\n", out.error.message);
  fprintf(stderr, "%u rows in %u slots, %u strings, %u rules, %u classes, %u forms trained on\n", table.used, table.room,
          t->data.strings.count, t->rules.count, t->classes.count, t->items.count);
  free(dropped.slots);
  free(table.slots);
  return out.status ? 1 : 0;
}

int isn_lemma_make(const char *folder, const char *set, const char *tables, const char *licence, const char *path) {
  trainer t = {0};
  char name[4096];
  snprintf(name, sizeof name, "%s/tags.tsv", folder);
  isn_lemma_load_tags(&t.data, name);
  snprintf(name, sizeof name, "%s/trees.conllu", folder);
  if (!isn_lemma_load_conllu(&t.data, name)) isn_lemma_die("no such file", name);
  snprintf(name, sizeof name, "%s/morph.conllu", folder);
  isn_lemma_load_conllu(&t.data, name); /* of the nc set only */
  snprintf(name, sizeof name, "%s/lemmas.tsv", folder);
  isn_lemma_load_forms(&t.data, name); /* of the free set only */
  isn_lemma_load_tables(&t.data, tables);
  isn_lemma_group(&t.data);
  isn_lemma_count(&t);
  isn_lemma_weigh(&t);
  int status = write_model(&t, set, licence, path);
  free(t.weights);
  free(t.sums);
  free(t.key_slots);
  free(t.data.slots);
  isn_arena_free(&t.data.arena);
  isn_arena_free(&t.arena);
  return status;
}
