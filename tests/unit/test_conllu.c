/* export/conllu: words, ranges, trees, marks, as the file has them. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/export.h"
#include "records.h"

/* A record of one sentence or more by hand: tokens are what blanks part, "+" before a token glues it to the one before, "/" ends a
 * sentence. The text is made of them. */
static isn_doc *tokens_record(record *made, const char *const *words, size_t count) {
  char text[1024] = "";
  size_t length = 0;
  for (size_t i = 0; i < count; i++) {
    if (*words[i] == '/') continue;
    bool glued = *words[i] == '+';
    length += (size_t)snprintf(text + length, sizeof text - length, "%s%s", length && !glued ? " " : "", words[i] + glued);
  }
  isn_doc *doc = record_open(made, "d", NULL, NULL, text);
  uint32_t at = 0, sentence_start = 0, first = 0;
  for (size_t i = 0; i <= count; i++) {
    if (i == count || *words[i] == '/') {
      *ISN_PUSH(&doc->sentence_first, &doc->arena) = first;
      *ISN_PUSH(&doc->sentences, &doc->arena) = (isnad_sentence){.span = isn_span(sentence_start, at)};
      first = doc->tokens.count;
      sentence_start = at + 1;
      continue;
    }
    bool glued = *words[i] == '+';
    isn_token *token = ISN_PUSH(&doc->tokens, &doc->arena);
    uint32_t letters = 0;
    for (const char *c = words[i] + glued; *c; c++) letters += ((unsigned char)*c & 0xc0) != 0x80;
    if (at && !glued) at++;
    *token = (isn_token){.start = at, .end = at + letters, .sentence = doc->sentences.count, .glued = glued, .pos = ISN_NOUN};
    if (words[i][glued] == '.') token->kind = ISN_MARK, token->pos = ISN_PUNCT;
    at += letters;
  }
  *ISN_PUSH(&doc->sentence_first, &doc->arena) = first;
  assert_int_equal(at, doc->n);
  return doc;
}

/* A word of token `t` over its code points [from, to). */
static isn_word *add_word(isn_doc *doc, uint32_t t, uint32_t from, uint32_t to, const char *form, isn_pos upos) {
  isn_token *token = &doc->tokens.at[t];
  isn_word *word = ISN_PUSH(&doc->words, &doc->arena);
  if (!token->words_count) token->words = doc->words.count - 1;
  token->words_count++;
  *word = (isn_word){
      .token = t, .start = token->start + from, .end = token->start + to, .form = form, .upos = (uint8_t)upos, .head = ISNAD_NONE};
  return word;
}

static void assert_written(const isn_doc *doc, const char *expected) {
  isn_buffer out = {0};
  isn_export_conllu(doc, &out);
  assert_false(out.failed);
  assert_string_equal(out.at, expected);
  isn_buffer_free(&out);
}

#define HEAD "# newdoc id = d\n# generator = isnad 0.1.0, lexicon 00000000000000ab, models none\n# global.Entity = eid-etype\n"

static void fused_words_stand_under_their_token(void **state) {
  (void)state;
  record made;
  isn_doc *doc = tokens_record(&made, (const char *[]){"وللبلد", "رئيسها", "+."}, 3);
  isn_word *w = add_word(doc, 0, 0, 1, "و", ISN_CCONJ);
  w->lemma = "وَ", w->deprel = "cc", w->head = 2;
  w = add_word(doc, 0, 1, 2, "ل", ISN_ADP);
  w->deprel = "case", w->head = 2;
  w = add_word(doc, 0, 2, 6, "البلد", ISN_NOUN);
  w->deprel = "root", w->lemma = "بَلَد", w->feats = "Case=Gen|Number=Sing";
  w = add_word(doc, 1, 0, 4, "رئيس", ISN_NOUN);
  w->deprel = "nsubj", w->head = 2;
  w = add_word(doc, 1, 4, 6, "ها", ISN_PRON);
  w->deprel = "nmod", w->head = 3;
  w = add_word(doc, 2, 0, 1, ".", ISN_PUNCT);
  w->deprel = "punct", w->head = 2;
  assert_written(doc, HEAD
                 "# sent_id = d-1\n"
                 "# text = وللبلد رئيسها.\n"
                 "1-3\tوللبلد\t_\t_\t_\t_\t_\t_\t_\tRange=0:6\n"
                 "1\tو\tوَ\tCCONJ\t_\t_\t3\tcc\t_\tRange=0:1\n"
                 "2\tل\t_\tADP\t_\t_\t3\tcase\t_\tRange=1:2\n"
                 "3\tالبلد\tبَلَد\tNOUN\t_\tCase=Gen|Number=Sing\t0\troot\t_\tRange=2:6\n"
                 "4-5\tرئيسها\t_\t_\t_\t_\t_\t_\t_\tRange=7:13|SpaceAfter=No\n"
                 "4\tرئيس\t_\tNOUN\t_\t_\t3\tnsubj\t_\tRange=7:11\n"
                 "5\tها\t_\tPRON\t_\t_\t4\tnmod\t_\tRange=11:13\n"
                 "6\t.\t_\tPUNCT\t_\t_\t3\tpunct\t_\tRange=13:14\n\n");
  record_close(&made);
}

