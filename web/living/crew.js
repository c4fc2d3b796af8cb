/* crew.js - how do the workers share what takes longer than a look?
 *
 * Tasks wait in one line, whoever is free takes the next.  A step of the answer (drivers, tipping points ...) is a chain of
 * jobs of blocks: somebody says how many blocks the next job has, all work them, somebody joins them to its result.  Chains
 * run side by side.  When the reader changes something, what waits is dropped; what runs ends soon, for a task is short. */
const STOPPED = { stopped: true };
const STEPS = [0, 1, 2, 4]; /* drivers, tipping points, the smallest set, claims: the steps that look at draws */

function crew(live) {
  const waiting = [], free = pool.slice().reverse();
  const pump = () => {
    while (waiting.length && (free.length || !live())) {
      const { job, done, fail } = waiting.shift();
      if (!live()) {
        fail(STOPPED);
        continue;
      }
      const worker = free.pop();
      worker.ask(job).then(done, fail).finally(() => {
        free.push(worker);
        pump();
      });
    }
  };
  return (job, soon) => new Promise((done, fail) => {
    waiting[soon ? "unshift" : "push"]({ job, done, fail });
    pump();
  });
}

/* Slots of `blocks` blocks, in their order; `job(first, count)` asks for some of them. */
async function share(ask, blocks, chunk, job, told = () => {}) {
  const asked = [];
  let done = 0;
  for (let first = 0; first < blocks; first += chunk) {
    const count = Math.min(chunk, blocks - first);
    asked.push(ask(job(first, count)).then((out) => {
      told(done += count);
      return out;
    }));
  }
  return Promise.all(asked);
}

/* All results of a step, after the draws'. */
async function chain(ask, job, step, draws) {
  const known = [draws];
  let slots;
  for (;;) {
    const joined = await ask({ ...job, kind: "study", aim: 1, step, known, slots }, true);
    if (joined.bytes.length) known.push(joined.bytes);
    if (!joined.next) return known.slice(1);
    const chunk = Math.max(1, Math.ceil(joined.next / (2 * pool.length)));
    const out = await share(ask, joined.next, chunk,
      (first, blocks) => ({ ...job, kind: "study", aim: 0, step, known, first, blocks }));
    slots = out.map((part) => part.bytes);
  }
}

const chains = async (ask, job, draws) =>
  [draws, ...(await Promise.all(STEPS.map((step) => chain(ask, job, step, draws)))).flat()];
