/* arabic/: folding and its classes of letters; written forms of verbs and nouns from their principal parts. */
#include "unit.h"

#include "arabic/inflect.h"
#include "base/utf8.h"

/* ---- folding ---- */

static char *utf8_of(isn_arena *arena, const uint16_t *letters, uint32_t length) {
  char *out = isn_arena_alloc(arena, (size_t)length * 3 + 1), *at = out;
  for (uint32_t i = 0; i < length; i++) at += isn_utf8_encode(letters[i], at);
  return out;
}

static const char *folded(isn_arena *arena, const char *text) {
  isn_key key = isn_fold_text(arena, text, strlen(text));
  return key.at ? utf8_of(arena, key.at, key.length) : NULL;
}

static void spellings_of_one_word_become_equal(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
      {"أحمد", "احمد"},   {"إلى", "الي"},     {"آخر", "اخر"},   {"ٱلله", "الله"},        {"مسؤول", "مسئول"},
      {"مدرسة", "مدرسه"}, {"مصطفى", "مصطفي"}, {"مُحَمَّدٌ", "محمد"}, {"الهدنـــة", "الهدنه"}, {"ایران", "ايران"},
      {"کابل", "كابل"},   {"١٢٣", "123"},     {"۴۵۶", "456"},   {"NATO", "nato"},        {"لأنّ", "لان"},
      {"هٰذا", "هذا"},     {"ﻻ", "لا"},        {"ﷲ", "ﷲ"},       {"ﺳﻼﻡ", "سلام"},         {"شيء", "شيء"},
  };
  isn_arena arena = {0};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) assert_string_equal(folded(&arena, pairs[i][0]), folded(&arena, pairs[i][1]));
  isn_arena_free(&arena);
}

static void words_that_differ_in_more_than_spelling_stay_apart(void **state) {
  (void)state;
  static const char *const pairs[][2] = {{"قتل", "قاتل"}, {"علم", "عالم"}, {"ضرب", "صرب"}, {"حرب", "جرب"}, {"بن", "بين"}};
  isn_arena arena = {0};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    assert_string_not_equal(folded(&arena, pairs[i][0]), folded(&arena, pairs[i][1]));
  isn_arena_free(&arena);
}

static void folding_again_changes_nothing(void **state) {
  (void)state;
  for (uint32_t cp = 1; cp < 0x20000; cp++) {
    uint16_t once[2], twice[2];
    unsigned n = isn_fold_letter(cp, once);
    assert_in_range(n, 0, 2);
    for (unsigned i = 0; i < n; i++) {
      if (isn_fold_letter(once[i], twice) != 1 || twice[0] != once[i]) fail_msg("U+%04X folds to U+%04X, which folds on", cp, once[i]);
    }
  }
}

static void blanks_are_squeezed_and_marks_of_direction_dropped(void **state) {
  (void)state;
  isn_arena arena = {0};
  assert_string_equal(folded(&arena, "  خليفة \t حفتر\xc2\xa0 "), "خليفه حفتر");
  assert_string_equal(folded(&arena, "\xe2\x80\x8fخليفة\xe2\x80\x8f"), "خليفه");
  assert_string_equal(folded(&arena, ""), "");
  assert_null(folded(&arena, "\xff"));
  isn_arena_free(&arena);
}

static void bare_text_keeps_what_inflection_needs(void **state) {
  (void)state;
  isn_arena arena = {0};
  isn_key key = isn_bare_text(&arena, "اِلتَقى", strlen("اِلتَقى"));
  assert_string_equal(utf8_of(&arena, key.at, key.length), "التقى");
  isn_arena_free(&arena);
}

