#!/usr/bin/env bats
# Languages: how one is chosen, and that the check of the catalogues sees what is wrong with them.

setup() {
  ENTENTE="${ENTENTE:-build/entente}"
  cd "$BATS_TEST_DIRNAME/../.." || exit 1
  dir="$(mktemp -d)"
  export LANG=C.UTF-8
  unset LC_ALL LC_MESSAGES ENTENTE_LANG
}

teardown() {
  rm -rf "$dir"
}

@test "--lang takes the three languages and locales of them, and nothing else" {
  for language in en zh-Hant zh-Hans zh_TW zh-CN; do
    run "$ENTENTE" version --lang "$language"
    [ "$status" -eq 0 ]
  done
  for language in fr C "" english; do
    run "$ENTENTE" version --lang "$language"
    [ "$status" -eq 2 ]
    [[ "$output" == *"--lang is en, zh-Hant or zh-Hans"* ]]
  done
  run "$ENTENTE" version --lang
  [ "$status" -eq 2 ]
}

# A small tree with one text; the catalogues hold the translations $1 (zh-Hant) and $2 (zh-Hans) of the key $3.
tree() {
  command -v node >/dev/null || skip "no node"
  mkdir -p "$dir/core" "$dir/po"
  cp po/terms.csv po/characters.txt "$dir/po/"
  cat >"$dir/core/say.c" <<'C'
/* ent_say(w, "a comment") */
const char *f(const ent_words *w) { return ent_say(w, "The gate {name}" " is " /* so */ "shut."); }
C
  local key=${3:-The gate {name\} is shut.}
  for language in Hant Hans; do
    local text=$1
    [ $language = Hant ] || text=$2
    printf 'msgid ""\nmsgstr ""\n"Language: zh_%s\\n"\n' $language >"$dir/po/terminal.zh-$language.po"
    cp "$dir/po/terminal.zh-$language.po" "$dir/po/page.zh-$language.po"
    printf '\nmsgid "%s"\nmsgstr "%s"\n' "$key" "$text" >>"$dir/po/page.zh-$language.po"
  done
  run node tools/words.mjs "$dir"
}

@test "the check accepts a sound catalogue" {
  tree '{name}關卡未開。' '{name}关卡未开。'
  [ "$status" -eq 0 ]
}

@test "the check sees a text without a translation, and a translation without a text" {
  tree '' '{name}关卡未开。'
  [[ "$status" -eq 1 && "$output" == *"not translated"* ]]
  tree '關卡' '关卡' 'Another key'
  [[ "$status" -eq 1 && "$output" == *"lacks a text of core/say.c"* && "$output" == *"nobody says"* ]]
}

@test "the check sees lost holes, punctuation, characters and words of the other side" {
  tree '關卡未開。' '{name}关卡未开。'
  [[ "$status" -eq 1 && "$output" == *"other holes"* ]]
  tree '{name}關卡,未開。' '{name}关卡未开。'
  [[ "$status" -eq 1 && "$output" == *"half-width"* ]]
  tree '{name}關卡未開.' '{name}关卡未开。'
  [[ "$status" -eq 1 && "$output" == *"half-width"* ]]
  tree '{name}关卡未開。' '{name}关卡未开。'
  [[ "$status" -eq 1 && "$output" == *"should be 關"* ]]
  tree '{name}關卡的概率。' '{name}关卡未开。'
  [[ "$status" -eq 1 && "$output" == *"概率 should be 機率"* ]]
  tree '{name}“關卡”未開。' '{name}「关卡」未开。'
  [[ "$status" -eq 1 && "$output" == *"of the mainland"* && "$output" == *"of Taiwan"* ]]
}

@test "--update adds new texts and drops old ones" {
  tree '關卡' '关卡' 'Another key'
  node tools/words.mjs --update "$dir"
  grep -q 'msgid "The gate {name} is shut."' "$dir/po/page.zh-Hant.po"
  run grep -c 'Another key' "$dir/po/page.zh-Hans.po"
  [ "$output" = 0 ]
  msgfmt --check -o /dev/null "$dir/po/page.zh-Hant.po" 2>/dev/null || true
}
