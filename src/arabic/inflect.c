#include "arabic/inflect.h"

#include <string.h>

enum {
  ALEF = 0x627,
  WAW = 0x648,
  YA = 0x64a,
  MAQSURA = 0x649,
  TAA = 0x62a,
  NUN = 0x646,
  MEEM = 0x645,
  MARBUTA = 0x629,
  HAMZA = 0x621,
  ALEF_HAMZA = 0x623,
  WAW_HAMZA = 0x624,
  HAA = 0x647,
  LONGEST = 48
};

typedef struct writer {
  isn_emit emit;
  void *context;
  bool ok;
} writer;

/* Emits stem[0..length) + suffix. The suffix is written in ASCII stand-ins, so that the tables below can be read:
 * t ت, n ن, A ا, w و, y ي, m م, h ة, W ؤ. */
static void form(writer *w, const uint16_t *stem, uint32_t length, const char *suffix, isn_inflected features) {
  uint16_t bare[LONGEST + 8], folded[LONGEST + 8];
  if (!w->ok || length > LONGEST) return;
  memcpy(bare, stem, length * sizeof *bare);
  for (; *suffix && length < LONGEST + 8; suffix++) {
    uint16_t letter = *suffix == 't'   ? TAA
                      : *suffix == 'n' ? NUN
                      : *suffix == 'A' ? ALEF
                      : *suffix == 'w' ? WAW
                      : *suffix == 'y' ? YA
                      : *suffix == 'm' ? MEEM
                      : *suffix == 'W' ? WAW_HAMZA
                                       : MARBUTA;
    bare[length++] = letter;
  }
  w->ok = w->emit(w->context, folded, isn_fold_bare(bare, length, folded), features);
}

static bool hollow(isn_key perfect, isn_key imperfect) {
  if (perfect.length < 3 || imperfect.length < 3 || perfect.at[perfect.length - 2] != ALEF) return false;
  uint16_t middle = imperfect.at[imperfect.length - 2];
  return middle == WAW || middle == YA || middle == ALEF;
}

static void perfect_forms(writer *w, isn_key p, isn_key imperfect, uint8_t passive) {
  const uint16_t *s = p.at;
  uint32_t n = p.length;
  isn_inflected f = {ISN_PART_PAST, 3, 's', 'm', passive, 0, 0};
  uint16_t last = s[n - 1], alternate[LONGEST];
  uint16_t imperfect_last = imperfect.at[imperfect.length - 1];
  bool defective = last == ALEF || last == MAQSURA;
  form(w, s, n, "", f);
  if (last == MAQSURA) form(w, s, n - 1, "A", (isn_inflected){ISN_PART_PAST, 3, 's', 'm', passive, 1, 0});
  const uint16_t *consonantal = s; /* stem before endings that begin with a consonant: قلـ، دعو، رددـ */
  uint32_t length = n;
  if (defective && n < LONGEST) {
    memcpy(alternate, s, n * sizeof *s);
    alternate[n - 1] = last == ALEF && imperfect_last == WAW ? WAW : YA;
    consonantal = alternate;
  } else if (hollow(p, imperfect)) {
    memcpy(alternate, s, n * sizeof *s);
    alternate[n - 2] = last;
    consonantal = alternate;
    length = n - 1;
  } else if (n == 2) {
    alternate[0] = s[0];
    alternate[1] = alternate[2] = s[1];
    consonantal = alternate;
    length = 3;
  }
  uint32_t vowel = defective || last == YA ? n - 1 : n; /* stem before و of the plural */
  f.gender = 'f';
  form(w, s, defective ? n - 1 : n, "t", f);
  f.number = 'd';
  form(w, s, defective ? n - 1 : n, "tA", f);
  f.gender = 'm';
  form(w, consonantal == alternate && !defective ? s : consonantal, defective ? length : n, "A", f);
  f.number = 'p';
  form(w, s, vowel, "wA", f);
  f.with_pronoun = 1;
  form(w, s, vowel, "w", f);
  f.with_pronoun = 0;
  if (last == ALEF_HAMZA) form(w, s, n - 1, "WwA", f);
  f.gender = 'f';
  form(w, consonantal, length, "n", f);
  f.gender = 0;
  f.person = 1;
  form(w, consonantal, length, "nA", f);
  f.number = 's';
  form(w, consonantal, length, "t", f);
  f.person = 2;
  f.number = 'p';
  form(w, consonantal, length, "tm", f);
}

