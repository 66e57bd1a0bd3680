/* Claims of labels that can oppose each other. An office that one man at a time holds: two outlets that give it to different persons within
 * days of one another. And what some call an actor and others do not (styles.tsv). */
#include <stdlib.h>
#include <string.h>

#include "report/claims.h"

enum { DAYS = 10 /* between two documents that speak of one time */, LEAST_WORDS = 3 /* of an office whose country is not known */ };

typedef struct holder {
  uint32_t document, label, actor;
  const char *country; /* of the actor's code; NULL */
  int32_t day;
  isn_label_title title;
  uint32_t group;
} holder;

typedef struct offices {
  isn_overview *model;
  const isn_context *contexts;
  holder *at;
  uint32_t count;
} offices;

/* ---- offices ---- */

static bool is_one_of(const isn_label_word *word, const char *list) {
  isn_label_title words = {.count = 0};
  for (const char *at = list; *at;) {
    size_t length = strcspn(at, "|");
    words.count = 0;
    isn_label_words(at, length, &words);
    if (words.count && words.words[0].length == word->length && memcmp(words.words[0].at, word->at, word->length * sizeof *word->at) == 0)
      return true;
    at += length + (at[length] == '|');
  }
  return false;
}

/* A head that one bears at a time, with something that it is the head of, and nothing that says that he bears it no more or not yet. */
static bool is_office(const isn_label_title *title) {
  static const char heads[] = "رئيس|رئيسة|وزير|وزيرة|محافظ|حاكم|ملك|قائد|أمين";
  static const char not_now[] =
      "سابق|سابقة|أسبق|راحل|راحلة|مخلوع|معزول|مقال|مستقيل|منتخب|منتخبة|مرشح|مرشحة|نائب|نائبة|مساعد|دولة|ميداني|شرفي|فخري";
  static const char bodies[] =
      "لجنة|حزب|جمعية|هيئة|شركة|مركز|بعثة|وفد|قسم|فريق|نادي|مؤسسة|كتلة|بلدية|مجلس|إدارة|محكمة|جامعة|تحرير|مكتب|عام|تنفيذي";
  if (title->count < 2 || !is_one_of(&title->words[0], heads)) return false;
  bool telling = false;
  for (uint32_t i = 1; i < title->count; i++) {
    if (is_one_of(&title->words[i], not_now)) return false;
    telling |= !is_one_of(&title->words[i], bodies);
  }
  return telling;
}

static bool all_in(const isn_label_title *a, const isn_label_title *b) {
  for (uint32_t i = 0; i < a->count; i++) {
    bool found = false;
    for (uint32_t j = 0; j < b->count && !found; j++) found = isn_same_label_word(&a->words[i], &b->words[j]);
    if (!found) return false;
  }
  return true;
}

static bool same_office(const holder *a, const holder *b) {
  if (!isn_same_label_word(&a->title.words[0], &b->title.words[0]) || !all_in(&a->title, &b->title) || !all_in(&b->title, &a->title))
    return false;
  if (a->country && b->country) return strcmp(a->country, b->country) == 0;
  return a->title.count >= LEAST_WORDS;
}

/* Names that share a word may be one man's. */
static bool may_be_one(const isn_overview *model, uint32_t a, uint32_t b) {
  const char *one = model->actors.at[a].name.ar, *other = model->actors.at[b].name.ar;
  isn_label_title left = {.count = 0}, right = {.count = 0};
  if (a == b || !one || !other) return true;
  isn_label_words(one, strlen(one), &left);
  isn_label_words(other, strlen(other), &right);
  for (uint32_t i = 0; i < left.count; i++)
    for (uint32_t j = 0; j < right.count; j++)
      if (isn_same_label_word(&left.words[i], &right.words[j])) return true;
  return false;
}

static const char *country_of(const char *code) { return code && strlen(code) >= 3 && (!code[3] || code[3] == ' ') ? code : NULL; }

