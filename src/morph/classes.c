#include "morph/classes.h"

#include "arabic/grammar.h"
#include "arabic/letters.h"
#include "doc/doc.h"

enum { ROOM = 32, ALEF = 0x627, LAM = 0x644 };

static unsigned classes_of(const isn_lexicon *lexicon, const uint16_t *letters, uint32_t n) {
  unsigned bits = 0;
  for (const isn_wordform *f = isn_lexicon_forms(lexicon, letters, n); f; f = isn_lexicon_next_form(lexicon, f)) {
    if (isn_lexicon_lexeme(lexicon, f->lexeme)->lexeme_class == ISN_LEX_FUNCTION) bits |= 16;
    else if (f->pos == ISN_VERB) bits |= 2;
    else if (f->pos == ISN_ADJ || f->form == ISN_ACTIVE_PART || f->form == ISN_PASSIVE_PART) bits |= 8;
    else bits |= 4;
  }
  return bits;
}

static uint32_t fold_form(const uint32_t *cp, uint32_t n, uint16_t letters[ROOM + 2]) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < n && count < ROOM; i++) count += isn_fold_letter(cp[i], letters + count);
  return count;
}

bool isn_form_may_be_past(const isn_lexicon *lexicon, const uint32_t *cp, uint32_t n) {
  uint16_t letters[ROOM + 2] = {0};
  const uint32_t count = fold_form(cp, n, letters);
  bool past = false, elative = false;
  for (const isn_wordform *f = isn_lexicon_forms(lexicon, letters, count); f; f = isn_lexicon_next_form(lexicon, f)) {
    past = past || (f->pos == ISN_VERB && f->form == ISN_PAST && f->person == 3 && f->gender == 'm' && f->number == 's' && !f->passive);
    elative = elative || f->pos == ISN_ADJ;
  }
  return past && !elative;
}

unsigned isn_form_classes(const isn_lexicon *lexicon, const uint32_t *cp, uint32_t n) {
  uint16_t letters[ROOM + 2] = {0};
  const uint32_t count = fold_form(cp, n, letters);
  unsigned bits = 1 | classes_of(lexicon, letters, count);
  if (count > 3 && letters[0] == ALEF && letters[1] == LAM) {
    const unsigned behind = classes_of(lexicon, letters + 2, count - 2) & (4 | 8);
    if (behind) bits |= behind | 32;
  }
  return bits;
}
