// living_bench.mjs - how fast does a living report answer, and how large is it?
//   ENTENTE=build/entente node tests/bench/living_bench.mjs [SCENARIO]
//
// Opens the report in Debian's Chromium and prints each figure beside what it is to reach.  Exit 77: Chromium or the packages
// of tests/browser are not here (tools/setup browser), or the program carries no engine.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { dir, entente, launch, openPage, root, skip } from "../browser/chromium.mjs";

const MOVES = 15;
const scenario = process.argv[2] || "scenarios/g8-return.yaml";
const report = join(dir, "report.html");
execFileSync(entente, ["run", scenario, "--report", report, "-q"], { cwd: root, stdio: "ignore" });
const page_bytes = readFileSync(report);
if (!page_bytes.includes('id="living-engine"')) skip("this program was built without the engine for pages");

const quantile = (list, q) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(q * list.length))];
const line = (what, value, unit, target) =>
  console.log("  " + what.padEnd(58) + (Math.round(value) + " " + unit).padStart(10) +
    (target === undefined ? "" : "   to reach: " + target + " " + unit + (value <= target ? "" : "  (missed)")));

const browser = await launch();
const page = await openPage(browser, [], () => true);
await page.goto(pathToFileURL(report).href);
await page.waitForFunction(() => document.body.dataset.living, null, { timeout: 60000 });
const mark = (name) => page.evaluate((n) => performance.getEntriesByName(n).at(-1)?.startTime ?? 0, name);
console.log(scenario + " in " + browser.browserType().name() + " " + browser.version() + ", " + cpus().length + " processors");
line("report", page_bytes.length / 1000, "kB", 400);
line("report, gzip -9", gzipSync(page_bytes, { level: 9 }).length / 1000, "kB", 200);
line("opened to verdict (first paint)", await mark("first-contentful-paint"), "ms", 500);
line("opened to the engine that answers", await mark("entente:ready"), "ms");
await page.waitForTimeout(2500); // while a reader reads, the draws are made

/* From the key to the new verdict on the page, as the page's own clock tells it. */
async function move(slider, key) {
  return slider.evaluate((node, step) => new Promise((done) => {
    const start = performance.now();
    new PerformanceObserver((list, me) => {
      const entry = list.getEntriesByName("entente:fast")[0];
      if (!entry) return;
      me.disconnect();
      requestAnimationFrame(() => done({ ms: entry.startTime - start, ...entry.detail }));
    }).observe({ entryTypes: ["mark"] });
    node.value = Number(node.value) + step;
    node.dispatchEvent(new Event("input", { bubbles: true }));
  }), key === "ArrowRight" ? 5 : -5);
}
const settled = () => page.waitForFunction(() => / draws in /.test(document.querySelector("#bar .state").textContent), null,
  { timeout: 180000 });
const sliders = await page.locator("#argue > .assumption input[type=range]").all();
for (const [i, slider] of sliders.slice(0, 3).entries()) {
  const times = [];
  let draws = 0;
  for (let k = 0; k < MOVES; k++) {
    const out = await move(slider, k % 5 === 4 ? "ArrowLeft" : "ArrowRight");
    times.push(out.ms);
    draws = out.draws;
  }
  const name = (await slider.evaluate((node) => node.closest(".assumption").querySelector("label").textContent)).slice(0, 30);
  line(name + ": slider to verdict, median", quantile(times, 0.5), "ms", 60);
  line("  95 %, " + draws + " draws", quantile(times, 0.95), "ms");
  if (i > 0) continue;
  const rest = Date.now();
  await settled();
  line("hand at rest to all draws and everything", Date.now() - rest, "ms", 4000);
  line("  of it, all draws counted", (await mark("entente:counted")) - (await mark("entente:fast")), "ms");
}
await browser.close();
