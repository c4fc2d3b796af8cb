#!/usr/bin/env bats
# Trade of many sectors on the command line: the numbers of a second program, shocks by sector, tables that are wrong, languages.

load command

setup() {
  command_setup
  COLUMNS=120
  world=docs/guide/examples/sectors
  tmp="$BATS_TEST_TMPDIR/world"
  mkdir "$tmp"
  cp $world/*.csv "$tmp"
}

# Every number of a case of the second program against the answer as CSV: holds CASE COMMAND...
holds() {
  local name="$1"
  shift
  "$entente" trade sectors $world "$@" --csv | node -e "
    const { readFileSync } = require('fs');
    const table = (text) => {
      const [head, ...rows] = text.split('\n').filter((row) => row && !row.startsWith('#')).map((row) => row.split(','));
      return rows.map((row) => Object.fromEntries(row.map((cell, k) => [head[k], cell])));
    };
    const found = new Map(table(readFileSync(0, 'utf8')).map((row) => [row.economy, row]));
    const due = table(readFileSync('tests/published/trade_sectors.csv', 'utf8')).filter((row) => row.case === '$name');
    let bad = due.length === 5 && found.size === 5 ? 0 : 1;
    for (const row of due) {
      const it = found.get(row.economy);
      const pairs = [[1 + +it.wage, row.wage], [1 + +it.price, row.price], [1 + +it.welfare, row.welfare],
        [it.terms_of_trade_linear, row.terms], [it.volume_of_trade_linear, row.volume], [it.trade_costs_linear ?? 0, row.costs]];
      for (const [a, b] of pairs) if (!(Math.abs(a - b) <= 1e-10)) { bad++; console.log(row.economy, a, b); }
    }
    process.exit(bad ? 1 : 0);"
}

@test "embargo, tariff, transfer and cost: the numbers of the second program" {
  holds embargo --embargo 'Arcadia,Dorado<>Borealis' --sector energy
  holds tariff --tariff 'Dorado>Arcadia=25%'
  holds transfer --transfer 'Arcadia>Elysia=200'
  holds cost --cost 'Cascadia<>*=1.3' --sector food --sector machines --compat cp2015
  holds cost --cost 'Cascadia<>*=1.3' --sector food --sector machines --deficits balanced
  run -1 holds cost --cost 'Cascadia<>*=1.3' --sector food --sector machines --compat kite
}

@test "for people: the exact answer first, the linear one called so, the certificate and the caveat" {
  run -0 "$entente" trade sectors $world --embargo 'Arcadia,Dorado<>Borealis' --sector energy --explain --limit 3
  [[ "$output" == "Trade of 5 economies in 4 sectors, $world"* ]]
  [[ "$output" == *"Borealis    -1.397 %"*"Welfare, linearised"*"A linearisation: welfare above is the change itself"* ]]
  [[ "$output" == *"Sectors of Borealis"*"Trade of Borealis, before and after"* ]]
  [[ "$output" == *"An equilibrium: markets clear to "*"Largest gaps: prices "*"These are long-run numbers"* ]]
  [[ "$output" != *"Dorado    "*"Welfare, linearised"*"volume of trade"*"payments"* ]]
  run -0 "$entente" trade sectors $world --tariff 'Dorado>Arcadia=25%' --target Elysia --lang zh-Hant
  [[ "$output" == *"5 個經濟體、4 個部門的貿易"*"福利的線性近似：貿易條件與貿易量"*"Elysia 的各部門"* ]]
  run -0 "$entente" trade sectors $world --tariff 'Dorado>Arcadia=25%' --lang zh-Hans
  [[ "$output" == *"5 个经济体、4 个部门的贸易"* ]]
}

@test "for programs: JSON and CSV, and a picture of the target's flows" {
  run -0 --separate-stderr "$entente" trade sectors $world --tariff 'Dorado>Arcadia=25%' --json --svg "$tmp/flows.svg"
  node -e "
    const a = JSON.parse(process.argv[1]);
    const ok = a.economies === 5 && a.sectors === 4 && a.base === 'settled' && a.certificate.holds &&
      a.certificate.labour <= 1e-10 && a.list.length === 5 && a.target_sectors.length === 4 && a.caveat && a.linear;
    process.exit(ok ? 0 : 1);" "$output"
  grep -q "<svg" "$tmp/flows.svg"
  # Three sanctioned sectors and the fourth are all sectors; nobody's services are touched by --sector food.
  "$entente" trade sectors $world --embargo 'Arcadia>Dorado' --csv >"$tmp/all.csv"
  "$entente" trade sectors $world --embargo 'Arcadia>Dorado' --sector energy --sector food --sector machines --sector services --csv |
    cmp - "$tmp/all.csv"
}

@test "a path of parts comes nearer to the exact answer" {
  gap() {
    "$entente" trade sectors $world --cost 'Borealis<>*=1.2' --parts "$1" --csv |
      awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i } $1 == "Borealis" { g = log(1 + $at["welfare"]) - $at["welfare_linear"]; print g < 0 ? -g : g }'
  }
  awk -v one="$(gap 1)" -v ten="$(gap 10)" -v more="$(gap 100)" 'BEGIN { exit !(ten < one / 5 && more < ten / 5) }'
}

@test "new tariffs from a table: only its rows change" {
  printf 'exporter,importer,sector,tariff\nDorado,Arcadia,energy,25%%\nDorado,Arcadia,food,0.25\nDorado,Arcadia,machines,0.25\nDorado,Arcadia,services,0.25\n' >"$tmp/new.csv"
  "$entente" trade sectors $world --new-tariffs "$tmp/new.csv" --csv >"$tmp/a.csv"
  "$entente" trade sectors $world --tariff 'Dorado>Arcadia=25%' --csv | cmp - "$tmp/a.csv"
}

@test "what a table leaves open: consumption, value added and surplus may be given" {
  "$entente" trade sectors $world --tariff 'Dorado>Arcadia=25%' --csv >"$tmp/a.csv"
  printf 'economy,surplus\nArcadia,0\nBorealis,0\nCascadia,0\nDorado,0\nElysia,0\n' >"$tmp/economies.csv"
  "$entente" trade sectors "$tmp" --tariff 'Dorado>Arcadia=25%' --csv >"$tmp/b.csv"
  "$entente" trade sectors $world --tariff 'Dorado>Arcadia=25%' --deficits balanced --csv >"$tmp/c.csv"
  run -1 cmp -s "$tmp/a.csv" "$tmp/b.csv"
  # The same base but for where the table without surpluses has its consumption from.
  awk -F, 'NR == FNR { w[$1] = $2; next } FNR > 1 && ($2 - w[$1] > 1e-3 || w[$1] - $2 > 1e-3) { exit 1 }' "$tmp/b.csv" "$tmp/c.csv"
}

@test "elasticities that are ranges: lowest and highest welfare over them, the rest in the middle" {
  shock="--tariff Dorado>Arcadia=25%"
  "$entente" trade sectors $world $shock --csv | cut -d, -f1,2 >"$tmp/middle.csv"
  for theta in 7 8 9 10 11; do # of energy; food goes with it, from 4 to 8
    sed "s/^energy,9/energy,$theta/; s/^food,6/food,$((theta - 3))/" $world/sectors.csv >"$tmp/sectors.csv"
    "$entente" trade sectors "$tmp" $shock --csv | cut -d, -f1,2
  done >"$tmp/points.csv"
  sed "s/^energy,9/energy,7..11/; s/^food,6/food,4..8/" $world/sectors.csv >"$tmp/sectors.csv"
  "$entente" trade sectors "$tmp" $shock --csv >"$tmp/range.csv"
  [ "$(head -1 "$tmp/range.csv" | cut -d, -f1-4)" = economy,welfare,welfare_low,welfare_high ]
  cut -d, -f1,2 "$tmp/range.csv" | cmp - "$tmp/middle.csv"
  awk -F, '$1 == "economy" { next } NR == FNR { if (!($1 in low) || $2 < low[$1]) low[$1] = $2; if (!($1 in high) || $2 > high[$1]) high[$1] = $2; next }
    { rows++; if (low[$1] != $3 || high[$1] != $4 || !(low[$1] < high[$1])) exit 1 } END { if (rows != 5) exit 1 }' "$tmp/points.csv" "$tmp/range.csv"
  run -0 "$entente" trade sectors "$tmp" $shock
  [[ "$output" == *"Elasticities go together from their lowest to their highest values"*"lowest"*"highest"* ]]
  run -0 "$entente" trade sectors "$tmp" $shock --json
  [[ "$output" == *'"range": true'*'"welfare_low"'* ]]
  # One for all sectors.
  sed '/^[a-z]*,/s/,[0-9].*/,5/' $world/sectors.csv >"$tmp/sectors.csv"
  "$entente" trade sectors "$tmp" $shock --csv >"$tmp/a.csv"
  "$entente" trade sectors $world --theta 5 $shock --csv | cmp - "$tmp/a.csv"
  run -0 "$entente" trade sectors $world
  [[ "$output" == *"No shock is given"* && "$output" != *"linearised"* ]]
}

