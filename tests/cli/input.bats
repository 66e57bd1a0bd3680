# What isnad does with input that is not as it should be: it names file and place, goes on with the next, and ends with 1.
load helper

good() { printf 'قال الوزير إن الطريق مفتوح.\n' >"$1"; }

@test "a file that is not UTF-8 is named with its line, and the next one is read" {
  printf 'السطر الأول\nالسطر الثاني\n\307\341\323\341\307\343\n' >a.txt
  good b.txt
  isnad analyze a.txt b.txt
  is_status 1
  stderr_has "a.txt:3:"
  stderr_has "UTF-8"
  [ "$(ids)" = b ]
}

@test "text cut in the middle of a letter is refused" {
  printf 'قال الوزير\331' >a.txt
  isnad analyze a.txt
  is_status 1
  stderr_has "a.txt:1:"
  [ -z "$output" ]
}

@test "a binary file is refused" {
  printf '\177ELF\002\001\001\000\000\000\000\000' >a.txt
  good b.txt
  isnad analyze a.txt b.txt
  is_status 1
  stderr_has "a.txt"
  [ "$(ids)" = b ]
}

@test "a NUL in the text is refused" {
  printf 'قال\nالو\000زير\n' >a.txt
  isnad analyze a.txt
  is_status 1
  stderr_has "a.txt:2:"
}

@test "a file that is not there is named, and the next one is read" {
  good b.txt
  isnad analyze missing.txt b.txt
  is_status 1
  stderr_has "missing.txt"
  stderr_has "No such file"
  [ "$(ids)" = b ]
}

@test "a file that may not be read is named, and the next one is read" {
  good a.txt
  good b.txt
  chmod 000 a.txt
  if [ -r a.txt ]; then skip "this user may read everything"; fi
  isnad analyze a.txt b.txt
  is_status 1
  stderr_has "a.txt"
  stderr_has "Permission denied"
  [ "$(ids)" = b ]
}

@test "an empty file is named, and the next one is read" {
  : >a.txt
  good b.txt
  isnad analyze a.txt b.txt
  is_status 1
  stderr_has "a.txt"
  stderr_has "empty"
  [ "$(ids)" = b ]
}

@test "in a folder of good and bad files each bad one is named once and the good ones are read in order" {
  mkdir -p in/deeper
  good in/b.txt
  good in/d.txt
  good in/deeper/c.txt
  : >in/a.txt
  printf '\377\376\000\000' >in/c.txt
  printf 'no text of ours' >in/readme.md
  isnad analyze in
  is_status 1
  [ "$(ids)" = "b d c" ]
  [ "$(grep -c 'in/a.txt' <<<"$stderr")" -eq 1 ] || explain
  [ "$(grep -c 'in/c.txt' <<<"$stderr")" -eq 1 ] || explain
  [[ $stderr != *readme.md* ]] || explain
}

@test "a folder without documents is an error" {
  mkdir none
  isnad analyze none
  is_status 1
  stderr_has "none"
}

@test "report names bad files too and reports on the others" {
  good a.txt
  printf '\377' >b.txt
  isnad report a.txt b.txt
  is_status 1
  stderr_has "b.txt:1:"
  [[ $output == *"الوزير"* ]] || explain
}

