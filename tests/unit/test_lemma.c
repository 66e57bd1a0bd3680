/* morph/lemma with train/lemma_*: a model made of a small treebank that is written here, and what it says of words in and out of it. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../train/lemma_trainer.h"
#include "arabic/letters.h"
#include "morph/lemma.h"

#define SING "Case=Gen|Definite=Def|Number=Sing"
#define PLUR "Case=Gen|Definite=Def|Number=Plur"
#define PAST "Aspect=Perf|Gender=Fem|Number=Sing|Person=3|Voice=Act"
#define ADJF "Case=Nom|Definite=Ind|Gender=Fem|Number=Sing"

/* Forms, lemmas, parts of speech, features, roots. */
static const char *const words[][5] = {
    {"المعلمون", "مُعَلِّم", "NOUN", PLUR, "`_l_m"}, {"المهندسون", "مُهَندِس", "NOUN", PLUR, ""},  {"المراسلون", "مُرَاسِل", "NOUN", PLUR, "r_s_l"},
    {"المدربون", "مُدَرِّب", "NOUN", PLUR, ""},      {"المزارعون", "مُزَارِع", "NOUN", PLUR, ""},  {"البائعون", "بَائِع", "NOUN", PLUR, ""},
    {"المعلم", "مُعَلِّم", "NOUN", SING, ""},        {"المدرب", "مُدَرِّب", "NOUN", SING, ""},      {"الخيمة", "خَيمَة", "NOUN", SING, "_h_y_m"},
    {"الوردة", "وَردَة", "NOUN", SING, ""},        {"خرجت", "خَرَج", "VERB", PAST, "_h_r_^g"},  {"ضحكت", "ضَحِك", "VERB", PAST, ""},
    {"جلست", "جَلَس", "VERB", PAST, ""},           {"رسمت", "رَسَم", "VERB", PAST, ""},         {"أزهرت", "أَزهَر", "VERB", PAST, ""},
    {"قديمة", "قَدِيم", "ADJ", ADJF, ""},          {"بعيدة", "بَعِيد", "ADJ", ADJF, ""},        {"جميلة", "جَمِيل", "ADJ", ADJF, ""},
    {"صغيرة", "صَغِير", "ADJ", ADJF, ""},          {"في", "فِي", "ADP", "AdpType=Prep", "fI"}, {"أن", "أَنَّ", "SCONJ", "_", ""},
    {"طهران", "طِهرَان", "X", "Foreign=Yes", ""},
};
static const char *const tables[][2] = {
    {"verbs.tsv",
     "# own\nlemma\tpresent\tmasdar\tactive\tpassive\tgloss\nزرع\tيزرع\tزراعة\tزارع\tمزروع\tplant\nفتح\tيفتح\tفتح\tفاتح\tمفتوح\topen\n"
     "كتب\tيكتب\tكتابة\tكاتب\tمكتوب\twrite\nسمع\tيسمع\tسماع\tسامع\tمسموع\thear\n"},
    {"nouns.tsv", "noun\tplural\nبستان\tبساتين\nقنديل\tقناديل\n"},
    {"adjectives.tsv", "adjective\tforms\nواسع\t\n"},
    {"agents.tsv", "word\tplural\nفلاح\tفلاحون\n"},
    {"kb/countries.tsv", "iso2\tiso3\tname_ar\tvariants\tname_en\tadjective\nXX\tXXX\tزرمان\t\tZarman\tزرماني\n"},
    {"names.tsv", "name\tpart\tgender\tnote\nهزاع\tfirst\tm\t\n"},
    {"words.tsv", "word\tpos\trole\tgloss\nلكن\tCCONJ\t\tbut\n"},
};

static char folder[] = "/tmp/isnad-lemma-XXXXXX";
static isn_model *model;
static isn_lemmas *lemmas;
static isn_arena arena;

static const char *path_of(const char *name) {
  static char path[160];
  (void)snprintf(path, sizeof path, "%s/%s", folder, name);
  return path;
}

static void write_file(const char *name, const char *text) {
  FILE *file = fopen(path_of(name), "wb");
  assert_non_null(file);
  assert_true(fputs(text, file) >= 0);
  assert_int_equal(fclose(file), 0);
}

