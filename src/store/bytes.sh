#!/bin/sh
# bytes.sh OUTPUT.c (SYMBOL FILE)...: writes a C file with one array of char for each file, ended in NUL. For texts that belong to
# the program (schema, page); a string literal would pass the length that C11 promises.
set -eu
out=$1
shift
{
  printf '/* Made by bytes.sh. */\n'
  while [ $# -gt 1 ]; do
    printf 'extern const char %s[];\nconst char %s[] = {\n' "$1" "$1"
    od -An -v -tx1 "$2" | sed 's/ *\([0-9a-f][0-9a-f]\)/(char)0x\1,/g'
    printf '0};\n'
    shift 2
  done
} >"$out"