@test "all flows of all sectors before and after" {
  run -0 "$entente" trade sectors $world --embargo 'Arcadia<>Borealis' --sector energy --flows "$tmp/flows.csv"
  [ "$(head -1 "$tmp/flows.csv")" = exporter,importer,sector,before,after ]
  grep -q '^Arcadia,Borealis,energy,[0-9.]*,0$' "$tmp/flows.csv"
  grep -q '^Arcadia,Borealis,food,[0-9.]*,[1-9][0-9.]*$' "$tmp/flows.csv"
  [ "$(grep -c . "$tmp/flows.csv")" -eq "$(grep -c '^[A-Z].*,.*,.*,[1-9]' $world/flows.csv | awk '{ print $1 + 1 }')" ]
}

# The table with a sed expression applied is refused with these words: wrong FILE EXPRESSION WORDS
wrong() {
  sed "$2" "$world/$1" >"$tmp/$1"
  run -2 "$entente" trade sectors "$tmp" --tariff 'Dorado>Arcadia=25%'
  cp "$world/$1" "$tmp/$1"
  [[ "$output" == *"$3"* ]] || { echo "$output"; false; }
}

@test "tables that are wrong are refused with their place" {
  wrong flows.csv '3s/Arcadia,Arcadia,energy/Arcadia,Arcadia,enrgy/' 'did you mean "energy"?'
  wrong flows.csv '4s/,[0-9.]*,/,-5,/' "flows.csv:4:25: flow: A flow is 0 or more."
  wrong flows.csv '4s/,[0-9.]*,/,much,/' "A number stands here"
  wrong flows.csv '3s/,[^,]*$/,dear/' "A tariff stands here"
  wrong flows.csv '4p' "The same names stand in an earlier row."
  wrong flows.csv '2s/sector/branch/' 'needs a column "sector"'
  wrong sectors.csv 's/energy,9/energy,0/' "sectors.csv:3:8: theta: An elasticity of trade stands here"
  wrong sectors.csv 's/food,6/energy,6/' "The same names stand in an earlier row."
  wrong production.csv 's/Dorado,food,[0-9.]*/Dorado,food,1.2/' "The share of value added of Dorado in sector food"
  wrong production.csv '/Dorado,food/d' "The share of value added of Dorado in sector food"
  wrong production.csv 's/Dorado,food/Dorada,food/' 'did you mean "Dorado"?'
  wrong inputs.csv '/Elysia,food,machines/s/,[0-9.]*$/,0.9/' "The inputs of Elysia in sector food are no shares that sum to 1."
  wrong inputs.csv 's/share/shares/' 'needs a column "share"'
  rm "$tmp/inputs.csv"
  run -2 "$entente" trade sectors "$tmp"
  [[ "$output" == *inputs.csv* ]]
  run -2 "$entente" trade sectors "$tmp/nowhere"
  [[ "$output" == *flows.csv* ]]
}

