/* A number belongs to a word that counts people: it stands before it (20 قتيلا), behind it over words of about how many (مقتل ما لا يقل عن
 * 20 شخصا), or before it with its noun (20 شخصا قتلوا). One number for two such words (مقتل وإصابة 20) is neither's. */
#include "event/size.h"

#include <string.h>
#include <uchar.h>

#include "doc/spelled.h"
#include "event/subject.h"

enum { BEFORE = 8, BEHIND = 24, WINDOW = BEFORE + BEHIND + 1, REACH = 9, BACK = 7 };

typedef enum fate { DEAD, INJURED, ARRESTED, ABDUCTED, DISPLACED, FATES, NO_FATE = FATES } fate;

/* Beginnings of folded stems; `counted`: nouns for people (قتيل), else for what befell them (مقتل, قتل). Longer ones first. */
static const struct {
  char16_t stem[8];
  fate fate;
  bool counted;
} stems[] = {{u"قتيل", DEAD, true},       {u"قتلي", DEAD, true},        {u"شهيد", DEAD, true},        {u"شهداء", DEAD, true},
             {u"ضحي", DEAD, true},        {u"ضحايا", DEAD, true},       {u"مقتل", DEAD, false},       {u"قتل", DEAD, false},
             {u"استشهد", DEAD, false},    {u"استشهاد", DEAD, false},    {u"مصرع", DEAD, false},       {u"وفاه", DEAD, false},
             {u"توفي", DEAD, false},      {u"جريح", INJURED, true},     {u"جرحي", INJURED, true},     {u"مصاب", INJURED, true},
             {u"جرح", INJURED, false},    {u"اصاب", INJURED, false},    {u"اصيب", INJURED, false},    {u"معتقل", ARRESTED, true},
             {u"موقوف", ARRESTED, true},  {u"اعتقل", ARRESTED, false},  {u"اعتقال", ARRESTED, false}, {u"توقيف", ARRESTED, false},
             {u"اوقف", ARRESTED, false},  {u"احتجاز", ARRESTED, false}, {u"احتجز", ARRESTED, false},  {u"قبض", ARRESTED, false},
             {u"مختطف", ABDUCTED, true},  {u"مخطوف", ABDUCTED, true},   {u"رهين", ABDUCTED, true},    {u"رهاءن", ABDUCTED, true},
             {u"اختطف", ABDUCTED, false}, {u"اختطاف", ABDUCTED, false}, {u"خطف", ABDUCTED, false},    {u"نازح", DISPLACED, true},
             {u"نزح", DISPLACED, false},  {u"نزوح", DISPLACED, false},  {u"تهجير", DISPLACED, false}, {u"تشريد", DISPLACED, false},
             {u"شرد", DISPLACED, false},  {u"هجر", DISPLACED, false}};

enum { STEMS = sizeof stems / sizeof *stems };

/* A bit for each letter that one of them begins with: ق ش ض م ا و ت ج ر خ ن ه. */
#define LETTER(letter) (UINT64_C(1) << (letter) % 64)
#define FIRST_LETTERS                                                                                                                     \
  (LETTER(u'ق') | LETTER(u'ش') | LETTER(u'ض') | LETTER(u'م') | LETTER(u'ا') | LETTER(u'و') | LETTER(u'ت') | LETTER(u'ج') | LETTER(u'ر') | \
   LETTER(u'خ') | LETTER(u'ن') | LETTER(u'ه'))

/* What is read with: the act, its sentence, the words that have given their number. */
typedef struct counting {
  const isn_numbers *numbers;
  const isn_act *act;
  const isn_doc *doc;
  uint32_t first, end; /* of the sentence */
  uint32_t from;       /* of the window */
  bool used[WINDOW];
} counting;

#define IS_ANY(doc, token, words) isn_token_is_any(doc, token, words, sizeof(words) / sizeof *(words))

/* Whether n letters are a stem and an ending of three letters at most. */
static bool is_form(const uint16_t *at, uint32_t n, const char16_t *stem) {
  uint32_t k = 0;
  while (k < n && stem[k] && stem[k] == at[k]) k++;
  return !stem[k] && n <= k + 3;
}

/* The row of `stems` that a token is a form of, or STEMS. */
static size_t stem_of(const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  if (t->kind != ISN_WORD || t->mention != ISNAD_NONE || t->time != ISNAD_NONE) return STEMS;
  const isn_reading *r = isn_best(doc, token);
  uint32_t from = r ? r->stem0 : t->fold0, n = t->fold1 - from;
  if (n < 3 || !(FIRST_LETTERS >> doc->fold[from] % 64 & 1)) return STEMS;
  for (size_t i = 0; i < STEMS; i++)
    if (stems[i].stem[0] == doc->fold[from] && is_form(doc->fold + from, n, stems[i].stem)) return i;
  return STEMS;
}

