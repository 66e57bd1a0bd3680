/* What the parts of a `why` say. A part is a name of a closed set ("subject:after"), or a table's name and the first cell of its row. */
#include <string.h>

#include "explain.h"

typedef struct part {
  const char *name, *english, *arabic;
} part;

static const part parts[] = {
    {"subject:after", "the speaker stands behind the cue", "القائل بعد الفعل"},
    {"subject:before", "the speaker stands before the cue", "القائل قبل الفعل"},
    {"subject:implicit", "the speaker is not written; the one before is meant", "القائل غير مذكور، والمقصود من سبق ذكره"},
    {"participle:same-speaker", "a participle: the speaker of the clause around speaks on", "حال: القائل نفسه يتابع"},
    {"noun:genitive", "a noun; its genitive speaks", "مصدر أضيف إلى قائله"},
    {"noun:pronoun", "a noun; the pronoun at its end speaks", "مصدر اتصل به ضمير قائله"},
    {"noun:implicit", "a noun; nobody is named", "مصدر لم يسم قائله"},
    {"noun:subject-of-its-verb", "a noun; the subject of the verb that governs it speaks", "مصدر، قائله فاعل الفعل الذي قبله"},
    {"noun:from", "a noun; who speaks stands behind it with من", "مصدر، قائله بعده مجرور بمن"},
    {"noun:after-its-speaker", "a noun behind its speaker", "اسم بعد قائله"},
    {"headline:colon", "a headline: name, colon, words", "عنوان: اسم ثم نقطتان ثم القول"},
    {"passive", "a passive: nobody is named", "مبني للمجهول: لم يسم قائل"},
    {"phrase", "a phrase of attribution", "عبارة إسناد"},
    {"phrase:after", "a phrase of attribution; the source stands behind it", "عبارة إسناد يليها المصدر"},
    {"phrase:pronoun", "a phrase of attribution; its pronoun means who spoke before", "عبارة إسناد، ضميرها لمن سبق كلامه"},
    {"content:that", "what is said follows أن", "القول بعد أن"},
    {"content:particle", "what is said follows the particle of the cue", "القول بعد حرف الجر"},
    {"content:object", "what is said is the object of the cue", "القول مفعول به"},
    {"content:colon", "what is said follows a colon", "القول بعد نقطتين"},
    {"content:quotation", "what is said stands in quotation marks", "القول بين علامتي تنصيص"},
    {"content:quotation-before", "what is said stands in quotation marks before", "القول بين علامتي تنصيص قبل الفعل"},
    {"content:after-phrase", "what is said follows the phrase", "القول بعد العبارة"},
    {"content:before-phrase", "what is said stands before the phrase", "القول قبل العبارة"},
    {"content:antecedent", "what is said stands before the relative pronoun", "القول قبل الاسم الموصول"},
    {"content:before-as", "what is said stands before كما", "القول قبل كما"},
    {"content:bare", "what is said follows قال with nothing to open it", "القول بعد قال بلا أداة"},
    {"content:of-its-verb", "what the verb beside it says", "قول الفعل المجاور"},
    {"content:sentence-before", "what is said is the sentence before", "القول في الجملة السابقة"},
    {"content:headline", "the rest of the headline is what is said", "باقي العنوان هو القول"},
    {"modality:statement", "the class of the statement says whether it was, is planned or demanded",
     "صنف القول يحدد أوقع أم ينتظر أم يطلب"},
    {"modality:adjective", "an adjective says that it is to come", "صفة تدل على أنه منتظر"},
    {"alone", "no other sentence tells of an act of force: the model of events says how likely this one reports it (docs/calibration.md)",
     "لا جملة أخرى تروي عملا عنيفا: نموذج الأحداث يقدر أن الجملة تخبر به لا تشير إليه"},
    {"lexicon:name", "a name of the lexicon", "اسم من المعجم"},
    {"names:after-title", "a name behind a title", "اسم بعد لقب"},
    {"names:after-head", "a name behind a noun that opens names of bodies", "اسم بعد رأس من رؤوس أسماء الهيئات"},
    {"names:words", "words that are parts of persons' names", "ألفاظ من أسماء الأعلام"},
    {"names:surname", "a surname of somebody named before", "لقب من سبق ذكره"},
    {"names:speaker", "a name where a speaker must stand", "اسم في موضع القائل"},
    {"noun:implicit", "a noun; who speaks is not written", "مصدر لم يكتب قائله"},
    {"tagger", "found by the trained labeller of names (model name)", "وجده مصنف الأسماء المدرب (النموذج name)"},
    {"names:quoted-after-head", "a quoted name behind a noun that opens names of bodies",
     "اسم بين علامتي تنصيص بعد رأس من رؤوس أسماء الهيئات"},
    {"names:head-nationality", "a noun that opens names of bodies, with a nationality", "رأس من رؤوس أسماء الهيئات مع نسبة إلى بلد"},
    {"names:known-surname", "a surname that the knowledge base has of one person", "لقب يعرف في قاعدة المعرفة لشخص واحد"},
    {"names:after-force", "a name behind a word for armed forces", "اسم بعد لفظ من ألفاظ القوات"},
    {"names:short-body", "a short name of a body named before", "اسم مختصر لهيئة سبق ذكرها"},
    {"names:unknown-words", "words behind a title that no lexicon has", "ألفاظ بعد لقب ليست في المعجم"},
    {"names:news-agency", "a news agency by its form", "وكالة أنباء من صيغة اسمها"},
    {"names:kingdom", "the kingdom of the outlet, or the only one that the text names", "مملكة الوسيلة أو المملكة الوحيدة في النص"},
    {"names:after-nationality", "a name behind a nationality", "اسم بعد نسبة إلى بلد"},
    {"label:title-name", "a title with the name", "لقب مع الاسم"},
    {"label:description", "a description without the name; the document says whom it means", "وصف بلا اسم، والنص يبين المقصود"},
    {"label:office", "an office without a name; the document names its holder, or the knowledge base has who held it on that day",
     "منصب بلا اسم، سمى النص صاحبه أو عرفت قاعدة المعرفة من شغله يومئذ"},
    {"label:people-of", "people before the armed body that they belong to", "أفراد منسوبون إلى جماعتهم المسلحة"},
    {"label:head-name", "a noun for a body with the name", "اسم جنس للهيئة مع اسمها"},
    {"label:apposition", "an apposition of the name", "بدل من الاسم"},
    {"label:force-of", "forces of somebody", "قوات منسوبة إلى صاحبها"},
    {"label:force-inside", "forces, with their owner inside the phrase", "قوات وصاحبها داخل العبارة"},
    {"label:qualified", "the name with a qualifying word", "الاسم مع صفة"},
    {"timex:set", "something that comes again and again", "وقت يتكرر"},
    {"timex:units-vague", "some units of time", "مدة غير محددة العدد"},
    {"timex:units-counted", "a number of units of time", "مدة معدودة"},
    {"timex:year-listed", "a year in a list of years", "سنة في قائمة سنوات"},
    {"timex:year-alone", "a year alone", "سنة وحدها"},
    {"timex:year-after-noun", "a year behind a noun", "سنة بعد اسم"},
    {"timex:year-relative", "a year counted from the document's", "سنة تحسب من سنة النص"},
    {"timex:then", "that time, spoken of before", "ذلك الوقت الذي سبق ذكره"},
    {"timex:same", "the same time as one spoken of before", "الوقت نفسه الذي سبق ذكره"},
    {"timex:century", "a century", "قرن"},
    {"timex:decade", "a decade", "عقد من السنين"},
    {"timex:feast", "a feast", "عيد"},
    {"timex:season", "a season", "فصل من السنة"},
    {"timex:clock", "an hour of the clock", "ساعة محددة"},
    {"timex:midnight", "midnight", "منتصف الليل"},
    {"timex:daypart-alone", "a part of a day, without its day", "جزء من يوم بلا ذكر اليوم"},
    {"timex:daypart-adverb", "a part of a day as an adverb", "ظرف لجزء من يوم"},
    {"timex:day-range", "from a day to another", "من يوم إلى يوم"},
    {"timex:day-of-month", "a day of the month", "يوم من الشهر"},
    {"timex:day-named", "a day that has a name", "يوم له اسم"},
    {"timex:day-numeric", "a date in figures", "تاريخ بالأرقام"},
    {"position:DEMAND", "a statement of the class DEMAND: it demands", "قول من صنف DEMAND: صاحبه يطالب"},
    {"position:ACCEPT", "a statement of the class ACCEPT: it accepts", "قول من صنف ACCEPT: صاحبه يقبل"},
    {"position:REFUSE", "a statement of the class REFUSE: it refuses", "قول من صنف REFUSE: صاحبه يرفض"},
    {"position:PROMISE", "a statement of the class PROMISE: it offers", "قول من صنف PROMISE: صاحبه يعرض"},
    {"position:WARN", "a statement of the class WARN: it threatens", "قول من صنف WARN: صاحبه يهدد"},
    {"position:content", "what is said begins with a word that has a stance", "القول يبدأ بلفظ يدل على الموقف"},
    {"position:REQUEST", "an event of the type REQUEST: its actor demands", "حدث من نوع REQUEST: فاعله يطالب"},
    {"position:REJECT", "an event of the type REJECT: its actor refuses", "حدث من نوع REJECT: فاعله يرفض"},
    {"position:THREATEN", "an event of the type THREATEN: its actor threatens", "حدث من نوع THREATEN: فاعله يهدد"},
    {"position:AGREE", "an event of the type AGREE whose word accepts", "حدث من نوع AGREE لفظه قبول"},
    {"position:ASSERT", "a statement of the class ASSERT whose cue has a stance", "قول من صنف ASSERT للفظه موقف"},
    {"position:SAY", "a statement of the class SAY whose cue has a stance", "قول من صنف SAY للفظه موقف"},
    {"timex:vague", "a time that is not said exactly", "وقت غير محدد"},
    {"timex:weekday", "a weekday alone", "يوم من أيام الأسبوع وحده"},
    {"timex:weekday-date", "a weekday with its date", "يوم من أيام الأسبوع مع تاريخه"},
    {"timex:relative", "a day counted from the document's", "يوم يحسب من يوم النص"},
    {"timex:relative-weekday", "a day counted from the document's, with its weekday", "يوم يحسب من يوم النص مع اسمه"},
    {"timex:day-month", "a day and month", "يوم وشهر"},
    {"timex:month", "a month", "شهر"},
    {"timex:month-hijri", "a month of the Islamic calendar", "شهر هجري"},
    {"timex:year", "a year", "سنة"},
    {"timex:unit", "a period with its modifier", "مدة مع صفتها"},
    {"timex:duration", "a duration", "مدة"},
    {"timex:daypart", "a part of a day", "جزء من يوم"},
    {"timex:ago", "so long before the document", "مدة قبل يوم النص"},
    {"timex:since-ago", "so long before the document", "مدة قبل يوم النص"},
    {"said", "the words say all of it", "اللفظ كاف"},
    {"document", "resolved by the document's date", "حسب من تاريخ النص"},
    {"before", "the last one before the document", "آخر ما سبق يوم النص"},
    {"after", "the first one behind the document", "أول ما يلي يوم النص"},
    {"anchor", "resolved by the date spoken of before", "حسب من تاريخ سبق ذكره"},
    {"month", "resolved by the document's month", "حسب من شهر النص"},
    {"unresolved", "cannot be resolved", "لا يمكن حسابه"},
    {"date:exact", "a full date that is today's, or counted from today", "تاريخ كامل هو يوم النص أو يحسب منه"},
    {"date:current", "a year or month that is said to be the current one", "سنة أو شهر وصف بأنه الجاري"},
    {"date:not-before", "a dated past: the article is not older", "ماض مؤرخ: النص ليس أقدم منه"},
    {"date:not-after", "a dated future: the article is not younger", "مستقبل مؤرخ: النص ليس أحدث منه"},
    {"date:latest-year", "the latest year that is spoken of: most news speaks of its own", "آخر سنة ذكرت، وأكثر الأخبار تذكر سنتها"},
    {"date:weekday-past", "a weekday of the last days", "يوم من الأيام القريبة الماضية"},
    {"date:weekday-last", "a weekday of the last week", "يوم من الأسبوع الماضي"},
    {"date:weekday-ahead", "a weekday of the days to come", "يوم من الأيام القريبة المقبلة"},
    {"date:weekday", "a weekday near the article's day", "يوم قريب من يوم النص"},
    {"date:relative-weekday", "today, yesterday or tomorrow with its weekday", "اليوم أو أمس أو غدا مع اسم اليوم"},
    {"date:today", "today's day and month", "يوم النص وشهره"},
    {"date:dated-weekday", "a weekday with day and month: only some years have it", "يوم باسمه وتاريخه: لا يقع إلا في بعض السنين"},
    {"date:this-month", "said to be this month", "وصف بأنه الشهر الجاري"},
    {"date:last", "the last day or month of that name", "آخر يوم أو شهر بهذا الاسم"},
    {"date:next", "the next day or month of that name", "اليوم أو الشهر المقبل بهذا الاسم"},
    {"date:behind", "a day or month that is past", "يوم أو شهر مضى"},
    {"date:ahead", "a day or month to come", "يوم أو شهر مقبل"},
    {"date:day-behind", "a day of this month that is past", "يوم مضى من الشهر الجاري"},
    {"date:day-ahead", "a day of this month to come", "يوم مقبل من الشهر الجاري"},
    {"date:feast", "a feast or month of the Islamic year, spoken of near its days", "عيد أو شهر هجري يذكر قرب أيامه"},
    {"date:feast-now", "a feast or month that is said to be now", "عيد أو شهر وصف بأنه الجاري"},
    {"date:feast-ahead", "a feast or month to come", "عيد أو شهر مقبل"},
    {"date:feast-behind", "a feast or month that is past", "عيد أو شهر مضى"},
    {"mentioned", "it is mentioned as news is, or as what has been", "ذكر كما تذكر الأخبار أو ما مضى"},
    {"planned", "it is spoken of as still to come", "ذكر على أنه لم يقع بعد"},
    {"remembered", "its anniversary is near", "ذكراه قريبة"},
    {"anniversary", "so many years after it", "بعده بسنوات معدودة"},
    {"day", "its day stands beside it", "يومه مذكور بجانبه"},
    {"weekday", "its weekday stands beside it", "اسم يومه مذكور بجانبه"},
    {"relative", "today, yesterday or tomorrow stands beside it", "اليوم أو أمس أو غدا بجانبه"},
    {"unit", "this, the last or the next period stands beside it", "المدة الجارية أو الماضية أو المقبلة بجانبه"},
    {"distance", "so long after it", "بعده بمدة"},
    {"counted", "a day or month that is counted from it", "يوم أو شهر يعد منه"},
    {"in", "called by the title: in office", "ذكر بلقبه: هو في منصبه"},
    {"former", "called a former holder: out of office", "وصف بالسابق: ترك منصبه"},
    {"elect", "elected and not yet in office", "منتخب لم يتسلم منصبه"},
};

