/* living.js - how does a reader argue with a report?
 *
 * The page carries the engine (core as WebAssembly) and the author's scenario.  Workers run it; this script shows the
 * assumptions, sends changes, and puts what the engine writes between the marks <!--live name--> ... <!--/live-->.
 * While a hand moves, one worker answers with few draws; when it rests, all of them count the author's draws by blocks,
 * and the last one works out what would change the answer.  The newest request wins.  Nothing is fetched or sent. */
(() => {
"use strict";
const FAST_MS = 60, REST = 180, BLOCK = 1024, CHUNK = 2;
const FAST_PARTS = ["tiles", "chart_gates", "chart_worlds"];
const COUNTED_PARTS = [...FAST_PARTS, "deal", "worth", "members", "chart_members", "chart_survival", "outcomes"];
const GATES = ["Will", "Consent", "Acceptance", "Durability", "All four"];

/* ---- the engine: the same function in a worker and, where there are none, on this thread ------------------------ */

function engine(post) {
  let e, author, version = -1;
  const text = new TextDecoder(), bytes = new TextEncoder();
  const room = (data) => {
    const at = e.living_room(data.length);
    if (!at && data.length) throw new Error("there is no memory left for this page");
    new Uint8Array(e.memory.buffer).set(data, at);
    return data.length;
  };
  const output = () => new Uint8Array(e.memory.buffer, e.living_output(), e.living_output_size());
  const read = () => text.decode(output());
  const check = (code) => {
    if (code) throw Object.assign(new Error("the engine stopped"), { problem: read() });
  };
  const parts = (names) => {
    const out = {};
    for (const name of names) {
      check(e.living_part(room(bytes.encode(name))));
      out[name] = read();
    }
    return out;
  };
  const change = (job) => {
    if (version === job.version) return;
    const pairs = job.changes.map(([path, value]) => path + "\0" + value + "\0").join("");
    check(e.living_change(room(bytes.encode(pairs))));
    version = job.version;
  };
  const answer = (job, draws, study, quick, blocks) => {
    check(e.living_answer(author.seed, draws, study, quick, blocks ? room(blocks) : 0));
    check(e.living_json());
    return read();
  };
  const jobs = {
    async boot(job) {
      e = (await WebAssembly.instantiate(job.module, {})).exports;
      e._initialize?.();
      author = { seed: BigInt(job.seed), draws: job.draws, study: job.study };
      check(e.living_open(room(job.snapshot)));
      version = 0;
      if (!job.list) return {};
      check(e.living_inputs());
      return { inputs: JSON.parse(read()) };
    },
    /* The changed inputs, as the engine reads them. */
    inputs(job) {
      change(job);
      check(e.living_inputs());
      const mine = new Set(job.changes.map(([path]) => path));
      return { inputs: JSON.parse(read()).inputs.filter((input) => mine.has(input.path)) };
    },
    fast(job) {
      change(job);
      const json = answer(job, job.draws, 1, 1);
      return { json, parts: parts(job.parts) };
    },
    count(job) {
      change(job);
      check(e.living_count(author.seed, author.draws, job.first, job.blocks));
      const slots = output().slice();
      return { first: job.first, slots, moved: [slots.buffer] };
    },
    counted(job) {
      change(job);
      return { json: answer(job, author.draws, 1, 1, job.slots), parts: parts(job.parts) };
    },
    full(job) {
      change(job);
      const json = answer(job, author.draws, author.study, 0, job.slots);
      check(e.living_sha256(room(bytes.encode(json))));
      const sha256 = read();
      check(e.living_csv());
      return { json, sha256, csv: read(), parts: parts(job.parts) };
    },
  };
  let last = Promise.resolve();
  return (job) => {
    last = last.then(async () => {
      const start = performance.now();
      try {
        const { moved, ...out } = await jobs[job.kind](job);
        post({ ...out, kind: job.kind, id: job.id, ms: performance.now() - start }, moved);
      } catch (error) {
        post({ kind: job.kind, id: job.id, error: String(error.message || error), problem: error.problem });
      }
    });
  };
}

/* ---- small words ------------------------------------------------------------------------------------------------- */

const $ = (id) => document.getElementById(id);
const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined) continue;
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children);
  return node;
};
const plural = (n, word) => n + " " + word + (n === 1 ? "" : "s");
const thousands = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
const percent = (p, draws) => {
  if (p <= 0) return draws < 1000 ? "0 %" : "<0.1 %";
  const x = 100 * p;
  return (x < 0.1 ? "<0.1" : x >= 99.95 && x < 100 ? ">99.9" : x < 10 ? x.toFixed(1) : x.toFixed(0)) + "\u00A0%";
};
const unpack = (id, format) => new Response(new Blob([Uint8Array.from(atob($(id).textContent), (c) => c.charCodeAt(0))])
  .stream().pipeThrough(new DecompressionStream(format))).arrayBuffer();
