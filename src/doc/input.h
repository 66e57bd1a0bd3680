/* What may become a document: the checks that the readers and the library's own door share, so that both refuse the same things
 * in the same words. */
#ifndef ISN_DOC_INPUT_H
#define ISN_DOC_INPUT_H
#include "base/arena.h"
#include "base/error.h"

enum {
  ISN_MAX_METADATA = 64 * 1024, /* bytes of an id, a title, a url ... */
  ISN_ID_ROOM = 17              /* sixteen hexadecimal digits and NUL */
};

/* Text is UTF-8 without NUL and without control characters other than tab, line feed and carriage return. The error names the
 * byte: its offset in `text` plus `before` (what the caller took off, such as a byte order mark). `line` 0 stands for "the file is
 * the text": then the line is counted. */
isnad_status isn_input_check_text(const char *text, size_t length, const char *file, uint64_t line, size_t before, isnad_error *error);

/* A date (2019-08-21) or date-time of ISO 8601 with the day in it, copied in the one form that the record writes (T between date
 * and time). ISNAD_E_FORMAT: it is neither; isn_input_published_expected says what is right. */
isnad_status isn_input_published(isn_arena *arena, const char *published, const char **out);
extern const char isn_input_published_expected[];

/* The id of an input that has none: a hash of its text, and of its outlet, date and address where it has them, because a copy in
 * another outlet is another document. */
void isn_input_id(const isnad_input *input, char id[ISN_ID_ROOM]);
#endif