static const part *find_part(const char *text, size_t length) {
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (strlen(parts[i].name) == length && strncmp(parts[i].name, text, length) == 0) return &parts[i];
  return NULL;
}

/* Tables by the part's first word. */
static const char *const tables_of[][3] = {{"cue", "cues.tsv", NULL},
                                           {"event", "events-material.tsv", "events-verbal.tsv"},
                                           {"modality", "modality.tsv", "words.tsv"},
                                           {"against", "against.tsv", NULL},
                                           {"context", "contexts.tsv", NULL},
                                           {"word", "positions.tsv", NULL},
                                           {"condition", "positions.tsv", NULL}};

static void print_row(const cli_explainer *x, const isnad_lexicon_row *row) {
  (void)fprintf(x->out, "      %s:%u", row->file, row->line);
  for (uint32_t i = 0; i < row->columns_count; i++)
    if (*row->cells[i]) (void)fprintf(x->out, "  %s=%s", row->columns[i], row->cells[i]);
  (void)fputs("\n", x->out);
}

/* The rows of a first cell in the tables of a kind; their number. */
static uint32_t print_rows(const cli_explainer *x, const char *const tables[3], const char *key) {
  uint32_t found = 0;
  for (size_t t = 1; t < 3 && tables[t]; t++) {
    isnad_lexicon_row row;
    for (uint32_t n = 0; isnad_engine_lexicon_row(x->engine, tables[t], key, n, &row); n++, found++) print_row(x, &row);
  }
  return found;
}

