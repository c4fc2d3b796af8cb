#!/usr/bin/env bats
# Trade on the command line: embargoes, tariffs, transfers, relief, square matrices, files, errors, three languages.

load command

setup() {
  command_setup
  world=data/trade_2014.csv
  west='USA,CAN,GBR,FRA,DEU,ITA,JPN,POL,LTU,KOR,EUR'
}

@test "an embargo: who loses what, with the numbers of the second program" {
  [ "$(value "[a.economies, a.target, a.certificate.holds, of('RUS').welfare.toFixed(9)].join()" \
    trade $world --embargo "$west<>RUS")" = "16,RUS,true,$(awk -F, '$1 == "embargo" && $2 == "RUS" { printf "%.9f", $5 - 1 }' tests/published/trade_sixteen.csv)" ]
  [ "$(value "of('DEU').sold_after + of('DEU').bought_after" trade $world --embargo "$west<>RUS")" = 0 ]
  run -0 "$entente" trade $world --embargo "$west<>RUS" --explain
  [[ "$output" == *"RUS         -1.626 %"* ]]
  [[ "$output" == *"An equilibrium: markets clear to "* ]]
  [[ "$output" == *"These are long-run numbers"* ]]
  [[ "$output" == *"Largest gaps: markets "* ]]
}

@test "tariffs, costs, transfers, deficits, supply and solvers" {
  fact() { awk -F, -v c="$1" '$1 == c && $2 == "RUS" { printf "%.9f", $5 - 1 }' tests/published/trade_sixteen.csv; }
  [ "$(value "of('RUS').welfare.toFixed(9)" trade $world --tariff "RUS>$west=20%")" = "$(fact tariff)" ]
  [ "$(value "of('RUS').welfare.toFixed(9)" trade $world --tariff "RUS>$west=0.2" --solver newton)" = "$(fact tariff)" ]
  [ "$(value "of('RUS').welfare.toFixed(9)" trade $world --cost "RUS<>$west=1.1")" = "$(fact cost)" ]
  [ "$(value "of('RUS').welfare.toFixed(9)" trade $world --cost "RUS<>$west=1.1" --supply 0.5)" = "$(fact supply)" ]
  [ "$(value "of('RUS').welfare.toFixed(9)" trade $world --transfer 'EUR>RUS=6000' --transfer 'GBR>RUS=3000')" = "$(fact transfer)" ]
  [ "$(value "of('RUS').welfare.toFixed(9)" trade $world --embargo "$west<>RUS" --deficits balanced)" = "$(fact embargo-balanced)" ]
  [ "$(value "[of('RUS').welfare.toFixed(9), a.certificate.holds, a.certificate.gap !== 0].join()" \
    trade $world --embargo "$west<>RUS" --deficits multiplicative)" = "$(fact embargo-multiplicative),false,true" ]
}

@test "a range of the elasticity: the middle lies between lowest and highest" {
  [ "$(value "a.list.every((r) => r.welfare_low <= r.welfare && r.welfare <= r.welfare_high)" \
    trade $world --embargo "$west<>RUS" --theta 4..8)" = true ]
  run -0 "$entente" trade $world --embargo "$west<>RUS" --theta 4..8
  [[ "$output" == *"lowest"*"highest"* ]]
}

@test "a target that trades with nobody: two parts, and that is said" {
  [ "$(value "[a.certificate.parts, a.certificate.holds, a.target].join()" trade $world --embargo '*<>RUS')" = "2,true,RUS" ]
  run -0 "$entente" trade $world --embargo '*<>RUS'
  [[ "$output" == *"The world falls into 2 parts"* ]]
}

