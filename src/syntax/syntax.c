/* Chunks. A noun phrase is a preposition (if any), a head and what agrees with it or stands in the genitive after it; it ends where
 * a verb, a particle, another preposition, a conjunction, a mark or a noun that cannot belong to it begins. */
#include "syntax/syntax.h"

#include <stdlib.h>
#include <string.h>
#include <uchar.h>

#include "arabic/letters.h"
#include "doc/spelled.h"
#include "match/phrase.h"
#include "pack/lexicon.h"

enum { MAX_QUOTED_NAME = 6, MAX_PHRASE = 64 };

typedef struct parser {
  const isn_lexicon *lexicon;
  isn_doc *doc;
  uint32_t clause;
  const isn_agents *agents;
} parser;

static const isn_token *token(const parser *p, uint32_t i) { return &p->doc->tokens.at[i]; }

static uint8_t role_at(const parser *p, uint32_t i) {
  const isn_reading *r = isn_best(p->doc, i);
  if (!r || token(p, i)->mention != ISNAD_NONE) return ISN_ROLE_NONE;
  const isn_lexeme *l = isn_lexicon_lexeme(p->lexicon, r->lexeme);
  return l && l->lexeme_class == ISN_LEX_FUNCTION ? l->role : ISN_ROLE_NONE;
}

static bool is_verb(const parser *p, uint32_t i) {
  return token(p, i)->pos == ISN_VERB && token(p, i)->mention == ISNAD_NONE && token(p, i)->time == ISNAD_NONE;
}

static uint8_t proclitics(const parser *p, uint32_t i) {
  const isn_token *t = token(p, i);
  if (t->mention != ISNAD_NONE) { /* what stands before the name's own letters */
    const isnad_span span = p->doc->mentions.at[t->mention].span;
    if (t->start >= span.start) return 0;
    uint8_t set = 0;
    for (uint32_t c = t->start; c < span.start; c++) {
      uint32_t cp = p->doc->cp[c];
      set |= cp == 0x648 ? ISN_WA : cp == 0x641 ? ISN_FA : cp == 0x628 ? ISN_BI : cp == 0x644 ? ISN_LI : cp == 0x643 ? ISN_KA : 0;
    }
    return set;
  }
  const isn_reading *r = isn_best(p->doc, i);
  return r ? r->proclitics : 0;
}

/* What kind of chunk begins at a token. */
static isn_chunk_kind kind_at(const parser *p, uint32_t i) {
  const isn_token *t = token(p, i);
  if (t->kind >= ISN_MARK) return ISN_CHUNK_MARK;
  if (t->mention != ISNAD_NONE || t->time != ISNAD_NONE) return ISN_CHUNK_NP;
  switch (role_at(p, i)) {
    case ISN_ROLE_COORDINATOR: return ISN_CHUNK_CONJ;
    case ISN_ROLE_RELATIVE:
    case ISN_ROLE_COMPLEMENTIZER:
    case ISN_ROLE_SUBORDINATOR:
    case ISN_ROLE_COND:
    case ISN_ROLE_QUESTION: return ISN_CHUNK_COMP;
    case ISN_ROLE_NEG:
    case ISN_ROLE_FUTURE:
    case ISN_ROLE_PERFECT: return ISN_CHUNK_PARTICLE;
    case ISN_ROLE_EXCEPTION:
    case ISN_ROLE_MODAL:
    case ISN_ROLE_FOCUS:
    case ISN_ROLE_ASPECT: return ISN_CHUNK_PARTICLE;
    case ISN_ROLE_PREP:
    case ISN_ROLE_ATTRIBUTION: return ISN_CHUNK_PREP;
    case ISN_ROLE_PREP_PRON:
    case ISN_ROLE_TIME:
    case ISN_ROLE_DISCOURSE:
    case ISN_ROLE_ADVERB:
    case ISN_ROLE_DEGREE: return ISN_CHUNK_ADVERB;
    default: break;
  }
  if (t->pos == ISN_VERB || t->pos == ISN_AUX) return ISN_CHUNK_VERB;
  if (t->pos == ISN_ADP) return ISN_CHUNK_PREP;
  if (t->pos == ISN_CCONJ) return ISN_CHUNK_CONJ;
  if (t->pos == ISN_SCONJ) return ISN_CHUNK_COMP;
  if (t->pos == ISN_ADV) return ISN_CHUNK_ADVERB;
  if (t->pos == ISN_PART || t->pos == ISN_INTJ) return ISN_CHUNK_PARTICLE;
  return ISN_CHUNK_NP;
}

