#include "event/idle.h"

#include <string.h>

#include "event/subject.h"

enum { LOOK_BACK = 2, SENTENCE_REACH = 80 };

/* ---- bodies ---- */

/* Heads that a body, an office or a camp is named with. */
static bool is_body(const isn_doc *doc, uint32_t token) {
  static const char16_t *const words[] = {
      u"لجنه",    u"لجان",  u"مركز", u"مراكز", u"مكتب",   u"مكاتب",  u"اداره", u"وزاره", u"وزير",    u"هيءه",     u"مجلس",
      u"جهاز",    u"اجهزه", u"غرفه", u"صندوق", u"جبهه",   u"شرطه",   u"وحده",  u"وحدات", u"قسم",     u"داءره",    u"منظمه",
      u"محكمه",   u"نيابه", u"قاضي", u"قضاه",  u"فريق",   u"شركه",   u"مءسسه", u"بنك",   u"وكاله",   u"مصلحه",    u"مديريه",
      u"قوات",    u"سلطات", u"سلطه", u"حكومه", u"خارجيه", u"داخليه", u"نظام",  u"اعلام", u"مليشيات", u"ميليشيات", u"مليشيا",
      u"ميليشيا", u"احزاب", u"حزب",  u"فصاءل", u"عناصر",  u"قيادات", u"خبير",  u"خبراء", u"قياده",   u"معسكر",    u"معسكرات",
      u"جيش",     u"قانون", u"منسق", u"مفوض",  u"مناخ",   u"برنامج", u"كتاءب", u"كتيبه", u"تيار",    u"رموز"};
  return isn_stem_is_any(doc, token, words, sizeof words / sizeof *words);
}

bool isn_names_body(const isn_act *act) {
  const isn_doc *doc = act->doc;
  uint32_t i = act->anchor;
  const isn_reading *r = isn_best(doc, i);
  if (act->verbal || act->match->count > 1 || !i || !r || r->pos == ISN_VERB || !(r->proclitics & ISN_AL) ||
      r->proclitics & (ISN_BI | ISN_LI))
    return false;
  if (act->recipients && act->recipient[0].written && act->recipient[0].phrase.first > i) return false;
  if (r->proclitics & ISN_WA) { /* إدارة العلاقات والتعاون */
    if (i < 2 || !isn_same_sentence(doc, i - 2, i)) return false;
    const isn_reading *before = isn_best(doc, i - 1);
    return before && before->pos == ISN_NOUN && before->proclitics & ISN_AL && is_body(doc, i - 2);
  }
  return isn_same_sentence(doc, i - 1, i) && doc->tokens.at[i - 1].mention == ISNAD_NONE && !isn_pronoun_on(doc, i - 1) &&
         is_body(doc, i - 1) && !(isn_best(doc, i - 1) && isn_best(doc, i - 1)->proclitics & ISN_AL);
}

/* ---- things ---- */

static bool has_preposition(const isn_act *act) {
  const isn_chunk *c = isn_chunk_of(act->doc, act->anchor);
  return (c && (c->prep != ISNAD_NONE || c->clitic)) || !isn_has_preposition(act->doc, act->arcs, act->anchor, NULL, 0);
}

/* A party written behind the words of the act: اتفاق بين الحكومة والمتمردين. A town that a treaty bears the name of is none. */
static bool party_behind(const isn_act *act) {
  for (uint32_t k = 0; k < act->actors + act->recipients; k++) {
    const isn_party *p = k < act->actors ? &act->actor[k] : &act->recipient[k - act->actors];
    if (!p->written || p->phrase.first <= act->anchor) continue;
    const char *kind = p->entity == ISNAD_NONE ? NULL : act->doc->facts.at[p->entity].kind;
    bool town = p->entity != ISNAD_NONE && act->doc->entities.at[p->entity].type == ISNAD_LOC && !(kind && strcmp(kind, "country") == 0);
    if (!town) return true;
  }
  return false;
}

