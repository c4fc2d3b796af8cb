/* engine.js - how does the page speak to the module that it carries?
 *
 * One function, the same in a worker and, where there are none, on the page's own thread: it takes jobs one after another
 * and posts what came of them.  A worker gets its source text, so nothing outside of it is used. */
function engine(post) {
  let e, author, version = -1;
  const text = new TextDecoder(), bytes = new TextEncoder();
  /* Puts these bytes one after the other where the module reads; says how many there are. */
  const room = (...data) => {
    const size = data.reduce((sum, part) => sum + part.length, 0);
    let at = e.living_room(size);
    if (!at && size) throw new Error("there is no memory left for this page");
    for (const part of data) {
      new Uint8Array(e.memory.buffer).set(part, at);
      at += part.length;
    }
    return size;
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
  const pairs = (job) => bytes.encode(job.changes.map(([path, value]) => path + "\0" + value + "\0").join(""));
  const change = (job) => {
    if (version === job.version) return;
    check(e.living_change(room(pairs(job))));
    version = job.version;
  };
  /* known: the results of the first jobs; slots: of the next one. */
  const answer = (look, draws, study, quick, known, slots = []) => {
    const all = room(...known, ...slots), last = slots.reduce((sum, part) => sum + part.length, 0);
    check(e.living_answer(look, author.seed, draws, study, quick, all - last, last));
  };
  const words = () => {
    check(e.living_words());
    return JSON.parse(read());
  };
  const jobs = {
    async boot(job) {
      e = (await WebAssembly.instantiate(job.module, {})).exports;
      e._initialize?.();
      author = { seed: BigInt(job.seed), draws: job.draws, study: job.study };
      check(e.living_speak(room(job.words)));
      check(e.living_open(room(job.snapshot)));
      version = 0;
      if (!job.list) return {};
      check(e.living_inputs());
      return { inputs: JSON.parse(read()) };
    },
    /* What the author assumed and found, told in the language of this engine. */
    told(job) {
      change({ changes: [], version: 0 });
      answer(0, job.draws, author.study, 1, []);
      return { words: words(), parts: parts(job.parts) };
    },
    /* The changed inputs, as the engine reads them. */
    inputs(job) {
      change(job);
      check(e.living_inputs());
      const mine = new Set(job.changes.map(([path]) => path));
      return { inputs: JSON.parse(read()).inputs.filter((input) => mine.has(input.path)) };
    },
    look(job) {
      check(e.living_look(author.seed, job.draws, job.part, job.parts, room(pairs(job))));
      const slots = output().slice();
      return { slots, kept: e.living_kept(), moved: [slots.buffer] };
    },
    looked(job) {
      answer(1, job.draws, 1, 1, [], job.slots);
      return { words: words(), parts: parts(job.parts) };
    },
    count(job) {
      change(job);
      check(e.living_count(author.seed, author.draws, job.first, job.blocks));
      const slots = output().slice();
      return { slots, moved: [slots.buffer] };
    },
    counted(job) {
      change(job);
      answer(0, author.draws, 1, 1, [], job.slots);
      const out = { words: words(), parts: parts(job.parts) };
      check(e.living_draws());
      return { ...out, draws: output().slice() };
    },
    study(job) {
      change(job);
      const slots = job.slots ?? [], all = room(...job.known, ...slots);
      const last = slots.reduce((sum, part) => sum + part.length, 0);
      check(e.living_study(job.step, job.aim, author.seed, author.draws, author.study, all - last, last,
        job.first ?? 0, job.blocks ?? 0));
      const out = output().slice();
      return { next: new DataView(out.buffer).getUint32(0, true), bytes: out.subarray(8), moved: [out.buffer] };
    },
    full(job) {
      change(job);
      answer(0, author.draws, author.study, 0, job.known ?? []);
      const out = { words: words(), parts: parts(job.parts) };
      check(e.living_json());
      const json = read();
      check(e.living_sha256(room(bytes.encode(json))));
      const sha256 = read();
      check(e.living_csv());
      const csv = read();
      if (job.zip) check(e.living_archive());
      return { ...out, json, sha256, csv, zip: job.zip ? output().slice() : undefined };
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
