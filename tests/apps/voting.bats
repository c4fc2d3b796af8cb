#!/usr/bin/env bats
# Voting on the command line: presets, tables and scenarios; the five commands, their errors, their JSON, three languages.

load command

setup() {
  command_setup
  cat >"$BATS_TEST_TMPDIR/nine.csv" <<'CSV'
# a club of nine
name,votes,price,p,note
M0,29,9,0.5,first
M1,29,7.5,0.5,
M2,27,0,0.5,
M3,14,4,0.5,
M4,12,2,0.5,
M5,10,2.5,0.5,
M6,7,1,0.5,
M7,4,0.8,0.5,
M8,3,0,0.5,last
CSV
  nine="$BATS_TEST_TMPDIR/nine.csv"
  cat >"$BATS_TEST_TMPDIR/places.csv" <<'CSV'
name,x,y
A,0,0
B,1,0
C,1,1
D,0,1
E,0.5,0.6
CSV
  places="$BATS_TEST_TMPDIR/places.csv"
}

@test "presets give the published numbers" {
  [ "$(value 'of("CHN").swings + " " + of("DZA").swings' power --preset unsc)" = "848 84" ]
  [ "$(value 'a.winning' power --preset eu-55)" = 17772607 ]
  [ "$(value 'a.winning' power --preset nice)" = 2718740 ]
  [ "$(value 'of("LUX").swings + " " + of("DEU").swings' power --preset eec-1958)" = "0 10" ]
  [ "$(value 'of("president").banzhaf.toFixed(4) + " " + of("senator_7").banzhaf.toFixed(7)' power --preset us-federal)" = "0.2500 0.0198973" ]
  [ "$(value 'a.members + " " + of("CA").banzhaf.toFixed(3)' power --preset us-electoral)" = "51 0.461" ]
  [ "$(value 'of("United States").banzhaf_share.toFixed(4)' power --preset imf-85 --fast)" = 0.0291 ]
  [ "$(value 'of("United States").shapley.toFixed(4)' power --preset imf-50 --fast)" = 0.1917 ]
}

@test "every preset that help names is there" {
  for preset in g7 nato eu-accession eu-55 eu-72 nice unsc imf-50 imf-70 imf-85 us-federal us-electoral eec-1958; do
    run -0 "$entente" power --preset "$preset" --limit 1
    "$entente" help power | tr -s ' \n' ' ' | grep -q "$preset[,]* "
  done
}

@test "a table of members, with a rule" {
  run -0 "$entente" power "$nine" --rule 'votes >= 90' --limit 3
  [[ "$output" == *"Rule: votes >= 90 of 135"* ]]
  [[ "$output" == *"... and 6 more members"* ]]
  [ "$(value 'a.list.map((m) => m.swings).join()' power "$nine" --rule 'votes >= 90')" = "80,80,72,42,34,30,26,10,10" ]
  run -0 "$entente" power "$nine" --rule 'votes >= 90' --csv
  [[ "${lines[0]}" == "member,banzhaf,banzhaf_share,shapley,prevent,initiate,swings" ]]
  [ "${#lines[@]}" = 10 ]
}

@test "weights as decimals and percentages are scaled exactly" {
  printf 'name,share\nA,49.5 %%\nB,49.5 %%\nC,1 %%\n' >"$BATS_TEST_TMPDIR/percent.csv"
  [ "$(value 'a.list.map((m) => m.swings).join()' power "$BATS_TEST_TMPDIR/percent.csv" --rule 'share > 50%')" = "2,2,2" ]
}

@test "engines agree, checks hold, fractions sum to n!" {
  for engine in types enumerate weight diagram meet; do
    [ "$(value 'of("M0").swings + a.engine' power "$nine" --rule 'votes >= 90' --engine $engine)" = "80$engine" ]
  done
  run -0 "$entente" power "$nine" --rule 'votes >= 90' --verify --exact --explain
  [[ "$output" == *"holds    swings are those that a second engine finds"* ]]
  [[ "$output" != *"fails"* ]]
  [[ "$output" == *"each over 362880"* ]]
  [[ "$output" == *"Engine "* ]]
  [ "$(value 'a.list.reduce((s, m) => s + Number(m.shapley_numerator), 0)' power "$nine" --rule 'votes >= 90' --exact)" = 362880 ]
}

