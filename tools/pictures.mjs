// pictures.mjs - what does the report look like, in each language and theme?   node tools/pictures.mjs BUILD_DIR
//
// Makes one report for each language with the program in BUILD_DIR and photographs the first screen in the light and the
// dark theme: docs/pictures/report-LANGUAGE-THEME.png.  Needs Chromium and the packages of tests/browser (tools/setup
// browser); says so and exits 77 where they are missing.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { dir, launch, openPage, root } from "../tests/browser/chromium.mjs";

const program = resolve(process.argv[2] || join(root, "build"), "entente");
const pictures = join(root, "docs/pictures");
const browser = await launch();
mkdirSync(pictures, { recursive: true });
for (const language of ["en", "zh-Hant", "zh-Hans"]) {
  const report = join(dir, language + ".html");
  execFileSync(program, ["run", "scenarios/g8-return.yaml", "--lang", language, "--report", report, "-q"], { cwd: root });
  for (const colorScheme of ["light", "dark"]) {
    const page = await openPage(browser, [], () => true, { viewport: { width: 1280, height: 1000 }, colorScheme });
    await page.goto(pathToFileURL(report).href);
    await page.waitForFunction(() => document.body.dataset.living, null, { timeout: 60000 });
    const path = join(pictures, "report-" + language + "-" + colorScheme + ".png");
    await page.screenshot({ path });
    console.log(path.slice(root.length + 1));
    await page.context().close();
  }
}
await browser.close();
