/* isnad.h: the public interface of isnad, an engine that reads Arabic news into a record of who says what through whom.
 *
 * SPDX-License-Identifier: Apache-2.0
 *
 * Conventions that hold for every function below
 *   Text      goes in as UTF-8 with an explicit length; it need not end in NUL. Text that is not UTF-8 is refused with
 *             ISNAD_E_UTF8 and the byte where it breaks. Strings that come out end in NUL.
 *   Offsets   are Unicode code points into the document's text, half open: text[start:end]. An unwritten span is
 *             {ISNAD_NONE, ISNAD_NONE}.
 *   Ownership what a function gives through a `**out` belongs to the caller, who hands it to the matching _close,
 *             _free or isnad_free. Everything reached through a document (rows, strings) belongs to that document and
 *             lives until isnad_document_free.
 *   Errors    are values: a function that can fail returns isnad_status and fills *error (which may be NULL). The
 *             library never prints, never exits and never aborts; lack of memory is ISNAD_E_NOMEM. On failure *out is NULL.
 *   Threads   an engine is immutable once open and may be shared by any number of threads. A document, a reader and an
 *             archive belong to one thread at a time.
 *
 * Tag sets: PLOVER event types and modes (openeventdata, manual draft 2.0), TIMEX3 types and values (TimeML 1.2.1),
 * CAMEO root codes; cue classes, source kinds and modalities are isnad's own and are listed in docs/record.md.
 */
#ifndef ISNAD_H
#define ISNAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ISNAD_VERSION "0.1.0"
#define ISNAD_FORMAT 1        /* the version of the record that isnad_document_json writes */
#define ISNAD_NONE UINT32_MAX /* "no row" in an index, "not written" in a span */

/* ---- status and errors ---------------------------------------------------------------------------------------- */

typedef enum isnad_status {
  ISNAD_OK = 0,
  ISNAD_DONE,        /* a reader has no more documents; not an error */
  ISNAD_E_NOMEM,     /* memory could not be had */
  ISNAD_E_IO,        /* a file could not be opened, read or written */
  ISNAD_E_UTF8,      /* the text is not UTF-8, or holds a NUL or another byte that no text holds */
  ISNAD_E_FORMAT,    /* JSON, TSV or a date is malformed */
  ISNAD_E_DUPLICATE, /* an id came twice; the first document stays */
  ISNAD_E_LIMIT,     /* larger than a limit below allows */
  ISNAD_E_ARG,       /* the call itself is wrong */
  ISNAD_E_NOTFOUND,  /* no such row, story, document or model */
  ISNAD_E_STORE      /* the archive refused: not an archive, damaged, disk full, of a newer version */
} isnad_status;

#define ISNAD_MAX_TEXT (16u << 20) /* bytes of one document's text */

typedef struct isnad_error {
  isnad_status code;
  char message[384]; /* one line of English: what was found and what was expected */
  char file[256];    /* the file, or "" */
  uint64_t line;     /* 1-based line in it, 0 if none */
  uint64_t byte;     /* 0-based byte offset in the file or text, 0 if none */
} isnad_error;

/* A short name of a status ("not UTF-8"). Static, never NULL. */
const char *isnad_status_name(isnad_status status);

/* "FILE:LINE: message" as one line into buffer (cut to size, always ended in NUL). Returns buffer. */
char *isnad_error_text(const isnad_error *error, char *buffer, size_t size);

/* Frees what this library gave as bytes (isnad_document_json and its kin). NULL is allowed. */
void isnad_free(void *bytes);

/* ---- rows ------------------------------------------------------------------------------------------------------ */

typedef struct isnad_span {
  uint32_t start, end; /* code points, half open */
} isnad_span;

/* Why a row is there, and how sure: a short stable name of the lexicon row, rule or model, such as
 * "cue:أكد|subject:after"; confidence 0 to 1. */
typedef struct isnad_evidence {
  const char *why;
  float confidence;
} isnad_evidence;

typedef enum isnad_entity_type { ISNAD_PER, ISNAD_ORG, ISNAD_LOC } isnad_entity_type;

