# isnad claims: invented outlets that agree, echo one wire, deny, give other figures, revise their own.
load helper

# article NAME OUTLET DATE TEXT: a file and its row in sources.tsv.
article() {
  mkdir -p in
  [ -e in/sources.tsv ] || printf 'path\tsource\tpublished\n' >in/sources.tsv
  printf '%s.txt\t%s\t%s\n' "$1" "$2" "$3" >>in/sources.tsv
  printf '%s\n' "$4" >"in/$1.txt"
}

claims() {
  isnad add -q --archive t.db in
  is_status 0
  isnad claims --archive t.db --format json
  is_status 0
}

# holds EXPRESSION: some claim c fulfils a Python expression; sides(c) are the names of the documents in support and against.
holds() {
  printf '%s' "$output" | python3 -c '
import json, sys
claims = [json.loads(line) for line in sys.stdin if line.strip()]
def sides(c): return tuple(sorted({e["doc"] for e in c[k]}) for k in ("support", "against"))
def figures(c, what): return sorted({e["figures"][what] for e in c["support"] if e["figures"][what] is not None})
sys.exit(not any(eval(sys.argv[1], {"c": c, "sides": sides, "figures": figures}) for c in claims))' "$1" || { echo "no claim: $1"; explain; }
}

@test "two outlets agree: one claim, two origins" {
  article a first.example 2024-05-07 'أعلن الجيش السوداني أن قوات الدعم السريع بدأت الأحد هجوما على مدينة الفاشر.'
  article b second.example 2024-05-07 'قال سكان في السودان إن قوات الدعم السريع شنت هجوما على الفاشر يوم الأحد.'
  claims
  holds 'c["kind"] == "matter" and sides(c) == (["a", "b"], []) and c["origins"] == 2'
}

@test "one wire in three papers is one origin" {
  wire='نيامي (رويترز) - قال مسؤول أمني في النيجر إن مسلحين شنوا هجوما على قاعدة عسكرية قرب الحدود مع مالي مساء الأحد وإن الجيش أرسل تعزيزات إلى المنطقة. وأضاف المسؤول أن المهاجمين انسحبوا بعد ساعتين من القتال وأن الوضع تحت السيطرة.'
  article a first.example 2024-05-07 "$wire"
  article b second.example 2024-05-07 "$wire"
  article c third.example 2024-05-08 "$wire"
  claims
  holds 'sides(c)[0] == ["a", "b", "c"] and c["origins"] == 1 and c["outlets"] == 3'
}

@test "two papers that print one agency in words of their own are one origin, two agencies are two" {
  article a first.example 2024-05-07 'الخرطوم - رويترز: بدأت قوات الدعم السريع الأحد هجوما على مدينة الفاشر.'
  article b second.example 2024-05-07 'شنت قوات الدعم السريع هجوما على الفاشر يوم الأحد. (رويترز)'
  claims
  holds 'sides(c)[0] == ["a", "b"] and c["origins"] == 1'
  article c third.example 2024-05-07 'الخرطوم (أ ف ب) - هاجمت قوات الدعم السريع مدينة الفاشر يوم الأحد.'
  claims
  holds 'sides(c)[0] == ["a", "b", "c"] and c["origins"] == 2'
}

@test "what one refuses and the other seeks is against" {
  article a first.example 2024-05-07 'قالت الحكومة السودانية إنها تقبل الحوار مع قوات الدعم السريع وتريد وقف إطلاق النار في السودان.'
  article b second.example 2024-05-08 'رفضت الحكومة السودانية أي حوار مع قوات الدعم السريع في السودان.'
  claims
  holds 'c["kind"] == "matter" and sides(c) in ((["a"], ["b"]), (["b"], ["a"]))'
}

@test "who breaks a truce is not for it; who condemns a shelling does not deny it; a law by that name takes no side" {
  article a first.example 2024-05-07 'انتهكت قوات الدعم السريع الهدنة في السودان بعد ساعة من بدئها. وأدانت الأمم المتحدة قصف أحياء سكنية في الخرطوم.'
  article b second.example 2024-05-08 'قبلت قوات الدعم السريع الهدنة في السودان. وقال سكان إن قصف أحياء سكنية في الخرطوم استمر. وأقر المجلس قانون مكافحة الإرهاب.'
  claims
  holds 'c["says"]["en"].startswith(("for dialogue", "against dialogue")) and sides(c) in ((["a"], ["b"]), (["b"], ["a"]))'
  holds 'c["says"]["en"] == "civilians are targeted" and sides(c) == (["a", "b"], [])'
  printf '%s' "$output" | grep -q 'against terrorists' && explain
  true
}

@test "one article that weighs both sides contradicts nobody, and what fights nobody neither wins nor loses" {
  article a first.example 2024-05-07 'قال وزير الاقتصاد السوداني إن التعاون مع تركيا يتقدم. وتكبد قطاع السياحة في السودان خسائر. وقالت تركيا إنها تقبل الحوار، ثم رفضت تركيا الحوار.'
  article b second.example 2024-05-07 'تقدمت تركيا في التجارة مع السودان هذا العام.'
  claims
  printf '%s' "$output" | grep -qE 'advances or wins|retreats or loses' && explain
  printf '%s' "$output" | grep -q 'for dialogue' && explain
  true
}

