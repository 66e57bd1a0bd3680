/* The names that the record uses for the values of the public header, in the order of its enumerations. */
#include "isnad.h"

#define COUNT(names) (sizeof(names) / sizeof *(names))

static const char *name(const char *const *names, size_t count, int value) {
  return value >= 0 && (size_t)value < count ? names[value] : "";
}

const char *isnad_status_name(isnad_status status) {
  static const char *const names[] = {"done",           "no more documents", "out of memory",    "input or output failed",
                                      "not UTF-8 text", "malformed",         "an id came twice", "too large",
                                      "wrong call",     "not found",         "archive refused"};
  return (int)status >= 0 && (size_t)status < COUNT(names) ? names[status] : "unknown status";
}

const char *isnad_entity_type_name(isnad_entity_type type) {
  static const char *const names[] = {"PER", "ORG", "LOC"};
  return name(names, COUNT(names), (int)type);
}

const char *isnad_cue_class_name(isnad_cue_class cue_class) {
  static const char *const names[] = {"SAY",    "ASSERT",  "ANNOUNCE", "REVEAL", "ADMIT",  "DENY",   "CLAIM",
                                      "DEMAND", "PROMISE", "WARN",     "ACCUSE", "ACCEPT", "REFUSE", "OPINE"};
  _Static_assert(COUNT(names) == ISNAD_CUE_CLASSES, "one name a class");
  return name(names, COUNT(names), (int)cue_class);
}

const char *isnad_source_kind_name(isnad_source_kind kind) {
  static const char *const names[] = {"person", "office", "group", "outlet", "document", "anonymous"};
  _Static_assert(COUNT(names) == ISNAD_SOURCE_KINDS, "one name a kind");
  return name(names, COUNT(names), (int)kind);
}

const char *isnad_quote_name(isnad_quote quote) {
  static const char *const names[] = {"direct", "indirect", "mixed"};
  return name(names, COUNT(names), (int)quote);
}

const char *isnad_timex_type_name(isnad_timex_type type) {
  static const char *const names[] = {"DATE", "TIME", "DURATION", "SET"};
  return name(names, COUNT(names), (int)type);
}

const char *isnad_event_type_name(isnad_event_type type) {
  static const char *const names[] = {"AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
                                      "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
  _Static_assert(COUNT(names) == ISNAD_EVENT_TYPES, "one name a type");
  return name(names, COUNT(names), (int)type);
}

const char *isnad_context_name(isnad_context context) {
  static const char *const names[] = {"military",
                                      "intelligence",
                                      "executive",
                                      "legislative",
                                      "election",
                                      "political_institutions",
                                      "pro_democracy",
                                      "pro_autocracy",
                                      "economic",
                                      "legal",
                                      "reparations",
                                      "human_rights",
                                      "rights_freedoms",
                                      "repression",
                                      "human_security",
                                      "gender",
                                      "lgbt",
                                      "religion_ethnicity",
                                      "inequality",
                                      "diplomatic",
                                      "territory",
                                      "peacekeeping",
                                      "health",
                                      "asylum",
                                      "migration",
                                      "disasters",
                                      "natural_resource",
                                      "environment",
                                      "technology",
                                      "terrorism",
                                      "cbrn",
                                      "cyber",
                                      "misinformation",
                                      "crime",
                                      "corruption",
                                      "illegal_drugs",
                                      "trafficking"};
  _Static_assert(COUNT(names) == ISNAD_CONTEXTS, "one name a context");
  return name(names, COUNT(names), (int)context);
}

const char *isnad_modality_name(isnad_modality modality) {
  static const char *const names[] = {"actual", "planned", "demanded", "hypothetical", "denied"};
  _Static_assert(COUNT(names) == ISNAD_MODALITIES, "one name a modality");
  return name(names, COUNT(names), (int)modality);
}

const char *isnad_stance_name(isnad_stance stance) {
  static const char *const names[] = {"demands", "accepts", "refuses", "offers", "threatens"};
  _Static_assert(COUNT(names) == ISNAD_STANCES, "one name a stance");
  return name(names, COUNT(names), (int)stance);
}
