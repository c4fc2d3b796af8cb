/* compare.js - two runs side by side: how far apart are they, and which assumption caused it? */
async function compareScreen(main, a, b) {
  const runs = (await api.runs()).filter((run) => run.state === "done");
  const pick = (which, words, chosenRun) => {
    const menu = make("select", { id: "pick-" + which }, ...runs.map((run) => make("option", { value: run.id,
      text: (run.title || run.scenario) + ", " + when(run.started) + ", " + whatChanged(run) })));
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
  leave = () => { mine.left = true; };
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

/* Each assumption that differs, with its part of the difference as a bar to the left or the right of nothing. */
function showCause(cause, found) {
  const rows = found.rows ?? [], most = Math.max(0.001, ...rows.map((row) => Math.abs(row.share)));
  const bar = (share) => {
    const fill = make("i", { class: share < 0 ? "less" : "more" });
    fill.style.setProperty("--p", Math.abs(share) / most / 2);
    return make("span", { class: "swing", "aria-hidden": "true" }, fill);
  };
  const table = make("table", { class: "causes" },
    make("thead", {}, make("tr", {}, make("th", { scope: "col", text: say("Assumption") }), make("th", { scope: "col", text: "A" }),
      make("th", { scope: "col", text: "B" }), make("th", { scope: "col", text: say("Part of the difference, points") }))),
    make("tbody", {}, ...rows.map((row) => make("tr", {},
      make("th", { scope: "row" }, row.label || row.path, row.path && row.label !== row.path ? make("small", {}, make("code", { text: row.path })) : null),
      make("td", { "data-head": "A" }, make("code", { text: row.a ?? "\u2013" })), make("td", { "data-head": "B" }, make("code", { text: row.b ?? "\u2013" })),
      make("td", { class: "part", "data-head": say("Part of the difference, points") }, bar(row.share), make("b", { class: "number", text: signed(100 * row.share) }),
        row.se > 0 ? make("small", { class: "number", text: plusMinus(row.se) }) : null)))));
  cause.removeAttribute("aria-busy");
  cause.replaceChildren(cause.firstChild, make("p", { class: "headline", role: "status", text: found.sentence }), rows.length ? table : "");
}