static bool joined(const isn_doc *doc, uint32_t token) {
  const isn_reading *r = isn_best(doc, token);
  return (r && r->proclitics & ISN_WA) || doc->fold[doc->tokens.at[token].fold0] == 0x648;
}

/* ---- what is counted ---- */

/* Whether the noun at a token may be people: a person by agents.tsv, of a country, آخرون, unknown; or none stands there. */
static bool people(const counting *c, uint32_t token) {
  const isn_doc *doc = c->doc;
  static const char16_t *const others[] = {u"اخرين", u"اخرون", u"اخر", u"اخري", u"الف", u"جثه", u"جثث"};
  if (token >= c->end) return true;
  const isn_token *t = &doc->tokens.at[token];
  if (t->kind >= ISN_MARK || t->pos == ISN_ADP || t->time != ISNAD_NONE || t->mention != ISNAD_NONE) return true;
  if (t->pos == ISN_VERB || t->pos == ISN_ADJ || IS_ANY(doc, token, others) || stem_of(doc, token) < STEMS) return true;
  const isn_agent *agent = isn_agent_at(c->act->agents, doc, token);
  if (agent) return agent->person;
  const isn_reading *r = isn_best(doc, token);
  return !r || r->lexeme == ISNAD_NONE || isn_nisba_country(c->act->agents, doc, token) || joined(doc, token);
}

/* The number that begins at a token, if it counts people. */
static int32_t count_at(const counting *c, uint32_t token) {
  uint32_t after;
  int32_t value = isn_number_at(c->numbers, c->doc, token, c->end, &after);
  return value >= 0 && people(c, after) ? value : -1;
}

/* قتيلان; not المعتقلين, which is spelled as one. */
static bool is_dual(const isn_doc *doc, uint32_t token) {
  const isn_reading *r = isn_best(doc, token);
  return r && r->form == ISN_DUAL && !(r->proclitics & ISN_AL) && isn_feature(doc, token, "Number=") == 'd';
}

/* جنديين, شخصان: two; مقتل جندي، إصابة آخر: one, where nothing behind it makes it somebody known (مقتل قائد الجيش). */
static int32_t by_form(const counting *c, uint32_t token) {
  const isn_doc *doc = c->doc;
  if (token >= c->end || doc->tokens.at[token].kind != ISN_WORD || doc->tokens.at[token].mention != ISNAD_NONE) return -1;
  const isn_reading *r = isn_best(doc, token);
  const isn_agent *agent = isn_agent_at(c->act->agents, doc, token);
  bool other = isn_token_is(doc, token, u"اخر"), person = agent && agent->person;
  if (r && (r->proclitics || r->enclitic || r->pos == ISN_VERB)) return -1;
  if (person && is_dual(doc, token)) return 2;
  if (!(person && r && r->form == ISN_SINGULAR && isn_feature(doc, token, "Number=") == 's') && !other) return -1;
  if (token + 1 >= c->end) return 1;
  const isn_token *next = &doc->tokens.at[token + 1];
  const isn_reading *n = isn_best(doc, token + 1);
  bool genitive = next->mention != ISNAD_NONE || (next->kind == ISN_WORD && next->pos == ISN_NOUN && !(n && n->proclitics));
  return genitive || (n && n->proclitics & ISN_AL) ? -1 : 1;
}

/* ---- where the number stands ---- */

/* أكثر من، ما لا يقل عن، نحو: what may stand between a word and its number. */
static bool about(const isn_doc *doc, uint32_t token) {
  static const char16_t *const words[] = {u"نحو",   u"حوالي", u"قرابه", u"زهاء", u"ما",   u"لا",   u"يقل",   u"تقل", u"عن",
                                          u"من",    u"اكثر",  u"اقل",   u"ازيد", u"يزيد", u"يقرب", u"يربو",  u"علي", u"حتي",
                                          u"بينهم", u"قبل",   u"اول",   u"عدد",  u"سقوط", u"الي",  u"مجموع", u"بين", u"تقريبا"};
  return IS_ANY(doc, token, words);
}