typedef enum isnad_cue_class {
  ISNAD_SAY,
  ISNAD_ASSERT,
  ISNAD_ANNOUNCE,
  ISNAD_REVEAL,
  ISNAD_ADMIT,
  ISNAD_DENY,
  ISNAD_CLAIM,
  ISNAD_DEMAND,
  ISNAD_PROMISE,
  ISNAD_WARN,
  ISNAD_ACCUSE,
  ISNAD_ACCEPT,
  ISNAD_REFUSE,
  ISNAD_OPINE,
  ISNAD_CUE_CLASSES
} isnad_cue_class;

typedef enum isnad_source_kind {
  ISNAD_PERSON,
  ISNAD_OFFICE,
  ISNAD_GROUP,
  ISNAD_OUTLET,
  ISNAD_DOCUMENT_SOURCE,
  ISNAD_ANONYMOUS,
  ISNAD_SOURCE_KINDS
} isnad_source_kind;

typedef enum isnad_quote { ISNAD_DIRECT, ISNAD_INDIRECT, ISNAD_MIXED } isnad_quote;

typedef enum isnad_timex_type { ISNAD_DATE, ISNAD_TIME, ISNAD_DURATION, ISNAD_SET } isnad_timex_type;

/* The sixteen PLOVER types that isnad codes, in the order of the quads (1: first four, 2: next three, ...). */
typedef enum isnad_event_type {
  ISNAD_EV_AGREE,
  ISNAD_EV_CONSULT,
  ISNAD_EV_SUPPORT,
  ISNAD_EV_CONCEDE,
  ISNAD_EV_COOPERATE,
  ISNAD_EV_AID,
  ISNAD_EV_RETREAT,
  ISNAD_EV_REQUEST,
  ISNAD_EV_ACCUSE,
  ISNAD_EV_REJECT,
  ISNAD_EV_THREATEN,
  ISNAD_EV_PROTEST,
  ISNAD_EV_SANCTION,
  ISNAD_EV_MOBILIZE,
  ISNAD_EV_COERCE,
  ISNAD_EV_ASSAULT,
  ISNAD_EVENT_TYPES
} isnad_event_type;

/* What an act is about: the PLOVER contexts, in the order of the manual. An event has any number of them. */
typedef enum isnad_context {
  ISNAD_CX_MILITARY,
  ISNAD_CX_INTELLIGENCE,
  ISNAD_CX_EXECUTIVE,
  ISNAD_CX_LEGISLATIVE,
  ISNAD_CX_ELECTION,
  ISNAD_CX_POLITICAL_INSTITUTIONS,
  ISNAD_CX_PRO_DEMOCRACY,
  ISNAD_CX_PRO_AUTOCRACY,
  ISNAD_CX_ECONOMIC,
  ISNAD_CX_LEGAL,
  ISNAD_CX_REPARATIONS,
  ISNAD_CX_HUMAN_RIGHTS,
  ISNAD_CX_RIGHTS_FREEDOMS,
  ISNAD_CX_REPRESSION,
  ISNAD_CX_HUMAN_SECURITY,
  ISNAD_CX_GENDER,
  ISNAD_CX_LGBT,
  ISNAD_CX_RELIGION_ETHNICITY,
  ISNAD_CX_INEQUALITY,
  ISNAD_CX_DIPLOMATIC,
  ISNAD_CX_TERRITORY,
  ISNAD_CX_PEACEKEEPING,
  ISNAD_CX_HEALTH,
  ISNAD_CX_ASYLUM,
  ISNAD_CX_MIGRATION,
  ISNAD_CX_DISASTERS,
  ISNAD_CX_NATURAL_RESOURCE,
  ISNAD_CX_ENVIRONMENT,
  ISNAD_CX_TECHNOLOGY,
  ISNAD_CX_TERRORISM,
  ISNAD_CX_CBRN,
  ISNAD_CX_CYBER,
  ISNAD_CX_MISINFORMATION,
  ISNAD_CX_CRIME,
  ISNAD_CX_CORRUPTION,
  ISNAD_CX_ILLEGAL_DRUGS,
  ISNAD_CX_TRAFFICKING,
  ISNAD_CONTEXTS
} isnad_context;

