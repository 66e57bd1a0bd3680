/* What names an entity in all documents: its row of the knowledge base, else its type and name, spelled as spelling.c makes names equal,
 * and where the name alone would be too common, the country that the text speaks of. A function of the record and the lexicon alone. */
#include <string.h>

#include "base/utf8.h"
#include "entity/mentions.h"
#include "entity/spelling.h"

static bool letter(uint16_t c) { return (c >= 0x621 && c <= 0x64a) || c >= 0x66e || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }

static bool word_is(const uint16_t *at, uint32_t n, const char *utf8) {
  uint16_t letters[8];
  return isn_key_equal(isn_fold_into(letters, 8, utf8, strlen(utf8)), (isn_key){at, n});
}

/* بن between a man's name and his father's comes and goes, and so does the house. */
static bool passed_over(const uint16_t *at, uint32_t n) { return word_is(at, n, "بن") || word_is(at, n, "ابن") || word_is(at, n, "آل"); }

typedef struct spelled {
  uint16_t letters[ISN_NAME_LETTERS];
  uint32_t n, words;
  bool common;  /* every word is one of which many names are made */
  bool foreign; /* the last one is nothing that the lexicon knows: somebody has transcribed it */
} spelled;

/* False: it has no room, or no letters. */
static bool spell(const isn_gazetteer *g, isnad_entity_type type, isn_key name, spelled *out) {
  *out = (spelled){.common = true};
  for (uint32_t i = 0, end; i < name.length; i = end) {
    while (i < name.length && !letter(name.at[i])) i++;
    for (end = i; end < name.length && letter(name.at[end]);) end++;
    if (end == i || (type == ISNAD_PER && out->n && passed_over(name.at + i, end - i))) continue;
    if (!(out->n = isn_spell_word(out->letters, out->n, name.at + i, end - i))) return false;
    const bool of_names = isn_map_get(&g->words, name.at + i, end - i) != NULL;
    out->foreign = !of_names && !isn_lexicon_forms(g->lexicon, name.at + i, end - i);
    out->common = out->common && !out->foreign;
    out->words++;
  }
  return out->n > 0;
}

/* Whether the name wants a country beside it: a place, a ministry, one word, or words that many names are made of. */
static bool wants_country(isnad_entity_type type, const isn_entity_facts *facts, const spelled *name) {
  if (type == ISNAD_LOC) return true;
  if (type == ISNAD_ORG) return facts->sector || name->words < 2;
  return name->words < 2 || name->common;
}

/* Of a name that was transcribed only the letters that transcribers agree on; Arabic given names (سالم and سليم are two) stay. */
static uint32_t loosen(const isn_gazetteer *g, const spelled *name, uint16_t out[ISN_NAME_LETTERS]) {
  const uint32_t arabic = ISN_NAME_FIRST | ISN_NAME_LAST;
  uint32_t n = 0;
  for (uint32_t i = 0, end; i < name->n; i = end + 1) {
    for (end = i; end < name->n && name->letters[end] != ' ';) end++;
    const uint16_t *word = name->letters + i;
    uint16_t loose[ISN_NAME_LETTERS];
    const uint32_t *bits = isn_map_get(&g->words, word, end - i);
    const bool kept = (bits && (*bits & arabic) == arabic) || (end - i > 3 && word_is(word, 3, "عبد"));
    const uint32_t length = kept ? 0 : isn_spell_word_loosely(loose, word, end - i);
    if (n) out[n++] = ' ';
    memcpy(out + n, length ? loose : word, (length ? length : end - i) * sizeof *out);
    n += length ? length : end - i;
  }
  return n;
}

static const char *written(isn_doc *doc, isnad_entity_type type, const uint16_t *letters, uint32_t n, bool loose, const char *country) {
  static const char *const types[] = {"per", "org", "loc"};
  char out[ISN_NAME_LETTERS * 3 + 1];
  size_t length = 0;
  for (uint32_t i = 0; i < n; i++) {
    if (letters[i] == ' ') out[length++] = '_';
    else length += isn_utf8_encode(letters[i], out + length);
  }
  out[length] = 0;
  return isn_arena_printf(&doc->arena, "%s:%s%s%s%s", types[type], loose ? "~" : "", out, country ? "@" : "", country ? country : "");
}

bool isn_set_key(const isn_gazetteer *g, isn_doc *doc, uint32_t entity, const char *country) {
  isnad_entity *e = &doc->entities.at[entity];
  if (e->ref) {
    e->key = e->ref;
    return true;
  }
  spelled name;
  isn_key folded = isn_fold_text(&doc->arena, e->name_ar, strlen(e->name_ar));
  if (!folded.at) return false;
  const bool good = spell(g, e->type, folded, &name);
  const isn_entity_facts *facts = &doc->facts.at[entity];
  if (facts->country) country = facts->country;
  if (good && !wants_country(e->type, facts, &name)) country = NULL;
  uint16_t loose[ISN_NAME_LETTERS];
  uint32_t n = good && e->type == ISNAD_PER && name.foreign && name.words > 1 ? loosen(g, &name, loose) : 0;
  if (n) e->key = written(doc, e->type, loose, n, true, country);
  else if (good) e->key = written(doc, e->type, name.letters, name.n, false, country);
  else e->key = written(doc, e->type, folded.at, folded.length < ISN_NAME_LETTERS ? folded.length : ISN_NAME_LETTERS, false, country);
  return e->key != NULL;
}
