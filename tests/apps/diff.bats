#!/usr/bin/env bats
# entente diff: two scenarios side by side.  ENTENTE: path of the binary; run from the project's root.

setup() {
  ENTENTE="${ENTENTE:-build/entente}"
  SCENARIO="${SCENARIO:-scenarios/g8-return.yaml}"
  cd "$BATS_TEST_DIRNAME/../.." || exit 1
  dir="$(mktemp -d)"
  export LANG=C.UTF-8
  unset LC_ALL LC_CTYPE NO_COLOR COLUMNS
}

teardown() {
  rm -rf "$dir"
}

apart() {
  status=0
  "$@" >"$dir/out" 2>"$dir/err" || status=$?
}

# The number at a path, a chance and a statistic of the table.
cell() {
  awk -F, -v path="$1" -v chance="$2" -v what="$3" '$1 == path && $2 == chance && $3 == what { print $4 }' "$dir/table"
}

@test "one file and its changes: the sentence, the chances, the causes" {
  apart "$ENTENTE" diff "$SCENARIO" --draws 2000 --set-b 'clubs.G7.rule=count >= 5' --set-b deal.will.support=0.9
  [ "$status" -eq 0 ]
  [ ! -s "$dir/err" ]
  head -n 1 "$dir/out" | grep -q '^Consent: from [0-9.]* % to [0-9.]* %\.'
  for chance in Will Consent Acceptance Durability "All four gates"; do grep -q "^$chance  " "$dir/out"; done
  grep -q 'the G7: rule (consensus → count >= 5)' "$dir/out"
  grep -q '2,000 draws, the same for both sides, seed 1' "$dir/out"
}

@test "the chances are those of entente run, the shares sum to the difference" {
  set_b=('consents.G7.FRA.support=0.2 to 0.6' 'clubs.G7.rule=count >= 5' 'deal.will.support=0.9')
  "$ENTENTE" diff "$SCENARIO" --draws 2000 --csv "$dir/table" -q \
    --set-b "${set_b[0]}" --set-b "${set_b[1]}" --set-b "${set_b[2]}" >/dev/null 2>&1
  for side in a b; do
    changes=()
    [ "$side" = a ] || changes=(--set "${set_b[0]}" --set "${set_b[1]}" --set "${set_b[2]}")
    "$ENTENTE" run "$SCENARIO" --draws 2000 --study-draws 10 -q "${changes[@]}" --csv "$dir/run" >/dev/null 2>&1
    for gate in will consent acceptance durability all; do
      [ "$(cell "" $gate $side)" = "$(awk -F, -v gate=$gate '$1 == "gate" && $2 == gate && $3 == "p" { print $4 }' "$dir/run")" ]
    done
  done
  awk -F, '$1 != "" && $3 == "share" { sum[$2] += $4 } $1 == "" && $3 == "change" { change[$2] = $4 }
    END { for (g in change) { d = sum[g] - change[g]; if (d > 1e-9 || d < -1e-9) exit 1; n++ } exit n != 5 }' "$dir/table"
  [ "$(cell clubs.G7.rule consent share)" != 0 ]
}

@test "two files; exchanged, the difference turns round" {
  mkdir "$dir/scenarios"
  ln -s "$PWD/data" "$dir/data"
  sed 's/^horizon_years: 5/horizon_years: 1/' "$SCENARIO" >"$dir/scenarios/other.yaml"
  "$ENTENTE" diff "$SCENARIO" "$dir/scenarios/other.yaml" --draws 2000 --csv "$dir/table" -q >/dev/null 2>&1
  there="$(cell horizon_years durability share)"
  "$ENTENTE" diff "$dir/scenarios/other.yaml" "$SCENARIO" --draws 2000 --csv "$dir/table" -q >/dev/null 2>&1
  back="$(cell horizon_years durability share)"
  [ "$there" != 0 ]
  awk -v a="$there" -v b="$back" 'BEGIN { d = a + b; exit d > 1e-12 || d < -1e-12 }'
}

