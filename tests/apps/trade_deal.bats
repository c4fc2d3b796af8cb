#!/usr/bin/env bats
# Values from trade in a scenario: explained, reproduced by `entente trade`, and refused with a place where they are wrong.

setup() {
  ENTENTE="${ENTENTE:-build/entente}"
  dir="$BATS_TEST_TMPDIR"
  cp scenarios/uk-eec-1961.yaml "$dir/deal.yaml"
  sed -i "s|\.\./data/|$PWD/data/|g" "$dir/deal.yaml"
  cp data/trade_2023.csv data/trade_freeness.csv "$dir/"
  {
    echo 'trade:'
    echo '  flows: trade_2023.csv'
    echo '  then: trade_freeness.csv'
    echo '  groups: {EU: [DEU, FRA, ITA, POL, LTU, EUR]}'
  } >>"$dir/deal.yaml"
  term="$("$ENTENTE" explain "$dir/deal.yaml" | sed -n '/^terms/,/^$/s/^  \([A-Za-z0-9_]*\.flow\) .*/terms.\1/p' | head -1)"
}

# The value in the middle, of the call and of the command that explain shows for it.
reproduces() {
  "$ENTENTE" explain "$dir/deal.yaml" "$term" --set "trade.theta=${2:-4.2}" --set "$term=$1" >"$dir/said"
  grep -q "long-run numbers" "$dir/said"
  command="$(sed -n 's/^    entente trade/trade/p' "$dir/said")"
  (eval "set -- $command"; "$ENTENTE" "$@" --json) >"$dir/trade.json"
  "$ENTENTE" run "$dir/deal.yaml" --draws 100 --study-draws 10 -q --set "trade.theta=${2:-4.2}" --set "$term=$1" \
    --zip "$dir/all.zip" >/dev/null
  python3 - "$dir" "$term" "${3:-1}" <<'PY'
import csv, io, json, sys, zipfile
folder, path, sign = sys.argv[1], sys.argv[2], float(sys.argv[3])
who = next(e for e in json.load(open(folder + "/trade.json"))["list"] if e["economy"] == "RUS")
rows = csv.DictReader(io.StringIO(zipfile.ZipFile(folder + "/all.zip").read("inputs.csv").decode()))
value = next(row for row in rows if row["path"] == path)
assert sign * who["welfare"] > 1e-4
assert abs(sign * who["welfare"] / float(value["p50"]) - 1) < 1e-6, (who["welfare"], value)
assert value["as_written"].startswith("from trade.") and "trade_2023.csv" in value["source"], value
PY
}

@test "a relief is what the command that explains it says" {
  reproduces "from trade.relief(EU<>RUS; share 60%; of RUS)"
}

@test "so is an embargo" {
  reproduces "from trade.embargo(CHN<>RUS, IND>RUS; of RUS)" 5 -1
}

@test "and a transfer" {
  reproduces "from trade.transfer(EU>RUS; of RUS; amount 9000)"
}

@test "a wrong call has its place and a suggestion, in three languages" {
  run "$ENTENTE" check "$dir/deal.yaml" --set "$term=from trade.releif(EU<>RUS; of RUS)"
  [ "$status" -ne 0 ]
  [[ "$output" == *'did you mean "relief"'* ]]
  sed 's/value: 0.02% to 0.2%/value: "from trade.relief(EZ<>RUS; of RUS)"/' "$dir/deal.yaml" >"$dir/wrong.yaml"
  line="$(grep -n "EZ<>RUS" "$dir/wrong.yaml" | cut -d: -f1)"
  run "$ENTENTE" check "$dir/wrong.yaml"
  [ "$status" -ne 0 ]
  [[ "$output" == *"wrong.yaml:$line:"*'no economy or group "EZ"'* ]]
  run "$ENTENTE" check "$dir/wrong.yaml" --lang zh-Hant
  [[ "$output" == *"這個經濟體或群組"* ]]
  run "$ENTENTE" check "$dir/wrong.yaml" --lang zh-Hans
  [[ "$output" == *"这个经济体或群组"* ]]
}

