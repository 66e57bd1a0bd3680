#include "morph/stem.h"

#include <string.h>

enum { ALEF = 0x627, LAM = 0x644 };

static uint8_t proclitic_of(const char *form) {
  static const struct {
    const char *form;
    uint8_t bit;
  } all[] = {{"و", ISN_WA}, {"ف", ISN_FA}, {"ب", ISN_BI}, {"ل", ISN_LI}, {"ك", ISN_KA}, {"س", ISN_SA}, {"أ", ISN_HAMZA_Q}};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (strcmp(all[i].form, form) == 0) return all[i].bit;
  return 0;
}

static uint8_t enclitic_of(const char *form) {
  static const struct {
    const char *form;
    uint8_t letter;
  } all[] = {{"ه", 'h'}, {"ها", 'H'}, {"هم", 'M'}, {"هما", 'D'}, {"هن", 'N'},
             {"ي", 'y'}, {"ني", 'Y'}, {"نا", 'n'}, {"ك", 'k'},   {"كم", 'K'}};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    if (strcmp(all[i].form, form) == 0) return all[i].letter;
  return 0;
}

static const isn_word *word_at(const isn_doc *doc, const isn_token *t, uint32_t i) { return &doc->words.at[t->words + i]; }

/* Which word of the token is its stem: behind the proclitics; of به it is the preposition. */
static uint32_t stem_word(const isn_doc *doc, const isn_token *t, uint8_t *proclitics) {
  uint32_t i = 0;
  *proclitics = 0;
  for (; i + 1 < t->words_count; i++) {
    const uint8_t bit = proclitic_of(word_at(doc, t, i)->form);
    const bool pronoun_next =
        i + 2 == t->words_count && word_at(doc, t, i + 1)->upos == ISN_PRON && enclitic_of(word_at(doc, t, i + 1)->form);
    if (!bit || (pronoun_next && bit & (ISN_BI | ISN_LI | ISN_KA))) break;
    *proclitics |= bit;
  }
  return i;
}

static uint32_t folded_at(const isn_doc *doc, const isn_token *t, uint32_t cp) {
  uint32_t f = t->fold0;
  while (f < t->fold1 && doc->fold_at[f] < cp) f++;
  return f;
}

static uint32_t letters_of(const char *form) {
  uint32_t n = 0;
  for (; *form; form++) n += ((unsigned char)*form & 0xc0) != 0x80;
  return n;
}

uint32_t isn_stems(const isn_doc *doc, const isn_token *t, isn_stem stems[ISN_MAX_STEMS]) {
  uint8_t proclitics;
  const uint32_t main = stem_word(doc, t, &proclitics);
  const isn_word *word = word_at(doc, t, main);
  isn_stem *s = &stems[0];
  *s = (isn_stem){.proclitics = proclitics, .stem0 = folded_at(doc, t, word->start), .stem1 = t->fold1};
  if (main + 2 == t->words_count) s->enclitic = enclitic_of(word_at(doc, t, main + 1)->form);
  if (s->enclitic) s->stem1 = folded_at(doc, t, word->end); /* else what follows is fused with it: مما */
  const uint32_t n = s->stem1 - s->stem0;
  const uint16_t *at = doc->fold + s->stem0;
  const bool written = n > 3 && at[0] == ALEF && at[1] == LAM;
  const bool hidden = proclitics & ISN_LI && strncmp(word->form, "ال", strlen("ال")) == 0 && !(n > 1 && at[0] == ALEF);
  uint32_t count = 1;
  if (!s->enclitic && (written || hidden)) {
    stems[count] = *s;
    stems[count].proclitics |= ISN_AL;
    if (written) stems[count].stem0 += 2;
    else if (letters_of(word->form) == n + 1) stems[count].stem0 += 1; /* للبيت: its second ل is the article's */
    count++;
  }
  if (t->words_count > 1)
    stems[count++] = (isn_stem){
        .stem0 = t->fold0, .stem1 = t->fold1, .whole = true, .after_conjunction = t->words_count == 2 && proclitics & (ISN_WA | ISN_FA)};
  return count;
}

/* ---- tags ---- */

static bool has(const char *feats, const char *feature) { return strstr(feats, feature) != NULL; }

