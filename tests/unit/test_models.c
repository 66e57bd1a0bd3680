/* engine/models: which models an engine takes, by set and by folder, and what it says where they are not there. */
#include "unit.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../train/model_writer.h"
#include "engine/models.h"

enum { ROOM = 4096 };

static char folder[] = "/tmp/isnad-models-XXXXXX";

typedef struct tiny {
  _Alignas(16) unsigned char bytes[ROOM];
  size_t size;
} tiny;

static void path_of(const char *file, char *path, size_t size) { (void)snprintf(path, size, "%s/%s", folder, file); }

static void write_model(const char *file, const char *name, const char *set) {
  char path[128];
  isn_writer *w;
  isnad_error error;
  path_of(file, path, sizeof path);
  if (isn_writer_open(path, name, set, 1, "Apache-2.0", &w, &error)) fail_msg("%s", error.message);
  assert_int_equal(isn_writer_section(w, "set", set, strlen(set) + 1, &error), ISNAD_OK);
  if (isn_writer_close(w, true, &error)) fail_msg("%s", error.message);
}

static void drop(const char *file) {
  char path[128];
  path_of(file, path, sizeof path);
  assert_int_equal(unlink(path), 0);
}

/* The bytes of a model, as embed.sh would have compiled them in. */
static isn_embedded embed(tiny *room, const char *as, const char *name, const char *set) {
  char path[128];
  write_model("embedded", name, set);
  path_of("embedded", path, sizeof path);
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  room->size = fread(room->bytes, 1, ROOM, file);
  (void)fclose(file);
  drop("embedded");
  return (isn_embedded){as, room->bytes, room->bytes + room->size};
}

static int make_folder(void **state) {
  (void)state;
  return mkdtemp(folder) ? 0 : -1;
}

static int drop_folder(void **state) {
  (void)state;
  return rmdir(folder);
}

/* Refused, with a message (or file) that holds all of the texts. */
static void assert_refused(const char *choice, const isn_embedded *builtin, size_t count, isnad_status expected, const char *const *texts) {
  isn_models models = {0};
  isnad_error error;
  isnad_status status = isn_models_open(choice, builtin, count, &models, &error);
  if (status != expected) fail_msg("%s: status %d, expected %d (%s)", choice, status, expected, status ? error.message : "");
  for (size_t i = 0; i < ISN_MODEL_KINDS; i++) assert_null(models.at[i]);
  assert_string_equal(models.ids, "");
  for (; *texts; texts++)
    if (!strstr(error.message, *texts) && !strstr(error.file, *texts))
      fail_msg("\"%s: %s\" does not say %s", error.file, error.message, *texts);
}

static void a_built_in_set_is_chosen_by_its_name(void **state) {
  (void)state;
  static tiny rooms[7];
  isn_models models = {0};
  isnad_error error;
  /* No set may lack split, language and lemma; sentence is missing from "free" here, and that is allowed. */
  const isn_embedded builtin[] = {
      embed(&rooms[0], "free/split.model", "split", "free"),   embed(&rooms[1], "free/language.model", "language", "free"),
      embed(&rooms[2], "free/lemma.model", "lemma", "free"),   embed(&rooms[3], "nc/split.model", "split", "nc"),
      embed(&rooms[4], "nc/language.model", "language", "nc"), embed(&rooms[5], "nc/lemma.model", "lemma", "nc"),
      embed(&rooms[6], "nc/sentence.model", "sentence", "nc")};
  static const struct {
    const char *choice;
    size_t count;
    const char *split;
    bool sentence;
  } cases[] = {{"nc", 7, "split-nc-1-", true},
               {"free", 7, "split-free-1-", false},
               {NULL, 7, "split-nc-1-", true}, /* without a word: nc before free */
               {NULL, 3, "split-free-1-", false}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    if (isn_models_open(cases[i].choice, builtin, cases[i].count, &models, &error)) fail_msg("row %zu: %s", i, error.message);
    isn_resources given = {0};
    isn_models_give(&models, &given);
    assert_non_null(given.language);
    assert_non_null(given.lemma);
    assert_int_equal(given.sentence != NULL, cases[i].sentence);
    assert_int_equal(strncmp(isn_model_id(given.split), cases[i].split, strlen(cases[i].split)), 0);
    char ids[512];
    (void)snprintf(ids, sizeof ids, "%s%s%s %s %s", isn_model_id(given.split), given.sentence ? " " : "",
                   given.sentence ? isn_model_id(given.sentence) : "", isn_model_id(given.language), isn_model_id(given.lemma));
    assert_string_equal(models.ids, ids);
    isn_models_close(&models);
  }
  assert_refused("free", builtin, 2, ISNAD_E_NOTFOUND, (const char *[]){"free", "lemma.model", NULL});
  assert_refused(NULL, builtin, 0, ISNAD_E_NOTFOUND, (const char *[]){"no models", NULL});
  assert_refused("nc", builtin, 3, ISNAD_E_NOTFOUND, (const char *[]){"\"nc\"", "it has: free", NULL});
  assert_refused("free", builtin + 3, 4, ISNAD_E_NOTFOUND, (const char *[]){"\"free\"", "it has: nc", NULL});
  assert_refused("nc", builtin, 0, ISNAD_E_NOTFOUND, (const char *[]){"it has: none", NULL});
  assert_refused("best", builtin, 7, ISNAD_E_NOTFOUND,
                 (const char *[]){"\"best\"", "it has: nc, free", "split.model", "No such file", NULL});
  assert_refused("", builtin, 7, ISNAD_E_ARG, (const char *[]){"nc, free or a folder", NULL});
  /* A model that lies in the wrong set's folder must not pass for it. */
  const isn_embedded strayed = {"free/split.model", builtin[3].begin, builtin[3].end};
  assert_refused("free", &strayed, 1, ISNAD_E_FORMAT, (const char *[]){"free/split.model", "set \"nc\", expected \"free\"", NULL});
  const isn_embedded misnamed = {"nc/split.model", builtin[4].begin, builtin[4].end};
  assert_refused("nc", &misnamed, 1, ISNAD_E_FORMAT, (const char *[]){"nc/split.model", "a model \"language\", expected \"split\"", NULL});
  const isn_embedded cut = {"nc/split.model", builtin[3].begin, builtin[3].end - 1};
  assert_refused("nc", &cut, 1, ISNAD_E_FORMAT, (const char *[]){"nc/split.model", "says that it has", NULL});
}

