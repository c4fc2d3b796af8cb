#!/usr/bin/env bats
# tools/check_words and tools/error_patterns.mjs: does what nobody translated come to light?

setup() {
  command -v node >/dev/null || skip "node is missing"
  root=$BATS_TEST_TMPDIR
  mkdir -p "$root/core" "$root/core/model" "$root/include/entente" "$root/po" "$root/apps/cli"
  cp core/model/schema.def "$root/core/model/"
  cp include/entente/model.h "$root/include/entente/"
}

patterns() { node tools/error_patterns.mjs "$root" | sed -n 's/^error\t[^\t]*\t//p'; }

@test "choices on one condition are made together, others apart" {
  cat >"$root/core/x.c" <<'C'
    ent_fail_join(err, ENT_REFERENCE, 0, 0, path, "There is no ", kind, " \"", name, "\"",
                  near ? "; did you mean \"" : "", near ? near : "", near ? "\"?" : ".", NULL);
    return ent_fail(err, ENT_LIMIT, "n", least > 2 ? "A wedge needs three." : "A landscape needs " "two.");
C
  run patterns
  [ "${#lines[@]}" -eq 6 ] # two of them are always there: standard output
  [ "${lines[0]}" = '"There is no {1} \"{2}\"."' ]
  [ "${lines[1]}" = '"There is no {1} \"{2}\"; did you mean \"{3}\"?"' ]
  [ "${lines[2]}" = '"A landscape needs two."' ]
  [ "${lines[3]}" = '"A wedge needs three."' ]
}

@test "tables of complaints, helpers and names are found; comments, formats and keys are not" {
  cat >"$root/core/x.c" <<'C'
    /* "A comment is no sentence of an error." */
    static const char *const complaints[] = {"A tab is not allowed here.", "format %s of a line.", "no_such_key"};
    return refuse(p, ENT_SYNTAX, "A quota is at most 100%.");
    ent_errors_add(e, ENT_SCHEMA, n, path, "Every member has a weight; ", name, " has none.", NULL);
C
  run patterns
  [ "$(sort <<<"$output")" = "$(sort <<'X'
"A tab is not allowed here."
"A quota is at most 100%."
"Every member has a weight; {1} has none."
"Cannot write \"standard output\": {1}."
"standard output could not be written: {1}"
X
)" ]
}

@test "a new sentence of an error makes check_words fail until both languages have it" {
  cp -r core include host apps po web "$root/"
  node tools/words.mjs "$root"
  cat >>"$root/core/base/fail.c" <<'C'
ent_status f(ent_error *err) { return ent_fail(err, ENT_LIMIT, "n", "Nobody has translated this sentence."); }
C
  run node tools/words.mjs "$root"
  [ "$status" -eq 1 ]
  [ "$(grep -c 'Nobody has translated this sentence' <<<"$output")" -eq 2 ]
}