isn_tag isn_tag_of(const isn_doc *doc, const isn_token *t) {
  uint8_t proclitics;
  const isn_word *word = word_at(doc, t, stem_word(doc, t, &proclitics));
  const char *f = word->feats;
  isn_tag tag = {.pos = word->upos, .passive = has(f, "Voice=Pass"), .definite = has(f, "Definite=Def")};
  tag.person = has(f, "Person=3") ? 3 : has(f, "Person=1") ? 1 : has(f, "Person=2") ? 2 : 0;
  tag.gender = has(f, "Gender=Fem") ? 'f' : has(f, "Gender=Masc") ? 'm' : 0;
  tag.number = has(f, "Number=Plur") ? 'p' : has(f, "Number=Dual") ? 'd' : has(f, "Number=Sing") ? 's' : 0;
  tag.form = has(f, "Aspect=Perf")                      ? ISN_PAST
             : has(f, "Mood=Sub") || has(f, "Mood=Jus") ? ISN_SUBJUNCTIVE
             : has(f, "Aspect=Imp")                     ? ISN_PRESENT
                                                        : ISN_FORM_NONE;
  return tag;
}

/* Parts of speech that the lexicon and the treebank draw the line between differently. */
static int pos_points(uint8_t tag, uint8_t pos) {
  static const struct {
    uint8_t tag, pos, points;
  } near[] = {
      {ISN_AUX, ISN_VERB, 12},   {ISN_VERB, ISN_AUX, 12},  {ISN_NOUN, ISN_ADJ, 7},   {ISN_ADJ, ISN_NOUN, 7},   {ISN_X, ISN_NOUN, 6},
      {ISN_X, ISN_ADJ, 4},       {ISN_X, ISN_PROPN, 12},   {ISN_DET, ISN_PRON, 9},   {ISN_PRON, ISN_DET, 9},   {ISN_SCONJ, ISN_CCONJ, 8},
      {ISN_CCONJ, ISN_SCONJ, 8}, {ISN_PART, ISN_ADV, 8},   {ISN_ADV, ISN_PART, 8},   {ISN_SCONJ, ISN_PART, 8}, {ISN_PART, ISN_SCONJ, 8},
      {ISN_CCONJ, ISN_PART, 8},  {ISN_PART, ISN_CCONJ, 8}, {ISN_ADP, ISN_NOUN, 4},   {ISN_NOUN, ISN_ADP, 5},   {ISN_ADP, ISN_ADV, 6},
      {ISN_ADV, ISN_ADP, 6},     {ISN_NOUN, ISN_NUM, 7},   {ISN_NUM, ISN_NOUN, 6},   {ISN_ADJ, ISN_NUM, 7},    {ISN_NOUN, ISN_ADV, 6},
      {ISN_DET, ISN_SCONJ, 9},   {ISN_SCONJ, ISN_DET, 9},  {ISN_SCONJ, ISN_PRON, 8}, {ISN_PRON, ISN_SCONJ, 8}, {ISN_NOUN, ISN_DET, 6}};
  if (tag == pos) return 12;
  for (size_t i = 0; i < sizeof near / sizeof *near; i++)
    if (near[i].tag == tag && near[i].pos == pos) return near[i].points;
  return 0;
}

int isn_tag_agreement(const isn_tag *tag, const isn_reading *r) {
  const bool participle = r->form == ISN_ACTIVE_PART || r->form == ISN_PASSIVE_PART;
  if (participle && (tag->pos == ISN_ADJ || tag->pos == ISN_NOUN)) return 12; /* the treebank has them as either */
  int points = pos_points(tag->pos, r->pos);
  if (tag->pos != r->pos) return points;
  if (tag->gender && r->gender) points += tag->gender == r->gender ? 2 : 0;
  if (tag->number && r->number) points += tag->number == r->number ? 1 : 0;
  if (r->pos != ISN_VERB) return points;
  if (tag->form == r->form) points += 4;
  else if (tag->form != ISN_PAST && r->form != ISN_PAST) points += 3; /* mood is seldom written */
  if (tag->person == r->person) points += 2;
  if (tag->passive && r->passive) points += 2;
  return points;
}

void isn_tag_reading(const isn_tag *tag, isn_reading *r) {
  const bool nominal = tag->pos == ISN_NOUN || tag->pos == ISN_ADJ || tag->pos == ISN_X || tag->pos == ISN_PROPN;
  /* The name of a man or a town is mostly unknown, too, and is tagged a noun as often as not: only the article tells. */
  r->pos = !nominal ? tag->pos : r->proclitics & ISN_AL ? ISN_NOUN : ISN_POS_UNKNOWN;
  r->form = tag->form;
  r->person = tag->person;
  r->gender = tag->gender;
  r->number = tag->number;
}
