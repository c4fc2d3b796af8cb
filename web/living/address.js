/* address.js - the address holds the assumptions, so that a link carries an argument. */
const MARK = "#set:";

function writeHash() {
  const hash = [...changes].map(([path, text]) => encodeURIComponent(path) + "=" + encodeURIComponent(text)).join("&");
  history.replaceState(null, "", hash ? MARK + hash : location.pathname + location.search);
}

function readHash() {
  if (!location.hash.startsWith(MARK)) return false;
  const known = new Map(baseInputs.map((input) => [input.path, input.text]));
  for (const club of clubs) known.set(club.path, club.rule);
  for (const view of views) for (const [path, , now] of view.set) known.set(path, now);
  changes.clear();
  for (const pair of location.hash.slice(MARK.length).split("&").slice(0, 400)) {
    let path = "", text = "";
    try { [path, text] = pair.split("=").map(decodeURIComponent); } catch { continue; }
    if (known.has(path) && text && text.length < 4096 && known.get(path) !== text) changes.set(path, text);
  }
  return changes.size > 0;
}

/* A link inside the page would wipe the assumptions from the address. */
function keepHash(event) {
  const link = event.target.closest?.('a[href^="#"]');
  if (!link || isBase() || event.ctrlKey || event.metaKey) return;
  const place = $(link.getAttribute("href").slice(1));
  if (!place) return;
  event.preventDefault();
  place.scrollIntoView();
  place.setAttribute("tabindex", "-1");
  place.focus({ preventScroll: true });
}