@test "a table of flows that is not there, or wrong, is told" {
  rm "$dir/trade_2023.csv"
  run "$ENTENTE" check "$dir/deal.yaml" --set "$term=from trade.embargo(CHN<>RUS; of RUS)"
  [ "$status" -ne 0 ]
  [[ "$output" == *"trade_2023.csv"* ]]
  printf '# note: small\nexporter,importer,flow\nRUS,RUS,10\nRUS,CHN,x\n' >"$dir/trade_2023.csv"
  run "$ENTENTE" check "$dir/deal.yaml" --set "$term=from trade.embargo(CHN<>RUS; of RUS)"
  [ "$status" -ne 0 ]
  [[ "$output" == *"/trade_2023.csv:4:9: A flow is 0 or more"* ]]
}

@test "the command that explains a value names its tables as a person would, and runs" {
  "$ENTENTE" explain scenarios/g8-return.yaml terms.eu_sanctions.flow >"$dir/said"
  grep -q "^    entente trade data/trade_2023.csv --relief .* --then data/trade_freeness.csv " "$dir/said"
  (eval "set -- $(sed -n 's/^    entente trade/trade/p' "$dir/said")"; "$ENTENTE" "$@" >"$dir/answer")
  grep -q "RUS" "$dir/answer"
}

@test "flows that are not there hide nothing else, and a change may mend a call" {
  sed 's/value: 0.02% to 0.2%/value: "from trade.embargo(CHN<>RUX; of RUS)"/' "$dir/deal.yaml" >"$dir/wrong.yaml"
  "$ENTENTE" check "$dir/wrong.yaml" --set "terms.commonwealth.flow=from trade.embargo(CHN<>RUS; of RUS)"
  sed -i 's/^horizon_years: .*/horizon_years: -3/' "$dir/wrong.yaml"
  run "$ENTENTE" check "$dir/wrong.yaml"
  [[ "$output" == *'did you mean "RUS"'* && "$output" == *"horizon_years"* && "$output" == *"2 errors"* ]]
  rm "$dir/trade_2023.csv"
  run "$ENTENTE" check "$dir/wrong.yaml"
  [ "$status" -eq 2 ]
  [[ "$output" == *"trade_2023.csv"* && "$output" == *"horizon_years"* && "$output" == *"2 errors"* ]]
}

@test "a wrong elasticity and a wrong member of a group are told once, where they stand" {
  set="$term=from trade.embargo(EU<>RUS; of RUS)"
  sed 's/^  groups: .*/&\n  theta: 3 to 8x/' "$dir/deal.yaml" >"$dir/wrong.yaml"
  run "$ENTENTE" check "$dir/wrong.yaml" --set "$set"
  [[ "$output" == *"trade.theta: A number is expected here"* && "$output" != *"was not computed"* && "$output" != *"errors"* ]]
  sed 's/\[DEU, /[DEU, DEX, /' "$dir/deal.yaml" >"$dir/wrong.yaml"
  line="$(grep -n DEX "$dir/wrong.yaml" | cut -d: -f1)"
  run "$ENTENTE" check "$dir/wrong.yaml" --set "$set"
  [[ "$output" == *"wrong.yaml:$line:22: trade.groups.EU.1: "*'no economy "DEX"; did you mean "DEU"?'* && "$output" != *"errors"* ]]
}

@test "a pair of the table of then stands once" {
  printf 'exporter,importer,freeness\nDEU,RUS,4\nDEU,RUS,5\n' >"$dir/trade_freeness.csv"
  run "$ENTENTE" check "$dir/deal.yaml" --set "$term=from trade.relief(DEU<>RUS; of RUS)"
  [ "$status" -eq 2 ]
  [[ "$output" == *"trade_freeness.csv:3:"*"stands here a second time"* ]]
}

@test "the elasticity is one assumption: a driver, and told where it turns a gate" {
  "$ENTENTE" run scenarios/g8-return.yaml --draws 2000 --study-draws 256 --json "$dir/g8.json" --report "$dir/g8.html" >"$dir/said"
  grep -q "^- Elasticity of trade: at [3-9]\.[0-9] the chance of acceptance crosses one half" "$dir/said"
  grep -q "<li><strong>Elasticity of trade</strong> at .*[3-9]\.[0-9]</span> or " "$dir/g8.html"
  python3 - "$dir/g8.json" <<'PY'
import json, sys
answer = json.load(open(sys.argv[1]))
driver = next(d for d in answer["drivers"] if d["input"] == "trade.theta")
assert driver["gate"] == "acceptance" and driver["gate_high"] - driver["gate_low"] > 0.1, driver
PY
}

