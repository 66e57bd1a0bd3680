/* timex/: calendar arithmetic, values of durations, what a value covers, and the errors of its two tables. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "pack/lexicon.h"
#include "timex/calendar.h"
#include "timex/dating.h"
#include "timex/timex.h"
#include "timex/value.h"
#include "unit.h"

static isn_hijri hijri;

static int open_hijri(void **state) {
  (void)state;
  isnad_error error;
  return isn_hijri_open(&hijri, &error);
}

static void assert_date(isn_date found, int year, int month, int day) {
  assert_int_equal(found.year, year);
  assert_int_equal(found.month, month);
  assert_int_equal(found.day, day);
}

static void days_count_from_1970_and_lead_back(void **state) {
  (void)state;
  assert_int_equal(isn_day_of(1970, 1, 1), 0);
  assert_int_equal(isn_day_of(1969, 12, 31), -1);
  assert_int_equal(isn_day_of(2000, 3, 1), 11017);
  for (isn_day day = isn_day_of(1, 1, 1); day <= isn_day_of(2400, 1, 1); day++) {
    isn_date d = isn_date_of(day);
    if (isn_day_of(d.year, d.month, d.day) != day || d.day < 1 || d.day > isn_month_days(d.year, d.month)) fail_msg("day %d", day);
  }
}

static void months_out_of_range_belong_to_other_years(void **state) {
  (void)state;
  assert_date(isn_date_of(isn_day_of(2019, 13, 1)), 2020, 1, 1);
  assert_date(isn_date_of(isn_day_of(2019, 0, 15)), 2018, 12, 15);
  assert_date(isn_date_of(isn_day_of(2019, -11, 1)), 2018, 1, 1);
  assert_date(isn_date_of(isn_day_of(2020, 3, 0)), 2020, 2, 29);
}

static void leap_years_are_those_of_gregory(void **state) {
  (void)state;
  assert_int_equal(isn_month_days(2019, 2), 28);
  assert_int_equal(isn_month_days(2020, 2), 29);
  assert_int_equal(isn_month_days(1900, 2), 28);
  assert_int_equal(isn_month_days(2000, 2), 29);
  assert_int_equal(isn_month_days(2019, 12), 31);
  assert_int_equal(isn_month_days(2019, 4), 30);
}

static void weeks_begin_on_monday(void **state) {
  (void)state;
  assert_int_equal(isn_weekday(isn_day_of(2021, 3, 15)), 1);
  assert_int_equal(isn_weekday(isn_day_of(2021, 3, 21)), 7);
  assert_int_equal(isn_weekday(isn_day_of(1969, 12, 31)), 3);
  assert_int_equal(isn_weekday(isn_day_of(1600, 1, 1)), 6);
}

static void assert_week(isn_day day, int year, int week) {
  int32_t found_year, found_week;
  isn_iso_week(day, &found_year, &found_week);
  assert_int_equal(found_year, year);
  assert_int_equal(found_week, week);
}

static void a_week_belongs_to_the_year_of_its_thursday(void **state) {
  (void)state;
  assert_week(isn_day_of(2009, 9, 4), 2009, 36);
  assert_week(isn_day_of(2021, 1, 1), 2020, 53);
  assert_week(isn_day_of(2021, 1, 4), 2021, 1);
  assert_week(isn_day_of(2018, 12, 31), 2019, 1);
  assert_week(isn_day_of(2016, 1, 3), 2015, 53);
  assert_week(isn_day_of(2024, 12, 29), 2024, 52);
}

static void only_days_that_exist_are_read(void **state) {
  (void)state;
  isn_day day;
  assert_true(isn_parse_day("2020-02-29T10:00:00Z", &day));
  assert_int_equal(day, isn_day_of(2020, 2, 29));
  assert_false(isn_parse_day("2019-02-29", &day));
  assert_false(isn_parse_day("2019-13-01", &day));
  assert_false(isn_parse_day("2019-04-00", &day));
  assert_false(isn_parse_day("2019-4-1", &day));
  assert_false(isn_parse_day("2019", &day));
  assert_false(isn_parse_day("", &day));
}

static void islamic_months_begin_by_umm_al_qura(void **state) {
  (void)state;
  assert_date(isn_date_of(isn_hijri_month_start(&hijri, 1440, 9)), 2019, 5, 6);
  assert_date(isn_date_of(isn_hijri_month_start(&hijri, 1440, 10)), 2019, 6, 4);
  assert_date(isn_date_of(isn_hijri_month_start(&hijri, 1440, 12) + 9), 2019, 8, 11);
  assert_date(isn_date_of(isn_hijri_month_start(&hijri, 1436, 10) + 9), 2015, 7, 26);
  assert_int_equal(isn_hijri_month_start(&hijri, 1440, 13), isn_hijri_month_start(&hijri, 1441, 1));
  assert_date(isn_hijri_of(&hijri, isn_day_of(2019, 8, 20)), 1440, 12, 19);
}

static void islamic_days_lead_back_inside_and_outside_the_table(void **state) {
  (void)state;
  assert_date(isn_date_of(isn_hijri_month_start(&hijri, 1, 1)), 622, 7, 19); /* Friday, 16 July of the Julian calendar */
  for (isn_day day = isn_day_of(700, 1, 1); day < isn_day_of(2300, 1, 1); day++) {
    isn_date d = isn_hijri_of(&hijri, day);
    if (d.day < 1 || d.day > 30 || isn_hijri_month_start(&hijri, d.year, d.month) + d.day - 1 != day) fail_msg("day %d", day);
  }
}