typedef enum isnad_modality {
  ISNAD_ACTUAL,
  ISNAD_PLANNED,
  ISNAD_DEMANDED,
  ISNAD_HYPOTHETICAL,
  ISNAD_DENIED,
  ISNAD_MODALITIES
} isnad_modality;

typedef enum isnad_stance { ISNAD_DEMANDS, ISNAD_ACCEPTS, ISNAD_REFUSES, ISNAD_OFFERS, ISNAD_THREATENS, ISNAD_STANCES } isnad_stance;

/* The names that the record uses ("ASSERT", "anonymous", "DATE", "hypothetical" ...). Static; "" outside the range. */
const char *isnad_entity_type_name(isnad_entity_type type);
const char *isnad_cue_class_name(isnad_cue_class cue_class);
const char *isnad_source_kind_name(isnad_source_kind kind);
const char *isnad_quote_name(isnad_quote quote);
const char *isnad_timex_type_name(isnad_timex_type type);
const char *isnad_event_type_name(isnad_event_type type);
const char *isnad_context_name(isnad_context context);
const char *isnad_modality_name(isnad_modality modality);
const char *isnad_stance_name(isnad_stance stance);

typedef struct isnad_sentence {
  isnad_span span;
  bool headline; /* a line of its own without a closing mark, at the head of the text or of a section */
} isnad_sentence;

typedef struct isnad_token {
  isnad_span span;   /* the whole written word or mark */
  isnad_span stem;   /* without the clitics that the light analysis takes off */
  uint32_t sentence; /* index of its sentence */
  bool word;         /* a word or a number; false: a mark */
} isnad_token;

typedef struct isnad_entity {
  isnad_entity_type type;
  const char *name_ar; /* fullest name: of the lexicon, else as the text has it */
  const char *name_en; /* NULL if not known */
  const char *ref;     /* "isnad:haftar", NULL if none */
  const char *code;    /* PLOVER/CAMEO actor code such as "LBY GOV", NULL if not known */
  bool has_geo;
  double lat, lon; /* WGS 84 degrees, if has_geo */
  const char *key; /* what names it in other documents too: ref if there is one, else type and name, spelling made equal, and where the name
                    * alone says too little the country ("per:~ستفن_سرغفتش", "org:وزاره_الصحه@LY"). Equal keys: taken for the same. NULL
                    * only in rows that were not made by an analysis */
} isnad_entity;

/* Where a place of the knowledge base lies. NULL: not known, or (a country has no province) there is none. */
typedef struct isnad_place {
  const char *kind;                                 /* country, capital, or a kind of lexicon/kb/places.tsv */
  const char *country, *country_ar, *country_en;    /* ISO 3166-1 alpha-2, and its names */
  const char *province, *province_ar, *province_en; /* first-order unit: code (ISO 3166-2 where that has one), names */
  const char *district_ar, *district_en;            /* quarter of a town; the place itself */
  const char *city_ar, *city_en;                    /* city, town, village, camp; the place itself */
} isnad_place;

typedef struct isnad_mention { /* a named mention: the name's own words, clitics and titles out */
  uint32_t entity;
  isnad_span span;
  isnad_evidence evidence;
} isnad_mention;

typedef struct isnad_label { /* how the text styles an actor: title and name, apposition, loaded name */
  uint32_t entity;
  isnad_span span;
  uint32_t statement; /* whose words: a statement, or ISNAD_NONE for the outlet's own */
  isnad_evidence evidence;
} isnad_label;

typedef struct isnad_time {
  isnad_span span;
  isnad_timex_type type;
  const char *value; /* TIMEX3 value, NULL where it cannot be resolved */
  isnad_evidence evidence;
} isnad_time;

/* What a text lets one infer of the day on which it was written, if its input does not say it. */
typedef struct isnad_clue {
  isnad_span span;
  uint32_t time;            /* the time row that says so, ISNAD_NONE for a public event or an office */
  const char *from, *to;    /* the days that it allows, the nearest to the result; NULL where open or where it only speaks of weekdays */
  bool used;                /* the result rests on it */
  bool broken;              /* the result contradicts it */
  const char *lexicon_file; /* the row of public-events.tsv or terms.tsv that it goes by, NULL if none */
  uint32_t lexicon_line;
  isnad_evidence evidence;
} isnad_clue;

