/* bar.js - the answer under the hand: the four gates in a line that stays in sight. */
const bar = { cells: [] };

function buildBar() {
  bar.cells = gateNames().map((name, i) => {
    const value = make("b", { text: percent(author.p[i], author.draws) }), fill = make("i");
    const meter = make("span", { class: "meter-line", "aria-hidden": "true" }, fill, make("u"));
    meter.style.setProperty("--author", 100 * author.p[i] + "%");
    fill.style.width = 100 * author.p[i] + "%";
    return { value, fill, node: make("li", {}, make("span", { text: name }), value, meter) };
  });
  bar.state = make("p", { class: "state" });
  bar.reset = make("button", { type: "button", class: "tool", text: say("Reset all"), onclick: resetAll });
  bar.node = make("aside", { id: "bar", "aria-label": say("The answer under your assumptions"), hidden: true },
    make("ul", {}, ...bar.cells.map((cell) => cell.node)), make("div", {}, bar.state, bar.reset));
  document.body.append(bar.node);
  let near = false;
  const showBar = () => { bar.node.hidden = !near && isBase() && !wrong.size; };
  bar.update = showBar;
  new IntersectionObserver((entries) => {
    near = entries[entries.length - 1].isIntersecting;
    showBar();
  }).observe($("argue"));
}

function showBar(p, draws) {
  p.forEach((value, i) => {
    bar.cells[i].value.textContent = percent(value, draws);
    bar.cells[i].fill.style.width = 100 * value + "%";
  });
}

function state(text) {
  bar.state.textContent = text;
  bar.reset.disabled = isBase() && !wrong.size;
  bar.update();
}

function resetAll() {
  changes.clear();
  wrong.clear();
  request();
}
