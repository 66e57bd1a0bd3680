#include "engine/models.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* One model a stage, in the order of the stages. A model that no set may lack is `needed`. */
static const struct {
  const char *name;
  size_t place;
  bool needed;
} kinds[] = {
    {"split", offsetof(isn_resources, split), true},       {"sentence", offsetof(isn_resources, sentence), false},
    {"language", offsetof(isn_resources, language), true}, {"lemma", offsetof(isn_resources, lemma), true},
    {"name", offsetof(isn_resources, name), false},        {"event", offsetof(isn_resources, event), false},
};
_Static_assert(sizeof kinds / sizeof *kinds == ISN_MODEL_KINDS, "isn_models has a place for each");

static const char *const sets[] = {"nc", "free"};
enum { SETS = sizeof sets / sizeof *sets };
static const char all_files[] = "split.model, sentence.model, language.model, lemma.model, name.model, event.model";

void isn_models_close(isn_models *models) {
  for (size_t i = 0; i < ISN_MODEL_KINDS; i++) isn_model_close(models->at[i]);
  memset(models, 0, sizeof *models);
}

void isn_models_give(const isn_models *models, isn_resources *resources) {
  for (size_t i = 0; i < ISN_MODEL_KINDS; i++) {
    const isn_model *model = models->at[i];
    memcpy((char *)resources + kinds[i].place, &model, sizeof(void *));
  }
}

/* What every model must be that is to do the work of kinds[i]. */
static isnad_status check(const isn_models *models, size_t i, isnad_error *error) {
  const isn_model *model = models->at[i];
  if (strcmp(isn_model_name(model), kinds[i].name) == 0) return ISNAD_OK;
  return isn_fail_at(error, ISNAD_E_FORMAT, isn_model_file(model), 0, 0, "is a model \"%s\", expected \"%s\"", isn_model_name(model),
                     kinds[i].name);
}

/* ---- built-in sets ---- */

/* The model of a set for kinds[i], NULL if there is none. */
static const isn_embedded *builtin_model(const isn_embedded *builtin, size_t count, const char *set, size_t i) {
  char name[64];
  (void)snprintf(name, sizeof name, "%s/%s.model", set, kinds[i].name);
  for (size_t k = 0; k < count; k++)
    if (strcmp(builtin[k].name, name) == 0) return &builtin[k];
  return NULL;
}

static bool is_built_in(const isn_embedded *builtin, size_t count, const char *set) {
  bool any = false;
  for (size_t i = 0; i < ISN_MODEL_KINDS && !any; i++) any = builtin_model(builtin, count, set, i) != NULL;
  return any;
}

/* "nc, free" or "none", for messages. */
static const char *built_in_sets(const isn_embedded *builtin, size_t count, char *text, size_t size) {
  (void)snprintf(text, size, "none");
  bool first = true;
  for (size_t i = 0; i < SETS; i++) {
    if (!is_built_in(builtin, count, sets[i])) continue;
    size_t length = first ? 0 : strlen(text);
    (void)snprintf(text + length, size - length, "%s%s", first ? "" : ", ", sets[i]);
    first = false;
  }
  return text;
}

static isnad_status open_set(const char *set, const isn_embedded *builtin, size_t count, isn_models *out, isnad_error *error) {
  for (size_t i = 0; i < ISN_MODEL_KINDS; i++) {
    const isn_embedded *e = builtin_model(builtin, count, set, i);
    if (!e && kinds[i].needed)
      return isn_fail(error, ISNAD_E_NOTFOUND, "models \"%s\": this build has no %s/%s.model", set, set, kinds[i].name);
    if (!e) continue;
    isnad_status status = isn_model_from_bytes(e->begin, (size_t)(e->end - e->begin), e->name, &out->at[i], error);
    if (!status) status = check(out, i, error);
    if (!status && strcmp(isn_model_set(out->at[i]), set) != 0)
      status = isn_fail_at(error, ISNAD_E_FORMAT, e->name, 0, 0, "is a model of the set \"%s\", expected \"%s\"", isn_model_set(out->at[i]),
                           set);
    if (status) return status;
  }
  return ISNAD_OK;
}

