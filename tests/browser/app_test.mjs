// app_test.mjs - does the app of `entente serve` do what its buttons say, for everyone, and keep to its server?
//   ENTENTE=build/entente node tests/browser/app_test.mjs [part of a test's name]
//
// Starts servers with stores of their own and opens the printed address in Debian's Chromium.  Exit 0: all hold; 1: some do
// not; 77: Chromium or the packages of package.json are not here (tools/setup browser), or the program has no server.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accessible, dir, entente, hold, launch, openPage, root, skip } from "./chromium.mjs";

const files = ["g8-return", "nato-nordic-2022", "uk-eec-1961"].map((name) => `scenarios/${name}.yaml`);
const nordic = "Sweden and Finland into NATO, 2022", draws = "6144";

if (!/^ *serve\b/m.test(execFileSync(entente, ["help"]).toString())) skip("this program has no command serve");

// ---- servers and pages --------------------------------------------------------------------------------------
const servers = [];
async function serve(name, words = files) {
  const child = spawn(entente, ["serve", ...words, "--port", "0", "--store", join(dir, name + ".db")],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, LC_ALL: "C" } });
  servers.push(child);
  let said = "", errors = "";
  child.stderr.on("data", (data) => { errors += data; });
  await new Promise((done, fail) => {
    child.stdout.on("data", (data) => {
      said += data;
      if (said.includes("\n")) done();
    });
    child.on("exit", (code) => fail(new Error(`serve ended with ${code}: ${errors}`)));
  });
  return { child, address: said.split("\n")[0], origin: new URL(said.split("\n")[0]).origin + "/" };
}