@test "two negations leave the sign" {
  article a first.example 2024-05-07 'قال وزير الخارجية الألماني إن برلين ترفض الحل العسكري في السودان.'
  article b second.example 2024-05-08 'دعت الأمم المتحدة إلى حل سياسي في السودان.'
  claims
  holds 'c["kind"] == "matter" and sides(c) == (["a", "b"], [])'
}

@test "figures of one happening stand side by side, each with who gives it" {
  article a first.example 2024-05-07 'قتل 12 مدنيا وأصيب 30 في قصف على مدينة الفاشر يوم الأحد، بحسب وزارة الصحة السودانية.'
  article b second.example 2024-05-07 'أعلنت منظمة أطباء بلا حدود مقتل 27 مدنيا في قصف على الفاشر يوم الأحد.'
  claims
  holds 'c["kind"] == "incident" and c["figures_differ"] and figures(c, "dead") == [12, 27] and c["documents"] == 2'
  isnad claims --archive t.db --lang en
  is_status 0
  grep -q 'dead: 12 according to .*27 according to' <<<"$(tr '\n' ' ' <<<"$output" | tr -s ' ')"
}

@test "a later figure of the same outlet is a revision" {
  article a first.example 2024-05-06 'قتل 12 مدنيا في قصف على مدينة الفاشر يوم الأحد.'
  article b first.example 2024-05-08 'ارتفعت حصيلة القصف على مدينة الفاشر، إذ قتل 19 مدنيا يوم الأحد.'
  article c second.example 2024-05-08 'قتل 19 مدنيا في قصف على الفاشر يوم الأحد.'
  claims
  holds 'c["kind"] == "incident" and figures(c, "dead") == [12, 19]'
  isnad claims --archive t.db --lang en
  [[ $output == *"revises an earlier figure"* ]] || explain
}

@test "attacks of two days stay apart" {
  article a first.example 2024-05-07 'قتل 12 مدنيا في قصف على مدينة الفاشر يوم الأحد.'
  article b second.example 2024-05-14 'قتل 9 مدنيين في قصف على مدينة الفاشر يوم الاثنين.'
  claims
  holds 'c["kind"] == "incident" and figures(c, "dead") == [12]'
  holds 'c["kind"] == "incident" and figures(c, "dead") == [9]'
}

@test "the office of somebody, by two outlets" {
  article a first.example 2024-05-07 'التقى المبعوث الأممي إلى اليمن هانس غروندبرغ مسؤولين في عدن.'
  article b second.example 2024-05-08 'قال مبعوث الأمم المتحدة الخاص إلى اليمن هانس غروندبرغ إن المحادثات مستمرة.'
  claims
  holds 'c["kind"] == "name" and sides(c)[0] == ["a", "b"]'
}

@test "sentences that are alike but for a denial oppose each other" {
  article a first.example 2024-05-07 'وافق البرلمان الأردني اليوم على قانون الانتخاب الجديد الذي قدمته الحكومة قبل شهرين.'
  article b second.example 2024-05-07 'رفض البرلمان الأردني اليوم قانون الانتخاب الجديد الذي قدمته الحكومة قبل شهرين.'
  claims
  holds 'c["kind"] == "words" and sides(c) == (["a"], ["b"])'
}

@test "edits of one sentence do not oppose each other" {
  article a first.example 2024-05-07 'قتل قائد الجماعة المسلحة في شبه جزيرة البلقان سليم الوادعي في غارة شنتها طائرة من دون طيار على مزرعة.'
  article b second.example 2024-05-07 'قتل قائد الجماعة المسلحة في شبه جزيرة البلقان سليم الوادعي في غارة شنتها طائرة بدون طيار على مزرعة.'
  claims
  holds 'c["kind"] == "words" and sides(c) == (["a", "b"], [])'
}

@test "an office that two outlets give to two men at one time is disputed; a succession is not" {
  article a first.example 2024-05-07 'قال رئيس الحكومة الليبية نوري الطرهوني إن الميزانية جاهزة.'
  article b second.example 2024-05-08 'أعلن رئيس الحكومة الليبية سليم المجبري أن الميزانية مرفوضة.'
  claims
  holds 'c["kind"] == "name" and sides(c) in ((["a"], ["b"]), (["b"], ["a"])) and c["origins_against"] == 1'
  article c third.example 2024-05-08 'تسلم رئيس الحكومة الليبية سليم المجبري مهامه من رئيس الحكومة الليبية نوري الطرهوني.'
  claims
  ! holds 'c["kind"] == "name" and c["against"]' >/dev/null
}

