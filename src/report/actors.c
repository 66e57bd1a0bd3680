/* Which entities of different documents are the same actor. */
#include <string.h>

#include "report/model.h"

/* Kinds of keys in one map. A name key is KEY_NAME + type. */
enum { KEY_REF = 1, KEY_NAME = 2, KEY_WORDS = 8 };
/* The value of a name that two entries of the knowledge base share: it says nothing. */
static const uint32_t ambiguous = ISNAD_NONE;

static uint32_t *place_of(isn_overview *model, isn_map *map, uint16_t kind, const char *words) {
  isn_key key = isn_word_key(model, kind, words);
  bool fresh;
  return key.at ? isn_map_put(map, &model->arena, key.at, key.length, &fresh) : NULL;
}

static uint16_t name_kind(const isnad_entity *entity) { return (uint16_t)(KEY_NAME + entity->type); }

/* A new actor; *number is its index plus one, as the map keeps it. */
static bool add_actor(isn_overview *model, const isnad_entity *entity, uint32_t *number) {
  isn_actor *actor = ISN_PUSH(&model->actors, &model->arena);
  if (!actor) return false;
  const char *ar = entity->name_ar && *entity->name_ar ? entity->name_ar : entity->name_en ? entity->name_en : "؟";
  *actor = (isn_actor){.type = entity->type, .named = true, .name = {ar, entity->name_en}, .ref = entity->ref, .code = entity->code};
  *number = model->actors.count;
  return true;
}

/* Entities with an entry in the knowledge base: the entry decides. Their names stand for them in documents that have no entry. */
static bool by_ref(isn_overview *model, isn_map *map, const isnad_entity *entity, uint32_t *actor) {
  uint32_t *number = place_of(model, map, KEY_REF, entity->ref);
  if (!number || (!*number && !add_actor(model, entity, number))) return false;
  uint32_t found = *number;
  *actor = found - 1;
  if (!entity->name_ar) return true;
  uint32_t *same_name = place_of(model, map, name_kind(entity), entity->name_ar);
  if (!same_name) return false;
  *same_name = *same_name && *same_name != found ? ambiguous : found;
  return true;
}

static bool by_name(isn_overview *model, isn_map *map, const isnad_entity *entity, uint32_t *actor) {
  uint32_t alone = 0;
  uint32_t *number = entity->name_ar && *entity->name_ar ? place_of(model, map, name_kind(entity), entity->name_ar) : &alone;
  if (!number) return false;
  if (*number == ambiguous) number = &alone;
  if (!*number && !add_actor(model, entity, number)) return false;
  *actor = *number - 1;
  isn_actor *row = &model->actors.at[*actor];
  if (!row->name.en) row->name.en = entity->name_en;
  return true;
}

static bool find_in_document(isn_overview *model, isn_map *map, isn_member *member, bool with_ref) {
  const isn_stored *stored = member->stored;
  for (uint32_t i = 0; i < stored->entities_count; i++) {
    const isnad_entity *entity = &stored->entities[i];
    if ((entity->ref != NULL) != with_ref) continue;
    if (!(with_ref ? by_ref : by_name)(model, map, entity, &member->actor_of[i])) return false;
  }
  return true;
}

static bool count_mentions(isn_overview *model) {
  uint32_t *seen = isn_arena_alloc(&model->arena, model->actors.count * sizeof *seen);
  if (!seen) return false;
  for (uint32_t d = 0; d < model->documents_count; d++) {
    const isn_member *member = &model->documents[d];
    for (uint32_t i = 0; i < member->stored->mentions_count; i++) {
      uint32_t actor = member->actor_of[member->stored->mentions[i].entity];
      model->actors.at[actor].mentions++;
      if (seen[actor] != d + 1) model->actors.at[actor].documents++;
      seen[actor] = d + 1;
    }
  }
  return true;
}

bool isn_gather_actors(isn_overview *model) {
  isn_map map = {0};
  for (uint32_t d = 0; d < model->documents_count; d++) {
    isn_member *member = &model->documents[d];
    member->actor_of = isn_arena_alloc(&model->arena, member->stored->entities_count * sizeof *member->actor_of);
    if (!member->actor_of || !find_in_document(model, &map, member, true)) return false;
  }
  for (uint32_t d = 0; d < model->documents_count; d++)
    if (!find_in_document(model, &map, &model->documents[d], false)) return false;
  return count_mentions(model);
}

bool isn_actor_of(isn_overview *model, uint32_t document, const isnad_participant *participant, uint32_t *actor) {
  const isn_member *member = &model->documents[document];
  *actor = ISNAD_NONE;
  if (participant->entity != ISNAD_NONE) return *actor = member->actor_of[participant->entity], true;
  if (participant->span.start == ISNAD_NONE) return true;
  const char *words = isn_words(model, document, participant->span);
  if (!words || !*words) return words != NULL;
  uint32_t *number = place_of(model, &model->words, KEY_WORDS, words);
  if (!number) return false;
  if (!*number) {
    isn_actor *row = ISN_PUSH(&model->actors, &model->arena);
    if (!row) return false;
    *row = (isn_actor){.name = {words, NULL}};
    *number = model->actors.count;
  }
  *actor = *number - 1;
  return true;
}
