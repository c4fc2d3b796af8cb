#!/usr/bin/env bats
# The program as a person meets it.  ENTENTE: path of the binary; run from the project's root.

setup() {
  ENTENTE="${ENTENTE:-build/entente}"
  SCENARIO="${SCENARIO:-scenarios/g8-return.yaml}"
  cd "$BATS_TEST_DIRNAME/../.." || exit 1
  dir="$(mktemp -d)"
  export LANG=C.UTF-8
  unset LC_ALL LC_CTYPE NO_COLOR COLUMNS
}

teardown() {
  rm -rf "$dir"
}

# Runs with standard output and standard error apart: files out and err in $dir, exit code in $status.
apart() {
  status=0
  "$@" >"$dir/out" 2>"$dir/err" || status=$?
}

@test "help lists every command on standard output" {
  apart "$ENTENTE" help
  [ "$status" -eq 0 ]
  [ ! -s "$dir/err" ]
  for command in run check explain claims precedents diff schema snapshot game serve runs resolve seal replay completion help version; do
    grep -q "^  $command " "$dir/out"
  done
}

@test "help of each command shows usage, options and an example" {
  for command in run check explain claims precedents diff schema snapshot game serve runs resolve seal replay completion help version; do
    apart "$ENTENTE" help "$command"
    [ "$status" -eq 0 ]
    grep -q "^usage: entente $command" "$dir/out"
    grep -q "^example:" "$dir/out"
    cp "$dir/out" "$dir/help"
    apart "$ENTENTE" "$command" --help
    [ "$status" -eq 0 ]
    diff "$dir/help" "$dir/out"
  done
}

@test "no help line is wider than 80 columns" {
  for command in "" run precedents explain; do
    "$ENTENTE" help $command | awk 'length($0) > 80 { print; bad = 1 } END { exit bad }'
  done
}

