/* What the report calls things, in Arabic and English. Nothing here says that something is so: it is told, said, demanded, denied. */
#ifndef ISN_REPORT_WORDS_H
#define ISN_REPORT_WORDS_H
#include "report/model.h"

isn_name isn_word_event(isnad_event_type type);
isn_name isn_word_mode(const char *mode); /* ar is the mode itself if it is unknown */
isn_name isn_word_context(isnad_context context);
isn_name isn_word_modality(isnad_modality modality);
isn_name isn_word_class(isnad_cue_class cue_class);
isn_name isn_word_stand(isn_stand_kind kind);
isn_name isn_word_measure(isn_measure measure);
isn_name isn_word_weekday(int day);

typedef enum isn_heading {
  ISN_H_REPORT,
  ISN_H_DOCUMENTS,
  ISN_H_OUTLETS,
  ISN_H_DATES,
  ISN_H_TIMELINE,
  ISN_H_DISAGREEMENTS,
  ISN_H_POSITIONS,
  ISN_H_NAMES,
  ISN_H_STATEMENTS,
  ISN_H_EVIDENCE,
  ISN_H_CLAIMS,
  ISN_H_COMPARISON,
  ISN_W_EMPTY,
  ISN_W_NO_ROWS,
  ISN_W_UNDATED,
  ISN_W_DATE_OF_DOCUMENT,
  ISN_W_INFERRED,
  ISN_W_COPY_OF,
  ISN_W_WIRE,
  ISN_W_AGENCIES,
  ISN_W_COPY,
  ISN_W_SAME_TEXT,
  ISN_W_ACTOR,
  ISN_W_RECIPIENT,
  ISN_W_PLACE,
  ISN_W_TELL_AND_DENY,
  ISN_W_OUTLETS_CARRY,
  ISN_W_INDEPENDENT,
  ISN_W_CONDITION,
  ISN_W_TOWARDS,
  ISN_W_OF,
  ISN_W_DENIALS,
  ISN_W_QUOTED,
  ISN_W_ALSO,
  ISN_W_ACCORDING,
  ISN_W_HOW_TO_READ,
  ISN_W_FOOTER,
  ISN_W_MADE_BY,
  ISN_W_LEXICON,
  ISN_W_ACTOR_COLUMN,
  ISN_W_ALL,
  ISN_W_OUTLET,
  ISN_W_TYPE,
  ISN_W_MODALITY,
  ISN_W_CONTEXT,
  ISN_W_SPEAKER,
  ISN_W_CLASS,
  ISN_W_MARK_SOURCE,
  ISN_W_MARK_CUE,
  ISN_W_MARK_EVENT,
  ISN_W_ORIGINS,
  ISN_W_ORIGINS_AGAINST,
  ISN_W_ONE_OUTLET,
  ISN_W_REVISES,
  ISN_W_FOR,
  ISN_W_AGAINST,
  ISN_W_QUOTES,
  ISN_W_UNNAMED,
  ISN_W_LEFT_OUT,
  ISN_W_MORE,
  ISN_HEADINGS
} isn_heading;
isn_name isn_word(isn_heading heading);
#endif
