#include "report/words.h"

#include <string.h>

isn_name isn_word_event(isnad_event_type type) {
  static const isn_name names[ISNAD_EVENT_TYPES] = {
      [ISNAD_EV_AGREE] = {"اتفاق", "agreement"},       [ISNAD_EV_CONSULT] = {"لقاء وتشاور", "consultation"},
      [ISNAD_EV_SUPPORT] = {"تأييد", "support"},       [ISNAD_EV_CONCEDE] = {"تنازل", "concession"},
      [ISNAD_EV_COOPERATE] = {"تعاون", "cooperation"}, [ISNAD_EV_AID] = {"مساعدة", "aid"},
      [ISNAD_EV_RETREAT] = {"تراجع", "retreat"},       [ISNAD_EV_REQUEST] = {"مطالبة", "request"},
      [ISNAD_EV_ACCUSE] = {"اتهام", "accusation"},     [ISNAD_EV_REJECT] = {"رفض", "rejection"},
      [ISNAD_EV_THREATEN] = {"تهديد", "threat"},       [ISNAD_EV_PROTEST] = {"احتجاج", "protest"},
      [ISNAD_EV_SANCTION] = {"عقوبة", "sanction"},     [ISNAD_EV_MOBILIZE] = {"تعبئة", "mobilisation"},
      [ISNAD_EV_COERCE] = {"إكراه", "coercion"},       [ISNAD_EV_ASSAULT] = {"هجوم", "assault"},
  };
  return names[type];
}

isn_name isn_word_mode(const char *mode) {
  static const struct {
    const char *mode;
    isn_name name;
  } modes[] = {
      {"visit", {"زيارة", "visit"}},
      {"third-party", {"وساطة", "third party"}},
      {"multilateral", {"متعدد الأطراف", "multilateral"}},
      {"phone", {"اتصال هاتفي", "by phone"}},
      {"withdraw", {"انسحاب", "withdrawal"}},
      {"release", {"إفراج", "release"}},
      {"disarm", {"نزع سلاح", "disarmament"}},
      {"ceasefire", {"وقف إطلاق نار", "ceasefire"}},
      {"access", {"فتح ممر", "access"}},
      {"resign", {"استقالة", "resignation"}},
      {"assist", {"عون", "assistance"}},
      {"change", {"تغيير سياسة", "change of policy"}},
      {"yield", {"تنازل", "yielding"}},
      {"meet", {"لقاء", "meeting"}},
      {"disapprove", {"تنديد", "disapproval"}},
      {"investigate", {"تحقيق", "investigation"}},
      {"allege", {"إسناد فعل", "allegation"}},
      {"restrict", {"تقييد", "restriction"}},
      {"arrest", {"توقيف", "arrest"}},
      {"relations", {"قطع علاقات", "breaking relations"}},
      {"expel", {"طرد", "expulsion"}},
      {"territory", {"سيطرة على أرض", "territory"}},
      {"violence", {"عنف", "violence"}},
      {"demo", {"مظاهرة", "demonstration"}},
      {"riot", {"شغب", "riot"}},
      {"strike", {"إضراب", "strike"}},
      {"hunger", {"إضراب عن الطعام", "hunger strike"}},
      {"boycott", {"مقاطعة", "boycott"}},
      {"obstruct", {"قطع طرق", "obstruction"}},
      {"vandalize", {"تخريب", "vandalism"}},
      {"convict", {"حكم قضائي", "conviction"}},
      {"discontinue", {"وقف تعامل", "discontinuation"}},
      {"troops", {"قوات", "troops"}},
      {"weapons", {"أسلحة", "weapons"}},
      {"police", {"شرطة", "police"}},
      {"militia", {"قوات غير نظامية", "irregular forces"}},
      {"seize", {"استيلاء", "seizure"}},
      {"censor", {"رقابة", "censorship"}},
      {"curfew", {"حظر تجول", "curfew"}},
      {"martial-law", {"أحكام عرفية", "martial law"}},
      {"deport", {"ترحيل", "deportation"}},
      {"withhold", {"حجب", "withholding"}},
      {"misinformation", {"تضليل", "misinformation"}},
      {"cyber", {"إلكتروني", "cyber"}},
      {"abduct", {"خطف", "abduction"}},
      {"beat", {"ضرب", "beating"}},
      {"torture", {"تعذيب", "torture"}},
      {"sexual", {"عنف جنسي", "sexual violence"}},
      {"targeted", {"استهداف أشخاص", "targeted killing"}},
      {"destroy", {"تدمير", "destruction"}},
      {"primitive", {"سلاح أبيض", "primitive weapons"}},
      {"firearms", {"أسلحة نارية", "firearms"}},
      {"explosives", {"متفجرات", "explosives"}},
      {"suicide-attack", {"هجوم انتحاري", "suicide attack"}},
      {"aerial", {"قصف جوي", "from the air"}},
      {"drone", {"طائرة مسيرة", "drone"}},
      {"heavy-weapons", {"أسلحة ثقيلة", "heavy weapons"}},
      {"crowd-control", {"تفريق حشود", "crowd control"}},
      {"unconventional", {"سلاح غير تقليدي", "unconventional weapons"}},
  };
  for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
    if (strcmp(modes[i].mode, mode) == 0) return modes[i].name;
  return (isn_name){mode, mode};
}