static bool definite(const parser *p, uint32_t i) {
  const isn_token *t = token(p, i);
  const isn_reading *r = isn_best(p->doc, i);
  return t->mention != ISNAD_NONE || (r && (r->proclitics & ISN_AL || r->enclitic));
}

static bool ends_in_haa(const parser *p, uint32_t i) {
  const isn_token *t = token(p, i);
  return t->end > t->start && p->doc->cp[t->end - 1] == 0x629;
}

static bool plural_like(const parser *p, uint32_t i) {
  const isn_reading *r = isn_best(p->doc, i);
  const isn_token *t = token(p, i);
  uint32_t n = t->fold1;
  if (r && (r->form == ISN_PLURAL || r->number == 'p')) return true;
  return n >= t->fold0 + 3 && p->doc->fold[n - 1] == 0x62a && p->doc->fold[n - 2] == 0x627;
}

/* A noun that is no adjective, participle or title: by its reading, or, unknown to the lexicon, by having no ending of an adjective. */
static bool common_noun(const parser *p, uint32_t i) {
  const isn_reading *r = isn_best(p->doc, i);
  const isn_token *t = token(p, i);
  if (!r || r->pos != ISN_NOUN) return false;
  if (r->lexeme == ISNAD_NONE) {
    uint16_t last = p->doc->fold[t->fold1 - 1], before = p->doc->fold[t->fold1 - 2];
    return last != 0x64a && last != 0x646 && !(last == 0x62a && before == 0x627) && !(last == 0x647 && before == 0x64a);
  }
  if (r->form == ISN_FORM_NONE || r->form == ISN_ACTIVE_PART || r->form == ISN_PASSIVE_PART) return false; /* ذاته، نفسه: a function word */
  for (uint32_t k = 0; k < t->readings_count; k++) {
    const isn_reading *o = &p->doc->readings.at[t->readings + k];
    if (o->pos == ISN_ADJ || o->form == ISN_ACTIVE_PART || o->form == ISN_PASSIVE_PART) return false;
  }
  const isn_agent *agent = isn_agent_at(p->agents, p->doc, i);
  return !(agent && agent->person);
}

/* An indefinite accusative (مطالبا، هجوما), which cannot be in the construct state. */
static bool accusative(const parser *p, uint32_t i) {
  const isn_token *t = token(p, i);
  const isn_reading *r = isn_best(p->doc, i);
  if (!r || r->lexeme == ISNAD_NONE || r->enclitic || r->proclitics & ISN_AL || r->pos == ISN_VERB || p->doc->fold[t->fold1 - 1] != 0x627)
    return false;
  const isn_lexeme *l = isn_lexicon_lexeme(p->lexicon, r->lexeme);
  return l->lexeme_class != ISN_LEX_FUNCTION && !(l->key.length && l->key.at[l->key.length - 1] == 0x627 && r->form != ISN_ACTIVE_PART);
}

/* محللون, صيادين: a plural or dual with its nun, which cannot be in the construct state. Not قانون or عيون, whose nun is a radical. */
static bool with_nun(const parser *p, uint32_t i) {
  const isn_token *t = token(p, i);
  const isn_reading *r = isn_best(p->doc, i);
  if (!r || r->lexeme == ISNAD_NONE || (r->pos != ISN_NOUN && r->pos != ISN_ADJ) || r->enclitic || t->fold1 - t->fold0 < 5 ||
      p->doc->fold[t->fold1 - 1] != 0x646)
    return false;
  const uint16_t before = p->doc->fold[t->fold1 - 2];
  const isn_lexeme *l = isn_lexicon_lexeme(p->lexicon, r->lexeme);
  if (before != 0x648 && before != 0x64a && !(before == 0x627 && r->form == ISN_DUAL)) return false;
  return l->lexeme_class != ISN_LEX_FUNCTION && l->key.length && l->key.at[l->key.length - 1] != 0x646;
}

/* قصف الطيران الروسي | إدلب: a place after a definite phrase is its object, unless the phrase is a word for places (العاصمة الليبية
 * طرابلس). */
static bool object_place(const parser *p, uint32_t head, uint32_t i) {
  const isnad_mention *m = &p->doc->mentions.at[token(p, i)->mention];
  uint32_t noun = i; /* the first of the words with the article right before it: in قصف الطيران الروسي it is الطيران */
  while (noun > head && isn_best(p->doc, noun - 1) && isn_best(p->doc, noun - 1)->proclitics & ISN_AL) noun--;
  if (p->doc->entities.at[m->entity].type != ISNAD_LOC || i - noun < 2) return false;
  return !isn_in(p->doc, noun, ISN_CLASS_PLACE_KIND);
}

