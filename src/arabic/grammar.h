/* Parts of speech (UD, universaldependencies.org/u/pos), forms and clitics, shared by the lexicon and the record. */
#ifndef ISN_ARABIC_GRAMMAR_H
#define ISN_ARABIC_GRAMMAR_H

typedef enum isn_pos {
  ISN_POS_UNKNOWN,
  ISN_VERB,
  ISN_NOUN,
  ISN_ADJ,
  ISN_PROPN,
  ISN_ADP,
  ISN_CCONJ,
  ISN_SCONJ,
  ISN_PART,
  ISN_PRON,
  ISN_DET,
  ISN_ADV,
  ISN_AUX,
  ISN_NUM,
  ISN_INTJ,
  ISN_PUNCT,
  ISN_SYM,
  ISN_X /* PADT's tag of most names: foreign or without analysis */
} isn_pos;

typedef enum isn_form {
  ISN_FORM_NONE,
  ISN_PAST,
  ISN_PRESENT,
  ISN_SUBJUNCTIVE /* subjunctive or jussive: يقولوا، يقل */,
  ISN_IMPERATIVE,
  ISN_ACTIVE_PART,
  ISN_PASSIVE_PART,
  ISN_MASDAR,
  ISN_SINGULAR,
  ISN_DUAL,
  ISN_PLURAL
} isn_form;

/* Proclitics as a bit set; ISN_AL is the article, ISN_SA the future particle س, ISN_HAMZA_Q the question hamza. */
enum { ISN_WA = 1, ISN_FA = 2, ISN_BI = 4, ISN_LI = 8, ISN_KA = 16, ISN_SA = 32, ISN_AL = 64, ISN_HAMZA_Q = 128 };
#endif