/* ---- folders ---- */

/* A .model file that no stage would read is a slip of the pen, and would be missed in silence. */
static isnad_status check_names(DIR *dir, const char *folder, size_t *models, isnad_error *error) {
  *models = 0;
  for (struct dirent *entry; (entry = readdir(dir));) {
    size_t length = strlen(entry->d_name), i = 0;
    if (length <= 6 || entry->d_name[0] == '.' || strcmp(entry->d_name + length - 6, ".model") != 0) continue;
    while (i < ISN_MODEL_KINDS && (strlen(kinds[i].name) != length - 6 || memcmp(entry->d_name, kinds[i].name, length - 6) != 0)) i++;
    if (i == ISN_MODEL_KINDS)
      return isn_fail_at(error, ISNAD_E_FORMAT, folder, 0, 0, "holds %s, which no stage reads; expected of %s", entry->d_name, all_files);
    ++*models;
  }
  return ISNAD_OK;
}

static isnad_status open_file(const char *folder, size_t i, isn_models *out, isnad_error *error) {
  char path[4096];
  struct stat info;
  if (snprintf(path, sizeof path, "%s/%s.model", folder, kinds[i].name) >= (int)sizeof path)
    return isn_fail(error, ISNAD_E_ARG, "the path of the models is too long");
  if (stat(path, &info) != 0 && errno == ENOENT) {
    if (!kinds[i].needed) return ISNAD_OK;
    return isn_fail_at(error, ISNAD_E_NOTFOUND, folder, 0, 0, "holds no %s.model; expected %s", kinds[i].name, all_files);
  }
  isnad_status status = isn_model_open(path, &out->at[i], error);
  return status ? status : check(out, i, error);
}

static isnad_status open_folder(const char *folder, const isn_embedded *builtin, size_t count, isn_models *out, isnad_error *error) {
  char known[32];
  DIR *dir = opendir(folder);
  if (!dir)
    return isn_fail(error, ISNAD_E_NOTFOUND, "models \"%s\": neither a set of this build (it has: %s) nor a folder with %s: %s", folder,
                    built_in_sets(builtin, count, known, sizeof known), all_files, strerrordesc_np(errno));
  size_t models;
  isnad_status status = check_names(dir, folder, &models, error);
  (void)closedir(dir);
  if (!status && !models) status = isn_fail_at(error, ISNAD_E_NOTFOUND, folder, 0, 0, "the folder holds no model; expected %s", all_files);
  for (size_t i = 0; i < ISN_MODEL_KINDS && !status; i++) status = open_file(folder, i, out, error);
  return status;
}

/* ---- opening ---- */

static void join_ids(isn_models *models) {
  size_t length = 0;
  for (size_t i = 0; i < ISN_MODEL_KINDS; i++)
    if (models->at[i])
      length += (size_t)snprintf(models->ids + length, sizeof models->ids - length, "%s%s", length ? " " : "", isn_model_id(models->at[i]));
}

static isnad_status choose(const char *choice, const isn_embedded *builtin, size_t count, isn_models *out, isnad_error *error) {
  char known[32];
  if (choice && !*choice) return isn_fail(error, ISNAD_E_ARG, "models: empty; expected nc, free or a folder");
  for (size_t i = 0; i < SETS; i++) {
    if (choice && strcmp(choice, sets[i]) != 0) continue;
    if (is_built_in(builtin, count, sets[i])) return open_set(sets[i], builtin, count, out, error);
    if (choice)
      return isn_fail(error, ISNAD_E_NOTFOUND,
                      "models \"%s\": this build does not have the set (it has: %s); a folder of models is given by its path", choice,
                      built_in_sets(builtin, count, known, sizeof known));
  }
  if (choice) return open_folder(choice, builtin, count, out, error);
  return isn_fail(error, ISNAD_E_NOTFOUND, "this build has no models: a folder of them must be given");
}

isnad_status isn_models_open(const char *choice, const isn_embedded *builtin, size_t count, isn_models *out, isnad_error *error) {
  isnad_status status = choose(choice, builtin, count, out, error);
  if (status) isn_models_close(out);
  else join_ids(out);
  return status;
}
