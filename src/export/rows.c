#include "export/rows.h"

#include <ctype.h>
#include <string.h>

#include "arabic/letters.h"
#include "base/utf8.h"

isn_stored isn_rows_of(const isn_doc *doc) {
  return (isn_stored){.id = doc->id,
                      .source = doc->source,
                      .source_why = doc->source_why,
                      .published = doc->published,
                      .dated_from = doc->dated_from,
                      .dated_to = doc->dated_to,
                      .title = doc->title,
                      .url = doc->url,
                      .path = doc->path,
                      .engine = doc->engine_version,
                      .lexicon = doc->lexicon_id,
                      .text = doc->text,
                      .text_bytes = doc->text_bytes,
                      .version = 1,
                      .length = doc->n,
                      .lines = doc->lines,
                      .byte_at = doc->byte_at,
                      .line_at = doc->line_at,
                      .entities = doc->entities.at,
                      .mentions = doc->mentions.at,
                      .labels = doc->labels.at,
                      .times = doc->times.at,
                      .statements = doc->statements.at,
                      .events = doc->events.at,
                      .positions = doc->positions.at,
                      .credits = doc->credits.at,
                      .entities_count = doc->entities.count,
                      .mentions_count = doc->mentions.count,
                      .labels_count = doc->labels.count,
                      .times_count = doc->times.count,
                      .statements_count = doc->statements.count,
                      .events_count = doc->events.count,
                      .positions_count = doc->positions.count,
                      .credits_count = doc->credits.count};
}

const char *isn_credit_name(const isn_credit *credit) { return credit->outlet ? credit->outlet : "agencies"; }

/* ---- text ---- */

void isn_one_line(const char *text, size_t length, isn_buffer *out) {
  bool blank = false, any = false;
  for (size_t at = 0; at < length;) {
    uint32_t cp;
    unsigned step = isn_utf8_decode(text + at, length - at, &cp);
    if (!step) break;
    bool space = cp == '\n' || cp == '\r' || cp == 0x2028 || cp == 0x2029 || cp == 0x85 || isn_is_blank(cp);
    if (!space && blank && any) isn_buffer_text(out, " ");
    if (!space) isn_buffer_add(out, text + at, step), any = true;
    blank = space;
    at += step;
  }
}

void isn_rows_words(const isn_stored *rows, isnad_span span, isn_buffer *out) {
  size_t length;
  const char *text = isn_stored_slice(rows, span, &length);
  if (text) isn_one_line(text, length, out);
}

static uint32_t cp_at(const isn_stored *rows, uint32_t offset) {
  uint32_t cp = 0;
  if (offset < rows->length)
    (void)isn_utf8_decode(rows->text + rows->byte_at[offset], rows->byte_at[offset + 1] - rows->byte_at[offset], &cp);
  return cp;
}

/* A mark that ends a sentence: a full stop only before a blank or an end, for numbers and addresses have one too. */
static bool ends(const isn_stored *rows, uint32_t offset) {
  uint32_t cp = cp_at(rows, offset);
  if (cp == '\n' || cp == '!' || cp == '?' || cp == 0x61f) return true;
  uint32_t next = cp == '.' ? cp_at(rows, offset + 1) : 'x';
  return !next || next == '\n' || next == '\r' || isn_is_blank(next);
}

isnad_span isn_rows_sentence(const isn_stored *rows, isnad_span span) {
  if (!isn_written(span)) return span;
  uint32_t start = span.start, end = span.end;
  while (start > 0 && !ends(rows, start - 1)) start--;
  while (end < rows->length && !ends(rows, end)) end++;
  if (end < rows->length && cp_at(rows, end) != '\n') end++;
  while (start < span.start && (cp_at(rows, start) == '\r' || isn_is_blank(cp_at(rows, start)))) start++;
  while (end > span.end && (cp_at(rows, end - 1) == '\r' || isn_is_blank(cp_at(rows, end - 1)))) end--;
  return isn_span(start, end);
}

/* ---- participants ---- */

static bool international(const char *code) {
  static const char *const codes[] = {"IGO", "NGO", "ISM", "IMG", "MNC"};
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    if (strcmp(code, codes[i]) == 0) return true;
  return false;
}

/* The sectors of the manual; what else has three letters is a country. */
static bool sector(const char *code) {
  static const char *const codes[] = {"COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS",
                                      "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC", "UNO"};
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
    if (strcmp(code, codes[i]) == 0) return true;
  return false;
}

isn_actor_code isn_actor_code_of(const char *code) {
  isn_actor_code out = {"", ""};
  size_t used = 0;
  for (bool first = true; code && *code; first = false) {
    code += strspn(code, " ");
    size_t length = strcspn(code, " ");
    char word[4] = "";
    if (length == 3) memcpy(word, code, 3);
    code += length;
    if (!*word) continue;
    if (first && (international(word) || !sector(word))) {
      memcpy(out.country, word, sizeof word);
    } else if (used + 5 < sizeof out.sectors) {
      if (used) out.sectors[used++] = ' ';
      memcpy(out.sectors + used, word, sizeof word);
      used += 3;
    }
  }
  return out;
}

