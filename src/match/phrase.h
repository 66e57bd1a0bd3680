/* What a noun phrase denotes: its extent over what depends on it, its kind and sector by lexicon/agents.tsv and titles.tsv, and the
 * entity that it names or describes. Shared by statements (sources) and events (participants). */
#ifndef ISN_MATCH_PHRASE_H
#define ISN_MATCH_PHRASE_H
#include "doc/doc.h"
#include "match/entry.h"
#include "pack/lexicon.h"

typedef struct isn_agent {
  uint8_t known;      /* 1 agents.tsv, 2 titles.tsv, 3 orgheads.tsv */
  uint8_t kind;       /* isnad_source_kind */
  const char *sector; /* PLOVER sector or NULL */
  bool person;        /* denotes persons */
  bool phrase;        /* by a row of several words */
} isn_agent;

enum { ISN_HAS_AGENT = 1, ISN_HAS_PHRASES = 2 };

typedef struct isn_agents {
  isn_agent *by_lexeme; /* lexicon-sized */
  uint8_t *has;         /* by lexeme, small enough for the caches: ISN_HAS_AGENT, ISN_HAS_PHRASES */
  uint32_t count;
  isn_entries phrases;  /* rows of agents.tsv of several words */
  isn_agent *by_phrase; /* one per entry of `phrases` */
  isn_map nisba;        /* folded nationality adjective (ليبي) → row of countries.tsv + 1 */
  uint64_t nisba_ends;  /* a bit for each letter, modulo 64, that ends one of them */
  const isn_table *countries;
} isn_agents;

isnad_status isn_agents_open(isn_agents *agents, isn_arena *arena, const isn_lexicon *lexicon, isnad_error *error);

typedef struct isn_phrase {
  uint32_t first, end; /* tokens, preposition out */
  uint32_t head;
  isnad_span span; /* clitics out */
  uint32_t entity; /* named or described, or ISNAD_NONE */
  bool named;      /* the entity stands in it by name */
  isnad_source_kind kind;
  isn_agent agent;     /* of its head; known = 0 if the lexicons do not have it */
  const char *country; /* iso2 by a nationality adjective or the entity, or NULL */
} isn_phrase;

/* The phrase whose first noun chunk is `chunk`: that chunk and the chunks that depend on it (مصدر في حكومة الوفاق, الأمين العام للأمم
 * المتحدة، أنطونيو غوتيريش). `subject`: it may go over a comma to an apposed name. A chunk with one of the clitics in `stop` belongs to the
 * verb (رحبت السفارة|بقرار). */
isn_phrase isn_phrase_at(const isn_agents *agents, const isn_lexicon *lexicon, const isn_doc *doc, uint32_t chunk, bool subject,
                         uint8_t stop);

/* The phrase made of the tokens [first, end); of an empty range the token `first` alone. */
isn_phrase isn_phrase_of(const isn_agents *agents, const isn_lexicon *lexicon, const isn_doc *doc, uint32_t first, uint32_t end);

/* The place that a word such as العاصمة, المدينة, البلاد stands for, by the names before it (of a capital also by the one behind it), or
 * ISNAD_NONE. */
uint32_t isn_place_meant(const isn_doc *doc, uint32_t head);

/* Notes which token before each may have the same lexeme, once the order of readings is final: what a description refers to is then found
 * without a walk over the text. */
bool isn_alike_see(isn_doc *doc);

/* PLOVER code of a participant ("LBY GOV"), made in the document's arena; NULL if nothing is known. */
const char *isn_phrase_code(const isn_agents *agents, isn_doc *doc, const isn_phrase *phrase);

/* The country (iso2) whose nationality adjective a token is, in any form, or NULL. */
const char *isn_nisba_country(const isn_agents *agents, const isn_doc *doc, uint32_t token);

/* Looks that up for all tokens at once; later calls read it from the document. */
bool isn_nisba_see(const isn_agents *agents, isn_doc *doc);

/* What the lexicons have for a token as a noun, with the words behind it where they have those together (حارس شخصي); or NULL. */
const isn_agent *isn_agent_at(const isn_agents *agents, const isn_doc *doc, uint32_t token);

/* Looks that up for all tokens at once; later calls read it from the document. Who changes the order of a token's readings behind it has
 * that token looked up again. The rows are those of `agents`, which must outlive the document's stages. */
bool isn_agents_see(const isn_agents *agents, isn_doc *doc);
void isn_agents_see_again(const isn_agents *agents, isn_doc *doc, uint32_t token);
#endif
