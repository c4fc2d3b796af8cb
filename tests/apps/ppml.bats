#!/usr/bin/env bats
# entente ppml: a regression with effects, what it leaves out, and what it says to bad tables.

setup() {
  bats_require_minimum_version 1.5.0
  ENTENTE="$(realpath "${ENTENTE:-$BATS_TEST_DIRNAME/../../build/entente}")"
  export LC_ALL=C.UTF-8 NO_COLOR=1 COLUMNS=100
  unset ENTENTE_LANG
  cd "$BATS_TEST_TMPDIR" || exit 1
  cat > flows.csv <<'T'
from,to,year,trade,near,deal
A,B,1,12,1,0
A,C,1,5,0,0
A,D,1,0,0,0
B,A,1,9,1,0
B,C,1,7,0,0
B,D,1,3,1,0
C,A,1,4,0,0
C,B,1,6,0,0
C,D,1,8,1,0
D,A,1,2,0,0
D,B,1,3,1,0
D,C,1,11,1,0
A,B,2,15,1,1
A,C,2,4,0,0
A,D,2,1,0,0
B,A,2,14,1,1
B,C,2,6,0,0
B,D,2,4,1,0
C,A,2,3,0,0
C,B,2,7,0,0
C,D,2,9,1,1
D,A,2,2,0,0
D,B,2,2,1,0
D,C,2,13,1,1
E,A,2,5,0,0
T
}

@test "coefficients, the row alone in its group, and sums that are those of the data" {
  run --separate-stderr "$ENTENTE" ppml flows.csv --x near,deal --effects from,to --cluster from+to --fitted fit.csv --json
  [ "$status" -eq 0 ]
  [[ "$output" == *'"used": 24, "singleton": 1, "zeros": 0, "separated": 0'* ]]
  [[ "$output" == *'"settled": true'* && "$output" == *'"clusters": 12'* ]]
  run awk -F, 'NR > 1 && $8 == "used" { y[$1] += $4; m[$1] += $7 } END { for (k in y) if ((y[k] - m[k])^2 > 1e-12) bad++; print length(y), bad + 0 }' fit.csv
  [ "$output" = "4 0" ]
}

@test "a table for people and one for programs" {
  run --separate-stderr "$ENTENTE" ppml flows.csv --x near,deal --effects from,to
  [ "$status" -eq 0 ]
  [[ "$output" == *"24 of 25 rows; effects taken out: from, to (8 groups)"* ]]
  [[ "$output" == *"alone in a group, so that they say nothing: 1"* ]]
  run --separate-stderr "$ENTENTE" ppml flows.csv --x near,deal --effects from,to --csv
  [ "${lines[0]}" = "regressor,coefficient,error,z,p,low,high" ]
  [ "${#lines[@]}" -eq 3 ]
  run --separate-stderr "$ENTENTE" ppml flows.csv --x near,deal --effects from,to --lang zh-Hant
  [[ "$output" == *"卜瓦松擬最大概似法"* ]]
}

@test "what the effects determine is left out, and said" {
  run --separate-stderr "$ENTENTE" ppml flows.csv --x year,near --effects from+year,to+year
  [ "$status" -eq 0 ]
  [[ "$output" == *"year"*"determined by the effects and those above"* ]]
}

@test "bad columns, cells and calls have a sentence" {
  run "$ENTENTE" ppml flows.csv --x naer --effects from
  [ "$status" -eq 2 ]
  [[ "$output" == *'the table has no column "naer"; did you mean "near"?'* ]]
  run "$ENTENTE" ppml flows.csv --x 'log(near)'
  [ "$status" -eq 2 ]
  [[ "$output" == *"flows.csv:3:9: near: A logarithm asks for numbers above 0."* ]]
  run "$ENTENTE" ppml flows.csv --y from --x near
  [ "$status" -eq 2 ]
  [[ "$output" == *"flows.csv:2:1: from: A number is expected in this column."* ]]
  run "$ENTENTE" ppml flows.csv
  [ "$status" -eq 2 ]
  [[ "$output" == *"there is nothing to estimate"* ]]
  run "$ENTENTE" ppml flows.csv --x near --only year=7
  [ "$status" -eq 2 ]
  [[ "$output" == *'no row has "7" in the column year; the first one has "1"'* ]]
}

@test "weights count rows: a weight of 2 is the row twice, errors by row" {
  awk -F, -v OFS=, 'NR == 1 { print $0, "w", "id"; next } { print $0, 1 + NR % 2, NR }' flows.csv > weighted.csv
  awk -F, -v OFS=, 'NR == 1 { print $0, "id"; next } { print $0, NR; if (NR % 2) print $0, NR }' flows.csv > twice.csv
  "$ENTENTE" ppml weighted.csv --x near,deal --effects from,to --weights w --cluster id --keep-singletons --csv > a.csv
  "$ENTENTE" ppml twice.csv --x near,deal --effects from,to --cluster id --keep-singletons --csv > b.csv
  run paste -d, a.csv b.csv
  [ "$(awk -F, 'NR > 1 && (($2 - $9) ^ 2 > 1e-16 || ($3 - $10) ^ 2 > 1e-16 || $3 <= 0) { bad++ } END { print NR, bad + 0 }' <<<"$output")" = "3 0" ]
  "$ENTENTE" ppml weighted.csv --x near,deal --effects from,to --csv > plain.csv
  run cmp -s a.csv plain.csv
  [ "$status" -eq 1 ]
  run "$ENTENTE" ppml weighted.csv --x near --effects from --weights w
  [[ "$output" == *"Rows count by w."* ]]
  run "$ENTENTE" ppml flows.csv --x near --effects from --weights deal
  [ "$status" -eq 2 ]
  [[ "$output" == *"flows.csv:2:12: deal: Weights are numbers above 0 and below 1e100."* ]]
}

@test "rows without a number are left out when that is asked for, and counted" {
  grep -v '^A,D,1\|^C,B,2' flows.csv > wanted.csv
  sed 's/^A,D,1,0,0/A,D,1,NA,0/; s/^C,B,2,7,0/C,B,2,7,/' flows.csv > holes.csv
  run "$ENTENTE" ppml holes.csv --x near,deal --effects from,to
  [ "$status" -eq 2 ]
  [[ "$output" == *"holes.csv:4:7: trade: A number is expected in this column; --drop-missing leaves out rows without one."* ]]
  "$ENTENTE" ppml wanted.csv --x near,deal --effects from,to --csv > a.csv
  "$ENTENTE" ppml holes.csv --x near,deal --effects from,to --drop-missing --csv | cmp - a.csv
  run "$ENTENTE" ppml holes.csv --x near,deal --effects from,to --drop-missing --json
  [[ "$output" == *'"missing": 2'* ]]
  run "$ENTENTE" ppml holes.csv --x near,deal --effects from,to --drop-missing
  [[ "$output" == *"Left out before, as a cell is empty: 2 rows."* ]]
}

@test "what other programs write is told in these words" {
  run "$ENTENTE" ppml flows.csv --x near --effects 'from#year'
  [ "$status" -eq 2 ]
  [[ "$output" == *'--effects: columns are joined by + (exporter+year), not as in "from#year"'* ]]
  run "$ENTENTE" ppml flows.csv --x near --cluster 'from^to'
  [[ "$output" == *"--cluster: columns are joined by +"* ]]
  run "$ENTENTE" ppml flows.csv --x 'ln(near)'
  [ "$status" -eq 2 ]
  [[ "$output" == *'--x: log(COLUMN) is the only function of a column, not "ln(near)"'* ]]
}