/* ---- values ---- */

static void assert_duration(isn_when w, const char *expected) {
  char value[ISN_VALUE_ROOM];
  isn_duration_value(&w, value);
  assert_string_equal(value, expected);
}

static void durations_are_written_as_timex3_writes_them(void **state) {
  (void)state;
  assert_duration((isn_when){.unit = ISN_DAY, .amount = 80, .scale = 1}, "P80D");
  assert_duration((isn_when){.unit = ISN_HOUR, .amount = 48, .scale = 1}, "PT48H");
  assert_duration((isn_when){.unit = ISN_MINUTE, .amount = 5, .scale = 1}, "PT5M");
  assert_duration((isn_when){.unit = ISN_MONTH, .amount = 3, .scale = 1}, "P3M");
  assert_duration((isn_when){.unit = ISN_DECADE, .amount = 2, .scale = 1}, "P2DE");
  assert_duration((isn_when){.unit = ISN_YEAR, .vague = true}, "PXY");
  assert_duration((isn_when){.unit = ISN_SECOND, .vague = true}, "PTXS");
  assert_duration((isn_when){.unit = ISN_YEAR, .amount = 15, .scale = 10}, "P18M");
  assert_duration((isn_when){.unit = ISN_HOUR, .amount = 15, .scale = 10}, "PT90M");
  assert_duration((isn_when){.unit = ISN_MONTH, .amount = 15, .scale = 10}, "P1.5M");
  assert_duration((isn_when){.unit = ISN_YEAR, .amount = 20, .scale = 10}, "P2Y");
  assert_duration((isn_when){.unit = ISN_YEAR, .amount = 1, .scale = 1, .extra = 3, .extra_unit = ISN_MONTH}, "P1Y3M");
}

static void assert_covers(const char *value, isn_day first, isn_day last) {
  isn_day found_first, found_last;
  assert_true(isn_value_days(value, &found_first, &found_last));
  assert_int_equal(found_first, first);
  assert_int_equal(found_last, last);
}

static void a_value_covers_its_days(void **state) {
  (void)state;
  isn_day first, last;
  assert_covers("2020-02", isn_day_of(2020, 2, 1), isn_day_of(2020, 2, 29));
  assert_covers("2019", isn_day_of(2019, 1, 1), isn_day_of(2019, 12, 31));
  assert_covers("2019-08-20TEV", isn_day_of(2019, 8, 20), isn_day_of(2019, 8, 20));
  assert_covers("2019-05-06/2019-06-03", isn_day_of(2019, 5, 6), isn_day_of(2019, 6, 3));
  assert_false(isn_value_days("PAST_REF", &first, &last));
  assert_false(isn_value_days("P80D", &first, &last));
  assert_false(isn_value_days("196", &first, &last));
}

static void assert_resolves(const isn_when *w, isn_day document, const char *expected) {
  isn_resolver r = {.hijri = &hijri, .known = true, .day = document};
  char value[ISN_VALUE_ROOM];
  const char *how;
  assert_true(isn_resolve(&r, w, value, &how));
  assert_string_equal(value, expected);
}

static void steps_from_a_month_cross_years(void **state) {
  (void)state;
  isn_when month = {.shape = ISN_SHAPE_UNIT, .unit = ISN_MONTH, .which = ISN_LAST};
  assert_resolves(&month, isn_day_of(2021, 1, 31), "2020-12");
  month.which = ISN_NEXT;
  assert_resolves(&month, isn_day_of(2020, 12, 1), "2021-01");
  isn_when week = {.shape = ISN_SHAPE_UNIT, .unit = ISN_WEEK, .which = ISN_LAST};
  assert_resolves(&week, isn_day_of(2021, 1, 5), "2020-W53");
  isn_when ago = {.shape = ISN_SHAPE_AGO, .unit = ISN_MONTH, .amount = 3, .scale = 1};
  assert_resolves(&ago, isn_day_of(2021, 2, 28), "2020-11");
}

