/* run.js - a run while it counts, and its living report when it is done. */
async function runScreen(main, which) {
  const [run] = await Promise.all([api.run(which), api.scenarios()]);
  const title = run.title || run.scenario;
  if (run.state === "done") return showReport(main, run);
  if (["failed", "cancelled"].includes(run.state)) return showEnd(main, run);
  return showProgress(main, run, title);
}

/* ---- while it counts ------------------------------------------------------------------------------------------------------- */

function showProgress(main, run, title) {
  const list = gateList({ p: {}, draws: run.draws }), fill = make("i");
  const bar = make("div", { class: "progress", role: "progressbar", "aria-label": say("Progress"), "aria-valuemin": "0",
    "aria-valuemax": "100", "aria-valuenow": "0" }, fill);
  const line = make("p", { class: "counting number", text: say("Waiting for its turn \u2026") });
  const steps = stepList();
  const stop = button(say("Cancel"), async () => {
    stop.disabled = true;
    try {
      await api.remove(run.id);
    } catch (trouble) {
      stop.disabled = false;
      tell(trouble.message);
    }
  });
  main.replaceChildren(make("div", { class: "head" }, make("div", {}, make("h1", { tabindex: "-1", text: title }),
    make("p", { class: "soft", text: whatChanged(run) })), make("div", { class: "do" }, stop)), bar, line, list, steps);
  let quarter = 0;
  main.leave = follow(run.id, {
    waiting({ ahead }) { line.textContent = ahead ? say("Waiting; {n} before it.", { n: ahead }) : say("Waiting for its turn \u2026"); },
    progress(now) {
      const share = counting(now) ? now.draws_done / now.draws : 1;
      fill.style.setProperty("--p", share);
      bar.setAttribute("aria-valuenow", String(Math.floor(100 * share)));
      line.textContent = progressLine(now);
      steps.set(now.stage);
      bar.classList.toggle("thinking", share === 1);
      if (now.gates) list.set({ ...now, draws: now.draws_done });
      if (Math.floor(4 * share) === quarter) return;
      quarter = Math.floor(4 * share);
      aloud(say("{share} counted; all four gates: {p}", { share: Math.round(100 * share) + "\u00A0%", p: percent(now.p.all, now.draws_done) }));
    },
    ended(state, { error }) { state === "done" ? route() : showEnd(main, { ...run, state, error }); },
  });
  return title;
}

/* The draws are counted first; what comes after them asks what would change the answer. */
const counting = (now) => ["ensemble", "draws"].includes(now.stage);

function stages() {
  return new Map([["draws", say("Draws")], ["drivers", say("Drivers")], ["tipping points", say("Tipping points")],
    ["what would have to be true", say("What would have to be true")], ["precedents", say("Precedents")], ["claims", say("Claims")]]);
}

function stepList() {
  const names = stages(), node = make("ol", { class: "steps" }, ...[...names].map(([key, name]) => make("li", { "data-key": key, text: name })));
  node.set = (stage) => {
    const at = [...names.keys()].indexOf(stage === "ensemble" ? "draws" : stage);
    [...node.children].forEach((step, i) => {
      step.className = at < 0 || i < at ? "past" : "";
      i === at ? step.setAttribute("aria-current", "step") : step.removeAttribute("aria-current");
    });
  };
  return node;
}

function progressLine(now) {
  if (!counting(now) || now.draws_done >= now.draws) return say("{n} draws counted; working out what would change the answer \u2026", { n: thousands(now.draws) });
  const counted = say("{done} of {total} draws", { done: thousands(now.draws_done), total: thousands(now.draws) });
  return now.seconds_left >= 0 && now.seconds_left !== null ? counted + " \u00B7 " + say("about {time} left", { time: seconds(now.seconds_left) }) : counted;
}