/* Behind the word: مقتل نحو 20 شخصا; قتل الجيش ثلاثة مسلحين. */
static int32_t count_behind(const counting *c, uint32_t word) {
  const isn_doc *doc = c->doc;
  int32_t form = by_form(c, word + 1);
  if (form >= 0) return form;
  for (uint32_t i = word + 1; i < c->end && i <= word + REACH; i++) {
    const isn_token *t = &doc->tokens.at[i];
    if (t->kind >= ISN_MARK) return -1;
    if (t->time != ISNAD_NONE) continue;
    int32_t value = count_at(c, i);
    if (value >= 0) return value;
    if (t->kind == ISN_NUMBER || stem_of(doc, i) < STEMS) return -1;
    if (about(doc, i)) continue;
    const isn_chunk *chunk = isn_chunk_of(doc, i);
    bool opens = chunk && chunk->first == i && (chunk->kind == ISN_CHUNK_COMP || chunk->kind == ISN_CHUNK_CONJ);
    if (opens || t->pos == ISN_ADP || isn_is_verb(doc, i) || joined(doc, i)) return -1;
    const isn_reading *r = isn_best(doc, i);
    if (r && (r->proclitics & (ISN_BI | ISN_LI))) return -1;
  }
  return -1;
}

/* Before it, with the noun that it counts: 20 شخصا [قتلوا]. */
static int32_t count_before(const counting *c, uint32_t word) {
  const isn_doc *doc = c->doc;
  uint32_t low = word > c->first + BACK ? word - BACK : c->first;
  for (uint32_t i = word; i-- > low;) {
    const isn_token *t = &doc->tokens.at[i];
    if (t->kind >= ISN_MARK || stem_of(doc, i) < STEMS || isn_is_verb(doc, i)) return -1;
    uint32_t begin;
    int32_t value = isn_number_before(c->numbers, doc, i + 1, c->first, &begin);
    if (value >= 0) return i + 1 < word && people(c, i + 1) ? value : -1;
  }
  return -1;
}

/* حصيلة القتلى بلغت 20 */
static int32_t count_of_total(const counting *c, uint32_t word) {
  static const char16_t *const verbs[] = {u"بلغ", u"بلغت", u"وصل", u"وصلت", u"ارتفع", u"ارتفعت", u"الي"};
  const isn_doc *doc = c->doc;
  bool reached = false;
  for (uint32_t i = word + 1; i < c->end && i <= word + REACH; i++) {
    if (doc->tokens.at[i].kind >= ISN_MARK || (i > word + 1 && stem_of(doc, i) < STEMS)) return -1;
    reached = reached || IS_ANY(doc, i, verbs);
    if (isn_number_at(c->numbers, doc, i, c->end, &(uint32_t){0}) >= 0) return reached ? count_at(c, i) : -1;
  }
  return -1;
}

static int32_t count_of(const counting *c, uint32_t word, size_t stem) {
  const isn_reading *r = isn_best(c->doc, word);
  uint32_t begin;
  int32_t value = isn_number_before(c->numbers, c->doc, word, c->first, &begin);
  if (stems[stem].counted) {
    if (value >= 0) return value;
    if (is_dual(c->doc, word)) return 2;
    return count_of_total(c, word);
  }
  value = count_behind(c, word);
  bool own_noun = isn_is_verb(c->doc, word) || (r && r->enclitic); /* 20 شخصا قتلوا، لقي 20 شخصا مصرعهم */
  return value >= 0 || !own_noun ? value : count_before(c, word);
}

/* ---- one number for two words ---- */

/* The word of the other fate that و or أو joins to this one, or ISNAD_NONE. */
static uint32_t partner(const counting *c, uint32_t word, size_t stem) {
  const isn_doc *doc = c->doc;
  uint32_t next = word + 1;
  bool either = next < c->end && isn_token_is(doc, next, u"او");
  if (either) next++;
  if (next >= c->end || (!either && !joined(doc, next))) return ISNAD_NONE;
  size_t other = stem_of(doc, next);
  const isn_reading *r = isn_best(doc, word);
  if (other == STEMS || stems[other].counted != stems[stem].counted || (r && r->enclitic)) return ISNAD_NONE;
  fate a = stems[stem].fate, b = stems[other].fate;
  return (a == DEAD && b == INJURED) || (a == INJURED && b == DEAD) ? next : ISNAD_NONE;
}

