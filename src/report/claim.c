/* What the parts of the claims share, and what is done when all have run: origins, ids, order. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/claims.h"

/* ---- contexts ---- */

enum { COUNTRIES = 64 };

typedef struct tally {
  char country[4];
  uint32_t count;
} tally;

/* The country that a code begins with; bodies of no country (IGO, NGO, MNC, GOV alone ...) are none. */
static bool country_of(const char *code, char out[4]) {
  static const char *const none[] = {"IGO", "NGO", "MNC", "IMG", "GOV", "MIL", "MED", "REB", "OPP", "CVL", "UNK", "JRN", "EDU",
                                     "BUS", "LEG", "JUD", "COP", "LAB", "REL", "ELI", "SPY", "UAF", "SEP", "INS", "CRM", "SET"};
  if (!code || strlen(code) < 3 || (code[3] && code[3] != ' ')) return false;
  for (size_t i = 0; i < sizeof none / sizeof *none; i++)
    if (strncmp(code, none[i], 3) == 0) return false;
  memcpy(out, code, 3);
  out[3] = 0;
  return true;
}

/* The country that most mentions are of; of several the first in the alphabet. */
static const char *country_of_document(isn_overview *model, uint32_t document) {
  const isn_stored *stored = model->documents[document].stored;
  tally all[COUNTRIES];
  uint32_t count = 0, best = 0;
  for (uint32_t i = 0; i < stored->mentions_count; i++) {
    char country[4];
    uint32_t k = 0;
    const isnad_entity *entity = &stored->entities[stored->mentions[i].entity];
    if (!country_of(entity->code, country)) continue;
    while (k < count && strcmp(all[k].country, country) != 0) k++;
    if (k == COUNTRIES) continue;
    if (k == count) memcpy(all[count++].country, country, 4), all[k].count = 0;
    all[k].count += entity->ref && strstr(entity->ref, ":country-") ? 2 : 1; /* a capital may be its government */
  }
  for (uint32_t k = 1; k < count; k++)
    if (all[k].count > all[best].count || (all[k].count == all[best].count && strcmp(all[k].country, all[best].country) < 0)) best = k;
  return count ? isn_arena_strdup(&model->arena, all[best].country) : "";
}

bool isn_contexts(isn_overview *model, isn_context **out) {
  *out = isn_arena_alloc(&model->arena, model->documents_count * sizeof **out);
  for (uint32_t d = 0; *out && d < model->documents_count; d++) {
    const isn_member *member = &model->documents[d];
    isn_context *made = &(*out)[d];
    made->country = country_of_document(model, d);
    made->from = isn_day_number(member->day ? member->day : member->stored->dated_from);
    made->to = isn_day_number(member->day ? member->day : member->stored->dated_to);
    if (made->to == INT32_MIN) made->to = INT32_MAX;
    if (!made->country) return false;
  }
  return *out != NULL;
}

/* ---- actors ---- */

static bool is_telling_word(const char *word, size_t length) {
  static const char *const common[] = {"حكومة",  "الحكومة", "قوات",  "القوات", "وزارة", "داخلية", "مجلس", "المجلس", "الوطني", "الوطنية",
                                       "الليبي", "رئيس",    "الجيش", "جيش",    "هيئة",  "منظمة",  "حزب",  "حركة",   "جبهة",   "الشعبي"};
  for (size_t i = 0; i < sizeof common / sizeof *common; i++)
    if (strlen(common[i]) == length && memcmp(common[i], word, length) == 0) return false;
  return length >= 8;
}

/* A quotation mark is no letter of a name. */
static size_t word_at(const char **at) {
  *at += strspn(*at, " \"");
  return strcspn(*at, " \"");
}

static bool name_has_telling_word_of(const char *name, const char *other) {
  for (const char *at = name;;) {
    size_t length = word_at(&at);
    if (!length) return false;
    if (is_telling_word(at, length))
      for (const char *in = other;;) {
        size_t n = word_at(&in);
        if (!n) break;
        if (n == length && memcmp(at, in, n) == 0) return true;
        in += n;
      }
    at += length;
  }
}

bool isn_same_actor(const isn_overview *model, uint32_t actor, uint32_t other) {
  if (actor == other) return true;
  if (actor == ISNAD_NONE || other == ISNAD_NONE) return false;
  const isn_actor *a = &model->actors.at[actor], *b = &model->actors.at[other];
  if ((a->ref && b->ref) || a->type != b->type || a->type != ISNAD_ORG || !a->named || !b->named) return false;
  return name_has_telling_word_of(a->name.ar, b->name.ar);
}

