/* editor.js - a scenario as text: what is wrong with it, and what does it answer?
 *
 * The text is checked while it is written.  What was changed is kept in this browser at every key until it is saved as a
 * draft; the scenario's own file is never written. */
const CHECK_MS = 300;

async function editor(main, scenario) {
  const file = await api.scenario(scenario);
  const kept = recall("text." + scenario);
  const start = kept !== null && kept !== file.text ? kept : file.text;
  const state = { scenario, file, text: start, saved: file.text, checked: "", asked: 0, timer: 0 };
  const area = textArea(start, say("Text of the scenario"), (text) => {
    state.text = text;
    keepText(state);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => checkText(state, parts), CHECK_MS);
  });
  const parts = { area, ...checkPanel(), ...runPanel(state) };
  parts.title = make("h1", { tabindex: "-1", text: file.title || scenario });
  parts.saying = make("p", { class: "soft", id: "kept" });
  parts.undo = button(say("Back to the saved text"), () => {
    const mine = state.text;
    area.set(state.saved);
    tell(say("Your changes are taken back."), { text: say("Undo"), act: () => area.set(mine) });
  }, { hidden: true });
  state.show = () => showKept(state, parts);
  main.replaceChildren(
    make("div", { class: "head" }, make("div", {}, parts.title, make("p", { class: "path", text: file.path || say("draft {name}", { name: draftName(file) }) })),
      make("div", { class: "do" }, parts.saying, parts.undo)),
    make("div", { class: "edit" }, area.node,
      make("div", { class: "side" }, parts.check, parts.run,
        make("p", { class: "soft small", id: "tab-help",
          text: say("Tab indents, Escape and then Tab leaves the text. Ctrl+Enter runs, Ctrl+S saves a draft.") }))));
  area.area.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || !["Enter", "s"].includes(event.key)) return;
    event.preventDefault();
    event.key === "s" ? saveDraft(state, parts) : runText(state, parts);
  });
  parts.runButton.addEventListener("click", () => runText(state, parts));
  parts.saveButton.addEventListener("click", () => saveDraft(state, parts));
  parts.takeButton.addEventListener("click", () => save((draftName(file) || scenario) + ".yaml", "application/yaml", state.text));
  state.show();
  if (start !== file.text) tell(say("What you had written here was kept."));
  offerViews(file.views ?? [], parts);
  open = state;
  main.leave = () => { if (open === state) open = null; };
  checkText(state, parts);
  return file.title || scenario;
}

/* ---- nothing that was written is lost ---------------------------------------------------------------------------------- */

let open = null; /* the text on the screen, if any */

function keepText(state) {
  const same = state.text === state.saved;
  state.unsafe = !remember("text." + state.scenario, same ? null : state.text) && !same;
  state.show();
}

function showKept(state, parts) {
  const same = state.text === state.saved;
  parts.undo.hidden = same;
  parts.saying.textContent = same ? "" : state.unsafe ? say("Not saved: this browser keeps nothing.") :
    say("Changed; kept in this browser.");
}

/* The browser asks only where closing would lose something: a text that it would not keep, or could not. */
addEventListener("beforeunload", (event) => {
  if (open && open.text !== open.saved && (open.unsafe || recall("text." + open.scenario) !== open.text)) event.preventDefault();
});

/* The name of a draft is the part of its id after the point. */
const draftName = (file) => (file.kind === "draft" ? file.id.slice("draft.".length) : "");
const tidyName = (text) => text.trim().replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 64);

async function saveDraft(state, parts) {
  const { file, text } = state, name = draftName(file) || tidyName(parts.name.value);
  if (!name) {
    parts.name.focus();
    return tell(say("A draft needs a name."));
  }
  try {
    const kept = await api.keep(name, file.base || file.id, text);
    remember("text." + state.scenario, null);
    state.saved = text;
    tell(say("Saved as draft {name}.", { name }));
    if (kept.id !== file.id) location.hash = "#/edit/" + id(kept.id);
    else state.show();
  } catch (trouble) {
    tell(say("Not saved: {why}", { why: trouble.message }));
  }
  return undefined;
}

/* ---- checking ----------------------------------------------------------------------------------------------------------- */

function checkPanel() {
  const verdict = make("p", { class: "checked", role: "status" }), list = make("ol", { class: "problems" });
  return { verdict, list, check: make("section", { class: "panel", "aria-labelledby": "check-h" },
    make("h2", { class: "label", id: "check-h", text: say("Check") }), verdict, list) };
}

