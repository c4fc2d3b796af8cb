/* views.js - whose view?  The author's, that of a side which the scenario names, or the reader's own.
 *
 * A view is a set of changes.  Picking one makes them the reader's changes, so that the address holds them and one can go on
 * arguing from there; as long as the changes are a view's and nothing else, the page names it. */
let views = []; /* {name, note, set: [[path, text, the author's text]]} */

const changesOf = (view) => view.set.filter(([, text, now]) => text !== now);

/* The view that the reader's changes are; undefined when they are none's, or there are none. */
const viewNow = () => isBase() ? undefined : views.find((view) => {
  const set = changesOf(view);
  return set.length === changes.size && set.every(([path, text]) => changes.get(path) === text);
});

function pickView(view) {
  changes.clear();
  wrong.clear();
  for (const [path, text] of view ? changesOf(view) : []) changes.set(path, text);
  request();
}

function viewSwitch() {
  if (!views.length) return [];
  const yours = make("option", { value: "yours", text: say("Your own"), hidden: true });
  const menu = make("select", { id: "whose-view" }, make("option", { value: "author", text: say("The author") }),
    ...views.map((view, i) => make("option", { value: i, text: view.name })), yours);
  const note = make("p", { class: "author", id: "whose-note" });
  menu.setAttribute("aria-describedby", note.id);
  menu.addEventListener("change", () => pickView(views[menu.value]));
  const node = make("div", { class: "rule" }, make("label", { for: menu.id, text: say("Whose view") }), menu, note);
  views.show = () => {
    const view = viewNow();
    yours.hidden = isBase() || view !== undefined;
    menu.value = isBase() ? "author" : view ? String(views.indexOf(view)) : "yours";
    note.textContent = view ? view.note : "";
    note.hidden = !note.textContent;
    node.classList.toggle("changed", !isBase());
  };
  views.show();
  setTimeout(viewButtons);
  return [node];
}

function viewButtons() {
  document.querySelectorAll("#views details.view").forEach((details, i) => {
    if (!views[i] || details.querySelector("button")) return;
    details.append(make("p", {}, make("button", { type: "button", class: "tool", text: say("Argue from this view"),
      onclick: () => {
        pickView(views[i]);
        $("argue").scrollIntoView();
        $("whose-view").focus({ preventScroll: true });
      } })));
  });
}
