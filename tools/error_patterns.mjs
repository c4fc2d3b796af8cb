// error_patterns.mjs - which sentences can an error say?   node tools/error_patterns.mjs [ROOT]
//
// Prints them, one a line, with the file that composes them; words.mjs holds the catalogues against them.
// Core and host compose the sentence of an error of pieces: texts, choices between texts, and names or numbers known only
// when it happens.  This reads the C sources and finds every sentence that can come out, with {1}, {2}, ... where a name or a
// number stands: these are the entries with msgctxt "error".  Choices on the same condition are made together, so that
// `near ? "; did you mean \"" : ""` and `near ? "\"?" : "."` give two sentences and not four.  What stands in a hole outside
// quotes may be a text of entente itself ("an actor", "a number above 0"): those have msgctxt "part".
// ent_error_say (core/base/words_error.c) matches a finished sentence against them.
//
// A sentence is found in the pieces of the functions below, and in every other text of core and host that looks like one:
// opens with a capital or a quote, has a blank, ends in a full stop (tables of complaints, arguments of helpers).
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

// Function -> index of the first argument that is a piece of the sentence.
const PIECES_FROM = { ent_fail: 3, ent_fail_at: 5, ent_fail_join: 5, ent_errors_add: 4, ent_errors_key: 4, cli_refuse: 1 };
// Helpers of single files: what they say of their arguments (a number: that argument; a text: itself; null: a hole; an
// object: a choice).
const near = (yes) => ({ condition: "near", yes, no: "" });
const HELPERS = {
  "rule_parse.c": { refuse: [3, 4], refuse_unknown: [1, null, 2, near(' Did you mean "'), near(null), near('"?')] },
  "file.c": { fail_io: [1, ' "', null, '": ', null, "."] },
  "store.c": { fail_store: ['The store "', null, '" ', 2] },
  "trust_read.c": { refuse: [4] },
  "sectors_check.c": { blame: [3, null, 4, null, 5] },
  "sectors_shock.c": { ent_sectors_blame: [4, null, 5, null, 6] },
  "sectors_world.c": { ent_sectors_blame: [4, null, 5, null, 6] },
  "ask.c": { fail_kind: ["Here stands ", 2, "."] },
};
// Helpers that are handed a text for a hole: index of that argument.
const PARTS_FROM = {
  "expression.c": { unknown: 2, found: 3, resolve_word: 2 },
  "cell.c": { not_there: 1 },
  "expect.c": { find: 3 },
};
// What the C library says in strerror(), and files that have a name of ours.
const REASONS = [
  "No such file or directory", "Permission denied", "Is a directory", "Not a directory", "No space left on device",
  "Read-only file system", "Input/output error", "File name too long", "Too many open files", "Invalid argument",
  "Operation not permitted", "Device or resource busy", "Broken pipe", "Success",
  "Address already in use", "Cannot assign requested address",
];
const SAID_ELSEWHERE = /^(ent_say|ent_put_said|ent_put_said_xml|cli_\w*said\w*|cli_say\w*|ENT_SAY|snprintf|fprintf|printf|_Static_assert)$/;

/* ---- C, as far as it is needed ------------------------------------------------------------------------------------- */