/* الاتفاق, قبول اتفاق السلام: the paper that others speak of, and nobody's act of agreeing. */
static bool is_paper(const isn_act *act) {
  static const char16_t *const words[] = {u"اتفاق",    u"اتفاقات", u"اتفاقيه", u"اتفاقيات", u"معاهده", u"معاهدات",
                                          u"بروتوكول", u"ميثاق",   u"صفقه",    u"صفقات",    u"تسويه"};
  const isn_doc *doc = act->doc;
  if (!isn_stem_is_any(doc, act->anchor, words, sizeof words / sizeof *words) || party_behind(act)) return false;
  const isn_reading *r = isn_best(doc, act->anchor);
  bool object = act->arcs->relation[act->anchor] == ISN_REL_OBJ || act->arcs->relation[act->anchor] == ISN_REL_NMOD;
  return (r && r->proclitics & ISN_AL) || has_preposition(act) || object;
}

/* المعارضة: the opposition; الدول المشاركة: a participle of the spelling of the verbal noun. */
static bool is_somebody(const isn_act *act) {
  static const char16_t *const words[] = {u"معارضه", u"مقاومه"};
  const isn_doc *doc = act->doc;
  const isn_reading *r = isn_best(doc, act->anchor);
  if (!r || !(r->proclitics & ISN_AL)) return false;
  if (isn_stem_is_any(doc, act->anchor, words, sizeof words / sizeof *words)) return !act->recipients;
  const uint32_t above = act->arcs->governor[act->anchor];
  const isn_reading *noun = above == ISNAD_NONE || above + 1 != act->anchor ? NULL : isn_best(doc, above);
  const isn_token *t = &doc->tokens.at[act->anchor];
  return noun && noun->pos == ISN_NOUN && noun->proclitics & ISN_AL && act->arcs->relation[act->anchor] == ISN_REL_AMOD &&
         doc->cp[t->end - 1] == 0x629;
}

/* مقاطعة هلمند: a province. */
static bool is_province(const isn_act *act) {
  static const char16_t *const words[] = {u"مقاطعه"};
  const isn_doc *doc = act->doc;
  const uint32_t next = act->anchor + 1;
  if (!isn_stem_is_any(doc, act->anchor, words, 1) || next >= doc->tokens.count || !isn_same_sentence(doc, act->anchor, next)) return false;
  const uint32_t m = doc->tokens.at[next].kind == ISN_QUOTE_OPEN && next + 1 < doc->tokens.count ? doc->tokens.at[next + 1].mention
                                                                                                 : doc->tokens.at[next].mention;
  if (m == ISNAD_NONE) return false;
  const uint32_t e = doc->mentions.at[m].entity;
  const char *kind = doc->facts.at[e].kind;
  return doc->entities.at[e].type == ISNAD_LOC && !(kind && strcmp(kind, "country") == 0);
}

/* وصفه بأنه هجوم إرهابي، وهذه جريمة حرب: what somebody calls an act is no second one. */
static bool is_predicate(const isn_act *act) {
  static const char16_t *const words[] = {u"بانه", u"بانها", u"انه",      u"انها",      u"هو",    u"هي",     u"هذه",   u"هذا",    u"يشكل",
                                          u"تشكل", u"يمثل",  u"تمثل",     u"يعد",       u"تعد",   u"يعتبر",  u"تعتبر", u"يعتبره", u"وهذه",
                                          u"كونه", u"كونها", u"باعتباره", u"باعتبارها", u"بوصفه", u"بوصفها", u"وهذا",  u"وهو",    u"وهي"};
  static const char16_t *const was[] = {u"كان", u"كانت", u"عملا", u"عمل"};
  const isn_doc *doc = act->doc;
  const uint32_t first = act->match->tokens[0];
  const isn_reading *r = isn_best(doc, first);
  if (act->frame->type != ISNAD_EV_ASSAULT || !first || (r && r->proclitics & (ISN_AL | ISN_BI | ISN_LI)) || act->actors) return false;
  for (uint32_t i = first, n = 0; i-- > 0 && n < 3 && isn_same_sentence(doc, i, first); n++) {
    const isn_token *t = &doc->tokens.at[i];
    if (t->kind >= ISN_MARK) continue;
    bool skip = false;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
      if (isn_folded_is(doc, t->fold0, t->fold1, words[k])) return true;
    for (size_t k = 0; k < sizeof was / sizeof *was; k++) skip = skip || isn_folded_is(doc, t->fold0, t->fold1, was[k]);
    if (!skip) return false;
  }
  return false;
}

