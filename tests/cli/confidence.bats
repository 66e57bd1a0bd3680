load helper

# Sentences that report an act of force, and sentences that only mention one.
reports() {
  printf 'قتل سبعة جنود وأصيب عشرة آخرون في هجوم بسيارة مفخخة استهدف أمس حاجزا للجيش غرب المدينة.\n' >a.txt
  printf 'خرج آلاف المتظاهرين أمس إلى شوارع العاصمة مطالبين برحيل الحكومة.\n' >b.txt
}
mentions() {
  printf 'وقال القاضي إن التحقيق في جريمة اغتيال الوزير السابق لم ينته بعد.\n' >a.txt
  printf 'ويرى الكاتب أن مكافحة الإرهاب والعنف تحتاج إلى إصلاح التعليم.\n' >b.txt
}

# events: type and anchor of the events of the records on standard output, one a line.
events() {
  printf '%s\n' "$output" | python3 -c '
import json, sys
for line in sys.stdin:
    r = json.loads(line)
    for e in r["events"]:
        print(e["type"], r["doc"]["text"][e["anchor"]["start"]:e["anchor"]["end"]])'
}

@test "an act that a text only mentions is left out unless it is asked for" {
  mentions
  isnad analyze a.txt b.txt
  is_status 0
  [ -z "$(events | grep ASSAULT)" ] || explain
  isnad analyze --min-confidence 0 a.txt b.txt
  is_status 0
  [ -n "$(events | grep 'ASSAULT اغتيال')" ] || explain
  isnad explain --min-confidence 0 --lang en a.txt ev1
  is_status 0
  [[ $output == *'alone'* ]] || explain
}

@test "an act that is reported stays" {
  reports
  isnad analyze a.txt b.txt
  is_status 0
  [ -n "$(events | grep 'ASSAULT قتل')" ] || explain
  [ -n "$(events | grep PROTEST)" ] || explain
}

@test "a mention stays where other sentences of the text tell of acts of force" {
  mentions
  { cat a.txt; echo; printf 'وقصفت طائرات الجيش صباح اليوم مواقع المسلحين شمال المدينة.\n'; } >c.txt
  isnad analyze c.txt
  is_status 0
  [ -n "$(events | grep 'ASSAULT اغتيال')" ] || explain
}

@test "--min-confidence leaves out unsure rows, and what stays refers to what stays" {
  for least in 0 0.5 0.8 0.95 1; do
    isnad analyze --min-confidence "$least" "$ROOT/examples"
    is_status 0
    printf '%s\n' "$output" | python3 -c '
import json, sys
least, total = float(sys.argv[1]), 0
for line in sys.stdin:
    r = json.loads(line)
    ids = {k: {x["id"] for x in r[k]} for k in ("entities", "times", "statements", "events", "positions")}
    ok = lambda kind, i: i is None or i in ids[kind]
    total += sum(map(len, ids.values()))
    needed = {s["parent"] for s in r["statements"]} | {e["statement"] for e in r["events"]} | {i for p in r["positions"] for i in p["rests_on"]}
    needed |= {l["statement"] for e in r["entities"] for l in e["labels"]}
    for e in r["entities"]:
        for l in e["labels"]:
            assert ok("statements", l["statement"]) and l["confidence"] >= least, l
    for s in r["statements"]:
        assert ok("statements", s["parent"]) and ok("entities", s["source"]["entity"]), s
        assert s["confidence"] >= least or s["id"] in needed, s
    for e in r["events"]:
        assert ok("statements", e["statement"]) and ok("entities", e["place"]) and ok("times", e["time"]), e
        assert all(ok("entities", p["entity"]) for p in e["actors"] + e["recipients"]), e
        assert e["confidence"] >= least or e["id"] in needed, e
    for p in r["positions"]:
        assert ok("entities", p["holder"]) and ok("entities", p["of"]) and p["confidence"] >= least, p
        assert all(i in ids["statements"] | ids["events"] for i in p["rests_on"]), p
    for t in (r["doc"]["dated"] or {}).get("because", []):
        assert t in ids["times"] or t.startswith("d"), t
print(total)' "$least" >"rows-$least" || explain
  done
  [ "$(cat rows-0)" -gt "$(cat rows-0.8)" ] && [ "$(cat rows-0.8)" -gt "$(cat rows-1)" ]
}

@test "what is no number from 0 to 1 is wrong use" {
  reports
  for number in 1.01 -0.1 x '' 0.5x; do
    isnad report --min-confidence "$number" a.txt
    is_status 2
    stderr_has 'expected a number from 0 to 1'
  done
}