@test "coalitions: parts sum to the whole, and each set is solved" {
  [ "$(value "[a.sets, a.holds, Math.abs(a.list.reduce((sum, r) => sum + r.shapley, 0) - a.loss) < 1e-12].join()" \
    trade $world --coalition "$west" --target RUS)" = "2048,true,true" ]
  # the whole is what an embargo by all of them costs
  [ "$(value "a.loss.toFixed(9)" trade $world --coalition "$west" --target RUS)" = \
    "$(value "(-of('RUS').real_wage).toFixed(9)" trade $world --embargo "$west<>RUS")" ]
  run -0 "$entente" trade $world --coalition DEU,POL --target RUS
  [[ "$output" == *"All 4 sets were solved"*"long-run numbers"* ]]
  run -0 "$entente" trade $world --coalition DEU,POL --target RUS --csv
  [ "${lines[0]}" = "economy,shapley,error,banzhaf,alone,last,cost,leaving,price" ]
  for bad in '--coalition=DEU' '--coalition=DEU,RUS --target=RUS' '--coalition=DEU,DEU --target=RUS' '--coalition=DEX --target=RUS' \
    '--samples=64' '--candidates=DEU' '--coalition=DEU --target=RUS --samples=7' '--coalition=DEU --target=RUS --candidates=DEU' \
    '--coalition=DEU --target=RUS --candidates=RUS' '--coalition=DEU,* --target=RUS' \
    '--coalition=DEU --target=RUS --theta=4..8' '--coalition=DEU --target=RUS --embargo=DEU>RUS' '--coalition=DEU --target=RUS --supply=1'; do
    # shellcheck disable=SC2086
    run -2 "$entente" trade $world $bad
    [[ "$output" == error:* ]]
  done
}

@test "coalitions: drawn orders come near, whatever the threads; who should join; a picture" {
  # DEU,* above is refused for its deficits: balanced, all others may stop trading
  [ "$(value "[a.samples, a.holds, a.loss === a.everyone, a.list.every((r) => r.banzhaf === null && r.error > 0)].join()" \
    trade $world --coalition 'DEU,*' --target RUS --deficits balanced --samples 64)" = "64,true,true,true" ]
  [ "$(value "Math.abs(a.list.reduce((sum, r) => sum + r.shapley, 0) - a.loss) < 1e-11 && a.differ < 1e-11" \
    trade $world --coalition "$west" --target RUS --samples 128)" = true ]
  for threads in 1 2; do
    "$entente" trade $world --coalition "$west" --target RUS --samples 64 -s 3 -t $threads --json >"$BATS_TEST_TMPDIR/$threads.json"
  done
  cmp "$BATS_TEST_TMPDIR/1.json" "$BATS_TEST_TMPDIR/2.json"
  # who adds most to DEU and POL is who does so when asked alone; its whole is that of the three
  [ "$(value "[a.candidates.length, a.candidates[0].economy].join()" trade $world --coalition DEU,POL --target RUS)" = "13,ROW" ]
  [ "$(value "(a.loss + a.candidates[0].adds).toFixed(10)" trade $world --coalition DEU,POL --target RUS --candidates CHN)" = \
    "$(value "a.loss.toFixed(10)" trade $world --coalition DEU,POL,CHN --target RUS)" ]
  run -0 "$entente" trade $world --coalition DEU,POL --target RUS --limit 2 --svg "$BATS_TEST_TMPDIR/c.svg"
  [[ "$output" == *"Who should join next"*"ROW"*"EUR"*"Each of them would gain by leaving alone"* ]]
  [[ "$output" != *"TUR"* ]]
  grep -q 'RUS loses' "$BATS_TEST_TMPDIR/c.svg"
}

@test "elasticities: one percent dearer trade, as a small shock has it" {
  [ "$(value "Math.abs(of('DEU').sell_elasticity + 0.0049) < 1e-4 && of('RUS').sell_elasticity === null" \
    trade $world --elasticities --target RUS)" = true ]
  [ "$(value "Math.abs(Math.log1p(of('RUS').welfare) / Math.log(1.0001) + 0.004900) < 1e-5" \
    trade $world --cost 'RUS>DEU=1.0001' --target RUS)" = true ]
  run -0 "$entente" trade $world --elasticities --target RUS
  [[ "$output" == *"Welfare of RUS when trade becomes 1 % dearer"* ]]
  run -0 "$entente" trade $world --elasticities --tariff 'RUS>DEU=10%'
  run -2 "$entente" trade $world --elasticities --supply 1
  [[ "$output" == *"Elasticities are known without elasticity of supply"* ]]
}