typedef struct isnad_statement {
  isnad_span source;      /* unwritten for an implicit subject */
  uint32_t source_entity; /* ISNAD_NONE if it is none of the entities */
  isnad_source_kind kind;
  isnad_span cue;
  isnad_cue_class cue_class;
  const isnad_span *content;
  uint32_t contents; /* how many spans */
  isnad_quote quote;
  uint32_t parent; /* the statement that this one is reported inside of, or ISNAD_NONE */
  isnad_evidence evidence;
} isnad_statement;

typedef struct isnad_participant {
  isnad_span span;  /* unwritten if the text has a pronoun or nothing */
  uint32_t entity;  /* or ISNAD_NONE */
  const char *code; /* NULL if none */
} isnad_participant;

typedef struct isnad_event {
  isnad_event_type type;
  const char *mode;  /* PLOVER mode or NULL */
  const char *cameo; /* CAMEO root code */
  uint64_t contexts; /* the bit 1 << isnad_context of each of its contexts; 0: none that a row of contexts.tsv supports */
  isnad_span anchor;
  const isnad_participant *actors, *recipients;
  uint32_t actors_count, recipients_count;
  int32_t dead, injured, arrested; /* PLOVER sizes, -1 if not said */
  int32_t casualties;              /* dead and injured in one figure that does not tell them apart, -1 if not said */
  int32_t abducted, displaced;     /* kidnapped, driven from where they live; -1 if not said */
  uint32_t place, time;            /* entity and time rows, or ISNAD_NONE */
  isnad_modality modality;
  uint32_t statement; /* the innermost statement that says so, or ISNAD_NONE: the outlet itself */
  isnad_evidence evidence;
} isnad_event;

typedef struct isnad_position {
  uint32_t holder; /* entity */
  isnad_stance stance;
  isnad_span about;
  uint32_t of;          /* entity of whom it is asked, or ISNAD_NONE */
  isnad_span condition; /* unwritten if there is none */
  uint32_t statement;   /* what it rests on: a statement and/or an event, or ISNAD_NONE */
  uint32_t event;
  isnad_evidence evidence;
} isnad_position;

/* ---- engine ----------------------------------------------------------------------------------------------------- */

typedef struct isnad_engine isnad_engine;

typedef struct isnad_engine_options {
  const char *lexicon_dir; /* a folder of TSV files that add to or override the built-in rows; NULL for none */
  const char *models; /* trained models: "nc" or "free", a built-in set; else a folder of .model files; NULL: "nc" if it is built in, else
                       * "free". What "nc" was trained on may not be used commercially; "free" has open data alone. */
} isnad_engine_options;

/* Opens an engine with the built-in lexicons and those of options (NULL: the defaults). A fault in a user's lexicon is
 * ISNAD_E_FORMAT with file, line and what was expected; one in a model ISNAD_E_FORMAT with file and byte. A set that is not built in,
 * or a folder or file that is not there, is ISNAD_E_NOTFOUND and says what was looked for and what there is. Takes about a tenth of a
 * second; open once, share. */
isnad_status isnad_engine_open(const isnad_engine_options *options, isnad_engine **out, isnad_error *error);

/* Closes it, after its documents have been freed: their rows point into its lexicons. NULL is allowed. */
void isnad_engine_close(isnad_engine *engine);

/* An id of the lexicon content in use: 16 hexadecimal digits, the same for the same rows. Owned by the engine. */
const char *isnad_engine_lexicon_id(const isnad_engine *engine);

/* The ids of the trained models in use, parted by blanks ("split-nc-1-9f3a01bc ..."), "" for none; the record's run.models has the
 * same. Owned by the engine. */
const char *isnad_engine_models(const isnad_engine *engine);

/* The canonical id of an outlet (its domain, "alaraby.co.uk") from any name of it, or NULL. Owned by the engine. */
const char *isnad_engine_outlet(const isnad_engine *engine, const char *name);

/* The name of an outlet for a reader, in Arabic or English, NULL if the id is not in lexicon/kb/outlets.tsv. */
const char *isnad_engine_outlet_name(const isnad_engine *engine, const char *id, bool english);

