#!/usr/bin/env bats
# Camps on the command line: align and triangle, from tables and scenarios; their errors, their JSON, pictures, three languages.

load command

setup() {
  command_setup
  # Axelrod and Bennett 1993, UNIX alliances: specialists S and generalists G, -1 within a class, 0 between
  unix="$BATS_TEST_TMPDIR/unix.csv"
  sizes="$BATS_TEST_TMPDIR/sizes.csv"
  printf 'actor,size\nSun,28.9\nPrime,1.0\nATT,28.5\nHP,16\n' >"$sizes"
  printf 'from,to,weight\nSun,Prime,-1\nATT,HP,-1\nSun,ATT,0\nSun,HP,0\nPrime,ATT,0\nPrime,HP,0\n' >"$unix"
  ties="$BATS_TEST_TMPDIR/ties.csv"
  cat >"$ties" <<'CSV'
from,to,weight,year
USA,RUS,0.5,2002
RUS,CHN,0.9,2002
USA,CHN,0.5,2002
USA,RUS,-0.2,2007
CHN,RUS,0.9,2007
USA,CHN,-0.1,2007
USA,RUS,-0.3,2008
USA,CHN,0.2,2008
IND,CHN,0.2,2008
CSV
}

@test "align finds the stable camps of a table, with sizes" {
  [ "$(value 'a.configurations + " " + a.stable' align "$unix" --sizes "$sizes")" = "8 2" ]
  # the two classes do not touch each other: both minima split each class and have the same energy
  [ "$(value 'a.minima[0].energy === a.minima[1].energy && a.minima[0].basin + a.minima[1].basin' align "$unix" --sizes "$sizes")" = 8 ]
  run -0 "$entente" align "$unix" --sizes "$sizes"
  [[ "$output" == *"Stable camps: 2 of 8 configurations"* ]]
  [[ "$output" == *"Sun, ATT"* ]]
}

@test "align: loops are left out, parts need no tie between them, huge numbers are told or refused" {
  printf 'from,to,weight\nA,A,-9\nA,B,1\nC,D,-1\n' >"$BATS_TEST_TMPDIR/odd.csv"
  # A with B, C against D, and nothing between: both placings are stable, their energies equal, nobody is indifferent
  [ "$(value 'a.actors + " " + a.stable + " " + a.strict + " " + a.scale + " " + a.minima.map(m => m.energy)' align "$BATS_TEST_TMPDIR/odd.csv")" = "4 2 2 1 -2,-2" ]
  printf 'from,to,weight\nA,B,1e99\nA,B,1e99\nB,C,-1e99\n' >"$BATS_TEST_TMPDIR/odd.csv"
  run -0 "$entente" align "$BATS_TEST_TMPDIR/odd.csv"
  [[ "$output" == *"divided by 1e+99"* ]]
  printf 'from,to,weight\nA,B,1e308\nA,B,1e308\n' >"$BATS_TEST_TMPDIR/odd.csv"
  run -2 "$entente" align "$BATS_TEST_TMPDIR/odd.csv"
  [[ "$output" == *"ties lie within 1e100 of 0"* ]]
}

@test "align tells ties on another scale, and its energies are those of the table" {
  printf 'from,to,weight\nA,B,2\nA,C,-2\nB,C,-2\n' >"$BATS_TEST_TMPDIR/two.csv"
  printf 'from,to,weight\nA,B,1\nA,C,-1\nB,C,-1\n' >"$BATS_TEST_TMPDIR/one.csv"
  run -0 "$entente" align "$BATS_TEST_TMPDIR/two.csv"
  [[ "$output" == *"divided by 2.000"* ]]
  [ "$(value 'a.minima[0].energy' align "$BATS_TEST_TMPDIR/two.csv")" = -8 ]
  [ "$(value 'a.minima[0].energy' align "$BATS_TEST_TMPDIR/one.csv")" = -4 ]
  # A is content by 2 (one friend with it, one foe against): its tie with B falls by more than that, or that with C rises
  [ "$(value 'a.prices[0].content + " " + Math.abs(a.prices[0].change)' align "$BATS_TEST_TMPDIR/one.csv")" = "2 2" ]
  [ "$(value 'a.prices[0].content + " " + Math.abs(a.prices[0].change)' align "$BATS_TEST_TMPDIR/two.csv")" = "4 4" ]
}

@test "a move of ties sets off a cascade" {
  printf 'from,to,weight\nA,B,0.9\nC,D,0.9\nA,C,-0.5\nB,D,-0.5\nA,D,-0.5\nB,C,-0.1\n' >"$BATS_TEST_TMPDIR/four.csv"
  run -0 "$entente" align "$BATS_TEST_TMPDIR/four.csv" --move A:B=-1.8
  [[ "$output" == *"After the moves of ties"* ]]
  run -2 "$entente" align "$BATS_TEST_TMPDIR/four.csv" --move A:X=1
  [[ "$output" == *'no actor is called "X"'* ]]
  run -2 "$entente" align "$BATS_TEST_TMPDIR/four.csv" --move A
  [[ "$output" == *"--move is A:B=CHANGE"* ]]
}