const author = JSON.parse($("living-author").textContent);

/* ---- workers: the first is for the hand, the last for long thoughts ------------------------------------------------ */

const pool = [];
let module, snapshot, kinds, ids = 0;

function hire(list, here = kinds === "page") {
  const waiting = new Map();
  const worker = { waiting, busy: 0, stop() {} };
  const receive = (out) => {
    const take = waiting.get(out.id);
    waiting.delete(out.id);
    worker.busy--;
    if (take) out.error ? take.fail(out) : take.done(out);
  };
  let send;
  try {
    if (here) throw new Error("no workers here");
    const source = "(" + engine + ")";
    const url = URL.createObjectURL(new Blob(
      ["const run = " + source + "((m, moved) => postMessage(m, moved || [])); onmessage = (e) => run(e.data);"],
      { type: "text/javascript" }));
    const thread = new Worker(url);
    thread.onmessage = (event) => receive(event.data);
    thread.onerror = () => worker.stop();
    send = (job, moved) => thread.postMessage(job, moved || []);
    worker.stop = () => {
      thread.terminate();
      URL.revokeObjectURL(url);
      for (const take of waiting.values()) take.fail({ stopped: true });
      waiting.clear();
    };
    kinds = "workers";
  } catch {
    const run = engine((out) => setTimeout(() => receive(out)));
    send = (job) => setTimeout(() => run(job));
    kinds = "page";
  }
  worker.ask = (job, moved) => new Promise((done, fail) => {
    const id = ++ids;
    waiting.set(id, { done, fail });
    worker.busy++;
    send({ ...job, id }, moved);
  });
  worker.ready = worker.ask({ kind: "boot", module, snapshot, list, seed: author.seed, draws: author.draws,
                              study: author.study_draws });
  worker.ready.catch(() => {});
  return worker;
}

/* The last worker, free at once: whatever it thought about is out of date. */
function thinker() {
  const last = pool.length - 1;
  if (pool[last].busy && last > 0) {
    pool[last].stop();
    pool[last] = hire(false);
  }
  return pool[last];
}

/* What a reader asks for by a button has a worker of its own, which no change of an assumption stops. */
async function apart(job) {
  const own = kinds === "workers" ? hire(false) : pool[0];
  try {
    return await own.ask(job);
  } finally {
    if (own !== pool[0]) own.stop();
  }
}

/* ---- the reader's assumptions --------------------------------------------------------------------------------------- */

let baseInputs = [], byPath = new Map(), clubs = [], terms = {}, rows = new Map();
const changes = new Map(); /* path -> text, in the order of the inputs */
const wrong = new Map();   /* path -> text that the engine refused */
let version = 0, newest = 0, latest = null;

/* What is set: the changes, and for a member that has no consent of its own the rest of its consent as it was. */
function ordered() {
  const all = new Map(changes);
  for (const path of changes.keys()) {
    if (!byPath.get(path)?.inherits) continue;
    const member = path.split(".").slice(0, 3).join(".") + ".";
    for (const input of baseInputs) if (input.path.startsWith(member) && !all.has(input.path)) all.set(input.path, input.text);
  }
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1));
}
const isBase = () => changes.size === 0;

/* Where an input's slider may go, and the way from a value to a place on it. */
const scales = {
  SHARE: { to: (x) => Math.log(x / (1 - x)), from: (y) => 1 / (1 + Math.exp(-y)), low: 0.002, high: 0.998 },
  SIGNED: { to: (x) => x, from: (y) => y, low: -0.98, high: 0.98 },
  POSITIVE: { to: Math.log, from: Math.exp },
  COUNT: { to: (x) => Math.log(x + 1), from: (y) => Math.exp(y) - 1 },
  REAL: { to: (x) => x, from: (y) => y },
};
/* The way in which an interval keeps its shape when its middle moves. */
const shapes = {
  ...scales,
  SIGNED: { to: (x) => Math.log((1 + x) / (1 - x)), from: (y) => Math.tanh(y / 2) },
};

