/* From syntactic words to the stem that the lexicon is asked for, and what the tag of a stem says of a reading of it. */
#ifndef ISN_MORPH_STEM_H
#define ISN_MORPH_STEM_H
#include "doc/doc.h"

/* A stem with its clitics; without its article where `proclitics` has ISN_AL. */
typedef struct isn_stem {
  uint8_t proclitics;     /* bit set of ISN_WA ... */
  uint8_t enclitic;       /* letter as in isn_reading, 0 for none */
  bool whole;             /* the token uncut, though its words cut it */
  bool after_conjunction; /* and what they cut off is و or ف alone */
  uint32_t stem0, stem1;  /* slice of the folded text */
} isn_stem;

enum { ISN_MAX_STEMS = 3 };

/* The stem of a token as its words cut it: as it stands, if it may begin with the article without it, and the whole
 * token if it is cut. At least one; what is whole is last. */
uint32_t isn_stems(const isn_doc *doc, const isn_token *token, isn_stem stems[ISN_MAX_STEMS]);

/* What the tagger says of the stem of a token. */
typedef struct isn_tag {
  uint8_t pos;                    /* isn_pos */
  uint8_t form;                   /* ISN_PAST, ISN_PRESENT or ISN_SUBJUNCTIVE of a verb, else ISN_FORM_NONE */
  uint8_t person, gender, number; /* as in isn_reading; 0: not said */
  bool passive, definite;
} isn_tag;

isn_tag isn_tag_of(const isn_doc *doc, const isn_token *token);

/* How well a reading goes with a tag: points, more is better. */
int isn_tag_agreement(const isn_tag *tag, const isn_reading *reading);

/* Part of speech, form, person, gender and number of a reading that is known by its tag alone. */
void isn_tag_reading(const isn_tag *tag, isn_reading *reading);
#endif