/* ---- time ---- */

typedef struct stretch {
  uint32_t from, to;
} stretch;

void isn_split_by_time(const int32_t *days, uint32_t count, uint32_t most, int32_t span, uint32_t *parts) {
  uint32_t begin = 0, part = 0;
  while (begin < count) {
    uint32_t end = count;
    for (;;) {
      bool known = days[begin] != INT32_MIN && days[end - 1] != INT32_MIN;
      if (end - begin < 2 || !known || (end - begin <= most && days[end - 1] - days[begin] <= span)) break;
      uint32_t cut = end - 1; /* the widest gap; of several the first */
      for (uint32_t i = end - 1; i > begin; i--)
        if (days[i] - days[i - 1] >= days[cut] - days[cut - 1]) cut = i;
      if (days[cut] == days[cut - 1]) break;
      end = cut;
    }
    for (uint32_t i = begin; i < end; i++) parts[i] = part;
    part++;
    begin = end;
  }
}

/* ---- claims and voices ---- */

isn_claim *isn_claim_new(isn_overview *model, isn_claim_kind kind) {
  isn_claim *claim = ISN_PUSH(&model->claims, &model->arena);
  if (claim) *claim = (isn_claim){.kind = kind, .actor = ISNAD_NONE, .place = ISNAD_NONE, .date_kind = ISN_DATE_NONE};
  return claim;
}

isn_voice *isn_voice_add(isn_overview *model, isn_claim *claim, uint32_t document, isnad_span span, int8_t side, uint32_t statement) {
  isn_voice *voice = ISN_PUSH(&claim->voices, &model->arena);
  if (!voice) return NULL;
  *voice = (isn_voice){.cite = isn_cite_of(model, document, span),
                       .anchor = span,
                       .side = side,
                       .statement = statement,
                       .event = ISNAD_NONE,
                       .sizes = {-1, -1, -1},
                       .number = -1,
                       .date_kind = ISN_DATE_NONE};
  return isn_chain_of(model, document, statement, &voice->chain) ? voice : NULL;
}

bool isn_said_again(const isn_overview *model, const isn_claim *claim, uint32_t n, uint32_t reach) {
  const isn_voice *voice = &claim->voices.at[n];
  if (claim->kind != ISN_CLAIM_EVENT) return false;
  for (uint32_t i = n; i-- > 0 && claim->voices.at[i].cite.document == voice->cite.document;) {
    const isn_voice *before = &claim->voices.at[i];
    if (before->side == voice->side && before->statement == voice->statement && before->modality == voice->modality &&
        isn_snippet_shows(model, before->cite, reach, voice->cite))
      return true;
  }
  return false;
}

/* ---- incidents ---- */

bool isn_claim_range(const isn_claim *claim, isn_measure measure, int32_t *least, int32_t *most) {
  *least = *most = -1;
  for (uint32_t i = 0; i < claim->voices.count; i++) {
    int32_t size = claim->voices.at[i].sizes[measure];
    if (claim->voices.at[i].side < 0 || size < 0) continue;
    if (*least < 0 || size < *least) *least = size;
    if (size > *most) *most = size;
  }
  return *most >= 0;
}

const isnad_entity *isn_claim_place(const isn_overview *model, const isn_claim *claim, uint32_t *document) {
  for (uint32_t i = 0; i < claim->voices.count && claim->place != ISNAD_NONE; i++) {
    const isn_voice *voice = &claim->voices.at[i];
    const isn_member *member = &model->documents[voice->cite.document];
    const isn_stored *rows = member->stored;
    if (voice->event >= rows->events_count || rows->events[voice->event].place >= rows->entities_count) continue;
    uint32_t entity = rows->events[voice->event].place;
    if (!rows->entities[entity].has_geo || member->actor_of[entity] != claim->place) continue;
    *document = voice->cite.document;
    return &rows->entities[entity];
  }
  return NULL;
}

const isnad_place *isn_claim_units(const isn_overview *model, const isn_claim *claim) {
  uint32_t document;
  const isnad_entity *found = model->engine ? isn_claim_place(model, claim, &document) : NULL;
  const char *ref = claim->place == ISNAD_NONE ? NULL : model->actors.at[claim->place].ref;
  if (found) return isnad_engine_place(model->engine, found->ref, found->lat, found->lon);
  return model->engine && ref ? isnad_engine_place(model->engine, ref, 0, 0) : NULL;
}

