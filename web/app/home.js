/* home.js - which scenarios are there, and what have they answered? */
const chosen = new Set();   /* runs ticked to be compared */
const leaving = new Map();  /* run -> timer: runs deleted on the screen, not yet in the store */
let sought = "";

async function home(main) {
  const [scenarios, all] = await Promise.all([api.scenarios(), api.list()]);
  const runs = all.runs.filter((run) => !leaving.has(run.id));
  for (const run of chosen) if (!runs.some((known) => known.id === run)) chosen.delete(run);
  const cards = make("ul", { class: "cards" }, ...scenarios.map((scenario) => scenarioCard(scenario)));
  const table = runsTable(runs);
  const bar = compareBar(runs.map((run) => run.id));
  const search = make("input", { type: "search", id: "find", value: sought, placeholder: say("Title, view, value \u2026") });
  const filter = () => {
    sought = search.value;
    filterBy(sought, [...cards.children, ...table.querySelectorAll("tbody tr")], main);
  };
  search.addEventListener("input", filter);
  main.replaceChildren(
    make("div", { class: "head" }, make("h1", { tabindex: "-1", text: say("Scenarios") }),
      make("div", { class: "find", hidden: scenarios.length + runs.length < 8 },
        make("label", { for: "find", text: say("Find") }), search)),
    scenarios.length ? cards : make("p", { class: "empty",
      text: say("No scenario here. Start the server with a file or a folder: entente serve scenarios/") }),
    make("section", { "aria-labelledby": "runs-h" }, make("h2", { id: "runs-h", text: say("Runs") }), trackLine(all.track),
      runs.length ? table : make("p", { class: "empty",
        text: say("No run yet. Press Run on a scenario: its answer is kept here, and two answers can be compared.") })),
    make("p", { id: "none", class: "empty", hidden: true, text: say("Nothing matches.") }), bar);
  main.addEventListener("change", bar.show);
  main.leave = watchRows(runs, table);
  bar.show();
  filter();
  return say("Scenarios and runs");
}

/* Rows are hidden, never built anew, so that nothing that is ticked or focused is lost. */
function filterBy(text, rows, main) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    const fits = words.every((word) => row.textContent.toLowerCase().includes(word));
    row.hidden = !fits;
    shown += fits;
  }
  main.querySelector("#none").hidden = shown > 0 || !words.length;
}

function scenarioCard(scenario) {
  const last = scenario.last_run && !leaving.has(scenario.last_run.id) ? tidyRun(scenario.last_run) : null;
  const edit = "#/edit/" + id(scenario.id);
  const answer = last ? make("div", { class: "last" },
    make("p", {}, link(last.verdict, "#/runs/" + id(last.id))), gateList(last)) :
    make("p", { class: "last soft", text: say("Not run yet.") });
  return make("li", {},
    make("h2", {}, link(scenario.title, edit), scenario.kind === "draft" ? make("span", { class: "chip", text: say("draft") }) : null),
    make("p", { class: "ask", text: scenario.question }), answer,
    make("p", { class: "do" },
      button(say("Run"), () => runNow({ scenario: scenario.id }), { class: "tool main", "aria-label": say("Run: {title}", { title: scenario.title }) }),
      scenario.kind === "snapshot" ? null :
        make("a", { class: "tool", href: edit, text: say("Edit"), "aria-label": say("Edit: {title}", { title: scenario.title }) }),
      scenario.kind === "draft" ? button(say("Delete"), () => dropDraft(scenario)) : null,
      make("span", { class: "path", text: scenario.path || "" })));
}

async function runNow(wish) {
  try {
    location.hash = "#/runs/" + id(await api.start(wish));
  } catch (trouble) {
    tell(trouble.message);
  }
}

async function dropDraft(scenario) {
  const name = draftName(scenario), { text, base } = await api.scenario(scenario.id);
  await api.forget(name);
  remember("text." + scenario.id, null);
  await route();
  tell(say("Draft deleted."), { text: say("Undo"), act: async () => {
    await api.keep(name, base, text);
    route();
  } });
}

/* ---- runs ------------------------------------------------------------------------------------------------------------ */

function runsTable(runs) {
  const names = gateNames();
  const head = make("tr", {}, make("td", {}, make("span", { class: "hidden", text: say("Compare") })),
    make("th", { scope: "col", text: say("Run") }), ...names.map((name) => make("th", { scope: "col", class: "n", text: name })),
    make("th", { scope: "col", class: "n", text: say("Draws") }), make("td", {}, make("span", { class: "hidden", text: say("Delete") })));
  return make("table", { class: "runs" }, make("thead", {}, head), make("tbody", {}, ...runs.map(runRow)));
}

