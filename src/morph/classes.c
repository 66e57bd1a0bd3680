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

unsigned isn_form_classes(const isn_lexicon *lexicon, const uint32_t *cp, uint32_t n) {
  uint16_t letters[ROOM + 2] = {0};
  uint32_t count = 0;
  for (uint32_t i = 0; i < n && count < ROOM; i++) count += isn_fold_letter(cp[i], letters + count);
  unsigned bits = 1 | classes_of(lexicon, letters, count);
  if (count > 3 && letters[0] == ALEF && letters[1] == LAM) {
    const unsigned behind = classes_of(lexicon, letters + 2, count - 2) & (4 | 8);
    if (behind) bits |= behind | 32;
  }
  return bits;
}
