#!/bin/sh
# embed.sh OUTPUT.c tables|models FILE...: writes a C file that holds the bytes of the files (see embedded.h).
set -eu
LC_ALL=C
export LC_ALL
out=$1
what=$2
shift 2

# A model's name begins with its set, the folder that it lies in.
name() {
  case $what in
    models) folder=${1%/*} && printf '%s' "${folder##*/}/${1##*/}" ;;
    *) printf '%s' "${1##*/}" ;;
  esac
}

{
  printf '/* Made by embed.sh. */\n#include "pack/embedded.h"\n'
  table= count=0 IFS='
'
  for path in $(for file; do printf '%s\t%s\n' "$(name "$file")" "$file"; done | sort | cut -f2); do
    symbol=isn_embedded_${what}_$count
    printf '__asm__(".pushsection .rodata\\n.balign 16\\n%s:\\n.incbin \\"%s\\"\\n%s_end:\\n.byte 0\\n.popsection\\n");\n' "$symbol" "$path" "$symbol"
    printf 'extern const unsigned char %s[] __attribute__((visibility("hidden")));\n' "$symbol"
    printf 'extern const unsigned char %s_end[] __attribute__((visibility("hidden")));\n' "$symbol"
    table="$table    {\"$(name "$path")\", $symbol, ${symbol}_end},
"
    count=$((count + 1))
  done
  [ $count -gt 0 ] || table='    {0, 0, 0},
'
  printf 'const isn_embedded isn_embedded_%s[] = {\n%s};\nconst size_t isn_embedded_%s_count = %d;\n' "$what" "$table" "$what" "$count"
} >"$out"
