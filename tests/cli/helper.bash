# For every file of command tests: load helper
# ISNAD is the program (meson sets it). $T is a folder of the test's own.

bats_require_minimum_version 1.5.0

setup() {
  ISNAD=${ISNAD:-$BATS_TEST_DIRNAME/../../build/isnad}
  [ -x "$ISNAD" ] || { echo "no program at $ISNAD: ./run build"; return 1; }
  ROOT=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
  GOLDEN=$ROOT/tests/golden
  T=$BATS_TEST_TMPDIR
  export LC_ALL=C.UTF-8 NO_COLOR=1 PAGER=cat
  unset ISNAD_ARCHIVE
  cd "$T" || return 1
}

# isnad ARGUMENT...: runs the program; then $status, $output (standard output) and $stderr are what came of it.
isnad() { run --separate-stderr "$ISNAD" "$@"; }

# Says what came out before a test fails, for the log.
explain() {
  echo "status $status"
  printf 'stdout: %s\n' "$output"
  printf 'stderr: %s\n' "$stderr"
  return 1
}

is_status() { [ "$status" -eq "$1" ] || explain; }

# stderr_has TEXT: some line of standard error holds it.
stderr_has() { [[ $stderr == *"$1"* ]] || { echo "not on standard error: $1"; explain; }; }

# refuses FOLDER FILE TEXT: with this folder of lexicons nothing is read, and standard error says why.
refuses() {
  isnad analyze --lexicon "$1" "$2"
  is_status 1
  stderr_has "$3"
}

no_stderr() { [ -z "$stderr" ] || explain; }

# golden NAME: standard output is tests/golden/NAME, byte for byte. UPDATE_GOLDEN=1 writes it instead.
golden() {
  if [ "${UPDATE_GOLDEN:-}" = 1 ]; then
    printf '%s\n' "$output" >"$GOLDEN/$1"
  else
    printf '%s\n' "$output" | diff -u "$GOLDEN/$1" - || { echo "differs from tests/golden/$1; if it should: UPDATE_GOLDEN=1 ./run test"; return 1; }
  fi
}

# ids: the documents of the records on standard output, in their order, in one line. Each line must be a record.
ids() {
  printf '%s\n' "$output" | python3 -c '
import json, sys
print(*[json.loads(line)["doc"]["id"] for line in sys.stdin if line.strip()])'
}

# value PATH: what stands at a path such as doc.text or sentences.0.start in the first record.
value() {
  printf '%s\n' "$output" | python3 -c '
import json, sys
at = json.loads(sys.stdin.readline())
for key in sys.argv[1].split("."):
    at = at[int(key)] if isinstance(at, list) else at[key]
print(at if isinstance(at, str) else json.dumps(at, ensure_ascii=False))' "$1"
}

# slices TABLE: the text of each row of a table of the first record, one a line, line ends as \n.
slices() {
  printf '%s\n' "$output" | python3 -c '
import json, sys
record = json.loads(sys.stdin.readline())
for row in record[sys.argv[1]]:
    print(repr(record["doc"]["text"][row["start"]:row["end"]])[1:-1])' "$1"
}
