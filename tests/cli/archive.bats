load helper

# articles N [TEXT]: rows of N articles by invented outlets, each with names and numbers of its own.
articles() {
  python3 - "$@" <<'END'
import json, sys
who = ["سالم الهادي", "ليان المرجاني", "عاصم الأشهلي", "بشير الدوبلي", "نوفل الضبعان"]
towns = ["تل الأرجوان", "قلعة السدر", "جسر الزرم", "رأس المها"]
more = sys.argv[2] if len(sys.argv) > 2 else ""
for i in range(int(sys.argv[1])):
    text = (f"قال الوزير {who[i % 5]} إن {i + 3} جنود قتلوا في هجوم على {towns[i % 4]} يوم السبت.\n"
            f"وأضاف أن الحكومة رقم {i} طالبت بوقف القتال في {towns[(i + 1) % 4]} بشرط الانسحاب. {more}")
    print(json.dumps({"id": f"a{i}", "source": f"outlet{i % 3}.example", "published": f"2024-11-{i % 28 + 1:02}", "text": text}, ensure_ascii=False))
END
}

# sql ARCHIVE QUERY: rows of what the archive holds, but for search, whose tokenizer only isnad knows.
sql() {
  python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print(*row, sep="|")' "$@"
}

sound() { isnad check --archive "$1" && is_status 0; }

@test "what is there is not added again, and another text is a new version" {
  articles 5 >a.jsonl
  isnad add a.jsonl
  is_status 0
  [ "$output" = "isnad.db: 5 new, 0 new versions, 0 read anew, 0 known" ] || explain
  isnad add --archive isnad.db a.jsonl
  [ "$output" = "isnad.db: 0 new, 0 new versions, 0 read anew, 5 known" ] || explain
  articles 6 "وهذا جديد." >b.jsonl
  ISNAD_ARCHIVE=isnad.db isnad add b.jsonl
  [ "$output" = "isnad.db: 1 new, 5 new versions, 0 read anew, 0 known" ] || explain
  isnad add --published 2024-12-01 b.jsonl
  [ "$output" = "isnad.db: 0 new, 0 new versions, 0 read anew, 6 known" ] || explain
  [ "$(sql isnad.db 'SELECT count(*), max(version) FROM documents')" = "11|2" ]
  [ "$(sql isnad.db 'SELECT count(*) FROM current_documents')" = 6 ]
  sound isnad.db
}

@test "another reading of the same text is kept beside the old one" {
  printf 'قال الوزير سالم الهادي إن الطريق مفتوح.\n' >a.txt
  isnad add --published 2024-11-02 a.txt
  isnad add --published 2024-11-03 a.txt
  [ "$output" = "isnad.db: 0 new, 0 new versions, 1 read anew, 0 known" ] || explain
  [ "$(sql isnad.db 'SELECT count(*) FROM documents')" = 1 ]
  [ "$(sql isnad.db 'SELECT published, current FROM analyses ORDER BY analysis')" = "$(printf '2024-11-02|0\n2024-11-03|1')" ]
  sound isnad.db
}

@test "files of one name in two folders are two documents, and a folder may be moved" {
  mkdir -p one other
  printf 'قال الوزير سالم الهادي إن الطريق مفتوح.\n' >one/a.txt
  printf 'قالت الوزيرة ليان المرجاني إن الطريق مغلق.\n' >other/a.txt
  isnad add one other
  is_status 0
  [ "$output" = "isnad.db: 2 new, 0 new versions, 0 read anew, 0 known" ] || explain
  mv one moved
  isnad add moved
  [ "$output" = "isnad.db: 0 new, 0 new versions, 0 read anew, 1 known" ] || explain
  printf 'قال الوزير سالم الهادي إن الطريق مغلق.\n' >other/a.txt
  isnad add --verbose --quiet other
  [ "$output" = "$(printf 'version\ta')" ] || explain
}

@test "the same archive comes out of one thread and of four" {
  articles 150 >a.jsonl
  isnad add -a one.db a.jsonl
  isnad add -a four.db --jobs 4 a.jsonl
  is_status 0
  for table in documents analyses entities events words lexemes name_words; do
    sql one.db "SELECT * FROM $table" >one
    sql four.db "SELECT * FROM $table" >four
    cmp one four
  done
}

@test "a document that fails is named, and the others of its batch are added" {
  articles 3 >a.jsonl
  printf '{"id": "broken", "text": 7}\n' >>a.jsonl
  articles 5 | tail -2 >>a.jsonl
  isnad add a.jsonl
  is_status 1
  stderr_has "a.jsonl:4"
  [ "$output" = "isnad.db: 5 new, 0 new versions, 0 read anew, 0 known" ] || explain
}