/* اتهم الرئيس | أوكرانيا: behind a person's title with the article only a person's name may stand. */
static bool titled_other(const parser *p, uint32_t i) {
  const isn_reading *r = isn_best(p->doc, i - 1);
  const isn_agent *agent = isn_agent_at(p->agents, p->doc, i - 1);
  return r && r->proclitics & ISN_AL && agent && agent->person && r->form != ISN_ACTIVE_PART &&
         p->doc->entities.at[p->doc->mentions.at[token(p, i)->mention].entity].type == ISNAD_LOC;
}

/* What the tree says of token i behind a phrase of [first, i): -1 it is an argument of something else, 1 it depends on a word of the
 * phrase, 0 neither. */
static int tree_says(const parser *p, uint32_t first, uint32_t i) {
  static const char *const arguments[] = {"nsubj", "obj",        "obl",     "iobj", "ccomp",    "xcomp",
                                          "csubj", "nsubj:pass", "obl:arg", "root", "parataxis"};
  const char *relation;
  const uint32_t governor = isn_doc_governor(p->doc, i, &relation);
  if (governor != ISNAD_NONE && governor >= first && governor < i) return 1;
  for (size_t k = 0; k < sizeof arguments / sizeof *arguments; k++)
    if (strcmp(relation, arguments[k]) == 0) return -1;
  return 0;
}

/* Whether token i goes on with the noun phrase whose last token is i - 1. `head` is its head. */
static bool continues(const parser *p, uint32_t first, uint32_t head, uint32_t i) {
  const isn_token *t = token(p, i), *before = token(p, i - 1);
  if (kind_at(p, i) != ISN_CHUNK_NP) return false;
  if (t->time != before->time) return false;
  if (t->time != ISNAD_NONE) return true;
  if (proclitics(p, i) & (ISN_WA | ISN_FA | ISN_BI | ISN_LI | ISN_KA)) return false;
  if (t->mention == ISNAD_NONE || t->mention != before->mention) {
    const int tree = tree_says(p, first, i);
    if (tree < 0) return false;
  }
  const isn_reading *own = isn_best(p->doc, i), *last = isn_best(p->doc, i - 1);
  bool last_article = last && last->proclitics & ISN_AL;
  if (t->mention != ISNAD_NONE) /* a title or head noun may stand before a name; two names do not: "هددت طهران | إسرائيل" */
    return before->mention == t->mention ||
           (before->mention == ISNAD_NONE && !accusative(p, i - 1) && !object_place(p, head, i) && !titled_other(p, i));
  if (accusative(p, i - 1) && own && own->proclitics & ISN_AL) return false; /* مطالبا | الحكومة */
  if (before->kind == ISN_NUMBER || before->pos == ISN_NUM || t->kind == ISN_NUMBER || t->pos == ISN_NUM)
    return !definite(p, i) || !definite(p, i - 1);
  if (t->pos == ISN_PRON) return false;
  if (isn_in(p->doc, i, ISN_CLASS_SELF) && own && own->enclitic && !definite(p, i - 1)) return false; /* فجر انتحاري | نفسه */
  if (with_nun(p, i - 1) && common_noun(p, i)) return false; /* توقع محللون | ارتفاع الأسعار */
  /* طرد المسلحون | السكان: an adjective would have the ending of the noun or a plural of its own */
  if (with_nun(p, i - 1) && own && own->pos == ISN_NOUN && own->proclitics & ISN_AL && own->form != ISN_ACTIVE_PART &&
      own->form != ISN_PASSIVE_PART && !with_nun(p, i))
    return false;
  /* اتهم مسؤولون محليون | تنظيم: behind an adjective no noun is in the construct state */
  if (before->pos == ISN_ADJ && t->pos == ISN_NOUN && !last_article && own && !(own->proclitics & ISN_AL) && common_noun(p, i))
    return false;
  bool last_definite = definite(p, i - 1), this_definite = definite(p, i);
  if (last_definite && !this_definite) return t->pos == ISN_POS_UNKNOWN && before->mention != ISNAD_NONE;
  if (own && own->enclitic && own->form != ISN_FORM_NONE && (last_article || before->mention != ISNAD_NONE))
    return false; /* الحكومة | رعاياها */
  bool describes =
      own && (own->pos == ISN_ADJ || own->form == ISN_ACTIVE_PART || own->form == ISN_PASSIVE_PART || own->lexeme == ISNAD_NONE);
  if (before->mention != ISNAD_NONE && own && own->proclitics & ISN_AL && !describes) return false; /* رفض حفتر | التوقيع */
  /* خطف مسلحون | مهندسا; but 20 قتيلا, هجوما كبيرا */
  if (accusative(p, i) && !accusative(p, i - 1) && before->pos != ISN_NUM && before->kind != ISN_NUMBER &&
      role_at(p, i - 1) != ISN_ROLE_NUMBER)
    return false;
  /* after a noun with the article another such noun cannot stand, only an adjective: "قادة المعارضة | الأسلوب" */
  if (last_definite && this_definite && before->mention == ISNAD_NONE && common_noun(p, i) && isn_best(p->doc, i - 1) &&
      isn_best(p->doc, i - 1)->proclitics & ISN_AL)
    return false;
  /* a feminine adjective wants a feminine or plural noun before it: not "الجيش المدينة" */
  if (last_definite && this_definite && ends_in_haa(p, i) && before->mention == ISNAD_NONE && !ends_in_haa(p, i - 1) &&
      !ends_in_haa(p, head) && !plural_like(p, head) && !plural_like(p, i - 1) && isn_best(p->doc, head) &&
      isn_best(p->doc, head)->lexeme != ISNAD_NONE && isn_best(p->doc, i) && isn_best(p->doc, i)->form != ISN_PASSIVE_PART &&
      isn_best(p->doc, i)->form != ISN_ACTIVE_PART)
    return false;
  return true;
}