static void a_word_without_letters_has_an_empty_range(void **state) {
  (void)state;
  record made;
  isn_doc *doc = tokens_record(&made, (const char *[]){"ممن"}, 1);
  (void)add_word(doc, 0, 0, 1, "من", ISN_ADP);
  (void)add_word(doc, 0, 1, 1, NULL, ISN_PART); /* no form, no letter: still a cell */
  (void)add_word(doc, 0, 1, 3, "من", ISN_PRON);
  assert_written(doc, HEAD
                 "# sent_id = d-1\n# text = ممن\n"
                 "1-3\tممن\t_\t_\t_\t_\t_\t_\t_\tRange=0:3\n"
                 "1\tمن\t_\tADP\t_\t_\t0\troot\t_\tRange=0:1\n"
                 "2\t_\t_\tPART\t_\t_\t1\tdep\t_\tRange=1:1\n"
                 "3\tمن\t_\tPRON\t_\t_\t1\tdep\t_\tRange=1:3\n\n");
  record_close(&made);
}

/* heads[i]: a row of words, -1 a root, -2 no head. Writes the heads of the file, one a word, into `out`. */
static void heads_of(const int *heads, size_t count, bool second_sentence, char *out) {
  record made;
  const char *tokens[16] = {NULL};
  for (size_t i = 0; i < count; i++) tokens[i] = "كلمة";
  if (second_sentence) tokens[count] = "/", tokens[count + 1] = "بعد";
  isn_doc *doc = tokens_record(&made, tokens, count + (second_sentence ? 2 : 0));
  for (size_t i = 0; i < count; i++) {
    isn_word *w = add_word(doc, (uint32_t)i, 0, 4, "كلمة", ISN_NOUN);
    w->deprel = heads[i] == -2 ? NULL : heads[i] == -1 ? "root" : "nmod";
    w->head = heads[i] < 0 ? ISNAD_NONE : (uint32_t)heads[i];
  }
  isn_buffer buffer = {0};
  isn_export_conllu(doc, &buffer);
  *out = 0;
  const char *line = strstr(buffer.at, "# sent_id = d-1\n");
  for (size_t i = 0; i < count; i++) {
    char start[16];
    (void)snprintf(start, sizeof start, "\n%zu\t", i + 1);
    line = strstr(line, start);
    const char *at = line + 1;
    for (int tab = 0; tab < 6; tab++) at = strchr(at, '\t') + 1;
    const char *deprel = strchr(at, '\t') + 1;
    (void)snprintf(out + strlen(out), 128 - strlen(out), "%s%.*s:%.*s", i ? " " : "", (int)(deprel - 1 - at), at,
                   (int)strcspn(deprel, "\t"), deprel);
  }
  isn_buffer_free(&buffer);
  record_close(&made);
}