function track(input) {
  const scale = scales[input.domain];
  const clip = (x) => scale.low === undefined ? x : Math.min(scale.high, Math.max(scale.low, x));
  const at = (x) => scale.to(clip(x));
  const wide = at(input.p95) - at(input.p5), middle = at(input.p50);
  const reach = Math.max(1.5 * wide, input.domain === "REAL" ? 0.5 * Math.abs(middle) : 1) || 1;
  let low = Math.min(at(input.p5), middle) - reach, high = Math.max(at(input.p95), middle) + reach;
  if (scale.low !== undefined) {
    low = input.domain === "SIGNED" ? scale.low : Math.max(scale.to(scale.low), low);
    high = input.domain === "SIGNED" ? scale.high : Math.min(scale.to(scale.high), high);
  }
  if (input.domain === "COUNT") low = Math.max(0, low);
  const place = (x) => Math.min(1000, Math.max(0, (1000 * (at(x) - low)) / (high - low)));
  return { place, value: (t) => scale.from(low + ((high - low) * t) / 1000) };
}

const short = (x, digits) => {
  const y = Number(x.toPrecision(digits));
  return Math.abs(y) < 1e-6 ? (y === 0 ? "0" : y.toFixed(12).replace(/0+$/, "")) : String(y);
};

/* A number as the author writes them for this input: "0.2 %" stays in percent. */
const written = (input, x, digits) =>
  input.domain === "COUNT" ? String(Math.round(x)) : /%/.test(input.text) ? short(100 * x, digits) + "%" : short(x, digits);

/* The notation for an input whose middle has moved to m: the interval keeps its width where its domain measures width. */
function notation(input, m) {
  if (input.known) return written(input, m, 2);
  const shape = shapes[input.domain], to = (x) => shape.to(clamp(input, x));
  const ends = [input.p5, input.p95].map((x) => shape.from(to(x) + to(m) - to(input.p50)));
  for (let digits = 2; digits < 8; digits++) {
    const [a, b] = ends.map((x) => written(input, x, digits));
    if (parseFloat(a) < parseFloat(b)) return a + " to " + b;
  }
  return written(input, m, 2);
}

function clamp(input, x) {
  if (input.domain === "SHARE") return Math.min(0.9999, Math.max(0.0001, x));
  if (input.domain === "SIGNED") return Math.min(0.9999, Math.max(-0.9999, x));
  if (input.domain === "POSITIVE") return Math.max(1e-9, x);
  return input.domain === "COUNT" ? Math.max(0, x) : x;
}

function setChange(path, text, original) {
  wrong.delete(path);
  if (text === original) changes.delete(path);
  else changes.set(path, text);
  request();
}

/* ---- one assumption --------------------------------------------------------------------------------------------------- */

const nearest = (place) => 5 * Math.round(place / 5); /* the slider's steps */

function addRow(input, prefix) {
  input.label ||= input.path;
  const id = prefix + input.path.replace(/[^A-Za-z0-9]/g, "-");
  const way = track(input), home = nearest(way.place(input.p50)), mine = changes.get(input.path);
  const box = make("input", { type: "text", id: id + "-t", value: mine ?? input.text, spellcheck: "false",
    autocomplete: "off", "aria-label": input.label + ", as text", "aria-describedby": id + "-e" });
  const slider = make("input", { type: "range", id, min: 0, max: 1000, step: 5, value: home,
    "aria-describedby": id + "-a" });
  const reset = make("button", { type: "button", class: "reset", hidden: true, text: "reset",
    "aria-label": "reset: " + input.label });
  const error = make("p", { class: "wrong", id: id + "-e", role: "alert", hidden: true });
  const rail = make("div", { class: "rail" }, slider);
  const [a, b] = [way.place(input.p5) / 1000, way.place(input.p95) / 1000];
  rail.style.setProperty("--a", a);
  rail.style.setProperty("--b", Math.max(b, a + 0.006));
  rail.style.setProperty("--m", way.place(input.p50) / 1000);
  const note = make("p", { class: "author", id: id + "-a" },
    make("span", { text: "Author: " + input.shown }));
  if (input.source) note.append(make("small", { text: input.source, title: input.source }));
  const node = make("div", { class: "assumption" }, make("label", { for: id, text: input.label }), box, rail, note, reset,
    error);
  const row = { input, node, box, slider, reset, error, way };
  slider.addEventListener("input", () => {
    const text = Number(slider.value) === home ? input.text : notation(input, way.value(Number(slider.value)));
    setChange(input.path, text, input.text);
  });
  const typed = () => {
    const text = box.value.trim();
    if (text !== (changes.get(input.path) ?? input.text)) setChange(input.path, text || input.text, input.text);
  };
  box.addEventListener("change", typed);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") typed();
    if (event.key !== "Escape") return;
    box.value = input.text;
    setChange(input.path, input.text, input.text);
  });
  reset.addEventListener("click", () => {
    setChange(input.path, input.text, input.text);
    slider.focus();
  });
  if (!rows.has(input.path)) rows.set(input.path, []);
  rows.get(input.path).push(row);
  show(row);
  return node;
}