static void a_folder_of_models_is_read(void **state) {
  (void)state;
  isn_models models = {0};
  isnad_error error;
  char path[128];
  assert_refused(folder, NULL, 0, ISNAD_E_NOTFOUND, (const char *[]){folder, "holds no model", "language.model", NULL});
  write_model("split.model", "split", "free");
  assert_refused(folder, NULL, 0, ISNAD_E_NOTFOUND, (const char *[]){folder, "holds no language.model", NULL});
  write_model("language.model", "language", "free");
  write_model("lemma.model", "lemma", "free");
  if (isn_models_open(folder, NULL, 0, &models, &error)) fail_msg("%s", error.message);
  assert_non_null(models.at[0]);
  assert_null(models.at[1]);
  assert_non_null(models.at[3]);
  isn_models_close(&models);

  drop("lemma.model");
  write_model("splt.model", "split", "free");
  assert_refused(folder, NULL, 0, ISNAD_E_FORMAT, (const char *[]){folder, "splt.model", "split.model, sentence.model", NULL});
  drop("splt.model");
  write_model("lemma.model", "split", "free");
  assert_refused(folder, NULL, 0, ISNAD_E_FORMAT, (const char *[]){"lemma.model", "a model \"split\", expected \"lemma\"", NULL});
  path_of("lemma.model", path, sizeof path);
  assert_int_equal(truncate(path, 200), 0);
  assert_refused(folder, NULL, 0, ISNAD_E_FORMAT, (const char *[]){"lemma.model", "says that it has", "but it has 200", NULL});
  drop("lemma.model");

  path_of("split.model", path, sizeof path);
  assert_refused(path, NULL, 0, ISNAD_E_NOTFOUND, (const char *[]){"split.model", "nor a folder", "Not a directory", NULL});
  drop("split.model");
  drop("language.model");
}

static void the_record_says_which_models_made_it(void **state) {
  (void)state;
  isnad_engine *engine;
  isnad_error error;
  isnad_document *document;
  char *json, list[512];
  if (isnad_engine_open(NULL, &engine, &error)) fail_msg("%s", error.message);
  size_t length = (size_t)snprintf(list, sizeof list, "\"models\":[%s", *isnad_engine_models(engine) ? "\"" : "");
  for (const char *id = isnad_engine_models(engine); *id; id++) /* blanks between ids become "," */
    length += (size_t)snprintf(list + length, sizeof list - length, *id == ' ' ? "\",\"" : "%c", *id);
  (void)snprintf(list + length, sizeof list - length, "%s],", *isnad_engine_models(engine) ? "\"" : "");
  const isnad_input input = {.text = "وصل الوفد.", .text_length = strlen("وصل الوفد.")};
  if (isnad_analyze(engine, &input, NULL, &document, &error)) fail_msg("%s", error.message);
  assert_int_equal(isnad_document_json(document, &json, NULL, &error), ISNAD_OK);
  if (!strstr(json, list)) fail_msg("no %s in %s", list, json);
  isnad_free(json);
  isnad_document_free(document);
  isnad_engine_close(engine);
  const isnad_engine_options wrong = {.models = "/nonexistent"};
  assert_int_equal(isnad_engine_open(&wrong, &engine, &error), ISNAD_E_NOTFOUND);
  assert_null(engine);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_built_in_set_is_chosen_by_its_name),
      cmocka_unit_test(a_folder_of_models_is_read),
      cmocka_unit_test(the_record_says_which_models_made_it),
  };
  return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
