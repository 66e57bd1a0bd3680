# The formats for other programs: PLOVER, CAMEO, CSV, GeoJSON. tests/export/run.py looks at what stands in them.
load helper

article() {
  cat >a.txt <<'TEXT'
أعلنت وزارة الدفاع اللبنانية أن مسلحين هاجموا الثلاثاء دورية للجيش في صور.
وطالبت بيروت إسرائيل بالانسحاب من الجنوب.
TEXT
}

@test "events as PLOVER records, one a line" {
  article
  isnad analyze --format plover --published 2024-05-08 a.txt
  is_status 0
  no_stderr
  printf '%s\n' "$output" | python3 -c '
import json, sys
lines = [json.loads(line) for line in sys.stdin]
assault = next(l for l in lines if l["event"] == ["ASSAULT"])
assert assault["date"] == "2024-05-07" and assault["isnad"]["date_precision"] == "day", assault
assert assault["isnad"]["chain"][0]["cue"] == "أعلنت", assault
assert next(l for l in lines if l["event"] == ["REQUEST"])["quad_code"] == 3' || explain
}

@test "events as tab-separated lines under the names of ICEWS" {
  article
  isnad analyze --format cameo a.txt
  is_status 0
  [[ ${lines[0]} == $'Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\t'* ]] || explain
  [[ ${lines[1]} == a:ev1$'\t'* ]] || explain
}

@test "a table as CSV has a byte order mark, CR LF, and Arabic as it was" {
  article
  "$ISNAD" analyze --format csv --table statements a.txt >a.csv
  [ "$(head -c 3 a.csv | od -An -tx1 | tr -d ' ')" = efbbbf ]
  [ "$(grep -c $'\r$' a.csv)" -eq "$(wc -l <a.csv)" ]
  grep -q 'وزارة الدفاع اللبنانية' a.csv
  for table in events labels positions; do
    "$ISNAD" analyze --format csv --table "$table" a.txt >"$table.csv"
    head -1 "$table.csv" | grep -q "^$(printf '\357\273\277')${table%s},document,outlet,"
  done
  "$ISNAD" analyze --format csv a.txt >default.csv
  cmp default.csv events.csv
}

@test "events on a map" {
  article
  isnad analyze --format geojson a.txt
  is_status 0
  printf '%s\n' "$output" | python3 -c 'import json, sys; assert json.load(sys.stdin)["type"] == "FeatureCollection"' || explain
  : >none.jsonl
  isnad analyze --format geojson none.jsonl
  is_status 0
  printf '%s\n' "$output" | python3 -c 'import json, sys; assert json.load(sys.stdin)["features"] == []' || explain
}

@test "wrong use of the options of exports" {
  article
  isnad analyze --format csv --table nosuch a.txt
  is_status 2
  stderr_has 'expected events, statements, labels, positions, incidents or claims'
  isnad analyze --format csv --table incidents a.txt
  is_status 2
  stderr_has 'isnad export csv --table incidents'
  isnad analyze --table events a.txt
  is_status 2
  stderr_has '--table goes with --format csv'
  for number in 1.5 -1 x "" nan; do
    isnad analyze --format csv --min-confidence "$number" a.txt
    is_status 2
    stderr_has 'expected a number from 0 to 1'
  done
}

@test "an export that cannot be written is an error" {
  [ -e /dev/full ] || skip "no /dev/full here"
  article
  for format in plover cameo csv geojson; do
    run --separate-stderr bash -c "'$ISNAD' analyze --format $format a.txt >/dev/full"
    is_status 1
    [ -n "$stderr" ]
  done
}

@test "an archive is exported, by format and by table" {
  article
  isnad add --quiet --archive kept.db --published 2024-05-08 a.txt
  is_status 0
  isnad export plover --archive kept.db
  is_status 0
  no_stderr
  kept=$output
  isnad analyze --format plover --published 2024-05-08 a.txt
  [ "$output" = "$kept" ] || explain
  ISNAD_ARCHIVE=kept.db isnad export csv --dir out
  is_status 0
  [ -z "$output" ] || explain
  for table in events statements labels positions; do
    ISNAD_ARCHIVE=kept.db "$ISNAD" export csv --table "$table" >one.csv
    cmp one.csv "out/$table.csv"
  done
  grep -q 'بيروت' out/positions.csv
}

