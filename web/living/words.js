/* words.js - how does the page say something, and show a number?
 *
 * say("...{name}...", {name: value}) is the one way in which a text of the script reaches a reader; its key is the English
 * sentence, written as one literal.  language.js brings the catalogue. */
let catalogue = new Map();
const say = (english, values = {}) => (catalogue.get(english) ?? english).replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
const gateNames = () => [say("Will"), say("Consent"), say("Acceptance"), say("Durability"), say("All four")];
const authorsLine = () => say("The author’s assumptions");

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
const thousands = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
const percent = (p, draws) => {
  if (p <= 0) return draws < 1000 ? "0 %" : "<0.1 %";
  const x = 100 * p;
  return (x < 0.1 ? "<0.1" : x >= 99.95 && x < 100 ? ">99.9" : x < 10 ? x.toFixed(1) : x.toFixed(0)) + "\u00A0%";
};
const carried = globalThis.carried; /* what boot.js unpacked: bytes by name */
const author = JSON.parse($("living-author").textContent);