/* ---- origins ---- */

/* The outlet that a hop is, as a row of model->outlets; ISNAD_NONE. */
static uint32_t outlet_of_hop(const isn_overview *model, const isn_hop *hop) {
  const char *ref = hop->actor == ISNAD_NONE ? NULL : model->actors.at[hop->actor].ref;
  const char *id = ref ? strstr(ref, ":outlet-") : NULL;
  for (uint32_t o = 0; id && o < model->outlets.count; o++)
    if (model->outlets.at[o].id && strcmp(model->outlets.at[o].id, id + 8) == 0) return o;
  return ISNAD_NONE;
}

/* Whose own voice it is where nobody is named: the outlet that the last hop is, else the one whose text the document says that it
 * prints, else its own. NULL: not known. */
static const char *own_voice(const isn_overview *model, const isn_voice *voice, const isn_hop *last) {
  uint32_t outlet = last ? outlet_of_hop(model, last) : ISNAD_NONE;
  if (outlet != ISNAD_NONE) return model->outlets.at[outlet].id;
  const char *wire = model->documents[voice->cite.document].wire;
  return wire ? wire : model->outlets.at[voice->chain.outlet].id;
}

/* Both go back to one mouth: the same named speaker at the end of the chain, an outlet that only relays the other, one text that both
 * copy, the same outlet in its own voice, or one agency whose text both print. */
static bool same_origin(const isn_overview *model, const isn_voice *a, const isn_voice *b) {
  if (isn_origin(model, a->cite.document) == isn_origin(model, b->cite.document)) return true;
  const isn_hop *last_a = a->chain.count ? &a->chain.hops[a->chain.count - 1] : NULL;
  const isn_hop *last_b = b->chain.count ? &b->chain.hops[b->chain.count - 1] : NULL;
  if (last_a && last_b && last_a->actor != ISNAD_NONE) return last_a->actor == last_b->actor;
  uint32_t outlet_a = last_a && outlet_of_hop(model, last_a) != ISNAD_NONE ? outlet_of_hop(model, last_a) : a->chain.outlet;
  uint32_t outlet_b = last_b && outlet_of_hop(model, last_b) != ISNAD_NONE ? outlet_of_hop(model, last_b) : b->chain.outlet;
  bool named_a = last_a && last_a->actor != ISNAD_NONE && outlet_of_hop(model, last_a) == ISNAD_NONE;
  bool named_b = last_b && last_b->actor != ISNAD_NONE && outlet_of_hop(model, last_b) == ISNAD_NONE;
  if (named_a || named_b) return false;
  if (outlet_a == outlet_b && model->outlets.at[outlet_a].id) return true;
  const char *voice_a = own_voice(model, a, last_a), *voice_b = own_voice(model, b, last_b);
  return voice_a && voice_b && strcmp(voice_a, voice_b) == 0;
}

enum { COMPARED = 400 }; /* voices of one claim among which origins are looked for; beyond, each is its document's */

static bool count_origins(isn_overview *model, isn_claim *claim) {
  uint32_t count = claim->voices.count, origins = 0;
  for (uint32_t i = 0; i < count; i++) {
    isn_voice *voice = &claim->voices.at[i];
    voice->origin = ISNAD_NONE;
    for (uint32_t j = i > COMPARED ? i - COMPARED : 0; j < i && voice->origin == ISNAD_NONE; j++)
      if (same_origin(model, voice, &claim->voices.at[j])) voice->origin = claim->voices.at[j].origin;
    if (voice->origin == ISNAD_NONE) voice->origin = origins++;
  }
  uint8_t *seen = isn_arena_alloc(&model->arena, (size_t)origins + 1);
  if (!seen) return false;
  for (uint32_t i = 0; i < count; i++) {
    const isn_voice *voice = &claim->voices.at[i];
    uint8_t bit = voice->side > 0 ? 1 : 2;
    if (!(seen[voice->origin] & bit)) claim->origins[voice->side > 0 ? 0 : 1]++;
    seen[voice->origin] |= bit;
  }
  return true;
}

/* ---- finishing ---- */

