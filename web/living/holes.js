/* holes.js - which parts of the page follow the assumptions?
 *
 * They stand between <!--live name--> and <!--/live-->; the engine writes what is put there. */
const holes = new Map();     /* name -> start and end mark, the HTML between them */
const toldHoles = new Map(); /* the same, of parts that follow the reader's language alone */
const original = { outcome: [] };

/* The author's pictures for narrow columns come packed, in the order of the wide ones. */
function unfoldPictures() {
  const box = document.createElement("template");
  box.innerHTML = new TextDecoder().decode(carried.narrow);
  const narrow = [...box.content.children], wide = document.querySelectorAll("figure > .wide");
  if (narrow.length === wide.length) wide.forEach((picture, i) => picture.before(narrow[i]));
}

function findHoles() {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
  let start = null;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.data.startsWith("live ") || node.data.startsWith("told ")) start = node;
    else if (node.data === "/live" && start) {
      (start.data.startsWith("told") ? toldHoles : holes).set(start.data.slice(5), { start, end: node });
      start = null;
    }
  }
  for (const hole of [...holes.values(), ...toldHoles.values()]) {
    const range = document.createRange();
    range.setStartAfter(hole.start);
    range.setEndBefore(hole.end);
    const box = make("div");
    box.append(range.cloneContents());
    hole.html = hole.now = box.innerHTML;
  }
  original.outcome = [...document.querySelectorAll(".claim > h3 .chip")].map((chip) => chip.className);
  const told = (list) => Object.fromEntries([...list].map(([name, hole]) => [name, hole.html]));
  authors.set(author.language, { headline: document.querySelector(".headline").textContent,
    weakest: document.querySelector(".weakest").textContent, parts: told(holes), told: told(toldHoles) });
}

/* What the engine wrote: HTML and SVG in which every text is escaped by the C code that wrote the page itself. */
function fillHole(name, html) {
  const hole = holes.get(name) ?? toldHoles.get(name);
  if (!hole || hole.now === html) return;
  hole.now = html;
  const range = document.createRange();
  range.setStartAfter(hole.start);
  range.setEndBefore(hole.end);
  const parent = hole.start.parentNode;
  const opened = [];
  for (let node = hole.start.nextSibling; node !== hole.end; node = node.nextSibling)
    if (node.querySelectorAll) opened.push(...[node, ...node.querySelectorAll("details")]
      .filter((d) => d.tagName === "DETAILS").map((d) => d.open));
  range.deleteContents();
  const box = document.createElement("template");
  box.innerHTML = html;
  box.content.querySelectorAll("details").forEach((d, i) => { if (i < opened.length) d.open = opened[i]; });
  parent.insertBefore(box.content, hole.end);
}

function fillHoles(parts) {
  for (const [name, html] of Object.entries(parts)) fillHole(name, html);
  if (parts.claims !== undefined) markClaims();
}

/* "chip partly" in words. */
const outcomeName = (chip) => ({ supported: say("supported"), partly: say("partly supported"),
  contradicted: say("contradicted"), depends: say("depends on an assumption"),
  not_testable: say("not testable here") })[chip.split(" ").pop()] ?? chip;

function markClaims() {
  let moved = 0;
  document.querySelectorAll(".claim").forEach((claim, i) => {
    const chip = claim.querySelector("h3 .chip");
    if (!chip || !original.outcome[i] || chip.className === original.outcome[i]) return;
    moved++;
    claim.classList.add("moved");
    chip.after(" ", make("span", { class: "was", text: say("was: {outcome}", { outcome: outcomeName(original.outcome[i]) }) }));
  });
  original.moved = moved;
}

/* The verdict in short: {verdict, weakest_gate, p, draws}. */
function tell(now) {
  const head = document.querySelector(".headline"), weak = document.querySelector(".weakest");
  if (head.textContent !== now.verdict) head.textContent = now.verdict;
  if (weak.textContent !== now.weakest_gate) weak.textContent = now.weakest_gate;
  showBar(now.p, now.draws);
}

/* Tells above the verdict whose it is, and keeps the author's in sight. */
function whose() {
  const n = changes.size, title = $("verdict-h"), view = viewNow();
  views.show?.();
  title.textContent = n === 0 ? say("Verdict") : view ? say("Verdict: {view}", { view: view.name }) : n === 1 ? say("Verdict, with 1 change of yours")
    : say("Verdict, with {n} changes of yours", { n });
  let line = $("authors");
  if (!line) {
    line = make("p", { id: "authors", class: "author" });
    document.querySelector(".weakest").after(line);
  }
  const verdict = authors.get(spoken.code)?.headline;
  line.hidden = n === 0 || !verdict;
  line.textContent = n && verdict ? say("The author’s assumptions: {verdict}", { verdict }) : "";
  document.body.classList.toggle("argued", n > 0);
  $("argue-command").textContent = command();
}

/* The author's answer; in a language in which it has not been told yet, the engine tells it. */
function restore() {
  const mine = authors.get(spoken.code);
  if (!mine?.parts) return void tellAuthor();
  for (const [name, html] of Object.entries(mine.parts)) fillHole(name, html);
  document.querySelector(".headline").textContent = mine.headline;
  document.querySelector(".weakest").textContent = mine.weakest;
  showBar(author.p, author.draws);
  document.body.classList.remove("stale");
  original.moved = 0;
  state(wrong.size ? say("One value is not understood") : authorsLine());
}