/* A row as the reader's assumptions stand; `now` is the input as the engine reads it. */
function show(row, now) {
  const path = row.input.path, mine = changes.get(path), problem = wrong.get(path);
  const text = problem?.text ?? mine ?? row.input.text;
  if (document.activeElement !== row.box) row.box.value = text;
  row.node.classList.toggle("changed", mine !== undefined || problem !== undefined);
  row.reset.hidden = mine === undefined && problem === undefined;
  row.error.hidden = !problem;
  row.error.textContent = problem ? problem.message : "";
  row.box.setAttribute("aria-invalid", problem ? "true" : "false");
  if (mine === undefined && !problem) row.slider.value = nearest(row.way.place(row.input.p50));
  else if (now && document.activeElement !== row.slider) row.slider.value = nearest(row.way.place(now.p50));
  row.slider.setAttribute("aria-valuetext", now && mine !== undefined ? now.shown + " (" + text + ")" : text);
}

function showRows(inputs) {
  const now = new Map((inputs || []).map((input) => [input.path, input]));
  for (const [path, list] of rows) for (const row of list) show(row, now.get(path));
}

/* ---- the rule of a club ------------------------------------------------------------------------------------------------ */

function ruleMenu(club) {
  const n = club.members, options = [[club.rule, "as written: " + club.rule]];
  const more = [["consensus", "consensus: all " + n], ["count >= " + (n - 1), "all but one: " + (n - 1) + " of " + n],
    ["count >= " + Math.ceil((2 * n) / 3), "two thirds: " + Math.ceil((2 * n) / 3) + " of " + n],
    ["count >= " + (Math.floor(n / 2) + 1), "majority: " + (Math.floor(n / 2) + 1) + " of " + n]];
  for (const [rule, words] of more)
    if (!options.some(([known]) => known === rule) && !(rule === "consensus" && club.rule === "unanimity"))
      options.push([rule, words]);
  const mine = changes.get(club.path);
  if (mine !== undefined && !options.some(([rule]) => rule === mine)) options.push([mine, mine]);
  const menu = make("select", { id: "rule-" + club.path.replace(/[^A-Za-z0-9]/g, "-") },
    ...options.map(([rule, words]) => make("option", { value: rule, text: words })));
  menu.value = mine ?? club.rule;
  menu.addEventListener("change", () => setChange(club.path, menu.value, club.rule));
  const error = make("p", { class: "wrong", role: "alert", hidden: true });
  const node = make("div", { class: "rule" },
    make("label", { for: menu.id, text: "How " + club.name + (club.name.startsWith("the ") ? " decides" : " decide") }),
    menu, error);
  club.show = () => {
    const problem = wrong.get(club.path);
    menu.value = changes.get(club.path) ?? club.rule;
    node.classList.toggle("changed", changes.has(club.path));
    error.hidden = !problem;
    error.textContent = problem ? problem.message : "";
  };
  return node;
}

/* ---- the section ---------------------------------------------------------------------------------------------------------- */

function groupOf(path) {
  const [first, second] = path.split(".");
  if (second === undefined) return "Scenario";
  const title = first.replace(/_/g, " ").replace(/^./, (c) => c.toUpperCase());
  if (first !== "consents") return title;
  const club = clubs.find((c) => c.path === "clubs." + second + ".rule");
  return title + ": " + (club ? club.name : terms[second] ?? second);
}

function group(name, inputs) {
  const body = make("div");
  const node = make("details", { class: "group" }, make("summary", {}, make("h3", { text: name }), " ",
    make("span", { class: "number", text: plural(inputs.length, "number") })), body);
  node.addEventListener("toggle", () => {
    if (node.open && !body.firstChild) body.append(...inputs.map((input) => addRow(input, "g-")));
  });
  return node;
}

