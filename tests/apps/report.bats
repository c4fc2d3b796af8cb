#!/usr/bin/env bats
# The report: one file that can be opened anywhere.  ENTENTE: path of the binary; run from the project's root.

setup_file() {
  cd "$BATS_TEST_DIRNAME/../.." || exit 1
  export ENTENTE="${ENTENTE:-build/entente}"
  export LANG=C.UTF-8
  for name in uk-eec-1961 china-opening-1971; do # no wedge, and a wedge
    "$ENTENTE" run "scenarios/$name.yaml" --draws 2000 --study-draws 100 -q --report "$BATS_FILE_TMPDIR/$name.html" 2>/dev/null
  done
}

setup() {
  plain="$BATS_FILE_TMPDIR/uk-eec-1961.html"
  wedge="$BATS_FILE_TMPDIR/china-opening-1971.html"
}

# Counts occurrences, not lines.
count() {
  grep -o "$1" "$2" | wc -l
}

@test "the report is one whole page" {
  for page in "$plain" "$wedge"; do
    head -n 1 "$page" | grep -q '^<!DOCTYPE html>$'
    tail -n 1 "$page" | grep -q '^</html>$'
    [ "$(count '<main' "$page")" -eq 1 ]
    [ "$(count '<h1' "$page")" -eq 1 ]
    [ "$(count '<details' "$page")" -eq "$(count '</details>' "$page")" ]
    [ "$(count '<table' "$page")" -eq "$(count '</table>' "$page")" ]
    [ "$(count '<section' "$page")" -eq "$(count '</section>' "$page")" ]
  done
}

@test "who decides: what it takes to turn a no" {
  grep -q 'The cheapest way to a yes of <strong>the Six</strong> about Membership of the Community' "$plain"
  grep -q 'is to win over France: together they lack' "$plain"
  grep -q 'France: power .*, lacks 0.[0-9]* for a yes' "$plain"
  sed -n "/--c7:'Lacks for a yes'/,/<.table>/p" "$plain" >"$BATS_TEST_TMPDIR/members.html"
  [ "$(count '<tr><th scope="row">' "$BATS_TEST_TMPDIR/members.html")" -gt 5 ]
}

# The two of tests/bad/sound.yaml, with ideal points.
@test "ideal points of a club are drawn, and follow its rule" {
  sed 's|^    rule: .*|    rule: consensus\n    space: {x: Borders, y: Trade, status_quo: [0, 0], proposal: [0.5, 0.3], ideals: {USA: [0.2, 1], FRA: [1, 0.2]}}|' \
    tests/bad/rule-weights-stranger.yaml | grep -v '^    weights:' >"$BATS_TEST_TMPDIR/space.yaml"
  "$ENTENTE" run "$BATS_TEST_TMPDIR/space.yaml" --draws 1000 --study-draws 64 -q --report "$BATS_TEST_TMPDIR/space.html"
  grep -q 'Ideal points of The two' "$BATS_TEST_TMPDIR/space.html"
  grep -q 'From left to right: Borders; from bottom to top: Trade. Status quo at 0.000, 0.000.' "$BATS_TEST_TMPDIR/space.html"
  grep -q 'The proposal is adopted, with' "$BATS_TEST_TMPDIR/space.html"
  cp "$BATS_TEST_TMPDIR/space.html" "$BATS_TEST_TMPDIR/one.html"
  "$ENTENTE" run "$BATS_TEST_TMPDIR/space.yaml" --draws 1000 --study-draws 64 -q --lang zh-Hans \
    --set 'clubs.G2.space.x=边界' --report "$BATS_TEST_TMPDIR/space.html"
  grep -q '从左到右：边界' "$BATS_TEST_TMPDIR/space.html"
  "$ENTENTE" run "$BATS_TEST_TMPDIR/space.yaml" --draws 1000 --study-draws 64 -q \
    --set 'clubs.G2.rule=count >= 1' --report "$BATS_TEST_TMPDIR/any.html"
  area() { grep -o 'What beats it has the area [0-9.]*' "$1" | head -n 1; }
  [ "$(area "$BATS_TEST_TMPDIR/any.html")" != "$(area "$BATS_TEST_TMPDIR/one.html")" ]
  ! grep -q 'Ideal points of' "$plain"
}

@test "every hole of the template is filled" {
  if grep -n '{{\|}}' "$plain" "$wedge"; then false; fi
}

# What stands behind the page's text is the unpacker, the engine, the snapshot, the author's answer and the one script (if
# entente was built with the engine); tests/browser has them run.
@test "no script but the one that the policy names, no request" {
  for page in "$plain" "$wedge"; do
    sed '/<script type="text\/plain" id="living-boot"/,$d' "$page" >"$BATS_TEST_TMPDIR/text.html"
    if grep -niE '<script|<iframe|<object|<embed|<link|@import|javascript:| on[a-z]+="' "$BATS_TEST_TMPDIR/text.html"; then false; fi
    if grep -q 'living-engine' "$page"; then
      [ "$(count '<script' "$page")" -eq 5 ] # unpacker, engine, snapshot, the author's answer, the script
      grep -q "script-src 'sha256-[A-Za-z0-9+/=]*' 'wasm-unsafe-eval' blob:;" "$page"
      if grep -E 'https?://|fetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|import\(' "$page" | grep -vq '<svg'; then false; fi
    fi
    if grep -noE '(src|href|xlink:href|action)="[^#][^"]*"' "$page"; then false; fi
    if grep -nE 'url\((["'\'']?)(https?:)?//' "$page"; then false; fi
    grep -q "Content-Security-Policy.*default-src 'none'" "$page"
  done
}

