/* section.js - the section in which all assumptions stand, grouped and to be found. */
function groupOf(path) {
  const [first, second] = path.split(".");
  if (second === undefined) return say("Scenario");
  const title = { actors: say("Actors"), clubs: say("Clubs"), conditions: say("Conditions"), deal: say("Deal"),
    terms: say("Terms"), concessions: say("Concessions"), consents: say("Consents"), forms: say("Forms"), trust: say("Trust"),
    ties: say("Ties"), alignment: say("Alignment") }[first] ?? first;
  if (first !== "consents") return title;
  const club = clubs.find((c) => c.path === "clubs." + second + ".rule");
  return say("{group}: {name}", { group: title, name: club ? club.name : terms[second] ?? second });
}

function group(name, inputs) {
  const body = make("div");
  const node = make("details", { class: "group" }, make("summary", {}, make("h3", { text: name }), " ",
    make("span", { class: "number", text: inputs.length === 1 ? say("1 number") : say("{n} numbers", { n: inputs.length }) })), body);
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
  const search = make("input", { type: "search", id: "argue-find", placeholder: say("France, horizon, trust …") });
  search.addEventListener("input", () => find(search.value, found, list));
  const section = make("section", { id: "argue", "aria-labelledby": "argue-h" },
    make("h2", { id: "argue-h", text: say("Argue with it") }),
    make("p", { class: "lede" },
      say("Everything here is an assumption that you may change."), " ",
      say("Move a slider or write a value (“0.2 to 0.5” is a central {share} interval, “0.3” is known).",
        { share: "90\u00A0%" }), " ",
      say("The engine that answered for the author answers again, in this page: nothing is sent anywhere.")));
  section.append(...viewSwitch(), ...trySet());
  if (deciding.length) section.append(make("div", { class: "rules" }, ...deciding.map(ruleMenu)));
  if (top.length) section.append(make("h3", { text: say("What matters most") }), ...top.map((input) => addRow(input, "t-")));
  section.append(make("h3", { text: say("All assumptions") }),
    make("div", { class: "find" }, make("label", { for: "argue-find", text: say("Find") }), search), found, list);
  if (others.length) section.append(make("details", { class: "group" },
    make("summary", {}, make("h3", { text: say("Rules of other clubs") })), ...others.map(ruleMenu)));
  section.append(tools());
  $("verdict").after(section);
  const home = document.querySelector('.contents a[href="#verdict"]');
  home?.parentNode.after(make("li", { id: "argue-link" }, make("a", { href: "#argue", text: say("Argue with it") })));
}

/* The changes that would turn the verdict, to be tried at once. */
function trySet() {
  const set = author.set.map(({ path, value, shown }) => [byPath.get(path), String(value), shown, value])
    .filter(([input]) => input);
  if (!set.length || set.length < author.set.length) return [];
  const all = make("button", { type: "button", class: "tool", text: say("Assume all of them"), onclick: () => {
    for (const [input, text] of set) {
      wrong.delete(input.path);
      changes.set(input.path, text);
    }
    request();
  } });
  return [make("div", { class: "what-if" },
    make("p", {}, set.length === 1
      ? say("What would it take? The smallest set of changes that was found to turn the verdict:")
      : say("What would it take? The smallest set of changes that was found to turn the verdict, all {n} together:",
        { n: set.length })),
    make("ul", {}, ...set.map(([input, , shown, value]) => make("li", {},
      say("{group}: {name}", { group: input.label, name: spoken.code === author.language ? shown : written(input, value, 2) }), " ",
      make("span", { class: "author", text: say("(author: {value})", { value: input.shown }) })))), all)];
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
    text: hits.length > 25 ? say("The first 25 of {n}.", { n: hits.length })
      : hits.length === 1 ? say("1 assumption.") : say("{n} assumptions.", { n: hits.length }) }));
}