static bool collect(offices *o) {
  isn_overview *model = o->model;
  uint32_t room = 1;
  for (uint32_t d = 0; d < model->documents_count; d++) room += model->documents[d].stored->labels_count;
  o->at = isn_arena_alloc(&model->arena, room * sizeof *o->at);
  for (uint32_t d = 0; o->at && d < model->documents_count; d++) {
    const isn_stored *stored = model->documents[d].stored;
    for (uint32_t i = 0; i < stored->labels_count && o->contexts[d].from != INT32_MIN; i++) {
      const isnad_label *label = &stored->labels[i];
      holder *made = &o->at[o->count];
      *made = (holder){.document = d, .label = i, .actor = model->documents[d].actor_of[label->entity], .day = o->contexts[d].from};
      if (stored->entities[label->entity].type != ISNAD_PER || !isn_is_title(label)) continue;
      if (!isn_label_outside_name(model, d, label, &made->title) || !is_office(&made->title)) continue;
      const char *country = country_of(model->actors.at[made->actor].code);
      made->country = country ? isn_arena_strndup(&model->arena, country, 3) : NULL;
      if (country && !made->country) return false;
      made->group = o->count++;
    }
  }
  return o->at != NULL;
}

/* Both told at one time by two outlets, and by no document together: that would be a succession, or two who meet. */
static bool opposed(const offices *o, const holder *a, const holder *b) {
  const isn_member *documents = o->model->documents;
  if (documents[a->document].outlet == documents[b->document].outlet || abs(a->day - b->day) > DAYS) return false;
  if (may_be_one(o->model, a->actor, b->actor) || !same_office(a, b)) return false;
  for (uint32_t i = 0; i < o->count; i++) {
    if (o->at[i].actor != a->actor) continue;
    for (uint32_t j = 0; j < o->count; j++)
      if (o->at[j].actor == b->actor && o->at[j].document == o->at[i].document) return false;
  }
  return true;
}

static bool add_holder(isn_overview *model, isn_claim *claim, const holder *row, int8_t side) {
  const isnad_label *label = &model->documents[row->document].stored->labels[row->label];
  isn_voice *voice = isn_voice_add(model, claim, row->document, label->span, side, label->statement);
  if (voice) voice->evidence = label->evidence;
  return voice != NULL;
}

/* What a holder is called, as a name of the claim. */
static bool name_holder(isn_overview *model, const holder *row, isn_name *out) {
  *out = (isn_name){isn_words(model, row->document, model->documents[row->document].stored->labels[row->label].span), NULL};
  return out->ar != NULL;
}

static bool claim_pair(offices *o, uint32_t a, uint32_t b) {
  isn_overview *model = o->model;
  isn_claim *claim = isn_claim_new(model, ISN_CLAIM_NAME);
  if (!claim) return false;
  claim->actor = o->at[a].actor;
  if (!name_holder(model, &o->at[a], &claim->name) || !name_holder(model, &o->at[b], &claim->against_name)) return false;
  for (uint32_t i = 0; i < o->count; i++) {
    const holder *row = &o->at[i];
    if (abs(row->day - o->at[a].day) > DAYS) continue;
    int8_t side = row->actor == o->at[a].actor && same_office(row, &o->at[b])   ? 1
                  : row->actor == o->at[b].actor && same_office(row, &o->at[a]) ? -1
                                                                                : 0;
    if (side && !add_holder(model, claim, row, side)) return false;
  }
  return true;
}

/* Each pair of holders once, by the first labels of the documents. */
static bool known_pair(const offices *o, uint32_t a, uint32_t b) {
  for (uint32_t i = 0; i < a; i++) {
    if (o->at[i].actor != o->at[a].actor && o->at[i].actor != o->at[b].actor) continue;
    uint32_t other = o->at[i].actor == o->at[a].actor ? o->at[b].actor : o->at[a].actor;
    for (uint32_t j = i + 1; j < o->count; j++)
      if (o->at[j].actor == other && opposed(o, &o->at[i], &o->at[j])) return true;
  }
  for (uint32_t j = a + 1; j < b; j++)
    if (o->at[j].actor == o->at[b].actor && opposed(o, &o->at[a], &o->at[j])) return true;
  return false;
}

bool isn_claim_offices(isn_overview *model) {
  offices o = {.model = model};
  isn_context *contexts;
  if (!isn_contexts(model, &contexts)) return false;
  o.contexts = contexts;
  if (!collect(&o)) return false;
  for (uint32_t a = 0; a < o.count; a++)
    for (uint32_t b = a + 1; b < o.count; b++)
      if (isn_same_label_word(&o.at[a].title.words[0], &o.at[b].title.words[0]) && opposed(&o, &o.at[a], &o.at[b]) &&
          !known_pair(&o, a, b) && !claim_pair(&o, a, b))
        return false;
  return true;
}