# The page with the pictures that its script unfolds, if it carries any.
unfolded() {
  python3 - "$1" "$(dirname "$ENTENTE")/entente_pack" "$BATS_TEST_TMPDIR/packed" <<'PY'
import base64, re, subprocess, sys
page = open(sys.argv[1], encoding="utf-8").read()
block = re.search(r'id="living-snapshot"[^>]*>([^<]*)<', page)
if block:
    packed = base64.b64decode(block[1])
    open(sys.argv[3], "wb").write(packed)
    out = subprocess.run([sys.argv[2], "--unpack", sys.argv[3]], check=True, capture_output=True).stdout
    page += out[int.from_bytes(packed[1:5], "little"):].decode()
print(page)
PY
}

# Ceilings of the largest page: lower them when it gets smaller.  What is left and why: docs/decisions/0006-living-report.md.
@test "the largest report is no larger than it was" {
  page="$BATS_TEST_TMPDIR/g8-return.html"
  "$ENTENTE" run scenarios/g8-return.yaml --draws 2000 --study-draws 100 -q --report "$page" 2>/dev/null
  size="$(wc -c <"$page")"
  packed="$(gzip -9nc "$page" | wc -c)"
  echo "$size bytes, $packed by gzip"
  [ "$size" -le 755000 ]
  [ "$packed" -le 302000 ]
}

@test "every picture has a title and a description, and ids are unique" {
  for report in "$plain" "$wedge"; do
    page="$BATS_TEST_TMPDIR/unfolded.html"
    unfolded "$report" >"$page"
    [ "$(count '<div class="narrow">' "$page")" -eq "$(count '<div class="wide">' "$page")" ]
    pictures="$(count '<svg' "$page")"
    [ "$pictures" -ge 8 ]
    [ "$(grep -oE '<svg[^>]*role="img"[^>]*aria-labelledby="[^"]+"' "$page" | wc -l)" -eq "$pictures" ]
    [ "$(grep -oE '<desc id="[^"]+">[^<]' "$page" | wc -l)" -eq "$pictures" ]
    [ "$(grep -oE '<title id="[^"]+">[^<]' "$page" | wc -l)" -eq "$pictures" ]
    [ -z "$(grep -oE ' id="[^"]+"' "$page" | sort | uniq -d)" ]
  done
}

@test "links lead to sections that are there; a deal that is no wedge has no camps" {
  for page in "$plain" "$wedge"; do
    grep -oE 'href="#[^"]+"' "$page" | sed 's/href="#//; s/"//' | while read -r id; do grep -q " id=\"$id\"" "$page"; done
  done
  grep -q 'id="camps"' "$wedge"
  if grep -q 'id="camps"' "$plain"; then false; fi
}

@test "numbers stand in units, and nothing reads 0.0 %" {
  for page in "$plain" "$wedge"; do
    if grep -nE '(^|[^0-9.<])0\.0+(&#160;| | )%' "$page"; then false; fi
    grep -q '%.of.income' "$page"
    grep -q '%.a.year' "$page"
  done
}

@test "a report compares views, and one that was made for a view says so" {
  "$ENTENTE" run scenarios/g8-return.yaml --draws 1000 --study-draws 64 -q --report "$BATS_FILE_TMPDIR/views.html" 2>/dev/null
  page="$BATS_FILE_TMPDIR/views.html"
  [ "$(count 'class="cards views"' "$page")" -eq 1 ]
  [ "$(count '<details class="view">' "$page")" -eq "$("$ENTENTE" explain scenarios/g8-return.yaml views | grep -c '^[a-z]')" ]
  grep -q 'As Moscow may see it' "$page"
  "$ENTENTE" run scenarios/g8-return.yaml --view moscow --draws 1000 --study-draws 64 -q --report "$page" 2>/dev/null
  [ "$(count 'class="cards views"' "$page")" -eq 0 ]
  grep -q 'This report takes the assumptions of one view: <strong>As Moscow may see it' "$page"
}

@test "the archive holds everything, and its scenario gives the same answer" {
  command -v python3 >/dev/null || skip "python3 unpacks the archive"
  cd "$BATS_TEST_TMPDIR"
  root="$BATS_TEST_DIRNAME/../.."
  entente="$ENTENTE"
  case $entente in /*) ;; *) entente="$root/$ENTENTE" ;; esac
  change=(--set deal.leverage=0.3 --set 'clubs.EEC.rule=count >= 4')
  "$entente" run "$root/scenarios/uk-eec-1961.yaml" --draws 1500 --study-draws 80 "${change[@]}" --zip a.zip --json a.json -q 2>/dev/null
  "$entente" run "$root/scenarios/uk-eec-1961.yaml" --draws 1500 --study-draws 80 "${change[@]}" --zip b.zip -q 2>/dev/null
  cmp a.zip b.zip
  python3 -c 'import sys, zipfile; z = zipfile.ZipFile("a.zip"); sys.exit(z.testzip() is not None or z.extractall("a"))'
  for file in README.txt answer.json answer.csv inputs.csv claims.csv scenarios/uk-eec-1961.yaml; do [ -s "a/$file" ]; done
  cmp a.json a/answer.json
  "$entente" run a/scenarios/uk-eec-1961.yaml --draws 1500 --study-draws 80 --json again.json -q 2>/dev/null
  cmp a.json again.json
  head -n 1 a/inputs.csv | grep -q '^path,label,as_written'
}
