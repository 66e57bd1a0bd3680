/* What the tables of events, statements and labels have in common: one document's rows, whether it was just analysed or comes from an
 * archive, and the columns that are worked out from them. */
#ifndef ISN_EXPORT_ROWS_H
#define ISN_EXPORT_ROWS_H
#include "base/buffer.h"
#include "doc/doc.h"
#include "store/store.h"

/* The rows of a record as those of an archive, without a copy: they live as long as the record. */
isn_stored isn_rows_of(const isn_doc *doc);

/* ---- text ---- */

/* The words of a span on one line: every run of blanks, tabs and line ends is one blank, at the ends none. */
void isn_rows_words(const isn_stored *rows, isnad_span span, isn_buffer *out);
void isn_one_line(const char *text, size_t length, isn_buffer *out);

/* The sentence around a span by its marks: from behind the last . ! ? ؟ or line end before it to the next. Archives keep no sentences, and
 * both ways of export shall say the same. */
isnad_span isn_rows_sentence(const isn_stored *rows, isnad_span span);

/* The outlet that a text names as the one whose copy it is; "agencies" where it does not say which. */
const char *isn_credit_name(const isn_credit *credit);

/* ---- events ---- */

/* A code such as "LBY GOV" in its parts. */
typedef struct isn_actor_code {
  char country[4];  /* ISO 3166-1 alpha-3, or IGO, NGO, ISM, IMG, MNC; "" for none */
  char sectors[28]; /* by blanks: "GOV", "UNO"; "" for none */
} isn_actor_code;
isn_actor_code isn_actor_code_of(const char *code);

/* The name of a participant: its entity's, else its own words. */
void isn_participant_name(const isn_stored *rows, const isnad_participant *who, isn_buffer *out);

/* When an event was, as the text and the date of its document allow. */
typedef struct isn_when {
  char from[12], to[12]; /* ISO days, the same for one day; "" where nothing is known */
  char time[12];         /* HH:MM:SS, "" if no hour is given */
  const char *precision; /* "day", "week", "month", "quarter", "half", "season", "year", "decade", "range"; "document": the article's own
                          * days; "": nothing is known */
} isn_when;
isn_when isn_event_when(const isn_stored *rows, const isnad_event *event);

/* 1 to 4; PLOVER's score of the type from -10 to 10; both as docs/exports.md says. */
int isn_event_quad(isnad_event_type type);
double isn_event_scale(const isnad_event *event);

/* The country of a place, iso2 in capitals, by its reference (isnad:place-ly-sirte); false where there is none. */
bool isn_place_country(const isn_stored *rows, uint32_t entity, char iso2[3]);

/* The units in which a place lies, NULL where the engine (NULL: none) does not know it. */
const isnad_place *isn_rows_place(const isnad_engine *engine, const isn_stored *rows, uint32_t entity);

/* Its three letters and its English name by the engine's countries.tsv; both "" without an engine. They belong to the engine. */
typedef struct isn_country {
  const char *iso3, *name;
} isn_country;
isn_country isn_country_of(const isnad_engine *engine, const char *iso2);

/* ---- statements ---- */

enum { ISN_CHAIN_MAX = 32 };

/* The statements from the outermost to `statement` itself; their number, 0 for none. */
uint32_t isn_rows_chain(const isn_stored *rows, uint32_t statement, uint32_t chain[ISN_CHAIN_MAX]);

/* Who speaks, as the text has it; a source that is not written by its entity's name in brackets, "(?)" if that is not known. */
void isn_source_words(const isn_stored *rows, const isnad_statement *statement, isn_buffer *out);

/* "outlet ← agency ← office": the chain in one cell. */
void isn_rows_chain_words(const isn_stored *rows, uint32_t statement, isn_buffer *out);

/* The name of an entity for a reader: the Arabic one, else the English, "" for none. */
const char *isn_rows_name(const isn_stored *rows, uint32_t entity);
#endif
