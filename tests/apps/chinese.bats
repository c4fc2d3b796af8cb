#!/usr/bin/env bats
# The command line in Chinese.  ENTENTE: path of the binary; run from the project's root.

setup() {
  export LANG=C.UTF-8
  unset LC_ALL LC_MESSAGES ENTENTE_LANG COLUMNS
  scenario=tests/bad/sound.yaml
}

# Words that only English prose has; notation, names of files and of columns (from, to) have none of them.
english='(^|[^A-Za-z_./-])(the|of|with|which|its|this|that|is|are|has|no|not|here|there|an)([^A-Za-z_./=-]|$)'

# Fails, and shows them, when the text has lines with English prose.
no_english() { ! grep -nE "$english" <<<"$1"; }

commands() { "$ENTENTE" help | sed -n '/^commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'; }

# Fails for each line with Chinese that is wider than 80 columns (a Chinese character takes two).
no_wide_line() {
  node -e '
    const lines = require("node:fs").readFileSync(0, "utf8").split("\n");
    const width = (s) => [...s].reduce((n, c) => n + (/[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uff60]/.test(c) ? 2 : 1), 0);
    const wide = lines.filter((s) => width(s) > 80 && width(s) > s.length);
    if (wide.length) { console.log(wide.join("\n")); process.exit(1); }'
}

@test "every command explains itself in both kinds of Chinese, without English, within 80 columns" {
  for language in zh-Hant zh-Hans; do
    for command in $(commands); do
      run "$ENTENTE" help "$command" --lang "$language"
      [ "$status" -eq 0 ]
      [[ $output == *用法：* ]]
      no_english "$output"
      no_wide_line <<<"$output"
    done
    run "$ENTENTE" help --lang "$language"
    [ "$(grep -cE '^  [a-z]+ +[^ -~]' <<<"$output")" -ge "$(commands | wc -l)" ]
    no_english "$output"
  done
  [ "$(commands | wc -l)" -ge 10 ]
}

@test "the language comes from --lang, ENTENTE_LANG, then the locale" {
  LANG=zh_TW.UTF-8 run "$ENTENTE" help
  [[ $output == *選項* || $output == *結束代碼* ]]
  LANG=zh_CN.UTF-8 run "$ENTENTE" help
  [[ $output == *退出代码* ]]
  LANG=zh_CN.UTF-8 ENTENTE_LANG=zh-Hant run "$ENTENTE" help
  [[ $output == *結束代碼* ]]
  ENTENTE_LANG=zh-Hant run "$ENTENTE" help --lang en
  [[ $output == *"exit codes:"* ]]
  for way in "--lang zh-Hant" "--lang=zh_TW"; do # before the command too
    run "$ENTENTE" $way help run
    [ "$status" -eq 0 ]
    [[ $output == *選項：* ]]
    run "$ENTENTE" $way
    [ "$status" -eq 2 ]
    [[ $output == *請試：* ]]
  done
  run "$ENTENTE" help --lang fr
  [ "$status" -eq 2 ]
  [[ $output == *"zh-Hant"* ]]
}

@test "a wrong command line is told in Chinese, with the suggestion" {
  ENTENTE_LANG=zh-Hant run "$ENTENTE" run "$scenario" --drws 5
  [ "$status" -eq 2 ]
  [[ $output == *'錯誤：未知的選項「--drws」；是否指「--draws」？'* ]]
  ENTENTE_LANG=zh-Hans run "$ENTENTE" rnu
  [ "$status" -eq 2 ]
  [[ $output == *'entente 没有“rnu”这个命令；是否指“run”？'* ]]
  ENTENTE_LANG=zh-Hans run "$ENTENTE" run
  [[ $output == *'run：缺少 FILE'* ]]
  ENTENTE_LANG=zh-Hant run "$ENTENTE" run "$scenario" -n many
  [[ $output == *'--draws 須為 1 至 4294967295 之間的整數，而非「many」'* ]]
  ENTENTE_LANG=zh-Hant run "$ENTENTE" precedents --table
  [[ $output == *'--table 須帶值：FILE'* ]] # the name of an option is no word of the catalogue
}

@test "errors of a scenario keep file, line, column, path and caret" {
  for language in zh-Hant zh-Hans; do
    run "$ENTENTE" check tests/bad/several-five.yaml --lang en
    english_output=$output
    run "$ENTENTE" check tests/bad/several-five.yaml --lang "$language"
    [ "$status" -eq 2 ]
    no_english "$(grep -v ' |' <<<"$output")"
    places() { grep -oE 'several-five.yaml:[0-9]+:[0-9]+: [A-Za-z0-9_.]*' <<<"$1"; }
    [ "$(places "$output")" = "$(places "$english_output")" ]
    [ "$(places "$output" | wc -l)" -ge 5 ]
    [ "$(grep -c '\^' <<<"$output")" -eq "$(grep -c '\^' <<<"$english_output")" ]
  done
  run "$ENTENTE" run /no/such/file.yaml --lang zh-Hant
  [ "$status" -eq 2 ]
  [[ $output == *'錯誤：無法開啟「/no/such/file.yaml」：沒有這個檔案或資料夾。'* ]]
}

@test "the answer, the gates and an input are told in Chinese, in columns" {
  run "$ENTENTE" run "$scenario" -n 1000 --lang zh-Hant
  [ "$status" -eq 0 ]
  for word in 關卡 通過比例 意願 最先未過 什麼最能左右答案 次抽樣; do [[ $output == *"$word"* ]]; done
  no_wide_line <<<"$output"
  # head and rows of the table of gates end in the same column
  node -e '
    const lines = require("node:fs").readFileSync(0, "utf8").split("\n");
    const width = (s) => [...s].reduce((n, c) => n + (/[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uff60]/.test(c) ? 2 : 1), 0);
    const head = lines.findIndex((s) => s.startsWith("關卡"));
    const table = lines.slice(head, head + 5).map((s) => width(s.trimEnd()));
    if (head < 0 || Math.max(...table.slice(1)) !== Math.min(...table.slice(1)) || Math.abs(table[0] - table[1]) > 1) {
      console.log(table.join(" ")); process.exit(1);
    }' <<<"$output"
  run "$ENTENTE" run scenarios/g8-return.yaml -n 2000 --lang zh-Hant 2>/dev/null
  [[ $output == *'到收入的 0.'* && $output != *'到 收入'* ]] # blanks stand between Chinese and numbers only
  for what in will consent acceptance durability deal.will.support; do
    run "$ENTENTE" explain "$scenario" "$what" --lang zh-Hans
    [ "$status" -eq 0 ]
    no_wide_line <<<"$output"
  done
  run "$ENTENTE" explain "$scenario" consent --lang zh-Hans
  [[ $output == *成员*支持*依赖*阻挡*权力* ]]
}

@test "what programs read does not change with the language" {
  "$ENTENTE" run "$scenario" -n 1000 --csv "$BATS_TEST_TMPDIR/en.csv" --lang en >/dev/null 2>&1
  "$ENTENTE" run "$scenario" -n 1000 --csv "$BATS_TEST_TMPDIR/zh.csv" --lang zh-Hant >/dev/null 2>&1
  cut -d, -f1-3 "$BATS_TEST_TMPDIR/en.csv" >"$BATS_TEST_TMPDIR/en.cut"
  cut -d, -f1-3 "$BATS_TEST_TMPDIR/zh.csv" | diff - "$BATS_TEST_TMPDIR/en.cut"
  "$ENTENTE" schema --lang zh-Hant | diff - <("$ENTENTE" schema)
  "$ENTENTE" help --man --lang zh-Hant | diff - <("$ENTENTE" help --man)
}
