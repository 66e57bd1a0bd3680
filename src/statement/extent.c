/* Where what is said ends: at the end of the sentence, or where the same speaker or the narrator goes on beside it. */
#include <string.h>
#include <uchar.h>

#include "doc/spelled.h"
#include "match/clause.h"
#include "match/tree.h"
#include "statement/found.h"

enum { OUTER_CUES = 4, NAME_REACH = 6 };

uint32_t isn_quote_end(const isn_doc *doc, uint32_t open) {
  uint32_t depth = 0, mark = doc->cp[doc->tokens.at[open].start];
  bool shaped = mark == 0xab;
  for (uint32_t i = open; i < doc->tokens.count && i < open + ISN_QUOTE_TOKENS; i++) {
    const isn_token *t = &doc->tokens.at[i];
    uint32_t cp = doc->cp[t->start];
    /* of a quotation over several paragraphs each opens with a mark, and only the last closes */
    if (i > open && t->line_first && depth == 1 && cp == mark && isn_opens(doc, i)) continue;
    if (i > open && t->line_first && !shaped && doc->tokens.at[i].kind != ISN_QUOTE_CLOSE && i > open + 1 && isn_stop(doc, i - 1))
      return ISNAD_NONE;
    if (shaped ? cp == 0xab : isn_opens(doc, i)) depth++;
    if (shaped ? cp == 0xbb : isn_closes(doc, i)) {
      if (--depth == 0) return i;
    }
  }
  return ISNAD_NONE;
}

/* كما، حيث، فيما، بينما، في حين: words that open what is said beside the content, with a cue behind them. Returns how many tokens, 0 if
 * none. */
static uint32_t link_before(const isn_doc *doc, uint32_t cue) {
  static const char16_t *const links[] = {u"كما", u"حيث", u"فيما", u"بينما", u"وقد", u"وكان", u"وكانت"};
  for (size_t i = 0; cue > 0 && i < sizeof links / sizeof *links; i++)
    if (isn_token_is(doc, cue - 1, links[i])) return 1;
  return cue > 1 && isn_token_is(doc, cue - 1, u"حين") && isn_token_is(doc, cue - 2, u"في") ? 2 : 0;
}

/* Whether the participle `other` goes on with somebody who speaks inside the content of `index`: it agrees with that verb and not with
 * the speaker outside, or what is outside only relays. */
static bool goes_on_inside(const isn_speech *s, uint32_t index, uint32_t other) {
  const isn_found *f = &s->found.at[other], *outside = &s->found.at[index];
  for (uint32_t k = other; k-- > index + 1;) {
    const isn_found *b = &s->found.at[k];
    if (b->shape != ISN_CUE_VERB && !(outside->relay && b->shape == ISN_CUE_NOUN)) continue;
    if (outside->relay && s->doc->tokens.at[b->first].sentence == s->doc->tokens.at[outside->first].sentence) return true;
    if (!isn_same_speaker(s, f, outside) && isn_same_speaker(s, f, b)) return true;
  }
  return false;
}

/* "ضد الجماعة التي قال إنها": what the narrator has the speaker say of a word in it; the verb is not that of the word. Returns the
 * relative pronoun, ISNAD_NONE if there is none. */
static uint32_t said_of_a_word(const isn_speech *s, uint32_t other) {
  const isn_doc *doc = s->doc;
  const isn_found *f = &s->found.at[other];
  if (f->shape != ISN_CUE_VERB || (f->cue_class != ISNAD_SAY && f->cue_class != ISNAD_CLAIM) || f->any || !f->first || !f->reading)
    return ISNAD_NONE;
  if (f->reading->form != ISN_PAST || f->reading->person != 3 || f->end >= doc->tokens.count || !isn_complementizer(s, f->end))
    return ISNAD_NONE;
  const bool she = isn_token_is(doc, f->first - 1, u"التي"), he = isn_token_is(doc, f->first - 1, u"الذي");
  if (!she && !he) return ISNAD_NONE;
  return f->reading->number == 's' && (f->reading->gender == 'f') != she ? f->first - 1 : ISNAD_NONE;
}