@test "another program's terms are named for what they are" {
  run -0 "$entente" trade $world --cost "RUS<>$west=1.2" --compat gegravity --anchor USA
  [[ "$output" == *"Not an equilibrium: shares are held"* ]]
  [ "$(value "[a.fixed_shares, a.certificate.holds, of('USA').price].join()" \
    trade $world --cost "RUS<>$west=1.2" --compat gegravity --anchor USA)" = "true,false,0" ]
  [ "$(value "a.certificate.holds" trade $world --cost "RUS<>$west=1.2" --compat ge_gravity)" = true ]
}

@test "relief back to an earlier table undoes what made trade dearer since" {
  # Now: trade between Russia and the West at costs of 1.3, as the model has it; then: the data.
  "$entente" trade $world --cost "RUS<>$west=1.3" --csv >"$tmp/now.csv"
  head -n 1 "$tmp/now.csv" | grep -q '^economy,welfare,real_wage,wage,price,sold_before,sold_after,bought_before,bought_after$'
  awk -F, 'NR == FNR { if (FNR > 1) { out[$1] = $7; in_[$1] = $9 } next }
    /^#/ { next }
    $2 == "RUS" && $3 != "RUS" { $4 = out[$3] } $3 == "RUS" && $2 != "RUS" { $4 = in_[$2] }
    { print $2 "," $3 "," $4 }' OFS=, "$tmp/now.csv" $world >"$tmp/dear.csv"
  [ "$(value "of('RUS').welfare > 0.005 && a.certificate.holds" \
    trade "$tmp/dear.csv" --relief "RUS<>$west" --then $world)" = true ]
  run -2 "$entente" trade "$tmp/dear.csv" --relief "RUS<>$west"
  [[ "$output" == *"--relief and --then go together"* ]]
}

@test "relief by a table of freeness is the shock that the table says" {
  data=$(dirname "$world")
  printf 'exporter,importer,freeness\nRUS,DEU,4\nDEU,RUS,4\n' >"$tmp/free.csv"
  # Freeness 4 at elasticity 4 is a cost of 4^(-1/4).
  "$entente" trade "$data/trade_2023.csv" --relief 'RUS<>DEU' --then "$tmp/free.csv" --csv >"$tmp/relief.csv"
  printf 'exporter,importer,freeness\nRUS,DEU,4\n' >"$tmp/one_way.csv"
  "$entente" trade "$data/trade_2023.csv" --relief 'RUS<>DEU' --then "$tmp/one_way.csv" --csv | cmp - "$tmp/relief.csv"
  "$entente" trade "$data/trade_2023.csv" --cost 'RUS<>DEU=0.70710678118654757' --csv >"$tmp/cost.csv"
  paste -d, "$tmp/relief.csv" "$tmp/cost.csv" | awk -F, 'FNR > 1 && ($2 - $13 > 1e-9 || $13 - $2 > 1e-9) { exit 1 }'
  [ "$(value "of('RUS').welfare > 0.025 && of('RUS').welfare < 0.04 && of('CHN').welfare < 0 && a.certificate.holds" \
    trade "$data/trade_2023.csv" --relief "RUS<>$west" --then "$data/trade_freeness.csv")" = true ]
  run -2 "$entente" trade "$data/trade_2023.csv" --relief 'RUS<>FRA' --then "$tmp/free.csv"
  [[ "$output" == *"RUS and FRA do not trade"* || "$output" == *"FRA and RUS do not trade"* ]]
}

