/* workers.js - who computes?
 *
 * Workers made from the text of engine.js.  All of them share looks and counts; what a button asks for has its own. */
const pool = [];
let module, snapshot, kinds, ids = 0;

function hire(list, here = kinds === "page", words = spoken.bytes) {
  const waiting = new Map();
  const worker = { waiting, busy: 0, stop() {} };
  const receive = (out) => {
    const take = waiting.get(out.id);
    waiting.delete(out.id);
    worker.busy--;
    if (take) out.error ? take.fail(out) : take.done(out);
  };
  let send;
  try {
    if (here) throw new Error("no workers here");
    const source = "(" + engine + ")";
    const url = URL.createObjectURL(new Blob(
      ["const run = " + source + "((m, moved) => postMessage(m, moved || [])); onmessage = (e) => run(e.data);"],
      { type: "text/javascript" }));
    const thread = new Worker(url);
    thread.onmessage = (event) => receive(event.data);
    thread.onerror = () => worker.stop();
    send = (job, moved) => thread.postMessage(job, moved || []);
    worker.stop = () => {
      thread.terminate();
      URL.revokeObjectURL(url);
      for (const take of waiting.values()) take.fail({ stopped: true });
      waiting.clear();
    };
    kinds = "workers";
  } catch {
    const run = engine((out) => setTimeout(() => receive(out)));
    send = (job) => setTimeout(() => run(job));
    kinds = "page";
  }
  worker.ask = (job, moved) => new Promise((done, fail) => {
    const id = ++ids;
    waiting.set(id, { done, fail });
    worker.busy++;
    send({ ...job, id }, moved);
  });
  worker.ready = worker.ask({ kind: "boot", module, snapshot, words, list, seed: author.seed, draws: author.draws,
                              study: author.study_draws });
  worker.ready.catch(() => {});
  return worker;
}

/* What a reader asks for by a button has a worker of its own, which no change of an assumption stops. */
async function apart(job, words) {
  const own = kinds === "workers" || words ? hire(false, undefined, words) : pool[0];
  try {
    return await own.ask(job);
  } finally {
    if (own !== pool[0]) own.stop();
  }
}