@test "align of the scenario: where Russia stands, what would turn it, and under uncertainty" {
  run -0 "$entente" align scenarios/g8-return.yaml --draws 200
  [[ "$output" == *"Russia stands with China"* ]]
  [[ "$output" == *"tie with United States up by"* ]]
  [[ "$output" == *"Under uncertainty: 200 draws"* ]]
  [ "$(value 'a.wedge.target + " " + (a.wedge.margin < 0)' align scenarios/g8-return.yaml --draws 0)" = "Russia true" ]
  # the deal moves ties toward the proposer, never away
  [ "$(node -e "
    const run = (...more) => JSON.parse(require('child_process').execFileSync('$entente',
      ['align', 'scenarios/g8-return.yaml', '--draws', '0', '--json', ...more])).wedge.margin;
    console.log(run() > run('--before'));")" = true ]
}

@test "neutrality and pressure" {
  run -0 "$entente" align "$unix" --neutral
  [[ "$output" == *"With neutrality:"* ]]
  run -0 "$entente" align "$unix" --pressure Sun=1 --pressure ATT=-1
  [[ "$output" == *"of 16 configurations"* ]]
  run -2 "$entente" align "$unix" --pressure Sunn=1
  [[ "$output" == *'did you mean "Sun"?'* ]]
}

@test "triangle of the scenario says what the article says" {
  [ "$(value 'a.now.roles.join()' triangle scenarios/g8-return.yaml)" = "outcast,partner,partner" ]
  [ "$(value 'a.courted.roles.join()' triangle scenarios/g8-return.yaml)" = "wing,pivot,wing" ]
  [ "$(value 'a.gain_of_courting[1] > 0 && a.gain_of_dropping[1] < 0 && a.price > 0' triangle scenarios/g8-return.yaml)" = true ]
  run -0 "$entente" triangle scenarios/g8-return.yaml
  [[ "$output" == *"So it would add the one without dropping the other"* ]]
}

@test "triangle over the years of a table" {
  run -0 "$entente" triangle "$ties" --corners USA,RUS,CHN --date year --sd 0.3
  [[ "$output" == *"Over time"* ]]
  [[ "$output" == *"2007"*"stable marriage"* ]]
  [[ "$output" == *"dates without one of the three ties, left out: 1"* ]]
  [[ "$output" == *"Chances of each role now"* ]]
  [ "$("$entente" triangle "$ties" --corners USA,RUS,CHN --date year --csv | grep -c ,)" = 7 ]
  [ "$(value 'a.ties.join()' triangle "$ties" --corners USA,RUS,CHN --date year --only year=2007)" = "-0.2,-0.1,0.9" ]
}

@test "errors say where and what is allowed" {
  run -2 "$entente" triangle "$ties" --corners USA,RUS
  [[ "$output" == *"names three actors"* ]]
  run -2 "$entente" triangle "$ties" --corners USA,RUS,CNH
  [[ "$output" == *'did you mean "CHN"?'* ]]
  run -2 "$entente" triangle "$ties" --corners USA,RUS,CHN --date yaer
  [[ "$output" == *'the table has no column "yaer"; did you mean "year"?'* ]]
  printf 'from,to,weight\nA,B,1\nA,C,x\n' >"$BATS_TEST_TMPDIR/bad.csv"
  run -2 "$entente" align "$BATS_TEST_TMPDIR/bad.csv"
  [[ "$output" == *"bad.csv:3:5: weight: A number stands here"* ]]
  printf 'from,to,weight\nA,,1\n' >"$BATS_TEST_TMPDIR/bad.csv"
  run -2 "$entente" align "$BATS_TEST_TMPDIR/bad.csv"
  [[ "$output" == *"The name of an actor stands here."* ]]
  printf ',A,B\nA,0,1\nB,2,0\n' >"$BATS_TEST_TMPDIR/bad.csv"
  run -2 "$entente" align "$BATS_TEST_TMPDIR/bad.csv"
  [[ "$output" == *"A matrix of ties is symmetric"* ]]
  printf 'one,two\n1,2\n' >"$BATS_TEST_TMPDIR/bad.csv"
  run -2 "$entente" align "$BATS_TEST_TMPDIR/bad.csv"
  [[ "$output" == *"the table needs a column from and a column to"* ]]
  printf 'actor,size\nSun,1\n' >"$BATS_TEST_TMPDIR/bad.csv"
  run -2 "$entente" align "$unix" --sizes "$BATS_TEST_TMPDIR/bad.csv"
  [[ "$output" == *'says nothing of "Prime"'* ]]
  run -2 "$entente" align "$unix" --picture tree --svg -
  [[ "$output" == *"--picture is camps, landscape, flips or break-even"* ]]
}