/* لقاء أرسنال، هجوم المنتخب: words of war and of meetings in a sentence about a match. */
static bool is_sport(const isn_act *act) {
  static const char16_t *const ambiguous[] = {u"لقاء",  u"لقاءات",  u"هجوم", u"مواجهه", u"مواجهات", u"قمه",    u"معركه",
                                              u"معارك", u"انسحاب",  u"ضربه", u"ضربات",  u"مشاركه",  u"مساعده", u"دفاع",
                                              u"حرب",   u"استضافه", u"صفقه", u"عقوبه",  u"عقوبات",  u"دعم"};
  static const char16_t *const marks[] = {u"مباراه", u"مباريات", u"دوري",  u"كاس",     u"لاعب",    u"لاعبين", u"لاعبون", u"لاعبي", u"مدرب",
                                          u"ملعب",   u"اهداف",   u"منتخب", u"منتخبات", u"مونديال", u"كره",    u"الدوري", u"هداف",  u"حكم"};
  const isn_doc *doc = act->doc;
  if (!isn_stem_is_any(doc, act->anchor, ambiguous, sizeof ambiguous / sizeof *ambiguous)) return false;
  const uint32_t s = doc->tokens.at[act->anchor].sentence;
  uint32_t from = doc->sentence_first.at[s], end = doc->sentence_first.at[s + 1], found = 0;
  if (act->anchor - from > SENTENCE_REACH) from = act->anchor - SENTENCE_REACH;
  if (end - act->anchor > SENTENCE_REACH) end = act->anchor + SENTENCE_REACH;
  for (uint32_t i = from; i < end && found < 2; i++) found += isn_stem_is_any(doc, i, marks, sizeof marks / sizeof *marks);
  return found >= 2;
}

/* زيارة خاطفة, الحرب الخاطفة: no kidnapping. */
static bool is_swift(const isn_act *act) {
  static const char16_t *const words[] = {u"خاطفه", u"خاطف"};
  const isn_reading *r = act->match->reading;
  return r && r->form == ISN_ACTIVE_PART && !act->recipients && isn_stem_is_any(act->doc, act->anchor, words, 2) &&
         act->arcs->relation[act->anchor] == ISN_REL_AMOD;
}

bool isn_names_thing(const isn_act *act) {
  if (act->verbal) return is_swift(act);
  if (is_predicate(act) || is_sport(act)) return true;
  static const char16_t *const summit[] = {u"قمه"}; /* بلغت الأزمة قمتها */
  if (isn_pronoun_on(act->doc, act->anchor) && isn_stem_is_any(act->doc, act->anchor, summit, 1)) return true;
  return is_paper(act) || (act->match->count == 1 && (is_somebody(act) || is_province(act)));
}

/* ---- accidents ---- */

static bool is_outcome(const isn_act *act) {
  static const char16_t *const words[] = {u"مقتل", u"مصرع", u"اصابه", u"اصيب", u"اصيبت", u"اصيبوا", u"قتل",  u"قتلت", u"قتلوا", u"لقي",
                                          u"لقيت", u"لقوا", u"جرح",   u"جرحت", u"سقوط",  u"سقط",    u"اودي", u"اودت", u"حتف",   u"مصاب",
                                          u"قتيل", u"قتلي", u"جرحي",  u"جريح", u"ضحايا", u"يقتل",   u"يصيب", u"اسفر", u"خلف",   u"اوقع"};
  return act->frame->type == ISNAD_EV_ASSAULT && !act->actors &&
         (isn_stem_is_any(act->doc, act->anchor, words, sizeof words / sizeof *words) ||
          isn_stem_is_any(act->doc, act->match->tokens[0], words, sizeof words / sizeof *words));
}

