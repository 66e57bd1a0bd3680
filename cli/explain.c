/* isnad explain DOC [ROW]: on what a row rests, in words. */
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "explain.h"

enum { KEY_LANG = 0x100, KEY_IN };

typedef enum table { DATED, ENTITIES, LABELS, TIMES, STATEMENTS, EVENTS, POSITIONS, CLUES } table;

typedef struct arguments {
  cli_common common;
  const char *in, *wanted, *row;
  table table;
  uint32_t index;
  bool english;
  cli_explainer x;
  char *text;
  size_t length;
  unsigned long matches;
  bool missing;
} arguments;

static const char doc[] =
    "Says on what a row of a document's record rests: its words, the rules, the rows of the lexicons, how sure it is."
    "\vDOC is a file with one document, or with --in the id of one. ROW is an id of the record (e2, lb1, t4, st3, ev1, p1, d5) or dated, "
    "the "
    "day on "
    "which the document was written (the default).\n\n"
    "Exit status: 0 done; 1 DOC could not be read or has no such row; 2 wrong use.";

static const struct argp_option options[] = {{"in", KEY_IN, "PATH", 0, "The file or folder that holds the document with the id DOC", 1},
                                             {"lang", KEY_LANG, "LANGUAGE", 0, "Language of the words: ar (the default) or en", 1},
                                             {0}};

static const struct {
  const char *prefix;
  table table;
} prefixes[] = {{"st", STATEMENTS}, {"lb", LABELS}, {"ev", EVENTS}, {"e", ENTITIES}, {"t", TIMES}, {"p", POSITIONS}, {"d", CLUES}};

static bool read_row(arguments *given, const char *row) {
  if (strcmp(row, "dated") == 0) return given->table = DATED, true;
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
    size_t n = strlen(prefixes[i].prefix);
    char *end;
    if (strncmp(row, prefixes[i].prefix, n) != 0 || row[n] < '1' || row[n] > '9') continue;
    unsigned long number = strtoul(row + n, &end, 10);
    if (*end || number > 0xfffffff) return false;
    given->table = prefixes[i].table;
    given->index = (uint32_t)number - 1;
    return true;
  }
  return false;
}

static void check(arguments *given, struct argp_state *state) {
  if (!given->common.paths_count) argp_error(state, "no DOC given");
  if (given->common.paths_count > 2) argp_error(state, "one DOC and one ROW at a time");
  given->row = given->common.paths_count == 2 ? given->common.paths[1] : "dated";
  if (!read_row(given, given->row))
    argp_error(state, "\"%s\" is no row: expected dated, or an id such as e2, lb1, t4, st3, ev1, p1, d5", given->row);
  if (given->in) given->wanted = given->common.paths[0], given->common.paths[0] = given->in;
  given->common.paths_count = 1;
}

static error_t parse(int key, char *arg, struct argp_state *state) {
  arguments *given = state->input;
  switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &given->common; return 0;
    case KEY_IN: given->in = arg; return 0;
    case KEY_LANG:
      if (strcmp(arg, "ar") != 0 && strcmp(arg, "en") != 0) argp_error(state, "--lang: \"%s\": expected ar or en", arg);
      given->english = strcmp(arg, "en") == 0;
      return 0;
    case ARGP_KEY_END: check(given, state); return 0;
    default: return ARGP_ERR_UNKNOWN;
  }
}

/* ---- printing ---- */

static const char *word(const arguments *given, const char *english, const char *arabic) { return given->english ? english : arabic; }

/* “words” [line 5], line ends as blanks */
static void print_words(const arguments *given, const isnad_document *document, isnad_span span) {
  size_t length;
  const char *bytes = isnad_document_slice(document, span, &length);
  if (!bytes) {
    (void)fprintf(given->x.out, "    %s\n", word(given, "not written", "غير مكتوب"));
    return;
  }
  (void)fputs("    “", given->x.out);
  for (size_t i = 0; i < length; i++) (void)fputc(bytes[i] == '\n' || bytes[i] == '\r' ? ' ' : bytes[i], given->x.out);
  (void)fprintf(given->x.out, "” [%s %u]\n", word(given, "line", "السطر"), isnad_document_line(document, span.start));
}