function showEnd(main, run) {
  const title = run.title || run.scenario, edit = "#/edit/" + id(run.scenario);
  const why = run.error ? [run.error.path, run.error.message].filter(Boolean).join(": ") : "";
  main.replaceChildren(make("h1", { tabindex: "-1", text: title }),
    make("p", { class: "headline", text: run.state === "failed" ? say("This run failed.") : say("This run was cancelled.") }),
    why ? make("p", { text: why }) : "",
    make("p", { class: "do" }, button(say("Run again"), () => runNow({ scenario: run.scenario, changes: run.changes.map(({ path, value }) => ({ path, value })), view: run.view || undefined,
      draws: run.draws, seed: run.seed }), { hidden: run.edited }), make("a", { class: "tool", href: edit, text: say("Edit") }),
      make("a", { class: "tool", href: "#/", text: say("All runs") })));
  return title;
}

/* ---- when it is done --------------------------------------------------------------------------------------------------------- */

/* The living report in a frame, under a slim bar.  What its reader changes there can be kept as a run of its own. */
function showReport(main, run) {
  const title = run.title || run.scenario;
  const frame = make("iframe", { class: "report", title: say("Report: {title}", { title }), src: api.report(run.id) });
  const opening = make("p", { class: "opening", text: say("Opening the report \u2026") });
  frame.addEventListener("load", () => opening.remove());
  const others = make("select", { id: "with", "aria-label": say("Compare with") }, make("option", { value: "", text: say("Compare with \u2026") }));
  others.addEventListener("change", () => { location.hash = "#/compare/" + id(others.value) + "/" + id(run.id); });
  const mine = button(say("Run these assumptions"), () => keepArgument(run, frame), { hidden: true });
  const data = make("details", { class: "menu" }, make("summary", { class: "tool", text: say("Data") }),
    make("ul", {}, ...[["json", say("Answer as JSON")], ["csv", say("Tables as CSV")], ["snapshot", say("Scenario as snapshot")]].map(([kind, words]) =>
      make("li", {}, make("a", { href: api.data(run.id, kind), download: run.scenario + "-" + run.id + "." + kind, text: words })))));
  main.replaceChildren(make("div", { class: "slim" }, make("a", { class: "tool", href: "#/", text: "\u2190 " + say("All runs") }),
    make("h1", { tabindex: "-1", text: title }), make("p", { class: "soft", text: when(run.started) + " \u00B7 " + whatChanged(run) }),
    make("div", { class: "do" }, mine, others, data, make("a", { class: "tool", href: "#/outcome/" + id(run.id), text: say("Outcome") }), make("a", { class: "tool", href: "#/edit/" + id(run.scenario), text: say("Edit") }))), opening, frame);
  main.classList.add("full");
  const watch = setInterval(() => { mine.hidden = !argument(frame).length; }, 500);
  const close = (event) => { if (!data.contains(event.target)) data.open = false; };
  const escape = (event) => {
    if (event.key !== "Escape" || !data.open) return;
    data.open = false;
    data.firstChild.focus();
  };
  document.addEventListener("click", close);
  document.addEventListener("keydown", escape);
  main.leave = () => {
    clearInterval(watch);
    document.removeEventListener("click", close);
    document.removeEventListener("keydown", escape);
    main.classList.remove("full");
  };
  api.runs().then((runs) => others.append(...runs.filter((other) => other.id !== run.id && other.state === "done")
    .map((other) => make("option", { value: other.id, text: lineOf(other) }))),
  () => {});
  aloud(run.verdict || "");
  return title;
}

/* The assumptions that the reader of the frame has changed: the report keeps them in its address. */
function argument(frame) {
  try {
    const set = /set:(.*)/.exec(frame.contentWindow.location.hash)?.[1] ?? "";
    return set.split("&").filter((pair) => pair.includes("=")).map((pair) => pair.split("=").map(decodeURIComponent))
      .map(([path, value]) => ({ path, value }));
  } catch {
    return []; /* no page yet, or an address that nobody wrote */
  }
}

/* The run once more, with its own changes and over them those made in its report. */
const keepArgument = (run, frame) => runNow({ run: run.id, changes: argument(frame), draws: run.draws, study_draws: run.study_draws, seed: run.seed });
