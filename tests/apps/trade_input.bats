#!/usr/bin/env bats
# entente trade: tables as people have them, and wrong ones, each refused with its place and what is allowed.

setup() {
  bats_require_minimum_version 1.5.0
  entente="$(realpath "${ENTENTE:-$BATS_TEST_DIRNAME/../../build/entente}")"
  world="$BATS_TEST_DIRNAME/../../data/trade_2014.csv"
  export LC_ALL=C.UTF-8 NO_COLOR=1 COLUMNS=200
  unset ENTENTE_LANG
  cd "$BATS_TEST_TMPDIR" || exit 1
  cat >flows.csv <<'T'
exporter,importer,flow
USA,USA,900
USA,DEU,100
USA,RUS,10
DEU,DEU,700
DEU,USA,120
DEU,RUS,40
RUS,RUS,300
RUS,DEU,60
T
}

# A text, and the call that has to say it, refusing.
refused() {
  local wanted="$1"
  shift
  run -2 "$entente" "$@"
  [[ "$output" == *"$wanted"* ]] || { echo "$output"; return 1; }
}

# The table with one row more.
with() {
  { cat flows.csv; echo "$1"; } >more.csv
}

@test "semicolons, tabs, a byte order mark, Windows line ends, quotes, blanks, capitals: one world" {
  "$entente" trade flows.csv --embargo 'USA<>RUS' --csv >wanted.csv
  { printf '\xef\xbb\xbf'; sed 's/,/;/g; s/$/\r/' flows.csv; } >semicolons.csv
  tr , '\t' <flows.csv >tabs.csv
  sed 's/\([^,]*\),\([^,]*\)/"\1","\2"/' flows.csv >quotes.csv
  sed 's/,/ , /g; s/$/ /' flows.csv >blanks.csv
  sed '1s/.*/Exporter,IMPORTER,Flow/' flows.csv >capitals.csv
  sed '1s/.*/iso3_o,iso3_d,trade/' flows.csv >codes.csv
  for table in semicolons tabs quotes blanks capitals codes; do
    "$entente" trade $table.csv --embargo 'USA<>RUS' --csv | cmp - wanted.csv
  done
}

@test "an economy by any of its names, letters large or small" {
  "$entente" trade "$world" --embargo 'USA<>RUS' --csv >wanted.csv
  for pair in 'usa<>Rus' 'united states<>RUSSIA' '美國<>俄罗斯' '2<>365'; do
    "$entente" trade "$world" --embargo "$pair" --csv | cmp - wanted.csv
  done
  refused 'the table has no economy "UAS"; did you mean "USA"?' trade "$world" --embargo 'UAS<>RUS'
}

@test "two names of one economy are refused where the second stands" {
  with 'rus,USA,5'
  refused 'more.csv:10:1: exporter: "rus" and "RUS" are one economy' trade more.csv
  with 'USA,Russia,5'
  refused 'more.csv:10:5: importer: "Russia" and "RUS" are one economy' trade more.csv
  with '俄罗斯,USA,5'
  refused '"俄罗斯" and "RUS" are one economy' trade square more.csv --home-share 50%
  cp -r "$BATS_TEST_DIRNAME/../../docs/guide/examples/sectors" . && chmod -R u+w sectors
  sed -i '$s/Elysia,Elysia/Elysia,elysia/' sectors/flows.csv
  refused '"elysia" and "Elysia" are one economy' trade sectors sectors
}

@test "cells that are no flow" {
  for cell in nan NA inf '' abc 0x10; do
    with "RUS,USA,$cell"
    refused 'more.csv:10:9: flow: A number stands here' trade more.csv
  done
  with 'RUS,USA,"1,234"'
  refused 'more.csv:10:10: flow: A number has a point before its decimals' trade more.csv
  with 'RUS,USA,-5'
  refused 'more.csv:10:9: flow: A flow is 0 or more.' trade more.csv
  with 'RUS,USA,1e308'
  refused 'more.csv:10:9: flow: A flow is below 1e100.' trade more.csv
  with 'USA,DEU,5'
  refused 'more.csv:10:9: flow: The flow from USA to DEU stands here a second time.' trade more.csv
  with 'RUS,USA'
  refused 'more.csv:10:1: This row has 2 fields where the header has 3.' trade more.csv
}

