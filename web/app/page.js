/* page.js - how is a screen put together?  Small helpers over the DOM; no text ever becomes markup. */
const $ = (id) => document.getElementById(id);

/* An element; "text" is its text, "on..." listens, false and undefined leave an attribute out. */
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined || value === null) continue;
    if (name === "text") node.textContent = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

const button = (text, onclick, more = {}) => make("button", { type: "button", class: "tool", text, onclick, ...more });
const link = (text, href, more = {}) => make("a", { text, href, ...more });

/* Said to those who listen instead of look. */
let aloudTimer = 0;
function aloud(text) {
  clearTimeout(aloudTimer);
  $("aloud").textContent = "";
  aloudTimer = setTimeout(() => { $("aloud").textContent = text; }, 60);
}

/* What this browser remembers; a browser may refuse to. */
function recall(key) {
  try {
    return localStorage.getItem("entente." + key);
  } catch {
    return null;
  }
}
function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem("entente." + key);
    else localStorage.setItem("entente." + key, value);
    return true;
  } catch {
    return false;
  }
}

function save(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

/* A line at the foot that goes by itself, with one thing that can still be done. */
let notice = null;
function tell(text, action) {
  notice?.remove();
  clearTimeout(notice?.timer);
  notice = make("div", { class: "notice", role: "status" }, make("span", { text }));
  const mine = notice, go = () => mine.remove();
  mine.here = action !== undefined;
  const wait = () => {
    clearTimeout(mine.timer);
    mine.timer = setTimeout(go, 10000);
  };
  if (action) notice.append(button(action.text, () => {
    go();
    action.act();
  }));
  for (const event of ["pointerenter", "focusin"]) notice.addEventListener(event, () => clearTimeout(mine.timer));
  for (const event of ["pointerleave", "focusout"]) notice.addEventListener(event, wait);
  document.body.append(notice);
  wait();
}
