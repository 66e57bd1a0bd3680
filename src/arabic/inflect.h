/* Written forms of verbs and nouns from their principal parts, as unvocalised news text spells them.
 *
 * A verb's perfect and imperfect 3rd person masculine singular decide all its other written forms: hollow (قال يقول), defective
 * (دعا يدعو، التقى يلتقي، بقي يبقى), doubled (رد) and hamzated ones included. Input is bare letters (isn_bare_text), for the
 * difference between ى and ي matters; output is folded. */
#ifndef ISN_ARABIC_INFLECT_H
#define ISN_ARABIC_INFLECT_H
#include "arabic/letters.h"

typedef enum isn_part { ISN_PART_PAST, ISN_PART_PRESENT, ISN_PART_NOUN, ISN_PART_ACTIVE, ISN_PART_PASSIVE } isn_part;

typedef struct isn_inflected {
  isn_part part;
  uint8_t person, number, gender; /* 1 2 3; 's' 'd' 'p'; 'm' 'f' 0 */
  uint8_t passive;
  uint8_t with_pronoun; /* 1: only before an attached pronoun (زيارت-ه، أبلغو-هم); 2: only without one */
  uint8_t moodless;     /* subjunctive or jussive: يقولوا، يقل */
} isn_inflected;

/* Receives each form; false stops the generation (out of memory). */
typedef bool (*isn_emit)(void *context, const uint16_t *folded, uint32_t length, isn_inflected features);

bool isn_inflect_verb(isn_key perfect, isn_key imperfect, isn_emit emit, void *context);

/* part: ISN_PART_NOUN, or a participle (which also gets its feminine). number: of the form given ('s', or 'p' for a plural). */
bool isn_inflect_noun(isn_key noun, isn_part part, uint8_t number, bool feminine_too, isn_emit emit, void *context);
#endif