@test "square: trade at home from output, floor and share, with a report" {
  printf 'exporter,importer,flow\nA,B,10\nB,A,20\nA,C,5\nC,A,1\nB,C,2\nC,B,3\n' >"$tmp/flows.csv"
  printf 'name,gdp\nA,100\nB,21\n' >"$tmp/gdp.csv"
  run -2 "$entente" trade "$tmp/flows.csv" --embargo 'A>B'
  [[ "$output" == *"the trade at home is missing (A"* ]]
  run -2 "$entente" trade square "$tmp/flows.csv" --output-of "$tmp/gdp.csv"
  [[ "$output" == *"what these buy at home is not known: C;"* ]]
  run -0 --separate-stderr "$entente" trade square "$tmp/flows.csv" --output-of "$tmp/gdp.csv" --floor 10% --home-share 50%
  [ "${lines[0]}" = "exporter,A,B,C" ]
  [ "${lines[1]}" = "A,85,10,5" ]
  [ "${lines[2]}" = "B,20,2.1,2" ]
  [ "${lines[3]}" = "C,1,3,7" ]
  [[ "$stderr" == *"output less exports (1): A"* ]]
  [[ "$stderr" == *"at the floor (1): B"* ]]
  [[ "$stderr" == *"from purchases (1): C"* ]]
  run -0 "$entente" trade square "$tmp/flows.csv" --output-of "$tmp/gdp.csv" --home-share 50% -o "$tmp/square.csv"
  [ "$(value "[a.economies, a.certificate.holds].join()" trade "$tmp/square.csv" --embargo 'A>B')" = "3,true" ]
}

@test "bad input is told, with its place" {
  printf 'exporter,importer,flow\nA,A,9\nA,B,1\nB,A,1\nB,B,9\nA,B,2\n' >"$tmp/twice.csv"
  run -2 "$entente" trade "$tmp/twice.csv" --embargo 'A>B'
  [[ "$output" == *"twice.csv:6:5: flow: The flow from A to B stands here a second time."* ]]
  sed -i '6d; s/^A,B,1/A,B,-1/' "$tmp/twice.csv"
  run -2 "$entente" trade "$tmp/twice.csv"
  [[ "$output" == *"twice.csv:3:5: flow: A flow is 0 or more."* ]]
  sed -i 's/^A,B,-1/A,B,nan/' "$tmp/twice.csv"
  run -2 "$entente" trade "$tmp/twice.csv"
  [[ "$output" == *"A number stands here"* ]]
  for bad in '--embargo=RUZ<>USA' '--embargo=RUS' '--embargo=RUS<>' '--embargo=RUS>RUS' '--tariff=RUS>USA' '--tariff=RUS>USA=x' \
    '--tariff=RUS>USA=-100%' '--cost=RUS>USA=0' '--transfer=RUS>USA=1e9' '--theta=0' '--theta=8..4' '--theta=x' '--supply=-1' \
    '--deficits=none' '--solver=newtom' '--compat=kite' '--anchor=XXX' '--target=XXX' '--floor=5%' '--then=x.csv'; do
    run -2 "$entente" trade $world "$bad"
    [[ "$output" == error:* ]]
  done
  run -2 "$entente" trade $world --embargo 'RUZ<>USA'
  [[ "$output" == *'did you mean "RUS"?'* ]]
  [ "$(value "a.target" trade $world --embargo 'Germany,法國<>Russia' --target 俄罗斯)" = RUS ]
  [ "$(value "of('DEU').sold_after + of('FRA').bought_after" trade $world --embargo 'Germany,法國<>Russia')" = 0 ]
  run -2 "$entente" trade $world --embargo 'Norway<>RUS'
  [[ "$output" == *'--embargo: the table has no economy "Norway"; it has USA, CAN, '* ]]
  run -2 "$entente" trade $world --transfer 'RUS>USA=9000000'
  [[ "$output" == *"The income of RUS would not be above 0"* ]]
  run -2 "$entente" trade nothing $world
  [[ "$output" == *"is no word of entente trade"* ]]
}

@test "the picture of the target's trade" {
  run -0 "$entente" trade $world --embargo "$west<>RUS" --svg "$tmp/flows.svg"
  grep -q '<title' "$tmp/flows.svg"
  grep -q 'DEU: sells' "$tmp/flows.svg"
  [ "$(grep -c 'NaN\|inf' "$tmp/flows.svg")" = 0 ]
  run -0 --separate-stderr "$entente" trade $world --embargo "$west<>RUS" --svg -
  [[ "$output" == "<svg"* ]]
}

