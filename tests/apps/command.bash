# What tests of the command line share: load it in a *.bats file, and call it in setup.
#
# Numbers and words are those of a plain English terminal; the program is $entente, paths are seen from the root of the tree.

command_setup() {
  bats_require_minimum_version 1.5.0
  entente="${ENTENTE:-build/entente}"
  cd "$BATS_TEST_DIRNAME/../.." || exit 1
  export LC_ALL=C.UTF-8 NO_COLOR=1 COLUMNS=100
  unset ENTENTE_LANG
  tmp="$BATS_TEST_TMPDIR"
}

# One value of the JSON `a` of a command: value EXPRESSION COMMAND...  In its list, `of` finds an economy or a
# member by name, `at` a rate.
value() {
  local expression="$1"
  shift
  "$entente" "$@" --json | node -e "
    const a = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    const of = (name) => a.list.find((row) => (row.economy ?? row.member) === name);
    const at = (rate) => a.list.find((row) => row.rate === rate);
    console.log($expression);"
}
