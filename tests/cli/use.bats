# Commands, options, exit statuses; the same bytes whatever the number of threads.
load helper

@test "wrong use ends with 2 and says what was wrong on standard error" {
  for line in "" "frobnicate" "analyze" "report" "analyze --format nosuch x" "analyze --no-such-option x" "analyze --jobs 0 x" \
    "analyze --jobs many x" "analyze --published yesterday x" "report --format nosuch x" "report --lang de x" "explain" "explain a.txt nosuch" "explain a.txt st0" "explain a.txt st1x" \
    "explain a.txt st1 more" "explain --lang de a.txt"; do
    # shellcheck disable=SC2086
    isnad $line
    [ "$status" -eq 2 ] || { echo "isnad $line"; explain; }
    [ -n "$stderr" ] || { echo "isnad $line"; explain; }
    [ -z "$output" ] || { echo "isnad $line"; explain; }
  done
}

@test "--help fits a screen, --version names the version; both end with 0" {
  for line in "--help" "analyze --help" "report --help" "explain --help" "export --help" "help" "help report"; do
    # shellcheck disable=SC2086
    isnad $line
    is_status 0
    [ "$(wc -l <<<"$output")" -le 40 ] || explain
    [[ $output == *isnad* ]] || explain
  done
  for line in "--version" "version"; do
    isnad "$line"
    is_status 0
    [[ $output == *"$(sed -n 's/^#define ISNAD_VERSION "\(.*\)"/\1/p' "$ROOT/include/isnad.h")"* ]] || explain
  done
}

@test "analyze gives the same bytes twice, with one thread and with more" {
  "$ISNAD" analyze --jobs 1 "$ROOT/examples" >one
  "$ISNAD" analyze --jobs 1 "$ROOT/examples" >again
  "$ISNAD" analyze --jobs 2 "$ROOT/examples" >two
  "$ISNAD" analyze --jobs 5 "$ROOT/examples" >five
  "$ISNAD" analyze "$ROOT/examples" >default
  [ -s one ]
  for other in again two five default; do cmp one "$other"; done
}

@test "report gives the same bytes twice, with one thread and with more, as text, JSON and page" {
  "$ISNAD" report --jobs 1 --html one.html "$ROOT/examples" >one
  "$ISNAD" report --jobs 2 --html two.html "$ROOT/examples" >two
  cmp one two
  cmp one.html two.html
  "$ISNAD" report --jobs 1 --format json "$ROOT/examples" >one
  "$ISNAD" report --jobs 2 --format json "$ROOT/examples" >two
  cmp one two
  [ -s one ] && [ -s one.html ]
}

@test "the locale changes nothing" {
  "$ISNAD" analyze "$ROOT/examples" >utf8
  LC_ALL=C "$ISNAD" analyze "$ROOT/examples" >c
  LC_ALL=tr_TR.UTF-8 "$ISNAD" analyze "$ROOT/examples" >tr
  cmp utf8 c
  cmp utf8 tr
}

@test "errors come in the same order with more threads" {
  mkdir in
  for i in 1 2 3 4 5 6 7 8; do
    printf 'قال الوزير %s\n' "$i" >"in/$i.txt"
    printf '\377' >"in/$i-bad.txt"
  done
  isnad analyze --jobs 1 in
  one="$output$stderr"
  is_status 1
  isnad analyze --jobs 4 in
  is_status 1
  [ "$one" = "$output$stderr" ] || explain
}

@test "output that cannot be written is an error" {
  [ -e /dev/full ] || skip "no /dev/full here"
  run --separate-stderr bash -c "'$ISNAD' analyze '$ROOT/examples' >/dev/full"
  is_status 1
  [ -n "$stderr" ]
  isnad report --html /dev/full "$ROOT/examples"
  is_status 1
  isnad report --html "$T/no/such/folder/report.html" "$ROOT/examples"
  is_status 1
  stderr_has "no/such/folder/report.html"
}

@test "a reader that goes away early is no noise" {
  run --separate-stderr bash -c "'$ISNAD' analyze '$ROOT/examples' | head -c 10 >/dev/null"
  no_stderr
}