/* The administrative units of a place by the reference and coordinates of its entity (0, 0 where it has none); NULL: the knowledge
 * base has no such place. Owned by the engine. */
const isnad_place *isnad_engine_place(const isnad_engine *engine, const char *ref, double lat, double lon);

/* A row of a lexicon, the built-in ones or those of the options. Everything belongs to the engine. */
typedef struct isnad_lexicon_row {
  const char *file; /* "cues.tsv", or the path of a user's file */
  uint32_t line;
  const char *const *columns, *const *cells; /* columns_count of each; "" where a cell is empty */
  uint32_t columns_count;
} isnad_lexicon_row;

/* The nth (0, 1 ...) row of a table ("cues.tsv") whose first cell is `key`, as written there; key NULL: of all rows. False: there is
 * none. */
bool isnad_engine_lexicon_row(const isnad_engine *engine, const char *table, const char *key, uint32_t nth, isnad_lexicon_row *row);

/* ---- reading files ------------------------------------------------------------------------------------------------ */

typedef struct isnad_reader isnad_reader;

typedef struct isnad_input { /* what an analysis needs; every string but text may be NULL */
  const char *id;            /* NULL: made from a hash of the text */
  const char *source;        /* outlet, any name that lexicon/kb/outlets.tsv knows, or the input's own word for it */
  const char *published;     /* ISO 8601 date or date-time */
  const char *title, *url;
  const char *text; /* UTF-8, text_length bytes */
  size_t text_length;
  const char *path; /* where it came from, for messages and evidence */
  uint64_t line;    /* line in path, 0 if the file is the document */
} isnad_input;

typedef struct isnad_reader_options {
  const char *source;    /* for documents whose file gives none */
  const char *published; /* the same */
  bool same_names;       /* hand out text files whose id came before in another folder; without it that is ISNAD_E_DUPLICATE */
} isnad_reader_options;

/* Reads documents from paths: .txt files (with a sources.tsv beside them), .jsonl files, folders of these (walked in
 * byte order of names), "-" for standard input (JSON Lines if its first byte is '{', else one text). options may be NULL. */
isnad_status isnad_reader_open(const char *const *paths, size_t count, const isnad_reader_options *options, isnad_reader **out,
                               isnad_error *error);

/* The next document. ISNAD_OK fills *input, whose strings live until the next call on this reader. ISNAD_DONE: no more.
 * Any other status concerns one file or row only (error says which): call again for the next. */
isnad_status isnad_reader_next(isnad_reader *reader, isnad_input *input, isnad_error *error);
void isnad_reader_close(isnad_reader *reader);

/* ---- analysis ------------------------------------------------------------------------------------------------------ */

typedef struct isnad_document isnad_document;

typedef struct isnad_analysis_options {
  bool one_sentence_per_line;
  float min_confidence; /* rows under it (0 to 1) are left out, but for those that a row which stays rests on; 0: none is */
  float min_event;      /* the same for events alone, where it is more; the program uses ISNAD_MIN_EVENT */
} isnad_analysis_options;

#define ISNAD_MIN_EVENT 0.2f /* below it stand acts that a text only mentions: docs/calibration.md */

/* Analyses one document. options may be NULL. Deterministic: the same input and engine give the same rows. A confidence that is
 * no number from 0 to 1 is ISNAD_E_ARG. */
isnad_status isnad_analyze(const isnad_engine *engine, const isnad_input *input, const isnad_analysis_options *options,
                           isnad_document **out, isnad_error *error);
void isnad_document_free(isnad_document *document);

/* Metadata; NULL where not known. text is the document's text in UTF-8. */
typedef struct isnad_document_info {
  const char *id, *source, *source_why, *title, *url, *published;
  const char *dated_from, *dated_to; /* ISO dates, NULL where open or unknown */
  const char *text;
  size_t text_bytes;
  uint32_t text_length; /* code points */
} isnad_document_info;
void isnad_document_info_get(const isnad_document *document, isnad_document_info *info);

/* The bytes of a span in the document's UTF-8 text: a pointer into it, *length bytes; NULL and 0 if unwritten. */
const char *isnad_document_slice(const isnad_document *document, isnad_span span, size_t *length);