/* "... ولكن إسرائيل نفت ذلك": what somebody else says to it. Returns the word that sets it against, or ISNAD_NONE. */
static uint32_t objection(const isn_speech *s, uint32_t other) {
  const isn_doc *doc = s->doc;
  const isn_found *f = &s->found.at[other];
  const uint32_t end = isn_sentence_end(doc, f->first);
  if (f->cue_class != ISNAD_DENY && f->cue_class != ISNAD_REFUSE) return ISNAD_NONE;
  const isn_reading *r = f->reading;
  if (!(r && r->enclitic) && !(f->end < end && (isn_token_is(doc, f->end, u"ذلك") || isn_token_is(doc, f->end, u"هذا")))) return ISNAD_NONE;
  const uint32_t c = isn_subject_before(doc, f->first);
  const uint32_t first = c == ISNAD_NONE ? f->first : doc->chunks.at[c].first;
  if (!first) return ISNAD_NONE;
  return isn_token_is(doc, first - 1, u"ولكن") || isn_token_is(doc, first - 1, u"لكن") ? first - 1 : ISNAD_NONE;
}

uint32_t isn_outer_content(const isn_speech *s, uint32_t index) {
  const isn_doc *doc = s->doc;
  const isn_found *f = &s->found.at[index];
  for (uint32_t k = index, n = 0; k-- > 0 && n < OUTER_CUES; n++) {
    const isn_found *b = &s->found.at[k];
    if (doc->tokens.at[b->first].sentence != doc->tokens.at[f->first].sentence) break;
    if (b->shape != ISN_CUE_VERB || !b->contents || b->content[0].start <= f->cue.end) continue;
    const uint32_t at = isn_doc_token_at(doc, b->content[0].start);
    return at > f->end && isn_complementizer(s, at - 1) ? at - 1 : at;
  }
  return ISNAD_NONE;
}

bool isn_hides_name(const isn_speech *s, uint32_t index) {
  const isn_doc *doc = s->doc;
  const isn_found *f = &s->found.at[index];
  const uint32_t end = isn_sentence_end(doc, f->first);
  if (f->cue_class != ISNAD_DEMAND && f->cue_class != ISNAD_REFUSE) return false;
  for (uint32_t i = f->end; i < end && i < f->end + NAME_REACH; i++)
    if (isn_in(doc, i, ISN_CLASS_IDENTITY)) return true;
  return false;
}

/* Where a content must end because the cue `other` goes on beside it; ISNAD_NONE if it may stand inside. `nominal`: the
 * content is a noun phrase, with which no joined verb can stand. */
static uint32_t cut_at(const isn_speech *s, uint32_t index, uint32_t other, bool nominal) {
  const isn_doc *doc = s->doc;
  const isn_found *f = &s->found.at[other];
  uint32_t first = f->first;
  const uint32_t pronoun = said_of_a_word(s, other);
  if (pronoun != ISNAD_NONE) return pronoun;
  if (f->shape == ISN_CUE_PARTICIPLE) return goes_on_inside(s, index, other) ? ISNAD_NONE : first;
  if (f->shape == ISN_CUE_PHRASE && nominal && f->cue.start > doc->tokens.at[first].start) return first; /* وجاء فيه */
  if (f->shape == ISN_CUE_PHRASE) return !f->content_after && !f->mute && !f->occasion && !isn_own_content(s, other) ? first : ISNAD_NONE;
  if (f->shape != ISN_CUE_VERB || first == 0) return ISNAD_NONE;
  if (f->reading && f->reading->person == 1) return ISNAD_NONE; /* the speaker goes on himself */
  uint32_t link = link_before(doc, first);
  if (link && first > link && isn_comma(doc, first - link - 1)) return first - link;
  const uint32_t against = objection(s, other);
  if (against != ISNAD_NONE) return against;
  bool joined = f->reading && f->reading->proclitics & (ISN_WA | ISN_FA);
  bool after_comma = isn_comma(doc, first - 1) || isn_closes(doc, first - 1);
  if (joined && (after_comma || nominal)) return first;
  /* "... وأضاف أن": a bare و joins it to the outer cue */
  if (joined && f->reading->form == ISN_PAST && f->cue_class == ISNAD_SAY) return first;
  if (!nominal || joined) return ISNAD_NONE;
  uint32_t subject = isn_subject_before(doc, first); /* "ترفض الحل وحفتر يقر": a clause of its own */
  return subject != ISNAD_NONE && doc->chunks.at[subject].conj ? doc->chunks.at[subject].first : ISNAD_NONE;
}