isn_name isn_word_context(isnad_context context) {
  static const isn_name names[ISNAD_CONTEXTS] = {
      [ISNAD_CX_MILITARY] = {"عسكري", "military"},
      [ISNAD_CX_INTELLIGENCE] = {"استخباراتي", "intelligence"},
      [ISNAD_CX_EXECUTIVE] = {"حكومي", "executive"},
      [ISNAD_CX_LEGISLATIVE] = {"تشريعي", "legislative"},
      [ISNAD_CX_ELECTION] = {"انتخابات", "elections"},
      [ISNAD_CX_POLITICAL_INSTITUTIONS] = {"مؤسسات سياسية", "political institutions"},
      [ISNAD_CX_PRO_DEMOCRACY] = {"تأييد الديمقراطية", "pro-democracy"},
      [ISNAD_CX_PRO_AUTOCRACY] = {"تأييد الاستبداد", "pro-autocracy"},
      [ISNAD_CX_ECONOMIC] = {"اقتصادي", "economic"},
      [ISNAD_CX_LEGAL] = {"قضائي", "legal"},
      [ISNAD_CX_REPARATIONS] = {"تعويضات", "reparations"},
      [ISNAD_CX_HUMAN_RIGHTS] = {"حقوق الإنسان", "human rights"},
      [ISNAD_CX_RIGHTS_FREEDOMS] = {"حقوق وحريات", "rights and freedoms"},
      [ISNAD_CX_REPRESSION] = {"قمع", "repression"},
      [ISNAD_CX_HUMAN_SECURITY] = {"أمن إنساني", "human security"},
      [ISNAD_CX_GENDER] = {"المرأة", "gender"},
      [ISNAD_CX_LGBT] = {"المثليون", "LGBT"},
      [ISNAD_CX_RELIGION_ETHNICITY] = {"دين وعرق", "religion and ethnicity"},
      [ISNAD_CX_INEQUALITY] = {"عدم مساواة", "inequality"},
      [ISNAD_CX_DIPLOMATIC] = {"دبلوماسي", "diplomatic"},
      [ISNAD_CX_TERRITORY] = {"أرض وحدود", "territory"},
      [ISNAD_CX_PEACEKEEPING] = {"حفظ سلام", "peacekeeping"},
      [ISNAD_CX_HEALTH] = {"صحة", "health"},
      [ISNAD_CX_ASYLUM] = {"لجوء", "asylum"},
      [ISNAD_CX_MIGRATION] = {"هجرة", "migration"},
      [ISNAD_CX_DISASTERS] = {"كوارث", "disasters"},
      [ISNAD_CX_NATURAL_RESOURCE] = {"موارد طبيعية", "natural resources"},
      [ISNAD_CX_ENVIRONMENT] = {"بيئة", "environment"},
      [ISNAD_CX_TECHNOLOGY] = {"تقنية", "technology"},
      [ISNAD_CX_TERRORISM] = {"إرهاب", "terrorism"},
      [ISNAD_CX_CBRN] = {"سلاح دمار شامل", "CBRN"},
      [ISNAD_CX_CYBER] = {"أمن إلكتروني", "cyber"},
      [ISNAD_CX_MISINFORMATION] = {"تضليل", "misinformation"},
      [ISNAD_CX_CRIME] = {"جريمة", "crime"},
      [ISNAD_CX_CORRUPTION] = {"فساد", "corruption"},
      [ISNAD_CX_ILLEGAL_DRUGS] = {"مخدرات", "illegal drugs"},
      [ISNAD_CX_TRAFFICKING] = {"تهريب واتجار", "trafficking"},
  };
  return names[context];
}