static void print_evidence(const arguments *given, isnad_evidence evidence, const isnad_clue *clue) {
  cli_explain_why(&given->x, evidence.why ? evidence.why : "", clue);
  (void)fprintf(given->x.out, "    %s %d%%\n", word(given, "confidence", "الثقة"), (int)(evidence.confidence * 100 + 0.5f));
}

/* Which program, tables and models made the rows: a row can be told from one that another version made. */
static void print_run(const arguments *given) {
  const char *models = isnad_engine_models(given->x.engine);
  (void)fprintf(given->x.out, "%s isnad %s, %s %s%s%s\n", word(given, "made by", "من صنع"), ISNAD_VERSION, word(given, "lexicon", "المعجم"),
                isnad_engine_lexicon_id(given->x.engine), *models ? word(given, ", models ", "، النماذج ") : "", models);
}

/* "  NAME e5 خليفة حفتر isnad:haftar" */
static void print_link(const arguments *given, const isnad_document *document, const char *name, uint32_t entity) {
  isnad_cursor cursor = {document, entity};
  isnad_entity row;
  (void)fprintf(given->x.out, "  %s", name);
  if (entity == ISNAD_NONE || !isnad_next_entity(&cursor, &row))
    (void)fprintf(given->x.out, " %s\n", word(given, "nobody known", "لا أحد معروف"));
  else (void)fprintf(given->x.out, " e%u %s%s%s\n", entity + 1, row.name_ar ? row.name_ar : "", row.ref ? " " : "", row.ref ? row.ref : "");
}

/* From the outlet inwards, to the statement itself. */
static void print_chain(const arguments *given, const isnad_document *document, uint32_t statement) {
  uint32_t links[32], count = 0;
  isnad_document_info info;
  isnad_document_info_get(document, &info);
  for (uint32_t at = statement; at != ISNAD_NONE && count < 32;) {
    isnad_cursor cursor = {document, at};
    isnad_statement row;
    if (!isnad_next_statement(&cursor, &row)) break;
    links[count++] = at;
    at = row.parent;
  }
  (void)fprintf(given->x.out, "  %s %s", word(given, "chain", "الإسناد"),
                info.source ? info.source : word(given, "(outlet not known)", "(الوسيلة غير معروفة)"));
  while (count > 0) {
    isnad_cursor cursor = {document, links[--count]};
    isnad_statement row;
    size_t length = 0;
    if (!isnad_next_statement(&cursor, &row)) break;
    const char *bytes = isnad_document_slice(document, row.source, &length);
    (void)fprintf(given->x.out, " ← st%u ", links[count] + 1);
    for (size_t i = 0; i < length; i++) (void)fputc(bytes[i] == '\n' || bytes[i] == '\r' ? ' ' : bytes[i], given->x.out);
    if (!bytes) (void)fputs("(?)", given->x.out);
  }
  (void)fputs("\n", given->x.out);
}

static void print_clue(const arguments *given, const isnad_document *document, const isnad_clue *clue, uint32_t number) {
  (void)fprintf(given->x.out, "  d%u", number);
  if (clue->time != ISNAD_NONE) (void)fprintf(given->x.out, " (t%u)", clue->time + 1);
  (void)fputs("\n", given->x.out);
  print_words(given, document, clue->span);
  if (clue->from || clue->to)
    (void)fprintf(given->x.out, "    %s %s … %s\n", word(given, "allows", "يسمح بما بين"), clue->from ? clue->from : "",
                  clue->to ? clue->to : "");
  print_evidence(given, clue->evidence, clue);
}

/* Those that the date rests on, those that it contradicts, and the rest. */
static void print_clues(const arguments *given, const isnad_document *document, bool used, bool broken, const char *heading) {
  isnad_cursor cursor = isnad_cursor_begin(document);
  isnad_clue clue;
  bool any = false;
  while (isnad_next_clue(&cursor, &clue)) {
    if (clue.used != used || clue.broken != broken) continue;
    if (!any) (void)fprintf(given->x.out, "%s\n", heading);
    any = true;
    print_clue(given, document, &clue, cursor.next);
  }
}