@test "unions, beliefs, further indices" {
  [ "$(value 'of("FRA").owen.toFixed(6) + " " + of("RUS").owen.toFixed(6)' power --preset unsc --unions 'FRA, GBR, USA')" = "0.103341 0.310023" ]
  [ "$(value 'of("CHN").pivot.toFixed(9) + " " + of("DZA").pivot.toFixed(9)' power --preset unsc --belief 'beta(2,2)')" = "0.137656461 0.002591526" ]
  [ "$(value '(of("CHN").pivot - of("CHN").banzhaf).toFixed(12)' power --preset unsc --belief 'point(0.5)')" = "0.000000000000" ]
  [ "$(value '(of("CHN").pivot - (of("CHN").banzhaf + of("CHN").shapley) / 2).toFixed(12)' power --preset unsc --belief '0.5 beta(1,1) + 0.5 point(0.5)')" = "0.000000000000" ]
  run -0 "$entente" power "$nine" --rule 'votes >= 90' --indices all
  for index in Deegan-Packel "Public Good" Johnston prevent initiate; do [[ "$output" == *"$index"* ]]; done
}

@test "suspended, abstaining, added" {
  run -0 "$entente" power --preset unsc --suspend RUS
  [[ "$output" == *"count >= 9 of 14 and no objection by CHN, FRA, GBR, USA"* ]]
  [[ "$output" == *"before the change: 2.588 %"* ]]
  [ "$(value 'a.members + " " + of("CHN").banzhaf_before' power --preset unsc --suspend RUS)" = "14 0.0517578125" ]
  [ "$(value 'of("RUS").swings' power --preset unsc --abstain RUS)" = 0 ]
  [ "$(value 'a.members + " " + of("GBR").swings' power --preset eec-1958 --add GBR=4)" = "7 24" ]
  [ "$(value 'a.members' power --preset nice --add 'HRV=votes:7,pop:4000000' --suspend GBR)" = 27 ]
  run -2 "$entente" power --preset unsc --abstain DZA,GUY,KOR,SLE,SVN,DNK,GRC
  [[ "$output" == *"the others cannot carry anything"* ]]
}

@test "bodies within a body" {
  printf 'name,pop,p\nX,5,0.5\nY,3,0.5\nZ,2,0.25\n' >"$BATS_TEST_TMPDIR/in.csv"
  within=(--within "LUX=$BATS_TEST_TMPDIR/in.csv: pop > 50%" --within "DEU=$BATS_TEST_TMPDIR/in.csv: pop >= 70%")
  run -0 "$entente" power --preset eec-1958 "${within[@]}"
  [[ "$output" == *"DEU decides within by: pop >= 70 % (7 of 10)"* && "$output" == *"Members: 10; coalitions that win: 184,"* ]]
  [ "$(value 'of("DEU/X").swings + " " + of("FRA").swings + " " + of("LUX/Z").swings' power --preset eec-1958 "${within[@]}")" = "120 136 0" ]
  [ "$(value 'a.list.reduce((s, m) => s + m.shapley, 0).toFixed(12)' power --preset eec-1958 "${within[@]}")" = 1.000000000000 ]
  [ "$(value 'a.within.map((w) => w.seat).join()' power --preset eec-1958 "${within[@]}")" = "LUX,DEU" ]
  run -0 "$entente" power --preset eec-1958 "${within[@]}" --verify
  [[ "$output" == *"holds    swings are those that a second engine finds"* && "$output" != *"fails"* ]]
  # a chance passes up as the seat's
  printf 'name,v\nEU,1\n' >"$BATS_TEST_TMPDIR/one.csv"
  [ "$(value 'a.adopt.toFixed(9)' adopt "$BATS_TEST_TMPDIR/one.csv" --rule consensus --within "EU=$BATS_TEST_TMPDIR/in.csv: pop >= 70%")" = 0.312500000 ]
  [ "$(value 'a.list.length + " " + of("USA/president").banzhaf.toFixed(5)' power --preset g7 --within USA=us-federal)" = "543 0.00391" ]
  run -0 "$entente" power --preset g7 --within USA=us-federal --suspend USA
  [[ "$output" != *"USA/"* && "$output" == *"Members: 6;"* ]]
}

