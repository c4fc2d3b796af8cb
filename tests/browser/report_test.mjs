// report_test.mjs - does a living report answer as the command line does, safely, and for everyone?
//   ENTENTE=build/entente node tests/browser/report_test.mjs
//
// Opens reports from disk in Debian's Chromium.  Exit 0: all hold; 1: some do not; 77: Chromium or the packages of
// package.json are not here (tools/setup browser installs them), or the program carries no engine.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { accessible, dir, entente, hold, launch, openPage, root, skip } from "./chromium.mjs";

const scenario = "scenarios/g8-return.yaml";
const draws = ["--draws", "6144", "--study-draws", "64"];

const run = (...words) => execFileSync(entente, ["run", ...words], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
const answer = (...sets) => {
  const file = join(dir, "cli.json");
  run(scenario, ...draws, "--json", file, "-q", ...sets.flatMap((set) => ["--set", set]));
  return readFileSync(file, "utf8");
};
const report = join(dir, "report.html");
run(scenario, ...draws, "--report", report, "-q");
if (!readFileSync(report, "utf8").includes('id="living-engine"')) skip("this program was built without the engine for pages");

// ---- a page, and everything that it must not do ------------------------------------------------------------
const browser = await launch();
const complaints = [];

async function open(file, hash = "", { noWorkers = false, ...options } = {}) {
  const page = await openPage(browser, complaints, (url) => /^(file|blob|data):/.test(url), options);
  if (noWorkers) await page.addInitScript(() => { window.Worker = function () { throw new Error("none"); }; });
  page.on("dialog", (d) => { complaints.push("dialog: " + d.message()); d.dismiss(); });
  await page.goto(pathToFileURL(file).href + hash);
  if (options.javaScriptEnabled !== false) await page.waitForFunction(() => document.body.dataset.living, null, { timeout: 60000 });
  return page;
}
const settled = (page) => page.waitForFunction(() => / draws in /.test(document.querySelector("#bar .state").textContent), null,
  { timeout: 180000 });
/* Texts that are still English in a page in Chinese; sources, cases and notation stay as published. */
const englishLeft = (page) => page.evaluate(() => {
  const left = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.parentElement.closest("script, style, code, pre, [lang=en], #sources, #assumptions, .assumption .author, .cases, .tests, " +
      "svg, q, figcaption, #argue details, .rule, .view")) continue;
    const text = node.data.trim();
    if (/[A-Za-z]{3,}.*\s[A-Za-z]{3,}/.test(text) && !/[\u4e00-\u9fff]/.test(text)) left.push(text.slice(0, 80));
  }
  return left;
});
const row = (page, name) => page.locator(".assumption", { has: page.getByText(name, { exact: true }) }).first();
async function type(page, name, text) {
  const box = row(page, name).locator("input[type=text]");
  await box.fill(text);
  await box.press("Enter");
  return box;
}
async function json(page) {
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 180000 }),
    page.getByRole("button", { name: "Answer as JSON" }).click()]);
  return readFileSync(await download.path(), "utf8");
}
async function archive(page) {
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: 180000 }),
    page.getByRole("button", { name: "Everything as a ZIP" }).click()]);
  return readFileSync(await download.path());
}
/* The values of --set that the page shows for its state. */
const sets = async (page) => [...(await page.locator("#argue-command").textContent()).matchAll(/--set '([^']*)'/g)].map((m) => m[1]);

