#!/usr/bin/env bats
# Balance on the command line: the frustration index with its certificate, verification, files, errors, three languages.

load command

setup() {
  command_setup
  tribes=tests/published/balance_tribes.csv
  proof="$BATS_TEST_TMPDIR/proof.csv"
}

@test "the tribes of Read: L = 7, proved" {
  [ "$(value '[a.actors, a.ties, a.lower, a.upper, a.proved, a.frustrated.length].join()' balance "$tribes")" = "16,58,7,7,true,7" ]
  run -0 "$entente" balance "$tribes"
  [[ "$output" == *"Frustration index L = 7, proved"* ]]
  [[ "$output" == *"= 0.7586"* ]]
  [[ "$output" == *"Ties against the camps (7)"* ]]
}

@test "a certificate verifies by itself and against its table, and not when it is changed" {
  "$entente" balance "$tribes" --certificate "$proof" >/dev/null 2>&1
  run -0 "$entente" verify "$proof"
  [[ "$output" == *"The certificate holds: L = 7"* ]]
  run -0 "$entente" verify "$proof" "$tribes"
  # a better bound than was proved
  sed 's/^# | lower 7/# | lower 8/; s/^# | upper 7/# | upper 8/' "$proof" >"$BATS_TEST_TMPDIR/wrong.csv"
  run -1 "$entente" verify "$BATS_TEST_TMPDIR/wrong.csv"
  [[ "$output" == *"wrong.csv:"* ]]
  # an actor in the other camp
  awk '/^# \| camps/ { c = substr($4, 1, 1) == "+" ? "-" : "+"; $4 = c substr($4, 2) } { print }' "$proof" >"$BATS_TEST_TMPDIR/wrong.csv"
  run -1 "$entente" verify "$BATS_TEST_TMPDIR/wrong.csv"
  # a tie of another sign in the table that it is held against
  sed 's/^Kotun,Gavev,1/Kotun,Gavev,-1/' "$tribes" >"$BATS_TEST_TMPDIR/other.csv"
  run -2 "$entente" verify "$proof" "$BATS_TEST_TMPDIR/other.csv"
  [[ "$output" == *"is another network"* ]]
  run -2 "$entente" verify "$tribes"
  [[ "$output" == *"is no certificate"* ]]
}

@test "a certificate is a table of the same ties" {
  "$entente" balance "$tribes" --certificate "$proof" >/dev/null 2>&1
  [ "$(value 'a.upper' balance "$proof")" = 7 ]
}

@test "weights are exact, rows of a pair are added, directions by their rule" {
  printf 'from,to,weight\nA,B,0.1\nB,A,0.2\nB,C,-0.7\nA,C,0.4\nA,B,-0.05\n' >"$BATS_TEST_TMPDIR/w.csv"
  # A-B: 0.3 friendly against 0.05 hostile: 0.25, and 0.05 is frustrated whatever the camps are; then the lesser of 0.25, 0.4, 0.7
  [ "$(value 'a.upper + " " + a.cancelled' balance "$BATS_TEST_TMPDIR/w.csv")" = "0.3 0.05" ]
  # averaged: A to B 0.05, B to A 0.2: 0.125
  [ "$(value 'a.upper' balance "$BATS_TEST_TMPDIR/w.csv" --direction averaged)" = 0.125 ]
  [ "$(value 'a.upper' balance "$BATS_TEST_TMPDIR/w.csv" --signs)" = 1 ]
  run -2 "$entente" balance "$BATS_TEST_TMPDIR/w.csv" --direction symmetric
  [[ "$output" == *"in both directions"* ]]
  run -2 "$entente" balance "$BATS_TEST_TMPDIR/w.csv" --direction sideways
  [[ "$output" == *"--direction is added, averaged or symmetric"* ]]
}

