// track_record.mjs - writes docs/method/track-record.md and its picture from a fresh backtest: node tools/track_record.mjs BUILD_DIR
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const program = resolve(process.argv[2] ?? join(root, "build"), "entente");
const scratch = mkdtempSync(join(tmpdir(), "track-"));
const picture = "docs/pictures/reliability.svg";

function backtest(...options) {
  const file = join(scratch, "answer.json");
  execFileSync(program, ["backtest", "data/deals.csv", "--lang", "en", "-q", "--json", file, ...options], { cwd: root, stdio: "ignore" });
  return JSON.parse(readFileSync(file, "utf8"));
}

const three = (x) => x.toFixed(3);
const signed = (x) => `${x < 0 ? "−" : "+"}${Math.abs(x).toFixed(3)}`;
const percent = (p) => `${Math.round(100 * p)} %`;
const titles = { gates: "the four gates", base_rate: "base rate", rule_opponents: "rule and opponents", kind: "kind of deal", logistic: "logistic regression" };
const score = (q, key) => q.scores.find((s) => s.forecaster === key);
const question = (a, key) => a.questions.find((q) => q.question === key);

function scoreTable(a) {
  const names = Object.values(titles);
  const head = `| question | deals | came | ${names.join(" | ")} |\n| --- | ---: | ---: |${" ---: |".repeat(names.length)}\n`;
  return head + a.questions.map((q) => {
    const least = Math.min(...q.scores.map((s) => s.brier.mean));
    const cells = Object.keys(titles).map((k) => {
      const text = three(score(q, k).brier.mean);
      return score(q, k).brier.mean === least ? `**${text}**` : text;
    });
    return `| ${q.title} | ${q.n} | ${percent(q.rate)} | ${cells.join(" | ")} |`;
  }).join("\n");
}

function detailTable(a) {
  return "| question | Brier score, 90 % interval | log loss, 90 % interval | logistic less gates, 90 % interval | AUC | line: intercept, slope |\n" +
    "| --- | --- | --- | --- | ---: | --- |\n" + a.questions.map((q) => {
      const g = score(q, "gates"), d = score(q, "logistic").brier_less_gates;
      const line = g.slope === undefined ? "" : `${g.intercept.toFixed(2)}, ${g.slope.toFixed(2)}`;
      const auc = g.auc === undefined ? "" : g.auc.toFixed(2);
      return `| ${q.title} | ${three(g.brier.mean)} (${three(g.brier.low)} to ${three(g.brier.high)}) | ` +
        `${three(g.log_loss.mean)} (${three(g.log_loss.low)} to ${three(g.log_loss.high)}) | ` +
        `${signed(d.mean)} (${signed(d.low)} to ${signed(d.high)}) | ${auc} | ${line} |`;
    }).join("\n");
}

function thirdsTable(a) {
  return "| question | third | deals | called | came | 90 % interval | gap, points |\n| --- | --- | ---: | ---: | ---: | --- | ---: |\n" +
    a.questions.flatMap((q) => q.thirds.map((g, k) =>
      `| ${k ? "" : q.title} | ${["lowest", "middle", "highest"][k]} | ${g.n} | ${percent(g.mean)} | ${percent(g.rate)} | ` +
      `${percent(g.low)} to ${percent(g.high)} | ${Math.round(100 * Math.abs(g.mean - g.rate))} |`)).join("\n");
}

function decompositionTable(a) {
  return "| question | reliability | resolution | uncertainty | within groups |\n| --- | ---: | ---: | ---: | ---: |\n" +
    a.questions.map((q) => {
      const g = score(q, "gates");
      return `| ${q.title} | ${three(g.reliability)} | ${three(g.resolution)} | ${three(g.uncertainty)} | ${signed(g.within)} |`;
    }).join("\n");
}

function missTable(a) {
  return "| deal | year | | called | came | the gate that erred | what the table says |\n| --- | ---: | --- | ---: | --- | --- | --- |\n" +
    a.misses.map((m) => {
      const why = m.came ? "" : m.vetoers ? `vetoed by ${m.vetoers}` : m.end_cause ? `ended: ${m.end_cause}` : "";
      return `| ${m.id} | ${m.year} | ${m.title} | ${percent(m.p)} | ${m.came ? "yes" : "no"} | ` +
        `${m.gate}: called ${percent(m.gate_p)}, ${m.gate_open ? "opened" : "stayed shut"} | ${why} |`;
    }).join("\n");
}

