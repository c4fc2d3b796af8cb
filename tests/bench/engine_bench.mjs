// engine_bench.mjs - what does each step of a full refinement cost the engine that a report carries, on one thread?
//   node tests/bench/engine_bench.mjs BUILD [SCENARIO] [REPEATS]
//
// No browser: the module of BUILD/living/engine.wasm in a plain loop, asked the way the workers of a page ask it.  Prints the
// least of the repeats in milliseconds of the processor, and a hash of all results, which no work on speed may move.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [build = "build", scenario = "scenarios/g8-return.yaml", repeats = "3"] = process.argv.slice(2);
const SEED = 1n, DRAWS = 100000, STUDY = 4096, BLOCK = 1024;
const STEPS = [[0, "drivers"], [1, "tipping points"], [2, "smallest set"], [4, "claims"]];

const dir = mkdtempSync(join(tmpdir(), "entente-bench-"));
execFileSync(join(build, "entente"), ["snapshot", scenario, "-o", join(dir, "snapshot")], { stdio: "ignore" });
const snapshot = readFileSync(join(dir, "snapshot"));
rmSync(dir, { recursive: true });
const module = await WebAssembly.compile(readFileSync(join(build, "living/engine.wasm")));

function once() {
  const e = new WebAssembly.Instance(module, {}).exports, spent = new Map();
  e._initialize?.();
  const room = (...data) => {
    const all = Buffer.concat(data), at = e.living_room(all.length);
    new Uint8Array(e.memory.buffer).set(all, at);
    return all.length;
  };
  const output = () => Buffer.from(new Uint8Array(e.memory.buffer, e.living_output(), e.living_output_size()));
  const check = (code) => {
    if (code) throw new Error(output().toString());
  };
  const timed = (name, work) => {
    const start = process.cpuUsage(), out = work(), { user, system } = process.cpuUsage(start);
    spent.set(name, (user + system) / 1000);
    return out;
  };
  check(e.living_open(room(snapshot)));
  const slots = timed("100,000 draws", () => {
    check(e.living_count(SEED, DRAWS, 0, Math.ceil(DRAWS / BLOCK)));
    return output();
  });
  check(e.living_answer(0, SEED, DRAWS, STUDY, 1, 0, room(slots)));
  check(e.living_draws());
  const hash = createHash("sha256"), draws = output();
  timed("study draws kept", () => check(e.living_study(0, 1, SEED, DRAWS, STUDY, room(draws), 0, 0, 0)));
  for (const [step, name] of STEPS)
    timed(name, () => {
      const known = [draws];
      for (let work = Buffer.alloc(0);;) {
        const all = room(...known, work);
        check(e.living_study(step, 1, SEED, DRAWS, STUDY, all - work.length, work.length, 0, 0));
        const out = output(), next = out.readUInt32LE(0);
        if (out.length > 8) known.push(out.subarray(8));
        if (!next) break;
        check(e.living_study(step, 0, SEED, DRAWS, STUDY, room(...known), 0, 0, next));
        work = output().subarray(8);
      }
      for (const part of known) hash.update(part);
    });
  return { spent, hash: hash.digest("hex") };
}

const runs = Array.from({ length: Number(repeats) }, once);
let total = 0;
for (const name of runs[0].spent.keys()) {
  const least = Math.min(...runs.map((run) => run.spent.get(name)));
  total += least;
  console.log("  " + name.padEnd(20) + least.toFixed(0).padStart(7) + " ms");
}
console.log("  " + "together".padEnd(20) + total.toFixed(0).padStart(7) + " ms   results " + runs[0].hash.slice(0, 16));