static void print_dated(const arguments *given, const isnad_document *document) {
  isnad_document_info info;
  isnad_document_info_get(document, &info);
  if (!info.dated_from && !info.dated_to) {
    (void)fprintf(
        given->x.out, "%s\n",
        word(given, "dated: nothing in the text bounds the day on which it was written", "التاريخ: ليس في النص ما يحد يوم كتابته"));
    return;
  }
  (void)fprintf(given->x.out, "%s %s … %s\n", word(given, "dated", "التاريخ"),
                info.dated_from ? info.dated_from : word(given, "(open)", "(مفتوح)"),
                info.dated_to ? info.dated_to : word(given, "(open)", "(مفتوح)"));
  if (info.published) (void)fprintf(given->x.out, "%s\n", word(given, "the input says so", "كما جاء مع النص"));
  print_clues(given, document, true, false, word(given, "it rests on", "يستند إلى"));
  print_clues(given, document, false, true, word(given, "it contradicts", "يخالف"));
  print_clues(given, document, false, false, word(given, "it agrees with", "يوافق"));
}

/* ---- one row ---- */

static bool print_entity(const arguments *given, const isnad_document *document) {
  isnad_cursor cursor = isnad_cursor_begin(document);
  isnad_entity entity;
  uint32_t at = 0;
  bool found = false;
  for (; !found && isnad_next_entity(&cursor, &entity); at++) found = at == given->index;
  if (!found) return false;
  (void)fprintf(given->x.out, "%s %s %s%s%s\n", given->row, isnad_entity_type_name(entity.type), entity.name_ar ? entity.name_ar : "",
                entity.ref ? " " : "", entity.ref ? entity.ref : "");
  if (entity.key) (void)fprintf(given->x.out, "  %s %s\n", word(given, "key", "المفتاح"), entity.key);
  if (entity.code) (void)fprintf(given->x.out, "  %s %s\n", word(given, "code", "الرمز"), entity.code);
  if (entity.has_geo) (void)fprintf(given->x.out, "  %s %.4f %.4f\n", word(given, "where", "الموقع"), entity.lat, entity.lon);
  if (entity.ref) cli_explain_ref(&given->x, entity.ref);
  isnad_mention mention;
  for (cursor = isnad_cursor_begin(document); isnad_next_mention(&cursor, &mention);) {
    if (mention.entity != given->index) continue;
    print_words(given, document, mention.span);
    print_evidence(given, mention.evidence, NULL);
  }
  isnad_label label;
  for (cursor = isnad_cursor_begin(document); isnad_next_label(&cursor, &label);) {
    if (label.entity != given->index) continue;
    (void)fprintf(given->x.out, "  %s", word(given, "label", "وصف"));
    if (label.statement != ISNAD_NONE) (void)fprintf(given->x.out, " %s st%u", word(given, "in", "ضمن"), label.statement + 1);
    (void)fputs("\n", given->x.out);
    print_words(given, document, label.span);
    print_evidence(given, label.evidence, NULL);
  }
  return true;
}

static bool print_label(const arguments *given, const isnad_document *document) {
  isnad_cursor cursor = {document, given->index};
  isnad_label row;
  if (!isnad_next_label(&cursor, &row)) return false;
  (void)fprintf(given->x.out, "%s\n", given->row);
  print_words(given, document, row.span);
  print_link(given, document, word(given, "whom", "المقصود"), row.entity);
  print_evidence(given, row.evidence, NULL);
  print_chain(given, document, row.statement);
  return true;
}

static bool print_time(const arguments *given, const isnad_document *document) {
  isnad_cursor cursor = {document, given->index};
  isnad_time row;
  if (!isnad_next_time(&cursor, &row)) return false;
  (void)fprintf(given->x.out, "%s %s %s\n", given->row, isnad_timex_type_name(row.type),
                row.value ? row.value : word(given, "no value", "بلا قيمة"));
  print_words(given, document, row.span);
  print_evidence(given, row.evidence, NULL);
  return true;
}