static bool is_force(const isn_doc *doc, uint32_t token) {
  static const char16_t *const words[] = {
      u"هجوم",    u"هجمات", u"هجومين",  u"غاره",    u"غارات",   u"قصف",     u"تفجير",  u"تفجيرات", u"انفجار",   u"انفجارات",
      u"عبوه",    u"عبوات", u"رصاص",    u"نار",     u"نيران",   u"مسلح",    u"مسلحين", u"مسلحون",  u"اشتباك",   u"اشتباكات",
      u"معركه",   u"معارك", u"مواجهات", u"مواجهه",  u"كمين",    u"قنبله",   u"قنابل",  u"صاروخ",   u"صواريخ",   u"قذيفه",
      u"قذاءف",   u"طعن",   u"اغتيال",  u"حرب",     u"حروب",    u"قتال",    u"عنف",    u"ارهاب",   u"لغم",      u"الغام",
      u"انتحاري", u"مفخخه", u"سلاح",    u"اسلحه",   u"هاجم",    u"مجزره",   u"اقتحام", u"جريمه",   u"احتجاجات", u"تعذيب",
      u"ضربه",    u"ضربات", u"مقاتل",   u"مقاتلين", u"متمردين", u"متمردون", u"دهس",    u"عمليه",   u"عمليات",   u"اعدام"};
  return isn_stem_is_any(doc, token, words, sizeof words / sizeof *words);
}

/* حادث of traffic, of work; and a fall or crash of what flies. */
static bool is_mishap(const isn_doc *doc, uint32_t token, uint32_t end) {
  static const char16_t *const alone[] = {u"حريق",   u"حراءق",  u"زلزال",  u"زلازل", u"فيضان",  u"فيضانات", u"سيول",  u"سيل",
                                          u"اعصار",  u"عاصفه",  u"عواصف",  u"تصادم", u"اصطدام", u"تدافع",   u"وباء",  u"فيروس",
                                          u"كورونا", u"كوليرا", u"ايبولا", u"حمي",   u"تسمم",   u"صاعقه",   u"بركان", u"غرق",
                                          u"تحطم",   u"انهيار", u"انزلاق", u"تحطمت", u"غرقت",   u"اصطدمت",  u"انهار", u"مروري",
                                          u"مروريه", u"احترقت", u"هزه",    u"حراره", u"صقيع",   u"انجراف"};
  static const char16_t *const heads[] = {u"حادث", u"حوادث", u"سقوط", u"سقطت", u"انقلاب", u"انقلبت"};
  static const char16_t *const tails[] = {u"سير",   u"مرور",  u"طريق", u"طرق",   u"قطار", u"طاءره", u"طاءرات", u"مروحيه", u"هليوكوبتر",
                                          u"حافله", u"سياره", u"عمل",  u"شاحنه", u"قارب", u"مركب",  u"زورق",   u"سير",    u"رافعه"};
  if (isn_stem_is_any(doc, token, alone, sizeof alone / sizeof *alone)) return true;
  if (!isn_stem_is_any(doc, token, heads, sizeof heads / sizeof *heads)) return false;
  for (uint32_t k = token + 1; k < end && k < token + 3; k++)
    if (isn_stem_is_any(doc, k, tails, sizeof tails / sizeof *tails)) return true;
  return false;
}

bool isn_is_accident(const isn_act *act) {
  const isn_doc *doc = act->doc;
  if (!is_outcome(act)) return false;
  for (uint32_t s = doc->tokens.at[act->anchor].sentence, n = 0; n <= LOOK_BACK; n++, s--) {
    const uint32_t first = doc->sentence_first.at[s];
    uint32_t end = doc->sentence_first.at[s + 1];
    bool force = false, mishap = false;
    if (end > first + SENTENCE_REACH && n) end = first + SENTENCE_REACH;
    for (uint32_t i = n || act->anchor < first + SENTENCE_REACH ? first : act->anchor - SENTENCE_REACH;
         i < end && i < act->anchor + SENTENCE_REACH && !force; i++) {
      if (doc->tokens.at[i].kind != ISN_WORD || i == act->anchor) continue;
      force = is_force(doc, i);
      mishap = mishap || is_mishap(doc, i, end);
    }
    if (force || mishap) return mishap && !force;
    if (!s) break;
  }
  return false;
}