function runRow(run) {
  const names = gateNames(), title = run.title || run.scenario, time = when(run.started);
  const tick = make("input", { type: "checkbox", checked: chosen.has(run.id), disabled: run.state !== "done",
    "aria-label": say("Compare: {title}, {time}", { title, time }) });
  tick.addEventListener("change", () => { tick.checked ? chosen.add(run.id) : chosen.delete(run.id); });
  const row = make("tr", { "data-run": run.id }, make("td", { class: "tick" }, tick),
    make("th", { scope: "row" }, link(title, "#/runs/" + id(run.id)), make("small", { text: time + " \u00B7 " + whatChanged(run) }),
      make("small", { class: "verdict", text: run.state === "done" ? run.verdict : stateWord(run) }),
      run.note ? make("small", { class: "note", text: run.note }) : null, run.state === "done" ? outcomeLink(run, title, time) : null),
    ...GATES.map((gate, i) => make("td", { class: "n gate " + gate, "data-head": names[i] },
      run.state === "done" ? percent(run.p[gate], run.draws) : "\u2013", run.state === "done" ? gateBar(run.p[gate]) : null,
      make("small", { class: "came", text: cameWord(run, gate) }))),
    make("td", { class: "n", "data-head": say("Draws") }, thousands(run.draws), make("small", { text: run.seconds >= 0 ? seconds(run.seconds) : "" })),
    make("td", { class: "n" }, button("\u00D7", () => removeRun(run, row), { class: "tool drop",
      "aria-label": say("Delete: {title}, {time}", { title, time }), title: say("Delete") })));
  return row;
}

/* The way to what came true: the score where there is one, else the question. */
function outcomeLink(run, title, time) {
  const known = Object.keys(run.outcomes ?? {}).length > 0;
  const text = run.score ? say("Brier score {brier}", { brier: scoreText(run.score.brier) }) : known ? say("What came true") : say("What came true?");
  return make("small", {}, link(text, "#/outcome/" + id(run.id), { "aria-label": say("{text}: {title}, {time}", { text, title, time }) }));
}

/* Rows of runs that are not done yet tell how far they are, and become the answer.  (A browser keeps few connections.) */
function watchRows(runs, table) {
  const open = runs.filter((run) => ["queued", "running"].includes(run.state)).slice(-3);
  const stops = open.map((run) => {
    let row = table.querySelector(`[data-run="${CSS.escape(run.id)}"]`);
    const words = row.querySelector(".verdict");
    return follow(run.id, {
      waiting() { words.textContent = say("waiting"); },
      progress(now) { words.textContent = say("running") + " \u00B7 " + progressLine(now); },
      async ended(state) {
        if (state === "cancelled") return row.remove();
        const fresh = runRow(await api.run(run.id));
        row.replaceWith(fresh);
        row = fresh;
        return undefined;
      },
    });
  });
  return () => stops.forEach((stop) => stop());
}

function stateWord(run) {
  return { queued: say("waiting"), running: say("running"), cancelled: say("cancelled") }[run.state] ??
    (run.error?.message || say("failed"));
}

/* The row goes at once, the run a little later: until then it can be taken back. */
function removeRun(run, row) {
  const next = (row.nextElementSibling ?? row.previousElementSibling)?.querySelector(".drop");
  chosen.delete(run.id);
  row.remove();
  document.querySelector(".comparing")?.show();
  (next ?? document.querySelector("h1")).focus();
  leaving.set(run.id, setTimeout(() => sendAway(run.id), 10000));
  tell(say("Run deleted."), { text: say("Undo"), act: () => {
    clearTimeout(leaving.get(run.id));
    leaving.delete(run.id);
    route();
  } });
}

async function sendAway(run) {
  try {
    await api.remove(run);
    const line = document.querySelector(".track");
    if (line) line.set((await api.list()).track);
  } catch (trouble) {
    tell(say("The run could not be deleted: {why}", { why: trouble.message }));
  }
  leaving.delete(run);
}

/* Whoever closes the page meant what was deleted. */
addEventListener("pagehide", () => {
  for (const run of leaving.keys()) fetch("/api/runs/" + id(run), { method: "DELETE", keepalive: true });
});

/* The newer of two runs is B: a comparison tells how the answer has moved. */
function compareBar(newest) {
  const words = make("span"), go = make("a", { class: "tool main", text: say("Compare") });
  const bar = make("div", { class: "comparing", role: "region", "aria-label": say("Compare"), hidden: true }, words, go,
    button(say("Clear"), () => {
      chosen.clear();
      for (const tick of document.querySelectorAll(".tick input")) tick.checked = false;
      bar.show();
    }));
  bar.show = () => {
    const [a, b] = [...chosen].slice(-2).sort((x, y) => newest.indexOf(y) - newest.indexOf(x));
    bar.hidden = chosen.size === 0;
    words.textContent = chosen.size === 1 ? say("One run chosen; choose another.") :
      chosen.size === 2 ? say("Two runs chosen.") : say("{n} runs chosen; the last two are compared.", { n: chosen.size });
    if (b) go.setAttribute("href", "#/compare/" + id(a) + "/" + id(b));
    else go.removeAttribute("href");
    go.setAttribute("aria-disabled", String(!b));
  };
  return bar;
}