/* "cue:أكد|subject:after": a first cell may hold the divider itself, so the longest that is a row is taken. The length that was read. */
static size_t explain_entry(const cli_explainer *x, const char *why) {
  for (size_t k = 0; k < sizeof tables_of / sizeof *tables_of; k++) {
    size_t head = strlen(tables_of[k][0]);
    if (strncmp(why, tables_of[k][0], head) != 0 || why[head] != ':') continue;
    char key[1024];
    size_t length = strlen(why + head + 1);
    if (length >= sizeof key) return 0;
    for (; length > 0; length--) {
      if (why[head + 1 + length] && why[head + 1 + length] != '|') continue;
      (void)memcpy(key, why + head + 1, length);
      key[length] = 0;
      isnad_lexicon_row row;
      bool there = false;
      for (size_t t = 1; t < 3 && tables_of[k][t] && !there; t++)
        there = isnad_engine_lexicon_row(x->engine, tables_of[k][t], key, 0, &row);
      if (!there) continue;
      (void)fprintf(x->out, x->english ? "    %s “%s”, a row of the lexicon:\n" : "    %s «%s»، من المعجم:\n", tables_of[k][0], key);
      (void)print_rows(x, tables_of[k], key);
      return head + 1 + length;
    }
  }
  return 0;
}