/* The newest text wins; an answer to an older one is dropped. */
async function checkText(state, parts) {
  const mine = ++state.asked;
  let answer;
  try {
    answer = await api.check(state.file.base || state.scenario, state.text);
  } catch (trouble) {
    if (trouble.status === 0) return;
    answer = { errors: trouble.problems.length ? trouble.problems : [trouble] };
  }
  if (mine !== state.asked || open !== state) return;
  showProblems(answer, parts);
  if (answer.title) parts.title.textContent = answer.title;
  if (answer.views) offerViews(answer.views, parts);
  if (answer.draws) parts.draws.placeholder = thousands(answer.draws);
  if (answer.seed) parts.seed.placeholder = answer.seed;
  parts.check.dataset.of = String(mine);
}

function showProblems({ errors = [], warnings = [], found = errors.length, inputs, uncertain }, parts) {
  const words = found ? say(found === 1 ? "One thing is wrong." : "{n} things are wrong.", { n: found }) :
    inputs ? say("Nothing is wrong: {inputs} inputs, {uncertain} of them uncertain.", { inputs, uncertain }) : say("Nothing is wrong.");
  if (parts.verdict.textContent !== words) parts.verdict.textContent = words;
  parts.verdict.className = "checked " + (found ? "wrong" : "right");
  parts.list.replaceChildren(...errors.map((problem) => problemRow(problem, parts, "")),
    ...warnings.map((problem) => problemRow(problem, parts, "warning")));
  parts.area.mark(errors.filter((problem) => !problem.file));
}

function problemRow(problem, parts, kind) {
  const here = problem.line > 0 && !problem.file;
  const place = problem.line > 0 ? say("line {line}", { line: problem.line }) : say("the whole text");
  return make("li", { class: kind }, make("button", { type: "button", disabled: !here, onclick: () => parts.area.show(problem) },
    make("span", { class: "place number", text: problem.file ? problem.file + ", " + place : place }),
    problem.path ? make("code", { text: problem.path }) : null, make("span", { class: "message", text: problem.message })));
}

/* ---- running -------------------------------------------------------------------------------------------------------------- */

function runPanel(state) {
  const field = (name, words, more) => {
    const box = make("input", { id: "run-" + name, type: "text", inputmode: "numeric", autocomplete: "off", ...more });
    return [box, make("div", { class: "field" }, make("label", { for: "run-" + name, text: words }), box)];
  };
  const [draws, drawsField] = field("draws", say("Draws"), { placeholder: thousands(state.file.draws) });
  const [seed, seedField] = field("seed", say("Seed"), { placeholder: state.file.seed });
  const [name, nameField] = field("name", say("Name of the draft"), { inputmode: "text", maxlength: 64, spellcheck: "false",
    value: draftName(state.file) || state.scenario + "-2", disabled: state.file.kind === "draft" });
  const view = make("select", { id: "run-view" }, make("option", { value: "", text: say("the author") }));
  const viewField = make("div", { class: "field", hidden: true }, make("label", { for: "run-view", text: say("Whose view") }), view);
  const runButton = make("button", { type: "button", class: "tool main", text: say("Run") });
  const saveButton = button(say("Save as draft"), () => {}), takeButton = button(say("Download YAML"), () => {});
  return { draws, seed, name, view, viewField, runButton, saveButton, takeButton,
    run: make("section", { class: "panel", "aria-labelledby": "run-h" }, make("h2", { class: "label", id: "run-h", text: say("Run") }),
      make("div", { class: "fields" }, drawsField, seedField), viewField, make("p", { class: "do" }, runButton), nameField,
      make("p", { class: "do" }, saveButton, takeButton)) };
}

/* The views that the text now has; the one that is chosen stays chosen while it is there. */
function offerViews(views, parts) {
  const was = parts.view.value;
  parts.viewField.hidden = !views.length;
  parts.view.replaceChildren(make("option", { value: "", text: say("the author") }),
    ...views.map((view) => make("option", { value: view.key, text: view.name || view.key, title: view.note })));
  parts.view.value = views.some((view) => view.key === was) ? was : "";
}

/* A count as people write it; undefined when the box is empty, NaN when it is none. */
const count = (box) => (box.value.trim() ? Number(box.value.replace(/[\s,_]/g, "") || NaN) : undefined);

async function runText(state, parts) {
  const wish = { scenario: state.scenario, draws: count(parts.draws), seed: parts.seed.value.trim() || undefined,
    view: parts.view.value || undefined };
  for (const box of [parts.draws, parts.seed]) {
    const bad = Number.isNaN(count(box)) || count(box) < 0 || !Number.isInteger(count(box) ?? 1);
    box.setAttribute("aria-invalid", String(bad));
    if (!bad) continue;
    box.focus();
    return tell(say("A whole number, please."));
  }
  if (state.text !== state.file.text) wish.text = state.text;
  try {
    location.hash = "#/runs/" + id(await api.start(wish));
  } catch (trouble) {
    const problems = trouble.problems ?? [];
    if (problems.length) showProblems({ errors: problems }, parts);
    tell(problems.length ? say("It cannot run yet: see the list.") : trouble.message);
    parts.list.querySelector("button")?.focus();
  }
  return undefined;
}