/* 20 قتيلا وجريحا، مقتل وإصابة 20، 20 بين قتيل وجريح; *two: the words share what number there is. */
static int32_t count_of_both(const counting *c, uint32_t word, size_t stem, uint32_t other, bool *two) {
  const isn_doc *doc = c->doc;
  uint32_t begin;
  *two = true;
  if (!stems[stem].counted) {
    int32_t value = count_behind(c, other), before = isn_is_verb(doc, word) ? count_before(c, word) : -1;
    if (value >= 0 && before >= 0) return *two = false, -1; /* سبعة أشخاص قتلوا وجرح 15 */
    return value >= 0 ? value : before;
  }
  if (is_dual(doc, other)) return *two = false, -1; /* 20 قتيلا وجريحان */
  int32_t value = isn_number_before(c->numbers, doc, word, c->first, &begin);
  if (value >= 0 || word == c->first) return value;
  uint32_t at = word;
  if (isn_token_is(doc, at - 1, u"بين") || isn_token_is(doc, at - 1, u"مابين")) at--;
  if (at > c->first + 1 && at < word && isn_token_is(doc, at - 1, u"ما")) at--;
  if (at == word) return -1;
  value = isn_number_before(c->numbers, doc, at, c->first, &begin);
  return value >= 0 ? value : count_before(c, at);
}

/* ---- an event's sizes ---- */

static int32_t *slot_of(isnad_event *row, fate what) {
  bool arrests = row->type == ISNAD_EV_COERCE, taken = arrests && row->mode;
  switch (what) {
    case DEAD: return taken ? NULL : &row->dead;
    case INJURED: return taken ? NULL : &row->injured;
    case ARRESTED: return arrests || row->type == ISNAD_EV_PROTEST ? &row->arrested : NULL;
    case ABDUCTED: return row->type == ISNAD_EV_ASSAULT ? &row->abducted : NULL;
    case DISPLACED: return &row->displaced;
    default: return NULL;
  }
}

/* احتجاجات بعد [مقتل شاب]: what was before the act. */
static bool earlier(const isn_doc *doc, uint32_t token) {
  static const char16_t *const words[] = {u"بعد", u"عقب", u"اثر", u"غداه", u"منذ"};
  return IS_ANY(doc, token, words);
}

static void count_word(counting *c, uint32_t word, isnad_event *row) {
  size_t stem = stem_of(c->doc, word);
  if (stem == STEMS || c->used[word - c->from]) return;
  if (word > c->act->anchor && earlier(c->doc, word - 1)) return;
  uint32_t other = partner(c, word, stem);
  bool two = false;
  int32_t both = other == ISNAD_NONE ? -1 : count_of_both(c, word, stem, other, &two);
  c->used[word - c->from] = true;
  if (two) {
    if (other - c->from < WINDOW) c->used[other - c->from] = true;
    if (row->casualties < 0 && slot_of(row, DEAD)) row->casualties = both;
    return;
  }
  int32_t *slot = slot_of(row, stems[stem].fate);
  if (slot && *slot < 0) *slot = count_of(c, word, stem);
}

/* فيما، بينما: what follows tells of something else. */
static bool turns(const isn_doc *doc, uint32_t token) {
  static const char16_t *const words[] = {u"فيما", u"بينما", u"وفيما", u"وبينما"};
  return IS_ANY(doc, token, words);
}

void isn_sizes(const isn_numbers *numbers, const isn_act *act, isnad_event *row) {
  if (row->type != ISNAD_EV_ASSAULT && row->type != ISNAD_EV_COERCE && row->type != ISNAD_EV_PROTEST) return;
  const isn_doc *doc = act->doc;
  uint32_t sentence = doc->tokens.at[act->anchor].sentence;
  counting c = {
      .numbers = numbers, .act = act, .doc = doc, .first = doc->sentence_first.at[sentence], .end = doc->sentence_first.at[sentence + 1]};
  c.from = act->anchor > c.first + BEFORE ? act->anchor - BEFORE : c.first;
  uint32_t to = act->anchor + BEHIND < c.end ? act->anchor + BEHIND : c.end;
  for (uint32_t i = act->anchor; i-- > c.from;)
    if (turns(doc, i)) { /* and what stands before it */
      memset(c.used, true, i - c.from + 1);
      break;
    }
  /* the anchor's own number first, but for مقتل و[إصابة] 20, where the word before it takes both */
  size_t before = act->anchor > c.from ? stem_of(doc, act->anchor - 1) : STEMS;
  if (before == STEMS || partner(&c, act->anchor - 1, before) != act->anchor) count_word(&c, act->anchor, row);
  for (uint32_t i = c.from; i < to && !(i > act->anchor && turns(doc, i)); i++) count_word(&c, i, row);
}