/* 1-based line of a code point offset. */
uint32_t isnad_document_line(const isnad_document *document, uint32_t offset);

/* A cursor walks one table of one document in the order of its rows. It is a plain value: copy it freely. */
typedef struct isnad_cursor {
  const isnad_document *document;
  uint32_t next;
} isnad_cursor;

isnad_cursor isnad_cursor_begin(const isnad_document *document);

/* Each fills *row with the next row of its table and returns true, or returns false at the end. The row's index (as used
 * in entity, statement, place ... fields) is cursor->next before the call. Use one cursor for one table. */
bool isnad_next_sentence(isnad_cursor *cursor, isnad_sentence *row);
bool isnad_next_token(isnad_cursor *cursor, isnad_token *row);
bool isnad_next_entity(isnad_cursor *cursor, isnad_entity *row);
bool isnad_next_mention(isnad_cursor *cursor, isnad_mention *row);
bool isnad_next_label(isnad_cursor *cursor, isnad_label *row);
bool isnad_next_time(isnad_cursor *cursor, isnad_time *row);
bool isnad_next_clue(isnad_cursor *cursor, isnad_clue *row);
bool isnad_next_statement(isnad_cursor *cursor, isnad_statement *row);
bool isnad_next_event(isnad_cursor *cursor, isnad_event *row);
bool isnad_next_position(isnad_cursor *cursor, isnad_position *row);

/* Seconds that each stage took over all analyses of this document, for bench/: fills up to `size` rows, returns how many
 * stages there are. Names are static. */
typedef struct isnad_stage_time {
  const char *name;
  double seconds;
} isnad_stage_time;
size_t isnad_document_stage_times(const isnad_document *document, isnad_stage_time *rows, size_t size);

/* The record as one line of JSON (without a line end), or as indented text for a person. *out is the caller's:
 * isnad_free. */
isnad_status isnad_document_json(const isnad_document *document, char **out, size_t *length, isnad_error *error);
isnad_status isnad_document_text(const isnad_document *document, char **out, size_t *length, isnad_error *error);

/* Its sentences and words as CoNLL-U (universaldependencies.org/format): UTF-8, each sentence with the empty line behind it, so that
 * documents can be written one behind the other. Always valid; *length is 0 for a text without words. *out is the caller's: isnad_free.
 * docs/conllu.md says what stands in MISC. */
isnad_status isnad_document_conllu(const isnad_document *document, char **out, size_t *length, isnad_error *error);

/* ---- archive -------------------------------------------------------------------------------------------------------- */

typedef struct isnad_archive isnad_archive;

/* Opens or makes the archive (SQLite) at path; NULL: a temporary one that goes with the close. */
isnad_status isnad_archive_open(const char *path, isnad_archive **out, isnad_error *error);
void isnad_archive_close(isnad_archive *archive); /* what a batch holds that was not committed is not kept */

/* What came of adding a document. */
typedef enum isnad_added {
  ISNAD_ADDED_NOTHING, /* it is here already, read by the same engine */
  ISNAD_ADDED_DOCUMENT,
  ISNAD_ADDED_VERSION, /* another text of a document that is known: the old one is kept */
  ISNAD_ADDED_ANALYSIS /* the same text, other rows: another engine, lexicon, date or outlet; the old ones are kept */
} isnad_added;

/* Stores a document with all its rows: the whole of it or, on failure, nothing. Outside of a batch it is a transaction of its own, and
 * what was added stays even if the process is killed right after. *added (may be NULL) says what came of it. A document is known by its
 * url; without one, by outlet and id if it is a row of a file, else by the place of its file. One process adds at a time, from its first
 * add to its close: to a second, ISNAD_E_STORE. */
isnad_status isnad_archive_put(isnad_archive *archive, const isnad_document *document, isnad_added *added, isnad_error *error);
isnad_status isnad_archive_add(isnad_archive *archive, const isnad_document *document, isnad_error *error);

/* Puts what is added from here to _commit into one transaction, which is many times faster: what of it is kept is known when _commit
 * has returned ISNAD_OK. A document that fails leaves the others of its batch as they are, unless the batch as a whole is lost (the disk
 * is full); then isnad_archive_in_batch is false. A _commit that fails has kept nothing of its batch. */