@test "a lexicon of one's own adds rows, and a fault in it is named with file, line and what was expected" {
  mkdir lexicon
  cp "$ROOT/lexicon/cues.tsv" lexicon/
  isnad analyze --lexicon lexicon "$ROOT/examples"
  is_status 0
  printf 'nonsense\n' >>lexicon/cues.tsv
  isnad analyze --lexicon lexicon "$ROOT/examples"
  [ "$status" -ne 0 ] || explain
  stderr_has "cues.tsv:$(wc -l <lexicon/cues.tsv):"
  isnad analyze --lexicon not-there "$ROOT/examples"
  [ "$status" -ne 0 ] || explain
  stderr_has "not-there"
}

@test "the words of each document as CoNLL-U, documents one behind the other" {
  printf 'قال الوزير.\nنعم. ثم مضى.\n' >a.txt
  cp a.txt b.txt
  isnad analyze --format conllu a.txt b.txt
  is_status 0
  [ "$(grep -c '^# newdoc id = ' <<<"$output")" -eq 2 ] || explain
  [ "$(grep -c '^# sent_id = ' <<<"$output")" -eq 6 ] || explain
  isnad analyze --format conllu --one-sentence-per-line a.txt
  [ "$(grep '^# text = ' <<<"$output")" = $'# text = قال الوزير.\n# text = نعم. ثم مضى.' ] || explain
}

@test "models that are not there are named with what was looked for and what there is" {
  isnad analyze --models best "$ROOT/examples"
  is_status 1
  stderr_has '"best": neither a set of this build (it has: '
  stderr_has 'split.model, sentence.model, language.model, lemma.model, name.model'
  mkdir empty
  isnad report --models empty "$ROOT/examples"
  is_status 1
  stderr_has 'empty: the folder holds no model'
  printf 'ISNMODEL and no more' >empty/split.model
  isnad analyze --models empty "$ROOT/examples"
  is_status 1
  stderr_has 'empty/split.model: ends after 20 bytes'
  isnad analyze --models '' "$ROOT/examples"
  is_status 1
  stderr_has 'expected nc, free or a folder'
}

@test "people and bodies of one's own go into people.tsv and organisations.tsv, or both into actors.tsv" {
  mkdir one two
  head=$(grep -v '^#' "$ROOT/lexicon/kb/people.tsv" | head -1)
  printf '%s\nmine:saldi\tPER\tسليم المرغني\tالمرغني\tSalim al-Marghani\tperson\tLY\tLBY GOV\t\t\t\n' "$head" >one/people.tsv
  printf '%s\nhaftar\tPER\tخليفة حفتر\tحفتر\tK. Haftar\tperson\tLY\tLBY REB\t\t\t\n' "$head" >two/actors.tsv
  printf 'التقى حفتر سليم المرغني في بنغازي. وقال المرغني إن اللقاء مفيد.\n' >a.txt
  isnad analyze --format json --lexicon one a.txt
  is_status 0
  [[ "$output" == *'"mine:saldi"'* && "$output" == *'"Khalifa Haftar"'* ]] || explain
  isnad analyze --format json --lexicon two a.txt
  is_status 0
  [[ "$output" == *'"isnad:haftar"'* && "$output" == *'"K. Haftar"'* && "$output" != *'"Khalifa Haftar"'* ]] || explain
}

@test "an archive keeps what went in; the same document twice is there once" {
  mkdir in
  printf 'قال الوزير سالم الهادي إن الطريق مفتوح.\n' >in/a.txt
  isnad report --archive kept.db --format json in
  is_status 0
  first=$output
  [ -s kept.db ]
  isnad report --archive kept.db --format json in
  is_status 0
  [ "$output" = "$first" ] || explain
  ISNAD_ARCHIVE=kept.db isnad report --format json in
  [ "$output" = "$first" ] || explain
}

@test "an archive that is none is refused and left as it was" {
  printf 'these are notes of mine\n' >notes.db
  cp notes.db before
  printf 'قال الوزير ذلك.\n' >a.txt
  isnad report --archive notes.db a.txt
  is_status 1
  stderr_has "notes.db"
  cmp notes.db before
}

@test "every command and option that --help names stands in the man page, and the other way round" {
  for command in add analyze check explain export report story search; do
    "$ISNAD" "$command" --help | grep -oE -- '--[a-z][-a-z]+'
  done | sort -u >help
  grep -oE -- '\*--[a-z][-a-z]+' "$ROOT/docs/isnad.1.scd" | tr -d '*' | sort -u >man
  diff -u man help
  "$ISNAD" --help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p' | sort >help
  grep -E '^\*[a-z]+\*$' "$ROOT/docs/isnad.1.scd" | tr -d '*' | sort >man
  diff -u man help
}
