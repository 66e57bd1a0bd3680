#!/bin/sh
# embed.sh OUTPUT.c FILE...: writes a C file that holds the bytes of the files (see embedded.h).
set -eu
LC_ALL=C
export LC_ALL
out=$1
shift
{
  printf '/* Made by embed.sh. */\n#include "pack/embedded.h"\n'
  table= count=0 IFS='
'
  for path in $(for file; do printf '%s\t%s\n' "${file##*/}" "$file"; done | sort | cut -f2); do
    symbol=isn_embedded_$count
    printf '__asm__(".pushsection .rodata\\n.balign 16\\n%s:\\n.incbin \\"%s\\"\\n%s_end:\\n.byte 0\\n.popsection\\n");\n' "$symbol" "$path" "$symbol"
    printf 'extern const unsigned char %s[] __attribute__((visibility("hidden")));\n' "$symbol"
    printf 'extern const unsigned char %s_end[] __attribute__((visibility("hidden")));\n' "$symbol"
    table="$table    {\"${path##*/}\", $symbol, ${symbol}_end},
"
    count=$((count + 1))
  done
  [ $count -gt 0 ] || table='    {0, 0, 0},
'
  printf 'const isn_embedded isn_embedded_tables[] = {\n%s};\nconst size_t isn_embedded_count = %d;\n' "$table" "$count"
} >"$out"