static bool print_statement(const arguments *given, const isnad_document *document) {
  isnad_cursor cursor = {document, given->index};
  isnad_statement row;
  if (!isnad_next_statement(&cursor, &row)) return false;
  (void)fprintf(given->x.out, "%s %s\n  %s\n", given->row, isnad_cue_class_name(row.cue_class), word(given, "source", "المصدر"));
  print_words(given, document, row.source);
  (void)fprintf(given->x.out, "    %s\n", isnad_source_kind_name(row.kind));
  print_link(given, document, word(given, "who", "القائل"), row.source_entity);
  (void)fprintf(given->x.out, "  %s\n", word(given, "cue", "لفظ القول"));
  print_words(given, document, row.cue);
  (void)fprintf(given->x.out, "  %s\n", word(given, "content", "القول"));
  for (uint32_t i = 0; i < row.contents; i++) print_words(given, document, row.content[i]);
  if (row.parent != ISNAD_NONE) (void)fprintf(given->x.out, "  %s st%u\n", word(given, "inside", "ضمن"), row.parent + 1);
  print_chain(given, document, given->index);
  print_evidence(given, row.evidence, NULL);
  return true;
}

static void print_participants(const arguments *given, const isnad_document *document, const char *name, const isnad_participant *list,
                               uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    print_link(given, document, name, list[i].entity);
    print_words(given, document, list[i].span);
    if (list[i].code) (void)fprintf(given->x.out, "    %s %s\n", word(given, "code", "الرمز"), list[i].code);
  }
}

static void print_size(const arguments *given, const char *name, int32_t value) {
  if (value >= 0) (void)fprintf(given->x.out, "  %s %d\n", name, (int)value);
}

static void print_contexts(const arguments *given, uint64_t contexts) {
  if (!contexts) return;
  (void)fprintf(given->x.out, "  %s", word(given, "context", "السياق"));
  for (int c = 0; c < ISNAD_CONTEXTS; c++)
    if (contexts >> c & 1) (void)fprintf(given->x.out, " %s", isnad_context_name((isnad_context)c));
  (void)fputs("\n", given->x.out);
}

static void print_circumstances(const arguments *given, const isnad_document *document, const isnad_event *row) {
  if (row->place != ISNAD_NONE) print_link(given, document, word(given, "place", "المكان"), row->place);
  isnad_cursor cursor = {document, row->time};
  isnad_time time;
  if (row->time != ISNAD_NONE && isnad_next_time(&cursor, &time)) {
    (void)fprintf(given->x.out, "  %s t%u %s\n", word(given, "time", "الزمان"), row->time + 1, time.value ? time.value : "");
    print_words(given, document, time.span);
  }
  print_size(given, word(given, "dead", "القتلى"), row->dead);
  print_size(given, word(given, "injured", "الجرحى"), row->injured);
  print_size(given, word(given, "arrested", "المعتقلون"), row->arrested);
  print_size(given, word(given, "dead and injured", "القتلى والجرحى معا"), row->casualties);
  print_size(given, word(given, "abducted", "المخطوفون"), row->abducted);
  print_size(given, word(given, "displaced", "النازحون"), row->displaced);
}

static bool print_event(const arguments *given, const isnad_document *document) {
  isnad_cursor cursor = {document, given->index};
  isnad_event row;
  if (!isnad_next_event(&cursor, &row)) return false;
  (void)fprintf(given->x.out, "%s %s%s%s %s%s%s\n", given->row, isnad_event_type_name(row.type), row.mode ? " " : "",
                row.mode ? row.mode : "", isnad_modality_name(row.modality), row.cameo ? " CAMEO " : "", row.cameo ? row.cameo : "");
  print_words(given, document, row.anchor);
  print_evidence(given, row.evidence, NULL);
  print_contexts(given, row.contexts);
  print_participants(given, document, word(given, "actor", "الفاعل"), row.actors, row.actors_count);
  print_participants(given, document, word(given, "recipient", "المتلقي"), row.recipients, row.recipients_count);
  print_circumstances(given, document, &row);
  print_chain(given, document, row.statement);
  return true;
}