@test "tables of another shape say what is missing" {
  printf 'reporter,partner,value\nUSA,DEU,3\n' >t.csv
  refused 'needs a column exporter and a column importer (or --from and --to)' trade t.csv
  refused 'its columns are: reporter, partner, value' trade t.csv
  printf 'exporter,USA,DEU\nUSA,900,100\nDEU,120,700\nRUS,5,6\n' >t.csv
  refused 'in one order; no column is called "RUS"' trade t.csv
  printf 'exporter,USA,DEU,RUS\nUSA,900,100,2\nDEU,120,700,3\n' >t.csv
  refused 'in one order; no row is called "RUS"' trade t.csv
  printf 'exporter,USA,DEU\nDEU,120,700\nUSA,900,100\n' >t.csv
  refused 'the same names in its first row and its first column, in one order' trade t.csv
  grep -v 'USA,USA\|RUS,RUS' flows.csv >t.csv
  refused '"t.csv": the trade at home is missing (USA, RUS); gravity needs it' trade t.csv --embargo 'USA<>RUS'
  refused 'the trade at home is missing (USA, RUS)' trade frontier t.csv --senders USA --target RUS
  refused '--only: no row has "XXX" in the column exporter; the first one has "USA"' trade flows.csv --only exporter=XXX
}

@test "20 is no tariff of 2000 percent unless that is said" {
  refused 'above 100 % with a percent sign (20% or 2000%, not 20), not "RUS>USA=20"' trade "$world" --tariff 'RUS>USA=20'
  refused 'percent sign, not "20"' trade frontier "$world" --senders USA --target RUS --rates 20
  refused 'percent sign, or ban, not "50"' trade optimal "$world" --senders USA --target RUS --cap 50
  printf 'exporter,importer,tariff\nRUS,USA,20\n' >t.csv
  refused 't.csv:2:9: tariff: A tariff above 100 % is written with a percent sign: 20% or 2000%.' trade "$world" --tariffs t.csv
  sed '1s/$/,tariff/; 2,$s/$/,7.5/' flows.csv >t.csv
  refused 't.csv:2:13: tariff: A tariff above 100 % is written with a percent sign: 7.5% or 750%.' trade t.csv
  "$entente" trade "$world" --tariff 'RUS>USA=1' --csv >a.csv
  "$entente" trade "$world" --tariff 'RUS>USA=100%' --csv | cmp - a.csv
  run -0 "$entente" trade "$world" --tariff 'RUS>USA=2000%'
  printf 'exporter,importer,freeness\nRUS,USA,20\n' >t.csv # freeness has no such bound
  run -0 "$entente" trade "$world" --freeness t.csv
}

@test "words that are not known come with those that are" {
  refused '--deficits is one of additive, balanced, multiplicative here' trade "$world" --deficits none
  refused '--compat is one of ge_gravity, gegravity, iamls2025 here, not "kite"' trade "$world" --compat kite
  refused '"RUS<>RUS" names one economy on both sides' trade "$world" --embargo 'RUS<>RUS'
  refused '--cost takes a factor, 1.1 for 10 % more' trade "$world" --cost 'RUS>USA=10%'
  refused '--coalition: RUS is the target itself' trade "$world" --target RUS --coalition RUS,USA
  refused '--coalition: USA is named twice' trade "$world" --target RUS --coalition USA,USA
  refused '--candidates: USA is in the coalition already' trade "$world" --target RUS --coalition USA,DEU --candidates USA
}

@test "a target that trades with nobody has nothing to lose, and that is said" {
  printf 'exporter,importer,flow\nUSA,USA,900\nUSA,DEU,100\nDEU,DEU,700\nDEU,USA,120\nRUS,RUS,300\n' >alone.csv
  refused '--target: RUS trades with nobody in the table' trade alone.csv --coalition USA,DEU --target RUS
  refused '--target: RUS trades with nobody in the table' trade alone.csv --target RUS --elasticities
  for word in frontier optimal nash burden; do
    refused '--senders: none of them trades with RUS' trade $word alone.csv --senders USA,DEU --target RUS
  done
}

@test "a world without a shock, and a shock in part, are called so" {
  run -0 "$entente" trade "$world"
  [[ "$output" == *"No shock is given: the world as it is"* && "$output" != *"welfare"* ]]
  run -0 "$entente" trade "$world" --embargo 'USA<>RUS' --share 60%
  [[ "$output" == *"Less trade: USA<>RUS"*"That in part: 60.00 %"* && "$output" != *"No trade:"* ]]
}

