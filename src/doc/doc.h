/* The record of one document: its text, the folded text with its offset map, and one append-only table per stage.
 *
 * Invariants
 *  1. Offsets in rows are code points into cp[0..n), half open; ISNAD_NONE pairs mean "not written".
 *  2. fold[] holds the folded letters, fold_at[i] the code point that folded letter i came from; fold_at[nfold] = n and
 *     fold_at never decreases: a folded slice [i,j) covers the code points [fold_at[i], fold_at[j-1]+1).
 *  3. Tables only grow; a row's index never changes. A stage appends to its own tables and reads those before it.
 *  4. Everything hangs on `arena` and goes with it. Strings of lexicon rows belong to the lexicon, which outlives documents.
 */
#ifndef ISN_DOC_DOC_H
#define ISN_DOC_DOC_H
#include "arabic/classes.h"
#include "arabic/grammar.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/vec.h"
#include "doc/point.h"

typedef enum isn_token_kind { ISN_WORD, ISN_NUMBER, ISN_LATIN, ISN_MARK, ISN_QUOTE_OPEN, ISN_QUOTE_CLOSE } isn_token_kind;

/* One reading of a written word: a lexeme in one of its forms, with clitics around. */
typedef struct isn_reading {
  uint32_t lexeme;    /* row of the lexicon's lexemes, ISNAD_NONE for a guess */
  uint8_t pos, form;  /* isn_pos, isn_form */
  uint8_t person;     /* 1 2 3, 0 none (verbs) */
  uint8_t gender;     /* 'm' 'f' 0 */
  uint8_t number;     /* 's' 'd' 'p' 0 */
  uint8_t proclitics; /* bit set */
  uint8_t enclitic; /* 0, or letters of the pronoun: 'h' ه, 'H' ها, 'M' هم, 'D' هما, 'N' هن, 'y' ي, 'Y' ني, 'n' نا, 'k' ك, 'K' كم */
  uint8_t passive;       /* can only be read as a passive (يُقال with its mark, or a form that is spelled so: قيل) */
  uint32_t stem0, stem1; /* folded slice of the stem */
} isn_reading;

/* What a token may be to the entries of the lexicons: those that share no bit with it are not there. */
typedef struct isn_word_bits {
  uint64_t lexemes;   /* a bit for the lexeme of each of its readings */
  uint64_t spellings; /* a bit for its folded letters, another for those without ال */
} isn_word_bits;

/* A syntactic word of Universal Dependencies: a token, or one of the words fused in it. The words of a token partition its
 * characters; one of which no letter is written has an empty range where it stands (the ا of لل is restored, not a word). */
typedef struct isn_word {
  uint32_t token;
  uint32_t start, end; /* code points: its own characters */
  const char *form;    /* a whole token as written; of a fused one each part unvocalised, its spelling restored (ة, ا, hamza) */
  const char *lemma;   /* with vowels where they are known; NULL: none */
  const char *feats;   /* FEATS of UD, sorted, "_" for none */
  const char *deprel;  /* relation of UD; NULL before the parser has run */
  uint32_t head;       /* row of doc->words, ISNAD_NONE for the root of a sentence */
  uint8_t upos;        /* isn_pos */
} isn_word;

typedef struct isn_token {
  uint32_t start, end;   /* code points */
  uint32_t fold0, fold1; /* folded slice */
  uint32_t sentence;
  uint32_t readings, readings_count; /* rows of doc->readings, best first */
  uint32_t words, words_count;       /* rows of doc->words */
  uint8_t kind;                      /* isn_token_kind */
  uint8_t pos;                       /* isn_pos of the best reading */
  uint8_t line_first;                /* first token of its line */
  uint8_t glued;                     /* no blank before it */
  uint16_t ending;                   /* last vowel sign written (tanwin and the like), 0 if none */
  uint32_t chunk;                    /* row of doc->chunks that holds it, or ISNAD_NONE */
  uint32_t mention;                  /* row of doc->mentions that holds it, or ISNAD_NONE */
  uint32_t time;                     /* row of doc->times that holds it, or ISNAD_NONE */
  uint32_t cue;                      /* row of doc->statements whose cue holds it, or ISNAD_NONE */
  isn_class_set classes;             /* of lexicon/classes.tsv, by the best reading */
  uint32_t said;                     /* innermost row of doc->statements whose content holds it, or ISNAD_NONE */
} isn_token;

