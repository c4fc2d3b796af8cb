#!/usr/bin/env bats
# Games on the command line: of scenarios, of stakes, of files; Gambit's formats; errors, JSON, three languages.

load command

setup() {
  command_setup
  COLUMNS=80
  stakes=t=1/2,bT=1/2,bU=3/2,c=1
}

@test "the trust game of a file is the one that is built" {
  "$entente" game tests/published/gambit_trust_t07.efg --efg | tail -n +3 >"$BATS_TEST_TMPDIR/want"
  grep -q '49/100' "$BATS_TEST_TMPDIR/want"
  "$entente" game --trust t=7/10 --efg | tail -n +3 >"$BATS_TEST_TMPDIR/have"
  cmp "$BATS_TEST_TMPDIR/want" "$BATS_TEST_TMPDIR/have"
}

@test "equilibria as Gambit counts them, from stakes and from a file" {
  [ "$(value 'a.count + " " + a.profiles' game --reassurance "$stakes,alpha=3/5" --solve)" = "17 4096" ]
  [ "$(value 'a.count' game tests/published/gambit_reassure_a60.efg --solve)" = 17 ]
  [ "$(value 'a.equilibria.filter((e) => e.types_part).length' game --reassurance "$stakes, alpha=0.6" --solve)" = 1 ]
  [ "$(value 'a.equilibria.filter((e) => e.types_part).length' game --reassurance "$stakes,alpha=0.67" --solve)" = 0 ]
  [ "$(value 'a.equilibria[0].strategies.join() + " " + a.equilibria[0].payoffs.join()' game tests/published/gambit_pd.nfg)" = "D,D 1,1" ]
  [ "$(value 'a.equilibria[0].strategies.join()' game tests/published/gambit_pd2.nfg)" = 2,2 ]
}

@test "what is written is read again and says the same" {
  "$entente" game scenarios/g8-return.yaml --efg -o "$BATS_TEST_TMPDIR/deal.efg" 2>"$BATS_TEST_TMPDIR/said"
  grep -q "efg written to" "$BATS_TEST_TMPDIR/said"
  "$entente" game scenarios/g8-return.yaml --nfg >"$BATS_TEST_TMPDIR/deal.nfg"
  local want
  want="$(value 'JSON.stringify(a.equilibria)' game scenarios/g8-return.yaml --solve)"
  [ "$(value 'JSON.stringify(a.equilibria)' game "$BATS_TEST_TMPDIR/deal.efg" --solve)" = "$want" ]
  [ "$(value 'JSON.stringify(a.equilibria)' game "$BATS_TEST_TMPDIR/deal.nfg" --solve)" = "$want" ]
  "$entente" game "$BATS_TEST_TMPDIR/deal.efg" --efg | cmp - "$BATS_TEST_TMPDIR/deal.efg"
  "$entente" game --reassurance "$stakes" --nfg | head -n 1 | grep -q "{ 64 64 }"
}

@test "the deal: who looks ahead does what the gates say" {
  run -0 "$entente" game scenarios/g8-return.yaml --solve
  [[ "$output" == *"United States: offer; the G7: refuse"* ]]
  [[ "$output" == *"Equilibria in pure strategies: 12 of 16 profiles"* ]]
  [ "$(value 'a.ahead.moves.join() + " " + a.ahead.tied' game scenarios/china-opening-1971.yaml --solve)" = "offer,accept false" ]
  run -0 "$entente" game scenarios/g8-return.yaml --game reassurance
  [[ "$output" == *"and 65 further nodes"* ]]
  for line in "${lines[@]}"; do [ "${#line}" -le 80 ]; done
  run -0 "$entente" game scenarios/g8-return.yaml --set actors.USA.leader.exit_hazard=0 --set deal.renege=0
  [[ "$output" != *nature* ]]
}

@test "every mistake is told" {
  run -2 "$entente" game
  [[ "$output" == *"name a scenario or a game file"* ]]
  run -2 "$entente" game --reassurance t=2
  [[ "$output" == *"between 0 and 1"* ]]
  run -2 "$entente" game --reassurance t=1/2,d=3
  [[ "$output" == *'"d=3"'* ]]
  run -2 "$entente" game --reassurance t=
  run -2 "$entente" game scenarios/g8-return.yaml --game chess
  [[ "$output" == *"acceptance, reassurance or trust"* ]]
  run -2 "$entente" game --trust t=1/2 --efg --nfg
  run -2 "$entente" game tests/published/gambit_pd.nfg --efg
  [[ "$output" == *"no tree"* ]]
  run -2 "$entente" game --trust t=1/2 -o "$BATS_TEST_TMPDIR/x"
  run -2 "$entente" game none.efg
  printf 'EFG 2 R "t" { "A" }\nc "" 1 "n" { "a" 0.333333 "b" 0.666666 } 0\n' >"$BATS_TEST_TMPDIR/bad.efg"
  run -2 "$entente" game "$BATS_TEST_TMPDIR/bad.efg"
  [[ "$output" == *"bad.efg:2:1:"*"add up to exactly 1, not 999999/1000000"* ]]
}

@test "a scenario may come through standard input" {
  "$entente" game scenarios/china-opening-1971.yaml --efg >"$BATS_TEST_TMPDIR/want"
  "$entente" snapshot scenarios/china-opening-1971.yaml -o "$BATS_TEST_TMPDIR/snap"
  "$entente" game - --efg <"$BATS_TEST_TMPDIR/snap" | cmp - "$BATS_TEST_TMPDIR/want"
}

@test "in Chinese" {
  run -0 "$entente" game scenarios/g8-return.yaml --solve --lang zh-Hant
  [[ "$output" == *"自然"*"純策略均衡"* ]]
  run -0 "$entente" game --reassurance "$stakes" --solve --lang zh-Hans
  [[ "$output" == *"两种类型会分开吗"* ]]
  run -2 "$entente" game --trust t=3 --lang zh-Hant
  [[ "$output" == *"介於 0 與 1 之間"* ]]
}
