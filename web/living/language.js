/* language.js - in which language does the page speak?
 *
 * The page carries the program's own catalogues.  When the reader picks a language, the texts of the page are said in it, and
 * new workers, whose engine speaks it, tell what stands between the marks.  The author's answer was written in one language;
 * in another the engine works it out once (the same numbers, to the last bit), and the page keeps it. */
const LANGUAGES = [["en", "English"], ["zh-Hant", "\u7e41\u9ad4\u4e2d\u6587"], ["zh-Hans", "\u7b80\u4f53\u4e2d\u6587"]];
const LATE = ["computed", "views"]; /* told parts that need all draws */
const authors = new Map(); /* language -> { headline, weakest, parts, told } */
let spoken, authorsWords, speaking = 0;

/* A GNU .mo file: offsets of keys and texts at bytes 12 and 16, each entry a length and a place. */
function readWords(code) {
  if (code === "en") return { code, bytes: new Uint8Array(), texts: new Map() };
  const { buffer } = carried[code], view = new DataView(buffer), texts = new Map();
  const text = new TextDecoder();
  const at = (table, i) => {
    const entry = view.getUint32(table, true) + 8 * i;
    return text.decode(new Uint8Array(buffer, view.getUint32(entry + 4, true), view.getUint32(entry, true)));
  };
  for (let i = 1; i < view.getUint32(8, true); i++) texts.set(at(12, i), at(16, i));
  return { code, bytes: new Uint8Array(buffer), texts };
}

function takeWords(words) {
  spoken = words;
  catalogue = words.texts;
}

/* Texts after a mark <!--say key-->; without a key the text is the key. */
const said = [];
function findTexts() {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    if (/^say( |$)/.test(node.data)) said.push({ node: node.nextSibling, key: node.data.slice(4) || node.nextSibling.data });
}

function sayTexts() {
  for (const { node, key } of said) node.data = say(key);
  document.documentElement.lang = spoken.code;
  document.querySelector(".contents").setAttribute("aria-label", say("Contents"));
  const head = document.querySelector("h1");
  if (head) document.title = head.textContent + " - entente";
  document.body.style.setProperty("--stale", JSON.stringify("\u00a0\u00b7\u00a0" + say("still the answer before your last change")));
  for (const button of document.querySelectorAll(".languages button"))
    button.setAttribute("aria-pressed", String(button.lang === spoken.code));
  document.querySelector(".languages")?.setAttribute("aria-label", say("Language"));
}

function languageSwitch() {
  if (!carried["zh-Hant"]) return; /* built without catalogues */
  document.querySelector(".contents .brand").after(make("div", { class: "languages", role: "group" },
    ...LANGUAGES.map(([code, name]) => make("button", { type: "button", lang: code, text: name, onclick: () => speak(code) }))));
}

/* Tells the author's answer in this language: the page's parts first, what the reader sees last needs all draws. */
function tellAuthor() {
  document.body.classList.add("stale");
  showBar(author.p, author.draws);
  refine(newest);
}

function settleAuthor(out) {
  const mine = authors.get(spoken.code);
  authors.set(spoken.code, { ...mine, headline: out.words.verdict, weakest: out.words.weakest_gate, parts: out.parts });
  restore();
}

async function tellParts(mine) {
  const known = authors.get(spoken.code)?.told;
  if (known) return fillHoles(known);
  const names = [...toldHoles.keys()], code = spoken.code;
  const soon = await pool[0].ask({ kind: "told", draws: 1, parts: names.filter((name) => !LATE.includes(name)) });
  if (mine !== speaking) return;
  fillHoles(soon.parts);
  pool[pool.length - 1].ask({ kind: "told", draws: author.draws, parts: names.filter((name) => LATE.includes(name)) })
    .then((late) => {
      authors.set(code, { ...authors.get(code), headline: late.words.verdict, weakest: late.words.weakest_gate,
        told: { ...soon.parts, ...late.parts } });
      if (mine !== speaking) return;
      fillHoles(late.parts);
      viewButtons();
      whose();
    }, () => {});
}

function takeInputs(inputs) {
  baseInputs = inputs.inputs;
  byPath = new Map(baseInputs.map((input) => [input.path, input]));
  clubs = inputs.clubs;
  terms = inputs.terms;
  views = inputs.views;
}

function hireAll() {
  const more = kinds === "workers" ? Math.min(3, Math.max(1, (navigator.hardwareConcurrency || 2) - 1)) : 0;
  for (let i = 0; i < more; i++) pool.push(hire(false));
}

/* Another language: assumptions, address and place on the page stay. */
async function speak(code) {
  if (code === spoken.code) return;
  const mine = ++speaking, words = readWords(code), focus = document.activeElement?.id;
  if (mine !== speaking) return;
  const anchor = [...document.querySelectorAll("main section")].filter((s) => s.getBoundingClientRect().top <= 90).pop()?.id;
  const top = anchor && $(anchor).getBoundingClientRect().top;
  newest++;
  clearTimeout(resting);
  for (const worker of pool.splice(0)) worker.stop();
  looked = latest = null;
  takeWords(words);
  pool.push(hire(true));
  const { inputs } = await pool[0].ready;
  if (mine !== speaking) return;
  takeInputs(inputs);
  hireAll();
  await tellParts(mine);
  if (mine !== speaking) return;
  rows.clear();
  for (const id of ["argue", "bar", "argue-link"]) $(id)?.remove();
  buildSection();
  buildBar();
  sayTexts();
  writeHash();
  if (anchor && $(anchor)) scrollBy(0, $(anchor).getBoundingClientRect().top - top);
  if (focus) $(focus)?.focus({ preventScroll: true });
  request();
  document.body.dataset.spoken = code;
}