static void classes_of_letters(void **state) {
  (void)state;
  static const struct {
    uint32_t cp;
    bool letter, sign, blank, invisible, latin;
  } rows[] = {
      {0x627, true, false, false, false, false},  /* alef */
      {0x621, true, false, false, false, false},  /* hamza */
      {0x6af, true, false, false, false, false},  /* gaf */
      {0x640, false, true, false, false, false},  /* tatweel */
      {0x64e, false, true, false, false, false},  /* fatha */
      {0x670, false, true, false, false, false},  /* superscript alef */
      {0x60c, false, false, false, false, false}, /* comma */
      {0x661, false, false, false, false, false}, /* digit one */
      {0xa0, false, false, true, false, false},   /* no-break blank */
      {0x200f, false, false, false, true, false}, /* right-to-left mark */
      {0x2068, false, false, false, true, false}, /* first strong isolate */
      {'\n', false, false, false, false, false},  /* a line end is no blank */
      {'z', false, false, false, false, true},    {0xe9, false, false, false, false, true},
      {0xd7, false, false, false, false, false}, /* multiplication sign */
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    uint32_t cp = rows[i].cp;
    if (isn_is_letter(cp) != rows[i].letter || isn_is_sign(cp) != rows[i].sign || isn_is_blank(cp) != rows[i].blank ||
        isn_is_invisible(cp) != rows[i].invisible || isn_is_latin(cp) != rows[i].latin)
      fail_msg("U+%04X is in the wrong class", cp);
  }
  assert_int_equal(isn_digit(0x669), 9);
  assert_int_equal(isn_digit(0x6f0), 0);
  assert_int_equal(isn_digit('x'), -1);
}

/* ---- inflection ---- */

typedef struct forms {
  isn_arena arena;
  const char *at[400];
  isn_inflected features[400];
  size_t count;
} forms;

static bool take(void *context, const uint16_t *letters, uint32_t length, isn_inflected features) {
  forms *all = context;
  if (all->count == sizeof all->at / sizeof *all->at) return false;
  all->features[all->count] = features;
  all->at[all->count++] = utf8_of(&all->arena, letters, length);
  return true;
}

static const isn_inflected *find(const forms *all, const char *word, isn_part part) {
  isn_arena arena = {0};
  const char *key = folded(&arena, word);
  const isn_inflected *found = NULL;
  for (size_t i = 0; i < all->count && !found; i++)
    if (all->features[i].part == part && strcmp(all->at[i], key) == 0) found = &all->features[i];
  isn_arena_free(&arena);
  return found;
}

static void inflect(forms *all, const char *perfect, const char *imperfect) {
  memset(all, 0, sizeof *all);
  isn_key p = isn_bare_text(&all->arena, perfect, strlen(perfect)), i = isn_bare_text(&all->arena, imperfect, strlen(imperfect));
  assert_true(isn_inflect_verb(p, i, take, all));
}

/* words: blank-separated; each must be a form of the verb. */
static void has(const char *perfect, const char *imperfect, isn_part part, const char *words) {
  forms all;
  inflect(&all, perfect, imperfect);
  while (*words) {
    size_t length = strcspn(words, " ");
    char word[64];
    assert_true(length < sizeof word);
    memcpy(word, words, length);
    word[length] = 0;
    if (!find(&all, word, part)) fail_msg("%s %s has no form %s", perfect, imperfect, word);
    words += length + strspn(words + length, " ");
  }
  isn_arena_free(&all.arena);
}

static void has_not(const char *perfect, const char *imperfect, isn_part part, const char *word) {
  forms all;
  inflect(&all, perfect, imperfect);
  if (find(&all, word, part)) fail_msg("%s %s has a form %s", perfect, imperfect, word);
  isn_arena_free(&all.arena);
}

static void sound_verbs(void **state) {
  (void)state;
  has("أعلن", "يعلن", ISN_PART_PAST, "أعلن أعلنت أعلنا أعلنتا أعلنوا أعلن أعلنت أعلنا");
  has("أعلن", "يعلن", ISN_PART_PRESENT, "يعلن تعلن نعلن أعلن يعلنون يعلنوا تعلنون يعلنان تعلنان يعلنا");
}

