/* words.js - in which language does the app speak?
 *
 * The English text is the key, as in the program; the translations are the program's own catalogue (GNU .mo, little
 * endian), which its server hands out.  Names in braces are filled: say("{n} draws", { n: "2,048" }). */
const LANGUAGES = [["en", "English"], ["zh-Hant", "繁體中文"], ["zh-Hans", "简体中文"]];
let language = "en", catalogue = new Map();

function say(english, values = {}) {
  return (catalogue.get(english) ?? english).replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
}

/* Offsets of the originals and of their translations stand at bytes 12 and 16; each entry is a length and a place. */
function readCatalogue(buffer) {
  const view = new DataView(buffer), text = new TextDecoder(), read = new Map();
  if (view.getUint32(0, true) !== 0x950412de) throw new Error("This is no catalogue.");
  const at = (table, i) => {
    const entry = view.getUint32(table, true) + 8 * i;
    return text.decode(new Uint8Array(buffer, view.getUint32(entry + 4, true), view.getUint32(entry, true)));
  };
  for (let i = 0; i < view.getUint32(8, true); i++) read.set(at(12, i), at(16, i));
  read.delete("");
  return read;
}

async function speak(wanted) {
  const known = LANGUAGES.some(([code]) => code === wanted) ? wanted : "en";
  try {
    catalogue = known === "en" ? new Map() : readCatalogue(await fetchWords(known));
    language = known;
  } catch {
    catalogue = new Map();
    language = "en";
  }
  document.documentElement.lang = language;
}

/* The reader's choice of before, else the first of the browser's languages that we speak. */
function chosenLanguage() {
  const kept = recall("language");
  if (kept) return kept;
  for (const wish of navigator.languages) {
    if (/^zh\b/i.test(wish)) return /hant|tw|hk|mo/i.test(wish) ? "zh-Hant" : "zh-Hans";
    if (/^en\b/i.test(wish)) return "en";
  }
  return "en";
}

/* ---- numbers and times as a reader expects them ---------------------------------------------------------------------- */

const thousands = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

/* A share as percent, as the report writes it. */
function percent(p, draws = 1e6) {
  if (!(p >= 0)) return "\u2013";
  if (p === 0) return draws < 1000 ? "0\u00A0%" : "<0.1\u00A0%";
  const x = 100 * p;
  return (x < 0.1 ? "<0.1" : x >= 99.95 && x < 100 ? ">99.9" : x < 10 ? x.toFixed(1) : x.toFixed(0)) + "\u00A0%";
}

/* Points with their sign, and a standard error; what rounds to nothing has no sign. */
function signed(points) {
  const text = Math.abs(points).toFixed(1);
  return (text === "0.0" ? "" : points > 0 ? "+" : "\u2212") + text;
}
const plusMinus = (se) => (se >= 0 ? "\u00B1\u00A0" + (se > 0 && se < 0.0005 ? "<0.1" : (100 * se).toFixed(1)) : "");

function seconds(s) {
  if (!(s >= 0)) return "\u2013";
  if (s >= 90) return say("{n}\u00A0min", { n: Math.round(s / 60) });
  return say("{n}\u00A0s", { n: s < 10 ? s.toFixed(1) : Math.round(s) });
}

function when(iso) {
  const time = new Date(iso), today = new Date();
  if (Number.isNaN(time.getTime())) return String(iso ?? "");
  const same = time.toDateString() === today.toDateString();
  const style = { timeStyle: "short", hourCycle: "h23", ...(!same && { dateStyle: "medium" }) };
  const text = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, style).format(time);
  return same ? say("today {time}", { time: text }) : text;
}
