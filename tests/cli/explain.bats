# isnad explain: a row of a record in words, with the lexicon rows behind it; the day of an article without a date.
load helper

article() {
  cat >a.txt <<'TEXT'
قال وزير الخارجية الأمريكي جون كيري أمس الثلاثاء إن المحادثات ستستأنف.
وأكد وزير الدفاع أن الجيش قصف مواقع المسلحين في 3 مايو 2016.
TEXT
}

@test "dated: the days, what they rest on, and the row of the lexicon" {
  article
  isnad explain --lang en a.txt dated
  is_status 0
  no_stderr
  [[ $output =~ ^dated\ 201[456]-..-..\ …\ 201[6789]-..-.. ]] || explain
  [[ $output == *"it rests on"* ]] || explain
  [[ $output == *"term:John Kerry, secretary of state|in"* ]] || explain
  [[ $output == *"a row of the lexicon, terms.tsv:"* ]] || explain
  [[ $output == *"“أمس الثلاثاء” [line 1]"* ]] || explain
  dated=$output
  isnad explain --lang en a.txt
  [ "$output" = "$dated" ] || explain
}

@test "the row that is named is that of the lexicon" {
  article
  isnad explain --lang en a.txt dated
  line=$(sed -n 's/.*terms\.tsv:\([0-9]*\)$/\1/p' <<<"$output" | head -1)
  [[ $(sed -n "${line}p" "$ROOT/lexicon/terms.tsv") == "John Kerry	secretary of state"* ]] || explain
}

@test "a date that the input gives is not inferred" {
  article
  isnad explain --lang en --published 2016-05-04 a.txt
  is_status 0
  [[ $output == "dated 2016-05-04 … 2016-05-04"* ]] || explain
  [[ $output == *"the input says so"* ]] || explain
  [[ $output != *"it rests on"* ]] || explain
}

@test "a text that says nothing of its day" {
  echo 'وصل الوفد إلى المدينة.' >b.txt
  isnad explain --lang en b.txt
  is_status 0
  [[ $output == *"nothing in the text bounds"* ]] || explain
  isnad explain b.txt
  [[ $output == *"ليس في النص"* ]] || explain
}

@test "what the text contradicts is said" {
  mkdir mylex
  {
    sed -n '/^event\t/p' "$ROOT/lexicon/public-events.tsv"
    printf 'Bridge of the slopes falls\tانهيار\tجسر السفوح\t\t\t2014-03-09\t\tdays\t\t\n'
  } >mylex/public-events.tsv
  cat >c.txt <<'TEXT'
أدى انهيار جسر السفوح أمس الثلاثاء إلى مقتل ثلاثة عمال.
وزار الوزير الموقع اليوم الأربعاء 12 مارس 2014.
TEXT
  isnad explain --lang en --lexicon mylex c.txt
  is_status 0
  [[ $output == "dated 2014-03-12 … 2014-03-12"* ]] || explain
  [[ $output == *"it contradicts"*"public:Bridge of the slopes falls"* ]] || explain
}

@test "a statement, with its cue in the lexicon; the same in Arabic" {
  article
  isnad explain --lang en a.txt st1
  is_status 0
  [[ $output == "st1 SAY"* ]] || explain
  [[ $output == *"cue “قال”, a row of the lexicon:"*"cues.tsv:"*"class=SAY"* ]] || explain
  [[ $output == *"the speaker stands behind the cue"* ]] || explain
  [[ $output =~ confidence\ [0-9]+% ]] || explain
  isnad explain a.txt st1
  is_status 0
  [[ $output == *"القائل بعد الفعل"*"الثقة"* ]] || explain
}

@test "contexts of an event, by rows of the lexicon and by one's own" {
  printf 'وطالبت الأحزاب الحكومة بإجراء انتخابات وتنظيم السير.\n' >c.txt
  isnad explain --lang en c.txt ev1
  is_status 0
  [[ $output == *"context “انتخاب|انتخابات”, a row of the lexicon:"*"contexts.tsv:"*"context=election"* ]] || explain
  [[ $output == *"  context election"$'\n'* ]] || explain
  mkdir mylex
  printf 'entry\tpos\tcontext\ttypes\tnote\nسير\tnoun\ttechnology\tREQUEST\t\n' >mylex/contexts.tsv
  isnad explain --lang en --lexicon mylex c.txt ev1
  is_status 0
  [[ $output == *"  context election technology"$'\n'* ]] || explain
}

@test "a fault in a row of contexts is named" {
  printf 'وطالبت الأحزاب بالسير.\n' >c.txt
  mkdir mylex
  row() { printf 'entry\tpos\tcontext\ttypes\tnote\n%b\n' "$1" >mylex/contexts.tsv; }
  row 'سير\tnoun\twars\t\t'
  refuses mylex c.txt "mylex/contexts.tsv:2: column context: 'wars' is none of the 37 PLOVER contexts"
  row 'سير\tnoun\tcrime\t5\t'
  refuses mylex c.txt "mylex/contexts.tsv:2: column types: '5', expected PLOVER types, each once, or quads (1 to 4)"
  row 'سير\tadverb\tcrime\t\t'
  refuses mylex c.txt "mylex/contexts.tsv:2: column pos: 'adverb', expected verb, masdar, noun, adjective, phrase, mode, kind or sector"
}

