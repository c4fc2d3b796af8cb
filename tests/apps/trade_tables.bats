#!/usr/bin/env bats
# entente trade with further tables: tariffs in force, new tariffs, freeness, GDP and profits; --compat iamls2025; from a regression to
# a shock.

load command

setup() {
  command_setup
  world=data/trade_2014.csv
  shared="${ENTENTE_SHARED:-../shared}"
}

@test "tariffs in force: what stays changes nothing, lifting one does" {
  printf 'exporter,importer,tariff\nRUS,DEU,20%%\n' > "$tmp/tariffs.csv"
  run -0 "$entente" trade $world --tariffs "$tmp/tariffs.csv"
  [[ "$output" == *"An equilibrium: markets clear"* ]]
  [ "$(value "of('RUS').welfare.toFixed(9)" trade $world --tariffs "$tmp/tariffs.csv")" = "0.000000000" ]
  [ "$(value "[a.target, of('RUS').welfare > 1e-4, of('DEU').sold_after > 0].join()" trade $world \
    --tariffs "$tmp/tariffs.csv" --tariff 'RUS>DEU=0')" = RUS,true,true ]
  # Beside the flows, as a share: the same numbers.
  awk -F, '/^#/ { next } $2 == "exporter" { print $0 ",tariff"; next } { print $0 "," ($2 == "RUS" && $3 == "DEU" ? 0.2 : "") }' \
    $world > "$tmp/beside.csv"
  [ "$(value "of('RUS').welfare" trade "$tmp/beside.csv" --tariff 'RUS>DEU=0')" = \
    "$(value "of('RUS').welfare" trade $world --tariffs "$tmp/tariffs.csv" --tariff 'RUS>DEU=0')" ]
  run -2 "$entente" trade "$tmp/beside.csv" --tariffs "$tmp/tariffs.csv"
  [[ "$output" == *"the flows have a column tariff of their own"* ]]
  # A square of rates.
  printf 'exporter,RUS,DEU\nRUS,0,0.2\nDEU,0,0\n' > "$tmp/square.csv"
  [ "$(value "of('RUS').welfare" trade $world --tariffs "$tmp/square.csv" --tariff 'RUS>DEU=0')" = \
    "$(value "of('RUS').welfare" trade $world --tariffs "$tmp/tariffs.csv" --tariff 'RUS>DEU=0')" ]
}

@test "new tariffs and freeness from tables say what the options say" {
  printf 'exporter,importer,rate\nRUS,DEU,20%%\nRUS,FRA,0.1\n' > "$tmp/new.csv"
  [ "$(value "of('RUS').welfare" trade $world --tariff "$tmp/new.csv")" = \
    "$(value "of('RUS').welfare" trade $world --tariff 'RUS>DEU=20%' --tariff 'RUS>FRA=10%')" ]
  printf 'exporter,importer,freeness\nRUS,DEU,0\nDEU,RUS,0\nRUS,FRA,\n' > "$tmp/free.csv"
  [ "$(value "of('RUS').welfare" trade $world --freeness "$tmp/free.csv")" = \
    "$(value "of('RUS').welfare" trade $world --embargo 'RUS<>DEU')" ]
  # All trade across borders at once.
  [ "$(value "of('DEU').welfare > 0.02" trade $world --cost '*<>*=0.9')" = true ]
}

@test "tables that do not fit are refused with place and suggestion" {
  printf 'exporter,importer,tariff\nRSU,DEU,20%%\n' > "$tmp/t.csv"
  run -2 "$entente" trade $world --tariffs "$tmp/t.csv"
  [[ "$output" == *'the table has no economy "RSU"; did you mean "RUS"?'* ]]
  printf 'exporter,importer,tariff\nRUS,DEU,lots\n' > "$tmp/t.csv"
  run -2 "$entente" trade $world --tariffs "$tmp/t.csv"
  [[ "$output" == *"t.csv:2"*"A tariff stands here, such as 0.2 or 20%."* ]]
  printf 'exporter,importer,tariff\nRUS,DEU,1\nRUS,DEU,2\n' > "$tmp/t.csv"
  run -2 "$entente" trade $world --tariffs "$tmp/t.csv"
  [[ "$output" == *"This pair stands here a second time."* ]]
  printf 'exporter,importer,tax\nRUS,DEU,1\n' > "$tmp/t.csv"
  run -2 "$entente" trade $world --tariffs "$tmp/t.csv"
  [[ "$output" == *"--tariffs needs a table with columns exporter, importer and tariff"* ]]
  printf 'exporter,importer,tariff\nRUS,DEU,-1\n' > "$tmp/t.csv"
  run -2 "$entente" trade $world --tariffs "$tmp/t.csv"
  [[ "$output" == *"A tariff on what comes from RUS is not above -1"* ]]
  run -2 "$entente" trade $world --tariffs "$tmp/none.csv"
  [[ "$output" == *"none.csv"* ]]
}