/* A cue inside a relative clause reports only to the next comma: "التي يزعم أنها ...، رحبت". */
bool isn_in_relative_clause(const isn_speech *s, uint32_t index) {
  const isn_doc *doc = s->doc;
  if (index >= s->found.count || !s->found.at) return false;
  uint32_t c = doc->tokens.at[s->found.at[index].first].chunk;
  return c != ISNAD_NONE && c > 0 && doc->chunks.at[c - 1].kind == ISN_CHUNK_COMP && doc->chunks.at[c - 1].relative &&
         doc->tokens.at[doc->chunks.at[c - 1].first].sentence == doc->tokens.at[s->found.at[index].first].sentence;
}

/* A verb cue that stands at a token, or NULL. */
static const isn_found *cue_at(const isn_speech *s, uint32_t index, uint32_t token) {
  for (uint32_t k = index + 1; k < s->found.count && s->found.at[k].first <= token; k++)
    if (s->found.at[k].first == token) return s->found.at[k].shape == ISN_CUE_VERB ? &s->found.at[k] : NULL;
  return NULL;
}

/* Behind the comma at i a clause begins that the tree hangs outside the content, which began at `from`: another's speech, or what the
 * narrator sets against it (في حين بدا أن، إلا أنها). */
bool isn_clause_outside(const isn_speech *s, uint32_t index, uint32_t from, uint32_t i, uint32_t end, bool nominal) {
  static const char16_t *const contrasts[] = {u"بينما", u"فيما", u"الا", u"لكن", u"ولكن", u"غير", u"دون", u"وهو", u"وهي"};
  const isn_doc *doc = s->doc;
  if (i + 1 >= end || isn_complementizer(s, i + 1)) return false;
  const uint32_t head = isn_tree_top(doc, i + 1, i + 1, end), governor = isn_doc_governor(doc, head, NULL);
  if (doc->tokens.at[head].pos != ISN_VERB || (governor != ISNAD_NONE && governor >= from)) return false;
  bool contrast = i + 2 < end && isn_token_is(doc, i + 1, u"في") && isn_token_is(doc, i + 2, u"حين");
  for (size_t k = 0; k < sizeof contrasts / sizeof *contrasts; k++) contrast = contrast || isn_token_is(doc, i + 1, contrasts[k]);
  const isn_reading *r = isn_best(doc, i + 1);
  bool joined = r && r->proclitics & (ISN_WA | ISN_FA);
  return contrast || (cue_at(s, index, head) && (joined || nominal));
}

/* "منددين بالقصف، ورفعوا صورا": beside a noun phrase no joined verb can stand. */
static bool joined_verb(const isn_doc *doc, uint32_t i, uint32_t end) {
  const isn_reading *r = i < end ? isn_best(doc, i) : NULL;
  return r && r->pos == ISN_VERB && r->form == ISN_PAST && r->proclitics & (ISN_WA | ISN_FA) && doc->tokens.at[i].mention == ISNAD_NONE;
}

/* "طالب بوقف القتال، وهو ما رفضته الحكومة": what the narrator says of it. */
static bool told_of(const isn_doc *doc, uint32_t i, uint32_t end) {
  static const char16_t *const words[] = {u"وهو", u"وهي"};
  for (size_t k = 0; i < end && k < sizeof words / sizeof *words; k++)
    if (isn_token_is(doc, i, words[k])) return true;
  return false;
}

/* "...، ويأتي ذلك بعد", "...، وجاءت تصريحاته في": the narrator goes on. */
static bool narrator_goes_on(const isn_doc *doc, uint32_t i, uint32_t end) {
  static const char16_t *const came[] = {u"وجاء", u"وجاءت", u"وياتي", u"وتاتي"};
  if (i + 1 >= end) return false;
  bool comes = false;
  for (size_t k = 0; k < sizeof came / sizeof *came; k++) comes = comes || isn_token_is(doc, i, came[k]);
  return comes && isn_in(doc, i + 1, ISN_CLASS_TOLD);
}

/* "...، دون أن يحدد مكانه": what the narrator misses in it. */
static bool left_out(const isn_speech *s, uint32_t i, uint32_t end) {
  const isn_doc *doc = s->doc;
  if (i < end && isn_token_is(doc, i, u"من")) i++;
  if (i + 2 >= end || !(isn_token_is(doc, i, u"دون") || isn_token_is(doc, i, u"بدون")) || !isn_complementizer(s, i + 1)) return false;
  return isn_in(doc, i + 2, ISN_CLASS_TELL_MORE);
}

/* ", كما ناقشوا المشروع": beside a noun phrase another clause. */
static bool as_well(const isn_doc *doc, uint32_t i, uint32_t end) {
  const isn_reading *r = i + 1 < end && isn_token_is(doc, i, u"كما") ? isn_best(doc, i + 1) : NULL;
  return r && r->pos == ISN_VERB && r->form == ISN_PAST && doc->tokens.at[i + 1].mention == ISNAD_NONE;
}