@test "a snapshot of a file is the same as the file" {
  "$ENTENTE" snapshot "$SCENARIO" -o "$dir/s.snap" 2>/dev/null
  run "$ENTENTE" diff "$SCENARIO" "$dir/s.snap" --draws 100 -q
  [ "$status" -eq 0 ]
  [ "$output" = "The same assumptions: nothing differs that a gate reads." ]
}

@test "only the seed differs: luck" {
  run "$ENTENTE" diff "$SCENARIO" --set-b seed=2 --draws 2000 -q
  [ "$status" -eq 0 ]
  [[ "${output//$'\n'/ }" == "The same assumptions. "*"is Monte Carlo error." ]]
}

@test "JSON and picture; the same bytes for any number of threads" {
  for threads in 1 3; do
    "$ENTENTE" diff "$SCENARIO" --draws 1500 --set-b horizon_years=2 --set-b deal.leverage=0.5 -t $threads \
      --json "$dir/$threads.json" --svg "$dir/$threads.svg" -q >/dev/null 2>&1
  done
  cmp "$dir/1.json" "$dir/3.json"
  cmp "$dir/1.svg" "$dir/3.svg"
  node -e 'const d = JSON.parse(require("fs").readFileSync(process.argv[1]));
    if (d.causes.length !== 2 || d.draws !== 1500 || !d.exact) process.exit(1);' "$dir/1.json"
  grep -q '<svg' "$dir/1.svg"
  [ "$("$ENTENTE" diff "$SCENARIO" --draws 1500 --set-b horizon_years=2 --set-b deal.leverage=0.5 --json - | cmp - "$dir/1.json" && echo same)" = same ]
}

@test "a view on the second side is named by what it assumes" {
  view="$("$ENTENTE" views "$SCENARIO" --draws 100 --csv | awk -F, 'NR > 1 && $1 != "author" { print $1; exit }')"
  [ -n "$view" ]
  apart "$ENTENTE" diff "$SCENARIO" --view-b "$view" --draws 500
  [ "$status" -eq 0 ]
  grep -q 'What causes the difference' "$dir/out"
}

@test "the comparison fits 80 columns, and is ASCII where that is asked for" {
  "$ENTENTE" diff "$SCENARIO" --draws 500 --set-b 'clubs.G7.rule=count >= 5' --set-b horizon_years=2 --ascii >"$dir/out"
  awk 'length($0) > 80 { print; bad = 1 } END { exit bad }' "$dir/out"
  if LC_ALL=C grep -q '[^ -~]' "$dir/out"; then false; fi
}

@test "in Chinese" {
  apart "$ENTENTE" diff "$SCENARIO" --draws 500 --set-b 'clubs.G7.rule=count >= 5' --lang zh-Hant
  [ "$status" -eq 0 ]
  grep -q '差異從何而來' "$dir/out"
  grep -q '^同意：從' "$dir/out"
}

@test "what is wrong is told, and nothing is written" {
  apart "$ENTENTE" diff "$SCENARIO"
  [ "$status" -eq 2 ]
  grep -q 'name a second file' "$dir/err"
  apart "$ENTENTE" diff - - </dev/null
  [ "$status" -eq 2 ]
  grep -q 'read once only' "$dir/err"
  apart "$ENTENTE" diff "$SCENARIO" "$dir/none.yaml" --json "$dir/j"
  [ "$status" -eq 2 ]
  grep -q "No such file" "$dir/err"
  apart "$ENTENTE" diff "$SCENARIO" --set-b nothing.there=1 --json "$dir/j"
  [ "$status" -eq 2 ]
  apart "$ENTENTE" diff "$SCENARIO" --set-b horizon_years=2 --draws 0
  [ "$status" -eq 2 ]
  apart "$ENTENTE" diff "$SCENARIO" --set-b horizon_years=2 --json - --csv -
  [ "$status" -eq 2 ]
  [ ! -e "$dir/j" ]
}
