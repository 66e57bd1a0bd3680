/* Words of the event lexicon that tell of nobody's act where they stand: in the name of a body (لجنة التنسيق), in an accident. */
#ifndef ISN_EVENT_IDLE_H
#define ISN_EVENT_IDLE_H
#include "event/frame.h"

/* Whether the word of an act belongs to the name of an office, a body or a camp: مركز الاعتقال, قوات الاحتلال. */
bool isn_names_body(const isn_act *act);

/* Whether the word of an act names a thing or somebody: an agreement that is spoken of, the opposition, a province. */
bool isn_names_thing(const isn_act *act);

/* Whether who died or was hurt did so by an accident or a disaster that the sentence, or one of the few before it, tells of. */
bool isn_is_accident(const isn_act *act);
#endif