const browser = await launch();
let complaints = [], expected = []; /* refusals that a test provokes: Chromium reports them on its console */
async function open(server, hash = "", { key = true, ...options } = {}) {
  const mine = (url) => url.startsWith(server.origin) || /^(blob|data):/.test(url);
  const page = await openPage(browser, { push: (line) => complaints.push(line) }, mine, { locale: "en-GB", ...options });
  if (key) await page.goto(server.address + hash);
  if (key) await page.locator("main h1").waitFor();
  return page;
}
const at = (page, hash) => page.waitForFunction((here) => document.querySelector("main")?.dataset.at === here, hash.replace(/^#\/?/, ""));
const go = async (page, server, hash) => {
  await page.goto(server.origin + hash);
  await at(page, hash);
};
const close = (page) => page.context().close();

/* A run made behind the screen, done. */
async function made(page, wish) {
  return page.evaluate(async (body) => {
    const post = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const { id } = await (await fetch("/api/runs", post)).json();
    for (;;) {
      const run = await (await fetch("/api/runs/" + id)).json();
      if (!["queued", "running"].includes(run.state)) return run;
      await new Promise((wait) => setTimeout(wait, 100));
    }
  }, wish);
}
const answer = (file, ...words) =>
  execFileSync(entente, ["run", file, "--json", "-", "-q", ...words], { cwd: root, stdio: ["ignore", "pipe", "ignore"] }).toString();
const checked = (page) => page.waitForFunction(() => document.querySelector(".checked")?.textContent, null, { timeout: 20000 });
const wrong = (page) => page.locator(".checked.wrong").waitFor({ timeout: 20000 });
const right = (page) => page.locator(".checked.right").waitFor({ timeout: 20000 });
const report = (page) => page.frameLocator("iframe.report");
async function write(page, from, to) {
  await page.evaluate(([a, b]) => {
    const area = document.querySelector("#text"), at = area.value.indexOf(a);
    if (at < 0) throw new Error("no such text: " + a);
    area.focus();
    area.setSelectionRange(at, at + a.length);
    document.execCommand("insertText", false, b);
  }, [from, to]);
}
const main = await serve("main").catch((error) => {
  if (/built without/.test(error.message)) skip("this program was built without the server");
  throw error;
});

// ---- tests --------------------------------------------------------------------------------------------------
const tests = {
  async "the printed address opens it, and nothing else does"() {
    const page = await open(main);
    assert.equal(page.url(), main.origin);
    assert.equal(await page.locator(".cards > li").count(), files.length);
    assert.equal(await page.getByText("Not run yet.").count(), files.length);
    assert.ok(await page.getByText(/No run yet/).isVisible());
    await page.reload();
    await at(page, "#/");
    assert.equal(await page.locator(".cards > li").count(), files.length);
    await close(page);
    const stranger = await open(main, "", { key: false });
    for (const path of ["", "?token=" + "0".repeat(32), "app.js", "api/runs", "api/scenarios"])
      assert.equal((await stranger.goto(main.origin + path)).status(), 403, path);
    expected = [403];
    await close(stranger);
  },

  async "a run with its progress, its report, and the numbers of the command line"() {
    const page = await open(main, "#/edit/nato-nordic-2022");
    await right(page);
    await page.getByLabel("Draws").fill("60,000");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.locator(".progress").waitFor();
    await page.waitForFunction(() => Number(document.querySelector(".progress")?.getAttribute("aria-valuenow")) > 0 &&
      /\d/.test(document.querySelector(".gates .all b")?.textContent), null, { timeout: 30000, polling: 20 });
    assert.match(await page.locator(".counting").textContent(), /draws/);
    await page.locator("iframe.report").waitFor({ timeout: 120000 });
    const run = page.url().split("/").pop();
    const cli = answer(files[1], "--draws", "60000"), read = JSON.parse(cli);
    assert.equal(await report(page).locator(".headline").textContent({ timeout: 60000 }), read.verdict);
    const stored = await page.evaluate((id) => fetch("/api/runs/" + id).then((r) => r.json()), run);
    for (const gate of Object.keys(stored.gates)) assert.equal(stored.gates[gate].p, read.gates[gate].p);
    assert.equal(stored.all.p, read.all.p);
    await page.getByText("Data", { exact: true }).click();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Answer as JSON" }).click()]);
    assert.equal(readFileSync(await download.path(), "utf8"), cli);
    await page.getByRole("link", { name: /All runs/ }).click();
    await at(page, "#/");
    const row = page.locator("table.runs tbody tr");
    assert.equal(await row.count(), 1);
    assert.ok((await row.textContent()).includes(read.verdict));
    assert.ok((await page.locator(".cards > li", { hasText: nordic }).locator(".last").textContent()).includes(read.verdict));
    const again = await open(main, "#/runs/" + run);
    assert.equal(await report(again).locator(".headline").textContent({ timeout: 60000 }), read.verdict);
    await close(again);
    await close(page);
  },

  async "a view is run, and named"() {
    const page = await open(main, "#/edit/g8-return");
    await right(page);
    const [key, name] = await page.locator("#run-view option").nth(1).evaluate((option) => [option.value, option.textContent]);
    await page.getByLabel("Whose view").selectOption(key);
    await page.getByLabel("Draws").fill("2048");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.locator("iframe.report").waitFor({ timeout: 120000 });
    assert.ok((await page.locator(".slim p").textContent()).includes(name));
    const cli = JSON.parse(answer(files[0], "--draws", "2048", "--view", key));
    assert.equal(await report(page).locator(".headline").textContent({ timeout: 60000 }), cli.verdict);
    await close(page);
  },

  async "the list follows a run that is still counting"() {
    const page = await open(main);
    await page.evaluate(() => fetch("/api/runs", { method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ scenario: "uk-eec-1961", draws: 3000000, study_draws: 64 }) }));
    await page.reload();
    await at(page, "#/");
    const row = page.locator("table.runs tbody tr").first();
    assert.equal(await row.locator(".tick input").isDisabled(), true);
    await row.getByText(/of 3,000,000 draws|draws counted/).waitFor({ timeout: 30000 });
    await row.getByText(/four gates/).waitFor({ timeout: 120000 });
    assert.equal(await row.locator(".tick input").isDisabled(), false);
    await close(page);
  },

  async "a run is cancelled, and is gone"() {
    const page = await open(main);
    await page.evaluate(() => fetch("/api/runs", { method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ scenario: "g8-return", draws: 50000000 }) }).then((r) => r.json()).then(({ id }) => { location.hash = "#/runs/" + id; }));
    await page.waitForFunction(() => Number(document.querySelector(".counting")?.textContent.match(/[\d,]+/)?.[0].replace(/,/g, "")) > 0, null, { timeout: 60000 });
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("This run was cancelled.").waitFor({ timeout: 20000 });
    const runs = await page.evaluate(() => fetch("/api/runs").then((r) => r.json()));
    assert.ok(!runs.runs.some((run) => ["queued", "running", "done"].includes(run.state) && run.draws === 50000000));
    await close(page);
  },

  async "an error is found, shown at its place, and mended"() {
    const page = await open(main, "#/edit/g8-return");
    await right(page);
    const text = await page.locator("#text").inputValue();
    assert.equal(text, readFileSync(join(root, files[0]), "utf8"));
    assert.equal(await page.locator(".paint").evaluate((node) => [...node.children].map((line) => line.textContent).join("\n")), text);
    /* The drawn lines lie where the browser has the text. */
    const fit = await page.locator("#text").evaluate((node) => [node.scrollHeight - document.querySelector(".paint").offsetHeight, node.scrollWidth - node.clientWidth]);
    assert.deepEqual(fit, [0, 0]);
    await write(page, "horizon_years: 5", "horizon_yeers: 5");
    await wrong(page);
    const line = text.split("\n").findIndex((words) => words.startsWith("horizon_years")) + 1;
    const problem = page.locator(".problems button").first();
    assert.match(await problem.textContent(), new RegExp("line " + line + ".*horizon_years"));
    assert.equal(await page.locator(".paint > .bad").count(), 1);
    assert.match(await page.locator(".paint > .bad").textContent(), /horizon_yeers/);
    await problem.click();
    assert.equal(await page.evaluate(() => getSelection().toString() || (({ value, selectionStart: a, selectionEnd: b }) => value.slice(a, b))(document.activeElement)),
      "horizon_yeers");
    assert.ok(await page.locator(".paint > .bad").evaluate((node) => {
      const row = node.getBoundingClientRect(), box = node.closest(".area").getBoundingClientRect();
      return row.top >= box.top && row.bottom <= box.bottom;
    }), "the line is not in sight");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.getByText("It cannot run yet: see the list.").waitFor();
    expected = [422];
    assert.match(page.url(), /#\/edit\/g8-return$/);
    await problem.click();
    await page.keyboard.type("horizon_years");
    await right(page);
    assert.equal(await page.locator(".paint > .bad").count(), 0);
    assert.equal(await page.locator("#text").inputValue(), text);
    assert.equal(await page.locator(".paint").evaluate((node) => [...node.children].map((words) => words.textContent).join("\n")), text);
    await close(page);
  },

  async "what was written is never lost, and the file never written"() {
    const before = readFileSync(join(root, files[1]), "utf8");
    const page = await open(main, "#/edit/nato-nordic-2022");
    await right(page);
    await write(page, "horizon_years: 10", "horizon_years: 12");
    await page.getByText("Changed; kept in this browser.").waitFor();
    await page.reload();
    await right(page);
    assert.match(await page.locator("#text").inputValue(), /horizon_years: 12/);
    await page.getByLabel("Name of the draft").fill("longer");
    await page.locator("#text").press("Control+s");
    await page.getByText("Saved as draft longer.").waitFor();
    await at(page, "#/edit/draft.longer");
    await right(page);
    assert.match(await page.locator("#text").inputValue(), /horizon_years: 12/);
    assert.equal(readFileSync(join(root, files[1]), "utf8"), before);
    await write(page, "horizon_years: 12", "horizon_years: 13");
    await page.getByRole("button", { name: "Back to the saved text" }).click();
    assert.match(await page.locator("#text").inputValue(), /horizon_years: 12/);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download YAML" }).click()]);
    assert.equal(download.suggestedFilename(), "longer.yaml");
    assert.equal(readFileSync(await download.path(), "utf8"), before.replace("horizon_years: 10", "horizon_years: 12"));
    await go(page, main, "#/edit/nato-nordic-2022");
    assert.equal(await page.locator("#text").inputValue(), before);
    await go(page, main, "#/");
    const card = page.locator(".cards > li", { hasText: "draft" });
    assert.equal(await card.count(), 1);
    await card.getByRole("button", { name: "Delete" }).click();
    await page.getByText("Draft deleted.").waitFor();
    assert.equal(await page.locator(".cards > li").count(), files.length);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.waitForFunction((n) => document.querySelectorAll(".cards > li").length === n, files.length + 1);
    await close(page);
  },

  async "Tab indents, Enter keeps the indent, and both can be undone and left"() {
    const page = await open(main, "#/edit/uk-eec-1961");
    await right(page);
    const area = page.locator("#text"), before = await area.inputValue();
    await area.evaluate((node) => { node.focus(); node.setSelectionRange(0, 0); });
    await page.keyboard.press("Tab");
    assert.equal(await area.inputValue(), "  " + before);
    await page.keyboard.press("Shift+Tab");
    assert.equal(await area.inputValue(), before);
    await area.evaluate((node) => node.setSelectionRange(0, node.value.indexOf("\n", node.value.indexOf("\n") + 1)));
    await page.keyboard.press("Tab");
    assert.equal(await area.inputValue(), before.replace(/^/, "  ").replace("\n", "\n  "));
    await page.keyboard.press("Control+z");
    assert.equal(await area.inputValue(), before);
    await area.evaluate((node) => node.setSelectionRange(0, 0));
    await page.keyboard.type("  a: b");
    await page.keyboard.press("Enter");
    await page.keyboard.type("c");
    assert.ok((await area.inputValue()).startsWith("  a: b\n  c"));
    assert.equal(await page.locator(".paint").evaluate((node) => [...node.children].map((line) => line.textContent).join("\n")), await area.inputValue());
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    assert.notEqual(await page.evaluate(() => document.activeElement.id), "text");
    await page.getByRole("button", { name: "Back to the saved text" }).click();
    assert.equal(await area.inputValue(), before);
    await close(page);
  },

  async "two runs are compared, by the list and by the address"() {
    const page = await open(main);
    const a = await made(page, { scenario: "nato-nordic-2022", draws: 6144 });
    const b = await made(page, { scenario: "nato-nordic-2022", draws: 6144, changes: [{ path: "horizon_years", value: "1" }] });
    await page.reload();
    await at(page, "#/");
    await page.locator(".tick input").nth(0).check();
    assert.ok(await page.getByText("One run chosen; choose another.").isVisible());
    assert.equal(await page.locator(".comparing a").getAttribute("href"), null);
    await page.locator(".tick input").nth(1).check();
    await page.locator(".comparing a").click();
    await page.waitForURL(new RegExp(`#/compare/${a.id}/${b.id}$`));
    const cells = page.locator("table.versus tbody tr");
    await cells.first().waitFor();
    assert.equal(await cells.count(), 5);
    const points = (100 * (b.all.p - a.all.p)).toFixed(1);
    assert.equal((await cells.last().locator(".change").textContent()).replace("\u2212", "-").replace("+", ""), points);
    assert.ok((await page.locator(".side-run").nth(1).textContent()).includes(b.verdict));
    await page.waitForFunction(() => !document.querySelector(".cause[aria-busy]"), null, { timeout: 120000 });
    const causes = page.locator("table.causes tbody tr");
    assert.equal(await causes.count(), 1);
    assert.match(await causes.textContent(), /horizon_years/);
    const found = await page.evaluate((path) => fetch(path).then((r) => r.json()), "/api/compare/" + a.id + "/" + b.id);
    await page.locator("#about").selectOption("all");
    assert.equal((await causes.locator(".part b").textContent()).replace("\u2212", "-").replace("+", ""),
      (100 * found.causes[0].chances.all.share).toFixed(1));
    assert.equal(await page.locator(".cause .headline").textContent(), found.headline);
    await page.getByRole("button", { name: /Swap/ }).click();
    await page.waitForURL(new RegExp(`#/compare/${b.id}/${a.id}$`));
    await page.waitForFunction((verdict) => document.querySelector(".side-run").textContent.includes(verdict), b.verdict);
    await close(page);
  },

  async "what is argued in a report becomes a run of its own"() {
    const page = await open(main);
    const text = readFileSync(join(root, files[1]), "utf8").replace("horizon_years: 10", "horizon_years: 9");
    const base = await made(page, { scenario: "nato-nordic-2022", text, draws: 6144, study_draws: 512 });
    assert.equal(base.edited, true);
    await go(page, main, "#/runs/" + base.id);
    const box = report(page).locator("#argue .assumption input[type=text]").filter({ visible: true }).first();
    await box.waitFor({ timeout: 60000 });
    assert.equal(await page.getByRole("button", { name: "Run these assumptions" }).isVisible(), false);
    const path = await page.evaluate(() => new Promise((done) => {
      const frame = document.querySelector("iframe.report").contentWindow;
      const input = frame.document.querySelector("#argue .assumption input[type=text]");
      input.value = input.value.includes("%") ? "1% to 2%" : "0.1 to 0.2";
      input.dispatchEvent(new frame.Event("change"));
      setTimeout(() => done(decodeURIComponent(/set:([^=]*)=/.exec(frame.location.hash)[1])), 300);
    }));
    await page.getByRole("button", { name: "Run these assumptions" }).click();
    await page.waitForURL((url) => /#\/runs\//.test(url.href) && !url.href.includes(base.id));
    await at(page, new URL(page.url()).hash);
    await page.locator("iframe.report").waitFor({ timeout: 120000 });
    const run = await page.evaluate((id) => fetch("/api/runs/" + id).then((r) => r.json()), page.url().split("/").pop());
    assert.equal(run.changes.length, 1);
    assert.equal(run.changes[0].path, path);
    assert.deepEqual([run.draws, run.study_draws], [6144, 512]);
    const sets = ["horizon_years=9", path + "=" + run.changes[0].value].flatMap((set) => ["--set", set]);
    assert.equal(run.all.p, JSON.parse(answer(files[1], "--draws", "6144", "--study-draws", "512", ...sets)).all.p);
    await close(page);
  },

  async "a run is deleted, taken back, deleted for good; many can be searched"() {
    const server = await serve("many"), page = await open(server);
    for (let i = 0; i < 7; i++) await made(page, { scenario: "uk-eec-1961", draws: 1024, study_draws: 64, seed: String(i + 1),
      changes: i === 3 ? [{ path: "horizon_years", value: "7" }] : [] });
    await page.reload();
    const rows = page.locator("table.runs tbody tr");
    await rows.first().waitFor();
    assert.equal(await rows.count(), 7);
    await page.getByLabel("Find").fill("= 7");
    assert.equal(await rows.filter({ visible: true }).count(), 1);
    assert.equal(await page.locator(".cards > li").filter({ visible: true }).count(), 0);
    await page.getByLabel("Find").fill("no such thing");
    assert.ok(await page.getByText("Nothing matches.").isVisible());
    await page.getByLabel("Find").fill("");
    await page.locator(".drop").first().click();
    assert.equal(await rows.count(), 6);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.waitForFunction(() => document.querySelectorAll("table.runs tbody tr").length === 7);
    await page.locator(".drop").first().click();
    await page.waitForFunction(() => fetch("/api/runs").then((r) => r.json()).then(({ runs }) => runs.length === 6), null, { timeout: 20000, polling: 500 });
    await close(page);
    server.child.kill();
  },

  async "what came true is recorded, scored, told in the list, and taken back"() {
    const server = await serve("outcomes"), page = await open(server);
    const run = await made(page, { scenario: "nato-nordic-2022", draws: 2048, study_draws: 64 });
    const other = await made(page, { scenario: "uk-eec-1961", draws: 1024, study_draws: 64 });
    await page.reload();
    const row = page.locator(`tr[data-run="${run.id}"]`), choice = (event, name) => page.getByRole("group", { name: event }).getByLabel(name, { exact: true });
    await row.waitFor();
    assert.equal(await page.locator(".track").isVisible(), false);
    await row.getByRole("link", { name: /^What came true\?/ }).click();
    await at(page, "#/outcome/" + run.id);
    for (const event of ["The deal was offered", "It held", "All of it came true"]) assert.equal(await choice(event, "not known").isChecked(), true);
    await choice("The deal was offered", "yes").check();
    await choice("All of it came true", "yes").check();
    await choice("The club adopted it", "no").check();
    /* One gate that is not: then all of them are not, and nobody can say otherwise. */
    assert.deepEqual([await choice("All of it came true", "no").isChecked(), await choice("All of it came true", "yes").isDisabled()], [true, true]);
    await choice("The club adopted it", "not known").check();
    assert.deepEqual([await choice("All of it came true", "yes").isChecked(), await choice("All of it came true", "yes").isDisabled()], [true, false]);
    await choice("The club adopted it", "no").check();
    await page.getByLabel("Note, kept with the run").fill("  vetoed in May  ");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    const cli = JSON.parse(execFileSync(entente, ["resolve", run.id, "--store", join(dir, "outcomes.db"), "--json"]).toString()).outcomes;
    assert.deepEqual(Object.keys(cli), ["will", "consent", "all"]);
    assert.deepEqual([cli.will.came, cli.consent.came, cli.all.came], [true, false, false]);
    const scores = (gate) => page.locator(`.outcome tr.${gate} td.n`).allTextContents();
    assert.deepEqual((await scores("consent")).slice(1), [cli.consent.brier.toFixed(3), cli.consent.log.toFixed(3)]);
    assert.deepEqual((await scores("durability")).slice(1), ["\u2013", "\u2013"]);
    const brier = ((cli.will.brier + cli.consent.brier) / 2).toFixed(3), log = ((cli.will.log + cli.consent.log) / 2).toFixed(3);
    const mean = page.locator(".outcome .headline");
    assert.ok((await mean.textContent()).startsWith(`Mean over 2 answered gates: Brier score ${brier}, log score ${log}.`));
    /* What is chosen and not saved has no score, and no change of language or screen loses it. */
    await choice("The club adopted it", "yes").check();
    assert.deepEqual((await scores("consent")).slice(1), ["\u2013", "\u2013"]);
    assert.equal(await mean.textContent(), "Not saved yet.");
    await page.getByLabel("Note, kept with the run").fill("vetoed, then not");
    for (const [name, title] of [["繁體中文", "實際結果"], ["English", "What came true"]]) {
      await page.getByRole("button", { name }).click();
      await page.waitForFunction((text) => document.querySelector("main h1")?.textContent === text, title);
    }
    assert.equal(await choice("The club adopted it", "yes").isChecked(), true);
    await page.getByLabel("Note, kept with the run").fill("vetoed in May");
    await choice("The club adopted it", "no").check();
    await page.getByRole("button", { name: "Save" }).click();
    await mean.filter({ hasText: "Mean over 2 answered gates" }).waitFor();
    await page.getByRole("link", { name: "All runs" }).click();
    await at(page, "#/");
    assert.ok((await page.locator(".track").textContent()).startsWith(`Track record: mean Brier score ${brier}, log score ${log} (runs: 1, gates: 2).`));
    assert.equal(await row.locator("td.consent .came").textContent(), "came: no");
    assert.equal(await row.locator("td.acceptance .came").textContent(), "");
    assert.equal(await row.locator(".note").textContent(), "vetoed in May");
    await page.locator(`tr[data-run="${other.id}"]`).getByRole("link", { name: /^What came true\?/ }).waitFor();
    await row.getByRole("link", { name: `Brier score ${brier}` }).click();
    await at(page, "#/outcome/" + run.id);
    assert.equal(await page.getByLabel("Note, kept with the run").inputValue(), "vetoed in May");
    assert.deepEqual([await choice("The club adopted it", "no").isChecked(), await choice("All of it came true", "no").isDisabled()], [true, true]);
    for (const event of ["The deal was offered", "The club adopted it"]) await choice(event, "not known").check();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Nothing is said yet of what came true.").waitFor();
    await page.getByRole("link", { name: "Open the report" }).click();
    await page.locator("iframe.report").waitFor({ timeout: 60000 });
    await page.getByRole("link", { name: "Outcome" }).click();
    await at(page, "#/outcome/" + run.id);
    await go(page, server, "#/");
    assert.equal(await page.locator(".track").isVisible(), false);
    /* The record forgets a run that is deleted for good. */
    await page.evaluate((id) => fetch("/api/runs/" + id + "/outcomes", { method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ outcomes: { held: true } }) }), run.id);
    await page.reload();
    await page.locator(".track").waitFor();
    await row.locator(".drop").click();
    await page.waitForFunction(() => document.querySelector(".track").hidden, null, { timeout: 20000 });
    await close(page);
    server.child.kill();
  },

  async "what came true is said by keyboard alone"() {
    const page = await open(main), run = await made(page, { scenario: "nato-nordic-2022", draws: 2048, study_draws: 64, language: "zh-Hant" });
    await go(page, main, "#/outcome/" + run.id);
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
    const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
    await press("Tab", "Tab", "ArrowUp"); /* past the link to the report, into the first group; upwards from "not known" is "no" */
    assert.deepEqual(await page.evaluate(() => [document.activeElement.name, document.activeElement.value]), ["will", "no"]);
    await press("Tab", "ArrowDown");
    assert.deepEqual(await page.evaluate(() => [document.activeElement.name, document.activeElement.value]), ["consent", "yes"]);
    await press("Enter");
    await page.getByText("Saved.").waitFor();
    const kept = await page.evaluate((id) => fetch("/api/runs/" + id).then((r) => r.json()), run.id);
    assert.deepEqual([kept.outcomes.will.came, kept.outcomes.consent.came, kept.outcomes.all.came, kept.score.forecasts], [false, true, false, 2]);
    await go(page, main, "#/outcome/19990101-000000-000000");
    await page.getByText("Nothing here").first().waitFor();
    expected = [404];
    await close(page);
  },

  async "by keyboard alone, from the list to the report and back"() {
    const page = await open(main), press = (key) => page.keyboard.press(key);
    await press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), "skip");
    await press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    for (let i = 0; i < 60; i++) {
      await press("Tab");
      if (await page.evaluate((name) => document.activeElement.getAttribute("aria-label") === name, "Run: " + nordic)) break;
    }
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Run: " + nordic);
    const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.equal(ring, "solid");
    await press("Enter");
    await page.locator("iframe.report").waitFor({ timeout: 120000 });
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
    for (let i = 0; i < 12 && await page.evaluate(() => document.activeElement.tagName) !== "SUMMARY"; i++) await press("Tab");
    await press("Enter");
    assert.ok(await page.getByRole("link", { name: "Answer as JSON" }).isVisible());
    await press("Escape");
    assert.equal(await page.getByRole("link", { name: "Answer as JSON" }).isVisible(), false);
    for (let i = 0; i < 12 && await page.evaluate(() => document.activeElement.getAttribute("href")) !== "#/"; i++) await press("Shift+Tab");
    await press("Enter");
    await page.locator(".cards").waitFor();
    await close(page);
  },

  async "three languages"() {
    const page = await open(main);
    for (const [name, lang, words] of [["繁體中文", "zh-Hant", "情境"], ["简体中文", "zh-Hans", "情景"], ["English", "en", "Scenarios"]]) {
      await page.getByRole("button", { name }).click();
      await page.waitForFunction((text) => document.querySelector("main h1")?.textContent === text, words);
      assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute("lang")), lang);
      await page.reload();
      await page.waitForFunction((text) => document.querySelector("main h1")?.textContent === text, words);
    }
    await close(page);
    const taipei = await open(main, "", { locale: "zh-TW" });
    assert.equal(await taipei.evaluate(() => document.documentElement.lang), "zh-Hant");
    assert.ok(await taipei.getByRole("heading", { name: "瑞典與芬蘭加入北約" }).first().isVisible());
    await go(taipei, main, "#/edit/nato-nordic-2022");
    await right(taipei);
    await taipei.getByLabel("抽樣次數").fill("2048");
    await taipei.getByRole("button", { name: "執行", exact: true }).click();
    await taipei.locator("iframe.report").waitFor({ timeout: 120000 });
    const cli = JSON.parse(answer(files[1], "--draws", "2048", "--lang", "zh-Hant"));
    assert.equal(await report(taipei).locator(".headline").textContent({ timeout: 60000 }), cli.verdict);
    const other = await made(taipei, { scenario: "nato-nordic-2022", draws: 2048, language: "en", changes: [{ path: "horizon_years", value: "1" }] });
    await go(taipei, main, "#/compare/" + (await taipei.evaluate(() => location.hash.split("/").pop())) + "/" + other.id);
    await taipei.locator("table.causes").waitFor({ timeout: 60000 });
    assert.match(await taipei.locator(".cause .headline").textContent(), /[\u4e00-\u9fff]{3}/);
    const english = await made(taipei, { scenario: "nato-nordic-2022", draws: 2048, language: "en" });
    await go(taipei, main, "#/runs/" + english.id);
    await report(taipei).getByText(cli.verdict, { exact: true }).first().waitFor({ timeout: 60000 });
    await close(taipei);
  },

  async "names are text, whatever they hold"() {
    const page = await open(main, "#/edit/uk-eec-1961");
    await right(page);
    const hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>&amp;\u202E\\\\" + "x".repeat(3000);
    await page.evaluate((title) => {
      const area = document.querySelector("#text");
      area.focus();
      area.select();
      document.execCommand("insertText", false, area.value.replace(/^title:(\s*\n(?: .*\n)+| .*\n)/m, "title: \"" + title + "\"\n"));
    }, hostile);
    await page.waitForFunction(() => /alert/.test(document.querySelector("h1").textContent), null, { timeout: 20000 });
    await page.getByLabel("Draws").fill("1024");
    await page.getByRole("button", { name: "Run", exact: true }).click();
    await page.locator("iframe.report").waitFor({ timeout: 120000 });
    await report(page).locator(".headline").waitFor({ timeout: 60000 });
    await go(page, main, "#/");
    assert.match(await page.locator("table.runs").textContent(), /<script>alert\(1\)<\/script>/);
    assert.equal(await page.locator("img").count(), 0);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    const run = await page.locator("table.runs tbody th a").first().getAttribute("href");
    await page.locator("table.runs .drop").first().click();
    await go(page, main, run);
    await close(page);
  },

  async "no rule of accessibility is broken, light or dark, wide or narrow"() {
    const filled = await open(main);
    const a = await made(filled, { scenario: "nato-nordic-2022", draws: 6144 });
    const b = await made(filled, { scenario: "nato-nordic-2022", draws: 6144, changes: [{ path: "horizon_years", value: "1" }] });
    await close(filled);
    for (const [colorScheme, width, locale] of [["light", 1280, "en-GB"], ["dark", 360, "en-GB"], ["dark", 1280, "zh-TW"], ["light", 360, "zh-CN"]]) {
      const page = await open(main, "", { colorScheme, locale, viewport: { width, height: 800 } });
      await page.locator(".tick input").nth(0).check();
      await page.locator(".tick input").nth(1).check();
      await accessible(page, "home " + width);
      await go(page, main, "#/edit/nato-nordic-2022");
      await checked(page);
      await write(page, "horizon_years: 10", "horizon_yeers: 10");
      await wrong(page);
      await accessible(page, "editor " + width);
      await go(page, main, "#/compare/" + a.id + "/" + b.id);
      await page.waitForFunction(() => !document.querySelector(".cause[aria-busy]"), null, { timeout: 120000 });
      await accessible(page, "comparison " + width);
      await go(page, main, "#/runs/" + a.id);
      await page.locator(".menu summary").click();
      await accessible(page, "report " + width);
      await page.evaluate((id) => fetch("/api/runs/" + id + "/outcomes", { method: "POST", headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ outcomes: { offered: true, adopted: false }, note: "a note" }) }), a.id);
      await go(page, main, "#/outcome/" + a.id);
      await accessible(page, "outcome " + width);
      await go(page, main, "#/");
      await page.locator(".track").waitFor();
      await accessible(page, "resolved " + width);
      await page.evaluate(() => fetch("/api/runs", { method: "POST", headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ scenario: "g8-return", draws: 50000000 }) }).then((r) => r.json()).then(({ id }) => { location.hash = "#/runs/" + id; }));
      await page.locator(".progress").waitFor();
      await accessible(page, "progress " + width);
      await page.locator(".head .tool").click();
      await page.waitForFunction(() => !document.querySelector(".progress"), null, { timeout: 20000 });
      await go(page, main, "#/nowhere");
      await accessible(page, "lost " + width);
      expected = [404];
      await close(page);
    }
  },

  async "when the server goes, the page says so and keeps what was written"() {
    const server = await serve("gone"), page = await open(server, "#/edit/uk-eec-1961");
    await right(page);
    server.child.kill();
    await new Promise((done) => server.child.on("exit", done));
    await page.evaluate(() => document.querySelector("#text").focus());
    await page.keyboard.type("# mine\n");
    await page.getByText(/The server does not answer/).first().waitFor({ timeout: 20000 });
    assert.match(await page.locator("#text").inputValue(), /# mine/);
    assert.match(await page.evaluate(() => localStorage.getItem("entente.text.uk-eec-1961")), /# mine/);
    expected = ["ERR_CONNECTION"];
    await close(page);
  },

  async "timings"() {
    const page = await open(main), start = Date.now();
    await page.reload();
    await page.locator(".cards > li").first().waitFor();
    const list = Date.now() - start;
    await go(page, main, "#/edit/g8-return");
    await right(page);
    const lines = await page.locator(".paint > div").count();
    const keys = await page.evaluate(async () => {
      const area = document.querySelector("#text"), times = [];
      area.focus();
      area.setSelectionRange(2000, 2000);
      for (let i = 0; i < 21; i++) {
        const begun = performance.now();
        document.execCommand("insertText", false, "x");
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        times.push(performance.now() - begun);
      }
      return times.sort((a, b) => a - b);
    });
    console.log(`  list shown after ${list} ms; a key in a text of ${lines} lines painted after ${keys[10].toFixed(0)} ms (median)`);
    await page.getByRole("button", { name: "Back to the saved text" }).click();
    await close(page);
  },

  async "an empty list says what to do"() {
    const server = await serve("empty", [dir]), page = await open(server);
    assert.ok(await page.getByText(/No scenario here/).isVisible());
    await close(page);
    server.child.kill();
  },
};

await hold(tests, browser, {
  before() {
    complaints = [];
    expected = [];
  },
  after: () => assert.deepEqual(complaints.filter((line) => !expected.some((word) => /^console: Failed to load/.test(line) && line.includes(word))), []),
  end: () => servers.forEach((child) => child.kill()),
});
