/* Names that the lexicon knows (people, organisations, countries and capitals, places, outlets) and the words that persons' names are made
 * of. */
#ifndef ISN_ENTITY_GAZETTEER_H
#define ISN_ENTITY_GAZETTEER_H
#include "doc/doc.h"
#include "entity/units.h"
#include "match/phrase.h"
#include "pack/lexicon.h"

typedef struct isn_known {
  uint8_t type;   /* isnad_entity_type */
  uint8_t rank;   /* actor 5, country 4, capital 3, outlet 2, place 1 */
  bool user;      /* of a row of --lexicon */
  bool ambiguous; /* also a common word or a person's name: wants context */
  bool has_geo;
  double lat, lon, population;
  const char *ref, *name_ar, *name_en, *kind, *country, *code;
  const isnad_place *units; /* of a place, a capital, a country; NULL of others */
  int from;                 /* the year in which it began, 0: not told */
  uint32_t next;            /* another thing of the same name, or ISNAD_NONE */
} isn_known;

/* What a word is in persons' names. */
enum { ISN_NAME_FIRST = 1, ISN_NAME_LAST = 2, ISN_NAME_PARTICLE = 4, ISN_NAME_AMBIGUOUS = 8, ISN_NAME_CLOSES = 16 };

typedef struct isn_orghead {
  uint8_t type;    /* ISNAD_ORG or ISNAD_LOC */
  uint8_t pattern; /* 0 def, 1 any, 2 quoted */
  bool in;         /* the head belongs to the name */
  bool article;    /* with the article and an adjective it is a name too: المجلس الرئاسي */
  bool ambiguous;  /* also a common word: wants a proper word after it */
  bool ruler;      /* حكومة: a nationality at the end is no part of its name */
  bool followers;  /* أنصار: of an actor that is named behind it */
  const char *sector;
} isn_orghead;

typedef struct isn_title {
  bool known, genitive, name;
  bool definite; /* only with the article: العماد */
  bool office;   /* an office or a rank, which one man at a time bears */
  bool rank;
  const char *sector;
} isn_title;

/* One term of office; those with the same words of a title are chained, down the table. */
typedef struct isn_holder {
  const char *country;   /* iso2, or a body: UN, EU */
  const char *from, *to; /* days as 2019-08-20; to: "" while it lasts */
  uint32_t row;          /* of terms.tsv: titles of one row are one office */
  uint32_t known;        /* the person in the gazetteer, or ISNAD_NONE */
  uint32_t next;         /* + 1; 0: none */
} isn_holder;

typedef struct isn_offices {
  isn_map titles; /* the words of a title, articles off → first holder + 1 */
  isn_map first;  /* first words of titles → 1 */
  ISN_VEC(isn_holder) holders;
} isn_offices;

/* What a lexeme is to the finders of names. */
enum {
  ISN_LEXEME_HEAD = 1,
  ISN_LEXEME_PLACE = 2, /* a head of names of places */
  ISN_LEXEME_TITLE = 4,
  ISN_LEXEME_FORCE = 8, /* قوات، مليشيا، حكومة ... + name is a label of the name */
  ISN_LEXEME_SAYS = 16, /* a verb of saying by cues.tsv: قال، أضاف */
  ISN_LEXEME_FUNCTION = 32
};

typedef struct isn_gazetteer {
  isn_arena arena;
  const isn_lexicon *lexicon;
  ISN_VEC(isn_known) known;
  isn_map names;      /* folded name → first known + 1 */
  uint64_t *openings; /* a bit for the hash of each beginning of a name that a text can have as a token or tokens: most words have none */
  isn_map loose;      /* letters that transcriptions of a foreigner's full name share → a known, ISNAD_NONE where two people have them */
  isn_map surnames;   /* last words of persons' full names → 1 */
  isn_map words;      /* folded word of persons' names → ISN_NAME_ bits */
  isn_orghead *heads; /* by lexeme */
  isn_title *titles;  /* by lexeme */
  uint8_t *is;        /* by lexeme: ISN_LEXEME_ bits; small enough for the caches, so asked first */
  uint32_t lexemes;
  isn_agents agents; /* for nationality adjectives */
  isn_units units;
  isn_offices offices; /* offices.h */
} isn_gazetteer;

