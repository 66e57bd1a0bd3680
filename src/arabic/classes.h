/* Classes of words that rules ask for by name; the words stand in lexicon/classes.tsv. A token has them as bits (isn_token.classes). */
#ifndef ISN_ARABIC_CLASSES_H
#define ISN_ARABIC_CLASSES_H
#include <stdbool.h>
#include <stdint.h>

#define ISN_WORD_CLASS_LIST(X)              \
  X(ABUSIVE, "abusive")                     \
  X(ACT_NOUN, "act_noun")                   \
  X(ACTING, "acting")                       \
  X(ADVANCE, "advance")                     \
  X(AIM_AT, "aim_at")                       \
  X(ANNOUNCE, "announce")                   \
  X(ANSWERS, "answers")                     \
  X(ANY_OF, "any_of")                       \
  X(ARMS, "arms")                           \
  X(AROUND, "around")                       \
  X(ARREST_WAVE, "arrest_wave")             \
  X(ATTACK, "attack")                       \
  X(AUXILIARY, "auxiliary")                 \
  X(BAND, "band")                           \
  X(BESIDE, "beside")                       \
  X(BESIDE_ACT, "beside_act")               \
  X(BODY, "body")                           \
  X(BREACH, "breach")                       \
  X(CALLED, "called")                       \
  X(CALLING, "calling")                     \
  X(CASUALTY, "casualty")                   \
  X(CLASH, "clash")                         \
  X(CONTROL, "control")                     \
  X(CULPRIT, "culprit")                     \
  X(DIRECTION, "direction")                 \
  X(DONE, "done")                           \
  X(DONE_TO, "done_to")                     \
  X(DUTY, "duty")                           \
  X(FOLLOWERS, "followers")                 \
  X(FORCE, "force")                         \
  X(FORMER, "former")                       \
  X(GOD, "god")                             \
  X(HARM, "harm")                           \
  X(HIT, "hit")                             \
  X(HOUSE, "house")                         \
  X(HONORIFIC, "honorific")                 \
  X(IDENTITY, "identity")                   \
  X(IF, "if")                               \
  X(INSTITUTIONAL, "institutional")         \
  X(INTEND, "intend")                       \
  X(INVASION, "invasion")                   \
  X(ISSUED, "issued")                       \
  X(KILLING, "killing")                     \
  X(KIN, "kin")                             \
  X(LAND, "land")                           \
  X(LEADER, "leader")                       \
  X(LEADS_AWAY, "leads_away")               \
  X(LOYAL, "loyal")                         \
  X(MANY, "many")                           \
  X(MANY_HOLD, "many_hold")                 \
  X(MASCULINE_COUNTRY, "masculine_country") \
  X(MEANS, "means")                         \
  X(MEETS, "meets")                         \
  X(MILITARY_TARGET, "military_target")     \
  X(MISHAP, "mishap")                       \
  X(MISHAP_OF, "mishap_of")                 \
  X(MISSILE, "missile")                     \
  X(NAMED_THING, "named_thing")             \
  X(NEARNESS, "nearness")                   \
  X(NEEDS_OBJECT, "needs_object")           \
  X(OCCASION, "occasion")                   \
  X(OF_COALITION, "of_coalition")           \
  X(ONCE, "once")                           \
  X(OPPOSITION, "opposition")               \
  X(OUTCOME_NOUN, "outcome_noun")           \
  X(OUTCOME_VERB, "outcome_verb")           \
  X(PAPER, "paper")                         \
  X(PASSING, "passing")                     \
  X(PLACE_KIND, "place_kind")               \
  X(PLATFORM, "platform")                   \
  X(PROTESTER, "protester")                 \
  X(PROVINCE, "province")                   \
  X(RAID, "raid")                           \
  X(REBELLION, "rebellion")                 \
  X(REBELLIOUS, "rebellious")               \
  X(RECEIVE, "receive")                     \
  X(REMAIN, "remain")                       \
  X(RESULT_IN, "result_in")                 \
  X(SAYS_NOTHING, "says_nothing")           \
  X(SEEK, "seek")                           \
  X(SELF, "self")                           \
  X(SIDE, "side")                           \
  X(SITE, "site")                           \
  X(SLOGAN, "slogan")                       \
  X(SOME_OF_THEM, "some_of_them")           \
  X(SPEAKER, "speaker")                     \
  X(SPORT, "sport")                         \
  X(SPORT_OR_WAR, "sport_or_war")           \
  X(STATE, "state")                         \
  X(SUBJUNCTIVE, "subjunctive")             \
  X(SUCCEED, "succeed")                     \
  X(SUMMIT, "summit")                       \
  X(SWIFT, "swift")                         \
  X(TAKES_FI, "takes_fi")                   \
  X(TAKES_LI, "takes_li")                   \
  X(TALKS, "talks")                         \
  X(TELL_MORE, "tell_more")                 \
  X(TELLS_CONTENT, "tells_content")         \
  X(TERRITORY, "territory")                 \
  X(THAT, "that")                           \
  X(THE_COUNTRY, "the_country")             \
  X(THE_TOWN, "the_town")                   \
  X(THEIR_PAPER, "their_paper")             \
  X(THERE, "there")                         \
  X(TOLD, "told")                           \
  X(TOWARD, "toward")                       \
  X(TOWARDS, "towards")                     \
  X(TRUCE, "truce")                         \
  X(UNDERGO, "undergo")                     \
  X(UNDERTAKING, "undertaking")             \
  X(VEHICLE, "vehicle")                     \
  X(WAR, "war")                             \
  X(WITNESS, "witness")                     \
  X(WORLD, "world")

#define ISN_AS_CONSTANT(constant, name) ISN_CLASS_##constant,
typedef enum isn_word_class { ISN_WORD_CLASS_LIST(ISN_AS_CONSTANT) ISN_WORD_CLASSES } isn_word_class;
#undef ISN_AS_CONSTANT

typedef struct isn_class_set {
  uint64_t bits[2];
} isn_class_set;

_Static_assert(ISN_WORD_CLASSES <= 128, "isn_class_set is full");

static inline bool isn_class_in(isn_class_set set, isn_word_class c) { return set.bits[c >> 6] >> (c & 63) & 1; }

static inline isn_class_set isn_class_union(isn_class_set a, isn_class_set b) {
  return (isn_class_set){{a.bits[0] | b.bits[0], a.bits[1] | b.bits[1]}};
}
#endif