@test "version by either name" {
  run "$ENTENTE" --version
  [ "$status" -eq 0 ]
  [[ "$output" =~ ^entente\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
  [ "$output" = "$("$ENTENTE" version)" ]
}

@test "without arguments it says what to try" {
  apart "$ENTENTE"
  [ "$status" -eq 2 ]
  [ ! -s "$dir/out" ]
  grep -q "entente run scenarios/g8-return.yaml" "$dir/err"
}

@test "run without a file says what to try" {
  apart "$ENTENTE" run
  [ "$status" -eq 2 ]
  [ ! -s "$dir/out" ]
  grep -q "FILE is missing" "$dir/err"
  grep -q "try: entente run scenarios/g8-return.yaml" "$dir/err"
}

@test "a misspelt command gets a suggestion" {
  apart "$ENTENTE" exlain
  [ "$status" -eq 2 ]
  grep -q 'did you mean "explain"' "$dir/err"
  apart "$ENTENTE" help clams
  [ "$status" -eq 2 ]
  grep -q 'did you mean "claims"' "$dir/err"
}

@test "a misspelt option gets a suggestion" {
  apart "$ENTENTE" run "$SCENARIO" --dras 10
  [ "$status" -eq 2 ]
  grep -q 'did you mean "--draws"' "$dir/err"
}

@test "options are checked before anything is run" {
  for arguments in "--draws x" "--draws 0" "--draws -3" "--draws 1k5" "--threads 0" "--threads 1000" "--seed 1.5" "--draws" \
    "--quiet=yes" "-qn"; do
    # shellcheck disable=SC2086
    apart "$ENTENTE" run "$SCENARIO" $arguments
    [ "$status" -eq 2 ] || { echo "$arguments: $status"; false; }
    [ ! -s "$dir/out" ]
    [ -s "$dir/err" ]
  done
}

@test "a missing file is the asker's slip" {
  for command in run check explain claims; do
    apart "$ENTENTE" $command "$dir/none.yaml"
    [ "$status" -eq 2 ]
    [ ! -s "$dir/out" ]
    grep -q "No such file" "$dir/err"
  done
}

@test "the answer goes to standard output, nothing to standard error when it is no terminal" {
  apart "$ENTENTE" run "$SCENARIO" --draws 2000 --study-draws 100
  [ "$status" -eq 0 ]
  [ ! -s "$dir/err" ]
  for gate in Will Consent Acceptance Durability "All four gates"; do grep -q "^$gate" "$dir/out"; done
}

@test "no colour into a file, no colour with NO_COLOR or --no-color on a terminal" {
  script -qec true /dev/null >/dev/null 2>&1 || skip "this machine gives no pseudo-terminal"
  "$ENTENTE" run "$SCENARIO" --draws 2000 --study-draws 100 >"$dir/out"
  if grep -q $'\033' "$dir/out"; then false; fi
  command -v script >/dev/null || skip "script is missing"
  TERM=xterm script -qec "$ENTENTE run $SCENARIO --draws 2000 --study-draws 100" /dev/null >"$dir/tty"
  grep -q $'\033\[1m' "$dir/tty"
  NO_COLOR=1 TERM=xterm script -qec "$ENTENTE run $SCENARIO --draws 2000 --study-draws 100 2>/dev/null" /dev/null >"$dir/tty"
  if grep -q $'\033' "$dir/tty"; then false; fi
  TERM=xterm script -qec "$ENTENTE run $SCENARIO --draws 2000 --study-draws 100 --no-color 2>/dev/null" /dev/null >"$dir/tty"
  if grep -q $'\033' "$dir/tty"; then false; fi
  TERM=dumb script -qec "$ENTENTE run $SCENARIO --draws 2000 --study-draws 100" /dev/null >"$dir/tty"
  if grep -q $'\033' "$dir/tty"; then false; fi
}

@test "the answer fits 80 columns" {
  "$ENTENTE" run "$SCENARIO" --draws 2000 --study-draws 100 --ascii | LC_ALL=C.UTF-8 awk 'length($0) > 80 { print; bad = 1 } END { exit bad }'
}

@test "without a UTF-8 locale the bars are ASCII" {
  LANG=C "$ENTENTE" run "$SCENARIO" --draws 2000 --study-draws 100 >"$dir/out"
  grep -q "^Will  *[#.][#.]*" "$dir/out"
}

@test "the same answer for any number of threads" {
  for threads in 1 2 3 16; do
    "$ENTENTE" run "$SCENARIO" --draws 5000 --study-draws 100 --threads $threads --json "$dir/$threads.json" --csv "$dir/$threads.csv" -q
  done
  for threads in 2 3 16; do
    cmp "$dir/1.json" "$dir/$threads.json"
    cmp "$dir/1.csv" "$dir/$threads.csv"
  done
}

@test "JSON on standard output is JSON and nothing else" {
  apart "$ENTENTE" run "$SCENARIO" --draws 2000 --study-draws 100 --json -
  [ "$status" -eq 0 ]
  [ ! -s "$dir/err" ]
  [ "$(head -c 1 "$dir/out")" = "{" ]
  if command -v python3 >/dev/null; then python3 -m json.tool "$dir/out" >/dev/null; fi
}

@test "only one file can go to standard output" {
  apart "$ENTENTE" run "$SCENARIO" --json - --csv -
  [ "$status" -eq 2 ]
  [ ! -s "$dir/out" ]
}

@test "expectations decide the exit code" {
  apart "$ENTENTE" run "$SCENARIO" --draws 2000 --study-draws 100 -q --expect 'p(all) >= 0' --expect 'consent <= 100%'
  [ "$status" -eq 0 ]
  apart "$ENTENTE" run "$SCENARIO" --draws 2000 --study-draws 100 -q --expect 'p(all) >= 0' --expect 'refused > 1'
  [ "$status" -eq 1 ]
  grep -q "not as expected: refused > 1" "$dir/err"
  for expectation in 'p(al) < 1' 'nonsense' 'p(all) <' 'p(all) < 1 2' 'claim(C1) < 2' 'median(nothing) > 0' ''; do
    apart "$ENTENTE" run "$SCENARIO" --expect "$expectation"
    [ "$status" -eq 2 ]
    [ ! -s "$dir/out" ]
  done
}

@test "--set with a misspelt path names the input that was meant" {
  path="$("$ENTENTE" explain "$SCENARIO" deal | sed -n 's/^  \(discount\) .*/deal.\1/p')"
  [ "$path" = deal.discount ]
  apart "$ENTENTE" run "$SCENARIO" --set deal.discuont=0.9
  [ "$status" -eq 2 ]
  [ ! -s "$dir/out" ]
  grep -q 'did you mean "deal.discount"' "$dir/err"
  apart "$ENTENTE" run "$SCENARIO" --set nonsense
  [ "$status" -eq 2 ]
  apart "$ENTENTE" run "$SCENARIO" --set deal.discount=7
  [ "$status" -eq 2 ]
}

@test "--set changes the answer and its hash" {
  "$ENTENTE" run "$SCENARIO" --draws 1000 --study-draws 100 --json "$dir/a" -q
  "$ENTENTE" run "$SCENARIO" --draws 1000 --study-draws 100 --json "$dir/b" -q --set deal.discount=0.8
  if cmp -s "$dir/a" "$dir/b"; then false; fi
}

@test "files are whole or not there" {
  echo old >"$dir/answer.json"
  apart "$ENTENTE" run "$SCENARIO" --draws 2000 --study-draws 100 -q --json "$dir/answer.json" --csv "$dir/no/such/folder.csv"
  [ "$status" -eq 3 ]
  [ "$(cat "$dir/answer.json")" = old ]
  [ "$(ls "$dir" | sort | tr '\n' ' ')" = "answer.json err out " ]
  apart "$ENTENTE" run "$SCENARIO" --draws 2000 --study-draws 100 -q --json "$dir/answer.json" --csv "$dir/answer.csv"
  [ "$status" -eq 0 ]
  [ -s "$dir/answer.csv" ]
  [ "$(cat "$dir/answer.json")" != old ]
  [ "$(ls "$dir" | sort | tr '\n' ' ')" = "answer.csv answer.json err out " ]
}

@test "Ctrl-C stops a run and leaves nothing behind" {
  status=0
  # A background job of a script ignores SIGINT; timeout sends it to a foreground child.
  timeout --foreground --preserve-status -k 20 -s INT 1 "$ENTENTE" run "$SCENARIO" --draws 1000M --json "$dir/answer.json" \
    >"$dir/out" 2>"$dir/err" || status=$?
  [ "$status" -eq 130 ]
  [ ! -s "$dir/out" ]
  [ "$(ls "$dir" | sort | tr '\n' ' ')" = "err out " ]
}

@test "a full disk is told" {
  [ -w /dev/full ] || skip "no /dev/full"
  status=0
  "$ENTENTE" run "$SCENARIO" --draws 1000 --study-draws 100 >/dev/full 2>"$dir/err" || status=$?
  [ "$status" -eq 3 ]
  grep -q "standard output" "$dir/err"
}

@test "a scenario comes from standard input as well" {
  (cd scenarios && cat "../$SCENARIO" | "$ENTENTE" check - >"$dir/out" 2>/dev/null) || (cd scenarios && "../$ENTENTE" check - <"../$SCENARIO" >"$dir/out" 2>/dev/null)
  grep -q "^ok" "$dir/out"
}

@test "errors show file, line, column, the line and a caret" {
  printf 'entente: 1\nid: x\ntitel: y\n' >"$dir/bad.yaml"
  apart "$ENTENTE" check "$dir/bad.yaml"
  [ "$status" -eq 2 ]
  [ ! -s "$dir/out" ]
  grep -q "^error: $dir/bad.yaml:3:[0-9]*: titel: .*title" "$dir/err"
  grep -q '^    3 | titel: y$' "$dir/err"
  grep -q '^      |  *^$' "$dir/err"
  printf 'a: *b\n' >"$dir/bad.yaml"
  apart "$ENTENTE" run "$dir/bad.yaml"
  [ "$status" -eq 2 ]
  grep -q "bad.yaml:1:4: Aliases" "$dir/err"
}

@test "a missing or broken table is told with its place" {
  sed 's#file: .*\.csv#file: none.csv#' "$SCENARIO" >"$dir/bad.yaml"
  apart "$ENTENTE" check "$dir/bad.yaml"
  [ "$status" -eq 2 ]
  grep -q "bad.yaml:[0-9]*:[0-9]*: tables\..*none.csv.*No such file" "$dir/err"
  printf 'a,b\n1\n' >"$dir/none.csv"
  apart "$ENTENTE" check "$dir/bad.yaml"
  [ "$status" -eq 2 ]
  grep -q "none.csv:2:1: .*fields*" "$dir/err"
}

@test "a file of 9 MiB is refused, not read" {
  head -c 9437184 /dev/zero | tr '\0' '#' >"$dir/large.yaml"
  apart "$ENTENTE" check "$dir/large.yaml"
  [ "$status" -eq 2 ]
  grep -q "larger than 8 MiB" "$dir/err"
}

@test "explain: all inputs, some of them, one, a gate, a misspelt one" {
  apart "$ENTENTE" explain "$SCENARIO"
  [ "$status" -eq 0 ]
  grep -q "^deal" "$dir/out"
  apart "$ENTENTE" explain "$SCENARIO" deal.discount
  [ "$status" -eq 0 ]
  grep -q "means" "$dir/out"
  grep -q "moves" "$dir/out"
  for gate in will consent acceptance durability; do
    apart "$ENTENTE" explain "$SCENARIO" $gate
    [ "$status" -eq 0 ]
    grep -q "margin" "$dir/out"
  done
  apart "$ENTENTE" explain "$SCENARIO" deal.discont
  [ "$status" -eq 2 ]
  grep -q 'did you mean "deal.discount"' "$dir/err"
}

@test "a snapshot can be run like the scenario" {
  "$ENTENTE" snapshot "$SCENARIO" -o "$dir/s.snap" 2>/dev/null
  "$ENTENTE" run "$SCENARIO" --draws 1000 --study-draws 100 --json "$dir/a" -q
  "$ENTENTE" run "$dir/s.snap" --draws 1000 --study-draws 100 --json "$dir/b" -q
  cmp "$dir/a" "$dir/b"
  apart "$ENTENTE" snapshot "$SCENARIO"
  [ "$status" -eq 2 ]
  printf 'x' | dd of="$dir/s.snap" bs=1 seek=2000 conv=notrunc 2>/dev/null
  apart "$ENTENTE" check "$dir/s.snap"
  [ "$status" -eq 2 ]
}

@test "precedents: counts, cases, filters, JSON" {
  apart "$ENTENTE" precedents --rule-class consensus --opponents '>=3'
  [ "$status" -eq 0 ]
  grep -Eq '^adopted +[0-9]+ of [0-9]+ .*90 % interval' "$dir/out"
  "$ENTENTE" precedents --filter 'rule_class=consensus, n_opponents_exante>=3' >"$dir/again"
  diff "$dir/out" "$dir/again"
  apart "$ENTENTE" precedents --wedge --json
  [ "$status" -eq 0 ]
  if command -v python3 >/dev/null; then python3 -m json.tool "$dir/out" >/dev/null; fi
  apart "$ENTENTE" precedents --outcome adoptd
  [ "$status" -eq 2 ]
  grep -q 'adoptd' "$dir/err"
  apart "$ENTENTE" precedents --filter 'rule_clas=consensus'
  [ "$status" -eq 2 ]
  grep -q 'did you mean "rule_class"' "$dir/err"
  apart "$ENTENTE" precedents --table "$dir/none.csv"
  [ "$status" -eq 2 ]
}

@test "claims as text and as JSON" {
  apart "$ENTENTE" claims "$SCENARIO" --draws 2000 --study-draws 100
  [ "$status" -eq 0 ]
  apart "$ENTENTE" claims "$SCENARIO" --draws 2000 --study-draws 100 --json
  [ "$status" -eq 0 ]
  [ "$(head -c 1 "$dir/out")" = "[" ]
  if command -v python3 >/dev/null; then python3 -m json.tool "$dir/out" >/dev/null; fi
}

@test "views: each is asked, the author first" {
  apart "$ENTENTE" views "$SCENARIO" --draws 1000
  [ "$status" -eq 0 ]
  grep -q '^The author' "$dir/out"
  grep -q '^As Moscow may see it' "$dir/out"
  apart "$ENTENTE" views "$SCENARIO" --draws 1000 --csv
  [ "$status" -eq 0 ]
  head -n 1 "$dir/out" | grep -q '^view,quantity,statistic,value$'
  [ "$(grep -c '^author,' "$dir/out")" -eq 10 ]
  [ "$(grep -c '^moscow,' "$dir/out")" -eq 10 ]
  if ! command -v python3 >/dev/null; then return; fi
  "$ENTENTE" views "$SCENARIO" --draws 1000 --json >"$dir/views.json"
  "$ENTENTE" run "$SCENARIO" --view moscow --draws 1000 --study-draws 64 --json "$dir/run.json" -q >"$dir/out"
  python3 - "$dir/views.json" "$dir/run.json" <<'PYTHON'
import json, sys
views, run = (json.load(open(path)) for path in sys.argv[1:])
row = next(v for v in views["views"] if v["view"] == "moscow")
assert run["view"] == "moscow"
assert row["all"]["p"] == run["all"]["p"]
assert all(row["gates"][gate]["p"] == run["gates"][gate]["p"] for gate in row["gates"])
assert views["views"][0]["view"] is None and views["views"][0]["set"] == {}
PYTHON
}

@test "a view is said, explained, overridden, and misspelt" {
  apart "$ENTENTE" run "$SCENARIO" --draws 1000 --study-draws 64
  grep -q "^Whose view: the author's" "$dir/out"
  apart "$ENTENTE" run "$SCENARIO" --view moscow --draws 1000 --study-draws 64
  grep -q '^Whose view: As Moscow may see it (moscow)\.$' "$dir/out"
  apart "$ENTENTE" run "$SCENARIO" --view moscow --set trust.weight=0.4 --draws 1000 --study-draws 64
  grep -q '^Whose view: As Moscow may see it (moscow), with changes of yours\.$' "$dir/out"
  "$ENTENTE" explain "$SCENARIO" trust.weight --view moscow | grep -q 'written *0.5 to 0.85'
  "$ENTENTE" explain "$SCENARIO" trust.weight --view moscow --set trust.weight=0.4 | grep -q 'written *0.4'
  "$ENTENTE" explain "$SCENARIO" views >"$dir/views"
  grep -q '^moscow  As Moscow may see it' "$dir/views"
  grep -q '^beijing' "$dir/views"
  "$ENTENTE" explain "$SCENARIO" views.moscow >"$dir/one"
  if grep -q '^beijing' "$dir/one"; then false; fi
  apart "$ENTENTE" explain "$SCENARIO" views.bejing
  [ "$status" -eq 2 ]
  grep -q 'did you mean "beijing"' "$dir/err"
  apart "$ENTENTE" run "$SCENARIO" --view mosow
  [ "$status" -eq 2 ]
  grep -q 'did you mean "moscow"' "$dir/err"
}

@test "check seals every view" {
  cat >"$dir/odd.yaml" <<'YAML'
entente: 1
id: odd
title: Odd
question: Would it hold?
date: 2025-01-01
horizon_years: 5
actors:
  A: {name: A, leader: {exit_hazard: 0.2}}
  B: {name: B}
deal: {kind: normalization, proposer: A, target: B, will: {support: 0.5}}
terms:
  t: {name: T, kind: aid, owner: A, form: executive, flow: 1%}
views:
  patient:
    name: Never in a hurry
    set:
      deal.discount: 1
YAML
  apart "$ENTENTE" check "$dir/odd.yaml"
  [ "$status" -eq 2 ]
  grep -q 'odd.yaml:17:22: deal.discount: A discount factor lies strictly between 0 and 1' "$dir/err"
  apart "$ENTENTE" views "$dir/odd.yaml"
  [ "$status" -eq 2 ]
}

@test "the schema is JSON and knows the records" {
  "$ENTENTE" schema >"$dir/schema.json"
  grep -q '"\$schema": "https://json-schema.org/draft/2020-12/schema"' "$dir/schema.json"
  if command -v python3 >/dev/null; then python3 -m json.tool "$dir/schema.json" >/dev/null; fi
  "$ENTENTE" schema --markdown | grep -q "^## consent"
}

@test "completion scripts parse" {
  "$ENTENTE" completion bash | bash -n
  if command -v zsh >/dev/null; then "$ENTENTE" completion zsh | zsh -n; fi
  if command -v fish >/dev/null; then "$ENTENTE" completion fish | fish -n; fi
  "$ENTENTE" completion fish | grep -q "study-draws"
  apart "$ENTENTE" completion tcsh
  [ "$status" -eq 2 ]
}

@test "bash completes commands and options" {
  result="$(bash -c "source <('$ENTENTE' completion bash); COMP_WORDS=(entente pre); COMP_CWORD=1; _entente; echo \"\${COMPREPLY[@]}\"
    COMP_WORDS=(entente run --stu); COMP_CWORD=2; _entente; echo \"\${COMPREPLY[@]}\"")"
  [ "$result" = "precedents
--study-draws" ]
}

@test "the manual page in docs is the program's own" {
  "$ENTENTE" help --man | diff - docs/entente.1
  if command -v groff >/dev/null; then
    [ -z "$("$ENTENTE" help --man | groff -man -Tutf8 -ww 2>&1 >/dev/null)" ]
  fi
}

@test "the reference page of fields is the schema's" {
  "$ENTENTE" schema --markdown | diff -u docs/guide/fields.md -
}

# Fails for each line that takes more than so many columns and is no command to copy.
no_wider_than() {
  node -e '
    const wide = /[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uff60]/;
    const long = require("node:fs").readFileSync(0, "utf8").split("\n").filter((line) => !/(^| |：)entente [a-z]+ /.test(line) &&
      [...line].reduce((n, c) => n + (wide.test(c) ? 2 : 1), 0) > Number(process.argv[1]));
    if (long.length) { console.log(long.join("\n")); process.exit(1); }' "$1"
}

@test "an answer, the help and the start keep to 60 columns, in every language" {
  export COLUMNS=60
  for language in en zh-Hant zh-Hans; do
    for scenario in g8-return china-opening-1971; do
      "$ENTENTE" run scenarios/$scenario.yaml --draws 1000 --study-draws 100 --lang $language 2>/dev/null | no_wider_than 60
    done
    "$ENTENTE" help --lang $language | no_wider_than 60
    { "$ENTENTE" --lang $language 2>&1 || true; } | no_wider_than 60
  done
}

@test "a word that is a part of paths is told where it stands" {
  run "$ENTENTE" explain scenarios/nato-nordic-2022.yaml croatia
  [ "$status" -eq 2 ]
  [[ $output != *"part of"* ]]
  run "$ENTENTE" explain scenarios/nato-nordic-2022.yaml hrv
  [ "$status" -eq 2 ]
  [[ $output == *"part of"*"consents.NATO.HRV.support"* ]]
  run "$ENTENTE" explain scenarios/nato-nordic-2022.yaml TUR --lang zh-Hant
  [[ $output == *"路徑含有它"* ]]
}
