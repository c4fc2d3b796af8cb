/* address.js - the address holds the assumptions, so that a link carries an argument. */
const HASH = /^#(?:lang=([A-Za-z-]+)&?)?(?:set:(.*))?$/;

function writeHash() {
  const set = [...changes].map(([path, text]) => encodeURIComponent(path) + "=" + encodeURIComponent(text)).join("&");
  const parts = [spoken.code !== author.language && "lang=" + spoken.code, set && "set:" + set].filter(Boolean);
  history.replaceState(null, "", parts.length ? "#" + parts.join("&") : location.pathname + location.search);
}

/* The language that the address asks for; undefined: none, or none that we speak. */
function hashLanguage() {
  const code = HASH.exec(location.hash)?.[1];
  return LANGUAGES.some(([known]) => known === code) ? code : undefined;
}

function readHash() {
  const set = HASH.exec(location.hash)?.[2];
  if (!set) return false;
  const known = new Map(baseInputs.map((input) => [input.path, input.text]));
  for (const club of clubs) known.set(club.path, club.rule);
  for (const view of views) for (const [path, , now] of view.set) known.set(path, now);
  changes.clear();
  for (const pair of set.split("&").slice(0, 400)) {
    let path = "", text = "";
    try { [path, text] = pair.split("=").map(decodeURIComponent); } catch { continue; }
    if (known.has(path) && text && text.length < 4096 && known.get(path) !== text) changes.set(path, text);
  }
  return changes.size > 0;
}

/* A link inside the page would wipe the assumptions from the address. */
function keepHash(event) {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link || (isBase() && spoken.code === author.language) || event.ctrlKey || event.metaKey) return;
  const place = $(link.getAttribute("href").slice(1));
  if (!place) return;
  event.preventDefault();
  place.scrollIntoView();
  place.setAttribute("tabindex", "-1");
  place.focus({ preventScroll: true });
}