static void imperfect_forms(writer *w, isn_key i, bool hollow_verb, uint8_t passive) {
  uint16_t s[LONGEST];
  uint32_t n = i.length;
  memcpy(s, i.at, n * sizeof *s);
  uint16_t last = s[n - 1];
  bool weak = last == WAW || last == YA || last == MAQSURA;
  bool long_middle = hollow_verb && n >= 4 && !weak;
  static const struct {
    uint16_t prefix;
    uint8_t person, number, gender;
  } heads[] = {{YA, 3, 's', 'm'}, {TAA, 3, 's', 'f'}, {NUN, 1, 'p', 0}, {ALEF_HAMZA, 1, 's', 0}};
  for (size_t k = 0; k < sizeof heads / sizeof *heads; k++) {
    isn_inflected f = {ISN_PART_PRESENT, heads[k].person, heads[k].number, heads[k].gender, passive, 0, 0};
    s[0] = heads[k].prefix;
    form(w, s, n, "", f);
    if (last == MAQSURA) {
      f.with_pronoun = 1;
      form(w, s, n - 1, "A", f);
      f.with_pronoun = 0;
    }
    f.moodless = 1; /* after لم: يقل، يدع */
    if (weak) form(w, s, n - 1, "", f);
    if (long_middle && n < LONGEST) {
      uint16_t shorter[LONGEST];
      memcpy(shorter, s, n * sizeof *s);
      shorter[n - 2] = last;
      form(w, shorter, n - 1, "", f);
    }
    if (k > 1) continue;
    uint32_t vowel = weak ? n - 1 : n;
    isn_inflected plural = {ISN_PART_PRESENT, k ? 2 : 3, 'p', 'm', passive, 0, 0};
    form(w, s, vowel, "wn", plural);
    if (last == ALEF_HAMZA) form(w, s, n - 1, "Wwn", plural);
    plural.moodless = 1;
    form(w, s, vowel, "wA", plural);
    plural.with_pronoun = 1;
    form(w, s, vowel, "w", plural);
    isn_inflected dual = {ISN_PART_PRESENT, 3, 'd', heads[k].gender, passive, 0, 0};
    if (last == MAQSURA) s[n - 1] = YA;
    form(w, s, n, "An", dual);
    dual.moodless = 1;
    form(w, s, n, "A", dual);
    form(w, s, n, "n", (isn_inflected){ISN_PART_PRESENT, 3, 'p', 'f', passive, 0, 0});
    s[n - 1] = last;
  }
}

/* Passives that are spelled otherwise than the active: قيل يقال، أقيم يقام، دعي يدعى، قوتل. */
static void passive_forms(writer *w, isn_key p, isn_key i) {
  uint16_t past[LONGEST], present[LONGEST];
  memcpy(past, p.at, p.length * sizeof *past);
  memcpy(present, i.at, i.length * sizeof *present);
  uint32_t pn = p.length, in = i.length;
  if (hollow(p, i)) {
    past[pn - 2] = YA;
    isn_inflected f = {ISN_PART_PAST, 3, 's', 'm', 1, 0, 0};
    form(w, past, pn, "", f);
    f.gender = 'f';
    form(w, past, pn, "t", f);
    f.gender = 'm', f.number = 'p';
    form(w, past, pn, "wA", f);
    if (present[in - 2] != ALEF) {
      present[in - 2] = ALEF;
      imperfect_forms(w, (isn_key){present, in}, true, 1);
    }
  } else if (past[pn - 1] == ALEF || past[pn - 1] == MAQSURA) {
    past[pn - 1] = YA;
    perfect_forms(w, (isn_key){past, pn}, i, 1);
    if (present[in - 1] == WAW || present[in - 1] == YA) {
      present[in - 1] = MAQSURA;
      imperfect_forms(w, (isn_key){present, in}, false, 1);
    }
  } else if (pn == 4 && past[1] == ALEF) {
    past[1] = WAW;
    perfect_forms(w, (isn_key){past, pn}, i, 1);
  }
}