@test "--compat iamls2025: tariffs with labour, scale, profits and taxes" {
  run -0 "$entente" trade $world --compat iamls2025 --tariff '*>USA=10%' --profits 12%
  [[ "$output" == *"Employment, productivity, markups and taxes answer to tariffs"* ]]
  [[ "$output" == *"One tariff on all others that would suit USA best"* ]]
  [[ "$output" == *"An equilibrium: markets clear to "* ]]
  [[ "$output" == *"These are long-run numbers"* ]]
  # With nothing that answers and a lump sum, it is the plain model.
  [ "$(value "of('CHN').welfare.toFixed(10)" trade $world --compat iamls2025 --tariff '*>USA=10%' --labour 0 --returns 0 --lump-sum)" = \
    "$(value "of('CHN').welfare.toFixed(10)" trade $world --tariff '*>USA=10%')" ]
  [ "$(value "[a.certificate.holds, a.passed_on, a.lump_sum].join()" trade $world --compat iamls2025 --passed-on 0.25)" = true,0.25,false ]
  run -0 "$entente" trade $world --compat iamls2025 --csv
  [[ "${lines[0]}" == "economy,welfare,employment,price,exports,imports,revenue,best_tariff" ]]
}

@test "--compat iamls2025: what it does not take" {
  run -2 "$entente" trade $world --labour 0.5
  [[ "$output" == *"--labour belongs to --compat iamls2025"* ]]
  run -2 "$entente" trade $world --compat iamls2025 --embargo 'USA<>CHN'
  [[ "$output" == *"goes without --embargo"* ]]
  run -2 "$entente" trade $world --compat iamls2025 --theta 4..8
  [[ "$output" == *"one value of --theta"* ]]
  run -2 "$entente" trade $world --compat iamls2025 --labour much
  [[ "$output" == *'--labour is a number, not "much"'* ]]
  run -2 "$entente" trade $world --compat iamls2025 --profits 2
  [[ "$output" == *"A share of profits lies from 0 to 0.9."* ]]
  printf 'name,profit_share\nUSA,0.1\n' > "$tmp/p.csv"
  run -2 "$entente" trade $world --compat iamls2025 --profits "$tmp/p.csv"
  [[ "$output" == *"--profits: the table says nothing of "* ]]
  run -2 "$entente" trade $world --output-of "$tmp/p.csv"
  [[ "$output" == *"--output-of belongs to entente trade square, --compat iamls2025"* ]]
  awk -F, '/^#/ || $2 != $3' $world > "$tmp/abroad.csv"
  run -2 "$entente" trade "$tmp/abroad.csv" --compat iamls2025
  [[ "$output" == *"the table has no trade at home"* ]]
}

@test "--compat iamls2025: the published numbers of 194 economies, from tables to tables" {
  [ -e "$shared/data/trade/published/K_iamls2025_case1_expected.csv" ] || skip "the tables are not here"
  facts="$shared/data/trade/baci2023_194_gdp_internal.csv"
  awk -F, 'NR == 1 { print "iso3,gdp,profit_share"; next } { printf "%s,%.9f,%s\n", $1, $2 / 1000, $4 }' "$facts" > "$tmp/gdp.csv"
  awk -F, 'NR == 1 { print "exporter,importer,tariff"; next } $1 != "USA" { print $1 ",USA," ($5 < 0.1 ? 0.1 : $5) }' "$facts" > "$tmp/new.csv"
  "$entente" trade "$shared/data/trade/baci2023_194_exports_kusd.csv" --compat iamls2025 --output-of "$tmp/gdp.csv" \
    --profits "$tmp/gdp.csv" --tariff "$tmp/new.csv" --csv > "$tmp/found.csv"
  awk -F, 'NR == FNR { if (FNR > 1) want[$1] = $2; next }
           FNR > 1 { d = 100 * $2 - want[$1]; if (d < 0) d = -d; if (d < 5e-8) met++ }
           END { if (met != 194) { print met; exit 1 } }' "$shared/data/trade/published/K_iamls2025_case1_expected.csv" "$tmp/found.csv"
}

@test "from a regression to a world without borders" {
  input="$shared/data/trade/inputs/D_agtpa2006_input.csv"
  [ -e "$input" ] || skip "the tables are not here"
  awk -F, 'NR == 1 { print $0 ",BRDR"; next } { print $0 "," ($1 != $2) }' "$input" > "$tmp/flows.csv"
  b="$("$entente" ppml "$tmp/flows.csv" --y trade --x 'log(DIST),CNTG,BRDR' --effects exporter,importer \
    --fitted "$tmp/fitted.csv" --json | node -e "
      const a = JSON.parse(require('fs').readFileSync(0, 'utf8'));
      console.log(JSON.stringify(a).match(/BRDR.*?coefficient\":(-?[0-9.]+)/)[1]);")"
  awk -F, -v b="$b" 'NR == 1 { print "exporter,importer,freeness"; next } { printf "%s,%s,%.15g\n", $1, $2, $1 == $2 ? 1 : exp(-b) }' "$input" > "$tmp/free.csv"
  "$entente" trade "$tmp/fitted.csv" --weight fitted --freeness "$tmp/free.csv" --theta 6 --csv > "$tmp/found.csv"
  column="$(head -1 "$tmp/found.csv" | tr , '\n' | grep -n '^real_wage$' | cut -d: -f1)"
  awk -F, -v c="$column" 'NR == FNR { if (FNR > 1) want[$1] = $6; next }
           FNR > 1 { d = 100 * $c - want[$1]; if (d < 0) d = -d; if (d < 1e-5) met++ }
           END { if (met != 69) { print met; exit 1 } }' "$shared/fixtures/trade/D_agtpa_twb_exact_add.csv" "$tmp/found.csv"
}
