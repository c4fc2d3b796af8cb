// chromium.mjs - what has everybody in common who opens pages in Debian's Chromium: the tests, the bench, the pictures?
//
// Imported, it finds the browser, the packages of package.json and the program (ENTENTE, else build/entente), and makes a
// folder that goes with the process.  Where the browser or the packages are missing (tools/setup browser) it says so, and the process
// ends with 77.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(fileURLToPath(import.meta.url), "../../..");
export const entente = resolve(process.env.ENTENTE || join(root, "build/entente"));

export const skip = (why) => {
  console.log("skipped: " + why);
  process.exit(77);
};
const program = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
if (!program) skip("no Chromium (tools/setup browser)");
const packages = await Promise.all([import("playwright-core"), import("axe-core")]).catch(() => null);
if (!packages) skip("playwright-core or axe-core is missing (tools/setup browser)");
const [{ chromium }, { default: axe }] = packages;

export const dir = mkdtempSync(join(tmpdir(), "entente-browser-"));
process.on("exit", () => rmSync(dir, { recursive: true, force: true }));

export const launch = () => chromium.launch({ executablePath: program, args: ["--no-sandbox"] });

/* A page in a context of its own; what it may not do is added to complaints.  allowed(url): may it ask for that? */
export async function openPage(browser, complaints, allowed, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && complaints.push("console: " + m.text()));
  page.on("pageerror", (e) => complaints.push("error: " + e.message));
  page.on("request", (r) => allowed(r.url()) || complaints.push("request: " + r.url()));
  return page;
}

/* axe-core finds nothing, and nothing is wider than the window. */
export async function accessible(page, where) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"], iframes: false }));
  assert.deepEqual(found.violations.map((v) => where + ": " + v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(" | ")), []);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, where + " is " + wide + " px too wide");
}

/* Runs { name: test } one after the other, or those whose name holds the word that was typed; before() and after() run around
 * each.  Ends the process: 0 when all hold, else 1. */
export async function hold(tests, browser, { before = () => {}, after = () => {}, end = () => {} }) {
  const wanted = process.argv[2];
  let failed = 0;
  for (const [name, test] of Object.entries(tests)) {
    if (wanted && !name.includes(wanted)) continue;
    before();
    const start = Date.now();
    try {
      await test();
      after();
      console.log("ok - " + name + " (" + ((Date.now() - start) / 1000).toFixed(1) + " s)");
    } catch (error) {
      failed++;
      console.log("not ok - " + name + "\n" + String(error.stack || error).replace(/^/gm, "    "));
    }
  }
  await browser.close();
  end();
  console.log(failed ? failed + " failed" : "all hold");
  process.exit(failed ? 1 : 0);
}