@test "three languages" {
  run -0 "$entente" trade $world --embargo "$west<>RUS" --lang zh-Hant
  [[ "$output" == *"均衡：市場出清"* ]]
  [[ "$output" == *"這些是長期數字"* ]]
  run -0 "$entente" trade $world --embargo "$west<>RUS" --lang zh-Hans
  [[ "$output" == *"均衡：市场出清"* ]]
  run -2 "$entente" trade $world --embargo 'RUZ<>USA' --lang zh-Hans
  [[ "$output" == *"RUZ"* ]]
}

@test "relief says how much freer trade becomes, pair by pair" {
  west='USA,DEU'
  # Head and Ries: sqrt(X_ij X_ji / (X_ii X_jj)), 2014 over 2023.
  wanted=$(awk -F, '/^#/ { next } { x[FILENAME, $2, $3] = $4 } END { a = "data/trade_2014.csv"; b = "data/trade_2023.csv"
    for (k = 0; k < 2; k++) { y = k ? b : a; phi[k] = sqrt(x[y, "RUS", "DEU"] * x[y, "DEU", "RUS"] / (x[y, "RUS", "RUS"] * x[y, "DEU", "DEU"])) }
    printf "%.9f", phi[0] / phi[1] }' data/trade_2014.csv data/trade_2023.csv)
  [ "$(value "[of('DEU').freeness_sold.toFixed(9), of('DEU').freeness_bought.toFixed(9), of('CHN').freeness_sold, of('DEU').freeness_sold > 1.5].join()" \
    trade data/trade_2023.csv --relief "RUS<>$west" --then data/trade_2014.csv)" = "$wanted,$wanted,1,true" ]
  [ "$(value "(of('DEU').freeness_sold ** 2).toFixed(7)" trade data/trade_2023.csv --relief "RUS<>$west" --then data/trade_2014.csv --share 50%)" = \
    "$(printf '%.7f' "$wanted")" ]
  run -0 "$entente" trade data/trade_2023.csv --relief "RUS<>$west" --then data/trade_2014.csv
  [[ "$output" == *"freer, times"* ]]
  [ "$(value "'freeness_sold' in of('RUS')" trade data/trade_2023.csv --tariff 'RUS>USA=5%')" = false ]
}

@test "all flows before and after, as a table that is read again" {
  world=data/trade_2014.csv
  run -0 "$entente" trade $world --embargo 'DEU<>RUS' --flows "$tmp/flows.csv" --json
  [ "$(head -1 "$tmp/flows.csv")" = exporter,importer,before,after ]
  [ "$(grep -c . "$tmp/flows.csv")" -eq 257 ]
  grep -q '^DEU,RUS,[0-9.]*,0$' "$tmp/flows.csv"
  # What was is the table; what is sums to what the answer says, and is a world in which the embargo changes nothing.
  "$entente" trade $world --embargo 'DEU<>RUS' --csv >"$tmp/a.csv"
  "$entente" trade "$tmp/flows.csv" --weight before --embargo 'DEU<>RUS' --csv | cmp - "$tmp/a.csv"
  awk -F, 'NR == FNR { if ($1 == "RUS") sold[$2] = $4; next } FNR > 1 && ($7 - sold[$1]) ^ 2 > 1e-12 * $7 ^ 2 { exit 1 }' "$tmp/flows.csv" "$tmp/a.csv"
  [ "$(value "Math.abs(of('RUS').welfare) < 1e-12 && a.certificate.holds" trade "$tmp/flows.csv" --weight after --embargo 'DEU<>RUS')" = true ]
  run -2 "$entente" trade frontier $world --senders USA --target RUS --flows "$tmp/x.csv"
  [[ "$output" == *"--flows belongs to entente trade TABLE, entente trade sectors"* ]]
  run -2 "$entente" trade $world --coalition USA --target RUS --flows "$tmp/x.csv"
  [ ! -e "$tmp/x.csv" ]
  run -3 "$entente" trade $world --flows "$tmp/none/x.csv"
  [[ "$output" == *"Cannot write"* ]]
}