function buildSection() {
  const top = author.drivers.map((path) => byPath.get(path)).filter(Boolean);
  const groups = new Map();
  for (const input of baseInputs) {
    const name = groupOf(input.path);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(input);
  }
  const deciding = clubs.filter((club) => club.decides), others = clubs.filter((club) => !club.decides);
  const found = make("div"), list = make("div", {}, ...[...groups].map(([name, inputs]) => group(name, inputs)));
  const search = make("input", { type: "search", id: "argue-find", placeholder: "France, horizon, trust \u2026" });
  search.addEventListener("input", () => find(search.value, found, list));
  const section = make("section", { id: "argue", "aria-labelledby": "argue-h" },
    make("h2", { id: "argue-h", text: "Argue with it" }),
    make("p", { class: "lede", text: "Everything here is an assumption that you may change. Move a slider or write a value " +
      "(\u201C0.2 to 0.5\u201D is a central 90\u00A0% interval, \u201C0.3\u201D is known). The engine that answered for the author " +
      "answers again, in this page: nothing is sent anywhere." }));
  section.append(...trySet());
  if (deciding.length) section.append(make("div", { class: "rules" }, ...deciding.map(ruleMenu)));
  if (top.length) section.append(make("h3", { text: "What matters most" }), ...top.map((input) => addRow(input, "t-")));
  section.append(make("h3", { text: "All assumptions" }),
    make("div", { class: "find" }, make("label", { for: "argue-find", text: "Find" }), search), found, list);
  if (others.length) section.append(make("details", { class: "group" },
    make("summary", {}, make("h3", { text: "Rules of other clubs" })), ...others.map(ruleMenu)));
  section.append(tools());
  $("verdict").after(section);
  const home = document.querySelector('.contents a[href="#verdict"]');
  home?.parentNode.after(make("li", {}, make("a", { href: "#argue", text: "Argue with it" })));
}

/* The changes that would turn the verdict, to be tried at once. */
function trySet() {
  const set = author.set.map(({ path, value, shown }) => [byPath.get(path), String(value), shown])
    .filter(([input]) => input);
  if (!set.length || set.length < author.set.length) return [];
  const all = make("button", { type: "button", class: "tool", text: "Assume all of them", onclick: () => {
    for (const [input, text] of set) {
      wrong.delete(input.path);
      changes.set(input.path, text);
    }
    request();
  } });
  return [make("div", { class: "what-if" },
    make("p", {}, "What would it take? The smallest set of changes that was found to turn the verdict" +
      (set.length === 1 ? ":" : ", all " + set.length + " together:")),
    make("ul", {}, ...set.map(([input, , shown]) => make("li", {}, input.label + ": " + shown + " ",
      make("span", { class: "author", text: "(author: " + input.shown + ")" })))), all)];
}

function find(text, found, list) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  for (const [path, shown] of rows) rows.set(path, shown.filter((row) => !found.contains(row.node)));
  found.replaceChildren();
  list.hidden = words.length > 0;
  if (!words.length) return;
  const hits = baseInputs.filter((input) => words.every((w) => (input.label + " " + input.path).toLowerCase().includes(w)));
  found.append(...hits.slice(0, 25).map((input) => addRow(input, "f-")));
  found.append(make("p", { class: "author", role: "status",
    text: hits.length > 25 ? "The first 25 of " + hits.length + "." : plural(hits.length, "assumption") + "." }));
}

/* ---- taking it away -------------------------------------------------------------------------------------------------------- */

function tools() {
  const say = make("p", { class: "author", role: "status", id: "argue-said" });
  const button = (text, action) => make("button", { type: "button", class: "tool", text, onclick: action });
  const link = button("Copy a link to these assumptions", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      say.textContent = "Copied. Whoever opens it in this file sees your assumptions.";
    } catch {
      say.textContent = "The address of this page now holds your assumptions: copy it from there.";
    }
  });
  const save = (kind, type) => async () => {
    say.textContent = "Counting all draws \u2026";
    try {
      const out = await wholeAnswer();
      const url = URL.createObjectURL(new Blob([out[kind]], { type }));
      make("a", { href: url, download: author.id + (isBase() ? "" : "-changed") + "." + kind }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10000);
      say.textContent = "";
    } catch (out) {
      say.textContent = "That did not work: " + (out.error || out);
    }
  };
  return make("div", { class: "tools" },
    make("details", {}, make("summary", { text: "The same on the command line" }),
      make("pre", { tabindex: "0", "aria-label": "Command" }, make("code", { id: "argue-command", text: command() }))),
    make("p", {}, link, button("Answer as JSON", save("json", "application/json")), button("as CSV", save("csv", "text/csv")),
      button("Re-compute the author\u2019s number", verify)), say,
    make("p", { id: "verified", class: "author", role: "status" }));
}

