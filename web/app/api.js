/* api.js - how does the page talk to its server?  The only file that knows the wire (docs/guide/serve.md).
 *
 * A refusal is a Trouble: what the server said, and all that is wrong with a text.  When the server is not there the page
 * says so, asks again until it is, and then shows the screen anew. */
class Trouble extends Error {
  constructor(status, body = {}) {
    super(body.message || say("The server answered {status}.", { status }));
    Object.assign(this, { status, problems: body.errors ?? [] });
  }
}

async function ask(method, path, body) {
  let response;
  try {
    response = await fetch(path, { method, body: body && JSON.stringify(body), credentials: "same-origin",
      headers: { "Accept-Language": language, ...(body && { "Content-Type": "application/json" }) } });
  } catch {
    serverGone();
    throw new Trouble(0, { message: say("The server does not answer.") });
  }
  if (response.status === 403) keyMissing();
  const text = await response.text();
  let read = {};
  try {
    read = text ? JSON.parse(text) : {};
  } catch {
    read = { message: text.slice(0, 300) };
  }
  if (!response.ok) throw new Trouble(response.status, { ...read, ...read.error });
  return read;
}

async function fetchWords(code) {
  const response = await fetch("/words/" + code + ".mo", { credentials: "same-origin" });
  if (!response.ok) throw new Trouble(response.status);
  return response.arrayBuffer();
}

const id = encodeURIComponent;
const viewNames = new Map(); /* "scenario view" -> the name of that view: runs know its key only */
const api = {
  scenarios: async () => {
    const { scenarios } = await ask("GET", "/api/scenarios?lang=" + language);
    for (const { id: of, views } of scenarios) for (const { key, name } of views ?? []) viewNames.set(of + " " + key, name);
    return scenarios;
  },
  scenario: (scenario) => ask("GET", "/api/scenarios/" + id(scenario) + "?lang=" + language),
  check: (base, text) => ask("POST", "/api/check", { base, text, language }),
  keep: (name, base, text) => ask("POST", "/api/drafts", { name, base, text }),
  forget: (name) => ask("DELETE", "/api/drafts/" + id(name)),
  list: async () => {
    const { runs, track_record: track } = await ask("GET", "/api/runs");
    return { runs: runs.map(tidyRun), track };
  },
  runs: async () => (await api.list()).runs,
  run: async (run) => tidyRun(await ask("GET", "/api/runs/" + id(run))),
  start: async (wish) => (await ask("POST", "/api/runs", { ...wish, language })).id,
  resolve: async (run, outcomes, note) => tidyRun(await ask("POST", "/api/runs/" + id(run) + "/outcomes", { outcomes, note })),
  remove: (run) => ask("DELETE", "/api/runs/" + id(run)),
  compare: (a, b) => ask("GET", "/api/compare/" + id(a) + "/" + id(b) + "?lang=" + language),
  report: (run) => "/api/runs/" + id(run) + "/report?lang=" + language + "#lang=" + language,
  data: (run, kind) => "/api/runs/" + id(run) + "/data." + kind,
};

/* Estimates of the gates and of all four: { p: { will, ... , all }, se: { ... } }. */
function estimates({ gates, all }) {
  const p = {}, se = {};
  for (const [gate, found] of Object.entries({ ...gates, ...(all && { all }) })) {
    p[gate] = found.p;
    se[gate] = found.se;
  }
  return { p, se };
}

const tidyRun = (raw) => ({ ...raw, ...estimates(raw), changes: raw.changes ?? [] });

/* Progress of a run, until it ends; returns a function that stops listening. */
function follow(run, { waiting, progress, ended }) {
  const source = new EventSource("/api/runs/" + id(run) + "/events?lang=" + language);
  const on = (kind, act) => source.addEventListener(kind, (event) => {
    serverBack();
    act(JSON.parse(event.data));
  });
  on("queued", waiting);
  on("progress", (now) => progress({ ...now, ...estimates(now) }));
  for (const kind of ["done", "failed", "cancelled"]) on(kind, (last) => {
    source.close();
    ended(kind, last);
  });
  source.onerror = () => { if (source.readyState !== EventSource.OPEN) serverGone(); };
  return () => source.close();
}

/* ---- the server that is not there ------------------------------------------------------------------------------------ */

let gone = 0;
function alarm(text) {
  $("alarm").textContent = text;
  $("alarm").hidden = !text;
}

function keyMissing() {
  alarm(say("This page has no valid key. Open the address that entente serve printed when it started."));
}

function serverBack() {
  if (!gone) return;
  clearTimeout(gone);
  gone = 0;
  alarm("");
}

function serverGone() {
  if (gone) return;
  alarm(say("The server does not answer: it was stopped, or the machine slept. What you wrote is kept here; trying again \u2026"));
  const again = async () => {
    try {
      const response = await fetch("/api/runs", { credentials: "same-origin" });
      serverBack();
      if (response.status === 403) keyMissing();
      else route();
    } catch {
      gone = setTimeout(again, 2000);
    }
  };
  gone = setTimeout(again, 2000);
}