@test "coalitions: counts, lists, samples, vetoes, ranks" {
  run -0 "$entente" coalitions --preset unsc --blocking --limit 5
  [[ "$output" == *"Minimal winning coalitions: 210; size of the smallest: 9 (210 of them)"* ]]
  [[ "$output" == *"Minimal blocking coalitions: 125; size of the smallest: 1 (5 of them)"* ]]
  [[ "$output" == *"Block alone: CHN, FRA, GBR, RUS, USA"* ]]
  [ "$(value 'a.winning.count + " " + a.blocking.count' coalitions --preset us-electoral)" = "51178341131036 51204201925489" ]
  [ "$(value 'a.winning.count + " " + a.blocking.count + " " + a.blocking.of_smallest' coalitions --preset eu-55)" = "4377267 3601487 516" ]
  [ "$(value 'a.list.map((m) => m.rank).join()' coalitions --preset eec-1958)" = "2,1,1,1,3,2" ]
  [ "$(value 'of("LUX").dummy' coalitions --preset eec-1958)" = true ]
  [ "$(value 'a.winning.coalitions.length + " " + a.winning.sample' coalitions --preset unsc --sample --limit 7)" = "7 true" ]
  first="$("$entente" coalitions --preset unsc --sample --limit 4 --seed 1)"
  [ "$first" = "$("$entente" coalitions --preset unsc --sample --limit 4 --seed 1)" ]
  [ "$first" != "$("$entente" coalitions --preset unsc --sample --limit 4 --seed 2)" ]
  run -0 "$entente" coalitions "$nine" --rule 'votes >= 90' --csv --limit 1
  [ "${lines[0]}" = "coalition,size,member" ]
}

@test "coalitions: numbers of any length, names with commas" {
  run -0 "$entente" coalitions --preset us-federal --limit 2
  [[ "$output" == *"Minimal winning coalitions: about 6."*"size of the smallest: 270 (about "* ]]
  [ "$(value 'a.winning.smallest + " " + a.winning.coalitions[0].length + " " + (BigInt(a.winning.count) > BigInt(a.winning.of_smallest))' coalitions --preset us-federal --limit 1)" = "270 270 true" ]
  printf 'name,votes\n"Korea, Republic of",2\nJapan,1\n"""Third""",1\n' >"$BATS_TEST_TMPDIR/comma.csv"
  run -0 "$entente" coalitions "$BATS_TEST_TMPDIR/comma.csv" --rule 'votes >= 3'
  [[ "$output" == *"Korea, Republic of; Japan"* ]]
  run -0 "$entente" coalitions "$BATS_TEST_TMPDIR/comma.csv" --rule 'votes >= 3' --csv
  [ "${lines[1]}" = '1,2,"Korea, Republic of"' ]
  [ "${lines[2]}" = '1,2,Japan' ]
  [ "${lines[4]}" = '2,2,"""Third"""' ]
}

@test "adopt: the worked example, together and independent" {
  p='CAN=.05, FRA=.08, DEU=.06, ITA=.35, JPN=15%, GBR=.04, USA=.95'
  [ "$(value 'a.adopt.toExponential(3)' adopt --preset g7 --p "$p")" = "4.788e-7" ]
  [ "$(value 'a.adopt.toExponential(3)' adopt --preset g7 --p "$p" --rho 0.2)" = "1.077e-4" ]
  [ "$(value 'a.adopt.toExponential(3)' adopt --preset g7 --p "$p" --rule 'count >= 5')" = "1.161e-3" ]
  [ "$(value '(a.adopt - 17772607 / 2 ** 27).toFixed(14)' adopt --preset eu-55 --p '*=0.5')" = "0.00000000000000" ]
  [ "$(value 'a.before < a.adopt' adopt --preset g7 --p "$p" --suspend GBR)" = true ]
  run -0 "$entente" adopt --preset g7 --p "$p" --rho 0.2
  [[ "$output" == *"The proposal carries with probability 0.01077 %"* ]]
}

@test "adopt and buy ask a club of a scenario" {
  run -0 "$entente" adopt scenarios/g8-return.yaml G7
  [[ "$output" == *"asked of: Seat in the G8"* ]]
  [ "$(value 'a.rho > 0 && a.adopt > a.independent' adopt scenarios/g8-return.yaml G7)" = true ]
  [ "$(value 'a.adopt' adopt scenarios/g8-return.yaml G7 --set consents.G7.FRA.support=-1 --rho 0)" != "$(value 'a.adopt' adopt scenarios/g8-return.yaml G7 --rho 0)" ]
  run -0 "$entente" buy scenarios/g8-return.yaml G7
  [[ "$output" == *"The cheapest way to a yes costs"* ]]
  run -2 "$entente" adopt scenarios/g8-return.yaml G8
  [[ "$output" == *'The scenario has no club "G8". Did you mean "G7"?'* ]]
  run -2 "$entente" adopt scenarios/g8-return.yaml G7 --term nothing
  [[ "$output" == *'decides no term "nothing"'* ]]
}