const targets = [["in_force", 0.205], ["adopted_in_concert", 0.13], ["alive5", 0.215]];
function targetTable(a, tens, closed) {
  return "| question | wanted | one family at a time | ten groups of families | closed forms | logistic, same folds |\n| --- | ---: | ---: | ---: | ---: | ---: |\n" +
    targets.map(([key, goal]) => {
      const of = (b) => three(score(question(b, key), "gates").brier.mean);
      return `| ${question(a, key).title} | below ${goal} | ${of(a)} | ${of(tens)} | ${of(closed)} | ${three(score(question(a, key), "logistic").brier.mean)} |`;
    }).join("\n");
}

function worstThird(a) {
  return Math.max(...targets.flatMap(([key]) => question(a, key).thirds.map((g) => Math.abs(g.mean - g.rate))));
}

const a = backtest("--svg", picture), tens = backtest("--folds", "10"), closed = backtest("--draws", "0");
rmSync(scratch, { recursive: true });
writeFileSync(join(root, "docs/method/track-record.md"), `# Track record: had one asked before each past deal

This page is written by \`make track-record\` from \`entente backtest\`; nobody edits it by hand.

The corpus (\`data/deals.csv\`, \`data/deals_features.csv\`) holds ${a.deals} deals in ${a.families} families, 1815 to 2025. Each family is forecast by what
is learnt from the other families alone: the parameters of [calibration.md](calibration.md) are estimated anew without it, and each of its deals runs through
the four gates with ${a.draws.toLocaleString("en")} draws. So nothing of a story that goes on, such as Russia and the G8, is known beforehand.

    entente backtest data/deals.csv

**What these numbers do not show.** Which effects the model has was decided by people who knew this corpus, so a corpus that nobody has looked
at will score somewhat worse. To try one with the same columns: \`entente backtest NEW.csv\` (it also learns from the other families of
NEW.csv) or \`entente backtest NEW.csv --held-out\` (it learns from the deals that come with entente alone). Rows without outcomes are forecast.

## Brier scores

The mean of (chance − outcome)²: 0 is perfect, always saying the base rate costs its variance. A gate is asked of the deals that reached it. The least of a row is bold.

${scoreTable(a)}

What was wanted of the method, and what other ways of leaving out families and of asking the gates give:

${targetTable(a, tens, closed)}

The largest gap between forecast and outcome in a third of these three questions is ${Math.round(100 * worstThird(a))} points (12 were wanted at most).

## The four gates in detail

Intervals resample families (2,000 times). A positive difference in the fourth column says that the gates were nearer than a logistic regression on the
same features in the same folds. The line is logit(came) = intercept + slope logit(p): 0 and 1 are right, a slope below 1 is too bold.

${detailTable(a)}

The Brier score taken apart over ten groups (Murphy 1973): reliability − resolution + uncertainty + what the groups hide.

${decompositionTable(a)}

## Of what was called likely, how much came?

![Forecasts beside what came](../pictures/reliability.svg)

Deals in order of their forecast, in three groups of equal count; intervals are Jeffreys intervals.

${thirdsTable(a)}

## The ten worst misses

By the squared error of the last question that can be answered: in force and alive after five years, else coming into force. The gate that erred is the one whose
outcome was called least likely.

${missTable(a)}

## The forecasters beside it

- *Base rate*: the share that came among the deals learnt from, (k + 1/2) / (n + 1).
- *Rule and opponents*, *kind of deal*: the share within the cell, drawn to the base rate by two deals' weight.
- *Logistic regression*: ridge, on class of the rule, kind, deciders, declared opponents, wedge and all features; standardised, the penalty chosen by five folds of
  families within the deals learnt from.

Log loss holds chances within [0.01, 0.99]. Sources: Brier, *Monthly Weather Review* 78 (1950); Murphy, *J. Applied Meteorology* 12 (1973); Stephenson, Coelho and
Jolliffe, *Weather and Forecasting* 23 (2008); Cox, *Biometrika* 45 (1958); Field and Welsh, *J. Royal Statistical Society B* 69 (2007); Roberts and others, *Ecography* 40 (2017).
`);