isn_name isn_word_modality(isnad_modality modality) {
  static const isn_name names[ISNAD_MODALITIES] = {
      [ISNAD_ACTUAL] = {"مروي", "told"},        [ISNAD_PLANNED] = {"معتزم", "planned"},
      [ISNAD_DEMANDED] = {"مطلوب", "demanded"}, [ISNAD_HYPOTHETICAL] = {"مفترض", "hypothetical"},
      [ISNAD_DENIED] = {"منفي", "denied"},
  };
  return names[modality];
}

isn_name isn_word_class(isnad_cue_class cue_class) {
  static const isn_name names[ISNAD_CUE_CLASSES] = {
      [ISNAD_SAY] = {"قول", "says"},       [ISNAD_ASSERT] = {"تأكيد", "asserts"},  [ISNAD_ANNOUNCE] = {"إعلان", "announces"},
      [ISNAD_REVEAL] = {"كشف", "reveals"}, [ISNAD_ADMIT] = {"إقرار", "admits"},    [ISNAD_DENY] = {"نفي", "denies"},
      [ISNAD_CLAIM] = {"زعم", "claims"},   [ISNAD_DEMAND] = {"مطالبة", "demands"}, [ISNAD_PROMISE] = {"تعهد", "promises"},
      [ISNAD_WARN] = {"تحذير", "warns"},   [ISNAD_ACCUSE] = {"اتهام", "accuses"},  [ISNAD_ACCEPT] = {"قبول", "accepts"},
      [ISNAD_REFUSE] = {"رفض", "refuses"}, [ISNAD_OPINE] = {"رأي", "opines"},
  };
  return names[cue_class];
}

isn_name isn_word_stand(isn_stand_kind kind) {
  static const isn_name names[ISN_STANDS] = {
      [ISN_STAND_DEMANDS] = {"مطلب", "demands"},      [ISN_STAND_ACCEPTS] = {"قبول", "accepts"},
      [ISN_STAND_REFUSES] = {"رفض", "refuses"},       [ISN_STAND_OFFERS] = {"عرض", "offers"},
      [ISN_STAND_THREATENS] = {"تهديد", "threatens"}, [ISN_STAND_PROMISES] = {"تعهد", "promises"},
      [ISN_STAND_WARNS] = {"تحذير", "warns"},
  };
  return names[kind];
}

isn_name isn_word_measure(isn_measure measure) {
  static const isn_name names[ISN_MEASURES] = {{"القتلى", "dead"}, {"الجرحى", "injured"}, {"الموقوفون", "arrested"}};
  return names[measure];
}

isn_name isn_word_weekday(int day) {
  static const isn_name names[] = {{"الأحد", "Sunday"},    {"الاثنين", "Monday"}, {"الثلاثاء", "Tuesday"}, {"الأربعاء", "Wednesday"},
                                   {"الخميس", "Thursday"}, {"الجمعة", "Friday"},  {"السبت", "Saturday"}};
  return day >= 0 && day < 7 ? names[day] : (isn_name){"", ""};
}