/* "إن طلب الوزير إرسال لجنة | لم يقبل": the verb whose subject the noun is says something of it; with the particle before it. */
static uint32_t predicate_of(const isn_speech *s, uint32_t index, uint32_t from, uint32_t end) {
  const isn_doc *doc = s->doc;
  const isn_found *f = &s->found.at[index];
  if (f->shape != ISN_CUE_NOUN) return end;
  const char *relation = NULL;
  uint32_t verb = isn_doc_governor(doc, f->first, &relation);
  if (verb == ISNAD_NONE || verb <= from || verb >= end || strncmp(relation, "nsubj", 5) != 0) return end;
  if (doc->tokens.at[verb].pos != ISN_VERB || doc->tokens.at[verb].mention != ISNAD_NONE) return end;
  for (uint32_t n = 0; n < 2 && verb > from + 1; n++) {
    const uint32_t c = doc->tokens.at[verb - 1].chunk;
    const bool particle = c != ISNAD_NONE && doc->chunks.at[c].kind == ISN_CHUNK_PARTICLE;
    if (!particle && doc->tokens.at[verb - 1].pos != ISN_AUX) break;
    verb--;
  }
  return verb;
}

uint32_t isn_content_end(const isn_speech *s, uint32_t index, uint32_t from, bool nominal) {
  const isn_doc *doc = s->doc;
  uint32_t end = isn_sentence_end(doc, s->found.at[index].first);
  if (from >= end && from < doc->tokens.count) end = isn_sentence_end(doc, from);
  const uint32_t outer = isn_outer_content(s, index);
  if (outer != ISNAD_NONE && outer > from) end = outer;
  end = predicate_of(s, index, from, end);
  if (end > from + ISN_CONTENT_TOKENS) end = from + ISN_CONTENT_TOKENS; /* text without sentence ends */
  uint32_t depth = 0, next = index + 1;
  bool relative = isn_in_relative_clause(s, index);
  for (uint32_t i = from; i < end; i++) {
    if (isn_opens(doc, i)) depth++;
    if (isn_closes(doc, i) && depth) depth--;
    if (relative && !depth && isn_comma(doc, i) && i > from) return i;
    if (nominal && !depth && i > from && isn_comma(doc, i) &&
        (joined_verb(doc, i + 1, end) || told_of(doc, i + 1, end) || as_well(doc, i + 1, end)))
      return i;
    if (!depth && i > from && (isn_comma(doc, i) || isn_closes(doc, i)) && narrator_goes_on(doc, i + 1, end)) return i + isn_closes(doc, i);
    if (!depth && i > from && (isn_comma(doc, i) || isn_token_is(doc, i, u"من") || isn_token_is(doc, i, u"دون")) &&
        left_out(s, i + isn_comma(doc, i), end))
      return i;
    if (!depth && i > from && isn_comma(doc, i) && isn_clause_outside(s, index, from, i, end, nominal)) return i;
    while (next < s->found.count && s->found.at[next].first < i) next++;
    if (next < s->found.count && s->found.at[next].first == i && !depth && i > from) {
      uint32_t cut = cut_at(s, index, next, nominal);
      if (cut != ISNAD_NONE && cut > from) return cut;
    }
  }
  return end;
}

/* Content [from, end) without the marks and conjunctions that hang on its end. */
isnad_span isn_trimmed(const isn_doc *doc, uint32_t from, uint32_t end, uint32_t start) {
  uint32_t opens = 0, closes = 0;
  for (uint32_t i = from; i < end; i++) opens += isn_opens(doc, i), closes += isn_closes(doc, i);
  while (end > from + 1) {
    const isn_token *t = &doc->tokens.at[end - 1];
    if (isn_closes(doc, end - 1) && closes > opens) { /* it closes a quotation around this content */
      closes--;
      end--;
      continue;
    }
    bool dots = t->kind == ISN_MARK && (isn_stop(doc, end - 1) || isn_comma(doc, end - 1) || doc->cp[t->start] == '.' ||
                                        doc->cp[t->start] == 0x2026 || doc->cp[t->start] == '-' || doc->cp[t->start] == ':');
    bool conj = t->pos == ISN_CCONJ || isn_opens(doc, end - 1);
    if (!dots && !conj) break;
    end--;
  }
  return isn_span(start, doc->tokens.at[end - 1].end);
}