function tokens(source) {
  const out = [];
  const word =
    /\s+|\/\*[^]*?\*\/|\/\/.*|^[ \t]*#(?:\\\n|.)*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[A-Za-z_]\w*|\d[\w.]*|->|[^]/gmy;
  for (let m; (m = word.exec(source)); ) {
    if (/^(\s|\/\*|\/\/|[ \t]*#)/.test(m[0])) continue;
    const text = m[0], last = out.at(-1);
    if (text[0] !== '"') {
      out.push({ text, at: m.index });
      continue;
    }
    const value = unescape(text);
    if (last?.string !== undefined) last.string += value;
    else out.push({ string: value, at: m.index });
  }
  return out;
}

function unescape(literal) {
  const bytes = [];
  for (const m of literal.slice(1, -1).matchAll(/\\x([0-9A-Fa-f]{2})|\\(.)|[^\\]+/gs)) {
    if (m[1]) bytes.push(Buffer.from([parseInt(m[1], 16)]));
    else bytes.push(Buffer.from(m[2] ? ({ n: "\n", t: "\t" }[m[2]] ?? m[2]) : m[0]));
  }
  return Buffer.concat(bytes).toString();
}

const spelled = (list) => list.map((t) => t.text ?? JSON.stringify(t.string)).join(" ");
const opens = (t) => t === "(" || t === "[" || t === "{";
const closes = (t) => t === ")" || t === "]" || t === "}";

/* The arguments of the call whose "(" has the index open, and the index of its ")". */
function arguments_of(list, open) {
  const args = [[]];
  let depth = 0, i = open;
  for (; i < list.length; i++) {
    const t = list[i].text;
    if (closes(t) && --depth === 0) break;
    if (t === "," && depth === 1) args.push([]);
    else if (depth > 0) args.at(-1).push(list[i]);
    if (opens(t)) depth++;
  }
  return { args, end: i };
}

/* ---- pieces and sentences ------------------------------------------------------------------------------------------- */

/* A piece: {text}, {hole} or {condition, yes, no}. */
function piece(list) {
  while (list.length > 2 && list[0].text === "(" && arguments_of(list, 0).end === list.length - 1) list = list.slice(1, -1);
  const choice = list.findIndex((t, i) => t.text === "?" && depth_at(list, i) === 0);
  if (choice > 0) {
    let nested = 0, colon = choice + 1;
    for (; colon < list.length; colon++) {
      if (depth_at(list, colon) !== 0) continue;
      if (list[colon].text === "?") nested++;
      if (list[colon].text === ":" && nested-- === 0) break;
    }
    const side = (from, to) => piece(list.slice(from, to));
    return { condition: spelled(list.slice(0, choice)), yes: side(choice + 1, colon), no: side(colon + 1) };
  }
  if (list.length === 1 && list[0].string !== undefined) return { text: list[0].string };
  if (list[0]?.text === "ENT_SAY") return { text: list[2].string };
  return { hole: spelled(list) };
}

function depth_at(list, index) {
  let depth = 0;
  for (let i = 0; i < index; i++) depth += opens(list[i].text) ? 1 : closes(list[i].text) ? -1 : 0;
  return depth;
}

const is_end = (p) => /^(NULL|\( (const )?char \* \) NULL)$/.test(p.hole ?? "");
const chosen = (p, truth) => (p.condition === undefined ? p : chosen(truth[p.condition] ? p.yes : p.no, truth));

function conditions_of(p, into) {
  if (p.condition === undefined) return into;
  into.add(p.condition);
  conditions_of(p.yes, into);
  return conditions_of(p.no, into);
}

/* Every sentence that the pieces can make. */
function sentences(pieces) {
  const all = [...pieces.reduce((set, p) => conditions_of(p, set), new Set())];
  const found = new Set();
  for (let bits = 0; bits < 1 << all.length; bits++) {
    const truth = Object.fromEntries(all.map((c, i) => [c, Boolean(bits & (1 << i))]));
    let text = "", holes = 0, in_hole = false;
    for (const p of pieces.map((p) => chosen(p, truth))) {
      if (p.text === "") continue;
      if (p.text === undefined && !in_hole) text += `{${++holes}}`;
      text += p.text ?? "";
      in_hole = p.text === undefined;
    }
    if (in_hole && /^[A-Z]/.test(text)) text += "."; // the last piece brings the full stop
    if (text.replace(/\{\d\}|\./g, "").trim()) found.add(text);
  }
  return found;
}

function helper_pieces(template, args) {
  const one = (t) =>
    t === null ? { hole: "?" }
    : typeof t === "number" ? piece(args[t])
    : typeof t === "string" ? { text: t }
    : { condition: t.condition, yes: one(t.yes), no: one(t.no) };
  return template.map(one);
}

/* ---- what the sources say --------------------------------------------------------------------------------------------- */

const looks_like_sentence = (s) =>
  /^([A-Z"]|[a-z]+_[a-z_]+ )[^\n]* [^\n]*[.?]$/.test(s) && !/%[.0-9*]*l*[sdgfuxi]|^\.|\{[a-z]/.test(s);

function read_source(root, file, errors, parts) {
  const source = readFileSync(join(root, file), "utf8"), list = tokens(source), name = basename(file), used = new Set();
  const keep = (into, text) => into.has(text) || into.set(text, file);
  for (let i = 0; i + 1 < list.length; i++) {
    const f = list[i].text;
    if (list[i + 1].text !== "(" || !/^\w+$/.test(f ?? "")) continue;
    const { args } = arguments_of(list, i + 1);
    const declared = args[0].length > 1 && /^(const|ent_error|ent_errors|parser|reading)$/.test(args[0][0].text ?? "");
    if (SAID_ELSEWHERE.test(f)) for (const t of args.flat()) used.add(t);
    const part = PARTS_FROM[name]?.[f], template = HELPERS[name]?.[f];
    if (part !== undefined && args[part]?.[0]?.string) keep(parts, args[part][0].string);
    if (declared || (PIECES_FROM[f] === undefined && !template)) continue;
    const pieces = template ? helper_pieces(template, args) : args.slice(PIECES_FROM[f]).map(piece).filter((p) => !is_end(p));
    if (pieces.every((p) => p.hole !== undefined)) continue; // hands on what it was given
    if (template && args.some((a) => a.length > 1 && a[0].text === "const")) continue; // its own head
    for (const s of sentences(pieces)) if (!/^\{1\} Did you|^\{1\}\{|^\{1\} "\{2/.test(s)) keep(errors, s);
    for (const t of args.flat()) used.add(t);
  }
  if (file.startsWith("apps/")) return;
  for (const t of list)
    if (t.string !== undefined && !used.has(t) && looks_like_sentence(t.string)) keep(errors, t.string);
}

/* Names of records and kinds, and what a required field is for. */
function read_schema(root, parts) {
  const file = "core/model/schema.def", list = tokens(readFileSync(join(root, file), "utf8"));
  for (let i = 0; i < list.length; i++) {
    if (list[i].text !== "RECORD" && list[i].text !== "FIELD") continue;
    const { args } = arguments_of(list, i + 1);
    if (list[i].text === "RECORD") {
      const name = args[0][0].text;
      for (const s of [name, (/^[aeo]/.test(name) ? "an " : "a ") + name]) parts.set(s, file);
    } else {
      if (args[4][0].text === "1") parts.set(args[6][0].string.replace(/\.$/, ""), file); // the sentence has the stop
      if (args[2][0].text === "REF") parts.set(args[3][0].string, file);
    }
  }
}

function read_domains(root, parts) {
  const file = "include/entente/model.h";
  const list = /#define ENT_DOMAIN_LIST\(X\)((?:.*\\\n)*.*)/.exec(readFileSync(join(root, file), "utf8"))[1];
  for (const m of list.matchAll(/X\(\w+, "([^"]*)"/g)) parts.set(m[1], file);
}

/* All of them: {context, key, file}. */
export function errorTexts(root) {
  const errors = new Map(), parts = new Map();
  for (const dir of ["core", "host", "apps"])
    for (const f of existsSync(join(root, dir)) ? readdirSync(join(root, dir), { recursive: true }).sort() : [])
      if (f.endsWith(".c")) read_source(root, `${dir}/${f}`, errors, parts);
  if (errors.size === 0) return [];
  errors.set("standard output could not be written: {1}", "apps/cli/main.c");
  errors.set('Cannot write "standard output": {1}.', "host/file.c");
  read_schema(root, parts);
  read_domains(root, parts);
  for (const r of REASONS) parts.set(r, "host/file.c");
  const listed = (context, texts) => [...texts].map(([key, file]) => ({ context, key, file }));
  return [...listed("error", errors), ...listed("part", parts)];
}

if (process.argv[1].endsWith("error_patterns.mjs"))
  for (const { context, key, file } of errorTexts(process.argv[2] ?? ".")) console.log(`${context}\t${file}\t${JSON.stringify(key)}`);