typedef enum isn_chunk_kind {
  ISN_CHUNK_NP, /* noun phrase; prep = token of its preposition or ISNAD_NONE, clitic preposition in `clitic` */
  ISN_CHUNK_VERB,
  ISN_CHUNK_CONJ,
  ISN_CHUNK_COMP /* أن إن بأن الذي حيث ... opens a clause */,
  ISN_CHUNK_PREP /* a preposition without its phrase */,
  ISN_CHUNK_PARTICLE,
  ISN_CHUNK_MARK,
  ISN_CHUNK_ADVERB
} isn_chunk_kind;

typedef struct isn_chunk {
  uint8_t kind;
  uint8_t clitic;      /* ISN_BI ISN_LI ISN_KA when the phrase's preposition is a clitic */
  uint8_t conj;        /* ISN_WA / ISN_FA stands before it as a clitic */
  uint8_t relative;    /* a COMP that is a relative pronoun */
  uint32_t first, end; /* tokens [first, end) with the preposition in */
  uint32_t head;       /* head noun or verb token */
  uint32_t prep;       /* token of a written preposition, or ISNAD_NONE */
  uint32_t clause;     /* running number of its clause in the document */
} isn_chunk;

/* Facts of an entity that later stages need beside the public row. */
typedef struct isn_entity_facts {
  const char *kind;         /* kind of a knowledge base row, or "person" / "org" / "place" */
  const char *country;      /* iso2 or NULL */
  const char *sector;       /* PLOVER sector or NULL */
  const isnad_place *units; /* of a place of the knowledge base; NULL */
} isn_entity_facts;

enum { ISN_MAX_STAGES = 16 };

/* A line of the text says whose copy it is: (رويترز), القاهرة - د ب أ, المصدر: وكالات. */
typedef struct isn_credit {
  const char *outlet; /* id of kb/outlets.tsv; NULL: agencies that it does not name */
  const char *rule;   /* dateline, byline, end */
  isnad_span span;    /* the name */
} isn_credit;

typedef struct isn_doc {
  isn_arena arena;

  const char *id, *source, *source_why, *title, *url, *published, *path;
  const char *input_source;    /* outlet as it was given, before the outlet stage; NULL: none */
  uint64_t input_line;         /* line in path; 0: the file is the document */
  uint64_t input_hash;         /* of all that was given and bears on the rows: an equal one need not be read again */
  ISN_VEC(isn_credit) credits; /* each outlet once */
  const char *dated_from, *dated_to;
  ISN_VEC(uint32_t) dated_because; /* rows of times */
  ISN_VEC(isnad_clue) clues;       /* what an inferred date rests on, and what speaks against it */
  bool one_sentence_per_line;

  const char *text; /* UTF-8 */
  size_t text_bytes;
  const uint32_t *cp; /* code points */
  uint32_t n;
  const uint32_t *byte_at; /* byte offset of each code point; n+1 items */
  const uint32_t *line_at; /* first code point of each line */
  uint32_t lines;
  const uint16_t *fold;
  const uint32_t *fold_at; /* nfold+1 items */
  uint32_t nfold;

  ISN_VEC(isnad_sentence) sentences;
  ISN_VEC(uint32_t) sentence_first; /* first token of each sentence, and one past the last */
  ISN_VEC(isn_token) tokens;
  ISN_VEC(isn_reading) readings;
  ISN_VEC(isn_word) words; /* in the order of the text, so those of a sentence stand together */
  ISN_VEC(isn_chunk) chunks;
  ISN_VEC(isnad_entity) entities;
  ISN_VEC(isn_entity_facts) facts; /* one per entity */
  ISN_VEC(isnad_mention) mentions;
  ISN_VEC(isnad_label) labels;
  const uint32_t *labels_by_start;         /* rows of labels, by where they begin, then by row; isn_doc_index_labels makes it */
  const struct isn_names_seen *names_seen; /* what its gazetteer has at each token; NULL before that stage runs */
  const isn_word_bits *word_bits;          /* of each token; NULL before that stage runs */
  const uint64_t *word_hashes;             /* isn_map_roll of each token's folded letters; the same */
  const struct isn_agent **agents;         /* what the lexicons have for each token as a noun; the same */
  const uint32_t *alike_before;            /* of each token that before it which may have the same lexeme; NULL: not looked for yet */
  const char *const *nationality;          /* iso2 of the country whose adjective each token is, or NULL; the same */
  ISN_VEC(isnad_time) times;
  ISN_VEC(isnad_statement) statements;
  ISN_VEC(isnad_event) events;
  ISN_VEC(isnad_position) positions;
  ISN_VEC(isn_point) points;
  ISN_VEC(isn_terms) terms; /* of each sentence that has any */

  const char *engine_version, *lexicon_id;
  const char *models; /* ids by blanks, in the order of the stages; NULL or "" for none */
  isnad_stage_time stage_times[ISN_MAX_STAGES];
  size_t stages;
} isn_doc;

