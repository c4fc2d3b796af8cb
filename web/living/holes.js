/* holes.js - which parts of the page follow the assumptions?
 *
 * They stand between <!--live name--> and <!--/live-->; the engine writes what is put there. */
const holes = new Map(); /* name -> [start mark, end mark, the author's nodes] */
const original = { outcome: [] };

function findHoles() {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
  let start = null;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.data.startsWith("live ")) start = node;
    else if (node.data === "/live" && start) {
      holes.set(start.data.slice(5), { start, end: node });
      start = null;
    }
  }
  for (const hole of holes.values()) {
    const range = document.createRange();
    range.setStartAfter(hole.start);
    range.setEndBefore(hole.end);
    const box = make("div");
    box.append(range.cloneContents());
    hole.html = hole.now = box.innerHTML;
  }
  original.headline = document.querySelector(".headline").textContent;
  original.weakest = document.querySelector(".weakest").textContent;
  original.outcome = [...document.querySelectorAll(".claim > h3 .chip")].map((chip) => chip.textContent);
}

/* What the engine wrote: HTML and SVG in which every text is escaped by the C code that wrote the page itself. */
function fillHole(name, html) {
  const hole = holes.get(name);
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

function markClaims() {
  let moved = 0;
  document.querySelectorAll(".claim").forEach((claim, i) => {
    const chip = claim.querySelector("h3 .chip");
    if (!chip || !original.outcome[i] || chip.textContent === original.outcome[i]) return;
    moved++;
    claim.classList.add("moved");
    chip.after(" ", make("span", { class: "was", text: say("was: {outcome}", { outcome: original.outcome[i] }) }));
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
  line.hidden = n === 0;
  line.textContent = n ? say("The author’s assumptions: {verdict}", { verdict: original.headline }) : "";
  document.body.classList.toggle("argued", n > 0);
  $("argue-command").textContent = command();
}

function restore() {
  for (const [name, hole] of holes) fillHole(name, hole.html);
  document.querySelector(".headline").textContent = original.headline;
  document.querySelector(".weakest").textContent = original.weakest;
  showBar(author.p, author.draws);
  document.body.classList.remove("stale");
  original.moved = 0;
  state(wrong.size ? say("One value is not understood") : authorsLine());
}