isnad_status isnad_archive_begin(isnad_archive *archive, isnad_error *error);
isnad_status isnad_archive_commit(isnad_archive *archive, isnad_error *error);
bool isnad_archive_in_batch(const isnad_archive *archive);

/* Whether adding this input would add nothing, found out without analysing it: the same document was given the same way and read by the
 * same engine. A moved file may give false though nothing would be added. */
isnad_status isnad_archive_has(isnad_archive *archive, const isnad_engine *engine, const isnad_input *input,
                               const isnad_analysis_options *options, bool *has, isnad_error *error);

/* How many documents, versions of them and analyses of those it holds; each place may be NULL. */
isnad_status isnad_archive_count(isnad_archive *archive, uint64_t *documents, uint64_t *versions, uint64_t *analyses, isnad_error *error);

/* Something in the archive that is not as its schema says. Strings live during the call. */
typedef struct isnad_fault {
  const char *table; /* "file" for what SQLite finds damaged */
  int64_t row;       /* its analysis, else its number, -1 if none is known */
  int64_t n;         /* its place among the rows of that analysis, -1 if none */
  const char *what;
} isnad_fault;

typedef bool isnad_fault_taker(void *context, const isnad_fault *fault); /* false: enough */

/* Looks at the whole archive and hands each fault to `take`, at most a thousand; *faults: how many. ISNAD_OK also where there are faults:
 * the status says whether it could be checked. Changes nothing. No batch may be open. */
isnad_status isnad_archive_check(isnad_archive *archive, isnad_fault_taker *take, void *context, uint64_t *faults, isnad_error *error);

/* ---- search -------------------------------------------------------------------------------------------------------- */

typedef enum isnad_search_order { ISNAD_BY_RANK, ISNAD_BY_DATE, ISNAD_BY_OUTLET, ISNAD_BY_TITLE, ISNAD_SEARCH_ORDERS } isnad_search_order;

typedef struct isnad_search_options {
  bool json;                  /* one JSON object; else text for a person */
  isnad_search_order order;   /* by rank (bm25), newest first, or by outlet or title in the Arabic order of letters */
  uint32_t limit, skip;       /* how many hits, 0: 10; how many to leave out before them */
  bool color;                 /* terminal colours in text; without them the words found stand between ⟦ and ⟧ */
  const isnad_engine *engine; /* for outlets' names; may be NULL */
} isnad_search_options;

/* The documents of the archive that a query finds, with the words around and, where they are a statement's, its chain. docs/archive.md has
 * the language of queries. A query that is none is ISNAD_E_FORMAT: the message names the column, error->byte the byte of it. options may be
 * NULL. *out is the caller's: isnad_free. Reads one state of the archive, and may be called while another process adds. */
isnad_status isnad_search(isnad_archive *archive, const char *query, const isnad_search_options *options, char **out, size_t *length,
                          isnad_error *error);

/* ---- report -------------------------------------------------------------------------------------------------------- */

typedef enum isnad_report_format { ISNAD_REPORT_TEXT, ISNAD_REPORT_JSON, ISNAD_REPORT_HTML } isnad_report_format;

typedef struct isnad_report_options {
  isnad_report_format format;
  bool english;               /* headings in English instead of Arabic (text only; the HTML holds both) */
  uint32_t width;             /* columns for text, 0: 100 */
  bool color;                 /* terminal colours in text */
  bool all;                   /* every row in text; false: of long sections the rows that most carry, and how many more there are */
  const isnad_engine *engine; /* for outlets' names; may be NULL */
} isnad_report_options;

/* Takes `length` bytes of the export, in order; false ends it with ISNAD_E_IO. */
typedef bool isnad_write(void *context, const char *bytes, size_t length);

typedef struct isnad_claims_options {
  isnad_report_options report; /* format text or json */
  const char *story;           /* id of a story; NULL: all documents */
} isnad_claims_options;

/* The claims of the archive: what several documents say of one thing, with who says it and who says otherwise; docs/claims.md. As text for
 * a person, or as JSON, one claim a line. options may be NULL. *out is the caller's: isnad_free. */