/* The handle of the public API is the record itself. */
struct isnad_document {
  isn_doc doc;
};

uint64_t isn_doc_input_hash(const isnad_input *input, const isnad_analysis_options *options); /* never 0 */
isnad_status isn_doc_open(isn_doc *doc, const isnad_input *input, isnad_error *error);        /* copies strings, decodes, checks UTF-8 */
void isn_doc_close(isn_doc *doc);

/* The UTF-8 bytes of a span. */
const char *isn_doc_slice(const isn_doc *doc, isnad_span span, size_t *length);
/* A copy of a span's text as a string in the arena, blanks and line ends squeezed to one blank. */
const char *isn_doc_text(isn_doc *doc, isnad_span span);
uint32_t isn_doc_line(const isn_doc *doc, uint32_t offset);

static inline isnad_span isn_span(uint32_t start, uint32_t end) { return (isnad_span){start, end}; }
static inline isnad_span isn_no_span(void) { return (isnad_span){ISNAD_NONE, ISNAD_NONE}; }
static inline bool isn_written(isnad_span span) { return span.start != ISNAD_NONE; }
static inline bool isn_within(isnad_span inner, isnad_span outer) {
  return isn_written(inner) && isn_written(outer) && inner.start >= outer.start && inner.end <= outer.end;
}
/* Best reading of a token, NULL for marks and unknown words. */
static inline const isn_reading *isn_best(const isn_doc *doc, uint32_t token) {
  const isn_token *t = &doc->tokens.at[token];
  return t->readings_count ? &doc->readings.at[t->readings] : NULL;
}
/* The first token that ends after a code point offset; tokens.count behind the last. */
uint32_t isn_doc_token_at(const isn_doc *doc, uint32_t offset);
/* The token that a token depends on, ISNAD_NONE for the root of its sentence; *relation (may be NULL) is that of its own head word. Of a
 * token of several words the head word is the one that depends on another token. */
uint32_t isn_doc_governor(const isn_doc *doc, uint32_t token, const char **relation);
/* Sorts the labels that are there for isn_doc_label_from. False: no memory. */
bool isn_doc_index_labels(isn_doc *doc);
/* Place in labels_by_start of the first label that begins at `offset` or behind it; labels.count behind the last. */
uint32_t isn_doc_label_from(const isn_doc *doc, uint32_t offset);
/* First code point after the proclitics of a token's best reading (و ف ب ل ك off, the article stays). */
uint32_t isn_doc_noun_start(const isn_doc *doc, uint32_t token);
#endif
