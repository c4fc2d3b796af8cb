#!/usr/bin/env bats
# Forecasts that are scored and sealed: entente resolve, runs, seal, and ledgers in verify.

load command

setup() {
  command_setup
  export COLUMNS=90
  store=(--store "$BATS_TEST_TMPDIR/runs.db")
  ledger="$BATS_TEST_TMPDIR/forecasts.ledger"
  kept="$("$entente" run scenarios/g8-return.yaml --draws 1000 --study-draws 64 -q "${store[@]}" 2>&1 >/dev/null)"
  id="${kept##* }"
}

# One value of JSON on standard input.
value() {
  node -e "
    const a = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    console.log($1);"
}

@test "a resolved run is scored by hand-computed losses" {
  run -0 "$entente" resolve "$id" "${store[@]}"
  [[ "$output" == *"nothing is said yet"* ]]
  run -0 "$entente" resolve "$id" "${store[@]}" --outcome 'offered=yes, adopted=no'
  [[ "$output" == *"mean over 2 gates"* ]]
  "$entente" runs "${store[@]}" --json >"$BATS_TEST_TMPDIR/runs.json"
  [ "$(value '
    ((r, p, o, near, will, consent) => [near(o.will.brier, will), near(o.consent.brier, consent), o.all.came, near(o.will.log, -Math.log(p("will"))),
      near(a.track_record.brier, (will + consent) / 2), a.track_record.forecasts].join(" "))(
      a.runs[0], (g) => a.runs[0].summary.gates[g].p, a.runs[0].outcomes, (x, y) => Math.abs(x - y) < 1e-12,
      (1 - a.runs[0].summary.gates.will.p) ** 2, a.runs[0].summary.gates.consent.p ** 2)' <"$BATS_TEST_TMPDIR/runs.json")" = "true true false true true 2" ]
  run -0 "$entente" runs "${store[@]}"
  [[ "$output" == *", Brier 0."*"track record: 2 forecasts of 1 resolved runs"* ]]
  run -0 "$entente" runs show "$id" "${store[@]}"
  [[ "$output" == *"entente resolve $id"* ]]
}

@test "what is said again takes the place of what was said; and it can be taken back" {
  "$entente" resolve "$id" "${store[@]}" --outcome will=yes,consent=yes,acceptance=yes,durability=yes --json | value 'a.outcomes.all.came' | grep -qx true
  "$entente" resolve "$id" "${store[@]}" --outcome accepted=no --json | value 'Object.keys(a.outcomes).join()' | grep -qx acceptance,all
  run -0 "$entente" resolve "$id" "${store[@]}" --forget
  [[ "$output" == *"nothing is said yet"* ]]
  "$entente" runs "${store[@]}" --json | value 'a.track_record.runs' | grep -qx 0
  run -2 "$entente" resolve "$id" "${store[@]}" --outcome held=maybe
  [[ "$output" == *'"held=maybe"'* ]]
  run -2 "$entente" resolve "$id" "${store[@]}" --outcome adopted=yes,adopted=no
  run -2 "$entente" resolve "$id" "${store[@]}" --outcome adopted=no,all=yes
  run -2 "$entente" resolve "$id" "${store[@]}" --outcome ''
  run -2 "$entente" resolve "$id" "${store[@]}" --outcome all=yes --forget
  run -2 "$entente" resolve 19990101-000000-000000 "${store[@]}"
}

@test "a sealed forecast is verified by its chain and by computing it again" {
  run -0 "$entente" seal "$id" "${store[@]}" --ledger "$ledger"
  [[ "$output" == *"sealed as forecast 1"* ]]
  "$entente" seal "$id" "${store[@]}" --ledger "$ledger"
  [ "$(wc -l <"$ledger")" = 3 ]
  run -0 "$entente" verify "$ledger"
  [[ "$output" == *"The chain holds: 2 forecasts"* ]]
  run -0 "$entente" verify "$ledger" scenarios/g8-return.yaml
  [[ "$output" == *"same forecast 1"*"same forecast 2"* ]]
  "$entente" verify "$ledger" "$id" "${store[@]}" --json | value '[a.forecasts, a.about, a.same].join()' | grep -qx 2,2,2
  run -1 "$entente" verify "$ledger" scenarios/g8-return.yaml --set deal.renege=0.1
  [[ "$output" == *"no forecast of the ledger is about"* ]]
  printf '%s' "$(sed -n 2p "$ledger" | sed 's/ hash=.*/ /')" >"$BATS_TEST_TMPDIR/line" # the shell keeps the blank
  [ "$(sed -n 2p "$ledger" | sed 's/.* hash=//')" = "$(sha256sum <"$BATS_TEST_TMPDIR/line" | cut -d' ' -f1)" ]
}

@test "a ledger that was changed is told by its line, and nothing is added to it" {
  for _ in 1 2 3; do "$entente" seal "$id" "${store[@]}" --ledger "$ledger"; done
  sed '3s/all=[0-9]*/all=999/' "$ledger" >"$BATS_TEST_TMPDIR/changed"
  run -1 "$entente" verify "$BATS_TEST_TMPDIR/changed"
  [[ "$output" == *"changed:3:"*"the line was changed"* ]]
  sed 3d "$ledger" >"$BATS_TEST_TMPDIR/missing"
  run -1 "$entente" verify "$BATS_TEST_TMPDIR/missing"
  [[ "$output" == *"missing:3:"*"does not follow"* ]]
  cp "$BATS_TEST_TMPDIR/missing" "$BATS_TEST_TMPDIR/before"
  run -2 "$entente" seal "$id" "${store[@]}" --ledger "$BATS_TEST_TMPDIR/missing"
  [[ "$output" == *"missing:3:"* ]]
  cmp "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/missing"
  run -2 "$entente" seal "$id" "${store[@]}"
  [[ "$output" == *"--ledger FILE"* ]]
}

@test "a forecast that was invented does not come out again" {
  "$entente" seal "$id" "${store[@]}" --ledger "$ledger"
  node -e "
    const fs = require('fs'), crypto = require('crypto');
    const [head, line] = fs.readFileSync('$ledger', 'utf8').split('\n');
    const body = line.replace(/hash=.*/, '').replace(/all=[0-9]+/, 'all=500');
    fs.writeFileSync('$ledger', head + '\n' + body + 'hash=' + crypto.createHash('sha256').update(body).digest('hex') + '\n');"
  run -0 "$entente" verify "$ledger"
  run -1 "$entente" verify "$ledger" scenarios/g8-return.yaml
  [[ "$output" == *"differs forecast 1"* ]]
}

@test "in Chinese" {
  run -0 "$entente" resolve "$id" "${store[@]}" --outcome adopted=no --lang zh-Hant
  [[ "$output" == *"預測"*"否"* ]]
  run -0 "$entente" seal "$id" "${store[@]}" --ledger "$ledger" --lang zh-Hans
  [[ "$output" == *"预测"* ]]
}