const command = () => author.command + ordered().map(([path, text]) => " --set '" + path + "=" +
  text.replace(/'/g, "'\\''") + "'").join("");

async function wholeAnswer() {
  if (latest && latest.version === version && latest.csv) return latest;
  const wanted = version;
  const out = await apart({ kind: "full", version, changes: ordered(), parts: [] });
  if (wanted === version) latest = { ...latest, ...out, version };
  return out;
}

/* The author's draws and seed once more, here: the same text, and so every number to its last bit? */
async function verify() {
  const say = $("verified");
  say.className = "author";
  say.textContent = "Counting " + thousands(author.draws) + " draws \u2026";
  try {
    const start = performance.now();
    const out = await apart({ kind: "full", version: 0, changes: [], parts: [] });
    const numbers = (out.json.match(/-?\d[\d.e+-]*(?=[,\n}\]])/g) || []).length;
    const same = out.sha256 === author.json_sha256;
    say.className = same ? "author same" : "author differs";
    say.textContent = same
      ? "\u2713 Identical to the last bit: " + thousands(numbers) + " numbers, " + thousands(author.json_size) +
        " bytes, SHA-256 " + out.sha256.slice(0, 16) + "\u2026, counted here in " +
        ((performance.now() - start) / 1000).toFixed(1) + " s."
      : "\u2717 Not the same: the author\u2019s answer has SHA-256 " + author.json_sha256 + ", this page computed " +
        out.sha256 + ".";
  } catch (out) {
    say.textContent = "That did not work: " + (out.error || out);
  }
}

/* ---- the bar: the answer under the hand -------------------------------------------------------------------------------------- */

const bar = { cells: [] };

function buildBar() {
  bar.cells = GATES.map((name, i) => {
    const value = make("b", { text: percent(author.p[i], author.draws) }), fill = make("i");
    const meter = make("span", { class: "meter-line", "aria-hidden": "true" }, fill, make("u"));
    meter.style.setProperty("--author", 100 * author.p[i] + "%");
    fill.style.width = 100 * author.p[i] + "%";
    return { value, fill, node: make("li", {}, make("span", { text: name }), value, meter) };
  });
  bar.state = make("p", { class: "state" });
  bar.reset = make("button", { type: "button", class: "tool", text: "Reset all", onclick: resetAll });
  bar.node = make("aside", { id: "bar", "aria-label": "The answer under your assumptions", hidden: true },
    make("ul", {}, ...bar.cells.map((cell) => cell.node)), make("div", {}, bar.state, bar.reset));
  document.body.append(bar.node);
  let near = false;
  const showBar = () => { bar.node.hidden = !near && isBase() && !wrong.size; };
  bar.update = showBar;
  new IntersectionObserver((entries) => {
    near = entries[entries.length - 1].isIntersecting;
    showBar();
  }).observe($("argue"));
}

function showBar(p, draws) {
  p.forEach((value, i) => {
    bar.cells[i].value.textContent = percent(value, draws);
    bar.cells[i].fill.style.width = 100 * value + "%";
  });
}

function state(text) {
  bar.state.textContent = text;
  bar.reset.disabled = isBase() && !wrong.size;
  bar.update();
}

function resetAll() {
  changes.clear();
  wrong.clear();
  request();
}

/* ---- the page as it stands ---------------------------------------------------------------------------------------------------- */

const holes = new Map(); /* name -> [start mark, end mark, the author's nodes] */
const original = { outcome: [] };

function findHoles() {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
  let start = null;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.data.startsWith("live ")) start = node;
    else if (node.data === "/live" && start) {
      holes.set(start.data.slice(5), { start, end: node });
      start = null;
    }
  }
  for (const hole of holes.values()) {
    const range = document.createRange();
    range.setStartAfter(hole.start);
    range.setEndBefore(hole.end);
    const box = make("div");
    box.append(range.cloneContents());
    hole.html = hole.now = box.innerHTML;
  }
  original.headline = document.querySelector(".headline").textContent;
  original.weakest = document.querySelector(".weakest").textContent;
  original.outcome = [...document.querySelectorAll(".claim > h3 .chip")].map((chip) => chip.textContent);
}

/* What the engine wrote: HTML and SVG in which every text is escaped by the C code that wrote the page itself. */
function fillHole(name, html) {
  const hole = holes.get(name);
  if (!hole || hole.now === html) return;
  hole.now = html;
  const range = document.createRange();
  range.setStartAfter(hole.start);
  range.setEndBefore(hole.end);
  const parent = hole.start.parentNode;
  const opened = [];
  for (let node = hole.start.nextSibling; node !== hole.end; node = node.nextSibling)
    if (node.querySelectorAll) opened.push(...[node, ...node.querySelectorAll("details")]
      .filter((d) => d.tagName === "DETAILS").map((d) => d.open));
  range.deleteContents();
  const box = document.createElement("template");
  box.innerHTML = html;
  box.content.querySelectorAll("details").forEach((d, i) => { if (i < opened.length) d.open = opened[i]; });
  parent.insertBefore(box.content, hole.end);
}

function fillHoles(parts) {
  for (const [name, html] of Object.entries(parts)) fillHole(name, html);
  if (parts.claims !== undefined) markClaims();
}

