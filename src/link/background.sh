#!/bin/sh
# background.sh OUTPUT.c background.tsv: the table as C (background.h). The rows come sorted by hash.
set -eu
{
  printf '/* Made by background.sh. */\n#include "link/background.h"\nconst isn_background_row isn_background[] = {\n'
  sed -n 's/^\([0-9a-f]\{8\}\)	\([0-9]*\)	.*/{0x\1u, \2},/p' "$2"
  printf '};\nconst size_t isn_background_count = sizeof isn_background / sizeof *isn_background;\n'
} >"$1"
