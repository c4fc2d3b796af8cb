// trade_wasm_bench.mjs - how long does a gravity equilibrium take as WebAssembly?
//   node tests/bench/trade_wasm_bench.mjs [PASSES]
//
// Milliseconds of the processor for one solution, all flows and the certificate with it, least of the passes: the modules of
// tests/bench/wasm/trade.c and core, compiled here by clang as core's module is (-O3), as the page's engine compiles what no draw
// runs through (-Oz), and with vectors of two numbers.  The last column, a sum of welfare, is the same to the last digit in all.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [passes = "30"] = process.argv.slice(2);
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const WAYS = [["-O3"], ["-Oz"], ["-O3", "-msimd128"]], SIZES = [[44, 200], [200, 20]];

const sources = ["core/base", "core/trade"].flatMap((folder) =>
  readdirSync(join(root, folder)).filter((name) => name.endsWith(".c")).map((name) => join(root, folder, name)));
const dir = mkdtempSync(join(tmpdir(), "entente-bench-"));

function build(way) {
  const out = join(dir, "trade.wasm");
  execFileSync("clang-14", ["--target=wasm32-wasi", "-nostdlibinc", "-isystem", "/usr/include/wasm32-wasi", "-std=c11", ...way,
    "-ffp-contract=off", "-fno-math-errno", `-I${root}/include`, `-I${root}/core`, `-I${root}/tests`, "-mexec-model=reactor",
    "-Wl,--no-entry", "-Wl,--strip-all", join(root, "tests/bench/wasm/trade.c"), ...sources, "-o", out]);
  return readFileSync(out);
}

console.log("compiled          n    steps         ms   sum of welfare");
for (const way of WAYS) {
  const e = new WebAssembly.Instance(new WebAssembly.Module(build(way)), {}).exports;
  e._initialize?.();
  for (const [n, times] of SIZES) {
    if (e.bench_open(n) || e.bench_solve(times)) throw new Error(`${way.join(" ")}, n = ${n}: no equilibrium`);
    let least = Infinity;
    for (let pass = 0; pass < Number(passes); pass++) {
      const start = process.cpuUsage();
      if (e.bench_solve(times)) throw new Error("no equilibrium");
      const { user, system } = process.cpuUsage(start);
      least = Math.min(least, (user + system) / 1000 / times);
    }
    let sum = 0;
    for (let i = 0; i < n; i++) sum += e.bench_welfare(i);
    console.log(`${way.join(" ").padEnd(16)} ${String(n).padStart(3)} ${String(e.bench_steps()).padStart(8)} ${least.toFixed(4).padStart(10)}   ${sum}`);
  }
}
rmSync(dir, { recursive: true });