@test "who is called a militia is a claim, and who calls it an army is against it" {
  article a first.example 2024-05-07 'هاجمت مليشيا حفتر بلدة غريان في ليبيا.'
  article b second.example 2024-05-07 'دخل قائد الجيش الليبي المشير خليفة حفتر بلدة غريان في ليبيا.'
  claims
  holds 'c["kind"] == "name" and c["says"]["en"] == "is called a militia" and sides(c) == (["a"], ["b"])'
}

@test "sentences that are alike but for a number have it beside the speaker" {
  article a first.example 2024-05-07 'قالت وزارة الصحة إن الحملة الوطنية وزعت 4500 لقاح على المدارس الابتدائية في محافظة إربد.'
  article b second.example 2024-05-07 'قالت نقابة المعلمين إن الحملة الوطنية وزعت 2700 لقاح على المدارس الابتدائية في محافظة إربد.'
  claims
  holds 'c["kind"] == "words" and c["figures_differ"] and sorted(e["number"] for e in c["support"]) == [2700, 4500]'
}

@test "an incident has the units of its place, the range of its numbers and what its date goes by" {
  article a first.example 2024-05-07 'قتل 12 مدنيا في قصف على مدينة الفاشر يوم الأحد.'
  article b second.example 2024-05-07 'قتل 27 مدنيا في قصف على الفاشر يوم الأحد.'
  claims
  holds 'c["kind"] == "incident" and c["range"]["dead"] == {"least": 12, "most": 27} and c["date_precision"] == "day" and c["date"] == "2024-05-05"'
  holds 'c["kind"] == "incident" and c["units"]["province"]["code"] == "SD-DN" and c["units"]["country"]["code"] == "SD" and c["units"]["city"]["ar"] == "الفاشر"'
  isnad claims --archive t.db
  [[ $output == *"الفاشر، شمال دارفور، السودان"* ]] || explain
  isnad export geojson --archive t.db --table incidents
  is_status 0
  printf '%s' "$output" | python3 -c '
import json, sys
features = json.load(sys.stdin)["features"]
f, = (f for f in features if f["properties"]["dead_most"] == 27)
assert f["geometry"]["type"] == "Point" and 24 < f["geometry"]["coordinates"][0] < 27, f
assert f["properties"]["dead_least"] == 12 and f["properties"]["place_province"] == "SD-DN" and "lat" not in f["properties"], f'
  isnad export geojson --archive t.db --table claims
  is_status 2
}

@test "an archive of more than 600 documents is compared country by country, stories and single documents" {
  python3 - >many.jsonl <<'PYTHON'
import json
for i in range(640):
    days = f"2024-{1 + i // 28 % 12:02}-{1 + i % 28:02}"
    print(json.dumps({"id": f"x{i}", "source": "filler.example", "published": days, "text": f"سعر {i} صنف {i * 7} كيس {i * 13}."}, ensure_ascii=False))
print(json.dumps({"id": "a", "source": "first.example", "published": "2024-05-07", "text": "أعلن الجيش السوداني أن قوات الدعم السريع بدأت الأحد هجوما على مدينة الفاشر."}, ensure_ascii=False))
print(json.dumps({"id": "b", "source": "second.example", "published": "2024-05-09", "text": "قال سكان في السودان إن قوات الدعم السريع شنت هجوما على الفاشر يوم الأحد."}, ensure_ascii=False))
PYTHON
  isnad add -q --archive t.db many.jsonl
  is_status 0
  isnad claims --archive t.db --format json
  is_status 0
  holds 'c["kind"] == "matter" and sides(c) == (["a", "b"], []) and c["origins"] == 2'
  printf '%s\n' "$output" | sort >all
  isnad export csv --archive t.db --table incidents
  is_status 0
}

@test "the same documents give the same claims, in whatever order they were added" {
  for n in 0 1 2; do
    rm -f t.db*
    for file in $(ls "$ROOT"/examples/0[3-8]*.txt | awk -v n="$n" '{ print (NR * (n + 1)) % 7, $0 }' | sort -n | cut -d' ' -f2); do
      "$ISNAD" add -q --archive t.db "$file"
    done
    isnad claims --archive t.db --format json
    is_status 0
    printf '%s\n' "$output" >"claims.$n"
  done
  for n in 1 2; do cmp claims.0 "claims.$n"; done
}

@test "wrong use and what is not there are named" {
  article a first.example 2024-05-07 'وصل الوزير إلى عدن.'
  isnad claims --archive none.db
  is_status 1
  stderr_has 'none.db'
  isnad add -q --archive t.db in
  isnad claims --archive t.db --format xml
  is_status 2
  isnad claims --archive t.db nosuchstory
  is_status 1
  stderr_has 'nosuchstory'
  isnad claims --archive t.db one two
  is_status 2
}

@test "a fault in the tables of matters names file, line and what was expected" {
  mkdir lex
  printf 'entry\tpos\tmatter\tsign\tof\tnote\nحوار\tnoun\tnomatter\t+\t\t\n' >lex/matter-words.tsv
  isnad analyze --lexicon lex - <<<'لا حوار.'
  is_status 1
  stderr_has 'matter-words.tsv:2'
  stderr_has 'nomatter'
}