function markClaims() {
  let moved = 0;
  document.querySelectorAll(".claim").forEach((claim, i) => {
    const chip = claim.querySelector("h3 .chip");
    if (!chip || !original.outcome[i] || chip.textContent === original.outcome[i]) return;
    moved++;
    claim.classList.add("moved");
    chip.after(" ", make("span", { class: "was", text: "was: " + original.outcome[i] }));
  });
  original.moved = moved;
}

function words(json) {
  const head = document.querySelector(".headline"), weak = document.querySelector(".weakest");
  if (head.textContent !== json.verdict) head.textContent = json.verdict;
  if (weak.textContent !== json.weakest_gate) weak.textContent = json.weakest_gate;
  const gates = json.gates;
  showBar([gates.will.p, gates.consent.p, gates.acceptance.p, gates.durability.p, json.all.p], json.draws);
}

/* Tells above the verdict whose it is, and keeps the author's in sight. */
function whose() {
  const n = changes.size, title = $("verdict-h");
  title.textContent = n ? "Verdict, with " + plural(n, "change") + " of yours" : "Verdict";
  let line = $("authors");
  if (!line) {
    line = make("p", { id: "authors", class: "author" });
    document.querySelector(".weakest").after(line);
  }
  line.hidden = n === 0;
  line.textContent = n ? "The author\u2019s assumptions: " + original.headline : "";
  document.body.classList.toggle("argued", n > 0);
  $("argue-command").textContent = command();
}

function restore() {
  for (const [name, hole] of holes) fillHole(name, hole.html);
  document.querySelector(".headline").textContent = original.headline;
  document.querySelector(".weakest").textContent = original.weakest;
  showBar(author.p, author.draws);
  document.body.classList.remove("stale");
  original.moved = 0;
  state(wrong.size ? "One value is not understood" : "The author\u2019s assumptions");
}

/* ---- asking ---------------------------------------------------------------------------------------------------------------------- */

let handling = false, again = false, resting = 0, fast = 2048;

/* As many draws as this machine makes in the time that a hand does not notice. */
function pace(draws, ms) {
  const blocks = (FAST_MS * draws) / Math.max(1, ms) / BLOCK;
  fast = BLOCK * Math.min(20, Math.max(1, Math.round((blocks + fast / BLOCK) / 2)));
}

function request() {
  newest++;
  version = isBase() ? 0 : newest;
  whose();
  for (const club of clubs) club.show?.();
  writeHash();
  clearTimeout(resting);
  showRows(latest?.inputs);
  if (isBase()) return restore();
  again = true;
  hand();
}

/* One fast pass at a time; what was asked for meanwhile is done next, and only the newest of it. */
async function hand() {
  if (handling) return;
  handling = true;
  while (again && !isBase()) {
    again = false;
    const mine = newest, draws = Math.min(fast, author.draws);
    try {
      state("\u2026");
      const out = await pool[0].ask({ kind: "fast", version, changes: ordered(), draws, parts: FAST_PARTS });
      if (isBase()) break;
      document.body.classList.add("stale");
      latest = { inputs: latest?.inputs };
      fillHoles(out.parts);
      words(JSON.parse(out.json));
      pace(draws, out.ms);
      performance.mark("entente:fast", { detail: { draws, engine: out.ms } });
      state("First look, " + thousands(draws) + " draws");
      if (mine === newest) resting = setTimeout(() => refine(mine), REST);
    } catch (out) {
      refuse(out);
    }
  }
  handling = false;
}

/* A value that the engine does not take goes back out of the assumptions and is explained under its box. */
function refuse(out) {
  let problem = {};
  try { problem = JSON.parse(out.problem); } catch { problem = { message: out.error || "The engine stopped." }; }
  const at = problem.path || "";
  const path = [...changes.keys()].reverse().find((p) => at === p || at.startsWith(p + ".") || p.startsWith(at + ".")) ??
    [...changes.keys()].pop();
  if (path === undefined) return state(problem.message);
  wrong.set(path, { text: changes.get(path), message: problem.message });
  changes.delete(path);
  newest++;
  version = isBase() ? 0 : newest;
  whose();
  writeHash();
  for (const club of clubs) club.show?.();
  showRows();
  if (isBase()) restore();
  else again = true;
}