const char *isn_rows_name(const isn_stored *rows, uint32_t entity) {
  if (entity >= rows->entities_count) return "";
  const isnad_entity *row = &rows->entities[entity];
  return row->name_ar ? row->name_ar : row->name_en ? row->name_en : "";
}

void isn_participant_name(const isn_stored *rows, const isnad_participant *who, isn_buffer *out) {
  const char *name = isn_rows_name(rows, who->entity);
  if (*name) isn_one_line(name, strlen(name), out);
  else isn_rows_words(rows, who->span, out);
}

int isn_event_quad(isnad_event_type type) {
  if (type <= ISNAD_EV_CONCEDE) return 1;
  if (type <= ISNAD_EV_RETREAT) return 2;
  return type <= ISNAD_EV_THREATEN ? 3 : 4;
}

double isn_event_scale(const isnad_event *event) {
  static const double scores[ISNAD_EVENT_TYPES] = {
      [ISNAD_EV_AGREE] = 2.5,     [ISNAD_EV_CONSULT] = 2.5,   [ISNAD_EV_SUPPORT] = 5,     [ISNAD_EV_CONCEDE] = 4.5,
      [ISNAD_EV_COOPERATE] = 9.5, [ISNAD_EV_AID] = 10,        [ISNAD_EV_RETREAT] = 6.5,   [ISNAD_EV_REQUEST] = 0,
      [ISNAD_EV_ACCUSE] = -2,     [ISNAD_EV_REJECT] = -2,     [ISNAD_EV_THREATEN] = -3.5, [ISNAD_EV_PROTEST] = -5,
      [ISNAD_EV_SANCTION] = -6,   [ISNAD_EV_MOBILIZE] = -5.5, [ISNAD_EV_COERCE] = -7,     [ISNAD_EV_ASSAULT] = -9};
  if ((unsigned)event->type >= ISNAD_EVENT_TYPES) return 0;
  if (event->type == ISNAD_EV_ACCUSE && event->mode && strcmp(event->mode, "disapprove") != 0) return -3.5;
  return scores[event->type];
}

/* ---- places ---- */

bool isn_place_country(const isn_stored *rows, uint32_t entity, char iso2[3]) {
  static const char *const heads[] = {"isnad:place-", "isnad:capital-", "isnad:country-"};
  iso2[0] = 0;
  const char *ref = entity < rows->entities_count ? rows->entities[entity].ref : NULL;
  for (size_t i = 0; ref && i < sizeof heads / sizeof *heads; i++) {
    size_t length = strlen(heads[i]);
    if (strncmp(ref, heads[i], length) != 0) continue;
    const char *at = ref + length;
    if (!isalpha((unsigned char)at[0]) || !isalpha((unsigned char)at[1]) || (at[2] && at[2] != '-')) return false;
    for (int k = 0; k < 2; k++) iso2[k] = (char)(at[k] & ~0x20);
    iso2[2] = 0;
    return true;
  }
  return false;
}

const isnad_place *isn_rows_place(const isnad_engine *engine, const isn_stored *rows, uint32_t entity) {
  if (!engine || entity >= rows->entities_count) return NULL;
  const isnad_entity *row = &rows->entities[entity];
  return isnad_engine_place(engine, row->ref, row->has_geo ? row->lat : 0, row->has_geo ? row->lon : 0);
}

static const char *cell(const isnad_lexicon_row *row, const char *column) {
  for (uint32_t i = 0; i < row->columns_count; i++)
    if (strcmp(row->columns[i], column) == 0) return row->cells[i];
  return "";
}

isn_country isn_country_of(const isnad_engine *engine, const char *iso2) {
  isnad_lexicon_row row;
  if (!engine || !isnad_engine_lexicon_row(engine, "countries.tsv", iso2, 0, &row)) return (isn_country){"", ""};
  return (isn_country){cell(&row, "iso3"), cell(&row, "name_en")};
}

/* ---- statements ---- */

uint32_t isn_rows_chain(const isn_stored *rows, uint32_t statement, uint32_t chain[ISN_CHAIN_MAX]) {
  uint32_t inward[ISN_CHAIN_MAX], count = 0;
  for (uint32_t at = statement; at < rows->statements_count && count < ISN_CHAIN_MAX; at = rows->statements[at].parent)
    inward[count++] = at;
  for (uint32_t i = 0; i < count; i++) chain[i] = inward[count - 1 - i];
  return count;
}

void isn_source_words(const isn_stored *rows, const isnad_statement *statement, isn_buffer *out) {
  if (isn_written(statement->source)) {
    isn_rows_words(rows, statement->source, out);
    return;
  }
  const char *name = isn_rows_name(rows, statement->source_entity);
  isn_buffer_text(out, "(");
  isn_one_line(*name ? name : "?", *name ? strlen(name) : 1, out);
  isn_buffer_text(out, ")");
}

void isn_rows_chain_words(const isn_stored *rows, uint32_t statement, isn_buffer *out) {
  uint32_t chain[ISN_CHAIN_MAX], count = isn_rows_chain(rows, statement, chain);
  if (rows->source) isn_one_line(rows->source, strlen(rows->source), out);
  else isn_buffer_text(out, "?");
  for (uint32_t i = 0; i < count; i++) {
    isn_buffer_text(out, " ← ");
    isn_source_words(rows, &rows->statements[chain[i]], out);
  }
}