/* A name that may be followed by its value: "date:not-before" and "2011-01-01", "distance" and the place of the expression. */
static void explain_part(const cli_explainer *x, const char *text, size_t length) {
  const part *p = find_part(text, length);
  size_t blank = 0;
  while (blank < length && text[blank] != ' ') blank++;
  if (!p && blank < length) p = find_part(text, blank);
  if (p) (void)fprintf(x->out, "    %.*s: %s\n", (int)length, text, x->english ? p->english : p->arabic);
  else (void)fprintf(x->out, "    %.*s\n", (int)length, text);
}

/* The id of the model in use whose name begins so. */
static void print_model(const cli_explainer *x, const char *head) {
  const char *models = isnad_engine_models(x->engine);
  for (const char *at = models; *at; at += strcspn(at, " "), at += *at == ' ')
    if (strncmp(at, head, strlen(head)) == 0)
      (void)fprintf(x->out, "    %s %.*s\n", x->english ? "model" : "النموذج", (int)strcspn(at, " "), at);
}

void cli_explain_ref(const cli_explainer *x, const char *ref) {
  static const char *const heads[][4] = {{"isnad:capital-", "countries.tsv", NULL, NULL},
                                         {"isnad:country-", "countries.tsv", NULL, NULL},
                                         {"isnad:outlet-", "outlets.tsv", NULL, NULL},
                                         {"isnad:place-", NULL, NULL, NULL},
                                         {"isnad:", "people.tsv", "organisations.tsv", "actors.tsv"},
                                         {"", "actors.tsv", "people.tsv", "organisations.tsv"}};
  for (size_t k = 0; k < sizeof heads / sizeof *heads; k++) {
    size_t length = strlen(heads[k][0]);
    if (strncmp(ref, heads[k][0], length) != 0) continue;
    isnad_lexicon_row row;
    for (size_t t = 1; t < 4 && heads[k][t]; t++)
      for (uint32_t n = 0; isnad_engine_lexicon_row(x->engine, heads[k][t], ref + length, n, &row); n++) print_row(x, &row);
    return;
  }
}

void cli_explain_why(const cli_explainer *x, const char *why, const isnad_clue *clue) {
  (void)fprintf(x->out, "    %s %s\n", x->english ? "why" : "الدليل", why);
  for (const char *at = why; *at;) {
    size_t read = explain_entry(x, at);
    if (read) {
      at += read + (at[read] == '|');
      continue;
    }
    size_t length = strcspn(at, "|");
    bool named = strncmp(at, "public:", 7) == 0 || strncmp(at, "term:", 5) == 0;
    if (named && clue && clue->lexicon_file)
      (void)fprintf(x->out, x->english ? "    %.*s: a row of the lexicon, %s:%u\n" : "    %.*s: من المعجم، %s:%u\n", (int)length, at,
                    clue->lexicon_file, clue->lexicon_line);
    else explain_part(x, at, length);
    if (length == 6 && strncmp(at, "tagger", 6) == 0) print_model(x, "name-");
    at += length + (at[length] == '|');
  }
}