@test "two terms break even: ties, terms of the deal, tables, as JSON, CSV and picture" {
  # of a wedge alone the two ties have the same weight per size: A courts B away from C
  printf 'from,to,weight\nA,B,0.25\nB,C,0.5\nA,C,-0.5\n' >"$BATS_TEST_TMPDIR/wedge.csv"
  run -2 "$entente" align "$BATS_TEST_TMPDIR/wedge.csv" --break-even A:B,B:C
  [[ "$output" == *"--corners A,B,C"* ]]
  ask=(align "$BATS_TEST_TMPDIR/wedge.csv" --corners A,B,C --break-even A:B,B:C)
  # sizes are equal: level where the two ties are, until B drops neither: then C joins both
  [ "$(value 'a.break_even.pieces.map(p => [...p.first, ...p.second].map(x => x.toFixed(6) * 1)).join("; ") + " " + a.break_even.turned_now' \
    "${ask[@]}")" = "-1,0.5,-1,0.5; 0.5,1,0.5,0.5 false" ]
  [ "$("$entente" "${ask[@]}" --csv | cut -d, -f1,6-)" = 'piece,with_rival,with_proposer
1,"A | B, C","A, B | C"
2,"A, B, C | -","A, B | C"' ]
  run -0 "$entente" "${ask[@]}"
  [[ "$output" == *"first at +0.000: turned where the second is +0.000 or less"* ]]
  # on the curve of the deal's terms: what it says of the tie of Russia and China is its price
  [ "$(node -e "
    const a = JSON.parse(require('child_process').execFileSync('$entente', ['align', 'scenarios/g8-return.yaml', '--draws', '0', '--json',
      '--break-even', 'USA:RUS,RUS:CHN']));
    const e = a.break_even, x = e.first.now, price = a.wedge.prices.find(p => p.tie === 'China').change;
    const p = e.pieces.find(q => q.first[0] <= x && x <= q.first[1]);
    const y = p.second[0] + (x - p.first[0]) / (p.first[1] - p.first[0]) * (p.second[1] - p.second[0]);
    console.log(Math.abs(y - (e.second.now + price)) < 1e-9);")" = true ]
  [ "$(value 'a.break_even.first.unit + a.break_even.first.now + a.break_even.turned_now' \
    align scenarios/g8-return.yaml --draws 0 --break-even membership,us_executive)" = "strength1false" ]
  run -2 "$entente" align scenarios/g8-return.yaml --draws 0 --break-even membership,USA:RUS
  [[ "$output" == *"both terms move the tie of"* ]]
  run -2 "$entente" align scenarios/g8-return.yaml --draws 0 --break-even membership
  [[ "$output" == *"takes two ties or terms of the deal"* ]]
  run -2 "$entente" "${ask[@]/B:C/B:D}"
  [[ "$output" == *'no actor is called "D"'* ]]
  run -0 "$entente" "${ask[@]}" --picture break-even --svg - --lang zh-Hant
  [[ "$output" == "<svg"*"打平"*"</svg>"* ]]
  run -2 "$entente" align "$unix" --picture break-even --svg -
}

@test "ties made of components: which camps survive which weights" {
  four=docs/guide/examples/four-powers-2015.yaml
  run -0 "$entente" check "$four"
  [[ "$output" != *"warning"* ]]
  # trade alone makes one camp of four; the West against the East stands by treaties alone, not by trade alone
  [ "$(value 'a.survivors.slice(0, 2).map(s => s.second.length + " " + s.decides.split(".").pop() + " " +
      s.weights.filter(w => w.only).map(w => w.input.split(".").pop())).join("; ")' align "$four")" = \
    "2 trade votes,alliance,disputes; 0 trade trade,alliance" ]
  [ "$(value 'a.survivors[0].weights.map(w => w.thirds.reduce((x, y) => x + y) / 3 * a.draws)
      .every(x => Math.abs(x - a.survivors[0].stable) < 2)' align "$four")" = true ]
  run -0 "$entente" align "$four"
  [[ "$output" == *"Weight of trade in ties decides"* ]]
  # weights that are known decide nothing
  run -0 "$entente" align "$four" --set alignment.weights.votes=1 --set alignment.weights.trade=1 \
    --set alignment.weights.alliance=1 --set alignment.weights.disputes=1
  [[ "$output" == *"no weight of the components decides"* ]]
  run -0 "$entente" align scenarios/g8-return.yaml --draws 50
  [[ "$output" != *"decides"* ]]
}

@test "pictures" {
  for picture in camps landscape flips; do
    run -0 "$entente" align scenarios/g8-return.yaml --draws 0 --picture "$picture" --svg -
    [[ "$output" == "<svg"*"</svg>"* ]]
  done
  run -0 "$entente" triangle scenarios/g8-return.yaml --svg -
  [[ "$output" == *"pivot"* ]]
  run -0 "$entente" triangle "$ties" --corners USA,RUS,CHN --date year --svg -
  [[ "$output" == *"2007: USA is outcast"* ]]
}

@test "the same in Chinese" {
  run -0 "$entente" align scenarios/g8-return.yaml --draws 100 --lang zh-Hant
  [[ "$output" == *"俄羅斯站在中國一邊"* ]]
  run -0 "$entente" triangle scenarios/g8-return.yaml --lang zh-Hans
  [[ "$output" == *"枢纽"* ]]
}
