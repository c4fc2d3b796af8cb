// words.mjs - do catalogues and sources agree?   node tools/words.mjs [--update] [ROOT]
//
// Keys are English texts: the key argument of the functions below and ENT_SAY("...") in C, {{=...}} in pages, say("...") in
// scripts.  A file belongs to the catalogue `page`, `app` or `terminal`.  Both languages of a catalogue must hold its keys and no
// others, with the same {holes}, in the punctuation and the words (po/terms.csv) of their readers.
// Sentences of errors (error_patterns.mjs) are the terminal's, with msgctxt; those that somebody can meet who types a value or
// a rule into a report are the page's too.
// --update writes the catalogues anew: keys in the order of the sources, new ones with an empty translation.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { errorTexts } from "./error_patterns.mjs";

const update = process.argv.includes("--update");
const root = process.argv.slice(2).find((word) => !word.startsWith("--")) ?? ".";
const LANGUAGES = ["zh-Hant", "zh-Hans"], PARTS = ["page", "app", "terminal"].filter(
  (part) => existsSync(join(root, `po/${part}.zh-Hant.po`)));

/* Which argument (from 0) is the English text. */
const KEY_ARGUMENT = { ENT_SAY: 0, ent_say: 1, ent_put_said: 2, ent_put_said_xml: 2, report_say: 1, report_said: 1, report_html: 1,
  report_cell: 2, ent_svg_said: 1, ent_svg_text: 1, ent_seal_phrase: 1, cli_say: 1, cli_said: 1, cli_said_line: 2, cli_fill: 1, cli_label: 2, tell: 1, tell_row: 1, tell_line: 1,
  COMMAND: [5, 6], OPTION: 5 };
const SCRIPT_FUNCTIONS = { say: 0 };

/* What joins a context and a text to one key, as in a .mo file. */
const JOINT = "\u0004";
const PAGE_ERRORS = /^(core\/(model\/(notation\w*|builder_set|cell|seal_deal)|voting\/rule_parse)\.c|include\/.*)$/;

const faults = [];
const fault = (place, text) => faults.push(`${place}: ${text}`);

/* ---- the sources ------------------------------------------------------------------------------------------- */

function listed(dir, wanted) {
  if (!existsSync(join(root, dir))) return [];
  return readdirSync(join(root, dir), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? listed(join(dir, entry.name), wanted)
      : wanted.test(entry.name) ? [join(dir, entry.name)] : []));
}

/* What is said in a file is the page's, unless the command line or the app of entente serve alone says it. */
function partOf(file) {
  if (file.startsWith("web/app/")) return "app";
  return /^(host\/|apps\/cli\/)/.test(file) && !/\/report[^/]*$/.test(file) ? "terminal" : "page";
}

const ESCAPES = { n: 10, t: 9, r: 13, '"': 34, "'": 39, "\\": 92, 0: 0, "?": 63, "`": 96 };

/* The text of a literal that starts at `at`, and where it ends.  C's \x takes bytes, so texts are put together as bytes. */
function literal(text, at, isScript) {
  const quote = text[at], bytes = [];
  let i = at + 1;
  for (; i < text.length && text[i] !== quote; i++) {
    if (text[i] !== "\\") {
      const code = text.codePointAt(i);
      bytes.push(...Buffer.from(String.fromCodePoint(code)));
      if (code > 0xffff) i++;
      continue;
    }
    const hex = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/.exec(text.slice(i + 1, i + 6));
    if (hex) {
      const code = parseInt(hex[1] ?? hex[2], 16);
      bytes.push(...(hex[1] && !isScript ? [code] : Buffer.from(String.fromCharCode(code))));
      i += hex[0].length;
    } else {
      bytes.push(ESCAPES[text[++i]] ?? text.charCodeAt(i));
    }
  }
  return { bytes, end: i + 1 };
}

/* Tokens: names, literals (adjacent ones joined), single signs.  Comments are left out. */
function tokens(text, isScript) {
  const out = [];
  for (let i = 0; i < text.length;) {
    const rest = text.slice(i, i + 2);
    if (rest === "/*") i = (text.indexOf("*/", i + 2) + 2) || text.length;
    else if (rest === "//" && (isScript ? text[i - 1] !== ":" : true)) i = (text.indexOf("\n", i) + 1) || text.length;
    else if (text[i] === '"' || text[i] === "'" || (isScript && text[i] === "`")) {
      const { bytes, end } = literal(text, i, isScript);
      const last = out[out.length - 1];
      if (last?.bytes && text[i] === '"' && !isScript) last.bytes.push(...bytes);
      else out.push({ bytes, quote: text[i], at: i });
      i = end;
    } else if (/[A-Za-z_$]/.test(text[i])) {
      const name = /^[A-Za-z0-9_$]+/.exec(text.slice(i))[0];
      out.push({ name, at: i });
      i += name.length;
    } else {
      if (!/\s/.test(text[i])) out.push({ sign: text[i], at: i });
      i++;
    }
  }
  return out;
}