@test "JSON Lines: a broken line, a line without text and a repeated id are named with their lines" {
  cat >a.jsonl <<'TXT'
{"id": "one", "text": "قال الوزير إن الطريق مفتوح."}
{"id": "two", "text":
{"id": "three"}
{"id": "one", "text": "نفى الوزير ذلك."}
{"id": 5, "text": "نفى الوزير ذلك."}
["not an object"]
{"id": "six", "text": 6}
TXT
  isnad analyze a.jsonl
  is_status 1
  [ "$(ids)" = "one 5" ] || explain
  for line in 2 3 4 6 7; do stderr_has "a.jsonl:$line:"; done
  stderr_has '"one"'
}

@test "JSON Lines: bytes that are not UTF-8 are named with their line" {
  printf '{"id":"a","text":"قال"}\n{"id":"b","text":"\307\341"}\n{"id":"c","text":"قال"}\n' >a.jsonl
  isnad analyze a.jsonl
  is_status 1
  [ "$(ids)" = "a c" ] || explain
  stderr_has "a.jsonl:2:"
}

@test "JSON Lines: empty lines are nothing, a last line without its end is read, deep nesting is refused" {
  { printf '\n{"id":"a","text":"قال"}\n\n'
    printf '{"id":"deep","x":%s}\n' "$(printf '[%.0s' {1..5000})"
    printf '{"id":"b","text":"قال"}'; } >a.jsonl
  isnad analyze a.jsonl
  is_status 1
  [ "$(ids)" = "a b" ] || explain
  stderr_has "a.jsonl:4:"
}

@test "JSON Lines: a row without id gets the same id each time, from its content" {
  printf '{"text":"قال الوزير."}\n{"text":"نفى الوزير."}\n' >a.jsonl
  isnad analyze a.jsonl
  is_status 0
  first=$(ids)
  [ "$(wc -w <<<"$first")" -eq 2 ]
  isnad analyze a.jsonl
  [ "$(ids)" = "$first" ]
}

@test "JSON Lines: a title stands before the text, with an empty line between" {
  printf '{"id":"a","title":"عنوان الخبر","date":"2020-05-04","text":"قال الوزير."}\n' >a.jsonl
  isnad analyze a.jsonl
  is_status 0
  [ "$(value doc.text)" = $'عنوان الخبر\n\nقال الوزير.' ] || explain
  [ "$(value doc.title)" = 'عنوان الخبر' ]
  [ "$(value doc.published)" = 2020-05-04 ]
}

@test "sources.tsv gives outlet and date; options fill what it leaves open" {
  mkdir in
  good in/a.txt
  good in/b.txt
  good in/c.txt
  printf 'path\tsource\tpublished\turl\ttitle\na.txt\tصوت الوادي\t2021-03-02\thttps://example.org/a\tعنوان\nb.txt\t\t2021-03-03\t\t\n' >in/sources.tsv
  isnad analyze --source agency --published 2021-03-09 in
  is_status 0
  no_stderr
  result=$(printf '%s\n' "$output" | python3 -c '
import json, sys
for line in sys.stdin:
    d = json.loads(line)["doc"]
    print(d["id"], d["source"], d["published"], d["url"], d["title"], sep="|")')
  [ "$result" = "a|صوت الوادي|2021-03-02|https://example.org/a|عنوان
b|agency|2021-03-03|None|None
c|agency|2021-03-09|None|None" ] || explain
}

@test "a bad row of sources.tsv is named with its line; the files are read all the same" {
  mkdir in
  good in/a.txt
  good in/b.txt
  printf 'path\tsource\tpublished\na.txt\tx\nb.txt\ty\tlast tuesday\nnot-there.txt\tz\t2020-01-01\n' >in/sources.tsv
  isnad analyze in
  is_status 1
  [ "$(ids)" = "a b" ] || explain
  stderr_has "sources.tsv:2:"
  stderr_has "sources.tsv:3:"
  stderr_has "sources.tsv:4:"
}

@test "a sources.tsv without the column path is an error of its first line" {
  mkdir in
  good in/a.txt
  printf 'file\tsource\na.txt\tx\n' >in/sources.tsv
  isnad analyze in
  is_status 1
  stderr_has "sources.tsv:1:"
  [ "$(ids)" = a ] || explain
}

@test "standard input: one text" {
  run --separate-stderr bash -c "printf 'قال الوزير إن الطريق مفتوح.\n' | '$ISNAD' analyze -"
  is_status 0
  no_stderr
  [ "$(value doc.text)" = 'قال الوزير إن الطريق مفتوح.' ] || explain
}

@test "standard input: JSON Lines if it begins with a brace" {
  run --separate-stderr bash -c "printf '{\"id\":\"x\",\"text\":\"قال\"}\n{\"id\":\"y\",\"text\":\"قال\"}\n' | '$ISNAD' analyze -"
  is_status 0
  [ "$(ids)" = "x y" ] || explain
}

@test "standard input that is empty is an error" {
  isnad analyze - </dev/null
  is_status 1
  [ -z "$output" ]
  [ -n "$stderr" ]
}

@test "a byte order mark is dropped, and offsets count without it" {
  printf '\357\273\277قال الوزير.\n' >a.txt
  isnad analyze a.txt
  is_status 0
  [ "$(value doc.text)" = "قال الوزير." ] || explain
  [ "$(value sentences.0)" = '{"start": 0, "end": 11}' ] || explain
}

@test "CR LF stays in the text, counts as two, and ends a sentence" {
  printf 'عنوان\r\n\r\nقال الوزير ذلك\r\nثم عاد\r\n' >a.txt
  isnad analyze a.txt
  is_status 0
  [ "$(printf '%s\n' "$output" | python3 -c 'import json,sys; print(repr(json.loads(sys.stdin.readline())["doc"]["text"]))')" = \
    "'عنوان\\r\\n\\r\\nقال الوزير ذلك\\r\\nثم عاد\\r\\n'" ] || explain
  [ "$(slices sentences)" = "عنوان
قال الوزير ذلك
ثم عاد" ] || { slices sentences; explain; }
}

@test "one sentence per line: nothing but the line end ends a sentence" {
  printf 'قال الوزير ذلك. ثم عاد؟ نعم!\nوانتهى الأمر.\n' >a.txt
  isnad analyze --one-sentence-per-line a.txt
  is_status 0
  [ "$(slices sentences)" = "قال الوزير ذلك. ثم عاد؟ نعم!
وانتهى الأمر." ] || { slices sentences; explain; }
  isnad analyze a.txt
  [ "$(slices sentences | wc -l)" -eq 4 ] || { slices sentences; explain; }
}

@test "text without a word of Arabic gives a record without rows" {
  printf '123 --- \nhello\n' >a.txt
  isnad analyze a.txt
  is_status 0
  [ "$(value statements)" = '[]' ]
  [ "$(value events)" = '[]' ]
}

@test "a text over the limit is refused by name" {
  head -c 17000000 /dev/zero | tr '\0' 'a' >a.txt
  good b.txt
  isnad analyze a.txt b.txt
  is_status 1
  stderr_has "a.txt"
  [ "$(ids)" = b ]
}

@test "a token that folds to nothing (a lone tatweel) before a cue is read over" {
  printf 'ـ قال الرئيس إن الحرب انتهت.\n' >a.txt
  isnad analyze a.txt
  is_status 0
  [ "$(value statements.0.cue.class)" = SAY ]
}

@test "a lexicon row without a letter is refused with its file and line" {
  mkdir lex
  printf 'noun\tplural\nسوق\tأسواق\nـــ\t\n' >lex/nouns.tsv
  good a.txt
  isnad analyze --lexicon lex a.txt
  is_status 1
  stderr_has "nouns.tsv:3:"
  stderr_has "holds no letter"
}

@test "words of a folder of one's own join a class; what is no class is refused with its place" {
  printf 'قال قائد الشرطة إن الجيش قصف المدينة أمس.\nلقي عشرة أشخاص مصرعهم في دحرجة قرب العاصمة.\n' >a.txt
  assaults() { "$ISNAD" analyze "$@" a.txt | grep -o '"type":"ASSAULT"' | wc -l; }
  [ "$(assaults)" -eq 2 ]
  mkdir lex
  row() { printf 'class\tmatch\twords\tnote\n%b\n' "$1" >lex/classes.tsv; }
  row 'mishap\tstem\tدحرجة\t' # an accident, as حريق is: nobody's attack
  [ "$(assaults --lexicon lex)" -eq 1 ]
  row 'mishaps\tstem\tدحرجة\t'
  refuses lex a.txt "lex/classes.tsv:2: column class: 'mishaps' is none of the classes of the built-in classes.tsv"
  row 'mishap\tform\tدحرجة\t'
  refuses lex a.txt "lex/classes.tsv:2: column match: 'form', expected stem, word or lemma"
}

@test "one noun twenty thousand times is read in linear time" {
  yes هجوم | head -n 20000 | tr '\n' ' ' >a.txt
  run timeout 60 "$ISNAD" analyze a.txt
  [ "$status" -eq 0 ]
}

@test "a text of another language is an empty record, and that is said once" {
  printf 'The army said that it attacked the city on Monday.\n' >a.txt
  isnad analyze a.txt
  is_status 0
  [[ $output == *'"entities":[],"times":[],"statements":[],"events":[]'* ]] || explain
  stderr_has "isnad: a: no Arabic letter in it; isnad reads only Arabic"
  cp a.txt b.txt
  good c.txt
  isnad report a.txt b.txt c.txt
  is_status 0
  stderr_has "2 documents (the first: a): no Arabic letter in them"
}