@test "files: CSV, GraphML, DOT, SVG" {
  [ "$("$entente" balance "$tribes" --csv | tail -n +2 | grep -c ',1,1$')" = 7 ]
  "$entente" balance "$tribes" --graphml "$BATS_TEST_TMPDIR/g.xml" --dot "$BATS_TEST_TMPDIR/g.dot" --svg "$BATS_TEST_TMPDIR/g.svg" >/dev/null 2>&1
  [ "$(grep -c '<node ' "$BATS_TEST_TMPDIR/g.xml") $(grep -c '<edge ' "$BATS_TEST_TMPDIR/g.xml")" = "16 58" ]
  node -e "const t = require('fs').readFileSync('$BATS_TEST_TMPDIR/g.xml', 'utf8'); if ((t.match(/frustrated\">true/g) || []).length !== 7) process.exit(1)"
  [ "$(grep -c ' -- ' "$BATS_TEST_TMPDIR/g.dot")" = 58 ]
  grep -q '7 of 58 ties go against the split' "$BATS_TEST_TMPDIR/g.svg"
}

# A complete network of 60 actors and random signs: far more than an hour's work.
hard_network() {
  node -e "
    let s = 7; const r = () => (s = (s * 1103515245 + 12345) % 2147483648) / 2147483648;
    console.log('a,b,sign');
    for (let i = 0; i < 60; i++) for (let j = i + 1; j < 60; j++) console.log('n' + i + ',n' + j + ',' + (r() < 0.5 ? 1 : -1));" \
    >"$BATS_TEST_TMPDIR/hard.csv"
}

@test "a limit of time or cases gives an honest interval" {
  hard_network
  run -0 "$entente" balance "$BATS_TEST_TMPDIR/hard.csv" --time 1 --certificate "$proof"
  [[ "$output" == *"Frustration index L between"* ]]
  run -0 "$entente" verify "$proof"
  [[ "$output" == *"L lies between"* ]]
}

@test "Ctrl-C ends the search, and the interval reached is the answer, with its certificate" {
  hard_network
  for seconds in 1 5 30; do # a slow machine may not have begun to listen after a second
    status=0
    timeout --foreground --preserve-status -k 60 -s INT "$seconds" "$entente" balance "$BATS_TEST_TMPDIR/hard.csv" --time 0 \
      --certificate "$proof" >"$BATS_TEST_TMPDIR/out" 2>/dev/null || status=$?
    [ "$status" -ne 130 ] && break
  done
  [ "$status" -eq 0 ]
  grep -q "Frustration index L between" "$BATS_TEST_TMPDIR/out"
  run -0 "$entente" verify "$proof"
  [[ "$output" == *"L lies between"* ]]
}

@test "while it searches, the terminal tells the interval reached, in three languages" {
  command -v script >/dev/null || skip "script is missing"
  script -qec true /dev/null >/dev/null 2>&1 || skip "this machine gives no pseudo-terminal"
  hard_network
  TERM=xterm script -qec "$entente balance $BATS_TEST_TMPDIR/hard.csv --time 2" /dev/null >"$BATS_TEST_TMPDIR/tty"
  grep -qE 'proof +[0-9]+ %.*L between [0-9]+ and [0-9]+' "$BATS_TEST_TMPDIR/tty"
  TERM=xterm script -qec "$entente balance $BATS_TEST_TMPDIR/hard.csv --time 2 --lang zh-Hant" /dev/null >"$BATS_TEST_TMPDIR/tty"
  grep -qE 'L 介於 [0-9]+ 與 [0-9]+ 之間' "$BATS_TEST_TMPDIR/tty"
}

