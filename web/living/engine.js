/* engine.js - how does the page speak to the module that it carries?
 *
 * One function, the same in a worker and, where there are none, on the page's own thread: it takes jobs one after another
 * and posts what came of them.  A worker gets its source text, so nothing outside of it is used. */
function engine(post) {
  let e, author, version = -1;
  const text = new TextDecoder(), bytes = new TextEncoder();
  const room = (data) => {
    const at = e.living_room(data.length);
    if (!at && data.length) throw new Error("there is no memory left for this page");
    new Uint8Array(e.memory.buffer).set(data, at);
    return data.length;
  };
  const output = () => new Uint8Array(e.memory.buffer, e.living_output(), e.living_output_size());
  const read = () => text.decode(output());
  const check = (code) => {
    if (code) throw Object.assign(new Error("the engine stopped"), { problem: read() });
  };
  const parts = (names) => {
    const out = {};
    for (const name of names) {
      check(e.living_part(room(bytes.encode(name))));
      out[name] = read();
    }
    return out;
  };
  const change = (job) => {
    if (version === job.version) return;
    const pairs = job.changes.map(([path, value]) => path + "\0" + value + "\0").join("");
    check(e.living_change(room(bytes.encode(pairs))));
    version = job.version;
  };
  const answer = (job, draws, study, quick, blocks) => {
    check(e.living_answer(author.seed, draws, study, quick, blocks ? room(blocks) : 0));
    check(e.living_json());
    return read();
  };
  const jobs = {
    async boot(job) {
      e = (await WebAssembly.instantiate(job.module, {})).exports;
      e._initialize?.();
      author = { seed: BigInt(job.seed), draws: job.draws, study: job.study };
      check(e.living_open(room(job.snapshot)));
      version = 0;
      if (!job.list) return {};
      check(e.living_inputs());
      return { inputs: JSON.parse(read()) };
    },
    /* The changed inputs, as the engine reads them. */
    inputs(job) {
      change(job);
      check(e.living_inputs());
      const mine = new Set(job.changes.map(([path]) => path));
      return { inputs: JSON.parse(read()).inputs.filter((input) => mine.has(input.path)) };
    },
    fast(job) {
      change(job);
      const json = answer(job, job.draws, 1, 1);
      return { json, parts: parts(job.parts) };
    },
    count(job) {
      change(job);
      check(e.living_count(author.seed, author.draws, job.first, job.blocks));
      const slots = output().slice();
      return { first: job.first, slots, moved: [slots.buffer] };
    },
    counted(job) {
      change(job);
      return { json: answer(job, author.draws, 1, 1, job.slots), parts: parts(job.parts) };
    },
    full(job) {
      change(job);
      const json = answer(job, author.draws, author.study, 0, job.slots);
      check(e.living_sha256(room(bytes.encode(json))));
      const sha256 = read();
      check(e.living_csv());
      return { json, sha256, csv: read(), parts: parts(job.parts) };
    },
  };
  let last = Promise.resolve();
  return (job) => {
    last = last.then(async () => {
      const start = performance.now();
      try {
        const { moved, ...out } = await jobs[job.kind](job);
        post({ ...out, kind: job.kind, id: job.id, ms: performance.now() - start }, moved);
      } catch (error) {
        post({ kind: job.kind, id: job.id, error: String(error.message || error), problem: error.problem });
      }
    });
  };
}