bool isn_inflect_verb(isn_key perfect, isn_key imperfect, isn_emit emit, void *context) {
  writer w = {emit, context, true};
  if (perfect.length < 2 || imperfect.length < 2 || perfect.length > LONGEST - 4 || imperfect.length > LONGEST - 4) return true;
  perfect_forms(&w, perfect, imperfect, 0);
  imperfect_forms(&w, imperfect, hollow(perfect, imperfect), 0);
  passive_forms(&w, perfect, imperfect);
  return w.ok;
}

static void feminine(writer *w, const uint16_t *s, uint32_t n, isn_inflected f) {
  f.gender = 'f';
  form(w, s, n, "h", f);
  f.with_pronoun = 1;
  form(w, s, n, "t", f);
  f.with_pronoun = 0;
  f.number = 'd';
  form(w, s, n, "tAn", f);
  form(w, s, n, "tyn", f);
  f.number = 'p';
  form(w, s, n, "At", f);
}

bool isn_inflect_noun(isn_key noun, isn_part part, uint8_t number, bool feminine_too, isn_emit emit, void *context) {
  writer w = {emit, context, true};
  const uint16_t *s = noun.at;
  uint32_t n = noun.length;
  if (n < 2 || n > LONGEST - 4) return true;
  uint16_t last = s[n - 1];
  isn_inflected f = {part, 0, number, last == MARBUTA ? 'f' : 0, 0, 0, 0};
  if (last == MARBUTA) {
    f.with_pronoun = 2;
    form(&w, s, n, "", f);
    f.with_pronoun = 0;
    feminine(&w, s, n - 1, f);
    return w.ok;
  }
  form(&w, s, n, "", f);
  if (last == MAQSURA) form(&w, s, n - 1, "A", (isn_inflected){part, 0, number, 0, 0, 1, 0});
  if (last != ALEF && last != MAQSURA) {
    isn_inflected accusative = f;
    accusative.with_pronoun = 2;
    form(&w, s, n, "A", accusative); /* tanwin alef: هجوما */
  }
  if (number == 's') {
    uint32_t stem = last == MAQSURA ? n - 1 : n;
    if (n > 2 && (part == ISN_PART_ACTIVE || part == ISN_PART_PASSIVE) && last == YA) form(&w, s, n - 1, "", f); /* داع، ملتق */
    isn_inflected dual = {part, 0, 'd', 0, 0, 0, 0};
    form(&w, s, n, "An", dual);
    form(&w, s, n, "yn", dual);
    dual.with_pronoun = 1;
    form(&w, s, n, "y", dual);
    isn_inflected plural = {part, 0, 'p', 0, 0, 0, 0};
    uint32_t weak = last == YA && part != ISN_PART_NOUN ? n - 1 : stem;
    form(&w, s, weak, "wn", plural);
    form(&w, s, weak, "w", plural);
    if (weak != n) form(&w, s, weak, "yn", plural);
    form(&w, s, last == HAMZA ? n : stem, "At", (isn_inflected){part, 0, 'p', 'f', 0, 0, 0});
    if (feminine_too) feminine(&w, s, n, (isn_inflected){part, 0, 's', 'f', 0, 0, 0});
  }
  return w.ok;
}
