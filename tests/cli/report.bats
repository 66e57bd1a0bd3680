# isnad report: what stands in it, the archive behind it, and the page.
load helper

# The report over the examples, with paths as a reader of the README has them.
report() {
  cd "$ROOT" || return 1
  isnad report "$@" examples
  is_status 0
  no_stderr
}

check_page() { run python3 "$BATS_TEST_DIRNAME/page.py" "$1"; is_status 0; }

@test "the report over the examples is the golden one" {
  if [ ! -e "$GOLDEN/report.txt" ] && [ "${UPDATE_GOLDEN:-}" != 1 ]; then skip "no golden report yet"; fi
  report
  golden report.txt
}

@test "the same in English, with the names of the examples' own lexicon" {
  if [ ! -e "$GOLDEN/report.en.txt" ] && [ "${UPDATE_GOLDEN:-}" != 1 ]; then skip "no golden report yet"; fi
  report --lang en --lexicon examples/lexicon
  golden report.en.txt
}

@test "every document is listed with its path, copies with what they are copies of" {
  report
  for file in "$ROOT"/examples/*.txt; do [[ $output == *"examples/${file##*/}"* ]] || explain; done
  grep -A 3 '08-sawt-alzarm-truce.txt' <<<"$output" | grep -q 'نسخة من'
}

@test "the JSON report can be read; what its rows rest on is there" {
  report --format json
  printf '%s' "$output" | python3 -c '
import json, sys
report = json.load(sys.stdin)
documents = [open(d["path"], encoding="utf-8", newline="").read() for d in report["documents"]]
assert len(documents) == 12 and report["timeline"] and report["statements"]
accounts = [a for row in report["timeline"] for a in row["accounts"]]
for cite in accounts + report["statements"] + [c for p in report["positions"] for c in p["cites"]]:
    text = documents[cite["document"]]
    assert 0 <= cite["start"] < cite["end"] <= len(text), cite
    assert text.count("\n", 0, cite["start"]) + 1 == cite["line"], cite
'
}

@test "what an act is about stands beside it: in the text, in JSON, and on the page with a filter" {
  mkdir in
  printf 'هاجم الجيش مواقع المتمردين بالمدفعية الثقيلة يوم 5 مايو 2024.\n' >in/a.txt
  isnad report in
  is_status 0
  grep -q 'هجوم: .*السياق: عسكري' <<<"$output" || explain
  isnad report --lang en in
  grep -q 'assault: .*Context: military' <<<"$output" || explain
  isnad report --format json in
  printf '%s' "$output" | python3 -c 'import json, sys; assert "military" in json.load(sys.stdin)["timeline"][0]["context"]'
  isnad report --html page.html in
  is_status 0
  check_page page.html
  grep -q '<select id="events-context"' page.html
  grep -q '<article class="row event" .*data-context="0' page.html
  grep -q '<span class="about">' page.html
}

@test "an act that is about nothing in particular has no context" {
  mkdir in
  printf 'زار العمدة المدرسة يوم 5 مايو 2024.\n' >in/a.txt
  isnad report --format json in
  is_status 0
  printf '%s' "$output" | python3 -c 'import json, sys; assert json.load(sys.stdin)["timeline"][0]["context"] == []'
  isnad report --html page.html in
  ! grep -qE 'data-context|events-context|class="about"' page.html
}

@test "the page is one well-formed file that leads nowhere else" {
  isnad report --html page.html "$ROOT/examples"
  is_status 0
  check_page page.html
}

@test "the page escapes markup in a text" {
  mkdir in
  printf '<script>alert("x")</script> قال الوزير إن "<b>الهدنة</b>" قريبة & إن الحكومة <img src=x onerror=y> تقبلها.\n' >in/a.txt
  printf 'path\tsource\ttitle\na.txt\t<i>outlet</i>\t</title><script>\n' >in/sources.tsv
  isnad report --html page.html in
  is_status 0
  check_page page.html
  ! grep -qE '<script>alert|<b>|<img|<i>outlet' page.html
}

@test "a page of nothing is a page" {
  mkdir -p nothing
  isnad report --archive empty.db --html page.html nothing
  is_status 1
  check_page page.html
}

@test "an archive that is not there is not made by asking for its report" {
  isnad report --archive missing.db
  is_status 1
  [[ $stderr == *"missing.db"* ]] || explain
  [ ! -e missing.db ]
}

@test "an archive keeps what was read; reading it again adds nothing" {
  isnad report --archive a.db "$ROOT/examples/01-albarzakh-offensive.txt"
  is_status 0
  one=$output
  isnad report --archive a.db "$ROOT/examples/01-albarzakh-offensive.txt"
  is_status 0
  [ "$output" = "$one" ] || explain
  isnad report --archive a.db
  is_status 0
  [ "$output" = "$one" ] || explain
}

@test "two readings into one archive are the report over both" {
  isnad report --archive a.db "$ROOT/examples/03-albarzakh-market.txt"
  isnad report --archive a.db "$ROOT/examples/04-sawt-alzarm-market.txt"
  is_status 0
  two=$output
  isnad report "$ROOT/examples/04-sawt-alzarm-market.txt" "$ROOT/examples/03-albarzakh-market.txt"
  [ "$output" = "$two" ] || explain
}

@test "a changed text is shown, the old one is kept in the archive" {
  printf 'قال الوزير إن الطريق مفتوح.\n' >a.txt
  isnad report --archive a.db a.txt
  printf 'قال الوزير إن الجسر مغلق.\n' >a.txt
  isnad report --archive a.db a.txt
  is_status 0
  [[ $output == *"الجسر"* && $output != *"الطريق"* ]] || explain
  [ "$(python3 -c 'import sqlite3; print(sqlite3.connect("a.db").execute("SELECT count(*), max(version) FROM documents").fetchone())')" = "(2, 2)" ]
}

@test "what is no archive is refused and left as it was" {
  printf 'قال الوزير إن الطريق مفتوح.\n%.0s' {1..100} >text.db
  cp text.db before
  isnad report --archive text.db
  is_status 1
  stderr_has "text.db"
  stderr_has "not an isnad archive"
  cmp text.db before
  isnad report --archive no/such/folder.db
  is_status 1
  stderr_has "No such file"
}

@test "where no path can be read there is no report, only why" {
  isnad report nowhere.txt
  is_status 1
  [ -z "$output" ]
  stderr_has "nowhere.txt: cannot be opened"
}
