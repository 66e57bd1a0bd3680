#include "doc/input.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"

const char isn_input_published_expected[] = "expected an ISO 8601 date or date-time such as 2019-08-21 or 2019-08-21T17:20:00+03:00";

/* The first control character that no text holds, or `length`. */
static size_t control_check(const char *text, size_t length) {
  for (size_t i = 0; i < length; i++) {
    unsigned char c = (unsigned char)text[i];
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f) return i;
  }
  return length;
}

static uint64_t line_of(const char *text, size_t byte) {
  uint64_t line = 1;
  for (const char *at = text; (at = memchr(at, '\n', (size_t)(text + byte - at))); at++) line++;
  return line;
}

/* The two other encodings that Arabic files come in, so that the message can say what to do. */
static const char *encoding_hint(const char *text, size_t length) {
  if (length >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0))
    return "it looks like UTF-16: iconv -f utf-16 -t utf-8";
  size_t high = 0, sample = length < 4096 ? length : 4096;
  for (size_t i = 0; i < sample; i++) high += (unsigned char)text[i] >= 0xc0;
  return high > sample / 4 ? "if it is Windows-1256: iconv -f windows-1256 -t utf-8" : "expected Unicode text in UTF-8";
}

isnad_status isn_input_check_text(const char *text, size_t length, const char *file, uint64_t line, size_t before, isnad_error *error) {
  size_t control = control_check(text, length);
  size_t bad = isn_utf8_check(text, control);
  if (bad == length) return ISNAD_OK;
  /* Binary files are mostly not UTF-8 either; which of the two comes first is what the reader can look up. */
  size_t byte = bad;
  unsigned value = (unsigned char)text[byte];
  if (!line) line = line_of(text, byte);
  if (bad < control)
    return isn_fail_at(error, ISNAD_E_UTF8, file, line, byte + before, "not UTF-8 at byte %zu (0x%02X); %s", byte + before, value,
                       encoding_hint(text, length));
  return isn_fail_at(error, ISNAD_E_UTF8, file, line, byte + before, "not text: control character 0x%02X at byte %zu", value,
                     byte + before);
}

/* Reads exactly `digits` digits. */
static bool number(const char **at, unsigned digits, unsigned *value) {
  *value = 0;
  for (unsigned i = 0; i < digits; i++, ++*at) {
    if (**at < '0' || **at > '9') return false;
    *value = *value * 10 + (unsigned)(**at - '0');
  }
  return true;
}

static bool skip(const char **at, char c) {
  if (**at != c) return false;
  ++*at;
  return true;
}

static bool day_exists(unsigned year, unsigned month, unsigned day) {
  static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (!year || month < 1 || month > 12 || day < 1) return false;
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= days[month - 1] + (month == 2 && leap ? 1u : 0u);
}

/* Z, +03:00, +0300 or +03 */
static bool offset(const char **at) {
  unsigned hours, minutes;
  if (skip(at, 'Z')) return true;
  if (!skip(at, '+') && !skip(at, '-')) return false;
  if (!number(at, 2, &hours) || hours > 14) return false;
  if (!**at) return true;
  (void)skip(at, ':');
  return number(at, 2, &minutes) && minutes < 60;
}

static bool clock_time(const char **at) {
  unsigned hours, minutes, seconds;
  if (!number(at, 2, &hours) || hours > 23 || !skip(at, ':') || !number(at, 2, &minutes) || minutes > 59) return false;
  if (skip(at, ':')) {
    if (!number(at, 2, &seconds) || seconds > 60) return false;
    if (skip(at, '.')) {
      if (**at < '0' || **at > '9') return false;
      while (**at >= '0' && **at <= '9') ++*at;
    }
  }
  return !**at || offset(at);
}

static bool is_published(const char *at) {
  unsigned year, month, day;
  if (!number(&at, 4, &year) || !skip(&at, '-') || !number(&at, 2, &month) || !skip(&at, '-') || !number(&at, 2, &day)) return false;
  if (!day_exists(year, month, day)) return false;
  if (!*at) return true;
  /* RFC 3339 lets a blank stand for the T, and most databases write it so. */
  if (!skip(&at, 'T') && !skip(&at, ' ')) return false;
  return clock_time(&at) && !*at;
}

isnad_status isn_input_published(isn_arena *arena, const char *published, const char **out) {
  if (!is_published(published)) return ISNAD_E_FORMAT;
  char *copy = isn_arena_strdup(arena, published);
  if (!copy) return ISNAD_E_NOMEM;
  if (copy[10]) copy[10] = 'T';
  *out = copy;
  return ISNAD_OK;
}

void isn_input_id(const isnad_input *input, char id[ISN_ID_ROOM]) {
  uint64_t hash = isn_hash_bytes(input->text, input->text_length, 0);
  const char *rest[] = {input->source, input->published, input->url};
  for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) {
    if (!rest[i]) continue;
    hash = isn_hash_bytes(&i, 1, hash);
    hash = isn_hash_bytes(rest[i], strlen(rest[i]), hash);
  }
  (void)snprintf(id, ISN_ID_ROOM, "%016llx", (unsigned long long)hash);
}
