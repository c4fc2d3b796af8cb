// pictures.mjs - what does the report look like, in each language and theme?   node tools/pictures.mjs BUILD_DIR
//
// Makes one report for each language with the program in BUILD_DIR and photographs the first screen in the light and the
// dark theme: docs/pictures/report-LANGUAGE-THEME.png.  Needs Chromium and the packages of tests/browser (tools/setup
// browser); says so and exits 77 where they are missing.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const program = resolve(process.argv[2] || join(root, "build"), "entente");
const pictures = join(root, "docs/pictures");
const chrome = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const packages = join(root, "tests/browser/node_modules/playwright-core");

if (!chrome || !existsSync(packages)) {
  console.log("skipped: no Chromium or no playwright-core (tools/setup browser)");
  process.exit(77);
}
const { chromium } = createRequire(import.meta.url)(packages);
const dir = mkdtempSync(join(tmpdir(), "entente-pictures-"));
const browser = await chromium.launch({ executablePath: chrome, args: ["--no-sandbox"] });
mkdirSync(pictures, { recursive: true });
for (const language of ["en", "zh-Hant", "zh-Hans"]) {
  const report = join(dir, language + ".html");
  execFileSync(program, ["run", "scenarios/g8-return.yaml", "--lang", language, "--report", report, "-q"], { cwd: root });
  for (const colorScheme of ["light", "dark"]) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, colorScheme, reducedMotion: "reduce" });
    await page.goto(pathToFileURL(report).href);
    await page.waitForFunction(() => document.body.dataset.living, null, { timeout: 60000 });
    const path = join(pictures, "report-" + language + "-" + colorScheme + ".png");
    await page.screenshot({ path });
    console.log(path.slice(root.length + 1));
    await page.close();
  }
}
await browser.close();
rmSync(dir, { recursive: true });