static int by_place(const void *a, const void *b) {
  const isn_voice *left = a, *right = b;
  if (left->cite.document != right->cite.document) return left->cite.document < right->cite.document ? -1 : 1;
  if (left->cite.span.start != right->cite.span.start) return left->cite.span.start < right->cite.span.start ? -1 : 1;
  if (left->anchor.start != right->anchor.start) return left->anchor.start < right->anchor.start ? -1 : 1;
  return left->side > right->side ? -1 : left->side < right->side;
}

static bool count_carriers(isn_overview *model, isn_claim *claim) {
  isn_numbers documents = {0}, outlets = {0};
  for (uint32_t i = 0; i < claim->voices.count; i++) {
    uint32_t document = claim->voices.at[i].cite.document;
    if (documents.count && documents.at[documents.count - 1] == document) continue; /* they are sorted */
    if (!isn_number_add(model, &outlets, model->documents[document].outlet)) return false;
    uint32_t *slot = ISN_PUSH(&documents, &model->arena);
    if (!slot) return false;
    *slot = document;
  }
  claim->documents = documents.count;
  claim->outlets = outlets.count;
  return true;
}

/* One voice a document, line, side and speaker: a clause that is found by two words is one clause. */
static void drop_doubles(isn_claim *claim) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < claim->voices.count; i++) {
    const isn_voice *voice = &claim->voices.at[i];
    bool again = false;
    for (uint32_t j = kept; j-- > 0 && !again;) {
      const isn_voice *before = &claim->voices.at[j];
      if (before->cite.document != voice->cite.document) break;
      again = before->cite.span.start == voice->cite.span.start && before->side == voice->side && before->event == voice->event;
    }
    if (!again) claim->voices.at[kept++] = *voice;
  }
  claim->voices.count = kept;
}

/* The id is of the first piece of evidence and of what it is about, so it stays while later documents join. */
static void name_claim(const isn_overview *model, isn_claim *claim) {
  const isn_voice *first = &claim->voices.at[0];
  char key[512];
  int length = snprintf(key, sizeof key, "%d|%s|%s|%u|%u", (int)claim->kind, claim->name.ar ? claim->name.ar : "",
                        model->documents[first->cite.document].stored->id, first->cite.span.start, first->cite.span.end);
  size_t used = length < 0 ? 0 : (size_t)length < sizeof key ? (size_t)length : sizeof key - 1;
  (void)snprintf(claim->id, sizeof claim->id, "c%016llx", (unsigned long long)isn_hash_bytes(key, used, 0));
}

static uint32_t weight(const isn_claim *claim) { return claim->origins[0] + claim->origins[1]; }

/* What is disputed or told with other figures; then what is told; then who is called what. */
static int rank(const isn_claim *claim) {
  if (claim->outlets < 2) return 3;
  if ((claim->origins[0] && claim->origins[1]) || claim->differs) return 0;
  return claim->kind == ISN_CLAIM_NAME ? 2 : 1;
}

/* Inside a rank what most independent origins carry, then most documents, then the earliest. */
static int by_weight(const void *a, const void *b) {
  const isn_claim *left = a, *right = b;
  if (rank(left) != rank(right)) return rank(left) < rank(right) ? -1 : 1;
  if (weight(left) != weight(right)) return weight(left) > weight(right) ? -1 : 1;
  if (left->documents != right->documents) return left->documents > right->documents ? -1 : 1;
  if (left->voices.count != right->voices.count) return left->voices.count > right->voices.count ? -1 : 1;
  const isn_cite *one = &left->voices.at[0].cite, *other = &right->voices.at[0].cite;
  if (one->document != other->document) return one->document < other->document ? -1 : 1;
  if (one->span.start != other->span.start) return one->span.start < other->span.start ? -1 : 1;
  return strcmp(left->id, right->id);
}

static bool finish(isn_overview *model) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < model->claims.count; i++) {
    isn_claim *claim = &model->claims.at[i];
    if (!claim->voices.count) continue;
    qsort(claim->voices.at, claim->voices.count, sizeof *claim->voices.at, by_place);
    drop_doubles(claim);
    if (!count_carriers(model, claim) || !count_origins(model, claim)) return false;
    name_claim(model, claim);
    model->claims.at[kept++] = *claim;
  }
  model->claims.count = kept;
  if (kept) qsort(model->claims.at, kept, sizeof *model->claims.at, by_weight);
  return true;
}

bool isn_gather_claims(isn_overview *model) {
  return isn_claim_matters(model) && isn_claim_events(model) && isn_claim_names(model) && isn_claim_offices(model) &&
         isn_claim_styles(model) && isn_claim_words(model) && finish(model);
}
