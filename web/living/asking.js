/* asking.js - when is what computed?
 *
 * While a hand moves, one worker answers with few draws; when it rests, all of them count the author's draws by blocks,
 * and the last one works out what would change the answer.  The newest request wins. */
const FAST_MS = 60, REST = 180, BLOCK = 1024, CHUNK = 2;
const FAST_PARTS = ["tiles", "chart_gates", "chart_worlds"];
const COUNTED_PARTS = [...FAST_PARTS, "deal", "worth", "members", "chart_members", "chart_survival", "outcomes"];

let handling = false, again = false, resting = 0, fast = 2048;

/* As many draws as this machine makes in the time that a hand does not notice. */
function pace(draws, ms) {
  const blocks = (FAST_MS * draws) / Math.max(1, ms) / BLOCK;
  fast = BLOCK * Math.min(20, Math.max(1, Math.round((blocks + fast / BLOCK) / 2)));
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

/* One fast pass at a time; what was asked for meanwhile is done next, and only the newest of it. */
async function hand() {
  if (handling) return;
  handling = true;
  while (again && !isBase()) {
    again = false;
    const mine = newest, draws = Math.min(fast, author.draws);
    try {
      state("\u2026");
      const out = await pool[0].ask({ kind: "fast", version, changes: ordered(), draws, parts: FAST_PARTS });
      if (isBase()) break;
      document.body.classList.add("stale");
      latest = { inputs: latest?.inputs };
      fillHoles(out.parts);
      words(JSON.parse(out.json));
      pace(draws, out.ms);
      performance.mark("entente:fast", { detail: { draws, engine: out.ms } });
      state(say("First look, {draws} draws", { draws: thousands(draws) }));
      if (mine === newest) resting = setTimeout(() => refine(mine), REST);
    } catch (out) {
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

/* All draws, counted by all workers in blocks; then everything that would change the answer. */
async function refine(mine) {
  const live = () => mine === newest;
  const blocks = Math.ceil(author.draws / BLOCK), wanted = version, list = ordered();
  const slots = [];
  let next = 0, done = 0;
  const share = async (worker) => {
    await worker.ready;
    while (live() && next < blocks) {
      const first = next, count = Math.min(CHUNK, blocks - next);
      next += count;
      const out = await worker.ask({ kind: "count", version: wanted, changes: list, first, blocks: count });
      slots[first] = out.slots;
      done += count;
      if (live()) state(say("Counting, {part}", { part: Math.round((100 * done) / blocks) + "\u00A0%" }));
    }
  };
  try {
    const start = performance.now();
    thinker();
    const { inputs } = await pool[0].ask({ kind: "inputs", version: wanted, changes: list });
    if (!live()) return;
    latest = { inputs };
    showRows(inputs);
    await Promise.all(pool.map(share));
    if (!live()) return;
    const size = slots.reduce((sum, s) => sum + s.length, 0), all = new Uint8Array(size);
    let at = 0;
    slots.forEach((s) => { all.set(s, at); at += s.length; });
    const job = { version: wanted, changes: list, slots: all };
    const counted = await thinker().ask({ ...job, kind: "counted", parts: COUNTED_PARTS.filter((part) => holes.has(part)) });
    if (!live()) return;
    fillHoles(counted.parts);
    words(JSON.parse(counted.json));
    state(say("{draws} draws; working out what would change it …", { draws: thousands(author.draws) }));
    const out = await pool[pool.length - 1].ask({ ...job, kind: "full", parts: [...holes.keys()] });
    if (!live()) return;
    latest = { ...latest, ...out, version: wanted };
    fillHoles(out.parts);
    words(JSON.parse(out.json));
    document.body.classList.remove("stale");
    const moved = original.moved;
    const counts = { draws: thousands(author.draws), seconds: ((performance.now() - start) / 1000).toFixed(1), moved,
      claims: original.outcome.length };
    state(moved === 0 ? say("{draws} draws in {seconds} s; no claim changed its outcome", counts)
      : moved === 1 ? say("{draws} draws in {seconds} s; 1 claim of {claims} changed", counts)
      : say("{draws} draws in {seconds} s; {moved} claims of {claims} changed", counts));
    document.body.dataset.settled = String(mine);
  } catch (out) {
    if (live() && !out.stopped) state(say("The engine stopped: {reason}", { reason: out.error || out }));
  }
}
