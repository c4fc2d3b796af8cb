#!/usr/bin/env bats
# Sanctions as a choice on the command line: frontier, best rates, Nash, burden; files, errors, three languages.

load command

setup() {
  command_setup
  table=data/trade_2014.csv
  who='--senders USA,GBR,DEU,FRA,ITA,POL,LTU,EUR --target RUS'
}

@test "the frontier says what a tariff of the plain command says, and ends at the ban" {
  loss=$(value "(-of('RUS').welfare).toFixed(12)" trade $table --tariff 'RUS>USA,GBR,DEU,FRA,ITA,POL,LTU,EUR=20%')
  [ "$(value "at(0.2).loss.toFixed(12)" trade frontier $table $who)" = "$loss" ]
  ban=$(value "(-of('RUS').welfare).toFixed(12)" trade $table --embargo 'RUS>USA,GBR,DEU,FRA,ITA,POL,LTU,EUR')
  [ "$(value "a.list.at(-1).ban && a.list.at(-1).loss.toFixed(12)" trade frontier $table $who)" = "$ban" ]
  [ "$(value "a.list.length > 100 && a.certificate.holds && a.list.every((p, k) => k === 0 || p.pain > a.list[k - 1].pain)" \
    trade frontier $table $who)" = true ]
  [ "$(value "Math.abs(a.best.at.marginal - 0.5) < 1e-6 && a.best.at.rate > at(0.1).rate" \
    trade frontier $table $who --willingness 0.5)" = true ]
  run -0 "$entente" trade frontier $table $who
  [[ "$output" == *"Senders of a tariff on what they buy from RUS (8): "* ]]
  [[ "$output" == *"20 %          0.4279 %"* ]]
  [[ "$output" == *"Best for the senders: 12.6 %"* ]]
  [[ "$output" == *"These are long-run numbers"* ]]
  run -0 "$entente" trade frontier $table $who --rates ban,0.2,5%
  [ "$(grep -c '^[0-9]* %  \|^ban ' <<<"$output")" = 3 ]
  [ "$("$entente" trade frontier $table $who --rates 5%,ban --csv | wc -l)" = 3 ]
  [ "$("$entente" trade frontier $table $who --csv | head -1)" = rate,loss,pain,gain,revenue,price,marginal ]
}

@test "rates come on top of the tariffs in force" {
  printf 'exporter,importer,tariff\nRUS,DEU,10%%\n' >"$tmp/tariffs.csv"
  loss=$(value "(-of('RUS').welfare).toFixed(11)" trade $table --tariffs "$tmp/tariffs.csv" --tariff 'RUS>DEU=32%')
  [ "$(value "at(0.2).loss.toFixed(11)" trade frontier $table --tariffs "$tmp/tariffs.csv" --senders DEU --target RUS)" = "$loss" ]
}

@test "best rates: one for all, one each, each alone; controls end at the ban" {
  [ "$(value "a.certificate.settled && of('DEU').rate > of('DEU').alone_rate && a.each.at.gain > a.uniform.at.gain" \
    trade optimal $table $who)" = true ]
  [ "$(value "a.uniform.at.rate === 0.1 || Math.abs(a.uniform.at.rate - 0.1) < 1e-9" trade optimal $table $who --cap 10%)" = true ]
  [ "$(value "a.uniform.at.ban && of('DEU').rate === null" trade optimal $table $who --levy controls --willingness 9)" = true ]
  run -0 "$entente" trade optimal $table $who --levy controls --willingness 9
  [[ "$output" == *"One rate for all: ban"* ]]
  [[ "$output" == *"Each unit of money that RUS loses is worth 9 of the senders' own"* ]]
  [ "$(value "a.senders.length" trade optimal $table --senders '*' --target Russia --deficits balanced)" = 15 ]
}

@test "Nash: the target answers, and all senders lose" {
  [ "$(value "a.each.answer > 0.1 && a.list.every((row) => row.gain < 0) && a.certificate.holds" \
    trade nash $table $who)" = true ]
  run -0 "$entente" trade nash $table $who
  [[ "$output" == *"RUS answers with 14.7 % on them"* ]]
  [[ "$output" == *"Nash equilibrium: no one gains"* ]]
}

@test "the burden: transfers sum to nothing and leave all alike" {
  [ "$(value "a.spread < 1e-10 && Math.abs(a.list.reduce((s, row) => s + row.transfer, 0)) < 1e-9 && a.payments.length < 8" \
    trade burden $table $who --rates 20%)" = true ]
  run -0 "$entente" trade burden $table $who
  [[ "$output" == *"The ban, shared equally: the welfare of every sender changes by -0.03908 %"* ]]
  [[ "$output" == *"USA pays EUR 3920"* ]]
}

@test "the picture names the ban and the best rate, in three languages" {
  run -0 "$entente" trade frontier $table $who --svg "$tmp/f.svg"
  grep -q '>12.6 %<' "$tmp/f.svg"
  grep -q '>ban<' "$tmp/f.svg"
  run -0 "$entente" trade frontier $table $who --svg "$tmp/f.svg" --lang zh-Hant
  [[ "$output" == *"對制裁方最有利的稅率：12.6 %"* ]]
  grep -q '>禁運<' "$tmp/f.svg"
  run -0 "$entente" trade nash $table $who --lang zh-Hans
  [[ "$output" == *"纳什均衡"* ]]
}

@test "what cannot be asked is refused" {
  refuse() {
    local words="$1"
    shift
    run -2 "$entente" trade "$@"
    [[ "$output" == *"$words"* ]] || { echo "$output, not $words"; return 1; }
  }
  refuse "needs --senders" frontier $table --target RUS
  refuse "needs a --target" optimal $table --senders USA
  refuse "is the target itself" nash $table --senders USA,RUS --target RUS
  refuse "names nobody" frontier $table --senders '' --target RUS
  refuse 'USX' frontier $table --senders USX --target RUS
  refuse "such as 5%,20%,ban" frontier $table $who --rates 5%,-3%
  refuse "such as 5%,20%,ban" frontier $table $who --rates 5%,,7%
  refuse "takes one rate" burden $table $who --rates 5%,7%
  refuse "0 or more" optimal $table $who --willingness -1
  refuse "a rate above 0" optimal $table $who --cap 0
  refuse "tariff, controls or both" optimal $table $who --levy tax
  refuse "takes no --embargo" optimal $table $who --embargo 'USA>RUS'
  printf 'exporter,importer,freeness\nRUS,DEU,0.5\n' >"$tmp/freeness.csv"
  refuse "takes no --freeness" optimal $table $who --freeness "$tmp/freeness.csv"
  refuse "takes no --rates" nash $table $who --rates 5%
  refuse "takes no --svg" nash $table $who --svg "$tmp/x.svg"
  refuse "not a range" nash $table $who --theta 4..5
  refuse "belongs to entente trade frontier" $table --senders USA
  refuse "takes a table of flows" frontier
  refuse "without an elasticity of supply" optimal $table $who --supply 1
  refuse "multiplicative deficits" frontier $table $who --deficits multiplicative
}