/* Calls found(key, part or null, at) for each text that the functions say. */
function keysOf(text, functions, isScript, found) {
  const list = tokens(text, isScript);
  for (let i = 0; i + 1 < list.length; i++) {
    const wanted = Object.hasOwn(functions, list[i].name ?? "") && list[i + 1].sign === "(" ? [functions[list[i].name]].flat() : [];
    if (!wanted.length) continue;
    let depth = 0, argument = 0, part = null;
    for (let k = i + 1; k < list.length; k++) {
      const token = list[k];
      if ("([{".includes(token.sign ?? " ")) depth++;
      if (")]}".includes(token.sign ?? " ") && --depth === 0) break;
      if (token.sign === "," && depth === 1) argument++;
      if (/page_words$/.test(token.name ?? "")) part = "page";
      if (wanted.includes(argument) && depth === 1 && token.bytes && token.quote !== "'" | isScript)
        found(Buffer.from(token.bytes).toString("utf8"), part, token.at);
    }
  }
}

/* The keys of each part: a Map from key to the file that says it first. */
function extract() {
  const keys = { page: new Map(), app: new Map(), terminal: new Map() };
  const add = (part, key, file) => {
    if (key && !keys[part].has(key)) keys[part].set(key, file);
  };
  for (const dir of ["include", "core", "host", "apps"])
    for (const file of listed(dir, /\.(c|h|def)$/))
      keysOf(readFileSync(join(root, file), "utf8").replace(/^#define ENT_SAY.*$/m, ""), KEY_ARGUMENT, false,
        (key, part) => add(part ?? partOf(file), key, file));
  for (const { context, key, file } of errorTexts(root))
    for (const part of PAGE_ERRORS.test(file) ? ["page", "terminal"] : ["terminal"]) add(part, context + JOINT + key, file);
  for (const file of listed("web", /\.(js|mjs)$/))
    keysOf(readFileSync(join(root, file), "utf8"), SCRIPT_FUNCTIONS, true, (key) => add(partOf(file), key, file));
  for (const file of listed("web", /\.html$/))
    for (const [, key] of readFileSync(join(root, file), "utf8").matchAll(/\{\{=((?:[^{}]|\{\w+\})+)\}\}/g))
      add("page", key, file);
  return keys;
}

/* ---- catalogues -------------------------------------------------------------------------------------------- */

const unquote = (line) => JSON.parse(line.slice(line.indexOf('"')));
const quote = (text) => JSON.stringify(text);

function readCatalogue(path) {
  const entries = new Map();
  let key = null, field = null, fuzzy = false, head = "", context = "";
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line.startsWith("#")) {
      if (/^#,.*fuzzy/.test(line)) fuzzy = true;
      if (key === null) head += line + "\n";
    } else if (line.startsWith("msgctxt ")) {
      context = unquote(line) + JOINT;
    } else if (line.startsWith("msgid ")) {
      key = context + unquote(line);
      context = "";
      field = "key";
    } else if (line.startsWith("msgstr ")) {
      if (entries.has(key)) fault(path, `twice: ${quote(key)}`);
      entries.set(key, { text: unquote(line), fuzzy });
      field = "text";
      fuzzy = false;
    } else if (line.startsWith('"') && field === "key") {
      key += unquote(line);
    } else if (line.startsWith('"')) {
      entries.get(key).text += unquote(line);
    } else if (line.trim()) {
      fault(path, `not understood: ${line}`);
    }
  }
  return { head, entries };
}

function writeCatalogue(path, keys, { head, entries }) {
  const header = entries.get("").text.split("\n").filter(Boolean).map((line) => quote(line + "\n")).join("\n");
  let text = `${head}msgid ""\nmsgstr ""\n${header}\n`;
  let last = "";
  for (const [key, file] of keys) {
    if (file !== last) text += `\n# ---- ${file}\n`;
    last = file;
    const [context, id] = key.includes(JOINT) ? key.split(JOINT) : ["", key];
    text += `\n${context && `msgctxt ${quote(context)}\n`}msgid ${quote(id)}\nmsgstr ${quote(entries.get(key)?.text ?? "")}\n`;
  }
  writeFileSync(path, text);
}

/* ---- what a translation must be ------------------------------------------------------------------------------ */

const CJK = "\\u2E80-\\u9FFF\\uF900-\\uFAFF\\u3000-\\u303F\\uFF00-\\uFFEF";
const holes = (text) => (text.match(/\{\w+\}/g) ?? []).sort().join(" ");