static void hollow_verbs_lose_their_middle_before_a_consonant(void **state) {
  (void)state;
  has("قال", "يقول", ISN_PART_PAST, "قال قالت قالوا قالا قالتا قلت قلنا قلن");
  has("قال", "يقول", ISN_PART_PRESENT, "يقول تقول يقولون يقولوا يقولان يقل تقل نقول");
  has("أشار", "يشير", ISN_PART_PAST, "أشار أشارت أشاروا أشرت أشرنا");
  has("أشار", "يشير", ISN_PART_PRESENT, "يشير تشير يشيرون يشر");
  has("خاف", "يخاف", ISN_PART_PRESENT, "يخاف يخافون يخف");
  has_not("أعلن", "يعلن", ISN_PART_PRESENT, "يعن");
}

static void defective_verbs_lose_their_end_before_waw(void **state) {
  (void)state;
  has("دعا", "يدعو", ISN_PART_PAST, "دعا دعت دعوا دعوت دعونا دعوا دعتا");
  has("دعا", "يدعو", ISN_PART_PRESENT, "يدعو تدعو يدعون يدعوا يدع تدع يدعوان");
  has("التقى", "يلتقي", ISN_PART_PAST, "التقى التقت التقوا التقيا التقينا");
  has("التقى", "يلتقي", ISN_PART_PRESENT, "يلتقي تلتقي يلتقون يلتقوا يلتق يلتقيان");
  has("بقي", "يبقى", ISN_PART_PAST, "بقي بقيت بقوا بقينا");
  has("بقي", "يبقى", ISN_PART_PRESENT, "يبقى تبقى يبقون يبق");
}

static void an_alef_maqsura_becomes_alef_before_a_pronoun(void **state) {
  (void)state;
  forms all;
  inflect(&all, "نفى", "ينفي");
  const isn_inflected *f = find(&all, "نفا", ISN_PART_PAST);
  assert_non_null(f);
  assert_int_equal(f->with_pronoun, 1);
  isn_arena_free(&all.arena);
}

static void doubled_verbs_come_apart_before_a_consonant(void **state) {
  (void)state;
  has("رد", "يرد", ISN_PART_PAST, "رد ردت ردوا رددت رددنا");
  has("رد", "يرد", ISN_PART_PRESENT, "يرد ترد يردون");
}

static void hamzas_change_their_seat(void **state) {
  (void)state;
  has("بدأ", "يبدأ", ISN_PART_PAST, "بدأ بدأت بدأوا بدؤوا بدأنا");
  has("بدأ", "يبدأ", ISN_PART_PRESENT, "يبدأ تبدأ يبدأون يبدؤون");
}

static void passives_that_are_spelled_otherwise(void **state) {
  (void)state;
  has("قال", "يقول", ISN_PART_PAST, "قيل");
  has("قال", "يقول", ISN_PART_PRESENT, "يقال");
  has("دعا", "يدعو", ISN_PART_PAST, "دعي");
  has("دعا", "يدعو", ISN_PART_PRESENT, "يدعى");
  forms all;
  inflect(&all, "قال", "يقول");
  assert_int_equal(find(&all, "قيل", ISN_PART_PAST)->passive, 1);
  assert_int_equal(find(&all, "قال", ISN_PART_PAST)->passive, 0);
  isn_arena_free(&all.arena);
}

static void features_of_a_form(void **state) {
  (void)state;
  forms all;
  inflect(&all, "أكد", "يؤكد");
  const isn_inflected *f = find(&all, "أكدوا", ISN_PART_PAST);
  assert_int_equal(f->person, 3);
  assert_int_equal(f->number, 'p');
  assert_int_equal(f->gender, 'm');
  f = find(&all, "تؤكد", ISN_PART_PRESENT);
  assert_int_equal(f->number, 's');
  assert_int_equal(f->gender, 'f');
  f = find(&all, "يؤكدوا", ISN_PART_PRESENT);
  assert_int_equal(f->moodless, 1);
  isn_arena_free(&all.arena);
}

static void noun(const char *lemma, isn_part part, bool feminine_too, forms *all) {
  memset(all, 0, sizeof *all);
  isn_key key = isn_bare_text(&all->arena, lemma, strlen(lemma));
  assert_true(isn_inflect_noun(key, part, 's', feminine_too, take, all));
}

