#!/usr/bin/env bats
# Past deals forecast and scored.  ENTENTE: path of the binary; run from the project's root.

setup() {
  ENTENTE=$(realpath "${ENTENTE:-build/entente}")
  export ENTENTE NO_COLOR=1 ENTENTE_LANG=en LC_ALL=C.UTF-8 COLUMNS=200
  small="$BATS_TEST_TMPDIR/small.csv"
  # the first 24 deals, which is enough to learn something
  grep -v '^#' data/deals.csv | head -25 > "$small"
  grep -v '^#' data/deals_features.csv | head -25 > "$BATS_TEST_TMPDIR/small_features.csv"
}

@test "a corpus is forecast family by family and scored beside four simple forecasters" {
  run "$ENTENTE" backtest "$small" --train none --draws 0 -q
  [ "$status" -eq 0 ]
  [[ "$output" == *"24 deals in "*" families; each family is forecast from other"* ]]
  [[ "$output" == *"comes into force: 24 deals, "* ]]
  for name in "the four gates" "base rate" "rule and opponents" "kind of deal" "logistic regression"; do
    [[ "$output" == *"  $name"* ]]
  done
  [[ "$output" == *"The worst misses"* ]]
  [[ "$output" == *"erred: called "* ]]
}

@test "the same bytes on one thread and on two, with draws too" {
  head -9 "$small" > "$BATS_TEST_TMPDIR/tiny.csv"
  for threads in 1 2; do
    "$ENTENTE" backtest "$BATS_TEST_TMPDIR/tiny.csv" --train none --draws 300 -q --threads $threads --json "$BATS_TEST_TMPDIR/$threads.json" >/dev/null 2>&1
  done
  cmp "$BATS_TEST_TMPDIR/1.json" "$BATS_TEST_TMPDIR/2.json"
  run "$ENTENTE" backtest "$BATS_TEST_TMPDIR/tiny.csv" --train none --draws 300 -q --seed 9 --json -
  [ "$status" -eq 0 ]
  [ "$output" != "$(cat "$BATS_TEST_TMPDIR/1.json")" ]
}

@test "JSON, table and picture hold what they say" {
  cd "$BATS_TEST_TMPDIR"
  run "$ENTENTE" backtest small.csv --train none --draws 0 -q --json a.json --csv a.csv --svg a.svg
  [ "$status" -eq 0 ]
  node -e '
    const a = JSON.parse(require("fs").readFileSync("a.json", "utf8"));
    const q = a.questions.find((q) => q.question === "in_force"), e = q.scores[0];
    if (a.deals !== 24 || a.forecasts.length !== 24 || e.forecaster !== "gates" || q.scores.length !== 5) process.exit(1);
    const mean = a.forecasts.map((f) => (f.in_force.gates - (f.in_force.came ? 1 : 0)) ** 2).reduce((s, x) => s + x) / 24;
    if (Math.abs(mean - e.brier.mean) > 1e-12 || !(e.brier.low < mean && mean < e.brier.high)) process.exit(2);
    const sum = e.reliability - e.resolution + e.uncertainty + e.within;
    if (Math.abs(sum - mean) > 1e-12) process.exit(3);
    if (q.thirds.reduce((n, g) => n + g.n, 0) !== 24) process.exit(4);
    if (a.misses.length !== 10 || !["will", "consent", "acceptance", "durability"].includes(a.misses[0].gate)) process.exit(5);'
  [ "$(wc -l < a.csv)" -eq $((1 + 24 * 7)) ]
  [ "$(head -1 a.csv)" = "id,family,year,title,question,came,gates,base_rate,rule_opponents,kind,logistic" ]
  grep -q '</svg>' a.svg
}

@test "deals without outcomes are forecast from the deals that come with entente" {
  printf '%s\n' 'id,family,year,title,kind,proposer,target,club,rule,n_deciders,n_opponents_exante,wedge' \
    'N1,x,2026,Easy one,admission,FRA,CAN,EU,unanimity,27,0,0' 'N2,y,2026,Hard one,readmission,USA,RUS,G7,consensus,7,4,1' \
    > "$BATS_TEST_TMPDIR/new.csv"
  run "$ENTENTE" backtest "$BATS_TEST_TMPDIR/new.csv" --draws 0 -q --csv "$BATS_TEST_TMPDIR/new-out.csv"
  [ "$status" -eq 0 ]
  [[ "$output" == *"Learnt from data/deals.csv too, 111 deals"* ]]
  [[ "$output" == *"Deals without an outcome"* ]]
  [[ "$output" == *"Hard one"* ]]
  easy=$(grep '^N1.*,in_force,' "$BATS_TEST_TMPDIR/new-out.csv" | cut -d, -f7)
  hard=$(grep '^N2.*,in_force,' "$BATS_TEST_TMPDIR/new-out.csv" | cut -d, -f7)
  awk -v e="$easy" -v h="$hard" 'BEGIN { exit !(e > 1.5 * h && h > 0 && e < 1) }'
  run "$ENTENTE" backtest "$BATS_TEST_TMPDIR/new.csv" --draws 0 -q --svg "$BATS_TEST_TMPDIR/none.svg"
  [ "$status" -ne 0 ]
  [[ "$output" == *"No deal of the corpus has an outcome"* ]]
}

