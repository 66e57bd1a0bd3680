load helper

setup_file() {
  program=${ISNAD:-$BATS_TEST_DIRNAME/../../build/isnad}
  export ARCHIVE=$BATS_FILE_TMPDIR/kept.db
  "$program" add --quiet --archive "$ARCHIVE" "$BATS_TEST_DIRNAME/../../examples"
  python3 - >"$BATS_FILE_TMPDIR/more.jsonl" <<'END'
import json
def article(id, source, day, title, text):
    print(json.dumps({"id": id, "source": source, "published": day, "title": title, "text": text}, ensure_ascii=False))
article("m1", "reuters.com", "2023-02-01", "اجتماع في طرابلس", "التقى المبعوث الأممي غسان سلامة في طرابلس وفدا من بنغازي. وقال سلامة إن المهندسين أصلحوا محطة الكهرباء.")
article("m2", "aljazeera.net", "2023-03-05", "باب", "هاجم مسلحون يوم السبت قافلة للجيش اللبناني في صيدا. وللمدارس في المدينة عطلة.")
article("m3", "aljazeera.net", "2022-07-09", "أمر", "طالب الرئيس الأميركي جو بايدن إيران بوقف التخصيب.")
END
  "$program" add --quiet --archive "$ARCHIVE" "$BATS_FILE_TMPDIR/more.jsonl"
}

# finds IDS QUERY...: the documents found, in order.
finds() {
  expected=$1
  shift
  isnad search --archive "$ARCHIVE" --format json --limit 50 --sort date "$@"
  got=$(printf '%s\n' "$output" | python3 -c 'import json, sys; print(*[hit["doc"] for hit in json.load(sys.stdin)["hits"]])')
  [ "$got" = "$expected" ] || { echo "found: $got"; explain; }
}

@test "a word is found in any form and spelling, and without its clitics" {
  finds "m1" مهندس
  finds "m1" المهندسين
  finds "m1" والمهندسون
  finds "m2" مدرسة AND عطله
  finds "m2" بالمدارس صيدا
  finds "m1" محطه
}

@test "a phrase is found as it is written, a prefix and a near spelling are found" {
  finds "m1" '"محطة الكهرباء"'
  finds "" '"الكهرباء محطة"'
  finds "m1" '«المبعوث الأممي» سلامة'
  finds "m1" 'كهرب*'
  finds "m1" 'كهرياء~'
  finds "" 'كهرياء'
}

@test "AND, OR, NOT and parentheses" {
  finds "m2 m1" 'مهندس OR عطلة'
  finds "m1" 'مهندس OR عطلة NOT صيدا'
  finds "m1" '(مهندس OR عطلة) -صيدا'
  finds "m2" '(مهندس | عطلة) & source:aljazeera.net'
  finds "m2 m1 m3" 'NOT source:example to:2023-12'
}

@test "events by actor, recipient and type, statements by source, in Arabic and English" {
  finds "m3" 'who:بايدن'
  finds "m3" 'who:Biden'
  finds "m3" 'who:"Joe Biden" whom:Iran'
  finds "" 'who:Iran whom:Biden'
  finds "m2" 'type:assault صيدا'
  finds "m3" 'type:CONCEDE context:cbrn'
  finds "m3" 'who:بايدن context:cbrn'
  finds "" 'who:بايدن context:election'
  finds "m1" 'says:سلامة'
  finds "m3" 'says:بايدن'
  finds "" 'says:إيران'
}

@test "places by distance, documents by outlet and day" {
  finds "m2" 'near:صيدا'
  finds "m2" 'near:33.9,35.5,60'
  finds "m2" 'near:صيدا,5 type:ASSAULT'
  finds "m1" 'near:طرابلس from:2023 to:2023-02'
  finds "m2" 'source:الجزيرة from:2023'
  finds "m2 m3" 'source:aljazeera.net'
}

@test "an order by title is that of the Arabic letters" {
  isnad search --archive "$ARCHIVE" --format json --sort title source:aljazeera.net OR source:reuters.com
  [ "$(printf '%s\n' "$output" | python3 -c 'import json, sys; print(*[h["title"] for h in json.load(sys.stdin)["hits"]], sep="|")')" = "اجتماع في طرابلس|أمر|باب" ] || explain
}

@test "what was found is shown with the words around, the line, and the chain" {
  isnad search --archive "$ARCHIVE" محطة الكهرباء
  is_status 0
  [[ ${lines[0]} == "1. reuters.com · 2023-02-01 · اجتماع في طرابلس [m1:3]" ]] || explain
  [[ $output == *"أصلحوا ⟦محطة⟧ ⟦الكهرباء⟧"* ]] || explain
  [[ $output == *"reuters.com ← سلامة [person]"*"SAY st1"* ]] || explain
  isnad search --archive "$ARCHIVE" --format json محطة
  printf '%s\n' "$output" | python3 -c '
import json, sys
hit, = json.load(sys.stdin)["hits"]
context = hit["context"]
at, = context["found"]
assert context["text"][at["start"] - context["start"]:at["end"] - context["start"]] == "محطة", context
assert hit["statement"]["chain"][-1]["name"].endswith("سلامة"), hit'
}

@test "a query that is none is refused with the column" {
  isnad search --archive "$ARCHIVE" 'مهندس (عطلة'
  is_status 2
  stderr_has "column 7: the parenthesis is not closed"
  isnad search --archive "$ARCHIVE" 'محطة foo:bar'
  is_status 2
  stderr_has "column 6: no field"
  isnad search --archive "$ARCHIVE" 'type:PICNIC'
  is_status 2
  stderr_has "ASSAULT"
  isnad search --archive "$ARCHIVE" 'from:2023-13'
  stderr_has "expected a date"
  isnad search --archive "$ARCHIVE" 'a OR'
  stderr_has "column 3"
  isnad search --archive "$ARCHIVE" '"abc'
  stderr_has "not closed"
  isnad search --archive "$ARCHIVE" '!!!'
  is_status 2
  stderr_has "no letter and no digit"
  isnad search --archive "$ARCHIVE" 'near:قرية_لا_توجد'
  is_status 2
}

@test "nothing found is said and is status 1" {
  isnad search --archive "$ARCHIVE" زرافة
  is_status 1
  stderr_has "nothing was found"
  [ -z "$output" ]
}