static void nouns_and_participles(void **state) {
  (void)state;
  forms all;
  noun("هجوم", ISN_PART_NOUN, false, &all);
  assert_non_null(find(&all, "هجوم", ISN_PART_NOUN));
  assert_non_null(find(&all, "هجومان", ISN_PART_NOUN));
  assert_non_null(find(&all, "هجومين", ISN_PART_NOUN));
  assert_non_null(find(&all, "هجوما", ISN_PART_NOUN)); /* tanwin */
  assert_null(find(&all, "هجومة", ISN_PART_NOUN));
  isn_arena_free(&all.arena);

  noun("زيارة", ISN_PART_NOUN, false, &all);
  assert_int_equal(find(&all, "زيارة", ISN_PART_NOUN)->with_pronoun, 2);
  assert_int_equal(find(&all, "زيارت", ISN_PART_NOUN)->with_pronoun, 1); /* زيارته */
  assert_non_null(find(&all, "زيارات", ISN_PART_NOUN));
  assert_non_null(find(&all, "زيارتين", ISN_PART_NOUN));
  isn_arena_free(&all.arena);

  noun("مسلح", ISN_PART_PASSIVE, true, &all);
  assert_non_null(find(&all, "مسلحون", ISN_PART_PASSIVE));
  assert_non_null(find(&all, "مسلحين", ISN_PART_PASSIVE));
  assert_non_null(find(&all, "مسلحة", ISN_PART_PASSIVE));
  assert_non_null(find(&all, "مسلحات", ISN_PART_PASSIVE));
  isn_arena_free(&all.arena);

  noun("داعي", ISN_PART_ACTIVE, true, &all);
  assert_non_null(find(&all, "داع", ISN_PART_ACTIVE));
  assert_non_null(find(&all, "داعية", ISN_PART_ACTIVE));
  assert_non_null(find(&all, "داعون", ISN_PART_ACTIVE));
  isn_arena_free(&all.arena);
}

static void what_is_too_short_or_too_long_gives_nothing(void **state) {
  (void)state;
  forms all;
  inflect(&all, "ق", "ي");
  assert_int_equal(all.count, 0);
  isn_arena_free(&all.arena);
  char long_word[2 * 200 + 1];
  for (int i = 0; i < 200; i++) memcpy(long_word + (size_t)2 * (size_t)i, "ق", 2);
  long_word[400] = 0;
  inflect(&all, long_word, long_word);
  assert_int_equal(all.count, 0);
  isn_arena_free(&all.arena);
  for (size_t n = 2; n < 60; n++) { /* up to and over the longest, no buffer is overrun */
    long_word[2 * n] = 0;
    inflect(&all, long_word, long_word);
    isn_arena_free(&all.arena);
    noun(long_word, ISN_PART_ACTIVE, true, &all);
    isn_arena_free(&all.arena);
    memcpy(long_word + 2 * n, "ق", 2);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(spellings_of_one_word_become_equal),
      cmocka_unit_test(words_that_differ_in_more_than_spelling_stay_apart),
      cmocka_unit_test(folding_again_changes_nothing),
      cmocka_unit_test(blanks_are_squeezed_and_marks_of_direction_dropped),
      cmocka_unit_test(bare_text_keeps_what_inflection_needs),
      cmocka_unit_test(classes_of_letters),
      cmocka_unit_test(sound_verbs),
      cmocka_unit_test(hollow_verbs_lose_their_middle_before_a_consonant),
      cmocka_unit_test(defective_verbs_lose_their_end_before_waw),
      cmocka_unit_test(an_alef_maqsura_becomes_alef_before_a_pronoun),
      cmocka_unit_test(doubled_verbs_come_apart_before_a_consonant),
      cmocka_unit_test(hamzas_change_their_seat),
      cmocka_unit_test(passives_that_are_spelled_otherwise),
      cmocka_unit_test(features_of_a_form),
      cmocka_unit_test(nouns_and_participles),
      cmocka_unit_test(what_is_too_short_or_too_long_gives_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