static int train(void **state) {
  (void)state;
  if (!mkdtemp(folder)) return -1;
  char text[8192];
  size_t n = 0;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    n += (size_t)snprintf(text + n, sizeof text - n, "%zu\t%s\t%s\t%s\t_\t%s\t0\tdep\t_\tRoot=%s\n", i + 1, words[i][0], words[i][1],
                          words[i][2], words[i][3], words[i][4]);
  }
  assert_true(n < sizeof text);
  write_file("trees.conllu", text);
  write_file("tags.tsv", "SCONJ\t_\nCCONJ\t_\n");
  /* Of two tags that are possible the word counts with both. */
  write_file("morph.conllu", "1\tإذا\tإِذَا\t_\t_\t_\t_\t_\t_\tTags=0,1\n\n");
  if (mkdir(path_of("kb"), 0700)) return -1;
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) write_file(tables[i][0], tables[i][1]);
  char out[160];
  (void)snprintf(out, sizeof out, "%s", path_of("lemma.model"));
  if (isn_lemma_make(folder, "free", folder, "Apache-2.0", out)) return -1;
  isnad_error error;
  if (isn_model_open(out, &model, &error) || isn_lemmas_open(model, &lemmas, &error)) return -1;
  return 0;
}

static int drop(void **state) {
  (void)state;
  isn_lemmas_close(lemmas);
  isn_model_close(model);
  isn_arena_free(&arena);
  static const char *const made[] = {"trees.conllu", "tags.tsv", "morph.conllu", "lemma.model", "again.model"};
  for (size_t i = 0; i < sizeof made / sizeof *made; i++) (void)unlink(path_of(made[i]));
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) (void)unlink(path_of(tables[i][0]));
  (void)rmdir(path_of("kb"));
  return rmdir(folder);
}

static const char *lemma(const char *form, isn_pos pos, const char *feats) { return isn_lemma(lemmas, &arena, form, pos, feats); }

static void known_words_have_their_lemmas(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    assert_string_equal(lemma(words[i][0], isn_lemma_pos(words[i][2]), words[i][3]), words[i][1]);
  assert_string_equal(lemma("إذا", ISN_SCONJ, "_"), "إِذَا");
  assert_string_equal(lemma("إذا", ISN_CCONJ, "_"), "إِذَا");
}

static void spelling_and_article_do_not_matter(void **state) {
  (void)state;
  assert_string_equal(lemma("ازهرت", ISN_VERB, PAST), "أَزهَر");
  assert_string_equal(lemma("خيمة", ISN_NOUN, "Case=Nom|Definite=Ind|Number=Sing"), "خَيمَة");
  assert_string_equal(lemma("فى", ISN_ADP, "AdpType=Prep"), "فِي");
  assert_string_equal(lemma("المعلّمون", ISN_NOUN, PLUR), "مُعَلِّم");
}

static void words_of_the_grammar_are_found_in_another_class(void **state) {
  (void)state;
  assert_string_equal(lemma("أن", ISN_CCONJ, "_"), "أَنَّ");
  assert_string_equal(lemma("لكن", ISN_PART, "_"), "لكن");
  assert_string_equal(lemma("هيا", ISN_PART, "_"), "هيا");
}

static void words_that_are_not_known_follow_those_that_are(void **state) {
  (void)state;
  static const char *const unknown[][4] = {
      {"الممثلون", "ممثل", "NOUN", PLUR}, {"المصورون", "مصور", "NOUN", PLUR}, {"لعبت", "لعب", "VERB", PAST},
      {"فرحت", "فرح", "VERB", PAST},      {"طويلة", "طويل", "ADJ", ADJF},     {"النخلة", "نخلة", "NOUN", SING},
  };
  for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
    const char *found = lemma(unknown[i][0], isn_lemma_pos(unknown[i][2]), unknown[i][3]);
    isn_key bare = isn_bare_text(&arena, found, strlen(found)), right = isn_bare_text(&arena, unknown[i][1], strlen(unknown[i][1]));
    if (!isn_key_equal(bare, right)) fail_msg("%s: %s, not %s", unknown[i][0], found, unknown[i][1]);
  }
  assert_string_equal(lemma("ثقيلة", ISN_ADJ, ADJF), "ثَقِيل"); /* vowels of an adjective of its shape */
}

static void tables_tell_broken_plurals(void **state) {
  (void)state;
  isn_key found = isn_bare_text(&arena, lemma("بساتين", ISN_NOUN, PLUR), strlen(lemma("بساتين", ISN_NOUN, PLUR)));
  isn_key right = isn_bare_text(&arena, "بستان", strlen("بستان"));
  assert_true(isn_key_equal(found, right));
}