static void a_day_that_its_month_has_not_has_no_value(void **state) {
  (void)state;
  isn_resolver r = {.hijri = &hijri, .known = true, .day = isn_day_of(2021, 3, 17)};
  isn_when w = {.shape = ISN_SHAPE_DAY, .day = 31, .month = 4, .year = 2020, .minutes = ISN_NO_HOUR};
  char value[ISN_VALUE_ROOM];
  const char *how;
  assert_false(isn_resolve(&r, &w, value, &how));
  w.day = 29, w.month = 2, w.year = 0;
  assert_resolves(&w, isn_day_of(2021, 3, 17), "2020-02-29");
}

static void weekdays_that_agree_move_the_day_that_counts(void **state) {
  (void)state;
  isn_when rows[] = {{.shape = ISN_SHAPE_RELATIVE, .amount = -1, .weekday = 2}, {.shape = ISN_SHAPE_RELATIVE, .amount = 0, .weekday = 3}};
  isn_whens whens = {rows, 2, 2};
  assert_int_equal(isn_reference_day(&whens, isn_day_of(2021, 3, 17)), isn_day_of(2021, 3, 17));
  assert_int_equal(isn_reference_day(&whens, isn_day_of(2021, 3, 19)), isn_day_of(2021, 3, 17));
  rows[1].weekday = 4; /* they contradict each other: the page's date holds */
  assert_int_equal(isn_reference_day(&whens, isn_day_of(2021, 3, 19)), isn_day_of(2021, 3, 19));
}

/* ---- tables ---- */

static void assert_refused(const char *table, const char *rows, const char *expected) {
  char folder[] = "/tmp/isnad-timex-XXXXXX", path[64];
  assert_non_null(mkdtemp(folder));
  (void)snprintf(path, sizeof path, "%s/%s", folder, table);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  assert_true(fputs(rows, file) >= 0);
  assert_int_equal(fclose(file), 0);
  isn_lexicon *lexicon;
  isnad_error error = {0};
  assert_int_equal(isn_lexicon_open(folder, &lexicon, &error), ISNAD_OK);
  void *state = NULL;
  assert_int_equal(isn_stage_timex.open(&(isn_resources){.lexicon = lexicon}, &state, &error), ISNAD_E_FORMAT);
  assert_int_equal(error.line, 2);
  assert_non_null(strstr(error.file, table));
  if (!strstr(error.message, expected)) fail_msg("%s", error.message);
  isn_stage_timex.close(state);
  isn_lexicon_close(lexicon);
  (void)unlink(path);
  (void)rmdir(folder);
}

static void a_row_that_cannot_be_read_is_named(void **state) {
  (void)state;
  const char *calendar = "name\talso\tkind\tnumber\tregions\tneeds\tgloss\n", *words = "word\talso\tdual\tplural\tkind\tvalue\tgloss\n";
  char rows[512];
  (void)snprintf(rows, sizeof rows, "%sيوليو\t\tmonth\t13\t\t\tJuly\n", calendar);
  assert_refused("calendar.tsv", rows, "column number is \"13\"; expected a number from 1 to 12");
  (void)snprintf(rows, sizeof rows, "%sيوليو\t\tmonths\t7\t\t\tJuly\n", calendar);
  assert_refused("calendar.tsv", rows, "column kind is \"months\"");
  (void)snprintf(rows, sizeof rows, "%sعيد\t\tfeast\thijri 10-1\t\t\tfeast\n", calendar);
  assert_refused("calendar.tsv", rows, "such as 12-10");
  (void)snprintf(rows, sizeof rows, "%sيوم\t\t\t\tunit\tdays\tday\n", words);
  assert_refused("timewords.tsv", rows, "second minute hour day");
  (void)snprintf(rows, sizeof rows, "%sأمس\t\t\t\trelative\t-1\tyesterday\n", words);
  assert_refused("timewords.tsv", rows, "day N");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(days_count_from_1970_and_lead_back),
      cmocka_unit_test(months_out_of_range_belong_to_other_years),
      cmocka_unit_test(leap_years_are_those_of_gregory),
      cmocka_unit_test(weeks_begin_on_monday),
      cmocka_unit_test(a_week_belongs_to_the_year_of_its_thursday),
      cmocka_unit_test(only_days_that_exist_are_read),
      cmocka_unit_test(islamic_months_begin_by_umm_al_qura),
      cmocka_unit_test(islamic_days_lead_back_inside_and_outside_the_table),
      cmocka_unit_test(durations_are_written_as_timex3_writes_them),
      cmocka_unit_test(a_value_covers_its_days),
      cmocka_unit_test(steps_from_a_month_cross_years),
      cmocka_unit_test(a_day_that_its_month_has_not_has_no_value),
      cmocka_unit_test(weekdays_that_agree_move_the_day_that_counts),
      cmocka_unit_test(a_row_that_cannot_be_read_is_named),
  };
  return cmocka_run_group_tests_name("timex", tests, open_hijri, NULL);
}
