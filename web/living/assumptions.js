/* assumptions.js - what does the reader assume, and which values may a slider take? */
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