/* ---- styles ---- */

typedef struct styled {
  uint32_t actor, document, label;
  int8_t side;
} styled;

static const char *cell(const isnad_lexicon_row *row, const char *column) {
  for (uint32_t i = 0; i < row->columns_count; i++)
    if (strcmp(row->columns[i], column) == 0) return row->cells[i];
  return "";
}

static bool is_in(const isn_label_word *word, const isn_label_title *list) {
  for (uint32_t i = 0; i < list->count; i++)
    if (list->words[i].length == word->length && memcmp(list->words[i].at, word->at, word->length * sizeof *word->at) == 0) return true;
  return false;
}

typedef struct style {
  isnad_lexicon_row row;
  isn_label_title words, against;
} style;

static style style_of(const isnad_lexicon_row *row) {
  style made = {.row = *row};
  isn_label_words(cell(row, "words"), strlen(cell(row, "words")), &made.words);
  isn_label_words(cell(row, "against"), strlen(cell(row, "against")), &made.against);
  return made;
}

static int8_t side_of(const isn_label_title *title, const style *of) {
  bool yes = false, no = false;
  for (uint32_t i = 0; i < title->count; i++) {
    yes |= is_in(&title->words[i], &of->words);
    no |= is_in(&title->words[i], &of->against);
  }
  return (int8_t)(yes - no);
}

static int by_actor(const void *a, const void *b) {
  const styled *left = a, *right = b;
  if (left->actor != right->actor) return left->actor < right->actor ? -1 : 1;
  if (left->document != right->document) return left->document < right->document ? -1 : 1;
  return left->label < right->label ? -1 : left->label > right->label;
}

static uint32_t list_styled(const isn_overview *model, const style *of, styled *out) {
  uint32_t count = 0;
  for (uint32_t d = 0; d < model->documents_count; d++) {
    const isn_member *member = &model->documents[d];
    for (uint32_t i = 0; i < member->stored->labels_count; i++) {
      const isnad_label *label = &member->stored->labels[i];
      size_t length;
      const char *text = isn_stored_slice(member->stored, label->span, &length);
      isn_label_title title = {.count = 0};
      isn_label_words(text, length, &title);
      int8_t side = side_of(&title, of);
      if (side) out[count++] = (styled){member->actor_of[label->entity], d, i, side};
    }
  }
  if (count) qsort(out, count, sizeof *out, by_actor);
  return count;
}

static isn_name name_of(const char *ar, const char *en) { return (isn_name){*ar ? ar : NULL, *en ? en : NULL}; }

/* Of one actor, in more than one document, and somebody calls it so. */
static bool claim_style(isn_overview *model, const isnad_lexicon_row *row, const styled *rows, uint32_t count) {
  bool said = false;
  for (uint32_t i = 0; i < count; i++) said |= rows[i].side > 0;
  if (!said || rows[0].document == rows[count - 1].document) return true;
  isn_claim *claim = isn_claim_new(model, ISN_CLAIM_NAME);
  if (!claim) return false;
  claim->actor = rows[0].actor;
  claim->name = name_of(cell(row, "ar"), cell(row, "en"));
  claim->against_name = name_of(cell(row, "ar_against"), cell(row, "en_against"));
  for (uint32_t i = 0; i < count; i++) {
    const isnad_label *label = &model->documents[rows[i].document].stored->labels[rows[i].label];
    isn_voice *voice = isn_voice_add(model, claim, rows[i].document, label->span, rows[i].side, label->statement);
    if (!voice) return false;
    voice->evidence = label->evidence;
  }
  return true;
}

bool isn_claim_styles(isn_overview *model) {
  uint32_t room = 1;
  for (uint32_t d = 0; d < model->documents_count; d++) room += model->documents[d].stored->labels_count;
  styled *rows = isn_arena_alloc(&model->arena, room * sizeof *rows);
  isnad_lexicon_row row;
  for (uint32_t n = 0; rows && model->engine && isnad_engine_lexicon_row(model->engine, "styles.tsv", NULL, n, &row); n++) {
    style of = style_of(&row);
    uint32_t count = list_styled(model, &of, rows);
    for (uint32_t from = 0, to; from < count; from = to) {
      for (to = from + 1; to < count && rows[to].actor == rows[from].actor;) to++;
      if (!claim_style(model, &of.row, rows + from, to - from)) return false;
    }
  }
  return rows != NULL;
}
