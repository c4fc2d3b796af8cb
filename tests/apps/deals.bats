#!/usr/bin/env bats
# Deals of a corpus as scenarios, and the parameters behind them.

load command

setup() {
  command_setup
  dir="$tmp"
}

@test "data/calibration.csv is what the command writes from the corpus" {
  run -0 --separate-stderr "$entente" calibrate data/deals.csv -o "$dir/calibration.csv"
  [[ "$stderr" == *"calibrated on 111 deals"* ]]
  cmp "$dir/calibration.csv" data/calibration.csv
  "$entente" calibrate data/deals.csv --features data/deals_features.csv | cmp - data/calibration.csv
}

@test "a deal runs through the four gates, on the terminal and as JSON" {
  run -0 "$entente" run --deal data/deals.csv#D003 --draws 4k
  [[ "$output" == *"FRA"* && "$output" == *"All four gates"* ]]
  "$entente" run --deal data/deals.csv#D003 --draws 4k --json - >"$dir/a.json"
  "$entente" run data/deals.csv#D003 --draws 4k --json - >"$dir/b.json"
  cmp "$dir/a.json" "$dir/b.json"
  run -0 "$entente" check data/deals.csv#D079 data/deals.csv#D159
}

@test "the scenario can be taken away, edited, and gives the same answer" {
  "$entente" run --deal data/deals.csv#D036 --draws 4k -q --yaml "$dir/d036.yaml" >"$dir/a"
  "$entente" run "$dir/d036.yaml" --draws 4k -q >"$dir/b"
  cmp "$dir/a" "$dir/b"
  grep -q 'terms:' "$dir/d036.yaml"
  run -0 "$entente" run --deal data/deals.csv#D036 --set consents.BODY.GBR.support=-1 --draws 4k --expect 'consent < 1%'
}

@test "every deal of the corpus is a scenario without fault" {
  for id in $(grep -o '^D[0-9]*' data/deals.csv); do echo "data/deals.csv#$id"; done >"$dir/ids"
  [ "$(wc -l <"$dir/ids")" -ge 100 ]
  head -60 "$dir/ids" | xargs "$entente" check -q
  tail -n +61 "$dir/ids" | xargs "$entente" check -q
}

@test "wrong names are told" {
  run -2 "$entente" run --deal data/deals.csv#D03
  [[ "$output" == *'The corpus has no deal "D03"; did you mean'* ]]
  run -2 "$entente" run --deal data/deals.csv
  [[ "$output" == *"named by its table and its id"* ]]
  run -2 "$entente" run scenarios/g8-return.yaml --deal data/deals.csv#D003
  [[ "$output" == *"either a FILE or --deal"* ]]
  run ! "$entente" calibrate "$dir/none.csv"
}

@test "a deal speaks three languages" {
  run -0 "$entente" run --deal data/deals.csv#D003 --draws 2k --lang zh-Hant
  [[ "$output" == *"這項協議會不會提出"* ]]
  run -0 "$entente" run --deal data/deals.csv#D003 --draws 2k --lang zh-Hans
  [[ "$output" == *"这项协议会不会提出"* ]]
}