@test "errors say where and what is allowed" {
  printf 'from,to,weight\nA,B,1\nC,C,1\n' >"$BATS_TEST_TMPDIR/bad.csv"
  run -2 "$entente" balance "$BATS_TEST_TMPDIR/bad.csv"
  [[ "$output" == *"bad.csv:3:"*"two different actors"* ]]
  run -0 "$entente" balance "$BATS_TEST_TMPDIR/bad.csv" --drop-loops
  printf 'from,to,weight\nA,B,1\nB,C,nan\n' >"$BATS_TEST_TMPDIR/bad.csv"
  run -2 "$entente" balance "$BATS_TEST_TMPDIR/bad.csv"
  [[ "$output" == *"bad.csv:3:5: weight: The weight of a tie is a number such as 1, -0.25 or +3.5"* ]]
  printf 'from,to,weight\nA,B,-1e308\n' >"$BATS_TEST_TMPDIR/bad.csv"
  run -2 "$entente" balance "$BATS_TEST_TMPDIR/bad.csv"
  [[ "$output" == *"without an exponent"* ]]
  printf 'from,to,weight\nA,B,9007199254740993\n' >"$BATS_TEST_TMPDIR/bad.csv"
  run -2 "$entente" balance "$BATS_TEST_TMPDIR/bad.csv"
  printf 'from,to,weight\n' >"$BATS_TEST_TMPDIR/bad.csv"
  run -2 "$entente" balance "$BATS_TEST_TMPDIR/bad.csv"
  [[ "$output" == *"the table has no ties"* ]]
  run -2 "$entente" balance nowhere.csv
}

@test "the same in Chinese" {
  run -0 "$entente" balance "$tribes" --lang zh-Hant
  [[ "$output" == *"已證明"* ]]
  run -0 "$entente" balance "$tribes" --lang zh-Hans
  [[ "$output" == *"已证明"* ]]
}

@test "other measures: triangles, walks, spectrum, several camps, drift" {
  [ "$(value '[a.triangles.ppp, a.triangles.ppm, a.triangles.pmm, a.triangles.mmm].join()' balance "$tribes")" = "19,2,40,7" ]
  [ "$(value 'a.triangles.index.toFixed(7) + " " + a.spectrum.walk_balance.toFixed(7) + " " + a.spectrum.conflict.toFixed(5)' \
    balance "$tribes")" = "0.8676471 0.3575761 1.04029" ]
  # three camps of the tribes frustrate 2 ties (Doreian and Mrvar 1996)
  [ "$(value '[a.several.camps, a.several.upper, a.several.proved].join()' balance "$tribes" --camps 3)" = "3,2,true" ]
  run -0 "$entente" balance "$tribes" --camps 3 --drift
  [[ "$output" == *"Other measures of balance"* ]]
  [[ "$output" == *"Several camps: 3"* ]]
  [[ "$output" == *"Where the ties would drift"* ]]
}

@test "signs dealt out anew: p-values, the same each time, intervals where a null stays open" {
  [ "$(value '[a.nulls.count, a.nulls.proved, a.nulls.p_nearer.join("-"), a.nulls.p_further.join("-"), a.nulls.index.length].join()' \
    balance "$tribes" --nulls 99)" = "99,99,0.01-0.01,1-1,99" ]
  [ "$(value 'JSON.stringify(a.nulls)' balance "$tribes" --nulls 20)" = "$(value 'JSON.stringify(a.nulls)' balance "$tribes" --nulls 20)" ]
  [ "$(value 'JSON.stringify(a.nulls.index.slice(0, 5))' balance "$tribes" --nulls 20)" = \
    "$(value 'JSON.stringify(a.nulls.index)' balance "$tribes" --nulls 5)" ]
  [ "$(value 'JSON.stringify(a.nulls.index)' balance "$tribes" --nulls 20)" != "$(value 'JSON.stringify(a.nulls.index)' balance "$tribes" --nulls 20 --seed 2)" ]
  run -0 "$entente" balance "$tribes" --nulls 99
  [[ "$output" == *"the signs dealt out anew 99 times"* ]]
  [[ "$output" == *"as near to two camps, or nearer, with p = 0.01"* ]]
  run -2 "$entente" balance "$tribes" --nulls 0
  run -0 "$entente" balance "$tribes" --nulls 9 --lang zh-Hans
  [[ "$output" == *"与偶然相比"* ]]
}