@test "wrong use of export" {
  article
  isnad add --quiet --archive kept.db a.txt
  isnad export
  is_status 2
  stderr_has 'no FORMAT given'
  isnad export xml --archive kept.db
  is_status 2
  stderr_has '"xml" is no format: expected plover, cameo, csv, geojson, json or conllu'
  isnad export plover --table events --archive kept.db
  is_status 2
  isnad export plover --dir out --archive kept.db
  is_status 2
  isnad export csv --dir out --table events --archive kept.db
  is_status 2
  isnad export plover --archive not-there.db
  is_status 1
  stderr_has 'not-there.db'
  isnad export csv --archive kept.db --dir a.txt
  is_status 1
  stderr_has 'a.txt'
  isnad export csv --archive kept.db --dir no/such/folder
  is_status 1
  printf 'these are notes of mine\n' >notes.db
  isnad export plover --archive notes.db
  is_status 1
  stderr_has 'notes.db'
}

@test "an archive that is empty gives heads and no rows" {
  : >none.jsonl
  isnad add --quiet --archive empty.db none.jsonl
  isnad export csv --archive empty.db
  is_status 0
  [ "${#lines[@]}" -eq 1 ] || explain
  isnad export plover --archive empty.db
  is_status 0
  [ -z "$output" ] || explain
}

@test "a query chooses documents, and of these the events and statements that it asks for" {
  mkdir in
  printf 'هاجم الجيش اللبناني بلدة العرسال. وطالبت بيروت إسرائيل بالانسحاب.\n' >in/a.txt
  printf 'قال السراج إن الهدنة قائمة. وأكد حفتر أن الطريق مفتوح.\n' >in/b.txt
  printf 'زار السيسي الخرطوم.\n' >in/c.txt
  isnad add --quiet --archive kept.db in
  export ISNAD_ARCHIVE=kept.db
  isnad export plover type:REQUEST
  is_status 0
  [ "${#lines[@]}" -eq 1 ] || explain
  [[ $output == *'"id":"a:ev'*'"event":["REQUEST"]'* ]] || explain
  isnad export csv --table statements says:السراج
  is_status 0
  [ "${#lines[@]}" -eq 2 ] || explain
  [[ $output == *السراج* && $output != *حفتر* ]] || explain
  isnad export json الهدنة
  is_status 0
  [ "$(ids)" = b ] || explain
  isnad export json NOT الهدنة
  [ "$(ids)" = "a c" ] || explain
  isnad export plover type:NOSUCH
  is_status 2
  stderr_has 'column 6'
  isnad export plover source:nowhere.example
  is_status 0
  [ -z "$output" ] || explain
}

@test "incidents and claims of an archive: what several documents tell" {
  isnad add --quiet --archive kept.db --lexicon "$ROOT/examples/lexicon" "$ROOT/examples"
  is_status 0
  ISNAD_ARCHIVE=kept.db isnad export csv --table incidents --lexicon "$ROOT/examples/lexicon"
  is_status 0
  [[ $output == *"04-sawt-alzarm-market:ev"* && $output == *"dead 41: sawt-alzarm.example"* ]] || explain
  ISNAD_ARCHIVE=kept.db isnad export csv --table claims --lexicon "$ROOT/examples/lexicon"
  is_status 0
  all=${#lines[@]}
  ISNAD_ARCHIVE=kept.db isnad export csv --table claims --lexicon "$ROOT/examples/lexicon" source:fajr-zarman.example
  is_status 0
  [ "${#lines[@]}" -gt 1 ] && [ "${#lines[@]}" -lt "$all" ] || explain
}