@test "power as a picture: power, and chances and costs where they are known" {
  run -0 "$entente" power --preset eu-55 --limit 5 --svg "$BATS_TEST_TMPDIR/p.svg"
  grep -q 'DEU: power 21' "$BATS_TEST_TMPDIR/p.svg"
  ! grep -q 'NLD' "$BATS_TEST_TMPDIR/p.svg"
  ! grep -q 'Chance of a yes' "$BATS_TEST_TMPDIR/p.svg"
  run -0 "$entente" power "$nine" --rule 'votes >= 90' --svg "$BATS_TEST_TMPDIR/p.svg" --lang zh-Hant
  grep -q 'M0：贊成 50' "$BATS_TEST_TMPDIR/p.svg"
  grep -q '班札夫' "$BATS_TEST_TMPDIR/p.svg"
  run -0 "$entente" power --preset us-federal --svg "$BATS_TEST_TMPDIR/p.svg"
  grep -q 'senator_1 (+99): power 2.0' "$BATS_TEST_TMPDIR/p.svg"
  run -0 "$entente" power scenarios/g8-return.yaml G7 --svg "$BATS_TEST_TMPDIR/p.svg"
  grep -q 'Cost of a yes' "$BATS_TEST_TMPDIR/p.svg"
}

@test "the plan is told in the reader's language" {
  run -0 "$entente" power --preset unsc --explain
  [[ "$output" == *"one weight with vetoes, quota 89 of 95."* && "$output" == *"takes the fewest steps."* ]]
  run -0 "$entente" power --preset eu-55 --explain --engine diagram --limit 1
  [[ "$output" == *"quotas: 3, on columns: 2."* && "$output" == *"This engine was asked for."* ]]
  run -0 "$entente" power --preset unsc --explain --lang zh-Hans
  [[ "$output" == *"通过门槛为 95 中的 89"* ]]
}

@test "buy: the worked example and its alternatives" {
  run -0 "$entente" buy "$nine" --rule 'votes >= 90' --limit 6
  [[ "$output" == *"The cheapest way to a yes costs 13.8"* ]]
  [[ "$output" == *"M1, M4, M5, M6, M7"* ]]
  [[ "$output" == *"votes >= 30 of 135"* ]]
  [ "$(value 'a.ways.map((w) => w.cost).join()' buy "$nine" --rule 'votes >= 90')" = "13.8,14.5,15,15.3,16,16" ]
  run -0 "$entente" buy "$nine" --rule 'votes >= 90' --price 'M0=0, M1=0, M3=0, M4=0'
  [[ "$output" == *"carries already"* ]]
  run -0 "$entente" buy --preset unsc --price 'RUS=-, *=1'
  [[ "$output" == *"No price carries the proposal."* ]]
}

@test "winset: a plane, its picture, a line" {
  run -0 "$entente" winset "$places" --rule 'count >= 3' --status-quo 0.2,0.1 --setter C --proposal 0.5,0.5 \
    --svg "$BATS_TEST_TMPDIR/w.svg"
  [[ "$output" == *"is adopted, with"* ]]
  grep -q 'A[0-9.]* [0-9.]* 0 0 0 ' "$BATS_TEST_TMPDIR/w.svg"
  [ "$(value 'a.area > 0 && a.arcs.length > 2' winset "$places" --rule 'count >= 3' --status-quo 0.2,0.1)" = true ]
  printf 'name,x\nA,0\nB,0.4\nC,1\n' >"$BATS_TEST_TMPDIR/line.csv"
  [ "$(value '[a.core_low, a.core_high, a.win_low, a.win_high, a.choice].join()' winset "$BATS_TEST_TMPDIR/line.csv" --rule majority --status-quo 0.1 --setter C)" = "0.4,0.4,0.1,0.7000000000000001,0.7000000000000001" ]
  run -2 "$entente" winset "$places" --rule majority --status-quo 0.2
  [[ "$output" == *"is a point such as 0.2,0.5"* ]]
}

