/* start.js - which screen does the address ask for?
 *   #/   #/edit/SCENARIO   #/runs/RUN   #/outcome/RUN   #/compare/A/B
 * A screen that listens to something sets main.leave, which stops it.  Every screen is built from its address alone, so each
 * can be linked to and opened again. */
const SCREENS = { "": home, edit: editor, runs: runScreen, outcome: outcomeScreen, compare: compareScreen };
let visit = 0, shown = null;

async function route() {
  const mine = ++visit, here = location.hash.replace(/^#\/?/, "");
  const [name, ...rest] = here.split("/").map((piece) => {
    try {
      return decodeURIComponent(piece);
    } catch {
      return piece;
    }
  });
  /* A screen is made beside the page and put into it whole: the old one stands until then. */
  const main = make("main", { id: "main", tabindex: "-1", class: "screen-" + (name || "home") });
  $("main").leave?.();
  $("main").leave = null;
  if (notice?.here) notice.remove();
  let title;
  try {
    title = await (SCREENS[name] ?? lost)(main, ...rest);
  } catch (trouble) {
    title = lost(main, trouble);
  }
  if (mine !== visit) return main.leave?.(); /* the reader has gone on */
  const old = $("main"), held = old.contains(document.activeElement) || document.activeElement === document.body;
  main.dataset.at = here;
  old.replaceWith(main);
  document.title = title + " \u2013 entente";
  if (shown !== null && shown !== here) scrollTo(0, 0);
  if (shown !== null && (held || shown !== here)) main.querySelector("h1")?.focus({ preventScroll: true });
  shown = here;
  return undefined;
}

function lost(main, trouble) {
  main.replaceChildren(make("h1", { tabindex: "-1", text: trouble instanceof Trouble && trouble.status !== 404 ? say("That did not work") : say("Nothing here") }),
    make("p", { text: trouble instanceof Error ? trouble.message : say("There is no such page.") }), make("p", {}, link(say("All scenarios and runs"), "#/")));
  return say("Nothing here");
}

function languageBar() {
  $("languages").setAttribute("aria-label", say("Language"));
  $("skip").textContent = say("Skip to the content");
  $("languages").replaceChildren(...LANGUAGES.map(([code, name]) => make("button", { type: "button", lang: code, text: name,
    "aria-pressed": String(code === language), onclick: async () => {
      remember("language", code);
      await speak(code);
      languageBar();
      $("languages").querySelector(`[lang="${language}"]`).focus();
      route();
    } })));
}

async function start() {
  /* The key has come in; it stays out of sight and out of bookmarks. */
  if (location.search) history.replaceState(null, "", location.pathname + location.hash);
  await speak(chosenLanguage());
  languageBar();
  /* The skip link must not become an address. */
  $("skip").addEventListener("click", (event) => {
    event.preventDefault();
    $("main").focus();
  });
  addEventListener("hashchange", route);
  await route();
}

start();
