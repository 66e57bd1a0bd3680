#!/bin/sh
# page.sh OUTPUT.c BYTES.SH PAGE.css PAGE.js: the parts of the report page that never change, and the hashes by which its content
# security policy allows them and nothing else (W3C CSP 3, 'sha256-...').
set -eu
out=$1 bytes=$2 css=$3 js=$4
parts=$(mktemp -d)
trap 'rm -rf "$parts"' EXIT

hash() {
  sha256sum <"$1" | awk '{
    digits = "0123456789abcdef"
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for (i = 1; i <= 63; i += 3) {   # three hexadecimal digits are two letters
      v = 0
      for (j = 0; j < 3; j++) v = v * 16 + index(digits, substr($1, i + j, 1)) - 1
      printf "%s%s", substr(letters, int(v / 64) + 1, 1), substr(letters, v % 64 + 1, 1)
    }
    printf "%s=", substr(letters, (index(digits, substr($1, 64, 1)) - 1) * 4 + 1, 1)
  }'
}

hash "$css" >"$parts/css"
hash "$js" >"$parts/js"
sh "$bytes" "$out" isn_page_css "$css" isn_page_js "$js" isn_page_css_hash "$parts/css" isn_page_js_hash "$parts/js"