static void words_around_tell_an_from_inna(void **state) {
  (void)state;
  static const struct {
    const char *verb, *form;
    isn_pos next;
    const char *right;
  } cases[] = {{"قَال", "ان", ISN_NOUN, "إِن\u0651\u064e"},
               {"أَكَّد", "ان", ISN_NOUN, "أَن\u0651\u064e"},
               {"قَال", "أن", ISN_PRON, "أَن\u0651\u064e"},
               {"أَرَاد", "أن", ISN_VERB, "أَن"},
               {"قَال", "ان", ISN_VERB, "أَن"},
               {"أَكَّد", "إن", ISN_NOUN, "إِن\u0651\u064e"},
               {"قَال", "لكن", ISN_NOUN, "x"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    isn_word *row = isn_arena_alloc(&arena, 4 * sizeof *row);
    row[0] = (isn_word){.upos = ISN_VERB, .form = "v", .lemma = cases[i].verb};
    row[1] = (isn_word){.upos = ISN_SCONJ, .form = cases[i].form, .lemma = "x"};
    row[2] = (isn_word){.upos = ISN_PART, .form = "لا", .lemma = "لَا"};
    row[3] = (isn_word){.upos = (uint8_t)cases[i].next, .form = "n", .lemma = "n"};
    isn_lemma_refine(row, 4);
    assert_string_equal(row[1].lemma, cases[i].right);
  }
  isn_word last = {.upos = ISN_SCONJ, .form = "أن"};
  isn_lemma_refine(&last, 1);
  assert_string_equal(last.lemma, "أَن\u0651\u064e");
  isn_lemma_refine(NULL, 0);
}

static void numbers_marks_and_names_follow_padt(void **state) {
  (void)state;
  assert_string_equal(lemma("2024", ISN_NUM, "NumForm=Digit"), "٢٠٢٤");
  assert_string_equal(lemma("10،30", ISN_NUM, "NumForm=Digit"), "١٠٣٠");
  assert_string_equal(lemma("3.5", ISN_NUM, "NumForm=Digit"), "٣.٥");
  assert_string_equal(lemma("٣٤", ISN_NUM, "NumForm=Digit"), "٣٤");
  assert_string_equal(lemma(",", ISN_PUNCT, "_"), "،");
  assert_string_equal(lemma("...", ISN_PUNCT, "_"), "...");
  assert_string_equal(lemma("NATO", ISN_X, "Foreign=Yes"), "NATO");
  assert_string_equal(lemma("الوادياني", ISN_X, "_"), "الوادياني");
  assert_string_equal(lemma("قديمة", ISN_X, NULL), "قديمة");
}

static void roots_are_letters(void **state) {
  (void)state;
  assert_string_equal(isn_root(lemmas, &arena, "مُعَلِّم"), "ع ل م");
  assert_string_equal(isn_root(lemmas, &arena, "خَرَج"), "خ ر ج");
  assert_null(isn_root(lemmas, &arena, "فِي")); /* no root of letters there */
  assert_null(isn_root(lemmas, &arena, "وَردَة"));
  assert_null(isn_root(lemmas, &arena, ""));
  assert_null(isn_root(lemmas, &arena, "\xff"));
}

static void a_model_must_be_there(void **state) {
  (void)state;
  isn_lemmas *none;
  isnad_error error;
  assert_int_equal(isn_lemmas_open(NULL, &none, &error), ISNAD_E_NOTFOUND);
  assert_null(none);
}

static void any_bytes_have_a_lemma(void **state) {
  (void)state;
  char bytes[64];
  uint32_t random = 7;
  for (int round = 0; round < 20000; round++) {
    size_t n = 0, length = (random = random * 1664525u + 1013904223u) >> 27;
    while (n < length) {
      random = random * 1664525u + 1013904223u;
      uint8_t byte = (uint8_t)(random >> 24);
      if (random & 0x10000) { /* mostly letters */
        bytes[n++] = (char)0xd8;
        byte = 0x80 | (byte & 0x3f);
      }
      bytes[n++] = (char)(byte ? byte : 1);
    }
    bytes[n] = 0;
    const char *feats[] = {SING, PAST, "_", "", "Number", "=|=|Definite=Def", NULL};
    const char *found = lemma(bytes, (isn_pos)(random % (ISN_X + 1)), feats[random % 7]);
    assert_non_null(found);
  }
  assert_string_equal(lemma("", ISN_NOUN, SING), "");
  static const char longest[] = "ااااااااااااااااااااااااااااااااااااااا";
  assert_string_equal(lemma(longest, ISN_NOUN, SING), longest);
}

static char *read_model(size_t *size) {
  FILE *file = fopen(path_of("lemma.model"), "rb");
  assert_non_null(file);
  char *bytes = aligned_alloc(16, 1 << 21);
  assert_non_null(bytes);
  *size = fread(bytes, 1, 1 << 21, file);
  (void)fclose(file);
  return bytes;
}

static void the_same_data_give_the_same_bytes(void **state) {
  (void)state;
  size_t n, m;
  char *first = read_model(&n), out[160];
  (void)snprintf(out, sizeof out, "%s", path_of("again.model"));
  assert_int_equal(isn_lemma_make(folder, "free", folder, "Apache-2.0", out), 0);
  assert_int_equal(rename(out, path_of("lemma.model")), 0);
  char *second = read_model(&m);
  assert_int_equal(n, m);
  assert_memory_equal(first, second, n);
  free(first);
  free(second);
}

/* What the container's checksum would not tell: a model whose sections do not fit one another. */
static void damaged_models_are_refused_or_read_within_bounds(void **state) {
  (void)state;
  size_t n;
  char *bytes = read_model(&n);
  unsigned refused = 0, rounds = 0;
  for (size_t at = ISN_MODEL_HEADER; at < n; at += at < 2048 ? 3 : 40013, rounds++) {
    char old = bytes[at];
    isn_model *damaged = NULL;
    isn_lemmas *opened = NULL;
    isnad_error error;
    bytes[at] = (char)(old ^ 0x55);
    uint64_t sum = isn_model_checksum(bytes, n);
    memcpy(bytes + 24, &sum, sizeof sum);
    if (isn_model_from_bytes(bytes, n, "damaged", &damaged, &error) || isn_lemmas_open(damaged, &opened, &error)) {
      refused++;
      assert_true(error.message[0]);
    } else {
      for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_non_null(isn_lemma(opened, &arena, words[i][0], isn_lemma_pos(words[i][2]), words[i][3]));
      assert_non_null(isn_lemma(opened, &arena, "الممثلون", ISN_NOUN, PLUR));
    }
    isn_lemmas_close(opened);
    isn_model_close(damaged);
    bytes[at] = old;
  }
  assert_true(refused > 0 && refused < rounds);
  free(bytes);
}

static void edits_turn_the_form_into_the_lemma(void **state) {
  (void)state;
  static const char *const pairs[][2] = {{"أشخاص", "شخص"},  {"يقول", "قال"},        {"كتب", "كتب"}, {"مدارس", "مدرسة"},
                                         {"أعلنت", "أعلن"}, {"يستقبلون", "استقبل"}, {"ه", "هو"},    {"ا", "ب"}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    isn_key from = isn_bare_text(&arena, pairs[i][0], strlen(pairs[i][0])), to = isn_bare_text(&arena, pairs[i][1], strlen(pairs[i][1]));
    uint16_t edits[ISN_LEMMA_RULE], out[ISN_LEMMA_LETTERS];
    uint32_t units = isn_lemma_derive(from.at, from.length, to.at, to.length, edits);
    assert_true(isn_lemma_rule_is_whole(edits, units));
    uint32_t n = isn_lemma_apply(edits, from.at, from.length, out);
    assert_true(isn_key_equal((isn_key){out, n}, to));
  }
  /* The edit of one word does for another of its kind. */
  uint16_t edits[ISN_LEMMA_RULE], out[ISN_LEMMA_LETTERS];
  isn_key a = isn_bare_text(&arena, "أخبار", 10), b = isn_bare_text(&arena, "خبر", 6), c = isn_bare_text(&arena, "أحجار", 10);
  (void)isn_lemma_derive(a.at, a.length, b.at, b.length, edits);
  isn_key right = isn_bare_text(&arena, "حجر", 6);
  assert_true(isn_key_equal((isn_key){out, isn_lemma_apply(edits, c.at, c.length, out)}, right));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(known_words_have_their_lemmas),
      cmocka_unit_test(spelling_and_article_do_not_matter),
      cmocka_unit_test(words_of_the_grammar_are_found_in_another_class),
      cmocka_unit_test(words_that_are_not_known_follow_those_that_are),
      cmocka_unit_test(tables_tell_broken_plurals),
      cmocka_unit_test(words_around_tell_an_from_inna),
      cmocka_unit_test(numbers_marks_and_names_follow_padt),
      cmocka_unit_test(roots_are_letters),
      cmocka_unit_test(a_model_must_be_there),
      cmocka_unit_test(any_bytes_have_a_lemma),
      cmocka_unit_test(edits_turn_the_form_into_the_lemma),
      cmocka_unit_test(the_same_data_give_the_same_bytes),
      cmocka_unit_test(damaged_models_are_refused_or_read_within_bounds),
  };
  return cmocka_run_group_tests(tests, train, drop);
}
