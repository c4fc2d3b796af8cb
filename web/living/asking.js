/* asking.js - when is what computed?
 *
 * While a hand moves, the workers look at the first draws, which they keep: of these only what a change moves is computed
 * again.  When it rests, they count the author's draws by blocks, and then work out together what would change the answer.
 * The newest request wins. */
const LOOK = 20480, SLOW = 150, REST = 180, BLOCK = 1024, CHUNK = 2;
const FAST_PARTS = ["tiles", "chart_gates", "chart_worlds"];
const COUNTED_PARTS = [...FAST_PARTS, "deal", "worth", "members", "chart_members", "winsets", "chart_survival", "outcomes"];

let handling = false, again = false, resting = 0, lookDraws = 0;
let looked = null; /* the ensembles of the last look's blocks, and of which version they are */

/* How many draws a look keeps: some 4 KB each. */
function room() {
  const memory = navigator.deviceMemory ?? 8;
  return Math.min(author.draws, memory <= 2 ? LOOK / 5 : memory <= 4 ? LOOK / 2 : LOOK);
}

/* The ensembles of the first draws, block by block; block b comes from worker b modulo their number. */
async function look(list, draws) {
  const parts = pool.length;
  const outs = await Promise.all(pool.map((worker, part) => worker.ask({ kind: "look", changes: list, draws, part, parts })));
  const blocks = Math.ceil(draws / BLOCK), size = outs[0].slots.length / Math.ceil(blocks / parts);
  const slots = Array.from({ length: blocks }, (_, b) => {
    const at = Math.floor(b / parts) * size;
    return outs[b % parts].slots.subarray(at, at + size);
  });
  return { slots, kept: outs.some((out) => out.kept > 0) };
}

/* Where a look takes too long, the next ones take fewer draws. */
function pace(ms) {
  if (ms > SLOW && lookDraws > 2 * BLOCK) lookDraws = BLOCK * Math.ceil(lookDraws / BLOCK / 2);
}

/* The draws are made while the reader reads. */
function warm() {
  if (!handling) look([], lookDraws).catch(() => {});
}

function request() {
  newest++;
  version = isBase() ? 0 : newest;
  whose();
  for (const club of clubs) club.show?.();
  writeHash();
  clearTimeout(resting);
  showRows(latest?.inputs);
  if (isBase()) return restore();
  again = true;
  hand();
}

/* One look at a time; what was asked for meanwhile is looked at next, and only the newest of it. */
async function hand() {
  if (handling) return;
  handling = true;
  while (again && !isBase()) {
    again = false;
    const mine = newest, draws = lookDraws, of = version, list = ordered(), start = performance.now();
    try {
      state("\u2026");
      const { slots, kept } = await look(list, draws);
      const out = await pool[0].ask({ kind: "looked", draws, slots, parts: FAST_PARTS.filter((part) => holes.has(part)) });
      if (isBase()) break;
      looked = { of, draws, slots };
      document.body.classList.add("stale");
      latest = { inputs: latest?.inputs };
      fillHoles(out.parts);
      tell(out.words);
      const ms = performance.now() - start;
      if (kept) pace(ms);
      performance.mark("entente:fast", { detail: { draws, ms, kept } });
      state(say("First look, {draws} draws", { draws: thousands(draws) }));
      if (mine === newest) resting = setTimeout(() => refine(mine), REST);
    } catch (out) {
      if (out.stopped) break; /* the language was changed */
      refuse(out);
    }
  }
  handling = false;
}

/* A value that the engine does not take goes back out of the assumptions and is explained under its box. */
function refuse(out) {
  let problem = {};
  try { problem = JSON.parse(out.problem); } catch { problem = { message: out.error || say("The engine stopped.") }; }
  const at = problem.path || "";
  const path = [...changes.keys()].reverse().find((p) => at === p || at.startsWith(p + ".") || p.startsWith(at + ".")) ??
    [...changes.keys()].pop();
  if (path === undefined) return state(problem.message);
  wrong.set(path, { text: changes.get(path), message: problem.message });
  changes.delete(path);
  newest++;
  version = isBase() ? 0 : newest;
  whose();
  writeHash();
  for (const club of clubs) club.show?.();
  showRows();
  if (isBase()) restore();
  else again = true;
}

/* The ensembles of all blocks: those of the look are there already. */
async function count(ask, job) {
  const blocks = Math.ceil(author.draws / BLOCK);
  const there = looked && looked.of === job.version ? looked.slots.slice(0, Math.floor(looked.draws / BLOCK)) : [];
  const outs = await share(ask, blocks - there.length, CHUNK,
    (first, count) => ({ ...job, kind: "count", first: there.length + first, blocks: count }),
    (done) => state(say("Counting, {part}", { part: Math.round((100 * (there.length + done)) / blocks) + "\u00A0%" })));
  return [...there, ...outs.map((out) => out.slots)];
}

/* All draws; then everything that would change the answer. */
async function refine(mine) {
  const live = () => mine === newest, job = { version, changes: ordered() }, ask = crew(live);
  try {
    const start = performance.now();
    const { inputs } = await pool[0].ask({ ...job, kind: "inputs" });
    if (!live()) return;
    latest = { inputs };
    showRows(inputs);
    const slots = await count(ask, job);
    const counted = await ask({ ...job, kind: "counted", slots, parts: COUNTED_PARTS.filter((part) => holes.has(part)) });
    if (!live()) return;
    fillHoles(counted.parts);
    tell(counted.words);
    performance.mark("entente:counted");
    state(say("{draws} draws; working out what would change it …", { draws: thousands(author.draws) }));
    const known = await chains(ask, job, counted.draws);
    const out = await ask({ ...job, kind: "full", known, parts: [...holes.keys()] });
    if (!live()) return;
    latest = { ...latest, ...out, known, version: job.version };
    fillHoles(out.parts);
    tell(out.words);
    document.body.classList.remove("stale");
    if (isBase()) return settleAuthor(out);
    const moved = original.moved;
    const counts = { draws: thousands(author.draws), seconds: ((performance.now() - start) / 1000).toFixed(1), moved,
      claims: original.outcome.length };
    state(moved === 0 ? say("{draws} draws in {seconds} s; no claim changed its outcome", counts)
      : moved === 1 ? say("{draws} draws in {seconds} s; 1 claim of {claims} changed", counts)
      : say("{draws} draws in {seconds} s; {moved} claims of {claims} changed", counts));
    performance.mark("entente:settled", { detail: { ms: performance.now() - start } });
    document.body.dataset.settled = String(mine);
  } catch (out) {
    if (live() && !out.stopped) state(say("The engine stopped: {reason}", { reason: out.error || out }));
  }
}
