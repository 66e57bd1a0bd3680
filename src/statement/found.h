/* A statement in the making, and the passes that fill it: cues.c finds it, source.c says whose it is, content.c says what. */
#ifndef ISN_STATEMENT_FOUND_H
#define ISN_STATEMENT_FOUND_H
#include "match/entry.h"
#include "match/phrase.h"

typedef enum isn_cue_shape {
  ISN_CUE_VERB,       /* قال X إن */
  ISN_CUE_PARTICIPLE, /* مشيرا إلى أن */
  ISN_CUE_NOUN,       /* تأكيد X على */
  ISN_CUE_PHRASE,     /* بحسب X */
  ISN_CUE_COLON       /* X: ... */
} isn_cue_shape;

enum { ISN_MAX_CONTENT = 4, ISN_CONTENT_TOKENS = 1200, ISN_QUOTE_TOKENS = 600 };

typedef struct isn_found {
  isn_cue_shape shape;
  uint32_t first, end; /* tokens of the cue, its particle in if it stands next to it */
  isnad_span cue;
  isnad_cue_class cue_class;
  bool any;           /* a noun phrase is content too */
  bool occasion;      /* في بيان, في تغريدة: a cue only where no other governs the sentence */
  bool relay;         /* نقل، نسب: what follows is another's statement */
  bool light;         /* جدد: a noun of speech behind it reports in its place */
  bool addressee;     /* أبلغ: the first bare phrase behind the speaker is who is spoken to */
  bool two_objects;   /* وصف X بـ Y: both are the content */
  bool document;      /* of a document a noun phrase is content, of others a clause */
  bool accuses;       /* اتهم، حث: it has a personal object, whom a lone phrase before its particle is */
  bool ranks;         /* اعتبر X Y: of noun phrases it takes two, what and as what */
  bool particle_only; /* أقر ب: a bare noun phrase is no content */
  bool content_after; /* بحجة، بدعوى: a phrase whose content, not source, stands after it */
  uint8_t clitic;     /* ISN_BI / ISN_LI: its particle is a clitic on the content's first word */
  const isn_reading *reading;
  const isn_row *row;

  bool has_source;
  isn_phrase source;     /* if has_source */
  uint32_t after_source; /* token where the search for content goes on */
  uint32_t source_entity;
  isnad_source_kind kind;
  bool joint;      /* two speakers and more */
  bool settled;    /* its source was found with it */
  bool mute;       /* its subject is a thing: no statement */
  const char *how; /* rule that found the source */

  isnad_span content[ISN_MAX_CONTENT];
  uint32_t contents;
  isnad_quote quote;
  const char *content_how;
  uint32_t parent;
  bool is_parent; /* of some row that has its parent already */
} isn_found;

typedef ISN_VEC(isn_found) isn_found_list;

typedef struct isn_speech {
  const isn_lexicon *lexicon;
  const isn_entries *cues;
  const isn_agents *agents;
  isn_doc *doc;
  isn_found_list found; /* in the document's arena, in the order of the text */
} isn_speech;

bool isn_find_cues(isn_speech *s); /* false: out of memory */
void isn_find_source(isn_speech *s, uint32_t index);
/* source.c, for noun.c */
void isn_set_source(isn_found *f, isn_phrase p, const char *how);
void isn_carry_over(isn_speech *s, uint32_t index, bool same_sentence_only); /* who spoke before goes on */
isn_phrase isn_joined_source(const isn_speech *s, isn_found *f, isn_phrase p);
bool isn_lone_object(const isn_speech *s, const isn_found *f, uint32_t chunk);
uint32_t isn_speaking_subject(const isn_speech *s, const isn_found *f, bool *before);
void isn_noun_source(isn_speech *s, uint32_t index);
void isn_phrase_source(isn_speech *s, uint32_t index);
/* speaker.c: a source with what belongs to it behind its phrase; whom a source without a name means. */
isn_phrase isn_whole_source(const isn_speech *s, const isn_found *f, isn_phrase p);
void isn_meant(isn_speech *s, uint32_t index);
uint32_t isn_paper_giver(const isn_speech *s, uint32_t token); /* أصدرت الوزارة بيانا; an entity or ISNAD_NONE */
uint32_t isn_antecedent_subject(const isn_speech *s, const isn_found *f); /* سوريا التي أنكرت; a chunk or ISNAD_NONE */
uint32_t isn_framed_subject(const isn_speech *s, const isn_found *f);     /* كانت المنظمة دعت */
void isn_find_content(isn_speech *s, uint32_t index);                     /* contents = 0: not a statement after all */
void isn_find_parents(isn_speech *s);