@test "an event, a time, an entity, a clue" {
  article
  isnad explain --lang en a.txt ev1
  is_status 0
  [[ $output == "ev1 "*".tsv:"* ]] || explain
  isnad explain --lang en a.txt t2
  [[ $output == "t2 DATE 2016-05-03"*"a day and month"* ]] || explain
  isnad explain --lang en a.txt e1
  [[ $output == "e1 "*"[line 1]"* ]] || explain
  isnad explain --lang en a.txt d1
  is_status 0
  [[ $output == *"d1"*"why date:"* ]] || explain
}

@test "a row that is not there ends with 1, what is no row with 2" {
  article
  for row in st99 e99 t99 ev99 p99 d99; do
    isnad explain a.txt "$row"
    is_status 1
    stderr_has "no row $row"
    [ -z "$output" ] || explain
  done
  for row in nosuch st st0 t1x 5 ""; do
    isnad explain a.txt "$row"
    is_status 2
  done
}

@test "a file of several documents needs an id, and an id finds its document" {
  article
  mkdir in
  cp a.txt in/one.txt
  echo 'وصل الوفد إلى المدينة.' >in/two.txt
  isnad explain in dated
  is_status 2
  stderr_has "holds 2 documents"
  isnad explain --lang en two dated --in in
  is_status 0
  [[ $output == *"nothing in the text bounds"* ]] || explain
  isnad explain three dated --in in
  is_status 1
  stderr_has "no document has the id \"three\""
  isnad explain nowhere.txt
  is_status 1
  stderr_has "nowhere.txt"
}

@test "a user's event dates an article, and is named with its file" {
  mkdir mylex
  {
    sed -n '/^event\t/p' "$ROOT/lexicon/public-events.tsv"
    printf 'Bridge of the slopes falls\tانهيار\tجسر السفوح\t\t\t2014-03-09\t\tdays\t\t\n'
  } >mylex/public-events.tsv
  echo 'أدى انهيار جسر السفوح أمس إلى مقتل ثلاثة عمال.' >b.txt
  isnad explain --lang en --lexicon mylex b.txt
  is_status 0
  [[ $output == "dated 2014-03-"* ]] || explain
  [[ $output == *"mylex/public-events.tsv:2"* ]] || explain
  printf 'event\twords\twith\tand\tanywhere\tfrom\tto\techo\tahead\tnote\nX\tانهيار\t\t\t\t2014\t\tdays\t\t\n' >mylex/public-events.tsv
  isnad explain --lexicon mylex b.txt
  is_status 1
  stderr_has "mylex/public-events.tsv:2: column from is \"2014\"; expected a date such as 2019-08-20"
}

@test "an event has its participants, place and time, and the chain of who says so" {
  article
  isnad explain --lang en --published 2016-05-04 a.txt ev2
  is_status 0
  [[ $output == *"actor"*"code "*"chain (outlet not known) ← st"* ]] || explain
  [[ $output == *"made by isnad "*"lexicon "* ]] || explain
}

@test "a position has its holder and its condition with the row of the lexicon" {
  echo 'وافق السراج على الهدنة بشرط انسحاب القوات.' >p.txt
  isnad explain --lang en p.txt p1
  is_status 0
  [[ $output == "p1 accepts"*"holder e1 فايز السراج"*"condition"*"“بشرط انسحاب القوات”"* ]] || explain
  [[ $output == *"condition “بشرط”, a row of the lexicon:"*"positions.tsv:"*"role=condition"* ]] || explain
  isnad explain p.txt p1
  [[ $output == *"صاحب الموقف e1"*"الشرط"*"positions.tsv:"* ]] || explain
}

@test "an entity has its row of the knowledge base, its key and its labels" {
  echo 'قال المشير خليفة حفتر إن الطريق مفتوح.' >h.txt
  isnad explain --lang en h.txt e1
  is_status 0
  [[ $output == *"key isnad:haftar"*"people.tsv:"*"name_en=Khalifa Haftar"*"label"*"“المشير خليفة حفتر”"*"a title with the name"* ]] || explain
  isnad explain --lang en h.txt lb1
  is_status 0
  [[ $output == "lb1"*"whom e1 خليفة حفتر"* ]] || explain
  isnad explain h.txt lb9
  is_status 1
}

@test "what decides the modality of an event is named with its row" {
  echo 'لم يهاجم الجيش الليبي طرابلس.' >m.txt
  isnad explain --lang en m.txt ev1
  is_status 0
  [[ $output == *"modality “"*"modality.tsv:"* ]] || explain
}

@test "no part of a why is without words" {
  # of every row of the examples: a part is a row of a lexicon, or has a line "part: words"
  "$ISNAD" analyze --lexicon "$ROOT/examples/lexicon" "$ROOT/examples/03-albarzakh-market.txt" >r.json
  ids=$(python3 -c '
import json
r = json.load(open("r.json"))
print(*[x["id"] for t in ("statements", "events", "positions", "times") for x in r[t]][::3])')
  for id in $ids; do
    isnad explain --lang en --lexicon "$ROOT/examples/lexicon" "$ROOT/examples/03-albarzakh-market.txt" "$id"
    is_status 0
    # a bare part is printed with four blanks and no colon
    ! grep -E '^    [a-z]+:[a-z-]+$' <<<"$output" || explain
  done
}