isnad_status isn_gazetteer_open(isn_gazetteer *g, const isn_lexicon *lexicon, isnad_error *error);

/* A place for each country in a table of 26 * 26, -1 for none. */
int isn_country_slot(const char *iso2);

typedef struct isn_hit {
  uint32_t known;      /* first row of that name */
  uint32_t first, end; /* tokens */
  uint32_t fold_start; /* folded letter where the name begins: clitics are before it */
} isn_hit;

/* What is asked of a token again and again: isn_see_tokens (mentions.h) asks it once, and nothing below may be asked before. */
enum {
  ISN_SEEN_ARTICLE = 1,
  ISN_SEEN_COMMON = 2,
  ISN_SEEN_FUNCTION = 4,
  ISN_SEEN_UNKNOWN = 8,
  ISN_SEEN_FORCE = 16,
  ISN_SEEN_HEAD = 32 /* a reading may be the head of a name */
};
typedef struct isn_names_seen {
  isn_hit hit;            /* isn_gazetteer_at; known: ISNAD_NONE for none */
  uint32_t words;         /* isn_name_word of the whole token */
  uint32_t is;            /* ISN_SEEN_ bits */
  const isn_title *title; /* isn_title_at */
} isn_names_seen;

/* The longest known name that begins at token i, with or without clitics before it. */
static inline bool isn_gazetteer_at(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, isn_hit *hit) {
  (void)g;
  const isn_hit *seen = &doc->names_seen[i].hit;
  if (seen->known == ISNAD_NONE) return false;
  *hit = *seen;
  return true;
}

/* The same, looked up in the gazetteer. The token's word_hashes must be there. */
bool isn_gazetteer_look_up(const isn_gazetteer *g, const isn_doc *doc, uint32_t i, isn_hit *hit);

/* The rows of exactly the tokens [first, end), clitics before the first one not taken off; ISNAD_NONE if there are none. */
uint32_t isn_gazetteer_exactly(const isn_gazetteer *g, const isn_doc *doc, uint32_t first, uint32_t end);

/* A foreigner whose full name tokens [first, end), from a folded letter on, spell in another way; ISNAD_NONE if there is none. */
uint32_t isn_gazetteer_loosely(const isn_gazetteer *g, const isn_doc *doc, uint32_t first, uint32_t end, uint32_t fold_start);

/* Whether somebody of the knowledge base has the token, without `skip` letters, as the last word of his full name. */
bool isn_known_surname(const isn_gazetteer *g, const isn_doc *doc, uint32_t token, uint32_t skip);

/* ISN_NAME_ bits of a token as written (skip = folded letters of clitics to leave out), 0 if it is no word of names. */
uint32_t isn_name_word_look_up(const isn_gazetteer *g, const isn_doc *doc, uint32_t token, uint32_t skip);
static inline uint32_t isn_name_word(const isn_gazetteer *g, const isn_doc *doc, uint32_t token, uint32_t skip) {
  return skip ? isn_name_word_look_up(g, doc, token, skip) : doc->names_seen[token].words;
}

/* Whether a token is a force, a group or a government (قوات، مليشيا، مسلحي، حكومة) whose owner a name after it tells. */
static inline bool isn_force_word(const isn_gazetteer *g, const isn_doc *doc, uint32_t token) {
  (void)g;
  return doc->names_seen[token].is & ISN_SEEN_FORCE;
}

/* ISN_LEXEME_ bits of a lexeme; ISNAD_NONE has none. */
static inline uint8_t isn_lexeme_is(const isn_gazetteer *g, uint32_t lexeme) { return lexeme < g->lexemes ? g->is[lexeme] : 0; }
#endif
