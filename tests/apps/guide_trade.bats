#!/usr/bin/env bats
# What the guides of trade and regressions print can be typed: each command runs, in the order of the page, and writes what the
# next one reads.

setup() {
  bats_require_minimum_version 1.5.0
  entente="$(realpath "${ENTENTE:-$BATS_TEST_DIRNAME/../../build/entente}")"
  root="$(realpath "$BATS_TEST_DIRNAME/../..")"
  export LC_ALL=C.UTF-8 NO_COLOR=1 COLUMNS=100
  unset ENTENTE_LANG
  cd "$BATS_TEST_TMPDIR" || exit 1
  ln -s "$root/data" data
  ln -s "$root/docs" docs
  entente() { "$entente" "$@"; }
}

# Commands of a page: indented lines, a backslash at the end goes on.
commands_of() {
  sed -n -e ':a' -e '/^    .*\\$/{N;s/\\\n *//;ba' -e '}' -e '/^    entente /p' "$root/docs/guide/$1"
}

# Runs them all; fewer than wanted are an error.
runs() {
  local count=0 line
  while IFS= read -r line; do
    count=$((count + 1))
    eval "$line" >out.txt 2>err.txt || { echo "$line"; cat err.txt; return 1; }
    [ -s out.txt ] || [ -s err.txt ] || { echo "silent: $line"; return 1; }
    ! grep -q "Not an equilibrium\|did not settle" out.txt || { echo "$line"; return 1; }
  done < <(commands_of "$1")
  [ "$count" -ge "$2" ] || { echo "$count commands in $1"; return 1; }
}

@test "docs/guide/trade.md" {
  runs trade.md 14
  [ -s world.csv ] && [ -s frontier.svg ] && [ -s flows.svg ]
}

@test "docs/guide/regression.md, and the numbers that it takes from one call to the next" {
  runs regression.md 4
  run -0 entente ppml docs/guide/examples/trade/gravity.csv --x 'log(distance),contiguity,border' --effects exporter,importer \
    --only year=2007 --csv
  [[ "$output" == *$'\nborder,-1.108'* ]] # the page's 3.03 and 0.831
  entente trade fitted.csv --weight fitted --freeness '*<>*=3.03' --theta 6 --csv | cut -d, -f2 >a.csv
  entente trade fitted.csv --weight fitted --cost "*<>*=$(awk 'BEGIN { printf "%.15f", 3.03 ^ (-1 / 6) }')" --theta 6 --csv | cut -d, -f2 >b.csv
  paste -d, a.csv b.csv | awk -F, 'NR > 1 && (($1 - $2) ^ 2 > 1e-20 || $1 < 0.01) { exit 1 } END { if (NR != 9) exit 1 }'
}
