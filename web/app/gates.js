/* gates.js - what did a run find?  Four gates and all of them together, as figures with a bar each. */
const GATES = ["will", "consent", "acceptance", "durability", "all"];
const gateNames = () => [say("Will"), say("Consent"), say("Acceptance"), say("Durability"), say("All four")];

/* A bar from 0 to 1; the figure beside it says the same, so it is hidden from those who listen. */
function gateBar(p) {
  const fill = make("i"), bar = make("span", { class: "bar", "aria-hidden": "true" }, fill);
  bar.set = (share) => fill.style.setProperty("--p", Math.min(1, Math.max(0, share || 0)));
  bar.set(p);
  return bar;
}

/* The five as a list; `set` moves them without building anything anew. */
function gateList(run) {
  const names = gateNames();
  const cells = GATES.map((gate, i) => {
    const value = make("b", { class: "number" }), bar = gateBar(0), error = make("small", { class: "number" });
    return { gate, value, bar, error, node: make("li", { class: gate }, make("span", { text: names[i] }), value, bar, error) };
  });
  const node = make("ul", { class: "gates" }, ...cells.map((cell) => cell.node));
  node.set = ({ p, se, draws }) => {
    for (const cell of cells) {
      cell.value.textContent = percent(p?.[cell.gate], draws);
      cell.bar.set(p?.[cell.gate]);
      cell.error.textContent = plusMinus(se?.[cell.gate]);
    }
  };
  node.set(run);
  return node;
}

/* What was changed, and whose view it was, in words. */
function whatChanged(run) {
  const parts = [];
  if (run.view) parts.push(say("view: {name}", { name: viewNames.get(run.scenario + " " + run.view) ?? run.view }));
  const n = run.changes.length;
  if (n) parts.push(run.changes.slice(0, 2).map(({ path, value, label }) => (label || path) + " = " + value).join(say("; ")) +
    (n > 2 ? say("; and {n} more", { n: n - 2 }) : ""));
  if (run.edited) parts.push(say("an edited text"));
  return parts.join(" \u00B7 ") || say("as written");
}

/* A run in one line, for a menu. */
const lineOf = (run) => [run.title || run.scenario, when(run.started), whatChanged(run)].join(say(", "));