@test "square: output under another name, once, with the place of a fault" {
  grep -v 'USA,USA\|DEU,DEU\|RUS,RUS' flows.csv >t.csv
  printf 'country,gdp\nUnited States,20000\nDEU,4000\nrus,1500\nXXX,9\n' >gdp.csv
  run -0 --separate-stderr "$entente" trade square t.csv --output-of gdp.csv
  [ "${lines[1]}" = "USA,19890,100,10" ]
  [ "${lines[3]}" = "RUS,0,60,1440" ]
  printf 'country,gdp\nUSA,20000\nDEU,4000\nRUS,1500\nRUS,1600\n' >gdp.csv
  refused 'gdp.csv:5:5: gdp: The output of RUS stands here a second time' trade square t.csv --output-of gdp.csv -o out.csv
  printf 'country,gdp\nUSA,20000\nDEU,-4\nRUS,1500\n' >gdp.csv
  refused 'gdp.csv:3:5: gdp: Output is 0 or more.' trade square t.csv --output-of gdp.csv -o out.csv
  printf 'country,gdp\nUSA,20000\n' >gdp.csv
  refused 'what these buy at home is not known: DEU, RUS' trade square t.csv --output-of gdp.csv -o out.csv
  [ ! -e out.csv ]
}

@test "freeness pair by pair: as its cost and as a table of it" {
  printf 'exporter,importer,freeness\nUSA,RUS,0.5\nRUS,USA,0.5\n' >t.csv
  "$entente" trade "$world" --freeness t.csv --csv >table.csv
  "$entente" trade "$world" --freeness 'USA<>RUS=0.5' --csv | cmp - table.csv
  "$entente" trade "$world" --freeness 'USA>RUS=0.5' --freeness 'RUS>USA=0.5' --csv | cmp - table.csv
  "$entente" trade "$world" --freeness 'USA<>RUS=0' --csv >none.csv
  "$entente" trade "$world" --embargo 'USA<>RUS' --csv | cmp - none.csv
  refused '--freeness takes A>B=RATIO with names of the table, not "USA<>RUS=less"' trade "$world" --freeness 'USA<>RUS=less'
  refused 'Freeness from USA to RUS is negative' trade "$world" --freeness 'USA>RUS=-1'
}

@test "square: what share is made at home is told, and outputs in another unit are" {
  grep -v 'USA,USA\|DEU,DEU\|RUS,RUS' flows.csv >t.csv
  printf 'country,gdp\nUSA,1010\nDEU,860\nRUS,360\n' >gdp.csv
  run -0 "$entente" trade square t.csv --output-of gdp.csv
  [[ "$output" == *"make at home: 81.40 % at least (DEU), 88.24 % at most (USA), 85.71 % in the middle"* && "$output" != *"odd"* ]]
  printf 'country,gdp\nUSA,1010000\nDEU,860000\nRUS,360000\n' >gdp.csv
  run -0 "$entente" trade square t.csv --output-of gdp.csv
  [[ "$output" == *"That is odd: is the output of --output-of in the unit of the flows?"* ]]
  printf 'country,gdp\nUSA,1.01\nDEU,0.86\nRUS,0.36\n' >gdp.csv
  run -0 "$entente" trade square t.csv --output-of gdp.csv
  [[ "$output" == *"at the floor (3)"*"That is odd"* ]]
}

@test "one sender is no plural" {
  run -0 "$entente" trade burden "$world" --senders USA --target RUS
  [[ "$output" == *"Senders of a tariff on what they buy from RUS (1): USA"* && "$output" != *"1 senders"* ]]
}

@test "square: one year of flows and of outputs" {
  grep -v 'USA,USA\|DEU,DEU\|RUS,RUS' flows.csv >t.csv
  printf 'country,gdp\nUSA,1010\nDEU,860\nRUS,360\n' >gdp.csv
  "$entente" trade square t.csv --output-of gdp.csv >wanted.csv
  { sed '1s/$/,year/; 2,$s/$/,2014/' t.csv; echo 'USA,DEU,7,2015'; } >years.csv
  printf 'country,Year,gdp\nUSA,2013,5\nUSA,2014,1010\nUSA,2015,7\nDEU,2014,860\nRUS,2014,360\n' >gdps.csv
  "$entente" trade square years.csv --only year=2014 --output-of gdps.csv | cmp - wanted.csv
  "$entente" trade square years.csv --only year=2014 --output-of gdp.csv | cmp - wanted.csv
  refused 'such as --only year=2014' trade square t.csv --output-of gdps.csv
}