// ---- tests ------------------------------------------------------------------------------------------------
const tests = {
  async "opens from disk with the author's answer"() {
    const page = await open(report);
    const cli = JSON.parse(answer()), snapshot = join(dir, "snapshot");
    writeFileSync(snapshot, Buffer.from(await page.evaluate(() => Array.from(carried.snapshot))));
    run(snapshot, ...draws, "--json", snapshot + ".json", "-q");
    assert.equal(readFileSync(snapshot + ".json", "utf8"), answer(), "the page carries another scenario");
    assert.equal(await page.evaluate(() => document.body.dataset.living), "workers");
    assert.equal(await page.locator(".headline").textContent(), cli.verdict);
    assert.ok(await page.locator(".assumption").count() >= 10);
    await page.getByRole("button", { name: /Re-compute/ }).click();
    await page.waitForFunction(() => /Identical|Not the same|did not/.test(document.querySelector("#verified").textContent), null,
      { timeout: 180000 });
    assert.match(await page.locator("#verified").textContent(), /Identical to the last bit/);
    await page.context().close();
  },

  async "a typed interval: every number is the command line's"() {
    const page = await open(report);
    await type(page, "Russia: part of that tie that the deal would cost", "0.01 to 0.04");
    await settled(page);
    const mine = await sets(page);
    assert.deepEqual(mine, ["deal.outside.rival_loss=0.01 to 0.04"]);
    const cli = answer(...mine);
    assert.equal(await page.locator(".headline").textContent(), JSON.parse(cli).verdict);
    assert.equal(await json(page), cli);
    const file = join(dir, "cli.zip");
    run(scenario, ...draws, "--zip", file, "-q", "--set", mine[0]);
    assert.ok((await archive(page)).equals(readFileSync(file)), "the archive is not the command line's");
    await page.context().close();
  },

  async "a slider: changed, marked, counted, and back"() {
    const page = await open(report);
    const before = await page.locator("#gates figure").first().innerHTML();
    const slider = row(page, "Security terms that Washington can give alone: yearly value").locator("input[type=range]");
    await slider.focus();
    for (let i = 0; i < 12; i++) await slider.press("ArrowRight");
    await settled(page);
    const mine = await sets(page);
    assert.equal(mine.length, 1);
    assert.match(mine[0], /^terms\.security\.flow=\S+% to \S+%$/);
    assert.equal(await json(page), answer(...mine));
    assert.notEqual(await page.locator("#gates figure").first().innerHTML(), before);
    assert.equal(await page.locator(".assumption.changed").count(), 1);
    await page.locator(".assumption.changed button.reset").click();
    assert.equal(await page.locator(".assumption.changed").count(), 0);
    assert.equal(await page.locator("#gates figure").first().innerHTML(), before);
    assert.ok(!page.url().includes("#"));
    await page.context().close();
  },

  async "the rule of the club, its address, and whoever opens it"() {
    const page = await open(report);
    await page.getByLabel("How the G7 decides").selectOption("count >= 4");
    await settled(page);
    assert.deepEqual(await sets(page), ["clubs.G7.rule=count >= 4"]);
    const cli = answer("clubs.G7.rule=count >= 4");
    assert.equal(await json(page), cli);
    assert.match(await page.locator("#verdict-h").textContent(), /1 change of yours/);
    const other = await open(report, new URL(page.url()).hash);
    await settled(other);
    assert.equal(await other.getByLabel("How the G7 decides").inputValue(), "count >= 4");
    assert.equal(await other.locator(".headline").textContent(), JSON.parse(cli).verdict);
    assert.equal(await json(other), cli);
    await page.getByRole("link", { name: "Claims", exact: true }).click();
    assert.match(page.url(), /#set:/);
    await page.context().close();
    await other.context().close();
  },

  async "whose view: picked, named, argued from, and followed by its address"() {
    const page = await open(report), file = join(dir, "view.json");
    const menu = page.locator("#whose-view");
    assert.equal(await menu.inputValue(), "author");
    await menu.selectOption({ label: "As Moscow may see it" });
    await settled(page);
    run(scenario, ...draws, "--view", "moscow", "--json", file, "-q");
    const cli = readFileSync(file, "utf8");
    assert.equal(await json(page), cli);
    assert.equal(JSON.parse(cli).view, "moscow");
    assert.equal(await page.locator("#verdict-h").textContent(), "Verdict: As Moscow may see it");
    assert.match(await page.locator("#whose-note").textContent(), /not a measurement/);
    const other = await open(report, new URL(page.url()).hash);
    await settled(other);
    assert.equal(await other.locator("#verdict-h").textContent(), "Verdict: As Moscow may see it");
    await type(other, "Russia: part of that tie that the deal would cost", "0.01 to 0.04");
    await settled(other);
    assert.equal(await other.locator("#whose-view").inputValue(), "yours");
    assert.match(await other.locator("#verdict-h").textContent(), /with \d+ changes of yours/);
    await other.locator("#views details.view").nth(4).evaluate((d) => { d.open = true; });
    await other.locator("#views details.view").nth(4).getByRole("button", { name: "Argue from this view" }).click();
    await settled(other);
    assert.match(await other.locator("#argue-command").textContent(), /--set 'capability=cinc'/); /* no number has a row for it */
    await other.locator("#whose-view").selectOption("author");
    assert.equal(await other.locator("#verdict-h").textContent(), "Verdict");
    assert.ok(!other.url().includes("#"));
    await page.context().close();
    await other.context().close();
  },

  async "what it would take, assumed at once"() {
    const page = await open(report);
    await page.getByRole("button", { name: "Assume all of them" }).click();
    await settled(page);
    const mine = await sets(page), cli = answer(...mine);
    assert.equal(mine.length, await page.locator(".what-if li").count());
    assert.ok(JSON.parse(cli).all.p > 0.3, "the set does not move the answer");
    assert.equal(await json(page), cli);
    assert.ok(await page.locator(".claim.moved").count() > 0);
    await page.getByRole("button", { name: "Reset all" }).click();
    assert.equal(await page.locator(".claim.moved").count(), 0);
    await page.context().close();
  },

  async "a member that follows the default, changed alone, keeps the rest of it"() {
    const page = await open(report);
    await page.getByLabel("Find").fill("consents.EU.ROU.when");
    const box = page.locator("input[id^='f-']").filter({ visible: true }).last();
    await box.fill("0.5 to 0.9");
    await box.press("Enter");
    await settled(page);
    const mine = await sets(page);
    assert.equal(mine.length, 3, mine.join("; "));
    assert.equal(await json(page), answer(...mine));
    await page.context().close();
  },

  async "another language: the same numbers, changes and address, and back"() {
    const page = await open(report);
    await type(page, "Russia: part of that tie that the deal would cost", "0.02 to 0.1");
    await settled(page);
    const english = { tiles: await page.locator(".tiles b").allTextContents(), headline: await page.locator(".headline").textContent() };
    await page.locator(".languages button[lang=zh-Hant]").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.body.dataset.spoken === "zh-Hant", null, { timeout: 60000 });
    await page.waitForFunction(() => /歷時/.test(document.querySelector("#bar .state").textContent), null, { timeout: 180000 });
    assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-Hant");
    assert.equal(await page.evaluate(() => document.activeElement.lang), "zh-Hant");
    assert.match(page.url(), /#lang=zh-Hant&set:/);
    assert.deepEqual(await page.locator(".tiles b").allTextContents(), english.tiles);
    assert.match(await page.locator(".headline").textContent(), /四道關卡/);
    assert.match(await page.title(), /俄羅斯/);
    assert.ok(await row(page, "俄羅斯：協議將使該關係喪失的部分").locator("input[type=text]").inputValue() === "0.02 to 0.1");
    await page.waitForFunction(() => /種子/.test(document.querySelector("#computed").textContent), null, { timeout: 180000 });
    assert.deepEqual(await englishLeft(page), []);
    const again = await open(report, new URL(page.url()).hash); /* whoever opens the address reads the same */
    await again.waitForFunction(() => /歷時/.test(document.querySelector("#bar .state").textContent), null, { timeout: 180000 });
    assert.deepEqual(await again.locator(".tiles b").allTextContents(), english.tiles);
    await again.context().close();
    await page.locator(".languages button[lang=en]").click();
    await page.waitForFunction(() => document.body.dataset.spoken === "en", null, { timeout: 60000 });
    await settled(page);
    assert.equal(await page.locator(".headline").textContent(), english.headline);
    assert.doesNotMatch(page.url(), /lang=/);
    await page.context().close();
  },

  async "a page in Chinese: without script, its own number again, and told in English"() {
    const file = join(dir, "chinese.html");
    run(scenario, ...draws, "--report", file, "-q", "--lang", "zh-Hans");
    const plain = await open(file, "", { javaScriptEnabled: false });
    assert.equal(await plain.locator("html").getAttribute("lang"), "zh-Hans");
    assert.deepEqual(await plain.locator("#gates h2").allTextContents(), ["四道关卡"]);
    await plain.context().close();
    const page = await open(file);
    const headline = await page.locator(".headline").textContent();
    await page.getByRole("button", { name: "重新计算作者的数字" }).click();
    await page.waitForFunction(() => /[✓✗]/.test(document.querySelector("#verified").textContent), null, { timeout: 180000 });
    assert.match(await page.locator("#verified").textContent(), /✓/);
    await page.locator(".languages button[lang=en]").click();
    await page.waitForFunction(() => document.body.dataset.spoken === "en", null, { timeout: 60000 });
    await page.waitForFunction(() => !document.body.classList.contains("stale"), null, { timeout: 180000 });
    const cli = JSON.parse(answer());
    assert.equal(await page.locator(".headline").textContent(), cli.verdict);
    assert.equal(await page.locator(".weakest").textContent(), cli.weakest_gate);
    assert.deepEqual(await page.locator("#gates h2").allTextContents(), ["The four gates"]);
    await page.getByRole("button", { name: "Re-compute the author" }).click();
    await page.waitForFunction(() => /Identical|Not the same|did not/.test(document.querySelector("#verified").textContent), null,
      { timeout: 180000 });
    assert.match(await page.locator("#verified").textContent(), /Identical/);
    await page.locator(".languages button[lang=zh-Hans]").click();
    await page.waitForFunction(() => document.body.dataset.spoken === "zh-Hans", null, { timeout: 60000 });
    assert.equal(await page.locator(".headline").textContent(), headline);
    await page.context().close();
  },

  async "a value that is none is explained under its box"() {
    const page = await open(report);
    const box = await type(page, "Russia: part of that tie that the deal would cost", "0.5 to 0.2");
    const wrong = row(page, "Russia: part of that tie that the deal would cost").locator(".wrong");
    await wrong.waitFor({ state: "visible", timeout: 60000 });
    assert.ok((await wrong.textContent()).length > 20);
    assert.equal(await box.getAttribute("aria-invalid"), "true");
    assert.equal(await box.inputValue(), "0.5 to 0.2");
    await box.press("Escape");
    await wrong.waitFor({ state: "hidden" });
    assert.equal(await box.inputValue(), "0.03 to 0.25");
    await page.context().close();
  },

  async "any assumption can be found; the newest change wins"() {
    const page = await open(report);
    await page.getByLabel("Find").fill("france support g7");
    const box = page.locator(".assumption input[type=text]").filter({ visible: true }).last();
    for (const text of ["0.1 to 0.3", "0.2 to 0.4", "0.3 to 0.6"]) {
      await box.fill(text);
      await box.press("Enter");
    }
    await settled(page);
    const mine = await sets(page);
    assert.equal(mine.length, 1);
    assert.match(mine[0], /=0\.3 to 0\.6$/);
    assert.equal(await json(page), answer(...mine));
    await page.context().close();
  },

  async "without JavaScript and on paper it is the author's page"() {
    const page = await open(report, "", { javaScriptEnabled: false });
    assert.ok((await page.locator(".headline").textContent()).length > 40);
    assert.ok(await page.locator("#gates svg").count() >= 2);
    assert.equal(await page.locator("#argue").count(), 0);
    await page.context().close();
    const printed = await open(report);
    assert.ok((await printed.pdf()).length > 20000);
    await printed.emulateMedia({ media: "print" });
    assert.equal(await printed.locator("#argue").isVisible(), false);
    await printed.context().close();
  },

  async "where there are no workers the page itself counts"() {
    const page = await open(report, "", { noWorkers: true });
    assert.equal(await page.evaluate(() => document.body.dataset.living), "page");
    await type(page, "Russia: part of that tie that the deal would cost", "0.01 to 0.04");
    await settled(page);
    assert.equal(await page.locator(".headline").textContent(),
      JSON.parse(answer("deal.outside.rival_loss=0.01 to 0.04")).verdict);
    await page.context().close();
  },

  async "names are text, whatever they hold"() {
    const hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\\\"'&amp; \u202Eevil\u202C " + "x".repeat(10000);
    const file = join(dir, "hostile.yaml"), out = join(dir, "hostile.html");
    const text = readFileSync(join(root, scenario), "utf8").replace(/\.\.\/data\//g, join(root, "data") + "/")
      .replace("Russia back in the G8?", '"' + hostile + '"').replace("{en: the G7,", '{en: "' + hostile + '",');
    writeFileSync(file, text);
    run(file, ...draws, "--report", out, "-q");
    const page = await open(out, "#set:clubs.G7.rule=%3C%2Fscript%3E%3Cimg%20src%3Dx%3E");
    await page.locator(".rule .wrong").first().waitFor({ state: "visible", timeout: 60000 });
    assert.match(await page.locator("h1").textContent(), /<script>alert\(1\)<\/script>/);
    assert.equal(await page.locator("img").count(), 0);
    await type(page, "Russia: part of that tie that the deal would cost", "0.01 to 0.04");
    await settled(page);
    assert.equal(await page.locator("img").count(), 0);
    await page.context().close();
  },

  /* The pictures for telephones are packed; without script the wide ones stay, inside the column. */
  async "each figure has one picture, cut for the width of the page"() {
    const seen = (page) => page.evaluate(() => [...document.querySelectorAll("figure")].map((figure) =>
      [...figure.children].filter((n) => n.tagName === "DIV" && n.checkVisibility()).map((n) => n.className).join()));
    for (const [width, javaScriptEnabled, cut] of [[1280, true, "wide"], [390, true, "narrow"], [390, false, "wide"]]) {
      const page = await open(report, "", { javaScriptEnabled, viewport: { width, height: 900 } });
      const cuts = await seen(page);
      assert.ok(cuts.length > 8 && cuts.every((c) => c === cut), width + ": " + cuts.join(" | "));
      const [ids, doubles, beyond] = await page.evaluate(() => {
        const all = [...document.querySelectorAll("figure svg [id]")].map((n) => n.id);
        return [all, all.length - new Set(all).size, document.documentElement.scrollWidth - innerWidth];
      });
      assert.equal(doubles, 0);
      assert.ok(beyond <= 0, "the page is " + beyond + " px too wide");
      if (javaScriptEnabled) {
        assert.equal(ids.filter((id) => id.startsWith("narrow-")).length, ids.filter((id) => id.startsWith("wide-")).length);
        const pairs = await page.evaluate(() => [...document.querySelectorAll("figure > .narrow")].map((n) =>
          [n.querySelector("title").id.slice(7), n.nextElementSibling.querySelector("title").id.slice(5)]));
        assert.ok(pairs.length === cuts.length && pairs.every(([a, b]) => a === b), JSON.stringify(pairs));
      }
      await page.context().close();
    }
  },

  async "no rule of accessibility is broken, light or dark, wide or narrow"() {
    for (const [colorScheme, width] of [["light", 1280], ["dark", 390]]) {
      const page = await open(report, "#set:deal.outside.rival_loss=0.01%20to%200.04", { colorScheme, viewport: { width, height: 900 } });
      await settled(page);
      for (const name of await page.locator("#argue details.group").all()) await name.evaluate((d) => { d.open = true; });
      await type(page, "American relief by the president: yearly value", "much");
      await page.locator(".assumption .wrong").filter({ visible: true }).first().waitFor({ timeout: 60000 });
      await settled(page);
      await accessible(page, colorScheme + " " + width);
      await page.context().close();
    }
  },
};

await hold(tests, browser, {
  before() { complaints.length = 0; },
  after: () => assert.deepEqual(complaints, []),
});
