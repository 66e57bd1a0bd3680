# isnad story: the stories of an archive, one of them, as text and as JSON. The texts are made up.
load helper

# Five articles: a harbour fire that three outlets tell, one of them with the wire copy of another; a match; the aid ship.
articles() {
  python3 - <<'PY'
import json
wire = ("اندلع حريق كبير فجر اليوم في مستودعات الحبوب بميناء رسوان وأتى على خمسة عنابر قبل أن تتمكن فرق الإطفاء من السيطرة عليه. "
        "وقال قائد الدفاع المدني في المدينة عدنان الصفار إن ثلاثة من رجال الإطفاء أصيبوا بحروق، وإن سبب الحريق لم يعرف بعد. "
        "وأضاف أن النيران أتلفت نحو ألفي طن من القمح كانت معدة للتوزيع على مخابز المدينة، وأن التحقيق بدأ مع حراس المستودعات.")
own = ("لا يزال الدخان يتصاعد من ميناء رسوان بعد حريق مستودعات الحبوب الذي أتلف مخزون المدينة من القمح. وطالب نقيب الخبازين منير الحلو "
       "بفتح تحقيق في الحريق، وقال إن العنابر كانت بلا حراسة، وإن رجال الإطفاء وصلوا متأخرين. ووعد قائد الدفاع المدني عدنان الصفار بإعلان "
       "نتائج التحقيق في حريق الميناء خلال أسبوع.")
match = ("فاز فريق النسور على ضيفه فريق الساحل بهدفين دون رد في المباراة التي جمعتهما مساء أمس على ملعب الزيتونة ضمن الدوري، وسجل الهدفين "
         "المهاجم رامي العويد في الشوط الثاني، ليرتقي الفريق إلى المركز الثاني في جدول الترتيب.")
rows = [("f1", "nahr.example", "2031-05-02", "حريق في ميناء رسوان", wire),
        ("f2", "sahl.example", "2031-05-03", "إصابة ثلاثة إطفائيين في حريق مستودعات الحبوب برسوان", wire.replace("فجر اليوم", "فجر أمس")),
        ("f3", "jabal.example", "2031-05-03", "الخبازون يطالبون بتحقيق في حريق ميناء رسوان", own),
        ("m1", "nahr.example", "2031-05-03", "النسور يهزم الساحل", match)]
for i, s, p, t, x in rows:
    print(json.dumps({"id": i, "source": s, "published": p, "title": t, "text": x}, ensure_ascii=False))
PY
}

archive() {
  articles >news.jsonl
  "$ISNAD" add -q --archive a.db news.jsonl
}

# story_of ID: the object of the story that the document is in, as Python reads it; the rest is a condition on `s`.
holds() {
  printf '%s\n' "$output" | python3 -c '
import json, sys
stories = [json.loads(line) for line in sys.stdin if line.strip()]
s = next(s for s in stories if sys.argv[1] in s["articles"])
assert eval(sys.argv[2]), s' "$1" "$2" || explain
}

@test "one course of events is one story, whoever tells it" {
  archive
  isnad story --archive a.db --format json
  is_status 0
  no_stderr
  [ "${#lines[@]}" -eq 2 ] || explain
  holds f1 's["articles"] == ["f1", "f2", "f3"] or s["articles"] == ["f1", "f3", "f2"]'
  holds f1 's["outlets"] == 3 and s["origins"] == 2 and s["from"] == "2031-05-02" and s["to"] == "2031-05-03"'
  holds m1 's["articles"] == ["m1"] and s["copies"] == [] and s["history"] == []'
}

@test "a copy is named with the one that it repeats, and the days say which was first" {
  archive
  isnad story --archive a.db --format json
  holds f1 '[(c["a"], c["b"], c["kind"], c["first"]) for c in s["copies"]] == [("f1", "f2", "same-text", "f1")]'
  holds f2 '{d["id"]: d["origin"] for d in s["documents"]} == {"f1": "f1", "f2": "f1", "f3": "f3"}'
}

@test "the wire that a text names stands beside it, in the story and in the report" {
  articles | sed 's/"text": "اندلع حريق/"text": "رسوان (رويترز) - اندلع حريق/' >news.jsonl
  "$ISNAD" add -q --archive a.db news.jsonl
  "$ISNAD" analyze news.jsonl | python3 -c '
import json, sys
for record in map(json.loads, sys.stdin):
    doc = record["doc"]
    print(doc["id"], [(w["outlet"], w["why"], doc["text"][w["start"]:w["end"]]) for w in doc.get("wires", [])])' >wires
  grep -qxF "f1 [('reuters.com', 'dateline', 'رويترز')]" wires || explain
  "$ISNAD" export csv --archive a.db --table statements | grep -F f1:st1,f1 | grep -qF ,reuters.com, || explain
  isnad story --archive a.db --format json
  holds f1 '{d["id"]: d["wires"] for d in s["documents"]} == {"f1": ["reuters.com"], "f2": ["reuters.com"], "f3": []}'
  isnad story --archive a.db --lang en "$(printf '%s\n' "$output" | python3 -c '
import json, sys
print(next(s["story"] for s in map(json.loads, sys.stdin) if "f1" in s["articles"]))')"
  is_status 0
  [ "$(printf '%s\n' "$output" | grep -c 'from the wire: Reuters')" -ge 4 ] || explain
}

@test "the order of adding changes nothing" {
  archive
  "$ISNAD" story --archive a.db --format json >first
  tac news.jsonl | while read -r line; do
    printf '%s\n' "$line" >one.jsonl
    "$ISNAD" add -q --archive b.db one.jsonl
  done
  "$ISNAD" story --archive b.db --format json | sed 's/"history":.*//' >second
  sed -i 's/"history":.*//' first
  diff first second
}

@test "the list, in Arabic and English; one story with its report" {
  archive
  isnad story --archive a.db
  is_status 0
  [[ $output == *'قصتان من 4 مقالات'* ]] || explain
  [[ $output == *'3 مقالات، 3 منافذ، أصلان'* ]] || explain
  [[ $output != *النسور* ]] || explain
  isnad story --archive a.db --all --lang en
  [[ $output == *'2 stories of 4 articles'* && $output == *'3 articles, 3 outlets, 2 origins'* && $output == *النسور* ]] || explain
  id=$("$ISNAD" story --archive a.db --lang en | grep -o 's[0-9a-f]\{16\}')
  isnad story --archive a.db --lang en "$id"
  is_status 0
  [[ $output == *'same text as the earlier [f1]'* ]] || explain
  isnad story --archive a.db "${id:0:8}"
  is_status 0
  [[ $output == *'نص سبق نشره في [f1]'* ]] || explain
}

@test "another text of a document moves it to where it now belongs" {
  archive
  sed -n 4p news.jsonl | sed 's/"m1"/"f3"/; s/nahr/jabal/' >changed.jsonl
  "$ISNAD" add -q --archive a.db changed.jsonl
  isnad story --archive a.db --format json
  holds f1 's["articles"] == ["f1", "f2"]'
  holds m1 'sorted(s["articles"]) == ["f3", "m1"]'
}

@test "what is not there, and wrong use" {
  archive
  isnad story --archive a.db s0123456789abcdef
  is_status 1
  stderr_has 'no story "s0123456789abcdef"'
  isnad story --archive none.db
  is_status 1
  stderr_has 'none.db'
  isnad story --archive a.db one two
  is_status 2
  isnad story --archive a.db --format xml
  is_status 2
  stderr_has 'expected text or json'
}