/* All draws, counted by all workers in blocks; then everything that would change the answer. */
async function refine(mine) {
  const live = () => mine === newest;
  const blocks = Math.ceil(author.draws / BLOCK), wanted = version, list = ordered();
  const slots = [];
  let next = 0, done = 0;
  const share = async (worker) => {
    await worker.ready;
    while (live() && next < blocks) {
      const first = next, count = Math.min(CHUNK, blocks - next);
      next += count;
      const out = await worker.ask({ kind: "count", version: wanted, changes: list, first, blocks: count });
      slots[first] = out.slots;
      done += count;
      if (live()) state("Counting, " + Math.round((100 * done) / blocks) + "\u00A0%");
    }
  };
  try {
    const start = performance.now();
    thinker();
    const { inputs } = await pool[0].ask({ kind: "inputs", version: wanted, changes: list });
    if (!live()) return;
    latest = { inputs };
    showRows(inputs);
    await Promise.all(pool.map(share));
    if (!live()) return;
    const size = slots.reduce((sum, s) => sum + s.length, 0), all = new Uint8Array(size);
    let at = 0;
    slots.forEach((s) => { all.set(s, at); at += s.length; });
    const job = { version: wanted, changes: list, slots: all };
    const counted = await thinker().ask({ ...job, kind: "counted", parts: COUNTED_PARTS.filter((part) => holes.has(part)) });
    if (!live()) return;
    fillHoles(counted.parts);
    words(JSON.parse(counted.json));
    state(thousands(author.draws) + " draws; working out what would change it \u2026");
    const out = await pool[pool.length - 1].ask({ ...job, kind: "full", parts: [...holes.keys()] });
    if (!live()) return;
    latest = { ...latest, ...out, version: wanted };
    fillHoles(out.parts);
    words(JSON.parse(out.json));
    document.body.classList.remove("stale");
    const moved = original.moved;
    state(thousands(author.draws) + " draws in " + ((performance.now() - start) / 1000).toFixed(1) + " s; " +
      (moved ? plural(moved, "claim") + " of " + original.outcome.length + " changed" : "no claim changed its outcome"));
    document.body.dataset.settled = String(mine);
  } catch (out) {
    if (live() && !out.stopped) state("The engine stopped: " + (out.error || out));
  }
}

/* ---- the address holds the assumptions --------------------------------------------------------------------------------------------- */

const MARK = "#set:";

function writeHash() {
  const hash = [...changes].map(([path, text]) => encodeURIComponent(path) + "=" + encodeURIComponent(text)).join("&");
  history.replaceState(null, "", hash ? MARK + hash : location.pathname + location.search);
}

function readHash() {
  if (!location.hash.startsWith(MARK)) return false;
  const known = new Map(baseInputs.map((input) => [input.path, input.text]));
  for (const club of clubs) known.set(club.path, club.rule);
  changes.clear();
  for (const pair of location.hash.slice(MARK.length).split("&").slice(0, 400)) {
    let path = "", text = "";
    try { [path, text] = pair.split("=").map(decodeURIComponent); } catch { continue; }
    if (known.has(path) && text && text.length < 4096 && known.get(path) !== text) changes.set(path, text);
  }
  return changes.size > 0;
}

/* A link inside the page would wipe the assumptions from the address. */
function keepHash(event) {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link || isBase() || event.ctrlKey || event.metaKey) return;
  const place = $(link.getAttribute("href").slice(1));
  if (!place) return;
  event.preventDefault();
  place.scrollIntoView();
  place.setAttribute("tabindex", "-1");
  place.focus({ preventScroll: true });
}

/* ---- start ------------------------------------------------------------------------------------------------------------------------------ */

async function start() {
  findHoles();
  const head = document.querySelector(".headline");
  head.setAttribute("role", "status");
  head.setAttribute("aria-live", "polite");
  module = await WebAssembly.compile(await unpack("living-engine", "gzip"));
  snapshot = new Uint8Array(await unpack("living-snapshot", "deflate-raw"));
  pool.push(hire(true));
  const { inputs } = await pool[0].ready.catch(() => {
    pool[0] = hire(true, true);
    return pool[0].ready;
  });
  baseInputs = inputs.inputs;
  byPath = new Map(baseInputs.map((input) => [input.path, input]));
  clubs = inputs.clubs;
  terms = inputs.terms;
  const more = kinds === "workers" ? Math.min(3, Math.max(1, (navigator.hardwareConcurrency || 2) - 1)) : 0;
  for (let i = 0; i < more; i++) pool.push(hire(false));
  const asked = readHash();
  buildSection();
  buildBar();
  document.addEventListener("click", keepHash);
  addEventListener("hashchange", () => { if (readHash()) request(); });
  state("The author\u2019s assumptions");
  if (asked) request();
  performance.mark("entente:ready");
  document.body.dataset.living = kinds;
}

start().catch((error) => {
  /* The page keeps the author's answer, as it does without any script. */
  document.body.dataset.living = "off: " + (error.message || error.error || error);
});
})();