@test "flows that a change cannot find are told once, and the values of those before are not taken for theirs" {
  run "$ENTENTE" check scenarios/g8-return.yaml --set trade.flows=nowhere.csv
  [ "$status" -eq 2 ]
  [[ "$output" == *"nowhere.csv"* && "$output" != *"not computed"* && "$output" != *"errors"* ]]
}

@test "a snapshot keeps what was computed, and no more" {
  "$ENTENTE" snapshot "$dir/deal.yaml" --set "$term=from trade.embargo(CHN<>RUS; of RUS)" -o "$dir/deal.ents"
  rm "$dir/trade_2023.csv"
  "$ENTENTE" explain "$dir/deal.ents" "$term" | grep -q "equilibria were solved"
  "$ENTENTE" explain "$dir/deal.ents" "$term" --set trade.theta=6 | grep -q "6.0"
  "$ENTENTE" explain "$dir/deal.ents" trade.theta | grep -q "moves  *the values from trade"
  run "$ENTENTE" check "$dir/deal.ents" --set "$term=from trade.embargo(IND<>RUS; of RUS)"
  [ "$status" -ne 0 ]
  [[ "$output" == *"was not computed when the file was made"* ]]
}

@test "an archive carries the values in place of the flows, and runs again" {
  mkdir -p "$dir/here/scenarios" "$dir/here/data"
  cp data/trade_2023.csv data/trade_freeness.csv "$dir/here/data/"
  {
    cat scenarios/uk-eec-1961.yaml
    printf 'trade:\n  flows: ../data/trade_2023.csv\n  then: ../data/trade_freeness.csv\n'
  } | sed "s|\.\./data/\([a-su-z]\)|$PWD/data/\1|" >"$dir/here/scenarios/deal.yaml"
  "$ENTENTE" run "$dir/here/scenarios/deal.yaml" --draws 100 --study-draws 10 -q --zip "$dir/all.zip" --json "$dir/one.json" \
    --set "$term=from trade.relief(DEU<>RUS; of RUS; share 30% to 90%)" >/dev/null
  (cd "$dir" && mkdir again && cd again && python3 -m zipfile -e ../all.zip .)
  head -1 "$dir/again/data/trade_2023.csv" | grep -q "^# source value:"
  [ ! -e "$dir/again/data/trade_freeness.csv" ]
  "$ENTENTE" run "$dir"/again/scenarios/*.yaml --draws 100 --study-draws 10 -q --json "$dir/two.json" >/dev/null
  cmp "$dir/one.json" "$dir/two.json"
}

@test "an answer with numbers from trade says the caveat once, and only then" {
  "$ENTENTE" run "$dir/deal.yaml" --draws 200 --study-draws 20 >"$dir/plain" 2>/dev/null
  [ "$(grep -c "long-run numbers" "$dir/plain")" -eq 0 ]
  "$ENTENTE" run "$dir/deal.yaml" --draws 200 --study-draws 20 --set "$term=from trade.embargo(CHN<>RUS; of RUS)" >"$dir/traded" 2>/dev/null
  [ "$(grep -c "Numbers from the trade model: 1" "$dir/traded")" -eq 1 ]
  [ "$(grep -c "long-run numbers" "$dir/traded")" -eq 1 ]
}

# A page holds the snapshot, and cannot solve anew: whatever its reader changes, it has the command line's answer and digest.
@test "a change gives the snapshot's digest, whatever becomes of the values from trade" {
  "$ENTENTE" snapshot scenarios/g8-return.yaml -o "$dir/g8.ents"
  for change in "--view moscow" "--view washington" "--set trade.theta=8" "--set terms.asset_return.flow=2"; do
    for source in scenarios/g8-return.yaml "$dir/g8.ents"; do
      # shellcheck disable=SC2086 # two words
      "$ENTENTE" run "$source" $change --draws 50 --study-draws 5 -q --json "$dir/${source##*.}.json" >/dev/null
    done
    cmp "$dir/yaml.json" "$dir/ents.json"
  done
}