/* content.c */
void isn_set_content(isn_found *f, isnad_span span, isnad_quote quote, const char *how);
void isn_take_from(isn_speech *s, uint32_t index, uint32_t from, uint32_t start, const char *how);
bool isn_has_quote(const isn_doc *doc, uint32_t from, uint32_t end);
bool isn_quoted_name(const isn_doc *doc, uint32_t open);

/* before.c */
bool isn_take_before(isn_speech *s, uint32_t index);
bool isn_take_before_as(isn_speech *s, uint32_t index);
void isn_phrase_content(isn_speech *s, uint32_t index);
bool isn_is_as(const isn_doc *doc, uint32_t i); /* كما */

bool isn_cue_note(const isn_entry *entry, const char *keyword); /* the column note has the keyword, between semicolons */
bool isn_bare_act(const isn_doc *doc, uint32_t token);          /* a masdar with nothing before it (وجود، حرصه) */
bool isn_own_content(const isn_speech *s, uint32_t index);      /* a phrase with what is said behind it (جاء في بيان أن) */
bool isn_of_antecedent(const isn_speech *s, const isn_found *f); /* "الهدنة التي تعلنها": what is said stands before الذي */
bool isn_same_speaker(const isn_speech *s, const isn_found *f, const isn_found *before); /* gender and number agree */

/* extent.c: the token after the content of `index` that begins at token `from`. `nominal`: it is a noun phrase. */
uint32_t isn_content_end(const isn_speech *s, uint32_t index, uint32_t from, bool nominal);
isnad_span isn_trimmed(const isn_doc *doc, uint32_t from, uint32_t end, uint32_t start); /* without marks and conjunctions at its end */
bool isn_clause_outside(const isn_speech *s, uint32_t index, uint32_t from, uint32_t comma, uint32_t end, bool nominal);
/* "قال مسؤول، طلب عدم ذكر اسمه، إن": the token where what a verb before this cue says begins, behind it, or ISNAD_NONE; and whether a cue
 * only asks that a name be kept. */
uint32_t isn_outer_content(const isn_speech *s, uint32_t index);
bool isn_hides_name(const isn_speech *s, uint32_t index);
bool isn_in_relative_clause(const isn_speech *s, uint32_t index);

/* Small helpers that the passes share. */
uint32_t isn_sentence_end(const isn_doc *doc, uint32_t token); /* token after the sentence */
bool isn_mark(const isn_doc *doc, uint32_t token, uint32_t code_point);
bool isn_comma(const isn_doc *doc, uint32_t token);
uint32_t isn_quote_end(const isn_doc *doc, uint32_t open);                      /* closing token of a quotation, or ISNAD_NONE */
bool isn_complementizer(const isn_speech *s, uint32_t token);                   /* أن إن بأن أنه ... */
bool isn_own_particle(const isn_speech *s, const isn_found *f, uint32_t token); /* a written preposition of the cue's row */

static inline bool isn_opens(const isn_doc *doc, uint32_t i) { return doc->tokens.at[i].kind == ISN_QUOTE_OPEN; }
static inline bool isn_closes(const isn_doc *doc, uint32_t i) { return doc->tokens.at[i].kind == ISN_QUOTE_CLOSE; }
static inline bool isn_stop(const isn_doc *doc, uint32_t i) {
  return isn_mark(doc, i, '.') || isn_mark(doc, i, 0x61f) || isn_mark(doc, i, '?') || isn_mark(doc, i, '!');
}
#endif
