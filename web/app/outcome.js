/* outcome.js - what came true of a kept run, and how good was its forecast?
 *
 * Each of the four gates came, did not come, or nobody knows; all of them together follow where the four settle it, as the
 * server has it.  Losses are the server's; those of a choice that was not saved yet are not shown. */
const CHOICES = ["yes", "no", "unknown"];
const choiceNames = () => [say("yes"), say("no"), say("not known")];
const events = () => [say("The deal was offered"), say("The club adopted it"), say("The target accepted it"), say("It held"), say("All of it came true")];
const unsaved = new Map(); /* run -> what was chosen and written there, not saved yet: a change of language or of screen loses nothing */
const scoreText = (value) => (value >= 0 ? value.toFixed(3) : "\u2013");
const cameWord = (run, gate) => (!run.outcomes?.[gate] ? "" : run.outcomes[gate].came ? say("came: yes") : say("came: no"));
const saidOf = (run, gate) => (!run.outcomes[gate] ? "unknown" : run.outcomes[gate].came ? "yes" : "no");

/* All four: yes when each is, no when one is not; "" where the four leave it open. */
const settled = (said) => (said.includes("no") ? "no" : said.every((word) => word === "yes") ? "yes" : "");

/* The mean scores of a run in one sentence; "" when it has none. */
const runScore = ({ score }) => (score ? say("Mean over {n} answered gates: Brier score {brier}, log score {log}. 0 is perfect, tossing a coin gets 0.250 and 0.693.",
  { n: score.forecasts, brier: scoreText(score.brier), log: scoreText(score.log) }) : "");

/* One row: an event with its forecast, three choices, and what the forecast cost. */
function eventRow(run, i, changed) {
  const gate = GATES[i], name = gateNames()[i], words = events()[i], names = choiceNames();
  const inputs = CHOICES.map((choice) => make("input", { type: "radio", name: gate, value: choice, onchange: changed }));
  const cell = (text, head) => make("td", { class: "n", "data-head": head, text });
  const brier = cell("", say("Brier score")), log = cell("", say("Log score"));
  const node = make("tr", { class: gate }, make("th", { scope: "row" }, words, make("small", { text: name })),
    cell(percent(run.p[gate], run.draws), say("Forecast")),
    make("td", { class: "choice" }, make("fieldset", {}, make("legend", { class: "hidden", text: words }),
      ...inputs.map((input, k) => make("label", {}, input, names[k])))), brier, log);
  const row = { gate, node, get: () => inputs.find((input) => input.checked)?.value ?? "unknown" };
  row.set = (choice, fixed = false) => inputs.forEach((input) => {
    input.checked = input.value === choice;
    input.disabled = fixed;
  });
  row.score = (now) => {
    const found = saidOf(now, gate) === row.get() ? now.outcomes[gate] : undefined;
    brier.textContent = scoreText(found?.brier);
    log.textContent = scoreText(found?.log);
  };
  return row;
}

/* The five rows together.  What was chosen for "all" comes back when the four leave it open again. */
function eventRows(run) {
  let chosenAll = "unknown", now = run;
  const rows = GATES.map((_, i) => eventRow(run, i, (event) => {
    if (event.target.name === "all") chosenAll = event.target.value;
    settle();
  }));
  const four = rows.slice(0, -1), all = rows.at(-1);
  const settle = () => {
    const word = settled(four.map((row) => row.get()));
    all.set(word || chosenAll, word !== "");
    for (const row of rows) row.score(now);
  };
  return {
    nodes: rows.map((row) => row.node),
    words: () => [...four.map((row) => row.get()), chosenAll],
    put(words) {
      four.forEach((row, i) => row.set(words[i]));
      chosenAll = words.at(-1);
      settle();
    },
    said: () => Object.fromEntries(rows.filter((row) => row.get() !== "unknown").map((row) => [row.gate, row.get() === "yes"])),
    show(kept) {
      now = kept;
      const words = four.map((row) => saidOf(kept, row.gate));
      this.put([...words, settled(words) ? chosenAll : saidOf(kept, "all")]);
    },
  };
}

async function outcomeScreen(main, which) {
  const [run] = await Promise.all([api.run(which), api.scenarios()]), title = run.title || run.scenario, here = "#/runs/" + id(run.id);
  if (run.state !== "done") return lost(main, new Trouble(404, { message: say("Only a run that is done has a forecast to be scored.") }));
  const rows = eventRows(run), mean = make("p", { class: "headline", role: "status" });
  const note = make("textarea", { id: "run-note", rows: "2" }), save = make("button", { type: "submit", class: "tool main", text: say("Save") });
  const show = (kept) => {
    rows.show(kept);
    note.value = kept.note;
    mean.textContent = runScore(kept) || say("Nothing is said yet of what came true.");
  };
  const keep = () => {
    unsaved.set(run.id, { words: rows.words(), note: note.value });
    mean.textContent = say("Not saved yet.");
  };
  const heads = [say("Event"), say("Forecast"), say("Came true?"), say("Brier score"), say("Log score")];
  const form = make("form", { class: "outcome", onchange: keep, oninput: keep, onsubmit: async (event) => {
    event.preventDefault();
    save.disabled = true;
    try {
      const kept = await api.resolve(run.id, rows.said(), note.value.trim());
      unsaved.delete(run.id);
      show(kept);
      tell(say("Saved."));
    } catch (trouble) {
      tell(trouble.message);
    }
    save.disabled = false;
    save.focus();
  } }, make("table", {}, make("thead", {}, make("tr", {}, ...heads.map((text, i) => make("th", { scope: "col", class: i === 0 || i === 2 ? "" : "n", text })))),
    make("tbody", {}, ...rows.nodes)), mean, make("div", { class: "field" }, make("label", { for: note.id, text: say("Note, kept with the run") }), note),
  make("p", { class: "do" }, save, make("a", { class: "tool", href: here, text: say("Open the report") }), make("a", { class: "tool", href: "#/", text: say("All runs") })));
  show(run);
  if (unsaved.has(run.id)) {
    rows.put(unsaved.get(run.id).words);
    note.value = unsaved.get(run.id).note;
    keep();
  }
  main.replaceChildren(make("div", { class: "head" }, make("div", {}, make("h1", { tabindex: "-1", text: say("What came true") }),
    make("p", { class: "soft" }, link(title, here), " \u00B7 " + when(run.started) + " \u00B7 " + whatChanged(run)))),
  make("p", { class: "question", text: run.question }), form,
  make("p", { class: "soft small", text: say("Leave open what nobody knows: where a deal was never offered, nobody can tell whether it would have been accepted. The scores count the four gates; all of them together follow from the four.") }));
  return say("What came true");
}

/* All resolved runs, in one line over the list; hidden when there are none. */
function trackLine(track) {
  const node = make("p", { class: "track" });
  node.set = (now) => {
    node.hidden = !now.forecasts;
    node.textContent = now.forecasts ? say("Track record: mean Brier score {brier}, log score {log} (runs: {runs}, gates: {n}). 0 is perfect, tossing a coin gets 0.250 and 0.693.",
      { brier: scoreText(now.brier), log: scoreText(now.log), runs: thousands(now.runs), n: thousands(now.forecasts) }) : "";
  };
  node.set(track);
  return node;
}
