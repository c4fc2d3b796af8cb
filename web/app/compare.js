/* compare.js - two runs side by side: how far apart are they, and which assumption caused it? */
async function compareScreen(main, a, b) {
  const [all] = await Promise.all([api.runs(), api.scenarios()]), runs = all.filter((run) => run.state === "done");
  const pick = (which, words, chosenRun) => {
    const menu = make("select", { id: "pick-" + which }, ...runs.map((run) => make("option", { value: run.id, text: lineOf(run) })));
    menu.value = chosenRun;
    menu.addEventListener("change", () => {
      location.hash = "#/compare/" + [which === "a" ? menu.value : a, which === "a" ? b : menu.value].map(id).join("/");
    });
    return make("div", { class: "field" }, make("label", { for: menu.id, text: words }), menu);
  };
  const [first, second] = await Promise.all([api.run(a), api.run(b)]);
  const cause = make("section", { class: "cause", "aria-labelledby": "cause-h", "aria-busy": "true" },
    make("h2", { id: "cause-h", text: say("What caused the difference") }),
    make("p", { class: "soft", role: "status", text: say("Working it out \u2026") }));
  main.replaceChildren(
    make("div", { class: "head" }, make("h1", { tabindex: "-1", text: say("Two runs") }),
      make("div", { class: "do" }, button("\u21C4 " + say("Swap"), () => { location.hash = "#/compare/" + id(b) + "/" + id(a); }))),
    make("div", { class: "two picks" }, pick("a", say("A"), a), pick("b", say("B"), b)),
    make("div", { class: "two" }, side(first), side(second)), gatesTable(first, second), cause);
  const mine = {};
  main.leave = () => { mine.left = true; };
  api.compare(a, b).then((found) => mine.left || showCause(cause, found), (trouble) => {
    if (mine.left) return;
    cause.removeAttribute("aria-busy");
    cause.lastChild.textContent = trouble.status === 404 ? say("This program was built without the comparison of runs.") : trouble.message;
  });
  return say("Two runs");
}

function side(run) {
  return make("div", { class: "side-run" }, make("p", { class: "headline", text: run.verdict }),
    make("p", { class: "soft small" }, link(run.title || run.scenario, "#/runs/" + id(run.id)), " \u00B7 " + when(run.started) + " \u00B7 " +
      whatChanged(run) + " \u00B7 " + say("{n} draws", { n: thousands(run.draws) }) + " \u00B7 " + say("seed {seed}", { seed: run.seed })));
}

/* Both on one line from 0 to 100 %: A is a ring, B a dot, and the way from A to B lies between them. */
function gateWay(a, b) {
  const way = make("span", { class: "way " + (b < a ? "less" : "more"), "aria-hidden": "true" }, make("i"), make("u"), make("b"));
  way.style.setProperty("--a", a);
  way.style.setProperty("--b", b);
  return way;
}

function gatesTable(a, b) {
  const names = gateNames(), change = say("B \u2212 A, points");
  const cell = (run, gate, words) => make("td", { class: "n", "data-head": words }, percent(run.p[gate], run.draws),
    make("small", { text: plusMinus(run.se[gate]) }));
  return make("table", { class: "versus" },
    make("thead", {}, make("tr", {}, make("th", { scope: "col", text: say("Gate") }), make("td", { class: "scale", "aria-hidden": "true" },
      ...["0", "50", "100\u00A0%"].map((text) => make("span", { text }))),
    ...["A", "B", change].map((text) => make("th", { scope: "col", class: "n", text })))),
    make("tbody", {}, ...GATES.map((gate, i) => make("tr", { class: gate }, make("th", { scope: "row", text: names[i] }),
      make("td", { class: "picture" }, gateWay(a.p[gate], b.p[gate])), cell(a, gate, "A"), cell(b, gate, "B"),
      make("td", { class: "n change", "data-head": change, text: signed(100 * (b.p[gate] - a.p[gate])) })))));
}

/* ---- what caused it ------------------------------------------------------------------------------------------------- */

function showCause(cause, found) {
  const headline = make("p", { class: "headline", role: "status", text: found.headline });
  cause.removeAttribute("aria-busy");
  cause.replaceChildren(cause.firstChild, headline);
  if (!found.causes.length) return;
  const names = gateNames(), table = make("table", { class: "causes" });
  const pick = make("select", { id: "about" }, ...GATES.map((gate, i) => make("option", { value: gate, text: names[i] })));
  const draw = () => table.replaceChildren(...causeRows(found.causes, pick.value));
  pick.value = found.about;
  pick.addEventListener("change", draw);
  draw();
  cause.append(make("div", { class: "field about" }, make("label", { for: "about", text: say("Difference in the chance of") }), pick), table,
    make("p", { class: "soft small", text: say("Each part is the mean over the orders in which the assumptions can be changed one after the other (Shapley value); the parts add up to the difference.") }),
    make("p", { class: "soft small", text: say("Counted over {draws} draws that both sides share, so it can differ a little from the table above.", { draws: thousands(found.draws) }) }));
}

/* Each assumption that differs, with its part of the difference as a bar to the left or the right of nothing. */
function causeRows(causes, gate) {
  const parts = causes.map((row) => row.chances[gate]), most = Math.max(0.001, ...parts.map(({ share }) => Math.abs(share)));
  const head = say("Part of the difference, points"), points = (x) => signed(100 * x);
  const bar = (share) => {
    const fill = make("i", { class: share < 0 ? "less" : "more" });
    fill.style.setProperty("--p", Math.abs(share) / most / 2);
    return make("span", { class: "swing", "aria-hidden": "true" }, fill);
  };
  const text = (words, name) => make("td", { "data-head": name }, words ? make("code", { text: words }) : "\u2013");
  return [make("thead", {}, make("tr", {}, ...[say("Assumption"), "A", "B", head].map((name) => make("th", { scope: "col", text: name })))),
    make("tbody", {}, ...causes.map((row, i) => make("tr", {},
      make("th", { scope: "row" }, row.label || row.path, row.path && row.label !== row.path ? make("small", {}, make("code", { text: row.path })) : null),
      text(row.before, "A"), text(row.after, "B"),
      make("td", { "data-head": head }, make("div", { class: "part" }, bar(parts[i].share), make("b", { class: "number", text: points(parts[i].share) }),
        make("small", { class: "number", text: plusMinus(parts[i].share_se) })),
      make("small", { class: "number", text: say("this alone: {alone}; all but this: {back}", { alone: percent(parts[i].alone), back: percent(parts[i].back) }) })))))];
}