/* Notation, code and quoted ASCII keep their own punctuation. */
function prose(text) {
  return text.replace(/"[\x20-\x7e]*?"|「[\x20-\x7e]+?」|“[\x20-\x7e]+?”|'[\x20-\x7e]*?'|`[^`]*`/g, "x").replace(/\{\w+\}/g, "x")
    .replace(/[A-Za-z_]+\([\x20-\x7e]*?\)/g, "x").replace(/(\d),(\d)/g, "$1$2");
}

function punctuation(text, language) {
  const plain = prose(text);
  if (!new RegExp(`[${CJK}]`).test(plain)) return null;
  if (/[,;?!()]/.test(plain)) return "half-width punctuation";
  if (new RegExp(`[${CJK}%]\\.|[${CJK}]\\s*:|:\\s*[${CJK}]|["'][${CJK}]|[${CJK}]["']`).test(plain))
    return "half-width punctuation beside Chinese";
  if (new RegExp(`[${CJK}] [${CJK}]`).test(plain.replace(/[—–-]/g, ""))) return "a blank between Chinese characters";
  if (language === "zh-Hant" && /[“”‘’]/.test(plain)) return "quotation marks of the mainland";
  if (language === "zh-Hans" && /[「」『』]/.test(plain)) return "quotation marks of Taiwan";
  return null;
}

/* Likelihood words, which say the same in every sentence. */
const fixed = [];

/* Rows of po/terms.csv: words and characters that are wrong in a language. */
function readTerms() {
  const wrong = { "zh-Hant": [], "zh-Hans": [] };
  const rows = readFileSync(join(root, "po/terms.csv"), "utf8").split("\n").filter((row) => row && !row.startsWith("#"));
  for (const row of rows.slice(1)) {
    const [english, hant, hans, notHant, notHans] = row.split(",");
    if (!english || !hant || !hans) fault("po/terms.csv", `three languages are wanted: ${row}`);
    if (row.includes(",ICD 203: ")) fixed.push([english, { "zh-Hant": hant, "zh-Hans": hans }]);
    for (const word of (notHant ?? "").split(" ").filter(Boolean)) wrong["zh-Hant"].push([word, hant]);
    for (const word of (notHans ?? "").split(" ").filter(Boolean)) wrong["zh-Hans"].push([word, hans]);
  }
  if (rows.length < 61) fault("po/terms.csv", "fewer than 60 terms");
  const [hant, hans] = readFileSync(join(root, "po/characters.txt"), "utf8").split("\n").filter((row) => row && !row.startsWith("#"));
  const [left, right] = [[...hant], [...hans]];
  if (left.length !== right.length) fault("po/characters.txt", `${left.length} characters beside ${right.length}`);
  left.forEach((character, i) => {
    wrong["zh-Hant"].push([right[i], character]);
    wrong["zh-Hans"].push([character, right[i]]);
  });
  return wrong;
}

function checkText(place, key, { text, fuzzy }, language, wrong) {
  const say = (what) => fault(place, `${what}: ${quote(key)} -> ${quote(text)}`);
  if (!text) return fault(place, `not translated: ${quote(key)}`);
  if (fuzzy) say("marked fuzzy");
  if (holes(key) !== holes(text)) say("other holes");
  if ((/^\s/.test(text) && !/^\s/.test(key)) || (/\s$/.test(text) && !/\s$/.test(key))) say("other blanks at its ends");
  const marks = punctuation(text, language);
  if (marks) say(marks);
  for (const [word, instead] of wrong[language]) if (text.includes(word)) say(`${word} should be ${instead}`);
}

/* ---- main ---------------------------------------------------------------------------------------------------- */

const keys = extract(), wrong = readTerms();
let count = 0;
for (const part of PARTS)
  for (const language of LANGUAGES) {
    const path = join(root, `po/${part}.${language}.po`);
    const catalogue = readCatalogue(path);
    if (update) {
      writeCatalogue(path, keys[part], catalogue);
      continue;
    }
    for (const [key, file] of keys[part]) {
      const entry = catalogue.entries.get(key);
      if (entry) checkText(path, key, entry, language, wrong);
      else fault(path, `lacks a text of ${file}: ${quote(key)}`);
      count++;
    }
    for (const [word, said] of fixed) {
      const entry = catalogue.entries.get(word);
      if (part === "page" && entry && entry.text !== said[language]) fault(path, `"${word}" is ${said[language]} in po/terms.csv`);
    }
    for (const key of catalogue.entries.keys())
      if (key && !keys[part].has(key)) fault(path, `nobody says: ${quote(key)}`);
  }
if (faults.length) {
  for (const line of faults) console.error("check_words: " + line);
  process.exit(1);
}
console.log(update ? "catalogues written anew" : `words: ${count} translations, complete`);