@test "held out: the further table alone teaches" {
  run "$ENTENTE" backtest "$small" --held-out --draws 0 -q
  [ "$status" -eq 0 ]
  [[ "$output" == *"Learnt from data/deals.csv alone"* ]]
  run "$ENTENTE" backtest "$small" --held-out --train none -q
  [ "$status" -eq 2 ]
}

@test "what is wrong with a corpus is told with line and column" {
  cut -d, -f1-7 "$small" > "$BATS_TEST_TMPDIR/few.csv"
  run "$ENTENTE" backtest "$BATS_TEST_TMPDIR/few.csv" -q
  [ "$status" -eq 2 ]
  { cat "$small"; tail -1 "$small"; } > "$BATS_TEST_TMPDIR/twice.csv"
  run "$ENTENTE" backtest "$BATS_TEST_TMPDIR/twice.csv" -q
  [ "$status" -eq 2 ]
  [[ "$output" == *"twice.csv:26:1: id: The id"*"stands above already"* ]]
  sed '3s/,consensus,7,/,consensus,seven,/' "$small" > "$BATS_TEST_TMPDIR/word.csv"
  run "$ENTENTE" backtest "$BATS_TEST_TMPDIR/word.csv" -q
  [ "$status" -eq 2 ]
  [[ "$output" == *"word.csv:3:"*": n_deciders: A number stands in this column"* ]]
  run "$ENTENTE" backtest "$small" --features "$small" -q
  [ "$status" -eq 2 ]
  [[ "$output" == *"mids10_pt"* ]]
}

@test "a kind that is in no list is warned of, and counted as another" {
  sed '2s/,admission,/,marriage,/' "$small" > "$BATS_TEST_TMPDIR/odd.csv"
  run "$ENTENTE" backtest "$BATS_TEST_TMPDIR/odd.csv" --train none --draws 0 -q
  [ "$status" -eq 0 ]
  [[ "$output" == *"1 deals are of a kind that is in no list"* ]]
}

@test "precedents --like: classes of the deal, and its nearest with their story" {
  run "$ENTENTE" precedents --like D005
  [ "$status" -eq 0 ]
  [[ "$output" == *"rule: consensus of several"* ]]
  [[ "$output" == *"kind of deal: readmission"* ]]
  [[ "$output" == *"D003   2018  Call to readmit Russia at Charlevoix summit"*"not adopted; vetoed by CAN FRA GBR DEU"* ]]
  "$ENTENTE" precedents --like D005 --json > "$BATS_TEST_TMPDIR/like.json"
  node -e '
    const a = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const c = a.classes.find((c) => c.classing === "opponents").in_force;
    if (a.like !== "D005" || a.classes.length !== 6 || a.nearest.length !== 8 || a.nearest.some((n) => n.id === "D005")) process.exit(1);
    if (a.nearest.some((n, k) => k > 0 && n.distance < a.nearest[k - 1].distance)) process.exit(2);
    if (Math.abs(c.p - (c.yes + 0.5) / (c.n + 1)) > 1e-12 || !(c.low < c.p && c.p < c.high)) process.exit(3);
    if (c.n !== 10 || c.yes !== 3) process.exit(4); /* counted by hand, without D005 itself */' "$BATS_TEST_TMPDIR/like.json"
}

@test "precedents --like: a deal of another table, and one that is not there" {
  printf '%s\n' 'id,family,year,title,kind,proposer,target,club,rule,n_deciders,n_opponents_exante,wedge' \
    'N2,y,2026,Hard one,readmission,USA,RUS,G7,consensus,7,4,1' > "$BATS_TEST_TMPDIR/new.csv"
  run "$ENTENTE" precedents --like "$BATS_TEST_TMPDIR/new.csv#N2"
  [ "$status" -eq 0 ]
  [[ "$output" == *"N2 2026 Hard one"* ]]
  [[ "$output" == *"Call to readmit Russia"* ]]
  run "$ENTENTE" precedents --like D999
  [ "$status" -eq 2 ]
  [[ "$output" == *"no deal \"D999\""* ]]
}

@test "precedents --classes: all of them" {
  run "$ENTENTE" precedents --classes
  [ "$status" -eq 0 ]
  for class in "rule: legislature" "declared opponents: no declared opponent" "wedge: a wedge" "kind of deal: arms control" "form of commitment: a treaty"; do
    [[ "$output" == *"$class"* ]]
  done
}