@test "options that are wrong are refused" {
  refused() {
    run -2 "$entente" trade "${@:2}"
    [[ "$output" == *"$1"* ]] || { echo "$output"; false; }
  }
  refused 'no sector is called "foo"; did you mean "food"?' sectors $world --sector foo
  refused '--theta is a number above 0, at most 1000, or a range such as 4..8, not "8..4"' sectors $world --theta 8..4
  refused '--tariffs does not belong to entente trade sectors' sectors $world --tariffs x.csv
  refused '--relief does not belong to entente trade sectors' sectors $world --relief 'Arcadia<>Dorado' --then x.csv
  refused '--compat says how deficits are treated' sectors $world --compat kite --deficits balanced
  refused '--deficits is one of additive, balanced here, not "multiplicative"' sectors $world --deficits multiplicative
  refused '--sector belongs to entente trade sectors' data/trade_2014.csv --sector food
  refused 'needs a folder of tables' sectors
  refused 'the table has no economy "Dorada"; did you mean "Dorado"?' sectors $world --tariff 'Dorada>Arcadia=5%'
  refused '--parts' sectors $world --parts 0
}

@test "an embargo on the last source is told with both names, and parts of the world are told" {
  run "$entente" trade sectors $world --embargo '*>Elysia' --sector energy
  [ "$status" -ne 0 ]
  [[ "$output" == *"The shock leaves Elysia without any source of sector energy"* ]]
  run -0 "$entente" trade sectors $world --embargo 'Cascadia<>*'
  [[ "$output" == *"The world falls into 2 parts"* ]]
}