static bool print_position(const arguments *given, const isnad_document *document) {
  isnad_cursor cursor = {document, given->index};
  isnad_position row;
  if (!isnad_next_position(&cursor, &row)) return false;
  (void)fprintf(given->x.out, "%s %s\n", given->row, isnad_stance_name(row.stance));
  print_link(given, document, word(given, "holder", "صاحب الموقف"), row.holder);
  (void)fprintf(given->x.out, "  %s\n", word(given, "about", "الموضوع"));
  print_words(given, document, row.about);
  if (row.of != ISNAD_NONE) print_link(given, document, word(given, "of", "المطلوب منه"), row.of);
  if (row.condition.start != ISNAD_NONE) {
    (void)fprintf(given->x.out, "  %s\n", word(given, "condition", "الشرط"));
    print_words(given, document, row.condition);
  }
  if (row.statement != ISNAD_NONE) (void)fprintf(given->x.out, "  %s st%u\n", word(given, "rests on", "يستند إلى"), row.statement + 1);
  if (row.event != ISNAD_NONE) (void)fprintf(given->x.out, "  %s ev%u\n", word(given, "rests on", "يستند إلى"), row.event + 1);
  print_evidence(given, row.evidence, NULL);
  return true;
}

static bool print_one_clue(const arguments *given, const isnad_document *document) {
  isnad_cursor cursor = {document, given->index};
  isnad_clue row;
  if (!isnad_next_clue(&cursor, &row)) return false;
  print_clue(given, document, &row, cursor.next);
  return true;
}

static bool print_row(const arguments *given, const isnad_document *document) {
  switch (given->table) {
    case ENTITIES: return print_entity(given, document);
    case LABELS: return print_label(given, document);
    case TIMES: return print_time(given, document);
    case STATEMENTS: return print_statement(given, document);
    case EVENTS: return print_event(given, document);
    case POSITIONS: return print_position(given, document);
    case CLUES: return print_one_clue(given, document);
    default: print_dated(given, document); return true;
  }
}

/* ---- finding the document ---- */

/* Keeps the text of the first that matches: whether it is the only one is known at the end. */
static bool take(void *context, isnad_document *document, const char *bytes, size_t length, isnad_error *error) {
  arguments *given = context;
  isnad_document_info info;
  (void)bytes;
  (void)length;
  isnad_document_info_get(document, &info);
  if (given->wanted && strcmp(info.id, given->wanted) != 0) return true;
  if (given->matches++) return true;
  given->x.out = open_memstream(&given->text, &given->length);
  if (!given->x.out) {
    *error = (isnad_error){.code = ISNAD_E_NOMEM, .message = "out of memory"};
    return false;
  }
  given->missing = !print_row(given, document);
  print_run(given);
  if (fclose(given->x.out) == 0) return true;
  *error = (isnad_error){.code = ISNAD_E_NOMEM, .message = "out of memory"};
  return false;
}

static int finish(const arguments *given, int status) {
  if (status != CLI_DONE && !given->matches) return status;
  if (!given->matches)
    return cli_say("%s: no document has the id \"%s\"", given->in ? given->in : "-", given->wanted ? given->wanted : ""), CLI_FAILED;
  if (given->matches > 1 && !given->wanted)
    return cli_say("%s holds %lu documents: isnad explain ID %s --in %s", given->common.paths[0], given->matches, given->row,
                   given->common.paths[0]),
           CLI_USAGE;
  if (given->missing) return cli_say("the record has no row %s", given->row), CLI_FAILED;
  (void)cli_write(given->text, given->length);
  return status;
}

int cli_explain(int argc, char **argv) {
  const struct argp_child children[] = {{&cli_common_argp, 0, NULL, 0}, {0}};
  const struct argp argp = {options, parse, "DOC [ROW]", doc, children, NULL, NULL};
  arguments given = {.english = false};
  if (argp_parse(&argp, argc, argv, 0, NULL, &given)) return CLI_FAILED;
  isnad_engine *engine = cli_open_engine(&given.common.engine);
  if (!engine) {
    cli_common_free(&given.common);
    return CLI_FAILED;
  }
  given.x = (cli_explainer){engine, NULL, given.english};
  const cli_sink sink = {.take = take, .context = &given};
  cli_progress_begin(true);
  int status = finish(&given, cli_each_document(&given.common, engine, &sink));
  free(given.text);
  isnad_engine_close(engine);
  cli_common_free(&given.common);
  return cli_output_end() ? status : CLI_FAILED;
}