/* A short name in quotation marks inside a noun phrase: صحيفة "معاريف". Returns the token after the closing mark, or i. */
static uint32_t quoted_name_end(const parser *p, uint32_t i, uint32_t end) {
  if (i >= end || token(p, i)->kind != ISN_QUOTE_OPEN) return i;
  for (uint32_t k = i + 1; k < end && k <= i + MAX_QUOTED_NAME; k++) {
    if (token(p, k)->kind == ISN_QUOTE_CLOSE) return k > i + 1 ? k + 1 : i;
    if (token(p, k)->kind >= ISN_MARK || is_verb(p, k) || role_at(p, k) == ISN_ROLE_COMPLEMENTIZER) return i;
  }
  return i;
}

/* قناة "الأفق" التابعة للحزب: an adjective with the article behind a name in quotation marks. */
static bool describes_named(const parser *p, uint32_t head, uint32_t i) {
  const isn_reading *r = isn_best(p->doc, i);
  if (kind_at(p, i) != ISN_CHUNK_NP || token(p, i)->mention != ISNAD_NONE || !r || !(r->proclitics & ISN_AL)) return false;
  if (r->proclitics & (ISN_WA | ISN_FA | ISN_BI | ISN_LI | ISN_KA)) return false;
  return (r->pos == ISN_ADJ || r->form == ISN_ACTIVE_PART || r->form == ISN_PASSIVE_PART) && ends_in_haa(p, i) == ends_in_haa(p, head);
}

static isn_chunk *add(parser *p, isn_chunk_kind kind, uint32_t first, uint32_t end, uint32_t head) {
  isn_doc *doc = p->doc;
  isn_chunk *chunk = ISN_PUSH(&doc->chunks, &doc->arena);
  if (!chunk) return NULL;
  *chunk = (isn_chunk){.kind = (uint8_t)kind, .first = first, .end = end, .head = head, .prep = ISNAD_NONE};
  uint8_t set = proclitics(p, first);
  chunk->conj = set & (ISN_WA | ISN_FA);
  bool mark = kind == ISN_CHUNK_MARK && (doc->cp[token(p, first)->start] == '.' || doc->cp[token(p, first)->start] == 0x61b);
  if (kind == ISN_CHUNK_COMP || mark || (kind == ISN_CHUNK_VERB && chunk->conj)) p->clause++;
  chunk->relative = kind == ISN_CHUNK_COMP && role_at(p, first) == ISN_ROLE_RELATIVE;
  chunk->clause = p->clause;
  for (uint32_t i = first; i < end; i++) doc->tokens.at[i].chunk = doc->chunks.count - 1;
  return chunk;
}

static bool noun_phrase(parser *p, uint32_t *at, uint32_t end, uint32_t prep) {
  uint32_t first = *at, i = first + 1, head = first;
  for (;;) {
    uint32_t quoted = token(p, i - 1)->mention == ISNAD_NONE ? quoted_name_end(p, i, end) : i; /* قال فلان "نحن قلقون" */
    if (quoted > i) i = quoted;
    else if (i < end && i < first + MAX_PHRASE && token(p, i - 1)->kind != ISN_QUOTE_CLOSE && continues(p, first, head, i)) i++;
    else if (i < end && token(p, i - 1)->kind == ISN_QUOTE_CLOSE && describes_named(p, head, i)) i++;
    else break;
  }
  isn_chunk *chunk = add(p, ISN_CHUNK_NP, prep == ISNAD_NONE ? first : prep, i, head);
  if (!chunk) return false;
  chunk->prep = prep;
  chunk->clitic = proclitics(p, head) & (ISN_BI | ISN_LI | ISN_KA);
  *at = i;
  return true;
}