@test "claims ask for power in clubs of more than 24 members" {
  {
    printf 'entente: 1\nid: council\ntitle: T\nquestion: Q\ndate: 2025-01-01\nhorizon_years: 5\nactors:\n'
    printf '  XXX: {name: X, leader: {exit_hazard: 0.2}}\n  YYY: {name: Y}\n'
    awk -F, '!/^#/ && $2 == 1 {printf "  %s: {name: %s}\n", $1, $1}' data/voting_eu.csv
    printf 'clubs:\n  EU:\n    name: the Council\n    rule: eu_council(pop)\n    members: ['
    awk -F, '!/^#/ && $2 == 1 {printf "%s%s", n++ ? ", " : "", $1}' data/voting_eu.csv
    printf ']\n    weights: {pop: {'
    awk -F, '!/^#/ && $2 == 1 {printf "%s%s: %s", n++ ? ", " : "", $1, $NF}' data/voting_eu.csv
    printf '}}\ndeal: {kind: admission, proposer: XXX, target: YYY, will: {support: 0.5}}\nterms:\n'
    printf '  seat: {name: A seat, kind: membership, owner: EU, form: treaty, essential: yes, flow: 1%%}\n'
    printf 'consents: {EU: {default: {support: 0.2 to 0.6}}}\nclaims:\n'
    printf '  - {id: C1, text: Germany has most power, tests: [{what: its index, value: "power(EU, DEU)", is: "between 0.17 and 0.18"}]}\n'
  } >"$BATS_TEST_TMPDIR/council.yaml"
  run -0 "$entente" claims "$BATS_TEST_TMPDIR/council.yaml" --draws 1024
  [[ "$output" == *"17.6 %"* || "$output" == *"0.176"* ]] || { echo "$output"; false; }
}

@test "errors point into the rule and into the table" {
  run -2 "$entente" power "$nine" --rule 'votez >= 3'
  [[ "$output" == *'error: --rule:1:1:'* && "$output" == *'Did you mean "votes"?'* && "$output" == *"    1 | votez >= 3"* ]]
  run -2 "$entente" power "$nine" --rule 'votes >= 300'
  [[ "$output" == *"--rule:1:10:"* ]]
  printf '# c\nname,votes\nA,3\n"B, C",4x\n' >"$BATS_TEST_TMPDIR/bad.csv"
  run -2 "$entente" power "$BATS_TEST_TMPDIR/bad.csv" --rule 'votes > 50%'
  [[ "$output" == *"bad.csv:4:9: votes:"* && "$output" == *'    4 | "B, C",4x'* ]]
  printf 'name,votes\nA,3\nA,4\n' >"$BATS_TEST_TMPDIR/bad.csv"
  run -2 "$entente" power "$BATS_TEST_TMPDIR/bad.csv" --rule 'votes > 50%'
  [[ "$output" == *'bad.csv:3:1: name: Each member has a name of its own; "A" occurs twice.'* ]]
  printf 'name,p\nA,1.3\n' >"$BATS_TEST_TMPDIR/bad.csv"
  run -2 "$entente" adopt "$BATS_TEST_TMPDIR/bad.csv" --rule consensus
  [[ "$output" == *"bad.csv:2:3: p: The chance of a yes lies between 0 and 1."* ]]
}

@test "no line is wider than the terminal; what does not fit stands below" {
  export COLUMNS=80
  narrow() {
    run -0 "$entente" "$@"
    for line in "${lines[@]}"; do [ "${#line}" -le 80 ] || { echo "${#line}: $line"; false; }; done
  }
  narrow power --preset unsc --indices all --unions 'FRA,GBR,USA' --belief 'beta(2,2)' --explain --verify
  [[ "$output" == *"Banzhaf-Owen"* && "$output" == *"decides"* ]]
  [ "$(grep -c '^CHN ' <<<"$output")" -ge 2 ]
  narrow power --preset unsc --suspend RUS
  narrow adopt --preset g7 --p '*=0.3' --rho 0.2 --explain
  narrow adopt scenarios/g8-return.yaml G7
  narrow buy scenarios/g8-return.yaml G7
  narrow coalitions --preset eu-55 --limit 3
  narrow winset "$places" --rule majority --status-quo 0.2,0.1 --setter C --proposal 0.5,0.5
}