isn_name isn_word(isn_heading heading) {
  static const isn_name words[ISN_HEADINGS] = {
      [ISN_H_REPORT] = {"من قال ماذا، وعمن نقل", "Who said what, citing whom"},
      [ISN_H_DOCUMENTS] = {"الوثائق المقروءة", "Documents read"},
      [ISN_H_OUTLETS] = {"وسائل الإعلام", "Outlets"},
      [ISN_H_DATES] = {"الفترة", "Period"},
      [ISN_H_TIMELINE] = {"تسلسل الأحداث المروية", "Timeline of what is told"},
      [ISN_H_DISAGREEMENTS] = {"مواضع الاختلاف", "Where they differ"},
      [ISN_H_POSITIONS] = {"مواقف الأطراف", "Positions of the parties"},
      [ISN_H_NAMES] = {"التسميات", "Names in use"},
      [ISN_H_STATEMENTS] = {"التصريحات وسلاسل إسنادها", "Statements and their chains"},
      [ISN_H_EVIDENCE] = {"النصوص", "Texts"},
      [ISN_H_CLAIMS] = {"ما يروى، ومن يخالفه", "Claims, and who says otherwise"},
      [ISN_H_COMPARISON] = {"مقارنة وسائل الإعلام", "The outlets compared"},
      [ISN_W_ORIGINS] = {"مصادر مستقلة", "independent origins"},
      [ISN_W_ORIGINS_AGAINST] = {"مصادر مخالفة", "origins against"},
      [ISN_W_ONE_OUTLET] = {"في وسيلة واحدة فقط", "one outlet only"},
      [ISN_W_REVISES] = {"عدلت رقما سابقا لها", "revises an earlier figure of its own"},
      [ISN_W_FOR] = {"مع", "for"},
      [ISN_W_AGAINST] = {"ضد", "against"},
      [ISN_W_QUOTES] = {"تصريحات منقولة", "statements quoted"},
      [ISN_W_UNNAMED] = {"منها بلا اسم", "of them unnamed"},
      [ISN_W_LEFT_OUT] = {"لم يرو ما رواه الآخرون جميعا", "does not carry what all others do"},
      [ISN_W_MORE] = {"غيرها", "more"},
      [ISN_W_EMPTY] = {"لا وثائق في الأرشيف.", "The archive holds no documents."},
      [ISN_W_NO_ROWS] = {"لا شيء من ذلك في هذه الوثائق.", "Nothing of the kind in these documents."},
      [ISN_W_UNDATED] = {"بلا تاريخ معروف", "Date not known"},
      [ISN_W_DATE_OF_DOCUMENT] = {"لا يذكر النص متى؛ هذا تاريخ الوثيقة", "the text does not say when; this is the document's date"},
      [ISN_W_INFERRED] = {"مستنتج من النص", "inferred from the text"},
      [ISN_W_WIRE] = {"عن", "from the wire:"},
      [ISN_W_AGENCIES] = {"وكالات لا يسميها", "agencies, not named"},
      [ISN_W_COPY_OF] = {"نسخة من", "copy of"},
      [ISN_W_COPY] = {"نسخة", "copy"},
      [ISN_W_SAME_TEXT] = {"من النص الأقصر مشترك", "of the shorter text is shared"},
      [ISN_W_ACTOR] = {"الفاعل", "Actor"},
      [ISN_W_RECIPIENT] = {"المتلقي", "Recipient"},
      [ISN_W_PLACE] = {"المكان", "Place"},
      [ISN_W_TELL_AND_DENY] = {"منهم من يرويه ومنهم من ينفيه", "some tell it, some deny it"},
      [ISN_W_OUTLETS_CARRY] = {"عدد وسائل الإعلام", "outlets"},
      [ISN_W_INDEPENDENT] = {"منها غير منسوخة", "of them not copies"},
      [ISN_W_CONDITION] = {"الشرط", "Condition"},
      [ISN_W_TOWARDS] = {"إزاء", "towards"},
      [ISN_W_OF] = {"من", "of"},
      [ISN_W_DENIALS] = {"تصريحات النفي", "Denials"},
      [ISN_W_QUOTED] = {"في كلام منقول", "in quoted words"},
      [ISN_W_ALSO] = {"وأيضا", "also"},
      [ISN_W_ACCORDING] = {"بحسب", "according to"},
      [ISN_W_HOW_TO_READ] = {"السهم ← يعني: نقلا عن. والرقمان في المعقوفين: رقم الوثيقة ثم رقم السطر.",
                             "The arrow ← means: citing. The two numbers in brackets: document, then line."},
      [ISN_W_FOOTER] =
          {"لا يقول إسناد أي الروايات صحيحة. إنه يبين من قال ماذا، وعمن نقله، وفي أي وثيقة وسطر، ومن يخالفه. وقد يخطئ في القراءة، "
           "فارجع إلى النص.",
           "isnad does not say which account is true. It shows who said what, citing whom, in which document and line, and who says "
           "otherwise. It can misread: go back to the text."},
      [ISN_W_MADE_BY] = {"قرأها إسناد", "Read by isnad"},
      [ISN_W_LEXICON] = {"المعجم", "lexicon"},
      [ISN_W_ALL] = {"الكل", "All"},
      [ISN_W_OUTLET] = {"الوسيلة", "Outlet"},
      [ISN_W_TYPE] = {"النوع", "Type"},
      [ISN_W_MODALITY] = {"الصيغة", "Modality"},
      [ISN_W_CONTEXT] = {"السياق", "Context"},
      [ISN_W_SPEAKER] = {"القائل", "Speaker"},
      [ISN_W_CLASS] = {"فعل القول", "Kind"},
      [ISN_W_MARK_SOURCE] = {"القائل", "source"},
      [ISN_W_MARK_CUE] = {"لفظ القول", "reporting word"},
      [ISN_W_MARK_EVENT] = {"لفظ الحدث", "event word"},
      [ISN_W_ACTOR_COLUMN] = {"المسمى", "Actor"},
  };
  return words[heading];
}