isnad_status isnad_claims(isnad_archive *archive, const isnad_claims_options *options, char **out, size_t *length, isnad_error *error);

/* The same, handed to `write` as it is made: of a large archive the claims are not held together. */
isnad_status isnad_claims_write(isnad_archive *archive, const isnad_claims_options *options, isnad_write *write, void *context,
                                isnad_error *error);

/* The report over all documents of the archive. *out is the caller's: isnad_free. */
isnad_status isnad_report(isnad_archive *archive, const isnad_report_options *options, char **out, size_t *length, isnad_error *error);

/* What documents of an archive are about one course of events, and which are copies of one another (docs/linking.md). Both were found
 * when the documents were added. */
typedef struct isnad_story_options {
  const char *story;           /* id of a story, or the beginning of one that is the only such; NULL: the list of all */
  bool all;                    /* text: the list whole, with articles that stand alone, not only the stories of the last days */
  isnad_report_options report; /* format TEXT or JSON, language, width, colour, engine */
} isnad_story_options;

/* As text: the list of stories, the latest first, or one story with its articles, copies and the report on it. As JSON: one object a line,
 * a story each, those of one article too, the earliest first. *out is the caller's: isnad_free. ISNAD_E_NOTFOUND: no such story. */
isnad_status isnad_story(isnad_archive *archive, const isnad_story_options *options, char **out, size_t *length, isnad_error *error);

/* ---- export ------------------------------------------------------------------------------------------------------------ */

/* What docs/exports.md describes: the record (JSON Lines), CoNLL-U, PLOVER events (JSON Lines), events in the manner of ICEWS
 * (tab-separated), a table as CSV for spreadsheets, events on a map as GeoJSON. */
typedef enum isnad_export_format {
  ISNAD_EXPORT_JSON,
  ISNAD_EXPORT_CONLLU,
  ISNAD_EXPORT_PLOVER,
  ISNAD_EXPORT_CAMEO,
  ISNAD_EXPORT_CSV,
  ISNAD_EXPORT_GEOJSON,
  ISNAD_EXPORT_FORMATS
} isnad_export_format;

/* The tables that CSV has. The last two are of an archive: happenings that several documents report, and what they claim. */
typedef enum isnad_table {
  ISNAD_TABLE_EVENTS,
  ISNAD_TABLE_STATEMENTS,
  ISNAD_TABLE_LABELS,
  ISNAD_TABLE_POSITIONS,
  ISNAD_TABLE_INCIDENTS,
  ISNAD_TABLE_CLAIMS,
  ISNAD_TABLES
} isnad_table;

/* "plover", "events". Static; "" outside the range. */
const char *isnad_export_format_name(isnad_export_format format);
const char *isnad_table_name(isnad_table table);

typedef struct isnad_export_options {
  isnad_export_format format;
  isnad_table table;          /* of CSV; of GEOJSON incidents, else it has events */
  float min_confidence;       /* events, statements, labels, positions below it are left out; of json and conllu what is made anew from an
                               * archive is read with it */
  const isnad_engine *engine; /* for names of outlets and countries; NULL: none. json and conllu of an archive need one */
} isnad_export_options;

typedef struct isnad_exporter isnad_exporter;

/* Opens an export of many documents and writes its head. *out is the caller's: isnad_exporter_close. An exporter belongs to one thread
 * at a time. */
isnad_status isnad_exporter_open(const isnad_export_options *options, isnad_write *write, void *context, isnad_exporter **out,
                                 isnad_error *error);

/* Writes a document. The same documents in the same order give the same bytes. */
isnad_status isnad_exporter_document(isnad_exporter *exporter, const isnad_document *document, isnad_error *error);

/* Writes the current documents of an archive that a query finds (NULL or "": all of them), by day, outlet and id. json and conllu are made
 * anew from the texts by options.engine, for an archive holds less than a record does. */
isnad_status isnad_exporter_archive(isnad_exporter *exporter, isnad_archive *archive, const char *query, isnad_error *error);

/* Writes the end and frees the exporter, whatever comes of it. NULL is allowed. */
isnad_status isnad_exporter_close(isnad_exporter *exporter, isnad_error *error);

#ifdef __cplusplus
}
#endif
#endif