static void whatever_the_heads_there_is_a_tree(void **state) {
  (void)state;
  static const struct {
    size_t count;
    int heads[5];
    const char *expected;
  } cases[] = {
      {4, {1, -1, 1, 2}, "2:nmod 0:root 2:nmod 3:nmod"},
      {3, {-2, -2, -2}, "0:root 1:dep 1:dep"},                    /* no parser */
      {3, {1, 2, 0}, "0:root 3:nmod 1:nmod"},                     /* a circle and no root: the first word is it */
      {4, {-1, 2, 3, 1}, "0:root 3:nmod 4:nmod 1:dep"},           /* a circle beside the root: broken at one place */
      {5, {-1, 2, 3, 4, 3}, "0:root 3:nmod 4:nmod 5:nmod 1:dep"}, /* a way into a circle */
      {3, {-1, -1, 1}, "0:root 1:dep 2:nmod"},                    /* two roots */
      {2, {-1, 1}, "0:root 1:dep"},                               /* its own head */
      {3, {-1, 999, 0}, "0:root 1:dep 1:nmod"},                   /* a row that is not there */
      {1, {-2}, "0:root"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char heads[128];
    heads_of(cases[i].heads, cases[i].count, false, heads);
    if (strcmp(heads, cases[i].expected) != 0) fail_msg("row %zu: %s, expected %s", i, heads, cases[i].expected);
    heads_of(cases[i].heads, cases[i].count, true, heads);
    if (strcmp(heads, cases[i].expected) != 0) fail_msg("row %zu before a sentence: %s, expected %s", i, heads, cases[i].expected);
  }
}

/* One root, and everybody comes to it. */
static void assert_tree(const char *written, size_t count) {
  unsigned long heads[12] = {0};
  size_t roots = 0;
  for (size_t i = 0; i < count; i++) {
    char *end;
    heads[i] = strtoul(written, &end, 10);
    assert_int_equal(*end, ':');
    assert_true(heads[i] <= count && heads[i] != i + 1);
    assert_int_equal(heads[i] == 0, strncmp(end, ":root", 5) == 0);
    roots += heads[i] == 0;
    written = strchr(end, ' ') ? strchr(end, ' ') + 1 : "";
  }
  assert_int_equal(roots, 1);
  for (size_t i = 0; i < count; i++) {
    size_t steps = 0, at = i;
    while (heads[at] && steps++ < count) at = heads[at] - 1;
    if (heads[at]) fail_msg("a circle at word %zu", i + 1);
  }
}

static void any_heads_become_a_tree(void **state) {
  (void)state;
  uint32_t dice = 1;
  for (int round = 0; round < 3000; round++) {
    int heads[12];
    char written[128];
    size_t count = 1 + (size_t)round % 10;
    for (size_t i = 0; i < count; i++) {
      dice = dice * 1664525u + 1013904223u;
      heads[i] = (int)((dice >> 16) % (count + 4)) - 2; /* none, root, a word, one behind the end */
    }
    heads_of(heads, count, round % 3 == 0, written);
    assert_tree(written, count);
  }
}

static void a_head_in_another_sentence_is_none(void **state) {
  (void)state;
  record made;
  isn_doc *doc = tokens_record(&made, (const char *[]){"أولى", "/", "ثانية", "+."}, 4);
  (void)add_word(doc, 0, 0, 4, "أولى", ISN_NOUN);
  isn_word *w = add_word(doc, 1, 0, 5, "ثانية", ISN_NOUN);
  w->deprel = "nmod", w->head = 0;
  assert_written(doc, HEAD
                 "# sent_id = d-1\n# text = أولى\n"
                 "1\tأولى\t_\tNOUN\t_\t_\t0\troot\t_\tRange=0:4\n\n"
                 "# sent_id = d-2\n# text = ثانية.\n"
                 "1\tثانية\t_\tNOUN\t_\t_\t0\troot\t_\tRange=5:10|SpaceAfter=No\n"
                 "2\t.\t_\tPUNCT\t_\t_\t1\tpunct\t_\tRange=10:11\n\n");
  record_close(&made);
}

/* Column 10 of word `number`. */
static void misc_is(const isn_doc *doc, unsigned number, const char *expected) {
  isn_buffer out = {0};
  char start[16];
  isn_export_conllu(doc, &out);
  (void)snprintf(start, sizeof start, "\n%u\t", number);
  const char *at = strstr(out.at, start);
  assert_non_null(at);
  at++;
  for (int tab = 0; tab < 9; tab++) at = strchr(at, '\t') + 1;
  if (strncmp(at, expected, strlen(expected)) != 0 || at[strlen(expected)] != '\n')
    fail_msg("word %u: %.*s, expected %s", number, (int)strcspn(at, "\n"), at, expected);
  isn_buffer_free(&out);
}

static void names_and_times_are_brackets_in_misc(void **state) {
  (void)state;
  record made;
  isn_doc *doc = tokens_record(&made, (const char *[]){"وبيروت", "سالم", "بن", "ناصر", "أمس", "الأحد", "+."}, 7);
  (void)add_word(doc, 0, 0, 1, "و", ISN_CCONJ);
  (void)add_word(doc, 0, 1, 6, "بيروت", ISN_X);
  for (uint32_t t = 1; t < 7; t++) (void)add_word(doc, t, 0, doc->tokens.at[t].end - doc->tokens.at[t].start, "-", ISN_X);
  uint32_t city = record_entity(doc, ISNAD_LOC, "بيروت", NULL, NULL), man = record_entity(doc, ISNAD_PER, "سالم", NULL, NULL);
  uint32_t kin = record_entity(doc, ISNAD_PER, "ناصر", NULL, NULL), odd = record_entity(doc, ISNAD_ORG, "x", NULL, NULL);
  (void)record_mention(doc, kin, "ناصر"); /* inside the next one */
  (void)record_mention(doc, city, "بيروت");
  (void)record_mention(doc, man, "سالم بن ناصر");
  (void)record_mention(doc, odd, "ناصر أمس"); /* across the end of another */
  (void)record_time(doc, "أمس الأحد", "2020-05-03");
  (void)record_time(doc, "الأحد", NULL);
  misc_is(doc, 1, "Range=0:1");
  misc_is(doc, 2, "Entity=(e1-LOC)|Range=1:6");
  misc_is(doc, 3, "Entity=(e2-PER|Range=7:11");
  misc_is(doc, 4, "Range=12:14");
  misc_is(doc, 5, "Entity=e2)(e4-ORG(e3-PER)|Range=15:19");
  misc_is(doc, 6, "Entity=e4)|Range=20:23|Time=(t1-DATE-2020-05-03");
  misc_is(doc, 7, "Range=24:29|SpaceAfter=No|Time=t1)(t2-DATE)");
  record_close(&made);
}

static void cells_and_ids_hold_no_tab_and_no_line_end(void **state) {
  (void)state;
  record made;
  isn_doc *doc = tokens_record(&made, (const char *[]){"كلمة", "بعد"}, 2);
  doc->id = "a b/c%\n\xc2\xa0";
  isn_word *w = add_word(doc, 0, 0, 2, " ك\t\nل ", ISN_NOUN);
  w->lemma = "\xc2\xa0 ";
  (void)add_word(doc, 0, 2, 4, "", ISN_NOUN);
  isn_buffer out = {0};
  isn_export_conllu(doc, &out);
  assert_non_null(strstr(out.at, "# newdoc id = a%20b%2Fc%25%0A%C2%A0\n"));
  assert_non_null(strstr(out.at, "# sent_id = a%20b%2Fc%25%0A%C2%A0-1\n"));
  assert_non_null(strstr(out.at, "\n1\tك ل\t_\tNOUN\t"));
  assert_non_null(strstr(out.at, "\n2\tمة\t_\tNOUN\t"));
  isn_buffer_free(&out);
  record_close(&made);
}

static void no_words_are_an_empty_text(void **state) {
  (void)state;
  record made;
  isn_doc *doc = record_open(&made, "d", NULL, NULL, " ");
  assert_written(doc, "");
  record_close(&made);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(fused_words_stand_under_their_token),       cmocka_unit_test(a_word_without_letters_has_an_empty_range),
      cmocka_unit_test(whatever_the_heads_there_is_a_tree),        cmocka_unit_test(any_heads_become_a_tree),
      cmocka_unit_test(a_head_in_another_sentence_is_none),        cmocka_unit_test(names_and_times_are_brackets_in_misc),
      cmocka_unit_test(cells_and_ids_hold_no_tab_and_no_line_end), cmocka_unit_test(no_words_are_an_empty_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