@test "bad input of every kind gets a sentence, or a limit that is told" {
  club="$BATS_TEST_TMPDIR/club.csv"
  expect() { # SENTENCE RULE MEMBERS...: a table of these members under this rule
    printf '%s\n' "name,v" "${@:3}" >"$club"
    run -2 "$entente" power "$club" --rule "$2"
    [[ "$output" == *"$1"* ]] || { echo "$output"; false; }
  }
  expect 'lies between 1 and the total, 5.' 'v >= 6' A,3 B,2
  expect 'lies between 1 and the total, 5.' 'v >= 0' A,3 B,2
  expect 'lies between 1 and the total, 2.' 'count >= 3' A,3 B,2
  expect 'A quota comes here' 'v >= -1' A,3 B,2
  expect 'A weight is a number without a sign' 'v >= 1' A,-3 B,2
  expect 'add up to less than 2^53' 'v >= 1' A,0.12345678901234567 B,2
  expect 'the table has no members' 'v >= 1'
  expect '"A" occurs twice' 'v >= 1' A,1 A,2
  expect 'A club has at most 5,000 members.' 'v > 50%' $(seq -f 'M%.0f,1' 5001)
  expect 'give weights with fewer digits' 'v > 50%' $(seq 200 | awk '{print "M" $1 "," 5000000 + $1 * 7919}') # 10^9 in all
  printf '%s\n' name,v A,1 >"$club"
  [ "$(value 'of("A").swings + " " + a.members' power "$club" --rule 'v >= 1')" = "1 1" ]
  printf '%s\n' name,v $(seq 5000 | awk '{print "M" $1 "," $1 % 7 + 1}') >"$club"
  [ "$(value 'a.members + " " + a.power_to_act.toFixed(2)' power "$club" --rule 'v > 50%' --fast)" = "5000 0.50" ]
}

@test "errors of options say what is allowed" {
  expect() {
    run -2 "$entente" "${@:2}"
    [[ "$output" == *"$1"* ]] || { echo "$output"; false; }
  }
  expect 'did you mean "eu-55"?' power --preset eu-56
  expect 'the table has no rule' power "$nine"
  expect 'not both' power "$nine" --preset g7
  expect 'give a table of members' power
  expect 'Did you mean "USA"?' power --preset unsc --unions 'FRA, USX'
  expect 'is named twice' power --preset unsc --unions 'FRA, USA; FRA, GBR'
  expect '--engine is auto' power --preset unsc --engine quick
  expect 'at most 30 members' power --preset imf-50 --engine enumerate
  expect '--belief is beta' power --preset unsc --belief 'beta(0,2)'
  expect '--indices are' power --preset unsc --indices gini
  expect 'no member is called "RUX"' power --preset unsc --suspend RUX
  expect '--suspend leaves no member' power "$places" --rule consensus --suspend A,B,C,D,E
  expect 'with a name of its own' power --preset eec-1958 --add FRA=3
  expect 'names no column' power --preset eec-1958 --add 'GBR=seats:3'
  expect 'did you mean "USA"?' power --preset g7 --within USS=us-federal
  expect '--within takes SEAT=BODY' power --preset g7 --within USA
  expect '--within names "USA" twice' power --preset g7 --within USA=unsc --within USA=unsc
  expect '--within does not go with --exact' power --preset g7 --within USA=unsc --exact
  expect 'coleman goes with --within' power --preset g7 --within USA=unsc --indices all
  expect '--within does not go with --engine' adopt --preset g7 --within USA=unsc --p '*=0.5' --engine weight
  expect 'at most 1,000 members' power --preset g7 --within USA=us-federal --within GBR=us-federal
  expect '--rho lies from 0' adopt --preset g7 --p '*=0.5' --rho 1
  expect '"FRA" has no number' adopt --preset g7
  expect 'between 0 and 1' adopt --preset g7 --p '*=2'
  expect 'is missing: where things stand' winset "$places" --rule consensus
  expect 'the table needs a column x' winset "$nine" --rule consensus --status-quo 1
}

@test "three languages" {
  run -0 "$entente" power --preset unsc --lang zh-Hant
  [[ "$output" == *聯合國安全理事會* && "$output" == *先驗權力只由規則決定* ]]
  run -0 "$entente" coalitions --preset unsc --lang zh-Hans
  [[ "$output" == *最小获胜联盟* ]]
  run -2 "$entente" power --preset g8 --lang zh-Hant
  [[ "$output" == *內附團體* ]]
  [ "$("$entente" power --preset unsc --csv --lang zh-Hans)" = "$("$entente" power --preset unsc --csv)" ]
}