@test "a second process that adds is told so; one that reads is not disturbed" {
  mkfifo rows
  articles 70 >a.jsonl
  "$ISNAD" add --quiet --verbose rows >first &
  adding=$!
  { cat a.jsonl; sleep 20; } >rows &
  feeding=$!
  for _ in $(seq 100); do [ -s first ] && break; sleep 0.1; done
  [ -s first ]
  isnad add a.jsonl
  is_status 1
  stderr_has "another process is adding to it"
  isnad search --limit 1 الحكومة
  is_status 0
  kill "$feeding" "$adding"
  wait "$adding" || true
  isnad add --quiet a.jsonl
  is_status 0
  sound isnad.db
}

@test "an archive that is not there is not made by looking for it" {
  isnad search --archive none.db الحكومة
  is_status 1
  stderr_has "none.db"
  isnad check --archive none.db
  is_status 1
  [ ! -e none.db ]
}

# reported_is_kept ARCHIVE LIST: each id of the list is in the archive.
reported_is_kept() {
  cut -f2 "$2" | sort -u >reported
  sql "$1" 'SELECT id FROM current_documents' | sort >kept
  [ -z "$(comm -23 reported kept)" ]
}

@test "killed at 20 moments: what was reported is kept, the archive is sound, and the next add goes on" {
  articles 300 >a.jsonl
  python3 - "$ISNAD" >moments <<'END'
import random, subprocess, sys, time
began = time.time()
subprocess.run([sys.argv[1], "add", "-q", "-a", "timed.db", "a.jsonl"], check=True)
took = time.time() - began
random.seed(20)
for _ in range(20): print(f"{random.uniform(0.1, 1.0) * took:.3f}")
END
  killed=0
  while read -r moment; do
    # From the beginning again where everything is in.
    if [ -e isnad.db ] && [ "$(sql isnad.db 'SELECT count(*) FROM current_documents')" = 300 ]; then rm -f isnad.db* reported.tsv; fi
    "$ISNAD" add --quiet --verbose a.jsonl >>reported.tsv 2>/dev/null &
    adding=$!
    sleep "$moment"
    kill -9 "$adding" 2>/dev/null && killed=$((killed + 1))
    wait "$adding" || true
    [ -e isnad.db ] || continue
    isnad check
    is_status 0
    reported_is_kept isnad.db reported.tsv
  done <moments
  [ "$killed" -ge 10 ]
  isnad add a.jsonl
  is_status 0
  [ "$(sql isnad.db 'SELECT count(*) FROM current_documents')" = 300 ]
  sound isnad.db
}

@test "a disk that is full at 10 moments: the same" {
  articles 300 >a.jsonl
  isnad add --quiet -a whole.db a.jsonl
  size=$(stat -c %s whole.db)
  full=0
  for tenth in 1 2 3 4 5 6 7 8 9 10; do
    rm -f isnad.db*
    # The limit is of each file, in blocks of 1024 bytes.
    (ulimit -f $((size * tenth / 11 / 1024 + 60)); exec "$ISNAD" add --quiet --verbose a.jsonl >reported.tsv 2>errors) || full=$((full + 1))
    [ -s errors ]
    isnad check
    is_status 0
    reported_is_kept isnad.db reported.tsv
  done
  [ "$full" -eq 10 ]
  isnad add a.jsonl
  is_status 0
  [ "$(sql isnad.db 'SELECT count(*) FROM current_documents')" = 300 ]
  sound isnad.db
}

@test "a file system that is full: the same" {
  articles 300 >a.jsonl
  mkdir -p small
  unshare -rm sh -c 'mount -t tmpfs -o size=700k none small' 2>/dev/null || skip "no name space for a file system of its own"
  # shellcheck disable=SC2016
  ISNAD=$ISNAD unshare -rm sh -c '
    mount -t tmpfs -o size=700k none small || exit 3
    "$ISNAD" add --quiet --verbose --archive small/isnad.db a.jsonl >reported.tsv 2>errors
    [ $? -eq 1 ] || exit 4
    "$ISNAD" check --archive small/isnad.db || exit 5
    cp small/isnad.db* .' || { cat errors; false; }
  grep -q "disk is full" errors
  reported_is_kept isnad.db reported.tsv
  isnad add a.jsonl
  is_status 0
  sound isnad.db
}