/* Right after a name an indefinite noun cannot stand: "زيباري طالب بتشكيل" has a verb. Puts the verb's reading first. */
static void prefer_verbs_after_names(parser *p, uint32_t first, uint32_t end) {
  isn_doc *doc = p->doc;
  bool verb_before = false;
  for (uint32_t i = first + 1; i < end; i++) {
    isn_token *t = &doc->tokens.at[i];
    const isn_token *before = t - 1;
    if (before->kind >= ISN_MARK || before->pos == ISN_SCONJ || before->pos == ISN_CCONJ) verb_before = false;
    else if (before->pos == ISN_VERB && before->mention == ISNAD_NONE) verb_before = true;
    if (t->mention != ISNAD_NONE || before->mention == ISNAD_NONE || t->kind != ISN_WORD || t->pos != ISN_NOUN) continue;
    if (doc->entities.at[doc->mentions.at[before->mention].entity].type == ISNAD_LOC) continue;
    if (verb_before) continue;
    isn_reading *list = &doc->readings.at[t->readings];
    if (list[0].proclitics & ~(ISN_WA | ISN_FA) || list[0].enclitic || t->ending) continue;
    for (uint32_t r = 1; r < t->readings_count; r++)
      if (list[r].pos == ISN_VERB && list[r].person == 3 && list[r].form != ISN_SUBJUNCTIVE && list[r].proclitics == list[0].proclitics) {
        isn_reading verb = list[r];
        list[r] = list[0];
        list[0] = verb;
        t->pos = ISN_VERB;
        isn_agents_see_again(p->agents, doc, i);
        break;
      }
  }
}

static bool chunk_sentence(parser *p, uint32_t first, uint32_t end) {
  prefer_verbs_after_names(p, first, end);
  for (uint32_t i = first; i < end;) {
    isn_chunk_kind kind = kind_at(p, i);
    if (kind == ISN_CHUNK_NP) {
      if (!noun_phrase(p, &i, end, ISNAD_NONE)) return false;
      continue;
    }
    const isn_reading *r = isn_best(p->doc, i);
    uint32_t object = i + 1;
    /* a lone ل before a quoted name: لـ"العربي الجديد" */
    bool quoted = kind == ISN_CHUNK_PREP && object < end && quoted_name_end(p, object, end) > object;
    if (kind == ISN_CHUNK_PREP && !(r && r->enclitic) && object < end && (quoted || kind_at(p, object) == ISN_CHUNK_NP)) {
      uint32_t prep = i;
      i = object;
      if (!noun_phrase(p, &i, end, prep)) return false;
      if (quoted && i == object + 1) {
        i = quoted_name_end(p, object, end);
        isn_chunk *chunk = &p->doc->chunks.at[p->doc->chunks.count - 1];
        chunk->end = i;
        chunk->head = object + 1;
        for (uint32_t k = object; k < i; k++) p->doc->tokens.at[k].chunk = p->doc->chunks.count - 1;
      }
      continue;
    }
    if (!add(p, kind, i, i + 1, i)) return false;
    i++;
  }
  p->clause++;
  return true;
}

typedef struct state {
  isn_arena arena;
  isn_agents agents;
} state;

static void close_state(void *opaque) {
  state *st = opaque;
  if (st) isn_arena_free(&st->arena);
  free(st);
}

static isnad_status open_state(const isn_resources *resources, void **out, isnad_error *error) {
  const struct isn_lexicon *lexicon = resources->lexicon;
  state *st = calloc(1, sizeof *st);
  if (!st) return isn_nomem(error);
  isnad_status status = isn_agents_open(&st->agents, &st->arena, lexicon, error);
  if (status) close_state(st);
  else *out = st;
  return status;
}

static isnad_status run(const struct isn_lexicon *lexicon, const void *opaque, isn_doc *doc, isnad_error *error) {
  const state *st = opaque;
  parser p = {lexicon, doc, 0, &st->agents};
  for (uint32_t s = 0; s < doc->sentences.count; s++)
    if (!chunk_sentence(&p, doc->sentence_first.at[s], doc->sentence_first.at[s + 1])) return isn_nomem(error);
  return isn_alike_see(doc) ? ISNAD_OK : isn_nomem(error);
}

const isn_stage isn_stage_syntax = {.name = "syntax", .open = open_state, .run = run, .close = close_state};
